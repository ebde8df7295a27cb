"""Tables that say what the map and the timetable show, in rows that can be read aloud."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from involvement._fields import frozen
from involvement.calendars import Days
from involvement.calendars.counted_days import days_said
from involvement.decisions import ANY, Decision, EntryPoint, Flow, Forum, Reply, Stage, StageName
from involvement.decisions.decision_words import when_said
from involvement.decisions.flows import matter_unknown
from involvement.people import Stakeholder
from involvement.references import Ref
from involvement.reports.map_words import get_there
from involvement.reports.public_figures import size
from involvement.reports.readers import Reader
from involvement.reports.subjects import Subject
from involvement.reports.timetable_rows import Row
from involvement.snapshots import Snapshot
from involvement.wording import Quote, Statement
from involvement.wording.days import day_words
from involvement.wording.lists import counted, listed
from involvement.wording.texts import brief, clean

__all__ = ["Table", "assumptions", "map_tables", "stakeholder_table", "tabled", "timetable_table"]

_MOST_ROWS = 300
_MOST_ANSWERS = 400  # questions asked about answers that come back
_UNKNOWN = "not known"
_MATTER = ("EntryPoint.about", "Flow.about", "Reply.about")
_WHEN = {  # by whether the first day, and the last, is known: the code, and the template
    (True, True): ("table.when.between", "{opens} to {closes}"),
    (True, False): ("table.when.from", "from {opens}"),
    (False, True): ("table.when.until", "until {closes}"),
    (False, False): ("table.when.always", "always"),
}


@frozen
class Table:
    """A table for a page; `left` says how many rows are left out."""

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 0


def timetable_table(rows: Sequence[Row]) -> Table:
    """The rows of the timetable, each with what the picture shows of it, and until when with which standing."""
    headings = ("Speak by", "Where", "How it stands", "Decision", "Stage", "Its day", "Who", "Standing")
    cells = (
        (
            row.speak_by,
            brief(row.where),
            row.status,
            brief(row.decision),
            row.stage,
            row.day,
            listed(row.who, 20),
            row.standings,
        )
        for row in rows
    )
    return tabled("timetable", "By when to speak", headings, cells, len(rows))


def map_tables(subject: Subject) -> tuple[Table, ...]:
    """What the map shows: where views enter and travel, where it is decided, and how answers come back."""
    whole = subject.drawn_map
    decided = [decision for decision in whole.decisions if not decision.is_withdrawn(decision.last_day or date.max)]
    matters = {
        part: ("About",) if any(channel.about is not None for channel in channels) else ()
        for part, channels in (("entries", whole.entry_points), ("flows", whole.flows), ("replies", whole.replies))
    }
    found = (
        tabled("entries", "Where views enter", ("Who", "Forum", "Standing", "When", "How", *matters["entries"]),
               ((*_entry(subject, entry), *_about(subject, entry, matters["entries"])) for entry in whole.entry_points), len(whole.entry_points)),
        tabled("flows", "How views travel",
               ("From", "To", "Takes", "Standing", "When", "Carried by", "By way of", *matters["flows"]),
               ((*_flow(subject, flow), *_about(subject, flow, matters["flows"])) for flow in whole.flows), len(whole.flows)),
        tabled("decisions", "Where decisions are made",
               ("Decision", "Forum", "Day", "Other stages", "Calls for", subject.labels.clause(get_there(subject))),
               (_decision(subject, decision) for decision in whole.decisions), len(whole.decisions)),
        tabled("replies", "How answers travel", ("From", "To", "Takes", "Carried by", "By way of", *matters["replies"]),
               ((*_reply(subject, reply), *_about(subject, reply, matters["replies"])) for reply in whole.replies), len(whole.replies)),
        tabled("answers", "Whom the answer reaches", ("Decision", "Once decided, can come back to", "Once decided, cannot come back to"),
               _answers(subject, decided), len(decided) if subject.heard else 0),
        tabled("forums", "Where views are heard", ("Forum", "Tier", "Meets", "Papers due", "Who has a seat"),
               (_forum(subject, forum) for forum in whole.forums), len(whole.forums)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def stakeholder_table(snapshot: Snapshot, reader: Reader) -> Table | None:
    """Who takes part; None where nobody is listed, or only persons outside the desk."""
    subject = reader.subject
    stakeholders = [listed for listed in snapshot.process.stakeholders if subject.draws(listed.key)]
    if not stakeholders:
        return None
    cells = (
        (
            subject.names[stakeholder.key],
            stakeholder.role.replace("_", " ") if stakeholder.role else _UNKNOWN,
            stakeholder.kind.value if stakeholder.kind else _UNKNOWN,
            _how_many(stakeholder, reader),
        )
        for stakeholder in stakeholders
    )
    headings = ("Who", "Role", "What they are", "How many")
    return tabled("stakeholders", "Who takes part", headings, cells, len(stakeholders))


def _how_many(stakeholder: Stakeholder, reader: Reader) -> str:
    """How many people a stakeholder stands for, outside the desk as it is told."""
    if stakeholder.size is None:
        return _UNKNOWN
    told = reader.count(size(stakeholder.key))
    if told is not None:
        return reader.wording.clause(told)
    return str(stakeholder.size)  # at the desk; and more than there are people


def assumptions(reader: Reader, rows: Iterable[Row]) -> tuple[str, ...]:
    """What the timetable takes for granted because nobody has said it, in words and in order."""
    return tuple(sorted(set(reader.lines(assumed for row in rows for assumed in row.assumes))))


def tabled(key: str, caption: str, headings: tuple[str, ...], rows: Iterable[Sequence[str]], count: int) -> Table:
    """The rows as a table, as many as a page shows; *count* says how many there are."""
    shown = tuple(tuple(map(clean, row)) for row in islice(rows, _MOST_ROWS))
    return Table(key, caption, headings, shown, max(count - _MOST_ROWS, 0))


def _when(subject: Subject, way: EntryPoint | Flow) -> str:
    facts = {"opens": way.opens, "closes": way.closes}
    code, template = _WHEN[way.opens is not None, way.closes is not None]
    sources = {"opens": ("EntryPoint.opens", "Flow.opens"), "closes": ("EntryPoint.closes", "Flow.closes")}
    return subject.labels.clause(Statement(code, facts, template=template, sources=sources))


def _standing(way: EntryPoint | Flow) -> str:
    return way.standing.words if way.standing else _UNKNOWN


def _takes(subject: Subject, way: Flow | Reply) -> str:
    return _UNKNOWN if way.days is None else subject.wording.clause(days_said(way.days))


def _before(papers_due: int | Days) -> Statement:
    return Statement(
        "table.papers_due",
        {"days": days_said(papers_due, goes_on=True)},
        template="{days:clause} before",
        sources={"days": "Forum.papers_due"},
    )


def _carrier(subject: Subject, way: Flow | Reply) -> str:
    return subject.who(way.carried_by) if way.carried_by else _UNKNOWN


def _about(subject: Subject, channel: EntryPoint | Flow | Reply, asked: tuple[str, ...]) -> tuple[str, ...]:
    """What the channel is about, where the table asks: decisions, then issues, then kinds of decision."""
    if not asked:
        return ()
    if channel.about is None or channel.about == ANY:
        return (_UNKNOWN if matter_unknown(channel) else "anything",)
    issues = {ref.keys[0] for ref in subject.titles if ref.kind == "issue"}
    field = f"{type(channel).__name__}.about"
    parts: tuple[list[Ref | Quote], ...] = ([], [], [])
    for key in channel.about:
        place, named = (0, Ref("decision", key)) if key in subject.decisions else (1, Ref("issue", key))
        if key in subject.decisions or key in issues:
            parts[place].append(named)
        else:
            parts[2].append(Quote(key, field))
    matter = tuple(one for part in parts for one in part)
    facts = Statement("table.about", {"matter": matter}, template="{matter:quoted}", sources={"matter": _MATTER})
    return (subject.labels.clause(facts),)


def _entry(subject: Subject, entry: EntryPoint) -> tuple[str, ...]:
    who, forum = subject.who(entry.stakeholder), subject.place(entry.forum)
    return who, forum, _standing(entry), _when(subject, entry), entry.method or _UNKNOWN


def _flow(subject: Subject, flow: Flow) -> tuple[str, ...]:
    return (
        subject.place(flow.source), subject.place(flow.target), _takes(subject, flow), _standing(flow), _when(subject, flow),
        _carrier(subject, flow), flow.medium or _UNKNOWN,
    )  # fmt: skip


def _reply(subject: Subject, reply: Reply) -> tuple[str, ...]:
    return (
        subject.place(reply.source), subject.place(reply.target), _takes(subject, reply), _carrier(subject, reply),
        reply.medium or _UNKNOWN,
    )  # fmt: skip


def _decision(subject: Subject, decision: Decision) -> tuple[str, ...]:
    stages = tuple(_stage(stage) for stage in decision.all_stages() if stage.name is not StageName.DECISION)
    others = Statement("table.stages", {"stages": stages}, template="{stages:sentences|none}")
    return (
        subject.decisions[decision.key],
        subject.place(decision.made_at),
        _decided(subject, decision),
        subject.labels.clause(others),
        decision.calls_for.words if decision.calls_for else _UNKNOWN,
        "no: out of reach" if decision.key in subject.unreached else "yes",
    )


def _decided(subject: Subject, decision: Decision) -> str:
    """The day of a decision, or the first and the last of the days on which it may be made."""
    if decision.between is None:
        return day_words(decision.on) if decision.on else _UNKNOWN
    return subject.labels.clause(when_said(decision))


def _stage(stage: Stage) -> Statement:
    return Statement(
        "table.stage",
        {"stage": stage.name, "forum": Ref("forum", stage.at), "by": stage.by},
        template="{stage}: {forum}, {by|day not known}.",
        sources={"stage": "Stage.name", "forum": "Stage.at", "by": "Stage.by"},
    )


def _answers(subject: Subject, decisions: Iterable[Decision]) -> Iterator[tuple[str, ...]]:
    """For each decision, whom the answer reaches and whom not, until as many questions are asked as may be."""
    asked, nobody = 0, "nobody" if subject.internal else "nobody who is named here"
    for decision in decisions:
        asked += len(subject.heard or ())
        if not subject.heard or asked > _MOST_ANSWERS:
            return
        heard = [who for who in subject.heard if subject.draws(who)]
        told = [who for who in heard if subject.decision_map.reply_to(who, decision.key) is not None]
        missed = [who for who in heard if who not in told]
        yield (
            brief(subject.decisions[decision.key]),
            listed([subject.who(who) for who in told], 20) or nobody,
            listed([subject.who(who) for who in missed], 20) or nobody,
        )


def _forum(subject: Subject, forum: Forum) -> tuple[str, ...]:
    seats = [
        f"{subject.who(seat.stakeholder)} ({counted(seat.votes, 'vote')})"
        for seat in forum.seats
        if subject.draws(seat.stakeholder)
    ]
    return (
        subject.forums[forum.key],
        subject.labels.words(Ref("tier", forum.tier)) if forum.tier else "none",
        _UNKNOWN if forum.meetings is None else subject.wording.say(forum.meetings.says),
        _UNKNOWN if forum.papers_due is None else subject.wording.clause(_before(forum.papers_due)),
        listed(seats, 20) or "nobody is named",
    )
