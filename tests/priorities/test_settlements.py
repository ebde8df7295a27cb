"""What becomes of each issue, and is the reason one that can be read out?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Feasibility, InvalidValueError, Priorities, UnknownKeyError, negotiate
from involvement.priorities import Agreement, Chance, Effort, Override, Rank, Settlement
from involvement.wording import Wording

shown = Feasibility.shown
MEMBERS = Priorities("members", [("evenings", "letters"), "shuttle"], side="service_users")


def settled(*issues, position=MEMBERS, **more):
    """What is settled about these issues, of one party's list."""
    agreement = negotiate(position, **more)
    return [str(agreement.settlement(issue)) for issue in issues]


def test_what_is_wanted_and_possible_is_agreed_with_its_days():
    """The sentence goes into the minutes as it stands."""
    assert [
        '"letters" was agreed. 1 party put it on its list. A study shows that it can be done. It takes 2½ days of work. Because: "tried with forty".',
        '"shuttle" was agreed. 1 party put it on its list. A study shows that it can be done. It takes 1 day of work.',
    ] == settled(
        "letters",
        "shuttle",
        feasibility=[shown("letters", reason="tried with forty"), shown("shuttle")],
        effort={"letters": Fraction(5, 2), "shuttle": 1},
        capacity=4,
    )


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (None, "The agreement names no one to study it."),
        (
            Feasibility.not_studied("letters", reason="no money"),
            'The agreement names no one to study it. Because: "no money".',
        ),
        (Feasibility.not_studied("letters", who="manager"), "The agreement asks manager to study it."),
        (
            Feasibility.not_studied("letters", by=date(2026, 12, 1)),
            "The agreement asks for a study by 1 December 2026, and names no one to do it.",
        ),
        (
            Feasibility.not_studied("letters", who="manager", by=date(2026, 12, 1)),
            "The agreement asks manager to study it by 1 December 2026.",
        ),
    ],
)
def test_what_nobody_has_studied_waits_for_somebody_to_study_it(finding, said):
    """Not known is not no: somebody is to find out, or it is said that nobody is."""
    agreement = negotiate(MEMBERS, feasibility=[finding] if finding else [])
    settlement = agreement.settlement("letters")
    assert (
        f'"letters" was deferred. When this was settled, no study of whether it can be done was on record. {said}'
        == str(settlement)
    )
    assert ("not_studied", finding and finding.who, finding and finding.by) == (
        settlement.ground,
        settlement.who,
        settlement.by,
    )


def test_what_is_ruled_out_is_declined_with_what_is_done_instead():
    """The no of the study is passed on, and its offer with it."""
    agreement = negotiate(
        MEMBERS, feasibility=[Feasibility.ruled_out("letters", reason="the printer is broken", instead="telephone")]
    )
    settlement = agreement.settlement("letters")
    because = 'A study found that it cannot be done. Because: "the printer is broken".'
    assert f'"letters" was declined. {because}' == str(settlement)
    assert ("ruled_out", "telephone") == (settlement.ground, settlement.instead)


def test_what_takes_nobody_knows_how_long_cannot_be_fitted_in():
    """Under a limit an unknown number of days might be any; without a limit it does not matter."""
    known = [shown("letters")]
    limited = "The days of work were limited, and how many it takes was not known."
    assert [f'"letters" was deferred. {limited}'] == settled("letters", feasibility=known, capacity=4)
    wanted = "1 party put it on its list. A study shows that it can be done."
    assert [f'"letters" was agreed. {wanted}'] == settled("letters", feasibility=known)


def test_what_does_not_fit_is_passed_over_and_the_walk_goes_on():
    """A large wish at the top must not keep a small one from being done."""
    agreement = negotiate(
        Priorities("members", ["evenings", "letters"]),
        feasibility=[shown("evenings"), shown("letters")],
        effort={"evenings": 9, "letters": 2},
        capacity=2,
    )
    assert ("letters",) == agreement.agreed
    too_much = "It takes 9 days of work. When its turn came, only 2 days of work were left."
    assert f'"evenings" was deferred. {too_much}' == str(agreement.settlement("evenings"))
    assert not any(each.split for each in agreement.settlements)


def test_equals_that_the_capacity_divides_say_so():
    """Less work first, then the key: a stated rule, and visible where it was used."""
    known = [shown("evenings"), shown("letters"), shown("shuttle")]
    agreement = negotiate(MEMBERS, feasibility=known, effort={"evenings": 3, "letters": 2, "shuttle": 0}, capacity=4)
    assert ("letters", "shuttle") == agreement.agreed
    assert {"evenings": True, "letters": True, "shuttle": False} == {
        each.issue: each.split for each in agreement.settlements
    }
    assert "it tied with others. Of these, what takes less work comes first" in agreement.why("evenings")
    by_key = negotiate(MEMBERS, feasibility=known, effort=dict.fromkeys(("evenings", "letters"), 2), capacity=3)
    assert ("evenings",) == by_key.agreed


def test_a_limit_of_no_days_is_a_limit():
    """0 is a number of days, not the absence of one."""
    agreement = negotiate(
        MEMBERS, feasibility=[shown("letters"), shown("shuttle")], effort={"letters": 1, "shuttle": 0}, capacity=0
    )
    assert ("shuttle",) == agreement.agreed
    too_much = "It takes 1 day of work. When its turn came, no days of work were left."
    assert f'"letters" was deferred. {too_much}' == str(agreement.settlement("letters"))


@pytest.mark.parametrize("days", [-1, True, 1.5, "2", None])
def test_days_of_work_are_whole_or_a_fraction(days):
    """Half a day is Fraction(1, 2): no rounding anywhere."""
    with pytest.raises(
        InvalidValueError, match=r"Effort\.days: expected a whole number, a Decimal or a Fraction, 0 or more"
    ):
        Effort("letters", days)


def test_parts_can_be_written_by_hand():
    """An agreement from before the library was used has outcomes and reasons, and no rule that they follow from."""
    settlement = Settlement("letters", "agreed", ranks=[Rank("members", 1), Rank("board")])
    assert ('"letters" was agreed.', None) == (str(settlement), settlement.ground)
    assert 'Because: "so".' in str(Settlement("letters", "agreed", reason="so"))
    assert "It takes more days of work than were left." in str(
        Settlement("letters", "deferred", ground="over_capacity")
    )
    possible = Settlement("letters", "agreed", ground="wanted_and_possible")
    assert '"letters" was agreed. A study shows that it can be done.' == str(possible)
    told = {
        "members": 'You put "letters" in place 1. It was agreed.',
        "board": '"letters" is not on your list. It was agreed.',
    }
    assert told == {party: Wording().say(settlement.says_to(party)) for party in told}
    assert (1, None, None) == tuple(map(settlement.place_for, ("members", "board", "stranger")))
    assert None is Chance("letters").open
    for wrong in ({"outcome": "perhaps"}, {"outcome": "agreed", "ground": "because"}):
        with pytest.raises(InvalidValueError, match="expected one of"):
            Settlement("letters", **wrong)


# Overrides


def overridden(outcome, issue="letters", **more):
    """The agreement of the members' list, with one override."""
    found = negotiate(MEMBERS, **more)
    changed = Agreement(
        positions=found.positions,
        feasibility=found.feasibility,
        effort=found.effort,
        capacity=found.capacity,
        overrides=[Override(issue, outcome, by="board", reason="promised")],
    )
    return {each.issue: each for each in changed.settle()}


def test_an_override_can_agree_what_was_too_much_if_days_are_left():
    """It stands with the name of whoever did it, and with what would have been."""
    found = overridden("declined", feasibility=[shown("letters")])["letters"]
    assert ("declined", "overridden") == (found.outcome, found.ground)
    assert (
        '"letters" was declined. board decided this, not the ranking. Because: "promised". '
        "By the ranking it would have been agreed. 1 party put it on its list. A study shows that it can be done."
    ) == str(found)
    by_hand = Settlement("letters", "declined", ground="overridden", reason="promised", otherwise="agreed")
    assert '"letters" was declined. Because: "promised". By the ranking it would have been agreed.' == str(by_hand)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"feasibility": [Feasibility.not_studied("letters")]},
        {"feasibility": [Feasibility.ruled_out("letters", reason="no printer")]},
        {"feasibility": [shown("letters")], "capacity": 3},
    ],
)
def test_no_override_agrees_what_cannot_be_done(more):
    """The clinic that was opened without a study: nobody's word replaces one."""
    with pytest.raises(InvalidValueError, match="ruled out, not studied or of unknown effort cannot be"):
        overridden("agreed", **more)


def test_no_override_makes_days():
    """What is agreed beyond the days there are will not be done."""
    more = {"feasibility": [shown("letters"), shown("evenings")], "effort": {"letters": 3, "evenings": 2}}
    with pytest.raises(InvalidValueError, match="there are not the days of work for it"):
        overridden("agreed", **more, capacity=4)
    assert "agreed" == overridden("agreed", **more, capacity=5)["letters"].outcome


def test_an_override_of_what_was_not_on_the_table_is_an_error():
    """A misspelt issue would else be settled by nobody."""
    with pytest.raises(UnknownKeyError, match="override: no issue 'lettres'"):
        overridden("declined", issue="lettres")
    with pytest.raises(InvalidValueError, match="expected one of agreed, deferred, declined"):
        Override("letters", "perhaps", by="board", reason="promised")
