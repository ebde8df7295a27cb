"""Waits for expenses, and payments that people were not told of beforehand."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from involvement.calendars.recurrence_words import number_of
from involvement.support.expenses import Expense, ExpensesPolicy, PaymentOffer

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

    def __str__(self) -> str:
        how = "has waited" if self.waiting else "took"
        late = f"{number_of(self.days_late or 0, 'day')} late" if self.days_late else "in time"
        said = "when it is due is not known" if self.due is None else late
        return f"expense of {self.expense.stakeholder} {how} {number_of(self.days, 'day')}: {said}"


@frozen
class UntoldPayment:
    """Somebody took part before they were told whether they are paid. `told` is when they were, None: never."""

    stakeholder: str
    first: date
    told: date | None

    def __str__(self) -> str:
        told = "has not been told" if self.told is None else f"was told on {self.told.isoformat()}"
        return f"{self.stakeholder} first took part on {self.first.isoformat()}, and {told} about payment"


def policy_on(policies: Iterable[ExpensesPolicy], day: date) -> ExpensesPolicy | None:
    """The policy in force on that day: the latest that has come into force, if it has not ended."""
    begun = [each for each in policies if each.in_force <= day]
    latest = max(begun, key=lambda each: each.in_force, default=None)
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
    return tuple(sorted(found, key=lambda each: (-each.days, each.expense.claimed_on, each.expense.stakeholder)))


def untold(first_days: Iterable[tuple[str, date]], offers: Iterable[PaymentOffer]) -> tuple[UntoldPayment, ...]:
    """Who took part before being told whether they are paid, sorted; *first_days* are when each first took part."""
    told: dict[str | None, date] = {}
    for offer in offers:
        told[offer.stakeholder] = min(told.get(offer.stakeholder, offer.on), offer.on)
    found = []
    for who, first in sorted(first_days):
        day = min((told[each] for each in (who, None) if each in told), default=None)
        if day is None or day > first:
            found.append(UntoldPayment(who, first, day))
    return tuple(found)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
