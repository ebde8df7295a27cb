"""Claims of findings, and of the next steps that clocks, plan, map and findings make."""

from collections.abc import Iterable

from involvement.checks import Finding
from involvement.cycles import NextStep
from tests.laws.claims import NEVER, PROMISED, Claims, Data, Key, Known, iso, keys

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
        yield from _of_routes(rule, facts, known)
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
            if rule == "PRI008":  # by the map of today; what the agreement saw is another day
                yield ("settled", "last day now", issue), facts["last_day"]


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


def _of_routes(rule: str, facts: Data, known: Known) -> Claims:
    for decision in keys(facts, "decision"):
        if rule in {"MAP001", "MAP007", "MAP023"}:
            yield ("reachable", "in reach", decision), False
        elif rule in {"MAP002", "MAP004"}:
            yield ("reachable", "in reach", decision), True
            until = "in time until" if rule == "MAP002" else "ahead until"
            yield ("reachable", until, decision, "decision"), facts["latest_start"]
        elif rule == "MAP003":
            yield ("reachable", "in reach", decision), True
            yield ("reachable", "in time until", decision, "decision"), NEVER
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
        elif rule == "FBK014" and facts["begins"] == str(known.decisions[decision].on):  # other outputs count from then
            for who in keys(facts, "stakeholder"):
                yield ("reachable", "answer returns", decision, who), True
        if rule in {"MAP002", "MAP003"}:
            yield (
                ("reachable", "stage day", decision, "decision"),
                (facts if rule == "MAP002" else facts["slow"]["facts"])["by"],
            )


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
                yield ("reachable", "ahead", decision, stage, who), facts["last"]
                if "standing" not in facts:
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
