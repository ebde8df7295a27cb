"""The wording: statements said in words for one reader."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import field

from involvement._fields import frozen
from involvement.errors import InvalidValueError
from involvement.references import Ref
from involvement.wording.catalogues import Catalogue
from involvement.wording.days import DayStyle, day_words
from involvement.wording.lists import listed, noun
from involvement.wording.numbers import number_words
from involvement.wording.phrases import PHRASES
from involvement.wording.statements import FACT, Atom, Fact, Quote, Statement, is_fact, misfit, number_of
from involvement.wording.templates import Manner, Placeholder, Template, template_of
from involvement.wording.texts import apart, brief, capitalised, clean, is_one_line, isolated

__all__ = ["Names", "Persons", "Wording"]

Names: TypeAlias = Mapping[Ref, str] | Callable[[Ref], str | None]
Persons: TypeAlias = Literal["hidden", "keys"] | Mapping[str, str]

_MOST_LISTED = 5
_ENDS = tuple(".!?…。！？؟۔।")  # noqa: RUF001 - other languages end so
_CLOSERS = '"\u2069'  # a quotation mark, or the end of text that runs from right to left
_SPACES = re.compile(" {2,}")
_PLACES = re.compile(r"\{.*?\}")


@frozen(eq=False, repr=False)
class _Titles:
    """Names by reference or key, as a function that can be compared, kept and sent."""

    titles: Mapping[object, str]

    def __call__(self, named: object) -> str | None:
        return self.titles.get(named)

    def __eq__(self, other: object) -> bool:
        return self.titles == other.titles if isinstance(other, _Titles) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.titles.items()))

    def __repr__(self) -> str:
        return f"<{len(self.titles)}>"


def _titles(values: Mapping[Ref, str] | Mapping[str, str]) -> _Titles:
    return _Titles({named: title for named, title in values.items() if isinstance(title, str)})


def _names(value: Names | _Titles) -> Callable[[Ref], str | None]:
    if isinstance(value, Mapping):
        return _titles(value)
    if callable(value):
        return value
    raise InvalidValueError("Wording.names", "a mapping from Ref to title, or a function that gives one")


def _persons(value: Persons | _Titles) -> "Literal['hidden', 'keys'] | _Titles":
    if isinstance(value, Mapping):
        return _titles(value)
    if isinstance(value, _Titles) or (isinstance(value, str) and value in {"hidden", "keys"}):
        return value
    raise InvalidValueError("Wording.persons", "hidden, keys, or a mapping from the keys of persons to their names")


def _days(value: DayStyle | str) -> DayStyle:
    for style in DayStyle:
        if style == value:
            return style
    raise InvalidValueError("Wording.days", f"one of {', '.join(DayStyle)}")


def _shown(names: Callable[[Ref], str | None]) -> str:
    return repr(names) if isinstance(names, _Titles) else "<function>"  # whose own repr has its place in memory


@frozen(kw_only=True)
class Wording:
    """How statements are said to one reader: with which names, days, language, and how persons are called.

    What is said is one line without control characters, the same for the same facts, and it never raises.

    Attributes:
        names: the title of what a Ref names, as a mapping or a function; what has none is said by its key. For a
            person it is a description that names nobody, such as `a member of the user group`, used while persons
            are hidden.
        persons: `hidden` (the description, or `a person`), `keys`, or the names that the host knows them by.
        days: `long` (12 November 2026), `short` (12 Nov 2026) or `iso`.
        catalogue: another language or edition; without one, English.
        tells: what of a statement this reader may be told, as a function that gives None where it is nothing; what may
            not be told is said as no text. Without one, all.

    >>> heard = Statement("heard", {"by": date(2026, 12, 1), "forum": Ref("forum", "group")},
    ...                   template="Tell {forum} by {by}.", sources={"by": "Meetings.rule", "forum": "Forum.title"})
    >>> Wording(names={Ref("forum", "group"): "the user group"}).say(heard)
    'Tell the user group by 1 December 2026.'
    """

    names: Callable[[Ref], str | None] = field(default=_Titles({}), converter=_names, repr=_shown)
    persons: Literal["hidden", "keys"] | _Titles = field(default="hidden", converter=_persons)
    days: DayStyle = field(default=DayStyle.LONG, converter=_days)
    catalogue: Catalogue | None = None
    tells: Callable[[Statement], Statement | None] | None = None

    def __attrs_post_init__(self) -> None:
        if self.tells is not None and not callable(self.tells):
            raise InvalidValueError("Wording.tells", "a function from a statement to what of it is said, or nothing")
        if self.catalogue is not None and not isinstance(self.catalogue, Catalogue):
            raise InvalidValueError("Wording.catalogue", "a Catalogue, or nothing")

    def say(self, statement: Statement) -> str:
        """The statement as a sentence: capitalised, and with a full stop unless its template ends otherwise."""
        told = self._told(_statement("Wording.say", statement))
        words = "" if told is None else self._filled(told, opens=True)
        return words if not words or words.rstrip(_CLOSERS).endswith(_ENDS) else words + self._phrase("sentence.end")

    def clause(self, statement: Statement) -> str:
        """The statement as it stands within a sentence or a cell: as its template begins and ends."""
        told = self._told(_statement("Wording.clause", statement))
        return "" if told is None else self._filled(told, opens=False)

    def _told(self, statement: Statement) -> Statement | None:
        return statement if self.tells is None else self.tells(statement)

    def words(self, value: Fact) -> str:
        """One fact as it stands within a sentence: a title, a day, a number, a list."""
        if not is_fact(value):
            raise InvalidValueError("Wording.words", FACT)
        return self._said(value, opens=False, quoted=False)

    def lacks(self, statement: Statement) -> tuple[str, ...]:
        """The codes that are said in English because the catalogue has no fitting text, sorted; () without a catalogue.

        They are of the statement, of those within it, and of words of closed lists.
        """
        lacking = set(self._lacking(_statement("Wording.lacks", statement)))
        return () if self.catalogue is None else tuple(sorted(lacking))

    def _lacking(self, statement: Statement) -> Iterator[str]:
        facts = dict(statement.facts)
        template = self._of_catalogue(statement, facts)
        if template is None:
            yield statement.code
        for name in (template or statement.template).names:
            fact = facts[name]
            for member in fact if isinstance(fact, tuple) else (fact,):
                if isinstance(member, Statement):
                    yield from self._lacking(member)
                elif isinstance(member, StrEnum) and not self._fixed(_word_code(member), ""):
                    yield _word_code(member)

    def _filled(self, statement: Statement, *, opens: bool) -> str:
        facts = dict(statement.facts)
        pieces: list[str] = []
        for part in self._template(statement, facts).parts:
            begins = opens if not pieces else isinstance(part, Placeholder) and part.opens
            if isinstance(part, Placeholder):
                pieces.append(self._placed(part, facts[part.name], opens=begins))
            else:
                pieces.append(capitalised(part) if begins else part)
        words = "".join(pieces).strip(" ")
        return _SPACES.sub(" ", words) if "  " in words else words

    def _template(self, statement: Statement, facts: Mapping[str, Fact]) -> Template:
        """The catalogue's template where it fits the facts, else the English one."""
        return self._of_catalogue(statement, facts) or statement.template

    def _of_catalogue(self, statement: Statement, facts: Mapping[str, Fact]) -> Template | None:
        """The catalogue's template; None where it has none, or one that does not fit the facts."""
        if self.catalogue is None:
            return None
        english = statement.template
        try:
            template = template_of(self.catalogue.template(statement.code, "", _plural(english, facts)))
        except InvalidValueError:
            return None
        return template if template.names <= english.names and misfit(template, facts) is None else None

    def _phrase(self, code: str) -> str:
        return self._fixed(code, PHRASES[code])

    def _fixed(self, code: str, english: str) -> str:
        """The catalogue's words where they have the places of the English ones, else those."""
        if self.catalogue is None:
            return english
        text = self.catalogue.template(code, english)
        fits = is_one_line(text) and sorted(_PLACES.findall(text)) == sorted(_PLACES.findall(english))
        return text if fits else english

    def _placed(self, place: Placeholder, value: Fact, *, opens: bool) -> str:
        if place.default and (value is None or (value == () and not place.counts)):
            return capitalised(place.default) if opens else place.default
        if place.counts and (number := number_of(value)) is not None:
            words = noun(number, place.one, place.many)
            if place.manner is Manner.AGREEING:
                return capitalised(words) if opens else words
            return f"{number_words(number, self._phrase)} {words}"
        if place.manner is Manner.SENTENCES and value is not None:
            members = value if isinstance(value, tuple) else (value,)
            return " ".join(self.say(member) for member in members if isinstance(member, Statement))
        return self._said(value, opens=opens, quoted=place.manner is Manner.QUOTED)

    def _said(self, value: Fact, *, opens: bool, quoted: bool) -> str:
        if isinstance(value, tuple):
            words = [self._said(member, opens=opens and not index, quoted=quoted) for index, member in enumerate(value)]
            told = self._told_once(value, words)
            return listed(told, _MOST_LISTED, self._phrase) if told else self._begun("none", opens=opens)
        if isinstance(value, Statement):
            return self._filled(value, opens=opens)
        if isinstance(value, Quote):
            return self._quoted(value.text)
        if isinstance(value, Ref):
            return self._named(value, opens=opens, quoted=quoted)
        if isinstance(value, StrEnum):
            word = isolated(self._fixed(_word_code(value), getattr(value, "words", value.value.replace("_", " "))))
            return self._quoted(word) if quoted else capitalised(word) if opens else word
        if value is None or isinstance(value, bool):
            return self._begun("not_known" if value is None else "yes" if value else "no", opens=opens)
        if isinstance(value, date):
            return day_words(value, self.days, self._phrase)
        return number_words(value, self._phrase)

    def _told_once(self, members: tuple[Atom, ...], words: list[str]) -> list[str]:
        """The words of each, but of hidden persons who are called the same once, with how many they are."""
        if self.persons != "hidden" or not any(isinstance(member, Ref) and member.personal for member in members):
            return words
        called: dict[object, list[str]] = {}
        for place, (member, text) in enumerate(zip(members, words, strict=True)):
            hidden = isinstance(member, Ref) and member.personal
            called.setdefault(text.casefold() if hidden else place, []).append(text)
        anybody = self._phrase("kind.person").casefold()
        told: list[str] = []
        for who, alike in called.items():
            phrase = self._phrase("persons" if who == anybody else "persons.described")
            number = number_words(len(alike), self._phrase)
            told.append(phrase.replace("{n}", number).replace("{text}", alike[0]) if len(alike) > 1 else alike[0])
        return told

    def _begun(self, code: str, *, opens: bool) -> str:
        return capitalised(self._phrase(code)) if opens else self._phrase(code)

    def _quoted(self, text: str) -> str:
        return self._phrase("quoted").replace("{text}", isolated(text).replace('"', "'"))

    def _between(self, ref: Ref) -> str | None:
        """A channel by its key, or else by the forums that its keys name first, and a characteristic by its keys.

        None for all else.
        """
        of_keys = ref.kind == "characteristic" or len(ref.keys) == 1
        phrase = ref.kind if ref.kind == "characteristic" else f"channel.{ref.kind}"
        if len(ref.keys) == 1:
            phrase = f"{phrase}.named"
        if phrase not in PHRASES:
            return None
        ends = {
            name: clean(str(key)) if of_keys else self._named(Ref("forum", key), opens=False, quoted=False)
            for name, key in zip(("{first}", "{second}"), ref.keys, strict=False)
        }
        return _PLACES.sub(lambda place: ends[place[0]], self._phrase(phrase))

    def _named(self, ref: Ref, *, opens: bool, quoted: bool) -> str:
        title = self.names(ref) or self._between(ref)
        if ref.personal and self.persons != "keys":
            if ref.kind == "person" and isinstance(self.persons, _Titles) and (name := _name(self.persons(_key(ref)))):
                return name
            words = _name(None if _reveals(title, ref) else title) or self._phrase(f"kind.{ref.kind}")
        elif ref.kind == "person" or not (words := _name(title)):
            return self._quoted(_key(ref)) if quoted else isolated(_key(ref))  # as it is, wherever it stands
        if quoted and not ref.personal:
            return self._quoted(words)
        return capitalised(words) if opens else words


def _key(ref: Ref) -> str:
    return "/".join(map(str, ref.keys))


def _word_code(word: StrEnum) -> str:
    return f"{type(word).__name__}.{word.value}"


def _statement(place: str, value: Statement) -> Statement:
    if isinstance(value, Statement):
        return value
    raise InvalidValueError(place, "a Statement")


def _name(title: object) -> str:
    return apart(brief(clean(title))) if isinstance(title, str) else ""


def _reveals(title: str | None, ref: Ref) -> bool:
    """True for a description that contains a key of what it describes, in whatever letters."""
    return isinstance(title, str) and any(_folded(str(key)) in _folded(title) for key in ref.keys)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", clean(text)).casefold()


def _plural(english: Template, facts: Mapping[str, Fact]) -> int | None:
    """The number by which a catalogue chooses its variant: that of the first fact that the English template counts."""
    for place in english.placeholders:
        if place.counts and (number := number_of(facts[place.name])) is not None:
            exact = abs(Fraction(number))
            return int(exact) if exact.denominator == 1 else 3  # a part goes with the form for few: 3½ dnia
    return None
