"""Reports of assessments: results, explanations and next levels, in plain text and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

from attrs import evolve

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.errors import InvalidValueError
from involvement.maturity import (
    Assessment,
    Framework,
    Improvement,
    NextLevel,
    PartResult,
    PerceptionGap,
    latest,
    perception_gap,
    rater_agreement,
)
from involvement.references import Ref
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Statement, Wording
from involvement.wording.days import DayStyle
from involvement.wording.lists import counted, listed
from involvement.wording.numbers import rounded
from involvement.wording.texts import clean

__all__ = [
    "Agreement",
    "Sheets",
    "agreements_of",
    "assessment_text",
    "assessments_of",
    "maturity_tables",
]

_NOT_NAMED = Statement("sheet.rater.not_named", template="somebody who is not named")
_SHEET = {
    "about": "AnswerSheet.about",
    "on": "AnswerSheet.on",
    "role": "AnswerSheet.role",
    "rater": "AnswerSheet.rater",
}
_SCORE = ("Answer.given", "AnswerOption.score")
_RATED = {"about": "AnswerSheet.about", "criterion": "Criterion.title"}


@frozen
class Agreement:
    """How far the raters agree on the criteria that share a scale; `alpha` is None where nothing varies."""

    criteria: tuple[str, ...]
    alpha: Fraction | None


@frozen
class Sheets:
    """All assessments by one framework, by subject, day, and in the order given; and of what they are."""

    framework: Framework
    assessments: tuple[Assessment, ...]
    subject: Subject

    @cached_property
    def wording(self) -> Wording:
        """The words of the subject and of the framework."""
        return Wording(names={**self.subject.titles, **dict(_names(self.framework))}, tells=self.subject.telling)

    @cached_property
    def labels(self) -> Wording:
        """The same with short days, for pictures and tables."""
        return evolve(self.wording, days=DayStyle.SHORT)

    @property
    def latest(self) -> tuple[Assessment, ...]:
        """What each rater answered last about each subject."""
        return latest(self.assessments)

    def title(self) -> str:
        """What the framework is called."""
        return self.wording.words(Ref("framework", self.framework.key))

    def criterion(self, key: str) -> Ref:
        """The reference to a criterion."""
        return Ref("criterion", (self.framework.key, key))

    def option(self, criterion: str, given: str) -> Ref:
        """The reference to the option of a scale that an answer chose."""
        scale = self.framework.scale_of(criterion)
        return Ref("option", (self.framework.key, scale.key, scale.options[scale.place(given)].key))

    def rater(self, of: Assessment) -> Statement:
        """Who answered; outside the desk a group, or else only in which role."""
        if of.rater in self.subject.groups and not self.subject.internal:
            group = {"rater": Ref("stakeholder", str(of.rater))}
            return Statement("sheet.rater", group, template="{rater}", sources={"rater": "Stakeholder.title"})
        if of.rater is None or not self.subject.internal:
            return _NOT_NAMED if of.role is None else _part("sheet.rater.role", "{role}", role=of.role)
        rater = self.subject.ref(of.rater)
        named = of.role is None or self.wording.words(of.role) in self.wording.words(rater).lower()
        if named:
            return _part("sheet.rater", "{rater}", rater=rater)
        return _part("sheet.rater.and_role", "{rater} ({role})", rater=rater, role=of.role)

    def whose(self, of: Assessment) -> Statement:
        """Who answered about what, and when."""
        facts: dict[str, Fact] = {"rater": self.rater(of), "on": of.on}
        if of.about is None:
            return Statement("sheet", facts, template="{rater:clause}, {on}", sources={"on": _SHEET["on"]})
        return Statement(
            "sheet.about",
            {**facts, "about": Ref("subject", of.about)},
            template="{rater:clause}, about {about}, {on}",
            sources={"about": _SHEET["about"], "on": _SHEET["on"]},
        )

    def outcome(self, part: PartResult) -> Statement | None:
        """What the whole, or one dimension, comes to; None where it has no total."""
        score, level = _score(part), self._level(part)
        if score is None or level is None:
            return score or level
        facts = {"score": score, "level": level}
        return Statement("outcome", facts, template="{score:clause}, {level:clause}")

    def _level(self, part: PartResult) -> Statement | None:
        within = (self.framework.key,) if part.key is None else (self.framework.key, part.key)
        if part.level is not None:
            level = {"level": Ref("level", (*within, part.level))}
            return Statement("outcome.level", level, template="{level}", sources={"level": _SCORE})
        if part.at_least is None or part.at_most is None:
            return None
        if part.at_least == part.at_most:
            return Statement("outcome.undetermined", template="undetermined")
        return Statement(
            "outcome.levels",
            {"at_least": Ref("level", (*within, part.at_least)), "at_most": Ref("level", (*within, part.at_most))},
            template="at least {at_least}, at most {at_most}",
            sources={"at_least": _SCORE, "at_most": _SCORE},
        )


def _score(part: PartResult) -> Statement | None:
    low, high = part.lowest, part.highest
    if low is None or high is None:
        return None
    if low == high:
        return Statement("outcome.score", {"score": low}, template="{score}", sources={"score": _SCORE})
    return Statement(
        "outcome.scores",
        {"low": low, "high": high},
        template="{low} to {high}",
        sources={"low": _SCORE, "high": _SCORE},
    )


def _part(code: str, template: str, **facts: Fact) -> Statement:
    return Statement(code, facts, template=template, sources={name: _SHEET[name] for name in facts})


def _names(framework: Framework) -> Iterator[tuple[Ref, str]]:
    """What a framework and all its parts are called; a part without a title by its own key."""
    key = framework.key
    yield Ref("framework", key), str(framework)
    for level in framework.levels:
        yield Ref("level", (key, level.key)), str(level)
    for dimension in framework.dimensions:
        yield Ref("dimension", (key, dimension.key)), str(dimension)
        for level in framework.levels_of(dimension.key):
            yield Ref("level", (key, dimension.key, level.key)), str(level)
    for criterion in framework.criteria:
        yield Ref("criterion", (key, criterion.key)), str(criterion)
        scale = framework.scale_of(criterion.key)
        for option in scale.options:
            yield Ref("option", (key, scale.key, option.key)), str(option)


def assessments_of(source: Snapshot | Iterable[Assessment], *, on: date | None = None) -> tuple[Sheets, ...]:
    """The assessments of a process by a day, or those given, by framework in the order in which each is first used.

    *on* leaves out what was answered later.

    Raises:
        InvalidValueError: for anything else.
    """
    subject = subject_of(source if isinstance(source, Snapshot) else DecisionMap())
    found = _published(source, subject) if isinstance(source, Snapshot) else _fields.listed("assessments", source)
    if not all(isinstance(assessment, Assessment) for assessment in found):
        raise InvalidValueError("assessments", "a process, or only values of type Assessment")
    if on is not None and not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    by_framework: dict[Framework, list[Assessment]] = {}
    for assessment in found:
        if on is None or assessment.on <= on:
            by_framework.setdefault(assessment.framework, []).append(assessment)
    return tuple(
        Sheets(
            framework, tuple(sorted(sheets, key=lambda assessment: (assessment.about or "", assessment.on))), subject
        )
        for framework, sheets in by_framework.items()
    )


def _published(snapshot: Snapshot, subject: Subject) -> tuple[Assessment, ...]:
    """The assessments of a process; outside the desk without those by or about one person, named or not."""
    if subject.internal:
        return snapshot.assessed
    return tuple(
        assessment
        for assessment in snapshot.assessed
        if assessment.about not in subject.persons | subject.lone
        and (assessment.rater not in subject.lone if assessment.rater else assessment.role is None)
    )


def agreements_of(assessments: Sequence[Assessment]) -> tuple[Agreement, ...]:
    """How far several raters agree, scale by scale; () where there are fewer than two, or no scale is asked."""
    assessments = _fields.instances("assessments", Assessment, assessments)
    if len(assessments) < 2:
        return ()
    framework = assessments[0].framework
    by_scale: dict[str, list[str]] = {}
    for criterion in framework.criteria:
        by_scale.setdefault(framework.scale_of(criterion.key).key, []).append(criterion.key)
    return tuple(Agreement(tuple(keys), rater_agreement(assessments, criteria=keys)) for keys in by_scale.values())


# Plain text


def assessment_text(assessments: Iterable[Assessment]) -> str:
    r"""What assessments come to, line by line, with what is next, and where raters of two sides differ.

    >>> assessment_text([])
    'Nothing was assessed.\n'
    """
    groups = assessments_of(assessments)
    if not groups:
        return "Nothing was assessed.\n"
    lines = [line for group in groups for line in _group_lines(group)]
    return "".join(f"{line}\n" for line in lines).lstrip("\n")


def _group_lines(group: Sheets) -> Iterator[str]:
    for assessment in group.assessments:
        yield ""
        yield group.labels.clause(_answered(group, assessment))
        yield f"  {assessment.whole}"
        yield ""
        yield from (f"  {_indented(line)}" for line in assessment.explain())
        yield from _doubts(group, assessment)
        yield from _steps(assessment.next_steps())
    yield from _between_raters(group)


def _answered(group: Sheets, each: Assessment) -> Statement:
    return Statement(
        "sheet.answered",
        {"framework": Ref("framework", group.framework.key), "whose": group.whose(each)},
        template="{framework}, by {whose:clause}",
        sources={"framework": "Framework.title"},
    )


def _indented(line: str) -> str:
    return " " * (len(line) - len(line.lstrip())) + clean(line)


def _doubts(group: Sheets, each: Assessment) -> Iterator[str]:
    titles = {Ref("evidence", evidence.key): evidence.title for evidence in each.sheet.evidence if evidence.title}
    wording = Wording(names=titles)
    if each.unknown:
        yield "  Not known:"
        yield from (f"    {group.labels.words(group.criterion(key))}" for key in each.unknown)
    yield from (f"  {wording.say(assumed)}" for assumed in each.assumes)
    yield from (f"  {flaw}" for flaw in each.evidence_flaws())


def _steps(steps: Sequence[NextLevel]) -> Iterator[str]:
    if steps:
        yield ""
        yield "  Next:"
    for step in steps:
        yield f"    {step}"
        yield from (f"      {improvement}" for improvement in step.improvements or ())


def _between_raters(group: Sheets) -> Iterator[str]:
    gaps = perception_gap(group.latest)
    if gaps:
        yield ""
        yield "Service users beside the organisation:"
        yield from (f"  {perception_gap}" for perception_gap in gaps)
    for agreement in agreements_of(group.latest):
        yield ""
        yield group.labels.clause(_agreement_said(agreement))
        yield f"  {_alpha(agreement)}"


def _agreement_said(of: Agreement) -> Statement:
    return Statement(
        "raters.agreement",
        {"criteria": len(of.criteria)},
        template="Agreement of the raters on {criteria:criterion|criteria} (ordinal alpha):",
        sources={"criteria": "Criterion.key"},
    )


def _alpha(of: Agreement) -> str:
    """Two places: what is good agreement is told apart by the second."""
    return "nothing varies" if of.alpha is None else rounded(of.alpha)


# Tables


def maturity_tables(groups: Sequence[Sheets]) -> tuple[Table, ...]:
    """What each assessment comes to and what is next, and where the two sides rate otherwise."""
    steps = [
        (group, assessment, step) for group in groups for assessment in group.latest for step in assessment.next_steps()
    ]
    gaps = [(group, gap) for group in groups for gap in perception_gap(group.latest)]
    agreed = [(group, agreement) for group in groups for agreement in agreements_of(group.latest)]
    found = (
        tabled(
            "next-steps", "What leads to the next level", ("Framework", "By whom", "Next level", "What to do", "Effort"),
            (_step_cells(*step) for step in steps), len(steps),
        ),
        tabled(
            "perception-gap", "How service users and the organisation rate the same",
            ("Framework", "Criterion", "Service users", "Organisation", "Gap"),
            (_gap_cells(*gap) for gap in gaps), len(gaps),
        ),
        tabled(
            "agreement", "How far the raters agree", ("Framework", "Criteria", "Krippendorff's alpha, ordinal"),
            (_agreement_cells(*row) for row in agreed), len(agreed),
        ),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _step_cells(group: Sheets, of: Assessment, step: NextLevel) -> tuple[str, ...]:
    words, key = group.labels.clause, group.framework.key
    todo = [words(_improvement(group, improvement)) for improvement in step.improvements or ()]
    return (
        group.title(),
        words(group.whose(of)),
        words(_step_level(key, step)),
        "no answer leads there" if step.improvements is None else listed(todo, 20),
        "" if step.effort is None else str(step.effort),
    )


def _improvement(group: Sheets, each: Improvement) -> Statement:
    return Statement(
        "step.improvement",
        {"criterion": group.criterion(each.criterion), "to": group.option(each.criterion, each.to)},
        template="{criterion} ({to})",
        sources={"criterion": "Criterion.title", "to": "AnswerOption.title"},
    )


def _step_level(framework: str, step: NextLevel) -> Statement:
    source = {"level": "MaturityLevel.title"}
    if step.dimension is None:
        level = {"level": Ref("level", (framework, step.level))}
        return Statement("step.level", level, template="{level}", sources=source)
    return Statement(
        "step.level_of",
        {
            "dimension": Ref("dimension", (framework, step.dimension)),
            "level": Ref("level", (framework, step.dimension, step.level)),
        },
        template="{dimension}: {level}",
        sources={**source, "dimension": "Dimension.title"},
    )


def _rated(group: Sheets, gap: PerceptionGap) -> Statement:
    """What both sides rated."""
    facts: dict[str, Fact] = {"criterion": group.criterion(gap.criterion)}
    if gap.about is not None:
        facts["about"] = Ref("subject", gap.about)
    return Statement(
        "gap.rated" if gap.about is None else "gap.rated_about",
        facts,
        template="{criterion}" if gap.about is None else "{criterion} (about {about})",
        sources={name: source for name, source in _RATED.items() if name in facts},
    )


def _gap_cells(group: Sheets, gap: PerceptionGap) -> tuple[str, ...]:
    return (
        group.title(),
        group.labels.clause(_rated(group, gap)),
        f"{rounded(gap.service_users)} ({counted(gap.service_users_raters, 'rater')})",
        f"{rounded(gap.organisation)} ({counted(gap.organisation_raters, 'rater')})",
        rounded(gap.gap),
    )


def _agreement_cells(group: Sheets, of: Agreement) -> tuple[str, ...]:
    return group.title(), str(len(of.criteria)), _alpha(of)
