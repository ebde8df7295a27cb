"""Meetings and last days in a diary: the same entries each time, nobody invited, and no title an instruction."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from icalendar import Calendar

from involvement import (
    Activity,
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    LimitExceeded,
    Meetings,
    Process,
    Stage,
    Stakeholder,
    UnknownKeyError,
    Workplan,
    load,
)
from involvement.errors import MissingExtraError
from involvement.exchange import write_calendar
from involvement.people import Person, Representation
from involvement.plans import Interval, Review
from tests.at_once import over
from tests.exchange.hostile_labels import LABELS
from tests.strategies.words import texts

ROOT = Path(__file__).parents[2]
EXAMPLE = load(ROOT / "examples" / "diabetes_user_group.toml")
ON, UNTIL = date(2026, 11, 23), date(2027, 6, 30)
BEGINS, FINISHES = "To begin: an activity of the workplan", "To finish: an activity of the workplan"
SECRET = b"sixteen bytes of ours"


def entries(text: str) -> list[tuple[date, str]]:
    return [(event["dtstart"].dt, str(event["summary"])) for event in Calendar.from_ical(text).walk("VEVENT")]


def labelled(label: str) -> Process:
    meetings = Meetings.on([date(2026, 6, 1), date(2026, 6, 9)])
    return Process(
        "labelled",
        title=label,
        stakeholders=[Stakeholder("members", title=label, role="service_user")],
        decision_map=DecisionMap(
            forums=[Forum("board", title=label, meetings=meetings, venue=label, papers_due=2)],
            decisions=[Decision("contract", made_at="board", on=date(2026, 6, 9), title=label)],
            entry_points=[EntryPoint("board", "members")],
        ),
    )


def test_every_meeting_and_last_day_within_the_window_is_an_entry():
    """A coordinator plans by these days: none may be missing, and none made up."""
    found = entries(write_calendar(EXAMPLE, on=ON, until=UNTIL))
    meetings = [
        (day, f"{forum.title} meets")
        for forum in EXAMPLE.decision_map.forums
        if forum.meetings is not None and not forum.meetings.always
        for day in forum.meetings.between(ON, UNTIL)
    ]
    assert meetings
    assert sorted(meetings) == sorted(entry for entry in found if entry[1].endswith(" meets"))
    people = EXAMPLE.side("service_users")
    last_days = []
    for row in EXAMPLE.decision_map.timetable(on=ON, stakeholder=people):
        heard = [(standing, day) for standing, day in row.last_days if standing >= "consulted" and day >= ON]
        called_for = [day for standing, day in heard if standing >= row.needs]
        last_days += called_for[-1:] or [day for _, day in heard[:1]]  # else by the strongest route that is left
    assert {day for day in last_days if day <= UNTIL}
    assert sorted(day for day in last_days if day <= UNTIL) == sorted(
        day for day, summary in found if summary.startswith("Last day to speak: ")
    )
    assert found == sorted(found, key=lambda entry: entry[0])


def planned(**changes) -> Process:
    plan = Workplan(
        [
            Activity("ask", title="Ask at the clinics", days=10, start=date(2026, 5, 4)),
            Activity("sum-up", after=["ask"], due=date(2026, 6, 30)),
            Activity("win", start=date(2026, 5, 4), done=date(2026, 4, 30)),
            Activity("someday", start=date(2026, 5, 1)),
        ],
        reviews=Interval.months(1),
        start=date(2026, 4, 15),
        held=[Review(date(2026, 4, 29), due=date(2026, 5, 15))],
    )
    return Process("p", workplan=evolve(plan, **changes))


def test_the_days_of_a_workplan_are_entries():
    """What is to begin, what is to be finished by a day that is set, and when the plan is looked at again; what is done or held is over."""
    found = entries(write_calendar(planned(), on=date(2026, 5, 1), until=date(2026, 7, 1)))
    assert [
        (date(2026, 5, 1), BEGINS),
        (date(2026, 5, 4), BEGINS),
        (date(2026, 5, 14), BEGINS),
        (date(2026, 6, 15), "Review of the workplan"),
        (date(2026, 6, 29), FINISHES),
        (date(2026, 6, 30), FINISHES),
    ] == found
    assert () == tuple(entries(write_calendar(Process("p", workplan=Workplan()), on=ON, until=UNTIL)))
    alone = Process("p", workplan=Workplan([Activity("a", days=3, start=ON)]))
    assert [BEGINS] == [each[1] for each in entries(write_calendar(alone, on=ON, until=UNTIL))]


def test_without_a_day_to_be_finished_by_nothing_is_to_be_finished():
    """It could be done in three days, and once these are past that would be said of every day anew."""
    alone = Process("p", workplan=Workplan([Activity("a", days=3, start=ON)]))
    assert [] == entries(write_calendar(alone, on=date(2026, 12, 1), until=date(2026, 12, 24)))


def test_the_reason_of_an_entry_calls_work_by_its_title():
    """Whoever reads a diary has never seen a key."""
    found = Calendar.from_ical(write_calendar(planned(), on=date(2026, 5, 1), until=date(2026, 7, 1)))
    (told, _) = (str(event["description"]) for event in found.walk("VEVENT") if str(event["summary"]) == FINISHES)
    assert told.startswith('To finish: Ask at the clinics. "Ask at the clinics" can be finished on ')


def test_an_activity_that_moves_is_moved_in_the_diary():
    """Its entry is the same one; so is that of a review when the interval changes."""

    def identities(process: Process) -> dict[str, str]:
        text = write_calendar(process, on=date(2026, 5, 1), until=date(2026, 12, 31), secret=SECRET)
        named = (event for event in Calendar.from_ical(text).walk("VEVENT") if "description" in event)
        return {f"{event['summary']}: {event['description'][:19]}": str(event["uid"]) for event in named}

    moved = planned(activities=[Activity("sum-up", start=date(2026, 6, 1), due=date(2026, 8, 1))])
    kept = {key: uid for key, uid in identities(planned()).items() if "sum-up" in key}
    assert kept == {key: uid for key, uid in identities(moved).items() if "sum-up" in key}
    assert 2 == len(kept)


def test_an_entry_says_of_what_of_which_stage_and_of_whom():
    """Options close before the decision: the one day must not be taken for the other."""
    found = entries(write_calendar(EXAMPLE, on=ON, until=UNTIL, stakeholder="members"))
    about = "Last day to speak: The contract for retinal screening"
    assert [
        (date(2026, 12, 1), f"{about} (options), Members of the user group"),
        (date(2027, 1, 15), f"{about}, Members of the user group"),
    ] == [entry for entry in found if entry[1].startswith(about)]
    assert all("Carers of" not in summary for _, summary in found)


def test_once_it_is_too_late_for_what_is_called_for_the_entry_moves_to_the_day_that_is_left():
    """The same entry has another day, so a diary that has the first one moves it."""

    def entry(on: date) -> tuple[date, str, str]:
        found = Calendar.from_ical(write_calendar(EXAMPLE, on=on, until=UNTIL, stakeholder="members"))
        (event,) = [each for each in found.walk("VEVENT") if "screening (options)" in str(each["summary"])]
        return event["dtstart"].dt, str(event["uid"]), str(event["description"])

    before, after = entry(date(2026, 12, 1)), entry(date(2026, 12, 2))
    assert (date(2026, 12, 1), date(2026, 12, 23)) == (before[0], after[0])
    assert before[1] == after[1]
    assert 'To count as "advises", views of Members of the user group' in after[2]
    assert "Until 23 December 2026, views raised at" in after[2]


def test_a_person_is_described_in_the_summary_and_named_by_key_in_a_description_at_the_desk():
    """A summary shows on a locked screen; a diary that is published tells nobody who asked."""
    people = [Stakeholder("members", title="The members"), Stakeholder("ann", kind="person")]
    process = Process(
        "p",
        stakeholders=people,
        representation=Representation(people=[Person("ann", member_of=["members"])]),
        decision_map=DecisionMap(
            forums=[Forum("board", meetings=Meetings.on([date(2026, 6, 9)]))],
            entry_points=[EntryPoint("board", "ann")],
            decisions=[Decision("clinic", made_at="board", on=date(2026, 6, 9), title="Evening clinic")],
        ),
    )
    asked = {"on": date(2026, 6, 1), "until": date(2026, 6, 30), "stakeholder": "ann"}
    for edition, whose in (("desk", "Last day to speak: Evening clinic, ann."), ("public", "")):
        text = write_calendar(process, edition=edition, **asked)
        assert (date(2026, 6, 9), "Last day to speak: Evening clinic, a person from The members") in entries(text)
        described = [str(event.get("description", "")) for event in Calendar.from_ical(text).walk("VEVENT")]
        assert any(description.startswith(whose) for description in described)
        assert bool(whose) == ("ann" in text)


def test_a_title_that_runs_from_right_to_left_is_whole():
    """Hebrew and Arabic are set apart within the line, and nothing of them is lost."""
    title = "\u05d4\u05de\u05d5\u05e2\u05e6\u05d4"
    a_map = DecisionMap(forums=[Forum("board", title=title, meetings=Meetings.on([date(2026, 6, 9)]))])
    text = write_calendar(a_map, on=date(2026, 6, 1), until=date(2026, 6, 30))
    assert [(date(2026, 6, 9), f"\u2068{title}\u2069 meets")] == entries(text)


def test_without_stakeholders_the_last_day_is_anyones():
    """A map on its own has no sides."""
    a_map = DecisionMap(
        forums=[Forum("board", meetings=Meetings.on([date(2026, 6, 9)])), Forum("survey", meetings=Meetings.any_day())],
        decisions=[Decision("contract", made_at="board", on=date(2026, 6, 9), stages=[Stage("options", at="survey")])],
        flows=[Flow("survey", "board", days=7)],
        entry_points=[EntryPoint("survey")],
    )
    found = entries(write_calendar(a_map, on=date(2026, 6, 1), until=date(2026, 6, 9)))
    assert [(date(2026, 6, 2), "Last day to speak: contract"), (date(2026, 6, 9), "board meets")] == found
    assert [] == entries(write_calendar(DecisionMap(), on=ON, until=UNTIL))
    assert [] == entries(write_calendar(Process("empty"), on=ON, until=UNTIL))


def test_both_ends_of_the_window_count():
    """A meeting on the day somebody asks is still to come."""
    process = labelled("Board")
    for on, until, days in (
        (date(2026, 6, 1), date(2026, 6, 9), [1, 7, 9]),
        (date(2026, 6, 2), date(2026, 6, 8), [7]),
        (date(2026, 6, 7), date(2026, 6, 7), [7]),
    ):
        assert days == [day.day for day, _ in entries(write_calendar(process, on=on, until=until))]


def test_the_same_calendar_is_the_same_text():
    """A published calendar that changes without a change makes every subscriber look."""
    assert write_calendar(EXAMPLE, on=ON, until=UNTIL) == write_calendar(EXAMPLE, on=ON, until=UNTIL)
    stamps = {
        event["dtstamp"].dt for event in Calendar.from_ical(write_calendar(EXAMPLE, on=ON, until=UNTIL)).walk("VEVENT")
    }
    assert {datetime(2026, 11, 23, tzinfo=UTC)} == stamps


def test_an_entry_keeps_its_identity_when_its_day_or_the_calendar_changes():
    """A last day that moves is moved in the diary, not written there twice."""

    def identities(process: Process, on: date) -> dict[str, str]:
        found = Calendar.from_ical(write_calendar(process, on=on, until=date(2026, 7, 1), secret=SECRET))
        return {str(event["summary"]): str(event["uid"]) for event in found.walk("VEVENT")}

    before = labelled("Board")
    (forum,) = before.decision_map.forums
    later = before.decision_map.revised(
        add=[Forum("board", title="Board", meetings=forum.meetings, papers_due=5)], drop=["board"]
    )
    after = Process("labelled", title="Renamed", stakeholders=before.stakeholders, decision_map=later)
    assert identities(before, date(2026, 6, 1)) == identities(after, date(2026, 6, 2))
    other = Process("another", stakeholders=before.stakeholders, decision_map=later)
    assert set() == set(identities(before, date(2026, 6, 1)).values()) & set(
        identities(other, date(2026, 6, 1)).values()
    )


def test_every_entry_has_an_identity_of_its_own_that_names_nobody():
    """Two entries of one identity would be one; a key in it could be somebody's."""
    found = list(Calendar.from_ical(write_calendar(EXAMPLE, on=ON, until=UNTIL)).walk("VEVENT"))
    identities = [str(event["uid"]) for event in found]
    assert len(identities) == len(set(identities))
    assert all(key not in identity for identity in identities for key in ("members", "carers", "board", "diabetes"))
    assert names_of_entries() >= {name for event in found for name in event}


def names_of_entries() -> set[str]:
    """What an entry may consist of: no attendee, no organiser, no link, no alarm."""
    return {
        "UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "DESCRIPTION", "LOCATION",
        "X-INVOLVEMENT-SERIES",
    }  # fmt: skip


@over([*LABELS, "\ud800"], ascii)
def test_no_title_becomes_more_than_a_title(label):
    """An entry forged by a title could invite people, or open an alarm in every diary."""
    text = write_calendar(labelled(label), on=date(2026, 6, 1), until=date(2026, 6, 9))
    calendar = Calendar.from_ical(text)
    assert ["VCALENDAR", "VEVENT", "VEVENT", "VEVENT"] == [each.name for each in calendar.walk()]
    names = {name for each in calendar.walk() for name in each}
    assert names <= {"VERSION", "PRODID", "X-WR-CALNAME", "X-INVOLVEMENT-UNTIL", *names_of_entries()}
    lines = text.split("\r\n")
    assert "" == lines.pop()
    assert all(len(line.encode()) <= 75 for line in lines)
    assert [] == [line for line in lines if any(ord(each) < 32 or 127 <= ord(each) < 160 for each in line)]


@given(texts())
def test_titles_that_nobody_thought_of(label):
    """The table above holds what somebody thought of."""
    calendar = Calendar.from_ical(write_calendar(labelled(label), on=date(2026, 6, 1), until=date(2026, 6, 9)))
    assert 4 == len(calendar.walk())


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 1, 2), date(2026, 1, 1)),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 2)),
        ("2026-01-01", ON),
        (ON, "2026-12-01"),
    ],
)
def test_a_window_has_two_days_in_order(on, until):
    """An empty calendar would look as if there were nothing to do."""
    with pytest.raises(InvalidValueError, match=r"until|on: expected a date"):
        write_calendar(EXAMPLE, on=on, until=until)


def test_a_window_of_more_than_ten_years_is_refused():
    """A daily meeting until the year 9999 fills every diary."""
    first = date(2026, 1, 1)
    write_calendar(DecisionMap(), on=first, until=first + timedelta(days=3652))
    with pytest.raises(LimitExceeded, match="more than 3653 days"):
        write_calendar(DecisionMap(), on=first, until=first + timedelta(days=3653))


def test_more_than_ten_thousand_entries_are_refused():
    """No program that shows diaries survives them."""
    daily = Meetings("FREQ=DAILY", start=date(2026, 1, 1))
    crowded = DecisionMap(forums=[Forum(key, meetings=daily) for key in ("a", "b", "c", "d")])
    with pytest.raises(LimitExceeded, match="more than 10000 entries"):
        write_calendar(crowded, on=date(2026, 1, 1), until=date(2034, 1, 1))


def test_a_stakeholder_whom_nobody_knows_is_refused():
    """A calendar without last days would look like good news."""
    for stakeholder in ("member", ["members", "member"]):
        with pytest.raises(UnknownKeyError, match="no stakeholder 'member'"):
            write_calendar(EXAMPLE, on=ON, until=UNTIL, stakeholder=stakeholder)
    assert entries(write_calendar(EXAMPLE.decision_map, on=ON, until=UNTIL, stakeholder="members"))
    with pytest.raises(InvalidValueError, match="a Process, a Snapshot or a DecisionMap"):
        write_calendar(7, on=ON, until=UNTIL)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    """Most hosts do not need a calendar."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError, match=r"involvement\[calendar\]"):
        write_calendar(EXAMPLE, on=ON, until=UNTIL)


def test_the_public_diary_gives_no_reasons_and_names_nobody():
    """A diary that anybody may subscribe to says what is when, and not what is known of whom."""
    person = Stakeholder("p-77", kind="person", role="service_user")
    chart = DecisionMap(
        forums=[Forum("board", meetings=Meetings.on([date(2026, 12, 1)]))],
        entry_points=[EntryPoint("board", "p-77")],
        decisions=[Decision("contract", made_at="board", on=date(2026, 12, 1))],
    )
    process = Process("p", stakeholders=[person], decision_map=chart)
    desk, public = (write_calendar(process, on=ON, until=UNTIL, edition=edition) for edition in ("desk", "public"))
    assert ("p-77" in desk, "p-77" in public) == (True, False)
    assert "a person" in public
    assert ("DESCRIPTION" in desk, "DESCRIPTION" in public) == (True, False)


def test_a_confidential_decision_is_left_out_of_the_public_diary():
    """That there is one at all is known at the desk only; the meeting at which it is made is no secret."""
    chart = DecisionMap(
        forums=[Forum("board", meetings=Meetings.on([date(2026, 12, 1)]))],
        entry_points=[EntryPoint("board")],
        decisions=[
            Decision("closure", made_at="board", on=date(2026, 12, 1), confidential=True),
            Decision("contract", made_at="board", on=date(2026, 12, 1)),
        ],
    )
    desk, public = (entries(write_calendar(chart, on=ON, until=UNTIL, edition=each)) for each in ("desk", "public"))
    known = [(date(2026, 12, 1), "Last day to speak: contract"), (date(2026, 12, 1), "board meets")]
    assert known == sorted(public)
    assert [(date(2026, 12, 1), "Last day to speak: closure"), *known] == sorted(desk)


def test_a_decision_within_a_period_has_the_day_that_is_sure_and_a_withdrawn_one_has_none():
    """A diary tells the day by which nobody is late, until that is past; then the last that may do."""
    meetings = Meetings.on([date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 29)])
    chart = DecisionMap(
        forums=[Forum("board", meetings=meetings, papers_due=0)],
        entry_points=[EntryPoint("board")],
        decisions=[
            Decision("contract", made_at="board", between=(date(2026, 12, 1), date(2026, 12, 29))),
            Decision("closure", made_at="board", on=date(2026, 12, 29), withdrawn=date(2026, 11, 1)),
        ],
    )

    def last_days(on: date) -> list[tuple[date, str]]:
        found = entries(write_calendar(chart, on=on, until=UNTIL))
        return [(day, summary) for day, summary in found if summary.startswith("Last day")]

    assert [(date(2026, 12, 1), "Last day to speak: contract")] == last_days(ON)
    assert [(date(2026, 12, 29), "Last day to speak: contract")] == last_days(date(2026, 12, 2))


def test_a_forum_that_has_ended_meets_no_more():
    """Its rule goes on for ever, and it does not."""
    weekly = Meetings("FREQ=WEEKLY", start=date(2026, 12, 1))
    chart = DecisionMap(forums=[Forum("group", meetings=weekly, since=date(2026, 12, 8), until=date(2026, 12, 15))])
    assert [(date(2026, 12, 8), "group meets"), (date(2026, 12, 15), "group meets")] == entries(
        write_calendar(chart, on=ON, until=UNTIL)
    )


def test_persons_who_share_a_last_day_share_an_entry_of_the_public_diary():
    """How many they are is nobody's business; who subscribes still sees each day, and the entries move with the days."""
    persons = [Stakeholder(key, kind="person", role="service_user") for key in ("p-1", "p-2", "p-3")]
    chart = DecisionMap(
        forums=[Forum("board", meetings=Meetings.any_day(), papers_due=0)],
        entry_points=[
            EntryPoint("board", "p-1", closes=date(2026, 11, 27)),
            EntryPoint("board", "p-2"),
            EntryPoint("board", "p-3"),
        ],
        decisions=[Decision("contract", made_at="board", on=date(2026, 12, 1))],
    )
    process = Process("p", stakeholders=persons, decision_map=chart)
    desk, public = (
        [
            line
            for line in write_calendar(process, on=ON, until=UNTIL, edition=edition).splitlines()
            if "DTSTART" in line
        ]
        for edition in ("desk", "public")
    )
    first, last = "DTSTART;VALUE=DATE:20261127", "DTSTART;VALUE=DATE:20261201"
    assert ([first, last, last], [first, last]) == (desk, public)


def test_the_last_day_of_a_diary_is_a_day():
    """A text that looks like a day is none."""
    with pytest.raises(InvalidValueError, match="until: expected a date"):
        write_calendar(Process("p"), on=ON, until="2027-01-01")
