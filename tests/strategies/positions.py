"""Positions as Hypothesis draws them: few issues, ties, lists that stop early, sides or none, weights."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from involvement import Priorities
from tests.oracles.orders import Ballot
from tests.strategies.words import among, ordered

ISSUES = ("clinic", "evenings", "letters", "parking", "shuttle")
SIDES = ("service_users", "organisation", "other", None)


@st.composite
def orders(draw: st.DrawFn, issues: Sequence[str] = ISSUES, *, whole: bool = False) -> list[tuple[str, ...]]:
    """Places of issues, best first; unless whole, the last ones may be left out."""
    order = draw(ordered(issues))
    kept = order if whole else order[: draw(st.integers(0, len(order)))]
    places: list[tuple[str, ...]] = []
    for issue in kept:
        if places and draw(st.integers(0, 3)) == 0:
            places[-1] = (*places[-1], issue)
        else:
            places.append((issue,))
    return places


WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3)])


@st.composite
def positions(
    draw: st.DrawFn,
    issues: Sequence[str] = ISSUES,
    *,
    sides: Sequence[str | None] = SIDES,
    whole: bool = False,
    most: int = 5,
) -> list[Priorities]:
    """Positions of one to five parties."""
    return [
        Priorities(
            f"party-{number}",
            draw(orders(issues, whole=whole)),
            weight=draw(WEIGHTS),
            side=draw(among(sides)),
        )
        for number in range(draw(st.integers(1, most)))
    ]


def ballots(found: Sequence[Priorities], weights: dict[str, Fraction]) -> list[Ballot]:
    """The same, as the oracles take it."""
    return [Ballot([set(place) for place in each.places], weights[each.stakeholder]) for each in found]
