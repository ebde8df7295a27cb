"""Statements and their words: the only place where sentences for people are made."""

from involvement.wording.catalogues import Catalogue
from involvement.wording.editions import Edition, edition_of
from involvement.wording.phrases import PHRASES
from involvement.wording.statements import Fact, Quote, Statement
from involvement.wording.templates import Template, check_template
from involvement.wording.wordings import Names, Persons, Wording

__all__ = [
    "PHRASES",
    "Catalogue",
    "Edition",
    "Fact",
    "Names",
    "Persons",
    "Quote",
    "Statement",
    "Template",
    "Wording",
    "check_template",
    "edition_of",
]
