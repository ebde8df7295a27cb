"""Picture of both sides' rankings, joined issue by issue, with each settlement."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from involvement.drawings.legends import cross, diamond, legend
from involvement.drawings.svg import (
    HEADING,
    SIZE,
    SMALL,
    Colours,
    Picture,
    document,
    line_height,
    prefix_of,
    tag,
    text_lines,
    titled,
    words,
)
from involvement.drawings.text_widths import Lines, wrapped
from involvement.priorities import Outcome
from involvement.processes import Process
from involvement.reports.agreements import UNSETTLED, Accord, Wishes, accord_of
from involvement.reports.anchors import anchor
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording.lists import counted, listed

__all__ = ["draw_overlap", "overlap_of"]

_MOST_ISSUES = 40
_EDGE = 16
_PLACE = 44
_TITLE = 288
_SIGN = 18  # from the words to the middle of a sign
_MIDDLE = 220
_PADDING = 8
_STUB = 26  # of a line that leads to nobody
_LEFT = _EDGE + _PLACE + _TITLE + _SIGN
_RIGHT = _LEFT + _MIDDLE
_WIDTH = _RIGHT + _SIGN + _PLACE + _TITLE + _EDGE
_COLOUR = {
    Outcome.AGREED.value: Colours.STAKEHOLDER_LINE,
    Outcome.DEFERRED.value: Colours.DECISION_LINE,
    Outcome.DECLINED.value: Colours.WARNING_LINE,
    UNSETTLED: Colours.FAINT,
}
_DASHES = {
    Outcome.AGREED.value: "",
    Outcome.DEFERRED.value: "8 4",
    Outcome.DECLINED.value: "2 4",
    UNSETTLED: "12 3 2 3",
}


@frozen
class _Row:
    """One issue in one of the two columns."""

    issue: str
    place: str
    title: Lines
    full: str
    note: Lines
    tie: int

    @property
    def height(self) -> int:
        return 2 * _PADDING + len(self.title.lines) * line_height(SIZE) + len(self.note.lines) * line_height(SMALL)


def draw_overlap(
    process: Process | Snapshot, *, on: date | None = None, title: str | None = None, id_prefix: str = "overlap"
) -> Picture:
    """Both sides' rankings as two columns, each issue that both rank joined, with what was settled about it.

    Service users stand on the left. What was agreed, deferred or declined differs by sign, by the dashes of its line and
    by a word. An issue that one side alone ranks leads to nobody; equals stand on a grey ground. Above 40 issues, those
    settled first are drawn, and it says how many more there are.

    >>> draw_overlap(Process("screening"), on=date(2026, 5, 1)).description
    'Nobody has ranked anything yet.'
    """
    snapshot = snapshot_of(process, on)
    accord = accord_of(snapshot)
    prefix = prefix_of(id_prefix)
    if accord is None or not accord.wishes:
        named = titled(title, f"What each side wants: {subject_of(snapshot).title}")
        heading, y = _heading(named)
        nothing = "Nobody has ranked anything yet."
        drawn = [heading, text_lines(Lines((nothing,), cut=False), _EDGE, y)]
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=nothing, id_prefix=prefix)
    return overlap_of(accord, title=title, prefix=prefix)


def overlap_of(accord: Accord, *, title: str | None = None, prefix: str = "overlap") -> Picture:
    """The rankings of an accord as a picture."""
    settled = "" if accord.agreement is None else ", and what was agreed"
    named = titled(title, f"What each side wants{settled}: {accord.subject.title}")
    heading, y = _heading(named)
    kinds = {accord.outcome(issue) for issue in accord.issues}
    key, height = legend(_samples(kinds), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height + 4
    columns = accord.columns
    heads, tall = _heads(columns, y)
    y += tall
    drawn_of = [each for each in accord.issues if any(one and one.order.place_of(each) for one in columns)]
    shown = frozenset(drawn_of[:_MOST_ISSUES])
    left, right = (_rows(accord, columns, number, shown) for number in (0, 1))
    behind: list[str] = []
    front: list[str] = []
    middles: tuple[dict[str, int], dict[str, int]] = ({}, {})
    top = y
    tops = []
    for number in range(max(len(left), len(right))):
        tops.append(y)
        pair = [rows[number] for rows in (left, right) if number < len(rows)]
        y += max(row.height for row in pair)
    tops.append(y)
    for number, rows in enumerate((left, right)):
        behind += _grounds(rows, tops, right=bool(number))
        for place, row in enumerate(rows):
            middles[number][row.issue] = tops[place] + (tops[place + 1] - tops[place]) // 2
            front += _words_of(row, tops[place], right=bool(number))
    front += [_joined(accord, columns, issue, middles, prefix) for issue in drawn_of[:_MOST_ISSUES]]
    y = max(y, top)
    for said in _footnotes(accord, columns, len(drawn_of)):
        lines = wrapped(said, _WIDTH - 2 * _EDGE, SMALL, most=3)
        front.append(text_lines(lines, _EDGE, y + 10 + SMALL, size=SMALL, full=said))
        y += len(lines.lines) * line_height(SMALL) + 6
    return document(
        [heading, key, heads, *behind, *front],
        width=_WIDTH, height=y + _EDGE, title=named, description=_description(accord, columns), id_prefix=prefix,
    )  # fmt: skip


_Columns = tuple[Wishes | None, Wishes | None]


def _heading(named: str) -> tuple[str, int]:
    lines = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = text_lines(lines, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)
    return drawn, _EDGE + len(lines.lines) * line_height(HEADING) + 20


def _heads(columns: _Columns, y: int) -> tuple[str, int]:
    """What each column is called, and whose rankings are in it."""
    drawn = []
    tall = 0
    for wishes, x in zip(columns, (_EDGE, _RIGHT + _SIGN), strict=True):
        name = wrapped(wishes.name if wishes else "Nobody else", _PLACE + _TITLE, SIZE, bold=True, most=2)
        said = f"ranked by {listed(wishes.parties)}" if wishes else "has ranked anything"
        parties = wrapped(said, _PLACE + _TITLE, SMALL, most=3)
        below = y + len(name.lines) * line_height(SIZE)
        drawn += [
            text_lines(name, x, y + SIZE, bold=True, full=wishes.name if wishes else ""),
            text_lines(parties, x, below + SMALL, size=SMALL, full=said),
        ]
        tall = max(tall, below - y + len(parties.lines) * line_height(SMALL) + 10)
    return "".join(drawn), tall


def _rows(accord: Accord, columns: _Columns, number: int, shown: frozenset[str]) -> list[_Row]:
    own, other = columns[number], columns[1 - number]
    if own is None:
        return []
    rows = []
    for tie, place in enumerate(own.order.places):
        for issue in place:
            if issue in shown:
                note = accord.outcome(issue)
                if other is not None:
                    alone = other.order.place_of(issue) is None
                    note += "; only this side ranks it" if alone else f"; place {other.place(issue)} on the other side"
                rows.append(
                    _Row(
                        issue,
                        own.place(issue),
                        wrapped(accord.issue(issue), _TITLE, SIZE, most=2),
                        accord.issue(issue),
                        wrapped(note, _TITLE, SMALL, most=1),
                        tie if len(place) > 1 else -1,
                    )
                )
    return rows


def _grounds(rows: list[_Row], tops: list[int], *, right: bool) -> Iterator[str]:
    """A grey ground behind those that stand equal."""
    x = _RIGHT + _SIGN - 6 if right else _EDGE - 6
    for tie in sorted({row.tie for row in rows} - {-1}):
        places = [place for place, row in enumerate(rows) if row.tie == tie]
        top, bottom = tops[places[0]], tops[places[-1] + 1]
        yield tag("rect", x=x, y=top + 1, width=_PLACE + _TITLE + 6, height=bottom - top - 2, fill=Colours.BAND)


def _words_of(row: _Row, top: int, *, right: bool) -> Iterator[str]:
    x = _RIGHT + _SIGN if right else _EDGE
    below = top + _PADDING + len(row.title.lines) * line_height(SIZE)
    yield text_lines(Lines((row.place,), cut=False), x, top + _PADDING + SIZE, bold=True)
    yield text_lines(row.title, x + _PLACE, top + _PADDING + SIZE, full=row.full)
    yield text_lines(row.note, x + _PLACE, below + SMALL, size=SMALL, fill=Colours.FAINT)


def _joined(
    accord: Accord, columns: _Columns, issue: str, middles: tuple[dict[str, int], dict[str, int]], prefix: str
) -> str:
    """The sign at each end, and the line between them; a short one where the other side does not rank it."""
    outcome = accord.outcome(issue)
    ends = [(x, middle[issue]) for x, middle in zip((_LEFT, _RIGHT), middles, strict=True) if issue in middle]
    if len(ends) > 1:
        d = f"M{ends[0][0]} {ends[0][1]}L{ends[1][0]} {ends[1][1]}"
    else:
        x, y = ends[0]
        d = f"M{x} {y}L{x + (_STUB if x == _LEFT else -_STUB)} {y}"
    said = [
        f"place {wishes.place(issue)} for {wishes.name}"
        for wishes in columns
        if wishes and wishes.order.place_of(issue)
    ]
    return tag(
        "g",
        tag("title", words(f"{accord.issue(issue)}: {outcome}; {listed(said)}")),
        _line(outcome, d),
        *(_sign(outcome, x, y) for x, y in ends),
        id=f"{prefix}-issue-{anchor(issue)}",
    )


def _line(outcome: str, d: str) -> str:
    dashes = {"stroke_dasharray": _DASHES[outcome]} if _DASHES[outcome] else {}
    return tag("path", d=d, fill="none", stroke=_COLOUR[outcome], stroke_width=2, **dashes)


def _sign(outcome: str, x: int, y: int) -> str:
    """Agreed is a full circle, deferred a hollow diamond, declined a cross, not settled a hollow square."""
    line = _COLOUR[outcome]
    if outcome == Outcome.AGREED:
        return tag("circle", cx=x, cy=y, r=6, fill=line, stroke=line, stroke_width=1)
    if outcome == Outcome.DEFERRED:
        return diamond(x, y, fill=Colours.PAPER, line=line, half=7)
    if outcome == Outcome.DECLINED:
        return cross(x, y, line=line)
    return tag("rect", x=x - 5, y=y - 5, width=10, height=10, fill=Colours.PAPER, stroke=line, stroke_width=2)


def _samples(kinds: set[str]) -> Iterator[tuple[str, str]]:
    for kind in _COLOUR:
        if kind in kinds:
            yield _line(kind, "M7 0L31 0") + _sign(kind, 7, 0) + _sign(kind, 31, 0), kind.capitalize()
    yield tag("path", d="M7 0L33 0", stroke=Colours.INK, stroke_width=2), "The other side does not rank it"
    yield tag("rect", x=0, y=-9, width=36, height=18, fill=Colours.BAND, stroke=Colours.RULE, stroke_width=1), "Equals"


def _footnotes(accord: Accord, columns: _Columns, drawn: int) -> Iterator[str]:
    if drawn > _MOST_ISSUES:
        yield f"and {counted(drawn - _MOST_ISSUES, 'issue')} more, which are not drawn"
    others = [each.name for each in accord.wishes if each not in columns]
    if others:
        yield f"Ranked as well, and not drawn, by: {listed(others)}"
    if left := len(accord.issues) - drawn:
        yield f"{counted(left, 'issue')} settled that neither column ranks"


def _description(accord: Accord, columns: _Columns) -> str:
    parts = [f"{counted(len(accord.issues), 'issue')}: {accord.counts()}."]
    left, right = columns
    if left and right:
        both = [issue for issue in left.order.ranked() if right.order.place_of(issue)]
        alone = [len(each.order.ranked()) - len(both) for each in (left, right)]
        parts.append(
            f"{len(both)} ranked by both columns, {alone[0]} by {left.name} alone, {alone[1]} by {right.name} alone."
        )
    parts += [
        f"{each.name} put {listed([accord.issue(issue) for issue in each.order.places[0]])} first."
        for each in columns
        if each and each.order.places
    ]
    return " ".join(parts)
