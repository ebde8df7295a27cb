"""Statements of "you said, we did": what was said, what the answer comes to on a day, and why."""

from collections.abc import Iterator, Mapping
from datetime import date

from involvement.feedback.contributions import Contribution
from involvement.feedback.events import AnswerOutcome, Event, EventKind
from involvement.feedback.progress import Progress
from involvement.references import Ref
from involvement.wording import Quote, Statement

__all__ = ["answer_statements", "row_statement", "subject_statement"]

_Templates = tuple[str, str | None]

_ANSWERS: Mapping[AnswerOutcome, _Templates] = {  # without an action, and with one
    AnswerOutcome.DID: ("We did it", "We did it: {action}"),
    AnswerOutcome.DID_IN_PART: ("We did part of it", "We did part of it: {action}"),
    AnswerOutcome.WILL_DO: ("We will do it", "We will do it: {action}"),
    AnswerOutcome.NOT_YET: ("Our answer was: not yet", "Our answer was: not yet. We said: {action}"),
    AnswerOutcome.COULD_NOT: ("We could not do it", None),  # what is done instead follows the reason
    AnswerOutcome.NOTED: ("We have noted it, thank you", "We have noted it, thank you: {action}"),
}
_DONE = frozenset({AnswerOutcome.DID, AnswerOutcome.WILL_DO})  # what was done since is said by the answer itself
_REASON = ("reply.reason", "The reason given: {reason}")
# Where "because" could be taken for the reason of something else.
_REASONS: Mapping[AnswerOutcome | None, tuple[str, str]] = {
    AnswerOutcome.DID_IN_PART: _REASON,
    AnswerOutcome.NOTED: ("reply.remark", "We add: {reason}"),
}
_BECAUSE = ("reply.because", "Because: {reason}")
_WILL_DO_BY = ("We will do it by {due}", "We will do it by {due}: {action}")
_WOULD_DO_BY = ("We said that we would do it by {due}", "We said that we would do it by {due}: {action}")
_DID_ON = ("We did it on {kept}", "We did it on {kept}: {action}")
_WAS_NOT_YET = ('On {answered} we answered "not yet"', 'On {answered} we answered "not yet": {action}')
_UNCLEAR = (
    "We answered on {answered}. The record does not show what the answer was",
    "We answered on {answered}: {action}",
)
_SOURCES = {"action": "Event.action", "answered": "Event.on", "due": "Event.due", "kept": "Event.on"}
_NOT_ANSWERED = Statement("reply.open", template="We have not answered yet")
_LOOKING_AGAIN = Statement("reply.looking_again", template="We are looking at it again")
_NOT_SHOWN = Statement("reply.not_shown", template="The record does not show that it is done")
_NO_REASON = Statement("reply.no_reason", template="No reason is recorded")


def subject_statement(contribution: Contribution, about: Ref | None) -> Statement:
    """What was said, by its title, or what it was about; else only when: its key and its own words are not for all."""
    if contribution.title is not None:
        ref, source = Ref("contribution", contribution.key), "Contribution.title"
    elif about is not None:
        ref, source = about, "Contribution.about"
    else:
        return Statement(
            "reply.untitled", {"on": contribution.on}, template="something on {on}", sources={"on": "Contribution.on"}
        )
    return Statement("reply.subject", {"said": ref}, template="{said}", sources={"said": source})


def row_statement(subject: Statement, voices: int | Statement | None, answer: tuple[Statement, ...]) -> Statement:
    """What was said, by how many, and what came of it; how many as a number, or as it is told, None where that is not."""
    if voices is None or voices == 1:
        you = Statement("reply.you_said", {"subject": subject}, template="You said: {subject:clause}")
    elif isinstance(voices, Statement):
        told, template = {"subject": subject, "voices": voices}, "You said: {subject:clause} ({voices:clause} voices)"
        you = Statement("reply.you_said_by", told, template=template)
    else:
        you = Statement(
            "reply.you_said_together",
            {"subject": subject, "voices": voices},
            template="You said: {subject:clause} ({voices:voice})",
            sources={"voices": "Contribution.key"},
        )
    return Statement("reply.row", {"you": you, "answer": answer}, template="{you:sentence} {answer:sentences}")


def answer_statements(progress: Progress, *, body: Ref | None, to: str | None = None) -> Iterator[Statement]:
    """What came of it by the day, and why, in sentences: the answer, its reason, then what followed.

    *to* is the stakeholder who reads them alone, *body* has it now.
    """
    if progress.redirected is not None:
        yield _passed_on(progress.redirected, body)
        yield from _reason(progress.redirected)
    elif progress.answer is None:
        yield from _open(progress, to)
    else:
        yield _answer(progress, progress.answer)
        yield from _reason(progress.answer)
        yield from _instead(progress.answer)
        yield from _followed(progress, progress.answer)


def _passed_on(redirected: Event, body: Ref | None) -> Statement:
    return Statement(
        "reply.passed_on",
        {"body": body, "on": redirected.on},
        template="We passed it on to {body} on {on}",
        sources={"body": "Event.to", "on": "Event.on"},
    )


def _open(progress: Progress, to: str | None) -> Iterator[Statement]:
    """Not answered yet; or answered before, and open again since somebody came back to it."""
    undone, reopened = progress.undone, progress.reopened
    if undone is None or reopened is None:
        yield _NOT_ANSWERED
        return
    facts = {"on": undone.on}
    sources = {"on": "Event.on"}
    if undone.kind is EventKind.ANSWERED:
        yield Statement("reply.answered_before", facts, template="We answered on {on}", sources=sources)
    else:
        yield Statement("reply.passed_on_before", facts, template="On {on} we passed it on", sources=sources)
    yield _reopened(progress, reopened, to)
    yield _LOOKING_AGAIN


def _reopened(progress: Progress, reopened: Event, to: str | None) -> Statement:
    facts: dict[str, date | Quote] = {"on": reopened.on}
    if reopened.by is None or reopened.by != progress.stakeholder or to not in {None, reopened.by}:
        return Statement(
            "reply.reopened", facts, template="The matter was opened again on {on}", sources={"on": "Event.on"}
        )
    if to == reopened.by and reopened.reason is not None:
        return Statement(
            "reply.you_told_us",
            {**facts, "reason": Quote(reopened.reason, "Event.reason")},
            template="On {on} you told us: {reason}",
            sources={"on": "Event.on", "reason": "Event.reason"},
        )
    return Statement(
        "reply.not_right_yet",
        facts,
        template="On {on} you told us that it is not right yet",
        sources={"on": "Event.on"},
    )


def _answer(progress: Progress, answer: Event) -> Statement:
    """The answer in force; a will that has become a deed, or whose day has passed, is said as that."""
    kept, outcome = progress.kept, answer.outcome
    if outcome is AnswerOutcome.WILL_DO and kept is not None:
        return _said("reply.did_on", _DID_ON, answer, kept=kept)
    if outcome is AnswerOutcome.WILL_DO and answer.due is not None:
        past = answer.due < progress.on
        return _said("reply.would_do_by" if past else "reply.will_do_by", _WOULD_DO_BY if past else _WILL_DO_BY, answer)
    if outcome is AnswerOutcome.NOT_YET and kept is not None:
        return _said("reply.was_not_yet", _WAS_NOT_YET, answer)
    return _said(f"reply.{outcome or 'unclear'}", _UNCLEAR if outcome is None else _ANSWERS[outcome], answer)


def _reason(event: Event) -> Iterator[Statement]:
    """The reason that is recorded, or that none is where an answer owes one; nothing is said where none is owed."""
    if event.reason is not None:
        unclear = event.kind is EventKind.ANSWERED and event.outcome is None
        code, template = _REASON if unclear else _REASONS.get(event.outcome, _BECAUSE)
        reason = Quote(event.reason, "Event.reason")
        yield Statement(code, {"reason": reason}, template=template, sources={"reason": "Event.reason"})
    elif event.kind is EventKind.ANSWERED and event.outcome is not AnswerOutcome.NOTED:
        yield _NO_REASON


def _instead(answer: Event) -> Iterator[Statement]:
    """What is done instead of what could not be done."""
    if answer.outcome is AnswerOutcome.COULD_NOT and answer.action is not None:
        action = Quote(answer.action, "Event.action")
        yield Statement(
            "reply.instead", {"action": action}, template="Instead: {action}", sources={"action": "Event.action"}
        )


def _followed(progress: Progress, answer: Event) -> Iterator[Statement]:
    """What was done since the answer, or what it promises by a day to come or a day that has passed."""
    kept, outcome = progress.kept, answer.outcome
    if kept is not None and outcome is AnswerOutcome.NOT_YET:
        yield _on("reply.did_since", "Since then we did it, on {on}", kept, "Event.on")
    elif kept is not None and outcome not in _DONE:
        yield _on("reply.acted", "We acted on it on {on}", kept, "Event.on")
    if answer.due is None or not progress.owes_action:
        return
    past = answer.due < progress.on
    if outcome is not AnswerOutcome.WILL_DO:
        instead = outcome is AnswerOutcome.COULD_NOT
        code = f"reply.{'was' if past else 'is'}_due{'_instead' if instead else ''}"
        yield _on(code, _DUE[instead, past], answer.due, "Event.due")
    if past:
        yield _NOT_SHOWN


_DUE = {  # by whether it is done instead of what was asked, and whether the day is past
    (False, False): "What we promised is due by {on}",
    (False, True): "What we promised was due by {on}",
    (True, False): "What we promised to do instead is due by {on}",
    (True, True): "What we promised to do instead was due by {on}",
}


def _on(code: str, template: str, day: date, source: str) -> Statement:
    return Statement(code, {"on": day}, template=template, sources={"on": source})


def _said(code: str, templates: _Templates, answer: Event, *, kept: date | None = None) -> Statement:
    """The answer with what is done, in the words of those who gave it, where that is recorded."""
    plain, detailed = templates
    template = plain if detailed is None or answer.action is None else detailed
    facts: dict[str, date | Quote] = {"answered": answer.on}
    if answer.due is not None:
        facts["due"] = answer.due
    if kept is not None:
        facts["kept"] = kept
    if answer.action is not None and template is detailed:
        facts["action"] = Quote(answer.action, "Event.action")
    return Statement(
        f"{code}.action" if template is detailed else code,
        facts,
        template=template,
        sources={name: _SOURCES[name] for name in facts},
    )
