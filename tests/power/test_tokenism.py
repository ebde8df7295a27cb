"""Are signs of tokenism questions and never verdicts, and does a shift of power show between two days?"""

from datetime import date

import attrs
import pytest

from involvement import (
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Forum,
    InvalidValueError,
    Ledger,
    Meetings,
    Process,
    Seat,
    Stage,
    Stakeholder,
    Workplan,
    assess,
    framework,
    influence,
)
from involvement.power import parse_table

DECIDED = date(2026, 9, 1)
AFTER = date(2026, 10, 1)
PEOPLE = [Stakeholder("members", role="service_user"), Stakeholder("chair", role="board")]
CONTRACT = Decision("contract", made_at="board", on=DECIDED, stages=[Stage("options", at="board", by=date(2026, 3, 1))])


def board(*, seats=(), opens=None, decision=CONTRACT, standing="advises", entered=True):
    return DecisionMap(
        forums=[Forum("board", meetings=Meetings.any_day(), papers_due=7, seats=seats)],
        entry_points=[EntryPoint("board", "members", standing=standing, opens=opens)] if entered else [],
        decisions=[decision],
    )


def process(decision_map=None, **parts):
    return Process("p", stakeholders=PEOPLE, decision_map=decision_map or board(), **parts)


def flags(whole, on=AFTER, stage="decision"):
    return {each.dimension.value: each for each in influence(whole, on=on).row("members", "contract", stage).flags}


BARE_NO = Ledger(
    [Contribution("evenings", on=date(2026, 2, 1), stakeholder="members", about="contract")],
    [Event("evenings", "answered", on=date(2026, 9, 2), outcome="could_not")],
)
WEAK = [Seat("members", 2), Seat("chair", 7)]


def test_each_dimension_has_its_sign():
    """Majid's point: tokenism has several faces, and one of them says little about the others."""
    whole = process(board(seats=WEAK, opens=date(2026, 5, 1)), ledger=BARE_NO)
    found = flags(whole)
    assert ["power", "timing", "answer", "effect"] == list(found)
    assert (
        "They hold a seat there. Service users together hold 2 of 9 votes; 5 are needed. "
        "Their votes cannot make the difference." == found["power"].reason
    )
    assert (
        "By the map, no view of theirs could have been heard while options were open, whenever it was raised."
        == found["timing"].reason
    )
    assert "1 contribution of theirs was answered without a reason." == found["answer"].reason
    assert "All they said is answered. The record shows nothing that was acted on." == found["effect"].reason
    assert ["do.next_time"] == [each.code for each in found["power"].clears]
    assert ["do.answered_with_reasons"] == [each.code for each in found["answer"].clears]


def test_what_would_clear_a_sign_is_something_that_can_still_be_done():
    """After the decision nobody can be heard before it; an answer can still be given."""
    whole = process(board(seats=WEAK, opens=date(2026, 5, 1)), ledger=BARE_NO)
    before = flags(whole, on=date(2026, 8, 1))
    assert ["do.votes_count"] == [each.code for each in before["power"].clears]
    assert ["do.while_open"] == [each.code for each in before["timing"].clears]


def test_a_claim_above_what_is_shown_is_a_sign_of_power():
    """Called partners, and asked."""
    claim = Claim("members", "contract", ladder="arnstein-1969", rung="partnership")
    found = flags(process(claims=[claim]))
    assert (
        '"Partnership" (A ladder of citizen participation) is claimed. The record supports "advises" at most.'
        == found["power"].reason
    )
    assert "do.owe_more" in {each.code for each in flags(process(claims=[claim]), on=DECIDED)["power"].clears}


def test_nothing_unknown_raises_a_flag():
    """A process that keeps no ledger is not accused of giving no answers."""
    assert {} == flags(process())


def test_nobody_who_was_never_asked_is_a_token():
    """To be left out is another wrong, and has other rules."""
    assert {} == flags(process(board(entered=False)))
    assert {"timing"} == set(flags(process(board(entered=False), ledger=Ledger(BARE_NO.contributions)))) - {"answer"}


def test_an_effect_is_missed_only_once_it_is_decided():
    """Before the day, what was declined may still be taken up."""
    early = Ledger(BARE_NO.contributions, [attrs.evolve(BARE_NO.events[0], on=date(2026, 4, 1))])
    assert "effect" not in flags(process(ledger=early), on=date(2026, 5, 1))
    assert "effect" in flags(process(ledger=early))


@pytest.mark.parametrize(
    ("first", "early"),
    [(date(2026, 2, 1), False), (date(2026, 8, 1), True), (date(2026, 4, 1), True), (date(2026, 3, 31), False)],
)
def test_in_its_first_months_a_process_is_given_the_benefit_of_the_doubt(first, early):
    """Hahn 2017: early genuine work can look tokenistic; half a year is our own reading of that."""
    whole = process(board(seats=WEAK), ledger=Ledger([Contribution("a", on=first)]))
    found = flags(whole)["power"]
    assert early is found.early
    assert early is ("genuine work can look like this" in str(found))


def test_when_nothing_is_dated_nobody_knows_whether_it_is_early():
    """Unknown is not no."""
    whole = process(board(seats=WEAK))
    assert flags(whole)["power"].early is None
    assert influence(whole, on=AFTER).began is None
    assert 2 == len(influence(whole, on=AFTER).flags)


def test_the_first_trace_of_any_sort_says_when_it_began():
    """A plan, an assessment, an entry point that opened: whatever is dated first, and not in the future."""
    parts = {
        "workplan": Workplan(start=date(2026, 1, 5)),
        "assessments": [assess(framework("gunning"), {}, on=date(2026, 1, 3))],
    }
    assert date(2026, 1, 3) == influence(process(**parts), on=AFTER).began
    assert date(2026, 1, 5) == influence(process(workplan=parts["workplan"]), on=AFTER).began
    assert influence(process(workplan=parts["workplan"]), on=date(2026, 1, 4)).began is None
    assert date(2026, 8, 1) == influence(process(board(opens=date(2026, 8, 1))), on=AFTER).began


def test_a_table_without_a_span_never_calls_a_process_early():
    """Whoever has no rule for it says nothing about it, and a table without words still flags."""
    own = parse_table(
        'key = "ours"\ninputs = [{ key = "votes_count" }]\n'
        'rows = [{ standing = "controls", needs = [{ input = "votes_count" }] }]'
    )
    whole = process(board(seats=WEAK), ledger=Ledger([Contribution("a", on=date(2026, 8, 1))]))
    (flag,) = influence(whole, on=AFTER, table=own).flags[:1]
    assert flag.early is None
    assert str(flag).endswith(
        "5 are needed. Their votes cannot make the difference. Agree with them what to change for the next decision."
    )


def test_a_flag_says_who_where_and_what_would_clear_it():
    """It is read out in a meeting; at a stage it names the stage."""
    whole = process(board(opens=date(2026, 8, 30)))
    found = flags(whole)["timing"]
    assert str(found).startswith(
        'There is a sign that involving members in "contract" may be only for show. By the map, no view of theirs '
    )
    assert 'involving members in the options stage of "contract"' in str(flags(whole, stage="options")["timing"])


# Shifts


def test_power_that_shifted_shows_between_two_days():
    """Two votes of nine before the summer, five after it."""
    before = influence(process(board(seats=WEAK)), on=date(2026, 5, 1))
    after = influence(process(board(seats=[Seat("members", 5), Seat("chair", 4)])), on=AFTER)
    change = before.compare(after).changes[-1]
    assert ("contract", "gained") == (change.decision, change.shift.value)
    assert (
        'members gained say in "contract". Before: at least "consulted" and at most "advises". After: "delegated".'
        == str(change)
    )
    assert (
        'members lost say in "contract". Before: "delegated". After: at least "consulted" and at most "advises".'
        in str(after.compare(before))
    )
    assert {"lost"} == {each.shift.value for each in after.compare(before).changes}
    assert 2 == len(before.compare(after).those("gained"))


def test_what_may_be_the_same_is_not_called_a_shift():
    """Two ranges that overlap show neither gain nor loss."""
    one, other = (influence(process(board(standing=each)), on=AFTER) for each in ("advises", "codesigns"))
    assert {"unknown"} == {each.shift.value for each in one.compare(other).changes}
    assert (
        'The record does not show whether the say of members in the options stage of "contract" changed. '
        'Before: at least "consulted" and at most "advises". After: at least "consulted" and at most "codesigns".'
    ) in str(one.compare(other))
    same = influence(process(board(standing="consulted")), on=AFTER)
    assert {"same"} == {each.shift.value for each in same.compare(same).changes}
    assert "Nothing changed from 1 October 2026 to 1 October 2026." == str(same.compare(same))
    assert 'The say of members in "contract" did not change: "consulted".' == str(same.compare(same).changes[-1])


def test_a_say_that_is_new_or_gone_is_told_as_that():
    """A decision that is dropped from the map is no loss of power, and no gain."""
    with_more = board()
    with_more = attrs.evolve(with_more, decisions=[CONTRACT, Decision("leaflets", made_at="board", on=DECIDED)])
    one, other = influence(process(), on=AFTER), influence(process(with_more), on=AFTER)
    (new,) = one.compare(other).those("new")
    (gone,) = other.compare(one).those("gone")
    assert 'The say of members in "leaflets" is new: at least "consulted" and at most "advises".' == str(new)
    assert str(gone) == (
        'The say of members in "leaflets" is no longer asked about. Before: at least "consulted" and at most "advises".'
    )


def test_only_like_is_compared_with_like():
    """Another table would be another meaning of the same word."""
    own = parse_table(
        'key = "ours"\ninputs = [{ key = "all_votes" }]\n'
        'rows = [{ standing = "controls", needs = [{ input = "all_votes" }] }]'
    )
    one, other = influence(process(), on=AFTER), influence(process(), on=AFTER, table=own)
    with pytest.raises(InvalidValueError, match="by the same table"):
        one.compare(other)
    with pytest.raises(InvalidValueError, match="an Influence"):
        one.compare(process())
