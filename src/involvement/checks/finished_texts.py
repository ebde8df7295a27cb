"""Finished texts: sentences of the families whose facts are texts still, made into statements of whom they name."""

from datetime import date

from involvement.checks.facts import Facts, FactValue
from involvement.errors import InvalidValueError
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Statement
from involvement.wording.lists import listed
from involvement.wording.texts import clean

__all__ = ["finished"]

_SHOWN = 5  # names of a long list that a message shows


def finished(code: str, sentence: str, facts: Facts) -> Statement:
    """The statement whose template is the sentence with every `{name}` replaced by its value, in words.

    References stay facts, for the wording to say: how a person is called hangs on who reads it.
    `{days_late:day}` counts: `1 day`, `3 days`. `{decisions:quoted}` puts each name in quotation
    marks. Long lists are cut, and say so. A name that is not among the facts raises
    `InvalidValueError`.
    """
    named: dict[str, Fact] = {}
    try:
        text = sentence.format_map({name: _Words(name, value, named) for name, value in facts.pairs})
    except KeyError as missing:
        raise InvalidValueError("sentence of a rule", f"a fact for each name in it; none for {missing}") from None
    return Statement(code, named, template=text)


class _Words:
    """A value as it stands in a template: finished, or as a place for what it names, which is then noted."""

    __slots__ = ("_name", "_named", "_value")

    def __init__(self, name: str, value: FactValue, named: dict[str, Fact]) -> None:
        self._name, self._value, self._named = name, value, named

    def __format__(self, manner: str) -> str:
        if refs := _refs(self._value):
            self._named[self._name] = refs if isinstance(self._value, tuple) else refs[0]
            return f"{{{self._name}:{manner}}}" if manner else f"{{{self._name}}}"
        if manner == "quoted":
            return _in_words(self._value, '"')
        words = _in_words(self._value)
        return f"{words} {manner}{'' if self._value == 1 else 's'}" if manner else words


def _refs(value: FactValue) -> tuple[Ref, ...]:
    """The references that the value is, one or several; () for all else."""
    members = value if isinstance(value, tuple) else (value,)
    refs = tuple(member for member in members if isinstance(member, Ref))
    return refs if len(refs) == len(members) else ()


def _in_words(value: FactValue, mark: str = "") -> str:
    if value is None:
        return "not known"
    if isinstance(value, date):
        return value.isoformat()
    word = value.words if isinstance(value, Standing) else str(value)
    names = value if isinstance(value, tuple) else (word,)
    text = listed([f"{mark}{clean(str(name))}{mark}" for name in names], _SHOWN)
    return text.replace("{", "{{").replace("}", "}}")
