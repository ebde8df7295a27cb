"""Closure rates of the feedback loop: acknowledged, answered, told and followed through."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.feedback.progress import Progress
from involvement.feedback.timelines import ContributionState
from involvement.records import Spread
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

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

    @property
    def says(self) -> Statement:
        """The rate as it stands in a cell."""
        sources = {"n": "Event.kind", "of": "Event.kind"}
        return Statement("closure.rate", {"n": self.n, "of": self.of}, template="{n} of {of}", sources=sources)

    def __str__(self) -> str:
        return Wording().clause(self.says)


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

    @property
    def says(self) -> Statement:
        """How many were acknowledged and answered, of how many answers people were told, and how much was done."""
        facts: dict[str, Fact] = {"all": self.answered.of}
        sources: dict[str, str | tuple[str, ...]] = {"all": "Contribution.key"}
        whose = "all"
        if self.stakeholder is not None:
            whose = "of"
            facts["stakeholder"] = Ref("stakeholder", self.stakeholder)
            sources["stakeholder"] = "Contribution.stakeholder"
        if not self.answered.of:
            return Statement(f"closure.none_{whose}", facts, template=_NONE[whose], sources=sources)
        facts |= {"acknowledged": self.acknowledged.n, "answered": self.answered.n, "more": tuple(self._more())}
        sources |= dict.fromkeys(("acknowledged", "answered"), "Event.kind")
        return Statement(f"closure.{whose}", facts, template=_CLOSURES[whose], sources=sources)

    def _more(self) -> Iterator[Statement]:
        for code, rate in (("told", self.told), ("done", self.followed_through)):
            if rate.of:
                sources = {"n": "Event.kind", "of": ("Event.kind", "Event.outcome")}
                yield Statement(f"closure.{code}", {"n": rate.n, "of": rate.of}, template=_MORE[code], sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_NONE = {"all": "No contribution is counted.", "of": "No contribution of {stakeholder} is counted."}
_CLOSURES = {
    "all": "Of {all:contribution}, {acknowledged} {acknowledged#was|were} acknowledged and {answered} "
    "{answered#was|were} answered. {more:sentences}",
    "of": "Of {all:contribution} of {stakeholder}, {acknowledged} {acknowledged#was|were} acknowledged and {answered} "
    "{answered#was|were} answered. {more:sentences}",
}
_MORE = {
    "told": "People were told of {n} of {of:answer}.",
    "done": "{n} of {of:change that was|changes that were} agreed to {n#is|are} done.",
}


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

    @property
    def says(self) -> Statement:
        """The closure of all together on the day, and what is in no rate."""
        apart = {"no_way_back": self.no_way_back, "redirected": self.redirected, "withdrawn": self.withdrawn}
        more = (
            Statement(f"closure.{name}", {"number": number}, template=_APART[name], sources={"number": _FIELDS[name]})
            for name, number in apart.items()
            if number
        )
        return Statement(
            "closure.on",
            {"on": self.on, "parts": (self.overall.says, *more)},
            template="This is how it stands on {on}. {parts:sentences}",
            sources={"on": "Event.on"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_APART = {
    "no_way_back": "{number:other contribution|other contributions} left no way to be answered.",
    "redirected": "{number:other was|others were} redirected to another body.",
    "withdrawn": "{number:other was|others were} withdrawn.",
}
_FIELDS = {"no_way_back": "Contribution.way_back", "redirected": "Event.kind", "withdrawn": "Event.kind"}


def closure_of(found: Iterable[Progress], on: date) -> Closure:
    """The closure of these contributions. What was merged into a redirected contribution counts as redirected."""
    groups: defaultdict[str | None, list[Progress]] = defaultdict(list)
    counted = []
    redirected = withdrawn = no_way_back = 0
    for progress in found:
        if progress.state is ContributionState.WITHDRAWN:
            withdrawn += 1
        elif progress.end_state is ContributionState.REDIRECTED:
            redirected += 1
        elif not progress.way_back:
            no_way_back += 1
        else:
            counted.append(progress)
            groups[progress.stakeholder].append(progress)
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
    answered = [progress for progress in found if progress.answered is not None]
    return GroupClosure(
        stakeholder=stakeholder,
        acknowledged=_rate(found, lambda progress: progress.acknowledged is not None),
        answered=ClosureRate(len(answered), len(found)),
        told=_rate(answered, lambda progress: progress.told is not None),
        followed_through=_rate(
            [progress for progress in answered if progress.accepted], lambda progress: progress.done
        ),
        days_to_answer=Spread(
            [(progress.answered - progress.since).days for progress in answered if progress.answered]
        ),
    )


def _rate(found: Sequence[Progress], holds: Callable[[Progress], bool]) -> ClosureRate:
    return ClosureRate(sum(map(holds, found)), len(found))
