"""Who sits where, who is missing and how a group is made up: what VOI001 to VOI011 ought to say, read off the process."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from involvement import Forum, Person, Process
from involvement.people import Quota, TargetProfile
from involvement.references import Ref
from tests.truth.sayings import Saying, Sayings, clause, forum_ref, saying

SERVICE_USERS = ("service_user", "carer", "peer_representative")


class Table:
    """A forum with decisions that are still ahead, and whose seats are whose."""

    def __init__(self, process: Process, forum: Forum, decisions: list[str]) -> None:
        roles = {person.key: person.role for person in process.stakeholders}
        self.process, self.forum = process, forum
        self.own = [seat for seat in forum.seats if roles[seat.stakeholder] in SERVICE_USERS]
        self.loose = sorted(seat.stakeholder for seat in forum.seats if roles[seat.stakeholder] is None)
        self.kind = {person.key: person.kind for person in process.stakeholders}
        self.facts = {
            "forum": forum_ref(forum.key),
            "decisions": tuple(Ref("decision", key) for key in sorted(decisions)),
        }

    def says(self, code: str, part: str, **facts: object) -> Saying:
        status = "unknown" if part == "says_unknown" else "found"
        part_of_fix = "fix_unknown" if status == "unknown" and code in ("VOI002", "VOI003") else "fix"
        fix = clause(f"{code}.{part_of_fix}", forum=forum_ref(self.forum.key))
        return saying(forum_ref(self.forum.key), clause(f"{code}.{part}", **self.facts, **facts), fix, status)

    @property
    def roles(self) -> tuple[Saying, ...]:
        return without_roles(self.process, self.loose)

    def can_swing(self, more: Iterable[str] = ()) -> bool:
        """Whether some others have too few votes alone, and enough with the service users' and with *more*."""
        bloc = {seat.stakeholder for seat in self.own} | set(more)
        votes = {seat.stakeholder: seat.votes for seat in self.forum.seats}
        total = sum(votes.values())
        quota = self.forum.quota if self.forum.quota is not None else total // 2 + 1
        mine = sum(votes[key] for key in bloc)
        sums = {0}
        for key in votes.keys() - bloc:
            sums |= {held + votes[key] for held in sums}
        return any(held < quota <= held + mine for held in sums)


def ref(process: Process, key: str) -> Ref:
    people = () if process.representation is None else process.representation.people
    persons = {person.key for person in people} | {each.key for each in process.stakeholders if each.kind == "person"}
    return Ref("person" if key in persons else "stakeholder", key)


def without_roles(process: Process, keys: list[str]) -> tuple[Saying, ...]:
    people = tuple(ref(process, key) for key in sorted(keys))
    return (clause("stakeholders.without_role", stakeholders=people),) if people else ()


def tables(process: Process, on: date) -> Iterator[Table]:
    if process.decision_map is None or not process.stakeholders:
        return
    decided: dict[str, list[str]] = {}
    for decision in process.decision_map.decisions:
        forum = process.decision_map.forum(decision.made_at)
        if (forum.until and forum.until < (decision.on or on)) or (forum.since or on) > (decision.on or date.max):
            continue
        if decision.on is None or decision.on >= on:
            decided.setdefault(decision.made_at, []).append(decision.key)
    for forum in process.decision_map.forums:
        if forum.key in decided:
            yield Table(process, forum, decided[forum.key])


def service_users(process: Process) -> list[str]:
    return [person.key for person in process.stakeholders if person.role in SERVICE_USERS]


def nobody(process: Process, on: date) -> Sayings:
    """VOI001: no role on the list is a service user's; where a role is missing, a map leaves it to MAP024."""
    about = Ref("process", process.key)
    missing = [person.key for person in process.stakeholders if person.role is None]
    people = [person for person in process.stakeholders if person.role in SERVICE_USERS]
    here = [person for person in people if (person.since or on) <= on <= (person.until or on)]
    if not process.stakeholders or here:
        return
    if people:
        gone = clause("VOI001.takes_part")
        yield saying(about, clause("VOI001.says", is_there=gone), clause("VOI001.fix"))
        return
    if not missing:
        listed = clause("VOI001.listed")
        yield saying(about, clause("VOI001.says", is_there=listed), clause("VOI001.fix"))
    elif process.decision_map is None:
        fix = clause("VOI001.fix_unknown")
        yield saying(about, clause("VOI001.says_unknown", why=without_roles(process, missing)), fix, "unknown")


def alone(process: Process, on: date) -> Sayings:
    """VOI002: one seat, and one person on it."""
    for table in tables(process, on):
        if len(table.own) != 1:
            continue
        (seat,) = table.own
        who, kind = ref(process, seat.stakeholder), table.kind[seat.stakeholder]
        one = seat.votes == 1 or kind in ("person", "role")
        if not one and seat.votes > 1 and kind is not None:
            continue
        people = () if one else (clause("seat.people_not_known", stakeholder=who),)
        if why := people + table.roles:
            yield table.says("VOI002", "says_unknown", why=why)
        else:
            yield table.says("VOI002", "says", stakeholder=who)


def not_at_the_table(process: Process, on: date) -> Sayings:
    """VOI003: seats, and none of them theirs."""
    for table in tables(process, on):
        if table.forum.seats and not table.own:
            if table.loose:
                yield table.says("VOI003", "says_unknown", why=table.roles)
            else:
                yield table.says("VOI003", "says")


def few(process: Process, on: date) -> Sayings:
    """VOI004: two seats or more, and no more than fifteen in a hundred even with those not known."""
    for table in tables(process, on):
        most, seats = len(table.own) + len(table.loose), len(table.forum.seats)
        if len(table.own) >= 2 and 100 * most <= 15 * seats:
            held = clause("seats.at_most" if table.loose else "seats.exactly", seats=most)
            forum = forum_ref(table.forum.key)
            yield saying(
                forum,
                clause("VOI004.says", forum=forum, held=held, all_seats=seats),
                clause("VOI004.fix", forum=forum),
            )


def powerless(process: Process, on: date) -> Sayings:
    """VOI005: no coalition of others for which they make the difference."""
    for table in tables(process, on):
        if not table.own or not sum(seat.votes for seat in table.forum.seats) or table.can_swing():
            continue
        if table.can_swing(table.loose):
            yield table.says("VOI005", "says_unknown", seats=len(table.own), why=table.roles)
        else:
            yield table.says("VOI005", "says", seats=len(table.own))


def no_entry(process: Process, on: date) -> Sayings:
    """VOI006: seats, no door of their own, none for all where they sit, and nothing that they bring."""
    map_ = process.decision_map
    if map_ is None:
        return
    doors = [(entry.forum, entry.stakeholder) for entry in map_.entry_points]
    for key in service_users(process):
        forums = sorted(forum.key for forum in map_.forums if key in {seat.stakeholder for seat in forum.seats})
        brings = any(flow.carried_by == key for flow in map_.flows)
        if forums and not brings and not any(who == key or (who is None and at in forums) for at, who in doors):
            who = ref(process, key)
            facts = {"stakeholder": who, "forums": tuple(map(forum_ref, forums))}
            yield saying(who, clause("VOI006.says", **facts), clause("VOI006.fix", stakeholder=who))


def traces(process: Process, on: date) -> set[str | None]:
    """Everybody who left a trace by the day: whose key stands where people do something."""
    map_, support, ledger = process.decision_map, process.support, process.ledger
    keys: set[str | None] = {position.stakeholder for position in process.positions}
    if map_ is not None:
        keys |= {seat.stakeholder for forum in map_.forums for seat in forum.seats}
        keys |= {entry.stakeholder for entry in map_.entry_points}
        keys |= {entry.run_by for entry in map_.entry_points}
        keys |= {option.proposed_by for decision in map_.decisions for option in decision.options}
        keys |= {channel.carried_by for channels in (map_.flows, map_.replies) for channel in channels}
    agreements = [*process.past_agreements, *([] if process.agreement is None else [process.agreement])]
    for agreement in agreements:
        if agreement.on is None or agreement.on <= on:
            keys |= {*agreement.accepted_by, *(position.stakeholder for position in agreement.positions)}
            keys |= {voice.by for voice in (*agreement.objections, *agreement.dissent)}
    for move in () if process.negotiation is None else process.negotiation.moves:
        if move.on <= on:
            keys |= {move.by, move.position.stakeholder if move.position else None}
    if ledger is not None:
        keys |= {said.stakeholder for said in ledger.contributions if said.on <= on}
        keys |= {event.by for event in ledger.events if event.on <= on}
    if support is not None:
        came = [meeting.attended or () for meeting in support.attendances if meeting.meeting <= on]
        keys |= {key for people in came for key in people}
        keys |= {
            asked.stakeholder for asked in support.engagements if asked.on <= on and asked.accepted in (None, True)
        }
        keys |= {lead.stakeholder for lead in support.leads if not lead.since or lead.since <= on}
    keys |= {claim.stakeholder for claim in process.claims if not claim.on or claim.on <= on}
    keys |= {sheet.rater for sheet in process.assessments if sheet.on <= on}
    if process.workplan is not None:
        keys |= {activity.owner for activity in process.workplan.activities}
        keys |= {cycle.owner for cycle in process.workplan.meeting_cycles}
    return keys - {None}


def missing(process: Process, on: date) -> Sayings:
    """VOI007: no trace of their own, of their group or of a member, where others left some and no door is open to all."""
    direct = traces(process, on)
    doors = () if process.decision_map is None else process.decision_map.entry_points
    if not direct or any(entry.stakeholder is None for entry in doors):
        return
    people = () if process.representation is None else process.representation.people
    for key in service_users(process):
        related = {person.key for person in people if key in person.member_of}
        related |= {group for person in people if person.key == key for group in person.member_of}
        if not direct & {key, *related}:
            who = ref(process, key)
            yield saying(who, clause("VOI007.says", stakeholder=who), clause("VOI007.fix", stakeholder=who))


# Groups


class Group:
    """A group with a profile agreed by the day, and the people in it."""

    def __init__(self, process: Process, profile: TargetProfile) -> None:
        self.process, self.profile = process, profile
        people = process.representation.people
        self.people: list[Person] = [person for person in people if profile.group in person.member_of]
        forums = () if process.decision_map is None else process.decision_map.forums
        is_forum = profile.group in {forum.key for forum in forums}
        self.ref = forum_ref(profile.group) if is_forum else ref(process, profile.group or "")

    def says(self, code: str, status: str = "found", part: str = "says", **facts: object) -> Saying:
        fixed = {name: facts[name] for name in ("characteristics",) if name in facts}
        fixed |= {"steps": facts.pop("steps")} if "steps" in facts else {}
        return saying(
            Ref("profile", self.profile.key),
            clause(f"{code}.{part}", group=self.ref, **facts),
            clause(f"{code}.fix", **fixed),
            status,
        )

    def have(self, criterion: str, value: str) -> tuple[int, int]:
        """How many have it at least, and at most: those of whom nothing is known of the criterion may."""
        known = [{own for name, own in person.characteristics if name == criterion} for person in self.people]
        certain = sum(value in values for values in known)
        return certain, certain + sum(not values for values in known)


def groups(process: Process, on: date) -> Iterator[Group]:
    profiles = () if process.representation is None else process.representation.profiles
    for profile in profiles:
        if profile.group is not None and (profile.on is None or profile.on <= on):
            group = Group(process, profile)
            if group.people:
                yield group


def quota(bound: str, quota: Quota, number: int) -> Saying:
    characteristic = Ref("characteristic", (quota.criterion, quota.value))
    return clause(f"quota.{bound}", characteristic=characteristic, number=number)


def in_order(group: Group) -> list[Quota]:
    return sorted(group.profile.quotas, key=lambda quota: (quota.criterion, quota.value))


def unmet(process: Process, on: date) -> Sayings:
    """VOI008: too few whatever is true of those not known, or too many of those known."""
    for group in groups(process, on):
        quotas = []
        for asked in in_order(group):
            least, most = group.have(asked.criterion, asked.value)
            if most < asked.at_least:
                quotas.append(quota("at_least", asked, asked.at_least))
            if asked.at_most is not None and least > asked.at_most:
                quotas.append(quota("at_most", asked, asked.at_most))
        if quotas:
            codes = [quota[0] for quota in quotas]
            steps = [("find", "quota.at_least"), ("leave", "quota.at_most")]
            yield group.says(
                "VOI008",
                quotas=tuple(quotas),
                steps=tuple(clause(f"VOI008.{step}") for step, code in steps if code in codes),
            )


def not_known(process: Process, on: date) -> Sayings:
    """VOI009: a bound that some answers would keep and others would not, where the other bound is not broken anyway."""
    for group in groups(process, on):
        quotas = []
        for asked in in_order(group):
            least, most = group.have(asked.criterion, asked.value)
            ceiling = len(group.people) if asked.at_most is None else asked.at_most
            if most < asked.at_least or least > ceiling:
                continue
            if least < asked.at_least:
                quotas.append(quota("at_least", asked, asked.at_least))
            if most > ceiling:
                quotas.append(quota("at_most", asked, ceiling))
        if quotas:
            yield group.says("VOI009", "unknown", quotas=tuple(quotas))


def rare(process: Process, on: date) -> Sayings:
    """VOI010: less than half the share of the population, where one at least would be expected."""
    for group in groups(process, on):
        populations = {each.key: each for each in process.representation.populations}
        if group.profile.population is None:
            continue
        population = populations[group.profile.population]
        certain, possible = [], []
        for share in population.shares:
            expected = share.share if share.count is None else Fraction(share.count, population.size)
            people = len(group.people)
            least, most = group.have(share.criterion, share.value)
            if expected * people >= 1 and Fraction(2 * least, people) < expected:
                is_certain = Fraction(2 * most, people) < expected
                (certain if is_certain else possible).append(Ref("characteristic", (share.criterion, share.value)))
        where = Ref("population", population.key)
        if certain:
            yield group.says("VOI010", characteristics=tuple(sorted(certain)), population=where)
        if possible:
            facts = {"characteristics": tuple(sorted(possible)), "population": where}
            yield group.says("VOI010", "unknown", "says_unknown", **facts)


def too_many(process: Process, on: date) -> Sayings:
    """VOI011: more people than chairs."""
    for group in groups(process, on):
        if group.profile.chairs is not None and len(group.people) > group.profile.chairs:
            yield group.says("VOI011", chairs=group.profile.chairs)


CLAIMS: Mapping[str, Callable[[Process, date], Sayings]] = {
    "VOI001": nobody,
    "VOI002": alone,
    "VOI003": not_at_the_table,
    "VOI004": few,
    "VOI005": powerless,
    "VOI006": no_entry,
    "VOI007": missing,
    "VOI008": unmet,
    "VOI009": not_known,
    "VOI010": rare,
    "VOI011": too_many,
}
