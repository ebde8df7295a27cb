"""Claims: the say that people are said to have, as a rung of a ladder."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from involvement import _fields
from involvement.evidence import Source

__all__ = ["Claim", "claims_in_force"]


@frozen
class Claim:
    """What is claimed of a stakeholder's say in a decision, or in one stage of it, as a rung of a ladder.

    A claim belongs to a stakeholder and a decision, never to a process as a whole: on one decision people
    may be told, and on another decide. `explanation` says why this rung and no other; `on` is the day of
    the claim. `stage=None` is the decision itself.

    >>> str(Claim("members", "contract", ladder="arnstein-1969", rung="consultation"))
    "members at contract: 'consultation' on arnstein-1969"
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    decision: str = field(validator=_fields.key, metadata=_fields.names("decision"))
    stage: str | None = field(
        default=None,
        converter=_fields.optional_plain_text,
        validator=_fields.optional_key,
        metadata=_fields.names("stage", within="decision"),
        kw_only=True,
    )
    ladder: str = field(validator=_fields.key, metadata=_fields.names("ladder"), kw_only=True)
    rung: str = field(validator=_fields.key, metadata=_fields.names("rung", within="ladder"), kw_only=True)
    explanation: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __str__(self) -> str:
        stage = f", {self.stage}" if self.stage is not None else ""
        return f"{self.stakeholder} at {self.decision}{stage}: {self.rung!r} on {self.ladder}"


def claims_in_force(claims: Iterable[Claim], on: date) -> tuple[Claim, ...]:
    """The claims that hold on a day, each once, in their order.

    Of the claims on one ladder about one stage for one stakeholder, those of the last day replace the earlier ones. A
    claim without a day replaces nothing and is never replaced.
    """
    made = [claim for claim in dict.fromkeys(claims) if claim.on is None or claim.on <= on]
    last: dict[tuple[str, str, str, str], date] = {}
    for claim in made:
        if claim.on is not None:
            last[_place(claim)] = max(claim.on, last.get(_place(claim), claim.on))
    return tuple(claim for claim in made if claim.on is None or claim.on == last[_place(claim)])


def _place(claim: Claim) -> tuple[str, str, str, str]:
    return claim.stakeholder, claim.decision, claim.stage or "decision", claim.ladder
