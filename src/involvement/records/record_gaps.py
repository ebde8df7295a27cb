"""Gaps and contradictions of a record."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.records.steps import History
from involvement.wording import Fact, Quote, Statement, Wording

__all__ = ["Oddity", "OddityKind", "RecordBalance", "balance_of", "oddities_of"]


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


_MATTER = "Step.matter"
_READ = "Record.oddities_read"
_ODDITIES = {
    OddityKind.UNREADABLE: "{count:entry was|entries were} not understood. {more:sentences}",
    OddityKind.REPEATED: "{count:step repeats|steps repeat} another and {count#is|are} not counted again. {more:sentences}",
    OddityKind.CONTRADICTORY: "{count:sitting is|sittings are} recorded in different ways: with several standings, or both "
    "as decided and as not decided. {more:sentences}",
    OddityKind.NO_DAY: "{count:step has|steps have} no day, so the order is not known. {more:sentences}",
    OddityKind.SAME_DAY: "On {count:day}, a matter was at several forums in an order that is not recorded. "
    "{more:sentences}",
    OddityKind.STANDING_NOT_RECORDED: "{count:step has|steps have} no recorded standing. {more:sentences}",
    OddityKind.DECIDES_NOT_RECORDED: "For {count:step}, the record does not show whether the matter was decided. "
    "{more:sentences}",
    OddityKind.NO_DECISION: "{count:matter has|matters have} no recorded decision. {more:sentences}",
    OddityKind.DECISION_WITHOUT_DAY: "{count:matter was|matters were} decided on a day that is not recorded. "
    "{more:sentences}",
    OddityKind.DECIDED_TWICE: "{count:matter was|matters were} decided at several forums or on several days. "
    "{more:sentences}",
    OddityKind.AFTER_DECISION: "{count:sitting} came after the decision. {more:sentences}",
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

    @property
    def says(self) -> Statement:
        """What is odd, how often, and where."""
        more = []
        if self.reason:
            why = {"reason": Quote(self.reason, _READ)}
            more.append(Statement("oddity.reason", why, template="The reason is {reason}.", sources={"reason": _READ}))
        if self.places:
            where = {"places": tuple(Quote(place, _MATTER) for place in self.places)}
            more.append(Statement("oddity.places", where, template="See {places}.", sources={"places": _MATTER}))
        return Statement(
            f"oddity.{self.kind.value}",
            {"count": self.count, "more": tuple(more)},
            template=_ODDITIES[self.kind],
            sources={"count": _MATTER},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


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

    @property
    def says(self) -> Statement:
        """How many steps there are, and how many of each kind."""
        facts: dict[str, Fact] = {name: getattr(self, name) for name in ("steps", *_CLASSES)}
        return Statement("record.balance", facts, template=_BALANCE, sources=dict.fromkeys(facts, _STEPS))

    def __str__(self) -> str:
        return Wording().say(self.says)


_CLASSES = ("repeated", "no_day", "deciding", "earlier", "same_day", "between", "later", "undecided")
_STEPS = ("Step.decides", "Step.on")
_BALANCE = (
    "The record has {steps:step}. {deciding} {deciding#decides|decide}, {earlier} {earlier#is|are} earlier, {same_day} on "
    "the same day, {between} between decisions and {later} later. {undecided} {undecided#belongs|belong} to matters "
    "without a dated decision. {no_day} {no_day#has|have} no day and {repeated} {repeated#repeats|repeat} another."
)


def balance_of(found: Iterable[History]) -> RecordBalance:
    """The balance of the steps in these histories."""
    counts = dict.fromkeys(_CLASSES, 0)
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
    elsewhere = {step.forum for step in history.undated if step.decides} - {
        decision.forum for decision in history.decisions
    }
    yield OddityKind.NO_DECISION, not history.decisions and not elsewhere
    yield OddityKind.DECISION_WITHOUT_DAY, not history.decisions and bool(elsewhere)
    yield OddityKind.DECIDED_TWICE, len(history.decisions) + len(elsewhere) > 1
    yield OddityKind.AFTER_DECISION, len(history.later)
