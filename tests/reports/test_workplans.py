"""Can a workplan be read on the wall: what is done, what is late, what nobody has dated, and when it is looked at again?"""

from datetime import date, timedelta
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import Activity, Decision, DecisionMap, Forum, InvalidValueError, Process, Stakeholder, Workplan
from involvement.plans import Interval, Review, WorkingWeek
from involvement.privacy import for_edition
from involvement.reports import draw_workplan, page
from involvement.reports.subjects import subject_of
from involvement.reports.table_columns import shown_to
from involvement.reports.workplans import plan_tables
from involvement.snapshots import Snapshot
from tests.oracles.longest_paths import contradicts
from tests.reports.drawings import DRAWN, name, parsed, placed, texts, whole
from tests.reports.samples import EXAMPLE
from tests.strategies.plans import as_activities, plain_plans
from tests.strategies.processes import processes

START, ON = date(2026, 1, 5), date(2026, 6, 1)
PLAN = Workplan(
    [
        Activity("win", title="Win those who decide", owner="coordinator", days=5, done=date(2026, 1, 16), effort=2),
        Activity("late", days=3, start=START, due=date(2026, 1, 9), done=date(2026, 1, 12)),
        Activity("ask", title="Ask at the clinics", owner="coordinator", days=30, start=date(2026, 5, 18), effort=30,
                 due=date(2026, 6, 26)),
        Activity("sum-up", days=10, start=date(2026, 6, 17), due=date(2026, 6, 20)),
        Activity("one-late", days=10, start=date(2026, 6, 17), due=date(2026, 6, 25)),
        Activity("talk", start=date(2026, 7, 1)),
        Activity("lost", decision="merger"),
        Activity("someday", start=None, after=["nobody-knows"]),
        Activity("nobody-knows", start=None),
    ],
    reviews=Interval.months(2),
    start=START,
    held=[Review(date(2026, 3, 6))],
    working_weeks=[WorkingWeek("coordinator", 3)],
)  # fmt: skip
MERGER = DecisionMap(forums=[Forum("board")], decisions=[Decision("merger", made_at="board", on=date(2026, 7, 1))])
PROCESS = Process(
    "p", title="Screening", stakeholders=[Stakeholder("coordinator", title="The coordinator")], workplan=PLAN,
    decision_map=MERGER,
)  # fmt: skip


def said(process: Process, on: date = ON) -> list[str]:
    return [text for text, _ in texts(parsed(draw_workplan(process, on=on).svg))]


def readable(picture) -> None:
    root = parsed(picture.svg)
    found = texts(root)
    assert [] == [(one, other) for one, other in combinations(found, 2) if one[1].meets(other[1])]
    assert [] == [text for text, covered in found if not whole(root).holds(covered)]
    assert {name(element) for element in root.iter()} <= DRAWN
    assert picture.title
    assert picture.description


@given(plain_plans(), st.dates() | st.dates(date(2025, 12, 1), date(2026, 8, 1)), st.text(max_size=200))
@settings(max_examples=40)
def test_any_plan_can_be_drawn_with_its_texts_apart(plain, on, title):
    """Days may be centuries off or unknown, and titles long; the picture stays one that can be read."""
    if contradicts(plain):
        return
    activities = [evolve(each, title=title, owner="coordinator") for each in as_activities(plain)]
    process = Process("p", title=title, workplan=Workplan(activities, reviews=Interval.weeks(6), start=START))
    readable(draw_workplan(process, on=on))


@given(processes(), st.dates())
@settings(max_examples=15)
def test_any_process_has_a_picture_of_its_plan(process, on):
    """Also one without a plan."""
    readable(draw_workplan(process, on=on))


def test_sixty_activities_with_long_names_can_be_read():
    """Forty rows are drawn, and it is said how many are not; the table has them all."""
    long = "An activity of which the name goes on and on about who does what where and why " * 4
    many = [Activity(f"a{n}", title=f"{n} {long}", days=n + 1, start=START + timedelta(9 * n)) for n in range(60)]
    process = Process("many", title=long, workplan=Workplan(many))
    picture = draw_workplan(process, on=ON)
    readable(picture)
    assert "20 more are not drawn" in said(process)
    assert picture.description.endswith("The picture shows the first 40; 20 are not drawn.")
    (table,) = plan_tables(Snapshot(process, ON))
    assert 60 == len(table.rows)


def test_how_an_activity_stands_is_said_in_words():
    """A colour or a length alone tells some people nothing."""
    words = said(PROCESS)
    for expected in (
        "done", "done late", "done 16 Jan 2026", "10 days to spare", "6 days too late", "1 day too late", "no day is early enough",
        "no last day recorded", "can begin 18 May 2026", "must end by 26 Jun 2026", "best case: not all is recorded",
        "The coordinator", "no owner recorded", "Reviews of the workplan", "asked on 1 Jun 2026",
    ):  # fmt: skip
        assert expected in words, expected
    undated = Process("p", workplan=Workplan([Activity("a"), Activity("b", due=ON)]))
    assert "start not known" in said(undated)


def test_each_state_has_its_own_shapes():
    """A bar is to be done and a hollow one is done; a tick is the day it must be finished by, a cross is too late."""

    def shapes(key: str) -> list[str]:
        root = parsed(draw_workplan(PROCESS, on=ON).svg)
        reason = PLAN.schedule(MERGER.knowing(["coordinator"]), stakeholder="coordinator", on=ON).row(key)
        groups = [each for each in root.iter() if name(each) == "g" and len(each) and name(each[0]) == "title"]
        start = {"ask": '"Ask at the clinics" can be', "sum-up": '"sum-up" can be', "win": '"Win those who decide" was done on 16 January',
                 "talk": '"talk" can be finished on 1 July'}[key]  # fmt: skip
        assert reason.activity == key
        (group,) = [each for each in groups if each[0].text.startswith(start)]
        return [(name(part), part.get("fill")) for part in group[1:]]

    assert ["path", "rect", "path"] == [kind for kind, _ in shapes("ask")]
    assert ["path", "rect", "path"] == [kind for kind, _ in shapes("sum-up")]
    assert [("rect", "#ffffff")] == shapes("win")
    assert ["rect"] == [kind for kind, _ in shapes("talk")]
    assert shapes("sum-up")[2] != shapes("ask")[2]


def test_reviews_show_whether_they_were_held():
    """Held is hollow, due is filled, and one that was missed is crossed."""
    root = parsed(draw_workplan(PROCESS, on=ON).svg)
    titles = [
        each.text for each, _, _, _ in placed(root) if name(each) == "title" and (each.text or "").startswith("review ")
    ]
    assert [
        "review held on 6 Mar 2026",
        "review not held, due on 5 May 2026",
        "review due on 5 Jul 2026",
    ] == titles[:3]


def test_a_day_far_off_is_said_and_not_drawn():
    """One day in forty years must not press all others into a corner, nor stand where it is not."""
    far = Process("p", workplan=Workplan([Activity("a", days=1, start=ON, due=date(2066, 6, 1))]))
    root = parsed(draw_workplan(far, on=ON).svg)
    ticks = [each for each in root.iter() if each.get("stroke-width") == "4"]
    assert 1 == len(ticks)  # that of the legend
    early = Process("p", workplan=Workplan([Activity("a", days=1)], reviews=Interval.months(2), start=date(2023, 6, 1)))
    drawn = [each.text or "" for each in parsed(draw_workplan(early, on=ON).svg).iter() if name(each) == "title"]
    assert {"2025", "2026", "2027"} == {text[-4:] for text in drawn if text.startswith("review ")}  # a year before it
    assert "must end by 1 Jun 2066" in said(far)
    assert "No workplan is recorded yet." in said(Process("p"))


def test_the_plan_is_told_in_sentences():
    """They stand beside the picture for those who do not see it."""
    assert draw_workplan(PROCESS, on=ON).description == (
        "The workplan has 9 activities: 2 are done, 1 can end in time, 3 cannot end in time and 3 cannot be judged. "
        "The review due on 5 May 2026 was not held."
    )

    def told(day=ON, **more):
        return draw_workplan(Process("p", workplan=Workplan(**more)), on=day).description

    assert told(activities=[Activity("a")]).endswith("No regular reviews are recorded.")
    begun = {"start": date(2026, 5, 1)}
    expected = "No activity is recorded yet. The next review is due on 1 August 2026."
    assert expected == told(reviews=Interval.months(3), **begun)
    assert told(reviews=Interval(3, "years"), **begun).endswith("No review is due in the year ahead.")
    assert told(reviews=Interval.weeks(1), **begun).endswith(
        "4 reviews were not held; the first was due on 8 May 2026."
    )
    last = date(9999, 12, 30)
    assert told(last, reviews=Interval(1, "days"), start=last).endswith("The next review is due on 31 December 9999.")


def test_the_tables_say_what_the_picture_shows_and_why():
    """Whoever hears the page read gets the days, the reasons, and the weeks that are too full."""
    activities, reviews, weeks = plan_tables(Snapshot(PROCESS, ON))
    rows = {row[0]: row for row in activities.rows}
    assert ("The coordinator", "18 May 2026", "26 Jun 2026", "10 days to spare", "30") == rows["Ask at the clinics"][
        1:6
    ]
    assert ("no owner recorded", "1 Jul 2026", "none", "no last day recorded", "not known") == rows["talk"][1:6]
    assert rows["sum-up"][6].startswith('"sum-up" can be finished on 26 June 2026 at the earliest.')
    assert ("6 Mar 2026", "held") == reviews.rows[0]
    assert ("1 Jun 2026", "The coordinator", "7", "3", "Ask at the clinics") == weeks.rows[0]
    assert () == plan_tables(Snapshot(Process("p"), ON))
    undated = Process("p", workplan=Workplan([Activity("a")]))
    assert "not known" == plan_tables(Snapshot(undated, ON))[0].rows[0][2]


def test_the_example_has_its_plan_on_the_page():
    """The page for people has the picture and its tables, and a link to them."""
    text = page(EXAMPLE, on=date(2026, 11, 23))
    assert '<a href="#plan">What will be done</a>' in text
    assert '<table id="table-activities">' in text
    assert '<h2 id="plan">' not in page(Process("p"), on=ON)
    assert '<h2 id="plan">' not in page(Process("p", workplan=Workplan()), on=ON)


def test_what_is_no_process_and_no_day_is_refused():
    """The error says what would be right."""
    with pytest.raises(InvalidValueError, match=r"^process: expected a Process, or a Snapshot of one$"):
        draw_workplan(PLAN, on=ON)
    with pytest.raises(InvalidValueError, match=r"^on: expected a date"):
        draw_workplan(PROCESS, on="2026-06-01")
    with pytest.raises(InvalidValueError, match=r"^id_prefix: expected a letter"):
        draw_workplan(PROCESS, on=ON, id_prefix="1")


@pytest.mark.parametrize(("edition", "named"), [("desk", True), ("partners", True), ("public", False)])
def test_who_sees_to_an_activity_is_not_for_the_public(edition, named):
    """A post-holder is no business of the public; that nobody is recorded is the partners'."""
    snapshot = for_edition(Snapshot(PROCESS, ON), edition)
    drawn = " ".join(text for text, _ in texts(parsed(draw_workplan(snapshot).svg)))
    shown = {table.key: table for table in shown_to(subject_of(snapshot), plan_tables(snapshot))}["activities"]
    cells = {cell for row in shown.rows for cell in row}
    assert [named] * 4 == [
        "The coordinator" in drawn,
        "no owner recorded" in drawn,
        "The coordinator" in cells,
        "Who sees to it" in shown.headings,
    ]
    assert "Win those who decide" in drawn
    assert "Win those who decide" in cells
