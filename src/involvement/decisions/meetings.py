"""On which days does a forum meet? (interface; the work is in progress)"""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen


@frozen(cache_hash=True)
class Meetings:
    rule: str | None = field(default=None)
    start: date | None = field(default=None, kw_only=True)
    until: date | None = field(default=None, kw_only=True)
    also: tuple[date, ...] = field(default=(), converter=tuple, kw_only=True)
    cancelled: tuple[date, ...] = field(default=(), converter=tuple, kw_only=True)
    closed: tuple[tuple[date, date], ...] = field(default=(), converter=tuple, kw_only=True)
    known_until: date | None = field(default=None, kw_only=True)
    always: bool = field(default=False, kw_only=True)

    @classmethod
    def on(cls, dates: Iterable[date], known_until: date | None = None) -> "Meetings":
        return cls(also=tuple(sorted(set(dates))), known_until=known_until)

    @classmethod
    def any_day(cls) -> "Meetings":
        return cls(always=True)
