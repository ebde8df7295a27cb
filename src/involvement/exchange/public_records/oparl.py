"""Read council records in the OParl format: matters, bodies and meetings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from typing import Any

from involvement import _fields
from involvement._reading import Limits
from involvement.errors import InvalidValueError
from involvement.exchange.public_records.committee_records import CommitteeRecords
from involvement.exchange.public_records.json_files import contents, known_limits, plain_data
from involvement.exchange.public_records.notes import Notes
from involvement.exchange.public_records.oparl_objects import Things
from involvement.exchange.public_records.oparl_records import Council
from involvement.standing import Standing

__all__ = ["read_oparl"]

_DEFAULT = Limits()
_NO_STANDINGS: Mapping[str, Standing | str] = {}


def read_oparl(
    source: str | PathLike[str] | Iterable[str | PathLike[str]] | Mapping[str, Any],
    *,
    standings: Mapping[str, Standing | str] = _NO_STANDINGS,
    until: date | None = None,
    strict: bool = True,
    limits: Limits = _DEFAULT,
) -> CommitteeRecords:
    """The steps of papers through organisations, from files in the format of OParl 1.0 or 1.1.

    A consultation is a step: its paper is the matter, its organisation the forum, the day that of its meeting as
    the clock there shows it. It decides if it is `authoritative`; of several organisations, the first. No address
    is followed: what is not among the files is missing. Persons, memberships, files and places are left out. O(n log n).

    >>> council = {"id": "https://ris.example.org/body/1", "type": "https://schema.oparl.org/1.1/Body"}
    >>> print(read_oparl(council).counts[0])
    Of 1 object of type "Body", 0 were used, 0 were deleted at the source and 1 was left out.

    Args:
        source: a folder with `.json` files, one file, several, or the data of one: an object, a list's page, or
            a mapping of names to such.
        standings: which standing a word for the role of a consultation means, such as `{"Anhörung": "consulted"}`;
            a word that is not among them gives none.
        until: the last day of the record; consultations after it are planned, and left out.
        strict: whether a file that is no JSON is an error; else it is reported with what was left out.
        limits: those of each file; `size` and `entries` also hold for all files together.

    Raises:
        DocumentError: a file cannot be read as JSON.
        LimitExceeded: there is more than the limits allow.

    References:
        OParl specification 1.0 and 1.1: https://oparl.org/spezifikation/
    """
    meant = _standings(standings)
    if until is not None and not _fields.is_day(until):
        raise InvalidValueError("until", "a date (and not a date with a time), or nothing")
    notes, limits = Notes(), known_limits(limits)
    things = Things(notes)
    for name, plain in _contents(source, limits, notes, strict=strict):
        things.read(name, plain)
    return Council(things.settled(), notes, meant, until).records()


def _standings(standings: Mapping[str, Standing | str]) -> dict[str, Standing]:
    if not isinstance(standings, Mapping) or not all(isinstance(word, str) for word in standings):
        raise InvalidValueError("standings", "a mapping of words to standings")
    return {word.strip(): _fields.standing(standing) for word, standing in standings.items()}


def _contents(source: Any, limits: Limits, notes: Notes, *, strict: bool) -> Iterator[tuple[str, Any]]:
    if not isinstance(source, Mapping):
        yield from contents(source, limits, notes, strict=strict)
        return
    plain_data(dict(source), "data", limits)
    if "id" in source or "type" in source or isinstance(source.get("data"), list):
        yield "data", dict(source)
    else:
        yield from sorted(source.items())
