"""A diary that is published again: what moved is moved, what is off is cancelled, and what is the same stays as it is."""

import hashlib
import io
import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from involvement import (
    Activity,
    Decision,
    DecisionMap,
    DocumentError,
    EntryPoint,
    Forum,
    InvalidValueError,
    Meetings,
    Process,
    Stakeholder,
    Workplan,
    load,
)
from involvement.exchange import read_calendar, write_calendar
from involvement.people import Person, Representation
from involvement.support import StatedNeed, Support

EXAMPLE = load(Path(__file__).parents[2] / "examples" / "diabetes_user_group.toml")
ON, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
SECRET = b"sixteen bytes of ours"


def on_days(*days: date, title: str | None = "Executive board", length: int = 1, **more) -> DecisionMap:
    """A map with one board that meets on these days."""
    return DecisionMap(forums=[Forum("board", title=title, meetings=Meetings.on(days, days=length), **more)])


def day(text: str) -> date:
    return date(2026, *map(int, text.split("-")))


def written(process: DecisionMap | Process, earlier: str | None = None, **more) -> str:
    return write_calendar(process, **{"on": ON, "until": UNTIL, "secret": SECRET, **more}, earlier=earlier)


def entries(text: str) -> dict[str, tuple[str, int, str]]:
    """Of each entry, by identity: its day, its sequence and its status."""
    found = {}
    for event in Calendar.from_ical(text).walk("VEVENT"):
        assert str(event["uid"]) not in found
        found[str(event["uid"])] = (f"{event['dtstart'].dt:%-m-%-d}", int(event["sequence"]), str(event["status"]))
    return found


def told(text: str) -> list[tuple[str, int, str]]:
    return list(entries(text).values())


NOW, OFF = "CONFIRMED", "CANCELLED"


def test_a_meeting_that_moved_keeps_its_identity_and_has_a_higher_sequence():
    """RFC 5545, section 3.8.7.4: who subscribes moves the entry only where SEQUENCE is higher."""
    first = written(on_days(day("6-9"), day("7-14")))
    second = written(on_days(day("6-11"), day("7-14")), first)
    assert {**entries(first), uid_on(first, "6-9"): ("6-11", 1, NOW)} == entries(second)
    third = written(on_days(day("6-2"), day("7-14")), second)
    assert {**entries(first), uid_on(first, "6-9"): ("6-2", 2, NOW)} == entries(third)
    assert third == written(on_days(day("6-2"), day("7-14")), third)


def uid_on(text: str, when: str) -> str:
    [uid] = [uid for uid, (on, _, _) in entries(text).items() if on == when]
    return uid


def test_a_meeting_that_is_off_is_sent_as_cancelled_and_can_be_called_again():
    """One that is only left out stays in the diaries of all who subscribed."""
    first = written(on_days(day("6-9"), day("7-14")))
    second = written(on_days(day("7-14")), first)
    assert [("6-9", 1, OFF), ("7-14", 0, NOW)] == told(second)
    assert second == written(on_days(day("7-14")), second)
    [cancelled] = [event for event in Calendar.from_ical(second).walk("VEVENT") if event["status"] == OFF]
    assert "Executive board does not meet" == str(cancelled["summary"])
    assert [("6-9", 2, NOW), ("7-14", 0, NOW)] == told(written(on_days(day("6-9"), day("7-14")), second))
    assert [("7-14", 0, NOW)] == told(written(on_days(day("7-14")), second, on=day("6-10")))
    assert list(entries(first)) == list(entries(second))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("6-9", "6-9", [("6-9", 0, NOW)]),
        ("", "6-9", [("6-9", 0, NOW)]),
        ("6-9", "", [("6-9", 1, OFF)]),
        ("6-9 7-14", "7-14 7-16", [("6-9", 1, OFF), ("7-14", 0, NOW), ("7-16", 0, NOW)]),  # one lies between
        ("6-9 7-14", "7-16", [("6-9", 1, OFF), ("7-16", 1, NOW)]),  # the nearest moved
        ("6-9 7-14", "6-10 7-15", [("6-10", 1, NOW), ("7-15", 1, NOW)]),
        ("6-9 7-14", "6-30", [("6-9", 1, OFF), ("6-30", 1, NOW)]),
        ("6-9", "6-8 6-11", [("6-8", 1, NOW), ("6-11", 0, NOW)]),
    ],
)
def test_what_moved_is_what_lies_nearest_with_no_other_meeting_between(before, after, expected):
    """A cancelled June and a new September must not be told as one meeting that moved over the summer's."""
    first = written(on_days(*map(day, before.split())))
    assert expected == told(written(on_days(*map(day, after.split())), first))


def test_a_meeting_beyond_what_was_published_is_new():
    """The calendar goes on: January next year is not the December meeting that was cancelled."""
    first = written(on_days(day("11-10"), day("12-8")))
    later = written(on_days(day("11-10"), date(2027, 1, 12)), first, until=date(2027, 12, 31))
    assert [("11-10", 0, NOW), ("12-8", 1, OFF), ("1-12", 0, NOW)] == told(later)
    unsaid = first.replace("X-INVOLVEMENT-UNTIL:2026-12-31", "X-INVOLVEMENT-UNTIL:soon")
    later = written(on_days(day("11-10"), date(2027, 1, 12)), unsaid, until=date(2027, 12, 31))
    assert [("11-10", 0, NOW), ("1-12", 1, NOW)] == told(later)


def test_a_day_that_was_left_and_is_used_again_is_another_entry():
    """Its identity is taken by the meeting that moved away."""
    first = written(on_days(day("6-9"), day("7-14")))
    second = written(on_days(day("6-11"), day("7-14")), first)
    third = written(on_days(day("6-9"), day("6-11"), day("7-14")), second)
    assert [("6-9", 0, NOW), ("6-11", 1, NOW), ("7-14", 0, NOW)] == told(third)
    assert third == written(on_days(day("6-9"), day("6-11"), day("7-14")), third)


def test_a_meeting_that_lasts_longer_is_changed():
    """Its end is in the diary too: the day after its last (RFC 5545, section 3.6.1)."""
    first = written(on_days(day("6-9")))
    second = written(on_days(day("6-9"), length=3), first)
    assert [("6-9", 1, NOW)] == told(second)
    assert "DTEND;VALUE=DATE:20260612\r\n" in second
    assert second == written(on_days(day("6-9"), length=3), second)
    last = DecisionMap(forums=[Forum("board", meetings=Meetings.on([date.max], days=3))])
    assert "DTEND;VALUE=DATE:99991231" in written(last, on=date(9999, 12, 1), until=date.max)


def test_last_days_and_the_workplan_move_and_are_cancelled_too():
    """A last day to speak that is no longer true is worse than none."""
    board = Forum("board", meetings=Meetings.on([day("6-9"), day("7-14")]), papers_due=2)

    def process(papers: int, *activities: Activity) -> Process:
        chart = DecisionMap(
            forums=[evolve(board, papers_due=papers)],
            decisions=[Decision("contract", made_at="board", on=day("7-14"), title="The contract")],
            entry_points=[EntryPoint("board")],
        )
        return Process("p", decision_map=chart, workplan=Workplan(activities))

    first = written(process(2, Activity("ask", start=day("2-2"), due=day("3-2"))), edition="public")
    second = written(process(5, Activity("ask", start=day("2-9"), due=day("3-2"))), first, edition="public")
    assert [("2-9", 1, NOW), ("3-2", 0, NOW), ("6-9", 0, NOW), ("7-9", 1, NOW), ("7-14", 0, NOW)] == told(second)
    third = written(process(5), second, edition="public")
    assert [("2-9", 2, OFF), ("3-2", 1, OFF), ("6-9", 0, NOW), ("7-9", 1, NOW), ("7-14", 0, NOW)] == told(third)
    assert ["Cancelled"] * 2 == [str(each["summary"]) for each in Calendar.from_ical(third).walk("VEVENT")][:2]
    gone = written(Process("p"), third)
    assert {OFF} == {status for _, _, status in told(gone)}
    assert {"Cancelled"} == {str(each["summary"]) for each in Calendar.from_ical(gone).walk("VEVENT")}


def test_what_others_put_into_the_calendar_is_left_alone():
    """It is not ours to cancel; and of two versions of ours the newer counts."""
    first = written(on_days(day("6-9")))
    others = (
        "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20260701\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nX-INVOLVEMENT-SERIES:y\r\nDTSTART:20260701\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:y\r\nX-INVOLVEMENT-SERIES:y\r\nDTSTART:20260701T090000Z\r\nEND:VEVENT\r\n"
    )
    start, end = first.split("END:VCALENDAR")
    assert first == written(on_days(day("6-9")), f"{start}{others}END:VCALENDAR{end}")
    second = written(on_days(day("6-11")), first)
    for one, other in ((first, second), (second, first)):
        both = (
            one.replace("END:VCALENDAR\r\n", "")
            + other.partition("BEGIN:VEVENT")[1]
            + other.partition("BEGIN:VEVENT")[2]
        )
        assert second == written(on_days(day("6-11")), both)


def test_the_earlier_calendar_is_a_text_a_path_or_an_open_file(tmp_path):
    """It is where it was published."""
    first = written(on_days(day("6-9")))
    path = tmp_path / "board.ics"
    path.write_bytes(first.encode())
    expected = written(on_days(day("6-11")), first)
    assert expected == written(on_days(day("6-11")), path) == written(on_days(day("6-11")), io.BytesIO(first.encode()))
    with pytest.raises(DocumentError, match="expected a calendar"):
        written(on_days(day("6-11")), io.BytesIO(b"<html>"))


# Identities


def test_identities_are_no_plain_hashes_of_keys():
    """Who tries keys with the methods that everybody has finds none, with a secret or without."""
    process = EXAMPLE
    keys = [
        process.key,
        *(forum.key for forum in process.decision_map.forums),
        *(each.key for each in process.stakeholders),
    ]
    days = [f"{ON + timedelta(days=number)}" for number in range(0, 365, 7)]
    tried = [*keys, *days[:9], "meeting", "forum", ""]
    guesses = {json.dumps(list(parts)) for size in (1, 2, 3) for parts in combinations(tried, size)} | set(tried)
    digests = {
        hashlib.new(name, guess.encode()).hexdigest()[:20] for name in ("md5", "sha1", "sha256") for guess in guesses
    }
    for secret in (b"", SECRET):
        text = write_calendar(process, on=date(2026, 11, 23), until=date(2027, 6, 30), secret=secret)
        found = [str(event["uid"]) for event in Calendar.from_ical(text).walk("VEVENT")]
        assert len(found) == len(set(found))
        assert not {uid[:20] for uid in found} & digests


def test_with_a_secret_identities_hang_on_it_and_outlive_names():
    """Two houses have other identities for the same keys; a board that is renamed keeps its meetings."""
    first = written(on_days(day("6-9")))
    assert not entries(first).keys() & entries(written(on_days(day("6-9")), secret=b"another secret of ours")).keys()
    assert entries(first) == entries(written(on_days(day("6-9"), title="Trust board")))
    renamed = written(on_days(day("6-11"), title="Trust board"), first)
    assert {uid_on(first, "6-9"): ("6-11", 1, NOW)} == entries(renamed)


def test_without_a_secret_identities_hang_on_what_the_entries_say():
    """Nothing is in them that the entry does not show; a board that is renamed is another board."""
    first = written(on_days(day("6-9")), secret=b"")
    same = evolve(on_days(day("6-9")).forums[0], key="another-key")
    assert first == written(DecisionMap(forums=[same]), secret=b"")
    assert not entries(first).keys() & entries(written(on_days(day("6-9"), title="Trust board"), secret=b"")).keys()
    assert [("6-11", 1, NOW)] == told(written(on_days(day("6-11")), first, secret=b""))
    twins = [Forum(key, title="Board", meetings=Meetings.on([day("6-9")])) for key in ("a", "b")]
    twice = written(DecisionMap(forums=twins), secret=b"")
    assert 2 == len(entries(twice))
    assert twice == written(DecisionMap(forums=twins), twice, secret=b"")


@pytest.mark.parametrize("secret", ["sixteen bytes of ours", b"short", None, 16])
def test_a_secret_is_sixteen_bytes_or_more(secret):
    """A short one is found by trying."""
    with pytest.raises(InvalidValueError, match="secret: expected 16 bytes or more"):
        written(on_days(day("6-9")), secret=secret)


# Summaries


def test_summaries_hold_no_need_no_person_and_no_activity():
    """A summary shows on a locked screen, and to everybody who shares the diary."""
    people = [Stakeholder("members", title="The members", role="service_user"), Stakeholder("ann", kind="person")]
    process = Process(
        "p",
        stakeholders=people,
        representation=Representation(people=[Person("ann", member_of=["members"])]),
        decision_map=DecisionMap(
            forums=[Forum("board", title="Board", meetings=Meetings.on([day("6-9")]))],
            entry_points=[EntryPoint("board", "ann"), EntryPoint("board", "members")],
            decisions=[Decision("clinic", made_at="board", on=day("6-9"), title="Evening clinic")],
        ),
        support=Support(needs=[StatedNeed("ann", "sign_language")]),
        workplan=Workplan([Activity("ask", title="Book an interpreter for Ann", start=day("2-2"), due=day("3-2"))]),
    )
    for edition in ("desk", "public"):
        text = written(process, edition=edition, stakeholder=["ann", "members"])
        summaries = {str(event["summary"]) for event in Calendar.from_ical(text).walk("VEVENT")}
        assert {
            "Board meets",
            "Last day to speak: Evening clinic, The members",
            "Last day to speak: Evening clinic, a person from The members",
            "To begin: an activity of the workplan",
            "To finish: an activity of the workplan",
        } == summaries
        assert ("Book an interpreter" in text.replace("\r\n ", "")) == (edition == "desk")


# There and back


def test_our_own_diary_read_back_has_the_same_days():
    """What we publish, others read; so do we."""
    process = EXAMPLE
    window = (date(2026, 11, 23), date(2027, 6, 30))
    forums = [each for each in process.decision_map.forums if each.meetings is not None and not each.meetings.always]
    text = write_calendar(process, on=window[0], until=window[1], secret=SECRET)
    reading = read_calendar(text, forums={forum.key: f"{forum.title} meets" for forum in forums})
    assert () == reading.not_understood
    assert {forum.key: forum.meetings.between(*window) for forum in forums} == {
        forum.key: forum.meetings.between(date.min, date.max) for forum in reading.forums
    }


months = st.lists(st.integers(0, 364), max_size=8).map(lambda found: [ON + timedelta(days=number) for number in found])


@given(months, months, months, st.integers(1, 4))
def test_however_often_a_diary_is_published_it_has_the_meetings_of_today(first, second, third, length):
    """Each entry once, confirmed on the days of the meetings and on no others; what was there before is there still."""
    text = None
    known: dict[str, tuple[str, int, str]] = {}
    for days in (first, second, third):
        a_map = on_days(*days, length=length)
        text = written(a_map, text)
        found = entries(text)
        assert known.keys() <= found.keys()
        assert all(known[uid][1] <= found[uid][1] for uid in known)
        assert all(known[uid] == found[uid] or known[uid][1] < found[uid][1] for uid in known)
        reading = read_calendar(
            text, forums=lambda names: "board" if names.summary == "Executive board meets" else None
        )
        met = {each for forum in reading.forums for each in forum.meetings.between(date.min, date.max)}
        assert set(days) == met
        assert text == written(a_map, text)
        known = found


# What comes back


class Subscriber:
    """A diary that takes an entry where its SEQUENCE is higher than that of the entry it has (RFC 5546, section 2.1.5)."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[date, int, str]] = {}

    def receive(self, text: str) -> None:
        for event in Calendar.from_ical(text).walk("VEVENT"):
            uid, sequence = str(event["uid"]), int(event["sequence"])
            if uid not in self.entries or self.entries[uid][1] < sequence:
                self.entries[uid] = (event["dtstart"].dt, sequence, str(event["status"]))

    def days(self, first: date, last: date) -> list[date]:
        """The days of what takes place, as far as the diary knows."""
        return sorted(on for on, _, status in self.entries.values() if status == NOW and first <= on <= last)


def planned(starts: dict[str, date], meets: Iterable[date] = ()) -> Process:
    """A process with an activity that begins on each of these days, and a board that meets."""
    plan = Workplan([Activity(key, start=start) for key, start in starts.items()])
    return Process("p", decision_map=on_days(*meets), workplan=plan)


def test_what_was_left_out_and_comes_back_is_above_what_was_published_of_it():
    """The training was moved once and was over; called again for May, it must not stay in March in all diaries."""
    first = written(planned({"training": day("2-2")}))
    second = written(planned({"training": day("3-2")}), first)
    over = written(planned({"training": day("3-2")}), second, on=day("4-1"))
    assert [("3-2", 1, NOW)] == told(second)
    assert {} == entries(over)
    assert "X-INVOLVEMENT-NEXT-SEQUENCE:2\r\n" in over
    assert over == written(planned({"training": day("3-2")}), over, on=day("4-1"))
    again = written(planned({"training": day("5-4")}), over, on=day("4-1"))
    assert {uid_on(first, "2-2"): ("5-4", 2, NOW)} == entries(again)
    moved = written(planned({"training": day("5-11")}), again, on=day("4-1"))
    assert [("5-11", 3, NOW)] == told(moved)
    assert "X-INVOLVEMENT-NEXT-SEQUENCE:2\r\n" in moved


def test_a_cancelled_entry_that_was_left_out_comes_back_above_its_cancellation():
    """Else it stays cancelled in all diaries."""
    first = written(planned({"training": day("2-2")}))
    off = written(planned({}), first)
    over = written(planned({}), off, on=day("4-1"))
    again = written(planned({"training": day("5-4")}), over, on=day("4-1"))
    assert [("2-2", 1, OFF)] == told(off)
    assert [("5-4", 2, NOW)] == told(again)


def test_a_meeting_on_a_day_that_another_left_for_the_past_is_above_it():
    """Its identity was made from that day, and is in all diaries with another."""
    first = written(on_days(day("6-9")))
    earlier = written(on_days(day("3-3")), first)
    over = written(on_days(), earlier, on=day("4-1"))
    again = written(on_days(day("6-9")), over, on=day("4-1"))
    assert {uid_on(first, "6-9"): ("6-9", 2, NOW)} == entries(again)


def test_a_sequence_that_the_earlier_calendar_does_not_say_is_none():
    """Whoever edits a calendar can break a line of it, and of two calendars in one file the higher counts."""
    over = written(planned({}), written(planned({"training": day("2-2")})), on=day("4-1"))
    for number, expected in (("-1", 0), ("x", 0), ("", 0), ("99999999999", 0), ("7", 7)):
        changed = over.replace("NEXT-SEQUENCE:1", f"NEXT-SEQUENCE:{number}")
        assert [("5-4", expected, NOW)] == told(written(planned({"training": day("5-4")}), changed, on=day("4-1")))
    assert [("5-4", 7, NOW)] == told(written(planned({"training": day("5-4")}), over + changed, on=day("4-1")))


year = st.integers(0, 364).map(lambda number: ON + timedelta(days=number))
published_once = st.tuples(
    st.integers(0, 45),
    st.integers(0, 90),
    st.dictionaries(st.sampled_from("abc"), year),
    st.lists(year, max_size=3, unique=True),
)


@given(st.lists(published_once, min_size=3, max_size=8), st.sampled_from([SECRET, b""]))
def test_however_often_a_diary_is_published_subscribers_have_what_is_ahead(publications, secret):
    """Days pass, days are moved back and forth, things are cancelled and come back: a subscriber sees what is true."""
    subscriber, text, on, until = Subscriber(), None, ON, ON
    for passed, further, starts, meets in publications:
        on += timedelta(days=passed)
        until = max(on, until + timedelta(days=further))
        text = written(planned(starts, meets), text, on=on, until=until, secret=secret)
        subscriber.receive(text)
        ahead = sorted(each for each in (*starts.values(), *meets) if on <= each <= until)
        assert ahead == subscriber.days(on, until)
