"""Is what is kept too long said before it goes, and does what is not known stay?"""

from datetime import date, timedelta

import attrs
import pytest

from involvement import (
    Contribution,
    DecisionMap,
    Event,
    Forum,
    InvalidValueError,
    Ledger,
    Person,
    Priorities,
    Process,
    Representation,
    Seat,
    Stakeholder,
    Support,
    dumps,
)
from involvement.data_protection import DataProtection, ProcessingPurpose, RecordKind
from involvement.plans import Interval
from involvement.privacy import DuePurge, KeptTooLong, Stay, Undecided, due_for_purge, erase, purge
from involvement.privacy.erasing import STAND_IN
from involvement.support import Attendance, Expense, StatedNeed
from tests.privacy.everywhere import DAY, LATER, P, Q, everywhere

LONG_AFTER = date(2040, 1, 1)


def purpose(covers: object = "expense", key: str = "pay", years: int | None = 6, **more: object) -> ProcessingPurpose:
    retention = None if years is None else Interval(years, "years")
    return ProcessingPurpose(key, basis="public_task", retention=retention, covers=[covers], **more)


def process(*purposes: ProcessingPurpose, ended: date | None = None, **parts: object) -> Process:
    people = [Stakeholder("a", kind="person", until=DAY), Stakeholder("members", kind="group"), Stakeholder("new")]
    return Process("p", stakeholders=people, data_protection=DataProtection(purposes=purposes, ended=ended), **parts)


def spent(*who: str) -> Support:
    return Support(expenses=[Expense(each, claimed_on=DAY, paid_on=LATER) for each in who])


def test_the_last_day_of_a_period_is_within_it():
    """The day after, it is too long."""
    held = process(purpose(), support=spent("a", "members"))
    assert due_for_purge(held, on=date(2032, 6, 1)).due == ()
    due = due_for_purge(held, on=date(2032, 6, 2))
    assert due == DuePurge(
        date(2032, 6, 2),
        (KeptTooLong("expense", "pay", 1),),
        (Undecided("stakeholder", "no_purpose", 1), Undecided("stakeholder", "who_not_known", 1)),
    )
    assert str(due).startswith('1 record of the kind "expenses" is kept longer than "pay" allows.')


def test_a_purge_takes_out_what_was_said_and_nothing_else():
    """What a group claimed is about no one person."""
    held = process(purpose(), support=spent("a", "members"))
    purged = purge(held, on=LONG_AFTER)
    assert purged.process == attrs.evolve(held, support=spent("members"))
    assert (purged.done, purged.stays) == (due_for_purge(held, on=LONG_AFTER), ())
    assert purge(purged.process, on=LONG_AFTER).process is purged.process
    assert purge(held, on=DAY).process is held


def test_what_two_purposes_cover_is_kept_for_the_longer():
    """An audit may need what paying no longer does."""
    held = process(purpose(), purpose(key="audit", years=8), support=spent("a"))
    assert due_for_purge(held, on=date(2033, 1, 1)).due == ()
    assert due_for_purge(held, on=date(2035, 1, 1)).due == (KeptTooLong("expense", "audit", 1),)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"years": None}, ((), [("expense", "no_period")])),
        ({"anchor": "left"}, ((KeptTooLong("expense", "pay", 1),), [])),
        ({"anchor": "last_contact"}, ((KeptTooLong("expense", "pay", 1),), [])),
        ({"anchor": "process_ended"}, ((), [("expense", "no_day")])),
        ({"covers": "stated_need"}, ((), [("expense", "no_purpose"), ("stated_need", "no_day")])),
    ],
)
def test_what_is_not_known_stays_and_is_told(more, expected):
    """A day that nobody wrote down is not assumed, and neither is a period."""
    held = process(purpose(**more), support=attrs.evolve(spent("a"), needs=[StatedNeed("a", "breaks")]))
    due = due_for_purge(held, on=LONG_AFTER)
    undecided = [(each.kind, each.reason) for each in due.undecided if each.kind != "stakeholder"]
    assert (
        due.due,
        [each for each in undecided if each[0] in {"expense", expected[1][-1][0] if expected[1] else ""}],
    ) == expected


def test_the_end_of_the_process_is_a_day_that_is_recorded():
    """Then what is counted from it is over."""
    held = process(purpose(anchor="process_ended"), ended=DAY, support=spent("a"))
    assert due_for_purge(held, on=LONG_AFTER).due == (KeptTooLong("expense", "pay", 1),)


def test_whether_a_person_is_meant_may_not_be_known():
    """A stakeholder of no kind may be a group; a key that nobody lists may be anybody's."""
    held = process(purpose(), support=spent("new"))
    assert Undecided("expense", "who_not_known", 1) in due_for_purge(held, on=LONG_AFTER).undecided
    unlisted = Process("p", support=spent("x"), data_protection=DataProtection(purposes=[purpose()]))
    assert due_for_purge(unlisted, on=LONG_AFTER).undecided == (Undecided("expense", "who_not_known", 1),)


def test_a_forum_a_ward_and_the_neutral_key_are_nobody():
    """What stands for those who were erased is not erased again."""
    told, _ = everywhere()
    erased = erase(told, P, on=DAY, basis="objection").process
    kinds = {each.kind: each.reason for each in due_for_purge(erased, on=DAY).undecided}
    assert "who_not_known" not in kinds.values()
    meeting = Attendance("group", DAY, expected=["a", "b"], attended=["a"])
    people = Representation(people=[Person("b")])
    covering = DataProtection(purposes=[purpose("attendance")])
    held = Process("p", representation=people, support=Support(attendances=[meeting]), data_protection=covering)
    without = erase(held, "a", on=DAY, basis="objection").process
    assert without.support.attendances[0].attended == (STAND_IN,)
    assert due_for_purge(without, on=LONG_AFTER).due == (KeptTooLong("attendance", "pay", 1),)


def test_who_is_still_named_keeps_the_key_alone():
    """A key that stands in a ledger must be known; what is recorded of the person goes."""
    people = Representation(people=[Person("a", {"carer": "yes"}, member_of=["members"])])
    ledger = Ledger([Contribution("c", on=DAY, stakeholder="a", says="Later.")])
    covers = [purpose("person", "people", 1, anchor="left"), purpose("stakeholder", "list", 1)]
    held = process(*covers, representation=people, ledger=ledger)
    due = due_for_purge(held, on=LONG_AFTER)
    assert due.due == (KeptTooLong("person", "people", 1),)
    assert Undecided("stakeholder", "still_named", 1) in due.undecided
    left = purge(held, on=LONG_AFTER).process
    assert left.representation.people == (Person("a"),)
    assert Undecided("person", "still_named", 1) in due_for_purge(left, on=LONG_AFTER).undecided
    with_said = attrs.evolve(held.data_protection, purposes=[*covers, purpose("contribution", "said", 1)])
    purged = purge(attrs.evolve(held, data_protection=with_said), on=LONG_AFTER)
    assert [each.key for each in purged.process.stakeholders] == ["members", "new"]
    assert purged.process.representation is None
    assert purged.process.ledger.contributions == (Contribution("c", on=DAY, way_back=False),)
    assert purged.stays == (Stay("counted", 1),)


def test_a_contribution_is_over_with_its_last_event_and_what_stands_in_an_agreement_with_that():
    """A ranking has no day, and the agreement that it stands in has one."""
    ledger = Ledger([Contribution("c", on=DAY, stakeholder="a")], [Event("c", "answered", on=LATER, outcome="noted")])
    held = process(purpose("contribution", years=1), ledger=ledger)
    assert due_for_purge(held, on=LATER + timedelta(365)).due == ()
    assert due_for_purge(held, on=LATER + timedelta(366)).due == (KeptTooLong("contribution", "pay", 1),)
    told, _ = everywhere()
    told = attrs.evolve(told, data_protection=DataProtection(purposes=[purpose("priorities", years=1)]))
    due = due_for_purge(told, on=DAY + timedelta(366))
    assert due.due == (KeptTooLong("priorities", "pay", 3),)  # in the agreement, its settlements and a move
    assert Undecided("priorities", "no_day", 1) in due.undecided  # and one that is only wished


def test_after_all_periods_a_person_is_gone_but_for_what_has_no_day():
    """Each kind of record, by one purpose that covers all."""
    told, canaries = everywhere()
    left = purge(told, on=LONG_AFTER).process
    undecided = {(each.kind.value, each.reason.value) for each in due_for_purge(told, on=LONG_AFTER).undecided}
    assert undecided == {
        ("person", "no_day"), ("priorities", "no_day"), ("reply", "no_day"), ("stakeholder", "no_day"),
        ("stakeholder", "still_named"), ("working_week", "no_day"), ("stated_need", "no_day"), ("adjustment", "no_day"),
        ("consent", "no_day"),
    }  # fmt: skip
    assert due_for_purge(left, on=LONG_AFTER).due == ()
    text = dumps(left)
    staying = [canary for canary in canaries if canary in text]
    assert len(staying) < len(canaries) / 4
    assert Q in text


def test_a_seat_that_is_held_stays():
    """It is over when somebody wrote down until when it was held."""
    seats = [Seat("a", until=DAY), Seat("a", since=LATER)]
    held = process(purpose("seat", years=1), decision_map=DecisionMap(forums=[Forum("group", seats=seats)]))
    assert purge(held, on=LONG_AFTER).process.decision_map.forums[0].seats == (seats[1],)


def test_without_purposes_nothing_is_due_and_everything_is_told():
    """Nobody has said how long it is needed."""
    held = Process(
        "p", stakeholders=[Stakeholder("a", kind="person")], support=spent("a"), positions=[Priorities("a", [])]
    )
    due = due_for_purge(held, on=LONG_AFTER)
    assert due.due == ()
    assert {each.reason for each in due.undecided} == {"no_purpose"}
    assert str(due).startswith("Nothing is known to be kept too long. 1 record")
    assert {each.kind for each in due.undecided} == {RecordKind.EXPENSE, RecordKind.PRIORITIES, RecordKind.STAKEHOLDER}


def test_nothing_that_is_said_of_a_purge_is_personal():
    """It is shown to those who decide, before anything is done."""
    told, canaries = everywhere()
    purged = purge(told, on=LONG_AFTER)
    said = f"{purged.done} {purged!r} {purged.stays}"
    assert P not in said
    assert [] == [canary for canary in canaries if canary in said]


@pytest.mark.parametrize("ask", [due_for_purge, purge])
def test_wrong_arguments_are_refused(ask):
    """A purge on no day would be one on every day."""
    with pytest.raises(InvalidValueError, match="on: expected"):
        ask(Process("p"), on="2026-05-04")
    with pytest.raises(InvalidValueError, match="process: expected"):
        ask(3, on=DAY)
