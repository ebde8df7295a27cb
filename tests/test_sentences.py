"""Are sentences made in `wording` only, from facts, and never cut, searched or joined elsewhere?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.public_names import SOURCE
from tests.sentences_elsewhere import SENTENCES_ELSEWHERE

WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|[,;.:] $|^ (and|or) $")
TOLD = {"message", "remedy", "reason", "because", "do", "said", "says", "we_did", "sentence"}
CUTS = {"replace", "split", "partition", "rpartition", "removeprefix", "removesuffix", "strip", "rstrip", "lstrip"}
SEARCHES = {"startswith", "endswith", "find", "index", "count"}


def is_error(node: ast.AST) -> bool:
    """Errors make their own short messages."""
    if isinstance(node, ast.Raise):
        return True
    name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
    return name.endswith(("Error", "Exceeded", "Problem", "WrongUse"))


def living(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but what stands inside an error."""
    if is_error(node):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from living(child)


def name_of(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def is_worded(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and WORDS.search(node.value) is not None


def makes_a_sentence(node: ast.AST) -> bool:
    """Joins words with values, or cuts or searches what was said."""
    if isinstance(node, ast.JoinedStr):
        return len(node.values) > 1 and any(map(is_worded, node.values))
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod) and (is_worded(node.left) or is_worded(node.right))
    if not isinstance(node, ast.Call):
        return False
    if not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr == "join":
        return is_worded(node.func.value)
    return node.func.attr in CUTS | SEARCHES and name_of(node.func.value) in TOLD


def sentences_in(path: Path) -> int:
    return sum(makes_a_sentence(node) for node in living(ast.parse(path.read_text(encoding="utf-8"))))


def found() -> dict[str, int]:
    modules = {
        str(path.relative_to(SOURCE).with_suffix("")): sentences_in(path) for path in sorted(SOURCE.rglob("*.py"))
    }
    return {module: number for module, number in modules.items() if number and not module.startswith("wording/")}


def test_a_sentence_is_made_in_wording_or_stands_in_a_list_that_only_shrinks():
    """Facts first, words last: what was finished too early is searched and patched later, and becomes untrue."""
    assert found() == SENTENCES_ELSEWHERE


def test_the_map_rules_make_no_sentence():
    """They say statements; the family that is done stays done."""
    done = {"checks/decision_maps", "checks/decision_days", "checks/days_not_known", "checks/map_facts", "checks/rules"}
    assert set() == done & set(SENTENCES_ELSEWHERE)


def test_a_joined_a_cut_and_a_searched_sentence_are_found_out():
    """The list above would be as short if nothing were looked for."""
    for line in (
        "f'{forum} meets on {day}'", "'No view of ' + forum", "'; '.join(parts)", "finding.message.replace('a', 'b')",
        "step.reason.partition(':')", "row.said.startswith('The')",
    ):  # fmt: skip
        assert any(map(makes_a_sentence, living(ast.parse(line)))), line
    for line in (
        "f'{a}-{b}'",
        "','.join(parts)",
        "raise InvalidValueError(f'{a} is not {b} at all')",
        "key.split('/')",
    ):
        assert not any(map(makes_a_sentence, living(ast.parse(line)))), line
