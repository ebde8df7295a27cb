"""Activities that follow from an agreement."""

from collections.abc import Iterator

from involvement.plans.activities import Activity
from involvement.plans.relative_dates import When
from involvement.priorities import Agreement, Ground, Outcome, Settlement
from involvement.references import derived_key

__all__ = ["activities_from"]


def activities_from(agreement: Agreement, *, owner: str | None = None) -> tuple[Activity, ...]:
    """What was agreed, as activities: raised where it is decided, done, studied, brought back, and told.

    *owner* sees to all that nobody else is named for.
    """
    return tuple(
        activity for settlement in agreement.settlements for activity in _follows(agreement, settlement, owner)
    )


def _follows(agreement: Agreement, settlement: Settlement, owner: str | None) -> Iterator[Activity]:
    issue = settlement.issue
    who = settlement.who or owner
    if settlement.outcome is Outcome.AGREED:
        effort = next((effort.days for effort in agreement.effort if effort.issue == issue), None)
        decision = next((chance.decision for chance in agreement.chances if chance.issue == issue), None)
        if decision is None:
            yield Activity(derived_key(f"do-{issue}"), owner=who, effort=effort, due=settlement.by, implements=issue)
        else:
            yield Activity(derived_key(f"raise-{issue}"), owner=who, due=settlement.last_day, decision=decision)
            yield Activity(
                derived_key(f"do-{issue}"),
                owner=who,
                effort=effort,
                start=When.after_decision(decision),
                due=settlement.by,
                after=[derived_key(f"raise-{issue}")],
                implements=issue,
            )
    elif settlement.outcome is Outcome.DEFERRED:
        if settlement.ground is Ground.NOT_STUDIED:
            yield Activity(derived_key(f"study-{issue}"), owner=who, due=settlement.by, studies=issue)
        elif settlement.who is not None or settlement.by is not None:
            yield Activity(derived_key(f"bring-back-{issue}"), owner=who, due=settlement.by)
    yield Activity(derived_key(f"tell-{issue}"), owner=owner, tells=issue)
