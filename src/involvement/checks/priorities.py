"""Rules about rankings: whether all sides had their say, and whether the result depends on the rule."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from attrs import evolve

from involvement.checks.agreement_facts import (
    SIDES,
    agreement_of,
    issue_refs,
    outcomes,
    outcomes_without_overrides,
)
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.people import Side
from involvement.priorities import Agreement, Outcome
from involvement.rankings import RankingRule
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_MOST_ISSUES = 100  # with which other rules and weights are tried
_LITTLE = Fraction(1, 10)
_PARTY = {"party": ("Priorities.stakeholder", "Stakeholder.title")}
_CHANGED = {"added": "Issue.title", "left_out": "Issue.title"}
_MORE = Statement("PRI014.more", template="more")
_LESS = Statement("PRI014.less", template="less")
_ASIDE = Statement("changed.aside", template="Overrides are left out of this comparison.")
_RULE_NAMES = {
    ranking_rule: Statement(f"ranking_rule.{ranking_rule.value}", template=ranking_rule.words)
    for ranking_rule in RankingRule
}
_IN_AGREEMENT = Statement("PRI021.agreement", template="the agreement")
_NOW = Statement("PRI021.now", template="today's rankings")


@rule(
    "PRI011",
    severity="warning",
    needs=("agreement",),
    says="The agreement contains no ranking by {side:clause}.",
    says_unknown="The record does not show whether the agreement contains a ranking by {side:clause}.",
    fix="Ask {side:clause} what matters most, and record it. If it changes the result, make a new agreement.",
    sources={},
)
def side_missing_from_the_ranking(snapshot: Snapshot) -> Iterator[Observation]:
    """The agreement was made without a ranking by the service users' side, or by the organisation's.

    *Why it matters.* What one side settles is no agreement. Without service users it is a plan of the organisation;
    without the organisation it is a wish list.

    *What would fix it.* A ranking by at least one party of that side. Where the agreement holds no rankings, or the side
    of some party is not recorded, the status is `unknown`.

    *Source.* James Lind Alliance, Guidebook: partners of both sides rank, and rank equally.
    """
    agreement = agreement_of(snapshot)
    if not agreement.settlements:
        return
    sides = {snapshot.voices.side_of(position) for position in agreement.positions if position.ranked()}
    for side in (Side.SERVICE_USERS, Side.ORGANISATION):
        if side not in sides:
            say = unknown if None in sides or not agreement.positions else found
            yield say(about=snapshot.process.ref, side=SIDES[side])


@rule(
    "PRI012",
    severity="warning",
    needs=("past_agreements",),
    says="In {agreements:agreement}, {side:clause} had {asked:first choice} and none was agreed. Of the {others_asked} by "
    "{other:clause}, {others_agreed} {others_agreed#was|were}.",
    fix="Agree a first choice of {side:clause} next time, or say why it cannot be done.",
    sources={
        "agreements": "Agreement.positions",
        "asked": "Priorities.issues",
        "others_asked": "Priorities.issues",
        "others_agreed": ("Priorities.issues", "Settlement.outcome"),
    },
)
def one_side_never_wins(snapshot: Snapshot) -> Iterator[Observation]:
    """Over several agreements, no first choice of one side was agreed, and some of the other side's were.

    *Why it matters.* Each agreement by itself has its reasons. Only over several does it show that the same side always
    gives way, and that is how involvement becomes a show.

    *What would fix it.* A first choice of theirs that is acted on, soon and visibly. Only agreements in which the side
    ranked something count, for both sides, and there must be two or more. An issue that some party of a side puts first,
    or among equals in first place, is one first choice of that side.

    *Source.* Arnstein (1969), doi 10.1080/01944366908977225, on placation: they advise, and others decide.
    """
    choices = [
        {side: _first_choices(snapshot, agreement, side) for side in (Side.SERVICE_USERS, Side.ORGANISATION)}
        for agreement in snapshot.agreements
    ]
    agreed = [set(agreement.agreed) for agreement in snapshot.agreements]
    for side, other in ((Side.SERVICE_USERS, Side.ORGANISATION), (Side.ORGANISATION, Side.SERVICE_USERS)):
        shared = [number for number, choice in enumerate(choices) if choice[side]]
        won = sum(len(choices[number][side] & agreed[number]) for number in shared)
        others_won = sum(len(choices[number][other] & agreed[number]) for number in shared)
        if len(shared) > 1 and not won and others_won:
            yield found(
                about=snapshot.process.ref,
                side=SIDES[side],
                other=SIDES[other],
                agreements=len(shared),
                asked=sum(len(choices[number][side]) for number in shared),
                others_asked=sum(len(choices[number][other]) for number in shared),
                others_agreed=others_won,
            )


@rule(
    "PRI013",
    severity="note",
    needs=("agreement",),
    says="The ranking rule decides what is agreed. The agreement used the {own:clause} rule. "
    "By the {rules:clauses} {rules#rule|rules}, {added:quoted} would be agreed and {left_out:quoted} would not. {aside:sentences}",
    says_unknown="The agreement settles more than {most} issues. That is too many to try other ranking rules.",
    fix="Discuss the issues that depend on the rule, and record why this rule was chosen.",
    sources={**_CHANGED, "rules": "Agreement.rule", "most": "Agreement.settlements"},
)
def rule_decides_the_list(snapshot: Snapshot) -> Iterator[Observation]:
    """Another rule would have agreed other issues from the same rankings.

    *Why it matters.* There is no single right way to make one ranking out of many. Where two good rules differ, the choice
    of the rule was the decision, and mostly one person made it.

    *What would fix it.* A talk about the issues that depend on it, and a rule that is named before the next ranking. This
    tries every rule of the library that can be computed for the issues; rules that would agree the same are one finding.
    It asks only where the settlements follow from the agreement's own rule, and compares without overrides.

    *Source.* Arrow (1951), Social Choice and Individual Values; `Agreement.compare`.
    """
    agreement = agreement_of(snapshot)
    about = snapshot.process.ref
    if len(agreement.settlements) > _MOST_ISSUES:
        yield unknown(about=about, most=_MOST_ISSUES)
        return
    alike: dict[_Change, list[Statement]] = {}
    for other in RankingRule:
        change = _change(snapshot, evolve(agreement, rule=other))
        if change is not None:
            alike.setdefault(change, []).append(_RULE_NAMES[other])
    for change, rules in alike.items():
        yield found(
            about=about,
            rules=tuple(rules),
            own=_RULE_NAMES[agreement.rule],
            aside=_aside(agreement),
            **change.facts,
        )


@rule(
    "PRI014",
    severity="note",
    needs=("agreement",),
    says="If the ranking by {party} counted a tenth {shift:clause}, {added:quoted} would be agreed and {left_out:quoted} would not. "
    "{aside:sentences}",
    fix="Discuss {issues:quoted} together.",
    sources={**_PARTY, **_CHANGED, "issues": "Issue.title"},
)
def weight_decides_the_list(snapshot: Snapshot) -> Iterator[Observation]:
    """A tenth more or less weight for one party would have agreed other issues.

    *Why it matters.* Nobody knows weights so exactly. A list that changes with so little is a list of equals, and people
    should discuss it as that.

    *What would fix it.* A talk about the issues that depend on it. `sensitivity` gives the weight at which the list
    changes. Agreements of more than 100 issues are left out. The comparison is made without overrides.

    *Source.* The library's own rule, after the sensitivity analyses of multi-criteria decision analysis.
    """
    agreement = agreement_of(snapshot)
    if len(agreement.settlements) > _MOST_ISSUES:
        return
    for changed in sorted(agreement.positions, key=lambda position: position.stakeholder):
        for shift, share in ((_MORE, 1 + _LITTLE), (_LESS, 1 - _LITTLE)):
            shifted = [
                evolve(position, weight=position.weight * share) if position is changed else position
                for position in agreement.positions
            ]
            change = _change(snapshot, evolve(agreement, positions=shifted))
            if change is not None:
                party = snapshot.who(changed.stakeholder)
                yield found(
                    about=party,
                    party=party,
                    shift=shift,
                    **change.facts,
                    issues=issue_refs(change.added | change.left_out),
                    aside=_aside(agreement),
                )


@rule(
    "PRI020",
    severity="note",
    needs=("agreement", "positions"),
    says="In the agreement, {party} placed {issues:quoted} differently than today.",
    says_unknown="{party} ranked issues. The agreement contains no ranking of theirs, so it is not known whether it holds for them.",
    fix="Ask {party} whether the agreement holds for them, or make a new agreement from today's rankings.",
    sources={**_PARTY, "issues": ("Issue.title", "Priorities.issues")},
)
def ranked_anew_since(snapshot: Snapshot) -> Iterator[Observation]:
    """What a party ranks now is not what went into the agreement.

    *Why it matters.* People learn while they negotiate, and needs change. An agreement about what mattered once may be
    kept by everybody and help nobody.

    *What would fix it.* A word from the party, or a new agreement. A party without a ranking in the agreement has the
    status `unknown`: it may have come later, or nobody may have asked it. Rankings outside an
    agreement have no day: they count on every day.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: scheduled reviews of agreed priorities.
    """
    then = {position.stakeholder: position for position in agreement_of(snapshot).positions}
    for now in sorted(snapshot.process.positions, key=lambda position: position.stakeholder):
        party, before = snapshot.who(now.stakeholder), then.get(now.stakeholder)
        if before is None:
            if now.ranked():
                yield unknown(about=party, party=party)
            continue
        moved = {issue for issue in {*now.ranked(), *before.ranked()} if now.place_of(issue) != before.place_of(issue)}
        if moved:
            yield found(about=party, party=party, issues=issue_refs(moved))


@rule(
    "PRI021",
    severity="warning",
    needs=("stakeholders",),
    says="{party} ranked for {ranks_for:clause} in {where:clauses}. By role they belong to {role_of:clause}.",
    fix="Ask {party} for whom they speak. Then correct the side of their ranking, or their role.",
    sources=_PARTY,
)
def ranked_for_another_side(snapshot: Snapshot) -> Iterator[Observation]:
    """A ranking counts for one side, and the role of its party is on another.

    *Why it matters.* Sides weigh equally. A party that counts on the wrong side strengthens that side and is missing on
    its own. A member of staff who speaks as a service user may be right to; then the record should say so.

    *What would fix it.* The side for which the party really speaks. Parties whose role is not recorded are left out.

    *Source.* James Lind Alliance, Guidebook: people who belong to several groups say for which one they answer.
    """
    roles = {stakeholder.key: stakeholder.side for stakeholder in snapshot.process.stakeholders}
    where: dict[tuple[str, Side], list[Statement]] = {}
    for place, positions in ((_IN_AGREEMENT, agreement_of(snapshot).positions), (_NOW, snapshot.process.positions)):
        for position in positions:
            if position.side is not None:
                where.setdefault((position.stakeholder, position.side), []).append(place)
    for (key, side), places in sorted(where.items(), key=lambda item: item[0]):
        own = roles[key]
        if own is not None and own is not side:
            party = snapshot.who(key)
            yield found(about=party, party=party, where=tuple(places), ranks_for=SIDES[side], role_of=SIDES[own])


class _Change(NamedTuple):
    """The issues that would be agreed otherwise and those that would not be: never one without the other.

    Each list holds all that the capacity lets in after it, so that none is a part of another.
    """

    added: frozenset[str]
    left_out: frozenset[str]

    @property
    def facts(self) -> dict[str, tuple[Ref, ...]]:
        """Both, by name."""
        return {"added": issue_refs(self.added), "left_out": issue_refs(self.left_out)}


def _first_choices(snapshot: Snapshot, agreement: Agreement, side: Side) -> set[str]:
    """The issues that some party of the side puts first, alone or among equals."""
    return {
        issue
        for position in agreement.positions
        if position.places and snapshot.voices.side_of(position) is side
        for issue in position.places[0]
    }


def _aside(agreement: Agreement) -> tuple[Statement, ...]:
    """That overrides are left out of a comparison, where there are any."""
    return (_ASIDE,) if agreement.overrides else ()


def _follows(snapshot: Snapshot) -> bool:
    """Whether the settlements are those that follow from the agreement's own rule."""
    agreement = agreement_of(snapshot)
    follow = outcomes(agreement)
    return follow is not None and _agreed(follow) == set(agreement.agreed)


def _agreed(follows: Mapping[str, Outcome]) -> frozenset[str]:
    return frozenset(issue for issue, outcome in follows.items() if outcome is Outcome.AGREED)


def _change(snapshot: Snapshot, other: Agreement) -> _Change | None:
    """What the other agrees more and less, if anything, before anybody overrides it.

    None too where the settlements do not follow from the agreement's own rule, and where the other has no ranking.
    """
    then = outcomes(evolve(other, overrides=())) if snapshot.once(_follows) else None
    if then is None:
        return None
    now = _agreed(snapshot.once(outcomes_without_overrides))
    change = _Change(_agreed(then) - now, now - _agreed(then))
    return change if change.added else None


RULES: tuple[Rule, ...] = (
    side_missing_from_the_ranking,
    one_side_never_wins,
    rule_decides_the_list,
    weight_decides_the_list,
    ranked_anew_since,
    ranked_for_another_side,
)
