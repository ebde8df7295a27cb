"""Working calendars: weekends, holidays, and how far the holidays are known."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.calendars import NEVER
from involvement.calendars.counted_days import Days, LeftOut
from involvement.calendars.day_counts import CountedDays, Lag, one_after_the_other
from involvement.calendars.recurrences import LAST_DAY
from involvement.errors import InvalidValueError, MissingExtraError

__all__ = ["Weekday", "WorkingCalendar", "lag_of"]


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_PLACES = {weekday: place for place, weekday in enumerate(Weekday)}
_YEARS = (date.min.year, date.max.year)
_ALL_YEARS = range(date.min.year, date.max.year + 1)
_SUNDAY = _PLACES[Weekday.SUNDAY]


def _weekend(items: Iterable[Weekday | str]) -> tuple[Weekday, ...]:
    return _fields.as_words(Weekday, items)


@frozen(cache_hash=True)
class WorkingCalendar:
    """The days that do not count where days are left out: the weekend and the holidays.

    >>> easter = WorkingCalendar(holidays=[date(2019, 4, 19), date(2019, 4, 22)])
    >>> easter.after(date(2019, 4, 17), Days(5, clear=True, leave_out="weekends"))
    datetime.date(2019, 4, 27)
    >>> easter.latest_start(date(2019, 4, 30), Days(5, clear=True, leave_out="weekends"))
    datetime.date(2019, 4, 22)

    Attributes:
        holidays: days on which nobody works, each once, in order.
        weekend: the weekdays on which nobody works; Saturday and Sunday unless said. Counts that leave out Sundays alone
            do not ask for it.
        known_from: the first day for which the holidays are known; without it, the first of the year of the first holiday.
        known_until: the last day for which they are known; without it, the last of the year of the last holiday.
    """

    holidays: tuple[date, ...] = field(
        default=(), converter=_fields.sorted_days, validator=_fields.days, kw_only=True, repr=_fields.counted
    )
    weekend: tuple[Weekday, ...] = field(
        default=(Weekday.SATURDAY, Weekday.SUNDAY), converter=_weekend, validator=_fields.many(Weekday), kw_only=True
    )
    known_from: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    known_until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if len(self.weekend) == len(Weekday):
            raise InvalidValueError("WorkingCalendar.weekend", "six weekdays at the most")
        _fields.in_order("WorkingCalendar.known_until", self.known_from, self.known_until)

    @classmethod
    def uk(cls, division: str) -> "WorkingCalendar":
        """The bank holidays that GOV.UK lists for `england-and-wales`, `scotland` or `northern-ireland`.

        They come with the library, as far as they were published when it was made: `known_from` and `known_until` say
        how far. Councils and companies may close on other days as well.

        Raises:
            UnknownKeyError: there is no such division.
        """
        from involvement.calendars.bank_holiday_lists import bank_holidays

        listed = bank_holidays().division(division)
        return cls(holidays=listed.holidays, known_from=listed.known_from, known_until=listed.known_until)

    @classmethod
    def from_package(cls, country: str, *, years: Iterable[int], subdiv: str | None = None) -> "WorkingCalendar":
        """The holidays of a country or a part of it in these years, as the package `holidays` has them.

        Raises:
            MissingExtraError: the extra `holidays` is not installed.
        """
        _fields.a_text("country", country)
        _fields.a_text("subdiv", "" if subdiv is None else subdiv)
        given = _fields.listed("years", years)
        if not given or not all(_fields.is_count(year) and year in _ALL_YEARS for year in given):
            raise InvalidValueError("years", "one year or more, each a whole number")
        wanted = sorted(set(given))
        try:
            from holidays import country_holidays
        except ImportError:
            raise MissingExtraError("a calendar of a country's holidays", "holidays") from None
        try:
            days_off = country_holidays(country, subdiv=subdiv, years=wanted)
        except NotImplementedError:
            raise InvalidValueError("country", "a country, and a subdivision of it, that `holidays` knows") from None
        return cls(
            holidays=[day for day in days_off if day.year in wanted],
            known_from=date(wanted[0], 1, 1),
            known_until=date(wanted[-1], 12, 31),
        )

    def after(self, day: date, days: int | Days) -> date | None:
        """The day on which so many days, counted from *day*, are over; None if that is past the last date.

        O(log holidays).
        """
        ends = _ordinal(day) + self._lag(days)
        return date.fromordinal(ends) if ends <= LAST_DAY else None

    def latest_start(self, by: date, days: int | Days) -> date | None:
        """The last day from which so many days are over on or before *by*; None if there is none. O(log holidays)."""
        starts = _ordinal(by) - self._lag(days)
        return date.fromordinal(starts) if starts >= 1 else None

    def is_working(self, day: date) -> bool:
        """Whether *day* is neither at a weekend nor a holiday."""
        return self.on_or_after(day) == day

    def on_or_after(self, day: date) -> date | None:
        """The first working day on or after *day*; None if there is none."""
        working = self._counted(LeftOut.WEEKENDS).after(_ordinal(day) - 1, 1)
        return date.fromordinal(working) if working <= LAST_DAY else None

    @cached_property
    def known(self) -> tuple[date, date] | None:
        """The first and the last day for which it is known which days are holidays; None if it is for none."""
        if not (self.holidays or self.known_from or self.known_until):
            return None
        first, last = (self.holidays[0].year, self.holidays[-1].year) if self.holidays else _YEARS
        return self.known_from or date(first, 1, 1), self.known_until or date(last, 12, 31)

    def _lag(self, days: int | Days) -> int | Lag:
        if not isinstance(days, Days):
            return min(_fields.a_count("days", days), NEVER)
        if days.leave_out is None:
            return min(days.n + days.clear, NEVER)
        lag = self._lags.get(days)
        if lag is None:
            counted = Lag(((self._counted(days.leave_out), days.n),))
            lag = self._lags.setdefault(days, one_after_the_other(counted, int(days.clear)))
        return lag

    @cached_property
    def _lags(self) -> dict[Days, int | Lag]:
        return {}

    def _counted(self, left_out: LeftOut | None) -> CountedDays:
        return self._on_working_days if left_out is LeftOut.WEEKENDS else self._but_on_sundays

    @cached_property
    def _on_working_days(self) -> CountedDays:
        return self._those_but({_PLACES[weekday] for weekday in self.weekend})

    @cached_property
    def _but_on_sundays(self) -> CountedDays:
        return self._those_but({_SUNDAY})

    def _those_but(self, left_out: set[int]) -> CountedDays:
        return CountedDays(sorted({*_PLACES.values()} - left_out), [day.toordinal() for day in self.holidays])


def lag_of(calendar: WorkingCalendar | None, days: int | Days) -> int | Lag:
    """The days as something to add to an ordinal or to take from one; a number where no day is left out.

    Without a calendar, that of Saturdays and Sundays alone. Equal days of one calendar share their answers.
    """
    return (calendar or _WEEKENDS_ALONE)._lag(days)  # noqa: SLF001 - the search's way in; not public


_WEEKENDS_ALONE = WorkingCalendar()


def _ordinal(day: date) -> int:
    return _fields.a_date("day", day).toordinal()
