"""What does a ledger say of each contribution, and what does it refuse?"""

import pickle
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    EntryPoint,
    Event,
    Forum,
    InvalidValueError,
    Ledger,
    Meetings,
    Promise,
    Reply,
    UnknownKeyError,
)
from involvement.errors import LedgerError
from involvement.feedback import EventKind

DAY = date(2026, 3, 2)


def on(number):
    return DAY + timedelta(days=number)


def said(*keys, **more):
    return [Contribution(key, on=DAY, stakeholder="members", **more) for key in keys]


def test_merged_contributions_share_the_answer_and_are_told_each():
    """Ten people who say the same get one answer; that one of them was told helps the other nine nothing."""
    ledger = Ledger(
        said("first", "second"),
        [
            Event("second", "merged", on=on(3), into="first"),
            Event("first", "answered", on=on(7), outcome="will_do"),
            Event("first", "told", on=on(8)),
        ],
        promises=[Promise("told", days=5)],
    )
    second = ledger.progress("second", on(20))
    assert (on(7), None) == (second.answered, second.told)
    overdue = ledger.overdue(on(20))
    assert [("second", EventKind.TOLD, on(12), 8)] == [
        (row.contribution, row.promise, row.due, row.days_late) for row in overdue.rows
    ]
    (row,) = ledger.you_said_we_did(on(20))
    assert (2, 1) == (row.voices, row.untold)


def test_what_is_merged_into_what_was_redirected_is_with_that_body_too():
    """Nobody here can answer it any more, so it is in no rate; but each one who said it is to be told."""
    moves = [Event("b", "merged", on=on(1), into="a"), Event("a", "redirected", on=on(2), to="council")]
    ledger = Ledger(said("a", "b"), moves, promises=[Promise("told", days=3)])
    closure = ledger.closure(on(9))
    assert (2, 0) == (closure.redirected, closure.overall.answered.of)
    assert ["a", "b"] == [row.contribution for row in ledger.overdue(on(9)).rows]
    assert "council" == ledger.progress("b", on(9)).redirected_to


def test_a_word_before_the_answer_is_not_the_answer():
    """That somebody was told in the morning how things stand does not tell them what was answered in the afternoon."""
    told, answer = Event("a", "told", on=on(3)), Event("a", "answered", on=on(3), outcome="did")
    assert Ledger(said("a"), [told, answer]).progress("a", on(9)).told is None
    assert on(3) == Ledger(said("a"), [answer, told]).progress("a", on(9)).told


def test_what_was_merged_is_open_again_when_the_other_is_withdrawn():
    """One person's change of mind must not take away what another person asked."""
    merged = [Event("b", "merged", on=on(1), into="a"), Event("c", "merged", on=on(2), into="b")]
    ledger = Ledger(said("a", "b", "c"), [*merged, Event("a", "withdrawn", on=on(5))])
    states = [[ledger.state(key, on(day)).value for key in "abc"] for day in (4, 5)]
    assert [["open", "merged", "merged"], ["withdrawn", "open", "merged"]] == states
    assert "b" == ledger.progress("c", on(5)).end
    assert () == ledger.history("a")[1:]


def test_only_what_is_merged_into_it_still_is_open_again_when_it_is_withdrawn():
    """What was split off before, and joined to another, has nothing to do with it any more."""
    moves = [
        Event("a", "merged", on=on(1), into="b"),
        Event("a", "reopened", on=on(2)),
        Event("a", "merged", on=on(3), into="c"),
        Event("b", "withdrawn", on=on(4)),
    ]
    ledger = Ledger(said("a", "b", "c"), moves)
    assert ("merged", "c") == (ledger.state("a", on(9)).value, ledger.progress("a", on(9)).end)
    assert ledger == Ledger(said("a", "b", "c")).append(*moves[:3]).append(moves[3])


def test_what_happened_to_a_link_of_a_chain_counts_for_whom_it_joined_by_then():
    """When a was considered, only b was merged into it: c joined the chain on day 5, d on day 6, and z is the end for all."""
    ledger = Ledger(
        said("c", "b", "d", "a", "z"),
        [
            Event("b", "merged", on=on(3), into="a"),
            Event("a", "considered", on=on(4)),
            Event("c", "merged", on=on(5), into="b"),
            Event("d", "merged", on=on(6), into="a"),
            Event("a", "assessed", on=on(7)),
            Event("a", "merged", on=on(8), into="z"),
            Event("z", "considered", on=on(10)),
        ],
    )
    week, later = ({each.contribution: each for each in ledger.all_progress(on(day))} for day in (7, 11))
    assert {"a": on(4), "b": on(4), "c": None, "d": None, "z": None} == {k: p.considered for k, p in week.items()}
    assert {"a": on(4), "b": on(4), "c": on(10), "d": on(10), "z": on(10)} == {
        key: progress.considered for key, progress in later.items()
    }
    assert {"a": on(7), "b": on(7), "c": on(7), "d": on(7), "z": None} == {k: p.assessed for k, p in later.items()}
    assert {"z"} == {progress.end for progress in later.values()}


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        (Event("a", "told", on=on(-1)), "not_received"),
        (Event("a", "merged", on=on(4), into="late"), "into_not_received"),
        (Event("a", "merged", on=on(4), into="gone"), "into_withdrawn"),
        (Event("a", "merged", on=on(4), into="c"), "merged_in_a_circle"),
    ],
)
def test_an_event_that_cannot_have_happened_is_refused(event, fault):
    """Before it was there, into what was not there or no longer, or into what is merged into it by way of another."""
    ledger = Ledger(
        [*said("a", "b", "c", "gone"), Contribution("late", on=on(5))],
        [
            Event("b", "merged", on=on(1), into="a"),
            Event("c", "merged", on=on(2), into="b"),
            Event("gone", "withdrawn", on=on(3)),
        ],
    )
    with pytest.raises(LedgerError) as refused:
        ledger.append(event)
    assert fault == refused.value.reason


def test_a_late_record_takes_the_place_of_its_day():
    """Minutes are written up weeks later; what counts is when it happened."""
    ledger = Ledger(said("a"), [Event("a", "answered", on=on(9), outcome="did")])
    late = ledger.append(Event("a", "considered", on=on(4)), Event("a", "acknowledged", on=on(1)))
    assert ["answered", "considered", "acknowledged"] == [each.kind.value for each in late.events]
    assert ["acknowledged", "considered", "answered"] == [each.kind.value for each in late.history("a")]


def test_a_late_record_that_makes_a_later_one_impossible_is_refused():
    """It would say that somebody answered what was withdrawn by then; the message names the later event."""
    ledger = Ledger(said("a"), [Event("a", "answered", on=on(9), outcome="did")])
    with pytest.raises(
        LedgerError, match=r"events\[0\]: expected first a reopening: it was withdrawn \(is_withdrawn\)"
    ):
        ledger.append(Event("a", "withdrawn", on=on(4)))
    both = ledger.append(Event("a", "withdrawn", on=on(4)), Event("a", "reopened", on=on(6)))
    assert "answered" == both.state("a", on(9)).value


def test_a_reopening_starts_the_clock_again_and_a_split_does_not():
    """What was closed begins to wait anew; what was only merged has waited all the while."""
    ledger = Ledger(
        said("a", "b", "c"),
        [
            Event("a", "answered", on=on(5), outcome="not_yet"),
            Event("a", "reopened", on=on(10)),
            Event("b", "merged", on=on(5), into="c"),
            Event("b", "reopened", on=on(10)),
        ],
        promises=[Promise("answered", days=7), Promise("acknowledged", days=30)],
    )
    assert {"b": on(7), "c": on(7)} == {row.contribution: row.due for row in ledger.overdue(on(12)).rows}
    assert on(10) == ledger.progress("a", on(12)).since


def test_without_a_promise_nobody_knows_whether_anything_is_late():
    """An empty list would say that all is well."""
    overdue = Ledger(said("a", "b")).overdue(on(500))
    assert ([], 0) == (list(overdue), len(overdue))
    assert () == overdue.rows
    assert ((EventKind.ACKNOWLEDGED, 2), (EventKind.ANSWERED, 2)) == overdue.unknown
    assert str(overdue) == (
        "No promise is overdue on 15 July 2027. 2 contributions wait to be acknowledged, and no day is promised. "
        "2 contributions wait for an answer, and no day is promised."
    )


def test_the_day_that_an_answer_names_is_due_whatever_is_promised():
    """'By the end of the month' is a promise, and a nearer one than that of the poster."""
    answer = Event("a", "answered", on=on(1), outcome="will_do", due=on(10), owner="estates")
    told = Event("a", "told", on=on(1))
    ledger = Ledger(said("a"), [answer, told], promises=[Promise("followed_through", days=90)])
    (row,) = ledger.overdue(on(11))
    assert row == ledger.overdue(on(11))[0]
    assert str(row) == (
        'The action that was promised about "a" was due on 12 March 2026. It is 1 day late. estates has to act.'
    )
    assert () == ledger.append(Event("a", "followed_through", on=on(9))).overdue(on(11)).rows


def test_who_owes_it_is_the_owner_named_last_or_whoever_acted_last():
    """Nobody chases a promise without a name, and a guess is worse than none."""
    nobody = Ledger(said("a"))
    by = nobody.append(Event("a", "acknowledged", on=on(1), by="coordinator"))
    members = nobody.append(Event("a", "considered", on=on(1), by="members"))
    owner = by.append(
        Event("a", "considered", on=on(2), by="board", owner="estates"), Event("a", "told", on=on(3), by="pat")
    )
    assert [None, "coordinator", None, "estates"] == [
        ledger.progress("a", on(9)).owed_by for ledger in (nobody, by, members, owner)
    ]
    with_owner = Ledger(said("a", owner="board"), [Event("a", "acknowledged", on=on(1), by="coordinator")])
    assert "board" == with_owner.progress("a", on(9)).owed_by
    merged = owner.append(Contribution("b", on=DAY), Event("b", "merged", on=on(4), into="a"))
    assert "estates" == merged.progress("b", on(9)).owed_by


def test_rates_leave_out_whom_nobody_can_answer():
    """A card without a name cannot be answered to anybody; counted in, it would hide who could have been."""
    contributions = [*said("a", "b"), Contribution("card", on=DAY, way_back=False), *said("gone", "elsewhere")]
    ledger = Ledger(
        contributions,
        [
            Event("a", "acknowledged", on=on(1)),
            Event("a", "answered", on=on(6), outcome="did"),
            Event("gone", "withdrawn", on=on(2)),
            Event("elsewhere", "redirected", on=on(2), to="council"),
        ],
    )
    closure = ledger.closure(on(9))
    assert (1, 1, 1) == (closure.no_way_back, closure.redirected, closure.withdrawn)
    assert Fraction(1, 2) == closure.overall.answered.share == closure.overall.acknowledged.share
    assert ("0 of 1", "1 of 1") == (str(closure.overall.told), str(closure.overall.followed_through))
    assert (6,) == closure.overall.days_to_answer.days
    assert str(closure).startswith(
        "This is how it stands on 11 March 2026. Of 2 contributions, 1 was acknowledged and 1 was answered. People were told "
        "of 0 of 1 answer. 1 of 1 change that was agreed to is done."
    )
    assert str(closure.groups[0]).startswith("Of 2 contributions of members, 1 was acknowledged")
    assert Ledger().closure(DAY).overall.answered.share is None


@pytest.mark.parametrize(
    ("events", "said_back"),
    [
        ([], "We have not answered yet."),
        ([("redirected", {"to": "council"})], "We passed it on to council on 5 March 2026."),
        (
            [("redirected", {"to": "council", "reason": "The road is theirs."})],
            'We passed it on to council on 5 March 2026. Because: "The road is theirs."',
        ),
        (
            [("answered", {})],
            "We answered on 5 March 2026. The record does not show what the answer was. No reason is recorded.",
        ),
        ([("answered", {"action": "Lamps."})], 'We answered on 5 March 2026: "Lamps." No reason is recorded.'),
        ([("answered", {"outcome": "did", "reason": "it was needed"})], 'We did it. Because: "it was needed".'),
        ([("answered", {"outcome": "noted"})], "We have noted it, thank you."),
        (
            [("answered", {"outcome": "will_do", "action": "Lamps.", "due": on(30), "reason": "it is dark"})],
            'We will do it by 1 April 2026: "Lamps." Because: "it is dark".',
        ),
        (
            [("answered", {"outcome": "will_do", "due": on(8), "reason": "it is dark"})],
            'We said that we would do it by 10 March 2026. Because: "it is dark". The record does not show that it is done.',
        ),
        (
            [("answered", {"outcome": "will_do", "due": on(9), "reason": "it is dark"})],
            'We will do it by 11 March 2026. Because: "it is dark".',
        ),
        (
            [("answered", {"outcome": "will_do", "reason": "it is dark"}), ("followed_through", {})],
            'We did it on 5 March 2026. Because: "it is dark".',
        ),
        (
            [("answered", {"outcome": "could_not", "action": "Saturdays", "due": on(30), "reason": "no staff"})],
            'We could not do it. Because: "no staff". Instead: "Saturdays". What we promised to do instead is due by 1 April 2026.',
        ),
        (
            [("answered", {"outcome": "could_not", "reason": "no staff"})],
            'We could not do it. Because: "no staff".',
        ),
        ([("answered", {"outcome": "not_yet", "reason": "no money"})], 'Our answer was: not yet. Because: "no money".'),
        (
            [("answered", {"outcome": "not_yet", "reason": "no money"}), ("followed_through", {})],
            'On 5 March 2026 we answered "not yet". Because: "no money". Since then we did it, on 5 March 2026.',
        ),
        (
            [("answered", {"outcome": "did_in_part", "action": "One lamp", "due": on(300), "reason": "no money"})],
            'We did part of it: "One lamp". The reason given: "no money". What we promised is due by 27 December 2026.',
        ),
        (
            [("answered", {"outcome": "did_in_part", "due": on(5), "reason": "no money"})],
            'We did part of it. The reason given: "no money". What we promised was due by 7 March 2026. The record does not show that it is done.',
        ),
        (
            [("answered", {"outcome": "did_in_part", "reason": "no money"}), ("followed_through", {})],
            'We did part of it. The reason given: "no money". We acted on it on 5 March 2026.',
        ),
        (
            [("answered", {"outcome": "did"}), ("reopened", {"by": "members", "reason": "One is loose."})],
            "We answered on 5 March 2026. On 5 March 2026 you told us that it is not right yet. We are looking at it again.",
        ),
        (
            [("answered", {"outcome": "did"}), ("reopened", {"by": "members"}), ("answered", {"outcome": "did"})],
            "We did it. No reason is recorded.",
        ),
        (
            [("redirected", {"to": "council"}), ("reopened", {"by": "board", "reason": "They will not."})],
            "On 5 March 2026 we passed it on. The matter was opened again on 5 March 2026. We are looking at it again.",
        ),
        ([("withdrawn", {}), ("reopened", {})], "We have not answered yet."),
        (
            [("answered", {"outcome": "did"}), ("reopened", {}), ("withdrawn", {}), ("reopened", {})],
            "We answered on 5 March 2026. The matter was opened again on 5 March 2026. We are looking at it again.",
        ),
    ],
)
def test_what_people_hear_is_a_sentence(events, said_back):
    """You said, we did; we could not, because; not yet: it is read aloud at the next meeting."""
    ledger = Ledger(
        [Contribution("lamps", on=DAY, stakeholder="members", title="Lamps at the door", says="I fell")],
        [Event("lamps", kind, on=on(3), **more) for kind, more in events],
    )
    (row,) = ledger.you_said_we_did(on(9))
    assert f"You said: Lamps at the door. {said_back}" == str(row)


def test_what_people_hear_never_quotes_them():
    """What somebody wrote on a card is theirs; a poster shows the line that was written for it, or what it was about."""
    ledger = Ledger(
        [Contribution("card-1", on=DAY, says="my son", about="parking"), Contribution("card-2", on=DAY, says="!")]
    )
    assert ["parking", "something on 2 March 2026"] == [row.you_said for row in ledger.you_said_we_did(DAY)]


def test_the_answer_is_linked_to_the_way_that_brings_it_back():
    """Answered on the board's minutes is not answered: the way back takes days, or there is none."""
    decision_map = DecisionMap(
        forums=[Forum("group", meetings=Meetings.on([on(20), on(50)])), Forum("board")],
        decisions=[Decision("contract", made_at="board", on=on(5))],
        entry_points=[EntryPoint("group", "members")],
        replies=[Reply("board", "group", days=16)],
    )
    ledger = Ledger(
        [*said("a", about="contract"), Contribution("card", on=DAY, way_back=False), *said("b")],
        [Event("a", "answered", on=on(3), outcome="did")],
    )
    assert on(20) == ledger.reply_journey("a", decision_map, on=on(9)).returned
    assert on(50) == ledger.reply_journey("a", decision_map, on=on(2)).returned, (
        "not answered yet: from the decision on"
    )
    assert on(50) == ledger.reply_journey("b", decision_map, on=on(9), decision="contract").returned
    assert ledger.reply_journey("card", decision_map, on=on(9)) is None
    stranger = Ledger([Contribution("s", on=on(0), stakeholder="stranger", about="contract")])
    assert stranger.reply_journey("s", decision_map, on=on(9)) is None  # no door of the map is open to all
    assert ledger.reply_journey("a", decision_map, on=on(-1)) is None
    with pytest.raises(InvalidValueError, match="the key of one, as the contribution names none"):
        ledger.reply_journey("b", decision_map, on=on(9))
    with pytest.raises(InvalidValueError, match="a DecisionMap"):
        ledger.reply_journey("a", None, on=on(9))


def test_a_contribution_that_is_not_there_yet_has_no_state():
    """Not received is none of the five states: nobody owes anything for it."""
    ledger = Ledger(said("a"))
    assert ledger.state("a", on(-1)) is None
    assert ledger.progress("a", on(-1)) is None
    assert frozenset() == ledger.allowed_next("a", on(-1))
    assert () == ledger.all_progress(on(-1))


def test_how_far_it_has_come_reads_as_a_sentence():
    """For minutes."""
    ledger = Ledger(
        said("a", "b"),
        [
            Event("a", "answered", on=on(1), outcome="did"),
            Event("a", "told", on=on(2)),
            Event("b", "merged", on=on(2), into="a"),
        ],
    )
    assert 'As of 4 March 2026, "a" is answered. Those who raised it were told on 4 March 2026.' == str(
        ledger.progress("a", on(2))
    )
    assert '"b" was merged into "a". As of 4 March 2026, that one is answered.' == str(ledger.progress("b", on(2)))
    assert (
        "2 contributions were received by 4 March 2026. 0 are open, 1 answered, 1 merged, 0 redirected and 0 withdrawn."
    ) == str(ledger.balance(on(2)))
    late = Ledger(said("a"), promises=[Promise("answered", days=1)]).overdue(on(9))
    assert (
        "1 promise is overdue on 11 March 2026. 1 contribution waits to be acknowledged, and no day is promised."
    ) == str(late)
    assert 'The answer to "a" was due on 3 March 2026. It is 8 days late.' == str(late.rows[0])


def test_a_loop_in_which_nothing_is_closed_says_no_rate_of_nothing():
    """0 of 0 answers would read as a failure, and it is none."""
    assert "This is how it stands on 2 March 2026. No contribution is counted." == str(Ledger([]).closure(DAY))
    assert (
        "This is how it stands on 2 March 2026. Of 1 contribution, 0 were acknowledged and 0 were answered."
    ) == str(Ledger(said("a")).closure(DAY))


def test_what_falls_due_reads_as_a_sentence():
    """What is still in time is told with the days that are left."""
    ledger = Ledger(said("a"), promises=[Promise("answered", days=5)])
    (row,) = ledger.falling_due(on(4), on(9))
    assert 'The answer to "a" is due on 7 March 2026. 1 day is left.' == str(row)
    (row,) = ledger.falling_due(on(5), on(5))
    assert 'The answer to "a" is due on 7 March 2026. That is today.' == str(row)
    with pytest.raises(InvalidValueError, match="a last day that is not before the first"):
        ledger.falling_due(on(4), on(3))


def test_keys_that_nobody_knows_are_named_with_their_place():
    """A typing error in a file of ten thousand events has to be found."""
    with pytest.raises(UnknownKeyError, match=r"events\[0\]\.contribution: no contribution 'evenigs'; known: evenings"):
        Ledger(said("evenings"), [Event("evenigs", "told", on=DAY)])
    with pytest.raises(UnknownKeyError, match=r"events\[1\]\.into: no contribution 'b'"):
        Ledger(said("a"), [Event("a", "told", on=DAY)]).append(Event("a", "merged", on=DAY, into="b"))
    with pytest.raises(UnknownKeyError, match="no contribution 'b'"):
        Ledger(said("a")).state("b", DAY)
    with pytest.raises(DuplicateKeyError):
        Ledger(said("a", "a"))
    with pytest.raises(DuplicateKeyError):
        Ledger(said("a")).append(*said("a"))
    with pytest.raises(DuplicateKeyError):
        Ledger().append(*said("a", "a"))
    with pytest.raises(DuplicateKeyError):
        Ledger(promises=[Promise("told", days=1), Promise("told", days=2)])


def test_misuse_is_refused_in_words():
    """A wrong type here would be a wrong answer later."""
    with pytest.raises(InvalidValueError, match=r"Ledger\.append: expected contributions and events"):
        Ledger().append("a")
    with pytest.raises(InvalidValueError, match="on: expected a date"):
        Ledger().balance("2026-03-02")


def test_a_grown_ledger_is_a_value_like_any_other():
    """What append returns was not built by the constructor; it must be copied, compared, sent and changed all the same."""
    ledger = Ledger(said("a"))
    grown = ledger.append(Event("a", "told", on=DAY))
    whole = Ledger(said("a"), [Event("a", "told", on=DAY)])
    assert (whole, hash(whole), repr(whole)) == (grown, hash(grown), repr(grown))
    assert whole == pickle.loads(pickle.dumps(grown)).append() == attrs.evolve(grown)
    assert "told" == pickle.loads(pickle.dumps(grown)).history("a")[0].kind.value
