"""What do the rules about voices say where a case file cannot ask?"""

from datetime import date

from involvement import Decision, DecisionMap, Forum, Person, Process, Representation, Seat, Stakeholder
from involvement.checks import FindingStatus, check, select
from involvement.people import Quota, TargetProfile
from involvement.references import Ref

DAY = date(2026, 5, 1)


def test_votes_that_are_too_many_to_count_leave_the_power_unknown():
    """A check of a whole process must come to its end, and an answer that was not worked out is no answer."""
    others = [Stakeholder(f"m-{number}", role="board") for number in range(30)]
    seats = [Seat("carer", 10**8), *(Seat(each.key, 10**8 + 2**number) for number, each in enumerate(others))]
    process = Process(
        "screening",
        stakeholders=[Stakeholder("carer", role="carer"), *others],
        decision_map=DecisionMap(
            forums=[Forum("board", seats=seats)], decisions=[Decision("contract", made_at="board")]
        ),
    )
    (finding,) = check(process, on=DAY, rules=select(["VOI005"]))
    assert (FindingStatus.UNKNOWN, (Ref("forum", "board"),)) == (finding.status, finding.about)
    assert finding.message.endswith("There are too many votes to count.")


def test_no_finding_tells_how_few_have_a_characteristic():
    """In a group of twenty-five, the number of those with a rare trait points at persons."""
    people = [
        Person(f"p-{number}", {"needs": "dialysis" if number < 3 else "none"}, member_of=["members"])
        for number in range(20)
    ]
    profile = TargetProfile("table", [Quota("needs", "dialysis", at_least=5)], group="members")
    process = Process("screening", representation=Representation(profiles=[profile], people=people))
    (finding,) = check(process, on=DAY, rules=select(["VOI"]))
    assert "VOI008" == finding.rule
    assert ("3" in str(finding), "p-" in str(finding), "3" in str(finding.facts)) == (False, False, False)
