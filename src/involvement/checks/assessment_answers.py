"""Rules about the answers of an assessment: evidence for each, and a reason and an action for each no."""

from collections.abc import Iterator

from involvement.checks.assessment_facts import about_sheet, answered_above_lowest, criteria_of, refusals
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.maturity import Answer, EvidenceFlawKind
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_LACKS = {
    EvidenceFlawKind.OUTSIDE_PERIOD: Statement(
        "MAT004.outside_period", template="is from outside the period that is assessed"
    ),
    EvidenceFlawKind.NO_LINK: Statement("MAT004.no_link", template="has no link to the organisation's own site"),
    EvidenceFlawKind.NO_OWNER: Statement("MAT004.no_owner", template="has no owner"),
}
_REASON = Statement("MAT005.reason", template="the reason")
_ACTION = Statement("MAT005.action", template="what will be done about it")
_CRITERIA = {"criteria": "Criterion.title"}
_EVIDENCE = {**_CRITERIA, "evidence": "Evidence.title"}


@rule(
    "MAT001",
    severity="warning",
    needs=("assessments",),
    says="In {answers:clause}, {by:clause} gave {evidence:quoted} as evidence for {criteria:quoted}. {evidence:quoted} was valid until {until}.",
    says_unknown="In {answers:clause}, {by:clause} gave {evidence:quoted} as evidence for {criteria:quoted}, where evidence is required. "
    "How long it is valid is not recorded.",
    fix="Check whether the answer to {criteria:quoted} is still true, and name evidence that is valid now.",
    sources={**_EVIDENCE, "until": "Evidence.until"},
)
def evidence_expired(snapshot: Snapshot) -> Iterator[Observation]:
    """Evidence for an answer is no longer valid.

    *Why it matters.* Minutes of three years ago show what was true three years ago. An assessment that rests on them says
    more than anybody knows today.

    *What would fix it.* Newer evidence, or an answer of today. Evidence is valid until its own last day, else for the window
    of the framework. Where neither is known and the framework requires evidence, the status is `unknown`. Frameworks that ask
    about one period do not ask whether it is valid later.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): evidence is
    of the year that is assessed.
    """
    for of in snapshot.assessments:
        rules = of.framework.evidence
        if rules is not None and (rules.live_from is not None or rules.live_until is not None):
            continue
        window = None if rules is None else rules.window_days
        required = rules is not None and rules.required
        showing: dict[str, list[Answer]] = {}
        for answer in answered_above_lowest(of):
            for key in set(answer.evidence):
                showing.setdefault(key, []).append(answer)
        for record in of.sheet.evidence:
            if record.key not in showing or record.on > snapshot.on:
                continue
            last = record.last_day(window)
            seen = {
                **about_sheet(snapshot, of),
                "evidence": Ref("evidence", record.key),
                "criteria": criteria_of(of, showing[record.key]),
            }
            if last is None and required:
                yield unknown(**seen)
            elif last is not None and last < snapshot.on:
                yield found(**seen, until=last)


@rule(
    "MAT002",
    severity="note",
    needs=("assessments",),
    says="In {answers:clause}, {by:clause} gave {pieces:piece} of evidence for {criterion:quoted}. At most {most} are allowed.",
    fix="Name no more than {most:piece} of evidence for {criterion:quoted}: the best.",
    sources={"criterion": "Criterion.title", "pieces": "Answer.evidence", "most": "EvidenceRule.most"},
)
def evidence_over_the_most(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer names more evidence than its framework allows.

    *Why it matters.* A reviewer stops at the most that is allowed, and may never see the piece that would have shown it.

    *What would fix it.* The best pieces alone. The answer itself is not lowered.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): up to three
    pieces of evidence for each criterion.
    """
    for of in snapshot.assessments:
        most = None if of.framework.evidence is None else of.framework.evidence.most
        pieces = {answer.criterion: len(answer.evidence) for answer in of.sheet.answers}
        for flaw in of.evidence_flaws():
            if flaw.kind is EvidenceFlawKind.OVER_THE_MOST:
                criterion = Ref("criterion", (of.framework.key, flaw.criterion))
                yield found(**about_sheet(snapshot, of), criterion=criterion, pieces=pieces[flaw.criterion], most=most)


@rule(
    "MAT003",
    severity="warning",
    needs=("assessments",),
    says="In {answers:clause}, no valid evidence supports what {by:clause} answered to {criteria:quoted}. Evidence is required, "
    "so {criteria#this answer counts|these answers count} as not known.",
    fix="Name evidence for {criteria:quoted}, or take {criteria#that answer|those answers} back.",
    sources=_CRITERIA,
)
def answer_without_evidence(snapshot: Snapshot) -> Iterator[Observation]:
    """A framework requires evidence, and an answer above the lowest had none that was valid on its day.

    *Why it matters.* Such an answer counts as absent. The level may be far below what those who answered believe.

    *What would fix it.* Evidence from before the day of the answers, or a lower answer, which needs none.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019).
    """
    for of in snapshot.assessments:
        bare = [answer for answer in answered_above_lowest(of) if answer.criterion in of.unknown]
        if bare:
            yield found(**about_sheet(snapshot, of), criteria=criteria_of(of, bare))


@rule(
    "MAT004",
    severity="note",
    needs=("assessments",),
    says="In {answers:clause}, {by:clause} gave {evidence:quoted} as evidence for {criteria:quoted}. {evidence:quoted} {lacks:clauses}.",
    fix="Correct the record of {evidence:quoted}, or name other evidence for {criteria:quoted}.",
    sources=_EVIDENCE,
)
def evidence_against_the_rules(snapshot: Snapshot) -> Iterator[Observation]:
    """Evidence does not meet what its framework asks of evidence.

    *Why it matters.* A reviewer will set it aside: it is from another year, cannot be found, or has no owner who could
    answer for it.

    *What would fix it.* What is missing, or other evidence. What is outside the period supports nothing.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): live in the
    year that is assessed, and linked from the organisation's own site.
    """
    for of in snapshot.assessments:
        lacks: dict[str, dict[EvidenceFlawKind, None]] = {}
        for flaw in of.evidence_flaws():
            if flaw.kind in _LACKS:
                lacks.setdefault(flaw.evidence or "", {})[flaw.kind] = None
        for key, kinds in lacks.items():
            naming = [answer for answer in answered_above_lowest(of) if key in answer.evidence]
            yield found(
                **about_sheet(snapshot, of),
                evidence=Ref("evidence", key),
                criteria=criteria_of(of, naming),
                lacks=tuple(_LACKS[kind] for kind in kinds),
            )


@rule(
    "MAT005",
    severity="warning",
    needs=("assessments",),
    says="In {answers:clause}, {by:clause} gave {criteria:quoted} the lowest answer on the scale. The record leaves out {missing:clauses}.",
    fix="For {criteria:quoted}, find out and record {missing:clauses}.",
    sources=_CRITERIA,
)
def no_without_reason_and_action(snapshot: Snapshot) -> Iterator[Observation]:
    """An answer is the lowest of its scale, such as no, without the reason or without what will be done.

    *Why it matters.* A no is the most useful answer of an assessment if something follows from it. Without a reason
    nobody knows what is missing; without an action it will be a no again next year.

    *What would fix it.* A reason and an action beside every no.

    *Source.* NHS checklist for plans and reports of commissioners: each no says in what respect, and what
    will be done to put it right.
    """
    for of in snapshot.assessments:
        missing: dict[tuple[Statement, ...], list[Answer]] = {}
        for answer in refusals(of):
            texts = ((_REASON, answer.reason), (_ACTION, answer.action))
            lacks = tuple(part for part, text in texts if not (text or "").strip())
            if lacks:
                missing.setdefault(lacks, []).append(answer)
        for lacks, answers in missing.items():
            yield found(**about_sheet(snapshot, of), criteria=criteria_of(of, answers), missing=lacks)


RULES: tuple[Rule, ...] = (
    evidence_expired,
    evidence_over_the_most,
    answer_without_evidence,
    evidence_against_the_rules,
    no_without_reason_and_action,
)
