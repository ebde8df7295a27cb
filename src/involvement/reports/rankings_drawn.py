"""Picture of both sides' rankings, joined issue by issue, with each settlement."""

from collections.abc import Iterator
from datetime import date

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
    prefix_of,
    tag,
    text_lines,
    titled,
    words,
)
from involvement.drawings.text_widths import Lines, wrapped
from involvement.priorities import Outcome
from involvement.processes import Process
from involvement.references import Ref
from involvement.reports.agreements import Accord, Wishes, accord_of
from involvement.reports.anchors import anchor
from involvement.reports.picture_words import not_drawn
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Statement

__all__ = ["described", "draw_overlap", "overlap_of"]

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
    Outcome.AGREED: Colours.STAKEHOLDER_LINE,
    Outcome.DEFERRED: Colours.DECISION_LINE,
    Outcome.DECLINED: Colours.WARNING_LINE,
    None: Colours.FAINT,
}
_DASHES = {
    Outcome.AGREED: "",
    Outcome.DEFERRED: "8 4",
    Outcome.DECLINED: "2 4",
    None: "12 3 2 3",
}
_SIGNS = {Outcome.AGREED: "Agreed", Outcome.DEFERRED: "Deferred", Outcome.DECLINED: "Declined", None: "Not settled"}
_WANTED = Statement("overlap.wanted", template="What each side wants")
_AGREED = Statement("overlap.agreed", template="What each side wants, and what was agreed")
_NOTHING = Statement("overlap.nothing", template="No ranking is recorded yet")
_NO_OTHER = Statement("overlap.no_other", template="Nobody else")
_NO_LIST = Statement("overlap.no_list", template="has ranked anything")
_OTHERS = Statement("overlap.hidden", template="Others")
_NOT_TOLD = Statement("overlap.not_told", template="what they rank is not told")
_RANKED = "Priorities.places"


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
    'No ranking is recorded yet.'
    """
    snapshot = snapshot_of(process, on)
    accord = accord_of(snapshot)
    prefix = prefix_of(id_prefix)
    if accord is None or not accord.wishes:
        subject = subject_of(snapshot)
        named = titled(title, subject.headed(_WANTED))
        heading, y = _heading(named)
        nothing = subject.wording.say(_NOTHING)
        drawn = [heading, text_lines(Lines((nothing,), cut=False), _EDGE, y)]
        return document(drawn, width=_WIDTH, height=y + _EDGE, title=named, description=nothing, id_prefix=prefix)
    return overlap_of(accord, title=title, prefix=prefix)


def overlap_of(accord: Accord, *, title: str | None = None, prefix: str = "overlap") -> Picture:
    """The rankings of an accord as a picture."""
    subject = accord.subject
    named = titled(title, subject.headed(_WANTED if accord.agreement is None else _AGREED))
    heading, y = _heading(named)
    kinds = {accord.outcome(issue) for issue in accord.issues}
    key, height = legend(_samples(kinds), x=_EDGE, y=y, width=_WIDTH - 2 * _EDGE)
    y += height + 4
    columns = accord.columns
    heads, tall = _heads(accord, columns, y)
    y += tall
    drawn_of = _ranked(accord)
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
    for footnote in map(subject.labels.say, _footnotes(accord)):
        lines = wrapped(footnote, _WIDTH - 2 * _EDGE, SMALL, most=3)
        front.append(text_lines(lines, _EDGE, y + 10 + SMALL, size=SMALL, full=footnote))
        y += len(lines.lines) * line_height(SMALL) + 6
    return document(
        [heading, key, heads, *behind, *front],
        width=_WIDTH, height=y + _EDGE, title=named, description=subject.wording.say(described(accord)), id_prefix=prefix,
    )  # fmt: skip


_Columns = tuple[Wishes | None, Wishes | None]


def _heading(named: str) -> tuple[str, int]:
    lines = wrapped(named, _WIDTH - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = text_lines(lines, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=named)
    return drawn, _EDGE + len(lines.lines) * line_height(HEADING) + 20


def _ranked(accord: Accord) -> list[str]:
    """The issues that one of the columns ranks, those settled first."""
    return [issue for issue in accord.issues if any(one and one.order.place_of(issue) for one in accord.columns)]


def _heads(accord: Accord, columns: _Columns, y: int) -> tuple[str, int]:
    """What each column is called, and whose rankings are in it."""
    drawn = []
    tall = 0
    words_of = accord.subject.labels.clause
    for wishes, x in zip(columns, (_EDGE, _RIGHT + _SIGN), strict=True):
        heading = words_of(wishes.heading if wishes else _OTHERS if accord.hidden else _NO_OTHER)
        name = wrapped(heading, _PLACE + _TITLE, SIZE, bold=True, most=2)
        said = words_of(_ranked_by(wishes) if wishes else _NOT_TOLD if accord.hidden else _NO_LIST)
        parties = wrapped(said, _PLACE + _TITLE, SMALL, most=3) if said else Lines((), cut=False)
        below = y + len(name.lines) * line_height(SIZE)
        drawn += [
            text_lines(name, x, y + SIZE, bold=True, full=heading),
            text_lines(parties, x, below + SMALL, size=SMALL, full=said),
        ]
        tall = max(tall, below - y + len(parties.lines) * line_height(SMALL) + 10)
    return "".join(drawn), tall


def _ranked_by(wishes: Wishes) -> Statement:
    return Statement(
        "overlap.ranked_by",
        {"who": wishes.parties},
        template="ranked by {who}",
        sources={"who": "Priorities.stakeholder"},
    )


def _rows(accord: Accord, columns: _Columns, number: int, shown: frozenset[str]) -> list[_Row]:
    own, other = columns[number], columns[1 - number]
    if own is None:
        return []
    rows = []
    for tie, place in enumerate(own.order.places):
        for issue in place:
            if issue in shown:
                note = accord.subject.labels.clause(_note(accord, issue, other))
                rows.append(
                    _Row(
                        issue,
                        accord.subject.labels.clause(own.place(issue)),
                        wrapped(accord.issue(issue), _TITLE, SIZE, most=2),
                        accord.issue(issue),
                        wrapped(note, _TITLE, SMALL, most=1),
                        tie if len(place) > 1 else -1,
                    )
                )
    return rows


def _note(accord: Accord, issue: str, other: Wishes | None) -> Statement:
    """What was settled about an issue, and where the other side puts it."""
    settled = accord.settled_as(issue)
    if other is None:
        return settled
    if other.order.place_of(issue) is None:
        return Statement("overlap.alone", {"settled": settled}, template="{settled:clause}; only this side ranks it")
    facts = {"settled": settled, "place": other.place(issue)}
    return Statement("overlap.both", facts, template="{settled:clause}; place {place:clause} on the other side")


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
    return tag(
        "g",
        tag("title", words(accord.subject.labels.clause(_says(accord, columns, issue)))),
        _line(outcome, d),
        *(_sign(outcome, x, y) for x, y in ends),
        id=f"{prefix}-issue-{anchor(issue)}",
    )


def _says(accord: Accord, columns: _Columns, issue: str) -> Statement:
    """What was settled about an issue, and where each column puts it."""
    places = tuple(
        Statement(
            "overlap.place",
            {"place": wishes.place(issue), "whose": wishes.whose},
            template="place {place:clause} for {whose:clause}",
        )
        for wishes in columns
        if wishes and wishes.order.place_of(issue)
    )
    return Statement(
        "overlap.issue",
        {"issue": Ref("issue", issue), "settled": accord.settled_as(issue), "places": places},
        template="{issue}: {settled:clause}; {places:clauses}",
        sources={"issue": "Issue.title"},
    )


def _line(outcome: Outcome | None, d: str) -> str:
    dashes = {"stroke_dasharray": _DASHES[outcome]} if _DASHES[outcome] else {}
    return tag("path", d=d, fill="none", stroke=_COLOUR[outcome], stroke_width=2, **dashes)


def _sign(outcome: Outcome | None, x: int, y: int) -> str:
    """Agreed is a full circle, deferred a hollow diamond, declined a cross, not settled a hollow square."""
    line = _COLOUR[outcome]
    if outcome == Outcome.AGREED:
        return tag("circle", cx=x, cy=y, r=6, fill=line, stroke=line, stroke_width=1)
    if outcome == Outcome.DEFERRED:
        return diamond(x, y, fill=Colours.PAPER, line=line, half=7)
    if outcome == Outcome.DECLINED:
        return cross(x, y, line=line)
    return tag("rect", x=x - 5, y=y - 5, width=10, height=10, fill=Colours.PAPER, stroke=line, stroke_width=2)


def _samples(kinds: set[Outcome | None]) -> Iterator[tuple[str, str]]:
    for kind in _COLOUR:
        if kind in kinds:
            yield _line(kind, "M7 0L31 0") + _sign(kind, 7, 0) + _sign(kind, 31, 0), _SIGNS[kind]
    yield tag("path", d="M7 0L33 0", stroke=Colours.INK, stroke_width=2), "The other side does not rank it"
    yield tag("rect", x=0, y=-9, width=36, height=18, fill=Colours.BAND, stroke=Colours.RULE, stroke_width=1), "Equals"


def _footnotes(accord: Accord) -> Iterator[Statement]:
    """What the picture leaves out."""
    drawn = len(_ranked(accord))
    if drawn > _MOST_ISSUES:
        yield not_drawn(drawn - _MOST_ISSUES, _RANKED)
    others = tuple(wishes.whose for wishes in accord.wishes if wishes not in accord.columns)
    if others:
        yield Statement(
            "overlap.others",
            {"whose": others, "n": len(others)},
            template="{n#the list|the lists} of {whose:clauses} {n#is|are} not drawn",
            sources={"n": _RANKED},
        )
    if not accord.hidden and (left := len(accord.issues) - drawn):
        yield Statement(
            "overlap.on_neither",
            {"n": left},
            template="{n:issue} {n#is|are} on neither list",
            sources={"n": _RANKED},
        )


def described(accord: Accord) -> Statement:
    """What was settled, what each list puts first, and what both have: what the picture shows."""
    columns = [wishes for wishes in accord.columns if wishes]
    lists = (_list(wishes) for wishes in columns if wishes.order.places)
    parts = (*accord.counts(), *lists, *_on_both(accord.columns), *_footnotes(accord))
    return Statement("overlap.described", {"parts": parts}, template="{parts:sentences}")


def _list(wishes: Wishes) -> Statement:
    return Statement(
        "overlap.list",
        {
            "whose": wishes.whose,
            "n": len(wishes.order.ranked()),
            "first": tuple(Ref("issue", issue) for issue in wishes.order.places[0]),
        },
        template="The list of {whose:clause} has {n:issue}; {first:quoted} {first#comes|come} first",
        sources={"n": _RANKED, "first": _RANKED},
    )


def _on_both(columns: _Columns) -> tuple[Statement, ...]:
    left, right = columns
    if left is None or right is None:
        return ()
    both = sum(right.order.place_of(issue) is not None for issue in left.order.ranked())
    template = "{n:issue} {n#is|are} on both lists"
    return (Statement("overlap.on_both", {"n": both}, template=template, sources={"n": _RANKED}),)
