"""References: how one thing names another, by kind and keys."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeGuard, cast

from attrs import field, frozen

from involvement.errors import InvalidValueError

__all__ = ["KINDS", "PERSONAL_KINDS", "Ref", "derived_key", "is_key"]

KINDS = (
    "activity",
    "adjustment",
    "agenda_item",
    "agreement",
    "answer",
    "assessment",
    "barrier",
    "characteristic",
    "claim",
    "contribution",
    "criterion",
    "decision",
    "dimension",
    "entry_point",
    "event",
    "evidence",
    "expense",
    "flow",
    "forum",
    "framework",
    "issue",
    "ladder",
    "lead",
    "level",
    "meeting",
    "mitigation",
    "need",
    "negotiation",
    "option",
    "person",
    "population",
    "position",
    "process",
    "profile",
    "promise",
    "purpose",
    "record",
    "reply",
    "review",
    "rung",
    "seat",
    "settlement",
    "stage",
    "stakeholder",
    "step",
    "subject",
    "tier",
    "workplan",
)
"""The kinds of things that the library itself refers to. A host's own rules may use others."""

PERSONAL_KINDS = ("expense", "need", "person")
"""The kinds whose keys are, or hold, the key of a person."""

_KNOWN = frozenset(KINDS)
_KIND = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST = 200


def is_key(value: object) -> TypeGuard[str]:
    """True for text of 1 to 200 printable characters without a space at either end; spaces within are allowed.

    Printable is as `str.isprintable` has it: no control or format characters, no line ends, no spaces but the plain one.
    """
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable() and value == value.strip(" ")


def derived_key(text: str) -> str:
    """A key for what is made from other keys: the text, or where it is too long, what fits and 32 digits of its SHA-256.

    >>> derived_key("group-2026-05-01-papers"), len(derived_key("x" * 300))
    ('group-2026-05-01-papers', 200)
    """
    if not isinstance(text, str):
        raise InvalidValueError("text", "text")
    if len(text) <= _LONGEST:
        return text
    from hashlib import sha256

    return f"{text[: _LONGEST - 33]}-{sha256(text.encode()).hexdigest()[:32]}"


def _kind(value: str) -> str:
    if isinstance(value, str) and (value in _KNOWN or _KIND.fullmatch(value)):
        return str.__str__(value)
    raise InvalidValueError("Ref.kind", "a lower-case word such as decision or entry_point")


def _key(value: object) -> str | int | None:
    """The key as plain text or number; None for what is no key and no position."""
    if is_key(value):
        return str.__str__(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _keys(value: str | int | Iterable[str | int]) -> tuple[str | int, ...]:
    keys = tuple(map(_key, value)) if isinstance(value, tuple | list) else (_key(value),)
    if keys and None not in keys:
        return cast("tuple[str | int, ...]", keys)
    raise InvalidValueError(
        "Ref.keys", "one or more keys: text of 1 to 200 printable characters, no space at either end; or a position"
    )


def _in_order(keys: tuple[str | int, ...]) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(key, str), key) for key in keys)


@frozen(order=True, repr=False)
class Ref:
    """A reference to one thing: its kind, and the keys that name it within its kind.

    Most things have one key. A stage has two, its decision's and its own; an entry point, a flow or a reply
    without a key is named by its forums and its position: `Ref("flow", ("group", "board", 0))`. An individual has
    the kind `person`, whose key no repr shows; other kinds (those in `PERSONAL_KINDS` apart) must not hold a
    person's key. References sort by kind, then keys: positions by value, before texts.

    >>> Ref("decision", "contract"), str(Ref("stage", ("contract", "options")))
    (Ref(kind='decision', keys=('contract',)), 'stage:contract/options')
    """

    kind: str = field(converter=_kind)
    keys: tuple[str | int, ...] = field(converter=_keys, order=_in_order)

    @property
    def personal(self) -> bool:
        """True where the keys are, or hold, the key of a person."""
        return self.kind in PERSONAL_KINDS

    def __repr__(self) -> str:
        return f"Ref(kind={self.kind!r}, keys={f'<{len(self.keys)}>' if self.personal else repr(self.keys)})"

    def __str__(self) -> str:
        """A short text for a terminal or a log, without personal keys: never to be taken apart or compared."""
        if self.kind == "person":
            return "a person"
        return f"{self.kind}:{'...' if self.personal else '/'.join(map(str, self.keys))}"

    def as_data(self) -> dict[str, object]:
        """The reference as plain JSON values: its kind and the list of its keys."""
        return {"kind": self.kind, "keys": list(self.keys)}

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "Ref":
        """The reference that `as_data` gave."""
        if not isinstance(data, Mapping) or set(data) != {"kind", "keys"} or not isinstance(data["keys"], list):
            raise InvalidValueError("Ref", "an object with kind and keys, a list")
        return cls(data["kind"], data["keys"])  # type: ignore[arg-type]  # the converters check
