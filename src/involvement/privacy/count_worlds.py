"""Other worlds: counts that would have been told just so, and yet differ in the one that is to stay unknown."""

from collections.abc import Mapping, Sequence
from copy import copy
from heapq import nsmallest

from involvement.errors import InvalidValueError, LimitExceeded
from involvement.people.integer_search import Steps, WholeNumbers
from involvement.privacy.count_system import OPEN, CountSystem, Terms, narrowed

__all__ = ["Patience", "Worlds", "components"]

_NODES = 200  # changes that are tried for one step of one count
_GLANCES = 30  # for all steps at once
_WAYS = 5  # counts that may make good a change
_JOINED = 1000  # equations: a count that is in more of them is not changed
_SMALL_COMPONENT = 80  # counts: up to so many, what is not found by trying is searched for exactly
_STEPS = 400_000  # of one such search


class Patience:
    """How many steps all searches of one publication may still take: one for each count of an equation that is looked at."""

    __slots__ = ("_left", "_limit")

    def __init__(self, limit: int = 25_000_000) -> None:
        self._left = self._limit = limit

    def take(self, steps: int) -> None:
        """So many steps; raises `LimitExceeded` where fewer are left."""
        self._left -= steps
        if self._left < 0:
            raise LimitExceeded("steps of the search for figures to withhold", self._limit)


class Worlds:
    """What proves that a count stays unknown: whole counts that obey every equation and bound and give it other values.

    A world is found by small changes to another: a count rises by one, others of its total fall by one, and so on. What is
    found is right, since each world is checked by construction; where none is found, a search in whole numbers decides in
    small systems, and in larger ones the count is taken for known.
    """

    def __init__(
        self,
        system: CountSystem,
        true: Mapping[int, int],
        like: Mapping[int, int] | None = None,
        *,
        exactly: bool = True,
        patience: Patience | None = None,
    ) -> None:
        """*system* is narrowed.

        *true*: the counts that are known here. *like*: counts that others may be near. *exactly*: search where trying finds
        nothing.
        """
        self.system = system
        self._like = like or {}
        self._patience = patience or Patience()
        self._exactly = exactly
        self._values: dict[int, int] = dict(true)
        self._worlds: dict[int, bool] = {}  # by the first of the counts that hang together: whether there is one

    def spread(self, terms: Terms, enough: int, component: Sequence[int]) -> int:
        """How far apart two worlds are at least in this sum, up to *enough*; *component*: the counts that hang together."""
        system = self.system
        if len(terms) == 1 and not system.at[terms[0][0]]:
            number = terms[0][0]
            return min(enough, system.most[number] - system.least[number])
        low, high = system.sum_bounds(terms)
        enough = min(enough, high - low)
        if not enough or not self._begun(component):
            return 0
        found = {+1: 0, -1: 0}
        if self._step(terms, enough, {}, _GLANCES) or self._step(terms, -enough, {}, _GLANCES):
            return enough
        for way in (+1, -1):
            changes: dict[int, int] = {}
            while sum(found.values()) < enough:
                step = self._step(terms, way, changes, _NODES)
                if step is None:
                    break
                for number, change in step.items():
                    changes[number] = changes.get(number, 0) + change
                found[way] += 1
        if self._exactly and sum(found.values()) < enough and len(component) <= _SMALL_COMPONENT:
            return self._searched(terms, enough, sorted(component), found)
        return sum(found.values())

    # One step from a world to another

    def _step(self, terms: Terms, way: int, changes: Mapping[int, int], tries: int) -> dict[int, int] | None:
        """Changes that move the sum by so much: one count of it moves, while the others of it stay."""
        for number, factor in sorted(terms, key=lambda term: len(self.system.at[term[0]])):
            kept = {other: 0 for other, _ in terms if other != number}
            self._tries = tries
            if self._fits(number, way * factor, changes):
                step = self._made_good({**kept, number: way * factor}, self._upset({}, number, way * factor), changes)
                if step is not None:
                    return step
        return None

    def _fits(self, number: int, change: int, changes: Mapping[int, int]) -> bool:
        value = self._values[number] + changes.get(number, 0) + change
        movable = len(self.system.at[number]) <= _JOINED
        return movable and self.system.least[number] <= value <= self.system.most[number]

    def _upset(self, upset: Mapping[int, int], number: int, change: int) -> dict[int, int]:
        """The equations that do not hold, and by how much, after one more change."""
        found = dict(upset)
        for equation in self.system.at[number]:
            factor = self.system.factor(equation, number)
            found[equation] = found.get(equation, 0) + factor * change
            if found[equation] == 0:
                del found[equation]
        return found

    def _made_good(
        self, moved: dict[int, int], upset: Mapping[int, int], changes: Mapping[int, int]
    ) -> dict[int, int] | None:
        """The changes with others that make every equation hold again; None where none are found."""
        absorbed = {}
        for equation, excess in upset.items():
            lack = self.system.lacking.get(equation, -1)
            if lack >= 0 and lack not in moved and self._fits(lack, -excess, changes):
                absorbed[equation] = (lack, -excess)
        if absorbed:  # by what parts lack of wholes, which disturbs nothing else
            self._patience.take(len(upset))
            moved = {**moved, **dict(absorbed.values())}
            upset = {equation: excess for equation, excess in upset.items() if equation not in absorbed}
        if not upset:
            return moved
        system = self.system
        least, most, values, at = system.least, system.most, self._values, system.at
        equation = min(upset, key=lambda each: (len(system.equations[each]), each))
        need, ways = -upset[equation], []
        looked_at = 0
        for looked_at, (number, factor) in enumerate(system.equations[equation]):  # noqa: B007 - counted
            change = need * factor
            value = values[number] + change + (changes.get(number, 0) if changes else 0)
            if least[number] <= value <= most[number] and number not in moved and len(at[number]) <= _JOINED:
                worse = 0
                for other in at[number]:
                    off = upset.get(other)
                    if off is None:
                        worse += 1
                    elif off + change * system.factor(other, number) == 0:
                        worse -= 1
                ways.append((worse, number, change))
                if worse == -len(upset):
                    break
        self._patience.take(looked_at)
        for _, number, change in nsmallest(_WAYS, ways):
            self._tries -= 1
            if self._tries < 0:
                return None
            found = self._made_good({**moved, number: change}, self._upset(upset, number, change), changes)
            if found is not None:
                return found
        return None

    # The world to begin with

    def _begun(self, component: Sequence[int]) -> bool:
        """Whether there is a world of these counts: the true one, with some values of those that nobody here knows."""
        if component[0] in self._worlds:
            return self._worlds[component[0]]
        self._worlds[component[0]] = found = self._completed(component)
        return found

    def _completed(self, component: Sequence[int]) -> bool:
        missing = [number for number in component if number not in self._values]
        return not missing or self._is_alike(missing) or self._is_filled(component, missing)

    def _is_alike(self, missing: Sequence[int]) -> bool:
        """Whether a world is found from counts that were alike: those of another day, brought within what was told."""
        system, before = self.system, self._values
        values = {**before, **{number: self._like[number] for number in missing if number in self._like}}
        equations = [
            system.equations[place] for place in sorted({place for number in missing for place in system.at[number]})
        ]
        for terms in equations:
            left = [term for term in terms if term[0] not in values]
            if len(left) == 1:  # what a part lacks of the whole
                ((number, factor),) = left
                values[number] = -factor * sum(each * values.get(other, 0) for other, each in terms)
        if not values.keys() >= set(missing) or any(
            sum(factor * values[number] for number, factor in terms) for terms in equations
        ):
            return False
        self._values = values
        for number in missing:
            change = min(max(values[number], system.least[number]), system.most[number]) - values[number]
            self._tries = _NODES
            step = self._made_good({number: change}, self._upset({}, number, change), {}) if change else {}
            if step is None:
                self._values = before
                return False
            for each, moved in step.items():
                values[each] += moved
        return True

    def _is_filled(self, component: Sequence[int], missing: Sequence[int]) -> bool:
        """Whether a world is found one count after the other, each in the middle of what those before leave open."""
        trial = copy(self.system)
        trial.least, trial.most = list(self.system.least), list(self.system.most)
        try:
            for number in component:
                if number in self._values:
                    trial.narrow(number, self._values[number], self._values[number])
            narrowed(trial, sorted({equation for number in component for equation in trial.at[number]}))
            for number in missing:
                low, high = trial.least[number], trial.most[number]
                value = low if high >= OPEN // 2 else (low + high) // 2
                trial.narrow(number, value, value)
                narrowed(trial, trial.at[number])
        except InvalidValueError:
            return self._found_whole(sorted(component))
        self._values.update((number, trial.least[number]) for number in missing)
        return True

    def _found_whole(self, numbers: list[int]) -> bool:
        if len(numbers) > _SMALL_COMPONENT:
            return False
        world = self._search(numbers, (), 0, 0)
        if world is None:
            return False
        self._values.update(world)
        return True

    # Small systems, exactly

    def _searched(self, terms: Terms, enough: int, numbers: list[int], found: dict[int, int]) -> int:
        """The same by a search in whole numbers, from what was found."""
        here = sum(factor * self._values[number] for number, factor in terms)
        for way in (+1, -1):
            while sum(found.values()) < enough:
                further = found[way] + 1
                low, high = (here + further, OPEN) if way > 0 else (-OPEN, here - further)
                if self._search(numbers, terms, low, high) is None:
                    break
                found[way] = further
        return sum(found.values())

    def _search(self, numbers: list[int], terms: Terms, low: int, high: int) -> dict[int, int] | None:
        """A world in which the sum lies between these; None where there is none, or it takes too long."""
        self._patience.take(_STEPS // 40)  # its own steps are quicker, and few of them are needed
        system = self.system
        places = {number: place for place, number in enumerate(numbers)}
        equations = sorted({equation for number in numbers for equation in system.at[number]})
        sums = [[(places[number], factor) for number, factor in system.equations[place]] for place in equations]
        try:
            search = WholeNumbers(
                len(numbers),
                [*sums, [(places[number], factor) for number, factor in terms]],
                Steps(_STEPS, "small counts"),
            )
            for number, place in places.items():
                search.least[place], search.most[place] = system.least[number], system.most[number]
            search.least[-1], search.most[-1] = low, high
            world = search.search()
        except LimitExceeded:
            return None
        return None if world is None else dict(zip(numbers, world, strict=True))


def components(system: CountSystem) -> list[list[int]]:
    """For each count, those that hang together with it by equations; one list for all of them."""
    heads = list(range(len(system.least)))

    def head(number: int) -> int:
        while heads[number] != number:
            heads[number] = heads[heads[number]]
            number = heads[number]
        return number

    for equation in system.equations:
        first = head(equation[0][0])
        for number, _ in equation[1:]:
            heads[head(number)] = first
    found: dict[int, list[int]] = {}
    for number in range(len(heads)):
        found.setdefault(head(number), []).append(number)
    return [found[head(number)] for number in range(len(heads))]
