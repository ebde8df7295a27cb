"""Is what the coordinator is told to do now short, in order, and with the reason?"""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings

from involvement import (
    Activity,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    InvalidValueError,
    Ledger,
    Meetings,
    Process,
    Promise,
    Stage,
    Stakeholder,
    Workplan,
    check,
    next_steps,
)
from involvement.checks import Severity
from involvement.cycles import NextStep, StepUrgency
from involvement.plans import Interval, Review
from involvement.references import Ref
from involvement.wording import Statement
from tests.strategies.processes import processes

ON = date(2026, 5, 1)
COORDINATOR = Stakeholder("coordinator", role="coordinator")
ANSWERED = (Promise("answered", days=20),)
USERS = Stakeholder("users", role="service_user")


def contribution(key, on, **more):
    return Contribution(key, on=on, owner="coordinator", title=f"About {key}", **more)


def steps(process, **more):
    return [(step.do, step.by, step.urgency.value) for step in next_steps(process, on=ON, **more)]


def said(*contributions, events=(), promises=ANSWERED):
    return Process("p", ledger=Ledger(contributions, events, promises=promises))


def test_what_was_promised_is_told_with_who_and_by_when():
    """A clock that nobody reads is none."""
    process = said(contribution("letters", date(2026, 4, 1)))
    (step, *_) = next_steps(process, on=ON)
    assert 'Answer "About letters". It was due on 21 April 2026, 10 days ago.' == str(step)
    assert ("now", date(2026, 4, 21), "coordinator", (Ref("contribution", "letters"),), None) == (
        step.urgency, step.by, step.who, step.about, step.rule
    )  # fmt: skip


def test_what_is_late_is_told_once_by_its_clock_and_not_by_its_rule_as_well():
    """Two lines for one thing make a list of twenty out of one of ten."""
    process = said(contribution("letters", date(2026, 4, 1)))
    assert "FBK001" in {each.rule for each in check(process, on=ON)}
    assert [Ref("contribution", "letters")] == [
        about for step in next_steps(process, on=ON) for about in step.about if step.do.startswith("Answer")
    ]
    assert "FBK001" not in {step.rule for step in next_steps(process, on=ON)}


def test_one_day_late_is_one_day():
    """A sentence that cannot count is not pasted into minutes."""
    process = said(contribution("letters", date(2026, 4, 10)))
    assert "It was due on 30 April 2026, 1 day ago." == next_steps(process, on=ON)[0].reason


def test_what_falls_due_soon_is_told_before_it_is_late():
    """The day after is no use."""
    process = said(contribution("letters", date(2026, 4, 20)))
    assert [('Answer "About letters".', date(2026, 5, 10), "soon")] == steps(process, most=1)
    assert date(2026, 5, 10) not in {by for _, by, _ in steps(process, days=8)}


@pytest.mark.parametrize(("received", "urgency"), [(date(2026, 4, 18), "now"), (date(2026, 4, 19), "soon")])
def test_what_is_lost_within_a_week_is_to_be_done_now(received, urgency):
    """What is due in seven days is; what is due in eight is not."""
    ((_, by, found), *_) = steps(said(contribution("letters", received)))
    assert (received + timedelta(days=20), urgency) == (by, found)


def test_what_somebody_has_to_do_in_one_way_is_one_step():
    """Forty late answers are one afternoon, and not a page."""
    many = [contribution(f"c{number}", date(2026, 4, 1)) for number in range(5)]
    (step, *_) = next_steps(said(*many), on=ON)
    assert 'Answer "About c0", "About c1", "About c2", "About c3" and "About c4".' == step.do
    assert "The first was due on 21 April 2026, 10 days ago." == step.reason
    (two, *_) = next_steps(said(*many[:2]), on=ON)
    assert 'Answer "About c0" and "About c1".' == two.do


def test_what_the_organisation_says_to_itself_is_left_to_it():
    """The list is about what service users are owed, as the rules are."""
    board = Stakeholder("board", role="board")
    process = evolve(said(contribution("c", date(2026, 4, 1), stakeholder="board")), stakeholders=[board, COORDINATOR])
    assert [] == [step for step in next_steps(process, on=ON) if step.do.startswith("Answer")]
    unknown = evolve(process, stakeholders=[Stakeholder("board"), COORDINATOR])
    assert 1 == len([step for step in next_steps(unknown, on=ON) if step.do.startswith("Answer")])


def test_each_promise_is_told_in_its_own_words():
    """To answer, to tell and to act are three things."""
    answer = Event("c", "answered", on=date(2026, 4, 1), outcome="will_do", reason="It can be done.", by="coordinator")
    clocks = [Promise(kind, days=1) for kind in ("acknowledged", "told", "followed_through")]
    told = said(contribution("c", date(2026, 3, 1)), events=[answer], promises=clocks)
    found = {do for do, _, _ in steps(told)}
    assert {'Tell those who raised "About c" the outcome.', 'Do what was promised about "About c".'} <= found
    assert 'Acknowledge "About c".' in {
        do for do, _, _ in steps(said(contribution("c", date(2026, 3, 1)), promises=clocks))
    }


def planned(*activities, **more):
    return Process("p", workplan=Workplan(activities, start=date(2026, 1, 31), **more))


def test_the_plan_says_what_is_to_be_finished_and_begun():
    """What needs a month is begun a month before."""
    process = planned(
        Activity("minutes", title="The minutes", due=date(2026, 5, 5), owner="users"),
        Activity("survey", title="The survey", days=60, due=date(2026, 7, 10)),
        Activity("later", days=1, due=date(2026, 9, 1)),
        Activity("over", due=date(2026, 4, 1), done=date(2026, 3, 30)),
        Activity("some-day"),
    )
    found = steps(process)
    assert ('Finish "The minutes".', date(2026, 5, 5), "now") in found
    assert ('Begin "The survey".', date(2026, 5, 12), "soon") in found
    assert not {'Finish "later".', 'Begin "later".', 'Finish "over".', 'Finish "some-day".'} & {
        do for do, _, _ in found
    }


def test_a_review_that_is_due_is_one_step_however_many_were_missed():
    """They stand for each other."""
    process = planned(reviews=Interval.months(1))
    (late, *_) = [step for step in next_steps(process, on=ON) if step.do == "Review the workplan."]
    assert (date(2026, 4, 30), "3 reviews are overdue.") == (late.by, late.reason)
    (one, *_) = [
        step for step in next_steps(planned(reviews=Interval.months(2)), on=ON) if step.by == date(2026, 3, 31)
    ]
    assert "1 review is overdue." == one.reason
    (today, *_) = next_steps(planned(reviews=Interval.months(3)), on=date(2026, 4, 30))
    assert "It is due on 30 April 2026." == today.reason
    held = planned(reviews=Interval.months(1), held=[Review(date(2026, 4, 30))])
    assert [] == [step for step in next_steps(held, on=ON) if step.do == "Review the workplan."]
    (coming,) = [step for step in next_steps(held, on=ON, days=40) if step.do == "Review the workplan."]
    assert (date(2026, 5, 31), "It is due on 31 May 2026.") == (coming.by, coming.reason)


A_MAP = DecisionMap(
    forums=[Forum("group", title="User group", meetings=Meetings.any_day(), papers_due=0)],
    entry_points=[EntryPoint("group", "users", standing="consulted"), EntryPoint("group", standing="consulted")],
    decisions=[
        Decision(
            "hours",
            title="Opening hours",
            made_at="group",
            on=date(2026, 5, 20),
            stages=[Stage("options", at="group", by=date(2026, 5, 4))],
        ),
        Decision("premises", made_at="group", on=date(2026, 9, 1)),
    ],
)


def test_the_last_days_to_speak_are_told_once_for_each_stage():
    """Right place, right time."""
    process = Process("p", stakeholders=[USERS, Stakeholder("carers", role="carer")], decision_map=A_MAP)
    found = [each for each in steps(process) if each[0].startswith("Bring views")]
    assert [
        ('Bring views to User group on the options for "Opening hours".', date(2026, 5, 4), "now"),
        ('Bring views to User group on "Opening hours".', date(2026, 5, 20), "soon"),
    ] == found


def told_sooner() -> DecisionMap:
    """A forum where views are heard in time until 4 May, and a newsletter that reaches the board until the 20th."""
    return DecisionMap(
        forums=[
            Forum("group", title="The group", meetings=Meetings.on([date(2026, 5, 4)])),
            Forum("newsletter", meetings=Meetings.any_day()),
            Forum("board", meetings=Meetings.on([date(2026, 5, 8), date(2026, 5, 20)])),
        ],
        flows=[
            Flow("group", "board", days=7, standing="advises"),
            Flow("newsletter", "board", days=0, standing="informed"),
        ],
        entry_points=[EntryPoint("group", "users"), EntryPoint("newsletter", "users")],
        decisions=[Decision("contract", made_at="board", on=date(2026, 5, 20))],
    )


def test_the_step_to_bring_views_names_the_day_and_the_forum_by_which_they_are_heard():
    """Who is only told on a later day, or sooner elsewhere, has not been heard."""
    process = Process("p", stakeholders=[USERS], decision_map=told_sooner())
    (step,) = [step for step in next_steps(process, on=ON) if step.says.code == "step.bring_decision"]
    assert ('Bring views to The group on "contract".', date(2026, 5, 4)) == (step.do, step.by)
    assert (
        "The last day for users to speak is 4 May 2026. board is to settle it by 20 May 2026, and can hear these views by then. Not all the days that this depends on are recorded, so there may be less time."
        == step.reason
    )


def advice_called_for(*entries: EntryPoint) -> DecisionMap:
    """The board must consider what the group says until 4 May; the survey collects views until the 20th."""
    return DecisionMap(
        forums=[
            Forum("group", title="The group", meetings=Meetings.on([date(2026, 5, 4)])),
            Forum("survey", title="The survey", meetings=Meetings.any_day()),
            Forum("board", meetings=Meetings.on([date(2026, 5, 20)])),
        ],
        flows=[
            Flow("group", "board", days=7, standing="advises"),
            Flow("survey", "board", days=0, standing="consulted"),
        ],
        entry_points=[EntryPoint("group", "users", standing="advises"), *entries],
        decisions=[Decision("contract", made_at="board", on=date(2026, 5, 20), calls_for="advises")],
    )


def brought(on: date, *entries: EntryPoint) -> list[tuple[str, date, str]]:
    people = [USERS, Stakeholder("carers", role="carer")]
    process = Process("p", stakeholders=people, decision_map=advice_called_for(*entries))
    return [
        (step.do, step.by, step.reason)
        for step in next_steps(process, on=on, most=None)
        if step.says.code == "step.bring_decision"
    ]


def test_where_more_is_called_for_the_step_says_as_what_views_count_until_then():
    """Who waits for the survey has missed what they were promised; once that is over, the survey is what is left."""
    both = EntryPoint("survey", "users")
    assert [
        (
            'Bring views to The group on "contract".',
            date(2026, 5, 4),
            (
                'The last day for users to speak is 4 May 2026. Until then, their views count as "advises". '
                "board is to settle it by 20 May 2026, and can hear them by then. Not all the days that this depends on are recorded, so there may be less time."
            ),
        )
    ] == brought(ON, both)
    assert [
        (
            'Bring views to The survey on "contract".',
            date(2026, 5, 20),
            (
                'The last day for users to speak is 20 May 2026. Until then, their views count as "consulted". '
                "board is to settle it by 20 May 2026, and can hear them by then. Not all the days that this depends on are recorded, so there may be less time. "
                "How much say views have is not recorded for every step; where it is not, they count here as collected."
            ),
        )
    ] == brought(date(2026, 5, 5), both)
    assert [] == brought(date(2026, 5, 21), both)


def test_nobody_is_sent_to_speak_about_what_no_forum_is_there_to_decide():
    """The group ends before the decision: to speak about it helps nobody until it is known who decides. Its options are still open."""
    process = Process(
        "p",
        stakeholders=[USERS],
        decision_map=evolve(A_MAP, forums=[evolve(A_MAP.forum("group"), until=date(2026, 5, 10))]),
    )
    said = [step.do for step in next_steps(process, on=ON)]
    assert ['Bring views to User group on the options for "Opening hours".'] == [
        do for do in said if do.startswith("Bring views")
    ]
    assert [do for do in said if do.startswith("Record another forum")]


def test_who_speaks_elsewhere_until_the_same_day_has_a_step_of_their_own():
    """The survey closes on the day on which the group meets: two doors, and what is said counts for more at one."""
    closes = EntryPoint("survey", "carers", closes=date(2026, 5, 4))
    steps_ = brought(ON, closes)
    assert [
        ('Bring views to The group on "contract".', "advises"),
        ('Bring views to The survey on "contract".', "consulted"),
    ] == sorted((do, "advises" if '"advises"' in reason else "consulted") for do, _, reason in steps_)
    assert [
        "The last day for carers to speak is 4 May 2026.",
        "The last day for users to speak is 4 May 2026.",
    ] == sorted(reason.split(" Until")[0] for _, _, reason in steps_)
    later = EntryPoint("survey", "carers", closes=date(2026, 5, 8))
    assert ['Bring views to The group on "contract".'] == [do for do, _, _ in brought(ON, later)]


def test_where_people_are_only_told_nobody_is_asked_to_bring_views():
    """A newsletter takes no view to anybody."""
    a_map = told_sooner()
    only_told = evolve(a_map, entry_points=a_map.entry_points[1:])
    process = Process("p", stakeholders=[USERS], decision_map=only_told)
    assert [] == [step.do for step in next_steps(process, on=ON) if step.says.code.startswith("step.bring")]


def test_where_only_the_organisation_is_listed_the_step_names_anyone():
    """An entry open to all has last days, whoever is on the list."""
    a_map = evolve(told_sooner(), entry_points=[EntryPoint("group")])
    process = Process("p", stakeholders=[Stakeholder("board", role="board")], decision_map=a_map)
    (step,) = [step for step in next_steps(process, on=ON) if step.says.code == "step.bring_decision"]
    assert (
        "The last day for anyone to speak is 4 May 2026. board is to settle it by 20 May 2026, and can hear these views by then. Not all the days that this depends on are recorded, so there may be less time."
        == step.reason
    )


def test_a_step_to_bring_views_names_all_who_have_the_first_last_day_and_no_person_by_key():
    """Whoever is not named thinks that there is time; whoever is named by key is known."""
    people = [USERS, Stakeholder("p-7", role="carer", kind="person"), Stakeholder("late", role="carer")]
    entries = [EntryPoint("group", each.key) for each in people[:2]]
    entries.append(EntryPoint("group", "late", opens=date(2026, 5, 5)))
    process = Process("p", stakeholders=people, decision_map=evolve(A_MAP, entry_points=entries))
    reasons = [step.reason for step in next_steps(process, on=ON) if step.do.startswith("Bring views")]
    assert reasons[:1] == [
        "The last day for a person and users to speak is 4 May 2026. User group is to settle it by 4 May 2026, and can hear these views by then.",
    ]


def test_findings_of_one_rule_are_one_step_with_its_remedy():
    """Twelve of a kind are mended in one go."""
    barred = evolve(A_MAP, entry_points=[])
    process = Process("p", stakeholders=[USERS], decision_map=barred)
    (step,) = [each for each in next_steps(process, on=ON, most=None) if each.rule == "MAP001"]
    findings = [each for each in check(process, on=ON) if each.rule == "MAP001"]
    assert 2 == len(findings)
    assert (findings[0].remedy, f"{findings[0].message} There is 1 other case like this.") == (step.do, step.reason)
    assert (Ref("decision", "hours"), Ref("decision", "premises")) == step.about
    assert StepUrgency.NOW is step.urgency


def test_notes_and_what_is_not_known_are_no_steps():
    """The list is for what is wrong or is lost; what would be good to know is in the findings."""
    process = Process("p", stakeholders=[USERS], decision_map=A_MAP)
    rules = {each.rule for each in check(process, on=ON) if each.severity is not Severity.NOTE}
    assert {step.rule for step in next_steps(process, on=ON, most=None)} <= rules | {None}


def test_what_the_cycle_lacks_comes_last():
    """First what is on fire."""
    process = Process("p", purpose="To be heard.", stakeholders=[Stakeholder("somebody")])
    found = [each for each in next_steps(process, on=ON, most=None) if each.urgency == "then"]
    assert [
        "Record what involvement is for and what it means here.",
        "Bring in service users, carers or their representatives.",
    ] == [step.do for step in found]
    assert "This part of planning is not done, or only in part." == found[0].reason
    assert found[1].reason.startswith("The record does not show whether")


def test_a_step_without_a_day_or_anybody_is_a_sentence_too():
    """It stands in minutes as it is."""
    lead, nobody = (Statement(code, template=text) for code, text in (("a", "Name a lead."), ("b", "Nobody leads.")))
    assert "Name a lead. Nobody leads." == str(NextStep(lead, nobody, StepUrgency.SOON))


@pytest.mark.parametrize(
    ("more", "said_"), [({"days": -1}, "days: expected"), ({"most": -1}, "most: expected"), ({"days": True}, "days")]
)
def test_wrong_numbers_are_refused(more, said_):
    """A wrong argument is told at once."""
    with pytest.raises(InvalidValueError, match=said_):
        next_steps(Process("p"), on=ON, **more)
    with pytest.raises(InvalidValueError, match="process: expected a Process"):
        next_steps("p", on=ON)


def test_the_last_days_of_the_calendar_are_days_as_well():
    """Nobody plans so far, and nothing falls over."""
    assert () == next_steps(Process("p"), on=date.max)
    last = said(contribution("letters", date(9999, 12, 1)))
    assert ["now", "now"] == [next_steps(last, on=on)[0].urgency for on in (date(9999, 12, 28), date.max)]


@settings(max_examples=10)
@given(processes())
def test_the_list_is_in_order_and_no_longer_than_asked(process):
    """Urgency first, then the day; a part that is not used adds nothing."""
    every = next_steps(process, on=ON, most=None)
    order = [(list(StepUrgency).index(step.urgency), step.by or date.max) for step in every]
    assert sorted(order) == order
    assert every[:3] == next_steps(process, on=ON, most=3)
    assert all(step.do.rstrip('"\u2069').endswith((".", "!", "?")) and step.reason for step in every)


def test_within_a_period_no_last_day_is_given_as_certain_that_is_not():
    """The board may decide on 4 or on 20 May: a view of 27 April is in time for both, one of 13 May for the second only."""
    board = Forum(
        "board",
        title="Board",
        papers_due=7,
        meetings=Meetings.on([date(2026, 4, 20), date(2026, 5, 4), date(2026, 5, 20)]),
    )
    homes = Decision("homes", title="Homes", made_at="board", between=(date(2026, 5, 1), date(2026, 5, 31)))
    entry = EntryPoint("board", "users", standing="advises")
    process = Process(
        "screening",
        purpose="To be heard.",
        stakeholders=[evolve(USERS, title="Users")],
        decision_map=DecisionMap(forums=[board], entry_points=[entry], decisions=[homes]),
    )
    said = {
        step.by: step.reason
        for day in (date(2026, 4, 20), date(2026, 5, 1))
        for step in next_steps(process, on=day)
        if step.do.startswith("Bring views")
    }
    assert said == {
        date(
            2026, 4, 27
        ): "Board decides between 1 May 2026 and 31 May 2026. To be in time for every meeting at which it may decide, Users must speak by "
        '27 April 2026. Until then, their views count as "advises".',
        date(
            2026, 5, 13
        ): "Board decides between 1 May 2026 and 31 May 2026. It may be too late for Users to speak; after 13 May "
        '2026 it is certainly too late. Views that are still in time count as "advises".',
    }
