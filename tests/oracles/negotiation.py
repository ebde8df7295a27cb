"""What becomes of each issue? Slowly: the whole ranking is one list, and for every issue the days are added up again."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple


class Fate(NamedTuple):
    """What was settled about an issue: the outcome, the kind of reason, and whether the capacity divided a tie."""

    issue: str
    outcome: str
    ground: str
    split: bool


def fates(
    places: Sequence[Collection[str]],
    states: Mapping[str, str],
    days: Mapping[str, Fraction],
    capacity: Fraction | None,
    closed: Mapping[str, str],
    unranked: Collection[str] = (),
) -> list[Fate]:
    """The fate of every issue, best first.

    *states* are `shown`, `ruled_out` and `not_studied`, absent is not studied; *closed* are the issues whose every
    decision is closed, with the kind of reason, *unranked* those that no party lists.
    """
    listed = [
        (number, issue)
        for number, tied in enumerate(places)
        for issue in sorted(tied, key=lambda each: (days.get(each, 0), each))
    ]
    found: dict[str, tuple[str, str]] = {}
    for _, issue in listed:
        taken = sum((days.get(other, Fraction(0)) for other in found if found[other][0] == "agreed"), Fraction(0))
        if issue in unranked and states.get(issue) != "ruled_out":
            found[issue] = ("deferred", "not_ranked")
            continue
        found[issue] = _fate(
            states.get(issue, "not_studied"), days.get(issue), capacity, taken, closed=closed.get(issue)
        )
    divided = {
        number
        for number in range(len(places))
        if {"wanted_and_possible", "over_capacity"} <= {found[issue][1] for at, issue in listed if at == number}
    }
    return [
        Fate(issue, *found[issue], number in divided and found[issue][1] in {"wanted_and_possible", "over_capacity"})
        for number, issue in listed
    ]


def _fate(
    state: str, days: Fraction | None, capacity: Fraction | None, taken: Fraction, *, closed: str | None
) -> tuple[str, str]:
    if state == "ruled_out":
        return "declined", "ruled_out"
    if state == "not_studied":
        return "deferred", "not_studied"
    if capacity is not None and days is None:
        return "deferred", "effort_not_known"
    if closed:
        return "deferred", closed
    if capacity is not None and taken + days > capacity:
        return "deferred", "over_capacity"
    return "agreed", "wanted_and_possible"
