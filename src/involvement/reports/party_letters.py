"""Letters to parties, in Markdown and as plain text, in English or in the words of a catalogue."""

import textwrap
from collections.abc import Iterator
from datetime import date

from involvement import _fields
from involvement.processes import Process
from involvement.reports.letter_statements import Letter, LetterSection, letter_of, letter_readers
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Catalogue
from involvement.wording.texts import isolated

__all__ = ["letter", "letter_text", "letters"]

_WIDTH = 80


def letters(
    process: Process | Snapshot, *, on: date | None = None, catalogue: Catalogue | None = None
) -> tuple[tuple[str, str], ...]:
    """Everybody who gets a letter, with it in Markdown, by key: the parties of the agreement made by the day, and
    everybody who had said something by then.
    """
    snapshot = snapshot_of(process, on)
    reader = _reader(snapshot, catalogue)
    return tuple((party, _markdown(letter_of(snapshot, party), reader)) for party in sorted(letter_readers(snapshot)))


def letter(
    process: Process | Snapshot, party: str, *, on: date | None = None, catalogue: Catalogue | None = None
) -> str:
    """The letter to one party in Markdown; nothing that stands in the process is taken for markup.

    What it asked, in its own order; then what was agreed, what waits and what will not be done, each with the reason,
    what is done instead, who sees to it and until when views count; who set the ranking aside, who does not agree,
    and what comes back on which day; and what the party had said by then and what came of each. With a catalogue, in
    its words; what it lacks is said in English, and the last line says so.

    Raises:
        InvalidValueError: by the day nothing was agreed and nobody had said anything.
        UnknownKeyError: the party is none of the agreement, and had said nothing.
    """
    snapshot = snapshot_of(process, on)
    return _markdown(letter_of(snapshot, party), _reader(snapshot, catalogue))


def letter_text(
    process: Process | Snapshot,
    party: str,
    *,
    on: date | None = None,
    width: int = _WIDTH,
    catalogue: Catalogue | None = None,
) -> str:
    """The same letter as plain text, in lines of *width* characters."""
    snapshot, width = snapshot_of(process, on), _fields.a_count("width", width, least=20)
    written, reader = letter_of(snapshot, party), _reader(snapshot, catalogue)

    def filled(text: str, first: str = "", later: str = "") -> str:
        return textwrap.fill(isolated(text), width, initial_indent=first, subsequent_indent=later)

    parts = [f"{filled(reader.wording.clause(written.title))}\n", f"{filled(reader.told(written.opening))}\n"]
    for section in written.sections:
        points = [filled(" ".join(point), "- ", "  ") for point in _points(section, reader)]
        parts += [f"{filled(reader.wording.clause(section.heading).upper())}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{filled(line)}\n" for line in _closing(written, reader))])


def _markdown(written: Letter, reader: Reader) -> str:
    parts = [f"# {plain(reader.wording.clause(written.title))}\n", f"{plain(reader.told(written.opening))}\n"]
    for section in written.sections:
        points = [" ".join([f"- **{plain(head)}**", *map(plain, said)]) for head, *said in _points(section, reader)]
        parts += [f"## {plain(reader.wording.clause(section.heading))}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{plain(line)}\n" for line in _closing(written, reader))])


def _reader(snapshot: Snapshot, catalogue: Catalogue | None) -> Reader:
    return Reader(subject_of(snapshot), catalogue, hides_persons=True)


def _points(section: LetterSection, reader: Reader) -> Iterator[tuple[str, ...]]:
    """Of each point what it is about and what is said of it, in words."""
    for point in section.points:
        yield tuple(map(reader.told, (point.head, *point.said)))


def _closing(written: Letter, reader: Reader) -> tuple[str, ...]:
    """The closing lines; the last says that the catalogue lacks something, where it does."""
    return tuple(map(reader.told, (*written.closing, *reader.lacking(written.statements))))
