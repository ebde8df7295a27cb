"""Do the measures of agreement give what others publish for the same data?"""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from involvement import Priorities
from involvement.rankings import concordance


def by_rank(name: str, ranks: Sequence[int]) -> Priorities:
    """The position of a judge from the ranks that it gives; the same rank is a tie."""
    return Priorities(
        name, [tuple(f"s{number}" for number, own in enumerate(ranks) if own == rank) for rank in sorted(set(ranks))]
    )


# Ratings of anxiety by three raters: the data set of the R package irr (M. Gamer), with many ties.
ANXIETY = (
    (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3),
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
)


def test_the_three_raters_of_irr():
    """W corrected for ties is 0.53965687595437, as the tests of JASP have it, compared there with vegan (Legendre 2005)."""
    found = concordance([by_rank(f"rater-{number}", ratings) for number, ratings in enumerate(ANXIETY)])
    assert 0.53965687595437 == pytest.approx(float(found), abs=1e-14)


def test_four_judges_of_three_skaters():
    """W is 1/16 (ProofWiki, Kendall's Coefficient of Concordance, Arbitrary Example 1)."""
    judges = {"a": (1, 3, 2), "b": (1, 2, 3), "c": (2, 3, 1), "d": (3, 1, 2)}
    assert Fraction(1, 16) == concordance([by_rank(name, ranks) for name, ranks in judges.items()])


def test_four_judges_of_ten_projects():
    """The squares add up to 1048 and W is 12 x 1048 / (16 x 10 x 99) (worked example, Scribd document 659863121)."""
    judges = (
        (1, 3, 4, 5, 2, 8, 6, 7, 10, 9),
        (2, 1, 4, 5, 6, 3, 8, 7, 10, 9),
        (3, 2, 1, 5, 7, 4, 6, 8, 9, 10),
        (4, 2, 3, 1, 6, 7, 5, 9, 8, 10),
    )
    positions = [by_rank(f"judge-{number}", ranks) for number, ranks in enumerate(judges)]
    assert Fraction(12 * 1048, 16 * 10 * 99) == concordance(positions)
