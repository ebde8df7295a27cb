"""Can a finding be pasted into minutes, kept, sent and turned into JSON?"""

import json
import pickle
from datetime import date

import attrs
import pytest

from involvement import DuplicateKeyError, InvalidValueError, Standing
from involvement.checks import Facts, Finding, FindingStatus, Severity
from involvement.references import Ref
from involvement.wording import Statement

FACTS = Facts(
    {
        "forum": Ref("forum", "board"),
        "days_late": 3,
        "by": date(2026, 9, 1),
        "standing": Standing.DECIDES_JOINTLY,
        "decisions": (Ref("decision", "contract"), Ref("decision", "budget")),
        "meeting": None,
    }
)
CONTRACT = Ref("decision", "contract")
NAMES = {CONTRACT: "The contract"}
TITLE = {"decision": "Decision.title"}
FINDING = Finding(
    "MAP002",
    severity="error",
    about=CONTRACT,
    says=Statement("MAP002.says", {"decision": CONTRACT}, template="It is too late for {decision}.", sources=TITLE),
    fix=Statement("MAP002.fix", {"decision": CONTRACT}, template="Move {decision}.", sources=TITLE),
    facts=FACTS,
    names=NAMES.get,
)


def test_facts_are_a_mapping_that_equals_a_dict() -> None:
    """A host treats them as the dict they look like."""
    assert {"a": 1, "b": True} == Facts({"b": True, "a": 1})
    assert ["a", "b"] == list(Facts({"b": True, "a": 1}))
    assert (2, 1, None) == (len(Facts({"b": True, "a": 1})), Facts({"a": 1})["a"], Facts({"a": 1}).get("c"))


def test_facts_in_any_order_are_the_same_facts() -> None:
    """Findings are compared and kept in sets; the order of writing must not count."""
    one, other = Facts([("a", 1), ("b", 2)]), Facts([("b", 2), ("a", 1)])
    assert {one} == {other}
    assert repr(one) == repr(other)


@pytest.mark.parametrize("value", [1.5, "a", ["a"], ("a",), (1, 1.5), object()])
def test_a_fact_is_plain_and_hashable(value) -> None:
    """What cannot be hashed, pickled or written as JSON has no place in a finding."""
    with pytest.raises(InvalidValueError, match=r"Facts\.odd: expected a Ref, a date, an exact number"):
        Facts({"odd": value})


def test_a_fact_has_one_value() -> None:
    """Two values for one name would make the message a matter of luck."""
    with pytest.raises(DuplicateKeyError):
        Facts([("a", 1), ("a", 2)])


def test_a_finding_is_a_sentence_for_minutes() -> None:
    """What is the matter, and what would mend it."""
    assert "It is too late for The contract. Move The contract." == str(FINDING)


def test_a_finding_as_a_dict_is_json_and_holds_everything() -> None:
    """The command line prints it, and other programs read it."""
    plain = FINDING.as_data()
    assert plain == json.loads(json.dumps(plain))
    fields = {each.name for each in attrs.fields(Finding)} - {"names"}
    assert {*fields, "message", "remedy"} == set(plain)
    assert [{"kind": "decision", "keys": ["contract"]}] == plain["about"]
    assert {
        "by": "2026-09-01",
        "days_late": 3,
        "decisions": [{"kind": "decision", "keys": ["contract"]}, {"kind": "decision", "keys": ["budget"]}],
        "forum": {"kind": "forum", "keys": ["board"]},
        "meeting": None,
        "standing": "decides_jointly",
    } == plain["facts"]


def test_severity_and_status_are_words() -> None:
    """`finding.severity == "error"` is what hosts write."""
    assert ("error", "found") == (FINDING.severity, FINDING.status)
    assert (Severity.ERROR, FindingStatus.FOUND) == (FINDING.severity, FINDING.status)
    with pytest.raises(InvalidValueError, match="severity: expected one of error, warning, note"):
        attrs.evolve(FINDING, severity="fatal")


def test_a_finding_travels() -> None:
    """Batches run in other processes."""
    again = pickle.loads(pickle.dumps(FINDING))
    assert FINDING == again
    assert hash(FINDING) == hash(again)


def test_names_are_no_part_of_what_a_finding_is() -> None:
    """The same finding in a process with other titles is the same finding, said in other words."""
    untitled = attrs.evolve(FINDING, names={}.get)
    assert FINDING == untitled
    assert "It is too late for contract." == untitled.message
    assert "contract" in repr(untitled)
    assert "The contract" not in repr(FINDING)


def test_a_finding_may_be_about_several_things() -> None:
    """One of them, or a list of them; a text is neither."""
    several = (CONTRACT, Ref("forum", "board"))
    assert several == attrs.evolve(FINDING, about=list(several)).about
    with pytest.raises(InvalidValueError):
        attrs.evolve(FINDING, about="decision:contract")


def test_without_names_things_are_called_by_their_keys():
    """A host may make findings of its own rules without any titles."""
    bare = Finding("OWN001", severity="note", about=CONTRACT, says=FINDING.says, fix=FINDING.fix)
    assert "It is too late for contract." == bare.message
