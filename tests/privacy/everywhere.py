"""A process in which one person stands in every field that may name one, and every text about them is a canary."""

from datetime import date
from itertools import count

from involvement import (
    Activity,
    Answer,
    Claim,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Evidence,
    Feasibility,
    Flow,
    Forum,
    Issue,
    Ledger,
    Move,
    Negotiation,
    Option,
    Person,
    Priorities,
    Process,
    Reply,
    Representation,
    Seat,
    Source,
    Stakeholder,
    Support,
    Workplan,
)
from involvement.data_protection import Consent, DataProtection, ProcessingPurpose, RecordKind
from involvement.maturity import AnswerSheet
from involvement.people import TargetProfile
from involvement.plans import Interval, MeetingCycle, Recruitment, WorkingWeek
from involvement.priorities import Agreement, Override, Rank, Settlement, Voice
from involvement.support import (
    Adjustment,
    Attendance,
    Engagement,
    Expense,
    Lead,
    Mitigation,
    NeedsAsked,
    NotedBarrier,
    PaperSent,
    PaymentOffer,
    PaymentRate,
    StatedLimit,
    StatedNeed,
)

P = "zqx-4711"
Q = "p-0815"
DAY = date(2026, 5, 4)
LATER = date(2026, 6, 1)
PURPOSE = ProcessingPurpose("all", basis="public_task", retention=Interval.months(12), covers=RecordKind)


def everywhere() -> tuple[Process, list[str]]:
    """The process, and the canaries: texts that are about that person alone, or theirs."""
    numbers = count(1)
    canaries: list[str] = []

    def canary() -> str:
        canaries.append(f"canary{next(numbers):04}x")
        return canaries[-1]

    reason = canary()  # of what they decided, which stands in the settlement too
    process = Process(
        "screening",
        stakeholders=[
            Stakeholder("members", title="User group", role="service_user", kind="group"),
            Stakeholder("staff", role="provider", kind="role"),
            Stakeholder(P, role="carer", kind="person", external_ids=[("crm", canary())], until=DAY),
            Stakeholder(Q, role="service_user", kind="person"),
        ],
        representation=Representation(
            profiles=[TargetProfile("table", group=P)],
            people=[
                Person(P, {canary(): canary()}, member_of=["members"], candidate_for=["board"]),
                Person(Q, member_of=[P, "members"], candidate_for=[P]),
            ],
        ),
        decision_map=DecisionMap(
            forums=[Forum("group", seats=[Seat(P, votes=2, until=DAY), Seat("members")]), Forum("board")],
            flows=[Flow("group", "board", carried_by=P)],
            decisions=[Decision("contract", made_at="board", options=[Option("van", proposed_by=P)])],
            entry_points=[
                EntryPoint("group", P, method=canary(), closes=DAY),
                EntryPoint("group", "members", run_by=P),
            ],
            replies=[Reply("board", P, medium=canary()), Reply("board", "group", carried_by=P)],
            stakeholders=[P, "members"],
        ),
        issues=[Issue("hours"), Issue("ramp")],
        positions=[Priorities(P, ["hours"]), Priorities("members", ["ramp"])],
        negotiation=Negotiation(
            "talks",
            problem="What first?",
            moves=[
                Move.propose(Priorities(P, ["hours"]), on=DAY),
                Move("propose", on=DAY, by=P, position=Priorities("members", ["ramp"]), reason=canary()),
                Move.study(Feasibility.not_studied("ramp", who=P), on=DAY),
                Move.object_to("ramp", by=P, on=DAY, reason=canary()),
                Move.dissent(by=P, on=DAY, reason=canary()),
                Move.accept(by="members", on=DAY),
            ],
        ),
        agreement=Agreement(
            settlements=[
                Settlement("hours", "deferred", ranks=[Rank(P, 1), Rank("members", 2)], who=P, by=LATER),
                Settlement("ramp", "declined", overridden_by=P, reason=canary()),
            ],
            positions=[Priorities(P, ["hours"]), Priorities("members", ["ramp", "hours"])],
            on=DAY,
            overrides=[Override("ramp", "declined", by=P, reason=canary(), on=DAY)],
            objections=[Voice(P, reason=canary(), on=DAY)],
            accepted_by=["members", P],
            dissent=[Voice(P, reason=canary())],
        ),
        past_agreements=[
            Agreement(
                settlements=[Settlement("ramp", "declined", reason=reason), Settlement("hours", "agreed", reason="Easy.")],
                overrides=[Override("ramp", "declined", by=P, reason=reason)],
                on=DAY,
            )
        ],
        workplan=Workplan(
            [Activity("study", owner=P)],
            working_weeks=[WorkingWeek(P, 3)],
            recruitment=Recruitment(5, owner=P),
            meeting_cycles=[MeetingCycle("group", [Activity("hold", owner=P)], owner=P)],
        ),
        ledger=Ledger(
            [
                Contribution(
                    f"case/{P}/1", on=DAY, stakeholder=P, title=canary(), says=canary(), external_ids=[("crm", canary())]
                ),
                Contribution("letters", on=DAY, stakeholder=Q, owner=P, says="Shorter letters."),
                Contribution("shared", on=DAY, stakeholder=P, says=canary()),
                Contribution("alike", on=DAY, stakeholder=Q),
                Contribution("merged", on=DAY, stakeholder=P, title=canary()),
                Contribution("on-it", on=DAY, stakeholder="members"),
            ],
            [
                Event(
                    f"case/{P}/1", "answered", on=DAY, by="staff", outcome="could_not", reason=canary(), process=canary(),
                    options=[canary(), " "], action=canary(), evidence=canary(),
                ),
                Event(f"case/{P}/1", "told", on=DAY, to=P),
                Event(f"case/{P}/1", "reopened", on=LATER, by=P, reason=canary()),
                Event("letters", "answered", on=DAY, by=P, owner=P, outcome="did", reason="Letters are shorter."),
                Event("letters", "told", on=DAY, to=P),
                Event("letters", "reopened", on=LATER, by=P, reason=canary()),
                Event("alike", "merged", on=DAY, into="shared"),
                Event("merged", "merged", on=DAY, into=f"case/{P}/1"),
                Event("shared", "answered", on=LATER, outcome="did", reason="We do it for all who asked."),
                Event("on-it", "redirected", on=LATER, to="council"),
            ],
        ),
        barriers=[
            NotedBarrier("su7", stakeholder=P, on=DAY, note=canary(), mitigations=[Mitigation(canary(), on=DAY, note=canary())]),
            NotedBarrier("su6", stakeholder="members", by=P, note=canary(), mitigations=[Mitigation("A bus.", by=P)]),
        ],
        support=Support(
            needs=[StatedNeed(P, "braille", alternatives=["audio"], detail=canary(), until=DAY), StatedNeed(Q, "breaks")],
            needs_asked=[NeedsAsked(P, DAY, by="staff"), NeedsAsked(Q, DAY, by=P)],
            adjustments=[Adjustment("braille", stakeholder=P, detail=canary(), until=DAY), Adjustment("breaks", stakeholder=Q, by=P)],
            attendances=[
                Attendance("group", DAY, expected=[P, Q], attended=[P]),
                Attendance("board", DAY, expected=[P], attended=[P], hours=2),
                Attendance("board", LATER, expected=["members", Q], attended=["members"]),
            ],
            papers=[PaperSent(P, DAY, title=canary(), formats=["braille"])],
            expenses=[Expense(P, claimed_on=DAY, paid_on=LATER, kind="care", minor_units=4711, currency="GBP")],
            offers=[PaymentOffer(DAY, pays=True, stakeholder=P, rate=PaymentRate(canary(), minor_units=1, currency="GBP"))],
            leads=[Lead(P, days_a_week=1, until=DAY)],
            engagements=[Engagement(P, DAY, kind="interview")],
            limits=[StatedLimit(P, meetings=1, until=DAY)],
        ),
        claims=[
            Claim(
                P, "contract", ladder="arnstein-1969", rung="consultation", explanation=canary(), on=DAY, source=Source(canary())
            )
        ],
        assessments=[
            AnswerSheet(
                "gunning",
                edition="1985",
                on=DAY,
                rater=P,
                role="carer",
                answers=[Answer("time", "not_applicable", reason=canary()), Answer("formative", "met", action=canary())],
                evidence=[Evidence("minutes", on=DAY, owner=P)],
            ),
            AnswerSheet("gunning", edition="1985", on=DAY, about=P, rater="members", answers=[Answer("time", "met", reason=canary())]),
        ],
        data_protection=DataProtection(
            purposes=[PURPOSE],
            consents=[Consent(P, "publish", on=DAY, withdrawn=LATER, source=canary()), Consent(Q, "publish", on=DAY)],
        ),
    )  # fmt: skip
    return process, canaries
