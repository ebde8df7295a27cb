"""Axis of days with its months."""

from collections.abc import Iterable, Iterator
from datetime import date

from involvement._fields import frozen
from involvement.drawings.svg import SMALL, Colours, line_height, tag, text_lines
from involvement.drawings.text_widths import Lines, measured
from involvement.wording import Statement, Wording
from involvement.wording.days import DayStyle

__all__ = ["Axis"]

_BACK, _AHEAD = 366, 3 * 366  # days that the axis shows at most
_MONTH_STEPS = (1, 2, 3, 6, 12)
_MOST_TICKS = 14
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@frozen
class Axis:
    """Days as places: a day too far off stands at the edge."""

    first: int
    last: int
    left: int
    width: int

    @classmethod
    def of(cls, on: date, days: Iterable[date], *, left: int, width: int) -> "Axis":
        """An axis that holds the days, at most one year before *on* and three after it."""
        found = [day.toordinal() for day in days]
        now = on.toordinal()
        first = max(min([now, *found]), now - _BACK)
        last = min(max([now + 60, *found]), now + _AHEAD)
        return cls(_month_start(_month_of(first)), _month_start(_month_of(last) + 1), left, width)

    def x(self, day: date) -> int:
        kept = min(max(day.toordinal(), self.first), self.last)
        return self.left + (kept - self.first) * self.width // (self.last - self.first)

    def holds(self, day: date) -> bool:
        return self.first <= day.toordinal() <= self.last

    def ticks(self) -> list[tuple[int, int]]:
        """The months that are marked, and where."""
        months = range(_month_of(self.first), _month_of(self.last) + 1)
        step = next((step for step in _MONTH_STEPS if len(months) // step <= _MOST_TICKS), _MONTH_STEPS[-1])
        places = ((month, _month_start(month)) for month in months if month % step == 0)
        return [
            (month, self.left + (day - self.first) * self.width // (self.last - self.first)) for month, day in places
        ]

    def asked(self, on: date, y: int) -> str:
        """The words for the day asked about, above its place."""
        said = Statement("axis.asked", {"on": on}, template="asked on {on}", sources={"on": "Snapshot.on"})
        text = Wording(days=DayStyle.SHORT).clause(said)
        half = measured(text, SMALL, bold=True) // 2 + 1
        x = min(max(self.x(on), self.left + half), self.left + self.width - half)
        return text_lines(Lines((text,), cut=False), x, y, size=SMALL, bold=True, anchor="middle")

    def months(self, y: int) -> str:
        """The months in one line, and below the first and each January its year."""
        drawn = []
        free = year_free = self.left
        for month, x in self.ticks():
            year, place = divmod(month, 12)
            width = measured("Mmm", SMALL)
            if x < free or x + width > self.left + self.width:
                continue
            drawn.append(text_lines(Lines((_MONTHS[place],), cut=False), x, y, size=SMALL))
            if (place == 0 or free == self.left) and x >= year_free:
                drawn.append(text_lines(Lines((str(year),), cut=False), x, y + line_height(SMALL), size=SMALL))
                year_free = x + measured("0000", SMALL) + 6
            free = x + width + 4
        return "".join(drawn)

    def behind(self, on: date, top: int, bottom: int) -> Iterator[str]:
        """The lines that lie behind everything: the months, and the day asked about."""
        for _, x in self.ticks():
            yield tag("path", d=f"M{x} {top - 6}V{bottom}", stroke=Colours.RULE, stroke_width=1)
        yield tag("path", d=f"M{self.x(on)} {top - 6}V{bottom}", stroke=Colours.INK, stroke_width=2,
                  stroke_dasharray="5 3")  # fmt: skip


def _month_of(ordinal: int) -> int:
    day = date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
    return day.year * 12 + day.month - 1


def _month_start(month: int) -> int:
    """The first day of a month counted from the year 0; beyond the calendar, its last day."""
    year, number = divmod(month, 12)
    return date(year, number + 1, 1).toordinal() if year <= date.max.year else date.max.toordinal()
