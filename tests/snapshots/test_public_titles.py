"""What the public may read of a confidential decision."""

from datetime import date

from involvement import Decision, DecisionMap, Forum, Option, Process
from involvement.snapshots import Snapshot
from involvement.snapshots.public_titles import for_the_public

DAY = date(2026, 11, 23)


def test_a_confidential_decision_keeps_its_day_and_loses_its_title_and_options():
    """It is counted; what it is about stays at the desk. A process without one is handed on as it is."""
    secret = Decision(
        "closure", title="Closing the ward", made_at="board", on=DAY, confidential=True, options=[Option("a")]
    )
    known = Decision("contract", title="The contract", made_at="board", options=[Option("b")])
    whole = DecisionMap(forums=[Forum("board")], decisions=[secret, known])
    shown = for_the_public(Snapshot(Process("p", decision_map=whole), DAY))
    first, second = shown.process.decision_map.decisions
    assert ("A confidential decision", DAY, ()) == (first.title, first.on, first.options)
    assert second == known
    for process in (Process("p"), Process("p", decision_map=DecisionMap(forums=[Forum("board")], decisions=[known]))):
        same = Snapshot(process, DAY)
        assert for_the_public(same) is same
