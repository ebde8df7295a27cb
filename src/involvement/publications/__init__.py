"""Publications: what all packaged data share, and the shelf on which they stand."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.publications.facts import (
        Caveat as Caveat,
        LicenceTier as LicenceTier,
        Provenance as Provenance,
        Scoring as Scoring,
        TextOrigin as TextOrigin,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".facts": "Caveat LicenceTier Provenance Scoring TextOrigin",
    })
    # fmt: on
