"""Surnames in texts: a title with a name after it, or a name that is said to be one."""

import re
from itertools import chain

__all__ = ["names_a_person", "words"]


def words(text: str) -> frozenset[str]:
    """The words of a text, to ask whether one is among them."""
    return frozenset(text.split())


_TITLE = re.compile(
    r"(?:M(?:rs?|RS|s|iss|x)|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Cllr|Councillor|Sir|Dame)\b\.?[ \u00a0]{1,2}(?=\w)"
)
_TITLE_IN_KEY = re.compile(r"(?<![^\W_])(?:mrs?|miss|dr|prof(?:essor)?|cllr)[ ]+(?=\w)", re.IGNORECASE)
_BEFORE = frozenset("'’.-")  # noqa: RUF001 - what joins a title to the word before it
_SAID = re.compile(
    r"(?<!\w)(?i:my name is|(?:(?:patient|client|carer|member|full|first|last|family|service user)(?:'s)? name|forename|surname)"
    r"(?: is| was|[ ]?[:=]))[ ]{1,2}(?=[^\W\d_])"
)
_WINDOW = 100  # characters after a title
_MOST_WORDS = 6
_PARTICLES = words("al bin da de del della der di dos du el la le ten ter van von")
_STOPS = (",", ";", ":", "?", "!", ")")
_ENDS = (".", *_STOPS)
_AROUND = "\"'“”‘’.,;:()[]!?"  # noqa: RUF001 - quotation marks

_BEGINNINGS = words(  # of a sentence, after one that ends with a title: Mr An and Dr He are persons, Dr. He is two sentences
    "a about all an and any are as at be been but by can could did do does each every for from had has have he her his "
    "how i if in is it its may my no not of off on or our out should so some than that the their them then there these "
    "they this those to today tomorrow was we were what when where which who why will with would yes you your "
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_NO_SURNAMES = words(  # what has a title, or what looks like one, and is nobody
    "and backup everyone everything exercise imaging letter meeting men nothing one opportunity or pharma plan policy "
    "recovery referral right scan scanner scans server site team test who"
)
_NEVER = _NO_SURNAMES | _BEGINNINGS
_PLACES = words(  # what is called after somebody: a place, a body, a publication
    "avenue award awards bridge building campus care center centre chapel charity church clinic close college commission "
    "committee company consulting council court department drive estate foundation fund gardens group hall health "
    "hospice hospital house initiative inquiry institute intelligence investigation lab laboratory lane lecture library "
    "lounge medal memorial network park partners partnership place practice prize programme project rd report review "
    "road room school scheme service services society square st street suite surgery theatre trust unit university ward "
    "way wing"
)


def names_a_person(text: str, *, in_key: bool = False) -> bool:
    """Whether the text has a title with a surname, or says that what follows is a name.

    A place that is called after somebody, such as a hospital, is none. In a key, small letters do, and words are apart by a space.
    """
    if in_key:
        return any(_is_surname(_after(text, title), small=True) for title in _TITLE_IN_KEY.finditer(text))
    titles = (title for title in _TITLE.finditer(text) if _begins_a_word(text, title.start()))
    said = _SAID.finditer(text) if "ame" in text or "AME" in text else ()
    return any(_is_surname(_after(text, before), ended=_ends(before[0])) for before in chain(titles, said))


def _ends(title: str) -> bool:
    """Whether a sentence may end with the title, or it may be another word."""
    return "." in title or title.startswith("Miss")


def _begins_a_word(text: str, place: int) -> bool:
    """Whether nothing is joined to what begins there; asked of each title, since it is slow to search for."""
    before = text[place - 1] if place else " "
    return not (before.isalnum() or before == "_" or before in _BEFORE)


def _after(text: str, title: re.Match[str]) -> str:
    return text[title.end() : title.end() + _WINDOW]


def _is_surname(after: str, *, ended: bool = False, small: bool = False) -> bool:
    """Whether what follows a title begins with a surname, or first names and a surname, that no place is called by."""
    surname = False
    for word in after.split()[:_MOST_WORDS]:
        plain = word.strip(_AROUND)
        lower = plain.casefold().removesuffix("'s").removesuffix("’s")  # noqa: RUF001 - an apostrophe too
        if surname:
            if lower in _PLACES and (small or plain[:1].isupper()):
                return False
            if plain.islower() and lower != "and" and not small:
                break  # Dr Jones of Ward 3
        elif len(plain) < 2 and word.endswith(_STOPS):
            return False  # a letter in place of a name: Ms B,
        elif len(plain) > 1 and lower not in _PARTICLES:
            if (
                lower in (_NEVER if ended or small else _NO_SURNAMES)
                or (small and lower in _PLACES)
                or not _is_name(plain, small=small)
            ):
                return False
            surname = True
        if surname and word.endswith(_ENDS):
            break
    return surname


def _is_name(word: str, *, small: bool) -> bool:
    """Letters, the first a capital and some small ones after it; in a key letters are enough."""
    letters = word.replace("-", "").replace("'", "").replace("’", "")  # noqa: RUF001 - an apostrophe too
    if not letters.isalpha():
        return False
    return len(letters) > 2 if small else word[0].isupper() and (not word.isupper() or len(word) > 2)
