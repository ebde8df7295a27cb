"""Disclosure rules: how a count of people is told in public, and which counts would be told so."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from attrs import Attribute, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.wording import Statement

__all__ = ["DISCLOSURE_RULES", "MOST_PEOPLE", "NHS_1_7_R5", "ONS_10_5", "WITHHELD", "DisclosureRule"]

MOST_PEOPLE = 1_000_000_000
"""No count is larger."""
_FEWEST_HIDDEN = 4  # counts that look alike: of three, the middle one is within one of each
_NUMBER, _LEAST, _MOST = "FigureTold.number", "DisclosureRule.least", "DisclosureRule.base"

WITHHELD = Statement("count.withheld", template="not told")
"""What is said of a figure that is withheld to protect another."""


def _number(_rule: object, attribute: "Attribute[Any]", value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_PEOPLE:
        raise InvalidValueError(f"DisclosureRule.{attribute.name}", "a whole number from 1 to a thousand million")


@frozen
class DisclosureRule:
    """How a count of people is told: small ones are not, all others are rounded, totals too.

    A count that lies halfway between two multiples of the base is rounded up.

    Attributes:
        least: the least count that is told; smaller ones are "fewer than" it. 1: every count is told; else 5 or more, because
            of fewer counts that look alike the middle one is within one of each.
        base: told counts are rounded to the nearest multiple of it.
        zero: 0 is told as none. If not, it is told like a small count, so that nobody learns that all or none of a group
            have something in common. If so, a small count is known not to be 0.

    References:
        Office for National Statistics: the "10-5" rule. Counts under 10 are suppressed; others are rounded to the nearest 5.
        NHS Digital, Hospital Episode Statistics: counts of 1 to 7 are suppressed; others are rounded to the nearest 5.

    >>> rule = DisclosureRule(least=10, base=5)
    >>> [rule.told(count) for count in (0, 9, 10, 12, 13)]
    [None, None, 10, 10, 15]
    >>> rule.bounds(10), rule.bounds(15), rule.bounds(None)
    ((10, 12), (13, 17), (0, 9))
    """

    least: int = field(validator=_number, kw_only=True)
    base: int = field(default=1, validator=_number, kw_only=True)
    zero: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.least == 1 and not self.zero:
            raise InvalidValueError(
                "DisclosureRule.zero", "true where the least is 1: nothing else would be left untold"
            )
        if self.least > 1 and self.least - self.zero < _FEWEST_HIDDEN:
            fewest = _FEWEST_HIDDEN + self.zero
            raise InvalidValueError(
                "DisclosureRule.least", f"1, or {fewest} or more: of fewer, the count would be known within one"
            )
        if self.least > 1 and self._rounded(self.least) == 0:
            raise InvalidValueError(
                "DisclosureRule.base", "twice the least or smaller: people would be rounded to none"
            )

    def told(self, count: int) -> int | None:
        """The number that is told; None of a small count.

        Raises:
            InvalidValueError: a count that is no whole number from 0 to a thousand million.
        """
        known_count("count", count)
        return self._rounded(count) if count >= self.least or (count == 0 and self.zero) else None

    def bounds(self, told: int | None) -> tuple[int, int]:
        """The least and the most of the counts that are told so; the other way round from `told`.

        Raises:
            InvalidValueError: a number that the rule never tells.
        """
        if told is None and self.least > 1:
            return int(self.zero), self.least - 1
        if told is not None and _fields.is_count(told) and told % self.base == 0 and told <= MOST_PEOPLE + self.base:
            first = max(0, told - self.base // 2)
            if self.least > 1:
                first = 0 if told == 0 else max(first, self.least)
            last = told - self.base // 2 + self.base - 1 if told or self.least == 1 else 0
            if first <= last and self.told(min(first, MOST_PEOPLE)) == told:
                return first, last
        raise InvalidValueError("told", f"what the rule tells: a multiple of {self.base}, or None of a small count")

    def said(self, told: int | None) -> Statement:
        """What is told in words: fewer than 10; about 25; none.

        >>> from involvement.wording import Wording
        >>> [Wording().clause(ONS_10_5.said(told)) for told in (None, 25)]
        ['fewer than 10', 'about 25']

        Raises:
            InvalidValueError: a number that the rule never tells.
        """
        first, last = self.bounds(told)
        if told is None:
            return Statement(
                "count.small", {"least": self.least}, template="fewer than {least}", sources={"least": _LEAST}
            )
        if last == 0:
            return Statement("count.none", {"number": 0}, template="none", sources={"number": _NUMBER})
        if first == 0:
            facts = {"limit": last + 1}
            return Statement("count.near_none", facts, template="fewer than {limit}", sources={"limit": _MOST})
        template = "{number}" if first == last else "about {number}"
        code = "count.exact" if first == last else "count.about"
        return Statement(code, {"number": told}, template=template, sources={"number": _NUMBER})

    def _rounded(self, count: int) -> int:
        return (2 * count + self.base) // (2 * self.base) * self.base


def known_count(where: str, value: object) -> int:
    """The count of people, if it is one."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PEOPLE:
        raise InvalidValueError(where, "a whole number from 0 to a thousand million")
    return value


ONS_10_5 = DisclosureRule(least=10, base=5)
"""Counts under 10 are not told, 0 like them; others are rounded to the nearest 5. The default."""

NHS_1_7_R5 = DisclosureRule(least=8, base=5, zero=True)
"""Counts of 1 to 7 are not told; others are rounded to the nearest 5, and 0 is told."""

DISCLOSURE_RULES: Mapping[str, DisclosureRule] = MappingProxyType({"ons_10_5": ONS_10_5, "nhs_1_7_r5": NHS_1_7_R5})
"""The rules that have a name."""
