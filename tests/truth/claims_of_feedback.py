"""What people said and what came of it: what FBK001 to FBK015 ought to say, read off the process event by event."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from involvement import Contribution, Decision, Event, Process
from involvement.references import Ref
from tests.oracles import feedback as oracle
from tests.oracles.plain import Way, simple_routes
from tests.truth.sayings import Saying, Sayings, clause, decision_ref, saying, when
from tests.truth.worlds import NEVER, meeting_days

ORGANISATION = ("provider", "commissioner", "manager", "board")
FAR = 400  # days after the last one that is mentioned
PARTS = ("process", "options", "outcome", "reason", "action")
PROMISES = {
    "will_do": "will_do",
    "did_in_part": "did_in_part",
    "not_yet": "not_yet",
    "could_not": "could_not",
    "noted": "noted",
    None: "something",
}


class Told:
    """A process on a day, with the contributions that are owed an answer and what was recorded of each by then."""

    def __init__(self, process: Process, on: date) -> None:
        self.process, self.day = process, on
        self.about = Ref("process", process.key)
        self.map = process.decision_map
        roles = {person.key: person.role for person in process.stakeholders}
        self.by_key = {each.key: each for each in process.ledger.contributions}
        self.found = oracle.standing(process.ledger, on)
        self.events = [
            event for event in oracle.in_order(process.ledger.events) if event.on <= on
        ]  # by day, and within a day as they are stored
        self.owed = [
            self.by_key[key] for key in self.found if roles.get(self.by_key[key].stakeholder) not in ORGANISATION
        ]
        self.raised = [each for each in self.owed if self.state(each) != "withdrawn"]
        holders = (process, process.decision_map, process.ledger, process.workplan)
        self.calendar = next((each.calendar for each in holders if each is not None and each.calendar), None)
        self.promises = {each.kind.value: each for each in process.ledger.promises}

    def state(self, contribution: Contribution) -> str:
        return str(self.found[contribution.key]["state"])

    def who(self, key: str) -> Ref:
        people = () if self.process.representation is None else self.process.representation.people
        persons = {each.key for each in people}
        persons |= {each.key for each in self.process.stakeholders if each.kind == "person"}
        return Ref("person" if key in persons else "stakeholder", key)

    def answer(self, contribution: Contribution) -> Event | None:
        """The answer of its own, if that is where it stands."""
        return self.found[contribution.key]["answer"] if self.state(contribution) == "answered" else None

    def waiting(self, kind: str) -> Iterator[tuple[Contribution, date, date | None]]:
        """Who waits for something of a kind, since when, and the day that the answer itself names."""
        for each in self.raised:
            found = self.found[each.key]
            answer = found["answer"]
            if kind == "answered" and found["settled"] is None:
                yield each, found["since"], None
            if kind == "acknowledged" and each.way_back and not found["acknowledged"] and found["settled"] is None:
                yield each, found["since"], None
            if kind == "told" and each.way_back and found["settled"] and not found["told"]:
                yield each, found["settled"], None
            if kind == "followed_through" and found["end_state"] == "answered" and found["kept"] is None:
                promised = answer.outcome == "will_do" or (answer.due is not None and answer.outcome != "did")
                if promised:
                    yield each, answer.on, answer.due

    def late(self, kind: str) -> Iterator[tuple[Contribution, date, date]]:
        """The same where the last day in time is past, with that day."""
        for each, since, named in self.waiting(kind):
            if named is not None or kind in self.promises:
                due = named or oracle.due(self.promises[kind], since, self.calendar)
                if due < self.day:
                    yield each, since, due

    def owner(self, contribution: Contribution) -> Saying:
        """The owner that was named last; where none was, whoever else did something last."""
        names: list[str | None] = []
        actors: list[str | None] = []
        for key in (contribution.key, self.found[contribution.key]["end"]):
            own = [event for event in self.events if event.contribution == key]
            named = [self.by_key[key].owner, *(event.owner for event in own)]
            names += [name for name in reversed(named) if name]
            actors += [event.by for event in reversed(own) if event.by not in {None, contribution.stakeholder}]
        for name in (*names, *actors):
            return clause("owed.owner", owner=self.who(str(name)))
        return clause("owed.nobody")

    def says(self, code: str, contribution: Contribution, part: str = "says", /, **facts: Any) -> Saying:
        """What is said of one contribution; the remedy names it, and what else it needs."""
        ref = Ref("contribution", contribution.key)
        named = {"FBK002": "missing", "FBK003": "missing", "FBK006": "decision", "FBK007": "decision"}
        fixed = {name: facts[name] for name in facts if name == named.get(code)}
        return saying(
            ref,
            clause(f"{code}.{part}", contribution=ref, **facts),
            clause(f"{code}.fix", contribution=ref, **fixed),
            "unknown" if part == "says_unknown" else "found",
        )

    def says_late(self, code: str, contribution: Contribution, due: date, **facts: Any) -> Saying:
        owner = self.owner(contribution)
        return self.says(code, contribution, due=due, days_late=(self.day - due).days, owner=owner, **facts)

    def decisions(self, contribution: Contribution) -> list[Decision]:
        """The decision that it is about, or those of the issue that it is about."""
        about = contribution.about
        named = [each for each in self.map.decisions if each.key == about]
        if named or about is None:
            return named
        keys = {key for issue in self.process.issues if issue.key == about for key in issue.decisions}
        return [each for each in self.map.decisions if each.key in keys]

    # Studies

    def acted(self, contribution: Contribution) -> tuple[date, list[Event]] | None:
        """The day by which it was acted on, and the studies of it, or of what was merged into it, before that."""
        found, key = self.found[contribution.key], contribution.key
        answer = found["answer"]  # also where it was redirected afterwards
        days = [found["followed_through"]] if found["followed_through"] else []
        days += [answer.on] if answer is not None and answer.outcome == "did" else []
        if found["end"] != key or not days:
            return None
        done = min(days)
        same = {other for other in self.found if self.found[other]["end"] == key}
        studies: list[Event] = []
        for event in self.events:
            acts = event.kind == "followed_through" or event is answer
            if event.contribution == key and event.on == done and acts:
                break
            if event.kind == "assessed" and event.contribution in same:
                studies.append(event)
        return done, studies

    def issue_studied(self, issue: str | None, by: date) -> bool:
        """Whether an agreement made by today, or the workplan, holds a study of that issue by a day."""
        process = self.process
        last = [process.agreement] if process.agreement else []
        for agreement in [*process.past_agreements, *last]:
            if agreement.on is None or agreement.on <= self.day:
                for each in agreement.feasibility:
                    if each.issue == issue and each.state != "not_studied" and (each.on is None or each.on <= by):
                        return True
        activities = () if process.workplan is None else process.workplan.activities
        return any(each.studies == issue and each.done is not None and each.done <= by for each in activities)

    # Answers on their way

    @cached_property
    def untold(self) -> list[tuple[Contribution, date | None]]:
        """Those that can be told and were not, whose stakeholder is known, and since when there is something to tell."""
        return [
            (each, self.found[each.key]["settled"])
            for each in self.raised
            if each.way_back and each.stakeholder and not self.found[each.key]["told"]
        ]

    def speakers(self, decision: Decision) -> dict[str, list[date | None]]:
        """Whoever of these spoke about a decision, by key."""
        found: dict[str, list[date | None]] = {}
        for each, settled in sorted(self.untold, key=lambda pair: str(pair[0].stakeholder)):
            if decision in self.decisions(each):
                found.setdefault(str(each.stakeholder), []).append(settled)
        return found

    def returned(self, who: str, decision: Decision, begins: date) -> date | None:
        """The first day on which an answer can be back: every chain of replies is tried, day by day."""
        ways = tuple(
            Way(number, reply.source, reply.target, reply.days or 0, 0) for number, reply in enumerate(self.map.replies)
        )
        ends = {each.forum for each in self.map.entry_points if each.stakeholder in {None, who}} | {who}
        days = [
            self._arrival(route, begins) for end in sorted(ends) for route in simple_routes(ways, decision.made_at, end)
        ]
        known = [day for day in days if day is not None]
        return min(known, default=None)

    def _arrival(self, route: tuple[Way, ...], begins: date) -> date | None:
        day, forums = begins.toordinal(), {forum.key: forum for forum in self.map.forums}
        last = max(day, self.day.toordinal()) + FAR
        for way in route:
            day += way.days
            if way.target in forums:
                day += forums[way.target].papers_due or 0
                meets = meeting_days(forums[way.target].meetings, last)
                day = day if meets is None else min((each for each in meets if each >= day), default=NEVER)
                if day == NEVER:
                    return None
        return date.fromordinal(day)


def unanswered(told: Told) -> Sayings:
    """FBK001: no answer, and the last day for one is past."""
    for each, _, due in told.late("answered"):
        yield told.says_late("FBK001", each, due)


def missing(answer: Event) -> list[str]:
    """What a complete answer would say: four parts, a no five, and what was only noted none."""
    if answer.outcome == "noted":
        return []
    parts = PARTS if answer.outcome == "could_not" else PARTS[:4]
    return [name for name in parts if not getattr(answer, name)]


def incomplete(told: Told) -> Sayings:
    """FBK002: parts are missing; of a no, those that FBK003 does not name."""
    for each in told.owed:
        answer = told.answer(each)
        if answer is not None:
            left = [name for name in missing(answer) if answer.outcome != "could_not" or name in PARTS[:3]]
            if left:
                yield told.says("FBK002", each, missing=tuple(clause(f"FBK002.{name}") for name in left))


def bare_refusal(told: Told) -> Sayings:
    """FBK003: no, and why or what instead is not said."""
    for each in told.owed:
        answer = told.answer(each)
        if answer is not None and answer.outcome == "could_not":
            left = [name for name in ("reason", "action") if not getattr(answer, name)]
            if left:
                yield told.says("FBK003", each, missing=tuple(clause(f"FBK002.{name}") for name in left))


def silent_drop(told: Told) -> Sayings:
    """FBK004: each is told apart; without a promise nobody knows by when."""
    for each, since, due in told.late("told"):
        refs = (Ref("contribution", each.key),)
        days = (told.day - due).days
        says = clause("FBK004.says", contributions=refs, since=since, due=due, days_late=days)
        yield saying(refs[0], says, clause("FBK004.fix", contributions=refs))
    if "told" not in told.promises:
        refs = tuple(
            sorted(Ref("contribution", each.key) for each, since, _ in told.waiting("told") if since < told.day)
        )
        if refs:
            says, fix = (clause(f"FBK004.{part}", contributions=refs) for part in ("says_unknown", "fix"))
            yield saying(told.about, says, fix, "unknown")


def unacknowledged(told: Told) -> Sayings:
    """FBK005: they have heard nothing, and should have."""
    for each, _, due in told.late("acknowledged"):
        yield told.says_late("FBK005", each, due)


def unheard(told: Told) -> Sayings:
    """FBK006: it was there on the day of a decision that is past, and was considered later, or the record shows nothing."""
    for each in told.raised:
        considered = told.found[each.key]["considered"]
        for decision in told.decisions(each):
            if decision.on is None or decision.on >= told.day or each.on > decision.on:
                continue
            if taken_back(decision, decision.on):
                continue
            facts = {"decision": decision_ref(decision), "when": when(decision)}
            if considered is None:
                yield told.says("FBK006", each, "says_unknown", **facts)
            elif considered > decision.on:
                days = (considered - decision.on).days
                yield told.says("FBK006", each, **facts, considered=considered, days=days)


def too_late(told: Told) -> Sayings:
    """FBK007: every decision that it is about was due before it came."""
    for each in told.raised:
        decisions = [
            decision
            for decision in told.decisions(each)
            if not taken_back(decision, min(decision.on or told.day, told.day))
        ]
        if decisions and all(decision.on is not None and decision.on < each.on for decision in decisions):
            last = max(decisions, key=lambda decision: (decision.on, decision.key))
            yield told.says(
                "FBK007",
                each,
                received=each.on,
                decisions=len(decisions),
                decision=decision_ref(last),
                decided=last.on,
                days=(each.on - last.on).days,
            )


def broken(told: Told, code: str, *, of_the_told: bool) -> Sayings:
    """What an answer promised is late, where those who raised this were told of it, or were not."""
    for each, _, due in told.late("followed_through"):
        if (told.found[each.key]["told"] is not None) is of_the_told:
            outcome = told.found[each.key]["answer"].outcome
            promise = clause(f"promised.{PROMISES[None if outcome is None else outcome.value]}")
            yield told.says_late(code, each, due, promise=promise)


def broken_word(told: Told) -> Sayings:
    """FBK008: they were told."""
    return broken(told, "FBK008", of_the_told=True)


def broken_answer(told: Told) -> Sayings:
    """FBK009: they were not."""
    return broken(told, "FBK009", of_the_told=False)


def unstudied(told: Told) -> Sayings:
    """FBK010: it was done, and nothing in the record studied it before."""
    for each in told.owed:
        acted = told.acted(each)
        if acted is not None and not acted[1] and not told.issue_studied(each.about or "", acted[0]):
            yield told.says("FBK010", each, done=acted[0])


def no_way_back(told: Told) -> Sayings:
    """FBK011: how many can be told nothing, of those that stand."""
    number = len([each for each in told.raised if not each.way_back])
    if number:
        says = clause("FBK011.says", nobody=number, received=len(told.raised))
        yield saying(told.about, says, clause("FBK011.fix"))


def unpromised(told: Told) -> Sayings:
    """FBK012: for each kind of waiting without a promise, how many wait."""
    for kind in ("acknowledged", "answered", "told", "followed_through"):
        number = sum(1 for _, _, named in told.waiting(kind) if named is None)
        if number and kind not in told.promises:
            says = clause("FBK012.says", what=(clause(f"FBK012.{kind}", waiting=number),))
            yield saying(told.about, says, clause("FBK012.fix"), "unknown")


def taken_back(decision: Decision, day: date) -> bool:
    """Whether it was withdrawn by a day."""
    return decision.withdrawn is not None and decision.withdrawn <= day


def no_return(told: Told) -> Sayings:
    """FBK013: the day is past, there are replies, and none of their chains ends where they are."""
    for decision in told.map.decisions if told.map.replies else ():
        if decision.on is None or decision.on >= told.day or taken_back(decision, decision.on):
            continue
        lost = [who for who in told.speakers(decision) if told.returned(who, decision, decision.on) is None]
        if lost:
            ref, stakeholders = decision_ref(decision), tuple(map(told.who, lost))
            says = clause("FBK013.says", decision=ref, when=when(decision), stakeholders=stakeholders)
            yield saying(ref, says, clause("FBK013.fix", stakeholders=stakeholders))


def late_return(told: Told) -> Sayings:
    """FBK014: the first promised day ahead before which the answer cannot be back."""
    if "told" not in told.promises:
        return
    for decision in told.map.decisions:
        if decision.on is None or taken_back(decision, min(decision.on, told.day)):
            continue
        for who, settled in told.speakers(decision).items():
            for begins in sorted(day or decision.on for day in settled):
                if taken_back(decision, begins):
                    continue
                due, returned = (
                    oracle.due(told.promises["told"], begins, told.calendar),
                    told.returned(who, decision, begins),
                )
                if due >= told.day and returned is not None and returned > due:
                    ref, days = decision_ref(decision), (returned - due).days
                    facts = {"decision": ref, "stakeholder": told.who(who)}
                    says = clause("FBK014.says", **facts, begins=begins, returned=returned, due=due, days=days)
                    yield saying(ref, says, clause("FBK014.fix", **facts))
                    break


def against_study(told: Told) -> Sayings:
    """FBK015: it was done, and the last study before that which says anything says no."""
    for each in told.owed:
        acted = told.acted(each)
        known = [study for study in acted[1] if study.feasible is not None] if acted else []
        if acted and known and not known[-1].feasible:
            yield told.says("FBK015", each, done=acted[0], assessed=known[-1].on)


NEED_A_MAP = ("FBK006", "FBK007", "FBK013", "FBK014")
CLAIMS: Mapping[str, Callable[[Told], Sayings]] = {
    "FBK001": unanswered,
    "FBK002": incomplete,
    "FBK003": bare_refusal,
    "FBK004": silent_drop,
    "FBK005": unacknowledged,
    "FBK006": unheard,
    "FBK007": too_late,
    "FBK008": broken_word,
    "FBK009": broken_answer,
    "FBK010": unstudied,
    "FBK011": no_way_back,
    "FBK012": unpromised,
    "FBK013": no_return,
    "FBK014": late_return,
    "FBK015": against_study,
}
