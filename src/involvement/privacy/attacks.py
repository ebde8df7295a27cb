"""Attacks: what a reader can work out of the counts that were not told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.privacy.count_system import OPEN, CountSystem, Name, narrowed
from involvement.privacy.disclosure_rules import DisclosureRule
from involvement.privacy.figures import FigureKey, FiguresTold
from involvement.privacy.figures_files import Earlier, told_earlier

__all__ = ["TOO_NARROW", "WorkedOut", "attack", "overlaps_small"]

TOO_NARROW = 2
"""Bounds so far apart, or less, tell a count within one: the one in the middle is no further from any."""


@frozen
class WorkedOut:
    """The least and the most that a count can be, as far as a reader can work it out.

    Attributes:
        key, on: the figure and the day for which it was counted.
        least: the least that it can be; of a change, less than 0 where the count may have fallen.
        most: the most; None where nothing tells.
        without: the part that is left out: what is bounded are the others of the figure.
        since: an earlier day: what is bounded is the change from then.

    >>> from involvement.privacy import ONS_10_5
    >>> WorkedOut(("carers",), date(2026, 5, 1), least=0, most=2).tells_small(ONS_10_5)
    True
    """

    key: FigureKey
    on: date = field(validator=_fields.day)
    least: int = field(kw_only=True)
    most: int | None = field(kw_only=True)
    without: FigureKey | None = field(default=None, kw_only=True)
    since: date | None = field(default=None, kw_only=True)

    def tells_small(self, rule: DisclosureRule) -> bool:
        """Whether a count that the rule does not tell is known so, exactly or within one.

        Of a change, that is one by fewer people than the least that the rule tells, or by none.
        """
        if self.most is None or self.most - self.least > TOO_NARROW:
            return False
        return overlaps_small(rule, self.least, self.most, change=self.since is not None)


def overlaps_small(rule: DisclosureRule, least: int, most: int, *, change: bool = False) -> bool:
    """Whether a count, or a change, from *least* to *most* may be one that the rule does not tell."""
    if rule.least == 1 or least >= rule.least or most <= -rule.least:
        return False
    return change or most > 0 or not rule.zero


def attack(told: FiguresTold, earlier: Iterable[Earlier] = ()) -> tuple[WorkedOut, ...]:
    """What a reader can work out of every figure, told or not, from this publication and earlier ones.

    The reader knows the rules, how the figures hang together and every publication, and works with intervals: from the least
    and most of all other figures of a total those of the last one follow, again and again, until nothing changes. The true
    count is always within. A reader who solves all equations at once (by linear programming) may find narrower bounds, and
    one who knows some of the people much narrower ones. `published` holds against the former.

    Each figure comes first, in the order of day and key; then what each part lacks of its whole; then changes, from each
    earlier day of a figure to its last one.

    Args:
        told: the figures of a publication.
        earlier: what was told before: figures, or files or folders of them.

    Raises:
        InvalidValueError: publications that cannot all be true of the same counts.
        LimitExceeded: more than 20,000 figures.
    """
    system = CountSystem()
    for publication in (_fields.instance("told", FiguresTold, told), *told_earlier(earlier)):
        system.add(publication)
    narrowed(system)
    return (*_figures(system), *_rests(system), *_changes(system))


def _figures(system: CountSystem) -> Iterable[WorkedOut]:
    for (on, key), number in sorted(system.numbers.items()):
        yield WorkedOut(key, on, least=system.least[number], most=_most(system.most[number]))


def _rests(system: CountSystem) -> Iterable[WorkedOut]:
    others = {}
    for equation in system.equations:
        low, high = system.sum_bounds(equation[1:])
        for number, _ in equation[1:]:
            others[equation[0][0], number] = low - system.least[number], high - system.most[number]
    for ((on, part), (_, whole)), terms in sorted(system.rests.items()):
        low, high = system.sum_bounds(terms)
        fewest, most = others[terms[0][0], terms[1][0]]
        yield WorkedOut(whole, on, least=max(low, fewest), most=_most(min(high, most)), without=part)


def _changes(system: CountSystem) -> Iterable[WorkedOut]:
    for key, names in sorted(days_of(system).items()):
        *before, (on, _) = sorted(names)
        new = system.numbers[on, key]
        for since, _ in before:
            old = system.numbers[since, key]
            least, most = system.sum_bounds(((new, 1), (old, -1)))
            yield WorkedOut(key, on, least=least, most=_most(most), since=since)


def days_of(system: CountSystem) -> dict[FigureKey, list[Name]]:
    """The names of the counts of each key, one a day."""
    found: dict[FigureKey, list[Name]] = defaultdict(list)
    for on, key in system.numbers:
        found[key].append((on, key))
    return found


def _most(value: int) -> int | None:
    return value if value < OPEN // 2 else None
