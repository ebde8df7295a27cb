"""What happened to matters, what is missing, and what the record implies: examples that a clerk could check."""

from datetime import date
from fractions import Fraction
from hashlib import sha256

import pytest
from attrs import evolve

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Flow,
    Forum,
    InvalidValueError,
    LimitExceeded,
    Meetings,
    Record,
    Source,
    Standing,
    Step,
    UnknownKeyError,
)
from involvement.records import Oddity, OddityKind, Spread
from tests.shorthand import assumed


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


# A town's transport decisions, read off its minutes: three matters, a riders' panel, a committee, the council.
BUS = [
    Step("bus", "panel", day(3), standing="consulted", by="riders"),
    Step("bus", "committee", day(10), standing="advises"),
    Step("bus", "council", day(24), decides=True),
]
TRAM = [
    Step("tram", "committee", day(10), standing="advises"),
    Step("tram", "council", day(24), decides=True),
    Step("tram", "panel", day(31), standing="informed", by="riders"),
]
RAMP = [
    Step("ramp", "panel", day(3), standing="consulted", by="riders"),
    Step("ramp", "committee", day(17), standing="consulted", decides=True),
]
TOWN = Record([*BUS, *TRAM, *RAMP], forums=["youth-council"])


def kinds(*steps: Step) -> dict[OddityKind, int]:
    return {oddity.kind: oddity.count for oddity in Record(steps).oddities()}


def test_the_example_of_oparl_is_a_step_with_much_left_out():
    """OParl specification 1.1, examples/Paper-01.json: `role` says that it decides, `authoritative` that it does not."""
    source = Source("OParl specification 1.1", url="https://oparl.example.org/consultation/47594")
    record = Record(
        [Step("paper-749", "organization-96", decides=False, source=source)],
        oddities=[("consultation/47594", "role Beschlussfassung, and not authoritative")],
    )
    assert [
        (
            '1 entry was not understood. The reason is "role Beschlussfassung, and not authoritative". '
            'See "consultation/47594".'
        ),
        '1 step has no day, so the order is not known. See "paper-749".',
        '1 step has no recorded standing. See "paper-749".',
        '1 matter has no recorded decision. See "paper-749".',
    ] == [str(oddity) for oddity in record.oddities()]
    assert ("paper-749",) == record.heard_before_decision().undecided


def test_a_step_says_what_happened_where():
    """Sentences go into minutes."""
    assert "tram heard at panel on 2026-03-31" == str(TRAM[2])
    assert "tram decided at council, no day recorded" == str(Step("tram", "council", decides=True))
    assert "8 steps of 3 matters at 4 forums" == str(TOWN)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (lambda: Step("bus 7 ", "panel"), "Step.matter"),
        (lambda: Step("bus", ""), "Step.forum"),
        (lambda: Step("bus", "panel", "2026-03-03"), "Step.on"),
        (lambda: Step("bus", "panel", decides="yes"), "Step.decides"),
        (lambda: Step("bus", "panel", by=" riders"), "Step.by"),
        (lambda: Step("bus", "panel", source="minutes"), "Step.source"),
        (lambda: Step("bus", "panel", standing="loud"), "Step.standing"),
        (lambda: Record("bus"), "Record.steps"),
        (lambda: Record(["bus"]), "Record.steps"),
        (lambda: Record([], forums="panel"), "Record.forums"),
        (lambda: Record([], forums=["panel "]), "Record.forums"),
        (lambda: Record([], oddities=["a row"]), "Record.oddities"),
        (lambda: Record([], oddities=[("row 3", 7)]), "Record.oddities"),
        (lambda: TOWN.discover(min_count=-1), "Record.discover: min_count"),
        (lambda: TOWN.discover(min_share=0.5), "Record.discover: min_share"),
        (lambda: TOWN.discover(min_share=True), "Record.discover: min_share"),
        (lambda: TOWN.discover(min_share=2), "Record.discover: min_share"),
        (lambda: TOWN.discover(decisions="days"), "Record.discover: decisions"),
        (lambda: TOWN.gatekeepers(limit="all"), "Record.gatekeepers: limit"),
        (lambda: TOWN.conformance(TOWN), "Record.conformance: decision_map"),
        (lambda: TOWN.no_recorded_route(TOWN), "Record.no_recorded_route: decision_map"),
        (lambda: TOWN.heard_before_decision(among="panel"), "Record.heard_before_decision: among"),
        (lambda: Spread([1]).quantile(0.5), "Spread.quantile: share"),
        (lambda: Spread([1]).quantile(True), "Spread.quantile: share"),
        (lambda: Spread([1]).quantile(2), "Spread.quantile: share"),
        (lambda: Spread([-1]), "Spread.days"),
    ],
)
def test_misuse_is_refused_and_the_value_not_shown(wrong, place):
    """A record holds what people said in meetings: no error may repeat it."""
    with pytest.raises(InvalidValueError) as error:
        wrong()
    assert place == error.value.where


def test_an_unknown_forum_to_ask_about_is_refused():
    """A misspelt forum would otherwise have heard nothing, and nobody would know why."""
    with pytest.raises(UnknownKeyError, match=r"no forum 'pannel'; known: panel"):
        TOWN.heard_before_decision(among=["pannel"])
    with pytest.raises(UnknownKeyError, match="no stakeholder 'ridders'; known: riders"):
        TOWN.heard_before_decision(stakeholder=["riders", "ridders"])


# What is odd


def test_every_step_is_accounted_for_in_one_line():
    """A total that adds up is what a reader checks first."""
    assert (
        "The record has 8 steps. 3 decide, 4 are earlier, 0 on the same day, 0 between decisions and 1 later. 0 belong to "
        "matters without a dated decision. 0 have no day and 0 repeat another."
    ) == str(TOWN.balance())


def test_what_is_in_order_is_not_odd():
    """A complete record has nothing to report."""
    first = Step("bus", "panel", day(3), standing="consulted")
    assert {} == kinds(first, Step("bus", "council", day(4), standing="consulted", decides=True))
    assert () == Record([]).oddities()


def test_a_step_twice_is_counted_once_and_said():
    """Two registers that are merged tell the same meeting twice; where it is recorded makes no other step of it."""
    again = Step("bus", "panel", day(3), standing="consulted", by="riders", source=Source("Minutes"))
    record = Record([*BUS, again])
    assert Record(BUS).discover() == record.discover()
    assert (1, ("bus",)) == next(
        (each.count, each.places) for each in record.oddities() if each.kind is OddityKind.REPEATED
    )


def test_one_sitting_told_in_two_ways_is_one_sitting():
    """Agenda and minutes may disagree: the lowest standing is taken, and a decision that either tells of."""
    agenda = Step("bus", "council", day(24), standing="advises")
    minutes = Step("bus", "council", day(24), standing="consulted", decides=True)
    found = Record([BUS[1], agenda, minutes])
    assert 1 == {each.kind: each.count for each in found.oddities()}[OddityKind.CONTRADICTORY]
    assert Standing.CONSULTED is found.discover().decision_map.flows[0].standing
    assert ("bus",) == found.heard_before_decision().heard


def test_either_contradiction_is_one():
    """Two standings, or a decision that one denies; what one leaves out, the other may add."""
    advises, consulted = (Step("bus", "council", day(24), standing=each) for each in ("advises", "consulted"))
    assert 1 == kinds(advises, consulted)[OddityKind.CONTRADICTORY]
    assert 1 == kinds(advises, Step("bus", "council", day(24), decides=True))[OddityKind.CONTRADICTORY]
    assert OddityKind.CONTRADICTORY not in kinds(advises, Step("bus", "council", day(24)))
    assert OddityKind.CONTRADICTORY not in kinds(advises, Step("bus", "council", day(24), decides=None))


def test_two_stakeholders_at_one_sitting_contradict_nobody():
    """Two groups may bring one matter."""
    riders = Step("bus", "panel", day(3), standing="consulted", by="riders")
    drivers = Step("bus", "panel", day(3), standing="consulted", by="drivers")
    assert OddityKind.CONTRADICTORY not in kinds(riders, drivers)
    assert ("drivers",) == tuple(
        each.stakeholder for each in Record([riders, drivers]).discover().decision_map.entry_points
    )


def test_a_decision_without_a_day_beside_one_with_a_day_is_the_same_one():
    """At the same forum it may well be; at another it cannot."""
    dated = Step("bus", "council", day(24), decides=True)
    assert OddityKind.DECIDED_TWICE not in kinds(dated, Step("bus", "council", decides=True))
    assert 1 == kinds(dated, Step("bus", "committee", decides=True))[OddityKind.DECIDED_TWICE]


def test_an_oddity_names_a_few_places_and_counts_the_rest():
    """A national register has hundreds of thousands of matters."""
    record = Record([Step(f"m-{number}", "panel", day(3), standing="advises") for number in range(7)])
    assert ['7 matters have no recorded decision. See "m-0", "m-1", "m-2", "m-3", "m-4" and 2 more.'] == [
        str(oddity) for oddity in record.oddities()
    ]


def test_an_oddity_without_a_place_names_none():
    """A host's own may have none."""
    assert "2 sittings came after the decision." == str(Oddity(OddityKind.AFTER_DECISION, 2, ()))


def test_what_a_reader_could_not_understand_is_kept_by_reason():
    """The same fault in a thousand rows is one line with a thousand places."""
    faults = [("row 9", "no such day"), ("row 3", "no such day"), ("row 3", "no forum")]
    found = Record([], oddities=faults).oddities()
    assert [(1, "no forum", ("row 3",)), (2, "no such day", ("row 3", "row 9"))] == [
        (each.count, each.reason, each.places) for each in found
    ]


# Heard before the decision


def test_who_was_heard_before_the_decision_and_who_after():
    """The tram came to the riders' panel a week after the council had decided."""
    answer = TOWN.heard_before_decision(among=["panel"])
    assert ("bus", "ramp") == answer.heard
    assert ("tram",) == answer.unheard
    assert Fraction(2, 3) == answer.share == answer.at_most
    assert () == answer.after  # there it was only told
    assert (TRAM[2],) == TOWN.heard_before_decision(at_least="informed", among=["panel"]).after
    assert "2 of 3 matters decided on a recorded day were heard before the decision." == str(answer)
    assert 2 == answer.elsewhere


def test_the_best_standing_of_each_matter_heard_is_told():
    """Bus and tram were before a committee that must answer; the ramp was not."""
    answer = TOWN.heard_before_decision()
    assert ((Standing.ADVISES, 2), (Standing.CONSULTED, 1)) == answer.by_standing
    assert () == answer.assumes


def test_who_brought_the_matter_can_be_asked():
    """A committee's own motion is no service user's view."""
    answer = TOWN.heard_before_decision(stakeholder="riders")
    assert ("bus", "ramp") == answer.heard
    assert ("tram",) == answer.unclear  # nobody recorded who brought it to the committee
    assert ("tram",) == TOWN.heard_before_decision(stakeholder={"riders"}, among=["panel"]).unheard
    drivers = Step("lift", "panel", day(3), standing="advises", by="drivers")
    lift = Record([*TOWN.steps, drivers, Step("lift", "council", day(24), decides=True)])
    assert ("lift",) == lift.heard_before_decision(stakeholder="riders").unheard


def test_what_is_not_recorded_is_neither_yes_nor_no():
    """Doubt is told in its own words, and the share has an upper end."""
    decided = Step("bus", "council", day(24), decides=True)
    on_the_day = Step("tram", "panel", day(24), standing="advises")
    undated = Step("ramp", "panel", standing="advises")
    record = Record(
        [
            decided,
            Step("tram", "council", day(24), decides=True),
            on_the_day,
            Step("ramp", "council", day(24), decides=True),
            undated,
            Step("lift", "council", decides=True),
            Step("park", "panel", day(3)),
        ]
    )
    answer = record.heard_before_decision()
    assert ((), ("tram",), ("ramp",), ("bus",)) == (answer.heard, answer.same_day, answer.unclear, answer.unheard)
    assert (("lift",), ("park",)) == (answer.undated, answer.undecided)
    assert (Fraction(0), Fraction(2, 3)) == (answer.share, answer.at_most)
    assert (
        "0 of 3 matters decided on a recorded day were heard before the decision. 1 other was heard on the day of the "
        "decision. Whether 1 other was heard before is not clear from the record. 1 matter was decided on a day that "
        "is not recorded."
    ) == str(answer)


def test_a_standing_that_nobody_recorded_is_taken_to_be_consulted_and_said():
    """As everywhere in the library; for more than that, nobody knows."""
    record = Record([Step("bus", "panel", day(3)), BUS[2]])
    answer = record.heard_before_decision()
    assert (("bus",), ("step_standing:panel",), ((None, 1),)) == (
        answer.heard,
        assumed(answer.assumes),
        answer.by_standing,
    )
    assert ("bus",) == record.heard_before_decision(at_least="advises").unclear


def test_of_two_decisions_a_hearing_before_both_is_certain():
    """Between the two, it depends on which of them was the real one."""
    first = Step("bus", "committee", day(10), decides=True)
    between, before = Step("bus", "panel", day(12)), Step("bus", "panel", day(3))
    assert ("bus",) == Record([first, between, BUS[2]]).heard_before_decision(among=["panel"]).unclear
    assert ("bus",) == Record([first, before, BUS[2]]).heard_before_decision(among=["panel"]).heard
    assert 1 == Record([first, between, BUS[2]]).balance().between


def test_what_lies_on_the_days_of_two_decisions_is_unclear():
    """If the last is the real one, the first was a hearing; and within the last day the order is not recorded."""
    first, on_the_last = Step("bus", "committee", day(10), decides=True), Step("bus", "panel", day(24))
    record = Record([first, on_the_last, BUS[2]])
    assert ("bus",) == record.heard_before_decision(among=["committee"]).unclear
    assert ("bus",) == record.heard_before_decision(among=["panel"]).unclear
    assert ("bus",) == record.heard_before_decision(among=["council"]).unheard
    assert (1, 0) == (record.balance().between, record.balance().same_day)


def test_a_first_reading_where_it_is_decided_is_a_hearing_and_not_elsewhere():
    """Whoever decides has heard it before; nobody else has."""
    answer = Record([Step("bus", "council", day(3), standing="consulted"), BUS[2]]).heard_before_decision()
    assert (("bus",), 0) == (answer.heard, answer.elsewhere)


def test_without_a_dated_decision_there_is_no_share():
    """Nothing divided by nothing is no hundred per cent."""
    answer = Record([Step("bus", "council", decides=True)]).heard_before_decision()
    assert (None, None, 0) == (answer.share, answer.at_most, answer.decided)
    assert "No decision has a recorded day. 1 matter was decided on a day that is not recorded." == str(answer)


# Durations


def test_durations_are_counted_from_the_first_hearing_to_the_last_decision():
    """The hearing after the decision adds no day."""
    found = TOWN.durations()
    assert (14, 14, 21) == found.to_decision.days
    assert (("committee", Spread([14])), ("council", Spread([14, 21]))) == found.at_decision
    assert (("committee", Spread([14, 14])), ("panel", Spread([7, 14]))) == found.onward
    assert (
        "From the first sitting to the decision, matters took 14 to 21 days, at least half within 14 days (3 times)."
    ) == str(found)


def test_a_step_without_a_day_makes_the_duration_unknown():
    """It may have been the first one: what is left is no measure of the whole."""
    found = Record([*BUS, Step("bus", "cabinet")]).durations()
    assert ((), ("bus",)) == (found.to_decision.days, found.unknown)
    assert (
        "The record shows no number of days from a first sitting to a decision. How long 1 decided matter took is not known, "
        "because a day is not recorded."
    ) == str(found)


def test_what_is_not_decided_has_no_duration():
    """Neither known nor unknown: it still goes on, with a day or without."""
    open_still = [Step("lift", "panel", day(3)), Step("park", "panel"), Step("park", "committee", day(9))]
    assert TOWN.durations() == Record([*TOWN.steps, *open_still]).durations()


def test_quantiles_are_exact():
    """Hyndman & Fan (1996), definition 7: of 1, 2, 4 the ninth decile lies four fifths of the way from 2 to 4."""
    spread = Spread([4, 1, 2])
    assert Fraction(18, 5) == spread.quantile(Fraction(9, 10))
    assert (3, 1, 2, 4) == (spread.n, spread.least, spread.median, spread.most)
    assert (Fraction(3, 2), 1) == (Spread([1, 2]).median, Spread([1, 2]).median_low)
    assert "1 to 2 days, at least half within 1½ days (2 times)" == str(Spread([2, 1]))


def test_what_always_took_as_long_is_said_once():
    """Seven to seven days would be read twice."""
    assert "1 day (1 time)" == str(Spread([1]))
    assert "7 days (2 times)" == str(Spread([7, 7]))


def test_nothing_has_no_quantiles():
    """No day is invented where none was observed."""
    nothing = Spread([])
    assert (0, None, None, None, None) == (nothing.n, nothing.least, nothing.median, nothing.most, nothing.median_low)


# Gatekeepers


def test_the_committee_is_where_most_matters_had_to_pass():
    """Of three decisions two were at the committee before they were made elsewhere, and two at the panel."""
    assert [("committee", 2, Fraction(1)), ("panel", 2, Fraction(0)), ("council", 0, Fraction(0))] == [
        (gate.forum, gate.matters, gate.betweenness) for gate in TOWN.gatekeepers()
    ]
    assert "2 of 3 decided matters passed through committee before the decision." == str(TOWN.gatekeepers()[0])
    assert Fraction(2, 3) == TOWN.gatekeepers()[0].share


def test_betweenness_shares_what_two_equal_ways_carry():
    """Brandes (2001): each shortest way from one forum to another counts by its part of all of them."""
    two_ways = [
        Step("bus", "a", day(1)), Step("bus", "b", day(2)), Step("bus", "d", day(3)),
        Step("tram", "a", day(1)), Step("tram", "c", day(2)), Step("tram", "d", day(3)),
    ]  # fmt: skip
    found = Record(two_ways).gatekeepers()
    assert {"a": 0, "b": Fraction(1, 2), "c": Fraction(1, 2), "d": 0} == {
        gate.forum: gate.betweenness for gate in found
    }
    assert {None} == {gate.share for gate in found}


def test_a_passage_back_is_part_of_no_shortest_way():
    """The bus goes from a to b, to c and back to b: b lies between a and c, and c between no two."""
    there_and_back = [Step("bus", forum, day(number)) for number, forum in enumerate("abcb", start=1)]
    assert {"a": 0, "b": 1, "c": 0} == {gate.forum: gate.betweenness for gate in Record(there_and_back).gatekeepers()}


def test_too_many_forums_for_betweenness_are_refused_at_once():
    """The work grows with forums times passages: three of each are nine."""
    assert 3 == len(TOWN.gatekeepers(limit=6))
    with pytest.raises(LimitExceeded) as error:
        TOWN.gatekeepers(limit=5)
    assert "Record.gatekeepers: more than 5 forums times passages between them" == str(error.value)


def test_a_forum_without_a_recorded_route_is_named():
    """Whether it is ignored the record cannot say."""
    a_map = DecisionMap(forums=[Forum("schools-panel")])
    assert ("youth-council",) == TOWN.no_recorded_route()
    assert ("schools-panel", "youth-council") == TOWN.no_recorded_route(a_map)
    assert ("panel",) == Record(TRAM).no_recorded_route()  # heard there, after the decision


# The map implied


def test_the_map_implied_has_what_happened():
    """Forums with their meetings, flows with the days they took, the doors where matters came in."""
    found = TOWN.discover()
    last = day(31)
    assert (
        DecisionMap(
            forums=[
                Forum("committee", meetings=Meetings.on([day(10), day(17)], known_until=last)),
                Forum("council", meetings=Meetings.on([day(24)], known_until=last)),
                Forum("panel", meetings=Meetings.on([day(3), last], known_until=last)),
                Forum("youth-council"),
            ],
            flows=[
                Flow("committee", "council", days=14),
                Flow("panel", "committee", days=7, standing="consulted"),
            ],
            decisions=[
                Decision("decided-at-committee", made_at="committee"),
                Decision("decided-at-council", made_at="council"),
            ],
            entry_points=[
                EntryPoint("committee", standing="advises"),
                EntryPoint("panel", "riders", standing="consulted"),
            ],
        )
        == found.decision_map
    )
    assert (1, 0) == (found.after_decision, found.stays)
    assert "The map has 4 forums, 2 flows and 2 entry points, from 4 passages in the record." == str(found)
    assert "From panel to committee it took 7 to 14 days, at least half within 10½ days (2 times)." == str(
        found.passages[1]
    )


def test_what_is_below_the_thresholds_is_left_out_and_listed():
    """One matter that went astray makes no flow, and does not vanish either."""
    astray = [Step("lift", "panel", day(3)), Step("lift", "council", day(4), decides=True)]
    record = Record([*TOWN.steps, *astray, Step("lift", "council", day(5))])
    found = record.discover(min_count=2, min_share=Fraction(1, 3))
    assert [("panel", "council", 1, Fraction(1, 3))] == [
        (each.source, each.target, each.count, each.share) for each in found.left_out
    ]
    assert (("committee", 1),) == found.entries_left_out
    assert (
        "The map has 3 forums, 2 flows and 2 entry points, from 4 passages in the record. "
        "1 passage is left out: fewer than 2 between two forums."
    ) == str(found)
    assert str(record.discover(min_share=Fraction(1, 2))).endswith(
        "1 passage is left out: too small a share of all that left a forum."
    )
    assert (3, 0) == (len(record.discover(min_share=Fraction(1, 3)).passages), len(record.discover().left_out))
    by_share = record.discover(min_share=Fraction(1, 2))
    assert (2, 1) == (len(by_share.passages), len(by_share.left_out))


def test_a_second_reading_at_the_same_forum_is_no_flow():
    """Nothing travels from a forum to itself; the days run from the last reading."""
    second = Step("bus", "committee", day(17), standing="advises")
    found = Record([*BUS, second]).discover()
    assert 1 == found.stays
    assert (7,) == found.passages[0].days.days


def test_matters_can_be_the_decisions_of_the_map():
    """With their own keys and days, so that a plan can be compared with what came; what is not decided is none."""
    lift = [Step("lift", "council", decides=True), Step("lift", "cabinet", decides=True)]
    record = Record([*TOWN.steps, *lift, Step("park", "panel", day(3))])
    assert (
        Decision("bus", made_at="council", on=day(24)),
        Decision("lift", made_at="cabinet"),
        Decision("ramp", made_at="committee", on=day(17)),
        Decision("tram", made_at="council", on=day(24)),
    ) == record.discover(decisions="matters").decision_map.decisions


def test_a_decision_may_bear_the_key_of_a_forum():
    """Each is unique within its kind; nobody forbids a forum to be called after a decision, or as long as it likes."""
    found = Record([Step("council", "council", day(3), decides=True)]).discover(decisions="matters")
    assert [("council", "council")] == [(each.key, each.made_at) for each in found.decision_map.decisions]
    awkward = [
        Step("a", "board", day(3), decides=True),
        Step("a", "decided-at-board", day(3), decides=True),
        Step("b", "b" * 200, decides=True),
    ]
    long = f"decided-at-{'b' * 156}-{sha256(b'decided-at-' + b'b' * 200).hexdigest()[:32]}"
    assert [
        (long, "b" * 200),
        ("decided-at-board", "board"),
        ("decided-at-decided-at-board", "decided-at-board"),
    ] == [(each.key, each.made_at) for each in Record(awkward).discover().decision_map.decisions]


def test_a_forum_that_is_known_without_a_day_has_no_known_meetings():
    """It met, and nobody wrote down when: that is no calendar without meetings."""
    assert Forum("panel") in Record([Step("bus", "panel"), BUS[2]]).discover().decision_map.forums


def test_of_equally_frequent_standings_the_lower_is_taken():
    """A map that promises more than happened would be a flattering one."""
    steps = [
        Step("bus", "panel", day(3)), Step("bus", "council", day(4), standing="advises"),
        Step("tram", "panel", day(3)), Step("tram", "council", day(4), standing="consulted"),
        Step("ramp", "panel", day(3)), Step("ramp", "council", day(4)),
    ]  # fmt: skip
    (passage,) = Record(steps).discover().passages
    assert ((None, 1), (Standing.CONSULTED, 1), (Standing.ADVISES, 1)) == passage.standings
    assert Standing.CONSULTED is passage.standing


def test_an_empty_record_implies_an_empty_map():
    """Nothing was recorded: nothing is claimed."""
    found = Record([]).discover()
    assert DecisionMap() == found.decision_map
    fit = Record([]).conformance(DecisionMap())
    assert (None, 0) == (fit.fitness, fit.passages)
    assert "No passage from one forum to another is recorded." == str(fit)


# Conformance

PROMISED = DecisionMap(
    forums=[
        Forum("panel", meetings=Meetings.on([day(3)])),
        Forum("committee", meetings=Meetings.any_day()),
        Forum("council"),
        Forum("youth-council"),
    ],
    flows=[
        Flow("panel", "committee", standing="advises"),
        Flow("panel", "council", standing="consulted"),
        Flow("youth-council", "council"),
    ],
    entry_points=[EntryPoint("panel", "riders"), EntryPoint("youth-council", "pupils")],
    decisions=[
        Decision("bus", made_at="council", on=day(24)),
        Decision("lift", made_at="council"),
        Decision("ramp", made_at="council", on=day(24)),
    ],
)


def test_where_the_town_parts_from_its_own_map():
    """Each part of the map is held against what happened, and each difference is a sentence."""
    found = TOWN.conformance(PROMISED)
    assert Fraction(1, 2) == found.fitness
    assert [("committee", "council", 2)] == [(each.source, each.target, each.count) for each in found.outside]
    assert [
        "The record shows no matter that took the flow from panel to council.",
        "The record shows no matter that took the flow from youth-council to council. It does not have both forums.",
    ] == [str(each) for each in found.unused]
    assert ['From panel to committee, the map says "advises". Of 2 recorded times, 1 was "consulted".'] == [
        str(each) for each in found.lower_standing
    ]
    assert (("panel", (day(31),)),) == found.off_calendar
    longer = evolve(PROMISED.forums[0], meetings=Meetings.on([day(3)], days=29))  # and so it lasts over the 31st
    kept = PROMISED.revised(add=[longer], drop=["panel"])
    assert () == TOWN.conformance(kept).off_calendar
    assert (("committee", 1),) == found.entries_elsewhere
    assert [
        (
            'On the map, "ramp" is decided at council on 24 March 2026. In the record, it was decided at committee on 17 March '
            "2026."
        )
    ] == [str(each) for each in found.decided_otherwise]
    assert ("lift",) == found.not_recorded
    assert ("2 of 4 recorded passages are on the map. The record shows no use of 2 flows on the map.") == str(found)


def test_a_decision_that_nobody_made_is_told_from_one_that_nobody_recorded():
    """The first is late or was dropped; of the second the record does not speak."""
    found = Record([Step("lift", "panel", day(3))]).conformance(PROMISED)
    assert (("lift",), ("bus", "ramp")) == (found.not_decided, found.not_recorded)


def test_a_decision_without_a_day_is_compared_by_its_forum():
    """Unknown is not otherwise."""
    same, other = Step("bus", "council", decides=True), Step("bus", "panel", decides=True)
    assert () == Record([same]).conformance(PROMISED).decided_otherwise
    assert ['On the map, "bus" is decided at council on 24 March 2026. In the record, it was decided at panel.'] == [
        str(each) for each in Record([other]).conformance(PROMISED).decided_otherwise
    ]
    moved = Step("lift", "council", day(1), decides=True)
    assert () == Record([moved]).conformance(PROMISED).decided_otherwise


def test_a_decision_within_a_period_may_be_made_on_each_of_its_days():
    """Neither its first nor its last day is otherwise; the day before and the day after are."""
    a_map = DecisionMap(
        forums=[Forum("council")], decisions=[Decision("bus", made_at="council", between=(day(10), day(24)))]
    )

    def otherwise(on: date) -> list[str]:
        found = Record([Step("bus", "council", on, decides=True)]).conformance(a_map)
        return [str(each) for each in found.decided_otherwise]

    assert [[], [], []] == [otherwise(day(each)) for each in (10, 17, 24)]
    early, late = otherwise(day(9)), otherwise(day(25))
    assert (1, 1) == (len(early), len(late))
    assert "9 March 2026" in early[0]
    assert "25 March 2026" in late[0]


def test_a_forum_that_has_ended_is_off_its_calendar():
    """A rule may go on; what is recorded after the last of its days is no meeting of it."""
    weekly = Meetings("FREQ=WEEKLY", start=day(3))
    a_map = DecisionMap(forums=[Forum("panel", meetings=weekly, since=day(10), until=day(17))])
    steps = [Step("bus", "panel", day(each)) for each in (3, 10, 17, 24)]
    assert (("panel", (day(3), day(24))),) == Record(steps).conformance(a_map).off_calendar


def test_a_flow_carries_only_while_it_is_open():
    """What was heard after it closed went another way; what was heard before it opened can arrive once it does."""

    def fitness(**window: date) -> Fraction | None:
        a_map = DecisionMap(forums=[Forum("panel"), Forum("council")], flows=[Flow("panel", "council", **window)])
        steps = [Step("bus", "panel", day(3)), Step("bus", "council", day(10), decides=True)]
        return Record(steps).conformance(a_map).fitness

    assert [1, 0] == [fitness(closes=day(3)), fitness(closes=day(2))]
    assert [1, 0] == [fitness(opens=day(10)), fitness(opens=day(11))]


def test_of_several_flows_the_least_promise_counts():
    """A matter may have gone by any of them; where one promises nothing, nothing was broken."""

    def lower(*promises: str | None) -> list[Standing]:
        flows = [Flow("panel", "council", standing=each) for each in promises]
        a_map = DecisionMap(forums=[Forum("panel"), Forum("council")], flows=flows)
        steps = [Step("bus", "panel", day(3)), Step("bus", "council", day(10), standing="consulted")]
        return [each.promised for each in Record(steps).conformance(a_map).lower_standing]

    assert [Standing.ADVISES] == lower("advises", "codesigns")
    assert [] == lower("advises", "consulted")
    assert [] == lower("advises", None)
    assert [] == lower()


def test_a_forum_known_only_without_a_day_is_in_the_record():
    """It could have happened; nobody wrote down when."""
    record = Record([Step("bus", "panel"), Step("bus", "council", day(24), decides=True)])
    found = record.conformance(PROMISED)
    assert [(1, 1), (0, 1)] == [
        (each.at_source, each.at_target) for each in found.unused if each.flow.target == "council"
    ]
    assert found.unused[1].could_happen
    assert ("cabinet",) == Record([Step("bus", "cabinet")]).conformance(PROMISED).unknown_forums
