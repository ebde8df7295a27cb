"""Descriptions of pictures against the process itself and against what is drawn: who cannot see a picture must not be misled."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from statistics import median

import pytest
from attrs import evolve

from involvement import Activity, Decision, Priorities, Process, Workplan
from involvement.maturity import AnswerSheet, Assessment
from involvement.references import Ref
from involvement.reports import (
    draw_heatmap,
    draw_map,
    draw_overlap,
    draw_timetable,
    draw_workplan,
    heatmaps,
    map_words,
    maps,
    rankings_drawn,
    timetables,
    workplans,
)
from involvement.reports.agreements import accord_of
from involvement.reports.assessments import Sheets, assessments_of
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.wording import Statement
from tests.reports.drawings import by_id, name, parsed
from tests.reports.samples import DAY, EXAMPLE, numbered
from tests.truth import claims_of_pictures as claims
from tests.truth import processes_of_assessments, processes_of_plans
from tests.truth.agreed_processes import agreed_processes
from tests.truth.processes import PERSONS_ONLY, Asked, processes, random_process
from tests.truth.sayings import clause, plain
from tests.truth.worlds import World

EMPTY = Process("empty")
MOST = 140


def asked(found: tuple[Asked, ...]) -> list[Asked]:
    """The example and random processes, evenly chosen."""
    return [Asked("example", EXAMPLE, DAY), *found[:: max(len(found) // MOST, 1)]]


def decisions_of(process: Process) -> tuple[Decision, ...]:
    return () if process.decision_map is None else process.decision_map.decisions


def words(process: Process, on: date, statement: Statement) -> str:
    return subject_of(Snapshot(process, on)).wording.say(statement)


def test_the_description_of_a_timetable_is_so() -> None:
    """How many last days are open, missed, out of reach and not known, and which comes next."""
    said: Counter[str] = Counter()
    gone = [each for each in processes() if any(decision.withdrawn for decision in decisions_of(each.process))]
    for source, process, on in [*asked(processes()), *gone[::4]]:  # few are withdrawn
        snapshot = Snapshot(process, on)
        statement = timetables.described(timetables.rows_of(subject_of(snapshot), snapshot.timetable), on)
        assert plain(statement) in set(claims.timetable(World(process, on))), source
        picture = draw_timetable(process, on=on)
        assert words(process, on, statement) == picture.description
        lines = [each for each in parsed(picture.svg).iter() if (each.get("d") or "").startswith("M16 ")]
        assert dict(statement.facts).get("rows", 0) == len(lines), source
        facts = dict(plain(statement)[1])
        rest = [dict(more[1]) for more in facts.get("more", ()) if more[0] == "timetable.rest"]
        said.update(part[0] for part in facts.get("parts", ()))
        said.update(part[0] for more in rest for part in more["parts"])
    kinds = {"open", "told", "missed", "none", "too_weak", "unreached", "undated", "withdrawn"}
    assert kinds == {code.rpartition(".")[2] for code in said}
    assert min(said.values()) >= 5
    assert draw_timetable(EMPTY, on=DAY).description == "The record names no decision to speak about."


def test_the_description_of_a_map_is_so() -> None:
    """What it counts, what stands from left to right, and which decisions no route brings views to."""
    said: Counter[str] = Counter()
    for source, process, on in asked(processes()):
        subject = subject_of(Snapshot(process, on))
        statement = maps.described(subject)
        counts, columns, *more = dict(plain(statement)[1])["parts"]
        assert counts == claims.map_counts(process), source
        assert tuple(more) == (*claims.hidden(process), *claims.unreached(World(process, on))), source
        picture = draw_map(Snapshot(process, on))
        root = parsed(picture.svg)
        assert words(process, on, statement) == picture.description
        drawn = Counter(found[1] for key in by_id(root) if (found := re.match("map-(forum|entry|flow|reply)-", key)))
        for kind, number in (("forum", "forums"), ("entry", "entries"), ("flow", "flows"), ("reply", "replies")):
            assert drawn[kind] == dict(counts[1])[number], source
        bands = [each for each in root.iter() if name(each) == "rect" and each.get("rx") == "8"]
        assert len(dict(columns[1])["columns"]) == len(bands) - 1, source
        said.update(part[0] for part in more)
    assert min(said["map.unreached"], said["map.all_reached"]) >= 10
    assert draw_map(EMPTY).description == "The decision map has no forum yet."


def test_decisions_that_are_only_counted_are_said_to_be() -> None:
    """A forum has room for eight."""
    process = numbered(12, seed=3)
    crowded = [
        type(each)(each.key, made_at="f0" if number < 20 else each.made_at, on=each.on)
        for number, each in enumerate(numbered(90).decision_map.decisions)
    ]
    decisions = [each for each in crowded if each.made_at in {forum.key for forum in process.decision_map.forums}]
    process = Process(
        "p", decision_map=process.decision_map.revised(add=decisions, drop=process.decision_map.decisions)
    )
    said = dict(plain(maps.described(subject_of(process)))[1])["parts"]
    (hidden,) = claims.hidden(process)
    assert hidden in said


@pytest.mark.parametrize("forums", [*range(61, 101, 2), 150])
def test_the_description_of_a_table_for_a_large_map_is_so(forums: int) -> None:
    """So many rows and columns, and so much in all."""
    process = numbered(forums, seed=forums)
    rows, columns = claims.table_size(process)
    picture = draw_map(process)
    subject = subject_of(process)
    assert f"this is a table with {rows} rows and {columns} columns." in picture.description
    names = [each for each in parsed(picture.svg).iter() if (each.get("transform") or "").endswith("rotate(-90)")]
    assert columns == len(names)
    counts = plain(map_words.counts(subject))
    assert counts == claims.map_counts(process)
    assert subject.wording.say(map_words.counts(subject)) in picture.description
    (lost,) = map_words.unreached(subject)
    assert (plain(lost),) == claims.unreached(World(process, DAY))
    assert subject.wording.say(lost) in picture.description


@pytest.mark.parametrize("forums", [151, 200, 400])
def test_the_description_of_a_list_for_a_very_large_map_is_so(forums: int) -> None:
    """Forty are listed."""
    picture = draw_map(numbered(forums, seed=forums))
    assert f"It lists the 40 forums joined to most others; {forums - 40} more are not drawn." in picture.description
    assert 40 == sum((each.get("d") or "").startswith("M16 ") for each in parsed(picture.svg).iter())


def test_the_description_of_rankings_is_so() -> None:
    """What was settled, how long each list is, and what is on both."""
    said: Counter[str] = Counter()
    for source, process, on in asked(agreed_processes()):
        snapshot = Snapshot(process, on)
        accord, picture = accord_of(snapshot), draw_overlap(process, on=on)
        expected = claims.overlap(process, on)
        if expected == clause("overlap.nothing"):
            assert picture.description == "No ranking is recorded yet.", source
            continue
        statement = rankings_drawn.described(accord)
        assert claims.without_first(plain(statement)) == expected, source
        assert words(process, on, statement) == picture.description
        drawn = {key for key in by_id(parsed(picture.svg)) if key.startswith("overlap-issue-")}
        parts = [(code, dict(facts)) for code, facts in dict(plain(statement)[1])["parts"]]
        lists = [facts for code, facts in parts if code == "overlap.list"]
        both = sum(facts["n"] for code, facts in parts if code == "overlap.on_both")
        assert len(drawn) == sum(each["n"] for each in lists) - both, source
        assert all(each["first"] and len(each["first"]) <= each["n"] for each in lists), source
        said.update(code for code, _ in parts)
    assert min(said[code] for code in ("overlap.list", "overlap.on_both", "overlap.others")) >= 5
    assert said["overlap.on_neither"] >= 1
    assert draw_overlap(EMPTY, on=DAY).description == "No ranking is recorded yet."


def test_what_one_party_puts_first_is_said_to_come_first() -> None:
    """Where a side has one party, its list is the list of the side."""
    judged = 0
    for source, process, on in asked(agreed_processes()):
        own = {position.stakeholder: position for position in _positions(process, on)}
        sides = {key: claims.side_of(process, position) for key, position in own.items()}
        accord = accord_of(Snapshot(process, on))
        said = dict(plain(rankings_drawn.described(accord))[1])["parts"] if accord and own else ()
        for facts in (dict(facts) for code, facts in said if code == "overlap.list"):
            code, who = facts["whose"]
            parties = [who[0][1].keys[0]] if who else [key for key, side in sides.items() if f"list_of.{side}" == code]
            if len(parties) == 1:
                first = own[parties[0]].places[0]
                assert facts["first"] == tuple(Ref("issue", key) for key in sorted(first)), source
                judged += 1
    assert judged >= 20


def _positions(process: Process, on: date) -> tuple:
    made = [*process.past_agreements, process.agreement]
    agreements = [each for each in made if each is not None and (each.on is None or each.on <= on)]
    return agreements[-1].positions if agreements else process.positions


def test_the_description_of_a_workplan_is_so() -> None:
    """How many activities can end in time, and which review is due or was not held."""
    said: Counter[str] = Counter()
    for source, process, on in asked(processes_of_plans.processes())[1:]:
        snapshot = Snapshot(process, on)
        statement, picture = workplans.described(snapshot), draw_workplan(process, on=on)
        assert plain(statement) == claims.workplan(process, on), source
        assert words(process, on, statement) == picture.description
        said.update(codes(plain(statement)))
    kinds = ("done", "kept", "late", "unknown")
    assert min(said[f"workplan.rows.{kind}"] for kind in kinds) >= 5
    assert (
        min(said[f"workplan.{code}"] for code in ("next_review", "reviews_overdue", "review_overdue", "no_reviews"))
        >= 5
    )
    counts, review = dict(plain(workplans.described(Snapshot(EXAMPLE, DAY)))[1])["parts"]
    done = sum(each.done is not None and each.done <= DAY for each in EXAMPLE.workplan.activities)
    assert ("workplan.rows.done", (("n", done),)) in dict(counts[1])["parts"]
    assert dict(counts[1])["activities"] == len(EXAMPLE.workplan.activities)
    assert review == clause("workplan.review_overdue", n=1, first=date(2026, 10, 6))
    assert draw_workplan(EMPTY, on=DAY).description == "No workplan is recorded yet."


def test_the_description_of_answers_is_so() -> None:
    """Who answered, about what, when, and how many answers are not known."""
    said: Counter[str] = Counter()
    for source, process, on in asked(processes_of_assessments.processes()):
        picture, groups = draw_heatmap(process, on=on), assessments_of(Snapshot(process, on))
        expected = claims.answered(process, on)
        assert len(expected) == len(groups), source
        unknown = 0
        for found, group in zip(expected, groups, strict=True):
            statement = heatmaps.described(group)
            assert group.wording.say(statement) in picture.description
            facts = dict(plain(statement)[1])
            assert facts["framework"] == Ref("framework", found.framework.key)
            assert facts["criteria"] == len(found.framework.criteria)
            earlier = len(found.sheets) - len(found.drawn)
            assert (("heatmap.earlier", (("n", earlier),)) in facts["notes"]) == bool(earlier)
            for sheet, (code, parts) in zip(found.drawn, facts["sheets"], strict=True):
                told = dict(parts)
                assert told["whose"] == claims.whose(process, sheet), source
                number = dict(told["known"][1]).get("n", 0)
                least = claims.not_answered(found, sheet)
                assert number >= least
                assert number == least or found.framework.evidence is not None, source
                assert (code == "heatmap.sheet") == (group.outcome(_read(group, sheet).whole) is None)
                unknown += number
                said.update([code, told["known"][0], told["whose"][1][-1][1][0]])
        strips = [each for each in parsed(picture.svg).iter() if name(each) == "path" and each.get("fill") == "none"]
        assert len(strips) == unknown + bool(unknown), source  # one more in the legend
    assert min(said[code] for code in ("heatmap.sheet", "heatmap.sheet_with_outcome", "heatmap.all_known")) >= 10
    assert (
        min(said[code] for code in ("sheet.rater", "sheet.rater.role", "sheet.rater.and_role", "sheet.rater.not_named"))
        >= 5
    )
    assert draw_heatmap(EMPTY, on=DAY).description == "No assessment is recorded yet."


def _read(group: Sheets, sheet: AnswerSheet) -> Assessment:
    return next(each for each in group.assessments if each.sheet is sheet)


DRAWN = (
    (draw_timetable, processes),
    (lambda process, on: draw_map(Snapshot(process, on)), processes),
    (draw_overlap, agreed_processes),
    (draw_workplan, processes_of_plans.processes),
    (draw_heatmap, processes_of_assessments.processes),
)


def test_descriptions_are_said_in_short_sentences() -> None:
    """They are heard once; titles, which are quoted, are as long as their owners made them."""
    lengths = [
        len(sentence.split())
        for draw, found in DRAWN
        for _, process, on in asked(found())
        for sentence in re.sub('"[^"]*"', "title", draw(process, on=on).description).split(". ")
    ]
    assert max(lengths) <= 25
    assert median(lengths) <= 14


@pytest.mark.parametrize("seed", range(40))
def test_no_picture_names_a_person_whoever_is_one(seed: int) -> None:
    """Pictures are handed round: whoever speaks, is told and carries may be a person."""
    _, process, on = random_process(10_000 + seed, PERSONS_ONLY)
    positions = [Priorities(person.key, ["a", "b"]) for person in process.stakeholders]
    plan = Workplan([Activity("talk", owner=person.key) for person in process.stakeholders[:1]])
    sheets = [AnswerSheet("gunning", edition="1985", on=on, rater=person.key) for person in process.stakeholders]
    whole = evolve(process, positions=positions, workplan=plan, assessments=sheets)
    for draw, _ in DRAWN:
        picture = draw(whole, on=on)
        assert "secret" not in f"{picture.svg}{picture.title}{picture.description}"


def codes(saying: tuple) -> Iterator[str]:
    """The codes of what is said, and of what is said within."""
    yield saying[0]
    for _, fact in saying[1]:
        for part in fact if isinstance(fact, tuple) else ():
            if isinstance(part, tuple):
                yield from codes(part)
