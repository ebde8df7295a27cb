"""Privacy: what each field of the record may tell, and to whom; and what is done for a person who asks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.privacy.erasure_logs import (
        ErasureEntry as ErasureEntry,
        Replay as Replay,
        append_erasure as append_erasure,
        erasure_entry as erasure_entry,
        read_erasures as read_erasures,
        replay as replay,
    )
    from involvement.privacy.erasures import (
        Erasure as Erasure,
        ErasureBasis as ErasureBasis,
        Removal as Removal,
        Stay as Stay,
        StayReason as StayReason,
        erase as erase,
    )
    from involvement.privacy.field_classes import (
        FieldClass as FieldClass,
        class_of_field as class_of_field,
        classes_of_fields as classes_of_fields,
    )
    from involvement.privacy.keyed_pseudonyms import pseudonyms as pseudonyms
    from involvement.privacy.naming_fields import Treatment as Treatment
    from involvement.privacy.personal_records import (
        HeldValue as HeldValue,
        PersonRecord as PersonRecord,
        record_of as record_of,
    )
    from involvement.privacy.rectifications import Rectification as Rectification, rectify as rectify
    from involvement.privacy.retention import (
        DuePurge as DuePurge,
        KeptTooLong as KeptTooLong,
        Purge as Purge,
        Undecided as Undecided,
        UndecidedReason as UndecidedReason,
        due_for_purge as due_for_purge,
        purge as purge,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".erasure_logs": "ErasureEntry Replay append_erasure erasure_entry read_erasures replay",
        ".erasures": "Erasure ErasureBasis Removal Stay StayReason erase",
        ".field_classes": "FieldClass class_of_field classes_of_fields",
        ".keyed_pseudonyms": "pseudonyms",
        ".naming_fields": "Treatment",
        ".personal_records": "HeldValue PersonRecord record_of",
        ".rectifications": "Rectification rectify",
        ".retention": "DuePurge KeptTooLong Purge Undecided UndecidedReason due_for_purge purge",
    })
    # fmt: on
