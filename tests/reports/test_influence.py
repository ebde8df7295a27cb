"""Does the page say how much say people have, word for word, and nothing where there is nothing to say?"""

from datetime import date

import attrs

from involvement import Claim, Decision, DecisionMap, EntryPoint, Process, Stakeholder, influence
from involvement.decisions import StageName
from involvement.privacy import for_edition
from involvement.reports import pages
from involvement.reports.influence import say_of
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.wording.editions import Edition
from tests.power.test_tokenism import AFTER, BARE_NO, WEAK, board, process

ARNSTEIN = {"ladder": "arnstein-1969"}


def say(whole, on=AFTER, edition=Edition.DESK):
    snapshot = for_edition(Snapshot(whole, on), edition)
    return say_of(snapshot, Reader(subject_of(snapshot)))


def table(found, key):
    return next(each for each in found.tables if each.key == key)


def test_what_is_claimed_stands_beside_what_is_shown():
    """The two words belong in one row, with what is missing."""
    claims = [Claim("members", "contract", rung="partnership", **ARNSTEIN)]
    found = say(process(claims=claims))
    rows = table(found, "say").rows
    assert ["contract (options)", "contract"] == [each[0] for each in rows]
    assert (
        '"Partnership" (A ladder of citizen participation) is claimed. The record supports "advises" at most.'
        == rows[1][2]
    )
    assert "nothing" == rows[0][2]
    assert 'For the level "advises", the record does not show an answer with reasons.' == rows[1][5]
    assert (
        "1 claim: 0 supported by what is recorded, 1 above what is shown, 0 not known or not comparable."
        == found.account[0]
    )


def test_a_claim_that_is_kept_may_be_more():
    """Consulted they were, and perhaps they advised."""
    found = say(process(claims=[Claim("members", "contract", rung="consultation", **ARNSTEIN)]))
    assert table(found, "say").rows[1][2] == (
        '"Consultation" (A ladder of citizen participation) is claimed. That fits the record. Their say may be larger than that.'
    )


def test_what_it_rests_on_is_told_with_its_reason():
    """A standing without its facts would have to be believed."""
    found = table(say(process(board(seats=WEAK))), "shown")
    assert "A view raised by 25 August 2026 could have been heard in time (the map shows a route)." in found.rows[1][2]
    assert (
        "Service users together hold 2 of 9 votes; 5 are needed. Their votes cannot make the difference."
        in found.rows[1][3]
    )
    assert "No contribution of theirs about it that can be answered is recorded." in found.rows[1][4]
    assert ("Decision", "Who", "Shown", "Not shown", "Not known") == found.headings


def test_what_is_about_one_person_is_left_out_in_public():
    """A public page says what groups can do; what one person can do is theirs."""
    entries = [EntryPoint("board", who, standing="advises") for who in ("members", "p-1")]
    people = [*process().stakeholders, Stakeholder("p-1", role="service_user", kind="person")]
    whole = Process("p", stakeholders=people, decision_map=attrs.evolve(board(), entry_points=entries))
    desk, *others = (table(say(whole, edition=each), "say") for each in Edition)
    assert "members and p-1" in {each[1] for each in desk.rows}
    for told in others:
        assert {"members"} == {each[1] for each in told.rows}
        assert "p-1" not in str(told)
        assert ("Decision", "Who", "Claimed", "Shown", "Called for") == told.headings


def test_what_a_party_of_one_can_do_is_left_out_too():
    """A group of one is a person by another name."""
    entries = [EntryPoint("board", who, standing="advises") for who in ("members", "sole")]
    people = [*process().stakeholders, Stakeholder("sole", role="service_user", size=1)]
    whole = Process("p", stakeholders=people, decision_map=attrs.evolve(board(), entry_points=entries))
    desk, *others = (table(say(whole, edition=each), "say") for each in Edition)
    assert "sole" in str(desk)
    for told in others:
        assert "members" in str(told)
        assert "sole" not in str(told)


def test_groups_with_the_same_say_share_a_row():
    """A page that says the same five times is not read."""
    whole = board()
    shared = attrs.evolve(whole, entry_points=[attrs.evolve(each, stakeholder=None) for each in whole.entry_points])
    people = [attrs.evolve(process().stakeholders[0], key=key) for key in ("carers", "members")]
    found = table(say(Process("p", stakeholders=people, decision_map=shared)), "say")
    assert {"carers and members"} == {each[1] for each in found.rows}


def test_signs_are_told_as_questions():
    """Nobody is to be called a token by a table."""
    found = say(process(board(seats=WEAK), ledger=BARE_NO))
    assert {"power", "answer", "effect"} == {each[2] for each in table(found, "signs").rows}
    assert any(line.startswith("Signs are questions") for line in found.account)
    assert not any("first months" in line for line in found.account)
    early = say(process(board(seats=WEAK), ledger=BARE_NO), on=date(2026, 5, 1))
    assert any("first months" in line for line in early.account)


def test_a_sign_without_words_for_what_would_clear_it_says_so():
    """The top standing has nothing above it, and a decision that says what it calls for is told with it."""
    seats = [attrs.evolve(WEAK[0], votes=3)]
    whole = process(board(seats=seats, decision=Decision("contract", made_at="board", on=AFTER, calls_for="advises")))
    (row,) = table(say(whole), "say").rows
    assert ("controls", "advises", "nothing") == row[3:]


def test_without_a_decision_there_is_nothing_to_say():
    """An empty section only raises questions."""
    assert say(Process("p")) is None
    assert say(Process("p", decision_map=DecisionMap())) is None
    assert 'id="say"' not in pages.page(Process("p"), on=AFTER)


def test_every_say_stands_in_the_page():
    """The page shows what `influence` says, row for row."""
    whole = process(
        board(seats=WEAK), ledger=BARE_NO, claims=[Claim("members", "contract", rung="placation", **ARNSTEIN)]
    )
    text = pages.page(whole, on=AFTER)
    assert 'href="#say"' in text
    for row in influence(whole, on=AFTER).of(stage=StageName.DECISION):
        assert f">{row.evidenced}<" in text
