"""Flows, entry points and replies: how views enter and travel, and how the answer returns."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.counted_days import Days, as_counted, optional_counted_days
from involvement.errors import InvalidValueError
from involvement.standing import Standing
from involvement.wording.lists import counted, labelled

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["ANY", "EntryPoint", "Flow", "Reply", "end_unknown", "matter_unknown", "refuse_any", "takes"]

ANY = ("*",)
"""What a channel is `about` that takes views about anything."""


def _about(value: Iterable[str] | None) -> tuple[str, ...] | None:
    """The keys, each once, sorted; anything beside something else is anything."""
    keys = None if value is None else _fields.sorted_keys(value)
    return ANY if isinstance(keys, tuple) and ANY[0] in keys else keys


def _matter(instance: object, attribute: "Attribute[tuple[str, ...] | None]", value: tuple[str, ...] | None) -> None:
    if value == ():
        raise InvalidValueError(
            _fields.place(instance, attribute),
            "keys of decisions or issues, kinds of decision, or ANY, which is *; leave it out where that is not known",
        )
    _fields.optional_keys(instance, attribute, value)


_MATTER = {**_fields.names("decision, issue or kind"), **_fields.NOT_EMPTY}


@frozen(cache_hash=True)
class Flow:
    """What was heard at *source* on day h arrives at *target* `days` after h, with this standing there.

    It carries what leaves from `opens` to `closes`, both included: what was heard before waits,
    what is heard after is lost to it. Days or standing of None are not known. Where it says what it is `about` (keys of
    decisions or issues, kinds of decision, or `ANY`), it carries views about nothing else.

    >>> str(Flow("group", "board", days=14, standing="advises"))
    'group to board in 14 days (advises)'
    """

    source: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    target: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    days: int | Days | None = field(
        default=None,
        converter=as_counted,
        validator=optional_counted_days,
        metadata=_fields.AT_LEAST_0,
        kw_only=True,
    )
    standing: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )
    key: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    carried_by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    opens: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    closes: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    medium: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    about: tuple[str, ...] | None = field(
        default=None, converter=_about, validator=_matter, metadata=_MATTER, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _not_to_itself("Flow", self.source, self.target)
        _fields.in_order("Flow.closes", self.opens, self.closes)

    def __str__(self) -> str:
        return f"{self.source} to {self.target}{_pace(self.days)}" + (
            f" ({self.standing.words})" if self.standing else ""
        )


@frozen(cache_hash=True)
class Reply:
    """How an answer travels back, from a forum to a forum or, as a letter, to a stakeholder.

    Where it says what it is `about`, it carries answers about nothing else.
    """

    source: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    target: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or forum"))
    days: int | Days | None = field(
        default=None,
        converter=as_counted,
        validator=optional_counted_days,
        metadata=_fields.AT_LEAST_0,
        kw_only=True,
    )
    carried_by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    medium: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    about: tuple[str, ...] | None = field(
        default=None, converter=_about, validator=_matter, metadata=_MATTER, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _not_to_itself("Reply", self.source, self.target)

    def __str__(self) -> str:
        return labelled("answer", f"{self.source} to {self.target}{_pace(self.days)}")


@frozen(cache_hash=True)
class EntryPoint:
    """Where a view is first raised: at a forum, by a stakeholder, or by anyone where None.

    Raised on day r it arrives on r; before `opens` it waits, after `closes` it is too late. Where it says what it is
    `about`, it takes views about nothing else. `unnamed` says whether it takes views without a name, and `run_by` which
    stakeholder runs it. A `key`, unique among entry points, names it in sentences and in `DecisionMap.revised(drop=)`.
    """

    forum: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    stakeholder: str | None = field(default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"))
    standing: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )
    key: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    opens: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    closes: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    method: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    unnamed: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    run_by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    about: tuple[str, ...] | None = field(
        default=None, converter=_about, validator=_matter, metadata=_MATTER, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.in_order("EntryPoint.closes", self.opens, self.closes)

    def __str__(self) -> str:
        return f"{self.stakeholder or 'anyone'} at {self.forum}"


def matter_unknown(channel: EntryPoint | Flow | Reply) -> bool:
    """Whether it is not known what the channel is about: a survey has a window and a matter; what stands open takes any view."""
    windowed = not isinstance(channel, Reply) and (channel.opens is not None or channel.closes is not None)
    return channel.about is None and windowed


def end_unknown(channel: EntryPoint | Flow) -> bool:
    """Whether it is not known when the channel closes: it opens on a day, and no last day is recorded."""
    return channel.opens is not None and channel.closes is None


def takes(channel: EntryPoint | Flow | Reply, matter: frozenset[str]) -> bool:
    """Whether the channel is open to views about it: where it does not say what it is about, or says so, or takes any."""
    return channel.about is None or channel.about == ANY or not matter.isdisjoint(channel.about)


def refuse_any(place: str, keys: Collection[str]) -> None:
    """Refuses the sign of `ANY` where it would be a key or a kind: a channel could not say which of them it means."""
    if ANY[0] in keys:
        raise InvalidValueError(place, f"another text than {ANY[0]}, by which a channel says that it is about anything")


def _pace(days: int | Days | None) -> str:
    return "" if days is None else f" in {days if isinstance(days, Days) else counted(days, 'day')}"


def _not_to_itself(kind: str, source: str, target: str) -> None:
    if source == target:
        raise InvalidValueError(f"{kind}.target", "another key than the source: nothing travels from a forum to itself")
