"""Formula guards: cells that no spreadsheet takes for a formula, and every reader gets back.

A spreadsheet runs what begins with a sign such as `=`. An apostrophe before the sign keeps it a text; it is also put
after whatever another spreadsheet may take for the end of a cell: a semicolon, a comma, a tab or the end of a line.
A second use: an apostrophe before a text that is empty, or has spaces around it, keeps it from being trimmed.
"""

import re

__all__ = ["bare", "guarded", "unguarded"]

_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_BEFORE = r"(^|[;,\t\r\n])([^\S\t\r\n]*)"
_OPEN = re.compile(rf"{_BEFORE}('*)(?=[{_SIGNS}])")
_CLOSED = re.compile(rf"{_BEFORE}'('*)(?=[{_SIGNS}])")


def guarded(text: str) -> str:
    """The text as a cell may hold it; `unguarded` gives it back, character by character."""
    safe = _OPEN.sub(r"\1\2'\3", text)
    return f"'{safe}" if _would_be_trimmed(safe) else safe


def bare(text: str) -> str:
    """The text as it is, unless a reader would not give it back: for programs that never open a spreadsheet."""
    return text if text and unguarded(text) == text else guarded(text)


def unguarded(cell: str) -> str:
    """The text that a cell holds: trimmed, without the apostrophes of a guard. Other apostrophes stay."""
    if "'" not in cell:
        return cell.strip()
    kept = cell[1:] if cell.startswith("'") and _would_be_trimmed(cell[1:]) else cell.strip()
    return _CLOSED.sub(r"\1\2\3", kept)


def _would_be_trimmed(text: str) -> bool:
    """True for a text that is empty or has spaces around it, with any number of apostrophes before it."""
    rest = text.lstrip("'")
    return not rest or rest != rest.strip()
