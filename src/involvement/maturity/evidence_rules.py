"""Evidence rules of a framework, and the flaws of evidence by them."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.evidence import Evidence
from involvement.maturity.answers import Answer
from involvement.maturity.criteria import EvidenceRule
from involvement.maturity.result_words import no_names
from involvement.references import Ref
from involvement.wording import Names, Statement, Wording

__all__ = ["EvidenceFlaw", "EvidenceFlawKind", "holds", "questions"]


class EvidenceFlawKind(StrEnum):
    """What is wrong with evidence."""

    NOT_GIVEN = "not_given"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    OUTSIDE_PERIOD = "outside_period"
    OVER_THE_MOST = "over_the_most"
    NO_LINK = "no_link"
    NO_OWNER = "no_owner"


@frozen
class EvidenceFlaw:
    """One thing that is wrong with the evidence of an answer; `evidence` is None where the answer as a whole is meant."""

    criterion: str = field(validator=_fields.key)
    kind: EvidenceFlawKind
    evidence: str | None = None
    framework: str = field(kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What is wrong with the evidence, and for which criterion."""
        return Statement(
            f"evidence.{self.kind}",
            {
                "criterion": Ref("criterion", (self.framework, self.criterion)),
                "evidence": None if self.evidence is None else Ref("evidence", self.evidence),
            },
            template=_FLAWS[self.kind],
            sources={"criterion": "Criterion.title", "evidence": "Evidence.title"},
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_FLAWS = {
    EvidenceFlawKind.NOT_GIVEN: "No evidence is named for {criterion:quoted}.",
    EvidenceFlawKind.NOT_YET: "{evidence:quoted} is of a later day than the answer to {criterion:quoted}.",
    EvidenceFlawKind.EXPIRED: "{evidence:quoted} was no longer valid when {criterion:quoted} was answered.",
    EvidenceFlawKind.OUTSIDE_PERIOD: "{evidence:quoted}, named for {criterion:quoted}, is from outside the period.",
    EvidenceFlawKind.OVER_THE_MOST: "More evidence is named for {criterion:quoted} than the framework allows.",
    EvidenceFlawKind.NO_LINK: "{evidence:quoted}, named for {criterion:quoted}, has no link to the service's own site.",
    EvidenceFlawKind.NO_OWNER: "{evidence:quoted}, named for {criterion:quoted}, has no owner.",
}


def holds(each: Evidence, rule: EvidenceRule | None, day: date) -> bool | None:
    """Whether a record supports an answer on a day; None where its end is not known."""
    if rule is None or (rule.live_from is None and rule.live_until is None):
        return each.supports(day, window_days=None if rule is None else rule.window_days)
    if rule.live_until is not None and each.on > rule.live_until:
        return False
    if rule.live_from is None or each.on >= rule.live_from:
        return True
    last = each.last_day(rule.window_days)
    return None if last is None else last >= rule.live_from


def questions(
    framework: str, answer: Answer, records: Iterable[Evidence], rule: EvidenceRule, day: date
) -> Iterator[EvidenceFlaw]:
    """What is wrong with the evidence of an answer, in the order of the records."""
    shown = list(records)

    def flaw(kind: EvidenceFlawKind, each: Evidence | None = None) -> EvidenceFlaw:
        return EvidenceFlaw(answer.criterion, kind, None if each is None else each.key, framework=framework)

    if rule.required and not shown:
        yield flaw(EvidenceFlawKind.NOT_GIVEN)
    if rule.most is not None and len(shown) > rule.most:
        yield flaw(EvidenceFlawKind.OVER_THE_MOST)
    in_a_period = rule.live_from is not None or rule.live_until is not None
    for evidence in shown:
        if holds(evidence, rule, day) is False:
            early = EvidenceFlawKind.NOT_YET if evidence.on > day else EvidenceFlawKind.EXPIRED
            yield flaw(EvidenceFlawKind.OUTSIDE_PERIOD if in_a_period else early, evidence)
        if rule.own_site and evidence.url is None:
            yield flaw(EvidenceFlawKind.NO_LINK, evidence)
        if rule.owned and evidence.owner is None:
            yield flaw(EvidenceFlawKind.NO_OWNER, evidence)
