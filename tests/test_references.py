"""Does a reference name exactly one thing, keep a person's key to itself, and travel?"""

import json
import pickle
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import InvalidValueError
from involvement.references import KINDS, PERSONAL_KINDS, Ref, is_key

names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
keys = st.lists(names | st.integers(0, 99), min_size=1, max_size=3).map(tuple)
refs = st.builds(Ref, st.sampled_from(KINDS), keys)


@pytest.mark.parametrize("key", ["PR-001", "CASE/2024/0017", "evening clinic", "é", "中", "x" * 200])
def test_the_ids_that_hosts_have_are_keys(key):
    """A host must not have to rename its records before it can ask anything."""
    assert is_key(key)
    assert (key,) == Ref("decision", key).keys


@pytest.mark.parametrize(
    "key", ["", " a", "a ", "a\nb", "a\tb", "a\u00a0b", "a\u200bb", "\u202ea", "\ud800", "x" * 201, None, 1.0, True, -1]
)
def test_what_cannot_be_seen_or_told_apart_is_no_key(key):
    """A key with a hidden character looks like another key."""
    assert not is_key(key)
    with pytest.raises(InvalidValueError, match=r"^Ref\.keys: expected one or more keys"):
        Ref("decision", key)


@pytest.mark.parametrize("several", [(), [], ("a", ""), ("a", None), ("a", ("b",)), {"a"}])
def test_keys_are_an_ordered_list_of_keys(several):
    """A set has no order, and a reference without a key names nothing."""
    with pytest.raises(InvalidValueError, match=r"^Ref\.keys"):
        Ref("flow", several)


@pytest.mark.parametrize("kind", ["Decision", "", "entry-point", "entry point", "1st", "_a", None, 3])
def test_a_kind_is_one_lower_case_word(kind):
    """Kinds are compared as they are; two spellings would be two kinds."""
    with pytest.raises(InvalidValueError, match=r"^Ref\.kind"):
        Ref(kind, "a")


def test_one_key_needs_no_tuple():
    """Most things have one key."""
    assert Ref("decision", ("contract",)) == Ref("decision", "contract")
    assert Ref("stage", ["contract", "options"]) == Ref("stage", ("contract", "options"))
    assert (0,) == Ref("event", 0).keys


def test_a_key_is_plain_text_whatever_it_came_from():
    """The word of a closed list as a key must show, sort and travel as the word."""

    class Part(StrEnum):
        OPTIONS = "options"

    ref = Ref("stage", ("contract", Part.OPTIONS))
    assert "Ref(kind='stage', keys=('contract', 'options'))" == repr(ref)
    assert [str, str] == [type(key) for key in ref.keys]


def test_references_sort_by_kind_then_positions_by_value_then_texts():
    """The order is stated, so that every list has one order on every machine."""
    jumbled = [
        Ref("forum", "a"),
        Ref("decision", ("b", 0)),
        Ref("decision", "b"),
        Ref("decision", 10),
        Ref("decision", "10"),
        Ref("decision", 2),
    ]
    keys = [(2,), (10,), ("10",), ("b",), ("b", 0), ("a",)]
    assert keys == [ref.keys for ref in sorted(jumbled)]


@given(refs, refs)
def test_of_two_references_one_comes_first_unless_they_are_equal(one, other):
    """A total order: no pair is left to chance."""
    assert 1 == [one < other, one == other, one > other].count(True)
    if one == other:
        assert hash(one) == hash(other)


@given(refs)
def test_a_reference_travels(ref):
    """To another process, and through JSON."""
    assert ref == pickle.loads(pickle.dumps(ref))
    assert ref == Ref.from_data(json.loads(json.dumps(ref.as_data())))


@given(st.sampled_from(PERSONAL_KINDS), keys.map(lambda several: ("su7-secret", *several)))
def test_a_persons_key_is_in_no_repr_and_no_log(kind, several):
    """Logs are kept for years and read by many."""
    ref = Ref(kind, several)
    assert ref.personal
    assert "su7" not in f"{ref!r} {ref} {[ref]}"


def test_a_reference_is_short_in_a_log():
    """To see what it is about; nothing takes it apart."""
    assert "decision:contract" == str(Ref("decision", "contract"))
    assert "stage:contract/options" == str(Ref("stage", ("contract", "options")))
    assert "flow:group/board/0" == str(Ref("flow", ("group", "board", 0)))
    assert ("a person", "need:...") == (str(Ref("person", "su7")), str(Ref("need", ("su7", "large_print"))))
    assert "Ref(kind='person', keys=<1>)" == repr(Ref("person", "su7"))


@pytest.mark.parametrize(
    "data",
    [
        None,
        "decision:contract",
        [],
        {"kind": "decision"},
        {"kind": "decision", "keys": "contract"},
        {"kind": "decision", "keys": []},
        {"kind": 1, "keys": ["a"]},
        {"kind": "decision", "keys": ["a"], "title": "A"},
    ],
)
def test_plain_data_that_is_no_reference_is_refused(data):
    """A short text would have to be taken apart, and a missing key guessed."""
    with pytest.raises(InvalidValueError, match=r"^Ref"):
        Ref.from_data(data)


def test_the_kinds_are_each_listed_once_in_order():
    """A closed list that people search by eye."""
    assert sorted(set(KINDS)) == list(KINDS)
    assert set(PERSONAL_KINDS) <= set(KINDS)
