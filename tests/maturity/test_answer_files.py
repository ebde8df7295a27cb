"""Is a file of answers read strictly, with every problem told at its place, and never more than it says?"""

import json
from datetime import date

import jsonschema
import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from involvement import (
    DocumentError,
    InvalidValueError,
    InvolvementError,
    LimitExceeded,
    UnknownKeyError,
    assess,
    framework,
)
from involvement._reading import Limits
from involvement.maturity import (
    Criterion,
    Framework,
    ImplementationGroup,
    answer_schema,
    assessed,
    frameworks,
    parse_answers,
)
from involvement.people import Role
from tests.strategies.words import among

DAY = date(2026, 9, 1)
MET = {"criterion": "time", "given": "met"}


def parsed(plain, **options):
    return parse_answers(json.dumps(plain), **{"framework": "gunning", "on": DAY, **options})


def test_one_rater_needs_answers_alone():
    """The shortest file that says something: what was answered."""
    (sheet,) = parsed({"answers": [MET]})
    assert assess("gunning", {"time": "met"}, on=DAY).sheet == sheet


def test_what_the_file_says_is_so_for_every_sheet_that_says_nothing_else():
    """Twenty raters of one service on one day should not say twenty times which."""
    plain = {
        "framework": "gunning", "edition": "1985", "on": "2026-05-01", "about": "eyes", "role": "manager",
        "sheets": [
            {"answers": [MET]},
            {"on": "2026-06-01", "about": "feet", "rater": "group", "role": "carer", "answers": [MET]},
        ],
    }  # fmt: skip
    first, second = parse_answers(json.dumps(plain))
    assert (date(2026, 5, 1), "eyes", None, "manager") == (first.on, first.about, first.rater, first.role)
    assert (date(2026, 6, 1), "feet", "group", "carer") == (second.on, second.about, second.rater, second.role)


def test_a_piece_of_evidence_serves_the_sheets_that_name_it():
    """The same minutes show the same thing to everybody, and belong to nobody who does not name them."""
    minutes = {"key": "minutes", "on": "2026-01-01"}
    own = {"key": "minutes", "on": "2025-01-01"}
    shown = {**MET, "evidence": ["minutes"]}
    plain = {
        "evidence": [minutes],
        "sheets": [{"answers": [shown]}, {"answers": [MET]}, {"answers": [shown], "evidence": [own]}],
    }
    first, second, third = parsed(plain)
    assert [date(2026, 1, 1)] == [each.on for each in first.evidence]
    assert () == second.evidence
    assert [date(2025, 1, 1)] == [each.on for each in third.evidence]
    (alone,) = parsed({"evidence": [minutes, {"key": "more", "on": "2026-01-01"}], "answers": [shown]})
    assert ["minutes", "more"] == [each.key for each in alone.evidence]


def test_toml_says_the_same_as_json():
    """One grammar, two notations."""
    plain = {"on": DAY, "sheets": [{"role": "carer", "answers": [MET]}]}
    text = tomli_w.dumps(plain)
    (sheet,) = parse_answers(text, format="toml", framework="gunning")
    assert sheet == parsed({"on": "2026-09-01", "sheets": [{"role": "carer", "answers": [MET]}]})[0]
    assert sheet == parse_answers(text.encode(), format="toml", framework=framework("gunning"))[0]


def test_a_group_is_asked_of_the_whole_file_or_of_a_sheet():
    """Rounds of implementation are asked one after the other."""
    own = Framework(
        "own",
        groups=[ImplementationGroup("first"), ImplementationGroup("second")],
        criteria=[Criterion("a"), Criterion("b", group="second")],
    )
    (sheet,) = parsed({"group": "first", "answers": [{"criterion": "a", "given": "met"}]}, framework=own)
    assert "first" == sheet.group
    with pytest.raises(DocumentError, match=r"answers\[0\]\.criterion: no criterion 'b'; known: a"):
        parsed({"group": "first", "answers": [{"criterion": "b", "given": "met"}]}, framework=own)
    with pytest.raises(DocumentError, match=r"sheets\[0\]\.group: no group 'third'; known: first, second"):
        parsed({"sheets": [{"group": "third", "answers": []}]}, framework=own)


@pytest.mark.parametrize(
    ("plain", "problems"),
    [
        ({}, ["answers: expected at least one answer, or sheets of them"]),
        ({"answers": [MET], "sheets": [{"answers": []}]}, ["sheets: expected either answers of one rater, or sheets, not both"]),
        ({"answers": [MET], "answer": []}, ["answer: no such key in an AnswerFile; did you mean 'answers'?"]),
        ({"answers": [{**MET, "score": 3}]}, ["answers[0].score: no such key in an Answer"]),
        ({"answers": [{"criterion": "time"}]}, ["answers[0].given: expected text, and nothing is there: it is required"]),
        (
            {"answers": [{"criterion": "tim", "given": "met"}, {"criterion": "time", "given": "yes"}]},
            [
                "answers[0].criterion: no criterion 'tim'; known: time, ...",
                "answers[1].given: expected not_met, partly, met, not_applicable or absent",
            ],
        ),
        ({"answers": [MET, MET]}, ["answers: answers to 'gunning': two answers have the key 'time'; each key may be used once"]),
        ({"answers": [{**MET, "evidence": ["x"]}]}, ["answers: answer to 'time': no evidence 'x'; none is known"]),
        ({"answers": [{"criterion": "time", "given": "not_applicable"}]}, ["answers[0].reason: expected why it does not apply"]),
        ({"framework": "edge", "answers": [MET]}, ["framework: expected answers to 'gunning', or no word of the framework"]),
        ({"edition": "2", "answers": [MET]}, ["edition: expected the edition of the framework that is used"]),
        ({"role": "boss", "answers": [MET]}, ["role: expected one of " + ", ".join(Role)]),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_place(plain, problems):
    """Whoever wrote the file mends it in one go, and no value of theirs is repeated to a log."""
    with pytest.raises(DocumentError) as caught:
        parsed(plain)
    assert problems == [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_the_framework_and_the_day_must_be_said_somewhere():
    """Nobody guesses by which questions, or when."""
    with pytest.raises(DocumentError, match="framework: expected the key of the framework that is answered"):
        parsed({"answers": [MET]}, framework=None)
    with pytest.raises(UnknownKeyError, match="no framework 'gunnin'"):
        parsed({"framework": "gunnin", "answers": [MET]}, framework=None)
    with pytest.raises(DocumentError) as caught:
        parsed({"sheets": [{"answers": [MET]}, {"on": "2026-01-01", "answers": []}, {"answers": []}]}, on=None)
    assert ["sheets[0].on", "sheets[2].on"] == [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize(
    "options",
    [{"format": "csv"}, {"format": 3}, {"limits": 3}, {"framework": 3}, {"on": "2026-01-01"}],
    ids=str,
)
def test_wrong_use_of_the_reader_is_refused(options):
    """A word in the wrong place is told from the first line."""
    with pytest.raises(InvalidValueError):
        parsed({"answers": [MET]}, **options)
    with pytest.raises(InvalidValueError, match="text: expected text, or bytes"):
        parse_answers(3)


HOSTILE = (
    b"", b"{", b"[]", b"null", b"\xff\xfe{\x00}\x00", b'{"answers": [', b'{"answers": [{"criterion": "time", "given": "me',
    b"[" * 100_000, b'{"answers": 1e999}', b'{"answers": [], "answers": []}', '{"about": "\ud800"}'.encode("utf-8", "surrogatepass"),
    b'{"answers": [{"criterion": "time", "given": "met"}], "on": "2026-02-30"}',
    b'{"answers": [{"criterion": "time", "given": "met", "reason": "' + b"x" * 70_000 + b'"}]}',
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("form", ["json", "toml"])
def test_what_is_no_file_of_answers_is_refused(text, form):
    """Truncated, in another encoding, too deep or too large: one of our errors, and nothing of the text in it."""
    with pytest.raises(InvolvementError) as caught:
        parse_answers(text, format=form, framework="gunning", on=DAY)
    assert "xxxx" not in str(caught.value)


def test_a_file_that_is_too_large_is_refused_at_once():
    """A limit is there to be said by whoever knows better."""
    plain = json.dumps({"answers": [MET] * 10})
    with pytest.raises(LimitExceeded):
        parse_answers(plain, framework="gunning", on=DAY, limits=Limits(size=100))


@given(st.data())
def test_whatever_is_read_the_schema_accepts_and_says_what_assess_says(data):
    """An editor that checks by the schema must not refuse what is read, and a file must not say something else."""
    used = data.draw(st.sampled_from(frameworks()))
    words = {each.key: [option.key for option in used.scale_of(each.key).options] for each in used.criteria}
    sheets = [
        {
            "role": data.draw(among(["carer", "manager"])),
            "answers": [
                {"criterion": key, "given": data.draw(among([*words[key], "absent"]))}
                for key in data.draw(st.lists(among(sorted(words)), unique=True, max_size=5))
            ],
        }
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    plain = {"framework": used.key, "on": "2026-09-01", "sheets": sheets}
    jsonschema.validate(plain, answer_schema())
    found = [assessed(used, sheet) for sheet in parse_answers(json.dumps(plain))]
    expected = [
        assess(used, {each["criterion"]: each["given"] for each in sheet["answers"]}, on=DAY, role=sheet["role"])
        for sheet in sheets
    ]
    assert expected == found
