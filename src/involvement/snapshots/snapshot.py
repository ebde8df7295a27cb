"""One process on one day: everything that follows from it, each worked out once and only when it is asked for."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import field, fields_dict

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import (
    Decision,
    DecisionMap,
    EntryPoint,
    Forum,
    Opportunity,
    OpportunityStatus,
)
from involvement.feedback import Contribution, DuePromise, Ledger, LedgerBalance, Overdue, Progress
from involvement.feedback.clocks import balance_of, due_of, overdue_of
from involvement.levels import Claim
from involvement.levels.claims import claims_in_force
from involvement.maturity import Assessment, latest
from involvement.people import Representation
from involvement.plans import Schedule, Workplan
from involvement.power import Influence, StandingTable
from involvement.power.evidence_gathering import influence_of
from involvement.priorities import Agreement
from involvement.processes import Process, Voices
from involvement.references import Ref
from involvement.snapshots.groups import ProfiledGroup, groups_of
from involvement.snapshots.map_reach import MapReach
from involvement.snapshots.names import names_in, persons_in
from involvement.standing import Standing
from involvement.support import Arrangement, PaperCheck, Support
from involvement.wording.editions import Edition

if TYPE_CHECKING:
    from involvement.decisions import ReturnJourney
    from involvement.feedback import Closure, YouSaidWeDid
    from involvement.plans import Agenda, Workload
    from involvement.wording import Statement

__all__ = ["Snapshot"]

T = TypeVar("T")
_HOPEFUL = frozenset({OpportunityStatus.OPEN, OpportunityStatus.UNDATED})
_PARTS = fields_dict(Process)


def _edition(value: Edition | str) -> Edition:
    return _fields.as_word(Edition, value)


@frozen
class Snapshot:
    """One process as it stood at the end of one day, and everything that follows from it.

    Rules, next steps, influence, pages, letters, diaries and the command line ask a snapshot; nobody else works out
    whose views count, what is late, what was agreed by then or which way is open. So two outputs about one process
    cannot disagree. Each part is worked out when it is first asked for, and kept as long as the snapshot.

    A decision is *ahead* until its day is past, and while its day is not known; then it is *over*. One that was withdrawn
    before it was made is neither. What is written of it is for the readers of its `edition`; `privacy.for_edition` makes one.

    >>> Snapshot(Process("screening"), date(2026, 5, 1)).ahead
    ()
    """

    process: Process = field(validator=_fields.a(Process))
    on: date = field(validator=_fields.day)
    edition: Edition = field(default=Edition.DESK, converter=_edition, validator=_fields.a(Edition), kw_only=True)

    @cached_property
    def _answers(self) -> dict[Callable[["Snapshot"], Any], Any]:
        return {}

    def once(self, question: Callable[["Snapshot"], T]) -> T:
        """What a question about the snapshot comes to, worked out when it is first asked."""
        if _fields.a_function("question", question) not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    # The parts, as they stood

    def has(self, part: str) -> bool:
        """Whether a part of the process, by the name of its field, is there by the day."""
        _fields.known("part of a process", part, _PARTS)
        if part == "past_agreements":
            return len(self.agreements) > 1
        holder = self if part in {"agreement", "assessments"} else self.process
        return getattr(holder, part) not in (None, ())

    @cached_property
    def map(self) -> DecisionMap:
        """The decision map with the seats that are held on the day; an empty one where the process has none.

        The stakeholders of the process are known to it.
        """
        return self.process.resolved_map.with_seats_of(self.on)

    @property
    def _map_if_any(self) -> DecisionMap | None:
        return None if self.process.decision_map is None else self.map

    @cached_property
    def ledger(self) -> Ledger:
        """What people had said and what had come of it by the day, an empty ledger where the process has none."""
        return self.process.resolved_ledger.as_known(self.on)

    @cached_property
    def plan(self) -> Workplan | None:
        """The workplan as it stood: what was done, and which reviews were held, by the day; None without one."""
        plan = self.process.resolved_plan
        return None if plan is None else plan.as_known(self.on)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements made by the day as they stood, the last one last; one without a day counts as made."""
        last = () if self.process.agreement is None else (self.process.agreement,)
        return tuple(
            agreement.as_known(self.on)
            for agreement in (*self.process.past_agreements, *last)
            if agreement.on is None or agreement.on <= self.on
        )

    @cached_property
    def agreement(self) -> Agreement | None:
        """The last agreement made by the day; None where none was."""
        return self.agreements[-1] if self.agreements else None

    # Whose views count

    @cached_property
    def voices(self) -> Voices:
        """Who is on which side, and whose views count on the day."""
        here = [stakeholder for stakeholder in self.process.stakeholders if stakeholder.takes_part_on(self.on)]
        return Voices(self.process, frozenset(stakeholder.key for stakeholder in here))

    @property
    def service_users(self) -> tuple[str, ...]:
        """The stakeholders whose side is known to be the service users', sorted; () where none is."""
        return self.voices.service_users

    @property
    def whose_views(self) -> frozenset[str]:
        """Everybody whose views count."""
        return self.voices.whose_views

    @cached_property
    def reach(self) -> MapReach:
        """How far their views get on the map, whatever the day."""
        return MapReach(self.map, self.whose_views)

    @property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points open to those whose views count, in the order of the map."""
        return self.reach.entry_points

    # The decisions

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, by key."""
        return tuple(sorted(self.map.decisions, key=lambda decision: decision.key))

    @cached_property
    def ahead(self) -> tuple[Decision, ...]:
        """The decisions whose day is not past, or not known, and that are not withdrawn, by key."""
        return tuple(
            decision
            for decision in self.decisions
            if (decision.last_day is None or decision.last_day >= self.on) and not decision.is_withdrawn(self.on)
        )

    @cached_property
    def over(self) -> tuple[Decision, ...]:
        """The decisions whose day is past, and that were not withdrawn before it, by key."""
        return tuple(
            decision
            for decision in self.decisions
            if (last := decision.last_day) is not None and last < self.on and not decision.is_withdrawn(last)
        )

    @cached_property
    def live(self) -> tuple[Decision, ...]:
        """Those ahead and those that are over, by key: all that were not withdrawn before they were made."""
        return tuple(sorted((*self.ahead, *self.over), key=lambda decision: decision.key))

    @cached_property
    def to_be_made(self) -> tuple[Decision, ...]:
        """The decisions ahead whose forum is there on a day, from today on, on which they may be made, by key."""
        return tuple(
            decision for decision in self.ahead if self.forum(decision.made_at).is_there(*self.still_within(decision))
        )

    def still_within(self, decision: Decision) -> tuple[date, date]:
        """From when, and until when, a decision that is ahead may be made: from the day asked about on."""
        decision = _fields.instance("decision", Decision, decision)
        return max(decision.first_day or self.on, self.on), decision.last_day or date.max

    @cached_property
    def reached(self) -> tuple[Decision, ...]:
        """The decisions to be made that some view of theirs has a route to, by key."""
        return tuple(decision for decision in self.to_be_made if self.reach.best(decision) is not None)

    # In time

    @cached_property
    def timetable(self) -> tuple[Opportunity, ...]:
        """What each of them can still do, as `DecisionMap.timetable` says it."""
        return self._timetable_by(self.map)

    def _timetable_by(self, decision_map: DecisionMap) -> tuple[Opportunity, ...]:
        if self.whose_views:
            return decision_map.timetable(on=self.on, stakeholder=self.whose_views)
        return tuple(
            decision_map.opportunity(decision.key, on=self.on, stage=stage.name, stakeholder=self.whose_views)
            for decision in self.decisions
            for stage in decision.all_stages()
        )

    @cached_property
    def _rows(self) -> dict[tuple[str, str], tuple[Opportunity, ...]]:
        rows: dict[tuple[str, str], list[Opportunity]] = {}
        for row in self.timetable:
            rows.setdefault((row.decision, row.stage.value), []).append(row)
        return {place: tuple(opportunities) for place, opportunities in rows.items()}

    @cached_property
    def _left_at_most(self) -> dict[str, Standing]:
        left: dict[str, Standing] = {}
        for row in self._timetable_by(self.reach.at_most):
            if row.stage == "decision":
                left[row.decision] = max(left.get(row.decision, Standing.NONE), row.standing or Standing.NONE)
        return left

    def left_at_most(self, decision: Decision) -> Standing:
        """The best standing a view of today still arrives with, if every standing not known were the strongest."""
        return self._left_at_most[_fields.instance("decision", Decision, decision).key]

    def opportunities(self, decision: Decision, stage: str = "decision") -> tuple[Opportunity, ...]:
        """What each of them can still do about one stage of one decision; () if it has no such stage."""
        _fields.instance("decision", Decision, decision)
        return self._rows.get((decision.key, _fields.a_text("stage", stage)), ())

    def open(self, decision: Decision) -> tuple[Opportunity, ...]:
        """The opportunities that are not lost: in time with what is called for, or about a decision without a day."""
        return tuple(row for row in self.opportunities(decision) if row.status in _HOPEFUL)

    def heard(self, decision: Decision, stage: str = "decision") -> tuple[Opportunity, ...]:
        """The opportunities by which a view raised today is heard in time, and not only told: `consulted` at least."""
        rows = self.opportunities(decision, stage)
        return tuple(row for row in rows if (row.standing or Standing.NONE) >= Standing.CONSULTED)

    def timetable_for(self, stakeholder: str | Collection[str] | None) -> tuple[Opportunity, ...]:
        """What others than those whose views count can still do; None is anyone."""
        return self.map.timetable(on=self.on, stakeholder=stakeholder)

    def reply_to(self, who: str | None, decision: str, *, decided: date | None = None) -> "ReturnJourney | None":
        """How an answer gets back to a stakeholder, or to a person, who is found where all may enter; None is anyone."""
        known = who is None or self.map.knows(who)
        return self.map.reply_to(who if known else (), decision, decided=decided)

    # Assessments, support and representation

    @cached_property
    def assessed(self) -> tuple[Assessment, ...]:
        """What was assessed on the day or before it, in the order of the process."""
        return tuple(assessment for assessment in self.process.assessed() if assessment.on <= self.on)

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """What each rater answered last about each subject, on the day or before it."""
        return latest(self.assessed)

    @cached_property
    def earlier_assessments(self) -> tuple[Assessment, ...]:
        """What was answered before that."""
        last = set(map(id, self.assessments))
        return tuple(assessment for assessment in self.assessed if id(assessment) not in last)

    @property
    def support(self) -> Support:
        """What was done so that people can take part, an empty record where the process has none."""
        return self.process.support or Support()

    @cached_property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """Who needs what at which meeting, as `Support.arrangements` says it."""
        return self.support.arrangements()

    @cached_property
    def arrangements_ahead(self) -> tuple[Arrangement, ...]:
        """The same of the meetings on the day or after it."""
        return tuple(arrangement for arrangement in self.arrangements if arrangement.meeting >= self.on)

    @cached_property
    def papers(self) -> tuple[PaperCheck, ...]:
        """The papers that were sent by the day, and whether their readers can use them and had them in time."""
        checked = self.support.paper_checks(self._map_if_any)
        return tuple(check for check in checked if check.paper.on <= self.on)

    @cached_property
    def groups(self) -> tuple[ProfiledGroup, ...]:
        """Every group with a target profile agreed by the day that people are in or might join, by its key."""
        return groups_of(self.process.representation or Representation(), self.on)

    # What say was had, and what is planned

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that hold on the day, as `claims_in_force` has them."""
        return claims_in_force(self.process.claims, self.on)

    @cached_property
    def influence(self) -> Influence:
        """What say is claimed and shown for each stakeholder, decision and stage."""
        return self._influence_by(None)

    def influence_by(self, table: StandingTable | None) -> Influence:
        """The same by another table of what each standing needs."""
        return self.influence if table is None else self._influence_by(table)

    def _influence_by(self, table: StandingTable | None) -> Influence:
        return influence_of(
            self.process,
            on=self.on,
            decision_map=self.map,
            whose_views=self.whose_views,
            timetable=self.timetable,
            progress=self.all_progress,
            agreements=self.agreements,
            persons=self.persons,
            names=self.names.get,
            table=table,
        )

    @cached_property
    def schedule(self) -> Schedule | None:
        """The days of the workplan as it stood, as `Workplan.schedule` says it; None without a workplan."""
        if self.plan is None:
            return None
        return self.plan.schedule(self._map_if_any, stakeholder=self.whose_views or None, on=self.on)

    def reviews_until(self, last: date) -> Sequence[date]:
        """The regular reviews of the plan that are due by a day, and for which none that was held stands."""
        return () if self.plan is None else self.plan.open_reviews(last)

    @property
    def reviews_overdue(self) -> Sequence[date]:
        """The regular reviews of the plan that were due before the day and were not held by then."""
        due = self.reviews_until(self.on)
        return due[: bisect_left(due, self.on)]

    @cached_property
    def agendas(self) -> "tuple[Agenda, ...]":
        """What must come to the meetings of the eight weeks ahead, by day and forum; () without a plan or a map."""
        from involvement.snapshots.plans_ahead import agendas_ahead

        if self.plan is None or self.schedule is None or self.process.decision_map is None:
            return ()
        return agendas_ahead(
            self.plan,
            self.on,
            decision_map=self.map,
            schedule=self.schedule,
            contributions=self.contributions,
            progress=self.progress,
        )

    @cached_property
    def workload(self) -> "Workload":
        """The work of each person in each week of the year ahead; empty without a plan."""
        from involvement.plans import Workload
        from involvement.snapshots.plans_ahead import work_ahead

        if self.plan is None or self.schedule is None:
            return Workload()
        return work_ahead(
            self.plan, self.on, decision_map=self._map_if_any, schedule=self.schedule, support=self.support
        )

    # What people said

    @cached_property
    def contributions(self) -> dict[str, Contribution]:
        """The contributions that were received by the day, by key."""
        return {contribution.key: contribution for contribution in self.ledger.contributions}

    @cached_property
    def all_progress(self) -> tuple[Progress, ...]:
        """How far each contribution that was received by the day has come, of every contributor."""
        return () if self.process.ledger is None else self.process.ledger.all_progress(self.on)

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """The progress of what is owed an answer: of all but what the organisation's own side said."""
        owed = self.voices.is_owed_an_answer
        return tuple(progress for progress in self.all_progress if owed(progress.stakeholder))

    @cached_property
    def balance(self) -> LedgerBalance:
        """What is owed an answer, counted by where it stands."""
        return balance_of((progress.state for progress in self.progress), self.on)

    @cached_property
    def overdue(self) -> Overdue:
        """What is overdue to those who are owed an answer."""
        return overdue_of(self.progress, self.ledger.promises, self.on, self.ledger.calendar)

    def due_by(self, last: date) -> tuple[DuePromise, ...]:
        """What those who are owed an answer were promised for the day or later, up to the last."""
        return due_of(self.progress, self.ledger.promises, self.on, _fields.a_date("last", last), self.ledger.calendar)

    @cached_property
    def closure(self) -> "Closure":
        """How far the loop is closed to those who are owed an answer."""
        from involvement.feedback.closures import closure_of

        return closure_of(self.progress, self.on)

    @cached_property
    def you_said_we_did(self) -> "tuple[YouSaidWeDid, ...]":
        """What those who are owed an answer said, and what came of it, by the day it was received."""
        from involvement.feedback.replies import you_said_we_did

        return you_said_we_did(
            self.contributions,
            self.all_progress,
            voiced=self.progress,
            about=self.subject,
            who=self.who,
            names=self.names,
        )

    @cached_property
    def what_came_of_it(self) -> "dict[str, YouSaidWeDid]":
        """What came of all that anybody said and that stands for itself, by contribution."""
        from involvement.feedback.replies import you_said_we_did

        rows = you_said_we_did(
            self.contributions, self.all_progress, about=self.subject, who=self.who, names=self.names
        )
        return {row.contribution: row for row in rows}

    @cached_property
    def _decided(self) -> Mapping[str, tuple[Decision, ...]]:
        own = {decision.key: (decision,) for decision in self.decisions}
        by_issue = {
            issue.key: tuple(own[key][0] for key in issue.decisions if key in own) for issue in self.process.issues
        }
        return {**by_issue, **own}

    def decided_about(self, about: str | None) -> tuple[Decision, ...]:
        """The decisions that what a contribution is about names: a decision itself, or those of an issue."""
        return self._decided.get(_fields.instance_or_nothing("about", str, about) or "", ())

    # Names for messages

    @cached_property
    def names(self) -> Mapping[Ref, str]:
        """The titles of all that has one, by reference: what a `Wording` of this process calls things."""
        return names_in(self.process, self.map)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The keys that stand for individuals."""
        return persons_in(self.process)

    def who(self, key: str) -> Ref:
        """The reference to a stakeholder, or to a person where the key is that of an individual."""
        return Ref("person" if _fields.a_text("key", key) in self.persons else "stakeholder", key)

    def subject(self, about: str) -> Ref:
        """The reference to what a contribution is about: an issue, or a decision."""
        decided = _fields.a_text("about", about) in self._decisions and about not in self._issues
        return Ref("decision" if decided else "issue", about)

    def what_was_said(self, contribution: str) -> "Statement":
        """What was said, as a clause: its title, or what it is about; never its own words, nor its key."""
        from involvement.feedback.reply_statements import subject_statement

        said = _fields.known("contribution", contribution, self.contributions)
        return subject_statement(said, None if said.about is None else self.subject(said.about))

    @cached_property
    def _decisions(self) -> frozenset[str]:
        return frozenset(decision.key for decision in self.decisions)

    def forum(self, key: str) -> Forum:
        """The forum with that key."""
        return self.map.forum(key)

    @cached_property
    def _issues(self) -> frozenset[str]:
        return frozenset(issue.key for issue in self.process.issues)
