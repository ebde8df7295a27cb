"""What may stand in the file of a framework, and what is refused with its place?"""

from fractions import Fraction

import pytest

from involvement import FrameworkError, InvalidValueError, LimitExceeded, Limits, UnknownKeyError
from involvement.maturity import (
    AnswerOption,
    AnswerScale,
    Criterion,
    Dimension,
    Framework,
    ImplementationGroup,
    MaturityLevel,
    framework,
    parse_framework,
)
from tests.maturity.samm import PRACTICES, samm

ONE = [Criterion("a")]
TWO_LEVELS = [MaturityLevel("low"), MaturityLevel("high", at_least=1)]
STEPS = [MaturityLevel("low"), MaturityLevel("high")]


def test_a_model_of_another_field_can_be_written_as_one_file():
    """Means of practices, of streams, of sums of three levels: the grammar must hold what it was not made for."""
    found = parse_framework(samm())
    assert 90 == len(found.criteria)
    assert 5 + 15 + 30 == len(found.dimensions)
    assert list(PRACTICES) == [each.key for each in found.dimensions if each.within is None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('key = "a"', "file.toml: criteria: expected a list, and nothing is there"),
        ('key = "a"\ncriteria = []', "at least one criterion"),
        ('key = "a"\ncriteria = [{key = "b", wieght = 2}]', "criteria"),
        ('key = "a"\ncriteria = [{key = "b"}, {key = "b"}]', "two criterions have the key 'b'"),
        ('key = "a"\ncriteria = [{key = "b", dimension = "c"}]', r"criteria\[0\].dimension: no dimension 'c'"),
        ('key = "a"\ncriteria = [{key = "b", weight = nan}]', r"criteria\[0\].weight: expected a number"),
        ("key = ", "file.toml: not TOML"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_name_and_table(text, said):
    """Whoever writes a framework reads the message, not the code."""
    with pytest.raises(FrameworkError, match=said):
        parse_framework(text, name="file.toml")


def test_a_file_that_is_too_large_is_refused():
    """A framework from a stranger may be anything."""
    with pytest.raises(LimitExceeded):
        parse_framework(samm(), limits=Limits(toml_size=100))


@pytest.mark.parametrize(
    ("arguments", "where"),
    [({"text": 1}, "text"), ({"text": "", "name": 1}, "name"), ({"text": "", "limits": 1}, "limits")],
)
def test_wrong_use_of_the_reader_is_named(arguments, where):
    """An argument in the wrong place is misuse, and no fault of the file."""
    with pytest.raises(InvalidValueError, match=f"^{where}: expected"):
        parse_framework(**arguments)


def wrong(**parts) -> dict:
    return {"criteria": ONE, **parts}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (wrong(rule="sum", scoring="discouraged"), "profile: its authors advise against scoring"),
        (wrong(rule="gate"), "at least two, lowest first"),
        (wrong(rule="gate", levels=TWO_LEVELS, criteria=[Criterion("a", level="high")]), "no cuts"),
        (wrong(rule="gate", levels=STEPS), "the level of the gate that needs it"),
        (wrong(criteria=[Criterion("a", level="high")]), "it stands below no gate"),
        (wrong(levels=STEPS), "a profile has no total"),
        (wrong(rule="sum", levels=[MaturityLevel("low")]), "none, or at least two"),
        (wrong(rule="sum", levels=[MaturityLevel("low", at_least=0), MaturityLevel("high")]), "no cut for the lowest"),
        (
            wrong(
                rule="sum", levels=[MaturityLevel("a"), MaturityLevel("b", at_least=1), MaturityLevel("c", at_least=1)]
            ),
            "cuts that rise",
        ),
        (
            wrong(
                rule="sum",
                levels=[MaturityLevel("a"), MaturityLevel("b", observed=[2]), MaturityLevel("c", at_least=1)],
            ),
            "observed scores",
        ),
        (wrong(rule="sum", dimensions=[Dimension("d")], criteria=[Criterion("a", dimension="d")]), "give a score too"),
        (
            wrong(
                rule="sum",
                criteria=[Criterion("a", scale="s")],
                scales=[AnswerScale("s", options=[AnswerOption("x"), AnswerOption("y")])],
            ),
            "options have scores",
        ),
        (
            wrong(
                rule="mean",
                not_applicable="left_out",
                criteria=[Criterion("a"), Criterion("b", scale="s")],
                scales=[AnswerScale("s", options=[AnswerOption("x", score=0), AnswerOption("y", score=5)])],
            ),
            "scores of one range",
        ),
        (
            wrong(
                rule="sum",
                not_applicable="left_out",
                criteria=[Criterion("b", scale="s")],
                scales=[AnswerScale("s", options=[AnswerOption("x", score=1), AnswerOption("y", score=5)])],
            ),
            "begin at 0",
        ),
        (wrong(criteria=[Criterion("a", needs=["b"]), Criterion("b", needs=["a"])]), "lead in no circle"),
        (wrong(dimensions=[Dimension("d", within="e"), Dimension("e", within="d")]), "lead in no circle"),
        (
            wrong(
                groups=[ImplementationGroup("one"), ImplementationGroup("two")],
                criteria=[Criterion("a", needs=["b"]), Criterion("b", group="two")],
            ),
            "asked in the same group or before",
        ),
        (wrong(licence_tier="C", text_origin="paraphrase"), "names_only"),
        (wrong(licence_tier="C", criteria=[Criterion("a", text="copied")]), "names without a text"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(parts, said):
    """A framework that cannot be meant must fail when it is written, not when a service is rated."""
    with pytest.raises(InvalidValueError, match=said):
        Framework("ours", **parts)


def test_a_criterion_of_an_unknown_level_is_refused():
    """A gate that waits for a level nobody can reach never opens."""
    with pytest.raises(UnknownKeyError, match="no level 'hihg'; known: high"):
        Framework("ours", rule="gate", levels=STEPS, criteria=[Criterion("a", level="hihg")])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: AnswerOption("absent"), "another word"),
        (lambda: AnswerScale("s", options=[AnswerOption("x")]), "at least two answers"),
        (
            lambda: AnswerScale("s", options=[AnswerOption("x", score=1), AnswerOption("y")]),
            "for each option, or for none",
        ),
        (lambda: AnswerScale("s", options=[AnswerOption("x", score=1), AnswerOption("y", score=0)]), "lowest first"),
        (lambda: MaturityLevel("m", at_least=1, more_than=1), "not both"),
        (lambda: Criterion("c", weight=0), "above 0"),
        (lambda: Criterion("c", weight=0.5), "a Fraction above 0; a float is not exact"),
    ],
)
def test_parts_that_cannot_be_are_refused(make, said):
    """A fault in one part is told of that part."""
    with pytest.raises(InvalidValueError, match=said):
        make()


def test_what_a_framework_has_is_found_by_key():
    """A misspelt key is an error at once, with near ones."""
    used = framework("getting-ready")
    assert "Time" == str(used.dimension("time"))
    assert "Somebody is responsible" == str(used.criterion("responsible"))
    assert "Once a month" == str(AnswerOption("o", title="Once a month"))
    with pytest.raises(UnknownKeyError, match="dimension"):
        used.dimension("tiem")
    with pytest.raises(UnknownKeyError, match="criterion"):
        used.criterion("responsibel")
    with pytest.raises(UnknownKeyError, match="answer"):
        used.scale_of("responsible").place("mett")
    with pytest.raises(UnknownKeyError, match="group"):
        used.asked("first")


def test_a_group_is_asked_with_those_before_it():
    """Rounds of implementation build on each other."""
    used = Framework(
        "ours",
        groups=[ImplementationGroup("first"), ImplementationGroup("second")],
        criteria=[Criterion("always"), Criterion("early", group="first"), Criterion("late", group="second")],
    )
    assert [["always", "early"], ["always", "early", "late"]] == [
        [each.key for each in used.asked(group)] for group in ("first", "second")
    ]


def test_facts_of_a_dimension_count_among_the_unverified():
    """Levels inside a dimension are facts too."""
    used = Framework(
        "ours", dimensions=[Dimension("d", rule="mean", levels=TWO_LEVELS)], criteria=[Criterion("a", dimension="d")]
    )
    assert (
        "dimensions[0]",
        "dimensions[0].levels[0]",
        "dimensions[0].levels[1]",
        "criteria[0]",
    ) == used.unverified()


def test_numbers_are_exact():
    """A third is a third."""
    assert Fraction(1, 3) == Criterion("c", weight=Fraction(1, 3)).weight
