"""Assessments: the level that answers make certain, the highest possible, and what is not known."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import FrameworkError, InvalidValueError, UnknownKeyError
from involvement.evidence import Evidence
from involvement.maturity.answers import Answer, AnswerSheet, answers_from
from involvement.maturity.criteria import EvidenceRule
from involvement.maturity.definitions import Framework
from involvement.maturity.evidence_rules import EvidenceFlaw, holds, questions
from involvement.maturity.packaged import framework as packaged
from involvement.maturity.part_results import PartResult, result_of
from involvement.maturity.result_words import result_words
from involvement.maturity.scales import AnswerWord
from involvement.maturity.scoring import Given, Known, Tree, tree_of
from involvement.people import Role
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

if TYPE_CHECKING:
    from involvement.maturity.comparisons import AssessmentComparison
    from involvement.maturity.explanations import ExplanationLine
    from involvement.maturity.next_levels import NextLevel

__all__ = ["Assessment", "assess", "assessed"]


@frozen(cache_hash=True)
class Assessment:
    """The result of the answers of one rater about one subject on one day, by one framework.

    `level` is None while it is undetermined or not known; it is no lower than `at_least` and no higher than
    `at_most`. `unknown` are the criteria that nobody answered, or whose answer nothing supports where evidence is
    required. `undetermined` says what the framework leaves open: the levels whose cut is missing, and
    `not_applicable:KEY` where no rule says what then becomes of the score. A profile has no level and no total.

    >>> answers = {"problem": "met", "room": "met", "commitment": "met", "resources": "met"}
    >>> found = assess("oecd-readiness-2022", answers, on=date(2026, 9, 1))
    >>> found.level, found.at_least, found.at_most, found.unknown
    (None, 'not-ready', 'ready', ('time',))
    """

    framework: Framework = field(repr=False)
    sheet: AnswerSheet
    whole: PartResult
    dimensions: tuple[PartResult, ...] = field(repr=_fields.counted)

    @property
    def on(self) -> date:
        """The day of the answers."""
        return self.sheet.on

    @property
    def about(self) -> str | None:
        """The service or subject."""
        return self.sheet.about

    @property
    def rater(self) -> str | None:
        """Who answered."""
        return self.sheet.rater

    @property
    def role(self) -> Role | None:
        """In what capacity."""
        return self.sheet.role

    @property
    def level(self) -> str | None:
        """The key of the level, or None."""
        return self.whole.level

    @property
    def at_least(self) -> str | None:
        """The lowest level that it can be."""
        return self.whole.at_least

    @property
    def at_most(self) -> str | None:
        """The highest level that it can be."""
        return self.whole.at_most

    @property
    def score(self) -> Fraction | None:
        """The total, where the framework has one and it is known."""
        return self.whole.score

    @property
    def unknown(self) -> tuple[str, ...]:
        """The criteria whose answer is not known, in the order of the file."""
        return self.whole.unknown

    @property
    def undetermined(self) -> tuple[str, ...]:
        """What the framework leaves open."""
        return self.whole.undetermined

    @property
    def assumes(self) -> tuple[Statement, ...]:
        """What is not recorded and was taken for granted, such as how long evidence holds."""
        return self.whole.assumes

    def dimension(self, key: str) -> PartResult:
        """The result of the dimension of that key; `UnknownKeyError` where there is none."""
        for result in self.dimensions:
            if result.key == key:
                return result
        raise UnknownKeyError(
            "dimension", key, [str(dimension.key) for dimension in self.dimensions], str(self.framework.key)
        )

    @property
    def explanation(self) -> "tuple[ExplanationLine, ...]":
        """How it came about: each answer and what it counts, then the result of its part."""
        from involvement.maturity.explanations import explained

        tree = _tree(self)
        known = _known(self.framework, self.sheet, tree)
        given = {answer.criterion: answer.given for answer in self.sheet.answers}
        return tuple(explained(self.framework.key, tree, known, given, (self.whole, *self.dimensions)))

    def explain(self) -> tuple[str, ...]:
        """The explanation in the default wording, line by line; what is within a part is further in."""
        wording = Wording(names=self.framework.names)
        return tuple(f"{'  ' * line.depth}{wording.say(line.says)}" for line in self.explanation)

    def next_steps(self, effort: Mapping[str, int] | None = None) -> "tuple[NextLevel, ...]":
        """The least work to the next level: of the whole, and of each dimension that has levels.

        *effort* is the work for one step up a criterion's scale, where it is not what the file says; a criterion
        that is not known counts as not met, and evidence that is missing as one step. Exact; among equals fewer
        criteria first, then those that stand first in the file.

        Raises:
            LimitExceeded: where more than twelve unmet criteria are needed by others.
        """
        from involvement.maturity.next_levels import next_level

        own = dict({} if effort is None else _fields.a_mapping("effort", effort))
        for key, value in own.items():
            self.framework.criterion(key)
            if not _fields.is_count(value):
                raise InvalidValueError(f"effort of {key!r}", "a whole number, 0 or more")
        tree = _tree(self)
        known = _known(self.framework, self.sheet, tree)
        found = (next_level(self.framework, tree, node, known, own) for node in tree.whole.all_nodes())
        return tuple(next_level for next_level in found if next_level is not None)

    def evidence_flaws(self) -> tuple[EvidenceFlaw, ...]:
        """What is wrong with the evidence, by the framework's own rules; () where it has none."""
        rule = self.framework.evidence
        if rule is None:
            return ()
        records = {evidence.key: evidence for evidence in self.sheet.evidence}
        titles = {
            Ref("evidence", evidence.key): evidence.title
            for evidence in self.sheet.evidence
            if evidence.title is not None
        }
        names = {**self.framework.names, **titles}.get
        return tuple(
            evolve(flaw, names=names)
            for answer in self.sheet.answers
            if _claims(self.framework, answer)
            for flaw in questions(self.framework.key, answer, [records[key] for key in answer.evidence], rule, self.on)
        )

    def compare(self, later: "Assessment") -> "AssessmentComparison":
        """What changed until a later assessment of the same subject.

        Raises:
            FrameworkError: for another framework, edition, group, subject or side of raters, or an earlier day.
        """
        from involvement.maturity.comparisons import compared

        self.refuse_unlike(later)
        if later.about != self.about:
            raise FrameworkError(self.framework.key, "", "expected one subject; for several, set them side by side")
        if later.on < self.on:
            raise FrameworkError(
                self.framework.key, "", "expected a later assessment, and this one is of an earlier day"
            )
        return compared(
            self.framework,
            (self.sheet, later.sheet),
            ((self.whole, *self.dimensions), (later.whole, *later.dimensions)),
        )

    def refuse_unlike(self, other: "Assessment") -> None:
        """Refuses another framework, edition, group or side of raters: each of them measures something else."""
        _fields.instance("other", Assessment, other)
        expected = None
        if other.framework != self.framework:
            expected = "one framework in one edition: others measure otherwise"
        elif other.sheet.group != self.sheet.group:
            expected = "one group of criteria: others were asked otherwise"
        elif _side(other) != _side(self):
            expected = "raters of one side; for two, ask for their perception gap"
        if expected is not None:
            raise FrameworkError(self.framework.key, "", f"expected {expected}")

    @property
    def says(self) -> Statement:
        """What was answered, on which day, and the result."""
        unknown = self.whole.criteria(self.unknown)
        facts: dict[str, Fact] = {
            "framework": Ref("framework", self.framework.key),
            "on": self.on,
            "result": result_words(self.whole.result, unknown),
        }
        sources = {"framework": "AnswerSheet.framework", "on": "AnswerSheet.on"}
        if self.about is None:
            template = "{framework:quoted} was answered on {on}. {result:sentences}"
            return Statement("assessed", facts, template=template, sources=sources)
        return Statement(
            "assessed.about",
            {**facts, "subject": Ref("subject", self.about)},
            template="{framework:quoted} was answered about {subject} on {on}. {result:sentences}",
            sources={**sources, "subject": "AnswerSheet.about"},
        )

    def __str__(self) -> str:
        return Wording(names=self.framework.names).say(self.says)


def assess(
    framework: Framework | str,
    answers: Mapping[str, str | Answer | None] | Iterable[Answer],
    *,
    on: date,
    about: str | None = None,
    rater: str | None = None,
    role: Role | str | None = None,
    group: str | None = None,
    evidence: Iterable[Evidence] = (),
) -> Assessment:
    """The result of answers to a framework, given itself or by the key of a packaged one.

    *answers* maps a criterion's key to `met`, `partly`, `not_met`, `absent` or a word of its own scale, or to an
    `Answer`, which `not_applicable` calls for. *group* asks the criteria of one round of implementation only.

    Raises:
        UnknownKeyError: for a criterion, answer, group or piece of evidence that nobody knows.
    """
    used = packaged(framework) if isinstance(framework, str) else framework
    if not isinstance(used, Framework):
        raise InvalidValueError("framework", "a Framework, or the key of a packaged one")
    sheet = AnswerSheet(
        used.key,
        edition=used.edition,
        on=on,
        about=about,
        rater=rater,
        role=role,
        group=group,
        answers=answers_from(answers),
        evidence=evidence,
    )
    return assessed(used, sheet)


def assessed(framework: Framework, sheet: AnswerSheet) -> Assessment:
    """The result of a sheet of answers; the framework must be the one that it names, in the same edition."""
    _fields.instance("framework", Framework, framework)
    if framework.key != _fields.instance("sheet", AnswerSheet, sheet).framework:
        raise FrameworkError(framework.key, "", "expected the framework that the answers name")
    if framework.edition != sheet.edition:
        its = "no edition, for it has none" if framework.edition is None else f"its edition, {framework.edition!r}"
        raise FrameworkError(framework.key, "edition", f"expected answers that name {its}")
    tree = tree_of(framework, sheet.group)
    known = _known(framework, sheet, tree)
    assumes = tuple(_assumptions(framework, sheet))
    results = [result_of(framework, tree, node, known, assumes) for node in tree.whole.all_nodes()]
    return Assessment(framework, sheet, results[0], tuple(results[1:]))


def _tree(assessment: Assessment) -> Tree:
    return tree_of(assessment.framework, assessment.sheet.group)


def _known(framework: Framework, sheet: AnswerSheet, tree: Tree) -> list[Known]:
    """What is known of each criterion that is asked."""
    asked = {leaf.criterion.key: leaf for leaf in tree.leaves}
    found: list[Known] = [Known((0, leaf.top), known=False) for leaf in tree.leaves]
    supported = {
        evidence.key for evidence in sheet.evidence if holds(evidence, framework.evidence, sheet.on) is not False
    }
    required = framework.evidence is not None and framework.evidence.required
    for answer in sheet.answers:
        if answer.criterion not in asked:
            where = "answers" if sheet.group is None else f"answers of group {sheet.group!r}"
            raise UnknownKeyError("criterion", answer.criterion, asked, where)
        leaf = asked[answer.criterion]
        if answer.given == AnswerWord.ABSENT:
            continue
        if answer.given == AnswerWord.NOT_APPLICABLE:
            found[leaf.number] = Known(None)
            continue
        if answer.given not in leaf.names:
            raise UnknownKeyError("answer", answer.given, leaf.names, f"answer to {answer.criterion!r}")
        place = leaf.names.index(answer.given)
        if required and place and supported.isdisjoint(answer.evidence):
            given: Given = (0, place)
            found[leaf.number] = Known(given, known=False, claimed=True)
        else:
            found[leaf.number] = Known((place, place))
    return found


def _claims(framework: Framework, answer: Answer) -> bool:
    """Whether an answer says more than the least, which is what calls for evidence."""
    if answer.given in {AnswerWord.ABSENT, AnswerWord.NOT_APPLICABLE}:
        return False
    return framework.scale_of(answer.criterion).place(answer.given) > 0


def _assumptions(framework: Framework, sheet: AnswerSheet) -> Iterator[Statement]:
    rule = framework.evidence or EvidenceRule()
    used = {key for answer in sheet.answers for key in answer.evidence}
    for evidence in sheet.evidence:
        if evidence.key in used and holds(evidence, rule, sheet.on) is None:
            yield _assumed(
                "evidence_holds", evidence, "How long {of:quoted} holds is not recorded; it counts as holding still."
            )
        if evidence.key in used and rule.own_site and evidence.url is not None:
            yield _assumed(
                "own_site",
                evidence,
                "Whether the address of {of:quoted} is the service's own is not recorded; it counts as such.",
            )


def _assumed(code: str, evidence: Evidence, template: str) -> Statement:
    of = Ref("evidence", evidence.key)
    return Statement(f"assumed.{code}", {"of": of}, template=template, sources={"of": "Evidence.title"})


def _side(assessment: Assessment) -> str | None:
    return None if assessment.role is None else str(assessment.role.side)
