"""Has anybody studied whether it can be done?"""

from datetime import date

import pytest

from involvement import Feasibility, InvalidValueError
from involvement.priorities import FeasibilityState


def test_each_state_has_its_constructor():
    """Three answers that a yes or no would run together."""
    made = (
        Feasibility.shown("letters", on=date(2026, 9, 1), evidence="trial", reason="tried with forty letters"),
        Feasibility.ruled_out("evenings", reason="no staff after six", instead="Saturdays"),
        Feasibility.not_studied("shuttle", who="manager", by=date(2026, 12, 1)),
    )
    assert tuple(FeasibilityState) == tuple(each.state for each in made)
    assert Feasibility("shuttle", "not_studied", who="manager", by=date(2026, 12, 1)) == made[2]


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_no_needs_its_reason(reason):
    """Whoever asked is owed more than a no."""
    with pytest.raises(InvalidValueError, match=r"Feasibility.reason: expected why it is ruled out"):
        Feasibility("evenings", "ruled_out", reason=reason)


@pytest.mark.parametrize(
    ("state", "more", "where"),
    [
        ("shown", {"instead": "Saturdays"}, "Feasibility.instead"),
        ("not_studied", {"instead": "Saturdays"}, "Feasibility.instead"),
        ("shown", {"who": "manager"}, "Feasibility.who"),
        ("ruled_out", {"reason": "no staff", "by": date(2026, 12, 1)}, "Feasibility.who"),
    ],
)
def test_a_finding_holds_nothing_that_its_state_has_no_room_for(state, more, where):
    """Something offered instead of what can be done, or a study of what is studied, is a slip."""
    with pytest.raises(InvalidValueError, match=where):
        Feasibility("evenings", state, **more)


def test_a_state_is_one_of_three():
    """Perhaps is not studied."""
    with pytest.raises(InvalidValueError, match="one of shown, ruled_out, not_studied"):
        Feasibility("evenings", "perhaps")
