"""Spread of numbers of days: least, median, most and every quantile, exactly."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.wording import Fact, Statement, Wording

__all__ = ["Spread"]


def _sorted_days(items: Iterable[int]) -> tuple[int, ...]:
    return _fields.as_sorted(items)


@frozen
class Spread:
    """How a number of days is spread: the least, the most, and every quantile between, exactly.

    >>> print(Spread([30, 7, 14]))
    7 to 30 days, at least half within 14 days (3 times)
    """

    days: tuple[int, ...] = field(
        converter=_sorted_days,
        validator=_fields.each(_fields.is_count, "whole numbers, 0 or more"),
        repr=_fields.counted,
    )

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.days)

    @property
    def least(self) -> int | None:
        """The fewest days; None if there are none."""
        return self.days[0] if self.days else None

    @property
    def median(self) -> Fraction | None:
        """The days within which half of them lie; None if there are none."""
        return self.quantile(Fraction(1, 2))

    @property
    def most(self) -> int | None:
        """The most days; None if there are none."""
        return self.days[-1] if self.days else None

    def quantile(self, share: Exact) -> Fraction | None:
        """The days within which that share of them lie; None if there are none.

        Definition 7 of Hyndman and Fan, in fractions: the place is (n - 1) times the share, counted
        from 0, and what lies between two places is shared in proportion.

        Raises:
            InvalidValueError: the share is no exact number from 0 to 1.

        References:
            Hyndman & Fan (1996) Sample quantiles in statistical packages, doi 10.1080/00031305.1996.10473566
        """
        part = _fields.exact("Spread.quantile: share", share, 0, 1)
        if not self.days:
            return None
        place = (len(self.days) - 1) * part
        at = int(place)
        below, above = self.days[at], self.days[min(at + 1, len(self.days) - 1)]
        return below + (place - at) * (above - below)

    @property
    def median_low(self) -> int | None:
        """The median, or the lower of the two days that it lies between: always one that was observed."""
        return self.days[(len(self.days) - 1) // 2] if self.days else None

    @property
    def says(self) -> Statement:
        """The days from least to most and the median, as they stand in a sentence or a cell."""
        code = "none" if not self.days else "same" if self.least == self.most else "range"
        facts: dict[str, Fact] = {"least": self.least, "median": self.median, "most": self.most, "times": self.n}
        return Statement(f"spread.{code}", facts, template=_SPREADS[code], sources=dict.fromkeys(facts, _DAYS))

    def __str__(self) -> str:
        return Wording().clause(self.says)


_DAYS = ("Contribution.on", "Event.on", "Step.on")
_SPREADS = {
    "none": "a number of days that is not recorded",
    "same": "{least:day} ({times:time})",
    "range": "{least} to {most:day}, at least half within {median:day} ({times:time})",
}
