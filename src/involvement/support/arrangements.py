"""Arrangements for stated needs at each meeting, and checks of papers."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from attrs import field

from involvement._fields import frozen
from involvement.calendars import Days, WorkingCalendar
from involvement.calendars.working_calendars import lag_of
from involvement.decisions import Decision, DecisionMap, Forum
from involvement.references import Ref
from involvement.support.attendances import Attendance, PaperSent
from involvement.support.needs import AccessNeed, Adjustment, NeedsAsked, StatedNeed
from involvement.wording import Fact, Statement, Wording

__all__ = ["Arrangement", "ArrangementState", "Needs", "PaperCheck", "arranged", "checked"]


class ArrangementState(StrEnum):
    """Whether what somebody needs at a meeting is there."""

    ARRANGED = "arranged"
    UNMET = "unmet"  # a need was stated, and nothing is recorded that meets it
    NOT_ASKED = "not_asked"  # nobody has asked them, so it is not known
    NOTHING_NEEDED = "nothing_needed"  # they were asked, and stated none that holds


@frozen
class Arrangement:
    """What one stakeholder needs at one meeting, and whether it was arranged. `need` is None where none is known."""

    forum: str
    meeting: date
    stakeholder: str
    need: AccessNeed | None
    state: ArrangementState

    @property
    def says(self) -> Statement:
        """What is needed at the meeting, and whether the record shows that it was arranged."""
        facts: dict[str, Fact] = {
            "stakeholder": Ref("stakeholder", self.stakeholder),
            "forum": Ref("forum", self.forum),
            "meeting": self.meeting,
        }
        sources: dict[str, str | tuple[str, ...]] = {
            "stakeholder": ("Attendance.attended", "Attendance.expected"),
            "forum": "Forum.title",
            "meeting": "Attendance.meeting",
        }
        if self.need is not None:
            facts["need"], sources["need"] = self.need, "StatedNeed.need"
        return Statement(f"arrangement.{self.state.value}", facts, template=_ARRANGEMENTS[self.state], sources=sources)

    def __str__(self) -> str:
        return Wording().say(self.says)


_ARRANGEMENTS = {
    ArrangementState.ARRANGED: "For {stakeholder}, {need} is arranged at {forum} on {meeting}.",
    ArrangementState.UNMET: "For {stakeholder}, {need} is needed at {forum} on {meeting}. No arrangement is recorded.",
    ArrangementState.NOT_ASKED: "The record does not show that anybody asked {stakeholder} what they need at {forum} on "
    "{meeting}.",
    ArrangementState.NOTHING_NEEDED: "No need of {stakeholder} is recorded for {forum} on {meeting}.",
}


@frozen
class PaperCheck:
    """Whether one paper was one that its reader can use, and came in time.

    Attributes:
        paper: the paper.
        missing: the needs that none of its formats meets, nor anything arranged instead.
        usable: True, False, or None where nobody has asked its reader, or its formats are not known.
        due: the last day on which it was in time, or None where that is not known.
        due_at_latest: the same if its decision is made on the last day of a period; else `due`.
        in_time: True, False, or None where that is not known.
        days_late: the days by which it came too late, whenever the decision is made; 0 in time; None where that is not known.
    """

    paper: PaperSent
    missing: tuple[AccessNeed, ...]
    usable: bool | None
    due: date | None
    due_at_latest: date | None

    @property
    def in_time(self) -> bool | None:
        """Whether it was sent on its due day or before; None where that depends on a day that is not known."""
        if self.due is None or self.due_at_latest is None or self.due < self.paper.on <= self.due_at_latest:
            return None
        return self.paper.on <= self.due

    @property
    def days_late(self) -> int | None:
        """How many days after its due day it was sent, at least."""
        if self.in_time is None or self.due_at_latest is None:
            return None
        return max(0, (self.paper.on - self.due_at_latest).days)

    @property
    def says(self) -> Statement:
        """Whether its reader can use it, and whether it came in time."""
        use = {True: "usable", False: "not_usable", None: "use_not_known"}[self.usable]
        timing = {True: "in_time", False: "late", None: "due_not_known" if self.due is None else "due_within"}[
            self.in_time
        ]
        late: dict[str, Fact] = {"days": self.days_late}
        return Statement(
            f"paper.{use}",
            {
                "stakeholder": Ref("stakeholder", self.paper.stakeholder),
                "on": self.paper.on,
                "missing": self.missing,
                "more": (Statement(f"paper.{timing}", late, template=_TIMINGS[timing], sources={"days": _DUE}),),
            },
            template=_USES[use],
            sources={
                "stakeholder": "PaperSent.stakeholder",
                "on": "PaperSent.on",
                "missing": ("Adjustment.need", "PaperSent.formats", "StatedNeed.need"),
            },
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_DUE = ("Forum.papers_due", "PaperSent.on")
_USES = {
    "usable": "{stakeholder} can use the paper that was sent on {on}. {more:sentences}",
    "not_usable": "{stakeholder} cannot use the paper that was sent on {on}. Nothing recorded meets the need for {missing}. "
    "{more:sentences}",
    "use_not_known": "Whether {stakeholder} can use the paper that was sent on {on} is not known. {more:sentences}",
}
_TIMINGS = {
    "in_time": "It was in time.",
    "late": "It was {days:day} late.",
    "due_not_known": "When it was due is not recorded.",
    "due_within": "Whether it was in time depends on the day of the decision, which is not recorded.",
}


_Place = tuple[str | None, date | None]  # the forum and the meeting; None is every one
_Periods = tuple[list[date], list[date]]  # the first days in order, and for each the last day of all that begin by then


@frozen
class Needs:
    """What is needed and arranged, put so that one meeting of one stakeholder is looked up at once."""

    stated: tuple[StatedNeed, ...]
    asked: tuple[NeedsAsked, ...]
    adjustments: tuple[Adjustment, ...] = field(repr=False)

    @cached_property
    def _stated(self) -> Mapping[str, tuple[tuple[StatedNeed, _Periods], ...]]:
        """By stakeholder the needs, each once, in the order of the list of needs, and the periods in which they hold."""
        found: dict[str, dict[tuple[AccessNeed, ...], list[StatedNeed]]] = {}
        for need in self.stated:
            found.setdefault(need.stakeholder, {}).setdefault(need.served_by, []).append(need)
        order = list(AccessNeed)
        return {
            who: tuple(
                (same[0], _periods(same)) for same in sorted(needs.values(), key=lambda same: order.index(same[0].need))
            )
            for who, needs in found.items()
        }

    @cached_property
    def _first_asked(self) -> Mapping[str, date]:
        first: dict[str, date] = {need.stakeholder: need.since or date.min for need in self.stated}
        days = [(need.stakeholder, need.since or date.min) for need in self.stated]
        for who, day in (*days, *((needs_asked.stakeholder, needs_asked.on) for needs_asked in self.asked)):
            first[who] = min(first.get(who, day), day)
        return first

    @cached_property
    def _places(self) -> Mapping[tuple[AccessNeed, str | None], Mapping[_Place, _Periods]]:
        found: dict[tuple[AccessNeed, str | None], dict[_Place, list[Adjustment]]] = {}
        for adjustment in self.adjustments:
            theirs = found.setdefault((adjustment.need, adjustment.stakeholder), {})
            theirs.setdefault((adjustment.forum, adjustment.meeting), []).append(adjustment)
        return {what: {place: _periods(same) for place, same in places.items()} for what, places in found.items()}

    def known(self, stakeholder: str, day: date) -> bool:
        """Whether they had been asked, or had said it unasked, by that day."""
        first = self._first_asked.get(stakeholder)
        return first is not None and first <= day

    def of(self, stakeholder: str, day: date) -> tuple[StatedNeed, ...]:
        """What they need on that day, in the order of the list of needs."""
        return tuple(need for need, periods in self._stated.get(stakeholder, ()) if _within(periods, day))

    def adjusted(self, need: AccessNeed, stakeholder: str, forum: str | None, meeting: date | None, day: date) -> bool:
        """Whether something was arranged for that need, there and then."""
        for who in (stakeholder, None):
            places = self._places.get((need, who))
            if places is None:
                continue
            for place in {(forum, meeting), (forum, None), (None, meeting), (None, None)}:
                if place in places and _within(places[place], day):
                    return True
        return False


def arranged(needs: Needs, attendances: Iterable[Attendance], papers: Iterable[PaperSent]) -> tuple[Arrangement, ...]:
    """What everybody needs at the meetings, by day, forum, stakeholder and need.

    A need that papers alone can meet is asked of the papers sent for the meeting, where there are any: it is arranged
    if every one of them meets it. O(people at meetings + adjustments + papers).
    """
    sent: dict[tuple[str, str | None, date | None], list[PaperSent]] = {}
    for paper in papers:
        sent.setdefault((paper.stakeholder, paper.forum, paper.meeting), []).append(paper)
    rows: list[Arrangement] = []
    for attendance in sorted(attendances, key=lambda attendance: (attendance.meeting, attendance.forum)):
        for who in attendance.who:
            rows += _at_a_meeting(
                needs,
                who,
                attendance.forum,
                attendance.meeting,
                sent.get((who, attendance.forum, attendance.meeting), ()),
            )
    return tuple(rows)


def _periods(items: Iterable[StatedNeed | Adjustment]) -> _Periods:
    ends = sorted((item.since or date.min, item.until or date.max) for item in items)
    return [since for since, _ in ends], list(accumulate((until for _, until in ends), max))


def _within(periods: _Periods, day: date) -> bool:
    """Whether the day lies in one of the periods: one of those that begin by then ends no earlier."""
    begun = bisect_right(periods[0], day)
    return begun > 0 and periods[1][begun - 1] >= day


def _at_a_meeting(needs: Needs, who: str, forum: str, meeting: date, papers: Sequence[PaperSent]) -> list[Arrangement]:
    rows = []
    for stated in needs.of(who, meeting):
        if papers and not stated.need.at_meetings:
            met = all(_serves(needs, stated, paper) for paper in papers)
        else:
            met = any(needs.adjusted(need, who, forum, meeting, meeting) for need in stated.served_by)
        state = ArrangementState.ARRANGED if met else ArrangementState.UNMET
        rows.append(Arrangement(forum, meeting, who, stated.need, state))
    if not rows:
        asked = needs.known(who, meeting)
        state = ArrangementState.NOTHING_NEEDED if asked else ArrangementState.NOT_ASKED
        rows.append(Arrangement(forum, meeting, who, None, state))
    return rows


def checked(
    needs: Needs, papers: Iterable[PaperSent], *, reading_days: int | None, decision_map: DecisionMap | None
) -> tuple[PaperCheck, ...]:
    """Each paper with what is wrong with it, in the order of the record."""
    calendar = None if decision_map is None else decision_map.calendar
    places = {} if decision_map is None else {forum.key: forum for forum in decision_map.forums}
    decisions = {} if decision_map is None else {decision.key: decision for decision in decision_map.decisions}
    found = []
    for paper in papers:
        decision = decisions.get(paper.decision or "")
        place = paper.forum or (None if decision is None else decision.made_at)
        days = reading_days if reading_days is not None else _papers_due(places.get(place or ""))
        decided = (None, None) if decision is None else _decided(decision, places[decision.made_at])
        due, due_at_latest = (
            None if days is None or day is None else _before(day, days, calendar)
            for day in (paper.meeting or day for day in decided)
        )
        missing = _missing(needs, paper)
        unknown = not needs.known(paper.stakeholder, paper.on) or (missing and not paper.formats)
        usable = None if unknown else not missing
        found.append(PaperCheck(paper, missing, usable, due, due_at_latest))
    return tuple(found)


def _papers_due(forum: Forum | None) -> int | Days | None:
    return None if forum is None else forum.papers_due


def _decided(decision: Decision, forum: Forum) -> tuple[date | None, date | None]:
    """The first and the last day on which it may be made: of a period, those on which the forum may sit by its calendar."""
    last = decision.last_day if decision.between is None else forum.may_sit_until(*decision.between)
    return decision.sure_by(at=forum), last


def _missing(needs: Needs, paper: PaperSent) -> tuple[AccessNeed, ...]:
    return tuple(
        stated.need
        for stated in needs.of(paper.stakeholder, paper.on)
        if stated.need.paper_format is not None and not _serves(needs, stated, paper)
    )


def _serves(needs: Needs, stated: StatedNeed, paper: PaperSent) -> bool:
    day = paper.meeting or paper.on
    for need in stated.served_by:
        if need.paper_format in paper.formats:
            return True
        # A known format says more than a plan: what was to be in braille, and went out in print, is in print.
        if (need.paper_format is None or not paper.formats) and needs.adjusted(
            need, paper.stakeholder, paper.forum, paper.meeting, day
        ):
            return True
    return False


def _before(day: date, days: int | Days, calendar: WorkingCalendar | None) -> date:
    return date.fromordinal(max(day.toordinal() - lag_of(calendar, days), 1))
