"""Every field of every class refuses what it cannot hold, and says which class and field it is."""

import importlib
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import pytest

import involvement
from involvement import Event, Workplan, _fields, framework, negotiate
from involvement.budgets import equal_shares, leximin, utilitarian
from involvement.errors import InvalidValueError, InvolvementError
from involvement.exchange import person_key
from involvement.maturity import krippendorff_alpha
from involvement.power.packaged import called_for_table
from involvement.power.quotas import votes_needed
from involvement.priorities import Settlement, Voice
from involvement.privacy import ONS_10_5, DisclosureRule
from involvement.rankings import Priorities
from involvement.references import derived_key
from tests.at_once import over

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(involvement.__path__, "involvement.")
    if not module.name.endswith("__main__")
]
CLASSES = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == module.__name__
]
CHECKED = [
    kind for kind in CLASSES if any(field.validator or field.converter for field in attrs.fields(kind))
]  # others are results
FIELDS = [(kind, field) for kind in CHECKED for field in attrs.fields(kind) if field.init]
BY_NAME = {"Person.characteristics", "Facts.pairs", "Statement.facts"}  # pairs that may be given as a mapping
WRONG = [
    object(),
    None,
    "No Key\n",
    b"bytes",
    True,
    -1,
    1.5,
    float("nan"),
    Decimal("NaN"),
    Decimal("1e999999999"),
    datetime(2026, 11, 23, 9, 30),  # noqa: DTZ001 - a naive one is the likeliest mistake
    {"a", "b"},
    {"a": 1},
    [object()],
    ["a", object()],
    [None],
    ["a", "a"],
    [["a"], ["b", 3, "c"]],
    int,
]


def hints(kind: type) -> dict[str, object]:
    """The types of its fields; as they are written, where one of them is known to type checkers only."""
    try:
        return typing.get_type_hints(kind)
    except NameError:
        return {field.name: field.type for field in attrs.fields(kind)}


def names(value: object) -> str:
    return f"{value[0].__name__}.{value[1].name}" if isinstance(value, tuple) else ""


def right(hint: object) -> Iterator[object]:
    """Values of a type, for the fields that are not the one in question."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        for each in arguments:
            yield from right(each)
    elif origin is tuple:
        inner = arguments[:1] if arguments[1:] == (...,) else arguments
        yield tuple(next(right(each)) for each in inner)
        yield ()
    elif origin is not None or not isinstance(hint, type):
        yield (lambda *_: None) if origin is Callable else {}
    elif hint is DisclosureRule:
        yield ONS_10_5  # whose numbers hang together
    elif attrs.has(hint):
        yield made(hint)
    elif issubclass(hint, Enum):
        yield from hint
    else:
        plain = {
            str: ["a", "GBP", "0" * 64],
            int: [1, 0],
            bool: [True],
            date: [date(2026, 11, 23)],
            Fraction: [Fraction(1)],
        }
        yield from plain.get(hint, [None])


def given(kind: type) -> dict[str, object]:
    """Right values for the arguments that a class needs."""
    known = hints(kind)
    needed = [field for field in attrs.fields(kind) if field.init and field.default is attrs.NOTHING]
    return {
        field.alias: next(value for value in right(known[field.name]) if holds(kind, field, value)) for field in needed
    }


def made(kind: type) -> object:
    """A value of the class; None where it needs more than right fields."""
    try:
        return kind(**given(kind))
    except InvolvementError:
        return None


def holds(kind: type, field: "attrs.Attribute", value: object) -> bool:
    try:
        value = field.converter(value) if field.converter else value
        if field.validator is not None:
            field.validator(object.__new__(kind), field, value)
    except InvolvementError:
        return False
    return True


def refusal(kind: type, arguments: dict[str, object]) -> InvolvementError | None:
    try:
        kind(**arguments)
    except InvolvementError as error:
        return error
    return None


def raised_by_a_field(error: BaseException) -> bool:
    frames = []
    step = error.__traceback__
    while step is not None:
        frames.append(step.tb_frame.f_code.co_name)
        step = step.tb_next
    return "__attrs_post_init__" not in frames


@over(FIELDS, names)
def test_a_wrong_value_is_refused_with_the_class_and_the_field(case):
    """Whoever fills a thousand fields from a database needs to know which of them was wrong."""
    kind, field = case
    others = given(kind)
    refused = [(wrong, error) for wrong in WRONG if (error := refusal(kind, {**others, field.alias: wrong}))]
    told = [(wrong, problem) for wrong, error in refused if raised_by_a_field(error) for problem in error.problems]
    places = {f"{kind.__name__}.{field.alias}": (kind.__name__, field.alias)}
    if names((kind, field)) == "Statement.template":  # a text makes a Template, which says what is wrong with it
        places["Template.text"] = ("Template", "text")
    assert [] == [(wrong, problem) for wrong, problem in told if places.get(problem.path) != problem.loc]


ALONE = {
    "Ref.keys", "AtLeast.of", "AtLeastTold.of", "Figure.key", "FigureTold.key", "PartOf.part", "PartOf.whole", "Total.key",
}  # fmt: skip


@over([each for each in FIELDS if each[1].validator or each[1].converter], names)
def test_a_field_that_is_checked_holds_no_object_and_no_text_for_a_list(case):
    """Letters are never the items that were meant; a validator that lets any object pass checks nothing."""
    kind, field = case
    assert not holds(kind, field, object())
    if typing.get_origin(hints(kind)[field.name]) is tuple:
        assert not holds(kind, field, "abc") or names((kind, field)) in ALONE  # one key may stand alone
        assert not holds(kind, field, {"a": 1}) or names((kind, field)) in BY_NAME


def is_exact(kind: type, field: "attrs.Attribute") -> bool:
    hint = hints(kind)[field.name]
    return Fraction in (hint, *typing.get_args(hint)) and bool(field.converter)


EXACT = [each for each in FIELDS if is_exact(*each)]


@pytest.mark.parametrize(("kind", "field"), EXACT, ids=[names(each) for each in EXACT])
def test_an_exact_number_is_whole_a_decimal_or_a_fraction(kind, field):
    """Half a day is 0.5 to whoever keeps a diary; the float of that name is not what was written, and is refused."""
    several = typing.get_origin(hints(kind)[field.name]) is tuple
    held = {field.converter([each] if several else each) for each in (1, Decimal("1.0"), Decimal("1E+0"), Fraction(1))}
    assert {(Fraction(1),) if several else Fraction(1)} == held
    tenth = field.converter([Decimal("0.1")] if several else Decimal("0.1"))
    assert ((Fraction(1, 10),) if several else Fraction(1, 10)) == tenth
    assert "a whole number, a Decimal or a Fraction" in str(
        refusal(kind, {**given(kind), field.alias: [0.1] if several else 0.1})
    )
    assert several or str(refusal(kind, {**given(kind), field.alias: 0.1})).endswith("; a float is not exact")


def test_costs_budgets_shares_and_weights_are_exact_decimals_too():
    """Pence are Decimal in every ledger; a budget of 0.30 buys three things at 0.10, which no float would allow."""
    cost, budget = dict.fromkeys("abc", Decimal("0.10")), Decimal("0.30")
    scores = dict.fromkeys("abc", Decimal("1.5"))
    assert ("a", "b", "c") == utilitarian(scores, cost, budget).chosen
    assert ("a", "b", "c") == equal_shares([scores], cost, budget).chosen
    assert ("a", "b", "c") == leximin({"members": scores}, cost, budget).chosen
    assert 6 == votes_needed(Decimal("0.6"), 10)
    assert Fraction(3, 2) == negotiate(Priorities("m", ["a"]), effort={"a": Decimal("1.5")}).effort[0].days
    assert krippendorff_alpha([[1, 2], [2, 2]]) == krippendorff_alpha([[Decimal("1.0"), 2], [Decimal(2), Fraction(2)]])
    with pytest.raises(
        InvolvementError, match=r"budget: expected a whole number, a Decimal or a Fraction, 0 or more; a f"
    ):
        utilitarian(scores, cost, 0.3)


@pytest.mark.parametrize("blank", ["", " ", "\u00a0 "])
def test_a_box_that_was_left_empty_says_nothing(blank):
    """A letter said `Because: ""`; a form stores an empty text where nobody wrote anything."""
    assert Settlement("ramp", "declined") == Settlement("ramp", "declined", reason=blank, instead=blank)
    answer = {"on": date(2026, 3, 2), "outcome": "could_not"}
    assert Event("c", "answered", **answer) == Event(
        "c", "answered", **answer, reason=blank, process=blank, action=blank
    )
    with pytest.raises(InvalidValueError, match=r"Voice\.reason: expected text that is not blank"):
        Voice("members", reason=blank)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (lambda: _fields.instances("flows", Event, ["a"]), "flows: expected only values of type Event"),
        (lambda: _fields.a_mapping("votes", ["a"]), "votes: expected a mapping"),
        (lambda: _fields.a_function("allowed", "a"), "allowed: expected a function"),
        (lambda: _fields.a_count("most", -1), "most: expected a whole number, 0 or more"),
        (lambda: derived_key(17), "text: expected text"),
        (lambda: person_key("\ud800"), "foreign_id: expected text, without half of a character"),
        (lambda: framework("gunning").scale_of("time").worth(-1), "place: expected a whole number from 0 to"),
        (lambda: Workplan([]).workload("2026-03-02", date(2026, 3, 9)), "first, last: expected dates"),
        (lambda: called_for_table().highest({"impact": -1}), "ranks: expected whole numbers, 0 or more"),
    ],
)
def test_a_wrong_argument_is_refused_by_its_name(asked, expected):
    """Whoever calls wants to know which argument it was, and what would be right."""
    with pytest.raises(InvalidValueError) as refused:
        asked()
    assert str(refused.value).startswith(expected)
