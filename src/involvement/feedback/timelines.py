"""Timelines: the state of each contribution on each day, from its events played once in order."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from involvement.errors import LedgerError
from involvement.feedback.contributions import Contribution
from involvement.feedback.events import Event, EventKind

__all__ = ["ALLOWED", "ContributionState", "LedgerFault", "Moment", "Timeline", "Timelines"]


class ContributionState(StrEnum):
    """Where a contribution stands: every one that was received is in exactly one of these."""

    OPEN = "open"
    ANSWERED = "answered"
    MERGED = "merged"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


class LedgerFault(StrEnum):
    """Why an event cannot have happened as it is told."""

    NOT_RECEIVED = "not_received"  # it happened before the contribution was there
    IS_OPEN = "is_open"  # what is open cannot be reopened
    IS_ANSWERED = "is_answered"  # what has its own answer shares no other's
    IS_MERGED = "is_merged"  # what happens to it happens to the one it was merged into
    IS_REDIRECTED = "is_redirected"
    IS_WITHDRAWN = "is_withdrawn"
    INTO_NOT_RECEIVED = "into_not_received"
    INTO_WITHDRAWN = "into_withdrawn"
    MERGED_IN_A_CIRCLE = "merged_in_a_circle"


_ELSEWHERE = frozenset({EventKind.ACKNOWLEDGED, EventKind.TOLD, EventKind.WITHDRAWN, EventKind.REOPENED})

ALLOWED: Mapping[ContributionState, frozenset[EventKind]] = {
    ContributionState.OPEN: frozenset(EventKind) - {EventKind.REOPENED},
    ContributionState.ANSWERED: frozenset(EventKind) - {EventKind.MERGED},
    ContributionState.MERGED: _ELSEWHERE,
    ContributionState.REDIRECTED: _ELSEWHERE,
    ContributionState.WITHDRAWN: frozenset({EventKind.REOPENED}),
}
_FAULTS = {
    ContributionState.OPEN: (LedgerFault.IS_OPEN, "no reopening: it is open"),
    ContributionState.ANSWERED: (LedgerFault.IS_ANSWERED, "first a reopening: it has an answer of its own"),
    ContributionState.MERGED: (
        LedgerFault.IS_MERGED,
        "an event of the contribution that it was merged into, or first a reopening",
    ),
    ContributionState.REDIRECTED: (LedgerFault.IS_REDIRECTED, "first a reopening: it was redirected to another body"),
    ContributionState.WITHDRAWN: (LedgerFault.IS_WITHDRAWN, "first a reopening: it was withdrawn"),
}
_NEXT = {
    EventKind.ANSWERED: ContributionState.ANSWERED,
    EventKind.MERGED: ContributionState.MERGED,
    EventKind.REDIRECTED: ContributionState.REDIRECTED,
    EventKind.WITHDRAWN: ContributionState.WITHDRAWN,
    EventKind.REOPENED: ContributionState.OPEN,
}


class Moment(NamedTuple):
    """How a contribution stands from one event on.

    Attributes:
        day: the day, as an ordinal.
        place: the place of the event among those stored; -1 for the receipt.
        state: where the contribution stands now.
        event: what happened to it; None for its receipt, and where what it was merged into was withdrawn.
        into: what it is merged into now.
        since: the day its clocks run from.
    """

    day: int
    place: int
    state: ContributionState
    event: Event | None
    into: str | None
    since: int


Timeline = Sequence[Moment]
_Numbered = tuple[int, int, Event]  # the day as an ordinal, the place among those stored, the event


class Timelines:
    """The line of moments of every contribution. Never changed once it is built: `after` gives another.

    Attributes:
        lines: by key, in the order of the contributions.
        sources: the keys of those that an event ever merged into each key.
        last: the day of the latest event, 0 before any.
    """

    __slots__ = ("last", "lines", "sources")

    def __init__(self, lines: dict[str, list[Moment]], sources: dict[str, list[str]], last: int) -> None:
        self.lines = lines
        self.sources = sources
        self.last = last

    @classmethod
    def of(cls, contributions: Iterable[Contribution], events: Iterable[Event]) -> "Timelines":
        """All events played by day, and within a day as they are stored. O(n log n)."""
        built = cls({contribution.key: [_received(contribution)] for contribution in contributions}, {}, 0)
        for day, place, event in sorted(_numbered(events, 0)):
            built._play(day, place, event)
        return built

    def after(
        self, contributions: Iterable[Contribution], events: Sequence[Event], stored: Sequence[Event]
    ) -> "Timelines":
        """The lines with more contributions and events, where `stored` were there before.

        What is not earlier than the latest event is played on top. Otherwise the contributions that merges join to
        those of the new events are played again from the beginning.
        """
        grown = Timelines(self.lines.copy(), self.sources.copy(), self.last)
        grown.lines.update((contribution.key, [_received(contribution)]) for contribution in contributions)
        new = sorted(_numbered(events, len(stored)))
        if new and new[0][0] < self.last:
            joined = grown._joined(new)
            for key in joined:
                grown.lines[key] = grown.lines[key][:1]
                grown.sources.pop(key, None)
            new = sorted(new + [entry for entry in _numbered(stored, 0) if entry[2].contribution in joined])
        else:
            grown._own(new)
        for day, place, event in new:
            grown._play(day, place, event)
        return grown

    def at(self, key: str, day: int) -> Moment | None:
        """How a contribution stands at the end of a day; None if it was not received by then."""
        line = self.lines[key]
        if line[-1].day <= day:
            return line[-1]
        found = bisect_right(line, day, key=_day)
        return line[found - 1] if found else None

    def until(self, key: str, day: int) -> Timeline:
        """The moments of a contribution up to the end of a day."""
        line = self.lines[key]
        return line if line[-1].day <= day else line[: bisect_right(line, day, key=_day)]

    def _joined(self, new: Iterable[_Numbered]) -> set[str]:
        """The contributions of these events and all that merges ever joined to them."""
        joined: set[str] = set()
        waiting = [key for _, _, event in new for key in (event.contribution, event.into) if key is not None]
        while waiting:
            key = waiting.pop()
            if key not in joined:
                joined.add(key)
                waiting += self.sources.get(key, ())
                waiting += [line.event.into for line in self.lines[key] if line.event and line.event.into]
        return joined

    def _own(self, new: Iterable[_Numbered]) -> None:
        """Copies whatever playing these events on top will change, since other timelines hold it too."""
        for _, _, event in new:
            self.lines[event.contribution] = self.lines[event.contribution].copy()
            if event.into is not None:
                self.sources[event.into] = self.sources.get(event.into, []).copy()
            if event.kind is EventKind.WITHDRAWN:
                for source in self.sources.get(event.contribution, ()):
                    self.lines[source] = self.lines[source].copy()

    def _play(self, day: int, place: int, event: Event) -> None:
        key, kind = event.contribution, event.kind
        line = self.lines[key]
        now = line[-1]
        if day < now.day:  # events come in order, so it is the receipt that is later
            raise LedgerError(f"events[{place}]", LedgerFault.NOT_RECEIVED, "a day on or after the day it was received")
        if kind not in ALLOWED[now.state]:
            fault, expected = _FAULTS[now.state]
            raise LedgerError(f"events[{place}]", fault, expected)
        state, into, since = _NEXT.get(kind, now.state), now.into, now.since
        if kind is EventKind.MERGED:
            into = self._merged(day, place, key, event.into or key)
        elif kind is EventKind.REOPENED:
            # What was merged has waited all the while; what was closed otherwise begins to wait again.
            since = now.since if now.state is ContributionState.MERGED else day
        if state is not ContributionState.MERGED:
            into = None
        line.append(Moment(day, place, state, event, into, since))
        if kind is EventKind.WITHDRAWN:
            self._release(day, place, key)
        self.last = max(self.last, day)

    def _merged(self, day: int, place: int, key: str, into: str) -> str:
        target = self.lines[into][-1]
        if target.day > day:
            raise LedgerError(
                f"events[{place}]", LedgerFault.INTO_NOT_RECEIVED, "a contribution that was received by then"
            )
        if target.state is ContributionState.WITHDRAWN:
            raise LedgerError(f"events[{place}]", LedgerFault.INTO_WITHDRAWN, "a contribution that is not withdrawn")
        # Into what nothing was ever merged, no way leads back: a long chain costs one step for each merge.
        here: str | None = into if self.sources.get(key) else None
        while here is not None:
            if here == key:
                raise LedgerError(
                    f"events[{place}]",
                    LedgerFault.MERGED_IN_A_CIRCLE,
                    "a contribution that is not merged into this one",
                )
            here = self.lines[here][-1].into
        self.sources.setdefault(into, []).append(key)
        return into

    def _release(self, day: int, place: int, key: str) -> None:
        """Whatever is merged into what was withdrawn is open again."""
        for source in self.sources.get(key, ()):
            now = self.lines[source][-1]
            if now.into == key:
                self.lines[source].append(Moment(day, place, ContributionState.OPEN, None, None, now.since))


def _received(contribution: Contribution) -> Moment:
    day = contribution.on.toordinal()
    return Moment(day, -1, ContributionState.OPEN, None, None, day)


def _numbered(events: Iterable[Event], first: int) -> list[_Numbered]:
    return [(event.on.toordinal(), place, event) for place, event in enumerate(events, first)]


def _day(moment: Moment) -> int:
    return moment.day
