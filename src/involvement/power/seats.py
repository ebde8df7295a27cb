"""Seat shares: the weight of service users' seats, votes and power at a forum."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from functools import partial

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import Forum
from involvement.errors import InvalidValueError
from involvement.people import Seat, Side, Stakeholder
from involvement.power.coalitions import BUDGET
from involvement.power.kanter_bands import KanterBand
from involvement.power.quotas import votes_needed
from involvement.references import Ref
from involvement.wording import Statement, Template, Wording

__all__ = ["SeatPower", "SeatShare", "seat_shares"]


_BANDS = {
    KanterBand.UNIFORM: Statement("seats.uniform", template="The group is uniform."),
    KanterBand.SKEWED: Statement("seats.skewed", template="The group is skewed."),
    KanterBand.TILTED: Statement("seats.tilted", template="The group is tilted."),
    KanterBand.BALANCED: Statement("seats.balanced", template="The group is balanced."),
}
_POWERLESS = {  # whether there is more than one seat of theirs
    False: Statement("seats.powerless", template="They never make the difference."),
    True: Statement("seats.powerless_together", template="Even together they never make the difference."),
}
_ALONE = {
    False: Statement("seats.alone", template="They decide alone."),
    True: Statement("seats.alone_together", template="Together they decide alone."),
}
_POWER = {
    False: Template("They have {banzhaf} of the power by Banzhaf, {shapley_shubik} by Shapley-Shubik."),
    True: Template("Together they have {banzhaf} of the power by Banzhaf, {shapley_shubik} by Shapley-Shubik."),
}


@frozen
class SeatPower:
    """What the votes of one or of several seats weigh. A power is None where nothing can be voted on."""

    seats: tuple[str, ...]
    votes: int
    banzhaf: Fraction | None
    shapley_shubik: Fraction | None

    @property
    def can_swing(self) -> bool | None:
        """Whether there is any vote in which these seats make the difference; None where nobody votes."""
        return None if self.banzhaf is None else self.banzhaf > 0


@frozen
class SeatShare:
    """What share of seats, of votes and of voting power service users have at a forum.

    Attributes:
        forum: its key.
        seats: how many there are. A seat counts once, whatever its votes.
        votes: how many there are.
        quota: the votes that pass something, None where no seat has a vote.
        together: service users' seats as one bloc.
        alone: each of their seats for itself, in the order of the seats.
        unknown: the seats of which it is not known whose side they are on. They count as not service
            users' in every figure, and as open in `band`, `single_representative` and `can_swing`.
        can_swing: whether service users who vote together can make the difference in any vote; None where
            nobody votes, or where it depends on the unknown seats.
    """

    forum: str
    seats: int
    votes: int
    quota: int | None
    together: SeatPower
    alone: tuple[SeatPower, ...]
    unknown: tuple[str, ...]
    can_swing: bool | None

    @property
    def service_users(self) -> tuple[str, ...]:
        """The keys of service users' seats, in the order of the seats."""
        return self.together.seats

    @property
    def share_of_seats(self) -> Fraction | None:
        """Service users' seats as a share of all; None without seats."""
        return Fraction(len(self.service_users), self.seats) if self.seats else None

    @property
    def share_of_votes(self) -> Fraction | None:
        """Service users' votes as a share of all; None without votes."""
        return Fraction(self.together.votes, self.votes) if self.votes else None

    @property
    def without_votes(self) -> tuple[str, ...]:
        """The service users' seats that carry no vote."""
        return tuple(seat for seat_power in self.alone if not seat_power.votes for seat in seat_power.seats)

    @property
    def band(self) -> KanterBand | None:
        """The band of the forum by seats; None without seats, or where the unknown seats would change it."""
        known = len(self.service_users)
        possible = {KanterBand.of(some, self.seats) for some in self._possible(known)} if self.seats else set()
        return possible.pop() if len(possible) == 1 else None

    @property
    def single_representative(self) -> bool | None:
        """Whether service users have exactly one seat; None where the unknown seats would change it."""
        possible = {some == 1 for some in self._possible(len(self.service_users))}
        return possible.pop() if len(possible) == 1 else None

    @property
    def assumes(self) -> tuple[Statement, ...]:
        """What is not recorded and was taken as not service users': the side of each seat that is not known."""
        return tuple(map(_side_assumed, self.unknown))

    def _possible(self, known: int) -> range:
        return range(known, known + len(self.unknown) + 1)

    @property
    def says(self) -> Statement:
        """The seats, the votes and the power of service users."""
        if not self.seats:
            return Statement(
                "seats.none",
                {"forum": Ref("forum", self.forum)},
                template="No seat is recorded at {forum}.",
                sources={"forum": "Forum.title"},
            )
        return Statement(
            "seats.held",
            {
                "forum": Ref("forum", self.forum),
                "held": len(self.service_users),
                "seats": self.seats,
                "band": () if self.band is None else (_BANDS[self.band],),
                "votes": self._votes_held(),
                "power": self._power(),
                "unknown": self.assumes,
            },
            template="Service users hold {held} of {seats:seat} at {forum}. {band:sentences} {votes:sentences} "
            "{power:sentence} {unknown:sentences}",
            sources={"forum": "Forum.title", "held": "Forum.seats", "seats": "Forum.seats"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)

    def _votes_held(self) -> tuple[Statement, ...]:
        if not self.votes:
            return ()
        return (
            Statement(
                "seats.votes",
                {"held": self.together.votes, "votes": self.votes, "needed": self.quota},
                template="They hold {held} of {votes:vote}; {needed} {needed#is|are} needed.",
                sources={"held": "Seat.votes", "votes": "Seat.votes", "needed": ("Forum.quota", "Seat.votes")},
            ),
        )

    def _power(self) -> Statement:
        together = len(self.service_users) > 1
        if self.together.banzhaf is None:
            return Statement("seats.no_votes", template="Nobody has a vote.")
        if not self.together.banzhaf:
            return _POWERLESS[together]
        if self.together.banzhaf == 1:
            return _ALONE[together]
        return Statement(
            f"seats.power{'_together' if together else ''}",
            {"banzhaf": self.together.banzhaf, "shapley_shubik": self.together.shapley_shubik},
            template=_POWER[together],
            sources={"banzhaf": "Seat.votes", "shapley_shubik": "Seat.votes"},
        )


def seat_shares(
    forum: Forum,
    stakeholders: Iterable[Stakeholder],
    *,
    blocs: Iterable[Collection[str]] = (),
    vetoes: Iterable[str] = (),
    budget: int = BUDGET,
) -> SeatShare:
    """What share of seats, of votes and of power service users have at a forum, together and each alone.

    `blocs` says who else votes as one, `vetoes` without whom nothing passes; the forum has the quota (a
    simple majority unless it says). What the figures mean is said at `voting_power`, which also raises the
    errors. A service user in one of the blocs raises `DuplicateKeyError`: their bloc is their side's. With
    a quota of 0, or one beyond all votes, no vote changes anything, and every power is 0.

    No published study was found that applies these indices to service users' representatives: take them
    as an illustration of what the rules of a vote allow.

    >>> board = Forum("board", seats=[Seat("members"), Seat("chair", 2)])
    >>> sides = [Stakeholder("members", role="service_user"), Stakeholder("chair", role="manager")]
    >>> print(seat_shares(board, sides))
    Service users hold 1 of 2 seats at board. The group is balanced. They hold 1 of 3 votes; 2 are needed. They never make the difference.
    """
    from involvement.power.votes import voting_power

    if not isinstance(forum, Forum):
        raise InvalidValueError("forum", "a Forum")
    sides = _sides(_fields.members("stakeholders", stakeholders))
    votes = _votes(forum.seats)
    total = sum(votes.values())
    quota = votes_needed(None, total) if forum.quota is None else forum.quota
    others = [_fields.members("blocs", bloc) for bloc in _fields.listed("blocs", blocs)]
    ask = partial(voting_power, votes, quota, vetoes=_fields.members("vetoes", vetoes), budget=budget)

    def weighed(*groups: tuple[str, ...]) -> tuple[SeatPower, ...]:
        """What each group weighs in one and the same vote."""
        banzhaf: dict[str, Fraction] = {}
        shapley_shubik: dict[str, Fraction] = {}
        nothing = Fraction(0) if total else None
        if 0 < quota <= total:
            together = [*others, *filter(None, groups)]
            banzhaf = ask(index="banzhaf", blocs=together)
            shapley_shubik = ask(index="shapley-shubik", blocs=together)
        found = []
        for group in groups:
            held = sum(votes[seat] for seat in group)
            powers = [index.get(group[0], nothing) if group else nothing for index in (banzhaf, shapley_shubik)]
            found.append(SeatPower(group, held, *powers))
        return tuple(found)

    service_users = tuple(seat for seat in votes if sides.get(seat) is Side.SERVICE_USERS)
    unknown = tuple(seat for seat in votes if sides.get(seat) is None)
    (together,) = weighed(service_users)
    can_swing = together.can_swing
    if can_swing is False and unknown:
        # Others who might be on their side join them, unless they are known to vote with somebody else.
        elsewhere = {seat for bloc in others for seat in bloc}
        (at_most,) = weighed(tuple(seat for seat in votes if seat in {*service_users, *unknown} - elsewhere))
        can_swing = None if at_most.can_swing else False
    return SeatShare(
        forum=forum.key,
        seats=len(votes),
        votes=total,
        quota=quota if total else None,
        together=together,
        alone=weighed(*((seat,) for seat in service_users)),
        unknown=unknown,
        can_swing=can_swing,
    )


def _sides(stakeholders: Iterable[Stakeholder]) -> dict[str, Side | None]:
    sides = {}
    for stakeholder in stakeholders:
        if not isinstance(stakeholder, Stakeholder):
            raise InvalidValueError("stakeholders", "only values of type Stakeholder")
        sides[stakeholder.key] = stakeholder.side
    return sides


def _votes(seats: Iterable[Seat]) -> dict[str, int]:
    return {seat.stakeholder: seat.votes for seat in seats}


def _side_assumed(seat: str) -> Statement:
    return Statement(
        "assumed.seat_side",
        {"of": Ref("stakeholder", seat)},
        template="The side of {of} is not recorded, so its votes do not count as service users' votes.",
        sources={"of": "Stakeholder.title"},
    )
