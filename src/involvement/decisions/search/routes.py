"""Dominators: the forums and people on every route, without days, on the numbered network."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from involvement.decisions.search.networks import Network

__all__ = ["ENTRY", "UNREACHED", "carriers", "dominators", "gatekeepers", "masks", "shortest"]

ENTRY = -1  # nothing stands on every route but the forum itself
UNREACHED = -2


def gatekeepers(tree: Sequence[int], target: int) -> tuple[int, ...] | None:
    """The forums on every route to the target, nearest the entry first; None without a route.

    *tree* is that of `dominators` for the entry forums. The target is left out.
    """
    if tree[target] == UNREACHED:
        return None
    found = []
    forum = tree[target]
    while forum != ENTRY:
        found.append(forum)
        forum = tree[forum]
    return tuple(reversed(found))


def dominators(network: Network, entries: Iterable[int]) -> list[int]:
    """For each forum the nearest other one on every route to it, ENTRY where there is none, or UNREACHED.

    O(m log n).

    References:
        Lengauer, T. and Tarjan, R.E. (1979) A fast algorithm for finding dominators in a flowgraph.
        ACM Transactions on Programming Languages and Systems 1(1):121-141, doi 10.1145/357062.357071
        (the simple version, with path compression).
    """
    order, number, parent = _depth_first(network, entries)
    # From here on forums go by their place in the depth-first order; place 0 is the world outside.
    semi = list(range(len(order)))
    best = list(range(len(order)))
    above = parent[:]  # of places already met on the way back: where the linked way up goes on
    idom = [0] * len(order)
    waiting: list[list[int]] = [[] for _ in order]
    first = {number[forum] for forum in set(entries)}
    before = network.before
    for place in range(len(order) - 1, 0, -1):
        lowest = 0 if place in first else place
        for forum in before[order[place]]:
            other = number[forum]
            if other > place:  # one that is linked: the least on its way up counts
                if above[other] > place:
                    _shorten(other, place, above, best, semi)
                other = semi[best[other]]
            elif not other:
                continue  # nothing gets there
            lowest = min(lowest, other)
        semi[place] = lowest
        waiting[lowest].append(place)
        up = parent[place]
        for other in waiting[up]:
            if above[other] >= place:
                _shorten(other, place - 1, above, best, semi)
            low = best[other]
            idom[other] = low if semi[low] < semi[other] else up
        waiting[up] = []
    tree = [UNREACHED] * len(network.keys)
    for place in range(1, len(order)):
        if idom[place] != semi[place]:
            idom[place] = idom[idom[place]]
        tree[order[place]] = order[idom[place]] if idom[place] else ENTRY
    return tree


def _depth_first(network: Network, entries: Iterable[int]) -> tuple[list[int], list[int], list[int]]:
    """Forums in depth-first order after a first place for the world outside, their places, and whence each was met."""
    order, parent = [-1], [0]
    number = [0] * len(network.keys)
    after = network.after
    for entry in sorted(set(entries)):
        if number[entry]:
            continue
        number[entry] = len(order)
        order.append(entry)
        parent.append(0)
        here = len(order) - 1
        untried = [iter(after[entry])]
        while untried:
            for forum in untried[-1]:
                if not number[forum]:
                    number[forum] = len(order)
                    parent.append(here)
                    here = len(order)
                    order.append(forum)
                    untried.append(iter(after[forum]))
                    break
            else:
                untried.pop()
                here = parent[here]
    return order, number, parent


def _shorten(place: int, limit: int, above: list[int], best: list[int], semi: list[int]) -> None:
    """Makes the linked way up from a place one step long; linked are the places after *limit*."""
    way = []
    while above[place] > limit:
        way.append(place)
        place = above[place]
    top, low = above[place], best[place]
    for below in reversed(way):
        if semi[best[below]] > semi[low]:
            best[below] = low
        else:
            low = best[below]
        above[below] = top


def carriers(
    network: Network, tree: Sequence[int], entries: Collection[int], target: int, carried_by: Sequence[str | None]
) -> tuple[str, ...] | None:
    """Who carries the view on every route, in the order of a shortest one; None without a route.

    *tree* is that of `dominators` for the entries; *carried_by* names the carrier of each way by its
    position. The gatekeepers cut all routes into pieces that can be taken one by one: who carries the
    view on every route does so on every way through some piece. Only carriers on a shortest way can;
    each is tried by leaving out all that it carries, and each way found without it rules out
    the carriers that are not on it. O(m), and in each piece once more for each carrier that stays.
    """
    path = shortest(network, entries, target)
    if path is None:
        return None
    stops = [*(gatekeepers(tree, target) or ()), target]
    piece = _pieces(tree, stops)
    met: dict[str, None] = {}
    candidates: dict[int, set[str]] = {}
    for (before, _), (_, position) in pairwise(path):
        carrier = carried_by[position]
        if carrier is not None:
            met[carrier] = None
            candidates.setdefault(piece[before], set()).add(carrier)
    found: set[str] = set()
    for number, untried in candidates.items():
        starts = [stops[number - 1]] if number else list(entries)
        while untried:
            carrier = untried.pop()
            others = _carriers_without(network, starts, stops[number], number, piece, carried_by, carrier)
            if others is None:
                found.add(carrier)
            else:
                untried.intersection_update(others)
    return tuple(carrier for carrier in met if carrier in found)


def _pieces(tree: Sequence[int], stops: Sequence[int]) -> list[int]:
    """How many of the stops stand on every route to each forum, itself included."""
    passed = [-1] * len(tree)
    for number, stop in enumerate(stops):
        passed[stop] = number + 1
    for forum in range(len(tree)):
        way = []
        above = forum
        while above >= 0 and passed[above] < 0:
            way.append(above)
            above = tree[above]
        for passing in way:
            passed[passing] = passed[above] if above >= 0 else 0
    return passed


def _carriers_without(
    network: Network,
    starts: Sequence[int],
    end: int,
    number: int,
    piece: Sequence[int],
    carried_by: Sequence[str | None],
    carrier: str,
) -> set[str | None] | None:
    """Who carries the view on some way through one piece without that carrier; None if there is no such way."""
    before: dict[int, tuple[int, int]] = dict.fromkeys(starts, (-1, -1))
    stack = list(before)
    while stack and end not in before:
        forum = stack.pop()
        for v, _, _, _, _, position in network.out[forum]:
            if v not in before and (piece[v] == number or v == end) and carried_by[position] != carrier:
                before[v] = (forum, position)
                stack.append(v)
    if end not in before:
        return None
    others = set()
    forum, position = before[end]
    while forum >= 0:
        others.add(carried_by[position])
        forum, position = before[forum]
    return others


def shortest(network: Network, entries: Collection[int], target: int) -> list[tuple[int, int]] | None:
    """Forums and the positions of the ways into them, -1 for the first; fewest forums, then smallest."""
    before: dict[int, tuple[int, int]] = {}
    layer = sorted(set(entries))
    for forum in layer:
        before[forum] = (-1, -1)
    while layer and target not in before:
        following = []
        for forum in layer:
            for v, _, _, _, _, position in network.out[forum]:
                if v not in before:
                    before[v] = (forum, position)
                    following.append(v)
        layer = sorted(following)
    if target not in before:
        return None
    path = [(target, before[target][1])]
    while before[path[-1][0]][0] >= 0:
        forum = before[path[-1][0]][0]
        path.append((forum, before[forum][1]))
    return path[::-1]


def masks(network: Network, targets: Sequence[int], floor: int) -> list[int]:
    """For each forum, a bit for each target (by its place in *targets*) that a view heard there gets to.

    Forums that get to each other share one mask; components are found in reverse order of the ways
    between them (Tarjan), so one pass fills them all. O(n + m) steps on integers of as many bits as
    there are targets.
    """
    own = [0] * len(network.keys)
    for number, target in enumerate(targets):
        own[target] |= 1 << number
    found = [0] * len(network.keys)
    order = 0  # Tarjan without recursion; an index of 0 marks a forum not yet met.
    index = [0] * len(network.keys)
    lowest = [0] * len(network.keys)
    waiting: list[int] = []
    on_stack = bytearray(len(network.keys))
    onward = [[edge[0] for edge in edges if edge[4] >= floor] for edges in network.out]
    for root in range(len(network.keys)):
        if index[root]:
            continue
        work = [(root, 0)]
        while work:
            forum, number = work.pop()
            if number == 0:
                order += 1
                index[forum] = lowest[forum] = order
                waiting.append(forum)
                on_stack[forum] = 1
            elif on_stack[onward[forum][number - 1]]:
                lowest[forum] = min(lowest[forum], lowest[onward[forum][number - 1]])
            for following in range(number, len(onward[forum])):
                v = onward[forum][following]
                if not index[v]:
                    work.extend(((forum, following + 1), (v, 0)))
                    break
                if on_stack[v]:
                    lowest[forum] = min(lowest[forum], index[v])
            else:
                if lowest[forum] == index[forum]:
                    _settle(forum, waiting, on_stack, own, onward, found)
    return found


def _settle(
    forum: int, waiting: list[int], on_stack: bytearray, own: list[int], onward: list[list[int]], found: list[int]
) -> None:
    members: list[int] = []
    while not members or members[-1] != forum:
        members.append(waiting.pop())
        on_stack[members[-1]] = 0
    mask = 0
    for member in members:
        mask |= own[member]
        for v in onward[member]:
            mask |= found[v]
    for member in members:
        found[member] = mask
