"""Are figures read back as they were told, and is a hostile file refused in our own words?"""

import io
import json
from datetime import date

import pytest

from involvement import DocumentError, InvalidValueError, LimitExceeded
from involvement.documents import Limits
from involvement.errors import FileError, InvolvementError
from involvement.privacy import AtLeast, Figure, Figures, PartOf, Total, attack, published, read_figures, write_figures

DAY = date(2026, 5, 1)
FIGURES = Figures(
    DAY,
    [
        Figure("members", 31),
        Figure(("members", "carers"), 4),
        Figure(("members", "patients"), 27),
        Figure("seats", 40, known=True),
    ],
    totals=[Total("members", [("members", "carers"), ("members", "patients")])],
    parts=[PartOf("members", "seats")],
    at_least=[AtLeast("members", 20)],
)
TOLD = published(FIGURES)
PLAIN = {
    "format": "involvement-figures",
    "version": 1,
    "on": "2026-05-01",
    "rule": {"least": 10, "base": 5},
    "figures": [{"key": ["a"], "number": 10}],
}


def test_what_was_told_is_read_back(tmp_path):
    write_figures(TOLD, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]
    assert read_figures(tmp_path) == read_figures(str(tmp_path / "figures.json")) == TOLD
    stream = io.StringIO()
    write_figures(TOLD, stream)
    assert stream.getvalue() == (tmp_path / "figures.json").read_text(encoding="utf-8")
    assert read_figures(io.BytesIO(stream.getvalue().encode())) == TOLD


def test_no_true_count_stands_in_the_file():
    stream = io.StringIO()
    write_figures(TOLD, stream)
    plain = json.loads(stream.getvalue())
    numbers = {tuple(figure["key"]): figure.get("number") for figure in plain["figures"]}
    assert numbers == {
        ("members",): 30,
        ("members", "carers"): None,
        ("members", "patients"): 25,
        ("seats",): 40,
    }


def test_earlier_publications_are_named_by_folder_or_file(tmp_path):
    write_figures(TOLD, tmp_path)
    assert attack(TOLD, [tmp_path]) == attack(TOLD, [tmp_path / "figures.json", TOLD]) == attack(TOLD)


@pytest.mark.parametrize("earlier", [TOLD, "folder", 3, [3]])
def test_earlier_publications_are_a_list(earlier):
    with pytest.raises(InvalidValueError):
        attack(TOLD, earlier)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "involvement"},
        {"version": 2},
        {"version": None},
        {"on": "1 May"},
        {"on": None},
        {"rule": {"least": 2}},
        {"rule": {"least": 10, "base": 10**30}},
        {"rule": 3},
        {"more": 1},
        {"figures": [{"key": ["a"], "number": 11}]},
        {"figures": [{"key": ["a"], "number": -5}]},
        {"figures": [{"key": ["a"], "number": 1e400}]},
        {"figures": [{"key": ["a"]}, {"key": ["a"]}]},
        {"figures": [{"key": []}]},
        {"figures": [{"key": ["\u0000"]}]},
        {"figures": {"a": 10}},
        {"totals": [{"key": ["a"], "parts": [["b"]]}]},
        {"parts": [{"part": ["a"], "whole": ["a"]}]},
        {"at_least": [{"of": ["b"], "number": 3}]},
    ],
)
def test_what_is_no_file_of_figures_is_refused(changed):
    read_figures(io.StringIO(json.dumps(PLAIN)))
    with pytest.raises(InvolvementError):
        read_figures(io.StringIO(json.dumps({**PLAIN, **changed})))


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"format": "involvement-figures", "format": 1}', "[" * 100_000, b"\xff"]
)
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises((DocumentError, LimitExceeded)):
        read_figures(io.BytesIO(text) if isinstance(text, bytes) else io.StringIO(text))


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path):
    with pytest.raises(LimitExceeded):
        read_figures(io.StringIO(json.dumps(PLAIN)), limits=Limits(size=20))
    with pytest.raises(FileError):
        read_figures(tmp_path)
    with pytest.raises(InvalidValueError):
        read_figures(3)
    with pytest.raises(InvalidValueError):
        write_figures(PLAIN, tmp_path)
