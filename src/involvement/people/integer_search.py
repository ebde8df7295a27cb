"""Integer feasibility: exact simplex with branch and bound."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from involvement.errors import LimitExceeded

__all__ = ["Steps", "WholeNumbers"]

_PATIENCE = 200  # exchanges by what brings most at once; then by order, which cannot go on for ever


class Steps:
    """How many steps a search for a target profile may still take: one for each number that is looked at."""

    __slots__ = ("_left", "_limit", "_profile")

    def __init__(self, limit: int, profile: str) -> None:
        self._left = self._limit = limit
        self._profile = profile

    def take(self, steps: int) -> None:
        """So many steps; raises `LimitExceeded` where fewer are left."""
        if steps > self._left:
            raise LimitExceeded("steps of the search", self._limit, f"target profile {self._profile!r}")
        self._left -= steps


class _Split(NamedTuple):
    """A number between whose bounds the search was cut in two, with the bounds it had."""

    number: int
    least: int
    most: int
    below: int | None


class WholeNumbers:
    """A search for whole numbers: exact, by simplex in whole numbers and branch and bound.

    Numbers and sums are counted together, the numbers first; each has a least and a most that can be set
    between two searches, and the next search starts from where the last one ended.

    References:
        Dutertre, B. & de Moura, L. (2006). A fast linear-arithmetic solver for DPLL(T). doi:10.1007/11817963_11
        Edmonds, J. (1967). Systems of distinct representatives and linear algebra (division without remainders).
    """

    def __init__(self, size: int, sums: Iterable[Sequence[tuple[int, int]]], steps: Steps) -> None:
        self._size = size
        self._steps = steps
        self._rows: list[list[int]] = []
        for terms in sums:
            steps.take(size)
            row = [0] * size
            for number, factor in terms:
                row[number] += factor
            self._rows.append(row)
        count = size + len(self._rows)
        self.least = [0] * count
        self.most = [0] * count
        self._values = [0] * count  # of those that are free as they are; of all others, times the divisor
        self._divisor = 1
        self._free = list(range(size))
        self._held = list(range(size, count))
        self._inside = False

    def search(self) -> tuple[int, ...] | None:
        """Such numbers, or None where there are none."""
        split: list[_Split] = []
        try:
            while True:
                fraction = self._fraction() if self._fits() else None
                if fraction is not None:
                    number, below = fraction
                    split.append(_Split(number, self.least[number], self.most[number], below))
                    self.least[number] = below + 1  # more first: people have to come from somewhere
                elif self._inside:
                    return self._numbers()
                elif not self._other_half(split):
                    return None
        finally:
            while split:
                self._undo(split.pop())

    def _other_half(self, split: "list[_Split]") -> bool:
        """Turns from the last number with more to look at to what is below; False where everything was looked at."""
        while split:
            last = split.pop()
            self._undo(last)
            if last.below is not None:
                self.most[last.number] = last.below
                split.append(last._replace(below=None))
                return True
        return False

    def _undo(self, split: "_Split") -> None:
        self.least[split.number], self.most[split.number] = split.least, split.most

    def _numbers(self) -> tuple[int, ...]:
        found = list(self._values[: self._size])
        for number in self._held:
            if number < self._size:
                found[number] = self._values[number] // self._divisor
        return tuple(found)

    def _fraction(self) -> tuple[int, int] | None:
        """The number that is nearest to a half, and the whole number below it; None where all are whole."""
        found: list[tuple[int, int, int]] = []
        for number in self._held:
            if number < self._size:
                below, rest = divmod(self._values[number], self._divisor)
                if rest:
                    found.append((abs(2 * rest - self._divisor), number, below))
        return min(found)[1:] if found else None

    def _fits(self) -> bool:
        """Brings every number and sum within its bounds, fractions allowed; False where that cannot be."""
        self._inside = self._brought_inside()
        return self._inside

    def _brought_inside(self) -> bool:
        least, most, values = self.least, self.most, self._values
        if any(low > high for low, high in zip(least, most, strict=True)):
            return False
        for column, number in enumerate(self._free):
            inside = min(max(values[number], least[number]), most[number])
            if inside != values[number]:
                self._move(column, inside)
        rounds = 0
        while True:
            greedy = rounds < _PATIENCE
            row = self._outside(greedy=greedy)
            if row is None:
                return True
            self._steps.take(len(self._rows) * self._size)
            number = self._held[row]
            below = values[number] < least[number] * self._divisor
            helper = self._helps(row, up=below, greedy=greedy)
            if helper is None:
                return False
            self._exchange(row, helper, least[number] if below else most[number])
            rounds += 1

    def _outside(self, *, greedy: bool) -> int | None:
        """The row of a number or sum that is outside its bounds; None where all are inside."""
        found: list[tuple[int, int, int]] = []
        for row, number in enumerate(self._held):
            value = self._values[number]
            beyond = max(self.least[number] * self._divisor - value, value - self.most[number] * self._divisor)
            if beyond > 0:
                found.append((-beyond if greedy else 0, number, row))
        return min(found)[2] if found else None

    def _helps(self, row: int, *, up: bool, greedy: bool) -> int | None:
        """The column of a free number whose change brings that row nearer to its bound; None where there is none."""
        found: list[tuple[int, int, int]] = []
        for column, factor in enumerate(self._rows[row]):
            if factor:
                number = self._free[column]
                more = (factor > 0) == up
                if self._values[number] < self.most[number] if more else self._values[number] > self.least[number]:
                    found.append((-abs(factor) if greedy else 0, number, column))
        return min(found)[2] if found else None

    def _move(self, column: int, value: int) -> None:
        number = self._free[column]
        change = value - self._values[number]
        self._values[number] = value
        for row, held in zip(self._rows, self._held, strict=True):
            self._values[held] += row[column] * change

    def _exchange(self, row: int, column: int, value: int) -> None:
        """Sets the held number of that row free, at that value, and holds the free one of that column instead."""
        rows, values = self._rows, self._values
        out, into = self._held[row], self._free[column]
        old, pivot = self._divisor, rows[row][column]
        own = rows[row]
        for place, other in enumerate(rows):
            if place != row:
                factor = other[column]
                if factor:
                    rows[place] = [(a * pivot - factor * b) // old for a, b in zip(other, own, strict=True)]
                    rows[place][column] = factor
                elif pivot != old:
                    rows[place] = [a * pivot // old for a in other]
        rows[row] = [-b for b in own]
        rows[row][column] = old
        self._divisor = pivot
        if pivot < 0:
            self._divisor = -pivot
            for place, other in enumerate(rows):
                rows[place] = [-a for a in other]
        self._held[row], self._free[column] = into, out
        values[out] = value
        free = [values[number] for number in self._free]
        for terms, held in zip(rows, self._held, strict=True):
            values[held] = sum(map(int.__mul__, terms, free))
