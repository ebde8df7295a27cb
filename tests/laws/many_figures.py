"""Small counts of many random figure sets under attack: `python -m tests.laws.many_figures 2000`.

Of each set an edition with some of the figures is published, then all of them, then the same a month later, when a person or
two joined or left; each knows what was published before. Then a reader with an integer programme (scipy) tries every small
count, what parts lack of wholes, and the changes.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from random import Random
from time import monotonic

from involvement.errors import DisclosureError
from involvement.privacy import NHS_1_7_R5, ONS_10_5, DisclosureRule, Figures, FiguresTold, attack, published
from tests.oracles.small_counts import reader_of, secrets
from tests.strategies.figure_sets import a_group, a_later, a_part, a_table

OFF = DisclosureRule(least=1, zero=True)
_AN_HOUR = 3600


def editions(seed: int) -> list[Figures]:
    """What is published, in the order of days."""
    rng = Random(seed)
    figures = a_table(rng, rng.choice((2, 3, 4))) if seed % 2 else a_group(rng)
    return [a_part(rng, figures), figures, a_later(rng, figures)]


def told_in_turn(days: Sequence[Figures], rule: DisclosureRule, found: Counter[str]) -> list[FiguresTold]:
    """What is told of each, knowing what was told before; one that cannot be published is not."""
    told: list[FiguresTold] = []
    for figures in days:
        try:
            told.append(published(figures, rule, earlier=told))
        except DisclosureError:
            found["refused"] += 1
    return told


def attacked(
    days: Sequence[Figures], told: Sequence[FiguresTold], found: Counter[str], *, least: int, zero: bool
) -> None:
    """Counts what a reader finds out, and where the library's own attack is not as sound or tight."""
    if not told:
        return
    reader = reader_of(told)
    ours = attack(told[-1], told[:-1])
    counts = {(each.on, each.key): each for each in ours if each.since is None and each.without is None}
    for secret in secrets(reader, days, least, zero=zero):
        low, high = reader.bounds(secret.terms)
        found[f"{secret.name}s"] += 1
        found["exactly"] += low == high
        found["within one"] += high - low <= 2
        if secret.name == "count":
            (place,) = secret.terms
            name = next(name for name, number in reader.numbers.items() if number == place)
            mine = counts[name]
            found["unsound"] += mine.least > low or (mine.most is not None and mine.most < high)
            found["wider"] += mine.least < low or mine.most is None or mine.most > high
        assert low <= secret.true <= high


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(many: int) -> int:
    """How many small counts were found out with a rule on."""
    began, broken = monotonic(), 0
    for name, rule in (("ONS 10-5", ONS_10_5), ("NHS 1-7", NHS_1_7_R5), ("off", OFF)):
        found: Counter[str] = Counter()
        shown = withheld = sets = 0
        for seed in range(many):
            days = editions(seed)
            told = told_in_turn(days, rule, found)
            shown += sum(figure.number is not None for each in told for figure in each.figures)
            withheld += sum(figure.withheld for each in told for figure in each.figures)
            sets += len(told)
            least = 10 if rule is OFF else rule.least
            attacked(days, told, found, least=least, zero=rule.zero and rule is not OFF)
            if monotonic() - began > _AN_HOUR:
                break
        broken += 0 if rule is OFF else found["within one"] + found["unsound"]
        say(f"{name}: {seed + 1} sets, {sets} publications, {shown} numbers told, {withheld} withheld, {dict(found)}")
        say(f"  {monotonic() - began:.0f} s")
    return broken


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), 1))
