"""The case files of the rules, read into processes."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from involvement import Process, loads

FOLDER = Path(__file__).parents[1] / "cases"
FILES = sorted(FOLDER.glob("*.toml"))
KNOWN = {"why", "on", "change", "finds", "not_known", "says", "mends"}


class CaseOfRule(NamedTuple):
    """One case of a case file."""

    rule: str
    number: int
    why: str
    process: Process
    on: date
    finds: list[str]
    not_known: list[str]
    says: str
    mends: str

    def __str__(self) -> str:
        return f"{self.rule}-{self.number}"


def cases(family: str = "") -> Iterator[CaseOfRule]:
    """Every case of every file, in order; only those of one family where its letters are given."""
    for path in FILES:
        if path.name.startswith(family):
            yield from _cases_of(path)


@cache
def _cases_of(path: Path) -> tuple[CaseOfRule, ...]:
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    assert file.keys() == {"rule", "process", "cases"}, path.name
    found = []
    for number, case in enumerate(file["cases"], start=1):
        assert case.keys() <= KNOWN, f"{path.name}: case {number} has an unknown key"
        plain = {"format": "involvement", "version": 1, **_changed(file["process"], case.get("change", {}))}
        process = loads(json.dumps(plain, default=str))  # quicker to read than TOML
        finds, not_known = case.get("finds", []), case.get("not_known", [])
        words = case.get("says", ""), case.get("mends", "")
        found.append(CaseOfRule(file["rule"], number, case["why"], process, case["on"], finds, not_known, *words))
    return tuple(found)


def _changed(plain: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(plain)
    for key, value in change.items():
        old = merged.get(key)
        merged[key] = _changed(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
