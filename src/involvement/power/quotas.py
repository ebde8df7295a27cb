"""Voting quotas: the fewest votes that pass a decision."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from involvement import _fields
from involvement.errors import InvalidValueError

__all__ = ["Quota", "votes_needed"]

Quota: TypeAlias = int | Fraction | Decimal | Literal["majority", "two-thirds", "unanimity"] | None

_SHARES = {"two-thirds": Fraction(2, 3), "unanimity": Fraction(1)}


def votes_needed(quota: Quota, total: int) -> int:
    """The fewest votes that pass something, of *total* votes.

    None and `"majority"` take more than half, `"two-thirds"` at least two thirds, `"unanimity"` all
    votes, a Fraction or Decimal at least that share of them, an int that many.

    >>> votes_needed("majority", 8), votes_needed("two-thirds", 8), votes_needed(Fraction(1, 2), 8)
    (5, 6, 4)
    """
    if quota is None or quota == "majority":
        return total // 2 + 1
    share = _SHARES.get(quota) if isinstance(quota, str) else quota
    share = _fields.as_fraction(share) if isinstance(share, Decimal) else share
    if isinstance(share, Fraction) and 0 < share <= 1:
        return -(-share.numerator * total // share.denominator)
    if isinstance(share, int) and _fields.is_count(share) and 0 < share <= total:
        return share
    raise InvalidValueError(
        "quota",
        f"a number of votes from 1 to {total}, a Fraction or Decimal of them, 'majority', 'two-thirds', 'unanimity', or nothing",
    )
