"""Agreements: what the parties settled, and how much of it depends on the rule."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import UnknownKeyError
from involvement.people import Side
from involvement.priorities.feasibilities import Feasibility
from involvement.priorities.settlements import Chance, Effort, Outcome, Override, Rank, Settlement, told_statement
from involvement.priorities.settling import overridden, settled
from involvement.rankings.balances import Balance
from involvement.rankings.positions import Priorities
from involvement.rankings.ranking_rules import RankingRule
from involvement.rankings.ranking_words import issue_refs
from involvement.wording import Fact, Statement, Wording

if TYPE_CHECKING:
    from involvement.rankings.rankings import Ranking

__all__ = ["Agreement", "RuleEffect", "Voice"]


def ranking_rule(value: RankingRule | str) -> RankingRule:
    """The rule that *value* is or names."""
    return _fields.as_word(RankingRule, value)


def balance_of(value: Balance | str) -> Balance:
    """The balance that *value* is or names."""
    return _fields.as_word(Balance, value)


def _settlements(items: Iterable[Settlement]) -> tuple[Settlement, ...]:
    return _fields.as_tuple(items)


def _positions(items: Iterable[Priorities]) -> tuple[Priorities, ...]:
    return _fields.as_tuple(items)


def _feasibility(items: Iterable[Feasibility]) -> tuple[Feasibility, ...]:
    return _fields.as_tuple(items)


def _effort(items: Iterable[Effort]) -> tuple[Effort, ...]:
    return _fields.as_tuple(items)


def _chances(items: Iterable[Chance]) -> tuple[Chance, ...]:
    return _fields.as_tuple(items)


def _unranked(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


def _overrides(items: Iterable[Override]) -> tuple[Override, ...]:
    return _fields.as_tuple(items)


def _voices(items: "Iterable[Voice]") -> "tuple[Voice, ...]":
    return _fields.as_tuple(items)


def _accepted_by(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


@frozen
class Voice:
    """Somebody objected or dissented, to an issue or, where it is None, to the whole."""

    by: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    reason: str = field(repr=_fields.closed, validator=_fields.filled_text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    issue: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue"), kw_only=True
    )


@frozen
class RuleEffect:
    """What another rule would have agreed: the issues it adds and those it leaves out."""

    rule: RankingRule
    agreed: tuple[str, ...]
    added: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def says(self) -> Statement:
        """Which issues the rule would agree besides, and which not."""
        facts: dict[str, Fact] = {"rule": self.rule}
        changed = changed_issues(self.added, self.left_out)
        if not changed:
            template = "By the rule {rule:quoted}, the same issues would be agreed."
            return Statement("effect.same", facts, template=template, sources={"rule": "Agreement.rule"})
        template = "By the rule {rule:quoted}, other issues would be agreed. {changed:sentences}"
        return Statement("effect", {**facts, "changed": changed}, template=template, sources={"rule": "Agreement.rule"})

    def __str__(self) -> str:
        return Wording().say(self.says)


def changed_issues(added: tuple[str, ...], left_out: tuple[str, ...]) -> tuple[Statement, ...]:
    """Which issues would be agreed besides, and which no longer."""
    changes = (
        ("added", added, "{issues:quoted} would be agreed."),
        ("left_out", left_out, "{issues:quoted} would no longer be agreed."),
    )
    return tuple(
        Statement(
            f"effect.{code}", {"issues": issue_refs(issues)}, template=template, sources={"issues": "Settlement.issue"}
        )
        for code, issues, template in changes
        if issues
    )


@frozen
class Agreement:
    """What was settled about every issue, with all that it was settled from. A fact, made by `negotiate`.

    Attributes:
        settlements: one for each issue, in the order of the ranking; equals by effort, then key.
        positions: what each party ranked.
        feasibility: what was known of whether each issue can be acted on.
        effort: the days of work, where they were known.
        capacity: the days of work that there are; None is no limit.
        chances: whether views about each issue can still reach a decision.
        unranked: the issues that nobody ranks; they are settled last.
        rule: the rule of the ranking.
        balance: `sides` weighs both sides equally, `parties` every party.
        on: the day of the agreement.
        overrides: what somebody settled otherwise than the ranking would have.
        objections: who objected to what, and why.
        accepted_by: the stakeholders who agreed, sorted.
        dissent: who did not, and why.
    """

    settlements: tuple[Settlement, ...] = field(
        default=(), converter=_settlements, validator=_fields.many(Settlement), kw_only=True, repr=_fields.counted
    )
    positions: tuple[Priorities, ...] = field(
        default=(), converter=_positions, validator=_fields.many(Priorities), kw_only=True, repr=_fields.counted
    )
    feasibility: tuple[Feasibility, ...] = field(
        default=(), converter=_feasibility, validator=_fields.many(Feasibility), kw_only=True, repr=_fields.counted
    )
    effort: tuple[Effort, ...] = field(
        default=(), converter=_effort, validator=_fields.many(Effort), kw_only=True, repr=_fields.counted
    )
    capacity: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    chances: tuple[Chance, ...] = field(
        default=(), converter=_chances, validator=_fields.many(Chance), kw_only=True, repr=_fields.counted
    )
    unranked: tuple[str, ...] = field(
        default=(), converter=_unranked, validator=_fields.keys, metadata=_fields.names("issue"), kw_only=True
    )
    rule: RankingRule = field(
        default=RankingRule.JLA, converter=ranking_rule, validator=_fields.a(RankingRule), kw_only=True
    )
    balance: Balance = field(default=Balance.SIDES, converter=balance_of, validator=_fields.a(Balance), kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    overrides: tuple[Override, ...] = field(
        default=(), converter=_overrides, validator=_fields.many(Override), kw_only=True, repr=_fields.counted
    )
    objections: tuple[Voice, ...] = field(
        default=(), converter=_voices, validator=_fields.many(Voice), kw_only=True, repr=_fields.counted
    )
    accepted_by: tuple[str, ...] = field(
        default=(), converter=_accepted_by, validator=_fields.keys, metadata=_fields.names("stakeholder"), kw_only=True
    )
    dissent: tuple[Voice, ...] = field(
        default=(), converter=_voices, validator=_fields.many(Voice), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("override", (override.issue for override in self.overrides))
        _fields.distinct("settlement", (settlement.issue for settlement in self.settlements))
        _fields.distinct("feasibility", (feasibility.issue for feasibility in self.feasibility))
        _fields.distinct("effort", (effort.issue for effort in self.effort))
        _fields.distinct("chance", (chance.issue for chance in self.chances))
        _fields.distinct("position", (position.stakeholder for position in self.positions))

    def _by_outcome(self, outcome: Outcome) -> tuple[str, ...]:
        return tuple(settlement.issue for settlement in self.settlements if settlement.outcome is outcome)

    @property
    def agreed(self) -> tuple[str, ...]:
        """The issues to act on, in the order of the ranking."""
        return self._by_outcome(Outcome.AGREED)

    @property
    def deferred(self) -> tuple[str, ...]:
        """The issues that wait for something, in the order of the ranking."""
        return self._by_outcome(Outcome.DEFERRED)

    @property
    def declined(self) -> tuple[str, ...]:
        """The issues that will not be acted on, in the order of the ranking."""
        return self._by_outcome(Outcome.DECLINED)

    def settlement(self, issue: str) -> Settlement:
        """What was settled about an issue."""
        for settlement in self.settlements:
            if settlement.issue == issue:
                return settlement
        raise UnknownKeyError("issue", issue, (settlement.issue for settlement in self.settlements))

    def why(self, issue: str) -> str:
        """What was settled about an issue, and why, in the default wording."""
        return str(self.settlement(issue))

    def why_for(self, party: str, issue: str) -> str:
        """The same to one party: where they put it, and what was settled.

        Raises:
            UnknownKeyError: no such party, or no such issue.
        """
        place = self.position(party).place_of(issue)
        return Wording().say(told_statement(self.settlement(issue), place))

    def position(self, party: str) -> Priorities:
        """What a party ranked."""
        for position in self.positions:
            if position.stakeholder == party:
                return position
        raise UnknownKeyError("party", party, None)  # which of the parties are persons is not known here

    # The two sides

    def _ranked_by(self, side: Side | str) -> set[str]:
        wanted = _fields.word(Side, "side", side)
        return {issue for position in self.positions if position.side is wanted for issue in position.ranked()}

    @property
    def shared(self) -> tuple[str, ...]:
        """The issues that both the service users' side and the organisation's rank, in the order of the ranking."""
        both = self._ranked_by(Side.SERVICE_USERS) & self._ranked_by(Side.ORGANISATION)
        return tuple(settlement.issue for settlement in self.settlements if settlement.issue in both)

    def only(self, side: Side | str) -> tuple[str, ...]:
        """The issues that one side ranks and no other does, in the order of the ranking."""
        wanted = _fields.word(Side, "side", side)
        others = {issue for position in self.positions if position.side is not wanted for issue in position.ranked()}
        own = self._ranked_by(wanted) - others
        return tuple(settlement.issue for settlement in self.settlements if settlement.issue in own)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The issues in one side's first n and outside the other's, n being how many were agreed.

        Each side's own ranking is made by the agreement's rule; equals share the better place.
        """
        number = len(self.agreed)
        first = [self._first(side, number) for side in (Side.SERVICE_USERS, Side.ORGANISATION)]
        if any(listed is None for listed in first):
            return ()
        apart = (first[0] or set()) ^ (first[1] or set())
        return tuple(settlement.issue for settlement in self.settlements if settlement.issue in apart)

    def _first(self, side: Side, number: int) -> set[str] | None:
        from involvement.rankings.rankings import rank

        positions = [position for position in self.positions if position.side is side]
        if not positions:
            return None
        return set(rank(positions, rule=self.rule, balance=self.balance).first(number))

    def as_known(self, on: date) -> "Agreement":
        """The agreement as it was known at the end of a day: without studies, objections and dissents of later days."""
        _fields.a_date("on", on)
        feasibility = [finding for finding in self.feasibility if finding.on is None or finding.on <= on]
        objections, dissent = (
            [voice for voice in voices if voice.on is None or voice.on <= on]
            for voices in (self.objections, self.dissent)
        )
        known = evolve(self, feasibility=feasibility, objections=objections, dissent=dissent)
        return self if known == self else known

    # How much depends on rule and weights

    @property
    def ranking(self) -> "Ranking":
        """The ranking that was walked."""
        from involvement.rankings.rankings import rank

        return rank(self.positions, rule=self.rule, balance=self.balance)

    def under(
        self, *, rule: RankingRule | str | None = None, positions: Iterable[Priorities] | None = None
    ) -> "Agreement":
        """The agreement that another rule, or other positions, would have given, all else equal.

        It is as it was before anybody spoke to it: what somebody overrode, accepted or objected to answered
        this ranking and no other. Every issue stays on the table; one that nobody ranks then is settled last.
        """
        changed = evolve(
            self,
            rule=self.rule if rule is None else rule,
            positions=self.positions if positions is None else positions,
            overrides=(),
            objections=(),
            accepted_by=(),
            dissent=(),
        )
        ranked = {issue for position in changed.positions for issue in position.ranked()}
        on_the_table = {*self.unranked, *(issue for position in self.positions for issue in position.ranked())}
        changed = evolve(changed, unranked=sorted(on_the_table - ranked))
        return evolve(changed, settlements=changed.settle())

    def settle(self) -> Iterator[Settlement]:
        """The settlements that follow from what the agreement holds: for a negotiated one, those it has."""
        ranked = self.ranking.places if self.positions else ()
        places = (*ranked, *((self.unranked,) if self.unranked else ()))
        walked = settled(
            places,
            ranks={
                issue: [Rank(p.stakeholder, p.place_of(issue)) for p in self.positions]
                for tie in places
                for issue in tie
            },
            feasibility={feasibility.issue: feasibility for feasibility in self.feasibility},
            effort={effort.issue: effort.days for effort in self.effort},
            capacity=self.capacity,
            chances={chance.issue: chance for chance in self.chances},
            unranked=frozenset(self.unranked),
        )
        return overridden(walked, self.overrides, {effort.issue: effort.days for effort in self.effort}, self.capacity)

    def compare(self, rules: Iterable[RankingRule | str] = tuple(RankingRule)) -> tuple[RuleEffect, ...]:
        """What each of some rules would have agreed instead, in their order; all rules by default.

        Without overrides on either side: what depends on the rule is kept apart from what somebody decided.
        """
        effects = []
        now = self.under().agreed
        for rule in [_fields.word(RankingRule, "rules", word) for word in _fields.listed("rules", rules)]:
            agreed = self.under(rule=rule).agreed
            effects.append(
                RuleEffect(
                    rule,
                    agreed,
                    tuple(issue for issue in agreed if issue not in now),
                    tuple(issue for issue in now if issue not in agreed),
                )
            )
        return tuple(effects)

    @property
    def says(self) -> Statement:
        """Which issues were agreed, deferred and declined."""
        if not self.settlements:
            return Statement("agreement.nothing", template="Nothing was to be settled.")
        outcomes = tuple(
            Statement(
                f"agreement.{outcome}",
                {"issues": issue_refs(issues)},
                template=template,
                sources={"issues": "Settlement.issue"},
            )
            for outcome, template in _OUTCOMES.items()
            if (issues := self._by_outcome(outcome))
        )
        return Statement("agreement", {"outcomes": outcomes}, template="{outcomes:sentences}")

    def __str__(self) -> str:
        return Wording().say(self.says)


_OUTCOMES = {
    Outcome.AGREED: "{issues:quoted} {issues#was|were} agreed.",
    Outcome.DEFERRED: "{issues:quoted} {issues#was|were} deferred.",
    Outcome.DECLINED: "{issues:quoted} {issues#was|were} declined.",
}
