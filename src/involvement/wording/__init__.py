"""Statements and their words: the only place where sentences for people are made."""

from involvement.wording.catalogues import Catalogue
from involvement.wording.editions import Edition
from involvement.wording.phrases import PHRASES
from involvement.wording.statements import Fact, Quote, Statement
from involvement.wording.templates import Template
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
]
