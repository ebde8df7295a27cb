"""One value of each public class: what the example holds, and what follows from it and from small records beside it."""

import importlib
from datetime import date
from functools import cache
from pathlib import Path

import attrs

import involvement
from tests.public_names import PUBLIC

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)


def ranked() -> list[object]:
    """What two parties want, and what follows, by every rule."""
    positions = [PUBLIC.Priorities("members", ["evenings"]), PUBLIC.Priorities("board", ["parking"])]
    rankings = [PUBLIC.rank(positions, rule=rule) for rule in PUBLIC.RankingRule]
    compared = [PUBLIC.overlap(positions), PUBLIC.closeness(positions), PUBLIC.shortlist(positions)]
    shared = PUBLIC.equal_shares([{"evenings"}], {"evenings": 1}, 1)
    return [positions, rankings, compared, shared, PUBLIC.Tally.of_approvals("members", [{"evenings"}])]


def negotiated(process: involvement.Process) -> list[object]:
    """A negotiation that was recorded, what it comes to, and what hangs on rules and weights."""
    move, shown = PUBLIC.Move, PUBLIC.Feasibility.shown
    moves = [
        *(move.propose(PUBLIC.Priorities(who, [what]), on=DAY) for who, what in (("a", "x"), ("b", "y"))),
        *(move.study(shown(issue), on=DAY) for issue in "xy"),
        move.override("y", "deferred", by="b", on=DAY, reason="not this year"),
        move.dissent(by="a", on=DAY, reason="too little"),
    ]
    negotiation = PUBLIC.Negotiation("n", problem="What first?", moves=moves, effort=efforts("xy"), capacity=1)
    agreement = negotiation.replay()
    chances = PUBLIC.sensitivity(agreement), agreement.compare(), PUBLIC.first_choices([agreement])
    return [process.agreement, negotiation, agreement, *chances]


def efforts(issues: str) -> list[object]:
    return [PUBLIC.Effort(issue, 1) for issue in issues]


@cache
def public_values() -> dict[type, object]:
    """One value of each attrs class that the example process, its answers and its findings hold."""
    found: dict[type, object] = {}

    def visit(value: object) -> None:
        if isinstance(value, tuple | list):
            for each in value:
                visit(each)
        elif isinstance(value, dict):
            visit([*value.keys(), *value.values()])
        elif attrs.has(type(value)):
            found.setdefault(type(value), value)
            for field in attrs.fields(type(value)):
                visit(getattr(value, field.name))

    process = PUBLIC.load(ROOT / "examples" / "diabetes_user_group.toml")
    decision_map = process.decision_map
    visit(process)
    rows = decision_map.timetable(on=DAY)
    visit([rows, [row.last_day for row in rows]])
    visit(decision_map.fewest_entry_points())
    visit(decision_map.compare(decision_map.revised(drop=["user-group"]), on=DAY))
    visit(decision_map.reply_to("members", "redesigned-pathway"))
    visit([PUBLIC.seat_shares(forum, process.stakeholders) for forum in decision_map.forums])
    visit(PUBLIC.check(process, on=DAY))
    visit(PUBLIC.ALL_RULES)
    visit(PUBLIC.involvement_cycle(process, on=DAY))
    visit(PUBLIC.next_steps(process, on=DAY))
    visit(PUBLIC.ladders())
    visit(PUBLIC.crosswalk("hart-1992", "shier-2001"))
    visit(PUBLIC.Claim("members", "contract", ladder="hart-1992", rung="tokenism"))
    visit([PUBLIC.Stakes(impact="great"), PUBLIC.Option("van", proposed_by="members")])
    visit(felt(process))
    visit(PUBLIC.Limits())
    visit([PUBLIC.Days(5, clear=True), PUBLIC.WorkingCalendar(holidays=[DAY]), PUBLIC.bank_holidays()])
    visit([PUBLIC.Snapshot(process, DAY), PUBLIC.Voices(process)])
    visit(PUBLIC.Evidence("minutes", on=DAY, source=PUBLIC.Source("Minutes")))
    record = recorded()
    visit([record, record.balance(), record.oddities(), record.durations(), record.gatekeepers(), record.discover()])
    visit([record.heard_before_decision(), record.conformance(decision_map)])
    visit(ranked())
    visit(negotiated(process))
    visit(closed())
    visit([PUBLIC.frameworks(), rated()])
    visit(supported())
    visit(planned(decision_map))
    visit(represented())
    visit(worded())
    visit(read_from_others())
    visit(counted())
    visit(protected())
    visit([PUBLIC.draw_map(process), PUBLIC.found(about=PUBLIC.Ref("decision", "contract"))])
    return found


def read_from_others() -> list[object]:
    """What the readers of others' formats give, with what they left out."""
    elsewhere, nowhere = {"person_id": "p1", "organization_id": "o1"}, {"person_id": "p2"}
    records = PUBLIC.read_popolo({"organizations": [{"id": "o1"}], "memberships": [elsewhere, nowhere]}, on=DAY)
    reading = PUBLIC.Reading(PUBLIC.Process("screening"), form="DMN 1.3")
    events = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Board\nDTSTART:20260106\nEND:VEVENT\nEND:VCALENDAR"
    calendar = PUBLIC.read_calendar(events, forums={"board": "Board", "group": "Group"})
    return [records, reading, calendar, PUBLIC.EventNames("Board"), PUBLIC.MeetingRule("FREQ=DAILY", start=DAY)]


def counted() -> list[object]:
    """Counts of people, how they are published, and what a reader can work out."""
    counts = [PUBLIC.Figure("members", 31), PUBLIC.Figure("patients", 27), PUBLIC.Figure("carers", 4)]
    figures = PUBLIC.Figures(
        DAY,
        counts,
        totals=[PUBLIC.Total("members", ["patients", "carers"])],
        parts=[PUBLIC.PartOf("patients", "members")],
        at_least=[PUBLIC.AtLeast("patients", 20)],
    )
    told = PUBLIC.published(figures)
    return [figures, told, PUBLIC.attack(told), PUBLIC.DISCLOSURE_RULES]


def protected() -> list[object]:
    """What is held of a person and why, and what is done when they ask."""
    protection, privacy = (importlib.import_module(f"involvement.{name}") for name in ("data_protection", "privacy"))
    purpose = protection.ProcessingPurpose(
        "pay", basis="legal_obligation", retention=PUBLIC.Interval.months(72), covers=["expense"]
    )
    held = protection.DataProtection(purposes=[purpose], consents=[protection.Consent("p-1", "publish", on=DAY)])
    record = PUBLIC.Process(
        "screening",
        representation=PUBLIC.Representation(people=[PUBLIC.Person("p-1")]),
        ledger=PUBLIC.Ledger([PUBLIC.Contribution("c", on=DAY, stakeholder="p-1")]),
        support=PUBLIC.Support(expenses=[PUBLIC.Expense("p-1", claimed_on=DAY, paid_on=DAY)]),
        data_protection=held,
    )
    asked = {"on": DAY, "basis": "objection"}
    key = bytes(range(32))
    entry = privacy.erasure_entry(record, "p-1", **asked, key=key)
    later = {"on": date(2033, 1, 1)}
    done = [privacy.erase(record, "p-1", **asked), entry, privacy.replay(record, [entry], key=key)]
    corrected = privacy.rectify(record, "p-1", {"Person.characteristics": {"carer": "no"}})
    return [held, done, privacy.record_of(record, "p-1"), corrected, privacy.purge(record, **later)]


def worded() -> list[object]:
    """A statement with a quote, and how it is said."""
    quote = PUBLIC.Quote("The ramp is loose.", "Contribution.says")
    statement = PUBLIC.Statement("said", {"by": PUBLIC.Ref("forum", "group"), "says": quote}, template="{by}: {says}")
    return [statement, statement.template, PUBLIC.Wording(catalogue=PUBLIC.Catalogue())]


def supported() -> list[object]:
    """What was done so that people can take part, and what is missing."""
    rate = PUBLIC.PaymentRate("hour", minor_units=1000, currency="GBP")
    support = PUBLIC.Support(
        needs=[PUBLIC.StatedNeed("members", "large_print")],
        needs_asked=[PUBLIC.NeedsAsked("carers", DAY)],
        adjustments=[PUBLIC.Adjustment("breaks")],
        attendances=[PUBLIC.Attendance("group", DAY, expected=["members"])],
        papers=[PUBLIC.PaperSent("members", DAY)],
        expenses=[PUBLIC.Expense("members", claimed_on=DAY)],
        policies=[PUBLIC.ExpensesPolicy(DAY, rates=[rate])],
        offers=[PUBLIC.PaymentOffer(DAY, pays=True, stakeholder="carers")],
        leads=[PUBLIC.Lead("coordinator")],
        demands=[PUBLIC.LeadDemand("recruitment", days_a_week=2)],
        engagements=[PUBLIC.Engagement("members", DAY)],
        limits=[PUBLIC.StatedLimit("members", meetings=0)],
    )
    noted = PUBLIC.NotedBarrier("su7", mitigations=[PUBLIC.Mitigation("audio", on=DAY)])
    untold, waits = support.untold_payments(DAY), support.expense_waits(DAY)
    found = support.arrangements(), support.paper_checks(), support.capacity(DAY), support.burdens()
    return [support, noted, untold, waits, *found, importlib.import_module("involvement.support").barrier_lists()]


def closed() -> list[object]:
    """What came of something that was said, and what is overdue."""
    event = PUBLIC.Event
    ledger = PUBLIC.Ledger(
        [PUBLIC.Contribution("evenings", on=DAY, stakeholder="members")],
        [event("evenings", "answered", on=DAY, outcome="will_do")],
        promises=[PUBLIC.Promise("told", days=3)],
    )
    day = date(2027, 1, 31)
    asked = [ledger.balance(day), ledger.overdue(day), ledger.closure(day), ledger.you_said_we_did(day)]
    return [ledger, *asked, ledger.progress("evenings", day)]


def felt(process: involvement.Process) -> list[object]:
    """What say people have by what is claimed and shown, and what a decision calls for."""
    claim = PUBLIC.Claim("members", "redesigned-pathway", ladder="hart-1992", rung="child-initiated-and-directed")
    found = PUBLIC.influence(attrs.evolve(process, claims=[claim]), on=DAY)
    tables = [PUBLIC.evidence_table(), PUBLIC.called_for_table()]
    return [found, found.compare(found), tables, PUBLIC.called_for(PUBLIC.Stakes(impact="great"))]


def rated() -> list[object]:
    """What the answers to a framework come to, what follows from them, and how two sides see it."""
    used = PUBLIC.framework("nhs-england-indicator-2018")
    answers = {"governance": "good", "equalities": "inadequate"}
    sheets = [
        PUBLIC.assess(used, answers, on=date(2026, month, 1), role=role)
        for month, role in ((3, "carer"), (9, "carer"), (9, "manager"))
    ]
    more = PUBLIC.assess(used, {**answers, "governance": "outstanding"}, on=DAY, role="carer")
    found = PUBLIC.perception_gap(sheets), PUBLIC.ImplementationGroup("first")
    steps = [more.explanation, more.next_steps(), more.evidence_flaws(), sheets[0].compare(more)]
    columns = PUBLIC.assess_columns(used, {"governance": ["good"]})
    answer = PUBLIC.Answer("governance", "good")
    filed = PUBLIC.AnswerFile(sheets=[PUBLIC.RaterAnswers(answers=[answer])])
    return [sheets, steps, found, columns, PUBLIC.side_by_side(sheets[:2]), filed]


def planned(decision_map: involvement.DecisionMap) -> list[object]:
    """A plan with everything in it, and what follows from it."""
    invite = PUBLIC.Activity("invite", effort=3, start=DAY, due=PUBLIC.When.before_meeting("user-group"))
    cycle = PUBLIC.plan_template("meeting-cycle").cycle("user-group")
    plan = PUBLIC.Workplan(
        [invite],
        reviews=PUBLIC.Interval.months(3),
        start=DAY,
        held=[PUBLIC.Review(DAY)],
        working_weeks=[PUBLIC.WorkingWeek("coordinator", 3)],
        recruitment=PUBLIC.Recruitment(25, weeks=13, days_a_week=2),
        meeting_cycles=[cycle],
    )
    item = PUBLIC.AgendaItem(
        PUBLIC.AgendaItemKind.REVIEW, "2026-05-01", says=PUBLIC.Statement("due", template="It is due.")
    )
    agenda = PUBLIC.Agenda("user-group", DAY, items=(item,))
    return [plan, plan.schedule(decision_map), agenda, plan.workload(DAY, DAY), PUBLIC.plan_templates()]


def represented() -> list[object]:
    """Who should be in a group, who is, who has to be found, and whom it resembles."""
    person, quota = PUBLIC.Person("p-1", {"age": "old"}), PUBLIC.Quota("carer", "yes", at_least=1)
    profile = PUBLIC.TargetProfile("table", [quota], population="borough")
    served = PUBLIC.Population("borough", [PUBLIC.PopulationShare("age", "old", count=1)], size=2)
    whole = PUBLIC.Representation(profiles=[profile], people=[person], populations=[served])
    return [
        whole,
        profile.count([person]),
        PUBLIC.fill_chairs(profile, [person]),
        PUBLIC.parity([person], served),
    ]


def recorded() -> involvement.Record:
    """What might have happened: one matter by a way that is on the example's map and one that is not."""
    step = PUBLIC.Step
    return PUBLIC.Record(
        [
            step("redesigned-pathway", "user-group", date(2026, 9, 8), by="members"),
            step("redesigned-pathway", "redesign-group", date(2026, 9, 24), standing="informed"),
            step("redesigned-pathway", "finance-committee", date(2026, 12, 10), decides=True),
            step("redesigned-pathway", "executive-board"),
        ]
    )
