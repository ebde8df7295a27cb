"""The next level of an assessment, and the least work that reaches it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import field

from involvement._fields import frozen
from involvement.errors import LimitExceeded
from involvement.maturity.criteria import NotApplicableRule, RollUp
from involvement.maturity.definitions import Framework
from involvement.maturity.result_words import level_of, no_names, part_of
from involvement.maturity.scoring import Known, Leaf, Node, Tree, gate, place_of, score
from involvement.references import Ref
from involvement.wording import Fact, Names, Statement, Wording

__all__ = ["Improvement", "NextLevel", "next_level"]

_MOST_NEEDED = 12


@frozen
class Improvement:
    """A criterion to be brought to a better answer, and the work of it."""

    criterion: str
    to: str = field(kw_only=True)
    effort: int = field(kw_only=True)
    now: str | None = field(default=None, kw_only=True)  # None: not known
    framework: str = field(kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """From which answer to which, and the work of it."""
        facts: dict[str, Fact] = {
            "criterion": Ref("criterion", (self.framework, self.criterion)),
            "to": Ref("answer", (self.framework, self.criterion, self.to)),
            "effort": self.effort,
        }
        sources = {"criterion": "Criterion.title", "to": "AnswerOption.title", "effort": "Criterion.effort"}
        if self.now is None:
            template = "Bring {criterion:quoted} to {to:quoted}. Its answer is not known now. The effort is {effort}."
            return Statement("next.improve_unknown", facts, template=template, sources=sources)
        return Statement(
            "next.improve",
            {**facts, "now": Ref("answer", (self.framework, self.criterion, self.now))},
            template="Bring {criterion:quoted} from {now:quoted} to {to:quoted}. The effort is {effort}.",
            sources={**sources, "now": "Answer.given"},
        )

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


@frozen
class NextLevel:
    """The next level of the whole, or of one dimension, and the least work that makes it certain.

    `improvements` is None where no answer leads there. `skipped` are levels on the way whose cut is missing.
    """

    dimension: str | None
    level: str
    improvements: tuple[Improvement, ...] | None
    effort: int | None
    skipped: tuple[str, ...] = ()
    framework: str = field(kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What to improve to reach the level, with the effort, and which levels on the way nobody can aim at."""
        improved = (
            None if self.improvements is None else tuple(improvement.criterion for improvement in self.improvements)
        )
        code = "next.none" if improved is None else "next.level"
        facts: dict[str, Fact] = {
            "level": self._level(self.level),
            "part": part_of(self.framework, self.dimension),
            "criteria": tuple(Ref("criterion", (self.framework, key)) for key in improved or ()),
            "effort": self.effort,
            "skipped": tuple(map(self._level, self.skipped)),
        }
        template = _NEXT[improved is not None, self.dimension is not None]
        return Statement(
            f"{code}{'' if self.dimension is None else '_of_part'}",
            {**facts, "more": (_skipped(facts["skipped"]),) if self.skipped else ()},
            template=template,
            sources={
                "level": "MaturityLevel.title",
                "part": "Dimension.title",
                "criteria": "Answer.given",
                "effort": "Criterion.effort",
            },
        )

    def _level(self, key: str) -> Ref:
        return level_of(self.framework, self.dimension, key)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_NEXT = {  # by whether an answer leads there, and whether it is a level of a dimension
    (
        True,
        False,
    ): "To reach {level:quoted}, improve {criteria:criterion|criteria}. The effort is {effort}. {more:sentences}",
    (
        True,
        True,
    ): "To reach {level:quoted} in {part:quoted}, improve {criteria:criterion|criteria}. The effort is {effort}. "
    "{more:sentences}",
    (False, False): "No answer leads to {level:quoted}. {more:sentences}",
    (False, True): "No answer leads to {level:quoted} in {part:quoted}. {more:sentences}",
}


def _skipped(levels: Fact) -> Statement:
    return Statement(
        "next.skipped",
        {"levels": levels},
        template="The framework does not say at which score {levels:quoted} {levels#begins|begin}.",
        sources={"levels": "MaturityLevel.title"},
    )


_Pick = tuple[int, int]  # the number of a criterion, and the place on its scale that it is brought to
_Way = tuple[int, Fraction, tuple[_Pick, ...]]  # effort, score, and what is done for it


def next_level(
    framework: Framework, tree: Tree, node: Node, known: Sequence[Known], effort: Mapping[str, int]
) -> NextLevel | None:
    """The way of a node to its next level; None where it has none, or is at its highest."""
    work = _Work(framework, tree, tuple(known), tuple(sorted(effort.items())))
    given = tree.with_needs([known.given for known in known])
    if not node.levels:
        return None
    if node.rule is RollUp.GATE:
        return _through_the_gate(work, node, gate(node, given)[0])
    bounds = score(node, given)
    if bounds is None:
        return None
    now = place_of(node.levels, bounds[0])[0]
    targets = [number for number in range(now + 1, len(node.levels)) if _reachable_by_score(node, number)]
    if not targets:
        return None
    skipped = tuple(level.key for level in node.levels[now + 1 : targets[0]])
    picks = _least(work, node, targets[0])
    return _as_next_level(work, node, targets[0], picks, skipped)


def _reachable_by_score(node: Node, number: int) -> bool:
    return node.levels[number].cut_known or bool(node.levels[number].observed)


@frozen
class _Work:
    """What each step costs, given what is known now."""

    framework: Framework
    tree: Tree
    known: tuple[Known, ...]
    effort: tuple[tuple[str, int], ...]

    def now(self, number: int) -> int | None:
        """The place that a criterion has for certain; None where it does not apply."""
        given = self.known[number].given
        return None if given is None else given[0]

    def cost(self, leaf: Leaf, to: int) -> int:
        """The work that brings a criterion to a place: a step up each, and one for evidence that is missing."""
        known = self.known[leaf.number]
        low, high = known.given or (0, 0)  # what does not apply is never brought anywhere
        each = dict(self.effort).get(leaf.criterion.key, leaf.criterion.effort)
        if to == low:
            return 0
        return each * (1 + max(0, to - high)) if known.claimed else each * (to - low)

    def missing_needs(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The criteria not yet met without which these count as not met, they or those that need them."""
        needs = dict(self.tree.needs)
        found: set[int] = set()
        waiting = list(numbers)
        while waiting:
            for other in needs.get(waiting.pop(), ()):
                leaf = self.tree.leaves[other]
                if other not in found and self.now(other) not in {None, leaf.top}:
                    found.add(other)
                if self.now(other) is not None:
                    waiting.append(other)
        return tuple(sorted(found))


def _as_next_level(
    work: _Work, node: Node, target: int, picks: Iterable[_Pick] | None, skipped: tuple[str, ...] = ()
) -> NextLevel:
    level, key, names = node.levels[target].key, work.framework.key, work.framework.names.get
    if picks is None:
        return NextLevel(node.key, level, None, None, skipped, framework=key, names=names)
    improvements = tuple(_improvement(work, work.tree.leaves[number], to) for number, to in sorted(picks))
    effort = sum(improvement.effort for improvement in improvements)
    return NextLevel(node.key, level, improvements, effort, skipped, framework=key, names=names)


def _improvement(work: _Work, leaf: Leaf, to: int) -> Improvement:
    known = work.known[leaf.number]
    now = leaf.names[work.now(leaf.number) or 0] if known.known else None
    return Improvement(
        leaf.criterion.key,
        now=now,
        to=leaf.names[to],
        effort=work.cost(leaf, to),
        framework=work.framework.key,
        names=work.framework.names.get,
    )


# Gates: there is one way


def _through_the_gate(work: _Work, node: Node, now: int) -> NextLevel | None:
    leaves = [leaf for leaf in node.all_leaves() if work.now(leaf.number) is not None]
    levels = [level.key for level in node.levels]
    held = {leaf.criterion.level for leaf in leaves}
    targets = [number for number in range(now + 1, len(levels)) if levels[number] in held]
    if not targets:
        return None
    wanted = {key: number for number, key in enumerate(levels) if number <= targets[0]}
    own = [leaf.number for leaf in leaves if leaf.criterion.level in wanted]
    needed = {*own, *work.missing_needs(own)}
    picks = [(number, work.tree.leaves[number].top) for number in needed]
    return _as_next_level(work, node, targets[0], [(n, to) for n, to in picks if work.now(n) != to])


# Scores: for each part all ways that no other way betters, joined part by part


def _least(work: _Work, node: Node, target: int) -> list[_Pick] | None:
    """The picks of the least effort that lead to a level, or None.

    A criterion that others need is decided on first, one way or the other; the rest is then independent.
    """
    needed = work.missing_needs(leaf.number for leaf in node.all_leaves() if work.now(leaf.number) is not None)
    if len(needed) > _MOST_NEEDED:
        raise LimitExceeded("unmet criteria that others need", _MOST_NEEDED, "next_steps")
    best: tuple[int, int, list[_Pick]] | None = None
    for count in range(len(needed) + 1):
        for met in combinations(needed, count):
            found = _least_with(work, node, target, frozenset(met), frozenset(needed) - frozenset(met))
            if found is not None:
                ranked = (found[0], len(found[1]), sorted(found[1]))
                best = ranked if best is None else min(best, ranked)
    return None if best is None else best[2]


def _least_with(
    work: _Work, node: Node, target: int, met: frozenset[int], unmet: frozenset[int]
) -> tuple[int, list[_Pick]] | None:
    first = [(number, work.tree.leaves[number].top) for number in sorted(met)]
    spent = sum(work.cost(work.tree.leaves[number], to) for number, to in first)
    blocked = {number for number, _needed in work.tree.needs if unmet.intersection(work.missing_needs([number]))}
    for effort, reached, picks in _ways(work, node, met, unmet, blocked):
        if place_of(node.levels, reached)[0] >= target:
            return spent + effort, [*first, *picks]
    return None


def _ways(work: _Work, node: Node, met: frozenset[int], unmet: frozenset[int], blocked: set[int]) -> tuple[_Way, ...]:
    """All ways of a node that no other betters, by rising effort; () where nothing below it applies."""
    parts: list[tuple[Fraction, Fraction, tuple[_Way, ...]]] = []
    whole = Fraction(0)
    for leaf in node.leaves:
        whole += leaf.criterion.weight * leaf.worths[-1]
        ways = tuple(_ways_of_leaf(work, node, leaf, met, unmet, blocked))
        if ways:
            parts.append((leaf.criterion.weight, leaf.worths[-1], _unbettered(ways)))
    for below in node.nodes:
        reach = below.reach
        if reach is not None:
            whole += below.weight * reach[1]
            ways = _ways(work, below, met, unmet, blocked)
            if ways:
                parts.append((below.weight, reach[1], ways))
    if not parts:
        return ()
    if node.rule is RollUp.BEST:
        return _unbettered(way for _weight, _most, ways in parts for way in ways)  # to better several never pays
    if node.rule is RollUp.LEAST:
        joined = parts[0][2]
        for _weight, _most, ways in parts[1:]:
            joined = _unbettered((a + c, min(b, d), p + q) for a, b, p in joined for c, d, q in ways)
        return joined
    joined = ((0, Fraction(0), ()),)
    for weight, _most, ways in parts:
        joined = _unbettered((a + c, b + weight * d, p + q) for a, b, p in joined for c, d, q in ways)
    factor = Fraction(1)
    if node.rule is RollUp.MEAN:
        factor = 1 / sum((weight for weight, _most, _ways in parts), Fraction(0))
    elif node.not_applicable is NotApplicableRule.SCALED_UP:
        factor = whole / sum((weight * most for weight, most, _ways in parts), Fraction(0))
    return tuple((effort, reached * factor, picks) for effort, reached, picks in joined)


def _ways_of_leaf(
    work: _Work, node: Node, leaf: Leaf, met: frozenset[int], unmet: frozenset[int], blocked: set[int]
) -> Iterator[_Way]:
    now = work.now(leaf.number)
    if now is None:
        if node.not_applicable is None:
            yield 0, leaf.worths[0], ()  # what it counts is not known, so it counts the least
        return
    if leaf.number in blocked:
        yield 0, leaf.worths[0], ()
        return
    if leaf.number in met:
        yield 0, leaf.worths[-1], ()  # its work is counted once, before
        return
    top = leaf.top - 1 if leaf.number in unmet else leaf.top
    for to in range(now, top + 1):
        yield work.cost(leaf, to), leaf.worths[to], () if to == now else ((leaf.number, to),)


def _unbettered(ways: Iterable[_Way]) -> tuple[_Way, ...]:
    found: list[_Way] = []
    for way in sorted(ways, key=lambda way: (way[0], -way[1], len(way[2]), way[2])):
        if not found or way[1] > found[-1][1]:
            found.append(way)
    return tuple(found)
