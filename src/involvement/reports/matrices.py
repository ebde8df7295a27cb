"""Adjacency matrix of forums, for maps too large to draw as boxes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from involvement._fields import frozen
from involvement.drawings.legends import cross, diamond, legend
from involvement.drawings.svg import (
    HEADING,
    SIZE,
    SMALL,
    Colours,
    Picture,
    document,
    line_height,
    tag,
    text_lines,
    words,
)
from involvement.drawings.text_widths import Lines, wrapped
from involvement.reports.map_columns import columns_of
from involvement.reports.map_words import WHO, counts, unreached
from involvement.reports.picture_words import not_drawn
from involvement.reports.subjects import Subject, carries_views
from involvement.wording import Fact, Statement

__all__ = ["draw_matrix"]

_MOST_MARKED = 150
_MOST_STAKEHOLDERS = 60
_ROWS = 40
_CELL = 18
_NAME = 270
_RISE = 250  # of the names above the columns
_NOTE = 170
_BAND = 26
_EDGE = 16
_HEADINGS = ("Forum", "Where", "Hears from", "Sends to", "Decisions", "Out of reach")
_WIDTHS = (330, 230, 110, 140, 110, 140)
_MARKED = (
    "The decision map is too large to draw, so this is a table with {rows:row} and {columns:column}. "
    "A mark shows that something goes from its row to its column. {more:sentences}"
)
_LISTED = (
    "The decision map is too large to draw, so this is a table. "
    "It lists the {shown:forum} joined to most others; {left} more {left#is|are} not drawn."
)


@frozen
class _Line:
    """A row or column: its key, what it is called, and the heading that it stands under."""

    key: str
    name: str
    heading: str


def draw_matrix(subject: Subject, *, title: str, id_prefix: str) -> Picture:
    """A row for each stakeholder and forum that gives, a column for each forum that hears, in the order of the map.

    Above 150 forums: the 40 forums with the most ways to and from them, with counts, and how many more there are.
    """
    forums = [
        _Line(f"at:{forum.key}", subject.forums[forum.key], subject.labels.clause(column.heading))
        for column in columns_of(subject.decision_map)
        for forum in column.forums
    ]
    if len(forums) > _MOST_MARKED:
        return _counts(subject, forums, title, id_prefix)
    return _marks(subject, forums, title, id_prefix)


def _joined(subject: Subject) -> dict[tuple[str, str], set[str]]:
    """What goes from each row to each column: `view`, `told` or `reply`."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in subject.drawn_map.entry_points:
        pair = (f"who:{entry.stakeholder or ''}", f"at:{entry.forum}")
        found.setdefault(pair, set()).add("view" if carries_views(entry) else "told")
    for flow in subject.decision_map.flows:
        pair = (f"at:{flow.source}", f"at:{flow.target}")
        found.setdefault(pair, set()).add("view" if carries_views(flow) else "told")
    for reply in subject.drawn_map.replies:
        kind = "at" if reply.target in subject.forums else "who"
        found.setdefault((f"at:{reply.source}", f"{kind}:{reply.target}"), set()).add("reply")
    return found


def _marks(subject: Subject, forums: Sequence[_Line], title: str, id_prefix: str) -> Picture:
    joined = _joined(subject)
    people = sorted(
        {key for pair in joined for key in pair if key.startswith("who:")}, key=lambda key: (key == "who:", key)
    )
    taking_part = subject.labels.clause(WHO)
    named = [_Line(key, subject.who(key.removeprefix("who:") or None), taking_part) for key in people]
    rows = [*named[:_MOST_STAKEHOLDERS], *forums]
    hearing = {target for _, target in joined}
    columns = [line for line in (*forums, *named[:_MOST_STAKEHOLDERS]) if line.key in hearing]
    left = _EDGE + _NAME + 8
    width = left + len(columns) * _CELL + _NOTE + _EDGE
    heading = wrapped(title, width - 2 * _EDGE, HEADING, bold=True, most=2)
    about = _marked(len(rows), len(columns), len(named) - _MOST_STAKEHOLDERS)
    note = subject.wording.say(about)
    said = wrapped(note, width - 2 * _EDGE, SIZE, most=3)
    top = _EDGE + len(heading.lines) * line_height(HEADING)
    letters = [
        text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=title),
        text_lines(said, _EDGE, top + SIZE),
    ]
    top += len(said.lines) * line_height(SIZE) + 18
    key, height = legend(_samples(subject), x=_EDGE, y=top, width=width - 2 * _EDGE)
    top += height + _RISE
    drawn, bottom = _grid(subject, rows, columns, joined, left, top)
    return document(
        [*letters, key, *drawn], width=width, height=bottom + _EDGE, title=title,
        description=subject.wording.say(_described(subject, about)), id_prefix=id_prefix,
    )  # fmt: skip


def _grid(
    subject: Subject,
    rows: Sequence[_Line],
    columns: Sequence[_Line],
    joined: dict[tuple[str, str], set[str]],
    left: int,
    top: int,
) -> tuple[list[str], int]:
    right = left + len(columns) * _CELL
    tall = len(rows) * _CELL + len({row.heading for row in rows}) * _BAND
    behind: list[str] = []
    front: list[str] = []
    for number, column in enumerate(columns):
        x = left + number * _CELL
        name = wrapped(column.name, _RISE - 16, SMALL, most=1)
        label = text_lines(name, 0, 0, size=SMALL, full=column.name)
        front.append(tag("g", label, transform=f"translate({x + 13} {top - 6}) rotate(-90)"))
        if number % 2:
            behind.append(tag("rect", x=x, y=top, width=_CELL, height=tall, fill=Colours.BAND))
    y = top
    totals = Counter(decision.made_at for decision in subject.decision_map.decisions)
    lost = Counter(decision.made_at for decision in subject.decision_map.decisions if decision.key in subject.unreached)
    for heading, members in groupby(rows, key=lambda row: row.heading):
        front.append(text_lines(wrapped(heading, _NAME, SIZE, bold=True, most=1), _EDGE, y + 19, bold=True))
        y += _BAND
        for row in members:
            name = wrapped(row.name, _NAME - 16, SMALL, most=1)
            front += [
                tag("path", d=f"M{_EDGE} {y}H{right + _NOTE}", stroke=Colours.RULE, stroke_width=1),
                text_lines(name, _EDGE + 12, y + 14, size=SMALL, full=row.name),
                *_cells(row, columns, joined, left, y),
            ]
            key = row.key.removeprefix("at:")
            if totals[key]:
                made = subject.labels.clause(_made(totals[key], lost[key]))
                front.append(diamond(right + 14, y + 9, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=5))
                front.append(text_lines(Lines((made,), cut=False), right + 26, y + 14, size=SMALL))
            y += _CELL
    return [*behind, *front], y


def _cells(
    row: _Line, columns: Sequence[_Line], joined: dict[tuple[str, str], set[str]], left: int, y: int
) -> Iterator[str]:
    for number, column in enumerate(columns):
        kinds = joined.get((row.key, column.key))
        if kinds:
            x = left + number * _CELL + _CELL // 2
            yield tag("g", tag("title", words(f"{row.name} to {column.name}")), *_mark(kinds, x, y + _CELL // 2))


def _mark(kinds: set[str], x: int, y: int) -> Iterator[str]:
    """A disc for a view, a ring for being told, a hollow square on its corner for an answer; they may be combined."""
    if "reply" in kinds:
        yield diamond(x, y, fill=Colours.PAPER, line=Colours.REPLY, half=7)
    if "view" in kinds:
        yield tag("circle", cx=x, cy=y, r=3 if "reply" in kinds else 5, fill=Colours.VIEW)
    elif "told" in kinds:
        yield tag("circle", cx=x, cy=y, r=3, fill=Colours.PAPER, stroke=Colours.VIEW, stroke_width=2)


def _samples(subject: Subject) -> Iterator[tuple[str, str]]:
    yield "".join(_mark({"view"}, 30, 0)), "Views go there"
    yield "".join(_mark({"told"}, 30, 0)), "Told only"
    yield "".join(_mark({"reply"}, 30, 0)), "Answers go there"
    if subject.decision_map.decisions:
        yield diamond(30, 0, fill=Colours.DECISION, line=Colours.DECISION_LINE, half=5), "Decisions made there"


def _described(subject: Subject, about: Statement) -> Statement:
    """What the table shows, and what there is in all."""
    parts = (about, counts(subject), *unreached(subject))
    return Statement("map.table", {"parts": parts}, template="{parts:sentences}")


def _marked(rows: int, columns: int, left: int) -> Statement:
    more = (not_drawn(left, "Stakeholder.key"),) if left > 0 else ()
    return Statement(
        "map.marked",
        {"rows": rows, "columns": columns, "more": more},
        template=_MARKED,
        sources={"rows": "Forum.key", "columns": "Forum.key"},
    )


def _listed(shown: int, left: int) -> Statement:
    return Statement(
        "map.listed",
        {"shown": shown, "left": left},
        template=_LISTED,
        sources={"shown": "Forum.key", "left": "Forum.key"},
    )


def _made(number: int, lost: int) -> Statement:
    """How many decisions a forum makes, and how many of them views cannot get to."""
    facts: dict[str, Fact] = {"n": number, "lost": lost} if lost else {"n": number}
    return Statement(
        "map.made_out_of_reach" if lost else "map.made",
        facts,
        template="{n} ({lost} out of reach)" if lost else "{n}",
        sources=dict.fromkeys(facts, "Decision.made_at"),
    )


def _counts(subject: Subject, forums: Sequence[_Line], title: str, id_prefix: str) -> Picture:
    joined = _joined(subject)
    to, from_ = Counter(pair[1] for pair in joined), Counter(pair[0] for pair in joined)
    made = Counter(f"at:{decision.made_at}" for decision in subject.decision_map.decisions)
    lost = Counter(
        f"at:{decision.made_at}" for decision in subject.decision_map.decisions if decision.key in subject.unreached
    )
    busiest = sorted(forums, key=lambda line: (-to[line.key] - from_[line.key], line.key))[:_ROWS]
    width = sum(_WIDTHS) + 2 * _EDGE
    note = subject.wording.say(_described(subject, _listed(len(busiest), len(forums) - len(busiest))))
    heading = wrapped(title, width - 2 * _EDGE, HEADING, bold=True, most=2)
    said = wrapped(note, width - 2 * _EDGE, SIZE)
    y = _EDGE + len(heading.lines) * line_height(HEADING)
    drawn = [
        text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=title),
        text_lines(said, _EDGE, y + SIZE, full=note),
    ]
    y += len(said.lines) * line_height(SIZE) + 14
    drawn += _row(_HEADINGS, y, bold=True)
    for line in busiest:
        y += _BAND
        numbers = (to[line.key], from_[line.key], made[line.key], lost[line.key])
        drawn.append(tag("path", d=f"M{_EDGE} {y}H{width - _EDGE}", stroke=Colours.RULE, stroke_width=1))
        drawn += _row((line.name, line.heading, *map(str, numbers)), y)
        if lost[line.key]:
            drawn.append(cross(width - _EDGE - 12, y + 13, line=Colours.WARNING_LINE, half=4))
    return document(drawn, width=width, height=y + _BAND + _EDGE, title=title, description=note, id_prefix=id_prefix)


def _row(texts: Sequence[str], y: int, *, bold: bool = False) -> Iterator[str]:
    x = _EDGE
    for number, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True)):
        lines = wrapped(text, width - 26, SIZE, bold=bold, most=1)
        figures = number > 1
        at = x + width - 26 if figures else x
        yield text_lines(lines, at, y + 18, bold=bold, full=text, anchor="end" if figures else "start")
        x += width
