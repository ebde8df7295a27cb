"""Evidence of influence from seats: what service users' votes can do at a forum."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from attrs import evolve

from involvement._fields import frozen
from involvement.decisions import Forum
from involvement.people import Side, Stakeholder
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.power.quotas import votes_needed
from involvement.power.standing_tables import StandingRange
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Statement, Template

__all__ = ["VotesHeld", "votes_held"]

_COUNTED = 2**28  # bits that are moved about: some hundredths of a second
_LISTED = 2**15  # sums that are kept one by one, for as long

_C, _M, _A = (
    InfluenceCondition.VOTES_COUNT,
    InfluenceCondition.MAJORITY_OF_VOTES,
    InfluenceCondition.ALL_VOTES,
)
_CAN = {
    (condition, showing): Statement(f"votes.{condition.value}.{showing.value}", template=template)
    for condition, showing, template in (
        (_C, Showing.SHOWN, "Their votes can make the difference."),
        (_C, Showing.NOT_SHOWN, "Their votes cannot make the difference."),
        (_C, Showing.UNKNOWN, "Whether their votes can make the difference is not known."),
        (_M, Showing.SHOWN, "They can pass something on their own."),
        (_M, Showing.NOT_SHOWN, "They cannot pass anything on their own."),
        (_M, Showing.UNKNOWN, "Whether they can pass something on their own is not known."),
        (_A, Showing.SHOWN, "Nobody else has a vote."),
        (_A, Showing.NOT_SHOWN, "Others have votes too."),
        (_A, Showing.UNKNOWN, "Whether anybody else has a vote is not known."),
    )
}
_SIDES = {
    True: Statement("votes.service_users", template="service users"),
    False: Statement("votes.unknown_side", template="those whose side is not recorded"),
}
_HELD = {
    True: Template(
        "{side:clause} together hold {held} of {all:vote}; {needed} {needed#is|are} needed. {more:sentences}"
    ),
    False: Template("{side:clause} have no vote, of {all} in all. {more:sentences}"),
}
_NO_SEAT = Statement("votes.no_seat", template="No seat is recorded there.")
_TOO_MANY = Statement("votes.too_many", template="There are too many votes to work it out.")
_NO_DIFFERENCE = Statement("votes.no_difference", template="No vote can make a difference there.")
_NO_VOTES = Statement("votes.no_votes", template="Nobody has a vote there.")


@frozen
class VotesHeld:
    """The votes of service users at one forum, as one side, and what they are enough for."""

    seats: tuple[str, ...]
    voters: tuple[str, ...]
    count: ConditionFact
    majority: ConditionFact
    all: ConditionFact

    def facts(self, who: Ref | None) -> tuple[ConditionFact, ...]:
        """What the votes of the side are enough for, and that one of them holds none, where that is so."""
        facts = (self.count, self.majority, self.all)
        if not self.voters or who is None or who.keys[0] in self.voters:
            return facts
        return tuple(evolve(fact, because=_not_theirs(fact.because, who)) for fact in facts)

    @cached_property
    def owed(self) -> StandingRange:
        """What a seat with a vote is owed there: a share of the decision, the greater one, or all of it.

        A vote that never makes the difference is owed nothing by being one.
        """
        if self.all.showing is Showing.SHOWN:
            return StandingRange(Standing.CONTROLS, Standing.CONTROLS)
        most = Standing.NONE
        for fact, standing in (
            (self.count, Standing.DECIDES_JOINTLY),
            (self.majority, Standing.DELEGATED),
            (self.all, Standing.CONTROLS),
        ):
            if fact.showing is not Showing.NOT_SHOWN:
                most = standing
        if self.majority.showing is Showing.SHOWN:
            return StandingRange(Standing.DELEGATED, most)
        least = Standing.DECIDES_JOINTLY if self.count.showing is Showing.SHOWN else Standing.NONE
        return StandingRange(least, most)


def votes_held(
    forum: Forum, who: Collection[str], stakeholders: Iterable[Stakeholder], ref: Callable[[str], Ref]
) -> VotesHeld:
    """What the votes of *who*, as one, can do at a forum. Where a side is not known, what depends on it stays open.

    Whether they can make the difference is what `seat_shares` says, without the powers themselves. *ref* says how a
    stakeholder is named.
    """
    sides = {stakeholder.key: stakeholder.side for stakeholder in stakeholders}
    seats = tuple(seat.stakeholder for seat in forum.seats)
    total = sum(seat.votes for seat in forum.seats)
    quota = votes_needed(None, total) if forum.quota is None else forum.quota
    own = sum(seat.votes for seat in forum.seats if seat.stakeholder in who)
    loose = {seat.stakeholder for seat in forum.seats if _loose(seat.stakeholder, who, sides)}
    most = own + sum(seat.votes for seat in forum.seats if seat.stakeholder in loose)
    others = [seat.votes for seat in forum.seats if seat.stakeholder not in who]
    rest = [seat.votes for seat in forum.seats if seat.stakeholder not in who and seat.stakeholder not in loose]
    passable = 0 < quota <= total
    side = _SIDES[not who or any(sides.get(key) is Side.SERVICE_USERS for key in who)]
    why_open = _why_open([ref(key) for key in sorted(loose)])

    def fact(condition: InfluenceCondition, least: bool, greatest: bool) -> ConditionFact:  # noqa: FBT001 - two bounds of one answer
        if not forum.seats:
            return ConditionFact(condition, Showing.UNKNOWN, because=_NO_SEAT)
        if not total:
            return ConditionFact(condition, Showing.NOT_SHOWN, because=_NO_VOTES)
        showing = Showing.SHOWN if least else Showing.UNKNOWN if greatest else Showing.NOT_SHOWN
        more = (_CAN[condition, showing] if passable else _NO_DIFFERENCE,)
        because = Statement(
            "votes.held" if own else "votes.none_held",
            {
                "side": side,
                "held": own,
                "all": total,
                "needed": quota,
                "more": (*more, why_open) if showing is Showing.UNKNOWN else more if own else (),
            },
            template=_HELD[bool(own)],
            sources={"held": "Seat.votes", "all": "Seat.votes", "needed": ("Forum.quota", "Seat.votes")},
        )
        return ConditionFact(condition, showing, because=because)

    majority = fact(InfluenceCondition.MAJORITY_OF_VOTES, passable and own >= quota, passable and most >= quota)
    every = fact(InfluenceCondition.ALL_VOTES, passable and own == total, passable and most == total)
    if majority.showing is Showing.NOT_SHOWN:
        every = evolve(every, because=majority.because)  # who cannot pass anything does not hold all the votes either
    return VotesHeld(
        seats=tuple(seat for seat in seats if seat in who),
        voters=tuple(seat.stakeholder for seat in forum.seats if seat.stakeholder in who and seat.votes),
        count=fact(
            InfluenceCondition.VOTES_COUNT,
            passable and _swings(own, others, quota) is True,
            passable and _swings(most, rest, quota) is not False,
        ),
        majority=majority,
        all=every,
    )


def _why_open(loose: Sequence[Ref]) -> Statement:
    if not loose:
        return _TOO_MANY
    return Statement(
        "votes.open_sides",
        {"seats": tuple(loose)},
        template="The side of {seats} is not recorded.",
        sources={"seats": ("Seat.stakeholder", "Stakeholder.title")},
    )


def _not_theirs(because: Statement | None, who: Ref) -> Statement:
    return Statement(
        "votes.not_theirs",
        {"because": because, "who": who},
        template="{because:sentences} None of the votes is held by {who}.",
        sources={"who": "Stakeholder.title"},
    )


def _loose(seat: str, who: Collection[str], sides: dict[str, Side | None]) -> bool:
    return seat not in who and sides.get(seat) is None


def _swings(own: int, others: Sequence[int], quota: int) -> bool | None:
    """Whether some of the others have too few votes, and with these enough; None where that is too much to count.

    Reachable sums below the quota as the bits of one number; as a set, where a few have very many votes each.
    """
    few = [votes for votes in others if votes < quota]
    least, reachable = max(quota - own, 0), min(quota, sum(few) + 1)
    if reachable * len(few) <= _COUNTED:
        sums = 1
        for votes in few:
            sums = (sums | sums << votes) & ((1 << reachable) - 1)
        return bool(sums >> least)
    listed = {0}
    for votes in few:
        listed |= {held + votes for held in listed if held + votes < quota}
        if len(listed) > _LISTED:
            return None
    return max(listed) >= least
