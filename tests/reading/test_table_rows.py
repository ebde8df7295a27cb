"""Rows are read as people keep them: text in cells, blanks for nothing, and every mistake told at once."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest
from attrs import frozen

from involvement import (
    Days,
    Decision,
    DecisionMap,
    DocumentError,
    EntryPoint,
    Flow,
    Forum,
    Meetings,
    Seat,
    Stage,
    Standing,
)
from involvement._reading import refuse_rows, rows
from involvement.errors import Problem

FLOW = Flow("group", "board", days=14, standing="advises", opens=date(2026, 9, 1), medium="letter")


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in problems]


@frozen
class Measure:
    key: str
    weight: Fraction = Fraction(0)
    final: bool = False
    count: int = 0


@pytest.mark.parametrize(
    "row",
    [
        {"source": "group", "target": "board", "days": 14, "standing": "advises", "opens": date(2026, 9, 1), "medium": "letter"},
        {"source": "group", "target": "board", "days": "14", "standing": Standing.ADVISES, "opens": "2026-09-01", "medium": "letter"},
        {"source": " group", "target": "board\t", "days": " 14 ", "standing": "advises ", "opens": "2026-09-01\n", "medium": " letter "},
        {" source ": "group", "target": "board", "days": "+14", "standing": "advises", "opens": "2026-09-01", "medium": "letter",
         "closes": "", "carried_by": None, "key": "  ", "notes": "", None: [""]},
        MappingProxyType({"source": "group", "target": "board", "days": "014", "standing": "advises", "opens": "2026-09-01",
                          "medium": "letter", "key": float("nan")}),
    ],
)  # fmt: skip
def test_a_row_says_the_same_typed_or_in_text(row):
    """The same list comes from a database one day and from a spreadsheet the next."""
    problems = []
    assert ((FLOW,), []) == (rows(Flow, [row], "flows", problems), problems)


@pytest.mark.parametrize(
    "cell",
    [
        "5 clear working days",
        {"n": 5, "clear": True, "leave_out": "weekends"},
        Days(5, clear=True, leave_out="weekends"),
    ],
)
def test_a_number_of_days_is_read_as_people_say_it(cell):
    """The standing orders say "five clear working days", and so does the column."""
    problems = []
    ((forum,), _) = rows(Forum, [{"key": "board", "papers_due": cell}], "forums", problems), problems
    assert (Forum("board", papers_due=Days(5, clear=True, leave_out="weekends")), []) == (forum, problems)


def test_rows_come_from_a_table_as_it_is():
    """What people have is a file with commas."""
    table = ["key,made_at,on,passes", "contract,board,2026-09-01,", "budget,board,,"]
    problems = []
    found = rows(Decision, csv.DictReader(table), "decisions", problems)
    assert (Decision("contract", made_at="board", on=date(2026, 9, 1)), Decision("budget", made_at="board")) == found
    assert [] == problems


@pytest.mark.parametrize(
    "meetings", [Meetings.on([date(2026, 9, 1)]), {"also": ["2026-09-01"]}, {"also": (date(2026, 9, 1),)}]
)
@pytest.mark.parametrize("seats", [[Seat("members", 2)], ({"stakeholder": "members", "votes": 2},)])
def test_what_no_cell_can_hold_is_given_as_values_or_as_in_a_document(meetings, seats):
    """A calendar does not fit in a cell, yet rows that a program makes can carry one."""
    problems = []
    found = rows(Forum, [{"key": "board", "meetings": meetings, "seats": seats}], "forums", problems)
    assert (Forum("board", meetings=Meetings.on([date(2026, 9, 1)]), seats=[Seat("members", 2)]),) == found
    assert [] == problems


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({"weight": "1/3"}, Measure("x", Fraction(1, 3))),
        ({"weight": "2"}, Measure("x", Fraction(2))),
        ({"weight": "-0.250"}, Measure("x", Fraction(-1, 4))),
        ({"weight": 0.1}, Measure("x", Fraction(1, 10))),
        ({"weight": Decimal("0.1")}, Measure("x", Fraction(1, 10))),
        ({"weight": Fraction(1, 3)}, Measure("x", Fraction(1, 3))),
        ({"final": "true"}, Measure("x", final=True)),
        ({"final": "TRUE"}, Measure("x", final=True)),
        ({"final": "False"}, Measure("x")),
        ({"count": "-3"}, Measure("x", count=-3)),
    ],
)
def test_a_cell_of_text_is_read_as_its_field_calls_for(cells, value):
    """A spreadsheet has text and nothing else."""
    problems = []
    assert ((value,), []) == (rows(Measure, [{"key": "x", **cells}], "measures", problems), problems)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"count": "3.0"}, "expected a whole number"),
        ({"count": "1_000"}, "expected a whole number"),
        ({"count": "\u0663"}, "expected a whole number"),
        ({"count": 3.0}, "expected a whole number"),
        ({"count": True}, "expected a whole number"),
        ({"count": "1" * 101}, "expected a whole number"),
        ({"count": "9007199254740993"}, "expected a whole number from -9007199254740992 to 9007199254740992"),
        ({"final": "yes"}, "expected true or false"),
        ({"final": 1}, "expected true or false"),
        ({"weight": "1/0"}, 'expected a number, or a fraction as "1/3"'),
        ({"weight": "1e3"}, 'expected a number, or a fraction as "1/3"'),
        ({"weight": ".5"}, 'expected a number, or a fraction as "1/3"'),
        ({"weight": float("inf")}, 'expected a number, or a fraction as "1/3"'),
    ],
)
def test_a_cell_that_says_something_else_is_refused(cells, message):
    """Bending a cell to fit is how a spreadsheet turns keys into dates."""
    problems = []
    assert () == rows(Measure, [{"key": "x", **cells}], "measures", problems)
    column = next(iter(cells))
    assert [Problem(f"measures[0].{column}", ("measures", 0, column), message)] == problems


def test_a_calendar_in_a_cell_is_refused():
    """A text that nobody defined is not guessed at."""
    problems = []
    assert () == rows(
        Forum, [{"key": "board", "meetings": "every second Tuesday", "seats": "members"}], "forums", problems
    )
    assert [("forums[0].meetings", "expected an object"), ("forums[0].seats", "expected a list")] == told(problems)


def test_every_bad_row_is_told_with_its_place_and_the_good_ones_are_kept():
    """Whoever mends a spreadsheet wants the whole list."""
    problems = []
    found = rows(
        Flow,
        [
            {"source": "a", "target": "b", "days": "soon", "opens": "1/9/2026"},
            {"source": "a", "target": "b"},
            {"source": "a", "target": "a"},
            {"source": "a", "traget": "b"},
            {"source": "a", "target": "b", None: ["x"]},
            {"source": "a", "target": "b", "opens": "2026-09-02", "closes": "2026-09-01"},
            ["a", "b"],
        ],
        "flows",
        problems,
    )
    assert (Flow("a", "b"),) == found
    assert [
        ("flows[0].days", "expected a whole number; or Days, in a table as 5 clear working days"),
        ("flows[0].opens", "expected a date, as 2026-09-01"),
        ("flows[2].target", "expected another key than the source: nothing travels from a forum to itself"),
        ("flows[3].traget", "no such key in a Flow; did you mean 'target'?"),
        ("flows[3].target", "expected text, and nothing is there: it is required"),
        ("flows[4]", "expected no more cells than columns"),
        ("flows[5].closes", "expected a last day that is not before the first"),
        ("flows[6]", "expected a row: a cell for each column, by its name"),
    ] == told(problems)


def test_what_rows_of_a_decision_repeat_is_a_problem_of_the_row():
    """A key that stands twice within one row is told like any other mistake in it."""
    problems = []
    stages = [Stage("agenda", at="board"), Stage("agenda", at="group")]
    assert () == rows(Decision, [{"key": "x", "made_at": "board", "stages": stages}], "decisions", problems)
    assert ["decisions[0]"] == [problem.path for problem in problems]


def test_all_bad_rows_of_a_table_are_one_error():
    """A thousand is where a list stops being read; below it nothing is held back."""
    problems = []
    rows(EntryPoint, [{"forum": "x" * 201}] * 1200, "entry_points", problems)
    with pytest.raises(DocumentError) as caught:
        refuse_rows(problems)
    assert 1000 == len(caught.value.problems)
    assert ("entry_points[0].forum", "entry_points[999].forum") == (caught.value.path, caught.value.problems[999].path)


def test_no_problems_are_no_error():
    """The check stands after every table, the good ones too."""
    assert None is refuse_rows([])


def test_a_map_is_made_of_rows():
    """The way from spreadsheets to a map is one call."""
    found = DecisionMap.from_rows(
        forums=[{"key": "group"}, {"key": "board", "papers_due": "7"}],
        flows=[{"source": "group", "target": "board", "days": "14"}],
    )
    assert (
        DecisionMap(forums=[Forum("group"), Forum("board", papers_due=7)], flows=[Flow("group", "board", days=14)])
        == found
    )
