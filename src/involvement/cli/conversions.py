"""Command `convert`: one format into another, with a list of what either could not hold."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from errno import EEXIST
from typing import TYPE_CHECKING

from involvement.cli.inputs import day, read, source
from involvement.cli.streams import Answer, WrongUse, complain, working
from involvement.errors import DocumentError, FileError

if TYPE_CHECKING:
    from involvement.exchange import Reading

__all__ = ["READ", "WRITTEN", "convert", "takes_conversion"]

_LONGEST_SECRET = 4096
READ = ("json", "toml", "csv", "oparl", "popolo")
WRITTEN = ("json", "toml", "csv", "dot", "mermaid", "graphml", "nodes", "ics")


def convert(options: argparse.Namespace) -> Answer:
    """Reads, writes, and says what was left on either side."""
    from involvement.exchange import Reading
    from involvement.exchange.conversions import format_read, format_written, read_as, write_as

    origin = options.origin or _form(options.source, format_read, "--from", READ)
    form = options.to or _form(options.target, format_written, "--to", WRITTEN)
    if origin in {"json", "toml"}:
        reading = Reading(read(options.source, origin), form=origin)
    else:
        asked = {name: getattr(options, name) for name in ("key", "on", "delimiter")}
        with working("reading"), _all_told(asked=options.report):
            reading = read_as(source(options.source), origin, **asked)
    target = None if options.target == "-" else options.target
    asked = {name: getattr(options, name) for name in ("on", "until", "stakeholder", "delimiter", "earlier", "edition")}
    if options.secret is not None:
        from involvement._files import read_bytes

        asked["secret"] = read_bytes(options.secret, _LONGEST_SECRET)
    with working("writing"), _nothing_overwritten():
        text = write_as(reading, form, target, overwrite=options.force, **asked)
    complain(_losses(reading, form, target, in_full=options.report))
    return Answer(text, data=True)


def takes_conversion(parser: argparse.ArgumentParser) -> None:
    """Adds what can be typed after `convert`."""
    parser.add_argument("source", metavar="IN", help="a file or folder; - is standard input")
    parser.add_argument("target", metavar="OUT", help="where to; - is standard output")
    for option, dest, forms in (("--from", "origin", READ), ("--to", "to", WRITTEN)):
        parser.add_argument(option, dest=dest, choices=forms, help="where the name does not say it")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    parser.add_argument("--report", action="store_true", help="list what was left aside, not only how many")
    parser.add_argument("--key", metavar="KEY", help="of the process, where it is read from another format")
    parser.add_argument("--delimiter", type=_delimiter, default=",", help="of tables: comma, semicolon, tab or bar")
    parser.add_argument("--on", metavar="DATE", type=day, help="the first day of a calendar; the day of the records")
    parser.add_argument("--until", metavar="DATE", type=day, help="the last day of a calendar")
    parser.add_argument("--earlier", metavar="FILE", help="the calendar published before, which this one updates")
    parser.add_argument("--secret", metavar="FILE", help="bytes that only you have, for the identities in a calendar")
    parser.add_argument(
        "--edition", choices=("desk", "partners", "public"),
        help="for whom; desk for documents and calendars, else partners, unless said",
    )  # fmt: skip
    parser.add_argument("--stakeholder", metavar="KEY", help="whose last days; every service user's unless said")


def _losses(reading: "Reading", form: str, target: str | None, *, in_full: bool) -> Iterator[str]:
    """A line about what could not be read, one about what cannot be written; in full, then all of it."""
    from involvement.exchange.omissions import left_out, loss
    from involvement.wording import Statement, Wording

    say = Wording().say
    listed = Statement("convert.report", template="Use --report to list them.")

    def summary(what: Statement) -> str:
        more = () if in_full else (listed,)
        return say(Statement("convert.summary", {"what": (what, *more)}, template="{what:sentences}"))

    if reading.skipped:
        yield summary(reading.left_aside)
        yield from (say(skipped.says) for skipped in (reading.skipped if in_full else ()))
    if omitted := left_out(reading, form, target):
        yield summary(loss(omitted, form))
        for omission in omitted if in_full else ():
            yield say(Statement("convert.left_out", {"what": omission.says}, template="Left out: {what:clause}."))


@contextmanager
def _all_told(*, asked: bool) -> Iterator[None]:
    """Lists every problem of a text that cannot be read, not only the first, where that is asked."""
    from involvement.wording.lists import labelled

    try:
        yield
    except DocumentError as error:
        if asked:
            complain(labelled(problem.path, problem.message) for problem in error.problems)
        raise


@contextmanager
def _nothing_overwritten() -> Iterator[None]:
    """Says how a file that is there already can be written over, where that is why nothing was written."""
    try:
        yield
    except FileError as error:
        raise WrongUse(f"{error}{'; --force writes over it' if error.errno == EEXIST else ''}") from None


def _form(name: str, told: Callable[[str], str | None], option: str, forms: Sequence[str]) -> str:
    form = "json" if name == "-" else told(name)
    if form is None:
        raise WrongUse(f"{name}: its name does not tell the format; say {option} with one of {', '.join(forms)}")
    return form


def _delimiter(text: str) -> str:
    return {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}.get(text, text)
