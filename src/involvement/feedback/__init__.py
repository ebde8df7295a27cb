"""Feedback: what people said, what happened to it, and whether they had an answer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.feedback.clocks import DuePromise as DuePromise, LedgerBalance as LedgerBalance, Overdue as Overdue
    from involvement.feedback.closures import (
        Closure as Closure,
        ClosureRate as ClosureRate,
        GroupClosure as GroupClosure,
    )
    from involvement.feedback.contributions import Channel as Channel, Contribution as Contribution
    from involvement.feedback.events import AnswerOutcome as AnswerOutcome, Event as Event, EventKind as EventKind
    from involvement.feedback.ledgers import Ledger as Ledger
    from involvement.feedback.progress import Progress as Progress
    from involvement.feedback.promises import Promise as Promise
    from involvement.feedback.replies import YouSaidWeDid as YouSaidWeDid
    from involvement.feedback.timelines import ContributionState as ContributionState, LedgerFault as LedgerFault
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".clocks": "DuePromise LedgerBalance Overdue",
        ".closures": "Closure ClosureRate GroupClosure",
        ".contributions": "Channel Contribution",
        ".events": "AnswerOutcome Event EventKind",
        ".ledgers": "Ledger",
        ".progress": "Progress",
        ".promises": "Promise",
        ".replies": "YouSaidWeDid",
        ".timelines": "ContributionState LedgerFault",
    })
    # fmt: on
