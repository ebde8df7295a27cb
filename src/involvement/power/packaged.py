"""Which tables come with the library?"""

from functools import cache
from importlib.resources import files

from involvement.power.standing_tables import StandingTable, parse_table

__all__ = ["called_for_table", "evidence_table"]


def evidence_table() -> StandingTable:
    """What each standing needs to be more than a word.

    >>> [str(row.standing) for row in evidence_table().rows][:3]
    ['informed', 'consulted', 'advises']
    """
    return _read("evidenced-standing")


def called_for_table() -> StandingTable:
    """Which standing a decision calls for, from what hangs on it."""
    return _read("called-for")


@cache
def _read(key: str) -> StandingTable:
    file = files(__package__).joinpath("data", f"{key}.toml")
    return parse_table(file.read_text(encoding="utf-8"), name=file.name)
