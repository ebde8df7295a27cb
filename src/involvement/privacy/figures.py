"""Figures: the counts of people of one publication, what everybody knows of how they hang together, and how they are told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from attrs import field

from involvement import _fields
from involvement._fields import counted, frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.privacy.disclosure_rules import WITHHELD, DisclosureRule, known_count
from involvement.references import is_key
from involvement.wording import Statement

__all__ = ["AtLeast", "AtLeastTold", "Figure", "FigureKey", "FigureTold", "Figures", "FiguresTold", "PartOf", "Total"]

FigureKey: TypeAlias = tuple[str, ...]
_PARTS = "keys of one figure or more, other than the total"
_KEY = "a key such as members, or several that belong together"


def _key(value: str | Iterable[str]) -> FigureKey:
    return (value,) if isinstance(value, str) else _fields.as_tuple(value)


def _keys(values: Iterable[str | Iterable[str]]) -> tuple[FigureKey, ...]:
    return _fields.as_sorted(_fields.as_each(values, _key, ordered=False))


def _is_figure_key(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(map(is_key, value))


def _asked_key(where: str, value: str | Iterable[str]) -> FigureKey:
    """The key of a figure that is asked for."""
    key = _key(value)
    if not _is_figure_key(key):
        raise InvalidValueError(where, _KEY)
    return key


def _a_key(instance: object, attribute: "object", value: object) -> None:
    if not _is_figure_key(value):
        raise InvalidValueError(f"{type(instance).__name__}.{getattr(attribute, 'name', '')}", _KEY)


@frozen
class Figure:
    """A count of people before it is told.

    Attributes:
        key: names it among the figures, such as `members` or `("members", "carers")`.
        count: how many.
        known: everybody knows it, and it is told as it is: the seats that a forum's terms name.

    >>> Figure(("members", "carers"), 4)
    Figure(key=('members', 'carers'), count=<given>, known=False)
    """

    key: FigureKey = field(converter=_key, validator=_a_key)
    count: int = field(repr=lambda _: "<given>")
    known: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        known_count("Figure.count", self.count)


@frozen
class Total:
    """A figure that is the sum of others: each person is counted in just one of the parts.

    >>> Total("members", ["patients", "carers"]).parts
    (('carers',), ('patients',))
    """

    key: FigureKey = field(converter=_key, validator=_a_key)
    parts: tuple[FigureKey, ...] = field(converter=_keys, validator=_fields.each(_is_figure_key, _PARTS))

    def __attrs_post_init__(self) -> None:
        if not self.parts or self.key in self.parts:
            raise InvalidValueError("Total.parts", _PARTS)
        if any(first == second for first, second in pairwise(self.parts)):
            raise InvalidValueError("Total.parts", "each part once")


@frozen
class PartOf:
    """A figure that counts some of the people whom another counts; all others are what it lacks of the whole.

    >>> PartOf("women", "members").whole
    ('members',)
    """

    part: FigureKey = field(converter=_key, validator=_a_key)
    whole: FigureKey = field(converter=_key, validator=_a_key)

    def __attrs_post_init__(self) -> None:
        if self.part == self.whole:
            raise InvalidValueError("PartOf.whole", "another figure than the part")


@frozen
class AtLeast:
    """A number that a figure is to reach, as a quota has it: "at least 3", met or not met.

    >>> AtLeast("carers", 3)
    AtLeast(of=('carers',), number=3)
    """

    of: FigureKey = field(converter=_key, validator=_a_key)
    number: int

    def __attrs_post_init__(self) -> None:
        known_count("AtLeast.number", self.number)


@frozen
class FigureTold:
    """A figure as it is told.

    Attributes:
        key: names it among the figures.
        number: what is told; None of a small count, and of one that is withheld.
        withheld: it is not told because it would give another away.
        known: everybody knows it, and it is told as it is.

    >>> FigureTold("carers").number is None
    True
    """

    key: FigureKey = field(converter=_key, validator=_a_key)
    number: int | None = None
    withheld: bool = field(default=False, validator=_fields.flag, kw_only=True)
    known: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.number is not None:
            known_count("FigureTold.number", self.number)
        if (self.withheld and self.number is not None) or (self.known and self.number is None):
            raise InvalidValueError("FigureTold.number", "none where the figure is withheld, and one where it is known")


@frozen
class AtLeastTold:
    """Whether a quota is met, as it is told; None where it is not told, because it would tell a small count.

    >>> AtLeastTold("carers", 3)
    AtLeastTold(of=('carers',), number=3, met=None)
    """

    of: FigureKey = field(converter=_key, validator=_a_key)
    number: int
    met: bool | None = field(default=None, validator=_fields.optional_flag)

    def __attrs_post_init__(self) -> None:
        known_count("AtLeastTold.number", self.number)


def _figures(items: Iterable[Figure]) -> tuple[Figure, ...]:
    return _fields.as_tuple(items)


def _figures_told(items: Iterable[FigureTold]) -> tuple[FigureTold, ...]:
    return _fields.as_tuple(items)


def _totals(items: Iterable[Total]) -> tuple[Total, ...]:
    return _fields.as_tuple(items)


def _parts(items: Iterable[PartOf]) -> tuple[PartOf, ...]:
    return _fields.as_tuple(items)


def _quotas(items: Iterable[AtLeast]) -> tuple[AtLeast, ...]:
    return _fields.as_tuple(items)


def _quotas_told(items: Iterable[AtLeastTold]) -> tuple[AtLeastTold, ...]:
    return _fields.as_tuple(items)


@frozen
class Figures:
    """The counts of people that one publication is to tell of one day, and how they hang together.

    Whatever a reader can know of how they hang together belongs here: what is left out protects nobody.

    Attributes:
        on: the day for which they are counted. Figures of one key and day are the same count, in whatever publication.
        figures: the counts.
        totals: which figures are sums of others.
        parts: which figures count some of those whom others count.
        at_least: which figures are said to reach a number or not.

    >>> Figures(date(2026, 5, 1), [Figure("members", 14), Figure("carers", 3)], parts=[PartOf("carers", "members")])
    Figures(on=datetime.date(2026, 5, 1), figures=<2>, totals=<0>, parts=<1>, at_least=<0>)
    """

    on: date = field(validator=_fields.day)
    figures: tuple[Figure, ...] = field(converter=_figures, validator=_fields.many(Figure), repr=counted)
    totals: tuple[Total, ...] = field(
        default=(), converter=_totals, validator=_fields.many(Total), repr=counted, kw_only=True
    )
    parts: tuple[PartOf, ...] = field(
        default=(), converter=_parts, validator=_fields.many(PartOf), repr=counted, kw_only=True
    )
    at_least: tuple[AtLeast, ...] = field(
        default=(), converter=_quotas, validator=_fields.many(AtLeast), repr=counted, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        counts = self.counts
        _refuse_strangers(self, counts)
        for place, total in enumerate(self.totals):
            if counts[total.key] != sum(counts[part] for part in total.parts):
                raise InvalidValueError(f"Figures.totals[{place}]", "the sum of its parts")
        for place, part in enumerate(self.parts):
            if counts[part.part] > counts[part.whole]:
                raise InvalidValueError(f"Figures.parts[{place}]", "a part that is no more than the whole")

    @property
    def counts(self) -> Mapping[FigureKey, int]:
        """The counts by key."""
        return MappingProxyType({figure.key: figure.count for figure in self.figures})


@frozen
class FiguresTold:
    """The figures of one publication as they are told: no count that was not told stands in it.

    Attributes:
        on: the day for which they were counted.
        rule: how they are told.
        figures, totals, parts, at_least: as those of `Figures`.

    >>> told = FiguresTold(date(2026, 5, 1), DisclosureRule(least=10, base=5), [FigureTold("members", 30)])
    >>> told.number("members")
    30
    """

    on: date = field(validator=_fields.day)
    rule: DisclosureRule = field(validator=_fields.a(DisclosureRule))
    figures: tuple[FigureTold, ...] = field(converter=_figures_told, validator=_fields.many(FigureTold), repr=counted)
    totals: tuple[Total, ...] = field(
        default=(), converter=_totals, validator=_fields.many(Total), repr=counted, kw_only=True
    )
    parts: tuple[PartOf, ...] = field(
        default=(), converter=_parts, validator=_fields.many(PartOf), repr=counted, kw_only=True
    )
    at_least: tuple[AtLeastTold, ...] = field(
        default=(), converter=_quotas_told, validator=_fields.many(AtLeastTold), repr=counted, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _refuse_strangers(self, self._by_key)
        for place, figure in enumerate(self.figures):
            if not figure.known and not figure.withheld:
                try:
                    self.rule.bounds(figure.number)
                except InvalidValueError as error:
                    raise InvalidValueError(f"FiguresTold.figures[{place}].number", error.expected) from None

    def number(self, key: str | Iterable[str]) -> int | None:
        """The number that is told; None of a count that is small or withheld."""
        return self._told(key).number

    def said(self, key: str | Iterable[str]) -> Statement:
        """What is told in words: fewer than 10; about 25; not told."""
        figure = self._told(key)
        if figure.withheld:
            return WITHHELD
        return (_AS_IT_IS if figure.known else self.rule).said(figure.number)

    def share(self, part: str | Iterable[str], whole: str | Iterable[str]) -> Fraction | None:
        """The share of one told number in another; None where either is not told, or the whole is 0.

        Rounded numbers may give more than 1 for a part of a whole; the share is 1 then.
        """
        told, of = self.number(part), self.number(whole)
        return None if told is None or not of else min(Fraction(told, of), Fraction(1))

    def met(self, of: str | Iterable[str], number: int) -> bool | None:
        """Whether the quota is met; None where that is not told."""
        key = _asked_key("of", of)
        for quota in self.at_least:
            if (quota.of, quota.number) == (key, number):
                return quota.met
        raise UnknownKeyError("quota", " ".join(key), [" ".join(quota.of) for quota in self.at_least])

    def _told(self, key: str | Iterable[str]) -> FigureTold:
        asked = _asked_key("key", key)
        found = self._by_key.get(asked)
        if found is None:
            known = (" ".join(figure.key) for figure in self.figures)
            raise UnknownKeyError("figure", " ".join(asked), known)
        return found

    @cached_property
    def _by_key(self) -> Mapping[FigureKey, FigureTold]:
        return {figure.key: figure for figure in self.figures}


_AS_IT_IS = DisclosureRule(least=1, zero=True)


def _refuse_strangers(told: Figures | FiguresTold, known: Mapping[FigureKey, object]) -> None:
    """Refuses a figure or quota that stands twice, and what names figures that are not there."""
    kind = type(told).__name__
    _fields.distinct("figure", (figure.key for figure in told.figures), f"{kind}.figures")
    of_ours: Sequence[AtLeast | AtLeastTold] = told.at_least
    quotas = [(quota.of, quota.number) for quota in of_ours]
    _fields.distinct("quota", ((*of, str(number)) for of, number in quotas), f"{kind}.at_least")
    named = (
        *((f"totals[{place}]", (total.key, *total.parts)) for place, total in enumerate(told.totals)),
        *((f"parts[{place}]", (part.part, part.whole)) for place, part in enumerate(told.parts)),
        *((f"at_least[{place}]", (of,)) for place, (of, _) in enumerate(quotas)),
    )
    for place, keys in named:
        for key in keys:
            if key not in known:
                raise UnknownKeyError("figure", " ".join(key), map(" ".join, known), f"{kind}.{place}")
