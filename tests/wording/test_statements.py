"""Is a statement its code and its facts, with their types, and nothing that a reader must not see?"""

import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import get_type_hints

import attrs
import pytest
from hypothesis import given

from involvement import InvalidValueError, Standing
from involvement.references import Ref
from involvement.wording import Quote, Statement
from tests.wording.statement_strategies import Colour, facts_of, values

DAY = date(2026, 11, 3)
LATE = Statement(
    "owed.late",
    {"answer": Ref("contribution", "c1"), "days": 153, "was_due": DAY},
    template="{answer} was due on {was_due}. It is {days:day} late.",
    sources={"answer": "Contribution.key", "days": ["Promise.days", "Event.on"], "was_due": "Promise.days"},
)


def of(value, code="test.value"):
    return Statement(code, {"value": value}, template="Nothing more.")


def test_a_statement_is_its_code_and_facts():
    """The template and the sources are how it is said, not what."""
    other = Statement("owed.late", dict(reversed(LATE.facts)), template="Late.")
    assert LATE == other
    assert hash(LATE) == hash(other)
    assert repr(LATE) == repr(other)
    assert LATE.as_data() == other.as_data()
    assert LATE != Statement("owed.early", dict(LATE.facts), template=LATE.template)
    assert "Statement(code='test.value', facts=(('value', 3),))" == repr(of(3))
    assert ["answer", "days", "was_due"] == [name for name, _ in LATE.facts]


ONES = [1, True, Decimal(1), Fraction(1), Standing("none"), Colour.NONE, Ref("forum", 1), (1,), (True,), (Decimal(1),)]


@pytest.mark.parametrize("one", range(len(ONES)))
def test_facts_are_compared_with_their_types(one):
    """Python has 1 == True == Fraction(1); yes, one and a ratio are said differently."""
    assert [index == one for index in range(len(ONES))] == [of(ONES[one]) == of(each) for each in ONES]
    assert len({of(each) for each in ONES}) == len(ONES)


def test_equal_facts_make_equal_statements():
    """However they were written."""

    class Day(date):
        pass

    assert of(Decimal("1.0")) == of(Decimal(1))
    assert of(Day(2026, 11, 3)) == of(DAY)
    assert of((Ref("forum", "a"), of(2))) == of((Ref("forum", ("a",)), of(2)))
    assert of(of(True)) != of(of(1))


@given(facts_of(values))
def test_a_statement_travels_and_is_plain(facts):
    """To another process and back, with its template; and to any tool that reads JSON."""
    statement = Statement("test.any", facts, template="Nothing more.", sources=dict.fromkeys(facts, "Decision.on"))
    again = pickle.loads(pickle.dumps(statement))
    assert statement == again
    assert hash(statement) == hash(again)
    assert (statement.template, statement.sources) == (again.template, again.sources)
    plain = statement.as_data()
    assert plain == json.loads(json.dumps(plain))


def test_plain_data_has_keys_and_iso_days():
    """As the rest of the library gives them."""
    facts = {
        "ref": Ref("stage", ("contract", "options")),
        "day": DAY,
        "whole": 3,
        "part": Fraction(1, 3),
        "decimals": (Decimal("1E+2"), Decimal("0.50"), Decimal("-0"), Decimal("0E-7")),
        "standing": Standing("decides_jointly"),
        "colour": Colour.DARK_BLUE,
        "quote": Quote("The ramp is loose.", "Contribution.says"),
        "yes": True,
        "unknown": None,
        "within": LATE,
    }
    expected = {
        "ref": {"kind": "stage", "keys": ["contract", "options"]},
        "day": "2026-11-03",
        "whole": 3,
        "part": "1/3",
        "decimals": ["100", "0.5", "0", "0"],
        "standing": "decides_jointly",
        "colour": "dark_blue",
        "quote": {"quote": "The ramp is loose.", "field": "Contribution.says"},
        "yes": True,
        "unknown": None,
        "within": LATE.as_data(),
    }
    assert {"code": "test.all", "facts": expected} == Statement("test.all", facts, template="Nothing.").as_data()


class Number(IntEnum):
    FOUR = 4


WRONG = [
    "text",
    b"bytes",
    1.5,
    float("nan"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1E+5000"),
    10**5000,
    Fraction(1, 10**5000),
    datetime(2026, 1, 1),  # noqa: DTZ001 - any is refused
    ["a"],
    {"a"},
    {"a": 1},
    object(),
    ((1,),),
    (1, "a"),
]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_a_value_of_another_type_is_refused_by_name(value):
    """A text might be a name, a key, or what a person wrote: each is said, and hidden, in its own way."""
    with pytest.raises(InvalidValueError, match=r"^Statement\.value: expected a Ref, a date, an exact number"):
        of(value)


def test_a_number_that_is_also_a_word_counts_as_the_number():
    """An enumeration of numbers is no closed list of words."""
    assert of(Number.FOUR) == of(4)


@pytest.mark.parametrize("code", ["", " ", "a b", "é", None, 3, ".a"])
def test_a_code_is_plain(code):
    """It is the key of a catalogue, read by people and other programs."""
    with pytest.raises(InvalidValueError, match=r"^Statement\.code"):
        of(1, code)


@pytest.mark.parametrize("facts", [None, 3, "days", ["days"], [("days", 3)], (("days",),), ("ab",), {("days", 3)}])
def test_facts_and_sources_are_a_mapping(facts):
    """Whatever else is given, the error says where."""
    with pytest.raises(InvalidValueError, match=r"^Statement\.facts"):
        Statement("test.facts", facts, template="Nothing.")
    with pytest.raises(InvalidValueError, match=r"^Statement\.sources"):
        Statement("test.facts", {"days": 3}, template="Nothing.", sources=facts)


def test_one_part_may_be_changed():
    """As with every value of the library."""
    assert LATE == attrs.evolve(LATE, template="Late.")
    assert dict(LATE.sources) == {name: tuple(sorted(places)) for name, places in attrs.evolve(LATE).sources}


@pytest.mark.parametrize("name", ["", "Days", "days late", "1st", 3, None])
def test_a_fact_has_a_name_that_a_template_can_hold(name):
    """A placeholder is a word."""
    with pytest.raises(InvalidValueError, match=r"^Statement\.facts"):
        Statement("test.name", {name: 1}, template="Nothing.")


@pytest.mark.parametrize(
    ("template", "facts", "expected"),
    [
        ("{forum}", {}, r"^Statement\.forum: expected a fact of that name"),
        ("{days:day}", {"days": DAY}, r"^Statement\.days: expected a number or a tuple"),
        ("{days:day}", {"days": True}, r"^Statement\.days: expected a number or a tuple"),
        ("{days#is|are}", {"days": Ref("forum", "a")}, r"^Statement\.days: expected a number or a tuple"),
        ("{why}", {"why": LATE}, r"^Statement\.why: expected no statement"),
        ("{why:quoted}", {"why": (LATE,)}, r"^Statement\.why: expected no statement"),
        ("{why:clause}", {"why": 3}, r"^Statement\.why: expected only statements"),
        ("{why:sentences}", {"why": (LATE, None)}, r"^Statement\.why: expected only statements"),
        ("{", {}, r"^Template\.text"),
    ],
)
def test_a_template_must_fit_its_facts(template, facts, expected):
    """The mistake is the rule's, and must not wait for a reader."""
    with pytest.raises(InvalidValueError, match=expected):
        Statement("test.fit", facts, template=template)


@pytest.mark.parametrize("sources", [{"day": "Flow.days"}, {"days": "days"}, {"days": 3}])
def test_sources_name_facts_and_fields(sources):
    """An edition decides by them what may be shown."""
    with pytest.raises(InvalidValueError, match=r"^Statement\.sources"):
        Statement("test.sources", {"days": 3}, template="Nothing.", sources=sources)


def test_what_a_person_wrote_is_in_no_repr():
    """It may be about their health."""
    quote = Quote("I fell in May.", "Contribution.says")
    assert "Quote(text=<text>, field='Contribution.says')" == repr(quote)
    assert "fell" not in repr(Statement("test.quote", {"says": (quote,), "who": Ref("person", "su7")}, template="No."))
    assert "su7" not in repr(Statement("test.quote", {"who": Ref("person", "su7")}, template="No."))
    assert quote == pickle.loads(pickle.dumps(quote))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (None, "Contribution.says", "text"),
        (3, "Contribution.says", "text"),
        ("a", "says", "field"),
        ("a", None, "field"),
        ("a", ["Contribution.says"], "field"),
    ],
)
def test_a_quote_is_text_from_a_field(text, place, expected):
    """Without its field no edition could tell whether it may be shown."""
    with pytest.raises(InvalidValueError, match=rf"^Quote\.{expected}"):
        Quote(text, place)


def test_the_types_of_its_fields_can_be_read():
    """Tools that read and write values ask for them."""
    assert {"code", "facts", "template", "sources"} == set(get_type_hints(Statement))


# Only from allowed fields

QUOTE = Quote("It hurts.", "Contribution.says")


def public(place: str) -> bool:
    return place in {"Decision.title", "Decision.on"}


def test_what_is_said_from_allowed_fields_stays_and_the_rest_goes():
    """A fact that nobody says must not travel in the data either; without a source it might be anything."""
    sources = {"what": "Decision.title", "on": ["Decision.on", "Decision.title"], "who": "Contribution.by"}
    facts = {"what": Ref("decision", "a"), "on": (DAY, None), "who": Ref("person", "su7"), "more": 3, "none": ()}
    whole = Statement("test.public", facts, template="{what} is due on {on}.", sources=sources)
    kept = whole.within(public)
    assert {"what": facts["what"], "on": facts["on"]} == dict(kept.facts)
    assert (("on", ("Decision.on", "Decision.title")), ("what", ("Decision.title",))) == kept.sources
    assert whole.template == kept.template
    assert dict(whole.facts) == {**dict(whole.within(lambda _: True).facts), "more": 3, "none": ()}


@pytest.mark.parametrize(
    ("template", "fact", "source"),
    [
        ("{it}", 3, "Contribution.by"),
        ("{it}", 3, ["Decision.on", "Contribution.by"]),
        ("{it}", 3, None),
        ("{it|nobody}", None, "Contribution.by"),
        ("{it}", (), "Contribution.by"),
        ("{it:person}", (Ref("person", "a"),), "Contribution.by"),
        ("{it}", QUOTE, "Decision.title"),
        ("{it}", (QUOTE, DAY), "Decision.title"),
        ("{it:clause}", Statement("n", {"n": 3}, template="{n}"), None),
        ("{it:clauses}", (Statement("test.no", template="No"), Statement("n", {"n": 3}, template="{n}")), None),
        ("{it:sentences|All is well.}", (Statement("n", {"n": 3}, template="{n}"),), None),
        ("{it:sentences} {it:reason}", (Statement("n", {"n": 3}, template="{n}"),), "Contribution.by"),
    ],
)
def test_what_cannot_be_said_without_other_fields_is_not_said(template, fact, source):
    """Half a sentence would be untrue, and the words for nothing would be a lie."""
    sources = {} if source is None else {"it": source}
    assert Statement("test.none", {"it": fact}, template=template, sources=sources).within(public) is None


def test_a_quote_from_an_allowed_field_stays():
    """Its own field decides, beside the sources of the fact that holds it."""
    quote = Quote("Which ramp?", "Decision.title")
    said = Statement("test.quote", {"it": quote}, template="{it}", sources={"it": "Decision.on"})
    assert said == said.within(public)
    alone = Statement("test.quote", {"it": quote}, template="{it}")
    assert alone == alone.within(public)


def test_of_sentences_those_stay_that_can_be_said():
    """Each is true by itself."""
    open_one = Statement("test.open", {"on": DAY}, template="It is on {on}.", sources={"on": "Decision.on"})
    closed_one = Statement("test.closed", {"says": QUOTE}, template="They said {says}.")
    several = Statement("test.all", {"more": (open_one, closed_one)}, template="Now. {more:sentences}")
    assert {"more": (open_one,)} == dict(several.within(public).facts)
    one = Statement("test.one", {"more": closed_one}, template="Now. {more:sentence}")
    assert {"more": ()} == dict(one.within(public).facts)
    kept = Statement("test.one", {"more": open_one, "why": open_one}, template="{more:sentence} {why:clause}")
    assert kept == kept.within(public)


# What may be named


def named(ref, fields):
    """A rule: no forum whose meetings the statement tells of, and no person."""
    return not ref.personal and not (ref.kind == "forum" and "Meetings.rule" in fields)


GROUP, BOARD, PERSON = Ref("stakeholder", "group"), Ref("forum", "board"), Ref("person", "p-7")


def told(statement):
    return statement.within(lambda _: True, may_name=named)


@pytest.mark.parametrize(
    ("who", "source", "whole"),
    [
        (GROUP, "Seat.stakeholder", True),
        (PERSON, "Seat.stakeholder", False),
        (BOARD, "Forum.title", True),
        (BOARD, "Meetings.rule", False),
        ((GROUP, BOARD), "Forum.title", True),
        ((GROUP, PERSON), "Forum.title", False),
        ((GROUP, BOARD), "Meetings.rule", False),
        ((), "Forum.title", True),
    ],
    ids=str,
)
def test_what_must_not_be_named_is_not_said(who, source, whole):
    """A list without one of its names would be false, so the statement goes; it depends on all that it is made from."""
    statement = Statement("s", {"who": who}, template="{who} met", sources={"who": source})
    assert (statement if whole else None) == told(statement)
    assert statement == statement.within(lambda _: True)


def test_it_depends_on_all_that_the_statement_is_made_from():
    """Where the board meets may be told, and when; not both."""
    facts, sources = {"forum": BOARD, "on": DAY}, {"forum": "Forum.title", "on": "Meetings.rule"}
    assert None is told(Statement("s", facts, template="{forum} meets on {on}", sources=sources))
    del facts["on"], sources["on"]
    assert told(Statement("s", facts, template="{forum} meets", sources=sources))


def test_what_is_not_said_and_must_not_be_named_is_left_out():
    """Facts travel as data too."""
    facts = {"who": GROUP, "by": PERSON}
    statement = Statement("s", facts, template="{who} met", sources=dict.fromkeys(facts, "Seat.stakeholder"))
    assert {"who": GROUP} == dict(told(statement).facts)


def test_sentences_that_name_nobody_stay_beside_those_that_do():
    """Each of them stands for itself, however deep."""
    one, other = (
        Statement("one", {"who": who}, template="{who} met", sources={"who": "Seat.stakeholder"})
        for who in (GROUP, PERSON)
    )
    several = Statement("both", {"parts": (one, other)}, template="{parts:sentences}")
    assert {"parts": (one,)} == dict(told(several).facts)
    assert None is told(Statement("within", {"part": other}, template="It is said: {part:clause}"))
    assert None is not told(Statement("within", {"part": one}, template="It is said: {part:clause}"))


@pytest.mark.parametrize("wrong", [None, 3, ["{a}"], b"{a}"], ids=repr)
def test_a_template_is_one_or_its_text(wrong):
    """Anything else would say nothing, or something else."""
    with pytest.raises(InvalidValueError, match="expected a Template, or its text"):
        Statement("s", template=wrong)
