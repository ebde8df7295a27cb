"""Catalogues: templates and phrases in another language or edition, by code; gettext's files among them."""

import struct
from collections.abc import Iterable, Mapping
from functools import cached_property
from io import BytesIO
from typing import IO, TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import DocumentError, InvalidValueError
from involvement.wording.templates import Template

if TYPE_CHECKING:
    from gettext import GNUTranslations

__all__ = ["Catalogue"]

_NUMBERS = (None, *range(201), 1_000_000)  # no language has a plural that none of these would choose


def _texts(values: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = values.items() if isinstance(values, Mapping) else values if isinstance(values, tuple) else (None,)
    if not all(
        isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs
    ):
        raise InvalidValueError("Catalogue.texts", "a mapping from code to text")
    return tuple(sorted(pairs))


def _size(value: tuple[object, ...] | bytes) -> str:
    return f"<{len(value)}>"


@frozen(kw_only=True)
class Catalogue:
    """Templates of another language or edition (easy read is one), by code; English stands in for what it lacks.

    A gettext file may have a variant for each plural form of its language: the number of the first fact that the
    English template counts chooses it. A catalogue may use the placeholders of the English template and no others.

    Attributes:
        texts: pairs of code and text, by code; a mapping will do. They come before those of the file.
        compiled: the bytes of a gettext file (`.mo`) whose msgid is the code, or no bytes.

    >>> Catalogue(texts={"yes": "ja"}).template("yes", "yes")
    'ja'
    """

    texts: tuple[tuple[str, str], ...] = field(default=(), converter=_texts, repr=_size)
    compiled: bytes = field(default=b"", repr=_size)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.compiled, bytes):
            raise InvalidValueError("Catalogue.compiled", "the bytes of a gettext file, or no bytes")
        _ = self._by_code, self._translations

    @classmethod
    def from_mapping(cls, templates: Mapping[str, str]) -> "Catalogue":
        """A catalogue of one text for each code."""
        return cls(texts=templates)

    @classmethod
    def from_gettext(cls, file: IO[bytes]) -> "Catalogue":
        """A catalogue from an open `.mo` file whose msgid is the code; of a plural entry, msgid and msgid_plural.

        Any other file raises `DocumentError`.
        """
        if not hasattr(file, "read"):
            raise InvalidValueError("Catalogue.from_gettext", "an open binary file")
        compiled = file.read()
        if not isinstance(compiled, bytes) or not compiled:
            raise _no_catalogue()
        return cls(compiled=compiled)

    @cached_property
    def _by_code(self) -> Mapping[str, str]:
        return dict(self.texts)

    @cached_property
    def _translations(self) -> "GNUTranslations | None":
        from gettext import GNUTranslations

        if not self.compiled:
            return None
        try:
            return GNUTranslations(BytesIO(self.compiled))
        except (OSError, ValueError, LookupError, struct.error):
            raise _no_catalogue() from None

    def _text(self, code: str, n: int | None) -> str:
        """The text for the code, or no text."""
        translations = self._translations
        if code in self._by_code or translations is None:
            return self._by_code.get(code, "")
        try:
            text = code if n is None else translations.ngettext(code, code, n)
        except ArithmeticError:  # the file's own formula for plurals
            text = code
        text = translations.gettext(code) if text == code else text
        return "" if text == code else text

    def template(self, code: str, english: str, n: int | None = None) -> str:
        """The text for the code, the English text where there is none.

        Args:
            code: of a statement, of one of `PHRASES`, or of a word of a closed list, such as `Standing.advises`.
            english: the English text.
            n: the number that chooses the variant, where something is counted.
        """
        return self._text(_fields.a_text("code", code), n) or english

    def missing(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes that it has no text for, sorted."""
        asked = codes.keys() if isinstance(codes, Mapping) else _fields.members("codes", codes)
        return tuple(sorted({code for code in asked if not self._text(_fields.a_text("codes", code), 1)}))

    def problems(self, templates: Mapping[str, Template | str]) -> tuple[tuple[str, str], ...]:
        """What is wrong with its texts, as pairs of code and message, sorted; English is said in their place.

        Args:
            templates: the English templates by code, `PHRASES` among them.
        """
        problems: set[tuple[str, str]] = set()
        for code, english in _fields.a_mapping("templates", templates).items():
            names = (english if isinstance(english, Template) else Template(english)).names
            for text in {self._text(code, n) for n in _NUMBERS} - {""}:
                try:
                    unknown = Template(text).names - names
                except InvalidValueError as error:
                    problems.add((code, f"expected {error.expected}"))
                    continue
                if unknown:
                    problems.add((code, f"no fact for {', '.join(sorted(unknown))}; known: {', '.join(sorted(names))}"))
        return tuple(sorted(problems))


def _no_catalogue() -> DocumentError:
    return DocumentError("$", "expected a gettext catalogue, compiled (.mo)")
