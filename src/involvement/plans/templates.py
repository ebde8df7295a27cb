"""Templates of plans: steps dated from one day, with their sources."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.plans.activities import Activity
from involvement.plans.links import refuse_loops, refuse_unknown
from involvement.plans.resources import MeetingCycle, placed, refuse_outside_dates
from involvement.publications.facts import (
    LicenceTier,
    Provenance,
    TextOrigin,
    licence_tier,
    provenance_tuple,
    text_origin,
)

__all__ = ["PlanTemplate", "TemplateAnchor"]


class TemplateAnchor(StrEnum):
    """The day that the steps of a template are told from."""

    START = "start"
    MEETING = "meeting"


def _anchor(value: TemplateAnchor | str) -> TemplateAnchor:
    return _fields.as_word(TemplateAnchor, value)


def _activities(items: Iterable[Activity]) -> tuple[Activity, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class PlanTemplate:
    """Steps that a plan can begin from, told from the day on which it starts or from a meeting.

    Attributes:
        told_from: the day that steps which are told from nothing stand on.
        weeks: how many weeks it took, where that was reported.
        days_a_week_at_least: the least days of work a week that were reported; `days_a_week_at_most` the most.
        activities: the steps, told from each other.
        provenance: of which facts it is known where they come from, and whether they were checked there.

    >>> steps = [Activity("plan", days=14), Activity("invite", days=28, after=["plan"])]
    >>> [activity.start for activity in PlanTemplate("ours", activities=steps).activities_from(date(2026, 3, 2))]
    [datetime.date(2026, 3, 2), None]
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    told_from: TemplateAnchor = field(
        default=TemplateAnchor.START, converter=_anchor, validator=_fields.a(TemplateAnchor), kw_only=True
    )
    weeks: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    days_a_week_at_least: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    days_a_week_at_most: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    licence_tier: LicenceTier | None = field(
        default=None, converter=licence_tier, validator=_fields.a(LicenceTier, optional=True), kw_only=True
    )
    licence_note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    attribution: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    text_origin: TextOrigin | None = field(
        default=None, converter=text_origin, validator=_fields.a(TextOrigin, optional=True), kw_only=True
    )
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)
    provenance: tuple[Provenance, ...] = field(
        default=(), converter=provenance_tuple, validator=_fields.many(Provenance), kw_only=True, repr=_fields.counted
    )
    activities: tuple[Activity, ...] = field(
        converter=_activities, validator=_fields.many(Activity), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        if not self.activities:
            raise InvalidValueError("PlanTemplate.activities", "at least one activity")
        _fields.distinct("activity", (activity.key for activity in self.activities), "activities")
        _fields.distinct("provenance", (provenance.of for provenance in self.provenance), "provenance")
        refuse_unknown(self.activities, "activities")
        refuse_loops(self.activities, "PlanTemplate.activities")
        refuse_outside_dates(self.activities, "PlanTemplate.activities")
        least, most = self.days_a_week_at_least, self.days_a_week_at_most
        if least is not None and most is not None and most < least:
            raise InvalidValueError("PlanTemplate.days_a_week_at_most", "no less than the least")

    @property
    def effort_at_least(self) -> Fraction | None:
        """The least days of work in all, as reported; None where nobody reported it."""
        return self._effort(self.days_a_week_at_least)

    @property
    def effort_at_most(self) -> Fraction | None:
        """The most days of work in all, as reported; None where nobody reported it."""
        return self._effort(self.days_a_week_at_most)

    def _effort(self, days_a_week: Fraction | None) -> Fraction | None:
        return None if self.weeks is None or days_a_week is None else self.weeks * days_a_week

    def activities_from(
        self, start: date, *, owner: str | None = None, forum: str | None = None, prefix: str = ""
    ) -> tuple[Activity, ...]:
        """The steps from a day on, as activities of a plan.

        *owner* sees to those that name nobody, *forum* has them on its agenda; *prefix* goes before every key.
        """
        if not _fields.is_day(start):
            raise InvalidValueError("start", "a date (and not a date with a time)")
        return placed(self.activities, start, prefix=_fields.a_text("prefix", prefix), owner=owner, forum=forum)

    def cycle(self, forum: str, *, owner: str | None = None) -> MeetingCycle:
        """The steps as what each meeting of a forum takes; only of a template that is told from a meeting."""
        if self.told_from is not TemplateAnchor.MEETING:
            raise InvalidValueError("template", "one that is told from a meeting")
        return MeetingCycle(forum, self.activities, owner=owner)

    def __str__(self) -> str:
        return self.title or self.key
