"""On which day are so many days over, and from which day are they over in time? Published notices say it too."""

import sys
from datetime import date

import pytest

from involvement import Days, InvalidValueError, UnknownKeyError, WorkingCalendar
from involvement.calendars import Weekday
from involvement.calendars.day_counts import one_after_the_other
from involvement.calendars.working_calendars import lag_of
from involvement.errors import MissingExtraError

ENGLAND = WorkingCalendar.uk("england-and-wales")
FIVE_CLEAR = Days(5, clear=True, leave_out="weekends")
PARISH = Days(3, clear=True, leave_out="sundays")


def test_two_meetings_of_nuneaton_and_bedworth_were_moved_for_want_of_five_clear_days():
    """The council overlooked Easter: agendas published in the week before it could not be for 23 or 25 April.

    References:
        Nuneaton and Bedworth Borough Council, Meetings rearranged, 17 April 2019,
        https://www.nuneatonandbedworth.gov.uk/news/article/562/meetings_rearranged: "The law states that 'clear days'
        are weekday working days, not to include the day of publication or the day of the meeting. Bank holidays are not
        deemed to be clear days"; the meeting of 23 April was moved to 30 April, that of 25 April to 2 May.
        Local Government Act 1972, section 100B, with SI 2002/715: five clear days.
    """
    published = date(2019, 4, 17)
    earliest = ENGLAND.after(published, FIVE_CLEAR)
    assert [True, True, False, False] == [
        meeting < earliest for meeting in (date(2019, 4, 23), date(2019, 4, 25), date(2019, 4, 30), date(2019, 5, 2))
    ]
    assert date(2019, 4, 11) == ENGLAND.latest_start(date(2019, 4, 23), FIVE_CLEAR)  # 12, 15, 16, 17 and 18 are clear
    assert date(2019, 4, 22) == ENGLAND.latest_start(date(2019, 4, 30), FIVE_CLEAR)  # 23, 24, 25, 26 and 29 are clear


def test_a_parish_counts_saturdays():
    """For a meeting on a Monday the three clear days are the Saturday, Friday and Thursday before it.

    References:
        https://towncouncillor.com/17474/can-the-agenda-changed-the-parish-clerk-once-sent-councillors: "for a Monday
        meeting, the three clear days counting backwards are the preceding Saturday, Friday and Th[ursday]".
        National Association of Local Councils, Legal Topic Note 5, as quoted on https://towncouncillor.com/15944/agenda-timings:
        Sundays, days of the Christmas and Easter break, bank holidays and days of public thanksgiving or mourning do
        not count (Local Government Act 1972, section 243 and Schedule 12, paragraph 10(2)).
    """
    monday = date(2026, 11, 16)
    assert date(2026, 11, 11) == ENGLAND.latest_start(monday, PARISH)
    assert date(2026, 11, 15) == ENGLAND.after(date(2026, 11, 11), PARISH)  # a Sunday: the Monday is in time
    assert date(2026, 11, 17) == ENGLAND.after(date(2026, 11, 12), PARISH)


def test_days_of_mourning_do_not_count():
    """A summons issued during the mourning of 9 to 17 April 2021 was for 22 April at the earliest.

    References:
        National Association of Local Councils, advice on the official period of mourning, April 2021,
        https://www.walc.org.uk/news/latest/nalc-advice-on-official-period-of-mourning: notices "would need to have been
        posted on Monday 5th April to allow the three clear days notice (Tuesday to Thursday)"; issued during it, "the
        first meeting can take place on Thursday following, i.e. 22nd April (with Monday - Wednesday being the clear days)".
    """
    mourning = [date(2021, 4, day) for day in range(9, 18)]
    calendar = WorkingCalendar(holidays=[*ENGLAND.holidays, *mourning])
    assert {date(2021, 4, 22)} == {calendar.after(day, PARISH) for day in mourning}
    assert date(2021, 4, 9) == calendar.after(date(2021, 4, 5), PARISH)


def test_a_parish_meeting_of_12_april_2021_was_cancelled_for_want_of_three_clear_days():
    """The days of mourning from 9 April on did not count, so its agenda was too late after 5 April.

    References:
        Outwoods Parish Council, 12 April 2021 Parish Council Meeting,
        https://outwoodsparishcouncil.org.uk/notices/12-april-2021-parish-council-meeting/: "Any meeting where the agenda
        was published after 5 April did not therefore comply with the relevant legislation."
    """
    mourning = [date(2021, 4, day) for day in range(9, 18)]
    calendar = WorkingCalendar(holidays=[*ENGLAND.holidays, *mourning])
    assert date(2021, 4, 5) == calendar.latest_start(date(2021, 4, 12), PARISH)


def test_a_decision_of_monday_the_first_is_enacted_on_the_fifteenth():
    """Published on Friday the fifth, it can be called in for five clear working days: from the eighth to the twelfth.

    References:
        Decision is taken: delegated decisions, a guide for the officers of a London borough,
        https://www.scribd.com/document/166031908/04-01-Decision-taken-R-docx: "five working days (not including Bank
        holidays or weekends), excluding the day of publication and day of meeting or decision-making"; "if the meeting
        is on the 1st, the decision can normally be enacted on the 15th".
    """
    assert date(2019, 7, 15) == ENGLAND.on_or_after(ENGLAND.after(date(2019, 7, 5), FIVE_CLEAR))


def test_twenty_eight_clear_days_leave_no_day_out():
    """Notice of a key decision counts every day of the calendar but the first and the last.

    References:
        The Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
        SI 2012/2089, regulation 9(2): a document "at least 28 clear days before" the key decision.
    """
    assert date(2026, 12, 30) == ENGLAND.after(date(2026, 12, 1), Days(28, clear=True))
    assert date(2026, 12, 1) == ENGLAND.latest_start(date(2026, 12, 30), Days(28, clear=True))


@pytest.mark.parametrize(
    ("published", "begins"),
    [
        (date(2019, 8, 2), date(2019, 9, 2)),  # KEY/2SEP19/02, in PlanId=495
        (date(2019, 9, 13), date(2019, 10, 14)),  # KEY/14OCT19/01, in PlanId=495
        (date(2020, 3, 27), date(2020, 4, 27)),  # 27/04/2020 to 25/05/2020, PlanId=438
        (date(2021, 6, 18), date(2021, 7, 19)),  # 19/07/2021 to 16/08/2021, PlanId=474
        (date(2022, 1, 14), date(2022, 2, 14)),  # 14/02/2022 to 14/03/2022, PlanId=495
    ],
)
def test_a_forward_plan_of_peterborough_begins_once_28_clear_days_are_over(published, begins):
    """Published on a Friday, it is of decisions from the Monday after; 28 days that are not clear end on a Friday.

    References:
        Peterborough City Council, Forward Plan of Executive Decisions, published 25 October 2019,
        https://docslib.org/doc/10298323/10-appendix-1: key decisions "in the period commencing 28 clear days after the
        date of publication of this Plan". The days on which plans begin, and "Notice of proposed decision first
        published" of the items that are new in them: https://democracy.peterborough.gov.uk/mgListPlanItems.aspx?PlanId=438,
        474 and 495; the key of an item names the day on which its first plan begins. One key there is a
        day later than the count, KEY/12JUN18/01, published 11 May 2018: 28 clear days are the least.
    """
    assert begins == ENGLAND.on_or_after(ENGLAND.after(published, Days(28, clear=True)))
    assert begins > ENGLAND.on_or_after(ENGLAND.after(published, 28))


def test_from_23_january_to_20_february_2014_there_are_not_28_clear_days():
    """Tamworth's cabinet had chosen an option at one meeting, and four weeks later at the next it was a day too soon.

    References:
        Tamworth Borough Council, Notice of Key Decisions: General Exception, https://www.tamworth.gov.uk/notice-key-decisions:
        notice of 28 clear days for the cabinet of "Thursday 20 February 2014" was impracticable, "Cabinet having only
        selected their preferred option in relation to the Golf Course on the 23 January 2014".
    """
    assert date(2014, 2, 21) == ENGLAND.after(date(2014, 1, 23), Days(28, clear=True))
    assert date(2014, 1, 22) == ENGLAND.latest_start(date(2014, 2, 20), Days(28, clear=True))
    assert date(2014, 2, 20) == ENGLAND.after(date(2014, 1, 23), 28)


def test_twenty_working_days_of_the_freedom_of_information_act():
    """A request received on 2 March 2026, a Monday, is to be answered by 30 March.

    References:
        Freedom of Information Act 2000, section 10: the twentieth working day following the date of receipt.
    """
    assert date(2026, 3, 30) == ENGLAND.after(date(2026, 3, 2), Days(20, leave_out="weekends"))


def test_no_days_are_the_day_itself_even_on_a_holiday():
    """A count of nothing is over where it begins; a clear count of nothing one day later."""
    christmas = date(2026, 12, 25)
    assert christmas == ENGLAND.after(christmas, 0) == ENGLAND.after(christmas, Days(0, leave_out="weekends"))
    assert christmas == ENGLAND.latest_start(christmas, Days(0, leave_out="weekends"))
    assert date(2026, 12, 26) == ENGLAND.after(christmas, Days(0, clear=True, leave_out="weekends"))


def test_a_count_that_leaves_the_calendar_is_nothing():
    """No date is later than the last one or earlier than the first."""
    working = Days(5, leave_out="weekends")
    assert (None, None) == (ENGLAND.after(date.max, working), ENGLAND.after(date.max, 1))
    assert (None, None) == (ENGLAND.latest_start(date.min, working), ENGLAND.latest_start(date.min, 1))
    assert (None, None) == (
        ENGLAND.after(date.max, Days(10**400, clear=True, leave_out="sundays")),
        ENGLAND.after(date(2026, 1, 1), Days(10**400, clear=True)),
    )
    assert date.min == ENGLAND.latest_start(date(1, 1, 2), Days(1, leave_out="weekends"))
    assert WorkingCalendar(holidays=[date.max]).on_or_after(date.max) is None


def test_a_count_that_is_asked_for_again_and_again_keeps_only_so_many_answers():
    """A calendar of a map lives as long as the map."""
    lag = lag_of(ENGLAND, FIVE_CLEAR)
    before = {day: (day + lag, day - lag) for day in range(730_000, 730_010)}
    for day in (*range(600_000, 600_000 + 73_050), *range(1, 600_000, 512)):
        _ = day + lag
    assert before == {day: (day + lag, day - lag) for day in range(730_000, 730_010)}


def test_a_working_day_is_neither_at_a_weekend_nor_a_holiday():
    """What rolls a last day on asks this."""
    assert [True, False, False] == [ENGLAND.is_working(date(2026, 12, day)) for day in (24, 25, 26)]
    assert date(2026, 12, 29) == ENGLAND.on_or_after(date(2026, 12, 25))
    friday = WorkingCalendar(weekend=["friday"])
    assert [True, False] == [friday.is_working(date(2026, 12, day)) for day in (5, 4)]
    assert date(2026, 12, 5) == friday.after(date(2026, 12, 3), Days(1, leave_out="weekends"))
    assert (Weekday.FRIDAY,) == friday.weekend


def test_a_calendar_says_how_far_its_holidays_are_known():
    """Beyond that, a count leaves out weekends only, and whoever relies on it must hear so."""
    assert (date(2019, 1, 1), date(2028, 12, 31)) == ENGLAND.known
    assert WorkingCalendar().known is None
    easter = [date(2026, 4, 3), date(2027, 3, 26)]
    assert (date(2026, 1, 1), date(2027, 12, 31)) == WorkingCalendar(holidays=easter).known
    assert (date(2026, 4, 1), date(2027, 6, 30)) == WorkingCalendar(
        holidays=easter, known_from=date(2026, 4, 1), known_until=date(2027, 6, 30)
    ).known
    assert (date.min, date(2026, 12, 31)) == WorkingCalendar(known_until=date(2026, 12, 31)).known


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: WorkingCalendar(weekend=["caturday"]),
        lambda: WorkingCalendar(weekend=list(Weekday)),
        lambda: WorkingCalendar(holidays=["2026-12-25"]),
        lambda: WorkingCalendar(known_from=date(2026, 1, 2), known_until=date(2026, 1, 1)),
        lambda: ENGLAND.after("2026-12-25", 3),
        lambda: ENGLAND.after(date(2026, 12, 25), -3),
        lambda: ENGLAND.latest_start(date(2026, 12, 25), "5 days"),
        lambda: WorkingCalendar.from_package("GB", years=[]),
        lambda: WorkingCalendar.from_package("GB", years=["2026"]),
    ],
)
def test_what_makes_no_calendar_or_count_is_refused(wrong):
    """A mistake is said where it is made."""
    with pytest.raises(InvalidValueError):
        wrong()


def test_a_division_that_gov_uk_does_not_list_is_refused_with_those_it_does():
    """Wales has no list of its own."""
    with pytest.raises(UnknownKeyError, match="england-and-wales, northern-ireland, scotland"):
        WorkingCalendar.uk("wales")


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    """Most hosts know their holidays, and need no package for them."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtraError, match=r"involvement\[holidays\]"):
        WorkingCalendar.from_package("GB", years=[2026])


@pytest.mark.parametrize(
    ("division", "subdiv"), [("england-and-wales", "ENG"), ("scotland", "SCT"), ("northern-ireland", "NIR")]
)
def test_the_package_and_gov_uk_know_the_same_weekdays(division, subdiv):
    """Two sources that share nothing; the package lists Saturdays and Sundays too, GOV.UK their substitute days."""
    pytest.importorskip("holidays")
    ours = WorkingCalendar.uk(division)
    theirs = WorkingCalendar.from_package("GB", subdiv=subdiv, years=range(2019, 2029))
    assert theirs.known == ours.known
    assert set(ours.holidays) == {day for day in theirs.holidays if day.weekday() < 5}


def test_a_country_that_the_package_does_not_know_is_refused():
    """An empty calendar would say that there are no holidays."""
    pytest.importorskip("holidays")
    with pytest.raises(InvalidValueError, match="country"):
        WorkingCalendar.from_package("GB", subdiv="Atlantis", years=[2026])


def test_answers_beyond_those_that_are_kept_are_worked_out_anew():
    """Whoever asks about every day of three hundred years gets the right ones, and fills no memory."""
    lag = one_after_the_other(lag_of(ENGLAND, FIVE_CLEAR), 2)
    first = date(1900, 1, 1).toordinal()
    for day in range(first, first + 73_060):
        assert day - lag <= day - 8
        assert day + lag >= day + 8
    assert ENGLAND.after(date(2019, 4, 17), FIVE_CLEAR).toordinal() + 2 == date(2019, 4, 17).toordinal() + lag
