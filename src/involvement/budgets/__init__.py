"""Participatory budgeting: choices within a budget, by equal shares, by total and by leximin."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.budgets.choices import Choice as Choice, Purchase as Purchase
    from involvement.budgets.equal_shares_method import equal_shares as equal_shares
    from involvement.budgets.optimal_choices import leximin as leximin, utilitarian as utilitarian
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".choices": "Choice Purchase",
        ".equal_shares_method": "equal_shares",
        ".optimal_choices": "leximin utilitarian",
    })
    # fmt: on
