"""Reply routes: how the answer gets back to those who spoke."""

from datetime import date

from involvement.calendars.calendars import NEVER
from involvement.decisions.assumptions import channel_ref, day_assumed, days_assumed
from involvement.decisions.decisions import Decision
from involvement.decisions.journeys import Hearing, ReturnJourney
from involvement.decisions.search.indexes import Index, label_of, ordinal
from involvement.decisions.search.networks import LAST, Network, Seed, Step
from involvement.decisions.search.routes import shortest
from involvement.wording import Statement

__all__ = ["return_journey"]


def return_journey(
    index: Index, who: frozenset[str] | None, decision: Decision, decided: date | None
) -> ReturnJourney | None:
    """The way of the answer about a decision back to some stakeholders, None without one."""
    network = index.answers
    start = network.index[decision.made_at]
    ends = {network.index[index.entry_points[entry.position].forum] for entry in index.entries(who)}
    ends |= {network.index[key] for key in index.letters if who is None or key in who}
    if decided is None:
        steps = _undated_way(network, start, ends)
    else:
        steps = _soonest_way(network, start, ends, decided.toordinal())
    if steps is None:
        return None
    hearings: list[Hearing] = []
    replies = tuple(index.replies[step.position] for step in steps[1:])
    assumes: dict[Statement, None] = {} if decided is not None else {day_assumed(decision.key): None}
    left = ordinal(decided, 0)
    for step, reply in zip(steps[1:], replies, strict=True):
        if reply.days is None:
            assumes[days_assumed(channel_ref(reply, step.position))] = None
        forum = index.forums.get(network.keys[step.forum])
        if decided is not None:
            assumes.update(index.assumed_of_holidays(reply, forum, left, step.arrives))
            left = step.heard
        if forum is not None and decided is not None:
            assumes.update(index.assumed_at(forum, step.heard))
            heard = date.fromordinal(step.heard)
            hearings.append(Hearing(forum.key, date.fromordinal(step.arrives), heard, None, reply))
    return ReturnJourney(
        stakeholder=None if who is None else label_of(who),
        decision=decision.key,
        decided=decided,
        replies=replies,
        hearings=tuple(hearings),
        ends_at=network.keys[steps[-1].forum],
        returned=None if decided is None else date.fromordinal(steps[-1].heard),
        assumes=tuple(assumes),
    )


def _soonest_way(network: Network, start: int, ends: set[int], decided: int) -> tuple[Step, ...] | None:
    seeds = [Seed(start, decided, decided, 0, -1)]
    heard = network.earliest(seeds)
    day = min((heard[end] for end in ends), default=NEVER)
    if day > LAST:
        return None
    ways = [network.route(seeds, end, day, floor=0, heard=heard) for end in sorted(ends) if heard[end] == day]
    return min(ways, key=lambda steps: (len(steps), [step.forum for step in steps], [step.position for step in steps]))


def _undated_way(network: Network, start: int, ends: set[int]) -> tuple[Step, ...] | None:
    ways = [way for end in sorted(ends) if (way := shortest(network, [start], end)) is not None]
    if not ways:
        return None
    best = min(ways, key=lambda way: (len(way), way))
    return tuple(Step(forum, 0, 0, position) for forum, position in best)
