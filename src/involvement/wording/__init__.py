"""Statements and their words: the only place where sentences for people are made."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.wording.catalogues import Catalogue as Catalogue
    from involvement.wording.editions import Edition as Edition
    from involvement.wording.packaged import easy_read as easy_read
    from involvement.wording.phrases import PHRASES as PHRASES
    from involvement.wording.statements import Fact as Fact, Quote as Quote, Statement as Statement
    from involvement.wording.templates import Template as Template
    from involvement.wording.wordings import Names as Names, Persons as Persons, Wording as Wording
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".catalogues": "Catalogue",
        ".editions": "Edition",
        ".packaged": "easy_read",
        ".phrases": "PHRASES",
        ".statements": "Fact Quote Statement",
        ".templates": "Template",
        ".wordings": "Names Persons Wording",
    })
    # fmt: on
