"""Does the page say who is there and who is missing, and nothing of any person?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Person, Process, Representation, Stakeholder
from involvement.people import Population, PopulationShare, Quota, TargetProfile
from involvement.reports import page
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
