"""Does what is chosen within a budget agree with papers, textbooks and the tests of other programs?"""

from fractions import Fraction

from involvement.budgets import equal_shares, utilitarian


def wants(*voices: tuple[int, str]) -> list[set[str]]:
    return [set(letters) for number, letters in voices for _ in range(number)]


def seats(letters: str) -> dict[str, int]:
    """Issues that cost one each: a committee."""
    return dict.fromkeys(letters, 1)


# Lackner, M. & Skowron, P. (2023). Multi-winner voting with approval preferences. doi:10.1007/978-3-031-09016-5


def test_equal_shares_example_2_12():
    """Eight voters and three seats: a, c and d, where Phragmén's rule has b, c and d."""
    voices = wants((3, "cd"), (2, "ab"), (2, "ac"), (1, "bd"))
    assert {"a", "c", "d"} == set(equal_shares(voices, seats("abcd"), 3).chosen)


def test_equal_shares_running_example():
    """Twelve voters and four seats: shares buy a alone, as the tests of pabutools have it."""
    voices = wants((3, "ab"), (3, "ac"), (2, "ad"), (1, "bcf"), (1, "e"), (1, "f"), (1, "g"))
    assert ("a",) == equal_shares(voices, seats("abcdefg"), 4, complete=False).chosen


# Examples in the tests of pabutools (COMSOC-Community/pabutools, tests/rules/test_rule.py), approval examples 2 and 4.

COSTS = {"p0": Fraction(1), "p1": Fraction("0.9"), "p2": Fraction(2), "p3": Fraction("1.09")}
VOICES = [{"p0"}, {"p1", "p2", "p3"}, {"p1", "p2", "p3"}, {"p2"}]


def test_equal_shares_for_most_issues():
    """By the number of issues: p0, p1 and p3."""
    assert ["p0", "p1", "p3"] == sorted(equal_shares(VOICES, COSTS, 4, complete=False).chosen)


def test_equal_shares_for_most_moneys_worth():
    """Where an issue is worth what it costs: p0 and p2."""
    worth = [{issue: COSTS[issue] for issue in voice} for voice in VOICES]
    assert ["p0", "p2"] == sorted(equal_shares(worth, COSTS, 4, complete=False).chosen)


def test_equal_shares_with_something_that_costs_nothing():
    """Three voters, a budget of 2: only what costs nothing can be bought, and completion adds an issue of the two."""
    voices, costs = [{"p0"}, {"p0", "p1", "p2"}, {"p2"}], {"p0": 0, "p1": 1, "p2": 2}
    assert ("p0",) == equal_shares(voices, costs, 2, complete=False).chosen
    assert equal_shares(voices, costs, 2).chosen in {("p0", "p1"), ("p0", "p2")}


# Kreher, D. L. & Stinson, D. R. (1999). Combinatorial algorithms; with others in KNAPSACK_01 (J. Burkardt).


def test_knapsack_p01():
    """Capacity 165: the first four and the sixth, 309 in all."""
    weights = (23, 31, 29, 44, 53, 38, 63, 85, 89, 82)
    profits = (92, 57, 49, 68, 60, 43, 67, 84, 87, 72)
    choice = utilitarian(numbered(profits), numbered(weights), 165)
    assert ("i01", "i02", "i03", "i04", "i06") == choice.chosen
    assert ((("everyone", 309),), 165) == (choice.totals, choice.cost)


def test_knapsack_p06():
    """Capacity 170: the second, the fourth and the seventh, 1735 in all, with a weight of 169."""
    weights, profits = (41, 50, 49, 59, 55, 57, 60), (442, 525, 511, 593, 546, 564, 617)
    choice = utilitarian(numbered(profits), numbered(weights), 170)
    assert (("i02", "i04", "i07"), 169) == (choice.chosen, choice.cost)
    assert (("everyone", 1735),) == choice.totals


def numbered(values: tuple[int, ...]) -> dict[str, int]:
    return {f"i{number:02}": value for number, value in enumerate(values, start=1)}
