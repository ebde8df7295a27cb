"""Read answers to a framework from JSON or TOML, for one rater or several."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement._reading import Limits, read_json, read_toml, refuse_rows, schema_of, structure
from involvement.errors import InvalidValueError, InvolvementError, Problem, UnknownKeyError
from involvement.evidence import Evidence
from involvement.maturity.answers import Answer, AnswerSheet
from involvement.maturity.definitions import Framework
from involvement.maturity.packaged import framework as packaged
from involvement.maturity.scales import AnswerWord
from involvement.people import Role

__all__ = ["AnswerFile", "RaterAnswers", "answer_schema", "parse_answers", "sheets_of"]

DEFAULT = Limits()
_READERS = {"json": read_json, "toml": read_toml}


def _role(value: Role | str | None) -> Role | None:
    return _fields.as_word(Role, value)


def _answers(items: Iterable[Answer]) -> tuple[Answer, ...]:
    return _fields.as_tuple(items)


def _evidence(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return _fields.as_tuple(items)


def _sheets(items: "Iterable[RaterAnswers]") -> "tuple[RaterAnswers, ...]":
    return _fields.as_tuple(items)


@frozen
class RaterAnswers:
    """The answers of one rater in a file of several; what is not said here, the file says for all."""

    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    about: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    rater: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    role: Role | None = field(default=None, converter=_role, validator=_fields.a(Role, optional=True), kw_only=True)
    group: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    answers: tuple[Answer, ...] = field(
        converter=_answers, validator=_fields.many(Answer), kw_only=True, repr=_fields.counted
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=_evidence, validator=_fields.many(Evidence), kw_only=True, repr=_fields.counted
    )


@frozen
class AnswerFile:
    """Answers to one framework: the `answers` of one rater, or `sheets`, one for each rater, subject and day.

    What is said here is so for every sheet that says nothing else; a piece of evidence may serve all of them.
    """

    framework: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    about: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    rater: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    role: Role | None = field(default=None, converter=_role, validator=_fields.a(Role, optional=True), kw_only=True)
    group: str | None = field(default=None, validator=_fields.optional_key, kw_only=True)
    answers: tuple[Answer, ...] = field(
        default=(), converter=_answers, validator=_fields.many(Answer), kw_only=True, repr=_fields.counted
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=_evidence, validator=_fields.many(Evidence), kw_only=True, repr=_fields.counted
    )
    sheets: tuple[RaterAnswers, ...] = field(
        default=(), converter=_sheets, validator=_fields.many(RaterAnswers), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        if self.answers and self.sheets:
            raise InvalidValueError("sheets", "either answers of one rater, or sheets, not both")
        if not self.answers and not self.sheets:
            raise InvalidValueError("answers", "at least one answer, or sheets of them")


def parse_answers(
    text: str | bytes,
    *,
    format: str = "json",  # noqa: A002 - the word for it everywhere
    framework: Framework | str | None = None,
    on: date | None = None,
    limits: Limits = DEFAULT,
) -> tuple[AnswerSheet, ...]:
    """The sheets of answers that a text in JSON or TOML holds, read strictly; `assessed` gives their result.

    *framework* is the one that is answered, itself or the key of a packaged one; without it the text must say
    which. *on* is the day of the sheets for which the text says none.

    Raises:
        DocumentError: with every problem found and its place: what is no answer file, and criteria and answers that
            the framework does not know.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> (sheet,) = parse_answers('{"answers": [{"criterion": "time", "given": "met"}]}', framework="gunning",
    ...                          on=date(2026, 9, 1))
    >>> str(sheet)
    'Answers to "gunning" on 1 September 2026'
    """
    if not isinstance(text, str | bytes):
        raise InvalidValueError("text", "text, or bytes of UTF-8")
    if not isinstance(format, str) or format not in _READERS:
        raise InvalidValueError("format", f"one of {', '.join(_READERS)}")
    if not isinstance(limits, Limits):
        raise InvalidValueError("limits", "Limits")
    return sheets_of(structure(_READERS[format](text, limits), AnswerFile), framework=framework, on=on)


def answer_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file of answers. Whatever `parse_answers` accepts, it accepts.

    >>> answer_schema()["$defs"]["RaterAnswers"]["required"]
    ['answers']
    """
    return schema_of(AnswerFile)


def sheets_of(file: AnswerFile, *, framework: Framework | str | None, on: date | None) -> tuple[AnswerSheet, ...]:
    """The sheets of a file, each with what the file says for all; every problem with its place in the file."""
    used = packaged(framework) if isinstance(framework, str) else framework
    if used is not None and not isinstance(used, Framework):
        raise InvalidValueError("framework", "a Framework, or the key of a packaged one")
    if on is not None and not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    problems: list[Problem] = []
    if used is None:
        used = _named(file, problems)
    elif file.framework not in {None, used.key}:
        problems.append(Problem.at("framework", f"expected answers to {used.key!r}, or no word of the framework"))
    refuse_rows(problems)
    if file.edition not in {None, used.edition}:
        problems.append(Problem.at("edition", "expected the edition of the framework that is used"))
    sheets = [
        sheet
        for place, rater_answers in _parts(file)
        if (sheet := _sheet(file, rater_answers, used, on, place, problems)) is not None
    ]
    refuse_rows(problems)
    return tuple(sheets)


def _named(file: AnswerFile, problems: list[Problem]) -> Framework:
    if file.framework is None:
        problems.append(Problem.at("framework", "expected the key of the framework that is answered"))
        refuse_rows(problems)
    return packaged(str(file.framework))


def _parts(file: AnswerFile) -> Iterator[tuple[str, RaterAnswers]]:
    if file.answers:
        yield "", RaterAnswers(answers=file.answers, evidence=file.evidence)
    for number, rater_answers in enumerate(file.sheets):
        yield f"sheets[{number}].", rater_answers


def _sheet(
    file: AnswerFile,
    part: RaterAnswers,
    framework: Framework,
    on: date | None,
    place: str,
    problems: list[Problem],
) -> AnswerSheet | None:
    known = len(problems)
    day = part.on or file.on or on
    group = part.group or file.group
    if day is None:
        expected = "expected the day of the answers, as 2026-09-01, and nothing is there"
        problems.append(Problem.at(f"{place}on", expected))
    try:
        asked = {criterion.key for criterion in framework.asked(group)}
    except UnknownKeyError as error:
        problems.append(Problem.at(f"{place}group", str(UnknownKeyError(error.kind, error.key, error.known))))
    else:
        for number, answer in enumerate(part.answers):
            problems.extend(_problems(framework, asked, answer, f"{place}answers[{number}]"))
    if len(problems) > known or day is None:
        return None
    named = {key for answer in part.answers for key in answer.evidence}
    own = {evidence.key for evidence in part.evidence}
    shared = [evidence for evidence in file.evidence if evidence.key in named - own]
    try:
        return AnswerSheet(
            framework.key,
            edition=framework.edition,
            on=day,
            about=part.about or file.about,
            rater=part.rater or file.rater,
            role=part.role or file.role,
            group=group,
            answers=part.answers,
            evidence=[*shared, *part.evidence],
        )
    except InvolvementError as error:
        problems.append(Problem.at(f"{place}answers", str(error)))
        return None


def _problems(framework: Framework, asked: set[str], answer: Answer, place: str) -> Iterator[Problem]:
    if answer.criterion not in asked:
        yield Problem.at(f"{place}.criterion", str(UnknownKeyError("criterion", answer.criterion, asked)))
        return
    names = [option.key for option in framework.scale_of(answer.criterion).options]
    if answer.given not in {*names, AnswerWord.NOT_APPLICABLE, AnswerWord.ABSENT}:
        yield Problem.at(f"{place}.given", f"expected {', '.join([*names, 'not_applicable'])} or absent")
