"""How is an exact number written for people? The one place where anything is rounded."""

from fractions import Fraction

__all__ = ["rounded"]


def rounded(value: Fraction | int, places: int = 2) -> str:
    """The number with that many places at most, half away from zero, and no zeros at its end.

    >>> rounded(Fraction(2, 3)), rounded(Fraction(1, 8)), rounded(3)
    ('0.67', '0.13', '3')
    """
    whole = (abs(value) * 10**places * 2 + 1) // 2
    digits = str(int(whole)).rjust(places + 1, "0")
    front, behind = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{front}.{behind}" if behind else f"{sign}{front}"
