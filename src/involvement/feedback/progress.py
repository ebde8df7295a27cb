"""Progress of each contribution: heard, answered, told, followed through, and who has it now."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from involvement._fields import frozen
from involvement.feedback.contributions import Contribution
from involvement.feedback.events import AnswerOutcome, Event, EventKind
from involvement.feedback.timelines import ContributionState, Moment, Timeline, Timelines
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["Progress", "progress_of"]

_HEARD = frozenset({EventKind.ACKNOWLEDGED, EventKind.TOLD})
_ACCEPTED = frozenset({AnswerOutcome.DID, AnswerOutcome.DID_IN_PART, AnswerOutcome.WILL_DO})


@frozen
class Progress:
    """How far a contribution has come on a day, since it was received or last reopened.

    What is merged has the answer of the contribution at the end of the chain of merges.

    Attributes:
        contribution: its key.
        end: the key of the contribution whose fate it shares: its own, unless it is merged.
        end_state: where that one stands.
        since: the day its clocks run from.
        acknowledged: the first day on which those who raised it heard anything: an acknowledgement, or the answer.
        assessed: the first day on which it was assessed whether it can be done; a reopening changes nothing in it. What
            happened to another contribution counts from the day this one was merged into that.
        considered: the first day on which it was considered, likewise.
        answer: the answer in force.
        answered: the day on which there was an answer for it first.
        settled: the day since which there is something to tell: the answer in force, or that it was redirected.
        told: the first day on which those who raised it were told of that.
        followed_through: the first day on which it was acted on, whether or not there was an answer before.
        kept: the first day on which it was acted on after the answer in force.
        redirected: how it was passed on to the outside body that has it.
        reopened: how it was last opened again after an answer, or after it had been passed on.
        undone: the answer, or the passing on, that no longer holds since then.
        owed_by: who has to act: the owner named last, else the other person who did something last; None where nobody says. What is
            merged has the owner of the contribution at the end where none of its own was named.
    """

    contribution: str
    stakeholder: str | None
    way_back: bool
    on: date
    state: ContributionState
    end: str
    end_state: ContributionState
    since: date
    acknowledged: date | None
    assessed: date | None
    considered: date | None
    answer: Event | None
    answered: date | None
    settled: date | None
    told: date | None
    followed_through: date | None
    kept: date | None
    redirected: Event | None
    reopened: Event | None
    undone: Event | None
    owed_by: str | None

    @property
    def redirected_to(self) -> str | None:
        """The outside body that has it."""
        return None if self.redirected is None else self.redirected.to

    @property
    def accepted(self) -> bool:
        """Whether the answer is that it is done, in part or whole, or will be."""
        return self.answer is not None and self.answer.outcome in _ACCEPTED

    @property
    def done(self) -> bool:
        """Whether the answer says that it is done, or something was done after it."""
        return self.kept is not None or (self.answer is not None and self.answer.outcome is AnswerOutcome.DID)

    @property
    def owes_action(self) -> bool:
        """Whether the answer promises something that is not done: `will_do`, or whatever has a day."""
        if self.answer is None or self.done:
            return False
        return self.answer.outcome is AnswerOutcome.WILL_DO or self.answer.due is not None

    @property
    def says(self) -> Statement:
        """How it stands on the day, and when those who raised it were told."""
        facts: dict[str, Fact] = {"contribution": Ref("contribution", self.contribution), "on": self.on}
        sources = {"contribution": "Contribution.title", "on": "Event.on", "state": "Event.kind"}
        more: tuple[Statement, ...] = ()
        if self.told is not None:
            more = (Statement("progress.told", {"day": self.told}, template=_TOLD, sources={"day": "Event.on"}),)
        if self.end == self.contribution:
            facts |= {"state": self.state, "more": more}
            return Statement("progress", facts, template=_STANDS, sources=sources)
        facts |= {"end": Ref("contribution", self.end), "state": self.end_state, "more": more}
        sources |= {"end": "Contribution.title"}
        return Statement("progress.merged", facts, template=_MERGED, sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_STANDS = "As of {on}, {contribution:quoted} is {state}. {more:sentences}"
_MERGED = "{contribution:quoted} was merged into {end:quoted}. As of {on}, that one is {state}. {more:sentences}"
_TOLD = "Those who raised it were told on {day}."


class _Own(NamedTuple):
    """What a contribution's own line says, merges left aside."""

    contribution: Contribution
    line: Timeline
    acknowledged: Moment | None
    assessed: tuple[Moment, ...]
    considered: tuple[Moment, ...]
    first_answer: Moment | None
    answer: Moment | None
    redirected: Moment | None
    followed_through: Moment | None
    kept: Moment | None
    merged: Moment | None
    reopened: Event | None
    undone: Event | None
    owner: str | None
    actors: tuple[str, ...]  # the last two who did something, the last one first

    @property
    def now(self) -> Moment:
        return self.line[-1]

    @property
    def settled(self) -> Moment | None:
        """Since when there is something to tell."""
        if self.now.state is ContributionState.REDIRECTED:
            return self.redirected
        return self.answer if self.now.state is ContributionState.ANSWERED else None


def progress_of(
    contributions: Mapping[str, Contribution], timelines: Timelines, on: date, key: str | None = None
) -> list[Progress]:
    """The progress of each contribution that was received by the day, in their order, or of one alone. O(events)."""
    day = on.toordinal()
    ends: dict[str, str] = {}
    owns: dict[str, _Own] = {}

    def own(key: str) -> _Own:
        if key not in owns:
            owns[key] = _own(contributions[key], timelines.until(key, day))
        return owns[key]

    asked = contributions if key is None else (key,)

    last_merges: dict[str, tuple[int, int]] = {}

    def last_merge(key: str) -> tuple[int, int]:
        """When the last of the merges that lead on from a contribution happened."""
        links = []
        while key not in last_merges and (merged := own(key).merged) is not None and own(key).now.into is not None:
            links.append((key, _when(merged)))
            key = own(key).now.into or key
        last = last_merges.get(key, (0, 0))
        for link, when in reversed(links):
            last = last_merges[link] = max(last, when)
        return last

    known: dict[str, dict[str, Moment | None]] = {"assessed": {}, "considered": {}}

    def first(key: str, which: str) -> Moment | None:
        """The first such moment of a contribution, or of what it was merged into from then on; each link is asked once."""
        answers, asked_of, found = known[which], list[str](), None
        after = (0, 0)
        while True:
            here = own(key)
            moments: tuple[Moment, ...] = getattr(here, which)
            place = bisect_right(moments, after, key=_when)
            if place < len(moments):
                found = moments[place]
                break
            if here.now.into is None or here.merged is None:
                break
            merged = _when(here.merged)
            if after <= merged:  # what follows is the same for all that came here before it was merged itself
                if key in answers:
                    found = answers[key]
                    break
                asked_of.append(key)
                after = merged
                key = here.now.into
            else:  # links that were all merged before hold nothing for it, so only what comes later, or the end, does
                key = _end(key, ends, timelines, day) if after > last_merge(key) else here.now.into
        answers.update(dict.fromkeys(asked_of, found))
        return found

    return [
        _progress(
            own(contribution),
            own(_end(contribution, ends, timelines, day)),
            on,
            assessed=first(contribution, "assessed"),
            considered=first(contribution, "considered"),
        )
        for contribution in asked
        if timelines.lines[contribution][0].day <= day
    ]


def _end(key: str, ends: dict[str, str], timelines: Timelines, day: int) -> str:
    """The end of the chain of merges that begins with *key*; every link on the way is remembered."""
    into = timelines.until(key, day)[-1].into
    if into is None:
        return key
    chain = [key]
    key = into
    while key not in ends:
        chain.append(key)
        into = timelines.until(key, day)[-1].into
        if into is None:
            ends[key] = key
        else:
            key = into
    ends.update(dict.fromkeys(chain, ends[key]))
    return ends[key]


def _own(contribution: Contribution, line: Timeline) -> _Own:
    acknowledged = first_answer = answer = None
    assessed: list[Moment] = []
    considered: list[Moment] = []
    redirected = followed_through = kept = merged = reopened = undone = None
    owner = contribution.owner
    actors: tuple[str, ...] = ()
    before = ContributionState.OPEN
    for moment in line:
        event = moment.event
        if event is None:
            continue
        kind = event.kind
        if kind in _HEARD:
            acknowledged = acknowledged or moment
        elif kind is EventKind.ASSESSED:
            assessed.append(moment)
        elif kind is EventKind.CONSIDERED:
            considered.append(moment)
        elif kind is EventKind.ANSWERED:
            first_answer, answer, kept = first_answer or moment, moment, None
        elif kind is EventKind.FOLLOWED_THROUGH:
            followed_through, kept = followed_through or moment, kept or moment
        elif kind is EventKind.MERGED:
            merged = moment
        elif kind is EventKind.REDIRECTED:
            redirected = moment
        elif kind is EventKind.REOPENED and before is not ContributionState.MERGED:
            settled = answer or redirected
            if settled is not None:
                reopened, undone = event, settled.event
            acknowledged = first_answer = answer = redirected = followed_through = kept = None
        owner = event.owner or owner
        if event.by is not None:
            actors = (event.by, *(actor for actor in actors if actor != event.by))[:2]
        before = moment.state
    return _Own(
        contribution=contribution,
        line=line,
        acknowledged=acknowledged,
        assessed=tuple(assessed),
        considered=tuple(considered),
        first_answer=first_answer,
        answer=answer,
        redirected=redirected,
        followed_through=followed_through,
        kept=kept,
        merged=merged,
        reopened=reopened,
        undone=undone,
        owner=owner,
        actors=actors,
    )


def _when(moment: Moment) -> tuple[int, int]:
    return moment.day, moment.place


def _progress(own: _Own, end: _Own, on: date, *, assessed: Moment | None, considered: Moment | None) -> Progress:
    merged = None if own is end else own.merged
    settled = _later(end.settled, merged)
    has_answer = end.now.state in _WITH_ANSWER and end.answer is not None
    contribution = own.contribution
    redirected = end.redirected if end.now.state is ContributionState.REDIRECTED else None
    return Progress(
        contribution=contribution.key,
        stakeholder=contribution.stakeholder,
        way_back=contribution.way_back,
        on=on,
        state=own.now.state,
        end=end.contribution.key,
        end_state=end.now.state,
        since=date.fromordinal(own.now.since),
        acknowledged=_day_of(own.acknowledged),
        assessed=_day_of(assessed),
        considered=_day_of(considered),
        answer=end.answer.event if has_answer and end.answer is not None else None,
        answered=_day_of(_later(end.first_answer, merged)) if has_answer else None,
        settled=_day_of(settled),
        told=None if settled is None else _first_told(own, settled),
        followed_through=_day_of(end.followed_through),
        kept=_day_of(end.kept),
        redirected=None if redirected is None else redirected.event,
        reopened=end.reopened,
        undone=end.undone,
        owed_by=own.owner or end.owner or _last_actor(own, end),
    )


def _last_actor(own: _Own, end: _Own) -> str | None:
    """Who did something last, other than the contributor."""
    return next((by for by in (*own.actors, *end.actors) if by != own.contribution.stakeholder), None)


_WITH_ANSWER = (ContributionState.ANSWERED, ContributionState.REDIRECTED)


def _later(moment: Moment | None, merged: Moment | None) -> Moment | None:
    """The moment, or that of the merge if it came after: before it nothing was shared."""
    if moment is None or merged is None:
        return moment
    return merged if _when(moment) < _when(merged) else moment


def _first_told(own: _Own, settled: Moment) -> date | None:
    """The first day, after there was something to tell, on which those who raised it were told."""
    for moment in own.line:
        event = moment.event
        if event is None or event.kind is not EventKind.TOLD:
            continue
        if _when(moment) > _when(settled) and _is_theirs(own, event):
            return event.on
    return None


def _is_theirs(own: _Own, told: Event) -> bool:
    """True if the contributor was told; where the contributor is not known, anybody may be."""
    return own.contribution.stakeholder is None or told.to in {None, own.contribution.stakeholder}


def _day_of(moment: Moment | None) -> date | None:
    return moment.event.on if moment is not None and moment.event is not None else None
