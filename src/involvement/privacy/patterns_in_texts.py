"""Personal patterns: addresses, numbers and names of persons that a text looks as if it held."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from involvement import _fields
from involvement.privacy.surnames import names_a_person, words

__all__ = ["PersonalPattern", "personal_patterns"]


class PersonalPattern(StrEnum):
    """What a text may hold that names one person, or finds them; the order is that of answers."""

    EMAIL_ADDRESS = "email_address"
    MOBILE_NUMBER = "mobile_number"
    PHONE_NUMBER = "phone_number"
    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE_NUMBER = "national_insurance_number"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date_of_birth"
    NAME = "name"

    @cached_property
    def words(self) -> str:
        """How it reads in a sentence."""
        return _WORDS[self]


_WORDS = {
    PersonalPattern.EMAIL_ADDRESS: "an e-mail address",
    PersonalPattern.MOBILE_NUMBER: "a mobile phone number",
    PersonalPattern.PHONE_NUMBER: "a phone number",
    PersonalPattern.NHS_NUMBER: "an NHS number",
    PersonalPattern.NATIONAL_INSURANCE_NUMBER: "a National Insurance number",
    PersonalPattern.POSTCODE: "a postcode",
    PersonalPattern.DATE_OF_BIRTH: "a date of birth",
    PersonalPattern.NAME: "the name of a person",
}


def personal_patterns(text: str, *, key: bool = False) -> tuple[PersonalPattern, ...]:
    """What a text looks as if it held, each kind once; never what it holds.

    Looked for are e-mail addresses but those of an office (`info@`), phone numbers of the United Kingdom but those of
    services (03, 08, 09), international ones, NHS numbers with their check digit (those of Scotland and Northern Ireland
    too), National Insurance numbers, whole postcodes, dates said to be of birth, and surnames after a title, or names that
    are said to be one. In a *key*, hyphens and dots count as spaces, and small letters will do for a name. A name without a title is not noticed. In linear time.

    >>> [found.value for found in personal_patterns("Ring Mrs Example on 07700 900123 before 4.30")]
    ['mobile_number', 'name']
    """
    if not _ANYTHING.search(_fields.a_text("text", text)) and not (key and _ANYTHING_IN_KEY.search(text)):
        return ()
    found = set(_in_text(text))
    if key:
        spaced = _SEPARATORS.sub(" ", text)
        found.update(_in_text(spaced))
        if names_a_person(spaced, in_key=True):
            found.add(PersonalPattern.NAME)
    return tuple(pattern for pattern in PersonalPattern if pattern in found)


# Most texts hold none of these, and a check asks of every one.
_ANYTHING = re.compile(r"@|\d\D{0,3}\d|M[rRisx]|Dr|Prof|Rev|C(?:llr|ouncillor)|Sir|Dame|[Nn][Aa][Mm][Ee]")
_ANYTHING_IN_KEY = re.compile(r"[MmDd][Rr]|[Mm][Ii][Ss][Ss]|[Pp][Rr][Oo][Ff]|[Cc][Ll][Ll][Rr]")
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"[-_./:]+")

_EMAIL = re.compile(r"(?<![\w.+'-])([\w.+'-]{1,64})@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])")
_WORD = re.compile(r"[^\W\d_]+")
_OFFICES = words(  # a mailbox of an office is of nobody in particular
    "admin appointments bookings ccg chair clerk comms communications complaints consultation consultations contact "
    "council customer customercare democratic dpo engagement enquiries enquiry events feedback foi governance healthwatch hello help "
    "helpdesk helpline icb info information involve involved involvement mail membership no noreply office pals "
    "participation patient patients ppi press privacy public reception reply research secretariat secretary service "
    "services support surgery team trust volunteering volunteers web webmaster"
)

# Each alternative has a fixed shape, so that no text takes more than one pass.
_PHONE = re.compile(
    r"(?<![\w+£$€-])(?<!\d[.,:])(?<!\w/)\(?"
    r"(0[127](?:\d{3}(?:[ -]\d\d){3}"
    r"|\d\)?[ -]{1,3}\d{4}[ -]?\d{4}"
    r"|\d\d\)?[ -]{1,3}\d{3}[ -]?\d{4}"
    r"|\d{3}\)?[ -]{1,3}\d{3}[ -]?\d{2,3}"
    r"|\d{8,9}))(?!\w|[-.:,]\d)"
)
_ABROAD = re.compile(
    r"(?<![\w+])(?<!\d[.,:])(?:\+(?!\d{4}-\d\d-)|00(?=44))([1-9]\d{0,2})[ -]?(?:\(0\)[ -]?)?(\d(?:[ -]?\d){6,12})(?!\w|[.,:]\d)"
)
_ALL_DIGITS = "0123456789"
_SHORT_NUMBERS = 10  # digits with the 0: some places that begin with 01 have one fewer than others

_NHS = re.compile(r"(?<![\w£$€-])(?<!\d[,:])(?<!\w[./])(\d{3})([ -]?)(\d{3})\2(\d{4})(?!\w|[-.:,/]\d)")
_BOOK_OR_SUM = re.compile(r"(?:isbn|gbp|eur|usd)\W{0,4}\Z", re.IGNORECASE)  # a book's check digit is the same

_PREFIX = r"(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
_NATIONAL_INSURANCE = re.compile(
    rf"(?<![\w-])(?:{_PREFIX}(?:[ -]?\d\d){{3}}[ -]?[A-D]|(?i:{_PREFIX}\d{{6}}[A-D]))(?![\w-])"
)

_POSTCODE = re.compile(
    r"([A-Z][A-Z]?)(\d[A-Z\d]?)( ?)(\d[ABD-HJLNP-UW-Z]{2})(?![\w-])|([a-z][a-z]?)(\d[a-z\d]?) (\d[abd-hjlnp-uw-z]{2})(?![\w-])"
)
_AREAS = words(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD "
    "WF WN WR WS WV YO ZE"
)
_LETTERED_AREAS = words("E EC N NW SE SW W WC")  # whose districts may end in a letter: W1A
_ORDINALS = frozenset({"1st", "2nd", "3rd"})
_SHORTEST_IN_ONE = 6  # characters: A12BC is a reference

_FEWEST_OF_A_NUMBER = 6  # digits
_FEWEST_OF_A_DAY = 4
_DAY = r"(?:\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}[ -]\d{2}[ -]\d{2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{2,4}|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
_BORN = re.compile(
    rf"(?<!\w)(?i:d\.?o\.?b\b\.?|dates?[ ]of[ ]birth|birthday|birth[ ]date|born(?:[ ]on)?)(?i: is| was)?[ :=]{{0,3}}{_DAY}(?!\d)"
)


def _in_text(text: str) -> Iterator[PersonalPattern]:
    if "@" in text and any(map(_of_a_person, _EMAIL.finditer(text))):
        yield PersonalPattern.EMAIL_ADDRESS
    if _DIGIT.search(text):
        yield from _numbers(text)
    if names_a_person(text):
        yield PersonalPattern.NAME


def _of_a_person(address: re.Match[str]) -> bool:
    return _OFFICES.isdisjoint(map(str.casefold, _WORD.findall(address[1])))


def _numbers(text: str) -> Iterator[PersonalPattern]:
    digits = sum(map(text.count, "0123456789"))
    if digits >= _FEWEST_OF_A_NUMBER:
        yield from _long_numbers(text)
    if digits >= _FEWEST_OF_A_DAY and _BORN.search(text):
        yield PersonalPattern.DATE_OF_BIRTH
    if digits > 1 and any(map(_is_postcode, _POSTCODE.finditer(text))):
        yield PersonalPattern.POSTCODE


def _long_numbers(text: str) -> Iterator[PersonalPattern]:
    for phone in _PHONE.finditer(text):
        if (kind := _phone_of(_digits(phone[1]))) is not None:
            yield kind
    for phone in _ABROAD.finditer(text):
        if phone[1] != "44":
            yield PersonalPattern.PHONE_NUMBER
        elif (kind := _phone_of(f"0{_digits(phone[2])}")) is not None:
            yield kind
    if any(_is_nhs_number(text, number) for number in _NHS.finditer(text)):
        yield PersonalPattern.NHS_NUMBER
    if _NATIONAL_INSURANCE.search(text):
        yield PersonalPattern.NATIONAL_INSURANCE_NUMBER


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(text))


def _phone_of(digits: str) -> PersonalPattern | None:
    """What kind of number it is; None where it is one of a service, or none at all."""
    if digits == _ALL_DIGITS:
        return None
    if len(digits) == _SHORT_NUMBERS + 1 and digits[1] == "7":
        return PersonalPattern.MOBILE_NUMBER
    whole = len(digits) == _SHORT_NUMBERS + 1 or (len(digits) == _SHORT_NUMBERS and digits[1] == "1")
    return PersonalPattern.PHONE_NUMBER if whole and digits[1] in "12" else None


def _is_nhs_number(text: str, number: re.Match[str]) -> bool:
    """Whether the check digit fits, and the number is of those that are given out, or kept for examples.

    England and Wales begin with 4, 6, 7 or, for tests and examples, 9; Northern Ireland with 32 to 39; Scotland with the day and the month of birth.
    """
    digits = f"{number[1]}{number[3]}{number[4]}"
    if len(set(digits)) == 1 or _BOOK_OR_SUM.search(text, max(0, number.start() - 12), number.start()):
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    issued = digits[0] in "4679" or 32 <= day <= 39 or (1 <= day <= 31 and 1 <= month <= 12)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True))
    return issued and total % 11 == 0


def _is_postcode(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1] if found.start() else " "
    if before.isalnum() or before in "-_":
        return False
    area, district, space, inward = found[1], found[2], found[3], found[4]
    if area is None:
        area, district, space, inward = found[5].upper(), found[6], " ", found[7]
    if not space and len(found[0]) < _SHORTEST_IN_ONE:
        return False
    lettered = not district.isdigit()
    return area in (_LETTERED_AREAS if lettered else _AREAS) and inward not in _ORDINALS and not inward.endswith("th")
