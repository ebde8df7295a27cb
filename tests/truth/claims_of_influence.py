"""What may be said of a say, read off a process: votes held, and what was heard or told by the record or only by the map."""

from datetime import date
from typing import NamedTuple

from involvement import Seat
from tests.truth.influence_worlds import NEEDS, InfluenceWorld, Say
from tests.truth.worlds import CONSULTED, INFORMED, NONE


class Told(NamedTuple):
    """What is said of one condition: codes that are true, the day that goes with them, and whether the map alone shows it."""

    codes: frozenset[str]
    day: date | None = None
    by_map: bool = False
    at_the_table: bool = False


class Votes(NamedTuple):
    """The votes of a side at a forum."""

    held: int
    all: int
    needed: int
    none_of_theirs: bool


def is_over(world: InfluenceWorld, say: Say) -> bool:
    return say.stage.by is not None and say.stage.by < world.day


def votes(world: InfluenceWorld, say: Say) -> Votes | None:
    """The votes of the whole side, and whether this stakeholder has none of them; None where nobody votes."""
    forum = world.forums[say.stage.at]
    total = sum(seat.votes for seat in forum.seats)
    if not total:
        return None
    side: list[Seat] = [seat for seat in forum.seats if seat.stakeholder in world.who and seat.votes]
    needed = total // 2 + 1 if forum.quota is None else forum.quota
    theirs = say.who in {seat.stakeholder for seat in side}
    return Votes(sum(seat.votes for seat in side), total, needed, bool(side) and say.who is not None and not theirs)


def considered(world: InfluenceWorld, say: Say, at: str, by: date | None) -> date | None:
    """The first day on which something they said was considered there, if it was in time."""
    days = [
        event.on
        for said in world.said(say.who, say.decision)
        for event in world.process.ledger.events
        if (event.contribution, event.kind) == (said.key, "considered") and event.on <= world.day
        if event.forum in {None, at}
    ]
    first = min(days, default=None)
    return first if first is None or by is None or first <= by else None


def heard(world: InfluenceWorld, say: Say) -> Told:
    at, by = say.stage.at, say.stage.by
    over, people = is_over(world, say), set() if say.who is None else {say.who}
    surely = world.sure_day(say.decision, say.stage)
    on_record = considered(world, say, at, surely)
    if on_record is not None:
        return Told(frozenset({"feedback.considered" if by else "feedback.considered_undated"}), on_record)
    possible = None if by is None else world.hopeful.last_day(at, by.toordinal(), people)
    first = min((said.on for said in world.said(say.who, say.decision)), default=None)
    late = over and first is not None and possible is not None and first.toordinal() > possible
    if late and considered(world, say, at, by) is not None:
        return Told(frozenset({"map.period_not_recorded"}))
    if late:
        return Told(frozenset({"feedback.too_late"}), first, at_the_table=say.seated)
    perhaps = considered(world, say, at, by) is not None
    sure = None if surely is None else world.certain.last_day(at, surely.toordinal(), people)
    if sure is not None and first is not None and world.perhaps_over(say.decision, say.stage):
        best = world.hopeful.last_day(at, surely.toordinal(), people)
        if best is None or first.toordinal() > best:
            return Told(frozenset({"map.period_not_recorded"}))
    if sure is None and perhaps:
        return Told(frozenset({"map.period_not_recorded"}))
    if sure is not None:
        code = "could_be_heard" if over else "can_be_heard" if sure >= world.on else "can_be_heard_if_raised"
        return Told(frozenset({f"map.{code}"}), date.fromordinal(sure), by_map=True)
    if possible is not None or (by is None and (world.hopeful.best(at, people) or NONE) >= CONSULTED):
        return Told(frozenset({not_recorded(say)}))
    if not world.hopeful.to(at, people, NONE):
        codes = {"map.no_route"}
    elif surely is not None and world.certain.last_day(at, surely.toordinal(), people, INFORMED) is not None:
        codes = {"map.could_only_be_told" if over else "map.can_only_be_told"}
    else:
        codes = {"map.not_collected", "map.was_no_time" if over else "map.no_time"}
    return Told(frozenset(codes), at_the_table=say.seated)


def not_recorded(say: Say) -> str:
    """What is missing, where the map shows only that it may be."""
    if say.stage.by is None:
        return "map.day_not_recorded"
    return "map.period_not_recorded" if say.stage.name == "decision" and say.decision.between else "map.not_recorded"


def told(world: InfluenceWorld, say: Say) -> Told:
    at, by = say.stage.at, say.stage.by
    over, people = is_over(world, say), set() if say.who is None else {say.who}
    if say.facts["information_in_time"]:
        return Told(frozenset({"papers.usable"}))
    sent = say.facts["information_in_time"] is None and world.sent_to(say.who, say.decision)
    if any(world.told(said) for said in world.said(say.who, say.decision)):
        return Told(frozenset({"feedback.told"}))
    surely = world.sure_day(say.decision, say.stage)
    sure = None if surely is None else world.certain.last_day(at, surely.toordinal(), people, INFORMED)
    if sure is not None:
        return Told(frozenset({f"map.{'could' if over or sure < world.on else 'can'}_be_told"}), by_map=True)
    possible = None if by is None else world.hopeful.last_day(at, by.toordinal(), people, INFORMED)
    if possible is not None or (by is None and (world.hopeful.best(at, people) or NONE) >= INFORMED):
        return Told(frozenset({not_recorded(say)}))
    if sent:
        return Told(frozenset({"papers.not_shown"}))
    return Told(frozenset({f"map.{'could_not' if over else 'cannot'}_be_told"}), at_the_table=say.seated)


def only_by_map(world: InfluenceWorld, say: Say) -> frozenset[str]:
    """The conditions that only the map shows: that it was possible, never that it happened."""
    shown = {"told_of_it": told(world, say).by_map, "heard_in_time": heard(world, say).by_map}
    stage = say.stage
    if stage.name == "decision":
        stage = next((other for other in say.decision.stages if other.name == "options"), stage)
    shown["while_open"] = (
        bool(say.facts["while_open"]) and considered(world, say, stage.at, world.sure_day(say.decision, stage)) is None
    )
    return frozenset(name for name, by_map in shown.items() if by_map)


def what_is_said(world: InfluenceWorld, say: Say) -> str:
    """The sentence about the say as a whole: what can be until the day, what the record or only the map shows after it."""
    if not is_over(world, say):
        if say.at_most == NONE:
            return "say.impossible"
        return "say.possible" if say.at_least > NONE else "say.open"
    if say.at_least == NONE:
        return "say.not_shown" if say.at_most > NONE else "say.nothing_shown"
    by_map = only_by_map(world, say)
    ways = [way for way in NEEDS[say.at_least] if all(say.facts[name] for name in way)]
    recorded = any(not by_map.intersection(way) for way in ways)
    return "say.shown" if recorded else "say.was_possible"
