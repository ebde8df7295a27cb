"""What holds of every framework and every set of answers: intervals, monotone levels, least work, no order of input."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from involvement.maturity import (
    Answer,
    Framework,
    assess,
    assess_columns,
    framework,
    frameworks,
    krippendorff_alpha,
)
from tests.oracles.maturity import completions, least_effort, level, points
from tests.strategies.frameworks import answered, gates, scores
from tests.strategies.words import among

DAY = date(2026, 9, 1)
drawn = st.one_of(gates(), scores())


def sheet(words):
    return [
        Answer(key, word, reason="it is not ours" if word == "not_applicable" else None) for key, word in words.items()
    ]


def ranks(used):
    return {each.key: number for number, each in enumerate(used.levels)}


def counted(used, answers):
    """Whether a score is the same whatever a rule says of what does not apply."""
    return used.rule == "gate" or used.not_applicable is not None or "not_applicable" not in answers.values()


@given(st.data())
def test_the_interval_is_that_of_every_completion(data):
    """At least and at most are promises: each is what some completion gives, and none gives less or more.

    What is not answered may turn out not to apply. Where then nothing applies, there is no level to compare.
    """
    used = data.draw(drawn)
    answers = data.draw(answered(used))
    found = assess(used, sheet(answers), on=DAY)
    completed = list(completions(used, answers))
    possible = {level(used, each) for each in completed} - {None}
    if not used.levels or not possible:
        assert found.at_least is None
    else:
        place = ranks(used)
        assert (min(possible), max(possible)) == (place[found.at_least], place[found.at_most])
        if counted(used, answers):
            assert (found.level is None) == (len(possible) > 1)
    if used.rule != "gate":
        totals = {points(used, each, None) for each in completed} - {None}
        expected = (min(totals), max(totals)) if totals else (None, None)
        assert expected == (found.whole.lowest, found.whole.highest)


@given(st.data())
def test_an_answer_never_widens_the_interval(data):
    """Learning something cannot make less certain, even where it is that a criterion does not apply."""
    used = data.draw(drawn)
    answers = data.draw(answered(used))
    missing = [each.key for each in used.criteria if each.key not in answers]
    assume(missing and used.levels)
    key = data.draw(among(missing))
    words = [*(option.key for option in used.scale_of(key).options), "not_applicable"]
    before = assess(used, sheet(answers), on=DAY)
    after = assess(used, sheet(answers | {key: data.draw(among(words))}), on=DAY)
    place = ranks(used)
    if before.at_least is not None and after.at_least is not None:
        assert place[before.at_least] <= place[after.at_least]
        assert place[after.at_most] <= place[before.at_most]


@given(st.data())
def test_a_better_answer_never_lowers_a_level(data):
    """Improvement that is punished would teach services to hide it."""
    used = data.draw(drawn)
    answers = data.draw(answered(used))
    rising = [
        key for key, word in answers.items() if word not in {"not_applicable", used.scale_of(key).options[-1].key}
    ]
    assume(rising and used.levels)
    key = data.draw(among(rising))
    options = [option.key for option in used.scale_of(key).options]
    better = answers | {key: options[options.index(answers[key]) + 1]}
    before, after = (assess(used, sheet(each), on=DAY) for each in (answers, better))
    place = ranks(used)
    assert place[before.at_least] <= place[after.at_least]
    assert place[before.at_most] <= place[after.at_most]


@given(st.data())
def test_the_next_step_is_the_least_work_of_all(data):
    """Every set of better answers is tried; none that leads to the level costs less."""
    used = data.draw(drawn)
    answers = data.draw(answered(used))
    assume(used.levels and counted(used, answers))
    found = assess(used, sheet(answers), on=DAY)
    steps = [each for each in found.next_steps() if each.dimension is None]
    if not steps:
        applies = any(answers.get(each.key) != "not_applicable" for each in used.criteria)
        top = used.levels[-1].key if used.rule != "gate" else highest_award(used, answers)
        assert not applies or found.at_least == top
        return
    (step,) = steps
    target = ranks(used)[step.level]
    assert least_effort(used, answers, target) == step.effort
    if step.improvements is not None:
        bettered = answers | {each.criterion: each.to for each in step.improvements}
        after = assess(used, sheet(bettered), on=DAY)
        assert ranks(used)[after.at_least] >= target


def highest_award(used, answers):
    held = {each.level for each in used.criteria if answers.get(each.key) != "not_applicable"}
    return next((each.key for each in reversed(used.levels) if each.key in held), used.levels[0].key)


@given(st.data())
def test_the_order_of_answers_never_matters(data):
    """A form that is filled in from the end says the same."""
    used = data.draw(drawn)
    answers = sheet(data.draw(answered(used)))
    shuffled = data.draw(st.permutations(answers))
    assert assess(used, answers, on=DAY) == assess(used, shuffled, on=DAY)


@given(st.data())
def test_columns_say_what_each_assessment_says(data):
    """The quick way must be the same way."""
    used = data.draw(drawn)
    rows = data.draw(st.lists(answered(used), max_size=4))
    columns = {each.key: [row.get(each.key) for row in rows] for each in used.criteria}
    found = [assess(used, sheet(row), on=DAY) for row in rows]
    levels = assess_columns(used, columns)
    assert tuple((each.at_least, each.at_most) for each in found) == tuple(
        zip(levels.at_least, levels.at_most, strict=True)
    )


@pytest.mark.parametrize("used", frameworks(), ids=lambda each: each.key)
def test_all_met_is_the_top(used):
    """Whoever meets everything has the highest level, in the whole and in each part."""
    best = {each.key: used.scale_of(each.key).options[-1].key for each in used.criteria}
    plain = Framework(
        used.key,
        **{
            name: getattr(used, name)
            for name in ("rule", "levels", "dimension_levels", "scales", "dimensions", "criteria")
        },
    )
    found = assess(plain, best, on=DAY)
    assert found.level == (used.levels[-1].key if used.levels else None)
    for each in found.dimensions:
        levels = used.levels_of(each.key)
        assert each.level == (levels[-1].key if levels else None)
    assert () == found.next_steps()


@pytest.mark.parametrize("used", [each for each in frameworks() if each.rule == "profile"], ids=lambda each: each.key)
def test_a_profile_never_gives_a_total(used):
    """Its authors set the parts side by side, and a sum of them would be ours."""
    for word in (0, -1):
        answers = {each.key: used.scale_of(each.key).options[word].key for each in used.criteria}
        found = assess(used, answers, on=DAY)
        assert (None, None, None, None) == (found.level, found.score, found.whole.lowest, found.whole.highest)


@pytest.mark.parametrize("objective", range(1, 7))
@pytest.mark.parametrize("lost", ["c", "b"])
def test_a_gate_drops_when_a_lower_standard_falls(objective, lost):
    """All standards of A count for nothing while one of a lower level is open."""
    qaf = framework("supporting-people-qaf-2009")
    answers = dict.fromkeys((each.key for each in qaf.criteria), "met")
    answers[f"objective-{objective}-{lost}"] = "partly"
    found = assess(qaf, answers, on=DAY)
    levels = {each.key: each.level for each in found.dimensions}
    below = {"c": "d", "b": "c"}[lost]
    assert {f"objective-{number}": below if number == objective else "a" for number in range(1, 7)} == levels


@given(st.lists(st.lists(st.integers(min_value=1, max_value=4), min_size=2, max_size=4), min_size=1, max_size=6))
def test_alpha_is_at_most_one_and_one_only_in_agreement(rows):
    """The measure of agreement that exceeds one, or gives one to a quarrel, measures something else."""
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        alpha = krippendorff_alpha(rows, metric=metric)
        agreed = all(first == second for row in rows for first, second in pairwise(row))
        if len({each for row in rows for each in row}) == 1:
            assert alpha is None
        else:
            assert alpha <= 1
            assert (alpha == 1) == agreed
