"""Statements: a code and the facts behind it, said later in words for one reader."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from types import NoneType
from typing import TypeAlias, TypeVar

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.references import Ref
from involvement.wording.templates import Template, is_field, source_fields, template_of

__all__ = ["FACT", "Atom", "Fact", "Quote", "Statement", "is_fact", "misfit", "number_of", "plain_value"]

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MOST_DIGITS = 4000  # Python turns no whole number of more than 4,300 digits into text; a digit has over three bits
_TYPES = (bool, int, Decimal, Fraction, date)  # whose subclasses count as the same type
FACT = (  # what a fact may be, in words
    "a Ref, a date, an exact number, true or false, a standing or word of a closed list, a Quote, a Statement, "
    "nothing, or a tuple of these"
)

T = TypeVar("T")


@frozen
class Quote:
    """What a person wrote, with the field of the record that holds it: shown in quotation marks, never by repr.

    >>> Quote("The ramp is loose.", "Contribution.says")
    Quote(text=<text>, field='Contribution.says')
    """

    text: str = field(repr=lambda _: "<text>")
    field: str

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise InvalidValueError("Quote.text", "text")
        if not is_field(self.field):
            raise InvalidValueError("Quote.field", "the field that holds the text, such as Contribution.says")


@lru_cache(maxsize=4096)
def _is_code(value: str) -> bool:
    return _CODE.fullmatch(value) is not None


@lru_cache(maxsize=4096)
def _are_names(values: tuple[object, ...]) -> bool:
    return all(isinstance(value, str) and _NAME.fullmatch(value) for value in values)


def _code(value: str) -> str:
    if isinstance(value, str) and _is_code(value):
        return value
    raise InvalidValueError("Statement.code", "a code such as MAP002.says")


def _named(place: str, values: Mapping[str, T]) -> dict[str, T]:
    """The mapping; its pairs in a tuple, as a statement keeps them, do as well."""
    if isinstance(values, Mapping) or (isinstance(values, tuple) and all(map(_has_name, values))):
        named = dict(values)
        if _are_names(tuple(named)):
            return named
    raise InvalidValueError(place, "a mapping whose names are such as days_late")


def _has_name(pair: object) -> bool:
    return isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str)


def _facts(values: "Mapping[str, Fact]") -> "tuple[tuple[str, Fact], ...]":
    facts = _named("Statement.facts", values)
    for name, value in facts.items():
        if not is_fact(value):
            raise InvalidValueError(f"Statement.{name}", FACT)
    return tuple(sorted(facts.items(), key=itemgetter(0)))


def is_fact(value: object) -> bool:
    """True for a value that a statement may be about, and for a tuple of such values."""
    return all(map(_is_atom, value)) if isinstance(value, tuple) else _is_atom(value)


def _is_atom(value: object) -> bool:
    """True for a value that a fact may be: numbers are finite, and short enough for Python to write them."""
    if isinstance(value, _SAID_AS_THEY_ARE):
        return True
    if isinstance(value, date):
        return not isinstance(value, datetime)
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) + len(value.as_tuple().digits) <= _MOST_DIGITS
    if isinstance(value, int | Fraction):
        return max(value.numerator.bit_length(), value.denominator.bit_length()) <= _MOST_DIGITS * 3
    return False


def _template(value: Template | str) -> Template:
    if not isinstance(value, Template | str):
        raise InvalidValueError("Statement.template", "a Template, or its text")
    return value if isinstance(value, Template) else template_of(value)


def _sources(values: Mapping[str, str | Iterable[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = _named("Statement.sources", values)
    return _by_name(
        tuple((name, value if isinstance(value, str) else source_fields(value)) for name, value in named.items())
    )


@lru_cache(maxsize=4096)
def _by_name(sources: tuple[tuple[str, str | tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those sources, sorted: one tuple for all statements of a kind."""
    return tuple(sorted((name, source_fields(value)) for name, value in sources))


def _typed(facts: "tuple[tuple[str, Fact], ...]") -> tuple[object, ...]:
    return tuple((name, _with_type(value)) for name, value in facts)


def _with_type(value: object) -> tuple[object, ...]:
    """The value beside its type: 1, True, Decimal(1) and Fraction(1) are equal, and yet different facts."""
    if isinstance(value, tuple):
        return (tuple, *map(_with_type, value))
    return next((kind for kind in _TYPES if isinstance(value, kind)), type(value)), value


@frozen(eq=True)  # its own, which tells 1 from True among the facts
class Statement:
    """Something to say: a code, and the facts that it is about, by name.

    Two statements are equal if code and facts are, with the types of the facts. The English template and the fields
    that the facts came from travel with it, outside equality, hash, repr and plain data.

    Attributes:
        code: what is said, such as `MAP002.says` or `settled.declined`: the key of its template in a catalogue.
        facts: pairs of name and value, by name.
        template: the English sentence or clause.
        sources: for each fact the fields that it came from, such as `Decision.title`; a `Quote` and a statement
            within the statement know their own.

    >>> late = Statement("owed.late", {"days": 153}, template="It is {days:day} late.", sources={"days": "Promise.days"})
    >>> late
    Statement(code='owed.late', facts=(('days', 153),))
    """

    code: str = field(converter=_code)
    facts: tuple[tuple[str, "Fact"], ...] = field(factory=dict, converter=_facts, eq=_typed)
    template: Template = field(converter=_template, eq=False, repr=False, kw_only=True)
    sources: tuple[tuple[str, tuple[str, ...]], ...] = field(
        factory=dict, converter=_sources, eq=False, repr=False, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        facts = dict(self.facts)
        for name, _ in self.sources:
            if name not in facts:
                raise InvalidValueError("Statement.sources", f"a fact for each source; none is named {name}")
        if wrong := misfit(self.template, facts):
            raise InvalidValueError(f"Statement.{wrong[0]}", wrong[1])

    def within(
        self, allowed: Callable[[str], bool], *, may_name: "Callable[[Ref, frozenset[str]], bool] | None" = None
    ) -> "Statement | None":
        """The statement from allowed fields only, or None where it cannot be said without others.

        What must not be named is left out as well: *may_name* is asked of each reference, with all fields that the statement
        is made from.

        A fact is allowed if it has sources and each is allowed, a quote by its own field too, and a statement within
        it by its own facts. Facts that are not allowed and not said are left out; of statements that are said one
        after the other (`:sentences`, with no words for none), those stay that can be said.
        """
        _fields.a_function("allowed", allowed)
        apart = {place.name for place in self.template.placeholders if place.may_be_left_out}
        needed = {place.name for place in self.template.placeholders if not place.may_be_left_out}
        sources, facts = dict(self.sources), dict(self.facts)
        whole_of = frozenset(name for fields in sources.values() for name in fields)
        for name, value in self.facts:
            members = _members(value)
            fields = sources.get(name, ())
            named = members if may_name is None else tuple(_nameable(members, whole_of, may_name))
            kept = tuple(_allowed(named, fields, allowed, may_name))
            whole = len(kept) == len(members) and (kept or _all_allowed(fields, allowed))
            if whole or name in apart - needed:
                facts[name] = kept if isinstance(value, tuple) or not kept else kept[0]
            elif name in needed:
                return None
            else:
                del facts[name]
        return evolve(self, facts=facts, sources={name: sources[name] for name in sources if name in facts})

    def as_data(self) -> dict[str, object]:
        """The statement as plain JSON values.

        A reference gives its kind and keys, a day its ISO text, a fraction `1/3`, a decimal its digits as text, a
        word itself, a quote its text and field, a statement its code and facts, a tuple a list.
        """
        return {"code": self.code, "facts": {name: plain_value(value) for name, value in self.facts}}


_SAID_AS_THEY_ARE = (Ref, bool, NoneType, Statement, Quote, StrEnum)
Atom: TypeAlias = Ref | date | int | Decimal | Fraction | StrEnum | Quote | Statement | None
Fact: TypeAlias = Atom | tuple[Atom, ...]


def _members(value: Fact) -> tuple[Atom, ...]:
    return value if isinstance(value, tuple) else (value,)


def _all_allowed(fields: Iterable[str], allowed: Callable[[str], bool]) -> bool:
    names = tuple(fields)
    return bool(names) and all(map(allowed, names))


def _nameable(
    members: tuple[Atom, ...], fields: frozenset[str], may_name: Callable[[Ref, frozenset[str]], bool]
) -> Iterator[Atom]:
    return (member for member in members if not isinstance(member, Ref) or may_name(member, fields))


def _allowed(
    members: tuple[Atom, ...],
    fields: tuple[str, ...],
    allowed: Callable[[str], bool],
    may_name: Callable[[Ref, frozenset[str]], bool] | None,
) -> Iterator[Atom]:
    for member in members:
        if isinstance(member, Statement):
            if within := member.within(allowed, may_name=may_name):
                yield within
        elif _all_allowed((*fields, member.field) if isinstance(member, Quote) else fields, allowed):
            yield member


def plain_value(value: Fact) -> object:
    if isinstance(value, tuple):
        return [plain_value(member) for member in value]
    if isinstance(value, Ref | Statement):
        return value.as_data()
    if isinstance(value, Quote):
        return {"quote": value.text, "field": value.field}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        digits = format(value, "f") if value else "0"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value) if isinstance(value, Fraction) else value


def number_of(value: Fact) -> int | Decimal | Fraction | None:
    """The number that a placeholder counts: the number itself, or the length of a tuple; None for all else."""
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool) else None


def misfit(template: Template, facts: Mapping[str, Fact]) -> tuple[str, str] | None:
    """The first placeholder that cannot say its fact, with what it would need; None if all can."""
    for place in template.placeholders:
        if place.name not in facts:
            return place.name, "a fact of that name, which the template says"
        value = facts[place.name]
        if value is None:
            continue
        if place.counts:
            if number_of(value) is None:
                return place.name, "a number or a tuple, which the template counts"
        elif any(isinstance(member, Statement) != place.says_statements for member in _members(value)):
            wanted = "only statements" if place.says_statements else "no statement"
            return place.name, f"{wanted}, as the template has it"
    return None
