"""Fields that an edition may tell of: each edition by the class of the field, and none of a field without a class."""

from collections.abc import Callable
from functools import cache

from involvement.privacy.field_classes import FieldClass, classes_of_fields
from involvement.wording import Edition
from involvement.wording.editions import edition_of

__all__ = ["may_tell", "told_by"]

_TOLD = {
    Edition.DESK: frozenset(FieldClass),
    Edition.PARTNERS: frozenset({FieldClass.PUBLIC, FieldClass.INTERNAL}),
    Edition.PUBLIC: frozenset({FieldClass.PUBLIC}),
}


def may_tell(edition: Edition | str, field: str) -> bool:
    """Whether an edition may tell what stands in a field, such as `StatedNeed.need`.

    `desk` may tell all. `partners` may tell what is public or internal, and nothing that is personal or special. `public`
    may tell what is public. What has no class may be told at the desk only.

    >>> may_tell("public", "Decision.title"), may_tell("partners", "StatedNeed.need")
    (True, False)
    """
    return told_by(edition_of(edition))(field) if isinstance(field, str) else False


@cache
def told_by(edition: Edition) -> Callable[[str], bool]:
    """The same as a function of the field."""
    if edition is Edition.DESK:
        return bool  # all but no text
    told = frozenset(field for field, kind in classes_of_fields().items() if kind in _TOLD[edition])
    return told.__contains__
