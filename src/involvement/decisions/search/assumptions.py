"""Assumptions: what is not known, and is taken in favour of the view."""

from datetime import date

from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.search.networks import Step

__all__ = ["assumed_at", "assumed_days", "assumed_standing"]

Names = dict[str, None]  # an ordered set


def assumed_days(way: Flow | Reply) -> Names:
    """`days:group>board` where it is not known how long that takes: no time at all."""
    return {} if way.days is not None else {f"days:{way.source}>{way.target}": None}


def assumed_standing(by: EntryPoint | Flow) -> Names:
    """`standing:group>board`, or `standing:group` for an entry, where that is not known: consulted."""
    if by.standing is not None:
        return {}
    place = by.forum if isinstance(by, EntryPoint) else f"{by.source}>{by.target}"
    return {f"standing:{place}": None}


def assumed_at(forum: Forum, step: Step) -> Names:
    """`papers_due:board` and `meetings:board`, where papers were taken to need no time, or a day to be a meeting."""
    found: Names = {}
    if forum.papers_due is None:
        found[f"papers_due:{forum.key}"] = None
    if forum.meetings is None or forum.meetings.assumed(date.fromordinal(step.heard)):
        found[f"meetings:{forum.key}"] = None
    return found
