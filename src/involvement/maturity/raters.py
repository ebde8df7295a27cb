"""Raters compared: perception gaps between sides, agreement, trends, and services side by side."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.errors import FrameworkError, InvalidValueError
from involvement.maturity.agreement import AlphaMetric, krippendorff_alpha
from involvement.maturity.assessments import Assessment
from involvement.maturity.definitions import Framework
from involvement.maturity.part_results import PartResult
from involvement.maturity.result_words import no_names
from involvement.maturity.scales import AnswerScale, AnswerWord
from involvement.people import Side
from involvement.references import Ref
from involvement.wording import Fact, Names, Statement, Wording

if TYPE_CHECKING:
    from involvement.maturity.comparisons import AssessmentComparison

__all__ = ["PerceptionGap", "SideBySide", "latest", "perception_gap", "rater_agreement", "side_by_side", "trend"]


@frozen
class PerceptionGap:
    """How service users and the organisation rate one criterion of one subject: two means, never pooled.

    `gap` is the organisation's mean less the service users': above 0, the organisation thinks better of itself.
    """

    about: str | None
    criterion: str
    service_users: Fraction = field(kw_only=True)
    organisation: Fraction = field(kw_only=True)
    service_users_raters: int = field(kw_only=True)
    organisation_raters: int = field(kw_only=True)
    framework: str = field(kw_only=True)
    names: Names = field(default=no_names, eq=False, repr=False, kw_only=True)

    @property
    def gap(self) -> Fraction:
        """The organisation's mean less the service users'."""
        return self.organisation - self.service_users

    @property
    def says(self) -> Statement:
        """Both means, of how many raters each, and how far apart they are."""
        facts: dict[str, Fact] = {
            "criterion": Ref("criterion", (self.framework, self.criterion)),
            "mean": self.service_users,
            "raters": self.service_users_raters,
            "more": (self._organisation(),),
        }
        sources = {"criterion": "Criterion.title", "mean": _RATED, "raters": _RATED}
        if self.about is None:
            template = "Service users rate {criterion:quoted} {mean} on average ({raters:rater}). {more:sentences}"
            return Statement("gap", facts, template=template, sources=sources)
        return Statement(
            "gap.about",
            {**facts, "subject": Ref("subject", self.about)},
            template="For {subject}, service users rate {criterion:quoted} {mean} on average ({raters:rater}). "
            "{more:sentences}",
            sources={**sources, "subject": "AnswerSheet.about"},
        )

    def _organisation(self) -> Statement:
        order = "higher" if self.gap > 0 else "lower" if self.gap < 0 else "same"
        facts: dict[str, Fact] = {"mean": self.organisation, "raters": self.organisation_raters, "gap": abs(self.gap)}
        return Statement(f"gap.{order}", facts, template=_GAPS[order], sources=dict.fromkeys(facts, _RATED))

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_RATED = ("Answer.given", "AnswerSheet.role")
_GAPS = {
    "higher": "The organisation rates it {mean} ({raters:rater}), {gap} higher.",
    "lower": "The organisation rates it {mean} ({raters:rater}), {gap} lower.",
    "same": "The organisation rates it {mean} ({raters:rater}), the same.",
}


@frozen
class SideBySide:
    """Several assessments by one framework: for each part the result of each, in the order given."""

    abouts: tuple[str | None, ...]
    parts: tuple[tuple[PartResult, ...], ...] = field(repr=_fields.counted)


def latest(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Of what each rater answered about each subject by each framework, that of the last day, in the order given.

    Raters without a name are told by their role; several of one role on one day all stay.
    """
    listed = _listed(assessments)
    last: dict[tuple[object, ...], date] = {}
    for assessment in listed:
        last[_who(assessment)] = max(assessment.on, last.get(_who(assessment), assessment.on))
    return tuple(assessment for assessment in listed if assessment.on == last[_who(assessment)])


def perception_gap(assessments: Iterable[Assessment]) -> tuple[PerceptionGap, ...]:
    """The gap of every criterion that both sides rated, by subject, then in the order of the file.

    Raters without a role, or on neither side, are left out; so are answers that are absent or not applicable.

    Raises:
        FrameworkError: where the assessments are of several frameworks or editions.
    """
    listed = _listed(assessments)
    framework = _one_framework(listed)
    ratings: dict[tuple[str | None, str], dict[Side, list[Fraction]]] = {}
    for assessment in listed:
        side = None if assessment.role is None else assessment.role.side
        if side is Side.SERVICE_USERS or side is Side.ORGANISATION:
            for criterion, rating in _ratings(assessment):
                sides = ratings.setdefault(
                    (assessment.about, criterion), {Side.SERVICE_USERS: [], Side.ORGANISATION: []}
                )
                sides[side].append(rating)
    place = {} if framework is None else {criterion.key: number for number, criterion in enumerate(framework.criteria)}
    found = []
    for about, criterion in sorted(ratings, key=lambda pair: (pair[0] or "", place[pair[1]])):
        users, staff = ratings[about, criterion].values()
        if users and staff:
            found.append(
                PerceptionGap(
                    about,
                    criterion,
                    service_users=sum(users, Fraction(0)) / len(users),
                    organisation=sum(staff, Fraction(0)) / len(staff),
                    service_users_raters=len(users),
                    organisation_raters=len(staff),
                    framework=listed[0].framework.key,
                    names=listed[0].framework.names.get,
                )
            )
    return tuple(found)


def rater_agreement(
    assessments: Iterable[Assessment], *, metric: AlphaMetric | str = AlphaMetric.ORDINAL, criteria: Iterable[str] = ()
) -> Fraction | None:
    """Krippendorff's alpha of several raters over subjects and criteria; None where nothing varies.

    *criteria* keeps to some of them; they must share one scale. Answers that are absent or not applicable are
    missing ratings.

    Raises:
        FrameworkError: where the assessments are of several frameworks, or the criteria of several scales.
    """
    listed = _listed(assessments)
    framework = _one_framework(listed)
    if framework is None:
        return None
    wanted = [framework.criterion(key) for key in _fields.listed("criteria", criteria)] or list(framework.criteria)
    scales: set[AnswerScale] = {framework.scale_of(criterion.key) for criterion in wanted}
    if len(scales) > 1:
        raise FrameworkError(framework.key, "", "expected criteria of one scale: name them by `criteria`")
    keys = {criterion.key for criterion in wanted}
    units: dict[tuple[str | None, str], list[Exact | None]] = {}
    for assessment in listed:
        for criterion, rating in _ratings(assessment):
            if criterion in keys:
                units.setdefault((assessment.about, criterion), []).append(rating)
    return krippendorff_alpha(units.values(), metric=metric)


def trend(assessments: Iterable[Assessment]) -> "tuple[AssessmentComparison, ...]":
    """What changed from each assessment of one subject to the next, by day; like is compared with like only.

    Raises:
        FrameworkError: for another framework, edition, group, subject or side of raters.
        InvalidValueError: for two assessments of one day, because neither is the later one.
    """
    listed = sorted(_listed(assessments), key=lambda assessment: assessment.on)
    pairs = list(pairwise(listed))
    if any(before.on == after.on for before, after in pairs):
        raise InvalidValueError("assessments", "one for each day")
    return tuple(before.compare(after) for before, after in pairs)


def side_by_side(assessments: Iterable[Assessment]) -> SideBySide:
    """The results of several services by one framework, part by part, in the order given: no rank and no mean.

    Raises:
        FrameworkError: for another framework, edition, group or side of raters.
    """
    listed = _listed(assessments)
    for assessment in listed[1:]:
        listed[0].refuse_unlike(assessment)
    parts = zip(*((assessment.whole, *assessment.dimensions) for assessment in listed), strict=True)
    return SideBySide(tuple(assessment.about for assessment in listed), tuple(parts))


def _listed(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    listed = _fields.listed("assessments", assessments)
    if not all(isinstance(assessment, Assessment) for assessment in listed):
        raise InvalidValueError("assessments", "a list of Assessment")
    return listed


def _who(of: Assessment) -> tuple[object, ...]:
    return of.framework.key, of.framework.edition, of.sheet.group, of.about, of.rater, of.role


def _one_framework(assessments: tuple[Assessment, ...]) -> Framework | None:
    for assessment in assessments:
        if assessment.framework != assessments[0].framework:
            raise FrameworkError(
                assessments[0].framework.key, "", "expected one framework in one edition: others measure otherwise"
            )
    return assessments[0].framework if assessments else None


def _ratings(assessment: Assessment) -> Iterable[tuple[str, Fraction]]:
    for answer in assessment.sheet.answers:
        if answer.given not in {AnswerWord.ABSENT, AnswerWord.NOT_APPLICABLE}:
            scale = assessment.framework.scale_of(answer.criterion)
            yield answer.criterion, scale.worth(scale.place(answer.given))
