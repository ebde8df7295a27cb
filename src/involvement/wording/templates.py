"""Templates: English sentences with placeholders for facts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from attrs import field

from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.wording.texts import is_one_line

__all__ = ["Manner", "Placeholder", "Template", "check_template", "is_field", "source_fields", "template_of"]

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)(?:([:#|])([^{}]+))?\}|[{}]|[^{}]+")
_FIELD = re.compile(r"[A-Z][A-Za-z0-9]*\.[a-z_][a-z0-9_]*")
_ENDS = (".", "!", "?")


class Manner(StrEnum):
    """How a fact is said at its placeholder."""

    PLAIN = "plain"
    QUOTED = "quoted"
    CLAUSES = "clauses"
    SENTENCES = "sentences"
    COUNTED = "counted"
    AGREEING = "agreeing"


_MANNERS = {
    "quoted": Manner.QUOTED,
    "clause": Manner.CLAUSES,
    "clauses": Manner.CLAUSES,
    "sentence": Manner.SENTENCES,
    "sentences": Manner.SENTENCES,
}


@frozen(kw_only=True)
class Placeholder:
    """A place in a template where a fact is said."""

    name: str
    manner: Manner = Manner.PLAIN
    one: str = ""  # the noun or verb after 1
    many: str = ""  # after other numbers
    default: str = ""  # what is said where the fact is not known, or an empty list
    opens: bool = False  # a sentence begins here, other than the first
    counts: bool = field(init=False, eq=False, repr=False)  # the fact's number chooses the words
    says_statements: bool = field(init=False, eq=False, repr=False)  # which know their own sources
    may_be_left_out: bool = field(init=False, eq=False, repr=False)  # sentences: fewer, or none, are still true

    @counts.default
    def _counts(self) -> bool:
        return self.manner in {Manner.COUNTED, Manner.AGREEING}

    @says_statements.default
    def _says_statements(self) -> bool:
        return self.manner in {Manner.CLAUSES, Manner.SENTENCES}

    @may_be_left_out.default
    def _may_be_left_out(self) -> bool:
        return self.manner is Manner.SENTENCES and not self.default


@frozen
class Template:
    """A sentence or clause with placeholders, on one line; `{{` and `}}` stand for braces.

    - `{forum}`: the fact in words; a tuple as a list, cut after five.
    - `{decision:quoted}`: names in quotation marks.
    - `{days:day}`, `{steps:activity|activities}`: a number, or the length of a tuple, with its noun.
    - `{forums#takes|take}`: the word that goes with the number, without the number.
    - `{why:clause}`, `{reasons:clauses}`: statements within the sentence, as a list.
    - `{more:sentences}`: statements as sentences, one after the other.
    - `{owner|no owner is recorded}`: what is said instead where the fact is None or an empty tuple; after a manner
      likewise, `{owner:quoted|nobody}`, and after a noun and its plural, `{days:day|days|a time that is not known}`.

    What stands at the beginning of a sentence is capitalised as it is said.

    >>> [place.name for place in Template("The answer was due {days:day} ago to {who}.").placeholders]
    ['days', 'who']
    """

    text: str
    parts: tuple[str | Placeholder, ...] = field(init=False, eq=False, repr=False)
    placeholders: tuple[Placeholder, ...] = field(init=False, eq=False, repr=False)  # in the order of the text
    names: frozenset[str] = field(init=False, eq=False, repr=False)  # of the facts that it says

    @parts.default
    def _parsed(self) -> tuple[str | Placeholder, ...]:
        if not isinstance(self.text, str) or not self.text:
            raise InvalidValueError("Template.text", "text of at least one character")
        if not is_one_line(self.text):
            raise InvalidValueError("Template.text", "one line without control characters")
        return tuple(_parts(self.text)) if "{" in self.text or "}" in self.text else (self.text,)

    @placeholders.default
    def _places(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))

    @names.default
    def _said(self) -> frozenset[str]:
        return frozenset(place.name for place in self.placeholders)


@lru_cache(maxsize=4096)
def template_of(text: str) -> Template:
    """The template of a text: the same few hundred are said again and again."""
    return Template(text)


def _parts(text: str) -> Iterator[str | Placeholder]:
    ended = False
    for piece in _PIECE.finditer(text):
        if piece[1]:
            placeholder = _placeholder(piece[1], piece[2] or "", piece[3] or "", opens=ended)
            ended = placeholder.manner is Manner.SENTENCES
            yield placeholder
        elif piece[0] in {"{", "}"}:
            raise InvalidValueError("Template.text", "placeholders such as {forum} or {days:day}; a brace is doubled")
        else:
            words = {"{{": "{", "}}": "}"}.get(piece[0], piece[0])
            ended = words.rstrip().endswith(_ENDS) and words != words.rstrip() if words.strip() else ended
            yield words


@lru_cache(maxsize=4096)
def _placeholder(name: str, mark: str, body: str, *, opens: bool) -> Placeholder:
    words = body.split("|") if mark else []
    if not all(word.strip() for word in words):
        raise InvalidValueError("Template.text", f"words on both sides of each bar in {{{name}...}}")
    match mark, words:
        case "", []:
            return Placeholder(name=name, opens=opens)
        case "|", [default]:
            return Placeholder(name=name, default=default, opens=opens)
        case ":", [manner, *defaults] if manner in _MANNERS and len(defaults) <= 1:
            return Placeholder(name=name, manner=_MANNERS[manner], default="".join(defaults), opens=opens)
        case ":", [one] if one not in _MANNERS:
            return Placeholder(name=name, manner=Manner.COUNTED, one=one, many=f"{one}s", opens=opens)
        case ((":" | "#"), [one, many, *defaults]) if one not in _MANNERS and len(defaults) <= 1:
            manner = Manner.COUNTED if mark == ":" else Manner.AGREEING
            return Placeholder(name=name, manner=manner, one=one, many=many, default="".join(defaults), opens=opens)
    raise InvalidValueError("Template.text", f"a known form of placeholder for {{{name}}}")


def is_field(value: object) -> bool:
    """True for the name of a field as sources have it, such as `Decision.title`."""
    return isinstance(value, str) and _is_field(value)


@lru_cache(maxsize=4096)
def _is_field(value: str) -> bool:
    return _FIELD.fullmatch(value) is not None


def source_fields(value: object) -> tuple[str, ...]:
    """The fields that a fact came from, sorted: one text such as `Decision.title`, or several."""
    fields = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else ()
    if not fields or not all(map(is_field, fields)):
        raise InvalidValueError(
            "Statement.sources", "for each fact the field that it came from, such as Decision.title"
        )
    return fields if len(fields) == 1 else tuple(sorted(set(fields)))


def check_template(template: Template | str, facts: Iterable[str], sources: Mapping[str, object]) -> None:
    """Raises `InvalidValueError` unless every placeholder has a fact and a source field, and every source a fact.

    Statements (`:clause`, `:sentences`) know their own sources and need none here.

    Args:
        template: the template, or its text.
        facts: the names of the facts that the statement will have.
        sources: for each fact the field that it came from, such as `Decision.title`, or several.
    """
    checked, names = template if isinstance(template, Template) else Template(template), frozenset(facts)
    for name, value in sources.items():
        source_fields(value)
        if name not in names:
            raise InvalidValueError("Statement.sources", f"a fact for each source; none is named {name}")
    for place in checked.placeholders:
        if place.name not in names:
            raise InvalidValueError("Statement.template", f"a fact for each placeholder; none is named {place.name}")
        if place.name not in sources and not place.says_statements:
            raise InvalidValueError("Statement.sources", f"the field that the fact {place.name} came from")
