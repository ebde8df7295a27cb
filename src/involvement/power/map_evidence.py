"""Evidence of influence from the decision map: told and heard in time, and what is owed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from attrs import evolve, frozen

from involvement.calendars import Meetings
from involvement.decisions import Decision, DecisionMap, Flow, Opportunity, OpportunityStatus, StageName
from involvement.power.conditions import ConditionFact, InfluenceCondition, Showing
from involvement.power.standing_tables import StandingRange
from involvement.standing import Standing

__all__ = ["Place", "Way", "ways_of"]

Place = tuple[str | None, str, StageName]  # a stakeholder, a decision, a stage

_OUT = StandingRange(Standing.NONE, Standing.NONE)


@frozen
class Way:
    """What the map says of one stakeholder and one stage of a decision.

    `exists` says whether there is any way at all, early enough or not; `last_day` is the last on which a view of theirs
    could be raised, at best, None where none is known.
    """

    exists: bool
    owed: StandingRange
    last_day: date | None
    told: ConditionFact
    heard: ConditionFact
    while_open: ConditionFact


def ways_of(decision_map: DecisionMap, who: frozenset[str], timetable: Iterable[Opportunity]) -> dict[Place, Way]:
    """What the map says of each of them and each stage, given its timetable for them.

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
    heard = {place: _heard(row, certain[place]) for place, row in possible.items()}
    return {
        place: Way(
            row.status is not OpportunityStatus.NO_ROUTE,
            _owed(row, certain[place]),
            max((day for standing, day in row.last_days if standing >= Standing.CONSULTED), default=None),
            _told(row, certain[place]),
            heard[place],
            _while_open(place, heard),
        )
        for place, row in possible.items()
    }


def _with_standings(decision_map: DecisionMap, rows: Mapping[Place, Opportunity]) -> dict[Place, Opportunity]:
    """The rows, those of stages without a day with the best standing that a view can get there with."""
    undated = [place for place, row in rows.items() if row.status is OpportunityStatus.UNDATED]
    best = _best_of_all(decision_map, undated)
    return {**rows, **{place: evolve(rows[place], standing=best[place]) for place in undated}}


def _best_of_all(decision_map: DecisionMap, places: Collection[Place]) -> dict[Place, Standing]:
    """The best standing with which a view can get to each of these stages, on whatever day.

    Days are left aside: what a calendar that becomes known would take away must not have been told as all there is.
    """
    decisions = {each.key: each for each in decision_map.decisions}
    ends = {(decision, stage): decisions[decision].stage(stage) for _, decision, stage in places}
    longer = 1 + max((len(each.key) for each in decision_map.forums), default=0)  # than the key of any forum
    keys = {place: f"{number}".zfill(longer) for number, place in enumerate(ends)}
    asked = evolve(
        decision_map,
        decisions=[Decision(keys[place], made_at=stage.at) for place, stage in ends.items() if stage is not None],
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
        (None, each.key, stage.name): decision_map.opportunity(each.key, on=on, stage=stage.name, stakeholder=())
        for each in decision_map.decisions
        for stage in each.all_stages()
    }


# What is sure, and what is possible


def _favourable(decision_map: DecisionMap) -> DecisionMap:
    standings = (
        *(each.standing for each in decision_map.flows),
        *(each.standing for each in decision_map.entry_points),
    )
    if None not in standings:
        return decision_map
    most = Standing.CONTROLS
    return evolve(
        decision_map,
        flows=[evolve(each, standing=each.standing or most) for each in decision_map.flows],
        entry_points=[evolve(each, standing=each.standing or most) for each in decision_map.entry_points],
    )


def _certain(decision_map: DecisionMap) -> DecisionMap:
    """The map without what is not known; the same map where all is known."""
    unsure = {each.key for each in decision_map.forums if each.papers_due is None or each.meetings is None}
    forums = [
        each
        if each.meetings is None or each.meetings.known_until is None
        else evolve(each, meetings=_fixed(each.meetings))
        for each in decision_map.forums
    ]
    flows = [_least(each) for each in decision_map.flows if each.days is not None and each.target not in unsure]
    entries = [
        evolve(each, standing=each.standing or Standing.NONE)
        for each in decision_map.entry_points
        if each.forum not in unsure
    ]
    sure = evolve(decision_map, forums=forums, flows=flows, entry_points=entries)
    return decision_map if sure == decision_map else sure


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
    if row.status is OpportunityStatus.UNDATED:
        return row.standing  # a way there is, and no day by which to judge it
    return row.last_days[0][0] if row.last_days else None


def _owed(possible: Opportunity, certain: Opportunity) -> StandingRange:
    most = _strongest(possible)
    if most is None:
        return _OUT
    least = None if certain.status is OpportunityStatus.UNDATED else _strongest(certain)
    return StandingRange(least or Standing.NONE, most)


def _reaches(row: Opportunity, floor: Standing) -> bool | None:
    """Whether a view gets there with that standing in time; None where there is a way and no day to judge it by."""
    best = _strongest(row)
    if best is None or best < floor:
        return False
    return None if row.status is OpportunityStatus.UNDATED else True


def _showing(possible: Opportunity, certain: Opportunity, floor: Standing) -> Showing:
    if _reaches(certain, floor):
        return Showing.SHOWN
    return Showing.NOT_SHOWN if _reaches(possible, floor) is False else Showing.UNKNOWN


def _told(possible: Opportunity, certain: Opportunity) -> ConditionFact:
    showing = _showing(possible, certain, Standing.INFORMED)
    words = {
        Showing.SHOWN: "the map shows a way",
        Showing.UNKNOWN: _why_unknown(possible),
        Showing.NOT_SHOWN: "the map shows no way that is in time",
    }
    return ConditionFact(InfluenceCondition.TOLD_OF_IT, showing, because=words[showing])


def _heard(possible: Opportunity, certain: Opportunity) -> ConditionFact:
    showing = _showing(possible, certain, Standing.CONSULTED)
    return ConditionFact(InfluenceCondition.HEARD_IN_TIME, showing, because=_why_heard(possible, certain, showing))


def _why_heard(possible: Opportunity, certain: Opportunity, showing: Showing) -> str:
    if showing is Showing.SHOWN:
        last = max(day for standing, day in certain.last_days if standing >= Standing.CONSULTED)
        return f"a view raised by {last.isoformat()} is heard in time"
    if showing is Showing.UNKNOWN:
        return _why_unknown(possible)
    if possible.status is OpportunityStatus.NO_ROUTE:
        return "no view of theirs gets there"
    if possible.status is OpportunityStatus.NO_TIME:
        return "no day is early enough for a view of theirs"
    return "they are told, and no view of theirs is collected"


def _why_unknown(possible: Opportunity) -> str:
    if possible.by is None:
        return "the day on which it is settled is not known"
    return "the map leaves open how long a view takes, when it is heard or what is owed to it"


def _while_open(place: Place, heard: Mapping[Place, ConditionFact]) -> ConditionFact:
    """What is open at a decision are its options, until their own day; at any other stage, what that stage is about."""
    stakeholder, decision, stage = place
    asked = (stakeholder, decision, StageName.OPTIONS) if stage is StageName.DECISION else place
    if asked not in heard:
        return ConditionFact(
            InfluenceCondition.WHILE_OPEN,
            Showing.UNKNOWN,
            because="it is not written down where and until when options are open",
        )
    return evolve(heard[asked], condition=InfluenceCondition.WHILE_OPEN)
