"""Facts of every type, the awkward ones often."""

from decimal import Decimal
from enum import StrEnum

from hypothesis import strategies as st

from involvement import Standing
from involvement.references import KINDS, Ref
from involvement.wording import Quote, Statement
from tests.strategies.words import AWKWARD_TEXTS


class Colour(StrEnum):
    """A closed list of a host's own, with a word that no template could hold."""

    NONE = "none"
    DARK_BLUE = "dark_blue"
    ODD = "{od\nd"
    EMPTY = ""


anything = st.sampled_from(AWKWARD_TEXTS) | st.text(max_size=30)
keys = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12) | st.integers(0, 10**9)
refs = st.builds(Ref, st.sampled_from((*KINDS, "host_kind")), st.lists(keys, min_size=1, max_size=3))
numbers = (
    st.integers()
    | st.fractions()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from((10**3000, Decimal("1E-3000"), Decimal("-0.0"), 1, 2))
)
atoms = (
    refs
    | st.dates()
    | numbers
    | st.sampled_from(Standing)
    | st.sampled_from(Colour)
    | st.booleans()
    | st.none()
    | st.builds(Quote, anything, st.just("Contribution.says"))
)
values = atoms | st.lists(atoms, max_size=8).map(tuple)
PLACES = {
    "value": values,
    "count": numbers | st.none() | st.lists(atoms, max_size=8).map(tuple),
    "name": values,
}


def facts_of(strategy):
    """Facts under a few names."""
    return st.dictionaries(st.sampled_from(("days", "forum", "who", "why")), strategy, max_size=4)


TEMPLATES = (
    "{value}",
    "{value|no owner is recorded}",
    "{name:quoted}",
    "{name:quoted|nobody} and {value}. {value}",
    "{count:day}, {count:activity|activities}",
    "{count#takes|take|nobody takes} {value} {{}}",
    "it takes {count:day|days|a time that is not known}",
)


@st.composite
def plain_statements(draw):
    """Statements with no statement within them."""
    facts = {name: draw(strategy) for name, strategy in PLACES.items()}
    return Statement("test.plain", facts, template=draw(st.sampled_from(TEMPLATES)))


@st.composite
def statements(draw):
    """Statements with and without others within them."""
    within = plain_statements() | st.lists(plain_statements(), max_size=7).map(tuple)
    if draw(st.booleans()):
        return draw(plain_statements())
    template = draw(
        st.sampled_from(("{within:sentences} {value}", "because {within:clauses|of nothing}", "{within:clause}"))
    )
    return Statement("test.nested", {"within": draw(within), "value": draw(values)}, template=template)
