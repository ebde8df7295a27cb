"""Hearings before the decision: which matters were heard in time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.search.indexes import ASSUMED_STANDING
from involvement.records.steps import History, Step
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Statement, Wording

__all__ = ["HeardBefore", "heard_before"]

_NO, _MAYBE, _YES = range(3)


@frozen
class HeardBefore:
    """Which matters were heard before they were decided; each matter of the record stands in one place.

    Attributes:
        at_least: the standing that a hearing must have to count; where none is recorded it is taken
            to be `consulted`, and the forum is named in `assumes`.
        heard: heard on a day before the day of the (first) decision.
        same_day: else, heard elsewhere on the very day, in an order that is not recorded.
        unclear: else, perhaps heard before: a day, a standing or a stakeholder is not recorded, or the
            hearing lies between two decisions.
        unheard: decided, and not heard before.
        undated: decided on a day that is not recorded, so nothing can be said.
        undecided: without a recorded decision.
        elsewhere: how many of those heard were heard at a forum that did not decide.
        by_standing: how many of those heard had which standing at best, highest first; None is not recorded.
        after: the steps that would have counted and came after the (last) decision, by matter and day.
        assumes: a statement for each forum whose standing was taken to be `consulted`, by forum.
    """

    at_least: Standing
    heard: tuple[str, ...] = field(repr=_fields.counted)
    same_day: tuple[str, ...] = field(repr=_fields.counted)
    unclear: tuple[str, ...] = field(repr=_fields.counted)
    unheard: tuple[str, ...] = field(repr=_fields.counted)
    undated: tuple[str, ...] = field(repr=_fields.counted)
    undecided: tuple[str, ...] = field(repr=_fields.counted)
    elsewhere: int
    by_standing: tuple[tuple[Standing | None, int], ...]
    after: tuple[Step, ...] = field(repr=_fields.counted)
    assumes: tuple[Statement, ...]

    @property
    def decided(self) -> int:
        """How many matters were decided on a recorded day."""
        return len(self.heard) + len(self.same_day) + len(self.unclear) + len(self.unheard)

    @property
    def share(self) -> Fraction | None:
        """The share of those that were surely heard before; None if nothing was decided."""
        return Fraction(len(self.heard), self.decided) if self.decided else None

    @property
    def at_most(self) -> Fraction | None:
        """The share if every doubt is decided in favour of a hearing."""
        return Fraction(self.decided - len(self.unheard), self.decided) if self.decided else None

    @property
    def says(self) -> Statement:
        """How many matters were heard before they were decided, and of how many that is in doubt."""
        code = "some" if self.decided else "none"
        return Statement(
            f"heard_before.{code}",
            {"heard": len(self.heard), "decided": self.decided, "more": tuple(self._doubts())},
            template=_HEARD[code],
            sources={"heard": "Step.on", "decided": "Step.decides"},
        )

    def _doubts(self) -> Iterator[Statement]:
        doubts: dict[str, Fact] = {
            "same_day": len(self.same_day),
            "unclear": len(self.unclear),
            "undated": len(self.undated),
        }
        for code, number in doubts.items():
            if number:
                facts = {"number": number}
                yield Statement(f"heard_before.{code}", facts, template=_DOUBTS[code], sources={"number": "Step.on"})

    def __str__(self) -> str:
        return Wording().say(self.says)


_HEARD = {
    "some": "{heard} of {decided:matter} decided on a recorded day {heard#was|were} heard before the decision. "
    "{more:sentences}",
    "none": "No decision has a recorded day. {more:sentences}",
}
_DOUBTS = {
    "same_day": "{number:other was|others were} heard on the day of the decision.",
    "unclear": "Whether {number:other was|others were} heard before is not clear from the record.",
    "undated": "{number:matter was|matters were} decided on a day that is not recorded.",
}


def heard_before(
    found: Iterable[History], at_least: Standing, who: frozenset[str] | None, among: Collection[str] | None
) -> HeardBefore:
    """The answer for these histories, of hearings of at least that standing, brought by *who*, at forums *among*."""
    question = _Question(at_least, who, among)
    for history in found:
        question.ask(history)
    standings = sorted(question.standings.items(), key=lambda row: -1 if row[0] is None else row[0].rank, reverse=True)
    return HeardBefore(
        at_least=at_least,
        **{name: tuple(matters) for name, matters in question.matters.items()},
        elsewhere=question.elsewhere,
        by_standing=tuple(standings),
        after=tuple(question.after),
        assumes=tuple(map(_standing_assumed, sorted(question.assumed))),
    )


class _Question:
    def __init__(self, at_least: Standing, who: frozenset[str] | None, among: Collection[str] | None) -> None:
        self._floor = at_least.rank
        self._who = who
        self._among = None if among is None else frozenset(among)
        self.matters: dict[str, list[str]] = {
            name: [] for name in ("heard", "same_day", "unclear", "unheard", "undated", "undecided")
        }
        self.elsewhere = 0
        self.standings: Counter[Standing | None] = Counter()
        self.after: list[Step] = []
        self.assumed: set[str] = set()

    def ask(self, history: History) -> None:
        """Puts the matter where it belongs."""
        if not history.decisions:
            self.matters["undated" if history.undated_decision else "undecided"].append(history.matter)
            return
        first, last = history.decisions[0].day, history.decisions[-1].day
        deciding = {(sitting.day, sitting.forum) for sitting in history.decisions}
        before: list[Step] = []
        same_day = False
        perhaps = any(self._counts(step) for step in history.undated)
        for day, step in history.steps:
            counts = self._counts(step)
            if not counts:
                continue
            if day > last:
                self.after.append(step)
            elif day < first and counts == _YES:
                before.append(step)
            elif day == last and (day, step.forum) in deciding:
                continue  # that is the decision itself
            elif first == last == day and counts == _YES:
                same_day = True
            else:
                perhaps = True
        if before:
            self._heard(before, {forum for _, forum in deciding})
        place = "heard" if before else "same_day" if same_day else "unclear" if perhaps else "unheard"
        self.matters[place].append(history.matter)

    def _counts(self, step: Step) -> int:
        """Whether the step is a hearing of the kind that is asked about, whenever it was."""
        if self._among is not None and step.forum not in self._among:
            return _NO
        if self._who is not None and step.by is not None and step.by not in self._who:
            return _NO
        if step.standing is not None and step.standing.rank < self._floor:
            return _NO
        unsaid = step.standing is None and self._floor > ASSUMED_STANDING.rank
        return _MAYBE if unsaid or (self._who is not None and step.by is None) else _YES

    def _heard(self, before: list[Step], deciding: set[str]) -> None:
        self.assumed.update(step.forum for step in before if step.standing is None)
        self.elsewhere += any(step.forum not in deciding for step in before)
        recorded = [step.standing for step in before if step.standing is not None]
        self.standings[max(recorded, default=None)] += 1


def _standing_assumed(forum: str) -> Statement:
    return Statement(
        "assumed.step_standing",
        {"of": Ref("forum", forum)},
        template="How much say {of} gave is not recorded for every step. Where it is not, it counts as consulted.",
        sources={"of": "Forum.title"},
    )
