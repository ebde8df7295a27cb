"""Does the text of an assessment say how it came about and what is next?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Answer, Evidence, Process, Stakeholder, assess
from involvement.maturity import AnswerOption, AnswerScale, AnswerSheet, Criterion, Framework
from involvement.privacy import for_edition
from involvement.reports import agreements_of, assessment_text
from involvement.reports.assessments import assessments_of
from involvement.snapshots import Snapshot

DAY = date(2026, 9, 1)


def test_a_text_says_what_it_comes_to_how_and_what_is_next():
    """It is pasted into minutes, so all of it must be words."""
    found = assess(
        "getting-ready",
        {"responsible": Answer("responsible", "met", evidence=["minutes"]), "skills": "met", "recruitment-time": "met"},
        on=DAY,
        about="eyes",
        role="coordinator",
        evidence=[Evidence("minutes", on=DAY)],
    )
    text = assessment_text([found])
    assert text.startswith(
        "Getting ready to involve (1), by coordinator, about eyes, 1 Sep 2026\n"
        '  The result for "Getting ready to involve (1)" is at least "Ready to recruit" and at most "Ready to influence". '
    )
    assert all(line.strip() in text for line in found.explain())
    for expected in (
        "  Not known:\n    The work can be shared\n    Time to run it\n",
        '\n  How long "minutes" holds is not recorded; it counts as holding still.\n',
        '  Next:\n    To reach "Ready to run a group", improve 6 criteria. The effort is 34.\n',
        '      Bring "The work can be shared" to "met". Its answer is not known now. The effort is 4.\n',
    ):
        assert expected in text
    assert text.endswith("\n")


def test_nothing_is_said_to_be_nothing():
    """An empty answer would look like a fault."""
    assert "Nothing was assessed.\n" == assessment_text([])


def test_raters_are_set_beside_each_other_and_never_pooled():
    """The latest answers of each rater; the gap by criterion, the agreement by scale."""
    earlier = assess("gunning", {"time": "not_met"}, on=date(2025, 9, 1), role="manager")
    staff = assess("gunning", {"time": "met", "reasons": "met"}, on=DAY, role="manager", about=None)
    users = assess("gunning", {"time": "not_met", "reasons": "met"}, on=DAY, role="service_user")
    text = assessment_text([earlier, users, staff])
    time = "Adequate time"
    assert (
        f'  Service users rate "{time}" 0 on average (1 rater). The organisation rates it 1 (1 rater), 1 higher.\n'
        in text
    )
    assert "Agreement of the raters on 4 criteria (ordinal alpha):\n  0\n" in text
    alike = [assess("gunning", {"time": "met"}, on=DAY, role=role, about="eyes") for role in ("carer", "board")]
    assert "Agreement of the raters on 4 criteria (ordinal alpha):\n  nothing varies" in assessment_text(alike)
    same = "on average (1 rater). The organisation rates it 1 (1 rater), the same."
    assert f'  For eyes, service users rate "{time}" 1 {same}\n' in assessment_text(alike)
    assert () == agreements_of([staff])


def test_agreement_is_told_scale_by_scale():
    """Words of two scales have no common order."""
    own = Framework(
        "own",
        scales=[AnswerScale("four", options=[AnswerOption(key) for key in "wxyz"])],
        criteria=[Criterion("a"), Criterion("b", scale="four"), Criterion("c", scale="four")],
    )
    raters = [assess(own, {"a": "met", "b": "w", "c": last}, on=DAY) for last in ("z", "y")]
    first, second = agreements_of(raters)
    assert (("a",), None) == (first.criteria, first.alpha)
    assert (("b", "c"), Fraction(5, 6)) == (second.criteria, second.alpha)


def test_a_hostile_title_stays_on_its_line():
    """A framework from a stranger must not forge a line, nor steer the terminal."""
    own = Framework("own", title="x\n\x1b[2Jy", criteria=[Criterion("a", title="a\u202eb\rc")])
    text = assessment_text([assess(own, {}, on=DAY)])
    assert text.replace("\n", "").isprintable()
    assert "x [2Jy, by somebody who is not named, 1 Sep 2026\n" in text


def test_flaws_and_open_things_are_named():
    """What the framework leaves open is not the fault of who answered."""
    found = assess("nhs-england-indicator-2018", [Answer("governance", "good")], on=DAY)
    text = assessment_text([found])
    assert 'The framework does not say at which score "Amber" and "Green" begin.\n' in text
    assert '\n  No evidence is named for "Governance".\n' in text


def test_an_assessment_of_a_day_to_come_is_left_out():
    """Nothing is said of a day before it was so."""
    later = assess("gunning", {"time": "met"}, on=DAY)
    assert () == assessments_of([later], on=date(DAY.year - 1, 1, 1))


def test_nothing_is_called_unknown_where_all_is_answered():
    """A heading over nothing reads as a fault."""
    given = dict.fromkeys(("formative", "reasons", "time", "considered"), "met")
    assert "Not known:" not in assessment_text([assess("gunning", given, on=DAY)])


# Outside the desk


def whose(edition, **sheet):
    """Who is said to have answered, in an edition; None where the assessment is not shown."""
    stakeholders = [
        Stakeholder("members", title="The user group", size=9),
        Stakeholder("advocate", title="The advocate", size=1),
        Stakeholder("zoe", kind="person"),
    ]
    answers = AnswerSheet("gunning", edition="1985", on=DAY, answers=[Answer("time", "met")], **sheet)
    snapshot = for_edition(Snapshot(Process("p", stakeholders=stakeholders, assessments=[answers]), DAY), edition)
    found = assessments_of(snapshot)
    if not found:
        return None
    [sheets] = found
    [assessment] = sheets.assessments
    return sheets.wording.clause(sheets.rater(assessment))


@pytest.mark.parametrize(
    ("sheet", "desk", "told"),
    [
        ({"rater": "members"}, "The user group", "somebody who is not named"),
        ({"rater": "members", "role": "service_user"}, "The user group (service user)", "service user"),
        ({"role": "manager"}, "manager", None),
        ({}, "somebody who is not named", "somebody who is not named"),
        ({"rater": "advocate", "role": "advocate"}, "The advocate", None),
        ({"rater": "zoe", "role": "manager"}, "a person (manager)", None),
        ({"role": "service_user"}, "service user", None),
        ({"role": "carer"}, "carer", None),
    ],
    ids=str,
)
def test_an_assessment_of_one_person_is_not_shown_outside_the_desk(sheet, desk, told):
    """How somebody rates those on whom they depend is theirs; of others the role is told and not the name."""
    assert (desk, told, told) == tuple(whose(edition, **sheet) for edition in ("desk", "partners", "public"))
