"""Target profiles: chairs and quotas of a group, and whether it meets them."""

from collections.abc import Iterable
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.people.persons import Person
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["CHARACTERISTIC", "Quota", "QuotaCount", "TargetProfile", "people_of", "unknown_people"]


@frozen(cache_hash=True)
class Quota:
    """How many people with one characteristic there should be: at least, at most, or both.

    >>> print(Quota("carer", "yes", at_least=2))
    at least 2 people with "carer: yes"
    """

    criterion: str = field(validator=_fields.key)
    value: str = field(validator=_fields.key)
    at_least: int = field(default=0, validator=_fields.count, kw_only=True)
    at_most: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.at_most is None and not self.at_least:
            raise InvalidValueError("Quota", "at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            raise InvalidValueError("Quota.at_most", "no less than at_least")

    @property
    def characteristic(self) -> Ref:
        """The characteristic, as statements name it."""
        return Ref("characteristic", (self.criterion, self.value))

    @property
    def says(self) -> Statement:
        """How many people with the characteristic there should be: a clause."""
        bound = "at_least" if self.at_most is None else "at_most" if not self.at_least else "from_to"
        if self.at_least == self.at_most:
            bound = "exactly" if self.at_least else "nobody"
        return Statement(
            f"quota.{bound}",
            {"characteristic": self.characteristic, "least": self.at_least, "most": self.at_most},
            template=_QUOTAS[bound],
            sources={"characteristic": CHARACTERISTIC, "least": "Quota.at_least", "most": "Quota.at_most"},
        )

    def __str__(self) -> str:
        return Wording().clause(self.says)


CHARACTERISTIC = ("Quota.criterion", "Quota.value")
_QUOTAS = {
    "at_least": "at least {least:person|people} with {characteristic:quoted}",
    "at_most": "at most {most:person|people} with {characteristic:quoted}",
    "from_to": "{least} to {most:person|people} with {characteristic:quoted}",
    "exactly": "exactly {least:person|people} with {characteristic:quoted}",
    "nobody": "nobody with {characteristic:quoted}",
}


@frozen
class QuotaCount:
    """How many of some people fill a quota.

    Attributes:
        quota: the quota.
        have: how many are known to have the characteristic.
        unknown: of how many it is not known.
    """

    quota: Quota
    have: int
    unknown: int

    @property
    def met(self) -> bool | None:
        """Whether the quota is met; None where that depends on what is not known."""
        most = self.quota.at_most
        if self.have + self.unknown < self.quota.at_least or (most is not None and self.have > most):
            return False
        if self.have >= self.quota.at_least and (most is None or self.have + self.unknown <= most):
            return True
        return None

    @property
    def missing(self) -> int:
        """How many more are needed to be certain, whatever is true of the unknown."""
        return max(0, self.quota.at_least - self.have)

    @property
    def surplus(self) -> int:
        """How many are known to be too many."""
        return 0 if self.quota.at_most is None else max(0, self.have - self.quota.at_most)

    @property
    def says(self) -> Statement:
        """The target, how many there are, and how many are missing or too many."""
        return Statement(
            "quota.count",
            {"quota": self.quota.says, "have": self.have, "more": (*unknown_people(self.unknown), self._result())},
            template="The target is {quota:clause}. {have:person has|people have} it. {more:sentences}",
            sources={"have": "Person.characteristics"},
        )

    def _result(self) -> Statement:
        if self.met is not False:
            return _MET if self.met else _PERHAPS_MET
        many = self.surplus > 0
        # Nobody of whom it is not known is counted, so there may be more to find, or more who are too many.
        number = self.surplus if many else self.missing - self.unknown
        bound = "at_least_" if self.unknown else ""
        kind = f"{bound}{'surplus' if many else 'missing'}"
        facts: dict[str, Fact] = {"number": number}
        sources = {"number": ("Person.characteristics", "Quota.at_least", "Quota.at_most")}
        return Statement(f"quota.{kind}", facts, template=_NOT_MET[kind], sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_MET = Statement("quota.met", template="The target is met.")
_PERHAPS_MET = Statement("quota.perhaps_met", template="Whether the target is met is not known.")
_NOT_MET = {
    "missing": "{number:person is|people are} missing.",
    "at_least_missing": "At least {number:person is|people are} missing.",
    "surplus": "That is {number:person|people} too many.",
    "at_least_surplus": "That is at least {number:person|people} too many.",
}


def unknown_people(number: int) -> tuple[Statement, ...]:
    """Of how many people a characteristic is not known; nothing where it is known of all."""
    template = "It is not known of {number:person|people}."
    facts: dict[str, Fact] = {"number": number}
    sources = {"number": "Person.characteristics"}
    return (Statement("people.unknown", facts, template=template, sources=sources),) if number else ()


def _quotas(items: Iterable[Quota]) -> tuple[Quota, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class TargetProfile:
    """Who should be in a group: its chairs and its quotas. One person fills several quotas.

    `group` is the key of the stakeholder or forum whose profile it is, `chairs` how many people it has room
    for (None: no limit is set), `population` the key of the population that it is to resemble, `on` the day
    on which the profile was agreed.

    References:
        Diabetes UK, Making Involvement Happen: draw the table with its chairs, and assign them until balanced.

    >>> profile = TargetProfile("table", [Quota("carer", "yes", at_least=2)], chairs=9)
    >>> print(*profile.count([Person("a", {"carer": "yes"}), Person("b")]))
    The target is at least 2 people with "carer: yes". 1 person has it. It is not known of 1 person. Whether the target is met is not known.
    """

    key: str = field(validator=_fields.key)
    quotas: tuple[Quota, ...] = field(default=(), converter=_quotas, validator=_fields.many(Quota))
    group: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or forum"), kw_only=True
    )
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    chairs: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    population: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("population"), kw_only=True
    )
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"target profile {self.key!r}"
        _fields.distinct("quota", ((quota.criterion, quota.value) for quota in self.quotas), place)

    def count(self, people: Iterable[Person]) -> tuple[QuotaCount, ...]:
        """How many of these people fill each quota, in the order of the quotas."""
        found = people_of("people", people)
        counts = []
        for quota in self.quotas:
            has = [person.has(quota.criterion, quota.value) for person in found]
            counts.append(QuotaCount(quota, has.count(True), has.count(None)))
        return tuple(counts)

    def __str__(self) -> str:
        return self.title or self.key


def people_of(where: str, items: Iterable[Person]) -> tuple[Person, ...]:
    """The people, each once."""
    found = _fields.members(where, items)
    if not all(isinstance(person, Person) for person in found):
        raise InvalidValueError(where, "only values of type Person")
    keys = [person.key for person in found]
    _fields.distinct("person", keys, where, unsaid=keys)
    return found
