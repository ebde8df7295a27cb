"""Claims that outputs make in print: the page, letters, "you said, we did", and the diary.

The page is read from its HTML: its tables carry ids, and their cells hold titles and days. Nothing in it is
machine-readable beyond that, so a title stands for the one thing that bears it, and what only an ambiguous name tells
("a person") is not claimed. Letters and "you said, we did" are read from their Markdown and text, sentence by sentence; the diary
from its iCalendar entries. Sentences are known by how they open; who changes one changes it here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from html import unescape

from attrs import frozen

from involvement import Standing
from tests.laws.claims import NEVER, OUTCOMES, Claims, Key, Known

PAGE_DAYS = 150  # of reviews that are due: fewer than the page lists, and more than the diary
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})")
_STAGES = {"options close": "options", "carrying out": "implementation"}
_OPENINGS = (  # of the sentences that say what came of a contribution, with the outcome where they tell it
    ("We have noted it", "noted"),
    ("We could not do it", "could_not"),
    ("We did part of it", "did_in_part"),
    ("We will do it", "will_do"),
    ("We said that we would do it", "will_do"),
    ("We did it on", "will_do"),
    ("We did it", "did"),
    ("Our answer was: not yet", "not_yet"),
)
_STATUSES = (  # what the cell says somewhere
    ("no route gives", "too_weak"),
    ("too late by", "missed"),
    ("no route", "no_route"),
    ("people are only told", "no_route"),
    ("withdrawn", "withdrawn"),
    ("may be too late", "open"),
    ("no day is early enough", "no_time"),
    ("day not known", "undated"),
    ("missed", "missed"),
    ("", "open"),
)
_NEEDED = {"yes": "arranged", "no": "unmet"}
_SECTIONS = {"What was agreed": "agreed", "What waits": "deferred", "What will not be done": "declined"}


@frozen(slots=False)
class Names:
    """What each title in print stands for, by kind of thing; a title that several things bear stands for none."""

    known: Known

    @cached_property
    def people(self) -> dict[str, str]:
        process = self.known.process
        found = _named((each.key, each.title) for each in process.stakeholders if each.key not in self.known.persons)
        return found | {person: person for person in self.known.persons}

    @cached_property
    def decisions(self) -> dict[str, str]:
        return _named((key, decision.title) for key, decision in self.known.decisions.items())

    @cached_property
    def forums(self) -> dict[str, str]:
        map_ = self.known.process.decision_map
        return _named((forum.key, forum.title) for forum in (map_.forums if map_ else ()))

    @cached_property
    def issues(self) -> dict[str, str]:
        return _named((issue.key, issue.title) for issue in self.known.process.issues)

    @cached_property
    def activities(self) -> dict[str, str]:
        plan = self.known.process.workplan
        return _named((each.key, each.title) for each in (plan.activities if plan else ()))

    @cached_property
    def said(self) -> dict[str, str]:
        """Contributions that have a title."""
        return _named((key, said.title) for key, said in self.known.contributions.items() if said.title is not None)

    def who(self, cell: str) -> Iterator[str]:
        """Everybody whose name stands in a list of names."""
        for name in re.split(r", | and ", cell):
            if name in self.people:
                yield self.people[name]


def _named(titles: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    pairs = [(title or key, key) for key, title in titles]
    shared = {name for name, number in Counter(name for name, _ in pairs).items() if number > 1}
    return {name: key for name, key in pairs if name not in shared}


def day_in(text: str) -> str | None:
    """The first day in a text, as ISO writes it; None where there is none."""
    found = _DAY.search(text)
    return None if found is None else f"{found[3]}-{_MONTHS[found[2]]:02}-{int(found[1]):02}"


# The page

Tables = Mapping[str, list[list[str]]]


def tables_of(page: str) -> Tables:
    """The cells of each table of the page, row by row."""
    found = {}
    for name, body in re.findall(r'<table id="table-([\w-]+)">.*?<tbody>(.*?)</tbody>', page, re.DOTALL):
        rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
        found[name] = [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    return found


def of_page(page: str, known: Known, names: Names) -> Claims:
    """What the page says in its tables and in its few lines of numbers; it lists all that is late."""
    tables = tables_of(page)
    yield from _late_on_page(tables, page, known, names)
    yield from _settled_on_page(tables, page, names)
    yield from _reachable_on_page(tables, page, known, names)
    yield from _present_on_page(tables, known, names)
    yield from _answered_on_page(tables, page, known, names)


def _late_on_page(tables: Tables, page: str, known: Known, names: Names) -> Claims:
    overdue = tables.get("overdue", [])
    late: set[Key] = set()
    for what, promise, due, days, _ in overdue:
        if what in names.said:
            place = (names.said[what], promise.replace(" ", "_"))
            late.add(("promise", *place))
            yield ("late", "promise", *place), True
            yield ("late", "due", *place), day_in(due)
            yield ("late", "days", *place), int(days)
    titled = set(names.said.values())
    for what in sorted(known.promised - late):
        if what[1] in titled:
            yield ("late", *what), False
    yield ("late", "promises"), len(overdue)
    account = re.search(r"([\d,]+) promises? to people (?:is|are) late", _part(page, "feedback"))
    yield ("late", "promises"), int(account[1]) if account else 0
    for activity, _, _, by, status, *_ in tables.get("activities", []):
        yield ("late", "to do", names.activities[activity]), not status.startswith("done")
        if not status.startswith("done"):
            yield ("late", "activity due", names.activities[activity]), day_in(by)
            due = day_in(by)
            yield ("late", "activity", names.activities[activity]), due is not None and due < known.on.isoformat()
        else:
            yield ("late", "activity", names.activities[activity]), False
    if known.process.workplan is None:
        return
    reviews = tables.get("reviews", [])
    missed = [day_in(day) for day, status in reviews if status == "overdue"]
    if all(missed):  # else the first of them are only counted
        yield ("late", "reviews"), len(missed)
        if missed:
            yield ("late", "first review"), missed[0]
    listed = {day_in(day) for day, status in reviews if status != "held"}
    if None not in listed:
        for day in known.process.workplan.reviews(known.on + timedelta(days=PAGE_DAYS)):
            yield ("late", "review", day.isoformat()), "not held" if day.isoformat() in listed else "held"


def _settled_on_page(tables: Tables, page: str, names: Names) -> Claims:
    for issue, *_, outcome in tables.get("ranked", []):
        if "settled" in tables:
            yield ("settled", names.issues[issue]), outcome
    short = re.search(r"Of \d+ issues?: .*", _part(page, "short"))
    for outcome in OUTCOMES if short else ():
        counted = re.search(rf"(\d+) {outcome}", short[0] if short else "")
        yield ("settled", "number", outcome), int(counted[1]) if counted else 0
    for issue, outcome, _, _, who, by, last in tables.get("settled", []):
        yield ("settled", names.issues[issue]), outcome
        if who == "no one" or who in names.people:
            yield ("settled", "who", names.issues[issue]), names.people.get(who)
        yield ("settled", "by", names.issues[issue]), day_in(by)
        if last != "not recorded":
            yield ("settled", "last day", names.issues[issue]), day_in(last)


def _reachable_on_page(tables: Tables, page: str, known: Known, names: Names) -> Claims:
    for speak_by, _, status, title, stage_words, by, who, standings in tables.get("timetable", []):
        decision, stage = names.decisions[title], _STAGES.get(stage_words, stage_words)
        yield ("reachable", "stage day", decision, stage), day_in(by)
        said = next(word for opening, word in _STATUSES if opening in status)
        days = [
            str(day_in(each))
            for each in re.split(r"; |\. |, | and ", standings)
            if (named := re.match(r"(?:.*: )?([\w ]+) until ", each)) and _hears(named[1])
        ]
        for key in names.who(who):
            place = (decision, stage, key)
            yield ("reachable", "speak by", *place), day_in(speak_by)
            yield ("reachable", "status", *place), said
            left = re.search(r"^\d+ days? left|^the last day|^may be too late", status)
            yield ("reachable", "ahead", *place), day_in(speak_by) if left else None
            if ": " not in standings and day_in(by) is not None:  # alike for all in the row
                yield ("reachable", "heard by", *place), max(days, default=NEVER)
    decisions = tables.get("decisions", [])
    if decisions:
        ahead = [row for row in decisions if (day_in(row[2]) or NEVER) >= known.on.isoformat()]  # letters follow digits
        yield ("reachable", "all ahead in reach"), all(row[-1] == "yes" for row in ahead)
        short = re.search(r"No route brings [^.]*? to (\"[^.]*)\.", _part(page, "short"))
        named = short[1] if short else ""
        more = re.search(r"(\d+) more$", named)
        yield ("reachable", "number in reach"), len(decisions) - named.count('"') // 2 - (int(more[1]) if more else 0)
        yield ("reachable", "number in reach"), sum(row[-1] == "yes" for row in decisions)
    for title, _, by, _, _, in_reach in decisions:
        yield ("reachable", "in reach", names.decisions[title]), in_reach == "yes"
        yield ("reachable", "stage day", names.decisions[title], "decision"), day_in(by)
    for title, reached, missed in tables.get("answers", []):
        for who in names.who(reached):
            yield ("reachable", "answer returns", names.decisions[title], who), True
        for who in names.who(missed):
            yield ("reachable", "answer returns", names.decisions[title], who), False


def _part(page: str, name: str) -> str:
    """The lines that open one part of the page."""
    return unescape(page.partition(f'<h2 id="{name}">')[2].partition("</ul>")[0])


def _hears(words: str) -> bool:
    return next(each for each in Standing if each.words == words) >= Standing.CONSULTED


def _present_on_page(tables: Tables, known: Known, names: Names) -> Claims:
    for title, _, _, _, seated in tables.get("forums", []):
        holders = re.findall(r"([\w -]+?) \(\d+ votes?\)", seated.replace(" and ", ", "))
        people = [names.people.get(holder.strip()) for holder in holders]
        if None not in people:  # nobody is only "a person"
            seats = sum(key in known.service_users for key in people)
            yield ("present", "seats", names.forums[title]), seats
            for key in people:
                yield ("present", "takes part", str(key)), True
    for who, *_ in tables.get("entries", []):
        for key in names.who(who):
            yield ("present", "takes part", key), True
    for meeting, forum, need, who, state in tables.get("needs", []):
        for key in names.who(who):
            if state in _NEEDED:
                place = (key, names.forums[forum], str(day_in(meeting)), need.replace(" ", "_"))
                yield ("present", "need", *place), _NEEDED[state]
            else:
                yield ("present", "asked", key, names.forums[forum]), False
    for group, what, _, met in tables.get("quotas", []):
        criterion, value = what.split(": ")
        if group in names.people:
            yield ("present", "quota", names.people[group], criterion, value.replace(" ", "-")), met


def _answered_on_page(tables: Tables, page: str, known: Known, names: Names) -> Claims:
    for what, voices, answer, told in tables.get("said", []):
        if what in names.said:
            said = names.said[what]
            yield from of_answer(said, answer)
            yield ("answered", "voices", said), int(voices)
            if voices == "1" and said in known.owed:  # else the one voice is that of another, joined to it
                yield ("answered", "told", said), told == "yes"
            waiting = re.match(r"(\d+) still wait", told)
            if waiting is not None or told == "yes":
                yield ("answered", "untold", said), int(waiting[1]) if waiting else 0
    section = _part(page, "feedback")
    for words, state in (
        (r"(\d+) answered", "answered"),
        (r"(\d+) not answered yet", "open"),
        (r"(\d+) joined to another", "merged"),
        (r"(\d+) passed on", "redirected"),
        (r"(\d+) withdrawn", "withdrawn"),
    ):
        found = re.search(words, section)
        if section:
            yield ("answered", "number", state), int(found[1]) if found else 0


def of_answer(said: str, answer: str) -> Claims:
    """What the sentences about one contribution claim of its answer."""
    first = re.sub(r"^(You said the same|The same was said) on [^,]*, so one answer is for both\. ", "", answer)
    is_open = first.startswith("We have not answered yet") or "We are looking at it again" in answer
    yield ("answered", "open", said), is_open
    passed_on = first.startswith("We passed it on")
    outcome = next((word for opening, word in _OPENINGS if first.startswith(opening)), None)
    if 'we answered "not yet"' in first:
        outcome = "not_yet"
    if not passed_on:
        yield ("answered", "outcome", said), None if is_open else outcome
    if "The record does not show that it is done" in answer:
        yield ("late", "promise", said, "followed_through"), True
        due = re.search(r"(?:would do it|was due) by (\d+ \w+ \d{4})", answer)
        if due is not None:
            yield ("late", "due", said, "followed_through"), day_in(due[1])


# Letters


def of_letters(letters: Iterable[tuple[str, str]], known: Known, names: Names) -> Claims:
    """What each letter says of what was asked and settled, and of what its reader had said."""
    for reader, letter in letters:
        yield ("present", "takes part", reader), True
        parts = dict(part.split("\n", 1) for part in letter.split("\n## ")[1:])
        if not parts.keys().isdisjoint(_SECTIONS):
            for section, outcome in _SECTIONS.items():
                yield ("settled", "number", outcome), parts.get(section, "").count("\n- ")
        heading = ""
        for line in letter.splitlines():
            if line.startswith("## "):
                heading = line.removeprefix("## ")
            point = re.match(r"- \*\*(.*?)\*\* ?(.*)", line)
            if point is not None:
                yield from _of_point(heading, point[1].rstrip("."), point[2], reader, known, names)


def _of_point(heading: str, head: str, text: str, reader: str, known: Known, names: Names) -> Claims:
    if heading == "What you asked, in your order":
        yield ("settled", names.issues[head.partition(": ")[2]]), text.rstrip(".").lower()
    elif heading in _SECTIONS:
        issue = names.issues[head]
        yield ("settled", issue), _SECTIONS[heading]
        by = re.search(
            r"(?:to act(?: on that)? by|bring it back by|acted on by|come back by|That (?:is|was) due by|the day) (\d+ \w+ \d{4})",
            text,
        )
        if by is not None:
            yield ("settled", "by", issue), day_in(by[1])
        who = re.search(r"The agreement names (.*?) (?:to act|to bring it back|and the day)", text)
        if who is not None and who[1] in names.people:
            yield ("settled", "who", issue), names.people[who[1]]
        last = re.search(r"The agreement gives (\d+ \w+ \d{4}) as the last day to be heard about this", text)
        if last is not None:
            yield ("settled", "last day", issue), day_in(last[1])
    elif heading == "What was decided outside the ranking":
        followed = "The agreement did not follow this" not in text
        found = re.search(r"decided that this should be (\w+)" if followed else r"There it is (\w+)", text)
        if "The agreement does not settle it" not in text:
            yield ("settled", names.issues[head]), None if found is None else found[1]
    elif heading == "Days to know":
        for title in re.findall(r'"([^"]+)" (?:is|was) to come back', text):
            yield ("settled", names.issues[title]), "deferred"
            yield ("settled", "by", names.issues[title]), day_in(head)
        for title in re.findall(r'this as the last day to be heard about "([^"]+)"', text):
            yield ("settled", "last day", names.issues[title]), day_in(head)
    elif heading == "What you said, and what came of it":
        said = names.said.get(head.partition(": ")[2])
        if said is not None:
            yield from _of_reply(said, text, reader, known)


def _of_reply(said: str, text: str, reader: str, known: Known) -> Claims:
    if re.match(r"(You withdrew this|This was withdrawn) on ", text):
        yield ("answered", "state", said), "withdrawn"
        return
    merged = re.match(r"(You said the same|The same was said) on [^,]*, so one answer is for both\.", text) is not None
    passed_on = "We passed it on to" in text and "On " not in text.partition("We passed it on to")[0]
    yield from of_answer(said, text)
    is_open = dict(of_answer(said, text))["answered", "open", said]
    state = "merged" if merged else "open" if is_open else "redirected" if passed_on else "answered"
    yield ("answered", "state", said), state
    told = re.search(r"We told you the outcome on (\d+ \w+ \d{4})", text)
    yield ("answered", "told on", said), None if told is None else day_in(told[1])
    about = known.contributions[said].about
    if "the answer can reach you on" in text and not known.answered_before_decided(said):
        yield ("reachable", "answer returns", about, reader), True


# "You said, we did"


def of_you_said(text: str, names: Names) -> Claims:
    """What the page for everybody says of each contribution that stands for itself."""
    for paragraph in text.split("\n\n"):
        found = re.match(r"You said: (.*?)(?: \(\d+ voices\))?\. (.*)", paragraph.strip(), re.DOTALL)
        if found is not None and found[1] in names.said:
            yield from of_answer(names.said[found[1]], found[2])


# The diary


def of_diary(calendar: str, names: Names) -> Claims:
    """What the entries of the diary say, from the day asked about on: last days to speak, work and reviews."""
    for entry in calendar.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        fields = dict(line.split(":", 1) for line in entry.splitlines() if ":" in line)
        start = fields["DTSTART;VALUE=DATE"]
        day = f"{start[:4]}-{start[4:6]}-{start[6:]}"
        summary = fields["SUMMARY"].replace("\\", "")
        kind, _, rest = summary.partition(": ")
        if rest == "an activity of the workplan":  # which one stands in the description
            told = fields["DESCRIPTION"].replace("\\", "").removeprefix(f"{kind}: ")
            rest = max((title for title in names.activities if told.startswith(title)), key=len)
        if kind == "Last day to speak":
            yield from _of_last_day(rest, day, names)
        elif kind == "To begin":
            yield ("late", "to do", names.activities[rest]), True
        elif kind == "To finish":
            yield ("late", "to do", names.activities[rest]), True
            yield ("late", "activity due", names.activities[rest]), day
            yield ("late", "activity", names.activities[rest]), False
        elif summary == "Review of the workplan":
            yield ("late", "review", day), "not held"


def _of_last_day(rest: str, day: str, names: Names) -> Claims:
    title, _, who = rest.partition(", ")
    stage = re.search(r" \((\w+)\)$", title)
    decision = names.decisions[title if stage is None else title[: stage.start()]]
    for key in names.who(who):
        place = (decision, stage[1] if stage else "decision", key)
        yield ("reachable", "ahead", *place), day
