"""Attendance, papers and journeys: what is asked of people, and how much is enough for them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.support.needs import PaperFormat

__all__ = ["Attendance", "Engagement", "EngagementKind", "PaperSent", "StatedLimit"]


class EngagementKind(StrEnum):
    """What somebody was asked to do beside the meetings and papers."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    EVENT = "event"
    TASK = "task"
    TRAINING = "training"
    JOURNEY = "journey"
    OTHER = "other"


def _kind(value: EngagementKind | str) -> EngagementKind:
    return _fields.as_word(EngagementKind, value)


def _expected(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_sorted(items)


def _attended(items: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if items is None else _fields.as_sorted(items)


def _formats(items: Iterable[PaperFormat | str]) -> tuple[PaperFormat, ...]:
    return _fields.as_words(PaperFormat, items)


@frozen
class Attendance:
    """Who is expected at a meeting of a forum, and who came. `attended=None` is not recorded; () is nobody.

    `hours` is how long it takes each of them; None is not known.

    >>> Attendance("user-group", date(2026, 5, 12), expected=["members", "carers"]).who
    ('carers', 'members')
    """

    forum: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    meeting: date = field(validator=_fields.day)
    expected: tuple[str, ...] = field(
        default=(),
        converter=_expected,
        validator=_fields.keys,
        metadata=_fields.names("stakeholder or person"),
        kw_only=True,
    )
    attended: tuple[str, ...] | None = field(
        default=None,
        converter=_attended,
        validator=_fields.optional_keys,
        metadata=_fields.names("stakeholder or person"),
        kw_only=True,
    )
    hours: Fraction | None = field(
        repr=_fields.closed,
        default=None,
        converter=_fields.optional_fraction,
        validator=_fields.number(optional=True),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        place = f"meeting of {self.forum!r} on {self.meeting}"
        _fields.distinct("expected stakeholder", self.expected, place)
        _fields.distinct("attending stakeholder", self.attended or (), place)

    @property
    def who(self) -> tuple[str, ...]:
        """Everybody who was expected or came, sorted."""
        return tuple(sorted({*self.expected, *(self.attended or ())}))


@frozen
class PaperSent:
    """A paper was sent to a stakeholder, for a meeting of a forum or about a decision.

    `formats` are those it was sent in, all of them to that stakeholder; () is not known. `on` is the day of sending.

    >>> PaperSent("members", date(2026, 5, 1), forum="user-group", formats=["large_print"]).formats
    (<PaperFormat.LARGE_PRINT: 'large_print'>,)
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    on: date = field(validator=_fields.day)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    meeting: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    decision: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("decision"), kw_only=True
    )
    formats: tuple[PaperFormat, ...] = field(
        repr=_fields.closed, default=(), converter=_formats, validator=_fields.many(PaperFormat), kw_only=True
    )
    pages: int | None = field(repr=_fields.closed, default=None, validator=_fields.optional_count, kw_only=True)


@frozen
class Engagement:
    """Somebody was asked for something on a day, beside the meetings and papers. `accepted=None` is not known."""

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    on: date = field(validator=_fields.day)
    kind: EngagementKind = field(
        repr=_fields.closed,
        default=EngagementKind.OTHER,
        converter=_kind,
        validator=_fields.a(EngagementKind),
        kw_only=True,
    )
    hours: Fraction | None = field(
        repr=_fields.closed,
        default=None,
        converter=_fields.optional_fraction,
        validator=_fields.number(optional=True),
        kw_only=True,
    )
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    accepted: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)


@frozen
class StatedLimit:
    """How much somebody says is enough in one month. What is None has no limit stated."""

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    meetings: int | None = field(repr=_fields.closed, default=None, validator=_fields.optional_count, kw_only=True)
    papers: int | None = field(repr=_fields.closed, default=None, validator=_fields.optional_count, kw_only=True)
    pages: int | None = field(repr=_fields.closed, default=None, validator=_fields.optional_count, kw_only=True)
    journeys: int | None = field(repr=_fields.closed, default=None, validator=_fields.optional_count, kw_only=True)
    hours: Fraction | None = field(
        repr=_fields.closed,
        default=None,
        converter=_fields.optional_fraction,
        validator=_fields.number(optional=True),
        kw_only=True,
    )
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("StatedLimit.until", self.since, self.until)
