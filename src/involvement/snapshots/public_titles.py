"""Titles for the public: a confidential decision is counted there, and not named."""

from attrs import evolve

from involvement.snapshots.snapshot import Snapshot

__all__ = ["for_the_public"]

_TITLE = "A confidential decision"


def for_the_public(snapshot: Snapshot) -> Snapshot:
    """The snapshot in which no confidential decision has a title or options of its own; the same one where there is none."""
    whole = snapshot.process.decision_map
    if whole is None or not any(decision.confidential for decision in whole.decisions):
        return snapshot
    decisions = [
        evolve(decision, title=_TITLE, options=()) if decision.confidential else decision
        for decision in whole.decisions
    ]
    return Snapshot(evolve(snapshot.process, decision_map=evolve(whole, decisions=decisions)), snapshot.on)
