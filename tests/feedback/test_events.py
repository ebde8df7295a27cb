"""Is a contribution, an event or a promise taken only if it can be meant?"""

from datetime import date, timedelta

import pytest

from involvement import Contribution, Days, Event, InvalidValueError, Promise, WorkingCalendar
from involvement.feedback import AnswerOutcome, EventKind

DAY = date(2026, 3, 2)


def test_what_somebody_said_is_nowhere_but_in_its_field():
    """Words of a person must not turn up in a log because somebody printed a value."""
    words = "my neighbour in room four"
    contribution = Contribution("room", on=DAY, says=words)
    event = Event("room", "answered", on=DAY, reason=words, process=words, options=[words], action=words)
    assert words not in repr(contribution) + str(contribution) + repr(event) + str(event)


def test_a_contribution_reads_as_its_title():
    """A line that everybody may read is what lists show."""
    assert "Evening clinics" == str(Contribution("evenings", on=DAY, title="Evening clinics"))
    assert "evenings" == str(Contribution("evenings", on=DAY))


def test_a_channel_that_nobody_knows_is_refused():
    """A misspelt channel would be a group of its own in every count."""
    with pytest.raises(InvalidValueError, match=r"Contribution\.channel: expected one of speech"):
        Contribution("evenings", on=DAY, channel="pigeon")


@pytest.mark.parametrize(
    ("kind", "more", "place"),
    [
        ("merged", {}, "into"),
        ("redirected", {}, "to"),
        ("answered", {"into": "other"}, "into"),
        ("acknowledged", {"to": "members"}, "to"),
        ("told", {"outcome": "did"}, "outcome"),
        ("considered", {"feasible": True}, "feasible"),
        ("followed_through", {"options": ["one"]}, "options"),
        ("reopened", {"due": DAY}, "due"),
        ("merged", {"into": "evenings"}, "into"),
        ("answered", {"due": date(2026, 3, 1)}, "due"),
    ],
)
def test_an_event_holds_what_belongs_to_its_kind(kind, more, place):
    """An outcome on a letter of receipt would be an answer that nobody gave."""
    with pytest.raises(InvalidValueError, match=rf"Event\.{place}: expected"):
        Event("evenings", kind, on=DAY, **more)


def test_a_kind_of_event_that_nobody_knows_is_refused():
    """The list is closed, since every kind changes what is owed."""
    with pytest.raises(InvalidValueError, match=r"Event\.kind: expected one of acknowledged"):
        Event("evenings", "ignored", on=DAY)


COMPLETE = {"process": "The board looked at it.", "options": ["Evenings", "Saturdays"], "reason": "It is needed."}


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({}, ("process", "options", "outcome", "reason")),
        ({**COMPLETE, "outcome": "did"}, ()),
        ({**COMPLETE, "outcome": "could_not"}, ("action",)),
        ({**COMPLETE, "outcome": "could_not", "action": "Saturdays"}, ()),
        ({**COMPLETE, "outcome": "not_yet", "reason": " "}, ("reason",)),
        ({"outcome": "noted"}, ()),
    ],
)
def test_an_answer_tells_what_it_leaves_out(more, missing):
    """Process, options, decision and reason: the standard's definition; and a no owes what is done instead."""
    assert missing == Event("evenings", "answered", on=DAY, **more).missing


def test_only_an_answer_can_be_incomplete():
    """A letter of receipt owes no reason."""
    assert () == Event("evenings", "acknowledged", on=DAY).missing


def test_an_event_reads_as_a_sentence():
    """Minutes and logs say what happened without a table beside them."""
    assert "evenings merged into saturdays on 2026-03-02" == str(Event("evenings", "merged", on=DAY, into="saturdays"))
    assert "evenings redirected to council on 2026-03-02" == str(Event("evenings", "redirected", on=DAY, to="council"))
    answer = Event("evenings", "answered", on=DAY, outcome=AnswerOutcome.WILL_DO)
    assert "evenings answered (will do) on 2026-03-02" == str(answer)


def test_only_what_contributors_wait_for_can_be_promised():
    """A promise to withdraw something would be a threat."""
    with pytest.raises(InvalidValueError, match=r"Promise\.kind: expected one of acknowledged, answered, told"):
        Promise(EventKind.WITHDRAWN, days=3)
    with pytest.raises(InvalidValueError, match=r"Promise\.days: expected a whole number of days, 0 or more, or Days"):
        Promise("told", days=None)
    with pytest.raises(InvalidValueError, match=r"start: expected a date"):
        Promise("told", days=3).due("2026-03-02")
    with pytest.raises(InvalidValueError, match=r"calendar: expected"):
        Promise("told", days=3).due(DAY, [DAY])


def test_working_days_pass_over_weekends_from_whatever_day_they_begin():
    """From a Saturday they count as from the Friday before it."""
    answered = Promise("answered", days=Days(1, leave_out="weekends"))
    friday = date(2026, 5, 1)
    assert [date(2026, 5, 4)] * 3 == [answered.due(friday + timedelta(days)) for days in range(3)]


def test_a_promise_of_no_days_is_due_on_the_day_itself():
    """On a Sunday and a holiday too: no day is counted, so none is left out. Only one that rolls goes on to a working day."""
    sunday, holidays = date(2026, 3, 1), WorkingCalendar(holidays=[date(2026, 3, 1), date(2026, 3, 2)])
    assert sunday == Promise("acknowledged", days=Days(0, leave_out="weekends")).due(sunday, holidays)
    assert date(2026, 3, 3) == Promise("acknowledged", days=0, roll=True).due(sunday, holidays)


def test_a_last_day_that_is_no_working_day_rolls_on_to_the_next_one():
    """28 days from Friday 28 November 2025 end on Boxing Day; the office opens again on Monday 29 December.

    References:
        GOV.UK, UK bank holidays, https://www.gov.uk/bank-holidays.
    """
    england, told = WorkingCalendar.uk("england-and-wales"), date(2025, 11, 28)
    assert date(2025, 12, 26) == Promise("answered", days=28).due(told, england)
    assert date(2025, 12, 29) == Promise("answered", days=28, roll=True).due(told, england)
    assert date(2025, 12, 26) == Promise("answered", days=28, roll=True).due(
        told
    )  # a Friday, if nobody recorded holidays


def test_a_promise_past_the_end_of_the_calendar_is_never_due():
    """A slip of a thousand years must not be an error of arithmetic."""
    assert Promise("told", days=10**12).due(DAY) is None
    last = WorkingCalendar(holidays=[date.max])
    assert Promise("told", days=Days(3, leave_out="weekends")).due(date(9999, 12, 29), last) is None
    assert Promise("told", days=1, roll=True).due(date(9999, 12, 30), last) is None


def test_a_promise_reads_as_a_sentence():
    """It stands on a poster in the waiting room."""
    assert "answered within 20 working days" == str(Promise("answered", days=Days(20, leave_out="weekends")))
    assert "followed through within 1 day" == str(Promise("followed_through", days=1))
