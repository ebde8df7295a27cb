"""Catalogues: templates and phrases in another language or edition, by code; gettext's files among them."""

import struct
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from attrs import field, frozen

from involvement.errors import DocumentError, InvalidValueError
from involvement.wording.templates import Template

__all__ = ["Catalogue"]

_NUMBERS = (None, *range(201), 1_000_000)  # no language has a plural that none of these would choose


@frozen(eq=False)
class Catalogue:
    """Templates of another language or edition (easy read is one), by code; English stands in for what it lacks.

    A catalogue may have a variant for each plural form of its language: the number of the first fact that the English
    template counts chooses it. It may use the placeholders of the English template and no others.

    Attributes:
        find: the text for a code and that number (None where nothing is counted), or None where there is none.
    """

    find: Callable[[str, int | None], str | None] = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not callable(self.find):
            raise InvalidValueError("Catalogue.find", "a function of a code and a number")

    def template(self, code: str, english: str, n: int | None = None) -> str:
        """The text for the code, the English text where there is none."""
        text = self.find(code, n)
        return text if isinstance(text, str) and text else english

    @classmethod
    def from_mapping(cls, templates: Mapping[str, str]) -> "Catalogue":
        """A catalogue of one text for each code.

        >>> Catalogue.from_mapping({"yes": "ja"}).template("yes", "yes")
        'ja'
        """
        if not isinstance(templates, Mapping):
            raise InvalidValueError("Catalogue.from_mapping", "a mapping from code to text")
        return cls(lambda code, _: templates.get(code))

    @classmethod
    def from_gettext(cls, file: IO[bytes]) -> "Catalogue":
        """A catalogue from an open `.mo` file whose msgid is the code; of a plural entry, msgid and msgid_plural.

        Anything else than such a file raises `DocumentError`.
        """
        from gettext import GNUTranslations

        if not hasattr(file, "read"):
            raise InvalidValueError("Catalogue.from_gettext", "an open binary file")
        try:
            translations = GNUTranslations(file)
        except (OSError, ValueError, TypeError, LookupError, struct.error):
            raise DocumentError("$", "expected a gettext catalogue, compiled (.mo)") from None

        def find(code: str, n: int | None) -> str | None:
            try:
                text = code if n is None else translations.ngettext(code, code, n)
            except ArithmeticError:  # the file's own formula for plurals
                text = code
            text = translations.gettext(code) if text == code else text
            return None if text == code else text

        return cls(find)

    def missing(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes that it has no text for, sorted."""
        return tuple(sorted(code for code in set(codes) if not any(self.find(code, n) for n in (None, 1))))

    def problems(self, templates: Mapping[str, Template | str]) -> tuple[tuple[str, str], ...]:
        """What is wrong with its texts, as pairs of code and message, sorted; English is said in their place.

        Args:
            templates: the English templates by code, `PHRASES` among them.
        """
        found: set[tuple[str, str]] = set()
        for code, english in templates.items():
            names = (english if isinstance(english, Template) else Template(english)).names
            for text in {self.template(code, "", n) for n in _NUMBERS} - {""}:
                try:
                    unknown = Template(text).names - names
                except InvalidValueError as error:
                    found.add((code, f"expected {error.expected}"))
                    continue
                if unknown:
                    found.add((code, f"no fact for {', '.join(sorted(unknown))}; known: {', '.join(sorted(names))}"))
        return tuple(sorted(found))
