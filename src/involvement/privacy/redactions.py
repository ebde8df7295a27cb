"""Redacted processes: documents to hand out, without what an edition may not tell."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import attrs
from attrs import evolve

from involvement import _fields
from involvement._fields import Names
from involvement.decisions import Decision, DecisionMap
from involvement.errors import InvolvementError
from involvement.levels import Claim
from involvement.maturity import AnswerSheet
from involvement.people import Population, Stakeholder
from involvement.priorities import Override, Settlement
from involvement.privacy.disclosure_rules import ONS_10_5
from involvement.privacy.lone_voices import lone_parties, overriding_words
from involvement.privacy.masks import CONFIDENTIAL
from involvement.privacy.naming_fields import TREATMENTS, Treatment
from involvement.privacy.small_populations import told_shares
from involvement.privacy.told_fields import told_by
from involvement.processes import Process
from involvement.rankings import Priorities
from involvement.snapshots.names import persons_in
from involvement.wording import Edition
from involvement.wording.editions import edition_of

__all__ = ["redacted", "redacted_map"]

_GONE: Any = object()  # what is left out whole
_Gone = frozenset[tuple[str, str]]


def redacted(process: Process, edition: Edition | str = Edition.PUBLIC, *, on: date | None = None) -> Process:
    """What an edition may tell of a process, as a process that can be stored, exported and handed out.

    A field that may not be told of is left out; where a thing cannot be without it, so is the thing, and with it what names
    it. Nobody is in it who is a person, no contribution, and nothing that one person ranks or rates, unless they consented by the
    day *on* to be published. It tells no size of a group: a page tells it, if that is safe. Less follows from it than from
    the whole: ask the whole, and let `for_edition` tell of it. For the desk it is the process itself.

    >>> told = redacted(Process("p", stakeholders=[Stakeholder("p-7", kind="person"), Stakeholder("users", size=9)]))
    >>> [(stakeholder.key, stakeholder.size) for stakeholder in told.stakeholders]
    [('users', None)]
    """
    _fields.instance("process", Process, process)
    asked = edition_of(edition)
    _fields.a_date_or_nothing("on", on)
    if asked is Edition.DESK:
        return process
    gone: _Gone = frozenset({("stakeholder", key) for key in persons_in(process)})
    gone |= {("person", key) for _, key in gone}
    there = frozenset(_keyed(process))
    lone = lone_parties(process, on)
    overriding = overriding_words(process, lone)
    while True:
        left = _Redaction(asked, lone, overriding, gone, there, set())
        found = left.of(process)
        more = gone.union(left.dropped)
        if more == gone:
            told: Process = found
            return told
        gone = more


def _keyed(process: Process) -> Iterator[tuple[str, str]]:
    """What there is of the kinds of which a key may name either."""
    a_map = process.decision_map or DecisionMap()
    parts = (
        ("stakeholder", process.stakeholders),
        ("issue", process.issues),
        ("forum", a_map.forums),
        ("decision", a_map.decisions),
    )
    for kind, things in parts:
        yield from ((kind, thing.key) for thing in things)


def redacted_map(decision_map: DecisionMap, edition: Edition) -> DecisionMap:
    """What an edition may tell of a map alone, of which nobody knows who on it is a person."""
    if edition is Edition.DESK:
        return decision_map
    told: DecisionMap = _Redaction(edition, _NONE, _NONE, frozenset(), frozenset(), set()).of(decision_map)
    return told


_NONE = frozenset[str]()
_GOES = frozenset({Treatment.DROPPED, Treatment.STOOD_IN})  # without the name it would say something else


class _Part(NamedTuple):
    name: str
    alias: str
    names: Names | None
    told: bool
    treatment: Treatment | None  # what is done where it names somebody who is left out
    default: Any


@cache
def _plan(kind: Any, edition: Edition) -> tuple[_Part, ...]:
    told = told_by(edition)
    return tuple(
        _Part(
            field.name,
            field.alias or field.name,
            field.metadata.get("names"),
            told(f"{kind.__name__}.{field.name}"),
            TREATMENTS.get(f"{kind.__name__}.{field.name}"),
            _default(field.default),
        )
        for field in attrs.fields(kind)
        if field.init
    )


def _default(default: Any) -> Any:
    if default is attrs.NOTHING:
        return _GONE
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


@_fields.frozen
class _Redaction:
    """One walk over a process, with what was left out so far; what it leaves out more is in `dropped`."""

    edition: Edition
    lone: frozenset[str]
    overriding: frozenset[str]
    gone: _Gone
    there: _Gone
    dropped: set[tuple[str, str]]

    def of(self, value: Any) -> Any:
        """The value redacted, or `_GONE`."""
        if isinstance(value, tuple):
            return tuple(kept for item in value if (kept := self.of(item)) is not _GONE)
        if not attrs.has(type(value)):
            return value
        found = _GONE if self._is_one_persons(value) else self._rebuilt(value)
        if found is _GONE and isinstance(key := getattr(value, "key", None), str):
            self.dropped.add((type(value).__name__.lower(), key))
        return found

    def _rebuilt(self, value: Any) -> Any:
        changes: dict[str, Any] = dict(self._special(value))
        kind: Any = type(value)  # a class is hashable, which its type does not say
        for part in _plan(kind, self.edition):
            held = getattr(value, part.name)
            if part.name in changes or held is None or (held == () and part.told):
                continue
            named = self._names_gone(value, part, held)
            if named and part.treatment in _GOES:
                return _GONE
            becomes = self._field(value, part, held) if part.told and not named else part.default
            if becomes is _GONE:
                becomes = part.default
            if becomes is _GONE:
                return _GONE
            if becomes is not held:
                changes[part.alias] = becomes
        try:
            return evolve(value, **changes) if changes else value
        except InvolvementError:
            return _GONE  # it cannot be without what was left out

    def _names_gone(self, value: Any, part: _Part, held: Any) -> bool:
        """Whether one key in a field is that of something that is left out."""
        if not isinstance(held, str):
            return False
        named = part.names
        kind = None if named is None else named.kind if isinstance(named.kind, str) else named.kind(value)
        if kind is None:
            return part.treatment is not None and ("stakeholder", held) in self.gone
        return self._keys(tuple(_kinds(kind)), held) is _GONE

    def _field(self, value: Any, part: _Part, held: Any) -> Any:
        """What becomes of a field; of several keys those stay that are not left out."""
        if part.names is None:
            return self.of(held)
        kind = part.names.kind if isinstance(part.names.kind, str) else part.names.kind(value)
        return held if kind is None else self._keys(tuple(_kinds(kind)), held)

    def _keys(self, kinds: tuple[str, ...], held: Any) -> Any:
        if isinstance(held, tuple):
            kept = tuple(key for item in held if (key := self._keys(kinds, item)) is not _GONE and key != ())
            return kept or _GONE if held else held
        named = {(kind, held) for kind in kinds}
        return _GONE if named & self.gone and not named & self.there - self.gone else held

    def _is_one_persons(self, value: Any) -> bool:
        """Whether a thing is a person, or what one person ranks, rates or says. What is known of persons has closed fields."""
        match value:
            case Stakeholder():
                return ("stakeholder", value.key) in self.gone  # so is a group under the key of a person
            case Priorities():
                return value.stakeholder in self.lone
            case Override():
                return value.by in self.lone
            case Claim():
                return value.stakeholder in self.lone
            case AnswerSheet():
                by_one = value.role is not None if value.rater is None else value.rater in self.lone
                return by_one or value.about in self.lone
        return getattr(value, "party", None) in self.lone

    def _special(self, value: Any) -> Iterator[tuple[str, Any]]:
        """What is left out for another reason than the class of a field."""
        if isinstance(value, Stakeholder):
            yield "size", None  # a page may withhold it
        elif isinstance(value, Population):
            yield "shares", told_shares(value)
            yield "size", None if value.size is not None and value.size < ONS_10_5.least else value.size
        elif isinstance(value, Settlement) and value.reason in self.overriding:
            yield "reason", None
        elif isinstance(value, Decision) and value.confidential:
            yield from {"title": CONFIDENTIAL, "options": ()}.items()


def _kinds(kind: str) -> Iterator[str]:
    """The kinds of which a key may be: `stakeholder or person` is of two."""
    for part in kind.split(", "):
        yield from part.split(" or ")
