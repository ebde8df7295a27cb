"""Reports of an agreement: rankings, settlements and reasons, by the names people know."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from involvement.people import Side
from involvement.priorities import Agreement, Outcome, Settlement
from involvement.priorities.settlements import reason_statements
from involvement.rankings import Priorities, taken_together
from involvement.references import Ref
from involvement.reports.readers import Reader
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording import Edition, Statement
from involvement.wording.days import day_words
from involvement.wording.lists import counted, listed
from involvement.wording.texts import brief, clean

__all__ = ["UNSETTLED", "Accord", "Wishes", "accord_of", "accord_tables", "account"]

UNSETTLED = "not settled"
_SIDES = {Side.SERVICE_USERS: "Service users", Side.ORGANISATION: "The organisation", Side.OTHER: "Others"}
_FIRST = (Side.SERVICE_USERS, Side.ORGANISATION)
_UNKNOWN = "not known"
_NOT_RECORDED = "not recorded"
_NONE = "none"


@frozen
class Wishes:
    """What one side, or a party on no side, ranks: place by place."""

    name: str
    parties: tuple[str, ...]
    order: Priorities

    def place(self, issue: str) -> str:
        """The place in words, `2` or, where it stands equal with others, `2=`; `not ranked` if it is not."""
        number = self.order.place_of(issue)
        if number is None:
            return "not ranked"
        return f"{number}{'=' if issue in self._tied else ''}"

    @cached_property
    def _tied(self) -> frozenset[str]:
        return frozenset(issue for place in self.order.places if len(place) > 1 for issue in place)


@frozen(slots=False)
class Accord:
    """The rankings and settlements of a process, with the words that people know its parts by.

    `wishes` holds one for each side, service users first, then one for each party on no side. Without an
    agreement the positions of the process stand there and nothing is settled.
    """

    subject: Subject
    agreement: Agreement | None
    wishes: tuple[Wishes, ...]
    issues: tuple[str, ...]
    titles: dict[str, str] = field(repr=False)

    def issue(self, key: str) -> str:
        """What an issue is called."""
        return self.titles.get(key, key)

    @cached_property
    def settlements(self) -> dict[str, Settlement]:
        """What was settled, by issue."""
        return {} if self.agreement is None else {each.issue: each for each in self.agreement.settlements}

    def outcome(self, issue: str) -> str:
        """What was settled about an issue, in a word or two."""
        return self.settlements[issue].outcome.value if issue in self.settlements else UNSETTLED

    def why(self, each: Settlement) -> tuple[Statement, ...]:
        """Why it was settled so; () where no reason is recorded."""
        return tuple(reason_statements(each, self.ref))

    def said(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """The statements in words for everybody."""
        return tuple(map(Reader(self.subject, Edition.PUBLIC).wording.say, statements))

    def ref(self, key: str) -> Ref:
        """The reference to a stakeholder, or to a person where the key is that of an individual."""
        return Ref("person" if key in self.subject.persons else "stakeholder", key)

    @property
    def columns(self) -> tuple[Wishes | None, Wishes | None]:
        """The two that are drawn against each other: the two sides, else whoever there is."""
        left, right = (next((each for each in self.wishes if each.order.side is side), None) for side in _FIRST)
        others = [each for each in self.wishes if each not in (left, right)]
        left = left or (others.pop(0) if others else None)
        return left, right or (others.pop(0) if others else None)

    def counts(self) -> str:
        """How many were agreed, deferred and declined: `2 agreed, 1 deferred`."""
        words = [self.outcome(issue) for issue in self.issues]
        kinds = [*(each.value for each in Outcome), UNSETTLED]
        return listed([f"{words.count(kind)} {kind}" for kind in kinds if kind in words])


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
    wishes = tuple(_wishes(subject, each, sided) for each in found)
    settled = () if agreement is None else tuple(each.issue for each in agreement.settlements)
    ranked = (issue for each in wishes for issue in each.order.ranked())
    titles = {each.key: brief(clean(str(each)) or each.key) for each in process.issues}
    return Accord(subject, agreement, wishes, tuple(dict.fromkeys((*settled, *ranked))), titles)


def account(accord: Accord) -> tuple[str, ...]:
    """What there is to say of the agreement as a whole, in sentences."""
    agreement = accord.agreement
    if agreement is None:
        return ("Nothing has been settled yet.",)
    said = [f"{counted(len(accord.issues), 'issue')}: {accord.counts()}."] if accord.issues else []
    day = f" on {day_words(agreement.on)}" if agreement.on else ""
    weighed = "each side the same" if agreement.balance == "sides" else "each party the same"
    said.append(f"Settled{day} by the rule {agreement.rule}, which weighed {weighed}.")
    if agreement.capacity is not None:
        said.append(f"There were {agreement.capacity} days of work to share out.")
    if agreement.accepted_by:
        said.append(f"Accepted by {listed([accord.subject.who(each) for each in agreement.accepted_by], 20)}.")
    else:
        said.append("It is not written down that anybody has accepted it.")
    if agreement.overrides:
        number = counted(len(agreement.overrides), "issue")
        said.append(f"{number} settled otherwise than the ranking would have: see below by whom, and why.")
    if agreement.dissent:
        dissenting = dict.fromkeys(accord.subject.who(each.by) for each in agreement.dissent)
        said.append(f"Not agreed to by {listed(list(dissenting), 20)}: see below.")
    return tuple(said)


def accord_tables(accord: Accord) -> tuple[Table, ...]:
    """What the picture shows, the settlements with their reasons, overrides, and who objected or dissented."""
    agreement, who = accord.agreement or Agreement(), accord.subject.who
    voices = [("objects", each) for each in agreement.objections] + [("dissents", each) for each in agreement.dissent]
    found = (
        tabled("ranked", "Where each side puts the issues",
               ("Issue", *(each.name for each in accord.wishes), "What was settled"),
               ((accord.issue(issue), *(each.place(issue) for each in accord.wishes), accord.outcome(issue))
                for issue in accord.issues), len(accord.issues)),
        tabled("settled", "What was settled, and why",
               ("Issue", "What was settled", "Why", "Instead", "Who is named in it", "By", "Last day to speak"),
               (_settled(accord, each) for each in agreement.settlements), len(agreement.settlements)),
        tabled("overrides", "What was settled otherwise than the ranking would have",
               ("Issue", "Settled as", "By whom", "Why", "On"),
               ((accord.issue(each.issue), each.outcome, who(each.by), each.reason, _day(each.on))
                for each in agreement.overrides), len(agreement.overrides)),
        tabled("voices", "Who objected or does not agree", ("Who", "What they say", "About", "Why", "On"),
               ((who(each.by), word, accord.issue(each.issue) if each.issue else "the whole", each.reason, _day(each.on))
                for word, each in voices), len(voices)),
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
        day_words(each.last_day) if each.last_day else _NOT_RECORDED,
    )


def _day(day: date | None) -> str:
    return day_words(day) if day else _UNKNOWN


def _wishes(subject: Subject, order: Priorities, positions: Sequence[Priorities]) -> Wishes:
    if order.side is None:
        return Wishes(subject.who(order.stakeholder), (subject.who(order.stakeholder),), order)
    parties = sorted(each.stakeholder for each in positions if each.side is order.side)
    return Wishes(_SIDES[order.side], tuple(map(subject.who, parties)), order)
