"""Readings: the process that a file in another format implies, with what was left aside and why."""

from collections.abc import Iterable

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import DecisionMap
from involvement.processes import Process
from involvement.records import Record
from involvement.wording.lists import counted

__all__ = ["Reading", "Skipped"]


@frozen
class Skipped:
    """Something in a file that did not become part of the process, or only in part.

    Attributes:
        what: its kind, and its own name in the file where it has one: `column 'notes'`.
        where: the file and the line: `forums.csv:14`.
        why: why it was left aside, or what was made of it.
        count: how many of this kind stand there together.
    """

    what: str = field(validator=_fields.text)
    where: str = field(validator=_fields.text)
    why: str = field(validator=_fields.text)
    count: int = field(default=1, validator=_fields.count)

    def __str__(self) -> str:
        times = f" ({self.count})" if self.count != 1 else ""
        return f"{self.where}: {self.what}{times}: {self.why}"


def _skipped(items: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return _fields.as_tuple(items)


@frozen
class Reading:
    """The process that a file implies, with everything that was left aside.

    Attributes:
        process: what was understood.
        skipped: what was not, in the order of the file.
        record: what really happened to matters, where the file tells it.
        form: the format that was found, such as `OParl`.
    """

    process: Process = field(validator=_fields.a(Process))
    form: str = field(validator=_fields.text, kw_only=True)
    skipped: tuple[Skipped, ...] = field(
        default=(), converter=_skipped, validator=_fields.many(Skipped), kw_only=True, repr=_fields.counted
    )
    record: Record | None = field(default=None, validator=_fields.a(Record, optional=True), kw_only=True)

    @property
    def decision_map(self) -> DecisionMap:
        """The decision map of the process; an empty one where it has none."""
        return self.process.decision_map or DecisionMap()

    def __str__(self) -> str:
        a_map = self.decision_map
        parts = (
            counted(len(a_map.forums), "forum"),
            counted(len(a_map.flows), "flow"),
            counted(len(a_map.decisions), "decision"),
        )
        return f"{self.form}: {', '.join(parts)}; {len(self.skipped)} left aside"
