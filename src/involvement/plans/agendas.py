"""Agendas: what must come to a meeting because the next one would be too late."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import Decision, DecisionMap, Forum, Stage, StageName
from involvement.decisions.decision_words import when_said
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.feedback import Contribution, Progress
from involvement.plans.assumptions import meeting_assumed
from involvement.plans.schedules import Schedule
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Quote, Statement, Wording

__all__ = ["Agenda", "AgendaItem", "AgendaItemKind", "Sitting"]

_Aim = tuple[Standing, date]  # with which standing a view is to be heard, and by when
_HEARD = Standing.CONSULTED  # to be told carries no view
_MOST_REVIEWS = 31  # that stand one by one: more than a month of every day are one item


_VIEWS = {
    StageName.AGENDA: "Hear views for the agenda of {decision:quoted}, which is set by {by}.",
    StageName.OPTIONS: "Hear views on the options for {decision:quoted}, which close on {by}.",
    StageName.DECISION: "Hear views about {decision:quoted}, which is decided {when:clause}.",
    StageName.CHALLENGE: "Hear views on the challenge to {decision:quoted}, by {by}.",
    StageName.IMPLEMENTATION: "Hear views on how {decision:quoted} is carried out, by {by}.",
    StageName.EVALUATION: "Hear views on the evaluation of {decision:quoted}, by {by}.",
}
_LAST = {
    "before_next": " The next meeting is too late.",
    "perhaps_next": " The next meeting is in time only if it is decided late enough.",
    "weaker_next": " At the next meeting it is too late for them to count as {needs:quoted}.",
    "none_later": " No later meeting is recorded.",
}
_ANSWER = "Bring back the answer to {contribution:quoted}, which was given on {day}."
_PASSED_ON = "Bring back word that {contribution:quoted} was passed on to {body} on {day}."
_ANSWERED = {"contribution": "Contribution.title", "day": "Event.on"}
_LATE = "Review the workplan. The review was due on {day}."
_REVIEW = "Review the workplan. The review is due on {day}."
_WERE_DUE = "Review the workplan. {reviews:review} were due from {first} to {last}."
_ARE_DUE = "Review the workplan. {reviews:review} are due from {first} to {last}."
_TO_DO = "Work on {activity:quoted}."
_TO_DO_BY = "Work on {activity:quoted}, due by {by}."


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
        says: why it is on the agenda.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    kind: AgendaItemKind
    about: str
    stage: StageName | None = None
    by: date | None = None
    last: bool | None = None
    says: Statement = field(kw_only=True, validator=_fields.a(Statement))
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def reason(self) -> str:
        """Why it is on the agenda, in the default wording."""
        return Wording(names=self.names).say(self.says)

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
        return tuple(agenda_item for agenda_item in self.items if agenda_item.kind is wanted)

    def __str__(self) -> str:
        head = f"{self.forum} on {self.meeting.isoformat()}"
        return "\n".join([head, *(f"- {agenda_item}" for agenda_item in self.items)])


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
        if found.next_meeting(meeting) != meeting:
            raise InvalidValueError("meeting", "a day on which the forum meets")
        following = None if meeting == date.max else found.next_meeting(meeting + timedelta(1))
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
        """The decisions that a view heard at this meeting reaches in time, and one heard at the next does not.

        In time is with the standing that is called for, by the first day on which it may be decided there; where this meeting is
        too late for that, by the last one; and where it is too late for that too, it is being heard.
        """
        for decision in decision_map.decisions:
            for stage in () if decision.is_withdrawn(self.meeting) else decision.all_stages():
                aim = self._aim(decision_map, decision, stage)
                last = None if aim is None else self._is_last(decision_map, decision, stage, aim)
                if aim is None or last is False:
                    continue
                yield AgendaItem(
                    AgendaItemKind.VIEWS,
                    decision.key,
                    stage.name,
                    stage.by,
                    last,
                    says=self._says(decision_map, decision, stage, aim),
                )

    def _aim(self, decision_map: DecisionMap, decision: Decision, stage: Stage) -> _Aim | None:
        """The standing and the day that a view heard here can still make; None where it makes none."""
        if stage.by is None:
            return None
        needs, by = (
            decision.needs(stage.name),
            decision.sure_by(stage.name, at=decision_map.forum(decision.made_at)) or stage.by,
        )
        aims = dict.fromkeys(((needs, by), (needs, stage.by), (_HEARD, stage.by)))
        in_time = (aim for aim in aims if self._in_time(decision_map, decision, stage, self.meeting, aim))
        return next(in_time, None)

    def _is_last(self, decision_map: DecisionMap, decision: Decision, stage: Stage, aim: _Aim) -> bool | None:
        """Whether a view heard at the next meeting is too late; None where the next meeting is not known."""
        if self.next_meeting is None:
            return True if self.ended else None
        return not self._in_time(decision_map, decision, stage, self.next_meeting, aim)

    def _says(self, decision_map: DecisionMap, decision: Decision, stage: Stage, aim: _Aim) -> Statement:
        facts: dict[str, Fact] = {"decision": Ref("decision", decision.key)}
        sources: dict[str, str | tuple[str, ...]] = {"decision": "Decision.title"}
        if stage.name is StageName.DECISION:
            facts["when"] = when_said(decision)
        else:
            facts["by"], sources["by"] = stage.by, "Stage.by"
        then = self._then(decision_map, decision, stage, aim)
        if then == "weaker_next":
            facts["needs"], sources["needs"] = aim[0], ("Decision.calls_for", "Stage.calls_for")
        return Statement(
            f"agenda.views_{stage.name.value}_{then}", facts, template=_VIEWS[stage.name] + _LAST[then], sources=sources
        )

    def _then(self, decision_map: DecisionMap, decision: Decision, stage: Stage, aim: _Aim) -> str:
        """What a view heard at the next meeting can still make: the same if it is decided late, less, or nothing."""
        if self.next_meeting is None:
            return "none_later"
        by = stage.by or aim[1]
        for then, other in (("perhaps_next", (aim[0], by)), ("weaker_next", (_HEARD, by))):
            if self._in_time(decision_map, decision, stage, self.next_meeting, other):
                return then
        return "before_next"

    def _in_time(self, decision_map: DecisionMap, decision: Decision, stage: Stage, heard: date, aim: _Aim) -> bool:
        to, (least, by) = Ref("decision", decision.key), aim
        found = decision_map.journey(to, raised=heard, stage=stage.name, heard_at=self.forum, at_least=least)
        return found is not None and found.heard <= by

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
                facts: dict[str, Fact] = {"contribution": Ref("contribution", contribution.key), "day": far.settled}
                says = Statement("agenda.answer", facts, template=_ANSWER, sources=_ANSWERED)
                if far.redirected_to is not None:
                    body = {"body": Quote(far.redirected_to, "Event.to")}
                    says = Statement(
                        "agenda.passed_on",
                        {**facts, **body},
                        template=_PASSED_ON,
                        sources={**_ANSWERED, "body": "Event.to"},
                    )
                yield AgendaItem(AgendaItemKind.ANSWER, contribution.key, by=far.settled, says=says)

    def reviews(self, open_: Sequence[date]) -> Iterator[AgendaItem]:
        """The reviews that are due, and those that come due before the forum meets again; many together."""
        passed = bisect_right(open_, self.meeting)
        due, ahead = open_[:passed], open_[passed:]
        upcoming = ahead[:1] if self.next_meeting is None else ahead[: bisect_left(ahead, self.next_meeting)]
        if len(due) > _MOST_REVIEWS:
            yield self._together(due, _WERE_DUE, last=True)
            due = ()
        if len(upcoming) > _MOST_REVIEWS:
            yield self._together(upcoming, _ARE_DUE, last=self.last_before(upcoming[0]))
            upcoming = ()
        for day in due:
            ago = (self.meeting - day).days
            sources = {"day": "Workplan.review_interval", "days": "Workplan.review_interval"}
            says = Statement("agenda.review_late", {"day": day, "days": ago}, template=_LATE, sources=sources)
            yield AgendaItem(
                AgendaItemKind.REVIEW, day.isoformat(), by=day, last=True, says=says if ago else _due_review(day)
            )
        for day in upcoming:
            last = self.last_before(day)
            yield AgendaItem(AgendaItemKind.REVIEW, day.isoformat(), by=day, last=last, says=_due_review(day))

    def _together(self, days: Sequence[date], template: str, *, last: bool | None) -> AgendaItem:
        says = Statement(
            "agenda.reviews_were_due" if template is _WERE_DUE else "agenda.reviews_are_due",
            {"reviews": len(days), "first": days[0], "last": days[-1]},
            template=template,
            sources=dict.fromkeys(("reviews", "first", "last"), "Workplan.review_interval"),
        )
        return AgendaItem(AgendaItemKind.REVIEW, days[-1].isoformat(), by=days[0], last=last, says=says)

    def activities(self, schedule: Schedule, own: Collection[str]) -> Iterator[AgendaItem]:
        """Those that are not done and begin before the forum meets again, or nobody knows when."""
        for row in schedule.rows:
            soon = row.start is None or self.next_meeting is None or row.start < self.next_meeting
            if row.activity in own and row.done is None and soon:
                last = None if row.latest_end is None else self.last_before(row.latest_end)
                says = Statement(
                    "agenda.activity" if row.latest_end is None else "agenda.activity_by",
                    {"activity": Ref("activity", row.activity), "by": row.latest_end},
                    template=_TO_DO if row.latest_end is None else _TO_DO_BY,
                    sources={"activity": "Activity.title", "by": ("Activity.due", "Workplan.start")},
                )
                yield AgendaItem(AgendaItemKind.ACTIVITY, row.activity, by=row.latest_end, last=last, says=says)


def _due_review(day: date) -> Statement:
    return Statement("agenda.review", {"day": day}, template=_REVIEW, sources={"day": "Workplan.review_interval"})


def _forum(decision_map: DecisionMap, key: str) -> Forum:
    known = {forum.key: forum for forum in decision_map.forums}
    if key not in known:
        raise UnknownKeyError("forum", key, known)
    return known[key]
