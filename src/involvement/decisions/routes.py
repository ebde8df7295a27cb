"""Which forums and people stand on every route? Questions without days, on the numbered network."""

from collections.abc import Callable, Collection, Iterable, Sequence

from involvement.decisions.networks import Network

__all__ = ["carriers", "gatekeepers", "masks", "shortest"]

_Usable = Callable[[int], bool]


def gatekeepers(network: Network, entries: Collection[int], target: int) -> tuple[int, ...] | None:
    """The forums on every route from any entry forum to the target, nearest the entry first.

    The target is left out; None without a route. One shortest route is walked, and from each
    forum on it everything off it is searched once: a forum that nothing jumps over is on every
    route. O(n + m).
    """
    path = shortest(network, entries, target)
    if path is None:
        return None
    place = {forum: number for number, (forum, _) in enumerate(path)}
    seen = bytearray(len(network.keys))
    furthest = _furthest(network, entries, place, seen)
    found = []
    for number, (forum, _) in enumerate(path):
        if furthest == number and forum != target:
            found.append(forum)
        furthest = max(furthest, _furthest(network, (edge[0] for edge in network.out[forum]), place, seen))
    return tuple(found)


def _furthest(network: Network, starts: Iterable[int], place: dict[int, int], seen: bytearray) -> int:
    best = -1
    stack = list(starts)
    while stack:
        forum = stack.pop()
        number = place.get(forum)
        if number is not None:
            best = max(best, number)
        elif not seen[forum]:
            seen[forum] = 1
            stack.extend(edge[0] for edge in network.out[forum])
    return best


def carriers(
    network: Network, entries: Collection[int], target: int, carried_by: Sequence[str | None]
) -> tuple[str, ...] | None:
    """Who carries the view on every route, in the order of a shortest one; None without a route.

    *carried_by* names the carrier of each way by its position. Only carriers on that one route can
    be on every route; each is tried by leaving out all that it carries. O(route * m).
    """
    path = shortest(network, entries, target)
    if path is None:
        return None
    found: dict[str, None] = {}
    for _, position in path[1:]:
        carrier = carried_by[position]
        if carrier is not None and carrier not in found:

            def without(position: int, carrier: str = carrier) -> bool:
                return carried_by[position] != carrier

            if shortest(network, entries, target, without) is None:
                found[carrier] = None
    return tuple(found)


def shortest(
    network: Network, entries: Collection[int], target: int, usable: _Usable | None = None
) -> list[tuple[int, int]] | None:
    """Forums and the positions of the ways into them, -1 for the first; fewest forums, then smallest."""
    before: dict[int, tuple[int, int]] = {}
    layer = sorted(set(entries))
    for forum in layer:
        before[forum] = (-1, -1)
    while layer and target not in before:
        following = []
        for forum in layer:
            for v, _, _, _, _, position in network.out[forum]:
                if v not in before and (usable is None or usable(position)):
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
