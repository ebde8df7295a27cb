"""Target profiles: chairs and quotas of a group, and whether it meets them."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.people.persons import Person

__all__ = ["Quota", "QuotaCount", "TargetProfile"]


@frozen(cache_hash=True)
class Quota:
    """How many people with one characteristic there should be: at least, at most, or both.

    >>> print(Quota("carer", "yes", at_least=2))
    carer yes: at least 2
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

    def __str__(self) -> str:
        least = [f"at least {self.at_least}"] if self.at_least else []
        most = [f"at most {self.at_most}"] if self.at_most is not None else []
        return f"{self.criterion} {self.value}: {', '.join(least + most)}"


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

    def __str__(self) -> str:
        said = {True: "met", False: "not met", None: "not known whether met"}[self.met]
        unknown = f", not known of {self.unknown}" if self.unknown else ""
        return f"{self.quota}; there are {self.have}{unknown}: {said}"


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
    carer yes: at least 2; there are 1, not known of 1: not known whether met
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
        _fields.distinct("quota", ((each.criterion, each.value) for each in self.quotas), place)

    def count(self, people: Iterable[Person]) -> tuple[QuotaCount, ...]:
        """How many of these people fill each quota, in the order of the quotas."""
        found = people_of("people", people)
        counts = []
        for quota in self.quotas:
            has = [each.has(quota.criterion, quota.value) for each in found]
            counts.append(QuotaCount(quota, has.count(True), has.count(None)))
        return tuple(counts)

    def __str__(self) -> str:
        return self.title or self.key


def people_of(where: str, items: Iterable[Person]) -> tuple[Person, ...]:
    """The people, each once."""
    found = _fields.members(where, items)
    if not all(isinstance(each, Person) for each in found):
        raise InvalidValueError(where, "only values of type Person")
    _fields.distinct("person", (each.key for each in found), where)
    return found
