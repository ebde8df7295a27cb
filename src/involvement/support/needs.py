"""Access needs and adjustments: what people need in order to take part, and what was arranged."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.support.periods import covers

__all__ = ["AccessNeed", "Adjustment", "NeedsAsked", "PaperFormat", "StatedNeed"]


class PaperFormat(StrEnum):
    """In what form a paper was sent."""

    PRINT = "print"
    ELECTRONIC = "electronic"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    TRANSLATION = "translation"


class AccessNeed(StrEnum):
    """What somebody needs in order to take part; a closed list, `other` for what it does not hold.

    >>> AccessNeed("language").paper_format, AccessNeed("breaks").paper_format
    (<PaperFormat.TRANSLATION: 'translation'>, None)
    """

    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    BRAILLE = "braille"
    AUDIO = "audio"
    LANGUAGE = "language"  # papers translated, and an interpreter at meetings
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    STEP_FREE = "step_free"
    REMOTE_JOINING = "remote_joining"
    BREAKS = "breaks"
    TRANSPORT = "transport"
    COMPANION = "companion"  # somebody to come along, or to care for others meanwhile
    TIME_OF_DAY = "time_of_day"
    OTHER = "other"

    @property
    def paper_format(self) -> PaperFormat | None:
        """The format of papers that meets it; None where papers cannot."""
        return _FORMATS.get(self)

    @property
    def at_meetings(self) -> bool:
        """Whether the meeting itself has to meet it, and not its papers alone."""
        return self.paper_format is None or self is AccessNeed.LANGUAGE

    @property
    def words(self) -> str:
        """What is needed, as it stands in a sentence."""
        return _WORDS.get(self) or self.value.replace("_", " ")


_FORMATS = {
    AccessNeed.LARGE_PRINT: PaperFormat.LARGE_PRINT,
    AccessNeed.EASY_READ: PaperFormat.EASY_READ,
    AccessNeed.BRAILLE: PaperFormat.BRAILLE,
    AccessNeed.AUDIO: PaperFormat.AUDIO,
    AccessNeed.LANGUAGE: PaperFormat.TRANSLATION,
}


_WORDS = {
    AccessNeed.LANGUAGE: "their own language",
    AccessNeed.SIGN_LANGUAGE: "a sign language interpreter",
    AccessNeed.HEARING_LOOP: "a hearing loop",
    AccessNeed.STEP_FREE: "a way without stairs",
    AccessNeed.REMOTE_JOINING: "a way to join from elsewhere",
    AccessNeed.COMPANION: "somebody to come along, or to care for others meanwhile",
    AccessNeed.TIME_OF_DAY: "another time of day",
    AccessNeed.OTHER: "something that is on no list",
}


def _stated(value: AccessNeed | str) -> AccessNeed:
    return _fields.as_word(AccessNeed, value)


def _alternatives(items: Iterable[AccessNeed | str]) -> tuple[AccessNeed, ...]:
    return _fields.as_words(AccessNeed, items)


def _adjusted(value: AccessNeed | str) -> AccessNeed:
    return _fields.as_word(AccessNeed, value)


@frozen
class StatedNeed:
    """What somebody has said they need in order to take part.

    Several needs of one stakeholder all hold at once. `alternatives` would serve instead of this one: audio
    for braille, say. `since` and `until` are the first and last day on which it holds; None is always.

    >>> StatedNeed("members", "large_print").need
    <AccessNeed.LARGE_PRINT: 'large_print'>
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    need: AccessNeed = field(repr=_fields.closed, converter=_stated, validator=_fields.a(AccessNeed))
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    alternatives: tuple[AccessNeed, ...] = field(
        repr=_fields.closed, default=(), converter=_alternatives, validator=_fields.many(AccessNeed), kw_only=True
    )
    detail: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("StatedNeed.until", self.since, self.until)

    def holds(self, day: date) -> bool:
        """Whether it holds on that day."""
        return covers(self.since, self.until, day)

    @property
    def served_by(self) -> tuple[AccessNeed, ...]:
        """The need and its alternatives: meeting any of them serves."""
        return (self.need, *(access_need for access_need in self.alternatives if access_need is not self.need))


@frozen
class NeedsAsked:
    """Somebody was asked on a day what they need. Who was asked and stated nothing has said: nothing."""

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    on: date = field(validator=_fields.day)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )


@frozen
class Adjustment:
    """What was arranged for a need. What is left out means all: everybody, every forum, every meeting, always.

    >>> loop = Adjustment("hearing_loop", forum="user-group", since=date(2026, 5, 1))
    >>> loop.serves("members", "user-group", date(2026, 6, 2)), loop.serves("members", "board", date(2026, 6, 2))
    (True, False)
    """

    need: AccessNeed = field(repr=_fields.closed, converter=_adjusted, validator=_fields.a(AccessNeed))
    stakeholder: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    meeting: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    detail: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Adjustment.until", self.since, self.until)

    def serves(self, stakeholder: str, forum: str, meeting: date) -> bool:
        """Whether it is for that stakeholder at that meeting."""
        _fields.a_text("stakeholder", stakeholder)
        _fields.a_text("forum", forum)
        return (
            covers(self.since, self.until, meeting)
            and self.stakeholder in {None, stakeholder}
            and self.forum in {None, forum}
            and self.meeting in {None, meeting}
        )
