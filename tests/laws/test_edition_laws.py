"""Editions of whole processes: what follows stays the same behind a mask, and a redacted document holds nothing closed."""

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from involvement import Process, dumps, loads
from involvement.checks import check
from involvement.people import Kind
from involvement.privacy import for_edition, may_tell, redacted
from involvement.privacy.lone_voices import lone_parties
from involvement.privacy.masks import masked
from involvement.snapshots import Snapshot
from tests.checks.case_files import cases
from tests.laws.whole_processes import whole_process
from tests.privacy.test_field_classes import values_of
from tests.strategies.processes import new_processes
from tests.strategies.words import keys

OF_TEXTS = {"PRV001", "PRV002", "PRV006"}  # which ask what the texts are that a mask hides
editions = pytest.mark.parametrize("edition", ["partners", "public"])


def follows(process: Process, on: date) -> dict[str, Any]:
    """What is worked out of a process, without what things are called."""
    snapshot = Snapshot(process, on)
    found = check(snapshot)
    return {
        "findings": Counter((each.rule, each.severity, each.status) for each in found if each.rule not in OF_TEXTS),
        "timetable": Counter(
            (row.decision, row.stage, row.status, row.speak_by, row.where, row.latest_start) for row in snapshot.timetable
        ),
        "balance": snapshot.balance,
        "closure": snapshot.closure.overall,
        "overdue": Counter((row.promise, row.due, row.days_late) for row in snapshot.overdue.rows),
        "influence": Counter((row.decision, row.stage, row.evidenced) for row in snapshot.influence.rows),
        "settled": None if snapshot.agreement is None else snapshot.agreement.settlements,
        "schedule": None if snapshot.schedule is None else [(row.activity, row.start, row.end) for row in snapshot.schedule.rows],
    }  # fmt: skip


def nameless(found: dict[str, Any]) -> dict[str, Any]:
    settled = found["settled"]
    return {**found, "settled": settled and [(each.issue, each.outcome, each.last_day) for each in settled]}


@editions
def test_behind_a_mask_everything_follows_as_before(edition: str) -> None:
    """An edition is worked out from the whole; a reader of two editions finds no contradiction."""
    asked = [(case.process, case.on) for case in list(cases())[::15]]
    asked += [(whole.process, whole.days[-1]) for whole in map(whole_process, range(15))]
    assert len(asked) > 30
    for process, on in asked:
        assert nameless(follows(process, on)) == nameless(follows(masked(process, edition), on))


def closed_fields(process: Process, edition: str) -> set[str]:
    """The closed fields in which a process holds anything."""
    return {
        f"{type(value).__name__}.{field.name}"
        for value in values_of(process)
        for field in attrs.fields(type(value))
        if field.init
        and not may_tell(edition, f"{type(value).__name__}.{field.name}")
        and getattr(value, field.name) != default_of(field)
    }


def default_of(field: "attrs.Attribute[Any]") -> Any:
    return field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]


@editions
@settings(max_examples=25)
@given(process=new_processes(keys))
def test_a_redacted_process_holds_nothing_closed_and_can_be_stored(edition: str, process: Process) -> None:
    """It is handed out as it is: what it holds is what is told."""
    told = redacted(process, edition)
    assert set() == closed_fields(told, edition)
    assert told == loads(dumps(told))
    assert not told.representation or not told.representation.people
    assert all(stakeholder.kind is not Kind.PERSON for stakeholder in told.stakeholders)
    lone = lone_parties(process)
    assert lone.isdisjoint(position.stakeholder for position in told.positions)


@editions
def test_processes_of_every_kind_can_be_redacted(edition: str) -> None:
    """Those of the case files, of which each breaks a rule."""
    for case in list(cases())[::6]:
        told = redacted(case.process, edition)
        assert set() == closed_fields(told, edition)
        assert told == loads(dumps(told))


def test_a_snapshot_for_an_edition_is_asked_like_any_other() -> None:
    """It keeps the day, and the desk's is the snapshot itself."""
    whole = whole_process(3)
    snapshot = Snapshot(whole.process, whole.days[-1])
    assert for_edition(snapshot, "desk") is snapshot
    public = for_edition(snapshot, "public")
    assert ("public", whole.days[-1]) == (public.edition, public.on)
    assert for_edition(public, "public") is public
