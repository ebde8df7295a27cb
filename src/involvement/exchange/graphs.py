"""Write decision maps as DOT, Mermaid, GraphML and node-edge JSON.

Every text has the same nodes and edges. Forums, decisions and stakeholders are nodes, told apart by `kind`; entry
points open to all start at the node `anyone`. Views travel along solid edges of the kinds `entry`, `flow` and `stage`
(from a forum to what is decided there), answers along dashed ones of the kind `reply`. The texts hold nothing
that a tool would run, fetch or link to, whatever the titles are. Unless the edition `desk` is asked for, nobody is in them
who is a person, and no field that is about one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from involvement.calendars import Days, Meetings
from involvement.calendars.counted_days import days_said
from involvement.decisions import Decision, DecisionMap
from involvement.exchange.subjects import Subject, map_of, plain_of, told_of
from involvement.standing import Standing
from involvement.wording import Edition, Statement, Wording
from involvement.wording.lists import beside
from involvement.wording.texts import REPLACED, one_line

__all__ = ["write_dot", "write_graphml", "write_mermaid", "write_node_edge_json"]

_ANYONE = "anyone"
_WORDS = Wording(days="iso")

Fact = str | int


class _Node(NamedTuple):
    id: str
    kind: str
    label: str
    facts: dict[str, Fact]


class _Edge(NamedTuple):
    source: str
    target: str
    kind: str
    label: str
    facts: dict[str, Fact]


def write_dot(process: Subject, *, edition: Edition | str = Edition.PARTNERS) -> str:
    """The map in the language of Graphviz. Names are always quoted; nothing is a link, a picture or HTML.

    >>> from involvement.decisions import Forum
    >>> print(write_dot(DecisionMap(forums=[Forum("board", title="Executive board")])), end="")
    digraph involvement {
      graph [rankdir="LR"];
      "forum:board" [label="Executive board", shape="box"];
    }
    """
    nodes, edges = _graph(told_of(process, edition))
    lines = ['digraph involvement {\n  graph [rankdir="LR"];\n']
    lines += (
        f"  {_dot(node.id)} [label={_dot(one_line(node.label))}, shape={_dot(_DOT_SHAPES[node.kind])}];\n"
        for node in nodes
    )
    lines += (
        f"  {_dot(edge.source)} -> {_dot(edge.target)} [label={_dot(one_line(edge.label))}, style={_dot(_style(edge))}];\n"
        for edge in edges
    )
    return "".join((*lines, "}\n"))


def write_mermaid(process: Subject, *, edition: Edition | str = Edition.PARTNERS) -> str:
    """The map as a flowchart of Mermaid, from left to right. Nodes are `n1`, `n2` and so on, in the order of the map.

    In titles, all but plain letters, digits and commas is written by number, so that nothing in them is an instruction;
    a host should draw with `securityLevel: 'strict'` all the same.
    """
    nodes, edges = _graph(told_of(process, edition))
    numbered = {node.id: f"n{number}" for number, node in enumerate(nodes, 1)}
    lines = ["flowchart LR\n"]
    for node in nodes:
        opening, closing = _MERMAID_SHAPES[node.kind]
        lines.append(f'  {numbered[node.id]}{opening}"{_mermaid(node.label)}"{closing}\n')
    for edge in edges:
        arrow = "-.->" if edge.kind == "reply" else "-->"
        label = f'|"{_mermaid(edge.label)}"|' if edge.label else ""
        lines.append(f"  {numbered[edge.source]} {arrow}{label} {numbered[edge.target]}\n")
    return "".join(lines)


def write_graphml(process: Subject, *, edition: Edition | str = Edition.PARTNERS) -> str:
    """The map as GraphML: what is known of each node and edge as text or whole numbers, days as 2026-09-01.

    A number of days that leaves some out is text: `5 clear working days`.

    A character that XML cannot hold is replaced by U+FFFD.
    """
    nodes, edges = _graph(told_of(process, edition))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    for what, parts in (("node", nodes), ("edge", edges)):
        known: dict[str, set[type]] = {}
        for name, value in ((name, value) for part in parts for name, value in part.facts.items()):
            known.setdefault(name, set()).add(type(value))
        for name in ("kind", "label", *sorted(known)):
            kind = "long" if known.get(name) == {int} else "string"
            key = {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": kind}
            lines.append(f"  {_element('key', key)}\n")
    lines.append('  <graph id="map" edgedefault="directed">\n')
    lines += (f"    {_element('node', {'id': node.id}, _data('node', node))}\n" for node in nodes)
    for number, edge in enumerate(edges, 1):
        ends = {"id": f"e{number}", "source": edge.source, "target": edge.target}
        lines.append(f"    {_element('edge', ends, _data('edge', edge))}\n")
    return "".join((*lines, "  </graph>\n</graphml>\n"))


def write_node_edge_json(process: Subject, *, edition: Edition | str = Edition.PARTNERS) -> str:
    """The map as JSON: forums as `nodes` with an `id`, flows as `edges`, and beside them the other parts.

    Fields are those of a document. `decisions`, `entry_points`, `replies`, `issues` and, of a process, `stakeholders`
    are lists of their own; what is not known is left out.
    """
    plain = plain_of(told_of(process, edition))
    graph: dict[str, Any] = {
        "directed": True,
        "multigraph": True,
        "nodes": [{"id": forum["key"], **forum} for forum in plain.pop("forums", ())],
        "edges": plain.pop("flows", []),
        **{name: plain.get(name, []) for name in ("decisions", "entry_points", "replies")},
        **plain,
    }
    return json.dumps(graph, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"


# The nodes and edges


def _graph(subject: Subject) -> tuple[list[_Node], list[_Edge]]:
    plain = plain_of(subject)
    a_map = map_of(subject)
    people = {stakeholder["key"]: stakeholder for stakeholder in plain.get("stakeholders", ())}
    nodes = [
        _node("forum", row, forum.meetings) for row, forum in zip(plain.get("forums", ()), a_map.forums, strict=True)
    ]
    nodes += (_node("decision", decision) for decision in plain.get("decisions", ()))
    nodes += (_node("stakeholder", people.get(key, {"key": key})) for key in _taking_part(a_map, people))
    if any(entry.stakeholder is None for entry in a_map.entry_points):
        nodes.append(_Node(_ANYONE, "stakeholder", "Anyone", {}))
    return nodes, list(_edges(a_map, plain))


def _node(kind: str, plain: Mapping[str, Any], meetings: Meetings | None = None) -> _Node:
    facts = _facts(plain, without=("key", "title", "kind"))
    if meetings is not None:
        facts["meetings"] = _WORDS.say(meetings.says)
    if "title" in plain:
        facts["title"] = plain["title"]
    title = plain.get("title", "")
    label = title if one_line(title) else plain["key"]
    return _Node(f"{kind}:{plain['key']}", kind, beside(label, str(facts["on"])) if "on" in facts else label, facts)


def _taking_part(a_map: DecisionMap, people: Mapping[str, object]) -> Iterator[str]:
    """Everybody who raises views, is answered or is listed, each once, the listed first."""
    forums = {forum.key for forum in a_map.forums}
    raising = (entry.stakeholder for entry in a_map.entry_points if entry.stakeholder is not None)
    answered = (reply.target for reply in a_map.replies if reply.target not in forums)
    yield from dict.fromkeys((*people, *raising, *answered))


def _edges(a_map: DecisionMap, plain: Mapping[str, Any]) -> Iterator[_Edge]:
    forums = {forum.key for forum in a_map.forums}
    for entry in plain.get("entry_points", ()):
        who = f"stakeholder:{entry['stakeholder']}" if "stakeholder" in entry else _ANYONE
        yield _edge("entry", who, f"forum:{entry['forum']}", entry, ("forum", "stakeholder"))
    for flow in plain.get("flows", ()):
        yield _edge("flow", f"forum:{flow['source']}", f"forum:{flow['target']}", flow, ("source", "target"))
    for decision in a_map.decisions:
        yield from _stages(decision)
    for reply in plain.get("replies", ()):
        target = f"{'forum' if reply['target'] in forums else 'stakeholder'}:{reply['target']}"
        yield _edge("reply", f"forum:{reply['source']}", target, reply, ("source", "target"))


def _edge(kind: str, source: str, target: str, plain: Mapping[str, Any], without: tuple[str, ...]) -> _Edge:
    facts = _facts(plain, without)
    shown: dict[str, Statement | Standing] = {}
    if "days" in plain:
        days = plain["days"]
        shown["days"] = days_said(Days(**days) if isinstance(days, dict) else days)
    if "standing" in plain:
        shown["standing"] = Standing(plain["standing"])
    return _Edge(source, target, kind, _label(shown) if shown else "", facts)


def _label(shown: Mapping[str, Statement | date | StrEnum]) -> str:
    """What an edge shows, in words."""
    code = "_".join(shown)
    sources = {name: _SOURCES[name] for name in shown}
    return _WORDS.clause(Statement(f"graph.{code}", shown, template=_LABELS[code], sources=sources))


_LABELS = {
    "days": "{days:clause}",
    "standing": "{standing}",
    "days_standing": "{days:clause}, {standing}",
    "stage": "{stage}",
    "stage_by": "{stage} by {by}",
}
_SOURCES = {"days": "Flow.days", "standing": "Flow.standing", "stage": "Stage.name", "by": "Stage.by"}


def _stages(decision: Decision) -> Iterator[_Edge]:
    for stage in decision.all_stages():
        by = {} if stage.by is None else {"by": stage.by.isoformat()}
        label = _label({"stage": stage.name} if stage.by is None else {"stage": stage.name, "by": stage.by})
        yield _Edge(f"forum:{stage.at}", f"decision:{decision.key}", "stage", label, {"stage": stage.name.value, **by})


def _facts(plain: Mapping[str, Any], without: tuple[str, ...]) -> dict[str, Fact]:
    """What is text, a number or a day, or can be said as one; what holds more stands in the node-edge JSON."""
    values = {
        name: str(Days(**value)) if name in _COUNTS and isinstance(value, dict) else value
        for name, value in plain.items()
    }
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in without and isinstance(value, str | int | date)
    }


_COUNTS = ("days", "papers_due")


# How texts are written


_DOT_SHAPES = {"forum": "box", "decision": "hexagon", "stakeholder": "ellipse"}
_MERMAID_SHAPES = {"forum": ("[", "]"), "decision": ("{{", "}}"), "stakeholder": ("([", "])")}
# Between letters or digits these are no Markdown: in "1. item", "- item" and "_word_" they would be.
_MERMAID_PLAIN = re.compile(r"[A-Za-z0-9 ,]|(?<=[A-Za-z0-9])[._-](?=[A-Za-z0-9])")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _style(edge: _Edge) -> str:
    return "dashed" if edge.kind == "reply" else "solid"


def _dot(text: str) -> str:
    """A quoted string. Graphviz reads backslashes and, in labels, ampersands; doubled and named they are themselves."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'


def _mermaid(text: str) -> str:
    seen = one_line(text)
    coded = "".join(
        character if _MERMAID_PLAIN.match(seen, position) else f"#{ord(character)};"
        for position, character in enumerate(seen)
    )
    # The one word that Mermaid takes for an instruction wherever in a line it stands, even within quotes.
    return coded.replace("direction ", "#100;irection ")


def _data(what: str, part: _Node | _Edge) -> str:
    facts: dict[str, Fact] = {"kind": part.kind, "label": part.label, **part.facts}
    return "".join(_element("data", {"key": f"{what}-{name}"}, _xml(value)) for name, value in facts.items())


def _element(name: str, attributes: Mapping[str, str], inner: str = "") -> str:
    """An element of XML; what is within it is XML already."""
    written = "".join(f' {attribute}="{_attribute(value)}"' for attribute, value in attributes.items())
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def _attribute(text: str) -> str:
    return _xml(text).replace('"', "&quot;")


def _xml(value: Fact) -> str:
    text = _NOT_XML.sub(REPLACED, str(value))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
