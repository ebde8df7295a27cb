"""Agendas: what must come to a meeting because the next one would be too late."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from attrs import field, frozen

from involvement import _fields
from involvement.decisions import DecisionMap, Forum, StageName
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.feedback import Contribution, Progress
from involvement.plans.assumptions import meeting_assumed
from involvement.plans.schedules import Schedule
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["Agenda", "AgendaItem", "AgendaItemKind", "Sitting"]

_HEARD = "consulted"  # to be told carries no view
_MOST_REVIEWS = 31  # that stand one by one: more than a month of every day are one item


class AgendaItemKind(StrEnum):
    """What an item of an agenda is for, in the order of the agenda."""

    VIEWS = "views"
    ANSWER = "answer"
    REVIEW = "review"
    ACTIVITY = "activity"


@frozen
class AgendaItem:
    """One thing that belongs on an agenda.

    Attributes:
        kind: views to be heard, an answer to bring back, a review of the plan, or an activity.
        about: the key of the decision, the contribution or the activity; of a review, its day; of many, that of the last.
        stage: the stage of the decision that the views are for.
        by: the day that it is for: of the decision's stage, of the first of the reviews, or by which an activity must be finished.
        last: whether the next meeting is too late; None is not known.
        reason: why it is on the agenda, in a sentence.
    """

    kind: AgendaItemKind
    about: str
    stage: StageName | None = None
    by: date | None = None
    last: bool | None = None
    reason: str = ""

    def __str__(self) -> str:
        return self.reason


@frozen
class Agenda:
    """What a forum is to deal with at one meeting.

    Attributes:
        next_meeting: the meeting after it; None where there is none, or it is not known.
        items: by kind, and within it by day and key.
        assumes: what is not recorded: then an item may stand here too early.

    >>> Agenda("group", date(2026, 5, 12)).items
    ()
    """

    forum: str
    meeting: date
    next_meeting: date | None = None
    items: tuple[AgendaItem, ...] = field(default=(), repr=_fields.counted)
    assumes: tuple[Statement, ...] = ()

    def of(self, kind: AgendaItemKind | str) -> tuple[AgendaItem, ...]:
        """The items of one kind."""
        wanted = _fields.word(AgendaItemKind, "kind", kind)
        return tuple(each for each in self.items if each.kind is wanted)

    def __str__(self) -> str:
        head = f"{self.forum} on {self.meeting.isoformat()}"
        return "\n".join([head, *(f"- {each}" for each in self.items)])


@frozen
class Sitting:
    """One meeting of a forum and the one that follows, as far as they are known.

    `ended` says that it is known that there is no other meeting.
    """

    forum: str
    meeting: date
    next_meeting: date | None = None
    ended: bool = False
    assumes: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, forum: str, meeting: date, decision_map: DecisionMap | None) -> "Sitting":
        if not _fields.is_day(meeting):
            raise InvalidValueError("meeting", "a date (and not a date with a time)")
        if decision_map is None:
            return cls(forum, meeting, assumes=(meeting_assumed(forum),))
        found = _forum(decision_map, forum)
        if found.meetings is None:
            return cls(forum, meeting, assumes=(meeting_assumed(forum),))
        if found.meetings.on_or_after(meeting) != meeting:
            raise InvalidValueError("meeting", "a day on which the forum meets")
        following = None if meeting == date.max else found.meetings.on_or_after(meeting + timedelta(1))
        if following is None:
            return cls(forum, meeting, ended=True)
        if found.meetings.assumed(following):
            return cls(forum, meeting, assumes=(meeting_assumed(forum),))
        return cls(forum, meeting, following)

    def last_before(self, day: date) -> bool | None:
        """Whether nothing meets any more on or before a day, after this meeting; None is not known."""
        if self.next_meeting is None:
            return True if self.ended else None
        return self.next_meeting > day

    def views(self, decision_map: DecisionMap) -> Iterator[AgendaItem]:
        """The decisions that a view heard at this meeting reaches in time, and one heard at the next does not."""
        for decision in decision_map.decisions:
            for stage in decision.all_stages():
                if stage.by is None or not self._in_time(decision_map, decision.key, stage.name, self.meeting):
                    continue
                last: bool | None = True if self.ended else None
                if self.next_meeting is not None:
                    last = not self._in_time(decision_map, decision.key, stage.name, self.next_meeting)
                if last is False:
                    continue
                what = str(decision) if stage.name is StageName.DECISION else f"the {stage.name} stage of {decision}"
                why = "a later meeting is too late" if last else "no later meeting is known"
                yield AgendaItem(
                    AgendaItemKind.VIEWS,
                    decision.key,
                    stage.name,
                    stage.by,
                    last,
                    f"views about {what}, settled by {stage.by.isoformat()}: {why}",
                )

    def _in_time(self, decision_map: DecisionMap, decision: str, stage: StageName, heard: date) -> bool:
        found = decision_map.journey(
            Ref("decision", decision), raised=heard, stage=stage, heard_at=self.forum, at_least=_HEARD
        )
        return found is not None

    def answers(
        self, contributions: Mapping[str, Contribution], progress: Iterable[Progress], decision_map: DecisionMap | None
    ) -> Iterator[AgendaItem]:
        """What was answered or passed on, was raised here or by those who enter here, and was not told to them."""
        entries = () if decision_map is None else decision_map.entry_points
        here = {entry.stakeholder for entry in entries if entry.forum == self.forum and entry.stakeholder is not None}
        for far in progress:
            contribution = contributions[far.contribution]
            raised_here = contribution.forum == self.forum or (contribution.forum is None and far.stakeholder in here)
            if raised_here and far.way_back and far.settled is not None and far.told is None:
                day = far.settled.isoformat()
                reason = (
                    f"the answer about {contribution}, given on {day}, to be brought back"
                    if far.redirected_to is None
                    else f"that {contribution} was passed on to {far.redirected_to} on {day}, to be brought back"
                )
                yield AgendaItem(AgendaItemKind.ANSWER, contribution.key, by=far.settled, reason=reason)

    def reviews(self, open_: Sequence[date]) -> Iterator[AgendaItem]:
        """The reviews that are due, and those that come due before the forum meets again; many together."""
        passed = bisect_right(open_, self.meeting)
        due, ahead = open_[:passed], open_[passed:]
        upcoming = ahead[:1] if self.next_meeting is None else ahead[: bisect_left(ahead, self.next_meeting)]
        if len(due) > _MOST_REVIEWS:
            yield self._together(due, "were", last=True)
            due = ()
        if len(upcoming) > _MOST_REVIEWS:
            yield self._together(upcoming, "are", last=self.last_before(upcoming[0]))
            upcoming = ()
        for day in due:
            ago = (self.meeting - day).days
            late = f", {ago} day{'' if ago == 1 else 's'} ago" if ago > 0 else ""
            yield AgendaItem(
                AgendaItemKind.REVIEW, day.isoformat(), by=day, last=True,
                reason=f"the review of the workplan that was due on {day.isoformat()}{late}",
            )  # fmt: skip
        for day in upcoming:
            reason = f"the review of the workplan that is due on {day.isoformat()}"
            yield AgendaItem(AgendaItemKind.REVIEW, day.isoformat(), by=day, last=self.last_before(day), reason=reason)

    def _together(self, days: Sequence[date], tense: str, *, last: bool | None) -> AgendaItem:
        first, final = days[0].isoformat(), days[-1].isoformat()
        reason = f"the {len(days)} reviews of the workplan that {tense} due from {first} to {final}"
        return AgendaItem(AgendaItemKind.REVIEW, final, by=days[0], last=last, reason=reason)

    def activities(self, schedule: Schedule, titles: dict[str, str]) -> Iterator[AgendaItem]:
        """Those that are not done and begin before the forum meets again, or nobody knows when."""
        for row in schedule.rows:
            soon = row.start is None or self.next_meeting is None or row.start < self.next_meeting
            if row.activity in titles and row.done is None and soon:
                by = "" if row.latest_end is None else f", to be finished by {row.latest_end.isoformat()}"
                last = None if row.latest_end is None else self.last_before(row.latest_end)
                reason = f"{titles[row.activity]}{by}"
                yield AgendaItem(AgendaItemKind.ACTIVITY, row.activity, by=row.latest_end, last=last, reason=reason)


def _forum(decision_map: DecisionMap, key: str) -> Forum:
    known = {each.key: each for each in decision_map.forums}
    if key not in known:
        raise UnknownKeyError("forum", key, known)
    return known[key]
