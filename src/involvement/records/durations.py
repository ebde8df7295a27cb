"""Durations of matters, in days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.records.spreads import Spread
from involvement.records.steps import History, passages
from involvement.wording import Fact, Statement, Wording

__all__ = ["Durations", "durations_of"]


@frozen
class Durations:
    """How long matters took.

    Attributes:
        to_decision: from the first sitting of a matter to its (last) decision.
        at_decision: the same, by the forum that decided (last), sorted by forum.
        onward: from a sitting at a forum to the next sitting elsewhere, by the forum left, sorted.
        unknown: matters that were decided, and a step of theirs has no day: it may have been the first
            or the last. Sorted.
    """

    to_decision: Spread
    at_decision: tuple[tuple[str, Spread], ...] = field(repr=_fields.counted)
    onward: tuple[tuple[str, Spread], ...] = field(repr=_fields.counted)
    unknown: tuple[str, ...] = field(repr=_fields.counted)

    @property
    def says(self) -> Statement:
        """How long matters took to their decision, and of how many that is not known."""
        code = "some" if self.to_decision.n else "none"
        facts: dict[str, Fact] = {"number": len(self.unknown)}
        unknown = Statement("durations.unknown", facts, template=_UNKNOWN, sources={"number": "Step.on"})
        return Statement(
            f"durations.{code}",
            {"days": self.to_decision.says, "more": (unknown,) if self.unknown else ()},
            template=_DURATIONS[code],
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_DURATIONS = {
    "some": "From the first sitting to the decision, matters took {days:clause}. {more:sentences}",
    "none": "The record shows no number of days from a first sitting to a decision. {more:sentences}",
}
_UNKNOWN = "How long {number:decided matter} took is not known, because a day is not recorded."


def durations_of(found: Iterable[History]) -> Durations:
    """The durations in these histories."""
    found = tuple(found)
    at_decision: defaultdict[str, list[int]] = defaultdict(list)
    onward: defaultdict[str, list[int]] = defaultdict(list)
    unknown = []
    for history in found:
        if history.undated:
            if history.decisions or history.undated_decision:
                unknown.append(history.matter)
        elif history.decisions:
            end = history.way[-1]
            at_decision[end.forum].append(end.day - history.way[0].day)
    for here, there in passages(found):
        onward[here.forum].append(there.day - here.day)
    return Durations(
        to_decision=Spread([days for spans in at_decision.values() for days in spans]),
        at_decision=_spreads(at_decision),
        onward=_spreads(onward),
        unknown=tuple(unknown),
    )


def _spreads(days: Mapping[str, Iterable[int]]) -> tuple[tuple[str, Spread], ...]:
    return tuple((forum, Spread(days[forum])) for forum in sorted(days))
