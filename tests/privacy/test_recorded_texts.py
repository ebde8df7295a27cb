"""Is every text of a document looked at, each with its field and its place?"""

import json
import re
from datetime import date

import attrs

from involvement import Process, Stakeholder, load
from involvement.privacy import classes_of_fields
from involvement.privacy.recorded_texts import all_texts, placed_texts, text_fields
from tests.privacy.test_field_classes import GOLDEN, stored


def strings(plain):
    """Every text in plain data, keys of objects apart."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for part in plain.values() if isinstance(plain, dict) else plain:
            yield from strings(part)


def is_said_otherwise(text):
    """A day, a number, or a word of a closed list, which is no text of anybody."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return re.fullmatch(r"[a-z_]+|[A-Z]|-?[0-9./]+", text) is not None
    return True


def test_every_text_of_the_document_that_has_every_field_is_found():
    """What nobody looks at is where the name will stand."""
    texts = all_texts(load(GOLDEN))
    found, written = texts.keys | texts.others, set(strings(json.loads(GOLDEN.read_text(encoding="utf-8"))))
    assert found <= written
    assert [] == [text for text in written - found if not is_said_otherwise(text)]


def test_the_place_of_a_text_leads_to_it():
    """Errors name places in the same way."""
    process = load(GOLDEN)
    texts = all_texts(process)
    placed = list(placed_texts(process, lambda field, text: True))
    assert texts.keys | texts.others == {each.text for each in placed}
    for each in placed:
        held = process
        for name, number in re.findall(r"(\w+)(?:\[(\d+)\])?", each.path):
            holder, held = held, getattr(held, name)
            held = held[int(number)] if number else held
        assert holder is each.holder
        assert repr(each.text)[1:-1] in repr(held) or each.text in held
        assert each.field.kind == type(holder).__name__


def test_every_field_with_texts_has_a_class_and_only_those_with_texts_are_looked_at():
    """A field that nobody classified would be told to everybody, or to nobody, by chance."""
    fields = [field for kind in stored().values() for field in text_fields(kind)]
    assert {field.field for field in fields} <= set(classes_of_fields())
    keys = {field.field for field in fields if field.is_key}
    assert {"Forum.key", "Contribution.stakeholder", "Event.to", "Quota.value"} <= keys
    assert {"Contribution.says", "Person.characteristics", "Forum.external_ids"}.isdisjoint(keys)
    assert not {field.field for field in fields} & {"Forum.seats", "Contribution.channel", "Decision.on"}
    assert () == text_fields(int)
    assert all(attrs.has(kind) for kind in stored().values())


def test_a_process_without_parts_has_its_own_texts():
    """Half a process is how every process begins."""
    texts = all_texts(Process("screening", title="Screening", stakeholders=[Stakeholder("members")]))
    assert ({"screening", "members"}, {"Screening"}) == (texts.keys, texts.others)


def test_no_repr_shows_a_text():
    """It is what is looked through for secrets."""
    process = Process("screening", title="Mrs Example")
    (placed,) = placed_texts(process, lambda field, text: text == "Mrs Example")
    assert ("PlacedText(path='title')", "AllTexts(keys=<1>, others=<1>)") == (repr(placed), repr(all_texts(process)))
