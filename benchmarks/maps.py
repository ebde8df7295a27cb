"""Large maps to ask questions of: made from a number, the same on every machine and in every run."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, NamedTuple

from attrs import evolve

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Process, Reply, Stage, Stakeholder

FIRST = date(2026, 1, 5)
LAST = date(2030, 12, 31)
GROUP = "members"
FLOWS_OF_A_FORUM = 5

_OTHER_GROUPS = ("carers", "young-people", "inpatients", "peer-workers")
_STANDINGS = ("informed", "consulted", "consulted", "advises", "advises", "codesigns", "decides_jointly")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


class Parts(NamedTuple):
    """What a map is built from, so that building can be timed by itself."""

    forums: tuple[Forum, ...]
    flows: tuple[Flow, ...]
    decisions: tuple[Decision, ...]
    entry_points: tuple[EntryPoint, ...]
    replies: tuple[Reply, ...]

    def build(self) -> DecisionMap:
        """A fresh map, nothing worked out yet."""
        return DecisionMap(**self._asdict())

    def process(self) -> Process:
        """A fresh process around a fresh map, in which everybody who is named is a service user."""
        groups = (GROUP, *_OTHER_GROUPS)
        stakeholders = tuple(Stakeholder(key, title=key, role="service_user", kind="group") for key in groups)
        return Process("large-map", title="A large map", stakeholders=stakeholders, decision_map=self.build())


class _Dice:
    """Draws by `Random.random` alone: its sequence is promised not to change between versions of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def below(self, limit: int) -> int:
        return int(self._random() * limit)

    def one_of(self, items: tuple[Any, ...]) -> Any:
        return items[self.below(len(items))]


def parts(size: int) -> Parts:
    """The parts of a map of *size* forums, five flows each, and a decision for every hundredth forum.

    Views mostly travel upwards, over at most a fifth of the forums at a time; one flow in twenty goes
    back. Lags are 0 to 28 days, papers are due 0 to 10 days before, and there are 200 calendars.
    """
    dice = _Dice(size)
    calendars = tuple(_calendars())
    forums = tuple(
        Forum(_key(number), title=f"Forum {number}", meetings=dice.one_of(calendars), papers_due=dice.below(11))
        for number in range(size)
    )
    return Parts(
        forums=forums,
        flows=tuple(_flows(size, dice)),
        decisions=tuple(_decisions(size, dice)),
        entry_points=tuple(_entry_points(size, dice)),
        replies=tuple(_replies(size, dice)),
    )


def with_matters(built: Parts, one_in: int) -> Parts:
    """The same parts, where one flow in so many takes views about one decision only: each decision is a matter of its own."""
    dice = _Dice(one_in)
    keys = tuple(decision.key for decision in built.decisions)
    flows = tuple(evolve(flow, about=(dice.one_of(keys),)) if dice.below(one_in) == 0 else flow for flow in built.flows)
    return built._replace(flows=flows)


def with_entry_points(built: Parts) -> Parts:
    """The same parts, with an entry point for each decision at some forum, where the group advises on that one only."""
    dice = _Dice(len(built.decisions))
    forums = tuple(forum.key for forum in built.forums)
    added = [
        EntryPoint(dice.one_of(forums), GROUP, standing="advises", about=(decision.key,))
        for decision in built.decisions
    ]
    return built._replace(entry_points=(*built.entry_points, *added))


def _key(number: int) -> str:
    return f"forum-{number}"


def _calendars() -> Iterator[Meetings]:
    """Monthly, weekly and quarterly meetings over five years: 200 of them."""
    monthly = [f"FREQ=MONTHLY;BYDAY={week}{day}" for week, day in product((1, 2, 3, 4, -1), _WEEKDAYS)]
    by_date = [f"FREQ=MONTHLY;BYMONTHDAY={day}" for day in range(1, 29, 3)]
    weekly = [f"FREQ=WEEKLY;INTERVAL={gap};BYDAY={day}" for gap, day in product((1, 2, 3, 4, 6, 8), _WEEKDAYS)]
    quarterly = [f"FREQ=MONTHLY;INTERVAL=3;BYDAY={week}{day}" for week, day in product((1, 2, 3, 4, -1), _WEEKDAYS)]
    starts = [FIRST + timedelta(days=days) for days in (0, 28, 59)]
    found = [
        *(Meetings(rule, start=FIRST, until=LAST) for rule in (*monthly, *by_date)),
        *(Meetings(rule, start=start, until=LAST) for rule, start in product(weekly, starts)),
        *(Meetings(rule, start=start, until=LAST) for rule, start in product(quarterly, starts)),
    ]
    yield from found


def _flows(size: int, dice: _Dice) -> Iterator[Flow]:
    span = max(2, size // 5)
    for number in range(size):
        for _ in range(FLOWS_OF_A_FORUM):
            onwards = number + 1 + dice.below(span)
            back = dice.below(20) == 0 or onwards >= size
            target = dice.below(size) if back else onwards
            if target == number:
                target = (number + 1) % size
            yield Flow(_key(number), _key(target), days=dice.below(29), standing=dice.one_of(_STANDINGS))


def _decisions(size: int, dice: _Dice) -> Iterator[Decision]:
    days = (LAST - FIRST).days
    for number in range(max(5, size // 100)):
        on = FIRST + timedelta(days=120 + dice.below(days - 120))
        options = Stage("options", at=_key(dice.below(size)), by=on - timedelta(days=60))
        stages = (options,) if number % 2 else ()
        yield Decision(f"decision-{number}", made_at=_key(dice.below(size)), on=on, stages=stages, calls_for="advises")


def _entry_points(size: int, dice: _Dice) -> Iterator[EntryPoint]:
    yield EntryPoint(_key(0), GROUP, standing="advises")
    yield EntryPoint(_key(size // 10), GROUP, standing="consulted")
    yield EntryPoint(_key(1), standing="consulted")
    for group in _OTHER_GROUPS:
        for _ in range(2):
            yield EntryPoint(_key(dice.below(size)), group, standing=dice.one_of(_STANDINGS))


def _replies(size: int, dice: _Dice) -> Iterator[Reply]:
    for number in range(1, size, 2):
        yield Reply(_key(number), _key(dice.below(number)), days=dice.below(15))
    yield Reply(_key(size - 1), GROUP, days=7)
