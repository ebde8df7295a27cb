"""The changes that the truth tests ought to notice: each can still be made, and every rule has some."""

from involvement.checks import ALL_RULES
from tests.at_once import over
from tests.truth.mutants import MUTANTS


@over(MUTANTS, str)
def test_a_change_can_still_be_made(mutant):
    """A text that was rewritten since is changed no more, and nobody would hear of it before the hours of a long run."""
    assert mutant.stands == 1
    assert mutant.old != mutant.new


def test_every_rule_is_changed():
    """A new rule needs a judge, and its judge somebody who doubts it."""
    assert {rule.code for rule in ALL_RULES} == {mutant.code for mutant in MUTANTS}


def test_a_change_is_made_once():
    """A change that stands there twice would count twice."""
    assert sorted(set(MUTANTS)) == sorted(MUTANTS)
