"""Settlements: walk a ranking under feasibility, effort and the time that is left."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.priorities.feasibilities import Feasibility, FeasibilityState

__all__ = ["Chance", "Effort", "Ground", "Outcome", "Override", "Rank", "Settlement", "overridden", "settled"]


class Outcome(StrEnum):
    """What was settled about an issue."""

    AGREED = "agreed"
    DEFERRED = "deferred"
    DECLINED = "declined"


class Ground(StrEnum):
    """Why it was settled so."""

    WANTED_AND_POSSIBLE = "wanted_and_possible"
    RULED_OUT = "ruled_out"
    NOT_RANKED = "not_ranked"
    NOT_STUDIED = "not_studied"
    EFFORT_NOT_KNOWN = "effort_not_known"
    OUT_OF_REACH = "out_of_reach"
    TOO_LATE = "too_late"
    OVER_CAPACITY = "over_capacity"
    OVERRIDDEN = "overridden"


_BARRED = frozenset({Ground.RULED_OUT, Ground.NOT_STUDIED, Ground.EFFORT_NOT_KNOWN})


def _outcome(value: Outcome | str) -> Outcome:
    return _fields.as_word(Outcome, value)


def _ground(value: Ground | str | None) -> Ground | None:
    return _fields.as_word(Ground, value)


def days_in_words(value: Fraction) -> str:
    """Days as people say them: `3 days`, `1 day`, `5/2 days`."""
    return f"{value} day{'' if value == 1 else 's'}"


@frozen
class Effort:
    """How many days of work acting on an issue takes."""

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    days: Fraction = field(converter=_fields.as_fraction, validator=_fields.number())


@frozen
class Chance:
    """Whether a view can still reach a decision about an issue: on which decision, and by when to speak.

    `open` is False if every decision about it is closed, and None if none is known to be about it; a decision is
    closed as soon as its options are. `reached` is False if no view gets to any of them, whatever the day. `last_day` is
    the day by which all who can still be heard must speak, None where it is closed or the day is not known.
    """

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    open: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    reached: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    decision: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    last_day: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)


@frozen
class Rank:
    """Where a party puts an issue: 1 is first, equals share the better place, None is not ranked."""

    party: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    place: int | None = field(default=None, validator=_fields.optional_count)


def _ranks(items: Iterable[Rank]) -> tuple[Rank, ...]:
    return _fields.as_tuple(items)


@frozen
class Settlement:
    """What was settled about one issue, and why.

    Attributes:
        outcome: agreed, deferred or declined.
        reason: one sentence.
        ground: the kind of reason, None where it was written by hand.
        ranks: where each party put it.
        instead: what is done instead, if it was declined.
        who: who is to do what the reason says, by the day `by`, if it was deferred.
        last_day: the last day to speak about a decision on it.
        split: it stood equal with others that the capacity divided from it.
    """

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    outcome: Outcome = field(converter=_outcome, validator=_fields.a(Outcome))
    reason: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    ground: Ground | None = field(
        default=None, converter=_ground, validator=_fields.a(Ground, optional=True), kw_only=True
    )
    ranks: tuple[Rank, ...] = field(default=(), converter=_ranks, validator=_fields.many(Rank), kw_only=True)
    instead: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    who: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    by: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    last_day: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    split: bool = field(default=False, validator=_fields.flag, kw_only=True)

    def place_for(self, party: str) -> int | None:
        """Where a party put it; None if it did not."""
        return next((rank.place for rank in self.ranks if rank.party == party), None)

    def __str__(self) -> str:
        return f"{self.issue}: {self.outcome}" + (f", because {self.reason}" if self.reason else "")


def _overriding(value: Outcome | str) -> Outcome:
    return _fields.as_word(Outcome, value)


@frozen
class Override:
    """Somebody settled an issue otherwise than the ranking would have."""

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    outcome: Outcome = field(converter=_overriding, validator=_fields.a(Outcome))
    by: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"), kw_only=True)
    reason: str = field(validator=_fields.text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)


def settled(
    places: Sequence[Sequence[str]],
    *,
    ranks: Mapping[str, Sequence[Rank]],
    feasibility: Mapping[str, Feasibility],
    effort: Mapping[str, Fraction],
    capacity: Fraction | None,
    chances: Mapping[str, Chance],
    unranked: Collection[str] = (),
) -> Iterator[Settlement]:
    """The settlement of each issue, walking the ranking from the best; equals by less effort, then by key."""
    left = capacity
    for tie in places:
        fitted: list[str] = []
        crowded: list[str] = []
        found: dict[str, Settlement] = {}
        for issue in sorted(tie, key=lambda issue: (effort.get(issue, Fraction(0)), issue)):
            days_needed = effort.get(issue)
            settlement = _barred(
                issue, feasibility.get(issue), chances.get(issue), days_needed, capacity, wanted=issue not in unranked
            )
            if settlement is None and left is not None and days_needed is not None and days_needed > left:
                crowded.append(issue)
                reason = (
                    f"it takes {days_in_words(days_needed)} and {days_in_words(left)} of the agreed "
                    f"{days_in_words(capacity or left)} are left"
                )
                settlement = Settlement(issue, Outcome.DEFERRED, reason=reason, ground=Ground.OVER_CAPACITY)
            if settlement is None:
                fitted.append(issue)
                settlement = _agreed(issue, feasibility[issue], chances.get(issue), days_needed)
                if left is not None and days_needed is not None:
                    left -= days_needed
            found[issue] = settlement
        split = {*fitted, *crowded} if fitted and crowded else set()
        for issue, settlement in found.items():
            yield _completed(settlement, ranks.get(issue, ()), chances.get(issue), split=issue in split)


def _barred(
    issue: str,
    feasibility: Feasibility | None,
    chance: Chance | None,
    days_needed: Fraction | None,
    capacity: Fraction | None,
    *,
    wanted: bool,
) -> Settlement | None:
    if feasibility is not None and feasibility.state is FeasibilityState.RULED_OUT:
        return Settlement(
            issue, Outcome.DECLINED, reason=feasibility.reason, ground=Ground.RULED_OUT, instead=feasibility.instead
        )
    if not wanted:
        return Settlement(issue, Outcome.DEFERRED, reason="no party has it on its list", ground=Ground.NOT_RANKED)
    if feasibility is None or feasibility.state is FeasibilityState.NOT_STUDIED:
        who = None if feasibility is None else feasibility.who
        by = None if feasibility is None else feasibility.by
        task = f"{who} is to study it" if who else "nobody is named yet who is to study it"
        when = f" by {by.isoformat()}" if by else ""
        reason = f"nobody has studied whether it can be done; {task}{when}"
        return Settlement(issue, Outcome.DEFERRED, reason=reason, ground=Ground.NOT_STUDIED, who=who, by=by)
    if capacity is not None and days_needed is None:
        reason = "nobody has said how many days of work it takes, and the days are limited"
        return Settlement(issue, Outcome.DEFERRED, reason=reason, ground=Ground.EFFORT_NOT_KNOWN)
    if chance is not None and chance.open is False and chance.reached is False:
        reason = "no view gets to where any decision about it is made; it needs a way in, or another decision"
        return Settlement(issue, Outcome.DEFERRED, reason=reason, ground=Ground.OUT_OF_REACH)
    if chance is not None and chance.open is False:
        reason = "no view can be heard in time for any decision about it; it waits for another one"
        return Settlement(issue, Outcome.DEFERRED, reason=reason, ground=Ground.TOO_LATE)
    return None


def _agreed(issue: str, feasibility: Feasibility, chance: Chance | None, days_needed: Fraction | None) -> Settlement:
    said = ["it is wanted", "it can be done" + (f" ({feasibility.reason})" if feasibility.reason else "")]
    if days_needed is not None:
        said.append(f"its {days_in_words(days_needed)} of work fit")
    if chance is not None and chance.last_day is not None:
        said.append(f"views about {chance.decision} are heard in time if raised by {chance.last_day.isoformat()}")
    reason = ", ".join(said[:-1]) + " and " + said[-1]
    return Settlement(issue, Outcome.AGREED, reason=reason, ground=Ground.WANTED_AND_POSSIBLE)


def _completed(settlement: Settlement, ranks: Sequence[Rank], chance: Chance | None, *, split: bool) -> Settlement:
    reason = settlement.reason
    if split:
        reason = f"{reason}; it stood equal with others, and what takes less work went first, then what comes first by its key"
    return Settlement(
        settlement.issue,
        settlement.outcome,
        reason=reason,
        ground=settlement.ground,
        ranks=ranks,
        instead=settlement.instead,
        who=settlement.who,
        by=settlement.by,
        last_day=None if chance is None or settlement.outcome is Outcome.DECLINED else chance.last_day,
        split=split,
    )


def overridden(
    walked: Iterable[Settlement],
    overrides: Iterable[Override],
    effort: Mapping[str, Fraction],
    capacity: Fraction | None,
) -> Iterator[Settlement]:
    """The settlements with some of them overridden, each visible as that.

    Raises:
        InvalidValueError: an override would agree what is ruled out or not studied, or more than there are days for.
        UnknownKeyError: an override is about an issue that was not settled.
    """
    found = {settlement.issue: settlement for settlement in walked}
    for override in overrides:
        if override.issue not in found:
            raise UnknownKeyError("issue", override.issue, found, "override")
        was = found[override.issue]
        if override.outcome is Outcome.AGREED and was.ground in _BARRED:
            raise InvalidValueError(
                "Override.outcome", "not agreed: what is ruled out, not studied or of unknown effort cannot be"
            )
        found[override.issue] = evolve(
            was,
            outcome=override.outcome,
            ground=Ground.OVERRIDDEN,
            reason=f"{override.by} settled it so: {override.reason}; without that it would have been {was.outcome}"
            + (f", because {was.reason}" if was.reason else ""),
        )
    needed = sum(
        (effort.get(each.issue, Fraction(0)) for each in found.values() if each.outcome is Outcome.AGREED), Fraction(0)
    )
    if capacity is not None and needed > capacity:
        raise InvalidValueError("Override.outcome", "not agreed: there are not the days of work for it")
    yield from found.values()
