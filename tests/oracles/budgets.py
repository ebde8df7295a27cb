"""What should be chosen within a budget? Every set of issues is tried; purses are emptied one round after another."""

from fractions import Fraction
from itertools import combinations

Amounts = dict[str, Fraction]


def sets(issues: list[str]) -> list[tuple[str, ...]]:
    return [chosen for size in range(len(issues) + 1) for chosen in combinations(sorted(issues), size)]


def total(values: Amounts, chosen: tuple[str, ...]) -> Fraction:
    return sum((values.get(issue, Fraction(0)) for issue in chosen), Fraction(0))


def affordable(costs: Amounts, budget: Fraction) -> list[tuple[str, ...]]:
    return [chosen for chosen in sets(list(costs)) if total(costs, chosen) <= budget]


def with_score(scores: dict[str, Amounts], chosen: tuple[str, ...]) -> bool:
    return all(any(own.get(issue) for own in scores.values()) for issue in chosen)


def best(scores: dict[str, Amounts], costs: Amounts, budget: Fraction) -> list[tuple[str, ...]]:
    """All sets of wanted issues whose groups, the one with least first, get most, and that cost least."""
    found = [
        ((sorted(total(own, chosen) / sum(own.values()) for own in scores.values()), -total(costs, chosen)), chosen)
        for chosen in affordable(costs, budget)
        if with_score(scores, chosen)
    ]
    most = max(value for value, _ in found)
    return [chosen for value, chosen in found if value == most]


def equal_shares(
    voices: list[Amounts], shares: list[Fraction], costs: Amounts
) -> tuple[list[tuple[str, Fraction]], list[Fraction]]:
    """What is bought, at which price for a point, and what each has left: every price is worked out in every round.

    The price is looked for among all candidates: for each number of voices that pay all they have.
    """
    left, bought = list(shares), []
    while True:
        offers = []
        for issue in sorted(costs):
            price = lowest_price(issue, voices, left, costs[issue])
            if price is not None and issue not in {each for each, _ in bought}:
                offers.append((price, costs[issue], issue))
        if not offers:
            return bought, left
        price, _, issue = min(offers)
        bought.append((issue, price))
        left = [purse - min(purse, price * voice.get(issue, 0)) for purse, voice in zip(left, voices, strict=True)]


def lowest_price(issue: str, voices: list[Amounts], left: list[Fraction], cost: Fraction) -> Fraction | None:
    """The lowest price at which what they pay, each at most what is left, adds up to the cost."""
    payers = [(purse, voice[issue]) for purse, voice in zip(left, voices, strict=True) if voice.get(issue)]
    if not payers or sum(purse for purse, _ in payers) < cost:
        return None
    if not cost:
        return Fraction(0)

    def raised(price: Fraction) -> Fraction:
        return sum((min(purse, price * points) for purse, points in payers), Fraction(0))

    # What is raised grows with the price, straight between the prices at which a purse is empty.
    corners = sorted({purse / points for purse, points in payers})
    upper = next(each for each in corners if raised(each) >= cost)
    lower = max((each for each in corners if each < upper), default=Fraction(0))
    return lower + (cost - raised(lower)) * (upper - lower) / (raised(upper) - raised(lower))


def unheard_groups(approvals: list[set[str]], chosen: set[str], seats: int) -> list[tuple[int, ...]]:
    """Groups that extended justified representation owes more: of 1/seats of all voices for each of l issues that
    they all want, at least so many, and yet nobody among them gets l issues.

    Aziz, H., Brill, M., Conitzer, V., Elkind, E., Freeman, R. & Walsh, T. (2017). Justified representation in
    approval-based committee voting. doi:10.1007/s00355-016-1019-3
    """
    unheard = []
    for size in range(1, len(approvals) + 1):
        for group in combinations(range(len(approvals)), size):
            common = set.intersection(*(approvals[voice] for voice in group))
            owed = min(len(common), size * seats // len(approvals))
            if owed and all(len(approvals[voice] & chosen) < owed for voice in group):
                unheard.append(group)
    return unheard
