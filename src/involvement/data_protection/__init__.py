"""Data protection: for which purposes personal data are held, for how long, and who consented to what."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.data_protection.consents import PUBLISH as PUBLISH, Consent as Consent
    from involvement.data_protection.processing_purposes import (
        LawfulBasis as LawfulBasis,
        ProcessingPurpose as ProcessingPurpose,
        RecordKind as RecordKind,
        RetentionAnchor as RetentionAnchor,
        SpecialCondition as SpecialCondition,
    )
    from involvement.data_protection.purposes_and_consents import DataProtection as DataProtection
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".consents": "PUBLISH Consent",
        ".processing_purposes": "LawfulBasis ProcessingPurpose RecordKind RetentionAnchor SpecialCondition",
        ".purposes_and_consents": "DataProtection",
    })
    # fmt: on
