"""Notes taken while records are read, so that nothing is dropped in silence."""

from collections import Counter

from involvement.exchange.public_records.committee_records import RecordCount
from involvement.exchange.readings import Skipped
from involvement.exchange.reasons import Reason

__all__ = ["Notes"]


class Notes:
    """A notebook: each object is found once, and then used, deleted or skipped."""

    def __init__(self) -> None:
        self._found: Counter[str] = Counter()
        self._deleted: Counter[str] = Counter()
        self._skipped: Counter[tuple[str, str, Reason]] = Counter()
        self._odd: Counter[tuple[str, str, Reason]] = Counter()

    def found(self, kind: str) -> None:
        """An object was read; unless something else is noted of it, it is used."""
        self._found[kind] += 1

    def deleted(self, kind: str) -> None:
        """An object found is told to be deleted."""
        self._deleted[kind] += 1

    def skip(self, place: str, kind: str, why: Reason, count: int = 1) -> None:
        """Objects found are left out."""
        self._skipped[place, kind, why] += count

    def odd(self, place: str, what: str, why: Reason) -> None:
        """Something about an object is missing, contradictory or not understood."""
        self._odd[place, what, why] += 1

    def counts(self) -> tuple[RecordCount, ...]:
        """What became of the objects of each kind, sorted by kind."""
        skipped: Counter[str] = Counter()
        for (_, kind, _), count in self._skipped.items():
            skipped[kind] += count
        return tuple(
            RecordCount(kind, read, read - self._deleted[kind] - skipped[kind], self._deleted[kind], skipped[kind])
            for kind, read in sorted(self._found.items())
        )

    def skipped(self) -> tuple[Skipped, ...]:
        """Why objects were left out, sorted by place."""
        return _listed(self._skipped)

    def oddities(self) -> tuple[Skipped, ...]:
        """What was missing, contradictory or not understood, sorted by place."""
        return _listed(self._odd)


def _listed(noted: "Counter[tuple[str, str, Reason]]") -> tuple[Skipped, ...]:
    return tuple(Skipped(what, place, why, count) for (place, what, why), count in sorted(noted.items()))
