"""Names for wording: the title of everything in a process that has one, by reference."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from involvement.decisions import DecisionMap
from involvement.people import Kind
from involvement.processes import Process
from involvement.references import Ref
from involvement.support import barriers
from involvement.wording.lists import member_of

__all__ = ["names_in", "persons_in"]


class _Titled(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str | None: ...


def persons_in(process: Process) -> frozenset[str]:
    """The keys that stand for individuals: people of the representation, and stakeholders who are persons."""
    people = () if process.representation is None else process.representation.people
    listed = {stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind is Kind.PERSON}
    return frozenset({person.key for person in people} | listed)


def names_in(process: Process, decision_map: DecisionMap) -> Mapping[Ref, str]:
    """The titles of all that has one in a process, and of the ladders and frameworks that it uses.

    What has no title has no entry; entry points, flows and replies are called by their forums, and rungs, criteria and
    levels without a title by their own key. A person is described by the groups that they belong to, and never named.
    """
    own_barriers = () if process.support is None else process.support.own_barriers
    titled: dict[str, Iterable[_Titled]] = {
        "process": (process,),
        "forum": decision_map.forums,
        "decision": decision_map.decisions,
        "issue": process.issues,
        "contribution": () if process.ledger is None else process.ledger.contributions,
        "activity": () if process.workplan is None else process.workplan.activities,
        "barrier": (*barriers(), *own_barriers) if process.barriers or process.support else (),
        "purpose": () if process.data_protection is None else process.data_protection.purposes,
        "population": () if process.representation is None else process.representation.populations,
    }
    names = {
        Ref(kind, thing.key): thing.title
        for kind, things in titled.items()
        for thing in things
        if thing.title is not None
    }
    persons = persons_in(process)
    groups: dict[str, str] = {}
    for stakeholder in process.stakeholders:
        if stakeholder.title is not None and stakeholder.key not in persons:
            names[Ref("stakeholder", stakeholder.key)] = groups[stakeholder.key] = stakeholder.title
    for person in () if process.representation is None else process.representation.people:
        if titles := [groups[key] for key in person.member_of if key in groups]:
            names[Ref("person", person.key)] = member_of(titles[0])
    names.update(_ladders(process))
    names.update(_frameworks(process))
    names.update(_evidence(process))
    return names


def _ladders(process: Process) -> Iterator[tuple[Ref, str]]:
    """The ladders of the process and those that its claims use, with their rungs."""
    for key in sorted(
        {*(own_ladder.key for own_ladder in process.ladders), *(claim.ladder for claim in process.claims)}
    ):
        ladder = process.ladder(key)
        yield Ref("ladder", key), str(ladder)
        for rung in ladder.rungs:
            yield Ref("rung", (key, rung.key)), str(rung)


def _frameworks(process: Process) -> Iterator[tuple[Ref, str]]:
    """The frameworks of the process and those of its assessments, with all that has a title in them.

    A framework of one's own is compared with packaged ones, which are named too.
    """
    if process.frameworks:
        from involvement.maturity import frameworks

        for packaged in frameworks():
            yield Ref("framework", packaged.key), str(packaged)
    for key in sorted(
        {*(framework.key for framework in process.frameworks), *(sheet.framework for sheet in process.assessments)}
    ):
        yield from process.framework(key).names.items()


def _evidence(process: Process) -> Iterator[tuple[Ref, str]]:
    """The pieces of evidence whose key stands for one title only."""
    titles: dict[str, set[str | None]] = {}
    for record in (record for sheet in process.assessments for record in sheet.evidence):
        titles.setdefault(record.key, set()).add(record.title)
    for key, named in titles.items():
        for title in named if len(named) == 1 else ():
            if title is not None:
                yield Ref("evidence", key), title
