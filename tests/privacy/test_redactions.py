"""Does a document that is handed out hold nothing that its readers may not know, and all else?"""

from datetime import date
from fractions import Fraction

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
from involvement.privacy import redacted
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
    """A contribution without its key is nothing, and with it goes what happened to it: a page tells what groups said."""
    ledger = Ledger(
        [Contribution("lamps", on=DAY, stakeholder="group", title="Lamps")],
        [Event("lamps", "answered", on=DAY, outcome="did", reason="It is dark")],
    )
    for edition in ("partners", "public"):
        told = redacted(evolve(PROCESS, ledger=ledger), edition).ledger
        assert ((), ()) == (told.contributions, told.events)


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
        ({"role": "manager"}, False),
        ({}, True),
        ({"role": "service_user"}, False),
        ({"rater": "group", "role": "service_user"}, True),
        ({"rater": "advocate"}, False),
        ({"rater": "zoe", "role": "manager"}, False),
        ({"about": "group"}, True),
        ({"about": "advocate"}, False),
    ],
    ids=str,
)
@BOTH
def test_what_one_person_rates_is_left_out(edition, sheet, stays):
    """Who has a role and no name is one person, as is an advocate alone; a group that rates together is not."""
    rated = AnswerSheet(
        "nhs-england-indicator-2018", edition="2018/19", on=DAY, answers=[Answer("governance", "good")], **sheet
    )
    told = redacted(evolve(PROCESS, assessments=[rated]), edition).assessments
    assert stays is (len(told) == 1)
    if stays:
        assert (None, edition == "partners") == (told[0].rater, told[0].answers != ())


@BOTH
def test_a_claim_about_a_party_of_one_is_left_out(edition):
    """How much say it has is how much say a person has."""
    claims = [Claim(who, "hours", ladder="arnstein-1969", rung="placation") for who in ("group", "advocate", "zoe")]
    assert ["group"] == [each.stakeholder for each in redacted(evolve(PROCESS, claims=claims), edition).claims]


# Confidential decisions


@BOTH
def test_a_confidential_decision_keeps_its_day_alone(edition):
    """It is counted; what it is about is not said."""
    sale = Decision("d-9", made_at="board", on=DAY, title="Sale of it", options=[Option("buyer")], confidential=True)
    told = redacted(evolve(PROCESS, decision_map=evolve(MAP, decisions=[sale])), edition).decision_map
    assert [("A confidential decision", (), DAY)] == [(each.title, each.options, each.on) for each in told.decisions]


# Counts of people


@BOTH
@pytest.mark.parametrize("size", [None, 0, 9, 10, 1_000_000_001])
def test_no_size_of_a_group_is_told(edition, size):
    """A page withholds it where it would give a small count away; a document does not know."""
    assert redacted(Process("p", stakeholders=[Stakeholder("group", size=size)]), edition).stakeholders[0].size is None


@BOTH
def test_small_counts_of_a_population_are_left_out(edition):
    """Four people of a village are not many; shares and larger counts are published by others."""
    shares = [
        PopulationShare("carer", "yes", count=4),
        PopulationShare("carer", "no", count=96),
        PopulationShare("age", "young", share=Fraction(1, 20)),
        PopulationShare("age", "old", share=Fraction(1, 2)),
    ]
    village, street = Population("village", shares, size=100), Population("street", shares[2:], size=9)
    town = Population("town", shares, size=1000)
    profile = TargetProfile("table", population="street", group="group")
    whole = evolve(PROCESS, representation=Representation(populations=[village, street, town], profiles=[profile]))
    told = {each.key: each for each in redacted(whole, edition).representation.populations}
    assert ["old"] == [share.value for share in told["village"].shares]  # all but four, and five
    assert ["no", "young", "old"] == [share.value for share in told["town"].shares]  # the others are many
    assert (100, None, ()) == (told["village"].size, told["street"].size, told["street"].shares)


@BOTH
@pytest.mark.parametrize(("white", "told"), [(45, []), (40, ["asian", "white"]), (50, ["asian", "white"])])
def test_shares_that_leave_few_others_are_left_out(edition, white, told):
    """Of a hundred, fifty and forty-five leave five others, whom two shares tell as well as one would."""
    shares = [PopulationShare("origin", "asian", count=50), PopulationShare("origin", "white", count=white)]
    village = Population("village", shares, size=100)
    whole = evolve(PROCESS, representation=Representation(populations=[village]))
    assert told == [each.value for each in redacted(whole, edition).representation.populations[0].shares]


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
        ({"process": PROCESS, "on": "2026-11-23"}, "on"),
    ],
    ids=["map", "edition", "on"],
)
def test_what_it_is_given_is_looked_at_first(arguments, named):
    """A day as text would be before no consent."""
    with pytest.raises(InvalidValueError, match=named):
        redacted(**arguments)


# A map alone


def test_a_map_alone_has_no_closed_field():
    """Nobody knows who on it is a person, so those that it names stay; who carries and who runs it does not."""
    told = redacted_map(MAP, Edition.PUBLIC)
    assert [None] == [flow.carried_by for flow in told.flows]
    assert {None} == {entry.run_by for entry in told.entry_points}
    assert {"group", "zoe", None} == {entry.stakeholder for entry in told.entry_points}
    assert MAP.flows == redacted_map(MAP, Edition.PARTNERS).flows
    assert redacted_map(MAP, Edition.DESK) is MAP
