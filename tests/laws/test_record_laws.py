"""Are the answers about a record those of every possible reading of it, whatever it leaves out?"""

import pickle
from collections import Counter
from datetime import date
from fractions import Fraction
from statistics import quantiles

import networkx as nx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Record, Step
from involvement.records import OddityKind, Spread
from involvement.records.gates import betweenness
from involvement.standing import Standing
from tests.oracles import records as oracle
from tests.shorthand import assumed
from tests.strategies.words import among, maybe

START = date(2026, 1, 1).toordinal()
MATTERS = ("m0", "m1")
FORUMS = ("f0", "f1", "f2")
PEOPLE = ("members", "staff")
RANKS = (Standing.INFORMED, Standing.CONSULTED, Standing.ADVISES)


def day_of(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(START + number)


@st.composite
def steps(draw: st.DrawFn, *, undated: bool = True, deciders: tuple[bool | None, ...] = (True, False, None)) -> Step:
    day = draw(maybe(st.integers(0, 4))) if undated else draw(st.integers(0, 4))
    return Step(
        draw(among(MATTERS)),
        draw(among(FORUMS)),
        day_of(day),
        standing=draw(maybe(among(RANKS))),
        decides=draw(among(deciders)),
        by=draw(maybe(among(PEOPLE))),
    )


def records(**more: object) -> st.SearchStrategy[Record]:
    return st.builds(Record, st.lists(steps(**more), max_size=9), forums=st.just(FORUMS))


@st.composite
def distinct_days(draw: st.DrawFn) -> list[Step]:
    """Steps of which no two are of one matter on one day, and perhaps some without a day."""
    found = draw(st.lists(steps(undated=False), max_size=9, unique_by=lambda step: (step.matter, step.on)))
    return [*found, *(evolve(step, on=None) for step in draw(st.lists(steps(), max_size=2)))]


wanted = st.tuples(
    st.sampled_from(RANKS),
    st.none() | st.sets(st.sampled_from(PEOPLE)).map(frozenset),
    st.none() | st.sets(st.sampled_from(FORUMS)).map(frozenset),
)


def by_whom_there_is(record: Record, asked):
    """The question, about those only whom the record knows: it refuses others."""
    floor, who, among = asked
    return floor, who and who & {step.by for step in record.steps}, among


def rows_of(record: Record) -> list[oracle.Row]:
    return [
        oracle.Row(
            step.matter,
            step.forum,
            None if step.on is None else step.on.toordinal(),
            None if step.standing is None else step.standing.rank,
            step.decides,
            step.by,
        )
        for step in record.steps
    ]


def answers(record: Record) -> list[object]:
    return [
        record.balance(),
        record.oddities(),
        record.heard_before_decision(),
        record.durations(),
        record.gatekeepers(),
        record.no_recorded_route(),
        discovered := record.discover(),
        record.discover(decisions="matters", min_count=2),
        record.conformance(discovered.decision_map),
    ]


# Conservation


@given(records())
def test_every_step_is_counted_in_one_place(record):
    """A step that falls between the classes would be dropped in silence."""
    balance = record.balance()
    rows = rows_of(record)
    expected: Counter[str] = Counter(repeated=len(rows) - len(set(rows)))
    for mine in oracle.matters(rows).values():
        days = oracle.decision_days(mine)
        for row in mine:
            if row.day is None:
                expected["no_day"] += 1
            elif row.decides:
                expected["deciding"] += 1
            elif not days:
                expected["undecided"] += 1
            elif row.day < days[0]:
                expected["earlier"] += 1
            elif row.day == days[0]:
                expected["same_day"] += 1
            else:
                expected["between" if row.day <= days[-1] else "later"] += 1
    names = ("repeated", "no_day", "deciding", "earlier", "same_day", "between", "later", "undecided")
    assert {name: expected[name] for name in names} == {name: getattr(balance, name) for name in names}
    assert len(record.steps) == balance.steps == expected.total()


@given(records())
def test_every_oddity_is_counted(record):
    """What is missing or contradictory must be found as often as somebody who reads row by row finds it."""
    rows = rows_of(record)
    expected: Counter[OddityKind] = Counter()
    expected[OddityKind.REPEATED] = len(rows) - len(set(rows))
    for mine in oracle.matters(rows).values():
        expected[OddityKind.NO_DAY] += sum(row.day is None for row in mine)
        expected[OddityKind.STANDING_NOT_RECORDED] += sum(row.rank is None for row in mine)
        expected[OddityKind.DECIDES_NOT_RECORDED] += sum(row.decides is None for row in mine)
        places = {(row.day, row.forum) for row in mine if row.day is not None}
        for place in places:
            here = [row for row in mine if (row.day, row.forum) == place]
            unlike = len({row.rank for row in here} - {None}) > 1 or len({row.decides for row in here} - {None}) > 1
            expected[OddityKind.CONTRADICTORY] += unlike
        for day in {day for day, _ in places}:
            expected[OddityKind.SAME_DAY] += sum(each == day for each, _ in places) > 1
        dated = {(row.day, row.forum) for row in mine if row.decides and row.day is not None}
        undated = {row.forum for row in mine if row.decides and row.day is None} - {forum for _, forum in dated}
        expected[OddityKind.NO_DECISION] += not dated and not undated
        expected[OddityKind.DECISION_WITHOUT_DAY] += not dated and bool(undated)
        expected[OddityKind.DECIDED_TWICE] += len(dated) + len(undated) > 1
        expected[OddityKind.AFTER_DECISION] += len(oracle.stops(mine)) - len(oracle.way(mine))
    assert dict(+expected) == {oddity.kind: oddity.count for oddity in record.oddities()}


@given(records())
def test_every_passage_is_kept_left_out_or_told_apart(record):
    """Thresholds move passages from one list to the other; none is lost on the way."""
    whole = record.discover()
    part = record.discover(min_count=2, min_share=Fraction(1, 2))
    follows = sum(max(len(oracle.stops(mine)) - 1, 0) for mine in oracle.matters(rows_of(record)).values())
    for found in (whole, part):
        listed = sum(each.count for each in (*found.passages, *found.left_out))
        assert follows == listed + found.stays + found.after_decision
        assert {(flow.source, flow.target) for flow in found.decision_map.flows} == {
            (each.source, each.target) for each in found.passages
        }
    assert () == whole.left_out == whole.entries_left_out
    assert set(whole.passages) == {*part.passages, *part.left_out}
    assert all(each.count >= 2 and each.share >= Fraction(1, 2) for each in part.passages)
    assert all(each.count < 2 or each.share < Fraction(1, 2) for each in part.left_out)


# Hearings before decisions


@given(records(), wanted)
def test_heard_means_heard_in_every_reading_of_the_record(record, asked):
    """What is not recorded must not turn into a yes or a no; what is certain must be said."""
    floor, who, among = by_whom_there_is(record, asked)
    answer = record.heard_before_decision(at_least=floor, stakeholder=who, among=among)
    rows = rows_of(record)
    question = oracle.Wanted(floor.rank, who, among)
    expected: dict[str, list[str]] = {
        name: [] for name in ("heard", "same_day", "unclear", "unheard", "undated", "undecided")
    }
    for matter, mine in oracle.matters(rows).items():
        days = oracle.decision_days(mine)
        if not days:
            expected["undated" if any(row.decides for row in mine) else "undecided"].append(matter)
            continue
        readings = oracle.heard_in_every_reading(mine, question)
        deciders = {row.forum for row in mine if row.decides}
        that_day = any(
            [row.day] == days and row.forum not in deciders and oracle.surely_counts(row, question) for row in mine
        )
        doubt = "same_day" if that_day else "unclear"
        expected[{(True,): "heard", (False,): "unheard"}.get(tuple(readings), doubt)].append(matter)
    assert {name: tuple(matters) for name, matters in expected.items()} == {
        name: getattr(answer, name) for name in expected
    }
    assert len(answer.heard) == sum(count for _, count in answer.by_standing)
    assert answer.elsewhere <= len(answer.heard)


@given(records(), wanted)
def test_a_hearing_after_the_decision_is_named(record, asked):
    """A consultation on what has been decided is the oldest complaint of all."""
    floor, who, among = by_whom_there_is(record, asked)
    answer = record.heard_before_decision(at_least=floor, stakeholder=who, among=among)
    question = oracle.Wanted(floor.rank, who, among)
    expected = []
    for matter, mine in oracle.matters(rows_of(record)).items():
        for row in mine:
            days = oracle.decision_days(mine)
            if days and row.day is not None and row.day > days[-1] and oracle.may_count(row, question):
                expected.append((matter, row.day, row.forum))
    assert sorted(expected) == sorted((step.matter, step.on.toordinal(), step.forum) for step in answer.after)
    order = [(step.matter, step.on) for step in answer.after]
    assert sorted(order) == order


@given(records(), wanted)
def test_the_best_standing_and_the_forums_of_the_hearings_are_told(record, asked):
    """By which standing somebody was heard is half of the answer."""
    floor, who, among = by_whom_there_is(record, asked)
    answer = record.heard_before_decision(at_least=floor, stakeholder=who, among=among)
    question = oracle.Wanted(floor.rank, who, among)
    standings: Counter[int | None] = Counter()
    guessed, elsewhere = set(), 0
    for matter, mine in oracle.matters(rows_of(record)).items():
        if matter in answer.heard:
            first = oracle.decision_days(mine)[0]
            before = [
                row for row in mine if row.day is not None and row.day < first and oracle.surely_counts(row, question)
            ]
            standings[max((row.rank for row in before if row.rank is not None), default=None)] += 1
            guessed |= {f"step_standing:{row.forum}" for row in before if row.rank is None}
            elsewhere += bool({row.forum for row in before} - {row.forum for row in mine if row.decides and row.day})
    told = [(None if standing is None else standing.rank, count) for standing, count in answer.by_standing]
    assert sorted(standings.items(), key=lambda row: -1 if row[0] is None else row[0], reverse=True) == told
    assert tuple(sorted(guessed)) == assumed(answer.assumes)
    assert elsewhere == answer.elsewhere


@given(records(), wanted)
def test_asking_for_less_finds_no_fewer(record, asked):
    """Whoever lowers the bar must not lose a matter that was heard."""
    floor, who, among = by_whom_there_is(record, asked)
    strict = record.heard_before_decision(at_least=floor, stakeholder=who, among=among)
    loose = record.heard_before_decision(at_least="none")
    assert set(strict.heard) <= set(loose.heard)
    assert set(loose.unheard) <= set(strict.unheard)
    assert strict.decided == loose.decided
    if strict.decided:
        assert strict.share <= strict.at_most <= 1


# Durations


@given(records())
def test_durations_are_those_counted_by_hand(record):
    """Days from the first sitting to the last decision, and from forum to forum."""
    rows = rows_of(record)
    by_forum: dict[str, list[int]] = {}
    unknown = []
    for matter, mine in oracle.matters(rows).items():
        way = oracle.way(mine)
        if any(row.day is None for row in mine):
            if any(row.decides for row in mine):
                unknown.append(matter)
        elif way and way[-1].decides:
            by_forum.setdefault(way[-1].forum, []).append(way[-1].day - way[0].day)
    onward: dict[str, list[int]] = {}
    for here, there in oracle.pairs(rows):
        onward.setdefault(here.forum, []).append(there.day - here.day)
    found = record.durations()
    assert tuple((forum, Spread(days)) for forum, days in sorted(by_forum.items())) == found.at_decision
    assert tuple((forum, Spread(days)) for forum, days in sorted(onward.items())) == found.onward
    assert Spread(day for days in by_forum.values() for day in days) == found.to_decision
    assert tuple(unknown) == found.unknown


@given(st.lists(st.integers(0, 400), min_size=2, max_size=30), st.integers(2, 12))
def test_quantiles_are_those_of_the_standard_library(days, parts):
    """Its method `inclusive` is definition 7 as well; in fractions both are exact."""
    spread = Spread(days)
    theirs = quantiles([Fraction(day) for day in days], n=parts, method="inclusive")
    assert theirs == [spread.quantile(Fraction(part, parts)) for part in range(1, parts)]
    assert (spread.least, spread.most) == (spread.quantile(0), spread.quantile(1))
    assert spread.median_low in days
    assert spread.median_low <= spread.median


# Gatekeepers


@given(st.integers(1, 7), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_betweenness_is_that_of_networkx_and_of_all_shortest_paths(size, edges):
    """Two others who count in their own ways, one in floating point, one path by path."""
    edges = {(here, there) for here, there in edges if here < size and there < size and here != there}
    found = betweenness([[there for here, there in sorted(edges) if here == vertex] for vertex in range(size)])
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    theirs = nx.betweenness_centrality(graph, normalized=False)
    by_path = oracle.between({(str(here), str(there)) for here, there in edges}, [str(each) for each in range(size)])
    assert [pytest.approx(float(each)) for each in found] == [theirs[vertex] for vertex in range(size)]
    assert [sum((Fraction(*each) for each in by_path[str(vertex)]), Fraction(0)) for vertex in range(size)] == found


@given(records())
def test_a_gate_counts_the_decided_matters_that_passed_it(record):
    """The forum that decides is no gate to itself, unless the matter was there before."""
    rows = rows_of(record)
    decided = [way for mine in oracle.matters(rows).values() if (way := oracle.way(mine)) and way[-1].decides]
    places = sorted({stop.forum for mine in oracle.matters(rows).values() for stop in oracle.way(mine)})
    edges = {(here.forum, there.forum) for here, there in oracle.pairs(rows)}
    between = oracle.between(edges, places)
    expected = [
        (
            place,
            sum(any(stop.forum == place for stop in way[:-1]) for way in decided),
            sum((Fraction(*share) for share in between[place]), Fraction(0)),
        )
        for place in places
    ]
    expected.sort(key=lambda row: (-row[1], -row[2], row[0]))
    found = record.gatekeepers()
    assert expected == [(gate.forum, gate.matters, gate.betweenness) for gate in found]
    assert all(len(decided) == gate.decided for gate in found)


@given(records())
def test_a_forum_without_a_recorded_route_is_on_no_way_to_a_decision(record):
    """It is named for what the record shows, and for no more."""
    ways = [oracle.way(mine) for mine in oracle.matters(rows_of(record)).values()]
    led = {stop.forum for way in ways if way and way[-1].decides for stop in way}
    assert tuple(sorted(set(FORUMS) - led)) == record.no_recorded_route()


# The map that a record implies


@given(records(), st.sampled_from(["forums", "matters"]))
def test_a_record_fits_the_map_that_it_implies(record, keyed):
    """If it did not, one of the two would misread the record."""
    found = record.conformance(record.discover(decisions=keyed).decision_map)
    assert found.fitness in {None, Fraction(1)}
    assert () == found.outside == found.unused == found.unknown_forums == found.off_calendar
    assert () == found.entries_elsewhere == found.decided_otherwise == found.not_decided
    if keyed == "matters":
        assert () == found.not_recorded


@given(records())
def test_passages_are_those_counted_by_hand(record):
    """How often, how long, and with which standing matters went on."""
    pairs = list(oracle.pairs(rows_of(record)))
    found = record.discover()
    assert sorted({(here.forum, there.forum) for here, there in pairs}) == [
        (each.source, each.target) for each in found.passages
    ]
    for each, flow in zip(found.passages, found.decision_map.flows, strict=True):
        mine = [(here, there) for here, there in pairs if (here.forum, there.forum) == (each.source, each.target)]
        days = sorted(there.day - here.day for here, there in mine)
        ranks = Counter(there.rank for _, there in mine)
        best = [rank for rank in sorted(ranks.keys() - {None}) if ranks[rank] == max(ranks[r] for r in ranks if r)]
        assert (len(mine), tuple(days)) == (each.count, each.days.days)
        assert Fraction(len(mine), sum(here.forum == each.source for here, _ in pairs)) == each.share
        assert dict(ranks) == {standing and standing.rank: count for standing, count in each.standings}
        assert (flow.source, flow.target, flow.days) == (each.source, each.target, days[(len(days) - 1) // 2])
        assert (best[0] if best else None) == (flow.standing and flow.standing.rank)


@given(records(undated=False))
def test_every_dated_decision_is_within_reach_on_the_map_implied(record):
    """Each was reached by a matter, along flows that the map has."""
    assert () == record.discover().decision_map.out_of_reach(at_least="none")
    assert () == record.discover(decisions="matters").decision_map.out_of_reach(at_least="none")


@given(records(undated=False))
def test_a_gatekeeper_on_the_map_implied_was_passed_by_every_matter_decided(record):
    """Every recorded way is a route on the map, so what is on all routes is on all ways."""
    found = record.discover(decisions="matters").decision_map
    ways = {matter: oracle.way(mine) for matter, mine in oracle.matters(rows_of(record)).items()}
    for decision in found.decisions:
        passed = {stop.forum for stop in ways[decision.key]}
        assert set(found.gatekeepers_of(decision.key, at_least="none")) <= passed


@given(records())
def test_forums_of_the_map_implied_met_when_the_record_says(record):
    """Beyond the last day of the record nobody knows, and the calendar says so."""
    days = [row.day for row in rows_of(record) if row.day is not None]
    for forum in record.discover().decision_map.forums:
        mine = {row.day for row in rows_of(record) if row.forum == forum.key} - {None}
        expected = Meetings.on(map(date.fromordinal, mine), known_until=date.fromordinal(max(days))) if mine else None
        assert expected == forum.meetings


# Conformance

windows = st.tuples(st.none() | st.integers(0, 3), st.none() | st.integers(3, 6))


@st.composite
def maps(draw: st.DrawFn) -> DecisionMap:
    places = draw(st.lists(among(FORUMS), min_size=1, unique=True))
    ends = st.permutations(places).map(lambda order: tuple(order[:2]))
    pairs = draw(st.lists(ends, max_size=5)) if len(places) > 1 else []
    flows = []
    for source, target in pairs:
        opens, closes = draw(windows)
        standing = draw(maybe(among(RANKS)))
        flows.append(Flow(source, target, standing=standing, opens=day_of(opens), closes=day_of(closes)))
    entries = []
    for forum in draw(st.lists(among(places), max_size=3)):
        opens, closes = draw(windows)
        who = draw(maybe(among(PEOPLE)))
        entries.append(EntryPoint(forum, who, opens=day_of(opens), closes=day_of(closes)))
    keys = draw(st.lists(among((*MATTERS, "m9")), unique=True))
    place, day = st.sampled_from(places), st.none() | st.integers(0, 6)
    calendar = st.none() | st.builds(
        lambda days, until: Meetings.on(map(day_of, days), known_until=day_of(until)), st.sets(st.integers(0, 6)), day
    )
    return DecisionMap(
        forums=[Forum(key, meetings=draw(calendar)) for key in places],
        flows=flows,
        entry_points=entries,
        decisions=[Decision(key, made_at=draw(place), on=day_of(draw(day))) for key in keys],
    )


def joins(way: Flow | EntryPoint, leaves: int, arrives: int) -> bool:
    return (way.closes is None or way.closes.toordinal() >= leaves) and (
        way.opens is None or way.opens.toordinal() <= arrives
    )


@given(records(), maps())
def test_passages_are_on_the_map_or_outside_it(record, a_map):
    """Each passage is in one place, and the fitness is the share of those on the map."""
    pairs = list(oracle.pairs(rows_of(record)))
    used, outside = set(), Counter()
    for here, there in pairs:
        ways = {
            flow
            for flow in a_map.flows
            if (flow.source, flow.target) == (here.forum, there.forum) and joins(flow, here.day, there.day)
        }
        used |= ways
        outside[here.forum, there.forum] += not ways
    found = record.conformance(a_map)
    assert sorted((+outside).items()) == [((each.source, each.target), each.count) for each in found.outside]
    assert [flow for flow in a_map.flows if flow not in used] == [each.flow for each in found.unused]
    assert len(pairs) == found.passages
    assert (Fraction(len(pairs) - outside.total(), len(pairs)) if pairs else None) == found.fitness
    unlike = set(rows_of(record))
    for each in found.unused:
        at = [
            len({(r.matter, r.day or r) for r in unlike if r.forum == end})
            for end in (each.flow.source, each.flow.target)
        ]
        assert at == [each.at_source, each.at_target]
        assert all(at) == each.could_happen


@given(records(), maps())
def test_days_entries_and_forums_that_the_map_does_not_have_are_named(record, a_map):
    """A calendar that nobody keeps is as much a fault of the map as a flow that nobody takes."""
    rows = rows_of(record)
    found = record.conformance(a_map)
    off = {}
    for forum in a_map.forums:
        if forum.meetings is not None:
            until = forum.meetings.known_until
            known = [row.day for row in rows if row.forum == forum.key and row.day is not None]
            days = {date.fromordinal(day) for day in known} - set(forum.meetings.also)
            off[forum.key] = tuple(sorted(day for day in days if until is None or day <= until))
    entries: Counter[str] = Counter()
    for mine in oracle.matters(rows).values():
        for first in oracle.way(mine)[:1]:
            open_to = [
                entry
                for entry in a_map.entry_points
                if entry.forum == first.forum
                and (entry.stakeholder is None or first.by is None or entry.stakeholder == first.by)
                and joins(entry, first.day, first.day)
            ]
            entries[first.forum] += not open_to
    assert tuple(sorted((key, days) for key, days in off.items() if days)) == found.off_calendar
    assert tuple(sorted((+entries).items())) == found.entries_elsewhere
    assert tuple(sorted({row.forum for row in rows} - {forum.key for forum in a_map.forums})) == found.unknown_forums


@given(records(), maps())
def test_decisions_made_otherwise_are_named(record, a_map):
    """A decision is made as the map says if any of its recorded decisions is."""
    mine = oracle.matters(rows_of(record))
    otherwise, not_decided, not_recorded = [], [], []
    for decision in sorted(a_map.decisions, key=lambda each: each.key):
        rows = [row for row in mine.get(decision.key, ()) if row.decides]
        made = sorted({(row.day or 10**9, row.forum) for row in rows})
        fits = [
            row
            for row in rows
            if row.forum == decision.made_at
            and (row.day is None or decision.on is None or date.fromordinal(row.day) == decision.on)
        ]
        if decision.key not in mine:
            not_recorded.append(decision.key)
        elif not rows:
            not_decided.append(decision.key)
        elif not fits:
            otherwise += [(decision.key, forum, None if day == 10**9 else date.fromordinal(day)) for day, forum in made]
    found = record.conformance(a_map)
    told = [(each.decision, each.recorded_at, each.recorded_on) for each in found.decided_otherwise]
    assert sorted(otherwise, key=str) == sorted(told, key=str)
    assert (tuple(not_decided), tuple(not_recorded)) == (found.not_decided, found.not_recorded)


@given(records(), maps())
def test_a_standing_is_lower_if_it_is_below_every_flow_that_fits(record, a_map):
    """Where any flow there promises nothing, nothing was broken."""
    lower: dict[tuple[str, str, int], Counter[int]] = {}
    counts: Counter[tuple[str, str, int]] = Counter()
    for here, there in oracle.pairs(rows_of(record)):
        ways = [
            flow
            for flow in a_map.flows
            if (flow.source, flow.target) == (here.forum, there.forum) and joins(flow, here.day, there.day)
        ]
        if there.rank is None or not ways or any(flow.standing is None for flow in ways):
            continue
        promised = min(flow.standing.rank for flow in ways)
        place = (here.forum, there.forum, promised)
        counts[place] += 1
        if there.rank < promised:
            lower.setdefault(place, Counter())[there.rank] += 1
    found = record.conformance(a_map).lower_standing
    assert [(*place, sorted(ranks.items()), counts[place]) for place, ranks in sorted(lower.items())] == [
        (each.source, each.target, each.promised.rank, [(s.rank, n) for s, n in each.observed], each.count)
        for each in found
    ]


# Order and identity


@given(distinct_days(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_means_nothing_where_days_tell(rows, chance):
    """Two exports of one register must give the same answers."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert answers(Record(rows)) == answers(Record(shuffled))


@given(records())
def test_a_step_recorded_again_changes_nothing_else(record):
    """Registers are merged, and then say the same thing twice."""
    twice = Record([*record.steps, *record.steps], forums=record.forums)
    first, again = record.balance(), twice.balance()
    assert again.repeated == first.repeated + len(record.steps)
    assert answers(record)[2:] == answers(twice)[2:]
    unlike = [each for each in record.oddities() if each.kind is not OddityKind.REPEATED]
    assert unlike == [each for each in twice.oddities() if each.kind is not OddityKind.REPEATED]


@settings(max_examples=30)
@given(records(), maps())
def test_answers_are_values_that_travel(record, a_map):
    """A worker in another process must be able to send them home."""
    found = [record, record.heard_before_decision(), *answers(record), record.conformance(a_map)]
    again = pickle.loads(pickle.dumps(found))
    assert found == again
    assert [hash(each) for each in found] == [hash(each) for each in again]
    assert [str(each) for each in found] == [str(each) for each in again]
