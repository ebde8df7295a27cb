"""Publications: what all packaged data share, and the shelf on which they stand."""

from involvement.publications.facts import Caveat, LicenceTier, Provenance, Scoring, TextOrigin

__all__ = ["Caveat", "LicenceTier", "Provenance", "Scoring", "TextOrigin"]
