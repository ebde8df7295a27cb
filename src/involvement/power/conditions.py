"""Conditions of influence: each shown, not shown or unknown, wherever that was learnt."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.power.condition_words import NEEDED
from involvement.power.packaged import evidence_table
from involvement.power.standing_tables import StandingRange, StandingTable
from involvement.standing import Standing
from involvement.wording import Statement, Wording

__all__ = [
    "OWED",
    "ConditionFact",
    "InfluenceCondition",
    "InfluenceGap",
    "SayFacts",
    "Showing",
    "either",
    "evidenced",
    "gaps",
]

OWED = "owed"


class Showing(StrEnum):
    """Whether a condition is met, as far as anything shows."""

    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    UNKNOWN = "unknown"


class InfluenceCondition(StrEnum):
    """What makes a standing more than a word. The table says which standing needs which of them."""

    TOLD_OF_IT = "told_of_it"
    HEARD_IN_TIME = "heard_in_time"
    WHILE_OPEN = "while_open"
    INFORMATION_IN_TIME = "information_in_time"
    ANSWERED_WITH_REASONS = "answered_with_reasons"
    CHANGED_SOMETHING = "changed_something"
    VOTES_COUNT = "votes_count"
    TERMS_AGREED = "terms_agreed"
    MAJORITY_OF_VOTES = "majority_of_votes"
    ALL_VOTES = "all_votes"


_ORDER = list(InfluenceCondition)


def _condition(value: InfluenceCondition | str) -> InfluenceCondition:
    return _fields.as_word(InfluenceCondition, value)


def _showing(value: Showing | str) -> Showing:
    return _fields.as_word(Showing, value)


@frozen
class ConditionFact:
    """Whether one condition is shown, and by what.

    Attributes:
        because: what shows it, what speaks against it, or what is not recorded.
        by_map: whether only the decision map shows it: then it is possible, or was, and no record says that it happened.
    """

    condition: InfluenceCondition = field(converter=_condition, validator=_fields.a(InfluenceCondition))
    showing: Showing = field(converter=_showing, validator=_fields.a(Showing))
    because: Statement | None = field(default=None, validator=_fields.a(Statement, optional=True), kw_only=True)
    by_map: bool = field(default=False, validator=_fields.flag, kw_only=True)

    @property
    def says(self) -> Statement:
        """The condition, whether it is shown, and why."""
        return Statement(
            "condition.fact",
            {
                "condition": self.condition,
                "showing": self.showing,
                "because": () if self.because is None else (self.because,),
            },
            template="{condition}: {showing}. {because:sentences}",
            sources={"condition": "ConditionFact.condition", "showing": "ConditionFact.showing"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _facts(items: Iterable[ConditionFact]) -> tuple[ConditionFact, ...]:
    return _fields.as_sorted(items, key=lambda condition_fact: _ORDER.index(condition_fact.condition))


@frozen(cache_hash=True)
class SayFacts:
    """All that is known of one stakeholder's say in one stage of a decision: what is owed to it, and what is shown.

    A condition that is not among the facts is unknown. Their order means nothing.

    >>> facts = SayFacts("members", "contract", owed=StandingRange("advises", "advises"))
    >>> str(evidenced(facts)), facts.showing("told_of_it")
    ('at most advises', <Showing.UNKNOWN: 'unknown'>)
    """

    stakeholder: str | None = field(validator=_fields.optional_key)
    decision: str = field(validator=_fields.key)
    stage: StageName = field(default=StageName.DECISION, validator=_fields.a(StageName), kw_only=True)
    owed: StandingRange = field(
        default=StandingRange(Standing.NONE, Standing.CONTROLS), validator=_fields.a(StandingRange), kw_only=True
    )
    facts: tuple[ConditionFact, ...] = field(
        default=(), converter=_facts, validator=_fields.many(ConditionFact), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("condition", (condition_fact.condition.value for condition_fact in self.facts))

    def fact(self, condition: InfluenceCondition | str) -> ConditionFact:
        """What is known of one condition."""
        wanted = _fields.word(InfluenceCondition, "condition", condition)
        for condition_fact in self.facts:
            if condition_fact.condition is wanted:
                return condition_fact
        return ConditionFact(wanted, Showing.UNKNOWN)

    def showing(self, condition: InfluenceCondition | str) -> Showing:
        """Whether one condition is shown."""
        return self.fact(condition).showing

    def those(self, showing: Showing | str) -> tuple[InfluenceCondition, ...]:
        """The conditions that are shown, not shown or unknown, in the order of their list."""
        wanted = _fields.word(Showing, "showing", showing)
        return tuple(condition for condition in InfluenceCondition if self.showing(condition) is wanted)


@frozen
class InfluenceGap:
    """What a standing would need beside what is shown: what is known to be missing, and what nobody knows.

    Both name inputs of the table: conditions, and `owed`.
    """

    standing: Standing = field(converter=_fields.as_standing, validator=_fields.a(Standing))
    not_shown: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    unknown: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for key in (*self.not_shown, *self.unknown):
            if key not in NEEDED:
                raise UnknownKeyError("input of the table", key, NEEDED)

    @property
    def says(self) -> Statement:
        """What the standing would need."""
        code, template = _GAPS[bool(self.not_shown), bool(self.unknown)]
        return Statement(
            code,
            {
                "standing": self.standing,
                "missing": _needed(self.not_shown),
                "unknown": _needed(self.unknown),
            },
            template=template,
            sources={"standing": "StandingRow.standing"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _needed(inputs: Collection[str]) -> tuple[Statement, ...]:
    """What these inputs are, in the order in which they are best listed."""
    return tuple(says for key, says in NEEDED.items() if key in inputs)


_GAPS = {  # whether something is known to be missing, and whether something is not known
    (True, True): (
        "gap.missing_and_not_shown",
        (
            "For the level {standing:quoted}, {missing:clauses} {missing#is|are} missing. The record does not show "
            "{unknown:clauses}."
        ),
    ),
    (True, False): ("gap.missing", "For the level {standing:quoted}, {missing:clauses} {missing#is|are} missing."),
    (False, True): (
        "gap.not_shown",
        "For the level {standing:quoted}, the record does not show {unknown:clauses}.",
    ),
    (False, False): ("gap.none", "Nothing is missing for {standing:quoted}."),
}


def evidenced(facts: SayFacts, *, table: StandingTable | None = None) -> StandingRange:
    """The standing that the facts support, by a table; without one, by that of the library.

    `at_least` holds if all that is unknown turned out not to be so, `at_most` if all of it did. Nothing between
    can be told apart, and more that is shown never lowers either.

    Raises:
        UnknownKeyError: the table asks for something that is no condition.
    """
    return weighed(facts, usable(table))[0]


def gaps(facts: SayFacts, *, table: StandingTable | None = None) -> tuple[InfluenceGap, ...]:
    """What each standing above the evidenced one would need, lowest first.

    Of several rows for a standing, the one that lacks least; of equals the first of the table.
    """
    return weighed(facts, usable(table))[1]


def weighed(facts: SayFacts, table: StandingTable) -> tuple[StandingRange, tuple[InfluenceGap, ...]]:
    """The standing that the facts support, and what each one above would need."""
    if not isinstance(facts, SayFacts):
        raise InvalidValueError("facts", "SayFacts")
    low, high = _ranks(facts, table)
    reached = table.highest(low)
    found: dict[Standing, InfluenceGap] = {}
    for row, needs in zip(table.rows, table.ranks, strict=True):
        if row.standing > reached:
            not_shown = [name for name, rank in needs if high[name] < rank]
            unknown = [name for name, rank in needs if low[name] < rank <= high[name]]
            gap = InfluenceGap(row.standing, not_shown=not_shown, unknown=unknown)
            best = found.get(row.standing)
            if best is None or _size(gap) < _size(best):
                found[row.standing] = gap
    return StandingRange(reached, table.highest(high)), tuple(found[standing] for standing in sorted(found))


def either(*showings: Showing) -> Showing:
    """Shown where any of them is, not shown where none can be, else unknown."""
    return next(showing for showing in (Showing.SHOWN, Showing.UNKNOWN, Showing.NOT_SHOWN) if showing in showings)


def usable(table: StandingTable | None) -> StandingTable:
    """The table, if all that it asks can be answered; the library's where None."""
    if table is None:
        return evidence_table()
    known = [OWED, *(condition.value for condition in InfluenceCondition)]
    for table_input in _fields.instance("table", StandingTable, table).inputs:
        if table_input.key not in known:
            raise UnknownKeyError("condition", table_input.key, known, f"table {table.key!r}")
        words = tuple(standing.value for standing in Standing) if table_input.key == OWED else ("not_shown", "shown")
        if table_input.values != words:
            raise InvalidValueError(f"table {table.key!r}: values of {table_input.key!r}", ", ".join(words))
    return table


def _size(gap: InfluenceGap) -> tuple[int, int]:
    return len(gap.not_shown), len(gap.unknown)


def _ranks(facts: SayFacts, table: StandingTable) -> tuple[dict[str, int], dict[str, int]]:
    """The least and the most that each input of the table can be."""
    showings = {condition_fact.condition.value: condition_fact.showing for condition_fact in facts.facts}
    low, high = {}, {}
    for table_input in table.inputs:
        if table_input.key == OWED:
            low[table_input.key], high[table_input.key] = facts.owed.at_least.rank, facts.owed.at_most.rank
        else:
            showing = showings.get(table_input.key, Showing.UNKNOWN)
            low[table_input.key] = int(showing is Showing.SHOWN)
            high[table_input.key] = int(showing is not Showing.NOT_SHOWN)
    return low, high
