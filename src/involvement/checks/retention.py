"""Rules about retention: what is held about persons longer than its purposes allow."""

from collections.abc import Iterator

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.privacy import UndecidedReason, due_for_purge
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_WHY = {
    UndecidedReason.NO_DAY: Statement("PRV004.no_day", template="The day from which the period runs is not recorded."),
    UndecidedReason.NO_PERIOD: Statement("PRV004.no_period", template="A purpose that covers them states no period."),
}


@rule(
    "PRV004",
    severity="warning",
    needs=("data_protection",),
    says="{number:record|records} of the kind {kind:quoted} {number#is|are} kept longer than the purpose {purpose:quoted} allows.",
    says_unknown="Whether {number:record|records} of the kind {kind:quoted} {number#is|are} kept too long is not known. {why:sentences}",
    fix="Take {number#it|them} out, or record the purpose for which {number#it is|they are} still needed.",
    fix_unknown="Record what is missing: the day, or how long the purpose needs {number#it|them}.",
    sources={  # what is held of few people tells of them: for the desk only
        "number": "Person.key",
        "kind": ("ProcessingPurpose.covers", "Person.key"),
        "purpose": "ProcessingPurpose.title",
    },
)
def retention_passed(snapshot: Snapshot) -> Iterator[Observation]:
    """Something is held about a person, and the period of every purpose that covers it is over.

    *Why it matters.* What is no longer needed can only do harm: it is read by the wrong person, lost, or asked for in court.
    People tell of themselves for a purpose, and for no longer.

    *What would fix it.* A purge on the day, after it has said what it would take out; or a purpose for which the record is
    still needed, with its own period. The last day of a period is within it. Where the day from which it runs is not
    recorded, or a purpose states no period, the status is `unknown`. What no purpose covers is left alone here.

    *Source.* UK GDPR, Article 5(1)(e), storage limitation, and 30(1)(f), the envisaged time limits for erasure.
    """
    due = due_for_purge(snapshot.process, on=snapshot.on)
    process = Ref("process", snapshot.process.key)
    for row in due.due:
        yield found(about=process, number=row.number, kind=row.kind, purpose=Ref("purpose", row.purpose))
    for undecided in due.undecided:
        if undecided.reason in _WHY:
            yield unknown(about=process, number=undecided.number, kind=undecided.kind, why=(_WHY[undecided.reason],))


RULES: tuple[Rule, ...] = (retention_passed,)
