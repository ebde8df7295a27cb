"""Shortlists: the issues that go to the workshop."""

from collections.abc import Iterable
from fractions import Fraction

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.errors import InvalidValueError
from involvement.rankings.balances import Balance
from involvement.rankings.positions import Priorities, listed
from involvement.rankings.ranking_words import ISSUES, group_clause, issue_refs
from involvement.rankings.rankings import rank, taken_together
from involvement.wording import Statement, Wording

__all__ = ["LostIssues", "Shortlist", "shortlist"]


@frozen
class LostIssues:
    """What of one group's first issues the combined list leaves out.

    Attributes:
        group: the word of a side, or the key of a party that stands for itself.
        first: its first issues.
        lost: those of them that are not in the combined list.
    """

    group: str
    first: tuple[str, ...]
    lost: tuple[str, ...]


@frozen
class Shortlist:
    """The issues to talk about, and whether the groups were near enough for one combined list.

    Attributes:
        issues: in the order of the combined ranking.
        combined: whether it is the head of the combined ranking; else every group's own first issues.
        diverging: the groups that would have lost too much, by which the lists were joined instead.
        lost: what each group would lose, or loses, by the combined list.
    """

    issues: tuple[str, ...]
    combined: bool
    diverging: tuple[str, ...]
    lost: tuple[LostIssues, ...]

    @property
    def says(self) -> Statement:
        """Where the issues come from, and which they are."""
        return Statement(
            "shortlist.combined" if self.combined else "shortlist.joined",
            {"issues": issue_refs(self.issues), "groups": tuple(map(group_clause, self.diverging))},
            template=_COMBINED if self.combined else _JOINED,
            sources={"issues": ISSUES},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_COMBINED = "The shortlist is the first {issues:issue} of the combined ranking: {issues:quoted}."
_JOINED = (
    "The shortlist joins each group's own first issues, {issues:issue} in all: {issues:quoted}. The combined ranking "
    "would lose too many first issues of {groups:clauses}."
)


def shortlist(
    positions: Iterable[Priorities],
    *,
    size: int = 25,
    top: int = 10,
    keep: Exact = Fraction(1, 2),
    balance: Balance | str = Balance.SIDES,
) -> Shortlist:
    """The first *size* issues of the combined ranking, or the first *top* of each group where the groups diverge.

    The groups are the sides, or with `balance="parties"` the parties. A group diverges from the combined list if
    that keeps less than the share *keep* of its own first *top*: the test is ours, as the guidance only says
    that important issues of one group must not vanish. A place that begins within a number belongs to it whole.

    References:
        James Lind Alliance. The James Lind Alliance Guidebook, chapter 7: interim priority setting.

    >>> positions = [Priorities("members", ["a", "b", "c", "d"]), Priorities("board", ["e", "f", "g", "h"])]
    >>> print(shortlist(positions, size=2, top=1, keep=1))
    The shortlist is the first 2 issues of the combined ranking: "a" and "e".
    """
    for name, number in (("size", size), ("top", top)):
        if not _fields.is_count(number) or not number:
            raise InvalidValueError(name, "a whole number, 1 or more")
    kept = _fields.exact("keep", keep, 0, 1)
    found = listed(positions)
    ranking = rank(found, balance=balance)
    head = set(ranking.first(size))
    lost = tuple(_lost(group, top, head) for group in taken_together(found, balance=balance))
    diverging = tuple(
        lost_issues.group for lost_issues in lost if len(lost_issues.lost) > (1 - kept) * len(lost_issues.first)
    )
    chosen = {issue for lost_issues in lost for issue in lost_issues.first} if diverging else head
    return Shortlist(tuple(issue for issue, _ in ranking.scores if issue in chosen), not diverging, diverging, lost)


def _lost(group: Priorities, top: int, head: set[str]) -> LostIssues:
    first = group.first(top)
    return LostIssues(group.stakeholder, first, tuple(issue for issue in first if issue not in head))
