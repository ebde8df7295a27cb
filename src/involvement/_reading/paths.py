"""Paths: where in a document something stands, as a tuple and as people write it."""

import re

__all__ = ["WHOLE", "Loc", "path_text"]

Loc = tuple[str | int, ...]

WHOLE = "$"  # the path of the whole document

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
_LONGEST_NAME = 40


def path_text(loc: Loc) -> str:
    """The path as people write it: `decision_map.flows[3].days`; `$` if it leads nowhere."""
    written = ""
    for step in loc:
        if isinstance(step, int):
            written += f"[{step}]"
        elif _PLAIN_NAME.fullmatch(step):
            written += f".{step}" if written else step
        else:
            written += f"[{_quoted(step)}]"
    return written or WHOLE


def _quoted(name: str) -> str:
    return ascii(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}...")
