"""Who is in a group with a target profile, who might join it, and who would fill its chairs?"""

from datetime import date
from fractions import Fraction

from involvement import Person, Process, Representation
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.snapshots import Snapshot

ON = date(2026, 6, 1)
PEOPLE = [
    Person("ann", {"carer": "yes"}, member_of=["table"]),
    Person("bo", {"carer": "no"}, candidate_for=["table"]),
    Person("cy", {"carer": "yes"}, candidate_for=["table"]),
]


def groups(*profiles, people=PEOPLE, populations=(), on=ON):
    whole = Representation(people=people, profiles=profiles, populations=populations)
    return Snapshot(Process("p", representation=whole), on).groups


def test_a_group_has_its_members_and_those_who_might_join():
    """One of three chairs is taken, and a second carer is wanted: of the two who might join, both are needed."""
    (group,) = groups(TargetProfile("profile", [Quota("carer", "yes", at_least=2)], group="table", chairs=3))
    assert [["ann"], ["bo", "cy"]] == [[person.key for person in part] for part in (group.people, group.candidates)]
    assert [(1, False)] == [(count.have, count.met) for count in group.quotas]
    assert group.chairs is not None
    assert ("cy",) == group.chairs.chosen


def test_a_profile_counts_from_the_day_on_which_it_was_agreed():
    """One without a day counts always, and one that nobody is in or might join never."""
    dated = TargetProfile("agreed", group="table", on=ON)
    assert [[], ["agreed"]] == [[group.profile.key for group in groups(dated, on=on)] for on in (date(2026, 5, 31), ON)]
    others = [TargetProfile(key, group=key) for key in ("zeal", "table", "empty")]
    members = [Person("ann", member_of=["table"]), Person("bo", candidate_for=["zeal"])]
    assert ["table", "zeal"] == [group.profile.key for group in groups(*others, people=members)]
    assert () == groups(TargetProfile("nobody"))


def test_a_group_without_people_or_population_is_compared_with_nothing():
    """Shares of nobody are no shares."""
    town = Population("town", [PopulationShare("carer", "yes", share=Fraction(1, 10))])
    (compared,) = groups(TargetProfile("profile", group="table", population="town"), populations=[town])
    assert [("yes", Fraction(1, 10))] == [(share.value, share.population_share) for share in compared.shares]
    (alone,) = groups(TargetProfile("profile", group="table"), populations=[town])
    (unfilled,) = groups(
        TargetProfile("profile", group="table", population="town"), people=PEOPLE[1:], populations=[town]
    )
    assert ((), ()) == (alone.shares, unfilled.shares)
