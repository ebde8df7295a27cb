"""What was agreed between the parties, and how much of it hangs on the rule?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import DuplicateKeyError, Feasibility, InvalidValueError, Priorities, UnknownKeyError, negotiate
from involvement.priorities import Agreement, Chance, Effort, Override, RuleEffect, Settlement, Voice
from involvement.rankings import RankingRule

shown = Feasibility.shown
MEMBERS = Priorities("members", ["evenings", "letters", "shuttle"], side="service_users")
BOARD = Priorities("board", ["parking", "letters"], side="organisation")
MAYOR = Priorities("mayor", ["shuttle"], side="other")
AGREEMENT = negotiate(
    MEMBERS,
    BOARD,
    MAYOR,
    feasibility=[
        shown("letters"),
        shown("parking"),
        shown("shuttle"),
        Feasibility.ruled_out("evenings", reason="no staff after six", instead="Saturdays"),
    ],
    effort={"letters": 2, "parking": 2, "shuttle": 2},
    capacity=4,
)


def test_an_agreement_lists_its_issues_by_outcome():
    """The first thing that anybody asks."""
    assert '"letters" and "shuttle" were agreed. "parking" was deferred. "evenings" was declined.' == str(AGREEMENT)
    assert (("letters", "shuttle"), ("parking",), ("evenings",)) == (
        AGREEMENT.agreed,
        AGREEMENT.deferred,
        AGREEMENT.declined,
    )


def test_each_party_is_told_where_it_put_an_issue_and_what_came_of_it():
    """You said, we did: or did not, because."""
    because = 'A study found that it cannot be done. Because: "no staff after six".'
    told = f'It was declined. {because} Instead: "Saturdays".'
    assert f'You put "evenings" in place 1. {told}' == AGREEMENT.why_for("members", "evenings")
    assert f'"evenings" is not on your list. {told}' == AGREEMENT.why_for("board", "evenings")
    assert f'"evenings" was declined. {because}' == AGREEMENT.why("evenings")
    by_hand = Agreement(settlements=[Settlement("letters", "agreed")], positions=[MEMBERS])
    assert 'You put "letters" in place 2. It was agreed.' == by_hand.why_for("members", "letters")
    told = Agreement(settlements=[Settlement("letters", "declined", instead="telephone")], positions=[MEMBERS])
    assert 'You put "letters" in place 2. It was declined. Instead: "telephone".' == told.why_for("members", "letters")


def test_who_or_what_was_not_there_is_an_error():
    """A party that took no part is owed no made-up answer."""
    with pytest.raises(UnknownKeyError, match=r"^no party 'bord'$"):
        AGREEMENT.why_for("bord", "letters")
    with pytest.raises(UnknownKeyError, match="no issue 'lettres'"):
        AGREEMENT.why("lettres")


def test_the_sides_see_what_they_share_and_what_they_do_not():
    """The mayor is on no side of the two: what the mayor wants as well is nobody's alone."""
    assert ("letters",) == AGREEMENT.shared
    assert (("evenings",), ("parking",), ()) == tuple(map(AGREEMENT.only, ("service_users", "organisation", "other")))
    # Two were agreed: evenings and letters come first for the one side, parking and letters for the other.
    assert {"evenings", "parking"} == set(AGREEMENT.disputed)
    assert () == negotiate(MEMBERS, MAYOR, feasibility=[shown("letters")]).disputed
    with pytest.raises(InvalidValueError, match="one of service_users"):
        AGREEMENT.only("users")


def test_no_key_stands_twice_in_any_of_its_lists():
    """A second settlement of one issue would leave open which holds."""
    twice = {
        "settlements": Settlement("letters", "agreed"),
        "positions": MEMBERS,
        "feasibility": shown("letters"),
        "effort": Effort("letters", 1),
        "chances": Chance("letters"),
        "overrides": Override("letters", "declined", by="board", reason="promised"),
    }
    for name, value in twice.items():
        assert getattr(Agreement(**{name: [value]}), name) == (value,)
        with pytest.raises(DuplicateKeyError):
            Agreement(**{name: [value, value]})


def test_an_effect_of_a_rule_is_a_sentence():
    """Whoever compares rules reads the differences aloud."""
    other = 'By the rule "Borda", other issues would be agreed.'
    said = [
        str(RuleEffect(*each))
        for each in (
            (RankingRule.BORDA, ("a",), (), ()),
            (RankingRule.BORDA, ("a", "b"), ("b",), ()),
            (RankingRule.BORDA, (), (), ("a", "c")),
            (RankingRule.BORDA, ("b",), ("b",), ("a",)),
        )
    ]
    assert [
        'By the rule "Borda", the same issues would be agreed.',
        f'{other} "b" would be agreed.',
        f'{other} "a" and "c" would no longer be agreed.',
        f'{other} "b" would be agreed. "a" would no longer be agreed.',
    ] == said


def test_a_what_if_is_nobodys_word():
    """An objection, an acceptance or an override answered this list; a list that never was has had no answer."""
    said = evolve(
        AGREEMENT,
        overrides=[Override("shuttle", "deferred", by="board", reason="no driver", on=date(2026, 9, 1))],
        objections=[Voice("members", reason="No driver was ever sought.", issue="shuttle")],
        accepted_by=["board"],
        dissent=[Voice("members", reason="Too little.")],
    )
    said = evolve(said, settlements=said.settle())
    assert ("letters",) == said.agreed
    assert AGREEMENT == said.under()
    assert AGREEMENT.compare() == said.compare()


def test_other_positions_keep_every_issue_on_the_table():
    """An issue that its only supporter gives up is still answered, and comes last."""
    without = AGREEMENT.under(positions=[BOARD, MAYOR])
    assert ("evenings",) == without.unranked
    assert "evenings" == without.settlements[-1].issue
    assert AGREEMENT == without.under(positions=AGREEMENT.positions)
    nobody = AGREEMENT.under(positions=[])
    assert {each.issue for each in AGREEMENT.settlements} == set(nobody.unranked)


def test_the_rules_to_compare_are_rules():
    """One rule alone is no list; a rule that is none has no effect."""
    assert ["schulze"] == [each.rule for each in AGREEMENT.compare(["schulze"])]
    with pytest.raises(InvalidValueError, match="a list of values"):
        AGREEMENT.compare("schulze")
    with pytest.raises(InvalidValueError, match="one of jla"):
        AGREEMENT.compare(["dice"])


def test_the_repr_counts_what_it_holds():
    """Reasons and dissent are people's words: they belong in no log."""
    assert "settlements=<4>" in repr(AGREEMENT)
    assert "no staff" not in repr(AGREEMENT)
