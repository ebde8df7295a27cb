"""Rules that are asked of a process on a day, and the findings they give."""

from involvement.checks.checking import ALL_RULES, check, rule_named, select
from involvement.checks.facts import Facts
from involvement.checks.findings import Finding, FindingStatus, Severity
from involvement.checks.rules import Observation, Rule, found, rule, unknown

__all__ = [
    "ALL_RULES",
    "Facts",
    "Finding",
    "FindingStatus",
    "Observation",
    "Rule",
    "Severity",
    "check",
    "found",
    "rule",
    "rule_named",
    "select",
    "unknown",
]
