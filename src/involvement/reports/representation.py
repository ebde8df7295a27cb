"""Is everybody there who should be? The quotas of each group, whom to look for, and how it compares with its population.

A small number of people with a rare characteristic points at persons, so no such number stands here.
"""

from collections.abc import Iterator

from attrs import frozen

from involvement.errors import LimitExceeded
from involvement.people import ChairPlan, Parity, Person, Quota, Representation, TargetProfile, fill_chairs, parity
from involvement.processes import Process
from involvement.reports.subjects import Subject
from involvement.reports.tables import Table, tabled
from involvement.wording.lists import counted
from involvement.wording.numbers import rounded

__all__ = ["Presence", "presence_of"]

_LOOKED_AT = 20_000_000  # numbers; a page must not wait for long
_MET = {True: "yes", False: "no", None: "not known"}


@frozen
class Presence:
    """What the page says of representation: a sentence for each group, and the tables."""

    account: tuple[str, ...]
    tables: tuple[Table, ...]


@frozen
class _Group:
    """A profile, what its group is called, who is in it, and the plan for its chairs where it could be worked out."""

    profile: TargetProfile
    name: str
    people: tuple[Person, ...]
    candidates: int
    plan: ChairPlan | None


def presence_of(process: Process, subject: Subject) -> Presence | None:
    """The account and tables of every profile whose group people are in or might join; None without any."""
    whole = process.representation or Representation()
    groups = list(_groups(whole, subject))
    if not groups:
        return None
    quotas = [row for group in groups for row in _quotas(group)]
    missing = [row for group in groups for row in _missing(group)]
    shares = [row for group in groups for row in _shares(whole, group)]
    tables = (
        tabled("quotas", "Who should be there", ("Group", "What is asked", "How many", "Is it so?"), quotas, len(quotas)),
        tabled("vacancies", "Whom to look for", ("Group", "What they should bring", "How many such people"),
               missing, len(missing)),
        tabled("parity", "Compared with those whom it is for",
               ("Group", "What is compared", "Population", "Share there", "Share in the group"), shares, len(shares)),
    )  # fmt: skip
    return Presence(tuple(_said(group) for group in groups), tuple(table for table in tables if table.rows))


def _groups(whole: Representation, subject: Subject) -> Iterator[_Group]:
    for profile in sorted(whole.profiles, key=lambda each: each.key):
        people = () if profile.group is None else whole.members(profile.group)
        candidates = () if profile.group is None else whole.candidates(profile.group)
        if people or candidates:
            try:
                plan = fill_chairs(profile, candidates, seated=people, budget=_LOOKED_AT)
            except LimitExceeded:
                plan = None
            yield _Group(profile, subject.place(str(profile.group)), people, len(candidates), plan)


def _said(group: _Group) -> str:
    chairs = group.profile.chairs
    room = f", of {counted(chairs, 'chair')}" if chairs is not None else ""
    who = f"{group.name}: {counted(len(group.people), 'member', 'members')}{room}"
    if group.candidates:
        who += f", and {counted(group.candidates, 'candidate', 'candidates')}"
    if not group.profile.quotas:
        return f"{who}."
    return f"{who}. {_outcome(group.plan)}"


def _outcome(plan: ChairPlan | None) -> str:
    if plan is None:
        return "Whether its target profile can be met would take too long to work out here."
    if plan.vacancies is None:
        certain = " for certain" if plan.met is None else ""
        return f"Its target profile cannot be met{certain} within its chairs, whoever is found."
    if not plan.vacancies:
        with_whom = "with some of the candidates" if plan.chosen else "as it is"
        return f"Its target profile can be met {with_whom}."
    found = f"{counted(len(plan.vacancies), 'person has', 'people have')} to be found to meet its target profile"
    return f"{found}, unless what is not known turns out well." if plan.met is None else f"{found}."


def _quotas(group: _Group) -> Iterator[tuple[str, ...]]:
    for each in group.profile.count(group.people):
        yield group.name, _plain(each.quota.criterion, each.quota.value), _asked(each.quota), _MET[each.met]


def _asked(quota: Quota) -> str:
    if quota.at_most is None:
        return f"at least {quota.at_least}"
    return f"{quota.at_least} to {quota.at_most}" if quota.at_least else f"at most {quota.at_most}"


def _missing(group: _Group) -> Iterator[tuple[str, ...]]:
    vacancies = () if group.plan is None else group.plan.vacancies or ()
    kinds = dict.fromkeys(each.characteristics for each in vacancies)
    for kind in kinds:
        number = sum(each.characteristics == kind for each in vacancies)
        yield group.name, "; ".join(_plain(*each) for each in kind), str(number)


def _shares(whole: Representation, group: _Group) -> Iterator[tuple[str, ...]]:
    if group.profile.population is None or not group.people:
        return
    population = whole.population(group.profile.population)
    for each in parity(group.people, population):
        share = f"{rounded(each.population_share * 100, 1)} %"
        yield group.name, _plain(each.criterion, each.value), str(population), share, _compared(each)


def _compared(each: Parity) -> str:
    """The index in words: numbers of so small a group would tell of persons."""
    low, high = each.at_least, each.at_most
    if low is None or high is None:
        return "cannot be compared"
    if high * 2 < 1:
        return "less than half of it"
    if low >= 1:
        return "as large or larger"
    return "smaller" if high < 1 and low * 2 >= 1 else "not known: it is not known of everybody"


def _plain(criterion: str, value: str) -> str:
    """A characteristic with its keys as words: `time since diagnosis: under 2`."""
    return f"{criterion}: {value}".replace("-", " ").replace("_", " ")
