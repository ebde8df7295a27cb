"""Rules about access: needs asked and met, and papers that people can use and get in time."""

from collections.abc import Iterable, Iterator
from datetime import date

from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.support import ArrangementState, PaperCheck

__all__ = ["RULES"]


@rule(
    "SUP001",
    severity="error",
    needs=("support",),
    says="Nothing is arranged for what {stakeholder} asked for at {meetings:meeting} ahead: {needs}. The next is that of "
    "{forum} on {meeting}.",
    fix="Arrange this for {stakeholder} by {meeting}: {needs}. Or agree with them on something that serves as well.",
)
def need_without_adjustment(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody is expected at a meeting that is still ahead, has stated a need, and nothing recorded meets it.

    *Why it matters.* Whoever cannot get in, hear or read is invited in words only. It was said, so nobody can claim
    not to have known.

    *What would fix it.* An adjustment for that need at that meeting, or an alternative that they agree to. A need
    that papers alone can meet is asked of the papers, once there are any.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": communicating in a way that
    meets individuals' needs. UK Standards for Public Involvement (2018 draft), 1.2: barriers are identified and removed.
    """
    sent = {(each.stakeholder, each.forum, each.meeting) for each in snapshot.support.papers}
    lacking: dict[str, list[tuple[date, str, str]]] = {}
    for row in snapshot.arrangements_ahead:
        if row.state is not ArrangementState.UNMET or row.need is None:
            continue
        if row.need.at_meetings or (row.stakeholder, row.forum, row.meeting) not in sent:
            lacking.setdefault(row.stakeholder, []).append((row.meeting, row.forum, row.need.words))
    for who, rows in sorted(lacking.items()):
        meeting, forum, _ = min(rows)
        yield found(
            about=snapshot.who(who),
            stakeholder=snapshot.who(who),
            needs=tuple(dict.fromkeys(need for _, _, need in rows)),
            meetings=len({(on, where) for on, where, _ in rows}),
            forum=snapshot.forum_name(forum),
            meeting=meeting,
        )


@rule(
    "SUP002",
    severity="warning",
    needs=("support",),
    says="Nobody has asked {stakeholders} what they need in order to take part in {forum}.",
    says_unknown="It is not written down whether anybody has asked {stakeholders} what they need in order to take part "
    "in {forum}.",
    fix="Ask each who is expected at {forum} what they need, before the meeting, and write down that you have.",
)
def needs_never_asked(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody is expected at a meeting ahead, and there is no record that they were asked what they need.

    *Why it matters.* Most people do not say unasked that they cannot read small print or climb stairs; they stay away.
    No record of needs is not the same as no needs.

    *What would fix it.* A question to each, and a note that it was put, also where the answer is "nothing". Where
    the process records nobody's needs at all, the status is `unknown`: it may have been asked and not written down.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: people must be
    able to contribute at a pace and in a manner that meets their needs.
    """
    waiting: dict[str, set[str]] = {}
    for row in snapshot.arrangements_ahead:
        if row.state is ArrangementState.NOT_ASKED and snapshot.voices.may_be_service_user(row.stakeholder):
            waiting.setdefault(row.forum, set()).add(row.stakeholder)
    support = snapshot.support
    say = found if support.needs or support.needs_asked else unknown
    for forum, who in sorted(waiting.items()):
        names = tuple(map(snapshot.who, sorted(who)))
        yield say(about=Ref("forum", forum), stakeholders=names, forum=snapshot.forum_name(forum))


@rule(
    "SUP003",
    severity="error",
    needs=("support",),
    says="{papers:paper} went to {stakeholder}, the last on {sent}, without what they had asked for: {needs}.",
    says_unknown="It is not written down in which form {papers:paper} went to {stakeholder}, the last on {sent}; they had "
    "asked for this: {needs}.",
    fix="Send {stakeholder} those papers again in a form they can use, with as many days for reading as the others had.",
)
def paper_unusable(snapshot: Snapshot) -> Iterator[Observation]:
    """A paper went to somebody in a form that they have said they cannot use, for a meeting that is still ahead.

    *Why it matters.* Whoever gets the papers and cannot read them comes unprepared, and is taken for uninterested.

    *What would fix it.* The same paper in a form they can use. Papers for meetings that are over are left alone;
    those for no stated meeting are not. Where the form was not written down, the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, "Who is going to lead this work?": sending out papers in large
    print.
    """
    sent: dict[tuple[str, bool], list[PaperCheck]] = {}
    for each in snapshot.papers:
        over = each.paper.meeting is not None and each.paper.meeting < snapshot.on
        if each.missing and not over:
            sent.setdefault((each.paper.stakeholder, bool(each.paper.formats)), []).append(each)
    for (who, form_known), papers in sorted(sent.items()):
        say = found if form_known else unknown
        yield say(
            about=snapshot.who(who),
            stakeholder=snapshot.who(who),
            needs=tuple(dict.fromkeys(need.words for each in papers for need in each.missing)),
            papers=len(papers),
            sent=max(each.paper.on for each in papers),
        )


@rule(
    "SUP004",
    severity="warning",
    needs=("support",),
    says="Of {papers:paper} for {forum}, {late} came too late to be read in time, the worst by {worst:day}.",
    says_unknown="It is not said how many days before a meeting of {forum} people are to have its papers, so nobody can "
    "say whether {papers:paper} came in time.",
    fix="Agree how many days people need for reading, send the papers of {forum} by then, or move what they are about "
    "to the next meeting.",
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
    for each in snapshot.papers:
        forum = each.paper.forum
        if forum is not None and each.paper.meeting is not None:
            sent.setdefault(forum, []).append(each)
    for forum, papers in sorted(sent.items()):
        about, name = Ref("forum", forum), snapshot.forum_name(forum)
        late = [days for each in papers if (days := each.days_late)]
        if late:
            yield found(about=about, papers=len(papers), forum=name, late=len(late), worst=max(late))
        elif all(each.due is None for each in papers):
            yield unknown(about=about, papers=len(papers), forum=name)


@rule(
    "SUP005",
    severity="note",
    needs=("support",),
    says="At {meetings:meeting}, what {stakeholder} had asked for was not arranged: {needs}. To {missed} of these they did "
    "not come.",
    fix="Ask {stakeholder} whether that is why they stayed away, arrange what they need, and invite them again.",
)
def absent_with_unmet_need(snapshot: Snapshot) -> Iterator[Observation]:
    """Somebody stayed away from meetings at which what they need was not there.

    *Why it matters.* The barrier and who is missing because of it are seldom looked at together. An empty chair is
    easily taken for lack of interest.

    *What would fix it.* A conversation, the adjustment, and a new invitation. It is a hint, and no proof: people stay
    away for many reasons. Meetings at which nobody recorded who came are left out.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4.
    """
    meetings = {(each.forum, each.meeting): each for each in snapshot.support.attendances if each.meeting < snapshot.on}
    unmet: dict[str, dict[tuple[str, date], list[str]]] = {}
    for row in snapshot.arrangements:
        place = (row.forum, row.meeting)
        recorded = place in meetings and meetings[place].attended is not None
        if recorded and row.state is ArrangementState.UNMET and row.need is not None:
            unmet.setdefault(row.stakeholder, {}).setdefault(place, []).append(row.need.words)
    for who, places in sorted(unmet.items()):
        missed = [place for place in places if who not in (meetings[place].attended or ())]
        if missed:
            yield found(
                about=snapshot.who(who),
                stakeholder=snapshot.who(who),
                meetings=len(places),
                missed=len(missed),
                needs=tuple(dict.fromkeys(_each(places[place] for place in missed))),
            )


def _each(lists: Iterable[list[str]]) -> Iterator[str]:
    for found_here in lists:
        yield from found_here


RULES: tuple[Rule, ...] = (
    need_without_adjustment,
    needs_never_asked,
    paper_unusable,
    papers_late,
    absent_with_unmet_need,
)
