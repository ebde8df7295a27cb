"""Activities: what is to be done, by whom, and when."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.errors import InvalidValueError
from involvement.plans.relative_dates import When, optional_span

__all__ = ["Activity"]


def _after(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


def _stage(value: StageName | str | None) -> StageName | None:
    return _fields.as_word(StageName, value)


def _moment(instance: object, attribute: "attrs.Attribute[date | When | None]", value: date | When | None) -> None:
    if value is not None and not isinstance(value, When) and not _fields.is_day(value):
        raise InvalidValueError(f"{type(instance).__name__}.{attribute.name}", "a date, a When, or nothing")


@frozen(cache_hash=True)
class Activity:
    """Something to do, with what is known of who does it, how long it takes and when.

    Attributes:
        owner: the stakeholder who sees to it.
        effort: days of work it takes, exact.
        days: days of the calendar it takes, the first and the last included; None is not known.
        start: it does not begin before this day.
        due: it is finished by this day.
        after: the activities that are finished before it begins.
        implements: the issue that it acts on.
        studies: the issue whose feasibility it is to show.
        tells: the issue about which it tells people what came of it.
        forum: the forum on whose agendas it belongs.
        decision: the decision that it feeds: it is finished by the last day on which a view for that counts.
        stage: the stage of that decision; None is the decision itself.
        done: the day on which it was finished.

    >>> Activity("invite", days=14, start=When.after_end("posters", days=1), after=["posters"]).after
    ('posters',)
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    owner: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    effort: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    days: int | None = field(default=None, validator=optional_span, kw_only=True)
    start: date | When | None = field(default=None, validator=_moment, kw_only=True)
    due: date | When | None = field(default=None, validator=_moment, kw_only=True)
    after: tuple[str, ...] = field(
        default=(), converter=_after, validator=_fields.keys, metadata=_fields.names("activity"), kw_only=True
    )
    implements: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue"), kw_only=True
    )
    studies: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue"), kw_only=True
    )
    tells: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue"), kw_only=True
    )
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    decision: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("decision"), kw_only=True
    )
    stage: StageName | None = field(
        default=None,
        converter=_stage,
        validator=_fields.a(StageName, optional=True),
        metadata=_fields.names("stage", within="decision"),
        kw_only=True,
    )
    done: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"activity {self.key!r}"
        _fields.distinct("activity", self.after, f"{place}: after")
        if self.stage is not None and self.decision is None:
            raise InvalidValueError(f"{place}: stage", "nothing where no decision is named")
        if isinstance(self.start, date) and isinstance(self.due, date):
            _fields.in_order(f"{place}: due", self.start, self.due)

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it is about: acted on, studied or told about."""
        return tuple(dict.fromkeys(filter(None, (self.implements, self.studies, self.tells))))

    def relative_dates(self) -> tuple[When, ...]:
        """Its start and its due day where they are told from something else."""
        return tuple(day for day in (self.start, self.due) if isinstance(day, When))

    def __str__(self) -> str:
        return self.title or self.key
