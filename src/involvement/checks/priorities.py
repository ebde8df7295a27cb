"""Rules about priorities: whether all sides had their say, and whether the result depends on the rule."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.checks.settlements import agreed_by_the_ranking, agreed_without_overrides, agreement_of
from involvement.people import Side
from involvement.priorities import Agreement, first_choices
from involvement.rankings import RankingRule
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES"]

_SIDES = {Side.SERVICE_USERS: "service users", Side.ORGANISATION: "organisation"}
_SIDES_IN_WORDS = {**_SIDES, Side.OTHER: "others"}
_MOST_ISSUES = 100  # with which other rules and weights are tried
_LITTLE = Fraction(1, 10)


@rule(
    "PRI011",
    severity="warning",
    needs=("agreement",),
    says="The side of the {side} ranked nothing of what was settled.",
    says_unknown="It is not known whether the side of the {side} ranked anything of what was settled.",
    fix="Ask the side of the {side} what matters to it, and settle anew with its ranking.",
)
def side_missing_from_the_ranking(snapshot: Snapshot) -> Iterator[Observation]:
    """The service users' side or the organisation's has no position in the agreement.

    *Why it matters.* What one side settles is no agreement. Without the service users' ranking it is a plan of the
    organisation; without the organisation's it is a wish list.

    *What would fix it.* A position of at least one party of that side. Where the agreement holds no
    positions, or the side of some party is not known, the status is `unknown`.

    *Source.* James Lind Alliance, Guidebook: partners of both sides rank, and rank equally.
    """
    agreement = agreement_of(snapshot)
    if not agreement.settlements:
        return
    positions = agreement.positions
    sides = {snapshot.voices.side_of(each) for each in positions}
    for side, name in _SIDES.items():
        if side not in sides:
            say = unknown if None in sides or not positions else found
            yield say(about=Ref("process", snapshot.process.key), side=name)


@rule(
    "PRI012",
    severity="warning",
    needs=("past_agreements",),
    says="In {agreements:agreement}, no first choice of the side of the {side} was agreed, of {asked} that it had; "
    "of the other side's {others_asked}, {others_agreed} were.",
    fix="Put a first choice of the side of the {side} at the head of the next agreement, or say why it cannot be.",
)
def one_side_never_wins(snapshot: Snapshot) -> Iterator[Observation]:
    """In all agreements together, no first choice of one side was ever agreed, and some of the other's were.

    *Why it matters.* Each agreement by itself has its reasons. That the same side always gives way shows only over
    several, and it is how involvement becomes a show.

    *What would fix it.* A first choice of theirs that is acted on, soon and visibly. It is asked of two agreements
    or more in which the side took part. What ties in first place counts all.

    *Source.* Arnstein (1969), doi 10.1080/01944366908977225, on placation: they advise, and others decide.
    """
    agreements = snapshot.agreements
    pairs: dict[Side, list[tuple[int, int]]] = {side: [(0, 0)] * len(agreements) for side in _SIDES}
    for party in first_choices(agreements):
        for number, (asked, agreed) in enumerate(party.by_agreement):
            if asked:
                side = snapshot.voices.side_of(agreements[number].position(party.party))
                if side in pairs:
                    before = pairs[side][number]
                    pairs[side][number] = (before[0] + asked, before[1] + agreed)
    for side, other in ((Side.SERVICE_USERS, Side.ORGANISATION), (Side.ORGANISATION, Side.SERVICE_USERS)):
        asked, agreed = _added(pairs[side])
        others_asked, others_agreed = _added(pairs[other])
        took_part = sum(bool(one) for one, _ in pairs[side])
        if took_part > 1 and not agreed and others_agreed:
            yield found(
                about=Ref("process", snapshot.process.key),
                side=_SIDES[side],
                agreements=took_part,
                asked=asked,
                others_asked=others_asked,
                others_agreed=others_agreed,
            )


@rule(
    "PRI013",
    severity="note",
    needs=("agreement",),
    says="The rule decides what is agreed: by {rules} in place of {own}, {added:quoted} would be agreed and "
    "{left_out:quoted} would not.",
    says_unknown="There are more than {most} issues, too many to try whether other rules would agree the same.",
    fix="Look together at the issues that hang on the rule, and write down why this rule was taken.",
)
def rule_decides_the_list(snapshot: Snapshot) -> Iterator[Observation]:
    """Another rule would have agreed other issues from the very same rankings.

    *Why it matters.* No way of making one ranking out of many is the right one. Where two good ones differ, the
    choice of the rule was the decision, and mostly one person made it.

    *What would fix it.* A talk about the issues that hang on it, and the rule named before the
    next ranking. All the library's rules are tried that can be computed for the issues; those that would agree the
    same are one finding. It is asked only where the settlements are those that follow from the agreement's own rule.

    *Source.* Arrow (1951), Social Choice and Individual Values; `Agreement.compare`.
    """
    agreement = agreement_of(snapshot)
    about = Ref("process", snapshot.process.key)
    if len(agreement.settlements) > _MOST_ISSUES:
        yield unknown(about=about, most=_MOST_ISSUES)
        return
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for other in RankingRule:
        changed = _changed(snapshot, evolve(agreement, rule=other))
        if changed is not None:
            alike.setdefault(tuple(tuple(sorted(each)) for each in changed), []).append(other.value)
    for issues, rules in alike.items():
        added, left_out = (tuple(map(snapshot.issue, each)) for each in issues)
        yield found(
            about=about,
            rules=tuple(rules),
            own=agreement.rule.value,
            added=added or ("nothing else",),
            left_out=left_out or ("nothing",),
        )


@rule(
    "PRI014",
    severity="note",
    needs=("agreement",),
    says="With a tenth {more_or_less} weight for {party}, {added:quoted} would be agreed and {left_out:quoted} would not.",
    fix="Look at {issues:quoted} together: the rankings alone do not tell which of them comes first.",
)
def weight_decides_the_list(snapshot: Snapshot) -> Iterator[Observation]:
    """A tenth more or less weight for one party would have agreed other issues.

    *Why it matters.* Nobody knows weights so exactly. A list that turns on so little is a list of equals, and
    should be talked over as that.

    *What would fix it.* A talk about the issues that hang on it. `sensitivity` gives the weight at which the list
    turns. It is not asked of more than 100 issues.

    *Source.* The library's own rule, after the sensitivity analyses of multi-criteria decision analysis.
    """
    agreement = agreement_of(snapshot)
    if len(agreement.settlements) > _MOST_ISSUES:
        return
    for own in sorted(agreement.positions, key=lambda each: each.stakeholder):
        for words, share in (("more", 1 + _LITTLE), ("less", 1 - _LITTLE)):
            shifted = [
                evolve(each, weight=each.weight * share) if each is own else each for each in agreement.positions
            ]
            changed = _changed(snapshot, evolve(agreement, positions=shifted))
            if changed is not None:
                added, left_out = (tuple(map(snapshot.issue, issues)) for issues in changed)
                yield found(
                    about=snapshot.who(own.stakeholder),
                    party=snapshot.who(own.stakeholder),
                    more_or_less=words,
                    added=added or ("nothing else",),
                    left_out=left_out or ("nothing",),
                    issues=(*added, *left_out),
                )


@rule(
    "PRI015",
    severity="note",
    needs=("agreement",),
    says="{by} settled {issue:quoted} otherwise than the ranking would have: it is {outcome}.",
    fix="Tell every party that {by} settled {issue:quoted}, and with which reason.",
)
def settled_by_override(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody set the ranking aside for an issue.

    *Why it matters.* There may be good reasons; they are written down with it. It has to be seen that this one was
    not what the parties together put there.

    *What would fix it.* Nothing, if everybody knows. The letters to the parties say it.

    *Source.* The library's own rule: what was decided by one is not shown as agreed by all.
    """
    for each in sorted(agreement_of(snapshot).overrides, key=lambda each: each.issue):
        yield found(
            about=Ref("issue", each.issue),
            issue=snapshot.issue(each.issue),
            by=snapshot.who(each.by),
            outcome=each.outcome.value,
        )


@rule(
    "PRI016",
    severity="note",
    needs=("agreement",),
    says="{parties} ranked issues, and neither accepted the agreement nor dissented.",
    says_unknown="It is not written down whether anybody has accepted the agreement: {parties} ranked issues.",
    fix="Ask {parties} whether they agree, and write the answer down, a no with its reason as well.",
)
def party_never_asked_to_accept(snapshot: Snapshot) -> Iterator[Observation]:
    """A party whose ranking went into the agreement has not said whether it agrees.

    *Why it matters.* A ranking that was walked by a rule is a proposal. It becomes an agreement when people agree.

    *What would fix it.* Their yes or no. Where nobody's is written down, the status is `unknown`.

    *Source.* James Lind Alliance, Guidebook: the final list is agreed in a meeting of all partners.
    """
    agreement = agreement_of(snapshot)
    spoken = {*agreement.accepted_by, *(each.by for each in agreement.dissent)}
    silent = sorted(each.stakeholder for each in agreement.positions if each.stakeholder not in spoken)
    if silent:
        say = found if spoken else unknown
        yield say(about=Ref("process", snapshot.process.key), parties=tuple(map(snapshot.who, silent)))


@rule(
    "PRI017",
    severity="note",
    needs=("agreement",),
    says="{by} does not agree with what was settled about {issues:quoted}.",
    fix="Answer {by}, and keep the dissent with every report of the agreement.",
)
def dissent_in_the_agreement(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody dissented, from the whole or from what was settled about an issue.

    *Why it matters.* An agreement that shows its dissent is stronger than one that hides it: whoever carries it out
    knows where it will be contested.

    *What would fix it.* An answer. The dissent stays, as nobody is made to agree.

    *Source.* The library's own rule: dissent is kept and shown.
    """
    voices: dict[str, list[str]] = {}
    for each in agreement_of(snapshot).dissent:
        voices.setdefault(each.by, []).append("the whole" if each.issue is None else snapshot.issue(each.issue))
    for key in sorted(voices):
        issues = tuple(dict.fromkeys(voices[key]))
        yield found(about=snapshot.who(key), by=snapshot.who(key), issues=issues)


@rule(
    "PRI020",
    severity="note",
    needs=("agreement", "positions"),
    says="{party} ranks {issues:quoted} otherwise than when it was agreed.",
    says_unknown="{party} ranks issues, and the agreement was made without that ranking.",
    fix="Ask {party} whether the agreement still holds, or settle anew with today's rankings.",
)
def ranked_anew_since(snapshot: Snapshot) -> Iterator[Observation]:
    """What a party ranks now is not what went into the agreement.

    *Why it matters.* People learn while they negotiate, and needs change. An agreement about what mattered once
    may be kept by everybody and help nobody.

    *What would fix it.* A word from the party, or a new agreement. A party that the agreement does not know at all
    has the status `unknown`: it may have come later, or not have been asked.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: scheduled reviews of agreed priorities.
    """
    then = {each.stakeholder: each for each in agreement_of(snapshot).positions}
    for now in sorted(snapshot.process.positions, key=lambda each: each.stakeholder):
        about, party = snapshot.who(now.stakeholder), snapshot.who(now.stakeholder)
        if now.stakeholder not in then:
            yield unknown(about=about, party=party)
            continue
        before = then[now.stakeholder]
        moved = sorted(
            issue for issue in {*now.ranked(), *before.ranked()} if now.place_of(issue) != before.place_of(issue)
        )
        if moved:
            yield found(about=about, party=party, issues=tuple(map(snapshot.issue, moved)))


@rule(
    "PRI021",
    severity="warning",
    needs=("stakeholders",),
    says="{party} ranks on the side of the {ranks_for}, and its role is on the side of the {role_of}.",
    fix="Ask {party} for whom it speaks, and correct the side of its ranking or its role.",
)
def ranked_for_another_side(snapshot: Snapshot) -> Iterator[Observation]:
    """A position counts for one side, and the role of its party is on another.

    *Why it matters.* Sides weigh equally, so whoever counts on the wrong side both strengthens that side and is
    missing on their own. A member of staff who speaks as a service user may be right to; then it should be said.

    *What would fix it.* The side for which the party really speaks. A party whose role is not known is not asked.

    *Source.* James Lind Alliance, Guidebook: whoever belongs to several groups says for which one they answer.
    """
    roles = {each.key: each.side for each in snapshot.process.stakeholders}
    positions = (*snapshot.process.positions, *agreement_of(snapshot).positions)
    for key, side in sorted({(each.stakeholder, each.side) for each in positions if each.side is not None}):
        own = roles[key]
        if own is not None and own is not side:
            yield found(
                about=snapshot.who(key),
                party=snapshot.who(key),
                ranks_for=_SIDES_IN_WORDS[side],
                role_of=_SIDES_IN_WORDS[own],
            )


def _added(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(asked for asked, _ in pairs), sum(agreed for _, agreed in pairs)


def _follows(snapshot: Snapshot) -> bool:
    """Whether the settlements are those that follow from the agreement's own rule."""
    agreement = agreement_of(snapshot)
    follows = agreed_by_the_ranking(agreement)
    return follows is not None and set(follows) == set(agreement.agreed)


def _changed(snapshot: Snapshot, other: Agreement) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What the other agrees more and less, if anything, before anybody sets it aside.

    None too where the settlements do not follow from the agreement's own rule, and where the other has no ranking.
    """
    now = snapshot.once(agreed_without_overrides)
    if now is None or not snapshot.once(_follows):
        return None
    then = agreed_by_the_ranking(evolve(other, overrides=()))
    if then is None or set(now) == set(then):
        return None
    return tuple(each for each in then if each not in now), tuple(each for each in now if each not in then)


RULES: tuple[Rule, ...] = (
    side_missing_from_the_ranking,
    one_side_never_wins,
    rule_decides_the_list,
    weight_decides_the_list,
    settled_by_override,
    party_never_asked_to_accept,
    dissent_in_the_agreement,
    ranked_anew_since,
    ranked_for_another_side,
)
