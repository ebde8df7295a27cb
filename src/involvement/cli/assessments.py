"""Commands on maturity: assess answers, show frameworks, print schemas."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from involvement.cli.inputs import day, source
from involvement.cli.streams import Answer, WrongUse, complain, of_file, working
from involvement.errors import DocumentError, FileError, FrameworkError, InvolvementError

if TYPE_CHECKING:
    from involvement.maturity import Assessment, Framework, PartResult

__all__ = ["SCHEMAS", "assess", "frameworks", "schema", "takes_assessment", "takes_frameworks", "takes_schema"]

SCHEMAS = ("document", "framework", "answers", "ladder")
_FORMS = ("json", "toml", "csv")
_OWN = ".toml"  # the end of the name of a framework of one's own


def assess(options: argparse.Namespace) -> Answer:
    """What the answers in a file come to by a framework."""
    used = _framework(options.framework, in_full=options.report)
    form = options.origin or _form(options.answers)
    with working("assessing"), _told(options.answers, form, in_full=options.report):
        from involvement.exchange import read_answers
        from involvement.maturity import assessed

        asked = {"on": options.on, "form": form, "delimiter": options.delimiter}
        sheets = read_answers(source(options.answers), framework=used, **asked)
        found = [assessed(used, sheet) for sheet in sheets]
        if options.json:
            return Answer(_json(_plain(used, found)), data=True)
        from involvement.reports import assessment_text

        return Answer(assessment_text(found))


def frameworks(options: argparse.Namespace) -> Answer:
    """The packaged frameworks, one of them, or whether a file is one."""
    if options.validate is not None:
        if options.key is not None or options.json:
            raise WrongUse("--validate takes a file, and neither KEY nor --json; see involvement frameworks --help")
        own = _framework(options.validate, in_full=True, a_file=True)
        return Answer(f"{_fine(options.validate, own)}\n")
    from involvement.maturity import framework
    from involvement.maturity import frameworks as packaged
    from involvement.maturity.pages import framework_text

    if options.key is None:
        if options.json:
            return Answer(_json(packaged()), data=True)
        widest = max(len(framework.key) for framework in packaged())
        return Answer("".join(f"{framework.key:<{widest}}  {framework}\n" for framework in packaged()))
    found = framework(options.key)
    return Answer(_json(found), data=True) if options.json else Answer(framework_text(found))


def schema(options: argparse.Namespace) -> Answer:
    """The JSON Schema of a document, or of what else is read."""
    if options.of == "document":
        from involvement.documents import schema as found
    elif options.of == "ladder":
        from involvement.levels import ladder_schema as found
    elif options.of == "framework":
        from involvement.maturity import framework_schema as found
    else:
        from involvement.maturity import answer_schema as found
    return Answer(_json(found()), data=True)


def takes_assessment(parser: argparse.ArgumentParser) -> None:
    """Adds what can be typed after `assess`."""
    parser.add_argument("framework", metavar="FRAMEWORK", help="a key, such as gunning, or a file that ends in .toml")
    parser.add_argument(
        "answers", metavar="ANSWERS", help="a file of answers; - is standard input, as JSON unless said"
    )
    parser.add_argument("--from", dest="origin", choices=_FORMS, help="where the name of ANSWERS does not say it")
    parser.add_argument("--on", metavar="DATE", type=day, help="the day of the answers, where the file says none")
    parser.add_argument("--delimiter", type=_delimiter, default=",", help="of a table: comma, semicolon, tab or bar")
    parser.add_argument("--json", action="store_true", help="as data, with exact numbers")
    parser.add_argument("--report", action="store_true", help="list everything that is wrong, not only the first")


def takes_frameworks(parser: argparse.ArgumentParser) -> None:
    """Adds what can be typed after `frameworks`."""
    parser.add_argument("key", metavar="KEY", nargs="?", help="a framework, such as getting-ready")
    parser.add_argument("--json", action="store_true", help="as data, with sources and licences")
    parser.add_argument("--validate", metavar="FILE", help="say what is wrong with a framework of your own; status 2")


def takes_schema(parser: argparse.ArgumentParser) -> None:
    """Adds what can be typed after `schema`."""
    parser.add_argument("--of", choices=SCHEMAS, default="document", help="%(default)s unless said")


# What is read


def _framework(name: str, *, in_full: bool, a_file: bool = False) -> "Framework":
    """The packaged framework of that key, or the one in a file."""
    from involvement import _files
    from involvement._reading import Limits
    from involvement.maturity import framework, parse_framework

    if not a_file and not name.lower().endswith(_OWN):
        return framework(name)
    with _told(name, "toml", in_full=in_full):
        return parse_framework(_files.read_bytes(source(name), Limits().toml_size), name=name)


def _form(name: str) -> str:
    if name == "-":
        return "json"
    form = Path(name).suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise WrongUse(f"{name}: its name does not tell the format; say --from with one of {', '.join(_FORMS)}")
    return form


@contextmanager
def _told(name: str, form: str, *, in_full: bool) -> Iterator[None]:
    """Says of which file an error is, and every problem of it where that is asked."""
    try:
        yield
    except FileError as error:
        raise of_file(name, error) from None
    except (DocumentError, FrameworkError) as error:
        lines = [_line(name, form, problem.path, problem.message) for problem in error.problems]
        more = len(lines) - 1
        if in_full and more:
            complain(lines)
            raise WrongUse(f"{name}: {len(lines)} problems, listed above") from None
        rest = f" (and {more} more problem{'s' if more > 1 else ''})" if more else ""
        raise WrongUse(f"{lines[0]}{rest}") from None
    except InvolvementError as error:
        raise of_file(name, error) from None


def _line(name: str, form: str, where: str, why: str) -> str:
    """One problem with its file; the lines of a table are told with theirs already."""
    from involvement.wording.lists import labelled

    if form == "csv" and where.startswith(Path(name).name):
        return labelled(where, why)
    return labelled(name, why if where in {"", "$"} else labelled(where, why))


def _delimiter(text: str) -> str:
    return {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}.get(text, text)


# What is shown


def _fine(file: str, own: "Framework") -> str:
    """That nothing is wrong with a framework, with its key and size."""
    from involvement.references import Ref
    from involvement.wording import Fact, Quote, Statement, Wording

    facts: dict[str, Fact] = {
        "framework": Ref("framework", own.key),
        "file": Quote(file, "Arguments.validate"),
        "key": Quote(own.key, "Framework.key"),
        "criteria": len(own.criteria),
        "dimensions": len(own.dimensions),
    }
    statement = Statement("framework.fine", facts, template=_FINE, sources=_FINE_SOURCES)
    return Wording(names={Ref("framework", own.key): str(own)}).say(statement)


_FINE_SOURCES = {
    "framework": "Framework.title",
    "file": "Arguments.validate",
    "key": "Framework.key",
    "criteria": "Framework.criteria",
    "dimensions": "Framework.dimensions",
}
_FINE = (
    "Nothing is wrong with {framework} in {file}. Its key is {key}. It has {criteria:criterion|criteria} and "
    "{dimensions:dimension}."
)


def _plain(framework: "Framework", found: "Sequence[Assessment]") -> dict[str, object]:
    from involvement.maturity import latest, perception_gap
    from involvement.reports import agreements_of

    current = latest(found)
    return {
        "framework": framework.key,
        "edition": framework.edition,
        "assessments": [_assessment(assessment) for assessment in found],
        "perception_gap": perception_gap(current),
        "rater_agreement": agreements_of(current),
    }


def _assessment(each: "Assessment") -> dict[str, object]:
    return {
        "on": each.on,
        "about": each.about,
        "rater": each.rater,
        "role": each.role,
        "group": each.sheet.group,
        **_part(each.whole),
        "assumes": each.assumes,
        "dimensions": [{"dimension": part.key, **_part(part)} for part in each.dimensions],
        "explain": each.explain(),
        "next_steps": each.next_steps(),
        "evidence_flaws": each.evidence_flaws(),
    }


def _part(part: "PartResult") -> dict[str, object]:
    names = ("level", "at_least", "at_most", "score", "lowest", "highest", "unknown", "undetermined")
    return {name: getattr(part, name) for name in names}


def _json(value: object) -> str:
    import json

    from involvement.documents import to_dict

    return json.dumps(to_dict(value), ensure_ascii=False, indent=2) + "\n"
