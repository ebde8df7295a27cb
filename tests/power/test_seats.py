"""Are service users' seats counted as they are, and what is not known as not known?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import DuplicateKeyError, Forum, InvalidValueError, LimitExceeded, Seat, Stakeholder, UnknownKeyError
from involvement.people import Role, Side
from involvement.power import KanterBand, seat_shares, voting_power
from tests.shorthand import assumed

CARER = Stakeholder("carer", role="carer")
MEMBER = Stakeholder("member", role="service_user")
PEER = Stakeholder("peer", role="peer_representative")
CHAIR = Stakeholder("chair", role="board")
NURSE = Stakeholder("nurse", role="provider")
ADVOCATE = Stakeholder("advocate", role="advocate")
SOMEBODY = Stakeholder("somebody")
EVERYBODY = (CARER, MEMBER, PEER, CHAIR, NURSE, ADVOCATE, SOMEBODY)


def board(*, quota=None, **votes):
    return Forum("board", seats=[Seat(key, own) for key, own in votes.items()], quota=quota)


def nine(*roles):
    """Nine seats with a vote each, the first ones in these roles and the others managers."""
    stakeholders = [Stakeholder(f"seat-{n}", role=role) for n, role in enumerate([*roles, *["manager"] * 9][:9])]
    return Forum("board", seats=[Seat(each.key) for each in stakeholders]), stakeholders


# Who counts


def test_users_carers_and_peers_count_and_an_advocate_does_not():
    """Somebody who speaks for service users is not one: the side is that of the role."""
    share = seat_shares(board(chair=1, member=1, advocate=1, carer=2, peer=0), EVERYBODY)
    assert ("member", "carer", "peer") == share.service_users
    assert (3, 5) == (share.together.votes, share.votes)
    assert Fraction(3, 5) == share.share_of_seats
    assert Fraction(3, 5) == share.share_of_votes
    assert ("peer",) == share.without_votes
    assert () == share.unknown == share.assumes


@given(st.lists(st.tuples(st.sampled_from([*Role, None]), st.integers(0, 3)), max_size=6))
def test_every_seat_is_counted_once(seats):
    """Service users, others and unknown are all there are."""
    stakeholders = [Stakeholder(f"seat-{n}", role=role) for n, (role, _) in enumerate(seats)]
    share = seat_shares(
        Forum("board", seats=[Seat(f"seat-{n}", own) for n, (_, own) in enumerate(seats)]), stakeholders
    )
    others = [each for each in stakeholders if each.side in {Side.ORGANISATION, Side.OTHER}]
    assert len(seats) == share.seats == len(share.service_users) + len(share.unknown) + len(others)
    assert sum(own for _, own in seats) == share.votes
    assert share.together.votes == sum(each.votes for each in share.alone)
    assert str(share).startswith("Service users hold " if share.seats else "No seat is recorded")


# What they weigh


def test_the_power_together_is_that_of_a_bloc_and_alone_that_of_each_seat():
    """Both are the answers of `voting_power` to the same board."""
    votes = {"chair": 3, "member": 2, "nurse": 2, "carer": 1}
    share = seat_shares(board(quota=5, **votes), EVERYBODY)
    for index, name in (("banzhaf", "banzhaf"), ("shapley-shubik", "shapley_shubik")):
        joined = voting_power(votes, 5, index=index, blocs=[("member", "carer")])
        alone = voting_power(votes, 5, index=index)
        assert joined["member"] == getattr(share.together, name)
        assert [alone["member"], alone["carer"]] == [getattr(each, name) for each in share.alone]
    assert [("member",), ("carer",)] == [each.seats for each in share.alone]
    assert 5 == share.quota


def test_the_same_share_of_seats_is_power_or_none():
    """Two of nine seats beside a bloc of five, and beside blocs of four and three; illustrative."""
    forum, stakeholders = nine("service_user", "carer")
    keys = [seat.stakeholder for seat in forum.seats]
    one_bloc = seat_shares(forum, stakeholders, blocs=[keys[2:7]])
    two_blocs = seat_shares(forum, stakeholders, blocs=[keys[2:6], keys[6:]])
    assert Fraction(2, 9) == one_bloc.share_of_seats == two_blocs.share_of_seats
    assert (0, 0) == (one_bloc.together.banzhaf, one_bloc.together.shapley_shubik)
    assert (Fraction(1, 3),) * 2 == (two_blocs.together.banzhaf, two_blocs.together.shapley_shubik)
    assert (False, True) == (one_bloc.can_swing, two_blocs.can_swing)


def test_a_seat_that_never_makes_the_difference_alone_may_do_so_together():
    """Representatives who agree beforehand have a say that each of them has not."""
    share = seat_shares(board(chair=3, nurse=3, member=1, carer=1, peer=1), EVERYBODY)
    votes = {"chair": 3, "nurse": 3, "member": 1, "carer": 1, "peer": 1}
    assert {False} == {each.can_swing for each in seat_shares(board(**{**votes, "peer": 0}), EVERYBODY).alone[2:]}
    assert Fraction(1, 3) == share.together.banzhaf
    assert share.together.banzhaf > max(each.banzhaf for each in share.alone)


def test_a_veto_of_a_service_user_is_power():
    """Where nothing passes without the member, seats and votes say little."""
    share = seat_shares(board(chair=4, nurse=4, member=1), EVERYBODY, vetoes=["member"])
    assert Fraction(3, 5) == share.together.banzhaf


def test_seats_without_votes_are_said():
    """Advisers at the table: some seats, no vote, no power, and all three are said."""
    share = seat_shares(board(chair=1, nurse=1, member=0, carer=0), EVERYBODY)
    assert ("member", "carer") == share.without_votes
    assert 0 == share.share_of_votes == share.together.banzhaf
    assert share.can_swing is False
    assert (
        "Service users hold 2 of 4 seats at board. The group is balanced. They hold 0 of 2 votes; 2 are needed. "
        "Even together they never make the difference."
    ) == str(share)


def test_a_forum_where_nobody_votes_has_no_power_to_share():
    """A forum without votes decides in another way: that is not known to be no power."""
    share = seat_shares(board(member=0, chair=0), EVERYBODY)
    assert (None, None, None) == (share.share_of_votes, share.together.banzhaf, share.together.shapley_shubik)
    assert share.quota is None
    assert share.can_swing is None
    assert "Service users hold 1 of 2 seats at board. The group is balanced. Nobody has a vote." == str(share)


def test_a_forum_without_seats_is_not_one_without_service_users():
    """Nobody has entered the seats; what follows from them is not known."""
    share = seat_shares(Forum("board"), EVERYBODY)
    assert (None, None, None, None) == (share.share_of_seats, share.share_of_votes, share.band, share.can_swing)
    assert "No seat is recorded at board." == str(share)


@pytest.mark.parametrize("quota", [0, 4])
def test_a_quota_of_nothing_or_beyond_all_votes_leaves_nobody_any_power(quota):
    """Everything passes, or nothing does: whoever votes, it makes no difference."""
    share = seat_shares(board(quota=quota, member=2, chair=1), EVERYBODY)
    assert (0, 0, False) == (share.together.banzhaf, share.together.shapley_shubik, share.can_swing)
    assert quota == share.quota


# What is not known


def test_a_seat_of_unknown_side_is_counted_apart():
    """Unknown is not no: neither who is not listed nor who has no role is taken for the organisation."""
    share = seat_shares(board(member=1, somebody=1, stranger=1), EVERYBODY)
    assert ("somebody", "stranger") == share.unknown
    assert ("seat_side:somebody", "seat_side:stranger") == assumed(share.assumes)
    assert str(share).endswith(
        "The side of somebody is not recorded, so its votes do not count as service users' votes. "
        "The side of stranger is not recorded, so its votes do not count as service users' votes."
    )


def test_a_single_representative_is_known_or_not():
    """One member is alone, unless somebody of unknown side might be a second; nobody might become one."""
    known = [
        ({"member": 1, "chair": 1}, True),
        ({"member": 1, "carer": 1}, False),
        ({"member": 1, "carer": 1, "somebody": 1}, False),
        ({"member": 1, "somebody": 1}, None),
        ({"chair": 1, "somebody": 1}, None),
        ({"chair": 1, "nurse": 1}, False),
    ]
    for votes, expected in known:
        assert expected is seat_shares(board(**votes), EVERYBODY).single_representative, votes


def test_a_band_that_unknown_seats_might_change_is_not_known():
    """One of nine is skewed, two are tilted; four or five of nine are balanced alike."""
    assert KanterBand.SKEWED is seat_shares(*nine("carer")).band
    assert seat_shares(*nine("carer", None)).band is None
    assert KanterBand.BALANCED is seat_shares(*nine(*["carer"] * 4, None)).band


def test_whether_they_can_swing_may_hang_on_those_not_known():
    """A member's one vote never helps three, four and four votes; with somebody's three it is one of three equals."""
    assert seat_shares(board(chair=4, nurse=4, advocate=3, member=1), EVERYBODY).can_swing is False
    assert seat_shares(board(chair=4, nurse=4, somebody=3, member=1), EVERYBODY).can_swing is None
    assert seat_shares(board(chair=4, nurse=4, somebody=3), EVERYBODY).can_swing is None
    assert seat_shares(board(chair=9, nurse=4, somebody=3, member=1), EVERYBODY).can_swing is False
    assert seat_shares(board(chair=4, somebody=4, member=1), EVERYBODY).can_swing is True


def test_somebody_who_votes_with_others_joins_no_service_users():
    """Of unknown side, but known to vote with the chair: that bloc is what the member meets."""
    forum = board(chair=3, member=1, somebody=1, nurse=2)
    assert seat_shares(forum, EVERYBODY).can_swing is True
    assert seat_shares(forum, EVERYBODY, blocs=[("chair", "somebody")]).can_swing is False


# Bands


def test_the_bands_are_half_open_at_15_35_and_50_percent():
    """Kanter (1977), doi:10.1086/226425: 100:0, up to 85:15, up to 65:35, up to 50:50."""
    expected = [KanterBand.UNIFORM, *[KanterBand.SKEWED] * 15, *[KanterBand.TILTED] * 20, *[KanterBand.BALANCED] * 15]
    assert expected == [KanterBand.of(some, 100) for some in range(51)]
    assert KanterBand.TILTED is KanterBand.of(151, 1000)
    assert KanterBand.BALANCED is KanterBand.of(351, 1000)


@pytest.mark.parametrize(("some", "everyone", "where"), [(0, 0, "everyone"), (5, 3, "some"), (-1, 3, "some")])
def test_nobody_and_more_than_everybody_are_no_group(some, everyone, where):
    """A band of five of three would be a figure about nothing."""
    with pytest.raises(InvalidValueError, match=where):
        KanterBand.of(some, everyone)


@given(st.integers(1, 200), st.data())
def test_a_band_is_that_of_the_minority_whichever_it_is(everyone, data):
    """A forum of seven service users and one manager is as skewed as the other way round."""
    some = data.draw(st.integers(0, everyone))
    assert KanterBand.of(some, everyone) is KanterBand.of(everyone - some, everyone)


# Sentences


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        (
            {"chair": 1, "nurse": 1, "member": 1},
            (
                "Service users hold 1 of 3 seats at board. The group is tilted. They hold 1 of 3 votes; 2 are needed. "
                "They have ⅓ of the power by Banzhaf, ⅓ by Shapley-Shubik."
            ),
        ),
        (
            {"chair": 1, "carer": 1, "member": 1},
            (
                "Service users hold 2 of 3 seats at board. The group is tilted. They hold 2 of 3 votes; 2 are needed. "
                "Together they decide alone."
            ),
        ),
        (
            {"chair": 1, "nurse": 1},
            (
                "Service users hold 0 of 2 seats at board. The group is uniform. They hold 0 of 2 votes; 2 are needed. "
                "They never make the difference."
            ),
        ),
    ],
)
def test_a_coordinator_can_paste_it_into_minutes(votes, sentence):
    """The answer is a sentence, with the counts on which it rests."""
    assert sentence == str(seat_shares(board(**votes), EVERYBODY))


# Misuse


def test_a_service_user_votes_in_no_other_bloc():
    """Their bloc is their side's; somebody in two blocs is a mistake."""
    with pytest.raises(DuplicateKeyError):
        seat_shares(board(chair=1, member=1, nurse=1), EVERYBODY, blocs=[("chair", "member")])


def test_blocs_and_vetoes_name_seats_of_the_forum():
    """A key without a seat there is a mistake, and the message says which are near."""
    for options in ({"blocs": [("chair", "nurce")]}, {"vetoes": ["nurce"]}):
        with pytest.raises(UnknownKeyError, match="no seat 'nurce'; known: nurse"):
            seat_shares(board(chair=1, nurse=1), EVERYBODY, **options)


@pytest.mark.parametrize(("forum", "stakeholders"), [("board", EVERYBODY), (board(chair=1), ["chair"]), (board(), "x")])
def test_other_things_than_a_forum_and_stakeholders_are_refused(forum, stakeholders):
    """The key of a forum is not the forum."""
    with pytest.raises(InvalidValueError):
        seat_shares(forum, stakeholders)


def test_the_budget_goes_to_the_count():
    """A forum of a thousand seats with many votes is refused in one place as in the other."""
    with pytest.raises(LimitExceeded):
        seat_shares(board(chair=4, member=3, nurse=2), EVERYBODY, budget=10)
