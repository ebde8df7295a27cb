"""Words for a decision: the day or the period in which it is made, and what is settled at each of its stages."""

from datetime import date

from involvement.decisions.decisions import Decision
from involvement.wording import Statement

__all__ = ["period_said", "when_said"]


def when_said(decision: Decision) -> Statement:
    """When it is made, as it stands within a sentence: `on 1 June 2026`, `between 1 June 2026 and 30 June 2026`."""
    if decision.between is None:
        return _on_said(decision.on)
    return period_said(*decision.between)


def period_said(first: date, last: date) -> Statement:
    """A period within which something is decided: `between 1 June 2026 and 30 June 2026`; of one day, `on 1 June 2026`."""
    if first == last:
        return _on_said(first)
    return Statement(
        "decision.between",
        {"first": first, "last": last},
        template="between {first} and {last}",
        sources={"first": "Decision.between", "last": "Decision.between"},
    )


def _on_said(on: date | None) -> Statement:
    return Statement("decision.on", {"on": on}, template="on {on}", sources={"on": "Decision.on"})
