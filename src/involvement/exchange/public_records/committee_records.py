"""Committee records: what was read from a public body, where it comes from, and what was left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap, Forum
from involvement.exchange.readings import Skipped
from involvement.exchange.reasons import Reason
from involvement.people import Stakeholder
from involvement.records import Record
from involvement.wording import Fact, Quote, Statement, Wording

__all__ = ["CommitteeRecords", "KeySource", "RecordCount"]

_LINES = 12  # of one part of a report; the rest is counted


@frozen
class KeySource:
    """Where the thing with a key comes from.

    Attributes:
        key: our key.
        kind: what it is there, such as `Organization`.
        file: the file that its newest version stands in.
        foreign_id: its id there; empty for a person, whose id may be a name.
    """

    key: str
    kind: str
    file: str
    foreign_id: str = ""


@frozen
class RecordCount:
    """How many of one kind were read, and what became of them: the first is the sum of the others."""

    kind: str
    read: int
    used: int
    deleted: int
    skipped: int

    @property
    def says(self) -> Statement:
        """How many were read, and how many of them were used, deleted and left out."""
        facts: dict[str, Fact] = {"kind": Quote(self.kind, "RecordCount.kind")}
        facts.update({name: getattr(self, name) for name in ("read", "used", "deleted", "skipped")})
        sources = {name: f"RecordCount.{name}" for name in facts}
        return Statement("records.count", facts, template=_COUNT, sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_COUNT = (
    "Of {read:object} of type {kind}, {used} {used#was|were} used, {deleted} {deleted#was|were} deleted at the source "
    "and {skipped} {skipped#was|were} left out."
)


def _titles(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return _fields.sorted_pairs(items)


@frozen(cache_hash=True)
class CommitteeRecords:
    """The records of a public body, as far as they were understood, and a report of the rest.

    Nothing is dropped in silence: `counts` tells what became of every object read, `skipped` why any was
    left out, `oddities` what could not be understood of those that were used.

    Attributes:
        record: the steps of matters through forums.
        forums: the bodies that meet, are consulted or have seats, sorted by key.
        stakeholders: organisations that act, and persons under opaque keys; sorted by key.
        titles: pairs of a key and the title there, of forums, matters and organisations; never of persons.
        sources: where each key comes from, sorted by key.
        words: each word that stands for a role there, how often, and whether it was given a meaning.
        on_behalf_of: forum, person and the organisation for which the person sits there; sorted.
        counts: what became of the objects of each kind, sorted by kind.
        skipped: why objects were left out, sorted by place.
        oddities: what was missing, contradictory or not understood, sorted by place.
    """

    record: Record = field(validator=_fields.a(Record))
    forums: tuple[Forum, ...] = field(default=(), kw_only=True, repr=_fields.counted)
    stakeholders: tuple[Stakeholder, ...] = field(default=(), kw_only=True, repr=_fields.counted)
    titles: tuple[tuple[str, str], ...] = field(
        default=(),
        converter=_titles,
        validator=_fields.each(_fields.is_pair, "pairs of a key and a title"),
        kw_only=True,
        repr=_fields.counted,
    )
    sources: tuple[KeySource, ...] = field(default=(), kw_only=True, repr=_fields.counted)
    words: tuple[tuple[str, int, bool], ...] = field(default=(), kw_only=True, repr=_fields.counted)
    on_behalf_of: tuple[tuple[str, str, str], ...] = field(default=(), kw_only=True, repr=_fields.counted)
    counts: tuple[RecordCount, ...] = field(default=(), kw_only=True, repr=_fields.counted)
    skipped: tuple[Skipped, ...] = field(default=(), kw_only=True, repr=_fields.counted)
    oddities: tuple[Skipped, ...] = field(default=(), kw_only=True, repr=_fields.counted)

    def title_of(self, key: str) -> str | None:
        """The title that the thing with this key has there, or None."""
        return self._title_of.get(_fields.a_text("key", key))

    def key_of(self, foreign_id: str) -> str | None:
        """The key of the thing with this id there, or None."""
        return self._key_of.get(_fields.a_text("foreign_id", foreign_id))

    def named(self, decision_map: DecisionMap) -> DecisionMap:
        """The map, with forums as these records have them, and with their titles for decisions named after matters."""
        forums = {forum.key: forum for forum in self.forums}
        return evolve(
            _fields.instance("decision_map", DecisionMap, decision_map),
            forums=tuple(forums.get(forum.key, forum) for forum in decision_map.forums),
            decisions=tuple(
                evolve(decision, title=decision.title or self.title_of(decision.key))
                for decision in decision_map.decisions
            ),
        )

    @cached_property
    def _title_of(self) -> dict[str, str]:
        return dict(self.titles)

    @cached_property
    def _key_of(self) -> dict[str, str]:
        return {origin.foreign_id: origin.key for origin in self.sources if origin.foreign_id}

    @property
    def lines(self) -> tuple[Statement, ...]:
        """What was read, what became of each kind, and the most frequent of what was left out or is not clear."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Statement]:
        yield Statement(
            "records.size",
            {"record": self.record.says, "stakeholders": len(self.stakeholders)},
            template="The records have {record:clause}, and {stakeholders:stakeholder}.",
            sources={"stakeholders": "CommitteeRecords.stakeholders"},
        )
        yield from (count.says for count in self.counts)
        yield from _in_short("left_out", self.skipped)
        yield from _in_short("not_clear", self.oddities)
        unmapped = sum(not known for _, _, known in self.words)
        if unmapped:
            facts = {"unmapped": unmapped, "words": len(self.words)}
            sources = dict.fromkeys(facts, "CommitteeRecords.words")
            yield Statement("records.words", facts, template=_WORDS, sources=sources)

    def __str__(self) -> str:
        return "\n".join(map(Wording().say, self.lines))


_WORDS = "No standing is set for {unmapped} of {words:word that names a role|words that name roles}."
_IN_SHORT = {
    "left_out": "{count} of type {what} {count#was|were} left out: {why}.",
    "left_out_more": "{count} more of {kinds:other kind} {count#was|were} left out.",
    "not_clear": "Not clear in {what}, {count:time}: {why}.",
    "not_clear_more": "Not clear {count:more time} in {kinds:other way}.",
}
_NOTED = {"what": "Skipped.what", "why": "Skipped.why", "count": "Skipped.count"}
_NOTED_MORE = {"count": ("Skipped.count",), "kinds": ("Skipped.what", "Skipped.why")}


def _in_short(code: str, remarks: Iterable[Skipped]) -> Iterator[Statement]:
    """The remarks by kind, the most frequent first."""
    kinds: Counter[tuple[str, Reason]] = Counter()
    for remark in remarks:
        kinds[remark.what, remark.why] += remark.count
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    for (what, why), count in ordered[:_LINES]:
        facts: dict[str, Fact] = {"what": Quote(what, "Skipped.what"), "why": why, "count": count}
        yield Statement(f"records.{code}", facts, template=_IN_SHORT[code], sources=_NOTED)
    if len(ordered) > _LINES:
        more = {"count": sum(count for _, count in ordered[_LINES:]), "kinds": len(ordered) - _LINES}
        code = f"{code}_more"
        yield Statement(f"records.{code}", more, template=_IN_SHORT[code], sources=_NOTED_MORE)
