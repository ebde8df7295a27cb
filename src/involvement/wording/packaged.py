"""Catalogues that are packaged: easy read in English."""

import tomllib
from functools import cache
from importlib.resources import files

from involvement.wording.catalogues import Catalogue
from involvement.wording.phrases import PHRASES

__all__ = ["easy_read"]


@cache
def easy_read() -> Catalogue:
    """A draft of easy read in English: letters, "you said, we did", what was agreed and why, last days and journeys.

    Sentences are short and have one idea each. What people wrote is quoted as it is. Days, numbers and lists are said
    as in English. Try it with readers who have learning disabilities before you call it easy read.

    >>> easy_read().template("reply.open", "We have not answered yet")
    'We have not answered yet'
    """
    text = files("involvement.wording").joinpath("data", "easy-read.toml").read_text(encoding="utf-8")
    return Catalogue(texts={**PHRASES, **tomllib.loads(text)})
