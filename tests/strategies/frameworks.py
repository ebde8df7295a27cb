"""Frameworks as Hypothesis draws them: every rule, small enough to try every answer, with answers to them."""

from fractions import Fraction

from hypothesis import strategies as st

from involvement.maturity import AnswerOption, AnswerScale, Criterion, Dimension, Framework, MaturityLevel
from tests.oracles.maturity import most
from tests.strategies.words import among

HALF = Fraction(1, 2)
# All of one range, so that what does not apply may be left out of a mean; thirds, so that nothing is a float by chance.
SCALES = (
    AnswerScale("two", options=[AnswerOption("no", score=0), AnswerOption("yes", score=1)]),
    AnswerScale(
        "three",
        options=[
            AnswerOption("no", score=0),
            AnswerOption("third", score=Fraction(1, 3)),
            AnswerOption("yes", score=1),
        ],
    ),
    AnswerScale(
        "level", options=[AnswerOption("no", score=0), AnswerOption("same", score=0), AnswerOption("yes", score=1)]
    ),
)
COUNTING = ("sum", "mean", "best", "least")


@st.composite
def criteria(draw, parts, levels=(), scales=SCALES, most=5):
    """Some criteria, in parts that have at least one each, and with needs that lead in no circle."""
    number = draw(st.integers(min_value=max(1, len(parts)), max_value=most))
    found = []
    for place in range(number):
        earlier = [each.key for each in found]
        found.append(
            Criterion(
                f"c{place}",
                dimension=parts[place % len(parts)] if parts else None,
                level=draw(among(levels)) if levels else None,
                scale=draw(among([None, *(each.key for each in scales)])),
                weight=draw(among([1, 1, 2, HALF])),
                effort=draw(st.integers(min_value=0, max_value=4)),
                needs=draw(st.lists(among(earlier), max_size=1)) if earlier else (),
            )
        )
    return found


@st.composite
def gates(draw):
    """A gate of three levels, flat or with dimensions below it."""
    parts = draw(among([(), ("d0",), ("d0", "d1")]))
    return Framework(
        "drawn",
        rule="gate",
        levels=[MaturityLevel(key) for key in ("floor", "low", "middle", "high")],
        dimensions=[Dimension(key) for key in parts],
        scales=SCALES,
        criteria=draw(criteria(parts, levels=("low", "middle", "high"))),
    )


@st.composite
def scores(draw):
    """A score with cuts, over dimensions within each other."""
    depth = draw(st.integers(min_value=0, max_value=2))
    rules = [draw(among(COUNTING)) for _ in range(3)]
    dimensions = [
        Dimension("d0", rule=rules[1]),
        Dimension("d1", within=draw(among([None, "d0"])), rule=rules[2]),
    ]
    parts = ((), ("d0",), ("d0", "d1"))[depth]
    not_applicable = draw(among([None, "left_out", "scaled_up"]))
    own = draw(criteria(parts))
    plain = {
        "rule": rules[0],
        "dimensions": dimensions[:depth],
        "scales": SCALES,
        "criteria": own,
    }
    reach = Framework("drawn", **plain)
    top = most(reach, None)
    cuts = sorted({draw(st.fractions(min_value=0, max_value=1, max_denominator=6)) for _ in range(3)})
    levels = [MaturityLevel("floor")]
    for number, cut in enumerate(cuts):
        kind = draw(among(["at_least", "more_than"]))
        levels.append(MaturityLevel(f"l{number}", **{kind: cut * top}))
    if len(levels) == 1:
        levels = []
    try:
        return Framework("drawn", not_applicable=not_applicable, levels=levels, **plain)
    except ValueError:  # ranges that do not fit what may be left out
        return Framework("drawn", levels=levels, **plain)


@st.composite
def answered(draw, framework):
    """Answers to some of the criteria."""
    found = {}
    for each in framework.criteria:
        words = [option.key for option in framework.scale_of(each.key).options]
        given = draw(among([None, *words, "not_applicable"]))
        if given is not None:
            found[each.key] = given
    return found
