"""What a reader with an integer programme finds out of figures that were told: by scipy, sharing nothing with the library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

FAR = 10_000  # no count of the tests comes near


@dataclass
class Reader:
    """All that the publications say, as whole numbers with bounds and sums."""

    numbers: dict[tuple[date, tuple[str, ...]], int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[dict[int, int]] = field(default_factory=list)  # sums that are 0 or more
    equal: list[bool] = field(default_factory=list)  # and whether they are 0
    whole: bool = True  # solves in whole numbers

    def read(self, told: Any) -> None:
        for figure in told.figures:
            low, high = self.told_bounds(told.rule, figure)
            place = self.place(told.on, figure.key)
            self.low[place], self.high[place] = max(self.low[place], low), min(self.high[place], high)
        for quota in told.at_least:
            place = self.place(told.on, quota.of)
            if quota.met is True:
                self.low[place] = max(self.low[place], quota.number)
            if quota.met is False:
                self.high[place] = min(self.high[place], quota.number - 1)
        for total in told.totals:
            row = {self.place(told.on, part): 1 for part in total.parts}
            self.rows.append({**row, self.place(told.on, total.key): -1})
            self.equal.append(True)
        for part in told.parts:
            self.rows.append({self.place(told.on, part.whole): 1, self.place(told.on, part.part): -1})
            self.equal.append(False)

    @staticmethod
    def told_bounds(rule: Any, figure: Any) -> tuple[int, int]:
        """By the words of the rule: small is fewer than the least, and a number is the nearest multiple of the base."""
        if figure.known:
            return figure.number, figure.number
        if figure.withheld:
            return 0, FAR
        if figure.number is None:
            return (1 if rule.zero else 0), rule.least - 1
        if figure.number == 0 and rule.least > 1:
            return 0, 0
        near = [
            count
            for count in range(max(0, figure.number - rule.base), figure.number + rule.base + 1)
            if count >= rule.least or (rule.least == 1)
            if -rule.base < 2 * (figure.number - count) <= rule.base
        ]
        return near[0], near[-1]

    def place(self, on: date, key: tuple[str, ...]) -> int:
        if (on, key) not in self.numbers:
            self.numbers[on, key] = len(self.low)
            self.low.append(0)
            self.high.append(FAR)
        return self.numbers[on, key]

    def bounds(self, terms: dict[int, int]) -> tuple[int, int]:
        """The least and most that a sum can be."""
        return self.best(terms, 1), -self.best(terms, -1)

    @cached_property
    def constraints(self) -> list[LinearConstraint]:
        matrix = np.zeros((len(self.rows), len(self.low)))
        for row, parts in zip(matrix, self.rows, strict=True):
            for place, factor in parts.items():
                row[place] = factor
        return [LinearConstraint(csr_array(matrix), 0, np.where(self.equal, 0, np.inf))] if self.rows else []

    def best(self, terms: dict[int, int], way: int) -> int:
        aim = np.zeros(len(self.low))
        for place, factor in terms.items():
            aim[place] += way * factor
        found = milp(
            aim,
            bounds=(self.low, self.high),
            constraints=self.constraints,
            integrality=np.full(len(aim), int(self.whole)),
        )
        assert found.success, found.message
        return int(np.ceil(found.fun - 1e-6))


def reader_of(publications: Iterable[Any], *, whole: bool = True) -> Reader:
    reader = Reader(whole=whole)
    for told in publications:
        reader.read(told)
    return reader


@dataclass
class Secret:
    """A sum of counts that is small, and its true value."""

    name: str
    terms: dict[int, int]
    true: int


def secrets(reader: Reader, days: Sequence[Any], least: int, *, zero: bool) -> list[Secret]:
    """The small counts of some days, what parts lack of wholes, and the changes from each day to the later ones."""
    found = []
    for figures in days:
        counts = {figure.key: figure.count for figure in figures.figures}
        known = {figure.key for figure in figures.figures if figure.known}
        places = {key: reader.numbers[figures.on, key] for key in counts if (figures.on, key) in reader.numbers}
        found += [Secret("count", {places[key]: 1}, counts[key]) for key in places if key not in known]
        pairs = [(part, total.key) for total in figures.totals if len(total.parts) > 2 for part in total.parts]
        for part, whole in (*pairs, *((each.part, each.whole) for each in figures.parts)):
            if part in places and whole in places and not known >= {part, whole}:
                found.append(Secret("rest", {places[whole]: 1, places[part]: -1}, counts[whole] - counts[part]))
    for place, early in enumerate(days):
        for late in days[place + 1 :]:
            if early.on != late.on:
                old = {figure.key: figure for figure in early.figures}
                for figure in late.figures:
                    key = figure.key
                    new, before = reader.numbers.get((late.on, key)), reader.numbers.get((early.on, key))
                    if key in old and new is not None and before is not None and not figure.known:
                        found.append(Secret("change", {new: 1, before: -1}, figure.count - old[key].count))
    return [each for each in found if (1 if zero or each.name == "change" else 0) <= abs(each.true) < least]
