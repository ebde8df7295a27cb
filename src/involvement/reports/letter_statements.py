"""Statements of letters to parties: what each asked and said, the result, the reasons, and when it comes back."""

from collections.abc import Iterator
from datetime import date

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.priorities import Agreement, Ground, Outcome, Override, Settlement
from involvement.rankings import Priorities
from involvement.references import Ref
from involvement.reports.agreements import Accord, accord_of
from involvement.reports.contributor_letters import Replies
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Quote, Statement

__all__ = ["Letter", "LetterSection", "Point", "letter_of", "letter_readers"]

_HEADINGS = {
    Outcome.AGREED: Statement("letter.heading.agreed", template="What was agreed"),
    Outcome.DEFERRED: Statement("letter.heading.deferred", template="What waits"),
    Outcome.DECLINED: Statement("letter.heading.declined", template="What will not be done"),
}
_ASKED = Statement("letter.heading.asked", template="What you asked, in your order")
_OVERRIDDEN = Statement("letter.heading.overridden", template="What was decided outside the ranking")
_OBJECTED = Statement("letter.heading.voices", template="Who objected or did not agree")
_COMING_BACK = Statement("letter.heading.days", template="Days to know")
_SAID = Statement("letter.heading.replies", template="What you said, and what came of it")
_ACTS = {  # by what is to be done, and by whether somebody, and a day, is named
    "acts": {
        (True, True): "The agreement names {who} to act by {by}",
        (True, False): "The agreement names {who} to act",
        (False, True): "It is to be acted on by {by}. Nobody is named to act",
    },
    "brings": {
        (True, True): "The agreement names {who} to bring it back by {by}",
        (True, False): "The agreement names {who} to bring it back",
        (False, True): "It is to come back by {by}. Nobody is named to bring it back",
        (False, False): "Nobody is named to bring it back, and no day is set. You may ask us to set both",
    },
    "replaces": {
        (True, True): "The agreement names {who} to act on that by {by}",
        (True, False): "The agreement names {who} to act on that",
        (False, True): "That is due by {by}. Nobody is named to act on it",
    },
    # what is declined has no alternative: nobody can tell what is to be done
    "unsaid": {
        (True, True): "The agreement names {who} and the day {by}, but not what is to be done",
        (True, False): "The agreement names {who} to act, but not what is to be done",
        (False, True): "The agreement gives the day {by}, but not what is to be done by then",
    },
}
_PAST = {  # where a day is past and nobody was named
    "acts": "It was to be acted on by {by}. Nobody was named to act",
    "brings": "It was to come back by {by}. Nobody was named to bring it back",
    "replaces": "That was due by {by}. Nobody was named to act on it",
    "unsaid": "The agreement gave the day {by}, but not what was to be done by then",
}
_COMES_BACK = {  # by what is to be done, and whether somebody is named
    ("returns", True): ("{who} is to bring back {issue:quoted}", "{who} was to bring back {issue:quoted}"),
    ("returns", False): ("{issue:quoted} is to come back", "{issue:quoted} was to come back"),
    ("is_done", True): ("{who} is to act on {issue:quoted}", "{who} was to act on {issue:quoted}"),
    ("is_done", False): ("{issue:quoted} is to be acted on", "{issue:quoted} was to be acted on"),
    ("is_set", True): ("{who} is to act on {issue:quoted}", "{who} was to act on {issue:quoted}"),
    ("is_set", False): ("This is the day set for {issue:quoted}", "This was the day set for {issue:quoted}"),
    ("is_replaced", True): (
        "{who} is to act on what is offered instead of {issue:quoted}",
        "{who} was to act on what is offered instead of {issue:quoted}",
    ),
    ("is_replaced", False): (
        "What is offered instead of {issue:quoted} is due",
        "What is offered instead of {issue:quoted} was due",
    ),
}
_VOICES = {
    "objects": "{by} objected to the agreement about {issue:quoted}",
    "objects.all": "{by} objected to the whole agreement",
    "dissents": "{by} did not agree with the agreement about {issue:quoted}",
    "dissents.all": "{by} did not agree with the agreement",
    "you_object": "You objected to the agreement about {issue:quoted}",
    "you_object.all": "You objected to the whole agreement",
    "you_dissent": "You did not agree with the agreement about {issue:quoted}",
    "you_dissent.all": "You did not agree with the agreement",
}
_LAST_DAY = "The agreement gives {last_day} as the last day to be heard about this"
_WITHDRAWN = (  # without its name, as it may be confidential
    "The agreement gave a last day to be heard about this. What was to be decided then was withdrawn by {on}, so that day no "
    "longer counts"
)
_ON_LAST_DAY = "The agreement gives this as the last day to be heard about {issue:quoted}"
_ISSUE = {"issue": "Settlement.issue"}
_PLACE = {"place": "Rank.place"}
_NOT_ON_YOUR_LIST = Statement("letter.not_on_your_list", template="This is not on your list")
_NO_REASON = Statement("letter.no_reason", template="No reason is recorded; you may ask for one")
_NOTHING_INSTEAD = Statement("letter.nothing_instead", template="No alternative is recorded")
_YOU_DISSENTED = Statement("letter.you_dissented", template="Your disagreement is kept with the agreement")
_YOU_AGREED = Statement("letter.you_agreed", template="You have agreed to this")
_AGREEMENT_UNKNOWN = Statement(
    "letter.agreement_unknown",
    template="The record does not show whether you agree with this. Please tell us. If you do not agree, say why: we keep that too",
)


@frozen
class Point:
    """One point of a list: what it is about, and what is said of it."""

    head: Statement
    said: tuple[Statement, ...] = ()


@frozen
class LetterSection:
    """Points under a heading."""

    heading: Statement
    points: tuple[Point, ...]


@frozen
class Letter:
    """A letter to one party."""

    title: Statement
    opening: Statement
    sections: tuple[LetterSection, ...]
    closing: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that it says, headings too."""
        points = [point for section in self.sections for point in section.points]
        headings = [section.heading for section in self.sections]
        said = [statement for point in points for statement in (point.head, *point.said)]
        return (self.title, self.opening, *headings, *said, *self.closing)


def letter_readers(snapshot: Snapshot) -> frozenset[str]:
    """Everybody to whom there is something to write."""
    agreement = snapshot.agreement
    parties = () if agreement is None else (position.stakeholder for position in agreement.positions)
    return snapshot.once(Replies).readers.union(parties)


def letter_of(snapshot: Snapshot, party: str) -> Letter:
    """The letter to one party.

    Raises:
        InvalidValueError: by the day nothing was agreed and nobody had said anything.
        UnknownKeyError: the party is none of the agreement, and had said nothing.
    """
    accord = accord_of(snapshot)
    agreement = None if accord is None else accord.agreement
    readers = letter_readers(snapshot)
    if not readers:
        raise InvalidValueError("letter", "a day by which something was agreed or somebody had said something")
    parties = () if agreement is None else {position.stakeholder for position in agreement.positions}
    _fields.all_known("party", [party], readers, unlisted=snapshot.persons)
    subject = subject_of(snapshot)
    said = tuple(Point(head, sentences) for head, sentences in snapshot.once(Replies).to(party))
    asked = (
        _settled(accord, party, snapshot.on)
        if accord is not None and agreement is not None and party in parties
        else _NOTHING
    )
    sections = (*asked.sections, LetterSection(_SAID, said))
    return Letter(
        _title(subject.ref(party), asked=party in parties),
        _about(subject.process, asked.opening),
        tuple(section for section in sections if section.points),
        asked.closing,
    )


def _title(who: Ref, *, asked: bool) -> Statement:
    if who.personal:  # a name that nobody may see is no way to begin a letter
        return Statement(
            "letter.to_you_asked" if asked else "letter.to_you_spoke",
            template="What came of what you asked" if asked else "What came of what you said",
        )
    return Statement(
        "letter.to_who_asked" if asked else "letter.to_who_spoke",
        {"who": who},
        template="To {who}: what came of what you asked" if asked else "To {who}: what came of what you said",
        sources={"who": "Stakeholder.title"},
    )


def _about(process: Ref | None, more: tuple[Statement, ...]) -> Statement:
    return Statement(
        "letter.about",
        {"process": process, "more": more},
        template="This is about {process:quoted}. {more:sentences}",
        sources={"process": "Process.title"},
    )


@frozen
class _Asked:
    """What a letter says of an agreement."""

    opening: tuple[Statement, ...] = ()
    sections: tuple[LetterSection, ...] = ()
    closing: tuple[Statement, ...] = ()


_NOTHING = _Asked()


def _settled(accord: Accord, party: str, on: date) -> _Asked:
    agreement = accord.agreement or Agreement()
    position = agreement.position(party)
    order = dict.fromkeys((*position.ranked(), *(settlement.issue for settlement in agreement.settlements)))
    settled = [accord.settlements[issue] for issue in order if issue in accord.settlements]
    sections = (
        LetterSection(_ASKED, tuple(_asked(accord, position))),
        *(
            LetterSection(
                heading,
                tuple(
                    _told(accord, settlement, position, on) for settlement in settled if settlement.outcome is outcome
                ),
            )
            for outcome, heading in _HEADINGS.items()
        ),
        LetterSection(_OVERRIDDEN, tuple(_overridden(accord, agreement, party))),
        LetterSection(_OBJECTED, tuple(_voices(accord, agreement, party))),
        LetterSection(_COMING_BACK, tuple(_days(accord, settled, on))),
    )
    closing = (_your_answer(agreement, party),) if settled else ()  # nobody can agree with what is not settled
    return _Asked(tuple(_settled_on(agreement)), sections, closing)


def _settled_on(agreement: Agreement) -> Iterator[Statement]:
    if agreement.on is not None:
        yield Statement(
            "letter.settled_on",
            {"on": agreement.on},
            template="The agreement was made on {on}",
            sources={"on": "Agreement.on"},
        )


def _asked(accord: Accord, position: Priorities) -> Iterator[Point]:
    for tied in position.places:
        for issue in tied:
            place = Statement(
                "letter.asked_equal" if len(tied) > 1 else "letter.asked",
                {"place": position.place_of(issue), "issue": Ref("issue", issue)},
                template="Place {place} (equal): {issue}" if len(tied) > 1 else "Place {place}: {issue}",
                sources={**_ISSUE, **_PLACE},
            )
            yield Point(place, (accord.settled_as(issue),))


def _told(accord: Accord, each: Settlement, position: Priorities, on: date) -> Point:
    said = (
        *(() if each.issue in position.ranked() else (_NOT_ON_YOUR_LIST,)),
        *(accord.why(each) or _no_reason(accord, each)),
        *_instead(each),
        *_who_acts(accord, each, on),
        *_last_day(accord, each),
    )
    return Point(_named(each.issue), said)


def _no_reason(accord: Accord, settlement: Settlement) -> tuple[Statement, ...]:
    """That no reason is recorded; what overrides the ranking is said with its own."""
    overrides = () if accord.agreement is None else accord.agreement.overrides
    return () if settlement.issue in {override.issue for override in overrides} else (_NO_REASON,)


def _instead(each: Settlement) -> Iterator[Statement]:
    if each.outcome is Outcome.DECLINED and each.instead is None:
        yield _NOTHING_INSTEAD
    elif each.outcome is Outcome.DECLINED:
        yield _quoted("letter.instead", "Instead: {text}", each.instead, "Settlement.instead")


def _who_acts(accord: Accord, each: Settlement, on: date) -> Iterator[Statement]:
    """Whom the agreement names to act, and by when; where the study is meant, the reason has said so."""
    if each.ground is Ground.NOT_STUDIED and each.outcome is Outcome.DEFERRED:
        return
    named, dated = each.who is not None, each.by is not None
    if named or dated or each.outcome is Outcome.DEFERRED:
        declined = "unsaid" if each.instead is None else "replaces"
        kind = {Outcome.DEFERRED: "brings", Outcome.DECLINED: declined}.get(each.outcome, "acts")
        past = not named and each.by is not None and each.by < on
        yield Statement(
            f"letter.{kind}{'.who' if named else ''}{'.by' if dated else ''}{'.past' if past else ''}",
            {"who": None if each.who is None else accord.subject.ref(each.who), "by": each.by},
            template=_PAST[kind] if past else _ACTS[kind][named, dated],
            sources={"who": "Settlement.who", "by": "Settlement.by"},
        )


def _last_day(accord: Accord, each: Settlement) -> Iterator[Statement]:
    """The last day that the agreement saw; the map of today may have another, or no decision any more."""
    withdrawn = accord.withdrawn.get(each.issue)
    if withdrawn is not None:
        yield Statement(
            "letter.decision_withdrawn",
            {"on": max(decision.withdrawn for decision in withdrawn if decision.withdrawn is not None)},
            template=_WITHDRAWN,
            sources={"on": "Decision.withdrawn"},
        )
    elif each.last_day is not None:
        yield Statement(
            "letter.last_day",
            {"last_day": each.last_day},
            template=_LAST_DAY,
            sources={"last_day": "Settlement.last_day"},
        )


def _overridden(accord: Accord, agreement: Agreement, party: str) -> Iterator[Point]:
    for override in agreement.overrides:
        yours = override.by == party
        facts: dict[str, Fact] = {"outcome": override.outcome}
        decided = Statement(
            "letter.you_overrode" if yours else "letter.overridden",
            facts if yours else {**facts, "by": accord.subject.ref(override.by)},
            template="You decided that this should be {outcome}"
            if yours
            else "{by} decided that this should be {outcome}",
            sources={"outcome": "Override.outcome"} if yours else {"by": "Override.by", "outcome": "Override.outcome"},
        )
        reason = _quoted("letter.because", "Because: {text}", override.reason, "Override.reason")
        settled = accord.settlements.get(override.issue)
        yield Point(_named(override.issue), (decided, reason, *_not_carried(override, settled)))


def _not_carried(override: Override, settled: Settlement | None) -> Iterator[Statement]:
    """That the agreement settles it in another way than the override asked for, or not at all."""
    if settled is None:
        yield Statement("letter.override_not_settled", template="The agreement does not settle it")
    elif settled.outcome is not override.outcome:
        yield Statement(
            "letter.override_not_carried",
            {"outcome": settled.outcome},
            template="The agreement did not follow this. There it is {outcome}",
            sources={"outcome": "Settlement.outcome"},
        )


def _voices(accord: Accord, agreement: Agreement, party: str) -> Iterator[Point]:
    """Who did not agree with what, and why; those who said the same are named together."""
    kinds = (("objects", "you_object", agreement.objections), ("dissents", "you_dissent", agreement.dissent))
    for kind, as_yours, voices in kinds:
        together: dict[tuple[str | None, str | None, bool], list[Ref]] = {}
        for voice in voices:
            speakers = together.setdefault((voice.issue, voice.reason, voice.by == party), [])
            speakers.append(accord.subject.ref(voice.by))
        for (issue, text, yours), by in together.items():
            facts: dict[str, Fact] = {"issue": None if issue is None else Ref("issue", issue)}
            code = f"{as_yours if yours else kind}{'.all' if issue is None else ''}"
            head = Statement(
                f"letter.{code}",
                facts if yours else {**facts, "by": tuple(by)},
                template=_VOICES[code],
                sources={"issue": "Voice.issue"} if yours else {"by": "Voice.by", "issue": "Voice.issue"},
            )
            yield Point(head, (_quoted("letter.because", "Because: {text}", text, "Voice.reason"),))


def _days(accord: Accord, settled: list[Settlement], on: date) -> Iterator[Point]:
    """Every day that matters, soonest first: when something comes back, and until when views count."""
    days: dict[date, list[Statement]] = {}
    for settlement in settled:
        if settlement.by:
            days.setdefault(settlement.by, []).append(_comes_back(accord, settlement, past=settlement.by < on))
    for settlement in settled:
        if settlement.last_day and settlement.issue not in accord.withdrawn:
            last = Statement("letter.on_last_day", _issue(settlement), template=_ON_LAST_DAY, sources=_ISSUE)
            days.setdefault(settlement.last_day, []).append(last)
    for day in sorted(days):
        head = Statement(
            "letter.day", {"day": day}, template="On {day}", sources={"day": ("Settlement.by", "Settlement.last_day")}
        )
        yield Point(head, tuple(days[day]))


def _comes_back(accord: Accord, each: Settlement, *, past: bool) -> Statement:
    replaced = "is_set" if each.instead is None else "is_replaced"
    done = {Outcome.DEFERRED: "returns", Outcome.DECLINED: replaced}.get(each.outcome, "is_done")
    named = each.who is not None
    return Statement(
        f"letter.{done}{'.who' if named else ''}{'.past' if past else ''}",
        {**_issue(each), "who": None if each.who is None else accord.subject.ref(each.who)},
        template=_COMES_BACK[done, named][past],
        sources={**_ISSUE, "who": "Settlement.who"},
    )


def _named(issue: str) -> Statement:
    return Statement("letter.issue", {"issue": Ref("issue", issue)}, template="{issue}", sources=_ISSUE)


def _issue(each: Settlement) -> dict[str, Fact]:
    return {"issue": Ref("issue", each.issue)}


def _quoted(code: str, template: str, text: str | None, field: str) -> Statement:
    """What people wrote, quoted."""
    return Statement(code, {"text": Quote(text or "", field)}, template=template, sources={"text": field})


def _your_answer(agreement: Agreement, party: str) -> Statement:
    if any(voice.by == party for voice in agreement.dissent):
        return _YOU_DISSENTED
    return _YOU_AGREED if party in agreement.accepted_by else _AGREEMENT_UNKNOWN
