"""Calendar readings: the forums that an iCalendar file tells of, with what of it was not understood."""

from collections.abc import Iterable

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.meetings import Meetings
from involvement.decisions import Forum
from involvement.exchange.readings import Skipped
from involvement.wording import Fact, Statement, Wording

__all__ = ["CalendarReading", "EventNames"]


def _closed(value: object) -> str:
    return "None" if value in {None, ()} else "..."  # people's names may stand there


def _categories(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.texts_tuple(items)


@frozen
class EventNames:
    """What tells an event of a calendar from others, and so which forum it belongs to.

    Every part that is given has to agree: the summary as a whole, all categories, the UID. No part is shown by `repr`.

    >>> EventNames(summary="Board meeting").fit(EventNames(summary="Board meeting", uid="17@example.org"))
    True

    Attributes:
        summary: its text, without spaces at either end.
        categories: words that its owner filed it under.
        uid: its identity, which it keeps when it is moved.
    """

    summary: str | None = field(default=None, validator=_fields.optional_text, repr=_closed)
    categories: tuple[str, ...] = field(
        default=(), converter=_categories, validator=_fields.texts, kw_only=True, repr=_closed
    )
    uid: str | None = field(default=None, validator=_fields.optional_text, kw_only=True, repr=_closed)

    def fit(self, event: "EventNames") -> bool:
        """True if the *event* has every part that is given here; False where none is given."""
        _fields.instance("event", EventNames, event)
        if self == EventNames():
            return False
        return (
            self.summary in {None, event.summary}
            and self.uid in {None, event.uid}
            and set(self.categories) <= set(event.categories)
        )


def _forums(items: Iterable[Forum]) -> tuple[Forum, ...]:
    return _fields.as_tuple(items)


def _skipped(items: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return _fields.as_tuple(items)


@frozen
class CalendarReading:
    """The forums that a calendar tells of, each with its meetings, and what was not understood.

    It holds no attendee, organiser, description, place or link, and of summaries and categories nothing either.

    Attributes:
        forums: those asked for of which there is an event, in the order in which they were asked for.
        not_understood: what was left out or is not clear, with the number of its event in the file.
        others: how many events belong to none of the forums.
    """

    forums: tuple[Forum, ...] = field(
        default=(), converter=_forums, validator=_fields.many(Forum), repr=_fields.counted
    )
    not_understood: tuple[Skipped, ...] = field(
        default=(), converter=_skipped, validator=_fields.many(Skipped), kw_only=True, repr=_fields.counted
    )
    others: int = field(default=0, validator=_fields.count, kw_only=True)

    def meetings(self, forum: str) -> Meetings | None:
        """The meetings of the forum of that key; None where they are not known.

        Raises:
            UnknownKeyError: the calendar has no event of such a forum.
        """
        named: Forum = _fields.known("forum", forum, {known.key: known for known in self.forums})
        return named.meetings

    @property
    def says(self) -> Statement:
        """Of how many forums there are meetings, and how much was not understood."""
        facts: dict[str, Fact] = {
            "forums": len(self.forums),
            "others": self.others,
            "things": sum(skipped.count for skipped in self.not_understood),
        }
        sources = {
            "forums": "CalendarReading.forums",
            "others": "CalendarReading.others",
            "things": "CalendarReading.not_understood",
        }
        return Statement("calendar_reading", facts, template=_READING, sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_READING = (
    "The calendar has meetings of {forums:forum} and {others:event} that belong to none of them. "
    "{things:thing was|things were} not understood."
)
