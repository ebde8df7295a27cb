"""Rules about the record of a decision: its announcement, options, day and forum, and who runs the routes to it."""

from collections.abc import Iterator
from datetime import date

from involvement.calendars import WorkingCalendar
from involvement.calendars.counted_days import days_said
from involvement.checks.map_facts import DECIDED, decided, decision_ref, when_said
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, Forum, Stage, StageName
from involvement.people import Role
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.snapshots.map_reach import MapReach
from involvement.wording import Fact, Statement

__all__ = ["RULES"]

_NOTICE = ("Decision.on", "Decision.between", "Forum.notice")


@rule(
    "MAP028",
    severity="warning",
    needs=("decision_map",),
    says="{forum} decides about {decision:quoted} {when:clause}. It promised notice of {notice:clause}, so the announcement was due "
    "by {due}. It came on {announced}.",
    says_unknown="{forum} decides about {decision:quoted} {when:clause}. It promised notice of {notice:clause}, so the announcement "
    "was due by {due}. No announcement is recorded.",
    fix="Decide later, or ask service users now whether they can still prepare.",
    fix_unknown="Record when {decision:quoted} was announced. If it was not, announce it now, and decide late enough to keep the promise.",
    sources={**DECIDED, "due": _NOTICE, "announced": "Decision.announced"},
)
def announced_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision was announced later than the notice that its forum promised.

    *Why it matters.* People who hear of a decision a week before it cannot meet about it, ask others, or find an advocate.

    *What would fix it.* A later day, or extra help to prepare. Where no announcement is recorded and its day is past, the
    status is `unknown`. Where the day of the decision is not fixed, the last of its days counts.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the third test: adequate time.
    """
    for decision in snapshot.to_be_made:
        notice, last = snapshot.forum(decision.made_at).notice, decision.last_day
        if notice is None or last is None:
            continue
        due = (snapshot.map.calendar or WorkingCalendar()).latest_start(last, notice) or date.min
        announced = decision.announced
        when = when_said(decision)
        if announced is not None and announced <= snapshot.on:
            if announced > due:
                yield found(**decided(decision), when=when, notice=days_said(notice), due=due, announced=announced)
        elif due < snapshot.on:
            yield unknown(**decided(decision), when=when, notice=days_said(notice), due=due)


@rule(
    "MAP029",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="No option for {decision:quoted} came from service users.",
    says_unknown="The record does not say who proposed {unknown:option} for {decision:quoted}. No option is known to have come from service users.",
    fix="Ask service users for options of their own, and put them on the table while {decision:quoted} is open.",
    fix_unknown="Record who proposed each option for {decision:quoted}.",
    sources={**DECIDED, "unknown": "Option.proposed_by"},
)
def no_option_from_service_users(snapshot: Snapshot) -> Iterator[Observation]:
    """Options are on the table, and none of them came from service users.

    *Why it matters.* Those who write the options decide what can be chosen. A choice between other people's ideas is a small
    one.

    *What would fix it.* Time and help for service users to propose something, before the options close. Once the day of the
    options is past, this is no longer said.

    *Source.* Lukes (1974), Power: a radical view, on who decides what is on the agenda.
    """
    for decision in snapshot.ahead:
        options = [option for option in decision.options if option.open_on(snapshot.on)]
        closing = decision.stage("options")
        if not options or (closing is not None and closing.by is not None and closing.by < snapshot.on):
            continue
        proposers = [option.proposed_by for option in options]
        if any(key is not None and snapshot.voices.may_be_service_user(key) for key in proposers):
            continue
        ref, missing = decision_ref(decision), proposers.count(None)
        if missing:
            yield unknown(about=ref, decision=ref, unknown=missing)
        else:
            yield found(about=ref, decision=ref)


@rule(
    "MAP030",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="To be heard where {decisions:quoted} {decisions#is|are} decided, service users must speak to {providers} and give their "
    "names.",
    says_unknown="To be heard where {decisions:quoted} {decisions#is|are} decided, service users must perhaps speak to {providers} and give "
    "their names. The record does not say {missing:clauses}.",
    fix="Open a route that somebody else runs, or let people speak without giving their names.",
    fix_unknown="Record {missing:clauses}.",
    sources={
        "decisions": "Decision.title",
        "providers": ("EntryPoint.run_by", "Stakeholder.title"),
        "missing": ("EntryPoint.run_by", "EntryPoint.unnamed"),
    },
)
def only_the_provider_listens(snapshot: Snapshot) -> Iterator[Observation]:
    """All routes to a decision are run by the provider of the service, and none takes views without a name.

    *Why it matters.* People who depend on a service fear what happens when they criticise it. Those with most to say then
    say nothing.

    *What would fix it.* A route run by an advocate, a user-led group or another body, or a way to speak unnamed. What is
    run by anybody else, or takes unnamed views, is enough.

    *Source.* Diabetes UK, Making Involvement Happen: people may fear that speaking up affects their care.
    """
    providers = {person.key for person in snapshot.process.stakeholders if person.role is Role.PROVIDER}
    alike: dict[tuple[tuple[Statement, ...], tuple[str, ...]], list[Decision]] = {}
    at_forum: dict[tuple[str, MapReach], frozenset[tuple[str | None, bool | None]]] = {}
    for decision in snapshot.reached:
        place = decision.made_at, snapshot.reach.about(decision)
        if place not in at_forum:
            at_forum[place] = _listeners(place[1], place[0])
        listeners = at_forum[place]
        run_by = tuple(sorted({runner for runner, _ in listeners if runner is not None}))
        if not run_by or not providers.issuperset(run_by) or any(unnamed for _, unnamed in listeners):
            continue
        unknown_runners = (_WHO,) if any(runner is None for runner, _ in listeners) else ()
        unknown_names = (_NAMES,) if any(unnamed is None for _, unnamed in listeners) else ()
        alike.setdefault(((*unknown_runners, *unknown_names), run_by), []).append(decision)
    for (missing, run_by), decisions in alike.items():
        refs, runners = tuple(map(decision_ref, decisions)), tuple(map(snapshot.who, run_by))
        if missing:
            yield unknown(about=refs, decisions=refs, providers=runners, missing=missing)
        else:
            yield found(about=refs, decisions=refs, providers=runners)


_WHO = Statement("MAP030.who", template="who runs each entry point")
_NAMES = Statement("MAP030.names", template="whether people can speak without a name")


def _listeners(reach: MapReach, forum: str) -> frozenset[tuple[str | None, bool | None]]:
    """Who runs the entry points by which their views get to a forum to be heard, and whether those take views unnamed."""
    return frozenset().union(*(reach.listeners.get(key, ()) for key in reach.on_routes_to(forum)))


@rule(
    "MAP031",
    severity="note",
    needs=("decision_map",),
    says="{forum} decides about {decision:quoted} {when:clause}. {until:sentence}",
    fix="Ask {forum} for the day. {tell:sentences}",
    sources=DECIDED,
)
def last_day_not_fixed(snapshot: Snapshot) -> Iterator[Observation]:
    """The last day to be heard in time depends on a day of decision that is not fixed.

    *Why it matters.* People who are told the later day may come too late; those who are told the earlier one have less time.

    *What would fix it.* The day of the decision.

    *Source.* The library's own rule: "too late" goes by the last day of a period, "speak by" by the first on which its forum may sit.
    """
    for decision in snapshot.reached:
        rows = [row for row in snapshot.open(decision) if row.between and row.sure_until != row.latest_start]
        last = max((row.latest_start for row in rows if row.latest_start is not None), default=None)
        if last is None:
            continue
        sure = max((row.sure_until for row in rows if row.sure_until is not None), default=None)
        certain = sure is not None and sure >= snapshot.on
        until = _until(sure if certain else None, last)
        tell = (_TELL,) if certain else ()
        yield found(**decided(decision), when=when_said(decision), until=until, tell=tell)


def _until(sure: date | None, last: date) -> Statement:
    """Until when views are in time on whichever day it is decided, and until when on the last of them."""
    if sure is None:
        return Statement(
            "MAP031.perhaps",
            {"last": last},
            template="Views raised now are in time or too late, depending on the day. After {last} they are certainly too late.",
            sources={"last": _LAST},
        )
    return Statement(
        "MAP031.sure",
        {"sure": sure, "last": last},
        template="Views raised by {sure} are in time whenever it decides. Views raised later, until {last}, are in time only if it "
        "decides late enough.",
        sources={"sure": _LAST, "last": _LAST},
    )


@rule(
    "MAP032",
    severity="warning",
    needs=("decision_map",),
    says="{due:sentence} {gone:sentence}",
    fix="{instead:sentence}",
    sources={},
)
def forum_not_there(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision that is ahead, or a stage of it, is at a forum that has ended by its day, or has not begun.

    *Why it matters.* Nobody can be heard at a body that is not there, and nobody knows who decides in its place. A body that
    is closed often leaves its decisions to one where service users have no seat.

    *What would fix it.* The forum that decides now, or the right days. Until then the findings that ask for a route to that
    forum, or a seat at it, are left out: neither would help. A stage without a day is left alone.

    *Source.* Diabetes UK, Making Involvement Happen: map decisions so that views reach the right places.
    """
    for decision in snapshot.ahead:
        for stage in decision.all_stages():
            forum = snapshot.forum(stage.at)
            if stage.name is StageName.DECISION:
                first, last = snapshot.still_within(decision)
            elif stage.by is not None and stage.by >= snapshot.on:
                first = last = stage.by
            else:
                continue
            if not forum.is_there(first, last):
                ended = forum.until if forum.until is not None and forum.until < first else None
                gone, instead = _gone(snapshot, decision, forum, ended)
                yield found(about=decision_ref(decision), due=_due(decision, stage), gone=gone, instead=instead)


def _due(decision: Decision, stage: Stage) -> Statement:
    """What is to be settled at a forum, and when."""
    facts: dict[str, Fact] = {"decision": decision_ref(decision), "forum": Ref("forum", stage.at)}
    if stage.name is not StageName.DECISION:
        return Statement(
            "MAP032.stage",
            {**facts, "stage": stage.name, "by": stage.by},
            template="The {stage} stage of {decision:quoted} is at {forum} by {by}.",
            sources={**DECIDED, "stage": "Stage.name", "by": "Stage.by"},
        )
    if decision.last_day is None:
        template = "{forum} is to decide {decision:quoted}. No day is recorded."
        return Statement("MAP032.undated", facts, template=template, sources=DECIDED)
    template = "{forum} is to decide {decision:quoted} {when:clause}."
    return Statement("MAP032.dated", {**facts, "when": when_said(decision)}, template=template, sources=DECIDED)


def _gone(snapshot: Snapshot, decision: Decision, forum: Forum, ended: date | None) -> tuple[Statement, Statement]:
    """That a forum has ended, will have ended or has not begun, and what would help."""
    day = forum.since if ended is None else ended
    code = "begins" if ended is None else "ended" if ended < snapshot.on else "ends"
    says, fix = _NOT_THERE[code]
    facts = {"decision": decision_ref(decision), "forum": Ref("forum", forum.key), "day": day}
    sources = {**DECIDED, "day": "Forum.since" if ended is None else "Forum.until"}
    return (
        Statement(
            f"MAP032.{code}",
            {"forum": facts["forum"], "day": day},
            template=says,
            sources={"forum": DECIDED["forum"], "day": sources["day"]},
        ),
        Statement(f"MAP032.if_it_{code}", facts, template=fix, sources=sources),
    )


_NOT_THERE = {
    "ended": (
        "{forum} ended on {day}.",
        "Record another forum for {decision:quoted}. If {forum} did not end on {day}, correct that day.",
    ),
    "ends": (
        "{forum} ends on {day}.",
        "Record another forum for {decision:quoted}, or agree a day by {day}. If {forum} does not end on {day}, correct that day.",
    ),
    "begins": (
        "{forum} begins on {day}.",
        "Record another forum for {decision:quoted}, or agree a day from {day} on. If {forum} begins earlier, correct that day.",
    ),
}


_TELL = Statement("MAP031.tell", template="Until it is known, tell people the earlier day.")
_LAST = ("Decision.between", "Flow.days", "Forum.meetings", "Forum.papers_due")


RULES: tuple[Rule, ...] = (
    announced_too_late,
    no_option_from_service_users,
    only_the_provider_listens,
    last_day_not_fixed,
    forum_not_there,
)
