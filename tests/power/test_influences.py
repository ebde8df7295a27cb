"""Is the say that people had told as it was: by the map, the seats, what was agreed, said, answered and sent?"""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Claim,
    Contribution,
    Days,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Flow,
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Meetings,
    Person,
    Priorities,
    Process,
    Representation,
    Seat,
    Stage,
    Stakeholder,
    Standing,
    Support,
    UnknownKeyError,
    WorkingCalendar,
    influence,
)
from involvement.decisions import Stakes
from involvement.power import Influence, InfluenceCondition, StandingRange, parse_table, seat_shares
from involvement.power.seat_evidence import votes_held
from involvement.priorities import Agreement, Settlement
from involvement.processes import Voices
from involvement.references import Ref
from involvement.support import NeedsAsked, PaperSent, StatedNeed
from involvement.wording import Wording
from tests.strategies.processes import decision_maps

DAY = date(2026, 5, 1)
DECIDED = date(2026, 9, 1)
OPTIONS = date(2026, 7, 1)
MEMBERS = Stakeholder("members", title="Members", role="service_user")
CHAIR = Stakeholder("chair", role="board")
NURSES = Stakeholder("nurses", role="provider")
ANY_DAY = Meetings.any_day()
ISSUES = [Issue("evenings", decisions=["contract"]), Issue("parking")]
CONTRACT = Decision("contract", made_at="board", on=DECIDED, stages=[Stage("options", at="group", by=OPTIONS)])


def mapped(*, standing="advises", decision=CONTRACT, seats=(), opens=None, days=10, meetings=ANY_DAY, papers_due=0):
    """A group whose views go on to a board."""
    return DecisionMap(
        forums=[
            Forum("group", meetings=ANY_DAY, papers_due=0),
            Forum("board", meetings=meetings, papers_due=papers_due, seats=seats),
        ],
        flows=[Flow("group", "board", days=days, standing=standing)],
        entry_points=[EntryPoint("group", "members", standing=standing, opens=opens)],
        decisions=[decision],
    )


def process(decision_map=None, **parts):
    return Process("screening", stakeholders=[MEMBERS, CHAIR, NURSES], decision_map=decision_map or mapped(), **parts)


def row(whole, on=DAY, who="members", stage="decision"):
    return influence(whole, on=on).row(who, "contract", stage)


def why(found, condition):
    return Wording(names=found.names).say(found.facts.fact(condition).because)


def named(key):
    return Ref("stakeholder", key)


def showing(whole, condition, on=DAY, stage="decision", who="members"):
    return row(whole, on, who, stage).facts.showing(condition).value


# From the map


def test_what_the_way_owes_is_what_can_be_shown_at_most():
    """Three groups are asked in the same way; what they are owed differs, and so does what it can come to."""
    found = {
        standing: row(process(mapped(standing=standing))).evidenced
        for standing in ("none", "informed", "consulted", "advises")
    }
    assert {
        "none": StandingRange("none", "none"),
        "informed": StandingRange("informed", "informed"),
        "consulted": StandingRange("consulted", "consulted"),
        "advises": StandingRange("consulted", "advises"),
    } == found


def test_a_view_that_is_too_late_on_every_day_is_not_heard():
    """The group opened when ten days were too many: nobody there was ever consulted."""
    late = row(process(mapped(opens=date(2026, 8, 30))))
    assert StandingRange("none", "none") == late.evidenced
    assert "map.no_time" == late.facts.fact("heard_in_time").because.code


def test_options_that_have_closed_are_no_longer_open():
    """Heard at the decision, and after the options closed: that is not advice."""
    early = attrs.evolve(CONTRACT, stages=[Stage("options", at="group", by=date(2026, 2, 1))])
    answered = Ledger(
        [Contribution("evenings", on=date(2026, 6, 1), stakeholder="members", about="contract")],
        [
            Event("evenings", "answered", on=date(2026, 9, 2), outcome="could_not", reason="no staff"),
            Event("evenings", "told", on=date(2026, 9, 3)),
        ],
    )
    open_then = process(mapped(), ledger=answered)
    closed = process(mapped(decision=early, opens=date(2026, 3, 1)), ledger=answered)
    after = date(2026, 10, 1)
    assert StandingRange("advises", "advises") == row(open_then, after).evidenced
    assert StandingRange("consulted", "consulted") == row(closed, after).evidenced
    assert "not_shown" == showing(closed, "while_open", after)


def test_where_options_are_not_written_down_nobody_knows_whether_they_were_open():
    """Unknown is not no, and not yes."""
    bare = process(mapped(decision=attrs.evolve(CONTRACT, stages=())))
    assert "unknown" == showing(bare, "while_open")
    assert "shown" == showing(process(), "while_open", stage="options")


@pytest.mark.parametrize(
    "unsure",
    [{"days": None}, {"meetings": None}, {"papers_due": None}, {"meetings": Meetings.on([], known_until=DAY)}],
    ids=["days", "meetings", "papers", "calendar"],
)
def test_in_time_at_best_is_not_shown(unsure):
    """The map takes unknown days in favour of the view; as evidence they show nothing."""
    found = row(process(mapped(**unsure)))
    assert "unknown" == found.facts.showing("heard_in_time").value
    assert StandingRange("none", "advises") == found.evidenced


def test_a_standing_that_nobody_wrote_down_may_be_anything():
    """Computed as consulted elsewhere; here it would be a guess."""
    found = row(process(mapped(standing=None)))
    assert StandingRange("none", "controls") == found.facts.owed


@pytest.mark.parametrize("part", ["flows", "entry_points"])
def test_one_standing_that_nobody_wrote_down_leaves_the_whole_route_open(part):
    """If that part gives no say, nothing is heard; if it gives every say, the other part allows advice."""
    known = mapped(standing="advises")
    unknown = [attrs.evolve(channel, standing=None) for channel in getattr(known, part)]
    found = row(process(attrs.evolve(known, **{part: unknown})))
    assert StandingRange("none", "advises") == found.facts.owed
    assert ("unknown", "unknown") == (found.facts.showing("told_of_it"), found.facts.showing("heard_in_time"))


def test_meetings_that_are_fixed_count_up_to_the_day_they_are_known():
    """A calendar that is known until the summer shows what is before, and nothing after."""
    fixed = Meetings.weekly("monday", start=date(2026, 1, 5), known_until=date(2026, 6, 30))
    endless = Meetings.weekly("monday", start=date(2026, 1, 5), known_until=date.max)
    soon = attrs.evolve(CONTRACT, on=date(2026, 6, 30))
    assert "shown" == showing(process(mapped(meetings=fixed, decision=soon)), "heard_in_time")
    assert "shown" == showing(process(mapped(meetings=endless, decision=soon)), "heard_in_time")
    late = mapped(meetings=fixed, decision=CONTRACT, opens=date(2026, 6, 25))
    assert "unknown" == showing(process(late), "heard_in_time")


def test_a_decision_without_a_day_leaves_open_whether_they_are_heard_in_time():
    """There is a way, and no day by which to judge it."""
    undated = process(mapped(decision=Decision("contract", made_at="board")))
    found = row(undated)
    assert "unknown" == found.facts.showing("heard_in_time").value
    assert StandingRange("none", "advises") == found.evidenced
    closed = evolve_entry(undated, closes=date(2026, 1, 1))
    assert StandingRange("none", "advises") == row(closed).facts.owed


def evolve_entry(whole, **changes):
    entries = [attrs.evolve(each, **changes) for each in whole.decision_map.entry_points]
    return attrs.evolve(whole, decision_map=attrs.evolve(whole.decision_map, entry_points=entries))


# From seats


def boards(*others):
    """A board of nine votes, two of them service users', the rest held by these."""
    named = ("chair", "nurses", "managers")
    seats = [Seat("members", 2), *(Seat(key, votes) for key, votes in zip(named, others, strict=False))]
    people = [MEMBERS, CHAIR, NURSES, Stakeholder("managers", role="manager")]
    return Process(
        "p", stakeholders=people, decision_map=mapped(standing="decides_jointly", seats=seats), issues=ISSUES
    )


def test_the_same_share_of_seats_can_be_no_power_or_a_third_of_it():
    """Nine votes, two of them service users': beside a bloc of five they are nothing, between four and three a third."""
    powerless, mighty = boards(5, 1, 1), boards(4, 3)
    assert ("not_shown", "shown") == (showing(powerless, "votes_count"), showing(mighty, "votes_count"))
    agreed = {"agreement": accepted("chair")}
    assert Standing.CODESIGNS is row(attrs.evolve(powerless, **agreed)).at_most
    assert Standing.DECIDES_JOINTLY is row(attrs.evolve(mighty, **agreed)).at_most


def test_a_seat_that_can_swing_is_a_share_in_the_decision_whatever_the_way_owes():
    """A vote is more than advice; one that never counts is not."""
    seats = [Seat("members", 2), Seat("chair", 2)]
    assert StandingRange("decides_jointly", "decides_jointly") == row(process(mapped(seats=seats))).facts.owed
    assert (
        StandingRange("advises", "advises")
        == row(process(mapped(seats=[Seat("members"), Seat("chair", 5)]))).facts.owed
    )
    most = [Seat("members", 5), Seat("chair", 2)]
    assert StandingRange("delegated", "delegated") == row(process(mapped(seats=most))).evidenced
    assert StandingRange("controls", "controls") == row(process(mapped(seats=[Seat("members", 5)]))).evidenced


def test_a_side_that_is_not_known_leaves_votes_open():
    """If the third seat were a service user's, the two would pass anything."""
    seats = [Seat("members"), Seat("chair"), Seat("somebody")]
    people = [MEMBERS, CHAIR, Stakeholder("somebody")]
    found = row(Process("p", stakeholders=people, decision_map=mapped(seats=seats)))
    assert "unknown" == found.facts.showing("majority_of_votes").value
    assert (
        "Service users together hold 1 of 3 votes; 2 are needed. Whether they can pass something on their own is not "
        "known. The side of somebody is not recorded." == why(found, "majority_of_votes")
    )
    assert Standing.DELEGATED is found.facts.owed.at_most


def test_votes_that_may_make_no_difference_are_owed_no_share_for_sure():
    """Five of six votes are needed: one makes the difference only together with the two whose side is not known."""
    seats = [Seat("members"), Seat("chair", 3), Seat("somebody", 2)]
    people = [MEMBERS, CHAIR, Stakeholder("somebody")]
    board = mapped(seats=seats)
    board = attrs.evolve(board, forums=[board.forums[0], attrs.evolve(board.forums[1], quota=5)])
    found = row(Process("p", stakeholders=people, decision_map=board))
    assert "unknown" == found.facts.showing("votes_count")
    assert StandingRange("advises", "decides_jointly") == found.facts.owed


def test_where_nobody_votes_no_vote_counts_and_where_no_seat_is_known_nothing_is():
    """Votes of nought are known; seats that nobody wrote down are not."""
    assert "not_shown" == showing(process(mapped(seats=[Seat("members", 0)])), "votes_count")
    assert "unknown" == showing(process(), "votes_count")


def test_votes_by_the_million_count_as_few_do():
    """Shares in a housing association: the answer is that of small numbers in proportion."""

    def counts(chair: int, nurse: int, member: int, many: int) -> str:
        seats = [Seat("chair", chair * many), Seat("nurses", nurse * many), Seat("members", member * many)]
        return showing(
            Process("p", stakeholders=[MEMBERS, CHAIR, NURSES], decision_map=mapped(seats=seats)), "votes_count"
        )

    for many in (1, 10**9):
        assert ("shown", "not_shown") == (counts(4, 4, 3, many), counts(6, 2, 3, many))


def test_a_seat_without_a_way_may_be_a_voice():
    """A seat is no entry point; whoever sits there may speak all the same, so nobody knows."""
    deaf = mapped(seats=[Seat("members", 2), Seat("chair", 2)])
    deaf = attrs.evolve(deaf, flows=())
    found = row(process(deaf))
    assert "unknown" == found.facts.showing("heard_in_time").value
    assert StandingRange("none", "decides_jointly") == found.evidenced


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=6),
    st.lists(st.sampled_from(["service_user", "carer", "manager", None]), min_size=6, max_size=6),
    st.none() | st.integers(0, 20),
    st.sampled_from([1, 10**12]),
)
def test_votes_count_where_the_powers_say_so(votes, roles, quota, unit):
    """The quick way to see a swing must agree with the exact one, in seats and in members of those who sit there."""
    quota = None if quota is None else quota * unit
    forum = Forum("board", seats=[Seat(f"s{n}", each * unit) for n, each in enumerate(votes)], quota=quota)
    people = [Stakeholder(f"s{n}", role=role) for n, role in enumerate(roles)]
    who = {each.key for each in people if each.side == "service_users"}
    expected = seat_shares(forum, people).can_swing
    found = votes_held(forum, who, people, named).count.showing.value
    total = sum(votes)
    if total:
        assert {True: "shown", False: "not_shown", None: "unknown"}[expected] == found
    else:
        assert "not_shown" == found


def test_votes_that_are_too_many_to_count_are_not_known_to_count():
    """Two dozen seats with unlike votes in the billions: to try all that may vote together would take hours."""
    people = [Stakeholder("users", role="service_user"), *(Stakeholder(f"s{n}", role="manager") for n in range(24))]
    forum = Forum("board", seats=[Seat("users", 5), *(Seat(f"s{n}", 10**12 + n**7) for n in range(24))])
    fact = votes_held(forum, {"users"}, people, named).count
    assert "unknown" == fact.showing.value
    assert Wording().say(fact.because).endswith("There are too many votes to work it out.")


# From what was agreed


def accepted(*by, outcome="agreed", on=None, ranked=("evenings",)):
    return Agreement(
        settlements=[Settlement("evenings", outcome)],
        positions=[Priorities("members", ranked)],
        accepted_by=by,
        on=on,
    )


@pytest.mark.parametrize(
    ("agreement", "terms", "changed"),
    [
        (None, "unknown", "unknown"),
        (accepted("members"), "shown", "shown"),
        (accepted("chair"), "not_shown", "shown"),
        (accepted(), "unknown", "shown"),
        (accepted("members", outcome="declined"), "not_shown", "not_shown"),
        (accepted("members", ranked=("parking",)), "shown", "unknown"),
        (accepted("members", on=date(2026, 12, 1)), "unknown", "unknown"),
    ],
    ids=["none", "accepted", "by-others", "by-nobody-said", "declined", "not-theirs", "later"],
)
def test_what_was_agreed_shows_terms_and_effect(agreement, terms, changed):
    """An agreement counts for whoever accepted it, and an issue for whoever wanted it."""
    whole = process(issues=ISSUES, agreement=agreement)
    assert (terms, changed) == (showing(whole, "terms_agreed"), showing(whole, "changed_something"))


def test_an_earlier_agreement_counts_as_well():
    """What was once agreed with them is not undone by a later list without it."""
    past = accepted("members", on=date(2025, 5, 1))
    whole = process(issues=ISSUES, agreement=Agreement(), past_agreements=[past])
    assert "shown" == showing(whole, "terms_agreed")


# From what was said and answered


def said(*events, on=date(2026, 4, 1), about="contract", stakeholder="members", **more):
    contribution = Contribution("evenings", on=on, about=about, stakeholder=stakeholder, **more)
    return Ledger([contribution], [Event("evenings", kind, **details) for kind, details in events])


AFTER = date(2026, 10, 1)
CONSIDERED = ("considered", {"on": date(2026, 6, 1)})
BECAUSE = ("answered", {"on": date(2026, 9, 2), "outcome": "could_not", "reason": "no staff after six"})
BARE = ("answered", {"on": date(2026, 9, 2), "outcome": "could_not"})
TOLD = ("told", {"on": date(2026, 9, 3)})


def test_what_was_considered_was_heard_whatever_the_map_says():
    """A record of the deed weighs more than the lack of a way."""
    whole = process(attrs.evolve(mapped(), flows=()), ledger=said(CONSIDERED))
    found = row(whole, AFTER)
    assert "Something they said was considered on 1 June 2026." == why(found, "heard_in_time")
    assert "Something they said was considered on 1 June 2026." == why(found, "while_open")
    assert StandingRange("consulted", "consulted") == found.evidenced


def test_what_is_to_be_considered_is_no_evidence_before_that_day():
    """A meeting that is entered ahead of time has considered nothing yet; on its own day it has."""
    whole = process(attrs.evolve(mapped(), flows=()), ledger=said(CONSIDERED))
    days = [date(2026, 5, 31), date(2026, 6, 1)]
    assert ["not_shown", "shown"] == [showing(whole, "heard_in_time", on) for on in days]
    assert ["none", "consulted"] == [row(whole, on).facts.owed.at_most for on in days]


def test_what_was_considered_after_the_day_was_not_heard_in_time():
    """Considered in September, after it was decided."""
    late = ("considered", {"on": date(2026, 9, 20)})
    whole = process(attrs.evolve(mapped(), flows=()), ledger=said(late))
    assert "not_shown" == showing(whole, "heard_in_time", AFTER)


def test_what_was_considered_elsewhere_was_not_heard_where_it_is_decided():
    """A group that talks over its own idea has not been heard by the board."""
    for at, expected in (("group", "not_shown"), ("board", "shown")):
        talked = ("considered", {"on": date(2026, 6, 1), "forum": at})
        assert expected == showing(
            process(attrs.evolve(mapped(), flows=()), ledger=said(talked)), "heard_in_time", AFTER
        )


def test_considered_before_a_day_that_nobody_knows_is_not_known_to_be_in_time():
    """Without the day of the decision nothing is in time for certain, and what is owed may be no more than none."""
    undated = attrs.evolve(mapped(), flows=(), decisions=[attrs.evolve(CONTRACT, on=None)])
    found = row(process(undated, ledger=said(CONSIDERED)), AFTER)
    assert "unknown" == found.facts.showing("heard_in_time")
    assert StandingRange("none", "consulted") == found.facts.owed == found.evidenced


@pytest.mark.parametrize(
    ("parts", "least"),
    [
        ({"papers_due": Days(5, leave_out="weekends")}, "none"),
        ({"days": Days(5, clear=True, leave_out="sundays")}, "none"),
        ({"days": Days(5, clear=True), "papers_due": Days(5, leave_out="weekends")}, "none"),
        ({"days": Days(5, clear=True)}, "advises"),
    ],
)
def test_days_that_leave_out_holidays_are_sure_only_where_holidays_are_recorded(parts, least):
    """A view may come after the decision because of a holiday that nobody wrote down."""
    unknown = mapped(**parts)
    assert StandingRange(least, "advises") == row(process(unknown)).facts.owed
    known = attrs.evolve(unknown, calendar=WorkingCalendar.uk("england-and-wales"))
    assert StandingRange("advises", "advises") == row(process(known)).facts.owed


def test_nobody_is_heard_before_they_speak():
    """What is merged, after the decision, into something that was considered before it was not heard in time."""
    both = Ledger(
        [
            Contribution("early", on=date(2026, 4, 1), about="contract", stakeholder="nurses"),
            Contribution("evenings", on=date(2026, 9, 10), about="contract", stakeholder="members"),
        ],
        [
            Event("early", "considered", on=date(2026, 6, 1)),
            Event("evenings", "merged", on=date(2026, 9, 11), into="early"),
        ],
    )
    assert "not_shown" == showing(process(attrs.evolve(mapped(), flows=()), ledger=both), "heard_in_time", AFTER)


def test_who_spoke_too_late_and_has_a_seat_may_have_been_heard_at_the_table():
    """A seat leaves open whether they were heard, with a way on the map and without one."""
    seated = mapped(seats=[Seat("members"), Seat("chair", 2)])
    found = row(process(seated, ledger=said(on=date(2026, 8, 30))), AFTER)
    assert "unknown" == found.facts.showing("heard_in_time")
    assert (
        "The first view recorded of them is of 30 August 2026. The last day to be heard in time was 22 August 2026. "
        "They hold a seat there, so they may have been heard all the same." == why(found, "heard_in_time")
    )


def test_who_sits_where_it_is_decided_may_have_been_told_of_it():
    """A seat without a way leaves open what they heard, and what they said."""
    for seats, expected in (((), "not_shown"), ((Seat("members"), Seat("chair", 2)), "unknown")):
        whole = process(attrs.evolve(mapped(seats=seats), flows=()))
        assert (expected, expected) == (showing(whole, "told_of_it"), showing(whole, "heard_in_time"))


def test_what_was_first_said_after_the_last_day_came_too_late():
    """They could have been heard, and spoke when it was too late: that is not being heard."""
    assert "not_shown" == showing(process(ledger=said(on=date(2026, 8, 30))), "heard_in_time", AFTER)
    assert "shown" == showing(process(ledger=said()), "heard_in_time", AFTER)
    assert "shown" == showing(process(ledger=said(on=date(2026, 8, 30))), "heard_in_time", date(2026, 8, 31))


@pytest.mark.parametrize(
    ("ledger", "on", "answered", "changed"),
    [
        (None, AFTER, "unknown", "unknown"),
        (said(), AFTER, "not_shown", "unknown"),
        (said(), DAY, "unknown", "unknown"),
        (said(BARE, TOLD), AFTER, "not_shown", "not_shown"),
        (said(BECAUSE), AFTER, "unknown", "not_shown"),
        (said(BECAUSE, TOLD), AFTER, "shown", "not_shown"),
        (said(BECAUSE, TOLD), date(2026, 9, 1), "unknown", "unknown"),
        (said(("answered", {"on": DECIDED, "outcome": "noted"}), TOLD), AFTER, "shown", "not_shown"),
        (said(("answered", {"on": DECIDED, "outcome": "did", "reason": "yes"}), TOLD), AFTER, "shown", "shown"),
        (said(("answered", {"on": DECIDED, "outcome": "did_in_part"})), AFTER, "not_shown", "shown"),
        (said(("answered", {"on": DECIDED, "outcome": "will_do"})), AFTER, "not_shown", "unknown"),
        (said(("answered", {"on": DECIDED, "outcome": "not_yet"})), AFTER, "not_shown", "unknown"),
        (said(("followed_through", {"on": DECIDED})), AFTER, "not_shown", "shown"),
        (said(BECAUSE, TOLD, way_back=False), AFTER, "unknown", "not_shown"),
        (said(("withdrawn", {"on": DECIDED})), AFTER, "unknown", "unknown"),
        (said(BECAUSE, TOLD, about="parking"), AFTER, "unknown", "unknown"),
        (said(BECAUSE, TOLD, about="evenings"), AFTER, "shown", "not_shown"),
        (said(BECAUSE, TOLD, stakeholder=None), AFTER, "unknown", "unknown"),
        (said(BECAUSE, TOLD, about=None), AFTER, "unknown", "unknown"),
    ],
)
def test_an_answer_shows_what_it_says(ledger, on, answered, changed):
    """An acknowledgement is not an answer, a no without a reason is not one either, and what nobody was told is unknown."""
    whole = process(issues=ISSUES, ledger=ledger)
    assert (answered, changed) == (
        showing(whole, "answered_with_reasons", on),
        showing(whole, "changed_something", on),
    )


def test_what_was_declined_and_may_still_be_done_is_not_known():
    """The agreement says no, the ledger says later: nobody knows yet."""
    promised = said(("answered", {"on": DECIDED, "outcome": "will_do"}))
    declined = accepted("members", outcome="declined")
    assert "unknown" == showing(process(issues=ISSUES, agreement=declined, ledger=promised), "changed_something", AFTER)
    refused = process(issues=ISSUES, agreement=declined, ledger=said(BECAUSE))
    assert "not_shown" == showing(refused, "changed_something", AFTER)
    agreed = process(issues=ISSUES, agreement=accepted("members"), ledger=said(BECAUSE))
    assert "shown" == showing(agreed, "changed_something", AFTER)


def test_one_of_two_answered_may_still_be_followed_by_the_other():
    """As long as something waits for its answer, it may still change something."""
    both = Ledger(
        [Contribution(key, on=date(2026, 4, 1), about="contract", stakeholder="members") for key in ("a", "b")],
        [Event("a", "answered", on=DECIDED, outcome="could_not", reason="no staff")],
    )
    assert "unknown" == showing(process(ledger=both), "changed_something", AFTER)


def test_what_a_member_of_a_group_said_counts_as_said_by_the_group():
    """People are under opaque keys; what they say is the group's."""
    people = Representation(people=[Person("p-1", member_of=["members"])])
    whole = process(representation=people, ledger=said(CONSIDERED, stakeholder="p-1"))
    assert "Something they said was considered on 1 June 2026." == why(row(whole, AFTER), "heard_in_time")


def test_who_was_told_the_answer_was_told_of_it():
    """The answer itself tells what was decided."""
    whole = process(attrs.evolve(mapped(), flows=()), ledger=said(BECAUSE, TOLD))
    assert "shown" == showing(whole, "told_of_it", AFTER)


# From papers


def sent(*papers, **more):
    needs = [StatedNeed("members", "large_print", since=date(2026, 1, 1))]
    return Support(needs=needs, papers=[PaperSent("members", on, **details) for on, details in papers], **more)


LARGE = {"decision": "contract", "formats": ["large_print"]}


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (None, "unknown"),
        (sent((date(2026, 4, 1), LARGE), reading_days=14), "shown"),
        (sent((date(2026, 4, 1), {**LARGE, "formats": ["print"]}), reading_days=14), "not_shown"),
        (sent((date(2026, 4, 1), {**LARGE, "formats": []}), reading_days=14), "unknown"),
        (sent((date(2026, 4, 1), {"decision": None, "forum": "board", "formats": ["large_print"]})), "unknown"),
        (
            sent(
                (date(2026, 4, 1), {"forum": "board", "meeting": DECIDED, "formats": ["large_print"]}), reading_days=14
            ),
            "shown",
        ),
        (sent((date(2026, 6, 1), LARGE), reading_days=14), "unknown"),
        (
            sent(
                (date(2026, 4, 1), {**LARGE, "formats": ["print"]}),
                (date(2026, 4, 2), LARGE),
                reading_days=14,
            ),
            "shown",
        ),
    ],
    ids=[
        "none",
        "usable",
        "unusable",
        "format-unknown",
        "for-no-meeting",
        "for-the-meeting",
        "not-yet-sent",
        "sent-again",
    ],
)
def test_information_counts_that_came_in_time_and_can_be_used(support, expected):
    """Six hundred pages by Tuesday are no information; nor is small print for whoever cannot read it."""
    assert expected == showing(process(support=support), "information_in_time")


SMALL = {"forum": "board", "formats": ["print"]}
OTHERS = {"decision": "other", "meeting": DECIDED}


@pytest.mark.parametrize(
    ("details", "day", "expected"),
    [
        ({"meeting": DECIDED}, DECIDED, "not_shown"),
        ({"meeting": date(2026, 8, 1)}, DECIDED, "unknown"),
        ({}, DECIDED, "unknown"),
        ({}, None, "unknown"),
        (OTHERS, DECIDED, "unknown"),
    ],
    ids=["for-the-meeting", "for-another", "for-no-meeting", "for-none-and-no-day", "about-another"],
)
def test_a_paper_speaks_of_a_decision_only_by_name_or_by_its_meeting(details, day, expected):
    """Small print for another meeting, or one that nobody dated, is not said to be all they were sent about this one."""
    decisions = [attrs.evolve(CONTRACT, on=day), Decision("other", made_at="board", on=DECIDED)]
    whole = process(attrs.evolve(mapped(), decisions=decisions), support=sent((date(2026, 4, 1), {**SMALL, **details})))
    assert expected == showing(whole, "information_in_time")


def test_a_paper_is_sent_on_its_day_and_not_before():
    """Facts are those known by the end of the day."""
    whole = process(support=sent((date(2026, 4, 1), LARGE), reading_days=14))
    days = [date(2026, 3, 31), date(2026, 4, 1)]
    assert ["unknown", "shown"] == [showing(whole, "information_in_time", on) for on in days]


def test_a_paper_that_can_be_used_tells_them_of_it():
    """Whoever got the papers was told, also without a way on the map."""
    whole = process(attrs.evolve(mapped(), flows=()), support=sent((date(2026, 4, 1), LARGE), reading_days=14))
    assert "shown" == showing(whole, "told_of_it")


# Whose, when, and by which table


def test_whose_say_is_asked_after():
    """The service users' side; where nobody is known to be on it, whoever is not known to be on another."""
    assert {"members"} == Voices(process()).whose_views
    roleless = attrs.evolve(process(), stakeholders=[Stakeholder("members"), CHAIR, NURSES])
    assert {"members"} == Voices(roleless).whose_views
    claimed = Process("p", claims=[Claim("carers", "contract", ladder="arnstein-1969", rung="placation")])
    assert {"carers"} == Voices(claimed).whose_views
    assert set() == Voices(Process("p")).whose_views


def test_where_nobody_is_known_anyone_is_asked_after():
    """A survey that is open to all has an answer, too."""
    open_to_all = DecisionMap(
        forums=[Forum("board", meetings=ANY_DAY, papers_due=0)],
        entry_points=[EntryPoint("board", standing="consulted")],
        decisions=[Decision("contract", made_at="board", on=DECIDED)],
    )
    found = influence(Process("p", decision_map=open_to_all), on=DAY)
    assert StandingRange("consulted", "consulted") == found.row(None, "contract").evidenced
    assert str(found).startswith('As recorded, people can have a say in "contract". It is "consulted".')


def test_claims_about_others_are_set_aside():
    """What the organisation's side may do is not what is asked here."""
    claim = Claim("chair", "contract", ladder="arnstein-1969", rung="partnership")
    found = influence(process(claims=[claim]), on=DAY)
    assert (claim,) == found.set_aside
    assert () == found.row("members", "contract").claims


def test_of_claims_on_one_ladder_the_last_by_the_day_is_in_force():
    """A claim of last year that was corrected since is no claim any more; one of next year is none yet."""
    claims = [
        Claim("members", "contract", ladder="arnstein-1969", rung=rung, on=date(year, 1, 1))
        for rung, year in (("informing", 2024), ("consultation", 2026), ("partnership", 2027))
    ]
    undated = Claim("members", "contract", ladder="iap2-2018", rung="consult")
    found = row(process(claims=[*reversed(claims), undated]))
    assert ["consultation", "consult"] == [each.claim.rung for each in found.claims]
    assert StandingRange("consulted", "consulted") == found.claimed


def test_what_a_decision_calls_for_is_what_it_says_or_what_hangs_on_it():
    """Said by hand it is taken; else it follows from the stakes; else it is not known."""
    said_so = attrs.evolve(CONTRACT, calls_for="codesigns", stakes=Stakes(impact="none"))
    staked = attrs.evolve(CONTRACT, stakes=Stakes(impact="some", hard_to_undo="easily_undone", legal_duty="none"))
    assert StandingRange("codesigns", "codesigns") == row(process(mapped(decision=said_so))).calls_for
    assert StandingRange("informed", "consulted") == row(process(mapped(decision=staked))).calls_for
    assert row(process()).calls_for is None
    assert row(process()).falls_short is None
    assert row(process(mapped(decision=said_so))).falls_short is True
    assert row(process(mapped(decision=staked))).falls_short is False
    some = attrs.evolve(CONTRACT, calls_for="advises")
    assert row(process(mapped(decision=some))).falls_short is None


def test_a_row_tells_itself_for_minutes():
    """A coordinator pastes it."""
    claim = Claim("members", "contract", ladder="arnstein-1969", rung="partnership")
    found = row(process(mapped(standing="consulted"), claims=[claim]))
    assert str(found) == (
        'As recorded, Members can have a say in "contract". It is "consulted". "Partnership" (A ladder of citizen '
        'participation) is claimed. The record supports "consulted" at most. For the level "advises", an agreement '
        "that gives them this level is missing. The record does not show an answer with reasons."
    )
    assert 'Members can have a say in the options stage of "contract"' in str(row(process(), stage="options"))
    assert StandingRange("decides_jointly", "decides_jointly") == found.claimed
    assert row(process()).claimed is None
    top = row(process(mapped(seats=[Seat("members")])))
    assert top.missing is None
    assert 'As recorded, Members can have a say in "contract". It is "controls".' == str(top)


def test_the_rows_can_be_asked_for():
    """By whom, about what, at which stage."""
    found = influence(process(), on=DAY)
    assert 2 == len(found.rows) == len(found.of("members")) == len(found.of(decision="contract"))
    assert (found.row("members", "contract", "options"),) == found.of(stage="options")
    with pytest.raises(UnknownKeyError, match="carers at contract, decision"):
        found.row("carers", "contract")
    with pytest.raises(UnknownKeyError, match="None at contract, decision"):
        found.row(None, "contract")
    assert "No decision is recorded." == str(influence(Process("p"), on=DAY))


def test_another_table_judges_otherwise():
    """A host that asks for more than we do gets its own answer, and says by which table."""
    strict = parse_table(
        'key = "strict"\ninputs = [{ key = "all_votes" }]\n'
        'rows = [{ standing = "controls", needs = [{ input = "all_votes" }] }]'
    )
    found = influence(process(mapped(seats=[Seat("members"), Seat("chair")])), on=DAY, table=strict)
    assert "strict" == found.table
    assert StandingRange("none", "none") == found.row("members", "contract").evidenced
    assert not found.flags


def test_wrong_use_is_refused():
    """A day with a time, or a map alone, is no question."""
    with pytest.raises(InvalidValueError, match="process"):
        influence(mapped(), on=DAY)
    with pytest.raises(InvalidValueError, match="on"):
        influence(process(), on=None)


PEOPLE = [MEMBERS, CHAIR, Stakeholder("somebody")]


@st.composite
def mapped_processes(draw):
    """Any map among these people, with claims about some of its decisions."""
    whole = draw(decision_maps([each.key for each in PEOPLE]))
    some = draw(st.lists(st.sampled_from(whole.decisions), max_size=2)) if whole.decisions else []
    rungs = st.sampled_from(["manipulation", "consultation", "placation", "partnership", "citizen-control"])
    claims = [Claim("members", each.key, ladder="arnstein-1969", rung=draw(rungs)) for each in some]
    return Process("p", stakeholders=draw(st.permutations(PEOPLE)), decision_map=whole, claims=claims)


@settings(max_examples=20)
@given(mapped_processes(), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_any_process_has_an_answer_for_every_say(whole, on):
    """No process, however odd, may leave somebody out or break the question."""
    found = influence(whole, on=on)
    people = Voices(whole).whose_views or {None}
    decisions = whole.decision_map.decisions
    expected = {(who, each.key, stage.name) for each in decisions for stage in each.all_stages() for who in people}
    places = [(each.stakeholder, each.decision, each.stage) for each in found.rows]
    assert expected == set(places)
    assert len(expected) == len(places)
    assert all(each.at_least <= each.at_most for each in found.rows)
    assert isinstance(found, Influence)


@settings(max_examples=15)
@given(mapped_processes(), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_the_order_of_parts_means_nothing(whole, on):
    """Whoever wrote the people, the decisions or the flows in another order has the same say."""
    turned = attrs.evolve(
        whole.decision_map,
        **{name: getattr(whole.decision_map, name)[::-1] for name in ("forums", "decisions", "flows", "entry_points")},
    )
    mixed = attrs.evolve(whole, stakeholders=whole.stakeholders[::-1], decision_map=turned)
    assert [each.evidenced for each in influence(whole, on=on).rows] == [
        each.evidenced for each in influence(mixed, on=on).rows
    ]


@settings(max_examples=15)
@given(mapped_processes(), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_what_becomes_known_of_a_map_stays_within_what_was_said(whole, on):
    """Once somebody writes down what was not known, the answer may narrow and never jump."""
    before = influence(whole, on=on)
    known = attrs.evolve(
        whole.decision_map,
        forums=[attrs.evolve(each, papers_due=each.papers_due or 0) for each in whole.decision_map.forums],
        flows=[
            attrs.evolve(each, days=each.days or 0, standing=each.standing or "consulted")
            for each in whole.decision_map.flows
        ],
        entry_points=[
            attrs.evolve(each, standing=each.standing or "consulted") for each in whole.decision_map.entry_points
        ],
    )
    for old, new in zip(before.rows, influence(attrs.evolve(whole, decision_map=known), on=on).rows, strict=True):
        assert old.at_least <= new.at_least <= new.at_most <= old.at_most


def test_every_condition_is_shown_not_shown_or_unknown():
    """A condition that stands nowhere would be forgotten, one that stands twice would be argued about."""
    found = row(process(mapped(seats=[Seat("members"), Seat("chair")])))
    three = (*found.shown, *found.not_shown, *found.unknown)
    assert sorted(three) == sorted(InfluenceCondition)
    assert "votes_count" in found.shown
    assert "majority_of_votes" in found.not_shown
    assert "information_in_time" in found.unknown


def test_after_the_day_only_the_record_says_that_somebody_was_involved():
    """A route on the map is no proof; a view that was considered is."""
    assert (
        'By the map, Members could have had a say in "contract". It would have been at least "consulted" and at most "advises". '
        "The record does not show that they had it." in str(row(process(), AFTER))
    )
    assert 'By the record, Members had a say in "contract". It was ' in str(
        row(process(ledger=said(CONSIDERED, BECAUSE, TOLD)), AFTER)
    )
    assert (
        'The record does not show whether Members had a say in "contract". If they had, it was at most "advises".'
        in str(row(process(mapped(days=None)), AFTER))
    )
    assert 'Going by the record, Members had no say in "contract".' in str(row(process(mapped(standing="none")), AFTER))


def within(day=None, *, said=(), events=(), papers=(), meets=(date(2026, 4, 8), date(2026, 4, 19)), doors=True):
    """What influence says of users about a decision that is made on 8 or 19 April, or on that *day* of these."""
    settled = {"between": (date(2026, 4, 8), date(2026, 4, 19))} if day is None else {"on": day}
    doors = [EntryPoint("board", "users", standing="consulted")] if doors else []
    process = Process(
        "p",
        stakeholders=[Stakeholder("users", role="service_user")],
        decision_map=DecisionMap(
            forums=[Forum("board", papers_due=9, meetings=Meetings.on(meets))],
            entry_points=doors,
            decisions=[Decision("c", made_at="board", **settled)],
        ),
        ledger=Ledger([Contribution("k", on=on, stakeholder="users", about="c") for on in said], events),
        support=Support(papers=papers, reading_days=3, needs_asked=[NeedsAsked("users", date(2026, 1, 1))]),
    )
    row = influence(process, on=date(2026, 4, 22)).row("users", "c")
    return row.facts.showing(InfluenceCondition.HEARD_IN_TIME), row.facts.showing(InfluenceCondition.TOLD_OF_IT), row


def test_what_is_shown_within_a_period_holds_on_whichever_day_it_was_decided():
    """A first view of 1 April was in time for the 19th and not for the 8th: nobody may say that they were heard."""
    said = [date(2026, 4, 1)]
    assert ["not_shown", "shown"] == [within(date(2026, 4, day), said=said)[0] for day in (8, 19)]
    heard, _, row = within(said=said)
    assert ("unknown", "informed", "consulted") == (heard, row.evidenced.at_least, row.evidenced.at_most)
    assert "On which day of the period it is settled" in str(row.facts.fact(InfluenceCondition.HEARD_IN_TIME))


def test_what_was_considered_within_a_period_may_have_been_in_time():
    """It was considered on the 10th: in time for the 19th alone, and no route on the map says that they were heard."""
    facts = {"said": [date(2026, 4, 9)], "events": [Event("k", "considered", on=date(2026, 4, 10))], "doors": False}
    assert ["not_shown", "shown"] == [within(date(2026, 4, day), **facts)[0] for day in (8, 19)]
    heard, _, row = within(**facts)
    assert ("unknown", "none", "consulted") == (heard, row.evidenced.at_least, row.evidenced.at_most)


def test_what_the_map_shows_for_every_day_stands_beside_what_was_considered_within_a_period():
    """A first view of 30 March was in time for both days, whatever was considered when."""
    facts = {"said": [date(2026, 3, 30)], "events": [Event("k", "considered", on=date(2026, 4, 10))]}
    assert ["shown", "shown"] == [within(date(2026, 4, day), **facts)[0] for day in (8, 19)]
    assert "shown" == within(**facts)[0]


def test_a_paper_sent_within_a_period_may_have_told_them():
    """It came on the 10th, three days before the 19th."""
    sent = {"papers": [PaperSent("users", date(2026, 4, 10), decision="c", formats=["print"])], "doors": False}
    assert ["not_shown", "shown"] == [within(date(2026, 4, day), **sent)[1] for day in (8, 19)]
    assert "unknown" == within(**sent)[1]


def test_a_stage_that_was_over_before_a_withdrawal_keeps_its_past():
    """They were heard about the options on 5 April; that the decision was withdrawn later takes nothing away."""
    withdrawn = Decision(
        "c", made_at="board", on=date(2026, 6, 1), withdrawn=date(2026, 4, 20),
        stages=[Stage("options", at="board", by=date(2026, 4, 10))],
    )  # fmt: skip
    process = Process(
        "p",
        stakeholders=[Stakeholder("users", role="service_user")],
        decision_map=DecisionMap(
            forums=[Forum("board", papers_due=0, meetings=Meetings.any_day())],
            entry_points=[EntryPoint("board", "users", standing="consulted")],
            decisions=[withdrawn],
        ),
        ledger=Ledger(
            [Contribution("k", on=date(2026, 4, 1), stakeholder="users", about="c")],
            [Event("k", "considered", on=date(2026, 4, 5))],
        ),
    )
    rows = {
        day: [(str(row.stage), str(row.evidenced)) for row in influence(process, on=date(2026, 4, day)).rows]
        for day in (19, 21)
    }
    assert [("options", "consulted")] == rows[21]
    assert rows[21][0] in rows[19]
