"""What everybody needs and has, found the slow way: every record is asked about every need, and nothing is looked up."""

from involvement import Support
from involvement.support import AccessNeed

PAPERS_ONLY = {"large_print", "easy_read", "braille", "audio"}
FORMAT = {**{need: need for need in PAPERS_ONLY}, "language": "translation"}
ORDER = [need.value for need in AccessNeed]


def within(since, until, day):
    """Both ends count, and nothing is no end."""
    return not (since is not None and day < since) and not (until is not None and day > until)


def adjusted(support: Support, need, who, forum, meeting, day):
    """Whether any adjustment is for that need, person, forum and meeting."""
    for each in support.adjustments:
        if each.need.value != need:
            continue
        if each.stakeholder is not None and each.stakeholder != who:
            continue
        if each.forum is not None and each.forum != forum:
            continue
        if each.meeting is not None and each.meeting != meeting:
            continue
        if within(each.since, each.until, day):
            return True
    return False


def asked(support: Support, who, day):
    """Whether somebody asked them, or they said it unasked."""
    told = [each.since for each in support.needs if each.stakeholder == who]
    return any(since is None or since <= day for since in told) or any(
        each.stakeholder == who and each.on <= day for each in support.needs_asked
    )


def served_by(stated):
    """The need, and what would do instead."""
    return [stated.need.value, *(each.value for each in stated.alternatives)]


def serves(support: Support, stated, paper):
    """Whether a paper meets a need, by its form or by what was arranged instead."""
    formats = {each.value for each in paper.formats}
    day = paper.on if paper.meeting is None else paper.meeting
    served = False
    for need in served_by(stated):
        if need in FORMAT and formats:
            served = served or FORMAT[need] in formats
        else:
            served = served or adjusted(support, need, paper.stakeholder, paper.forum, paper.meeting, day)
    return served


def each_once(stated):
    """The needs without those that say the same as one before: what serves them is the same."""
    once = []
    for each in stated:
        if set(served_by(each)) not in [set(served_by(other)) for other in once if other.need is each.need]:
            once.append(each)
    return once


def arrangements(support: Support) -> set[tuple]:
    """Every row of every meeting."""
    rows = []
    for meeting in support.attendances:
        people = set(meeting.expected) | set(meeting.attended or ())
        for who in people:
            mine = each_once(
                each
                for each in support.needs
                if each.stakeholder == who and within(each.since, each.until, meeting.meeting)
            )
            for stated in mine:
                sent = [
                    each
                    for each in support.papers
                    if (each.stakeholder, each.forum, each.meeting) == (who, meeting.forum, meeting.meeting)
                ]
                met = False
                if sent and stated.need.value in PAPERS_ONLY:
                    met = not [paper for paper in sent if not serves(support, stated, paper)]
                else:
                    for need in served_by(stated):
                        met = met or adjusted(support, need, who, meeting.forum, meeting.meeting, meeting.meeting)
                state = "arranged" if met else "unmet"
                rows.append((meeting.meeting, meeting.forum, who, stated.need.value, state))
            if not mine:
                state = "nothing_needed" if asked(support, who, meeting.meeting) else "not_asked"
                rows.append((meeting.meeting, meeting.forum, who, None, state))
    return rows


def papers(support: Support) -> list[tuple]:
    """Which needs each paper leaves, and whether it can be used."""
    rows = []
    for paper in support.papers:
        formats = {each.value for each in paper.formats}
        theirs = [each for each in support.needs if each.stakeholder == paper.stakeholder]
        holding = each_once(each for each in theirs if within(each.since, each.until, paper.on))
        missing = [
            stated.need.value
            for stated in holding
            if stated.need.value in FORMAT and not serves(support, stated, paper)
        ]
        missing.sort(key=ORDER.index)
        usable = None
        if asked(support, paper.stakeholder, paper.on) and (formats or not missing):
            usable = not missing
        rows.append((missing, usable))
    return rows
