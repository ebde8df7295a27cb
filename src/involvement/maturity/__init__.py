"""Maturity of involvement: frameworks, answers to them, and the assessments that follow."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.maturity.agreement import AlphaMetric as AlphaMetric, krippendorff_alpha as krippendorff_alpha
    from involvement.maturity.answer_files import (
        AnswerFile as AnswerFile,
        RaterAnswers as RaterAnswers,
        answer_schema as answer_schema,
        parse_answers as parse_answers,
    )
    from involvement.maturity.answers import Answer as Answer, AnswerSheet as AnswerSheet
    from involvement.maturity.assessments import Assessment as Assessment, assess as assess, assessed as assessed
    from involvement.maturity.comparisons import (
        AnswerChange as AnswerChange,
        AssessmentComparison as AssessmentComparison,
        Direction as Direction,
        PartChange as PartChange,
    )
    from involvement.maturity.criteria import (
        Criterion as Criterion,
        Dimension as Dimension,
        EvidenceRule as EvidenceRule,
        ImplementationGroup as ImplementationGroup,
        MaturityLevel as MaturityLevel,
        NotApplicableRule as NotApplicableRule,
        RollUp as RollUp,
    )
    from involvement.maturity.definitions import Framework as Framework
    from involvement.maturity.evidence_rules import EvidenceFlaw as EvidenceFlaw, EvidenceFlawKind as EvidenceFlawKind
    from involvement.maturity.explanations import ExplanationLine as ExplanationLine
    from involvement.maturity.many_services import LevelColumns as LevelColumns, assess_columns as assess_columns
    from involvement.maturity.next_levels import Improvement as Improvement, NextLevel as NextLevel
    from involvement.maturity.packaged import (
        framework as framework,
        framework_schema as framework_schema,
        frameworks as frameworks,
        parse_framework as parse_framework,
    )
    from involvement.maturity.part_results import PartResult as PartResult
    from involvement.maturity.raters import (
        PerceptionGap as PerceptionGap,
        SideBySide as SideBySide,
        latest as latest,
        perception_gap as perception_gap,
        rater_agreement as rater_agreement,
        side_by_side as side_by_side,
        trend as trend,
    )
    from involvement.maturity.scales import (
        AnswerOption as AnswerOption,
        AnswerScale as AnswerScale,
        AnswerWord as AnswerWord,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".agreement": "AlphaMetric krippendorff_alpha",
        ".answer_files": "AnswerFile RaterAnswers answer_schema parse_answers",
        ".answers": "Answer AnswerSheet",
        ".assessments": "Assessment assess assessed",
        ".comparisons": "AnswerChange AssessmentComparison Direction PartChange",
        ".criteria": "Criterion Dimension EvidenceRule ImplementationGroup MaturityLevel NotApplicableRule RollUp",
        ".definitions": "Framework",
        ".evidence_rules": "EvidenceFlaw EvidenceFlawKind",
        ".explanations": "ExplanationLine",
        ".many_services": "LevelColumns assess_columns",
        ".next_levels": "Improvement NextLevel",
        ".packaged": "framework framework_schema frameworks parse_framework",
        ".part_results": "PartResult",
        ".raters": "PerceptionGap SideBySide latest perception_gap rater_agreement side_by_side trend",
        ".scales": "AnswerOption AnswerScale AnswerWord",
    })
    # fmt: on
