"""Does the attack find what a reader finds with a pencil, and never more than is true?"""

from datetime import date

import pytest

from involvement import InvalidValueError, LimitExceeded
from involvement.privacy import (
    NHS_1_7_R5,
    ONS_10_5,
    AtLeastTold,
    DisclosureRule,
    FiguresTold,
    FigureTold,
    PartOf,
    Total,
    WorkedOut,
    attack,
)

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
OFF = DisclosureRule(least=1, zero=True)


def told(numbers, rule=ONS_10_5, *, on=MAY, known=(), withheld=(), **more):
    figures = [FigureTold(key, number, known=key in known, withheld=key in withheld) for key, number in numbers.items()]
    return FiguresTold(on, rule, figures, **more)


def bounds(found):
    """The bounds by key, of a rest with the part that is left out, of a change with the day since when."""
    return {
        tuple(filter(None, ("+".join(each.key), each.without and "+".join(each.without), each.since))): (
            each.least,
            each.most,
        )
        for each in found
    }


def test_a_hidden_part_follows_from_an_exact_total():
    """Hide what is small and keep totals: 20 members, 17 of them patients, so that there are 3 carers."""
    hidden = told(
        {"members": 20, "patients": 17, "carers": None},
        ONS_10_5,
        known={"members", "patients"},
        totals=[Total("members", ["patients", "carers"])],
    )
    assert bounds(attack(hidden))["carers",] == (3, 3)


def test_rounded_numbers_leave_more_open():
    """About 20 is 18 to 22 and about 15 is 13 to 17: so there are 1 to 9 others."""
    rounded = told({"members": 20, "patients": 15, "carers": None}, totals=[Total("members", ["patients", "carers"])])
    assert bounds(attack(rounded)) == {("carers",): (1, 9), ("members",): (18, 22), ("patients",): (13, 17)}


def test_at_least_three_minus_two_to_find_tells_that_there_is_one():
    """The page of old: "at least 3" not met, 2 to find."""
    found = attack(
        told(
            {"wanted": 3, "there": None, "to find": 2},
            known={"wanted", "to find"},
            totals=[Total("wanted", ["there", "to find"])],
        )
    )
    assert bounds(found)["there",] == (1, 1)
    met = told(
        {"there": None},
        at_least=[AtLeastTold("there", 3, True), AtLeastTold("there", 5, False), AtLeastTold("there", 4)],
    )
    assert bounds(attack(met)) == {("there",): (3, 4)}


def test_what_a_part_lacks_of_the_whole_is_worked_out_too():
    """12 seats known, about 10 taken: all but two at most."""
    found = attack(told({"seats": 12, "taken": 10}, known={"seats"}, parts=[PartOf("taken", "seats")]))
    assert bounds(found) == {("seats",): (12, 12), ("taken",): (10, 12), ("seats", "taken"): (0, 2)}
    thirds = attack(told({"all": 35, "a": 35, "b": None, "c": None}, totals=[Total("all", ["a", "b", "c"])]))
    assert bounds(thirds)["all", "a"] == (0, 4)
    assert bounds(thirds)["b",] == (0, 4)
    assert bounds(thirds)["all", "b"] == (33, 37)


def test_changes_are_worked_out_from_two_days():
    """Told exactly, 12 and then 13: one joined. Told as about 10 and about 15, one to seven did."""
    exact = [told({"members": number}, OFF, on=on) for on, number in ((MAY, 12), (JUNE, 13))]
    assert bounds(attack(exact[1], exact[:1]))["members", MAY] == (1, 1)
    rounded = [told({"members": number}, on=on) for on, number in ((MAY, 10), (JUNE, 15))]
    assert bounds(attack(rounded[1], rounded[:1]))["members", MAY] == (1, 7)


def test_two_publications_of_one_day_are_about_the_same_counts():
    """About 10 by one rule and fewer than 10 by another: 8 or 9."""
    by_ons, by_nhs = told({"members": None}), told({"members": 10}, NHS_1_7_R5)
    assert bounds(attack(by_ons, [by_nhs])) == {("members",): (8, 9)}
    assert attack(by_ons, [by_nhs]) == attack(by_nhs, [by_ons])


def test_what_is_withheld_tells_nothing():
    found = attack(told({"members": None}, withheld={"members"}))
    assert found == (WorkedOut(("members",), MAY, least=0, most=None),)
    whole = told({"all": None, "a": 10}, withheld={"all"}, parts=[PartOf("a", "all")])
    assert bounds(attack(whole)) == {("a",): (10, 12), ("all",): (10, None), ("all", "a"): (0, None)}


def test_relations_of_two_editions_count_once():
    twice = told({"all": 20, "a": 10, "b": 10}, totals=[Total("all", ["a", "b"])], parts=[PartOf("a", "all")])
    assert attack(twice, [twice]) == attack(twice)


@pytest.mark.parametrize(
    ("least", "most", "rule", "since", "small"),
    [
        (3, 3, ONS_10_5, None, True),
        (3, 5, ONS_10_5, None, True),
        (3, 6, ONS_10_5, None, False),
        (9, 11, ONS_10_5, None, True),
        (10, 10, ONS_10_5, None, False),
        (0, 0, ONS_10_5, None, True),
        (0, 0, NHS_1_7_R5, None, False),
        (0, 1, NHS_1_7_R5, None, True),
        (0, 0, NHS_1_7_R5, MAY, True),
        (-1, 1, ONS_10_5, MAY, True),
        (-12, -10, ONS_10_5, MAY, False),
        (-11, -9, ONS_10_5, MAY, True),
        (0, None, ONS_10_5, None, False),
        (1, 1, OFF, None, False),
    ],
)
def test_bounds_of_three_counts_or_fewer_tell_a_small_one_within_one(least, most, rule, since, small):
    assert small == WorkedOut(("a",), JUNE, least=least, most=most, since=since).tells_small(rule)


@pytest.mark.parametrize(
    "publications",
    [
        [told({"a": 10}), told({"a": 20})],
        [told({"all": 10, "a": 20}, parts=[PartOf("a", "all")])],
        [
            told({"all": 20, "a": None, "b": None}, totals=[Total("all", ["a", "b"])]),
            told({"a": None}, DisclosureRule(least=5)),
        ],
    ],
)
def test_publications_that_contradict_each_other_are_refused(publications):
    with pytest.raises(InvalidValueError):
        attack(publications[0], publications[1:])


def test_too_many_figures_are_refused():
    with pytest.raises(LimitExceeded):
        attack(told({f"{place}": 10 for place in range(20_001)}))
    numbers = {"all": 0, **{f"{place}": 0 for place in range(9_999)}}
    many = told(
        numbers,
        NHS_1_7_R5,
        totals=[Total("all", [key for key in numbers if key not in {"all", f"{left_out}"}]) for left_out in range(7)],
    )
    with pytest.raises(LimitExceeded):
        attack(many)
    with pytest.raises(InvalidValueError):
        attack(3)
