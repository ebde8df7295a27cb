"""Are people, profiles and populations what they say, and is nothing of a person shown?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import DuplicateKeyError, InvalidValueError, Person, Representation, UnknownKeyError
from involvement.people import Population, PopulationShare, Quota, TargetProfile, parity

CARERS = Quota("carer", "yes", at_least=2, at_most=3)


def crowd(yes: int = 0, no: int = 0, unknown: int = 0) -> list[Person]:
    known = ["yes"] * yes + ["no"] * no
    return [
        *(Person(f"p-{number}", {"carer": value}) for number, value in enumerate(known)),
        *(Person(f"u-{number}") for number in range(unknown)),
    ]


def test_what_is_not_known_of_a_person_is_not_no():
    """Somebody who was never asked is neither a carer nor not one."""
    person = Person("p-1", [("needs", "sight"), ("needs", "hearing"), ("needs", "sight")])
    assert (True, False, None) == (
        person.has("needs", "sight"),
        person.has("needs", "none"),
        person.has("carer", "yes"),
    )
    assert (("hearing", "sight"), None) == (person.values("needs"), person.values("carer"))


def test_what_is_known_of_a_person_is_never_shown():
    """A repr ends in logs, and a health need must not."""
    person = Person("p-1", {"needs": "dialysis"}, member_of=["members", "board", "members"])
    assert "Person(key='p-1', member_of=('board', 'members'), candidate_for=())" == repr(person)
    with pytest.raises(InvalidValueError) as caught:
        Person("p-1", {"needs": " Dialysis on Mondays"})
    assert "Person.characteristics: expected pairs of a criterion and a value, both keys" == str(caught.value)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Person("p-1", ["carer"]), "Person.characteristics"),
        (lambda: Person("p-1", "carer"), "Person.characteristics"),
        (lambda: Person("p-1", member_of="members"), "Person.member_of"),
        (lambda: Person("p-1", candidate_for=[" a"]), "Person.candidate_for"),
        (lambda: Quota("carer", "yes"), "Quota: expected at_least, at_most or both"),
        (lambda: Quota("carer", "yes", at_least=2, at_most=1), "Quota.at_most"),
        (lambda: Quota("carer", "yes", at_least=-1), "Quota.at_least"),
        (lambda: TargetProfile("table", chairs=True), "TargetProfile.chairs"),
        (lambda: TargetProfile("table").count(["p-1"]), "people: expected only values of type Person"),
        (lambda: PopulationShare("carer", "yes"), "PopulationShare: expected either a count or a share"),
        (lambda: PopulationShare("carer", "yes", count=1, share=Fraction(1, 2)), "PopulationShare"),
        (lambda: PopulationShare("carer", "yes", share=2), "PopulationShare.share"),
        (lambda: PopulationShare("carer", "yes", share=0.5), "PopulationShare.share"),
        (lambda: PopulationShare("carer", "yes", share=True), "PopulationShare.share"),
        (lambda: Population("borough", [PopulationShare("carer", "yes", count=3)]), "population 'borough': size"),
        (lambda: Population("borough", [PopulationShare("carer", "yes", count=3)], size=2), "no less than any count"),
        (lambda: parity([], "borough"), "population: expected a Population"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(make, said):
    """A typing error in a profile would otherwise be a wrong answer about people."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: TargetProfile("table", [Quota("carer", "yes", at_least=1), Quota("carer", "yes", at_most=2)]),
        lambda: TargetProfile("table").count([Person("p-1"), Person("p-1")]),
        lambda: Population("borough", [PopulationShare("carer", "yes", share=0)] * 2),
        lambda: Representation(profiles=[TargetProfile("table")] * 2),
        lambda: Representation(people=[Person("p-1")] * 2),
        lambda: Representation(populations=[Population("borough")] * 2),
    ],
)
def test_nothing_is_counted_twice(make):
    """Two quotas of one characteristic, or one person twice, would each be a question about which one holds."""
    with pytest.raises(DuplicateKeyError):
        make()


@pytest.mark.parametrize(
    ("people", "met", "missing", "surplus"),
    [
        (crowd(yes=2), True, 0, 0),
        (crowd(yes=1, no=5), False, 1, 0),
        (crowd(yes=1, unknown=1), None, 1, 0),
        (crowd(yes=1, unknown=5), None, 1, 0),
        (crowd(unknown=1), False, 2, 0),
        (crowd(yes=3), True, 0, 0),
        (crowd(yes=3, unknown=1), None, 0, 0),
        (crowd(yes=5), False, 0, 2),
    ],
)
def test_a_quota_is_met_or_not_only_where_it_is_certain(people, met, missing, surplus):
    """Whoever counts the unknown as no has found somebody missing who sits at the table."""
    (count,) = TargetProfile("table", [CARERS]).count(people)
    assert (met, missing, surplus) == (count.met, count.missing, count.surplus)


def test_a_count_says_what_it_does_not_know():
    """A sentence for minutes must not sound more certain than it is."""
    profile = TargetProfile("table", [CARERS, Quota("sex", "female", at_most=1)])
    perhaps = "Whether the target is met is not known."
    assert [
        f'The target is 2 to 3 people with "carer: yes". 1 person has it. It is not known of 2 people. {perhaps}',
        f'The target is at most 1 person with "sex: female". 0 people have it. It is not known of 3 people. {perhaps}',
    ] == [str(count) for count in profile.count(crowd(yes=1, unknown=2))]


def test_a_target_is_a_clause():
    """Minutes say how many people with what."""
    assert 'exactly 2 people with "carer: yes"' == str(Quota("carer", "yes", at_least=2, at_most=2))
    assert 'nobody with "carer: yes"' == str(Quota("carer", "yes", at_most=0))


def test_too_many_are_counted_from_those_who_are_known():
    """Those of whom it is not known may be more."""
    (count,) = TargetProfile("table", [Quota("carer", "yes", at_most=1)]).count(crowd(yes=2, unknown=1))
    assert str(count).endswith("2 people have it. It is not known of 1 person. That is at least 1 person too many.")


def test_members_and_candidates_are_told_apart():
    """Who sits at the table is no longer asked whether they would."""
    whole = Representation(
        people=[
            Person("c", candidate_for=["members"]),
            Person("b", member_of=["members"], candidate_for=["members", "board"]),
            Person("a", candidate_for=["members"]),
        ]
    )
    assert (["b"], ["a", "c"], ["b"]) == (
        [each.key for each in whole.members("members")],
        [each.key for each in whole.candidates("members")],
        [each.key for each in whole.candidates("board")],
    )


def test_a_profile_names_a_population_that_is_there():
    """A misspelt population would leave a group without anything to resemble."""
    with pytest.raises(UnknownKeyError, match="target profile 'table': no population 'burough'; known: borough"):
        Representation(profiles=[TargetProfile("table", population="burough")], populations=[Population("borough")])
    with pytest.raises(UnknownKeyError):
        Representation(populations=[Population("borough")]).population("city")


def test_names_are_shown_where_there_are_some():
    """A report reads better with titles."""
    assert ("table", "The table") == (str(TargetProfile("table")), str(TargetProfile("table", title="The table")))
    assert ("b", "The borough") == (str(Population("b")), str(Population("b", title="The borough")))


def test_twenty_of_more_than_thirty_five_thousand_are_no_sample():
    """Diabetes UK, Making Involvement Happen, Finding the range: more than 35,000 people with diabetes, about 20 in
    the group. With one in ten of them of type 1 (invented), two in the group are parity and one is half of it."""
    county = Population(
        "lincolnshire",
        [PopulationShare("diabetes", "type-1", count=3_500), PopulationShare("diabetes", "none", share=0)],
        size=35_000,
        on=date(2010, 1, 1),
    )
    assert (Fraction(1, 10), Fraction(0), None) == (
        county.share("diabetes", "type-1"), county.share("diabetes", "none"), county.share("carer", "yes"),
    )  # fmt: skip
    group = [Person(f"p-{number}", {"diabetes": "type-1" if number < 2 else "type-2"}) for number in range(20)]
    first, none = parity(group, county)
    assert (Fraction(1), Fraction(1), Fraction(1)) == (first.index, first.at_least, first.at_most)
    assert '2 of 20 people have "diabetes: type-1". In the population it is 10 per cent. The share is the same.' == str(
        first
    )
    assert (None, '0 of 20 people have "diabetes: none". In the population it is 0 per cent.') == (
        none.index,
        str(none),
    )
    first, _ = parity([*group[1:], Person("new")], county)
    assert (None, Fraction(1, 2), Fraction(1)) == (first.index, first.at_least, first.at_most)
    assert (
        '1 of 20 people has "diabetes: type-1". It is not known of 1 person. In the population it is 10 per cent. '
        "The share is ½ to 1 times that." == str(first)
    )
    nobody, _ = parity([], county)
    assert (None, None, None) == (nobody.index, nobody.share_at_least, nobody.share_at_most)
