"""Does an edition show those columns of a table that its readers may know, and no table of one column?"""

from datetime import date

import pytest

from involvement import Process
from involvement.privacy import for_edition
from involvement.reports.subjects import subject_of
from involvement.reports.table_columns import shown_to
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot

DESK = Snapshot(Process("p"), date(2026, 11, 23))


def table(key: str, *headings: str, rows: int = 1) -> Table:
    filled = [tuple(f"{heading} {number}" for heading in headings) for number in range(rows)]
    return tabled(key, "Title", headings, filled, rows)


def columns(edition: str, *tables: Table | None) -> list[tuple[str, ...]]:
    return [each.headings for each in shown_to(subject_of(for_edition(DESK, edition)), tables)]


ACTIVITIES = ("Activity", "Who sees to it", "Begins", "Days of work")


@pytest.mark.parametrize(
    ("edition", "shown"),
    [("desk", ACTIVITIES), ("partners", ACTIVITIES), ("public", ("Activity", "Begins"))],
)
def test_a_column_is_shown_by_the_class_of_its_fields(edition, shown):
    """Who does the work, and how long, is no business of the public."""
    assert [shown] == columns(edition, table("activities", *ACTIVITIES))


def test_the_cells_go_with_their_headings():
    """A cell under another heading would be worse than none."""
    [seen] = shown_to(subject_of(for_edition(DESK, "public")), [table("activities", *ACTIVITIES, rows=2)])
    assert (("Activity 0", "Begins 0"), ("Activity 1", "Begins 1")) == seen.rows


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (table("overdue", "What", "To be", "Needs"), None),
        (table("needs", "Who", "Need"), "its fields are not known"),
        (table("flows", "Carried by", "From", "To"), "the first column says what a row is about"),
        (table("activities", "Activity", "Who sees to it"), "one column is no table"),
        (table("activities", "Activity", "Begins", rows=0), "nothing is left"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_does_not_hold_together_is_left_out(hidden, why):
    """At the desk all of it stands."""
    assert ([] if why else [("What", "To be")]) == columns("public", hidden)
    assert [hidden.headings] == columns("desk", hidden)


@pytest.mark.parametrize("edition", ["desk", "partners", "public"])
def test_a_table_that_there_is_not_is_left_out(edition):
    """A part of the record that is not used has none."""
    assert [] == columns(edition, None)


@pytest.mark.parametrize("edition", ["desk", "partners"])
def test_columns_of_names_are_shown_where_what_they_hold_may_be(edition):
    """A heat map has a column for each part of a framework, whatever it is called."""
    headings = ("Assessment", "Governance", "Equalities")
    assert [headings] == columns(edition, table("heatmap-nhs-1", *headings))
