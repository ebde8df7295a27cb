"""Is a count told as the published rules have it, and is what is said of it true?"""

from itertools import pairwise

import pytest

from involvement import InvalidValueError
from involvement.privacy import DISCLOSURE_RULES, NHS_1_7_R5, ONS_10_5, DisclosureRule
from involvement.wording import Wording

OFF = DisclosureRule(least=1, zero=True)
ROUND_ONLY = DisclosureRule(least=1, base=5, zero=True)
RULES = [
    ONS_10_5,
    NHS_1_7_R5,
    OFF,
    ROUND_ONLY,
    DisclosureRule(least=4),
    DisclosureRule(least=5, zero=True),
    DisclosureRule(least=10, base=10),
    DisclosureRule(least=10, base=20, zero=True),
    DisclosureRule(least=7, base=3),
]
MANY = 400


def words(rule: DisclosureRule, count: int) -> str:
    return Wording().clause(rule.said(rule.told(count)))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        # ONS, the "10-5" rule: under 10 suppressed, others to the nearest 5
        (ONS_10_5, {0: None, 1: None, 9: None, 10: 10, 12: 10, 13: 15, 17: 15, 18: 20, 1_000_002: 1_000_000}),
        # NHS Digital, Hospital Episode Statistics: 1 to 7 suppressed, others to the nearest 5
        (NHS_1_7_R5, {0: 0, 1: None, 7: None, 8: 10, 12: 10, 13: 15}),
        (ROUND_ONLY, {0: 0, 2: 0, 3: 5, 7: 5, 8: 10}),
        (DisclosureRule(least=10, base=10), {14: 10, 15: 20, 24: 20}),  # halfway is rounded up
        (OFF, {0: 0, 1: 1, 9: 9}),
    ],
)
def test_counts_are_told_as_the_rule_has_it(rule, told):
    assert told == {count: rule.told(count) for count in told}


@pytest.mark.parametrize("rule", RULES)
def test_bounds_are_all_counts_that_are_told_so(rule):
    """What a reader makes of a number is neither more nor less than the rule allows."""
    alike: dict[int | None, list[int]] = {}
    for count in range(MANY):
        alike.setdefault(rule.told(count), []).append(count)
    whole = {told: (counts[0], counts[-1]) for told, counts in alike.items() if counts[-1] < MANY - rule.base}
    assert whole == {told: rule.bounds(told) for told in whole}
    assert all(counts == list(range(counts[0], counts[-1] + 1)) for counts in alike.values())


@pytest.mark.parametrize("rule", RULES)
def test_telling_is_monotone_and_off_by_half_the_base_at_most(rule):
    told = [(count, rule.told(count)) for count in range(MANY)]
    numbers = [(count, number) for count, number in told if number is not None]
    assert all(2 * abs(number - count) <= rule.base for count, number in numbers)
    assert all(first <= second for (_, first), (_, second) in pairwise(numbers))
    assert {count for count, number in told if number is None} == set(range(int(rule.zero), rule.least))


def test_what_is_said_is_true_of_every_count_that_is_told_so():
    """ "Fewer than 10" of none at all is true; "about 10" is said of 10, 11 and 12."""
    said = {count: words(ONS_10_5, count) for count in (0, 1, 9, 10, 12, 23)}
    assert said == {
        0: "fewer than 10",
        1: "fewer than 10",
        9: "fewer than 10",
        10: "about 10",
        12: "about 10",
        23: "about 25",
    }
    assert [words(NHS_1_7_R5, count) for count in (0, 7, 8)] == ["none", "fewer than 8", "about 10"]
    assert [words(ROUND_ONLY, count) for count in (0, 2, 3)] == ["fewer than 3", "fewer than 3", "about 5"]
    assert [words(OFF, count) for count in (0, 7, 1200)] == ["none", "7", "1,200"]


def test_rules_have_names():
    assert DISCLOSURE_RULES == {"ons_10_5": ONS_10_5, "nhs_1_7_r5": NHS_1_7_R5}


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ({"least": 0}, "DisclosureRule.least"),
        ({"least": True}, "DisclosureRule.least"),
        ({"least": 2_000_000_000}, "DisclosureRule.least"),
        ({"least": 10, "base": 0}, "DisclosureRule.base"),
        ({"least": 10, "base": "5"}, "DisclosureRule.base"),
        ({"least": 10, "zero": 1}, "DisclosureRule.zero"),
        ({"least": 1}, "DisclosureRule.zero"),  # what is not told would be known to be 0
        ({"least": 3}, "DisclosureRule.least"),  # 0, 1 or 2: 1 is within one of each
        ({"least": 4, "zero": True}, "DisclosureRule.least"),
        ({"least": 10, "base": 21}, "DisclosureRule.base"),  # ten people would be told as none
    ],
)
def test_a_rule_that_protects_nobody_is_refused(arguments, where):
    with pytest.raises(InvalidValueError) as caught:
        DisclosureRule(**arguments)
    assert caught.value.where == where


@pytest.mark.parametrize("count", [-1, True, 1.0, None, 1_000_000_001])
def test_what_is_no_count_is_refused(count):
    with pytest.raises(InvalidValueError):
        ONS_10_5.told(count)


@pytest.mark.parametrize(
    ("rule", "told"),
    [(ONS_10_5, 0), (ONS_10_5, 5), (ONS_10_5, 11), (ONS_10_5, -5), (ONS_10_5, "10"), (OFF, None), (ONS_10_5, 10**10)],
)
def test_what_the_rule_never_tells_has_no_bounds(rule, told):
    with pytest.raises(InvalidValueError):
        rule.bounds(told)
