"""Until when views count: what MAP002 to 004, 006, 009, 010, 017, 018 and 022 ought to say."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from involvement import Decision
from tests.truth.sayings import Saying, Sayings, about_decision, clause, decision_ref, forum_ref, saying, when
from tests.truth.worlds import (
    CONSULTED,
    HIGHEST,
    INFORMED,
    NEVER,
    NONE,
    RANKS,
    Routes,
    World,
    last_of,
    rank,
)

STAGES = ("agenda", "options", "decision", "implementation", "evaluation")
DAY = date.fromordinal


OWED = {2: "consulted", 3: "advises", 4: "codesigns", 5: "decides_jointly", 6: "delegated", 7: "controls"}


def too_late(world: World) -> Sayings:
    """MAP002: there was a last day to have what is called for, where some route gives it, and it is past."""
    for decision, by in world.dated:
        enough = world.enough(decision)
        last = world.routes.last_day(decision.made_at, by, world.who, enough)
        if last is not None and last < world.on and not world.off_calendar(decision):
            weaker = _weaker(world, decision, by)
            yield saying(
                decision_ref(decision),
                clause(
                    "MAP002.says",
                    forum=forum_ref(decision.made_at),
                    when=when(decision),
                    late=_for_what(
                        "MAP002.late", enough, decision=decision_ref(decision), last=DAY(last), days=world.on - last
                    ),
                    weaker=weaker,
                ),
                clause(
                    "MAP002.fix",
                    or_else=_instead(world, decision, by, weaker=bool(weaker)),
                ),
            )


def _for_what(code: str, enough: int, **facts: object) -> Saying:
    """To be heard, or to have more than that."""
    if enough == CONSULTED:
        return clause(code, **facts)
    return clause(f"{code}_called_for", needs=RANKS[enough], **facts)


def _weaker(world: World, decision: Decision, by: int) -> tuple[Saying, ...]:
    """The strongest standing that anybody can still have, how long at the longest, and the first forum for that."""
    left = []
    for group in world.groups:
        for standing in range(HIGHEST, NONE, -1):
            last = world.routes.last_day(decision.made_at, by, group, standing)
            if standing >= CONSULTED and last is not None and last >= world.on:
                places = [
                    route.door.place
                    for route in world.routes.to(decision.made_at, group, standing)
                    if world.routes.heard(route)[last - world.first] <= by
                ]
                left.append((-standing, -last, min(places)))
                break
    if not left:
        return ()
    standing, last, place = min(left)
    owed = clause(f"opportunity.owed.{OWED[-standing]}")
    return (clause("opportunity.weaker", last=DAY(-last), where=forum_ref(place), owed=owed),)


def _instead(world: World, decision: Decision, by: int, *, weaker: bool) -> Saying:
    """What else would help a view of today: a later day, were the forum to meet then, or opening what has closed.

    Where neither would, service users are at least to be told.
    """
    enough = world.enough(decision)
    meeting_later = world.with_meetings_after(decision.made_at, by)
    later = meeting_later.can_be_heard(decision.made_at, world.on, world.who, enough)
    reopened = world.reopened.days_in_time(decision.made_at, by, world.who, enough)
    if world.on in reopened:
        return clause("MAP002.either" if later else "MAP002.reopen")
    if later:
        return clause("MAP002.move")
    return clause("MAP002.less" if weaker else "MAP002.plainly")


def too_slow(world: World) -> Sayings:
    """MAP003: views have a route that gives what is called for, or failing that hears them, and no day quick enough for it."""
    for decision, by in world.dated:
        enough = world.enough(decision)
        has_route = world.routes.reaches(decision.made_at, world.who) and not world.off_calendar(decision)
        if has_route and world.routes.last_day(decision.made_at, by, world.who, enough) is None:
            facts = {"decision": decision_ref(decision), "forum": forum_ref(decision.made_at), "by": DAY(by)}
            slow, weaker = _for_what("MAP003.slow", enough, **facts), _weaker(world, decision, by)
            says = clause("MAP003.says", slow=slow, weaker=weaker)
            or_else = _instead(world, decision, by, weaker=bool(weaker))
            yield saying(decision_ref(decision), says, clause("MAP003.fix", or_else=or_else))


def no_meeting_left(world: World) -> Sayings:
    """MAP004: nobody who is still in time has a meeting, where they enter, on or before their own last day."""
    for decision, by in world.dated:
        waiting = []
        for group in world.groups:
            days = [world.routes.last_day(decision.made_at, by, group, floor) for floor in _floors(decision)]
            if decision.between:
                sure, needs = world.sure_of(decision), max(rank(decision.calls_for), CONSULTED)
                days.insert(0, world.routes.last_day(decision.made_at, sure, group, needs))
            last = next((day for day in days if day is not None and day >= world.on), None)
            if last is None:
                continue
            next_meetings = _next_meetings(world, group, decision.made_at)
            if next_meetings is None or min(next_meetings)[0] <= last:
                break  # they can meet in time, or it is not known
            waiting.append((-last, *min(next_meetings)))
        else:
            if waiting:
                last, meeting, forum = min(waiting)
                facts = {"forum": forum_ref(forum), "latest_start": DAY(-last)}
                yield saying(
                    decision_ref(decision),
                    clause("MAP004.says", decision=decision_ref(decision), next_meeting=DAY(meeting), **facts),
                    clause("MAP004.fix", **facts),
                )


def _floors(decision: Decision) -> Iterator[int]:
    """What is called for, then whatever is less, down to being heard at all."""
    yield max(rank(decision.calls_for), CONSULTED)
    yield from range(HIGHEST, NONE, -1)[: HIGHEST - NONE - 1]


def _next_meetings(world: World, group: frozenset[str], deciding: str) -> list[tuple[int, str]] | None:
    """The next meeting of each forum where they enter before it is decided; None where none is known."""
    forums = {
        entry.forum
        for entry in world.map.entry_points
        if entry.forum != deciding and (entry.stakeholder is None or entry.stakeholder in group)
    }
    if not forums or any(world.forums[forum].meetings is None for forum in forums):
        return None
    days = {forum: world.meets(forum) for forum in forums}
    coming = {
        forum: world.on if meets is None else min((day for day in meets if day >= world.on), default=NEVER)
        for forum, meets in days.items()
    }
    found = [(day, forum) for forum, day in coming.items() if day < NEVER]
    return found or None


def weaker_left(world: World) -> Sayings:
    """MAP006: of the routes by which a view of today is heard, none has the best standing of all routes.

    That is certain only if none would have it were every standing that is not known the highest. Where views can no
    longer be heard by the day of the decision, or not as some route would have it, MAP002 or MAP003 says so.
    """
    for decision in world.to_be_made:
        best = world.routes.best(decision.made_at, world.who) or NONE
        left = _best_today(world, world.hopeful, decision)
        if not (world.enough(decision) if last_of(decision) else INFORMED) <= left < best:
            continue
        if decision.calls_for and left >= rank(decision.calls_for):
            continue
        names = {"best": RANKS[best]}
        yield saying(
            decision_ref(decision),
            clause(
                "MAP006.says",
                decision=decision_ref(decision),
                left=RANKS[left],
                why=_why_not(world, decision, best),
                **names,
            ),
            clause("MAP006.fix", **names),
        )


def _best_today(world: World, routes: Routes, decision: Decision) -> int:
    """The best standing with which a view of today is heard in time; else none."""
    return max((route.weakest for route in world.heard_today(routes, decision, NONE)), default=NONE)


def _why_not(world: World, decision: Decision, best: int) -> Saying:
    if last_of(decision) is None:
        return clause("MAP006.closed", best=RANKS[best])
    last = world.routes.last_day(decision.made_at, world.by(decision), world.who, best)
    if last is None:
        return clause("MAP006.never", best=RANKS[best], by=last_of(decision))
    return clause("MAP006.late", best=RANKS[best], last=DAY(last))


def options_close_first(world: World) -> Sayings:
    """MAP009: a view of today is heard at the decision, and not where the options are made by the day they close."""
    for decision in world.to_be_made:
        today = _best_today(world, world.routes, decision)
        for stage in decision.stages:
            if stage.name != "options" or stage.by is None or stage.by < world.day or today < CONSULTED:
                continue
            if not world.is_there(stage.at, stage.by, stage.by):
                continue
            if world.on not in world.routes.days_in_time(stage.at, stage.by.toordinal(), world.who):
                forum = forum_ref(stage.at)
                says = clause("MAP009.says", decision=decision_ref(decision), forum=forum, by=stage.by)
                yield saying(decision_ref(decision), says, clause("MAP009.fix", forum=forum))


def some_too_late(world: World) -> Sayings:
    """MAP010: of those who speak and have a route, some have no day left, and somebody has; those late longest first."""
    for decision, by in world.dated:
        days = {key: world.routes.last_day(decision.made_at, by, {key}) for key in world.service_users}
        late = sorted(
            (day if day is not None else NEVER, key)
            for key, day in days.items()
            if (day is None or day < world.on)
            and key in world.speakers
            and world.routes.reaches(decision.made_at, {key})
        )
        if late and any(day is not None and day >= world.on for day in days.values()):
            who = tuple(world.ref(key) for _, key in late)
            why = tuple(
                clause("MAP010.never", who=world.ref(key))
                if day == NEVER
                else clause("MAP010.late", who=world.ref(key), last=DAY(day))
                for day, key in late
            )
            says = clause("MAP010.says", decision=decision_ref(decision), stakeholders=who, why=why)
            yield saying(decision_ref(decision), says, clause("MAP010.fix", stakeholders=who))


def stages_out_of_order(world: World) -> Sayings:
    """MAP017: of two stages that follow each other, and whose days are known, the later has the earlier day."""
    for decision in world.ahead:
        days = {stage.name.value: stage.by for stage in decision.all_stages()}
        for earlier, later in pairwise(name for name in STAGES if days.get(name)):
            if days[earlier] > days[later]:
                names = {"earlier": earlier, "later": later}
                says = clause(
                    "MAP017.says",
                    decision=decision_ref(decision),
                    earlier_day=days[earlier],
                    later_day=days[later],
                    **names,
                )
                yield saying(decision_ref(decision), says, clause("MAP017.fix", **names))


def off_calendar(world: World) -> Sayings:
    """MAP018: the forum meets on no day on which it is to be decided."""
    for decision, _ in world.dated:
        if world.off_calendar(decision):
            forum = forum_ref(decision.made_at)
            says = clause("MAP018.says", forum=forum, decision=decision_ref(decision), when=when(decision))
            yield saying(decision_ref(decision), says, clause("MAP018.fix", forum=forum))


def every_route_closed(world: World) -> Sayings:
    """MAP022: there are routes, and a view of today is never heard by any of them."""
    for decision in world.to_be_made:
        has_route = world.routes.to(decision.made_at, world.who, INFORMED)
        open_now = world.routes.can_be_heard(decision.made_at, world.on, world.who, INFORMED)
        if last_of(decision) is None and has_route and not open_now:
            yield about_decision("MAP022", decision, fix=clause("MAP022.fix"))


CLAIMS = {
    "MAP002": too_late,
    "MAP003": too_slow,
    "MAP004": no_meeting_left,
    "MAP006": weaker_left,
    "MAP009": options_close_first,
    "MAP010": some_too_late,
    "MAP017": stages_out_of_order,
    "MAP018": off_calendar,
    "MAP022": every_route_closed,
}
