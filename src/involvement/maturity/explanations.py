"""Explanation of an assessment, line by line."""

from collections.abc import Iterator, Mapping, Sequence

from involvement.maturity.criteria import MaturityLevel, RollUp
from involvement.maturity.definitions import Framework
from involvement.maturity.part_results import PartResult
from involvement.maturity.scales import AnswerWord
from involvement.maturity.scoring import Given, Leaf, Node, Tree
from involvement.wording.numbers import mixed_number

__all__ = ["lines"]


def lines(
    framework: Framework,
    tree: Tree,
    given: Sequence[Given],
    answers: Mapping[str, str],
    results: Sequence[PartResult],
) -> Iterator[str]:
    """What was answered and what it counts, part by part, and what it comes to."""
    by_part = {each.key: each for each in results}
    effective = tree.with_needs(given)

    def of_leaf(node: Node, leaf: Leaf, depth: int) -> str:
        key = leaf.criterion.key
        scale = framework.scale_of(key)
        answer = answers.get(key)
        shown = "not answered" if answer is None else answer.replace("_", " ")
        if answer is not None and answer not in {AnswerWord.NOT_APPLICABLE, AnswerWord.ABSENT}:
            shown = str(scale.options[scale.place(answer)])
        place = effective[leaf.number]
        notes = [shown]
        if place is None:
            notes.append("left out" if node.not_applicable or not node.rule.counts else "no rule says what it counts")
        elif node.rule.counts:
            low, high = leaf.worths[place[0]], leaf.worths[place[1]]
            weighted = "" if leaf.criterion.weight == 1 else f", by weight {mixed_number(leaf.criterion.weight)}"
            notes.append(
                f"{mixed_number(low) if low == high else f'{mixed_number(low)} to {mixed_number(high)}'}{weighted}"
            )
        if place is not None and answer not in {None, AnswerWord.ABSENT} and given[leaf.number] == place:
            claimed = place[0] != place[1]
            notes.extend(["no evidence supports it"] if claimed else [])
        if given[leaf.number] != place:
            notes.append(f"counts as not met without {', '.join(leaf.criterion.needs)}")
        if leaf.criterion.level is not None:
            notes.append(f"needed for {leaf.criterion.level}")
        return f"{'  ' * depth}{leaf.criterion}: {', '.join(notes)}"

    def of_node(node: Node, depth: int) -> Iterator[str]:
        for leaf in node.leaves:
            yield of_leaf(node, leaf, depth + 1)
        for below in node.nodes:
            yield from of_node(below, depth + 1)
        yield f"{'  ' * depth}{_outcome(node, by_part[node.key])}"

    yield from of_node(tree.whole, 0)


def _outcome(node: Node, result: PartResult) -> str:
    said_so = [f"{node.title}: {_HOW[node.rule]}"]
    if result.lowest is not None and result.highest is not None:
        low, high = mixed_number(result.lowest), mixed_number(result.highest)
        reach = node.reach()
        most = "" if reach is None else f" of {mixed_number(reach[1])}"
        said_so.append(f"{low if low == high else f'{low} to {high}'}{most}")
    by_key = {each.key: each for each in node.levels}
    if result.level is not None:
        said_so.append(_level(by_key[result.level]))
    elif result.at_least is not None and result.at_most is not None:
        said_so.append(f"at least {_level(by_key[result.at_least])}, at most {_level(by_key[result.at_most])}")
    if result.undetermined:
        said_so.append(f"undetermined: {', '.join(result.undetermined)}")
    return "; ".join(said_so)


def _level(level: MaturityLevel) -> str:
    if level.at_least is not None:
        return f"{level} (from {mixed_number(level.at_least)})"
    if level.more_than is not None:
        return f"{level} (above {mixed_number(level.more_than)})"
    return str(level)


_HOW = {
    RollUp.GATE: "all of a level and of every lower one",
    RollUp.SUM: "sum",
    RollUp.MEAN: "mean",
    RollUp.BEST: "the best of them",
    RollUp.LEAST: "the least of them",
    RollUp.PROFILE: "side by side, no total",
}
