"""Versions of an object: which one counts, and conflicts between equally new ones."""

import json
from collections import defaultdict
from typing import Any

from attrs import define, field

from involvement.exchange.public_records.notes import Notes
from involvement.exchange.reasons import Reason

__all__ = ["Thing", "Versions"]


@define(eq=False)
class Thing:
    """One version of an object, with the fields that were asked for and could be read.

    Attributes:
        place: how remarks about it name it.
        values: by field; one link is the id it names, several are a tuple of ids. What is not there is not known.
    """

    kind: str
    id: str
    file: str
    place: str
    modified: int | None = None
    deleted: bool = False
    values: dict[str, Any] = field(factory=dict)

    def said(self) -> str:
        """All that it says, as a text to compare by."""
        return json.dumps([self.kind, self.deleted, self.values], default=str, sort_keys=True)


class Versions:
    """The versions of each object; each object is known by a name that is its own."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._versions: defaultdict[str, list[Thing]] = defaultdict(list)

    def add(self, name: str, thing: Thing) -> None:
        """One more version of the object with this name."""
        self._versions[name].append(thing)

    def settled(self) -> list[Thing]:
        """The newest version of each object, sorted by name; of equally new ones, what they agree on."""
        found = (self._newest(self._versions[name]) for name in sorted(self._versions))
        return [thing for thing in found if thing is not None]

    def _newest(self, versions: list[Thing]) -> Thing | None:
        latest = max((version.modified for version in versions if version.modified is not None), default=None)
        newest = [thing for thing in versions if thing.modified == latest]
        for version in versions:
            if version.modified != latest:
                self._notes.skip(version.place, version.kind, Reason.OLDER)
        if len({version.kind for version in newest}) > 1:
            for thing in newest:
                self._notes.skip(thing.place, thing.kind, Reason.SAME_ID)
            return None
        if len(newest) > 1:
            self._reconcile(newest)
        if newest[0].deleted:
            self._notes.deleted(newest[0].kind)
        return newest[0]

    def _reconcile(self, versions: list[Thing]) -> None:
        """An embedded object may tell less than the same one listed; what two tell differently is not known."""
        versions.sort(key=lambda thing: (not thing.deleted, thing.file, thing.said()))
        chosen = versions[0]
        for version in versions[1:]:
            self._notes.skip(version.file, version.kind, Reason.AGAIN)
        if len({thing.deleted for thing in versions}) > 1:
            self._notes.odd(chosen.place, f"{chosen.kind}.deleted", Reason.VERSIONS_DIFFER)
        for name in sorted({name for thing in versions for name in thing.values}):
            told = {thing.values[name] for thing in versions if name in thing.values}
            if len(told) == 1:
                (chosen.values[name],) = told
            else:
                chosen.values.pop(name, None)
                self._notes.odd(chosen.place, f"{chosen.kind}.{name}", Reason.VERSIONS_DIFFER)
