"""Week numbers: in which week of its year a day falls, counted from the front and from the back."""

__all__ = ["week_of_year"]


def week_of_year(day: int, offset: int, length: int, neighbours: int) -> tuple[int, int]:
    """The number of the week in which a day of the year falls, from the first week on and from the last one back.

    Args:
        day: how many days after the new year.
        offset: how many days after its week began the new year falls.
        length: that of the year.
        neighbours: 14 if the year before is a leap year, and 28 more if the year after is one.

    References:
        RFC 5545, section 3.3.10: the first week of a year is the first with at least four of its days.
    """
    before, after = 365 + neighbours // 14 % 2, 365 + neighbours // 28
    first = _first_week(offset)
    following = length + _first_week((offset + length) % 7)
    if day < first:
        first, following = _first_week((offset - before) % 7) - before, first
    elif day >= following:
        first, following = following, length + after + _first_week((offset + length + after) % 7)
    number = (day - first) // 7 + 1
    return number, number - (following - first) // 7 - 1


def _first_week(offset: int) -> int:
    """The day on which the first week of a year begins, counted from the new year."""
    return -offset if offset < 4 else 7 - offset
