"""Resources of a plan: working weeks, recruitment, and the work that meetings take."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.plans.activities import Activity
from involvement.plans.links import refuse_loops, refuse_unknown
from involvement.plans.relative_dates import When
from involvement.references import derived_key

__all__ = ["MeetingCycle", "Recruitment", "WorkingWeek", "placed", "refuse_outside_dates"]

_LONGEST_CYCLE = 366  # days: what one meeting takes is over within a year


@frozen
class WorkingWeek:
    """How many days a week somebody has for the plan.

    >>> WorkingWeek("coordinator", Fraction(5, 2)).days
    Fraction(5, 2)
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    days: Fraction = field(repr=_fields.closed, converter=_fields.as_fraction, validator=_fields.number(0, 7))


@frozen
class Recruitment:
    """Finding the people who take part: how many, over how many weeks, and at how many days of work a week.

    Attributes:
        people: how many people are to be found.
        weeks: how long it is to take.
        days_a_week: days of work a week that somebody spends on it.
        start: its first day; None is the start of the plan.
        owner: the stakeholder who sees to it.

    >>> Recruitment(25, weeks=13, days_a_week=2).effort
    Fraction(26, 1)
    """

    people: int | None = field(default=None, validator=_fields.optional_count)
    weeks: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    days_a_week: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(0, 7, optional=True), kw_only=True
    )
    start: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    owner: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.weeks is not None and not 1 <= self.weeks <= 520:
            raise InvalidValueError("Recruitment.weeks", "a whole number from 1 to 520, or nothing")

    @property
    def effort(self) -> Fraction | None:
        """Days of work in all; None where the weeks or the days a week are not known."""
        return None if self.weeks is None or self.days_a_week is None else self.weeks * self.days_a_week

    def days_from(self, start: date | None) -> tuple[date, date] | None:
        """Its first and its last day in a plan that starts on a day; None where they are not known."""
        first = self.start or _fields.a_date_or_nothing("start", start)
        if first is None or self.weeks is None or (date.max - first).days < 7 * self.weeks:
            return None
        return first, first + timedelta(7 * self.weeks - 1)


def _steps(items: Iterable[Activity]) -> tuple[Activity, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class MeetingCycle:
    """What each meeting of a forum takes: preparing, holding, the minutes, what follows from it.

    The steps are told from each other; those that are told from nothing and come after nothing stand on the day of
    the meeting.

    >>> hold, minutes = Activity("hold", days=1, effort=1), Activity("minutes", days=3, effort=1, after=["hold"])
    >>> [(step.key, step.start) for step in MeetingCycle("group", [hold, minutes]).at(date(2026, 5, 12))]
    [('group-2026-05-12-hold', datetime.date(2026, 5, 12)), ('group-2026-05-12-minutes', None)]
    """

    forum: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    steps: tuple[Activity, ...] = field(converter=_steps, validator=_fields.many(Activity))
    owner: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("activity", (activity.key for activity in self.steps), "MeetingCycle.steps")
        refuse_unknown(self.steps, "steps")
        refuse_loops(self.steps, "MeetingCycle.steps")
        refuse_outside_dates(self.steps, "MeetingCycle.steps")
        if sum(map(_most_days, self.steps)) > _LONGEST_CYCLE:
            raise InvalidValueError("MeetingCycle.steps", f"steps that take at most {_LONGEST_CYCLE} days in all")

    def at(self, meeting: date) -> tuple[Activity, ...]:
        """The activities of one meeting, owned by the person named for each, else by the owner of the cycle."""
        prefix = f"{self.forum}-{_fields.a_date('meeting', meeting).isoformat()}-"
        return placed(self.steps, meeting, prefix=prefix, owner=self.owner, forum=self.forum)


def _most_days(step: Activity) -> int:
    """How far a step may take the cycle from the day of the meeting."""
    return (step.days or 1) + sum(abs(moment.lag) for moment in step.relative_dates())


def refuse_outside_dates(steps: Iterable[Activity], where: str) -> None:
    """Refuses steps with days of their own: they are told from each other, so that they can stand on any day."""
    for activity in steps:
        moments = [moment for moment in (activity.start, activity.due, activity.done) if moment is not None]
        if any(isinstance(moment, date) or not moment.of_activity for moment in moments):
            raise InvalidValueError(
                where, "steps told from each other, without days, meetings or decisions of their own"
            )


def placed(
    steps: Iterable[Activity], start: date, *, prefix: str, owner: str | None, forum: str | None
) -> tuple[Activity, ...]:
    """The activities under keys of their own; those told from nothing start on the day."""

    def renamed(moment: date | When | None) -> date | When | None:
        return (
            evolve(moment, key=derived_key(prefix + moment.key))
            if isinstance(moment, When) and moment.of_activity
            else moment
        )

    return tuple(
        evolve(
            activity,
            key=derived_key(prefix + activity.key),
            owner=activity.owner or owner,
            forum=activity.forum or forum,
            start=start if activity.start is None and not activity.after else renamed(activity.start),
            due=renamed(activity.due),
            after=[derived_key(prefix + key) for key in activity.after],
        )
        for activity in steps
    )
