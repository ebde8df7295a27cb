"""Precedence links between activities, with lags in whole days, for the search for dates.

Each activity has a first and a last day, and a link says that one such day is at least so many days after another.
Earliest days are longest paths along the links, latest days longest paths against them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import field

from involvement._fields import frozen
from involvement.errors import InvalidValueError, LimitExceeded, UnknownKeyError
from involvement.plans.activities import Activity
from involvement.plans.relative_dates import Anchor, When

__all__ = ["Link", "Links", "Reached", "ended", "refuse_loops", "refuse_unknown", "started"]

_LARGEST = 2000  # days that hang on each other both ways: the search among them takes the square of their number
_NAMED = 12


class Link(NamedTuple):
    """The day at *target* is at least so many days after that at *source*."""

    source: int
    target: int
    days: int


def started(number: int) -> int:
    """The place of an activity's first day."""
    return 2 * number


def ended(number: int) -> int:
    """The place of an activity's last day."""
    return 2 * number + 1


@frozen
class Reached:
    """The days found by place, None where nothing leads there, and over which link each was reached last."""

    days: tuple[int | None, ...]
    over: tuple[Link | None, ...]


@frozen
class Links:
    """The links between the days of activities, in an order in which none but those in a circle lead back.

    `circles` are the places in that order, those that hang on each other together.
    """

    activities: tuple[Activity, ...]
    links: tuple[Link, ...]
    circles: tuple[tuple[int, ...], ...] = field(repr=False)

    @classmethod
    def of(cls, activities: Iterable[Activity]) -> "Links":
        """The links of the activities by key. What is told from a meeting or a decision makes none."""
        listed = tuple(sorted(activities, key=lambda activity: activity.key))
        number = {activity.key: place for place, activity in enumerate(listed)}
        links = tuple(link for place, activity in enumerate(listed) for link in _links(activity, place, number))
        return cls(listed, links, _circles(2 * len(listed), links))

    def from_seeds(
        self,
        seeds: Mapping[int, int],
        *,
        fixed: Iterable[int] = (),
        longer: Iterable[int] = (),
        backward: bool = False,
    ) -> Reached:
        """The longest ways from the seeds, days by place; *fixed* places keep theirs, and nothing moves them.

        The activities that took *longer* than planned may end late and have begun when they were to all the same.
        *backward* follows the links against their direction. O(n + m) but for circles, which take O(n m).
        """
        days: list[int | None] = [None] * (2 * len(self.activities))
        over: list[Link | None] = [None] * len(days)
        for place, day in seeds.items():
            days[place] = day
        kept = frozenset(fixed)
        loose = {(ended(number), started(number)) for number in longer}
        leaving: list[list[Link]] = [[] for _ in days]
        for link in self.links:
            if not loose or (link.source, link.target) not in loose:
                leaving[link.target if backward else link.source].append(link)
        for circle in reversed(self.circles) if backward else self.circles:
            inside = frozenset(circle)
            again = True
            while again:
                again = False
                for place in circle:
                    here = days[place]
                    if here is None:
                        continue
                    for link in leaving[place]:
                        target = link.source if backward else link.target
                        there = days[target]
                        if target not in kept and (there is None or here + link.days > there):
                            days[target], over[target] = here + link.days, link
                            again = again or target in inside
        return Reached(tuple(days), tuple(over))


def _links(each: Activity, place: int, number: Mapping[str, int]) -> Iterable[Link]:
    if each.days is None:
        yield Link(started(place), ended(place), 0)
    else:
        yield Link(started(place), ended(place), each.days - 1)
        yield Link(ended(place), started(place), 1 - each.days)
    for key in each.after:
        yield Link(ended(number[key]), started(place), 1)
    if isinstance(each.start, When) and each.start.of_activity:
        yield Link(_anchor(each.start, number), started(place), each.start.lag)
    if isinstance(each.due, When) and each.due.of_activity:
        yield Link(ended(place), _anchor(each.due, number), -each.due.lag)


def _anchor(moment: When, number: Mapping[str, int]) -> int:
    return (started if moment.anchor is Anchor.START else ended)(number[moment.key])


def refuse_unknown(activities: Iterable[Activity], where: str) -> None:
    """Refuses an activity that waits for, or is told from, one that is not there."""
    listed = tuple(activities)
    known = {activity.key for activity in listed}
    for number, activity in enumerate(listed):
        named = [("after", key) for key in activity.after]
        for name, moment in (("start", activity.start), ("due", activity.due)):
            if isinstance(moment, When) and moment.of_activity:
                named.append((f"{name}.key", moment.key))
        for name, key in named:
            if key not in known:
                raise UnknownKeyError("activity", key, known, f"{where}[{number}].{name}")


def refuse_loops(activities: Iterable[Activity], where: str) -> None:
    """Refuses activities that cannot all be dated, whatever the days: one would come after itself. Names the loop."""
    found = Links.of(activities)
    loop = _loop_of_waiting(found) or next(filter(None, (_loop_in(*link) for link in _linked(found))), None)
    if loop is None:
        return
    keys = [found.activities[link.source // 2].key for link in loop]
    keys = [key for place, key in enumerate(keys) if key != keys[place - 1]] or keys[:1]
    first = keys.index(min(keys))
    keys = [*keys[first:], *keys[:first], keys[first]]
    named = " > ".join(keys if len(keys) <= _NAMED else [*keys[: _NAMED - 2], "...", keys[-1]])
    raise InvalidValueError(where, f"dates that can be kept together, and each of these comes before the next: {named}")


def _loop_of_waiting(found: Links) -> list[Link] | None:
    """A loop that never goes back in time and once goes on: the most usual one, found in O(n + m)."""
    onward = [link for link in found.links if link.days >= 0]
    circle_of = {
        place: number for number, circle in enumerate(_circles(2 * len(found.activities), onward)) for place in circle
    }
    for link in onward:
        if link.days > 0 and circle_of[link.source] == circle_of[link.target]:
            return [link, *_way(onward, link.target, link.source)]
    return None


def _way(links: Sequence[Link], source: int, target: int) -> list[Link]:
    """The links of a shortest way, which there is."""
    leaving: dict[int, list[Link]] = {}
    for link in links:
        leaving.setdefault(link.source, []).append(link)
    over: dict[int, Link] = {}
    layer = [source]
    while target not in over and source != target:
        layer = [
            link.target
            for place in layer
            for link in leaving.get(place, ())
            if over.setdefault(link.target, link) is link
        ]
    way = []
    while target != source:
        way.append(over[target])
        target = over[target].source
    return way[::-1]


def _linked(found: Links) -> Iterator[tuple[tuple[int, ...], list[Link]]]:
    """Each circle, with the links among its places."""
    circle_of = {place: number for number, circle in enumerate(found.circles) for place in circle}
    inside: list[list[Link]] = [[] for _ in found.circles]
    for link in found.links:
        if circle_of[link.source] == circle_of[link.target]:
            inside[circle_of[link.source]].append(link)
    return zip(found.circles, inside, strict=True)


def _loop_in(circle: tuple[int, ...], links: Sequence[Link]) -> list[Link] | None:
    """A loop of more than 0 days among the places of a circle, by the links among them."""
    if len(circle) > _LARGEST:
        raise LimitExceeded("dates that hang on each other both ways", _LARGEST, "activities")
    days = dict.fromkeys(circle, 0)
    over: dict[int, Link] = {}
    moved = circle[0]
    for _ in range(len(circle) + 1):
        changed = False
        for link in links:
            if days[link.source] + link.days > days[link.target]:
                days[link.target] = days[link.source] + link.days
                over[link.target] = link
                changed, moved = True, link.target
        if not changed:
            return None
    for _ in circle:
        moved = over[moved].source
    loop = [over[moved]]
    while loop[-1].source != moved:
        loop.append(over[loop[-1].source])
    return loop[::-1]


def _circles(size: int, links: Iterable[Link]) -> tuple[tuple[int, ...], ...]:
    """The places in topological order, those that reach each other together (Tarjan 1972, doi 10.1137/0201010)."""
    leaving: list[list[int]] = [[] for _ in range(size)]
    for link in links:
        leaving[link.source].append(link.target)
    order = [0] * size  # 0 is not yet seen
    lowest = [0] * size
    open_ = [False] * size
    stack: list[int] = []
    circles: list[tuple[int, ...]] = []
    seen = 0
    for root in range(size):
        if order[root]:
            continue
        work = [(root, 0)]
        while work:
            place, at = work.pop()
            if not at:
                seen += 1
                order[place] = lowest[place] = seen
                stack.append(place)
                open_[place] = True
            for step in range(at, len(leaving[place])):
                target = leaving[place][step]
                if not order[target]:
                    work += [(place, step + 1), (target, 0)]
                    break
                if open_[target]:
                    lowest[place] = min(lowest[place], order[target])
            else:
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[place])
                if lowest[place] == order[place]:
                    circle = []
                    while open_[place]:
                        circle.append(stack.pop())
                        open_[circle[-1]] = False
                    circles.append(tuple(sorted(circle)))
    return tuple(reversed(circles))
