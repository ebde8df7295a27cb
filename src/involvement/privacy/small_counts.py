"""Small counts: which figures of a publication are told, so that nobody works out those that are not."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from involvement import _fields
from involvement.errors import DisclosureError, InvalidValueError
from involvement.privacy.attacks import TOO_NARROW, days_of, overlaps_small
from involvement.privacy.count_system import OPEN, CountSystem, Terms, bounds_told, narrowed
from involvement.privacy.count_worlds import Patience, Worlds, components
from involvement.privacy.disclosure_rules import ONS_10_5, DisclosureRule
from involvement.privacy.figures import AtLeast, AtLeastTold, FigureKey, Figures, FiguresTold, FigureTold
from involvement.privacy.figures_files import Earlier, told_earlier

__all__ = ["published"]

_ENOUGH = TOO_NARROW + 1
_WEIGHED = 60  # counts that hang together: up to so many, each figure that might be withheld is tried
_OPENING = 30  # steps for each count whose bounds are worked out anew
_JOINING = 60  # equations of one count
_TRIED = 12  # figures that are tried


def published(figures: Figures, rule: DisclosureRule = ONS_10_5, earlier: Iterable[Earlier] = ()) -> FiguresTold:
    """The figures as they are told: small counts are not, others are rounded, and some are withheld to protect those.

    For every count that may be small, for what every part lacks of its whole, and for every change since an earlier day, two
    sets of counts are found that would have been told just so and that differ in it by three or more. So no reader who knows
    the rule, how the figures hang together and all that was published can tell it exactly or within one, by whatever
    arithmetic. Where there are no such sets, a figure near it is withheld: quotas first, then in small tables the figure
    whose loss protects most, then the smaller number.

    A figure of 0 that the rule tells is withheld where it is part of a small group: that none of them have something in common
    is told of everyone. A quota is told only where neither answer would tell a small count.

    Args:
        figures: the counts, and how they hang together.
        rule: how counts are told.
        earlier: what was published before: figures that were told, or files or folders of them.

    Raises:
        DisclosureError: a small count can be worked out, whatever is withheld: from what was published before, or from
            what everybody knows.
        InvalidValueError: an earlier publication that cannot be true of these counts.
        LimitExceeded: more than 20,000 figures.

    >>> from datetime import date
    >>> from involvement.privacy import Figure, Figures, Total
    >>> counts = [Figure("members", 31), Figure("patients", 27), Figure("carers", 4)]
    >>> told = published(Figures(date(2026, 5, 1), counts, totals=[Total("members", ["patients", "carers"])]))
    >>> [told.number(key) for key in ("members", "patients", "carers")]
    [30, 25, None]
    """
    _fields.instance("figures", Figures, figures)
    _fields.instance("rule", DisclosureRule, rule)
    choice = _Choice(figures, rule, told_earlier(earlier))
    choice.protect()
    return choice.told()


class _Target(NamedTuple):
    """A sum of counts that is to stay unknown where it may be small."""

    key: FigureKey
    terms: Terms
    ours: bool  # a figure that is told now is in it


class _Choice:
    """Which figures and quotas are withheld, one part after the other of those that hang together."""

    def __init__(self, figures: Figures, rule: DisclosureRule, before: tuple[FiguresTold, ...]) -> None:
        self._figures, self._rule, self._patience = figures, rule, Patience()
        self._counts = figures.counts
        self._withheld: set[FigureKey] = set(_telling_zeros(figures, rule))
        self._unsaid = set(figures.at_least)
        self._wholes = {total.key for total in figures.totals} | {part.whole for part in figures.parts}
        self._known = {figure.key for figure in figures.figures if figure.known}
        self._first_told = {
            key: FigureTold(key, count if key in self._known else rule.told(count), known=key in self._known)
            for key, count in self._counts.items()
        }
        self._quotas: dict[FigureKey, list[AtLeast]] = {}
        for quota in sorted(figures.at_least, key=lambda quota: (quota.of, quota.number)):
            self._quotas.setdefault(quota.of, []).append(quota)
        self._system = CountSystem()
        for told in before:
            self._system.add(told)
        open_ones = list(zip(self._system.least, self._system.most, strict=True))
        self._system.add(self.told())
        self._before = [*open_ones, *[(0, OPEN)] * (len(self._system.least) - len(open_ones))]
        self._keys = {self._system.numbers[figures.on, key]: key for key in self._counts}
        self._together = components(self._system)
        self._true = self._true_counts()
        narrowed(self._system)
        numbers = self._system.numbers
        self._like = {
            number: self._counts[key]
            for (on, key), number in numbers.items()
            if on != figures.on and key in self._counts
        }
        self._old_worlds: dict[int, Worlds] = {}
        self._targets = self._by_component()

    def told(self) -> FiguresTold:
        """What is told, as far as it is chosen."""
        figures = self._figures
        return FiguresTold(
            figures.on,
            self._rule,
            tuple(self._figure(key) for key in self._counts),
            totals=figures.totals,
            parts=figures.parts,
            at_least=tuple(AtLeastTold(quota.of, quota.number, self._answer(quota)) for quota in figures.at_least),
        )

    def protect(self) -> None:
        """Withholds what would tell a small count."""
        for first in sorted({self._together[number][0] for number in self._keys}):
            component = self._together[first]
            targets = self._protectable(component)
            self._say_quotas(component)
            chosen: list[FigureKey] = []
            while dangers := self._dangers(component, targets):
                if not self._withholds(component, dangers, chosen):
                    raise DisclosureError(len(dangers), " ".join(dangers[0].key))
            self._give_back(component, targets, chosen)

    def _figure(self, key: FigureKey) -> FigureTold:
        return FigureTold(key, withheld=True) if key in self._withheld else self._first_told[key]

    def _answer(self, quota: AtLeast) -> bool | None:
        return None if quota in self._unsaid else self._counts[quota.of] >= quota.number

    # What is to stay unknown

    def _true_counts(self) -> dict[int, int]:
        """The true counts, of figures and of what parts lack of wholes, as far as they are known here."""
        true = {number: self._counts[key] for number, key in self._keys.items()}
        for terms in self._system.equations:
            missing = [(number, factor) for number, factor in terms if number not in true]
            if len(missing) == 1:
                number, factor = missing[0]
                true[number] = -factor * sum(each * true[other] for other, each in terms if other != number)
        for number, count in true.items():
            low, high = self._before[number]
            if not low <= count <= high:
                raise InvalidValueError("earlier", "publications that can be true of these counts")
        return true

    def _by_component(self) -> dict[int, list[_Target]]:
        """What is to stay unknown, by the first count of those that hang together with it."""
        found: dict[int, list[_Target]] = {}
        today, known = self._figures.on, self._known

        def add(key: FigureKey, terms: Terms) -> None:
            own = [self._keys[number] for number, _ in terms if number in self._keys]
            if not own or not known.issuperset(own) or len(own) < len(terms):
                found.setdefault(self._together[terms[0][0]][0], []).append(_Target(key, terms, bool(own)))

        for (_, key), number in self._system.numbers.items():
            add(key, ((number, 1),))
        for ((_, part), _), terms in self._system.rests.items():
            add(part, terms)
        for key, names in days_of(self._system).items():
            new = self._system.numbers.get((today, key))
            if new is not None and key not in known:
                for name in names:
                    if name[0] != today:
                        add(key, ((new, 1), (self._system.numbers[name], -1)))
        return found

    def _protectable(self, component: list[int]) -> list[_Target]:
        """What is to stay unknown of these counts, but what earlier publications tell by themselves."""
        targets = self._targets.get(component[0], [])
        others = [target for target in targets if not target.ours]
        if not others:
            return targets
        lost = set(self._dangers(component, others, bare=True))
        return [target for target in targets if target not in lost]

    def _open(self, component: list[int], *, bare: bool = False) -> None:
        """Sets the bounds of these counts anew: by what was told before and, unless *bare*, is told now."""
        system = self._system
        withheld = [self._first_told[key] for key in self._keys_of(component) if key in self._withheld]
        least = self._rule.least if all(figure.number for figure in withheld) else 0
        for number in component:
            system.least[number], system.most[number] = self._before[number]
            key = self._keys.get(number)
            if key is None or (bare and key not in self._known):
                continue
            system.narrow(number, *bounds_told(self._rule, self._figure(key)))
            if key in self._withheld:
                system.narrow(number, least, OPEN)
            for quota in () if bare else self._quotas.get(key, ()):
                answer = self._answer(quota)
                if answer is not None:
                    system.narrow(number, *((quota.number, OPEN) if answer else (0, quota.number - 1)))
        narrowed(system, sorted({equation for number in component for equation in system.at[number]}))

    def _dangers(
        self, component: list[int], targets: list[_Target], *, bare: bool = False, exactly: bool = True
    ) -> list[_Target]:
        """What may be small, and cannot be shown to stay unknown."""
        self._open(component, bare=bare)
        self._patience.take(_OPENING * len(component) + len(targets))
        true = {number: self._true[number] for number in component if number in self._true}
        worlds = Worlds(self._system, true, exactly=exactly, patience=self._patience)
        return [target for target in targets if not self._is_safe(target, worlds, component)]

    def _is_safe(self, target: _Target, worlds: Worlds, component: list[int]) -> bool:
        low, high = self._system.sum_bounds(target.terms)
        apart = [term for term in target.terms if self._together[term[0]] is not component]
        if not overlaps_small(self._rule, low, high, change=bool(apart)):
            return True
        if high - low < _ENOUGH:
            return False
        if not apart:
            return worlds.spread(target.terms, _ENOUGH, component) == _ENOUGH
        spread = worlds.spread(target.terms[:1], _ENOUGH, component)
        if spread < _ENOUGH:  # of two days, whose counts vary each for itself
            (number, _), *_ = apart
            other = self._together[number]
            old = self._old_worlds.setdefault(other[0], Worlds(self._system, {}, self._like, patience=self._patience))
            spread += old.spread(((number, 1),), _ENOUGH - spread, other)
        return spread == _ENOUGH

    # What is withheld

    def _say_quotas(self, component: list[int]) -> None:
        """Tells the quotas of which neither answer would tell a small count by itself."""
        for key in self._keys_of(component):
            number = self._system.numbers[self._figures.on, key]
            for quota in self._quotas.get(key, ()):
                self._open(component)
                low, high = self._system.least[number], self._system.most[number]
                answers = ((max(low, quota.number), high), (low, min(high, quota.number - 1)))
                if all(
                    last - first > TOO_NARROW or first > last or not overlaps_small(self._rule, first, last)
                    for first, last in answers
                ):
                    self._unsaid.discard(quota)

    def _withholds(self, component: list[int], dangers: list[_Target], chosen: list[FigureKey]) -> bool:
        """Withholds quotas or a figure near what is in danger, or in a large table near each; False if nothing is left."""
        spared: set[int] = set()
        changed = False
        for target in dangers:
            near = self._near(target)
            if near.isdisjoint(spared):
                spared |= near if len(component) > _WEIGHED else set(component)
                if not self._leaves_unsaid(near):
                    key = self._next(near, component, dangers)
                    if key is None:
                        return self._leaves_unsaid(component) or changed
                    self._withheld.add(key)
                    chosen.append(key)
                changed = True
        return changed

    def _near(self, target: _Target) -> set[int]:
        """The counts in the sum that is to stay unknown, and those that an equation, of many the first, joins to them."""
        near = {number for number, _ in target.terms}
        for number, _ in target.terms:
            for place in self._system.at[number][:_JOINING]:
                near.update(number for number, _ in self._system.equations[place])
        self._patience.take(len(near))
        return near

    def _leaves_unsaid(self, numbers: Iterable[int]) -> bool:
        """Tells no quota of these counts; False if none was told."""
        said = {quota for key in self._keys_of(numbers) for quota in self._quotas.get(key, ())} - self._unsaid
        self._unsaid |= said
        return bool(said)

    def _keys_of(self, numbers: Iterable[int]) -> list[FigureKey]:
        return [self._keys[number] for number in numbers if number in self._keys]

    def _next(self, near: set[int], component: list[int], dangers: list[_Target]) -> FigureKey | None:
        """The figure whose loss leaves the fewest in danger, the smaller and then the first of them; None where none is left.

        Numbers before small counts, and those near before others.
        """
        for small in (False, True):
            for numbers in (near, component):
                told = [
                    (figure.number or 0, figure.key)
                    for figure in map(self._figure, self._keys_of(numbers))
                    if (figure.number is None) == small and not figure.withheld and not figure.known
                ]
                if told:
                    return self._best(sorted(told), component, dangers)
        return None

    def _best(self, told: list[tuple[int, FigureKey]], component: list[int], dangers: list[_Target]) -> FigureKey:
        if len(component) > _WEIGHED or len(told) == 1:  # a total: the part that it is told beside stays open upwards
            return min(told, key=lambda each: (each[1] not in self._wholes, each))[1]
        weighed = []
        for number, key in told[:_TRIED]:
            self._withheld.add(key)
            weighed.append((len(self._dangers(component, dangers, exactly=False)), number, key))
            self._withheld.discard(key)
        return min(weighed)[2]

    def _give_back(self, component: list[int], targets: list[_Target], chosen: list[FigureKey]) -> None:
        """Tells again what need not be withheld after all, larger numbers first."""
        if len(chosen) < 2 or len(component) > _WEIGHED:
            return
        for key in sorted(chosen, key=lambda key: (-(self._first_told[key].number or 0), key)):
            self._withheld.discard(key)
            if self._dangers(component, targets):
                self._withheld.add(key)


def _telling_zeros(figures: Figures, rule: DisclosureRule) -> Iterator[FigureKey]:
    """The figures of 0 in a group that is too small to be told: that none of them is so would be told of everyone."""
    counts = figures.counts
    known = {figure.key for figure in figures.figures if figure.known}
    pairs = [(part, total.key) for total in figures.totals for part in total.parts]
    for part, whole in (*pairs, *((relation.part, relation.whole) for relation in figures.parts)):
        if counts[part] == 0 and rule.told(0) == 0 and rule.told(counts[whole]) is None and part not in known:
            yield part
