"""What a step in between would have shown: an evening clinic that was opened without a feasibility study.

Facts, from "Case study: Using the feedback appropriately" (Making Involvement Happen, Diabetes UK): the user
group of the North Mersey Diabetes Network asked for retinal screening that people in work can reach. An evening
clinic was opened without the usual study of whether it was feasible; appointments were missed, and after four
weeks it was closed. The group agreed that ideas are studied before they are carried out.
Every date, delay and forum's calendar below is invented.
"""

from datetime import date

import attrs

from involvement import (
    Activity,
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
    Process,
    Promise,
    Reply,
    Stage,
    Stakeholder,
    Workplan,
    check,
)
from involvement.plans import Interval

TODAY = date(2026, 9, 1)
OPENS = date(2026, 12, 7)
CLOSES = date(2027, 1, 4)  # four weeks later
AFTERWARDS = date(2027, 2, 1)


def as_it_was() -> Process:
    """The group asks, the network's managers open the clinic: nothing in between."""
    return Process(
        "north-mersey",
        title="Retinal screening in the evening",
        stakeholders=[
            Stakeholder("members", title="Members of the user group", role="service_user"),
            Stakeholder("managers", title="Managers of the network", role="manager"),
        ],
        issues=[Issue("screening-hours", title="Screening outside working hours", decisions=["evening-clinic"])],
        decision_map=DecisionMap(
            forums=[
                Forum("user-group", meetings=Meetings("FREQ=MONTHLY;BYDAY=1TU", start=date(2026, 1, 6)), papers_due=5),
                Forum("network", meetings=Meetings("FREQ=WEEKLY;BYDAY=MO", start=date(2026, 1, 5)), papers_due=0),
            ],
            entry_points=[EntryPoint("user-group", "members", standing="advises")],
            flows=[Flow("user-group", "network", days=3, standing="advises", carried_by="managers")],
            decisions=[Decision("evening-clinic", made_at="network", on=OPENS, title="An evening clinic")],
            replies=[Reply("network", "members", days=7, medium="letter")],
        ),
        workplan=Workplan(
            [Activity("open-clinic", owner="managers", due=OPENS, implements="screening-hours", done=OPENS)],
            start=TODAY,
            reviews=Interval.months(6),
        ),
        ledger=what_was_said(),
    )


def what_was_said() -> Ledger:
    """The wish, the yes, the clinic, its end, and that the group was told each time."""
    return Ledger(
        [
            Contribution(
                "evenings", on=TODAY, stakeholder="members", about="screening-hours", title="Evening screening"
            ),
            Contribution("study-first", on=date(2027, 1, 5), stakeholder="members", title="Study ideas first"),
        ],
        [
            Event("evenings", "considered", on=date(2026, 10, 12), forum="network"),
            Event("evenings", "answered", on=date(2026, 10, 12), by="managers", outcome="will_do", due=OPENS),
            Event("evenings", "told", on=date(2026, 10, 20), by="managers"),
            Event("evenings", "followed_through", on=OPENS, by="managers"),
            Event(
                "evenings",
                "answered",
                on=CLOSES,
                by="managers",
                outcome="could_not",
                process="the figures of its four weeks were looked at",
                options=["keep it open", "close it"],
                reason="appointments were missed",
                action="ideas are studied before they are carried out",
            ),
            Event("evenings", "told", on=date(2027, 1, 5), by="managers"),
            Event("study-first", "acknowledged", on=date(2027, 1, 5), by="managers"),
        ],
        promises=[Promise("answered", days=42), Promise("told", days=14)],
    )


def studied_first(before: Workplan) -> Workplan:
    """The plan as the group would have it: the clinic opens after its study, and not before."""
    study = Activity(
        "study-clinic", owner="managers", start=date(2026, 10, 14), due=date(2026, 11, 11), studies="screening-hours"
    )
    opening = Activity("open-clinic", owner="managers", due=OPENS, after=[study.key], implements="screening-hours")
    return attrs.evolve(before, activities=[study, opening])


def with_a_study(before: DecisionMap) -> DecisionMap:
    """The same map, with a feasibility group on the way, where options are open until its report."""
    study = Forum("feasibility-group", meetings=Meetings.on([date(2026, 10, 14), date(2026, 11, 11)]), papers_due=7)
    decision = Decision(
        "evening-clinic",
        made_at="network",
        on=OPENS,
        title="An evening clinic",
        stages=[Stage("options", at=study.key, by=date(2026, 11, 11))],
    )
    return before.revised(
        drop=["evening-clinic", *before.flows],
        add=[
            decision,
            study,
            Flow("user-group", study.key, days=3, standing="codesigns", carried_by="managers"),
            Flow(study.key, "network", days=14, standing="advises"),
        ],
    )


def main() -> None:
    """Tells the story twice, and what the study costs and gives."""
    process = as_it_was()
    before = process.resolved_map
    after = with_a_study(before)
    for title, decision_map in (("As it was", before), ("With a feasibility study", after)):
        journey = decision_map.journey("evening-clinic", raised=TODAY, stakeholder="members")
        latest = decision_map.latest_start("evening-clinic", stakeholder="members")
        print(f"{title}\n  a view {journey}")
        print(
            f"  it shapes the options: {'not known' if journey is None or journey.shapes is None else journey.shapes}"
        )
        print(f"  the last day to raise one: {latest}")
        for opportunity in decision_map.timetable(on=TODAY, stakeholder="members"):
            print(f"  {opportunity.stage}: {opportunity}")
    print("What the study changes")
    for change in before.compare(after, on=TODAY).last_days:
        print(f"  last day to raise a view about {change}")
    plan = process.workplan or Workplan()
    print("What came of what was said")
    for line in (process.ledger or Ledger()).you_said_we_did(AFTERWARDS):
        print(f"  {line}")
    print("What the library finds in the process as it was")
    for finding in check(process, on=AFTERWARDS):
        print(f"  {finding.rule} {finding}")
    print("What the library finds, on the first day, in a plan with a study")
    for finding in check(
        attrs.evolve(process, decision_map=after, workplan=studied_first(plan), ledger=None), on=TODAY
    ):
        print(f"  {finding.rule} {finding}")


if __name__ == "__main__":
    main()
