"""Recorded texts: every key and every text of a process, with its field and its place."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from involvement import _fields
from involvement.processes import Process

__all__ = ["AllTexts", "PlacedText", "TextField", "all_texts", "placed_texts", "text_fields"]

_KEYS = (_fields.key, _fields.optional_key, _fields.keys, _fields.optional_keys)


class TextField(NamedTuple):
    """A field of a stored class that holds texts, by class and name.

    Attributes:
        is_key: whether they are keys.
        names_others: whether they are keys of what stands elsewhere.
        is_list: whether they may be several.
    """

    kind: str
    name: str
    is_key: bool
    names_others: bool
    is_list: bool

    @property
    def field(self) -> str:
        """As the classes of fields have it, such as `Contribution.title`."""
        return f"{self.kind}.{self.name}"


class PlacedText(NamedTuple):
    """A text that stands somewhere: in which field, of what, and where, as errors say it."""

    field: TextField
    text: str
    holder: Any
    path: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}(path={self.path!r})"  # a repr ends in a log


class AllTexts(NamedTuple):
    """Every different text of a process: those that are keys, and the others."""

    keys: set[str]
    others: set[str]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(keys=<{len(self.keys)}>, others=<{len(self.others)}>)"


class _Plan(NamedTuple):
    """What of a class is looked at: the fields with texts, and those with values that have some; each with its getter."""

    texts: tuple[tuple[TextField, Callable[[Any], Any]], ...]
    holds: tuple[tuple[str, Callable[[Any], Any]], ...]


def text_fields(kind: Any) -> tuple[TextField, ...]:
    """The fields of a class that hold texts, in their order."""
    return tuple(field for field, _ in _plan(kind).texts)


def all_texts(process: Process) -> AllTexts:
    """Every different text of a process, wherever it stands: field by field for all values of a class, which is fast. O(n)."""
    texts = AllTexts(set(), set())
    _gather([_fields.instance("process", Process, process)], texts)
    return texts


def placed_texts(process: Process, wanted: Callable[[TextField, str], bool]) -> Iterator[PlacedText]:
    """Each text that is wanted, with its place, in the order of the fields."""
    return _placed(_fields.instance("process", Process, process), "", wanted)


def _gather(values: Iterable[Any], texts: AllTexts) -> None:
    by_class: dict[Any, list[Any]] = {}
    for value in values:
        by_class.setdefault(type(value), []).append(value)
    for kind, items in by_class.items():
        if kind is tuple:
            _gather(chain.from_iterable(items), texts)
            continue
        plan = _plan(kind)
        for field, getter in plan.texts:
            found = set(map(getter, items))
            found.discard(None)
            into = texts.keys if field.is_key else texts.others
            while field.is_list and found:
                into.update(held for held in found if isinstance(held, str))
                found = set(chain.from_iterable(held for held in found if isinstance(held, tuple)))
            into.update(found)
        if held := [value for _, getter in plan.holds for value in map(getter, items)]:
            _gather(held, texts)


def _placed(value: Any, where: str, wanted: Callable[[TextField, str], bool]) -> Iterator[PlacedText]:
    kind: Any = type(value)  # a class is hashable, which its type does not say
    plan = _plan(kind)
    dot = f"{where}." if where else ""
    for field, getter in plan.texts:
        for text in _texts(getter(value)):
            if wanted(field, text):
                yield PlacedText(field, text, value, f"{dot}{field.name}")
    for name, getter in plan.holds:
        held = getter(value)
        several = isinstance(held, tuple)
        for number, item in enumerate(_values(held)):
            place = f"{dot}{name}[{number}]" if several else f"{dot}{name}"
            yield from _placed(item, place, wanted)


def _texts(held: Any) -> Iterator[str]:
    """The texts in what a field for texts holds: one, several, several of several, or nothing."""
    if isinstance(held, str):
        yield held
    else:
        for item in held or ():
            yield from _texts(item)


def _values(held: Any) -> Iterator[Any]:
    """The values with fields of their own in what a field holds."""
    if isinstance(held, tuple):
        for item in held:
            yield from _values(item)
    elif attrs.has(type(held)):
        yield held


@cache
def _plan(kind: Any) -> _Plan:
    """What of a class is looked at; of one that has no fields, nothing. What is private is worked out, and not recorded."""
    if not attrs.has(kind):
        return _Plan((), ())
    hints = _fields.types_of(kind)
    own = [field for field in attrs.fields(kind) if not field.name.startswith("_")]
    classes = {field.name: list(_classes(hints[field.name])) for field in own}
    return _Plan(
        tuple(
            (_text_field(kind.__name__, field, classes[field.name]), attrgetter(field.name))
            for field in own
            if str in classes[field.name]
        ),
        tuple((field.name, attrgetter(field.name)) for field in own if any(map(attrs.has, classes[field.name]))),
    )


def _text_field(kind: str, field: "attrs.Attribute[Any]", classes: Collection[type]) -> TextField:
    names_others = "names" in field.metadata
    is_key = names_others or any(field.validator is validator for validator in _KEYS)
    return TextField(kind, field.name, is_key, names_others, tuple in classes)


def _classes(hint: object) -> Iterator[type]:
    kind = get_origin(hint) or hint
    if isinstance(kind, type):
        yield kind
    for part in get_args(hint):
        yield from _classes(part)
