"""Evidence of influence from the decision map: told and heard in time, and what is owed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from attrs import evolve

from involvement._fields import frozen
from involvement.calendars import Days, Meetings
from involvement.decisions import Decision, DecisionMap, Flow, Opportunity, StageName
from involvement.decisions.journeys import ROUTE
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.power.standing_tables import StandingRange
from involvement.standing import Standing
from involvement.wording import Statement, Template

__all__ = ["NOT_KNOWN_WHEN", "Place", "Way", "ways_of"]

Place = tuple[str | None, str, StageName]  # a stakeholder, a decision, a stage

_OUT = StandingRange(Standing.NONE, Standing.NONE)


@frozen
class Way:
    """What the map says of one stakeholder and one stage of a decision.

    `exists` says whether there is any way at all, early enough or not; `last_day` is the last on which a view of theirs
    could be raised, at best, None where none is known; `surely_by` the same if the decision is made on the first day of its
    period.
    """

    exists: bool
    owed: StandingRange
    last_day: date | None
    surely_by: date | None
    told: ConditionFact
    heard: ConditionFact
    while_open: ConditionFact


def ways_of(
    decision_map: DecisionMap, who: frozenset[str], timetable: Iterable[Opportunity], on: date
) -> dict[Place, Way]:
    """What the map says, on a day, of each of them and each stage, given its timetable for them.

    Where something is not known, two more timetables are worked out, or one.

    The map is asked twice: with everything unknown in favour of the view, and with everything unknown left out.
    What holds both times is shown; what holds the first time only is not known.
    """
    as_drawn = {(row.stakeholder or None, row.decision, row.stage): row for row in timetable}

    def rows_of(changed: DecisionMap) -> dict[Place, Opportunity]:
        # Last days and whether there is a route do not depend on the day asked about: asked on the last day of all,
        # no journey has to be searched for.
        rows = as_drawn if changed is decision_map else _opportunities(changed, who, date.max)
        return _with_standings(changed, rows)

    favourable, sure = (
        _favourable(decision_map),
        _certain(decision_map).knowing(who),
    )  # be they on what is certain or not
    possible = rows_of(favourable)
    certain = possible if sure is favourable else rows_of(sure)
    views = {place: _View(row, certain[place], on) for place, row in possible.items()}
    return {
        place: Way(
            view.possible.best is not None,
            _owed(view.possible, view.certain),
            max((day for standing, day in view.possible.last_days if standing >= Standing.CONSULTED), default=None),
            max((last.day for last in view.possible.sure_days), default=None),
            view.told(),
            view.heard(InfluenceCondition.HEARD_IN_TIME),
            _while_open(place, views),
        )
        for place, view in views.items()
    }


def _with_standings(decision_map: DecisionMap, rows: Mapping[Place, Opportunity]) -> dict[Place, Opportunity]:
    """The rows, those of stages without a day with the best standing that a view can get there with."""
    undated = [place for place, row in rows.items() if row.by is None]
    best = _best_of_all(decision_map, undated)
    return {**rows, **{place: evolve(rows[place], standing=best[place]) for place in undated}}


def _best_of_all(decision_map: DecisionMap, places: Collection[Place]) -> dict[Place, Standing]:
    """The best standing with which a view can get to each of these stages, on whatever day.

    Days are left aside: what a calendar that becomes known would take away must not have been told as all there is.
    """
    decisions = {decision.key: decision for decision in decision_map.decisions}
    ends = {(decision, stage): decisions[decision].stage(stage) for _, decision, stage in places}
    longer = 1 + max((len(forum.key) for forum in decision_map.forums), default=0)  # than the key of any forum
    keys = {place: f"{number}".zfill(longer) for number, place in enumerate(ends)}
    asked = evolve(
        decision_map,
        decisions=[
            Decision(keys[place], made_at=stage.at, kinds=decisions[place[0]].matter)
            for place, stage in ends.items()
            if stage is not None
        ],
    )
    best = dict.fromkeys(places, Standing.NONE)
    for who in {who for who, _, _ in places}:
        for standing in list(Standing)[1:]:
            beyond = set(asked.out_of_reach(() if who is None else who, at_least=standing))
            if len(beyond) == len(keys):
                break
            best.update(
                (place, standing) for place in places if place[0] == who and keys[place[1], place[2]] not in beyond
            )
    return best


def _opportunities(decision_map: DecisionMap, who: frozenset[str], on: date) -> dict[Place, Opportunity]:
    if who:
        rows = decision_map.timetable(on=on, stakeholder=who)
        return {(row.stakeholder, row.decision, row.stage): row for row in rows}
    return {
        (None, decision.key, stage.name): decision_map.opportunity(
            decision.key, on=on, stage=stage.name, stakeholder=()
        )
        for decision in decision_map.decisions
        for stage in decision.all_stages()
    }


# What is sure, and what is possible


def _favourable(decision_map: DecisionMap) -> DecisionMap:
    standings = (
        *(flow.standing for flow in decision_map.flows),
        *(entry.standing for entry in decision_map.entry_points),
    )
    if None not in standings:
        return decision_map
    most = Standing.CONTROLS
    return evolve(
        decision_map,
        flows=[evolve(flow, standing=flow.standing or most) for flow in decision_map.flows],
        entry_points=[evolve(entry, standing=entry.standing or most) for entry in decision_map.entry_points],
    )


def _certain(decision_map: DecisionMap) -> DecisionMap:
    """The map without what is not known, and by the first of the days on which a decision may be made; the same where all is known."""
    known = decision_map.calendar is not None and decision_map.calendar.known is not None
    unsure = {
        forum.key
        for forum in decision_map.forums
        if forum.meetings is None or not _is_sure(forum.papers_due, holidays_known=known)
    }
    forums = [
        forum
        if forum.meetings is None or forum.meetings.known_until is None
        else evolve(forum, meetings=_fixed(forum.meetings))
        for forum in decision_map.forums
    ]
    flows = [
        _least(flow)
        for flow in decision_map.flows
        if _is_sure(flow.days, holidays_known=known) and flow.target not in unsure
    ]
    entries = [
        evolve(entry, standing=entry.standing or Standing.NONE)
        for entry in decision_map.entry_points
        if entry.forum not in unsure
    ]
    by_key = {forum.key: forum for forum in decision_map.forums}
    decisions = [
        decision
        if decision.between is None
        else evolve(decision, between=None, on=decision.sure_by(at=by_key[decision.made_at]))
        for decision in decision_map.decisions
    ]
    sure = evolve(decision_map, forums=forums, flows=flows, entry_points=entries, decisions=decisions)
    return decision_map if sure == decision_map else sure


def _is_sure(days: int | Days | None, *, holidays_known: bool) -> bool:
    """Whether it is known how long it takes: days that leave holidays out are not while nobody recorded any."""
    return days is not None and (holidays_known or isinstance(days, int) or days.leave_out is None)


def _least(flow: Flow) -> Flow:
    return flow if flow.standing is not None else evolve(flow, standing=Standing.NONE)


def _fixed(meetings: Meetings) -> Meetings:
    """The same meetings, if none were added after the day up to which they are known."""
    last = meetings.known_until or date.max
    if meetings.rule is None or last == date.max:
        return evolve(meetings, known_until=None)
    return evolve(meetings, known_until=None, closed=(*meetings.closed, (last + timedelta(days=1), date.max)))


# What follows for one place


def _strongest(row: Opportunity) -> Standing | None:
    """The strongest standing with which a view can be in time, whatever the day; None where it cannot."""
    if row.by is None:
        return row.standing  # there is no day by which to judge it
    return row.last_days[0][0] if row.last_days else None


def _owed(possible: Opportunity, certain: Opportunity) -> StandingRange:
    most = _strongest(possible)
    if most is None:
        return _OUT
    least = None if certain.by is None else _strongest(certain)
    return StandingRange(least or Standing.NONE, most)


def _reaches(row: Opportunity, floor: Standing) -> bool | None:
    """Whether a view gets there with that standing in time; None where there is a way and no day to judge it by."""
    best = _strongest(row)
    if best is None or best < floor:
        return False
    return None if row.by is None else True


def _showing(possible: Opportunity, certain: Opportunity, floor: Standing) -> Showing:
    if _reaches(certain, floor):
        return Showing.SHOWN
    return Showing.NOT_SHOWN if _reaches(possible, floor) is False else Showing.UNKNOWN


# In words: what can be until the day of a stage, and what could have been after it. A map never shows that it was.


def _templates(**texts: str) -> dict[str, Template]:
    return {code: Template(text) for code, text in texts.items()}


_SAID = _templates(
    can_be_told="They can be told about it (the map shows a route).",
    could_be_told="They could have been told about it (the map shows a route).",
    cannot_be_told="The map shows no route by which they can be told about it in time.",
    could_not_be_told="The map shows no route by which they could have been told about it in time.",
    can_be_heard="A view raised by {last} can still be heard {when:clause} (the map shows a route).",
    could_be_heard="A view raised by {last} could have been heard {when:clause} (the map shows a route).",
    can_be_heard_if_raised="A view raised by {last} could be heard {when:clause} (the map shows a route). That day is past.",
    no_route="The map shows no route for their views.",
    no_time="By the map, no view of theirs can be heard {when:clause}, whenever it is raised.",
    was_no_time="By the map, no view of theirs could have been heard {when:clause}, whenever it was raised.",
    can_only_be_told="The map shows a route by which they can be told, but none that collects their views {when:clause}.",
    could_only_be_told="They could have been told (the map shows a route). No route collects their views {when:clause}.",
    not_collected="No route on the map collects their views {when:clause}.",
    day_not_recorded="The day on which it is settled is not recorded.",
    not_recorded="Days, meetings or standings on the route are not recorded.",
    period_not_recorded="On which day of the period it is settled, or days, meetings or standings on the route, are not recorded.",
    options_not_recorded="Where and until when options are open is not recorded.",
)
_LAST = (*ROUTE, "Stage.by")
_IN_TIME = Statement("when.in_time", template="in time")
_WHILE_OPEN = {
    False: Statement("when.options_are_open", template="while options are open"),
    True: Statement("when.options_were_open", template="while options were open"),
}


@frozen
class _View:
    """What the map says of views on one stage, on a day: with all that is not known in their favour, and without it."""

    possible: Opportunity
    certain: Opportunity
    on: date

    @property
    def over(self) -> bool:
        return self.possible.by is not None and self.possible.by < self.on

    def told(self) -> ConditionFact:
        showing = _showing(self.possible, self.certain, Standing.INFORMED)
        if showing is Showing.UNKNOWN:
            because = self._not_known()
        else:
            past = self.over or (showing is Showing.SHOWN and self._last(Standing.INFORMED) < self.on)
            code = f"could_{'' if showing is Showing.SHOWN else 'not_'}be_told" if past else _CAN_BE_TOLD[showing]
            because = _said(code)
        return ConditionFact(InfluenceCondition.TOLD_OF_IT, showing, because=because, by_map=showing is Showing.SHOWN)

    def heard(self, condition: InfluenceCondition, *, options: bool = False) -> ConditionFact:
        """Whether they can be heard in time; with *options*, while the options are open, of which the stage is."""
        showing = _showing(self.possible, self.certain, Standing.CONSULTED)
        when = _WHILE_OPEN[self.over] if options else _IN_TIME
        because = self._heard(when) if showing is Showing.SHOWN else self._not_heard(when)
        if showing is Showing.UNKNOWN:
            because = self._not_known()
        return ConditionFact(condition, showing, because=because, by_map=showing is Showing.SHOWN)

    def _last(self, floor: Standing) -> date:
        return max(day for standing, day in self.certain.last_days if standing >= floor)

    def _heard(self, when: Statement) -> Statement:
        last = self._last(Standing.CONSULTED)
        code = "could_be_heard" if self.over else "can_be_heard" if last >= self.on else "can_be_heard_if_raised"
        return Statement(f"map.{code}", {"last": last, "when": when}, template=_SAID[code], sources={"last": _LAST})

    def _not_heard(self, when: Statement) -> Statement:
        if self.possible.best is None:
            return _said("no_route")
        if _reaches(self.certain, Standing.INFORMED):
            return _said("could_only_be_told" if self.over else "can_only_be_told", when=when)
        if self.possible.best >= Standing.CONSULTED:
            return _said("was_no_time" if self.over else "no_time", when=when)
        return _said("not_collected", when=when)

    def _not_known(self) -> Statement:
        if self.possible.by is None:
            return _said("day_not_recorded")
        return _said("not_recorded" if self.possible.between is None else "period_not_recorded")


_CAN_BE_TOLD = {Showing.SHOWN: "can_be_told", Showing.NOT_SHOWN: "cannot_be_told"}


NOT_KNOWN_WHEN = Statement("map.period_not_recorded", template=_SAID["period_not_recorded"])


def _said(code: str, **clauses: Statement) -> Statement:
    return Statement(f"map.{code}", clauses, template=_SAID[code])


def _while_open(place: Place, views: Mapping[Place, _View]) -> ConditionFact:
    """What is open at a decision are its options, until their own day; at any other stage, what that stage is about."""
    stakeholder, decision, stage = place
    asked = (stakeholder, decision, StageName.OPTIONS) if stage is StageName.DECISION else place
    if asked not in views:
        return ConditionFact(InfluenceCondition.WHILE_OPEN, Showing.UNKNOWN, because=_said("options_not_recorded"))
    return views[asked].heard(InfluenceCondition.WHILE_OPEN, options=asked[2] is StageName.OPTIONS)
