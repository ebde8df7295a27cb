"""Rules about voices: who has none, who is alone, and whose seat has no weight."""

from collections.abc import Iterator

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Forum
from involvement.errors import LimitExceeded
from involvement.people import Kind, Seat
from involvement.power import KanterBand, seat_shares
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES"]

_COUNTED = 2**24  # bits with which coalitions are counted: well below a second


@rule(
    "VOI001",
    severity="error",
    needs=("stakeholders",),
    says="No service user, carer or peer representative takes part.",
    says_unknown="It is not known whether a service user or carer takes part: the role of {stakeholders} is not known.",
    fix="Ask those whom it is for to take part before anything else is done in their name.",
)
def no_service_user(snapshot: Snapshot) -> Iterator[Observation]:
    """Of all the stakeholders that are listed, none is on the service users' side.

    *Why it matters.* Whatever else is well done, it is not involvement without those whom the service is for.
    Advocates and community groups speak beside them, and not in their place.

    *What would fix it.* Service users, carers or those who represent them, listed with their roles. Where
    the roles of some are not written down and there is no decision map, the status is `unknown`; where there
    is one, MAP024 says so.

    *Source.* Diabetes UK, Making Involvement Happen: the people who use the service.
    """
    if snapshot.service_users:
        return
    roleless = tuple(snapshot.who(each.key) for each in snapshot.process.stakeholders if each.role is None)
    about = Ref("process", snapshot.process.key)
    if not roleless:
        yield found(about=about, stakeholders=roleless)
    elif snapshot.process.decision_map is None:
        yield unknown(about=about, stakeholders=roleless)


@rule(
    "VOI002",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="At {forum}, which decides about {decisions:quoted}, service users have a single representative: {stakeholder}.",
    says_unknown="At {forum}, which decides about {decisions:quoted}, it is not known whether service users have more than "
    "one representative.",
    fix="Give service users at least a second seat at {forum}, and say who stands in.",
)
def single_representative(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum that decides, exactly one person sits for the service users.

    *Why it matters.* One person alone is easily outtalked, cannot be ill, and is taken to speak for everybody.

    *What would fix it.* At least two. A seat of a group with several votes counts as several people. Where it
    is not known whose side a seat is on, or how many people a seat without votes stands for, the status is `unknown`.

    *Source.* Diabetes UK, position statement on involving people with diabetes: at least two representatives
    on each planning group.
    """
    kinds = {each.key: each.kind for each in snapshot.process.stakeholders}
    for forum, decisions in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        if len(own) != 1 or (several := _several(own[0], kinds.get(own[0].stakeholder))):
            continue
        if several is None or open_seats:
            yield unknown(about=Ref("forum", forum.key), forum=str(forum), decisions=decisions)
        else:
            name = snapshot.who(own[0].stakeholder)
            yield found(about=Ref("forum", forum.key), forum=str(forum), decisions=decisions, stakeholder=name)


@rule(
    "VOI003",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="No service user has a seat at {forum}, which decides about {decisions:quoted}.",
    says_unknown="It is not known whether a service user has a seat at {forum}, which decides about {decisions:quoted}: the "
    "role of {stakeholders} is not known.",
    fix="Offer service users at least two seats at {forum}, or say how what they say is answered there.",
)
def no_service_user_at_the_table(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum that decides, and whose seats are known, none is a service user's.

    *Why it matters.* Views can be heard at a table where nobody who holds them sits; whether they are
    weighed is then up to others. It is a note: not every board is meant to have such seats.

    *What would fix it.* Seats for service users, with votes where others have them.

    *Source.* Diabetes UK, Making Involvement Happen: representatives attend the meetings where it is decided.
    """
    for forum, decisions in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        if forum.seats and not own:
            names = tuple(snapshot.who(seat.stakeholder) for seat in open_seats)
            say = unknown if names else found
            yield say(about=Ref("forum", forum.key), forum=str(forum), decisions=decisions, stakeholders=names)


@rule(
    "VOI004",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="Service users hold {seats} of {all_seats} seats at {forum}: so few are seen as tokens by Kanter's bands.",
    fix="Bring service users' share of the seats at {forum} above 15 %, better above 35 %.",
)
def skewed_share(snapshot: Snapshot) -> Iterator[Observation]:
    """Service users hold several seats at a forum that decides, and 15 % of all or less.

    *Why it matters.* In a group so uneven the few are watched, taken as examples of their kind and pressed
    to conform. A single representative has a rule of its own, VOI002. Numbers are not influence.

    *What would fix it.* A larger share, or a smaller table.

    *Source.* Kanter (1977), doi 10.1086/226425: up to 15 % the group is skewed.
    """
    for forum, _ in _deciding(snapshot):
        own, open_seats = _seats(snapshot, forum)
        most, all_seats = len(own) + len(open_seats), len(forum.seats)
        if len(own) > 1 and 2 * most < all_seats and KanterBand.of(most, all_seats) is KanterBand.SKEWED:
            yield found(about=Ref("forum", forum.key), forum=str(forum), seats=len(own), all_seats=all_seats)


@rule(
    "VOI005",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="Service users have seats at {forum}, which decides about {decisions:quoted}, and cannot change the outcome of any vote.",
    says_unknown="Service users have seats at {forum}, which decides about {decisions:quoted}; it is not known whether they can "
    "change the outcome of any vote.",
    fix="Change votes or quota at {forum} so that service users' votes can make the difference, or decide by consent.",
)
def seat_without_power(snapshot: Snapshot) -> Iterator[Observation]:
    """At a forum that votes, all service users together never make the difference.

    *Why it matters.* A seat that can change nothing looks like power and has none. It is an upper limit: they
    are taken as voting as one, and everybody else as free to vote as they please.

    *What would fix it.* Votes that count, a lower or higher quota, a veto in what concerns them. Where nobody
    votes, power lies elsewhere and the rule is silent. Where the side of some seats decides it, or the votes
    are too many to count, the status is `unknown`.

    *Source.* Banzhaf (1965); Arnstein (1969), doi 10.1080/01944366908977225.
    """
    for forum, decisions in _deciding(snapshot):
        own, _ = _seats(snapshot, forum)
        if not own or not any(seat.votes for seat in forum.seats):
            continue
        try:
            swing = seat_shares(forum, snapshot.process.stakeholders, budget=_COUNTED).can_swing
        except LimitExceeded:
            swing = None
        if not swing:
            say = unknown if swing is None else found
            yield say(about=Ref("forum", forum.key), forum=str(forum), decisions=decisions)


@rule(
    "VOI006",
    severity="note",
    needs=("decision_map", "stakeholders"),
    says="{stakeholder} has a seat at {forums}, and no entry point: nothing that they raise is on the map.",
    fix="Write down where {stakeholder} may raise views and what is owed to them, or whose views they carry.",
)
def seat_without_an_entry(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody on the service users' side sits at a forum, enters nowhere and carries nobody's views.

    *Why it matters.* A seat is a place in the room and a vote. Whether its holder may put anything on the
    agenda, and what is owed to what they say, is another agreement, and often nobody has made it.

    *What would fix it.* An entry point at that forum, or the flow by which they bring the views of others.

    *Source.* The library's own rule: a seat is no entry point.
    """
    entered = {entry.stakeholder for entry in snapshot.map.entry_points}
    open_to_all = {entry.forum for entry in snapshot.map.entry_points if entry.stakeholder is None}
    carriers = {flow.carried_by for flow in snapshot.map.flows}
    seats: dict[str, list[Forum]] = {}
    for forum in snapshot.map.forums:
        for seat in forum.seats:
            seats.setdefault(seat.stakeholder, []).append(forum)
    for key in snapshot.service_users:
        places = seats.get(key, ())
        if places and key not in entered | carriers and not any(forum.key in open_to_all for forum in places):
            names = tuple(str(forum) for forum in places)
            yield found(about=snapshot.who(key), stakeholder=snapshot.who(key), forums=names)


@rule(
    "VOI007",
    severity="warning",
    needs=("stakeholders",),
    says="{stakeholder} is listed and takes no part: no entry point, no seat, no position, nothing said.",
    fix="Ask {stakeholder} what matters to them and how they want to take part, or say why they do not.",
)
def missing_voice(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody on the service users' side is listed, and appears nowhere else in the process.

    *Why it matters.* A list of everybody concerned is no involvement of everybody. Those who are hardest to
    reach are most easily listed and forgotten.

    *What would fix it.* An entry point, a seat, a position or a contribution of theirs. A way that is open
    to all counts for them too. A process that says nothing of what anybody does is not asked.

    *Source.* Diabetes UK, Making Involvement Happen: finding the range of people.
    """
    process = snapshot.process
    entered = {entry.stakeholder for entry in snapshot.map.entry_points}
    seated = {seat.stakeholder for forum in snapshot.map.forums for seat in forum.seats}
    carry = {flow.carried_by for flow in snapshot.map.flows}
    agreed = () if snapshot.agreement is None else snapshot.agreement.positions
    negotiated = () if process.negotiation is None else process.negotiation.moves
    moves = [move for move in negotiated if move.on <= snapshot.on]
    ranked = {position.stakeholder for position in (*process.positions, *agreed)}
    moved = {each.by for each in moves} | {each.position.stakeholder for each in moves if each.position is not None}
    said = {contribution.stakeholder for contribution in snapshot.contributions.values()}
    active = entered | seated | carry | ranked | moved | said
    if not active - {None} or None in entered:
        return
    for key in snapshot.service_users:
        if key not in active:
            yield found(about=snapshot.who(key), stakeholder=snapshot.who(key))


def _deciding(snapshot: Snapshot) -> Iterator[tuple[Forum, tuple[str, ...]]]:
    """Each forum where something is decided, by key, and what is."""
    decided: dict[str, list[str]] = {}
    for decision in snapshot.decisions:
        decided.setdefault(decision.made_at, []).append(str(decision))
    for key in sorted(decided):
        yield snapshot.forum(key), tuple(decided[key])


def _seats(snapshot: Snapshot, forum: Forum) -> tuple[list[Seat], list[Seat]]:
    """The seats of the service users, and those of which it is not known whose they are."""
    known = {each.key for each in snapshot.process.stakeholders if each.side is not None}
    own = set(snapshot.service_users)
    return (
        [seat for seat in forum.seats if seat.stakeholder in own],
        [seat for seat in forum.seats if seat.stakeholder not in known],
    )


def _several(seat: Seat, kind: Kind | None) -> bool | None:
    """Whether several people sit there; None where it is not known."""
    if kind in {Kind.PERSON, Kind.ROLE} or seat.votes == 1:
        return False
    return True if kind in {Kind.GROUP, Kind.ORGANISATION} and seat.votes else None


RULES: tuple[Rule, ...] = (
    no_service_user,
    single_representative,
    no_service_user_at_the_table,
    skewed_share,
    seat_without_power,
    seat_without_an_entry,
    missing_voice,
)
