"""Which decisions does a DMN model hold, who makes them, and what does one unit require of another?

DMN says what a decision needs, not when it is made nor who may speak. An organisation unit becomes a forum, a decision
is made at the unit of its maker, and what it requires of a decision made elsewhere becomes a flow from there.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import IO

from involvement import _files
from involvement._reading import Limits, collector_paused
from involvement.decisions import Decision, DecisionMap, Flow, Forum
from involvement.errors import InvalidValueError, LimitExceeded
from involvement.exchange.dmn_texts import Element, Model, Reference, read_model
from involvement.exchange.readings import Listed, Origin, Reading, Skipped
from involvement.exchange.slugs import KeyMaker, slug
from involvement.processes import Process
from involvement.references import is_key
from involvement.wording.texts import one_line

__all__ = ["read_dmn"]

_DEFAULT = Limits()
_STEPS = 20  # from requirement to requirement, for each value that a text may hold
_NAMED = 5  # of the decisions in a circle, and of the units beside the first
_LONGEST_ID = 60
_UNIT = "organizationUnit"
_LEADS_TO = {
    "decisionMaker": _UNIT, "decisionOwner": _UNIT, "owner": _UNIT, "decisionMade": "decision", "decisionOwned": "decision",
    "requiredDecision": "decision", "requiredInput": "inputData", "requiredKnowledge": "businessKnowledgeModel",
    "requiredAuthority": "knowledgeSource",
}  # fmt: skip
_REQUIRED = {name for name in _LEADS_TO if name.startswith("required")}
_WORDS = {
    "decision": "decision", "inputData": "input data", "knowledgeSource": "knowledge source", _UNIT: "organisation unit",
    "businessKnowledgeModel": "business knowledge model", "decisionService": "decision service",
}  # fmt: skip
_AN = {
    kind: word if kind == "inputData" else f"{'an' if kind == _UNIT else 'a'} {word}" for kind, word in _WORDS.items()
}
_LOGIC = "decision logic, which is never run"
_FOREIGN = "made by another program for itself, and not read"
_ASIDE = {
    **dict.fromkeys(("decisionTable", "literalExpression", "invocation", "context", "relation", "list"), _LOGIC),
    **dict.fromkeys(("functionDefinition", "encapsulatedLogic", "conditional", "filter", "for", "every", "some"), _LOGIC),
    "extension": _FOREIGN, "extensionElements": _FOREIGN, "import": "another file, which is not opened", "DMNDI": "a drawing, and not read",
}  # fmt: skip


def read_dmn(
    source: str | bytes | PathLike[str] | IO[bytes],
    *,
    unassigned: str | None = None,
    key: str | None = None,
    limits: Limits = _DEFAULT,
) -> Reading:
    """The map that a DMN model implies, versions 1.1 to 1.5, from a file or from its text, which begins with `<`.

    A decision without a maker or owner among the organisation units is left aside and told, or made at the forum
    *unassigned*, if one is named. Whose requirements go round in a circle is told too, and stays on the map. Structure
    only: decision tables, scripts and extensions are counted and never run. Nothing is fetched.

    Raises:
        DocumentError: it is no XML, has a document type, or is no DMN of these versions.
        LimitExceeded: it is larger than *limits* allow.
    """
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    if unassigned is not None and not is_key(unassigned):
        raise InvalidValueError("unassigned", "the key of a forum")
    if isinstance(source, bytes) or (isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("<")):
        name, data = "text", source
    else:
        name, data = _files.name_of(source) or "text", _files.read_bytes(source, limits.size)
    with collector_paused():
        return _Implied(read_model(data, name, limits), name, limits).reading(key, unassigned)


class _Implied:
    """What follows from a model. Elements go by their position; `_placed` says at which forum each of them is."""

    def __init__(self, model: Model, name: str, limits: Limits) -> None:
        self._model = model
        self._name = name
        self._steps = _STEPS * limits.values
        self._limits = limits
        self._skipped: set[tuple[int, Skipped]] = set()
        self._placed: dict[int, str] = {}
        self._keys: dict[int, str] = {}  # of units and decisions
        self._elements = dict(enumerate(model.elements))
        by_id: dict[str, int] = {}
        for number, element in enumerate(model.elements):
            if element.id and by_id.setdefault(element.id, number) != number:
                self._skip(element.line, _named(element), "its id stands there twice, and the first counts")
                del self._elements[number]
        self._ways = {number: list(self._ways_from(each, by_id)) for number, each in self._elements.items()}

    def reading(self, key: str | None, unassigned: str | None) -> Reading:
        maker = KeyMaker()
        units = self._of_kind(_UNIT)
        self._keys.update((number, maker.key(each.name, each.id, "forum")) for number, each in units)
        forums = [Forum(self._keys[number], title=_title(each), external_ids=self._ids(each)) for number, each in units]
        if unassigned is not None and unassigned not in self._keys.values():
            maker.take(unassigned)
            forums.append(Forum(unassigned))
        self._place(unassigned)
        decisions = [(number, each) for number, each in self._of_kind("decision") if number in self._placed]
        self._keys.update((number, maker.key(each.name, each.id, "decision")) for number, each in decisions)
        flows = self._flows()
        self._circles()
        for name, (count, line) in self._model.others.items():
            self._skipped.add(
                (line, Skipped(name, f"{self._name}:{line}", _ASIDE.get(name, "not about who decides what"), count))
            )
        a_map = DecisionMap(
            forums=forums,
            flows=[Flow(source, target) for source, target in flows],
            decisions=[
                Decision(
                    self._keys[number], made_at=self._placed[number], title=_title(each), external_ids=self._ids(each)
                )
                for number, each in decisions
            ],
        )
        title = one_line(self._model.name)
        return Reading(
            Process(
                key or slug(title) or slug(Path(self._name).stem) or "decisions",
                title=title or None,
                decision_map=a_map,
            ),
            form=f"DMN {self._model.version}",
            skipped=[each for _, each in sorted(self._skipped, key=lambda row: (row[0], row[1].what, row[1].why))],
            origins=[
                *(Origin(f"forum:{self._keys[number]}", self._source(each.id)) for number, each in units),
                *(Origin(f"flow:{source}>{target}", own) for (source, target), found in flows.items() for own in found),
                *(Origin(f"decision:{self._keys[number]}", self._source(each.id)) for number, each in decisions),
            ],
            listed=self._listed(),
        )

    # What leads where

    def _ways_from(self, element: Element, by_id: dict[str, int]) -> Iterator[tuple[Reference, int]]:
        """The references of an element with what they lead to; one that leads nowhere is told."""
        for reference in element.references:
            base, mark, own = reference.href.strip().partition("#")
            found, wanted = self._elements.get(by_id.get(own, -1)), _LEADS_TO.get(reference.role, "")
            if not mark:
                why = "leads nowhere: there is no href with `#` and an id"
            elif base not in {"", self._model.namespace}:
                why = "leads to another model, which is not read"
            elif found is None:
                why = "leads to an id that nothing has"
            elif found.kind != wanted:
                why = f"leads to {_AN[found.kind]}, and not to {_AN[wanted]}"
            else:
                yield reference, by_id[own]
                continue
            self._skip(reference.line, f"{_own(reference)} of {_named(element)}", why)

    def _skip(self, line: int, what: str, why: str) -> None:
        self._skipped.add((line, Skipped(what, f"{self._name}:{line}", why)))

    def _of_kind(self, kind: str) -> list[tuple[int, Element]]:
        return [(number, each) for number, each in self._elements.items() if each.kind == kind]

    def _source(self, own: str) -> str:
        return f"{self._model.namespace}#{own}"

    def _ids(self, element: Element) -> tuple[tuple[str, str], ...]:
        return (("dmn", self._source(element.id)),) if element.id else ()

    # Where decisions are made

    def _place(self, unassigned: str | None) -> None:
        made: defaultdict[int, list[int]] = defaultdict(list)
        owned: defaultdict[int, list[int]] = defaultdict(list)
        for number, ways in self._ways.items():
            for reference, target in ways:
                match reference.role:
                    case "decisionMaker":
                        made[number].append(target)
                    case "decisionOwner":
                        owned[number].append(target)
                    case "decisionMade":
                        made[target].append(number)
                    case "decisionOwned":
                        owned[target].append(number)
                    case "owner":
                        self._placed[number] = self._keys[target]
        for number, element in self._of_kind("decision"):
            units = list(dict.fromkeys((*made[number], *owned[number])))
            if units:
                self._placed[number] = self._keys[units[0]]
                others = [self._keys[each] for each in units[1:]]
                if others:
                    self._skip(
                        element.line,
                        _named(element),
                        f"made at {self._placed[number]}; also made or owned by {_some(others)}",
                    )
            elif unassigned is not None:
                self._placed[number] = unassigned
                self._skip(
                    element.line,
                    _named(element),
                    f"made or owned by no organisation unit; put at {unassigned}, as asked",
                )
            else:
                self._skip(
                    element.line,
                    _named(element),
                    "made or owned by no organisation unit: not on the map, nor is what it requires",
                )

    # What travels

    def _flows(self) -> dict[tuple[str, str], list[str]]:
        """From unit to unit, with the requirements by which something travels there."""
        found: dict[tuple[str, str], list[str]] = {}
        for number, here in self._placed.items():
            for reference, there in self._requires(number):
                if there != here:
                    own = self._source(reference.id or self._elements[number].id)
                    sources = found.setdefault((there, here), [])
                    if own not in sources[-1:]:
                        sources.append(own)
        return found

    def _requires(self, number: int) -> Iterator[tuple[Reference, str]]:
        """The forums of what an element requires, directly or by way of knowledge that belongs to no unit."""
        seen = {number}
        waiting = deque(
            [(reference, reference, target) for reference, target in self._ways[number] if reference.role in _REQUIRED]
        )
        while waiting:
            first, reference, target = waiting.popleft()
            self._steps -= 1
            if self._steps < 0:
                raise LimitExceeded("steps from requirement to requirement", _STEPS * self._limits.values, self._name)
            if target in self._placed:
                yield first, self._placed[target]
            elif self._elements[target].kind == "decision":
                self._skip(
                    reference.line,
                    _own(reference),
                    f"leads to {_named(self._elements[target])}, which is not on the map",
                )
            elif target not in seen:
                seen.add(target)
                waiting.extend((first, each, further) for each, further in self._ways[target] if each.role in _REQUIRED)

    def _circles(self) -> None:
        """Tells of requirements that lead back to where they start."""
        import networkx as nx

        required = [
            (number, target)
            for number, ways in self._ways.items()
            for reference, target in ways
            if reference.role in _REQUIRED
        ]
        alone = {number for number, target in required if number == target}
        graph = nx.DiGraph(required)
        for circle in nx.strongly_connected_components(graph):
            if len(circle) > 1 or alone.intersection(circle):
                members = [self._elements[number] for number in sorted(circle)]
                why = f"they require each other: {_some([_named(each) for each in members])}"
                self._skipped.add(
                    (
                        members[0].line,
                        Skipped("circle of requirements", f"{self._name}:{members[0].line}", why, len(members)),
                    )
                )

    def _listed(self) -> Iterator[Listed]:
        wanted: defaultdict[int, set[str]] = defaultdict(set)
        for number, ways in self._ways.items():
            for reference, target in ways:
                if reference.role in _REQUIRED and number in self._keys:
                    wanted[target].add(self._keys[number])
        for number, each in self._elements.items():
            if each.kind not in {"decision", _UNIT}:
                yield Listed(
                    _WORDS[each.kind], one_line(each.name), self._source(each.id), tuple(sorted(wanted[number]))
                )


def _named(element: Element) -> str:
    return f"{_WORDS[element.kind]} {_short(element.id)}" if element.id else f"{_WORDS[element.kind]} without an id"


def _own(reference: Reference) -> str:
    return f"{reference.kind} {_short(reference.id)}" if reference.id else reference.kind


def _short(own: str) -> str:
    shown = one_line(own)
    return f"'{shown if len(shown) <= _LONGEST_ID else shown[: _LONGEST_ID - 3] + '...'}'"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _title(element: Element) -> str | None:
    return one_line(element.name) or None
