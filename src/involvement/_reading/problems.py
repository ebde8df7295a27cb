"""What is wrong with a document, where, and what would be right? Never the value that stood there."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from involvement._reading.classes import converted
from involvement._reading.forms import fields_of
from involvement._reading.places import MOST_PROBLEMS, WHOLE, Refused, Severally, Way, document_error, near, place
from involvement._reading.table import form_of_field
from involvement.errors import (
    DuplicateKeyError,
    InvalidValueError,
    InvolvementError,
    LimitExceeded,
    UnknownKeyError,
)

if TYPE_CHECKING:
    from cattrs.errors import ClassValidationError

__all__ = ["problems_in", "refusal"]

Problem = tuple[Way, str | InvolvementError]


def refusal(error: Exception, plain: object, kind: type, path: str = "") -> InvolvementError:
    """The error that tells whoever wrote the plain data what to mend."""
    found = sorted(problems_in(error, plain, kind), key=lambda problem: _position(plain, problem[0]))
    if len(found) == 1 and isinstance(found[0][1], InvolvementError):
        return _placed(found[0][1], place(found[0][0], path))
    return document_error((place(way, path), str(problem)) for way, problem in found)


def problems_in(error: Exception, plain: object, kind: Any, way: Way = ()) -> Iterator[Problem]:
    """Each problem that the error holds, with the way to it; *plain* is what was to become a *kind*."""
    from cattrs.errors import ClassValidationError

    if isinstance(error, Severally):
        for position, each in error.entries:
            yield from problems_in(each, plain[position], None, (*way, position))  # type: ignore[index]
    elif isinstance(error, ClassValidationError):
        yield from _of_a_class(error, plain, way)
    elif isinstance(error, Refused):
        yield way, error.message
    elif isinstance(error, InvalidValueError):
        yield from _invalid(error, kind, way)
    elif isinstance(error, InvolvementError):
        yield way, error
    else:
        yield way, f"expected what {kind.__name__} takes"


def _of_a_class(error: "ClassValidationError", plain: Any, way: Way) -> Iterator[Problem]:
    """What is wrong with one object: its fields, each on its own; if nothing is, what its constructor refused."""
    from cattrs.errors import ForbiddenExtraKeysError

    kind, asked, refused = error.cl, set(), []
    for each in error.exceptions:
        name = next((note.name for note in getattr(each, "__notes__", ()) if hasattr(note, "name")), None)
        if isinstance(each, ForbiddenExtraKeysError):
            yield from _unknown(plain, kind, way)
        elif name is None:
            refused.append(each)
        elif name not in plain:
            yield (*way, name), f"expected {_expected(kind, name)}, and nothing is there: it is required"
        else:
            asked.add(name)
            yield from problems_in(each, plain[name], None, (*way, name))
    complaints = _complaints(plain, kind, way, asked)
    yield from complaints
    if not complaints:
        for each in refused:
            yield from problems_in(each, plain, kind, way)


def _expected(kind: type, name: str) -> str:
    return form_of_field(kind, getattr(attrs.fields(kind), name)).expected


def _unknown(plain: Any, kind: type, way: Way) -> Iterator[Problem]:
    known = [each.name for each in fields_of(kind)]
    for name in [name for name in plain if name not in known][:MOST_PROBLEMS]:
        yield (*way, name), f"no such key in {_article(kind.__name__)}{near(name, known)}"


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOU' else 'a'} {word}"


def _invalid(error: InvalidValueError, kind: type, way: Way) -> Iterator[Problem]:
    """The place of what a constructor refused.

    In a field that is the whole way there; else it is the object, and the constructor's own words say where.
    """
    field = re.split(r"[.: ]+", error.where)[-1]
    if field in {each.name for each in fields_of(kind)}:
        yield (*way, field), f"expected {error.expected}"
    elif error.where in {"", kind.__name__}:
        yield way, f"expected {error.expected}"
    else:
        yield way, str(error)


def _complaints(plain: Any, kind: type, way: Way, asked: Collection[str]) -> list[Problem]:
    """What the fields not yet asked say against their values, each on its own: a constructor stops at the first."""
    found: list[Problem] = []
    for each in fields_of(kind):
        if each.name in plain and each.name not in asked:
            try:
                value = converted(each, form_of_field(kind, each).read(plain[each.name], None))
                if each.validator is not None:
                    each.validator(object.__new__(kind), each, value)
            except InvalidValueError as error:
                found.extend(_invalid(error, kind, way))
            except Exception:  # noqa: BLE001, S112 - this field cannot be asked on its own
                continue
    return found


def _position(plain: Any, way: Way) -> tuple[int, ...]:
    """Where the way leads, as numbers that sort in the order of the document; a missing key comes last."""
    numbers = []
    for step in way:
        if isinstance(plain, dict):
            names = list(plain)
            numbers.append(names.index(step) if step in plain else len(names))
            plain = plain.get(step)
        else:
            numbers.append(int(step))
            plain = plain[step]
    return tuple(numbers)


def _placed(error: InvolvementError, where: str) -> InvolvementError:
    """The error, with the way to the part of the document in which it arose."""
    if isinstance(error, UnknownKeyError):
        return UnknownKeyError(error.kind, error.key, error.known, _joined(where, error.where))
    if isinstance(error, DuplicateKeyError):
        return DuplicateKeyError(error.kind, error.key, _joined(where, error.where))
    if isinstance(error, LimitExceeded):
        return LimitExceeded(error.what, error.limit, _joined(where, error.where))
    return document_error([(where, str(error))])


def _joined(where: str, inner: str) -> str:
    """The inner place, as it is told from where it is."""
    separator = "." if _PLACE.fullmatch(inner) else ": "
    return separator.join(part for part in (where, inner) if part not in {"", WHOLE})


_PLACE = re.compile(r"[a-z_]+(\[[0-9]+\]|\.[a-z_]+)*")
