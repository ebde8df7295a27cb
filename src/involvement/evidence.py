"""Evidence: citations, and records that are dated, owned and expire."""

from datetime import date, timedelta

from attrs import field

from involvement import _fields
from involvement._fields import frozen

__all__ = ["Evidence", "Source"]

_BETWEEN = "; "  # authors, whose names hold commas


@frozen
class Source:
    """A citation: who said it, where and when.

    >>> str(Source("A Ladder of Citizen Participation", authors=("Arnstein, S.R.",), year=1969))
    'Arnstein, S.R. (1969) A Ladder of Citizen Participation'
    """

    title: str = field(validator=_fields.text)
    authors: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    year: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    publisher: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    doi: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    url: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    licence: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __str__(self) -> str:
        who = _BETWEEN.join(self.authors) or self.publisher or ""
        when = f" ({self.year})" if self.year is not None else ""
        cited = f"{who}{when} {self.title}".strip()
        return f"{cited}, doi {self.doi}" if self.doi else cited


@frozen
class Evidence:
    """A record that shows something, on a day, kept by somebody, for a while.

    It supports from `on` to `until`, both included; without `until`, for the window that the
    reader of it allows.

    >>> minutes = Evidence("minutes-may", on=date(2026, 5, 12), until=date(2026, 12, 31))
    >>> minutes.supports(date(2026, 6, 1)), minutes.supports(date(2027, 1, 1))
    (True, False)
    """

    key: str = field(validator=_fields.key)
    on: date = field(validator=_fields.day, kw_only=True)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    owner: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    url: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Evidence.until", self.on, self.until)

    def last_day(self, window_days: int | None = None) -> date | None:
        """The last day that this supports, or None where neither it nor the window says."""
        if self.until is not None:
            return self.until
        return None if window_days is None else self.on + timedelta(days=window_days)

    def supports(self, day: date, *, window_days: int | None = None) -> bool | None:
        """Whether this supports anything said on *day*; None where its end is not known."""
        if _fields.a_date("day", day) < self.on:
            return False
        last = self.last_day(window_days)
        return None if last is None else day <= last
