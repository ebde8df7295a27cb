"""A report in a folder: the page, the pictures, the letters and the process itself."""

import os
from datetime import date
from pathlib import Path

from involvement.documents import dumps
from involvement.drawings.svg import replaced
from involvement.errors import InvalidValueError
from involvement.processes import Process
from involvement.reports.heatmaps import draw_heatmap
from involvement.reports.letters import letters
from involvement.reports.maps import draw_map
from involvement.reports.pages import page
from involvement.reports.rankings_drawn import draw_overlap
from involvement.reports.timetables import draw_timetable
from involvement.reports.workplans import draw_workplan

__all__ = ["write"]


def write(process: Process, *, on: date, out: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Writes the report into the folder *out*, made if need be, and gives the paths written.

    `index.html`, `map.svg`, `timetable.svg` and `process.json`; no map and timetable where the process has no decision
    map. With an agreement on rankings also `overlap.svg`; with assessments `maturity.svg`; with a workplan `workplan.svg`.
    For each party of the agreement, and whoever had said something by then, `letters/KEY.md`.
    `process.json` is the whole document, with what people said in their own words: it is not for publishing, all else shows
    titles. All is worked out before anything is written, and each file is replaced at once, so that none is ever half written.

    Raises:
        InvalidValueError: *out* is a file, or cannot be written to.
        MissingExtraError: Jinja2, of the extra `report`, is not installed.
    """
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise InvalidValueError("out", "a folder, and not a file")
    texts = {"index.html": page(process, on=on)}
    if process.decision_map is not None:
        texts["map.svg"] = draw_map(process).svg
        texts["timetable.svg"] = draw_timetable(process, on=on).svg
    if any(each.on <= on for each in process.assessments):
        texts["maturity.svg"] = draw_heatmap(process, on=on).svg
    if process.workplan is not None:
        texts["workplan.svg"] = draw_workplan(process, on=on).svg
    if process.agreement is not None and process.agreement.positions:
        texts["overlap.svg"] = draw_overlap(process).svg
    texts |= {f"letters/{party}.md": text for party, text in letters(process, on=on)}
    texts["process.json"] = dumps(process)
    try:
        for place in {(folder / name).parent for name in texts}:
            place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidValueError("out", "a folder that can be made") from error
    return tuple(replaced(folder / name, text) for name, text in texts.items())
