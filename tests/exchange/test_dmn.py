"""DMN models: who decides what, what travels between units, everything else told, and nothing run or fetched."""

import io
import os
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import Decision, DecisionMap, DocumentError, Flow, Forum, InvalidValueError, LimitExceeded, Limits
from involvement.exchange import Listed, Origin, Reading, Skipped, read_dmn

NAMESPACES = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}
OWN = "https://example.org/eyes"
UNITS = '<organizationUnit id="u1" name="Board"/>\n<organizationUnit id="u2" name="User group"/>\n'


def model(body: str, version: str = "1.5", **attributes: str) -> str:
    more = "".join(
        f" {name}={quoteattr(value)}" for name, value in {"namespace": OWN, "name": "Eyes", **attributes}.items()
    )
    return f'<definitions xmlns="{NAMESPACES[version]}" xmlns:x="http://x"{more}>\n{body}\n</definitions>'


def decision(own: str, maker: str = "", requires: Iterable[str] = (), name: str = "") -> str:
    required = "".join(
        f'<informationRequirement id="{own}-{each}"><requiredDecision href="#{each}"/></informationRequirement>'
        for each in requires
    )
    made = f'<decisionMaker href="#{maker}"/>' if maker else ""
    return f'<decision id="{own}" name="{name or own}">{required}{made}</decision>\n'


def skipped(text: str, **options) -> list[tuple[str, str, str]]:
    return [(each.where, each.what, each.why) for each in read_dmn(text, **options).skipped]


def ids(own: str) -> list[tuple[str, str]]:
    return [("dmn", f"{OWN}#{own}")]


# What is understood


@pytest.mark.parametrize("version", NAMESPACES)
@pytest.mark.parametrize("prefix", ["", "dmn:"])
def test_units_decisions_and_requirements_become_a_map(version, prefix):
    """The same model in each version, with and without a prefix: what one unit requires of another travels to it."""
    body = UNITS + decision("d1", "u1", ["d2"], "Contract") + decision("d2", "u2", name="Plan for 2027")
    text = model(body, version)
    if prefix:
        text = text.replace("<", "<dmn:").replace("<dmn:/", "</dmn:").replace("xmlns=", "xmlns:dmn=")
    reading = read_dmn(text)
    assert (
        DecisionMap(
            forums=[
                Forum("board", title="Board", external_ids=ids("u1")),
                Forum("user-group", title="User group", external_ids=ids("u2")),
            ],
            flows=[Flow("user-group", "board")],
            decisions=[
                Decision("contract", made_at="board", title="Contract", external_ids=ids("d1")),
                Decision("plan-for-2027", made_at="user-group", title="Plan for 2027", external_ids=ids("d2")),
            ],
        )
        == reading.decision_map
    )
    assert (f"DMN {version}", (), "eyes", "Eyes") == (
        reading.form,
        reading.skipped,
        reading.process.key,
        reading.process.title,
    )
    assert f"DMN {version}: 2 forums, 1 flow, 2 decisions; 0 left aside" == str(reading)


def test_every_part_says_where_it_comes_from():
    """Whoever doubts a flow looks up the requirement in the modelling tool."""
    body = UNITS + decision("d1", "u1", ["d2", "d3"]) + decision("d2", "u2") + decision("d3", "u2")
    body += '<decision id="d4"><informationRequirement><requiredDecision href="#d1"/></informationRequirement><decisionMaker href="#u2"/></decision>'
    assert [
        ("forum:board", "u1"), ("forum:user-group", "u2"), ("flow:user-group>board", "d1-d2"), ("flow:user-group>board", "d1-d3"),
        ("flow:board>user-group", "d4"), ("decision:d1", "d1"), ("decision:d2", "d2"), ("decision:d3", "d3"), ("decision:d4", "d4"),
    ] == [(each.part, each.source.removeprefix(f"{OWN}#")) for each in read_dmn(model(body)).origins]  # fmt: skip


def test_the_unit_may_say_what_it_decides():
    """The standard has the relation from both sides, and tools write one of them."""
    body = (
        '<organizationUnit id="u1" name="Board"><decisionMade href="#d1"/><decisionOwned href="#d2"/></organizationUnit>'
        + decision("d1")
        + decision("d2")
        + '<decision id="d3" name="d3"><decisionOwner href="#u1"/></decision>'
    )
    reading = read_dmn(model(body))
    assert [("d1", "board"), ("d2", "board"), ("d3", "board")] == [
        (each.key, each.made_at) for each in reading.decision_map.decisions
    ]
    assert () == reading.skipped


def test_a_maker_comes_before_an_owner_and_the_others_are_told():
    """A decision is made at one forum; whoever else has a part in it must not vanish."""
    body = UNITS + (
        '<decision id="d1" name="d1"><decisionMaker href="#u2"/><decisionOwner href="#u1"/></decision>\n'
        '<decision id="d2" name="d2"><decisionMaker href="#u1"/><decisionMaker href="#u2"/><decisionMaker href="#u1"/></decision>'
    )
    assert ["user-group", "board"] == [each.made_at for each in read_dmn(model(body)).decision_map.decisions]
    assert [
        ("text:4", "decision 'd1'", "made at user-group; also made or owned by board"),
        ("text:5", "decision 'd2'", "made at board; also made or owned by user-group"),
    ] == skipped(model(body))


def test_knowledge_of_no_unit_is_followed_to_what_it_requires():
    """A model of rules that a group has a say in carries that say, however many models lie between."""
    body = UNITS + (
        '<decision id="d1" name="d1"><knowledgeRequirement id="r1"><requiredKnowledge href="#k1"/></knowledgeRequirement>'
        '<decisionMaker href="#u1"/></decision>'
        '<businessKnowledgeModel id="k1" name="Rules"><knowledgeRequirement><requiredKnowledge href="#k2"/></knowledgeRequirement>'
        '<authorityRequirement><requiredAuthority href="#s1"/></authorityRequirement></businessKnowledgeModel>'
        '<businessKnowledgeModel id="k2" name="More rules"><knowledgeRequirement><requiredKnowledge href="#k1"/></knowledgeRequirement>'
        "</businessKnowledgeModel>"
        '<knowledgeSource id="s1" name="Charter"><authorityRequirement><requiredDecision href="#d2"/></authorityRequirement>'
        '<authorityRequirement><requiredInput href="#i1"/></authorityRequirement></knowledgeSource>'
        '<inputData id="i1" name="Survey"/>'
    )
    reading = read_dmn(model(body + decision("d2", "u2")))
    assert (Flow("user-group", "board"),) == reading.decision_map.flows
    assert Origin("flow:user-group>board", f"{OWN}#r1") in reading.origins
    assert (
        Listed("business knowledge model", "Rules", f"{OWN}#k1", ("d1",)),
        Listed("business knowledge model", "More rules", f"{OWN}#k2"),
        Listed("knowledge source", "Charter", f"{OWN}#s1"),
        Listed("input data", "Survey", f"{OWN}#i1"),
    ) == reading.listed


def test_a_source_with_an_owner_speaks_for_its_unit():
    """Its owner is heard where the source is required, and hears what the source requires."""
    body = UNITS + (
        '<organizationUnit id="u3" name="Ethics committee"/>'
        '<decision id="d1" name="d1"><authorityRequirement id="r1"><requiredAuthority href="#s1"/></authorityRequirement>'
        '<decisionMaker href="#u1"/></decision>'
        '<knowledgeSource id="s1" name="Charter"><authorityRequirement id="r2"><requiredDecision href="#d2"/></authorityRequirement>'
        '<owner href="#u3"/></knowledgeSource>'
    )
    reading = read_dmn(model(body + decision("d2", "u2")))
    assert {Flow("ethics-committee", "board"), Flow("user-group", "ethics-committee")} == set(
        reading.decision_map.flows
    )
    assert () == reading.skipped


def test_within_a_unit_nothing_travels():
    """A forum needs no flow to itself."""
    reading = read_dmn(model(UNITS + decision("d1", "u1", ["d2"]) + decision("d2", "u1")))
    assert ((), ()) == (reading.decision_map.flows, reading.skipped)


def test_a_decision_without_a_maker_is_told_and_put_where_asked():
    """Most models name no unit at all: whoever reads them says where the decisions are made, or learns that nobody knows."""
    body = UNITS + decision("d1", "u1", ["d2"]) + decision("d2", "", ["d1"])
    reading = read_dmn(model(body))
    assert ["d1"] == [each.key for each in reading.decision_map.decisions]
    assert [
        ("text:4", "circle of requirements", "they require each other: decision 'd1', decision 'd2'"),
        ("text:4", "informationRequirement 'd1-d2'", "leads to decision 'd2', which is not on the map"),
        ("text:5", "decision 'd2'", "made or owned by no organisation unit: not on the map, nor is what it requires"),
    ] == skipped(model(body))
    for key, forums in (("not_known", ["board", "user-group", "not_known"]), ("user-group", ["board", "user-group"])):
        found = read_dmn(model(body), unassigned=key)
        assert forums == [each.key for each in found.decision_map.forums]
        assert ["board", key] == [each.made_at for each in found.decision_map.decisions]
        assert {Flow(key, "board"), Flow("board", key)} == set(found.decision_map.flows)
        told = f"made or owned by no organisation unit; put at {key}, as asked"
        assert [("text:5", "decision 'd2'", told)] == skipped(model(body), unassigned=key)[1:]


def test_names_become_keys_each_once():
    """Two units of one name are two forums; a name that has no letters of ours has an id."""
    units = "".join(
        f'<organizationUnit id="{own}" name={quoteattr(name)}/>'
        for own, name in (
            ("a", "Ärzte &amp; Pflege"),
            ("b", "Ärzte-Pflege"),
            ("c", "理事会"),
            ("", "理事会"),
            ("e", " "),
            ("f", "x" * 500),
        )
    )
    body = units.replace("&amp;amp;", "&amp;") + decision("d", "a", name="Ärzte Pflege")
    reading = read_dmn(model(body))
    assert ["arzte-pflege", "arzte-pflege-2", "c", "forum", "e", "x" * 60] == [
        each.key for each in reading.decision_map.forums
    ]
    assert ["arzte-pflege-3"] == [each.key for each in reading.decision_map.decisions]
    assert ["Ärzte & Pflege", "Ärzte-Pflege", "理事会", "理事会", None] == [
        each.title for each in reading.decision_map.forums
    ][:5]
    assert () == reading.decision_map.forums[3].external_ids
    thrice = "".join(f'<organizationUnit id="{own}" name="{own}"/>' for own in ("A 2", "A", "a", "-A-"))
    assert ["a-2", "a", "a-3", "a-4"] == [each.key for each in read_dmn(model(thrice)).decision_map.forums]


@pytest.mark.parametrize(
    ("attributes", "path", "key", "expected"),
    [
        ({"name": "Eye screening"}, "file.dmn", None, "eye-screening"),
        ({"name": ""}, "My model.dmn", None, "my-model"),
        ({"name": "眼"}, "眼.dmn", None, "decisions"),
        ({"name": "Eye screening"}, "file.dmn", "own", "own"),
    ],
)
def test_the_process_has_a_key(tmp_path, attributes, path, key, expected):
    """Something has to be its name; the reader may say it."""
    (tmp_path / path).write_text(model(UNITS, **attributes), encoding="utf-8")
    assert expected == read_dmn(tmp_path / path, key=key).process.key


def test_a_file_a_text_and_bytes_are_read_alike(tmp_path):
    """A text begins with `<`; anything else is the path of a file."""
    text = model(UNITS + decision("d1"))
    path = tmp_path / "eyes.dmn"
    path.write_text(text, encoding="utf-8")
    named = read_dmn(path)
    with path.open("rb") as file:
        assert named == read_dmn(str(path)) == read_dmn(file)
    unnamed = read_dmn(text)
    assert (
        unnamed
        == read_dmn(text.encode())
        == read_dmn(f"\ufeff \n{text}".replace(" \n", ""))
        == read_dmn(io.BytesIO(text.encode()))
    )
    assert named.process == unnamed.process
    assert ["eyes.dmn:4", "text:4"] == [reading.skipped[0].where for reading in (named, unnamed)]


# What is told


REFERENCES = {
    "nowhere": ("#gone", "leads to an id that nothing has"),
    "no mark": ("d2", "leads nowhere: there is no href with `#` and an id"),
    "no href": ("", "leads nowhere: there is no href with `#` and an id"),
    "another model": ("https://example.org/other#d2", "leads to another model, which is not read"),
    "a file": ("file:///etc/passwd#d2", "leads to another model, which is not read"),
    "another kind": ("#i1", "leads to input data, and not to a decision"),
    "a unit": ("#u1", "leads to an organisation unit, and not to a decision"),
    "twice": ("#d2#d2", "leads to an id that nothing has"),
}


@pytest.mark.parametrize(("href", "why"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_leads_nowhere_is_told(href, why):
    """A requirement that cannot be followed must not look like one that was not there."""
    body = (
        UNITS
        + f"""<inputData id="i1" name="Age"/>
<decision id="d1" name="d1"><informationRequirement id="r1"><requiredDecision href="{href}"/></informationRequirement>
<decisionMaker href="#u1"/></decision>"""
        + decision("d2", "u2")
    )
    assert [("text:5", "informationRequirement 'r1' of decision 'd1'", why)] == skipped(model(body))
    assert () == read_dmn(model(body)).decision_map.flows


def test_its_own_namespace_in_a_reference_is_its_own():
    """Tools that know of imports write all references in full."""
    body = UNITS + decision("d1", "u1", ["d2"]) + decision("d2", "u2")
    assert read_dmn(model(body)) == read_dmn(model(body.replace('href="#', f'href="{OWN}#')))


def test_other_references_that_lead_nowhere_are_told_as_well():
    """Makers, owners, sources and empty requirements are followed by the same rule."""
    body = """<organizationUnit id="u1" name="Board"><decisionMade href="#i1"/></organizationUnit><inputData id="i1" name="i1"/>
<decision name="d1"><knowledgeRequirement><description/></knowledgeRequirement><authorityRequirement id="r1"/>
<decisionMaker href="#i1"/><decisionMaker/><decisionOwner href="#u1"/></decision>
<knowledgeSource id="s1" name="s1"><owner href="#d1"/></knowledgeSource>"""
    assert [
        ("text:2", "decisionMade of organisation unit 'u1'", "leads to input data, and not to a decision"),
        (
            "text:3",
            "authorityRequirement 'r1' of decision without an id",
            "leads nowhere: there is no href with `#` and an id",
        ),
        ("text:3", "description", "not about who decides what"),
        (
            "text:3",
            "knowledgeRequirement of decision without an id",
            "leads nowhere: there is no href with `#` and an id",
        ),
        ("text:4", "decisionMaker of decision without an id", "leads nowhere: there is no href with `#` and an id"),
        ("text:4", "decisionMaker of decision without an id", "leads to input data, and not to an organisation unit"),
        ("text:5", "owner of knowledge source 's1'", "leads to an id that nothing has"),
    ] == skipped(model(body))


def test_an_id_that_stands_twice_counts_once():
    """Which of them a reference means, nobody can know; the first is taken and the other told."""
    body = UNITS + decision("d1", "u1") + decision("d1", "u2") + '<inputData id="u1" name="x"/>'
    reading = read_dmn(model(body))
    assert [("d1", "board")] == [(each.key, each.made_at) for each in reading.decision_map.decisions]
    why = "its id stands there twice, and the first counts"
    assert [("text:5", "decision 'd1'", why), ("text:6", "input data 'u1'", why)] == skipped(model(body))
    assert () == reading.listed


def test_circles_are_told_and_stay_on_the_map():
    """Two units that wait for each other are what an analyst looks for; a decision that requires itself is a slip."""
    names = [f"d{number}" for number in range(8)]
    body = UNITS + "".join(
        decision(own, f"u{1 + number % 2}", [names[(number + 1) % 8]]) for number, own in enumerate(names)
    )
    reading = read_dmn(model(body + decision("self", "u1", ["self"])))
    assert {Flow("board", "user-group"), Flow("user-group", "board")} == set(reading.decision_map.flows)
    first = ", ".join(f"decision '{own}'" for own in names[:5])
    assert (
        Skipped("circle of requirements", "text:4", f"they require each other: {first} and 3 more", 8),
        Skipped("circle of requirements", "text:12", "they require each other: decision 'self'", 1),
    ) == reading.skipped


def test_what_is_not_read_is_counted_by_kind():
    """The report is complete, and short: one row for each kind, with the line of the first."""
    body = """<description>text</description><import namespace="http://x" locationURI="file:///etc/passwd" importType="x"/>
<itemDefinition id="t1" name="t1"/><itemDefinition id="t2" name="t2"/>
<decision id="d1" name="d1"><question>?</question><extensionElements><x:a/></extensionElements>
<decisionTable><rule><inputEntry><text>__import__('os').system('x')</text></inputEntry></rule></decisionTable></decision>
<decision id="d2" name="d2"><literalExpression><text>exec</text></literalExpression><x:script/></decision>
<decisionService id="v1" name="Service"><outputDecision href="#d1"/></decisionService><textAnnotation/>
<x:thing><x:decision id="d3"/></x:thing>
<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram/></dmndi:DMNDI>"""
    found = read_dmn(model(body), unassigned="board")
    assert [
        ("description", "text:2", "not about who decides what", 1),
        ("import", "text:2", "another file, which is not opened", 1),
        ("itemDefinition", "text:3", "not about who decides what", 2),
        ("extensionElements", "text:4", "made by another program for itself, and not read", 1),
        ("question", "text:4", "not about who decides what", 1),
        ("decisionTable", "text:5", "decision logic, which is never run", 1),
        ("extension", "text:6", "made by another program for itself, and not read", 2),
        ("literalExpression", "text:6", "decision logic, which is never run", 1),
        ("outputDecision", "text:7", "not about who decides what", 1),
        ("textAnnotation", "text:7", "not about who decides what", 1),
        ("DMNDI", "text:9", "a drawing, and not read", 1),
    ] == [
        (each.what, each.where, each.why, each.count)
        for each in found.skipped
        if not each.what.startswith("decision '")
    ]
    assert "text:3: itemDefinition (2): not about who decides what" in map(str, found.skipped)
    assert [("decision service", "Service")] == [(each.kind, each.title) for each in found.listed]


def test_a_title_is_one_line_and_an_id_is_short():
    """What comes from a stranger is shown to people."""
    body = UNITS + decision("d1", "u1", name="a&#10;b&#9;c") + f'<decision id="{"x" * 500}" name="y"/>'
    reading = read_dmn(model(body, name="Eyes&#13;&#10;closed".replace("&#13;&#10;", " ")))
    assert "a b c" == reading.decision_map.decisions[0].title
    assert f"decision '{'x' * 57}...'" == reading.skipped[0].what


# A law


@st.composite
def models(draw: st.DrawFn) -> tuple[dict[str, str | None], dict[str, list[str]]]:
    """Decisions and knowledge models by name with the unit that makes them, and what each requires."""
    names = [f"d{number}" for number in range(draw(st.integers(1, 6)))] + [
        f"k{number}" for number in range(draw(st.integers(0, 3)))
    ]
    made = {each: draw(st.sampled_from((None, "u1", "u2", "u3"))) if each.startswith("d") else None for each in names}
    return made, {each: draw(st.lists(st.sampled_from(names), max_size=4)) for each in names}


@given(models())
@settings(max_examples=300)
def test_every_decision_and_requirement_is_accounted_for(drawn):
    """On the map or among what was skipped: a naive search comes to the same flows, and nothing is lost."""
    made, requires = drawn
    body = "".join(f'<organizationUnit id="{unit}" name="{unit}"/>' for unit in ("u1", "u2", "u3"))
    for each, unit in made.items():
        kind = "decision" if each.startswith("d") else "businessKnowledgeModel"
        required = "".join(
            f'<authorityRequirement id="{each}-{position}"><requiredDecision href="#{other}"/></authorityRequirement>'
            if other.startswith("d")
            else f'<knowledgeRequirement id="{each}-{position}"><requiredKnowledge href="#{other}"/></knowledgeRequirement>'
            for position, other in enumerate(requires[each])
        )
        maker = f'<decisionMaker href="#{unit}"/>' if unit else ""
        body += f'<{kind} id="{each}" name="{each}">{required}{maker}</{kind}>\n'
    reading = read_dmn(model(body))

    def units_required(name: str, seen: frozenset[str]) -> set[str]:
        found = set()
        for other in requires[name]:
            if made[other] is not None:
                found.add(made[other])
            elif other.startswith("k") and other not in seen:
                found |= units_required(other, seen | {other})
        return found

    flows = {
        (there, unit) for each, unit in made.items() if unit for there in units_required(each, frozenset()) - {unit}
    }
    assert flows == {(flow.source, flow.target) for flow in reading.decision_map.flows}
    assert len(flows) == len(reading.decision_map.flows)
    assert [(each, unit) for each, unit in made.items() if unit] == [
        (each.key, each.made_at) for each in reading.decision_map.decisions
    ]
    told = {each.what for each in reading.skipped}
    assert {f"decision '{each}'" for each, unit in made.items() if unit is None and each.startswith("d")} <= told
    for each, unit in made.items():
        for position, other in enumerate(requires[each]):
            if unit and other.startswith("d") and made[other] is None:
                assert any(what.endswith(f"Requirement '{each}-{position}'") for what in told)


# What is refused


BOMB = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(8))
HOSTILE = {
    "a document type": ("<!DOCTYPE definitions><definitions/>", "text:1: expected no document type"),
    "laughs": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]><x>&a8;</x>', "text:1: expected no document type"),
    "a file": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "text:1: expected no document type"),
    "a parameter": ('<!DOCTYPE x [<!ENTITY % e SYSTEM "http://x/">%e;]><x/>', "text:1: expected no document type"),
    "a content model": (f"<!DOCTYPE x [<!ELEMENT x {'(' * 9000}a{')' * 9000}>]><x/>", "text:1: expected no document type"),
    "an entity": (model("<decision name='&x;'/>"), "text:2: not XML: undefined entity"),
    "a decision that does not end": (model("<decision>"), "text:3: not XML: mismatched tag"),
    "two roots": (f"{model('')}<x/>", "text:3: not XML: junk after document element"),
    "a prefix without a namespace": (model("<y:decision/>"), "text:2: not XML: unbound prefix"),
    "an attribute twice": (model('<decision id="a" id="b"/>'), "text:2: not XML: duplicate attribute"),
    "HTML": ("<html><body>", "text:1: expected `definitions` of DMN"),
    "BPMN": ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "text:1: expected `definitions` of DMN"),
    "part of a model": (f'<decision xmlns="{NAMESPACES["1.3"]}"/>', "text:1: expected `definitions` of DMN"),
    "a version to come": ('<definitions xmlns="https://www.omg.org/spec/DMN/20990101/MODEL/"/>', "text:1: expected one of the versions 1.1, 1.2, 1.3, 1.4, 1.5"),
    "no namespace": ("<definitions/>", "text:1: expected `definitions` of DMN"),
    "another encoding": (b'<?xml version="1.0" encoding="UTF-7"?><x/>', "text:1: expected one of the encodings"),
    "an encoding that is none": (b'<?xml version="1.0" encoding="x-evil"?><x/>', "text:1: expected one of the encodings"),
    "latin letters as UTF-8": (model("<!-- é -->").encode("latin-1"), "text:2: not XML: not well-formed"),
    "half a character": (model("\ud800"), "text: expected whole characters"),
    "a control character": (model("\x01"), "text:2: not XML: not well-formed"),
    "nothing": (b"", "text:1: not XML: no element found"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_model_is_refused(text, message):
    """One clear error with a line, whatever a stranger sends."""
    with pytest.raises(DocumentError) as caught:
        read_dmn(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_that_xml_names_are_read(encoding):
    """Tools on other systems write them, and say so."""
    declared = "iso-8859-1" if encoding == "latin-1" else encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{declared}"?>{model(UNITS.replace("Board", "Café"))}'.encode(encoding)
    assert "Café" == read_dmn(data).decision_map.forums[0].title


def test_a_text_is_what_it_is_whatever_it_says_of_its_encoding():
    """A text in memory has no encoding any more."""
    text = f'<?xml version="1.0" encoding="UTF-7"?>{model(UNITS.replace("Board", "Café"))}'
    assert "Café" == read_dmn(text).decision_map.forums[0].title


def test_nothing_is_fetched_and_nothing_included(tmp_path):
    """A model that asks for other files gets none of them."""
    secret = tmp_path / "secret"
    os.mkfifo(secret)  # whoever opens it waits for ever
    body = (
        f"""<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/>
<import namespace="http://x" locationURI="{secret.as_uri()}" importType="x"/>
<knowledgeSource id="s1" name="s1" locationURI="{secret.as_uri()}"/>"""
        + UNITS
    )
    text = model(body).replace(
        "xmlns:x=",
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {secret.as_uri()}" xmlns:x=',
    )
    assert ["extension", "import"] == [each.what for each in read_dmn(text).skipped]


@pytest.mark.parametrize("source", [None, 7, [], io.StringIO("<x/>")])
def test_a_source_is_a_path_a_text_or_an_open_file(source):
    """A slip of the caller is told as one."""
    with pytest.raises(InvalidValueError, match="path_or_file"):
        read_dmn(source)


def test_what_cannot_be_read_is_refused(tmp_path):
    """A folder, and what is not there."""
    for path in (tmp_path, tmp_path / "nowhere.dmn"):
        with pytest.raises(DocumentError, match="cannot be read"):
            read_dmn(path)


@pytest.mark.parametrize("options", [{"unassigned": " board"}, {"unassigned": 7}, {"limits": 7}, {"key": "no key "}])
def test_arguments_are_checked(options):
    """Before anything is read, or at the latest when it is used."""
    with pytest.raises(InvalidValueError):
        read_dmn(model(UNITS), **options)


LIMITS = {
    "size": (model(UNITS), "size", len(model(UNITS)), "bytes"),
    "size of other letters": (model(UNITS + "<!-- éé -->"), "size", len(model(UNITS + "<!-- éé -->")) + 2, "bytes"),
    "values": (model(UNITS), "values", 9, "elements and attributes"),
    "depth": (model("<x:a><x:b/></x:a>"), "depth", 3, "elements within each other"),
    "text": (model("", name="n" * 99), "text", 99, "characters in one text"),
}


@pytest.mark.parametrize(("text", "name", "limit", "what"), LIMITS.values(), ids=LIMITS)
def test_a_limit_holds_to_the_one(text, name, limit, what):
    """A limit that is off by one is a limit that nobody has tried."""
    read_dmn(text, limits=Limits(**{name: limit}))
    with pytest.raises(LimitExceeded) as caught:
        read_dmn(text, limits=Limits(**{name: limit - 1}))
    assert (what, limit - 1) == (caught.value.what, caught.value.limit)


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * 1_000_000,
        model(f"<x:a {' '.join(f'a{number}=1' for number in range(260_000))}/>".replace("=1", '="1"')),
        "<" * 11_000_000,
    ],
    ids=["depth", "attributes", "size"],
)
def test_a_flood_is_refused(text):
    """Depth, width and length end where the limits say."""
    with pytest.raises((LimitExceeded, DocumentError)):
        read_dmn(text)


def test_a_hundred_thousand_elements_are_read():
    """A national model is that large; its longest chain must not exhaust the stack."""
    count = 20_000
    body = UNITS + "".join(decision(f"d{number}", f"u{1 + number % 2}", [f"d{number + 1}"]) for number in range(count))
    reading = read_dmn(model(body + decision(f"d{count}", "u1")), limits=Limits(values=10**6))
    assert count + 1 == len(reading.decision_map.decisions)
    assert {Flow("board", "user-group"), Flow("user-group", "board")} == set(reading.decision_map.flows)
    assert () == reading.skipped


def test_knowledge_that_leads_everywhere_is_followed_only_so_far():
    """A few lines can ask for a walk without an end; it ends at a bound."""
    many = "".join(
        f'<businessKnowledgeModel id="k{number}" name="k"><knowledgeRequirement><requiredKnowledge href="#k{number + 1}"/>'
        "</knowledgeRequirement></businessKnowledgeModel>"
        for number in range(300)
    )
    asking = "".join(
        f'<decision id="d{number}" name="d"><knowledgeRequirement><requiredKnowledge href="#k0"/></knowledgeRequirement>'
        '<decisionMaker href="#u1"/></decision>'
        for number in range(300)
    )
    text = model(UNITS + many + asking + '<businessKnowledgeModel id="k300" name="end"/>')
    assert 300 == len(read_dmn(text).decision_map.decisions)
    with pytest.raises(LimitExceeded, match="steps from requirement to requirement"):
        read_dmn(text, limits=Limits(values=4_500))


# Damage


SAMPLE = model(
    UNITS
    + decision("d1", "u1", ["d2"], "Vertrag über Brillen")
    + decision("d2", "u2")
    + '<x:a><![CDATA[<b>]]></x:a><!-- é --><inputData id="i"/>'
).encode()


@pytest.mark.parametrize("end", range(len(SAMPLE)))
def test_a_file_cut_at_any_byte_is_refused(end):
    """Half a model is no model: an end tag is missing, and that is told."""
    with pytest.raises(DocumentError, match=r"^text:[0-9]+: not XML: |^text:[0-9]+: expected"):
        read_dmn(SAMPLE[:end])


@given(st.integers(min_value=0, max_value=len(SAMPLE) - 1), st.binary(max_size=4))
@settings(max_examples=600)
def test_a_damaged_file_is_read_or_refused(place, instead):
    """Only our own errors leave, and what is read is a reading."""
    try:
        found = read_dmn(SAMPLE[:place] + instead + SAMPLE[place + 1 :])
    except DocumentError:
        return
    assert isinstance(found, Reading)


def test_the_sample_of_the_tests_above_is_whole():
    """Else they would try something that is refused anyway."""
    assert 2 == len(read_dmn(SAMPLE).decision_map.decisions)


def test_no_path_is_taken_for_a_text(tmp_path):
    """A path that begins with `<` is not for this function; one below a folder is."""
    path = tmp_path / "<odd>.dmn"
    path.write_text(model(UNITS), encoding="utf-8")
    assert read_dmn(path) == read_dmn(str(path))
    assert isinstance(path, Path)
