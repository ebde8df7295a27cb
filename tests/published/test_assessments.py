"""Assessments as they were published: levels, thresholds, a whole matrix, and measures of agreement."""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Evidence
from involvement.maturity import Answer, assess, framework, krippendorff_alpha
from tests.shorthand import assumed

DAY = date(2019, 3, 31)

# Matthews et al. (2019), table 5, doi 10.1186/s40900-019-0164-0: principles, purpose, presence, process, impact.
MATRIX = """
A1 F F P P P
A2 F P U U P
A3 P P P P P
A4 U F P P U
B5 U P P P U
B6 U F U P U
B7 F F P P P
B8 U U P P U
B9 F F F P F
B10 U U P P U
C11 P F U P F
D12 U F P P U
D13 U F U U U
D14 U P P U P
D15 P P P F P
"""
ROWS = [line.split() for line in MATRIX.strip().splitlines()]
WORDS = {"U": "unmet", "P": "partially", "F": "fully"}


def documents():
    """One assessment for each document: all questions of a domain met, one of them, or none."""
    used = framework("four-pi-2019")
    found = []
    for about, *ratings in ROWS:
        answers = {}
        for domain, rating in zip(used.dimensions, ratings, strict=True):
            questions = [each.key for each in used.criteria if each.dimension == domain.key]
            met = {"U": 0, "P": 1, "F": len(questions)}[rating]
            answers |= {key: "met" if number < met else "not_met" for number, key in enumerate(questions)}
        found.append(assess(used, answers, on=DAY, about=about.lower()))
    return found


def test_the_matrix_of_fifteen_strategies_is_a_profile_of_each():
    """Matthews et al. rate fifteen documents in five domains, and publish no overall score."""
    found = documents()
    assert [[WORDS[each] for each in row[1:]] for row in ROWS] == [
        [part.level for part in each.dimensions] for each in found
    ]
    assert [None] * 15 == [each.level for each in found]


def test_what_the_authors_count_in_their_matrix_is_so():
    """No document meets all five domains fully, and eight fully meet that of purpose: the abstract says so."""
    found = documents()
    assert 0 == sum(all(part.level == "fully" for part in each.dimensions) for each in found)
    assert 8 == sum(each.dimension("purpose").level == "fully" for each in found)


def test_the_gate_of_the_quality_assessment_framework():
    """Six objectives at C, C, B, A, B, C: the worked example of the framework (2009), https://docest.com/doc/83747/."""
    used = framework("supporting-people-qaf-2009")
    met = {"c": "c", "b": "cb", "a": "cba"}
    answers = {each.key: "not_met" for each in used.criteria}
    for number, letter in enumerate("ccbabc", start=1):
        answers |= {f"objective-{number}-{each}": "met" for each in met[letter]}
    found = assess(used, answers, on=DAY)
    assert list("ccbabc") == [each.level for each in found.dimensions]


DOMAINS = [each.key for each in framework("nhs-england-indicator-2018").criteria]
SCORES = ["inadequate", "requires-improvement", "good", "outstanding"]


def indicator(*scores):
    """An assessment with these scores of the five domains, each with evidence of the year."""
    minutes = Evidence("minutes", on=date(2018, 5, 1), url="https://ccg.example/minutes")
    answers = [Answer(key, SCORES[score], evidence=["minutes"]) for key, score in zip(DOMAINS, scores, strict=True)]
    return assess("nhs-england-indicator-2018", answers, on=date(2019, 6, 1), evidence=[minutes])


@pytest.mark.parametrize(
    ("scores", "total", "level"),
    [
        ((3, 3, 3, 3, 3), 15, "green-star"),
        ((3, 3, 3, 3, 2), 14, "green-star"),  # https://www.warwickshirenorthccg.nhs.uk: 14 or more of 15
        ((3, 3, 3, 1, 3), 13, "green"),  # as seen in one group
        ((3, 3, 2, 1, 3), 12, "green"),
    ],
)
def test_the_thresholds_of_the_indicator_that_are_known(scores, total, level):
    """Green star takes 14 of 15 points; at 12 and 13 green was given."""
    found = indicator(*scores)
    assert (total, level, ()) == (found.score, found.level, found.undetermined)
    assert ("own_site:minutes",) == assumed(found.assumes)


def test_below_what_was_seen_the_indicator_is_undetermined():
    """Nobody published where green begins, so eleven points are at most green, and no level is made up."""
    found = indicator(3, 3, 2, 1, 2)
    assert (11, None, "red", "green") == (found.score, found.level, found.at_least, found.at_most)
    assert (("amber", "green"), ()) == (found.undetermined, found.unknown)


# Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. https://repository.upenn.edu/asc_papers/43


def test_alpha_of_two_observers_and_two_values():
    """Example A: ten articles, Meg and Owen; alpha is 0.095."""
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    alpha = krippendorff_alpha(zip(meg, owen, strict=True), metric="nominal")
    assert (Fraction(2, 21), "0.095") == (alpha, f"{float(alpha):.3f}")


def test_alpha_of_two_observers_and_five_values():
    """Example B: twelve units, Ben and Gerry; alpha is 0.692."""
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    alpha = krippendorff_alpha([(ord(a), ord(b)) for a, b in zip(ben, gerry, strict=True)], metric="nominal")
    assert "0.692" == f"{float(alpha):.3f}"


@pytest.mark.parametrize(
    ("metric", "expected"), [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")]
)
def test_alpha_of_four_observers_with_ratings_missing(metric, expected):
    """Example C and its continuation: four observers, twelve units, five values, every scale of measurement."""
    observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = [[None if each == "." else int(each) for each in unit] for unit in zip(*observers, strict=True)]
    assert expected == f"{float(krippendorff_alpha(units, metric=metric)):.3f}"
