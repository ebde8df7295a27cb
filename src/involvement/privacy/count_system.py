"""Systems of counts: what several publications tell together, as equations and intervals."""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date

from involvement.errors import InvalidValueError, LimitExceeded
from involvement.privacy.disclosure_rules import MOST_PEOPLE, DisclosureRule
from involvement.privacy.figures import FigureKey, FiguresTold, FigureTold

__all__ = ["MOST_FIGURES", "OPEN", "CountSystem", "Name", "Terms", "bounds_told", "narrowed"]

OPEN = 1000 * MOST_PEOPLE
"""The most of a count of which no most is known."""
MOST_FIGURES = 20_000
"""Figures of all publications together, and the parts of all their totals three times."""
_VISITS = 30  # times that the bounds of an equation are looked at, each: narrowing can go on for ever in small steps

Name = tuple[date, FigureKey]
Terms = tuple[tuple[int, int], ...]  # numbers of counts, with factors


class CountSystem:
    """Counts by number, with the least and most of each, and equations: sums with factors that are 0.

    What a part lacks of the whole is a count of its own, without a name.
    """

    def __init__(self) -> None:
        self.numbers: dict[Name, int] = {}
        self.least: list[int] = []
        self.most: list[int] = []
        self.equations: list[Terms] = []
        self.rests: dict[tuple[Name, Name], Terms] = {}  # of a part and its whole: the whole without it
        self.lacking: dict[int, int] = {}  # for the equation of a part its count without a name: it is in no other
        self.at: list[list[int]] = []  # for each count the equations that it is in
        self._known: set[object] = set()
        self._parts = 0

    def add(self, told: FiguresTold) -> None:
        """What one publication tells."""
        for figure in told.figures:
            low, high = bounds_told(told.rule, figure)
            self.narrow(self.number_of((told.on, figure.key)), low, high)
        for quota in told.at_least:
            if quota.met is not None:
                low, high = (quota.number, OPEN) if quota.met else (0, quota.number - 1)
                self.narrow(self.number_of((told.on, quota.of)), low, high)
        for total in told.totals:
            self._total(told.on, total.key, total.parts)
        for part in told.parts:
            self._part(told.on, part.part, part.whole)

    def number_of(self, name: Name) -> int:
        """The number of the count of that name; a new one, where it has none yet."""
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = self.new()
        return found

    def new(self, low: int = 0, high: int = OPEN) -> int:
        """A new count."""
        if len(self.least) >= MOST_FIGURES:
            raise LimitExceeded("figures of all publications together", MOST_FIGURES)
        self.least.append(low)
        self.most.append(high)
        self.at.append([])
        return len(self.least) - 1

    def narrow(self, number: int, low: int, high: int) -> None:
        """The count lies between these, too."""
        self.least[number] = max(self.least[number], low)
        self.most[number] = min(self.most[number], high)

    def equate(self, terms: Terms) -> None:
        """The sum of counts with factors is 0."""
        for number, _ in terms:
            self.at[number].append(len(self.equations))
        self.equations.append(terms)

    def _total(self, on: date, key: FigureKey, parts: Sequence[FigureKey]) -> None:
        relation = (on, key, parts)
        if relation in self._known:
            return
        self._known.add(relation)
        self._parts += len(parts)
        if self._parts > 3 * MOST_FIGURES:
            raise LimitExceeded("parts of totals", 3 * MOST_FIGURES)
        whole = self.number_of((on, key))
        numbers = [self.number_of((on, part)) for part in parts]
        self.equate(((whole, -1), *((number, 1) for number in numbers)))
        if len(parts) > 2:  # else what one part lacks is the other
            for part, number in zip(parts, numbers, strict=True):
                self.rests[(on, part), (on, key)] = ((whole, 1), (number, -1))

    def _part(self, on: date, part: FigureKey, whole: FigureKey) -> None:
        relation = (on, part, whole)
        if relation in self._known:
            return
        self._known.add(relation)
        inner, outer = self.number_of((on, part)), self.number_of((on, whole))
        self.lacking[len(self.equations)] = self.new()
        self.equate(((outer, -1), (inner, 1), (self.lacking[len(self.equations)], 1)))
        self.rests[(on, part), (on, whole)] = ((outer, 1), (inner, -1))

    def factor(self, equation: int, number: int) -> int:
        """The factor of a count in an equation: -1 of its total, else 1."""
        return -1 if self.equations[equation][0][0] == number else 1

    def sum_bounds(self, terms: Terms) -> tuple[int, int]:
        """The least and most of a sum, from the bounds of each count in it."""
        return (
            sum(factor * (self.least if factor > 0 else self.most)[number] for number, factor in terms),
            sum(factor * (self.most if factor > 0 else self.least)[number] for number, factor in terms),
        )


def bounds_told(rule: DisclosureRule, figure: FigureTold) -> tuple[int, int]:
    """The least and most of a count that is told so."""
    if figure.known and figure.number is not None:
        return figure.number, figure.number
    if figure.withheld:
        return 0, OPEN
    return rule.bounds(figure.number)


def narrowed(counts: CountSystem, start: Iterable[int] | None = None) -> None:
    """Narrows the least and most of each count by every equation that it is in, as far as that goes within a bounded time.

    Sound: no bound becomes tighter than what is told allows, whenever it stops.

    Raises:
        InvalidValueError: what is told cannot all be true.
    """
    least, most, equations = counts.least, counts.most, counts.equations
    if start is None:
        for first, last in zip(least, most, strict=True):
            _refuse_nothing(first, last)
    waiting = deque(range(len(equations)) if start is None else start)
    queued = set(waiting)
    visits: dict[int, int] = {}
    while waiting:
        place = waiting.popleft()
        queued.discard(place)
        visits[place] = visits.get(place, 0) + 1
        low, high = counts.sum_bounds(equations[place])
        for number, factor in equations[place]:
            old_least, old_most = least[number], most[number]
            if factor > 0:  # the others come to no more than the high without its own most
                first, last = max(old_most - high, old_least), min(old_least - low, old_most)
            else:
                first, last = max(old_most + low, old_least), min(old_least + high, old_most)
            _refuse_nothing(first, last)
            if first == old_least and last == old_most:
                continue
            least[number], most[number] = first, last
            low += first - old_least if factor > 0 else old_most - last
            high += last - old_most if factor > 0 else old_least - first
            for other in counts.at[number]:
                if other not in queued and visits.get(other, 0) < _VISITS:
                    queued.add(other)
                    waiting.append(other)


def _refuse_nothing(first: int, last: int) -> None:
    if first > last:
        raise InvalidValueError("earlier", "publications that can all be true of the same counts")
