"""Expenses and payment: what people get back, how soon, and what they were told."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.evidence import Source
from involvement.support.periods import covers, currency_letters

__all__ = ["Expense", "ExpenseKind", "ExpensesPolicy", "PaymentOffer", "PaymentRate"]


class ExpenseKind(StrEnum):
    """What an expense was for."""

    TRAVEL = "travel"
    CARE = "care"  # of those whom the claimant looks after
    SUPPORT_WORKER = "support_worker"
    MEALS = "meals"
    ACCOMMODATION = "accommodation"
    COMMUNICATION = "communication"
    OTHER = "other"


def _kind(value: ExpenseKind | str) -> ExpenseKind:
    return _fields.as_word(ExpenseKind, value)


def _rates(items: "Iterable[PaymentRate]") -> "tuple[PaymentRate, ...]":
    return _fields.as_tuple(items)


@frozen
class Expense:
    """What somebody claimed back. Waiting until it is paid or declined; money is in minor units, pence for GBP.

    >>> Expense("members", claimed_on=date(2026, 5, 1), paid_on=date(2026, 5, 20)).days_waited(date(2026, 12, 31))
    19
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder or person"))
    claimed_on: date = field(validator=_fields.day, kw_only=True)
    paid_on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    declined_on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    kind: ExpenseKind = field(
        repr=_fields.closed, default=ExpenseKind.OTHER, converter=_kind, validator=_fields.a(ExpenseKind), kw_only=True
    )
    minor_units: Fraction | None = field(
        repr=_fields.closed,
        default=None,
        converter=_fields.optional_fraction,
        validator=_fields.number(optional=True),
        kw_only=True,
    )
    currency: str | None = field(repr=_fields.closed, default=None, validator=currency_letters, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Expense.paid_on", self.claimed_on, self.paid_on)
        _fields.in_order("Expense.declined_on", self.claimed_on, self.declined_on)
        if self.paid_on is not None and self.declined_on is not None:
            raise InvalidValueError("Expense.declined_on", "nothing, as it was paid")
        if self.minor_units is not None and self.currency is None:
            raise InvalidValueError("Expense.currency", "a currency beside the amount")

    @property
    def closed_on(self) -> date | None:
        """The day on which it was paid or declined; None while it is waiting."""
        return self.paid_on or self.declined_on

    def days_waited(self, on: date) -> int | None:
        """The days from the claim until it was closed, or until *on* while it waits; None before it was claimed."""
        if _fields.a_date("on", on) < self.claimed_on:
            return None
        return (min(on, self.closed_on or on) - self.claimed_on).days


@frozen
class PaymentRate:
    """What is paid for one unit of time or work, such as `half-day`."""

    per: str = field(validator=_fields.key)
    minor_units: Fraction = field(converter=_fields.as_fraction, validator=_fields.number(), kw_only=True)
    currency: str = field(validator=(_fields.text, currency_letters), kw_only=True)


@frozen
class ExpensesPolicy:
    """What is paid, and how soon, from the day it comes into force until the next one does.

    `prompt_days` is within how many days of the claim expenses are paid. What is None is not said in it.
    """

    in_force: date = field(validator=_fields.day)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    prompt_days: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    pays_for_time: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    prepaid_travel: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)
    rates: tuple[PaymentRate, ...] = field(
        default=(), converter=_rates, validator=_fields.many(PaymentRate), kw_only=True
    )
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("ExpensesPolicy.until", self.in_force, self.until)
        _fields.distinct(
            "rate",
            ((payment_rate.per, payment_rate.currency) for payment_rate in self.rates),
            f"policy of {self.in_force}",
        )

    def holds(self, day: date) -> bool:
        """Whether that day lies between its coming into force and its last day."""
        return covers(self.in_force, self.until, day)


@frozen
class PaymentOffer:
    """Somebody was told on a day whether they are paid for their time, and how much. None is everybody.

    An offer of nothing is an offer too: `pays=False` says plainly that there is no payment.
    """

    on: date = field(validator=_fields.day)
    pays: bool = field(validator=_fields.flag, kw_only=True)
    stakeholder: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder or person"), kw_only=True
    )
    rate: PaymentRate | None = field(
        repr=_fields.closed, default=None, validator=_fields.a(PaymentRate, optional=True), kw_only=True
    )
    accepted: bool | None = field(default=None, validator=_fields.optional_flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.rate is not None and not self.pays:
            raise InvalidValueError("PaymentOffer.rate", "nothing, as there is no payment")
