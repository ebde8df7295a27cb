"""The workplan: activities, dependencies and reviews, and the questions about them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars import WorkingCalendar
from involvement.decisions import Decision, DecisionMap
from involvement.errors import InvalidValueError, LimitExceeded, UnknownKeyError
from involvement.feedback import Ledger
from involvement.plans.activities import Activity
from involvement.plans.links import Links, refuse_loops, refuse_unknown
from involvement.plans.resources import MeetingCycle, Recruitment, WorkingWeek
from involvement.plans.reviews import Interval, Review, ReviewDays
from involvement.priorities import Agreement
from involvement.references import Ref

if TYPE_CHECKING:
    from involvement.feedback import Contribution, Progress
    from involvement.plans.agendas import Agenda, Sitting
    from involvement.plans.resolved_dates import Who
    from involvement.plans.schedules import Schedule
    from involvement.plans.workloads import Workload

__all__ = ["Workplan", "agenda_of", "workload_of"]

_MOST_DAYS = 36_525  # a hundred years


def _activities(items: Iterable[Activity]) -> tuple[Activity, ...]:
    return _fields.as_tuple(items)


def _held(items: Iterable[Review]) -> tuple[Review, ...]:
    return _fields.as_tuple(items)


def _working_weeks(items: Iterable[WorkingWeek]) -> tuple[WorkingWeek, ...]:
    return _fields.as_tuple(items)


def _meeting_cycles(items: Iterable[MeetingCycle]) -> tuple[MeetingCycle, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Workplan:
    """What will be done, by whom and by when, and when the plan is looked at again.

    The order of the activities means nothing.

    Attributes:
        activities: what is to be done.
        review_interval: how often the plan is reviewed, counted from its start; the argument `reviews`.
        start: the first day of the plan; what is told from nothing does not begin before it.
        held: the reviews that were held.
        review_forum: the forum that reviews the plan.
        working_weeks: how many days a week people have for it.
        recruitment: finding the people who take part.
        meeting_cycles: what each meeting of a forum takes.
        calendar: the days that do not count where days are left out; without one, Saturdays and Sundays.

    Raises:
        DuplicateKeyError: two activities share a key, or somebody has two working weeks, or a forum two cycles.
        UnknownKeyError: an activity waits for one that is not there.
        InvalidValueError: activities wait for each other in a loop, which is named; or reviews without a start.
        LimitExceeded: more than 2,000 first and last days of activities hang on each other both ways.

    >>> plan = Workplan([Activity("recruit")], reviews=Interval.months(3), start=date(2026, 1, 31))
    >>> [str(day) for day in plan.reviews(date(2026, 8, 1))]
    ['2026-04-30', '2026-07-31']
    """

    activities: tuple[Activity, ...] = field(
        default=(), converter=_activities, validator=_fields.many(Activity), repr=_fields.counted
    )
    review_interval: Interval | None = field(
        default=None, validator=_fields.a(Interval, optional=True), kw_only=True, alias="reviews"
    )
    start: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    held: tuple[Review, ...] = field(
        default=(), converter=_held, validator=_fields.many(Review), kw_only=True, repr=_fields.counted
    )
    review_forum: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("forum"), kw_only=True
    )
    working_weeks: tuple[WorkingWeek, ...] = field(
        default=(), converter=_working_weeks, validator=_fields.many(WorkingWeek), kw_only=True, repr=_fields.counted
    )
    recruitment: Recruitment | None = field(default=None, validator=_fields.a(Recruitment, optional=True), kw_only=True)
    meeting_cycles: tuple[MeetingCycle, ...] = field(
        default=(), converter=_meeting_cycles, validator=_fields.many(MeetingCycle), kw_only=True, repr=_fields.counted
    )
    calendar: WorkingCalendar | None = field(
        default=None, validator=_fields.a(WorkingCalendar, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("activity", (activity.key for activity in self.activities), "Workplan.activities")
        _fields.distinct(
            "working week", (working_week.stakeholder for working_week in self.working_weeks), "Workplan.working_weeks"
        )
        _fields.distinct(
            "meeting cycle", (meeting_cycle.forum for meeting_cycle in self.meeting_cycles), "Workplan.meeting_cycles"
        )
        if self.review_interval is not None and self.start is None:
            raise InvalidValueError("Workplan.start", "the day that the reviews are counted from")
        refuse_unknown(self.activities, "activities")
        refuse_loops(self.activities, "Workplan.activities")

    @classmethod
    def from_agreement(
        cls,
        agreement: Agreement,
        *,
        reviews: Interval | None = None,
        start: date | None = None,
        owner: str | None = None,
    ) -> "Workplan":
        """The plan that follows from an agreement.

        For each agreed issue: raise it where it is decided, by the last day on which that counts, and then do it. For
        each deferred one that nobody has studied: the person named studies it, by the day set; other deferred issues are
        brought back by the person named. For every issue: tell people what came of it. *start* is the day of the
        agreement unless given; *owner* sees to what nobody else is named for.
        """
        from involvement.plans.from_agreements import activities_from

        _fields.instance("agreement", Agreement, agreement)
        return cls(activities_from(agreement, owner=owner), reviews=reviews, start=start or agreement.on)

    def activity(self, key: str) -> Activity:
        """The activity of that key; `UnknownKeyError` where there is none."""
        for activity in self.activities:
            if activity.key == key:
                return activity
        raise UnknownKeyError("activity", key, (activity.key for activity in self.activities))

    def reviews(self, until: date) -> tuple[date, ...]:
        """The days on which regular reviews are due, up to *until*, which is included; () where there are none.

        Raises:
            LimitExceeded: more than 36,525 days, as many as a hundred years have.
        """
        if not _fields.is_day(until):
            raise InvalidValueError("until", "a date (and not a date with a time)")
        return _listed(self._reviews(date.min, until), "reviews")

    def reviews_due(self, on: date) -> tuple[date, ...]:
        """The regular reviews that are due by that day and were not held by then, each once.

        A review that was held stands for every one that was due by then.

        Raises:
            LimitExceeded: more than 36,525 days, as many as a hundred years have.
        """
        return _listed(self.open_reviews(on), "reviews_due")

    def open_reviews(self, on: date, until: date | None = None) -> Sequence[date]:
        """The regular reviews up to *until* (else *on*) for which no review held by *on* stands.

        However many they are, they cost nothing until they are asked for one by one.
        """
        if not _fields.is_day(on) or not (until is None or _fields.is_day(until)):
            raise InvalidValueError("on, until", "dates (and not dates with a time)")
        covered = max((review.covers for review in self.held if review.on <= on), default=date.min)
        return self._reviews(covered, on if until is None else until)

    def _reviews(self, after: date, until: date) -> Sequence[date]:
        if self.review_interval is None or self.start is None:
            return ()
        return ReviewDays.of(self.review_interval, self.start, after, until)

    def as_known(self, on: date) -> "Workplan":
        """The plan as it stood at the end of a day: what was done or held later is not done or held yet."""
        _fields.a_date("on", on)
        later = any(activity.done is not None and activity.done > on for activity in self.activities)
        if not later and all(review.on <= on for review in self.held):
            return self
        return evolve(
            self,
            activities=[
                evolve(activity, done=None) if activity.done is not None and activity.done > on else activity
                for activity in self.activities
            ],
            held=[review for review in self.held if review.on <= on],
        )

    def schedule(
        self, decision_map: DecisionMap | None = None, *, stakeholder: "Who" = None, on: date | None = None
    ) -> "Schedule":
        """The earliest and the latest days of every activity, and which cannot be kept.

        An activity begins on its start day or later, after all that it waits for, and is finished by its due day, by
        the last day to speak about the decision that it feeds (of *stakeholder*: a key, several, or None for anyone),
        and in time for all that waits for it. Both are longest paths. How many days it takes counts as one where
        nobody says; what is not known is taken in favour of the plan and named in `assumes`. With *on*, what has a day
        and is not done by then ends that day at the earliest, and a decision withdrawn by then gives no day. O(n + m), and O(n m) among activities told from each other.

        Raises:
            UnknownKeyError: an activity names a forum, a decision or a stage that is not on the map.
        """
        from involvement.plans.resolved_dates import Bounds
        from involvement.plans.scheduling import schedule_of

        _fields.instance_or_nothing("decision_map", DecisionMap, decision_map)
        who = _who(stakeholder)
        if on is not None and not _fields.is_day(on):
            raise InvalidValueError("on", "a date (and not a date with a time)")
        calendar = self.calendar or (None if decision_map is None else decision_map.calendar)
        bounds = Bounds(decision_map, self.start, who, calendar, on)
        return schedule_of(Links.of((self if on is None else self.as_known(on)).activities), bounds, on)

    def agenda(
        self,
        forum: str,
        meeting: date,
        *,
        decision_map: DecisionMap | None = None,
        ledger: Ledger | None = None,
        stakeholder: "Who" = None,
    ) -> "Agenda":
        """What must come to a meeting of a forum.

        Views about decisions that are reached in time from this meeting and not from the next; answers to be brought
        back; reviews that are due, or come due before the forum meets again; activities of the forum that begin by
        then. Where the next meeting is not known, what could miss it stands here too. What was done, held or answered
        after the meeting counts as still to be done. Two journeys to each stage.

        Raises:
            InvalidValueError: the forum does not meet on that day.
            UnknownKeyError: the map has no such forum, or the plan names what is not on it.
        """
        from involvement.plans.agendas import Sitting

        _fields.instance_or_nothing("ledger", Ledger, ledger)
        sitting = Sitting.of(
            _fields.a_text("forum", forum),
            meeting,
            _fields.instance_or_nothing("decision_map", DecisionMap, decision_map),
        )
        plan = self.as_known(meeting)
        return agenda_of(
            plan,
            sitting,
            schedule=plan.schedule(decision_map, stakeholder=stakeholder),
            decision_map=decision_map,
            contributions={}
            if ledger is None
            else {contribution.key: contribution for contribution in ledger.contributions},
            progress=() if ledger is None else ledger.all_progress(meeting),
        )

    def workload(
        self,
        first: date,
        last: date,
        *,
        decision_map: DecisionMap | None = None,
        stakeholder: "Who" = None,
        on: date | None = None,
    ) -> "Workload":
        """The work of each person in each week, from that of *first* to that of *last*, both whole.

        The effort of an activity is spread evenly over its days, Saturdays and Sundays included, from when it can
        begin to when it ends if all goes well; that of recruitment over its weeks; meeting cycles add theirs for each
        meeting on the map. A person with a working week has that many days in each week.

        Raises:
            LimitExceeded: more than 36,525 days, a hundred years.
        """
        if not _fields.is_day(first) or not _fields.is_day(last):
            raise InvalidValueError("first, last", "dates (and not dates with a time)")
        _fields.in_order("last", first, last)
        if (last - first).days > _MOST_DAYS:
            raise LimitExceeded("days", _MOST_DAYS, "workload")
        schedule = self.schedule(decision_map, stakeholder=stakeholder, on=on)
        return workload_of(self, first, last, schedule=schedule, decision_map=decision_map)


def agenda_of(
    plan: Workplan,
    sitting: "Sitting",
    *,
    schedule: "Schedule",
    decision_map: DecisionMap | None,
    contributions: "Mapping[str, Contribution]",
    progress: "Iterable[Progress]",
) -> "Agenda":
    """What must come to a sitting, from a schedule and the progress of contributions that are worked out already."""
    from involvement.plans.agendas import Agenda, AgendaItemKind

    own = {activity.key for activity in plan.activities if activity.forum == sitting.forum}
    items = [
        *(() if decision_map is None else sitting.views(decision_map)),
        *sitting.answers(contributions, progress, decision_map),
        *(
            ()
            if plan.review_forum not in {None, sitting.forum}
            else sitting.reviews(plan.open_reviews(sitting.meeting, date.max))
        ),
        *sitting.activities(schedule, own),
    ]
    order = list(AgendaItemKind)
    items.sort(key=lambda item: (order.index(item.kind), item.by or date.max, item.about, str(item.stage)))
    titled: dict[str, Iterable[Activity | Contribution | Decision]] = {
        "activity": plan.activities,
        "contribution": [contributions[item.about] for item in items if item.kind is AgendaItemKind.ANSWER],
        "decision": () if decision_map is None else decision_map.decisions,
    }
    names = {Ref(kind, thing.key): thing.title for kind, things in titled.items() for thing in things if thing.title}
    named = tuple(evolve(item, names=names) for item in items)
    return Agenda(sitting.forum, sitting.meeting, sitting.next_meeting, named, sitting.assumes)


def workload_of(
    plan: Workplan, first: date, last: date, *, schedule: "Schedule", decision_map: DecisionMap | None
) -> "Workload":
    """The work of each person in each week, from a schedule that is worked out already."""
    from involvement.plans.workloads import shared_out
    from involvement.plans.works import planned_work

    found = planned_work(plan.activities, schedule)
    found.add_recruitment(plan.recruitment, plan.start)
    for cycle in plan.meeting_cycles:
        found.add_cycle(cycle, decision_map, first, last)
    capacity = {week.stakeholder: week.days for week in plan.working_weeks}
    return shared_out(found.works, capacity, first, last, undated=found.undated, assumes=found.assumes)


def _who(stakeholder: "Who") -> "Who":
    if stakeholder is None or isinstance(stakeholder, str):
        return stakeholder
    return frozenset(_fields.a_text("stakeholder", key) for key in _fields.members("stakeholder", stakeholder))


def _listed(days: Sequence[date], where: str) -> tuple[date, ...]:
    if len(days) > _MOST_DAYS:
        raise LimitExceeded("days", _MOST_DAYS, where)
    return tuple(days)
