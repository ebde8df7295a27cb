"""Assumptions: what is not recorded, and is taken in favour of the view or of the plan."""

from collections.abc import Iterable, Iterator
from datetime import date

from involvement.calendars.counted_days import LeftOut
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.references import Ref
from involvement.wording import Statement

__all__ = [
    "about_assumed",
    "channel_ref",
    "closes_assumed",
    "day_assumed",
    "days_assumed",
    "holidays_assumed",
    "in_order",
    "meetings_assumed",
    "papers_assumed",
    "standing_assumed",
]


def channel_ref(channel: EntryPoint | Flow | Reply, position: int) -> Ref:
    """How a channel is named: by its key where it has one, else by its forums and its position on the map."""
    if isinstance(channel, EntryPoint):
        return Ref("entry_point", (channel.forum, position) if channel.key is None else channel.key)
    if isinstance(channel, Reply):
        return Ref("reply", (channel.source, channel.target, position))
    return Ref("flow", (channel.source, channel.target, position) if channel.key is None else channel.key)


def in_order(assumed: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each once, by code and by what it is of."""
    return tuple(sorted(set(assumed), key=lambda statement: (statement.code, str(statement.facts))))


def days_assumed(channel: Ref) -> Statement:
    """How long a flow or a reply takes: no time at all."""
    return Statement(
        "assumed.days",
        {"of": channel},
        template="How long {of} takes is not recorded, so it counts as no days.",
        sources={"of": ("Flow.source", "Flow.target", "Reply.source", "Reply.target")},
    )


def standing_assumed(channel: Ref) -> Statement:
    """What is owed to the views that an entry point or a flow brings: they are collected, and no more."""
    return Statement(
        "assumed.standing",
        {"of": channel},
        template="How much say views have that {of} brings is not recorded. Here it counts as consulted.",
        sources={"of": ("EntryPoint.forum", "Flow.source", "Flow.target")},
    )


def about_assumed(channel: Ref) -> Statement:
    """What an entry point or a flow with a window is about: anything."""
    return Statement(
        "assumed.about",
        {"of": channel},
        template="What {of} is about is not recorded, so it counts as about everything.",
        sources={"of": ("EntryPoint.forum", "Flow.source", "Flow.target")},
    )


def closes_assumed(channel: Ref) -> Statement:
    """When an entry point or a flow that opens on a day closes: never."""
    return Statement(
        "assumed.closes",
        {"of": channel},
        template="When {of} closes is not recorded, so it counts as open from the day it opens.",
        sources={"of": ("EntryPoint.forum", "Flow.source", "Flow.target")},
    )


def papers_assumed(forum: str) -> Statement:
    """How long before a meeting papers are due: no time at all."""
    return Statement(
        "assumed.papers_due",
        {"of": Ref("forum", forum)},
        template="When papers for {of} are due is not recorded, so they count as due on the day of the meeting.",
        sources={"of": "Forum.title"},
    )


def meetings_assumed(forum: str, known_until: date | None = None) -> Statement:
    """When a forum meets, or when it meets after a day: on any day."""
    of = Ref("forum", forum)
    if known_until is None:
        return Statement(
            "assumed.meetings",
            {"of": of},
            template="When {of} meets is not recorded, so any day counts as a meeting.",
            sources={"of": "Forum.title"},
        )
    return Statement(
        "assumed.later_meetings",
        {"of": of, "until": known_until},
        template="When {of} meets after {until} is not recorded, so any later day counts as a meeting.",
        sources={"of": "Forum.title", "until": "Forum.meetings"},
    )


def holidays_assumed(
    left_out: LeftOut, first: date, last: date, known: tuple[date, date] | None
) -> Iterator[Statement]:
    """Which days of a count that leaves days out may be holidays that nobody recorded: all, the first or the last ones."""
    code = "on_sundays" if left_out is LeftOut.SUNDAYS else "at_weekends"
    if known is None:
        yield Statement(f"assumed.holidays_{code}", template=_NO_HOLIDAYS[left_out])
        return
    if first < known[0]:
        yield Statement(
            f"assumed.earlier_holidays_{code}",
            {"first": known[0]},
            template=_EARLIER[left_out],
            sources={"first": "WorkingCalendar.holidays"},
        )
    if last > known[1]:
        yield Statement(
            f"assumed.later_holidays_{code}",
            {"last": known[1]},
            template=_LATER[left_out],
            sources={"last": "WorkingCalendar.holidays"},
        )


_NO_HOLIDAYS = {
    LeftOut.WEEKENDS: "No holidays are recorded, so only weekends are left out.",
    LeftOut.SUNDAYS: "No holidays are recorded, so only Sundays are left out.",
}
_EARLIER = {
    LeftOut.WEEKENDS: "No holidays before {first} are recorded, so only weekends are left out there.",
    LeftOut.SUNDAYS: "No holidays before {first} are recorded, so only Sundays are left out there.",
}
_LATER = {
    LeftOut.WEEKENDS: "No holidays after {last} are recorded, so only weekends are left out there.",
    LeftOut.SUNDAYS: "No holidays after {last} are recorded, so only Sundays are left out there.",
}


def day_assumed(decision: str) -> Statement:
    """The day of a decision, where nothing can be counted without it."""
    return Statement(
        "assumed.on",
        {"of": Ref("decision", decision)},
        template="The day of {of:quoted} is not recorded.",
        sources={"of": "Decision.title"},
    )
