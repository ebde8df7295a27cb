"""The map in the languages of other tools: every node and edge is there, and no title is more than a title."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
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
    Meetings,
    Process,
    Reply,
    Stage,
    Stakeholder,
    load,
    loads,
)
from involvement.exchange import write_dot, write_graphml, write_mermaid, write_node_edge_json
from tests.at_once import over
from tests.exchange.hostile_labels import LABELS
from tests.strategies.processes import decision_maps
from tests.strategies.words import texts

ROOT = Path(__file__).parents[2]
EXAMPLE = load(ROOT / "examples" / "diabetes_user_group.toml")
WRITERS = (write_dot, write_mermaid, write_graphml, write_node_edge_json)


def labelled(label: str) -> Process:
    """One thing of each kind, all of that title."""
    return Process(
        "labelled",
        stakeholders=[Stakeholder("members", title=label), Stakeholder("absent", title=label)],
        decision_map=DecisionMap(
            forums=[Forum("group", title=label, venue=label), Forum("board", title=label, meetings=Meetings.any_day())],
            flows=[Flow("group", "board", days=1, standing="decides_jointly", medium=label), Flow("group", "board")],
            decisions=[Decision("contract", made_at="board", title=label, stages=[Stage("options", at="group")])],
            entry_points=[EntryPoint("group", "members", method=label), EntryPoint("board")],
            replies=[Reply("board", "members", medium=label), Reply("board", "group", days=2)],
        ),
    )


NODES, EDGES = 6, 8  # of the map above: forums, decision, two stakeholders, anyone; entries, flows, stages, replies


# What the languages say, read by rules of their own


DOT_TOKEN = re.compile(
    r'\s*(?:(digraph|graph|involvement|style|label|shape|rankdir)|("(?:[^"\\]|\\.)*")|(->|[{}\[\];=,]))', re.DOTALL
)


def dot_statements(text: str) -> list[list[str]]:
    """The statements within the braces, as Graphviz takes a text apart; strings keep their quotes."""
    tokens, position = [], 0
    while position < len(text.rstrip()):
        found = DOT_TOKEN.match(text, position)
        assert found, text[position : position + 40]
        tokens.append(next(filter(None, found.groups())))
        position = found.end()
    assert ["digraph", "involvement", "{"] == tokens[:3]
    assert "}" == tokens[-1]
    statements: list[list[str]] = [[]]
    for token in tokens[3:-1]:
        if token == ";":
            statements.append([])
        else:
            statements[-1].append(token)
    assert [] == statements.pop()
    return statements


def dot_shown(quoted: str) -> str:
    """What Graphviz draws for a label: backslashes first, then named characters."""
    drawn = re.sub(r"\\(.)", lambda found: found[1] if found[1] in '"\\' else f"<{found[0]}>", quoted[1:-1])
    return unescape(drawn)


MERMAID_NODE = re.compile(r'  (n[0-9]+)(\["|\(\["|\{\{")([A-Za-z0-9 .,_#;-]+)("\]|"\]\)|"\}\})')
MERMAID_EDGE = re.compile(r'  (n[0-9]+) (-->|-\.->)(?:\|"([A-Za-z0-9 .,_#;-]+)"\|)? (n[0-9]+)')


def mermaid_parts(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    first, *lines = text.splitlines()
    assert "flowchart LR" == first
    assert not re.search(r"direction\s+(TB|BT|RL|LR|TD)", text)  # Mermaid takes the whole line for an instruction
    nodes, edges = {}, []
    for line in lines:
        node, edge = MERMAID_NODE.fullmatch(line), MERMAID_EDGE.fullmatch(line)
        assert node or edge, line
        if node:
            nodes[node[1]] = mermaid_shown(node[3])
        else:
            edges.append((edge[1], edge[2], edge[4]))
    return nodes, edges


def mermaid_shown(label: str) -> str:
    return re.sub(r"#([0-9]+);", lambda found: chr(int(found[1])), label)


def seen(label: str) -> str:
    """What a reader should see of a title: one line, and a mark for what cannot be shown."""
    hidden = {*map(chr, range(32)), *map(chr, range(127, 160)), "\u202e", "\u2066", "\ufffe", "\U0010ffff"}
    shown = "".join("\ufffd" if each in hidden and not each.isspace() else each for each in label)
    return " ".join(shown.split())


# Every title


@over(LABELS, ascii)
def test_no_title_becomes_more_than_a_title_in_dot(label):
    """Graphviz reads escapes, named characters, HTML and links: the same nodes and edges, and the title as it was."""
    text = write_dot(labelled(label))
    statements = dot_statements(text)
    edges = [each for each in statements if "->" in each]
    nodes = [each for each in statements if each[0].startswith('"') and "->" not in each]
    assert (NODES, EDGES, 1) == (len(nodes), len(edges), len(statements) - len(nodes) - len(edges))
    assert (seen(label) or "group") == dot_shown(nodes[0][nodes[0].index("label") + 2])
    names = {token for each in statements for token, after in pairwise(each) if after == "="}
    assert names == {"rankdir", "label", "shape", "style"}


@over(LABELS, ascii)
def test_no_title_becomes_more_than_a_title_in_mermaid(label):
    """Every line is one node or one edge of ours, whatever a title asks for."""
    nodes, edges = mermaid_parts(write_mermaid(labelled(label)))
    assert (NODES, EDGES) == (len(nodes), len(edges))
    assert (seen(label) or "group") == nodes["n1"]
    assert {node for edge in edges for node in (edge[0], edge[2])} <= set(nodes)


@over(LABELS, ascii)
def test_no_title_becomes_more_than_a_title_in_graphml(label):
    """XML that another reader takes, with the title in full; only what XML cannot hold is marked."""
    text = write_graphml(labelled(label))
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert (NODES, EDGES) == (len(graph), graph.size())
    held = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", label)
    assert held == (graph.nodes["forum:group"]["venue"] or "")
    assert {"graphml", "key", "graph", "node", "edge", "data"} == {
        each.tag.rpartition("}")[2] for each in ET.fromstring(text).iter()
    }


@over(LABELS, ascii)
def test_every_title_is_whole_in_json(label):
    """JSON can hold every character."""
    found = json.loads(write_node_edge_json(labelled(label)))
    assert [label, label] == [node["title"] for node in found["nodes"]]
    assert [label, label] == [each["title"] for each in found["stakeholders"]]
    assert (2, 2) == (len(found["nodes"]), len(found["edges"]))


def test_there_are_enough_titles():
    """The figure that is promised."""
    assert len(set(LABELS)) >= 120


@given(texts() | st.text('"\\&;#<>[]|`\n\r -._', max_size=12))
def test_titles_that_nobody_thought_of(label):
    """The table above holds what somebody thought of."""
    process = labelled(label)
    statements = dot_statements(write_dot(process))
    assert NODES + EDGES + 1 == len(statements)
    nodes, edges = mermaid_parts(write_mermaid(process))
    assert (NODES, EDGES) == (len(nodes), len(edges))
    assert (NODES, EDGES) == (
        (graph := nx.parse_graphml(write_graphml(process), force_multigraph=True)).order(),
        graph.size(),
    )


# What is in them


@given(decision_maps(["members", "chair"]))
def test_every_text_has_the_same_nodes_and_edges(a_map):
    """Whoever counts in one tool and in another must come to the same number."""
    forums = {forum.key for forum in a_map.forums}
    stages = [stage for decision in a_map.decisions for stage in decision.all_stages()]
    people = {entry.stakeholder for entry in a_map.entry_points} | {
        reply.target for reply in a_map.replies if reply.target not in forums
    }
    nodes = len(forums) + len(a_map.decisions) + len(people)
    edges = len(a_map.flows) + len(a_map.entry_points) + len(a_map.replies) + len(stages)
    graph = nx.parse_graphml(write_graphml(a_map), force_multigraph=True)
    assert (nodes, edges) == (graph.order(), graph.size())
    found = mermaid_parts(write_mermaid(a_map))
    assert (nodes, edges) == tuple(map(len, found))
    statements = dot_statements(write_dot(a_map))
    assert (nodes + 1, edges) == (
        sum("->" not in each for each in statements),
        sum("->" in each for each in statements),
    )
    told = json.loads(write_node_edge_json(a_map))
    assert [len(told[name]) for name in ("nodes", "edges", "decisions", "entry_points", "replies")] == [
        len(part) for part in (a_map.forums, a_map.flows, a_map.decisions, a_map.entry_points, a_map.replies)
    ]


def test_views_are_solid_answers_dashed_and_each_kind_has_its_shape():
    """Line and shape tell what colour would not tell everybody."""
    text = write_dot(EXAMPLE)
    statements = [statement for statement in dot_statements(text) if "->" in statement]
    styles = Counter(statement[statement.index("style") + 2] for statement in statements)
    assert len(EXAMPLE.decision_map.replies) == styles['"dashed"']
    assert {'"solid"', '"dashed"'} == set(styles)
    shapes = {
        statement[0].strip('"').partition(":")[0]: statement[-2]
        for statement in dot_statements(text)[1:]
        if "->" not in statement
    }
    assert {"forum": '"box"', "decision": '"hexagon"', "stakeholder": '"ellipse"', "anyone": '"ellipse"'} == shapes
    mermaid = write_mermaid(EXAMPLE)
    assert (len(EXAMPLE.decision_map.replies), 6) == (mermaid.count("-.->"), mermaid.count("{{"))
    assert '  n1["User group"]\n' in mermaid
    assert '{{"The redesigned diabetes pathway, 2027-03-25"}}' in mermaid
    assert 'n1 -->|"7 days, codesigns"| n4\n' in mermaid
    assert 'n7 -->|"decision by 2027-03-25"| n10\n' in mermaid


def test_graphml_says_what_is_known_in_types_of_its_own():
    """A tool that measures takes days as numbers."""
    graph = nx.parse_graphml(write_graphml(EXAMPLE), force_multigraph=True)
    assert {
        "kind": "forum", "label": "Service redesign group", "title": "Service redesign group", "tier": "clinical", "papers_due": 7,
        "meetings": "Every 6 weeks on Thursday from 2026-01-15.",
    } == graph.nodes["forum:redesign-group"]  # fmt: skip
    assert {"kind": "stakeholder", "label": "Anyone"} == graph.nodes["anyone"]
    assert "service_user" == graph.nodes["stakeholder:members"]["role"]
    flows = [
        facts for source, target, facts in graph.edges(data=True)
        if (source, target) == ("forum:user-group", "forum:redesign-group")
    ]  # fmt: skip
    assert [(7, "codesigns", "flow", "7 days, codesigns")] == [
        tuple(facts[name] for name in ("days", "standing", "kind", "label")) for facts in flows
    ]
    assert (7, int) == (flows[0]["days"], type(flows[0]["days"]))


def test_json_holds_every_field_of_a_document_and_is_read_by_networkx():
    """Whoever reads the JSON of a document knows the fields of this one."""
    told = json.loads(write_node_edge_json(EXAMPLE, edition="desk"))
    graph = nx.node_link_graph(told, edges="edges")
    assert (len(EXAMPLE.decision_map.forums), len(EXAMPLE.decision_map.flows)) == (graph.order(), graph.size())
    nodes = [{name: value for name, value in node.items() if name != "id"} for node in told["nodes"]]
    document = {
        "format": "involvement", "version": 1, "key": "again", "stakeholders": told["stakeholders"],
        "decision_map": {"forums": nodes, "flows": told["edges"], **{name: told[name] for name in ("decisions", "entry_points", "replies")}},
    }  # fmt: skip
    again = loads(json.dumps(document))
    assert (EXAMPLE.decision_map, EXAMPLE.stakeholders) == (again.decision_map, again.stakeholders)


@pytest.mark.parametrize("write", WRITERS)
def test_an_empty_map_is_an_empty_graph(write):
    """A process without a map is no fault; the text is still one that tools read."""
    assert write(DecisionMap()) == write(Process("empty")).replace(
        '  "issues": [],\n  "stakeholders": []\n', '  "issues": []\n'
    )
    assert "board" not in write(DecisionMap())


@pytest.mark.parametrize("write", WRITERS)
def test_what_no_text_can_hold_is_refused(write):
    """Half a character, or a number that other programs round."""
    for forum in (Forum("board", title="\ud800"), Forum("board", papers_due=2**53 + 1)):
        with pytest.raises(DocumentError) as caught:
            write(DecisionMap(forums=[forum]))
        assert caught.value.path.startswith("forums[0].")
    with pytest.raises(InvalidValueError, match="a Process or a DecisionMap"):
        write("board")


@pytest.mark.no_cover
def test_a_large_map_is_written():
    """Ten thousand forums, the most that a stranger may send, and as many flows."""
    a_map = DecisionMap(
        forums=[Forum(f"forum-{number}") for number in range(10_000)],
        flows=[Flow(f"forum-{number % 9_999}", f"forum-{number % 9_999 + 1}", days=3) for number in range(10_000)],
    )
    for write in WRITERS:
        assert write(a_map).count("forum-9999") >= 1


def test_days_are_said_as_people_count_them_wherever_a_graph_shows_them():
    """An arrow that says "5 days" where five working days are meant is wrong in every week."""
    five = Days(5, clear=True, leave_out="weekends")
    flows = [
        Flow("group", "board", days=Days(10, leave_out="weekends"), standing="advises"),
        Flow("board", "group", days=2),
    ]
    a_map = DecisionMap(forums=[Forum("group", papers_due=3), Forum("board", papers_due=five)], flows=flows)
    assert "10 working days, advises" in write_dot(a_map)
    assert "10 working days, advises" in write_mermaid(a_map)
    written = write_graphml(a_map)
    assert '<data key="node-papers_due">5 clear working days</data>' in written
    assert '<key id="node-papers_due" for="node" attr.name="papers_due" attr.type="string"/>' in written
    assert '"papers_due": {\n        "n": 5' in write_node_edge_json(a_map)
    assert {"n": 10, "leave_out": "weekends"} == a_map.to_networkx().edges["group", "board", 0]["days"]
