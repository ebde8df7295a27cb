"""Each type of field takes exactly what stands for it in a document, and nothing that merely resembles it."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import product

import attrs
import pytest
from attrs import Factory, field, frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from involvement import DocumentError, Standing
from involvement._reading import schema_of, structure, unstructure
from tests.at_once import over


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@frozen
class Shown:
    by: str


@frozen
class RuledOut:
    """Cannot be done. The reason is required."""

    reason: str
    instead: "Shown | RuledOut | None" = None


@frozen
class NotStudied:
    pass


@frozen
class Everything:
    text: str = "-"
    number: int = 0
    flag: bool = False
    day: date = date(2026, 1, 1)
    portion: Fraction = Fraction(0)
    known: bool | None = False
    colour: Colour = Colour.RED
    standing: Standing | None = None
    several: tuple[int, ...] = ()
    pair: tuple[date, date] | None = None
    pairs: tuple[tuple[str, int], ...] = ()
    shown: Shown | None = None
    verdict: Shown | RuledOut | NotStudied | None = None
    ranking: tuple[str | tuple[str, ...], ...] = ()
    choice: int | bool | Shown = 0


PLAIN = {
    "null": None,
    "true": True,
    "false": False,
    "zero": 0,
    "one": 1,
    "large": 2**53,
    "too-large": 2**53 + 1,
    "too-small": -(2**53) - 1,
    "whole-fraction": 7.0,
    "fraction": 7.5,
    "no-number": float("nan"),
    "infinite": float("-inf"),
    "decimal": Decimal("-7.50"),
    "decimal-of-100": Decimal("0." + "3" * 99),
    "decimal-of-101": Decimal("0." + "3" * 100),
    "decimal-for-memory": Decimal("1e999999999"),
    "decimal-for-memory-below": Decimal("1e-999999999"),
    "decimal-infinite": Decimal("Infinity"),
    "decimal-nan": Decimal("NaN"),
    "text": "some text",
    "digits": "7",
    "word": "red",
    "upper": "RED",
    "standing": "decides_jointly",
    "flag-in-text": "false",
    "empty-text": "",
    "iso-day": "2026-09-01",
    "compact-day": "20260901",
    "week-day": "2026-W01-1",
    "arabic-day": "\u0662\u0660\u0662\u0666-\u0660\u0669-\u0660\u0661",
    "no-such-day": "2026-02-30",
    "moment-in-text": "2026-09-01T00:00:00",
    "spaced-day": "2026-09-01\n",
    "day": date(2026, 9, 1),
    "moment": datetime(2026, 9, 1),  # noqa: DTZ001 - as a TOML text may hold it
    "clock": time(9, 0),
    "third": "1/3",
    "by-zero": "1/0",
    "signed-third": "-1/3",
    "spaced-third": "1 / 3",
    "long-third": f"1/{'3' * 101}",
    "empty-list": [],
    "numbers": [1, 2],
    "flags": [True],
    "texts": ["a", "b"],
    "ties": ["a", ["b", "c"]],
    "days": ["2026-09-01", "2026-09-02"],
    "three-days": ["2026-09-01", "2026-09-02", "2026-09-03"],
    "text-and-number": [["a", 1]],
    "empty-object": {},
    "object": {"by": "us"},
    "tagged": {"type": "shown", "by": "us"},
    "tagged-last": {"reason": "x", "type": "ruled_out"},
    "tagged-nested": {"type": "ruled_out", "reason": "x", "instead": {"type": "shown", "by": "us"}},
    "tagged-bare": {"type": "not_studied"},
    "tagged-wrongly": {"type": "showm", "by": "us"},
    "tagged-by-number": {"type": 1, "by": "us"},
}

SHOWN = Shown("us")
TAKEN = {
    "text": {name: value for name, value in PLAIN.items() if isinstance(value, str)},
    "number": {"zero": 0, "one": 1, "large": 2**53},
    "flag": {"true": True, "false": False},
    "day": {"iso-day": date(2026, 9, 1), "day": date(2026, 9, 1)},
    "portion": {
        "zero": Fraction(0), "one": Fraction(1), "large": Fraction(2**53), "third": Fraction(1, 3),
        "signed-third": Fraction(-1, 3), "whole-fraction": Fraction(7), "fraction": Fraction(15, 2),
        "decimal": Fraction(-15, 2), "decimal-of-100": Fraction(10**99 // 3, 10**99),
    },
    "known": {"null": None, "true": True, "false": False},
    "colour": {"word": Colour.RED},
    "standing": {"standing": Standing.DECIDES_JOINTLY},
    "several": {"empty-list": (), "numbers": (1, 2)},
    "pair": {"days": (date(2026, 9, 1), date(2026, 9, 2))},
    "pairs": {"empty-list": (), "text-and-number": (("a", 1),)},
    "shown": {"object": SHOWN},
    "verdict": {
        "tagged": SHOWN, "tagged-last": RuledOut("x"), "tagged-nested": RuledOut("x", SHOWN),
        "tagged-bare": NotStudied(),
    },
    "ranking": {"empty-list": (), "texts": ("a", "b"), "ties": ("a", ("b", "c")), "days": ("2026-09-01", "2026-09-02"),
                "three-days": ("2026-09-01", "2026-09-02", "2026-09-03"), "text-and-number": None},
    "choice": {"zero": 0, "one": 1, "large": 2**53, "true": True, "false": False, "object": SHOWN},
}  # fmt: skip
del TAKEN["ranking"]["text-and-number"]


@over(product(TAKEN, PLAIN), str)
def test_a_field_takes_its_own_type_and_no_other(case):
    """A consent of "false" that is read as true is the worst a reader can do: no value is ever bent to fit."""
    name, plain = case
    document = {name: PLAIN[plain]}
    if plain in TAKEN[name]:  # by the name of the plain data
        found = getattr(structure(document, Everything), name)
        assert (TAKEN[name][plain], type(TAKEN[name][plain])) == (found, type(found))
    else:
        with pytest.raises(DocumentError) as caught:
            structure(document, Everything)
        assert caught.value.path.startswith(name)


@pytest.mark.parametrize("name", [name for name in TAKEN if name != "known"])
def test_null_is_told_to_be_left_out(name):
    """Absent is the one way to say that something is not known; whoever writes null learns it at once."""
    with pytest.raises(DocumentError, match=r"not null: leave out what is not known|whose 'type' is one of"):
        structure({name: None}, Everything)


def json_values() -> st.SearchStrategy[object]:
    leaves = st.sampled_from([value for value in PLAIN.values() if not isinstance(value, date | time)])
    return st.dictionaries(st.sampled_from(list(TAKEN)), leaves, max_size=4)


@given(plain=json_values())
def test_whatever_is_taken_the_schema_takes_too(plain):
    """A schema that refuses a good document would send people to mend what is not broken."""
    try:
        structure(plain, Everything)
    except DocumentError:
        return
    CHECKER.validate(plain)


SCHEMA = schema_of(Everything)
CHECKER = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema():
    """Editors refuse to load one that is not."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, taken in TAKEN.items() for value in taken.values()],
)
def test_what_was_taken_is_written_as_it_can_be_taken_again(name, value):
    """Reading and writing come from one table; this is what that is for."""
    written = unstructure(Everything(**{name: value}))
    assert Everything(**{name: value}) == structure(written, Everything)


def test_the_type_of_a_union_is_written_first():
    """Whoever reads the object knows at its first word what it is."""
    written = unstructure(Everything(verdict=RuledOut("x")))
    assert ["type", "reason"] == list(written["verdict"])


def test_a_near_type_is_suggested():
    """A slip of one letter should not cost a search."""
    with pytest.raises(DocumentError, match="did you mean 'shown'"):
        structure({"verdict": PLAIN["tagged-wrongly"]}, Everything)


def test_a_large_portion_is_written_as_a_fraction():
    """A whole number beyond what JSON readers keep would come back changed; as text it does not."""
    value = Everything(portion=Fraction(2**60))
    assert {"portion": f"{2**60}/1"} == unstructure(value)
    assert value == structure(unstructure(value), Everything)


@pytest.mark.parametrize(("portion", "bound"), [(Fraction(10**100), 1), (Fraction(1, 10**100), 1)])
def test_a_portion_beyond_the_bound_is_not_written(portion, bound):
    """What no reader takes back is marked before it is lost."""
    assert "100 digits" in unstructure(Everything(portion=portion))["portion"].message


def test_the_first_line_of_a_docstring_describes_a_class():
    """The schema is what people see in their editor when they write a document by hand."""
    assert "Cannot be done. The reason is required." == SCHEMA["$defs"]["RuledOut.type"]["description"]


def wrongly(hint: object, default: object = None) -> type:
    """A class with one field of a type that no document can hold."""
    return frozen(type("Wrongly", (), {"__annotations__": {"each": hint}, "each": field(default=default)}))


@frozen
class Typed:
    type: str


class Twins:
    @frozen
    class Shown:
        other: int


@pytest.mark.parametrize(
    "make",
    [
        lambda: wrongly(float),
        lambda: wrongly(dict[str, str]),
        lambda: wrongly(str | date | None),
        lambda: wrongly(tuple[str | None, ...], ()),
        lambda: wrongly(tuple[int | None, int], (1, 1)),
        lambda: wrongly(Shown | Typed | None),
        lambda: wrongly(Shown | Twins.Shown | None),
        lambda: wrongly(tuple[Shown | int | tuple[Twins.Shown, ...], ...], ()),
        lambda: object,
    ],
)
def test_a_class_that_no_document_can_hold_has_no_schema(make: Callable[[], type]):
    """Whoever adds a field learns it from any test of the schema, not from the first document that fills the field."""
    with pytest.raises(TypeError):
        schema_of(make())


# A converter that asks for more than the value; older releases of attrs have none.
ASKING = attrs.Converter(lambda value, _self: value, takes_self=True) if hasattr(attrs, "Converter") else None


class Counted(Enum):
    """Words with a default that a converter makes."""

    ONE = "one"


@frozen
class Converted:
    word: Counted = field(default="one", converter=Counted)
    made: tuple[int, ...] = Factory(tuple)
    held: int = field(default=1, converter=ASKING)


def test_a_default_is_left_out_as_the_field_holds_it():
    """A default that a converter changes is still a default; one that is made anew each time is written."""
    assert {"made": []} == unstructure(Converted())
