"""Explanation of an assessment, line by line."""

from collections.abc import Iterator, Mapping, Sequence

from involvement._fields import frozen
from involvement.maturity.criteria import MaturityLevel, RollUp
from involvement.maturity.part_results import PartResult, counted
from involvement.maturity.result_words import PART, SHOWN, level_of, part_of
from involvement.maturity.scales import AnswerWord
from involvement.maturity.scoring import Counted, Known, Leaf, Node, Tree
from involvement.references import Ref
from involvement.wording import Fact, Statement

__all__ = ["ExplanationLine", "explained"]


@frozen
class ExplanationLine:
    """One line: an answer and what it counts, or a part and its result; `depth` is how far within the whole it is."""

    depth: int
    says: Statement


def explained(
    framework: str, tree: Tree, known: Sequence[Known], answers: Mapping[str, str], results: Sequence[PartResult]
) -> Iterator[ExplanationLine]:
    """What was answered and what it counts, part by part, and the result of each."""
    gates: dict[int, str | None] = {}
    for node in tree.whole.all_nodes():
        for leaf in node.all_leaves() if node.rule is RollUp.GATE else ():
            gates.setdefault(leaf.number, node.key)
    explaining = _Explaining(
        framework, tree, known, counted(tree, known), answers, {result.key: result for result in results}, gates
    )
    return explaining.of_node(tree.whole, 0)


_ANSWERED = {
    None: "{criterion}: not answered. {more:sentences}",
    AnswerWord.ABSENT: "{criterion}: asked, and no answer came. {more:sentences}",
    AnswerWord.NOT_APPLICABLE: "{criterion}: does not apply. {more:sentences}",
}
_LEFT_OUT = Statement("explained.left_out", template="It is left out.")
_NO_RULE = Statement("explained.no_rule", template="No rule says what it counts.")
_UNSUPPORTED = Statement("explained.unsupported", template="No evidence supports this answer.")
_MAY_NOT_APPLY = Statement("explained.may_not_apply", template="It is left out if it turns out not to apply.")
_NOT_MET = {
    True: "It counts as not met without {needs:quoted}.",
    False: "It counts only with {needs:quoted}.",
}
_HOW = {
    RollUp.GATE: "{part}: a level needs all its criteria and those of every lower level. {more:sentences}",
    RollUp.SUM: "{part}: the scores are added. {more:sentences}",
    RollUp.MEAN: "{part}: the mean of the scores. {more:sentences}",
    RollUp.BEST: "{part}: the highest score counts. {more:sentences}",
    RollUp.LEAST: "{part}: the lowest score counts. {more:sentences}",
    RollUp.PROFILE: "{part}: its parts stand side by side, without a total. {more:sentences}",
}
_COUNTS = {  # by whether it is certain, and whether its weight is 1
    (True, True): "It counts {low}.",
    (True, False): "It counts {low}, times {weight}.",
    (False, True): "It counts {low} to {high}.",
    (False, False): "It counts {low} to {high}, times {weight}.",
}
_WORTH = ("Answer.given", "AnswerOption.score")


@frozen
class _Explaining:
    """One assessment: its answers, what they count, the results that follow, and the gate that each criterion is for."""

    framework: str
    tree: Tree
    known: Sequence[Known]
    places: Sequence[Counted]
    answers: Mapping[str, str]
    results: Mapping[str | None, PartResult]
    gates: Mapping[int, str | None]

    def of_node(self, node: Node, depth: int) -> Iterator[ExplanationLine]:
        for leaf in node.leaves:
            yield ExplanationLine(depth + 1, self._of_leaf(node, leaf))
        for below in node.nodes:
            yield from self.of_node(below, depth + 1)
        yield ExplanationLine(depth, self._of_result(node))

    def _criterion(self, leaf: Leaf) -> Ref:
        return Ref("criterion", (self.framework, leaf.criterion.key))

    def _of_leaf(self, node: Node, leaf: Leaf) -> Statement:
        answer = self.answers.get(leaf.criterion.key)
        facts: dict[str, Fact] = {
            "criterion": self._criterion(leaf),
            "more": tuple(self._notes(node, leaf)),
        }
        sources: dict[str, str] = {"criterion": "Criterion.title"}
        if answer is None or answer in _ANSWERED:
            word = None if answer is None else AnswerWord(answer)
            code = "explained.not_answered" if word is None else f"explained.{word}"
            return Statement(code, facts, template=_ANSWERED[word], sources=sources)
        return Statement(
            "explained.answered",
            {**facts, "answer": Ref("answer", (self.framework, leaf.criterion.key, answer))},
            template="{criterion}: {answer}. {more:sentences}",
            sources={**sources, "answer": "Answer.given"},
        )

    def _notes(self, node: Node, leaf: Leaf) -> Iterator[Statement]:
        place = self.places[leaf.number]
        if place is None:
            yield _LEFT_OUT if node.not_applicable or not node.rule.counts else _NO_RULE
        elif node.rule.counts:
            yield _worth(leaf, place, any_score=node.not_applicable is None)
        if self.known[leaf.number].claimed:
            yield _UNSUPPORTED
        if self.known[leaf.number].given != place:
            yield self._unmet(leaf)
            if place is not None and place[1] is None:
                yield _MAY_NOT_APPLY
        if leaf.criterion.level is not None and place is not None:
            level = level_of(self.framework, self.gates[leaf.number], leaf.criterion.level)
            yield Statement(
                "explained.level",
                {"level": level},
                template="{level:quoted} needs it.",
                sources={"level": "MaturityLevel.title"},
            )

    def _unmet(self, leaf: Leaf) -> Statement:
        """Which of its needs are not met, or else may not be."""
        needs = [self.tree.leaves[number] for number in dict(self.tree.needs)[leaf.number]]
        held = [(need, place) for need in needs if (place := self.places[need.number]) is not None]
        unmet = [need for need, place in held if place[1] not in {None, need.top}]
        not_known = [need for need, place in held if place[0] != need.top]
        return Statement(
            "explained.unmet" if unmet else "explained.if_unmet",
            {"needs": tuple(map(self._criterion, unmet or not_known))},
            template=_NOT_MET[bool(unmet)],
            sources={"needs": "Criterion.needs"},
        )

    def _of_result(self, node: Node) -> Statement:
        return Statement(
            f"explained.{node.rule}",
            {"part": part_of(self.framework, node.key), "more": tuple(self._result(node))},
            template=_HOW[node.rule],
            sources={"part": PART},
        )

    def _result(self, node: Node) -> Iterator[Statement]:
        result = self.results[node.key]
        reach = node.reach
        if result.lowest is not None and result.highest is not None and reach is not None:
            same = result.lowest == result.highest
            yield _said(
                "explained.score" if same else "explained.scores",
                "It scores {lowest} of {most}." if same else "It scores {lowest} to {highest} of {most}.",
                lowest=result.lowest, highest=result.highest, most=reach[1],
            )  # fmt: skip
        by_key = {level.key: level for level in node.levels}
        if result.level is not None:
            yield self._level(node, by_key[result.level])
        elif result.at_least is not None:
            yield _said("explained.levels", "The level is {result:clause}.", result=result.result)
        if open_levels := [key for key in result.undetermined if key in by_key]:
            yield _said(
                "explained.no_cut",
                "The framework does not say at which score {levels:quoted} {levels#begins|begin}.",
                levels=tuple(level_of(self.framework, node.key, key) for key in open_levels),
            )
        apart = [leaf for leaf in node.all_leaves() if self.places[leaf.number] is None]
        if apart and node.rule.counts and node.not_applicable is None:
            yield _said(
                "explained.any_score",
                "{criteria:quoted} {criteria#does|do} not apply and may count anything.",
                criteria=tuple(map(self._criterion, apart)),
            )

    def _level(self, node: Node, level: MaturityLevel) -> Statement:
        named = level_of(self.framework, node.key, level.key)
        if level.at_least is not None:
            return _said(
                "explained.level_from", "The level is {level:quoted}, from {cut} on.", level=named, cut=level.at_least
            )
        if level.more_than is not None:
            return _said(
                "explained.level_above", "The level is {level:quoted}, above {cut}.", level=named, cut=level.more_than
            )
        return _said("explained.level_is", "The level is {level:quoted}.", level=named)


def _worth(leaf: Leaf, place: tuple[int, int | None], *, any_score: bool) -> Statement:
    low = leaf.worths[place[0]]
    most = place[1] if place[1] is not None else leaf.top if any_score else place[0]
    high, weight = leaf.worths[most], leaf.criterion.weight
    certain, plain = low == high, weight == 1
    return Statement(
        f"explained.counts{'' if certain else '_from'}{'' if plain else '_weighted'}",
        {"low": low, "high": high, "weight": weight},
        template=_COUNTS[certain, plain],
        sources={"low": _WORTH, "high": _WORTH, "weight": "Criterion.weight"},
    )


def _said(code: str, template: str, **facts: Fact) -> Statement:
    sources = {name: SHOWN for name, value in facts.items() if not isinstance(value, Statement)}
    return Statement(code, facts, template=template, sources=sources)
