"""What does a ranking tell, and what is refused?"""

from fractions import Fraction

import pytest

from involvement import LimitExceeded, Priorities, UnknownKeyError, rank
from involvement.rankings import taken_together

MEMBERS = Priorities("members", ["evenings", "letters", "parking"], side="service_users")
CARERS = Priorities("carers", ["letters", ("evenings", "parking")], side="service_users")
BOARD = Priorities("board", ["parking", "letters"], side="organisation")


def circle(size: int) -> list[Priorities]:
    """Three lists of which each puts first what the other puts second: every issue beats every other, round about."""
    issues = [f"i{number:02}" for number in range(size)]
    third = size // 3
    one, two, three = issues[:third], issues[third : 2 * third], issues[2 * third :]
    return [Priorities("a", one + two + three), Priorities("b", two + three + one), Priorities("c", three + one + two)]


def test_a_ranking_tells_place_and_score_of_each_issue():
    """Members give letters 2 and carers 3, which makes it first for their side; the board has it second."""
    ranking = rank([MEMBERS, CARERS, BOARD])
    assert (
        'This is the order by the rule "James Lind Alliance". Place 1: "letters". Place 2: "parking". Place 3: "evenings".'
        == str(ranking)
    )
    assert [1, 2, 3] == [ranking.place_of(issue) for issue in ("letters", "parking", "evenings")]
    assert [5, 4, 3] == [ranking.score_of(issue) for issue in ("letters", "parking", "evenings")]
    assert ("letters", "parking") == ranking.first(2)


def test_points_are_told_group_by_group():
    """Whoever doubts the sum can add it up."""
    users, organisation = rank([MEMBERS, CARERS, BOARD]).detail.groups
    assert ("service_users", ("carers", "members"), 1) == (users.group, users.parties, users.weight)
    assert {"evenings": Fraction(9, 2), "letters": 5, "parking": Fraction(5, 2)} == dict(users.sums)
    assert {"evenings": 2, "letters": 3, "parking": 1} == dict(users.points)
    assert ("organisation", organisation.points) == (organisation.group, organisation.sums)
    assert {"organisation": dict(organisation.points), "service_users": dict(users.points)} == rank(
        [MEMBERS, CARERS, BOARD]
    ).detail.by_group()


def test_in_two_stages_more_support_may_do_harm():
    """A side ranks again by its sums, so what falls makes room for a third: the docstring says so, and here it is.

    Carers move e up, past c. Within the service users' side e overtakes nothing, but c falls level with b, whose gain
    takes it past e, level with it before.
    """
    others = [
        Priorities("board", ["d", "a", "c", "e", "b"], side="organisation"),
        Priorities("members", ["e", "c", "b", "a", "d"], side="service_users"),
        Priorities("relatives", ["c", "a", "b", "d", "e"], side="service_users"),
    ]
    before = Priorities("carers", ["a", "b", "d", "c", "e"], side="service_users")
    after = Priorities("carers", ["a", "b", "d", "e", "c"], side="service_users")
    assert (("a",), ("c",), ("d",), ("b", "e")) == rank([before, *others]).places
    assert (("a",), ("c",), ("d",), ("b",), ("e",)) == rank([after, *others]).places


def test_contests_tell_who_wins_against_whom():
    """Half of the weight prefers each of these two: neither wins."""
    contests = rank([MEMBERS, CARERS, BOARD], rule="copeland").detail
    assert Fraction(1, 2) == contests.margin("letters", "evenings")
    assert ("evenings",) == contests.beaten_by("letters")
    assert contests.beats_all is None
    assert "Contests(issues=<3>, margins=<3 by 3>, whole=4)" == repr(contests)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rank([MEMBERS]).place_of("shuttle"),
        lambda: rank([MEMBERS]).score_of("shuttle"),
        lambda: rank([MEMBERS], rule="copeland").detail.margin("letters", "shuttle"),
        lambda: rank([MEMBERS], rule="schulze").detail.strength("shuttle", "letters"),
    ],
)
def test_an_issue_that_nobody_ranked_is_an_error_at_once(ask):
    """None or 0 would read as an answer."""
    with pytest.raises(UnknownKeyError, match="no issue 'shuttle'; known: evenings, letters, parking"):
        ask()


def test_issues_that_nobody_lists_come_last_if_they_are_asked_for():
    """Settled is every issue that was asked about, not only those that found a friend."""
    ranking = rank([MEMBERS], issues=["shuttle", "clinic", "letters"])
    assert (("evenings",), ("letters",), ("parking",), ("clinic", "shuttle")) == ranking.places


def test_a_list_of_nothing_ranks_nothing():
    """Somebody who was asked and named nothing is no error."""
    for rule in ("jla", "borda", "copeland", "schulze", "kemeny"):
        assert () == rank([Priorities("members", [])], rule=rule).places
    assert 'There is nothing to rank by the rule "James Lind Alliance".' == str(rank([Priorities("members", [])]))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rule": "plurality"}, "rule: expected one of jla, borda, copeland, schulze, kemeny"),
        ({"balance": "people"}, "balance: expected one of sides, parties"),
        ({"issues": [" evenings"]}, "issues: expected keys of issues"),
        ({"issues": "evenings"}, "issues: expected a list of values, not one value"),
    ],
)
def test_a_word_that_is_none_is_refused(wrong, said):
    """With what would be right."""
    with pytest.raises(ValueError, match=said):
        rank([MEMBERS], **wrong)


def test_a_number_of_first_issues_is_a_whole_number():
    """A float or a negative number is a slip."""
    with pytest.raises(ValueError, match="number: expected a whole number, 0 or more"):
        rank([MEMBERS]).first(-1)


def test_eighteen_issues_in_a_circle_are_the_most_for_kemeny():
    """Beyond, the search would double with every issue: refused before it begins, with the number."""
    whole = rank(circle(18), rule="kemeny")
    assert (18, False) == (whole.detail.largest_circle, whole.detail.alone)
    assert 1 == len(whole.places)
    with pytest.raises(LimitExceeded, match="rule kemeny: more than 18 issues that beat each other in a circle"):
        rank(circle(19), rule="kemeny")


def test_five_hundred_issues_without_a_circle_are_few_for_kemeny():
    """Only circles are searched. Two parties never make one, however they differ."""
    issues = [f"i{number:03}" for number in range(500)]
    positions = [Priorities("a", issues), Priorities("b", [*issues[:100], *issues[:99:-1]])]
    ranking = rank(positions, rule="kemeny")
    assert [1] * 100 + [400] == [len(place) for place in ranking.places]
    assert (1, Fraction(400 * 399, 4)) == (ranking.detail.largest_circle, ranking.detail.disagreement)


def test_a_party_that_stands_for_itself_is_named_by_its_key():
    """Even where its key is the word of a side."""
    positions = [Priorities("organisation", ["a"]), Priorities("board", ["b"], side="organisation")]
    assert [("organisation", "organisation"), ("organisation", None)] == [
        (each.stakeholder, each.side) for each in taken_together(positions)
    ]
