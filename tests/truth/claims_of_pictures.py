"""What pictures show: what their descriptions ought to say, read off the process itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from involvement import Decision, Process
from involvement.maturity import AnswerSheet, Framework
from involvement.priorities import Agreement
from involvement.references import Ref
from tests.truth.claims_of_assessments import Rated
from tests.truth.claims_of_plans import Planned, regular
from tests.truth.sayings import Saying, clause
from tests.truth.worlds import CONSULTED, INFORMED, NEVER, NONE, World, last_of, rank

MOST_ROWS = 40
MOST_DECISIONS = 8  # at one forum
STAGES = ("agenda", "options", "decision", "implementation", "evaluation")
SIDES = {
    "service_users": ("service_user", "carer", "peer_representative"),
    "organisation": ("provider", "commissioner", "manager", "board"),
    "other": ("coordinator", "facilitator", "advocate", "community", "regulator"),
}


def sentences(code: str, *parts: Saying) -> Saying:
    return clause(code, parts=parts)


def rows(kinds: Iterable[str], order: tuple[str, ...], code: str) -> tuple[Saying, ...]:
    """How many there are of each kind that there is."""
    counts = Counter(kinds)
    return tuple(clause(f"{code}.{kind}", n=counts[kind]) for kind in order if counts[kind])


# The timetable

Row = tuple[object, ...]


class Timetable:
    """Every stage of every decision for everybody whose views count, joined where all that is said is the same."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rows: dict[Row, tuple[str, tuple[int, str, bool] | None]] = {}
        for decision in world.map.decisions:
            self.routes = world.routes_about(decision)
            stages = [(stage.name.value, stage.at, stage.by, stage.calls_for) for stage in decision.stages]
            for name, forum, by, own in (*stages, ("decision", decision.made_at, last_of(decision), None)):
                needs = max(rank(own or decision.calls_for), CONSULTED)
                for group in world.groups:
                    kind, last, more = self._row(forum, by, needs, group)
                    if decision.withdrawn and decision.withdrawn <= world.day:
                        kind, last, more = "withdrawn", None, ()
                    elif decision.between and name == "decision":
                        more = self._weaker_within(decision, needs, group, more)
                        if last is not None:
                            last, more = self._sure(decision, needs, group, last, more)
                    self.rows[decision.key, name, by, kind, last, more] = kind, self._ahead(kind, last, more)

    def _ahead(self, kind: str, last: int | None, more: tuple[object, ...]) -> tuple[int, str, bool] | None:
        """The day to speak by, where, and whether views count less then than is called for; None where all is past."""
        if kind == "open" and last is not None:
            return last, str(more[0]), False
        weaker = next((way for way in more if isinstance(way, tuple)), None)  # the strongest stands first
        return None if weaker is None else (weaker[1], weaker[2], True)

    def _weaker_within(
        self, decision: Decision, needs: int, group: frozenset[str], more: tuple[object, ...]
    ) -> tuple[object, ...]:
        """What weaker ways still allow on whichever day of the period it is decided; where that is nothing, on its last."""
        ways = self._weaker(decision.made_at, self.world.sure_of(decision), needs, group)
        ahead = [way for way in ways if way[1] >= self.world.on]
        return (*(part for part in more if not isinstance(part, tuple)), *ahead) if ahead else more

    def _weaker(self, forum: str, by: int, needs: int, group: frozenset[str]) -> list[tuple[int, int, str]]:
        """Until when less than is called for can still be had, and where; each later than all that is stronger."""
        lasts = {floor: self.routes.last_day(forum, by, group, floor) for floor in range(7, 1, -1)}
        lasts = {floor: last for floor, last in lasts.items() if last is not None}
        return [
            (floor, last, self._where(forum, by, group, floor, last))
            for floor, last in lasts.items()
            if floor < needs and all(last > other for higher, other in lasts.items() if higher > floor)
        ]

    def _sure(
        self, decision: Decision, needs: int, group: frozenset[str], last: int, more: tuple[object, ...]
    ) -> tuple[int, tuple[object, ...]]:
        """The day to tell people, where it is decided within a period: that which is sure, while it is not past."""
        first = self.world.sure_of(decision)
        sure = self.routes.last_day(decision.made_at, first, group, needs)
        if sure is None or sure < self.world.on:
            return last, (*more, last, sure)
        strongest = max(
            floor for floor in range(needs, 8) if self.routes.last_day(decision.made_at, first, group, floor) == sure
        )
        return sure, (self._where(decision.made_at, first, group, strongest, sure), *more[1:], last, sure)

    def _row(
        self, forum: str, by: date | None, needs: int, group: frozenset[str]
    ) -> tuple[str, int | None, tuple[object, ...]]:
        """How it stands, the last day with what is called for, and what else a row shows."""
        best = max((route.weakest for route in self.routes.to(forum, group, NONE)), default=NONE)
        if best < CONSULTED:
            return ("told" if best == INFORMED else "unreached"), None, ()
        if by is None:
            return self._undated(forum, needs, best, group)
        day = by.toordinal()
        lasts = {floor: self.routes.last_day(forum, day, group, floor) for floor in range(7, 1, -1)}
        lasts = {floor: last for floor, last in lasts.items() if last is not None}
        last = max((day for floor, day in lasts.items() if floor >= needs), default=None)
        ways = self._weaker(forum, day, needs, group)
        any_weaker, weaker = bool(ways), [way for way in ways if way[1] >= self.world.on]
        if best < needs:
            return "too_weak", None, tuple(weaker)
        if last is None:
            return ("too_weak" if any_weaker else "unreached"), None, ("no time", *weaker)
        strongest = max(floor for floor, day in lasts.items() if day == last)
        where = self._where(forum, day, group, strongest, last)
        if last < self.world.on:  # where it was too late is said while nothing else is left
            return "missed", last, tuple(weaker) or (where,)
        return "open", last, (where, *weaker)

    def _undated(
        self, forum: str, needs: int, best: int, group: frozenset[str]
    ) -> tuple[str, int | None, tuple[object, ...]]:
        today = self.world.on - self.routes.first
        found: tuple[object, ...] = (None,)
        for floor in (needs, CONSULTED):
            routes = self.routes.to(forum, group, floor)
            heard = [(self.routes.heard(way)[today], -way.weakest, len(way.places), way.places) for way in routes]
            soonest = min((way for way in heard if way[0] < NEVER), default=None)
            if soonest is not None:
                found = soonest[3][0], min(-soonest[1], needs)
                break
        return ("too_weak" if best < needs else "undated"), None, found

    def _where(self, forum: str, by: int, group: frozenset[str], floor: int, last: int) -> str:
        return min(
            route.door.place
            for route in self.routes.to(forum, group, floor)
            if self.routes.heard(route)[last - self.routes.first] <= by
        )

    def kinds(self) -> Iterator[str]:
        return (kind for kind, _ in self.rows.values())

    def next_days(self) -> set[Saying]:
        """The rows that may stand as the next: the first of the last days ahead."""
        ahead = {row: coming for row, (_, coming) in self.rows.items() if coming is not None}
        first = min((day for day, _, _ in ahead.values()), default=None)
        return {
            clause(
                "timetable.next_weaker" if weaker else "timetable.next",
                last=date.fromordinal(day),
                what=clause(f"opportunity.stage.{row[1]}", decision=Ref("decision", str(row[0]))),
                where=Ref("forum", where),
            )
            for row, (day, where, weaker) in ahead.items()
            if day == first
        }


def timetable(world: World) -> Iterator[Saying]:
    """Everything that the description of a timetable may be: one, or one for each of the rows that come next."""
    found = Timetable(world)
    if not found.rows:
        yield clause("timetable.nothing")
        return
    kinds = list(found.kinds())
    parts = rows(kinds, ("open", "missed"), "timetable.rows") or (clause("timetable.rows.none"),)
    others = rows(kinds, ("told", "too_weak", "unreached", "undated", "withdrawn"), "timetable.rows")
    rest = (clause("timetable.rest", parts=others),) if others else ()
    for coming in found.next_days() or {None}:
        more = (*rest, *(() if coming is None else (coming,)))
        yield clause("timetable.described", on=world.day, rows=len(found.rows), parts=parts, more=more)


# The map


def map_counts(process: Process) -> Saying:
    whole = process.decision_map
    return clause(
        "map.counts",
        forums=len(whole.forums),
        entries=len(whole.entry_points),
        flows=len(whole.flows),
        replies=len(whole.replies),
        decisions=len(whole.decisions),
    )


def unreached(world: World) -> tuple[Saying, ...]:
    """Which decisions no route brings views to."""
    if not world.map.decisions:
        return ()
    views = "service users' views" if world.service_users else "views that may be service users'"
    lost = tuple(
        Ref("decision", each.key)
        for each in world.map.decisions
        if not world.routes_about(each).reaches(each.made_at, world.who)
    )
    if not lost:
        return (clause("map.all_reached", views=views),)
    return (clause("map.unreached", views=views, decisions=lost),)


def hidden(process: Process) -> tuple[Saying, ...]:
    """How many decisions have no place below their forum: of nine and more, seven have."""
    made = Counter(each.made_at for each in process.decision_map.decisions)
    number = sum(count - 7 for count in made.values() if count > MOST_DECISIONS)
    return (clause("map.only_counted", n=number),) if number else ()


def table_size(process: Process) -> tuple[int, int]:
    """The rows and columns of the table that stands for a large map."""
    whole = process.decision_map
    forums = {forum.key for forum in whole.forums}
    asking = {("who", entry.stakeholder) for entry in whole.entry_points}
    answered = {("forum" if reply.target in forums else "who", reply.target) for reply in whole.replies}
    hearing = answered | {("forum", each.forum) for each in whole.entry_points}
    hearing |= {("forum", flow.target) for flow in whole.flows}
    people = asking | {each for each in answered if each[0] == "who"}
    return len(forums) + len(people), len(hearing)


# The rankings


def side_of(process: Process, position: object) -> str | None:
    roles = {person.key: person.role for person in process.stakeholders}
    if position.side is not None:
        return position.side.value
    role = roles.get(position.stakeholder)
    return next((side for side, known in SIDES.items() if role in known), None)


def overlap(process: Process, on: date) -> Saying:
    """What was settled, how long each list is, what is on both, and what is not drawn."""
    made = [*process.past_agreements, process.agreement]
    agreements = [each for each in made if each is not None and (each.on is None or each.on <= on)]
    agreement = agreements[-1] if agreements else None
    positions = process.positions if agreement is None else agreement.positions
    if not positions:
        return clause("overlap.nothing")
    outcomes = {each.issue: each.outcome.value for each in (agreement or Agreement()).settlements}
    lists: dict[tuple[int, str], set[str]] = {}
    names = list(SIDES)
    for position in positions:
        side = side_of(process, position)
        place = (names.index(side), side) if side else (len(names), position.stakeholder)
        lists.setdefault(place, set()).update(position.ranked())
    issues = set(outcomes).union(*lists.values())
    order = sorted(lists)
    left = next((place for place in order if place[1] == "service_users" and place[0] == 0), None)
    right = next((place for place in order if place[1] == "organisation" and place[0] == 1), None)
    others = [place for place in order if place not in (left, right)]
    left = left or (others.pop(0) if others else None)
    right = right or (others.pop(0) if others else None)
    drawn = [place for place in (left, right) if place]
    parts: list[Saying] = []
    if issues:
        counts = Counter(outcomes.get(issue) for issue in issues)
        kinds = [kind for kind in ("agreed", "deferred", "declined", None) if counts[kind]]
        said = tuple(clause("accord.of_outcome", n=counts[kind], outcome=kind) for kind in kinds)
        parts.append(clause("accord.counts", issues=len(issues), parts=said))
    parts += [
        clause("overlap.list", whose=_whose(process, place), n=len(lists[place])) for place in drawn if lists[place]
    ]
    if left and right:
        parts.append(clause("overlap.on_both", n=len(lists[left] & lists[right])))
    if others:
        whose = tuple(_whose(process, place) for place in others)
        parts.append(clause("overlap.others", whose=whose, n=len(others)))
    ranked = set().union(*(lists[place] for place in drawn))
    if issues - ranked:
        parts.append(clause("overlap.on_neither", n=len(issues - ranked)))
    return sentences("overlap.described", *parts)


def _whose(process: Process, place: tuple[int, str]) -> Saying:
    if place[0] < len(SIDES):
        return clause(f"list_of.{place[1]}")
    persons = {person.key for person in process.stakeholders if person.kind == "person"}
    return clause("list_of.party", party=Ref("person" if place[1] in persons else "stakeholder", place[1]))


def without_first(saying: object) -> object:
    """A description of rankings without what comes first, which is judged apart."""
    if not isinstance(saying, tuple):
        return saying
    return tuple(
        without_first(each)
        for each in saying
        if not (isinstance(each, tuple) and len(each) == 2 and each[0] == "first")
    )


# The workplan


def workplan(process: Process, on: date) -> Saying:
    if process.workplan is None:
        return clause("workplan.nothing")
    case = Planned(process, on)
    parts = [_activities(case), _review(case)]
    if len(case.activities) > MOST_ROWS:
        left = len(case.activities) - MOST_ROWS
        parts.append(clause("picture.shown_first", shown=MOST_ROWS, left=left))
    return sentences("workplan.described", *parts)


def _activities(case: Planned) -> Saying:
    if not case.activities:
        return clause("workplan.no_activity")

    def kinds() -> Iterator[str]:
        for each in case.activities:
            days = case.days[each.key]
            if each.done is not None:
                yield "done"
            elif days.never:
                yield "late"
            else:
                yield "unknown" if days.slack is None else "kept" if days.slack >= 0 else "late"

    said = rows(kinds(), ("done", "kept", "late", "unknown"), "workplan.rows")
    return clause("workplan.counts", activities=len(case.activities), parts=said)


def _review(case: Planned) -> Saying:
    plan = case.plan
    if plan.review_interval is None:
        return clause("workplan.no_reviews")
    held = max((max(each.on, each.due or each.on) for each in plan.held if each.on <= case.day), default=date.min)
    year = case.day + timedelta(days=366)
    days = [day for day in regular(plan.review_interval, plan.start, year) if day > held]
    late = [day for day in days if day < case.day]
    if late:
        code = "workplan.reviews_overdue" if len(late) > 1 else "workplan.review_overdue"
        return clause(code, n=len(late), first=late[0])
    if not days:
        return clause("workplan.none_ahead")
    return clause("workplan.next_review", due=days[0])


# The answers


class Sheets(NamedTuple):
    """What was answered by one framework until a day, and the last of it, which is drawn."""

    framework: Framework
    sheets: list[AnswerSheet]

    @property
    def drawn(self) -> list[AnswerSheet]:
        order = sorted(range(len(self.sheets)), key=lambda number: self.sheets[number].on)
        return [self.sheets[number] for number in sorted(order[-12:])]


def answered(process: Process, on: date) -> list[Sheets]:
    """The sheets by framework, in the order in which each is first used, by subject and day."""
    rated = Rated(process, on)
    found: dict[str, list[AnswerSheet]] = {}
    for sheet in rated.made:
        found.setdefault(sheet.framework, []).append(sheet)
    return [
        Sheets(rated.framework(those[0]), sorted(those, key=lambda sheet: (sheet.about or "", sheet.on)))
        for those in found.values()
    ]


def not_answered(found: Sheets, sheet: AnswerSheet) -> int:
    """How many of the criteria have no answer, whatever evidence shows of the others."""
    given = {answer.criterion: answer.given for answer in sheet.answers}
    asked = [criterion.key for criterion in found.framework.asked(sheet.group)]
    return sum(given.get(key, "absent") == "absent" for key in asked)


def whose(process: Process, sheet: AnswerSheet) -> Saying:
    """Who answered about what, and when."""
    names = {person.key: person.title or person.key for person in process.stakeholders if person.kind != "person"}
    role = None if sheet.role is None else sheet.role.value
    if sheet.rater is None:
        rater = clause("sheet.rater.role", role=role) if role else clause("sheet.rater.not_named")
    else:
        ref = Rated(process, sheet.on).ref(sheet.rater)
        name = names.get(sheet.rater, "a person").lower()
        told = {"rater": ref} if role is None or role.replace("_", " ") in name else {"rater": ref, "role": role}
        rater = clause("sheet.rater.and_role" if "role" in told else "sheet.rater", **told)
    if sheet.about is None:
        return clause("sheet", rater=rater, on=sheet.on)
    return clause("sheet.about", rater=rater, on=sheet.on, about=Ref("subject", sheet.about))
