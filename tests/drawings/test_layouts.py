"""Can every line of a map be followed from its beginning to its end?"""

from collections import Counter
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement.drawings.layers import crossings, layered, ordered
from involvement.drawings.layouts import COLUMN, Item, Link, Way, arrange
from tests.reports.drawings import Area


@st.composite
def layouts(draw):
    """Up to five columns of boxes, and links between any two of them."""
    columns, keys = [], []
    for place in range(draw(st.integers(1, 5))):
        column = []
        for number in range(draw(st.integers(0 if place else 1, 5))):
            keys.append(f"{place}-{number}")
            column.append(Item(keys[-1], draw(st.integers(40, 90)), draw(st.sampled_from((0, 0, 60)))))
        columns.append(column)
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] != pair[1])
    links = (
        draw(st.lists(st.builds(lambda pair, answer: Link(*pair, answer=answer), pairs, st.booleans()), max_size=14))
        if len(keys) > 1
        else []
    )
    return columns, links


def level_and_upright(route):
    """The straight pieces of a route; those of a line onward between its curves."""
    pieces = list(pairwise(route.points))
    return pieces[::2] if route.way is Way.ONWARD else pieces


def shared(one, other):
    """Whether two straight pieces have more than a point in common."""
    for axis in (0, 1):
        if one[0][axis] == one[1][axis] == other[0][axis] == other[1][axis]:
            low, high = sorted((one[0][1 - axis], one[1][1 - axis]))
            first, last = sorted((other[0][1 - axis], other[1][1 - axis]))
            return max(low, first) < min(high, last)
    return False


def bottom(box):
    """Where the tail of a box ends."""
    return box.y + box.head + box.tail


@given(layouts())
def test_a_line_has_its_ends_on_the_sides_of_its_boxes(drawn):
    """A line that ends in the air, or inside a box, joins nothing."""
    columns, links = drawn
    laid = arrange(columns, links)
    assert len(links) == len(laid.routes)
    for link, route in zip(links, laid.routes, strict=True):
        source, target = laid.boxes[link.source], laid.boxes[link.target]
        (left, top), (right, bottom) = route.points[0], route.points[-1]
        assert (source.right, True) == (left, source.y < top < source.y + source.head)
        assert right == (target.right if route.way is Way.INSIDE else target.x)
        assert target.y < bottom < target.y + target.head


@given(layouts())
def test_no_two_lines_share_a_piece_of_track(drawn):
    """Where two lines lie on each other nobody can say which goes where."""
    laid = arrange(*drawn)
    for one, other in combinations(laid.routes, 2):
        for a, b in product(level_and_upright(one), level_and_upright(other)):
            assert not shared(a, b), (one, other)


@given(layouts())
def test_arrowheads_stand_apart(drawn):
    """Two heads on one spot look like one line that forks."""
    laid = arrange(*drawn)
    tips = Counter(route.points[-1] for route in laid.routes)
    starts = Counter(route.points[0] for route in laid.routes)
    assert not [point for point, count in (tips + starts).items() if count > 1]
    for (x, y), (other_x, other_y) in combinations(tips, 2):
        assert x != other_x or abs(y - other_y) >= 10


@given(layouts())
def test_no_line_runs_through_a_box_and_no_two_boxes_overlap(drawn):
    """A line through a box hides its name, and seems to stop there."""
    laid = arrange(*drawn)
    areas = {key: Area(box.x, box.y, box.right, bottom(box)) for key, box in laid.boxes.items()}
    assert not [pair for pair in combinations(areas.values(), 2) if pair[0].meets(pair[1])]
    for route in laid.routes:
        for (x, y), (other_x, other_y) in level_and_upright(route):
            piece = Area(min(x, other_x), min(y, other_y) - 0.1, max(x, other_x), max(y, other_y) + 0.1)
            assert not [key for key, box in areas.items() if box.meets(piece)]
        if route.way is Way.ONWARD:
            for (x, _), (other_x, _) in list(pairwise(route.points))[1::2]:
                assert not [left for left in laid.columns if left < other_x and x < left + COLUMN]


@given(layouts())
def test_everything_is_on_the_page(drawn):
    """What is drawn outside the picture is not drawn."""
    laid = arrange(*drawn, top=30)
    points = [point for route in laid.routes for point in route.points]
    points += [corner for box in laid.boxes.values() for corner in ((box.x, box.y), (box.right, bottom(box)))]
    assert all(0 < x < laid.width and 30 <= y < laid.height for x, y in points)
    assert all(bottom(box) < laid.floor for box in laid.boxes.values())


def test_a_view_onward_an_answer_and_a_view_back_go_by_different_ways():
    """Views read from left to right; all that comes back runs below, where it crosses no box."""
    columns = [[Item("a", 50)], [Item("b", 50), Item("c", 50)], [Item("d", 50)]]
    links = [Link("a", "d"), Link("d", "a", answer=True), Link("d", "a"), Link("b", "c"), Link("a", "b", answer=True)]
    laid = arrange(columns, links)
    assert [Way.ONWARD, Way.UNDER, Way.UNDER, Way.INSIDE, Way.UNDER] == [route.way for route in laid.routes]
    assert all(max(y for _, y in route.points) > laid.floor for route in laid.routes if route.way is Way.UNDER)


def crossed(one, other):
    """Whether a level and an upright piece cross."""
    for (a, b), (c, d) in ((one, other), (other, one)):
        if a[1] == b[1] and c[0] == d[0]:
            level, upright = sorted((a[0], b[0])), sorted((c[1], d[1]))
            if level[0] < c[0] < level[1] and upright[0] < a[1] < upright[1]:
                return True
    return False


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "pairs",
    [
        [("b", "a"), ("c", "a"), ("d", "a")],
        [("e", "b"), ("e", "c"), ("e", "d")],
        [("e", "a"), ("b", "a")],
        [("e", "a"), ("e", "d")],
    ],
)
def test_answers_that_run_together_nest_and_do_not_cross(pairs, turned):
    """Every crossing is a place where the eye may take the wrong turn, so there is none that need not be."""
    columns = [[Item("a", 90)], [Item("b", 60), Item("c", 60), Item("d", 60)], [Item("e", 90)]]
    links = [Link(*pair, answer=True) for pair in pairs]
    laid = arrange(columns, links[::-1] if turned else links)
    for one, other in combinations(laid.routes, 2):
        assert not [pair for pair in product(pairwise(one.points), pairwise(other.points)) if crossed(*pair)]


def test_a_long_line_runs_straight_past_the_columns_between():
    """A line that wavers is harder to follow."""
    columns = [[Item("a", 50)], [Item("b", 50), Item("c", 50)], [Item("d", 90), Item("e", 50)], [Item("f", 50)]]
    laid = arrange(columns, [Link("a", "f"), Link("a", "b"), Link("c", "d"), Link("b", "e"), Link("e", "f")])
    past = {y for (_, y), (_, other) in level_and_upright(laid.routes[0])[1:-1] if y == other}
    assert 1 == len(past)


def test_a_line_from_a_box_to_itself_moves_nothing():
    """It has no direction to follow."""
    edges = [("b", "c"), ("c", "a"), ("c", "b")]
    assert {"b": 0, "c": 1, "a": 2} == layered("abc", Counter(edges)) == layered("abc", Counter([*edges, ("a", "a")]))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_layers_follow_every_edge_that_closes_no_cycle(pairs):
    """Without a cycle every edge leads to a later layer, and no layer is left empty."""
    edges = Counter((f"k{min(pair)}", f"k{max(pair)}") for pair in pairs if pair[0] != pair[1])
    keys = [f"k{number}" for number in range(8)]
    layer = layered(keys, edges)
    assert all(layer[source] < layer[target] for source, target in edges)
    assert set(range(max(layer.values()) + 1)) == set(layer.values())


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_a_cycle_is_broken_in_the_same_place_every_time(pairs):
    """A map must not turn round because somebody listed its flows in another order."""
    edges = Counter((f"k{one}", f"k{other}") for one, other in pairs)
    keys = [f"k{number}" for number in range(6)]
    assert layered(keys, edges) == layered(reversed(keys), Counter(dict(reversed(edges.items()))))


def test_of_a_cycle_the_lightest_edge_is_turned():
    """Three flows up and one back: the one back is what runs backwards."""
    assert {"a": 0, "b": 1, "c": 2} == layered("abc", {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 1})


@given(st.lists(st.lists(st.integers(0, 9), max_size=5).map(sorted), max_size=8))
def test_crossings_are_counted_right(lines):
    """By counting every pair."""
    pairs = [(number, place) for number, places in enumerate(lines) for place in places]
    brute = sum(1 for one, other in combinations(pairs, 2) if (one[0] - other[0]) * (one[1] - other[1]) < 0)
    assert brute == crossings(lines)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), max_size=25))
def test_the_order_found_never_crosses_more_than_the_order_given(edges):
    """Ordering is there to untangle."""
    columns = [list(range(6)), list(range(6, 12))]

    def count(found):
        place = {node: number for column in found for number, node in enumerate(column)}
        return crossings([sorted(place[b] for a, b in edges if a == node) for node in found[0]])

    found = ordered(columns, edges)
    assert [sorted(column) for column in columns] == [sorted(column) for column in found]
    assert count(found) <= count(columns)


def test_two_hundred_boxes_are_laid_out_in_well_under_a_second():
    """The first try took 26 seconds; the count of crossings by differences is what makes it quick."""
    from time import process_time

    columns = [[Item(f"{place}-{number}", 60) for number in range(20)] for place in range(10)]
    links = [
        Link(f"{place}-{number}", f"{place + step}-{(number * 7 + step) % 20}")
        for place in range(8)
        for number in range(20)
        for step in (1, 2)
    ]
    began = process_time()
    arrange(columns, links)
    assert process_time() - began < 3  # a tenth of that on an idle machine


@pytest.mark.parametrize("columns", [[], [[]], [[], [Item("a", 40)]]])
def test_an_empty_layout_is_a_layout(columns):
    """A process that has just begun has little to draw."""
    laid = arrange(columns, [])
    assert len(columns) == len(laid.columns)
    assert laid.width > 0
    assert laid.height > 0
