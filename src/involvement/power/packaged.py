"""Tables of standings that are packaged."""

from involvement.power.standing_tables import StandingTable
from involvement.publications.shelf import Shelf

__all__ = ["called_for_table", "evidence_table"]

_SHELF = Shelf(StandingTable, "table of standings", __package__)


def evidence_table() -> StandingTable:
    """What each standing needs to be more than a word.

    >>> [str(row.standing) for row in evidence_table().rows][:3]
    ['informed', 'consulted', 'advises']
    """
    return _SHELF.get("evidenced-standing")


def called_for_table() -> StandingTable:
    """Which standing a decision calls for, from what is at stake."""
    return _SHELF.get("called-for")
