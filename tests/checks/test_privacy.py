"""Do the rules about privacy look everywhere, and keep to themselves what they found?"""

import json
import re
from datetime import date

import pytest

from involvement import Process, Stakeholder, load, loads
from involvement.checks import check, select
from involvement.errors import InvolvementError
from involvement.privacy import FieldClass, classes_of_fields
from involvement.privacy.recorded_texts import placed_texts
from involvement.references import Ref
from tests.privacy.test_field_classes import GOLDEN

DAY = date(2026, 11, 23)
SECRET = "07700900123"  # Ofcom keeps it for plays and films
PRV = select(["PRV"])
AS_SAID = {  # texts of a closed form
    "Consent.to", "MeetingRule.rule", "Meetings.rule", "Expense.currency", "PaymentRate.currency", "Provenance.of",
}  # fmt: skip
PLAIN = json.loads(GOLDEN.read_text(encoding="utf-8"))


def with_text(path, text):
    """The document that has every field, with another text at a place; None where there can be none."""
    plain = json.loads(GOLDEN.read_text(encoding="utf-8"))
    *before, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", path)]
    holder = plain
    for part in before:
        holder = holder[part]
    held = holder[last]
    while isinstance(held, list):  # the last of several, or of a pair
        holder, last = held, len(held) - 1
        held = holder[last]
    holder[last] = text
    return read(plain)


def everywhere(old, new):
    """The document with one text in place of another wherever it stands as a whole; None where there can be none."""

    def changed(plain):
        if isinstance(plain, dict):
            return {name: changed(value) for name, value in plain.items()}
        if isinstance(plain, list):
            return [changed(value) for value in plain]
        return new if plain == old else plain

    return read(changed(PLAIN))


def read(plain):
    try:
        return loads(json.dumps(plain))
    except InvolvementError:
        return None


def places(wanted):
    """The places of texts in the document that has every field, by field."""
    found = {}
    for placed in placed_texts(load(GOLDEN), lambda field, _: wanted(field)):
        found.setdefault(placed.field.field, []).append(placed)
    return found


def put(placed, text):
    """The first place of several that takes a text, alone or where others name it, with the document."""
    tried = (
        (each, make(each))
        for each in placed
        for make in (lambda each: with_text(each.path, text), lambda each: everywhere(each.text, text))
    )
    return next((each, process) for each, process in tried if process is not None)


PLACES = places(lambda field: not field.is_key)
KEYS = places(lambda field: field.is_key and not field.names_others)


@pytest.mark.parametrize("field", sorted(PLACES.keys() - AS_SAID))
def test_every_text_of_every_class_is_looked_at_and_never_quoted(field):
    """A field that was forgotten is the one where the number will stand."""
    placed, process = put(PLACES[field], f"Ring Mrs Quilliam on {SECRET}")
    findings = [finding for finding in check(process, on=DAY, rules=PRV) if finding.rule in {"PRV002", "PRV006"}]
    codes = {finding.rule for finding in findings}
    open_to_all = classes_of_fields()[field] is FieldClass.PUBLIC or placed.field.name == "title"
    assert codes == {"PRV002" if open_to_all else "PRV006"}
    said = " ".join(repr(finding) + str(finding) + json.dumps(finding.as_data()) for finding in findings)
    assert (False, False) == (SECRET in said, "Quilliam" in said)
    words = " ".join(map(str, findings))
    assert placed.path in words or f'"{placed.field.name}" of {placed.field.kind.lower()} "' in said


def test_most_fields_with_texts_are_tried():
    """A document that no longer has every field would try nothing."""
    assert len(PLACES) > 60
    assert len(KEYS) > 25
    assert {"Contribution.says", "StatedNeed.detail", "Settlement.reason", "Forum.venue"} <= set(PLACES)


@pytest.mark.parametrize("field", sorted(KEYS.keys() - AS_SAID))
def test_every_key_is_looked_at_and_never_quoted(field):
    """A key is public everywhere. Of the process itself the key is what every finding is about."""
    placed, process = put(KEYS[field], f"tel {SECRET}")
    findings = [finding for finding in check(process, on=DAY, rules=PRV) if finding.rule == "PRV001"]
    said = " ".join(map(str, findings))
    assert ("a mobile phone number" in said, placed.path in said, SECRET in said) == (True, True, False)
    whole = " ".join(repr(finding) + json.dumps(finding.as_data()) for finding in findings)
    assert (SECRET in whole) == (field == "Process.key")


def test_no_finding_about_a_lone_voice_holds_the_key_of_the_person_in_its_words():
    """A repr ends in a log; only plain data for the desk name persons, as those of every rule."""
    process = loads(
        json.dumps(
            {
                "format": "involvement", "version": 1, "key": "screening",
                "stakeholders": [{"key": "quilliam-17", "kind": "person"}],
                "ledger": {"contributions": [{"key": "c-1", "on": "2026-04-01", "stakeholder": "quilliam-17"}]},
            }
        )
    )  # fmt: skip
    (finding,) = check(process, on=DAY, rules=PRV)
    assert "PRV005" == finding.rule
    assert "quilliam" not in f"{finding!r}{finding}"
    assert (Ref("person", "quilliam-17"),) == finding.about


def test_what_is_seen_in_texts_is_for_the_desk_alone():
    """A public page that says where the numbers are is a map for those who look for them."""

    def public(field):
        return classes_of_fields()[field] is FieldClass.PUBLIC

    process = Process("screening", title="Mrs Example", stakeholders=[Stakeholder("jane.doe@example.org", size=6)])
    findings = check(process, on=DAY, rules=PRV)
    assert ["PRV001", "PRV002", "PRV003"] == [finding.rule for finding in findings]
    assert [None] * 3 == [finding.says.within(public) for finding in findings]


def test_a_finding_is_one_however_many_texts_hold_the_same():
    """A table of a thousand pasted addresses is one mistake."""
    contributions = [
        {"key": f"c-{number}", "on": "2026-04-01", "title": f"Write to a{number}.doe@example.org"}
        for number in range(1000)
    ]
    plain = {"format": "involvement", "version": 1, "key": "screening", "ledger": {"contributions": contributions}}
    (finding,) = check(loads(json.dumps(plain)), on=DAY, rules=PRV)
    assert "995 more" in finding.message
    assert 1000 == len(finding.facts["places"])
    assert (Ref("process", "screening"),) == finding.about


def test_the_example_of_the_house_holds_nothing_of_a_person():
    """It is copied by those who begin."""
    process = load("examples/diabetes_user_group.toml")
    found = {finding.rule for finding in check(process, on=DAY, rules=PRV)}
    assert {"PRV001", "PRV002", "PRV006"}.isdisjoint(found)
