"""Is a claim held against what is shown on its own ladder, and is it told what a decision calls for?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Claim, InvalidValueError, Standing, UnknownKeyError, ladder, to_dict
from involvement.decisions import Stakes
from involvement.levels import Ladder, Rung, StandingMatch, ladders
from involvement.power import (
    ClaimPlace,
    StandingRange,
    called_for,
    called_for_table,
    compare_claim,
    contradict,
    parse_table,
)

STANDINGS = list(Standing)


def claim(rung, on="arnstein-1969", **more):
    return Claim("members", "contract", ladder=on, rung=rung, **more)


def exactly(standing):
    return StandingRange(standing, standing)


@st.composite
def ranges(draw):
    low, high = sorted(draw(st.tuples(st.integers(0, 7), st.integers(0, 7))))
    return StandingRange(STANDINGS[low], STANDINGS[high])


@pytest.mark.parametrize(
    ("rung", "shown", "place", "supported"),
    [
        ("partnership", exactly("consulted"), "above", ("consultation",)),
        ("partnership", exactly("decides_jointly"), "at", ("partnership",)),
        ("consultation", exactly("codesigns"), "below", ("placation",)),
        ("partnership", StandingRange("consulted", "controls"), "unknown", ("consultation",)),
        ("consultation", StandingRange("consulted", "controls"), "unknown", ("consultation",)),
        ("manipulation", exactly("none"), "at", ("manipulation", "therapy")),
    ],
)
def test_a_claim_is_above_at_or_below_what_is_shown(rung, shown, place, supported):
    """The word on the poster beside what was done, on the same ladder."""
    found = compare_claim(claim(rung), shown)
    assert (place, supported) == (found.place.value, found.supported)


def test_a_rung_that_comes_to_several_standings_is_at_any_of_them():
    """Who empowers delegates or hands over; either keeps the claim."""
    for standing in ("delegated", "controls"):
        assert ClaimPlace.AT is compare_claim(claim("empower", "iap2-2018"), exactly(standing)).place
    above = compare_claim(claim("empower", "iap2-2018"), exactly("decides_jointly"))
    assert (ClaimPlace.ABOVE, False, ("collaborate",)) == (above.place, above.kept, above.supported)
    assert (
        '"Empower" (IAP2 Spectrum of Public Participation) is claimed. The record supports "decides jointly" at most.'
        == str(above)
    )


@pytest.mark.parametrize(("on", "rung"), [("lundy-2007", "influence"), ("treseder-1997", "consulted-and-informed")])
def test_what_comes_to_no_standing_is_said_plainly_not_to_be_comparable(on, rung):
    """Conditions and circles are no ladders; to force them onto one would be our invention."""
    found = compare_claim(claim(rung, on), exactly("controls"))
    assert (ClaimPlace.NOT_COMPARABLE, None, None, ()) == (found.place, found.claimed, found.kept, found.supported)
    assert str(found).endswith("The ladder does not tell how much say that rung gives, so the claim cannot be checked.")
    beside = compare_claim(claim("material-incentives", "pretty-1995"), exactly("consulted"))
    assert ClaimPlace.NOT_COMPARABLE is beside.place
    assert str(beside).endswith(
        "The ladder does not tell how much say that rung gives, so the claim cannot be checked."
    )


def test_without_an_order_only_standings_are_compared():
    """Rowe and Frewer name flows of information, none above another; what they come to can still be held against facts."""
    found = compare_claim(claim("participation", "rowe-frewer-2005"), exactly("consulted"))
    assert (ClaimPlace.ABOVE, False) == (found.place, found.ordered)
    assert str(found).endswith("The rungs of this ladder have no order, so only standings are compared.")


@pytest.mark.parametrize(
    ("rung", "shown", "expected"),
    [
        ("placation", exactly("advises"), "That fits the record."),
        (
            "consultation",
            StandingRange("consulted", "advises"),
            "That fits the record. Their say may be larger than that.",
        ),
        ("consultation", exactly("codesigns"), 'The record supports more: "codesigns" at least.'),
        ("partnership", StandingRange("none", "controls"), "The record does not show whether that is true."),
        ("partnership", exactly("none"), "Nothing on record supports that."),
        ("partnership", exactly("advises"), 'The record supports "advises" at most.'),
    ],
)
def test_a_claim_is_told_beside_what_the_record_supports(rung, shown, expected):
    """Two short sentences: the word on the poster, and what stands behind it."""
    name = rung.capitalize()
    assert (
        f'"{name}" (A ladder of citizen participation) is claimed. {expected}'
        == compare_claim(claim(rung), shown).reason
    )


def test_a_comparison_is_data_with_keys():
    """A machine gets the keys of ladder and rung, and no titles to look up."""
    found = compare_claim(claim("partnership"), exactly("advises"))
    plain = to_dict(found)
    assert "names" not in plain
    assert {
        "code": "claim.compared",
        "facts": {
            "ladder": {"kind": "ladder", "keys": ["arnstein-1969"]},
            "rung": {"kind": "rung", "keys": ["arnstein-1969", "partnership"]},
            "record": {"code": "claim.above", "facts": {"at_most": "advises"}},
            "order": [],
        },
    } == plain["says"]
    assert found.reason == plain["reason"]


def test_below_every_rung_no_rung_is_supported():
    """Shier has no rung for pretence, on purpose."""
    assert () == compare_claim(claim("listened-to", "shier-2001"), exactly("none")).supported


def test_who_says_what_a_rung_comes_to_is_told():
    """It is our own judgement, and must be seen to be."""
    found = compare_claim(claim("partnership"), exactly("none"))
    assert (False, ("the involvement project",)) == (found.verified, found.asserted_by)


def test_a_ladder_of_ones_own_serves_as_well():
    """A service that has its own words can be held to them."""
    own = Ladder(
        "ours",
        ordered=True,
        rungs=[Rung("told"), Rung("asked", standings=[StandingMatch("exact", standing="consulted", verified=True)])],
    )
    found = compare_claim(claim("asked", "ours"), exactly("consulted"), ladder=own)
    assert (ClaimPlace.AT, True, ()) == (found.place, found.verified, found.asserted_by)
    with pytest.raises(InvalidValueError, match="the ladder that the claim names"):
        compare_claim(claim("asked", "ours"), exactly("consulted"), ladder=ladder("arnstein-1969"))
    with pytest.raises(UnknownKeyError):
        compare_claim(claim("asked"), exactly("consulted"))
    for wrong in ((None, exactly("none")), (claim("partnership"), Standing.NONE)):
        with pytest.raises(InvalidValueError):
            compare_claim(*wrong)


EVERY_RUNG = [(each.key, rung.key) for each in ladders() for rung in each.rungs]


@given(st.sampled_from(EVERY_RUNG), ranges(), ranges())
def test_more_evidence_never_moves_a_claim_further_above(place, one, other):
    """On every packaged ladder: what is kept stays kept when more is shown."""
    less, more = sorted((one, other), key=lambda each: (each.at_least, each.at_most))
    found = [compare_claim(claim(place[1], place[0]), each) for each in (less, more)]
    if found[0].kept and more.at_least >= less.at_least:
        assert found[1].kept
    assert (found[0].claimed is None) == (found[0].place is ClaimPlace.NOT_COMPARABLE)
    assert (found[0].kept is False) == (found[0].place is ClaimPlace.ABOVE)


@given(st.sampled_from([each.key for each in ladders()]))
def test_supported_rungs_rise_with_what_is_shown(on):
    """On no ladder may more be shown and a rung of a lower standing be told."""
    used = ladder(on)
    rungs = [compare_claim(claim(used.rungs[0].key, on), exactly(each)).supported for each in STANDINGS]

    def lowest(keys):
        found = [match.standing for key in keys for match in used.rung(key).standings if match.standing is not None]
        return max((each for each in found), default=Standing.NONE)

    assert all(lowest(before) <= lowest(after) for before, after in pairwise(rungs))


def test_claims_contradict_where_no_standing_fits_both():
    """Consulted in one report, partners in the next."""

    def at(rung, on="arnstein-1969", **more):
        return compare_claim(claim(rung, on, **more), exactly("consulted"))

    asked, partners = at("consultation"), at("collaborate", "iap2-2018")
    assert contradict(asked, partners)
    assert contradict(partners, asked)
    assert contradict(at("consultation", stage="decision"), partners)
    assert not contradict(asked, at("consult", "iap2-2018"))
    assert not contradict(asked, at("influence", "lundy-2007"))
    assert not contradict(asked, at("collaborate", "iap2-2018", stage="options"))


def test_claims_of_two_days_may_differ():
    """What was so last year need not be so now."""
    claims = [
        Claim("members", "contract", ladder="arnstein-1969", rung=rung, on=date(2026, month, 1))
        for rung, month in (("consultation", 1), ("partnership", 6), ("partnership", 1))
    ]
    january, june, same_day = (compare_claim(each, exactly("consulted")) for each in claims)
    assert not contradict(january, june)
    assert contradict(january, same_day)


# What a decision calls for

FULL = {"impact": "great", "hard_to_undo": "for_good", "legal_duty": "none", "resources_open": "most"}


def test_what_a_decision_calls_for_says_why():
    """A level without a reason is not open to argument."""
    found = called_for(Stakes(**FULL))
    assert exactly("decides_jointly") == found.range
    assert ("It changes much and for good, and most is open.",) == found.because
    assert 'It calls for "decides jointly". The reason: "It changes much and for good, and most is open."' == str(found)
    assert not found.verified


def test_what_is_not_said_of_a_decision_makes_a_range():
    """Nobody knows what the law asks: it may be everything."""
    found = called_for(Stakes(impact="some", hard_to_undo="easily_undone", resources_open="some"))
    assert ("consulted", "decides_jointly") == (found.at_least.value, found.at_most.value)
    assert ("what the law asks",) == found.unknown
    assert str(found).endswith('Not recorded: "what the law asks".')
    assert ("none", "decides_jointly") == tuple(
        each.value for each in (called_for(Stakes()).at_least, called_for(Stakes()).at_most)
    )


def test_where_nothing_is_open_people_are_told_and_not_asked_for_show():
    """To ask where nothing can change is the pretence that people complain of."""
    assert exactly("informed") == called_for(Stakes(**{**FULL, "resources_open": "none"})).range


WORDS = {each.key: each.values for each in called_for_table().inputs}


@given(st.fixed_dictionaries({name: st.none() | st.sampled_from(values) for name, values in WORDS.items()}), st.data())
def test_what_becomes_known_of_a_decision_stays_within_what_was_said(said, data):
    """A range that later knowledge leaves was a guess."""
    before = called_for(Stakes(**said)).range
    known = {name: value or data.draw(st.sampled_from(WORDS[name])) for name, value in said.items()}
    after = called_for(Stakes(**known)).range
    assert after.known
    assert before.at_least <= after.at_least <= before.at_most


OWN = """
key = "ours"
inputs = [{ key = "%s", values = ["none", "some", "great"] }]
rows = [
  { standing = "consulted", needs = [{ input = "%s", at_least = "some" }] },
  { standing = "controls", needs = [{ input = "%s" }] },
]
"""


def test_another_table_may_say_what_is_called_for():
    """A body that has adopted its own rule uses that; what stakes do not say it cannot ask."""
    own = parse_table(OWN % ("impact", "impact", "impact"))
    found = called_for(Stakes(impact="great"), table=own)
    assert exactly("controls") == found.range
    assert 'It calls for "controls".' == str(found)
    with pytest.raises(UnknownKeyError, match="no input 'mood'"):
        called_for(Stakes(), table=parse_table(OWN % ("mood", "mood", "mood")))
    with pytest.raises(InvalidValueError, match="stakes"):
        called_for("great")
