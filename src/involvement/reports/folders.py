"""A report in a folder: the page, the pictures, the letters and the process itself."""

import os
import re
from collections.abc import Container
from datetime import date
from hashlib import sha256
from pathlib import Path

from involvement import _files
from involvement._reading import Limits
from involvement.documents import dumps
from involvement.privacy.masked import for_edition
from involvement.processes import Process
from involvement.reports.file_names import file_name
from involvement.reports.heatmaps import draw_heatmap
from involvement.reports.maps import draw_map
from involvement.reports.pages import page
from involvement.reports.party_letters import letters
from involvement.reports.rankings_drawn import draw_overlap
from involvement.reports.timetables import draw_timetable
from involvement.reports.workplans import draw_workplan
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording.editions import Edition, edition_of

__all__ = ["write"]

_CHECKSUMS = "sha256sums.txt"
_CHECKSUM = re.compile(rb"^([0-9a-f]{64})  ((?:letters/)?[a-z0-9._-]+)$", re.MULTILINE)


def write(
    process: Process | Snapshot,
    *,
    on: date | None = None,
    out: str | os.PathLike[str],
    edition: Edition | str = Edition.DESK,
) -> tuple[Path, ...]:
    """Writes the report into the folder *out*, made if need be, and gives the paths written.

    `index.html`, `map.svg`, `timetable.svg` and `process.json`; no map and timetable where the process has no decision
    map. With an agreement on rankings also `overlap.svg`; with assessments `maturity.svg`; with a workplan `workplan.svg`.
    For each party of the agreement, and everybody who had said something by then, `letters/KEY.md`; a key that is long, or
    holds more than lower-case letters, digits, hyphens and underscores, gives the file a name that is made from it.
    `process.json` is the whole document, with what people said in their own words. Letters and the document are for the
    desk only: the edition `public` has neither, its page names nobody, and a confidential decision has no title there. All is worked out before anything is written, and no file is replaced before all are safe on the disk.

    `sha256sums.txt` lists the files. By that list the next report into the same folder removes those of this one that it
    does not write itself, such as a letter to somebody who gets none any more; a file that was changed since stays.

    Raises:
        FileError: *out* is a file, or cannot be written to. It is also an `OSError`.
        MissingExtraError: Jinja2, of the extra `report`, is not installed.
    """
    folder = _files.path_of("out", out)
    snapshot = snapshot_of(process, on)
    asked = edition_of(edition)
    snapshot = for_edition(snapshot, asked)
    texts = {"index.html": page(snapshot)}
    if snapshot.process.decision_map is not None:
        texts["map.svg"] = snapshot.once(draw_map).svg
        texts["timetable.svg"] = snapshot.once(draw_timetable).svg
    if snapshot.assessed:
        texts["maturity.svg"] = snapshot.once(draw_heatmap).svg
    if snapshot.plan is not None:
        texts["workplan.svg"] = snapshot.once(draw_workplan).svg
    if snapshot.agreement is not None and snapshot.agreement.positions:
        texts["overlap.svg"] = snapshot.once(draw_overlap).svg
    if asked is Edition.DESK:
        texts |= {f"letters/{file_name(party)}.md": text for party, text in letters(snapshot)}
        texts["process.json"] = dumps(snapshot.process)
    paths = _files.write_folder(folder, texts)
    _remove_stale(folder, texts)
    checksums = "".join(f"{_checksum(text.encode())}  {name}\n" for name, text in texts.items())
    return (*paths, *_files.write_folder(folder, {_CHECKSUMS: checksums}))


def _remove_stale(folder: Path, kept: Container[str]) -> None:
    """Removes what an earlier report has written and this one has not, unless somebody has changed it since."""
    if not (folder / _CHECKSUMS).is_file():
        return
    most = Limits().size
    for checksum, listed in _CHECKSUM.findall(_files.read_bytes(folder / _CHECKSUMS, most)):
        path = folder / listed.decode()
        if listed.decode() in kept or path.is_symlink() or not path.is_file():
            continue
        if _checksum(_files.read_bytes(path, most)) == checksum.decode():
            _files.remove(path)


def _checksum(data: bytes) -> str:
    return sha256(data).hexdigest()
