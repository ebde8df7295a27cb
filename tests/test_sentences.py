"""Are sentences made in `wording` only, from facts, and never cut, searched or joined elsewhere?"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.public_names import SOURCE
from tests.sentences_elsewhere import SENTENCES_ELSEWHERE

ROOT = Path(__file__).parents[1]
WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|[,;.:] $|^ (and|or) $")
ERRORS = ("Error", "Exceeded", "Problem", "WrongUse")
TOLD = {"message", "remedy", "reason", "because", "do", "said", "says", "we_did", "sentence"}
CUTS = {"replace", "split", "partition", "rpartition", "removeprefix", "removesuffix", "strip", "rstrip", "lstrip"}
UNSAID = re.compile(  # phrases that nobody says in a meeting
    r"\b(to mend it|lies with|what comes of|is at best|claimed is|is told all at once|hangs on|whoever"
    r"|of it is not written down)\b|\bnot so\)",
    re.IGNORECASE,
)
READ = ("src/**/*.py", "src/**/*.toml", "docs/**/*.md", "examples/**/*", "*.md")
SEARCHES = {"startswith", "endswith", "find", "index", "count"}


def makers_of_errors() -> Iterator[str]:
    """The functions that say they give an error."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and name_of(node.returns).endswith(ERRORS):
                yield node.name


def name_of(node: ast.AST | None) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


MAKERS = frozenset(makers_of_errors())


def is_error(node: ast.AST) -> bool:
    """Errors make their own short messages."""
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.ClassDef):
        return node.name.endswith(ERRORS)
    if not isinstance(node, ast.Call):
        return False
    maker = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "at" else node.func
    return name_of(maker).endswith(ERRORS) or name_of(node.func) in MAKERS


def places(node: ast.AST) -> Iterator[ast.AST]:
    """The texts that are handed to a validator, which says in its error where the value stands."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and name_of(node.func.value) == "_fields":
        yield from (value for value in node.args if isinstance(value, ast.JoinedStr | ast.Name))


def reads(scope: ast.AST) -> dict[str, set[ast.AST]]:
    """Where each name is read."""
    found: dict[str, set[ast.AST]] = defaultdict(set)
    for node in ast.walk(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id].add(node)
    return found


def bound(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    """Each private function and constant of a module, and each variable of a function: where it is known, name and value."""
    for scope in (tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))):
        own = scope.body if scope is tree else ast.walk(scope)
        for node in own:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                if scope is not tree or node.targets[0].id.startswith("_"):
                    yield scope, node.targets[0].id, node.value
            elif isinstance(node, ast.FunctionDef) and node is not scope and node.name.startswith("_"):
                yield scope, node.name, node


def in_errors(tree: ast.Module) -> set[ast.AST]:
    """What stands inside an error, and what is made for nothing else: its name is read inside errors only."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        for each in (node,) if is_error(node) else places(node):
            inside.update(ast.walk(each))
    read_in: dict[ast.AST, dict[str, set[ast.AST]]] = {}
    read = {}
    for scope, name, value in bound(tree):
        if scope not in read_in:
            read_in[scope] = reads(scope)
        if elsewhere := read_in[scope][name].difference(ast.walk(value)):
            read[value] = elsewhere
    while more := [value for value, nodes in read.items() if value not in inside and inside >= nodes]:
        for value in more:
            inside.update(ast.walk(value))
    return inside


def living(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node but what is there for an error."""
    inside = in_errors(tree)
    return (node for node in ast.walk(tree) if node not in inside)


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


def unsaid(text: str) -> list[str]:
    """The phrases of a text that nobody says, over line ends too; names of code such as `claimed is None` are none."""
    plain = re.sub(r"\s+#?\s*", " ", text).replace("claimed is None", "").replace("claimed is not None", "")
    return [plain[max(0, match.start() - 40) : match.end() + 40] for match in UNSAID.finditer(plain)]


def test_what_nobody_says_stands_nowhere():
    """Read aloud, half of these need a second reading, and a member of a user group has stopped listening."""
    paths = {
        path for pattern in READ for path in ROOT.glob(pattern) if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(paths) > 400
    found = {str(path.relative_to(ROOT)): unsaid(path.read_text(encoding="utf-8")) for path in sorted(paths)}
    assert {} == {path: phrases for path, phrases in found.items() if phrases}


def test_what_nobody_says_is_found_out_over_a_line_end_too():
    """A phrase would hide where the formatter breaks a comment."""
    assert unsaid("the days of\n    # it is not written down") == ["the days of it is not written down"]
    assert unsaid("It lies with nobody.")
    assert unsaid("if row.claimed is None: people are told") == []


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
        "class OurError:\n    def __str__(self):\n        return f'no {self.kind} of that name'",
        "Problem.at(where, f'expected {kind} or nothing at all')",
        "_fields.distinct('seat', keys, f'seats of {forum!r}')",
        "def check(forum):\n    place = f'seats of {forum!r}'\n    _fields.distinct('seat', place)\n    raise OurError(place)",
        "def _expected(kind):\n    return f'expected {kind} or nothing'\n\nraise OurError(_expected('a key'))",
        "raise InvalidValueError(f'{a} is not {b} at all')",
        "problem_in(f'expected {kind} or nothing at all', name)",
        "key.split('/')",
    ):
        assert not any(map(makes_a_sentence, living(ast.parse(line)))), line
    for line in (
        "def said(forum):\n    text = f'{forum} meets on Tuesdays'\n    check(OurError(text))\n    return text",
        "def _said(forum):\n    return f'{forum} meets on Tuesdays'\n\nraise OurError(_said('a'))\nprint(_said('b'))",
        "def unread(forum):\n    text = f'{forum} meets on Tuesdays'",
    ):
        assert any(map(makes_a_sentence, living(ast.parse(line)))), line
