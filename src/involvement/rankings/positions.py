"""Positions: what matters to one party, most important first."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import repeat

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.people import Side
from involvement.rankings.ranking_words import group_clause, place_statements
from involvement.references import is_key
from involvement.wording import Statement, Wording

__all__ = ["Priorities", "first_of", "listed"]


def _issues(items: Iterable[str | Iterable[str]]) -> tuple[str | tuple[str, ...], ...]:
    """The list as it is held: a tie is a tuple, sorted; a tie of one is that one."""
    return _fields.as_each(items, _tie)


def _tie(item: str | Iterable[str]) -> str | tuple[str, ...]:
    if isinstance(item, str):
        return item
    tied = _fields.as_sorted(item)
    return tied[0] if type(tied) is tuple and len(tied) == 1 else tied


def _is_place(value: object) -> bool:
    return is_key(value) or (isinstance(value, tuple) and len(value) > 1 and all(map(is_key, value)))


def _side(value: Side | str | None) -> Side | None:
    return _fields.as_word(Side, value)


_EXPECTED = "keys of issues, best first; those that are equal in a tuple"


@frozen(cache_hash=True)
class Priorities:
    """What matters to one party, best first; a tuple inside is a tie.

    An issue that is not listed comes after all that are, tied with every other that is not. `weight` is
    the party's weight among the parties of its side; `side` is whose interest it speaks for, None where
    that is not said here.

    >>> ours = Priorities("members", ["evenings", ("letters", "parking")], side="service_users")
    >>> ours.place_of("parking"), ours.place_of("shuttle")
    (2, None)
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    issues: tuple[str | tuple[str, ...], ...] = field(
        converter=_issues, validator=_fields.each(_is_place, _EXPECTED), metadata=_fields.names("issue")
    )
    weight: Fraction = field(
        default=Fraction(1), converter=_fields.as_fraction, validator=_fields.number(above=True), kw_only=True
    )
    side: Side | None = field(default=None, converter=_side, validator=_fields.a(Side, optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        found = self.ranked()
        _fields.distinct("issue", found, f"priorities of {self.stakeholder!r}")

    @cached_property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The issues place by place, those that are equal together."""
        return tuple((issue,) if isinstance(issue, str) else issue for issue in self.issues)

    @cached_property
    def _place(self) -> dict[str, int]:
        return dict(_counted(self.places))

    def ranked(self) -> tuple[str, ...]:
        """The issues that it lists, best first, equals by key."""
        return tuple(issue for place in self.places for issue in place)

    def place_of(self, issue: str) -> int | None:
        """Where an issue stands: 1 is first, equals share the better place; None if it is not listed."""
        return self._place.get(_fields.a_text("issue", issue))

    def first(self, number: int) -> tuple[str, ...]:
        """The first issues, in order: as many as asked, and more where the last of them tie with others."""
        return first_of(self.places, number)

    @property
    def says(self) -> Statement:
        """Which issues the party puts in which place."""
        return Statement(
            "ranked.position" if self.issues else "ranked.no_position",
            {"party": group_clause(self.stakeholder), "places": tuple(place_statements(self.places))},
            template="These are the priorities of {party:clause}. {places:sentences}"
            if self.issues
            else "No priorities of {party:clause} are recorded.",
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _counted(places: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, int]]:
    place = 1
    for tied in places:
        yield from ((issue, place) for issue in tied)
        place += len(tied)


def first_of(places: Iterable[tuple[str, ...]], number: int) -> tuple[str, ...]:
    """The issues of the places that begin within the first *number*."""
    if not _fields.is_count(number):
        raise InvalidValueError("number", "a whole number, 0 or more")
    found: list[str] = []
    for place in places:
        if len(found) >= number:
            break
        found += place
    return tuple(found)


def listed(positions: Iterable[Priorities]) -> tuple[Priorities, ...]:
    """The positions by key of their parties: one of each, and at least one."""
    found = _fields.members("positions", positions)
    if not found or not all(map(isinstance, found, repeat(Priorities))):
        raise InvalidValueError("positions", "at least one Priorities, and nothing else")
    by_key = {position.stakeholder: position for position in found}
    if len(by_key) < len(found):
        _fields.distinct("position", (position.stakeholder for position in found))
    return tuple(map(by_key.__getitem__, sorted(by_key)))
