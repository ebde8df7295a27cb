"""Negotiation records: moves that can be played again to the same agreement."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.errors import InvalidValueError
from involvement.priorities.agreements import Agreement, Voice, balance_of, ranking_rule
from involvement.priorities.feasibilities import Feasibility
from involvement.priorities.issues import Issue
from involvement.priorities.settlements import Effort, Outcome, Override
from involvement.rankings.balances import Balance
from involvement.rankings.positions import Priorities
from involvement.rankings.ranking_rules import RankingRule
from involvement.references import Ref
from involvement.wording import Statement, Wording

__all__ = ["FirstChoices", "Move", "MoveKind", "Negotiation", "first_choices"]


class MoveKind(StrEnum):
    """What a move in a negotiation does."""

    PROPOSE = "propose"
    STUDY = "study"
    CONCEDE = "concede"
    OBJECT = "object"
    OVERRIDE = "override"
    ACCEPT = "accept"
    DISSENT = "dissent"


_WITH_REASON = frozenset({MoveKind.CONCEDE, MoveKind.OBJECT, MoveKind.OVERRIDE, MoveKind.DISSENT})
_CHANGES = frozenset({MoveKind.PROPOSE, MoveKind.STUDY, MoveKind.CONCEDE, MoveKind.OVERRIDE})
_WITH_ISSUE = frozenset({MoveKind.CONCEDE, MoveKind.OBJECT, MoveKind.OVERRIDE})


def _kind(value: MoveKind | str) -> MoveKind:
    return _fields.as_word(MoveKind, value)


def _outcome(value: Outcome | str | None) -> Outcome | None:
    return _fields.as_word(Outcome, value)


@frozen
class Move:
    """One move: a proposal, a study, a concession, an objection, an override, an acceptance or a dissent.

    Made by the constructors below, which say what each needs. A round is a day on which moves were made.
    """

    kind: MoveKind = field(converter=_kind, validator=_fields.a(MoveKind))
    on: date = field(validator=_fields.day, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    issue: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("issue"), kw_only=True
    )
    position: Priorities | None = field(default=None, validator=_fields.a(Priorities, optional=True), kw_only=True)
    feasibility: Feasibility | None = field(default=None, validator=_fields.a(Feasibility, optional=True), kw_only=True)
    outcome: Outcome | None = field(
        default=None, converter=_outcome, validator=_fields.a(Outcome, optional=True), kw_only=True
    )
    reason: str | None = field(
        repr=_fields.closed, default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        needs = {
            "position": (self.position, self.kind is MoveKind.PROPOSE),
            "feasibility": (self.feasibility, self.kind is MoveKind.STUDY),
            "outcome": (self.outcome, self.kind is MoveKind.OVERRIDE),
            "by": (self.by, self.kind not in {MoveKind.PROPOSE, MoveKind.STUDY}),
            "issue": (self.issue, self.kind in _WITH_ISSUE),
            "reason": (self.reason, self.kind in _WITH_REASON),
        }
        for name, (value, needed) in needs.items():
            if needed and value is None:
                raise InvalidValueError(f"Move.{name}", f"one, since a move of the kind {self.kind.value!r} needs it")
            if not needed and value is not None and name in {"position", "feasibility", "outcome"}:
                raise InvalidValueError(
                    f"Move.{name}", f"none: a move of the kind {self.kind.value!r} has no such thing"
                )

    @classmethod
    def propose(cls, position: Priorities, *, on: date) -> "Move":
        """A party says what it wants; a later proposal of the same party takes its place."""
        return cls(MoveKind.PROPOSE, on=on, position=position)

    @classmethod
    def study(cls, feasibility: Feasibility, *, on: date) -> "Move":
        """What is known of whether an issue can be acted on; a later finding takes its place."""
        return cls(MoveKind.STUDY, on=on, feasibility=feasibility)

    @classmethod
    def concede(cls, issue: str, *, by: str, on: date, reason: str) -> "Move":
        """A party gives way: it no longer ranks the issue."""
        return cls(MoveKind.CONCEDE, on=on, by=by, issue=issue, reason=reason)

    @classmethod
    def object_to(cls, issue: str, *, by: str, on: date, reason: str) -> "Move":
        """A party objects; the objection is kept with the agreement and changes nothing by itself."""
        return cls(MoveKind.OBJECT, on=on, by=by, issue=issue, reason=reason)

    @classmethod
    def override(cls, issue: str, outcome: Outcome | str, *, by: str, on: date, reason: str) -> "Move":
        """Somebody settles an issue otherwise than the parties' ranking would; it stays visible as that."""
        return cls(MoveKind.OVERRIDE, on=on, by=by, issue=issue, outcome=outcome, reason=reason)

    @classmethod
    def accept(cls, *, by: str, on: date) -> "Move":
        """A stakeholder agrees to the whole, and takes back what they said against the whole before."""
        return cls(MoveKind.ACCEPT, on=on, by=by)

    @classmethod
    def dissent(cls, *, by: str, on: date, reason: str, issue: str | None = None) -> "Move":
        """A stakeholder does not agree, to the whole or to what was settled about an issue.

        To the whole, it takes back an acceptance given before.
        """
        return cls(MoveKind.DISSENT, on=on, by=by, issue=issue, reason=reason)


def _moves(items: Iterable[Move]) -> tuple[Move, ...]:
    return _fields.as_tuple(items)


def _efforts(items: Iterable[Effort]) -> tuple[Effort, ...]:
    return _fields.as_tuple(items)


@frozen
class Negotiation:
    """The record of one negotiation. `problem` is what it is about; it stays as it was when it began.

    Moves stand in the order in which they were made: their days never go back.
    """

    key: str = field(validator=_fields.key)
    problem: str = field(validator=_fields.text, kw_only=True)
    moves: tuple[Move, ...] = field(
        default=(), converter=_moves, validator=_fields.many(Move), kw_only=True, repr=_fields.counted
    )
    effort: tuple[Effort, ...] = field(
        default=(), converter=_efforts, validator=_fields.many(Effort), kw_only=True, repr=_fields.counted
    )
    capacity: Fraction | None = field(
        default=None, converter=_fields.optional_fraction, validator=_fields.number(optional=True), kw_only=True
    )
    rule: RankingRule = field(
        default=RankingRule.JLA, converter=ranking_rule, validator=_fields.a(RankingRule), kw_only=True
    )
    balance: Balance = field(default=Balance.SIDES, converter=balance_of, validator=_fields.a(Balance), kw_only=True)

    def __attrs_post_init__(self) -> None:
        days = [move.on for move in self.moves]
        if days != sorted(days):
            raise InvalidValueError("Negotiation.moves", "moves in the order of their days")

    @property
    def rounds(self) -> tuple[tuple[date, tuple[Move, ...]], ...]:
        """The days on which moves were made, with the moves of each."""
        days = dict.fromkeys(move.on for move in self.moves)
        return tuple((day, tuple(move for move in self.moves if move.on == day)) for day in days)

    def with_move(self, move: Move) -> "Negotiation":
        """The negotiation with one more move."""
        return evolve(self, moves=(*self.moves, move))

    def replay(
        self, *, until: date | None = None, issues: Iterable[Issue] = (), decision_map: DecisionMap | None = None
    ) -> Agreement:
        """The agreement that the moves up to a day give, all of them by default; the same every time.

        Raises:
            InvalidValueError: a concession of what the party does not rank, or an override that would agree what is
                ruled out, not studied, or more than there are days for.
            UnknownKeyError: an override of an issue that nobody ranks and that is not among *issues*.
        """
        from involvement.priorities.negotiations import negotiate

        _fields.a_date_or_nothing("until", until)
        moves = [move for move in self.moves if until is None or move.on <= until]
        positions: dict[str, Priorities] = {}
        studies: dict[str, Feasibility] = {}
        for move in moves:
            if move.position is not None:
                positions[move.position.stakeholder] = move.position
            elif move.feasibility is not None:
                studies[move.feasibility.issue] = move.feasibility
            elif move.kind is MoveKind.CONCEDE:
                positions[move.by or ""] = _conceded(positions.get(move.by or ""), move)
        agreement = negotiate(
            *positions.values(),
            feasibility=studies,
            effort=self.effort,
            capacity=self.capacity,
            rule=self.rule,
            balance=self.balance,
            issues=issues,
            decision_map=decision_map,
            on=moves[-1].on if moves else until,
        )
        named = {issue for move in moves if move.position is not None for issue in move.position.ranked()}
        ranked = {issue for position in positions.values() for issue in position.ranked()}
        agreement = evolve(
            agreement,
            unranked=sorted({*agreement.unranked, *named, *studies} - ranked),
            overrides=_last_overrides(moves),
            objections=_voices(moves, MoveKind.OBJECT),
            accepted_by=_accepted_by(moves),
            dissent=_voices(_lasting(moves), MoveKind.DISSENT),
        )
        return evolve(agreement, settlements=agreement.settle())


def _conceded(position: Priorities | None, move: Move) -> Priorities:
    if position is None or move.issue is None or move.issue not in position.ranked():
        raise InvalidValueError("Move.concede", f"an issue that {move.by} ranks: only that can be given up")
    kept = (tuple(issue for issue in place if issue != move.issue) for place in position.places)
    return evolve(position, issues=[place for place in kept if place])


def _last_overrides(moves: Iterable[Move]) -> list[Override]:
    """The last override of each issue, by issue."""
    last = {
        move.issue: Override(move.issue, move.outcome, by=move.by, on=move.on, reason=move.reason)
        for move in moves
        if move.issue is not None and move.outcome is not None and move.by is not None and move.reason is not None
    }
    return [last[issue] for issue in sorted(last)]


def _voices(moves: Iterable[Move], kind: MoveKind) -> list[Voice]:
    """Who said what, by day, party, issue and reason: within a day nobody comes first by the order of the record."""
    found = [
        Voice(move.by, reason=move.reason, on=move.on, issue=move.issue)
        for move in moves
        if move.kind is kind and move.by is not None and move.reason is not None
    ]
    return sorted(found, key=lambda voice: (voice.on or date.min, voice.by, voice.issue or "", voice.reason))


def _accepted_by(moves: Sequence[Move]) -> list[str]:
    """Who accepted the terms as they stand: an acceptance lapses with the next change, of the same day too."""
    changed = max((number for number, move in enumerate(moves) if move.kind in _CHANGES), default=-1)
    last = {move.by: move.kind for move in moves[changed + 1 :] if _is_about_the_whole(move)}
    return sorted(by for by, kind in last.items() if kind is MoveKind.ACCEPT and by is not None)


def _lasting(moves: Sequence[Move]) -> Iterator[Move]:
    """The moves without the dissents from the whole that their party took back."""
    accepted = {move.by: number for number, move in enumerate(moves) if move.kind is MoveKind.ACCEPT}
    for number, move in enumerate(moves):
        if not _is_about_the_whole(move) or number >= accepted.get(move.by, 0):
            yield move


def _is_about_the_whole(move: Move) -> bool:
    return move.kind is MoveKind.ACCEPT or (move.kind is MoveKind.DISSENT and move.issue is None)


@frozen
class FirstChoices:
    """How many of a party's first choices were agreed, over some agreements; equals in first place all count."""

    party: str
    asked: int
    agreed: int
    by_agreement: tuple[tuple[int, int], ...]

    @property
    def share(self) -> Fraction | None:
        """Agreed of asked; None if nothing was asked."""
        return Fraction(self.agreed, self.asked) if self.asked else None

    @property
    def says(self) -> Statement:
        """How many first choices the party had, and how many were agreed."""
        return Statement(
            "first_choices" if self.agreed else "first_choices.none",
            {"party": Ref("stakeholder", self.party), "asked": self.asked, "agreed": self.agreed},
            template="{party} had {asked:first choice}. {agreed} {agreed#was|were} agreed."
            if self.agreed
            else "{party} had {asked:first choice}. None was agreed.",
            sources={"party": "Stakeholder.title", "asked": "Priorities.issues", "agreed": "Settlement.outcome"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def first_choices(agreements: Iterable[Agreement]) -> tuple[FirstChoices, ...]:
    """For each party, how its first choices fared in each agreement, in order: are the same ones always giving way?

    Sorted by party. `by_agreement` holds a pair (asked, agreed) for each agreement, (0, 0) where it took no part.
    """
    given = _fields.listed("agreements", agreements)
    if not all(isinstance(agreement, Agreement) for agreement in given):
        raise InvalidValueError("agreements", "only values of type Agreement")
    parties = sorted({position.stakeholder for agreement in given for position in agreement.positions})
    found = []
    for party in parties:
        pairs = []
        for agreement in given:
            own = [position for position in agreement.positions if position.stakeholder == party]
            first = own[0].places[0] if own and own[0].places else ()
            pairs.append((len(first), len(set(first) & set(agreement.agreed))))
        found.append(FirstChoices(party, sum(a for a, _ in pairs), sum(b for _, b in pairs), tuple(pairs)))
    return tuple(found)
