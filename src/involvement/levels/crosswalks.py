"""Crosswalks between ladders: which rung comes near which, and who says so."""

from collections.abc import Iterable, Iterator

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import FrameworkError, InvalidValueError
from involvement.levels.cautions import Caution, Refusal
from involvement.levels.definitions import Ladder
from involvement.levels.packaged import ladder
from involvement.levels.relations import PublishedMapping, Relation
from involvement.levels.rungs import Rung
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Quote, Statement, Wording

__all__ = ["Correspondence", "Crosswalk", "crosswalk"]

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

    `via` names the standings by which they are compared; it is empty where an author maps the one to the other
    (`published`), and where nothing corresponds. `ladders` are the keys of both ladders; `asserted_by` and `source` are
    empty where nobody is named. `names` are the titles that the default wording uses.
    """

    a: str = field(validator=_fields.key)
    b: str | None = field(validator=_fields.optional_key)
    relation: Relation = field(kw_only=True)
    ladders: tuple[str, str] = field(kw_only=True)
    asserted_by: tuple[str, ...] = field(default=(), kw_only=True)
    source: tuple[str, ...] = field(default=(), kw_only=True)
    verified: bool = field(default=False, kw_only=True)
    via: tuple[Standing, ...] = field(default=(), converter=_via, validator=_fields.many(Standing), kw_only=True)
    published: bool = field(default=False, kw_only=True)
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What the one rung is to the other, by which standings, and who says so."""
        first, second = self.ladders
        facts: dict[str, Fact] = {
            "a": Ref("rung", (first, self.a)),
            "b": Ref("ladder", second) if self.b is None else Ref("rung", (second, self.b)),
            "more": tuple(self._why()),
        }
        sources = {"a": "Rung.title", "b": "Ladder.title" if self.b is None else "Rung.title"}
        return Statement(f"crosswalk.{self.relation}", facts, template=_RELATIONS[self.relation], sources=sources)

    def _why(self) -> Iterator[Statement]:
        if self.via:
            yield Statement(
                "crosswalk.via",
                {"via": self.via},
                template="They are compared through {via:quoted}.",
                sources={"via": "StandingMatch.standing"},
            )
        if self.via or self.published:
            yield from _according_to(self.asserted_by)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_RELATIONS = {
    Relation.EXACT: "{a:quoted} is the same as {b:quoted}. {more:sentences}",
    Relation.CLOSE: "{a:quoted} is close to {b:quoted}. {more:sentences}",
    Relation.BROAD: "{a:quoted} is broader than {b:quoted}. {more:sentences}",
    Relation.NARROW: "{a:quoted} is narrower than {b:quoted}. {more:sentences}",
    Relation.NONE: "No rung of {b:quoted} is known to correspond to {a:quoted}. {more:sentences}",
}
_AUTHORS = ("StandingMatch.asserted_by", "PublishedMapping.asserted_by", "Caution.asserted_by", "Caution.source")


def _according_to(authors: Iterable[str | None]) -> Iterator[Statement]:
    quotes = tuple(Quote(author, _AUTHORS[0]) for author in authors if author is not None)
    if quotes:
        template = "This is according to {authors}."
        yield Statement("crosswalk.authors", {"authors": quotes}, template=template, sources={"authors": _AUTHORS})


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
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    def of(self, rung: str) -> tuple[Correspondence, ...]:
        """The rows of one rung of the first ladder."""
        return tuple(row for row in self.rows if row.a == rung)

    @property
    def says(self) -> Statement:
        """Which ladders are compared: the heading of the rows."""
        return Statement(
            "crosswalk",
            {"a": Ref("ladder", self.a), "b": Ref("ladder", self.b)},
            template="{a:quoted} is compared with {b:quoted}.",
            sources={"a": "Ladder.title", "b": "Ladder.title"},
        )

    @property
    def warnings(self) -> tuple[Statement, ...]:
        """The warnings of authors, as statements."""
        return tuple(map(_warning, self.cautions))

    def __str__(self) -> str:
        wording = Wording(names=self.names)
        return "\n".join(map(wording.say, (self.says, *(row.says for row in self.rows), *self.warnings)))


def _warning(caution: Caution) -> Statement:
    return Statement(
        "crosswalk.warning",
        {
            "caution": Quote(caution.text, "Caution.text"),
            "more": tuple(_according_to((caution.asserted_by, caution.source))),
        },
        template="Warning: {caution}. {more:sentences}",
        sources={"caution": "Caution.text"},
    )


def crosswalk(a: Ladder | str, b: Ladder | str) -> Crosswalk:
    """What the rungs of *a* are to those of *b*: keys of packaged ladders, or ladders of your own.

    A row comes from an author who maps the one to the other, or else from the standings that both rungs
    are near: *x* is to *y* what *x* is to the standing, then the standing to *y* (see `Relation.then`). Where
    two standings lead to the same rung by unlike relations, nothing is asserted. It never goes further than
    one standing, and never over a third ladder. `unmatched` lists the rungs of *b* to which nothing corresponds.

    Raises:
        FrameworkError: where the author of one warns against comparing it with the other; the message is
            the warning. A mapping that an author published is given all the same.

    >>> print(crosswalk("arnstein-1969", "iap2-2018").of("placation")[0])
    "Placation" is narrower than "Involve". They are compared through "advises". This is according to "the involvement project".
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
    names = dict(_names(first, second)).get
    found = sorted(
        (*_told(published, (first.key, second.key)), *composed),
        key=lambda row: (_place(first, row.a), -1 if row.b is None else _place(second, row.b)),
    )
    mapped = {row.a for row in found}
    rows = [
        row
        for rung in first.rungs
        for row in (
            (correspondence for correspondence in found if correspondence.a == rung.key)
            if rung.key in mapped
            else (_nothing(rung, (first.key, second.key)),)
        )
    ]
    matched = {row.b for row in found}
    return Crosswalk(
        first.key,
        second.key,
        rows=[evolve(row, names=names) for row in rows],
        unmatched=[rung.key for rung in second.rungs if rung.key not in matched],
        cautions=cautions,
        names=names,
    )


def _names(*ladders: Ladder) -> Iterator[tuple[Ref, str]]:
    for compared in ladders:
        yield Ref("ladder", compared.key), str(compared)
        yield from ((Ref("rung", (compared.key, rung.key)), str(rung)) for rung in compared.rungs)


def _known(where: str, given: Ladder | str) -> Ladder:
    if isinstance(given, Ladder):
        return given
    if not isinstance(given, str):
        raise InvalidValueError(f"crosswalk.{where}", "the key of a packaged ladder, or a Ladder")
    return ladder(given)


def _place(of: Ladder, rung: str) -> int:
    return next(number for number, candidate in enumerate(of.rungs) if candidate.key == rung)


# Warnings


def _concerning(own: Ladder, other: Ladder) -> Iterator[Caution]:
    return (caution for caution in own.cautions if not caution.against or other.key in caution.against)


def _refusing(own: Ladder, other: Ladder) -> Iterator[tuple[str, str, Caution]]:
    for caution in _concerning(own, other):
        if caution.refuses is Refusal.EVERY or (caution.refuses is Refusal.ORDERED and other.ordered):
            yield own.key, other.key, caution


# What authors published


def _published(own: Ladder, other: Ladder, *, turned: bool = False) -> Iterator[_Published]:
    for mapping in own.mappings:
        if mapping.ladder == other.key:
            if mapping.to is not None:
                other.rung(mapping.to)
            if turned:
                yield mapping.to, mapping.rung, mapping.relation.inverse, mapping
            else:
                yield mapping.rung, mapping.to, mapping.relation, mapping


def _told(published: Iterable[_Published], ladders: tuple[str, str]) -> Iterator[Correspondence]:
    for a, b, relation, mapping in published:
        if a is not None:
            yield Correspondence(
                a,
                b,
                relation=relation,
                ladders=ladders,
                asserted_by=_named([mapping.asserted_by]),
                source=_named([mapping.source]),
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
                yield from _through_standings(x, y, (first.key, second.key))


def _through_standings(x: Rung, y: Rung, ladders: tuple[str, str]) -> Iterator[Correspondence]:
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
            ladders=ladders,
            asserted_by=_named(match.asserted_by for match in matches),
            source=_named(match.source for match in matches),
            verified=all(match.verified for match in matches),
            via=sorted(one.standing for one, _other, _relation in ways if one.standing is not None),
        )


def _nothing(rung: Rung, ladders: tuple[str, str]) -> Correspondence:
    return Correspondence(
        rung.key,
        None,
        relation=Relation.NONE,
        ladders=ladders,
        asserted_by=_named(match.asserted_by for match in rung.standings),
        source=_named(match.source for match in rung.standings),
    )


def _named(authors: Iterable[str | None]) -> tuple[str, ...]:
    """Those that are named, each once."""
    return tuple(dict.fromkeys(author for author in authors if author is not None))
