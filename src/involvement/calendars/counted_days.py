"""Days as people count them: calendar days, clear days, working days."""

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, overload

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.wording import Fact, Statement, Wording

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["Days", "LeftOut", "as_counted", "counted_days", "days_said", "optional_counted_days"]


class LeftOut(StrEnum):
    """Which days do not count. Where some do not, holidays do not either."""

    WEEKENDS = "weekends"
    SUNDAYS = "sundays"


def _left_out(value: LeftOut | str | None) -> LeftOut | None:
    return _fields.as_word(LeftOut, value)


@frozen(cache_hash=True)
class Days:
    """A number of days as people count them. Wherever one may stand, a whole number *n* means `Days(n)`.

    The day from which they are counted is not one of them: the last is the *n*-th day after it that counts. *Clear* days
    lie between two days, so the day on which they are over is one more. What is left out says which days do not
    count: the weekends of the working calendar, or Sundays alone; and with either its holidays.

    >>> str(Days(5, clear=True, leave_out="weekends"))
    '5 clear working days'

    Attributes:
        n: how many; 0 is the day itself.
        clear: neither the first day nor the last one counts.
        leave_out: `weekends` or `sundays`; None leaves no day out.

    References:
        Local Government Act 1972, section 243 and Schedule 12, paragraphs 4 and 10.
        The Local Authorities (Access to Meetings and Documents) (Period of Notice) (England) Order 2002, SI 2002/715.
    """

    n: int = field(validator=_fields.count)
    clear: bool = field(default=False, validator=_fields.flag, kw_only=True)
    leave_out: LeftOut | None = field(
        default=None, converter=_left_out, validator=_fields.a(LeftOut, optional=True), kw_only=True
    )

    in_words: ClassVar = "5 clear working days"

    @classmethod
    def from_words(cls, text: str) -> "Days":
        """The days that a text such as `5 clear working days` says, as `str` writes it.

        Raises:
            InvalidValueError: the text says no days; says which texts do.
        """
        match = _WORDS.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise InvalidValueError("days", _EXPECTED)
        left_out = LeftOut.WEEKENDS if match["working"] else LeftOut.SUNDAYS if match["sundays"] else None
        return cls(int(match["n"].replace(",", "")), clear=bool(match["clear"]), leave_out=left_out)

    @property
    def says(self) -> Statement:
        """How many days of which kind, as it stands in a sentence or a cell."""
        code, facts = _CODES[self.clear, self.leave_out], dict[str, Fact](days=self.n)
        return Statement(f"days.{code}", facts, template=_SAID[code], sources={"days": "Days.n"})

    def __str__(self) -> str:
        return Wording().clause(self.says)


_CODES = {
    (False, None): "calendar",
    (True, None): "clear",
    (False, LeftOut.WEEKENDS): "working",
    (True, LeftOut.WEEKENDS): "clear_working",
    (False, LeftOut.SUNDAYS): "without_sundays",
    (True, LeftOut.SUNDAYS): "clear_without_sundays",
}
_SAID = {
    "calendar": "{days:day}",
    "clear": "{days:clear day}",
    "working": "{days:working day}",
    "clear_working": "{days:clear working day}",
    "without_sundays": "{days:day}, Sundays and holidays not counted",
    "clear_without_sundays": "{days:clear day}, Sundays and holidays not counted",
}
_WORDS = re.compile(
    r"\s*(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?P<clear>\s+clear)?"
    r"(?:(?P<working>\s+working)?\s+days?|\s+days?(?P<sundays>,\s*sundays\s+and\s+holidays\s+not\s+counted))\s*",
    re.IGNORECASE,
)
_EXPECTED = "a number of days, such as 5 working days, 28 clear days, or 3 clear days, Sundays and holidays not counted"


@overload
def as_counted(value: int | Days) -> int | Days: ...
@overload
def as_counted(value: int | Days | None) -> int | Days | None: ...
def as_counted(value: int | Days | None) -> int | Days | None:
    """The converter of a number of days: days of the calendar are their number, as `Days(14)` and 14 are the same."""
    return value.n if type(value) is Days and not (value.clear or value.leave_out) else value


def days_said(value: int | Days, *, goes_on: bool = False) -> Statement:
    """How many days of which kind, as `Days.says` says it; *goes_on* says whether words follow it, such as `before`."""
    statement = (value if isinstance(value, Days) else Days(value)).says
    if not goes_on or statement.code not in _ASIDE:
        return statement
    return evolve(
        statement, code=f"{statement.code}.goes_on", template=f"{_SAID[statement.code.removeprefix('days.')]},"
    )


_ASIDE = ("days.without_sundays", "days.clear_without_sundays")  # what is not counted is said behind the days


_COUNTED = "a whole number of days, 0 or more, or Days"


def counted_days(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """A validator of a number of days."""
    if not isinstance(value, Days) and not _fields.is_count(value):
        raise InvalidValueError(f"{type(instance).__name__}.{attribute.name}", _COUNTED)


def optional_counted_days(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """A validator of a number of days; None is not known."""
    if value is not None and not isinstance(value, Days) and not _fields.is_count(value):
        raise InvalidValueError(f"{type(instance).__name__}.{attribute.name}", f"{_COUNTED}, or nothing")
