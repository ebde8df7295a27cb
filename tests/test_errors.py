"""Do errors say what was wrong, where, and what would be right?"""

import pickle

import pytest

from involvement import (
    DocumentError,
    DuplicateKeyError,
    FrameworkError,
    InvalidValueError,
    LimitExceeded,
    UnknownKeyError,
)
from involvement.errors import DisclosureError, FileError, InvolvementError, LedgerError, MissingExtraError, Problem

A, B = Problem.at("a", "b"), Problem.at("c[2].d", "e")
WORKED_OUT = (
    "worked out from what everybody knows and what was published earlier; "
    "leave the figure out, or publish it for a longer period"
)
SAID = [
    (UnknownKeyError("forum", "baord", ["board", "group"]), "no forum 'baord'; known: board, ..."),
    (UnknownKeyError("forum", "x", ["board", "group"]), "no forum 'x'; known: board, group"),
    (UnknownKeyError("forum", "x"), "no forum 'x'; none is known"),
    (UnknownKeyError("party", "x", None), "no party 'x'"),
    (
        DuplicateKeyError("person", "", "people[1]"),
        "people[1]: two persons have the same key; each key may be used once",
    ),
    (UnknownKeyError("forum", None, ["a"]), "no forum '<NoneType>'; known: a"),
    (UnknownKeyError("forum", "x", ["a"], "flows[2].source"), "flows[2].source: no forum 'x'; known: a"),
    (DuplicateKeyError("forum", "a"), "two forums have the key 'a'; each key may be used once"),
    (DuplicateKeyError("seat", "a", "forum 'b'"), "forum 'b': two seats have the key 'a'; each key may be used once"),
    (InvalidValueError("Flow.days", "a whole number"), "Flow.days: expected a whole number"),
    (DocumentError("$", "not JSON"), "$: not JSON"),
    (DocumentError("a", "b", [A, B]), "a: b (and 1 more problem)"),
    (DocumentError("a", "b", [A, B, B]), "a: b (and 2 more problems)"),
    (FileError("a.json", "cannot be read", 2), "a.json: cannot be read"),
    (FrameworkError("ours.toml", "rungs[0]", "expected text"), "ours.toml: rungs[0]: expected text"),
    (FrameworkError("ours", "", "no order", [A, B]), "ours: no order (and 1 more problem)"),
    (FrameworkError("ours", "", "a", [A, B, B]), "ours: a (and 2 more problems)"),
    (LimitExceeded("bytes", 10), "more than 10 bytes"),
    (LimitExceeded("levels", 64, "$.a"), "$.a: more than 64 levels"),
    (DisclosureError(1, "members carers"), f"members carers: this small count can be {WORKED_OUT}"),
    (DisclosureError(3, "a"), f"a: this small count, and 2 more, can be {WORKED_OUT}"),
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
        type(error): [base for base in (ValueError, LookupError, ImportError, OSError) if isinstance(error, base)]
        for error, _ in SAID
    }
    assert bases == {
        UnknownKeyError: [LookupError],
        DuplicateKeyError: [ValueError],
        FileError: [ValueError, OSError],
        FrameworkError: [ValueError],
        InvalidValueError: [ValueError],
        DisclosureError: [ValueError],
        DocumentError: [ValueError],
        LimitExceeded: [ValueError],
        MissingExtraError: [ImportError],
    }


def test_every_error_tells_its_problems_in_one_shape():
    """A host shows them beside its own form fields: it needs the place as parts, and the message without the place."""
    told = {type(error).__name__: [(each.path, each.loc, each.message) for each in error.problems] for error in PLACED}
    assert told == {
        "InvolvementError": [("", (), "something is wrong")],
        "UnknownKeyError": [("flows[2].source", ("flows", 2, "source"), "no forum 'x'; known: a")],
        "DuplicateKeyError": [("forum 'b'", ("forum 'b'",), "two seats have the key 'a'; each key may be used once")],
        "InvalidValueError": [("Flow.days", ("Flow", "days"), "expected a whole number")],
        "DocumentError": [("$", (), "not JSON")],
        "FrameworkError": [("rungs[0]", ("rungs", 0), "expected text")],
        "LedgerError": [("events[3]", ("events", 3), "expected a day (too_early)")],
        "LimitExceeded": [("", (), "more than 10 bytes")],
    }
    assert (A, B) == DocumentError("a", "b", [A, B]).problems == FrameworkError("ours", "a", "b", [A, B]).problems


PLACED = [
    InvolvementError("something is wrong"),
    UnknownKeyError("forum", "x", ["a"], "flows[2].source"),
    DuplicateKeyError("seat", "a", "forum 'b'"),
    InvalidValueError("Flow.days", "a whole number"),
    DocumentError("$", "not JSON"),
    FrameworkError("ours.toml", "rungs[0]", "expected text"),
    LedgerError("events[3]", "too_early", "a day"),
    LimitExceeded("bytes", 10),
]


@pytest.mark.parametrize(
    ("path", "loc"),
    [
        ("decision_map.flows[3].days", ("decision_map", "flows", 3, "days")),
        ("[2].key", (2, "key")),
        ("a['odd name.x'][0]", ("a", "odd name.x", 0)),
        ('a["it\'s"]', ("a", "it's")),
        ("forums.csv:3, days", ("forums.csv:3, days",)),
        ("effort of the negotiation", ("effort of the negotiation",)),
    ],
)
def test_a_path_is_taken_apart_as_it_was_put_together(path, loc):
    """Names that are no plain names stand in quotes in a path, and without them in the parts."""
    assert loc == Problem.at(path, "").loc


def test_a_file_error_says_what_an_error_of_the_system_says():
    """Programs that know nothing of ours read the number and the name, in another process too."""
    for error in (FileError("a.json", "cannot be read", 2), FileError("a.json", "cannot be read")):
        copy = pickle.loads(pickle.dumps(error))
        assert ("a.json", "cannot be read", error.args[2]) == (copy.filename, copy.strerror, copy.errno)
        assert (("a.json", ("a.json",), "cannot be read"),) == copy.problems


KEYS = [f"forum-{number:05}" for number in range(2000)]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("forum-00000x", ["forum-00000"]),
        ("forum-01000x", ["forum-01000"]),
        ("forum-01999x", ["forum-01999"]),
    ],
)
def test_the_near_key_is_found_wherever_it_stands_in_a_long_list(key, near):
    """The first, a middle and the last of two thousand: only a part is compared, and it must be the right part."""
    said = str(UnknownKeyError("forum", key, KEYS))
    assert near == said.removeprefix(f"no forum {key!r}; known: ").split(", ")[:1]


@pytest.mark.parametrize("count", [499, 500, 501])
def test_in_a_list_of_five_hundred_every_key_is_compared(count):
    """A misspelt first letter sorts far away; short lists are searched from end to end all the same."""
    fillers = [f"m{number:03}" for number in range(count - 1)]
    said = str(UnknownKeyError("forum", "zoard", ["board", *fillers]))
    assert ("board" in said) == (count <= 500)


def test_in_a_longer_list_the_neighbours_on_both_sides_are_compared():
    """Two hundred and fifty before the key's place and as many after it, no more."""
    known = sorted([*(f"b{number:03}" for number in range(300)), *(f"d{number:03}" for number in range(300))])
    place = 300  # where "cccc" would stand
    for distance, compared in ((250, True), (251, False)):
        changed = [*known[: place - distance], f"{known[place - distance]}-cccc-cccc", *known[place - distance + 1 :]]
        said = str(UnknownKeyError("forum", f"c{known[place - distance][1:]}-cccc-cccc", changed))
        assert ("-cccc-cccc," in said.partition("known:")[2]) == compared


def test_three_near_keys_are_listed_or_the_first_eight():
    """Enough to see what was meant, and no more than a line."""
    near = str(UnknownKeyError("forum", "board", ["board-a", "board-b", "board-c", "board-d"]))
    assert 3 == near.partition("known:")[2].count("board-")
    assert near.endswith(", ...")
    far = str(UnknownKeyError("forum", "x", "abcdefghij"))
    assert "no forum 'x'; known: a, b, c, d, e, f, g, h, ..." == far


@pytest.mark.parametrize(("length", "shown"), [(59, "k" * 59), (60, "k" * 60), (61, "k" * 57 + "...")])
def test_a_long_key_is_cut_to_sixty_characters(length, shown):
    """A key from a stranger's file must not fill a log."""
    assert f"two forums have the key '{shown}'; each key may be used once" == str(
        DuplicateKeyError("forum", "k" * length)
    )
