"""Rules about representation: quotas of a group, and how far it resembles its population."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.people import Parity, QuotaCount
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.groups import ProfiledGroup
from involvement.wording import Statement

__all__ = ["RULES"]

_FAR = Fraction(1, 2)  # of the share in the population
_GROUP = {"group": ("Forum.title", "Stakeholder.title")}
_CHARACTERISTICS = ("Person.characteristics", "PopulationShare.criterion", "PopulationShare.value")
_QUOTA = ("Person.characteristics", "Quota.criterion", "Quota.value")
_BOUNDS = {
    "at_least": "It asks for at least {number:person|people} with {characteristic:quoted}",
    "at_most": "It asks for at most {number:person|people} with {characteristic:quoted}",
}
_FIND = Statement(
    "VOI008.find", template="Look among the candidates for people who would fill the gaps, then look further."
)
_LEAVE = Statement("VOI008.leave", template="Offer the next places to people without what too many have.")


@rule(
    "VOI008",
    severity="warning",
    needs=("representation",),
    says="The target profile of {group} has {quotas#a target that is|targets that are} not met. {quotas:sentences}",
    fix="{steps:sentences}",
    sources={**_GROUP, "quotas": "TargetProfile.quotas"},
)
def quota_not_met(snapshot: Snapshot) -> Iterator[Observation]:
    """A group has fewer or more people with some characteristic than its target profile asks for.

    *Why it matters.* A profile is agreed so that a group does not consist only of those who come by themselves.
    The finding names the quotas and not how many people there are: a small number would point at persons.

    *What would fix it.* The missing people, found where they are. One person can fill several quotas. A profile
    without a group, of a group with nobody listed, or agreed for a later day is not asked about.

    *Source.* Diabetes UK, Making Involvement Happen, case study: Recruiting diverse groups.
    """
    for group in _groups(snapshot):
        quotas = _bounds(count for count in group.quotas if count.met is False)
        if quotas:
            bounds = {quota.code for quota in quotas}
            steps = [step for step, bound in ((_FIND, "at_least"), (_LEAVE, "at_most")) if f"quota.{bound}" in bounds]
            yield found(**_of(snapshot, group), quotas=quotas, steps=tuple(steps))


@rule(
    "VOI009",
    severity="note",
    needs=("representation",),
    says="Too little is known about the people in {group} to tell whether {quotas#a target of its profile is|targets of its profile are} met. "
    "{quotas:sentences}",
    fix="Ask people what they are willing to say about themselves, and say what it is for.",
    sources={**_GROUP, "quotas": "TargetProfile.quotas"},
)
def characteristics_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """Whether a quota is met depends on people whose characteristic is not known.

    *Why it matters.* Nobody can see who is missing where nobody asked. Unknown is not no: these quotas
    count neither as met nor as not met.

    *What would fix it.* A question that may be left unanswered, with the answers kept apart from names.

    *Source.* Richmond CCG, self-review: demographics were not collected.
    """
    for group in _groups(snapshot):
        quotas = _bounds(count for count in group.quotas if count.met is None)
        if quotas:
            yield unknown(**_of(snapshot, group), quotas=quotas)


@rule(
    "VOI010",
    severity="warning",
    needs=("representation",),
    says="{characteristics:quoted} {characteristics#is|are} less than half as common in {group} as in {population}.",
    says_unknown="{characteristics:quoted} may be less than half as common in {group} as in {population}. It is not known "
    "of everybody.",
    fix="Look for people with {characteristics:quoted}, and ask what keeps them from coming.",
    sources={**_GROUP, "characteristics": _CHARACTERISTICS, "population": "Population.title"},
)
def share_far_from_population(snapshot: Snapshot) -> Iterator[Observation]:
    """A characteristic is much rarer in a group than in the population that the group is to resemble.

    *Why it matters.* People who use the service and are not in the group have other troubles with it. The
    threshold is the library's own: less than half the share in the population, where at least one in the
    group would be expected. A group of twenty is no sample, and is not asked to be one.

    *What would fix it.* The missing people; where they cannot come, another way for them to be heard.

    *Source.* Diabetes UK, Making Involvement Happen: finding the range, more than 35,000 people and about twenty.
    """
    for group in _groups(snapshot):
        far: dict[bool, list[Ref]] = {True: [], False: []}
        for parity in group.shares:
            if (
                _expected(parity)
                and parity.at_least is not None
                and parity.at_most is not None
                and parity.at_least < _FAR
            ):
                far[parity.at_most < _FAR].append(Ref("characteristic", (parity.criterion, parity.value)))
        for certain, say in ((True, found), (False, unknown)):
            if far[certain] and group.population is not None:
                yield say(
                    **_of(snapshot, group),
                    characteristics=tuple(sorted(far[certain])),
                    population=Ref("population", group.population.key),
                )


@rule(
    "VOI011",
    severity="note",
    needs=("representation",),
    says="The target profile of {group} has {chairs:place}. More people than that are in the group.",
    fix="Agree who stays, or agree a larger group, before anybody else is asked to join.",
    sources={**_GROUP, "chairs": "TargetProfile.chairs"},
)
def more_people_than_chairs(snapshot: Snapshot) -> Iterator[Observation]:
    """A group is larger than its target profile has chairs.

    *Why it matters.* A group that is too large has no shared purpose, and only the loudest are heard in it.

    *What would fix it.* A larger profile, or a second group.

    *Source.* Diabetes UK, Making Involvement Happen: the size of the group.
    """
    for group in _groups(snapshot):
        chairs = group.profile.chairs
        if chairs is not None and len(group.people) > chairs:
            yield found(**_of(snapshot, group), chairs=chairs)


def _groups(snapshot: Snapshot) -> Iterator[ProfiledGroup]:
    """Each group with a profile that has people listed, by the key of the profile."""
    return (group for group in snapshot.groups if group.people)


def _of(snapshot: Snapshot, group: ProfiledGroup) -> dict[str, Ref]:
    """What a finding about a profile is about, and the group, a forum or a stakeholder."""
    key = group.profile.group or group.profile.key
    is_forum = any(forum.key == key for forum in snapshot.map.forums)
    return {
        "about": Ref("profile", group.profile.key),
        "group": Ref("forum", key) if is_forum else snapshot.who(key),
    }


def _bounds(counts: Iterable[QuotaCount]) -> tuple[Statement, ...]:
    """What quotas that are not met, or may not be, ask for: the bounds in question, by criterion and value."""
    bounds = []
    for count in sorted(counts, key=lambda count: (count.quota.criterion, count.quota.value)):
        characteristic = Ref("characteristic", (count.quota.criterion, count.quota.value))
        least, most = count.quota.at_least, count.quota.at_most
        if count.have < least:
            bounds.append(_quota("at_least", characteristic, least))
        if most is not None and count.have + count.unknown > most:
            bounds.append(_quota("at_most", characteristic, most))
    return tuple(bounds)


def _quota(bound: str, characteristic: Ref, number: int) -> Statement:
    return Statement(
        f"quota.{bound}",
        {"characteristic": characteristic, "number": number},
        template=_BOUNDS[bound],
        sources={"characteristic": _QUOTA, "number": f"Quota.{bound}"},
    )


def _expected(parity: Parity) -> bool:
    """Whether at least one person in the group would be expected to have it."""
    return parity.people * parity.population_share >= 1


RULES: tuple[Rule, ...] = (
    quota_not_met,
    characteristics_not_known,
    share_far_from_population,
    more_people_than_chairs,
)
