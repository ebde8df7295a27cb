"""Is every power the one that trying all coalitions gives, and does it obey its laws?"""

from fractions import Fraction
from itertools import combinations, combinations_with_replacement, permutations
from math import factorial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from involvement import DuplicateKeyError, InvalidValueError, LimitExceeded, UnknownKeyError
from involvement.power import voting_power
from involvement.power.quotas import votes_needed
from tests.oracles.voting import Game, as_one, banzhaf, penrose, pivots, shapley_shubik
from tests.strategies.words import among

INDICES = ("banzhaf", "shapley-shubik")
ORACLES = (
    (banzhaf, {}),
    (penrose, {"absolute": True}),
    (shapley_shubik, {"index": "shapley-shubik"}),
)


def seats(*votes: int) -> dict[str, int]:
    return {f"seat-{number}": own for number, own in enumerate(votes)}


@st.composite
def votes(draw, *, most_seats=8):
    """Some small boards, some with votes by the thousand, some seats without a vote."""
    most = draw(among([1, 2, 5, 20, 3_000]))
    held = draw(st.lists(st.integers(0, most), min_size=1, max_size=most_seats).filter(any))
    return seats(*held)


@st.composite
def games(draw, *, most_seats=8):
    held = draw(votes(most_seats=most_seats))
    vetoes = draw(st.sets(among(sorted(held)), max_size=3)) if draw(st.booleans()) else ()
    return Game(held, draw(st.integers(1, sum(held.values()))), frozenset(vetoes))


@st.composite
def groupings(draw, keys):
    """Some of the keys in one, two or three blocs."""
    of = draw(st.lists(st.integers(0, 3), min_size=len(keys), max_size=len(keys)))
    blocs = [frozenset(key for key, number in zip(keys, of, strict=True) if number == each) for each in (1, 2, 3)]
    return [bloc for bloc in blocs if bloc]


indices = st.sampled_from(INDICES)


def power(game: Game, **options) -> dict[str, Fraction]:
    return voting_power(game.votes, game.quota, vetoes=game.vetoes, **options)


# Against the oracle


@pytest.mark.no_cover
def test_every_game_of_up_to_five_seats_with_up_to_four_votes_at_every_quota():
    """All small boards, and not a sample of them; also that both ways of the oracle to count orders agree."""
    for size in range(1, 6):
        for held in combinations_with_replacement(range(5) if size < 5 else range(4), size):
            for quota in range(1, sum(held) + 1):
                game = Game(seats(*held), quota)
                for oracle, options in ORACLES:
                    assert oracle(game) == power(game, **options)
                if size < 5:
                    orders = {seat: Fraction(own, factorial(size)) for seat, own in pivots(game).items()}
                    assert orders == shapley_shubik(game)


@given(st.data())
def test_with_vetoes_and_blocs_as_by_trying_all_coalitions(data):
    """Whoever has a veto, and whoever votes as one, changes the game and not the question."""
    game = data.draw(games())
    blocs = data.draw(groupings(list(game.votes)))
    for oracle, options in ORACLES:
        expected = oracle(as_one(game, blocs))
        found = power(game, blocs=blocs, **options)
        assert expected == found
        assert list(expected) == list(found)


def test_ten_seats_as_by_trying_all_coalitions():
    """Where coalitions are counted in lists, where one by one, with quotas low and high."""
    chance = Random(10)
    for most in (1, 2, 9, 60, 40_000):
        held = seats(*(chance.randint(1, most) for _ in range(10)))
        for quota in (1, sum(held.values()) // 3 + 1, sum(held.values()) // 2 + 1, sum(held.values())):
            game = Game(held, quota, frozenset(chance.sample(sorted(held), chance.randint(0, 2))))
            for oracle, options in ORACLES:
                assert oracle(game) == power(game, **options)


# Laws


@given(games(), indices)
def test_the_shares_add_up_to_one(game, index):
    """A share of power is a share of all there is."""
    assert 1 == sum(power(game, index=index).values())


@given(games(), indices)
def test_who_has_no_vote_and_no_veto_has_no_power(game, index):
    """A seat without a vote may be heard; it decides nothing."""
    found = power(game, index=index)
    assert all(found[seat] == 0 for seat, own in game.votes.items() if not own and seat not in game.vetoes)


@given(games(), indices)
def test_more_votes_are_never_less_power(game, index):
    """And equal votes are equal power, unless one has a veto."""
    found = power(game, index=index)
    for one in game.votes.keys() - game.vetoes:
        for other in game.votes.keys() - game.vetoes:
            if game.votes[one] >= game.votes[other]:
                assert found[one] >= found[other]


@given(games(), indices)
def test_nobody_has_more_power_than_those_with_a_veto(game, index):
    """Without them nothing passes at all, whatever their votes."""
    found = power(game, index=index)
    for holder in game.vetoes:
        assert max(found.values()) == found[holder]


@given(games(), st.integers(2, 50), indices)
def test_counting_every_vote_several_times_changes_nothing(game, times, index):
    """A board of 3 votes and one of 300 are the same if the votes and the quota are in the same proportion."""
    more = Game({seat: own * times for seat, own in game.votes.items()}, game.quota * times, game.vetoes)
    assert power(game, index=index) == power(more, index=index)


@given(votes(), indices)
def test_who_has_the_quota_alone_has_all_the_power(held, index):
    """More votes than all the others together are not most of the power; they are all of it."""
    rest = sum(held.values())
    assert 1 == voting_power({"provider": rest + 1, **held}, index=index)["provider"]


@given(games(), st.randoms(use_true_random=False), indices)
def test_the_order_of_the_seats_changes_the_order_of_the_answer_and_no_number(game, chance, index):
    """Who is named first must not have more to say."""
    order = list(game.votes)
    chance.shuffle(order)
    found = power(Game({seat: game.votes[seat] for seat in order}, game.quota, game.vetoes), index=index)
    assert order == list(found)
    assert power(game, index=index) == found


@given(games(), indices)
def test_a_seat_without_a_vote_changes_no_power_of_others(game, index):
    """An observer at the table takes nothing from anyone, also not in the absolute measure."""
    more = Game({**game.votes, "observer": 0}, game.quota, game.vetoes)
    assert {**power(game, index=index), "observer": 0} == power(more, index=index)
    assert {**power(game, absolute=True), "observer": 0} == power(more, absolute=True)


@given(votes(), st.data(), indices)
def test_stopping_something_is_as_much_power_as_passing_it(held, data, index):
    """The votes that are enough to stop what needs the quota are a quota of their own, with the same powers."""
    quota = data.draw(st.integers(1, sum(held.values())))
    blocking = sum(held.values()) - quota + 1
    assert voting_power(held, quota, index=index) == voting_power(held, blocking, index=index)


@given(votes(most_seats=6), st.data())
def test_two_who_join_have_in_the_absolute_measure_what_they_had_together(held, data):
    """Lehrer, E. (1988), doi:10.1007/BF01254541: the absolute measure of a pair is the sum of theirs."""
    quota = data.draw(st.integers(1, sum(held.values())))
    alone = voting_power({**held, "a": 1, "b": 2}, quota, absolute=True)
    joined = voting_power({**held, "a": 1, "b": 2}, quota, absolute=True, blocs=[("a", "b")])
    assert alone["a"] + alone["b"] == joined["a"]


@given(votes(), indices)
def test_where_all_must_agree_all_with_a_vote_are_equal(held, index):
    """Unanimity is a veto for each vote, and makes a vote of 1 as strong as a vote of 1,000."""
    voting = [seat for seat, own in held.items() if own]
    found = voting_power(held, "unanimity", index=index)
    assert {seat: Fraction(1, len(voting)) if seat in voting else 0 for seat in held} == found


# Quotas, blocs and vetoes


@pytest.mark.parametrize(
    ("quota", "needed"),
    [
        (None, 6),
        ("majority", 6),
        ("two-thirds", 7),
        ("unanimity", 10),
        (Fraction(1, 2), 5),
        (Fraction(3, 5), 6),
        (Fraction(61, 100), 7),
        (Fraction(1), 10),
        (Fraction(1, 1000), 1),
    ],
)
def test_a_quota_may_be_said_in_several_ways(quota, needed):
    """Standing orders say "two thirds of the votes", not "7"; half of ten votes is 5, more than half is 6."""
    assert needed == votes_needed(quota, 10)


@given(st.fractions(0, 1, max_denominator=30).filter(bool), st.integers(1, 200))
def test_a_share_takes_the_fewest_votes_that_are_as_many(share, total):
    """One vote fewer would be less than the share; no share is rounded down."""
    needed = votes_needed(share, total)
    assert Fraction(needed - 1, total) < share <= Fraction(needed, total)


def test_the_quota_makes_the_difference_that_it_should():
    """Of 12 votes more than half is 7, two thirds are 8, all are 12: three games."""
    held = seats(5, 4, 2, 1)
    found = [voting_power(held, quota) for quota in ("majority", "two-thirds", "unanimity")]
    assert found == [voting_power(held, quota) for quota in (7, 8, 12)]
    assert found == [banzhaf(Game(held, quota)) for quota in (7, 8, 12)]
    assert all(one != other for one, other in combinations(found, 2))


def test_a_bloc_stands_at_its_first_member_under_the_keys_of_all():
    """Its power cannot be divided among its members; a bloc of one is the seat itself."""
    held = {"chair": 1, "carer": 1, "nurse": 1, "member": 1, "manager": 1}
    found = voting_power(held, blocs=[["member", "carer"], {"manager"}])
    assert ["chair", "carer", "nurse", "manager"] == list(found)


def test_a_veto_without_a_vote_is_power():
    """A chair who only can say no decides whenever the others have the quota."""
    found = voting_power({"chair": 0, "carer": 1, "nurse": 1, "member": 1}, 2, vetoes=["chair"])
    assert {
        "chair": Fraction(4, 10),
        "carer": Fraction(2, 10),
        "nurse": Fraction(2, 10),
        "member": Fraction(2, 10),
    } == found


def test_where_those_with_a_veto_have_the_quota_nobody_else_counts():
    """Two with a veto and enough votes decide, and only, together."""
    held = {"board": 3, "funder": 3, "member": 2, "carer": 1}
    for index in INDICES:
        found = voting_power(held, 5, vetoes=["board", "funder"], index=index)
        assert [Fraction(1, 2), Fraction(1, 2), 0, 0] == list(found.values())


def test_a_member_with_a_veto_brings_it_into_the_bloc():
    """Who votes as one with somebody who can stop everything can stop everything."""
    held = {"chair": 1, "carer": 1, "nurse": 1}
    joined = voting_power(held, 2, blocs=[("chair", "carer")], vetoes=["carer"])
    assert {"chair": 1, "nurse": 0} == joined


def test_a_quota_of_half_the_votes_lets_two_groups_pass_what_they_like():
    """Allowed, as in the literature: with a quota of 1 everybody with a vote has the same power."""
    assert [Fraction(1, 3)] * 3 == list(voting_power({"a": 5, "b": 3, "c": 1}, 1).values())


# Size


def test_votes_by_population_need_no_list_of_all_votes():
    """Few seats with millions of votes each: the coalitions are counted one by one."""
    held = {"north": 5_482_300, "south": 4_120_744, "east": 1_893_667, "west": 1_010_002, "islands": 39}
    small = {"north": 5, "south": 4, "east": 2, "west": 1, "islands": 0}
    for index in INDICES:
        assert voting_power(small, 7, index=index) == voting_power(held, 6_500_000, index=index)


def test_three_hundred_seats_with_up_to_a_hundred_votes():
    """A general assembly: the shares still are exact, and 150,000 votes of one member are all the power."""
    chance = Random(300)
    held = seats(*(chance.randint(1, 100) for _ in range(300)))
    found = voting_power(held)
    assert 1 == sum(found.values())
    assert sorted(held, key=lambda seat: held[seat]) == sorted(held, key=lambda seat: (found[seat], held[seat]))
    assert 1 == voting_power({**held, "owner": 150_000})["owner"]


def test_a_count_beyond_the_budget_is_refused_at_once():
    """Better a clear refusal than a machine out of memory: a thousand seats with a thousand votes, by size."""
    held = seats(*range(1, 1001))
    with pytest.raises(LimitExceeded, match="more than 2147483648 bits to count the coalitions") as refused:
        voting_power(held, index="shapley-shubik")
    assert 2**31 == refused.value.limit
    assert "1000 seats can be counted up to a quota of 2143" in str(refused.value)


@given(games(most_seats=6), st.integers(2, 10**9), st.data())
def test_votes_in_hundreds_are_counted_as_hundreds(game, unit, data):
    """Members counted by the thousand are no larger an assembly: only what their votes have in common is left out."""
    fewer = data.draw(st.integers(0, unit - 1))
    many = {seat: own * unit for seat, own in game.votes.items()}
    for index in INDICES:
        expected = voting_power(game.votes, game.quota, vetoes=game.vetoes, index=index)
        assert expected == voting_power(many, game.quota * unit - fewer, vetoes=game.vetoes, index=index, budget=4_096)


def test_the_budget_is_yours_to_set():
    """Whoever has the memory may use it; whoever has not may say so. Three seats with a quota of 2: 2 x 4 bits."""
    held = seats(1, 1, 1)
    assert [Fraction(1, 3)] * 3 == list(voting_power(held, budget=8).values())
    with pytest.raises(LimitExceeded):
        voting_power(held, budget=7)
    assert [Fraction(1, 3)] * 3 == list(voting_power(held, index="shapley-shubik", budget=32).values())
    with pytest.raises(LimitExceeded):
        voting_power(held, index="shapley-shubik", budget=31)


# Misuse


@pytest.mark.parametrize("votes", [-1, 1.0, True, "1", None, Fraction(1)])
def test_votes_are_whole_numbers(votes):
    """Half a vote or a vote of True is a slip of somebody's program; the message names the seat."""
    with pytest.raises(InvalidValueError, match=r"votes\['carer'\]: expected a whole number, 0 or more"):
        voting_power({"chair": 2, "carer": votes})


@pytest.mark.parametrize("votes", [{}, {"chair": 0}, {"chair": 0, "carer": 0}])
def test_without_any_vote_there_is_no_power_to_share(votes):
    """Nothing can be voted on: a share of nothing is not zero."""
    with pytest.raises(InvalidValueError, match="at least one seat with a vote"):
        voting_power(votes)


@pytest.mark.parametrize("votes", [[1, 2], {" chair": 1}, {1: 1}, "chair", None])
def test_votes_come_by_key(votes):
    """Seats are named by key, as everywhere; a plain list has no names for the answer."""
    with pytest.raises(InvalidValueError, match="votes by key"):
        voting_power(votes)


@pytest.mark.parametrize(
    "quota", [0, -1, 8, True, 4.0, "half", "5", Fraction(0), Fraction(-1, 2), Fraction(8, 7), Fraction(5), [4]]
)
def test_a_quota_that_passes_everything_or_nothing_is_refused(quota):
    """Of seven votes; a Fraction is a share, so that 5 whole votes are said as 5."""
    with pytest.raises(InvalidValueError, match="quota: expected a number of votes from 1 to 7"):
        voting_power({"chair": 4, "carer": 3}, quota)


@pytest.mark.parametrize("index", ["Banzhaf", "shapley", None, ["banzhaf"]])
def test_another_index_is_refused(index):
    """There are two; a misspelt one must not silently be the other."""
    with pytest.raises(InvalidValueError, match="one of banzhaf, shapley-shubik"):
        voting_power({"chair": 1}, index=index)


def test_only_banzhaf_has_an_absolute_measure():
    """What was asked for does not exist; to give the relative one would be a wrong answer."""
    with pytest.raises(InvalidValueError, match="absolute: expected the index banzhaf"):
        voting_power({"chair": 1}, index="shapley-shubik", absolute=True)


def test_blocs_and_vetoes_name_seats():
    """A misspelt key would make a bloc of fewer, or a veto of nobody."""
    held = {"chair": 1, "carer": 1}
    with pytest.raises(UnknownKeyError, match=r"blocs\[0\]: no seat 'carrer'; known: carer"):
        voting_power(held, blocs=[("chair", "carrer")])
    with pytest.raises(UnknownKeyError, match="vetoes: no seat 'char'; known: chair"):
        voting_power(held, vetoes=["char"])


@pytest.mark.parametrize("options", [{"vetoes": "chair"}, {"blocs": "chair"}, {"blocs": ["chair"]}, {"vetoes": [1]}])
def test_a_text_or_a_number_is_no_list_of_seats(options):
    """The letters of a key are not its members."""
    with pytest.raises(InvalidValueError):
        voting_power({"chair": 1, "carer": 1}, **options)


def test_nobody_votes_as_one_with_two_blocs():
    """Two blocs with a common member are one bloc, or a mistake."""
    held = {"chair": 1, "carer": 1, "nurse": 1}
    for blocs in ([("chair", "carer"), ("carer", "nurse")], [("chair", "chair")]):
        with pytest.raises(DuplicateKeyError, match="blocs: two members"):
            voting_power(held, blocs=blocs)


def test_a_bloc_has_members():
    """A bloc of nobody has no key to be answered under."""
    with pytest.raises(InvalidValueError, match=r"blocs\[1\]: expected at least one member"):
        voting_power({"chair": 1, "carer": 1}, blocs=[("chair",), ()])


def test_two_orders_of_a_bloc_are_one_bloc():
    """A bloc is a set; its name must not hang on the order in which a program happens to hold it."""
    held = {"chair": 1, "carer": 1, "nurse": 1}
    found = {tuple(voting_power(held, blocs=[order])) for order in permutations(held)}
    assert {("chair",)} == found


def test_a_seat_may_be_called_as_two_others_are_written_together():
    """Keys are any text: a bloc of two must not take the place of a third."""
    found = voting_power({"a": 1, "b": 1, "a+b": 1}, 2, absolute=True, blocs=[("a", "b")])
    assert {"a": 1, "a+b": 0} == found
