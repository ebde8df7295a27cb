"""References between parts of a process: every key that is named, of what kind, and where."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from involvement.decisions import DecisionMap
from involvement.errors import DuplicateKeyError, UnknownKeyError
from involvement.feedback import EventKind, Ledger
from involvement.levels import Claim, Rung
from involvement.maturity import AnswerSheet
from involvement.people import Representation
from involvement.plans import Activity, Anchor, Workplan
from involvement.priorities import Agreement, Issue, Negotiation
from involvement.rankings import Priorities
from involvement.support import NotedBarrier, Support

__all__ = [
    "Named",
    "in_agreement",
    "in_assessments",
    "in_barriers",
    "in_claims",
    "in_issues",
    "in_ledger",
    "in_map",
    "in_negotiation",
    "in_positions",
    "in_representation",
    "in_support",
    "in_workplan",
    "one_of",
    "refuse_packaged",
    "refuse_unknown",
    "rungs_in_claims",
    "stages_in",
]


class Named(NamedTuple):
    """A key that stands somewhere: of what kind of thing, and where."""

    kind: str
    key: str
    where: str


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Own = TypeVar("_Own", bound=_Keyed)


def refuse_unknown(named: Iterable[Named], known: Mapping[str, Collection[str]]) -> None:
    """Refuses the first key that is not among those of its kind. What is not known of a kind at all is not asked."""
    for kind, key, where in named:
        if kind in known and key not in known[kind]:
            raise UnknownKeyError(kind, key, known[kind], where)


def refuse_packaged(kind: str, own: Iterable[_Keyed], packaged: Collection[str]) -> None:
    """What is published never changes its meaning, so nobody may put another one in its place."""
    for number, each in enumerate(own):
        if each.key in packaged:
            raise DuplicateKeyError(kind, each.key, f"{kind}s[{number}], beside those of the library")


def one_of(kind: str, key: str, own: Iterable[_Own], packaged: Collection[str], look_up: Callable[[str], _Own]) -> _Own:
    """The thing of that key: one of the process's own, or else one of the library's."""
    found = {each.key: each for each in own}
    if key not in found and key not in packaged:
        raise UnknownKeyError(kind, key, {*found, *packaged})
    return found.get(key) or look_up(key)


# The parts, in the order of a process.


def in_map(decision_map: DecisionMap) -> Iterator[Named]:
    """The stakeholders whom a decision map names. Forums and decisions it has checked itself."""
    forums = {forum.key for forum in decision_map.forums}
    for forum in decision_map.forums:
        for seat in forum.seats:
            yield Named("stakeholder", seat.stakeholder, f"seat at forum {forum.key!r}")
    for number, flow in enumerate(decision_map.flows):
        if flow.carried_by is not None:
            yield Named("stakeholder", flow.carried_by, f"carried_by of flow {number} ({flow.source} to {flow.target})")
    for number, entry in enumerate(decision_map.entry_points):
        if entry.stakeholder is not None:
            yield Named("stakeholder", entry.stakeholder, f"entry point {number} at forum {entry.forum!r}")
    for number, reply in enumerate(decision_map.replies):
        place = f"reply {number} ({reply.source} to {reply.target})"
        if reply.carried_by is not None:
            yield Named("stakeholder", reply.carried_by, f"carried_by of {place}")
        if reply.target not in forums:
            yield Named("stakeholder", reply.target, f"target of {place}")


def in_issues(issues: Iterable[Issue]) -> Iterator[Named]:
    """The decisions that issues are about."""
    for issue in issues:
        for decision in issue.decisions:
            yield Named("decision", decision, f"issue {issue.key!r}")


def in_positions(positions: Iterable[Priorities]) -> Iterator[Named]:
    """The parties, and what they rank."""
    for position in positions:
        yield Named("stakeholder", position.stakeholder, "positions")
        for issue in position.ranked():
            yield Named("issue", issue, f"position of {position.stakeholder!r}")


def in_negotiation(negotiation: Negotiation) -> Iterator[Named]:
    """Who moves, and about what."""
    for number, move in enumerate(negotiation.moves):
        where = f"move {number} of the negotiation"
        party = None if move.position is None else move.position.stakeholder
        named = (move.by, party, None if move.feasibility is None else move.feasibility.who)
        yield from (Named("stakeholder", key, where) for key in named if key is not None)
        ranked = () if move.position is None else move.position.ranked()
        studied = None if move.feasibility is None else move.feasibility.issue
        yield from (Named("issue", key, where) for key in (move.issue, studied, *ranked) if key is not None)
    yield from (Named("issue", each.issue, "effort of the negotiation") for each in negotiation.effort)


def in_agreement(agreement: Agreement, name: str = "agreement") -> Iterator[Named]:
    """Who took part in an agreement, and what it settled. Issues of one that is past may be forgotten."""
    for position in agreement.positions:
        yield Named("stakeholder", position.stakeholder, f"a position of the {name}")
    voices = (*agreement.objections, *agreement.dissent)
    yield from (
        Named("stakeholder", each.who, f"feasibility of the {name}") for each in agreement.feasibility if each.who
    )
    yield from (
        Named("stakeholder", each.who, f"a settlement of the {name}") for each in agreement.settlements if each.who
    )
    yield from (Named("stakeholder", each.by, f"an override of the {name}") for each in agreement.overrides)
    yield from (Named("stakeholder", each.by, f"a voice in the {name}") for each in voices)
    yield from (Named("stakeholder", key, f"who accepted the {name}") for key in agreement.accepted_by)
    if name != "agreement":
        return
    yield from (Named("issue", each.issue, "a settlement of the agreement") for each in agreement.settlements)
    for position in agreement.positions:
        yield from (Named("issue", issue, "a position of the agreement") for issue in position.ranked())
    yield from (Named("issue", each.issue, "feasibility of the agreement") for each in agreement.feasibility)
    yield from (Named("issue", each.issue, "effort of the agreement") for each in agreement.effort)
    yield from (Named("issue", each.issue, "a chance of the agreement") for each in agreement.chances)
    yield from (Named("issue", each.issue, "an override of the agreement") for each in agreement.overrides)
    yield from (Named("issue", each.issue, "a voice in the agreement") for each in voices if each.issue is not None)


def in_representation(representation: Representation) -> Iterator[Named]:
    """The groups, stakeholders or forums, that people and profiles belong to."""
    for profile in representation.profiles:
        if profile.group is not None:
            yield Named("stakeholder or forum", profile.group, f"target profile {profile.key!r}")
    for number, person in enumerate(representation.people):
        for group in (*person.member_of, *person.candidate_for):
            yield Named("stakeholder or forum", group, f"representation.people[{number}]")


def in_workplan(workplan: Workplan) -> Iterator[Named]:
    """Who does what for which issue, forum and decision. Activities it has checked itself."""
    for number, activity in enumerate(workplan.activities):
        yield from _in_activity(activity, f"workplan.activities[{number}]")
    for number, cycle in enumerate(workplan.meeting_cycles):
        where = f"workplan.meeting_cycles[{number}]"
        yield Named("forum", cycle.forum, f"{where}.forum")
        if cycle.owner is not None:
            yield Named("stakeholder", cycle.owner, f"{where}.owner")
        for place, step in enumerate(cycle.steps):
            yield from _in_activity(step, f"{where}.steps[{place}]")
    for number, week in enumerate(workplan.working_weeks):
        yield Named("stakeholder", week.stakeholder, f"workplan.working_weeks[{number}].stakeholder")
    if workplan.review_forum is not None:
        yield Named("forum", workplan.review_forum, "workplan.review_forum")
    if workplan.recruitment is not None and workplan.recruitment.owner is not None:
        yield Named("stakeholder", workplan.recruitment.owner, "workplan.recruitment.owner")


def _in_activity(activity: Activity, where: str) -> Iterator[Named]:
    if activity.owner is not None:
        yield Named("stakeholder", activity.owner, f"{where}.owner")
    yield from (Named("issue", issue, where) for issue in activity.issues)
    if activity.forum is not None:
        yield Named("forum", activity.forum, f"{where}.forum")
    if activity.decision is not None:
        yield Named("decision", activity.decision, f"{where}.decision")
    for moment in activity.relative_dates():
        if moment.anchor is Anchor.MEETING:
            yield Named("forum", moment.key, where)
        elif moment.anchor is Anchor.DECISION:
            yield Named("decision", moment.key, where)


def in_ledger(ledger: Ledger) -> Iterator[Named]:
    """Who said something, about what and where, and who did what about it. Contributions it has checked itself."""
    for number, said in enumerate(ledger.contributions):
        where = f"ledger.contributions[{number}]"
        if said.stakeholder is not None:
            yield Named("stakeholder or person", said.stakeholder, f"{where}.stakeholder")
        if said.about is not None:
            yield Named("issue or decision", said.about, f"{where}.about")
        if said.forum is not None:
            yield Named("forum", said.forum, f"{where}.forum")
        if said.owner is not None:
            yield Named("stakeholder or person", said.owner, f"{where}.owner")
    for number, event in enumerate(ledger.events):
        told = event.to if event.kind is EventKind.TOLD else None
        for name, key in (("by", event.by), ("owner", event.owner), ("to", told)):
            if key is not None:
                yield Named("stakeholder or person", key, f"ledger.events[{number}].{name}")
        if event.forum is not None:
            yield Named("forum", event.forum, f"ledger.events[{number}].forum")


def in_barriers(barriers: Iterable[NotedBarrier]) -> Iterator[Named]:
    """Which barriers were noted, of whom and by whom."""
    for number, noted in enumerate(barriers):
        where = f"barriers[{number}]"
        yield Named("barrier", noted.barrier, f"{where}.barrier")
        named = ((noted.stakeholder, f"{where}.stakeholder"), (noted.by, f"{where}.by"))
        actors = ((each.by, f"{where}.mitigations[{place}].by") for place, each in enumerate(noted.mitigations))
        for key, place in (*named, *actors):
            if key is not None:
                yield Named("stakeholder or person", key, place)


def in_support(support: Support) -> Iterator[Named]:
    """Whom, which forums and which decisions the records of support name."""
    yield from (Named("stakeholder or person", key, where) for key, where in support.named_stakeholders())
    yield from (Named("forum", key, where) for key, where in support.named_forums())
    yield from (Named("decision", key, where) for key, where in support.named_decisions())


def in_claims(claims: Iterable[Claim]) -> Iterator[Named]:
    """Of whom, of which decision and on which ladder something is claimed."""
    for number, claim in enumerate(claims):
        yield Named("stakeholder", claim.stakeholder, f"claims[{number}].stakeholder")
        yield Named("decision", claim.decision, f"claims[{number}].decision")
        yield Named("ladder", claim.ladder, f"claims[{number}].ladder")


def in_assessments(sheets: Iterable[AnswerSheet]) -> Iterator[Named]:
    """By which framework, and by whom, something was answered."""
    for number, sheet in enumerate(sheets):
        yield Named("framework", sheet.framework, f"assessments[{number}].framework")
        if sheet.rater is not None:
            yield Named("stakeholder", sheet.rater, f"assessments[{number}].rater")


def rungs_in_claims(claims: Iterable[Claim], rungs: Callable[[str], Sequence[Rung]]) -> None:
    """Refuses a claim whose ladder has no such rung."""
    known: dict[str, set[str]] = {}
    for number, claim in enumerate(claims):
        if claim.ladder not in known:
            known[claim.ladder] = {rung.key for rung in rungs(claim.ladder)}
        refuse_unknown([Named("rung", claim.rung, f"claims[{number}].rung")], {"rung": known[claim.ladder]})


def stages_in(claims: Iterable[Claim], workplan: Workplan | None) -> Iterator[tuple[str, Named]]:
    """The stages that claims and activities name, each beside its decision."""
    for number, claim in enumerate(claims):
        if claim.stage is not None:
            yield claim.decision, Named("stage", claim.stage, f"claims[{number}].stage")
    for number, activity in enumerate(() if workplan is None else workplan.activities):
        where = f"workplan.activities[{number}]"
        if activity.decision is not None and activity.stage is not None:
            yield activity.decision, Named("stage", activity.stage.value, f"{where}.stage")
        for moment in activity.relative_dates():
            if moment.stage is not None:
                yield moment.key, Named("stage", moment.stage.value, where)
