"""Counts of people in a report, and how readers outside the desk are told of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve

from involvement.feedback import ClosureRate, GroupClosure
from involvement.people import Kind, Person
from involvement.privacy.disclosure_rules import MOST_PEOPLE
from involvement.privacy.figures import AtLeast, Figure, FigureKey, Figures, FiguresTold, FigureTold, PartOf, Total
from involvement.privacy.lone_voices import lone_contributions, lone_parties
from involvement.snapshots import Snapshot
from involvement.snapshots.groups import ProfiledGroup
from involvement.snapshots.names import persons_in

__all__ = ["RATES", "answers", "as_shown", "balance_parts", "characteristic", "figures_of", "members", "rate", "size"]

_Counts: TypeAlias = dict[FigureKey, int]
_SAME = {"acknowledged": ("answered", "of"), "told": ("answered", "n")}  # of what the rate is: all of these
_SHOWN = "contributions shown"
_ANSWERABLE = frozenset({"answered", "open"})
_STATES = ("answered", "open", "redirected")
_OTHERS = "closure of others"
_OF_THE_REST = 3  # parts of the key: members, a group and a criterion
RATES = ("acknowledged", "answered", "told", "followed_through")


def size(stakeholder: str) -> FigureKey:
    """The figure of how many people a stakeholder stands for."""
    return "size", stakeholder


def members(group: str) -> FigureKey:
    """The figure of how many are recorded as members of a group."""
    return "members", group


def characteristic(group: str, criterion: str, value: str) -> FigureKey:
    """The figure of how many members of a group have something in common."""
    return "members", group, criterion, value


def rate(name: str, part: str, whose: str | None = None) -> FigureKey:
    """The figure of a closure rate: its `n` or its `of`, of one stakeholder or of all."""
    return ("closure", name, part) if whose is None else ("closure", name, part, whose)


def answers(name: str) -> FigureKey:
    """The figure of how many contributions were answered, are open, and so on; `received` are all."""
    return "contributions", name


def figures_of(snapshot: Snapshot) -> Figures:
    """The counts of people, and of what people said, that a report tells, with all that hangs together among them.

    What one person said is that person's, so a contribution counts like a person.
    """
    counts: _Counts = {}
    totals: list[Total] = []
    parts: list[PartOf] = []
    asked: dict[AtLeast, None] = {}
    for stakeholder in snapshot.process.stakeholders:
        if stakeholder.size is not None and stakeholder.size <= MOST_PEOPLE and stakeholder.kind is not Kind.PERSON:
            counts[size(stakeholder.key)] = stakeholder.size
    for groups in _of_one_group(snapshot):
        _count_members(groups, counts, totals, parts)
        asked.update(dict.fromkeys(quota for group in groups for quota in _quotas(group)))
    _count_answers(snapshot, counts, totals, parts)
    return Figures(
        snapshot.on,
        [Figure(key, count, known=key[0] == _SHOWN) for key, count in counts.items()],
        totals=tuple(dict.fromkeys(totals)), parts=tuple(dict.fromkeys(parts)), at_least=tuple(asked),
    )  # fmt: skip


def as_shown(told: FiguresTold) -> FiguresTold:
    """What is told without what a report shows nowhere: how many members have none of the values that it compares.

    Whether so few have something in common that their number is not told is not said of a quota, either.
    """
    numbers = {figure.key: figure.number for figure in told.figures}
    return evolve(
        told,
        figures=[
            FigureTold(figure.key, withheld=True) if _is_shown_nowhere(figure.key) else figure
            for figure in told.figures
        ],
        at_least=[evolve(quota, met=None if numbers[quota.of] is None else quota.met) for quota in told.at_least],
    )


def _is_shown_nowhere(key: FigureKey) -> bool:
    return (key[0] == "members" and len(key) == _OF_THE_REST) or key[0] == _OTHERS


def _of_one_group(snapshot: Snapshot) -> Iterable[list[ProfiledGroup]]:
    """The groups with a target profile, those of one group together; none under the key of a person."""
    persons = persons_in(snapshot.process)
    found: dict[str, list[ProfiledGroup]] = {}
    for group in snapshot.groups:
        if group.profile.group not in persons:
            found.setdefault(str(group.profile.group), []).append(group)
    return found.values()


def _count_members(groups: Sequence[ProfiledGroup], counts: _Counts, totals: list[Total], parts: list[PartOf]) -> None:
    group = groups[0]
    key = str(group.profile.group)
    whole = members(key)
    counts[whole] = len(group.people)
    if counts.get(size(key), -1) >= len(group.people):
        parts.append(PartOf(whole, size(key)))
    for criterion, values in _compared(groups).items():
        having = {value: sum(person.has(criterion, value) is True for person in group.people) for value in values}
        counts.update({characteristic(key, criterion, value): count for value, count in having.items()})
        if _one_value_each(group.people, criterion):
            rest = ("members", key, criterion)
            counts[rest] = len(group.people) - sum(having.values())
            totals.append(Total(whole, [rest, *(characteristic(key, criterion, value) for value in values)]))
        else:
            parts += [PartOf(characteristic(key, criterion, value), whole) for value in values]


def _compared(groups: Iterable[ProfiledGroup]) -> Mapping[str, list[str]]:
    """The values that a report compares, by criterion."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        shares = () if group.population is None else group.population.shares
        for criterion, value in (
            *((quota.criterion, quota.value) for quota in group.profile.quotas),
            *((share.criterion, share.value) for share in shares),
        ):
            found.setdefault(criterion, {})[value] = None
    return {criterion: list(values) for criterion, values in found.items()}


def _one_value_each(people: Iterable[Person], criterion: str) -> bool:
    return all(len(person.values(criterion) or ()) < 2 for person in people)


def shown(state: str) -> FigureKey:
    """The figure of how many contributions are listed one by one, which everybody can count."""
    return _SHOWN, state


def _quotas(group: ProfiledGroup) -> Iterator[AtLeast]:
    for count in group.quotas:
        quota = count.quota
        if quota.at_least and quota.at_most is None and count.met is not None:
            yield AtLeast(characteristic(str(group.profile.group), quota.criterion, quota.value), quota.at_least)


def _count_answers(snapshot: Snapshot, counts: _Counts, totals: list[Total], parts: list[PartOf]) -> None:
    balance = snapshot.balance
    if not balance.received:
        return
    named = balance_parts(snapshot)
    counts[answers("received")] = balance.received
    counts.update({answers(name): count for name, count in named.items()})
    totals.append(Total(answers("received"), map(answers, named)))
    for state, count in _listed(snapshot).items():
        counts[shown(state)] = count
        parts.append(PartOf(shown(state), rate("answered", "of") if state == "answerable" else answers(state)))
    parts.append(PartOf(rate("answered", "of"), answers("received")))
    overall, lone = snapshot.closure.overall, lone_parties(snapshot.process, snapshot.on)
    listed = {stakeholder.key for stakeholder in snapshot.process.stakeholders} - lone
    groups = [group for group in snapshot.closure.groups if group.stakeholder in listed]
    for name in RATES:
        for part in ("n", "of"):
            told = [rate(name, part, str(group.stakeholder)) for group in groups]
            counts.update({key: _value(group, name, part) for key, group in zip(told, groups, strict=True)})
            others = (_OTHERS, name, part)
            counts[rate(name, part)] = _value(overall, name, part)
            counts[others] = counts[rate(name, part)] - sum(counts[key] for key in told)
            totals.append(Total(rate(name, part), [others, *told]))
    for whose in (None, *(str(group.stakeholder) for group in groups)):
        parts += [PartOf(rate(name, "n", whose), rate(name, "of", whose)) for name in RATES]
        totals += [Total(rate(name, "of", whose), [rate(*same, whose)]) for name, same in _SAME.items()]


def _listed(snapshot: Snapshot) -> Mapping[str, int]:
    """How many contributions a report lists one by one, which everybody can count: in all, and by how they stand.

    Of those that are owed an answer; `answerable` are those that left a way to reply.
    """
    lone, said = lone_contributions(snapshot.process, snapshot.on), snapshot.contributions
    owed = {progress.contribution: progress for progress in snapshot.progress}
    rows = [row.contribution for row in snapshot.you_said_we_did if row.contribution not in lone]
    told = [owed[key] for key in rows if key in owed and (said[key].title or said[key].about)]
    states = Counter(progress.state.value for progress in told)
    answerable = sum(progress.way_back and progress.state.value in _ANSWERABLE for progress in told)
    return {"received": len(told), **{state: states[state] for state in _STATES}, "answerable": answerable}


def balance_parts(snapshot: Snapshot) -> Mapping[str, int]:
    """How many contributions stand how, by a word."""
    balance = snapshot.balance
    return {
        "answered": balance.answered, "open": balance.open, "merged": balance.merged,
        "redirected": balance.redirected, "withdrawn": balance.withdrawn,
    }  # fmt: skip


def _value(group: GroupClosure, name: str, part: str) -> int:
    found: ClosureRate = getattr(group, name)
    return found.n if part == "n" else found.of
