"""Does the evidenced standing follow from the facts alone, wherever they were learnt?"""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import DuplicateKeyError, InvalidValueError, Standing, UnknownKeyError
from involvement.power import (
    ConditionFact,
    InfluenceCondition,
    InfluenceGap,
    SayFacts,
    Showing,
    StandingRange,
    evidence_table,
    evidenced,
    gaps,
    parse_table,
)
from involvement.wording import Statement
from tests.oracles import influence as oracle

STANDINGS = list(Standing)
IS_SO = {Showing.SHOWN: True, Showing.NOT_SHOWN: False, Showing.UNKNOWN: None}


@st.composite
def say(draw):
    """Anything that can be known of somebody's say."""
    low, high = sorted(draw(st.tuples(*[st.integers(0, 7)] * 2)))
    known = draw(st.dictionaries(st.sampled_from(InfluenceCondition), st.sampled_from(Showing)))
    facts = draw(st.permutations([ConditionFact(*pair) for pair in known.items()]))
    return SayFacts("members", "contract", owed=StandingRange(STANDINGS[low], STANDINGS[high]), facts=facts)


def with_fact(facts, condition, showing):
    others = [each for each in facts.facts if each.condition is not condition]
    return attrs.evolve(facts, facts=[*others, ConditionFact(condition, showing)])


@given(say())
def test_what_is_shown_is_between_the_least_and_the_most_of_all_readings(facts):
    """A range must hold whatever the unknown turns out to be, and no wider: both ends must be possible."""
    known = {each.value: IS_SO[facts.showing(each)] for each in InfluenceCondition}
    readings = list(oracle.readings(known))
    ends = [
        {oracle.WORDS.index(oracle.shown(owed.rank, yes)) for yes in readings}
        for owed in (facts.owed.at_least, facts.owed.at_most)
    ]
    found = evidenced(facts)
    assert (min(ends[0]), max(ends[1])) == (found.at_least.rank, found.at_most.rank)


@given(say(), st.sampled_from(InfluenceCondition))
def test_more_that_is_shown_never_lowers_the_standing(facts, condition):
    """Nobody may lose by handing in evidence."""
    steps = [
        evidenced(with_fact(facts, condition, each)) for each in (Showing.NOT_SHOWN, Showing.UNKNOWN, Showing.SHOWN)
    ]
    assert sorted(each.at_least for each in steps) == [each.at_least for each in steps]
    assert sorted(each.at_most for each in steps) == [each.at_most for each in steps]


@given(say(), st.sampled_from(InfluenceCondition))
def test_what_becomes_known_stays_within_what_was_said(facts, condition):
    """An answer that later knowledge can refute was a guess."""
    before = evidenced(with_fact(facts, condition, Showing.UNKNOWN))
    for showing in (Showing.SHOWN, Showing.NOT_SHOWN):
        after = evidenced(with_fact(facts, condition, showing))
        assert before.at_least <= after.at_least <= after.at_most <= before.at_most


@given(say(), st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(facts, dice):
    """Two people who collect the same evidence must come to the same answer."""
    mixed = list(facts.facts)
    dice.shuffle(mixed)
    again = attrs.evolve(facts, facts=mixed)
    assert facts == again
    assert evidenced(facts) == evidenced(again)


@given(say())
def test_filling_a_gap_reaches_its_standing(facts):
    """What is told as missing must be all that is missing."""
    for gap in gaps(facts):
        owed = (
            max(facts.owed.at_least, gap.standing) if "owed" in (*gap.not_shown, *gap.unknown) else facts.owed.at_least
        )
        filled = attrs.evolve(facts, owed=StandingRange(owed, max(owed, facts.owed.at_most)))
        for name in (*gap.not_shown, *gap.unknown):
            if name != "owed":
                filled = with_fact(filled, InfluenceCondition(name), Showing.SHOWN)
        assert evidenced(filled).at_least >= gap.standing
        possible = not gap.not_shown
        assert not possible or evidenced(facts).at_most >= gap.standing


@given(say())
def test_there_is_a_gap_for_every_standing_above_and_none_below(facts):
    """The next step must be named, and nothing that is reached already."""
    reached = evidenced(facts).at_least
    assert [each for each in STANDINGS if each > reached] == [gap.standing for gap in gaps(facts)]


def test_nothing_known_is_anything_possible():
    """Without a fact, the answer is that everything may be so."""
    facts = SayFacts("members", "contract")
    assert StandingRange("none", "controls") == evidenced(facts)
    assert tuple(InfluenceCondition) == facts.those("unknown")


def test_of_two_ways_to_a_standing_the_nearer_is_told():
    """Terms that both accepted count as a vote does: whoever has one of them needs not the other."""
    facts = [ConditionFact(each, "shown") for each in ("heard_in_time", "terms_agreed")]
    owed = StandingRange("controls", "controls")
    votes = ConditionFact("votes_count", "not_shown")
    for more in ([], [votes]):
        found = gaps(SayFacts("members", "contract", owed=owed, facts=[*facts, *more]))
        jointly = next(gap for gap in found if gap.standing is Standing.DECIDES_JOINTLY)
        assert InfluenceGap("decides_jointly", unknown=["information_in_time"]) == jointly


def test_a_gap_and_a_fact_speak():
    """They stand in minutes."""
    gap = InfluenceGap("advises", not_shown=["while_open"], unknown=["answered_with_reasons"])
    assert str(gap) == (
        'For the level "advises", a hearing while options are open is missing. '
        "The record does not show an answer with reasons."
    )
    assert 'For the level "advises", a hearing in time is missing.' == str(
        InfluenceGap("advises", not_shown=["heard_in_time"])
    )
    assert 'For the level "advises", the record does not show a hearing in time.' == str(
        InfluenceGap("advises", unknown=["heard_in_time"])
    )
    assert 'Nothing is missing for "advises".' == str(InfluenceGap("advises"))
    with pytest.raises(UnknownKeyError, match="no input of the table 'mood'"):
        InfluenceGap("advises", unknown=["mood"])
    heard = Statement("heard", {"on": date(2026, 5, 12)}, template="Heard on {on}.", sources={"on": "Event.on"})
    assert "Heard in time: shown. Heard on 12 May 2026." == str(ConditionFact("heard_in_time", "shown", because=heard))
    assert "All votes: not shown." == str(ConditionFact("all_votes", "not_shown"))
    with pytest.raises(InvalidValueError, match="because"):
        ConditionFact("heard_in_time", "shown", because="on 12 May")


def test_facts_are_about_conditions_and_each_once():
    """A condition that is shown and not shown at once would be decided by chance."""
    twice = [ConditionFact("all_votes", "shown"), ConditionFact("all_votes", "not_shown")]
    with pytest.raises(DuplicateKeyError):
        SayFacts("members", "contract", facts=twice)
    with pytest.raises(InvalidValueError, match=r"SayFacts.facts: expected only values of type ConditionFact"):
        SayFacts("members", "contract", facts=["all_votes"])
    with pytest.raises(InvalidValueError, match=r"StandingRange.at_most"):
        StandingRange("advises", "consulted")


OWN = 'key = "ours"\ninputs = [{ key = "%s"%s }]\nrows = [{ standing = "advises", needs = [{ input = "%s" }] }]'


def test_a_table_of_ones_own_asks_for_conditions():
    """A question that no fact can answer would make every answer a range."""
    own = parse_table(OWN % ("answered_with_reasons", "", "answered_with_reasons"))
    facts = SayFacts("members", "contract", facts=[ConditionFact("answered_with_reasons", "shown")])
    assert StandingRange("advises", "advises") == evidenced(facts, table=own)
    assert () == gaps(facts, table=own)
    with pytest.raises(UnknownKeyError, match="no condition 'mood'"):
        evidenced(facts, table=parse_table(OWN % ("mood", "", "mood")))
    with pytest.raises(InvalidValueError, match="values of 'told_of_it'"):
        evidenced(facts, table=parse_table(OWN % ("told_of_it", ', values = ["no", "yes"]', "told_of_it")))
    assert evidenced(facts) == evidenced(facts, table=evidence_table())


@pytest.mark.parametrize("asked", [evidenced, gaps])
def test_what_is_no_facts_is_refused(asked):
    """A row of an influence is easily taken for its facts."""
    with pytest.raises(InvalidValueError, match="facts: expected SayFacts"):
        asked(None)
