"""Who should sit in the chairs? Every choice of people is tried, in every world that the unknown allows."""

from itertools import combinations, combinations_with_replacement, product

People = dict[str, dict[str, tuple[str, ...]]]  # by key: the values by criterion; a criterion left out is not known
Quotas = list[tuple[str, str, int, int | None]]


def others(quotas: Quotas, criterion: str) -> list[str]:
    """The values that one person might have: those that quotas name, or another one."""
    return [*(value for own, value, _, _ in quotas if own == criterion), "another"]


def worlds(people: list[dict[str, tuple[str, ...]]], quotas: Quotas, criterion: str) -> list[tuple[str, ...]]:
    """All that the values of these people under one criterion may be, one world after another."""
    choices = [
        [own[criterion]] if criterion in own else [(each,) for each in others(quotas, criterion)] for own in people
    ]
    return [tuple(value for own in world for value in own) for world in product(*choices)]


def holds(values: tuple[str, ...], quotas: Quotas, criterion: str) -> bool:
    return all(
        least <= values.count(value) and (most is None or values.count(value) <= most)
        for own, value, least, most in quotas
        if own == criterion
    )


def met(people: list[dict[str, tuple[str, ...]]], quotas: Quotas, found: int, *, at_best: bool) -> bool:
    """Whether these people and so many whom we may look for meet the quotas in every world, or at best in one."""
    some = any if at_best else all
    for criterion in {own for own, _, _, _ in quotas}:
        recruits = list(combinations_with_replacement(others(quotas, criterion), found))
        if at_best:
            good = any(
                holds((*world, *new), quotas, criterion)
                for world in worlds(people, quotas, criterion)
                for new in recruits
            )
        else:
            good = any(
                some(holds((*world, *new), quotas, criterion) for world in worlds(people, quotas, criterion))
                for new in recruits
            )
        if not good:
            return False
    return True


def best(
    seated: People, asked: People, quotas: Quotas, chairs: int | None, *, at_best: bool = False
) -> tuple[int, list[tuple[str, ...]]] | None:
    """How many have to be found at least, and all choices of candidates that do then; None where nothing does."""
    staying = list(seated.values())
    most = sum(least for _, _, least, _ in quotas)
    for found in range(most + 1):
        choices = [
            chosen
            for size in range(len(asked) + 1)
            if chairs is None or len(seated) + found + size <= chairs
            for chosen in combinations(sorted(asked), size)
            if met([*staying, *(asked[key] for key in chosen)], quotas, found, at_best=at_best)
        ]
        if choices:
            return found, choices
    return None
