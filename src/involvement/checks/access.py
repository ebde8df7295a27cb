"""Rules about access: needs asked and met, and papers that people can use and get in time."""

from collections.abc import Iterable, Iterator
from datetime import date

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.support import AccessNeed, ArrangementState, PaperCheck
from involvement.wording import Statement

__all__ = ["RULES"]

_NEEDS = ("StatedNeed.need", "StatedNeed.stakeholder")
_WHO = ("StatedNeed.stakeholder", "Stakeholder.title")
_PLACE = ("Attendance.forum", "Forum.title")
_ORDER = tuple(AccessNeed)


@rule(
    "SUP001",
    severity="error",
    needs=("support",),
    says="{stakeholder} asked for {needs}. No arrangement is recorded for the meeting of {forum} on {meeting}. {more:sentences}",
    fix="Arrange {needs} for {stakeholder} by {meeting}. Or agree with them on something that serves as well.",
    sources={"stakeholder": _WHO, "needs": _NEEDS, "forum": _PLACE, "meeting": "Attendance.meeting"},
)
def need_without_adjustment(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody is expected at a meeting that is still ahead, has stated a need, and nothing recorded meets it.

    *Why it matters.* People who cannot get in, hear or read are invited in words only. It was said, so nobody can
    claim not to have known.

    *What would fix it.* An adjustment for that need at that meeting, or an alternative that they agree to. The finding
    names what is missing at the next meeting, and counts later ones. A need that papers alone can meet is asked of the
    papers, once some were sent: SUP003.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": communicating in a way that
    meets individuals' needs. UK Standards for Public Involvement (2018 draft), 1.2: barriers are identified and removed.
    """
    sent = {(check.paper.stakeholder, check.paper.forum, check.paper.meeting) for check in snapshot.papers}
    missing: dict[str, dict[tuple[date, str], list[AccessNeed]]] = {}
    for row in snapshot.arrangements_ahead:
        if row.state is not ArrangementState.UNMET or row.need is None:
            continue
        if row.need.at_meetings or (row.stakeholder, row.forum, row.meeting) not in sent:
            missing.setdefault(row.stakeholder, {}).setdefault((row.meeting, row.forum), []).append(row.need)
    for key, meetings in sorted(missing.items()):
        meeting, forum = min(meetings)
        who = snapshot.who(key)
        yield found(
            about=who,
            stakeholder=who,
            needs=_in_order(meetings[meeting, forum]),
            forum=Ref("forum", forum),
            meeting=meeting,
            more=_later(len(meetings) - 1),
        )


@rule(
    "SUP002",
    severity="warning",
    needs=("support",),
    says="No record shows that anybody asked {stakeholders} what they need to take part in {forum}.",
    says_unknown="Nobody's needs are recorded. Perhaps nobody asked {stakeholders} what they need to take part in {forum}.",
    fix="Ask {stakeholders} what they need before {forum} meets on {meeting}, and record that you asked.",
    sources={
        "stakeholders": ("Attendance.attended", "Attendance.expected", "Stakeholder.title"),
        "forum": _PLACE,
        "meeting": "Attendance.meeting",
    },
)
def needs_never_asked(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody is expected at a meeting ahead, and no record shows that they were asked what they need.

    *Why it matters.* Most people do not say unasked that they cannot read small print or climb stairs; they stay away.
    No record of needs is not the same as no needs.

    *What would fix it.* A question to each, and a note that it was put, also where the answer is "nothing". Where
    the process records nobody's needs at all, the status is `unknown`: it may have been asked and not recorded.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: people must be
    able to contribute at a pace and in a manner that meets their needs.
    """
    waiting: dict[str, set[str]] = {}
    meetings: dict[str, date] = {}
    for row in snapshot.arrangements_ahead:  # by day
        if row.state is ArrangementState.NOT_ASKED and snapshot.voices.may_be_service_user(row.stakeholder):
            waiting.setdefault(row.forum, set()).add(row.stakeholder)
            meetings.setdefault(row.forum, row.meeting)
    support = snapshot.support
    say = found if support.needs or support.needs_asked else unknown
    for key, keys in sorted(waiting.items()):
        forum, who = Ref("forum", key), tuple(map(snapshot.who, sorted(keys)))
        yield say(about=forum, stakeholders=who, forum=forum, meeting=meetings[key])


@rule(
    "SUP003",
    severity="error",
    needs=("support",),
    says="{stakeholder} asked for {needs}. {papers:paper} went to them in {papers#another form|other forms}, most "
    "recently on {sent}.",
    says_unknown="{stakeholder} asked for {needs}. The form of {papers:paper} sent to them, most recently on "
    "{sent}, is not recorded.",
    fix="Send {stakeholder} {papers#this paper|these papers} in a form they can use. Give them as much time to read "
    "{papers#it|them} as the others had.",
    sources={"stakeholder": _WHO, "needs": _NEEDS, "papers": "PaperSent.formats", "sent": "PaperSent.on"},
)
def paper_unusable(snapshot: Snapshot) -> Iterator[Observation]:
    """A paper went to somebody in a form that they have said they cannot use, for a meeting that is still ahead.

    *Why it matters.* People who get papers they cannot read come unprepared, and are taken for uninterested.

    *What would fix it.* The same paper in a form they can use. Papers for meetings that are over are left alone;
    those for no stated meeting are not. Where the form was not recorded, the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": sending out papers in large
    print.
    """
    sent: dict[tuple[str, bool], list[PaperCheck]] = {}
    for paper_check in snapshot.papers:
        over = paper_check.paper.meeting is not None and paper_check.paper.meeting < snapshot.on
        if paper_check.missing and not over:
            sent.setdefault((paper_check.paper.stakeholder, bool(paper_check.paper.formats)), []).append(paper_check)
    for (key, form_known), papers in sorted(sent.items()):
        say = found if form_known else unknown
        who = snapshot.who(key)
        yield say(
            about=who,
            stakeholder=who,
            needs=_in_order(need for paper in papers for need in paper.missing),
            papers=len(papers),
            sent=max(paper.paper.on for paper in papers),
        )


@rule(
    "SUP004",
    severity="warning",
    needs=("support",),
    says="{late} of {papers:paper} sent for {forum} went out too late to be read in time. The worst was {worst:day} late.",
    says_unknown="It is not recorded how many days before a meeting people should have the papers of {forum}. Nobody can "
    "tell whether {papers:paper} went out in time.",
    fix="Agree how many days people need for reading, and send the papers of {forum} by then. Move what comes later to the "
    "next meeting.",
    sources={
        "forum": ("Forum.title", "PaperSent.forum"),
        "papers": "PaperSent.meeting",
        "late": ("Forum.papers_due", "PaperSent.meeting", "PaperSent.on", "Support.reading_days"),
        "worst": ("Forum.papers_due", "PaperSent.meeting", "PaperSent.on", "Support.reading_days"),
    },
)
def papers_late(snapshot: Snapshot) -> Iterator[Observation]:
    """Papers were sent when there were fewer days left for reading them than promised.

    *Why it matters.* Six hundred pages by Tuesday shut people out as surely as a locked door, and first those who
    read slowly, or need somebody to read with.

    *What would fix it.* A day by which papers go out (`reading_days`, or the forum's `papers_due`), and moving what
    comes later to the next meeting. Where neither says how many days, the status is `unknown`.

    *Source.* Gunning principles, R v Brent LBC ex parte Gunning (1985): adequate time for consideration. Service users
    on unreal timescales, Mental Health Forum.
    """
    sent: dict[str, list[PaperCheck]] = {}
    for paper_check in snapshot.papers:
        forum = paper_check.paper.forum
        if forum is not None and paper_check.paper.meeting is not None:
            sent.setdefault(forum, []).append(paper_check)
    for key, papers in sorted(sent.items()):
        ref = Ref("forum", key)
        late = [days for paper in papers if (days := paper.days_late)]
        if late:
            yield found(about=ref, forum=ref, papers=len(papers), late=len(late), worst=max(late))
        elif all(paper.due is None for paper in papers):
            yield unknown(about=ref, forum=ref, papers=len(papers))


@rule(
    "SUP005",
    severity="note",
    needs=("support",),
    says="{stakeholder} asked for {needs}. For {meetings:past meeting} no arrangement is recorded. They missed "
    "{missed:such meeting}.",
    fix="Ask {stakeholder} whether that kept them away, arrange what they need, and invite them again.",
    sources={
        "stakeholder": _WHO,
        "needs": _NEEDS,
        "meetings": ("Adjustment.need", "Attendance.meeting"),
        "missed": "Attendance.attended",
    },
)
def absent_with_unmet_need(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody stayed away from meetings for which no arrangement for their needs is recorded.

    *Why it matters.* The barrier and who is missing because of it are seldom looked at together. An empty chair is
    easily taken for lack of interest.

    *What would fix it.* A conversation, the adjustment, and a new invitation. It is a hint and no proof: people stay
    away for many reasons. Meetings at which nobody recorded who came are left out. A group came if a member came; of a
    member nothing is known where only their group is recorded as present.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4.
    """
    came = {
        (attendance.forum, attendance.meeting): attendance.attended
        for attendance in snapshot.support.attendances
        if attendance.meeting < snapshot.on and attendance.attended is not None
    }
    unmet: dict[str, dict[tuple[str, date], list[AccessNeed]]] = {}
    for row in snapshot.arrangements:
        place = (row.forum, row.meeting)
        if place in came and row.state is ArrangementState.UNMET and row.need is not None:
            unmet.setdefault(row.stakeholder, {}).setdefault(place, []).append(row.need)
    for key, places in sorted(unmet.items()):
        related = _related(snapshot, key)
        missed = [place for place in places if related.isdisjoint(came[place])]
        if missed:
            needs = _in_order(need for place in missed for need in places[place])
            without = [place for place, lacking in places.items() if not set(needs).isdisjoint(lacking)]
            who = snapshot.who(key)
            yield found(about=who, stakeholder=who, needs=needs, meetings=len(without), missed=len(missed))


def _in_order(needs: Iterable[AccessNeed]) -> tuple[AccessNeed, ...]:
    """The needs, each once, in the order of the list of needs."""
    return tuple(sorted(set(needs), key=_ORDER.index))


def _later(meetings: int) -> tuple[Statement, ...]:
    """How many later meetings lack something too, if any."""
    if not meetings:
        return ()
    return (
        Statement(
            "needs.unmet_later",
            {"meetings": meetings},
            template="Something is also missing at {meetings:later meeting}.",
            sources={"meetings": ("Attendance.meeting", "StatedNeed.need")},
        ),
    )


def _related(snapshot: Snapshot, key: str) -> set[str]:
    """A stakeholder with the groups of a person, and the members of a group."""
    people = () if snapshot.process.representation is None else snapshot.process.representation.people
    groups = {group for person in people if person.key == key for group in person.member_of}
    return {key, *groups, *(person.key for person in people if key in person.member_of)}


RULES: tuple[Rule, ...] = (
    need_without_adjustment,
    needs_never_asked,
    paper_unusable,
    papers_late,
    absent_with_unmet_need,
)
