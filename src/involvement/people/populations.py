"""Populations that a group is to resemble, and the parity of its shares."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.people.persons import Person
from involvement.people.profiles import people_of, unknown_people
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["Parity", "Population", "PopulationShare", "parity"]


@frozen(cache_hash=True)
class PopulationShare:
    """How many of a population have one characteristic: a count, or a share of the whole."""

    criterion: str = field(validator=_fields.key)
    value: str = field(validator=_fields.key)
    count: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    share: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(0, 1, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if (self.count is None) == (self.share is None):
            raise InvalidValueError("PopulationShare", "either a count or a share")


def _shares(items: Iterable[PopulationShare]) -> tuple[PopulationShare, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Population:
    """The people whom a service is for, as counted or estimated on a day by a source.

    Counts need the `size` of the whole; shares do not.

    >>> served = Population("borough", [PopulationShare("diabetes", "type-1", count=800)], size=10_000)
    >>> served.share("diabetes", "type-1")
    Fraction(2, 25)
    """

    key: str = field(validator=_fields.key)
    shares: tuple[PopulationShare, ...] = field(default=(), converter=_shares, validator=_fields.many(PopulationShare))
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    size: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"population {self.key!r}"
        _fields.distinct("share", ((share.criterion, share.value) for share in self.shares), place)
        for share in self.shares:
            if share.count is not None and not (self.size and share.count <= self.size):
                raise InvalidValueError(f"{place}: size", "the number of all, no less than any count among them")

    def share(self, criterion: str, value: str) -> Fraction | None:
        """The share of the whole that has the characteristic; None where it is not known."""
        for share in self.shares:
            if (share.criterion, share.value) == (criterion, value):
                return _of_all(share, self.size)
        return None

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class Parity:
    """How the share of a characteristic in a group compares with its share in a population.

    Attributes:
        criterion, value: the characteristic.
        have: how many of the group are known to have it.
        unknown: of how many it is not known.
        people: how many are in the group.
        population_share: the share in the population.
    """

    criterion: str
    value: str
    have: int
    unknown: int
    people: int
    population_share: Fraction

    @property
    def share_at_least(self) -> Fraction | None:
        """The share in the group, if nobody of whom it is not known has it; None for an empty group."""
        return Fraction(self.have, self.people) if self.people else None

    @property
    def share_at_most(self) -> Fraction | None:
        """The share in the group, if everybody of whom it is not known has it; None for an empty group."""
        return Fraction(self.have + self.unknown, self.people) if self.people else None

    @property
    def at_least(self) -> Fraction | None:
        """The least that the index can be; None for an empty group, or a share of 0 in the population."""
        return self._index(self.share_at_least)

    @property
    def at_most(self) -> Fraction | None:
        """The most that the index can be; None for an empty group, or a share of 0 in the population."""
        return self._index(self.share_at_most)

    @property
    def index(self) -> Fraction | None:
        """Share in the group by share in the population: 1 is parity. None where it depends on the unknown."""
        return None if self.unknown else self.at_least

    def _index(self, share: Fraction | None) -> Fraction | None:
        return share / self.population_share if share is not None and self.population_share else None

    @property
    def says(self) -> Statement:
        """How many of the group have the characteristic, how many in the population, and the index."""
        share: dict[str, Fact] = {"share": self.population_share * 100}
        population = Statement(
            "parity.population", share, template="In the population it is {share} per cent.", sources={"share": _SHARE}
        )
        return Statement(
            "parity",
            {
                "characteristic": Ref("characteristic", (self.criterion, self.value)),
                "have": self.have,
                "people": self.people,
                "more": (*unknown_people(self.unknown), population, *self._compared()),
            },
            template="{have} of {people:person|people} {have#has|have} {characteristic:quoted}. {more:sentences}",
            sources={
                "characteristic": ("PopulationShare.criterion", "PopulationShare.value"),
                "have": "Person.characteristics",
                "people": "Person.characteristics",
            },
        )

    def _compared(self) -> Iterator[Statement]:
        if self.at_least is not None and self.at_most is not None:
            facts: dict[str, Fact] = {"least": self.at_least, "most": self.at_most}
            sources = dict.fromkeys(facts, (*_SHARE, "Person.characteristics"))
            if self.at_least == self.at_most == 1:
                yield Statement("parity.same", template="The share is the same.")
            elif self.at_least == self.at_most:
                yield Statement("parity.index", facts, template="The share is {least} times that.", sources=sources)
            else:
                template = "The share is {least} to {most} times that."
                yield Statement("parity.indices", facts, template=template, sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_SHARE = ("PopulationShare.count", "PopulationShare.share")


def parity(people: Iterable[Person], population: Population) -> tuple[Parity, ...]:
    """How the shares of a group compare with those of a population, in the order of the population's shares.

    Numbers are not influence: a group at parity may still have no say.

    >>> served = Population("borough", [PopulationShare("carer", "yes", share=Fraction(1, 10))])
    >>> group = [Person("a", {"carer": "yes"}), *(Person(key, {"carer": "no"}) for key in "bcde")]
    >>> print(*parity(group, served))
    1 of 5 people has "carer: yes". In the population it is 10 per cent. The share is 2 times that.
    """
    if not isinstance(population, Population):
        raise InvalidValueError("population", "a Population")
    found = people_of("people", people)
    rows = []
    for population_share in population.shares:
        has = [person.has(population_share.criterion, population_share.value) for person in found]
        share = _of_all(population_share, population.size)
        rows.append(
            Parity(
                population_share.criterion, population_share.value, has.count(True), has.count(None), len(found), share
            )
        )
    return tuple(rows)


def _of_all(each: PopulationShare, size: int | None) -> Fraction:
    # A population with counts has a size that is not 0.
    return each.share if each.share is not None else Fraction(each.count or 0, size or 1)
