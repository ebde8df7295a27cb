"""Clocks of feedback: who waits for what, since when, and what is overdue."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars import WorkingCalendar
from involvement.feedback.events import EventKind
from involvement.feedback.progress import Progress
from involvement.feedback.promises import PROMISED, Promise
from involvement.feedback.timelines import ContributionState
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

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

    @property
    def says(self) -> Statement:
        """How many were received, and how they stand."""
        states = {state.value: getattr(self, state.value) for state in ContributionState}
        return Statement(
            "ledger.balance",
            {"on": self.on, "received": self.received, **states},
            template=_BALANCE,
            sources={"on": "Contribution.on", "received": "Contribution.key", **dict.fromkeys(states, "Event.kind")},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


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

    @property
    def says(self) -> Statement:
        """What is due and by when, how many days late or left, and who has to act."""
        tense = "was" if self.days_late > 0 else "is"
        when = "late" if self.days_late > 0 else "left" if self.days_late else "last_day"
        facts: dict[str, Fact] = {"days": abs(self.days_late)}
        more = [Statement(f"due.{when}", facts, template=_WHEN[when], sources={"days": _DUE})]
        if self.owed_by is not None:
            owner = {"owner": Ref("stakeholder", self.owed_by)}
            more.append(Statement("due.owner", owner, template="{owner} has to act.", sources={"owner": _OWNER}))
        return Statement(
            f"due.{self.promise.value}_{tense}",
            {"contribution": Ref("contribution", self.contribution), "due": self.due, "more": tuple(more)},
            template=f"{_PROMISED[self.promise][tense]} {{more:sentences}}",
            sources={"contribution": "Contribution.title", "due": _DUE},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


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

    @property
    def says(self) -> Statement:
        """How many promises are overdue, and how many contributions wait for what nobody promised by a day."""
        code = "some" if self.rows else "none"
        return Statement(
            f"overdue.{code}",
            {"on": self.on, "late": len(self.rows), "more": tuple(_undated(*promise) for promise in self.unknown)},
            template=_OVERDUE[code],
            sources={"on": _DUE, "late": _DUE},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_DUE = ("Event.due", "Promise.days")
_OWNER = ("Contribution.owner", "Event.by", "Event.owner")
_BALANCE = (
    "{received:contribution was|contributions were} received by {on}. {open} {open#is|are} open, {answered} answered, "
    "{merged} merged, {redirected} redirected and {withdrawn} withdrawn."
)
_WHEN = {"late": "It is {days:day} late.", "left": "{days:day is|days are} left.", "last_day": "That is today."}
_PROMISED = {
    EventKind.ACKNOWLEDGED: {
        "was": "{contribution:quoted} was to be acknowledged by {due}.",
        "is": "{contribution:quoted} is to be acknowledged by {due}.",
    },
    EventKind.ANSWERED: {
        "was": "The answer to {contribution:quoted} was due on {due}.",
        "is": "The answer to {contribution:quoted} is due on {due}.",
    },
    EventKind.TOLD: {
        "was": "Those who raised {contribution:quoted} were to be told of the outcome by {due}.",
        "is": "Those who raised {contribution:quoted} are to be told of the outcome by {due}.",
    },
    EventKind.FOLLOWED_THROUGH: {
        "was": "The action that was promised about {contribution:quoted} was due on {due}.",
        "is": "The action that was promised about {contribution:quoted} is due on {due}.",
    },
}
_OVERDUE = {
    "some": "{late:promise is|promises are} overdue on {on}. {more:sentences}",
    "none": "No promise is overdue on {on}. {more:sentences}",
}
_UNDATED = {
    EventKind.ACKNOWLEDGED: "{number:contribution waits|contributions wait} to be acknowledged, and no day is promised.",
    EventKind.ANSWERED: "{number:contribution waits|contributions wait} for an answer, and no day is promised.",
    EventKind.TOLD: "Of {number:contribution|contributions} people are still to be told the outcome, and no day is promised.",
    EventKind.FOLLOWED_THROUGH: "{number:promised action has|promised actions have} no day.",
}


def _undated(kind: EventKind, number: int) -> Statement:
    return Statement(
        f"overdue.undated_{kind.value}", {"number": number}, template=_UNDATED[kind], sources={"number": "Event.kind"}
    )


def balance_of(states: Iterable[ContributionState], on: date) -> LedgerBalance:
    """The balance of contributions in these states."""
    counted = Counter(states)
    return LedgerBalance(
        on=on, received=counted.total(), **{state.value: counted[state] for state in ContributionState}
    )


def overdue_of(
    found: Iterable[Progress], promises: Iterable[Promise], on: date, calendar: WorkingCalendar | None = None
) -> Overdue:
    """What is overdue by these promises."""
    unknown: Counter[EventKind] = Counter()
    rows = _by_day(
        DuePromise(progress.contribution, kind, since, due, (on - due).days, progress.owed_by)
        for progress, kind, since, due in _clocks(found, promises, unknown, calendar)
        if due < on
    )
    return Overdue(on, rows, tuple((kind, unknown[kind]) for kind in PROMISED if unknown[kind]))


def due_of(
    found: Iterable[Progress],
    promises: Iterable[Promise],
    on: date,
    until: date,
    calendar: WorkingCalendar | None = None,
) -> tuple[DuePromise, ...]:
    """What falls due by these promises from a day to another, both included."""
    return _by_day(
        DuePromise(progress.contribution, kind, since, due, (on - due).days, progress.owed_by)
        for progress, kind, since, due in _clocks(found, promises, Counter(), calendar)
        if on <= due <= until
    )


def _by_day(rows: Iterable[DuePromise]) -> tuple[DuePromise, ...]:
    return tuple(sorted(rows, key=lambda row: (row.due, row.contribution, PROMISED.index(row.promise))))


def _clocks(
    found: Iterable[Progress],
    promises: Iterable[Promise],
    unknown: Counter[EventKind],
    calendar: WorkingCalendar | None,
) -> Iterator[tuple[Progress, EventKind, date, date]]:
    """Every clock that runs, since when, and when it ends; what waits without any promise is counted."""
    clocks = {promise.kind: promise for promise in promises}
    due_days: dict[tuple[EventKind, date], date | None] = {}
    for progress in found:
        for kind, since, own_due in waits(progress):
            due = own_due
            if due is None and kind in clocks:
                if (kind, since) not in due_days:
                    due_days[kind, since] = clocks[kind].due(since, calendar)
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
