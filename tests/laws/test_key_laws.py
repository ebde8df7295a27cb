"""Keys in every format: whatever a host's ids look like, each is itself again when it comes back, and never another."""

import json
import random
import re
import sys
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape
from tempfile import TemporaryDirectory

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    Issue,
    Limits,
    Meetings,
    Priorities,
    Process,
    Reply,
    Seat,
    Stage,
    Stakeholder,
    dumps,
    loads,
)
from involvement.exchange import (
    read_tables,
    write_calendar,
    write_dot,
    write_graphml,
    write_mermaid,
    write_node_edge_json,
    write_tables,
)
from involvement.reports import draw_map, draw_overlap, write
from involvement.reports.anchors import anchor
from involvement.reports.map_columns import columns_of
from involvement.reports.subjects import subject_of

DAY = date(2026, 11, 2)
IDS = (
    "PR-001",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",  # a UUID
    "CASE/2024/0017",
    "evening clinic",
    "E10000001",  # a local authority in ONS's register, and a number to a spreadsheet
    "2.16.840.1.113883.2.1.4.1",  # the OID of NHS numbers
    "urn:nhs:x",
    "https://oparl.example.org/body/1?page=2&sort=on#top",
    "user.group@example.org",
    "p-1",
    "-x",
    "=1+1",
    "CON",
    '"x"',
    "患者會議",
    "🦽 access",
    "لجنة المرضى",
    "a>b",
    "a:b",
    "a:2",
    "a;b",
    "a; =1",
    "a,b",
    "a|b",
    "a\\",
    "a'",
    "'=1",
    "'",
    '"',
    '";"',
    "&amp;",
    "]]>",
    "-->",
    "anyone",
    "forum:a",
    "meeting/a",
    "a/decision",
    "decision/a",
    "x" * 200,
)
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=200
)
keys = st.sampled_from(IDS) | PRINTABLE.map(lambda text: "".join(filter(str.isprintable, text)).strip(" ")).filter(bool)
many_keys = st.lists(keys, min_size=4, max_size=12, unique=True)


def named(own: list[str]) -> Process:
    """A process whose things of every kind bear the same keys; the last two are stakeholders' alone."""
    *places, carer, member = own
    return Process(
        own[0],
        stakeholders=[Stakeholder(key, role="manager" if key == member else "service_user") for key in own],
        issues=[Issue(key, decisions=[key] if key in places else ()) for key in own],
        positions=[Priorities(own[0], own[::2]), Priorities(member, own[::-1])],
        decision_map=DecisionMap(
            forums=[
                Forum(key, tier=key, meetings=Meetings.on([DAY]), seats=[Seat(own[0], 2), *map(Seat, own[1:])])
                for key in places
            ],
            flows=[Flow(places[0], key, days=0, key=key, carried_by=carer) for key in places[1:]],
            decisions=[
                Decision(key, made_at=key, on=DAY, passes=places, stages=[Stage("options", at=places[-1], by=DAY)])
                for key in places
            ],
            entry_points=[*(EntryPoint(places[0], key) for key in own), EntryPoint(places[-1])],
            replies=[Reply(places[0], places[-1]), Reply(places[-1], carer), Reply(places[-1], member)],
        ),
    )


def edges(process: Process) -> list[tuple[str, str]]:
    """What the drawn graphs join, as names of nodes: the kind, a colon, and the key as it is."""
    a_map = process.decision_map
    forums = {forum.key for forum in a_map.forums}
    return [
        *(
            ("anyone" if entry.stakeholder is None else f"stakeholder:{entry.stakeholder}", f"forum:{entry.forum}")
            for entry in a_map.entry_points
        ),
        *((f"forum:{flow.source}", f"forum:{flow.target}") for flow in a_map.flows),
        *((f"forum:{stage.at}", f"decision:{decision.key}") for decision in a_map.decisions for stage in decision.all_stages()),
        *(
            (f"forum:{reply.source}", f"{'forum' if reply.target in forums else 'stakeholder'}:{reply.target}")
            for reply in a_map.replies
        ),
    ]  # fmt: skip


def nodes(process: Process) -> list[str]:
    return [
        *(f"forum:{forum.key}" for forum in process.decision_map.forums),
        *(f"decision:{decision.key}" for decision in process.decision_map.decisions),
        *(f"stakeholder:{each.key}" for each in process.stakeholders),
        "anyone",
    ]


@given(many_keys)
@settings(max_examples=40)
def test_documents_give_every_key_back(own):
    """Whoever translates ids writes the table of them wrong once, and never finds it."""
    process = named(own)
    assert process == loads(dumps(process))
    assert process == loads(dumps(process, format="toml"), format="toml")


@given(many_keys, st.sampled_from(",;\t|"), st.booleans(), st.booleans())
@settings(max_examples=40)
def test_tables_give_every_key_back(own, delimiter, safe, together):
    """In one cell stand keys with signs between them, and in keys stand the same signs, and those of formulas."""
    process = named(own)
    with TemporaryDirectory() as folder:
        place = f"{folder}/all.csv" if together else f"{folder}/tables"
        write_tables(process, place, delimiter=delimiter, safe=safe, edition="desk")
        found = read_tables(place, delimiter=delimiter)
    assert process.decision_map == found.decision_map
    assert process.stakeholders == found.process.stakeholders


@given(many_keys)
@settings(max_examples=40)
def test_graphs_keep_things_of_one_key_apart_and_give_keys_back(own):
    """A forum and a decision may share a key, and a key may look like the name of another's node."""
    process = named(own)
    a_map = process.decision_map
    graphml = nx.parse_graphml(write_graphml(process), force_multigraph=True)
    assert nodes(process) == list(graphml)
    assert sorted(edges(process)) == sorted(graphml.edges())
    told = json.loads(write_node_edge_json(process))
    assert [each.key for each in a_map.decisions] == [each["key"] for each in told["decisions"]]
    own_graph = a_map.to_networkx()
    for graph in (nx.node_link_graph(told, edges="edges"), own_graph):
        assert [forum.key for forum in a_map.forums] == list(graph)
        assert sorted((flow.source, flow.target) for flow in a_map.flows) == sorted(graph.edges())
    assert a_map == DecisionMap.from_rows(
        forums=[{name: value for name, value in data.items() if name != "id"} for _, data in own_graph.nodes(data=True)],
        flows=[
            {"source": source, "target": target, **{"key" if name == "flow" else name: value for name, value in data.items()}}
            for source, target, _, data in sorted(own_graph.edges(keys=True, data=True), key=lambda edge: edge[2])
        ],
        **{name: own_graph.graph[name] for name in ("decisions", "entry_points", "replies")},
    )  # fmt: skip


DOT = re.compile(r'  ("(?:[^"\\]|\\.)*")(?: -> ("(?:[^"\\]|\\.)*"))? \[label=("(?:[^"\\]|\\.)*"), \w+="\w+"\];')


def dot_name(quoted: str) -> str:
    return unescape(re.sub(r"\\(.)", r"\1", quoted[1:-1]))


@given(many_keys)
@settings(max_examples=40)
def test_texts_that_draw_a_graph_name_every_thing_once(own):
    """One key that ends its own quotes, and the rest of the map is another map."""
    process = named(own)
    _first, _direction, *lines, _last = write_dot(process).splitlines()
    parts = [DOT.fullmatch(line).groups() for line in lines]
    assert nodes(process) == [dot_name(source) for source, target, _ in parts if target is None]
    assert edges(process) == [(dot_name(source), dot_name(target)) for source, target, _ in parts if target is not None]
    number = {name: f"n{place}" for place, name in enumerate(nodes(process), 1)}
    drawn = re.findall(r"^  (n\d+) -(?:-|\.-)>(?:\|\"[^\"|]*\"\|)? (n\d+)$", write_mermaid(process), re.MULTILINE)
    assert [(number[source], number[target]) for source, target in edges(process)] == drawn
    shown = re.findall(r'^  n\d+[\[({]+"([^"]*)"[\])}]+$', write_mermaid(process), re.MULTILINE)
    assert len(number) == len(shown)
    forums = [re.sub("#([0-9]+);", lambda sign: chr(int(sign[1])), text) for text in shown[: len(own) - 2]]
    assert [" ".join(key.split()) for key in own[:-2]] == forums


def identities(process: Process, until: date = DAY) -> list[str]:
    text = write_calendar(process, on=DAY, until=until, stakeholder=[each.key for each in process.stakeholders])
    return [str(event["uid"]) for event in Calendar.from_ical(text).walk("VEVENT")]


def test_entries_of_a_diary_never_share_an_identity():
    """A program that subscribes would show one of two entries, and drop the other without a word."""
    own = list(IDS[-16:])
    found = identities(named(own))
    forums, people = len(own) - 2, len(own)
    assert forums + 2 * forums * people == len(found)  # meetings; last days of each stage of each decision
    assert len(found) == len(set(found))
    assert set(found).isdisjoint(identities(named(["another process", *own[1:]])))


def test_an_identity_hangs_on_where_each_part_ends():
    """Joined by a sign, the last day of `decision/b` for `a` and that of `b` for `a/decision` would be one text."""
    forum = Forum("board", meetings=Meetings.on([DAY]))
    decisions = [Decision(key, made_at="board", on=DAY) for key in ("a", "a/decision")]
    people = [Stakeholder(key, role="service_user") for key in ("b", "decision/b", "decision:a")]
    entries = [EntryPoint("board", each.key) for each in people]
    a_map = DecisionMap(forums=[forum], decisions=decisions, entry_points=entries)
    found = identities(Process("p", stakeholders=people, decision_map=a_map))
    assert 1 + 2 * 3 == len(found) == len(set(found))


ID = re.compile(r'\bid="([^"]*)"')


@given(keys)
def test_an_anchor_is_plain_and_can_be_read_back(key):
    """Two things with one id, and a link or a script finds the wrong one."""
    found = anchor(key)
    assert re.fullmatch("[A-Za-z0-9_.-]+", found)
    assert key == re.sub(r"\.([0-9a-f]+)\.", lambda sign: chr(int(sign[1], 16)), found)


@given(many_keys)
@settings(max_examples=20)
def test_pictures_have_one_id_for_each_thing(own):
    """An id with a space in it is two, and a key may be a forum's and a stakeholder's."""
    process = named(own)
    for picture in (draw_map(process), draw_overlap(process, on=DAY)):
        ET.fromstring(picture.svg)
        found = list(map(unescape, ID.findall(picture.svg)))
        assert len(found) == len(set(found))
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_.-]*", each) for each in found)
    drawn = (
        [f"map-forum-{anchor(key)}" for key in own[:-2]] + [f"map-who-{anchor(key)}" for key in own] + ["map-anyone"]
    )
    assert set(drawn) <= set(ID.findall(draw_map(process).svg))


def test_a_tier_is_read_as_words_only_where_it_is_written_as_such():
    """`PR-001` is an id; without its sign it is the id of nothing."""
    a_map = DecisionMap(forums=[Forum("a", tier="PR-001"), Forum("b", tier="clinical_board"), Forum("c", tier="urn:x")])
    found = [subject_of(a_map).labels.clause(column.heading) for column in columns_of(a_map)]
    assert ["Clinical board", "PR-001", "urn:x"] == sorted(found)


def test_a_page_has_every_id_once_and_every_file_its_own_name(tmp_path):
    """The whole of a report, with keys that are names of devices, paths and markup."""
    process = named(list(IDS[:22]))
    files = write(process, on=DAY, out=tmp_path)
    assert len(files) == len({str(path).casefold() for path in files})
    assert all(path.parent.is_relative_to(tmp_path) for path in files)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    found = list(map(unescape, ID.findall(page)))
    assert len(found) == len(set(found))
    assert not any(" " in each for each in found)


def test_a_hundred_thousand_keys_come_back():
    """What one key in ten thousand breaks, a large host meets every day."""
    chance = random.Random(17)
    letters = [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable()]
    signs = [sign for sign in map(chr, range(127)) if sign.isprintable()]
    own: dict[str, None] = {}
    while len(own) < 100_000:
        text = "".join(chance.choices(chance.choice((letters, signs)), k=chance.randint(1, 12))).strip(" ")
        if text:
            own[text] = None
    forums, decisions, flows, people, tiers, *passed = (list(own)[place::8] for place in range(8))
    people.sort()
    process = Process(
        "large",
        stakeholders=list(map(Stakeholder, people)),
        decision_map=DecisionMap(
            forums=[
                Forum(key, tier=tier, seats=[Seat(one), Seat(other, 2)])
                for key, tier, one, other in zip(forums, tiers, people, reversed(people), strict=True)
            ],
            flows=[Flow(forums[place - 1], forums[place], key=key) for place, key in enumerate(flows)],
            decisions=[
                Decision(key, made_at=forum, passes=passes)
                for key, forum, *passes in zip(decisions, forums, *passed, strict=True)
            ],
            entry_points=[EntryPoint(forums[0])],
        ),
    )
    limits = Limits(size=10**8, values=10**7, entries=10**7)
    assert process == loads(dumps(process, limits=limits), limits=limits)
    with TemporaryDirectory() as folder:
        write_tables(process, f"{folder}/tables", edition="desk")
        found = read_tables(f"{folder}/tables", limits=limits)
    assert (process.stakeholders, process.decision_map) == (found.process.stakeholders, found.decision_map)
    parsed = ET.fromstring(write_graphml(process))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert nodes(process) == [each.get("id") for each in parsed.iter(f"{space}node")]
    assert edges(process) == [(each.get("source"), each.get("target")) for each in parsed.iter(f"{space}edge")]
    linked = json.loads(write_node_edge_json(process))
    assert forums == [each["id"] for each in linked["nodes"]]
    assert flows == [each["key"] for each in linked["edges"]]
