"""Participatory budgeting: choices within a budget, by equal shares, by total and by leximin."""

from involvement.budgets.choices import Choice, Purchase
from involvement.budgets.equal_shares import equal_shares
from involvement.budgets.optimal_choices import leximin, utilitarian

__all__ = [
    "Choice",
    "Purchase",
    "equal_shares",
    "leximin",
    "utilitarian",
]
