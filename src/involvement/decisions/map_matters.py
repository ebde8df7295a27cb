"""Matters of a map: the map for views about one matter, and issues as their decisions."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from involvement.decisions.flows import EntryPoint, Flow, Reply, takes

if TYPE_CHECKING:
    from involvement.decisions.maps import DecisionMap

__all__ = ["map_about", "map_with_issues"]

_Channel = TypeVar("_Channel", EntryPoint, Flow, Reply)


def map_about(whole: "DecisionMap", matter: frozenset[str]) -> "DecisionMap":
    """The map with only the channels that take views, or answers, about a matter."""
    return evolve(
        whole,
        flows=[flow for flow in whole.flows if takes(flow, matter)],
        entry_points=[entry for entry in whole.entry_points if takes(entry, matter)],
        replies=[reply for reply in whole.replies if takes(reply, matter)],
    )


def map_with_issues(whole: "DecisionMap", decisions: Mapping[str, Collection[str]]) -> "DecisionMap":
    """The map on which what is about an issue is about its decisions too."""

    def told(channel: _Channel) -> _Channel:
        more: list[str] = [key for issue in channel.about or () for key in decisions.get(issue, ())]
        return evolve(channel, about=(*(channel.about or ()), *more)) if more else channel

    return evolve(
        whole,
        flows=map(told, whole.flows),
        entry_points=map(told, whole.entry_points),
        replies=map(told, whole.replies),
    )
