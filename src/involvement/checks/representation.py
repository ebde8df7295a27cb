"""Rules about representation: quotas of a group, and how far it resembles its population."""

from collections.abc import Iterator
from fractions import Fraction

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.people import Parity, TargetProfile
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.groups import ProfiledGroup

__all__ = ["RULES"]

_FAR = Fraction(1, 2)  # of the share in the population


@rule(
    "VOI008",
    severity="warning",
    needs=("representation",),
    says="The target profile of {group} is not met: {quotas:quoted}.",
    fix="Look among the candidates for who would fill what is missing, and find people for the rest; where there "
    "are too many already, let the next chairs go to others.",
)
def quota_not_met(snapshot: Snapshot) -> Iterator[Observation]:
    """A group has fewer or more people with some characteristic than its target profile asks for.

    *Why it matters.* A profile is agreed so that a group does not consist of those who come by themselves.
    Quotas are named, and how many people there are is not: a small number would tell of persons.

    *What would fix it.* People who are missing, found where they are. One person fills several quotas. A
    profile without a group, or of a group of which nobody is listed, is not asked.

    *Source.* Diabetes UK, Making Involvement Happen, case study: Recruiting diverse groups.
    """
    for group in _groups(snapshot):
        quotas = tuple(str(count.quota) for count in group.quotas if count.met is False)
        if quotas:
            yield found(about=Ref("profile", group.profile.key), group=_name(snapshot, group.profile), quotas=quotas)


@rule(
    "VOI009",
    severity="note",
    needs=("representation",),
    says="It is not known of everybody in {group} what its target profile asks about: {quotas:quoted} may be met or not.",
    fix="Ask people what they are willing to say about themselves, and say what it is for.",
)
def characteristics_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """Whether a quota is met depends on people of whom the characteristic is not known.

    *Why it matters.* Who is missing cannot be seen where nobody asked. Unknown is not no: these quotas
    count neither as met nor as not met.

    *What would fix it.* A question that may be left unanswered, kept apart from names.

    *Source.* Richmond CCG, self-review: demographics were not collected.
    """
    for group in _groups(snapshot):
        quotas = tuple(str(count.quota) for count in group.quotas if count.met is None)
        if quotas:
            yield unknown(about=Ref("profile", group.profile.key), group=_name(snapshot, group.profile), quotas=quotas)


@rule(
    "VOI010",
    severity="warning",
    needs=("representation",),
    says="In {group}, {characteristics:quoted} have less than half the share that they have in {population}.",
    says_unknown="In {group}, {characteristics:quoted} may have less than half the share that they have in {population}: it "
    "is not known of everybody.",
    fix="Look for people with {characteristics:quoted}, and ask what keeps them from coming.",
)
def share_far_from_population(snapshot: Snapshot) -> Iterator[Observation]:
    """A characteristic is much rarer in a group than in the population that it is to resemble.

    *Why it matters.* Those who use the service and are not in the group have other troubles with it. The
    threshold is the library's own: less than half the share in the population, where at least one in the
    group would be expected. A group of twenty is no sample, and is not asked to be one.

    *What would fix it.* People who are missing; and where they cannot come, another way for them to be heard.

    *Source.* Diabetes UK, Making Involvement Happen: finding the range, more than 35,000 people and about twenty.
    """
    for group in _groups(snapshot):
        far: dict[bool, list[str]] = {True: [], False: []}
        for each in group.shares:
            if _expected(each) and each.at_least is not None and each.at_most is not None and each.at_least < _FAR:
                far[each.at_most < _FAR].append(f"{each.criterion} {each.value}")
        for certain, say in ((True, found), (False, unknown)):
            if far[certain]:
                yield say(
                    about=Ref("profile", group.profile.key),
                    group=_name(snapshot, group.profile),
                    characteristics=tuple(far[certain]),
                    population=str(group.population),
                )


@rule(
    "VOI011",
    severity="note",
    needs=("representation",),
    says="{group} has more people than the {chairs} chairs of its target profile.",
    fix="Agree who stays, or agree a larger group, before anybody else is asked to join.",
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
            yield found(about=Ref("profile", group.profile.key), group=_name(snapshot, group.profile), chairs=chairs)


def _groups(snapshot: Snapshot) -> Iterator[ProfiledGroup]:
    """Each group with a profile that has people listed, by the key of the profile."""
    return (group for group in snapshot.groups if group.people)


def _name(snapshot: Snapshot, profile: TargetProfile) -> Ref | str:
    """The group, a stakeholder, or the title of a forum."""
    key = profile.group or profile.key
    return next((str(forum) for forum in snapshot.map.forums if forum.key == key), snapshot.who(key))


def _expected(each: Parity) -> bool:
    """Whether at least one person in the group would be expected to have it."""
    return each.people * each.population_share >= 1


RULES: tuple[Rule, ...] = (
    quota_not_met,
    characteristics_not_known,
    share_far_from_population,
    more_people_than_chairs,
)
