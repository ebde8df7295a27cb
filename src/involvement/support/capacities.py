"""Capacity of the leads: their time and skills against what the work takes."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from involvement._fields import frozen
from involvement.references import Ref
from involvement.support.leads import Lead, LeadDemand, LeadSkill
from involvement.wording import Fact, Statement, Wording

__all__ = ["Capacity", "capacity_on"]


@frozen
class Capacity:
    """What the leads have, and what the work takes, on one day.

    Attributes:
        on: the day.
        leads: who leads, sorted.
        days_a_week: the days that are known to be there; others may have more.
        demand: the days that the work takes at least.
        at_most: the days it takes at most; None where that is not known.
        overloaded: True where the work takes more days than there are, False where there are enough for the most
            it may take, None where that is not known.
        skills_missing: the skills needed that no lead is known to have.
        skills_known: whether it is known of every lead what they can do.
        admin_support: True where a lead has administrative support, False where none has, None if that is not known.
    """

    on: date
    leads: tuple[str, ...]
    days_a_week: Fraction
    demand: Fraction
    at_most: Fraction | None
    overloaded: bool | None
    skills_missing: tuple[LeadSkill, ...]
    skills_known: bool
    admin_support: bool | None

    @property
    def short(self) -> Fraction:
        """By how many days a week the time that is known falls short of the least that the work takes; never below 0."""
        return max(Fraction(0), self.demand - self.days_a_week)

    @property
    def says(self) -> Statement:
        """Who leads, how many days a week the work takes, and how many of them there are."""
        code = "led" if self.leads else "not_led"
        return Statement(
            f"capacity.{code}",
            {
                "leads": tuple(Ref("stakeholder", lead) for lead in self.leads),
                "on": self.on,
                "more": tuple(self._days()),
            },
            template=_LED[code],
            sources={"leads": "Lead.stakeholder", "on": "Lead.since"},
        )

    def _days(self) -> Iterator[Statement]:
        demand: dict[str, Fact] = {"days": self.demand}
        have: dict[str, Fact] = {"days": self.days_a_week}
        if self.overloaded is False:
            yield _days("at_most", {"days": self.at_most})
            yield _days("enough", have)
            return
        if self.demand:
            yield _days("at_least", demand)
        if self.overloaded:
            yield _days("have", have)
            return
        if self.days_a_week:
            yield _days("known", have)
        yield Statement("capacity.not_known", template=_DAYS["not_known"])

    def __str__(self) -> str:
        return Wording().say(self.says)


_LED = {
    "led": "On {on}, {leads} {leads#leads|lead} the work. {more:sentences}",
    "not_led": "On {on}, nobody is recorded as leading the work. {more:sentences}",
}
_DAYS = {
    "at_least": "The work needs at least {days:day} a week.",
    "at_most": "The work needs at most {days:day} a week.",
    "have": "Their time is {days:day} a week.",
    "known": "Their time is at least {days:day} a week.",
    "enough": "Their time is at least {days:day} a week, which is enough.",
    "not_known": "Whether there is enough time for the work is not known.",
}


def _days(code: str, facts: dict[str, Fact]) -> Statement:
    sources = {"days": ("Lead.days_a_week", "LeadDemand.at_most", "LeadDemand.days_a_week")}
    return Statement(f"capacity.{code}", facts, template=_DAYS[code], sources=sources)


def capacity_on(
    leads: Iterable[Lead], demands: Iterable[LeadDemand], skills_needed: Iterable[LeadSkill], on: date
) -> Capacity:
    """What there is and what it takes on that day."""
    present = [lead for lead in leads if lead.holds(on)]
    wanted = [demand for demand in demands if demand.holds(on)]
    days = sum((lead.days_a_week or Fraction(0) for lead in present), Fraction(0))
    least = sum((demand.days_a_week or Fraction(0) for demand in wanted), Fraction(0))
    mosts = [demand.days_a_week if demand.at_most is None else demand.at_most for demand in wanted]
    most = None if not wanted or None in mosts else sum((number or Fraction(0) for number in mosts), Fraction(0))
    time_is_known = bool(present) and all(lead.days_a_week is not None for lead in present)
    overloaded = None
    if time_is_known and wanted and days < least:
        overloaded = True
    elif present and most is not None and days >= most:
        overloaded = False
    has = {skill for lead in present for skill in lead.skills or ()}
    return Capacity(
        on=on,
        leads=tuple(sorted({lead.stakeholder for lead in present})),
        days_a_week=days,
        demand=least,
        at_most=most,
        overloaded=overloaded,
        skills_missing=tuple(skill for skill in skills_needed if skill not in has),
        skills_known=all(lead.skills is not None for lead in present),
        admin_support=_admin_support([lead.admin_support for lead in present]),
    )


def _admin_support(known: list[bool | None]) -> bool | None:
    if True in known:
        return True
    return None if not known or None in known else False
