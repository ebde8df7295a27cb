"""The log of erasures: that somebody was erased, when and on which ground, found again by a keyed digest alone."""

import hmac
import json
import re
from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import IO, TYPE_CHECKING, Any

from attrs import field

from involvement import _fields, _files
from involvement._fields import frozen
from involvement._reading import Limits, known_limits, read_json
from involvement.errors import DocumentError, InvalidValueError, InvolvementError, LimitExceeded, Problem
from involvement.people import Kind
from involvement.privacy.erasing import namings
from involvement.privacy.erasures import Erasure, ErasureBasis, erased
from involvement.privacy.keyed_pseudonyms import known_key, with_length
from involvement.processes import Process
from involvement.references import is_key

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["ErasureEntry", "Replay", "append_erasure", "erasure_entry", "read_erasures", "replay"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAMES = ("digest", "on", "basis")
DEFAULT = Limits()


def _basis(value: ErasureBasis | str) -> ErasureBasis:
    return _fields.as_word(ErasureBasis, value)


def _is_digest(_instance: object, _attribute: "Attribute[Any]", value: object) -> None:
    if not isinstance(value, str) or _DIGEST.fullmatch(value) is None:
        raise InvalidValueError("ErasureEntry.digest", "64 digits and letters a to f")


@frozen
class ErasureEntry:
    """One line of the log: a digest by which the holder of the key finds the person again, the day and the ground.

    Made by `erasure_entry`. It says that somebody was erased from a process, and never who or what.
    """

    digest: str = field(repr=_fields.closed, validator=_is_digest)
    on: date = field(validator=_fields.day, kw_only=True)
    basis: ErasureBasis = field(converter=_basis, validator=_fields.a(ErasureBasis), kw_only=True)

    @property
    def line(self) -> str:
        """The entry as one line of JSON, without the line's end."""
        return json.dumps({"digest": self.digest, "on": self.on.isoformat(), "basis": self.basis.value})


@frozen
class Replay:
    """What a replay of the log changed in a restored process.

    Attributes:
        process: the process without those who were erased before.
        found: how many persons of the log the restored process still held.
        erasure: what was removed and what stays; None where nobody was found.
    """

    process: Process = field(repr=False)
    found: int
    erasure: Erasure | None


def erasure_entry(process: Process, person: str, *, on: date, basis: ErasureBasis | str, key: bytes) -> ErasureEntry:
    """The entry of an erasure for the log, by the key of the person, which is not in it.

    The digest is keyed, and is another one for another process, so that nobody without the key can try keys of persons,
    and no two logs can be joined. Who has key and log can tell whether somebody was erased: keep both apart from the
    documents.

    Args:
        process: the process, before or after: its own key is what matters.
        person: the key of the person.
        on: the day of the erasure.
        basis: its ground.
        key: at least 32 random bytes of the host's, such as `secrets.token_bytes(32)`; not those of pseudonyms.

    Raises:
        InvalidValueError: a key that is too short, or what is no key of a person.

    References:
        HMAC: RFC 2104, doi 10.17487/RFC2104; with SHA-256.
    """
    _fields.instance("process", Process, process)
    if not is_key(person):
        raise InvalidValueError("person", "the key of a person")
    return ErasureEntry(_digest(known_key(key), process.key, person), on=on, basis=basis)


def _digest(key: bytes, process: str, person: str) -> str:
    # Each part with its length before it, and a word of its own: no digest is a pseudonym, nor that of another pair.
    parts = (b"involvement erasure 1", process.encode(), person.encode())
    return hmac.digest(key, b"".join(map(with_length, parts)), "sha256").hex()


def append_erasure(path: str | PathLike[str], entry: ErasureEntry) -> None:
    """Adds an entry to the end of a log, such as `erasures.jsonl`; what stands there is never changed.

    Raises:
        FileError: it cannot be written.
    """
    _files.append(path, _fields.instance("entry", ErasureEntry, entry).line)


def read_erasures(
    path_or_file: str | PathLike[str] | IO[str] | IO[bytes], *, limits: Limits = DEFAULT
) -> tuple[ErasureEntry, ...]:
    """The entries of a log, each once, in their order. Blank lines are skipped.

    Raises:
        FileError: it cannot be read.
        DocumentError: with every line that is no entry, up to twenty, by its number.
        LimitExceeded: it is larger than *limits* allow.
    """
    known_limits(limits)
    data = _files.read(path_or_file, limits.size)
    if len(data) > limits.size:
        raise LimitExceeded("bytes", limits.size, "$")
    lines = (data.encode(errors="surrogatepass") if isinstance(data, str) else data).split(b"\n")
    if len(lines) > limits.entries + 1:
        raise LimitExceeded("lines", limits.entries, "$")
    entries: list[ErasureEntry] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries.append(_entry(line, limits))
            except InvolvementError as error:
                problems.append(_at_line(number, error))
    if problems:
        raise DocumentError(problems[0].path, problems[0].message, problems[:20])
    return tuple(dict.fromkeys(entries))


def _entry(line: bytes, limits: Limits) -> ErasureEntry:
    try:
        plain: Any = read_json(line, limits)
    except DocumentError:  # whose words may be those of the line
        plain = None
    if plain is None:
        raise DocumentError("$", "expected one object of JSON; the line is cut off or damaged")
    if not isinstance(plain, dict) or sorted(plain) != sorted(_NAMES):
        raise DocumentError("$", f"expected an object with {', '.join(_NAMES)}")
    on = plain["on"]
    try:
        day = date.fromisoformat(on) if isinstance(on, str) and len(on) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise DocumentError("on", "expected a date such as 2026-05-04")
    return ErasureEntry(plain["digest"], on=day, basis=plain["basis"])


def _at_line(number: int, error: InvolvementError) -> Problem:
    """The problem of a line, with its number."""
    problem = error.problems[0]
    name = problem.path.rpartition(".")[2]
    place = f"line {number}, {name}" if name in _NAMES else f"line {number}"
    loc = (number, name) if name in _NAMES else (number,)
    return Problem(place, loc, problem.message)


def replay(process: Process, erasures: Iterable[ErasureEntry], *, key: bytes) -> Replay:
    """A process restored from an older copy, without those who were erased since: as if each were erased again.

    In which order the entries stand makes no difference, and those of other processes and of other keys change nothing;
    neither does a replay of a process from which all are gone already.

    Args:
        process: the restored process.
        erasures: the entries of the log, as `read_erasures` gives them.
        key: the key by which the entries were made.
    """
    _fields.instance("process", Process, process)
    entries = {entry.digest: entry for entry in _fields.instances("erasures", ErasureEntry, erasures)}
    known = known_key(key)
    others = {stakeholder.key for stakeholder in process.stakeholders if stakeholder.kind not in {None, Kind.PERSON}}
    named = sorted({naming.key for naming in namings(process)} - others) if entries else []
    found = {person: entries[digest] for person in named if (digest := _digest(known, process.key, person)) in entries}
    if not found:
        return Replay(process, 0, None)
    last = max(found.values(), key=lambda entry: (entry.on, entry.digest))
    erasure = erased(process, frozenset(found), on=last.on, basis=last.basis)
    return Replay(erasure.process, len(found), erasure)
