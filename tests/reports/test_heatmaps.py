"""Does the field of answers show every answer in words, apart from what is not known, and never a total of a profile?"""

import re
from datetime import date

import pytest

from involvement import Answer, Evidence, InvalidValueError, Process, Stakeholder, assess
from involvement.drawings.svg import Colours
from involvement.maturity import (
    AnswerOption,
    AnswerScale,
    AnswerSheet,
    Criterion,
    Dimension,
    Framework,
    ImplementationGroup,
    MaturityLevel,
    parse_framework,
)
from involvement.reports import draw_heatmap
from involvement.reports.assessments import assessments_of, maturity_tables
from involvement.reports.heatmaps import heatmap_tables
from involvement.snapshots import Snapshot
from tests.drawings.test_svg import contrast
from tests.maturity.samm import samm
from tests.reports.drawings import DRAWN, area, name, parsed, placed, texts, whole
from tests.reports.samples import EXAMPLE

DAY = date(2026, 9, 1)
LATER = date(2026, 12, 31)
NOTHING = {"a": "not_met", "b": "partly", "c": "met"}


def framework(rule="sum", **parts):
    return Framework("own", rule=rule, criteria=[Criterion("a"), Criterion("b"), Criterion("c")], **parts)


def words(picture):
    return [text for text, _ in texts(parsed(picture.svg))]


def outcome(assessment):
    (group,) = assessments_of([assessment])
    said = group.outcome(assessment.whole)
    return None if said is None else group.labels.clause(said)


def of_many(number):
    return [assess("gunning", {"time": "met"}, on=date(2000 + year, 1, 1), rater="anna") for year in range(number)]


INDICATOR = assess(
    "nhs-england-indicator-2018",
    [Answer("governance", "good", evidence=["minutes"]), Answer("equalities", "good")],
    on=DAY,
    evidence=[Evidence("minutes", on=date(2018, 5, 1))],
)
LONG = "A title that is so long that it must be wrapped and cut, or it would run over what stands beside it " * 2
WORDY = Framework(
    "wordy", title=LONG, rule="mean", dimensions=[Dimension("d", title=LONG, rule="mean")],
    scales=[AnswerScale("s", options=[AnswerOption("x", title=LONG, score=0), AnswerOption("y", title="z" * 80, score=1)])],
    criteria=[Criterion("a", title=LONG, dimension="d", scale="s"), Criterion("b", title="x" * 200, dimension="d", scale="s")],
)  # fmt: skip
PICTURES = {
    "nothing": [],
    "the example": Snapshot(EXAMPLE, LATER),
    "one": [assess("gunning", {"time": "met"}, on=DAY)],
    "indicator": [INDICATOR],
    "sixty criteria": [assess(parse_framework(samm()), {"secure-build-a-1": "half"}, on=DAY)],
    "long names": [
        assess(WORDY, {"a": "x", "b": "y"}, on=DAY, role="carer", rater="r" * 90, about="s" * 90),
        assess(WORDY, {"a": "y"}, on=DAY, role="board"),
    ],
    "twelve years": of_many(14),
    "two frameworks": [*of_many(2), INDICATOR],
}
every_picture = pytest.mark.parametrize("source", PICTURES.values(), ids=PICTURES)


@every_picture
def test_nothing_runs_over_its_place(source):
    """Long names are the rule; what runs into the next cell is read as its answer."""
    root = parsed(draw_heatmap(source).svg)
    page = whole(root)
    lettered = [(text, place) for text, place in texts(root) if text]
    assert all(page.holds(place) for _, place in lettered)
    for number, (text, place) in enumerate(lettered):
        for other, elsewhere in lettered[number + 1 :]:
            assert not place.meets(elsewhere), (text, other)
    for element, x, y, _ in placed(root):
        if name(element) == "g" and [child for child in element if name(child) == "rect"]:
            cell = area(next(child for child in element if name(child) == "rect"), x, y)
            inside = [each for _, each in texts(element)]
            assert all(cell.holds(each) for each in inside)


@every_picture
def test_a_picture_is_safe_and_says_what_it_shows(source):
    """It is put into pages of others: no script, no address, and words for people who do not see it."""
    picture = draw_heatmap(source)
    root = parsed(picture.svg)
    assert DRAWN >= {name(element) for element in root.iter()}
    assert "url(" not in picture.svg
    assert [picture.title, picture.description] == [element.text for element in list(root)[:2]]
    assert picture.svg == draw_heatmap(source).svg


def test_every_answer_has_its_word_and_what_it_counts():
    """A colour alone says nothing to many, and on a copier to nobody."""
    found = words(draw_heatmap([assess(framework(), NOTHING, on=DAY)]))
    for expected in ("not met", "0", "partly met", "0.5", "met", "1", "The whole", "1½"):
        assert expected in found


def test_a_profile_has_neither_numbers_nor_a_total():
    """Its authors made it to be talked about; a number at its foot would be all that anybody reads."""
    picture = draw_heatmap([assess(framework("profile"), NOTHING, on=DAY)])
    assert "The whole" not in words(picture)
    assert "There is no total." in words(picture)
    assert not [word for word in words(picture) if re.fullmatch(r"[\d.]+", word)]
    (table,) = heatmap_tables(assessments_of([assess(framework("profile"), NOTHING, on=DAY)]))
    assert (("a", "not met"), ("b", "partly met"), ("c", "met")) == table.rows


def test_what_is_not_known_is_hatched_and_what_does_not_apply_stands_apart():
    """Unknown is not no, and neither is what does not apply."""
    own = Framework(
        "own", groups=[ImplementationGroup("g")],
        criteria=[Criterion("a"), Criterion("b"), Criterion("c"), Criterion("d", group="g")],
    )  # fmt: skip
    given = {"a": Answer("a", "not_applicable", reason="r"), "b": "absent"}
    late = Framework(
        "other",
        groups=[ImplementationGroup("g"), ImplementationGroup("h")],
        criteria=[Criterion("a"), Criterion("b", group="h")],
    )
    found = words(draw_heatmap([assess(own, given, on=DAY)]))
    assert 1 == found.count("does not apply")
    assert 3 == found.count("not known")
    assert "not asked" in words(draw_heatmap([assess(late, {"a": "met"}, on=DAY, group="g")]))
    hatched = [each for each in parsed(draw_heatmap([assess(own, given, on=DAY)]).svg).iter() if name(each) == "path"]
    assert 4 == len(hatched)  # three answers, and the sample in the legend
    assert "nothing shows" in " ".join(words(draw_heatmap([INDICATOR])))


def test_levels_are_called_by_their_titles_and_what_is_open_stays_open():
    """A reader knows no keys; and an interval is not rounded to its middle."""
    levels = [
        MaturityLevel("low", title="Low"),
        MaturityLevel("middle"),
        MaturityLevel("high", title="High", at_least=3),
    ]
    own = framework(levels=levels)
    for answers, expected in (
        (dict.fromkeys("abc", "met"), "3, High"),
        ({}, "0 to 3, at least Low, at most High"),
        (dict.fromkeys("abc", "partly"), "1½, at least Low, at most middle"),
        (
            {"a": Answer("a", "not_applicable", reason="r"), "b": "met", "c": "met"},
            "2 to 3, at least Low, at most High",
        ),
    ):
        assert expected == outcome(assess(own, answers, on=DAY))
    gate = Framework(
        "gate", rule="gate", levels=[MaturityLevel("no"), MaturityLevel("yes")], criteria=[Criterion("a", level="yes")]
    )
    far = framework(levels=[MaturityLevel("low"), MaturityLevel("high", at_least=9)])
    apart = assess(far, {"a": Answer("a", "not_applicable", reason="r"), "b": "met", "c": "met"}, on=DAY)
    assert "2 to 3, undetermined" == outcome(apart)
    assert "yes" == outcome(assess(gate, {"a": "met"}, on=DAY))
    assert outcome(assess(framework("profile"), {}, on=DAY)) is None


def test_the_last_twelve_are_drawn_and_the_rest_is_counted():
    """Over the years the newest matter most; that there were older ones must not get lost."""
    found = words(draw_heatmap(of_many(14)))
    assert "2 earlier assessments are not drawn." in found
    assert "1 Jan 2002" in found
    assert "1 Jan 2001" not in found
    large = Framework("large", criteria=[Criterion(f"c{number}") for number in range(201)])
    assert "1 more criterion is not drawn. There is no total." in words(draw_heatmap([assess(large, {}, on=DAY)]))


def test_raters_are_named_as_far_as_they_are_known():
    """A stakeholder by its title, a role by its word, and nobody as such."""
    process = Process(
        "p", stakeholders=[Stakeholder("members", title="The members", role="service_user"), Stakeholder("m", title="The manager")],
        assessments=[
            AnswerSheet("gunning", edition="1985", on=DAY, rater="members", role="service_user", about="eyes"),
            AnswerSheet("gunning", edition="1985", on=DAY, rater="m", role="manager"),
            AnswerSheet("gunning", edition="1985", on=DAY, role="carer"),
            AnswerSheet("gunning", edition="1985", on=DAY),
        ],
    )  # fmt: skip
    (group,) = assessments_of(Snapshot(process, LATER))
    assert [
        "The manager", "carer", "somebody who is not named", "The members (service user)"
    ] == [group.labels.clause(group.rater(each)) for each in group.assessments]  # fmt: skip
    assert "The members (service user), about eyes, 1 Sep 2026" == group.labels.clause(
        group.whose(group.assessments[-1])
    )


def test_what_was_answered_later_is_left_out():
    """A report of May knows nothing of June."""
    assert "No assessment is recorded yet." == draw_heatmap(EXAMPLE, on=date(2026, 10, 14)).description
    assert 1 == len(assessments_of(Snapshot(EXAMPLE, date(2026, 10, 15)))[0].assessments)
    late = [assess("gunning", {"time": "met"}, on=day) for day in (DAY, LATER)]
    assert [DAY] == [each.on for group in assessments_of(late, on=DAY) for each in group.assessments]
    assert "Mine" == draw_heatmap(EXAMPLE, on=LATER, title="Mine").title
    assert "How developed the involvement is: Diabetes user group" == draw_heatmap(EXAMPLE, on=LATER).title


def test_the_tables_say_the_next_steps_the_gap_and_the_agreement():
    """What follows from an assessment is its purpose; what the sides see differently is its best result."""
    steps, gap, agreed = maturity_tables(assessments_of(Snapshot(EXAMPLE, LATER)))
    assert ("next-steps", "perception-gap", "agreement") == (steps.key, gap.key, agreed.key)
    manager = next(row for row in steps.rows if "manager" in row[1])
    assert "Ready to run a group" == manager[2]
    assert "The work can be shared (met) and Help with administration (met)" == manager[3]
    assert "8" == manager[4]
    assert ("Getting ready to involve (1)", "Expenses are paid at once", "0 (1 rater)", "1 (1 rater)", "1") in gap.rows
    assert (("Getting ready to involve (1)", "12", agreed.rows[0][2]),) == agreed.rows
    two = [assess("gunning", {"time": "met"}, on=DAY, about="eyes", role=role) for role in ("carer", "board")]
    _, gap, agreed = maturity_tables(assessments_of(two))
    assert "Adequate time (about eyes)" == gap.rows[0][1]
    assert "nothing varies" == agreed.rows[0][2]
    assert () == maturity_tables(assessments_of([assess(framework("profile"), {}, on=DAY)]))


def test_a_step_of_a_dimension_names_it_and_one_that_no_answer_reaches_says_so():
    """A dimension has levels of its own; a cut may be out of reach."""
    levels = [MaturityLevel("low"), MaturityLevel("high", title="High", at_least=9)]
    own = Framework(
        "own",
        dimensions=[Dimension("d", title="Part", rule="sum", levels=levels)],
        criteria=[Criterion("a", dimension="d")],
    )
    (steps,) = maturity_tables(assessments_of([assess(own, {}, on=DAY)]))
    assert ("own", "somebody who is not named, 1 Sep 2026", "Part: High", "no answer leads there", "") == steps.rows[0]


def test_two_frameworks_of_one_title_have_two_captions():
    """A reader who jumps from table to table hears the captions alone."""
    first, second = (Framework(key, title="Ours", criteria=[Criterion("a")]) for key in ("one", "two"))
    tables = heatmap_tables(assessments_of([assess(first, {}, on=DAY), assess(second, {}, on=DAY)]))
    assert ['Answers: Ours, "one"', 'Answers: Ours, "two"'] == [each.caption for each in tables]
    assert ["heatmap-1", "heatmap-2"] == [each.key for each in tables]


def test_letters_stand_out_from_every_ground():
    """WCAG 2.2 asks 4.5 to 1."""
    for ground in (Colours.PAPER, Colours.BAND, Colours.STEP_1, Colours.STEP_2, Colours.STEP_3, Colours.STEP_4):
        assert contrast(Colours.INK, ground) >= 7
        assert contrast(Colours.VIEW, ground) >= 4.5


def test_wrong_use_is_refused():
    """A sheet is no assessment yet: nobody has said by which framework it is read."""
    with pytest.raises(InvalidValueError, match="assessments: expected a process, or only values of type Assessment"):
        draw_heatmap([AnswerSheet("gunning", on=DAY)])
    with pytest.raises(InvalidValueError, match="on: expected a date"):
        draw_heatmap([], on="2026-09-01")
