"""Does the timetable say by when to speak, to everybody who looks at it or has it read?"""

import re
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    Process,
    Stakeholder,
    Standing,
)
from involvement.decisions import Opportunity, OpportunityStatus, StageName
from involvement.decisions.assumptions import day_assumed, meetings_assumed
from involvement.reports import draw_timetable
from involvement.reports.subjects import subject_of
from involvement.reports.timetables import picture_of, rows_of, status_of
from involvement.wording import Wording
from tests.reports.drawings import DRAWN, name, parsed, placed, texts, whole
from tests.reports.samples import DAY, EXAMPLE, numbered
from tests.strategies.processes import mapped_processes
from tests.strategies.words import among

EMPTY = subject_of(DecisionMap())


def opportunity(status="open", latest=date(2026, 12, 5), by=date(2026, 12, 20), **more):
    slack = (latest - DAY).days if latest else None
    given_ = {"decision": "d", "stage": StageName.DECISION, "stakeholder": "s", "last_days": (), "standing": None}
    given_ |= {"journey": None, "forum": "f", "on": DAY, "by": by, "latest_start": latest, "slack_days": slack}
    given_["whose"] = () if more.get("stakeholder", "s") is None else (more.get("stakeholder", "s"),)
    return Opportunity(status=OpportunityStatus(status), **(given_ | more))


def drawn(*opportunities, on=DAY):
    return picture_of(EMPTY, rows_of(EMPTY, opportunities), on=on)


@st.composite
def opportunities(draw):
    day = st.none() | st.dates() | st.dates(date(2026, 6, 1), date(2027, 12, 1))
    latest = draw(day)
    return opportunity(
        draw(among(OpportunityStatus)), latest, draw(day), decision=draw(among("abcdefgh")),
        stage=draw(among(StageName)), stakeholder=draw(among((None, "s", "t"))),
        assumes=draw(among(((), (day_assumed("d"),)))),
    )  # fmt: skip


@given(st.lists(opportunities(), max_size=12), st.dates())
def test_any_timetable_can_be_drawn_with_its_texts_apart(found, on):
    """Days may be centuries off, unknown or the same; the picture stays one that can be read."""
    root = parsed(drawn(*found, on=on).svg)
    said = texts(root)
    assert [] == [(one, other) for one, other in combinations(said, 2) if one[1].meets(other[1])]
    assert [] == [text for text, covered in said if not whole(root).holds(covered)]
    assert {name(element) for element in root.iter()} <= DRAWN


@given(mapped_processes(), st.dates())
@settings(max_examples=40)
def test_any_process_has_a_timetable(process, on):
    """Also one without a map, without people or without days."""
    assert draw_timetable(process, on=on).svg.startswith("<svg")


def test_the_example_says_by_when_to_speak():
    """What the picture is for."""
    said = [text for text, _ in texts(parsed(draw_timetable(EXAMPLE, on=DAY).svg))]
    for expected in (
        "30 days left",
        "speak by 23 Dec 2026",
        "options close 20 Jan 2027",
        "missed by 20 days",
        "no route",
    ):
        assert expected in said
    assert "asked on 23 Nov 2026" in said


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"latest": date(2026, 12, 5)}, "12 days left"),
        ({"latest": date(2026, 11, 24)}, "1 day left"),
        ({"latest": DAY}, "the last day"),
        ({"status": "missed", "latest": date(2026, 11, 18)}, "missed by 5 days"),
        ({"status": "no_route", "latest": None}, "no route"),
        ({"status": "no_time", "latest": None}, "no day is early enough"),
        ({"status": "undated", "latest": None, "by": None}, "day not known"),
        ({"status": "open", "latest": None}, "in time"),
        ({"status": "missed", "latest": None}, "missed"),
    ],
)
def test_how_it_stands_is_said_in_words(given_, words):
    """A colour or a length alone tells some people nothing."""
    assert words == Wording().clause(status_of(opportunity(**given_)))
    assert words in [text for text, _ in texts(parsed(drawn(opportunity(**given_)).svg))]


def test_each_status_has_its_own_shapes():
    """Time left is a bar with an end, a missed day is a cross."""

    def shapes(found):
        root = parsed(drawn(found).svg)
        (group,) = [
            element
            for element in root.iter()
            if name(element) == "g"
            and name(element[0]) == "title"
            and element[0].text == Wording().clause(status_of(found))
        ]
        return [name(part) for part in group[1:]]

    assert ["path", "rect", "path", "polygon"] == shapes(opportunity())
    assert ["path", "path", "polygon"] == shapes(opportunity("missed", date(2026, 11, 1)))
    assert ["polygon"] == shapes(opportunity("no_route", None))
    assert [] == shapes(opportunity("undated", None, None))
    assert ["rect", "path"] == shapes(opportunity(by=None))


def test_a_day_far_off_stands_at_the_edge_and_is_still_said():
    """One decision in twenty years must not press all others into a corner."""
    far = drawn(opportunity(), opportunity(latest=date(2040, 1, 1), by=date(2046, 5, 12), decision="far"))
    said = [text for text, _ in texts(parsed(far.svg))]
    assert "decision 12 May 2046" in said
    assert "2027" in said
    assert "2046" not in said
    past = drawn(opportunity("missed", date(2001, 1, 1), date(2002, 1, 1)))
    assert "the last day was 1 Jan 2001" in [text for text, _ in texts(parsed(past.svg))]


def test_the_line_of_the_day_lies_behind_everything_in_the_rows():
    """The sketch drew it through the words."""
    elements = list(parsed(draw_timetable(EXAMPLE, on=DAY).svg).iter())
    line = next(number for number, element in enumerate(elements) if element.get("stroke-dasharray") == "5 3")
    row = next(number for number, element in enumerate(elements) if element.text == "The redesigned diabetes pathway")
    assert line < row


def test_those_with_the_same_days_share_a_row_and_say_where_their_standing_differs():
    """Eleven rows are read; thirty-three that say the same three times are not."""
    found = [
        opportunity(stakeholder="carers", last_days=((Standing.CONSULTED, date(2026, 12, 5)),)),
        opportunity(
            stakeholder="members", last_days=((Standing.ADVISES, date(2026, 12, 5)),), assumes=(meetings_assumed("a"),)
        ),
        opportunity(stakeholder="staff", latest=date(2026, 12, 4)),
    ]
    first, second = rows_of(EMPTY, found)
    assert (("carers", "members"), ("staff",)) == (first.who, second.who)
    assert "carers: consulted until 5 Dec 2026. members: advises until 5 Dec 2026." == first.standings
    assert "none" == second.standings
    assert ((meetings_assumed("a"),), ()) == (first.assumes, second.assumes)


def test_rows_stand_in_the_order_of_the_timetable():
    """The most pressing first, as the timetable has it."""
    rows = rows_of(subject_of(EXAMPLE), EXAMPLE.decision_map.timetable(on=DAY))
    latest = [row.first.latest_start for row in rows if row.first.latest_start]
    assert sorted(latest) == latest
    assert rows[-1].first.latest_start is None


def test_forty_rows_are_drawn_and_the_others_counted():
    """A picture has an end."""
    said = [text for text, _ in texts(parsed(drawn(*(opportunity(decision=f"d{n}") for n in range(45))).svg))]
    assert "d39" in said
    assert "d40" not in said
    assert "5 more are not drawn" in said


def test_the_timetable_is_that_of_the_service_users_unless_it_is_said_whose():
    """The report is about them; for others it must be asked."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("carers", role="carer"), Stakeholder("staff", role="provider")],
        decision_map=DecisionMap(
            forums=[Forum("a")], entry_points=[EntryPoint("a", "carers"), EntryPoint("a", "staff")],
            decisions=[Decision("d", made_at="a", on=date(2027, 1, 1))],
        ),
    )  # fmt: skip

    def asked(reported, **more):
        said = " ".join(text for text, _ in texts(parsed(draw_timetable(reported, on=DAY, **more).svg)))
        return [who for who in ("carers", "staff") if who in said]

    assert ["carers"] == asked(process)
    assert ["staff"] == asked(process, stakeholder="staff")
    assert ["carers", "staff"] == asked(process.decision_map)


def test_a_picture_of_the_timetable_is_described_in_words():
    """For those who do not see it: how many are in time, and what comes first."""
    picture = draw_timetable(EXAMPLE, on=DAY)
    assert picture.description == (
        "This timetable has 11 rows. On 23 November 2026, 7 are open, 2 were missed, 1 is out of reach and 1 has no day. "
        'The next last day is 23 December 2026, to speak about the options for "The contract for retinal screening".'
    )
    assert not re.search("next", drawn(opportunity("missed", date(2026, 11, 1))).description)
    root = parsed(draw_timetable(EXAMPLE, on=DAY, id_prefix="t", title="Soon").svg)
    assert ("img", "t-title t-desc", "Soon") == (root.get("role"), root.get("aria-labelledby"), root[0].text)


def test_nothing_in_the_timetable_is_set_smaller_than_twelve_pixels():
    """Thirteen is the smallest there is."""
    sizes = {
        int(each.get("font-size"))
        for each, *_ in placed(parsed(draw_timetable(numbered(60), on=DAY).svg))
        if name(each) == "text"
    }
    assert min(sizes) >= 12


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_calendar_has_a_first_and_a_last_day(on):
    """A day at the end of the calendar is a day too."""
    assert (
        "asked on" in drawn(opportunity(latest=date.max, by=date.max), opportunity(latest=date.min, by=None), on=on).svg
    )


@pytest.mark.parametrize("wrong", [None, "2026-11-23", 5])
def test_a_timetable_is_for_a_day(wrong):
    """There is no clock in the library."""
    with pytest.raises(InvalidValueError, match="on: expected a date"):
        draw_timetable(EXAMPLE, on=wrong)


def test_a_flow_of_unknown_length_makes_the_row_say_that_it_is_at_best():
    """Unknown times favour the view; that must be seen."""
    process = DecisionMap(
        forums=[Forum("a"), Forum("b")], flows=[Flow("a", "b")], entry_points=[EntryPoint("a")],
        decisions=[Decision("d", made_at="b", on=date(2027, 1, 1))],
    )  # fmt: skip
    assert "best case: not all is recorded" in [text for text, _ in texts(parsed(draw_timetable(process, on=DAY).svg))]


@pytest.mark.parametrize(
    ("standings", "told"), [(("informed", "none"), True), (("informed", "advises"), False), ((None,), False)]
)
def test_a_row_of_people_who_are_only_told_says_so(standings, told):
    """Thirty days are left to speak where nobody is asked to: that must not look like an opportunity."""
    found = [opportunity(stakeholder=f"s{n}", standing=each and Standing(each)) for n, each in enumerate(standings)]
    said = [text for text, _ in texts(parsed(drawn(*found).svg))]
    assert told == ("people are only told, not asked" in said)
