"""What may a ladder hold, what does it answer, and what does it refuse?"""

import pytest

from involvement import DuplicateKeyError, FrameworkError, InvalidValueError, Standing, UnknownKeyError, ladder
from involvement.levels import (
    Axis,
    AxisValue,
    Band,
    Caution,
    Ladder,
    PublishedMapping,
    Rung,
    RungAttributes,
    StandingMatch,
)
from involvement.publications import Caveat, Provenance

TOLD, ASKED = Rung("told"), Rung("asked")


def ours(**parts) -> Ladder:
    return Ladder("ours", **{"ordered": True, "rungs": [TOLD, ASKED], **parts})


def test_the_rungs_at_or_above_one_are_those_after_it():
    """Somebody who claims at least consultation claims one of these."""
    above = ladder("arnstein-1969").at_or_above("placation")
    assert ["placation", "partnership", "delegated-power", "citizen-control"] == [rung.key for rung in above]
    assert (TOLD, ASKED) == ours().at_or_above("told")


@pytest.mark.parametrize("key", ["treseder-1997", "lundy-2007", "rowe-frewer-2005"])
def test_without_an_order_no_rung_is_above_another(key):
    """Treseder drew a circle, and Lundy asks for all four at once: an answer would be made up."""
    found = ladder(key)
    with pytest.raises(FrameworkError, match=f"^{key}: its rungs have no order, so that none is above another$"):
        found.at_or_above(found.rungs[0].key)


def test_a_rung_that_nobody_knows_is_an_error_that_lists_the_known_ones():
    """A misspelt rung must not become a claim."""
    with pytest.raises(UnknownKeyError, match=r"^ladder 'arnstein-1969': no rung 'placatoin'; known: placation"):
        ladder("arnstein-1969").rung("placatoin")
    with pytest.raises(UnknownKeyError, match=r"no rung 'gone'"):
        ours().standings("gone")
    with pytest.raises(UnknownKeyError, match=r"no rung 'gone'"):
        ours(ordered=False).at_or_above("gone")


def test_a_ladder_that_nobody_knows_is_an_error_that_lists_near_ones():
    """The year is easily forgotten."""
    with pytest.raises(UnknownKeyError, match=r"^no ladder 'arnstien-1969'; known: arnstein-1969"):
        ladder("arnstien-1969")
    with pytest.raises(UnknownKeyError, match=r"^no ladder '\.\./data/pif'"):
        ladder("../data/pif")


def test_a_packaged_ladder_is_read_once():
    """Values are frozen, so that everybody may hold the same one."""
    assert ladder("pif") is ladder("pif")


def test_a_rung_tells_the_standings_it_comes_to():
    """What is computed with is the standing, never the rung's number."""
    (match,) = ladder("arnstein-1969").standings("placation")
    assert ("narrow", Standing.ADVISES, False) == (match.relation, match.standing, match.verified)
    assert () == ours().standings("told")


def test_what_is_not_verified_is_listed_by_its_place():
    """A reader who wants to check the rest needs to know where it is."""
    found = ours(
        provenance=[Provenance("source", verified=True), Provenance("ordered")],
        bands=[Band("low", verified=True)],
        rungs=[
            Rung("told", verified=True, standings=[StandingMatch("close", standing="informed", verified=True)]),
            Rung("asked", attributes=RungAttributes(genuine=True), standings=[StandingMatch("none")]),
        ],
        axes=[Axis("phase", values=[AxisValue("before")])],
        caveats=[Caveat("Mind this.", verified=True)],
        cautions=[Caution("Mind that.")],
        mappings=[PublishedMapping("other", relation="close", rung="told", to="x", verified=True)],
    )
    expected = ("ordered", "rungs[1]", "axes[0]", "cautions[0]", "rungs[1].attributes", "rungs[1].standings[0]")
    assert expected == found.unverified()


def test_titles_are_how_things_are_called():
    """Reports speak of Placation, and where there is no title of the key."""
    assert ("Placation", "told") == (str(ladder("arnstein-1969").rung("placation")), str(TOLD))
    assert ("A ladder of citizen participation", "ours") == (str(ladder("arnstein-1969")), str(ours()))
    assert ("Tokenism", "low") == (str(Band("x", title="Tokenism")), str(Band("low")))


def test_a_caveat_is_said_with_who_said_it():
    """A warning without its author is hearsay."""
    for kind in (Caveat, Caution):
        assert "Mind this." == str(kind("Mind this."))
        assert "Mind this. (Hart)" == str(kind("Mind this.", asserted_by="Hart"))
        assert "Mind this. (Hart, 2008)" == str(kind("Mind this.", asserted_by="Hart", source="2008"))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"rungs": []}, r"^Ladder\.rungs: expected at least one rung$"),
        ({"ordered": 1}, r"^Ladder\.ordered: expected true or false$"),
        ({"kind": "steps"}, r"^Ladder\.kind: expected one of levels, conditions, grid, roles$"),
        ({"kind": "conditions"}, r"^Ladder\.ordered: expected false: conditions are needed at once"),
        ({"kind": "grid"}, r"^Ladder\.axes: expected at least one axis"),
        ({"scoring": "sum"}, r"^Ladder\.scoring: expected one of unstated, discouraged$"),
        ({"licence_tier": "D"}, r"^Ladder\.licence_tier: expected one of A, B, C, or nothing$"),
        (
            {"text_origin": "copied"},
            r"^Ladder\.text_origin: expected one of names_only, paraphrase, verbatim, or nothing$",
        ),
        (
            {"licence_tier": "C", "text_origin": "verbatim"},
            r"^Ladder\.text_origin: expected names_only, which is all that the licence tier allows$",
        ),
        ({"licence_tier": "C", "rungs": [Rung("a", gist="so")]}, r"^ladder 'ours': rungs: expected names without"),
        ({"text_origin": "names_only", "rungs": [Rung("a", gist="so")]}, r"rungs: expected names without a gist"),
        (
            {"mappings": [PublishedMapping("ours", relation="close", rung="told", to="asked")]},
            r"^ladder 'ours': mappings\[0\]: expected another ladder than its own$",
        ),
        ({"rungs": ["told"]}, r"^Ladder\.rungs: expected only values of type Rung$"),
        ({"rungs": "told"}, r"^Ladder\.rungs: expected a list of values, not one value$"),
    ],
)
def test_a_ladder_that_contradicts_itself_is_refused(parts, message):
    """Misuse is told at once, with the place and what would be right."""
    with pytest.raises(InvalidValueError, match=message):
        ours(**parts)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"rungs": [Rung("a", band="b")]}, r"^rungs\[0\]\.band: no band 'b'; none is known$"),
        (
            {"mappings": [PublishedMapping("x", relation="none", rung="tolt")]},
            r"^mappings\[0\]\.rung: no rung 'tolt'; known: told",
        ),
        ({"provenance": [Provenance("sauce")]}, r"^provenance\[0\]\.of: no fact 'sauce'; known: source"),
    ],
)
def test_a_key_that_the_ladder_does_not_have_is_refused(parts, message):
    """A rung in a band that is not there is in none."""
    with pytest.raises(UnknownKeyError, match=message):
        ours(**parts)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"rungs": [TOLD, TOLD]}, "rung"),
        ({"bands": [Band("a"), Band("a")]}, "band"),
        ({"axes": [Axis("a"), Axis("a")]}, "dimension"),
        ({"provenance": [Provenance("source"), Provenance("source")]}, "provenance"),
    ],
)
def test_two_of_a_kind_with_one_key_are_refused(parts, kind):
    """A key is a name."""
    with pytest.raises(DuplicateKeyError, match=f"two {kind}s have the key"):
        ours(**parts)


def test_parts_of_a_rung_are_named_once():
    """Two relations to one standing would be two answers to one question."""
    close, broad = (StandingMatch(each, standing="informed") for each in ("close", "broad"))
    with pytest.raises(DuplicateKeyError, match=r"^standings: two standings have the key 'informed'"):
        Rung("a", standings=[close, broad])
    with pytest.raises(DuplicateKeyError, match=r"^values: two values have the key 'x'"):
        Axis("a", values=[AxisValue("x"), AxisValue("x")])


@pytest.mark.parametrize(
    ("relation", "standing"), [("none", "informed"), ("close", None), ("exact", None), ("broad", None)]
)
def test_none_and_a_standing_exclude_each_other(relation, standing):
    """`none` says that nothing corresponds; the standing `none` is another thing."""
    with pytest.raises(InvalidValueError, match=r"^StandingMatch\.standing: expected a standing, or none where"):
        StandingMatch(relation, standing=standing)
    assert Standing.NONE is StandingMatch("close", standing="none").standing
    assert StandingMatch("none").standing is None


@pytest.mark.parametrize(
    ("relation", "ends"), [("none", {}), ("none", {"rung": "a", "to": "b"}), ("close", {"rung": "a"}), ("exact", {})]
)
def test_a_mapping_has_two_ends_or_says_that_one_has_none(relation, ends):
    """A relation of one end is a sentence without an object."""
    with pytest.raises(InvalidValueError, match=r"^PublishedMapping: expected a rung and the one it maps to"):
        PublishedMapping("other", relation=relation, **ends)


def test_a_relation_is_one_of_five():
    """The list is closed."""
    with pytest.raises(
        InvalidValueError, match=r"^StandingMatch\.relation: expected one of exact, close, broad, narrow, none$"
    ):
        StandingMatch("similar", standing="informed")


def test_words_that_are_none_of_theirs_are_refused():
    """The other closed lists."""
    with pytest.raises(
        InvalidValueError, match=r"^RungAttributes\.flow: expected one of none, out, in, two_way, or nothing$"
    ):
        RungAttributes(flow="both")
    with pytest.raises(InvalidValueError, match=r"^RungAttributes\.role: expected one of none, recipient"):
        RungAttributes(role="client")
    with pytest.raises(InvalidValueError, match=r"^RungAttributes\.initiator: expected one of organisation"):
        RungAttributes(initiator="users")
    with pytest.raises(InvalidValueError, match=r"^Caution\.refuses: expected one of ordered, every, or nothing$"):
        Caution("No.", refuses="some")


def test_the_repr_counts():
    """A repr stays short however many rungs there are."""
    assert "rungs=<2>" in repr(ours())
