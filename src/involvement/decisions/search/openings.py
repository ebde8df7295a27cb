"""Minimum set cover: the fewest forums to open to views, so that every decision is reached."""

from collections.abc import Sequence

from attrs import field

from involvement._fields import frozen
from involvement.decisions.search.indexes import Index
from involvement.decisions.search.matter_searches import ReachedBack
from involvement.errors import LimitExceeded
from involvement.references import Ref
from involvement.wording import Fact, Names, Statement, Wording

__all__ = ["BUDGET", "Openings", "fewest", "openings"]

BUDGET = 200_000


@frozen
class Openings:
    """A smallest set of forums to open to views, sorted, and the decisions still unreached, sorted.

    `names` are the titles that the default wording uses; no part of equality, repr or plain data.
    """

    forums: tuple[str, ...]
    unreached: tuple[str, ...]
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """Which forums to open, and which decisions views still do not reach."""
        code = "some" if self.forums else "none" if self.unreached else "not_needed"
        unreached: dict[str, Fact] = {"decisions": tuple(Ref("decision", key) for key in self.unreached)}
        more = Statement("openings.unreached", unreached, template=_UNREACHED, sources={"decisions": "Decision.title"})
        return Statement(
            f"openings.{code}",
            {
                "forums": tuple(Ref("forum", key) for key in self.forums),
                "more": (more,) if self.unreached else (),
            },
            template=_OPENINGS[code],
            sources={"forums": "Forum.title"},
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_OPENINGS = {
    "some": "Open {forums} to views. {more:sentences}",
    "none": "No forum is worth opening to views. {more:sentences}",
    "not_needed": "Views reach every decision through the entry points that are there.",
}
_UNREACHED = "Views still do not reach {decisions:quoted}."


def openings(index: Index, who: frozenset[str] | None, numbers: Sequence[int], floor: int) -> Openings:
    """The fewest of the numbered forums to open, beside those open to *who*, at a standing of at least *floor*."""
    decisions = sorted(index.decisions.values(), key=lambda decision: decision.key)
    targets = [index.network.index[decision.made_at] for decision in decisions]
    reach = ReachedBack(index, who, decisions, targets)
    reached = reach.from_each(floor)
    wanted = ((1 << len(decisions)) - 1) & ~reach.entered(floor)
    possible = 0
    for number in numbers:
        possible |= reached[number]
    unreached = wanted & ~possible
    chosen = fewest([(index.network.keys[number], reached[number]) for number in numbers], wanted & possible)
    return Openings(
        chosen,
        tuple(decision.key for bit, decision in enumerate(decisions) if unreached >> bit & 1),
        names=index.titles,
    )


def fewest(candidates: Sequence[tuple[str, int]], wanted: int, budget: int = BUDGET) -> tuple[str, ...]:
    """The smallest set of keys whose masks together hold every wanted bit; of those, the first by key.

    The union of all candidates' masks must hold the wanted bits. Exact branch and bound on distinct
    masks (the problem is NP-hard); after *budget* branches it raises `LimitExceeded`.
    """
    first: dict[int, str] = {}
    for key, mask in sorted(candidates):
        if mask & wanted:
            first.setdefault(mask & wanted, key)
    options = sorted((key, mask) for mask, key in first.items())
    search = _Search(budget)
    size = search.smallest([mask for _, mask in options], wanted, len(options))
    chosen: list[str] = []
    for place, (key, mask) in enumerate(options):
        rest = wanted & ~mask
        left = size - len(chosen) - 1
        if mask & wanted and search.smallest([later for _, later in options[place + 1 :]], rest, left) <= left:
            chosen.append(key)
            wanted = rest
        if not wanted:
            break
    return tuple(chosen)


class _Search:
    """Branch and bound with one budget for all the searches of one question."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._left = budget

    def smallest(self, masks: list[int], wanted: int, at_most: int) -> int:
        """How many masks cover the wanted bits; more than *at_most* if it takes more."""
        if not wanted:
            return 0
        useful = _undominated({mask & wanted for mask in masks})
        return self._branch(useful, wanted, at_most)

    def _branch(self, masks: list[int], wanted: int, at_most: int) -> int:
        if not wanted:
            return 0
        if at_most <= 0 or not masks:
            return at_most + 1
        self._left -= 1
        if self._left < 0:
            raise LimitExceeded("branches in the search for the fewest entry points", self._budget)
        widest = max(mask.bit_count() for mask in masks)
        if -(-wanted.bit_count() // widest) > at_most:
            return at_most + 1
        rarest = min(_bits(wanted), key=lambda bit: (sum(1 for mask in masks if mask & bit), bit))
        best = at_most + 1
        for mask in sorted((mask for mask in masks if mask & rarest), key=lambda mask: -mask.bit_count()):
            rest = wanted & ~mask
            useful = _undominated({other & rest for other in masks})
            best = min(best, 1 + self._branch(useful, rest, best - 2))
        return best


def _undominated(masks: set[int]) -> list[int]:
    kept: list[int] = []
    for mask in sorted(masks, key=lambda mask: (-mask.bit_count(), mask)):
        if mask and not any(mask & ~other == 0 for other in kept):
            kept.append(mask)
    return kept


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        found.append(mask & -mask)
        mask &= mask - 1
    return found
