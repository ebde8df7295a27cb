"""Is a table of answers read as people keep it, with every mistake told at its line?"""

from datetime import date
from io import BytesIO

import pytest

from involvement import DocumentError, InvalidValueError, InvolvementError, LimitExceeded
from involvement._reading import Limits
from involvement.exchange import read_answers
from involvement.maturity import parse_answers

DAY = date(2026, 9, 1)


def told(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return read_answers(BytesIO(data), **{"form": "csv", "framework": "gunning", "on": DAY, **options})


def problems(text, **options):
    with pytest.raises(DocumentError) as caught:
        told(text, **options)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_rows_of_one_rater_are_one_sheet():
    """A spreadsheet has a row for each answer, whoever gave it; the order of the rows says nothing."""
    table = (
        "Criterion;Given;Reason;Action;Rater;Role;About;On\n"
        "time;Not met;two weeks;ask the board;anna;Service user;eyes;2026-05-01\n"
        "time;met;;;bert;Manager;eyes;2026-05-01\n"
        "\n"
        "reasons; Partly ;;;anna;Service user;eyes;2026-05-01\n"
        "time;not applicable;no proposal yet;;anna;Service user;feet;2026-05-01\n"
    )
    sheets = told(table, delimiter=";")
    assert [("anna", "eyes", 2), ("bert", "eyes", 1), ("anna", "feet", 1)] == [
        (each.rater, each.about, len(each.answers)) for each in sheets
    ]
    answer = sheets[0].answers[1]
    assert ("not_met", "two weeks", "ask the board") == (answer.given, answer.reason, answer.action)
    assert "service_user" == sheets[0].role


def test_a_document_is_read_by_the_name_of_its_file(tmp_path):
    """JSON and TOML are what `parse_answers` takes, from any file."""
    text = '{"answers": [{"criterion": "time", "given": "met"}]}'
    for name in ("answers.json", "ANSWERS.JSON"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert parse_answers(text, framework="gunning", on=DAY) == read_answers(
            tmp_path / name, framework="gunning", on=DAY
        )
    (tmp_path / "answers.csv").write_text("criterion,given\ntime,met\n", encoding="utf-8")
    assert parse_answers(text, framework="gunning", on=DAY) == read_answers(
        str(tmp_path / "answers.csv"), framework="gunning", on=DAY
    )


def test_every_mistake_is_told_at_its_line():
    """A table of two hundred rows is mended line by line."""
    table = (
        "criterion,given,role,on\ntim,met,carer,\ntime,met,boss,\ntime,not applicable,carer,\ntime,met,carer,1.5.26\n"
    )
    found = problems(table)
    assert ["table:3, role", "table:4, reason", "table:5, on"] == [each.split(": ")[0] for each in found]
    assert ["table:2, criterion: no criterion 'tim'; known: time, ..."] == problems("criterion,given\ntim,met\n")
    assert ["table:3, given: expected not_met, partly, met, not_applicable or absent"] == problems(
        "criterion,given\nreasons,met\ntime,yes\n"
    )
    assert [
        "table:2, answers: answers to 'gunning': two answers have the key 'time'; each key may be used once"
    ] == problems("criterion,given\ntime,met\ntime,met\n")
    assert ["table:2, on: expected the day of the answers, as 2026-09-01, and nothing is there"] == problems(
        "criterion,given\ntime,met\n", on=None
    )
    assert ["table:2, reason: expected why it does not apply"] == problems("criterion,given\ntime,not applicable\n")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "table:1: expected a first line that names the columns"),
        ("criterion,given\n", "table: expected at least one answer"),
        ("criterion\ntime\n", "table:1: expected a column 'given'"),
        (
            "criterion,given,score\ntime,met,3\n",
            "table:1: no such column in a table of answers: score; known: criterion, given,",
        ),
        ("criterion,given\ntime\n", "table:2: expected 2 cells, as in the first line, and there are 1"),
        ("criterion,given\n,met\n", "table:2, criterion: expected text, and nothing is there: it is required"),
        ('criterion,given\n"time,met\n', "table:2: expected quotes that are closed"),
        ("criterion;given\ntime;met\n", "table:1: expected several columns: are they parted by ';'?"),
        ("criterion,given\ntime,met\n".encode("utf-16-le"), "table:1: expected text without NUL"),
        ("criterion,given\nt\0me,met\n", "table:2: expected text without NUL characters"),
    ],
)
def test_what_is_no_table_of_answers_is_refused(table, expected):
    """Truncated, parted by another sign, in another encoding: one line says what would be right."""
    assert problems(table)[0].startswith(expected)


def test_the_framework_must_be_said():
    """A table has no place for it."""
    assert ["table: framework: expected the key of the framework that is answered"] == problems(
        "criterion,given\ntime,met\n", framework=None
    )


def test_a_table_that_is_too_large_is_refused():
    """What would take for ever is not begun."""
    with pytest.raises(LimitExceeded):
        told("criterion,given\n" + "time,met\n" * 30, limits=Limits(entries=20))
    with pytest.raises(InvolvementError) as caught:
        told("criterion,given\ntime," + "x" * 200_000 + "\n")
    assert "xxxx" not in str(caught.value)


@pytest.mark.parametrize(
    "options", [{"delimiter": "x"}, {"delimiter": 3}, {"limits": 3}, {"form": "xml"}, {"form": None}], ids=str
)
def test_wrong_use_is_refused(options):
    """A stream has no name that would say what it holds."""
    with pytest.raises(InvalidValueError):
        told("criterion,given\ntime,met\n", **options)


def test_a_table_of_answers_is_read_as_it_was_filled_in():
    """Questions without an answer stay in the table; so do the columns and days of whoever made it."""
    table = "Question;Answer;When;Notes\r\ntime;Met;3/4/2026;x\r\nreasons;;3/4/2026;\r\nresponse;?;3/4/2026;\r\n"
    names = {"question": "criterion", "Answer": "given", "When": "on", "notes": None}
    (sheet,) = read_answers(
        BytesIO(table.encode("cp1252")),
        form="csv",
        framework="gunning",
        delimiter=";",
        encoding="cp1252",
        days="day_first",
        absent=["?"],
        columns=names,
    )
    assert (date(2026, 4, 3), ["time"]) == (sheet.on, [each.criterion for each in sheet.answers])
    with pytest.raises(DocumentError, match="this is 2026-04-03 or 2026-03-04"):
        read_answers(
            BytesIO(table.encode()), form="csv", framework="gunning", delimiter=";", absent=["?"], columns=names
        )
