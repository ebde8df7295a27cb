"""Letters to parties: what each asked and said, the result, the reasons, and when it comes back."""

import textwrap
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.priorities import Agreement, Outcome, Settlement
from involvement.processes import Process
from involvement.rankings import Priorities
from involvement.reports.agreements import Accord, accord_of
from involvement.reports.contributor_letters import Replies
from involvement.reports.readers import Reader
from involvement.reports.subjects import subject_of
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot, snapshot_of
from involvement.wording import Edition
from involvement.wording.days import day_words
from involvement.wording.texts import clean, isolated

__all__ = ["letter", "letter_text", "letters"]

_WIDTH = 80
_HEADINGS = {
    Outcome.AGREED: "What was agreed",
    Outcome.DEFERRED: "What waits",
    Outcome.DECLINED: "What will not be done",
}


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
    asked = _settled(accord, party) if accord is not None and agreement is not None and party in parties else _NOTHING
    sections = (*asked.sections, _Section("What you said, and what came of it", said))
    return _Letter(
        f"To {subject.who(party)}: what came of what you {'asked' if party in parties else 'said'}",
        (f"This is about: {subject.title}.{asked.opening}",),
        tuple(each for each in sections if each.items),
        asked.closing,
    )


@frozen
class _Asked:
    """What a letter says of an agreement."""

    opening: str = ""
    sections: tuple[_Section, ...] = ()
    closing: tuple[str, ...] = ()


_NOTHING = _Asked()


def _settled(accord: Accord, party: str) -> _Asked:
    agreement = accord.agreement or Agreement()
    position = agreement.position(party)
    order = dict.fromkeys((*position.ranked(), *(each.issue for each in agreement.settlements)))
    settled = [accord.settlements[issue] for issue in order if issue in accord.settlements]
    sections = (
        _Section("What you asked, in your order", tuple(_asked(accord, position))),
        *(
            _Section(heading, tuple(_told(accord, each, position) for each in settled if each.outcome is outcome))
            for outcome, heading in _HEADINGS.items()
        ),
        _Section("What was settled otherwise than the rankings would have", tuple(_overridden(accord, agreement))),
        _Section("Who objected or does not agree", tuple(_voices(accord, agreement))),
        _Section("When it comes back", tuple(_days(accord, settled))),
    )
    day = f" It was settled on {day_words(agreement.on)}." if agreement.on else ""
    return _Asked(day, sections, (_your_answer(agreement, party),))


def _readers(snapshot: Snapshot) -> frozenset[str]:
    """Everybody to whom there is something to write."""
    agreement = snapshot.agreement
    parties = () if agreement is None else (position.stakeholder for position in agreement.positions)
    return snapshot.once(Replies).readers.union(parties)


def _asked(accord: Accord, position: Priorities) -> Iterator[_Item]:
    for tied in position.places:
        for issue in tied:
            equal = " (equal)" if len(tied) > 1 else ""
            yield _Item(
                f"Place {position.place_of(issue)}{equal}: {accord.issue(issue)}.",
                (f"{accord.outcome(issue).capitalize()}.",),
            )


def _told(accord: Accord, each: Settlement, position: Priorities) -> _Item:
    place = position.place_of(each.issue)
    said = ["You did not ask for it." if place is None else f"You put it in place {place}."]
    said.append(
        _sentence("Why: ", accord.reason(each)) if each.reason else "No reason is written down; you may ask for one."
    )
    if each.outcome is Outcome.DECLINED:
        said.append(_sentence("Instead: ", each.instead) if each.instead else "Nothing is offered instead.")
    if each.who:
        said.append(f"{accord.subject.who(each.who)} sees to it{f' by {day_words(each.by)}' if each.by else ''}.")
    elif each.by:
        said.append(f"It comes back by {day_words(each.by)}; it is not said who sees to that.")
    elif each.outcome is Outcome.DEFERRED:
        said.append("It is not said who brings it back, nor when; you may ask.")
    if each.last_day:
        said.append(f"The last day to speak about it is {day_words(each.last_day)}.")
    return _Item(f"{accord.issue(each.issue)}.", tuple(said))


def _overridden(accord: Accord, agreement: Agreement) -> Iterator[_Item]:
    for each in agreement.overrides:
        by = f"{accord.subject.who(each.by)} settled it so: {each.outcome}."
        yield _Item(f"{accord.issue(each.issue)}.", (by, _sentence("Why: ", each.reason)))


def _voices(accord: Accord, agreement: Agreement) -> Iterator[_Item]:
    kinds = (("objects to", agreement.objections), ("does not agree with", agreement.dissent))
    for verb, voices in kinds:
        for each in voices:
            about = accord.issue(each.issue) if each.issue else "the whole"
            yield _Item(f"{accord.subject.who(each.by)} {verb}: {about}.", (_sentence("Why: ", each.reason),))


def _days(accord: Accord, settled: list[Settlement]) -> Iterator[_Item]:
    """Every day that matters, soonest first: when something comes back, and until when views count."""
    days: dict[date, dict[str, list[str]]] = {}
    for each in settled:
        if each.by:
            what = "to come back" if each.outcome is Outcome.DEFERRED else "to be done"
            who = f" ({accord.subject.who(each.who)})" if each.who else ""
            days.setdefault(each.by, {}).setdefault(what, []).append(f"{accord.issue(each.issue)}{who}")
        if each.last_day:
            kinds = days.setdefault(each.last_day, {})
            kinds.setdefault("the last day to speak about", []).append(accord.issue(each.issue))
    for day in sorted(days):
        yield _Item(
            f"{day_words(day)}:",
            tuple(f"{what[0].upper()}{what[1:]}: {'; '.join(issues)}." for what, issues in sorted(days[day].items())),
        )


def _your_answer(agreement: Agreement, party: str) -> str:
    if any(each.by == party for each in agreement.dissent):
        return "You do not agree, and that is kept with the agreement."
    if party in agreement.accepted_by:
        return "You have agreed to this."
    return (
        "It is not written down whether you agree. Please say so, and if not, why: it will be kept with the agreement."
    )


def _sentence(before: str, text: str) -> str:
    said = clean(text)
    return f"{before}{said}" if said.endswith((".", "!", "?")) else f"{before}{said}."
