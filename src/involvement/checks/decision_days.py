"""Do service users' views get to decisions in time, and what is not known about the days?"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.decisions import Decision, Opportunity, OpportunityStatus
from involvement.snapshots import Snapshot
from involvement.standing import Standing

__all__ = ["RULES"]

_DETAILS = {  # what an answer may assume, beside meetings
    "days": "the days that it takes",
    "papers_due": "the days before a meeting on which papers are due",
    "standing": "the standing that views have",
}


@rule(
    "MAP002",
    severity="error",
    needs=("decision_map",),
    says="It is too late for every service user to be heard about {decision:quoted}: the last day was {latest_start}, "
    "{days_late:day} ago, for the decision at {forum} on {by}.",
    mend="Agree with {forum} a quicker way for the views that are still to come, or {or_else}.",
)
def view_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """The last day on which anybody could raise a view in time is past, and the decision is still ahead.

    *Why it matters.* A view that arrives after the decision informs nothing. The decision may look
    open, while meetings and papers on the way have closed it for service users.

    *What would mend it.* A later decision, a shorter way, an extra meeting on the way, or, at least,
    saying openly that this decision will be made without new views. Where an entry point or flow has
    closed and that is why it is late, opening it again; a later decision is named beside it only
    where that helps too. What is not known counts in favour of the view, so too late is certain.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first and third tests: while
    proposals are formative, and with time enough to respond.
    """
    for decision in snapshot.reached:
        rows = snapshot.opportunities(decision)
        ends = [row.latest_start for row in rows if row.latest_start is not None]
        if ends and decision.on is not None and not snapshot.open(decision):
            last = max(ends)
            yield found(
                **_decided(snapshot, decision),
                by=decision.on,
                latest_start=last,
                days_late=(snapshot.on - last).days,
                or_else=_or_else(snapshot, decision, last),
            )


@rule(
    "MAP003",
    severity="error",
    needs=("decision_map",),
    says="No day is early enough for a service user to be heard about {decision:quoted} at {forum} by {by}, though there is a "
    "way to it.",
    mend="Add meetings on the way, shorten the time for papers or passing on, open what is closed, or move the decision.",
)
def route_too_slow(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a way to a decision, and on no day at all is it quick enough.

    *Why it matters.* On paper the group is connected to the decision. By the calendar of the forums
    on the way it never was.

    *What would mend it.* Look at the meetings, the papers due and the windows on the way: one of
    them leaves no time before the decision.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the third test: adequate time.
    """
    for decision in snapshot.reached:
        rows = snapshot.opportunities(decision)
        slow = any(row.status is OpportunityStatus.NO_TIME for row in rows)
        if slow and decision.on is not None and all(row.latest_start is None for row in rows):
            yield found(**_decided(snapshot, decision), by=decision.on)


@rule(
    "MAP004",
    severity="warning",
    needs=("decision_map",),
    says="No meeting is left at which service users could agree a view about {decision:quoted}: {forum} next meets on "
    "{next_meeting}, and the last day to raise it is {latest_start}.",
    mend="Ask for views in writing by {latest_start}, or call an extra meeting of {forum} before then.",
)
def next_meeting_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """There is still time to raise a view, and none to agree it together at a meeting first.

    A forum whose papers are due some days before it meets takes no view at the meeting itself that
    was not handed in by then.

    *Why it matters.* A group that waits for its next meeting to speak about the matter finds there
    that the day has passed.

    *What would mend it.* Views in writing, or an extra meeting, before the last day.

    *Source.* Diabetes UK, Making Involvement Happen: the right time; workplans that set meeting agendas.
    """
    for decision in snapshot.reached:
        rows = [row for row in snapshot.open(decision) if row.latest_start is not None]
        waits = [(row, *meeting) for row in rows if (meeting := _next_meeting(snapshot, row)) is not None]
        if not rows or len(waits) < len(rows):
            continue
        row, forum, next_meeting = max(waits, key=lambda wait: (_day(wait[0]), wait[1]))
        yield found(
            about=f"decision:{decision.key}",
            decision=str(decision),
            forum=str(snapshot.forum(forum)),
            next_meeting=next_meeting,
            latest_start=row.latest_start,
        )


@rule(
    "MAP006",
    severity="warning",
    needs=("decision_map",),
    says="A view about {decision:quoted} raised from now on counts as '{left}' at most; the way by which it would count as "
    "'{best}' is too slow by now.",
    mend="Agree with {forum} that the views still to come count as '{best}', or say plainly that they do not.",
)
def weaker_standing_left(snapshot: Snapshot) -> Iterator[Observation]:
    """The way with the best standing is too slow by now, and a weaker one is still open.

    *Why it matters.* Whoever speaks now believes to be heard as strongly as the map promises.

    *What would mend it.* Time for the stronger way, or plain words about what is left. A decision
    that calls for no more than what is left is not reported.

    *Source.* `DecisionMap.latest_start` by standing; Arnstein (1969), doi 10.1080/01944366908977225.
    """
    for decision in snapshot.reached:
        best = snapshot.reach.best(decision)
        left = max((row.standing for row in snapshot.open(decision) if row.standing is not None), default=None)
        enough = decision.calls_for is not None and left is not None and left >= decision.calls_for
        if best is not None and left is not None and left < best and not enough:
            yield found(**_decided(snapshot, decision), left=left, best=best)


@rule(
    "MAP009",
    severity="warning",
    needs=("decision_map",),
    says="A view about {decision:quoted} raised from now on may be heard, and cannot shape the options: they close at "
    "{forum} on {by}.",
    mend="Keep the options open until views have been heard at {forum}, or bring views there sooner.",
)
def options_close_first(snapshot: Snapshot) -> Iterator[Observation]:
    """Views can still be heard at the decision, and no longer, or never, while options are open.

    *Why it matters.* Could the other option still be chosen? Where the options are closed, a view
    can be noted, and changes nothing. Once the day of the options is past, this is no longer said.

    *What would mend it.* A way to the forum where the options are made, in time for it.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the first test: proposals are still at a
    formative stage.
    """
    for decision in snapshot.reached:
        options = decision.stage("options")
        if options is None or options.by is None or options.by < snapshot.on or not snapshot.open(decision):
            continue
        if all(row.status is not OpportunityStatus.OPEN for row in snapshot.opportunities(decision, "options")):
            yield found(
                about=f"decision:{decision.key}",
                decision=str(decision),
                forum=str(snapshot.forum(options.at)),
                by=options.by,
            )


@rule(
    "MAP010",
    severity="warning",
    needs=("decision_map", "stakeholders"),
    says="Some of the service users cannot be heard in time about {decision:quoted}, while others still can: {why}.",
    mend="Ask those who are still in time to speak for {stakeholders}, or agree a quicker way for them.",
)
def some_too_late(snapshot: Snapshot) -> Iterator[Observation]:
    """Some of the service users cannot be heard in time for a decision, and others can.

    Their last day is past, or no day was ever early enough; the finding says which. Those who have
    no way to it by which views are heard are not asked after here.

    *Why it matters.* The view that is heard is then that of whoever has the short way. Those who
    only carry the views of others are left out.

    *What would mend it.* A quicker way for those who are late, or others who speak for them.

    *Source.* Diabetes UK, Making Involvement Happen: the right people at the right time.
    """
    for decision in snapshot.reached:
        heard = snapshot.heard(decision)
        if decision.on is None or not heard:
            continue
        late = {
            snapshot.stakeholder(row.stakeholder): _last_heard(row)
            for row in snapshot.opportunities(decision)
            if row not in heard
            and row.stakeholder in snapshot.voices.speakers
            and snapshot.reach.reaches(row.stakeholder, decision)
        }
        if late:
            why = tuple(
                f"no day is early enough for {who}"
                if last is None
                else f"the last day for {who} was {last.isoformat()}"
                for who, last in late.items()
            )
            yield found(about=f"decision:{decision.key}", decision=str(decision), stakeholders=tuple(late), why=why)


@rule(
    "MAP017",
    severity="warning",
    needs=("decision_map",),
    says="The stages of {decision:quoted} contradict each other: {earlier} is by {earlier_day}, after {later} by {later_day}.",
    mend="Correct the day of {earlier} or of {later}.",
)
def stages_out_of_order(snapshot: Snapshot) -> Iterator[Observation]:
    """Two stages of a decision have days in the wrong order.

    *Why it matters.* Options that close after the decision were never open, or a day is wrong; all
    that is said about time depends on it.

    *What would mend it.* The right days. The usual order is agenda, options, decision,
    implementation, evaluation.

    *Source.* The order of the stages as in `StageName`.
    """
    for decision in snapshot.ahead:
        dated = [(stage, stage.by) for stage in decision.all_stages() if stage.by is not None]
        for (earlier, earlier_day), (later, later_day) in pairwise(dated):
            if later_day < earlier_day:
                yield found(
                    about=f"decision:{decision.key}",
                    decision=str(decision),
                    earlier=earlier.name.value,
                    earlier_day=earlier_day,
                    later=later.name.value,
                    later_day=later_day,
                )


@rule(
    "MAP018",
    severity="warning",
    needs=("decision_map",),
    says="{forum} does not meet on {by}, the day on which it is to decide about {decision:quoted}.",
    mend="Correct the day of the decision, or add the meeting to the calendar of {forum}.",
)
def decided_off_calendar(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision is to be made on a day on which its forum does not meet.

    *Why it matters.* Either the day or the calendar is wrong, and so is every last day worked out
    from them. Or it is decided outside the meeting, where nobody hears a view.

    *What would mend it.* The right day, or the extra meeting. A calendar that is not known, or not
    known as far as that day, is not reported.

    *Source.* `Meetings.between`.
    """
    for decision in snapshot.ahead:
        meetings = snapshot.forum(decision.made_at).meetings
        if meetings is None or decision.on is None or meetings.assumed(decision.on):
            continue
        if not meetings.between(decision.on, decision.on):
            yield found(**_decided(snapshot, decision), by=decision.on)


@rule(
    "MAP019",
    severity="note",
    needs=("decision_map",),
    says="The meetings of {forum} are not known, so what is said about time for {decisions:quoted} is at best.",
    mend="Write down when {forum} meets, as far ahead as it is fixed.",
)
def calendar_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """The calendar of a forum is not known, and the time that is left depends on it.

    *Why it matters.* An unknown calendar counts as if the forum met on any day. Then `in time` means
    at best, and the true last day may be weeks earlier.

    *What would mend it.* The forum's dates, or its rule such as the second Tuesday of each month.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    forums: dict[str, dict[str, None]] = {}
    for decision in snapshot.reached:
        for kind, key in _assumed(snapshot, decision):
            if kind == "meetings":
                forums.setdefault(key, {})[str(decision)] = None
    for key in sorted(forums):
        yield unknown(about=f"forum:{key}", forum=str(snapshot.forum(key)), decisions=tuple(forums[key]))


@rule(
    "MAP020",
    severity="note",
    needs=("decision_map",),
    says="The day on which {forum} decides about {decision:quoted} is not known, so neither is the last day to be heard.",
    mend="Ask {forum} by when it will decide.",
)
def decision_undated(snapshot: Snapshot) -> Iterator[Observation]:
    """It is not known when a decision will be made.

    *Why it matters.* Without the day nobody can say by when to speak; too late is noticed after it was.

    *What would mend it.* The day, be it the earliest likely one.

    *Source.* Diabetes UK, Making Involvement Happen: a clear timetable.
    """
    for decision in snapshot.reached:
        if decision.on is None:
            yield unknown(**_decided(snapshot, decision))


@rule(
    "MAP021",
    severity="note",
    needs=("decision_map",),
    says="Of {place} it is not written down: {missing}. What is said about views on {decisions:quoted} is at best.",
    mend="Write down of {place}: {missing}.",
)
def details_not_known(snapshot: Snapshot) -> Iterator[Observation]:
    """Days, papers due or standing are not known of a place on the way that is worked out for a decision.

    *Why it matters.* Days and papers that are not known count as none, a standing as `consulted`. The
    true last day may be earlier, the true standing another.

    *What would mend it.* The facts that the finding lists: each place is named once, with the decisions that hang on it.

    *Source.* The library's own rule: what is not known counts in favour of the view, and is said.
    """
    missing: dict[str, dict[str, None]] = {}
    decisions: dict[str, dict[str, None]] = {}
    for decision in snapshot.reached:
        for kind, place in _assumed(snapshot, decision):
            if kind in _DETAILS:
                missing.setdefault(place, {})[kind] = None
                decisions.setdefault(place, {})[str(decision)] = None
    for place in sorted(missing):
        source, way, target = place.partition(">")
        forum = str(snapshot.forum(source))
        yield unknown(
            about=f"flow:{place}" if way else f"forum:{place}",
            place=f"the way from {forum} to {snapshot.forum(target)}" if way else forum,
            missing=tuple(words for kind, words in _DETAILS.items() if kind in missing[place]),
            decisions=tuple(decisions[place]),
        )


@rule(
    "MAP022",
    severity="warning",
    needs=("decision_map",),
    says="No view about {decision:quoted} raised from now on gets to {forum}: on every way to it something has closed for good.",
    mend="Open an entry point or flow again until the day of the decision is fixed.",
)
def every_way_closed(snapshot: Snapshot) -> Iterator[Observation]:
    """A decision without a day is still ahead, and every way to it has closed.

    *Why it matters.* Without a day nothing can be too late, so nobody notices that a window has
    shut or a calendar has ended before the decision.

    *What would mend it.* A window or a calendar that lasts as long as the decision is open.

    *Source.* R v Brent LBC ex p Gunning (1985) 84 LGR 168, the third test: adequate time.
    """
    for decision in snapshot.reached:
        if decision.on is None and all(row.journey is None for row in snapshot.open(decision)):
            yield found(**_decided(snapshot, decision))


def _decided(snapshot: Snapshot, decision: Decision) -> dict[str, str]:
    return {
        "about": f"decision:{decision.key}",
        "decision": str(decision),
        "forum": str(snapshot.forum(decision.made_at)),
    }


def _or_else(snapshot: Snapshot, decision: Decision, last: date) -> str:
    """What would mend a decision whose last day is past: another day, or opening what has closed, or either."""
    move, reopen = "move the decision", "open again what has closed on the way"
    later = snapshot.reach.never_closing.latest_start(decision.key, stakeholder=snapshot.whose_views)
    if later is None or later <= last:
        return move
    helps = (
        snapshot.reach.undated.journey(decision.key, raised=snapshot.on, stakeholder=snapshot.whose_views) is not None
    )
    return f"{move}, or {reopen}" if helps else reopen


def _last_heard(row: Opportunity) -> date | None:
    """The last day on which a view could be raised to be heard, and not only told."""
    return max((day for standing, day in row.last_days if standing >= Standing.CONSULTED), default=None)


def _day(row: Opportunity) -> date:
    return row.latest_start or date.min


def _next_meeting(snapshot: Snapshot, row: Opportunity) -> tuple[str, date] | None:
    """The forum where they enter that meets next, if that is after their last day; None if any meets in time."""
    last = _day(row)
    soonest: tuple[date, str] | None = None
    for entry in snapshot.entry_points:
        if entry.stakeholder not in {None, row.stakeholder}:
            continue
        meetings = snapshot.forum(entry.forum).meetings
        meeting = None if meetings is None else meetings.on_or_after(snapshot.on)
        if meetings is None or meetings.assumed(last) or (meeting is not None and meeting <= last):
            return None
        if meeting is not None:
            soonest = min(soonest or (meeting, entry.forum), (meeting, entry.forum))
    return None if soonest is None else (soonest[1], soonest[0])


def _assumed(snapshot: Snapshot, decision: Decision) -> list[tuple[str, str]]:
    """Every kind and place that the answers about a decision assume, sorted."""
    assumed = {each for row in snapshot.open(decision) for each in row.assumes}
    return sorted((kind, place) for kind, _, place in (each.partition(":") for each in assumed))


RULES: tuple[Rule, ...] = (
    view_too_late,
    route_too_slow,
    next_meeting_too_late,
    weaker_standing_left,
    options_close_first,
    some_too_late,
    stages_out_of_order,
    decided_off_calendar,
    calendar_not_known,
    decision_undated,
    details_not_known,
    every_way_closed,
)
