"""Evidence rules of a framework, and the flaws of evidence by them."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.evidence import Evidence
from involvement.maturity.answers import Answer
from involvement.maturity.criteria import EvidenceRule

__all__ = ["EvidenceFlaw", "EvidenceFlawKind", "holds", "questions"]


class EvidenceFlawKind(StrEnum):
    """What is amiss with evidence."""

    NOT_GIVEN = "not_given"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    OUTSIDE_PERIOD = "outside_period"
    OVER_THE_MOST = "over_the_most"
    NO_LINK = "no_link"
    NO_OWNER = "no_owner"


@frozen
class EvidenceFlaw:
    """One thing amiss with the evidence of an answer; `evidence` is None where the answer as a whole is meant."""

    criterion: str = field(validator=_fields.key)
    kind: EvidenceFlawKind
    evidence: str | None = None

    def __str__(self) -> str:
        shown = f", {self.evidence}" if self.evidence is not None else ""
        return f"{self.criterion}{shown}: {self.kind.value.replace('_', ' ')}"


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


def questions(answer: Answer, records: Iterable[Evidence], rule: EvidenceRule, day: date) -> Iterator[EvidenceFlaw]:
    """What is amiss with the evidence of an answer, in the order of the records."""
    shown = list(records)
    if rule.required and not shown:
        yield EvidenceFlaw(answer.criterion, EvidenceFlawKind.NOT_GIVEN)
    if rule.most is not None and len(shown) > rule.most:
        yield EvidenceFlaw(answer.criterion, EvidenceFlawKind.OVER_THE_MOST)
    in_a_period = rule.live_from is not None or rule.live_until is not None
    for each in shown:
        if holds(each, rule, day) is False:
            early = EvidenceFlawKind.NOT_YET if each.on > day else EvidenceFlawKind.EXPIRED
            yield EvidenceFlaw(answer.criterion, EvidenceFlawKind.OUTSIDE_PERIOD if in_a_period else early, each.key)
        if rule.own_site and each.url is None:
            yield EvidenceFlaw(answer.criterion, EvidenceFlawKind.NO_LINK, each.key)
        if rule.owned and each.owner is None:
            yield EvidenceFlaw(answer.criterion, EvidenceFlawKind.NO_OWNER, each.key)
