"""What do answers come to, what do they need, and how is it told?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import DuplicateKeyError, Evidence, FrameworkError, InvalidValueError, LimitExceeded, UnknownKeyError
from involvement.maturity import (
    Answer,
    AnswerOption,
    AnswerScale,
    AnswerSheet,
    AnswerWord,
    Criterion,
    Dimension,
    EvidenceRule,
    Framework,
    ImplementationGroup,
    MaturityLevel,
    assess,
    assess_columns,
    assessed,
    framework,
    parse_framework,
)
from tests.maturity.samm import PRACTICES, samm
from tests.shorthand import assumed

DAY = date(2026, 9, 1)
CUTS = [MaturityLevel("low"), MaturityLevel("high", title="High", at_least=2)]
TWO = [Criterion("a", title="A"), Criterion("b", weight=2)]
STEPS = [MaturityLevel("low"), MaturityLevel("high")]


def summed(**parts) -> Framework:
    return Framework("ours", title="Ours", rule="sum", levels=CUTS, criteria=TWO, **parts)


def test_the_model_of_another_field_scores_as_its_authors_say():
    """A practice is the mean of two streams, a stream the sum of three answers; all at the top is 3."""
    used = parse_framework(samm())
    answers = {each.key: "none" for each in used.criteria}
    practice = PRACTICES["design"][0]
    answers |= {f"{practice}-a-1": "most", f"{practice}-a-2": "half", f"{practice}-b-1": "some"}
    found = assess(used, answers, on=DAY)
    assert Fraction(3, 2) == found.dimension(f"{practice}-a").score
    assert Fraction(7, 8) == found.dimension(practice).score
    assert Fraction(7, 24) == found.dimension("design").score
    assert Fraction(7, 120) == found.score
    best = assess(used, {each.key: "most" for each in used.criteria}, on=DAY)
    assert 3 == best.score
    with pytest.raises(UnknownKeyError, match="dimension"):
        best.dimension("desing")


def test_the_five_kinds_of_answers_are_five_different_things():
    """Not answered, absent, not applicable, no and partly lead to four results, and the first two stay apart."""
    used = summed()
    reason = "there is no such work here"
    of = {
        None: None,
        "absent": "absent",
        "not_applicable": Answer("b", "not_applicable", reason=reason),
        "not_met": "not_met",
        "partly": "partly",
    }
    found = {word: assess(used, {"a": "met", "b": given}, on=DAY) for word, given in of.items()}
    assert {
        None: (None, "low", "high", ("b",), ()),
        "absent": (None, "low", "high", ("b",), ()),
        "not_applicable": (None, "low", "high", (), ("not_applicable:b",)),
        "not_met": ("low", "low", "low", (), ()),
        "partly": ("high", "high", "high", (), ()),
    } == {w: (e.level, e.at_least, e.at_most, e.unknown, e.undetermined) for w, e in found.items()}
    assert found[None].sheet != found["absent"].sheet
    assert found["not_applicable"].score is None


def test_a_rule_of_the_file_says_what_does_not_apply():
    """Left out, it counts for nothing; scaled up, the rest counts in its place."""
    answer = [Answer("a", "not_applicable", reason="no such work"), Answer("b", "partly")]
    scores = {rule: assess(summed(not_applicable=rule), answer, on=DAY).score for rule in ("left_out", "scaled_up")}
    assert {"left_out": 1, "scaled_up": Fraction(3, 2)} == scores


def test_where_nothing_applies_there_is_no_level():
    """A level without a question behind it would be made up."""
    answers = [Answer(key, AnswerWord.NOT_APPLICABLE, reason="closed") for key in "ab"]
    found = assess(summed(not_applicable="left_out"), answers, on=DAY)
    assert (None, None, None, ()) == (found.level, found.at_least, found.score, found.next_steps())
    assert '"Ours" was answered on 1 September 2026. It has neither a level nor a score.' == str(found)


def test_a_part_of_a_sum_that_does_not_apply_adds_nothing():
    """A service without wards is not short of the points for wards."""
    used = Framework(
        "ours",
        rule="sum",
        not_applicable="left_out",
        levels=CUTS,
        dimensions=[Dimension("wards", rule="sum")],
        criteria=[Criterion("a"), Criterion("b", dimension="wards"), Criterion("c", weight=2)],
    )
    answers = [Answer("b", "not_applicable", reason="no wards"), Answer("c", "met")]
    found = assess(used, answers, on=DAY)
    assert (2, 3) == (found.whole.lowest, found.whole.highest)
    assert (None, None) == (found.dimension("wards").lowest, found.dimension("wards").highest)


LEVELS = [MaturityLevel("low"), MaturityLevel("middle"), MaturityLevel("high")]


def test_what_nobody_answered_may_turn_out_not_to_apply():
    """A report needs the survey it reports on. Where nobody reports, there is nothing to be short of."""
    used = Framework(
        "ours",
        rule="gate",
        levels=LEVELS,
        criteria=[
            Criterion("report", level="middle", needs=["survey"]),
            Criterion("minutes", level="middle"),
            Criterion("survey", level="high"),
        ],
    )
    known = {"survey": "not_met", "minutes": "met"}
    before = assess(used, known, on=DAY)
    assert ("low", "middle", None) == (before.at_least, before.at_most, before.level)
    reason = "nobody reports"
    after = assess(used, {**known, "report": Answer("report", "not_applicable", reason=reason)}, on=DAY)
    assert "middle" == after.level
    columns = assess_columns(used, {key: [word] for key, word in known.items()})
    assert (("low",), ("middle",)) == (columns.at_least, columns.at_most)


def test_what_was_answered_is_not_taken_for_what_does_not_apply():
    """Who says that it is met has said that it applies, though the evidence is still missing."""
    used = Framework(
        "ours",
        rule="gate",
        levels=LEVELS,
        evidence=EvidenceRule(required=True),
        criteria=[Criterion("report", level="middle", needs=["survey"]), Criterion("survey", level="high")],
    )
    assert "low" == assess(used, {"report": "met", "survey": "not_met"}, on=DAY).at_most


def test_a_score_below_nothing_may_be_left_out():
    """A point that is lost for a missing answer is not lost where the question does not apply."""
    used = Framework(
        "ours",
        rule="sum",
        not_applicable="left_out",
        scales=[AnswerScale("loss", options=[AnswerOption("no", score=-2), AnswerOption("yes", score=1)])],
        dimensions=[Dimension("d", rule="sum")],
        criteria=[
            Criterion("a"),
            Criterion("b", dimension="d", scale="loss", needs=["a"]),
            Criterion("c", dimension="d", scale="loss", weight=2, needs=["a"]),
        ],
    )
    found = assess(used, {"a": "not_met"}, on=DAY)
    assert (-6, 0) == (found.whole.lowest, found.whole.highest)
    part = found.dimension("d")
    assert (-6, -2) == (part.lowest, part.highest)


def test_an_answer_that_does_not_apply_says_why():
    """Services should show why a standard does not apply."""
    with pytest.raises(InvalidValueError, match="why it does not apply"):
        Answer("a", "not_applicable", reason=" ")


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ({"c": "met"}, UnknownKeyError, "answers: no criterion 'c'"),
        ({"a": "mett"}, UnknownKeyError, "no answer 'mett'; known: met"),
        ({"a": Answer("b", "met")}, InvalidValueError, "under the key of its criterion"),
        ([Answer("a", "met"), Answer("a", "met")], DuplicateKeyError, "two answers have the key 'a'"),
        ([Answer("a", "met", evidence=["minutes"])], UnknownKeyError, "no evidence 'minutes'"),
        (["a"], InvalidValueError, "only values of type Answer"),
    ],
)
def test_answers_that_cannot_be_are_refused(answers, error, said):
    """A slip in a form of sixty questions should be found where it is."""
    with pytest.raises(error, match=said):
        assess(summed(), answers, on=DAY)


def test_answers_may_stand_in_a_mapping_as_they_are():
    """An answer with its reason may stand beside a bare word."""
    answers = {"a": Answer("a", "not_met", reason="no money", action="ask the board"), "b": "met"}
    assert 2 == assess(summed(), answers, on=DAY).score
    assert 'Answers to "ours" about ward on 1 September 2026' == str(
        assess(summed(), answers, on=DAY, about="ward").sheet
    )
    assert 'Answers to "ours" on 1 September 2026' == str(AnswerSheet("ours", on=DAY))
    assert 'The answer to "a" is "not met".' == str(answers["a"])
    assert 'The answer to "mission" is "gripping".' == str(Answer("mission", "gripping"))


def test_wrong_evidence_is_refused_as_such():
    """A text is no record."""
    with pytest.raises(InvalidValueError, match="type Evidence"):
        assess(summed(), {}, on=DAY, evidence=["minutes"])


def test_a_framework_is_given_itself_or_by_its_key():
    """Anything else is misuse."""
    with pytest.raises(InvalidValueError, match="a Framework, or the key"):
        assess(7, {}, on=DAY)


def test_a_sheet_is_read_by_its_own_edition_only():
    """Answers to one edition say nothing about another."""
    sheet = assess("gunning", {}, on=DAY).sheet
    assert assess("gunning", {}, on=DAY) == assessed(framework("gunning"), sheet)
    with pytest.raises(FrameworkError, match="the framework that the answers name"):
        assessed(summed(), sheet)
    bare = AnswerSheet("gunning", on=DAY)
    with pytest.raises(FrameworkError, match="gunning: edition: expected answers that name its edition, '1985'"):
        assessed(framework("gunning"), bare)
    ours = summed()
    with pytest.raises(FrameworkError, match="that name no edition, for it has none"):
        assessed(ours, AnswerSheet(ours.key, edition="2", on=DAY))


# Evidence


def shown(rule, *records, answer="met"):
    used = Framework("ours", rule="gate", levels=STEPS, criteria=[Criterion("a", level="high")], evidence=rule)
    answers = [Answer("a", answer, evidence=[each.key for each in records])]
    return assess(used, answers, on=DAY, evidence=records)


def test_an_answer_without_the_evidence_that_is_required_counts_as_absent():
    """What is claimed and not shown may be so, and is not for certain: at least falls, at most stays."""
    found = shown(EvidenceRule(required=True))
    assert (None, "low", "high", ("a",)) == (found.level, found.at_least, found.at_most, found.unknown)
    assert ['No evidence is named for "a".'] == list(map(str, found.evidence_flaws()))
    assert '  A: met. No evidence supports this answer. "high" needs it.' == found.explain()[0]
    (step,) = found.next_steps()
    assert ('Bring "a" to "met". Its answer is not known now. The effort is 1.',) == tuple(map(str, step.improvements))


def test_the_least_answer_needs_no_evidence():
    """Nobody has to prove a no."""
    found = shown(EvidenceRule(required=True), answer="not_met")
    assert ("low", (), ()) == (found.level, found.unknown, found.evidence_flaws())
    assert () == shown(EvidenceRule(required=True), answer="absent").evidence_flaws()
    assert () == shown(None).evidence_flaws()


def test_evidence_supports_from_its_day_to_its_end():
    """Last year's survey may have expired; next year's has not happened."""
    rule = EvidenceRule(required=True, window_days=365, owned=True)
    old, new = Evidence("old", on=date(2025, 8, 31), owner="pat"), Evidence("new", on=date(2026, 9, 2))
    good = Evidence("good", on=date(2025, 9, 1))
    assert [
        '"new" is of a later day than the answer to "a".',
        '"new", named for "a", has no owner.',
        '"old" was no longer valid when "a" was answered.',
    ] == list(map(str, shown(rule, old, new).evidence_flaws()))
    assert ("high", None) == (shown(rule, good).level, shown(rule, old).level)


def test_evidence_without_an_end_is_assumed_to_hold_and_named():
    """What nobody limits may have ceased to be so."""
    found = shown(EvidenceRule(required=True), Evidence("minutes", on=date(2020, 1, 1)))
    assert ("high", ("evidence_holds:minutes",)) == (found.level, assumed(found.assumes))
    assert ("evidence_holds:minutes",) == assumed(shown(None, Evidence("minutes", on=date(2020, 1, 1))).assumes)


@pytest.mark.parametrize(
    ("first", "until", "expected"),
    [
        (date(2018, 4, 1), None, "high"),
        (date(2019, 4, 1), None, None),
        (date(2018, 3, 1), date(2018, 4, 1), "high"),
        (date(2018, 3, 1), date(2018, 3, 31), None),
        (date(2018, 3, 1), None, "high"),
    ],
)
def test_activity_counts_that_is_live_in_the_year_assessed(first, until, expected):
    """What ended before the year, or began after it, says nothing about it."""
    rule = EvidenceRule(required=True, live_from=date(2018, 4, 1), live_until=date(2019, 3, 31))
    found = shown(rule, Evidence("work", title="Work", on=first, until=until))
    assert expected == found.level
    outside = '"Work", named for "a", is from outside the period.'
    assert ([] if expected else [outside]) == list(map(str, found.evidence_flaws()))


def test_a_period_may_be_open_at_one_end():
    """Until a day, whenever it began."""
    rule = EvidenceRule(required=True, live_until=DAY)
    assert "high" == shown(rule, Evidence("work", on=date(2000, 1, 1))).level


def test_more_pieces_than_the_most_are_told_and_lower_nothing():
    """Three pieces for a criterion: a fourth is a flaw of the form, not of the work."""
    records = [Evidence(f"e{number}", on=DAY, until=DAY) for number in range(4)]
    found = shown(EvidenceRule(required=True, most=3, own_site=True), *records)
    assert "high" == found.level
    assert [
        'More evidence is named for "a" than the framework allows.',
        *(f'"e{number}", named for "a", has no link to the service\'s own site.' for number in range(4)),
    ] == list(map(str, found.evidence_flaws()))


def test_one_piece_of_evidence_serves_several_frameworks():
    """Minutes are written once."""
    minutes = Evidence("minutes", on=DAY, until=DAY)
    first = assess("gunning", [Answer("time", "met", evidence=["minutes"])], on=DAY, evidence=[minutes])
    second = assess("oecd-readiness-2022", [Answer("time", "met", evidence=["minutes"])], on=DAY, evidence=[minutes])
    assert first.sheet.evidence == second.sheet.evidence


# What is told


def test_an_assessment_is_explained_line_by_line():
    """A committee must be able to add it up."""
    used = Framework(
        "ours",
        title="Ours",
        rule="sum",
        levels=[MaturityLevel("low"), MaturityLevel("high", title="High", more_than=1)],
        not_applicable="left_out",
        dimensions=[Dimension("d", title="Part", rule="mean")],
        criteria=[*TWO, Criterion("c", dimension="d", needs=["a"]), Criterion("e", dimension="d")],
    )
    answers = {"a": "partly", "b": "met", "c": "met", "e": Answer("e", "not_applicable", reason="no such work")}
    assert (
        "  A: partly met. It counts ½.",
        "  B: met. It counts 1, times 2.",
        '    C: met. It counts 0. It counts as not met without "A".',
        "    E: does not apply. It is left out.",
        "  Part: the mean of the scores. It scores 0 of 1.",
        'Ours: the scores are added. It scores 2½ of 4. The level is "High", above 1.',
    ) == assess(used, answers, on=DAY).explain()
    unknown = assess(used, {"b": "met", "c": "met", "e": "absent"}, on=DAY).explain()
    assert ("  A: not answered. It counts 0 to 1.", '    C: met. It counts 0 to 1. It counts only with "A".') == (
        unknown[0],
        unknown[2],
    )
    assert "    E: asked, and no answer came. It counts 0 to 1." == unknown[3]
    may_not_apply = assess(used, {"a": "not_met", "b": "met"}, on=DAY).explain()
    assert (
        '    C: not answered. It counts 0. It counts as not met without "A". It is left out if it turns out not to apply.'
        == may_not_apply[2]
    )


def test_an_explanation_says_what_the_framework_leaves_open():
    """A score without a rule, or a level without a cut, is a gap in the framework and not in the answers."""
    found = assess(summed(), [Answer("b", "not_applicable", reason="none")], on=DAY).explain()
    whole = (
        'Ours: the scores are added. It scores 0 to 3 of 3. The level is at least "low" and at most "High". '
        '"b" does not apply and may count anything.'
    )
    assert ("  A: not answered. It counts 0 to 1.", "  B: does not apply. No rule says what it counts.", whole) == found
    dearer = summed(not_applicable=None, dimensions=[Dimension("d", title="Part", rule="mean", levels=CUTS)])
    assert "  Part: the mean of the scores." == assess(dearer, {}, on=DAY).explain()[2]
    levels = [MaturityLevel("red"), MaturityLevel("amber"), MaturityLevel("green", at_least=3)]
    open_ = Framework(
        "ours", rule="sum", levels=levels, criteria=[Criterion("a", weight=3, needs=["b"]), Criterion("b")]
    )
    assert (
        'Ours: the scores are added. It scores 1 to 4 of 4. The level is at least "red" and at most "green". '
        'The framework does not say at which score "amber" begins.' == assess(open_, {"b": "met"}, on=DAY).explain()[-1]
    )
    assert "  A: not answered. It counts 0 to 1, times 3." == assess(open_, {"b": "met"}, on=DAY).explain()[0]
    most = assess(open_, {"a": "met", "b": "met"}, on=DAY).explain()[-1]
    assert most.endswith('The level is "green", from 3 on.')


def test_an_assessment_is_a_sentence():
    """It can be pasted into minutes."""
    answered = '"Ours" was answered on 1 September 2026.'
    assert '"Ours" was answered about ward on 1 September 2026. The result is "High".' == str(
        assess(summed(), {"a": "met", "b": "met"}, on=DAY, about="ward")
    )
    assert f'{answered} The result is at least "low" and at most "High". 1 criterion has no known answer.' == str(
        assess(summed(), {"a": "met"}, on=DAY)
    )
    not_applicable = [Answer("a", "not_applicable", reason="none"), Answer("b", "met")]
    assert f'{answered} The result is "High", but not for certain.' == str(assess(summed(), not_applicable, on=DAY))


def test_a_part_is_a_sentence():
    """A score that has no level is said as a score, and a profile says that it has neither."""
    plain, side = Framework("plain", rule="sum", criteria=TWO), Framework("side", criteria=TWO)
    assert [
        'The result for "plain" is a score of at least 1 and at most 3. 1 criterion has no known answer.',
        'The result for "plain" is a score of 3.',
        '"side" has neither a level nor a score. 2 criteria have no known answer.',
    ] == [
        str(assess(plain, {"a": "met"}, on=DAY).whole),
        str(assess(plain, {"a": "met", "b": "met"}, on=DAY).whole),
        str(assess(side, {}, on=DAY).whole),
    ]


def test_a_group_of_criteria_is_assessed_by_itself():
    """The first round asks less, and refuses answers to what it does not ask."""
    used = Framework(
        "ours", rule="gate", levels=STEPS, groups=[ImplementationGroup("first"), ImplementationGroup("second")],
        criteria=[Criterion("a", level="high"), Criterion("b", level="high", group="second")],
    )  # fmt: skip
    assert "ward" == assess(used, {}, on=DAY, about="ward", rater="pat").about
    assert "pat" == assess(used, {}, on=DAY, about="ward", rater="pat").rater
    assert ("high", None) == (
        assess(used, {"a": "met"}, on=DAY, group="first").level,
        assess(used, {"a": "met"}, on=DAY).level,
    )
    with pytest.raises(UnknownKeyError, match="answers of group 'first': no criterion 'b'"):
        assess(used, {"b": "met"}, on=DAY, group="first")
    with pytest.raises(InvalidValueError, match="asked of the group"):
        assess_columns(used, {"b": ["met"]}, group="first")


# Next steps


def test_the_next_step_weighs_effort():
    """One hard question may be dearer than two easy ones, and a host may know better than the file."""
    used = Framework(
        "ours", rule="sum", levels=CUTS, criteria=[Criterion("a"), Criterion("b"), Criterion("c", weight=2, effort=5)]
    )
    (step,) = assess(used, {}, on=DAY).next_steps()
    assert ('To reach "High", improve 2 criteria. The effort is 4.', 4) == (str(step), step.effort)
    (step,) = assess(used, {}, on=DAY).next_steps({"c": 1})
    assert 'To reach "High", improve 1 criterion. The effort is 2.' == str(step)


def test_a_step_without_effort_is_still_a_step():
    """The better of two answers counts, and somebody has to give it even if it takes no work."""
    used = Framework("ours", rule="best", levels=CUTS, criteria=[Criterion("a", weight=1, scale="s", effort=0), TWO[1]],
                     scales=[AnswerScale("s", options=[AnswerOption("no", score=0), AnswerOption("yes", score=2)])])  # fmt: skip
    (step,) = assess(used, {}, on=DAY).next_steps()
    assert [("a", "yes", 0)] == [(each.criterion, each.to, each.effort) for each in step.improvements]


@pytest.mark.parametrize(("effort", "error"), [({"x": 1}, UnknownKeyError), ({"a": -1}, InvalidValueError)])
def test_efforts_that_cannot_be_are_refused(effort, error):
    """A negative effort would be earned by doing more."""
    with pytest.raises(error):
        assess(summed(), {}, on=DAY).next_steps(effort)


def test_a_level_that_no_answer_reaches_says_so():
    """What does not apply may put a level out of reach."""
    answers = [Answer("b", "not_applicable", reason="no such work")]
    (step,) = assess(summed(not_applicable="left_out"), answers, on=DAY).next_steps()
    assert ('No answer leads to "High".', None) == (str(step), step.effort)


def test_what_no_rule_counts_is_no_help_on_the_way():
    """Where nobody says what counts for what does not apply, the way must be certain without it."""
    answers = [Answer("a", "not_applicable", reason="no such work")]
    (step,) = assess(summed(), answers, on=DAY).next_steps()
    assert 'To reach "High", improve 1 criterion. The effort is 2.' == str(step)


def test_a_level_without_a_cut_is_skipped_and_named():
    """Nobody can aim at a mark that was never published."""
    levels = [MaturityLevel("red"), MaturityLevel("amber"), MaturityLevel("green", at_least=3)]
    used = Framework("ours", rule="sum", levels=levels, criteria=TWO)
    (step,) = assess(used, {}, on=DAY).next_steps()
    assert ("green", ("amber",)) == (step.level, step.skipped)
    assert (
        'To reach "green", improve 2 criteria. The effort is 4. The framework does not say at which score "amber" begins.'
        == str(step)
    )
    unknown = Framework("ours", rule="sum", levels=levels[:2], criteria=TWO)
    assert () == assess(unknown, {}, on=DAY).next_steps()


def test_steps_of_a_dimension_name_it():
    """A profile has steps for each part and none for the whole."""
    found = assess("four-pi-2019", {"purpose-aim": "met"}, on=DAY).next_steps()
    assert "purpose" == found[1].dimension
    assert 'To reach "Fully met" in "Purpose", improve 1 criterion. The effort is 2.' == str(found[1])


def test_what_is_not_asked_or_does_not_apply_takes_no_work():
    """A part of a later round, and a part that does not apply, neither help nor hinder."""
    parts = ("now", "later", "closed")
    used = Framework(
        "ours",
        rule="mean",
        not_applicable="left_out",
        levels=[MaturityLevel("low"), MaturityLevel("high", at_least=1)],
        groups=[ImplementationGroup("first"), ImplementationGroup("second")],
        dimensions=[Dimension(key, rule="sum") for key in parts],
        criteria=[
            Criterion("a", dimension="now"),
            Criterion("b", dimension="later", group="second"),
            Criterion("c", dimension="closed"),
            Criterion("d"),
        ],
    )
    answers = [Answer(key, "not_applicable", reason="closed") for key in "cd"]
    (step,) = assess(used, answers, on=DAY, group="first").next_steps()
    assert 'To reach "high", improve 1 criterion. The effort is 2.' == str(step)
    assert ('Bring "a" to "met". Its answer is not known now. The effort is 2.',) == tuple(map(str, step.improvements))
    best = assess(used, [*answers, Answer("a", "partly")], on=DAY, group="first").next_steps()[0]
    assert 'Bring "a" from "partly met" to "met". The effort is 1.' == str(best.improvements[0])


def test_a_need_may_be_met_or_gone_without():
    """The report counts only with the survey. To bring that to "met" takes 2; the minutes, by themselves, take 6."""
    used = Framework(
        "ours",
        rule="sum",
        not_applicable="left_out",
        levels=[MaturityLevel("low"), MaturityLevel("high", at_least=3)],
        criteria=[
            Criterion("budget"),
            Criterion("survey", needs=["budget"]),
            Criterion("report", weight=3, needs=["survey"]),
            Criterion("minutes", weight=2, effort=3),
        ],
    )
    answers = {"budget": "met", "survey": "not_met", "report": "met", "minutes": "not_met"}

    def picked(given, effort=()):
        (step,) = assess(used, given, on=DAY).next_steps(dict(effort))
        return [(each.criterion, each.to) for each in step.improvements], step.effort

    assert ([("survey", "met")], 2) == picked(answers)
    assert ([("minutes", "met")], 6) == picked(answers, {"survey": 5})
    assert ([("survey", "met"), ("report", "partly")], 3) == picked({**answers, "report": "not_met"})
    no_survey = Answer("survey", "not_applicable", reason="everybody is asked in person")
    without = {**answers, "budget": "not_met", "survey": no_survey, "report": "not_met"}
    assert ([("report", "met")], 2) == picked(without)  # the survey needed the budget, and is not needed now


def test_the_weakest_answer_of_a_part_is_the_one_to_better():
    """With b partly met, to meet c and half of a takes 3: half of c and all of a and b would take 4."""
    used = Framework(
        "ours",
        rule="sum",
        levels=[MaturityLevel("low"), MaturityLevel("high", at_least=Fraction(3, 2))],
        dimensions=[Dimension("wards", rule="least")],
        criteria=[Criterion("a", dimension="wards"), Criterion("b", dimension="wards"), Criterion("c")],
    )
    found = assess(used, {"a": "not_met", "b": "partly", "c": "not_met"}, on=DAY)
    (step,) = found.next_steps()
    assert [("a", "partly"), ("c", "met")] == [(each.criterion, each.to) for each in step.improvements]
    assert (0, 3) == (found.dimension("wards").score, step.effort)


def test_a_step_counts_for_what_does_not_apply_where_the_rest_is_scaled_up():
    """Without b, a stands for all 3 points: partly met it gives 3/2, and left out b leaves no way to so much."""
    levels = [MaturityLevel("low"), MaturityLevel("high", at_least=Fraction(3, 2))]
    answers = {"a": "not_met", "b": Answer("b", "not_applicable", reason="no such work")}
    of = {}
    for rule in ("scaled_up", "left_out"):
        used = Framework("ours", rule="sum", not_applicable=rule, levels=levels, criteria=TWO)
        (step,) = assess(used, answers, on=DAY).next_steps()
        of[rule] = step.effort
    assert {"scaled_up": 1, "left_out": None} == of


def test_too_many_knots_are_refused():
    """Each criterion that others need doubles the work, so that there is an end to it."""
    criteria = [Criterion("c0"), *(Criterion(f"c{n}", needs=[f"c{n - 1}"]) for n in range(1, 15))]
    used = Framework("ours", rule="sum", levels=CUTS, criteria=criteria)
    with pytest.raises(LimitExceeded, match="more than 12 unmet criteria"):
        assess(used, {}, on=DAY).next_steps()
