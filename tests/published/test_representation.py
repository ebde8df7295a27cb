"""Can a table of twenty-five be filled as Hammersmith and Fulham's user group was to be?

Diabetes UK, Making Involvement Happen, case study "Recruiting diverse groups": 25 members; 88 graduates of the Expert
Patient Programme were written to; the profile asked for both types of diabetes, a balance of women and men, people
from deprived areas, a balance of adult ages, North, Central and South, a range of times since diagnosis, the main
ethnic communities, carers, parents of children under 18, and people with other health needs. The page gives no
numbers for the quotas, and nothing about the 88: every number below, and every candidate, is invented.
"""

import pytest

from involvement import Person
from involvement.people import Quota, TargetProfile, fill_chairs

LEAST = {
    "diabetes": {"type-1": 5, "type-2": 15},
    "sex": {"female": 11, "male": 11},
    "deprivation": {"most": 8, "middle": 6},
    "age": {"under-40": 6, "40-to-64": 8, "65-or-more": 8},
    "area": {"north": 8, "central": 8, "south": 8},
    "since-diagnosis": {"under-2": 6, "over-10": 6},
    "community": {"white": 8, "black": 6, "asian": 4},
    "carer": {"yes": 4},
    "parent-of-a-child": {"yes": 3},
    "other-needs": {"yes": 6},
}
MOST = {"female": 14, "male": 14}
SPREAD = {
    "diabetes": ["type-1"] + ["type-2"] * 6,
    "sex": ["female"] * 3 + ["male"] * 2,
    "deprivation": ["most", "middle", "middle", "least"],
    "age": ["under-40"] + ["40-to-64"] * 4 + ["65-or-more"] * 4,
    "area": ["north", "central", "central", "south", "south"],
    "since-diagnosis": ["under-2", "2-to-10", "2-to-10", "over-10", "over-10"],
    "community": ["white"] * 5 + ["black"] * 2 + ["asian"] + ["another"],
    "carer": ["yes"] + ["no"] * 7,
    "parent-of-a-child": ["yes"] + ["no"] * 14,
    "other-needs": ["yes", "yes", "no", "no", "no"],
}
PROFILE = TargetProfile(
    "hammersmith-and-fulham",
    [
        Quota(criterion, value, at_least=least, at_most=MOST.get(value))
        for criterion, values in LEAST.items()
        for value, least in values.items()
    ],
    chairs=25,
)


def candidate(number: int, without: frozenset[str] = frozenset()) -> Person:
    """One of the invented 88, spread by a rule in which no criterion hangs on another."""
    drawn = number * 2_654_435_761 % 2**32
    own = {}
    for criterion, values in SPREAD.items():
        drawn = (drawn * 1_664_525 + 1_013_904_223) % 2**32
        own[criterion] = values[(drawn >> 16) % len(values)]
    return Person(f"p-{number:02}", {name: value for name, value in own.items() if name not in without})


def test_the_example_asks_what_the_case_study_asks():
    """Ten criteria, twenty-five chairs, eighty-eight letters: all that is published."""
    assert (10, 25) == (len(LEAST), PROFILE.chairs)


def test_the_table_is_filled_from_eighty_eight_in_a_moment():
    """A coordinator tries a profile, changes it, and tries again."""
    people = [candidate(number) for number in range(88)]
    plan = fill_chairs(PROFILE, people)
    chosen = [each for each in people if each.key in plan.chosen]
    assert plan.met is True
    assert all(count.met for count in PROFILE.count(chosen))
    # The three areas alone need 24 people, so no smaller choice can be.
    assert (24, 1) == (len(chosen), plan.free)


def test_who_is_missing_is_found_too():
    """Without anybody under forty, six are to be found, and as much else as can be comes from those who are there."""
    people = [each for each in map(candidate, range(88)) if not each.has("age", "under-40")]
    plan = fill_chairs(PROFILE, people)
    assert plan.vacancies is not None
    assert 6 == len(plan.vacancies)
    assert all(("age", "under-40") in each.characteristics for each in plan.vacancies)
    assert ['The target is at least 6 people with "age: under-40". 0 people have it. 6 people are missing.'] == [
        str(each) for each in plan.too_few
    ]


@pytest.mark.parametrize("every", [4, 10])
def test_with_unknown_criteria_the_answer_says_what_is_certain(every):
    """Some did not say what they are asked; that is no reason to leave them out, nor to count them twice."""
    names = list(LEAST)
    people = [
        candidate(number, frozenset([names[number % 10]]) if number % every == 0 else frozenset())
        for number in range(88)
    ]
    plan = fill_chairs(PROFILE, people)
    assert plan.met is not False
    chosen = [each for each in people if each.key in plan.chosen]
    brought = [characteristic for each in plan.vacancies or () for characteristic in each.characteristics]
    for count in PROFILE.count(chosen):
        assert count.have + brought.count((count.quota.criterion, count.quota.value)) >= count.quota.at_least
