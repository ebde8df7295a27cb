"""Evidence of influence from seats: what service users' votes can do at a forum."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from attrs import frozen

from involvement.decisions import Forum
from involvement.people import Side, Stakeholder
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.power.quotas import votes_needed
from involvement.power.standing_tables import StandingRange
from involvement.standing import Standing

__all__ = ["VotesHeld", "votes_held"]

_COUNTED = 2**28  # bits that are moved about: some hundredths of a second
_LISTED = 2**15  # sums that are kept one by one, for as long


@frozen
class VotesHeld:
    """The votes of service users at one forum, and what they are enough for."""

    seats: tuple[str, ...]
    voters: tuple[str, ...]
    count: ConditionFact
    majority: ConditionFact
    all: ConditionFact

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


def votes_held(forum: Forum, who: Collection[str], stakeholders: Iterable[Stakeholder]) -> VotesHeld:
    """What the votes of *who*, as one, can do at a forum. Sides that are not known leave open what hangs on them.

    Whether they can make the difference is what `seat_shares` says, without the powers themselves.
    """
    sides = {each.key: each.side for each in stakeholders}
    seats = tuple(seat.stakeholder for seat in forum.seats)
    total = sum(seat.votes for seat in forum.seats)
    quota = votes_needed(None, total) if forum.quota is None else forum.quota
    own = sum(seat.votes for seat in forum.seats if seat.stakeholder in who)
    loose = {seat.stakeholder for seat in forum.seats if _loose(seat.stakeholder, who, sides)}
    most = own + sum(seat.votes for seat in forum.seats if seat.stakeholder in loose)
    others = [seat.votes for seat in forum.seats if seat.stakeholder not in who]
    rest = [seat.votes for seat in forum.seats if seat.stakeholder not in who and seat.stakeholder not in loose]
    passable = 0 < quota <= total
    held = f"{own} of {total} votes, {quota} to pass"

    def fact(condition: InfluenceCondition, least: bool, greatest: bool) -> ConditionFact:  # noqa: FBT001 - two bounds of one answer
        if not forum.seats:
            return ConditionFact(condition, Showing.UNKNOWN, because="no seat is written down")
        if not total:
            return ConditionFact(condition, Showing.NOT_SHOWN, because="nobody votes there")
        showing = Showing.SHOWN if least else Showing.UNKNOWN if greatest else Showing.NOT_SHOWN
        because = held
        if showing is Showing.UNKNOWN:
            because += f"; the side of {', '.join(sorted(loose))} is not known" if loose else "; too many to count"
        return ConditionFact(condition, showing, because=because)

    return VotesHeld(
        seats=tuple(seat for seat in seats if seat in who),
        voters=tuple(seat.stakeholder for seat in forum.seats if seat.stakeholder in who and seat.votes),
        count=fact(
            InfluenceCondition.VOTES_COUNT,
            passable and _swings(own, others, quota) is True,
            passable and _swings(most, rest, quota) is not False,
        ),
        majority=fact(InfluenceCondition.MAJORITY_OF_VOTES, passable and own >= quota, passable and most >= quota),
        all=fact(InfluenceCondition.ALL_VOTES, passable and own == total, passable and most == total),
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
