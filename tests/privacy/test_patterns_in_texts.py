"""Is what names or finds one person noticed in a text, and nothing else?"""

import random
from time import process_time

import pytest

from involvement import InvalidValueError
from involvement.privacy import PersonalPattern, personal_patterns

EMAIL, MOBILE, PHONE, NHS, NI, POSTCODE, BIRTH, NAME = PersonalPattern

# Numbers that Ofcom keeps for plays and films, the NHS number of the NHS Data Dictionary's own example, HMRC's example of a
# National Insurance number; nobody has them.
HOLDS = [
    ("Write to jane.doe@nhs.net", EMAIL),
    ("O'Neill.j+list@mail.example.org.", EMAIL),
    ("Ring 07700 900123 after six", MOBILE),
    ("07700900123", MOBILE),
    ("07700 90 01 23", MOBILE),
    ("+44 7700 900123", MOBILE),
    ("0044 (0)7700 900123", MOBILE),
    ("tel:020 7946 0018", PHONE),
    ("(020) 7946 0018", PHONE),
    ("Leeds 0113 496 0123.", PHONE),
    ("01632 960001/07700 900123", PHONE),
    ("+44 (0)20 7946 0018", PHONE),
    ("+353 1 555 1234", PHONE),
    ("NHS number 943 476 5919", NHS),
    ("943-476-5919", NHS),
    ("9434765919", NHS),
    ("NI number QQ 12 34 56 C", NI),
    ("qq123456c", NI),
    ("She lives at LS1 4AP", POSTCODE),
    ("SW1A1AA", POSTCODE),
    ("sw1a 1aa", POSTCODE),
    ("M1 1AE", POSTCODE),
    ("EC1A 1BB, W1A 0AX", POSTCODE),
    ("DOB 02/03/1957", BIRTH),
    ("d.o.b. 2.3.57", BIRTH),
    ("born on 2nd March 1957", BIRTH),
    ("Date of birth: 1957-03-02", BIRTH),
    ("date of birth is March 2, 1957", BIRTH),
    ("Mrs Example is unhappy", NAME),
    ("seen by Dr A. Jones-Example, and left", NAME),
    ("Mr van der Berg", NAME),
    ("Ms O’Neill's ramp", NAME),  # noqa: RUF001 - as people type it
    ("Prof. Łukasz", NAME),
    ("MRS SMITH", NAME),
    ("Mr Hall", NAME),
    ("Mrs May, Mr An, Ms Do", NAME),
    ("Dr He said so", NAME),
    ("Mr Doe of Ward 3", NAME),
    ("my name is Jane", NAME),
    ("Patient name: Jane Example", NAME),
    ("SURNAME = Example", NAME),
]

# As minutes, papers, diaries and registers have them.
HOLDS_NOTHING = """\
The board met on 23 November 2026 at 14.30 in Room W1A, from 14:30 to 16:00.
Papers go out 5 clear days before, by 2026-11-16; reviews 01-02-2026 to 30-04-2026
1-123456789 (CQC location), 1-101643392 (provider)
Organisations RX1, RQ3, A81001, Y00000 and 5PG; site RX1RA
Ring 111, 999, 0800 123 4567, 0300 123 1234, 0345 601 6000 or 116 123
Freephone +44 800 123 4567 and +44 (0)300 123 1234
Route 66, the A12 1PM, the M25 2PM and platform 9
Paper B12 3rd floor; b12 3rd floor; E1 2nd draft; e10 4th ed
Wards E1, LS1, SW1A and EC1; band 8a; HRG4+; G4S 2HQ
£4,000,000,000, £4010232137, GBP 4010232137 and 1,234,567,890 forms
doi 10.1080/01944366908977225; doi:10.1002/net.3230230604; ISBN 3161484100
Ratios of 0.004420808395220632 and 0.0044 332 555 121
the Dr Foster Intelligence report, Dr Patel and Partners, Dr Gray's Hospital and the Dame Vera Lynn Suite
The MS Society. Miss out? Don't Miss Our Event. See a GP or Dr. The practice rings back
Mr X and Ms B, of MR imaging
info@trust.nhs.uk, pals.office@nhs.net, customercare.area@nhs.net, @DiabetesUK; meet @ 10.30
https://www.gov.uk/1234567890/page and gov.uk/4010232137
UPRN 100023336956, SNOMED 73211009, ICD-10 E11.9, 48 mmol/mol
minute 12/05/2026/7, CCG/2024/0017, FOI-2024-01234, 2024/25, Q3 24-25
0900-1700, 1730 2000, 0730-0930-1130
children born after 1 September 2020, people born in 1957, born free
patient name bands; patient: see leaflet; Patient Information Forum; the name of the group
4444444444 and 0000000000 and 0123456789 and 12345678901234567890
9434765918, 943 476 591, 5434765910
AB1234567C, XAB123456CX, BG123456A
A12BC, B12AB, XLS1 4AP, 5LS1 4AP, AB12 CDE, ZZ1 1AA, M1 1CI
+5 to +10 per cent, +2026-05-01 09:00, +1 000 000
v1.2.3.4, 192.168.0.1, 10:30:45.123
Mr. And Mrs. of the board\
""".splitlines()


@pytest.mark.parametrize(("text", "pattern"), HOLDS)
def test_what_names_or_finds_a_person_is_noticed(text, pattern):
    """Each is a way in which people have been found by a public page."""
    assert pattern in personal_patterns(text)


@pytest.mark.parametrize("text", HOLDS_NOTHING)
def test_what_papers_of_committees_hold_of_nobody_is_left_alone(text):
    """Who is warned of every room and every reference stops reading warnings."""
    assert () == personal_patterns(text)


def test_each_kind_is_told_once_and_in_one_order():
    """The answer says that it is there, and never what it is."""
    text = "Mrs Example, LS1 4AP, LS1 4AQ, 07700 900123 and a@example.org"
    assert (EMAIL, MOBILE, POSTCODE, NAME) == personal_patterns(text)
    assert () == personal_patterns("")
    assert all(pattern.words.partition(" ")[0] in {"a", "an", "the"} for pattern in PersonalPattern)


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        ("jane.smith@nhs.net", EMAIL),
        ("nhs-9434765919", NHS),
        ("943.476.5919", NHS),
        ("tel:07700-900-123", MOBILE),
        ("ls1-4ap", POSTCODE),
        ("qq123456c", NI),
        ("dob-1957-03-02", BIRTH),
        ("mrs-smith", NAME),
        ("Dr_A_Jones", NAME),
        ("complaint/mr.jones", NAME),
        ("Mrs Smith", NAME),
    ],
)
def test_a_key_hides_nothing_by_its_hyphens(key, pattern):
    """Who makes a key of a name makes it of small letters."""
    assert pattern in personal_patterns(key, key=True)


@pytest.mark.parametrize(
    "key",
    [
        "p-17", "PR-001", "CASE/2024/0017", "evening clinic", "2026-05-01", "1-123456789", "a81001", "finance.2024.q3",
        "dr-plan", "mr-scanner", "dr-foster-intelligence", "dr-review", "ms-society", "miss-dr", "dr-x2", "mr-a", "cllr",
        "9434765a-4765-4919-8476-943476591901", "user-group-2026-11",
    ],
)  # fmt: skip
def test_keys_as_hosts_have_them_are_left_alone(key):
    """A case number is no person, and neither is a UUID."""
    assert () == personal_patterns(key, key=True)


def modulus_11(nine):
    """The check digit as the NHS Data Dictionary gives it in steps; None where there is none."""
    total = 0
    for place in range(9):
        total += int(nine[place]) * (10 - place)
    check = 11 - total % 11
    return {11: 0, 10: None}.get(check, check)


@pytest.mark.parametrize(
    ("begins", "given_out"),
    [("4", True), ("6", True), ("7", True), ("9", True), ("32", True), ("0112", True), ("3106", True), ("5", False), ("8", False), ("1213", False), ("0001", False), ("0100", False)],
)  # fmt: skip
def test_a_number_of_ten_digits_is_one_of_the_nhs_only_with_its_check_digit(begins, given_out):
    """England and Wales, Northern Ireland and Scotland, whose numbers begin with a day of birth; of others a tenth would fit by chance."""
    numbers = random.Random(begins)
    for _ in range(200):
        nine = begins + "".join(str(numbers.randrange(10)) for _ in range(9 - len(begins)))
        right = modulus_11(nine)
        for last in range(10):
            text = f"{nine[:3]} {nine[3:6]} {nine[6:]}{last}"
            assert (NHS in personal_patterns(text)) == (given_out and last == right), text


@pytest.mark.parametrize(
    "piece",
    ["a", "0", "01 ", "07700 90 01 2 ", "a@", "a.", "Mr ", "Mr of ", "Mr Smith ", "AB 12 34 56 ", "LS1 ", "born ", "+1 2 3 4 ", "name is ", "943 ", "1 ", " ", "a@a.", "(0)"],
)  # fmt: skip
@pytest.mark.parametrize("key", [False, True])
def test_no_text_takes_long_whatever_it_is(piece, key):
    """A pasted file must not hold up a page, and nobody may choose a text that does: a million characters would take five times as long."""
    text = piece * (200_000 // len(piece))
    began = process_time()
    personal_patterns(text, key=key)
    assert process_time() - began < 2  # under a fifth of a second on a quiet machine


def test_what_is_no_text_is_refused():
    """None is no text without anything in it."""
    with pytest.raises(InvalidValueError, match="text: expected a value of type str"):
        personal_patterns(None)
