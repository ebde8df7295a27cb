"""What must be true of whoever is chosen to fill the chairs?"""

from hypothesis import given
from hypothesis import strategies as st

from involvement import Person
from involvement.people import ChairPlan, Quota, TargetProfile, fill_chairs
from tests.oracles import representation as slowly
from tests.strategies.words import among

CRITERIA = {"age": ("old", "young"), "carer": ("yes", "no"), "place": ("east", "north", "west")}
VALUES = st.fixed_dictionaries(
    {},
    optional={
        criterion: st.one_of(
            st.sampled_from(values).map(lambda value: (value,)),
            st.sampled_from(values).map(lambda value: (value,)),
            st.just(values[:2]),
        )
        for criterion, values in CRITERIA.items()
    },
)
KNOWN = st.fixed_dictionaries(
    {criterion: st.sampled_from(values).map(lambda value: (value,)) for criterion, values in CRITERIA.items()}
)
LIMITS = st.tuples(st.integers(0, 3), st.none() | st.integers(0, 2)).filter(any)
QUOTAS = st.dictionaries(
    st.sampled_from([(criterion, value) for criterion, values in CRITERIA.items() for value in values]),
    LIMITS,
    max_size=5,
).map(
    lambda limits: [
        (*place, least, None if more is None else least + more) for place, (least, more) in sorted(limits.items())
    ]
)
CHAIRS = st.none() | st.integers(0, 6)


def people(keys: str, values: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(st.sampled_from(keys), values, max_size=len(keys))


def person(key: str, own: dict[str, tuple[str, ...]]) -> Person:
    return Person(key, [(criterion, value) for criterion, values in own.items() for value in values])


def persons(found: slowly.People) -> list[Person]:
    return [person(key, own) for key, own in found.items()]


def profile(quotas: slowly.Quotas, chairs: int | None) -> TargetProfile:
    made = [Quota(criterion, value, at_least=least, at_most=most) for criterion, value, least, most in quotas]
    return TargetProfile("table", made, chairs=chairs)


def plan(seated: slowly.People, asked: slowly.People, quotas: slowly.Quotas, chairs: int | None) -> ChairPlan:
    return fill_chairs(profile(quotas, chairs), persons(asked), seated=persons(seated))


@given(seated=people("xy", VALUES), asked=people("abcde", VALUES), quotas=QUOTAS, chairs=CHAIRS)
def test_no_choice_of_people_does_better(seated, asked, quotas, chairs):
    """Every choice is tried in every world: no fewer have to be found, and no earlier choice is as small."""
    found = plan(seated, asked, quotas, chairs)
    for_certain = slowly.best(seated, asked, quotas, chairs)
    at_best = slowly.best(seated, asked, quotas, chairs, at_best=True)
    assert (None if at_best is None else at_best[0]) == found.vacancies_at_least
    if for_certain is None:
        assert (None, ()) == (found.vacancies, found.chosen)
        return
    assert found.vacancies is not None
    assert for_certain[0] == len(found.vacancies)
    assert found.chosen in for_certain[1]
    recruits = {f"new-{number}": {} for number in range(len(found.vacancies))}
    for number, vacancy in enumerate(found.vacancies):
        own = dict(vacancy.characteristics)
        recruits[f"new-{number}"] = {criterion: (own.get(criterion, "another"),) for criterion in CRITERIA}
    everyone = [*seated.values(), *(asked[key] for key in found.chosen), *recruits.values()]
    assert slowly.met(everyone, quotas, 0, at_best=False)
    if not found.vacancies:
        assert min(for_certain[1], key=lambda chosen: (len(chosen), chosen)) == found.chosen


@given(asked=people("abcdef", KNOWN), quotas=QUOTAS, chairs=CHAIRS)
def test_of_the_quotas_in_conflict_none_could_be_left_out(asked, quotas, chairs):
    """A list of quotas to talk about should hold no quota that has nothing to do with it."""
    found = plan({}, asked, quotas, chairs)
    in_conflict = [(each.criterion, each.value, each.at_least, each.at_most) for each in found.conflict]
    if not found.conflict:
        return
    within = chairs if found.chairs_matter else None
    assert (slowly.best({}, asked, in_conflict, within) or (1,))[0] != 0
    for number in range(len(in_conflict)):
        rest = in_conflict[:number] + in_conflict[number + 1 :]
        assert (slowly.best({}, asked, rest, within) or (1,))[0] == 0


@given(asked=people("abcdef", VALUES), quotas=QUOTAS, chairs=CHAIRS, late=VALUES)
def test_one_candidate_more_never_leaves_a_profile_less_met(asked, quotas, chairs, late):
    """Nobody has to be asked only because they could be."""
    before, after = plan({}, asked, quotas, chairs), plan({}, {**asked, "z": late}, quotas, chairs)
    assert not (before.met is True and after.met is not True)
    assert not (before.met is None and after.met is False)
    if before.vacancies is not None:
        assert after.vacancies is not None
        assert len(after.vacancies) <= len(before.vacancies)


@given(asked=people("abcdef", VALUES), quotas=QUOTAS, chairs=CHAIRS, data=st.data())
def test_the_order_of_the_candidates_never_matters(asked, quotas, chairs, data):
    """Two lists of the same people must give the same group."""
    shuffled = dict(data.draw(st.permutations(list(asked.items()))))
    assert plan({}, asked, quotas, chairs) == plan({}, shuffled, quotas, chairs)


@given(asked=people("abcde", VALUES), quotas=QUOTAS, data=st.data())
def test_what_is_learned_never_makes_a_certain_answer_uncertain(asked, quotas, data):
    """True and False are certain: whatever the unknown turns out to be, they stay."""
    before = plan({}, asked, quotas, 4)
    learned = {
        key: {criterion: own.get(criterion) or (data.draw(among(values)),) for criterion, values in CRITERIA.items()}
        for key, own in asked.items()
    }
    after = plan({}, learned, quotas, 4)
    assert before.met in (None, after.met)
    assert after.met is not None
