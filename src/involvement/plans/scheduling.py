"""Earliest and latest days of the activities of a plan: longest paths along their links and against them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from involvement._fields import frozen
from involvement.plans import schedule_words
from involvement.plans.activities import Activity
from involvement.plans.assumptions import length_assumed, start_assumed
from involvement.plans.links import Link, Links, Reached, ended, started
from involvement.plans.resolved_dates import Bound, Bounds
from involvement.plans.schedules import Schedule, ScheduledActivity
from involvement.wording import Statement

__all__ = ["schedule_of"]

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
        for number, (activity, begins, ends) in enumerate(zip(links.activities, first, last, strict=True)):
            if activity.done is not None:
                over += [started(number), ended(number)]
                seeds[started(number)] = _begun(activity, activity.done)
                seeds[ended(number)] = activity.done.toordinal()
            else:
                if begins is not None and begins.day is not None:
                    seeds[started(number)] = begins.day.toordinal()
                if ends.day is not None:
                    due[ended(number)] = -ends.day.toordinal()
        earliest = links.from_seeds(seeds, fixed=over)
        if on is not None:
            # What has a day and is not done ends today at the earliest; it takes longer, and began when it was to.
            late = []
            for number, planned in enumerate(links.activities):
                day = earliest.days[ended(number)]
                if planned.done is None and day is not None and day < on.toordinal():
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
            due = self.last[number].day
            late = 0 if due is None else max(0, (each.done - due).days)
            says = schedule_words.together(schedule_words.done(each.key, each.done, late))
            return ScheduledActivity(each.key, begin, end, begin, end, kept=not late, done=each.done, says=says)
        never = self.last[number].never
        slack, place = self._slack(ends, starts) if never is None else (None, ends)
        return ScheduledActivity(
            activity=each.key,
            earliest_start=begin,
            earliest_end=end,
            latest_start=_day(self.latest.days[starts], -1),
            latest_end=_day(self.latest.days[ends], -1),
            slack_days=slack,
            kept=(None if slack is None else slack >= 0) if never is None else False,
            spans=each.days is None,
            says=schedule_words.together(*self._said(place, slack)),
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

    def _said(self, place: int, slack: int | None) -> Iterator[Statement | None]:
        """What there is to say of the place where it can slip least."""
        if never := self.last[place // 2].never:
            yield never
            yield from self._held(place)
        else:
            yield from self._held(place)
            yield from self._pressed(place, slack)

    def _held(self, place: int) -> Iterator[Statement | None]:
        """Why it cannot be finished, or begin, earlier."""
        own, begins = self._key(place), place == started(place // 2)
        day = self.earliest.days[place]
        yield schedule_words.earliest(own, _day(day, 1), begins=begins)
        if day is None:
            return
        behind = list(islice(_followed(self.earliest.over, place), 1, _FOLLOWED + 2))
        root = self.roots[place]
        bound, activity = self.first[root // 2], self.links.activities[root // 2]
        # The last seed of all is the day asked about, which moves what was to be over by then.
        if activity.done is not None:
            why = schedule_words.done(activity.key, activity.done, 0)
        elif root % 2 and self.on is not None:
            why = schedule_words.not_done(activity.key, self.on)
        elif bound is None or bound.why is None:
            why = schedule_words.counted_back(activity.key)
        else:
            why = bound.why
        yield schedule_words.of_itself(why) if activity.key == own else why
        yield schedule_words.comes_after(own, self._others(behind, own), cut=len(behind) > _FOLLOWED)

    def _pressed(self, place: int, slack: int | None) -> Iterator[Statement | None]:
        """By when it must be finished, or begin; how many days that leaves; and why not later."""
        own, begins = self._key(place), place == started(place // 2)
        day = self.latest.days[place]
        end = self.ends[place] // 2
        why, its = self.last[end].why, end == place // 2
        bound = schedule_words.of_itself(why) if its and why is not None else why
        due = day is not None and its and why is not None and why.code == "bound.due"
        yield bound if due else schedule_words.latest(own, _day(day, -1), begins=begins)
        yield schedule_words.days_left(slack)
        if day is None:
            return
        ahead = list(islice(_followed(self.latest.over, place, backward=True), 1, _FOLLOWED + 2))
        if not due:
            yield bound
        yield schedule_words.comes_before(own, self._others(ahead, own), cut=len(ahead) > _FOLLOWED)

    def _key(self, place: int) -> str:
        return self.links.activities[place // 2].key

    def _others(self, places: Iterable[int], own: str) -> list[str]:
        return [key for key in dict.fromkeys(map(self._key, places)) if key != own]

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
