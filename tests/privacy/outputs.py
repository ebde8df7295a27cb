"""Every output of the library about one process, for one edition, by name."""

import contextlib
import io
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from involvement import Process, dumps, to_dict
from involvement.checks import check
from involvement.cli import main
from involvement.cycles import next_steps
from involvement.exchange import (
    write_calendar,
    write_dot,
    write_graphml,
    write_mermaid,
    write_node_edge_json,
    write_tables,
)
from involvement.privacy import for_edition, redacted
from involvement.reports import (
    draw_heatmap,
    draw_map,
    draw_overlap,
    draw_timetable,
    draw_workplan,
    findings_markdown,
    findings_text,
    next_steps_markdown,
    next_steps_text,
    page,
    timetable_markdown,
    timetable_text,
    told_findings,
    told_steps,
    write,
    you_said_markdown,
    you_said_text,
)
from involvement.snapshots import Snapshot

VERBS = {
    "check": (), "check --json": ("--json",), "next": ("--all",), "next --json": ("--json", "--all"),
    "timetable": (), "timetable --json": ("--json",), "timetable svg": ("--format", "svg"),
    "map": (), "map json": ("--format", "json"), "map dot": ("--format", "dot"),
}  # fmt: skip


def outputs(process: Process, on: date, edition: str, folder: Path, *, typed: bool = True) -> Mapping[str, str]:
    """What each writer gives; with what the command line gives where it is *typed*."""
    snapshot = for_edition(Snapshot(process, on), edition)
    findings, steps = check(snapshot), next_steps(snapshot, most=None)
    until = on + timedelta(400)
    found = {
        "page": page(snapshot),
        "findings_text": findings_text(findings, of=snapshot),
        "findings_markdown": findings_markdown(findings, of=snapshot),
        "told_findings": json.dumps([finding.as_data() for finding in told_findings(findings, of=snapshot)]),
        "next_steps_text": next_steps_text(steps, of=snapshot),
        "next_steps_markdown": next_steps_markdown(steps, of=snapshot),
        "told_steps": json.dumps(to_dict(told_steps(steps, of=snapshot))),
        "timetable_text": timetable_text(snapshot.timetable, of=snapshot),
        "timetable_markdown": timetable_markdown(snapshot.timetable, of=snapshot),
        "you_said_text": you_said_text(process, on=on),
        "you_said_markdown": you_said_markdown(process, on=on),
        "draw_map": draw_map(snapshot).svg,
        "draw_timetable": draw_timetable(snapshot).svg,
        "draw_workplan": draw_workplan(snapshot).svg,
        "draw_heatmap": draw_heatmap(snapshot).svg,
        "draw_overlap": draw_overlap(snapshot).svg,
        "write_calendar": write_calendar(process, on=on, until=until, edition=edition),
        "write_calendar of a snapshot": write_calendar(snapshot, until=until),
        "write_dot": write_dot(process, edition=edition),
        "write_mermaid": write_mermaid(process, edition=edition),
        "write_graphml": write_graphml(process, edition=edition),
        "write_node_edge_json": write_node_edge_json(process, edition=edition),
        "dumps": dumps(redacted(process, edition)),
        "repr": repr(redacted(process, edition)),
    }
    write(process, on=on, out=folder / "report", edition=edition, document=True)
    write_tables(process, folder / "tables", edition=edition)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[f"file {path.relative_to(folder)}"] = f"{path.relative_to(folder)}\n{path.read_text('utf-8')}"
    return {**found, **(_typed(process, on, edition, folder) if typed else {})}


def _typed(process: Process, on: date, edition: str, folder: Path) -> dict[str, str]:
    file = folder / "process.json"
    file.write_text(dumps(process), "utf-8")
    found = {}
    for name, more in VERBS.items():
        day = () if name.startswith("map") else ("--on", on.isoformat())
        said, told = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            main([name.split()[0], str(file), *day, "--edition", edition, *more])
        found[f"involvement {name}"] = said.getvalue() + told.getvalue()
    return found
