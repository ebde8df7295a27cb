"""Leads of the work: skills, time and help."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.support.periods import covers

__all__ = ["Lead", "LeadDemand", "LeadSkill", "skills_of"]


class LeadSkill(StrEnum):
    """What a lead can do, as those who did the work describe it."""

    LEADING = "leading"  # takes responsibility for the work being done
    FACILITATION = "facilitation"  # brings a mix of people together, and draws out what each has to say
    LISTENING = "listening"  # takes messages backwards and forwards
    KNOWS_PROVIDERS = "knows_providers"  # knows who is who within the service
    KNOWS_DECISIONS = "knows_decisions"  # knows where to take an idea and whom to speak to
    ORGANISING = "organising"  # meetings, venues, minutes
    ACCESS = "access"  # writes to people in the way that each can use

    @property
    def words(self) -> str:
        """The skill, as it stands in a sentence."""
        return _SKILLS.get(self, self.value)


_SKILLS = {
    LeadSkill.LEADING: "leadership",
    LeadSkill.KNOWS_PROVIDERS: "knowledge of who is who in the service",
    LeadSkill.KNOWS_DECISIONS: "knowledge of where ideas are decided",
    LeadSkill.ORGANISING: "organisation",
    LeadSkill.ACCESS: "accessible writing",
}


def skills_of(items: Iterable[LeadSkill | str]) -> tuple[LeadSkill, ...]:
    """The skills, each once, in the order of the list."""
    return _fields.as_words(LeadSkill, items)


def _optional_skills(items: Iterable[LeadSkill | str] | None) -> tuple[LeadSkill, ...] | None:
    return None if items is None else _fields.as_words(LeadSkill, items)


@frozen
class Lead:
    """Somebody who leads the work, perhaps with others. What is None is not known; `skills=()` is none of them.

    >>> Lead("coordinator", days_a_week=2, admin_support=False).days_a_week
    Fraction(2, 1)
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    days_a_week: Fraction | None = field(
        repr=_fields.closed,
        default=None,
        converter=_fields.optional_fraction,
        validator=_fields.number(optional=True),
        kw_only=True,
    )
    skills: tuple[LeadSkill, ...] | None = field(
        repr=_fields.closed,
        default=None,
        converter=_optional_skills,
        validator=_fields.many(LeadSkill, optional=True),
        kw_only=True,
    )
    admin_support: bool | None = field(repr=_fields.closed, default=None, validator=_fields.optional_flag, kw_only=True)
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Lead.until", self.since, self.until)

    def holds(self, day: date) -> bool:
        """Whether they lead on that day."""
        return covers(self.since, self.until, day)


@frozen
class LeadDemand:
    """How many days a week a piece of the work takes while it lasts: at least, and where it is known at most.

    >>> LeadDemand("recruitment", days_a_week=2, at_most=3, since=date(2026, 1, 5), until=date(2026, 4, 5)).at_most
    Fraction(3, 1)
    """

    work: str = field(validator=_fields.key)
    days_a_week: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    at_most: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("LeadDemand.until", self.since, self.until)
        if self.at_most is not None and self.at_most < (self.days_a_week or 0):
            raise InvalidValueError("LeadDemand.at_most", "no fewer days than at least")

    def holds(self, day: date) -> bool:
        """Whether that work is to be done on that day."""
        return covers(self.since, self.until, day)
