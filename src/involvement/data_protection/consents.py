"""Consents: who agreed to what, since when, and whether they took it back."""

from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen

__all__ = ["PUBLISH", "Consent"]

PUBLISH = "publish"
"""What a consent is to that is no purpose: that what a person says, or that they take part, is published."""


@frozen
class Consent:
    """Somebody consented to a purpose of processing, or to be published.

    It holds from `on` until the day before it is `withdrawn`. Taking it back is as easy as giving it: a day.

    Attributes:
        who: the key of a person, or of a party that consented as one.
        to: the key of a purpose, or `publish`.
        on: the day on which it was given.
        withdrawn: the day on which it was taken back.
        source: where it is kept: a form, a letter, a recording.

    References:
        UK GDPR, Article 7(1) and (3): the controller shall be able to show it; it shall be as easy to withdraw as to give.

    >>> Consent("p-17", "publish", on=date(2026, 3, 2), withdrawn=date(2026, 5, 4)).holds(date(2026, 5, 4))
    False
    """

    who: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    to: str = field(validator=_fields.key)
    on: date = field(validator=_fields.day, kw_only=True)
    withdrawn: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    source: str | None = field(repr=_fields.closed, default=None, validator=_fields.optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Consent.withdrawn", self.on, self.withdrawn)

    def holds(self, day: date) -> bool:
        """Whether it holds on a day: no longer on the day on which it is withdrawn."""
        return self.on <= _fields.a_date("day", day) and (self.withdrawn is None or day < self.withdrawn)
