"""Does the page say who is there and who is missing, and nothing of any person?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Person, Process, Representation, Stakeholder
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.privacy import ONS_10_5, AtLeastTold, DisclosureRule, FiguresTold, FigureTold, for_edition, published
from involvement.reports import page
from involvement.reports.public_figures import characteristic, figures_of, members
from involvement.reports.readers import Reader
from involvement.reports.representation import Presence, presence_of
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot

ON = date(2026, 11, 23)
CARER = Quota("carer", "yes", at_least=2)
CARERS = [Person(f"p-{number}", {"carer": "yes"}, member_of=["members"]) for number in range(2)]
OTHERS = [Person(f"q-{number}", {"carer": "no"}, member_of=["members"]) for number in range(6)]
UNKNOWN = [Person("u-1", member_of=["members"])]
CANDIDATES = [Person(f"c-{number}", {"carer": "yes"}, candidate_for=["members"]) for number in range(2)]


def presence(people, *quotas, chairs=None, share=None) -> Presence | None:
    profile = TargetProfile(
        "table", quotas, group="members", chairs=chairs, population=None if share is None else "borough"
    )
    served = Population("borough", [PopulationShare("carer", "yes", share=share or 0)], title="the borough")
    process = Process(
        "screening",
        stakeholders=[Stakeholder("members", title="User group")],
        representation=Representation(profiles=[profile], people=people, populations=[served]),
    )
    assert ('<h2 id="presence">' in page(process, on=ON)) is bool(people)
    snapshot = Snapshot(process, ON)
    return presence_of(snapshot, Reader(subject_of(snapshot)))


def rows(found: Presence | None, key: str) -> tuple[tuple[str, ...], ...]:
    assert found is not None
    return next((table.rows for table in found.tables if table.key == key), ())


@pytest.mark.parametrize(
    ("people", "chairs", "said"),
    [
        (CARERS, 3, "User group: 2 members, 3 places. It can meet its target profile as it is."),
        (
            OTHERS[:1] + CANDIDATES,
            None,
            "1 member. 2 candidates could join. With some of the candidates, it can meet its target profile.",
        ),
        (
            OTHERS[:1] + CANDIDATES[:1],
            3,
            "3 places. 1 candidate could join. 1 more person must be found to meet its target",
        ),
        (OTHERS[:1] + UNKNOWN, 4, "2 more people must be found to meet its target profile."),
        (
            OTHERS[:1] + CARERS[:1] + UNKNOWN,
            3,
            "Its places may be too few to meet its target profile; not everything is known.",
        ),
        (
            CARERS[:1] + UNKNOWN,
            3,
            "1 more person must be found to meet its target profile. Fewer may be enough; not everything is known.",
        ),
        (OTHERS, 6, "Its places are too few to meet its target profile."),
    ],
)
def test_each_group_has_its_sentence(people, chairs, said):
    """Who reads one line should know whether somebody has to be found."""
    found = presence(people, CARER, chairs=chairs)
    assert found is not None
    assert said in found.account[0]


def test_quotas_and_vacancies_stand_in_tables():
    """What is asked, and what they should bring who are missing."""
    quotas = [CARER, Quota("sex", "female", at_most=1), Quota("lives-in", "north", at_least=1, at_most=3)]
    found = presence([*OTHERS[:1], *UNKNOWN], *quotas)
    assert (
        ("User group", "carer: yes", "at least 2", "no"),
        ("User group", "sex: female", "at most 1", "not known"),
        ("User group", "lives-in: north", "1 to 3", "not known"),
    ) == rows(found, "quotas")
    found = presence(OTHERS[:1], CARER, Quota("sex", "female", at_least=1))
    assert (("User group", "carer: yes and sex: female", "1"), ("User group", "carer: yes", "1")) == rows(
        found, "vacancies"
    )


@pytest.mark.parametrize(
    ("people", "share", "said"),
    [
        (OTHERS, Fraction(1, 3), "less than half of it"),
        (CARERS + OTHERS, Fraction(1, 3), "smaller"),
        (CARERS + OTHERS, Fraction(1, 4), "as large or larger"),
        (OTHERS + UNKNOWN, Fraction(1, 10), "not known of everybody"),
        (OTHERS, 0, "cannot be compared"),
    ],
)
def test_shares_are_compared_in_words(people, share, said):
    """A number of carers in a group of eight is a fact about persons."""
    assert said == rows(presence(people, share=Fraction(share)), "parity")[0][-1]


def test_a_group_without_quotas_is_only_counted():
    """Nothing was asked for, so nothing is missing."""
    found = presence(CARERS)
    assert found is not None
    assert (("User group: 2 members.",), ()) == (found.account, found.tables)


def test_nothing_is_said_of_a_profile_of_nobody():
    """A profile without a group, or a group without people, has no lines."""
    assert presence([]) is None
    alone = Process("p", representation=Representation(profiles=[TargetProfile("table")], people=CARERS))
    snapshot = Snapshot(alone, ON)
    assert presence_of(snapshot, Reader(subject_of(snapshot))) is None


def test_candidates_alone_are_compared_with_no_population():
    """They are not in the group yet."""
    assert () == rows(presence(CANDIDATES, CARER, share=Fraction(1, 2)), "parity")


def test_a_question_that_takes_too_long_is_left_open():
    """A page is written in seconds; the answer is one call away."""
    quotas = [Quota(f"c-{number}", "yes", at_least=1) for number in range(300)]
    people = [
        Person(f"p-{number}", {f"c-{number % 300}": "yes", f"c-{number * 7 % 300}": "yes"}, candidate_for=["members"])
        for number in range(600)
    ]
    found = presence(people, *quotas)
    assert found is not None
    assert "would take too long here" in found.account[0]
    assert () == rows(found, "vacancies")


def test_the_page_names_no_person():
    """Keys are opaque, and still not for a page that is handed round."""
    profile = TargetProfile("table", [CARER], group="members")
    people = [*CARERS[:1], *OTHERS, *UNKNOWN, *CANDIDATES]
    text = page(Process("screening", representation=Representation(profiles=[profile], people=people)), on=ON)
    assert '<a href="#presence">Who is there, and who is missing</a>' in text
    assert not [each.key for each in people if f">{each.key}<" in text or f" {each.key}" in text]


# Outside the desk


def told(people, *quotas, share=None, of=None, edition="public", rule=ONS_10_5, figures=None) -> Presence:
    profile = TargetProfile("table", quotas, group="members", population=None if share is None else "borough")
    served = Population("borough", [PopulationShare("carer", "yes", share=share or 0)], title="the borough", size=of)
    process = Process(
        "screening",
        stakeholders=[Stakeholder("members", title="User group")],
        representation=Representation(profiles=[profile], people=people, populations=[served]),
    )
    snapshot = for_edition(Snapshot(process, ON), edition)
    counts = published(figures_of(snapshot), rule) if figures is None else figures
    found = presence_of(snapshot, Reader(subject_of(snapshot), figures=counts))
    assert found is not None
    return found


def persons(number: int, carer: str) -> list[Person]:
    return [Person(f"{carer}-{each}", {"carer": carer}, member_of=["members"]) for each in range(number)]


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_members_are_told_by_the_rule(edition):
    """Eight are fewer than ten, fifty-two are about fifty; vacancies say who is missing, and are for the desk."""
    few, many = (told(persons(number, "yes"), CARER, edition=edition) for number in (8, 52))
    assert (("User group: fewer than 10 members.",), ("User group: about 50 members.",)) == (few.account, many.account)
    assert {"quotas"} == {table.key for table in (*few.tables, *many.tables)}


def test_one_member_is_one():
    """Where a rule tells every count, the noun goes with it."""
    every = DisclosureRule(least=1, zero=True)
    assert ("User group: 1 member.",) == told(persons(1, "yes"), CARER, rule=every).account


def test_a_number_of_members_that_is_withheld_is_said_to_be():
    """It is not fewer than ten: it would tell another count."""
    hidden = FiguresTold(ON, ONS_10_5, [FigureTold(members("members"), withheld=True)])
    expected = ("User group: how many members it has is not told.",)
    assert expected == told(persons(20, "yes"), figures=hidden).account
    assert expected == told(persons(20, "yes"), figures=FiguresTold(ON, ONS_10_5, [])).account


def test_of_a_quota_it_is_told_whether_a_least_number_is_reached():
    """Thirty of fifty are carers, so five are there and forty are not; between two numbers lies a count."""
    people = [*persons(30, "yes"), *persons(20, "no")]
    for least, met in ((5, "yes"), (40, "no")):
        found = told(people, Quota("carer", "yes", at_least=least))
        assert (("User group", "carer: yes", f"at least {least}", met),) == rows(found, "quotas")
    for quota, asked in (
        (Quota("carer", "yes", at_most=3), "at most 3"),
        (Quota("carer", "yes", at_least=1, at_most=40), "1 to 40"),
    ):
        assert (("User group", "carer: yes", asked, "not told"),) == rows(told(people, quota), "quotas")


def test_whether_a_quota_is_met_is_not_told_where_it_would_give_a_count_away():
    """Four carers of whom three are asked for: met, it would be one of 3 to 9."""
    counted = characteristic("members", "carer", "yes")
    hidden = FiguresTold(ON, ONS_10_5, [FigureTold(counted)], at_least=[AtLeastTold(counted, 3, None)])
    found = told(persons(4, "yes"), Quota("carer", "yes", at_least=3), figures=hidden)
    assert (("User group", "carer: yes", "at least 3", "not told"),) == rows(found, "quotas")


@pytest.mark.parametrize(
    ("carers", "others", "said"),
    [(30, 20, "about 60 %"), (30, 5, "about 86 %"), (2, 6, "not told"), (2, 40, "not told")],
)
def test_shares_are_worked_out_of_what_is_told(carers, others, said):
    """Thirty of fifty, and thirty of thirty-five; two of forty-two carers are two people."""
    found = told([*persons(carers, "yes"), *persons(others, "no")], share=Fraction(1, 3))
    assert (("User group", "carer: yes", "the borough", "33.3 %", said),) == rows(found, "parity")


def test_a_share_of_so_few_that_they_could_be_recognised_is_not_compared():
    """A third of twenty-four people are eight."""
    people = persons(30, "yes")
    assert () == rows(told(people, share=Fraction(1, 3), of=24), "parity")
    assert 1 == len(rows(told(people, share=Fraction(1, 3), of=30), "parity"))


def test_a_reader_without_figures_learns_no_count():
    """Better nothing than a number that nobody has checked."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("members", title="User group")],
        representation=Representation(profiles=[TargetProfile("t", [CARER], group="members")], people=CARERS),
    )
    snapshot = for_edition(Snapshot(process, ON), "public")
    found = presence_of(snapshot, Reader(subject_of(snapshot)))
    assert ("User group: how many members it has is not told.",) == found.account
    assert "not told" == rows(found, "quotas")[0][-1]
