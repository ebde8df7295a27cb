"""Privacy: what each field of the record may tell, and to whom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.privacy.field_classes import (
        FieldClass as FieldClass,
        class_of_field as class_of_field,
        classes_of_fields as classes_of_fields,
    )
    from involvement.privacy.holdings import held_of_people as held_of_people
    from involvement.privacy.keyed_pseudonyms import pseudonyms as pseudonyms
    from involvement.privacy.patterns_in_texts import (
        PersonalPattern as PersonalPattern,
        personal_patterns as personal_patterns,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".field_classes": "FieldClass class_of_field classes_of_fields",
        ".holdings": "held_of_people",
        ".keyed_pseudonyms": "pseudonyms",
        ".patterns_in_texts": "PersonalPattern personal_patterns",
    })
    # fmt: on
