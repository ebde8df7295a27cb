"""Check a process on a day: select rules, and run them in a stated order."""

from collections.abc import Iterable
from datetime import date

from involvement import _fields
from involvement.checks import (
    acceptances,
    access,
    barriers,
    calls_for,
    days_not_known,
    decision_days,
    decision_maps,
    decision_records,
    expenses,
    feedback,
    leads,
    levels,
    matters,
    maturity,
    priorities,
    privacy,
    representation,
    retention,
    routes,
    settled_decisions,
    settlements,
    studies_first,
    voices,
    workplans,
)
from involvement.checks import assessment_answers as answers
from involvement.checks import promises_kept as deeds
from involvement.checks.findings import Finding, Severity
from involvement.checks.rules import Rule
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.processes import Process
from involvement.snapshots import Snapshot, snapshot_of

__all__ = ["ALL_RULES", "anything_recorded", "check", "rule_named", "select"]

ALL_RULES: tuple[Rule, ...] = (
    *decision_maps.RULES,
    *routes.RULES,
    *decision_days.RULES,
    *decision_records.RULES,
    *days_not_known.RULES,
    *matters.RULES,
    *settlements.RULES,
    *settled_decisions.RULES,
    *priorities.RULES,
    *acceptances.RULES,
    *answers.RULES,
    *maturity.RULES,
    *access.RULES,
    *expenses.RULES,
    *leads.RULES,
    *barriers.RULES,
    *feedback.RULES,
    *deeds.RULES,
    *levels.RULES,
    *calls_for.RULES,
    *voices.RULES,
    *representation.RULES,
    *workplans.RULES,
    *studies_first.RULES,
    *privacy.RULES,
    *retention.RULES,
)

_ORDER = list(Severity)


def check(
    process: Process | Snapshot, *, on: date | None = None, rules: Iterable[Rule] = ALL_RULES
) -> tuple[Finding, ...]:
    """What the rules find on a day, most serious first, then by code, about and message.

    A rule whose part of the process is absent is silent. `rules` may be a selection (`select`) or
    hold rules of your own.

    >>> check(Process("screening"), on=date(2026, 5, 1))
    ()
    """
    asked = _rules(rules)
    snapshot = snapshot_of(process, on)
    findings = [finding for rule in asked for finding in snapshot.once(rule.findings)]
    return tuple(
        sorted(
            findings, key=lambda finding: (_ORDER.index(finding.severity), finding.rule, finding.about, finding.message)
        )
    )


def select(
    codes: Iterable[str] | None = None, *, ignore: Iterable[str] | None = None, rules: Iterable[Rule] = ALL_RULES
) -> tuple[Rule, ...]:
    """The rules that the codes name, less those to ignore, by code.

    A code is whole (`MAP002`) or the beginning of several (`MAP`); no codes at all mean every
    rule. A code that fits no rule raises `UnknownKeyError`.

    >>> [rule.code for rule in select(["MAP002", "MAP001"])]
    ['MAP001', 'MAP002']
    """
    known = _rules(rules)
    wanted = _fitting(codes, known) or {rule.code for rule in known}
    unwanted = _fitting(ignore, known)
    return tuple(sorted((rule for rule in known if rule.code in wanted - unwanted), key=lambda rule: rule.code))


def anything_recorded(process: Process) -> bool:
    """Whether a process holds any part that a rule asks about, its key apart; without one, no finding means nothing."""
    parts = {part for rule in ALL_RULES for part in rule.needs if part != "key"}
    return any(getattr(process, part) not in (None, ()) for part in parts)


def rule_named(code: str, *, rules: Iterable[Rule] = ALL_RULES) -> Rule:
    """The rule with that code or name, such as `MAP002` or `view-too-late`.

    >>> rule_named("view-too-late").code
    'MAP002'
    """
    known = {name: rule for rule in _rules(rules) for name in (rule.code, rule.name)}
    return _fields.known("rule", code, known)


def _rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    known = _fields.listed("rules", rules)
    if not all(isinstance(rule, Rule) for rule in known):
        raise InvalidValueError("rules", "only values of type Rule; `select` finds them by their codes")
    _fields.distinct("rule", (rule.code for rule in known))
    return known


def _fitting(codes: Iterable[str] | None, known: tuple[Rule, ...]) -> set[str]:
    fitting: set[str] = set()
    for code in _fields.members("codes of rules", () if codes is None else codes):
        if not isinstance(code, str):
            raise InvalidValueError("codes of rules", "texts, such as MAP002")
        fits = {rule.code for rule in known if code and rule.code.startswith(code)}
        if not fits:
            raise UnknownKeyError("rule", code, (rule.code for rule in known))
        fitting |= fits
    return fitting
