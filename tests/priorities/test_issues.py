"""What should change, and which decisions could change it?"""

import pytest

from involvement import Decision, DecisionMap, Forum, Issue, Process, UnknownKeyError


def test_an_issue_is_called_by_its_title_or_else_its_key():
    """People read titles, programs keys."""
    assert ("Evening clinics", "evenings") == (str(Issue("evenings", title="Evening clinics")), str(Issue("evenings")))


def test_an_issue_names_each_decision_once():
    """A decision named twice is a slip."""
    with pytest.raises(ValueError, match=r"issue 'evenings': two decisions have the key 'contract'"):
        Issue("evenings", decisions=["contract", "contract"])


def test_an_issue_about_a_decision_that_is_not_on_the_map_is_an_error_at_once():
    """A typing mistake would otherwise mean that nothing can be done about the issue."""
    a_map = DecisionMap(forums=[Forum("board")], decisions=[Decision("contract", made_at="board")])
    with pytest.raises(UnknownKeyError, match=r"issues\[0\]\.decisions: no decision 'contrakt'; known: contract"):
        Process("p", decision_map=a_map, issues=[Issue("evenings", decisions=["contrakt"])])
    assert Process("p", issues=[Issue("evenings", decisions=["contrakt"])]).issues
