"""Tables of representation: quotas, whom to look for, and comparison with the population.

A small number of people with a rare characteristic points at persons. So no such number stands here at the desk, and outside
it no more than a disclosure rule tells.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from involvement._fields import frozen
from involvement.people import ChairPlan, Parity, Quota, QuotaCount
from involvement.privacy.disclosure_rules import WITHHELD
from involvement.privacy.figures import FigureKey
from involvement.privacy.small_populations import told_shares
from involvement.references import Ref
from involvement.reports.public_figures import characteristic, members
from involvement.reports.readers import Reader
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.snapshots.groups import ProfiledGroup
from involvement.wording import Fact, Statement, Wording
from involvement.wording.numbers import rounded

__all__ = ["Presence", "presence_of"]

_MET = {True: "yes", False: "no", None: "not known"}
_QUOTA = ("Person.characteristics", "Quota.criterion", "Quota.value")
_TOO_LONG = Statement(
    "presence.too_long", template="To work out whether it can meet its target profile would take too long here"
)
_TOO_FEW = Statement("presence.too_few", template="Its places are too few to meet its target profile")
_NOT_CERTAIN = Statement(
    "presence.not_certain", template="Its places may be too few to meet its target profile; not everything is known"
)
_WITH_CANDIDATES = Statement(
    "presence.with_candidates", template="With some of the candidates, it can meet its target profile"
)
_AS_IT_IS = Statement("presence.as_it_is", template="It can meet its target profile as it is")
_PERHAPS_FEWER = Statement("presence.perhaps_fewer", template="Fewer may be enough; not everything is known")
_ASKED = {
    frozenset({"least"}): "at least {least}",
    frozenset({"most"}): "at most {most}",
    frozenset({"least", "most"}): "{least} to {most}",
}


@frozen
class Presence:
    """What the page says of representation: a sentence for each group, and the tables."""

    account: tuple[str, ...]
    tables: tuple[Table, ...]


def presence_of(snapshot: Snapshot, reader: Reader) -> Presence | None:
    """The account and tables of every profile whose group people are in or might join; None without any."""
    subject = reader.subject
    groups = [
        (subject.place_ref(str(group.profile.group)), group)
        for group in snapshot.groups
        if subject.draws(group.profile.group)
    ]
    words = subject.labels
    if not groups:
        return None
    if not subject.internal:
        return _told(reader, groups)
    quotas = [row for name, group in groups for row in _quotas(words, name, group)]
    missing = [row for name, group in groups for row in _missing(words, name, group)]
    shares = [row for name, group in groups for row in _shares(words, name, group)]
    tables = (
        tabled("quotas", "Who should be there", ("Group", "What is asked", "How many", "Is it so?"), quotas, len(quotas)),
        tabled("vacancies", "Whom to look for", ("Group", "What they should bring", "How many such people"),
               missing, len(missing)),
        tabled("parity", "Compared with those whom it is for",
               ("Group", "What is compared", "Population", "Share there", "Share in the group"), shares, len(shares)),
    )  # fmt: skip
    account = tuple(words.say(_account(name, group)) for name, group in groups)
    return Presence(account, tuple(table for table in tables if table.rows))


def _told(reader: Reader, groups: Sequence[tuple[Ref, ProfiledGroup]]) -> Presence:
    """The same for readers outside the desk: what is asked and how the group compares, as far as counts are told."""
    words = reader.subject.labels
    sizes = (_size_told(reader, name, str(group.profile.group)) for name, group in groups)
    quotas = [row for name, group in groups for row in _quotas_told(reader, name, group)]
    shares = [row for name, group in groups for row in _shares_told(reader, name, group)]
    tables = (
        tabled("quotas", "Who should be there", ("Group", "What is asked", "How many", "Is it so?"), quotas, len(quotas)),
        tabled("parity", "Compared with those whom it is for",
               ("Group", "What is compared", "Population", "Share there", "Share in the group"), shares, len(shares)),
    )  # fmt: skip
    return Presence(tuple(filter(None, map(words.say, sizes))), tuple(table for table in tables if table.rows))


def _size_told(reader: Reader, name: Ref, group: str) -> Statement:
    people = reader.count(members(group))
    if people in {None, WITHHELD}:
        return Statement(
            "presence.size_withheld",
            {"group": name},
            template="{group}: how many members it has is not told",
            sources={"group": "Stakeholder.title"},
        )
    return Statement(
        "presence.size_told",
        {"group": name, "people": people, "n": reader.number(members(group)) or 0},
        template="{group}: {people:clause} {n#member|members}",
        sources={"group": "Stakeholder.title", "n": "FigureTold.number"},
    )


def _quotas_told(reader: Reader, name: Ref, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    words = reader.subject.labels
    for count in group.quotas:
        quota = count.quota
        what = Ref("characteristic", (quota.criterion, quota.value))
        counted = characteristic(str(group.profile.group), quota.criterion, quota.value)
        met = _met_told(reader, counted, count)
        yield (
            words.words(name),
            words.words(what),
            words.clause(_asked(quota)),
            "not told" if met is None else _MET[met],
        )


def _met_told(reader: Reader, counted: FigureKey, count: QuotaCount) -> bool | None:
    """Whether a quota is met; None where that is not known, of so few people that their number is not told, and of a most."""
    quota = count.quota
    told = reader.figures
    if (
        told is None
        or count.met is None
        or quota.at_most is not None
        or not quota.at_least
        or told.number(counted) is None
    ):
        return None
    return told.met(counted, quota.at_least)


def _shares_told(reader: Reader, name: Ref, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    words, key = reader.subject.labels, str(group.profile.group)
    told = () if group.population is None else told_shares(group.population)
    safe = {(share.criterion, share.value) for share in told}
    for parity in group.shares:
        if (parity.criterion, parity.value) not in safe:
            continue
        share = reader.share(characteristic(key, parity.criterion, parity.value), members(key))
        yield (
            words.words(name), words.words(Ref("characteristic", (parity.criterion, parity.value))), str(group.population),
            _percent(parity.population_share), "not told" if share is None else f"about {_percent(share, 0)}",
        )  # fmt: skip


def _percent(share: Fraction, places: int = 1) -> str:
    return f"{rounded(share * 100, places)} %"


def _account(name: Ref, group: ProfiledGroup) -> Statement:
    """How many people are in a group, and whether it can meet its target profile."""
    chairs, people, candidates = group.profile.chairs, len(group.people), len(group.candidates)
    outcome = _outcome(group.chairs) if group.profile.quotas else ()
    facts: dict[str, Fact] = {"group": name, "people": people}
    sources = {"group": "Stakeholder.title", "people": "Person.member_of"}
    if chairs is not None:
        facts["chairs"], sources["chairs"] = chairs, "TargetProfile.chairs"
    size = Statement(
        "presence.size" if chairs is None else "presence.size_of_chairs",
        facts,
        template="{group}: {people:member}" if chairs is None else "{group}: {people:member}, {chairs:place}",
        sources=sources,
    )
    more = Statement(
        "presence.candidates",
        {"n": candidates},
        template="{n:candidate} could join",
        sources={"n": "Person.candidate_for"},
    )
    parts = (size, *((more,) if candidates else ()), *outcome)
    return Statement("presence", {"parts": parts}, template="{parts:sentences}")


def _outcome(plan: ChairPlan | None) -> Iterator[Statement]:
    if plan is None:
        yield _TOO_LONG
    elif plan.vacancies is None:
        yield _NOT_CERTAIN if plan.met is None else _TOO_FEW
    elif not plan.vacancies:
        yield _WITH_CANDIDATES if plan.chosen else _AS_IT_IS
    else:
        yield Statement(
            "presence.vacancies",
            {"n": len(plan.vacancies)},
            template="{n:more person|more people} must be found to meet its target profile",
            sources={"n": _QUOTA},
        )
        if plan.met is None:
            yield _PERHAPS_FEWER


def _quotas(words: Wording, name: Ref, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    for count in group.quotas:
        quota = count.quota
        what = Ref("characteristic", (quota.criterion, quota.value))
        yield words.words(name), words.words(what), words.clause(_asked(quota)), _MET[count.met]


def _asked(quota: Quota) -> Statement:
    least, most = quota.at_least, quota.at_most
    facts: dict[str, Fact] = {"least": least} if most is None else {"most": most}
    if least and most is not None:
        facts["least"] = least
    return Statement(
        f"quota.{'_'.join(sorted(facts))}",
        facts,
        template=_ASKED[frozenset(facts)],
        sources={name: f"Quota.at_{name}" for name in facts},
    )


def _missing(words: Wording, name: Ref, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    vacancies = () if group.chairs is None else group.chairs.vacancies or ()
    for kind, number in Counter(vacancy.characteristics for vacancy in vacancies).items():
        what = tuple(Ref("characteristic", characteristic) for characteristic in kind)
        yield words.words(name), words.words(what), str(number)


def _shares(words: Wording, name: Ref, group: ProfiledGroup) -> Iterator[tuple[str, ...]]:
    for parity in group.shares:
        share = _percent(parity.population_share)
        what = Ref("characteristic", (parity.criterion, parity.value))
        yield words.words(name), words.words(what), str(group.population), share, _compared(parity)


def _compared(each: Parity) -> str:
    """The index in words: numbers of so small a group would tell of persons."""
    low, high = each.at_least, each.at_most
    if low is None or high is None:
        return "cannot be compared"
    if high * 2 < 1:
        return "less than half of it"
    if low >= 1:
        return "as large or larger"
    return "smaller" if high < 1 and low * 2 >= 1 else "not known of everybody"
