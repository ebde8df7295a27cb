"""Forums: bodies that meet, in a tier, with seats."""

from collections.abc import Iterable

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.counted_days import Days, as_counted, optional_counted_days
from involvement.calendars.meetings import Meetings
from involvement.people import Seat

__all__ = ["Forum"]


def _seats(items: Iterable[Seat]) -> tuple[Seat, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Forum:
    """A body that hears views: a user group, a committee, a board, a survey.

    A view is heard at the first meeting by which its papers were due: `papers_due` days after it arrived, or later.
    `meetings=None` says that the calendar is not known; `quota`, in votes, is a simple majority
    where it is None. `tier` says at which level it sits, such as `clinical` or `executive`.

    >>> Forum("board", title="Executive board", meetings=Meetings.any_day(), papers_due=7).tier
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    meetings: Meetings | None = field(default=None, validator=_fields.a(Meetings, optional=True), kw_only=True)
    papers_due: int | Days | None = field(
        default=None,
        converter=as_counted,
        validator=optional_counted_days,
        metadata=_fields.AT_LEAST_0,
        kw_only=True,
    )
    tier: str | None = field(default=None, validator=_fields.optional_key, metadata=_fields.names("tier"), kw_only=True)
    seats: tuple[Seat, ...] = field(default=(), converter=_seats, validator=_fields.many(Seat), kw_only=True)
    quota: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    venue: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    external_ids: tuple[tuple[str, str], ...] = field(
        default=(), converter=_fields.external_ids, validator=_fields.pairs, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("seat", (seat.stakeholder for seat in self.seats), f"forum {self.key!r}")

    def __str__(self) -> str:
        return self.title or self.key
