"""What a check says: findings, each with its reason, its remedy and the facts behind it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.standing import Standing
from involvement.wording.lists import listed
from involvement.wording.texts import clean

__all__ = ["FactValue", "Facts", "Finding", "FindingStatus", "Severity"]

FactValue: TypeAlias = str | int | date | Standing | tuple[str, ...] | None

_SHOWN = 5  # names of a long list that a message shows


class Severity(StrEnum):
    """How serious a finding is, most serious first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingStatus(StrEnum):
    """Whether a problem was found, or whether it is not known if there is one."""

    FOUND = "found"
    UNKNOWN = "unknown"


def _severity(value: Severity | str) -> Severity:
    return _fields.as_word(Severity, value)


def _status(value: FindingStatus | str) -> FindingStatus:
    return _fields.as_word(FindingStatus, value)


def _pairs(values: "Mapping[str, FactValue] | Iterable[tuple[str, FactValue]]") -> tuple[tuple[str, FactValue], ...]:
    return _fields.sorted_pairs(values.items() if isinstance(values, Mapping) else values)


def _is_named(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)


def _is_fact(value: object) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, str | int) or _fields.is_day(value)


@frozen(eq=False)
class Facts(Mapping[str, FactValue]):
    """The values that a message names, by name: a small mapping that never changes.

    A value is text, a whole number, a date, a standing, a tuple of texts, or None: not known. It
    equals any mapping with the same items.

    >>> Facts({"forum": "Executive board", "days": 3})["days"]
    3
    """

    pairs: tuple[tuple[str, FactValue], ...] = field(
        default=(), converter=_pairs, validator=_fields.each(_is_named, "pairs of a name and a value")
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("fact", (name for name, _ in self.pairs))
        for name, value in self.pairs:
            if not _is_fact(value):
                raise InvalidValueError(
                    f"Facts.{name}", "text, a whole number, a date, a standing, a tuple of texts, or nothing"
                )

    def __getitem__(self, name: str) -> FactValue:
        for own, value in self.pairs:
            if own == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __hash__(self) -> int:
        return hash(self.pairs)

    def into(self, sentence: str) -> str:
        """The sentence with every `{name}` replaced by its value, in words.

        `{days_late:day}` counts: `1 day`, `3 days`. `{decisions:quoted}` puts each name in quotation
        marks. Long lists are cut, and say so. A name that is not among the facts raises
        `InvalidValueError`.
        """
        try:
            return sentence.format_map({name: _Words(value) for name, value in self.pairs})
        except KeyError as missing:
            raise InvalidValueError("sentence of a rule", f"a fact for each name in it; none for {missing}") from None


class _Words:
    """A value as it stands in a sentence."""

    __slots__ = ("_value",)

    def __init__(self, value: FactValue) -> None:
        self._value = value

    def __format__(self, manner: str) -> str:
        if manner == "quoted":
            return _in_words(self._value, '"')
        words = _in_words(self._value)
        return f"{words} {manner}{'' if self._value == 1 else 's'}" if manner else words


def _in_words(value: FactValue, mark: str = "") -> str:
    if value is None:
        return "not known"
    if isinstance(value, date):
        return value.isoformat()
    word = value.words if isinstance(value, Standing) else str(value)
    names = value if isinstance(value, tuple) else (word,)
    return listed([f"{mark}{clean(name)}{mark}" for name in names], _SHOWN)


@frozen
class Finding:
    """Something to mend, or something that would have to be known to say so.

    Attributes:
        rule: the code of the rule that says it, such as `MAP002`.
        about: what it is about, as kind and key: `decision:contract`, `forum:board`.
        message: what is the matter, in a sentence.
        remedy: what would mend it, in a sentence.
        facts: the values that the message names.
    """

    rule: str = field(validator=_fields.text)
    severity: Severity = field(converter=_severity, validator=_fields.a(Severity), kw_only=True)
    status: FindingStatus = field(
        default=FindingStatus.FOUND, converter=_status, validator=_fields.a(FindingStatus), kw_only=True
    )
    about: str = field(validator=_fields.text, kw_only=True)
    message: str = field(validator=_fields.text, kw_only=True)
    remedy: str = field(validator=_fields.text, kw_only=True)
    facts: Facts = field(factory=Facts, validator=_fields.a(Facts), kw_only=True)

    def as_dict(self) -> dict[str, object]:
        """The finding as plain JSON values, its attributes by their names."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "status": self.status.value,
            "about": self.about,
            "message": self.message,
            "remedy": self.remedy,
            "facts": {name: _plain(value) for name, value in self.facts.items()},
        }

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def _plain(value: FactValue) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Standing):
        return value.value
    return list(value) if isinstance(value, tuple) else value
