"""Gatekeepers in a record: forums that decided matters had to pass, by share and betweenness."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from involvement._fields import frozen
from involvement.errors import LimitExceeded
from involvement.records.steps import History, passages
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["GATES_LIMIT", "Gate", "betweenness", "gates_of"]

GATES_LIMIT = 5_000_000  # forums times passages between two of them: some seconds


@frozen
class Gate:
    """How much of the way to decisions led through one forum.

    Attributes:
        forum: its key.
        matters: how many decided matters were there before the sitting that decided.
        decided: how many matters were decided at all, on a day that is recorded.
        betweenness: for how many pairs of other forums it lies between: of the shortest ways from one
            to the other along recorded passages, the part that leads through it, added up.
    """

    forum: str
    matters: int
    decided: int
    betweenness: Fraction

    @property
    def share(self) -> Fraction | None:
        """The share of decided matters that were there before; None if nothing was decided."""
        return Fraction(self.matters, self.decided) if self.decided else None

    @property
    def says(self) -> Statement:
        """How many decided matters passed through the forum, of how many."""
        code = "some" if self.decided else "none"
        facts: dict[str, Fact] = {"forum": Ref("forum", self.forum), "matters": self.matters, "decided": self.decided}
        sources = {"forum": "Forum.title", "matters": "Step.forum", "decided": "Step.decides"}
        return Statement(f"gate.{code}", facts, template=_GATES[code], sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_GATES = {
    "some": "{matters} of {decided:decided matter} passed through {forum} before the decision.",
    "none": "No matter that passed through {forum} has a decision with a recorded day.",
}


def gates_of(found: Sequence[History], limit: int) -> tuple[Gate, ...]:
    """Every forum on a recorded way: those that most decided matters passed first, then by betweenness and key."""
    decided = 0
    passed: Counter[str] = Counter()
    forums: set[str] = set()
    for history in found:
        forums.update(sitting.forum for sitting in history.way)
        if history.decisions:
            decided += 1
            passed.update({sitting.forum for sitting in history.way[:-1]})
    keys = sorted(forums)
    index = {key: number for number, key in enumerate(keys)}
    ways = {(index[here.forum], index[there.forum]) for here, there in passages(found)}
    if len(keys) * len(ways) > limit:
        raise LimitExceeded("forums times passages between them", limit, "Record.gatekeepers")
    out: list[list[int]] = [[] for _ in keys]
    for here, there in ways:
        out[here].append(there)
    gates = [Gate(key, passed[key], decided, between) for key, between in zip(keys, betweenness(out), strict=True)]
    return tuple(sorted(gates, key=lambda gate: (-gate.matters, -gate.betweenness, gate.forum)))


def betweenness(out: Sequence[Iterable[int]]) -> list[Fraction]:
    """The betweenness of each vertex of a directed graph without weights, exact and not normalised. O(n m).

    What Brandes adds up as quotients of numbers of shortest paths is held here as whole numbers over
    one common denominator.

    References:
        Brandes (2001) A faster algorithm for betweenness centrality, doi 10.1080/0022250X.2001.9990249
    """
    totals = [0] * len(out)
    denominator = 1
    for source in range(len(out)):
        order, before, paths = _shortest(out, source)
        common = lcm(*(paths[vertex] for vertex in order))
        if denominator % common:
            wider = lcm(denominator, common)
            totals = [total * (wider // denominator) for total in totals]
            denominator = wider
        scale = denominator // common
        ahead = dict.fromkeys(order, 0)
        for vertex in reversed(order[1:]):
            ahead[vertex] += common // paths[vertex]
            for vertex_before in before[vertex]:
                ahead[vertex_before] += ahead[vertex]
            totals[vertex] += (paths[vertex] * ahead[vertex] - common) * scale
    return [Fraction(total, denominator) for total in totals]


def _shortest(out: Sequence[Iterable[int]], source: int) -> tuple[list[int], dict[int, list[int]], dict[int, int]]:
    """The vertices in order of distance, those one step before each, and the number of shortest paths to each."""
    order = [source]
    distance = {source: 0}
    paths = {source: 1}
    before: dict[int, list[int]] = {source: []}
    for vertex in order:
        for other in out[vertex]:
            if other not in distance:
                distance[other] = distance[vertex] + 1
                paths[other] = 0
                before[other] = []
                order.append(other)
            if distance[other] == distance[vertex] + 1:
                paths[other] += paths[vertex]
                before[other].append(vertex)
    return order, before, paths
