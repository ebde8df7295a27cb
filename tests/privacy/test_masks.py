"""Does a masked process keep all that follows, and none of what an edition may not tell?"""

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
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Priorities,
    Process,
    Seat,
    Stakeholder,
    Workplan,
)
from involvement.decisions import Option, Reply
from involvement.people import Person, Population, PopulationShare, Quota, Representation, TargetProfile
from involvement.privacy import for_edition
from involvement.privacy.masks import masked
from involvement.reports import page
from involvement.snapshots import Snapshot
from involvement.support import Expense, NeedsAsked, NotedBarrier, PaperSent, StatedNeed, Support

DAY = date(2026, 9, 1)
PEOPLE = [
    Person("ann", {"carer": "yes", "faith": "quaker", "sex": "female"}, member_of=["group", "panel"]),
    Person("bob", {"carer": "no", "sex": "male"}, member_of=["group"], candidate_for=["panel"]),
]
STAKEHOLDERS = [
    Stakeholder("group", title="User group", role="service_user", size=12, external_ids=[("crm", "G-1")]),
    Stakeholder("zoe", role="carer", kind="person"),
    Stakeholder("estates", title="Estates"),
]
REPRESENTATION = Representation(
    people=PEOPLE,
    profiles=[TargetProfile("table", [Quota("carer", "yes", at_least=1)], group="group", population="town")],
    populations=[Population("town", [PopulationShare("sex", "female", share=Fraction(1, 2))])],
)
PANEL = DecisionMap(forums=[Forum("panel", title="Panel")])
PROCESS = Process(
    "clinic", title="The clinic", stakeholders=STAKEHOLDERS, representation=REPRESENTATION, decision_map=PANEL
)


def with_ledger(*said: Contribution, events: tuple[Event, ...] = ()) -> Process:
    return evolve(PROCESS, ledger=Ledger(said, events), issues=[Issue("hours")])


def with_map(**more: object) -> Process:
    return evolve(PROCESS, decision_map=DecisionMap(forums=[Forum("panel", title="Panel")], **more))


# Keys


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_persons_have_other_keys_wherever_they_are_named(edition):
    """Ann, Bob and Zoe in the order of their keys; groups and forums keep theirs."""
    whole = evolve(
        with_map(entry_points=[EntryPoint("panel", "zoe")], replies=[Reply("panel", "zoe", days=3)]),
        support=Support(
            needs=[StatedNeed("ann", "braille"), StatedNeed("group", "breaks")], needs_asked=[NeedsAsked("bob", DAY)]
        ),
    )
    told = masked(whole, edition)
    people = told.representation.people
    assert [("person 1", ("group", "panel"), ()), ("person 2", ("group",), ("panel",))] == [
        (person.key, person.member_of, person.candidate_for) for person in people
    ]
    assert {"group", "person 3", "estates"} == {stakeholder.key for stakeholder in told.stakeholders}
    assert ["person 3"] == [entry.stakeholder for entry in told.decision_map.entry_points]
    assert ["person 3"] == [reply.target for reply in told.decision_map.replies]
    assert {"person 1", "group"} == {need.stakeholder for need in told.support.needs}
    assert ["person 2"] == [asked.stakeholder for asked in told.support.needs_asked]


def test_a_key_that_is_a_persons_and_a_forums_names_the_forum_where_a_forum_is_named():
    """What Bob is a member of is the forum of that key and no person."""
    people = [Person("panel"), Person("bob", member_of=["panel"])]
    told = masked(evolve(with_map(), representation=Representation(people=people)))
    assert {"person 1": ("panel",), "person 2": ()} == {each.key: each.member_of for each in told.representation.people}


def test_a_group_under_the_key_of_a_person_is_hidden_like_the_person():
    """Nobody knows which of the two is meant where the key stands, so the title stays away too."""
    whole = evolve(
        PROCESS,
        stakeholders=[*STAKEHOLDERS, Stakeholder("ann", title="Ann's list")],
        decision_map=DecisionMap(forums=[Forum("panel", seats=[Seat("ann")])]),
    )
    told = masked(whole)
    assert ("person 1", None) in [(each.key, each.title) for each in told.stakeholders]
    assert "person 1" == told.decision_map.forums[0].seats[0].stakeholder


def test_no_person_gets_a_key_that_is_there():
    """A stakeholder who happens to be called person 1 is not to be mistaken for somebody."""
    told = masked(evolve(PROCESS, stakeholders=[*STAKEHOLDERS, Stakeholder("person 1")]))
    assert ["person 2", "person 3"] == [person.key for person in told.representation.people]
    assert {"person 1", "person 4"} < {stakeholder.key for stakeholder in told.stakeholders}


def test_contributions_have_other_keys():
    """A key may be that of the card, or say what was said. Lone voices stand behind the others, whose numbers tell nothing of them."""
    lamps, dark = (
        Contribution("the-lamps", on=DAY, stakeholder="group", about="hours"),
        Contribution("a-dark-path", on=DAY, stakeholder="zoe"),
    )
    told = masked(with_ledger(lamps, dark, events=(Event("a-dark-path", "merged", on=DAY, into="the-lamps"),))).ledger
    assert {"contribution 1": "group", "contribution 2": "person 3"} == {
        each.key: each.stakeholder for each in told.contributions
    }
    assert [("contribution 2", "contribution 1")] == [(event.contribution, event.into) for event in told.events]


# Texts


def test_a_text_is_told_by_the_class_of_its_field():
    """Ids in other systems say who somebody is there; what a rule, a title or a currency says is for everybody."""
    whole = evolve(
        PROCESS,
        support=Support(
            needs=[StatedNeed("ann", "other", detail="Floor 3")],
            papers=[PaperSent("ann", DAY, formats=["braille"], title="Minutes")],
            expenses=[Expense("ann", claimed_on=DAY, minor_units=300, currency="GBP", kind="travel")],
        ),
    )
    partners = masked(whole, "partners")
    [need] = partners.support.needs
    assert ("person 1", "not shown") == (need.stakeholder, need.detail)
    assert ["Minutes", "not shown"] == [
        masked(whole, edition).support.papers[0].title for edition in ("partners", "public")
    ]
    [expense] = partners.support.expenses
    assert ("GBP", 300, DAY) == (expense.currency, expense.minor_units, expense.claimed_on)
    assert [(), ()] == [masked(whole, edition).stakeholders[0].external_ids for edition in ("partners", "public")]
    assert ("The clinic", "User group") == (partners.title, partners.stakeholders[0].title)


def test_ids_that_are_internal_stay_with_partners():
    """The number of a forum in the committee system is no person's."""
    whole = evolve(PROCESS, decision_map=DecisionMap(forums=[Forum("panel", external_ids=[("oparl", "7")])]))
    told = [masked(whole, edition).decision_map.forums[0].external_ids for edition in ("partners", "public")]
    assert [(("oparl", "7"),), ()] == told


def test_a_confidential_decision_has_no_title_and_its_options_have_none():
    """It is counted, as its options are, and its day is known; what it is about is not."""
    closed = Decision(
        "sale", made_at="panel", on=DAY, title="Sale of the clinic", options=[Option("buyer")], confidential=True
    )
    opened = Decision("hours", made_at="panel", title="Opening hours", options=[Option("late")])
    decisions = {
        each.key: each for each in masked(with_map(decisions=[closed, opened]), "partners").decision_map.decisions
    }
    assert ("A confidential decision", (Option("option 1"),), DAY) == (
        decisions["sale"].title, decisions["sale"].options, decisions["sale"].on,
    )  # fmt: skip
    assert opened == decisions["hours"]


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_the_person_who_proposed_an_option_of_a_confidential_decision_has_another_key(edition):
    """What is proposed is hidden, and who proposed it too."""
    closed = Decision("sale", made_at="panel", options=[Option("buyer", proposed_by="zoe")], confidential=True)
    (told,) = masked(with_map(decisions=[closed]), edition).decision_map.decisions
    assert (Option("option 1", proposed_by="person 3"),) == told.options
    assert "zoe" not in page(with_map(decisions=[closed]), on=DAY, edition=edition)


@pytest.mark.parametrize("edition", ["partners", "public"])
def test_a_person_who_said_the_same_as_an_organisation_stays_hidden(edition):
    """The page can be made, and the row is the organisation's."""
    said = (
        Contribution("lamps", on=DAY, stakeholder="estates", title="Lamps"),
        Contribution("zoe-2", on=DAY, stakeholder="zoe"),
    )
    whole = with_ledger(*said, events=(Event("zoe-2", "merged", on=DAY, into="lamps"),))
    assert "zoe" not in page(whole, on=DAY, edition=edition)


def test_a_barrier_of_ones_own_words_is_not_shown():
    """Who notes a barrier tells of somebody."""
    told = masked(evolve(PROCESS, barriers=[NotedBarrier("su7", note="The stairs", stakeholder="zoe")]), "partners")
    assert [("not shown", "person 3")] == [(each.note, each.stakeholder) for each in told.barriers]


# Characteristics


def test_only_what_a_target_or_a_population_names_is_left_of_a_person():
    """Carers are asked for, and men are the others; nobody asked about faith."""
    told = masked(PROCESS, "public").representation.people
    assert [(("carer", "yes"), ("sex", "female")), (("carer", "another"), ("sex", "another"))] == [
        person.characteristics for person in told
    ]


def test_without_targets_nothing_is_left_of_a_person():
    """What is not counted is not needed."""
    told = masked(evolve(PROCESS, representation=Representation(people=PEOPLE)), "public")
    assert [(), ()] == [person.characteristics for person in told.representation.people]


# Voices


def events_of(kind: str, who: str | None, **more: object) -> Event:
    whole = with_ledger(
        Contribution("lamps", on=DAY, stakeholder=who, title="Lamps", says="I fell"),
        events=(Event("lamps", kind, on=DAY, reason="It is dark", **more),),
    )
    return masked(whole).ledger.events[0]


def test_an_answer_to_a_group_is_told():
    """You said, we did: to many, so for everybody."""
    event = events_of(
        "answered", "group", outcome="did", options=["lamps", "torches"], process="We met", action="New lamps"
    )
    assert ("It is dark", "We met", ("lamps", "torches"), "New lamps") == (
        event.reason, event.process, event.options, event.action,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["zoe", "ann", None])
def test_an_answer_to_one_person_is_not_told(who):
    """Its words would say what that person said."""
    event = events_of(
        "answered", who, outcome="did", options=["lamps", "torches"], process="We met", action="New lamps"
    )
    assert ("not shown", "not shown", ("not shown",) * 2, "not shown") == (
        event.reason, event.process, event.options, event.action,
    )  # fmt: skip


def test_what_is_no_answer_is_not_told():
    """How something was weighed is written for those who weigh it; what was not written stays away."""
    event = events_of("assessed", "group")
    assert ("not shown", None, (), None) == (event.reason, event.process, event.options, event.action)


@pytest.mark.parametrize(("who", "title"), [("group", "Lamps"), ("zoe", "not shown"), (None, "not shown")])
def test_the_title_of_a_lone_voice_is_not_shown(who, title):
    """Whoever knows the group knows who asked for lamps."""
    told = masked(with_ledger(Contribution("lamps", on=DAY, stakeholder=who, title="Lamps", says="I fell")), "partners")
    [said] = told.ledger.contributions
    assert (title, "not shown") == (said.title, said.says)


def test_a_lone_voice_without_a_title_gets_none():
    """There is nothing to hide."""
    [said] = masked(with_ledger(Contribution("lamps", on=DAY))).ledger.contributions
    assert None is said.title


def test_who_was_told_is_a_person_and_where_it_went_is_a_body():
    """`to` holds either."""
    lamps, bus = (Contribution(key, on=DAY, stakeholder="group") for key in ("lamps", "bus"))
    answered = Event("lamps", "answered", on=DAY, outcome="did")
    told, sent = Event("lamps", "told", on=DAY, to="zoe"), Event("bus", "redirected", on=DAY, to="County council")
    events = masked(with_ledger(lamps, bus, events=(answered, told, sent))).ledger.events
    assert {"person 3", "County council"} == {event.to for event in events if event.to}
    [passed_on] = masked(with_ledger(bus, events=[Event("bus", "redirected", on=DAY, to="zoe")])).ledger.events
    assert "person 3" == passed_on.to  # though a body was meant


# Editions


def test_the_desk_has_the_process_itself():
    """There is nothing to hide from those who wrote it, and nothing is copied."""
    assert masked(PROCESS, "desk") is PROCESS
    snapshot = Snapshot(PROCESS, DAY)
    assert for_edition(snapshot, "desk") is snapshot


def test_what_has_nothing_to_hide_stays_the_same_value():
    """A walk that copies everything would take its time for nothing."""
    plain = Process("clinic", title="The clinic", issues=[Issue("hours")])
    assert masked(plain).issues is plain.issues


def test_a_snapshot_of_an_edition_is_not_made_into_another():
    """What the public may not know is gone from it, so no partner can be told of it."""
    public = for_edition(Snapshot(PROCESS, DAY), "public")
    assert for_edition(public, "public") is public
    with pytest.raises(InvalidValueError, match="public"):
        for_edition(public, "partners")


@pytest.mark.parametrize("wrong", ["clinic", None, Snapshot(PROCESS, DAY)], ids=["text", "none", "snapshot"])
def test_only_a_process_is_masked(wrong):
    """A mistake is told at once and by name."""
    with pytest.raises(InvalidValueError, match="process"):
        masked(wrong)


def test_ranks_and_owners_keep_naming_groups():
    """A mask renames persons alone: who owns and who ranks stays where it is a group."""
    whole = evolve(
        PROCESS, issues=[Issue("hours")], positions=[Priorities("group", ["hours"])],
        workplan=Workplan([Activity("ask", owner="zoe"), Activity("tell", owner="estates")]),
    )  # fmt: skip
    told = masked(whole, "partners")
    assert ["group"] == [each.stakeholder for each in told.positions]
    assert ["person 3", "estates"] == [activity.owner for activity in told.workplan.activities]
