"""Inputs of the commands: the document, the day and the stakeholder that are asked about."""

import argparse
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from involvement.cli.streams import WrongUse, complain, of_file, shortened, working
from involvement.errors import InvolvementError

if TYPE_CHECKING:
    from involvement.processes import Process

__all__ = ["day", "read", "refuse_without_map", "source", "takes_day", "takes_file"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMS = ("json", "toml")


def read(name: str, form: str | None = None) -> "Process":
    """The process in a document, or in standard input, which is JSON unless said otherwise."""
    from involvement.documents import load

    form = form or _format_of(name)
    with working("reading"):
        try:
            return load(source(name), format=form)
        except InvolvementError as error:
            raise _listed(name, error) from None


def _listed(name: str, error: InvolvementError) -> WrongUse:
    """Says the problems of a document, a line each, and then how many they are."""
    from involvement.wording.lists import labelled

    if len(error.problems) < 2:
        return of_file(name, error)
    complain(shortened(labelled(name, labelled(problem.path, problem.message))) for problem in error.problems)
    return WrongUse(f"{name}: {len(error.problems)} problems, listed above")


def source(name: str) -> str | IO[bytes]:
    """The name of a file, or standard input, as bytes."""
    if name != "-":
        return name
    if sys.stdin is None:
        raise WrongUse("standard input is closed")
    return sys.stdin.buffer


def _format_of(name: str) -> str:
    if name == "-":
        return "json"
    suffix = Path(name).suffix.lower()
    if suffix not in {".json", ".toml"}:
        raise WrongUse(f"{name}: expected a name that ends in .json or .toml, or --from json or --from toml")
    return suffix[1:]


def refuse_without_map(process: "Process", name: str) -> None:
    """Refuses a process without a decision map: there is nothing to draw or ask."""
    if process.decision_map is None:
        raise WrongUse(f"{name}: the process has no decision map")


def takes_file(parser: argparse.ArgumentParser) -> None:
    """Adds the document that is asked about, and its format."""
    parser.add_argument("file", metavar="FILE", help="a document; - is standard input, as JSON unless said")
    parser.add_argument("--from", dest="origin", choices=_FORMS, help="where the name of FILE does not say it")


def takes_day(parser: argparse.ArgumentParser) -> None:
    """Adds the day to ask about."""
    parser.add_argument("--on", metavar="DATE", type=day, required=True, help="the day to ask about")


def day(text: str) -> date:
    """The day that was typed, in the one way to write it."""
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError("expected a day of the calendar as YYYY-MM-DD")
