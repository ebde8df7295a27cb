"""The whole process on one page, for people: what to mend and when, where views enter, what was agreed, who takes part."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from attrs import frozen

from involvement import _fields
from involvement.checks import Finding, FindingStatus, Severity, check
from involvement.drawings.svg import Picture
from involvement.errors import InvalidValueError, MissingExtraError
from involvement.processes import Process
from involvement.reports.agreements import Accord, accord_of, accord_tables, account
from involvement.reports.assessments import assessments_of, maturity_tables
from involvement.reports.editions import Edition, Reader
from involvement.reports.feedback import feedback_account, feedback_tables, heard_back
from involvement.reports.heatmaps import heatmap_of, heatmap_tables
from involvement.reports.influence import say_of
from involvement.reports.maps import draw_map
from involvement.reports.next_steps import cycle_table, shown_steps
from involvement.reports.rankings_drawn import overlap_of
from involvement.reports.representation import presence_of
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.support import support_account, support_tables
from involvement.reports.tables import Table, assumptions, map_tables, stakeholder_table, timetable_table
from involvement.reports.texts import summed_up
from involvement.reports.timetables import opportunities_of, picture_of, rows_of
from involvement.reports.workplans import plan_picture, plan_tables
from involvement.wording.days import day_words
from involvement.wording.lists import counted
from involvement.wording.texts import clean

__all__ = ["page"]

_MOST_FINDINGS = 300
_SEVERITIES = {
    Severity.ERROR: "To mend first",
    Severity.WARNING: "To mend next",
    Severity.NOTE: "To know",
}


@frozen
class _Figure:
    """A picture with the tables that say the same in words."""

    picture: Picture
    tables: tuple[Table, ...]


@frozen
class _Mending:
    """The findings of one severity."""

    heading: str
    word: str
    findings: tuple[Finding, ...]
    left: int


def page(
    process: Process,
    *,
    on: date,
    findings: Sequence[Finding] | None = None,
    lang: str = "en",
    edition: Edition | str = Edition.DESK,
) -> str:
    """The process as one HTML page that needs nothing else: no script, no style sheet, nothing from a network.

    The edition `desk` is for those who do the work, and says so; `public` shows no key of a person, and leaves out what
    is found about one person. Each picture is followed by tables that say the same. *findings* are those of `check` unless given. Bytes are the
    same for the same process and day.

    Raises:
        MissingExtraError: Jinja2, of the extra `report`, is not installed.
    """
    if not isinstance(process, Process):
        raise InvalidValueError("page", "a process")
    if not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise MissingExtraError("the HTML page", "report") from error
    subject = subject_of(process)
    reader = Reader(subject, _fields.word(Edition, "edition", edition))
    found = tuple(check(process, on=on)) if findings is None else tuple(findings)
    found = tuple(filter(reader.sees, found))
    accord = accord_of(process)
    heard = heard_back(process, on)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files("involvement.reports").joinpath("page.html.j2").read_text("utf-8"))
    text = template.render(
        lang=lang,
        title=subject.title,
        day=day_words(on),
        about=_about(process),
        short=_in_short(process, subject, found, accord),
        steps=shown_steps(process, subject, on=on),
        cycle=cycle_table(process, on=on),
        mending=_mending(found),
        unknown=FindingStatus.UNKNOWN,
        **_figures(process, subject, on),
        agreed=_agreed(accord),
        workplan=_workplan(process, subject, on),
        say=say_of(process, subject, on),
        heard_back=feedback_account(heard, subject),
        feedback=feedback_tables(heard, process, subject),
        maturity=_maturity(process, subject, on),
        support_said=support_account(process, on),
        support=support_tables(process, subject, on),
        presence=presence_of(process, subject),
        stakeholders=stakeholder_table(process, subject),
        clean=clean,
        counted=counted,
        internal=reader.edition is Edition.DESK,
        reader=reader,
    )
    return text if text.endswith("\n") else f"{text}\n"


def _figures(process: Process, subject: Subject, on: date) -> dict[str, object]:
    if process.decision_map is None:
        return {"map": None, "timetable": None, "assumed": ()}
    rows = rows_of(subject, opportunities_of(process, on=on))
    timetable = picture_of(subject, rows, on=on)
    return {
        "map": _Figure(draw_map(process), map_tables(subject)),
        "timetable": _Figure(timetable, (timetable_table(rows),)) if rows else None,
        "assumed": assumptions(subject, rows),
    }


@frozen
class _Planned:
    """What will be done, as a picture with its tables, and in tables of its own."""

    figure: _Figure
    tables: tuple[Table, ...]


def _workplan(process: Process, subject: Subject, on: date) -> _Planned | None:
    tables = plan_tables(process, subject, on)
    if not tables:
        return None
    drawn = tuple(each for each in tables if each.key in {"activities", "reviews"})
    figure = _Figure(plan_picture(process, subject, on), drawn)
    return _Planned(figure, tables[len(drawn) :])


@frozen
class _Agreed:
    """What was agreed, or where nothing is settled yet what each side wants."""

    heading: str
    account: tuple[str, ...]
    figure: _Figure | None
    tables: tuple[Table, ...]


def _agreed(accord: Accord | None) -> _Agreed | None:
    if accord is None:
        return None
    heading = "What each side wants" if accord.agreement is None else "What was agreed"
    tables = accord_tables(accord)
    if not accord.wishes:
        return _Agreed(heading, account(accord), None, tables)
    return _Agreed(heading, account(accord), _Figure(overlap_of(accord), tables[:1]), tables[1:])


@frozen
class _Maturity:
    """What was assessed until the day, what leads further, and how raters differ."""

    figure: _Figure
    tables: tuple[Table, ...]


def _maturity(process: Process, subject: Subject, on: date) -> _Maturity | None:
    groups = assessments_of(process, on=on)
    if not groups:
        return None
    picture = heatmap_of(groups, title=f"How developed the involvement is: {subject.title}", prefix="heatmap")
    return _Maturity(_Figure(picture, heatmap_tables(groups)), maturity_tables(groups))


def _about(process: Process) -> list[tuple[str, str]]:
    said = (
        ("What it is for", process.purpose),
        ("What involvement means here", process.definition),
        ("Whom it is about", process.scope),
        ("How widely it works", process.level),
        ("How", "; ".join(process.methods)),
    )
    return [(name, clean(text)) for name, text in said if text]


def _in_short(process: Process, subject: Subject, found: Sequence[Finding], accord: Accord | None) -> list[str]:
    short = []
    if process.decision_map is None:
        short.append("There is no decision map yet, so nothing can be said about where and when views count.")
    elif not process.decision_map.decisions:
        short.append("The decision map names no decision yet.")
    else:
        decisions = len(process.decision_map.decisions)
        lost = len(subject.unreached)
        reached = f"{lost} of them out of reach" if lost else "all within reach"
        forums = counted(len(process.decision_map.forums), "forum")
        short.append(f"{counted(decisions, 'decision')} at {forums}, {reached} of {subject.whose} views.")
    if accord is not None and accord.agreement is not None and accord.issues:
        short.append(f"Of {counted(len(accord.issues), 'issue')}: {accord.counts()}.")
    if not process.stakeholders:
        short.append("Nobody is listed as taking part.")
    short.append(f"{summed_up(found)}." if found else "The checks found nothing to mend.")
    return short


def _mending(found: Sequence[Finding]) -> list[_Mending]:
    groups = []
    for severity, heading in _SEVERITIES.items():
        those = tuple(finding for finding in found if finding.severity is severity)
        if those:
            shown = those[:_MOST_FINDINGS]
            groups.append(_Mending(heading, severity.value, shown, len(those) - len(shown)))
    return groups
