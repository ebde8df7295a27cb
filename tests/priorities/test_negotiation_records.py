"""How did the parties get there?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import Feasibility, InvalidValueError, Issue, Move, Negotiation, Priorities, UnknownKeyError, negotiate
from involvement.priorities import Agreement, first_choices

MAY, JUNE, JULY = date(2026, 5, 5), date(2026, 6, 2), date(2026, 7, 7)
MEMBERS = Priorities("members", ["evenings", "letters"], side="service_users")
BOARD = Priorities("board", [("letters", "parking")], side="organisation")
SHOWN = [Move.study(Feasibility.shown(each), on=MAY) for each in ("evenings", "letters", "parking")]
OPENING = [Move.propose(MEMBERS, on=MAY), Move.propose(BOARD, on=MAY), *SHOWN]


def record(*moves, **more):
    return Negotiation("spring", problem="What first?", moves=[*OPENING, *moves], **more)


def test_a_later_proposal_or_study_takes_the_place_of_the_earlier():
    """People change their minds, and studies end otherwise than they began."""
    changed = record(
        Move.propose(Priorities("members", ["letters"], side="service_users"), on=JUNE),
        Move.study(Feasibility.ruled_out("parking", reason="the land is let"), on=JUNE),
    )
    assert ("evenings", "letters", "parking") == tuple(sorted(changed.replay(until=MAY).agreed))
    assert '"letters" was agreed. "evenings" was deferred. "parking" was declined.' == str(changed.replay())
    assert (MAY, JUNE) == (changed.replay(until=MAY).on, changed.replay().on)


def test_a_concession_takes_an_issue_from_the_list_and_leaves_the_rest():
    """Giving way is a move with a name, a day and a reason, not an edited list."""
    conceded = record(
        Move.concede("parking", by="board", on=JUNE, reason="letters matter more"),
        Move.concede("evenings", by="members", on=JUNE, reason="not this year"),
    )
    agreement = conceded.replay(issues=[Issue("evenings"), Issue("letters"), Issue("parking")])
    assert (("letters",), ("letters",)) == tuple(each.issues for each in agreement.positions)
    assert ("evenings", "parking") == agreement.unranked


@pytest.mark.parametrize(
    "move",
    [
        Move.concede("shuttle", by="board", on=JUNE, reason="never wanted it"),
        Move.concede("letters", by="mayor", on=JUNE, reason="never spoke"),
    ],
)
def test_only_what_a_party_ranks_can_it_give_up(move):
    """A concession that costs nothing would look like one that does."""
    with pytest.raises(InvalidValueError, match=f"an issue that {move.by} ranks"):
        record(move).replay()


def test_objections_and_dissent_are_kept_with_the_agreement():
    """Whoever lost has a right to be read."""
    agreement = record(
        Move.object_to("letters", by="members", on=JUNE, reason="Letters are not what we came for."),
        Move.accept(by="board", on=JULY),
        Move.dissent(by="members", on=JULY, reason="Nothing for people in work.", issue="evenings"),
        Move.dissent(by="mayor", on=JULY, reason="Nobody asked me."),
    ).replay()
    assert [("members", "letters", JUNE)] == [(each.by, each.issue, each.on) for each in agreement.objections]
    assert [("mayor", None), ("members", "evenings")] == [(each.by, each.issue) for each in agreement.dissent]
    assert ("board",) == agreement.accepted_by


def test_voices_of_one_day_stand_by_the_key_of_their_party():
    """Nobody comes first by being written down first, and a dissent that opens the record is kept."""
    late = [Move.dissent(by=who, on=MAY, reason="Too little.") for who in ("members", "board")]
    for moves in (late, late[::-1]):
        agreement = Negotiation("spring", problem="What first?", moves=moves).replay()
        assert ["board", "members"] == [each.by for each in agreement.dissent]


def test_the_last_word_on_the_whole_counts():
    """Who agreed in the end is not listed as having dissented, and the other way round."""
    moved = record(
        Move.accept(by="board", on=JUNE),
        Move.dissent(by="members", on=JUNE, reason="Too little."),
        Move.accept(by="members", on=JULY),
        Move.dissent(by="board", on=JULY, reason="Too much."),
    )
    before, after = moved.replay(until=JUNE), moved.replay()
    assert (("board",), ["members"]) == (before.accepted_by, [each.by for each in before.dissent])
    assert (("members",), ["board"]) == (after.accepted_by, [each.by for each in after.dissent])


def test_an_acceptance_lapses_with_a_change_of_the_same_day():
    """Who accepted at noon has not accepted what somebody else changed in the evening."""
    accept = Move.accept(by="board", on=JULY)
    override = Move.override("parking", "declined", by="members", on=JULY, reason="no money")
    assert [(), ("board",)] == [
        record(*moves).replay().accepted_by for moves in ([accept, override], [override, accept])
    ]


def test_the_last_override_of_an_issue_holds():
    """An override that is taken back leaves no other behind it."""
    override = Move.override
    agreement = record(
        override("parking", "declined", by="board", on=JUNE, reason="no money"),
        override("letters", "deferred", by="board", on=JUNE, reason="in autumn"),
        override("parking", "deferred", by="members", on=JULY, reason="in autumn"),
    ).replay()
    assert ["deferred", "deferred"] == [agreement.settlement(each).outcome for each in ("letters", "parking")]
    assert [("letters", "board"), ("parking", "members")] == [(each.issue, each.by) for each in agreement.overrides]


def test_an_override_can_neither_agree_the_unstudied_nor_settle_the_unknown():
    """The rule of the feasibility gate holds in a record too."""
    with pytest.raises(InvalidValueError, match="not studied"):
        record(
            Move.study(Feasibility.not_studied("letters"), on=JUNE),
            Move.override("letters", "agreed", by="board", on=JUNE, reason="promised"),
        ).replay()
    with pytest.raises(UnknownKeyError, match="no issue 'shuttle'"):
        record(Move.override("shuttle", "declined", by="board", on=JUNE, reason="promised")).replay()


def test_a_negotiation_has_its_own_days_of_work_rule_and_balance():
    """What it was settled by belongs to the record."""
    effort = [{"evenings": 2, "letters": 1, "parking": 1}]
    by_hand = negotiate(
        MEMBERS,
        BOARD,
        feasibility=[move.feasibility for move in SHOWN],
        effort=effort[0],
        capacity=Fraction(2),
        rule="borda",
        balance="parties",
        on=MAY,
    )
    assert by_hand == record(effort=by_hand.effort, capacity=2, rule="borda", balance="parties").replay()


def test_rounds_are_the_days_on_which_moves_were_made():
    """A meeting is a day; moves stand in the order of their days."""
    moved = record(Move.accept(by="board", on=JULY), Move.accept(by="members", on=JULY))
    assert [(MAY, 5), (JULY, 2)] == [(day, len(moves)) for day, moves in moved.rounds]
    with pytest.raises(InvalidValueError, match="moves in the order of their days"):
        moved.with_move(Move.accept(by="board", on=JUNE))
    empty = Negotiation("spring", problem="What first?")
    assert ((), JUNE, None) == (empty.rounds, empty.replay(until=JUNE).on, empty.replay().on)


@pytest.mark.parametrize(
    ("kind", "given", "missing"),
    [
        ("propose", {}, "position"),
        ("study", {}, "feasibility"),
        ("concede", {"issue": "letters", "reason": "peace"}, "by"),
        ("concede", {"by": "board", "reason": "peace"}, "issue"),
        ("concede", {"by": "board", "issue": "letters"}, "reason"),
        ("object", {"by": "board", "issue": "letters", "reason": "  "}, "reason"),
        ("override", {"by": "board", "issue": "letters", "reason": "promised"}, "outcome"),
        ("accept", {}, "by"),
        ("dissent", {"by": "board"}, "reason"),
    ],
)
def test_a_move_has_what_its_kind_needs(kind, given, missing):
    """A concession without a reason, or by nobody, records nothing."""
    with pytest.raises(InvalidValueError, match=f"Move.{missing}: expected one, since a move of the kind '{kind}'"):
        Move(kind, on=MAY, **given)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"position": MEMBERS}, "position"),
        ({"feasibility": Feasibility.shown("a")}, "feasibility"),
        ({"outcome": "agreed"}, "outcome"),
    ],
)
def test_a_move_has_nothing_that_its_kind_has_no_use_for(given, where):
    """An acceptance that brings a proposal with it is two moves."""
    with pytest.raises(InvalidValueError, match=f"Move.{where}: expected none"):
        Move("accept", on=MAY, by="board", **given)


def test_a_move_is_of_a_known_kind():
    """Shouting is none."""
    with pytest.raises(InvalidValueError, match="one of propose, study"):
        Move("shout", on=MAY, by="board")


# Over the years


def agreed(*issues, own=MEMBERS):
    feasibility = [Feasibility.shown(each) for each in issues]
    return negotiate(own, Priorities("board", ["parking"], side="organisation"), feasibility=feasibility)


def test_first_choices_show_who_always_gives_way():
    """One year tells nothing; five years of parking do."""
    tied = Priorities("members", [("evenings", "letters"), "shuttle"], side="service_users")
    board, members = first_choices([agreed("parking"), agreed("parking", "letters", own=tied), Agreement()])
    assert ("board had 2 first choices. 2 were agreed.", Fraction(1)) == (str(board), board.share)
    assert ("members had 3 first choices. 1 was agreed.", Fraction(1, 3)) == (str(members), members.share)
    assert ((1, 0), (2, 1), (0, 0)) == members.by_agreement


def test_who_asked_for_nothing_has_no_share():
    """Nothing of nothing is not none."""
    (silent,) = first_choices([negotiate(Priorities("silent", []))])
    assert (0, None) == (silent.asked, silent.share)
    assert () == first_choices([])
    with pytest.raises(InvalidValueError, match="only values of type Agreement"):
        first_choices([MEMBERS])
