"""Finished texts: sentences of the families whose facts are texts still, made into statements without facts."""

from datetime import date

from involvement.checks.facts import Facts, FactValue
from involvement.errors import InvalidValueError
from involvement.standing import Standing
from involvement.wording import Statement
from involvement.wording.lists import listed
from involvement.wording.texts import clean

__all__ = ["finished"]

_SHOWN = 5  # names of a long list that a message shows


def finished(code: str, sentence: str, facts: Facts) -> Statement:
    """The statement whose template is the sentence with every `{name}` replaced by its value, in words.

    `{days_late:day}` counts: `1 day`, `3 days`. `{decisions:quoted}` puts each name in quotation
    marks. Long lists are cut, and say so. A name that is not among the facts raises
    `InvalidValueError`.
    """
    try:
        text = sentence.format_map({name: _Words(value) for name, value in facts.pairs})
    except KeyError as missing:
        raise InvalidValueError("sentence of a rule", f"a fact for each name in it; none for {missing}") from None
    return Statement(code, template=text.replace("{", "{{").replace("}", "}}"))


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
    return listed([f"{mark}{clean(str(name))}{mark}" for name in names], _SHOWN)
