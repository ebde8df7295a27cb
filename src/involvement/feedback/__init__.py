"""What people said, what came of it, and whether they were told."""

from involvement.feedback.contributions import Channel, Contribution
from involvement.feedback.events import AnswerOutcome, Event, EventKind
from involvement.feedback.ledgers import Ledger
from involvement.feedback.promises import Promise
from involvement.feedback.timelines import ContributionState, LedgerFault

__all__ = [
    "AnswerOutcome",
    "Channel",
    "Contribution",
    "ContributionState",
    "Event",
    "EventKind",
    "Ledger",
    "LedgerFault",
    "Promise",
]
