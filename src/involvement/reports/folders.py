"""A report in a folder: the page and the pictures; and letters in a folder of their own."""

import os
import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from involvement import _fields, _files
from involvement._reading import Limits
from involvement.documents import dumps
from involvement.privacy.disclosure_rules import ONS_10_5, DisclosureRule
from involvement.privacy.figures_files import FIGURES_FILE, Earlier, figures_text
from involvement.privacy.masks import for_edition
from involvement.privacy.redactions import redacted
from involvement.processes import Process
from involvement.reports.heatmaps import draw_heatmap
from involvement.reports.maps import draw_map
from involvement.reports.pages import told_figures, written_page
from involvement.reports.party_letters import letters
from involvement.reports.rankings_drawn import draw_overlap
from involvement.reports.texts import plain
from involvement.reports.timetables import draw_timetable
from involvement.reports.workplans import draw_workplan
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording.editions import Edition

__all__ = ["write", "write_letters"]

_LETTER = "letter-{}.md"
_INDEX = "# For whom each letter is"
_CHECKSUMS = "sha256sums.txt"
_CHECKSUM = re.compile(rb"^([0-9a-f]{64})  ([a-z0-9._-]+)$", re.MULTILINE)


def write(
    process: Process | Snapshot,
    *,
    on: date | None = None,
    out: str | os.PathLike[str],
    edition: Edition | str = Edition.DESK,
    document: bool = False,
    rule: DisclosureRule = ONS_10_5,
    earlier: Iterable[Earlier] = (),
) -> tuple[Path, ...]:
    """Writes the report into the folder *out*, made if need be, and gives the paths written.

    `index.html`, `map.svg`, `timetable.svg`; no map and timetable where the process has no decision map. With an agreement
    on rankings also `overlap.svg`; with assessments `maturity.svg`; with a workplan `workplan.svg`. All is worked out before
    anything is written, and no file is replaced before all are safe on the disk.

    The edition `desk` may name people by key, and says so at the top. `partners` and `public` tell what they may: no person,
    no need, no confidential title, and counts of people by the *rule*. These counts stand in `figures.json`, so that the next
    report can be checked against it: name the folders of those that readers can compare as *earlier*. With *document* the
    process is beside it: whole for the desk as `process.json`, else what the edition may tell as `process-public.json`, which is
    to be read and not to be checked: what is not in it would be found missing. Letters have a folder of their
    own, see `write_letters`.

    `sha256sums.txt` lists the files. By that list the next report into the same folder removes those of this one that it
    does not write itself; a file that was changed since stays.

    Raises:
        FileError: *out* is a file, or cannot be written to. It is also an `OSError`.
        DisclosureError: a small count could be worked out from what was published *earlier*.
        MissingExtraError: Jinja2, of the extra `report`, is not installed.
    """
    snapshot = for_edition(snapshot_of(process, on), edition)
    folder = _files.path_of("out", out)
    _fields.instance("document", bool, document)
    told = told_figures(snapshot, rule, earlier)
    texts = {"index.html": written_page(snapshot, told)}
    if snapshot.process.decision_map is not None:
        texts["map.svg"] = snapshot.once(draw_map).svg
        texts["timetable.svg"] = snapshot.once(draw_timetable).svg
    if snapshot.assessed:
        texts["maturity.svg"] = snapshot.once(draw_heatmap).svg
    if snapshot.plan is not None:
        texts["workplan.svg"] = snapshot.once(draw_workplan).svg
    if snapshot.agreement is not None and snapshot.agreement.positions:
        texts["overlap.svg"] = snapshot.once(draw_overlap).svg
    if told is not None:
        texts[FIGURES_FILE] = figures_text(told)
    if document:
        whole = process.process if isinstance(process, Snapshot) else process
        name = "process.json" if snapshot.edition is Edition.DESK else f"process-{snapshot.edition.value}.json"
        texts[name] = dumps(redacted(whole, snapshot.edition, on=snapshot.on))
    return _written(folder, texts)


def write_letters(
    process: Process | Snapshot, *, on: date | None = None, out: str | os.PathLike[str]
) -> tuple[Path, ...]:
    """Writes a letter to each party of the agreement, and to everybody who had said something by then, into a folder.

    `letter-1.md` and so on, in the order of their keys, which no name of a file tells; `index.md` says for whom each is. They
    are for the desk, which sends each to its reader. The folder is kept like that of a report: letters that are no longer
    written are removed.

    Raises:
        FileError: *out* is a file, or cannot be written to. It is also an `OSError`.
        InvalidValueError: a snapshot of another edition than the desk's.
    """
    snapshot = for_edition(snapshot_of(process, on), Edition.DESK)
    folder = _files.path_of("out", out)
    found = letters(snapshot)
    texts = {_LETTER.format(number): text for number, (_, text) in enumerate(found, 1)}
    index = [_INDEX, "", *map(_of_letter, range(1, len(found) + 1), (party for party, _ in found)), ""]
    return _written(folder, {"index.md": "\n".join(index), **texts})


def _of_letter(number: int, party: str) -> str:
    """The line of the index about a letter."""
    name = _LETTER.format(number)
    return " ".join(("-", f"[{name}]({name})", plain(party)))


def _written(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Writes the files with a list of them, and removes those of the list before that are not among them."""
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
