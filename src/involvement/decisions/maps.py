"""The decision map: where decisions are made, how views reach them, and the questions about both."""

import operator
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.working_calendars import WorkingCalendar
from involvement.decisions.decisions import Decision, Stage, StageName
from involvement.decisions.flows import EntryPoint, Flow, Reply
from involvement.decisions.forums import Forum
from involvement.decisions.map_matters import channels_about, with_issues
from involvement.decisions.revisions import Part, revised_parts, standing_on, with_meeting_moved
from involvement.decisions.search import reach
from involvement.decisions.search.indexes import Index, Who, ordinal
from involvement.decisions.search.key_faults import faultless, faults, meant
from involvement.decisions.search.networks import LAST
from involvement.errors import InvalidValueError, Problem
from involvement.references import Ref, is_key
from involvement.standing import Standing

if TYPE_CHECKING:
    import networkx as nx

    from involvement.decisions.journeys import Journey, ReturnJourney
    from involvement.decisions.opportunities import Opportunity
    from involvement.decisions.search.comparisons import MapComparison
    from involvement.decisions.search.openings import Openings

__all__ = ["DecisionMap"]


def _forums(items: Iterable[Forum]) -> tuple[Forum, ...]:
    return _fields.as_tuple(items)


def _flows(items: Iterable[Flow]) -> tuple[Flow, ...]:
    return _fields.as_tuple(items)


def _decisions(items: Iterable[Decision]) -> tuple[Decision, ...]:
    return _fields.as_tuple(items)


def _entry_points(items: Iterable[EntryPoint]) -> tuple[EntryPoint, ...]:
    return _fields.as_tuple(items)


def _replies(items: Iterable[Reply]) -> tuple[Reply, ...]:
    return _fields.as_tuple(items)


def _stakeholders(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_sorted(items, once=True)


@frozen(cache_hash=True)
class DecisionMap:
    """Forums, the flows between them, the decisions made there, where views enter, how answers return.

    Order of the parts means nothing but the last tie-break among equal routes. A `stakeholder`
    argument is a key, several keys (any of them), or None for anyone; everybody may use the entry
    points that are open to all. A key that no entry point, flow, reply or seat names, and that is not
    among the `stakeholders` of the map, raises `UnknownKeyError`. The map is numbered once, at the first
    question; that index is no part of its value.

    Attributes:
        stakeholders: the keys of others who may be asked about: who has no entry point or seat of their own.
        calendar: the days that do not count where days are left out; without one, Saturdays and Sundays.

    Raises:
        UnknownKeyError: a flow, reply, decision or entry point names a forum that is not there.
        DuplicateKeyError: two forums, two decisions or two flows share a key.

    >>> from involvement.calendars.meetings import Meetings
    >>> board = Forum("board", papers_due=7)
    >>> contract = Decision("contract", made_at="board", on=date(2026, 6, 9))
    >>> a_map = DecisionMap(forums=[board], decisions=[contract], entry_points=[EntryPoint("board")])
    >>> a_map.latest_start("contract")
    datetime.date(2026, 6, 2)
    """

    forums: tuple[Forum, ...] = field(
        default=(), converter=_forums, validator=_fields.many(Forum), kw_only=True, repr=_fields.counted
    )
    flows: tuple[Flow, ...] = field(
        default=(), converter=_flows, validator=_fields.many(Flow), kw_only=True, repr=_fields.counted
    )
    decisions: tuple[Decision, ...] = field(
        default=(), converter=_decisions, validator=_fields.many(Decision), kw_only=True, repr=_fields.counted
    )
    entry_points: tuple[EntryPoint, ...] = field(
        default=(), converter=_entry_points, validator=_fields.many(EntryPoint), kw_only=True, repr=_fields.counted
    )
    replies: tuple[Reply, ...] = field(
        default=(), converter=_replies, validator=_fields.many(Reply), kw_only=True, repr=_fields.counted
    )
    stakeholders: tuple[str, ...] = field(
        default=(), converter=_stakeholders, validator=_fields.keys, metadata=_fields.names("stakeholder"),
        kw_only=True, repr=_fields.counted,
    )  # fmt: skip
    calendar: WorkingCalendar | None = field(
        default=None, validator=_fields.a(WorkingCalendar, optional=True), kw_only=True
    )
    _unlisted: frozenset[str] = field(default=frozenset(), init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parts = (self.forums, self.flows, self.decisions, self.entry_points, self.replies)
        if not faultless(*parts):
            _, fault = next(faults(*parts))
            raise fault

    @classmethod
    def from_rows(
        cls,
        *,
        forums: Iterable[Mapping[str, object]] = (),
        flows: Iterable[Mapping[str, object]] = (),
        decisions: Iterable[Mapping[str, object]] = (),
        entry_points: Iterable[Mapping[str, object]] = (),
        replies: Iterable[Mapping[str, object]] = (),
        stakeholders: Iterable[str] = (),
        calendar: WorkingCalendar | None = None,
    ) -> "DecisionMap":
        """The map that rows say, as a spreadsheet or `csv.DictReader` gives them.

        A row is a mapping from field names; texts such as `"14"` and `"2026-09-01"` are read as what
        the field calls for, and an empty cell is absent.

        Raises:
            DocumentError: with every bad row at once in `problems`; what rows name is looked up once
                every row can be read.
        """
        from involvement._reading import refuse_rows, rows

        problems: list[Problem] = []
        parts = (
            rows(Forum, _fields.listed("forums", forums), "forums", problems),
            rows(Flow, _fields.listed("flows", flows), "flows", problems),
            rows(Decision, _fields.listed("decisions", decisions), "decisions", problems),
            rows(EntryPoint, _fields.listed("entry_points", entry_points), "entry_points", problems),
            rows(Reply, _fields.listed("replies", replies), "replies", problems),
        )
        refuse_rows(problems)
        refuse_rows(Problem.at(place, fault.problems[0].message) for place, fault in faults(*parts))
        return cls(
            forums=parts[0], flows=parts[1], decisions=parts[2], entry_points=parts[3], replies=parts[4],
            stakeholders=stakeholders, calendar=calendar,
        )  # fmt: skip

    @cached_property
    def _index(self) -> Index:
        return Index(
            self.forums, self.flows, self.decisions, self.entry_points, self.replies,
            stakeholders=self.stakeholders, unlisted=self._unlisted, calendar=self.calendar,
        )  # fmt: skip

    def knows(self, stakeholder: str) -> bool:
        """Whether a stakeholder may be asked about: named somewhere on the map, or among its `stakeholders`."""
        return is_key(stakeholder) and stakeholder in self._index.known

    def knowing(self, stakeholders: Iterable[str], *, unlisted: Iterable[str] = ()) -> "DecisionMap":
        """The map to which these stakeholders are known as well; the same one where they all are.

        No error of the map lists the keys that are *unlisted*, as those of persons.

        >>> DecisionMap().knowing(["members"]).knows("members")
        True
        """
        more = [key for key in _fields.members("stakeholders", stakeholders) if not self.knows(key)]
        unsaid = self._unlisted.union(filter(is_key, _fields.members("unlisted", unlisted)))
        if not more and unsaid == self._unlisted:
            return self
        known = evolve(self, stakeholders=[*self.stakeholders, *more])
        object.__setattr__(known, "_unlisted", unsaid)
        return known

    def _as_known_to(self, changed: "DecisionMap") -> "DecisionMap":
        """The changed map, to which the same stakeholders are known."""
        return changed.knowing(self._index.known, unlisted=self._unlisted)

    def out_of_reach(
        self, stakeholder: Who = None, *, at_least: Standing | str = "consulted", on: date | None = None
    ) -> tuple[str, ...]:
        """The decisions that no view gets to with that standing, whatever the day; sorted keys.

        Being told carries no view up, so the default asks for at least `consulted`. With *on*, what has closed or ended
        before that day, or was withdrawn by then, is left out. O(n + m).
        """
        if on is not None:
            return self._standing_on(on).out_of_reach(stakeholder, at_least=at_least)
        floor, asked = _fields.standing(at_least).rank, self._index.asked(stakeholder)
        return reach.out_of_reach(self._index, asked, self.decisions, floor)

    def reach(self, *, on: date | None = None) -> dict[str | None, dict[str, Standing | None]]:
        """By stakeholder and decision, the best standing a view can have; None without a route.

        The stakeholders are those named on entry points, sorted, each with the entries open to all
        as well; where none is named, the one row is that of anyone, under None. With *on*, what has closed or ended before
        that day, or was withdrawn by then, is left out. O(n + m) each.
        """
        if on is not None:
            return self._standing_on(on).reach()
        standings = tuple(Standing)
        return {
            who: {
                key: None if best < 0 else standings[best]
                for key, best in sorted(reach.best_ranks(self._index, self._index.asked(who), self.decisions).items())
            }
            for who in self._index.stakeholders
        }

    def _standing_on(self, on: date) -> "DecisionMap":
        """The map without what has closed or ended before a day, or was withdrawn by then."""
        _require_day("on", on)
        parts = standing_on(self.forums, self.flows, self.decisions, self.entry_points, self.replies, on=on)
        return self._as_known_to(evolve(self, **parts))

    def journey(
        self,
        to: str | Ref,
        *,
        raised: date,
        stage: StageName | str | None = None,
        stakeholder: Who = None,
        at_least: Standing | str | None = None,
        heard_at: str | None = None,
        about: Iterable[str] | None = None,
    ) -> "Journey | None":
        """The earliest journey of a view raised on a day, to a forum or a decision; None if there is none.

        To a decision, the journey ends at the forum of the stage (the decision itself by default)
        and is None if it is heard there only after the stage's day, or the decision was withdrawn by the day *raised*. Entry points and flows of a weaker standing than
        `at_least` do not count; without it, what the stage calls for is asked (see `Decision.needs`), and to a forum
        that views are heard: to be told, ask for `informed`. With `heard_at`, the view was heard at that
        forum on the day, and is followed from there. A view about the decision goes only by what is open to it (see `Flow`);
        on a journey to a forum all counts, or with `about`, keys of decisions or issues, what is open to views about them.
        Where a forum and a decision have the same key, *to* is a `Ref` that
        says which is meant. Of the journeys that are heard equally early:
        the one with the highest standing, then fewer hearings, then the first by forum keys, then
        by the position of entry points and flows.

        Raises:
            UnknownKeyError: no such forum, decision, or stage of that decision.
        """
        from involvement.decisions.search.outlooks import Outlook

        _require_day("raised", raised)
        index = self._index
        kind, key = meant("to", "forum or decision", to, {"forum": index.forums, "decision": index.decisions})
        index = index.about(index.decisions[key].matter) if kind == "decision" else self._about(about)
        outlook = Outlook(index, index.asked(stakeholder), raised, heard_at)
        if kind == "forum":
            if stage is not None:
                raise InvalidValueError("stage", "nothing where the journey is to a forum: forums have no stages")
            floor = (Standing.CONSULTED if at_least is None else _fields.standing(at_least)).rank
            found = outlook.journey(index.forum(key), floor=floor, only=True)
            return None if found is None else evolve(found, names=index.titles)
        if about is not None:
            raise InvalidValueError("about", "nothing where the journey is to a decision: it is about the decision")
        decision = index.decisions[key]
        asked = index.stage(decision, stage)
        floor = _least(decision, asked, at_least)
        journey = outlook.journey(index.forum(asked.at), floor=floor, by=ordinal(asked.by, LAST), only=True)
        if journey is None or decision.is_withdrawn(raised):
            return None
        return evolve(journey, shapes=outlook.shapes(decision, floor=floor, only=True), names=index.titles)

    def latest_start(
        self,
        decision: str,
        *,
        stage: StageName | str | None = None,
        stakeholder: Who = None,
        at_least: Standing | str | None = None,
        surely: bool = False,
    ) -> date | None:
        """The last day on which a view raised is still heard in time; None if there is no such day.

        It is heard with the standing `at_least`, or what the stage calls for (see `Decision.needs`). None as well where the
        stage's day is not known. Times that are not known favour the view, so the day is the last one at best. Of a decision
        made within a period it is the last day for the last of its days; with *surely*, for the first on which its forum may sit.
        It is asked of the map as drawn: a decision that was withdrawn keeps its last day.
        """
        found = self._index.decision(decision)
        index = self._index.about(found.matter)
        asked = index.stage(found, stage)
        floor = _least(found, asked, at_least)
        by = found.sure_by(stage, at=self.forum(found.made_at)) if surely else asked.by
        if by is None:
            return None
        network, entries = index.network, index.entries(index.asked(stakeholder))
        widest = network.widest([(entry.forum, entry.rank) for entry in entries])
        last = network.latest_start(entries, index.forum(asked.at), by.toordinal(), floor=floor, widest=widest)
        return None if last is None else date.fromordinal(last)

    def opportunity(
        self, decision: str, *, on: date, stage: StageName | str | None = None, stakeholder: Who = None
    ) -> "Opportunity":
        """What a stakeholder can still do, from a day on, about one stage of a decision."""
        from involvement.decisions.search.opportunities import opportunities

        _require_day("on", on)
        found = self._index.decision(decision)
        moment = (found, self._index.stage(found, stage))
        return next(opportunities(self._index, [self._index.asked(stakeholder)], [moment], on, alone=True))

    def timetable(self, *, on: date, stakeholder: Who = None) -> "tuple[Opportunity, ...]":
        """An opportunity for each stakeholder, decision and stage.

        Of each stakeholder asked about; for None, of each named on an entry point, or of anyone
        where none is named. Sorted by latest start (None last), decision, stage and stakeholder.
        """
        from involvement.decisions.search.opportunities import timetable_of

        _require_day("on", on)
        asked = self._index.asked(stakeholder)
        groups = [frozenset({who}) for who in asked] if asked is not None else self._index.groups
        return timetable_of(self._index, groups, self.decisions, on)

    def gatekeepers_of(
        self, decision: str, stakeholder: Who = None, *, at_least: Standing | str = "consulted"
    ) -> tuple[str, ...] | None:
        """The forums on every route to the decision that gives that standing, nearest the entry first.

        Being told carries no view up, so the default asks for at least `consulted`, as `out_of_reach` does.
        The entry forum counts, the deciding forum does not; () if no forum is on every route, None
        without a route. O(m log n) for the first decision asked about, then O(answer).
        """
        who, floor = self._index.asked(stakeholder), _fields.standing(at_least).rank
        return reach.gatekeepers(self._index, who, self._index.decision(decision), floor)

    def carriers_of(
        self, decision: str, stakeholder: Who = None, *, at_least: Standing | str = "consulted"
    ) -> tuple[str, ...] | None:
        """The stakeholders who carry the view on every route that gives that standing, nearest the entry first.

        () if nobody is on every route, None without a route. The default is that of `gatekeepers_of`.
        """
        who, floor = self._index.asked(stakeholder), _fields.standing(at_least).rank
        return reach.carriers(self._index, who, self._index.decision(decision), floor)

    def fewest_entry_points(
        self,
        stakeholder: Who = None,
        *,
        at_least: Standing | str = "consulted",
        among: Collection[str] | None = None,
    ) -> "Openings":
        """A smallest set of forums to open, beside those open, so that every decision is reached.

        A forum that is opened gives views whatever standing is asked; `among` are the forums that
        could be opened, all by default. Of several smallest sets it is the first by key. Decisions
        that none of them can reach are named in `unreached`.

        Raises:
            LimitExceeded: the exact search needs more than its budget.
            UnknownKeyError: `among` names a forum that is not there.
        """
        from involvement.decisions.search.openings import openings

        floor = _fields.standing(at_least).rank
        who = self._index.asked(stakeholder)
        could = self._index.forums if among is None else _fields.members("among", among)
        _fields.all_known("forum", could, self._index.forums)
        numbers = [self._index.forum(key) for key in sorted(set(could))]
        return openings(self._index, who, numbers, floor)

    def reply_to(self, stakeholder: Who, decision: str, *, decided: date | None = None) -> "ReturnJourney | None":
        """How the answer about a decision gets back to a stakeholder soonest; None if it cannot.

        It starts at the deciding forum on the day decided (the decision's own day by default),
        waits for papers and meetings, and ends with a letter or at the first forum where they
        enter. If no day is known, the way with the fewest replies is given, without days. What was withdrawn by
        that day, or has none and was withdrawn, is not decided: None as well.
        """
        from involvement.decisions.search.reply_routes import return_journey

        if decided is not None:
            _require_day("decided", decided)
        found = self._index.decision(decision)
        index, day = self._index.about(found.matter), decided or found.last_day
        back = return_journey(index, index.asked(stakeholder), found, day)
        return None if found.is_withdrawn(day or date.max) else back

    def moved(self, forum: str, meeting: date, *, to: date) -> "DecisionMap":
        """The map with one meeting of a forum moved to another day, and with it all that is settled there.

        *meeting* and *to* are the days on which it begins. Decisions and stages at the forum that fall on one of its days
        fall on the same one of its new days, and so does a period that lies within them. What was withdrawn stays.
        Moved back, the map is as it was, unless more was due at the forum on the new days.

        Raises:
            UnknownKeyError: no such forum.
            InvalidValueError: the forum has no calendar, or no meeting that begins on that day; on the new days it has
                another meeting, or is not there.

        >>> from involvement.calendars import Meetings
        >>> board = Forum("board", meetings=Meetings.on([date(2026, 6, 9)]))
        >>> one = DecisionMap(forums=[board], decisions=[Decision("contract", made_at="board", on=date(2026, 6, 9))])
        >>> one.moved("board", date(2026, 6, 9), to=date(2026, 6, 16)).decision("contract").on
        datetime.date(2026, 6, 16)
        """
        _require_day("meeting", meeting)
        _require_day("to", to)
        there = self.forum(forum)
        return evolve(self, **with_meeting_moved(self.forums, self.decisions, forum=there, meeting=meeting, to=to))

    def forum(self, key: str) -> Forum:
        """The forum of that key."""
        return _fields.known("forum", key, self._index.forums)

    def decision(self, key: str) -> Decision:
        """The decision of that key."""
        return self._index.decision(key)

    def with_seats_of(self, day: date) -> "DecisionMap":
        """The map with the seats that are held on a day; the same one if those are all. The same stakeholders are known to it."""
        _require_day("day", day)
        forums = tuple(forum.as_of(day) for forum in self.forums)
        if all(map(operator.is_, forums, self.forums)):
            return self
        return self._as_known_to(evolve(self, forums=forums))

    def about(self, decision: str) -> "DecisionMap":
        """The map with only the channels that a view, or an answer, about a decision may use; itself where those are all.

        The same stakeholders are known to it.
        """
        matter = self._index.decision(decision).matter
        changed = evolve(self, **channels_about(self.flows, self.entry_points, self.replies, matter))
        return self if changed == self else self._as_known_to(changed)

    def with_issues(self, decisions: Mapping[str, Collection[str]]) -> "DecisionMap":
        """The map on which what is about an issue is about its decisions too, by key of the issue; the same one if nothing is.

        >>> survey = DecisionMap(forums=[Forum("desk")], entry_points=[EntryPoint("desk", about=["parking"])])
        >>> survey.with_issues({"parking": ["car-park"]}).entry_points[0].about
        ('car-park', 'parking')
        """
        named = _fields.a_mapping("decisions", decisions)
        changed = evolve(self, **with_issues(self.flows, self.entry_points, self.replies, named))
        return self if changed == self else self._as_known_to(changed)

    def _about(self, about: Iterable[str] | None) -> Index:
        """The index for a view about these keys; one about a decision is about its kinds too."""
        if about is None:
            return self._index
        decisions = self._index.decisions
        matters = (decisions[key].matter if key in decisions else {key} for key in _fields.members("about", about))
        return self._index.about(frozenset().union(*matters))

    def revised(self, *, add: Iterable[Part] = (), drop: Iterable[str | Ref | Part] = ()) -> "DecisionMap":
        """A changed map, to which the same stakeholders are known. What is dropped goes first: parts, or the keys of
        forums, decisions or flows.

        With a forum go the flows, replies and entry points at it, unless the same key is added
        again: then the new forum stands in its place, and so for a decision or a flow.

        Raises:
            UnknownKeyError: something to drop is not there, or a decision is made at a dropped forum.
        """
        parts: tuple[Part, ...] = (*self.forums, *self.flows, *self.decisions, *self.entry_points, *self.replies)
        left = revised_parts(parts, add=_fields.listed("add", add), drop=_fields.members("drop", drop))
        return self._as_known_to(evolve(self, **left))

    def compare(self, other: "DecisionMap", *, on: date) -> "MapComparison":
        """What changing this map into the other does to reach, last days and gatekeepers, seen from a day."""
        from involvement.decisions.search.comparisons import compared

        _require_day("on", on)
        _fields.instance("other", DecisionMap, other)
        return compared(self._index, other._index, on)  # noqa: SLF001 - another map's own index

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """A fresh graph of the forums and flows, with every attribute a plain JSON value.

        Nodes are forum keys; an edge's key is its flow's position, and
        the flow's own key its attribute `flow`. Decisions, entry points and
        replies are lists of mappings under those names in the graph's own attributes. What is not
        known is left out. Changing the graph changes nothing here.
        """
        from involvement.decisions.graphs import graph_of

        return graph_of(self.forums, self.flows, self.decisions, self.entry_points, self.replies)


def _least(decision: Decision, stage: Stage, at_least: Standing | str | None) -> int:
    """The rank with which a view is to be heard at a stage."""
    return (decision.needs(stage.name) if at_least is None else _fields.standing(at_least)).rank


def _require_day(name: str, day: date) -> None:
    if not _fields.is_day(day):
        raise InvalidValueError(name, "a date (and not a date with a time)")
