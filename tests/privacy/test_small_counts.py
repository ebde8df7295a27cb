"""Is what is told enough to read and too little to work out a small count?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import InvalidValueError, LimitExceeded
from involvement.errors import DisclosureError
from involvement.privacy import (
    NHS_1_7_R5,
    ONS_10_5,
    AtLeast,
    AtLeastTold,
    DisclosureRule,
    Figure,
    Figures,
    FiguresTold,
    FigureTold,
    PartOf,
    Total,
    attack,
    published,
    write_figures,
)

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
OFF = DisclosureRule(least=1, zero=True)
W = "withheld"


def figures(counts, *, on=MAY, known=(), **more):
    return Figures(on, [Figure(key, count, known=key in known) for key, count in counts.items()], **more)


def shown(told):
    return {" ".join(figure.key): W if figure.withheld else figure.number for figure in told.figures}


def safe(told, earlier=()):
    return not any(each.tells_small(told.rule) for each in attack(told, earlier))


def test_figures_by_themselves_are_told_by_the_rule():
    counts = figures({"members": 31, "carers": 4, "nobody": 0, "seats": 7}, known={"seats"})
    assert shown(published(counts)) == {"members": 30, "carers": None, "nobody": None, "seats": 7}
    assert shown(published(counts, NHS_1_7_R5)) == {"members": 30, "carers": None, "nobody": 0, "seats": 7}
    assert shown(published(counts, OFF)) == {"members": 31, "carers": 4, "nobody": 0, "seats": 7}


def test_a_figure_that_would_give_a_small_one_away_is_withheld():
    """About 10 of about 10 are patients: 0 to 2 are carers. One of the two numbers has to go."""
    counts = figures({"members": 12, "patients": 11, "carers": 1}, totals=[Total("members", ["patients", "carers"])])
    told = published(counts)
    assert shown(told) in (
        {"members": W, "patients": 10, "carers": None},
        {"members": 10, "patients": W, "carers": None},
    )
    assert safe(told)
    assert told == published(counts)


def test_all_but_two_of_a_group_is_a_small_count_too():
    told = published(figures({"members": 12, "women": 11}, parts=[PartOf("women", "members")]))
    assert sorted(map(str, shown(told).values())) == ["10", W]
    assert safe(told)


def test_where_everybody_knows_the_seats_neither_members_nor_vacancies_are_told():
    """Seats of 12 are public: "about 10" members leaves 0 to 2 vacant, and "fewer than 10" vacant leaves 3 members or more."""
    counts = figures(
        {"seats": 12, "members": 11, "vacant": 1}, known={"seats"}, totals=[Total("seats", ["members", "vacant"])]
    )
    told = published(counts)
    assert (shown(told)["members"], safe(told)) == (W, True)
    both = figures(
        {"seats": 18, "members": 9, "vacant": 9}, known={"seats"}, totals=[Total("seats", ["members", "vacant"])]
    )
    told = published(both)
    assert W in shown(told).values()
    assert safe(told)


def test_what_everybody_knows_cannot_be_withheld():
    with pytest.raises(DisclosureError) as caught:
        published(
            figures(
                {"seats": 9, "taken": 7, "free": 2},
                known={"seats", "taken"},
                totals=[Total("seats", ["taken", "free"])],
            )
        )
    assert (caught.value.where, caught.value.figures) == ("free", 1)


def test_at_least_so_many_is_told_only_where_neither_answer_would_tell():
    """3 or more, of fewer than 10: 3 to 9. Had it not been met: 0 to 2, which is within one of 1."""
    numbers = (2, 3, 4, 7, 10)
    for count, met in (
        (5, [None, None, True, None, False]),
        (9, [None, None, True, None, False]),
        (2, [None, None, False, False, False]),
    ):
        told = published(figures({"carers": count}, at_least=[AtLeast("carers", number) for number in numbers]))
        assert met == [told.met("carers", number) for number in numbers]
        assert safe(told)


def test_an_answer_that_would_tell_together_with_others_is_withheld_first():
    """16 of the 18 to 22 are told apart: the rest is known well enough once "at least 4" is added."""
    counts = figures(
        {"all": 22, "a": 13, "b": 9},
        totals=[Total("all", ["a", "b"])],
        at_least=[AtLeast("a", 13), AtLeast("a", 15), AtLeast("all", 22), AtLeast("b", 5)],
    )
    told = published(counts)
    assert shown(told) == {"all": 20, "a": 15, "b": None}
    assert safe(told)


def test_none_of_a_small_group_is_not_told():
    """That none of four have something in common is told of every one of them."""
    small = figures({"carers": 4, "ill": 0}, parts=[PartOf("ill", "carers")])
    assert shown(published(small, NHS_1_7_R5)) == {"carers": None, "ill": W}
    large = figures({"carers": 40, "ill": 0}, parts=[PartOf("ill", "carers")])
    assert shown(published(large, NHS_1_7_R5)) == {"carers": 40, "ill": 0}
    known = figures({"carers": 4, "ill": 0}, known={"ill", "carers"}, parts=[PartOf("ill", "carers")])
    assert shown(published(known, NHS_1_7_R5)) == {"carers": 4, "ill": 0}
    parts = figures({"all": 3, "a": 3, "b": 0}, totals=[Total("all", ["a", "b"])])
    assert shown(published(parts, NHS_1_7_R5)) == {"all": None, "a": None, "b": W}


def test_an_edition_of_the_same_day_is_not_to_be_told_apart_from_another():
    """By NHS's rule about 10 is 8 to 12; that it is fewer than 10 would tell 8 or 9."""
    counts = figures({"members": 9})
    first = published(counts, NHS_1_7_R5)
    assert shown(published(counts, ONS_10_5, [first])) == {"members": W}


def test_a_total_is_withheld_that_would_tell_what_was_told_before(tmp_path):
    """The parts were told by themselves; with their total they could be worked out."""
    parts = figures({"a": 1, "b": 11})
    first = published(parts)
    write_figures(first, tmp_path)
    whole = figures({"all": 12, "a": 1, "b": 11}, totals=[Total("all", ["a", "b"])])
    for earlier in ([first], [tmp_path]):
        told = published(whole, earlier=earlier)
        assert shown(told)["all"] == W
        assert safe(told, [first])


def test_what_was_told_of_others_before_is_protected_too():
    """The rest of the table stands in another edition, and is not told again."""
    first = published(figures({"a": 1, "b": 11}))
    bridge = figures({"all": 12, "b": 11, "c": 3}, totals=[])
    second = published(bridge, earlier=[first])
    assert shown(second) == {"all": 10, "b": 10, "c": None}
    third = published(figures({"all": 12, "a": 1, "b": 11}, totals=[Total("all", ["a", "b"])]), earlier=[first])
    assert shown(third)["all"] == W


def test_what_was_lost_before_stops_no_other_figure():
    """An old page told that there is one carer; that cannot be mended, and the new figure has no part in it."""
    old = FiguresTold(
        MAY,
        OFF,
        [FigureTold("all", 12), FigureTold("patients", 11), FigureTold("carers", 1)],
        totals=[Total("all", ["patients", "carers"])],
    )
    assert shown(published(figures({"all": 12}), earlier=[old])) == {"all": 10}


def test_a_month_later_that_one_joined_is_not_told():
    """Told exactly before, 12; told as about 10 now: -2 to 0. So it is not told."""
    old = published(figures({"members": 12}), OFF)
    told = published(figures({"members": 11}, on=JUNE), earlier=[old])
    assert shown(told) == {"members": W}
    assert safe(told, [old])
    rounded = published(figures({"members": 12}))
    assert shown(published(figures({"members": 13}, on=JUNE), earlier=[rounded])) == {"members": 15}
    assert shown(published(figures({"members": 12}, on=JUNE), earlier=[rounded])) == {"members": 10}


def test_changes_within_a_table_are_looked_at_together():
    table = {"all": 52, "a": 11, "b": 41, "c": 10, "d": 31}
    totals = [Total("all", ["a", "b"]), Total("b", ["c", "d"])]
    first = published(figures(table, totals=totals))
    later = published(figures({**table, "c": 11, "b": 42, "all": 53}, on=JUNE, totals=totals), earlier=[first])
    assert safe(later, [first])
    assert shown(later) == {**shown(first), "all": 55}


def test_earlier_publications_that_cannot_be_true_of_the_counts_are_refused():
    old = published(figures({"members": 40}))
    with pytest.raises(InvalidValueError):
        published(figures({"members": 12}), earlier=[old])


def test_large_tables_are_protected_too():
    """Of 100 rows, each with a small part: the total or the other part of each goes, and nothing is told."""
    counts, totals = {"all": 0}, []
    for row in range(100):
        counts |= {f"{row} all": 12, f"{row} a": 11, f"{row} b": 1}
        totals.append(Total(f"{row} all", [f"{row} a", f"{row} b"]))
        counts["all"] += 12
    totals.append(Total("all", [f"{row} all" for row in range(100)]))
    told = published(figures(counts, totals=totals))
    assert list(shown(told).values()).count(W) == 100
    assert safe(told)
    again = published(evolve(figures(counts, totals=totals), on=JUNE), earlier=[told])
    assert safe(again, [told])


def test_what_is_no_figures_or_rule_is_refused():
    with pytest.raises(InvalidValueError):
        published({"members": 3})
    with pytest.raises(InvalidValueError):
        published(figures({"members": 3}), "ons_10_5")
    with pytest.raises(LimitExceeded):
        published(figures({f"{place}": 3 for place in range(20_001)}))


def test_what_is_told_may_be_an_earlier_one_of_other_figures():
    old = FiguresTold(MAY, ONS_10_5, [FigureTold("x", 20)], at_least=[AtLeastTold("x", 19, True), AtLeastTold("x", 3)])
    assert shown(published(figures({"members": 12}, on=JUNE), earlier=[old])) == {"members": 10}


def test_what_need_not_be_withheld_after_all_is_told():
    """17 of 29 seats are taken: once the vacancies are withheld, the members may be told."""
    counts = figures(
        {"places": 29, "members": 17, "vacant": 12, "new": 9, "old": 8, "ill": 12, "carers": 0, "women": 12},
        known={"places"},
        totals=[Total("places", ["members", "vacant"]), Total("members", ["new", "old"])],
        parts=[PartOf("ill", "members"), PartOf("carers", "members"), PartOf("women", "members")],
        at_least=[AtLeast("ill", 4), AtLeast("carers", 5)],
    )
    told = published(counts)
    assert shown(told) == {
        "places": 29,
        "members": 15,
        "vacant": W,
        "new": None,
        "old": None,
        "ill": 10,
        "carers": None,
        "women": 10,
    }
    assert safe(told)


def test_groups_within_groups_that_are_all_alike_are_not_told():
    """Fifty groups, each within the next and none larger: each number would tell that nobody is outside."""
    counts = {f"{place}": 12 for place in range(50)}
    told = published(figures(counts, parts=[PartOf(f"{place}", f"{place + 1}") for place in range(49)]))
    assert set(shown(told).values()) == {W}


def test_many_parts_of_one_whole_cost_only_the_whole():
    counts = {"all": 12, **{f"{place}": 11 for place in range(70)}}
    told = published(figures(counts, parts=[PartOf(f"{place}", "all") for place in range(70)]))
    assert {key for key, number in shown(told).items() if number == W} == {"all"}
    assert safe(told)
