"""Rules about levels of influence: the say that is claimed, and the say that is shown."""

from collections.abc import Iterable, Iterator
from datetime import date

from involvement.checks.level_facts import CLAIM, about_claim, do, gap_to, is_over, open_gap_to, place, record, shown
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, StageName
from involvement.levels import Claim
from involvement.power import (
    ClaimComparison,
    InfluenceCondition,
    InfluenceRow,
    StandingRange,
    compare_claim,
)
from involvement.power.condition_words import STEPS
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["RULES"]

_SIGNS = {  # by what is known not to be met, before the day of the decision and after it
    InfluenceCondition.HEARD_IN_TIME: (
        Statement("LAD007.cannot_be_heard", template="They cannot be heard in time."),
        Statement("LAD007.not_heard", template="They were not heard in time."),
    ),
    InfluenceCondition.WHILE_OPEN: (
        Statement("LAD007.cannot_shape", template="They cannot be heard while options are open."),
        Statement("LAD007.did_not_shape", template="They were not heard while options were open."),
    ),
    InfluenceCondition.INFORMATION_IN_TIME: (
        Statement("LAD007.papers", template="Every paper to them was late or in a format they cannot use."),
    ),
    InfluenceCondition.ANSWERED_WITH_REASONS: (
        Statement("LAD007.unanswered", template="Some of what they said has no answer with a reason."),
    ),
    InfluenceCondition.CHANGED_SOMETHING: (
        Statement(
            "LAD007.no_effect", template="The record does not show that anything they asked for was agreed or done."
        ),
    ),
}
_OVERSTATED = (
    Statement("LAD007.more_than_possible", template="More is claimed for them than is possible."),
    Statement("LAD007.more_than_shown", template="More is claimed for them than the record shows."),
)


@rule(
    "LAD001",
    severity="warning",
    needs=("claims", "decision_map"),
    says="{claimed:quoted} ({ladder}) is claimed for {stakeholder} in {place:clause}. {shown:sentence}",
    fix="{missing:sentences} {instead:sentence}",
    sources=CLAIM,
)
def claimed_above_shown(snapshot: Snapshot) -> Iterator[Observation]:
    """A claim says more than the record allows, even if all that is not known turned out in its favour.

    *Why it matters.* People who are told that they are partners, and find that they were only asked, do not come a second
    time. Surveys and peer support have both been called involvement: the word alone shows nothing.

    *What would fix it.* What is missing, while there is time for it; otherwise a claim that is true. A lower rung that is
    true is better than a higher one that is not. Of several claims on one ladder the latest counts.

    *Source.* Fudge et al. (2008), BMJ 336:313. What each standing needs is our own judgement, in the table
    `evidenced-standing`.
    """
    for row in snapshot.influence.rows:
        over = is_over(snapshot, row)
        for comparison in _one_for_each_rung(row.claims):
            if comparison.kept is False and comparison.claimed is not None:
                yield found(
                    **about_claim(snapshot, comparison.claim),
                    shown=shown(row.at_most, over=over),
                    missing=() if over else do(gap_to(row, comparison.claimed.at_least)),
                    instead=_instead(comparison, over=over),
                )


@rule(
    "LAD002",
    severity="note",
    needs=("claims",),
    says="{claimed:quoted} ({ladder}) is claimed for {stakeholder} in {place:clause}. No reason is recorded.",
    fix="Record in a sentence or two why {claimed:quoted} is the right level for {place:clause}.",
    sources=CLAIM,
)
def level_without_explanation(snapshot: Snapshot) -> Iterator[Observation]:
    """A level is claimed without a reason.

    *Why it matters.* Any level can be right for some decision. The reason makes it right, and service users can argue with
    a reason.

    *What would fix it.* One or two sentences: what is open, what is not, and why. If the same rung is claimed twice, one
    reason is enough.

    *Source.* User Voice (2010), quoted by Clinks: the right rung for the right job. Scottish Community Development
    Centre (2016), National Standards for Community Engagement, Planning: the focus is defined together, from the start.
    """
    explained = {_rung_in_place(claim) for claim in snapshot.claims if (claim.explanation or "").strip()}
    for claim in _once(snapshot.claims):
        if _rung_in_place(claim) not in explained:
            yield found(**about_claim(snapshot, claim))


@rule(
    "LAD004",
    severity="note",
    needs=("claims",),
    says="{claimed:quoted} ({ladder}) is claimed for {stakeholder} in {place:clause}. The ladder does not tell how "
    "much say that rung gives, so the claim cannot be checked.",
    fix="If people should be able to check it, add a claim on a ladder that tells how much say each rung gives.",
    sources=CLAIM,
)
def claim_cannot_be_compared(snapshot: Snapshot) -> Iterator[Observation]:
    """A claim uses a rung for which no standing is recorded, so it cannot be compared with the record.

    *Why it matters.* Some models are conditions that are all needed, or kinds of equal worth. They help people think, but
    nothing can show that a claim in their words is kept.

    *What would fix it.* Nothing has to change. If people should be able to check the claim, add a second one in other words.

    *Source.* Lundy (2025): the models do different jobs. Treseder (1997): degrees without an order.
    """
    for claim in _once(snapshot.claims):
        if _range(snapshot, claim) is None:
            yield found(**about_claim(snapshot, claim))


@rule(
    "LAD005",
    severity="note",
    needs=("claims", "decision_map"),
    says="{claimed:quoted} ({ladder}) is claimed for {stakeholder} in {place:clause}. The record does not show whether that is "
    "true.",
    fix="{missing:sentences}",
    sources=CLAIM,
)
def claim_not_shown_yet(snapshot: Snapshot) -> Iterator[Observation]:
    """The record neither supports a claim nor speaks against it.

    *Why it matters.* Nobody can tell it from a claim that is not kept, service users least of all.

    *What would fix it.* A record of what was done. While the decision is ahead, the list says what to do and keep a record of,
    such as the answer with its reasons.

    *Source.* NHS England (2019), Patient and Community Engagement Indicator: every claim is shown by evidence of its
    year. The library's own rule: unknown is not no.
    """
    for row in snapshot.influence.rows:
        for comparison in _one_for_each_rung(row.claims):
            if comparison.kept is None and comparison.claimed is not None:
                gap = open_gap_to(row, comparison.claimed.at_least)
                steps = record(gap) if is_over(snapshot, row) else (*do(gap), _KEEP)
                yield unknown(**about_claim(snapshot, comparison.claim), missing=steps)


@rule(
    "LAD006",
    severity="warning",
    needs=("claims",),
    says="Claims for {stakeholder} in {place:clause} contradict each other: {claims:clauses}.",
    fix="Agree with {stakeholder} which claim is true, and drop the others.",
    sources={"stakeholder": "Stakeholder.title"},
)
def claims_contradict(snapshot: Snapshot) -> Iterator[Observation]:
    """Claims about the same say match standings that exclude each other.

    *Why it matters.* One report says that people are consulted, the next that they decide. Readers of either expect
    something that will not happen.

    *What would fix it.* One claim. If the claim changed over time, put a day on each: claims of different days may differ.

    *Source.* Scottish Government (2007), National Quality Standards for Substance Misuse Services, Good Practice Guide to
    Service User Involvement, chapter 4: definitions vary, and people are confused about what they are asked to.
    """
    by_place: dict[tuple[str, str, StageName], list[tuple[Claim, StandingRange]]] = {}
    for claim in snapshot.claims:
        if (comes_to := _range(snapshot, claim)) is not None:
            about = claim.stakeholder, claim.decision, StageName(claim.stage or StageName.DECISION)
            by_place.setdefault(about, []).append((claim, comes_to))
    for claims in by_place.values():
        if contradicting := _contradicting(claims):
            first = contradicting[0]
            yield found(
                about=Ref("decision", first.decision),
                stakeholder=snapshot.who(first.stakeholder),
                place=place(first),
                claims=tuple(dict.fromkeys(map(_claimed, contradicting))),
            )


@rule(
    "LAD007",
    severity="note",
    needs=("decision_map",),
    says="Involving {stakeholder|people} in {decision:quoted} may be only for show. {signs:sentences}",
    says_unknown="Involving {stakeholder|people} in {decision:quoted} may be only for show. "
    "{signs:sentences} The process is in its first months, when genuine work can look like this.",
    fix="Ask {stakeholder|those involved} how it looks to them. {steps:sentences}",
    sources={"stakeholder": "Stakeholder.title", "decision": "Decision.title"},
)
def may_be_for_show(snapshot: Snapshot) -> Iterator[Observation]:
    """Signs of tokenism of more than one kind come together in the same say.

    *Why it matters.* One sign has many explanations, and a rule of its own. To be heard too late, by a body where one's vote
    counts for nothing, and never to be told why: this is how people describe a token. It is a question to ask them, and no
    verdict. No record shows what was meant.

    *What would fix it.* What would clear each sign, while there is time for it. In the first months of a process the status is
    `unknown`: early genuine work can look tokenistic.

    *Source.* Majid (2020), doi 10.1177/2374373520925268; Hahn et al. (2017), doi 10.1093/fampra/cmw097; Bombard et al.
    (2018), doi 10.1186/s13012-018-0784-z.
    """
    decisions = {decision.key: decision for decision in snapshot.decisions}
    for row in snapshot.influence.of(stage=StageName.DECISION):
        if len(row.flags) > 1:
            say = unknown if row.flags[0].early else found
            yield say(
                about=Ref("decision", row.decision),
                stakeholder=None if row.stakeholder is None else snapshot.who(row.stakeholder),
                decision=Ref("decision", row.decision),
                signs=tuple(_signs(snapshot, row, decisions[row.decision])),
                steps=(_NEXT_TIME,) if is_over(snapshot, row) else tuple(dict.fromkeys(_clearing(row))),
            )


# What the rules share

_KEEP = Statement("LAD005.keep", template="Keep a record of it.")
_ANYTHING = StandingRange(Standing.NONE, Standing.CONTROLS)
_NEXT_TIME = Statement("LAD007.next_time", template="Agree with them what to change for the next decision.")


def _rung_in_place(claim: Claim) -> tuple[str, str, str, str, str]:
    return claim.stakeholder, claim.decision, claim.stage or "decision", claim.ladder, claim.rung


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims, one for each rung that is claimed of the same say."""
    return iter({_rung_in_place(claim): claim for claim in claims}.values())


def _one_for_each_rung(comparisons: Iterable[ClaimComparison]) -> Iterator[ClaimComparison]:
    return iter({_rung_in_place(comparison.claim): comparison for comparison in comparisons}.values())


def _range(snapshot: Snapshot, claim: Claim) -> StandingRange | None:
    """The standings that a claim matches; None where none is recorded for its rung."""
    return compare_claim(claim, _ANYTHING, ladder=snapshot.process.ladder(claim.ladder)).claimed


def _instead(comparison: ClaimComparison, *, over: bool) -> Statement:
    """What can be claimed instead, on the same ladder."""
    rungs = tuple(Ref("rung", (comparison.claim.ladder, key)) for key in comparison.supported_at_most)
    if not rungs:
        template = "Drop the claim." if over else "Until then, drop the claim."
        return Statement("LAD001.drop" if over else "LAD001.drop_until", template=template)
    facts, sources = {"supported": rungs[-1]}, {"supported": "Claim.ladder"}  # the highest of those that are supported
    if over:
        template = "Claim no more than {supported:quoted} instead."
        return Statement("LAD001.instead", facts, template=template, sources=sources)
    template = "Until then, claim no more than {supported:quoted}."
    return Statement("LAD001.until", facts, template=template, sources=sources)


def _contradicting(claims: list[tuple[Claim, StandingRange]]) -> list[Claim]:
    """Those that some other claim contradicts, lowest first: no standing fits both, and they are not of two days."""
    by_day: dict[date | None, set[StandingRange]] = {}
    for claim, comes_to in claims:
        by_day.setdefault(claim.on, set()).add(comes_to)
    everything = set().union(*by_day.values())
    undated = by_day.get(None, set())
    found = [
        (comes_to.at_least, comes_to.at_most, claim.ladder, claim.rung, claim)
        for claim, comes_to in claims
        if any(
            other.at_most < comes_to.at_least or comes_to.at_most < other.at_least
            for other in (everything if claim.on is None else by_day[claim.on] | undated)
        )
    ]
    return [claim for *_, claim in sorted(found, key=lambda place: place[:4])]


def _claimed(claim: Claim) -> Statement:
    return Statement(
        "LAD006.claim",
        {"claimed": Ref("rung", (claim.ladder, claim.rung)), "ladder": Ref("ladder", claim.ladder)},
        template="{claimed:quoted} ({ladder})",
        sources={"claimed": "Claim.rung", "ladder": "Claim.ladder"},
    )


def _signs(snapshot: Snapshot, row: InfluenceRow, decision: Decision) -> Iterator[Statement]:
    """What each flag rests on, by dimension."""
    over = is_over(snapshot, row)
    options = decision.stage(StageName.OPTIONS)
    closed = over or (options is not None and options.by is not None and options.by < snapshot.on)
    if any(comparison.kept is False for comparison in row.claims):
        yield _OVERSTATED[over]
    for condition in (condition for flag in row.flags for condition in flag.missed):
        if condition is InfluenceCondition.VOTES_COUNT:
            yield Statement(
                "LAD007.votes",
                {"forum": Ref("forum", decision.made_at)},
                template="They have a seat at {forum}, where service users' votes cannot make the difference.",
                sources={"forum": "Forum.title"},
            )
        else:
            past = closed if condition is InfluenceCondition.WHILE_OPEN else over
            yield _SIGNS[condition][-1 if past else 0]


def _clearing(row: InfluenceRow) -> Iterator[Statement]:
    """What would clear the flags."""
    for comparison in row.claims:
        if comparison.kept is False and comparison.claimed is not None:
            yield from do(gap_to(row, comparison.claimed.at_least))
    yield from (STEPS[condition] for flag in row.flags for condition in flag.missed)


RULES: tuple[Rule, ...] = (
    claimed_above_shown,
    level_without_explanation,
    claim_cannot_be_compared,
    claim_not_shown_yet,
    claims_contradict,
    may_be_for_show,
)
