"""Matters of many questions at once: which channels take views about what is asked at each place."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["Matters"]


class Matters(NamedTuple):
    """What the channels of a map are about, by number, and which of these numbers take views about what is asked.

    Attributes:
        ways: by position of each way that is not about everything, the number of what it is about.
        entries: the same of the entry points.
        taken: for each place asked, the numbers of what takes views about it.
        size: how many numbers there are.
    """

    ways: Mapping[int, int]
    entries: Mapping[int, int]
    taken: Sequence[frozenset[int]]
    size: int

    def takes_way(self, place: int, position: int) -> bool:
        """Whether a way may carry views about what is asked at a place."""
        number = self.ways.get(position)
        return number is None or number in self.taken[place]

    def takes_entry(self, place: int, position: int) -> bool:
        """The same of an entry point; one without a position is no entry point, and takes any."""
        number = self.entries.get(position)
        return number is None or number in self.taken[place]

    def masks(self, places: Sequence[int]) -> list[int]:
        """For each number, the places that it takes, as the bits of one whole number: the first place the lowest."""
        masks = [0] * self.size
        for local, place in enumerate(places):
            for number in self.taken[place]:
                masks[number] |= 1 << local
        return masks
