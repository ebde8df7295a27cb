"""Clocks of feedback: who waits for what, since when, and what is overdue."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from involvement import _fields
from involvement.feedback.events import EventKind
from involvement.feedback.progress import Progress
from involvement.feedback.promises import PROMISED, Promise
from involvement.feedback.timelines import ContributionState

__all__ = ["DuePromise", "LedgerBalance", "Overdue", "balance_of", "overdue_of"]


@frozen
class LedgerBalance:
    """Every contribution received by a day, counted in one place: the first number is the sum of the others."""

    on: date
    received: int
    open: int
    answered: int
    withdrawn: int
    merged: int
    redirected: int

    def __str__(self) -> str:
        return (
            f"{self.received} received by {self.on.isoformat()}: {self.open} open, {self.answered} answered, "
            f"{self.merged} merged, {self.redirected} redirected, {self.withdrawn} withdrawn"
        )


@frozen
class DuePromise:
    """A promise to a contributor that was not kept in time, or that falls due.

    Attributes:
        promise: what was promised: that it is acknowledged, answered, told or followed through.
        since: the day its clock started.
        due: the last day in time.
        days_late: days of the calendar from then; less than 0 while there is time.
        owed_by: who has to act; None where nobody says.
    """

    contribution: str
    promise: EventKind
    since: date
    due: date
    days_late: int
    owed_by: str | None

    def __str__(self) -> str:
        number = abs(self.days_late)
        late = f"{number} day{'' if number == 1 else 's'} {'late' if self.days_late > 0 else 'left'}"
        by = f", owed by {self.owed_by}" if self.owed_by else ""
        was = "was" if self.days_late > 0 else "is"
        return f"{self.contribution} {was} to be {_WORDS[self.promise]} by {self.due.isoformat()}: {late}{by}"


@frozen
class Overdue:
    """What is overdue on a day, as a sequence of rows, and what may be.

    An empty one says that no promise is late; whether something is late without a promise is in `unknown`.

    Attributes:
        rows: the promises not kept in time: by the day they were due, then contribution, then promise.
        unknown: pairs of a kind of event and how many contributions wait for it without any promise by when. Nobody can
            say whether these are late.
    """

    on: date
    rows: tuple[DuePromise, ...] = field(repr=_fields.counted)
    unknown: tuple[tuple[EventKind, int], ...]

    def __iter__(self) -> Iterator[DuePromise]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> DuePromise:
        return self.rows[place]

    def __str__(self) -> str:
        number = len(self.rows)
        said = f"{number} promise{' is' if number == 1 else 's are'} overdue on {self.on.isoformat()}"
        waiting = ", ".join(f"{count} to be {_WORDS[kind]}" for kind, count in self.unknown)
        return f"{said}; without any promise by when wait: {waiting}" if waiting else said


_WORDS = {
    EventKind.ACKNOWLEDGED: "acknowledged",
    EventKind.ANSWERED: "answered",
    EventKind.TOLD: "told",
    EventKind.FOLLOWED_THROUGH: "followed through",
}


def balance_of(states: Iterable[ContributionState], on: date) -> LedgerBalance:
    """The balance of contributions in these states."""
    counted = Counter(states)
    return LedgerBalance(
        on=on, received=counted.total(), **{state.value: counted[state] for state in ContributionState}
    )


def overdue_of(found: Iterable[Progress], promises: Iterable[Promise], on: date) -> Overdue:
    """What is overdue by these promises."""
    unknown: Counter[EventKind] = Counter()
    rows = _by_day(
        DuePromise(progress.contribution, kind, since, due, (on - due).days, progress.owed_by)
        for progress, kind, since, due in _clocks(found, promises, unknown)
        if due < on
    )
    return Overdue(on, rows, tuple((kind, unknown[kind]) for kind in PROMISED if unknown[kind]))


def due_of(found: Iterable[Progress], promises: Iterable[Promise], on: date, until: date) -> tuple[DuePromise, ...]:
    """What falls due by these promises from a day to another, both included."""
    return _by_day(
        DuePromise(progress.contribution, kind, since, due, (on - due).days, progress.owed_by)
        for progress, kind, since, due in _clocks(found, promises, Counter())
        if on <= due <= until
    )


def _by_day(rows: Iterable[DuePromise]) -> tuple[DuePromise, ...]:
    return tuple(sorted(rows, key=lambda row: (row.due, row.contribution, PROMISED.index(row.promise))))


def _clocks(
    found: Iterable[Progress], promises: Iterable[Promise], unknown: Counter[EventKind]
) -> Iterator[tuple[Progress, EventKind, date, date]]:
    """Every clock that runs, since when, and when it ends; what waits without any promise is counted."""
    clocks = {each.kind: each for each in promises}
    due_days: dict[tuple[EventKind, date], date | None] = {}
    for progress in found:
        for kind, since, own_due in waits(progress):
            due = own_due
            if due is None and kind in clocks:
                if (kind, since) not in due_days:
                    due_days[kind, since] = clocks[kind].due(since)
                due = due_days[kind, since]
            elif due is None:
                unknown[kind] += 1
            if due is not None:
                yield progress, kind, since, due


def waits(progress: Progress) -> Iterator[tuple[EventKind, date, date | None]]:
    """What a contribution waits for, since when, and the day that its answer itself names."""
    if progress.state is ContributionState.WITHDRAWN:
        return
    if progress.settled is None:
        if progress.way_back and progress.acknowledged is None:
            yield EventKind.ACKNOWLEDGED, progress.since, None
        yield EventKind.ANSWERED, progress.since, None
        return
    if progress.way_back and progress.told is None:
        yield EventKind.TOLD, progress.settled, None
    if progress.answer is not None and progress.end_state is ContributionState.ANSWERED and progress.owes_action:
        yield EventKind.FOLLOWED_THROUGH, progress.answer.on, progress.answer.due
