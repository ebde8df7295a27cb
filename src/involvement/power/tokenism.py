"""Flags of tokenism by dimension, and what would clear each up."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import StageName
from involvement.power.claim_comparisons import ClaimComparison
from involvement.power.conditions import InfluenceCondition, SayFacts, Showing, gaps
from involvement.power.standing_tables import StandingTable, TokenismDimension
from involvement.standing import Standing

__all__ = ["TokenismFlag", "flags_of"]


@frozen
class TokenismFlag:
    """A sign that involvement may be for show, in one dimension. It is a question to ask, never a verdict.

    What people mean by it cannot be read from any record. Genuine work can look like this in its first months.

    Attributes:
        dimension: power, timing, answer or effect.
        reason: what is seen.
        clears: what would clear it.
        early: whether the process is still in its first months; None where it is not known when it began.
        missed: the conditions that are known not to be met; none of them where more is claimed than is shown.

    References:
        Majid, U. (2020). The dimensions of tokenism in patient and family engagement. doi:10.1177/2374373520925268
        Hahn, D. L. et al. (2017). Tokenism in patient engagement. doi:10.1093/fampra/cmw097
    """

    dimension: TokenismDimension
    stakeholder: str | None
    decision: str
    stage: StageName
    reason: str
    clears: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts)
    early: bool | None = None
    missed: tuple[InfluenceCondition, ...] = ()

    def __str__(self) -> str:
        stage = "" if self.stage is StageName.DECISION else f", {self.stage}"
        young = "; the process is in its first months, when genuine work can look like this" if self.early else ""
        clears = f"; it would be cleared by {' and '.join(self.clears)}" if self.clears else ""
        return (
            f"{self.stakeholder or 'anyone'} at {self.decision}{stage}, {self.dimension}: {self.reason}{clears}{young}"
        )


_BY_CONDITION = {
    TokenismDimension.TIMING: (
        InfluenceCondition.HEARD_IN_TIME,
        InfluenceCondition.WHILE_OPEN,
        InfluenceCondition.INFORMATION_IN_TIME,
    ),
    TokenismDimension.ANSWER: (InfluenceCondition.ANSWERED_WITH_REASONS,),
    TokenismDimension.EFFECT: (InfluenceCondition.CHANGED_SOMETHING,),
}


def flags_of(
    facts: SayFacts,
    claims: Iterable[ClaimComparison],
    table: StandingTable,
    *,
    invited: bool,
    seated: bool,
    over: bool,
    early: bool | None,
) -> Iterator[TokenismFlag]:
    """The flags of one say, by dimension. Nothing unknown raises one, and nobody who was never asked has any.

    `seated` says that they hold a seat where it is settled; `over`, that it is settled: only then is an effect missed.
    """

    def flag(
        dimension: TokenismDimension,
        reasons: Iterable[str],
        clears: Iterable[str],
        missed: Iterable[InfluenceCondition],
    ) -> TokenismFlag:
        reason = "; ".join(reasons)
        return TokenismFlag(
            dimension, facts.stakeholder, facts.decision, facts.stage, reason, tuple(clears), early, tuple(missed)
        )

    if not invited:
        return
    idle = seated and facts.showing(InfluenceCondition.VOTES_COUNT) is Showing.NOT_SHOWN
    reasons, clears = _power(facts, claims, table, idle=idle)
    if reasons:
        missed = [InfluenceCondition.VOTES_COUNT] if idle else []
        yield flag(TokenismDimension.POWER, reasons, dict.fromkeys(clears), missed)
    for dimension, conditions in _BY_CONDITION.items():
        missed = [each for each in conditions if facts.showing(each) is Showing.NOT_SHOWN]
        if missed and (over or dimension is not TokenismDimension.EFFECT):
            said = dict.fromkeys(facts.fact(each).because or each.value.replace("_", " ") for each in missed)
            yield flag(dimension, said, _missing(table, missed), missed)


def _power(
    facts: SayFacts, claims: Iterable[ClaimComparison], table: StandingTable, *, idle: bool
) -> tuple[list[str], list[str]]:
    reasons: list[str] = []
    clears: list[str] = []
    if idle:
        reasons.append(f"they hold a seat, and no vote of theirs makes the difference ({_because(facts)})")
        clears += _missing(table, [InfluenceCondition.VOTES_COUNT])
    for each in claims:
        if each.kept is False and each.claimed is not None:
            reasons.append(
                f"more is claimed than is shown: {each.claimed.at_least.words}, and {each.evidenced.at_most.words} at most"
            )
            clears += _missing(table, _lacking(facts, table, each.claimed.at_least))
    return reasons, clears


def _because(facts: SayFacts) -> str:
    return facts.fact(InfluenceCondition.VOTES_COUNT).because or "not shown"


def _lacking(facts: SayFacts, table: StandingTable, standing: Standing) -> Iterator[str]:
    for gap in gaps(facts, table=table):
        if gap.standing is standing:
            yield from (*gap.not_shown, *gap.unknown)


def _missing(table: StandingTable, keys: Iterable[str]) -> Iterator[str]:
    texts = {each.key: each.missing for each in table.inputs}
    return (text for key in keys if (text := texts.get(str(key))) is not None)


def first_day(days: Iterable[date | None], on: date) -> date | None:
    """The first of the days that are known and not later than *on*."""
    return min((day for day in days if day is not None and day <= on), default=None)
