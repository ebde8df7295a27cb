"""Comparison of a claim on a ladder with the standing that is shown."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.levels import Claim, Ladder, Rung, ladder
from involvement.power.condition_words import no_names
from involvement.power.standing_tables import StandingRange
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Names, Statement, Wording

__all__ = ["ClaimComparison", "ClaimPlace", "compare_claim", "contradict"]


class ClaimPlace(StrEnum):
    """Where a claim lies beside what is shown."""

    ABOVE = "above"
    AT = "at"
    BELOW = "below"
    UNKNOWN = "unknown"
    NOT_COMPARABLE = "not_comparable"


_EVIDENCE = ("EntryPoint.standing", "Event.kind", "Flow.standing", "Seat.votes", "Settlement.outcome")
_PLACES = {
    ClaimPlace.AT: Statement("claim.at", template="That fits the record."),
    ClaimPlace.UNKNOWN: Statement("claim.unknown", template="The record does not show whether that is true."),
    ClaimPlace.NOT_COMPARABLE: Statement(
        "claim.not_comparable",
        template="The ladder does not tell how much say that rung gives, so the claim cannot be checked.",
    ),
}
_PERHAPS_MORE = Statement("claim.perhaps_more", template="That fits the record. Their say may be larger than that.")
_UNORDERED = Statement(
    "claim.unordered", template="The rungs of this ladder have no order, so only standings are compared."
)


@frozen
class ClaimComparison:
    """A claim beside the evidenced standing, and the rungs of its own ladder that this standing supports.

    Attributes:
        claim: what is claimed.
        claimed: the standings that the rung comes to, lowest and highest; None where it comes to none.
        evidenced: the standing that is shown, as far as it is known.
        place: where the claim lies. A rung that comes to several standings is `at` any of them.
        supported: the rungs that correspond to what is shown at least, the nearest below where none does.
        supported_at_most: the same for what is shown at most.
        ordered: whether the ladder has an order; without one, only the standings are compared, not the rungs.
        verified: whether what the rung comes to was checked in a source.
        asserted_by: who says what the rung comes to.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    claim: Claim
    claimed: StandingRange | None
    evidenced: StandingRange
    place: ClaimPlace
    supported: tuple[str, ...]
    supported_at_most: tuple[str, ...]
    ordered: bool
    verified: bool
    asserted_by: tuple[str, ...]
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def says(self) -> Statement:
        """What is claimed, and whether the record supports it."""
        return Statement(
            "claim.compared",
            {
                "rung": Ref("rung", (self.claim.ladder, self.claim.rung)),
                "ladder": Ref("ladder", self.claim.ladder),
                "record": self._record(),
                "order": () if self.ordered or self.claimed is None else (_UNORDERED,),
            },
            template="{rung:quoted} ({ladder}) is claimed. {record:sentence} {order:sentences}",
            sources={"rung": "Claim.rung", "ladder": "Claim.ladder"},
        )

    @property
    def reason(self) -> str:
        """The same in the default wording."""
        return Wording(names=self.names).say(self.says)

    def _record(self) -> Statement:
        if self.place is ClaimPlace.ABOVE:
            return _at_most(self.evidenced.at_most)
        if self.place is ClaimPlace.BELOW:
            return Statement(
                "claim.below",
                {"at_least": self.evidenced.at_least},
                template="The record supports more: {at_least:quoted} at least.",
                sources={"at_least": _EVIDENCE},
            )
        if self.place is ClaimPlace.UNKNOWN and self.kept:
            return _PERHAPS_MORE
        return _PLACES[self.place]

    @property
    def kept(self) -> bool | None:
        """Whether what is shown comes up to the claim; None where it is not known or cannot be compared."""
        if self.claimed is None:
            return None
        if self.evidenced.at_least >= self.claimed.at_least:
            return True
        return False if self.evidenced.at_most < self.claimed.at_least else None

    def __str__(self) -> str:
        return self.reason


def compare_claim(claim: Claim, evidenced: StandingRange, *, ladder: Ladder | None = None) -> ClaimComparison:
    """A claim beside what is shown, on the claim's own ladder: a packaged one, or *ladder*.

    Only what a rung is said to come to counts, never the place of a rung on its ladder. Where nobody relates the
    rung to any standing, the claim cannot be compared, and the answer says so.

    Raises:
        UnknownKeyError: no such ladder, or no such rung.
        InvalidValueError: *ladder* is not the one that the claim names.

    >>> claim = Claim("members", "contract", ladder="arnstein-1969", rung="partnership")
    >>> print(compare_claim(claim, StandingRange("consulted", "advises")))
    "Partnership" (A ladder of citizen participation) is claimed. The record supports "advises" at most.
    """
    if not isinstance(claim, Claim):
        raise InvalidValueError("claim", "a Claim")
    if not isinstance(evidenced, StandingRange):
        raise InvalidValueError("evidenced", "a StandingRange")
    used = _ladder(claim, ladder)
    rung = used.rung(claim.rung)
    standings = sorted(_standings(rung))
    claimed = StandingRange(standings[0], standings[-1]) if standings else None
    least, most = _nearest(used, evidenced.at_least), _nearest(used, evidenced.at_most)
    matches = [match for match in rung.standings if match.standing is not None]
    return ClaimComparison(
        claim=claim,
        claimed=claimed,
        evidenced=evidenced,
        place=_place(claimed, evidenced),
        supported=tuple(rung.key for rung in least),
        supported_at_most=tuple(rung.key for rung in most),
        ordered=used.ordered,
        verified=bool(matches) and all(match.verified for match in matches),
        asserted_by=tuple(dict.fromkeys(match.asserted_by for match in matches if match.asserted_by)),
        names={Ref("ladder", used.key): str(used), Ref("rung", (used.key, rung.key)): str(rung)}.get,
    )


def contradict(one: ClaimComparison, other: ClaimComparison) -> bool:
    """Whether two claims about the same say cannot both be so: no standing fits both. Claims of two days may differ."""
    _fields.instance("one", ClaimComparison, one)
    _fields.instance("other", ClaimComparison, other)
    if _about(one.claim) != _about(other.claim) or one.claimed is None or other.claimed is None:
        return False
    days = {one.claim.on, other.claim.on} - {None}
    apart = one.claimed.at_most < other.claimed.at_least or other.claimed.at_most < one.claimed.at_least
    return apart and len(days) < 2


def _about(claim: Claim) -> tuple[str, str, str]:
    return claim.stakeholder, claim.decision, claim.stage or "decision"


def _ladder(claim: Claim, given: Ladder | None) -> Ladder:
    if given is None:
        return ladder(claim.ladder)
    if not isinstance(given, Ladder) or given.key != claim.ladder:
        raise InvalidValueError("ladder", "the ladder that the claim names")
    return given


def _standings(rung: Rung) -> Iterator[Standing]:
    return (match.standing for match in rung.standings if match.standing is not None)


def _nearest(used: Ladder, standing: Standing) -> tuple[Rung, ...]:
    """The rungs of the highest standing that is not above this one."""
    best = max((fitting for rung in used.rungs for fitting in _standings(rung) if fitting <= standing), default=None)
    return () if best is None else tuple(rung for rung in used.rungs if best in _standings(rung))


def _place(claimed: StandingRange | None, evidenced: StandingRange) -> ClaimPlace:
    if claimed is None:
        return ClaimPlace.NOT_COMPARABLE
    if evidenced.at_most < claimed.at_least:
        return ClaimPlace.ABOVE
    if evidenced.at_least > claimed.at_most:
        return ClaimPlace.BELOW
    within = evidenced.at_least >= claimed.at_least and evidenced.at_most <= claimed.at_most
    return ClaimPlace.AT if within else ClaimPlace.UNKNOWN


def _at_most(standing: Standing) -> Statement:
    if standing is Standing.NONE:
        return Statement("claim.above_nothing", template="Nothing on record supports that.")
    return Statement(
        "claim.above",
        {"at_most": standing},
        template="The record supports {at_most:quoted} at most.",
        sources={"at_most": _EVIDENCE},
    )
