"""The report page: what to fix and when, where views enter, what was agreed, who takes part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from involvement import _fields
from involvement._fields import frozen
from involvement.checks import Finding, FindingStatus, Severity, check
from involvement.checks.checking import anything_recorded
from involvement.drawings.svg import Picture
from involvement.errors import InvalidValueError, MissingExtraError
from involvement.privacy.disclosure_rules import ONS_10_5, DisclosureRule
from involvement.privacy.figures import FiguresTold
from involvement.privacy.figures_files import Earlier
from involvement.privacy.masks import for_edition
from involvement.privacy.small_counts import published
from involvement.processes import Process
from involvement.reports.agreements import Accord, accord_of, accord_tables, account
from involvement.reports.assessments import assessments_of, maturity_tables
from involvement.reports.feedback import feedback_account, feedback_tables
from involvement.reports.heatmaps import draw_heatmap, heatmap_tables
from involvement.reports.influence import say_of
from involvement.reports.map_words import counts, unreached
from involvement.reports.maps import draw_map
from involvement.reports.next_steps import cycle_table, shown_steps
from involvement.reports.page_words import as_known, computed, left_out, rows_left, steps_left, window
from involvement.reports.public_figures import as_shown, figures_of
from involvement.reports.rankings_drawn import draw_overlap
from involvement.reports.readers import Reader
from involvement.reports.representation import presence_of
from involvement.reports.subjects import subject_of
from involvement.reports.support import support_account, support_tables
from involvement.reports.table_columns import shown_to
from involvement.reports.tables import Table, assumptions, map_tables, stakeholder_table, timetable_table
from involvement.reports.texts import (
    NOTHING_RECORDED,
    NOTHING_TOLD,
    first_of_each_rule,
    of_severity,
    source_of,
    summed,
    to_fix,
)
from involvement.reports.timetable_rows import rows_of
from involvement.reports.timetables import draw_timetable
from involvement.reports.workplans import draw_workplan, plan_tables
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Statement
from involvement.wording.editions import Edition
from involvement.wording.lists import listed, more_like_this
from involvement.wording.texts import clean

__all__ = ["page", "told_figures", "written_page"]

_SEVERITIES = {
    Severity.ERROR: Statement("page.fix_first", template="Fix first"),
    Severity.WARNING: Statement("page.fix_next", template="Fix next"),
    Severity.NOTE: Statement("page.to_know", template="To know"),
}


_EDITIONS = {
    Edition.DESK: "Internal: for the people who do this work. It may name people by key.",
    Edition.PARTNERS: "For partners: for the organisations that we work with. Please do not publish it.",
    Edition.PUBLIC: "",
}
_NO_MAP = Statement(
    "page.no_map", template="No decision map is recorded yet, so this page cannot say where and when views count"
)
_NO_DECISION = Statement("page.no_decision", template="The decision map names no decision yet")
_NOBODY = Statement("page.nobody", template="The record names no one who takes part")
_NOTHING_FOUND = Statement("page.nothing_found", template="The checks found nothing to fix")
_NOTHING_RECORDED = Statement("page.nothing_recorded", template=NOTHING_RECORDED)
_NOTHING_TOLD = Statement("page.nothing_told", template=NOTHING_TOLD)


@frozen
class _Figure:
    """A picture with the tables that say the same in words."""

    picture: Picture
    tables: tuple[Table, ...]


@frozen
class _Fixing:
    """The findings of one severity."""

    heading: str
    word: str
    findings: tuple[tuple[Finding, int], ...]  # each with how many more there are like it


def page(
    process: Process | Snapshot,
    *,
    on: date | None = None,
    findings: Sequence[Finding] | None = None,
    lang: str = "en",
    edition: Edition | str = Edition.DESK,
    rule: DisclosureRule = ONS_10_5,
    earlier: Iterable[Earlier] = (),
) -> str:
    """The process as one HTML page that needs nothing else: no script, no style sheet, nothing from a network.

    The edition `desk` is for those who do the work, and says so. `partners` and `public` tell what they may: nothing about
    one person, no needs, no confidential title, and counts of people by the *rule*, checked against what was published
    *earlier*, as `write` has it. Each picture is followed by tables that say the same. *findings* are those of `check` unless
    given, which is for the desk alone. Bytes are the same for the same process and day.

    Raises:
        DisclosureError: a small count could be worked out from what was published *earlier*.
        MissingExtraError: Jinja2, of the extra `report`, is not installed.
    """
    snapshot = snapshot_of(process, on)
    if snapshot.edition is Edition.DESK:
        snapshot = for_edition(snapshot, edition)
    if findings is not None and snapshot.edition is not Edition.DESK:
        raise InvalidValueError("findings", "none outside the desk, where those of the edition are worked out")
    return written_page(snapshot, told_figures(snapshot, rule, earlier), findings=findings, lang=lang)


def told_figures(snapshot: Snapshot, rule: DisclosureRule, earlier: Iterable[Earlier]) -> FiguresTold | None:
    """The counts of people as the readers of the snapshot are told of them; None at the desk, where they stand as they are."""
    return None if snapshot.edition is Edition.DESK else as_shown(published(figures_of(snapshot), rule, earlier))


def written_page(
    snapshot: Snapshot, told: FiguresTold | None, *, findings: Sequence[Finding] | None = None, lang: str = "en"
) -> str:
    """The page of a snapshot, for the readers of its edition, with the counts of people that they are told."""
    try:
        import jinja2  # noqa: F401 - asked first, so that the error names the extra
    except ImportError as error:
        raise MissingExtraError("the HTML page", "report") from error
    subject = subject_of(snapshot)
    reader = Reader(subject, figures=told)
    given = check(snapshot) if findings is None else _fields.instances("findings", Finding, findings)
    found = tuple(filter(reader.sees, given))
    accord = accord_of(snapshot)
    steps, more = shown_steps(snapshot, reader)
    text = _template()(
        lang=lang,
        title=subject.title,
        window=reader.wording.clause(window(subject.process)),
        as_known=reader.told(as_known(snapshot.on)),
        computed=reader.told(computed(snapshot.on)),
        rows_left=rows_left,
        to_fix=to_fix,
        source_of=source_of,
        about=_about(snapshot.process),
        short=reader.lines(_in_short(snapshot, found, accord)),
        steps=steps,
        steps_left=reader.told(steps_left(more)) if more else None,
        cycle=next(iter(shown_to(subject, [cycle_table(snapshot)])), None),
        fixing=_fixing(reader, found),
        unknown=FindingStatus.UNKNOWN,
        **_figures(snapshot, reader),
        agreed=_agreed(snapshot, accord),
        workplan=_workplan(snapshot),
        say=say_of(snapshot, reader),
        heard_back=feedback_account(snapshot, reader),
        feedback=shown_to(subject, feedback_tables(snapshot, reader)),
        maturity=_maturity(snapshot),
        support_said=support_account(snapshot),
        support=shown_to(subject, support_tables(snapshot)),
        presence=presence_of(snapshot, reader),
        stakeholders=next(iter(shown_to(subject, [stakeholder_table(snapshot, reader)])), None),
        clean=clean,
        more_like_this=more_like_this,
        edition=_EDITIONS[subject.edition],
        left_out=() if told is None else reader.lines(left_out(told.rule)),
        reader=reader,
    )
    return text if text.endswith("\n") else f"{text}\n"


@cache
def _template() -> Callable[..., str]:
    """The template of the page; to compile it takes as long as to write the page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = files("involvement.reports").joinpath("page.html.j2").read_text("utf-8")
    return environment.from_string(text).render


def _figures(snapshot: Snapshot, reader: Reader) -> dict[str, object]:
    if snapshot.process.decision_map is None:
        return {"map": None, "timetable": None, "assumed": ()}
    subject = reader.subject
    rows = rows_of(subject, snapshot.timetable)
    return {
        "map": _Figure(snapshot.once(draw_map), shown_to(subject, map_tables(subject))),
        "timetable": _Figure(snapshot.once(draw_timetable), shown_to(subject, [timetable_table(rows)]))
        if rows
        else None,
        "assumed": assumptions(reader, rows),
    }


@frozen
class _Planned:
    """What will be done, as a picture with its tables, and in tables of its own."""

    figure: _Figure
    tables: tuple[Table, ...]


def _workplan(snapshot: Snapshot) -> _Planned | None:
    tables = shown_to(subject_of(snapshot), plan_tables(snapshot))
    if not tables:
        return None
    drawn = tuple(table for table in tables if table.key in {"activities", "reviews"})
    figure = _Figure(snapshot.once(draw_workplan), drawn)
    return _Planned(figure, tables[len(drawn) :])


@frozen
class _Agreed:
    """What was agreed, or where nothing is settled yet what each side wants."""

    heading: str
    account: tuple[str, ...]
    figure: _Figure | None
    tables: tuple[Table, ...]


def _agreed(snapshot: Snapshot, accord: Accord | None) -> _Agreed | None:
    if accord is None:
        return None
    heading = "What each side wants" if accord.agreement is None else "What was agreed"
    tables = shown_to(accord.subject, accord_tables(accord))
    if not accord.wishes:
        return _Agreed(heading, account(accord), None, tables)
    return _Agreed(heading, account(accord), _Figure(snapshot.once(draw_overlap), tables[:1]), tables[1:])


@frozen
class _Maturity:
    """What was assessed until the day, what leads further, and how raters differ."""

    figure: _Figure
    tables: tuple[Table, ...]


def _maturity(snapshot: Snapshot) -> _Maturity | None:
    groups = assessments_of(snapshot)
    if not groups:
        return None
    subject = subject_of(snapshot)
    figure = _Figure(snapshot.once(draw_heatmap), shown_to(subject, heatmap_tables(groups)))
    return _Maturity(figure, shown_to(subject, maturity_tables(groups)))


def _about(process: Process) -> list[tuple[str, str]]:
    said = (
        ("What it is for", process.purpose),
        ("What involvement means here", process.definition),
        ("Whom it is about", process.scope),
        ("How widely it works", process.level),
        ("How", listed(process.methods, len(process.methods))),
    )
    return [(name, clean(text)) for name, text in said if text]


def _in_short(snapshot: Snapshot, found: Sequence[Finding], accord: Accord | None) -> Iterator[Statement]:
    process, subject = snapshot.process, subject_of(snapshot)
    if process.decision_map is None:
        yield _NO_MAP
    elif not process.decision_map.decisions:
        yield _NO_DECISION
    else:
        yield counts(subject)
        yield from unreached(subject)
    if accord is not None and accord.agreement is not None:
        yield from accord.counts()
    if not process.stakeholders:
        yield _NOBODY
    if found and subject.internal:
        yield summed(found)
    elif found:
        told = {"told": summed(found)}
        yield Statement("page.findings_told", told, template="{told:clause}, of those that can be told here")
    elif not subject.internal:
        yield _NOTHING_TOLD
    else:
        yield _NOTHING_FOUND if anything_recorded(process) else _NOTHING_RECORDED


def _fixing(reader: Reader, found: Sequence[Finding]) -> list[_Fixing]:
    groups = []
    for severity, heading in _SEVERITIES.items():
        those = tuple(finding for finding in found if finding.severity is severity)
        if those:
            facts = {"heading": heading, "count": of_severity(severity, len(those))}
            said = Statement("page.fixing", facts, template="{heading:clause} ({count:clause})")
            groups.append(_Fixing(reader.wording.clause(said), severity.value, tuple(first_of_each_rule(those))))
    return groups
