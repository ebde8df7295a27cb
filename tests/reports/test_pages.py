"""Is the page one that anybody can read, on any device, without anything else, and safely?"""

import json
import re
import sys
from collections import Counter
from datetime import date
from itertools import pairwise

import attrs
import html5lib
import pytest
from hypothesis import given, settings

from involvement import (
    Days,
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Meetings,
    Option,
    Priorities,
    Process,
    Reply,
    Seat,
    Stakeholder,
    check,
    loads,
)
from involvement.decisions import ANY
from involvement.drawings.svg import Colours
from involvement.errors import FileError, MissingExtraError
from involvement.priorities import Agreement, Override, Settlement, Voice
from involvement.privacy import ONS_10_5, DisclosureRule, for_edition
from involvement.reports import page, write, write_letters
from involvement.reports.map_words import flow_said
from involvement.reports.subjects import subject_of
from involvement.reports.tables import map_tables
from involvement.snapshots import Snapshot
from involvement.wording import Wording
from tests.reports.agreements import REALISTIC, by_hand, numbered_agreement
from tests.reports.samples import DAY, EXAMPLE, finding, numbered, sentence
from tests.strategies.processes import processes

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
PAGES = {
    "example": EXAMPLE,
    "nothing": Process("nothing"),
    "empty map": Process("empty", decision_map=DecisionMap(), stakeholders=[Stakeholder("s", role="carer")]),
    "no people": Process("none", decision_map=DecisionMap(forums=[Forum("a")], decisions=[Decision("d", made_at="a")])),
    "sixty forums": numbered(60),
    "two hundred forums": numbered(200),
    "an agreement": REALISTIC,
    "an agreement by hand": by_hand(),
    "rankings alone": Process("wishes", positions=numbered_agreement(9).agreement.positions),
}
every_page = pytest.mark.parametrize("process", PAGES.values(), ids=PAGES)


def tree(text):
    """The page as a browser reads it; a fault in the markup is an error."""
    return html5lib.HTMLParser(strict=True).parse(text)


def all_of(root, element):
    return list(root.iter(f"{HTML}{element}"))


@every_page
def test_a_page_needs_nothing_from_anywhere(process):
    """It is opened from a mail, in a library, without a network; and it runs nothing."""
    text = page(process, on=DAY)
    root = tree(text)
    addresses = [
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).rpartition("}")[2] in {"href", "src", "action"}
    ]
    assert all(address.startswith("#") for address in addresses)
    assert {"http://www.w3.org/2000/svg"} >= set(re.findall(r"https?://[^\s\"'<]+", text))
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {
        str(element.tag).rpartition("}")[2] for element in root.iter()
    }
    assert "@import" not in text
    assert "url(" not in text
    (policy,) = [each.get("content") for each in all_of(root, "meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@every_page
def test_a_page_can_be_walked_through_by_its_headings(process):
    """How people who do not see the page find their way; every link in it leads somewhere."""
    root = tree(page(process, on=DAY))
    levels = [
        int(element.tag[-1]) for element in root.iter() if re.fullmatch(re.escape(HTML) + "h[1-6]", str(element.tag))
    ]
    found = [element.get("id") for element in root.iter() if element.get("id")]
    assert 1 == levels[0]
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(found) == len(set(found))
    assert {each.get("href")[1:] for each in all_of(root, "a")} <= set(found)
    assert "#main" == all_of(root, "a")[0].get("href")
    assert "en" == root.get("lang") or "en" == all_of(root, "html")[0].get("lang")


@every_page
def test_every_picture_has_a_table_that_says_the_same(process):
    """Who does not see the picture reads the table, and so does who prints in large letters."""
    root = tree(page(process, on=DAY))
    for section in all_of(root, "section"):
        figures = all_of(section, "figure")
        if figures and (process.decision_map is None or process.decision_map.forums):
            assert all_of(section, "table")
            (caption,) = all_of(figures[0], "figcaption")
            assert caption.get("id") == figures[0].get("aria-labelledby")
            assert 1 == len(list(figures[0].iter(f"{SVG}svg")))


def rows_of(root, key):
    (table,) = [each for each in all_of(root, "table") if each.get("id") == f"table-{key}"]
    return [["".join(cell.itertext()) for cell in row] for row in all_of(table, "tr")[1:]]


def test_the_tables_hold_every_way_of_the_map():
    """A twin that leaves something out is no twin."""
    root = tree(page(EXAMPLE, on=DAY))
    whole = EXAMPLE.decision_map
    assert len(whole.flows) == len(rows_of(root, "flows"))
    assert len(whole.entry_points) == len(rows_of(root, "entries"))
    assert len(whole.replies) == len(rows_of(root, "replies"))
    assert len(whole.forums) == len(rows_of(root, "forums"))
    assert [
        "Which buildings hold the clinics", "Estates committee", "7 Jun 2027", "none", "consulted", "no: out of reach"
    ] in rows_of(root, "decisions")  # fmt: skip
    assert [
        "Carers of people with diabetes",
        "User group",
        "consulted",
        "4 Jan 2027 to 31 Mar 2027",
        "open meeting",
        "anything",
    ] in rows_of(root, "entries")
    assert [
        "Finance committee",
        "Executive board",
        "7 days",
        "informed",
        "always",
        "not known",
        "figures only",
    ] in rows_of(root, "flows")


def test_a_table_tells_the_days_between_which_a_decision_is_made():
    """Who reads the table instead of the picture needs both days too."""
    decisions = [
        Decision("a", made_at="board", on=date(2026, 9, 1)),
        Decision("b", made_at="board", between=(date(2026, 8, 1), date(2026, 8, 31))),
        Decision("c", made_at="board"),
    ]
    tables = map_tables(subject_of(DecisionMap(forums=[Forum("board")], decisions=decisions)))
    (rows,) = [table.rows for table in tables if table.key == "decisions"]
    assert {("a", "1 Sep 2026"), ("b", "between 1 Aug 2026 and 31 Aug 2026"), ("c", "not known")} == {
        (row[0], row[2]) for row in rows
    }


def test_the_tables_say_whom_the_answer_never_reaches():
    """The finance committee and the estates committee answer nobody."""
    never = {row[0]: row[2] for row in rows_of(tree(page(EXAMPLE, on=DAY)), "answers")}
    everybody = "Carers of people with diabetes, Members of the user group and Representatives of the user group"
    assert everybody == never["The contract for retinal screening"]
    assert "nobody" == never["The redesigned diabetes pathway"]


def test_no_answer_is_missing_about_what_was_never_decided():
    """What was withdrawn before its day is no row; what was taken back after it is one."""
    withdrawn = date(2026, 9, 2)
    decisions = [
        Decision("a", made_at="board", on=date(2026, 9, 1), withdrawn=withdrawn),
        Decision("b", made_at="board", on=date(2026, 9, 3), withdrawn=withdrawn),
        Decision("c", made_at="board", withdrawn=withdrawn),
    ]
    map_ = DecisionMap(forums=[Forum("board")], decisions=decisions, entry_points=[EntryPoint("board", "members")])
    process = Process("screening", decision_map=map_, stakeholders=[Stakeholder("members", role="service_user")])
    (rows,) = [table.rows for table in map_tables(subject_of(process)) if table.key == "answers"]
    assert [("a", "members", "nobody")] == [tuple(row) for row in rows]


def test_findings_stand_with_their_severity_and_remedy_in_words():
    """A red line is no word."""
    text = " ".join("".join(tree(page(EXAMPLE, on=DAY)).itertext()).split())
    assert (
        'error: Service users\' views about "Which buildings hold the clinics" do not reach Estates committee' in text
    )
    assert "To fix it: Let service users speak about it at Estates committee" in text
    assert "note, not known: The meetings of Carers' network are not recorded" in text
    counted = Counter(each.severity.value for each in check(EXAMPLE, on=DAY))
    assert f"{counted['error']} errors, {counted['warning']} warnings and {counted['note']} notes" in text


def test_what_is_taken_for_granted_is_said():
    """Unknown times favour the view; whoever relies on the page must know."""
    text = " ".join("".join(tree(page(EXAMPLE, on=DAY)).itertext()).split())
    assert "When Carers' network meets is not recorded, so any day counts as a meeting." in text
    assert (
        "How long the flow from Carers' network to User group takes is not recorded, so it counts as no days." in text
    )


def test_tables_and_pictures_scroll_by_themselves_and_by_keyboard():
    """At 320 pixels the page must not be wider than the screen, and what scrolls must be reachable without a mouse."""
    root = tree(page(EXAMPLE, on=DAY))
    regions = [each for each in all_of(root, "div") if each.get("role") == "region"]
    assert all("0" == each.get("tabindex") and each.get("aria-label") for each in regions)
    assert len({each.get("aria-label") for each in regions}) == len(regions)
    inside = sum(len(all_of(each, "table")) + len(list(each.iter(f"{SVG}svg"))) for each in regions)
    assert len(all_of(root, "table")) + len(all_of(root, "figure")) == inside == len(regions)
    assert all(cell.get("scope") for table in all_of(root, "table") for cell in all_of(table, "th"))


def test_the_page_uses_the_palette_whose_contrast_is_tested():
    """A colour that is only in the style sheet is a colour that nobody has measured."""
    style = re.search("<style>(.*?)</style>", page(EXAMPLE, on=DAY), re.DOTALL)[1]
    palette = {value for name, value in vars(Colours).items() if name.isupper()}
    assert set(re.findall("#[0-9a-f]{6}", style)) <= palette
    for expected in ("@page", "font-size: 16pt", "height: auto", "break-inside: avoid", "1.125rem"):
        assert expected in style


HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "</script><script>x</script>",
    "</style>",
    "{{ 7*7 }}",
    "' onfocus=x autofocus '",
    "\u202ea\x00\x0b",
    "x" * 5000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_changes_no_element(text):
    """Whatever stands in a process stays text."""

    def elements(words):
        process = Process(
            "p", title=words, purpose=words, methods=[words], stakeholders=[Stakeholder("s", title=words, role="carer")],
            decision_map=DecisionMap(
                forums=[Forum("a", title=words)], entry_points=[EntryPoint("a", "s", method=words)],
                decisions=[Decision("d", made_at="a", title=words, on=date(2027, 1, 1))],
            ),
            issues=[Issue("i", title=words)],
            agreement=Agreement(
                positions=[Priorities("s", ["i"])], settlements=[Settlement("i", "declined", reason=words, instead=words)],
                overrides=[Override("i", "declined", by="s", reason=words)], dissent=[Voice("s", reason=words)],
            ),
        )  # fmt: skip
        found = finding("d", words, fix=sentence(words))
        root = tree(page(process, on=DAY, findings=[found]))
        return [
            (str(each.tag), sorted(map(str, each.attrib)))
            for each in root.iter()
            if str(each.tag).rpartition("}")[2] not in {"text", "g", "title"}
        ]

    assert elements("x") == elements(text)
    assert "\u202e" not in page(Process("p", title=text), on=DAY)


@given(processes())
@settings(max_examples=15)
def test_any_process_has_a_page(process):
    """A page is asked for at every stage of the work; what is absent is not spoken of."""
    text = page(process, on=DAY)
    assert tree(text) is not None
    assert text == page(process, on=DAY)


def test_a_page_of_very_much_says_what_it_leaves_out():
    """The page stays one that opens; the file of the process holds the rest."""
    found = [finding(f"d{n}", "m") for n in range(310)]
    text = page(numbered(400), on=DAY, findings=found)
    assert "And 305 more like this." in text
    assert "(310 " in text
    assert 5 == text.count('<p class="small">Rule')
    assert "100 more rows are in the file of the process." in text


def test_a_page_is_of_a_process_on_a_day():
    """Without a day nothing can be late."""
    with pytest.raises(InvalidValueError, match="process: expected a Process, or a Snapshot"):
        page(EXAMPLE.decision_map, on=DAY)
    with pytest.raises(InvalidValueError, match="on: expected a date"):
        page(EXAMPLE, on="2026-11-23")


def test_a_missing_template_engine_is_named_with_the_extra_that_brings_it(monkeypatch):
    """Whoever installed the library alone should be told what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r"the HTML page needs the extra 'report': pip install"):
        page(EXAMPLE, on=DAY)


def test_a_report_is_files_that_are_the_same_every_time(tmp_path):
    """A folder that is written again and has not changed must not look changed."""
    first = write(EXAMPLE, on=DAY, out=tmp_path / "new" / "report", document=True)
    before = [path.read_bytes() for path in first]
    drawn = ["index.html", "map.svg", "timetable.svg", "maturity.svg", "workplan.svg", "overlap.svg"]
    assert [*drawn, "process.json", "sha256sums.txt"] == [path.name for path in first]
    assert first == write(EXAMPLE, on=DAY, out=str(tmp_path / "new" / "report"), document=True)
    assert before == [path.read_bytes() for path in first]
    assert sorted(first) == sorted(path for path in (tmp_path / "new" / "report").rglob("*") if path.is_file())
    assert EXAMPLE == loads(first[-2].read_text(encoding="utf-8"))
    assert "involvement" == json.loads(before[-2])["format"]


def test_what_was_agreed_stands_with_its_reasons_overrides_and_dissent():
    """Whoever was asked looks for this first, and what is hidden here is found elsewhere."""
    text = " ".join("".join(tree(page(REALISTIC, on=DAY)).itertext()).split())
    for expected in (
        "13 issues: 7 agreed, 4 deferred and 2 declined.",
        "the ground belongs to the railway",
        "it moves clinics away from the villages",
        "nothing is done for those with children",
        "the auditor is away until May",
    ):
        assert expected in text
    assert "What was agreed" not in page(Process("p"), on=DAY)
    alone = page(PAGES["rankings alone"], on=DAY)
    assert "Nothing has been settled yet." in alone
    assert "What was agreed" not in alone


def test_an_agreement_adds_its_picture_and_a_letter_to_each_party(tmp_path):
    """The letters are what goes out of the house: they have a folder of their own."""
    written = [path.relative_to(tmp_path).as_posix() for path in write(REALISTIC, on=DAY, out=tmp_path)]
    assert ["index.html", "overlap.svg", "sha256sums.txt"] == written
    sent = write_letters(REALISTIC, on=DAY, out=tmp_path / "letters")
    people = ("board", "carers", "members", "provider")
    assert ["index.md", *(f"letter-{number}.md" for number in range(1, 5)), "sha256sums.txt"] == [
        each.name for each in sent
    ]
    assert [f" {who}" for who in people] == [
        line[-len(who) - 1 :] for who, line in zip(people, sent[0].read_text().splitlines()[2:], strict=True)
    ]
    assert all(path.stat().st_size for path in (*sent, *(tmp_path / name for name in written)))
    again = write(by_hand(), on=DAY, out=tmp_path / "by-hand")
    assert ["index.html", "sha256sums.txt"] == [path.name for path in again]


def test_a_process_without_a_map_has_no_drawings(tmp_path):
    """An empty drawing would say that there is nothing; it is not known what there is."""
    paths = write(Process("p"), on=DAY, out=tmp_path)
    assert ["index.html", "sha256sums.txt"] == [path.name for path in paths]


def test_a_report_is_not_written_over_a_file(tmp_path):
    """A folder was meant, and the file was somebody's."""
    path = tmp_path / "report"
    path.write_text("mine")
    for out in (path, path / "below"):
        with pytest.raises(FileError, match=f"{out.name}: cannot be written: a file stands where a folder should be"):
            write(Process("p"), on=DAY, out=out)
    assert "mine" == path.read_text()


def test_a_table_says_what_channels_are_about_where_any_says_so():
    """A survey that looks open to all, and is about parking only, would send people the wrong way."""
    decisions = [Decision("car-park", made_at="council", title="The car park"), Decision("library", made_at="council")]
    silent = DecisionMap(
        forums=[Forum("council")],
        decisions=decisions,
        entry_points=[EntryPoint("council"), EntryPoint("council")],
        replies=[Reply("council", "members")],
    )
    assert "About" not in {heading for table in map_tables(subject_of(silent)) for heading in table.headings}
    entries = [
        EntryPoint("council", about=["parking", "buildings"]),
        EntryPoint("council", about=ANY),
        EntryPoint("council"),
        EntryPoint("council", closes=date(2026, 9, 1)),
    ]
    spoken = attrs.evolve(
        silent, entry_points=entries, decisions=[decisions[0], attrs.evolve(decisions[1], kinds=["buildings"])]
    )
    process = Process("p", decision_map=spoken, issues=[Issue("parking", title="Parking", decisions=["car-park"])])
    tables = {table.key: table for table in map_tables(subject_of(process))}
    assert ['"The car park", "Parking" and "buildings"', "anything", "anything", "not known"] == [
        row[-1] for row in tables["entries"].rows
    ]
    assert "About" not in tables["replies"].headings


def test_the_tables_of_the_map_say_days_as_people_count_them():
    """Who reads "5 days before" sends the papers on Wednesday for Monday's meeting."""
    forums = [
        Forum("council", papers_due=Days(5, clear=True, leave_out="weekends")),
        Forum("parish", papers_due=Days(3, clear=True, leave_out="sundays")),
        Forum("group", papers_due=7),
    ]
    flows = [Flow("group", "parish", days=Days(28, clear=True)), Flow("parish", "council", days=1)]
    process = Process("notices", decision_map=DecisionMap(forums=forums, flows=flows))
    cells = {cell for table in map_tables(subject_of(process)) for row in table.rows for cell in row}
    assert {
        "5 clear working days before",
        "3 clear days, Sundays and holidays not counted, before",
        "7 days before",
        "28 clear days",
        "1 day",
    } <= cells
    said = [Wording().clause(flow_said(flow)) for flow in flows]
    assert ["views go from group to parish (28 clear days)", "views go from parish to council (1 day)"] == said


def test_a_confidential_decision_has_no_title_in_public():
    """It is counted and called what it is; what it is about stays at the desk."""
    board = Forum("board", meetings=Meetings.any_day())
    secret = Decision(
        "closure", title="Closing the ward", made_at="board", on=date(2027, 1, 1), confidential=True,
        options=[Option("close", title="Close the east wing")],
    )  # fmt: skip
    entry = EntryPoint("board", standing="consulted")
    process = Process("p", decision_map=DecisionMap(forums=[board], entry_points=[entry], decisions=[secret]))
    desk, public = (page(process, on=date(2026, 11, 23), edition=edition) for edition in ("desk", "public"))
    assert "Closing the ward" in desk
    assert "Closing the ward" not in public
    assert "A confidential decision" in public


# Editions

MARKS = {"desk": "Internal: ", "partners": "For partners: ", "public": None}


@pytest.mark.parametrize("edition", MARKS)
def test_a_page_says_for_whom_it_is(edition):
    """A page that is passed on by mistake should say so itself; that of the public needs no mark."""
    text = page(EXAMPLE, on=DAY, edition=edition)
    assert [mark for mark in MARKS.values() if mark is not None and mark in text] == [
        mark for mark in [MARKS[edition]] if mark
    ]


@pytest.mark.parametrize("edition", MARKS)
def test_a_page_is_of_the_edition_of_its_snapshot(edition):
    """What an edition does not know cannot be asked back."""
    snapshot = for_edition(Snapshot(EXAMPLE, DAY), edition)
    assert page(snapshot) == page(EXAMPLE, on=DAY, edition=edition)
    if edition != "desk":
        assert page(snapshot) == page(snapshot, edition="desk")


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_no_findings_of_ones_own_are_shown(edition):
    """They were found in what the edition may not know."""
    assert page(EXAMPLE, on=DAY, findings=[])
    with pytest.raises(InvalidValueError, match="findings: expected none outside the desk"):
        page(EXAMPLE, on=DAY, edition=edition, findings=[])
    with pytest.raises(InvalidValueError, match="findings: expected none outside the desk"):
        page(for_edition(Snapshot(EXAMPLE, DAY), edition), findings=[])


@every_page
@pytest.mark.parametrize("edition", MARKS)
def test_no_sentence_heading_or_label_of_a_page_is_empty(process, edition):
    """What may not be told leaves no gap: a gap tells that there is something. Every link leads somewhere."""
    root = tree(page(process, on=DAY, edition=edition))
    said = ("p", "li", "h2", "h3", "caption", "th", "summary")
    empty = [each for element in said for each in all_of(root, element) if not "".join(each.itertext()).strip()]
    assert [] == empty
    assert [] == [each for each in root.iter(f"{SVG}text") if not "".join(each.itertext()).strip()]
    assert {each.get("href")[1:] for each in all_of(root, "a")} <= {each.get("id") for each in root.iter()}


def sizes(process, edition):
    """How many people each stakeholder is said to stand for."""
    return {row[0]: row[-1] for row in rows_of(tree(page(process, on=DAY, edition=edition)), "stakeholders")}


def test_the_sizes_of_groups_are_told_by_the_rule_outside_the_desk():
    """Nine are fewer than ten; a person has no row; more than there are people is told as it is."""
    stakeholders = [
        Stakeholder("nine", title="Nine", size=9),
        Stakeholder("thirteen", title="Thirteen", size=13),
        Stakeholder("many", title="Many", size=2_000_000_000),
        Stakeholder("unknown", title="Unknown"),
        Stakeholder("zoe", kind="person", size=1),
    ]
    process = Process("p", stakeholders=stakeholders)
    told = {"Nine": "fewer than 10", "Thirteen": "about 15", "Many": "2000000000", "Unknown": "not known"}
    for edition in ("partners", "public"):
        assert told == sizes(process, edition)
    assert {"Nine": "9", "Thirteen": "13"}.items() <= sizes(process, "desk").items()
    assert len(stakeholders) == len(sizes(process, "desk"))
    for edition in ("partners", "public"):
        assert 'id="who"' not in page(Process("p", stakeholders=stakeholders[-1:]), on=DAY, edition=edition)


def test_the_tables_of_the_map_name_no_person_outside_the_desk():
    """Neither who has a seat, nor who speaks, nor whom an answer reaches."""
    process = Process(
        "p",
        stakeholders=[
            Stakeholder("group", title="User group", role="service_user"),
            Stakeholder("zoe", kind="person", role="carer"),
        ],
        decision_map=DecisionMap(
            forums=[Forum("board", title="Board", seats=[Seat("group", votes=1), Seat("zoe", votes=1)])],
            entry_points=[EntryPoint("board", "group"), EntryPoint("board", "zoe")],
            replies=[Reply("board", "group", days=1), Reply("board", "zoe", days=1)],
            decisions=[Decision("hours", made_at="board", title="Opening hours", on=date(2027, 1, 4))],
        ),
    )
    for edition, drawn in (("desk", True), ("partners", False), ("public", False)):
        text = page(process, on=DAY, edition=edition)
        assert drawn is ("zoe" in text or "a person" in text)
        root = tree(text)
        seats = {row[0]: row[-1] for row in rows_of(root, "forums")}["Board"]
        assert ("User group (1 vote)" == seats) is not drawn
        assert (1 if not drawn else 2) == len(rows_of(root, "entries"))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (ONS_10_5, ["Counts of people are rounded to 5.", "Counts under 10 are not told"]),
        (DisclosureRule(least=20), ["Counts under 20 are not told"]),
    ],
    ids=["rounded", "exact"],
)
def test_a_page_for_others_says_how_people_are_counted(rule, said):
    """Whoever reads `about 15` should know what that means; where nothing is rounded it does not say so."""
    text = page(EXAMPLE, on=DAY, edition="public", rule=rule)
    assert said == [
        each
        for each in (
            "Counts of people are rounded to 5.",
            "Counts under 10 are not told",
            "Counts under 20 are not told",
        )
        if each in text
    ]
    assert "What concerns single people is left out here" in text
    assert "What concerns single people is left out here" not in page(EXAMPLE, on=DAY)


def test_outside_the_desk_the_findings_are_those_that_can_be_told_here():
    """Fewer than at the desk, and nobody reads them as all there are. Nobody on the map is hidden, so its parts are counted."""
    text = page(EXAMPLE, on=DAY, edition="public")
    assert re.search(r"<li>\d+ findings: [^<]+, of those that can be told here\.</li>", text)
    assert "entry points" in text
    assert "of those that can be told here" not in page(EXAMPLE, on=DAY)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_no_page_outside_the_desk_says_that_nothing_was_found(edition):
    """The desk is told of a group of three; others are told neither that nor that there is nothing."""
    small = Process("clinic", stakeholders=[Stakeholder("group", role="service_user", size=3)])
    assert "1 finding: 1 note." in page(small, on=DAY)
    told = page(small, on=DAY, edition=edition)
    assert "Nothing was found that can be told here." in told
    assert "found nothing to fix" not in told


def test_a_page_whose_rule_tells_every_count_does_not_say_that_some_are_not_told():
    """Fewer than one is nobody."""
    every = DisclosureRule(least=1, zero=True)
    assert "are not told" not in page(Process("clinic"), on=DAY, edition="public", rule=every)
