"""Is like compared with like only, and are two sides ever pooled?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import FrameworkError, InvalidValueError
from involvement.maturity import (
    Answer,
    Criterion,
    Dimension,
    Framework,
    ImplementationGroup,
    MaturityLevel,
    assess,
    krippendorff_alpha,
    latest,
    perception_gap,
    rater_agreement,
    side_by_side,
    trend,
)

DAY, LATER = date(2026, 3, 1), date(2026, 9, 1)
LEVELS = [MaturityLevel("low"), MaturityLevel("high", at_least=2)]


def ours(**parts) -> Framework:
    return Framework("ours", rule="sum", levels=LEVELS, criteria=[Criterion("a"), Criterion("b")], **parts)


def rated(answers, on=DAY, **more):
    return assess(more.pop("framework", ours()), answers, on=on, **more)


def test_the_gap_is_the_organisations_mean_less_the_service_users():
    """Staff rated 7 or 8 where most service users rated 0 to 5: the gap is the result, and a mean of both hides it."""
    gaps = perception_gap(
        [
            rated({"a": "met", "b": "met"}, role="manager"),
            rated({"a": "partly"}, role="provider"),
            rated({"a": "not_met", "b": "absent"}, role="service_user"),
            rated({"a": "partly"}, role="carer"),
            rated({"a": "met"}, role="coordinator"),
            rated({"a": "met"}),
            rated({"a": "met"}, role="carer", about="ward"),
        ]
    )
    assert [
        'Service users rate "a" ¼ on average (2 raters). The organisation rates it ¾ (2 raters), ½ higher.'
    ] == list(map(str, gaps))
    assert Fraction(1, 2) == gaps[0].gap
    assert () == perception_gap([])


def test_gaps_of_two_frameworks_are_refused():
    """The same word asks something else in another framework."""
    other = Framework("ours", criteria=[Criterion("a")])
    with pytest.raises(FrameworkError, match="others measure otherwise"):
        perception_gap([rated({}), rated({}, framework=other)])


def test_raters_agree_by_alpha():
    """Three raters, two services; what they did not answer is missing, not a disagreement."""
    found = rater_agreement(
        [
            rated({"a": "met", "b": "not_met"}, about="ward"),
            rated({"a": "met", "b": "partly"}, about="ward"),
            rated({"a": "met", "b": Answer("b", "not_applicable", reason="none")}, about="clinic"),
            rated({"a": "partly"}, about="clinic"),
        ]
    )
    half = Fraction(1, 2)
    assert krippendorff_alpha([(1, 1), (0, half), (1, half)]) == found
    assert rater_agreement([rated({"a": "met", "b": "met"})] * 2, criteria=["a"]) is None
    assert rater_agreement([]) is None
    assert krippendorff_alpha([(1, 2), (1,)], metric="ratio") == 0
    with pytest.raises(InvalidValueError, match="ratings of 0 or more"):
        krippendorff_alpha([(0, 0), (-1, 1)], metric="ratio")


def test_agreement_over_two_scales_is_refused():
    """A step on one scale is not a step on another."""
    with pytest.raises(FrameworkError, match="name them by `criteria`"):
        rater_agreement([rated({}, framework=two_scales())])
    assert rater_agreement([rated({}, framework=two_scales())], criteria=["a"]) is None


def two_scales() -> Framework:
    from involvement.maturity import AnswerOption, AnswerScale

    scale = AnswerScale("s", options=[AnswerOption("no"), AnswerOption("yes")])
    return Framework("two", scales=[scale], criteria=[Criterion("a"), Criterion("b", scale="s")])


def test_a_comparison_tells_what_is_certain():
    """A level rose only if it did whatever the unknown answers are."""
    before, after = rated({"a": "met", "b": "not_met"}), rated({"a": "met", "b": "met"}, on=LATER)
    found = before.compare(after)
    assert [("b", "not_met", "met", "rose")] == [(e.criterion, e.before, e.after, e.direction) for e in found.answers]
    assert '1 answer changed. "ours" rose. Before: "low". After: "high".' == str(found)
    assert '"ours" rose. Before: "low". After: "high".' == str(found.parts[0])
    same = before.compare(rated({"a": "met", "b": "not_met"}, on=LATER))
    assert '0 answers changed. "ours" did not change. It is "low".' == str(same)
    assert (
        "fell"
        == rated({"a": "met", "b": "met"}).compare(rated({"a": "met", "b": "partly"}, on=LATER)).parts[0].direction
    )
    assert "same" == before.compare(rated({"a": "met", "b": "not_met"}, on=LATER)).parts[0].direction
    assert "unknown" == before.compare(rated({"a": "met"}, on=LATER)).parts[0].direction
    assert "unknown" == before.compare(rated({"a": "met"}, on=LATER)).answers[0].direction
    assert "unknown" == rated({}).compare(rated({}, on=LATER)).parts[0].direction
    assert "fell" == after.compare(rated({"a": "partly", "b": "met"}, on=LATER)).answers[0].direction


def test_a_part_without_levels_is_compared_by_its_score_or_not_at_all():
    """A profile has no measure for the whole."""
    used = Framework(
        "side",
        not_applicable="left_out",
        dimensions=[Dimension("d", rule="sum"), Dimension("e")],
        criteria=[Criterion("a", dimension="d"), Criterion("b", dimension="e")],
    )
    before, after = (rated({"a": word}, on=on, framework=used) for word, on in (("partly", DAY), ("met", LATER)))
    assert [("d", "rose")] == [(each.dimension, each.direction) for each in before.compare(after).parts]
    gone = rated([Answer("a", "not_applicable", reason="closed")], on=LATER, framework=used)
    assert ["unknown"] == [each.direction for each in before.compare(gone).parts]
    assert [] == list(gone.compare(gone).parts)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"framework": Framework("ours", criteria=[Criterion("a")])}, "others measure otherwise"),
        ({"framework": ours(edition="2")}, "one framework in one edition"),
        ({"framework": ours(groups=[ImplementationGroup("g")])}, "one framework in one edition"),
        ({"role": "carer"}, "for two, ask for their perception gap"),
        ({"about": "ward"}, "set them side by side"),
        ({"on": date(2026, 1, 1)}, "an earlier day"),
    ],
)
def test_unlike_is_never_compared_with_unlike(other, said):
    """A rise from one edition to the next, or from users to staff, would be no rise."""
    with pytest.raises(FrameworkError, match=said):
        rated({}).compare(rated({}, **{"on": LATER, **other}))


def test_another_group_was_asked_otherwise():
    """More questions are no decline."""
    used = ours(groups=[ImplementationGroup("g")])
    with pytest.raises(FrameworkError, match="others were asked otherwise"):
        rated({}, framework=used).compare(rated({}, on=LATER, framework=used, group="g"))


def test_a_trend_goes_from_day_to_day():
    """Whatever order the assessments come in."""
    middle = date(2026, 6, 1)
    listed = [rated({"a": "met", "b": "met"}, on=LATER), rated({}), rated({"a": "not_met", "b": "met"}, on=middle)]
    assert ["unknown", "rose"] == [each.parts[0].direction for each in trend(listed)]
    with pytest.raises(InvalidValueError, match="one for each day"):
        trend([rated({}), rated({})])


def test_services_stand_side_by_side_without_a_rank():
    """Who is shown, in the order given; nobody is best."""
    listed = [rated({"a": "met"}, about="ward"), rated({"a": "met", "b": "met"}, about="clinic")]
    found = side_by_side(listed)
    assert (("ward", "clinic"), [None, "high"]) == (found.abouts, [each.level for each in found.parts[0]])
    assert side_by_side([]).abouts == ()
    with pytest.raises(FrameworkError):
        side_by_side([*listed, rated({}, framework=two_scales())])


def test_the_latest_is_the_last_day_of_each_rater_and_subject():
    """Who answered anew no longer says what was said before; others still do."""
    days = [date(2025, 1, 1), date(2026, 1, 1)]
    anna, annas_last = (assess("gunning", {"time": "met"}, on=day, rater="anna") for day in days)
    bert = assess("gunning", {"time": "met"}, on=days[0], rater="bert")
    eyes = assess("gunning", {"time": "met"}, on=days[0], rater="anna", about="eyes")
    other = assess("edge", {}, on=days[0], rater="anna")
    two = [assess("gunning", {"time": given}, on=days[0], role="carer") for given in ("met", "partly")]
    assert (annas_last, bert, eyes, other, *two) == latest([anna, annas_last, bert, eyes, other, *two])
    assert () == latest([])


@pytest.mark.parametrize("asked", [perception_gap, rater_agreement, side_by_side, trend])
@pytest.mark.parametrize("wrong", [None, 7, ["gunning"]])
def test_what_is_no_list_of_assessments_is_refused(asked, wrong):
    """Sheets of answers, or their keys, are easily taken for assessments."""
    with pytest.raises(InvalidValueError, match="assessments"):
        asked(wrong)
