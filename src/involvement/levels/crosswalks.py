"""Crosswalks between ladders: which rung comes near which, and who says so."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from involvement import _fields
from involvement.errors import FrameworkError, InvalidValueError
from involvement.levels.cautions import Caution, Refusal
from involvement.levels.definitions import Ladder
from involvement.levels.packaged import ladder
from involvement.levels.relations import PublishedMapping, Relation
from involvement.levels.rungs import Rung
from involvement.standing import Standing

__all__ = ["Correspondence", "Crosswalk", "crosswalk"]

NOT_SAID = "not said"
_Published = tuple[str | None, str | None, Relation, PublishedMapping]  # a rung of the first, one of the second


def _via(items: Iterable[Standing]) -> tuple[Standing, ...]:
    return _fields.as_tuple(items)


def _rows(items: "Iterable[Correspondence]") -> "tuple[Correspondence, ...]":
    return _fields.as_tuple(items)


def _cautions(items: Iterable[Caution]) -> tuple[Caution, ...]:
    return _fields.as_tuple(items)


@frozen
class Correspondence:
    """What a rung of the first ladder is to one of the second; `b` is None where nothing corresponds to it.

    `via` names the standings that both come to; it is empty where an author maps the one to the other
    (`published`), and where nothing corresponds.
    """

    a: str = field(validator=_fields.key)
    b: str | None = field(validator=_fields.optional_key)
    relation: Relation = field(kw_only=True)
    asserted_by: str = field(kw_only=True)
    source: str = field(kw_only=True)
    verified: bool = field(default=False, kw_only=True)
    via: tuple[Standing, ...] = field(default=(), converter=_via, validator=_fields.many(Standing), kw_only=True)
    published: bool = field(default=False, kw_only=True)

    def __str__(self) -> str:
        if self.b is None:
            return f"{self.a}: nothing corresponds to it"
        through = f", through {' and '.join(standing.words for standing in self.via)}" if self.via else ""
        return f"{self.a} is {self.relation.phrase} {self.b}{through} (says {self.asserted_by})"


@frozen(cache_hash=True)
class Crosswalk:
    """What the rungs of one ladder are to those of another, in the order of the first, each at least once.

    `cautions` are the warnings of authors that concern the two; they belong beside every use of the rows.
    """

    a: str = field(validator=_fields.key)
    b: str = field(validator=_fields.key)
    rows: tuple[Correspondence, ...] = field(
        converter=_rows, validator=_fields.many(Correspondence), kw_only=True, repr=_fields.counted
    )
    unmatched: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    cautions: tuple[Caution, ...] = field(
        default=(), converter=_cautions, validator=_fields.many(Caution), kw_only=True, repr=_fields.counted
    )

    def of(self, rung: str) -> tuple[Correspondence, ...]:
        """The rows of one rung of the first ladder."""
        return tuple(row for row in self.rows if row.a == rung)

    def __str__(self) -> str:
        lines = [f"{self.a} and {self.b}", *map(str, self.rows), *(f"warning: {each}" for each in self.cautions)]
        return "\n".join(lines)


def crosswalk(a: Ladder | str, b: Ladder | str) -> Crosswalk:
    """What the rungs of *a* are to those of *b*: keys of packaged ladders, or ladders of your own.

    A row comes from an author who maps the one to the other, or else from the standings that both rungs
    come to: *x* is to *y* what *x* is to the standing, then the standing to *y* (see `Relation.then`). Where
    two standings lead to the same rung by unlike relations, nothing is asserted. It never goes further than
    one standing, and never over a third ladder. `unmatched` lists the rungs of *b* to which nothing corresponds.

    Raises:
        FrameworkError: where the author of one warns against comparing it with the other; the message is
            the warning. A mapping that an author published is given all the same.

    >>> print(crosswalk("arnstein-1969", "iap2-2018").of("placation")[0])
    placation is narrower than involve, through advises (says the involvement project)
    """
    first, second = _known("a", a), _known("b", b)
    if first.key == second.key:
        raise InvalidValueError("crosswalk", "two different ladders")
    published = (*_published(first, second), *_published(second, first, turned=True))
    cautions = (*_concerning(first, second), *_concerning(second, first))
    refusing = (*_refusing(first, second), *_refusing(second, first))
    if refusing and not published:
        name, other, caution = refusing[0]
        raise FrameworkError(name, "", f"not to be compared with {other}: {caution}")
    composed = () if refusing else tuple(_composed(first, second, published))
    found = sorted(
        (*_told(published), *composed),
        key=lambda row: (_place(first, row.a), -1 if row.b is None else _place(second, row.b)),
    )
    mapped = {row.a for row in found}
    rows = [
        row
        for rung in first.rungs
        for row in ((each for each in found if each.a == rung.key) if rung.key in mapped else (_nothing(rung),))
    ]
    matched = {row.b for row in found}
    return Crosswalk(
        first.key,
        second.key,
        rows=rows,
        unmatched=[rung.key for rung in second.rungs if rung.key not in matched],
        cautions=cautions,
    )


def _known(where: str, given: Ladder | str) -> Ladder:
    if isinstance(given, Ladder):
        return given
    if not isinstance(given, str):
        raise InvalidValueError(f"crosswalk.{where}", "the key of a packaged ladder, or a Ladder")
    return ladder(given)


def _place(of: Ladder, rung: str) -> int:
    return next(number for number, each in enumerate(of.rungs) if each.key == rung)


# Warnings


def _concerning(own: Ladder, other: Ladder) -> Iterator[Caution]:
    return (each for each in own.cautions if not each.against or other.key in each.against)


def _refusing(own: Ladder, other: Ladder) -> Iterator[tuple[str, str, Caution]]:
    for each in _concerning(own, other):
        if each.refuses is Refusal.EVERY or (each.refuses is Refusal.ORDERED and other.ordered):
            yield own.key, other.key, each


# What authors published


def _published(own: Ladder, other: Ladder, *, turned: bool = False) -> Iterator[_Published]:
    for each in own.mappings:
        if each.ladder == other.key:
            if each.to is not None:
                other.rung(each.to)
            if turned:
                yield each.to, each.rung, each.relation.inverse, each
            else:
                yield each.rung, each.to, each.relation, each


def _told(published: Iterable[_Published]) -> Iterator[Correspondence]:
    for a, b, relation, mapping in published:
        if a is not None:
            yield Correspondence(
                a,
                b,
                relation=relation,
                asserted_by=mapping.asserted_by or NOT_SAID,
                source=mapping.source or NOT_SAID,
                verified=mapping.verified,
                published=True,
            )


# What follows from standings


def _composed(first: Ladder, second: Ladder, published: tuple[_Published, ...]) -> Iterator[Correspondence]:
    settled_a = {a for a, _b, _relation, _mapping in published}
    settled_b = {b for _a, b, _relation, _mapping in published}
    for x in first.rungs:
        for y in second.rungs:
            if x.key not in settled_a and y.key not in settled_b:
                yield from _through_standings(x, y)


def _through_standings(x: Rung, y: Rung) -> Iterator[Correspondence]:
    ways = [
        (one, other, relation)
        for one in x.standings
        for other in y.standings
        if one.standing is other.standing is not None
        and (relation := one.relation.then(other.relation.inverse)) is not Relation.NONE
    ]
    relations = {relation for _one, _other, relation in ways}
    if len(relations) == 1:
        matches = [match for one, other, _relation in ways for match in (one, other)]
        yield Correspondence(
            x.key,
            y.key,
            relation=relations.pop(),
            asserted_by=_joined(match.asserted_by for match in matches),
            source=_joined(match.source for match in matches),
            verified=all(match.verified for match in matches),
            via=sorted(one.standing for one, _other, _relation in ways if one.standing is not None),
        )


def _nothing(rung: Rung) -> Correspondence:
    return Correspondence(
        rung.key,
        None,
        relation=Relation.NONE,
        asserted_by=_joined(match.asserted_by for match in rung.standings),
        source=_joined(match.source for match in rung.standings),
    )


def _joined(said: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(each or NOT_SAID for each in said)) or NOT_SAID
