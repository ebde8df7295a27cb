"""Statements of the page about itself: what it is about, of which day, and what it leaves out."""

from collections.abc import Iterator
from datetime import date

from involvement.privacy import DisclosureRule
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["as_known", "computed", "left_out", "rows_left", "steps_left", "window"]


def window(process: Ref | None) -> Statement:
    """The title of the window that shows the page."""
    return Statement(
        "page.window",
        {"process": process},
        template="{process}: how service users are involved",
        sources={"process": "Process.title"},
    )


def as_known(on: date) -> Statement:
    """The day of which the page is."""
    return _of_day("page.as_known", "How service users are involved, as known on {on}", on)


def computed(on: date) -> Statement:
    """Where the days on the page come from."""
    return _of_day(
        "page.computed",
        "This page is worked out from the process as recorded on {on}. What is not recorded is called not known",
        on,
    )


def rows_left(number: int) -> Statement:
    """How many rows a table leaves out."""
    return Statement(
        "page.rows_left",
        {"n": number},
        template="{n:more row is|more rows are} in the file of the process",
        sources={"n": "Process.key"},
    )


def steps_left(number: int) -> Statement:
    """How many next steps are not shown."""
    return Statement(
        "page.steps_left",
        {"n": number},
        template="{n:more step is|more steps are} not shown here",
        sources={"n": "Process.key"},
    )


def left_out(rule: DisclosureRule) -> Iterator[Statement]:
    """What a page for others than the desk leaves out, and how it counts people."""
    yield Statement(
        "page.left_out", template="What concerns single people is left out here, and so is what one person said"
    )
    if rule.base > 1:
        sources = {"base": "DisclosureRule.base"}
        yield Statement(
            "page.rounded", {"base": rule.base}, template="Counts of people are rounded to {base}", sources=sources
        )
    if rule.least > 1:
        yield Statement(
            "page.small",
            {"least": rule.least},
            template="Counts under {least} are not told, nor others that would give them away",
            sources={"least": "DisclosureRule.least"},
        )


def _of_day(code: str, template: str, on: date) -> Statement:
    return Statement(code, {"on": on}, template=template, sources={"on": "Snapshot.on"})
