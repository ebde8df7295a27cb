"""Rules that are asked of a process on a day, and the findings they give."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.checks.checking import (
        ALL_RULES as ALL_RULES,
        check as check,
        rule_named as rule_named,
        select as select,
    )
    from involvement.checks.facts import Facts as Facts
    from involvement.checks.findings import Finding as Finding, FindingStatus as FindingStatus, Severity as Severity
    from involvement.checks.rules import (
        Observation as Observation,
        Rule as Rule,
        found as found,
        rule as rule,
        unknown as unknown,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".checking": "ALL_RULES check rule_named select",
        ".facts": "Facts",
        ".findings": "Finding FindingStatus Severity",
        ".rules": "Observation Rule found rule unknown",
    })
    # fmt: on
