"""Privacy: what each field of the record may tell, and to whom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.privacy.attacks import (
        WorkedOut as WorkedOut,
        attack as attack,
    )
    from involvement.privacy.disclosure_rules import (
        DISCLOSURE_RULES as DISCLOSURE_RULES,
        NHS_1_7_R5 as NHS_1_7_R5,
        ONS_10_5 as ONS_10_5,
        DisclosureRule as DisclosureRule,
    )
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
    from involvement.privacy.figures import (
        AtLeast as AtLeast,
        AtLeastTold as AtLeastTold,
        Figure as Figure,
        FigureTold as FigureTold,
        Figures as Figures,
        FiguresTold as FiguresTold,
        PartOf as PartOf,
        Total as Total,
    )
    from involvement.privacy.figures_files import (
        FIGURES_FILE as FIGURES_FILE,
        read_figures as read_figures,
        write_figures as write_figures,
    )
    from involvement.privacy.holdings import (
        held_of_people as held_of_people,
    )
    from involvement.privacy.keyed_pseudonyms import (
        pseudonyms as pseudonyms,
    )
    from involvement.privacy.masks import (
        for_edition as for_edition,
    )
    from involvement.privacy.naming_fields import (
        Treatment as Treatment,
    )
    from involvement.privacy.patterns_in_texts import (
        PersonalPattern as PersonalPattern,
        personal_patterns as personal_patterns,
    )
    from involvement.privacy.personal_records import (
        HeldValue as HeldValue,
        PersonRecord as PersonRecord,
        record_of as record_of,
    )
    from involvement.privacy.rectifications import (
        Rectification as Rectification,
        rectify as rectify,
    )
    from involvement.privacy.redactions import (
        redacted as redacted,
    )
    from involvement.privacy.retention import (
        DuePurge as DuePurge,
        KeptTooLong as KeptTooLong,
        Purge as Purge,
        Undecided as Undecided,
        UndecidedReason as UndecidedReason,
        due_for_purge as due_for_purge,
        purge as purge,
    )
    from involvement.privacy.small_counts import (
        published as published,
    )
    from involvement.privacy.told_fields import (
        may_tell as may_tell,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".attacks": "WorkedOut attack",
        ".disclosure_rules": "DISCLOSURE_RULES NHS_1_7_R5 ONS_10_5 DisclosureRule",
        ".erasure_logs": "ErasureEntry Replay append_erasure erasure_entry read_erasures replay",
        ".erasures": "Erasure ErasureBasis Removal Stay StayReason erase",
        ".field_classes": "FieldClass class_of_field classes_of_fields",
        ".figures": "AtLeast AtLeastTold Figure FigureTold Figures FiguresTold PartOf Total",
        ".figures_files": "FIGURES_FILE read_figures write_figures",
        ".holdings": "held_of_people",
        ".keyed_pseudonyms": "pseudonyms",
        ".masks": "for_edition",
        ".naming_fields": "Treatment",
        ".patterns_in_texts": "PersonalPattern personal_patterns",
        ".personal_records": "HeldValue PersonRecord record_of",
        ".rectifications": "Rectification rectify",
        ".redactions": "redacted",
        ".retention": "DuePurge KeptTooLong Purge Undecided UndecidedReason due_for_purge purge",
        ".small_counts": "published",
        ".told_fields": "may_tell",
    })
    # fmt: on
