"""Claims that outputs make as data: findings, next steps, influence, minutes, and what is given as JSON.

A claim is a key that opens with its subject, and a value: `("late", "promise", "c-1", "answered")` is True. Outputs that
say the same hold equal values under one key; two values under one key are a contradiction. Where an output lists all that
is late, what it does not list is claimed not to be late.

Who speaks about what:

- *late* (promises to people, activities, reviews): check, steps, page, letters, minutes, diary, JSON, command line;
- *settled* (what was agreed about an issue, and by when): check, steps, page, letters, JSON, command line;
- *reachable* (last days, routes, answers that come back): check, steps, influence, page, letters, minutes, diary, JSON,
  command line;
- *present* (who takes part, sits, needs what at a meeting, and quotas): check, steps, influence, page, letters, JSON,
  command line;
- *answered* (open, told, with which outcome): check, steps, influence, page, letters, minutes, the page "you said, we did",
  JSON, command line.

Minutes are the agendas of the meetings ahead. JSON is `to_dict` of the answers of a snapshot; the command line is what
`check --json`, `next --json` and `timetable --json` print.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import frozen

from involvement import Process, Standing
from involvement.checks import Finding
from involvement.cycles import CycleNeed, NextStep
from involvement.decisions import Opportunity
from involvement.people import Side
from involvement.plans import Agenda, Schedule
from involvement.power import ConditionFact, InfluenceRow

Key = tuple[str, ...]
Value = str | int | bool | None
Claims = Iterator[tuple[Key, Value]]
Data = Mapping[str, Any]

PROMISED = ("acknowledged", "answered", "told", "followed_through")
OUTCOMES = ("agreed", "deferred", "declined")
NEVER = "never"
_LATE_BY_RULE = {
    "FBK001": "answered",
    "FBK004": "told",
    "FBK005": "acknowledged",
    "FBK008": "followed_through",
    "FBK009": "followed_through",
}
_SETTLED_BY_RULE = {
    **dict.fromkeys(("PRI001", "PRI002", "PRI018", "PRI019", "PLN010"), "agreed"),
    **dict.fromkeys(("PRI004", "PRI005"), "declined"),
    **dict.fromkeys(("PRI006", "PRI007", "PRI008", "PLN014"), "deferred"),
    "PRI009": "not settled",
}


@frozen(slots=False)
class Known:
    """What the process itself lists, by key: what claims can be about. Nothing is worked out from it."""

    process: Process
    on: date

    @cached_property
    def contributions(self) -> dict[str, Any]:
        ledger = self.process.ledger
        return {} if ledger is None else {said.key: said for said in ledger.contributions}

    @cached_property
    def received(self) -> list[str]:
        return [key for key, said in self.contributions.items() if said.on <= self.on]

    @cached_property
    def owed(self) -> set[str]:
        """The contributions of others than the organisation's own side."""
        own = {each.key for each in self.process.stakeholders if each.side is Side.ORGANISATION}
        return {key for key, said in self.contributions.items() if said.stakeholder not in own}

    @cached_property
    def promised(self) -> set[Key]:
        """What may be promised, and late, of these."""
        return {("promise", key, kind) for key in self.owed for kind in PROMISED}

    @cached_property
    def activities(self) -> list[str]:
        plan = self.process.workplan
        return [] if plan is None else [activity.key for activity in plan.activities]

    @cached_property
    def decisions(self) -> dict[str, Any]:
        map_ = self.process.decision_map
        return {} if map_ is None else {decision.key: decision for decision in map_.decisions}

    @cached_property
    def service_users(self) -> set[str]:
        return {listed.key for listed in self.process.stakeholders if listed.side is Side.SERVICE_USERS}

    @cached_property
    def persons(self) -> set[str]:
        listed = {each.key for each in self.process.stakeholders if each.kind == "person"}
        people = () if self.process.representation is None else self.process.representation.people
        return listed | {person.key for person in people}

    def said_about(self, who: str, decision: str) -> Iterator[str]:
        """What they had said by the day about a decision, or about an issue that is its."""
        about = {decision, *(issue.key for issue in self.process.issues if decision in issue.decisions)}
        for key in self.received:
            if self.contributions[key].stakeholder == who and self.contributions[key].about in about:
                yield key


# Findings, and steps that come from rules


def of_findings(findings: Iterable[Data], known: Known) -> Claims:
    """What findings say, as their plain data; they list all that is late."""
    late: set[Key] = set()
    reviews = 0
    for finding in findings:
        for key, value in of_finding(finding["rule"], finding["status"] == "found", finding["facts"], known):
            if key[:2] in {("late", "promise"), ("late", "activity")}:
                late.add(key[1:])
            if key == ("late", "reviews"):
                reviews += 1
            yield key, value
    yield from _nothing_else(late, known)
    if not reviews:
        yield ("late", "reviews"), 0


def _nothing_else(late: set[Key], known: Known) -> Claims:
    """That nothing is late but what is listed, and how many promises are."""
    activities = {("activity", key) for key in known.activities}
    for what in sorted((known.promised | activities) - late):
        yield ("late", *what), False
    yield ("late", "promises"), len(late - activities)
    if known.activities:
        yield ("late", "any activity"), bool(late & activities)


def of_finding(rule: str, found: bool, facts: Data, known: Known) -> Claims:  # noqa: FBT001 - found, or not known
    """What one finding claims."""
    if found:
        yield from _of_lateness(rule, facts)
        yield from _of_settlement(rule, facts)
        yield from _of_answers(rule, facts)
        yield from _of_routes(rule, facts)
    yield from _of_presence(rule, facts, known, found=found)


def _of_lateness(rule: str, facts: Data) -> Claims:
    if rule in _LATE_BY_RULE:
        for contribution in keys(facts, "contribution", "contributions"):
            yield ("late", "promise", contribution, _LATE_BY_RULE[rule]), True
            yield ("late", "due", contribution, _LATE_BY_RULE[rule]), facts["due"]
            yield ("late", "days", contribution, _LATE_BY_RULE[rule]), facts["days_late"]
    elif rule == "PLN009":
        (activity,) = keys(facts, "activity")
        yield ("late", "activity", activity), True
        yield ("late", "activity due", activity), facts["due"]
    elif rule == "PLN004":
        yield ("late", "first review"), facts["due"]
        yield ("late", "reviews"), 1 + sum(more["facts"]["reviews"] for more in facts["more"])


def _of_settlement(rule: str, facts: Data) -> Claims:
    outcome = facts["outcome"] if rule in {"PRI010", "PRI015"} else _SETTLED_BY_RULE.get(rule)
    if outcome is not None:
        for issue in keys(facts, "issue"):
            yield ("settled", issue), outcome
            if rule in {"PRI007", "PRI008"}:
                yield ("settled", "by", issue), facts["by"]
            if rule == "PRI008":
                yield ("settled", "last day", issue), facts["last_day"]


def _of_answers(rule: str, facts: Data) -> Claims:
    for contribution in keys(facts, "contribution", "contributions"):
        if rule in {"FBK001", "FBK005"}:
            yield ("answered", "open", contribution), True
        elif rule in {"FBK002", "FBK003", "FBK004", "FBK008", "FBK009"}:
            yield ("answered", "open", contribution), False
        if rule == "FBK003":
            yield ("answered", "outcome", contribution), "could_not"
        if rule in {"FBK004", "FBK008", "FBK009"}:
            yield ("answered", "told", contribution), rule == "FBK008"


def _of_routes(rule: str, facts: Data) -> Claims:
    for decision in keys(facts, "decision"):
        if rule in {"MAP001", "MAP007", "MAP023"}:
            yield ("reachable", "in reach", decision), False
        elif rule in {"MAP002", "MAP004"}:
            yield ("reachable", "in reach", decision), True
            yield ("reachable", "heard until", decision, "decision"), facts["latest_start"]
        elif rule == "MAP003":
            yield ("reachable", "in reach", decision), True
            yield ("reachable", "heard until", decision, "decision"), NEVER
        elif rule == "MAP010":
            for who in keys(facts, "stakeholders"):
                yield ("reachable", "still", decision, "decision", who), False
        elif rule == "MAP009":
            yield ("reachable", "anyone still", decision, "decision"), True
            yield ("reachable", "anyone still", decision, "options"), False
        elif rule == "MAP020":
            yield ("reachable", "stage day", decision, "decision"), None
        elif rule == "FBK013":
            for who in keys(facts, "stakeholders"):
                yield ("reachable", "answer returns", decision, who), False
        elif rule == "FBK014":
            for who in keys(facts, "stakeholder"):
                yield ("reachable", "answer returns", decision, who), True
        if rule in {"MAP002", "MAP003"}:
            yield ("reachable", "stage day", decision, "decision"), facts["by"]


def _of_presence(rule: str, facts: Data, known: Known, *, found: bool) -> Claims:
    if rule == "VOI007":
        for who in keys(facts, "stakeholder"):
            yield ("present", "takes part", who), False
    elif rule == "SUP001":
        for need in facts["needs"]:
            yield (
                ("present", "need", *keys(facts, "stakeholder"), *keys(facts, "forum"), facts["meeting"], need),
                "unmet",
            )
    elif rule == "SUP002":
        for who in keys(facts, "stakeholders"):
            yield ("present", "asked", who, *keys(facts, "forum")), False
    elif rule in {"VOI002", "VOI003", "VOI005"} and found:
        (forum,) = keys(facts, "forum")
        yield ("present", "seats", forum), {"VOI002": 1, "VOI003": 0}.get(rule, facts.get("seats"))
    elif rule in {"VOI008", "VOI009"}:
        for quota in facts["quotas"]:
            for criterion, value in (fact["keys"] for fact in quota["facts"].values() if isinstance(fact, dict)):
                yield ("present", "quota", *keys(facts, "group"), criterion, value), "no" if found else "not known"


# Next steps


def of_steps(steps: Iterable[Data], known: Known) -> Claims:
    """What next steps say, as their plain data, if all were asked for; they list all that is late."""
    late: set[Key] = set()
    reviews = 0
    for step in steps:
        about = [ref["keys"][0] for ref in step["about"]]
        code, because = step["says"]["code"], step["because"]["code"]
        facts = step["because"]["facts"]
        kind = code.removeprefix("step.")
        if kind in PROMISED:
            was = because.startswith("step.was_due")
            for place, contribution in enumerate(about):
                yield ("late", "promise", contribution, kind), was
                if was:
                    late.add(("promise", contribution, kind))
                if not place:
                    yield ("late", "due", contribution, kind), step["by"]
                yield ("answered", "open", contribution), kind in {"acknowledged", "answered"}
                if kind == "told":
                    yield ("answered", "told", contribution), False
        elif kind == "begin":
            yield ("late", "to do", about[0]), True
        elif kind == "finish":
            was = because == "step.late"
            yield ("late", "to do", about[0]), True
            yield ("late", "activity", about[0]), was
            yield ("late", "activity due", about[0]), step["by"]
            if was:
                late.add(("activity", about[0]))
        elif because == "step.reviews_overdue":
            reviews += 1
            yield ("late", "reviews"), facts["reviews"]
        elif kind.startswith("bring_"):
            decision, stage = about[0], kind.removeprefix("bring_")
            yield ("reachable", "stage day", decision, stage), facts["by"]
            for who in keys(facts, "who"):
                yield ("reachable", "heard by", decision, stage, who), facts["last"]
                yield ("reachable", "status", decision, stage, who), "open"
        elif step["rule"] is not None:
            first = facts["first"] if because == "step.more" else step["because"]
            yield from _of_rule(step["rule"], first, known)
    yield from _nothing_else(late, known)
    if not reviews:
        yield ("late", "reviews"), 0


def _of_rule(rule: str, says: Data, known: Known) -> Claims:
    """What a step repeats of a finding; facts that its sentence leaves out are not claimed."""
    if says["code"].startswith(rule):
        try:
            yield from of_finding(rule, not says["code"].endswith("says_unknown"), says["facts"], known)
        except KeyError:  # the sentence tells less than the finding holds
            return


# Influence


def of_influence(rows: Iterable[InfluenceRow], known: Known) -> Claims:
    """What say people can have, or had: whether they can be heard, take part, and were answered."""
    for row in rows:
        who, decision, stage = row.stakeholder, row.decision, row.stage.value
        if who is None:
            continue
        yield ("reachable", "stage day", decision, stage), iso(row.by)
        facts = {fact.condition.value: fact for fact in row.facts.facts}
        heard, answered = facts["heard_in_time"], facts["answered_with_reasons"]
        late = heard.because is not None and heard.because.code == "feedback.too_late"
        if heard.showing == "not_shown" and not late:
            yield ("reachable", "possible", decision, stage, who), False
        elif heard.showing == "shown" and heard.by_map:
            yield ("reachable", "possible", decision, stage, who), True
        if row.says.as_data()["facts"]["say"]["code"] == "say.shown":
            yield ("present", "takes part", who), True
        yield from _of_answers_to(who, decision, answered, known)


def _of_answers_to(who: str, decision: str, answered: ConditionFact, known: Known) -> Claims:
    """How much they said about a decision that can be answered, and how much of that has no answer with a reason, or one that gives none."""
    if answered.because is None:
        return
    code, facts = (
        answered.because.code.removeprefix("feedback.").removeprefix("all_"),
        answered.because.as_data()["facts"],
    )
    yield ("answered", "said", who, decision), facts["all"]
    yield ("answered", "bare", who, decision), facts["some"] if code == "without_reason" else 0
    if code in {"unanswered", "not_answered_yet"}:
        yield ("answered", "without reasons", who, decision), facts["some"]
    elif code in {"answered", "answered_or_noted", "not_shown_told"}:
        yield ("answered", "without reasons", who, decision), 0
        for contribution in known.said_about(who, decision):
            if known.contributions[contribution].way_back:
                yield ("answered", "open", contribution), False


# The cycle


def of_cycle(needs: Iterable[CycleNeed]) -> Claims:
    """What the needs of each stage say of all things of a kind."""
    for need in needs:
        met = {"met": True, "unmet": False}.get(need.status.value)
        if met is None:
            continue
        if need.key == "work-done":
            yield ("late", "any activity"), not met
        elif need.key == "reviewed" and met:
            yield ("late", "reviews"), 0
        elif need.key == "decisions":
            yield ("reachable", "all ahead in reach"), met
        elif need.key == "told":
            yield ("answered", "all told"), met
        elif need.key == "adjustments":
            yield ("present", "all arranged"), met


# Minutes


def of_minutes(agendas: Iterable[Agenda]) -> Claims:
    """What meetings ahead have to deal with."""
    for item in (item for agenda in agendas for item in agenda.items):
        facts = item.says.as_data()["facts"]
        match item.kind.value:
            case "views":
                yield ("reachable", "stage day", item.about, str(item.stage)), facts["by"]
            case "answer":
                yield ("answered", "open", item.about), False
                yield ("answered", "told", item.about), False
                yield ("answered", "settled on", item.about), facts["day"]
            case "activity":
                yield ("late", "to do", item.about), True
                yield ("late", "activity due", item.about), facts["by"]
            case "review" if item.says.code in {"agenda.review", "agenda.review_late"}:
                yield ("late", "review", facts["day"]), "not held"


# What is given as JSON


def of_timetable(rows: Iterable[Data]) -> Claims:
    """Last days and status of each row; over all rows of a stage, until when anybody is heard."""
    heard: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        decision, stage, who = row["decision"], row["stage"], row["stakeholder"]
        days = [day for standing, day in row["last_days"] if Standing(standing) >= Standing.CONSULTED]
        heard.setdefault((decision, stage), []).extend(days)
        yield ("reachable", "stage day", decision, stage), row["by"]
        if who is not None:
            place = (decision, stage, who)
            yield ("reachable", "speak by", *place), row["latest_start"]
            yield ("reachable", "status", *place), row["status"]
            if row["by"] is not None:
                yield ("reachable", "heard by", *place), max(days, default=NEVER)
                yield ("reachable", "still", *place), max(days, default="") >= row["on"]
                yield ("reachable", "possible", *place), bool(days)
    for (decision, stage), days in heard.items():
        yield ("reachable", "heard until", decision, stage), max(days, default=NEVER)


def of_answers(overdue: Data, progress: Sequence[Data], known: Known) -> Claims:
    """What is overdue, and how far each contribution has come."""
    late: set[Key] = set()
    for row in overdue["rows"]:
        place = (row["contribution"], row["promise"])
        late.add(("promise", *place))
        yield ("late", "promise", *place), True
        yield ("late", "due", *place), row["due"]
        yield ("late", "days", *place), row["days_late"]
    for what in sorted(known.promised - late):
        yield ("late", *what), False
    yield ("late", "promises"), len(late)
    for far in progress:
        said = far["contribution"]
        if far["stakeholder"] is not None:
            yield ("present", "takes part", far["stakeholder"]), True
        yield ("answered", "state", said), far["state"]
        yield ("answered", "open", said), far["end_state"] == "open" and far["state"] != "withdrawn"
        yield ("answered", "told", said), far["told"] is not None
        yield ("answered", "told on", said), far["told"]
        yield ("answered", "settled on", said), far["settled"]
        yield ("answered", "outcome", said), None if far["answer"] is None else far["answer"].get("outcome")
    owed = [far for far in progress if far["contribution"] in known.owed]
    for state in ("answered", "open", "merged", "redirected", "withdrawn"):
        yield ("answered", "number", state), sum(far["state"] == state for far in owed)
    settled = [far for far in owed if far["settled"] is not None and far["way_back"]]
    if settled:
        yield ("answered", "all told"), all(far["told"] is not None for far in settled)
    for said in sorted({far["end"] for far in progress}):
        yield ("answered", "voices", said), sum(far["end"] == said for far in owed)
        untold = [far for far in settled if far["end"] == said and far["told"] is None]
        yield ("answered", "untold", said), len(untold)


def of_answers_by_decision(progress: Iterable[Data], known: Known) -> Claims:
    """How much each of those whose views count said about each decision that can be answered, and has no answer with a reason."""
    told = {far["contribution"]: far for far in progress if far["end_state"] in {"open", "answered"}}
    for who in sorted(known.service_users):
        for decision in known.decisions:
            said = [key for key in known.said_about(who, decision) if key in told and known.contributions[key].way_back]
            yield ("answered", "said", who, decision), len(said)
            answers = [told[key]["answer"] for key in said]
            yield ("answered", "without reasons", who, decision), sum(not _reasoned(answer) for answer in answers)
            bare = sum(answer is not None and not _reasoned(answer) for answer in answers)
            yield ("answered", "bare", who, decision), bare


def _reasoned(answer: Data | None) -> bool:
    return answer is not None and bool(answer.get("reason") or answer.get("outcome") == "noted")


def of_agreement(agreement: Data | None) -> Claims:
    """What was settled about each issue, and by when it comes back."""
    settled = {} if agreement is None else {each["issue"]: each for each in agreement.get("settlements", ())}
    for issue, each in settled.items():
        yield ("settled", issue), each["outcome"]
        yield ("settled", "by", issue), each.get("by")
        yield ("settled", "who", issue), each.get("who")
        if "last_day" in each:
            yield ("settled", "last day", issue), each["last_day"]
    for outcome in OUTCOMES if settled else ():
        yield ("settled", "number", outcome), sum(each["outcome"] == outcome for each in settled.values())
    for position in () if agreement is None else agreement.get("positions", ()):
        for place in position["issues"]:
            for issue in [place] if isinstance(place, str) else place:
                if issue not in settled:
                    yield ("settled", issue), "not settled"


def of_schedule(schedule: Schedule | None, on: date) -> Claims:
    """When each activity that is not done must be finished."""
    for row in () if schedule is None else schedule.rows:
        yield ("late", "to do", row.activity), row.done is None
        if row.done is None:
            yield ("late", "activity due", row.activity), iso(row.latest_end)
        yield ("late", "activity", row.activity), row.done is None and (row.latest_end or on) < on


def of_map(map_: Data, known: Known) -> Claims:
    """Who has a seat, and where those whose views count have some."""
    for forum in map_.get("forums", ()):
        holders = [seat["stakeholder"] for seat in forum.get("seats", ())]
        yield ("present", "seats", forum["key"]), sum(who in known.service_users for who in holders)
        for who in holders:
            yield ("present", "takes part", who), True


def of_arrangements(arrangements: Iterable[Data], on: str) -> Claims:
    """What people need at the meetings ahead, and whether it is arranged."""
    for row in arrangements:
        if row["meeting"] >= on and row["need"] is not None:
            place = (row["stakeholder"], row["forum"], row["meeting"], row["need"])
            yield ("present", "need", *place), row["state"]
            if row["state"] == "unmet":
                yield ("present", "all arranged"), False
        elif row["meeting"] >= on and row["state"] == "not_asked":
            yield ("present", "asked", row["stakeholder"], row["forum"]), False


# As plain data, without the words


def finding_data(finding: Finding) -> Data:
    return {"rule": finding.rule, "status": finding.status.value, "facts": finding.facts.as_data()}


def step_data(step: NextStep) -> Data:
    return {
        "says": step.says.as_data(),
        "because": step.because.as_data(),
        "by": iso(step.by),
        "about": [ref.as_data() for ref in step.about],
        "rule": step.rule,
    }


def opportunity_data(row: Opportunity) -> Data:
    return {
        "decision": row.decision,
        "stage": row.stage.value,
        "by": iso(row.by),
        "stakeholder": row.stakeholder,
        "status": row.status.value,
        "latest_start": iso(row.latest_start),
        "last_days": [(standing, day.isoformat()) for standing, day in row.last_days],
        "on": row.on.isoformat(),
    }


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def keys(facts: Data, *names: str) -> list[str]:
    """The keys of the things that a fact refers to, under whichever of these names it stands."""
    named = [facts.get(name) for name in names]
    refs = [ref for fact in named for ref in (fact if isinstance(fact, list) else [fact])]
    return [ref["keys"][0] for ref in refs if isinstance(ref, dict) and "keys" in ref]
