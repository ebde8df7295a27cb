"""Are the powers those that others have published? Each with its source beside the numbers."""

from fractions import Fraction
from math import comb

import pytest

from involvement.power import voting_power


def seats(*votes: int) -> dict[str, int]:
    return {f"seat-{number}": own for number, own in enumerate(votes)}


def fractions(*numbers: int, of: int) -> list[Fraction]:
    return [Fraction(number, of) for number in numbers]


PUBLISHED = [
    # Lippman, D. (2017). Math in Society, chapter Weighted Voting, "Try it now": critical 5, 3, 3 and 1 times.
    ("banzhaf", 36, (20, 17, 16, 3), fractions(5, 3, 3, 1, of=12)),
    # The same, answer 4: three players, of whom the third is never pivotal.
    ("shapley-shubik", 36, (20, 17, 15), fractions(3, 3, 0, of=6)),
    # Gregersen, E. (ed., 2011). The Britannica Guide to Statistics and Probability, p. 194: "the Banzhaf index for
    # (50, 49, 1) is (3/5, 1/5, 1/5)", by simple majority.
    ("banzhaf", 51, (50, 49, 1), fractions(3, 1, 1, of=5)),
    # The same page: the Council of the European Economic Community, 1958 to 1972; West Germany, France and Italy
    # 5/21 each, Belgium and the Netherlands 1/7, Luxembourg nothing.
    ("banzhaf", 12, (4, 4, 4, 2, 2, 1), fractions(5, 5, 5, 3, 3, 0, of=21)),
    # Malkevitch, J. Voting Games: Part II. AMS Feature Column. Nassau County, New York, 1958: the last three are
    # dummies, and any two of the first three pass. (Banzhaf 1965 is about this board.)
    ("banzhaf", 16, (9, 9, 7, 3, 1, 1), fractions(1, 1, 1, 0, 0, 0, of=3)),
    ("shapley-shubik", 16, (9, 9, 7, 3, 1, 1), fractions(1, 1, 1, 0, 0, 0, of=3)),
    # For All Practical Purposes (COMAP, 10th edition), chapter 11: in 1964 three were dummies.
    ("banzhaf", 58, (31, 31, 28, 21, 2, 2), fractions(1, 1, 1, 0, 0, 0, of=3)),
    # Stach, I. (2011). Shapley-Shubik index. In: Encyclopedia of Power, pp. 603-606, as quoted in the manual of the
    # R package CoopGame: 0.0833, 0.0833, 0.25, 0.5833.
    ("shapley-shubik", 50, (10, 10, 20, 30), fractions(1, 1, 3, 7, of=12)),
    # Shoham, Y. & Leyton-Brown, K. (2009). Multiagent Systems, chapter 12, doi:10.1017/CBO9780511811654: a
    # parliament with four parties, of $100 million the first controls 50 and each other 16.66.
    ("shapley-shubik", 51, (45, 25, 15, 15), fractions(3, 1, 1, 1, of=6)),
    # The five below are worked examples of ours, by hand.
    ("banzhaf", 6, (4, 3, 2, 1), fractions(5, 3, 3, 1, of=12)),
    ("shapley-shubik", 6, (4, 3, 2, 1), fractions(10, 6, 6, 2, of=24)),
    ("banzhaf", 3, (1, 1, 1, 1, 1), fractions(6, 6, 6, 6, 6, of=30)),
    ("shapley-shubik", 3, (1, 1, 1, 1, 1), fractions(24, 24, 24, 24, 24, of=120)),
    ("shapley-shubik", 51, (50, 49, 1), fractions(4, 1, 1, of=6)),
]


@pytest.mark.parametrize(("index", "quota", "votes", "expected"), PUBLISHED)
def test_the_power_is_the_published_one(index, quota, votes, expected):
    """Whoever checks us against a textbook must find the textbook's numbers."""
    assert expected == list(voting_power(seats(*votes), quota, index=index).values())


SECURITY_COUNCIL = seats(*[1] * 15)
PERMANENT = list(SECURITY_COUNCIL)[:5]


def test_the_security_council_of_fifteen_by_vetoes_and_by_votes():
    """An elected member has 4/2145 by Shapley-Shubik, the permanent ones more than 98 % together: the textbook case.

    Nine of fifteen pass something, the five permanent ones among them; as votes that is 39 of [7 x 5, 1 x 10]
    (Brodie, M. Power in Voting Systems like the United Nations Security Council. Wolfram Demonstrations).
    """
    expected = [*fractions(*[421] * 5, of=2145), *fractions(*[4] * 10, of=2145)]
    by_votes = seats(*[7] * 5, *[1] * 10)
    assert expected == list(voting_power(SECURITY_COUNCIL, 9, vetoes=PERMANENT, index="shapley-shubik").values())
    assert expected == list(voting_power(by_votes, 39, index="shapley-shubik").values())


def test_the_swings_of_the_security_council_can_be_counted_on_paper():
    """An elected member decides with the five and three of nine others; a permanent one with any four or more of ten."""
    elected = comb(9, 3)
    permanent = sum(comb(10, others) for others in range(4, 11))
    assert (84, 848) == (elected, permanent)
    expected = [*fractions(*[permanent] * 5, of=2**14), *fractions(*[elected] * 10, of=2**14)]
    assert expected == list(voting_power(SECURITY_COUNCIL, 9, vetoes=PERMANENT, absolute=True).values())


def test_the_security_council_of_eleven_is_that_of_1954():
    """The Big Five have 98.7 %: Shapley & Shubik (1954), doi:10.2307/1951053, when seven of eleven passed something."""
    council = seats(*[1] * 11)
    power = list(voting_power(council, 7, vetoes=list(council)[:5], index="shapley-shubik").values())
    assert Fraction(76, 77) == sum(power[:5])
    assert fractions(*[1] * 6, of=462) == power[5:]


def test_two_boards_with_the_same_share_of_seats_and_nothing_else_in_common():
    """Two of nine seats are power 0 beside a bloc of five, and a third beside blocs of four and three.

    Illustrative: no published study was found that applies the indices to service users' representatives.
    """
    board = seats(*[1] * 9)
    keys = list(board)
    users = keys[0]
    one_bloc = [keys[:2], keys[2:7]]
    two_blocs = [keys[:2], keys[2:6], keys[6:]]
    for index in ("banzhaf", "shapley-shubik"):
        assert [0, 1, 0, 0] == list(voting_power(board, 5, index=index, blocs=one_bloc).values())
        assert Fraction(1, 3) == voting_power(board, 5, index=index, blocs=two_blocs)[users]


def test_seventy_equal_voters_have_a_seventieth_each():
    """With numbers of fixed width the orders of 70 overflow without a word: other software gives 0.000192 here."""
    for index in ("banzhaf", "shapley-shubik"):
        assert {Fraction(1, 70)} == set(voting_power(seats(*[1] * 70), index=index).values())
