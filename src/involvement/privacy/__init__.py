"""Privacy: what each field of the record may tell, and to whom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.privacy.attacks import WorkedOut as WorkedOut, attack as attack
    from involvement.privacy.disclosure_rules import (
        DISCLOSURE_RULES as DISCLOSURE_RULES,
        NHS_1_7_R5 as NHS_1_7_R5,
        ONS_10_5 as ONS_10_5,
        DisclosureRule as DisclosureRule,
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
        Figures as Figures,
        FiguresTold as FiguresTold,
        FigureTold as FigureTold,
        PartOf as PartOf,
        Total as Total,
    )
    from involvement.privacy.figures_files import (
        FIGURES_FILE as FIGURES_FILE,
        read_figures as read_figures,
        write_figures as write_figures,
    )
    from involvement.privacy.keyed_pseudonyms import pseudonyms as pseudonyms
    from involvement.privacy.masks import for_edition as for_edition
    from involvement.privacy.redactions import redacted as redacted
    from involvement.privacy.small_counts import published as published
    from involvement.privacy.told_fields import may_tell as may_tell
    from involvement.privacy.holdings import held_of_people as held_of_people
    from involvement.privacy.patterns_in_texts import (
        PersonalPattern as PersonalPattern,
        personal_patterns as personal_patterns,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".attacks": "WorkedOut attack",
        ".disclosure_rules": "DISCLOSURE_RULES NHS_1_7_R5 ONS_10_5 DisclosureRule",
        ".field_classes": "FieldClass class_of_field classes_of_fields",
        ".figures": "AtLeast AtLeastTold Figure Figures FiguresTold FigureTold PartOf Total",
        ".figures_files": "FIGURES_FILE read_figures write_figures",
        ".keyed_pseudonyms": "pseudonyms",
        ".masks": "for_edition",
        ".redactions": "redacted",
        ".small_counts": "published",
        ".told_fields": "may_tell",
        ".holdings": "held_of_people",
        ".patterns_in_texts": "PersonalPattern personal_patterns",
    })
    # fmt: on
