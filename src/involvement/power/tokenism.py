"""Flags of tokenism by dimension, and what would clear each up."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.power.claim_comparisons import ClaimComparison
from involvement.power.condition_words import LATER, STEPS, STILL_POSSIBLE, no_names, place_of
from involvement.power.conditions import OWED, InfluenceCondition, SayFacts, Showing, gaps
from involvement.power.standing_tables import StandingTable, TokenismDimension
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Names, Statement, Wording

__all__ = ["TokenismFlag", "flags_of"]


_EARLY = Statement("sign.early", template="The process is in its first months, when genuine work can look like this.")
_OWE_MORE = Statement("do.owe_more", template="Agree that every step of the route owes their views as much.")
_IDLE_SEAT = Statement("sign.idle_seat", template="They hold a seat there.")


@frozen
class TokenismFlag:
    """A sign that involvement may be for show, in one dimension. It is a question to ask, never a verdict.

    What people mean by it cannot be read from any record. Genuine work can look like this in its first months.

    Attributes:
        dimension: power, timing, answer or effect.
        signs: what is seen.
        clears: what would clear it.
        early: whether the process is still in its first months; None where it is not known when it began.
        missed: the conditions that are known not to be met; none of them where more is claimed than is shown.
        who: the stakeholder as others name it; None for anyone.
        names: the titles that the default wording uses; no part of equality, repr or plain data.

    References:
        Majid, U. (2020). The dimensions of tokenism in patient and family engagement. doi:10.1177/2374373520925268
        Hahn, D. L. et al. (2017). Tokenism in patient engagement. doi:10.1093/fampra/cmw097
    """

    dimension: TokenismDimension
    stakeholder: str | None
    decision: str
    stage: StageName
    signs: tuple[Statement, ...] = field(validator=_fields.many(Statement))
    clears: tuple[Statement, ...] = field(default=(), validator=_fields.many(Statement))
    early: bool | None = None
    missed: tuple[InfluenceCondition, ...] = ()
    who: Ref | None = field(default=None, validator=_fields.a(Ref, optional=True), kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """Whom and what the sign is about, what is seen, and what would clear it."""
        return Statement(
            f"sign.{self.dimension.value}",
            {
                "who": self.who,
                "place": place_of(self.decision, self.stage),
                "signs": self.signs,
                "early": (_EARLY,) if self.early else (),
                "clears": self.clears,
            },
            template="There is a sign that involving {who|people} in {place:clause} may be only for show. "
            "{signs:sentences} {early:sentences} {clears:sentences}",
            sources={"who": "Stakeholder.title"},
        )

    @property
    def reason(self) -> str:
        """What is seen, in the default wording."""
        return Wording(names=self.names).say(
            Statement("sign.signs", {"signs": self.signs}, template="{signs:sentences}")
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


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
    who: Ref | None,
    names: Names,
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
        signs: Iterable[Statement],
        missing: Iterable[str],
        missed: Iterable[InfluenceCondition],
    ) -> TokenismFlag:
        return TokenismFlag(
            dimension,
            facts.stakeholder,
            facts.decision,
            facts.stage,
            tuple(dict.fromkeys(signs)),
            tuple(dict.fromkeys(_clearing(missing, over=over))),
            early,
            tuple(missed),
            who=who,
            names=names,
        )

    if not invited:
        return
    idle = [InfluenceCondition.VOTES_COUNT] if seated and _is_not_shown(facts, InfluenceCondition.VOTES_COUNT) else []
    above = [comparison for comparison in claims if comparison.kept is False]
    if idle or above:
        signs = [_IDLE_SEAT, *_reasons(facts, idle)] if idle else []
        lacking = (
            key
            for comparison in above
            if comparison.claimed
            for key in _lacking(facts, table, comparison.claimed.at_least)
        )
        yield flag(
            TokenismDimension.POWER, [*signs, *(comparison.says for comparison in above)], [*idle, *lacking], idle
        )
    for dimension, conditions in _BY_CONDITION.items():
        missed = [condition for condition in conditions if _is_not_shown(facts, condition)]
        if missed and (over or dimension is not TokenismDimension.EFFECT):
            yield flag(dimension, _reasons(facts, missed), missed, missed)


def _is_not_shown(facts: SayFacts, condition: InfluenceCondition) -> bool:
    return facts.showing(condition) is Showing.NOT_SHOWN


def _reasons(facts: SayFacts, conditions: Iterable[InfluenceCondition]) -> Iterator[Statement]:
    return (because for condition in conditions if (because := facts.fact(condition).because) is not None)


def _lacking(facts: SayFacts, table: StandingTable, standing: Standing) -> Iterator[str]:
    for gap in gaps(facts, table=table):
        if gap.standing is standing:
            yield from (*gap.not_shown, *gap.unknown)


def _clearing(missing: Iterable[str], *, over: bool) -> Iterator[Statement]:
    """What would clear a sign; of what is settled, what can still be done, and else what to agree for the next time."""
    for key in missing:
        if over and key not in STILL_POSSIBLE:
            yield LATER
        else:
            yield _OWE_MORE if key == OWED else STEPS[key]


def first_day(days: Iterable[date | None], on: date) -> date | None:
    """The first of the days that are known and not later than *on*."""
    return min((day for day in days if day is not None and day <= on), default=None)
