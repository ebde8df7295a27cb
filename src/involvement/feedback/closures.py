"""Closure rates of the feedback loop: acknowledged, answered, told and followed through."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from involvement import _fields
from involvement.feedback.progress import Progress
from involvement.feedback.timelines import ContributionState
from involvement.records import Spread

__all__ = ["Closure", "ClosureRate", "GroupClosure", "closure_of"]


@frozen
class ClosureRate:
    """How many, of how many.

    >>> print(ClosureRate(3, 4))
    3 of 4
    """

    n: int = field(validator=_fields.count)
    of: int = field(validator=_fields.count)

    @property
    def share(self) -> Fraction | None:
        """The exact share; None of nothing."""
        return Fraction(self.n, self.of) if self.of else None

    def __str__(self) -> str:
        return f"{self.n} of {self.of}"


@frozen
class GroupClosure:
    """How far the loop is closed for some contributions: those with a way back that are open, answered or merged.

    Attributes:
        stakeholder: whose contributions; None for all of them, or for those of nobody known.
        acknowledged: those whose contributors heard anything, of all.
        answered: those with an answer, of all.
        told: those whose contributors were told, of those with an answer.
        followed_through: those where it was done, of those where the answer is that it is done or will be.
        days_to_answer: from the day that the clock started to the first answer.
    """

    stakeholder: str | None
    acknowledged: ClosureRate
    answered: ClosureRate
    told: ClosureRate
    followed_through: ClosureRate
    days_to_answer: Spread

    def __str__(self) -> str:
        who = f"{self.stakeholder}: " if self.stakeholder else ""
        return (
            f"{who}{self.acknowledged} acknowledged, {self.answered} answered, {self.told} told, "
            f"{self.followed_through} followed through"
        )


@frozen
class Closure:
    """How far the loop is closed on a day. An acknowledgement is no outcome, so the rates stand apart.

    Attributes:
        overall: for all contributions together.
        groups: for those of each stakeholder, by key; those of nobody known last.
        no_way_back: how many contributions cannot be told anything; they are in no rate.
        redirected: how many were redirected to an outside body, whose answer it is; they are in no rate.
        withdrawn: how many were withdrawn; they are in no rate.

    References:
        Mathie et al. (2018) Reciprocal relationships and the importance of feedback in patient and public
        involvement, doi 10.1111/hex.12684: acknowledgement, impact, and success of the study are told apart.
    """

    on: date
    overall: GroupClosure
    groups: tuple[GroupClosure, ...] = field(repr=_fields.counted)
    no_way_back: int
    redirected: int
    withdrawn: int

    def __str__(self) -> str:
        return f"on {self.on.isoformat()}: {self.overall}"


def closure_of(found: Iterable[Progress], on: date) -> Closure:
    """The closure of these contributions. Whoever was merged into what was redirected counts as redirected."""
    groups: defaultdict[str | None, list[Progress]] = defaultdict(list)
    counted = []
    redirected = withdrawn = no_way_back = 0
    for each in found:
        if each.state is ContributionState.WITHDRAWN:
            withdrawn += 1
        elif each.end_state is ContributionState.REDIRECTED:
            redirected += 1
        elif not each.way_back:
            no_way_back += 1
        else:
            counted.append(each)
            groups[each.stakeholder].append(each)
    ordered = sorted(groups, key=lambda key: (key is None, key or ""))
    return Closure(
        on=on,
        overall=_group(None, counted),
        groups=tuple(_group(key, groups[key]) for key in ordered),
        no_way_back=no_way_back,
        redirected=redirected,
        withdrawn=withdrawn,
    )


def _group(stakeholder: str | None, found: Sequence[Progress]) -> GroupClosure:
    answered = [each for each in found if each.answered is not None]
    return GroupClosure(
        stakeholder=stakeholder,
        acknowledged=_rate(found, lambda each: each.acknowledged is not None),
        answered=ClosureRate(len(answered), len(found)),
        told=_rate(answered, lambda each: each.told is not None),
        followed_through=_rate([each for each in answered if each.accepted], lambda each: each.done),
        days_to_answer=Spread([(each.answered - each.since).days for each in answered if each.answered]),
    )


def _rate(found: Sequence[Progress], holds: Callable[[Progress], bool]) -> ClosureRate:
    return ClosureRate(sum(map(holds, found)), len(found))
