"""Picture of the decision map: where views enter and travel, how answers return, what is out of reach."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from involvement._fields import frozen
from involvement.decisions import Decision, DecisionMap, EntryPoint, Flow, Forum
from involvement.drawings.layouts import BOX, COLUMN, Arrangement, Link, arrange
from involvement.drawings.legends import cross, diamond, legend, line_sample
from involvement.drawings.lines import Kind, drawn_route
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
)
from involvement.drawings.text_widths import NO_LINES, Lines, wrapped
from involvement.processes import Process
from involvement.reports.anchors import anchor
from involvement.reports.map_boxes import INDENT, PADDING, SIGN, Card, Chip, drawn_card
from involvement.reports.map_columns import columns_of
from involvement.reports.map_words import (
    MAP_HEADING,
    WHO,
    counts,
    decision_day,
    entry_said,
    flow_said,
    more_decisions,
    out_of_reach_sign,
    reply_said,
    unreached,
)
from involvement.reports.matrices import draw_matrix
from involvement.reports.subjects import ANYONE, Subject, carries_views, subject_for
from involvement.snapshots import Snapshot
from involvement.wording import Edition, Statement

__all__ = ["described", "draw_map"]

_MOST_FORUMS = 60
_MOST_COLUMNS = 12
_MOST_STAKEHOLDERS = 60
_MOST_LINES = 400
_MOST_DECISIONS = 8  # at one forum
_EDGE = 16
_LABEL = BOX - 2 * PADDING
_NARROWEST = 640
_EMPTY = Statement("map.empty", template="The decision map has no forum yet.")
_NO_ENTRY = "no own entry point"


def draw_map(
    reported: Process | Snapshot | DecisionMap,
    *,
    title: str | None = None,
    id_prefix: str = "map",
    edition: Edition | str = Edition.DESK,
) -> Picture:
    """The decision map: stakeholders at the left, then forums in columns in the order in which views flow.

    Views are drawn solid, answers dashed and on tracks of their own, and each decision hangs below the forum
    that makes it, with words where no view of the service users reaches it. Above 60 forums no map can be
    read: the picture is then a table of who feeds what. Of a process or a snapshot of the desk it can be drawn for another
    *edition*; a snapshot of another edition is drawn for that.

    >>> draw_map(Process("screening")).description
    'The decision map has no forum yet.'
    """
    subject = subject_for(reported, edition)
    prefix = prefix_of(id_prefix)
    heading = titled(title, subject.headed(MAP_HEADING))
    drawing = _Drawing(subject, heading, prefix)
    return drawing.picture() if drawing.readable else draw_matrix(subject, title=heading, id_prefix=prefix)


@frozen
class _Line:
    """One line of the map: what it joins, what it carries and what it is called."""

    link: Link
    kind: Kind
    title: str
    identity: str


class _Drawing:
    """One map on its way to a picture."""

    def __init__(self, subject: Subject, title: str, prefix: str) -> None:
        self.subject = subject
        self.map = subject.drawn_map
        self.title = title
        self.prefix = prefix
        self.columns = columns_of(self.map)

    @property
    def readable(self) -> bool:
        """Whether a map of this size can be read."""
        return (
            len(self.map.forums) <= _MOST_FORUMS
            and len(self.columns) <= _MOST_COLUMNS
            and len({entry.stakeholder for entry in self.map.entry_points}) <= _MOST_STAKEHOLDERS
            and len(self.map.flows) + len(self.map.replies) + len(self.map.entry_points) <= _MOST_LINES
        )

    def picture(self) -> Picture:
        cards = [self._stakeholders(), *([self._forum(forum) for forum in column.forums] for column in self.columns)]
        words = self.subject.labels
        names = [words.clause(heading) for heading in (WHO, *(column.heading for column in self.columns))]
        headings = [wrapped(name, COLUMN - 2 * PADDING, SIZE, bold=True, most=3) for name in names]
        lines = list(self._lines())
        top = 2 * PADDING + max(_tall(heading, SIZE) for heading in headings)
        laid = arrange([[card.item for card in column] for column in cards], [line.link for line in lines], top=top)
        width = max(laid.width, _NARROWEST)
        title = wrapped(self.title, width - 2 * _EDGE, HEADING, bold=True, most=2)
        above = _EDGE + _tall(title, HEADING) + 20
        key, height = legend(self._samples(lines), x=_EDGE, y=above, width=width - 2 * _EDGE)
        above += height + 4
        map_ = tag(
            "g",
            *_bands(laid, names, headings),
            *(
                drawn_route(route, line.kind, line.title, line.identity)
                for route, line in zip(laid.routes, lines, strict=True)
            ),
            *(
                drawn_card(card, laid.boxes[card.key], f"{self.prefix}-{card.identity}")
                for column in cards
                for card in column
            ),
            transform=f"translate(0 {above})",
        )
        return document(
            [text_lines(title, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=self.title), key, map_],
            width=width,
            height=above + laid.height,
            title=self.title,
            description=self.subject.wording.say(described(self.subject)),
            id_prefix=self.prefix,
        )

    def _stakeholders(self) -> list[Card]:
        """Those who enter, those who are answered, and the service users who have no way in."""
        entering = {entry.stakeholder for entry in self.map.entry_points}
        answered = {reply.target for reply in self.map.replies if reply.target not in self.subject.forums}
        shut_out = {
            key for key in self.subject.heard or () if self.subject.known and self.subject.draws(key)
        } - entering
        names = {
            key: ANYONE if key is None else self.subject.names.get(key, key) for key in entering | answered | shut_out
        }
        return [
            Card(
                _who(key),
                self._identity(key, position),
                wrapped(names[key], _LABEL - 2 * PADDING, SIZE),
                names[key],
                stakeholder=True,
                note=wrapped(_NO_ENTRY, _LABEL, SMALL) if key in shut_out else NO_LINES,
            )
            for position, key in enumerate(sorted(names, key=lambda key: (key is None, key or "")))
        ]

    def _identity(self, key: str | None, position: int) -> str:
        """What an id says of who takes part; of a person, no more than the place."""
        if key is None:
            return "anyone"
        return f"person-{position}" if key in self.subject.persons else f"who-{anchor(key)}"

    def _forum(self, forum: Forum) -> Card:
        made = sorted((decision for decision in self.map.decisions if decision.made_at == forum.key), key=_by_day)
        shown = made[: len(made) - _hidden(len(made))]
        more = NO_LINES
        if rest := made[len(shown) :]:
            lost = sum(decision.key in self.subject.unreached for decision in rest)
            more = wrapped(self.subject.labels.clause(more_decisions(len(rest), lost)), BOX - INDENT, SMALL)
        name = self.subject.forums[forum.key]
        chips = tuple(map(self._chip, shown))
        label = wrapped(name, _LABEL, SIZE)
        return Card(_at(forum.key), f"forum-{anchor(forum.key)}", label, name, chips=chips, more=more)

    def _chip(self, decision: Decision) -> Chip:
        name = self.subject.decisions[decision.key]
        unreached = decision.key in self.subject.unreached
        width = BOX - INDENT - SIGN - 8
        lines = wrapped(self.subject.labels.clause(decision_day(decision)), width, SMALL).lines
        if unreached:
            lines += ("out of reach",)
        return Chip(wrapped(name, width, SIZE), Lines(lines, cut=False), name, unreached)

    def _lines(self) -> Iterator[_Line]:
        subject = self.subject
        for number, entry in enumerate(self.map.entry_points):
            line = entry_said(subject, entry)
            yield self._line(_who(entry.stakeholder), _at(entry.forum), _kind(entry), line, f"entry-{number}")
        for number, flow in enumerate(self.map.flows):
            yield self._line(_at(flow.source), _at(flow.target), _kind(flow), flow_said(flow), f"flow-{number}")
        for number, reply in enumerate(self.map.replies):
            target = _at(reply.target) if reply.target in subject.forums else _who(reply.target)
            line = reply_said(subject, reply)
            yield self._line(_at(reply.source), target, Kind.REPLY, line, f"reply-{number}")

    def _line(self, source: str, target: str, kind: Kind, says: Statement, name: str) -> _Line:
        title = self.subject.labels.clause(says)
        return _Line(Link(source, target, kind is Kind.REPLY), kind, title, f"{self.prefix}-{name}")

    def _samples(self, lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
        for kind in Kind:
            if any(line.kind is kind for line in lines):
                yield line_sample(kind, 0, 0), kind.value
        if self.map.decisions:
            yield diamond(22, 0, fill=Colours.DECISION, line=Colours.DECISION_LINE), "A decision is made"
        if self.subject.unreached:
            yield cross(22, 0, line=Colours.WARNING_LINE), self.subject.labels.clause(out_of_reach_sign(self.subject))


def described(subject: Subject) -> Statement:
    """What the map counts, its columns, and what is out of reach: what the picture shows."""
    if not subject.decision_map.forums:
        return _EMPTY
    hidden = sum(map(_hidden, Counter(decision.made_at for decision in subject.decision_map.decisions).values()))
    columns = tuple(column.heading for column in columns_of(subject.decision_map))
    return Statement(
        "map.described",
        {"parts": (counts(subject), _columns_said(columns), *_only_counted(hidden), *unreached(subject))},
        template="{parts:sentences}",
    )


def _hidden(made: int) -> int:
    """How many of the decisions made at one forum are counted, and not drawn."""
    return made - _MOST_DECISIONS + 1 if made > _MOST_DECISIONS else 0


def _columns_said(columns: tuple[Statement, ...]) -> Statement:
    return Statement("map.columns", {"columns": columns}, template="From left to right: {columns:clauses}.")


def _only_counted(number: int) -> tuple[Statement, ...]:
    if not number:
        return ()
    said = Statement(
        "map.only_counted",
        {"n": number},
        template="{n} of the decisions are only counted in the picture.",
        sources={"n": "Decision.made_at"},
    )
    return (said,)


def _tall(lines: Lines, size: int) -> int:
    return len(lines.lines) * line_height(size)


def _who(stakeholder: str | None) -> str:
    return f"who:{stakeholder or ''}"


def _at(forum: str) -> str:
    return f"at:{forum}"


def _by_day(decision: Decision) -> tuple[bool, date, str]:
    return decision.last_day is None, decision.last_day or date.min, decision.key


def _kind(way: Flow | EntryPoint) -> Kind:
    return Kind.VIEW if carries_views(way) else Kind.TOLD


def _bands(laid: Arrangement, names: Sequence[str], headings: Sequence[Lines]) -> Iterator[str]:
    for left, name, heading in zip(laid.columns, names, headings, strict=True):
        yield tag("rect", x=left, y=0, width=COLUMN, height=laid.floor, rx=8, fill=Colours.BAND)
        yield text_lines(heading, left + COLUMN // 2, 10 + SIZE, bold=True, anchor="middle", full=name)
