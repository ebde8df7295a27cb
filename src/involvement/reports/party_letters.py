"""Letters to parties: what each asked and said, the result, the reasons, and when it comes back."""

import textwrap
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.priorities import Agreement, Ground, Outcome, Settlement
from involvement.processes import Process
from involvement.rankings import Priorities
from involvement.references import Ref
from involvement.reports.agreements import Accord, accord_of
from involvement.reports.contributor_letters import Replies
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Edition, Fact, Quote, Statement
from involvement.wording.days import day_words
from involvement.wording.texts import isolated

__all__ = ["letter", "letter_text", "letters"]

_WIDTH = 80
_HEADINGS = {
    Outcome.AGREED: "What was agreed",
    Outcome.DEFERRED: "What waits",
    Outcome.DECLINED: "What will not be done",
}
_ACTS = {  # by whether somebody, and a day, is named
    (True, True): "The agreement names {who} to act by {by}",
    (True, False): "The agreement names {who} to act",
    (False, True): "The agreement asks for it by {by}, and names no one to act",
    (False, False): "The agreement names no one to bring it back, and no day; you may ask",
}
_COMES_BACK = {  # by whether it was deferred, and whether somebody is named
    (True, True): "{who} is to bring back {issue:quoted}",
    (True, False): "{issue:quoted} is to come back",
    (False, True): "{who} is to act on {issue:quoted}",
    (False, False): "Action on {issue:quoted} is due",
}
_VOICES = {
    "objects": "{by} objects to {issue:quoted|the whole agreement}",
    "dissents": "{by} does not agree with {issue:quoted|the agreement}",
}
_LAST_DAY = "This is the last day to speak about {issue:quoted}"
_LAST_DAY_WAS = "The last day to speak about it was {last_day}"
_LAST_DAY_IS = "The last day to speak about it is {last_day}"
_ISSUE = {"issue": "Settlement.issue"}
_PLACE = {"place": "Rank.place"}
_NOT_ON_YOUR_LIST = Statement("letter.not_on_your_list", template="This is not on your list")
_NO_REASON = Statement("letter.no_reason", template="No reason is recorded; you may ask for one")
_NOTHING_INSTEAD = Statement("letter.nothing_instead", template="No alternative is recorded")


@frozen
class _Item:
    """One point of a list: what it is about, and what is said of it."""

    head: str
    said: tuple[str, ...] = ()


@frozen
class _Section:
    heading: str
    items: tuple[_Item, ...]


@frozen
class _Letter:
    title: str
    opening: tuple[str, ...]
    sections: tuple[_Section, ...]
    closing: tuple[str, ...]


def letters(process: Process | Snapshot, *, on: date | None = None) -> tuple[tuple[str, str], ...]:
    """Everybody who gets a letter, with it in Markdown, by key: the parties of the agreement made by the day, and
    whoever had said something by then.
    """
    snapshot = snapshot_of(process, on)
    return tuple((party, _markdown(_letter(snapshot, party))) for party in sorted(_readers(snapshot)))


def letter(process: Process | Snapshot, party: str, *, on: date | None = None) -> str:
    """The letter to one party in Markdown; nothing that stands in the process is taken for markup.

    What it asked, in its own order; then what was agreed, what waits and what will not be done, each with the reason,
    what is done instead, who sees to it and until when views count; who set the ranking aside, who does not agree,
    and what comes back on which day; and what the party had said by then and what came of each.

    Raises:
        InvalidValueError: by the day nothing was agreed and nobody had said anything.
        UnknownKeyError: the party is none of the agreement, and had said nothing.
    """
    return _markdown(_letter(snapshot_of(process, on), party))


def _markdown(written: "_Letter") -> str:
    parts = [f"# {plain(written.title)}\n", *(f"{plain(line)}\n" for line in written.opening)]
    for section in written.sections:
        points = [" ".join([f"- **{plain(item.head)}**", *map(plain, item.said)]) for item in section.items]
        parts += [f"## {section.heading}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{plain(line)}\n" for line in written.closing)])


def letter_text(process: Process | Snapshot, party: str, *, on: date | None = None, width: int = _WIDTH) -> str:
    """The same letter as plain text, in lines of *width* characters."""
    written, width = _letter(snapshot_of(process, on), party), _fields.a_count("width", width, least=20)

    def filled(text: str, first: str = "", later: str = "") -> str:
        return textwrap.fill(isolated(text), width, initial_indent=first, subsequent_indent=later)

    parts = [f"{filled(written.title)}\n", *(f"{filled(line)}\n" for line in written.opening)]
    for section in written.sections:
        points = [filled(" ".join([item.head, *item.said]), "- ", "  ") for item in section.items]
        parts += [f"{section.heading.upper()}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{filled(line)}\n" for line in written.closing)])


def _letter(snapshot: Snapshot, party: str) -> _Letter:
    accord = accord_of(snapshot)
    agreement = None if accord is None else accord.agreement
    readers = _readers(snapshot)
    if not readers:
        raise InvalidValueError("letter", "a day by which something was agreed or somebody had said something")
    parties = () if agreement is None else {each.stakeholder for each in agreement.positions}
    _fields.known("party", party, dict.fromkeys(readers))
    subject = subject_of(snapshot)
    words = Reader(subject, Edition.PUBLIC).wording
    said = tuple(
        _Item(words.say(head), tuple(map(words.say, sentences))) for head, sentences in snapshot.once(Replies).to(party)
    )
    asked = (
        _settled(accord, party, snapshot.on)
        if accord is not None and agreement is not None and party in parties
        else _NOTHING
    )
    sections = (*asked.sections, _Section("What you said, and what came of it", said))
    return _Letter(
        words.clause(_title(subject.ref(party), asked=party in parties)),
        (words.say(_about(subject.process, asked.opening)),),
        tuple(each for each in sections if each.items),
        asked.closing,
    )


def _title(who: Ref, *, asked: bool) -> Statement:
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
    sections: tuple[_Section, ...] = ()
    closing: tuple[str, ...] = ()


_NOTHING = _Asked()


def _settled(accord: Accord, party: str, on: date) -> _Asked:
    agreement = accord.agreement or Agreement()
    position = agreement.position(party)
    order = dict.fromkeys((*position.ranked(), *(each.issue for each in agreement.settlements)))
    settled = [accord.settlements[issue] for issue in order if issue in accord.settlements]
    sections = (
        _Section("What you asked, in your order", tuple(_asked(accord, position))),
        *(
            _Section(heading, tuple(_told(accord, each, position, on) for each in settled if each.outcome is outcome))
            for outcome, heading in _HEADINGS.items()
        ),
        _Section("What was settled otherwise than the rankings would have", tuple(_overridden(accord, agreement))),
        _Section("Who objected or does not agree", tuple(_voices(accord, agreement))),
        _Section("When it comes back", tuple(_days(accord, settled))),
    )
    return _Asked(tuple(_settled_on(agreement)), sections, (_your_answer(agreement, party),))


def _settled_on(agreement: Agreement) -> Iterator[Statement]:
    if agreement.on is not None:
        yield Statement(
            "letter.settled_on",
            {"on": agreement.on},
            template="It was settled on {on}",
            sources={"on": "Agreement.on"},
        )


def _readers(snapshot: Snapshot) -> frozenset[str]:
    """Everybody to whom there is something to write."""
    agreement = snapshot.agreement
    parties = () if agreement is None else (position.stakeholder for position in agreement.positions)
    return snapshot.once(Replies).readers.union(parties)


def _asked(accord: Accord, position: Priorities) -> Iterator[_Item]:
    for tied in position.places:
        for issue in tied:
            place = Statement(
                "letter.asked_equal" if len(tied) > 1 else "letter.asked",
                {"place": position.place_of(issue), "issue": Ref("issue", issue)},
                template="Place {place} (equal): {issue}" if len(tied) > 1 else "Place {place}: {issue}",
                sources={**_ISSUE, **_PLACE},
            )
            head, *said = accord.said((place, accord.settled_as(issue)))
            yield _Item(head, tuple(said))


def _told(accord: Accord, each: Settlement, position: Priorities, on: date) -> _Item:
    place = position.place_of(each.issue)
    put = Statement("letter.place", {"place": place}, template="You put it in place {place}", sources=_PLACE)
    said = (
        _NOT_ON_YOUR_LIST if place is None else put,
        *(accord.why(each) or (_NO_REASON,)),
        *_instead(each),
        *_who_acts(accord, each),
        *_last_day(each, on),
    )
    head, *told = accord.said((_named(each.issue), *said))
    return _Item(head, tuple(told))


def _instead(each: Settlement) -> Iterator[Statement]:
    if each.outcome is Outcome.DECLINED and each.instead is None:
        yield _NOTHING_INSTEAD
    elif each.outcome is Outcome.DECLINED:
        yield _quoted("letter.instead", "Instead: {text}", each.instead, "Settlement.instead")


def _who_acts(accord: Accord, each: Settlement) -> Iterator[Statement]:
    """Whom the agreement names to act, and by when; where the study is meant, the reason has said so."""
    if each.ground is Ground.NOT_STUDIED and each.outcome is Outcome.DEFERRED:
        return
    named, dated = each.who is not None, each.by is not None
    if named or dated or each.outcome is Outcome.DEFERRED:
        yield Statement(
            f"letter.acts{'.who' if named else ''}{'.by' if dated else ''}",
            {"who": None if each.who is None else accord.subject.ref(each.who), "by": each.by},
            template=_ACTS[named, dated],
            sources={"who": "Settlement.who", "by": "Settlement.by"},
        )


def _last_day(each: Settlement, on: date) -> Iterator[Statement]:
    if each.last_day is not None:
        past = each.last_day < on
        yield Statement(
            "letter.last_day_was" if past else "letter.last_day_is",
            {"last_day": each.last_day},
            template=_LAST_DAY_WAS if past else _LAST_DAY_IS,
            sources={"last_day": "Settlement.last_day"},
        )


def _overridden(accord: Accord, agreement: Agreement) -> Iterator[_Item]:
    for each in agreement.overrides:
        decided = Statement(
            "letter.overridden",
            {"by": accord.subject.ref(each.by), "outcome": each.outcome},
            template="{by} decided that this is {outcome}",
            sources={"by": "Override.by", "outcome": "Override.outcome"},
        )
        reason = _quoted("letter.because", "Because: {text}", each.reason, "Override.reason")
        head, *said = accord.said((_named(each.issue), decided, reason))
        yield _Item(head, tuple(said))


def _voices(accord: Accord, agreement: Agreement) -> Iterator[_Item]:
    kinds = (("objects", agreement.objections), ("dissents", agreement.dissent))
    for kind, voices in kinds:
        for each in voices:
            issue = None if each.issue is None else Ref("issue", each.issue)
            voice = Statement(
                f"letter.{kind}",
                {"by": accord.subject.ref(each.by), "issue": issue},
                template=_VOICES[kind],
                sources={"by": "Voice.by", "issue": "Voice.issue"},
            )
            reason = _quoted("letter.because", "Because: {text}", each.reason, "Voice.reason")
            head, *said = accord.said((voice, reason))
            yield _Item(head, tuple(said))


def _days(accord: Accord, settled: list[Settlement]) -> Iterator[_Item]:
    """Every day that matters, soonest first: when something comes back, and until when views count."""
    days: dict[date, list[Statement]] = {}
    for each in settled:
        if each.by:
            days.setdefault(each.by, []).append(_comes_back(accord, each))
    for each in settled:
        if each.last_day:
            last = Statement("letter.last_day", _issue(each), template=_LAST_DAY, sources=_ISSUE)
            days.setdefault(each.last_day, []).append(last)
    for day in sorted(days):
        yield _Item(f"{day_words(day)}:", accord.said(days[day]))


def _comes_back(accord: Accord, each: Settlement) -> Statement:
    deferred, named = each.outcome is Outcome.DEFERRED, each.who is not None
    return Statement(
        f"letter.{'returns' if deferred else 'is_done'}{'.who' if named else ''}",
        {**_issue(each), "who": None if each.who is None else accord.subject.ref(each.who)},
        template=_COMES_BACK[deferred, named],
        sources={**_ISSUE, "who": "Settlement.who"},
    )


def _named(issue: str) -> Statement:
    return Statement("letter.issue", {"issue": Ref("issue", issue)}, template="{issue}", sources=_ISSUE)


def _issue(each: Settlement) -> dict[str, Fact]:
    return {"issue": Ref("issue", each.issue)}


def _quoted(code: str, template: str, text: str | None, field: str) -> Statement:
    """What people wrote, quoted."""
    return Statement(code, {"text": Quote(text or "", field)}, template=template, sources={"text": field})


def _your_answer(agreement: Agreement, party: str) -> str:
    if any(each.by == party for each in agreement.dissent):
        return "You do not agree, and that is kept with the agreement."
    if party in agreement.accepted_by:
        return "You have agreed to this."
    return "The record does not show whether you agree. Please tell us. If you do not agree, say why: we keep that too."
