"""Heatmap of answers: a field for each, with its word and what it counts, rater by rater."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.drawings.legends import legend
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
from involvement.drawings.text_widths import NO_LINES, Lines, measured, wrapped
from involvement.maturity import AnswerWord, Assessment, Criterion
from involvement.processes import Process
from involvement.references import Ref
from involvement.reports.assessments import Sheets, assessments_of
from involvement.reports.subjects import subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Fact, Quote, Statement, Wording
from involvement.wording.numbers import rounded
from involvement.wording.texts import clean

__all__ = ["described", "draw_heatmap", "heatmap_of", "heatmap_tables"]

_MOST_COLUMNS = 12
_MOST_CRITERIA = 200
_EDGE = 16
_NAME = 300
_CELL = 132
_GAP = 3  # between two cells
_METER = 8
_PADDING = 6
_INSIDE = _CELL - _GAP - _METER - 3 * _PADDING  # of a cell, for words
_INDENT = 12
_NARROWEST = 720
_HATCH = 6
_STRIP = 16  # of a cell that is not known
_STEPS = (Colours.PAPER, Colours.STEP_1, Colours.STEP_2, Colours.STEP_3, Colours.STEP_4)
_HEADING = Statement("heatmap.heading", template="How developed the involvement is")
_NOTHING = Statement("heatmap.nothing", template="No assessment is recorded yet")
_NO_TOTAL = Statement("heatmap.no_total", template="There is no total")
_ALL_KNOWN = Statement("heatmap.all_known", template="every answer known")
_WHOLE = Statement("heatmap.whole", template="The whole")
_ANSWER = {"criterion": "Criterion.title", "option": "AnswerOption.title"}
_NOT_ASKED = Statement("answer.not_asked", template="not asked")
_APART = Statement("answer.apart", template="does not apply")
_UNKNOWN = Statement("answer.unknown", template="not known")


@frozen
class _Cell:
    """One answer as it is shown: its word, what it counts, and how far up its scale it stands, in hundredths."""

    word: str
    number: str = ""
    height: int | None = None  # None: not known, or it does not apply
    unknown: bool = False
    hint: str = ""

    @property
    def text(self) -> str:
        return f"{self.word} ({self.number})" if self.number else self.word


@frozen
class _Row:
    """One line of the picture: a criterion with its cells, or what a part comes to."""

    name: str
    cells: tuple[_Cell, ...]
    result: bool = False
    depth: int = 0


@frozen
class _Block:
    """One framework: its columns, and the rows below them."""

    sheets: Sheets
    columns: tuple[Assessment, ...]
    rows: tuple[_Row, ...]
    notes: tuple[Statement, ...]

    @property
    def note(self) -> str:
        """What is not drawn, and whether there is a total."""
        return self.sheets.labels.say(Statement("heatmap.notes", {"notes": self.notes}, template="{notes:sentences}"))


def draw_heatmap(
    source: Process | Snapshot | Iterable[Assessment],
    *,
    on: date | None = None,
    title: str | None = None,
    id_prefix: str = "heatmap",
) -> Picture:
    """The answers of all assessments as a field of cells: a row for each criterion, a column for each sheet.

    Each cell says its word, and what it counts where the framework scores; it is darker and its bar higher the higher
    it stands on its scale. What is not known is hatched, what does not apply stands apart. Below a profile
    there is never a total. *on* leaves out what was answered later; a process needs it. Above 12 sheets the last ones are drawn.

    >>> draw_heatmap([]).description
    'No assessment is recorded yet.'
    """
    if isinstance(source, Process | Snapshot):
        source = snapshot_of(source, on)
    groups = assessments_of(source, on=on)
    subject = subject_of(source if isinstance(source, Snapshot) else DecisionMap())
    named = titled(title, subject.headed(_HEADING))
    return heatmap_of(groups, title=named, prefix=prefix_of(id_prefix))


def heatmap_of(groups: Sequence[Sheets], *, title: str, prefix: str) -> Picture:
    """The groups as a picture, one below the other."""
    blocks = [_block(sheets) for sheets in groups]
    columns = max((len(block.columns) for block in blocks), default=0)
    width = max(_NARROWEST, 2 * _EDGE + _NAME + columns * _CELL)
    heading = wrapped(title, width - 2 * _EDGE, HEADING, bold=True, most=2)
    drawn = [text_lines(heading, _EDGE, _EDGE + HEADING, size=HEADING, bold=True, full=title)]
    y = _EDGE + len(heading.lines) * line_height(HEADING) + 20
    if not blocks:
        nothing = Wording().say(_NOTHING)
        drawn.append(text_lines(Lines((nothing,), cut=False), _EDGE, y))
        return document(drawn, width=width, height=y + _EDGE, title=title, description=nothing, id_prefix=prefix)
    key, height = legend(_samples(blocks), x=_EDGE, y=y, width=width - 2 * _EDGE)
    drawn.append(key)
    y += height + 10
    for block in blocks:
        parts, y = _drawn(block, y, width)
        drawn += parts
    description = " ".join(group.wording.say(described(group)) for group in groups)
    return document(drawn, width=width, height=y + _EDGE, title=title, description=description, id_prefix=prefix)


def heatmap_tables(groups: Sequence[Sheets]) -> tuple[Table, ...]:
    """What the picture shows, one table for each framework."""
    titles = [sheets.title() for sheets in groups]
    found = []
    for number, group in enumerate(groups, start=1):
        block, words = _block(group), group.labels.clause
        caption = words(_caption(group, alone=titles.count(group.title()) == 1))
        cells = ((row.name, *(cell.text for cell in row.cells)) for row in block.rows)
        headings = ("Criterion", *(clean(words(group.whose(assessment))) for assessment in block.columns))
        found.append(tabled(f"heatmap-{number}", clean(caption), headings, cells, len(block.rows)))
    return tuple(found)


def described(group: Sheets) -> Statement:
    """What each of the last assessments by one framework comes to, and how much is not known: what the picture shows."""
    columns = _columns(group)
    return Statement(
        "heatmap.described",
        {
            "framework": Ref("framework", group.framework.key),
            "criteria": len(group.framework.criteria),
            "sheets": tuple(_sheet(group, assessment) for assessment in columns),
            "notes": tuple(_notes(group, columns)),
        },
        template="{framework:quoted} has {criteria:criterion|criteria}. {sheets:sentences} {notes:sentences}",
        sources={"framework": "Framework.title", "criteria": "Criterion.key"},
    )


def _caption(group: Sheets, *, alone: bool) -> Statement:
    """The caption of a table; with the key of the framework where another has the same title."""
    framework, key = Ref("framework", group.framework.key), Quote(group.framework.key, "Framework.key")
    facts: dict[str, Fact] = {"framework": framework} if alone else {"framework": framework, "key": key}
    sources = {"framework": "Framework.title", "key": "Framework.key"}
    return Statement(
        "heatmap.caption" if alone else "heatmap.caption_with_key",
        facts,
        template="Answers: {framework}" if alone else "Answers: {framework}, {key}",
        sources={name: sources[name] for name in facts},
    )


# What is shown


def _block(group: Sheets) -> _Block:
    columns = _columns(group)
    return _Block(group, columns, tuple(_rows(group, columns)), tuple(_notes(group, columns)))


def _columns(group: Sheets) -> tuple[Assessment, ...]:
    """The last assessments, as many as there is room for, in their order."""
    last = sorted(range(len(group.assessments)), key=lambda number: group.assessments[number].on)[-_MOST_COLUMNS:]
    return tuple(group.assessments[number] for number in sorted(last))


def _notes(group: Sheets, columns: Sequence[Assessment]) -> Iterator[Statement]:
    if left := len(group.assessments) - len(columns):
        yield Statement(
            "heatmap.earlier",
            {"n": left},
            template="{n:earlier assessment} {n#is|are} not drawn",
            sources={"n": "AnswerSheet.on"},
        )
    if (more := len(group.framework.criteria) - _MOST_CRITERIA) > 0:
        yield Statement(
            "heatmap.more",
            {"n": more},
            template="{n} more {n#criterion is|criteria are} not drawn",
            sources={"n": "Criterion.key"},
        )
    if group.outcome(columns[0].whole) is None:
        yield _NO_TOTAL


def _rows(group: Sheets, columns: Sequence[Assessment]) -> Iterator[_Row]:
    """The criteria below their dimensions, in the order of the file, and what each part comes to."""
    framework = group.framework
    shown = {criterion.key for criterion in framework.criteria[:_MOST_CRITERIA]}

    def below(part: str | None, depth: int) -> Iterator[_Row]:
        for criterion in framework.criteria:
            if criterion.dimension == part and criterion.key in shown:
                cells = tuple(_cell(group, criterion, assessment) for assessment in columns)
                yield _Row(group.labels.words(group.criterion(criterion.key)), cells, depth=depth)
        for dimension in framework.dimensions:
            if dimension.within == part:
                yield _result(group, dimension.key, columns, depth)
                yield from below(dimension.key, depth + 1)

    yield from below(None, 0)
    whole = _result(group, None, columns, 0)
    if any(cell.word for cell in whole.cells):
        yield whole


def _result(group: Sheets, part: str | None, columns: Sequence[Assessment], depth: int) -> _Row:
    words = group.labels
    name = words.clause(_WHOLE) if part is None else words.words(Ref("dimension", (group.framework.key, part)))
    found = (group.outcome(assessment.whole if part is None else assessment.dimension(part)) for assessment in columns)
    cells = tuple(_Cell("" if statement is None else words.clause(statement)) for statement in found)
    return _Row(name, cells, result=True, depth=depth)


def _cell(group: Sheets, criterion: Criterion, of: Assessment) -> _Cell:
    framework = group.framework
    if criterion not in framework.asked(of.sheet.group):
        return _said(group, criterion, _NOT_ASKED)
    given = next((answer.given for answer in of.sheet.answers if answer.criterion == criterion.key), None)
    if given == AnswerWord.NOT_APPLICABLE:
        return _said(group, criterion, _APART)
    if given is None or given == AnswerWord.ABSENT:
        return evolve(_said(group, criterion, _UNKNOWN), unknown=True)
    option = group.option(criterion.key, given)
    if criterion.key in of.unknown:
        return evolve(_said(group, criterion, _unshown(option)), unknown=True)
    scale = framework.scale_of(criterion.key)
    place = scale.place(given)
    rule = framework.rule if criterion.dimension is None else framework.dimension(criterion.dimension).rule
    number = rounded(scale.worth(place)) if rule.counts else ""
    chosen = Statement("answer", {"option": option}, template="{option}", sources={"option": _ANSWER["option"]})
    cell = _said(group, criterion, chosen)
    return evolve(cell, number=number, height=100 * place // (len(scale.options) - 1))


def _said(group: Sheets, criterion: Criterion, answer: Statement) -> _Cell:
    """The cell in words, and what a pointer shows of it."""
    hint = Statement(
        "answer.to",
        {"criterion": group.criterion(criterion.key), "answer": answer},
        template="{criterion}: {answer:clause}",
        sources={"criterion": _ANSWER["criterion"]},
    )
    return _Cell(group.labels.clause(answer), hint=group.labels.clause(hint))


def _unshown(option: Ref) -> Statement:
    """An answer that no evidence shows."""
    return Statement(
        "answer.unshown",
        {"option": option},
        template="not known: nothing shows {option}",
        sources={"option": _ANSWER["option"]},
    )


def _sheet(group: Sheets, each: Assessment) -> Statement:
    """What one assessment comes to, and how many answers are not known."""
    outcome = group.outcome(each.whole)
    facts: dict[str, Fact] = {"whose": group.whose(each), "known": _known(len(each.unknown))}
    if outcome is None:
        return Statement("heatmap.sheet", facts, template="{whose:clause}: {known:clause}.")
    return Statement(
        "heatmap.sheet_with_outcome",
        {**facts, "outcome": outcome},
        template="{whose:clause}: {outcome:clause}, {known:clause}.",
    )


def _known(unknown: int) -> Statement:
    if not unknown:
        return _ALL_KNOWN
    return Statement("heatmap.unknown", {"n": unknown}, template="{n:answer} not known", sources={"n": "Answer.given"})


# How it is drawn


def _drawn(block: _Block, y: int, width: int) -> tuple[list[str], int]:
    """The parts of one framework, and the place below it."""
    title = block.sheets.title()
    lines = wrapped(title, width - 2 * _EDGE, SIZE, bold=True, most=2)
    drawn = [text_lines(lines, _EDGE, y + SIZE, bold=True, full=title)]
    y += len(lines.lines) * line_height(SIZE) + 6
    heads, tall = _heads(block, y)
    drawn += heads
    y += tall
    for row in block.rows:
        parts, tall = _drawn_row(row, y)
        drawn += parts
        y += tall
    if said := block.note:
        note = wrapped(said, width - 2 * _EDGE, SMALL, most=2)
        drawn.append(text_lines(note, _EDGE, y + 4 + SMALL, size=SMALL, full=said))
        y += len(note.lines) * line_height(SMALL) + 4
    return drawn, y + 26


def _heads(block: _Block, y: int) -> tuple[list[str], int]:
    """Who answered, about what and when, above each column."""
    labels = []
    words = block.sheets.labels
    for assessment in block.columns:
        rater = words.clause(block.sheets.rater(assessment))
        about = "" if assessment.about is None else words.clause(_about(assessment.about))
        subject = wrapped(about, _CELL - 8, SMALL, most=2).lines if about else ()
        named = wrapped(rater, _CELL - 8, SMALL, most=3)
        label = Lines((words.words(assessment.on), *named.lines, *subject), cut=named.cut)
        labels.append((label, f"{rater} {about}"))
    tall = max(len(lines.lines) for lines, _ in labels)
    drawn = []
    for number, (lines, full) in enumerate(labels):
        top = y + (tall - len(lines.lines)) * line_height(SMALL)
        drawn.append(text_lines(lines, _x(number) + 2, top + SMALL, size=SMALL, full=full))
    return drawn, tall * line_height(SMALL) + 6


def _about(subject: str) -> Statement:
    return Statement(
        "heatmap.about",
        {"about": Ref("subject", subject)},
        template="about {about}",
        sources={"about": "AnswerSheet.about"},
    )


def _x(column: int) -> int:
    return _EDGE + _NAME + column * _CELL


def _drawn_row(row: _Row, y: int) -> tuple[list[str], int]:
    indent = _INDENT * min(row.depth, 4)
    name = wrapped(row.name, _NAME - indent - 12, SIZE, bold=row.result, most=2)
    lettered = [(wrapped(cell.word, _INSIDE, SMALL, most=3) if cell.word else NO_LINES, cell) for cell in row.cells]
    needs = [(len(lines.lines) + (not _beside(lines, cell))) * line_height(SMALL) for lines, cell in lettered]
    tall = max(len(name.lines) * line_height(SIZE), *needs) + 2 * _PADDING
    drawn = []
    if row.result:
        right = _x(len(row.cells)) - _EDGE
        drawn.append(tag("rect", x=_EDGE, y=y, width=right, height=tall - _GAP, fill=Colours.BAND))
    drawn.append(text_lines(name, _EDGE + 4 + indent, y + _PADDING + SIZE - 1, bold=row.result, full=row.name))
    for number, (lines, cell) in enumerate(lettered):
        if row.result:
            drawn.append(text_lines(lines, _x(number) + 2, y + _PADDING + SMALL, size=SMALL, bold=True, full=cell.word))
        else:
            drawn.append(_drawn_cell(cell, lines, _x(number), y, tall - _GAP))
    return drawn, tall


def _drawn_cell(cell: _Cell, lines: Lines, x: int, y: int, tall: int) -> str:
    wide = _CELL - _GAP
    left = x + _METER + 2 * _PADDING
    parts = [tag("title", words(cell.hint)), _ground(cell, x, y, wide, tall)]
    if cell.height is not None:
        parts.append(_meter(cell.height, x + _PADDING, y + _PADDING, tall - 2 * _PADDING))
    parts.append(text_lines(lines, left, y + _PADDING + SMALL - 1, size=SMALL, full=cell.word))
    if cell.number:
        below = 0 if _beside(lines, cell) else len(lines.lines) * line_height(SMALL)
        number = Lines((cell.number,), cut=False)
        right = x + wide - _PADDING
        parts.append(text_lines(number, right, y + _PADDING + SMALL - 1 + below, size=SMALL, bold=True, anchor="end"))
    return tag("g", *parts)


def _beside(lines: Lines, cell: _Cell) -> bool:
    """Whether what an answer counts has room beside its word, or there is nothing to say."""
    needs = sum(measured(line, SMALL) for line in lines.lines) + measured(cell.number, SMALL, bold=True) + _PADDING
    return not cell.number or (len(lines.lines) == 1 and needs <= _INSIDE)


def _ground(cell: _Cell, x: int, y: int, wide: int, tall: int) -> str:
    if cell.height is not None:
        fill = _STEPS[(cell.height * (len(_STEPS) - 1) + 50) // 100]
        return tag("rect", x=x, y=y, width=wide, height=tall, fill=fill, stroke=Colours.FAINT, stroke_width=1)
    if cell.unknown:
        frame = tag("rect", x=x, y=y, width=wide, height=tall, fill=Colours.PAPER, stroke=Colours.FAINT, stroke_width=1)
        return frame + tag("path", d=_hatch(x, y, _STRIP, tall), fill="none", stroke=Colours.FAINT, stroke_width=1)
    return tag(
        "rect", x=x, y=y, width=wide, height=tall, fill=Colours.PAPER, stroke=Colours.RULE, stroke_width=1,
        stroke_dasharray="3 3",
    )  # fmt: skip


def _hatch(x: int, y: int, wide: int, tall: int) -> str:
    """Slanting lines that end at the edges: a pattern would be an address, and pictures name none."""
    pieces = []
    for far in range(_HATCH, wide + tall, _HATCH):
        top = (x + far, y) if far <= wide else (x + wide, y + far - wide)
        bottom = (x, y + far) if far <= tall else (x + far - tall, y + tall)
        pieces.append(f"M{top[0]} {top[1]}L{bottom[0]} {bottom[1]}")
    return "".join(pieces)


def _meter(height: int, x: int, y: int, tall: int) -> str:
    """A bar, filled as far up as the answer stands on its scale."""
    full = tall * height // 100
    frame = tag("rect", x=x, y=y, width=_METER, height=tall, fill=Colours.PAPER, stroke=Colours.VIEW, stroke_width=1)
    if not full:
        return frame
    return frame + tag("rect", x=x, y=y + tall - full, width=_METER, height=full, fill=Colours.VIEW)


def _samples(blocks: Sequence[_Block]) -> Iterator[tuple[str, str]]:
    cells = [cell for block in blocks for row in block.rows if not row.result for cell in row.cells]
    for height, meaning in ((0, "The lowest answer of its scale"), (50, "In between"), (100, "The highest")):
        yield _sample(_Cell("", height=height)), meaning
    if any(cell.unknown for cell in cells):
        yield _sample(_Cell("", unknown=True)), "Not known"
    if any(cell.height is None and not cell.unknown for cell in cells):
        yield _sample(_Cell("")), "Does not apply, or was not asked"


def _sample(cell: _Cell) -> str:
    ground = _ground(cell, 0, -9, 36, 18)
    return ground if cell.height is None else ground + _meter(cell.height, 4, -6, 12)
