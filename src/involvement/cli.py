"""What can be asked from a command line? Every verb is one call of the library; every fault is one line.

Exit status: 0 fine; 1 findings of severity error (`check` only); 2 wrong use or bad input; 130 interrupted.
Rooms are imported inside the verbs, so that asking for help loads none of them.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, NoReturn, TextIO, cast

from involvement.errors import DocumentError, InvolvementError, UnknownKeyError

if TYPE_CHECKING:
    from involvement.checks import Finding
    from involvement.decisions import DecisionMap
    from involvement.processes import Process

__all__ = ["main"]

_WRONG = 2
_INTERRUPTED = 130
_LONGEST_LINE = 600
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_OF_THE_EXAMPLE = date(2026, 11, 23)
_READ = ("json", "toml", "dmn", "csv", "oparl", "popolo")
_WRITTEN = ("json", "toml", "csv", "dot", "mermaid", "graphml", "nodes", "ics")
_COLOURS = {"error": "31", "warning": "33", "note": "36"}


class _Answer(NamedTuple):
    """What a verb says, and the exit status; data is written as UTF-8, whatever the locale."""

    text: str
    status: int = 0
    data: bool = False


class _WrongUse(Exception):  # noqa: N818 - it never leaves this module
    """What was asked cannot be done as it was asked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status, once the answer is on standard output or one line is on standard error."""
    try:
        options = _parser().parse_args(arguments)
        answer: _Answer = options.verb(options)
        _show(answer)
    except SystemExit:  # argparse, once help or the version is printed
        return 0
    except (InvolvementError, _WrongUse) as error:
        return _refuse(_said(error))
    except OSError as error:
        return _refuse(_fault(error))
    except KeyboardInterrupt:
        _refuse("interrupted")
        return _INTERRUPTED
    return answer.status


# The verbs.


def _report(options: argparse.Namespace) -> _Answer:
    process = _read(options.file)
    return _Answer(_write_report(process, options.on, options.out))


def _check(options: argparse.Namespace) -> _Answer:
    from involvement.checks import check, select

    rules = select(options.select, ignore=options.ignore)
    process = _read(options.file)
    with _working("checking"):
        findings = check(process, on=options.on, rules=rules)
    status = int(any(finding.severity == "error" for finding in findings))
    if options.json:
        return _Answer(_json([finding.as_dict() for finding in findings]), status, data=True)
    return _Answer(_findings(findings), status)


def _map(options: argparse.Namespace) -> _Answer:
    process = _read(options.file)
    _map_of(process, options.file)
    with _working("drawing"):
        if options.format != "svg":
            from involvement.exchange import write_dot, write_graphml, write_mermaid, write_node_edge_json

            forms = {"dot": write_dot, "graphml": write_graphml, "json": write_node_edge_json, "mermaid": write_mermaid}
            return _Answer(forms[options.format](process), data=True)
        from involvement.reports import draw_map

        return _Answer(draw_map(process).svg, data=True)


def _timetable(options: argparse.Namespace) -> _Answer:
    process = _read(options.file)
    decision_map = _map_of(process, options.file)
    whose = _known(process, decision_map, options.stakeholder)
    with _working("working out the timetable"):
        if options.format == "svg":
            from involvement.reports import draw_timetable

            return _Answer(draw_timetable(process, on=options.on, stakeholder=whose).svg, data=True)
        from involvement.checks import Case

        asked = (
            decision_map.timetable(on=options.on, stakeholder=whose) if whose else Case(process, options.on).timetable
        )
    if options.format == "json":
        return _Answer(_json(asked), data=True)
    from involvement.reports import timetable_text

    return _Answer(timetable_text(asked, of=process))


def _rules(_: argparse.Namespace) -> _Answer:
    from involvement.checks import select

    return _Answer("".join(f"{rule.code}  {rule.severity:<7}  {rule.name}\n" for rule in select()))


def _explain(options: argparse.Namespace) -> _Answer:
    from involvement.checks import rule_named

    rule = rule_named(options.code)
    return _Answer(f"{rule} ({rule.severity})\n\n{rule.page}\n")


def _ladders(options: argparse.Namespace) -> _Answer:
    from involvement._reading import unstructure
    from involvement.levels import ladder, ladder_text, ladders

    if options.key is None:
        if options.json:
            return _Answer(_json([unstructure(each) for each in ladders()]), data=True)
        widest = max(len(each.key) for each in ladders())
        return _Answer("".join(f"{each.key:<{widest}}  {each}\n" for each in ladders()))
    found = ladder(options.key)
    return _Answer(_json(unstructure(found)), data=True) if options.json else _Answer(ladder_text(found))


def _schema(_: argparse.Namespace) -> _Answer:
    from involvement.documents import schema

    return _Answer(_json(schema()), data=True)


def _convert(options: argparse.Namespace) -> _Answer:
    from involvement.exchange import Reading
    from involvement.exchange.conversions import format_read, format_written, read_as, write_as

    origin = options.origin or _form(options.source, format_read, "--from", _READ)
    form = options.to or _form(options.target, format_written, "--to", _WRITTEN)
    if origin in {"json", "toml"}:
        reading = Reading(_read(options.source, origin), form=origin)
    else:
        asked = {name: getattr(options, name) for name in ("key", "on", "delimiter", "unassigned")}
        stream = _opened("-") if options.source == "-" else nullcontext(options.source)
        with _working("reading"), stream as source, _all_told(asked=options.report):
            reading = read_as(source, origin, **asked)
    target = None if options.target == "-" else options.target
    asked = {name: getattr(options, name) for name in ("on", "until", "stakeholder", "delimiter")}
    with _working("writing"):
        text = write_as(reading, form, target, **asked)
    if reading.skipped:
        more = "" if options.report else "; --report lists them"
        lines = [
            f"{reading.form}: {len(reading.skipped)} left aside{more}",
            *(reading.skipped if options.report else ()),
        ]
        _complain(f"involvement: {_printable(str(line))}" for line in lines)
    return _Answer(text, data=True)


def _demo(options: argparse.Namespace) -> _Answer:
    from importlib.resources import files

    from involvement.checks import check
    from involvement.documents import loads

    example = files("involvement").joinpath("examples", "diabetes_user_group.toml")
    process = loads(example.read_text(encoding="utf-8"), format="toml")
    with _working("checking"):
        findings = [each for each in check(process, on=options.on) if each.severity != "note"]
    paths = _write_report(process, options.on, options.out)
    return _Answer(
        f"{process} on {options.on.isoformat()}: an example, partly invented. What to mend:\n\n{_findings(findings)}\n"
        f"The report:\n{paths}"
    )


# What the verbs share.


def _read(name: str, form: str | None = None) -> "Process":
    from involvement.documents import load

    form = form or _format_of(name, "--from")
    with _working("reading"), _opened(name) as file:
        try:
            return load(file, format=form)
        except InvolvementError as error:
            raise _WrongUse(f"{name}: {_said(error)}") from None


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name != "-":
        return Path(name).open("rb")
    if sys.stdin is None:
        raise _WrongUse("standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _format_of(name: str, option: str) -> str:
    if name == "-":
        return "json"
    suffix = Path(name).suffix.lower()
    if suffix not in {".json", ".toml"}:
        raise _WrongUse(f"{name}: expected a name that ends in .json or .toml, or {option} json or {option} toml")
    return suffix[1:]


@contextmanager
def _all_told(*, asked: bool) -> Iterator[None]:
    """Lists every problem of a text that cannot be read, not only the first, where that is asked."""
    try:
        yield
    except DocumentError as error:
        if asked:
            _complain(f"involvement: {_printable(f'{where}: {why}')}" for where, why in error.problems)
        raise


def _form(name: str, told: Callable[[str], str | None], option: str, forms: Sequence[str]) -> str:
    form = "json" if name == "-" else told(name)
    if form is None:
        raise _WrongUse(f"{name}: its name does not tell the format; say {option} with one of {', '.join(forms)}")
    return form


def _map_of(process: "Process", name: str) -> "DecisionMap":
    if process.decision_map is None:
        raise _WrongUse(f"{name}: the process has no decision map")
    return process.decision_map


def _known(process: "Process", decision_map: "DecisionMap", stakeholder: str | None) -> str | None:
    listed = {each.key for each in process.stakeholders}
    named = {entry.stakeholder for entry in decision_map.entry_points if entry.stakeholder is not None}
    if stakeholder is not None and stakeholder not in listed | named:
        raise UnknownKeyError("stakeholder", stakeholder, listed | named)
    return stakeholder


def _write_report(process: "Process", on: date, folder: str) -> str:
    from involvement.reports import write

    with _working("writing the report"):
        paths = write(process, on=on, out=folder)
    return "".join(f"{path}\n" for path in paths)


def _findings(findings: "Iterable[Finding]") -> str:
    from involvement.reports import findings_text

    text = findings_text(findings)
    if not _is_terminal(sys.stdout) or os.environ.get("NO_COLOR"):
        return text
    return re.sub(
        r"^(error|warning|note)\b",
        lambda found: f"\x1b[{_COLOURS[found[0]]}m{found[0]}\x1b[0m",
        text,
        flags=re.MULTILINE,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    """A day as ISO text, a word of a list as itself, a result as its attributes by name."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    import attrs

    return attrs.asdict(cast("attrs.AttrsInstance", value), recurse=False)


# What is typed.


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongUse(f"{message}; see {self.prog} --help")


class _Version(argparse.Action):
    """Prints the version; looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        _show(_Answer(f"involvement {version('involvement')}\n"))
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="involvement",
        description="Where service users' views enter decisions, in time or too late, and what to mend.",
        epilog="FILE is a document in JSON or TOML; - is standard input. DATE is the day to ask about, as YYYY-MM-DD.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)

    def verb(name: str, call: Callable[[argparse.Namespace], _Answer], says: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.", allow_abbrev=False)
        added.set_defaults(verb=call)
        return added

    report = verb("report", _report, "write a report about the process into a folder")
    _takes_file(report)
    _takes_day(report)
    report.add_argument("--out", metavar="DIR", required=True, help="the folder; made if it is missing")

    check = verb("check", _check, "say what to mend; status 1 if anything is an error")
    _takes_file(check)
    _takes_day(check)
    check.add_argument("--json", action="store_true", help="findings as JSON")
    check.add_argument("--select", metavar="CODES", type=_codes, help="only these rules, such as MAP001,MAP002, or MAP")
    check.add_argument("--ignore", metavar="CODES", type=_codes, help="not these rules")

    a_map = verb("map", _map, "draw the decision map, or list its nodes and edges")
    _takes_file(a_map)
    a_map.add_argument(
        "--format", choices=("svg", "dot", "mermaid", "graphml", "json"), default="svg", help="svg unless said"
    )

    timetable = verb("timetable", _timetable, "say by when a view must be raised to be in time")
    _takes_file(timetable)
    _takes_day(timetable)
    timetable.add_argument("--stakeholder", metavar="KEY", help="whose view; every service user's unless said")
    form = timetable.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "svg", "json"), help="text unless said")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")

    verb("rules", _rules, "list the rules that check knows")
    explain = verb("explain", _explain, "say why a rule matters and what would mend it")
    explain.add_argument("code", metavar="CODE", help="a rule, such as MAP001 or its name")
    a_ladder = verb("ladders", _ladders, "list the ladders of participation, or show one")
    a_ladder.add_argument("key", metavar="KEY", nargs="?", help="a ladder, such as arnstein-1969")
    a_ladder.add_argument("--json", action="store_true", help="as data, with sources and licences")
    verb("schema", _schema, "print the JSON Schema of the document")

    convert = verb("convert", _convert, "read a process in one format and write it in another")
    convert.add_argument("source", metavar="IN", help="a file or folder; - is standard input")
    convert.add_argument("target", metavar="OUT", help="where to; - is standard output")
    for option, dest, forms in (("--from", "origin", _READ), ("--to", "to", _WRITTEN)):
        convert.add_argument(option, dest=dest, choices=forms, help="where the name does not say it")
    convert.add_argument("--report", action="store_true", help="list what was left aside, not only how many")
    convert.add_argument("--key", metavar="KEY", help="of the process, where it is read from another format")
    convert.add_argument("--delimiter", type=_delimiter, default=",", help="of tables: comma, semicolon, tab or bar")
    convert.add_argument(
        "--unassigned", metavar="KEY", help="the forum for decisions of a DMN model that no unit makes"
    )
    convert.add_argument("--on", metavar="DATE", type=_day, help="the first day of a calendar; the day of the records")
    convert.add_argument("--until", metavar="DATE", type=_day, help="the last day of a calendar")
    convert.add_argument("--stakeholder", metavar="KEY", help="whose last days; every service user's unless said")

    demo = verb("demo", _demo, "write a report about a built-in example")
    demo.add_argument("--out", metavar="DIR", default="involvement-report", help="the folder; %(default)s unless said")
    demo.add_argument("--on", metavar="DATE", type=_day, default=_DAY_OF_THE_EXAMPLE, help="%(default)s unless said")
    return parser


def _takes_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a document; - is standard input, as JSON")


def _takes_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", type=_day, required=True, help="the day to ask about")


def _day(text: str) -> date:
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError("expected a day of the calendar as YYYY-MM-DD")


def _delimiter(text: str) -> str:
    return {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}.get(text, text)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(","))


# What is shown.


def _show(answer: _Answer) -> None:
    if sys.stdout is None:
        raise _WrongUse("standard output is closed")
    try:
        _put(sys.stdout, answer.text, "utf-8" if answer.data else sys.stdout.encoding)
    except OSError as error:
        # What is left in the buffer goes nowhere: the interpreter would try again, and complain, as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def _refuse(message: str) -> int:
    line = _printable(" ".join(message.split()))
    if len(line) > _LONGEST_LINE:
        line = f"{line[:_LONGEST_LINE]} ..."
    _complain([f"involvement: {line}"])
    return _WRONG


def _complain(lines: Iterable[str]) -> None:
    with suppress(OSError):
        if sys.stderr is not None:
            _put(sys.stderr, "".join(f"{line}\n" for line in lines), sys.stderr.encoding)


def _put(stream: TextIO, text: str, encoding: str) -> None:
    """Writes what the stream's encoding cannot say as escapes, and leaves the stream as it was set."""
    stream.flush()
    if hasattr(stream, "buffer"):
        stream.buffer.write(text.encode(encoding, "backslashreplace"))
    else:  # a stream that a host put there, which holds text and no bytes
        stream.write(text)
    stream.flush()


def _printable(text: str) -> str:
    """The text with control characters as escapes: a file's name must not steer the terminal that shows it."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _said(error: Exception) -> str:
    return str(error).removeprefix("$: ")  # the whole of a document goes without saying


def _fault(error: OSError) -> str:
    words = error.strerror or "it cannot be read or written"
    return f"{error.filename}: {words}" if error.filename else words


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


@contextmanager
def _working(what: str) -> Iterator[None]:
    """Says on a terminal what takes the time, and wipes it away."""
    if not _is_terminal(sys.stderr):
        yield
        return
    sys.stderr.write(f"{what} ...")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
