"""Meetings as statements: when a forum meets, what departs from its rules, and how far that is known."""

from collections.abc import Iterator
from datetime import date

from involvement.calendars.meeting_rules import MeetingRule, rule_said
from involvement.calendars.recurrence_words import rule_says
from involvement.calendars.recurrences import read_rule
from involvement.wording import Fact, Statement

__all__ = ["meetings_always", "meetings_said"]


def meetings_always() -> Statement:
    """That a forum meets on any day."""
    return Statement("meetings.always", template=_MEETINGS["always"])


def meetings_said(
    rules: tuple[MeetingRule, ...],
    *,
    days: int,
    also: tuple[date, ...],
    cancelled: tuple[date, ...],
    closed: tuple[tuple[date, date], ...],
    known_until: date | None,
) -> Statement:
    """When a forum meets, by its rules, with how long each meeting lasts and what departs from the rules."""
    code, facts = "none", dict[str, Fact]()
    if rules:
        first = rules[0]
        count = read_rule(first.rule).count
        code = "rule_until" if first.last else "rule_times" if count else "rule"
        more = (*_further(rules), *_lengths(days), *_departures(also, cancelled, closed, known_until))
        facts = {"rule": rule_says(first.rule, first.start), "start": first.start, "until": first.last, "times": count}
        facts["more"] = more
    elif also:
        code = "listed" if known_until is None else "listed_until"
        facts = {"also": also, "known_until": known_until, "more": tuple(_lengths(days))}
    elif known_until is not None:
        code, facts = "none_until", {"known_until": known_until}
    sources = {name: _SOURCES[name] for name in facts if name in _SOURCES}
    return Statement(f"meetings.{code}", facts, template=_MEETINGS[code], sources=sources)


def _further(rules: tuple[MeetingRule, ...]) -> Iterator[Statement]:
    """The rules after the first: those that follow when all before them have ended, and those beside them."""
    ended = rules[0].last
    for rule in rules[1:]:
        yield rule_said(rule, "then" if ended is not None and ended < rule.start else "beside")
        ended = None if ended is None or rule.last is None else max(ended, rule.last)


def _lengths(days: int) -> Iterator[Statement]:
    """How long each meeting lasts, where that is more than a day."""
    if days > 1:
        yield Statement("meetings.days", {"days": days}, template=_LASTS, sources={"days": "Meetings.days"})


def _departures(
    also: tuple[date, ...],
    cancelled: tuple[date, ...],
    closed: tuple[tuple[date, date], ...],
    known_until: date | None,
) -> Iterator[Statement]:
    """Where the days of the rules are not the meetings; the added days last, as they win over the others."""
    periods = tuple(
        Statement(f"meetings.{code}", {"first": first, "last": last}, template=_PERIODS_SAID[code], sources=_CLOSED)
        for first, last in closed
        for code in ("period" if first < last else "day",)
    )
    departures: dict[str, Fact] = {
        "known_until": known_until,
        "closed": periods,
        "cancelled": tuple(day for day in cancelled if day not in also),
        "also": also,
    }
    for code, fact in departures.items():
        if fact:
            sources = {code: _SOURCES[code]} if code in _SOURCES else {}
            yield Statement(f"meetings.{code}", {code: fact}, template=_DEPARTURES[code], sources=sources)


_SOURCES = {
    "start": "Meetings.start",
    "until": ("Meetings.rule", "Meetings.until"),
    "times": "Meetings.rule",
    "also": "Meetings.also",
    "cancelled": "Meetings.cancelled",
    "known_until": "Meetings.known_until",
}
_CLOSED = {"first": "Meetings.closed", "last": "Meetings.closed"}
_MEETINGS = {
    "none": "no meetings",
    "none_until": "no meetings until {known_until}. Later meetings are not known.",
    "always": "on any day",
    "rule": "{rule:clause} from {start}. {more:sentences}",
    "rule_until": "{rule:clause} from {start} until {until}. {more:sentences}",
    "rule_times": "{rule:clause} from {start}, {times:time}. {more:sentences}",
    "listed": "on {also}. {more:sentences}",
    "listed_until": "on {also}. Other meetings after {known_until} are not known. {more:sentences}",
}
_LASTS = "Each meeting lasts for {days:day}."
_DEPARTURES = {
    "known_until": "Meetings after {known_until} are not known.",
    "closed": "Closed {closed:clauses}.",
    "cancelled": "Not on {cancelled}.",
    "also": "Also on {also}.",
}
_PERIODS_SAID = {"period": "from {first} to {last}", "day": "on {first}"}
