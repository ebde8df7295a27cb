"""Reports of assessments: results, explanations and next levels, in plain text and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from involvement import _fields
from involvement.errors import InvalidValueError
from involvement.maturity import (
    Assessment,
    Framework,
    NextLevel,
    PartResult,
    PerceptionGap,
    latest,
    perception_gap,
    rater_agreement,
)
from involvement.references import Ref
from involvement.reports.subjects import subject_of
from involvement.reports.tables import Table, tabled
from involvement.snapshots import Snapshot
from involvement.wording import Wording
from involvement.wording.days import day_words
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
    "outcome_words",
]

_NOBODY = "somebody who is not named"


@frozen
class Agreement:
    """How far the raters agree on the criteria that share a scale; `alpha` is None where nothing varies."""

    criteria: tuple[str, ...]
    alpha: Fraction | None


@frozen
class Sheets:
    """All assessments by one framework, by subject, day, and in the order given; and what the raters are called."""

    framework: Framework
    assessments: tuple[Assessment, ...]
    names: tuple[tuple[str, str], ...] = ()

    @property
    def latest(self) -> tuple[Assessment, ...]:
        """What each rater answered last about each subject."""
        return latest(self.assessments)

    def rater(self, of: Assessment) -> str:
        """Who answered, in words."""
        role = None if of.role is None else of.role.replace("_", " ")
        if of.rater is None:
            return role or _NOBODY
        name = dict(self.names).get(of.rater, of.rater)
        return f"{name} ({role})" if role and role not in name.lower() else name

    def whose(self, of: Assessment) -> str:
        """Who answered about what, and when."""
        about = f", about {of.about}" if of.about is not None else ""
        return f"{self.rater(of)}{about}, {day_words(of.on)}"


def assessments_of(source: Snapshot | Iterable[Assessment], *, on: date | None = None) -> tuple[Sheets, ...]:
    """The assessments of a process by a day, or those given, by framework in the order in which each is first used.

    *on* leaves out what was answered later.

    Raises:
        InvalidValueError: for anything else.
    """
    names: tuple[tuple[str, str], ...] = ()
    if isinstance(source, Snapshot):
        found = source.assessed
        names = tuple(sorted(subject_of(source).names.items()))
    else:
        found = _fields.listed("assessments", source)
    if not all(isinstance(each, Assessment) for each in found):
        raise InvalidValueError("assessments", "a process, or only values of type Assessment")
    if on is not None and not _fields.is_day(on):
        raise InvalidValueError("on", "a date (and not a date with a time)")
    by_framework: dict[Framework, list[Assessment]] = {}
    for each in found:
        if on is None or each.on <= on:
            by_framework.setdefault(each.framework, []).append(each)
    return tuple(
        Sheets(framework, tuple(sorted(those, key=lambda each: (each.about or "", each.on))), names)
        for framework, those in by_framework.items()
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


def outcome_words(framework: Framework, part: PartResult) -> str:
    """What the whole, or one dimension, comes to, by the titles of its levels; an empty text where it has no total."""
    levels = framework.levels if part.key is None else framework.levels_of(part.key)
    titles = {each.key: str(each) for each in levels}
    said = []
    if part.lowest is not None and part.highest is not None:
        low, high = rounded(part.lowest), rounded(part.highest)
        said.append(low if low == high else f"{low} to {high}")
    if part.level is not None:
        said.append(titles[part.level])
    elif part.at_least is not None and part.at_most is not None:
        same = part.at_least == part.at_most
        said.append("undetermined" if same else f"at least {titles[part.at_least]}, at most {titles[part.at_most]}")
    return ", ".join(said)


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
    for each in group.assessments:
        yield ""
        yield clean(f"{group.framework}, by {group.whose(each)}")
        yield f"  {each.whole}"
        yield ""
        yield from (f"  {_indented(line)}" for line in each.explain())
        yield from _doubts(each)
        yield from _steps(each.next_steps())
    yield from _between_raters(group)


def _indented(line: str) -> str:
    return " " * (len(line) - len(line.lstrip())) + clean(line)


def _doubts(each: Assessment) -> Iterator[str]:
    titles = {Ref("evidence", evidence.key): evidence.title for evidence in each.sheet.evidence if evidence.title}
    wording = Wording(names=titles)
    if each.unknown:
        yield f"  Not known: {clean('; '.join(str(each.framework.criterion(key)) for key in each.unknown))}"
    yield from (f"  {wording.say(assumed)}" for assumed in each.assumes)
    yield from (f"  {flaw}" for flaw in each.evidence_flaws())


def _steps(steps: Sequence[NextLevel]) -> Iterator[str]:
    if steps:
        yield ""
        yield "  Next:"
    for step in steps:
        yield f"    {step}"
        yield from (f"      {each}" for each in step.improvements or ())


def _between_raters(group: Sheets) -> Iterator[str]:
    gaps = perception_gap(group.latest)
    if gaps:
        yield ""
        yield "Service users beside the organisation:"
        yield from (f"  {each}" for each in gaps)
    for each in agreements_of(group.latest):
        said = "nothing varies" if each.alpha is None else rounded(each.alpha)
        yield ""
        yield f"Agreement of the raters on {counted(len(each.criteria), 'criterion', 'criteria')}: {said} (ordinal alpha)"


# Tables


def maturity_tables(groups: Sequence[Sheets]) -> tuple[Table, ...]:
    """What each assessment comes to and what is next, and where the two sides rate otherwise."""
    steps = [(group, each, step) for group in groups for each in group.latest for step in each.next_steps()]
    gaps = [(group, gap) for group in groups for gap in perception_gap(group.latest)]
    agreed = [(group, each) for group in groups for each in agreements_of(group.latest)]
    found = (
        tabled(
            "next-steps", "What leads to the next level", ("Framework", "By whom", "Next level", "What to do", "Effort"),
            (_step_cells(*each) for each in steps), len(steps),
        ),
        tabled(
            "perception-gap", "How service users and the organisation rate the same",
            ("Framework", "Criterion", "Service users", "Organisation", "Gap"),
            (_gap_cells(*each) for each in gaps), len(gaps),
        ),
        tabled(
            "agreement", "How far the raters agree", ("Framework", "Criteria", "Krippendorff's alpha, ordinal"),
            (_agreement_cells(*each) for each in agreed), len(agreed),
        ),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)


def _step_cells(group: Sheets, of: Assessment, step: NextLevel) -> tuple[str, ...]:
    framework = group.framework
    levels = framework.levels if step.dimension is None else framework.levels_of(step.dimension)
    level = next(str(each) for each in levels if each.key == step.level)
    part = "" if step.dimension is None else f"{framework.dimension(step.dimension)}: "
    todo = [
        f"{framework.criterion(each.criterion)} ({_answer_words(framework, each.criterion, each.to)})"
        for each in step.improvements or ()
    ]
    return (
        str(framework),
        group.whose(of),
        f"{part}{level}",
        "no answer leads there" if step.improvements is None else listed(todo, 20),
        "" if step.effort is None else str(step.effort),
    )


def _answer_words(framework: Framework, criterion: str, given: str) -> str:
    scale = framework.scale_of(criterion)
    return str(scale.options[scale.place(given)])


def _gap_cells(group: Sheets, gap: PerceptionGap) -> tuple[str, ...]:
    about = "" if gap.about is None else f"{gap.about}: "
    return (
        str(group.framework),
        f"{about}{group.framework.criterion(gap.criterion)}",
        f"{rounded(gap.service_users)} ({counted(gap.service_users_raters, 'rater')})",
        f"{rounded(gap.organisation)} ({counted(gap.organisation_raters, 'rater')})",
        rounded(gap.gap),
    )


def _agreement_cells(group: Sheets, of: Agreement) -> tuple[str, ...]:
    said = "nothing varies" if of.alpha is None else rounded(of.alpha)
    return str(group.framework), str(len(of.criteria)), said
