"""Reference page of the rules, written from the rules themselves."""

import re
from collections.abc import Iterable

from involvement.checks.rules import Rule
from involvement.wording.lists import listed

__all__ = ["rules_page"]

_PLACE = re.compile(r"\{(\w+)[^}]*\}")
_HEAD = """# Rules

Each rule asks one question of a process on a day.
A rule is silent where the part of the process that it needs is absent.
Rules ask about the views of the service users' side.
Where no stakeholder has a role on that side, everybody counts whose role is not known to be on another.
A decision whose day is past is over: rules about reach and time leave it alone.
This page is written from the rules; to change it, change their docstrings.
"""


def rules_page(rules: Iterable[Rule]) -> str:
    """The pages of the rules as one Markdown page, by code."""
    return "\n".join([_HEAD, *(_section(rule) for rule in sorted(rules, key=lambda rule: rule.code))])


def _section(rule: Rule) -> str:
    needs = listed([f"`{need}`" for need in rule.needs], len(rule.needs)) or "nothing"
    said = [f"> {_told(rule.says)}\n"]
    if rule.says_unknown is not None:
        said += ["Where it is not known:\n", f"> {_told(rule.says_unknown)}\n"]
    return "\n".join(
        [f"## {rule.code} {rule.name}\n", f"Severity {rule.severity}; needs {needs}.\n", f"{rule.page}\n", *said]
    )


def _told(sentence: str) -> str:
    """The sentence with the names of its facts in italics."""
    return _PLACE.sub(lambda place: f"*{place[1].replace('_', ' ')}*", sentence)
