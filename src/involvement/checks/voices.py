"""Rules about voices: who has none, who is alone, and whose seat has no weight."""

from collections.abc import Iterable, Iterator

from involvement.checks.map_facts import decision_ref
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.checks.taking_part import taking_part
from involvement.decisions import Forum
from involvement.people import Kind, Seat
from involvement.power import KanterBand, Showing
from involvement.power.seat_evidence import votes_held
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_WHO = ("Seat.stakeholder", "Stakeholder.title")
_HELD = ("Seat.stakeholder", "Stakeholder.role")
_DECIDING: dict[str, str | tuple[str, ...]] = {
    "forum": "Forum.title",
    "decisions": ("Decision.made_at", "Decision.title"),
}


_LISTED = Statement("VOI001.listed", template="is listed")
_TAKES_PART = Statement("VOI001.takes_part", template="takes part any more")


@rule(
    "VOI001",
    severity="error",
    needs=("stakeholders",),
    says="No service user, carer or peer representative {is_there:clause}.",
    says_unknown="Nobody listed is known to be a service user, carer or peer representative. {why:sentences}",
    fix="Invite the people the service is for before anything else is done in their name.",
    fix_unknown="Record the missing roles. If there is still no service user, invite the people the service is for before "
    "anything else is done in their name.",
    sources={},
)
def no_service_user(snapshot: Snapshot) -> Iterator[Observation]:
    """No stakeholder on the list is on the service users' side, or takes part on the day.

    *Why it matters.* However well everything else is done, it is not involvement without the people whom the service
    is for. Advocates and community groups speak beside them, not in their place.

    *What would fix it.* List service users, carers or those who represent them, with their roles. Where some roles are
    not recorded and there is no decision map, the status is `unknown`; where there is a map, MAP024 reports it.

    *Source.* Diabetes UK, Making Involvement Happen: the people who use the service.
    """
    if snapshot.service_users:
        return
    if snapshot.process.side("service_users"):
        yield found(about=snapshot.process.ref, is_there=_TAKES_PART)
        return
    roleless = [stakeholder.key for stakeholder in snapshot.process.stakeholders if stakeholder.role is None]
    about = snapshot.process.ref
    if not roleless:
        yield found(about=about, is_there=_LISTED)
    elif snapshot.process.decision_map is None:
        yield unknown(about=about, why=_roles_not_recorded(snapshot, roleless))


@rule(
    "VOI002",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="The service users' side has only one seat at {forum}. It is held by {stakeholder}. {forum} decides {decisions:quoted}.",
    says_unknown="It is not known whether more than one person sits for service users at {forum}, which decides "
    "{decisions:quoted}. {why:sentences}",
    fix="Make sure that service users have at least two seats at {forum}, and agree who stands in for them.",
    fix_unknown="Record what is missing. If only one person sits for service users at {forum}, make sure that they have at least "
    "two seats.",
    sources={**_DECIDING, "stakeholder": _WHO},
)
def single_representative(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum with a decision still ahead, exactly one person sits for the service users.

    *Why it matters.* One person alone is easily outtalked, cannot be ill, and is taken to speak for everybody.

    *What would fix it.* At least two people. A seat of a group with several votes counts as several people. Where the
    side of another seat is not recorded, or how many people a seat stands for, the status is `unknown`.

    *Source.* Diabetes UK, position statement on involving people with diabetes: at least two representatives
    on each planning group.
    """
    kinds = {stakeholder.key: stakeholder.kind for stakeholder in snapshot.process.stakeholders}
    for forum, deciding in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        if len(own) != 1 or (several := _several(own[0], kinds.get(own[0].stakeholder))):
            continue
        who = snapshot.who(own[0].stakeholder)
        why = (*_people_not_recorded(who, several), *_roles_not_recorded(snapshot, _holders(open_seats)))
        if why:
            yield unknown(**deciding, why=why)
        else:
            yield found(**deciding, stakeholder=who)


@rule(
    "VOI003",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="Service users have no recorded seat at {forum}, which decides {decisions:quoted}.",
    says_unknown="It is not known whether service users have a seat at {forum}, which decides {decisions:quoted}. "
    "{why:sentences}",
    fix="Make sure that service users have at least two seats at {forum}, or say how their views are answered there.",
    fix_unknown="Record the missing roles. If service users have no seat at {forum}, make sure that they have at least two, or "
    "say how their views are answered there.",
    sources=_DECIDING,
)
def no_service_user_at_the_table(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum with a decision still ahead, seats are recorded and none is a service user's.

    *Why it matters.* Views can be heard at a table where nobody who holds them sits. Others then decide how much they
    count. It is a note: not every board is meant to have such seats.

    *What would fix it.* Seats for service users, with votes where others have them.

    *Source.* Diabetes UK, Making Involvement Happen: representatives attend the meetings where it is decided.
    """
    for forum, deciding in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        if own or not forum.seats:
            continue
        if open_seats:
            yield unknown(**deciding, why=_roles_not_recorded(snapshot, _holders(open_seats)))
        else:
            yield found(**deciding)


@rule(
    "VOI004",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="Service users hold {held:clause} of {all_seats} seats at {forum}. At 15 % or less, people are easily treated as "
    "tokens.",
    fix="Raise service users' share of the seats at {forum} above 15 %, or better above 35 %.",
    sources={"forum": "Forum.title", "all_seats": "Seat.stakeholder"},
)
def skewed_share(snapshot: Snapshot) -> Iterator[Observation]:
    """Service users hold several seats at a forum with a decision still ahead, and 15 % of all seats or less.

    *Why it matters.* In a group so uneven the few are watched, taken as examples of their kind and pressed
    to conform. A single representative has a rule of its own, VOI002. Numbers are not influence.

    *What would fix it.* A larger share, or a smaller table. A seat whose side is not recorded counts as theirs here, so
    the share is at most what the finding says.

    *Source.* Kanter (1977), doi 10.1086/226425: up to 15 % the group is skewed.
    """
    for forum, _ in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        most, all_seats = len(own) + len(open_seats), len(forum.seats)
        if len(own) > 1 and 2 * most < all_seats and KanterBand.of(most, all_seats) is KanterBand.SKEWED:
            held = _at_most(most) if open_seats else _exactly(most)
            ref = Ref("forum", forum.key)
            yield found(about=ref, forum=ref, held=held, all_seats=all_seats)


@rule(
    "VOI005",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="Service users have {seats:seat} at {forum}, which decides {decisions:quoted}. They can never change the outcome "
    "of a vote there.",
    says_unknown="Service users have {seats:seat} at {forum}, which decides {decisions:quoted}. It is not known whether "
    "they can change the outcome of a vote. {why:sentences}",
    fix="Agree a voting rule at {forum} by which service users' votes can make the difference, or decide by consensus.",
    sources={**_DECIDING, "seats": _HELD},
)
def seat_without_power(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum that votes and has a decision ahead, all service users together never make the difference.

    *Why it matters.* A seat that can change nothing looks like power and has none. This is an upper limit: service
    users are taken to vote as one, and everybody else to vote as they please.

    *What would fix it.* Votes that count, a lower or higher quota, a veto in what concerns them. Where nobody
    votes, power is elsewhere and the rule is silent. Where it depends on seats whose side is not recorded, or the votes
    are too many to count, the status is `unknown`.

    *Source.* Banzhaf (1965); Arnstein (1969), doi 10.1080/01944366908977225.
    """
    for forum, deciding in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        if not own or not any(seat.votes for seat in forum.seats):
            continue
        counts = votes_held(forum, snapshot.service_users, snapshot.process.stakeholders, snapshot.who).count.showing
        if counts is Showing.NOT_SHOWN:
            yield found(**deciding, seats=len(own))
        elif counts is Showing.UNKNOWN:
            why = _roles_not_recorded(snapshot, _holders(open_seats)) or (_TOO_MANY_VOTES,)
            yield unknown(**deciding, seats=len(own), why=why)


@rule(
    "VOI006",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="{forums} {forums#has|have} a seat for {stakeholder}. The map shows no entry point there for the views of {stakeholder}.",
    fix="Record where {stakeholder} can raise views, and how much say those views have. If {stakeholder} can bring the views of others, record whose.",
    sources={"forums": "Forum.title", "stakeholder": _WHO},
)
def seat_without_an_entry(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody on the service users' side has a seat, no entry point, and carries nobody's views.

    *Why it matters.* A seat is a place in the room and a vote. Whether its holder may put anything on the
    agenda, and what is owed to what they say, is another agreement, and often nobody has made it.

    *What would fix it.* An entry point at that forum, theirs or open to all; or the flow by which they bring the views
    of others. An entry point of their own at another forum is enough.

    *Source.* The library's own rule: a seat is no entry point.
    """
    entered = {entry.stakeholder for entry in snapshot.map.entry_points}
    open_to_all = {entry.forum for entry in snapshot.map.entry_points if entry.stakeholder is None}
    carriers = {flow.carried_by for flow in snapshot.map.flows}
    seats: dict[str, list[str]] = {}
    for forum in snapshot.map.forums:
        for seat in forum.seats:
            seats.setdefault(seat.stakeholder, []).append(forum.key)
    for key in snapshot.service_users:
        places = sorted(seats.get(key, ()))
        if places and key not in entered | carriers and open_to_all.isdisjoint(places):
            who = snapshot.who(key)
            yield found(about=who, stakeholder=who, forums=tuple(Ref("forum", place) for place in places))


@rule(
    "VOI007",
    severity="warning",
    needs=("stakeholders",),
    says="Nothing on record shows {stakeholder} taking part.",
    fix="Ask {stakeholder} what matters to them and how they want to take part, or record why they do not take part.",
    sources={"stakeholder": "Stakeholder.title"},
)
def missing_voice(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody on the service users' side is listed, and nothing on record shows that they take part.

    *Why it matters.* A list of everybody concerned is no involvement of everybody. Those who are hardest to
    reach are most easily listed and forgotten.

    *What would fix it.* An entry point of theirs or one they run, a seat, views they carry, an option they proposed, a
    position, a contribution, a meeting they came to, something they were asked and did not refuse, work in the plan, an
    answer of theirs to an assessment, or a claim about them. An entry point open to all counts for them too, and so does what their group or its members do. If
    nothing shows anybody taking part, the rule is silent.

    *Source.* Diabetes UK, Making Involvement Happen: finding the range of people.
    """
    active = taking_part(snapshot)
    if not active or any(entry.stakeholder is None for entry in snapshot.map.entry_points):
        return
    for key in snapshot.service_users:
        if key not in active:
            who = snapshot.who(key)
            yield found(about=who, stakeholder=who)


_TOO_MANY_VOTES = Statement("votes.too_many", template="There are too many votes to count.")


def _deciding(snapshot: Snapshot) -> Iterator[tuple[Forum, dict[str, Ref | tuple[Ref, ...]]]]:
    """Each forum with decisions to be made, by key, and what a finding says of it: the forum and these decisions."""
    decided: dict[str, list[Ref]] = {}
    for decision in snapshot.to_be_made:
        decided.setdefault(decision.made_at, []).append(decision_ref(decision))
    for key in sorted(decided):
        ref = Ref("forum", key)
        yield snapshot.forum(key), {"about": ref, "forum": ref, "decisions": tuple(decided[key])}


def _seats(snapshot: Snapshot, forum: Forum) -> tuple[list[Seat], list[Seat]]:
    """The seats of the service users, and those whose side is not recorded."""
    known = {stakeholder.key for stakeholder in snapshot.process.stakeholders if stakeholder.side is not None}
    own = set(snapshot.service_users)
    return (
        [seat for seat in forum.seats if seat.stakeholder in own],
        [seat for seat in forum.seats if seat.stakeholder not in known],
    )


def _holders(seats: Iterable[Seat]) -> list[str]:
    return [seat.stakeholder for seat in seats]


def _several(seat: Seat, kind: Kind | None) -> bool | None:
    """Whether several people sit there; None where it is not known."""
    if kind in {Kind.PERSON, Kind.ROLE} or seat.votes == 1:
        return False
    return True if kind in {Kind.GROUP, Kind.ORGANISATION} and seat.votes else None


def _roles_not_recorded(snapshot: Snapshot, keys: Iterable[str]) -> tuple[Statement, ...]:
    """Whose roles are not recorded, if anybody's."""
    stakeholders = tuple(map(snapshot.who, sorted(keys)))
    if not stakeholders:
        return ()
    return (
        Statement(
            "stakeholders.without_role",
            {"stakeholders": stakeholders},
            template="The {stakeholders#role|roles} of {stakeholders} {stakeholders#is|are} not recorded.",
            sources={"stakeholders": ("Stakeholder.role", "Stakeholder.title")},
        ),
    )


def _people_not_recorded(who: Ref, several: bool | None) -> tuple[Statement, ...]:  # noqa: FBT001 - an answer
    """That it is not recorded how many people a seat stands for, where that is so."""
    if several is not None:
        return ()
    return (
        Statement(
            "seat.people_not_known",
            {"stakeholder": who},
            template="How many people sit for {stakeholder} is not recorded.",
            sources={"stakeholder": _WHO},
        ),
    )


def _exactly(seats: int) -> Statement:
    return Statement("seats.exactly", {"seats": seats}, template="{seats}", sources={"seats": _HELD})


def _at_most(seats: int) -> Statement:
    return Statement("seats.at_most", {"seats": seats}, template="at most {seats}", sources={"seats": _HELD})


RULES: tuple[Rule, ...] = (
    no_service_user,
    single_representative,
    no_service_user_at_the_table,
    skewed_share,
    seat_without_power,
    seat_without_an_entry,
    missing_voice,
)
