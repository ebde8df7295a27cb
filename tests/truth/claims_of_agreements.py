"""What was agreed, and what follows from it: what PRI001 to PRI021 ought to say."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from involvement import Decision, DecisionMap, InvolvementError, Priorities, Process, rank
from involvement.priorities import Agreement, Settlement
from involvement.references import Ref
from tests.oracles.negotiation import fates
from tests.truth.sayings import Saying, Sayings, clause, decision_ref, saying
from tests.truth.worlds import CONSULTED, RANKS, SERVICE_USERS, World
from tests.truth.worlds import rank as rank_of

ORGANISATION = ("provider", "commissioner", "manager", "board")
BARRED = ("ruled_out", "not_studied", "effort_not_known")
BOTH_SIDES = ("service_users", "organisation")
RULES = ("jla", "borda", "copeland", "schulze", "kemeny")


class Agreed:
    """A process on a day, and the last agreement made by then as it was known."""

    def __init__(self, process: Process, on: date) -> None:
        self.process, self.day = process, on
        map_ = process.decision_map or DecisionMap()
        self.world = World(Process(process.key, stakeholders=process.stakeholders, decision_map=map_), on)
        self.about = Ref("process", process.key)

    def is_known(self, day: date | None) -> bool:
        return day is None or day <= self.day

    @cached_property
    def agreements(self) -> list[Agreement]:
        recorded = [*self.process.past_agreements, self.process.agreement]
        return [each for each in recorded if each is not None and self.is_known(each.on)]

    @property
    def agreement(self) -> Agreement:
        return self.agreements[-1] if self.agreements else Agreement()

    def settled(self, outcome: str) -> list[Settlement]:
        return [each for each in self.agreement.settlements if each.outcome == outcome]

    @cached_property
    def agreed(self) -> list[str]:
        return [each.issue for each in self.settled("agreed")]

    @cached_property
    def states(self) -> dict[str, str]:
        """What the agreement's studies known by the day say."""
        return {each.issue: each.state.value for each in self.agreement.feasibility if self.is_known(each.on)}

    @cached_property
    def effort(self) -> dict[str, Fraction]:
        return {each.issue: each.days for each in self.agreement.effort}

    @cached_property
    def activities(self) -> list[Any]:
        return list(self.process.workplan.activities) if self.process.workplan else []

    def is_done(self, activity: Any) -> bool:
        return activity.done is not None and activity.done <= self.day

    @cached_property
    def studied_somewhere(self) -> set[str]:
        """Issues with a study, in any agreement, the plan or the ledger."""
        found = {
            each.issue
            for agreement in self.agreements
            for each in agreement.feasibility
            if each.state != "not_studied" and self.is_known(each.on)
        }
        found |= {each.studies for each in self.activities if self.is_done(each)}
        if self.process.ledger:
            about = {each.key: each.about for each in self.process.ledger.contributions}
            events = [each for each in self.process.ledger.events if each.kind == "assessed" and each.on <= self.day]
            found |= {about[each.contribution] for each in events}
        return found

    def side(self, position: Priorities) -> str | None:
        """Which side it speaks for: as it says, else as the role says."""
        if position.side is not None:
            return position.side.value
        return self.side_of_role(position.stakeholder)

    def side_of_role(self, key: str) -> str | None:
        role = next((each.role for each in self.process.stakeholders if each.key == key), None)
        if role is None:
            return None
        return "service_users" if role in SERVICE_USERS else "organisation" if role in ORGANISATION else "other"

    def walked(self, changed: Agreement | None = None) -> dict[str, tuple[str, str]] | None:
        """Outcome and ground of each issue if nobody overrides; None where there is no ranking."""
        agreement = changed or self.agreement
        try:
            ranked = rank(agreement.positions, rule=agreement.rule, balance=agreement.balance).places
        except InvolvementError:
            if agreement.positions:
                return None
            ranked = ()
        unranked = set(agreement.unranked)
        closed = {
            each.issue: "out_of_reach" if each.reached is False else "too_late"
            for each in agreement.chances
            if each.open is False
        }
        places = [*map(set, ranked), *([unranked] if unranked else [])]
        found = fates(places, self.states, self.effort, agreement.capacity, closed, unranked)
        return {each.issue: (each.outcome, each.ground) for each in found}

    @cached_property
    def plainly(self) -> dict[str, tuple[str, str]]:
        return self.walked() or {}

    @cached_property
    def follows(self) -> bool:
        """Whether what was agreed is what ranking and overrides give."""
        walked = self.walked()
        if walked is None:
            return False
        now = {issue: outcome for issue, (outcome, _) in walked.items()}
        for each in self.agreement.overrides:
            if each.issue not in now or (each.outcome == "agreed" and walked[each.issue][1] in BARRED):
                return False
            now[each.issue] = each.outcome.value
        agreed = {issue for issue, outcome in now.items() if outcome == "agreed"}
        capacity = self.agreement.capacity
        fits = capacity is None or sum(self.effort.get(issue, 0) for issue in agreed) <= capacity
        return fits and agreed == set(self.agreed)

    def who(self, key: str) -> Ref:
        return self.world.ref(key)

    def parties(self, keys: Iterable[str]) -> tuple[Ref, ...]:
        return tuple(self.who(key) for key in sorted(keys))


def issue_ref(key: str) -> Ref:
    return Ref("issue", key)


def issue_refs(keys: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(map(issue_ref, sorted(keys)))


def about_issue(code: str, issue: str, *, fix: Saying | None = None, status: str = "found", **facts: object) -> Saying:
    """What is said of an issue; the remedy names it unless it is given."""
    part = "says" if status == "found" or code == "PRI019" else "says_unknown"
    says = clause(f"{code}.{part}", issue=issue_ref(issue), **facts)
    return saying(issue_ref(issue), says, fix or clause(f"{code}.fix", issue=issue_ref(issue)), status)


def unstudied(case: Agreed) -> Sayings:
    """PRI001: agreed, and no room of the process knows of a study."""
    for issue in case.agreed:
        if issue not in case.studied_somewhere:
            yield about_issue("PRI001", issue, status="found" if issue in case.states else "unknown")


def ruled_out(case: Agreed) -> Sayings:
    """PRI002: agreed, and the agreement's own study says no."""
    for issue in case.agreed:
        if case.states.get(issue) == "ruled_out":
            yield about_issue("PRI002", issue)


def beyond_capacity(case: Agreed) -> Sayings:
    """PRI003: the known days of what was agreed are more than there are, or may be."""
    capacity = case.agreement.capacity
    unknown = [issue for issue in case.agreed if issue not in case.effort]
    needed = sum((case.effort[issue] for issue in case.agreed if issue in case.effort), Fraction(0))
    if capacity is not None and needed > capacity:
        effort = clause("PRI003.at_least" if unknown else "PRI003.exactly", needed=needed)
        says = clause("PRI003.says", effort=effort, capacity=capacity, short=needed - capacity)
        yield saying(case.about, says, clause("PRI003.fix", remedy=clause("PRI003.more")))
    elif capacity is not None and unknown:
        says = clause("PRI003.says_unknown", capacity=capacity, issues=issue_refs(unknown))
        yield saying(case.about, says, clause("PRI003.fix", remedy=clause("PRI003.record")), "unknown")


def no_reason(case: Agreed) -> Sayings:
    """PRI004: declined, without words of the settlement, a study or an override why."""
    overridden = {each.issue for each in case.agreement.overrides if each.outcome == "declined"}
    for each in case.settled("declined"):
        written = each.reason is not None and each.reason.strip() != ""
        if not written and case.states.get(each.issue) != "ruled_out" and each.issue not in overridden:
            yield about_issue("PRI004", each.issue)


def nothing_instead(case: Agreed) -> Sayings:
    """PRI005: declined, and neither settlement nor study offers anything."""
    offers = {
        each.issue
        for each in (*case.agreement.settlements, *case.agreement.feasibility)
        if (each.instead or "").strip() and (isinstance(each, Settlement) or case.is_known(each.on))
    }
    for each in case.settled("declined"):
        if each.issue not in offers:
            yield about_issue("PRI005", each.issue)


def to_nobody(case: Agreed) -> Sayings:
    """PRI006: deferred, and neither agreement nor plan has an owner, or a day."""
    for each in case.settled("deferred"):
        own = [task for task in case.activities if each.issue in (task.studies, task.implements)]
        has_owner = each.who is not None or any(task.owner is not None for task in own)
        has_day = each.by is not None or any(task.due is not None or case.is_done(task) for task in own)
        missing = [name for name, there in (("nobody", has_owner), ("no_day", has_day)) if not there]
        needed = [name for name, there in (("who", has_owner), ("when", has_day)) if not there]
        if missing:
            clauses = [tuple(clause(f"PRI006.{name}") for name in names) for names in (missing, needed)]
            fix = clause("PRI006.fix", issue=issue_ref(each.issue), needed=clauses[1])
            yield about_issue("PRI006", each.issue, fix=fix, missing=clauses[0])


def overdue(case: Agreed) -> Sayings:
    """PRI007: deferred to a day that is past."""
    for each in case.settled("deferred"):
        if each.by is not None and (late := case.day.toordinal() - each.by.toordinal()) > 0:
            yield about_issue("PRI007", each.issue, by=each.by, days_late=late)


def decisions_on(case: Agreed, issue: str) -> list[Decision]:
    keys = [key for each in case.process.issues if each.key == issue for key in each.decisions]
    return sorted((each for each in case.world.map.decisions if each.key in keys), key=lambda each: each.key)


def past_the_last_day(case: Agreed) -> Sayings:
    """PRI008: deferred to a day to come, by when nobody can be heard any more who could be at the agreement."""
    for each in case.settled("deferred"):
        chances = list(last_chances(case, each))
        if each.by is None or each.by < case.day or not chances or None in chances:
            continue
        last, *_, what = min(chances, key=lambda chance: (-chance[0].toordinal(), *chance[1:3]))
        if last >= each.by or (case.agreement.on is not None and last < case.agreement.on):
            continue
        named = {"issue": issue_ref(each.issue)}
        remedy = (
            clause("PRI008.too_late", **named) if last < case.day else clause("PRI008.sooner", last_day=last, **named)
        )
        days = each.by.toordinal() - last.toordinal()
        fix = clause("PRI008.fix", remedy=remedy)
        yield about_issue("PRI008", each.issue, fix=fix, by=each.by, last_day=last, days=days, chance=what)


def last_chances(case: Agreed, settlement: Settlement) -> Iterator[tuple[date, str, int, Saying] | None]:
    """For each decision and group the last day on which a view shapes it; None for one that stays open without a day."""
    world, decisions = case.world, decisions_on(case, settlement.issue)
    if not decisions and settlement.last_day is not None:
        yield settlement.last_day, "", 0, clause("PRI008.as_agreed")
    for decision in decisions:
        if decision.withdrawn and decision.withdrawn <= case.day:
            continue
        options = [stage for stage in decision.stages if stage.name == "options" and stage.by is not None]
        place, by = (options[0].at, options[0].by) if options else (decision.made_at, decision.on)
        if by is None:
            if world.heard_today(world.routes, decision, CONSULTED):
                yield None
            continue
        needs = max(rank_of((options[0].calls_for if options else None) or decision.calls_for), CONSULTED)
        for group in world.groups:
            days = [(floor, world.routes.last_day(place, by.toordinal(), group, floor)) for floor in range(7, 1, -1)]
            days = [
                (floor, day)
                for number, (floor, day) in enumerate(days)
                if day and day not in dict(days[:number]).values()
            ]
            enough = [(floor, day) for floor, day in days if floor >= needs][-1:]
            ways = [*enough, *((floor, day) for floor, day in days if floor < needs)]
            standing, last = next((way for way in ways if way[1] >= world.on), ways[0] if ways else (0, 0))
            if last:
                stage, facts = "options" if options else "decision", {"decision": decision_ref(decision)}
                if standing >= needs > CONSULTED:
                    stage, facts = f"{stage}_called_for", {**facts, "needs": RANKS[needs]}
                yield date.fromordinal(last), decision.key, -standing, clause(f"PRI008.{stage}", **facts)


def unsettled(case: Agreed) -> Sayings:
    """PRI009: on somebody's list, and not settled."""
    settled = [each.issue for each in case.agreement.settlements]
    for issue in {issue for each in case.agreement.positions for issue in each.ranked()}.difference(settled):
        parties = [each.stakeholder for each in case.agreement.positions if issue in each.ranked()]
        yield about_issue("PRI009", issue, parties=case.parties(parties))


def possible(case: Agreed) -> Sayings:
    """PRI010: not agreed, not overridden, and the walk of the ranking agrees it."""
    by = clause("PRI010.ranked" if case.agreement.capacity is None else "PRI010.fits")
    overridden = [each.issue for each in case.agreement.overrides]
    for outcome in ("deferred", "declined"):
        for each in case.settled(outcome):
            if each.issue not in overridden and case.plainly.get(each.issue, ("",))[0] == "agreed":
                yield about_issue("PRI010", each.issue, outcome=outcome, instead=by)


def side_missing(case: Agreed) -> Sayings:
    """PRI011: something is settled, and nobody who ranks anything is on a side."""
    sides = [case.side(each) for each in case.agreement.positions if each.ranked()]
    for side in BOTH_SIDES:
        if not case.agreement.settlements or side in sides:
            continue
        certain = case.agreement.positions and None not in sides
        named = {"side": clause(f"side.{side}")}
        says = clause("PRI011.says" if certain else "PRI011.says_unknown", **named)
        yield saying(case.about, says, clause("PRI011.fix", **named), "found" if certain else "unknown")


def never_wins(case: Agreed) -> Sayings:
    """PRI012: of the agreements in which a side ranked, none agreed what it put first, and some what the other did."""
    for side, other in (BOTH_SIDES, BOTH_SIDES[::-1]):
        counts = {"asked": 0, "won": 0, "others_asked": 0, "others_agreed": 0}
        shared = 0
        for agreement in case.agreements:
            first = {
                name: {
                    issue
                    for each in agreement.positions
                    if case.side(each) == name
                    for issue in each.ranked()
                    if each.place_of(issue) == 1
                }
                for name in BOTH_SIDES
            }
            agreed = {each.issue for each in agreement.settlements if each.outcome == "agreed"}
            if first[side]:
                shared += 1
                counts["asked"] += len(first[side])
                counts["won"] += len(first[side] & agreed)
                counts["others_asked"] += len(first[other])
                counts["others_agreed"] += len(first[other] & agreed)
        if shared >= 2 and counts.pop("won") == 0 and counts["others_agreed"]:
            named = {"side": clause(f"side.{side}")}
            says = clause("PRI012.says", agreements=shared, other=clause(f"side.{other}"), **named, **counts)
            yield saying(case.about, says, clause("PRI012.fix", **named))


def changed_list(case: Agreed, changed: Agreement) -> tuple[tuple[Ref, ...], tuple[Ref, ...]] | None:
    """The issues that would be agreed otherwise, and those that would not be; None if it is the same list."""
    then = case.walked(changed) if case.follows else None
    if then is None:
        return None
    was, would = (
        {issue for issue, (outcome, _) in walked.items() if outcome == "agreed"} for walked in (case.plainly, then)
    )
    return (issue_refs(would - was), issue_refs(was - would)) if was != would else None


def aside(case: Agreed) -> tuple[Saying, ...]:
    return (clause("changed.aside"),) if case.agreement.overrides else ()


def rule_decides(case: Agreed) -> Sayings:
    """PRI013: by another rule other issues are agreed; rules with the same list are said together."""
    if len(case.agreement.settlements) > 100:
        yield saying(case.about, clause("PRI013.says_unknown", most=100), clause("PRI013.fix"), "unknown")
        return
    lists: dict[tuple[tuple[Ref, ...], tuple[Ref, ...]], list[str]] = {}
    for rule in RULES:
        found = changed_list(case, attrs.evolve(case.agreement, rule=rule))
        if found is not None:
            lists.setdefault(found, []).append(rule)
    for (added, left_out), rules in lists.items():
        says = clause(
            "PRI013.says",
            own=clause(f"ranking_rule.{case.agreement.rule.value}"),
            rules=tuple(clause(f"ranking_rule.{rule}") for rule in rules),
            added=added,
            left_out=left_out,
            aside=aside(case),
        )
        yield saying(case.about, says, clause("PRI013.fix"))


def weight_decides(case: Agreed) -> Sayings:
    """PRI014: with eleven tenths or nine tenths of one party's weight other issues are agreed."""
    positions = case.agreement.positions if len(case.agreement.settlements) <= 100 else ()
    for own in positions:
        for shift, tenths in (("more", 11), ("less", 9)):
            others = [each for each in positions if each.stakeholder != own.stakeholder]
            shifted = attrs.evolve(own, weight=own.weight * Fraction(tenths, 10))
            found = changed_list(case, attrs.evolve(case.agreement, positions=[*others, shifted]))
            if found is not None:
                party = case.who(own.stakeholder)
                facts = {"party": party, "shift": clause(f"PRI014.{shift}"), "aside": aside(case)}
                fix = clause("PRI014.fix", issues=tuple(sorted((*found[0], *found[1]))))
                yield saying(party, clause("PRI014.says", added=found[0], left_out=found[1], **facts), fix)


def overridden(case: Agreed) -> Sayings:
    """PRI015: an override that changed something, or that the settlement does not follow."""
    settled = {each.issue: each.outcome.value for each in case.agreement.settlements}
    for each in case.agreement.overrides:
        if not case.is_known(each.on):
            continue
        facts = {"by": case.who(each.by), "outcome": each.outcome.value}
        plainly = case.plainly.get(each.issue, (None,))[0]
        if settled.get(each.issue) != each.outcome.value:
            fix = clause("PRI015.fix_unknown")
            now = settled.get(each.issue)
            yield about_issue("PRI015", each.issue, fix=fix, status="unknown", settled=now, **facts)
        elif plainly != each.outcome.value:
            otherwise = (clause("PRI015.otherwise", outcome=plainly),) if plainly else ()
            fix = clause("PRI015.fix", by=case.who(each.by))
            yield about_issue("PRI015", each.issue, fix=fix, otherwise=otherwise, **facts)


def dissents(case: Agreed) -> list[Any]:
    return [each for each in case.agreement.dissent if case.is_known(each.on)]


def never_asked(case: Agreed) -> Sayings:
    """PRI016: who ranked something and neither accepted nor dissented."""
    spoken = [*case.agreement.accepted_by, *(each.by for each in dissents(case))]
    silent = [each.stakeholder for each in case.agreement.positions if each.ranked() and each.stakeholder not in spoken]
    if silent:
        part, status = ("says", "found") if spoken else ("says_unknown", "unknown")
        yield saying(case.about, clause(f"PRI016.{part}", parties=case.parties(silent)), clause("PRI016.fix"), status)


def dissented(case: Agreed) -> Sayings:
    """PRI017: who dissented by the day, from what."""
    for key in {each.by for each in dissents(case)}:
        about = [each.issue for each in dissents(case) if each.by == key]
        issues = {"issues": issue_refs({issue for issue in about if issue is not None})}
        whole = clause("PRI017.both", **issues) if issues["issues"] else clause("PRI017.whole")
        by = case.who(key)
        what = whole if None in about else clause("PRI017.issues", **issues)
        yield saying(by, clause("PRI017.says", by=by, what=what), clause("PRI017.fix", by=by))


def out_of_reach(case: Agreed) -> Sayings:
    """PRI018: a view of today shapes no decision about what was agreed, and none may have followed the agreement."""
    for issue in case.agreed if case.process.decision_map and case.process.issues else ():
        decisions = decisions_on(case, issue)
        why = [closed(case, decision) for decision in decisions]
        if not decisions or not all(why):
            continue
        named = {"issue": issue_ref(issue)}
        some_ahead = any(decision in case.world.to_be_made for decision in decisions)
        remedy = clause("PRI018.move" if some_ahead else "PRI018.another", **named)
        yield about_issue("PRI018", issue, fix=clause("PRI018.fix", remedy=remedy), why=tuple(why))


def closed(case: Agreed, decision: Decision) -> Saying | None:
    world, named = case.world, {"decision": decision_ref(decision)}
    if decision.withdrawn and decision.withdrawn <= case.day:
        return clause("PRI018.withdrawn", day=decision.withdrawn, **named)
    if world.is_over(decision):
        before = case.agreement.on is not None and case.agreement.on > decision.on
        return clause("PRI018.over", day=decision.on, **named) if before else None
    options = [stage.by for stage in decision.stages if stage.name == "options" and stage.by is not None]
    if options and options[0] < case.day:
        return clause("PRI018.options", day=options[0], **named)
    if world.heard_today(world.routes, decision, CONSULTED):
        return None
    by = decision.on
    last = None if by is None else world.routes.last_day(decision.made_at, by.toordinal(), world.who)
    return (
        clause("PRI018.never", **named) if last is None else clause("PRI018.late", day=date.fromordinal(last), **named)
    )


def no_decision(case: Agreed) -> Sayings:
    """PRI019: agreed, and neither the issue nor what acts on it names a decision."""
    for issue in case.agreed if case.process.decision_map is not None else ():
        listed = [each for each in case.process.issues if each.key == issue]
        fed = [task for task in case.activities if task.implements == issue and task.decision is not None]
        if listed and not listed[0].decisions and not fed:
            yield about_issue("PRI019", issue, status="unknown")


def ranked_anew(case: Agreed) -> Sayings:
    """PRI020: places that are not those of the agreement, or a ranking that it does not have."""
    then = {each.stakeholder: each for each in case.agreement.positions}
    for now in case.process.positions if case.agreements else ():
        party = case.who(now.stakeholder)
        fix = clause("PRI020.fix", party=party)
        if now.stakeholder not in then:
            if now.ranked():
                yield saying(party, clause("PRI020.says_unknown", party=party), fix, "unknown")
            continue
        lists = [dict(places(each)) for each in (now, then[now.stakeholder])]
        moved = {issue for issue in {*lists[0], *lists[1]} if lists[0].get(issue) != lists[1].get(issue)}
        if moved:
            yield saying(party, clause("PRI020.says", party=party, issues=issue_refs(moved)), fix)


def places(position: Priorities) -> Iterator[tuple[str, int]]:
    """Each issue with the number of those before its tie."""
    before = 0
    for place in position.issues:
        tied = (place,) if isinstance(place, str) else place
        yield from ((issue, before) for issue in tied)
        before += len(tied)


def another_side(case: Agreed) -> Sayings:
    """PRI021: a side of a ranking that is not the side of the role."""
    if not case.process.stakeholders:
        return
    ranked: dict[tuple[str, str], list[Saying]] = {}
    for name, positions in (("agreement", case.agreement.positions), ("now", case.process.positions)):
        for each in positions:
            if each.side is not None:
                ranked.setdefault((each.stakeholder, each.side.value), []).append(clause(f"PRI021.{name}"))
    for (key, side), where in ranked.items():
        role = case.side_of_role(key)
        if role not in {None, side}:
            party = case.who(key)
            sides = {"ranks_for": clause(f"side.{side}"), "role_of": clause(f"side.{role}")}
            says = clause("PRI021.says", party=party, where=tuple(where), **sides)
            yield saying(party, says, clause("PRI021.fix", party=party))


CLAIMS = {
    "PRI001": unstudied,
    "PRI002": ruled_out,
    "PRI003": beyond_capacity,
    "PRI004": no_reason,
    "PRI005": nothing_instead,
    "PRI006": to_nobody,
    "PRI007": overdue,
    "PRI008": past_the_last_day,
    "PRI009": unsettled,
    "PRI010": possible,
    "PRI011": side_missing,
    "PRI012": never_wins,
    "PRI013": rule_decides,
    "PRI014": weight_decides,
    "PRI015": overridden,
    "PRI016": never_asked,
    "PRI017": dissented,
    "PRI018": out_of_reach,
    "PRI019": no_decision,
    "PRI020": ranked_anew,
    "PRI021": another_side,
}
