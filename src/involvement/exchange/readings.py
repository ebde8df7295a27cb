"""Readings: the process that a file in another format implies, with what was left aside and why."""

from collections.abc import Iterable

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.exchange.reasons import Reason
from involvement.processes import Process
from involvement.records import Record
from involvement.wording import Fact, Quote, Statement, Wording

__all__ = ["Reading", "Skipped"]


@frozen
class Skipped:
    """Something in a file that did not become part of the process, or only in part.

    Attributes:
        what: its kind in the file, and the field where it is one: `Meeting`, `Meeting.start`.
        where: the file, and the place in it: `meetings.json https://example.org/meeting/3`.
        why: why it was left aside, or what was made of it.
        count: how many of this kind stand there together.
    """

    what: str = field(validator=_fields.text)
    where: str = field(validator=_fields.text)
    why: Reason = field(validator=_fields.a(Reason))
    count: int = field(default=1, validator=_fields.count)

    @property
    def says(self) -> Statement:
        """What was left aside, where, how often and why."""
        code = "once" if self.count == 1 else "often"
        facts: dict[str, Fact] = {
            "where": Quote(self.where, "Skipped.where"),
            "what": Quote(self.what, "Skipped.what"),
            "count": self.count,
            "why": self.why,
        }
        return Statement(f"skipped.{code}", facts, template=_SKIPPED[code], sources=_SOURCES)

    @property
    def reason(self) -> str:
        """What it is and why, without its place, as a record keeps it."""
        facts: dict[str, Fact] = {"what": Quote(self.what, "Skipped.what"), "why": self.why}
        sources = {name: _SOURCES[name] for name in facts}
        return Wording().clause(Statement("skipped.reason", facts, template="{what}: {why}", sources=sources))

    def __str__(self) -> str:
        return Wording().say(self.says)


_SOURCES = {"where": "Skipped.where", "what": "Skipped.what", "count": "Skipped.count", "why": "Skipped.why"}
_SKIPPED = {"once": "In {where}, {what}: {why}.", "often": "In {where}, {what}, {count:time}: {why}."}


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

    @property
    def says(self) -> Statement:
        """How much of a decision map there is, and how many things were left aside."""
        a_map = self.decision_map
        facts: dict[str, Fact] = {
            "form": Quote(self.form, "Reading.form"),
            "forums": len(a_map.forums),
            "flows": len(a_map.flows),
            "decisions": len(a_map.decisions),
            "more": (self.left_aside,) if self.skipped else (),
        }
        return Statement("reading", facts, template=_READING, sources=_READ)

    @property
    def left_aside(self) -> Statement:
        """How many things were left aside or are not clear."""
        facts: dict[str, Fact] = {
            "form": Quote(self.form, "Reading.form"),
            "things": sum(skipped.count for skipped in self.skipped),
        }
        return Statement(
            "reading.left_aside",
            facts,
            template=_LEFT_ASIDE,
            sources={"form": "Reading.form", "things": "Skipped.count"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_READING = "Read as {form}, it gives {forums:forum}, {flows:flow} and {decisions:decision}. {more:sentences}"
_LEFT_ASIDE = "Of what was read as {form}, {things:thing was|things were} left aside or {things#is|are} not clear."
_READ = {
    "form": "Reading.form",
    "forums": "DecisionMap.forums",
    "flows": "DecisionMap.flows",
    "decisions": "DecisionMap.decisions",
}
