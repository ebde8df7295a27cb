"""Contributions: what people said, when, and how they can be answered."""

from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen

__all__ = ["Channel", "Contribution"]


class Channel(StrEnum):
    """How a contribution came in."""

    SPEECH = "speech"
    MEETING = "meeting"
    PHONE = "phone"
    PAPER = "paper"
    EMAIL = "email"
    ONLINE = "online"
    SURVEY = "survey"
    VISIT = "visit"
    THROUGH_SOMEBODY = "through_somebody"  # an advocate, a peer representative, a member of staff


def _channel(value: Channel | str | None) -> Channel | None:
    return _fields.as_word(Channel, value)


@frozen
class Contribution:
    """Something that somebody said and that is owed an answer: an idea, a wish, a worry, a complaint, praise.

    Attributes:
        on: the day it was received.
        stakeholder: whose it is; None where that is not known.
        about: the key of the issue or decision it is about.
        way_back: whether those who raised it can be told anything at all.
        forum: the forum at which it was raised.
        owner: the stakeholder who has it to answer.
        title: a line that everybody may read; reports show this and never `says`.
        says: what was said, in its own words; they may be personal.

    >>> Contribution("evenings-1", on=date(2026, 3, 2), stakeholder="members", channel="meeting").channel
    <Channel.MEETING: 'meeting'>
    """

    key: str = field(validator=_fields.key)
    on: date = field(validator=_fields.day, kw_only=True)
    stakeholder: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    about: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue or decision"), kw_only=True
    )
    channel: Channel | None = field(
        default=None, converter=_channel, validator=_fields.a(Channel, optional=True), kw_only=True
    )
    way_back: bool = field(default=True, validator=_fields.flag, kw_only=True)
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    owner: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    title: str | None = field(
        repr=_fields.closed, default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True
    )
    says: str | None = field(
        default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True, repr=False
    )
    external_ids: tuple[tuple[str, str], ...] = field(
        repr=_fields.closed, default=(), converter=_fields.external_ids, validator=_fields.pairs, kw_only=True
    )

    def __str__(self) -> str:
        return self.title or self.key
