"""Facts that the rules about feedback share: a contribution, a promise that is late, and the fields they came from."""

from collections.abc import Collection, Iterator
from typing import Any

from involvement.checks.rules import Observation, found
from involvement.feedback import DuePromise, EventKind
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["ABOUT", "OWED", "about", "late", "late_rows", "owed"]

_DUE = ("Promise.days", "Event.due")
ABOUT: dict[str, str | tuple[str, ...]] = {"contribution": "Contribution.title"}
OWED: dict[str, str | tuple[str, ...]] = {**ABOUT, "due": _DUE, "days_late": _DUE}


def about(contribution: str) -> dict[str, Ref]:
    """What a finding about a contribution is about, and the contribution."""
    ref = Ref("contribution", contribution)
    return {"about": ref, "contribution": ref}


def late_rows(snapshot: Snapshot, kind: EventKind, among: Collection[str] | None = None) -> Iterator[DuePromise]:
    """The promises of a kind that are overdue, of some contributions or of all."""
    for row in snapshot.overdue.rows:
        if row.promise is kind and (among is None or row.contribution in among):
            yield row


def owed(snapshot: Snapshot, row: DuePromise) -> dict[str, Any]:
    """What a finding about a late promise says of it."""
    owner = Statement("owed.nobody", template="No owner is recorded.")
    if row.owed_by is not None:
        owner = Statement(
            "owed.owner",
            {"owner": snapshot.who(row.owed_by)},
            template="Owner: {owner}.",
            sources={"owner": ("Contribution.owner", "Event.owner", "Event.by")},
        )
    return {**about(row.contribution), "due": row.due, "days_late": row.days_late, "owner": owner}


def late(snapshot: Snapshot, kind: EventKind) -> Iterator[Observation]:
    """The findings about every late promise of a kind."""
    return (found(**owed(snapshot, row)) for row in late_rows(snapshot, kind))
