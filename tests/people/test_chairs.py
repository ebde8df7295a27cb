"""Can these people fill the chairs, who is missing, and is the answer no larger than the question allows?"""

import pytest

from involvement import DuplicateKeyError, InvalidValueError, LimitExceeded, Person
from involvement.people import Quota, TargetProfile, Vacancy, fill_chairs
from involvement.people.chair_search import Cover, Fit, Lack
from involvement.people.integer_search import Steps, WholeNumbers

CARER = Quota("carer", "yes", at_least=1)
WOMEN = Quota("sex", "female", at_least=2)
MEN = Quota("sex", "male", at_least=2)


def person(key: str, **own: str) -> Person:
    return Person(key, own)


def test_the_fewest_people_come_and_those_with_the_first_keys():
    """One person fills several quotas; whoever asks twice must get the same answer."""
    people = [person(key, carer="no", sex="female") for key in "dcb"]
    people += [person("f", carer="yes", sex="female"), person("e", carer="yes", sex="male")]
    plan = fill_chairs(TargetProfile("table", [CARER, WOMEN], chairs=4), people)
    assert (("b", "f"), (), True, 2) == (plan.chosen, plan.vacancies, plan.met, plan.free)
    assert '"table" is met by 2 people within 4 places.' == str(plan)


def test_who_sits_there_already_stays():
    """A group is filled up, and not chosen anew."""
    plan = fill_chairs(
        TargetProfile("table", [CARER, MEN]),
        [
            person("a", carer="yes", sex="female"),
            person("b", carer="no", sex="male"),
            person("c", carer="yes", sex="male"),
        ],
        seated=[person("z", carer="no", sex="male")],
    )
    assert (("z",), ("c",), None, '"table" is met by 2 people.') == (plan.seated, plan.chosen, plan.free, str(plan))


def test_who_is_missing_is_told_by_what_they_should_bring():
    """A coordinator looks for people, not for numbers."""
    plan = fill_chairs(TargetProfile("table", [WOMEN, CARER], chairs=5), [person("a", carer="yes", sex="male")])
    assert plan.vacancies == (Vacancy((("sex", "female"),)), Vacancy((("sex", "female"),)))
    assert (("a",), 2, False) == (plan.chosen, plan.vacancies_at_least, plan.met)
    assert ['The target is at least 2 people with "sex: female". 0 people have it. 2 people are missing.'] == [
        str(each) for each in plan.too_few
    ]
    assert (
        '"table" needs 2 more people besides 1 person, within 5 places. Look for 2 people with "sex: female".'
        == str(plan)
    )
    assert '1 person with "sex: female"' == str(plan.vacancies[0])
    assert plan.vacancies[0].says.code == "chairs.vacancy"


def test_quotas_may_be_too_many_for_the_chairs():
    """No search finds five people for four chairs; the profile has to be changed."""
    people = [person(key, sex=sex) for key, sex in zip("abcd", ["female", "female", "male", "male"], strict=True)]
    plan = fill_chairs(TargetProfile("table", [WOMEN, MEN], chairs=3), people)
    assert (None, None, False) == (plan.vacancies, plan.vacancies_at_least, plan.met)
    assert (("sex",), (WOMEN, MEN), True) == (plan.crowded, plan.conflict, plan.chairs_matter)
    assert (
        '"table" cannot be met within 3 places, even if more people are found. The targets for "sex" need more places.'
        == str(plan)
    )


def test_those_who_are_seated_may_be_too_many():
    """Nobody's coming mends that."""
    seated = [person("a", sex="male"), person("b", sex="male")]
    profile = TargetProfile("table", [Quota("sex", "male", at_most=1)])
    plan = fill_chairs(profile, [], seated=seated)
    assert (None, False) == (plan.vacancies, plan.met)
    assert (
        '"table" cannot be met, even if more people are found. 2 people who are seated have "sex: male". At most 1 should.'
        == str(plan)
    )
    small = fill_chairs(TargetProfile("table", [Quota("sex", "male", at_least=1)], chairs=1), [], seated=seated)
    assert (None, -1) == (small.vacancies, small.free)
    assert (
        '"table" cannot be met within 1 place, even if more people are found. 2 people are seated, more than there are places.'
        == str(small)
    )


def test_quotas_that_contradict_each_other_are_named_and_no_others():
    """All carers that are known are women, of whom there may be one: that is between two quotas."""
    people = [person(key, carer="yes", sex="female", age="old") for key in "abc"]
    carers, few = Quota("carer", "yes", at_least=2), Quota("sex", "female", at_most=1)
    plan = fill_chairs(TargetProfile("table", [Quota("age", "old", at_least=1), few, carers], chairs=9), people)
    assert ((few, carers), False, ()) == (plan.conflict, plan.chairs_matter, plan.too_few)
    assert (Vacancy((("carer", "yes"),)),) == plan.vacancies


def test_what_is_not_known_of_somebody_may_fill_a_quota_and_may_break_one():
    """Unknown is not no, and it is not yes."""
    unknown = Person("a")
    plan = fill_chairs(TargetProfile("table", [CARER]), [unknown])
    assert (None, 0, 1) == (plan.met, plan.vacancies_at_least, len(plan.vacancies or ()))
    assert (
        '"table" needs 1 more person besides 0 people. Look for 1 person with "carer: yes". '
        "If all that is not known turns out well, nobody is to be found." == str(plan)
    )
    limited = TargetProfile("table", [Quota("carer", "yes", at_most=0)])
    plan = fill_chairs(limited, [], seated=[unknown])
    assert (None, None, 0) == (plan.met, plan.vacancies, plan.vacancies_at_least)
    well = "If all that is not known turns out well"
    assert f'"table" cannot be met for certain. {well}, nobody is to be found.' == str(plan)
    two = TargetProfile("table", [CARER, Quota("sex", "male", at_most=0)], chairs=2)
    plan = fill_chairs(two, [person("b", carer="no", sex="female")], seated=[Person("a", {"carer": "no"})])
    assert f'"table" cannot be met for certain within 2 places. {well}, 1 person is still to be found.' == str(plan)


def test_a_profile_without_quotas_is_met_by_nobody_in_particular():
    """Nothing was asked for, so nobody is missing."""
    plan = fill_chairs(TargetProfile("table", chairs=2), [Person("a")])
    assert ((), (), True, 2) == (plan.chosen, plan.vacancies, plan.met, plan.free)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"profile": "table", "candidates": []}, InvalidValueError),
        ({"profile": TargetProfile("table"), "candidates": ["a"]}, InvalidValueError),
        ({"profile": TargetProfile("table"), "candidates": [], "budget": -1}, InvalidValueError),
        ({"profile": TargetProfile("table"), "candidates": [Person("a")], "seated": [Person("a")]}, DuplicateKeyError),
        ({"profile": TargetProfile("table", [WOMEN]), "candidates": [], "budget": 0}, LimitExceeded),
        (
            {"profile": TargetProfile("table", [WOMEN]), "candidates": [person("a", sex="female")], "budget": 20},
            LimitExceeded,
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(arguments, error):
    """Nobody is on both lists, and no search goes on for ever."""
    with pytest.raises(error):
        fill_chairs(**arguments)


def test_nobody_is_chosen_where_nobody_would_do():
    """The search itself says so, whoever asks it."""
    lack = Lack((1,), (None,), ((0,),), (0,))
    assert () == Cover(lack, [Fit((), (), ())], chairs=1, steps=Steps(1000, "")).fewest(0)


def test_a_search_goes_by_order_where_the_best_exchange_leads_nowhere():
    """Sums of which none fits: the last resort of the search ends too."""
    triples = [[(number, 2), ((number + 1) % 5, 2), ((number + 2) % 5, 2)] for number in range(5)]
    numbers = WholeNumbers(5, [*triples, [(number, 1) for number in range(5)]], Steps(10**6, ""))
    numbers.most[:] = [3] * 5 + [6] * 5 + [15]
    numbers.least[:] = [0] * 5 + [6] * 5 + [0]
    assert (1, 1, 1, 1, 1) == numbers.search()
    numbers.least[5:10] = numbers.most[5:10] = [5] * 5
    assert numbers.search() is None


def test_a_search_gives_whole_numbers_where_fractions_would_do():
    """Seven is three times one and twice two; and nobody is a third of a person."""
    numbers = WholeNumbers(2, [[(0, 3), (1, 2)]], Steps(10**4, ""))
    numbers.least[:] = [0, 0, 7]
    numbers.most[:] = [3, 3, 7]
    assert (1, 2) == numbers.search()
    assert ([0, 0, 7], [3, 3, 7]) == (numbers.least, numbers.most)


def test_the_first_choice_that_is_found_need_not_be_the_smallest():
    """Two people do here, where the search comes upon three."""
    lack = Lack((1, 1, 2), (None, None, None), ((0,), (1,), (2,)), (0, 0, 0))
    people = [Fit(gives, (), ()) for gives in ((0, 1), (1, 2), (0, 2), (0, 2), (1,))]
    assert (1, 2) == Cover(lack, people, chairs=None, steps=Steps(10**4, "")).fewest(0)


def test_more_people_than_can_be_found_are_refused():
    """A quota of a mistyped number is no list of people to look for."""
    quota = Quota("carer", "yes", at_least=2**52)
    with pytest.raises(LimitExceeded, match="people to find"):
        fill_chairs(TargetProfile("table", [quota]), [person("a", carer="yes")])
