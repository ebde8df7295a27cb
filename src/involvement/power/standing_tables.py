"""Standing tables: which standing follows from which conditions, monotone and without contradiction."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement._reading import Limits, read_data_text
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.evidence import Source
from involvement.standing import Standing
from involvement.wording import Statement, Wording

__all__ = [
    "StandingRange",
    "StandingRow",
    "StandingTable",
    "TableInput",
    "TableNeed",
    "TokenismDimension",
    "parse_table",
]

DEFAULT = Limits()
_EVIDENCE = ("EntryPoint.standing", "Event.kind", "Flow.standing", "Seat.votes", "Settlement.outcome")


class TokenismDimension(StrEnum):
    """In which way involvement may be only for show."""

    POWER = "power"
    TIMING = "timing"
    ANSWER = "answer"
    EFFECT = "effect"


def _dimension(value: TokenismDimension | str | None) -> TokenismDimension | None:
    return _fields.as_word(TokenismDimension, value)


_IN_CELLS = {"known": "{at_most}", "at_most": "at most {at_most}", "range": "at least {at_least}, at most {at_most}"}
_IN_SENTENCES = {
    "known": "{at_most:quoted}",
    "at_most": "at most {at_most:quoted}",
    "range": "at least {at_least:quoted} and at most {at_most:quoted}",
}


@frozen
class StandingRange:
    """A standing as far as it is known: at least the one, at most the other.

    >>> str(StandingRange("consulted", "advises"))
    'at least consulted, at most advises'
    """

    at_least: Standing = field(converter=_fields.as_standing, validator=_fields.a(Standing))
    at_most: Standing = field(converter=_fields.as_standing, validator=_fields.a(Standing))

    def __attrs_post_init__(self) -> None:
        if self.at_most < self.at_least:
            raise InvalidValueError("StandingRange.at_most", "a standing that is not below at_least")

    @property
    def known(self) -> Standing | None:
        """The standing, where it is known to be one and no other."""
        return self.at_least if self.at_least is self.at_most else None

    @property
    def says(self) -> Statement:
        """The range as it stands in a cell."""
        return self._clause("standing", _IN_CELLS)

    @property
    def quoted(self) -> Statement:
        """The range as it stands in a sentence."""
        return self._clause("standing.quoted", _IN_SENTENCES)

    def _clause(self, code: str, templates: Mapping[str, str]) -> Statement:
        form = "known" if self.known else "at_most" if self.at_least is Standing.NONE else "range"
        return Statement(
            f"{code}.{form}",
            {"at_least": self.at_least, "at_most": self.at_most},
            template=templates[form],
            sources={"at_least": _EVIDENCE, "at_most": _EVIDENCE},
        )

    def __str__(self) -> str:
        return Wording().clause(self.says)


@frozen
class TableInput:
    """One question that a table asks, and the words of its answers, lowest first.

    `dimension` says in which way involvement may be for show without it.
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    values: tuple[str, ...] = field(
        default=("not_shown", "shown"), converter=_fields.texts_tuple, validator=_fields.keys, kw_only=True
    )
    dimension: TokenismDimension | None = field(
        default=None, converter=_dimension, validator=_fields.a(TokenismDimension, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("value", self.values, f"input {self.key!r}")
        if len(self.values) < 2:
            raise InvalidValueError(f"input {self.key!r}: values", "at least two, lowest first")

    def rank(self, value: str) -> int:
        """The place of a value in the order, 0 for the lowest."""
        if value not in self.values:
            raise UnknownKeyError("value", value, self.values, f"input {self.key!r}")
        return self.values.index(value)

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class TableNeed:
    """What a row asks of one input: at least that value; the highest where None."""

    input: str = field(validator=_fields.key)
    at_least: str | None = field(default=None, validator=_fields.optional_key)


def _needs(items: Iterable[TableNeed]) -> tuple[TableNeed, ...]:
    return _fields.as_tuple(items)


@frozen
class StandingRow:
    """A standing, and all that it needs."""

    standing: Standing = field(converter=_fields.as_standing, validator=_fields.a(Standing))
    needs: tuple[TableNeed, ...] = field(converter=_needs, validator=_fields.many(TableNeed), kw_only=True)
    why: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)


def _inputs(items: Iterable[TableInput]) -> tuple[TableInput, ...]:
    return _fields.as_tuple(items)


def _rows(items: Iterable[StandingRow]) -> tuple[StandingRow, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class StandingTable:
    """Rows that each name a standing and what it needs. The standing is the highest whose row is met; `none` if none is.

    So every combination has one answer, and a higher value of an input never lowers it. A row that could never decide
    anything, an input or a value that no row asks for, are refused: whatever stands in the table matters.
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    asserted_by: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)
    early_days: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    inputs: tuple[TableInput, ...] = field(converter=_inputs, validator=_fields.many(TableInput), kw_only=True)
    rows: tuple[StandingRow, ...] = field(converter=_rows, validator=_fields.many(StandingRow), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.distinct("input", (input_.key for input_ in self.inputs), "inputs")
        asked: dict[str, set[int]] = {input_.key: set() for input_ in self.inputs}
        for number, row in enumerate(self.rows):
            _fields.distinct("input", (need.input for need in row.needs), f"rows[{number}].needs")
            if row.standing is Standing.NONE:
                raise InvalidValueError(f"rows[{number}].standing", "more than none, which holds where no row is met")
            for name, rank in self.ranks[number]:
                if rank == 0:
                    raise InvalidValueError(f"rows[{number}].needs", f"more of {name!r} than its lowest value")
                asked[name].add(rank)
        for table_input in self.inputs:
            for value in table_input.values[1:]:
                if table_input.rank(value) not in asked[table_input.key]:
                    raise InvalidValueError(f"input {table_input.key!r}: values", f"a row that asks for {value!r}")
        for number, row in enumerate(self.rows):
            own = dict(self.ranks[number])
            for other, rival in enumerate(self.rows):
                easier = all(own.get(name, 0) >= rank for name, rank in self.ranks[other])
                if other != number and easier and rival.standing >= row.standing:
                    raise InvalidValueError(
                        f"rows[{number}]", f"needs that rows[{other}] does not have: it never decides"
                    )

    @cached_property
    def ranks(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """What each row asks: pairs of an input and the rank of its value, 0 for the lowest."""
        inputs = {table_input.key: table_input for table_input in self.inputs}
        found = []
        for number, row in enumerate(self.rows):
            for need in row.needs:
                if need.input not in inputs:
                    raise UnknownKeyError("input", need.input, inputs, f"rows[{number}].needs")
            found.append(tuple((need.input, _rank(inputs[need.input], need)) for need in row.needs))
        return tuple(found)

    def input(self, key: str) -> TableInput:
        """The input of that key; `UnknownKeyError` where there is none."""
        for table_input in self.inputs:
            if table_input.key == key:
                return table_input
        raise UnknownKeyError("input", key, (input_.key for input_ in self.inputs), f"table {self.key!r}")

    def standing(self, values: Mapping[str, str]) -> Standing:
        """The standing for one value of each input; an input that is left out has its lowest.

        >>> from involvement.power.packaged import called_for_table
        >>> called_for_table().standing({"impact": "some", "resources_open": "some"})
        <Standing.CONSULTED: 'consulted'>
        """
        given = _fields.a_mapping("values", values)
        return self.highest({key: self.input(key).rank(value) for key, value in given.items()})

    def highest(self, ranks: Mapping[str, int]) -> Standing:
        """The same for the ranks of values, 0 for the lowest of an input."""
        if not all(map(_fields.is_count, _fields.a_mapping("ranks", ranks).values())):
            raise InvalidValueError("ranks", "whole numbers, 0 or more, by the key of an input")
        best = Standing.NONE
        for row, needs in zip(self.rows, self.ranks, strict=True):
            if row.standing > best and all(ranks.get(name, 0) >= rank for name, rank in needs):
                best = row.standing
        return best

    def __str__(self) -> str:
        return self.title or self.key


def _rank(asked: TableInput, need: TableNeed) -> int:
    return len(asked.values) - 1 if need.at_least is None else asked.rank(need.at_least)


def parse_table(text: str | bytes, *, name: str = "table", limits: Limits = DEFAULT) -> StandingTable:
    """The table that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the place and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.
    """
    return read_data_text(StandingTable, text, name=name, limits=limits)
