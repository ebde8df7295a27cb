"""Answers to a framework: who gave them, on which day, and with what evidence."""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.evidence import Evidence
from involvement.maturity.scales import AnswerWord
from involvement.people import Role
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["Answer", "AnswerSheet", "answers_from"]


def _role(value: Role | str | None) -> Role | None:
    return _fields.as_word(Role, value)


def _answers(items: "Iterable[Answer]") -> "tuple[Answer, ...]":
    return _fields.as_sorted(items, key=attrgetter("criterion"))


def _evidence(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return _fields.as_sorted(items, key=attrgetter("key"))


def _keys(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_sorted(items)


@frozen(cache_hash=True)
class Answer:
    """The answer to one criterion: `met`, `partly`, `not_met`, or a word of the criterion's own scale.

    `not_applicable` calls for a `reason`; `absent` says that it was asked and nobody answered. `reason` and
    `action` belong beside every "no". `evidence` names the records that show it; one record may serve many.

    >>> str(Answer("expenses", "not_met", reason="no budget yet", action="ask the board"))
    'The answer to "expenses" is "not met".'
    """

    criterion: str = field(validator=_fields.key)
    given: str = field(converter=_fields.plain_text, validator=_fields.key)
    reason: str | None = field(repr=_fields.closed, default=None, validator=_fields.optional_text, kw_only=True)
    action: str | None = field(repr=_fields.closed, default=None, validator=_fields.optional_text, kw_only=True)
    evidence: tuple[str, ...] = field(default=(), converter=_keys, validator=_fields.keys, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.given == AnswerWord.NOT_APPLICABLE and not (self.reason or "").strip():
            raise InvalidValueError(f"answer to {self.criterion!r}: reason", "why it does not apply")
        _fields.distinct("evidence", self.evidence, f"answer to {self.criterion!r}")

    def __str__(self) -> str:
        given = AnswerWord(self.given) if self.given in set(AnswerWord) else Ref("answer", self.given)
        said = Statement(
            "answer",
            {"criterion": Ref("criterion", self.criterion), "given": given},
            template="The answer to {criterion:quoted} is {given:quoted}.",
            sources={"criterion": "Answer.criterion", "given": "Answer.given"},
        )
        return Wording().say(said)


@frozen(cache_hash=True)
class AnswerSheet:
    """The answers of one rater about one subject on one day, to the framework of that key: the facts, and no level.

    `edition` is that of the framework, so that nothing is ever read by another. `group` is the round of
    implementation that was asked. Answers and evidence stand by key, whatever order they came in.
    """

    framework: str = field(validator=_fields.key, metadata=_fields.names("framework"))
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    on: date = field(validator=_fields.day, kw_only=True)
    about: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    rater: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    role: Role | None = field(default=None, converter=_role, validator=_fields.a(Role, optional=True), kw_only=True)
    group: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    answers: tuple[Answer, ...] = field(
        default=(), converter=_answers, validator=_fields.many(Answer), kw_only=True, repr=_fields.counted
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=_evidence, validator=_fields.many(Evidence), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        place = f"answers to {self.framework!r}"
        _fields.distinct("answer", (answer.criterion for answer in self.answers), place)
        _fields.distinct("evidence", (evidence.key for evidence in self.evidence), place)
        known = {evidence.key for evidence in self.evidence}
        for answer in self.answers:
            for key in answer.evidence:
                if key not in known:
                    raise UnknownKeyError("evidence", key, known, f"answer to {answer.criterion!r}")

    def __str__(self) -> str:
        facts: dict[str, Fact] = {"framework": Ref("framework", self.framework), "on": self.on}
        sources = {"framework": "AnswerSheet.framework", "on": "AnswerSheet.on"}
        if self.about is None:
            said = Statement("answers", facts, template="Answers to {framework:quoted} on {on}", sources=sources)
        else:
            said = Statement(
                "answers.about",
                {**facts, "subject": Ref("subject", self.about)},
                template="Answers to {framework:quoted} about {subject} on {on}",
                sources={**sources, "subject": "AnswerSheet.about"},
            )
        return Wording().clause(said)


def answers_from(answers: Mapping[str, str | Answer | None] | Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers, from a mapping of criterion to word or answer, or as they are. None is no answer at all."""
    if not isinstance(answers, Mapping):
        return _answers(answers)
    found = []
    for criterion, given in answers.items():
        if isinstance(given, Answer):
            if given.criterion != criterion:
                raise InvalidValueError("answers", "each answer under the key of its criterion")
            found.append(given)
        elif given is not None:
            found.append(Answer(criterion, given))
    return _answers(found)
