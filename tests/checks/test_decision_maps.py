"""Do the rules about maps say what the map itself says, on any map?"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve
from hypothesis import assume, given

from involvement import Process, Standing, check
from involvement.checks import Finding, FindingStatus, select
from involvement.decisions import OpportunityStatus
from involvement.snapshots import Snapshot
from tests.checks.test_checking import days, processes
from tests.strategies.maps import last_of

LOST = set(OpportunityStatus) - {OpportunityStatus.OPEN, OpportunityStatus.UNDATED}


def about(process: Process, on: date, *codes: str) -> set[str]:
    return {each.about[0].keys[0] for each in check(process, on=on, rules=select(codes))}


def map_of(process: Process):
    assert process.decision_map is not None
    return process.decision_map.knowing(each.key for each in process.stakeholders)


def service_users(process: Process) -> set[str]:
    """Who counts, told again in other words than the rules use."""
    sides = {each.key: each.side for each in process.stakeholders}
    known = {key for key, side in sides.items() if side == "service_users"}
    named = {each.stakeholder for each in map_of(process).entry_points} - {None}
    return known or {key for key in named | set(sides) if sides.get(key) is None}


def ahead_of(process: Process, on: date) -> set[str]:
    """Not over yet as far as is known, and not withdrawn."""
    return {
        each.key
        for each in map_of(process).decisions
        if (last_of(each) or on) >= on and not (each.withdrawn and each.withdrawn <= on)
    }


def to_be_made_of(process: Process, on: date) -> set[str]:
    """Ahead, at a forum that is there then."""
    there = set()
    for each in map_of(process).decisions:
        forum, first, last = map_of(process).forum(each.made_at), each.first_day or on, last_of(each) or date.max
        if ((forum.until or first) >= first and (forum.since or last) <= last) or forum.sits_on(first):
            there.add(each.key)
    return ahead_of(process, on) & there


def over_of(process: Process, on: date) -> set[str]:
    """Past, and not withdrawn before that."""
    return {
        each.key
        for each in map_of(process).decisions
        if (last := last_of(each)) and last < on and not (each.withdrawn and each.withdrawn <= last)
    }


@given(processes(), days)
def test_each_decision_ahead_is_reached_by_a_view_or_reported(process: Process, on: date) -> None:
    """The question a host asks of the map, and the finding that the report prints, must not differ."""
    unreached = set(map_of(process).out_of_reach(service_users(process), at_least="informed"))
    assert to_be_made_of(process, on) & unreached == about(process, on, "MAP001")
    assert over_of(process, on) & unreached == about(process, on, "MAP023")


@given(processes(), days)
def test_a_decision_is_too_late_when_the_last_day_of_everybody_is_past(process: Process, on: date) -> None:
    """Too late is certain: there was a last day to be heard, it is past, and no view raised today is heard."""
    who = service_users(process)
    for decision in map_of(process).decisions:
        given_ = decision.key not in map_of(process).out_of_reach(who, at_least=decision.needs())
        enough = decision.needs() if given_ else "consulted"
        last = map_of(process).latest_start(decision.key, stakeholder=who, at_least=enough)
        sitting = to_be_made_of(process, on) - about(process, on, "MAP018")
        ahead = last_of(decision) is not None and decision.key in sitting
        routed = decision.key not in map_of(process).out_of_reach(who)
        assert (ahead and last is not None and last < on) == (decision.key in about(process, on, "MAP002"))
        assert (ahead and routed and last is None) == (decision.key in about(process, on, "MAP003"))
        if about(process, on, "MAP002", "MAP003") >= {decision.key}:
            assert map_of(process).journey(decision.key, raised=on, stakeholder=who, at_least=enough) is None


@given(processes(), days)
def test_nothing_is_said_about_the_time_of_what_is_out_of_reach_too_late_or_over(process: Process, on: date) -> None:
    """One problem is one finding: whoever has no way at all is not told that it is slow as well."""
    lost = check(process, on=on, rules=select(["MAP002", "MAP003"]))
    nothing_left = {finding.about[0].keys[0] for finding in lost if not finding.facts["weaker"]}
    settled, over = about(process, on, "MAP001") | nothing_left, over_of(process, on)
    open_only = about(process, on, "MAP004", "MAP006", "MAP009", "MAP010", "MAP020", "MAP022")
    assert set() == (settled | over) & open_only
    assert set() == about(process, on, "MAP001") & about(process, on, "MAP002", "MAP003")
    assert set() == about(process, on, "MAP002") & about(process, on, "MAP003")


@given(processes(), days)
def test_nobody_is_both_late_for_a_decision_and_without_a_way_to_it(process: Process, on: date) -> None:
    """Late is told to those who have a way to be heard; the others are told that they have none."""
    for late in check(process, on=on, rules=select(["MAP010"])):
        for none in check(process, on=on, rules=select(["MAP011"])):
            if late.facts["decision"] in listed(none):
                assert none.facts["stakeholder"] not in late.facts["stakeholders"]


@given(processes(), days)
def test_an_answer_that_finds_no_way_back_is_missing_on_the_map(process: Process, on: date) -> None:
    """`reply_to` follows one answer; the rule follows all of them at once, and must come to the same end."""
    assume(map_of(process).replies)
    undated = [evolve(each, on=None, between=None, withdrawn=None) for each in map_of(process).decisions]
    lasting = [evolve(each, since=None, until=None) for each in map_of(process).forums]
    decision_map = evolve(map_of(process), decisions=undated, forums=lasting)
    process = evolve(process, decision_map=decision_map)
    named = {each.stakeholder for each in decision_map.entry_points} & service_users(process)
    raisers: list[str | tuple[()]] = [*sorted(named)]
    if any(each.stakeholder is None for each in decision_map.entry_points):
        raisers.append(())
    unanswered = {
        decision.key
        for decision in decision_map.decisions
        for who in raisers
        if decision.key not in decision_map.out_of_reach(who) and decision_map.reply_to(who, decision.key) is None
    }
    assert unanswered == about(process, on, "MAP012")


@given(processes(), days)
def test_without_a_gatekeeper_or_carrier_nothing_gets_through(process: Process, on: date) -> None:
    """Take away the one forum, or the one who carries, and the decisions that the finding names are out of reach."""
    decision_map, who = map_of(process), service_users(process)
    for finding in check(process, on=on, rules=select(["MAP015", "MAP016"])):
        key = finding.about[0].keys[0]
        kept = [flow for flow in decision_map.flows if flow.carried_by != key and key not in {flow.source, flow.target}]
        entries = [entry for entry in decision_map.entry_points if entry.forum != key]
        without = evolve(decision_map, flows=kept, entry_points=entries).knowing(who)
        assert set(listed(finding)) <= set(without.out_of_reach(who))


def listed(finding: Finding) -> Iterable[str]:
    decisions = finding.facts["decisions"]
    assert isinstance(decisions, tuple)
    return [ref.keys[0] for ref in decisions]


@given(processes(), days)
def test_what_a_decision_calls_for_is_missed_for_certain_or_not_known(process: Process, on: date) -> None:
    """Found means that no standing still to be written down could help; unknown means that one could."""
    decision_map, who = map_of(process), service_users(process)
    asked = [evolve(each, calls_for=Standing.CODESIGNS) for each in decision_map.decisions]
    process = evolve(process, decision_map=evolve(decision_map, decisions=asked))
    strongest = evolve(
        decision_map,
        flows=[evolve(each, standing=each.standing or "controls") for each in decision_map.flows],
        entry_points=[evolve(each, standing=each.standing or "controls") for each in decision_map.entry_points],
    )
    for finding in check(process, on=on, rules=select(["MAP005"])):
        key = finding.about[0].keys[0]
        assert key in decision_map.out_of_reach(who, at_least="codesigns")
        never = key in strongest.out_of_reach(who, at_least="codesigns")
        assert (FindingStatus.FOUND if never else FindingStatus.UNKNOWN) == finding.status


@given(processes(), days)
def test_the_case_tells_each_stakeholder_what_the_map_tells_them(process: Process, on: date) -> None:
    """The timetable that all rules share is the one that a host would ask for."""
    case = Snapshot(process, on)
    for row in case.timetable:
        who = row.stakeholder or ()
        alone = map_of(process).opportunity(row.decision, on=on, stage=row.stage, stakeholder=who)
        assert (alone.status, alone.latest_start, alone.standing) == (row.status, row.latest_start, row.standing)
    for decision in case.reached:
        lost = all(row.status in LOST for row in case.opportunities(decision))
        assert lost == (not case.open(decision))
