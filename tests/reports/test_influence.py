"""Does the page say how much say people have, word for word, and nothing where there is nothing to say?"""

from datetime import date

import attrs

from involvement import Claim, Decision, DecisionMap, Process, influence
from involvement.decisions import StageName
from involvement.reports import pages
from involvement.reports.influence import say_of
from involvement.snapshots import Snapshot
from tests.power.test_tokenism import AFTER, BARE_NO, WEAK, board, process

ARNSTEIN = {"ladder": "arnstein-1969"}


def say(whole, on=AFTER):
    return say_of(Snapshot(whole, on))


def table(found, key):
    return next(each for each in found.tables if each.key == key)


def test_what_is_claimed_stands_beside_what_is_shown():
    """The two words belong in one row, with what is missing."""
    claims = [Claim("members", "contract", rung="partnership", **ARNSTEIN)]
    found = say(process(claims=claims))
    rows = table(found, "say").rows
    assert ["contract (options)", "contract"] == [each[0] for each in rows]
    assert "Partnership on A ladder of citizen participation: above what is shown" == rows[1][2]
    assert "nothing" == rows[0][2]
    assert "advises: answered with reasons (not known)" == rows[1][5]
    assert "1 claim: 0 shown, 1 above what is shown, 0 not known or not comparable." == found.account[0]


def test_a_claim_that_is_kept_may_be_more():
    """Consulted they were, and perhaps they advised."""
    found = say(process(claims=[Claim("members", "contract", rung="consultation", **ARNSTEIN)]))
    assert (
        "Consultation on A ladder of citizen participation: shown, and perhaps more" == table(found, "say").rows[1][2]
    )


def test_what_it_rests_on_is_told_with_its_reason():
    """A standing without its facts would have to be believed."""
    found = table(say(process(board(seats=WEAK))), "shown")
    assert "heard in time (a view raised by 25 Aug 2026 is heard in time)" in found.rows[1][2]
    assert "votes that can make the difference (2 of 9 votes, 5 to pass)" in found.rows[1][3]
    assert "answered with reasons" in found.rows[1][4]


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
