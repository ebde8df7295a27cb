"""Feedback: what people said, what happened to it, and whether they had an answer."""

from involvement.feedback.clocks import DuePromise, LedgerBalance, Overdue
from involvement.feedback.closures import Closure, ClosureRate, GroupClosure
from involvement.feedback.contributions import Channel, Contribution
from involvement.feedback.events import AnswerOutcome, Event, EventKind
from involvement.feedback.ledgers import Ledger
from involvement.feedback.progress import Progress
from involvement.feedback.promises import Promise
from involvement.feedback.replies import YouSaidWeDid
from involvement.feedback.timelines import ContributionState, LedgerFault

__all__ = [
    "AnswerOutcome",
    "Channel",
    "Closure",
    "ClosureRate",
    "Contribution",
    "ContributionState",
    "DuePromise",
    "Event",
    "EventKind",
    "GroupClosure",
    "Ledger",
    "LedgerBalance",
    "LedgerFault",
    "Overdue",
    "Progress",
    "Promise",
    "YouSaidWeDid",
]
