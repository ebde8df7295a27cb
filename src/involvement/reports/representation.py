"""Tables of representation: quotas, whom to look for, and comparison with the population.

A small number of people with a rare characteristic points at persons, so no such number stands here.
"""

from collections.abc import Iterator

from attrs import frozen

from involvement.people import ChairPlan, Parity, Quota
from involvement.reports.subjects import subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.snapshots.groups import ProfiledGroup
from involvement.wording.lists import counted
from involvement.wording.numbers import rounded

__all__ = ["Presence", "presence_of"]

_MET = {True: "yes", False: "no", None: "not known"}


@frozen
class Presence:
    """What the page says of representation: a sentence for each group, and the tables."""

    account: tuple[str, ...]
    tables: tuple[Table, ...]


def presence_of(snapshot: Snapshot) -> Presence | None:
    """The account and tables of every profile whose group people are in or might join; None without any."""
    subject = subject_of(snapshot)
    groups = [(subject.place(str(group.profile.group)), group) for group in snapshot.groups]
    if not groups:
        return None
    quotas = [row for name, group in groups for row in _quotas(name, group)]
    missing = [row for name, group in groups for row in _missing(name, group)]
    shares = [row for name, group in groups for row in _shares(name, group)]
    tables = (
        tabled("quotas", "Who should be there", ("Group", "What is asked", "How many", "Is it so?"), quotas, len(quotas)),
        tabled("vacancies", "Whom to look for", ("Group", "What they should bring", "How many such people"),
               missing, len(missing)),
        tabled("parity", "Compared with those whom it is for",
               ("Group", "What is compared", "Population", "Share there", "Share in the group"), shares, len(shares)),
    )  # fmt: skip
    return Presence(tuple(_said(name, group) for name, group in groups), tuple(table for table in tables if table.rows))


def _said(name: str, group: ProfiledGroup) -> str:
    chairs = group.profile.chairs
    room = f", of {counted(chairs, 'chair')}" if chairs is not None else ""
    who = f"{name}: {counted(len(group.people), 'member', 'members')}{room}"
    if group.candidates:
        who += f", and {counted(len(group.candidates), 'candidate', 'candidates')}"
    if not group.profile.quotas:
        return f"{who}."
    return f"{who}. {_outcome(group.chairs)}"


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


def _quotas(name: str, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    for count in group.quotas:
        yield name, _plain(count.quota.criterion, count.quota.value), _asked(count.quota), _MET[count.met]


def _asked(quota: Quota) -> str:
    if quota.at_most is None:
        return f"at least {quota.at_least}"
    return f"{quota.at_least} to {quota.at_most}" if quota.at_least else f"at most {quota.at_most}"


def _missing(name: str, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    vacancies = () if group.chairs is None else group.chairs.vacancies or ()
    kinds = dict.fromkeys(each.characteristics for each in vacancies)
    for kind in kinds:
        number = sum(each.characteristics == kind for each in vacancies)
        yield name, "; ".join(_plain(*each) for each in kind), str(number)


def _shares(name: str, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    for parity in group.shares:
        share = f"{rounded(parity.population_share * 100, 1)} %"
        yield name, _plain(parity.criterion, parity.value), str(group.population), share, _compared(parity)


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
