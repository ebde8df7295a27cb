"""Reports of an agreement: rankings, settlements and reasons, by the names people know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, field

from involvement._fields import frozen
from involvement.decisions import Decision
from involvement.people import Side
from involvement.priorities import Agreement, Outcome, Settlement
from involvement.priorities.settlements import reason_statements
from involvement.rankings import Priorities, taken_together
from involvement.rankings.balances import Balance
from involvement.references import Ref
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Statement
from involvement.wording.days import day_words
from involvement.wording.texts import brief, clean

__all__ = ["Accord", "Wishes", "accord_of", "accord_tables", "account"]

_SIDES = {Side.SERVICE_USERS: "service users", Side.ORGANISATION: "the organisation", Side.OTHER: "others"}
_HEADINGS = {Side.SERVICE_USERS: "Service users", Side.ORGANISATION: "The organisation", Side.OTHER: "Others"}
_OUTCOME = {"outcome": "Settlement.outcome"}
_PLACE = "Priorities.places"
_NOTHING_SETTLED = Statement("accord.nothing_settled", template="Nothing has been settled yet")
_NOT_ACCEPTED = Statement("accord.not_accepted", template="No one is recorded as having accepted it")
_NOT_RANKED = Statement("place.none", template="not ranked")
_SETTLED = {  # by whether the day is known, and how the ranking weighed
    (True, Balance.SIDES): "It was settled on {on}, by the {rule} rule, with the same weight for each side",
    (True, Balance.PARTIES): "It was settled on {on}, by the {rule} rule, with the same weight for each party",
    (False, Balance.SIDES): "It was settled by the {rule} rule, with the same weight for each side",
    (False, Balance.PARTIES): "It was settled by the {rule} rule, with the same weight for each party",
}
_FIRST = (Side.SERVICE_USERS, Side.ORGANISATION)
_UNKNOWN = "not known"
_NOT_RECORDED = "not recorded"
_NONE = "none"
_WITHDRAWN = "none, as the decision was withdrawn"


@frozen
class Wishes:
    """What one side, or a party on no side, ranks: place by place."""

    parties: tuple[Ref, ...]
    order: Priorities

    @property
    def stakeholders(self) -> frozenset[str]:
        """The keys of the parties."""
        return frozenset(str(party.keys[0]) for party in self.parties)

    @property
    def whose(self) -> Statement:
        """Whose list it is, as it stands within a sentence."""
        return self._called("list_of", _SIDES)

    @property
    def heading(self) -> Statement:
        """The same as a heading."""
        return self._called("list_heading", _HEADINGS)

    def _called(self, code: str, sides: Mapping[Side, str]) -> Statement:
        side = self.order.side
        if side is None:
            party = {"party": self.parties[0]}
            return Statement(f"{code}.party", party, template="{party}", sources={"party": "Priorities.stakeholder"})
        return Statement(f"{code}.{side.value}", template=sides[side])

    def place(self, issue: str) -> Statement:
        """The place, `2` or, where it stands equal with others, `2=`; `not ranked` if it is not."""
        number = self.order.place_of(issue)
        if number is None:
            return _NOT_RANKED
        tied = issue in self._tied
        return Statement(
            "place.tied" if tied else "place",
            {"place": number},
            template="{place}=" if tied else "{place}",
            sources={"place": _PLACE},
        )

    @cached_property
    def _tied(self) -> frozenset[str]:
        return frozenset(issue for place in self.order.places if len(place) > 1 for issue in place)


@frozen(slots=False)
class Accord:
    """The rankings and settlements of a process, with the words that people know its parts by.

    `wishes` holds one for each side, service users first, then one for each party on no side. Without an
    agreement the positions of the process stand there and nothing is settled. `withdrawn` holds, by issue, the decisions
    that the last day of its settlement was for, where each was withdrawn.
    """

    subject: Subject
    agreement: Agreement | None
    wishes: tuple[Wishes, ...]
    issues: tuple[str, ...]
    titles: dict[str, str] = field(repr=False)
    withdrawn: dict[str, tuple[Decision, ...]] = field(factory=dict, repr=False)
    hidden: bool = False  # a list in which one person ranks is not told

    def issue(self, key: str) -> str:
        """What an issue is called."""
        return self.titles.get(key, key)

    @cached_property
    def settlements(self) -> dict[str, Settlement]:
        """What was settled, by issue."""
        return (
            {}
            if self.agreement is None
            else {settlement.issue: settlement for settlement in self.agreement.settlements}
        )

    def outcome(self, issue: str) -> Outcome | None:
        """What was settled about an issue, if anything was."""
        return self.settlements[issue].outcome if issue in self.settlements else None

    def settled_as(self, issue: str) -> Statement:
        """What was settled about an issue, in a word or two."""
        facts = {"outcome": self.outcome(issue)}
        return Statement("accord.outcome", facts, template="{outcome|not settled}", sources=_OUTCOME)

    def why(self, each: Settlement) -> tuple[Statement, ...]:
        """Why it was settled so; () where no reason is recorded."""
        return tuple(reason_statements(each, self.subject.ref))

    def said(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """The statements in words for everybody."""
        return tuple(filter(None, map(self.subject.wording.say, statements)))

    @property
    def columns(self) -> tuple[Wishes | None, Wishes | None]:
        """The two that are drawn against each other: the two sides, else those there are."""
        left, right = (next((wishes for wishes in self.wishes if wishes.order.side is side), None) for side in _FIRST)
        others = [wishes for wishes in self.wishes if wishes not in (left, right)]
        left = left or (others.pop(0) if others else None)
        return left, right or (others.pop(0) if others else None)

    def counts(self) -> tuple[Statement, ...]:
        """How many issues there are, and what was settled about them; () where there is none."""
        outcomes = Counter(map(self.outcome, self.issues))
        parts = tuple(
            Statement(
                "accord.of_outcome",
                {"n": outcomes[outcome], "outcome": outcome},
                template="{n} {outcome|not settled}",
                sources={"n": "Settlement.issue", **_OUTCOME},
            )
            for outcome in (*Outcome, None)
            if outcomes[outcome]
        )
        if not parts:
            return ()
        facts: dict[str, Fact] = {"issues": len(self.issues), "parts": parts}
        sources = {"issues": "Settlement.issue"}
        return (Statement("accord.counts", facts, template="{issues:issue}: {parts:clauses}", sources=sources),)


def accord_of(snapshot: Snapshot) -> Accord | None:
    """What is to be told about rankings and settlements by the day; None where there is neither."""
    return snapshot.once(_accord)


def _accord(snapshot: Snapshot) -> Accord | None:
    process, agreement = snapshot.process, snapshot.agreement
    positions = process.positions if agreement is None else agreement.positions
    if agreement is None and not positions:
        return None
    subject = subject_of(snapshot)
    sided = [evolve(position, side=snapshot.voices.side_of(position)) for position in positions]
    found = taken_together(sided) if sided else ()
    every = tuple(_wishes(subject, position, sided) for position in found)
    wishes = tuple(each for each in every if subject.internal or subject.lone.isdisjoint(each.stakeholders))
    settled = () if agreement is None else tuple(settlement.issue for settlement in agreement.settlements)
    ranked = (issue for wishes in wishes for issue in wishes.order.ranked())
    titles = {issue.key: brief(clean(str(issue)) or issue.key) for issue in process.issues}
    withdrawn = {} if agreement is None else dict(_withdrawn(snapshot, agreement))
    return Accord(
        subject,
        agreement,
        wishes,
        tuple(dict.fromkeys((*settled, *ranked))),
        titles,
        withdrawn,
        len(wishes) < len(every),
    )


def _withdrawn(snapshot: Snapshot, agreement: Agreement) -> Iterator[tuple[str, tuple[Decision, ...]]]:
    """The decisions that each last day of an agreement was for, where each was withdrawn before it was made.

    It was for the decision that the agreement names, or else for any about the issue that was not to be made before it.
    """
    decisions = {decision.key: decision for decision in snapshot.decisions}
    named = {chance.issue: chance.decision for chance in agreement.chances}
    for settlement in agreement.settlements:
        if settlement.last_day is None:
            continue
        key = named.get(settlement.issue)
        meant = tuple(
            decision
            for decision in ((decisions[key],) if key in decisions else snapshot.decided_about(settlement.issue))
            if decision.last_day is None or decision.last_day >= settlement.last_day
        )
        if meant and all(
            decision.is_withdrawn(min(snapshot.on, decision.last_day or snapshot.on)) for decision in meant
        ):
            yield settlement.issue, meant


def account(accord: Accord) -> tuple[str, ...]:
    """What there is to say of the agreement as a whole, in sentences."""
    return accord.said(_account(accord))


def _account(accord: Accord) -> Iterator[Statement]:
    agreement = accord.agreement
    if agreement is None:
        yield _NOTHING_SETTLED
        return
    yield from accord.counts()
    facts: dict[str, Fact] = {"rule": agreement.rule}
    if agreement.on is not None:
        facts["on"] = agreement.on
    yield Statement(
        f"accord.settled{'.on' if agreement.on else ''}.{agreement.balance.value}",
        facts,
        template=_SETTLED[agreement.on is not None, agreement.balance],
        sources={name: f"Agreement.{name}" for name in facts},
    )
    if agreement.capacity is not None:
        yield Statement(
            "accord.capacity",
            {"days": agreement.capacity},
            template="{days:day} of work could be shared out",
            sources={"days": "Agreement.capacity"},
        )
    if agreement.accepted_by:
        yield Statement(
            "accord.accepted",
            {"who": tuple(map(accord.subject.ref, agreement.accepted_by))},
            template="Accepted by {who}",
            sources={"who": "Agreement.accepted_by"},
        )
    else:
        yield _NOT_ACCEPTED
    if agreement.overrides:
        whole = accord.subject.may_tell("Override.by", "Override.reason")
        yield Statement(
            "accord.overrides" if whole else "accord.overrides.told",
            {"n": len(agreement.overrides)},
            template="{n:issue} {n#was|were} settled against the ranking; see below by whom, and why"
            if whole
            else "{n:issue} {n#was|were} settled against the ranking; see below",
            sources={"n": "Agreement.overrides"},
        )
    if agreement.dissent:
        who = tuple(dict.fromkeys(accord.subject.ref(voice.by) for voice in agreement.dissent))
        yield Statement(
            "accord.dissent",
            {"who": who},
            template="Not agreed to by {who}; see below",
            sources={"who": "Agreement.dissent"},
        )


def accord_tables(accord: Accord) -> tuple[Table, ...]:
    """What the picture shows, the settlements with their reasons, overrides, and who objected or dissented."""
    agreement, who, words = accord.agreement or Agreement(), accord.subject.who, accord.subject.labels
    voices = [("objects", voice) for voice in agreement.objections] + [
        ("dissents", voice) for voice in agreement.dissent
    ]
    found = (
        tabled("ranked", "Where each side puts the issues",
               ("Issue", *(words.clause(wishes.heading) for wishes in accord.wishes), "What was settled"),
               ((accord.issue(issue), *(words.clause(wishes.place(issue)) for wishes in accord.wishes),
                 words.clause(accord.settled_as(issue)))
                for issue in accord.issues), len(accord.issues)),
        tabled("settled", "What was settled, and why",
               ("Issue", "What was settled", "Why", "Instead", "Who is named in it", "By", "Last day to speak, as seen then"),
               (_settled(accord, settlement) for settlement in agreement.settlements), len(agreement.settlements)),
        tabled("overrides", "What was settled otherwise than the ranking would have",
               ("Issue", "Settled as", "By whom", "Why", "On"),
               ((accord.issue(override.issue), override.outcome, who(override.by), override.reason, _day(override.on))
                for override in agreement.overrides), len(agreement.overrides)),
        tabled("voices", "Who objected or does not agree", ("Who", "What they say", "About", "Why", "On"),
               ((who(voice.by), word, accord.issue(voice.issue) if voice.issue else "the whole", voice.reason, _day(voice.on))
                for word, voice in voices), len(voices)),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _settled(accord: Accord, each: Settlement) -> Sequence[str]:
    return (
        accord.issue(each.issue),
        each.outcome,
        " ".join(accord.said(accord.why(each))) or "No reason is recorded.",
        each.instead or _NONE,
        accord.subject.who(each.who) if each.who else "no one",
        _day(each.by),
        _WITHDRAWN if each.issue in accord.withdrawn else day_words(each.last_day) if each.last_day else _NOT_RECORDED,
    )


def _day(day: date | None) -> str:
    return day_words(day) if day else _UNKNOWN


def _wishes(subject: Subject, order: Priorities, positions: Sequence[Priorities]) -> Wishes:
    parties = (position.stakeholder for position in positions if order.side is not None and position.side is order.side)
    return Wishes(tuple(map(subject.ref, sorted(parties) or [order.stakeholder])), order)
