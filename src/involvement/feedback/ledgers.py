"""The ledger: contributions and their events, as a record that only grows."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars import WorkingCalendar
from involvement.decisions import DecisionMap
from involvement.errors import DuplicateKeyError, InvalidValueError, UnknownKeyError
from involvement.feedback.contributions import Contribution
from involvement.feedback.events import Event, EventKind
from involvement.feedback.promises import Promise
from involvement.feedback.timelines import ALLOWED, ContributionState, Timelines

if TYPE_CHECKING:
    from involvement.decisions import ReturnJourney
    from involvement.feedback.clocks import DuePromise, LedgerBalance, Overdue
    from involvement.feedback.closures import Closure
    from involvement.feedback.progress import Progress
    from involvement.feedback.replies import YouSaidWeDid

__all__ = ["Ledger"]


def _contributions(items: Iterable[Contribution]) -> tuple[Contribution, ...]:
    return _fields.as_tuple(items)


def _events(items: Iterable[Event]) -> tuple[Event, ...]:
    return _fields.as_tuple(items)


def _promises(items: Iterable[Promise]) -> tuple[Promise, ...]:
    return _fields.as_tuple(items)


@frozen
class Ledger:
    """Contributions and what happened to them. It only grows: what is in it is never changed or taken out.

    Events count by their day, and within a day in the order in which they are stored; one that is recorded late takes
    the place of its day. On each day every contribution received is in exactly one state: open, answered, merged,
    redirected or withdrawn. What is merged into another shares its fate, and is open again on the day on which that one is
    withdrawn; being told is each contributor's own. Promises that leave days out are counted by the working `calendar`;
    without one, Saturdays and Sundays are left out.

    Raises:
        DuplicateKeyError: two contributions share a key, or two promises a kind.
        LedgerError: an event cannot have happened, such as an answer to what was withdrawn.
        UnknownKeyError: an event names a contribution that is not there.

    >>> ledger = Ledger([Contribution("evenings", on=date(2026, 3, 2))])
    >>> answered = ledger.append(Event("evenings", "answered", on=date(2026, 3, 9), outcome="will_do"))
    >>> answered.state("evenings", date(2026, 3, 8)).value, answered.state("evenings", date(2026, 3, 9)).value
    ('open', 'answered')
    """

    contributions: tuple[Contribution, ...] = field(
        default=(), converter=_contributions, validator=_fields.many(Contribution), repr=_fields.counted
    )
    events: tuple[Event, ...] = field(
        default=(), converter=_events, validator=_fields.many(Event), repr=_fields.counted
    )
    promises: tuple[Promise, ...] = field(
        default=(), converter=_promises, validator=_fields.many(Promise), kw_only=True, repr=_fields.counted
    )
    calendar: WorkingCalendar | None = field(
        default=None, validator=_fields.a(WorkingCalendar, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("contribution", (contribution.key for contribution in self.contributions))
        _fields.distinct("promise", (promise.kind.value for promise in self.promises))
        known = {contribution.key for contribution in self.contributions}
        _refuse_unknown(self.events, 0, known, known)
        _ = self._timelines  # an impossible history is refused at once

    @cached_property
    def _timelines(self) -> Timelines:
        return Timelines.of(self.contributions, self.events)

    def append(self, *entries: Contribution | Event) -> "Ledger":
        """The ledger with more contributions and events at its end; this one stays as it is.

        Several at once count as one step: what they make possible together is allowed. The cost is a copy of what the
        ledger lists, a millisecond where it holds 50,000 events, and a look at the contribution; an event dated
        before the latest one plays again what merges join to it.

        Raises:
            DuplicateKeyError: a contribution has the key of another.
            LedgerError: an event cannot have happened, or makes a later one impossible.
            UnknownKeyError: an event names a contribution that is not there.
        """
        contributions = tuple(entry for entry in entries if isinstance(entry, Contribution))
        events = tuple(entry for entry in entries if isinstance(entry, Event))
        if len(contributions) + len(events) != len(entries):
            raise InvalidValueError("Ledger.append", "contributions and events")
        known, new = self._timelines.lines, {contribution.key for contribution in contributions}
        _fields.distinct("contribution", (contribution.key for contribution in contributions))
        for contribution in contributions:
            if contribution.key in known:
                raise DuplicateKeyError("contribution", contribution.key)
        _refuse_unknown(events, len(self.events), known, new)
        timelines = self._timelines.after(contributions, events, self.events)
        # Added and not unpacked: that is three times as fast, and it is all that an append costs in a long ledger.
        return _grown(self, self.contributions + contributions, self.events + events, timelines)

    def as_known(self, on: date) -> "Ledger":
        """The ledger as it stood at the end of a day: what was received, or happened, later is not in it."""
        _ordinal(on)
        contributions = [contribution for contribution in self.contributions if contribution.on <= on]
        events = [event for event in self.events if event.on <= on]
        if len(contributions) == len(self.contributions) and len(events) == len(self.events):
            return self
        return evolve(self, contributions=contributions, events=events)

    def state(self, key: str, on: date) -> ContributionState | None:
        """Where a contribution stands at the end of a day; None if it was not yet received."""
        moment = self._timelines.at(self._known(key), _ordinal(on))
        return None if moment is None else moment.state

    def history(self, key: str) -> tuple[Event, ...]:
        """What happened to a contribution itself, by day, and within a day as it is stored."""
        return tuple(line.event for line in self._timelines.lines[self._known(key)] if line.event is not None)

    def allowed_next(self, key: str, on: date) -> frozenset[EventKind]:
        """The kinds of event that could come next for a contribution as it stands at the end of a day.

        What happened on later days, and what it would be merged into, may still stand against one of them.
        """
        state = self.state(key, on)
        return frozenset() if state is None else ALLOWED[state]

    def progress(self, key: str, on: date) -> "Progress | None":
        """How far a contribution has come by the end of a day; None if it was not yet received."""
        from involvement.feedback.progress import progress_of

        _ordinal(on)
        return next(iter(progress_of(self._by_key, self._timelines, on, self._known(key))), None)

    def all_progress(self, on: date) -> "tuple[Progress, ...]":
        """The progress of every contribution received by the end of a day, in their order. O(events)."""
        from involvement.feedback.progress import progress_of

        _ordinal(on)
        return tuple(progress_of(self._by_key, self._timelines, on))

    def balance(self, on: date) -> "LedgerBalance":
        """Every contribution received by the end of a day, counted in one place. O(contributions)."""
        from involvement.feedback.clocks import balance_of

        day, timelines = _ordinal(on), self._timelines
        moments = (timelines.at(key, day) for key in timelines.lines)
        return balance_of((moment.state for moment in moments if moment is not None), on)

    def overdue(self, on: date) -> "Overdue":
        """What was promised by the day before at the latest and has not happened by the end of the day. O(events).

        Where nothing is promised, nothing is overdue and nobody knows: `unknown` counts who waits. A day that the
        answer itself names comes before the promise to follow through.
        """
        from involvement.feedback.clocks import overdue_of

        return overdue_of(self.all_progress(on), self.promises, on, self.calendar)

    def falling_due(self, on: date, until: date) -> "tuple[DuePromise, ...]":
        """What is promised for a day from *on* to *until*, both included, and has not happened by the end of *on*."""
        from involvement.feedback.clocks import due_of

        _fields.in_order("until", _fields.a_date("on", on), _fields.a_date("until", until))
        return due_of(self.all_progress(on), self.promises, on, until, self.calendar)

    def closure(self, on: date) -> "Closure":
        """How far the loop is closed by the end of a day, for all and for each stakeholder. O(events)."""
        from involvement.feedback.closures import closure_of

        return closure_of(self.all_progress(on), on)

    def you_said_we_did(self, on: date) -> "tuple[YouSaidWeDid, ...]":
        """What was said and what came of it by the end of a day, by the day it was received. O(events)."""
        from involvement.feedback.replies import you_said_we_did

        return you_said_we_did(self._by_key, self.all_progress(on))

    def reply_journey(
        self, key: str, decision_map: DecisionMap, *, on: date, decision: str | None = None
    ) -> "ReturnJourney | None":
        """The way by which the answer to a contribution gets back to those who raised it; None if it cannot.

        It is the way of the answer about the decision that the contribution is about, or about *decision*, from the day of
        the answer, or while there is none from the decision's own day. Somebody whom the map does not know is found
        where the entry points are open to all.

        Raises:
            UnknownKeyError: no decision of that key is on the map.
        """
        if not isinstance(decision_map, DecisionMap):
            raise InvalidValueError("Ledger.reply_journey: decision_map", "a DecisionMap")
        progress = self.progress(key, on)
        if progress is None or not progress.way_back:
            return None
        about = decision or self._by_key[key].about
        if about is None:
            raise InvalidValueError("Ledger.reply_journey: decision", "the key of one, as the contribution names none")
        known = progress.stakeholder is None or decision_map.knows(progress.stakeholder)
        return decision_map.reply_to(progress.stakeholder if known else (), about, decided=progress.answered)

    @cached_property
    def _by_key(self) -> dict[str, Contribution]:
        return {contribution.key: contribution for contribution in self.contributions}

    def _known(self, key: str) -> str:
        _fields.known("contribution", key, self._timelines.lines)
        return key


def _refuse_unknown(events: Iterable[Event], first: int, known: Collection[str], new: Collection[str]) -> None:
    for place, event in enumerate(events, first):
        for name, key in (("contribution", event.contribution), ("into", event.into)):
            if key is not None and key not in known and key not in new:
                raise UnknownKeyError("contribution", key, {*known, *new}, f"events[{place}].{name}")


def _ordinal(day: date) -> int:
    if not _fields.is_day(day):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    return day.toordinal()


def _grown(
    ledger: Ledger, contributions: tuple[Contribution, ...], events: tuple[Event, ...], timelines: Timelines
) -> Ledger:
    # Not by the constructor: it would look at everything again, which ten thousand appends would pay for each time.
    new = object.__new__(Ledger)
    for name, value in (
        ("contributions", contributions),
        ("events", events),
        ("promises", ledger.promises),
        ("calendar", ledger.calendar),
        ("_timelines", timelines),
    ):
        object.__setattr__(new, name, value)
    return new
