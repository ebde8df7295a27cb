"""Values as plain data, for JSON columns, web services and other languages: every public value out, facts back in."""

from functools import cache
from typing import Any, TypeVar

from involvement._reading import classes_within, plain_answer, structure
from involvement.documents.envelopes import opened, sealed
from involvement.errors import InvalidValueError
from involvement.levels import Ladder
from involvement.maturity import AnswerFile, Framework
from involvement.plans import PlanTemplate
from involvement.power import StandingTable
from involvement.processes import Process
from involvement.records import Record
from involvement.support import BarrierList

__all__ = ["from_dict", "to_dict"]

T = TypeVar("T")

_WHOLES = (Process, Record, AnswerFile, Ladder, Framework, PlanTemplate, BarrierList, StandingTable)


def to_dict(value: object) -> Any:
    """What a public value says, as JSON-ready plain data: text, numbers, true, false, null, lists and dicts.

    A fact, which a document or a data file can hold, is written as it is there: what is not known is left out, and
    `from_dict` reads it back; a process brings the format and the version of its document. An answer, such as an opportunity
    or an assessment, gives all its fields and its properties, null where nothing is known. Days are ISO text, exact numbers
    are whole or as `"1/3"`. Lists and mappings of such values are taken too.

    Raises:
        DocumentError: where a fact holds what no document can, such as a whole number beyond 2**53.

    >>> to_dict(Process("screening", title="Retinal screening"))
    {'format': 'involvement', 'version': 1, 'key': 'screening', 'title': 'Retinal screening'}
    """
    plain = plain_answer(value, facts())
    return sealed(plain) if isinstance(value, Process) else plain


def from_dict(data: Any, kind: type[T] = Process) -> T:  # type: ignore[assignment]  # the default is one of many
    """The fact that plain data stand for, read as strictly as a document: unknown keys and null are refused.

    *kind* is the class of the fact. A process without format and version is taken as one of the present version.

    Raises:
        DocumentError: with every problem found, up to twenty, in the order of the data.
        UnknownKeyError, DuplicateKeyError: where nothing else is wrong.

    >>> from involvement.decisions import Flow
    >>> from_dict({"source": "group", "target": "board", "days": 14}, Flow).days
    14
    """
    if not isinstance(kind, type) or kind not in facts():
        raise InvalidValueError("kind", "a class of facts, such as Process, Stakeholder or Ledger")
    if kind is Process and isinstance(data, dict) and "format" in data:
        return opened(data)  # type: ignore[return-value]
    return structure(data, kind)


@cache
def facts() -> frozenset[type]:
    """The classes and enumerations of what is stored: all that a document or a data file can hold."""
    return frozenset().union(*map(classes_within, _WHOLES))
