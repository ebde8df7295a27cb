"""Influence from all evidence together: the map, the seats, what was agreed, said, answered and sent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import Decision, DecisionMap, Opportunity, Stage, StageName
from involvement.feedback import Progress
from involvement.levels import Claim
from involvement.levels.claims import claims_in_force
from involvement.power.agreement_evidence import AgreedTerms
from involvement.power.calls import called_for
from involvement.power.claim_comparisons import compare_claim
from involvement.power.conditions import (
    OWED,
    ConditionFact,
    InfluenceCondition,
    InfluenceGap,
    SayFacts,
    Showing,
    either,
    usable,
    weighed,
)
from involvement.power.feedback_evidence import AnswersGiven
from involvement.power.influences import Influence, InfluenceRow
from involvement.power.map_evidence import NOT_KNOWN_WHEN, Place, Way, ways_of
from involvement.power.papers_evidence import NO_PAPER, PapersGiven
from involvement.power.seat_evidence import VotesHeld, votes_held
from involvement.power.standing_tables import StandingRange, StandingTable
from involvement.power.tokenism import first_day, flags_of
from involvement.priorities import Agreement
from involvement.processes import Process
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Names, Statement, Template

__all__ = ["influence_of"]

_TOLD = Statement("feedback.told", template="They were told the answer to what they said.")
_AT_THE_TABLE = {
    "may_be_told": Template("{because:sentences} They hold a seat there, so they may be told all the same."),
    "may_have_been_told": Template(
        "{because:sentences} They hold a seat there, so they may have been told all the same."
    ),
    "may_be_heard": Template("{because:sentences} They hold a seat there, so they may be heard all the same."),
    "may_have_been_heard": Template(
        "{because:sentences} They hold a seat there, so they may have been heard all the same."
    ),
}


def influence_of(
    process: Process,
    *,
    on: date,
    decision_map: DecisionMap,
    whose_views: frozenset[str],
    timetable: Sequence[Opportunity],
    progress: Sequence[Progress],
    agreements: Sequence[Agreement],
    persons: Collection[str] = (),
    names: Names,
    table: StandingTable | None = None,
) -> Influence:
    """The influence of those whose views count, from what is known of a process by the end of a day.

    *timetable* is that of the map for them; *progress* that of every contribution; *agreements* are those made by then;
    *persons* the keys of persons, *names* the titles for the default wording.
    """
    known = _Known(
        process,
        _fields.a_date("on", on),
        decision_map,
        whose_views,
        timetable,
        progress,
        agreements,
        usable(table),
        persons,
        names,
    )
    return Influence(
        process=process.key,
        on=on,
        table=known.table.key,
        verified=known.table.verified,
        began=known.began,
        rows=[known.row(decision, stage, who) for decision, stage, who in known.asked()],
        set_aside=tuple(claim for claim in process.claims if known.who and claim.stakeholder not in known.who),
    )


_Alike = tuple[StandingRange, tuple[Showing, ...]]


@frozen
class _Known:
    """All that is known of one process by the end of a day; each part is worked out once."""

    process: Process
    on: date
    map: DecisionMap
    who: frozenset[str]
    timetable: Sequence[Opportunity]
    progress: Sequence[Progress]
    agreements: Sequence[Agreement]
    table: StandingTable
    persons: Collection[str]
    names: Names
    known: dict[_Alike, tuple[StandingRange, tuple[InfluenceGap, ...]]] = field(factory=dict)

    def asked(self) -> list[tuple[Decision, Stage, str | None]]:
        people: list[str | None] = [*sorted(self.who)] or [None]
        return [
            (decision, stage, who)
            for decision in sorted(self.map.decisions, key=lambda decision: decision.key)
            for stage in decision.all_stages()
            if not decision.is_withdrawn(min(self.on, stage.by or self.on))  # what was over before has its past
            for who in people
        ]

    @cached_property
    def ways(self) -> dict[Place, Way]:
        return ways_of(self.map, self.who, self.timetable, self.on)

    @cached_property
    def votes(self) -> Mapping[str, VotesHeld]:
        places = {stage.at for decision in self.map.decisions for stage in decision.all_stages()}
        return {
            forum.key: votes_held(forum, self.who, self.process.stakeholders, self.ref)
            for forum in self.map.forums
            if forum.key in places
        }

    @cached_property
    def terms(self) -> AgreedTerms:
        return AgreedTerms(self.process.issues, self.agreements)

    @cached_property
    def answers(self) -> AnswersGiven:
        return AnswersGiven(self.process, self.on, self.progress, self.terms)

    @cached_property
    def papers(self) -> PapersGiven:
        return PapersGiven(self.process, self.on)

    def ref(self, stakeholder: str) -> Ref:
        return Ref("person" if stakeholder in self.persons else "stakeholder", stakeholder)

    @cached_property
    def claims(self) -> Mapping[Place, tuple[Claim, ...]]:
        """The claims in force, by what they are about."""
        found: dict[Place, list[Claim]] = {}
        for claim in claims_in_force(self.process.claims, self.on):
            place = (claim.stakeholder, claim.decision, StageName(claim.stage or StageName.DECISION))
            found.setdefault(place, []).append(claim)
        return {place: tuple(claims) for place, claims in found.items()}

    @cached_property
    def called(self) -> Mapping[str, StandingRange]:
        found = {}
        for decision in self.map.decisions:
            if decision.calls_for is not None:
                found[decision.key] = StandingRange(decision.calls_for, decision.calls_for)
            elif decision.stakes is not None:
                found[decision.key] = called_for(decision.stakes).range
        return found

    @cached_property
    def began(self) -> date | None:
        days = [
            *self.answers.days(),
            *(agreement.on for agreement in self.terms.agreements),
            *(claim.on for claim in self.process.claims),
            *(answer_sheet.on for answer_sheet in self.process.assessments),
            *(entry.opens for entry in self.map.entry_points),
        ]
        if self.process.workplan is not None:
            days.append(self.process.workplan.start)
        return first_day(days, self.on)

    @cached_property
    def early(self) -> bool | None:
        if self.began is None or self.table.early_days is None:
            return None
        return (self.on - self.began).days <= self.table.early_days

    # One row

    def row(self, decision: Decision, stage: Stage, who: str | None) -> InfluenceRow:
        facts = self.facts(decision, stage, who)
        shown, missing = self.weighed(facts)
        claims = tuple(
            evolve(compare_claim(claim, shown, ladder=self.process.ladder(claim.ladder)), names=self.names)
            for claim in self.claims.get((who or "", decision.key, stage.name), ())
        )
        seated = who in self.votes[stage.at].seats
        said = bool(self.answers.said(who, decision.key))
        ref = None if who is None else self.ref(who)
        flags = flags_of(
            facts,
            claims,
            self.table,
            who=ref,
            names=self.names,
            invited=bool(claims) or seated or said or self.ways[who, decision.key, stage.name].exists,
            seated=seated,
            over=self.over(stage),
            early=self.early,
        )
        return InfluenceRow(
            who,
            decision.key,
            stage.name,
            stage.by,
            facts,
            shown,
            claims=claims,
            calls_for=self.called.get(decision.key),
            gaps=missing,
            flags=tuple(flags),
            who=ref,
            over=self.over(stage),
            by_map=self.by_map(facts, shown.at_least),
            names=self.names,
        )

    def weighed(self, facts: SayFacts) -> tuple[StandingRange, tuple[InfluenceGap, ...]]:
        """What the facts come to: asked once for all that are alike, since few combinations occur."""
        alike = facts.owed, tuple(condition_fact.showing for condition_fact in facts.facts)
        found = self.known.get(alike)
        if found is None:
            found = self.known[alike] = weighed(facts, self.table)
        return found

    def by_map(self, facts: SayFacts, reached: Standing) -> bool:
        """Whether no row of the table shows the standing without what only the map shows."""
        shown = [
            [facts.fact(name) for name, _ in needs if name != OWED]
            for row, needs in zip(self.table.rows, self.table.ranks, strict=True)
            if row.standing is reached
        ]
        kept = [row for row in shown if all(fact.showing is Showing.SHOWN for fact in row)]
        return reached > Standing.NONE and all(any(fact.by_map for fact in row) for row in kept)

    def over(self, stage: Stage) -> bool:
        return stage.by is not None and stage.by < self.on

    def facts(self, decision: Decision, stage: Stage, who: str | None) -> SayFacts:
        way, votes = self.ways[who, decision.key, stage.name], self.votes[stage.at]
        considered, heard = self.considered(decision, stage, who), self.heard(decision, stage, way, votes, who)
        if considered is not None and considered.showing is not Showing.SHOWN and heard.showing is Showing.SHOWN:
            considered = None  # what only the map shows is shown too
        papers = self.papers.in_time(who, decision.key, stage)
        return SayFacts(
            who,
            decision.key,
            stage=stage.name,
            owed=_owed(way, votes, who, considered),
            facts=[
                self.told(decision, stage, way, votes, who, papers),
                considered or heard,
                self.while_open(decision, stage, way, who),
                papers,
                self.answers.answered(who, decision.key, over=self.over(stage)),
                self.changed(decision, who),
                self.terms.agreed_to(who, decision.key),
                *votes.facts(None if who is None else self.ref(who)),
            ],
        )

    def told(
        self, decision: Decision, stage: Stage, way: Way, votes: VotesHeld, who: str | None, papers: ConditionFact
    ) -> ConditionFact:
        if papers.showing is Showing.SHOWN:
            return evolve(papers, condition=InfluenceCondition.TOLD_OF_IT)
        if self.answers.told(who, decision.key):
            return ConditionFact(InfluenceCondition.TOLD_OF_IT, Showing.SHOWN, because=_TOLD)
        if way.told.showing is Showing.NOT_SHOWN and papers.showing is Showing.UNKNOWN and papers.because != NO_PAPER:
            return evolve(papers, condition=InfluenceCondition.TOLD_OF_IT)
        if way.told.showing is Showing.NOT_SHOWN and who in votes.seats:
            return self.at_the_table("told", way.told, stage)
        return way.told

    def heard(self, decision: Decision, stage: Stage, way: Way, votes: VotesHeld, who: str | None) -> ConditionFact:
        late = self.answers.too_late(who, decision.key, way.last_day) if self.over(stage) else None
        heard = late or way.heard
        shown = heard.showing is Showing.SHOWN and self.perhaps_over(decision, stage)
        if shown and self.answers.too_late(who, decision.key, way.surely_by or date.min):
            # On whichever day it was decided, what is shown must hold.
            heard = evolve(heard, showing=Showing.UNKNOWN, because=NOT_KNOWN_WHEN, by_map=False)
        if heard.showing is Showing.NOT_SHOWN and who in votes.seats:
            return self.at_the_table("heard", heard, stage)
        return heard

    def considered(self, decision: Decision, stage: Stage, who: str | None) -> ConditionFact | None:
        """That something they said was considered in time, if it is on record; not known where that depends on the day of a period."""
        for by in dict.fromkeys((self.surely(decision, stage), stage.by)):
            found = self.answers.heard(InfluenceCondition.HEARD_IN_TIME, who, decision.key, stage.at, by)
            if found is not None:
                sure = by == self.surely(decision, stage)
                return found if sure else evolve(found, showing=Showing.UNKNOWN, because=NOT_KNOWN_WHEN)
        return None

    def surely(self, decision: Decision, stage: Stage) -> date | None:
        """The day by which what happened is in time on whichever day it is decided."""
        return decision.sure_by(stage.name, at=self.map.forum(decision.made_at))

    def perhaps_over(self, decision: Decision, stage: Stage) -> bool:
        """Whether it may have been decided before the day asked about, within its period."""
        surely = self.surely(decision, stage)
        return surely is not None and surely < self.on and surely != stage.by

    def at_the_table(self, what: str, fact: ConditionFact, stage: Stage) -> ConditionFact:
        """Not known, since they hold a seat where it is settled."""
        code = f"may_have_been_{what}" if self.over(stage) else f"may_be_{what}"
        because = () if fact.because is None else (fact.because,)
        return evolve(
            fact,
            showing=Showing.UNKNOWN,
            because=Statement(f"seat.{code}", {"because": because}, template=_AT_THE_TABLE[code]),
        )

    def while_open(self, decision: Decision, stage: Stage, way: Way, who: str | None) -> ConditionFact:
        asked = decision.stage(StageName.OPTIONS) if stage.name is StageName.DECISION else stage
        if asked is not None:
            considered = self.answers.heard(InfluenceCondition.WHILE_OPEN, who, decision.key, asked.at, asked.by)
            if considered is not None:
                return considered
        return way.while_open

    def changed(self, decision: Decision, who: str | None) -> ConditionFact:
        agreed = self.terms.changed(who, decision.key)
        acted = self.answers.changed(who, decision.key)
        if acted is None or agreed.showing is Showing.SHOWN:
            return agreed
        if agreed.showing is Showing.UNKNOWN:
            return acted
        return evolve(acted, showing=either(acted.showing, agreed.showing))


def _owed(way: Way, votes: VotesHeld, who: str | None, considered: ConditionFact | None) -> StandingRange:
    floors = []
    if considered is not None:
        surely = Standing.CONSULTED if considered.showing is Showing.SHOWN else Standing.NONE
        floors.append(StandingRange(surely, Standing.CONSULTED))
    if who in votes.voters:
        floors.append(votes.owed)
    return StandingRange(
        max(range_.at_least for range_ in (way.owed, *floors)), max(range_.at_most for range_ in (way.owed, *floors))
    )
