"""Half-filled, undated, contradictory, cut off or misread: a mess is answered in words, and nobody's words leak."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from involvement import InvolvementError, LimitExceeded, Person, Process, check, dumps, influence, loads, next_steps
from involvement.cli import main
from involvement.errors import UnknownKeyError
from involvement.people import Quota, TargetProfile, fill_chairs

DAY = date(2026, 11, 21)
PRIVATE = "PRIVATE"  # stands in every text that may be personal

MESS = """
format = "involvement"
version = 1
key = "mess"
stakeholders = [
  { key = "members", role = "service_user", kind = "group" }, { key = "carers", role = "carer" }, { key = "someone" },
  { key = "p-7", role = "service_user", kind = "person" }, { key = "boss", role = "manager" }, { key = "lead" },
]
issues = [{ key = "letters", decisions = ["new-letters"] }]
barriers = [
  { barrier = "su6", stakeholder = "p-7", note = "PRIVATE", mitigations = [{ what = "letters", effect = "worse", note = "PRIVATE" }] },
  { barrier = "no-bus" },
]
claims = [
  { stakeholder = "members", decision = "new-letters", ladder = "arnstein-1969", rung = "partnership" },
  { stakeholder = "members", decision = "new-letters", ladder = "arnstein-1969", rung = "manipulation", on = 2025-01-01 },
  { stakeholder = "p-7", decision = "buildings", stage = "options", ladder = "iap2-2018", rung = "empower" },
  { stakeholder = "carers", decision = "old-letters", ladder = "lundy-2007", rung = "influence" },
]

[decision_map]
flows = [{ source = "group", target = "board" }]
entry_points = [{ forum = "group", stakeholder = "members" }]
forums = [
  { key = "group", meetings = { rule = "FREQ=MONTHLY;BYDAY=2TU", start = 2026-01-01 }, seats = [{ stakeholder = "members" }] },
  { key = "board", seats = [{ stakeholder = "members", votes = 0 }, { stakeholder = "boss", votes = 3 }, { stakeholder = "p-7" }] },
  { key = "estates" },
]
decisions = [
  { key = "new-letters", made_at = "board", on = 2026-12-01, stages = [{ name = "options", at = "group", by = 2026-11-10 }] },
  { key = "old-letters", made_at = "board", on = 2025-12-01, calls_for = "codesigns" },
  { key = "buildings", made_at = "estates", calls_for = "informed", stages = [{ name = "options", at = "board", by = 2026-10-01 }] },
]

[ledger]
promises = [{ kind = "answered", days = 10 }]
contributions = [
  { key = "c1", on = 2026-01-05, stakeholder = "members", about = "letters", says = "PRIVATE" },
  { key = "c2", on = 2025-01-05, stakeholder = "carers", about = "old-letters" },
  { key = "c3", on = 2027-01-05 }, { key = "c4", on = 2026-01-05, stakeholder = "p-7", way_back = false },
]
events = [
  { contribution = "c1", kind = "answered", on = 2026-02-01, outcome = "did" },
  { contribution = "c2", kind = "considered", on = 2026-03-01, forum = "board" },
]

[representation]
populations = [{ key = "town", size = 1000, shares = [{ criterion = "hiv", value = "yes", count = 4 }] }]
profiles = [
  { key = "t", group = "members", chairs = 2, population = "town", quotas = [{ criterion = "hiv", value = "yes", at_least = 3 }] },
]
people = [
  { key = "p-7", characteristics = [["hiv", "yes"], ["sex", "f"]], member_of = ["members"] },
  { key = "p-8", member_of = ["members", "board"], candidate_for = ["members"] },
]

[support]
needs = [
  { stakeholder = "p-7", need = "large_print", detail = "PRIVATE" }, { stakeholder = "carers", need = "other", until = 2025-01-01 },
]
needs_asked = [{ stakeholder = "carers", on = 2027-02-01 }]
adjustments = [{ need = "large_print", detail = "PRIVATE", until = 2026-03-01 }]
attendances = [
  { forum = "group", meeting = 2026-02-10, expected = ["members", "p-7"], attended = [] },
  { forum = "board", meeting = 2026-12-24, expected = ["someone", "p-7"] },
]
papers = [
  { stakeholder = "p-7", on = 2026-02-09, forum = "group", meeting = 2026-02-10, formats = ["print"], pages = 300 },
  { stakeholder = "carers", on = 2027-02-09, decision = "buildings" },
]
expenses = [{ stakeholder = "p-7", claimed_on = 2025-02-01 }, { stakeholder = "members", claimed_on = 2026-10-01, paid_on = 2026-12-31 }]
policies = [{ in_force = 2026-01-01, prompt_days = 14 }, { in_force = 2026-06-01 }]
leads = [{ stakeholder = "lead", skills = [] }]
demands = [{ work = "recruiting", days_a_week = 2 }]
limits = [{ stakeholder = "p-7", meetings = 0, pages = 5 }]
own_barriers = [{ key = "no-bus", audience = "service_users" }]

[[assessments]]
framework = "getting-ready"
edition = "1"
on = 2024-01-01
role = "service_user"
answers = [{ criterion = "responsible", given = "not_met" }, { criterion = "skills", given = "partly", reason = "PRIVATE" }]

[[assessments]]
framework = "getting-ready"
edition = "1"
on = 2026-01-01
role = "manager"
answers = [{ criterion = "responsible", given = "met", evidence = ["old"] }]
evidence = [{ key = "old", on = 2010-01-01, until = 2011-01-01 }]
"""


def mess() -> Process:
    return loads(MESS, format="toml")


@pytest.mark.parametrize("on", [date.min, date(2025, 6, 1), DAY, date(2040, 1, 1), date.max])
def test_a_mess_is_told_in_words_on_every_day(on: date) -> None:
    """Whoever writes down half of what there is gets findings with a remedy, and no word of what is personal."""
    whole = mess()
    said = influence(whole, on=on)
    found = check(whole, on=on)
    assert all(each.message and each.remedy for each in found)
    everything = [repr(whole), repr(said), repr(found), *map(str, found), *map(str, said.rows)]
    everything += [repr(part) for part in (whole.support, whole.representation, whole.barriers, whole.assessments)]
    everything += map(str, next_steps(whole, on=on))
    assert [] == [each for each in everything if PRIVATE in each]


def test_nothing_that_is_personal_stands_in_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is what is passed on. A need on it is nobody's by name."""
    (tmp_path / "mess.toml").write_text(MESS, encoding="utf-8")
    assert 0 == main(["report", str(tmp_path / "mess.toml"), "--on", DAY.isoformat(), "--out", str(tmp_path / "out")])
    pages = [each for each in (tmp_path / "out").rglob("*") if each.suffix in {".html", ".svg", ".md"}]
    assert pages
    assert [] == [each.name for each in pages if PRIVATE in each.read_text(encoding="utf-8")]
    assert PRIVATE not in capsys.readouterr().out


def places(of: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document."""
    entries = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ()
    for name, value in entries:
        yield (*way, name)
        yield from places(value, (*way, name))


WRONG: list[object] = [
    "PRIVATE Anna Smith",
    -1,
    None,
    ["PRIVATE Anna Smith"],
    True,
    10**30,
    1.5,
    "",
    {},
    [[]],
    "9999-12-31",
]


def test_a_wrong_value_anywhere_is_refused_in_one_line_or_understood() -> None:
    """Any one value of a document may be wrong: the error names the place, and never what stood there."""
    plain = json.loads(dumps(mess()))
    draw = random.Random(20261121)
    accepted, refused = 0, []
    for way in draw.sample(sorted(places(plain), key=str), 250):
        for wrong in draw.sample(WRONG, 4):
            changed = deepcopy(plain)
            at = changed
            for step in way[:-1]:
                at = at[step]
            at[way[-1]] = wrong
            try:
                whole = loads(json.dumps(changed))
            except InvolvementError as error:
                refused.append(error)
            else:
                accepted += 1
                if accepted % 20 == 0:
                    assert check(whole, on=DAY)
    assert accepted
    assert len(refused) > accepted
    said = [without_keys(error) if isinstance(error, UnknownKeyError) else f"{error}{error!r}" for error in refused]
    assert [] == [text for text in said if PRIVATE in text or "\n" in text]


def without_keys(error: UnknownKeyError) -> str:
    """What it says beside the key that nobody has and those that are known, which it names on purpose."""
    text = str(error)
    for key in sorted((error.key, *error.known), key=len, reverse=True):
        text = text.replace(key, "")
    return text


ANSWERS = b'{"on": "2026-01-01", "answers": [{"criterion": "time", "given": "met"}]}'
TABLE = b"criterion,given,role\ntime,Met,Manager\n"
GOOD = {
    "plain.json": ANSWERS,
    "with a byte order mark.json": b"\xef\xbb\xbf" + ANSWERS,
    "with a byte order mark.csv": b"\xef\xbb\xbf" + TABLE,
}
BAD = {
    "cut off.json": ANSWERS[:40],
    "cut off.toml": b'on = 2026-01-01\nanswers = [{ criterion = "time", gi',
    "of another encoding.json": ANSWERS.decode().encode("utf-16"),
    "of another encoding.csv": TABLE.decode().encode("utf-32"),
    "semicolons.csv": TABLE.replace(b",", b";"),
    "a quote that is not closed.csv": b'criterion,given\n"time,Met\n',
    "too few cells.csv": b"criterion,given\ntime\n",
    "a column twice.csv": b"criterion,given,given\ntime,met,met\n",
    "an answer twice.csv": b"criterion,given\ntime,met\ntime,not met\n",
    "a zero byte.csv": b"criterion,given\nti\0me,met\n",
    "deep.json": b'{"answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep.toml": b"answers = " + b"[" * 5_000 + b"]" * 5_000,
    "a huge number.json": b'{"on": "2026-01-01", "answers": [{"criterion": ' + b"9" * 6_000 + b', "given": "met"}]}',
    "a huge number.toml": b"on = " + b"9" * 6_000,
    "an unknown key.json": b'{"on": "2026-01-01", "answer": []}',
    "a key twice.json": b'{"on": "2026-01-01", "on": "2026-01-02", "answers": []}',
    "no number.json": b'{"on": NaN, "answers": []}',
    "no such day.json": ANSWERS.replace(b"01-01", b"02-30"),
    "half a character.json": ANSWERS.replace(b'"met"', b'"\\ud800"'),
    "no word of the scale.csv": TABLE.replace(b"Met", b"PRIVATE Anna Smith"),
    "no reason.json": ANSWERS.replace(b"met", b"not_applicable"),
    "a list.json": b"[]",
    "nothing.json": b"",
    "nothing.csv": b"",
    "nothing.toml": b"",
}


@pytest.mark.parametrize("name", GOOD)
def test_answers_are_read_as_programs_write_them(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Spreadsheets put a mark before the text that nobody sees."""
    (tmp_path / name).write_bytes(GOOD[name])
    assert 0 == main(["assess", "gunning", str(tmp_path / name), "--on", "2026-01-01"])
    assert "Gunning principles" in capsys.readouterr().out


@pytest.mark.parametrize("name", BAD)
def test_broken_answers_end_in_one_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever sent the file has to be told what to mend, and nobody what an answer said."""
    (tmp_path / name).write_bytes(BAD[name])
    assert 2 == main(["assess", "gunning", str(tmp_path / name), "--on", "2026-01-01"])
    said = capsys.readouterr()
    assert ("", 1) == (said.out, said.err.count("\n"))
    assert said.err.startswith("involvement: ")
    assert PRIVATE not in said.err


@pytest.mark.parametrize("name", [name for name in BAD if name != "nothing.toml"])
def test_what_is_no_framework_is_not_validated(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of answers, or of another program, in place of a framework."""
    (tmp_path / name).write_bytes(BAD[name])
    assert 2 == main(["frameworks", "--validate", str(tmp_path / name)])
    said = capsys.readouterr()
    assert all(line.startswith("involvement: ") for line in said.err.splitlines())
    assert PRIVATE not in said.err


def test_chairs_with_quotas_at_the_edge_are_filled_or_given_up() -> None:
    """Quotas drawn from one choice of people, without any room, are the hardest: the search ends within its budget."""
    draw = random.Random(1)
    criteria, values = [f"c{each}" for each in range(10)], ["a", "b", "c"]
    people = [Person(f"p{each:03}", {name: draw.choice(values) for name in criteria}) for each in range(200)]
    some = draw.sample(people, 25)
    quotas = []
    for name in criteria:
        for value in values:
            count = sum(each.has(name, value) is True for each in some)
            quotas.append(Quota(name, value, at_least=count, at_most=count))
    profile = TargetProfile("table", quotas, chairs=25)
    with pytest.raises(LimitExceeded, match="target profile 'table': more than 2000000 steps"):
        fill_chairs(profile, people, budget=2_000_000)
