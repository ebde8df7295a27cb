"""Searches for the views of one stakeholder from one day on, shared between the answers about it."""

from collections.abc import Sequence
from datetime import date

from involvement.decisions.decisions import Decision, StageName
from involvement.decisions.flows import EntryPoint, Flow
from involvement.decisions.journeys import Hearing, Journey
from involvement.decisions.search.indexes import Index, label_of, rank
from involvement.decisions.search.networks import LAST, Seed, Step
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["Outlook"]

_STANDINGS = tuple(Standing)
_STRONGEST = len(_STANDINGS) - 1


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
        self._heard: dict[tuple[int, int | None], list[int]] = {}
        self._widest: list[int] | None = None

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
