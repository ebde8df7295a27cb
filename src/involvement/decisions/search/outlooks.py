"""Searches for the views of one stakeholder from one day on, shared between the answers about it."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import NamedTuple

from involvement.decisions.decisions import Decision, StageName
from involvement.decisions.flows import EntryPoint, Flow, takes
from involvement.decisions.journeys import Hearing, Journey
from involvement.decisions.search.indexes import Index, label_of, rank
from involvement.decisions.search.matter_searches import FirstDays, ReachedBack
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import LAST, Entry, Network, Seed, Step
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["NOTHING", "Asked", "Outlook", "Outlooks"]

_STANDINGS = tuple(Standing)
_STRONGEST = len(_STANDINGS) - 1
_HEARD = Standing.CONSULTED.rank
NOTHING = len(_STANDINGS)  # above every rank


class Outlook:
    """The searches for the views of some stakeholders, raised on one day; each is made once.

    With `heard_at`, the view is followed from that forum, where it was heard on the day.
    """

    def __init__(self, index: Index, who: frozenset[str] | None, raised: date, heard_at: str | None = None) -> None:
        self._index = index
        self._network = index.network
        self._label = None if who is None else label_of(who)
        self._raised = raised
        self._entries = index.entries(who) if heard_at is None else []
        day = raised.toordinal()
        if heard_at is None:
            self._seeds = self._network.seeds(self._entries, day)
        else:
            self._seeds = [Seed(index.forum(heard_at), day, day, _STRONGEST, -1)]
        self._heard: dict[tuple[int, int | None], Sequence[int]] = {}
        self._widest: list[int] | None = None

    def narrowed(self, network: Network, entries: Sequence[Entry], heard: Mapping[int, Sequence[int]]) -> "Outlook":
        """The outlook by some of the channels only, by what was heard of the view on which days for each floor."""
        found = copy(self)
        seeds = network.seeds(entries, self._raised.toordinal())
        days = {(floor, None): days for floor, days in heard.items()}
        vars(found).update(_network=network, _entries=entries, _seeds=seeds, _heard=days)
        return found

    @property
    def widest(self) -> list[int]:
        """The best rank with which a view gets to each forum, whatever the day; -1 without a route."""
        if self._widest is None:
            self._widest = self._network.widest([(entry.forum, entry.rank) for entry in self._entries])
        return self._widest

    def earliest(self, floor: int, only: int | None = None) -> Sequence[int]:
        """The first day on which each forum hears; with *only*, worked out no further than that forum's day."""
        known = self._heard.get((floor, None)) or self._heard.get((floor, only))
        if known is None:
            known = self._network.earliest(self._seeds, floor=floor, target=only)
            self._heard[floor, only] = known
        return known

    def journey(self, target: int, *, floor: int = 0, by: int = LAST, only: bool = False) -> Journey | None:
        """The earliest journey to a forum, None if it is not heard there by the day.

        With *only*, the search goes no further than that forum; without, it serves other forums too.
        """
        limit = target if only else None
        day = self.earliest(floor, limit)[target]
        if day > by:
            return None
        best = floor
        for level in self._index.ranks:
            if level <= floor:
                break
            if self.earliest(level, limit)[target] == day:
                best = level
                break
        steps = self._network.route(self._seeds, target, day, floor=best, heard=self.earliest(best, limit))
        return self.told(steps)

    def shapes(self, decision: Decision, *, floor: int = 0, only: bool = False) -> bool | None:
        """Whether the view is heard while the options of a decision are open; None if not known."""
        options = decision.stage(StageName.OPTIONS)
        if options is None or options.by is None:
            return None
        forum = self._network.index[options.at]
        return self.earliest(floor, forum if only else None)[forum] <= options.by.toordinal()

    def told(self, steps: Sequence[Step]) -> Journey:
        """The journey that some steps make."""
        index, keys = self._index, self._network.keys
        hearings: list[Hearing] = []
        assumes: dict[Statement, None] = {}
        entry: EntryPoint | None = None
        for step in steps:
            forum = index.forums[keys[step.forum]]
            by: EntryPoint | Flow | None = None
            if hearings:
                by = index.flows[step.position]
                assumes.update(index.assumed_of_flow(step.position))
            elif step.position >= 0:
                by = entry = index.entry_points[step.position]
                assumes.update(index.assumed_of_entry(step.position))
            if by is not None:
                left = hearings[-1].heard.toordinal() if hearings else step.arrives
                assumes.update(index.assumed_at(forum, step.heard))
                assumes.update(index.assumed_of_holidays(by, forum, left, step.arrives))
            standing = None if by is None else _STANDINGS[rank(by.standing)]
            hearings.append(
                Hearing(forum.key, date.fromordinal(step.arrives), date.fromordinal(step.heard), standing, by)
            )
        standings = [hearing.standing for hearing in hearings if hearing.standing is not None]
        return Journey(self._raised, entry, tuple(hearings), min(standings, default=None), None, tuple(assumes))


class Asked(NamedTuple):
    """What is asked about a decision: with which rank views get to a forum, and on which days they are first heard.

    Attributes:
        known: a rank with which one is known to get there; -1 if none is.
        least: the least rank of which the days are asked, NOTHING where none are.
    """

    decision: Decision
    forum: int
    known: int
    least: int


class Outlooks:
    """The outlooks of some stakeholders for one day, by what a view is about.

    Most answers are the same whatever a view is about: the best route of all is the best about a matter where it may take
    it, and what goes where everything may go can go about each. The rest is asked of all the decisions in one search.
    """

    def __init__(self, index: Index, who: frozenset[str] | None, raised: date, asked: Sequence[Asked]) -> None:
        self._index, self._who, self._asked = index, who, asked
        self._whole = Outlook(index, who, raised)
        matters = index.matters_of([question.decision for question in asked])
        self._several = None if matters is None else _Several(index, who, self._whole, raised, asked, matters)

    def widest(self) -> list[int]:
        """Of each that is asked, the best rank with which views get to the forum, whatever the day; -1 without a route."""
        most = [self._whole.widest[question.forum] for question in self._asked]
        if self._several is None or all(
            question.known == best for question, best in zip(self._asked, most, strict=True)
        ):
            return most
        everything = self._several.everything.widest
        least = [max(question.known, everything[question.forum]) for question in self._asked]
        places = [place for place, best in enumerate(most) if least[place] < best]
        open_ones = [self._asked[place] for place in places]
        decisions, forums = [question.decision for question in open_ones], [question.forum for question in open_ones]
        search = ReachedBack(self._index, self._who, decisions, forums)
        for number, place in enumerate(places):
            between = [rank for rank in self._index.ranks if least[place] < rank <= most[place]]
            least[place] = max(least[place], search.best(number, between))
        return least

    def heard(self, decision: Decision, rank: int, forum: int, *, only: bool) -> bool:
        """Whether a view about the decision is ever heard at a forum with a rank."""
        limit = forum if only else None
        soonest = self._whole.earliest(rank, limit)[forum] <= LAST
        if not soonest or self._several is None or self._several.everything.earliest(rank)[forum] <= LAST:
            return soonest
        return self._several.first_days(decision, rank)[forum] <= LAST

    def journey(self, decision: Decision, target: int, *, floor: int, by: int, only: bool) -> Journey | None:
        """The earliest journey of a view about the decision to a forum, None if it is not heard there by the day."""
        journey = self._whole.journey(target, floor=floor, by=by, only=only)
        if journey is None or self._several is None or all(_takes(hearing, decision) for hearing in journey.hearings):
            return journey
        return self._several.outlook(decision).journey(target, floor=floor, by=by)

    def shapes(self, decision: Decision, *, floor: int, only: bool) -> bool | None:
        """Whether a view about the decision is heard while its options are open; None if not known."""
        shapes = self._whole.shapes(decision, floor=floor, only=only)
        if not shapes or self._several is None or self._several.everything.shapes(decision, floor=floor):
            return shapes
        return self._several.outlook(decision).shapes(decision, floor=floor)

    def told(self, steps: Sequence[Step]) -> Journey:
        """The journey that some steps make."""
        return self._whole.told(steps)


class _Several:
    """The same for views about several matters, each of which may take other channels: a search for all of them together."""

    def __init__(
        self,
        index: Index,
        who: frozenset[str] | None,
        whole: Outlook,
        raised: date,
        asked: Sequence[Asked],
        matters: Matters,
    ) -> None:
        self.everything = Outlook(index.about(frozenset()), who, raised)  # by what takes views about anything
        self._network, self._ranks = index.network, index.ranks
        self._entries = index.entries(who)
        self._whole, self._raised = whole, raised.toordinal()
        distinct = dict.fromkeys(matters.taken)
        numbers = {taken: number for number, taken in enumerate(distinct)}
        self._places = {
            question.decision.key: numbers[taken] for question, taken in zip(asked, matters.taken, strict=True)
        }
        self._matters = matters._replace(taken=tuple(distinct))
        self._least = [NOTHING] * len(distinct)  # for each matter, the least rank of which days are asked
        for question in asked:
            place = self._places[question.decision.key]
            self._least[place] = min(self._least[place], question.least)
        self._days: dict[bool, FirstDays] = {}
        self._of: dict[int, Outlook] = {}

    def first_days(self, decision: Decision, rank: int) -> Sequence[int]:
        """The first days on which forums hear a view about the decision; what only tells people is searched by itself."""
        hears = rank >= _HEARD
        if hears not in self._days:
            seeds = self._network.seeds(self._entries, self._raised)
            floors = [floor for floor in self._ranks if (floor >= _HEARD) is hears]
            self._days[hears] = FirstDays(self._network, seeds, self._matters, floors, self._least)
        return self._days[hears].of(self._places[decision.key], rank)

    def outlook(self, decision: Decision) -> Outlook:
        """The outlook for views about a decision that are heard, and not only told."""
        place, matters = self._places[decision.key], self._matters
        if place not in self._of:
            network = self._network.narrowed(lambda position: matters.takes_way(place, position))
            entries = [entry for entry in self._entries if matters.takes_entry(place, entry.position)]
            heard = {rank: self.first_days(decision, rank) for rank in self._ranks if rank >= _HEARD}
            self._of[place] = self._whole.narrowed(network, entries, heard)
        return self._of[place]


def _takes(hearing: Hearing, decision: Decision) -> bool:
    return hearing.by is None or takes(hearing.by, decision.matter)
