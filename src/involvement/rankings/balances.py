"""Balance: the weight of each party's position, by side or by party."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction

from involvement import _fields
from involvement.people import Side
from involvement.rankings.positions import Priorities, listed
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["Balance", "balanced_weights", "group_of", "groups_in_order", "shares_of", "unknown_sides"]


class Balance(StrEnum):
    """Who weighs as much as whom.

    Sides: each side the same, and within a side each party the same, whatever its size. Parties: each
    party the same, as the James Lind Alliance weighs them. A position's own `weight` shifts this,
    within its side, or among all parties.
    """

    SIDES = "sides"
    PARTIES = "parties"


_Group = tuple[Side | None, str]  # a side; or no side and the key of a party that stands for itself


def balanced_weights(positions: Iterable[Priorities], balance: Balance | str = Balance.SIDES) -> dict[str, Fraction]:
    """The share of each party, by key and in the order of the keys; the shares add up to 1.

    A party whose side is not given stands for itself, and weighs as much as a side, times its weight: with no
    side given at all parties have the shares of their weights, whatever the balance.

    >>> ours, theirs = Priorities("members", ["a"], side="service_users"), Priorities("board", ["b"], side="organisation")
    >>> carers = Priorities("carers", ["a"], side="service_users")
    >>> print(*balanced_weights([ours, theirs, carers]).items())
    ('board', Fraction(1, 2)) ('carers', Fraction(1, 4)) ('members', Fraction(1, 4))
    """
    balance = Balance(_fields.word(Balance, "balance", balance))
    return shares_of(listed(positions), balance)


def shares_of(found: Sequence[Priorities], balance: Balance) -> dict[str, Fraction]:
    """The shares of positions that are listed already; equal ones are one object, worked out once."""
    own = [(position.side, id(position.weight)) for position in found]  # equal weights are mostly one object
    number = Counter(own)
    if len(number) == 1:  # nobody weighs more than another
        return dict.fromkeys([position.stakeholder for position in found], Fraction(1, len(found)))
    weight_of = {id(position.weight): position.weight for position in found}
    weights = {kind: weight_of[kind[1]] for kind in number}
    if balance is Balance.SIDES and not all(side is None for side, _ in number):
        within: dict[Side, Fraction] = {}
        for kind, times in number.items():
            if kind[0] is not None:
                within[kind[0]] = within.get(kind[0], Fraction(0)) + times * weights[kind]
        weights = {kind: weight if kind[0] is None else weight / within[kind[0]] for kind, weight in weights.items()}
    whole = sum((times * weights[kind] for kind, times in number.items()), Fraction(0))
    shares = {kind: weight / whole for kind, weight in weights.items()}
    return {position.stakeholder: shares[kind] for position, kind in zip(found, own, strict=True)}


def group_of(position: Priorities, balance: Balance) -> _Group:
    """With whom a position is counted: those of its side; nobody, where it stands for itself."""
    if balance is Balance.PARTIES or position.side is None:
        return None, position.stakeholder
    return position.side, ""


def groups_in_order(positions: Iterable[Priorities], balance: Balance) -> dict[_Group, list[Priorities]]:
    """The positions by group: service users, the organisation, others, then those that stand for themselves, by key."""
    order = list(Side)
    grouped: dict[_Group, list[Priorities]] = {}
    for position in positions:
        grouped.setdefault(group_of(position, balance), []).append(position)
    found = sorted(grouped, key=lambda group: (len(order) if group[0] is None else order.index(group[0]), group[1]))
    return {group: grouped[group] for group in found}


def unknown_sides(positions: Iterable[Priorities], balance: Balance) -> tuple[Statement, ...]:
    """What the balance had to assume, by party: that each whose side is not given stands for itself."""
    if balance is Balance.PARTIES:
        return ()
    return tuple(map(_side_assumed, sorted(position.stakeholder for position in positions if position.side is None)))


def _side_assumed(party: str) -> Statement:
    return Statement(
        "assumed.party_side",
        {"of": Ref("stakeholder", party)},
        template="The side of {of} is not recorded, so it counts as a side of its own.",
        sources={"of": "Stakeholder.title"},
    )
