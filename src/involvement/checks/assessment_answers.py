"""Rules about the answers of an assessment: evidence for each, and a reason and an action for each no."""

from collections.abc import Iterable, Iterator
from typing import Any

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.maturity import Answer, Assessment, EvidenceFlawKind, Framework
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES", "answered_by", "found_in", "refusals", "titles_of"]

_LACKS = {
    EvidenceFlawKind.OUTSIDE_PERIOD: "is from outside the period that is asked about",
    EvidenceFlawKind.NO_LINK: "has no link, and one on the organisation's own site is asked for",
    EvidenceFlawKind.NO_OWNER: "names nobody who keeps it, and somebody is asked for",
}


@rule(
    "MAT001",
    severity="warning",
    needs=("assessments",),
    says="{evidence:quoted}, which is to show {criteria:quoted} in {framework}, has expired: it held until {until}.",
    says_unknown="It is not known until when {evidence:quoted} shows {criteria:quoted} in {framework}, "
    "which asks for evidence.",
    fix="Look whether {criteria:quoted} is still so, and name newer evidence in the next assessment.",
)
def evidence_expired(snapshot: Snapshot) -> Iterator[Observation]:
    """Evidence for an answer no longer holds.

    *Why it matters.* Minutes of three years ago show what was so three years ago. An assessment that stands on
    them says more than anybody knows today.

    *What would fix it.* Newer evidence, or an answer of today. Evidence holds until its own last day, else for the
    window of the framework. Where neither is known and the framework requires evidence, the status is
    `unknown`. Frameworks that ask about one period do not ask whether it holds later.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): evidence is
    of the year that is assessed.
    """
    for each in snapshot.assessments:
        rules = each.framework.evidence
        if rules is not None and (rules.live_from is not None or rules.live_until is not None):
            continue
        window = None if rules is None else rules.window_days
        required = rules is not None and rules.required
        showing: dict[str, list[Answer]] = {}
        for one in _claims(each):
            for key in set(one.evidence):
                showing.setdefault(key, []).append(one)
        for record in each.sheet.evidence:
            shows = showing.get(record.key, [])
            holds = record.supports(snapshot.on, window_days=window)
            if shows and (holds is False or (holds is None and required)):
                say = unknown if holds is None else found
                yield say(
                    **found_in(each),
                    evidence=record.title or record.key,
                    criteria=titles_of(each.framework, shows),
                    until=record.last_day(window),
                )


@rule(
    "MAT002",
    severity="note",
    needs=("assessments",),
    says="{criterion:quoted} in {framework} has {pieces:piece} of evidence, and {most} at most are looked at.",
    fix="Choose the {most} that show {criterion:quoted} best.",
)
def evidence_over_the_most(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer names more evidence than its framework allows.

    *Why it matters.* Whoever reviews the assessment stops at the most that is allowed, and perhaps before the
    piece that would have shown it.

    *What would fix it.* The best pieces alone. The answer itself is not lowered.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): up to three
    pieces of evidence for each criterion.
    """
    for each, criterion, pieces in _too_many(snapshot.assessments):
        rules = each.framework.evidence
        yield found(**found_in(each), criterion=criterion, pieces=pieces, most=None if rules is None else rules.most)


@rule(
    "MAT003",
    severity="warning",
    needs=("assessments",),
    says="Nothing supports what {by} answered to {criteria:quoted} in {framework}, which requires evidence, so that it "
    "counts for nothing.",
    fix="Name the evidence for {criteria:quoted}, or answer what can be shown.",
)
def answer_without_evidence(snapshot: Snapshot) -> Iterator[Observation]:
    """A framework requires evidence, and an answer above the lowest has none that held on its day.

    *Why it matters.* Such an answer counts as absent. The level may be far below what those who answered believe.

    *What would fix it.* Evidence from before the day of the answers, or a lower answer, which needs none.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019).
    """
    for each in snapshot.assessments:
        bare = [one for one in _claims(each) if one.criterion in each.unknown]
        if bare:
            yield found(
                **found_in(each),
                by=answered_by(snapshot, each),
                criteria=titles_of(each.framework, bare),
            )


@rule(
    "MAT004",
    severity="note",
    needs=("assessments",),
    says="{evidence:quoted}, which is to show {criterion:quoted} in {framework}, {lack}.",
    fix="Name other evidence for {criterion:quoted}, or write down what is missing about this.",
)
def evidence_against_the_rules(snapshot: Snapshot) -> Iterator[Observation]:
    """Evidence does not meet what its framework asks of evidence.

    *Why it matters.* A reviewer will set it aside: it is from another year, cannot be found, or belongs to nobody
    who could answer for it.

    *What would fix it.* What is missing, or other evidence. What is outside the period supports nothing.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): live in the
    year that is assessed, and linked from the organisation's own site.
    """
    for each in snapshot.assessments:
        titles = {one.key: one.title or one.key for one in each.sheet.evidence}
        for flaw in each.evidence_flaws():
            if flaw.kind in _LACKS:
                yield found(
                    **found_in(each),
                    evidence=titles[flaw.evidence or ""],
                    criterion=str(each.framework.criterion(flaw.criterion)),
                    lack=_LACKS[flaw.kind],
                )


@rule(
    "MAT005",
    severity="warning",
    needs=("assessments",),
    says="{by} answered no to {criteria:quoted} in {framework}, without {missing}.",
    fix="Write down in what respect {criteria:quoted} is not met, and what will be done about it.",
)
def no_without_reason_and_action(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer is the lowest of its scale, and says not why, or not what will be done.

    *Why it matters.* A no is the most useful answer of an assessment if something follows from it. Without a reason
    nobody knows what is missing; without an action it will be a no again next year.

    *What would fix it.* A reason and an action beside every no.

    *Source.* NHS checklist for plans and reports of commissioners: each no says in what respect, and what
    will be done to put it right.
    """
    for each in snapshot.assessments:
        missing: dict[str, list[Answer]] = {}
        for one in refusals(each):
            lacks = [
                name for name, text in (("a reason", one.reason), ("an action", one.action)) if not (text or "").strip()
            ]
            if lacks:
                missing.setdefault(" and ".join(lacks), []).append(one)
        for lacks_words, those in missing.items():
            yield found(
                **found_in(each),
                by=answered_by(snapshot, each),
                criteria=titles_of(each.framework, those),
                missing=lacks_words,
            )


# What the rules share


def found_in(of: Assessment) -> dict[str, Any]:
    """What every finding about an assessment is about, and the title of its framework."""
    return {"about": Ref("assessment", of.framework.key), "framework": str(of.framework)}


def answered_by(snapshot: Snapshot, of: Assessment) -> Ref | str:
    """Who answered: the stakeholder, else the role."""
    if of.rater is not None:
        return snapshot.who(of.rater)
    return "somebody whose role is not known" if of.role is None else f"somebody ({of.role.replace('_', ' ')})"


def titles_of(framework: Framework, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The criteria that were answered, in the order of the framework."""
    keys = {each.criterion for each in answers}
    return tuple(str(each) for each in framework.criteria if each.key in keys)


def _claims(of: Assessment) -> Iterator[Answer]:
    """The answers above the lowest of their scale, by criterion."""
    for each in of.sheet.answers:
        options = [option.key for option in of.framework.scale_of(each.criterion).options]
        if each.given in options[1:]:
            yield each


def refusals(of: Assessment) -> Iterator[Answer]:
    """The answers that are the lowest of their scale, by criterion."""
    for each in of.sheet.answers:
        if each.given == of.framework.scale_of(each.criterion).options[0].key:
            yield each


def _too_many(assessments: Iterable[Assessment]) -> Iterator[tuple[Assessment, str, int]]:
    for each in assessments:
        pieces = {one.criterion: len(one.evidence) for one in each.sheet.answers}
        for flaw in each.evidence_flaws():
            if flaw.kind is EvidenceFlawKind.OVER_THE_MOST:
                yield each, str(each.framework.criterion(flaw.criterion)), pieces[flaw.criterion]


RULES: tuple[Rule, ...] = (
    evidence_expired,
    evidence_over_the_most,
    answer_without_evidence,
    evidence_against_the_rules,
    no_without_reason_and_action,
)
