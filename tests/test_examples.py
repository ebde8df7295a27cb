"""Do the examples run, and do they say what their text says?"""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from involvement import load, negotiate

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def decision_map():
    return load(EXAMPLES / "diabetes_user_group.toml").decision_map


def test_the_buildings_are_the_one_decision_that_no_view_reaches(decision_map):
    """The example promises one decision out of reach, for anybody."""
    assert decision_map.out_of_reach() == ("clinic-premises",)


def test_the_letters_are_the_one_decision_that_members_have_missed(decision_map):
    """The example promises one decision that views come too late for; the latest start was 3 November."""
    letters = decision_map.opportunity("screening-letters", on=DAY, stakeholder="members")
    others = [
        each.decision
        for each in decision_map.timetable(on=DAY, stakeholder="members")
        if each.stage == "decision" and each.status == "missed"
    ]
    assert (letters.latest_start, letters.slack_days) == (date(2026, 11, 3), -20)
    assert others == ["screening-letters"]


def test_the_survey_is_open_to_anybody_until_it_closes(decision_map):
    """What is said in the survey after 15 January counts for nothing, though the decision would still have time."""
    before = decision_map.journey("screening-contract", raised=date(2027, 1, 15), stakeholder="clinicians")
    after = decision_map.journey("screening-contract", raised=date(2027, 1, 16), stakeholder="clinicians")
    assert before is not None
    assert before.entry.forum == "screening-survey"
    assert after is None


def test_the_carers_network_has_a_calendar_that_nobody_knows(decision_map):
    """What is not known is said in the answer, and counts in favour of the view."""
    journey = decision_map.journey("user-group", raised=DAY, stakeholder="carers")
    assert journey.entry.forum == "carers-network"
    assert {"days:carers-network>user-group"} <= set(journey.assumes)


def test_the_commissioning_group_is_the_gatekeeper_of_the_contract(decision_map):
    """Whatever anybody says about the contract passes one group, and one pair of hands."""
    assert "commissioning-group" in decision_map.gatekeepers_of("screening-contract")
    assert decision_map.carriers_of("screening-contract") == ("head-of-commissioning",)


def test_nobody_is_told_what_the_finance_committee_decided(decision_map):
    """The example promises a reply that is missing, and one that is there."""
    assert decision_map.reply_to("members", "screening-contract") is None
    assert decision_map.reply_to("members", "redesigned-pathway").ends_at == "user-group"


def test_the_program_tells_the_story_of_north_mersey():
    """The study costs the members time to speak, and gives them a say in the options."""
    said = subprocess.run(
        [sys.executable, str(EXAMPLES / "north_mersey.py")], capture_output=True, text=True, check=True
    ).stdout
    before, after = said.split("With a feasibility study\n")
    assert "it shapes the options: not known" in before
    assert "it shapes the options: True" in after


@pytest.fixture(scope="module")
def process():
    return load(EXAMPLES / "diabetes_user_group.toml")


def test_the_agreement_is_what_the_positions_come_to(process):
    """The example promises that its agreement can be had again from what the parties ranked, word by word."""
    agreement = process.agreement
    again = negotiate(
        *process.positions,
        feasibility=agreement.feasibility,
        effort=agreement.effort,
        capacity=agreement.capacity,
        issues=process.issues,
        decision_map=process.decision_map,
        on=agreement.on,
    )
    assert again == agreement


def test_the_evening_clinic_waits_for_its_study(process):
    """The lesson of North Mersey: second on the members' list, and still nobody has studied it."""
    assert 2 == process.agreement.position("members").place_of("evening-clinic")
    assert "evening-clinic" in process.agreement.deferred
    assert "not_studied" == process.agreement.settlement("evening-clinic").ground
