"""Multi-dimensional covering: the fewest people who fill what is lacking under every criterion."""

from collections.abc import Sequence

from involvement._fields import frozen
from involvement.people.integer_search import Steps, WholeNumbers

__all__ = ["Cover", "Fit", "Lack"]

_Terms = list[tuple[int, int]]


@frozen
class Fit:
    """What one person would fill, as places in a list of quotas or of criteria.

    Attributes:
        gives: the quotas that they fill.
        loads: the quotas with a limit above that they may come under.
        wild: the criteria of which they may fill any one quota.
    """

    gives: tuple[int, ...]
    loads: tuple[int, ...]
    wild: tuple[int, ...]


@frozen
class Lack:
    """What has to be filled.

    Attributes:
        needs: how many people each quota still needs.
        rooms: how many more each quota allows; None where there is no limit.
        criteria: the quotas of each criterion.
        wild: of each criterion, how many people there are already who may fill any one quota.
    """

    needs: tuple[int, ...]
    rooms: tuple[int | None, ...]
    criteria: tuple[tuple[int, ...], ...]
    wild: tuple[int, ...]

    def of_criterion(self, number: int) -> int:
        """How many people the quotas of one criterion need together."""
        return max(0, sum(self.needs[quota] for quota in self.criteria[number]) - self.wild[number])


class Cover:
    """A search among people for those who fill a lack. People who fit alike are one number in it.

    Where it is `open_ended`, criteria may lack some in the end: `leave_open` says how many.
    """

    def __init__(
        self, lack: Lack, people: Sequence[Fit], *, chairs: int | None, steps: Steps, open_ended: bool = False
    ) -> None:
        self._people = people
        self._kinds = sorted({fit for fit in people if fit.gives or fit.wild}, key=_as_tuple)
        self._most = [0] * len(self._kinds)
        places = {kind: number for number, kind in enumerate(self._kinds)}
        self._kind_of = [places.get(fit) for fit in people]
        for kind in self._kind_of:
            if kind is not None:
                self._most[kind] += 1
        self._everyone = sum(self._most)
        self._sums: list[_Terms] = []
        self._bounds: list[tuple[int, int]] = []
        self._open = self._left_open(lack, open_ended=open_ended)
        self._size = len(self._kinds) + len(self._open)
        self._chairs = self._sum([(kind, 1) for kind in range(len(self._kinds))], 0, self._everyone)
        self._quotas = [self._quota(quota, lack) for quota in range(len(lack.needs))]
        self._wild = lack.wild
        self._criteria = [self._criterion(number, criterion) for number, criterion in enumerate(lack.criteria)]
        self._numbers = WholeNumbers(self._size, self._sums, steps)
        self._numbers.least[self._size :] = [low for low, _ in self._bounds]
        self._numbers.most[:] = [
            *self._most,
            *(lack.needs[quota] for quota in self._open),
            *(high for _, high in self._bounds),
        ]
        self.seat(chairs)

    def _left_open(self, lack: Lack, *, open_ended: bool) -> dict[int, int]:
        """A number for each quota that some wild person or nobody may fill: how many of it."""
        wild = {criterion for kind in self._kinds for criterion in kind.wild}
        wild |= {number for number, already in enumerate(lack.wild) if already}
        criteria = [criterion for number, criterion in enumerate(lack.criteria) if open_ended or number in wild]
        quotas = [quota for criterion in criteria for quota in criterion if lack.needs[quota]]
        return {quota: len(self._kinds) + number for number, quota in enumerate(quotas)}

    def _sum(self, terms: _Terms, low: int, high: int) -> int:
        self._sums.append(terms)
        self._bounds.append((low, high))
        return self._size + len(self._sums) - 1

    def _quota(self, quota: int, lack: Lack) -> tuple[int, int | None]:
        """The sums that say that a quota has enough, and not too many."""
        own = [(self._open[quota], 1)] if quota in self._open else []
        gives = [(number, 1) for number, kind in enumerate(self._kinds) if quota in kind.gives]
        need, room = lack.needs[quota], lack.rooms[quota]
        enough = self._sum([*gives, *own], need, self._everyone + need)
        if room is None:
            return enough, None
        loads = [(number, 1) for number, kind in enumerate(self._kinds) if quota in kind.loads]
        return enough, self._sum([*loads, *own], 0, room)

    def _criterion(self, number: int, quotas: tuple[int, ...]) -> int:
        """The sum that says that no more is left open than wild people fill, and than may be left open."""
        left = [(self._open[quota], 1) for quota in quotas if quota in self._open]
        wild = [(kind, -1) for kind, fit in enumerate(self._kinds) if number in fit.wild]
        return self._sum([*left, *wild], -self._everyone, self._wild[number])

    # What may be changed between two questions.

    def seat(self, chairs: int | None) -> None:
        """No more people than this; None: as many as there are."""
        self._numbers.most[self._chairs] = self._everyone if chairs is None else min(chairs, self._everyone)

    def leave_open(self, criterion: int, slack: int) -> None:
        """So many may lack under that criterion in the end."""
        self._numbers.most[self._criteria[criterion]] = self._wild[criterion] + slack

    def forget(self, quota: int) -> tuple[int, int | None]:
        """Asks for that quota no longer; gives what `recall` needs."""
        enough, limit = self._quotas[quota]
        before = self._numbers.least[enough], None if limit is None else self._numbers.most[limit]
        self._numbers.least[enough] = 0
        if limit is not None:
            self._numbers.most[limit] = self._everyone + before[0]
        return before

    def recall(self, quota: int, before: tuple[int, int | None]) -> None:
        """Asks for that quota again."""
        enough, limit = self._quotas[quota]
        self._numbers.least[enough], most = before
        if limit is not None and most is not None:
            self._numbers.most[limit] = most

    # The questions.

    def can_be(self) -> bool:
        """Whether some of the people fill the lack."""
        return self._numbers.search() is not None

    def fewest(self, at_least: int) -> tuple[int, ...]:
        """The places of the fewest people who fill it, of equal choices the one with the first; () where nobody can.

        `at_least` is a number of people that is known to be needed.
        """
        found = self._numbers.search()
        if found is None:
            return ()
        for number in range(at_least, sum(found[: len(self._kinds)])):
            self.seat(number)
            fewer = self._numbers.search()
            if fewer is not None:
                found = fewer
                break
        self.seat(sum(found[: len(self._kinds)]))
        return tuple(self._first(found))

    def _first(self, found: tuple[int, ...]) -> list[int]:
        """Of all choices of that size, the one that has the first person, then the next, and so on."""
        numbers = self._numbers
        taken = [0] * len(self._kinds)
        chosen: list[int] = []
        for place, kind in enumerate(self._kind_of):
            # If one of a kind cannot be added, no later one of it can: they fit alike.
            if kind is None or numbers.most[kind] == taken[kind]:
                continue
            numbers.least[kind] = taken[kind] + 1
            other = found if found[kind] > taken[kind] else numbers.search()
            if other is None:
                numbers.least[kind] = numbers.most[kind] = taken[kind]
            else:
                found = other
                taken[kind] += 1
                chosen.append(place)
        return chosen


def _as_tuple(fit: Fit) -> tuple[tuple[int, ...], ...]:
    return fit.gives, fit.loads, fit.wild
