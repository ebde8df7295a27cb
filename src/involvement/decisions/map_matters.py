"""Matters of a map: the channels that take views about one, and issues as their decisions."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve

from involvement.decisions.flows import EntryPoint, Flow, Reply, takes

__all__ = ["channels_about", "with_issues"]

_Channel = TypeVar("_Channel", EntryPoint, Flow, Reply)


def channels_about(
    flows: Iterable[Flow], entry_points: Iterable[EntryPoint], replies: Iterable[Reply], matter: frozenset[str]
) -> dict[str, Any]:
    """The channels of a map, by their names, that take views, or answers, about a matter."""
    return {
        "flows": [flow for flow in flows if takes(flow, matter)],
        "entry_points": [entry for entry in entry_points if takes(entry, matter)],
        "replies": [reply for reply in replies if takes(reply, matter)],
    }


def with_issues(
    flows: Iterable[Flow],
    entry_points: Iterable[EntryPoint],
    replies: Iterable[Reply],
    decisions: Mapping[str, Collection[str]],
) -> dict[str, Any]:
    """The channels of a map, by their names; what is about an issue is about its decisions too."""

    def told(channel: _Channel) -> _Channel:
        more: list[str] = [key for issue in channel.about or () for key in decisions.get(issue, ())]
        return evolve(channel, about=(*(channel.about or ()), *more)) if more else channel

    return {
        "flows": tuple(map(told, flows)),
        "entry_points": tuple(map(told, entry_points)),
        "replies": tuple(map(told, replies)),
    }
