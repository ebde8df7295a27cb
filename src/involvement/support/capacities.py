"""Capacity of the leads: their time and skills against what the work takes."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen

from involvement.support.leads import Lead, LeadDemand, LeadSkill
from involvement.wording.numbers import mixed_number

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

    def __str__(self) -> str:
        who = ", ".join(self.leads) or "nobody"
        days, demand = mixed_number(self.days_a_week), mixed_number(self.demand)
        if self.overloaded is None:
            return f"led by {who}: not known whether there are days enough (known are {days} of {demand} a week)"
        return f"led by {who}: {days} of {demand} days a week, {'too few' if self.overloaded else 'enough'}"


def capacity_on(
    leads: Iterable[Lead], demands: Iterable[LeadDemand], skills_needed: Iterable[LeadSkill], on: date
) -> Capacity:
    """What there is and what it takes on that day."""
    present = [each for each in leads if each.holds(on)]
    wanted = [each for each in demands if each.holds(on)]
    days = sum((each.days_a_week or Fraction(0) for each in present), Fraction(0))
    least = sum((each.days_a_week or Fraction(0) for each in wanted), Fraction(0))
    mosts = [each.days_a_week if each.at_most is None else each.at_most for each in wanted]
    most = None if not wanted or None in mosts else sum((each or Fraction(0) for each in mosts), Fraction(0))
    time_is_known = bool(present) and all(each.days_a_week is not None for each in present)
    overloaded = None
    if time_is_known and wanted and days < least:
        overloaded = True
    elif present and most is not None and days >= most:
        overloaded = False
    has = {skill for each in present for skill in each.skills or ()}
    return Capacity(
        on=on,
        leads=tuple(sorted({each.stakeholder for each in present})),
        days_a_week=days,
        demand=least,
        at_most=most,
        overloaded=overloaded,
        skills_missing=tuple(skill for skill in skills_needed if skill not in has),
        skills_known=all(each.skills is not None for each in present),
        admin_support=_admin_support([each.admin_support for each in present]),
    )


def _admin_support(known: list[bool | None]) -> bool | None:
    if True in known:
        return True
    return None if not known or None in known else False
