"""Claims: the say that people are said to have, as a rung of a ladder."""

from collections.abc import Iterable
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.evidence import Source
from involvement.references import Ref
from involvement.wording import Statement, Wording

__all__ = ["Claim", "claims_in_force"]


@frozen
class Claim:
    """What is claimed of a stakeholder's say in a decision, or in one stage of it, as a rung of a ladder.

    A claim belongs to a stakeholder and a decision, never to a process as a whole: on one decision people
    may be told, and on another decide. `explanation` says why this rung and no other; `on` is the day of
    the claim. `stage=None` is the decision itself.

    >>> str(Claim("members", "contract", ladder="arnstein-1969", rung="consultation"))
    '"consultation" (arnstein-1969) is claimed for members in "contract".'
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
        rung, stage = Ref("rung", (self.ladder, self.rung)), Ref("stage", (self.decision, self.stage or "decision"))
        said = Statement(
            "claim",
            {
                "rung": rung,
                "ladder": Ref("ladder", self.ladder),
                "stakeholder": Ref("stakeholder", self.stakeholder),
                "decision": Ref("decision", self.decision),
                "stage": stage,
            },
            template="{rung:quoted} ({ladder}) is claimed for {stakeholder} in {decision:quoted}"
            if self.stage is None
            else "{rung:quoted} ({ladder}) is claimed for {stakeholder} in the {stage} stage of {decision:quoted}",
            sources={
                "rung": "Claim.rung",
                "ladder": "Claim.ladder",
                "stakeholder": "Claim.stakeholder",
                "decision": "Claim.decision",
                "stage": "Claim.stage",
            },
        )
        return Wording(names={rung: self.rung, stage: self.stage or "decision"}).say(said)


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
