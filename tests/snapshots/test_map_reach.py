"""How far do views get on a map, whatever the day?"""

from datetime import date, timedelta

import pytest
from attrs import evolve

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Standing
from involvement.snapshots.map_reach import MapReach, follow

MAY = [date(2026, 5, day) for day in range(1, 32)]
FIRST, FIFTH, SIXTH, TENTH = MAY[0], MAY[4], MAY[5], MAY[9]


IN = EntryPoint("group", "members")


def reach(*flows, entries=(IN,), meetings=None):
    keys = dict.fromkeys(
        [*(entry.forum for entry in entries), *(key for flow in flows for key in (flow.source, flow.target)), "board"]
    )
    forums = [Forum(key, meetings=meetings if key == "group" else None) for key in keys]
    decisions = [Decision("contract", made_at="board"), Decision("budget", made_at="board")]
    return MapReach(
        DecisionMap(forums=forums, flows=flows, entry_points=entries, decisions=decisions), frozenset({"members"})
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (EntryPoint("group", "members"), [FIFTH, SIXTH]),
        (EntryPoint("group"), [FIFTH, SIXTH]),
        (EntryPoint("group", "members", closes=FIFTH), [FIFTH, None]),
        (EntryPoint("group", "members", opens=SIXTH), [SIXTH, SIXTH]),
        (EntryPoint("group", "members", standing="informed"), [None, None]),
        (EntryPoint("group", "managers"), [None, None]),
        (EntryPoint("panel", "members"), [None, None]),
    ],
    ids=["open", "open-to-all", "closes", "opens", "only-told", "others", "elsewhere"],
)
def test_a_forum_could_hear_a_view_where_it_is_raised_while_its_entry_point_is_open(entry, expected):
    """It closes on 5 May: a view of that day comes in, one of the next day does not. Papers wait as they do for a meeting."""
    found = reach(Flow("group", "board"), entries=[entry])
    group = found.map.forum("group")
    assert expected == [found.ready_at(group, day) for day in (FIFTH, SIXTH)]
    assert [day and day + timedelta(days=3) for day in expected] == [
        found.ready_at(evolve(group, papers_due=3), day) for day in (FIFTH, SIXTH)
    ]
    assert {None} == {found.ready_at(evolve(group, papers_due=10**7), day) for day in (FIFTH, SIXTH)}


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (Flow("group", "board"), [FIFTH, TENTH, None]),
        (Flow("group", "board", days=2), [MAY[6], MAY[11], None]),
        (Flow("group", "board", days=2, opens=SIXTH), [MAY[7], MAY[11], None]),
        (Flow("group", "board", closes=FIFTH), [FIFTH, None, None]),
        (Flow("group", "board", standing="informed"), [None, None, None]),
        (Flow("panel", "board"), [None, None, None]),
    ],
    ids=["open", "takes-days", "opens", "closes", "only-told", "from-where-nobody-is-heard"],
)
def test_a_view_goes_on_by_a_flow_that_has_not_closed_when_it_is_heard(flow, expected):
    """The group meets on 5 and 10 May: a view of 5 May is heard on that day, one of 6 May on the tenth."""
    found = reach(flow, meetings=Meetings.on([FIFTH, TENTH]))
    assert expected == [found.ready_at(found.map.forum("board"), day) for day in (FIFTH, SIXTH, MAY[10])]


def test_what_lies_on_a_route_hears_a_view_before_the_forum_does():
    """The panel hears only what the board passes on, the archive is a dead end, and the club is only told."""
    found = reach(
        Flow("group", "committee"),
        Flow("committee", "board"),
        Flow("board", "panel"),
        Flow("panel", "board"),
        Flow("committee", "archive"),
        Flow("group", "club", standing="informed"),
        Flow("club", "board"),
    )
    assert {"group", "committee", "board"} == found.on_routes_to("board")
    assert {"group", "committee", "board", "panel"} == found.on_routes_to("panel")
    assert {"group", "committee", "board", "panel", "archive"} == found.hearing
    assert set() == found.on_routes_to("club")


def test_a_forum_hears_without_a_carrier_where_no_flow_on_the_route_has_one():
    """What depends on one person stops when that person leaves."""
    found = reach(Flow("group", "panel"), Flow("panel", "board", carried_by="coordinator"))
    assert {"group", "panel"} == found.heard_without_carrier
    assert {"group", "panel", "board"} == found.hearing


def test_only_what_tells_is_left_out_of_what_carries():
    """A map without it is another map; one that has none of it stays itself."""
    tells, carries = Flow("group", "club", standing="informed"), Flow("group", "board", standing="consulted")
    told = EntryPoint("club", "members", standing="none")
    found = reach(tells, carries, entries=[EntryPoint("group", "members"), told])
    assert ((carries,), (EntryPoint("group", "members"),)) == (
        found.carrying.flows, found.carrying.entry_points
    )  # fmt: skip
    same = reach(carries)
    assert same.map is same.carrying


def test_a_standing_that_is_not_known_is_taken_as_consulted_and_may_be_the_strongest():
    """Who is asked how far views get is told both."""
    contract = Decision("contract", made_at="board")
    known = reach(
        Flow("group", "board", standing="informed"), entries=[EntryPoint("group", "members", standing="advises")]
    )
    assert (Standing.INFORMED, Standing.INFORMED) == (known.best(contract), known.best_at_most(contract))
    assert not known.hears(contract)
    assert known.map is known.at_most
    for flow, entry, most in (
        (None, None, Standing.CONTROLS),
        ("advises", None, Standing.ADVISES),
        (None, "advises", Standing.ADVISES),
    ):
        open_ = reach(Flow("group", "board", standing=flow), entries=[EntryPoint("group", "members", standing=entry)])
        assert (Standing.CONSULTED, most) == (open_.best(contract), open_.best_at_most(contract))
        assert open_.hears(contract)
    assert (None, None) == ((nowhere := reach()).best(contract), nowhere.best_at_most(contract))
    assert not nowhere.hears(contract)


def test_whoever_has_no_entry_point_of_their_own_reaches_what_all_reach():
    """The assembly is open to all, the group to its members."""
    entries = [EntryPoint("group", "members"), EntryPoint("assembly"), EntryPoint("office", "managers")]
    found = reach(Flow("group", "board"), entries=entries)
    contract = Decision("contract", made_at="board")
    assert (tuple(entries[:2]), {"group", "assembly"}) == (found.entry_points, found.entered)
    assert [{"group"}, {"assembly"}, set()] == [found.entry_forums(who) for who in ("members", None, "managers")]
    assert (True, False) == (found.reaches("members", contract), found.reaches(None, contract))


def test_nothing_closes_on_a_map_that_never_closes():
    """What would still be possible, had nobody closed anything."""
    found = reach(Flow("group", "board", closes=FIRST), entries=[EntryPoint("group", "members", closes=FIRST)])
    open_ = found.never_closing
    assert (None, None) == (open_.flows[0].closes, open_.entry_points[0].closes)
    assert evolve(found.map.flows[0], closes=None) == open_.flows[0]


def test_links_are_followed_but_not_past_a_key():
    """Not past the forum that decides: what is heard there has come."""
    links = {"a": ("b", "c"), "b": ("d",), "d": ("a",), "e": ("f",)}
    assert {"a", "b", "c", "d"} == follow(links, ["a"])
    assert {"a", "b", "c"} == follow(links, ["a"], past="b")
    assert {"b"} == follow(links, ["b"], past="b")
    found = reach(Flow("group", "panel", standing="informed"), Flow("panel", "board"), Flow("group", "board"))
    assert {"panel": ("board",), "group": ("board",)} == found.carried


def test_what_takes_views_about_one_decision_is_added_to_what_takes_any():
    """As on a map on which nothing else is: who enters where, what is heard on the way, who runs the entry points."""
    entries = [
        EntryPoint("group", "members", run_by="users", unnamed=True),
        EntryPoint("survey", "members", run_by="trust", about=["contract"]),
        EntryPoint("letter", about=["budget"]),
    ]
    flows = [
        Flow("group", "panel"),
        Flow("panel", "board", about=["contract"], carried_by="chair"),
        Flow("survey", "board", about=["contract"]),
        Flow("survey", "panel", about=["budget"]),
    ]
    found = reach(*flows, entries=entries)
    for decision in found.map.decisions:
        mine = [decision.key]
        kept = [flow for flow in flows if flow.about in {None, (decision.key,)}]
        alone = reach(*kept, entries=[entry for entry in entries if entry.about in {None, tuple(mine)}])
        for least in (found.least, Standing.ADVISES):
            about, expected = evolve(found.about(decision), least=least), evolve(alone, least=least)
            assert expected.on_routes_to("board") == about.on_routes_to("board")
            assert (expected.entered, expected.hearing) == (about.entered, about.hearing)
            assert dict(expected.listeners) == dict(about.listeners)
            assert expected.heard_without_carrier == about.heard_without_carrier
        for who in ("members", None):
            assert alone.entry_forums(who) == found.about(decision).entry_forums(who)


def test_a_window_that_is_about_nothing_that_is_decided_adds_nothing():
    """Its issue has no decision yet: views about the decisions go by what takes any."""
    found = reach(Flow("group", "board"), entries=[IN, EntryPoint("survey", "members", about=["parking"])])
    contract = found.map.decisions[0]
    assert {"group", "board"} == found.about(contract).on_routes_to("board") == found.about(contract).hearing
