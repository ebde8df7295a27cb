"""Relative dates resolved to days, and the bounds of each activity."""

from datetime import date

from attrs import field

from involvement._fields import frozen
from involvement.calendars import Days, WorkingCalendar
from involvement.decisions import Decision, DecisionMap, Forum, StageName
from involvement.decisions.assumptions import day_assumed, holidays_assumed
from involvement.errors import UnknownKeyError
from involvement.plans import schedule_words
from involvement.plans.activities import Activity
from involvement.plans.assumptions import meeting_assumed, start_assumed
from involvement.plans.relative_dates import Anchor, When
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["Bound", "Bounds", "moved"]

_HEARD = Standing.CONSULTED  # to be told carries no view
Who = str | frozenset[str] | None


@frozen
class Bound:
    """What is known of a day that an activity may not begin before, or must be finished by.

    `day` is None where it is not known, and then `assumes` says what is missing. `never` says why no day is early
    enough, where that is so.
    """

    day: date | None = None
    why: Statement | None = None
    assumes: tuple[Statement, ...] = ()
    never: Statement | None = None


def moved(day: date, days: int) -> date:
    """The day so many days later; at the end of the calendar, its last day."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


@frozen(eq=False)
class Bounds:
    """The days that come from outside: from the calendar, meetings and decisions. Each is worked out once.

    A decision that was withdrawn by the day *on* gives none.
    """

    decision_map: DecisionMap | None
    start: date | None
    who: Who = None
    calendar: WorkingCalendar | None = None
    on: date | None = None
    _last_days: dict[tuple[str, StageName | None], Bound] = field(factory=dict, init=False)
    _forums: dict[str, Forum] = field(init=False)
    _decisions: dict[str, Decision] = field(init=False)

    @_forums.default
    def _by_forum(self) -> dict[str, Forum]:
        return {} if self.decision_map is None else {forum.key: forum for forum in self.decision_map.forums}

    @_decisions.default
    def _by_decision(self) -> dict[str, Decision]:
        return {} if self.decision_map is None else {decision.key: decision for decision in self.decision_map.decisions}

    def not_before(self, activity: Activity) -> Bound | None:
        """The day that an activity may not begin before; None where only other activities say."""
        if isinstance(activity.start, When):
            if not activity.start.of_activity:
                found = self._day_of(activity, activity.start, begins=True)
                # What is not known favours the plan: it may begin with it.
                if found.day is not None or self.start is None:
                    return found
                return Bound(self.start, schedule_words.plan_starts(self.start), found.assumes)
            return None
        if activity.start is not None:
            return Bound(activity.start, schedule_words.starts(activity.key, activity.start))
        if activity.after:
            return None
        if self.start is None:
            return Bound(assumes=(start_assumed(activity.key),))
        return Bound(self.start, schedule_words.plan_starts(self.start))

    def finished_by(self, activity: Activity) -> Bound:
        """The first day of those by which an activity must be finished, whatever the others do."""
        bounds = [*self._due(activity), *self._fed(activity)]
        assumes = tuple(statement for bound in bounds for statement in bound.assumes)
        first = min(
            (bound for bound in bounds if bound.day is not None),
            key=lambda bound: bound.day or date.max,
            default=Bound(),
        )
        return Bound(first.day, first.why, assumes, next((bound.never for bound in bounds if bound.never), None))

    def _due(self, activity: Activity) -> list[Bound]:
        if isinstance(activity.due, When):
            return [] if activity.due.of_activity else [self._day_of(activity, activity.due, begins=False)]
        return [] if activity.due is None else [Bound(activity.due, schedule_words.due(activity.key, activity.due))]

    def _fed(self, activity: Activity) -> list[Bound]:
        """The last day on which a view for the decision that it feeds is still heard in time."""
        if activity.decision is None:
            return []
        asked = (activity.decision, activity.stage)
        if asked not in self._last_days:
            self._last_days[asked] = self._last_day(*asked, f"activity {activity.key!r}: decision")
        return [self._last_days[asked]]

    def _last_day(self, key: str, name: StageName | None, where: str) -> Bound:
        if self.decision_map is None:
            return Bound(assumes=(day_assumed(key),))
        what = self._decision(key, where)
        stage = what.stage(name)
        if stage is None:
            raise UnknownKeyError("stage", str(name), (stage.name for stage in what.all_stages()), where)
        if self._withdrawn(what):
            return Bound()
        if stage.by is None:
            return Bound(assumes=(day_assumed(key),))
        # With what is called for; where no day is early enough for that, with the most that can be had.
        floors = [standing for standing in reversed(Standing) if _HEARD <= standing <= what.needs(name)]
        days = (
            self.decision_map.latest_start(key, stage=name, stakeholder=self.who, at_least=floor, surely=True)
            for floor in floors
        )
        day = next((day for day in days if day is not None), None)
        if day is None:
            return Bound(never=schedule_words.never(key))
        return Bound(day, schedule_words.last_day_to_speak(key, day))

    def _day_of(self, activity: Activity, moment: When, *, begins: bool) -> Bound:
        """The day of a moment that is counted from a meeting or a decision."""
        where = f"activity {activity.key!r}: {'start' if begins else 'due'}"
        if moment.anchor is Anchor.DECISION:
            day = self._decision_day(moment, where)
            missing = day_assumed(moment.key)
            if moment.key in self._decisions and self._withdrawn(self._decisions[moment.key]):
                return Bound()
        else:
            day = self._meeting(moment, where)
            missing = meeting_assumed(moment.key)
        if day is None:
            return Bound(assumes=(missing,))
        counted, assumes = self._counted(day, moment)
        return Bound(counted, schedule_words.moment(activity.key, moment, begins=begins), assumes)

    def _counted(self, day: date, moment: When) -> tuple[date, tuple[Statement, ...]]:
        """The day that a moment is, told from a day, and what is assumed of the holidays."""
        if not isinstance(moment.days, Days):
            return moved(day, moment.days), ()
        calendar = self.calendar or WorkingCalendar()
        if moment.before:
            first, last = calendar.latest_start(day, moment.days) or date.min, day
        else:
            first, last = day, calendar.after(day, moment.days) or date.max
        left_out = moment.days.leave_out
        assumes = () if left_out is None else tuple(holidays_assumed(left_out, first, last, calendar.known))
        return first if moment.before else last, assumes

    def _decision_day(self, moment: When, where: str) -> date | None:
        if self.decision_map is None:
            return None
        what = self._decision(moment.key, where)
        stage = what.stage(moment.stage)
        if stage is None:
            raise UnknownKeyError("stage", str(moment.stage), (stage.name for stage in what.all_stages()), where)
        return what.sure_by(moment.stage, at=self.decision_map.forum(what.made_at))

    def _meeting(self, moment: When, where: str) -> date | None:
        if self.decision_map is None:
            return None
        if moment.key not in self._forums:
            raise UnknownKeyError("forum", moment.key, self._forums, where)
        forum, first = self._forums[moment.key], moment.on_or_after or self.start
        day = None if first is None else forum.next_meeting(first)
        return None if forum.meetings is None or day is None or forum.meetings.assumed(day) else day

    def _withdrawn(self, decision: Decision) -> bool:
        return self.on is not None and decision.is_withdrawn(self.on)

    def _decision(self, key: str, where: str) -> Decision:
        if key not in self._decisions:
            raise UnknownKeyError("decision", key, self._decisions, where)
        return self._decisions[key]
