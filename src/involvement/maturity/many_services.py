"""Levels of very many services at once, from answers in columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import repeat
from operator import add

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.maturity.criteria import RollUp
from involvement.maturity.definitions import Framework
from involvement.maturity.packaged import framework as packaged
from involvement.maturity.scales import AnswerWord
from involvement.maturity.scoring import Counted, Given, Leaf, Node, Tree, gate, place_of, score, tree_of

__all__ = ["LevelColumns", "assess_columns"]


@frozen
class LevelColumns:
    """For each service, the lowest and the highest level that it can be; None where the framework gives none."""

    at_least: tuple[str | None, ...] = field(repr=_fields.counted)
    at_most: tuple[str | None, ...] = field(repr=_fields.counted)


def assess_columns(
    framework: Framework | str, columns: Mapping[str, Sequence[str | None]], *, group: str | None = None
) -> LevelColumns:
    """The levels of the whole, for services that stand at one place in every column; None is no answer.

    It says what `assess` says of each, without its evidence, reasons and parts, and in a fraction of the time:
    services with the same answers, or with the same points, are looked at once.
    """
    used = packaged(framework) if isinstance(framework, str) else _fields.instance("framework", Framework, framework)
    tree = tree_of(used, _fields.instance_or_nothing("group", str, group))
    asked = {leaf.criterion.key: leaf for leaf in tree.leaves}
    columns = {
        _fields.a_text("columns", key): _fields.listed(f"column {key!r}", column)
        for key, column in _fields.a_mapping("columns", columns).items()
    }
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise InvalidValueError("columns", "columns of one length")
    number = lengths.pop() if lengths else 0
    for key in columns:
        used.criterion(key)
        if key not in asked:
            raise InvalidValueError(f"column {key!r}", "a criterion that is asked of the group")
    if not tree.whole.levels:
        return LevelColumns((None,) * number, (None,) * number)
    full = [_Column(leaf, _places(used, leaf.criterion.key), columns.get(leaf.criterion.key)) for leaf in tree.leaves]
    for column in full:
        column.refuse_unknown()
    lows, highs = _quickly(tree, full, number) or ([], [])
    seen: dict[tuple[Given, ...], tuple[str | None, str | None]] = {}
    aside = range(number) if not lows else sorted({row for column in full for row in column.not_applicable()})
    for row in aside:
        given = tuple(column.at(row) for column in full)
        if given not in seen:
            seen[given] = _levels(tree.whole, tree.with_needs(given))
        low, high = seen[given]
        if len(lows) == number:
            lows[row], highs[row] = low, high
        else:
            lows.append(low)
            highs.append(high)
    return LevelColumns(tuple(lows), tuple(highs))


def _is_answer(value: object) -> bool:
    return value is None or isinstance(value, str)


@frozen
class _Column:
    """The answers of all services to one criterion; None where the column is missing."""

    leaf: Leaf
    places: dict[str | None, Given]
    answers: Sequence[str | None] | None

    def refuse_unknown(self) -> None:
        if self.answers is not None and not all(
            _is_answer(answer) and answer in self.places for answer in self.answers
        ):
            raise InvalidValueError(f"column {self.leaf.criterion.key!r}", "the words of its scale, or nothing")

    def not_applicable(self) -> Iterator[int]:
        word = str(AnswerWord.NOT_APPLICABLE)
        if self.answers is not None and word in self.answers:
            yield from (row for row, answer in enumerate(self.answers) if answer == word)

    def at(self, row: int) -> Given:
        return (0, self.leaf.top) if self.answers is None else self.places[self.answers[row]]

    def mapped(self, number: int, counts: Sequence[int], reading: int) -> Iterable[int]:
        """What each answer counts, in the lower (0) or the higher (1) reading; what does not apply is set aside."""
        if self.answers is None:
            return repeat(counts[reading and self.leaf.top], number)
        table = {answer: counts[place[reading]] if place is not None else 0 for answer, place in self.places.items()}
        return map(table.__getitem__, self.answers)


def _places(framework: Framework, key: str) -> dict[str | None, Given]:
    scale = framework.scale_of(key)
    top = len(scale.options) - 1
    found: dict[str | None, Given] = {option.key: (place, place) for place, option in enumerate(scale.options)}
    return found | {None: (0, top), str(AnswerWord.ABSENT): (0, top), str(AnswerWord.NOT_APPLICABLE): None}


def _quickly(tree: Tree, columns: Sequence[_Column], number: int) -> tuple[list[str | None], list[str | None]] | None:
    """The levels by whole columns, as if everything applied; None for a framework that is not so simple."""
    node = tree.whole
    if tree.needs or not number:
        return None
    if node.rule is RollUp.GATE:
        return _gates(node, columns, number, 0), _gates(node, columns, number, 1)
    if node.nodes or node.rule not in {RollUp.SUM, RollUp.MEAN}:
        return None
    return _sums(node, columns, number, 0), _sums(node, columns, number, 1)


def _gates(node: Node, columns: Sequence[_Column], number: int, reading: int) -> list[str | None]:
    levels = [level.key for level in node.levels]
    held = {column.leaf.criterion.level for column in columns}
    met = len(levels)
    fails = [met] * number  # the lowest level that is not met
    for column in columns:
        own = levels.index(column.leaf.criterion.level or "")
        counts = (*(own,) * column.leaf.top, met)
        fails = list(map(min, fails, column.mapped(number, counts, reading)))
    awarded = [next((key for key in reversed(levels[1:first]) if key in held), levels[0]) for first in range(met + 1)]
    return list(map(awarded.__getitem__, fails))


def _sums(node: Node, columns: Sequence[_Column], number: int, reading: int) -> list[str | None]:
    totals = [0] * number
    for column, points in zip(columns, node.points, strict=True):
        totals = list(map(add, totals, column.mapped(number, points, reading)))
    weights = sum((leaf.criterion.weight for leaf in node.leaves), Fraction(0)) if node.rule is RollUp.MEAN else 1
    level = {
        total: node.levels[place_of(node.levels, Fraction(total, node.unit) / weights)[reading]].key
        for total in set(totals)
    }
    return list(map(level.__getitem__, totals))


def _levels(node: Node, given: Sequence[Counted]) -> tuple[str | None, str | None]:
    if node.rule is RollUp.GATE:
        low, high = gate(node, given)
        return node.levels[low].key, node.levels[high].key
    bounds = score(node, given)
    if bounds is None:
        return None, None
    return node.levels[place_of(node.levels, bounds[0])[0]].key, node.levels[place_of(node.levels, bounds[1])[1]].key
