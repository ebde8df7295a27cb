"""What supports a claim, and for how long?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import Evidence, InvalidValueError, Source

DAY = date(2026, 5, 12)


@given(st.integers(-500, 500), st.integers(0, 400) | st.none(), st.integers(0, 400) | st.none())
def test_evidence_supports_from_its_day_to_its_end_both_included(after, lasts, window):
    """Its own end comes before the reader's window; with neither, the end is not known."""
    evidence = Evidence("minutes", on=DAY, until=None if lasts is None else DAY + timedelta(days=lasts))
    end = window if lasts is None else lasts
    expected = False if after < 0 else None if end is None else after <= end
    assert expected == evidence.supports(DAY + timedelta(days=after), window_days=window)


def test_evidence_cannot_end_before_it_begins():
    """Such a period supports nothing, so it is a slip of the pen."""
    with pytest.raises(InvalidValueError, match=r"Evidence.until: expected a last day that is not before the first"):
        Evidence("minutes", on=DAY, until=DAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        (Source("A title"), "A title"),
        (Source("A title", publisher="A press", year=2007), "A press (2007) A title"),
        (Source("A title", authors=["B, C.", "D, E."], doi="10.1/x"), "B, C.; D, E. A title, doi 10.1/x"),
    ],
)
def test_a_source_is_cited_with_what_is_known_of_it(source, cited):
    """Authors before publisher, and nothing in place of what is not known."""
    assert cited == str(source)
