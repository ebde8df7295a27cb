"""Days by number, so that a test shows only what matters: how far apart they are."""

from datetime import date, timedelta

FIRST = date(2026, 1, 5)


def day(number: int) -> date:
    """The day of that number after the first."""
    return FIRST + timedelta(days=number)
