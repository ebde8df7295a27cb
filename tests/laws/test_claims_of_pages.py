"""Is every sentence that the law of agreement looks for in letters and answers really said by some output?"""

import ast
import inspect
import re
from collections.abc import Iterator

from involvement.reports import letters, you_said_text
from involvement.snapshots import Snapshot
from tests.laws import claims_of_pages as claims
from tests.laws.contradictions import PROCESSES
from tests.laws.whole_processes import whole_process

READERS = (claims._of_point, claims._of_reply, claims.of_answer, claims.of_you_said)
SEARCHES = {"search", "match", "findall"}


def looked_for() -> Iterator[tuple[str, bool]]:
    """What these functions look for, and whether it is a pattern."""
    yield from ((opening, False) for opening, _ in claims._OPENINGS)
    yield from ((heading, False) for heading in claims._SECTIONS)
    for reader in READERS:
        for node in ast.walk(ast.parse(inspect.getsource(reader))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SEARCHES:
                yield from ((text, True) for text in texts_in(node.args[0]))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "startswith":
                yield from ((text, False) for text in texts_in(node.args[0]))
            elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn | ast.Eq):
                sides = (node.left, *node.comparators)
                yield from ((text, False) for side in sides for text in texts_in(side))


def texts_in(node: ast.AST) -> list[str]:
    """The texts of more than one word."""
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [text for text in constants if isinstance(text, str) and " " in text.strip()]


def said() -> Iterator[str]:
    for seed in range(PROCESSES):
        whole = whole_process(seed)
        for on in whole.days:
            snapshot = Snapshot(whole.process, on)
            yield from (text for _, text in letters(snapshot))
            yield you_said_text(snapshot)


def test_what_the_law_looks_for_is_said():
    """A sentence that was said again in other words would be looked for in vain, and contradict nobody any more."""
    wanted = set(looked_for())
    assert len(wanted) > 25
    texts = said()
    while wanted and (text := next(texts, None)) is not None:
        wanted -= {
            (words, pattern) for words, pattern in wanted if (re.search(words, text) if pattern else words in text)
        }
    assert set() == wanted
