"""Are purposes and consents those of the law, and is a consent one only while it holds?"""

from datetime import date

import pytest

from involvement import DuplicateKeyError, InvalidValueError, Process, Stakeholder, UnknownKeyError
from involvement.data_protection import (
    PUBLISH,
    Consent,
    DataProtection,
    LawfulBasis,
    ProcessingPurpose,
    RecordKind,
    SpecialCondition,
)
from involvement.plans import Interval

GIVEN, TAKEN_BACK = date(2026, 3, 2), date(2026, 5, 4)


def test_the_bases_and_conditions_are_those_of_the_law_in_its_order():
    """UK GDPR, Article 6(1)(a) to (f) and Article 9(2)(a) to (j): six and ten points."""
    assert [basis.value for basis in LawfulBasis] == [
        "consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"
    ]  # fmt: skip
    assert [condition.value.split("_")[0] for condition in SpecialCondition] == [
        "explicit", "employment", "vital", "not", "made", "legal", "substantial", "health", "public", "archiving"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 3, 1), None), (GIVEN, True), (date(2026, 5, 3), True), (TAKEN_BACK, False), (date(2030, 1, 1), False)],
)
def test_a_consent_holds_from_its_day_until_the_day_before_it_is_withdrawn(day, expected):
    """On the day on which somebody takes it back, nothing more may be done with it."""
    protection = DataProtection(consents=[Consent("p-17", PUBLISH, on=GIVEN, withdrawn=TAKEN_BACK, source="Form 4")])
    assert protection.consented("p-17", "publish", on=day) is expected
    assert protection.consented("p-18", "publish", on=day) is None


def test_who_consents_again_has_consented():
    """A later form takes the place of an earlier one."""
    purpose = ProcessingPurpose("letters", basis="consent")
    protection = DataProtection(
        purposes=[purpose],
        consents=[
            Consent("p-17", "letters", on=GIVEN, withdrawn=TAKEN_BACK),
            Consent("p-17", "letters", on=TAKEN_BACK),
        ],
    )
    assert protection.consented("p-17", "letters", on=TAKEN_BACK) is True
    assert protection.consented("p-17", "publish", on=TAKEN_BACK) is None
    assert (protection.purpose("letters"), str(purpose)) == (purpose, "letters")


@pytest.mark.parametrize(
    ("retention", "anchor", "expected"),
    [
        (Interval(6, "years"), date(2026, 3, 31), date(2032, 3, 31)),
        (Interval(1, "months"), date(2026, 1, 31), date(2026, 2, 28)),
        (Interval(1000, "years"), date(9000, 1, 1), None),
        (None, date(2026, 1, 31), None),
    ],
)
def test_a_period_ends_on_the_day_that_people_count(retention, anchor, expected):
    """Six years from 31 March is 31 March; what has no end has none."""
    purpose = ProcessingPurpose("pay", title="To pay people back", basis="contract", retention=retention)
    assert purpose.kept_until(anchor) == expected
    assert str(purpose) == "To pay people back"


def test_purposes_have_keys_of_their_own_and_consents_are_to_one_of_them():
    """A consent to what nobody does is none."""
    purpose = ProcessingPurpose("pay", basis="contract", covers=["expense", "expense", RecordKind.ADJUSTMENT])
    assert purpose.covers == ("adjustment", "expense")
    with pytest.raises(DuplicateKeyError):
        DataProtection(purposes=[purpose, purpose])
    with pytest.raises(UnknownKeyError, match=r"consents\[0\].to: no purpose 'letters'; known: pay, publish"):
        DataProtection(purposes=[purpose], consents=[Consent("p-17", "letters", on=GIVEN)])
    with pytest.raises(UnknownKeyError, match="no purpose 'letters'"):
        DataProtection(purposes=[purpose]).consented("p-17", "letters", on=GIVEN)
    with pytest.raises(UnknownKeyError, match="no purpose 'letters'"):
        DataProtection(purposes=[purpose]).purpose("letters")
    with pytest.raises(InvalidValueError, match=r"ProcessingPurpose\.key: expected another key"):
        ProcessingPurpose("publish", basis="consent")
    with pytest.raises(InvalidValueError, match=r"Consent\.withdrawn"):
        Consent("p-17", "publish", on=TAKEN_BACK, withdrawn=GIVEN)


def test_who_consented_is_somebody_whom_the_process_knows():
    """A consent of nobody would let everything be published; the error lists no key of a person."""
    consent = DataProtection(consents=[Consent("p-18", "publish", on=GIVEN)])
    with pytest.raises(UnknownKeyError) as caught:
        Process("p", stakeholders=[Stakeholder("p-17", kind="person")], data_protection=consent)
    assert "p-17" not in f"{caught.value} {caught.value!r}"
    assert caught.value.where == "data_protection.consents[0].who"


@pytest.mark.parametrize(
    ("kind", "wrong", "place"),
    [
        (ProcessingPurpose, {"basis": "because"}, "ProcessingPurpose.basis"),
        (ProcessingPurpose, {"basis": "consent", "condition": "because"}, "ProcessingPurpose.condition"),
        (ProcessingPurpose, {"basis": "consent", "anchor": "because"}, "ProcessingPurpose.anchor"),
        (ProcessingPurpose, {"basis": "consent", "covers": ["canary"]}, "ProcessingPurpose.covers"),
        (ProcessingPurpose, {"basis": "consent", "retention": 6}, "ProcessingPurpose.retention"),
    ],
)
def test_what_is_no_word_of_a_closed_list_is_refused(kind, wrong, place):
    """A basis of another spelling is none."""
    with pytest.raises(InvalidValueError, match=f"{place}: expected"):
        kind("pay", **wrong)
