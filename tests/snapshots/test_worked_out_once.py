"""Is everything about a process and a day worked out once, and by nobody but the snapshot?"""

import ast
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from involvement import check, next_steps
from involvement.decisions import DecisionMap
from involvement.feedback.progress import progress_of
from involvement.plans.scheduling import schedule_of
from involvement.power.evidence_gathering import influence_of
from involvement.processes import Process
from involvement.reports import page, write
from involvement.snapshots import Snapshot
from tests.at_once import over
from tests.reports.samples import DAY, EXAMPLE

SOURCE = Path(__file__).parents[2] / "src" / "involvement"
ASKING = ("checks", "cycles", "exchange", "reports", "cli")
WORKED_OUT = {
    influence_of.__code__: "influence",
    schedule_of.__code__: "schedule",
    progress_of.__code__: "progress",
    DecisionMap.timetable.__code__: "timetable",
}
ONCE = {"influence": 1, "schedule": 1, "progress": 1, "timetable": 1}


def counted(run):
    """How often each is worked out while something runs.

    Timetables of other maps than the example's, and the days of the steps around a meeting, are left aside.
    """
    found = Counter()
    planned = {activity.key for activity in EXAMPLE.workplan.activities}

    def look(frame, event, _):
        name = WORKED_OUT.get(frame.f_code) if event == "call" else None
        asked = frame.f_locals
        if name == "timetable" and asked["self"] is not EXAMPLE.resolved_map:
            return
        if name == "schedule" and {activity.key for activity in asked["links"].activities} != planned:
            return
        if name is not None:
            found[name] += 1

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        run()
    finally:
        sys.setprofile(before)
    return dict(found)


def test_a_report_works_everything_out_once(tmp_path):
    """Rules, steps, cycle, page, pictures and letters are told by the same facts."""
    assert counted(lambda: write(EXAMPLE, on=DAY, out=tmp_path)) == ONCE


def test_check_next_steps_and_page_share_what_one_snapshot_knows():
    """A host that shows all three pays once."""
    snapshot = Snapshot(EXAMPLE, DAY)
    assert counted(lambda: (check(snapshot), next_steps(snapshot), page(snapshot))) == ONCE
    assert counted(lambda: (check(snapshot), next_steps(snapshot), page(snapshot))) == {}


def test_nothing_is_kept_outside_the_snapshot():
    """Whoever asks anew is answered anew: nothing grows in a host that asks about many processes."""
    ask = lambda: check(EXAMPLE, on=DAY)  # noqa: E731 - said twice
    assert counted(ask) == counted(ask) == ONCE


def test_a_question_is_asked_once_of_each_snapshot():
    """What a rule or a page works out of a snapshot is kept with it, and with it alone."""
    asked = []
    one, other = Snapshot(Process("p"), DAY), Snapshot(Process("p"), DAY)

    def question(snapshot):
        asked.append(snapshot)
        return len(asked)

    assert (1, 1, 2) == (one.once(question), one.once(question), other.once(question))
    assert [one, other] == asked
    assert one == other
    assert hash(one) == hash(other)


def modules(*rooms):
    return [path for room in rooms for path in sorted((SOURCE / room).rglob("*.py"))]


def name_of(path):
    return str(path.relative_to(SOURCE))


_DAYS_ASKED = {
    "agenda", "all_progress", "arrangements", "balance", "closure", "falling_due", "opportunity", "overdue", "paper_checks",
    "progress", "reviews_due", "schedule", "timetable", "unmet", "workload", "you_said_we_did",
}  # fmt: skip
_WORKS_OUT = {"Snapshot", "influence", "influence_of", "schedule_of", "progress_of", "agenda_of", "workload_of"}
_AS_IT_STOOD = {"agreement", "assessments", "assessed", "ledger", "past_agreements", "workplan"}


@over(modules(*ASKING), name_of)
def test_only_the_snapshot_asks_about_a_day(module):
    """Two places that work out the same would one day give two answers."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert set() == _DAYS_ASKED & {each.attr for each in called if isinstance(each, ast.Attribute)}
    assert set() == _WORKS_OUT & {each.id for each in called if isinstance(each, ast.Name)}


@over(modules(*ASKING), name_of)
def test_nobody_reads_past_the_day_of_the_snapshot(module):
    """A process holds later days too: on 5 January the page told what was agreed on 16 November."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute | ast.Name)
        and "process" in {getattr(node.value, "attr", None), getattr(node.value, "id", None)}
    }
    assert set() == _AS_IT_STOOD & read


_CACHES = {"cache", "lru_cache"}
_VALUES = {"Agreement", "DecisionMap", "Ledger", "Process", "Snapshot", "Support", "Workplan"}


@pytest.mark.no_cover
@over(sorted(SOURCE.rglob("*.py")), name_of)
def test_no_function_remembers_a_process_or_its_parts(module):
    """A cache on a function keeps every process that a host ever asked about, and grows for ever."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = {ast.unparse(each).partition("(")[0].rpartition(".")[2] for each in node.decorator_list}
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        kinds = {
            part.id
            for argument in arguments
            if argument.annotation is not None
            for part in ast.walk(argument.annotation)
            if isinstance(part, ast.Name)
        }
        assert not (decorators & _CACHES and kinds & _VALUES), node.name


def test_a_snapshot_of_nothing_is_asked_without_harm():
    """A process of which only the key is known has an answer to each question: nothing."""
    snapshot = Snapshot(Process("p"), date(2026, 5, 1))
    empty = (
        "agendas",
        "all_progress",
        "arrangements",
        "arrangements_ahead",
        "assessed",
        "groups",
        "papers",
        "reviews_overdue",
    )
    assert [()] * len(empty) == [getattr(snapshot, name) for name in empty]
    assert (None, None, ()) == (snapshot.plan, snapshot.schedule, snapshot.workload.weeks)
    assert ({}, {}) == (snapshot.contributions, snapshot.what_came_of_it)
