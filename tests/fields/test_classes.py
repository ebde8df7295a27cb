"""Methods that classes of values share: what they do is what attrs would have made for each."""

from copy import copy
from functools import cache

import attrs
import pytest

from tests.fields.test_validators import CLASSES

SHARED = "involvement._fields.classes"
SHOWN = [kind for kind in CLASSES if kind.__repr__.__module__ == SHARED]
COMPARED = [kind for kind in CLASSES if kind.__eq__ is not object.__eq__ and kind.__eq__.__module__ == SHARED]


def named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def filled(kind: type, /, **given: object) -> object:
    """A value of the class, with a text in each field that is not given, whatever its validators say."""
    value = object.__new__(kind)
    for field in attrs.fields(kind):
        object.__setattr__(value, field.name, given.get(field.name, f"the {field.name}"))
    return value


@cache
def twin(kind: type) -> type:
    """A class of the same fields for which attrs made all methods."""
    fields = {field.name: attrs.field(repr=field.repr, eq=field.eq_key or field.eq) for field in attrs.fields(kind)}
    return attrs.make_class(kind.__name__, fields, frozen=True)


def as_attrs_makes_it(value: object) -> object:
    kind = type(value)
    return twin(kind)(*(getattr(value, field.name) for field in attrs.fields(kind)))


def test_nearly_all_classes_share_them():
    """Or the tests below would show nothing."""
    assert len(CLASSES) - 10 < len(SHOWN)
    assert len(CLASSES) - 60 < len(COMPARED)


@pytest.mark.parametrize("kind", SHOWN, ids=named)
def test_a_value_is_shown_as_by_attrs(kind):
    """What is hidden stays hidden, and containers say how many they hold."""
    assert repr(as_attrs_makes_it(filled(kind))) == repr(filled(kind))


@pytest.mark.parametrize("kind", COMPARED, ids=named)
def test_values_are_equal_where_attrs_says_so(kind):
    """Field by field; a value of another class is never equal, whatever its fields."""
    value = filled(kind)
    assert value == copy(value)
    assert value != as_attrs_makes_it(value)
    for field in attrs.fields(kind):
        other = filled(kind, **{field.name: "another"})
        assert (as_attrs_makes_it(other) == as_attrs_makes_it(value)) is (other == value)


@pytest.mark.parametrize("kind", COMPARED, ids=named)
def test_equal_values_have_one_hash_and_others_another(kind):
    """Two texts may share a hash by chance, but not twice over."""
    value = filled(kind)
    assert hash(value) == hash(copy(value))
    for field in attrs.fields(kind):
        others = [filled(kind, **{field.name: text}) for text in ("another", "a third")]
        assert {hash(value)} == {hash(other) for other in others} or field.eq
        assert not field.eq or len({hash(value), *map(hash, others)}) > 1


def test_what_cannot_be_hashed_is_refused_as_ever():
    """A list in a field is nobody's key."""
    kind = COMPARED[0]
    first = attrs.fields(kind)[0].name
    with pytest.raises(TypeError, match="unhashable type"):
        hash(filled(kind, **{first: []}))


def test_a_value_that_holds_itself_is_shown():
    """A frozen value cannot, unless somebody forces it; a debugger should not fall into it."""
    kind = COMPARED[0]
    value = filled(kind)
    object.__setattr__(value, attrs.fields(kind)[0].name, value)
    assert "(" in repr(value)
    assert "=...," in repr(value)
