"""What happened to matters? Every possible reading of a small record, tried one after the other."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

CONSULTED = 2  # what a standing that nobody recorded is taken to be


class Row(NamedTuple):
    """A step; `day`, `rank`, `decides` and `by` of None are not recorded."""

    matter: str
    forum: str
    day: int | None
    rank: int | None
    decides: bool | None
    by: str | None


class Wanted(NamedTuple):
    """Which hearings count; None is any."""

    rank: int
    by: frozenset[str] | None
    forums: frozenset[str] | None


def matters(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each matter, each once, in the order of the record."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        mine = found.setdefault(row.matter, [])
        if row not in mine:
            mine.append(row)
    return dict(sorted(found.items()))


def decision_days(rows: list[Row]) -> list[int]:
    """On which days one matter was decided."""
    return sorted({row.day for row in rows if row.decides and row.day is not None})


def heard_in_every_reading(rows: list[Row], wanted: Wanted) -> set[bool]:
    """Whether one matter was heard before it was decided: the answers that some reading of the record gives.

    A reading says which day's decision is the one that counts, and, for each row, whether it came before where
    the record does not tell, and whether it counts where that is not recorded.
    """
    answers = set()
    for decision in decision_days(rows):
        deciders = {row.forum for row in rows if row.decides and row.day == decision}
        choices = [_before(row, decision, deciders) for row in rows]
        counts = [_counts(row, wanted) for row in rows]
        for reading in product(*choices, *counts):
            before, counted = reading[: len(rows)], reading[len(rows) :]
            answers.add(any(a and b for a, b in zip(before, counted, strict=True)))
    return answers


def _before(row: Row, decision: int, deciders: set[str]) -> set[bool]:
    if row.day is None:
        return {True, False}
    if row.day == decision:
        return {False} if row.forum in deciders else {True, False}
    return {row.day < decision}


def _counts(row: Row, wanted: Wanted) -> set[bool]:
    if wanted.forums is not None and row.forum not in wanted.forums:
        return {False}
    said = {True} if wanted.by is None else {True, False} if row.by is None else {row.by in wanted.by}
    unsaid = {True} if wanted.rank <= CONSULTED else {True, False}
    owed = unsaid if row.rank is None else {row.rank >= wanted.rank}
    return {a and b for a in said for b in owed}


def surely_counts(row: Row, wanted: Wanted) -> bool:
    """Whether a row counts in every reading."""
    return _counts(row, wanted) == {True}


def may_count(row: Row, wanted: Wanted) -> bool:
    """Whether a row counts in some reading."""
    return True in _counts(row, wanted)


class Stop(NamedTuple):
    """One matter at one forum on one day; the lowest rank recorded, the first stakeholder by key."""

    day: int
    forum: str
    decides: bool
    rank: int | None
    by: str | None


def stops(rows: list[Row]) -> list[Stop]:
    """Where one matter was, in order; within a day those that decide come last, else as recorded."""
    places: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        if row.day is not None:
            places.setdefault((row.day, row.forum), []).append(row)
    found = []
    for (day, forum), mine in places.items():
        ranks = [row.rank for row in mine if row.rank is not None]
        people = [row.by for row in mine if row.by is not None]
        decides = any(row.decides for row in mine)
        found.append(Stop(day, forum, decides, min(ranks) if ranks else None, min(people) if people else None))
    order = {stop: number for number, stop in enumerate(found)}
    return sorted(found, key=lambda stop: (stop.day, stop.decides, order[stop]))


def way(rows: list[Row]) -> list[Stop]:
    """Where one matter was until it was last decided; everywhere if it was not."""
    found = stops(rows)
    while found and not found[-1].decides and any(stop.decides for stop in found):
        found.pop()
    return found


def pairs(rows: list[Row]) -> Iterator[tuple[Stop, Stop]]:
    """Each passage from a forum to another on the way of any matter."""
    for mine in matters(rows).values():
        stations = way(mine)
        for number in range(1, len(stations)):
            if stations[number - 1].forum != stations[number].forum:
                yield stations[number - 1], stations[number]


def between(edges: set[tuple[str, str]], places: list[str]) -> dict[str, list[tuple[int, int]]]:
    """For each place, for each two others: how many of all shortest paths lead through it, and how many there are."""
    shares: dict[str, list[tuple[int, int]]] = {place: [] for place in places}
    for start in places:
        for end in places:
            if start == end:
                continue
            paths = [[start]]
            while paths and not any(path[-1] == end for path in paths):
                paths = [[*path, there] for path in paths for here, there in edges if here == path[-1] not in path[:-1]]
            arrived = [path for path in paths if path[-1] == end]
            for place in places:
                if arrived and place not in {start, end}:
                    shares[place].append((sum(place in path for path in arrived), len(arrived)))
    return shares
