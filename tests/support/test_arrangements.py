"""Is it found who needs what at which meeting, what was arranged, and which papers cannot be used or came late?"""

from datetime import date
from time import process_time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import (
    Days,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    Forum,
    InvalidValueError,
    Meetings,
    Support,
    UnknownKeyError,
    WorkingCalendar,
)
from involvement.support import (
    AccessNeed,
    Adjustment,
    ArrangementState,
    Attendance,
    NeedsAsked,
    PaperFormat,
    PaperSent,
    StatedNeed,
)
from tests.oracles import access_needs
from tests.strategies.words import among
from tests.support.days import day

PEOPLE = ("ann", "bo", "cy")
FORUMS = ("group", "board")
days = st.integers(0, 5).map(day)
maybe_days = st.none() | days
people = st.sampled_from(PEOPLE)
needs = st.sampled_from(list(AccessNeed))
some_needs = st.sampled_from(["large_print", "braille", "audio", "language", "breaks"])


@st.composite
def periods(draw):
    since, until = draw(maybe_days), draw(maybe_days)
    if since and until and until < since:
        since, until = until, since
    return {"since": since, "until": until}


@st.composite
def supports(draw):
    """Small records of everything, in which the same few people, days and needs meet often."""
    stated = [
        StatedNeed(draw(people), draw(some_needs), alternatives=draw(st.lists(needs, max_size=1)), **draw(periods()))
        for _ in range(draw(st.integers(0, 4)))
    ]
    arranged = [
        Adjustment(
            draw(some_needs),
            stakeholder=draw(st.none() | people),
            forum=draw(among([None, *FORUMS])),
            meeting=draw(maybe_days),
            **draw(periods()),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    meetings = {(draw(among(FORUMS)), draw(days)) for _ in range(draw(st.integers(0, 4)))}
    who = st.sets(people, max_size=3)
    return Support(
        needs=stated,
        needs_asked=[NeedsAsked(draw(people), draw(days)) for _ in range(draw(st.integers(0, 2)))],
        adjustments=arranged,
        attendances=[
            Attendance(forum, on, expected=draw(who), attended=draw(st.none() | who)) for forum, on in sorted(meetings)
        ],
        papers=[
            PaperSent(
                draw(people),
                draw(days),
                forum=draw(among([None, *FORUMS])),
                meeting=draw(maybe_days),
                formats=draw(st.lists(among(list(PaperFormat)), max_size=2)),
            )
            for _ in range(draw(st.integers(0, 3)))
        ],
    )


@given(supports())
def test_what_is_needed_and_arranged_is_what_asking_every_record_finds(support):
    """The quick way looks things up; it may miss nobody whom the slow way finds."""
    found = [(each.meeting, each.forum, each.stakeholder, each.need, each.state) for each in support.arrangements()]
    slow = access_needs.arrangements(support)
    assert sorted(slow, key=str) == sorted(
        ((*row[:3], row[3] and row[3].value, row[4].value) for row in found), key=str
    )
    assert found == sorted(found, key=lambda row: (*row[:3], list(AccessNeed).index(row[3]) if row[3] else 0))


@given(supports())
def test_whether_a_paper_can_be_used_is_what_asking_every_record_finds(support):
    """A paper that somebody cannot read was not sent to them, whatever the record says."""
    found = [([need.value for need in each.missing], each.usable) for each in support.paper_checks()]
    assert access_needs.papers(support) == found


@given(supports(), needs)
def test_arranging_more_leaves_nothing_more_unmet(support, need):
    """An adjustment for everybody, everywhere, always, can take a need away and never add one."""
    import attrs

    more = attrs.evolve(support, adjustments=[*support.adjustments, Adjustment(need)])
    before, after = set(support.unmet()), set(more.unmet())
    assert after <= before
    assert not {each for each in after if each.need is need}


@given(supports(), days, st.sampled_from(FORUMS))
def test_asking_about_some_meetings_gives_their_part_of_the_whole(support, on, forum):
    """A coordinator asks about the next meeting; the year's report asks about all: they must agree."""
    whole = support.arrangements()
    assert tuple(each for each in whole if each.meeting >= on) == support.arrangements(on=on)
    if forum in {each.forum for part in (support.attendances, support.adjustments, support.papers) for each in part}:
        assert tuple(each for each in whole if each.forum == forum) == support.arrangements(forum=forum)
    else:
        with pytest.raises(UnknownKeyError):
            support.arrangements(forum=forum)
    assert tuple(each for each in whole if each.meeting == on) == support.arrangements(meeting=on)
    lacking = (ArrangementState.UNMET, ArrangementState.NOT_ASKED)
    assert tuple(each for each in whole if each.state in lacking) == support.unmet()


def test_a_forum_that_no_record_names_is_no_forum_where_nothing_is_missing():
    """A misspelt forum would otherwise read as one where everything is arranged."""
    support = Support(
        needs=[StatedNeed("ann", "braille")],
        attendances=[Attendance("group", day(9), expected=["ann"])],
        adjustments=[Adjustment("breaks", forum="panel"), Adjustment("breaks")],
        papers=[PaperSent("ann", day(3), forum="board")],
    )
    assert ["ann"] == [each.stakeholder for each in support.unmet(forum="group")]
    assert () == support.unmet(forum="panel") == support.unmet(forum="board")
    with pytest.raises(UnknownKeyError, match="no forum 'gruop'; known: group") as caught:
        support.unmet(forum="gruop")
    assert ("board", "group", "panel") == caught.value.known


def test_who_was_never_asked_is_not_known_to_need_nothing():
    """No record of needs is the most common record; it must never read as "none"."""
    meeting = Attendance("group", day(9), expected=["ann", "bo", "cy"])
    support = Support(needs=[StatedNeed("cy", "breaks", until=day(3))], needs_asked=[NeedsAsked("bo", day(9))],
                      attendances=[meeting])  # fmt: skip
    states = {each.stakeholder: each.state for each in support.arrangements()}
    assert {"ann": "not_asked", "bo": "nothing_needed", "cy": "nothing_needed"} == states
    assert ("bo", "cy") == support.asked(on=day(9))
    assert ("cy",) == support.asked(on=day(8))
    assert [
        "The record does not show that anybody asked ann what they need at group on 14 January 2026.",
        "No need of bo is recorded for group on 14 January 2026.",
        "No need of cy is recorded for group on 14 January 2026.",
    ] == list(map(str, support.arrangements()))


def test_large_print_asked_for_by_a_user_group_is_matched_as_their_coordinators_tell_it():
    """From "Who is going to lead this work?" (Diabetes UK): "for example sending out papers in large print"."""
    support = Support(
        needs=[StatedNeed("members", "large_print")],
        attendances=[Attendance("user-group", day(14), expected=["members"])],
        papers=[PaperSent("members", day(7), forum="user-group", meeting=day(14), formats=["print"])],
    )
    (paper,) = support.paper_checks()
    assert ((AccessNeed.LARGE_PRINT,), False) == (paper.missing, paper.usable)
    assert (
        "members cannot use the paper that was sent on 12 January 2026. Nothing recorded meets the need for large print. When "
        "it was due is not recorded."
    ) == str(paper)
    assert ["For members, large print is needed at user-group on 19 January 2026. No arrangement is recorded."] == list(
        map(str, support.unmet())
    )


def test_an_interpreter_is_needed_at_the_meeting_whatever_was_translated():
    """Papers in one's own language do not make the talk any clearer."""
    paper = PaperSent("ann", day(0), forum="group", meeting=day(1), formats=["translation"])
    meeting = Attendance("group", day(1), expected=["ann"])
    support = Support(needs=[StatedNeed("ann", "language")], attendances=[meeting], papers=[paper])
    assert ["For ann, their own language is needed at group on 6 January 2026. No arrangement is recorded."] == list(
        map(str, support.unmet())
    )
    assert support.paper_checks()[0].usable
    arranged = Support(needs=support.needs, attendances=[meeting], adjustments=[Adjustment("language")])
    assert ["For ann, their own language is arranged at group on 6 January 2026."] == list(
        map(str, arranged.arrangements())
    )


def test_only_papers_of_that_forum_for_that_day_say_whether_a_need_at_a_meeting_is_met():
    """What another forum sends for the same day, or the same forum for the next meeting, says nothing of this one."""
    here = PaperSent("ann", day(6), forum="group", meeting=day(14), formats=["large_print"])
    elsewhere = [
        PaperSent("ann", day(6), forum="panel", meeting=day(14), formats=["print"]),
        PaperSent("ann", day(6), forum="group", meeting=day(28), formats=["print"]),
        PaperSent("bo", day(6), forum="group", meeting=day(14), formats=["print"]),
    ]
    support = Support(
        needs=[StatedNeed("ann", "large_print")],
        attendances=[Attendance("group", day(14), expected=["ann"])],
        papers=[here, *elsewhere],
    )
    assert ["arranged"] == [row.state for row in support.arrangements()]


def test_a_paper_is_in_the_format_that_is_arranged_for_the_day_of_its_meeting():
    """It was sent before anybody saw to large print, and is handed out at a meeting where that is arranged."""
    paper = PaperSent("ann", day(6), forum="group", meeting=day(10))
    needs = [StatedNeed("ann", "large_print")]
    usable = {
        since: Support(needs=needs, papers=[paper], adjustments=[Adjustment("large_print", since=day(since))])
        .paper_checks()[0]
        .usable
        for since in (10, 11)
    }
    assert {10: True, 11: None} == usable


# Papers in time


@pytest.mark.parametrize(("sent", "late", "said"), [(6, 0, "in time."), (7, 0, "in time."), (8, 1, "1 day late.")])
def test_a_paper_is_late_when_it_leaves_fewer_days_for_reading_than_promised(sent, late, said):
    """The same day counts as in time: a week before is a week before."""
    paper = PaperSent("ann", day(sent), forum="group", meeting=day(14))
    (checked,) = Support(papers=[paper], reading_days=7).paper_checks()
    assert (day(7), late, late == 0) == (checked.due, checked.days_late, checked.in_time)
    assert str(checked).endswith(said)


@pytest.mark.parametrize(("sent", "late"), [(5, 0), (6, None), (15, None), (16, 1)])
def test_a_paper_for_a_decision_within_a_period_is_late_only_if_it_is_so_whenever_it_is_decided(sent, late):
    """Between the two it depends on a day that nobody knows yet; then nobody is told that it was late."""
    decision_map = DecisionMap(
        forums=[Forum("board", papers_due=5)],
        decisions=[Decision("pathway", made_at="board", between=(day(10), day(20)))],
    )
    (checked,) = Support(papers=[PaperSent("ann", day(sent), decision="pathway")]).paper_checks(decision_map)
    assert (day(5), day(15), late) == (checked.due, checked.due_at_latest, checked.days_late)
    assert {0: True, None: None, 1: False}[late] is checked.in_time
    said = {0: "It was in time.", None: "depends on the day of the decision, which is not recorded.", 1: "1 day late."}
    assert str(checked).endswith(said[late])


def test_of_a_period_papers_go_by_the_days_on_which_the_forum_may_sit():
    """The board sits on the 15th alone: papers of the 5th are in time, those of the 10th late."""
    board = Forum("board", meetings=Meetings.on([day(15)]))
    pathway = Decision("pathway", made_at="board", between=(day(1), day(30)))
    papers = [PaperSent("ann", day(sent), decision="pathway") for sent in (5, 10)]

    def dues(forum):
        decision_map = DecisionMap(forums=[forum], decisions=[pathway])
        checks = Support(papers=papers, reading_days=7).paper_checks(decision_map)
        return [(check.due, check.due_at_latest, check.in_time) for check in checks]

    assert [(day(8), day(8), True), (day(8), day(8), False)] == dues(board)
    unknown_later = attrs.evolve(board, meetings=Meetings.on([day(15)], known_until=day(20)))
    assert [(day(8), day(23), True), (day(8), day(23), None)] == dues(unknown_later)
    never = attrs.evolve(board, meetings=Meetings.on([day(60)]))
    assert day(23) == dues(never)[0][1]


def test_papers_are_due_when_the_forum_says_where_nothing_else_was_promised():
    """The forum's own days for papers hold for those who read them too, unless people were promised more."""
    decision_map = DecisionMap(
        forums=[Forum("board", papers_due=5), Forum("group")],
        decisions=[Decision("pathway", made_at="board", on=day(20)), Decision("undated", made_at="board")],
    )
    papers = [
        PaperSent("ann", day(6), forum="board", meeting=day(10)),
        PaperSent("ann", day(6), forum="group", meeting=day(10)),
        PaperSent("ann", day(6), decision="pathway"),
        PaperSent("ann", day(6), decision="undated"),
        PaperSent("ann", day(6), forum="board"),
        PaperSent("ann", day(6)),
    ]
    dues = [each.due for each in Support(papers=papers).paper_checks(decision_map)]
    assert [day(5), None, day(15), None, None, None] == dues
    assert [None] * 6 == [each.in_time for each in Support(papers=papers).paper_checks()]
    promised = [each.due for each in Support(papers=papers, reading_days=2).paper_checks(decision_map)]
    assert [day(8), day(8), day(18), None, None, None] == promised


def test_papers_are_due_as_the_forum_counts_its_days():
    """Five clear working days before 30 April 2019 begin before Easter; the last day to send them is Easter Monday."""
    decision_map = DecisionMap(
        forums=[Forum("board", papers_due=Days(5, clear=True, leave_out="weekends"))],
        calendar=WorkingCalendar.uk("england-and-wales"),
    )
    paper = PaperSent("ann", date(2019, 4, 23), forum="board", meeting=date(2019, 4, 30))
    (checked,) = Support(papers=[paper]).paper_checks(decision_map)
    assert (date(2019, 4, 22), 1) == (checked.due, checked.days_late)


def test_a_paper_about_a_decision_for_an_earlier_meeting_is_due_before_that_meeting():
    """The group talks about the pathway ten days before the board decides: its members read first."""
    decision_map = DecisionMap(
        forums=[Forum("board", papers_due=5), Forum("group", papers_due=3)],
        decisions=[Decision("pathway", made_at="board", on=day(20))],
    )
    paper = PaperSent("ann", day(6), forum="group", meeting=day(10), decision="pathway")
    assert [day(7)] == [check.due for check in Support(papers=[paper]).paper_checks(decision_map)]


def test_days_for_reading_beyond_the_first_day_of_all_stop_there():
    """No record may crash a report, however odd its numbers."""
    paper = PaperSent("ann", date.min, meeting=date(1, 1, 3))
    assert date.min == Support(papers=[paper], reading_days=10**9).paper_checks()[0].due


# What cannot be so


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: StatedNeed("ann", "wings"),
        lambda: StatedNeed(" ann", "breaks"),
        lambda: StatedNeed("ann", "breaks", alternatives=["wings"]),
        lambda: StatedNeed("ann", "breaks", since=day(2), until=day(1)),
        lambda: Adjustment("wings"),
        lambda: Adjustment("breaks", since=day(2), until=day(1)),
        lambda: PaperSent("ann", day(0), formats=["papyrus"]),
        lambda: PaperSent("ann", day(0), formats="print"),
        lambda: Attendance("group", day(0), expected=[" ann"]),
        lambda: Attendance("group", day(0), attended=[" ann"]),
        lambda: Attendance("group", day(0), attended=[1]),
        lambda: Attendance("group", day(0), hours=-1),
        lambda: Attendance("group", day(0), hours=True),
        lambda: Attendance("group", day(0), hours=1.5),
        lambda: Support(needs=["breaks"]),
        lambda: Support(reading_days=-1),
    ],
)
def test_a_record_that_cannot_be_so_is_refused(wrong):
    """A slip found at once costs a minute; found in a report, it costs trust."""
    with pytest.raises(InvalidValueError):
        wrong()


def test_a_meeting_is_recorded_once_and_each_person_once_in_it():
    """Two records of one meeting would count everybody twice."""
    meeting = Attendance("group", day(0))
    with pytest.raises(DuplicateKeyError):
        Support(attendances=[meeting, meeting])
    with pytest.raises(DuplicateKeyError):
        Attendance("group", day(0), expected=["ann", "ann"])
    with pytest.raises(DuplicateKeyError):
        Attendance("group", day(0), attended=["ann", "ann"])


def test_an_adjustment_serves_those_it_is_for():
    """What is left out means all; what is named means that and nothing else."""
    everywhere = Adjustment("breaks", since=day(1))
    assert [False, True] == [everywhere.serves("ann", "group", day(each)) for each in (0, 1)]
    once = Adjustment("breaks", stakeholder="ann", meeting=day(3))
    asked = [("ann", day(3)), ("bo", day(3)), ("ann", day(4))]
    assert [True, False, False] == [once.serves(who, "group", on) for who, on in asked]


def test_details_about_a_person_stay_out_of_reprs():
    """A detail may say what is the matter with somebody."""
    shown = repr([StatedNeed("ann", "other", detail="secret"), Adjustment("other", detail="secret")])
    assert "secret" not in shown


def test_five_hundred_people_at_sixty_meetings_are_matched_well_within_a_second():
    """A year of a whole city's groups is asked about while somebody waits."""
    who = [f"p{number}" for number in range(500)]
    support = Support(
        needs=[StatedNeed(each, need) for each in who[::2] for need in ("large_print", "breaks")],
        needs_asked=[NeedsAsked(each, day(0)) for each in who],
        adjustments=[Adjustment("breaks", stakeholder=each, meeting=day(on)) for each in who[:100] for on in range(60)],
        attendances=[Attendance("group", day(on), expected=who) for on in range(60)],
    )
    before = process_time()
    found = support.arrangements()
    took = process_time() - before
    assert 60 * 750 == len(found)
    assert took < 3  # a fifth of a second where nothing traces it
