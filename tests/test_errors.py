"""Do errors say what was wrong, where, and what would be right?"""

import pickle

import pytest

from involvement import (
    DocumentError,
    DuplicateKeyError,
    InvalidValueError,
    LimitExceeded,
    MissingExtraError,
    UnknownKeyError,
)

SAID = [
    (UnknownKeyError("forum", "baord", ["board", "group"]), "no forum 'baord'; known: board, ..."),
    (UnknownKeyError("forum", "x", ["board", "group"]), "no forum 'x'; known: board, group"),
    (UnknownKeyError("forum", "x"), "no forum 'x'; none is known"),
    (UnknownKeyError("forum", "x", ["a"], "flows[2].source"), "flows[2].source: no forum 'x'; known: a"),
    (DuplicateKeyError("forum", "a"), "two forums have the key 'a'; each key may be used once"),
    (DuplicateKeyError("seat", "a", "forum 'b'"), "forum 'b': two seats have the key 'a'; each key may be used once"),
    (InvalidValueError("Flow.days", "a whole number"), "Flow.days: expected a whole number"),
    (DocumentError("$", "not JSON"), "$: not JSON"),
    (DocumentError("a", "b", [("a", "b"), ("c", "d")]), "a: b (and 1 more problem)"),
    (DocumentError("a", "b", [("a", "b"), ("c", "d"), ("e", "f")]), "a: b (and 2 more problems)"),
    (LimitExceeded("bytes", 10), "more than 10 bytes"),
    (LimitExceeded("levels", 64, "$.a"), "$.a: more than 64 levels"),
    (MissingExtraError("the page", "report"), "the page needs the extra 'report': pip install 'involvement[report]'"),
]


@pytest.mark.parametrize(("error", "said"), SAID, ids=lambda value: str(value)[:40])
def test_an_error_is_one_sentence_and_survives_a_journey_to_another_process(error, said):
    """Messages are read by people, and errors cross process borders in batch work."""
    copy = pickle.loads(pickle.dumps(error))
    assert (said, said, vars(error)) == (str(error), str(copy), vars(copy))


def test_each_error_is_also_of_the_builtin_kind_that_callers_know():
    """A host that catches ValueError or LookupError catches ours."""
    bases = {
        type(error): [base for base in (ValueError, LookupError, ImportError) if isinstance(error, base)]
        for error, _ in SAID
    }
    assert bases == {
        UnknownKeyError: [LookupError],
        DuplicateKeyError: [ValueError],
        InvalidValueError: [ValueError],
        DocumentError: [ValueError],
        LimitExceeded: [ValueError],
        MissingExtraError: [ImportError],
    }
