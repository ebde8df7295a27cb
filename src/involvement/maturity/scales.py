"""Answer scales: the answers to a criterion, lowest first, and what each is worth."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError

__all__ = ["ORDINARY", "AnswerOption", "AnswerScale", "AnswerWord"]


class AnswerWord(StrEnum):
    """The ordinary answers. The last two may be given on every scale; a criterion that nobody answered has none."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"  # with a reason
    ABSENT = "absent"  # it was asked, and no answer came


def _options(items: "Iterable[AnswerOption]") -> "tuple[AnswerOption, ...]":
    return _fields.as_tuple(items)


@frozen
class AnswerOption:
    """One answer of a scale, and what it is worth where answers are counted."""

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    score: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(None, optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.key in {AnswerWord.NOT_APPLICABLE, AnswerWord.ABSENT}:
            raise InvalidValueError("AnswerOption.key", "another word: that one may be answered on every scale")

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class AnswerScale:
    """The answers that a criterion takes, lowest first. Its highest is what it is to be met.

    >>> AnswerScale("yes-no", options=[AnswerOption("no", score=0), AnswerOption("yes", score=1)]).place("yes")
    1
    """

    key: str = field(validator=_fields.key)
    options: tuple[AnswerOption, ...] = field(converter=_options, validator=_fields.many(AnswerOption), kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"scale {self.key!r}"
        if len(self.options) < 2:
            raise InvalidValueError(f"{place}: options", "at least two answers, lowest first")
        _fields.distinct("option", (option.key for option in self.options), place)
        scores = [option.score for option in self.options if option.score is not None]
        if scores and len(scores) < len(self.options):
            raise InvalidValueError(f"{place}: options", "a score for each option, or for none")
        if scores != sorted(scores):
            raise InvalidValueError(
                f"{place}: options", "lowest first: no option with a lower score than the one before"
            )

    def place(self, key: str) -> int:
        """Where the option of that key stands, from 0; `UnknownKeyError` where there is none."""
        for number, option in enumerate(self.options):
            if option.key == key:
                return number
        raise UnknownKeyError("answer", key, (option.key for option in self.options), f"scale {self.key!r}")

    @property
    def scored(self) -> bool:
        """Whether its answers are worth something."""
        return self.options[0].score is not None

    def worth(self, place: int) -> Fraction:
        """What the answer at that place is worth: its score, or else its place."""
        if not _fields.is_count(place) or place >= len(self.options):
            raise InvalidValueError("place", f"a whole number from 0 to {len(self.options) - 1}")
        score = self.options[place].score
        return Fraction(place) if score is None else score


ORDINARY = AnswerScale(
    "ordinary",
    options=(
        AnswerOption("not_met", title="not met", score=0),
        AnswerOption("partly", title="partly met", score=Fraction(1, 2)),
        AnswerOption("met", title="met", score=1),
    ),
)
