"""Options of a decision: what may be chosen from, and who put it on the table."""

from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen

__all__ = ["Option"]


@frozen(cache_hash=True)
class Option:
    """Something that may be chosen in a decision.

    Attributes:
        proposed_by: the stakeholder who put it on the table; None is not known.
        dropped: the day on which it was taken off the table.
        chosen: the day on which it was chosen.

    >>> str(Option("van", title="A screening van", proposed_by="members"))
    'A screening van'
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    proposed_by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    dropped: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    chosen: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def open_on(self, day: date) -> bool:
        """Whether it may still be chosen on a day."""
        _fields.a_date("day", day)
        closed = [closed for closed in (self.dropped, self.chosen) if closed is not None]
        return all(day < until for until in closed)

    def __str__(self) -> str:
        return self.title or self.key
