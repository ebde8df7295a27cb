"""Are sentences made in `wording` only, from facts, and never cut, searched or joined elsewhere?"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import pytest

from tests.public_names import SOURCE

ROOT = Path(__file__).parents[1]
WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}|[,;.:] $|^ (and|or) $")
ERRORS = re.compile(r"(Error|Exceeded|Problem|Refused|WrongUse)\Z|\AFlaw\Z")
TOLD = {"message", "remedy", "reason", "because", "do", "said", "says", "we_did", "sentence"}
CUTS = {"replace", "split", "partition", "rpartition", "removeprefix", "removesuffix", "strip", "rstrip", "lstrip"}
UNSAID = re.compile(  # phrases that nobody says in a meeting
    r"\b(to mend it|lies with|what comes of|is at best|claimed is|is told all at once|hangs on|whoever"
    r"|of it is not written down)\b|\bnot so\)",
    re.IGNORECASE,
)
READ = ("src/**/*.py", "src/**/*.toml", "docs/**/*.md", "examples/**/*", "*.md")
SEARCHES = {"startswith", "endswith", "find", "index", "count"}


def name_of(node: ast.AST | None) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@cache
def parts(node: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(node))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in parts(tree) if isinstance(node, ast.FunctionDef))


Named = tuple[ast.AST | None, str]  # what is private is known in its module only
Parameter = tuple[Named, int | str]
GIVES = "return"  # what a function gives, among its parameters


def named(tree: ast.AST, name: str) -> Named:
    return (tree if name.startswith("_") else None, name)


@cache
def makers() -> frozenset[Named]:
    """The functions that say they give an error, whichever of that name is called."""
    gives: dict[Named, list[bool]] = defaultdict(list)
    for tree in trees().values():
        for function in functions(tree):
            gives[named(tree, function.name)].append(ERRORS.search(name_of(function.returns)) is not None)
    return frozenset(name for name, each in gives.items() if all(each))


def is_error(node: ast.AST, tree: ast.AST) -> bool:
    """Errors make their own short messages; what a function gives that says it gives an error is one.

    So is what a `__repr__` shows: it is code, and no reader but a developer sees it.
    """
    if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
        return True
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.ClassDef):
        return ERRORS.search(node.name) is not None
    if not isinstance(node, ast.Call):
        return False
    maker = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "at" else node.func
    return ERRORS.search(name_of(maker)) is not None or named(tree, name_of(node.func)) in makers()


def arguments(node: ast.AST, tree: ast.AST) -> Iterator[tuple[Parameter, ast.AST]]:
    """The arguments of a call, with the parameters that they are given to."""
    if isinstance(node, ast.Call):
        for place, value in (*enumerate(node.args), *((each.arg or "", each.value) for each in node.keywords)):
            yield (named(tree, name_of(node.func)), place), value


@cache
def reads(scope: ast.AST) -> dict[str, set[ast.AST]]:
    """Where each name is read."""
    found: dict[str, set[ast.AST]] = defaultdict(set)
    for node in parts(scope):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found[node.id].add(node)
    return found


def bound(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    """Each private function and constant of a module, and all that a function binds: where it is known, name and value."""
    for scope in (tree, *functions(tree)):
        own = tree.body if scope is tree else parts(scope)
        for node in own:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                if scope is not tree or node.targets[0].id.startswith("_"):
                    yield scope, node.targets[0].id, node.value
            elif isinstance(node, ast.FunctionDef) and node is not scope and (scope is not tree or node.name[0] == "_"):
                yield scope, node.name, node


class Module:
    """What is needed again and again to tell what stands in errors."""

    def __init__(self, tree: ast.Module) -> None:
        nodes = parts(tree)
        self.errors = {part for node in nodes if is_error(node, tree) for part in parts(node)}
        self.arguments = [each for node in nodes for each in arguments(node, tree)]
        self.arguments += [((named(tree, each.name), GIVES), each) for each in functions(tree)]
        self.read: dict[ast.AST, set[ast.AST]] = {}
        for scope, name, value in bound(tree):
            if elsewhere := reads(scope).get(name, set()).difference(parts(value)):
                self.read[value] = elsewhere

    def in_errors(self, said_in_errors: AbstractSet[Parameter]) -> set[ast.AST]:
        """What stands inside an error, and what is made for nothing else: its name is read inside errors only."""
        inside = set(self.errors)
        for parameter, value in self.arguments:
            if parameter in said_in_errors:
                inside.update(parts(value))
        while more := [value for value, nodes in self.read.items() if value not in inside and inside >= nodes]:
            for value in more:
                inside.update(parts(value))
        return inside


def parameters() -> dict[Parameter, list[tuple[ast.Module, set[ast.AST]]]]:
    """The parameters of functions, what they give, and the fields of classes, with all that reads them."""
    found = defaultdict(list)
    loads: dict[str, list[tuple[ast.Module, set[ast.AST]]]] = defaultdict(list)
    for tree in trees().values():
        for node in parts(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                loads[node.attr].append((tree, {node}))
    for tree in trees().values():
        for function in functions(tree):
            names = [each.arg for each in function.args.args if each.arg not in {"self", "cls"}]
            read = reads(function)
            for place, name in enumerate((*names, *(each.arg for each in function.args.kwonlyargs))):
                for key in {place, name} if place < len(names) else {name}:
                    found[named(tree, function.name), key].append((tree, read[name]))
        for kind in (node for node in parts(tree) if isinstance(node, ast.ClassDef)):
            for place, name in enumerate(each.target.id for each in kind.body if isinstance(each, ast.AnnAssign)):
                for key in (place, name):
                    found[named(tree, kind.name), key] += loads[name]
    for tree in trees().values():
        for own in (each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"):
            users = [other for other in trees().values() if other is tree or own.name in imported(other)]
            calls = [(user, reads(user).get(own.name, set()).difference(parts(own))) for user in users]
            called = [(user, nodes) for user, nodes in calls if nodes]
            found[named(tree, own.name), GIVES] = [*called, *loads[own.name]]
    return found


@cache
def imported(tree: ast.Module) -> frozenset[str]:
    return frozenset(each.name for node in parts(tree) if isinstance(node, ast.ImportFrom) for each in node.names)


@cache
def modules() -> dict[ast.Module, Module]:
    return {tree: Module(tree) for tree in trees().values()}


@cache
def said_in_errors() -> frozenset[Parameter]:
    """What of these is read in errors only, or handed on to others of these."""
    every = {each: read for each, read in parameters().items() if read and all(nodes for _, nodes in read)}
    kept = less = set(every)
    while less:
        inside = {tree: module.in_errors(kept) for tree, module in modules().items()}
        less = {each for each in kept if not all(nodes <= inside[tree] for tree, nodes in every[each])}
        kept = kept - less
    return frozenset(kept)


def living(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node but what is there for an error."""
    inside = (modules().get(tree) or Module(tree)).in_errors(said_in_errors())
    return (node for node in parts(tree) if node not in inside)


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
    return sum(map(makes_a_sentence, living(trees()[path])))


def found() -> dict[str, int]:
    modules = {str(path.relative_to(SOURCE).with_suffix("")): sentences_in(path) for path in trees()}
    return {module: number for module, number in modules.items() if number and not module.startswith("wording/")}


@pytest.mark.no_cover
def test_a_sentence_is_made_in_wording_only_but_for_errors():
    """Facts first, words last: what was finished too early is searched and patched later, and becomes untrue."""
    assert {} == found()


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
    """Nothing would be found either if nothing were looked for."""
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
        "def check(forum):\n    place = f'seats of {forum!r}'\n    _fields.distinct('seat', keys, place)\n    raise OurError(place)",
        "def _expected(kind):\n    return f'expected {kind} or nothing'\n\nraise OurError(_expected('a key'))",
        "raise InvalidValueError(f'{a} is not {b} at all')",
        "problem_in(f'expected {kind} or nothing at all', name)",
        "refused(f'a {kind} or nothing at all', value)",
        "_fields.each(holds, expected=f'a {kind} or nothing at all')",
        "key.split('/')",
    ):
        assert not any(map(makes_a_sentence, living(ast.parse(line)))), line
    for line in (
        "def said(forum):\n    text = f'{forum} meets on Tuesdays'\n    check(OurError(text))\n    return text",
        "def _said(forum):\n    return f'{forum} meets on Tuesdays'\n\nraise OurError(_said('a'))\nprint(_said('b'))",
        "def unread(forum):\n    text = f'{forum} meets on Tuesdays'",
        "labelled('when', f'{forum} meets on Tuesdays')",
        "_fields.each(f'{forum} meets on Tuesdays', 'a day')",
        "said(f'{forum} meets on Tuesdays')",
    ):
        assert any(map(makes_a_sentence, living(ast.parse(line)))), line
