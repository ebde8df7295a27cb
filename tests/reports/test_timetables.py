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
from involvement.decisions import LastDay, Opportunity, OpportunityStatus, StageName
from involvement.decisions.assumptions import day_assumed, meetings_assumed
from involvement.privacy import for_edition
from involvement.reports import draw_timetable, timetable_text
from involvement.reports.subjects import subject_of
from involvement.reports.timetable_rows import rows_of, status_of
from involvement.reports.timetables import picture_of
from involvement.snapshots import Snapshot
from involvement.wording import Wording
from tests.reports.drawings import DRAWN, name, parsed, placed, texts, whole
from tests.reports.samples import DAY, EXAMPLE, numbered
from tests.strategies.processes import mapped_processes
from tests.strategies.words import among

EMPTY = subject_of(DecisionMap())
LESS = (Standing.CODESIGNS, Standing.ADVISES, Standing.CONSULTED, Standing.INFORMED)


def opportunity(status="open", latest=date(2026, 12, 5), by=date(2026, 12, 20), **more):
    slack, standing = (latest - DAY).days if latest else None, Standing.CONSULTED
    given_ = {"decision": "d", "stage": StageName.DECISION, "stakeholder": "s", "standing": None, "needs": standing}
    given_ |= {"journey": None, "forum": "f", "on": DAY, "by": by, "latest_start": latest, "slack_days": slack}
    given_ |= {"last_days": ((standing, latest),) if latest else ()}
    given_["whose"] = () if more.get("stakeholder", "s") is None else (more.get("stakeholder", "s"),)
    given_ |= more
    return Opportunity(status=OpportunityStatus(status), **({"speak_at": ["g"] * len(given_["last_days"])} | given_))


def weak(status="too_weak", latest=None, until=date(2026, 12, 24), **more):
    """One that calls for advice, with a survey that collects views until a day."""
    days = [(Standing.ADVISES, latest)] if latest else []
    forums = {"speak_at": ("group", "survey") if latest else ("survey",)}
    days += [(Standing.CONSULTED, until)]
    return opportunity(status, latest, needs=Standing.ADVISES, last_days=tuple(days), **(forums | more))


def drawn(*opportunities, on=DAY):
    return picture_of(EMPTY, rows_of(EMPTY, opportunities), on=on)


@st.composite
def opportunities(draw):
    day = st.none() | st.dates() | st.dates(date(2026, 6, 1), date(2027, 12, 1))
    latest = draw(day)
    last_days = [(standing, each) for standing in draw(among(((), LESS))) if (each := draw(day))]
    return opportunity(
        draw(among(OpportunityStatus)), latest, draw(day), decision=draw(among("abcdefgh")),
        stage=draw(among(StageName)), stakeholder=draw(among((None, "s", "t"))),
        assumes=draw(among(((), (day_assumed("d"),)))), needs=draw(among(LESS)), best=draw(among((None, *LESS))),
        last_days=tuple(last_days),
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
        "99 days left",
        "speak at User group by 1 Dec 2026",
        "options close 20 Jan 2027",
        "missed by 20 days",
        '"consulted"',
        'no route gives "codesigns"',
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
        ({"status": "too_weak", "latest": None}, 'no route gives "consulted"'),
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
    assert "the last day was 1 Jan 2001, at g" in [text for text, _ in texts(parsed(past.svg))]


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
        opportunity("no_route", None, stakeholder="drivers"),
    ]
    second, first, third = rows_of(EMPTY, found)
    assert (("carers", "members"), ("staff",), ("drivers",)) == (first.who, second.who, third.who)
    assert "carers: consulted until 5 Dec 2026. members: advises until 5 Dec 2026." == first.standings
    assert ("consulted until 4 Dec 2026", "none") == (second.standings, third.standings)
    assert ((meetings_assumed("a"),), ()) == (first.assumes, second.assumes)


@pytest.mark.parametrize(
    ("found", "status", "where"),
    [
        (weak(latest=date(2026, 12, 5), status="open"), "12 days left; consulted until 24 Dec 2026 at survey", "group"),
        (weak(latest=date(2026, 11, 18), status="missed"),
         '31 days left to count as "consulted"; too late by 5 days to count as "advises"', "survey"),
        (weak(latest=date(2026, 11, 18), until=date(2026, 11, 22), status="missed"), "missed by 5 days", "group"),
        (weak(), '31 days left to count as "consulted"; no route gives "advises"', "survey"),
        (weak(until=DAY), 'the last day to count as "consulted"; no route gives "advises"', "survey"),
        (weak(until=date(2026, 11, 22)), 'no route gives "advises"', "nowhere"),
        (weak("no_time"), '31 days left to count as "consulted"; no day is early enough to count as "advises"', "survey"),
        (weak(no_meeting=True, until=date(2026, 11, 22)), 'no route gives "advises"; by its calendar, f does not meet then', "nowhere"),
        (opportunity("no_route", None), "no route", "nowhere"),
    ],
)  # fmt: skip
def test_a_row_says_where_to_speak_and_what_a_weaker_route_still_allows(found, status, where):
    """Who is too late for advice may still be in time for a survey, and only while it is so."""
    (row,) = rows_of(EMPTY, [found])
    assert (status, where) == (row.status, row.where)


def test_of_several_weaker_routes_each_is_said():
    """The stronger is over first; whoever misses it should know of the next."""
    days = ((Standing.ADVISES, date(2026, 12, 1)), (Standing.CONSULTED, date(2026, 12, 24)))
    found = opportunity("too_weak", None, needs=Standing.CODESIGNS, last_days=days, speak_at=("group", "survey"))
    (row,) = rows_of(EMPTY, [found])
    told = ('no route gives "codesigns"', "consulted until 24 Dec 2026 at survey")
    assert "; ".join(('8 days left to count as "advises"', *told)) == row.status
    assert ("1 Dec 2026", "group") == (row.speak_by, row.where)
    said = [text for text, _ in texts(parsed(drawn(found).svg))]
    assert [1, 1] == [" ".join(said).count(words) for words in told]
    assert "speak at group by 1 Dec 2026" in said


def test_those_who_speak_at_another_forum_have_a_row_of_their_own():
    """One row would send half of them to the wrong door."""
    found = [opportunity(stakeholder=who, speak_at=(forum,)) for who, forum in (("s", "g"), ("t", "h"), ("u", "g"))]
    assert [(("s", "u"), "g"), (("t",), "h")] == [(row.who, row.where) for row in rows_of(EMPTY, found)]
    later = [weak(stakeholder="s"), weak(stakeholder="t", until=date(2026, 12, 23)), weak(stakeholder="u")]
    assert [("t",), ("s", "u")] == [row.who for row in rows_of(EMPTY, later)]
    past = [weak(stakeholder=who, until=date(2026, 11, day)) for who, day in (("s", 21), ("t", 22))]
    assert [("s", "t")] == [row.who for row in rows_of(EMPTY, past)]  # what is over for both is one thing


def test_where_to_speak_about_a_decision_without_a_day():
    """There is no last day, and there is a forum to go to."""
    process = DecisionMap(
        forums=[Forum("a", title="User group"), Forum("b")],
        flows=[Flow("a", "b", standing="advises")],
        entry_points=[EntryPoint("a", "s", standing="advises"), EntryPoint("b", "t", standing="consulted")],
        decisions=[Decision("d", made_at="b", calls_for="advises")],
    )
    rows = rows_of(subject_of(process), process.timetable(on=DAY))
    assert [
        ("User group", "not known", "day not known"),
        ("b", "not known", 'no route gives "advises"; there, views count as "consulted"'),
    ] == [(row.where, row.speak_by, row.status) for row in sorted(rows, key=lambda row: row.who)]
    shut = DecisionMap(
        forums=[Forum("a")],
        entry_points=[EntryPoint("a", closes=date(2026, 1, 1))],
        decisions=[Decision("d", made_at="a")],
    )
    assert [("nowhere", "no day")] == [
        (row.where, row.speak_by) for row in rows_of(subject_of(shut), shut.timetable(on=DAY))
    ]


def test_rows_stand_by_the_day_to_speak_by():
    """The most pressing first, whatever a view then counts as."""
    rows = rows_of(subject_of(EXAMPLE), EXAMPLE.decision_map.timetable(on=DAY))
    days = [row.first.speak_by for row in rows if row.first.speak_by]
    assert sorted(days) == days
    assert {True, False} == {row.first.latest_start is None for row in rows if row.first.speak_by}
    assert rows[-1].first.speak_by is None


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
        "This timetable has 19 rows. On 23 November 2026, 3 are open and 1 was missed. Of the others, 12 give less say than is "
        "called for, 1 is out of reach and 2 have no day. The next last day is 1 December 2026, to speak about the options for "
        '"The contract for retinal screening" at User group.'
    )
    assert not re.search("next", drawn(opportunity("missed", date(2026, 11, 1))).description)
    never = weak("no_time", decision="e")  # in time by the survey only
    assert "Of the others, 1 gives less say than is called for." in drawn(never).description
    counted = drawn(
        weak(), opportunity("no_route", None, best=Standing.INFORMED), opportunity("no_time", None)
    ).description
    assert "none is open. Of the others, 1 only tells people, 1 gives less say than is called for" in counted
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
    ("status", "bests", "told"),
    [
        ("no_route", ("informed", "none"), True),
        ("no_route", ("none", None), False),
        ("open", ("informed",), False),
        ("too_weak", ("consulted",), False),
    ],
)
def test_a_row_of_people_who_are_only_told_says_so(status, bests, told):
    """Where nobody is asked, that some are told is no opportunity; it is not nothing either."""
    latest = date(2026, 12, 5) if status == "open" else None
    found = [
        opportunity(status, latest, stakeholder=f"s{n}", best=each and Standing(each)) for n, each in enumerate(bests)
    ]
    said = [text for text, _ in texts(parsed(drawn(*found).svg))]
    assert told == ("people are only told" in said)


BETWEEN = {"between": (date(2026, 12, 10), date(2026, 12, 20))}


def surely(day, forum="g", standing=Standing.CONSULTED):
    return {"sure_days": (LastDay(standing, day, forum=forum),), **BETWEEN}


def test_a_row_of_a_decision_without_a_fixed_day_tells_the_day_that_is_sure():
    """The later day would be too hopeful: it counts only where the decision is made late."""
    (row,) = rows_of(EMPTY, [opportunity(**surely(date(2026, 11, 27)))])
    assert ("27 Nov 2026", "g", "4 days left") == (row.speak_by, row.where, row.status)
    assert "between 10 Dec 2026 and 20 Dec 2026" == row.day
    assert "The next last day is 27 November 2026" in drawn(opportunity(**surely(date(2026, 11, 27)))).description
    for sure in (BETWEEN, surely(date(2026, 11, 20))):
        (row,) = rows_of(EMPTY, [opportunity(**sure)])
        assert ("5 Dec 2026", "may be too late") == (row.speak_by, row.status)
    assert "the last day" == rows_of(EMPTY, [opportunity(**surely(DAY))])[0].status


def test_a_weaker_route_within_a_period_is_perhaps_open_or_surely():
    """What collects views goes by the same days as what must be answered."""
    needs = {
        "needs": Standing.ADVISES,
        "speak_at": ("survey",),
        "last_days": ((Standing.CONSULTED, date(2026, 12, 24)),),
    }
    sure = surely(date(2026, 12, 14), "survey")
    (row,) = rows_of(EMPTY, [opportunity("too_weak", None, **sure | needs)])
    assert ("14 Dec 2026", 'to count as "consulted"') == (
        row.speak_by,
        row.status.partition("left ")[2].partition(";")[0],
    )
    (row,) = rows_of(EMPTY, [opportunity("too_weak", None, **surely(date(2026, 11, 1), "survey") | needs)])
    assert ("24 Dec 2026", True) == (row.speak_by, row.status.startswith('may be too late to count as "consulted"'))
    open_too = {
        "speak_at": ("g", "survey"),
        "last_days": ((Standing.ADVISES, date(2026, 12, 5)), (Standing.CONSULTED, date(2026, 12, 24))),
    }
    only = {"sure_days": (LastDay(Standing.ADVISES, date(2026, 12, 1), forum="g"),), **BETWEEN}
    (row,) = rows_of(EMPTY, [opportunity(**only | needs | open_too)])
    assert "8 days left; perhaps consulted until 24 Dec 2026 at survey" == row.status


def test_a_period_is_drawn_from_its_first_day_to_its_last():
    """Its last day alone would say that the decision is certain not to come sooner."""
    period = surely(date(2026, 11, 27))
    drawn_whole, drawn_alone = (parsed(drawn(opportunity(**more)).svg) for more in (period, {}))
    assert "decision between 10 Dec 2026 and" in " ".join(text for text, _ in texts(drawn_whole))
    counted = [sum(name(each) == "polygon" for each in root.iter()) for root in (drawn_whole, drawn_alone)]
    assert 1 == counted[0] - counted[1]
    past = parsed(drawn(opportunity("missed", date(2026, 11, 1), **period | {"between": (date(1990, 1, 1), DAY)})).svg)
    assert counted[1] == sum(name(each) == "polygon" for each in past.iter())  # its first day is not on the axis


def test_a_row_of_a_withdrawn_decision_tells_no_day_to_speak():
    """All whose decision it was share a row, whatever their days were."""
    whose = [opportunity("withdrawn", day, stakeholder=who) for day, who in ((date(2026, 12, 5), "s"), (None, "t"))]
    (row,) = rows_of(EMPTY, whose)
    assert ("no day", "nowhere", "withdrawn") == (row.speak_by, row.where, row.status)
    assert "none" == row.standings
    assert "none is open. Of the others, 1 was withdrawn." in drawn(*whose).description
    assert [] == [text for text, _ in texts(parsed(drawn(*whose).svg)) if "Dec 2026" in text and "5 Dec" in text]


@pytest.mark.parametrize("edition", ["desk", "partners", "public"])
def test_a_timetable_without_rows_says_so_to_everybody(edition):
    """Where the only one who speaks is a person, the desk alone sees when; nobody else reads an empty axis."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("zoe", kind="person", role="service_user")],
        decision_map=DecisionMap(
            forums=[Forum("board")],
            entry_points=[EntryPoint("board", "zoe")],
            decisions=[Decision("hours", made_at="board", on=date(2027, 1, 4))],
        ),
    )
    drawn = draw_timetable(for_edition(Snapshot(process, DAY), edition))
    assert (drawn.description == "No day to speak can be told here.") is (edition != "desk")
    assert (timetable_text([], of=for_edition(Snapshot(process, DAY), edition)) == "No decision is known.\n") is (
        edition == "desk"
    )
    nothing = draw_timetable(Process("p", decision_map=DecisionMap()), on=DAY)
    assert nothing.description in nothing.svg
