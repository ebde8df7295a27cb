"""Command line: every verb is one call of the library, every fault one line.

Exit status: 0 fine; 1 findings of severity error (`check` only); 2 wrong use or bad input; 130 interrupted.
Rooms are imported inside the verbs, so that asking for help loads none of them.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from involvement.cli.assessments import (
    assess,
    frameworks,
    schema,
    takes_assessment,
    takes_frameworks,
    takes_schema,
)
from involvement.cli.conversions import convert, takes_conversion
from involvement.cli.inputs import day, read, refuse_without_map, takes_day, takes_file
from involvement.cli.streams import Answer, WrongUse, is_terminal, of_system, refuse, show, working
from involvement.errors import InvolvementError

if TYPE_CHECKING:
    from involvement.checks import Finding
    from involvement.decisions import Opportunity
    from involvement.privacy import DisclosureRule
    from involvement.snapshots import Snapshot

__all__ = ["main"]

_INTERRUPTED = 130
_DAY_OF_THE_EXAMPLE = date(2026, 11, 23)
_LARGEST_NUMBER = 999_999
_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status, once the answer is on standard output or one line is on standard error."""
    try:
        options = _parser().parse_args(arguments)
        answer: Answer = options.verb(options)
        show(answer)
    except SystemExit:  # argparse, once help or the version is printed
        return 0
    except (InvolvementError, WrongUse) as error:
        return refuse(error)
    except OSError as error:
        return refuse(of_system(error))
    except KeyboardInterrupt:
        refuse(WrongUse("interrupted"))
        return _INTERRUPTED
    return answer.status


# The verbs.


def _report(options: argparse.Namespace) -> Answer:
    from involvement.snapshots import snapshot_of

    if options.earlier and options.edition == "desk":
        raise WrongUse("--earlier is for --edition partners or public, where small counts are not told")
    process = read(options.file, options.origin)
    asked = {name: getattr(options, name) for name in ("edition", "document", "earlier")}
    with working("writing the report"):
        paths = _written(snapshot_of(process, options.on), options.out, rule=_rule(options.rule), **asked)
    return Answer(paths)


def _letters(options: argparse.Namespace) -> Answer:
    from involvement.reports import write_letters

    process = read(options.file, options.origin)
    with working("writing the letters"):
        paths = write_letters(process, on=options.on, out=options.out)
    return Answer("".join(f"{path}\n" for path in paths))


def _check(options: argparse.Namespace) -> Answer:
    from involvement.checks import check, select
    from involvement.reports import told_findings

    rules = select(options.select, ignore=options.ignore)
    snapshot = _asked(options)
    with working("checking"):
        findings = told_findings(check(snapshot, rules=rules), of=snapshot)
    status = int(any(finding.severity == "error" for finding in findings))
    if options.json:
        told = [finding.as_data() for finding in findings]
        return Answer(_json({"edition": snapshot.edition, "on": snapshot.on, "findings": told}), status, data=True)
    return Answer(_findings(findings, snapshot), status)


def _next(options: argparse.Namespace) -> Answer:
    from involvement.cycles import most_pressing, next_steps
    from involvement.reports import told_steps

    snapshot = _asked(options)
    with working("looking ahead"):
        every = told_steps(next_steps(snapshot, days=options.days, most=None), of=snapshot)
    steps = every if options.all else most_pressing(every) if options.most is None else every[: options.most]
    if options.json:
        return Answer(_json({"edition": snapshot.edition, "on": snapshot.on, "steps": steps}), data=True)
    from involvement.reports import next_steps_text

    return Answer(next_steps_text(steps, of=snapshot) + "".join(_left(len(every) - len(steps))))


def _left(steps: int) -> Iterator[str]:
    """That steps are left out, where there are any."""
    from involvement.wording import Statement, Wording

    if steps:
        facts, sources = {"steps": steps}, {"steps": "Process.key"}
        template = "{steps:more step is|more steps are} left out. Use --all to list them."
        yield f"\n{Wording().say(Statement('next.left_out', facts, template=template, sources=sources))}\n"


def _map(options: argparse.Namespace) -> Answer:
    process = read(options.file, options.origin)
    refuse_without_map(process, options.file)
    with working("drawing"):
        asked = {} if options.edition is None else {"edition": options.edition}
        if options.format != "svg":
            from involvement.exchange import write_dot, write_graphml, write_mermaid, write_node_edge_json

            forms = {"dot": write_dot, "graphml": write_graphml, "json": write_node_edge_json, "mermaid": write_mermaid}
            return Answer(forms[options.format](process, **asked), data=True)
        from involvement.reports import draw_map

        return Answer(draw_map(process, **asked).svg, data=True)


def _timetable(options: argparse.Namespace) -> Answer:
    snapshot = _asked(options)
    refuse_without_map(snapshot.process, options.file)
    whose = options.stakeholder
    with working("working out the timetable"):
        if options.format == "svg":
            from involvement.reports import draw_timetable

            return Answer(draw_timetable(snapshot, stakeholder=whose).svg, data=True)
        from involvement.snapshots.questions import timetable_of

        asked = timetable_of(snapshot, on=options.on, stakeholder=whose)
    if options.format == "json":
        return Answer(_json(_told_rows(asked, snapshot)), data=True)
    from involvement.reports import timetable_text

    return Answer(timetable_text(asked, of=snapshot))


def _told_rows(asked: "Iterable[Opportunity]", snapshot: "Snapshot") -> object:
    """The timetable as data: all of it at the desk, else when and where groups can still be heard."""
    if snapshot.edition == "desk":
        return asked
    from involvement.snapshots.names import persons_in

    fields = ("decision", "stage", "by", "stakeholder", "status", "speak_by", "where")
    persons = persons_in(snapshot.process)
    rows = [{name: getattr(row, name) for name in fields} for row in asked if row.stakeholder not in persons]
    return {"edition": snapshot.edition, "on": snapshot.on, "rows": rows}


def _rules(_: argparse.Namespace) -> Answer:
    from involvement.checks import select

    return Answer("".join(f"{rule.code}  {rule.severity:<7}  {rule.name}\n" for rule in select()))


def _explain(options: argparse.Namespace) -> Answer:
    from involvement.checks import rule_named

    rule = rule_named(options.code)
    return Answer(f"{rule} ({rule.severity})\n\n{rule.page}\n")


def _ladders(options: argparse.Namespace) -> Answer:
    from involvement.levels import ladder, ladders
    from involvement.levels.pages import ladder_text

    if options.key is None:
        if options.json:
            return Answer(_json(ladders()), data=True)
        widest = max(len(ladder.key) for ladder in ladders())
        return Answer("".join(f"{ladder.key:<{widest}}  {ladder}\n" for ladder in ladders()))
    found = ladder(options.key)
    return Answer(_json(found), data=True) if options.json else Answer(ladder_text(found))


def _demo(options: argparse.Namespace) -> Answer:
    from importlib.resources import files

    from involvement.checks import check
    from involvement.documents import loads
    from involvement.snapshots import snapshot_of
    from involvement.wording import Statement, Wording

    example = files("involvement").joinpath("examples", "diabetes_user_group.toml")
    process = loads(example.read_text(encoding="utf-8"), format="toml")
    snapshot = snapshot_of(process, options.on)
    with working("checking"):
        found = check(snapshot)
    findings = [finding for finding in found if finding.severity == "error"]
    with working("writing the report"):
        paths = _written(snapshot, options.out)
    say = Wording(names=snapshot.names).say
    of = {"process": process.ref, "on": options.on}
    sources = {"process": "Process.title", "on": "Snapshot.on"}
    opening = say(Statement("demo.opening", of, template=_DEMO, sources=sources))
    more = say(
        Statement("demo.more", {"more": len(found) - len(findings)}, template=_MORE, sources={"more": "Process.key"})
    )
    written = say(Statement("demo.report", template="The report is in these files. Open index.html in a browser."))
    return Answer("\n".join((opening, "", _findings(findings, snapshot), more, "", written, paths)))


_DEMO = "{process} is an example, partly invented. On {on}, this is what to fix first."
_MORE = "{more:warning or note is|warnings and notes are} in the report."


# What the verbs share.


def _asked(options: argparse.Namespace) -> "Snapshot":
    """The process that is asked about on the day, for the readers who are asked for."""
    from involvement.privacy import for_edition
    from involvement.snapshots import snapshot_of

    return for_edition(snapshot_of(read(options.file, options.origin), options.on), options.edition)


def _rule(name: str) -> "DisclosureRule":
    from involvement.privacy import DISCLOSURE_RULES

    return DISCLOSURE_RULES[name]


def _written(snapshot: "Snapshot", folder: str, **asked: Any) -> str:
    from involvement.reports import write

    return "".join(f"{path}\n" for path in write(snapshot, out=folder, **asked))


def _findings(findings: "Iterable[Finding]", of: "Snapshot") -> str:
    from involvement.reports import findings_text

    text = findings_text(findings, of=of)
    if not is_terminal(sys.stdout) or os.environ.get("NO_COLOR"):
        return text
    return re.sub(
        r"^(error|warning|note)\b",
        lambda found: f"\x1b[{_COLOURS[found[0]]}m{found[0]}\x1b[0m",
        text,
        flags=re.MULTILINE,
    )


def _json(value: object) -> str:
    from involvement.documents import to_dict

    return json.dumps(to_dict(value), ensure_ascii=False, indent=2) + "\n"


# What is typed.


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message}; see {self.prog} --help")


class _Version(argparse.Action):
    """Prints the version; looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        show(Answer(f"involvement {version('involvement')}\n"))
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="involvement",
        description="Where service users' views enter decisions, in time or too late, and what to fix.",
        epilog="FILE is a document in JSON or TOML; - is standard input. DATE is the day to ask about, as YYYY-MM-DD.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=_Parser)

    def verb(name: str, call: Callable[[argparse.Namespace], Answer], says: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.", allow_abbrev=False)
        added.set_defaults(verb=call)
        return added

    report = verb("report", _report, "write a report about the process into a folder")
    takes_file(report)
    takes_day(report)
    report.add_argument("--out", metavar="DIR", required=True, help="the folder; made if it is missing")
    _takes_edition(report)
    report.add_argument(
        "--document", action="store_true", help="with the process beside it, as that edition may tell it"
    )
    report.add_argument(
        "--rule", choices=("ons_10_5", "nhs_1_7_r5"), default="ons_10_5",
        help="how counts of people are told outside the desk; %(default)s unless said",
    )  # fmt: skip
    report.add_argument(
        "--earlier", metavar="FOLDER", action="append", default=[],
        help="a report that was published before, against which counts are checked; as often as need be",
    )  # fmt: skip

    a_letter = verb("letters", _letters, "write a letter to each party and contributor into a folder")
    takes_file(a_letter)
    takes_day(a_letter)
    a_letter.add_argument("--out", metavar="DIR", required=True, help="the folder; made if it is missing")

    check = verb("check", _check, "say what to fix; status 1 if anything is an error")
    takes_file(check)
    takes_day(check)
    _takes_edition(check)
    check.add_argument("--json", action="store_true", help="findings as JSON")
    check.add_argument("--select", metavar="CODES", type=_codes, help="only these rules, such as MAP001,MAP002, or MAP")
    check.add_argument("--ignore", metavar="CODES", type=_codes, help="not these rules")

    ahead = verb("next", _next, "say what to do now, by whom and by when, the most pressing first")
    takes_file(ahead)
    takes_day(ahead)
    _takes_edition(ahead)
    ahead.add_argument(
        "--days", metavar="N", type=_number(0), default=28, help="how far ahead; %(default)s days unless said"
    )
    many = ahead.add_mutually_exclusive_group()
    many.add_argument("--most", metavar="N", type=_number(1), help="at most so many; else 10, or all that are for now")
    many.add_argument("--all", action="store_true", help="every one")
    ahead.add_argument("--json", action="store_true", help="as JSON")

    a_map = verb("map", _map, "draw the decision map, or list its nodes and edges")
    takes_file(a_map)
    _takes_edition(a_map, "for whom; desk for a picture and partners for a list, unless said")
    a_map.add_argument(
        "--format", choices=("svg", "dot", "mermaid", "graphml", "json"), default="svg", help="svg unless said"
    )

    timetable = verb("timetable", _timetable, "say by when a view must be raised to be in time")
    takes_file(timetable)
    takes_day(timetable)
    _takes_edition(timetable)
    timetable.add_argument("--stakeholder", metavar="KEY", help="whose view; every service user's unless said")
    form = timetable.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "svg", "json"), help="text unless said")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")

    verb("rules", _rules, "list the rules that check knows")
    explain = verb("explain", _explain, "say why a rule matters and what would fix it")
    explain.add_argument("code", metavar="CODE", help="a rule, such as MAP001 or its name")
    a_ladder = verb("ladders", _ladders, "list the ladders of participation, or show one")
    a_ladder.add_argument("key", metavar="KEY", nargs="?", help="a ladder, such as arnstein-1969")
    a_ladder.add_argument("--json", action="store_true", help="as data, with sources and licences")
    takes_assessment(verb("assess", assess, "say what answers come to by a framework, and what is next"))
    takes_frameworks(verb("frameworks", frameworks, "list the frameworks of maturity, show one, or validate your own"))
    takes_schema(verb("schema", schema, "print the JSON Schema of the document, or of another file that is read"))

    takes_conversion(verb("convert", convert, "read a process in one format and write it in another"))

    demo = verb("demo", _demo, "write a report about a built-in example")
    demo.add_argument("--out", metavar="DIR", default="involvement-report", help="the folder; %(default)s unless said")
    demo.add_argument("--on", metavar="DATE", type=day, default=_DAY_OF_THE_EXAMPLE, help="%(default)s unless said")
    return parser


def _takes_edition(parser: argparse.ArgumentParser, unless_said: str = "") -> None:
    """Adds the choice for whom the answer is."""
    default = None if unless_said else "desk"
    says = unless_said or "for whom; %(default)s unless said"
    parser.add_argument("--edition", choices=("desk", "partners", "public"), default=default, help=says)


def _number(least: int) -> Callable[[str], int]:
    """What reads a whole number from *least* on."""

    def read_number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < least:
            raise argparse.ArgumentTypeError(f"expected a whole number from {least} to {_LARGEST_NUMBER}")
        return int(text)

    return read_number


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(","))
