"""How decisions are announced, prepared and dated: what MAP028 to MAP032 ought to say."""

from datetime import date, timedelta

from involvement import Decision, EntryPoint
from tests.truth.sayings import Saying, Sayings, clause, decision_ref, forum_ref, saying, when
from tests.truth.worlds import CONSULTED, SERVICE_USERS, World, first_of, last_of, rank

DAY = date.fromordinal


def announced_late(world: World) -> Sayings:
    """MAP028: announced after the day that leaves the notice promised, or not announced though that day is past."""
    for decision in world.to_be_made:
        notice, last = world.forums[decision.made_at].notice, last_of(decision)
        if notice is None or last is None:
            continue
        due = last - timedelta(days=notice)
        told = decision.announced if decision.announced and decision.announced <= world.day else None
        facts = {
            "forum": forum_ref(decision.made_at),
            "decision": decision_ref(decision),
            "when": when(decision),
            "notice": clause("days.calendar", days=notice),
            "due": due,
        }
        if told and told > due:
            says = clause("MAP028.says", announced=told, **facts)
            yield saying(decision_ref(decision), says, clause("MAP028.fix"))
        elif told is None and world.day > due:
            fix = clause("MAP028.fix_unknown", decision=decision_ref(decision))
            yield saying(decision_ref(decision), clause("MAP028.says_unknown", **facts), fix, "unknown")


def nobody_of_them_proposed(world: World) -> Sayings:
    """MAP029: options can still be chosen and put forward, and nobody who may be a service user proposed any."""
    roles = {person.key: person.role for person in world.process.stakeholders}
    for decision in world.ahead if roles else ():
        left = [
            option
            for option in decision.options
            if not (option.dropped and option.dropped <= world.day)
            and not (option.chosen and option.chosen <= world.day)
        ]
        closed = [
            stage.by for stage in decision.stages if stage.name == "options" and stage.by and stage.by < world.day
        ]
        by = [option.proposed_by for option in left]
        theirs = [key for key in by if key and (roles.get(key) is None or roles[key] in SERVICE_USERS)]
        if not left or closed or theirs:
            continue
        ref = decision_ref(decision)
        if None in by:
            says = clause("MAP029.says_unknown", unknown=by.count(None), decision=ref)
            yield saying(ref, says, clause("MAP029.fix_unknown", decision=ref), "unknown")
        else:
            yield saying(ref, clause("MAP029.says", decision=ref), clause("MAP029.fix", decision=ref))


def provider_alone(world: World) -> Sayings:
    """MAP030: every door from which a view is heard there is, as far as is known, the provider's and asks for a name."""
    providers = {person.key for person in world.process.stakeholders if person.role == "provider"}
    alike: dict[tuple[bool, bool, tuple[str, ...]], list[Decision]] = {}
    for decision in world.to_be_made if world.process.stakeholders else ():
        doors = {route.door.position for route in world.routes.to(decision.made_at, world.who, CONSULTED)}
        entries: list[EntryPoint] = [world.map.entry_points[position] for position in sorted(doors)]
        run_by = {entry.run_by for entry in entries} - {None}
        if not run_by or run_by - providers or any(entry.unnamed for entry in entries):
            continue
        all_run, all_asked = all(entry.run_by for entry in entries), all(entry.unnamed is not None for entry in entries)
        alike.setdefault((all_run, all_asked, tuple(sorted(run_by))), []).append(decision)
    for (all_run, all_asked, run_by), decisions in alike.items():
        refs = tuple(map(decision_ref, sorted(decisions, key=lambda decision: decision.key)))
        facts = {"decisions": refs, "providers": tuple(map(world.ref, run_by))}
        missing = [clause(f"MAP030.{name}") for name, known in (("who", all_run), ("names", all_asked)) if not known]
        if missing:
            says = clause("MAP030.says_unknown", missing=tuple(missing), **facts)
            yield "unknown", refs, says, clause("MAP030.fix_unknown", missing=tuple(missing))
        else:
            yield "found", refs, clause("MAP030.says", **facts), clause("MAP030.fix")


def day_not_fixed(world: World) -> Sayings:
    """MAP031: in time today if it is decided on the last day, and the last day for the first is another one."""
    for decision, by in world.dated:
        if decision.between is None:
            continue
        needs = max(rank(decision.calls_for), CONSULTED)
        days = [
            tuple(world.routes.last_day(decision.made_at, day, group, needs) for day in (world.sure_of(decision), by))
            for group in world.groups
        ]
        apart = [(sure, last) for sure, last in days if last is not None and last >= world.on and sure != last]
        if apart:
            last = max(last for _, last in apart)
            sure = max((sure for sure, _ in apart if sure is not None), default=None)
            ref, forum = decision_ref(decision), forum_ref(decision.made_at)
            says = clause(
                "MAP031.says", forum=forum, decision=ref, when=when(decision), until=_until(world, sure, last)
            )
            tell = (clause("MAP031.tell"),) if sure is not None and sure >= world.on else ()
            yield saying(ref, says, clause("MAP031.fix", forum=forum, tell=tell))


def _until(world: World, sure: int | None, last: int) -> Saying:
    if sure is None or sure < world.on:
        return clause("MAP031.perhaps", last=DAY(last))
    return clause("MAP031.sure", sure=DAY(sure), last=DAY(last))


def not_there(world: World) -> Sayings:
    """MAP032: what is still to be settled at a forum that is not there on any day for it."""
    for decision in world.ahead:
        for stage in decision.all_stages():
            first, last = first_of(decision), last_of(decision)
            if stage.name != "decision":
                first = last = stage.by
                if stage.by is None or stage.by < world.day:
                    continue
            if world.is_there(stage.at, first, last):
                continue
            facts = {"decision": decision_ref(decision), "forum": forum_ref(stage.at)}
            if stage.name != "decision":
                due = clause("MAP032.stage", **facts, stage=stage.name, by=stage.by)
            elif last is None:
                due = clause("MAP032.undated", **facts)
            else:
                due = clause("MAP032.dated", **facts, when=when(decision))
            forum = world.forums[stage.at]
            if forum.until and forum.until < max(first or world.day, world.day):
                how, day = "ended" if forum.until < world.day else "ends", forum.until
            else:
                how, day = "begins", forum.since
            gone = clause(f"MAP032.{how}", forum=facts["forum"], day=day)
            fix = clause("MAP032.fix", instead=clause(f"MAP032.if_it_{how}", **facts, day=day))
            yield saying(facts["decision"], clause("MAP032.says", due=due, gone=gone), fix)


CLAIMS = {
    "MAP028": announced_late,
    "MAP029": nobody_of_them_proposed,
    "MAP030": provider_alone,
    "MAP031": day_not_fixed,
    "MAP032": not_there,
}
