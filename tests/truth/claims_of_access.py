"""What people need, at meetings and of papers: what SUP001 to SUP005 ought to say, read off the process."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from involvement import Process
from involvement.support import Attendance, PaperSent, StatedNeed, Support
from tests.truth.claims_of_voices import ref
from tests.truth.sayings import Sayings, clause, forum_ref, saying

ORDER = (
    "large_print", "easy_read", "braille", "audio", "language", "sign_language", "hearing_loop", "step_free",
    "remote_joining", "breaks", "transport", "companion", "time_of_day", "other",
)  # fmt: skip
ON_PAPER = {"large_print": "large_print", "easy_read": "easy_read", "braille": "braille", "audio": "audio",
            "language": "translation"}  # fmt: skip
ELSEWHERE = ("provider", "commissioner", "manager", "board", "coordinator", "facilitator", "advocate", "community",
             "regulator")  # fmt: skip


def support_of(process: Process) -> Support:
    return process.support or Support()


def lies_in(since: date | None, until: date | None, day: date) -> bool:
    return not (since and day < since) and not (until and day > until)


def in_order(needs: Iterable[str]) -> tuple[str, ...]:
    named = set(needs)
    return tuple(need for need in ORDER if need in named)


def held(process: Process, who: str, day: date) -> list[StatedNeed]:
    """What somebody needs on that day."""
    needs = support_of(process).needs
    return [need for need in needs if need.stakeholder == who and lies_in(need.since, need.until, day)]


def adjusted(process: Process, need: str, who: str, forum: str | None, meeting: date | None, day: date) -> bool:
    for each in support_of(process).adjustments:
        places = each.forum in (None, forum) and each.meeting in (None, meeting) and each.stakeholder in (None, who)
        if each.need == need and places and lies_in(each.since, each.until, day):
            return True
    return False


def on_paper(process: Process, need: StatedNeed, paper: PaperSent) -> bool:
    """Whether a paper is one that somebody with the need can use, or something else was arranged for it."""
    day = paper.meeting or paper.on
    for kind in {need.need, *need.alternatives}:
        form = ON_PAPER.get(kind)
        if form in paper.formats:
            return True
        plan = adjusted(process, kind, paper.stakeholder, paper.forum, paper.meeting, day)
        if plan and not (form and paper.formats):
            return True
    return False


def own_papers(process: Process, who: str, meeting: Attendance) -> list[PaperSent]:
    place = (who, meeting.forum, meeting.meeting)
    return [each for each in support_of(process).papers if (each.stakeholder, each.forum, each.meeting) == place]


def unmet(process: Process, who: str, meeting: Attendance) -> list[str]:
    """What somebody needs at a meeting and nothing meets: a need of papers alone is met by all of the papers sent."""
    lacking = []
    for need in held(process, who, meeting.meeting):
        papers = own_papers(process, who, meeting)
        if need.need in ON_PAPER and need.need != "language" and papers:
            met = all(on_paper(process, need, paper) for paper in papers)
        else:
            kinds = {need.need, *need.alternatives}
            met = any(adjusted(process, kind, who, meeting.forum, meeting.meeting, meeting.meeting) for kind in kinds)
        if not met:
            lacking.append(need.need.value)
    return lacking


def people_at(meeting: Attendance) -> set[str]:
    return {*meeting.expected, *(meeting.attended or ())}


def needed(process: Process, on: date) -> Sayings:
    """SUP001: at a meeting ahead; of papers alone only where none went out by the day."""
    missing: dict[str, dict[tuple[date, str], list[str]]] = {}
    for meeting in support_of(process).attendances:
        for who in people_at(meeting) if meeting.meeting >= on else ():
            sent = [paper for paper in own_papers(process, who, meeting) if paper.on <= on]
            needs = [
                need for need in unmet(process, who, meeting) if need not in ON_PAPER or need == "language" or not sent
            ]
            if needs:
                missing.setdefault(who, {})[meeting.meeting, meeting.forum] = needs
    for key, meetings in missing.items():
        (day, forum), who = min(meetings), ref(process, key)
        needs = in_order(meetings[day, forum])
        later = (clause("needs.unmet_later", meetings=len(meetings) - 1),) if len(meetings) > 1 else ()
        facts = {"stakeholder": who, "needs": needs, "meeting": day}
        says = clause("SUP001.says", **facts, forum=forum_ref(forum), more=later)
        yield saying(who, says, clause("SUP001.fix", **facts))


def may_be_service_user(process: Process, key: str) -> bool:
    roles = {person.key: person.role for person in process.stakeholders}
    people = () if process.representation is None else process.representation.people
    groups = next((person.member_of for person in people if person.key == key and person.member_of), (key,))
    return any(roles.get(group) not in ELSEWHERE for group in groups)


def unasked(process: Process, on: date) -> Sayings:
    """SUP002: expected at a meeting ahead, no need that holds then, and neither asked nor heard by then."""
    support = support_of(process)
    waiting: dict[str, list[tuple[date, str]]] = {}
    for meeting in support.attendances:
        for who in people_at(meeting) if meeting.meeting >= on else ():
            asked = [each.on for each in support.needs_asked if each.stakeholder == who]
            asked += [each.since or date.min for each in support.needs if each.stakeholder == who]
            known = held(process, who, meeting.meeting) or any(day <= meeting.meeting for day in asked)
            if not known and may_be_service_user(process, who):
                waiting.setdefault(meeting.forum, []).append((meeting.meeting, who))
    anybody = support.needs or support.needs_asked
    for key, rows in waiting.items():
        forum = forum_ref(key)
        who = tuple(ref(process, each) for each in sorted({who for _, who in rows}))
        part, status = ("says", "found") if anybody else ("says_unknown", "unknown")
        says = clause(f"SUP002.{part}", stakeholders=who, forum=forum)
        yield saying(forum, says, clause("SUP002.fix", stakeholders=who, forum=forum, meeting=min(rows)[0]), status)


def unusable(process: Process, on: date) -> Sayings:
    """SUP003: sent by the day for a meeting that is not over, and lacking what its reader needed when it was sent."""
    rows: dict[tuple[str, bool], list[tuple[date, list[str]]]] = {}
    for paper in support_of(process).papers:
        if paper.on > on or (paper.meeting and paper.meeting < on):
            continue
        needs = [
            need.need.value
            for need in held(process, paper.stakeholder, paper.on)
            if need.need in ON_PAPER and not on_paper(process, need, paper)
        ]
        if needs:
            rows.setdefault((paper.stakeholder, bool(paper.formats)), []).append((paper.on, needs))
    for (key, is_known), papers in rows.items():
        who = ref(process, key)
        part, status = ("says", "found") if is_known else ("says_unknown", "unknown")
        facts = {
            "stakeholder": who,
            "needs": in_order(need for _, needs in papers for need in needs),
            "papers": len(papers),
            "sent": max(papers)[0],
        }
        yield saying(
            who, clause(f"SUP003.{part}", **facts), clause("SUP003.fix", stakeholder=who, papers=len(papers)), status
        )


def late(process: Process, on: date) -> Sayings:
    """SUP004: sent fewer days before the meeting than was promised for all, or by the forum."""
    support, map_ = support_of(process), process.decision_map
    forums = {} if map_ is None else {forum.key: forum.papers_due for forum in map_.forums}
    for key in {paper.forum for paper in support.papers} - {None}:
        papers = [paper for paper in support.papers if paper.forum == key and paper.meeting and paper.on <= on]
        days = forums.get(key) if support.reading_days is None else support.reading_days
        forum, fix = forum_ref(key), clause("SUP004.fix", forum=forum_ref(key))
        if not papers:
            continue
        if days is None:
            says = clause("SUP004.says_unknown", forum=forum, papers=len(papers))
            yield saying(forum, says, fix, "unknown")
            continue
        missing = [(paper.on - (paper.meeting - timedelta(days=days))).days for paper in papers]
        too_late = [number for number in missing if number > 0]
        if too_late:
            facts = {"papers": len(papers), "late": len(too_late), "worst": max(too_late)}
            yield saying(forum, clause("SUP004.says", forum=forum, **facts), fix)


def absent(process: Process, on: date) -> Sayings:
    """SUP005: meetings that are over, where somebody recorded who came, and neither they nor theirs did."""
    people = () if process.representation is None else process.representation.people
    meetings = [each for each in support_of(process).attendances if each.meeting < on and each.attended is not None]
    for key in sorted({who for meeting in meetings for who in people_at(meeting)}):
        theirs = {key, *(person.key for person in people if key in person.member_of)}
        theirs |= {group for person in people if person.key == key for group in person.member_of}
        without = [
            (unmet(process, key, meeting), not theirs & set(meeting.attended))
            for meeting in meetings
            if key in people_at(meeting)
        ]
        needs = in_order(need for lacking, away in without if away for need in lacking)
        if needs:
            who = ref(process, key)
            number = sum(bool(set(needs) & set(lacking)) for lacking, _ in without)
            missed = sum(bool(lacking) and away for lacking, away in without)
            says = clause("SUP005.says", stakeholder=who, needs=needs, meetings=number, missed=missed)
            yield saying(who, says, clause("SUP005.fix", stakeholder=who))


CLAIMS: Mapping[str, Callable[[Process, date], Sayings]] = {
    "SUP001": needed,
    "SUP002": unasked,
    "SUP003": unusable,
    "SUP004": late,
    "SUP005": absent,
}
