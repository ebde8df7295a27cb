"""The map made ready for searching: numbers for keys, ordinals for days, ranks for standings."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter

from involvement import _fields
from involvement.calendars.calendars import NEVER, Calendar, Within
from involvement.calendars.counted_days import Days, LeftOut
from involvement.calendars.day_counts import Lag
from involvement.calendars.meetings import Meetings, calendar_of
from involvement.calendars.working_calendars import WorkingCalendar, lag_of
from involvement.decisions.assumptions import (
    about_assumed,
    channel_ref,
    closes_assumed,
    days_assumed,
    holidays_assumed,
    meetings_assumed,
    papers_assumed,
    standing_assumed,
)
from involvement.decisions.decisions import Decision, Stage, StageName, stage_name
from involvement.decisions.flows import ANY, EntryPoint, Flow, Reply, end_unknown, matter_unknown
from involvement.decisions.forums import Forum
from involvement.decisions.search.fast_deadlines import DeadlineArrays
from involvement.decisions.search.matters import Matters
from involvement.decisions.search.networks import BARRED, LAST, Entry, Network, columns
from involvement.decisions.search.routes import dominators
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.references import Ref, is_key
from involvement.standing import Standing
from involvement.wording import Statement

__all__ = ["ASSUMED_STANDING", "Index", "Who", "label_of", "ordinal", "stakeholders_asked"]

Who = str | Collection[str] | None

ASSUMED_STANDING = Standing.CONSULTED  # what a standing that is not known is taken to be
_STRONGEST = len(Standing) - 1
_BETWEEN = ", "
_KEPT = 32
_MOST_KEPT = 8_000_000  # forums and flows of maps about one matter


def ordinal(day: date | None, unknown: int) -> int:
    """The number of a day, or *unknown* for None."""
    return unknown if day is None else day.toordinal()


def rank(standing: Standing | None) -> int:
    """The rank of a standing, with the assumed one for None."""
    return (standing or ASSUMED_STANDING).rank


def stakeholders_asked(who: Who) -> frozenset[str] | None:
    """The stakeholders a question is about; None is anyone."""
    if who is None:
        return None
    asked = (who,) if isinstance(who, str) else _fields.members("stakeholder", who)
    if not all(map(is_key, asked)):
        raise InvalidValueError("stakeholder", "a key, a set of keys, or nothing for anyone")
    return frozenset(asked)


def label_of(asked: frozenset[str]) -> str:
    """The keys of the stakeholders that a question is about, as one text."""
    return _BETWEEN.join(sorted(asked))


class Index:
    """One map, numbered once; it never changes and is not part of the map's value."""

    def __init__(
        self,
        forums: Sequence[Forum],
        flows: Sequence[Flow],
        decisions: Sequence[Decision],
        entry_points: Sequence[EntryPoint],
        replies: Sequence[Reply],
        *,
        stakeholders: Iterable[str] = (),
        unlisted: frozenset[str] = frozenset(),
        calendar: WorkingCalendar | None = None,
        whole: "Index | None" = None,
        usable: frozenset[tuple[str, ...]] = frozenset(),
    ) -> None:
        """No error lists the *unlisted* stakeholders.

        *whole* is the map of which only the channels of *usable* matters count; None: all channels of this one count.
        """
        self.forums = {forum.key: forum for forum in forums}
        self.flows = flows
        self.decisions = {decision.key: decision for decision in decisions}
        self.entry_points = entry_points
        self.replies = replies
        self._listed, self._unlisted = stakeholders, unlisted
        self._calendar = calendar
        self._whole, self._usable = whole, usable
        self._about: dict[frozenset[tuple[str, ...]], Index] = {}
        self._network_from: dict[int, Network] = {}
        self._dominators: dict[tuple[frozenset[int], int], list[int]] = {}
        self._entries_asked: dict[frozenset[str], list[Entry]] = {}
        self._assumed_of_flow: dict[int, dict[Statement, None]] = {}
        self._assumed_at: dict[tuple[str, bool], dict[Statement, None]] = {}
        self._assumed_of_holidays: dict[tuple[LeftOut, bool, bool], dict[Statement, None]] = {}

    @cached_property
    def matters(self) -> frozenset[tuple[str, ...]]:
        """What channels say they are about, each once."""
        channels: tuple[Sequence[EntryPoint | Flow | Reply], ...] = (self.entry_points, self.flows, self.replies)
        return frozenset(channel.about for part in channels for channel in part if channel.about is not None)

    @cached_property
    def _matters_of(self) -> dict[str, list[tuple[str, ...]]]:
        """The matters by each key in them."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for about in self.matters:
            for key in about:
                found.setdefault(key, []).append(about)
        return found

    def about(self, matter: frozenset[str]) -> "Index":
        """The same map with only the channels that a view about it may use; itself where no channel says what it is about.

        Positions stay as they are. The last ones are kept, as many as are not too large together.
        """
        if not self.matters:
            return self
        usable = frozenset(about for key in (*ANY, *matter) for about in self._matters_of.get(key, ()))
        found = self._about.get(usable)
        if found is None:
            if len(self._about) >= max(_KEPT, _MOST_KEPT // (len(self.forums) + len(self.flows))):
                self._about.clear()
            found = self._about[usable] = Index(
                tuple(self.forums.values()),
                self.flows,
                tuple(self.decisions.values()),
                self.entry_points,
                self.replies,
                stakeholders=self._listed,
                unlisted=self._unlisted,
                calendar=self._calendar,
                whole=self,
                usable=usable,
            )
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, ...], int]:
        """A number for each thing that channels are about, anything left out."""
        return {about: number for number, about in enumerate(sorted(self.matters - {ANY}))}

    @cached_property
    def _numbered_channels(self) -> tuple[dict[int, int], dict[int, int]]:
        """The numbers of what the flows, and the entry points, are about, by their positions."""
        numbers = self._numbers
        parts: tuple[Sequence[Flow | EntryPoint], ...] = (self.flows, self.entry_points)
        flows, entries = (
            {position: numbers[channel.about] for position, channel in enumerate(part) if channel.about in numbers}
            for part in parts
        )
        return flows, entries

    @cached_property
    def several_matters(self) -> bool:
        """Whether some channel takes views about some things only, and this map is about none in particular."""
        return self._whole is None and any(self._numbered_channels)

    def matters_of(self, decisions: Sequence[Decision]) -> Matters | None:
        """Which channels take views about each of the decisions; None where all take all of them."""
        if not self.several_matters:
            return None
        flows, entries = self._numbered_channels
        numbers, by_key = self._numbers, self._matters_of
        taken = {
            matter: frozenset(numbers[about] for key in matter for about in by_key.get(key, ()) if about in numbers)
            for matter in {decision.matter for decision in decisions}
        }
        return Matters(flows, entries, [taken[decision.matter] for decision in decisions], len(numbers))

    def _counts(self, channel: EntryPoint | Flow | Reply) -> bool:
        """Whether a view about the matter may use the channel."""
        return self._whole is None or channel.about is None or channel.about in self._usable

    @cached_property
    def known(self) -> frozenset[str]:
        """The stakeholders whom the map lists, or names on an entry point, a seat, a flow or a reply."""
        named = {entry.stakeholder for entry in self.entry_points}
        named.update(seat.stakeholder for forum in self.forums.values() for seat in forum.seats)
        named.update(flow.carried_by for flow in self.flows)
        named.update(reply.carried_by for reply in self.replies)
        return frozenset({*self._listed, *self.letters, *(key for key in named if key is not None)})

    def asked(self, who: Who) -> frozenset[str] | None:
        """The stakeholders a question is about, each known to the map; None is anyone."""
        keys = stakeholders_asked(who)
        if keys is not None:
            _fields.all_known("stakeholder", sorted(keys), self.known, unlisted=self._unlisted)
        return keys

    @cached_property
    def titles(self) -> dict[Ref, str]:
        """The titles of forums and decisions, where they have one."""
        titled = [(Ref("forum", forum.key), forum.title) for forum in self.forums.values()]
        titled += [(Ref("decision", decision.key), decision.title) for decision in self.decisions.values()]
        return {ref: title for ref, title in titled if title}

    @cached_property
    def network(self) -> Network:
        """The forums and the flows of views; that of the whole map where no flow is about something else."""
        if self._whole is not None:
            barred = [position for position in self._whole.particular_flows if not self._counts(self.flows[position])]
            return self._whole.network.without(barred)
        flows, unknown = self.flows, ASSUMED_STANDING.rank
        return Network(
            self._numbered_forums(),
            (
                list(map(attrgetter("source"), flows)),
                list(map(attrgetter("target"), flows)),
                self._lags([flow.days or 0 for flow in flows]),
                [1 if flow.opens is None else flow.opens.toordinal() for flow in flows],
                [NEVER if flow.closes is None else flow.closes.toordinal() for flow in flows],
                [unknown if flow.standing is None else flow.standing.rank for flow in flows],
            ),
        )

    @cached_property
    def particular_flows(self) -> list[int]:
        """The positions of the flows that say what they are about."""
        return [position for position, flow in enumerate(self.flows) if flow.about is not None]

    @cached_property
    def deadline_arrays(self) -> DeadlineArrays | None:
        """The network as arrays, where it is large and numpy is there."""
        if self._whole is not None and self.network is self._whole.network:
            return self._whole.deadline_arrays
        return DeadlineArrays.of(self.network)

    @cached_property
    def answers(self) -> Network:
        """The forums and the stakeholders who get letters, and the replies between them."""
        every_day = calendar_of(Meetings.any_day())
        letters: list[tuple[str, Calendar, int | Lag]] = [(key, every_day, 0) for key in self.letters]
        ways = (
            (reply.source, reply.target, days, 1, NEVER, _STRONGEST if self._counts(reply) else BARRED)
            for reply, days in zip(self.replies, self._lags([reply.days or 0 for reply in self.replies]), strict=True)
        )
        return Network([*self._numbered_forums(), *letters], columns(ways))

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The stakeholders that replies go to directly, sorted."""
        return tuple(sorted({reply.target for reply in self.replies if reply.target not in self.forums}))

    def _lags(self, days: Sequence[int | Days]) -> Sequence[int | Lag]:
        """The days as what is added to ordinals; as they are where all are numbers."""
        if {*map(type, days)} <= {int}:
            return days  # type: ignore[return-value]  # no Days among them
        return [lag_of(self._calendar, counted) for counted in days]

    def _numbered_forums(self) -> list[tuple[str, Calendar | Within, int | Lag]]:
        shared: dict[Meetings | tuple[object, ...] | None, Calendar | Within] = {}
        numbered: list[tuple[str, Calendar | Within, int | Lag]] = []
        for forum in self.forums.values():
            always = forum.since is None and forum.until is None
            days = forum.meetings if always else (forum.meetings, forum.since, forum.until)
            calendar = shared.get(days)
            if calendar is None:
                calendar = shared[days] = forum.calendar
            papers = forum.papers_due or 0
            numbered.append((forum.key, calendar, papers if type(papers) is int else lag_of(self._calendar, papers)))
        return numbered

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """Every rank that a view can have somewhere on this map, strongest first."""
        standings = [entry.standing for entry in self.entry_points] + [flow.standing for flow in self.flows]
        return tuple(sorted({rank(standing) for standing in standings}, reverse=True))

    def assumed_of_flow(self, position: int) -> dict[Statement, None]:
        """What is assumed of the flow at a position: its days, its standing, its matter, its last day, or nothing."""
        found = self._assumed_of_flow.get(position)
        if found is None:
            flow = self.flows[position]
            days = {} if flow.days is not None else {days_assumed(channel_ref(flow, position)): None}
            found = self._assumed_of_flow[position] = {**days, **_assumed_of_any(flow, position)}
        return found

    def assumed_of_entry(self, position: int) -> dict[Statement, None]:
        """What is assumed of the entry point at a position: its standing, its matter, its last day, or nothing."""
        return _assumed_of_any(self.entry_points[position], position)

    @cached_property
    def leaves_days_out(self) -> bool:
        """Whether a count of days somewhere on the map leaves some out."""
        counts = [forum.papers_due for forum in self.forums.values()]
        counts += [channel.days for part in (self.flows, self.replies) for channel in part]
        return any(isinstance(days, Days) and days.leave_out is not None for days in counts)

    @cached_property
    def _holidays_known(self) -> tuple[int, int]:
        """The first and the last day for which it is known which days are holidays; NEVER and 0 where it is for none."""
        known = None if self._calendar is None else self._calendar.known
        return (NEVER, 0) if known is None else (known[0].toordinal(), known[1].toordinal())

    def assumed_of_holidays(
        self, by: EntryPoint | Flow | Reply, forum: Forum | None, left: int, arrives: int
    ) -> dict[Statement, None]:
        """What is assumed of the holidays on the way to a forum and while its papers wait, or nothing.

        *left* is the day on which the way was begun, or heard of at its other end before it opened.
        """
        assumed: dict[Statement, None] = {}
        if not self.leaves_days_out:
            return assumed
        known_from, known_until = self._holidays_known
        days = None if isinstance(by, EntryPoint) else by.days
        opens = by.opens if isinstance(by, Flow) else None
        papers = None if forum is None else forum.papers_due
        for count, begins in ((days, max(left, ordinal(opens, 1))), (papers, arrives)):
            if isinstance(count, Days) and count.leave_out is not None:
                ends = begins + lag_of(self._calendar, count)
                if begins < known_from or ends > known_until:
                    assumed.update(self._holidays_assumed(count.leave_out, begins, min(ends, LAST)))
        return assumed

    def _holidays_assumed(self, left_out: LeftOut, begins: int, ends: int) -> dict[Statement, None]:
        known_from, known_until = self._holidays_known
        which = left_out, begins < known_from, ends > known_until
        found = self._assumed_of_holidays.get(which)
        if found is None:
            known = None if self._calendar is None else self._calendar.known
            said = holidays_assumed(left_out, date.fromordinal(begins), date.fromordinal(ends), known)
            found = self._assumed_of_holidays[which] = dict.fromkeys(said)
        return found

    def assumed_at(self, forum: Forum, heard: int) -> dict[Statement, None]:
        """What is assumed of a forum that hears something on a day: when papers are due, that it meets, or nothing."""
        guessed = forum.meetings is None or forum.meetings.assumed(date.fromordinal(heard))
        found = self._assumed_at.get((forum.key, guessed))
        if found is None:
            papers = {} if forum.papers_due is not None else {papers_assumed(forum.key): None}
            known_until = None if forum.meetings is None else forum.meetings.known_until
            meetings = {meetings_assumed(forum.key, known_until): None} if guessed else {}
            found = self._assumed_at[forum.key, guessed] = {**papers, **meetings}
        return found

    def entries(self, who: frozenset[str] | None) -> list[Entry]:
        """The entry points open to them, in the order of the map: their own, and those open to all."""
        if self._whole is not None:
            points = self.entry_points
            return [entry for entry in self._whole.entries(who) if self._counts(points[entry.position])]
        if who is None:
            return self._entries
        found = self._entries_asked.get(who)
        if found is None:
            if len(self._entries_asked) >= _KEPT:
                self._entries_asked.clear()
            own = self._entries_of
            open_to_them = [*own.get(None, ()), *(entry for key in who for entry in own.get(key, ()))]
            found = self._entries_asked[who] = sorted(open_to_them, key=attrgetter("position"))
        return found

    @cached_property
    def _entries(self) -> list[Entry]:
        return [
            Entry(
                self.network.index[entry.forum],
                ordinal(entry.opens, 1),
                ordinal(entry.closes, NEVER),
                rank(entry.standing),
                position,
            )
            for position, entry in enumerate(self.entry_points)
        ]

    @cached_property
    def _entries_of(self) -> dict[str | None, list[Entry]]:
        found: dict[str | None, list[Entry]] = {}
        for entry, entry_point in zip(self._entries, self.entry_points, strict=True):
            found.setdefault(entry_point.stakeholder, []).append(entry)
        return found

    def network_from(self, floor: int) -> Network:
        """The forums and those flows of views that give at least a rank; the same network where all do."""
        found = self._network_from.get(floor)
        if found is None:
            weaker = [position for position, given in enumerate(self.network.rank) if BARRED < given < floor]
            found = self._network_from[floor] = self.network.without(weaker)
        return found

    def dominators(self, entered: frozenset[int], floor: int) -> list[int]:
        """The tree of `routes.dominators` from some forums, by flows of at least a rank; the last ones asked about are kept."""
        tree = self._dominators.get((entered, floor))
        if tree is None:
            if len(self._dominators) >= _KEPT:
                self._dominators.clear()
            tree = self._dominators[entered, floor] = dominators(self.network_from(floor), entered)
        return tree

    @cached_property
    def stakeholders(self) -> tuple[str | None, ...]:
        """The stakeholders named on an entry point, sorted; (None,), anyone, where nobody is."""
        named: Iterable[str] = {entry.stakeholder for entry in self.entry_points if entry.stakeholder is not None}
        return tuple(sorted(named)) or (None,)

    @property
    def groups(self) -> list[frozenset[str] | None]:
        """Each of the stakeholders by themselves."""
        return [None if who is None else frozenset({who}) for who in self.stakeholders]

    def decision(self, key: str) -> Decision:
        """The decision with that key."""
        return _fields.known("decision", key, self.decisions)

    def stage(self, decision: Decision, name: StageName | str | None) -> Stage:
        """The decision's stage of that name."""
        stage = decision.stage(name)
        if stage is None:
            known = [stage.name.value for stage in decision.all_stages()]
            raise UnknownKeyError("stage", stage_name(name).value, known, f"decision {decision.key!r}")
        return stage

    def forum(self, key: str) -> int:
        """The number of the forum with that key."""
        _fields.known("forum", key, self.forums)
        return self.network.index[key]


def _assumed_of_any(channel: EntryPoint | Flow, position: int) -> dict[Statement, None]:
    """What is assumed of an entry point or a flow: its standing, its matter where it has a window, its last day."""
    place = channel_ref(channel, position)
    assumed: dict[Statement, None] = {}
    if channel.standing is None:
        assumed[standing_assumed(place)] = None
    if matter_unknown(channel):
        assumed[about_assumed(place)] = None
    if end_unknown(channel):
        assumed[closes_assumed(place)] = None
    return assumed
