"""Are people counted once and rightly, with all that everybody knows of how the counts hang together?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Contribution, Event, Ledger, Process, Stakeholder
from involvement.people import Person, Population, PopulationShare, Quota, Representation, TargetProfile
from involvement.privacy import AtLeast, Figures, PartOf, Total
from involvement.reports.public_figures import answers, balance_parts, characteristic, figures_of, members, rate, size
from involvement.snapshots import Snapshot

DAY = date(2026, 9, 1)
LATER = date(2026, 11, 23)


def counted(process: Process) -> Figures:
    return figures_of(Snapshot(process, LATER))


def group(
    number: int | None, people: list[Person], *quotas: Quota, shares: tuple[PopulationShare, ...] = ()
) -> Figures:
    profile = TargetProfile("table", quotas, group="group", population="town" if shares else None)
    representation = Representation(
        people=people, profiles=[profile], populations=[Population("town", shares)] if shares else ()
    )
    whose = Stakeholder("group", title="User group", size=number)
    return counted(Process("p", stakeholders=[whose], representation=representation))


def persons(count: int, **characteristics: str) -> list[Person]:
    tag = "-".join(characteristics.values())
    return [Person(f"p-{tag}-{number}", characteristics, member_of=["group"]) for number in range(count)]


# Sizes


@pytest.mark.parametrize(
    ("stakeholder", "told"),
    [
        (Stakeholder("x", size=9), {size("x"): 9}),
        (Stakeholder("x", size=0), {size("x"): 0}),
        (Stakeholder("x", size=1_000_000_000), {size("x"): 1_000_000_000}),
        (Stakeholder("x", size=1_000_000_001), {}),
        (Stakeholder("x"), {}),
        (Stakeholder("x", size=1, kind="person"), {}),
    ],
)
def test_the_size_of_a_group_is_a_count_of_people(stakeholder, told):
    """A person is no group of one, and no group has more than a thousand million people."""
    assert told == counted(Process("p", stakeholders=[stakeholder])).counts


# Members


def test_members_are_counted_with_what_is_compared():
    """Two of five are carers, as a quota asks, and three are women, as the town is compared; what is not asked is not counted."""
    people = [*persons(2, carer="yes", sex="female"), *persons(1, carer="no", sex="female")]
    people += persons(2, carer="no", sex="male")
    shares = (PopulationShare("sex", "female", share=Fraction(1, 2)),)
    found = group(8, people, Quota("carer", "yes", at_least=3), shares=shares)
    carers, women = characteristic("group", "carer", "yes"), characteristic("group", "sex", "female")
    assert {
        size("group"): 8,
        members("group"): 5,
        carers: 2,
        ("members", "group", "carer"): 3,
        women: 3,
        ("members", "group", "sex"): 2,
    } == found.counts
    assert {
        Total(members("group"), [carers, ("members", "group", "carer")]),
        Total(members("group"), [women, ("members", "group", "sex")]),
    } == set(found.totals)
    assert (PartOf(members("group"), size("group")),) == found.parts
    assert (AtLeast(carers, 3),) == found.at_least


def test_who_has_two_values_is_in_no_total():
    """Somebody with two languages is counted in both, so the counts do not add up."""
    people = [
        Person("ann", [("speaks", "english"), ("speaks", "welsh")], member_of=["group"]),
        Person("bob", [("speaks", "welsh")], member_of=["group"]),
    ]
    found = group(None, people, Quota("speaks", "english", at_least=1), Quota("speaks", "welsh", at_least=1))
    english, welsh = (characteristic("group", "speaks", each) for each in ("english", "welsh"))
    assert {members("group"): 2, english: 1, welsh: 2} == found.counts
    assert () == found.totals
    assert {PartOf(english, members("group")), PartOf(welsh, members("group"))} == set(found.parts)


def test_a_size_that_is_smaller_than_the_members_holds_them_not():
    """The record contradicts itself, and a report still tells both."""
    found = group(1, persons(2, sex="male"))
    assert ({size("group"): 1, members("group"): 2}, ()) == (found.counts, found.parts)


@pytest.mark.parametrize(
    ("quota", "asked"),
    [
        (Quota("carer", "yes", at_least=2), (AtLeast(characteristic("group", "carer", "yes"), 2),)),
        (Quota("carer", "yes", at_least=2, at_most=4), ()),
        (Quota("carer", "yes", at_most=4), ()),
    ],
    ids=["least", "both", "most"],
)
def test_only_of_a_least_number_it_is_told_whether_it_is_met(quota, asked):
    """Met between two numbers would say how many there are."""
    assert asked == group(8, persons(3, carer="yes"), quota).at_least


def test_whether_a_quota_is_met_is_not_told_where_nobody_knows():
    """Two are carers, and of the third it is not known: three are asked for."""
    people = [*persons(2, carer="yes"), *persons(1, sex="male")]
    assert () == group(8, people, Quota("carer", "yes", at_least=3)).at_least


def test_two_profiles_of_a_group_count_it_once():
    """The same people and the same quota, agreed twice."""
    quota = Quota("carer", "yes", at_least=2)
    profiles = [TargetProfile(key, [quota], group="group") for key in ("first", "second")]
    representation = Representation(people=persons(3, carer="yes"), profiles=profiles)
    found = counted(Process("p", stakeholders=[Stakeholder("group")], representation=representation))
    carers = characteristic("group", "carer", "yes")
    assert {members("group"): 3, carers: 3, ("members", "group", "carer"): 0} == found.counts
    assert ((Total(members("group"), [carers, ("members", "group", "carer")]),), (AtLeast(carers, 2),)) == (
        found.totals, found.at_least,
    )  # fmt: skip


# What was said


def said(*whose: str | None, answered: int = 0, told: int = 0, way_back: bool = True) -> Process:
    contributions = [
        Contribution(f"c-{number}", on=DAY, stakeholder=who, way_back=way_back) for number, who in enumerate(whose)
    ]
    events = [Event(f"c-{number}", "answered", on=DAY, outcome="did") for number in range(answered)]
    events += [Event(f"c-{number}", "told", on=DAY) for number in range(told)]
    stakeholders = [Stakeholder("group", size=9), Stakeholder("zoe", kind="person"), Stakeholder("alone", size=1)]
    return Process("p", stakeholders=stakeholders, ledger=Ledger(contributions, events))


def test_contributions_are_counted_by_what_became_of_them():
    """Three of five were answered, and two are open."""
    found = counted(said("group", "group", "group", "group", None, answered=3))
    parts = {"answered": 3, "open": 2, "merged": 0, "redirected": 0, "withdrawn": 0}
    assert {answers(name): count for name, count in parts.items()} | {answers("received"): 5} == {
        key: count for key, count in found.counts.items() if key[0] == "contributions"
    }
    assert Total(answers("received"), map(answers, parts)) in found.totals
    assert parts == balance_parts(Snapshot(said("group", "group", "group", "group", None, answered=3), LATER))


def test_rates_are_counted_for_groups_and_never_for_one_person():
    """Four answers: to the group two, to a person, and to a group of one, who stand with the others."""
    found = counted(said("group", "group", "zoe", "alone", answered=4, told=3))
    rates = {key: count for key, count in found.counts.items() if key[0].startswith("closure")}
    assert {"group"} == {key[-1] for key in rates if len(key) == 4}
    assert (4, 4) == (rates[rate("answered", "n")], rates[rate("answered", "of")])
    assert (2, 2) == (rates[rate("answered", "n", "group")], rates[rate("answered", "of", "group")])
    assert (2, 2) == tuple(rates[("closure of others", "answered", part)] for part in ("n", "of"))
    assert (3, 4) == (rates[rate("told", "n")], rates[rate("told", "of")])
    assert PartOf(rate("told", "n", "group"), rate("told", "of", "group")) in found.parts
    whole = Total(rate("told", "n"), [("closure of others", "told", "n"), rate("told", "n", "group")])
    assert whole in found.totals


def test_everybody_knows_where_two_counts_are_the_same():
    """Of those answered some were told; so how many were answered is how many could be told."""
    found = counted(said("group", "group", answered=1))
    assert Total(rate("told", "of"), [rate("answered", "n")]) in found.totals
    assert Total(rate("acknowledged", "of"), [rate("answered", "of")]) in found.totals


def test_where_nothing_was_said_nothing_is_counted():
    """No ledger and an empty one count alike."""
    for ledger in (None, Ledger()):
        found = counted(Process("p", stakeholders=[Stakeholder("group")], ledger=ledger))
        assert ({}, (), ()) == (found.counts, found.totals, found.parts)
