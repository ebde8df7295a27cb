"""What say was had or can be had, read off a process by enumeration: routes day by day, votes by trying every coalition."""

from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from itertools import combinations
from typing import NamedTuple

import attrs

from involvement import Claim, Decision, Stage, ladder
from involvement.feedback import Contribution, Event
from involvement.support import PaperSent
from tests.oracles.influence import readings, shown
from tests.truth.worlds import CONSULTED, HIGHEST, INFORMED, NONE, RANKS, Routes, World, first_of, last_of, rank

EARLY = 183
NEEDS = {  # by rank of the standing, beside that much being owed; each line is one way to it
    1: [("told_of_it",)],
    2: [("heard_in_time",)],
    3: [("heard_in_time", "while_open", "answered_with_reasons")],
    4: [("heard_in_time", "while_open", "information_in_time", "changed_something")],
    5: [
        ("heard_in_time", "information_in_time", "votes_count"),
        ("heard_in_time", "information_in_time", "terms_agreed"),
    ],
    6: [("heard_in_time", "majority_of_votes")],
    7: [("heard_in_time", "all_votes")],
}


class Gap(NamedTuple):
    """What a standing lacks: what is known not to be so, and what nobody knows."""

    not_so: tuple[str, ...]
    unknown: tuple[str, ...]


class Say(NamedTuple):
    """One stakeholder's say at one stage."""

    who: str | None
    decision: Decision
    stage: Stage
    owed: tuple[int, int]
    facts: dict[str, bool | None]
    at_least: int
    at_most: int
    claims: list[Claim]
    invited: bool
    seated: bool

    def gap(self, standing: int) -> Gap:
        """What that standing lacks by the way to it that lacks least."""
        ways = [self._lacks(standing, way) for way in NEEDS[standing]]
        return min(ways, key=lambda gap: (len(gap.not_so), len(gap.unknown)))

    def open_gap(self, standing: int) -> Gap:
        """The same of the lowest standing from there on against which nothing speaks."""
        gaps = (self.gap(higher) for higher in range(standing, 8) if higher > self.at_least)
        return next(gap for gap in gaps if not gap.not_so)

    def _lacks(self, standing: int, way: tuple[str, ...]) -> Gap:
        low, high = self.owed
        lacks = {"owed": False if high < standing else None if low < standing else True}
        lacks |= {name: self.facts[name] for name in way}
        return Gap(
            tuple(name for name, so in lacks.items() if so is False),
            tuple(name for name, so in lacks.items() if so is None),
        )


def first_sitting(world: World, decision: Decision) -> date | None:
    sure = world.sure_of(decision)
    return None if sure is None else date.fromordinal(sure)


@cache
def range_shown(low: int, high: int, facts: tuple[tuple[str, bool | None], ...]) -> tuple[int, int]:
    """The least and the most that may be shown, over everything that may be so."""
    possible = [RANKS.index(shown(owed, yes)) for owed in (low, high) for yes in readings(dict(facts))]
    return min(possible), max(possible)


class InfluenceWorld(World):
    """A process on a day, with what was said, answered, agreed, sent and claimed by then."""

    # Claims

    @cached_property
    def claims(self) -> list[Claim]:
        """Those that hold: made by the day, and no later one on the same ladder about the same say replaces them."""
        made = [claim for claim in self.process.claims if claim.on is None or claim.on <= self.day]
        return [
            claim
            for number, claim in enumerate(made)
            if claim not in made[:number]
            and not any(
                other.on is not None
                and claim.on is not None
                and claim.on < other.on
                and (*say_of(claim), claim.ladder) == (*say_of(other), other.ladder)
                for other in made
            )
        ]

    def comes_to(self, claim: Claim) -> list[int]:
        """The ranks of the standings that are recorded for its rung, lowest first."""
        (rung,) = (rung for rung in self.ladder(claim.ladder).rungs if rung.key == claim.rung)
        return sorted(rank(match.standing) for match in rung.standings if match.standing is not None)

    def ladder(self, key: str):
        return next((own for own in self.process.ladders if own.key == key), None) or ladder(key)

    def rungs_up_to(self, key: str, most: int) -> list[str]:
        """The rungs of the highest standing on a ladder that is not above that one."""
        rungs = {
            rung.key: [rank(match.standing) for match in rung.standings if match.standing is not None]
            for rung in self.ladder(key).rungs
        }
        best = max((own for ranks in rungs.values() for own in ranks if own <= most), default=None)
        return [rung for rung, ranks in rungs.items() if best in ranks]

    # Says

    @cached_property
    def says(self) -> list[Say]:
        return [
            self._say(who, decision, stage)
            for decision in self.map.decisions
            for stage in decision.all_stages()
            for who in (sorted(self.who) or [None])
        ]

    @cached_property
    def certain(self) -> Routes:
        """As if what is not known were not there: no days, no papers, no calendar, no standing, no meeting added."""
        blind = {forum.key for forum in self.map.forums if forum.papers_due is None or forum.meetings is None}
        flows = [flow for flow in self.map.flows if flow.days is not None and flow.target not in blind]
        entries = [entry for entry in self.map.entry_points if entry.forum not in blind]
        sure = attrs.evolve(self.map, flows=flows, entry_points=entries)
        return self.routes_of(World(attrs.evolve(self.process, decision_map=sure), self.day).town(NONE))

    def _strongest(self, routes: Routes, who: str | None, at: str, by: date | None) -> int:
        people = set() if who is None else {who}
        if by is None:
            return routes.best(at, people) or NONE
        return max(
            (standing for standing in range(1, 8) if routes.last_day(at, by.toordinal(), people, standing) is not None),
            default=NONE,
        )

    def sure_day(self, decision: Decision, stage: Stage) -> date | None:
        """The day by which it is certain that a view is in time: of a period, the first on which the forum sits."""
        return first_sitting(self, decision) if stage.name == "decision" and decision.between else stage.by

    def _by_map(self, who: str | None, decision: Decision, stage: Stage, floor: int) -> bool | None:
        """Whether a view gets there in time with that standing: certain, impossible, or not known."""
        if self._strongest(self.hopeful, who, stage.at, stage.by) < floor:
            return False
        sure = self.sure_day(decision, stage)
        return True if sure is not None and self._strongest(self.certain, who, stage.at, sure) >= floor else None

    def _say(self, who: str | None, decision: Decision, stage: Stage) -> Say:
        at, by = stage.at, stage.by
        over = by is not None and by < self.day
        votes = self._votes(at)
        seated = who in [seat.stakeholder for seat in self.forums[at].seats]
        facts: dict[str, bool | None] = {"information_in_time": self._papers(who, decision, stage), **votes}
        told = self._by_map(who, decision, stage, INFORMED)
        sent = self.sent_to(who, decision) and facts["information_in_time"] is None
        facts["told_of_it"] = None if told is False and (seated or sent) else told
        if facts["information_in_time"] or any(self.told(said) for said in self.said(who, decision)):
            facts["told_of_it"] = True
        considered = self._considered(who, decision, at)
        sure = self.sure_day(decision, stage)
        in_time = considered is not None and (sure is None or considered <= sure)
        heard = self._by_map(who, decision, stage, CONSULTED)
        last = None if by is None else self.hopeful.last_day(at, by.toordinal(), set() if who is None else {who})
        first = min((said.on for said in self.said(who, decision)), default=None)
        if over and first is not None and last is not None and first.toordinal() > last:
            heard = False
        if heard and self.perhaps_over(decision, stage) and first is not None:
            surely = self.hopeful.last_day(at, sure.toordinal(), set() if who is None else {who})
            heard = True if surely is not None and first.toordinal() <= surely else None
        perhaps = considered is not None and not in_time and by is not None and considered <= by
        heard = None if heard is False and (seated or perhaps) else heard
        facts["heard_in_time"] = (True if by else None) if in_time else heard
        facts["while_open"] = self._while_open(who, decision, stage)
        facts["answered_with_reasons"] = self._answered(who, decision, over=over)
        facts["changed_something"] = self._changed(who, decision)
        facts["terms_agreed"] = self._terms(who, decision)
        low = NONE if sure is None else self._strongest(self.certain, who, at, sure)
        high = self._strongest(self.hopeful, who, at, by)
        if in_time:
            low, high = max(low, CONSULTED if by else NONE), max(high, CONSULTED)
        elif perhaps:
            high = max(high, CONSULTED)
        if any(seat.stakeholder == who and seat.votes for seat in self.forums[at].seats):
            least, most = owed_to_votes(votes)
            low, high = max(low, least), max(high, most)
        if high == NONE:
            low = NONE
        claims = [claim for claim in self.claims if say_of(claim) == (who, decision.key, stage.name.value)]
        exists = bool(self.hopeful.to(at, set() if who is None else {who}, NONE))
        invited = bool(claims) or seated or exists or bool(self.said(who, decision))
        possible = range_shown(low, high, tuple(facts.items()))
        return Say(who, decision, stage, (low, high), facts, *possible, claims, invited, seated)

    def perhaps_over(self, decision: Decision, stage: Stage) -> bool:
        """Whether it may have been decided by now, within its period."""
        sure = self.sure_day(decision, stage)
        return sure is not None and sure != stage.by and sure < self.day

    def _while_open(self, who: str | None, decision: Decision, stage: Stage) -> bool | None:
        if stage.name == "decision":
            asked = next((other for other in decision.stages if other.name == "options"), None)
            if asked is None:
                return None
            stage = asked
        considered = self._considered(who, decision, stage.at)
        if considered is not None and (stage.by is None or considered <= stage.by):
            return True if stage.by else None
        return self._by_map(who, decision, stage, CONSULTED)

    # What was said and came of it

    def _events(self, said: Contribution, kind: str) -> list[Event]:
        events = self.process.ledger.events if self.process.ledger else ()
        return [
            event for event in events if event.contribution == said.key and event.kind == kind and event.on <= self.day
        ]

    def said(self, who: str | None, decision: Decision) -> list[Contribution]:
        about = {decision.key, *self._issues(decision)}
        contributions = self.process.ledger.contributions if self.process.ledger else ()
        return [
            said
            for said in contributions
            if who is not None and said.stakeholder == who and said.on <= self.day and said.about in about
        ]

    def _issues(self, decision: Decision) -> list[str]:
        return [issue.key for issue in self.process.issues if decision.key in issue.decisions]

    def _considered(self, who: str | None, decision: Decision, at: str) -> date | None:
        return min(
            (
                event.on
                for said in self.said(who, decision)
                for event in self._events(said, "considered")
                if event.forum in {None, at}
            ),
            default=None,
        )

    def answer(self, said: Contribution) -> Event | None:
        return next(iter(self._events(said, "answered")[::-1]), None)

    def told(self, said: Contribution) -> bool:
        answer = self.answer(said)
        return answer is not None and any(event.on >= answer.on for event in self._events(said, "told"))

    def _reasoned(self, said: Contribution) -> bool:
        answer = self.answer(said)
        return answer is not None and (bool(answer.reason) or answer.outcome == "noted")

    def _answered(self, who: str | None, decision: Decision, *, over: bool) -> bool | None:
        said = [each for each in self.said(who, decision) if each.way_back]
        if said and all(self._reasoned(each) and self.told(each) for each in said):
            return True
        bare = any(self.answer(each) is not None and not self._reasoned(each) for each in said)
        return False if bare or (over and not all(map(self._reasoned, said))) else None

    def _changed(self, who: str | None, decision: Decision) -> bool | None:
        agreed, said = self._settled_as_wanted(who, decision), self.said(who, decision)
        answers = [self.answer(each) for each in said]
        acted = any(
            self._events(each, "followed_through") or (answer is not None and answer.outcome in {"did", "did_in_part"})
            for each, answer in zip(said, answers, strict=True)
        )
        if acted or agreed:
            return True
        if not any(answers):
            return agreed
        waiting = any(
            answer is None or answer.outcome in {"not_yet", "will_do", None} or answer.due is not None
            for answer in answers
        )
        return None if waiting else False

    # What was agreed

    def _settlements(self, decision: Decision) -> Iterator[tuple[object, dict[str, str]]]:
        made = [*self.process.past_agreements, *([self.process.agreement] if self.process.agreement else [])]
        for agreement in made:
            if agreement.on is None or agreement.on <= self.day:
                outcomes = {settled.issue: settled.outcome.value for settled in agreement.settlements}
                yield agreement, {key: outcomes[key] for key in self._issues(decision) if key in outcomes}

    def _settled_as_wanted(self, who: str | None, decision: Decision) -> bool | None:
        found = None
        for agreement, outcomes in self._settlements(decision):
            wanted = {
                key for position in agreement.positions if position.stakeholder == who for key in position.ranked()
            }
            own = [outcome for key, outcome in outcomes.items() if key in wanted]
            if own:
                found = bool(found) or "agreed" in own
        return found

    def _terms(self, who: str | None, decision: Decision) -> bool | None:
        found = None
        for agreement, outcomes in self._settlements(decision):
            if outcomes and "agreed" not in outcomes.values():
                found = bool(found)
            elif outcomes and agreement.accepted_by:
                found = bool(found) or who in agreement.accepted_by
        return found

    # Papers and votes

    def sent_to(self, who: str | None, decision: Decision) -> list[PaperSent]:
        papers = self.process.support.papers if self.process.support else ()
        about = [paper for paper in papers if paper.stakeholder == who and paper.decision == decision.key]
        return [paper for paper in about if paper.on <= self.day]

    def _papers(self, who: str | None, decision: Decision, stage: Stage) -> bool | None:
        """By papers about the decision: nobody in these processes needs them in another format once asked."""
        support = self.process.support
        papers = self.sent_to(who, decision)
        if not papers:
            return None
        days = support.reading_days if support.reading_days is not None else self.forums[decision.made_at].papers_due
        if days is None or last_of(decision) is None:
            return None
        late, early = ({paper: paper.on.toordinal() > day.toordinal() - days for paper in papers}
                       for day in (self._last_sitting(decision), first_sitting(self, decision)))  # fmt: skip
        asked = {paper: any(a.stakeholder == who and a.on <= paper.on for a in support.needs_asked) for paper in papers}
        if any(not early[paper] and asked[paper] for paper in papers):
            return True
        return False if all(late.values()) else None

    def _last_sitting(self, decision: Decision) -> date:
        """The last day of the period on which the forum may sit; where it sits on none, the last."""
        first, last = first_of(decision), last_of(decision)
        meetings, meets = self.forums[decision.made_at].meetings, self.meets(decision.made_at)
        if not decision.between or meets is None or meetings is None or (meetings.known_until or last) < last:
            return last
        may_be = range(first.toordinal(), last.toordinal() + 1)
        sits = [day for day in may_be if any(day - later in meets for later in range(meetings.days))]
        return date.fromordinal(sits[-1]) if sits else last

    def _votes(self, at: str) -> dict[str, bool | None]:
        forum = self.forums[at]
        roles = {person.key: person.role for person in self.process.stakeholders}
        own, loose, others = [], [], []
        for seat in forum.seats:
            side = own if seat.stakeholder in self.who else others if roles.get(seat.stakeholder) else loose
            side.append(seat.votes)
        total = sum(own + loose + others)
        quota = total // 2 + 1 if forum.quota is None else forum.quota
        names = ("votes_count", "majority_of_votes", "all_votes")
        if not forum.seats or not total:
            return dict.fromkeys(names, None if not forum.seats else False)
        least, most = sum(own), sum(own + loose)
        passable = 0 < quota <= total
        bounds = (
            (swings(least, loose + others, quota), swings(most, others, quota)),
            (least >= quota, most >= quota),
            (least == total, most == total),
        )
        return {
            name: True if passable and low else None if passable and high else False
            for name, (low, high) in zip(names, bounds, strict=True)
        }

    # What it calls for, and when it began

    @cached_property
    def early(self) -> bool:
        ledger, plan = self.process.ledger, self.process.workplan
        days = [
            *(said.on for said in (ledger.contributions if ledger else ())),
            *(agreement.on for agreement in self.process.past_agreements),
            *([self.process.agreement.on] if self.process.agreement else []),
            *(claim.on for claim in self.process.claims),
            *(entry.opens for entry in self.map.entry_points),
            *([plan.start] if plan else []),
        ]
        past = [day for day in days if day is not None and day <= self.day]
        return bool(past) and (self.day - min(past)).days <= EARLY


def say_of(claim: Claim) -> tuple[str, str, str]:
    return claim.stakeholder, claim.decision, claim.stage or "decision"


def swings(own: int, others: list[int], quota: int) -> bool:
    """Whether some of the others are too few to pass it, and with these votes enough."""
    sums = {sum(some) for size in range(len(others) + 1) for some in combinations(others, size)}
    return any(votes < quota <= votes + own for votes in sums)


def owed_to_votes(votes: dict[str, bool | None]) -> tuple[int, int]:
    """What a seat with a vote is owed, at least and at most."""
    standings = {"votes_count": 5, "majority_of_votes": 6, "all_votes": 7}
    if votes["all_votes"]:
        return HIGHEST, HIGHEST
    most = max((standing for name, standing in standings.items() if votes[name] is not False), default=NONE)
    return (6 if votes["majority_of_votes"] else 5 if votes["votes_count"] else NONE), most
