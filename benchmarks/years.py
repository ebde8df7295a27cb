"""A year of one group: contributions with what happened to them, meetings, a plan, support, rankings and claims."""

from datetime import date, timedelta
from itertools import pairwise

from involvement import (
    Activity,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    Issue,
    Ledger,
    Meetings,
    Person,
    Priorities,
    Process,
    Promise,
    Reply,
    Representation,
    Seat,
    Stage,
    Stakeholder,
    Support,
    Workplan,
    negotiate,
)
from involvement.people import Quota, TargetProfile
from involvement.plans import Interval, When, WorkingWeek
from involvement.support import Attendance, Lead, NeedsAsked, PaperSent, StatedNeed

FIRST = date(2026, 1, 5)
ON = date(2026, 11, 23)
FORUMS = ("group", "redesign", "quality", "finance", "board")
CHANNELS = ("meeting", "paper", "phone", "survey", "speech")


def year(contributions: int = 500, meetings: int = 60) -> Process:
    """The process; meetings are shared out among five forums, and every fourth contribution is late in some way."""
    issues = [f"issue-{number}" for number in range(20)]
    decisions = [f"decision-{number}" for number in range(20)]
    people = [f"p-{number:02}" for number in range(25)]
    each = meetings // len(FORUMS)
    days = {
        forum: [FIRST + timedelta(7 * place + 365 * number // each) for number in range(each)]
        for place, forum in enumerate(FORUMS)
    }
    parties = [
        Stakeholder("members", role="service_user", size=25),
        Stakeholder("carers", role="carer"),
        Stakeholder("coordinator", role="coordinator"),
        Stakeholder("commissioner", role="commissioner"),
        Stakeholder("directors", role="board"),
    ]
    decision_map = DecisionMap(
        forums=[
            Forum(
                key,
                meetings=Meetings.on(days[key]),
                papers_due=7,
                seats=[Seat("directors", 5), Seat("members", 2)] if key == "board" else (),
            )
            for key in FORUMS
        ],
        entry_points=[EntryPoint("group", key, standing="advises") for key in ("members", "carers")],
        flows=[
            Flow(one, other, days=7, standing="advises", carried_by="coordinator") for one, other in pairwise(FORUMS)
        ],
        replies=[Reply("board", "group", days=7, carried_by="coordinator")],
        decisions=[
            Decision(
                key,
                made_at=FORUMS[1 + number % 4],
                on=days[FORUMS[1 + number % 4]][number * each // 20],
                stages=[
                    Stage("options", at=FORUMS[1 + number % 4], by=days[FORUMS[1 + number % 4]][number * each // 25])
                ],
                calls_for="codesigns",
            )
            for number, key in enumerate(decisions)
        ],
    )
    positions = [
        Priorities("members", issues, side="service_users"),
        Priorities("commissioner", issues[::-1], side="organisation"),
    ]
    said, events = [], []
    for number in range(contributions):
        day = FIRST + timedelta(320 * number // contributions)
        key = f"c-{number:04}"
        about = (issues if number % 2 else decisions)[number % 20]
        said.append(Contribution(key, on=day, stakeholder=("members", "carers")[number % 2], about=about,
                                 channel=CHANNELS[number % 5], forum="group", owner="coordinator"))  # fmt: skip
        if number % 10:
            events.append(Event(key, "acknowledged", on=day + timedelta(2), by="coordinator"))
        if number % 4:
            events.append(Event(key, "answered", on=day + timedelta(20), by="commissioner", reason="It was weighed.",
                                process="Talked over at the board.", options=["Do it", "Leave it"], action="A letter.",
                                outcome=("did", "will_do", "could_not")[number % 3]))  # fmt: skip
        if number % 3 == 1 and number % 4:
            events.append(Event(key, "told", on=day + timedelta(25), by="coordinator"))
    events.sort(key=lambda event: event.on)
    return Process(
        "a-year",
        purpose="People shape the service.",
        definition="Being heard in time, and told what came of it.",
        stakeholders=parties,
        decision_map=decision_map,
        issues=[Issue(key, decisions=[decisions[number]]) for number, key in enumerate(issues)],
        positions=positions,
        agreement=negotiate(*positions, decision_map=decision_map, on=FIRST),
        representation=Representation(
            profiles=[TargetProfile("balanced", [Quota("age", "under-40", at_least=8)], group="members", chairs=25)],
            people=[Person(key, {"age": ("under-40", "over-40")[n % 2]}, member_of=["members"]) for n, key in enumerate(people)],
        ),
        workplan=Workplan(
            [
                Activity(f"a-{number:02}", owner="coordinator", effort=3, days=14, start=FIRST + timedelta(6 * number),
                         due=When.before_decision(decisions[number % 20], days=7), implements=issues[number % 20],
                         after=[f"a-{number - 5:02}"] if number >= 5 else ())
                for number in range(60)
            ],
            reviews=Interval.months(3),
            start=FIRST,
            working_weeks=[WorkingWeek("coordinator", 3)],
        ),
        ledger=Ledger(said, events, promises=[Promise("acknowledged", days=5), Promise("answered", days=28), Promise("told", days=14)]),
        support=Support(
            needs=[StatedNeed(key, need) for key, need in zip(people, ("large_print", "breaks", "transport") * 9, strict=False)],
            needs_asked=[NeedsAsked(key, FIRST) for key in people],
            attendances=[Attendance(forum, day, expected=people) for forum in FORUMS for day in days[forum]],
            papers=[PaperSent(key, day - timedelta(5), forum="group", meeting=day, formats=["print"]) for day in days["group"] for key in people],
            leads=[Lead("coordinator", days_a_week=3)],
        ),
        claims=[Claim("members", key, ladder="arnstein-1969", rung="partnership", on=FIRST) for key in decisions],
    )  # fmt: skip
