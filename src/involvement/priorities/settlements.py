"""Settlements: what was settled about each issue, and the statements that say so and why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.references import Ref
from involvement.wording import Quote, Statement, Wording

__all__ = [
    "Chance",
    "Effort",
    "Ground",
    "Outcome",
    "Override",
    "Rank",
    "Settlement",
    "reason_statements",
    "told_statement",
]


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


_SETTLED = {
    Outcome.AGREED: "{issue:quoted} was agreed. {why:sentences}",
    Outcome.DEFERRED: "{issue:quoted} was deferred. {why:sentences}",
    Outcome.DECLINED: "{issue:quoted} was declined. {why:sentences}",
}
_TOLD = {
    Outcome.AGREED: "{place:sentence} It was agreed. {why:sentences}",
    Outcome.DEFERRED: "{place:sentence} It was deferred. {why:sentences}",
    Outcome.DECLINED: "{place:sentence} It was declined. {why:sentences}",
}
_POSSIBLE = "A study shows that it can be done"
_STUDIES = {  # by whether somebody, and a day, is named
    (True, True): "The agreement asks {who} to study it by {by}",
    (True, False): "The agreement asks {who} to study it",
    (False, True): "The agreement asks for a study by {by}, and names no one to do it",
    (False, False): "The agreement names no one to study it",
}
_NOT_STUDIED = Statement(
    "settled.not_studied", template="When this was settled, no study of whether it can be done was on record"
)
_FIXED = {
    Ground.RULED_OUT: (Statement("settled.ruled_out", template="A study found that it cannot be done"),),
    Ground.NOT_RANKED: (Statement("settled.not_ranked", template="No party ranked it"),),
    Ground.EFFORT_NOT_KNOWN: (
        Statement(
            "settled.effort_not_known", template="The days of work were limited, and how many it takes was not known"
        ),
    ),
    Ground.OUT_OF_REACH: (
        Statement(
            "settled.out_of_reach", template="No route took service users' views to where a decision about it is made"
        ),
    ),
    Ground.TOO_LATE: (
        Statement(
            "settled.too_late",
            template="Service users could no longer be heard in time about a decision on it. It waits for another one",
        ),
    ),
}
_TOO_MUCH = Statement("settled.too_much", template="It takes more days of work than were left")
_SPLIT = Statement(
    "settled.split",
    template="In the ranking it tied with others. Of these, what takes less work comes first, then a fixed order",
)


def _outcome(value: Outcome | str) -> Outcome:
    return _fields.as_word(Outcome, value)


def _otherwise(value: Outcome | str | None) -> Outcome | None:
    return _fields.as_word(Outcome, value)


def _ground(value: Ground | str | None) -> Ground | None:
    return _fields.as_word(Ground, value)


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
        reason: the reason in the words of people: of the study, of the person who overrode the ranking, or written by hand.
        ground: the kind of reason, None where it was written by hand.
        ranks: where each party put it.
        instead: what is done instead, if it was declined.
        who: who is to do what the reason says, by the day `by`, if it was deferred.
        last_day: the last day to speak about a decision on it.
        split: it stood equal with others that the capacity divided from it.
        days: the days of work that it takes, where they are known.
        left: the days of work that were left for it, if there were too few.
        overridden_by: the stakeholder who settled it otherwise than the ranking.
        otherwise: what the ranking would have given without that.
        otherwise_ground: the kind of reason why it would have.
    """

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    outcome: Outcome = field(converter=_outcome, validator=_fields.a(Outcome))
    reason: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    ground: Ground | None = field(
        default=None, converter=_ground, validator=_fields.a(Ground, optional=True), kw_only=True
    )
    ranks: tuple[Rank, ...] = field(default=(), converter=_ranks, validator=_fields.many(Rank), kw_only=True)
    instead: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    who: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    by: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    last_day: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    split: bool = field(default=False, validator=_fields.flag, kw_only=True)
    days: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    left: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    overridden_by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    otherwise: Outcome | None = field(
        default=None, converter=_otherwise, validator=_fields.a(Outcome, optional=True), kw_only=True
    )
    otherwise_ground: Ground | None = field(
        default=None, converter=_ground, validator=_fields.a(Ground, optional=True), kw_only=True
    )

    def place_for(self, party: str) -> int | None:
        """Where a party put it; None if it did not."""
        return next((rank.place for rank in self.ranks if rank.party == party), None)

    @property
    def says(self) -> Statement:
        """What was settled, and why: which facts are the reason."""
        return Statement(
            f"settled.{self.outcome}",
            {"issue": Ref("issue", self.issue), "why": tuple(reason_statements(self))},
            template=_SETTLED[self.outcome],
            sources={"issue": "Settlement.issue"},
        )

    def says_to(self, party: str) -> Statement:
        """The same to one party: first where they put it, and last what is done instead."""
        return told_statement(self, self.place_for(party))

    def __str__(self) -> str:
        return Wording().say(self.says)


def _overriding(value: Outcome | str) -> Outcome:
    return _fields.as_word(Outcome, value)


@frozen
class Override:
    """Somebody settled an issue otherwise than the ranking would have."""

    issue: str = field(validator=_fields.key, metadata=_fields.names("issue"))
    outcome: Outcome = field(converter=_overriding, validator=_fields.a(Outcome))
    by: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"), kw_only=True)
    reason: str = field(repr=_fields.closed, validator=_fields.filled_text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)


def told_statement(settlement: Settlement, place: int | None) -> Statement:
    """What was settled, to a party: where it put the issue, the outcome, why, and what is done instead."""
    issue = Ref("issue", settlement.issue)
    instead = () if settlement.instead is None else (_instead(settlement.instead),)
    return Statement(
        f"settled.{settlement.outcome}.told",
        {"place": _placed(issue, place), "why": (*reason_statements(settlement), *instead)},
        template=_TOLD[settlement.outcome],
    )


def _placed(issue: Ref, place: int | None) -> Statement:
    if place is None:
        return Statement(
            "settled.not_on_your_list",
            {"issue": issue},
            template="{issue:quoted} is not on your list",
            sources={"issue": "Settlement.issue"},
        )
    return Statement(
        "settled.your_place",
        {"issue": issue, "place": place},
        template="You put {issue:quoted} in place {place}",
        sources={"issue": "Settlement.issue", "place": "Rank.place"},
    )


def _instead(instead: str) -> Statement:
    return Statement(
        "settled.instead",
        {"instead": Quote(instead, "Settlement.instead")},
        template="Instead: {instead}",
        sources={"instead": "Settlement.instead"},
    )


def reason_statements(settlement: Settlement, who: Callable[[str], Ref] | None = None) -> Iterator[Statement]:
    """Why it was settled so, in sentences: none where no ground and no reason are recorded.

    *who* refers to a stakeholder or, by the key of an individual, to a person.
    """
    who = who or _stakeholder
    if settlement.ground is Ground.OVERRIDDEN and settlement.overridden_by is not None:
        yield Statement(
            "settled.overridden",
            {"by": who(settlement.overridden_by)},
            template="{by} decided this, not the ranking",
            sources={"by": "Override.by"},
        )
    elif settlement.ground is not None:
        yield from _grounds(settlement, settlement.ground, who)
    if settlement.reason is not None:
        yield Statement(
            "settled.because",
            {"reason": Quote(settlement.reason, "Settlement.reason")},
            template="Because: {reason}",
            sources={"reason": "Settlement.reason"},
        )
    if settlement.otherwise is not None:
        same = settlement.otherwise is settlement.outcome
        yield Statement(
            "settled.as_well" if same else "settled.otherwise",
            {"otherwise": settlement.otherwise},
            template="By the ranking it would have been {otherwise} too"
            if same
            else "By the ranking it would have been {otherwise}",
            sources={"otherwise": "Settlement.otherwise"},
        )
        if settlement.otherwise_ground is not None:
            yield from _grounds(settlement, settlement.otherwise_ground, who)
    if settlement.split:
        yield _SPLIT


def _grounds(settlement: Settlement, ground: Ground, who: Callable[[str], Ref]) -> Iterator[Statement]:
    yield from _FIXED.get(ground, ())
    if ground is Ground.WANTED_AND_POSSIBLE:
        yield _possible(settlement)
        if settlement.days is not None:
            yield Statement(
                "settled.takes",
                {"days": settlement.days},
                template="It takes {days:day} of work",
                sources={"days": "Effort.days"},
            )
    elif ground is Ground.NOT_STUDIED:
        yield _NOT_STUDIED
        yield _study(settlement, who)
    elif ground is Ground.OVER_CAPACITY and None not in {settlement.days, settlement.left}:
        yield Statement(
            "settled.over_capacity" if settlement.left else "settled.no_days_left",
            {"days": settlement.days, "left": settlement.left},
            template="It takes {days:day} of work. When its turn came, only {left:day} of work {left#was|were} left"
            if settlement.left
            else "It takes {days:day} of work. When its turn came, no days of work were left",
            sources={"days": "Effort.days", "left": ("Effort.days", "Agreement.capacity")},
        )
    elif ground is Ground.OVER_CAPACITY:
        yield _TOO_MUCH


def _possible(settlement: Settlement) -> Statement:
    parties = tuple(Ref("stakeholder", rank.party) for rank in settlement.ranks if rank.place is not None)
    if not parties:
        return Statement("settled.possible", template=_POSSIBLE)
    return Statement(
        "settled.wanted_and_possible",
        {"parties": parties},
        template="{parties:party|parties} put it on {parties#its|their} list. A study shows that it can be done",
        sources={"parties": "Rank.place"},
    )


def _study(settlement: Settlement, who: Callable[[str], Ref]) -> Statement:
    named, dated = settlement.who is not None, settlement.by is not None
    return Statement(
        f"settled.study{'.who' if named else ''}{'.by' if dated else ''}",
        {"who": None if settlement.who is None else who(settlement.who), "by": settlement.by},
        template=_STUDIES[named, dated],
        sources={"who": "Settlement.who", "by": "Settlement.by"},
    )


def _stakeholder(key: str) -> Ref:
    return Ref("stakeholder", key)
