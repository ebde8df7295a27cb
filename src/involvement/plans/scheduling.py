"""Earliest and latest days of the activities of a plan: longest paths along their links and against them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from attrs import frozen

from involvement.plans.activities import Activity
from involvement.plans.assumptions import length_assumed, start_assumed
from involvement.plans.links import Link, Links, Reached, ended, started
from involvement.plans.resolved_dates import Bound, Bounds
from involvement.plans.schedules import Schedule, ScheduledActivity
from involvement.wording import Statement

__all__ = ["schedule_of"]

_NAMED = 4  # activities of a chain that a sentence names
_FOLLOWED = 50  # steps of a long chain whose assumptions are told: all of them stand in the rows of their own


def schedule_of(links: Links, bounds: Bounds, on: date | None) -> Schedule:
    """The days of the activities, by their start (None last) and key."""
    found = _Found.of(links, bounds, on)
    rows = [found.row(number) for number in range(len(links.activities))]
    return Schedule(tuple(sorted(rows, key=lambda row: (row.start or date.max, row.start is None, row.activity))))


@frozen
class _Found:
    """The days found, as ordinals by place."""

    links: Links
    first: tuple[Bound | None, ...]
    last: tuple[Bound, ...]
    earliest: Reached
    latest: Reached
    roots: tuple[int, ...]
    ends: tuple[int, ...]
    on: date | None

    @classmethod
    def of(cls, links: Links, bounds: Bounds, on: date | None) -> "_Found":
        first = tuple(map(bounds.not_before, links.activities))
        last = tuple(map(bounds.finished_by, links.activities))
        seeds: dict[int, int] = {}
        due: dict[int, int] = {}
        over: list[int] = []
        for number, (each, begins, ends) in enumerate(zip(links.activities, first, last, strict=True)):
            if each.done is not None:
                over += [started(number), ended(number)]
                seeds[started(number)] = _begun(each, each.done)
                seeds[ended(number)] = each.done.toordinal()
            else:
                if begins is not None and begins.day is not None:
                    seeds[started(number)] = begins.day.toordinal()
                if ends.day is not None:
                    due[ended(number)] = -ends.day.toordinal()
        earliest = links.from_seeds(seeds, fixed=over)
        if on is not None:
            # What has a day and is not done ends today at the earliest; it takes longer, and began when it was to.
            late = []
            for number, each in enumerate(links.activities):
                day = earliest.days[ended(number)]
                if each.done is None and day is not None and day < on.toordinal():
                    seeds[ended(number)] = on.toordinal()
                    begun, over_its_end = earliest.days[started(number)], earliest.over[started(number)]
                    if begun is not None and over_its_end is not None and over_its_end.source == ended(number):
                        seeds[started(number)] = begun
                    late.append(number)
            earliest = links.from_seeds(seeds, fixed=over, longer=late)
        latest = links.from_seeds(due, fixed=over, backward=True)
        return cls(links, first, last, earliest, latest, _roots(earliest.over), _roots(latest.over, backward=True), on)

    def row(self, number: int) -> ScheduledActivity:
        each = self.links.activities[number]
        starts, ends = started(number), ended(number)
        begin, end = (_day(self.earliest.days[place], 1) for place in (starts, ends))
        if each.done is not None:
            kept, reason = self._when_done(number, each.done)
            return ScheduledActivity(each.key, begin, end, begin, end, kept=kept, done=each.done, reason=reason)
        never = self.last[number].never
        slack, place = (None, ends) if never else self._slack(ends, starts)
        return ScheduledActivity(
            activity=each.key,
            earliest_start=begin,
            earliest_end=end,
            latest_start=_day(self.latest.days[starts], -1),
            latest_end=_day(self.latest.days[ends], -1),
            slack_days=slack,
            kept=False if never else None if slack is None else slack >= 0,
            spans=each.days is None,
            reason=self._reason(place, slack),
            assumes=tuple(dict.fromkeys(self._assumed(number))),
        )

    def _slack(self, ends: int, starts: int) -> tuple[int | None, int]:
        """How many days it can slip, and which of its two days says so: the last, unless the first can slip less."""
        spare = [
            (-latest - earliest, place)
            for place in (ends, starts)
            if (earliest := self.earliest.days[place]) is not None and (latest := self.latest.days[place]) is not None
        ]
        return min(spare, key=lambda found: found[0], default=(None, ends))

    def _when_done(self, number: int, done: date) -> tuple[bool, str]:
        due = self.last[number].day
        late = 0 if due is None else max(0, (done - due).days)
        told = f"done on {done.isoformat()}"
        return not late, f"{told}, {late} day{'' if late == 1 else 's'} late" if late else told

    def _reason(self, place: int, slack: int | None) -> str:
        early, late = self._held(place), self._pressed(place)
        if never := self.last[place // 2].never:
            return f"{never}; {early}"
        if slack is None:
            return f"{early}; {late}"
        if slack < 0:
            return f"{late}, and {early}: {-slack} day{'' if slack == -1 else 's'} too late"
        return f"{early}, and {late}: {slack} day{'' if slack == 1 else 's'} to spare"

    def _held(self, place: int) -> str:
        """Why it cannot be finished, or begin, earlier."""
        day = self.earliest.days[place]
        if day is None:
            return "nothing says when it can begin"
        own, comes = self.links.activities[place // 2].key, "begin" if place == started(place // 2) else "be finished"
        behind = list(islice(_followed(self.earliest.over, place), 1, _FOLLOWED + 2))
        place = self.roots[place]
        bound, root = self.first[place // 2], self.links.activities[place // 2]
        # The last seed of all is the day asked about, which moves what was to be over by then.
        if root.done is None and place % 2 and self.on is not None:
            since = f"{'it' if root.key == own else root.key} is not done by {self.on.isoformat()}"
        elif root.done is not None:
            since = f"{root.key} was done on {root.done.isoformat()}"
        else:
            counted = "counted back from its end"
            told = counted if bound is None or bound.day is None else f"{bound.why} on {bound.day.isoformat()}"
            since = told if root.key == own else f"{root.key}: {told}"
        keys = [self.links.activities[each // 2].key for each in behind]
        chain = _chain(keys, own, "after", cut=len(keys) > _FOLLOWED)
        return f"it can {comes} on {_said(day)} at the earliest ({since}{chain})"

    def _pressed(self, place: int) -> str:
        """Why it must not be finished, or begin, later."""
        day = self.latest.days[place]
        if day is None:
            return "no day is known by which it must be finished"
        places = list(islice(_followed(self.latest.over, place, backward=True), 1, _FOLLOWED + 2))
        keys = [self.links.activities[each // 2].key for each in places]
        own, comes = self.links.activities[place // 2].key, "begin" if place == started(place // 2) else "be finished"
        end = self.ends[place] // 2
        root, why = self.links.activities[end].key, self.last[end].why
        told = why if root == own else f"{root}: {why}"
        ahead = _chain(keys, own, "before", cut=len(keys) > _FOLLOWED)
        return f"it must {comes} by {_said(-day)} ({told}{ahead})"

    def _behind(self, number: int) -> list[int]:
        """The places on the way to its last day, nearest first, and no more of a long way than are told."""
        return list(islice(_followed(self.earliest.over, ended(number)), 1, _FOLLOWED + 2))

    def _assumed(self, number: int) -> Iterator[Statement]:
        """What was not known on the way to its days, its own first."""
        begins = self.first[number]
        yield from () if begins is None else begins.assumes
        yield from self.last[number].assumes
        for place in (ended(number), *self._behind(number)):
            each = self.links.activities[place // 2]
            if each.done is None and each.days is None:
                yield length_assumed(each.key)
        root = self.first[self.roots[ended(number)] // 2]
        yield from () if root is None else root.assumes
        if self.earliest.days[ended(number)] is None:
            yield start_assumed(self.links.activities[number].key)


def _begun(each: Activity, done: date) -> int:
    """The first day of what is done, as far as it is known."""
    if each.days is not None:
        return max(done.toordinal() - each.days + 1, 1)
    return min(each.start, done).toordinal() if isinstance(each.start, date) else done.toordinal()


def _day(ordinal: int | None, sign: int) -> date | None:
    return None if ordinal is None else date.fromordinal(min(max(sign * ordinal, 1), date.max.toordinal()))


def _said(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def _followed(over: Sequence[Link | None], place: int, *, backward: bool = False) -> Iterator[int]:
    """The places on the way by which a place was reached, itself first."""
    yield place
    while (link := over[place]) is not None:
        place = link.target if backward else link.source
        yield place


def _roots(over: Sequence[Link | None], *, backward: bool = False) -> tuple[int, ...]:
    """Where the way to each place begins."""
    roots = [-1] * len(over)
    for start in range(len(over)):
        way = []
        for place in _followed(over, start, backward=backward):
            way.append(place)
            if roots[place] >= 0:
                break
        root = roots[way[-1]] if roots[way[-1]] >= 0 else way[-1]
        for place in way:
            roots[place] = root
    return tuple(roots)


def _chain(keys: list[str], own: str, word: str, *, cut: bool) -> str:
    """Over which other activities it came, nearest first."""
    others = [key for key in dict.fromkeys(keys) if key != own]
    if not others:
        return ""
    more = f" and {'many' if cut else len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return f"; {word} {', '.join(others[:_NAMED])}{more}"
