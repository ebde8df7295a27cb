"""Can findings and timetables be pasted into minutes and mails, whatever stands in the titles?"""

import re
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Decision, DecisionMap, EntryPoint, Forum, Process, Stakeholder, check
from involvement.privacy import for_edition
from involvement.references import Ref
from involvement.reports import (
    findings_markdown,
    findings_text,
    timetable_markdown,
    timetable_text,
    told_findings,
)
from involvement.reports.texts import summed_up
from involvement.snapshots import Snapshot
from tests.reports.samples import DAY, EXAMPLE, finding

FINDINGS = check(EXAMPLE, on=DAY)


def test_each_finding_is_said_with_its_remedy_in_the_order_given():
    """Whoever reads it should know what to do next."""
    said = findings_text(FINDINGS)
    flat = " ".join(said.split())
    places = [flat.index(each.message) for each in FINDINGS]
    assert sorted(places) == places
    assert all(f"To fix it: {each.remedy}" in flat for each in FINDINGS)
    errors, warnings, notes = (sum(each.severity == word for each in FINDINGS) for word in ("error", "warning", "note"))
    first = f"{len(FINDINGS)} findings: {errors} errors, {warnings} warnings and {notes} notes\n\n"
    assert said.startswith(f"{first}{FINDINGS[0].severity}    {FINDINGS[0].rule}  {FINDINGS[0].about[0]}\n")


def test_lines_of_text_are_no_longer_than_asked():
    """A terminal and a mail have a width."""
    assert max(map(len, findings_text(FINDINGS, width=60).splitlines())) <= 60
    assert max(map(len, findings_text(FINDINGS).splitlines())) <= 100


def test_what_is_not_known_is_not_said_to_be_found():
    """Unknown is not no."""
    assert "(not known)" in findings_text([finding(status="unknown")])
    assert "(not known)" in findings_markdown([finding(status="unknown")])
    assert "(not known)" not in findings_text([finding()]) + findings_markdown([finding()])


def test_findings_are_counted_by_how_serious_they_are():
    """The first line is what many read only."""
    assert "1 finding: 1 warning" == summed_up([finding()])
    assert "3 findings: 1 error and 2 notes" == summed_up(
        [finding(severity=each) for each in ("error", "note", "note")]
    )


@pytest.mark.parametrize("write", [findings_text, findings_markdown])
def test_no_findings_are_said_to_be_none(write):
    """An empty page could also be a fault."""
    assert "Nothing was found.\n" == write([])


HOSTILE = (
    "<script>alert(1)</script>", "[press](javascript:alert(1))", "![](http://tracker/x.png)", "a | b", "`code`",
    "https://evil.example", "www.evil.example", "**bold** _it_ ~~gone~~", "&lt;b&gt;", "x\n# heading\n- item\n```\nfence",
    "{{ 7*7 }}", "$x$",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_title_is_taken_for_markdown(text):
    """A title from a stranger must not become a link, a picture, a heading or a script in the minutes."""
    said = findings_markdown([finding(message=text)])
    bare = re.sub(r"\\.", "", said.split("\n", 2)[2])
    assert 3 == len(said.split("\n- ")[1].strip().splitlines())
    assert "**warning**" in bare
    assert not re.search(
        r"[<>`|$~{}\[\]]|(?<!\*)\*(?!\*)|https?://|www\.", bare.replace("**warning**", "").replace("- ", "", 1)
    )


@given(st.text(max_size=60))
def test_a_row_of_a_markdown_table_stays_one_row(title):
    """A pipe or a line break in a title would shift every cell after it."""
    process = DecisionMap(
        forums=[Forum("a")], entry_points=[EntryPoint("a")], decisions=[Decision("d", made_at="a", title=title)]
    )
    lines = timetable_markdown(process.timetable(on=DAY), of=process).splitlines()
    assert 3 == len(lines)
    assert all(8 == len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines)


def test_a_timetable_names_people_and_decisions_as_people_do():
    """Keys are for computers; without the process they are all there is."""
    rows = EXAMPLE.decision_map.timetable(on=DAY)
    assert "The contract for retinal screening" in timetable_text(rows, of=EXAMPLE)
    assert "1 Dec 2026   User group " in timetable_text(rows, of=EXAMPLE)
    assert "Members of the user group" in timetable_markdown(rows, of=EXAMPLE)
    assert "screening-contract" in timetable_text(rows)
    assert "1 Dec 2026   user-group " in timetable_text(rows)
    assert "members" in timetable_markdown(rows)


def test_a_plain_table_keeps_its_columns():
    """Columns that do not stand below each other are no columns."""
    lines = timetable_text(EXAMPLE.decision_map.timetable(on=DAY)).splitlines()
    starts = [match.start() for match in re.finditer(r"-+", lines[1])]
    assert lines[0].startswith("Speak by")
    assert all(line[start - 2 : start].strip() == "" for line in lines[2:] for start in starts[1:])
    rows = [line for line in lines[2:] if not line.startswith(" ")]  # the others are wrapped cells that go on
    assert 2 < len(rows) < len(lines[2:])
    assert all(line[start] != " " for line in rows for start in starts)
    assert not [line for line in lines if line != line.rstrip()]


def test_a_long_name_is_wrapped_inside_its_column():
    """A table as wide as its longest name cannot be read in a mail."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("s", title="A name " * 30, role="carer")],
        decision_map=DecisionMap(
            forums=[Forum("a")], entry_points=[EntryPoint("a", "s")],
            decisions=[Decision("d", made_at="a", title="word" * 40, on=date(2027, 1, 1))],
        ),
    )  # fmt: skip
    said = timetable_text(process.decision_map.timetable(on=DAY), of=process)
    assert max(map(len, said.splitlines())) < 160


def test_an_empty_timetable_says_so():
    """Nothing to show is an answer."""
    assert "No decision is known.\n" == timetable_text([]) == timetable_markdown([])


@pytest.mark.parametrize("write", [findings_text, findings_markdown])
def test_of_many_findings_of_one_rule_a_few_stand_there_and_how_many_more(write):
    """Five thousand sentences of one kind hide the one of another kind; all of them are in the data."""
    other = attrs.evolve(finding("other", "Another thing."), rule="MAP002")
    said = write([*(finding(f"d{n}", f"Matter number {n}.") for n in range(5000)), other])
    assert [f"Matter number {n}." for n in range(5)] == re.findall(r"Matter number \d+\.", said)
    assert 1 == said.count("And 4,995 more like this.")
    assert "5,001 findings: 5,001 warnings" in said
    assert said.index("Matter number 4.") < said.index("more like this") < said.index("Another thing.")
    assert "more like this" not in write([finding(f"d{n}", "m") for n in range(5)])


# Outside the desk

CLOSED = Process(
    "clinic",
    title="The clinic",
    stakeholders=[Stakeholder("group", title="User group", role="service_user"), Stakeholder("zoe", kind="person")],
    decision_map=DecisionMap(
        forums=[Forum("board", title="The board")],
        decisions=[
            Decision("sale", made_at="board", title="Sale of the clinic", confidential=True),
            Decision("hours", made_at="board", title="Opening hours"),
        ],
        entry_points=[EntryPoint("board", "zoe")],
    ),
)


@pytest.mark.parametrize("write", [findings_text, findings_markdown])
@pytest.mark.parametrize("edition", ["partners", "public"])
def test_findings_are_written_for_the_edition_of_the_snapshot(write, edition):
    """Of two decisions that nobody can reach the one that is confidential has no title; nothing about one person is said."""
    snapshot = for_edition(Snapshot(CLOSED, DAY), edition)
    found = check(snapshot)
    text = write(found, of=snapshot)
    assert "Opening hours" in text
    assert "A confidential decision" in text
    assert [] == [closed for closed in ("Sale of the clinic", "zoe", "person 1") if closed in text]
    assert text == write(told_findings(found, of=snapshot), of=snapshot)


@pytest.mark.parametrize("write", [findings_text, findings_markdown])
def test_the_words_are_those_of_the_edition_even_where_the_findings_are_not(write):
    """Whoever hands over what the desk found tells no title that the edition does not have."""
    text = write(check(CLOSED, on=DAY), of=for_edition(Snapshot(CLOSED, DAY), "public"))
    assert "Opening hours" in text
    assert "Sale of the clinic" not in text


def test_a_finding_is_headed_by_what_it_is_about_and_outside_the_desk_by_its_title():
    """A key may say more than a title."""
    desk = Snapshot(CLOSED, DAY)
    public = for_edition(desk, "public")
    assert "MAP001  decision:hours\n" in findings_text(check(desk), of=desk)
    assert "MAP001  Opening hours\n" in findings_text(check(public), of=public)


@pytest.mark.parametrize("edition", ["desk", "partners", "public"])
def test_where_nothing_may_be_told_nothing_was_found(edition):
    """That there is something which is not told would be told."""
    snapshot = for_edition(Snapshot(CLOSED, DAY), edition)
    about = attrs.evolve(finding(), about=[Ref("person", "zoe")])
    told = "Nothing was found that can be told here.\n"
    assert (told == findings_text([about], of=snapshot)) is (edition != "desk")
