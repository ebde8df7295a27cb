"""Columns of the map: where each forum stands, and the heading above it."""

from collections import Counter

from involvement._fields import frozen
from involvement.decisions import DecisionMap, Forum
from involvement.drawings.layers import layered
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["Column", "columns_of"]

_WANTED = 9
_GATHERING = "gathering:"
_GATHERED = Statement("column.gathered", template="Where views are gathered")
_DECIDED = Statement("column.decided", template="Where decisions are made")
_ON_THE_WAY = Statement("column.on_the_way", template="On the way")
_OTHERS = Statement("column.others", template="Other forums")


@frozen
class Column:
    """Forums that stand one above the other, in the order of the map."""

    heading: Statement
    forums: tuple[Forum, ...]


@frozen(order=True)
class _Place:
    """Where a column stands: by the flow of views, and within one layer gathering first and tiers last."""

    layer: int
    rank: int
    tier: str = ""


def columns_of(decision_map: DecisionMap) -> tuple[Column, ...]:
    """The forums in columns, in the order in which views flow.

    Forums of one tier stand together, and so do those without a tier that only gather views. The others stand
    as far along as the longest way to them; edges that close a cycle do not count.
    """
    entered = {entry.forum for entry in decision_map.entry_points}
    deciding = {decision.made_at for decision in decision_map.decisions}
    units = {forum.key: _unit(forum, entered, deciding) for forum in decision_map.forums}
    edges = Counter((units[flow.source], units[flow.target]) for flow in decision_map.flows)
    # What only gathers views stands first, whatever comes back to it.
    edges = Counter({pair: count for pair, count in edges.items() if pair[1] not in {pair[0], _GATHERING}})
    layers = layered(units.values(), edges)
    _postpone(layers, edges, {units[key] for key in entered})
    members: dict[_Place, list[Forum]] = {}
    for forum in decision_map.forums:
        members.setdefault(_place(forum, units[forum.key], layers), []).append(forum)
    columns = _merged([(place, members[place]) for place in sorted(members)])
    passing = {end for flow in decision_map.flows for end in (flow.source, flow.target)}
    return _headed([(place, forums, _heading(place, forums, entered, deciding, passing)) for place, forums in columns])


def _unit(forum: Forum, entered: set[str], deciding: set[str]) -> str:
    """Forums with the same unit share a column. Kinds differ before the first colon, whatever stands in a key."""
    if forum.tier is not None:
        return f"tier:{forum.tier}"
    gathers = forum.key in entered and forum.key not in deciding
    return _GATHERING if gathers else f"forum:{forum.key}"


def _place(forum: Forum, unit: str, layers: dict[str, int]) -> _Place:
    if forum.tier is not None:
        return _Place(layers[unit], 2, forum.tier)
    return _Place(layers[unit], 0 if unit == _GATHERING else 1)


def _postpone(layers: dict[str, int], edges: Counter[tuple[str, str]], entered: set[str]) -> None:
    """Moves what hears nobody to just before what it feeds, or to the end: nothing begins there."""
    fed = {target for source, target in edges if layers[source] < layers[target]}
    last = max(layers.values(), default=0)
    for unit in sorted(set(layers) - fed - entered):
        onward = [layers[target] for source, target in edges if source == unit]
        layers[unit] = max(min(onward) - 1, 0) if onward else last


def _merged(columns: list[tuple[_Place, list[Forum]]]) -> list[tuple[_Place, list[Forum]]]:
    """The columns, neighbours without a tier joined in pairs while there are too many to look at."""
    while len(columns) > _WANTED:
        joined: list[tuple[_Place, list[Forum]]] = []
        fresh = False
        for place, forums in columns:
            if fresh and joined[-1][0].rank == place.rank == 1:
                joined[-1] = (joined[-1][0], joined[-1][1] + forums)
                fresh = False
            else:
                joined.append((place, forums))
                fresh = True
        if len(joined) == len(columns):
            break
        columns = joined
    return columns


def _heading(place: _Place, forums: list[Forum], entered: set[str], deciding: set[str], passing: set[str]) -> Statement:
    if place.tier:
        return Statement(
            "column.tier", {"tier": Ref("tier", place.tier)}, template="{tier}", sources={"tier": "Forum.tier"}
        )
    if place.rank == 0 or all(forum.key in entered for forum in forums):
        return _GATHERED
    if 2 * sum(forum.key in deciding for forum in forums) >= len(forums):
        return _DECIDED
    return _ON_THE_WAY if any(forum.key in passing for forum in forums) else _OTHERS


def _headed(columns: list[tuple[_Place, list[Forum], Statement]]) -> tuple[Column, ...]:
    """The columns, those of one heading numbered."""
    totals = Counter(heading for _, _, heading in columns)
    seen: Counter[Statement] = Counter()
    headed = []
    for _, forums, heading in columns:
        seen[heading] += 1
        headed.append(Column(_numbered(heading, seen[heading]) if totals[heading] > 1 else heading, tuple(forums)))
    return tuple(headed)


def _numbered(heading: Statement, number: int) -> Statement:
    return Statement(
        "column.numbered",
        {"heading": heading, "n": number},
        template="{heading:clause} ({n})",
        sources={"n": "Flow.source"},
    )
