"""Has every field of what is stored a class, and does no repr show what is about one person?"""

import tomllib
import typing
from collections import Counter
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from involvement import Process, Record, UnknownKeyError, load
from involvement._fields import closed, counted, types_of
from involvement.privacy import FieldClass, class_of_field, classes_of_fields

GOLDEN = Path(__file__).parents[1] / "documents" / "golden" / "version-1.json"
CLOSED = (FieldClass.PERSONAL, FieldClass.SPECIAL)
# What is worked out, and stands in no document; and the places of a ranking.
RESULTS = {
    "CalendarReading", "Choice", "ConditionFact", "Discovery", "DisclosureRule", "FigureTold", "Finding", "Influence", "LastDay",
    "Omission", "PlanTemplate", "Priorities", "Reading", "Skipped", "Snapshot", "StandingRange", "StandingRow", "TableInput",
    "Tally",
}  # fmt: skip
# What a repr shows of personal fields: keys, which are opaque, days, and whether somebody came or agreed.
KEYS = (
    "accepted", "accepted_by", "attended", "by", "candidate_for", "contribution", "expected", "into", "issue", "key",
    "member_of", "rater", "stakeholder", "to", "who",
    "claimed_on", "declined_on", "effect_on", "forum", "meeting", "on", "paid_on", "pays", "since", "until", "withdrawn",
)  # fmt: skip


def stored() -> dict[str, type]:
    """Every class of which a process or a record holds something, by name."""
    found: dict[str, type] = {}

    def visit(hint: object) -> None:
        for part in typing.get_args(hint):
            visit(part)
        if isinstance(hint, type) and attrs.has(hint) and hint.__name__ not in found:
            found[hint.__name__] = hint
            for field in types_of(hint).values():
                visit(field)

    visit(Process)
    visit(Record)
    return found


def values_of(value: object) -> typing.Iterator[object]:
    if isinstance(value, tuple):
        for part in value:
            yield from values_of(part)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from values_of(getattr(value, field.name))


def test_every_field_of_every_stored_class_has_one_class():
    """A field that nobody classified would be told to everybody, or to nobody, by chance."""
    text = files("involvement.privacy").joinpath("data/classes-of-fields.toml").read_text(encoding="utf-8")
    listed = Counter(
        f"{kind}.{name}" for kind, fields in tomllib.loads(text).items() for names in fields.values() for name in names
    )
    fields = {f"{name}.{field.name}" for name, kind in stored().items() for field in attrs.fields(kind)}
    assert {1} == set(listed.values())
    assert set(listed) == set(classes_of_fields())
    assert fields <= set(listed)
    assert RESULTS == {name.partition(".")[0] for name in set(listed) - fields}
    assert list(classes_of_fields()) == sorted(classes_of_fields())


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("Decision.title", "public"),
        ("Activity.owner", "internal"),
        ("Contribution.says", "personal"),
        ("Person.characteristics", "special"),
        ("StatedNeed.need", "special"),
        ("Adjustment.need", "special"),
        ("NotedBarrier.barrier", "special"),
        ("NotedBarrier.note", "special"),
        ("PaperSent.formats", "special"),
        ("Expense.kind", "special"),
    ],
)
def test_what_article_9_names_is_special_and_a_title_is_not(field, word):
    """Health and ethnicity are not only in fields of those names: a need of large print tells of sight."""
    assert word == class_of_field(field)


@pytest.mark.parametrize("field", ["StatedNeed.ned", "StatedNeed", "", None, 3])
def test_of_a_field_that_nobody_knows_nothing_may_be_told(field):
    """Dropping is the default: what has no class is an error, and never public."""
    with pytest.raises(UnknownKeyError, match="no field of a stored class"):
        class_of_field(field)


def test_the_repr_of_a_field_about_one_person_shows_that_it_is_there_and_not_what_it_is():
    """Reprs end in logs, and logs are read by people who should not know who needs what."""
    open_ones = [
        f"{name}.{field.name}"
        for name, kind in stored().items()
        for field in attrs.fields(kind)
        if class_of_field(f"{name}.{field.name}") in CLOSED and field.name not in KEYS
        if field.repr not in (closed, counted, False)
    ]
    assert [] == open_ones


def test_no_repr_of_the_document_that_has_every_field_shows_one():
    """Each field is filled there; where it is closed, only that is said."""
    seen = Counter()
    for value in values_of(load(GOLDEN)):
        said = repr(value)
        for field in attrs.fields(type(value)):
            held = getattr(value, field.name)
            if field.repr is closed and held not in (None, ()):
                assert f"{field.name}=<given>" in said
                seen[f"{type(value).__name__}.{field.name}"] += 1
            elif field.repr is closed:
                assert f"{field.name}={held!r}" in said
    assert {"StatedNeed.need", "Expense.minor_units", "PaperSent.formats", "Stakeholder.external_ids"} <= set(seen)
