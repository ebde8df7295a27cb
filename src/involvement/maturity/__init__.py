"""Maturity of involvement: frameworks, answers to them, and the assessments that follow."""

from involvement.maturity.agreement import AlphaMetric, krippendorff_alpha
from involvement.maturity.answer_files import AnswerFile, RaterAnswers, answer_schema, parse_answers
from involvement.maturity.answers import Answer, AnswerSheet
from involvement.maturity.assessments import Assessment, assess, assessed
from involvement.maturity.comparisons import AnswerChange, AssessmentComparison, Direction, PartChange
from involvement.maturity.criteria import (
    Criterion,
    Dimension,
    EvidenceRule,
    ImplementationGroup,
    MaturityLevel,
    NotApplicableRule,
    RollUp,
)
from involvement.maturity.definitions import Framework
from involvement.maturity.evidence_rules import EvidenceFlaw, EvidenceFlawKind
from involvement.maturity.many_services import LevelColumns, assess_columns
from involvement.maturity.next_levels import Improvement, NextLevel
from involvement.maturity.packaged import framework, framework_schema, frameworks, parse_framework
from involvement.maturity.part_results import PartResult
from involvement.maturity.raters import (
    PerceptionGap,
    SideBySide,
    latest,
    perception_gap,
    rater_agreement,
    side_by_side,
    trend,
)
from involvement.maturity.scales import AnswerOption, AnswerScale, AnswerWord

__all__ = [
    "AlphaMetric",
    "Answer",
    "AnswerChange",
    "AnswerFile",
    "AnswerOption",
    "AnswerScale",
    "AnswerSheet",
    "AnswerWord",
    "Assessment",
    "AssessmentComparison",
    "Criterion",
    "Dimension",
    "Direction",
    "EvidenceFlaw",
    "EvidenceFlawKind",
    "EvidenceRule",
    "Framework",
    "ImplementationGroup",
    "Improvement",
    "LevelColumns",
    "MaturityLevel",
    "NextLevel",
    "NotApplicableRule",
    "PartChange",
    "PartResult",
    "PerceptionGap",
    "RaterAnswers",
    "RollUp",
    "SideBySide",
    "answer_schema",
    "assess",
    "assess_columns",
    "assessed",
    "framework",
    "framework_schema",
    "frameworks",
    "krippendorff_alpha",
    "latest",
    "parse_answers",
    "parse_framework",
    "perception_gap",
    "rater_agreement",
    "side_by_side",
    "trend",
]
