"""Is a statement cut down to what its readers may be told, and does it name nobody who is alone?"""

from datetime import date

import pytest

from involvement.privacy.tellable import Telling
from involvement.references import Ref
from involvement.wording import Statement, Wording

GROUP, CARER = Ref("stakeholder", "group"), Ref("stakeholder", "carer")
NAMES = {ref: str(ref.keys[0]).capitalize() for ref in (GROUP, CARER, Ref("stakeholder", "estates"))}
NAMES |= {Ref("contribution", key): key.capitalize() for key in ("lamps", "card")}
NEED = Statement(
    "need", {"who": GROUP, "need": Ref("need", "lift")}, template="{who} needs {need}",
    sources={"who": "Stakeholder.title", "need": "StatedNeed.need"},
)  # fmt: skip
OWNED = Statement(
    "owned", {"plan": Ref("activity", "plan"), "owner": Ref("stakeholder", "estates")}, template="{owner} does {plan}",
    sources={"plan": "Activity.title", "owner": "Activity.owner"},
)  # fmt: skip


def ranked(who: Ref) -> Statement:
    sources = {"who": "Rank.party", "place": "Rank.place"}
    return Statement("ranked", {"who": who, "place": 2}, template="{who} ranks it {place}", sources=sources)


def seated(who: Ref) -> Statement:
    return Statement("seated", {"who": who}, template="{who} has a seat", sources={"who": "Seat.stakeholder"})


def said(key: str) -> Statement:
    facts = {"said": Ref("contribution", key)}
    return Statement("said", facts, template="{said} was answered", sources={"said": "Contribution.title"})


def words(edition: str, statement: Statement) -> str:
    told = Telling(edition, lone=frozenset({"carer"}), unnamed=frozenset({"card"}))
    return Wording(names=NAMES, tells=told).say(statement)


@pytest.mark.parametrize(
    ("statement", "desk", "partners", "public"),
    [
        (NEED, "Group needs a need.", "", ""),
        (OWNED, "Estates does plan.", "Estates does plan.", ""),
        (ranked(GROUP), "Group ranks it 2.", "Group ranks it 2.", "Group ranks it 2."),
        (ranked(CARER), "Carer ranks it 2.", "", ""),
        (seated(CARER), "Carer has a seat.", "Carer has a seat.", "Carer has a seat."),
        (said("lamps"), "Lamps was answered.", "Lamps was answered.", "Lamps was answered."),
        (said("card"), "Card was answered.", "", ""),
    ],
    ids=lambda each: each.code if isinstance(each, Statement) else None,
)
def test_each_edition_hears_what_it_may(statement, desk, partners, public):
    """A need is nobody's business, an owner is the partners', and what one person ranks or says is that person's."""
    assert (desk, partners, public) == tuple(words(edition, statement) for edition in ("desk", "partners", "public"))


@pytest.mark.parametrize("kind", ["adjustment", "barrier", "lead", "mitigation", "person"])
def test_some_things_are_never_named(kind):
    """That there is an adjustment tells of somebody's need, whatever it is called."""
    assert not Telling("partners").may_name(Ref(kind, "p-1"))


@pytest.mark.parametrize(
    "field",
    ["AnswerSheet.on", "Agreement.on", "Move.kind", "Override.on", "Priorities.issues", "Rank.place", "Voice.by"],
)
def test_a_party_of_one_is_not_named_with_views(field):
    """Where a party is one person, its views are that person's; where it meets is not."""
    told = Telling("partners", lone=frozenset({"carer"}))
    assert [False, True] == [told.may_name(CARER, frozenset({field})), told.may_name(GROUP, frozenset({field}))]
    assert told.may_name(Ref("forum", "carer"), frozenset({field}))
    assert told.may_name(CARER, frozenset({"Seat.stakeholder", "Stakeholder.title"}))


def test_what_may_be_left_out_is_left_out_and_the_rest_stays():
    """Of sentences that follow each other, each stands for itself."""
    parts = Statement("parts", {"parts": (NEED, said("lamps"), OWNED)}, template="{parts:sentences}")
    assert "Lamps was answered. Estates does plan." == words("partners", parts)
    assert "Lamps was answered." == words("public", parts)


def test_days_of_a_stage_are_for_everybody():
    """When it is decided is what people come for."""
    day = Statement("day", {"on": date(2027, 3, 1)}, template="Speak by {on}", sources={"on": "Decision.on"})
    assert "Speak by 1 March 2027." == words("public", day)


# Whether it stands as it was meant

WHOLE = Statement(
    "opening", {"first": said("lamps"), "more": (OWNED, NEED)}, template="{first:clause}. {more:sentences}"
)
LISTED = Statement("listed", {"parts": (NEED, said("lamps"))}, template="{parts:sentences}")
FIXED = Statement("fixed", template="Nothing is recorded")


@pytest.mark.parametrize(
    ("statement", "stands"),
    [
        (FIXED, [True, True, True]),
        (OWNED, [True, True, False]),
        (ranked(GROUP), [True, True, True]),
        (ranked(CARER), [True, False, False]),
        (WHOLE, [True, False, False]),
        (LISTED, [True, False, False]),
        (Statement("two", {"parts": (said("lamps"), OWNED)}, template="{parts:sentences}"), [True, True, True]),
        (Statement("two", {"parts": (OWNED, said("lamps"))}, template="{parts:sentences}"), [True, True, False]),
        (Statement("none", {"parts": ()}, template="Nothing{parts:sentences}"), [True, True, True]),
    ],
    ids=lambda each: each.code if isinstance(each, Statement) else None,
)
def test_a_statement_stands_where_its_opening_does_and_nobody_is_left_out_of_it(statement, stands):
    """What follows from its first words would hang in the air; what was said of a person would be said of others."""
    told = [
        Telling(edition, lone=frozenset({"carer"}), unnamed=frozenset({"card"}))
        for edition in ("desk", "partners", "public")
    ]
    assert stands == [each.stands(statement) for each in told]
