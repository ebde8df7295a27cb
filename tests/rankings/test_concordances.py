"""How far do the parties agree, and what goes to the workshop?"""

from fractions import Fraction

import pytest

from involvement import Priorities
from involvement.rankings import closeness, closest, concordance, overlap, shortlist

MEMBERS = Priorities("members", ["evenings", "letters", "parking"], side="service_users")
CARERS = Priorities("carers", ["letters", "evenings", "shuttle"], side="service_users")
BOARD = Priorities("board", ["parking", "budget", "letters"], side="organisation")


def test_there_is_no_concordance_where_nothing_varies():
    """One party, one issue, or all of them equal: no number would be true."""
    assert concordance([MEMBERS]) is None
    assert concordance([Priorities("a", ["x"]), Priorities("b", ["x"])]) is None
    assert concordance([Priorities("a", [("x", "y")]), Priorities("b", [("x", "y")])]) is None
    assert concordance([Priorities("a", []), Priorities("b", [])]) is None


def test_service_users_are_laid_beside_the_organisation_before_anything_else():
    """Together service users put evenings and letters first; the board puts neither."""
    users, *parties = overlap([BOARD, MEMBERS, CARERS], depth=2)
    assert ("service_users", "organisation", ()) == (users.first, users.second, users.shared)
    assert "Service users and the organisation share nothing among their first 2 choices." == str(users)
    assert [("carers", "members"), ("board", "carers"), ("board", "members")] == [
        (each.first, each.second) for each in parties
    ]
    assert [1, 0, 0] == [each.share for each in parties]


def test_closeness_says_how_many_pairs_are_opposed():
    """A sentence for the minutes, and who is closest to whom."""
    users, nearest, *_ = closeness([BOARD, MEMBERS, CARERS])
    assert (
        "Service users and the organisation agree on 35 per cent of the pairs of issues. They put 5 pairs in opposite order."
        == str(users)
    )
    assert ("carers", "members") == (nearest.first, nearest.second)
    assert {"board": ("members",), "carers": ("members",), "members": ("carers",)} == closest([BOARD, MEMBERS, CARERS])


def test_where_there_is_nothing_to_compare_none_is_said():
    """A share of nothing is not 0."""
    empty = [Priorities("a", []), Priorities("b", [])]
    assert [None] == [each.share for each in overlap(empty)]
    assert [None] == [each.agreement for each in closeness(empty)]
    assert "a and b have no two issues to compare." == str(closeness(empty)[0])
    assert {"members": ()} == closest([MEMBERS])


def test_a_combined_list_serves_where_it_keeps_what_each_group_wants():
    """The first six of all hold every group's first two."""
    short = shortlist([MEMBERS, BOARD], size=6, top=2)
    assert (True, ()) == (short.combined, short.diverging)
    assert {"evenings", "letters", "parking", "budget"} == set(short.issues)
    assert str(short).startswith("The shortlist is the first 4 issues of the combined ranking: ")


def test_lists_are_joined_where_one_group_would_lose_its_own():
    """A list of one holds nothing that the board or service users put first: then each group's own first go on."""
    users = Priorities("members", ["a", "x", "b"], side="service_users")
    board = Priorities("board", ["c", "x", "d"], side="organisation")
    short = shortlist([users, board], size=1, top=1)
    assert (False, ("service_users", "organisation"), ("a", "c")) == (short.combined, short.diverging, short.issues)
    assert [("a",), ("c",)] == [each.lost for each in short.lost]
    assert (
        'The shortlist joins each group\'s own first issues, 2 issues in all: "a" and "c". The combined ranking would '
        "lose too many first issues of service users and the organisation." == str(short)
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"size": 0}, "size: expected a whole number, 1 or more"),
        ({"top": "10"}, "top: expected a whole number, 1 or more"),
        ({"keep": 0.5}, "keep: expected a whole number, a Decimal or a Fraction, from 0 to 1"),
        ({"keep": Fraction(3, 2)}, "keep: expected a whole number, a Decimal or a Fraction, from 0 to 1"),
        ({"keep": True}, "keep: expected a whole number, a Decimal or a Fraction, from 0 to 1"),
        ({"balance": "people"}, "balance: expected one of sides, parties"),
    ],
)
def test_a_shortlist_without_a_size_is_refused(wrong, said):
    """A slip in a number would change who is heard."""
    with pytest.raises(ValueError, match=said):
        shortlist([MEMBERS], **wrong)


def test_an_overlap_has_a_depth():
    """At no depth there is nothing to share."""
    with pytest.raises(ValueError, match="depth: expected a whole number, 1 or more"):
        overlap([MEMBERS, BOARD], depth=0)
