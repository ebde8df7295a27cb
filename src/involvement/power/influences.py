"""Influence: the say that people really had, claimed and shown, and what is missing."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import StageName
from involvement.errors import UnknownKeyError
from involvement.levels import Claim
from involvement.power.claim_comparisons import ClaimComparison
from involvement.power.condition_words import no_names, place_of
from involvement.power.conditions import InfluenceCondition, InfluenceGap, SayFacts, Showing
from involvement.power.standing_tables import StandingRange
from involvement.power.tokenism import TokenismFlag
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Names, Statement, Template, Wording

if TYPE_CHECKING:
    from involvement.power.shifts import InfluenceComparison

__all__ = ["Influence", "InfluenceRow"]


def _rows(items: "Iterable[InfluenceRow]") -> "tuple[InfluenceRow, ...]":
    return _fields.as_tuple(items)


_SAY = {
    "impossible": Template("As recorded, no say in {place:clause} is possible for {who|anyone}."),
    "open": Template(
        "It is not certain that {who|people} can have a say in {place:clause}. If they can, it is {standing:clause}."
    ),
    "possible": Template("As recorded, {who|people} can have a say in {place:clause}. It is {standing:clause}."),
    "nothing_shown": Template("Going by the record, {who|people} had no say in {place:clause}."),
    "not_shown": Template(
        "The record does not show whether {who|people} had a say in {place:clause}. If they had, it was {standing:clause}."
    ),
    "was_possible": Template(
        "By the map, {who|people} could have had a say in {place:clause}. It would have been {standing:clause}. "
        "The record does not show that they had it."
    ),
    "shown": Template("By the record, {who|people} had a say in {place:clause}. It was {standing:clause}."),
}


@frozen(cache_hash=True)
class InfluenceRow:
    """One stakeholder's say in one stage of a decision, on a day.

    Attributes:
        by: the day of the stage.
        facts: what is owed, and which conditions are shown.
        evidenced: the standing that they support.
        claims: what is claimed of it, each beside what is shown.
        calls_for: the standing that the decision calls for, as it says itself or else by what is at stake.
        gaps: what each higher standing would need.
        flags: in which ways it may be for show.
        who: the stakeholder as others name it; None for anyone.
        over: whether the day of the stage is past.
        by_map: whether `at_least` rests on what only the map shows: that it is possible, or was, not that it happened.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    stakeholder: str | None
    decision: str
    stage: StageName
    by: date | None
    facts: SayFacts = field(repr=False)
    evidenced: StandingRange
    claims: tuple[ClaimComparison, ...] = field(default=(), repr=_fields.counted)
    calls_for: StandingRange | None = None
    gaps: tuple[InfluenceGap, ...] = field(default=(), repr=_fields.counted)
    flags: tuple[TokenismFlag, ...] = field(default=(), repr=_fields.counted)
    who: Ref | None = field(default=None, repr=False, kw_only=True)
    over: bool = field(default=False, kw_only=True)
    by_map: bool = field(default=False, kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What say they can have, or had; what is claimed; and what the next standing would need."""
        return Statement(
            "influence.row",
            {
                "say": self._say(),
                "claims": tuple(dict.fromkeys(claim.says for claim in self.claims)),
                "missing": () if self.missing is None else (self.missing.says,),
            },
            template="{say:sentence} {claims:sentences} {missing:sentences}",
        )

    @property
    def reason(self) -> str:
        """The same in the default wording, for minutes."""
        return Wording(names=self.names).say(self.says)

    def _say(self) -> Statement:
        nothing = self.at_least is Standing.NONE
        if not self.over:
            code = "impossible" if self.at_most is Standing.NONE else "open" if nothing else "possible"
        elif nothing:
            code = "nothing_shown" if self.at_most is Standing.NONE else "not_shown"
        else:
            code = "was_possible" if self.by_map else "shown"
        return Statement(
            f"say.{code}",
            {"who": self.who, "place": place_of(self.decision, self.stage), "standing": self.evidenced.quoted},
            template=_SAY[code],
            sources={"who": "Stakeholder.title"},
        )

    @property
    def at_least(self) -> Standing:
        """What is shown whatever is not known turns out to be."""
        return self.evidenced.at_least

    @property
    def at_most(self) -> Standing:
        """What could be so, if all that is not known were."""
        return self.evidenced.at_most

    @property
    def claimed(self) -> StandingRange | None:
        """The lowest and the highest standing that any claim comes to; None where none can be compared."""
        known = [comparison.claimed for comparison in self.claims if comparison.claimed is not None]
        if not known:
            return None
        return StandingRange(min(range_.at_least for range_ in known), max(range_.at_most for range_ in known))

    @property
    def shown(self) -> tuple[InfluenceCondition, ...]:
        """The conditions that are shown."""
        return self.facts.those(Showing.SHOWN)

    @property
    def not_shown(self) -> tuple[InfluenceCondition, ...]:
        """The conditions that are known not to be met."""
        return self.facts.those(Showing.NOT_SHOWN)

    @property
    def unknown(self) -> tuple[InfluenceCondition, ...]:
        """The conditions of which nothing is known."""
        return self.facts.those(Showing.UNKNOWN)

    @property
    def missing(self) -> InfluenceGap | None:
        """What the next standing would need; None where there is none above."""
        return self.gaps[0] if self.gaps else None

    @property
    def falls_short(self) -> bool | None:
        """Whether it is less than the decision calls for; None where that is not known, or nothing says what it does."""
        if self.calls_for is None:
            return None
        if self.at_most < self.calls_for.at_least:
            return True
        return False if self.at_least >= self.calls_for.at_most else None

    def __str__(self) -> str:
        return self.reason


@frozen(cache_hash=True)
class Influence:
    """What say the service users' side has in each stage of each decision, on a day: by decision, stage, stakeholder.

    Attributes:
        process: its key.
        on: the day asked about.
        table: the key of the table that says what each standing needs.
        verified: whether that table was checked in a source.
        began: the first day of which anything is recorded; None where nothing is dated.
        rows: one for each stakeholder, decision and stage.
        set_aside: the claims about stakeholders who are not on the service users' side.
    """

    process: str
    on: date
    table: str
    verified: bool
    began: date | None
    rows: tuple[InfluenceRow, ...] = field(converter=_rows, validator=_fields.many(InfluenceRow), repr=_fields.counted)
    set_aside: tuple[Claim, ...] = field(default=(), repr=_fields.counted)

    def of(
        self, stakeholder: str | None = None, decision: str | None = None, stage: StageName | str | None = None
    ) -> tuple[InfluenceRow, ...]:
        """The rows of a stakeholder, a decision, a stage; each may be left out."""
        wanted = None if stage is None else _fields.word(StageName, "stage", stage)
        _fields.instance_or_nothing("stakeholder", str, stakeholder)
        _fields.instance_or_nothing("decision", str, decision)
        return tuple(
            row
            for row in self.rows
            if stakeholder in {None, row.stakeholder}
            and decision in {None, row.decision}
            and wanted in {None, row.stage}
        )

    def row(self, stakeholder: str | None, decision: str, stage: StageName | str = StageName.DECISION) -> InfluenceRow:
        """The row of one say; `UnknownKeyError` where there is none."""
        for row in self.of(stakeholder, _fields.a_text("decision", decision), stage):
            if row.stakeholder == stakeholder:
                return row
        raise UnknownKeyError(
            "say",
            f"{stakeholder} at {decision}, {stage}",
            [f"{row.stakeholder} at {row.decision}, {row.stage}" for row in self.rows],
        )

    @property
    def flags(self) -> tuple[TokenismFlag, ...]:
        """The flags of all rows, in their order."""
        return tuple(flag for row in self.rows for flag in row.flags)

    def compare(self, later: "Influence") -> "InfluenceComparison":
        """What changed until another day, or between two processes that ask about the same decisions."""
        from involvement.power.shifts import shifted

        return shifted(self, later)

    def __str__(self) -> str:
        return "\n".join(map(str, self.rows)) or "No decision is recorded."
