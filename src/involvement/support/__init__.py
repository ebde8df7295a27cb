"""Support: barriers that keep people out, and what was done so that they can take part."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.support.arrangements import (
        Arrangement as Arrangement,
        ArrangementState as ArrangementState,
        PaperCheck as PaperCheck,
    )
    from involvement.support.attendances import (
        Attendance as Attendance,
        Engagement as Engagement,
        EngagementKind as EngagementKind,
        PaperSent as PaperSent,
        StatedLimit as StatedLimit,
    )
    from involvement.support.burdens import Burden as Burden, Excess as Excess
    from involvement.support.capacities import Capacity as Capacity
    from involvement.support.definitions import (
        Audience as Audience,
        Barrier as Barrier,
        BarrierKind as BarrierKind,
        BarrierList as BarrierList,
        Signal as Signal,
    )
    from involvement.support.expenses import (
        Expense as Expense,
        ExpenseKind as ExpenseKind,
        ExpensesPolicy as ExpensesPolicy,
        PaymentOffer as PaymentOffer,
        PaymentRate as PaymentRate,
    )
    from involvement.support.leads import Lead as Lead, LeadDemand as LeadDemand, LeadSkill as LeadSkill
    from involvement.support.mitigations import (
        Mitigation as Mitigation,
        MitigationEffect as MitigationEffect,
        NotedBarrier as NotedBarrier,
    )
    from involvement.support.needs import (
        AccessNeed as AccessNeed,
        Adjustment as Adjustment,
        NeedsAsked as NeedsAsked,
        PaperFormat as PaperFormat,
        StatedNeed as StatedNeed,
    )
    from involvement.support.packaged import (
        barrier as barrier,
        barrier_lists as barrier_lists,
        barriers as barriers,
        barriers_schema as barriers_schema,
        parse_barriers as parse_barriers,
    )
    from involvement.support.support_records import Support as Support
    from involvement.support.waits import ExpenseWait as ExpenseWait, UntoldPayment as UntoldPayment
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".arrangements": "Arrangement ArrangementState PaperCheck",
        ".attendances": "Attendance Engagement EngagementKind PaperSent StatedLimit",
        ".burdens": "Burden Excess",
        ".capacities": "Capacity",
        ".definitions": "Audience Barrier BarrierKind BarrierList Signal",
        ".expenses": "Expense ExpenseKind ExpensesPolicy PaymentOffer PaymentRate",
        ".leads": "Lead LeadDemand LeadSkill",
        ".mitigations": "Mitigation MitigationEffect NotedBarrier",
        ".needs": "AccessNeed Adjustment NeedsAsked PaperFormat StatedNeed",
        ".packaged": "barrier barrier_lists barriers barriers_schema parse_barriers",
        ".support_records": "Support",
        ".waits": "ExpenseWait UntoldPayment",
    })
    # fmt: on
