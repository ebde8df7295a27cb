"""The standing that a decision calls for, from its stakes."""

from collections.abc import Iterable, Iterator

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import Stakes
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.power.packaged import called_for_table
from involvement.power.standing_tables import StandingRange, StandingTable
from involvement.standing import Standing
from involvement.wording import Quote, Statement, Wording

__all__ = ["CalledFor", "called_for"]


@frozen
class CalledFor:
    """The standing that a decision calls for, as far as its stakes are known.

    `because` are the reasons of the rows that are met, `unknown` what was not said of the decision, and
    `verified` whether the table was checked in a source.
    """

    range: StandingRange = field(validator=_fields.a(StandingRange))
    because: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    unknown: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    verified: bool = field(default=False, validator=_fields.flag, kw_only=True)

    @property
    def at_least(self) -> Standing:
        """What it calls for whatever is not known turns out to be."""
        return self.range.at_least

    @property
    def at_most(self) -> Standing:
        """What it could call for, if all that is not known turned out to weigh most."""
        return self.range.at_most

    @property
    def says(self) -> Statement:
        """What it calls for, why, and what is not recorded."""
        reasons, open_points = _quoted(self.because, "StandingRow.why"), _quoted(self.unknown, "TableInput.title")
        return Statement(
            "calls.for",
            {
                "range": self.range.quoted,
                "because": (_said("calls.because", reasons, "The reason: {quotes}"),) if reasons else (),
                "unknown": (_said("calls.unknown", open_points, "Not recorded: {quotes}"),) if open_points else (),
            },
            template="It calls for {range:clause}. {because:sentences} {unknown:sentences}",
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _quoted(texts: Iterable[str], source: str) -> tuple[Quote, ...]:
    return tuple(Quote(text, source) for text in texts)


def _said(code: str, quotes: tuple[Quote, ...], template: str) -> Statement:
    return Statement(code, {"quotes": quotes}, template=template, sources={"quotes": quotes[0].field})


def called_for(stakes: Stakes, *, table: StandingTable | None = None) -> CalledFor:
    """The least standing that fits the stakes of a decision, by a table; without one, by that of the library.

    What is not said makes a range. More may always be given; that of the library never calls for more than deciding
    jointly. It is our own judgement, and no published table.

    Raises:
        UnknownKeyError: the table asks for something that stakes do not say.

    >>> from involvement.decisions import Stakes
    >>> called_for(Stakes(impact="great", hard_to_undo="for_good", legal_duty="none", resources_open="some")).at_least
    <Standing.CODESIGNS: 'codesigns'>
    """
    if not isinstance(stakes, Stakes):
        raise InvalidValueError("stakes", "a Stakes value")
    used = called_for_table() if table is None else _fields.instance("table", StandingTable, table)
    said = stakes.said()
    low, high = {}, {}
    for table_input in used.inputs:
        if table_input.key not in said:
            raise UnknownKeyError("input", table_input.key, said, f"table {used.key!r}")
        value = said[table_input.key]
        low[table_input.key] = 0 if value is None else table_input.rank(value)
        high[table_input.key] = len(table_input.values) - 1 if value is None else low[table_input.key]
    best = used.highest(low)
    return CalledFor(
        StandingRange(best, used.highest(high)),
        because=_reasons(used, low, best),
        unknown=[str(input_) for input_ in used.inputs if low[input_.key] != high[input_.key]],
        verified=used.verified,
    )


def _reasons(used: StandingTable, ranks: dict[str, int], best: Standing) -> Iterator[str]:
    for row, needs in zip(used.rows, used.ranks, strict=True):
        if row.standing is best and row.why is not None and all(ranks[name] >= rank for name, rank in needs):
            yield row.why
