"""What a finding says, as plain values that can be compared: status, subject, and the facts of both sentences."""

from collections.abc import Iterator

from involvement import Decision
from involvement.checks import Finding
from involvement.references import Ref
from involvement.wording import Statement

Saying = tuple[object, ...]
Sayings = Iterator[Saying]


def saying(about: Ref, says: Saying, fix: Saying, status: str = "found") -> Saying:
    """What a finding ought to say."""
    return status, (about,), says, fix


def clause(code: str, **facts: object) -> Saying:
    """A statement: its code, and its facts by name."""
    return code, tuple(sorted(facts.items()))


def said(finding: Finding) -> Saying:
    """What a finding says."""
    return finding.status.value, finding.about, plain(finding.says), plain(finding.fix)


def plain(value: object) -> object:
    if isinstance(value, Statement):
        return value.code, tuple((name, plain(fact)) for name, fact in value.facts)
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    return value.value if isinstance(value, str) else value


def decision_ref(decision: Decision) -> Ref:
    return Ref("decision", decision.key)


def decision_refs(decisions: list[Decision]) -> tuple[Ref, ...]:
    return tuple(sorted(map(decision_ref, decisions)))


def forum_ref(key: str) -> Ref:
    return Ref("forum", key)


def where_decided(decision: Decision) -> dict[str, Ref]:
    return {"decision": decision_ref(decision), "forum": forum_ref(decision.made_at)}


def about_decision(
    code: str, decision: Decision, *, status: str = "found", fix: Saying | None = None, **facts: object
) -> Saying:
    """What is said of a decision and the forum that makes it; the remedy names the forum unless it is given."""
    return saying(
        decision_ref(decision),
        clause(f"{code}.says", **where_decided(decision), **facts),
        clause(f"{code}.fix", forum=forum_ref(decision.made_at)) if fix is None else fix,
        status,
    )


def when(decision: Decision) -> Saying:
    """The day, or the first and the last of the days."""
    if decision.between:
        first, last = decision.between
        if first == last:
            return clause("decision.on", on=first)
        return clause("decision.between", first=first, last=last)
    return clause("decision.on", on=decision.on)
