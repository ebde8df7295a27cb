"""Does the rule hold against a reader who solves all equations at once, and does hiding small counts alone not?"""

from collections import Counter
from random import Random

import pytest
from attrs import evolve

from involvement.privacy import NHS_1_7_R5, ONS_10_5, DisclosureRule, FiguresTold, FigureTold, attack, published
from tests.laws.many_figures import attacked, editions, told_in_turn
from tests.oracles.small_counts import reader_of
from tests.strategies.figure_sets import FIRST, SECOND, a_table, table_of

OFF = DisclosureRule(least=1, zero=True)
HIDE_1_TO_4 = DisclosureRule(least=5, zero=True)
ROUND_ONLY = DisclosureRule(least=1, base=5, zero=True)
SETS = 12
TABLES = 12


@pytest.mark.parametrize(
    "rule", [ONS_10_5, NHS_1_7_R5, DisclosureRule(least=5, base=3), DisclosureRule(least=20, base=10)]
)
def test_no_small_count_is_found_out_by_an_integer_programme(rule):
    """Two editions of a day and another day; `.ci/long counts` has 2,000 sets."""
    found: Counter[str] = Counter()
    for seed in range(SETS):
        days = editions(seed)
        attacked(days, told_in_turn(days, rule, found), found, least=rule.least, zero=rule.zero)
    assert found["counts"] > 50
    assert (found["exactly"], found["within one"], found["unsound"]) == (0, 0, 0)


def test_where_everything_is_told_everything_is_found():
    found: Counter[str] = Counter()
    for seed in range(SETS):
        days = editions(seed)
        attacked(days, told_in_turn(days, OFF, found), found, least=10, zero=False)
    assert found["exactly"] == found["counts"] + found["rests"] + found["changes"] > 150


def by_cell(figures, cells, totals):
    """Cells and totals each told by a rule, without a thought of what they tell together; exact totals are known."""
    told = [
        FigureTold(figure.key, figure.count if rule is OFF else rule.told(figure.count), known=rule is OFF)
        for figure in figures.figures
        for rule in [cells if figure.key[0] == "cell" else totals]
    ]
    return FiguresTold(figures.on, cells, told, totals=figures.totals)


def recovered(cells, totals):
    """The shares of cells of 1 to 4 that a reader knows exactly and within one, in tables of four rows and columns."""
    found: Counter[str] = Counter()
    for seed in range(TABLES):
        rng = Random(seed)
        counts = {
            (row, column): rng.randint(0, 4) if rng.random() < 0.45 else rng.randint(5, 40)
            for row in range(4)
            for column in range(4)
        }
        figures = table_of(counts, 4, FIRST)
        reader = reader_of([by_cell(figures, cells, totals)])
        for key, count in figures.counts.items():
            if key[0] == "cell" and 1 <= count <= 4:
                low, high = reader.bounds({reader.numbers[FIRST, key]: 1})
                found["cells"] += 1
                found["exactly"] += low == high
                found["within one"] += high - low <= 1
    return found["exactly"] / found["cells"], found["within one"] / found["cells"]


def test_hiding_small_counts_beside_exact_totals_hides_few():
    """Measured on 200 such tables before: 74.7 % exactly; NHS's rule 4.1 % beside exact totals, 0.2 % with rounded ones;
    rounding alone 0.3 %; ONS's 10-5 none."""
    hidden, _ = recovered(HIDE_1_TO_4, OFF)
    beside, _ = recovered(NHS_1_7_R5, OFF)
    rounded, _ = recovered(NHS_1_7_R5, NHS_1_7_R5)
    only, _ = recovered(ROUND_ONLY, ROUND_ONLY)
    assert hidden > 0.5
    assert 0.15 > beside >= rounded
    assert max(rounded, only) < 0.03
    assert recovered(ONS_10_5, ONS_10_5) == (0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_bounds_are_sound_and_nearly_those_of_a_linear_programme(seed):
    """Of every figure, every rest and every change: the truth is within, and no bound is tighter than the programme's."""
    figures = a_table(Random(seed), 4)
    later = evolve(table_of({**cells_of(figures), (0, 0): cells_of(figures)[0, 0] + 1}, 4, SECOND))
    first = published(figures)
    second = published(later, earlier=[first])
    reader = reader_of([first, second], whole=False)
    counts = {
        **{(FIRST, *key): n for key, n in figures.counts.items()},
        **{(SECOND, *key): n for key, n in later.counts.items()},
    }
    wider = 0
    for each in attack(second, [first]):
        terms, true = {reader.numbers[each.on, each.key]: 1}, counts[(each.on, *each.key)]
        if each.without or each.since:
            other = (each.since or each.on, *(each.without or each.key))
            terms[reader.numbers[other[0], other[1:]]] = -1
            true -= counts[other]
        low, high = reader.bounds(terms)
        most = float("inf") if each.most is None else each.most
        assert each.least <= low <= true <= high <= max(most, high)
        assert most >= min(high, 5_000)
        wider += each.least < low or most > high
    assert wider <= 60


def cells_of(figures):
    return {(int(key[1]), int(key[2])): count for key, count in figures.counts.items() if key[0] == "cell"}
