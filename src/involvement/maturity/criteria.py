"""Criteria of a framework, their dimensions and groups, and the levels told apart."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.errors import InvalidValueError

__all__ = [
    "Criterion",
    "Dimension",
    "EvidenceRule",
    "ImplementationGroup",
    "MaturityLevel",
    "NotApplicableRule",
    "RollUp",
]


class RollUp(StrEnum):
    """How the answers below a dimension, or below the whole, become one result."""

    GATE = "gate"  # a level needs all criteria of it and of every lower one
    SUM = "sum"  # scores are added, each by its weight
    MEAN = "mean"  # the weighted mean of scores
    BEST = "best"  # alternatives: the highest score counts
    LEAST = "least"  # the chain's weakest link: the lowest score counts
    PROFILE = "profile"  # side by side, and no total, ever

    @property
    def counts(self) -> bool:
        """Whether it gives a score."""
        return self not in {RollUp.GATE, RollUp.PROFILE}


class NotApplicableRule(StrEnum):
    """What becomes of a score where a criterion does not apply. Where the file states no rule, it is undetermined."""

    LEFT_OUT = "left_out"  # it counts for nothing, nor does its weight in a mean
    SCALED_UP = "scaled_up"  # the score of what applies, in proportion to what could be had


def _rule(value: RollUp | str) -> RollUp:
    return _fields.as_word(RollUp, value)


def _observed(items: Iterable[Exact]) -> tuple[Fraction, ...]:
    return _fields.as_sorted(_fields.as_each(items, _fields.as_fraction, ordered=False))


def _levels(items: "Iterable[MaturityLevel]") -> "tuple[MaturityLevel, ...]":
    return _fields.as_tuple(items)


@frozen
class MaturityLevel:
    """One level, and the score from which it is reached.

    `at_least` is the lowest score of the level; `more_than` is the highest score that does not reach it.
    Where neither is known, the level is undetermined between the known ones; `observed` lists scores at which the
    level was seen to be given. The lowest level needs neither, nor does one of a gate.

    >>> str(MaturityLevel("green-star", title="Green star", at_least=14))
    'Green star'
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    gist: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    at_least: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(None, optional=True), kw_only=True
    )
    more_than: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(None, optional=True), kw_only=True
    )
    observed: tuple[Fraction, ...] = field(default=(), converter=_observed, validator=_fields.numbers, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.at_least is not None and self.more_than is not None:
            raise InvalidValueError(f"level {self.key!r}", "either at_least or more_than, not both")

    @property
    def cut_known(self) -> bool:
        """Whether it is known from which score it is reached."""
        return self.at_least is not None or self.more_than is not None

    def reached_by(self, score: Fraction) -> bool | None:
        """Whether a score reaches it; None where that is not known."""
        if self.at_least is not None:
            return score >= self.at_least
        if self.more_than is not None:
            return score > self.more_than
        return True if self.observed and score >= self.observed[0] else None

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class ImplementationGroup:
    """A round of implementation: its criteria, and those of every group before it, are asked together."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)


@frozen
class Dimension:
    """Several criteria that are looked at together; dimensions may stand `within` another.

    Without levels of its own, and where its rule tells levels apart, it has those that the file states for all
    dimensions.
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    within: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    rule: RollUp = field(default=RollUp.PROFILE, converter=_rule, validator=_fields.a(RollUp), kw_only=True)
    levels: tuple[MaturityLevel, ...] = field(
        default=(), converter=_levels, validator=_fields.many(MaturityLevel), kw_only=True
    )
    weight: Fraction = field(
        default=Fraction(1), converter=_fields.as_fraction, validator=_fields.number(above=True), kw_only=True
    )
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class Criterion:
    """One thing that is asked.

    `level` is the level of a gate that needs it; `scale` the answers it takes, where they are not the ordinary ones;
    `needs` the criteria without which it counts as not met; `group` the first round in which it is asked;
    `effort` the work for one step up its scale, in a unit of your own.

    >>> str(Criterion("expenses", title="Expenses are paid at once", dimension="practicalities"))
    'Expenses are paid at once'
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    text: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    dimension: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    level: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    scale: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    weight: Fraction = field(
        default=Fraction(1), converter=_fields.as_fraction, validator=_fields.number(above=True), kw_only=True
    )
    effort: int = field(default=1, validator=_fields.count, kw_only=True)
    needs: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.keys, kw_only=True)
    group: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class EvidenceRule:
    """What a framework asks of evidence.

    Attributes:
        required: an answer above the lowest counts only with evidence that supports it.
        most: the most pieces for one criterion; more of them are told as a flaw.
        window_days: how long evidence supports that does not say until when.
        live_from: the first day of the period in which the activity must be live, or produce outcomes.
        live_until: the last day of that period.
        own_site: it must be reachable from the organisation's own site.
        owned: somebody must be named who keeps it.
    """

    required: bool = field(default=False, validator=_fields.flag, kw_only=True)
    most: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    window_days: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    live_from: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    live_until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    own_site: bool = field(default=False, validator=_fields.flag, kw_only=True)
    owned: bool = field(default=False, validator=_fields.flag, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    read_at: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("EvidenceRule.live_until", self.live_from, self.live_until)
