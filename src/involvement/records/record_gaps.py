"""Gaps and contradictions of a record."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.records.steps import History

__all__ = ["Oddity", "OddityKind", "RecordBalance", "balance_of", "oddities_of"]

_LISTED = 3


class OddityKind(StrEnum):
    """What is wrong with, or missing from, some entries of a record."""

    UNREADABLE = "unreadable"
    REPEATED = "repeated"
    CONTRADICTORY = "contradictory"
    NO_DAY = "no_day"
    SAME_DAY = "same_day"
    STANDING_NOT_RECORDED = "standing_not_recorded"
    DECIDES_NOT_RECORDED = "decides_not_recorded"
    NO_DECISION = "no_decision"
    DECISION_WITHOUT_DAY = "decision_without_day"
    DECIDED_TWICE = "decided_twice"
    AFTER_DECISION = "after_decision"


_SAID = {
    OddityKind.UNREADABLE: ("entry", "entries", "could not be understood"),
    OddityKind.REPEATED: ("step", "steps", "recorded again, and counted once"),
    OddityKind.CONTRADICTORY: ("sitting", "sittings", "told in unlike ways: several standings, or decided and not"),
    OddityKind.NO_DAY: ("step", "steps", "without a day, so without a place in the order"),
    OddityKind.SAME_DAY: ("day", "days", "on which a matter was at several forums, in an order not recorded"),
    OddityKind.STANDING_NOT_RECORDED: ("step", "steps", "without a standing"),
    OddityKind.DECIDES_NOT_RECORDED: ("step", "steps", "of which it is not recorded whether they decide"),
    OddityKind.NO_DECISION: ("matter", "matters", "without a decision"),
    OddityKind.DECISION_WITHOUT_DAY: ("matter", "matters", "decided on a day that is not recorded"),
    OddityKind.DECIDED_TWICE: ("matter", "matters", "decided at several forums or on several days"),
    OddityKind.AFTER_DECISION: ("sitting", "sittings", "after the matter was decided"),
}


@frozen
class Oddity:
    """One kind of thing that a record leaves out or contradicts itself about.

    Attributes:
        kind: what is odd.
        count: how many steps, sittings, days, matters or entries.
        places: the matters concerned, or the places that a reader named; sorted, each once.
        reason: what a reader said of what it could not understand, else None.
    """

    kind: OddityKind
    count: int
    places: tuple[str, ...] = field(repr=_fields.counted)
    reason: str | None = None

    def __str__(self) -> str:
        one, several, what = _SAID[self.kind]
        more = "" if len(self.places) <= _LISTED else f" and {len(self.places) - _LISTED} more"
        reason = f": {self.reason}" if self.reason else ""
        return (
            f"{self.count} {one if self.count == 1 else several} {what}{reason} "
            f"({', '.join(self.places[:_LISTED])}{more})"
        )


@frozen
class RecordBalance:
    """Every step of a record, counted once: the first number is the sum of the others.

    Attributes:
        steps: all steps.
        repeated: those that say what another says.
        no_day: those without a day.
        deciding: those that decide.
        earlier: those before the day of the (first) decision.
        same_day: those on that day, in an order that is not recorded.
        between: those after the first and not after the last day of several decisions.
        later: those after the (last) decision.
        undecided: those of matters without a dated decision.
    """

    steps: int
    repeated: int
    no_day: int
    deciding: int
    earlier: int
    same_day: int
    between: int
    later: int
    undecided: int

    def __str__(self) -> str:
        return (
            f"{self.steps} steps = {self.deciding} deciding + {self.earlier} earlier + {self.same_day} on the same day"
            f" + {self.between} between decisions + {self.later} later + {self.undecided} undecided"
            f" + {self.no_day} without a day + {self.repeated} repeated"
        )


def balance_of(found: Iterable[History]) -> RecordBalance:
    """The balance of the steps in these histories."""
    counts = dict.fromkeys(
        ("repeated", "no_day", "deciding", "earlier", "same_day", "between", "later", "undecided"), 0
    )
    for history in found:
        counts["repeated"] += history.repeated
        counts["no_day"] += len(history.undated)
        for day, step in history.steps:
            counts[_class_of(history, day, decides=step.decides is True)] += 1
    return RecordBalance(steps=sum(counts.values()), **counts)


def _class_of(history: History, day: int, *, decides: bool) -> str:
    if decides:
        return "deciding"
    if not history.decisions:
        return "undecided"
    first, last = history.decisions[0].day, history.decisions[-1].day
    if day <= first:
        return "earlier" if day < first else "same_day"
    return "between" if day <= last else "later"


def oddities_of(found: Iterable[History], unread: Iterable[tuple[str, str]]) -> tuple[Oddity, ...]:
    """What is odd, in the order of the kinds and then by reason; kinds that do not occur are left out."""
    counts: dict[tuple[OddityKind, str | None], list[tuple[str, int]]] = {}
    for place, reason in unread:
        counts.setdefault((OddityKind.UNREADABLE, reason), []).append((place, 1))
    for history in found:
        for kind, count in _of_matter(history):
            if count:
                counts.setdefault((kind, None), []).append((history.matter, count))
    order = list(OddityKind)
    return tuple(
        Oddity(kind, sum(count for _, count in rows), tuple(sorted({place for place, _ in rows})), reason)
        for (kind, reason), rows in sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1] or ""))
    )


def _of_matter(history: History) -> Iterator[tuple[OddityKind, int]]:
    steps = [step for _, step in history.steps] + history.undated
    yield OddityKind.REPEATED, history.repeated
    yield OddityKind.CONTRADICTORY, history.unlike
    yield OddityKind.NO_DAY, len(history.undated)
    yield OddityKind.SAME_DAY, history.shared
    yield OddityKind.STANDING_NOT_RECORDED, sum(step.standing is None for step in steps)
    yield OddityKind.DECIDES_NOT_RECORDED, sum(step.decides is None for step in steps)
    # An undated decision at a forum that also decided on a day may be that same decision.
    elsewhere = {step.forum for step in history.undated if step.decides} - {each.forum for each in history.decisions}
    yield OddityKind.NO_DECISION, not history.decisions and not elsewhere
    yield OddityKind.DECISION_WITHOUT_DAY, not history.decisions and bool(elsewhere)
    yield OddityKind.DECIDED_TWICE, len(history.decisions) + len(elsewhere) > 1
    yield OddityKind.AFTER_DECISION, len(history.later)
