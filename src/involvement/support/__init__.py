"""Support: barriers that keep people out, and what was done so that they can take part."""

from involvement.support.arrangements import Arrangement, ArrangementState, PaperCheck
from involvement.support.attendances import Attendance, Engagement, EngagementKind, PaperSent, StatedLimit
from involvement.support.burdens import Burden, Excess
from involvement.support.capacities import Capacity
from involvement.support.definitions import Audience, Barrier, BarrierKind, BarrierList, Signal
from involvement.support.expenses import Expense, ExpenseKind, ExpensesPolicy, PaymentOffer, PaymentRate
from involvement.support.leads import Lead, LeadDemand, LeadSkill
from involvement.support.mitigations import Mitigation, MitigationEffect, NotedBarrier
from involvement.support.needs import AccessNeed, Adjustment, NeedsAsked, PaperFormat, StatedNeed
from involvement.support.packaged import barrier, barrier_lists, barriers, barriers_schema, parse_barriers
from involvement.support.support_records import Support
from involvement.support.waits import ExpenseWait, UntoldPayment

__all__ = [
    "AccessNeed",
    "Adjustment",
    "Arrangement",
    "ArrangementState",
    "Attendance",
    "Audience",
    "Barrier",
    "BarrierKind",
    "BarrierList",
    "Burden",
    "Capacity",
    "Engagement",
    "EngagementKind",
    "Excess",
    "Expense",
    "ExpenseKind",
    "ExpenseWait",
    "ExpensesPolicy",
    "Lead",
    "LeadDemand",
    "LeadSkill",
    "Mitigation",
    "MitigationEffect",
    "NeedsAsked",
    "NotedBarrier",
    "PaperCheck",
    "PaperFormat",
    "PaperSent",
    "PaymentOffer",
    "PaymentRate",
    "Signal",
    "StatedLimit",
    "StatedNeed",
    "Support",
    "UntoldPayment",
    "barrier",
    "barrier_lists",
    "barriers",
    "barriers_schema",
    "parse_barriers",
]
