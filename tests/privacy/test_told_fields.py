"""Does each edition tell what its readers may know, and nothing of what nobody has classified?"""

import pytest

from involvement import InvalidValueError
from involvement.privacy import may_tell

FIELDS = {
    "public": "Decision.title",
    "internal": "Activity.owner",
    "personal": "Person.key",
    "special": "StatedNeed.need",
}


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("desk", ["public", "internal", "personal", "special"]),
        ("partners", ["public", "internal"]),
        ("public", ["public"]),
    ],
)
def test_each_edition_tells_its_classes(edition, told):
    """The desk runs the process, partners work on it, and everybody else reads what may be published."""
    assert told == [kind for kind, field in FIELDS.items() if may_tell(edition, field)]


@pytest.mark.parametrize("field", ["Decision.shoe_size", "", None, 7, ("Decision.title",)])
def test_what_has_no_class_is_not_told(field):
    """A field that nobody has thought about may hold anything."""
    assert [False, False] == [may_tell(edition, field) for edition in ("partners", "public")]


@pytest.mark.parametrize(("field", "told"), [("Decision.shoe_size", True), ("", False), (None, False)])
def test_the_desk_has_whatever_there_is(field, told):
    """It wrote the record; what is no field it has not either."""
    assert told is may_tell("desk", field)


def test_an_edition_that_there_is_not_is_refused():
    """A misspelt edition must not become the widest one."""
    with pytest.raises(InvalidValueError, match="edition"):
        may_tell("everybody", "Decision.title")
