"""Statements and their words: the only place where sentences for people are made."""

from involvement.wording.catalogues import Catalogue
from involvement.wording.days import DayStyle, day_words
from involvement.wording.lists import counted, listed, noun
from involvement.wording.numbers import mixed_number, number_words, rounded
from involvement.wording.phrases import PHRASES
from involvement.wording.statements import Fact, Quote, Statement
from involvement.wording.templates import Template, check_template
from involvement.wording.texts import REPLACED, brief, capitalised, clean, isolated, one_line
from involvement.wording.wordings import Names, Persons, Wording

__all__ = [
    "PHRASES",
    "REPLACED",
    "Catalogue",
    "DayStyle",
    "Fact",
    "Names",
    "Persons",
    "Quote",
    "Statement",
    "Template",
    "Wording",
    "brief",
    "capitalised",
    "check_template",
    "clean",
    "counted",
    "day_words",
    "isolated",
    "listed",
    "mixed_number",
    "noun",
    "number_words",
    "one_line",
    "rounded",
]
