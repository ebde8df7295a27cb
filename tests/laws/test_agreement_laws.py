"""What must be true of every measure of agreement, every tally and every shortlist?"""

from fractions import Fraction
from itertools import combinations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from involvement import Priorities, rank
from involvement.rankings import Tally, closeness, closest, concordance, overlap, shortlist, taken_together
from tests.oracles import orders as slowly
from tests.strategies.positions import ISSUES, orders, positions


def listed(found: list[Priorities]) -> list[str]:
    return sorted({issue for each in found for issue in each.ranked()})


def as_sets(position: Priorities) -> list[set[str]]:
    return [set(place) for place in position.places]


# Measures


@given(found=positions())
def test_concordance_is_what_the_deviations_say(found):
    """The formula of textbooks, with its correction for ties, beside the ratio that it stands for."""
    assert slowly.concordance([as_sets(each) for each in found], listed(found)) == concordance(found)


@given(found=positions())
def test_concordance_lies_between_none_and_all(found):
    """And whoever they are, however they weigh."""
    share = concordance(found)
    assert share is None or 0 <= share <= 1
    others = [Priorities(f"z{9 - number}", each.issues) for number, each in enumerate(found)]
    assert share == concordance(others)


@given(order=orders(whole=True), number=st.integers(2, 4))
def test_those_who_say_the_same_agree_wholly(order, number):
    """Ties and all: that is what the correction is for."""
    found = [Priorities(f"party-{each}", order) for each in range(number)]
    assert concordance(found) == (1 if len(order) > 1 else None)
    assert {(Fraction(1), 0)} == {(each.agreement, each.opposed) for each in closeness(found)}
    assert {Fraction(1)} == {each.share for each in overlap(found, depth=2)}


@given(found=positions())
def test_closeness_counts_pairs(found):
    """Sets as bits count what asking every pair of issues counts."""
    by_party = {each.stakeholder: as_sets(each) for each in found}
    of_parties = [each for each in closeness(found) if each.first in by_party]
    assert {frozenset(pair) for pair in combinations(by_party, 2)} == {
        frozenset((each.first, each.second)) for each in of_parties
    }
    for each in of_parties:
        expected = slowly.agreement(by_party[each.first], by_party[each.second], listed(found))
        assert expected == (each.agreement, each.opposed)
    assert [each.agreement or 0 for each in of_parties] == sorted(
        (each.agreement or 0 for each in of_parties), reverse=True
    )


@given(found=positions())
def test_service_users_and_the_organisation_come_first(found):
    """The question of the field is asked first: wherever both sides take part, and nowhere else."""
    sides = {each.side for each in found}
    expected = [("service_users", "organisation")] if {"service_users", "organisation"} <= sides else []
    parties = {each.stakeholder for each in found}
    for rows in (closeness(found), overlap(found, depth=3)):
        assert expected == [(each.first, each.second) for each in rows if each.first not in parties]
        assert not expected or expected[0] == (rows[0].first, rows[0].second)
    if expected:
        together = {each.stakeholder: as_sets(each) for each in taken_together(found)}
        agreement = slowly.agreement(together["service_users"], together["organisation"], listed(found))
        assert agreement == (closeness(found)[0].agreement, closeness(found)[0].opposed)


@given(found=positions())
def test_the_closest_agree_in_no_fewer_pairs_than_others(found):
    """And everybody has somebody, unless alone."""
    agreement = {
        frozenset((each.first, each.second)): each.agreement or 0
        for each in closeness([attrs.evolve(each, side=None) for each in found])
    }
    for party, nearest in closest(found).items():
        others = [each.stakeholder for each in found if each.stakeholder != party]
        most = max((agreement[frozenset((party, other))] for other in others), default=None)
        assert tuple(sorted(each for each in others if agreement[frozenset((party, each))] == most)) == nearest


@given(found=positions(sides=(None,)), depth=st.integers(1, 6))
def test_an_overlap_divides_the_first_of_both(found, depth):
    """What is shared and what is not make up what each has there, a place that begins there being there whole."""
    first = {each.stakeholder: set(each.first(depth)) for each in found}
    for each in overlap(found, depth=depth):
        assert first[each.first] == {*each.shared, *each.only_first}
        assert first[each.second] == {*each.shared, *each.only_second}
        assert first[each.first] & first[each.second] == set(each.shared)
        size = len(first[each.first]) + len(first[each.second])
        assert (Fraction(2 * len(each.shared), size) if size else None) == each.share


# Shortlists


@given(
    found=positions(),
    size=st.integers(1, 6),
    top=st.integers(1, 4),
    keep=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]),
    balance=st.sampled_from(["sides", "parties"]),
)
def test_no_group_that_loses_too_much_is_passed_over(found, size, top, keep, balance):
    """Either every group keeps its share of its first issues, or all of them are on the list."""
    short = shortlist(found, size=size, top=top, keep=keep, balance=balance)
    for group in short.lost:
        kept = set(group.first) - set(group.lost)
        assert (group.group in short.diverging) == (len(kept) < keep * len(group.first))
        assert short.combined or set(group.first) <= set(short.issues)
    assert short.combined == (not short.diverging)
    ranking = rank(found, balance=balance)
    if short.combined:
        assert ranking.first(size) == short.issues
    else:
        lengths = [len(group.first) for group in short.lost]
        assert max(lengths) <= len(short.issues) <= sum(lengths)
        assert set(short.issues) == {issue for group in short.lost for issue in group.first}
    order = [issue for issue, _ in ranking.scores]
    assert sorted(short.issues, key=order.index) == list(short.issues)


# Tallies


@given(responses=st.lists(orders(), max_size=6), points=st.integers(1, 6))
def test_a_tally_of_rankings_adds_the_points_of_places(responses, points):
    """Ten for the first, nine for the next: and those that tie have the mean of theirs."""
    expected: dict[str, Fraction] = {}
    for response in responses:
        before = 0
        for tied in response:
            worth = [max(0, points - before - number) for number in range(len(tied))]
            for issue in tied:
                expected[issue] = expected.get(issue, Fraction(0)) + Fraction(sum(worth), len(tied))
            before += len(tied)
    tally = Tally.of_rankings("members", responses, points=points)
    assert expected == dict(tally.totals)
    assert {issue: sum(issue in each for response in responses for each in response) for issue in expected} == dict(
        tally.answers
    )


@given(responses=st.lists(orders(), max_size=6), data=st.data())
def test_respondents_are_counted_alike(responses, data):
    """Who answers first does not matter, nor how many times all of them are there: what counts is who wants what."""
    tally = Tally.of_rankings("members", responses)
    shuffled = Tally.of_rankings("members", data.draw(st.permutations(responses)))
    assert tally == shuffled
    assert tally.priorities() == Tally.of_rankings("members", [*responses, *responses]).priorities()


@given(
    scores=st.lists(st.dictionaries(st.sampled_from(ISSUES), st.none() | st.integers(1, 5)), max_size=6),
    dont_know=st.sampled_from(["nothing", "left_out"]),
)
def test_a_tally_of_scores_knows_who_does_not_know(scores, dont_know):
    """A "don't know" is counted apart, and adds nothing or is left out of the mean."""
    tally = Tally.of_scores("members", scores, dont_know=dont_know)
    for issue, total in tally.totals:
        given_ones = [each[issue] for each in scores if each.get(issue) is not None]
        assert len(given_ones) == dict(tally.answers)[issue]
        mean = Fraction(sum(given_ones), len(given_ones) or 1)
        assert (mean if dont_know == "left_out" else sum(given_ones)) == total


@given(
    chosen=st.lists(st.sets(st.sampled_from(ISSUES)), max_size=6),
    senders=st.lists(st.none() | st.sampled_from(["s1", "s2"]), min_size=6, max_size=6),
)
def test_a_second_response_of_one_source_is_noted_and_not_counted(chosen, senders):
    """Twice is not two: only the first of a source counts, and those without a source all do."""
    senders = senders[: len(chosen)]
    again = [number for number, sender in enumerate(senders) if sender is not None and sender in senders[:number]]
    tally = Tally.of_approvals("members", chosen, sources=senders)
    counted = [each for number, each in enumerate(chosen) if number not in again]
    assert (tuple(again), len(counted)) == (tally.duplicates, tally.respondents)
    assert tally.totals == Tally.of_approvals("members", counted).totals
