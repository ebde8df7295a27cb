"""Columns of the map tables: which part of a map stands in which cell.

A field that holds one thing is a column of its name. What holds more is laid out over a few columns: a calendar as
`meetings` with `meetings_start` and the like, the stages as `stage_options_at` and `stage_options_by`. Lists
stand in one cell with semicolons between.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import fields

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars import Days
from involvement.decisions import Decision, EntryPoint, Flow, Forum, Reply, StageName
from involvement.people import Stakeholder
from involvement.priorities import Issue
from involvement.records import Step

__all__ = ["LAYOUTS", "Layout", "Packed", "Unpacked"]

Cells = Mapping[str, str]  # by column; what is absent is left out
Packed = dict[str, str]


@frozen
class Unpacked:
    """What one row says: plain data, the column in which each part of them stands, and what no cell can mean."""

    plain: dict[str, Any]
    columns: dict[str, str]
    problems: tuple[tuple[str, str], ...]


@frozen
class Layout:
    """The columns of one table.

    Attributes:
        kind: the class of which each row is a value.
        columns: their names, in order.
        days: those that hold days, and nothing that looks like one and is none.
    """

    kind: type
    columns: tuple[str, ...]
    days: tuple[str, ...]
    _parts: "tuple[tuple[str, _Part], ...]"
    _by_column: "Mapping[str, tuple[str, _Part]]"

    def packed(self, plain: Mapping[str, Any]) -> Packed:
        """The cells that hold plain data; those that are empty are left out."""
        cells: Packed = {}
        for name, part in self._parts:
            if name in plain:
                cells.update(part.pack(plain[name]))
        return cells

    def unpacked(self, cells: Cells) -> Unpacked:
        """What the cells say; all of them are in columns of this layout."""
        plain: dict[str, Any] = {}
        columns: dict[str, str] = {}
        problems: list[tuple[str, str]] = []
        for name, part in dict.fromkeys(self._by_column[column] for column in cells):
            try:
                plain[name] = part.unpack(cells, columns)
            except _Unclear as error:
                problems.append((error.column, error.expected))
        return Unpacked(plain, columns, tuple(problems))


@frozen(eq=False)
class _Part:
    """How one field is laid out: its columns, and the way there and back."""

    columns: tuple[str, ...]
    pack: Callable[[Any], Packed]
    unpack: Callable[[Cells, dict[str, str]], Any]


class _Unclear(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, column: str, expected: str) -> None:
        self.column = column
        self.expected = expected
        super().__init__(column, expected)


# One thing in one cell


def _one(name: str) -> _Part:
    def unpack(cells: Cells, _columns: dict[str, str]) -> str:
        return cells[name]

    return _Part((name,), lambda value: {name: _text(value)}, unpack)


def _word(name: str) -> _Part:
    """A word of a closed list, written as people write it: `Decides jointly`."""

    def unpack(cells: Cells, _columns: dict[str, str]) -> str:
        return _as_word(cells[name])

    return _Part((name,), lambda value: {name: _text(value)}, unpack)


def _as_word(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


_FLAGS: Mapping[str, bool | None] = {"yes": True, "true": True, "no": False, "false": False, "unknown": None}


def _flag(name: str) -> _Part:
    def unpack(cells: Cells, _columns: dict[str, str]) -> object:
        return _FLAGS.get(cells[name].strip().lower(), cells[name])

    return _Part((name,), lambda value: {name: "unknown" if value is None else _text(value)}, unpack)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _days(name: str) -> _Part:
    """A number of days, or as people say them: `5 clear working days`."""

    def pack(value: int | dict[str, Any]) -> Packed:
        return {name: str(Days(**value) if isinstance(value, dict) else value)}

    return _Part((name,), pack, _one(name).unpack)


# Several things in one cell


_BETWEEN = "; "


def _cell(items: Iterable[str]) -> str:
    return _BETWEEN.join(items)


# Between words stand semicolons, commas or spaces; a key that holds any of them, a colon or a quote is in quotes.
_WORD = re.compile(r'"(?:[^"]|"")*"[^;,\s"]*|[^;,\s]+')
_BARE = re.compile(r'[^;,:\s"]+')
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SEAT = re.compile(rf'("(?:[^"]|"")*"|[^:"]*)(?::([0-9]{{1,15}}))?(?::(?=[^/]|/.)({_DAY})?/({_DAY})?)?')


def _keys(name: str) -> _Part:
    def unpack(cells: Cells, _columns: dict[str, str]) -> list[str]:
        return list(map(_unquoted, _words(cells[name])))

    return _Part((name,), lambda value: {name: _cell(map(_quoted, value))}, unpack)


def _words(cell: str) -> list[str]:
    return _WORD.findall(cell)


def _quoted(key: str) -> str:
    """The key, in quotes where it could be taken for several words; a quote within is doubled."""
    return key if _BARE.fullmatch(key) else '"' + key.replace('"', '""') + '"'


def _unquoted(word: str) -> str:
    return word[1:-1].replace('""', '"') if word.startswith('"') and word.endswith('"') and len(word) > 1 else word


def _seats(name: str) -> _Part:
    def pack(seats: list[dict[str, Any]]) -> Packed:
        return {name: _cell(map(_seat_word, seats))}

    def unpack(cells: Cells, _columns: dict[str, str]) -> list[dict[str, Any]]:
        return [_seat(word, name) for word in _words(cells[name])]

    return _Part((name,), pack, unpack)


def _seat_word(seat: dict[str, Any]) -> str:
    votes = f":{seat['votes']}" if "votes" in seat else ""
    days = [_text(seat.get(end, "")) for end in ("since", "until")]
    return _quoted(seat["stakeholder"]) + votes + (f":{'/'.join(days)}" if any(days) else "")


def _seat(word: str, column: str) -> dict[str, Any]:
    parts = _SEAT.fullmatch(word)
    if parts is None:
        raise _Unclear(
            column,
            "expected who sits there, with a colon before the votes where they are not 1, and before the first and the last "
            "day where there are some: members; chair:2; deputy:2026-04-01/2027-03-31",
        )
    votes = {} if parts[2] is None else {"votes": int(parts[2])}
    days = {end: day for end, day in (("since", parts[3]), ("until", parts[4])) if day}
    return {"stakeholder": _unquoted(parts[1]), **votes, **days}


def _pairs(name: str) -> _Part:
    def pack(pairs: list[list[str]]) -> Packed:
        return {name: _cell(f"{_escaped(system, _IN_PAIRS)}={_escaped(own_id)}" for system, own_id in pairs)}

    def unpack(cells: Cells, _columns: dict[str, str]) -> list[list[str]]:
        items = _items(cells[name])
        if not all("=" in item for item in items):
            raise _Unclear(name, "expected pairs of a system and its own id, with semicolons between: oparl=17; sap=4")
        ends = [item.index("=") for item in items]
        return [[_joined(item[:end]), _joined(item[end + 1 :])] for item, end in zip(items, ends, strict=True)]

    return _Part((name,), pack, unpack)


def _texts(name: str) -> _Part:
    def pack(texts: list[str]) -> Packed:
        return {name: _cell(map(_escaped, texts))}

    def unpack(cells: Cells, _columns: dict[str, str]) -> list[str]:
        return list(map(_joined, _items(cells[name])))

    return _Part((name,), pack, unpack)


# A backslash before a sign makes it a letter like others; `\_` is an empty text.
_IN_LISTS = re.compile(r"\\|;|\A\s|\s\Z")
_IN_PAIRS = re.compile(r"\\|;|=|\A\s|\s\Z")
_PIECE = re.compile(r"\\.|.", re.DOTALL)


def _escaped(text: str, signs: "re.Pattern[str]" = _IN_LISTS) -> str:
    return signs.sub(r"\\\g<0>", text) or r"\_"


def _items(cell: str) -> list[list[str]]:
    """The pieces of each item of a list: letters, each alone or with its backslash. Empty items do not count."""
    items: list[list[str]] = [[]]
    for piece in _PIECE.findall(cell):
        if piece == ";":
            items.append([])
        else:
            items[-1].append(piece)
    return [item for item in items if any(not piece.isspace() for piece in item)]


def _joined(pieces: list[str]) -> str:
    """The text of these pieces, without the spaces around it; a space with a backslash stays."""
    first = next((place for place, piece in enumerate(pieces) if not piece.isspace()), len(pieces))
    last = next((place for place in range(len(pieces), first, -1) if not pieces[place - 1].isspace()), first)
    return "".join("" if piece == r"\_" else piece[-1] for piece in pieces[first:last])


# Laid out over several columns


def _meetings(name: str) -> _Part:
    ends, lists = ("start", "until", "known_until"), ("also", "cancelled")
    others = ("start", "until", "more_rules", "days", *lists, "closed", "known_until")
    columns = (name, *(f"{name}_{column}" for column in others))

    def pack(plain: dict[str, Any]) -> Packed:
        cells = {f"{name}_{end}": _text(plain[end]) for end in ends if end in plain}
        cells.update((f"{name}_{list_}", _cell(map(_text, plain[list_]))) for list_ in lists if list_ in plain)
        if "closed" in plain:
            cells[f"{name}_closed"] = _cell("/".join(map(_text, period)) for period in plain["closed"])
        if "more_rules" in plain:
            cells[f"{name}_more_rules"] = _BETWEEN_RULES.join(map(_rule_cell, plain["more_rules"]))
        if "days" in plain:
            cells[f"{name}_days"] = _text(plain["days"])
        if "always" in plain:
            return {name: "any day"}
        if "rule" in plain:
            return {name: plain["rule"], **cells}
        days = cells.pop(f"{name}_also", "never")
        return {name: days, **cells}

    def unpack(cells: Cells, columns: dict[str, str]) -> dict[str, Any]:
        columns.update((f"{name}.{column}", f"{name}_{column}") for column in others)
        columns.update((f"{name}.more_rules.{part}", f"{name}_more_rules") for part in ("rule", "start", "until"))
        plain: dict[str, Any] = {end: cells[f"{name}_{end}"] for end in ends if f"{name}_{end}" in cells}
        plain.update((list_, _words(cells[f"{name}_{list_}"])) for list_ in lists if f"{name}_{list_}" in cells)
        if f"{name}_closed" in cells:
            plain["closed"] = [_period(word) for word in _words(cells[f"{name}_closed"])]
        if f"{name}_more_rules" in cells:
            plain["more_rules"] = [_rule(item) for item in cells[f"{name}_more_rules"].split("|") if item.strip()]
        if f"{name}_days" in cells:
            days = cells[f"{name}_days"].strip()
            plain["days"] = int(days) if re.fullmatch("[0-9]{1,15}", days) else days
        main = " ".join(cells.get(name, "").lower().split())
        if main == "any day":
            return {**plain, "always": True}
        if "=" in main:
            return {**plain, "rule": cells[name].strip()}
        if main not in {"", "never"}:
            columns[f"{name}.also"] = name
            plain["also"] = [*_words(cells[name]), *plain.get("also", ())]
        return plain

    return _Part(columns, pack, unpack)


def _period(word: str) -> list[str]:
    """A first and a last day; a day alone is both."""
    first, _, last = word.partition("/")
    return [first, last or first]


_BETWEEN_RULES = " | "  # a rule itself has semicolons


def _rule_cell(plain: dict[str, Any]) -> str:
    """The rule, then its start, then its end after a slash."""
    return f"{plain['rule']} {'/'.join(_text(plain[end]) for end in ('start', 'until') if end in plain)}"


def _rule(item: str) -> dict[str, str]:
    rule, _, days = item.strip().partition(" ")
    first, _, last = days.strip().partition("/")
    return {"rule": rule, **({"start": first} if first else {}), **({"until": last} if last else {})}


def _between(name: str) -> _Part:
    def unpack(cells: Cells, _columns: dict[str, str]) -> list[str]:
        return _period(cells[name].strip())

    return _Part((name,), lambda period: {name: "/".join(map(_text, period))}, unpack)


def _options(name: str) -> _Part:
    """Keys in one column; what is said of some of them in others, as pairs of a key and what is said."""
    details = {detail: _pairs(f"{name}_{detail}") for detail in ("title", "proposed_by", "dropped", "chosen")}
    keys = _keys(name)

    def pack(options: list[dict[str, Any]]) -> Packed:
        cells = keys.pack([option["key"] for option in options])
        for detail, part in details.items():
            pairs = [[option["key"], _text(option[detail])] for option in options if detail in option]
            cells.update(part.pack(pairs) if pairs else {})
        return cells

    def unpack(cells: Cells, columns: dict[str, str]) -> list[dict[str, str]]:
        named = keys.unpack({name: cells.get(name, "")}, columns)
        if len(set(named)) < len(named):
            raise _Unclear(name, "expected the key of each option once")
        options = {key: {"key": key} for key in named}
        for detail, part in details.items():
            column = f"{name}_{detail}"
            for key, value in part.unpack(cells, columns) if column in cells else ():
                if key not in options or detail in options[key]:
                    raise _Unclear(
                        column, f"expected pairs of a key of column {name} and what is said of it, each once"
                    )
                options[key][detail] = value
        columns.update(
            (f"{name}[{position}].{detail}", f"{name}_{detail}")
            for position in range(len(options))
            for detail in details
        )
        return list(options.values())

    return _Part((name, *(f"{name}_{detail}" for detail in details)), pack, unpack)


def _stages(name: str) -> _Part:
    ends = ("at", "by", "calls_for")
    names = [stage.value for stage in StageName if stage is not StageName.DECISION]
    columns = (name, *(f"stage_{stage}_{end}" for stage in names for end in ends))

    def pack(stages: list[dict[str, Any]]) -> Packed:
        order = [stage["name"] for stage in stages]
        cells = {} if order == [name for name in names if name in order] else {name: _cell(order)}
        for stage in stages:
            cells.update((f"stage_{stage['name']}_{end}", _text(stage[end])) for end in ends if end in stage)
        return cells

    def unpack(cells: Cells, columns: dict[str, str]) -> list[dict[str, str]]:
        dated = [stage for stage in names if any(f"stage_{stage}_{end}" in cells for end in ends)]
        order = list(dict.fromkeys((*_words(cells.get(name, "").lower()), *dated)))
        if not set(names).issuperset(order):
            raise _Unclear(name, f"expected stages, in their order: {', '.join(names)}")
        for position, stage in enumerate(order):
            columns.update((f"{name}[{position}].{end}", f"stage_{stage}_{end}") for end in ends)
        return [
            {
                "name": stage,
                **{
                    end: _as_word(cells[column]) if end == "calls_for" else cells[column]
                    for end in ends
                    if (column := f"stage_{stage}_{end}") in cells
                },
            }
            for stage in order
        ]

    return _Part(columns, pack, unpack)


def _stakes(name: str) -> _Part:
    columns = {stake: f"{name}_{stake}" for stake in ("impact", "hard_to_undo", "legal_duty", "resources_open")}

    def pack(plain: dict[str, Any]) -> Packed:
        return {columns[stake]: value for stake, value in plain.items()}

    def unpack(cells: Cells, places: dict[str, str]) -> dict[str, str]:
        places.update((f"{name}.{stake}", column) for stake, column in columns.items())
        stakes = {stake: cells[column] for stake, column in columns.items() if column in cells}
        return {stake: _as_word(cell) for stake, cell in stakes.items()}

    return _Part(tuple(columns.values()), pack, unpack)


def _source(name: str) -> _Part:
    parts = {"title": _one(name), "authors": _texts(f"{name}_authors")}
    parts.update((detail, _one(f"{name}_{detail}")) for detail in ("year", "publisher", "doi", "url", "licence"))

    def pack(plain: dict[str, Any]) -> Packed:
        return {column: cell for detail, value in plain.items() for column, cell in parts[detail].pack(value).items()}

    def unpack(cells: Cells, columns: dict[str, str]) -> dict[str, Any]:
        columns.update((f"{name}.{detail}", part.columns[0]) for detail, part in parts.items())
        details = {detail: part.unpack(cells, columns) for detail, part in parts.items() if part.columns[0] in cells}
        year = details.get("year", "")
        return {**details, "year": int(year)} if re.fullmatch("[0-9]{1,15}", year) else details

    return _Part(tuple(part.columns[0] for part in parts.values()), pack, unpack)


_OWN: dict[str, Callable[[str], _Part]] = {
    "meetings": _meetings, "seats": _seats, "external_ids": _pairs, "stages": _stages, "passes": _keys, "about": _keys, "kinds": _keys, "decisions": _keys,
    "source_of_step": _source, "standing": _word, "calls_for": _word, "stakes": _stakes, "role": _word, "kind": _word, "decides": _flag,
    "between": _between, "options": _options, "confidential": _flag, "unnamed": _flag, "papers_due": _days, "notice": _days, "days": _days,
}  # fmt: skip


def _parts_of(kind: type) -> Iterator[tuple[str, _Part]]:
    for field in fields(kind):
        name = "source_of_step" if kind is Step and field.name == "source" else field.name
        yield field.name, _OWN.get(name, _one)(field.name)


_LAID_OUT_DAY = re.compile(r"meetings(_\w+)?|stage_\w+_by|between")


def _layout(kind: type) -> Layout:
    parts = tuple(_parts_of(kind))
    by_column = {column: (name, part) for name, part in parts for column in part.columns}
    named = {field.name for field in fields(kind) if field.validator in (_fields.day, _fields.optional_day)}
    days = tuple(column for column in by_column if column in named or _LAID_OUT_DAY.fullmatch(column))
    return Layout(kind, tuple(by_column), days, parts, by_column)


LAYOUTS: Mapping[str, Layout] = {
    "forums": _layout(Forum),
    "flows": _layout(Flow),
    "decisions": _layout(Decision),
    "entry_points": _layout(EntryPoint),
    "replies": _layout(Reply),
    "issues": _layout(Issue),
    "stakeholders": _layout(Stakeholder),
    "steps": _layout(Step),
}
