"""Purposes of processing: lawful basis, condition for special categories, and how long what is held is kept."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.plans import Interval

__all__ = ["LawfulBasis", "ProcessingPurpose", "RecordKind", "RetentionAnchor", "SpecialCondition"]


class LawfulBasis(StrEnum):
    """The lawful basis of processing: Article 6(1) of the UK and EU GDPR, points (a) to (f) in their order."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"


class SpecialCondition(StrEnum):
    """The condition for special categories: Article 9(2) of the UK and EU GDPR, points (a) to (j) in their order."""

    EXPLICIT_CONSENT = "explicit_consent"
    EMPLOYMENT_AND_SOCIAL_PROTECTION = "employment_and_social_protection"
    VITAL_INTERESTS = "vital_interests"
    NOT_FOR_PROFIT_BODIES = "not_for_profit_bodies"
    MADE_PUBLIC_BY_THE_DATA_SUBJECT = "made_public_by_the_data_subject"
    LEGAL_CLAIMS = "legal_claims"
    SUBSTANTIAL_PUBLIC_INTEREST = "substantial_public_interest"
    HEALTH_OR_SOCIAL_CARE = "health_or_social_care"
    PUBLIC_HEALTH = "public_health"
    ARCHIVING_RESEARCH_AND_STATISTICS = "archiving_research_and_statistics"


class RetentionAnchor(StrEnum):
    """The day from which a retention period runs."""

    RECORDED = "recorded"  # the last day of the thing itself: of the meeting, the payment, the last event
    LAST_CONTACT = "last_contact"  # the last day that the record holds of the person
    LEFT = "left"  # the last day on which the person takes part
    PROCESS_ENDED = "process_ended"


class RecordKind(StrEnum):
    """A kind of thing that the record may hold about one person, called by its class."""

    ADJUSTMENT = "adjustment"
    ANSWER_SHEET = "answer_sheet"
    ATTENDANCE = "attendance"
    CLAIM = "claim"
    CONSENT = "consent"
    CONTRIBUTION = "contribution"
    ENGAGEMENT = "engagement"
    ENTRY_POINT = "entry_point"
    EXPENSE = "expense"
    LEAD = "lead"
    MOVE = "move"
    NEEDS_ASKED = "needs_asked"
    NOTED_BARRIER = "noted_barrier"
    OVERRIDE = "override"
    PAPER_SENT = "paper_sent"
    PAYMENT_OFFER = "payment_offer"
    PERSON = "person"
    PRIORITIES = "priorities"  # and the places that a settlement holds of them
    REPLY = "reply"
    SEAT = "seat"
    STAKEHOLDER = "stakeholder"
    STATED_LIMIT = "stated_limit"
    STATED_NEED = "stated_need"
    VOICE = "voice"
    WORKING_WEEK = "working_week"

    @property
    def words(self) -> str:
        """What such things are called, several of them, as it stands in a sentence."""
        return _WORDS.get(self) or f"{self.value.replace('_', ' ')}s"


_WORDS = {
    RecordKind.ANSWER_SHEET: "ratings",
    RecordKind.NEEDS_ASKED: "questions about needs",
    RecordKind.OVERRIDE: "decisions against the ranking",
    RecordKind.PAPER_SENT: "papers sent",
    RecordKind.PERSON: "records of people",
    RecordKind.REPLY: "routes of answers",
    RecordKind.PRIORITIES: "lists of priorities",
    RecordKind.STAKEHOLDER: "entries in the list of stakeholders",
    RecordKind.VOICE: "objections and dissents",
}


def _basis(value: LawfulBasis | str) -> LawfulBasis:
    return _fields.as_word(LawfulBasis, value)


def _condition(value: SpecialCondition | str | None) -> SpecialCondition | None:
    return _fields.as_word(SpecialCondition, value)


def _anchor(value: RetentionAnchor | str) -> RetentionAnchor:
    return _fields.as_word(RetentionAnchor, value)


def _covers(items: Iterable[RecordKind | str]) -> tuple[RecordKind, ...]:
    return _fields.as_words(RecordKind, items)


@frozen
class ProcessingPurpose:
    """A purpose for which personal data are held: on which basis, which things, and for how long.

    Attributes:
        basis: the lawful basis.
        condition: the condition, where special categories are held for it; None where none is held, or it is not known.
        retention: how long a thing is kept after the day of *anchor*; None is not stated.
        anchor: the day from which that runs.
        covers: the kinds of things that are held for it.

    References:
        UK GDPR, Articles 5(1)(b) and (e), 6(1), 9(2) and 30(1).

    >>> pay = ProcessingPurpose("pay", basis="legal_obligation", retention=Interval(6, "years"), covers=["expense"])
    >>> pay.kept_until(date(2026, 3, 31))
    datetime.date(2032, 3, 31)
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    basis: LawfulBasis = field(converter=_basis, validator=_fields.a(LawfulBasis), kw_only=True)
    condition: SpecialCondition | None = field(
        default=None, converter=_condition, validator=_fields.a(SpecialCondition, optional=True), kw_only=True
    )
    retention: Interval | None = field(default=None, validator=_fields.a(Interval, optional=True), kw_only=True)
    anchor: RetentionAnchor = field(
        default=RetentionAnchor.RECORDED, converter=_anchor, validator=_fields.a(RetentionAnchor), kw_only=True
    )
    covers: tuple[RecordKind, ...] = field(
        default=(), converter=_covers, validator=_fields.many(RecordKind), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.key == "publish":
            raise InvalidValueError("ProcessingPurpose.key", "another key: a consent to publish is called so")

    def kept_until(self, anchor: date) -> date | None:
        """The last day on which a thing is kept for it, counted from a day; None where no end is stated or can be."""
        _fields.a_date("anchor", anchor)
        return None if self.retention is None else next(self.retention.dates(anchor, date.max), None)

    def __str__(self) -> str:
        return self.title or self.key
