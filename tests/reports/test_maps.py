"""Can everybody read the map: in black and white, without seeing it, with long names, and when it is large?"""

import os
import re
import subprocess
import sys
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Process,
    Reply,
    Stakeholder,
)
from involvement.privacy import for_edition
from involvement.reports import draw_map, draw_timetable
from involvement.reports.map_columns import columns_of
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from tests.reports.drawings import DRAWN, area, by_id, ends, name, parsed, placed, texts, whole
from tests.reports.samples import DAY, EXAMPLE, numbered
from tests.strategies.processes import mapped_processes

LONG = "The joint committee on the commissioning of everything that has to do with long-term conditions " * 4
LONG_NAMES = Process(
    "long",
    title=LONG,
    stakeholders=[Stakeholder("members", title=LONG, role="service_user")],
    decision_map=DecisionMap(
        forums=[Forum("a", title=LONG), Forum("b", title="W" * 10_000, tier="x" * 190), Forum("c", title="中文" * 90)],
        flows=[Flow("a", "b"), Flow("b", "c"), Flow("c", "a")],
        entry_points=[EntryPoint("a", "members")],
        decisions=[Decision("d", made_at="b", title=LONG), Decision("e", made_at="c", title="é" * 400)],
        replies=[Reply("b", "members")],
    ),
)
DRAWINGS = {
    "example": EXAMPLE,
    "one forum": Process("one", decision_map=DecisionMap(forums=[Forum("a")], entry_points=[EntryPoint("a")])),
    "empty map": Process("empty", decision_map=DecisionMap()),
    "no map": Process("none"),
    "nobody has a way in": Process(
        "shut", stakeholders=[Stakeholder("s", role="carer")], decision_map=DecisionMap(forums=[Forum("a")])
    ),
    "long names": LONG_NAMES,
    "thirty forums": numbered(30),
    "thirty without tiers": numbered(30, tiers=False),
    "sixty forums": numbered(60, seed=2, people=12),
    "sixty-one forums": numbered(61),
    "two hundred forums": numbered(200),
    "a hundred people": numbered(10, people=100),
}


def headed(column):
    return subject_of(DecisionMap(forums=column.forums)).labels.clause(column.heading)


every_drawing = pytest.mark.parametrize("process", DRAWINGS.values(), ids=DRAWINGS)


@every_drawing
def test_no_two_texts_overlap(process):
    """A text over a text is two texts lost."""
    found = texts(parsed(draw_map(process).svg))
    overlapping = [(one[0], other[0]) for one, other in combinations(found, 2) if one[1].meets(other[1])]
    assert [] == overlapping


@every_drawing
def test_every_text_is_on_the_page_and_large_enough(process):
    """What is cut off at the edge, or smaller than twelve pixels, is not for everybody."""
    root = parsed(draw_map(process).svg)
    assert [] == [text for text, covered in texts(root) if not whole(root).holds(covered)]
    assert all(int(element.get("font-size")) >= 12 for element in root.iter() if name(element) == "text")


@every_drawing
def test_every_text_fits_its_box(process):
    """The sketch let three-line names run over their boxes."""
    root = parsed(draw_map(process).svg)
    for element, x, y, _ in placed(root):
        if re.match("map-(forum|who|anyone)", element.get("id", "")):
            box = None
            for part, *_ in placed(element, x, y):
                if name(part) == "rect":
                    box = area(part, x, y)
                elif name(part) == "text":
                    (found,) = [covered for text, covered in texts(part)]
                    assert box.holds(type(found)(found.left + x, found.top + y, found.right + x, found.bottom + y))


def box_of(cards, kind, key):
    return area(next(part for part in cards[f"map-{kind}-{key}"].iter() if name(part) == "rect"))


@pytest.mark.parametrize("process", [EXAMPLE, numbered(30), numbered(60, seed=3), LONG_NAMES])
def test_every_way_has_one_path_that_joins_its_two_boxes(process):
    """A flow that is drawn twice, or not, or to the wrong box, is a wrong map."""
    cards = by_id(parsed(draw_map(process).svg))
    forums = {forum.key for forum in process.decision_map.forums}
    ways = [
        (f"entry-{n}", ("who", each.stakeholder), ("forum", each.forum))
        for n, each in enumerate(process.decision_map.entry_points)
    ]
    for kind, found in (("flow", process.decision_map.flows), ("reply", process.decision_map.replies)):
        for number, each in enumerate(found):
            target = ("forum" if each.target in forums else "who", each.target)
            ways.append((f"{kind}-{number}", ("forum", each.source), target))
    assert len(ways) == sum(bool(re.match(r"map-(entry|flow|reply)-\d+$", identity)) for identity in cards)
    for identity, source, target in ways:
        (path,) = [part for part in cards[f"map-{identity}"] if name(part) == "path"]
        begins, finish = ends(path)
        for (kind, key), (x, y) in ((source, begins), (target, finish)):
            box = box_of(cards, kind, key) if key else area(next(iter(cards["map-anyone"])))
            assert x in {box.left, box.right}
            assert box.top < y < box.bottom


@every_drawing
def test_a_picture_says_what_it_is_to_those_who_do_not_see_it(process):
    """A screen reader needs a role, a name and a description, and ids that nothing else on the page has."""
    picture = draw_map(process, id_prefix="first")
    root = parsed(picture.svg)
    found = [element.get("id") for element in root.iter() if element.get("id")]
    assert "img" == root.get("role")
    assert "first-title first-desc" == root.get("aria-labelledby")
    assert (picture.title, picture.description) == (root[0].text, root[1].text)
    assert len(found) == len(set(found))
    assert all(identity.startswith("first-") for identity in found)


@every_drawing
def test_a_picture_holds_shapes_and_texts_and_nothing_else(process):
    """No script, no link, no style and nothing from elsewhere can come in with a title."""
    root = parsed(draw_map(process).svg)
    assert {name(element) for element in root.iter()} <= DRAWN
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    assert not [attribute for attribute in attributes if attribute.startswith("on") or "href" in attribute]
    assert "style" not in attributes
    assert "url(" not in draw_map(process).svg


HOSTILE = [
    '"><script>alert(1)</script>',
    "]]>",
    "\u202eabc",
    "a\x00b\x0bc\ud800",
    "&lt;&#x3c;",
    "--><!--",
    "x" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_changes_no_element(text):
    """Whatever stands in a title stays text."""

    def drawn(title):
        process = Process(
            "p", title=title, stakeholders=[Stakeholder("s", title=title, role="carer")],
            decision_map=DecisionMap(
                forums=[Forum("a", title=title), Forum("b")], flows=[Flow("a", "b", medium=title)],
                entry_points=[EntryPoint("a", "s", method=title)], decisions=[Decision("d", made_at="b", title=title)],
            ),
        )  # fmt: skip
        svg = draw_map(process).svg
        return [name(element) for element in parsed(svg).iter() if name(element) not in {"text", "g", "title"}], svg

    elements, svg = drawn(text)
    assert drawn("x")[0] == elements
    assert "<script" not in svg
    assert "\u202e" not in svg


@given(mapped_processes())
def test_any_process_can_be_drawn(process):
    """A map is asked for at every stage of the work, also of half of one."""
    root = parsed(draw_map(process).svg)
    found = texts(root)
    assert [] == [(one, other) for one, other in combinations(found, 2) if one[1].meets(other[1])]


def test_views_answers_and_being_told_differ_without_colour():
    """Many copies are black and white, and one man in twelve confuses red and green."""
    process = Process(
        "p",
        decision_map=DecisionMap(
            forums=[Forum("a"), Forum("b"), Forum("c")],
            flows=[Flow("a", "b"), Flow("b", "c", standing="informed")],
            replies=[Reply("c", "a")],
        ),
    )
    cards = by_id(parsed(draw_map(process).svg))
    shapes = set()
    for identity in ("flow-0", "flow-1", "reply-0"):
        path, head = list(cards[f"map-{identity}"])[1:]
        shapes.add((path.get("stroke-dasharray"), name(head), head.get("fill") == "#ffffff"))
    assert 3 == len(shapes)
    assert 3 == len({dash for dash, _, _ in shapes})


def test_a_decision_out_of_reach_is_marked_by_shape_and_words():
    """It is the first thing that a map should show."""
    picture = draw_map(EXAMPLE)
    card = by_id(parsed(picture.svg))["map-forum-estates-committee"]
    dashed = [part for part in card if name(part) == "rect" and part.get("stroke-dasharray")]
    assert 1 == len(dashed)
    assert "out of reach" in [part.text for part in card]
    assert 'No route brings service users\' views to "Which buildings hold the clinics".' in picture.description
    other = by_id(parsed(picture.svg))["map-forum-executive-board"]
    assert "out of reach" not in [part.text for part in other]


def test_a_survey_about_the_car_park_brings_no_views_about_the_library():
    """On the map and in the timetable alike: an arrow that is drawn is no route for every view."""
    survey = EntryPoint("council", "residents", standing="consulted", about=["parking"])
    decisions = [
        Decision(key, made_at="council", title=f"The {key}", on=date(2026, 9, 1)) for key in ("car-park", "library")
    ]
    process = Process(
        "town",
        stakeholders=[Stakeholder("residents", role="service_user")],
        decision_map=DecisionMap(forums=[Forum("council")], decisions=decisions, entry_points=[survey]),
        issues=[Issue("parking", decisions=["car-park"])],
    )
    picture = draw_map(process)
    assert 'No route brings service users\' views to "The library".' in picture.description
    card = by_id(parsed(picture.svg))["map-forum-council"]
    assert 1 == [part.text for part in card].count("out of reach")
    rows = draw_timetable(process, on=date(2026, 5, 1)).description
    assert "1 is open" in rows
    assert "1 is out of reach" in rows


def test_a_map_alone_asks_after_anybodys_views():
    """Without stakeholders nobody's side is known."""
    bare = DecisionMap(
        forums=[Forum("a"), Forum("b")], decisions=[Decision("d", made_at="b")], entry_points=[EntryPoint("a", "staff")]
    )
    assert 'No route brings views to "d".' in draw_map(bare).description
    reached = DecisionMap(forums=[Forum("a")], decisions=[Decision("d", made_at="a")], entry_points=[EntryPoint("a")])
    assert "A route brings views to every decision." in draw_map(reached).description


def test_service_users_without_a_way_in_are_shown_and_said_to_be():
    """Who is left out is left out of most maps too."""
    process = Process(
        "p",
        stakeholders=[
            Stakeholder("carers", role="carer"), Stakeholder("staff", role="provider"),
            Stakeholder("told", role="manager"),
        ],
        decision_map=DecisionMap(
            forums=[Forum("a")], entry_points=[EntryPoint("a", "staff")], replies=[Reply("a", "told")]
        ),
    )  # fmt: skip
    cards = by_id(parsed(draw_map(process).svg))
    notes = {
        identity: [part.text for part in card if name(part) == "text"]
        for identity, card in cards.items()
        if "-who-" in identity
    }
    assert {
        "map-who-carers": ["carers", "no own entry point"], "map-who-staff": ["staff"], "map-who-told": ["told"]
    } == notes  # fmt: skip


def test_a_forum_with_many_decisions_shows_some_and_counts_the_others():
    """Thirty decisions below one box would be the whole picture."""
    decisions = [Decision(f"d{number}", made_at="a", on=date(2027, 1, 1 + number)) for number in range(30)]
    process = DecisionMap(forums=[Forum("a")], decisions=decisions, entry_points=[EntryPoint("a")])
    said = [text for text, _ in texts(parsed(draw_map(process).svg))]
    assert "and 23 more decisions" in said
    assert "d6" in said
    assert "d7" not in said
    shut = DecisionMap(forums=[Forum("a")], decisions=decisions)
    said = " ".join(text for text, _ in texts(parsed(draw_map(shut).svg)))
    assert "and 23 more decisions, 23 of them out of reach" in said


def test_a_decision_is_drawn_with_its_day_or_its_period():
    """A period is no day: whoever reads only its last day comes too late."""
    decisions = [
        Decision("a", made_at="board", on=date(2026, 9, 1)),
        Decision("b", made_at="board", between=(date(2026, 8, 1), date(2026, 8, 31))),
        Decision("c", made_at="board"),
    ]
    drawn = draw_map(DecisionMap(forums=[Forum("board")], decisions=decisions))
    said = " ".join(text for text, _ in texts(parsed(drawn.svg)))
    days = ["decision between 1 Aug 2026 and 31 Aug 2026", "decision day 1 Sep 2026", "day not known"]
    assert [True] * 3 == [each in said for each in days]
    assert sorted(days, key=said.index) == days


def test_columns_follow_the_flow_and_bear_the_tiers_names():
    """The reader looks for the words that the organisation uses."""
    found = columns_of(EXAMPLE.decision_map)
    assert ["Where views are gathered", "Clinical", "Financial", "Executive"] == [headed(column) for column in found]
    assert ["user-group", "carers-network", "screening-survey"] == [forum.key for forum in found[0].forums]


def test_forums_without_tiers_stand_as_far_along_as_the_longest_way_to_them():
    """Who hears last stands last; who hears nobody stands beside what it feeds, and who is alone at the end."""
    whole_map = DecisionMap(
        forums=[Forum(key) for key in ("alone", "board", "group", "office", "team")],
        flows=[Flow("group", "team"), Flow("team", "board"), Flow("group", "board"), Flow("office", "board")],
        entry_points=[EntryPoint("group")],
        decisions=[Decision("d", made_at="board"), Decision("e", made_at="alone")],
    )
    found = [(headed(column), [forum.key for forum in column.forums]) for column in columns_of(whole_map)]
    assert [
        ("Where views are gathered", ["group"]),
        ("On the way", ["office", "team"]),
        ("Where decisions are made", ["alone", "board"]),
    ] == found


def test_what_gathers_views_stands_first_whatever_comes_back_to_it():
    """A committee that writes to the user group does not thereby come before it."""
    whole_map = DecisionMap(
        forums=[Forum("board", tier="executive"), Forum("group"), Forum("panel"), Forum("survey")],
        flows=[Flow("board", "group"), Flow("board", "survey"), Flow("group", "board"), Flow("group", "panel")],
        entry_points=[EntryPoint("group"), EntryPoint("panel"), EntryPoint("survey")],
        decisions=[Decision("d", made_at="panel"), Decision("e", made_at="board")],
    )
    found = [(headed(column), [forum.key for forum in column.forums]) for column in columns_of(whole_map)]
    assert [
        ("Where views are gathered (1)", ["group", "survey"]), ("Where views are gathered (2)", ["panel"]),
        ("Executive", ["board"]),
    ] == found  # fmt: skip


def test_forums_that_nothing_joins_are_called_other_forums():
    """They are on nobody's way."""
    assert ["Other forums"] == [headed(column) for column in columns_of(DecisionMap(forums=[Forum("a")]))]


def test_a_long_chain_is_folded_into_columns_that_can_be_seen_at_once():
    """Sixty columns of one box each is no map."""
    keys = [f"f{number:02}" for number in range(60)]
    chain = DecisionMap(forums=[Forum(key) for key in keys], flows=[Flow(*pair) for pair in pairwise(keys)])
    found = columns_of(chain)
    assert len(found) <= 9
    assert keys == [forum.key for column in found for forum in column.forums]
    assert len(found) == len({headed(column) for column in found})


def test_tiers_are_never_folded_so_too_many_make_a_table():
    """Two tiers in one column would be a wrong statement; thirty columns no map."""
    keys = [f"f{number:02}" for number in range(30)]
    many = DecisionMap(
        forums=[Forum(key, tier=f"tier-{key}") for key in keys],
        flows=[Flow(*pair) for pair in pairwise(keys)],
    )
    assert 30 == len(columns_of(many))
    assert "A mark shows that something goes from its row to its column." in draw_map(many).description


def test_a_map_of_sixty_is_drawn_and_one_of_sixty_one_is_a_table():
    """Above that no map of boxes and lines can be read."""
    assert draw_map(numbered(60)).description.startswith("The decision map has 60 forums,")
    assert "map-flow-0" in draw_map(numbered(60)).svg
    assert "map-flow-0" not in draw_map(numbered(61)).svg


def test_a_table_marks_each_way_once():
    """As the map has a line for each way, the table has a mark for each pair that is joined."""
    process = numbered(61)
    whole_map = process.decision_map
    forums = {forum.key for forum in whole_map.forums}
    pairs = {(each.stakeholder, each.forum, "forum") for each in whole_map.entry_points}
    pairs |= {(flow.source, flow.target, "forum") for flow in whole_map.flows}
    pairs |= {(each.source, each.target, "forum" if each.target in forums else "who") for each in whole_map.replies}
    root = parsed(draw_map(process).svg)
    marks = [
        element
        for element in root.iter()
        if name(element) == "g" and len(element) and name(element[0]) == "title" and " to " in element[0].text
    ]
    assert len(pairs) == len(marks)


def test_a_pair_that_is_joined_both_by_views_and_by_answers_has_both_marks():
    """A forum may feed another and answer it too."""
    keys = [f"f{number}" for number in range(61)]
    process = DecisionMap(
        forums=[Forum(key) for key in keys],
        flows=[Flow("f0", "f1"), Flow("f1", "f2", standing="informed")],
        replies=[Reply("f0", "f1"), Reply("f1", "f2"), Reply("f2", "f3")],
    )
    root = parsed(draw_map(process).svg)
    marks = {
        element[0].text: sorted(name(part) for part in element[1:])
        for element in root.iter()
        if name(element) == "g" and len(element) and name(element[0]) == "title"
    }
    assert {"f0 to f1": ["circle", "polygon"], "f1 to f2": ["circle", "polygon"], "f2 to f3": ["polygon"]} == marks


def test_above_a_hundred_and_fifty_forums_the_busiest_are_listed_and_the_rest_counted():
    """A picture stays a picture, however large the process."""
    picture = draw_map(numbered(1000))
    assert "It lists the 40 forums joined to most others; 960 more are not drawn." in picture.description
    assert len(picture.svg) < 100_000


def test_the_same_process_is_the_same_bytes_on_every_machine():
    """Pictures are kept under version control; a change in them must be a change in the process."""
    script = (
        "from tests.reports.samples import *; from involvement.reports import *; import hashlib, sys\n"
        "parts = [draw_map(numbered(40)).svg, draw_map(numbered(61)).svg, draw_timetable(EXAMPLE, on=DAY).svg, page(EXAMPLE, on=DAY)]\n"
        "sys.stdout.write(hashlib.sha256('|'.join(parts).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(said)
    assert draw_map(EXAMPLE).svg == draw_map(EXAMPLE).svg


@pytest.mark.parametrize("wrong", ["", "1a", "a b", 'x"', "é", None, "x" * 65])
def test_an_id_prefix_must_be_one(wrong):
    """An id with a blank in it is two ids."""
    with pytest.raises(InvalidValueError, match="id_prefix: expected a letter"):
        draw_map(EXAMPLE, id_prefix=wrong)


def test_only_a_process_or_a_map_is_drawn():
    """A picture of something else would be a picture of nothing."""
    with pytest.raises(InvalidValueError, match="report: expected a process, a snapshot or a decision map"):
        draw_map("process.json")


def test_a_title_of_ones_own_stands_in_the_picture():
    """The same map is shown to different people."""
    picture = draw_map(EXAMPLE, title="Our way <to> the board")
    assert "Our way <to> the board" == picture.title
    assert "Our way &lt;to&gt; the board" in picture.svg


# Outside the desk

WITH_PERSONS = Process(
    "p",
    title="The clinic",
    stakeholders=[
        Stakeholder("group", title="User group", role="service_user"),
        Stakeholder("zoe-17", kind="person", role="carer"),
        Stakeholder("ben-4", kind="person", role="carer"),
    ],
    decision_map=DecisionMap(
        forums=[Forum("panel", title="Panel"), Forum("board", title="Board")],
        flows=[Flow("panel", "board", days=1)],
        entry_points=[EntryPoint("panel", "group"), EntryPoint("board", "zoe-17")],
        replies=[Reply("board", "panel", days=1), Reply("board", "zoe-17", days=1), Reply("panel", "group", days=1)],
        decisions=[Decision("sale", made_at="board", title="Sale of the clinic", confidential=True)],
    ),
)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_outside_the_desk_no_person_is_drawn(edition):
    """Neither one with a way in nor one without, nor an answer to one; a confidential decision has no title."""
    desk, told = draw_map(WITH_PERSONS), draw_map(WITH_PERSONS, edition=edition)
    assert told.svg == draw_map(for_edition(Snapshot(WITH_PERSONS, DAY), edition)).svg
    assert told.svg == draw_map(Snapshot(WITH_PERSONS, DAY), edition=edition).svg
    assert "Sale of the clinic" in desk.svg
    closed = ("zoe", "ben-4", "a person", "person 1", "Sale of the clinic")
    assert [] == [word for word in closed if word in told.svg or word in told.description]
    assert "User group" in told.svg
    assert "A confidential" in told.svg


def test_a_snapshot_of_an_edition_is_drawn_for_it_whatever_is_asked():
    """What was left out cannot be drawn again."""
    public = for_edition(Snapshot(WITH_PERSONS, DAY), "public")
    assert draw_map(public, edition="desk").svg == draw_map(public).svg


def test_a_map_alone_is_the_same_in_every_edition():
    """Nobody knows who on it is a person."""
    a_map = WITH_PERSONS.decision_map
    assert draw_map(a_map).svg == draw_map(a_map, edition="public").svg
    with pytest.raises(InvalidValueError, match="edition"):
        draw_map(a_map, edition="everybody")
