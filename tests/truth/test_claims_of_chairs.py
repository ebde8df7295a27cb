"""The words about chairs, targets and shares: judged by trying every choice of people, and every way the unknown may be."""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, product

from involvement import Person
from involvement.people import Population, PopulationShare, Quota, TargetProfile, fill_chairs, parity
from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over

CASES = range(400)
VALUES = {"sex": ("female", "male"), "carer": ("yes", "no")}


def drawn(number: int) -> tuple[TargetProfile, list[Person], list[Person]]:
    chance = random.Random(number)
    wanted = chance.sample([("sex", "female"), ("sex", "male"), ("carer", "yes")], chance.randint(1, 3))
    quotas = []
    for criterion, value in wanted:
        least = chance.choice([0, 1, 2])
        most = least + chance.choice([0, 1]) if not least or chance.random() < 0.3 else None
        quotas.append(Quota(criterion, value, at_least=least, at_most=most))
    profile = TargetProfile(
        "table", quotas, title=chance.choice([None, "The table"]), chairs=chance.choice([None, 1, 2, 3])
    )

    def person(key: str) -> Person:
        known = {name: chance.choice(values) for name, values in VALUES.items() if chance.random() < 0.8}
        return Person(key, known)

    seated = [person(f"s{place}") for place in range(chance.choice([0, 0, 1, 2]))]
    return profile, seated, [person(f"c{place}") for place in range(chance.randint(0, 3))]


def readings(people: list[Person]) -> list[list[dict[str, str]]]:
    """Every way in which what is not known of people may be."""
    each = [
        [
            dict(zip(VALUES, chosen, strict=True))
            for chosen in product(*(own.get(name, [*values, "other"]) for name, values in VALUES.items()))
        ]
        for person in people
        for own in [{name: [value] for name, value in person.characteristics}]
    ]
    return [list(reading) for reading in product(*each)]


def meets(profile: TargetProfile, people: list[dict[str, str]]) -> bool:
    for quota in profile.quotas:
        number = sum(person.get(quota.criterion) == quota.value for person in people)
        if number < quota.at_least or (quota.at_most is not None and number > quota.at_most):
            return False
    return True


def can_be_met(profile: TargetProfile, people: list[Person], found: int, *, always: bool) -> bool:
    """Whether some so many who are found complete these people, however or luckily the unknown turns out."""
    of_one = [dict(zip(VALUES, chosen, strict=True)) for chosen in product(*((*v, "other") for v in VALUES.values()))]
    every, judge = readings(people), all if always else any
    return any(judge(meets(profile, [*reading, *more]) for reading in every) for more in combinations_of(of_one, found))


def combinations_of(of_one: list[dict[str, str]], number: int) -> list[tuple[dict[str, str], ...]]:
    return list(product(of_one, repeat=number))


def least(profile: TargetProfile, seated: list[Person], asked: list[Person], *, always: bool) -> tuple[int] | None:
    """How many have to be found at least; None where it cannot be met."""
    most = sum(quota.at_least for quota in profile.quotas)
    for found in range(most + 1):
        for size in range(len(asked) + 1):
            if profile.chairs is not None and len(seated) + size + found > profile.chairs:
                break
            for chosen in combinations(asked, size):
                if can_be_met(profile, [*seated, *chosen], found, always=always):
                    return (found,)
    return None


def notes(statement: Statement, code: str) -> list[dict]:
    return [dict(note.facts) for note in dict(statement.facts)["more"] if note.code == code]


def judged(number: int) -> list[str]:
    """The codes that were said, each of them judged."""
    profile, seated, asked = drawn(number)
    plan = fill_chairs(profile, asked, seated=seated)
    said, facts = plan.says, dict(plan.says.facts)
    certain, lucky = (least(profile, seated, asked, always=always) for always in (True, False))
    result = "met" if certain and not certain[0] else "to_find" if certain else "not_for_certain" if lucky else "never"
    assert said.code == f"chairs.{result}{'' if profile.chairs is None else '_within'}"
    assert (Ref("profile", "table"), profile.chairs) == (facts["profile"], facts["chairs"])
    if certain:
        chosen = [*seated, *(person for person in asked if person.key in plan.chosen)]
        assert (certain[0], len(chosen)) == (facts["number"], facts["people"])
        assert can_be_met(profile, chosen, certain[0], always=True)
    looked_for = [vacancy for note in notes(said, "chairs.look_for") for vacancy in note["vacancies"]]
    assert (certain[0] if certain else 0) == sum(dict(vacancy.facts)["number"] for vacancy in looked_for)
    perhaps = [0 for _ in notes(said, "chairs.perhaps_none")] + [
        note["number"] for note in notes(said, "chairs.perhaps")
    ]
    assert perhaps == ([lucky[0]] if lucky and result != "met" and lucky[0] != (certain or (None,))[0] else [])
    too_many = {
        (quota.criterion, quota.value, have, quota.at_most)
        for quota in profile.quotas
        if quota.at_most is not None
        and (have := sum((quota.criterion, quota.value) in person.characteristics for person in seated)) > quota.at_most
    }
    told = {(*note["characteristic"].keys, note["have"], note["most"]) for note in notes(said, "chairs.surplus")}
    assert told == (too_many if not certain else set())
    left = None if profile.chairs is None else max(profile.chairs - len(seated), 0)
    lacking = Counter[str]()
    for quota in profile.quotas:
        have = sum((quota.criterion, quota.value) in person.characteristics for person in seated)
        lacking[quota.criterion] += max(0, quota.at_least - have)
    crowded = {name for name, number in lacking.items() if left is not None and number > left}
    assert [crowded] * bool(crowded) == [
        {ref.keys[0] for ref in note["criteria"]} for note in notes(said, "chairs.crowded")
    ]
    over = profile.chairs is not None and len(seated) > profile.chairs
    assert [{"seated": len(seated)}] * over == notes(said, "chairs.too_few")
    return [said.code, *(note.code for note in facts["more"])]


@over(CASES)
def test_a_plan_says_how_many_are_to_be_found_and_no_more(number):
    """A coordinator who looks for one too many, or one too few, has done it for nothing."""
    judged(number)


def test_every_sentence_about_chairs_was_judged_often_enough():
    """A sentence that is never made is never judged."""
    said = Counter(code for number in CASES for code in judged(number))
    outcomes = ("met", "to_find", "not_for_certain", "never")
    sums = {outcome: said[f"chairs.{outcome}"] + said[f"chairs.{outcome}_within"] for outcome in outcomes}
    notes_made = {
        code: said[f"chairs.{code}"] for code in ("look_for", "perhaps_none", "surplus", "too_few", "crowded")
    }
    assert {} == {code: number for code, number in (sums | notes_made).items() if number < 20}


@over(range(200))
def test_a_count_says_what_every_reading_of_the_unknown_says(number):
    """Unknown is not no."""
    profile, seated, asked = drawn(number)
    people = [*seated, *asked]
    for quota, count in zip(profile.quotas, profile.count(people), strict=True):
        facts = dict(count.says.facts)
        target = dict(facts["quota"].facts)
        assert (quota.at_least, quota.at_most) == (target["least"], target["most"])
        assert Ref("characteristic", (quota.criterion, quota.value)) == target["characteristic"]
        numbers = {sum(person[quota.criterion] == quota.value for person in reading) for reading in readings(people)}
        assert min(numbers) == facts["have"]
        unknown = sum(quota.criterion not in dict(person.characteristics) for person in people)
        assert [unknown] * bool(unknown) == [note["number"] for note in notes(count.says, "people.unknown")]
        most = quota.at_most if quota.at_most is not None else len(people)
        met = {quota.at_least <= each <= most for each in numbers}
        last = facts["more"][-1]
        bound = "at_least_" if len(numbers) > 1 else ""
        if met == {True}:
            assert last.code == "quota.met"
        elif met == {True, False}:
            assert last.code == "quota.perhaps_met"
        elif max(numbers) < quota.at_least:
            assert (f"quota.{bound}missing", quota.at_least - max(numbers)) == (last.code, dict(last.facts)["number"])
        else:
            assert (f"quota.{bound}surplus", min(numbers) - most) == (last.code, dict(last.facts)["number"])


@over(range(60))
def test_a_share_is_compared_for_every_reading_of_the_unknown(number):
    """Half as many as there should be may be as many, where half have not been asked."""
    chance = random.Random(number)
    _, seated, asked = drawn(number)
    people = [*seated, *asked]
    share = Fraction(chance.randint(0, 4), 4)
    (row,) = parity(people, Population("borough", [PopulationShare("carer", "yes", share=share)]))
    facts = dict(row.says.facts)
    numbers = {sum(person["carer"] == "yes" for person in reading) for reading in readings(people)}
    assert (min(numbers), len(people)) == (facts["have"], facts["people"])
    assert [share * 100] == [note["share"] for note in notes(row.says, "parity.population")]
    if not people or not share:
        assert {"parity.population", "people.unknown"} >= {note.code for note in facts["more"]}
        return
    indices = [Fraction(each, len(people)) / share for each in sorted(numbers)]
    last = facts["more"][-1]
    if indices == [1]:
        assert last.code == "parity.same"
    else:
        assert ("parity.index" if len(indices) == 1 else "parity.indices") == last.code
        assert (indices[0], indices[-1]) == (dict(last.facts)["least"], dict(last.facts)["most"])
