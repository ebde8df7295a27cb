"""Waits for expenses, and payments that people were not told of beforehand."""

from collections.abc import Iterable
from datetime import date, timedelta

from involvement._fields import frozen
from involvement.references import Ref
from involvement.support.expenses import Expense, ExpensesPolicy, PaymentOffer
from involvement.wording import Fact, Statement, Wording

__all__ = ["ExpenseWait", "UntoldPayment", "policy_on", "untold", "waits"]


@frozen
class ExpenseWait:
    """How long one expense took, or has waited so far.

    Attributes:
        expense: the expense.
        days: from the claim until it was paid or declined, or until the day asked about.
        waiting: whether it was still waiting on that day.
        policy: the policy in force on the day of the claim; None where there was none.
        due: the last day on which it is paid promptly; None where no policy says.
    """

    expense: Expense
    days: int
    waiting: bool
    policy: ExpensesPolicy | None
    due: date | None

    @property
    def days_late(self) -> int | None:
        """The days after the due day, 0 in time; None where no policy says when it is due."""
        if self.due is None:
            return None
        return max(0, self.days - (self.due - self.expense.claimed_on).days)

    @property
    def says(self) -> Statement:
        """How long it took or has waited, and how many days late that is."""
        code = "waits" if self.waiting else "took"
        timing = "not_known" if self.days_late is None else f"{code}_late" if self.days_late else f"{code}_in_time"
        late: dict[str, Fact] = {"days": self.days_late}
        more = Statement(f"expense.{timing}", late, template=_TIMINGS[timing], sources={"days": _DUE})
        return Statement(
            f"expense.{code}",
            {"stakeholder": Ref("stakeholder", self.expense.stakeholder), "days": self.days, "more": (more,)},
            template=_WAITS[code],
            sources={
                "stakeholder": "Expense.stakeholder",
                "days": ("Expense.claimed_on", "Expense.declined_on", "Expense.paid_on"),
            },
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_DUE = ("Expense.claimed_on", "ExpensesPolicy.prompt_days")
_WAITS = {
    "waits": "The expense claim of {stakeholder} has waited {days:day}. {more:sentences}",
    "took": "The expense claim of {stakeholder} took {days:day}. {more:sentences}",
}
_TIMINGS = {
    "not_known": "No policy on record says when it was due.",
    "waits_late": "It is {days:day} late.",
    "waits_in_time": "It is not late.",
    "took_late": "It was {days:day} late.",
    "took_in_time": "It was in time.",
}


@frozen
class UntoldPayment:
    """Somebody took part before they were told whether they are paid. `told` is when they were, None: never."""

    stakeholder: str
    first: date
    told: date | None

    @property
    def says(self) -> Statement:
        """Their first meeting or task, and when they were told whether they are paid."""
        code = "never" if self.told is None else "later"
        facts: dict[str, Fact] = {"stakeholder": Ref("stakeholder", self.stakeholder), "first": self.first}
        if self.told is not None:
            facts |= {"told": self.told, "days": (self.told - self.first).days}
        return Statement(
            f"payment.told_{code}",
            facts,
            template=_TOLD[code],
            sources={name: _PAID[name] for name in facts},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


_PAID: dict[str, str | tuple[str, ...]] = {
    "stakeholder": ("Attendance.attended", "Engagement.stakeholder"),
    "first": ("Attendance.meeting", "Engagement.on"),
    "told": "PaymentOffer.on",
    "days": ("Attendance.meeting", "Engagement.on", "PaymentOffer.on"),
}
_TOLD = {
    "later": "The first meeting or task recorded for {stakeholder} was on {first}. They were told whether they are paid on {told}, {days:day} later.",
    "never": "The first meeting or task recorded for {stakeholder} was on {first}. The record does not show that they were told whether they are paid.",
}


def policy_on(policies: Iterable[ExpensesPolicy], day: date) -> ExpensesPolicy | None:
    """The policy in force on that day: the latest that has come into force, if it has not ended."""
    begun = [expenses_policy for expenses_policy in policies if expenses_policy.in_force <= day]
    latest = max(begun, key=lambda expenses_policy: expenses_policy.in_force, default=None)
    return latest if latest is not None and latest.holds(day) else None


def waits(expenses: Iterable[Expense], policies: Iterable[ExpensesPolicy], on: date) -> tuple[ExpenseWait, ...]:
    """Every expense claimed by that day, those that waited longest first, then by day of claim and stakeholder."""
    known = tuple(policies)
    found = []
    for expense in expenses:
        days = expense.days_waited(on)
        if days is None:
            continue
        policy = policy_on(known, expense.claimed_on)
        prompt = None if policy is None else policy.prompt_days
        due = None if prompt is None else _after(expense.claimed_on, prompt)
        waiting = expense.closed_on is None or expense.closed_on > on
        found.append(ExpenseWait(expense, days, waiting, policy, due))
    return tuple(sorted(found, key=lambda wait: (-wait.days, wait.expense.claimed_on, wait.expense.stakeholder)))


def untold(first_days: Iterable[tuple[str, date]], offers: Iterable[PaymentOffer]) -> tuple[UntoldPayment, ...]:
    """Who took part before being told whether they are paid, sorted; *first_days* are when each first took part."""
    told: dict[str | None, date] = {}
    for offer in offers:
        told[offer.stakeholder] = min(told.get(offer.stakeholder, offer.on), offer.on)
    found = []
    for who, first in sorted(first_days):
        day = min((told[somebody] for somebody in (who, None) if somebody in told), default=None)
        if day is None or day > first:
            found.append(UntoldPayment(who, first, day))
    return tuple(found)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
