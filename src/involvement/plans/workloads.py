"""Workloads: work of each person in each week, against the days they have."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.assumptions import in_order
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["PersonWeek", "Work", "Workload", "shared_out"]


@frozen
class PersonWeek:
    """The work of one person in one week.

    Attributes:
        week: the Monday of the week.
        person: the stakeholder who does it; None where nobody is named.
        effort: days of work.
        capacity: the days that they have; None is not known.
        parts: what the work is for, by key, and how many days each, most first.
    """

    week: date
    person: str | None
    effort: Fraction
    capacity: Fraction | None = None
    parts: tuple[tuple[str, Fraction], ...] = ()

    @property
    def over(self) -> bool | None:
        """Whether it is more than they have; None is not known."""
        return None if self.capacity is None else self.effort > self.capacity

    @property
    def says(self) -> Statement:
        """How much work there is in the week, for whom, and how many days they have."""
        code = "nobody" if self.person is None else "unknown" if self.capacity is None else "days"
        facts: dict[str, Fact] = {"week": self.week, "effort": self.effort}
        if self.person is not None:
            facts["person"] = Ref("stakeholder", self.person)
            if self.capacity is not None:
                facts["capacity"] = self.capacity
        return Statement(
            f"workload.{code}", facts, template=_WEEKS[code], sources={name: _FIELDS[name] for name in facts}
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_WEEKS = {
    "days": "In the week from {week}, {person} must do {effort:day} of work. They have {capacity:day}.",
    "unknown": "In the week from {week}, {person} must do {effort:day} of work.",
    "nobody": "In the week from {week}, nobody is named for {effort:day} of work.",
}
_FIELDS: dict[str, str | tuple[str, ...]] = {
    "week": ("Activity.due", "Activity.start"),
    "effort": "Activity.effort",
    "person": "Activity.owner",
    "capacity": "WorkingWeek.days",
}


@frozen
class Workload:
    """The work of each person in each week, by week and person (nobody named last), and what has no days.

    Attributes:
        weeks: a row for each person and week in which there is work.
        undated: the days of work of those activities of which nobody knows when they are done, by key.
        assumes: what is not recorded, such as how many days of work an activity takes.

    >>> Workload().over
    ()
    """

    weeks: tuple[PersonWeek, ...] = field(default=(), repr=_fields.counted)
    undated: tuple[tuple[str, Fraction], ...] = ()
    assumes: tuple[Statement, ...] = ()

    @property
    def over(self) -> tuple[PersonWeek, ...]:
        """The weeks in which somebody has more to do than days for it."""
        return tuple(week for week in self.weeks if week.over)

    @property
    def total(self) -> Fraction:
        """All the days of work that fall into the weeks."""
        return sum((week.effort for week in self.weeks), Fraction(0))

    def of(self, person: str | None) -> tuple[PersonWeek, ...]:
        """The weeks of one person; None is the work that falls to nobody named."""
        return tuple(week for week in self.weeks if week.person == person)


@frozen
class Work:
    """Days of work that somebody does between two days, both included, as much on one as on the other."""

    key: str
    person: str | None
    effort: Fraction
    first: date
    last: date

    def weeks(self, first: date, last: date) -> Iterator[tuple[date, Fraction]]:
        """What falls into each of the weeks from that of one day to that of another."""
        begins, ends = max(self.first, monday(first)), min(self.last, sunday(last))
        span = (self.last - self.first).days + 1
        while begins <= ends:
            until = min(sunday(begins), ends)
            yield monday(begins), self.effort * ((until - begins).days + 1) / span
            if until == date.max:
                return
            begins = until + timedelta(1)


def shared_out(
    works: Iterable[Work],
    capacity: dict[str, Fraction],
    first: date,
    last: date,
    *,
    undated: Iterable[tuple[str, Fraction]] = (),
    assumes: Iterable[Statement] = (),
) -> Workload:
    """The work in the weeks from that of one day to that of another, whole weeks, exact."""
    found: dict[tuple[date, str | None], dict[str, Fraction]] = {}
    for work in works:
        for week, effort in work.weeks(first, last):
            if effort:
                parts = found.setdefault((week, work.person), {})
                parts[work.key] = parts.get(work.key, Fraction(0)) + effort
    rows = [
        PersonWeek(
            week,
            person,
            sum(parts.values(), Fraction(0)),
            None if person is None else capacity.get(person),
            tuple(sorted(parts.items(), key=lambda part: (-part[1], part[0]))),
        )
        for (week, person), parts in found.items()
    ]
    rows.sort(key=lambda row: (row.week, row.person is None, row.person or ""))
    return Workload(tuple(rows), tuple(sorted(undated)), in_order(assumes))


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(day.weekday())


def sunday(day: date) -> date:
    """The Sunday of the week of a day; at the end of the calendar, its last day."""
    return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), date.max.toordinal()))
