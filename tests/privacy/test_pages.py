"""Does the page for an impact assessment name every field about people?"""

import re
from pathlib import Path

from involvement.privacy import FieldClass, classes_of_fields
from involvement.privacy.pages import fields_of_people

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "data-protection-impact.md"


def test_the_page_has_the_table_as_the_classes_of_fields_have_it():
    """Write it anew with `fields_of_people()`; an assessment that leaves out a field is wrong."""
    assert fields_of_people() in PAGE.read_text(encoding="utf-8")


def test_the_table_names_each_field_that_is_not_for_everybody_in_its_column():
    """Read back from the table, and compared with the file of classes."""
    found = {}
    for row in fields_of_people().splitlines()[2:]:
        kind, *cells = row.strip("|").split("|")
        for cell, word in zip(cells, ("personal", "special", "internal"), strict=True):
            found |= {f"{kind.strip().strip('`')}.{name}": FieldClass(word) for name in re.findall(r"`(\w+)`", cell)}
    closed = {
        field: of for field, of in classes_of_fields().items() if of is not FieldClass.PUBLIC and "._" not in field
    }
    assert closed == found
