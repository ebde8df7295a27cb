"""What does each party get to read: what it asked, what came of it, why not, and when it comes back?"""

import textwrap
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from involvement.errors import InvalidValueError
from involvement.priorities import Agreement, Outcome, Priorities, Settlement
from involvement.processes import Process
from involvement.reports.accords import Accord, accord_of
from involvement.reports.lettering import clean, day_words, isolated
from involvement.reports.texts import plain

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


def letters(process: Process) -> tuple[tuple[str, str], ...]:
    """Each party of the agreement with its letter in Markdown, by key; none without an agreement."""
    agreement = process.agreement
    parties = sorted(each.stakeholder for each in agreement.positions) if agreement is not None else ()
    return tuple((party, letter(process, party)) for party in parties)


def letter(process: Process, party: str) -> str:
    """The letter to one party in Markdown; nothing that stands in the process is taken for markup.

    What it asked, in its own order; then what was agreed, what waits and what will not be done, each with the reason,
    what is done instead, who sees to it and until when views count; who set the ranking aside, who does not agree,
    and what comes back on which day.

    Raises:
        InvalidValueError: the process has no agreement.
        UnknownKeyError: the party is none of the agreement.
    """
    written = _letter(process, party)
    parts = [f"# {plain(written.title)}\n", *(f"{plain(line)}\n" for line in written.opening)]
    for section in written.sections:
        points = [" ".join([f"- **{plain(item.head)}**", *map(plain, item.said)]) for item in section.items]
        parts += [f"## {section.heading}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{plain(line)}\n" for line in written.closing)])


def letter_text(process: Process, party: str, *, width: int = _WIDTH) -> str:
    """The same letter as plain text, in lines of *width* characters."""
    written = _letter(process, party)

    def filled(text: str, first: str = "", later: str = "") -> str:
        return textwrap.fill(isolated(text), width, initial_indent=first, subsequent_indent=later)

    parts = [f"{filled(written.title)}\n", *(f"{filled(line)}\n" for line in written.opening)]
    for section in written.sections:
        points = [filled(" ".join([item.head, *item.said]), "- ", "  ") for item in section.items]
        parts += [f"{section.heading.upper()}\n", "\n".join(points) + "\n"]
    return "\n".join([*parts, *(f"{filled(line)}\n" for line in written.closing)])


def _letter(process: Process, party: str) -> _Letter:
    accord = accord_of(process)
    if accord is None or accord.agreement is None:
        raise InvalidValueError("letter", "a process with an agreement")
    agreement = accord.agreement
    position = agreement.position(party)
    order = dict.fromkeys((*position.ranked(), *(each.issue for each in agreement.settlements)))
    settled = [accord.settlements[issue] for issue in order if issue in accord.settlements]
    sections = [
        _Section("What you asked, in your order", tuple(_asked(accord, position))),
        *(
            _Section(heading, tuple(_told(accord, each, position) for each in settled if each.outcome is outcome))
            for outcome, heading in _HEADINGS.items()
        ),
        _Section("What was settled otherwise than the rankings would have", tuple(_overridden(accord, agreement))),
        _Section("Who objected or does not agree", tuple(_voices(accord, agreement))),
        _Section("When it comes back", tuple(_days(accord, settled))),
    ]
    day = f" It was settled on {day_words(agreement.on)}." if agreement.on else ""
    return _Letter(
        f"To {accord.subject.who(party)}: what came of what you asked",
        (f"This is about: {accord.subject.title}.{day}",),
        tuple(each for each in sections if each.items),
        (_your_answer(agreement, party),),
    )


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
