"""Does a document that is handed out hold nothing that its readers may not know, and all else?"""

from datetime import date

import pytest
from attrs import evolve

from involvement import (
    Activity,
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Priorities,
    Process,
    Reply,
    Seat,
    Stakeholder,
    Workplan,
    dumps,
    loads,
)
from involvement.decisions import Option
from involvement.levels import Claim
from involvement.maturity import Answer, AnswerSheet
from involvement.people import Person, Population, PopulationShare, Quota, Representation, TargetProfile
from involvement.priorities import Agreement, Voice
from involvement.privacy import NHS_1_7_R5, ONS_10_5, DisclosureRule, redacted
from involvement.privacy.redactions import redacted_map
from involvement.support import NotedBarrier, StatedNeed, Support
from involvement.wording import Edition

DAY = date(2026, 9, 1)
STAKEHOLDERS = [
    Stakeholder("group", title="User group", role="service_user", size=12, external_ids=[("crm", "G-1")]),
    Stakeholder("zoe", role="carer", kind="person"),
    Stakeholder("advocate", title="Advocate", role="advocate", size=1),
    Stakeholder("estates", title="Estates"),
]
MAP = DecisionMap(
    forums=[
        Forum("panel", title="Panel", seats=[Seat("group"), Seat("zoe")], external_ids=[("oparl", "7")]),
        Forum("board"),
    ],
    flows=[Flow("panel", "board", days=5, carried_by="estates")],
    entry_points=[EntryPoint("panel", "group", run_by="estates"), EntryPoint("panel", "zoe"), EntryPoint("board")],
    replies=[Reply("panel", "group", days=2), Reply("panel", "zoe", days=2), Reply("board", "panel", days=1)],
    decisions=[Decision("hours", made_at="board", title="Opening hours", options=[Option("late")])],
)
PROCESS = Process("clinic", title="The clinic", stakeholders=STAKEHOLDERS, decision_map=MAP, issues=[Issue("hours")])
BOTH = pytest.mark.parametrize("edition", ["partners", "public"])


def without(**more: object) -> Process:
    """The process with more, as the public may have it."""
    return redacted(evolve(PROCESS, **more))


# Who and what is left out


@BOTH
def test_no_person_is_in_it_and_nothing_that_names_one(edition):
    """Zoe had a seat, an entry point and an answer; the groups keep theirs."""
    told = redacted(PROCESS, edition)
    assert ["group", "advocate", "estates"] == [stakeholder.key for stakeholder in told.stakeholders]
    panel = next(forum for forum in told.decision_map.forums if forum.key == "panel")
    assert ["group"] == [seat.stakeholder for seat in panel.seats]
    assert {("panel", "group"), ("board", None)} == {  # Zoe's is not open to all
        (entry.forum, entry.stakeholder) for entry in told.decision_map.entry_points
    }
    assert {"group", "panel"} == {reply.target for reply in told.decision_map.replies}
    assert "zoe" not in dumps(told)


@pytest.mark.parametrize(("edition", "carried_by"), [("desk", "estates"), ("partners", "estates"), ("public", None)])
def test_a_field_is_dropped_by_its_class(edition, carried_by):
    """Who carries a view on is for those who work together, and so are the keys of other systems."""
    told = redacted(PROCESS, edition).decision_map
    [flow] = told.flows
    assert carried_by == flow.carried_by
    ids = {forum.key: forum.external_ids for forum in told.forums}["panel"]
    assert (() if carried_by is None else (("oparl", "7"),)) == ids


def test_what_cannot_be_without_a_closed_field_goes_whole():
    """A contribution without its key is nothing in public, and with it goes what happened to it."""
    ledger = Ledger(
        [Contribution("lamps", on=DAY, stakeholder="group", title="Lamps")],
        [Event("lamps", "answered", on=DAY, outcome="did", reason="It is dark")],
    )
    told = without(ledger=ledger).ledger
    assert ((), ()) == (told.contributions, told.events)
    partners = redacted(evolve(PROCESS, ledger=ledger), "partners").ledger
    assert ["It is dark"] == [event.reason for event in partners.events]
    [said] = partners.contributions
    assert ("Lamps", None) == (said.title, said.stakeholder)


@BOTH
def test_needs_and_barriers_are_in_no_document_to_hand_out(edition):
    """They are somebody's, whoever it is."""
    whole = evolve(
        PROCESS, support=Support(needs=[StatedNeed("group", "braille")]), barriers=[NotedBarrier("su7", stakeholder="group")]
    )  # fmt: skip
    told = redacted(whole, edition)
    assert () == (() if told.support is None else told.support.needs)
    assert () == told.barriers


@BOTH
def test_what_is_known_of_persons_is_left_out_and_what_is_asked_for_stays(edition):
    """Targets are promised in public; who meets them is not."""
    profile = TargetProfile("table", [Quota("carer", "yes", at_least=3)], group="group")
    people = Representation(people=[Person("ann", {"carer": "yes"}, member_of=["group"])], profiles=[profile])
    told = redacted(evolve(PROCESS, representation=people), edition).representation
    assert ((), (profile,)) == (told.people, told.profiles)


def test_a_forum_under_the_key_of_a_person_stays():
    """A key that may be either names what is there."""
    people = Representation(people=[Person("panel", member_of=["group"])])
    told = without(representation=people, decision_map=MAP).decision_map
    assert {("panel", "board")} == {(flow.source, flow.target) for flow in told.flows}
    assert ("board", "panel") in {(reply.source, reply.target) for reply in told.replies}


def test_a_group_under_the_key_of_a_person_is_left_out_like_the_person():
    """Nobody knows which of the two is meant where the key stands."""
    told = without(representation=Representation(people=[Person("estates")]))
    assert "estates" not in {stakeholder.key for stakeholder in told.stakeholders}


def test_what_names_something_that_is_left_out_does_not_name_it():
    """An activity whose owner is a person stays, without an owner."""
    plan = Workplan([Activity("ask", title="Ask", owner="zoe"), Activity("tell", owner="estates")])
    told = redacted(evolve(PROCESS, workplan=plan), "partners").workplan
    assert {"ask": None, "tell": "estates"} == {activity.key: activity.owner for activity in told.activities}


# Single voices


@BOTH
@pytest.mark.parametrize(
    ("who", "stays"), [("group", True), ("estates", True), ("advocate", False), ("zoe", False), (None, False)]
)
def test_a_lone_voice_is_not_handed_out(edition, who, stays):
    """What one person said, or nobody is known to have said, is that person's."""
    ledger = Ledger(
        [
            Contribution("lamps", on=DAY, stakeholder=who, title="Lamps"),
            Contribution("bus", on=DAY, stakeholder="group", title="A later bus"),
        ],
        [Event("lamps", "merged", on=DAY, into="bus")],
    )
    told = redacted(evolve(PROCESS, ledger=ledger), edition).ledger
    titles = {each.title for each in told.contributions}
    assert (set() if edition == "public" else {"Lamps", "A later bus"} if stays else {"A later bus"}) == titles
    assert (1 if stays and edition == "partners" else 0) == len(told.events)


@BOTH
def test_what_one_person_ranks_refuses_or_settles_is_left_out(edition):
    """A size of one makes a rank a confession."""
    positions = [Priorities("group", ["hours"]), Priorities("advocate", ["hours"]), Priorities("zoe", ["hours"])]
    agreement = Agreement(positions=positions, objections=[Voice("advocate", reason="No")], accepted_by=["group"])
    told = redacted(evolve(PROCESS, positions=positions, agreement=agreement), edition)
    assert ["group"] == [each.stakeholder for each in told.positions]
    assert ["group"] == [each.stakeholder for each in told.agreement.positions]
    assert ((), ()) == (told.agreement.objections, told.agreement.accepted_by)


@pytest.mark.parametrize(
    ("sheet", "stays"),
    [
        ({"role": "manager"}, True),
        ({}, True),
        ({"role": "service_user"}, False),
        ({"rater": "group", "role": "service_user"}, True),
        ({"rater": "advocate"}, False),
        ({"rater": "zoe", "role": "manager"}, False),
    ],
    ids=str,
)
@BOTH
def test_what_one_person_rates_is_left_out(edition, sheet, stays):
    """A service user without a name is one person; a group that rates together is not."""
    rated = AnswerSheet(
        "nhs-england-indicator-2018", edition="2018/19", on=DAY, answers=[Answer("governance", "good")], **sheet
    )
    told = redacted(evolve(PROCESS, assessments=[rated]), edition).assessments
    assert stays is (len(told) == 1)
    if stays:
        assert (None, edition == "partners") == (told[0].rater, told[0].answers != ())


@pytest.mark.parametrize(
    ("kind", "told"),
    [("answered", "It is dark"), ("acknowledged", "It is dark"), ("assessed", None), ("withdrawn", None)],
)
def test_a_reason_that_is_no_answer_is_left_out(kind, told):
    """How something was weighed is for those who weigh it."""
    ledger = Ledger(
        [Contribution("lamps", on=DAY, stakeholder="group")], [Event("lamps", kind, on=DAY, reason="It is dark")]
    )
    [event] = redacted(evolve(PROCESS, ledger=ledger), "partners").ledger.events
    assert told == event.reason


# Confidential decisions


@BOTH
def test_a_confidential_decision_keeps_its_day_alone(edition):
    """It is counted; what it is about is not said."""
    sale = Decision("d-9", made_at="board", on=DAY, title="Sale of it", options=[Option("buyer")], confidential=True)
    told = redacted(evolve(PROCESS, decision_map=evolve(MAP, decisions=[sale])), edition).decision_map
    assert [("A confidential decision", (), DAY)] == [(each.title, each.options, each.on) for each in told.decisions]


# Counts of people


@pytest.mark.parametrize(
    ("rule", "size", "told"),
    [
        (ONS_10_5, None, None),
        (ONS_10_5, 0, None),
        (ONS_10_5, 9, None),
        (ONS_10_5, 10, 10),
        (ONS_10_5, 13, 15),
        (NHS_1_7_R5, 0, 0),
        (NHS_1_7_R5, 7, None),
        (NHS_1_7_R5, 8, 10),
        (ONS_10_5, 999_999_998, 1_000_000_000),
        (ONS_10_5, 1_000_000_001, 1_000_000_001),
    ],
)
def test_sizes_of_groups_are_told_by_the_rule(rule, size, told):
    """Under 10, or from 1 to 7, nothing; else to the nearest 5. No group has more than a thousand million people."""
    whole = Process("p", stakeholders=[Stakeholder("group", size=size)])
    assert told == redacted(whole, rule=rule).stakeholders[0].size
    assert size == redacted(whole, "partners", rule=rule).stakeholders[0].size


def test_small_counts_of_a_population_are_left_out_in_public():
    """Four people of a village are not many; shares and larger counts are published by others."""
    shares = [PopulationShare("carer", "yes", count=4), PopulationShare("carer", "no", count=96)]
    village, street = Population("village", shares, size=100), Population("street", size=9)
    profile = TargetProfile("table", population="street", group="group")
    whole = evolve(PROCESS, representation=Representation(populations=[village, street], profiles=[profile]))
    told = {each.key: each for each in redacted(whole).representation.populations}
    assert [("no", 96)] == [(share.value, share.count) for share in told["village"].shares]
    assert (100, None) == (told["village"].size, told["street"].size)
    assert whole.representation.populations == redacted(whole, "partners").representation.populations


# The document


@BOTH
def test_it_is_a_process_that_is_read_back(edition):
    """What is handed out can be loaded by whoever gets it, and there is nothing more to leave out."""
    whole = evolve(
        PROCESS,
        claims=[Claim("zoe", "hours", ladder="hart-1992", rung="tokenism")],
        positions=[Priorities("group", ["hours"])],
    )
    told = redacted(whole, edition)
    assert () == told.claims
    assert told == loads(dumps(told)) == redacted(told, edition)


def test_the_desk_has_the_process_itself():
    """There is nothing to leave out for those who wrote it."""
    assert redacted(PROCESS, "desk") is PROCESS


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"process": MAP}, "process"),
        ({"process": PROCESS, "edition": "everybody"}, "edition"),
        ({"process": PROCESS, "rule": "ons_10_5"}, "rule"),
    ],
    ids=["map", "edition", "rule"],
)
def test_what_it_is_given_is_looked_at_first(arguments, named):
    """A rule by name would let everything through if it were taken for none."""
    with pytest.raises(InvalidValueError, match=named):
        redacted(**arguments)


def test_rules_of_ones_own_are_kept():
    """Some bodies hide counts below 20."""
    rule = DisclosureRule(least=20, base=10)
    whole = Process("p", stakeholders=[Stakeholder("a", size=19), Stakeholder("b", size=25)])
    assert [None, 30] == [each.size for each in redacted(whole, rule=rule).stakeholders]


# A map alone


def test_a_map_alone_has_no_closed_field():
    """Nobody knows who on it is a person, so those that it names stay; who carries and who runs it does not."""
    told = redacted_map(MAP, Edition.PUBLIC)
    assert [None] == [flow.carried_by for flow in told.flows]
    assert {None} == {entry.run_by for entry in told.entry_points}
    assert {"group", "zoe", None} == {entry.stakeholder for entry in told.entry_points}
    assert MAP.flows == redacted_map(MAP, Edition.PARTNERS).flows
    assert redacted_map(MAP, Edition.DESK) is MAP
