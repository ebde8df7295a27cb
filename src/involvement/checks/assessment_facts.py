"""Facts that the rules about assessments share: which answers, by whom, about what, and what they come to."""

from collections.abc import Iterable, Iterator
from typing import Any

from involvement.maturity import Answer, Assessment
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Statement

__all__ = [
    "about_sheet",
    "answered_above_lowest",
    "answers_to",
    "criteria_of",
    "rater",
    "refusals",
    "unnamed",
]

_RATER = {"rater": ("AnswerSheet.rater", "Stakeholder.title")}
_ROLE = {"role": ("AnswerSheet.rater", "AnswerSheet.role")}  # one person answered, named or not


def about_sheet(snapshot: Snapshot, of: Assessment) -> dict[str, Any]:
    """What every finding about one sheet of answers is about: the framework, the subject and the rater."""
    return {**answers_to(of), "by": rater(snapshot, of)}


def answers_to(of: Assessment) -> dict[str, Any]:
    """What a finding about answers to a framework is about, and the subject where it is not the process."""
    framework = Ref("framework", of.framework.key)
    facts: dict[str, Fact] = {"framework": framework}
    sources = {"framework": "AnswerSheet.framework"}
    answers = Statement("answers.to", facts, template="{framework:quoted}", sources=sources)
    if of.about is not None:
        answers = Statement(
            "answers.about",
            {**facts, "subject": Ref("subject", of.about)},
            template="{framework:quoted} about {subject}",
            sources={**sources, "subject": "AnswerSheet.about"},
        )
    return {"about": Ref("assessment", of.framework.key), "framework": framework, "answers": answers}


def rater(snapshot: Snapshot, of: Assessment) -> Statement:
    """Who answered; raters without a name are told apart by role, and those of one role by number."""
    if of.rater is not None:
        return Statement("rater.named", {"rater": snapshot.who(of.rater)}, template="{rater}", sources=_RATER)
    number = snapshot.once(_numbers).get(id(of))
    if number is None:
        if of.role is None:
            return Statement("rater.unnamed", template="an unnamed rater")
        return Statement("rater.role", {"role": of.role}, template="an unnamed rater ({role})", sources=_ROLE)
    facts: dict[str, Fact] = {"number": number}
    if of.role is None:
        return Statement(
            "rater.numbered", facts, template="unnamed rater {number}", sources={"number": "AnswerSheet.on"}
        )
    return Statement(
        "rater.role_numbered",
        {**facts, "role": of.role},
        template="unnamed rater {number} ({role})",
        sources={**_ROLE, "number": "AnswerSheet.on"},
    )


def unnamed(snapshot: Snapshot, of: Assessment) -> Statement:
    """Who answered twice: a rater, or raters without a name, of whom nobody knows whether they are the same."""
    if of.rater is not None:
        return rater(snapshot, of)
    if of.role is None:
        return Statement("raters.unnamed", template="unnamed raters")
    return Statement("raters.role", {"role": of.role}, template="unnamed raters ({role})", sources=_ROLE)


def _numbers(snapshot: Snapshot) -> dict[int, int]:
    """The numbers of the sheets without a rater's name, where several are of one role: by what they answered."""
    alike: dict[tuple[object, ...], list[Assessment]] = {}
    for of in snapshot.assessments:
        if of.rater is None:
            alike.setdefault((of.framework.key, of.about, of.role, of.sheet.group), []).append(of)
    return {
        id(of): number
        for sheets in alike.values()
        if len(sheets) > 1
        for number, of in enumerate(sorted(sheets, key=_content), 1)
    }


def _content(of: Assessment) -> list[tuple[object, ...]]:
    return [
        (answer.criterion, answer.given, answer.reason or "", answer.action or "", answer.evidence)
        for answer in of.sheet.answers
    ]


def criteria_of(of: Assessment, answers: Iterable[Answer]) -> tuple[Ref, ...]:
    """The criteria that were answered, in the order of the framework."""
    keys = {answer.criterion for answer in answers}
    return tuple(
        Ref("criterion", (of.framework.key, criterion.key))
        for criterion in of.framework.criteria
        if criterion.key in keys
    )


def answered_above_lowest(of: Assessment) -> Iterator[Answer]:
    """The answers above the lowest of their scale, by criterion."""
    for answer in of.sheet.answers:
        options = [option.key for option in of.framework.scale_of(answer.criterion).options]
        if answer.given in options[1:]:
            yield answer


def refusals(of: Assessment) -> Iterator[Answer]:
    """The answers that are the lowest of their scale, by criterion."""
    for answer in of.sheet.answers:
        if answer.given == of.framework.scale_of(answer.criterion).options[0].key:
            yield answer
