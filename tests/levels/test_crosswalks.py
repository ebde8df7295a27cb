"""What may be said of two ladders, through which standing, by whom; and what may not be said at all?"""

from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import FrameworkError, InvalidValueError, Standing, UnknownKeyError, ladder
from involvement.levels import (
    Caution,
    Crosswalk,
    Ladder,
    PublishedMapping,
    Relation,
    Rung,
    StandingMatch,
    crosswalk,
    ladders,
)
from tests.at_once import over
from tests.strategies.processes import own_ladders

ORDERED = [each.key for each in ladders() if each.ordered]
PAIRS = [(a.key, b.key) for a, b in product(ladders(), repeat=2) if a.key < b.key]


def pairs_of(found: Crosswalk) -> dict[tuple[str, str], str]:
    return {(row.a, row.b): row.relation for row in found.rows if row.b is not None}


def between(a: str, b: str, x: str, y: str) -> str | None:
    """The relation of the two rungs, None where nothing is asserted."""
    return pairs_of(crosswalk(a, b)).get((x, y))


def given_or_refused(a: Ladder | str, b: Ladder | str) -> Crosswalk | None:
    """The crosswalk, None where an author warns against it."""
    try:
        return crosswalk(a, b)
    except FrameworkError:
        return None


# Relations

SETS = [frozenset(members) for members in ({1}, {2}, {1, 2}, {1, 2, 3}, {4}, {1, 4}, {2, 3}, {1, 2, 3, 4})]
MEANS = {
    Relation.EXACT: lambda a, b: a == b,
    Relation.BROAD: lambda a, b: a > b,
    Relation.NARROW: lambda a, b: a < b,
}


@pytest.mark.parametrize(("first", "second"), list(product(MEANS, repeat=2)), ids=lambda each: each.value)
def test_two_steps_assert_only_what_is_so_of_all_sets(first, second):
    """Taken as sets of what they cover, what follows from two relations follows for whatever they are of."""
    cases = [(a, c) for a, b, c in product(SETS, repeat=3) if MEANS[first](a, b) and MEANS[second](b, c)]
    then = first.then(second)
    assert cases
    if then is Relation.NONE:
        assert not any(all(means(a, c) for a, c in cases) for means in MEANS.values())
    else:
        assert all(MEANS[then](a, c) for a, c in cases)


@given(st.sampled_from(Relation), st.sampled_from(Relation), st.sampled_from(Relation))
def test_relations_follow_each_other_in_any_grouping_and_both_ways(a, b, c):
    """The way round and the grouping must not matter, else two readers get two answers."""
    assert a.then(b).then(c) is a.then(b.then(c))
    assert a.then(b).inverse is b.inverse.then(a.inverse)
    assert a is a.inverse.inverse
    assert a is a.then("exact") is Relation.EXACT.then(a)
    assert Relation.NONE is a.then("none") is Relation.NONE.then(a)


def test_every_relation_can_be_said():
    """Rows are read by people."""
    assert ["the same as", "close to", "broader than", "narrower than", "not related to"] == [
        relation.phrase for relation in Relation
    ]


def test_nothing_comes_nearer_by_a_step():
    """Two blurs do not make a sharp picture: exact follows from exact alone."""
    exact = {pair for pair in product(Relation, repeat=2) if pair[0].then(pair[1]) is Relation.EXACT}
    assert {(Relation.EXACT, Relation.EXACT)} == exact
    assert Relation.CLOSE is Relation.CLOSE.then("close") is Relation.EXACT.then("close")
    assert ("broad", "narrow") == (Relation.CLOSE.then("broad"), Relation.NARROW.then("close"))
    with pytest.raises(InvalidValueError, match=r"^relation: expected one of exact"):
        Relation.CLOSE.then("similar")


# Cells that nobody may fill


def test_placation_is_not_the_same_as_involve():
    """Placation presumes a few hand-picked seats; it is a part of what the other names, at most."""
    assert Relation.NARROW == between("arnstein-1969", "iap2-2018", "placation", "involve")
    assert Relation.BROAD == between("iap2-2018", "arnstein-1969", "involve", "placation")


@pytest.mark.parametrize("key", ["pretty-1995", "pimbert-pretty-1994"])
def test_material_incentives_correspond_to_nothing(key):
    """Work for pay is an exchange and says nothing of power, so that it lies between no two rungs."""
    for other in ladders():
        found = given_or_refused(key, other) if other.key != key else None
        if found is not None:
            (row,) = found.of("material-incentives")
            assert (None, Relation.NONE) == (row.b, row.relation)


@pytest.mark.parametrize("key", [key for key in ORDERED if key != "hart-1992"])
def test_treseder_is_compared_with_nothing_that_has_an_order(key):
    """He drew a circle so that no degree would be above another."""
    for a, b in (("treseder-1997", key), (key, "treseder-1997")):
        with pytest.raises(FrameworkError, match=rf"^treseder-1997: not to be compared with {key}: .*circle.*Treseder"):
            crosswalk(a, b)


def test_treseder_s_degrees_come_to_no_standing():
    """Beside a ladder without an order nothing is asserted either."""
    found = crosswalk("treseder-1997", "rowe-frewer-2005")
    assert {} == pairs_of(found)
    assert ("communication", "consultation", "participation") == found.unmatched


@pytest.mark.parametrize("key", [each.key for each in ladders() if each.key != "lundy-2007"])
def test_lundy_s_conditions_are_compared_with_no_ladder(key):
    """Four conditions that must hold at once are no level, whatever stands beside them."""
    for a, b in (("lundy-2007", key), (key, "lundy-2007")):
        with pytest.raises(FrameworkError, match=rf"^lundy-2007: not to be compared with {key}: .*Lundy 2025"):
            crosswalk(a, b)


def test_hart_s_highest_rung_is_not_arnstein_s():
    """Sharing with adults is the top of the one, controlling alone of the other."""
    assert between("hart-1992", "arnstein-1969", "child-initiated-shared", "citizen-control") is None


def test_pretence_has_no_counterpart_on_the_spectrum():
    """The Spectrum has no rung for pretence, so that nothing on it may be called so."""
    found = crosswalk("arnstein-1969", "iap2-2018")
    for rung in ("manipulation", "therapy"):
        assert [None] == [row.b for row in found.of(rung)]


# Mappings that were published


def test_hart_s_upper_rungs_are_treseder_s_degrees_without_their_order():
    """Treseder took five rungs and laid them in a circle; the warning stands beside the rows."""
    found = crosswalk("hart-1992", "treseder-1997")
    rungs = [rung.key for rung in ladder("hart-1992").rungs]
    assert {(key, key): Relation.EXACT for key in rungs[3:]} == pairs_of(found)
    assert {("Treseder 1997",)} == {row.asserted_by for row in found.rows if row.published}
    assert [None] * 3 == [row.b for row in found.rows[:3]]
    assert "circle" in str(found)
    assert not any(row.verified for row in found.rows)
    back = crosswalk("treseder-1997", "hart-1992")
    assert {(key, key): Relation.EXACT for key in rungs[3:]} == pairs_of(back)
    assert tuple(rungs[:3]) == back.unmatched


def test_hart_s_lowest_rungs_have_no_counterpart_with_shier():
    """Pretended participation was left out on purpose, and the author says so."""
    found = crosswalk("hart-1992", "shier-2001")
    for rung in ("manipulation", "decoration", "tokenism"):
        (row,) = found.of(rung)
        assert (None, "none", ("Shier",), True, True) == (
            row.b,
            row.relation,
            row.asserted_by,
            row.verified,
            row.published,
        )
    for rung in ("assigned-but-informed", "child-initiated-and-directed"):
        (row,) = found.of(rung)
        assert (None, ("Shier 2001",), False) == (row.b, row.asserted_by, row.verified)
    assert "views-taken-into-account" == found.of("consulted-and-informed")[0].b
    assert any("Lundy 2025" in str(caution) for caution in found.cautions)
    back = crosswalk("shier-2001", "hart-1992")
    assert {"manipulation", "decoration", "tokenism"} < set(back.unmatched)
    assert not any(row.published for row in back.rows)


# Our own judgement

# Rungs that stand in one row of the working crosswalk: all the library's own judgement, none of it published.
CELLS = [
    {"arnstein-1969": "manipulation therapy", "tlap-2016": "coercion"},
    {
        "arnstein-1969": "informing",
        "iap2-2018": "inform",
        "nhs-england-2013": "informing",
        "tlap-2016": "educating informing",
        "wilcox-1994": "information",
        "oecd-2001": "information",
        "rowe-frewer-2005": "communication",
        "involvement-matrix-2020": "listener",
    },
    {
        "arnstein-1969": "consultation",
        "iap2-2018": "consult",
        "nhs-england-2013": "consulting",
        "tlap-2016": "consultation",
        "wilcox-1994": "consultation",
        "oecd-2001": "consultation",
        "rowe-frewer-2005": "consultation",
        "carman-2013": "consultation",
        "involvement-matrix-2020": "co-thinker",
        "involve-2012": "consultation",
    },
    {
        "arnstein-1969": "placation",
        "iap2-2018": "involve",
        "nhs-england-2013": "involving",
        "tlap-2016": "engagement",
        "carman-2013": "involvement",
        "involvement-matrix-2020": "advisor",
    },
    {
        "arnstein-1969": "partnership",
        "iap2-2018": "collaborate",
        "nhs-england-2013": "collaborating",
        "tlap-2016": "co-production",
        "wilcox-1994": "deciding-together acting-together",
        "rowe-frewer-2005": "participation",
        "carman-2013": "partnership-and-shared-leadership",
        "involvement-matrix-2020": "partner",
        "involve-2012": "collaboration",
    },
    {"tlap-2016": "co-design", "oecd-2001": "active-participation", "rowe-frewer-2005": "participation"},
    {
        "arnstein-1969": "citizen-control",
        "involvement-matrix-2020": "decision-maker",
        "involve-2012": "user-controlled",
    },
    {"arnstein-1969": "delegated-power citizen-control", "iap2-2018": "empower"},
    {"arnstein-1969": "delegated-power citizen-control", "nhs-england-2013": "devolving"},
    {"arnstein-1969": "delegated-power citizen-control", "wilcox-1994": "supporting-local-initiatives"},
]


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: next(iter(cell.values())))
def test_rungs_of_one_cell_correspond_and_others_do_not_exactly(cell):
    """The working crosswalk, cell by cell; whoever asserts it is told, and nobody calls it verified."""
    for (a, xs), (b, ys) in product(cell.items(), repeat=2):
        if a != b:
            rows = [row for row in crosswalk(a, b).rows if row.a in xs.split() and row.b in ys.split()]
            assert rows, (a, b)
            for row in rows:
                assert (("the involvement project",), ("our judgement, not published",)) == (
                    row.asserted_by,
                    row.source,
                )
                assert row.via
                assert not row.verified
                assert row.relation not in {Relation.EXACT, Relation.NONE}


@over(PAIRS, "/".join)
def test_only_an_author_makes_two_rungs_the_same(pair):
    """What the library composes is never exact, so that no rung stands for another."""
    a, b = pair
    found = given_or_refused(a, b)
    if found is None:
        assert {a, b} & {"lundy-2007", "treseder-1997"}
    else:
        assert all(row.published for row in found.rows if row.relation is Relation.EXACT)


# Laws


@settings(max_examples=25)
@given(st.data())
def test_a_crosswalk_read_backwards_says_the_same(data):
    """Which ladder is named first must not change what is asserted, only how it is said."""
    one, other = data.draw(own_ladders("one")), data.draw(own_ladders("other"))
    there, back = given_or_refused(one, other), given_or_refused(other, one)
    assert (there is None) == (back is None)
    if there is None or back is None:
        return
    assert pairs_of(there) == {(x, y): relation.inverse for (y, x), relation in pairs_of(back).items()}
    assert {row.a for row in there.rows if row.b is None} == set(back.unmatched)
    assert {(row.a, row.b, row.via) for row in there.rows if row.b} == {
        (row.b, row.a, row.via) for row in back.rows if row.b
    }


@settings(max_examples=25)
@given(st.data())
def test_every_rung_has_its_rows_in_the_order_of_the_ladders(data):
    """A rung that is left out would look forgotten; where nothing corresponds that is said."""
    one, other = (attrs.evolve(data.draw(own_ladders(key)), cautions=()) for key in ("one", "other"))
    found = crosswalk(one, other)
    first, second = [rung.key for rung in one.rungs], [rung.key for rung in other.rungs]
    assert first == list(dict.fromkeys(row.a for row in found.rows))
    for rung in first:
        beside = [row.b for row in found.of(rung)]
        assert beside == ([None] if None in beside else sorted(beside, key=second.index))
    matched = {row.b for row in found.rows}
    assert tuple(key for key in second if key not in matched) == found.unmatched
    for row in found.rows:
        assert (row.relation is Relation.NONE) == (row.b is None)
        for standing in row.via:
            assert {standing} <= {match.standing for match in one.standings(row.a)}
            assert {standing} <= {match.standing for match in other.standings(row.b)}


# Single cases


def of_one_rung(key: str, *matches: StandingMatch, **parts) -> Ladder:
    return Ladder(key, ordered=True, rungs=[Rung("r", standings=matches)], **parts)


def match(relation: str, standing: str, **parts) -> StandingMatch:
    return StandingMatch(relation, standing=standing, **parts)


def test_ways_that_disagree_assert_nothing():
    """Close by one standing and narrower by another: whoever reads a single answer is misled."""
    two = of_one_rung("b", match("close", "informed"), match("broad", "consulted"))
    agreed = crosswalk(of_one_rung("a", match("close", "informed")), two)
    assert ['"r" is close to "r". They are compared through "informed".'] == [str(row) for row in agreed.rows]
    torn = crosswalk(of_one_rung("a", match("close", "informed"), match("close", "consulted")), two)
    assert ['No rung of "b" is known to correspond to "r".'] == [str(row) for row in torn.rows]
    assert ("r",) == torn.unmatched


def test_ways_that_agree_are_one_row_that_names_both():
    """Two reasons for one answer are not two answers."""
    first = of_one_rung(
        "a", match("close", "controls", asserted_by="Ann"), match("close", "delegated", asserted_by="Ann")
    )
    second = of_one_rung(
        "b", match("broad", "delegated", asserted_by="Bo", verified=True), match("broad", "controls", source="minutes")
    )
    (row,) = crosswalk(first, second).rows
    assert (Standing.DELEGATED, Standing.CONTROLS) == row.via
    assert (("Ann", "Bo"), ("minutes",), False) == (row.asserted_by, row.source, row.verified)
    assert (
        '"r" is narrower than "r". They are compared through "delegated" and "controls". This is according to "Ann" and "Bo".'
        == str(row)
    )
    assert '"r" is broader than "r".' in str(crosswalk(second, first))


def test_a_row_is_verified_where_both_steps_are():
    """A chain holds as much as its weakest link."""
    sure, unsure = match("exact", "informed", verified=True), match("exact", "informed")
    rows = [crosswalk(of_one_rung("a", x), of_one_rung("b", y)).rows[0] for x, y in product((sure, unsure), repeat=2)]
    assert [True, False, False, False] == [row.verified for row in rows]
    assert {Relation.EXACT} == {row.relation for row in rows}


def test_what_an_author_says_comes_before_what_follows():
    """Where somebody who knows the rung has spoken, nothing is computed beside it."""
    told = PublishedMapping("b", relation="narrow", rung="r", to="s", asserted_by="Ann")
    first = of_one_rung("a", match("close", "informed"), mappings=[told])
    second = Ladder("b", ordered=True, rungs=[Rung("r", standings=[match("close", "informed")]), Rung("s")])
    assert ['"r" is narrower than "s". This is according to "Ann".'] == [
        str(row) for row in crosswalk(first, second).rows
    ]
    assert {("s", "r"): Relation.BROAD} == pairs_of(crosswalk(second, first))
    with pytest.raises(UnknownKeyError, match=r"^ladder 'b': no rung 's'; known: r$"):
        crosswalk(first, of_one_rung("b"))


def test_where_comparing_is_refused_only_the_published_rows_are_given():
    """A warning that is set aside for one row must not be set aside for those that nobody published."""
    told = PublishedMapping("b", relation="exact", rung="r", to="r", asserted_by="Ann")
    second_rung = Rung("s", standings=[match("close", "informed")])
    first = Ladder(
        "a",
        ordered=True,
        rungs=[Rung("r"), second_rung],
        mappings=[told],
        cautions=[Caution("Beware.", refuses="every")],
    )
    second = Ladder("b", ordered=True, rungs=[Rung("r"), second_rung])
    for found in (crosswalk(first, second), crosswalk(second, first)):
        assert {("r", "r"): Relation.EXACT} == pairs_of(found)
        assert ("s",) == found.unmatched
        assert ["Beware."] == [str(caution) for caution in found.cautions]


def test_a_rung_of_which_an_author_says_that_it_has_no_counterpart_has_none():
    """Somebody who looked and found nothing knows more than a computation."""
    alone = PublishedMapping("b", relation="none", rung="r", asserted_by="Ann", verified=True)
    first = of_one_rung("a", match("close", "informed"), mappings=[alone])
    second = of_one_rung("b", match("close", "informed"))
    (row,) = crosswalk(first, second).rows
    assert (None, ("Ann",), True) == (row.b, row.asserted_by, row.verified)
    assert ("r",) == crosswalk(second, first).unmatched


def test_a_caution_concerns_whom_it_names():
    """A warning against one ladder says nothing against another."""
    named = of_one_rung("a", cautions=[Caution("Not these.", against=["b"], refuses="every"), Caution("Mind.")])
    assert ["Mind."] == [str(each) for each in crosswalk(of_one_rung("c"), named).cautions]
    with pytest.raises(FrameworkError, match=r"^a: not to be compared with b: Not these\.$"):
        crosswalk(of_one_rung("b"), named)
    rising = of_one_rung("a", cautions=[Caution("Nothing that rises.", refuses="ordered")])
    flat = Ladder("b", ordered=False, rungs=[Rung("r")])
    assert ("Nothing that rises.",) == tuple(map(str, crosswalk(rising, flat).cautions))
    with pytest.raises(FrameworkError, match="Nothing that rises"):
        crosswalk(rising, of_one_rung("b"))


def test_a_crosswalk_needs_two_ladders():
    """A ladder beside itself has no answer that would help, and a typo must not give one."""
    with pytest.raises(InvalidValueError, match=r"^crosswalk: expected two different ladders$"):
        crosswalk("pif", ladder("pif"))
    with pytest.raises(UnknownKeyError, match=r"^no ladder 'pfi'; known: pif"):
        crosswalk("pif", "pfi")
    with pytest.raises(InvalidValueError, match=r"^crosswalk\.b: expected the key of a packaged ladder, or a Ladder$"):
        crosswalk("pif", None)


def test_a_crosswalk_reads_as_lines():
    """Somebody pastes it into a paper, with its warnings."""
    lines = str(crosswalk("pif", "iap2-2018")).splitlines()
    assert lines[0] == '"Engage, co-design, co-produce" is compared with "IAP2 Spectrum of Public Participation".'
    assert lines[1].startswith('"Engage" is broader than "Consult". They are compared through "consulted". This is')
    assert any(line.startswith('Warning: "Its levels are alternatives') for line in lines)
