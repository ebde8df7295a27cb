"""Taking part: the stakeholders whom the record of a process shows taking part in something."""

from collections.abc import Iterator

from involvement.snapshots import Snapshot

__all__ = ["taking_part"]


def taking_part(snapshot: Snapshot) -> frozenset[str]:
    """The keys of everybody whom something on record shows taking part by the day.

    A person takes part in what their groups do, and a group in what its members do.
    """
    active = {
        key
        for keys in (_on_the_map(snapshot), _in_negotiation(snapshot), _in_support(snapshot), _elsewhere(snapshot))
        for key in keys
        if key is not None
    }
    people = () if snapshot.process.representation is None else snapshot.process.representation.people
    members = {person.key for person in people if not active.isdisjoint(person.member_of)}
    groups = {group for person in people if person.key in active for group in person.member_of}
    return frozenset(active | members | groups)


def _on_the_map(snapshot: Snapshot) -> Iterator[str | None]:
    for forum in snapshot.map.forums:
        yield from (seat.stakeholder for seat in forum.seats)
    for entry in snapshot.map.entry_points:
        yield from (entry.stakeholder, entry.run_by)
    for decision in snapshot.map.decisions:
        yield from (option.proposed_by for option in decision.options)
    yield from (flow.carried_by for flow in snapshot.map.flows)
    yield from (reply.carried_by for reply in snapshot.map.replies)


def _in_negotiation(snapshot: Snapshot) -> Iterator[str | None]:
    positions = list(snapshot.process.positions)
    for agreement in snapshot.agreements:
        positions.extend(agreement.positions)
        yield from agreement.accepted_by
        yield from (voice.by for voice in (*agreement.objections, *agreement.dissent))
    negotiation = snapshot.process.negotiation
    for move in () if negotiation is None else negotiation.moves:
        if move.on <= snapshot.on:
            yield move.by
            positions.extend(() if move.position is None else (move.position,))
    yield from (position.stakeholder for position in positions)


def _in_support(snapshot: Snapshot) -> Iterator[str | None]:
    support = snapshot.support
    for attendance in support.attendances:
        yield from (attendance.attended or ()) if attendance.meeting <= snapshot.on else ()
    for asked in support.engagements:
        if asked.on <= snapshot.on and asked.accepted is not False:
            yield asked.stakeholder
    yield from (lead.stakeholder for lead in support.leads if lead.since is None or lead.since <= snapshot.on)


def _elsewhere(snapshot: Snapshot) -> Iterator[str | None]:
    yield from (contribution.stakeholder for contribution in snapshot.contributions.values())
    yield from (event.by for event in snapshot.ledger.events)
    yield from (assessment.rater for assessment in snapshot.assessed)
    yield from (claim.stakeholder for claim in snapshot.process.claims if claim.on is None or claim.on <= snapshot.on)
    if snapshot.plan is not None:
        yield from (activity.owner for activity in snapshot.plan.activities)
        yield from (cycle.owner for cycle in snapshot.plan.meeting_cycles)
