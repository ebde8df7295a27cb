"""Reach: the best rank with which views about each decision get to where it is made, whatever the day."""

from collections.abc import Callable, Collection, Sequence

from involvement.decisions.decisions import Decision
from involvement.decisions.search import routes
from involvement.decisions.search.indexes import Index
from involvement.decisions.search.matter_searches import ReachedBack

__all__ = ["best_ranks", "carriers", "gatekeepers", "out_of_reach"]

_Named = tuple[str, ...] | None


def best_ranks(index: Index, who: frozenset[str] | None, decisions: Collection[Decision]) -> dict[str, int]:
    """By decision, the best rank with which their views get there; -1 without a route.

    Where the best route of all is one that any view may take, it is the best about each decision; the rest is found by
    one search for all of them. O(n + m) where most go the same ways.
    """
    at = index.network.index
    most = _widest(index, who)
    if not index.several_matters:
        return {decision.key: most[at[decision.made_at]] for decision in decisions}
    least = _widest(index.about(frozenset()), who)
    best = {decision.key: most[at[decision.made_at]] for decision in decisions}
    open_ones = [decision for decision in decisions if least[at[decision.made_at]] < most[at[decision.made_at]]]
    return best | _each(index, who, open_ones, index.ranks)


def out_of_reach(
    index: Index, who: frozenset[str] | None, decisions: Collection[Decision], floor: int
) -> tuple[str, ...]:
    """The keys, sorted, of the decisions where none of their views gets to with at least the rank *floor*."""
    at = index.network.index
    most = _reached(index, who, floor)
    beyond = [decision for decision in decisions if not most[at[decision.made_at]]]
    if index.several_matters:
        least = _reached(index.about(frozenset()), who, floor)
        open_ones = [
            decision for decision in decisions if most[at[decision.made_at]] and not least[at[decision.made_at]]
        ]
        best = _each(index, who, open_ones, [floor])
        beyond += [decision for decision in open_ones if best[decision.key] < 0]
    return tuple(sorted(decision.key for decision in beyond))


def gatekeepers(index: Index, who: frozenset[str] | None, decision: Decision, floor: int) -> _Named:
    """The keys of the forums on every route to the decision, nearest the entry first; None without a route.

    A route is one that gives at least the rank *floor*.
    """

    def named(part: Index) -> _Named:
        target = part.network.index[decision.made_at]
        found = routes.gatekeepers(part.dominators(_entered(part, who, floor), floor), target)
        return None if found is None else tuple(part.network.keys[number] for number in found)

    return _between(index, decision, named)


def carriers(index: Index, who: frozenset[str] | None, decision: Decision, floor: int) -> _Named:
    """The stakeholders who carry a view about the decision on every route, nearest the entry first; None without a route.

    A route is one that gives at least the rank *floor*.
    """

    def named(part: Index) -> _Named:
        entered, target = _entered(part, who, floor), part.network.index[decision.made_at]
        carried_by = [flow.carried_by for flow in part.flows]
        return routes.carriers(part.network_from(floor), part.dominators(entered, floor), entered, target, carried_by)

    return _between(index, decision, named)


def _between(index: Index, decision: Decision, named: Callable[[Index], _Named]) -> _Named:
    """What stands on every route about the decision; where routes of any view give the same as all routes, that is it.

    What is on every route of all is on every route about the decision, and what is on those is on each that any view may
    take. One that stands alone needs no order.
    """
    if index.several_matters:
        most = named(index)
        if most is None or (most == named(index.about(frozenset())) and len(most) <= 1):
            return most
    return named(index.about(decision.matter))


def _widest(index: Index, who: frozenset[str] | None) -> list[int]:
    return index.network.widest([(entry.forum, entry.rank) for entry in index.entries(who)])


def _reached(index: Index, who: frozenset[str] | None, floor: int) -> bytearray:
    return index.network.reached(_entered(index, who, floor), floor)


def _entered(index: Index, who: frozenset[str] | None, floor: int) -> frozenset[int]:
    """The forums where their views enter with at least the rank *floor*."""
    return frozenset(entry.forum for entry in index.entries(who) if entry.rank >= floor)


def _each(
    index: Index, who: frozenset[str] | None, decisions: Sequence[Decision], floors: Sequence[int]
) -> dict[str, int]:
    """The best of these ranks for each of the decisions, by the channels that take views about it."""
    at = index.network.index
    search = ReachedBack(index, who, decisions, [at[decision.made_at] for decision in decisions])
    return {decision.key: search.best(place, floors) for place, decision in enumerate(decisions)}
