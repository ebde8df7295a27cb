"""What can one stakeholder's view do from one day on? Searches shared between the answers about it."""

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from involvement.decisions.assumptions import assumed_at, assumed_days, assumed_standing
from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.flows import EntryPoint, Flow
from involvement.decisions.indexes import Index, ordinal, rank
from involvement.decisions.journeys import Hearing, Journey, Opportunity, OpportunityStatus
from involvement.decisions.networks import LAST, Seed, Step
from involvement.standing import Standing

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
        self._label = None if who is None else ", ".join(sorted(who))
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
            self._widest = self._network.widest((entry.forum, entry.rank) for entry in self._entries)
        return self._widest

    def _earliest(self, floor: int, only: int | None) -> Sequence[int]:
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
        day = self._earliest(floor, limit)[target]
        if day > by:
            return None
        best = floor
        for level in self._index.ranks:
            if level <= floor:
                break
            if self._earliest(level, limit)[target] == day:
                best = level
                break
        steps = self._network.route(self._seeds, target, day, floor=best, heard=self._earliest(best, limit))
        return self._told(steps)

    def shapes(self, decision: Decision, *, floor: int = 0, only: bool = False) -> bool | None:
        """Whether the view is heard while the options of a decision are open; None if not known."""
        options = decision.stage(StageName.OPTIONS)
        if options is None or options.by is None:
            return None
        forum = self._network.index[options.at]
        return self._earliest(floor, forum if only else None)[forum] <= options.by.toordinal()

    def _told(self, steps: Sequence[Step]) -> Journey:
        index, keys = self._index, self._network.keys
        hearings: list[Hearing] = []
        assumes: dict[str, None] = {}
        entry: EntryPoint | None = None
        for step in steps:
            forum = index.forums[keys[step.forum]]
            by: EntryPoint | Flow | None = None
            if hearings:
                by = index.flows[step.position]
                assumes.update(assumed_days(by))
            elif step.position >= 0:
                by = entry = index.entry_points[step.position]
            if by is not None:
                assumes.update(assumed_standing(by))
                assumes.update(assumed_at(forum, step))
            standing = None if by is None else _STANDINGS[rank(by.standing)]
            hearings.append(
                Hearing(forum.key, date.fromordinal(step.arrives), date.fromordinal(step.heard), standing, by)
            )
        standings = [hearing.standing for hearing in hearings if hearing.standing is not None]
        return Journey(self._raised, entry, tuple(hearings), min(standings, default=None), None, tuple(assumes))

    def latest_start(self, target: int, by: int, floor: int = 0) -> tuple[int, tuple[Step, ...]] | None:
        """The last day on which a view raised is heard at the forum by a day, and a way for it."""
        if self.widest[target] < floor:
            return None
        return self._network.latest_start(self._entries, target, by, floor=floor, widest=self.widest)

    def _last_days(self, target: int, by: int, latest: int) -> tuple[tuple[Standing, date], ...]:
        found: list[tuple[Standing, date]] = []
        best = 0
        for level in self._index.ranks:
            start = self.latest_start(target, by, level)
            if start is not None and start[0] > best:
                best = start[0]
                found.append((_STANDINGS[level], date.fromordinal(best)))
                if best == latest:
                    break
        return tuple(found)

    def opportunity(self, decision: Decision, stage: Stage, *, only: bool = False) -> Opportunity:
        """What this stakeholder can still do about one stage of one decision."""
        target = self._network.index[stage.at]
        limit = target if only else None
        status = OpportunityStatus.NO_ROUTE
        start: date | None = None
        last_days: tuple[tuple[Standing, date], ...] = ()
        latest_way: tuple[Step, ...] = ()
        if self.widest[target] >= 0:
            status = OpportunityStatus.UNDATED
            if stage.by is not None:
                found = self.latest_start(target, stage.by.toordinal())
                status = OpportunityStatus.NO_TIME
                if found is not None:
                    latest, latest_way = found
                    start = date.fromordinal(latest)
                    last_days = self._last_days(target, stage.by.toordinal(), latest)
                    status = OpportunityStatus.MISSED if start < self._raised else OpportunityStatus.OPEN
        journey: Journey | None = None
        standing: Standing | None = None
        if status in {OpportunityStatus.OPEN, OpportunityStatus.UNDATED}:
            by = ordinal(stage.by, LAST)
            journey = self.journey(target, by=by, only=only)
            levels = (level for level in self._index.ranks if self._earliest(level, limit)[target] <= by)
            best = next(levels, None)
            standing = None if best is None else _STANDINGS[best]
        assumes: tuple[str, ...] = ()
        if journey is not None:
            journey = evolve(journey, shapes=self.shapes(decision, only=only))
            assumes = tuple(dict.fromkeys((*journey.assumes, *self._told(latest_way).assumes)))
        return Opportunity(
            decision=decision.key,
            stage=stage.name,
            by=stage.by,
            stakeholder=self._label,
            status=status,
            latest_start=start,
            slack_days=None if start is None else (start - self._raised).days,
            last_days=last_days,
            standing=standing,
            journey=journey,
            reason=self._reason(decision, stage, status, start, journey),
            assumes=assumes,
        )

    def _reason(
        self, decision: Decision, stage: Stage, status: OpportunityStatus, start: date | None, journey: Journey | None
    ) -> str:
        who = self._label or "anyone"
        where = f"{self._index.forums[stage.at]}"
        what = f"{decision}" if stage.name is StageName.DECISION else f"the {stage.name} stage of {decision}"
        by = "" if stage.by is None else f" by {stage.by.isoformat()}"
        match status:
            case OpportunityStatus.NO_ROUTE:
                return f"no view of {who} gets to {where}, where {what} is settled"
            case OpportunityStatus.NO_TIME:
                return f"no day is early enough for a view of {who} to be heard at {where}{by} about {what}"
            case OpportunityStatus.UNDATED:
                heard = (
                    f"; raised on {self._raised.isoformat()} it is heard there on {journey.heard.isoformat()} at best"
                    if journey
                    else ""
                )
                return f"the day of {what} at {where} is not known, so neither is the last day for {who}{heard}"
            case _:
                assert start is not None
                days = (start - self._raised).days
                if status is OpportunityStatus.MISSED:
                    return (
                        f"{who} had until {start.isoformat()}, {_days(-days)} before {self._raised.isoformat()}, "
                        f"to be heard at {where}{by} about {what}"
                    )
                return (
                    f"{who} must speak by {start.isoformat()}, {_days(days)} from {self._raised.isoformat()}, "
                    f"to be heard at {where}{by} about {what}"
                )


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
