"""Can a finding be pasted into minutes, kept, sent and turned into JSON?"""

import json
import pickle
from datetime import date

import attrs
import pytest

from involvement import DuplicateKeyError, InvalidValueError, Standing
from involvement.checks import Facts, Finding, FindingStatus, Severity

FACTS = Facts(
    {
        "forum": "Executive board",
        "days_late": 3,
        "by": date(2026, 9, 1),
        "standing": Standing.DECIDES_JOINTLY,
        "decisions": ("contract", "budget"),
        "meeting": None,
    }
)
FINDING = Finding(
    "MAP002",
    severity="error",
    about="decision:contract",
    message="It is too late.",
    remedy="Move the decision.",
    facts=FACTS,
)


def test_facts_are_a_mapping_that_equals_a_dict() -> None:
    """A host treats them as the dict they look like."""
    assert {"a": 1, "b": "x"} == Facts({"b": "x", "a": 1})
    assert ["a", "b"] == list(Facts({"b": "x", "a": 1}))
    assert (2, 1, None) == (len(Facts({"b": "x", "a": 1})), Facts({"a": 1})["a"], Facts({"a": 1}).get("c"))


def test_facts_in_any_order_are_the_same_facts() -> None:
    """Findings are compared and kept in sets; the order of writing must not count."""
    one, other = Facts([("a", 1), ("b", 2)]), Facts([("b", 2), ("a", 1)])
    assert {one} == {other}
    assert repr(one) == repr(other)


@pytest.mark.parametrize("value", [1.5, ["a"], ("a", 1), object()])
def test_a_fact_is_plain_and_hashable(value) -> None:
    """What cannot be hashed, pickled or written as JSON has no place in a finding."""
    with pytest.raises(InvalidValueError, match=r"Facts\.odd: expected text, a whole number, a date"):
        Facts({"odd": value})


def test_a_fact_has_one_value() -> None:
    """Two values for one name would make the message a matter of luck."""
    with pytest.raises(DuplicateKeyError):
        Facts([("a", 1), ("a", 2)])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("at {forum}", "at Executive board"),
        ("{forum:quoted}", '"Executive board"'),
        ("{days_late:day} late", "3 days late"),
        ("by {by}", "by 2026-09-01"),
        ("'{standing}'", "'decides jointly'"),
        ("{decisions}", "contract and budget"),
        ("{decisions:quoted}", '"contract" and "budget"'),
        ("{meeting}", "not known"),
    ],
)
def test_a_sentence_takes_its_facts_in_words(sentence, expected) -> None:
    """A coordinator pastes the message into minutes, so it must read as a sentence, not as a data structure."""
    assert expected == FACTS.into(sentence)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b", "c"), "a, b and c"),
        (("a", "b", "c", "d", "e"), "a, b, c, d and e"),
        (("a", "b", "c", "d", "e", "f", "g"), "a, b, c, d, e and 2 more"),
    ],
)
def test_a_long_list_is_cut_and_says_so(names, expected) -> None:
    """A hundred decisions in one sentence are read by nobody."""
    assert expected == Facts({"names": names}).into("{names}")


def test_one_day_is_one_day() -> None:
    """`1 days` looks careless, and is then taken as such."""
    assert "1 day, 0 days" == Facts({"a": 1, "b": 0}).into("{a:day}, {b:day}")


def test_a_title_cannot_break_the_line_or_the_terminal() -> None:
    """Titles come from outside; a message is one line, and braces in a title are only braces."""
    facts = Facts({"title": "Line one\nline two\x1b[31m {title} \u202e"})
    assert "Line one line two[31m {title}" == facts.into("{title}")


def test_a_sentence_with_a_name_that_is_no_fact_is_refused() -> None:
    """Whoever writes a rule learns at once which fact is missing."""
    with pytest.raises(InvalidValueError, match="none for 'fourm'"):
        FACTS.into("{fourm}")


def test_a_finding_is_a_sentence_for_minutes() -> None:
    """What is the matter, and what would mend it."""
    assert "It is too late. Move the decision." == str(FINDING)


def test_a_finding_as_a_dict_is_json_and_holds_everything() -> None:
    """The command line prints it, and other programs read it."""
    plain = FINDING.as_dict()
    assert plain == json.loads(json.dumps(plain))
    assert {each.name for each in attrs.fields(Finding)} == set(plain)
    assert {
        "by": "2026-09-01",
        "days_late": 3,
        "decisions": ["contract", "budget"],
        "forum": "Executive board",
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
