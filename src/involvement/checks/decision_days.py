"""Rules about time: whether views reach decisions by their days."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from attrs import evolve

from involvement.checks.map_facts import DECIDED, ROUTE, STANDINGS, decided, decision_ref, when_said
from involvement.checks.rules import Observation, Rule, found, rule
from involvement.decisions import Decision, Opportunity
from involvement.decisions.opportunities import last_heard, weaker_said
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.standing import Standing
from involvement.wording import Fact, Statement

__all__ = ["RULES"]


@rule(
    "MAP002",
    severity="error",
    needs=("decision_map",),
    says="{late:sentence} {forum} decides {when:clause}. {weaker:sentences}",
    fix="{or_else:sentence}",
    sources=DECIDED,
)
def view_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """The last day on which anybody could raise a view in time is past, and the decision is still ahead.

    In time is with the standing that the decision calls for, where some route gives that; else being heard at all. What
    a weaker route still allows is said.

    *Why it matters.* A view that arrives after the decision informs nothing. The decision may look
    open, while meetings and papers on the way have closed it for service users.

    *What would fix it.* A later decision, a shorter way, an extra meeting on the way, or, at least,
    saying openly that this decision will be made without new views. Where an entry point or flow has
    closed and that is why it is late, opening it again; a later decision is named beside it only
    where that helps too. Where neither helps, the remedy is to say so. What is not known counts in favour of the view,
    so too late is certain. Where the forum does not meet when it is to decide, MAP018 says that, and nothing is called late.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first and third tests: while
    proposals are formative, and with time enough to respond.
    """
    for decision in snapshot.reached:
        last = max(_last_days(snapshot, decision), default=None)
        dated = decision.last_day is not None and not _off_calendar(snapshot, decision)
        if last is not None and dated and last < snapshot.on:
            weaker = _weaker(snapshot, decision)
            yield found(
                **decided(decision),
                when=when_said(decision),
                latest_start=last,
                days_late=(snapshot.on - last).days,
                late=_for_what(snapshot, decision, "MAP002.late", last=last, days=(snapshot.on - last).days),
                or_else=_or_else(snapshot, decision, weaker),
                weaker=weaker,
            )


@rule(
    "MAP003",
    severity="error",
    needs=("decision_map",),
    says="{slow:sentence} {weaker:sentences}",
    fix="{or_else:sentence}",
    sources=DECIDED,
)
def route_too_slow(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a way for views to a decision, and on no day at all is it quick enough.

    A way is one that gives the standing that the decision calls for, where there is one; else one on which views are
    heard at all. What a weaker route still allows is said.

    *Why it matters.* On paper the group is connected to the decision. By the calendar of the forums
    on the way it never was.

    *What would fix it.* Look at the meetings, the papers due and the windows on the way: one of
    them leaves no time before the decision. A later decision, and opening again what has closed, are named where they
    would help a view of today.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the third test: adequate time.
    """
    for decision in snapshot.reached:
        slow = not _last_days(snapshot, decision) and not _off_calendar(snapshot, decision)
        if slow and decision.last_day is not None and snapshot.reach.hears(decision):
            weaker, forum = _weaker(snapshot, decision), Ref("forum", decision.made_at)
            yield found(
                **decided(decision),
                slow=_for_what(snapshot, decision, "MAP003.slow", forum=forum, by=decision.last_day),
                or_else=_or_else(snapshot, decision, weaker),
                weaker=weaker,
            )


@rule(
    "MAP004",
    severity="warning",
    needs=("decision_map",),
    says="The last day to raise a view about {decision:quoted} is {latest_start}. {forum} next meets after that, on "
    "{next_meeting}, so views first raised at that meeting are too late.",
    fix="Ask for views in writing by {latest_start}, or call an extra meeting of {forum} before then.",
    sources={**DECIDED, "next_meeting": "Forum.meetings", "latest_start": ROUTE},
)
def next_meeting_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """There is still time to raise a view, and none to agree it together at a meeting first.

    A forum whose papers are due some days before it meets takes no view at the meeting itself that
    was not handed in by then.

    *Why it matters.* A group that waits for its next meeting to speak about the matter finds there
    that the day has passed.

    *What would fix it.* Views in writing, or an extra meeting, before the last day.

    *Source.* Diabetes UK, Making Involvement Happen: the right time; workplans that set meeting agendas.
    """
    for decision in snapshot.reached:
        rows = [(row, row.ahead.day) for row in snapshot.heard(decision) if row.ahead is not None]
        waits = [
            (last, *meeting)
            for row, last in rows
            if (meeting := _next_meeting(snapshot, decision, row, last)) is not None
        ]
        if not rows or len(waits) < len(rows):
            continue
        last, next_meeting, forum = min(waits, key=lambda wait: (-wait[0].toordinal(), *wait[1:]))
        ref = decision_ref(decision)
        yield found(
            about=ref,
            decision=ref,
            forum=Ref("forum", forum),
            next_meeting=next_meeting,
            latest_start=last,
        )


@rule(
    "MAP006",
    severity="warning",
    needs=("decision_map",),
    says="If somebody raises a view about {decision:quoted} now, it counts as {left:quoted} at most. The best route would give "
    "{best:quoted}. {why:sentences}",
    fix="Agree for the whole route that views still to come count as {best:quoted}, or say plainly that they do not.",
    sources={**DECIDED, "left": STANDINGS, "best": STANDINGS},
)
def weaker_standing_left(snapshot: Snapshot) -> Iterator[Observation]:
    """The way with the best standing is too slow by now, and a weaker one is still open.

    *Why it matters.* Those who speak now believe that they are heard as strongly as the map promises.

    *What would fix it.* Time for the stronger way, or plain words about what is left. A decision
    that calls for no more than what is left is not reported, nor is one about which views can no longer be heard in
    time, or not with what it calls for: MAP002 and MAP003 say that.

    *Source.* `DecisionMap.latest_start` by standing; Arnstein (1969), doi 10.1080/01944366908977225.
    """
    for decision in snapshot.reached:
        best = snapshot.reach.best(decision)
        left = _left_at_most(snapshot, decision, best)
        least = Standing.INFORMED if decision.last_day is None else snapshot.reach.enough(decision)
        called_for = decision.calls_for is not None and left >= decision.calls_for
        if best is not None and least <= left < best and not called_for:
            yield found(**decided(decision), left=left, best=best, why=_why_weaker(snapshot, decision, best))


@rule(
    "MAP009",
    severity="warning",
    needs=("decision_map",),
    says="If somebody raises a view about {decision:quoted} now, it can still be heard, but not at {forum} before the options close there on {by}.",
    fix="Keep the options open until {forum} has heard the views raised now, or agree a quicker route to it.",
    sources={**DECIDED, "by": "Stage.by"},
)
def options_close_first(snapshot: Snapshot) -> Iterator[Observation]:
    """Views can still be heard at the decision, and no longer, or never, while options are open.

    *Why it matters.* Could the other option still be chosen? Where the options are closed, a view
    can be noted, and changes nothing. Once the day of the options is past, this is no longer said.

    *What would fix it.* A way to the forum where the options are made, in time for it. Where that forum is not there on the
    day, MAP032 says so.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: proposals are still at a
    formative stage.
    """
    for decision in snapshot.reached:
        options = decision.stage("options")
        if options is None or options.by is None or options.by < snapshot.on:
            continue
        if not snapshot.forum(options.at).is_there(options.by, options.by):
            continue
        if all(row.journey is None for row in snapshot.heard(decision)):
            continue
        if not snapshot.heard(decision, "options"):
            ref = decision_ref(decision)
            yield found(about=ref, decision=ref, forum=Ref("forum", options.at), by=options.by)


@rule(
    "MAP010",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="{stakeholders} cannot be heard in time about {decision:quoted}; others still can. {why:sentences}",
    fix="Ask those still in time to speak for {stakeholders}, or agree a quicker route for them.",
    sources={"decision": "Decision.title", "stakeholders": "Stakeholder.title"},
)
def some_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """Some of the service users cannot be heard in time for a decision, and others can.

    Their last day is past, or no day was ever early enough; the finding says which. Those who have
    no way to it by which views are heard are not asked after here.

    *Why it matters.* The view that is heard is then that of those who have the short way. Those who
    only carry the views of others are left out.

    *What would fix it.* A quicker way for those who are late, or others who speak for them.

    *Source.* Diabetes UK, Making Involvement Happen: the right people at the right time.
    """
    speakers = frozenset(snapshot.voices.speakers)
    for decision in snapshot.reached:
        in_time = {row.stakeholder for row in snapshot.heard(decision)}
        if decision.last_day is None or not in_time:
            continue
        late = [
            (last_heard(row), row.stakeholder)
            for row in snapshot.opportunities(decision)
            if row.stakeholder not in in_time
            and row.stakeholder in speakers
            and snapshot.reach.reaches(row.stakeholder, decision)
        ]
        late.sort(key=lambda row: (row[0] or date.max, row[1]))
        if late:
            ref = decision_ref(decision)
            who = tuple(snapshot.who(stakeholder) for _, stakeholder in late)
            why = tuple(_last_day(snapshot.who(stakeholder), last) for last, stakeholder in late)
            yield found(about=ref, decision=ref, stakeholders=who, why=why)


@rule(
    "MAP017",
    severity="warning",
    needs=("decision_map",),
    says="The days of {decision:quoted} contradict each other: the {earlier} stage is by {earlier_day}, but the {later} stage is by {later_day}.",
    fix="Correct the day of the {earlier} stage or of the {later} stage.",
    sources={
        "decision": "Decision.title",
        "earlier": "Stage.name",
        "earlier_day": "Stage.by",
        "later": "Stage.name",
        "later_day": "Stage.by",
    },
)
def stages_out_of_order(snapshot: Snapshot) -> Iterator[Observation]:
    """Two stages of a decision have days in the wrong order.

    *Why it matters.* Options that close after the decision were never open, or a day is wrong; all
    that is said about time depends on it.

    *What would fix it.* The right days. The usual order is agenda, options, decision,
    implementation, evaluation.

    *Source.* The order of the stages as in `StageName`.
    """
    for decision in snapshot.ahead:
        dated = [(stage, stage.by) for stage in decision.all_stages() if stage.by is not None]
        for (earlier, earlier_day), (later, later_day) in pairwise(dated):
            if later_day < earlier_day:
                ref = decision_ref(decision)
                yield found(
                    about=ref,
                    decision=ref,
                    earlier=earlier.name,
                    earlier_day=earlier_day,
                    later=later.name,
                    later_day=later_day,
                )


@rule(
    "MAP018",
    severity="warning",
    needs=("decision_map",),
    says="{forum} is to decide {decision:quoted} {when:clause}. It has no meeting then.",
    fix="Correct the day of the decision, or the calendar of {forum}.",
    sources=DECIDED,
)
def decided_off_calendar(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision is to be made on a day, or within a period, when its forum does not meet.

    *Why it matters.* Either the day or the calendar is wrong, and so is every last day worked out
    from them. Or it is decided outside the meeting, where nobody hears a view.

    *What would fix it.* The right day, or the extra meeting. Any day of a meeting of several days is right. Where the
    meeting was moved, `DecisionMap.moved` moves it with what is settled there. A calendar that is not known, or not known
    as far as that day, is not reported, nor is a forum that has ended by then or not begun: MAP032 says so.

    *Source.* `Meetings.sitting_on`.
    """
    for decision in snapshot.to_be_made:
        if _off_calendar(snapshot, decision):
            yield found(**decided(decision), when=when_said(decision))


def _off_calendar(snapshot: Snapshot, decision: Decision) -> bool:
    """Whether its forum is known not to meet on any day on which the decision may be made."""
    first, last = decision.first_day, decision.last_day
    return first is not None and last is not None and snapshot.forum(decision.made_at).never_sits(first, last)


def _last_days(snapshot: Snapshot, decision: Decision) -> list[date]:
    """The last day of each of them with the standing that is enough; of those who have one."""
    enough = snapshot.reach.enough(decision)
    last_days = (
        [day for standing, day in row.last_days if standing >= enough] for row in snapshot.opportunities(decision)
    )
    return [max(days) for days in last_days if days]


_FOR_WHAT = {  # to be heard, and to have more than that where the decision calls for it and some route gives it
    "MAP002.late": (
        "To be heard in time, views about {decision:quoted} had to be raised by {last}, {days:day} ago.",
        "To count as {needs:quoted}, views about {decision:quoted} had to be raised by {last}, {days:day} ago.",
    ),
    "MAP003.slow": (
        "However early they speak, service users cannot be heard about {decision:quoted} at {forum} by {by}.",
        "However early they are raised, views about {decision:quoted} cannot count as {needs:quoted} at {forum} by {by}.",
    ),
}
_FROM = {**DECIDED, "needs": "Decision.calls_for", "last": ROUTE, "days": ROUTE, "by": "Decision.on"}


def _for_what(snapshot: Snapshot, decision: Decision, code: str, **facts: Fact) -> Statement:
    """That views come too late, and for what."""
    enough, (template, called_for) = snapshot.reach.enough(decision), _FOR_WHAT[code]
    facts["decision"] = decision_ref(decision)
    if enough > Standing.CONSULTED:
        code, template, facts["needs"] = f"{code}_called_for", called_for, enough
    return Statement(code, facts, template=template, sources={name: _FROM[name] for name in facts})


def _weaker(snapshot: Snapshot, decision: Decision) -> tuple[Statement, ...]:
    """What the strongest route left still allows, where the standing that is called for is lost."""
    left = [(last, row.is_sure(last)) for row in snapshot.opportunities(decision) if (last := row.ahead) is not None]
    best = min(left, key=lambda pair: (-pair[0].standing.rank, -pair[0].day.toordinal(), pair[0].forum), default=None)
    return () if best is None else (weaker_said(best[0], sure=best[1]),)


def _or_else(snapshot: Snapshot, decision: Decision, weaker: tuple[Statement, ...]) -> Statement:
    """What would help a view of today that is too late: another day, opening what has closed, either, or neither."""
    enough = snapshot.reach.enough(decision)
    forum = snapshot.forum(decision.made_at)
    ready = evolve(snapshot.reach.about(decision), least=enough).ready_at(forum, snapshot.on)
    last, until = decision.last_day or snapshot.on, forum.until or date.max
    later = ready is not None and ready <= until and last < until
    reopened = snapshot.reach.never_closing.latest_start(
        decision.key, stakeholder=snapshot.whose_views, at_least=enough
    )
    if reopened is not None and reopened >= snapshot.on:
        return _INSTEAD["either" if later else "reopen"]
    return _INSTEAD["move" if later else "less" if weaker else "plainly"]


_INSTEAD = {
    code: Statement(f"MAP002.{code}", template=template)
    for code, template in {
        "either": "Agree a quicker route for views still to come, move the decision to a later day, or reopen what has closed on the route.",
        "reopen": "Reopen what has closed on the route.",
        "move": "Agree a quicker route for views still to come, or move the decision to a later day.",
        "less": "Agree a quicker route for views still to come, or say plainly that they count for less.",
        "plainly": "Agree a quicker route for views still to come, or say plainly that the decision will be made without new views.",
    }.items()
}


def _left_at_most(snapshot: Snapshot, decision: Decision, best: Standing | None) -> Standing:
    """The best standing that a view of today can still have, whatever the standings are that are not known; else none."""
    rows = snapshot.opportunities(decision)
    left = max((row.standing for row in rows if row.standing is not None), default=Standing.NONE)
    # A second timetable is worked out only where it could take back what would be said.
    still = any(row.standing is not None for row in rows)
    if still and best is not None and left < best and snapshot.reach.at_most is not snapshot.map:
        return snapshot.left_at_most(decision)
    return left


def _why_weaker(snapshot: Snapshot, decision: Decision, best: Standing) -> Statement:
    """Why the best standing is not to be had: its last day is past, it never was in time, or its route has closed."""
    rows = snapshot.opportunities(decision)
    days = [day for row in rows for standing, day in row.last_days if standing >= best]
    if days:
        return Statement(
            "MAP006.late",
            {"best": best, "last": max(days)},
            template="The last day for {best:quoted} was {last}.",
            sources={"best": STANDINGS, "last": ROUTE},
        )
    if decision.last_day is None:
        return Statement(
            "MAP006.closed",
            {"best": best},
            template="The route that gives {best:quoted} has closed.",
            sources={"best": STANDINGS},
        )
    return Statement(
        "MAP006.never",
        {"best": best, "by": decision.last_day},
        template="By {by} no view can get {best:quoted}, however early it is raised.",
        sources={"best": STANDINGS, "by": "Decision.on"},
    )


def _last_day(who: Ref, last: date | None) -> Statement:
    if last is None:
        return Statement(
            "MAP010.never",
            {"who": who},
            template="No day is early enough for {who}.",
            sources={"who": "Stakeholder.title"},
        )
    return Statement(
        "MAP010.late",
        {"who": who, "last": last},
        template="The last day for {who} was {last}.",
        sources={"who": "Stakeholder.title", "last": ROUTE},
    )


def _next_meeting(snapshot: Snapshot, decision: Decision, row: Opportunity, last: date) -> tuple[date, str] | None:
    """The next meeting where they enter, and its forum, if that is after their last day; None if any meets in time.

    The deciding forum is left out: it has no view to agree before it decides.
    """
    soonest: tuple[date, str] | None = None
    reach = snapshot.reach.about(decision)
    own = reach.entry_forums(None) | reach.entry_forums(row.stakeholder)
    for forum in sorted(own - {decision.made_at}):
        meeting = snapshot.forum(forum).next_meeting(snapshot.on)
        if snapshot.forum(forum).meetings is None or (meeting is not None and meeting <= last):
            return None
        if meeting is not None:
            soonest = min(soonest or (meeting, forum), (meeting, forum))
    return soonest


RULES: tuple[Rule, ...] = (
    view_too_late,
    route_too_slow,
    next_meeting_too_late,
    weaker_standing_left,
    options_close_first,
    some_too_late,
    stages_out_of_order,
    decided_off_calendar,
)
