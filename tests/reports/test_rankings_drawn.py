"""Does the picture of both rankings say who wants what and what came of it, to everybody who looks or has it read?"""

from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from involvement import InvalidValueError, Issue, Priorities, Process, Stakeholder
from involvement.priorities import Agreement, Settlement
from involvement.privacy import for_edition
from involvement.reports import draw_overlap
from involvement.snapshots import Snapshot
from tests.reports.agreements import AGREED, REALISTIC, SMALL, by_hand, numbered_agreement
from tests.reports.drawings import DRAWN, by_id, ends, name, parsed, placed, texts, whole

PROCESSES = {
    "small": SMALL,
    "realistic": REALISTIC,
    "thirty": numbered_agreement(30),
    "sixty": numbered_agreement(60),
    "by hand": by_hand(),
    "positions": Process("p", positions=REALISTIC.agreement.positions),
}
every_process = pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)
positions = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8),
        st.integers(1, 4),
        st.sampled_from((None, "service_users", "organisation", "other")),
    ),
    max_size=5,
)


def said_in(process, **more):
    return [text for text, _ in texts(parsed(draw_overlap(process, on=AGREED, **more).svg))]


def ranking(key, issues, size, side):
    """A position that ties the first so many."""
    places = [tuple(issues[:size]), *issues[size:]] if issues else []
    return Priorities(key, places, side=side)


@given(positions, st.sampled_from(("x", "A very long title of an issue that nobody would ever read to its end " * 3)))
def test_any_rankings_can_be_drawn_with_their_texts_apart(found, title):
    """Sides may be unknown, empty or alone, and titles long; the picture stays one that can be read."""
    process = Process(
        "p",
        issues=[Issue(key, title=f"{title} {key}") for key in "abcdefgh"],
        positions=[ranking(f"p{number}", *each) for number, each in enumerate(found)],
    )
    root = parsed(draw_overlap(process, on=AGREED).svg)
    said = texts(root)
    assert [] == [(one, other) for one, other in combinations(said, 2) if one[1].meets(other[1])]
    assert [] == [text for text, covered in said if not whole(root).holds(covered)]
    assert {name(element) for element in root.iter()} <= DRAWN


@every_process
def test_a_picture_is_whole_described_and_the_same_every_time(process):
    """It is read aloud, put beside others on one page, and compared with last year's."""
    picture = draw_overlap(process, on=AGREED, id_prefix="mine")
    root = parsed(picture.svg)
    assert "img" == root.get("role")
    assert "mine-title mine-desc" == root.get("aria-labelledby")
    assert (picture.title, picture.description) == (by_id(root)["mine-title"].text, by_id(root)["mine-desc"].text)
    assert all(key.startswith("mine-") for key in by_id(root))
    said = texts(root)
    assert [] == [(one, other) for one, other in combinations(said, 2) if one[1].meets(other[1])]
    assert [] == [text for text, covered in said if not whole(root).holds(covered)]
    assert 12 <= min(int(element.get("font-size")) for element in root.iter() if element.get("font-size"))
    assert picture == draw_overlap(process, on=AGREED, id_prefix="mine")


def drawn(process, issue):
    """The shapes of one issue, after its title."""
    return by_id(parsed(draw_overlap(process, on=AGREED).svg))[f"overlap-issue-{issue}"][1:]


def test_an_issue_that_both_rank_is_joined_and_one_that_one_side_ranks_is_not():
    """What the two have in common is what the picture is looked at for."""
    joined, alone = drawn(REALISTIC, "letters"), drawn(REALISTIC, "rota")
    assert ["path", "circle", "circle"] == [name(each) for each in joined]
    assert ["path", "circle"] == [name(each) for each in alone]
    (left, _), (right, _) = ends(joined[0])
    assert [left, right] == [float(each.get("cx")) for each in joined[1:]]
    (start, _), (end, _) = ends(alone[0])
    assert abs(end - start) < (right - left) / 4


def test_what_was_settled_differs_by_sign_dashes_and_word():
    """Colour alone says nothing to some people, and nothing on a grey printer."""
    shapes = {
        outcome: (name(each[1]), each[0].get("stroke-dasharray"))
        for outcome, each in (
            ("agreed", drawn(REALISTIC, "evenings")),
            ("deferred", drawn(REALISTIC, "shuttle")),
            ("declined", drawn(REALISTIC, "parking")),
            ("not settled", drawn(PROCESSES["positions"], "parking")),
        )
    }
    assert 4 == len({sign for sign, _ in shapes.values()}) == len({dashes for _, dashes in shapes.values()})
    said = said_in(REALISTIC)
    for expected in ("agreed; place 7= on the other side", "deferred; only this side ranks it", "Declined", "Equals"):
        assert expected in said
    assert "not settled; only this side ranks it" in said_in(PROCESSES["positions"])


def test_equals_have_the_same_place_and_stand_on_one_ground():
    """A tie that is drawn as an order is a lie."""
    root = parsed(draw_overlap(REALISTIC, on=AGREED).svg)
    grounds = [each for each in root.iter() if name(each) == "rect" and each.get("fill") == "#f1f3f5"]
    assert 3 == len(grounds)  # one is in the legend
    assert (2, 2) == (said_in(REALISTIC).count("3="), said_in(REALISTIC).count("7="))


def test_the_service_users_stand_first_with_those_who_ranked():
    """Whose list it is must be seen before anything is read in it."""
    said = said_in(REALISTIC)
    assert said.index("Service users") < said.index("The organisation")
    assert "ranked by Executive board and Screening service" in said


def test_a_role_says_the_side_that_a_position_leaves_out():
    """The process knows who is who."""
    process = Process(
        "p",
        stakeholders=[Stakeholder("board", role="board"), Stakeholder("members", role="service_user")],
        positions=[Priorities("board", ["a"]), Priorities("members", ["a", "b"])],
    )
    said = said_in(process)
    assert said.index("Service users") < said.index("The organisation")


def test_parties_on_no_side_fill_the_columns_and_the_others_are_named():
    """Nobody who ranked is left out without a word."""
    process = Process("p", positions=[Priorities(key, ["a"]) for key in ("first", "second", "third")])
    said = said_in(process)
    assert {"first", "second", "The list of third is not drawn."} <= set(said)
    lonely = said_in(Process("p", positions=[Priorities("first", ["a"])]))
    assert {"Nobody else", "has ranked anything", "not settled"} <= set(lonely)


def test_forty_issues_are_drawn_and_the_others_counted():
    """A picture has an end."""
    root = parsed(draw_overlap(numbered_agreement(60), on=AGREED).svg)
    assert 40 == sum("issue" in key for key in by_id(root))
    assert "20 more are not drawn." in [text for text, _ in texts(root)]


def test_what_neither_column_ranks_is_counted():
    """It was settled, and it has no place here."""
    agreement = evolve(SMALL.agreement, settlements=[*SMALL.agreement.settlements, Settlement("parking", "declined")])
    assert "1 issue is on neither list." in said_in(evolve(SMALL, agreement=agreement))


def test_the_picture_is_described_in_words():
    """For those who do not see it."""
    expected = (
        '2 issues: 1 agreed and 1 deferred. The list of service users has 2 issues; "evenings" comes first. '
        'The list of the organisation has 1 issue; "letters" comes first. 1 issue is on both lists.'
    )
    assert expected == draw_overlap(SMALL, on=AGREED).description


def test_where_nobody_ranked_the_picture_says_so():
    """An empty drawing would look broken."""
    for process in (Process("p"), by_hand()):
        assert "No ranking is recorded yet." in said_in(process)
    assert "Mine" in said_in(Process("p"), title="Mine")


def test_a_long_title_is_cut_and_kept_whole_for_a_pointer():
    """The table has it whole as well."""
    title = "This is a very long title " * 5
    process = Process("p", issues=[Issue("a", title=title)], positions=[Priorities("first", ["a"])])
    titles = [
        element[0].text for element, *_ in placed(parsed(draw_overlap(process, on=AGREED).svg)) if name(element) == "g"
    ]
    assert title.strip() in titles


def test_only_a_process_is_drawn():
    """An agreement alone does not know what its issues are called."""
    with pytest.raises(InvalidValueError, match="process: expected a Process, or a Snapshot"):
        draw_overlap(SMALL.agreement, on=AGREED)
    with pytest.raises(InvalidValueError, match="id_prefix: expected a letter"):
        draw_overlap(SMALL, on=AGREED, id_prefix="1")


@pytest.mark.parametrize(("edition", "shown"), [("desk", True), ("partners", False), ("public", False)])
def test_a_side_in_which_somebody_is_alone_is_not_drawn(edition, shown):
    """The list of a side pools its parties: beside what the others want it would say what one person wants."""
    stakeholders = [
        Stakeholder("members", title="The user group", size=9),
        Stakeholder("advocate", title="The advocate", size=1),
        Stakeholder("board", title="The board", size=9),
    ]
    sides = {"members": "service_users", "advocate": "service_users", "board": "organisation"}
    positions = [Priorities(who, ["evenings"], side=side) for who, side in sides.items()]
    process = Process("p", stakeholders=stakeholders, agreement=Agreement(positions=positions))
    drawn = [text for text, _ in texts(parsed(draw_overlap(for_edition(Snapshot(process, AGREED), edition)).svg))]
    assert all(drawn)
    assert shown is any("The advocate" in text for text in drawn)
    assert shown is not any("what they rank is not told" in text for text in drawn)
    assert not any("Nobody else" in text for text in drawn)
    assert any("ranked by The board" in text for text in drawn)
