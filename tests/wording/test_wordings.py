"""Are statements said as the model sentences have them, and does no wording show what it must not?"""

import pickle
import unicodedata
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from involvement import InvalidValueError, Standing
from involvement.references import KINDS, PERSONAL_KINDS, Ref
from involvement.wording import PHRASES, Catalogue, Quote, Statement, Wording
from tests.wording.statement_strategies import Colour, anything, keys, refs, statements, values

NAMES = {
    Ref("forum", "group"): "the user group",
    Ref("forum", "commissioning"): "the commissioning group",
    Ref("forum", "finance"): "the finance committee",
    Ref("decision", "letters"): "screening letters",
    Ref("decision", "clinic"): "the evening clinic",
    Ref("entry_point", "survey"): "the survey",
    Ref("claim", "plan"): "the contract plan",
    Ref("stakeholder", "head"): "the head of commissioning",
    Ref("contribution", "education"): "education courses",
    Ref("flow", ("carers", "group", 0)): "the carers' network",
    Ref("person", "su7"): "a member of the user group",
}
GROUP, LETTERS, CLINIC = Ref("forum", "group"), Ref("decision", "letters"), Ref("decision", "clinic")
SAYS = Wording(names=NAMES)


def say(template, wording=SAYS, **facts):
    return wording.say(Statement("test.says", facts, template=template))


@pytest.mark.parametrize(
    ("template", "facts", "expected"),
    [
        (
            "The last day to be heard about {decision} was {by}, {days:day} ago.",
            {"decision": LETTERS, "by": date(2026, 11, 3), "days": 20},
            "The last day to be heard about screening letters was 3 November 2026, 20 days ago.",
        ),
        (
            "Tell {forum} by {by}. {receiver} must consider your view on {on}.",
            {
                "forum": GROUP,
                "by": date(2026, 12, 1),
                "receiver": Ref("forum", "commissioning"),
                "on": date(2027, 1, 20),
            },
            "Tell the user group by 1 December 2026. The commissioning group must consider your view on 20 January 2027.",
        ),
        (
            "The answer about {what} was due on {due}. It is {days:day} late.",
            {"what": Ref("contribution", "education"), "due": date(2026, 6, 23), "days": 153},
            "The answer about education courses was due on 23 June 2026. It is 153 days late.",
        ),
        (
            "{who} needs another meeting time on {on}. No arrangement is recorded.",
            {"who": Ref("person", "su7"), "on": date(2026, 12, 8)},
            "A member of the user group needs another meeting time on 8 December 2026. No arrangement is recorded.",
        ),
        (
            "{plan} says {claimed:quoted}. The record shows {shown} at most.",
            {"plan": Ref("claim", "plan"), "claimed": Standing("decides_jointly"), "shown": Standing("consulted")},
            'The contract plan says "decides jointly". The record shows consulted at most.',
        ),
        (
            "{decision} opened by {by}. No earlier feasibility study is recorded.",
            {"decision": CLINIC, "by": date(2026, 4, 13)},
            "The evening clinic opened by 13 April 2026. No earlier feasibility study is recorded.",
        ),
        (
            "The work needs at least {needs:day} a week. The leads have {have}.",
            {"needs": Fraction(13, 4), "have": Decimal("3.0")},
            "The work needs at least 3¼ days a week. The leads have 3.",
        ),
        (
            "Only {carriers} {carriers#takes|take} users' views to {decisions:decision}.",
            {"carriers": (Ref("stakeholder", "head"),), "decisions": (LETTERS, CLINIC)},
            "Only the head of commissioning takes users' views to 2 decisions.",
        ),
        (
            "Only {carriers} {carriers#takes|take} users' views to {decisions:quoted}.",
            {"carriers": (Ref("stakeholder", "head"), GROUP), "decisions": (LETTERS,)},
            'Only the head of commissioning and the user group take users\' views to "screening letters".',
        ),
        (
            "Nobody has written down how long {channels} {channels#takes|take}.",
            {"channels": (Ref("flow", ("carers", "group", 0)),)},
            "Nobody has written down how long the carers' network takes.",
        ),
        (
            "{channels} {channels#takes|take} views.",
            {"channels": (Ref("flow", "by-post"), Ref("entry_point", "parking-survey"))},
            'The flow "by-post" and the entry point "parking-survey" take views.',
        ),
        (
            "{issue} was agreed; {owner|no owner is recorded}",
            {"issue": CLINIC, "owner": None},
            "The evening clinic was agreed; no owner is recorded.",
        ),
        (
            "{says} was answered on {on}.",
            {"says": Quote("The ramp\nis loose", "Contribution.says"), "on": date(2026, 9, 14)},
            '"The ramp is loose" was answered on 14 September 2026.',
        ),
    ],
)
def test_the_model_sentences_are_said(template, facts, expected):
    """As one would say it to a member of a user group, a coordinator, a board."""
    assert expected == say(template, **facts)


STUDIED = Statement("why.studied", {"on": date(2026, 3, 1)}, template="it was studied on {on}")
OWNED = Statement("why.owned", {"owner": GROUP}, template="{owner} owns it")


def test_statements_stand_within_a_statement():
    """One reason in two places is one statement."""
    reasons = (STUDIED, OWNED)
    assert "It was agreed because it was studied on 1 March 2026 and the user group owns it." == say(
        "it was agreed because {reasons:clauses}", reasons=reasons
    )
    assert "Agreed. It was studied on 1 March 2026. The user group owns it." == say(
        "Agreed. {reasons:sentences}", reasons=reasons
    )
    assert "The user group owns it; it was agreed." == say("{why:clause}; it was agreed", why=OWNED)
    assert "Agreed. The user group owns it." == say("Agreed. {why:sentence}", why=OWNED)
    assert ("Agreed.", "Agreed by none.") == (
        say("Agreed. {why:sentences}", why=()),
        say("Agreed by {why:clauses}", why=()),
    )
    assert "" == say("{why:sentences}", why=())
    assert "Why: not known." == say("Why: {why:sentence}", why=None)


def test_a_clause_begins_and_ends_as_it_is_written():
    """For a cell of a table, or what follows a colon."""
    assert "the user group owns it" == SAYS.clause(OWNED)
    assert "The user group owns it." == SAYS.say(OWNED)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{group} waits", "The user group waits."),
        ("Wait. {group} waits!", "Wait. The user group waits!"),
        ("Why? {group}", "Why? The user group."),
        ("See e.g.{group}", "See e.g.the user group."),
        ("Now: {group} waits…", "Now: the user group waits…"),
        ("{key} waits", "evening_1 waits."),
        ("{key:quoted}", '"evening_1".'),
        ("{nobody|nobody} waits. {nobody|nobody} waits", "Nobody waits. Nobody waits."),
        ("{nobody}", "Not known."),
        ("{none}, {none|not one}", "None, not one."),
        ("{none:forum}, {none:forum|forums|no forum}", "0 forums, 0 forums."),
        ("{nobody:day|days|a time that is not known}", "A time that is not known."),
        ("{nobody#is|are}, {nobody#is|are|was}", "Not known, was."),
        ("{all#is|are}", "Are."),
        ("{says}", '"Come in!"'),
        ("{yes} and {no}", "Yes and no."),
        ("{standing} {standing:quoted}", 'Decides jointly "decides jointly".'),
        ("{all}", "A1, a2, a3, a4, a5 and 1 more."),
        ("{all:quoted}", '"A1", "a2", "a3", "a4", "a5" and 1 more.'),
        ("{person:quoted} {person}", "A person a person."),
        ("{{{yes}}}", "{yes}."),
    ],
)
def test_each_form_of_placeholder(template, expected):
    """A sentence may begin with anything; a key and a quote stay as they are."""
    facts = {
        "group": GROUP,
        "key": Ref("decision", "evening_1"),
        "nobody": None,
        "none": (),
        "says": Quote("Come in!", "Contribution.says"),
        "yes": True,
        "no": False,
        "standing": Standing("decides_jointly"),
        "all": tuple(Ref("forum", f"f{number}") for number in range(1, 7)),
        "person": Ref("person", "p"),
    }
    names = {
        **NAMES,
        **{Ref("forum", f"f{number}"): f"{'A' if number == 1 else 'a'}{number}" for number in range(1, 7)},
    }
    assert expected == say(template, Wording(names=names), **facts)


@pytest.mark.parametrize(
    ("days", "expected"), [("long", "3 November 2026"), ("short", "3 Nov 2026"), ("iso", "2026-11-03")]
)
def test_days_are_written_for_the_reader(days, expected):
    """Words for people, ISO for those who copy them."""
    assert expected == Wording(days=days).words(date(2026, 11, 3))


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (Ref("decision", "PR-001"), "PR-001"),
        (Ref("stage", ("PR-001", "options")), "PR-001/options"),
        (Ref("flow", ("office", "board", 0)), "the flow from office to board"),
        (Ref("entry_point", ("{second}", 0)), "the entry point at {second}"),
        (Ref("reply", ("board", "ann", 0)), "the reply from board"),
        (GROUP, "the user group"),
    ],
)
def test_what_has_no_title_is_said_by_its_key_or_its_forums(ref, expected):
    """The host knows its own ids."""
    assert expected == SAYS.words(ref)
    assert expected == Wording(names=NAMES.get).words(ref)


def test_a_title_is_fit_to_be_shown():
    """It comes from outside, and may be long, empty or run from right to left."""
    titles = {"a": "x" * 500, "b": " \u202e ", "c": "\u05dc\u05d5\u05d7", "d": 5, "e": 'The "new" way'}
    wording = Wording(names={Ref("decision", key): title for key, title in titles.items()})
    said = {key: wording.words(Ref("decision", key)) for key in titles}
    assert {"a": "x" * 159 + "…", "b": "b", "c": "\u2068\u05dc\u05d5\u05d7\u2069", "d": "d", "e": titles["e"]} == said
    assert "\"The 'new' way\"." == say("{it:quoted}", wording, it=Ref("decision", "e"))


# Persons

PERSON, NEED = Ref("person", "su7"), Ref("need", ("su7", "large_print"))


@pytest.mark.parametrize(
    ("persons", "person", "other", "need"),
    [
        ("hidden", "a member of the user group", "a person", "a need"),
        ("keys", "su7", "su8", "su7/large_print"),
        ({"su7": "Ada Jones", "su8": "\n"}, "Ada Jones", "a person", "a need"),
    ],
)
def test_persons_are_called_as_the_reader_may_know_them(persons, person, other, need):
    """Hidden unless the host says otherwise, and its names are never kept elsewhere."""
    wording = Wording(names=NAMES, persons=persons)
    assert [person, other, need] == [wording.words(ref) for ref in (PERSON, Ref("person", "su8"), NEED)]
    assert "Jones" not in repr(wording)
    assert "user group" not in repr(wording)


@pytest.mark.parametrize(
    "title", ["SU7", "the one with su\u200b7", "\uff33\uff357 again", "x" * 158 + " su7", "", " ", None, 7]
)
def test_a_description_that_holds_the_key_describes_nobody(title):
    """Somebody filled in the key where words were meant."""
    assert "a person" == Wording(names=lambda _: title).words(PERSON)


def test_a_need_may_be_described():
    """So that the desk and the group see what is meant."""
    assert "large print" == Wording(names={NEED: "large print"}).words(NEED)
    assert "large print" == Wording(names={NEED: "large print"}, persons="keys").words(NEED)


@given(statements(), st.sampled_from(PERSONAL_KINDS), anything, anything)
@example(Statement("a", template="Nothing"), "person", "su\u200b7-QX", "")
def test_a_hidden_person_stays_hidden_whatever_the_names(statement, kind, before, after):
    """A title that somebody filled with the key, or the key in other letters, is not shown."""
    key = "SU7-qx"
    person = Ref(kind, (key, 3))
    names = defaultdict(lambda: "a thing", {person: f"{before}su7-QX{after}"})
    nested = Statement(
        "test.person",
        {"who": (person, None), "quoted": person, "more": (statement,)},
        template="{who} {quoted:quoted} {who|nobody}. {more:sentences}",
    )
    for wording in (Wording(names=names), Wording(names=lambda ref: names[ref], persons={"SU8": "Ada"})):
        said = f"{wording.say(nested)} {wording.clause(nested)} {wording.words(person)}"
        assert key.casefold() not in said.casefold()
        assert PHRASES[f"kind.{kind}"] in said


# Laws


@given(
    statements(),
    st.dictionaries(refs, anything, max_size=3) | st.just(lambda ref: ref.kind),
    st.sampled_from(("hidden", "keys", {"a": "Ada"})),
    st.sampled_from(("long", "short", "iso")),
    st.none()
    | st.dictionaries(st.sampled_from((*PHRASES, "test.plain", "test.nested")), anything).map(Catalogue.from_mapping),
)
def test_everything_can_be_said_on_one_line_and_always_the_same(statement, names, persons, days, catalogue):
    """A page must not fail, or break its table, over one odd fact."""
    wording = Wording(names=names, persons=persons, days=days, catalogue=catalogue)
    for said in (wording.say(statement), wording.clause(statement)):
        assert not {unicodedata.category(character) for character in said} & {"Cc", "Cs", "Zl", "Zp"}
        assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e")
    assert wording.say(statement) == Wording(names=names, persons=persons, days=days, catalogue=catalogue).say(
        statement
    )


@given(values)
def test_a_fact_by_itself_is_said_as_within_a_sentence(value):
    """A cell of a table and a sentence use the same words."""
    statement = Statement("test.value", {"value": value}, template="It: {value} - so.")
    assert f"It: {SAYS.words(value)} - so.".replace("  ", " ") == SAYS.say(statement)


@given(st.sampled_from([kind for kind in KINDS if kind not in PERSONAL_KINDS]), keys)
def test_two_keys_are_told_apart(kind, key):
    """Without titles, what is said still names the thing."""
    assert str(key) in SAYS.words(Ref(kind, key)) or Ref(kind, key) in NAMES


def test_a_word_of_a_closed_list_is_said_as_words():
    """Also one that a host's list should not have."""
    assert ["dark blue", "{od d", ""] == [SAYS.words(each) for each in (Colour.DARK_BLUE, Colour.ODD, Colour.EMPTY)]
    assert "dunkelblau" == Wording(catalogue=Catalogue.from_mapping({"Colour.dark_blue": "dunkelblau"})).words(
        Colour.DARK_BLUE
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"names": None}, "names"),
        ({"names": "titles"}, "names"),
        ({"persons": None}, "persons"),
        ({"persons": "names"}, "persons"),
        ({"persons": ["hidden"]}, "persons"),
        ({"days": "iso8601"}, "days"),
        ({"days": None}, "days"),
        ({"catalogue": {"yes": "ja"}}, "catalogue"),
    ],
)
def test_misuse_is_refused_by_name(arguments, expected):
    """The mistake shows where it is made."""
    with pytest.raises(InvalidValueError, match=rf"^Wording\.{expected}"):
        Wording(**arguments)


@pytest.mark.parametrize("value", ["text", 1.5, None, {"a": 1}, Ref("forum", "a")], ids=repr)
def test_only_a_statement_is_said(value):
    """A text would pass through without a code, a source or an edition."""
    for call, expected in ((SAYS.say, "say"), (SAYS.clause, "clause")):
        with pytest.raises(InvalidValueError, match=rf"^Wording\.{expected}: expected a Statement$"):
            call(value)


@pytest.mark.parametrize("value", ["text", 1.5, ["a"], ((1,),), b"a"], ids=repr)
def test_only_a_fact_has_words(value):
    """As in a statement."""
    with pytest.raises(InvalidValueError, match=r"^Wording\.words: expected a Ref"):
        SAYS.words(value)


def test_a_wording_shows_how_and_not_what():
    """Its names may be those of persons."""
    assert "Wording(names=<11>, persons='hidden', days=<DayStyle.LONG: 'long'>, catalogue=None, tells=None)" == repr(
        SAYS
    )
    assert "names=<function>, persons=<1>" in repr(Wording(names=NAMES.get, persons={"su7": "Ada"}))


def test_what_a_wording_is_made_of_is_given_by_name():
    """Two mappings in a row would be told apart by nobody."""
    with pytest.raises(TypeError, match="positional"):
        Wording(NAMES)


def test_a_wording_is_a_value():
    """Two that say the same are equal; one may be kept in a set and sent to another process."""
    catalogue = Catalogue(texts={"yes": "ja"})
    one = Wording(names=NAMES, persons={"su7": "Ada"}, catalogue=catalogue)
    assert one == Wording(names=dict(NAMES), persons={"su7": "Ada"}, catalogue=Catalogue(texts=(("yes", "ja"),)))
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))
    assert one == pickle.loads(pickle.dumps(one)) == attrs.evolve(one)
    assert one not in {
        SAYS,
        Wording(names=NAMES.get),
        Wording(names=NAMES, persons={"su7": "Bea"}, catalogue=catalogue),
    }


def test_names_that_change_later_change_nothing():
    """A page must not say one thing in two ways."""
    names = dict(NAMES)
    wording = Wording(names=names)
    names[GROUP] = "another group"
    assert "the user group" == wording.words(GROUP)


def test_hidden_persons_who_are_called_the_same_are_counted():
    """ "The roles of a person and a person are not recorded" tells nobody how many they are."""
    said = Statement("roles", {"who": tuple(Ref("person", key) for key in ("p-1", "p-2", "p-3"))}, template="Ask {who}")
    assert "Ask 3 people." == Wording().say(said)
    members = {Ref("person", key): "a member of the user group" for key in ("p-1", "p-2")}
    assert "Ask a member of the user group (2 people) and a person." == Wording(names=members).say(said)
    assert "Ask p-1, p-2 and p-3." == Wording(persons="keys").say(said)
    mixed = (Ref("stakeholder", "a person"), Ref("person", "p"))
    assert "Ask a person and a person." == Wording().say(Statement("two", {"who": mixed}, template="Ask {who}"))


# What a reader is told

MET = Statement("met", {"who": Ref("stakeholder", "head")}, template="{who} met", sources={"who": "Seat.stakeholder"})
OWED = Statement("owed", {"n": 3}, template="{n:day} late", sources={"n": "Promise.days"})


def closed(statement):
    """A reader who is told of seats, and in other words."""
    return attrs.evolve(statement, template="{who} came") if statement.code == "met" else None


def test_what_a_reader_may_not_be_told_is_said_as_no_text():
    """As a sentence, and within one; without a full stop that stands alone."""
    told = Wording(names=NAMES, tells=closed)
    assert ("The head of commissioning came.", "the head of commissioning came") == (told.say(MET), told.clause(MET))
    assert ("", "") == (told.say(OWED), told.clause(OWED))
    assert "3 days late." == Wording(names=NAMES).say(OWED)


def test_a_fact_alone_is_said_to_whoever_asks_for_it():
    """A function of statements knows nothing of what a fact came from."""
    assert ("3", "the head of commissioning") == tuple(
        Wording(names=NAMES, tells=closed).words(fact) for fact in (3, Ref("stakeholder", "head"))
    )


def test_what_is_told_is_part_of_a_wording():
    """Two readers of whom one is told less are two, also after a journey."""
    told = Wording(names=NAMES, tells=closed)
    assert told != Wording(names=NAMES)
    assert told == pickle.loads(pickle.dumps(told)) == Wording(names=dict(NAMES), tells=closed)


@pytest.mark.parametrize("wrong", ["public", 3, (), True], ids=repr)
def test_what_tells_must_be_a_function(wrong):
    """The name of an edition would let everything through."""
    with pytest.raises(InvalidValueError, match="expected a function from a statement"):
        Wording(tells=wrong)
