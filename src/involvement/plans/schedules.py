"""Schedules: earliest and latest days of each activity, and what cannot be kept."""

from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.assumptions import in_order
from involvement.errors import UnknownKeyError
from involvement.plans.schedule_words import together
from involvement.wording import Statement, Wording

__all__ = ["Schedule", "ScheduledActivity"]


@frozen
class ScheduledActivity:
    """The days of one activity.

    Attributes:
        activity: its key.
        earliest_start: the first day on which it can begin; None is not known.
        earliest_end: the first day on which it can be finished.
        latest_start: the last day on which it must begin; None is not known.
        latest_end: the last day on which it must be finished.
        slack_days: how many days it can slip and harm nothing, less than 0 where it cannot be kept.
        kept: whether it can be finished in time; None is not known.
        done: the day on which it was finished.
        spans: whether it takes all days from the earliest to the latest, as nobody says how many it needs.
        says: what holds it up, what it must be finished for, and how many days that leaves.
        assumes: what is not recorded and was taken in favour of the plan.
    """

    activity: str
    earliest_start: date | None = None
    earliest_end: date | None = None
    latest_start: date | None = None
    latest_end: date | None = None
    slack_days: int | None = None
    kept: bool | None = None
    done: date | None = None
    spans: bool = False
    says: Statement = field(factory=together)
    assumes: tuple[Statement, ...] = ()

    @property
    def reason(self) -> str:
        """The same in words, with keys: `Wording.say` takes the statement for other readers."""
        return Wording().say(self.says)

    @property
    def start(self) -> date | None:
        """The day on which it begins if all goes well."""
        return self.earliest_start

    @property
    def end(self) -> date | None:
        """The day on which it ends if all goes well: with nothing known of how long it takes, when it must."""
        if self.spans and self.latest_end is not None and self.earliest_end is not None:
            return max(self.latest_end, self.earliest_end)
        return self.earliest_end

    def __str__(self) -> str:
        return self.reason


@frozen
class Schedule:
    """The days of every activity of a plan, by their start (None last) and key.

    >>> Schedule().not_kept
    ()
    """

    rows: tuple[ScheduledActivity, ...] = field(default=(), repr=_fields.counted)

    def row(self, activity: str) -> ScheduledActivity:
        """The row of an activity; `UnknownKeyError` where there is none."""
        for row in self.rows:
            if row.activity == activity:
                return row
        raise UnknownKeyError("activity", activity, (activity.activity for activity in self.rows))

    @property
    def not_kept(self) -> tuple[ScheduledActivity, ...]:
        """The rows of what cannot be finished in time."""
        return tuple(activity for activity in self.rows if activity.kept is False)

    @property
    def undated(self) -> tuple[ScheduledActivity, ...]:
        """The rows of what nothing says when it can begin."""
        return tuple(activity for activity in self.rows if activity.start is None)

    @property
    def assumes(self) -> tuple[Statement, ...]:
        """What is not recorded for any of them, by code and by what it is of."""
        return in_order(assumed for row in self.rows for assumed in row.assumes)
