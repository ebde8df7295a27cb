"""Is what to do now said so that it can be read, pasted and printed?"""

import re
from datetime import date

import pytest

from involvement import Process, Stakeholder, Support, next_steps
from involvement.cycles import NextStep, StepUrgency
from involvement.privacy import for_edition
from involvement.reports import next_steps_markdown, next_steps_text, page
from involvement.reports.next_steps import cycle_table, shown_steps
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.support import Barrier, NotedBarrier, StatedNeed
from involvement.wording import Statement
from tests.reports.samples import DAY, EXAMPLE

PEOPLE = Process("p", stakeholders=[Stakeholder("lead", title="The lead", role="coordinator")])


def said(code, text, **facts):
    return Statement(code, facts, template=text, sources=dict.fromkeys(facts, "Promise.days"))


STEPS = [
    NextStep(
        said("answer", "Answer *now*."),
        said("due", "It was due on {due}.", due=date(2026, 11, 20)),
        StepUrgency.NOW,
        by=date(2026, 11, 20),
        who="lead",
    ),
    NextStep(said("record", "Write it down."), said("missing", "The stage needs it."), StepUrgency.THEN),
]


def test_steps_stand_numbered_under_their_urgency():
    """A list that is read aloud says first what cannot wait."""
    assert (
        "NOW\n"
        "  1. Answer *now*. (The lead, by 20 Nov 2026)\n"
        "     It was due on 20 November 2026.\n"
        "\n"
        "BEFORE THE NEXT STAGE\n"
        "  2. Write it down.\n"
        "     The stage needs it.\n"
    ) == next_steps_text(STEPS, of=PEOPLE)
    assert "There is nothing to do now.\n" == next_steps_text([], of=PEOPLE)
    assert max(map(len, next_steps_text(next_steps(EXAMPLE, on=DAY), of=EXAMPLE, width=60).splitlines())) <= 60


def test_nothing_in_a_step_is_taken_for_markup():
    """Titles come from strangers."""
    text = next_steps_markdown(STEPS, of=PEOPLE)
    assert text.startswith(
        "- **Now** Answer \\*now\\*. (The lead, by 20 Nov 2026)\n  It was due on 20 November 2026.\n"
    )
    assert "- **Before the next stage** Write it down.\n" in text
    assert "There is nothing to do now.\n" == next_steps_markdown([], of=PEOPLE)


def test_the_page_begins_with_what_to_do_and_says_where_the_cycle_stands():
    """Whoever opens the page has ten minutes."""
    text = page(EXAMPLE, on=DAY)
    assert text.index('<h2 id="short">') < text.index('<h2 id="now">') < text.index('<h2 id="fix">')
    now, left = shown_steps(Snapshot(EXAMPLE, DAY), Reader(subject_of(EXAMPLE)))
    cycle = cycle_table(Snapshot(EXAMPLE, DAY))
    every = next_steps(EXAMPLE, on=DAY, most=None)
    assert sum(step.urgency == "now" for step in every) == len(now) == len(every) - left
    assert f"{left} more steps are not shown here." in text
    assert {"is there", "not done, or only in part"} <= {row[-1] for row in cycle.rows}
    assert ("now", "User involvement coordinator, by 14 Apr 2026") == (now[0].word, now[0].whence)
    assert "" in {each.whence for each in now}
    assert all(each.reason in text.replace("&#34;", '"').replace("&#39;", "'") for each in now)


def test_a_process_that_uses_nothing_has_nothing_to_do():
    """Half a process is how every process begins."""
    empty = Process("p")
    assert (((), 0), None) == (
        shown_steps(Snapshot(empty, DAY), Reader(subject_of(empty))),
        cycle_table(Snapshot(empty, DAY)),
    )
    assert '<h2 id="now">' not in page(empty, on=DAY)


def test_the_public_page_names_no_person_and_the_desk_s_does():
    """A public page is passed on; the coordinator who has to act reads the desk's, which says that it is internal."""
    persons = {each.key for each in EXAMPLE.representation.people}
    desk, public = page(EXAMPLE, on=DAY), page(EXAMPLE, on=DAY, edition="public")
    assert persons & set(re.findall(r"[\w-]+", desk))
    assert set() == persons & set(re.findall(r"[\w-]+", public))
    assert ("Internal:" in desk, "Internal:" in public) == (True, False)
    missing = "No arrangement is recorded for the meeting"
    assert (missing in desk, missing in public) == (True, False)


# Outside the desk


def told_step(source, by=date(2026, 11, 20)):
    says = Statement("answer", {"n": 3}, template="Answer {n}.", sources={"n": source})
    return NextStep(says, STEPS[0].because, StepUrgency.NOW, by=by, who="lead")


@pytest.mark.parametrize(
    ("edition", "said"),
    [("desk", "The lead, by 20 Nov 2026"), ("partners", "The lead, by 20 Nov 2026"), ("public", "by 20 Nov 2026")],
)
def test_who_is_to_do_it_is_not_for_the_public(edition, said):
    """By when is what the public waits for."""
    snapshot = for_edition(Snapshot(PEOPLE, DAY), edition)
    steps = [told_step("Promise.days")]
    assert f"NOW\n  1. Answer 3. ({said})\n     It was due on 20 November 2026.\n" == next_steps_text(
        steps, of=snapshot
    )
    assert next_steps_markdown(steps, of=snapshot).startswith(f"- **Now** Answer 3. ({said})\n")


def test_a_step_of_nobody_and_no_day_has_no_brackets():
    """Empty brackets look like a fault."""
    public = for_edition(Snapshot(PEOPLE, DAY), "public")
    assert "  1. Answer 3.\n" in next_steps_text([told_step("Promise.days", by=None)], of=public)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_where_no_step_may_be_told_nothing_can_be_told(edition):
    """That there is nothing to do would be false where a step is hidden, and the same is said where there is none."""
    snapshot = for_edition(Snapshot(PEOPLE, DAY), edition)
    closed = [told_step("StatedNeed.need")]
    assert (
        "There is nothing to do now that can be told here.\n"
        == next_steps_text(closed, of=snapshot)
        == next_steps_markdown(closed, of=snapshot)
        == next_steps_text([], of=snapshot)
    )
    assert "Answer 3." in next_steps_text(closed, of=Snapshot(PEOPLE, DAY))


def test_the_cycle_outside_the_desk_leaves_out_what_only_records_of_persons_show():
    """That no barrier was eased tells that somebody has one."""
    support = Support(needs=[StatedNeed("lead", "braille")], own_barriers=[Barrier("stairs", audience="service_users")])
    process = Process("p", stakeholders=PEOPLE.stakeholders, support=support, barriers=[NotedBarrier("stairs")])
    needs = {
        edition: {row[1] for row in cycle_table(for_edition(Snapshot(process, DAY), edition)).rows}
        for edition in ("desk", "partners", "public")
    }
    assert needs["partners"] == needs["public"] < needs["desk"]
    assert any("barrier" in need for need in needs["desk"] - needs["public"])
    assert not any("barrier" in need or "adjustment" in need for need in needs["public"])
