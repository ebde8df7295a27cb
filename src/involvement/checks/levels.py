"""Rules about levels of influence: the say that is claimed, shown and called for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, StageName
from involvement.levels import Claim
from involvement.power import (
    ClaimComparison,
    InfluenceRow,
    StandingRange,
    called_for,
    compare_claim,
    contradict,
    evidence_table,
)
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing

__all__ = ["RULES"]


@rule(
    "LAD001",
    severity="warning",
    needs=("claims", "decision_map"),
    says="{stakeholder} at {decision:quoted}: claimed is {claimed:quoted} on {ladder}, and what is shown comes to "
    "{shown} at most.",
    fix="Bring what is missing for {standing} ({missing}), or say {supported:quoted} instead.",
)
def claimed_above_shown(snapshot: Snapshot) -> Iterator[Observation]:
    """More say is claimed than what is recorded can support, whatever the unknown turns out to be.

    *Why it matters.* People who are told that they are partners, and find that they were asked, do not
    come a second time. Surveys and peer support alike have been called involvement: the word alone
    shows nothing.

    *What would fix it.* What the standing needs and is known to be missing; or a claim of what is so. A
    lower rung that is true is better than a higher one that is not.

    *Source.* Fudge et al. (2008), BMJ 336:313. What each standing needs is our own judgement, in the table
    `evidenced-standing`.
    """
    for row in snapshot.influence.rows:
        for each in row.claims:
            if each.kept is False and each.claimed is not None:
                standing = each.claimed.at_least
                yield found(
                    **_said(snapshot, each.claim),
                    shown=row.at_most,
                    standing=standing,
                    missing=_missing(row, standing),
                    supported=_rungs(snapshot, each),
                )


@rule(
    "LAD002",
    severity="note",
    needs=("claims",),
    says="{stakeholder} at {decision:quoted}: {claimed:quoted} on {ladder} is claimed without a word on why.",
    fix="Write down why it is this rung, and why it is the right one for this decision.",
)
def level_without_explanation(snapshot: Snapshot) -> Iterator[Observation]:
    """A level is claimed, and nobody says why that one.

    *Why it matters.* Any level can be right for some decision. What makes it right is the reason, and the
    reason is what service users can argue with.

    *What would fix it.* One or two sentences: what is open, what is not, and why.

    *Source.* User Voice (2010), quoted by Clinks: the right rung for the right job. Scottish Community Development
    Centre (2016), National Standards for Community Engagement, Planning: the focus is defined together, from the start.
    """
    for claim in _made(snapshot):
        if not (claim.explanation or "").strip():
            yield found(**_said(snapshot, claim))


@rule(
    "LAD003",
    severity="warning",
    needs=("decision_map",),
    says="{decision:quoted} calls for {calls_for}, and what is shown comes to {shown} at most.",
    says_unknown="{decision:quoted} called for {calls_for}; what is shown comes to {shown}, and it is not known whether "
    "it was more.",
    fix="Bring what is missing for {calls_for}: {missing}.",
)
def less_than_called_for(snapshot: Snapshot) -> Iterator[Observation]:
    """The service users' side has less say in a decision than it calls for, by what is recorded.

    *Why it matters.* A way on the map that owes people enough is only half of it: they must be heard while
    options are open, be answered, have what there is to know. Where the map itself owes too little, or
    no view gets there at all, other rules say so.

    *What would fix it.* What the standing needs and is known to be missing, for one of the groups at least. Of
    decisions that are over this is also asked where it is not known: then write down what was done.

    *Source.* `Decision.calls_for` of the process itself, else `called_for` of its stakes; NHS England (2022), Working in
    partnership with people and communities: involvement that fits the decision.
    """
    by_decision: dict[str, list[InfluenceRow]] = {}
    for row in snapshot.influence.of(stage=StageName.DECISION):
        by_decision.setdefault(row.decision, []).append(row)
    for decision in snapshot.decisions:
        rows = by_decision[decision.key]
        asked = rows[0].calls_for
        if asked is None or snapshot.reach.best(decision) is None or _owed_too_little(snapshot, decision):
            continue
        best = max(rows, key=lambda row: (row.at_most, row.at_least))
        seen: dict[str, Any] = {
            "about": Ref("decision", decision.key),
            "decision": str(decision),
            "calls_for": asked.at_least,
            "missing": _missing(best, asked.at_least),
        }
        if best.at_most < asked.at_least:
            yield found(**seen, shown=best.at_most)
        elif _is_over(snapshot, decision) and all(row.at_least < asked.at_least for row in rows):
            yield unknown(**seen, shown=max(row.at_least for row in rows))


@rule(
    "LAD004",
    severity="note",
    needs=("claims",),
    says="{stakeholder} at {decision:quoted}: {claimed:quoted} on {ladder} comes to no standing, so the claim cannot be "
    "held against anything.",
    fix="Say beside it what people are owed, on a ladder whose rungs can be compared.",
)
def claim_cannot_be_compared(snapshot: Snapshot) -> Iterator[Observation]:
    """A claim is made on a ladder, or a rung, that nobody relates to what people are owed.

    *Why it matters.* Some models are conditions that are all needed, or kinds of equal worth. They are good
    to think with; a claim in their words cannot be shown to be kept.

    *What would fix it.* Nothing has to change. Where it matters that the claim can be tested, a second one
    in other words beside it.

    *Source.* Lundy (2025): the models do different jobs. Treseder (1997): degrees without an order.
    """
    for claim in _made(snapshot):
        if _compared(snapshot, claim).claimed is None:
            yield found(**_said(snapshot, claim))


@rule(
    "LAD005",
    severity="note",
    needs=("claims", "decision_map"),
    says="{stakeholder} at {decision:quoted}: claimed is {claimed:quoted} on {ladder}; it is not known whether that is "
    "so. Shown is {shown} at least.",
    fix="Write down what would show it: {missing}.",
)
def claim_not_shown_yet(snapshot: Snapshot) -> Iterator[Observation]:
    """What is recorded neither supports a claim nor speaks against it.

    *Why it matters.* Nobody can tell it from a claim that is not kept, service users least of all.

    *What would fix it.* The record of what was done. Of a decision that is still ahead, that is a list of what
    to do and to keep: for the answer with its reasons, for one.

    *Source.* NHS England (2019), Patient and Community Engagement Indicator: what is claimed is shown by evidence of its
    year. The library's own rule: unknown is not no.
    """
    for row in snapshot.influence.rows:
        for each in row.claims:
            if each.kept is None and each.claimed is not None:
                yield unknown(
                    **_said(snapshot, each.claim), shown=row.at_least, missing=_missing(row, each.claimed.at_least)
                )


@rule(
    "LAD006",
    severity="warning",
    needs=("claims",),
    says="{stakeholder} at {decision:quoted}: {claimed:quoted} on {ladder} and {other:quoted} on {other_ladder} are both "
    "claimed, and no say is both.",
    fix="Agree with {stakeholder} which of them it is, and drop the other.",
)
def claims_contradict(snapshot: Snapshot) -> Iterator[Observation]:
    """Two claims about the same say come to standings that exclude each other.

    *Why it matters.* One report says that people are consulted, the next that they decide. Whoever reads one of
    them expects something that will not happen.

    *What would fix it.* One claim. If it changed in the meantime, days on both claims say so.

    *Source.* Scottish Government (2007), National Quality Standards for Substance Misuse Services, Good Practice Guide to
    Service User Involvement, chapter 4: definitions vary, and people are confused about what they are asked to.
    """
    # Claims contradict by the range that they come to and by their days: the first of each stands for all of its kind.
    before: dict[tuple[str, str, str], dict[StandingRange | None, dict[date | str | None, ClaimComparison]]] = {}
    for claim in dict.fromkeys(_made(snapshot)):
        other = _compared(snapshot, claim)
        said = before.setdefault((claim.stakeholder, claim.decision, claim.stage or "decision"), {})
        days = (_ANY_DAY,) if claim.on is None else (None, claim.on)
        alike = (firsts[day] for firsts in said.values() for day in days if day in firsts)
        one = next((comparison for comparison in alike if contradict(comparison, other)), None)
        if one is not None:
            rung, ladder = _names(snapshot, claim)
            yield found(**_said(snapshot, one.claim), other=rung, other_ladder=ladder)
        for day in (claim.on, _ANY_DAY):
            said.setdefault(other.claimed, {}).setdefault(day, other)


@rule(
    "LAD007",
    severity="note",
    needs=("decision_map",),
    says="{stakeholder} at {decision:quoted}: there are signs that involvement may be for show, by {dimensions}: "
    "{reasons}.",
    says_unknown="{stakeholder} at {decision:quoted}: there are signs by {dimensions} ({reasons}); the process is in "
    "its first months, when genuine work can look like this.",
    fix="Ask {stakeholder} how it looks to them, and bring what would clear it: {clears}.",
)
def may_be_for_show(snapshot: Snapshot) -> Iterator[Observation]:
    """Signs of tokenism in more than one way come together in the same say.

    *Why it matters.* One sign has many explanations, and has its own rule. Being heard too late, by a body where one's
    vote counts for nothing, and never told why: together they are how people describe a token. It is a
    question to put to them, and no verdict: what was meant cannot be read from any record.

    *What would fix it.* What would clear each sign. In the first months of a process the status is `unknown`: early
    genuine work can look tokenistic.

    *Source.* Majid (2020), doi 10.1177/2374373520925268; Hahn et al. (2017), doi 10.1093/fampra/cmw097; Bombard et al.
    (2018), doi 10.1186/s13012-018-0784-z.
    """
    for row in snapshot.influence.of(stage=StageName.DECISION):
        if len(row.flags) > 1:
            say = unknown if row.flags[0].early else found
            yield say(
                about=Ref("decision", row.decision),
                stakeholder=_who(snapshot, row.stakeholder),
                decision=snapshot.decision_name(row.decision),
                dimensions=tuple(flag.dimension.value for flag in row.flags),
                reasons="; ".join(flag.reason for flag in row.flags),
                clears=tuple(dict.fromkeys(each for flag in row.flags for each in flag.clears)),
            )


@rule(
    "LAD008",
    severity="note",
    needs=("decision_map",),
    says="{decision:quoted} is said to call for {said}, and what hangs on it calls for {calls_for} at least.",
    fix="Say why less is enough here, or call for {calls_for}.",
)
def calls_for_less_than_its_stakes(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision is said to call for less say than what hangs on it would.

    *Why it matters.* How much say is fitting follows from what a decision changes for people, how hard it is to
    undo, what the law asks and what is still open; not from what is convenient.

    *What would fix it.* A higher standing, or the reason why a lower one is enough.

    *Source.* The table `called-for`, which is our own judgement and no published one; OECD (2022), doi 10.1787/f765caf6-en,
    on room for influence.
    """
    for decision in snapshot.decisions:
        if decision.calls_for is not None and decision.stakes is not None:
            asked = called_for(decision.stakes).at_least
            if decision.calls_for < asked:
                yield found(
                    about=Ref("decision", decision.key),
                    decision=str(decision),
                    said=decision.calls_for,
                    calls_for=asked,
                )


# What the rules share


def _made(snapshot: Snapshot) -> tuple[Claim, ...]:
    """The claims that were made by the day."""
    return tuple(claim for claim in snapshot.process.claims if claim.on is None or claim.on <= snapshot.on)


def _said(snapshot: Snapshot, claim: Claim) -> dict[str, Any]:
    rung, ladder = _names(snapshot, claim)
    return {
        "about": Ref("decision", claim.decision),
        "stakeholder": snapshot.who(claim.stakeholder),
        "decision": snapshot.decision_name(claim.decision) + _stage(claim.stage),
        "claimed": rung,
        "ladder": ladder,
    }


def _names(snapshot: Snapshot, claim: Claim) -> tuple[str, str]:
    ladder = snapshot.process.ladder(claim.ladder)
    return str(ladder.rung(claim.rung)), str(ladder)


def _compared(snapshot: Snapshot, claim: Claim) -> ClaimComparison:
    """A claim beside whatever may be so: enough to know what it comes to."""
    return compare_claim(claim, _ANYTHING, ladder=snapshot.process.ladder(claim.ladder))


def _stage(stage: str | None) -> str:
    return "" if stage in {None, StageName.DECISION.value} else f" ({stage})"


def _who(snapshot: Snapshot, key: str | None) -> Ref | str:
    return "Anyone" if key is None else snapshot.who(key)


def _missing(row: InfluenceRow, standing: Standing) -> tuple[str, ...]:
    """What one standing lacks, in words; what is known to be missing first."""
    for gap in row.gaps:
        if gap.standing is standing:
            words = {each.key: str(each) for each in evidence_table().inputs}
            return tuple(words[key] for key in (*gap.not_shown, *gap.unknown))
    return ()


def _rungs(snapshot: Snapshot, each: ClaimComparison) -> tuple[str, ...]:
    ladder = snapshot.process.ladder(each.claim.ladder)
    return tuple(str(ladder.rung(key)) for key in each.supported_at_most) or ("none of its rungs",)


def _owed_too_little(snapshot: Snapshot, decision: Decision) -> bool:
    """Whether the map alone says that it is less than the decision is said to call for, which has a rule of its own."""
    most = snapshot.reach.best_at_most(decision)
    said = decision.calls_for
    return not _is_over(snapshot, decision) and said is not None and most is not None and most < said


def _is_over(snapshot: Snapshot, decision: Decision) -> bool:
    return decision.on is not None and decision.on < snapshot.on


_ANYTHING = StandingRange(Standing.NONE, Standing.CONTROLS)
_ANY_DAY = "any"

RULES: tuple[Rule, ...] = (
    claimed_above_shown,
    level_without_explanation,
    less_than_called_for,
    claim_cannot_be_compared,
    claim_not_shown_yet,
    claims_contradict,
    may_be_for_show,
    calls_for_less_than_its_stakes,
)
