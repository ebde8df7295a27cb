"""Do the rules give what papers and textbooks say they give? Each example with its source and its numbers."""

from fractions import Fraction

import pytest

from involvement import Priorities, rank
from involvement.rankings import Ranking, Tally


def blocs(*ballots: tuple[int, str]) -> list[Priorities]:
    """One party for each sort of ballot, weighing as many as cast it; letters are issues, best first."""
    return [
        Priorities(f"bloc-{number}", list(order.lower()), weight=cast) for number, (cast, order) in enumerate(ballots)
    ]


def in_order(ranking: Ranking) -> str:
    return " ".join("=".join(place) for place in ranking.places)


def scores(ranking: Ranking, *, per: int) -> dict[str, Fraction]:
    """Scores by issue, counted once for each ballot cast instead of once for each bloc."""
    return {issue: score * per / len(ranking.weights) for issue, score in ranking.scores}


# Memphis, Nashville, Chattanooga and Knoxville choose a capital. Electowiki, "Kemeny-Young method" and "Tennessee".
TENNESSEE = blocs((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))


def test_tennessee_by_borda():
    """Memphis is the first choice of most and third of four: 126, 194, 173 and 107 points."""
    ranking = rank(TENNESSEE, rule="borda")
    assert "n c m k" == in_order(ranking)
    assert {"m": 126, "n": 194, "c": 173, "k": 107} == scores(ranking, per=100)


@pytest.mark.parametrize("rule", ["copeland", "schulze", "kemeny"])
def test_tennessee_by_contests(rule):
    """Nashville wins all its contests, Memphis none: every rule that asks for contests agrees."""
    assert "n c k m" == in_order(rank(TENNESSEE, rule=rule))


def test_tennessee_and_the_least_disagreement():
    """Electowiki adds up 32 + 32 + 42 + 17 + 42 + 42 = 207 of 100 ballots."""
    consensus = rank(TENNESSEE, rule="kemeny").detail
    assert Fraction(207, 100) == consensus.disagreement
    assert consensus.alone


def test_a_circle_of_three_by_kemeny():
    """Electowiki, "Kemeny-Young method", example with a cycle: B, C, A with a distance of 120, the next best 130."""
    ranking = rank(blocs((25, "ABC"), (40, "BCA"), (35, "CAB")), rule="kemeny")
    assert ("b c a", Fraction(120, 100)) == (in_order(ranking), ranking.detail.disagreement)
    assert (True, 3) == (ranking.detail.alone, ranking.detail.largest_circle)


# Condorcet's sixty voters, as told by Young, H. P. (1988). Condorcet's theory of voting. doi:10.2307/1961757
SIXTY = blocs((23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA"))


def test_condorcets_sixty_voters():
    """33 prefer A to B, 42 B to C, 35 C to A; by Condorcet's rule as Young reads it B, C, A; Borda has 58, 69, 53."""
    contests = rank(SIXTY, rule="copeland").detail
    assert [Fraction(6, 60), Fraction(24, 60), Fraction(10, 60)] == [
        contests.margin("a", "b"),
        contests.margin("b", "c"),
        contests.margin("c", "a"),
    ]
    assert "a=b=c" == in_order(rank(SIXTY, rule="copeland"))
    kemeny = rank(SIXTY, rule="kemeny")
    assert ("b c a", Fraction(180 - 104, 60)) == (in_order(kemeny), kemeny.detail.disagreement)
    borda = rank(SIXTY, rule="borda")
    assert ("b a c", {"a": 58, "b": 69, "c": 53}) == (in_order(borda), scores(borda, per=60))


# Schulze, M. (2011), example 1: 45 voters. doi:10.1007/s00355-010-0475-4
FORTY_FIVE = blocs(
    (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")
)
WON = {  # by how many voters each is preferred to each
    "a": {"b": 20, "c": 26, "d": 30, "e": 22},
    "b": {"a": 25, "c": 16, "d": 33, "e": 18},
    "c": {"a": 19, "b": 29, "d": 17, "e": 24},
    "d": {"a": 15, "b": 12, "c": 28, "e": 14},
    "e": {"a": 23, "b": 27, "c": 21, "d": 31},
}
STRONGEST = {  # voters behind the weakest link of the strongest path
    "a": {"b": 28, "c": 28, "d": 30, "e": 24},
    "b": {"a": 25, "c": 28, "d": 33, "e": 24},
    "c": {"a": 25, "b": 29, "d": 29, "e": 24},
    "d": {"a": 25, "b": 28, "c": 28, "e": 24},
    "e": {"a": 25, "b": 28, "c": 28, "d": 31},
}


def as_margin(voters: int) -> Fraction:
    """Schulze counts the voters behind a win; with 45 strict ballots the margin is what they are more than the rest."""
    return Fraction(2 * voters - 45, 45)


def test_schulzes_forty_five_voters():
    """The matrix of contests, the strength of every strongest path, and the ranking E, A, C, B, D."""
    contests, ranking = rank(FORTY_FIVE, rule="copeland").detail, rank(FORTY_FIVE, rule="schulze")
    for one, others in WON.items():
        for other, voters in others.items():
            assert as_margin(voters) == contests.margin(one, other)
            assert as_margin(STRONGEST[one][other]) == ranking.detail.strength(one, other)
    assert "e a c b d" == in_order(ranking)


# Lippman, D. (2013). Math in society, chapter "Voting theory", exercises: the mayor of Gresham.
GRESHAM = blocs(
    (11, "QRST"), (4, "STRQ"), (15, "QSTR"), (18, "TSQR"), (14, "RQTS"), (5, "SQTR"), (13, "SQRT"), (10, "RTSQ")
)


def test_the_mayor_of_gresham():
    """Ninety voters: Q has most points, S wins most contests."""
    assert ("q", "s") == (in_order(rank(GRESHAM, rule="borda"))[0], in_order(rank(GRESHAM, rule="copeland"))[0])


def test_where_borda_and_a_majority_part():
    """66 A, B, C and 34 B, C, A: B has 134 points and A 132, though A wins every contest (A. Small, February 2003,
    on the election-methods list)."""
    ballots = blocs((66, "ABC"), (34, "BCA"))
    borda = rank(ballots, rule="borda")
    assert {"a": 132, "b": 134, "c": 34} == scores(borda, per=100)
    assert {"b": "b a c", "s": "a b c"} == {"b": in_order(borda), "s": in_order(rank(ballots, rule="schulze"))}


# James Lind Alliance Guidebook, chapter 7: the first of ten has 10 points, the last 1; scores by place in each group.


def test_points_within_a_group_are_ten_for_the_first_down_to_one():
    """A list of twelve gives nothing to its eleventh and twelfth."""
    ten_and_two = [f"q{number:02}" for number in range(1, 13)]
    tally = Tally.of_rankings("patients", [ten_and_two])
    assert [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0] == [points for _, points in tally.totals]


def test_a_large_group_has_no_more_weight_than_a_small_one():
    """A thousand patients and two clinicians who want opposite things come out even: that is what the second stage is for."""
    patients = Tally.of_rankings("patients", [["a", "b", "c"]] * 1000).priorities(side="service_users")
    clinicians = Tally.of_rankings("clinicians", [["c", "b", "a"]] * 2).priorities(side="organisation")
    assert (("a", "b", "c"),) == rank([patients, clinicians]).places
