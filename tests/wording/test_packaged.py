"""Is easy read said in short, everyday sentences, and does a wording tell what a catalogue lacks?"""

import re
import tomllib
from datetime import date
from importlib.resources import files

from involvement import Standing
from involvement.priorities import Outcome
from involvement.references import Ref
from involvement.wording import PHRASES, Catalogue, Statement, Wording, easy_read
from tests.at_once import over

TEXTS = tomllib.loads(files("involvement.wording").joinpath("data", "easy-read.toml").read_text(encoding="utf-8"))
MOST_WORDS = 15  # UK government, Guidance for making written information easier to understand: 10 to 15 a sentence
HARD = (
    "accord", "according", "adjourn", "alternative", "approximately", "capacity", "consult", "contribution", "criteria",
    "deadline", "declined", "deferred", "dissent", "evaluation", "feasibility", "feasible", "feedback", "forum",
    "implement", "implementation", "negotiate", "otherwise", "outcome", "override", "owed", "party", "parties",
    "prior", "priority", "provision", "ranked", "ranking", "record", "recorded", "regarding", "reopened", "route",
    "settled", "settlement", "stakeholder", "study", "therefore", "tied", "undated", "upon", "via", "withdrawn",
    "withdrew",
)  # fmt: skip
PLACEHOLDER = re.compile(r"\{[^}]*\}")
LATE = Statement(
    "told", {"what": Statement("in", {"now": Outcome.AGREED}, template="it is {now}", sources={"now": "Settlement.outcome"})},
    template="Heard: {what:clause}",
)  # fmt: skip


@over(TEXTS, str)
def test_a_sentence_is_short_and_in_everyday_words(code):
    """Somebody who reads slowly has forgotten the beginning of a long sentence, and stops at a hard word."""
    said = PLACEHOLDER.sub(" ", TEXTS[code])
    assert MOST_WORDS >= max(len(sentence.split()) for sentence in re.split(r"[.!?:] ", said))
    assert set() == set(re.findall(r"[a-z]+", said.lower())) & set(HARD)
    assert [] == [mark for mark in "()[]/|;" if mark in said]


def test_every_word_of_the_lists_that_are_said_has_its_words():
    """A standing or an outcome stands in the middle of a sentence, and one hard word spoils it."""
    words = [f"{type(word).__name__}.{word.value}" for word in (*Outcome, *Standing)]
    assert () == easy_read().missing([*PHRASES, *words])


def test_easy_read_says_one_idea_after_the_other():
    """It is for those who are shut out by long sentences."""
    closed = Statement(
        "settled.over_capacity",
        {"days": 3, "left": 1},
        template="It takes {days:day} of work, and only {left:day} {left#was|were} left",
        sources={"days": "Effort.days", "left": "Effort.days"},
    )
    assert "It takes 3 days of work. When we came to it, only 1 day was left." == Wording(catalogue=easy_read()).say(
        closed
    )


def test_hidden_people_are_counted_without_brackets():
    """Brackets are skipped by those who read word by word."""
    who = tuple(Ref("person", key) for key in ("p1", "p2"))
    said = Statement("who", {"who": who}, template="We asked {who}", sources={"who": "Stakeholder.title"})
    names = dict.fromkeys(who, "a member of the user group")
    assert "We asked 2 people, each a member of the user group." == Wording(names=names, catalogue=easy_read()).say(
        said
    )


def test_a_wording_tells_what_its_catalogue_lacks():
    """English that stands in unseen makes people believe that all of it is in their language."""
    assert () == Wording().lacks(LATE)
    assert ("Outcome.agreed", "in", "told") == Wording(catalogue=Catalogue()).lacks(LATE)
    texts = {"told": "Clywyd: {what:clause}", "in": "mae {now}"}
    assert ("Outcome.agreed",) == Wording(catalogue=Catalogue(texts=texts)).lacks(LATE)
    texts["Outcome.agreed"] = "wedi cytuno"
    assert () == Wording(catalogue=Catalogue(texts=texts)).lacks(LATE)


def test_a_text_that_does_not_fit_is_lacking():
    """English is said in its place, so it is missing for whoever reads it."""
    assert ("told",) == Wording(catalogue=Catalogue(texts={"told": "Clywyd: {nobody}", "in": "{now}", "Outcome.agreed": "x"})).lacks(LATE)  # fmt: skip
    quoted = Catalogue(texts={"told": "Clywyd: {what:quoted}", "in": "{now}", "Outcome.agreed": "x"})
    assert ("told",) == Wording(catalogue=quoted).lacks(LATE)


def test_each_of_several_statements_and_days_is_asked():
    """A list of reasons is as much part of the sentence as a single one."""
    day = Statement("day", {"on": date(2026, 3, 2)}, template="on {on}", sources={"on": "Event.on"})
    both = Statement("both", {"what": (day, LATE)}, template="{what:sentences}")
    texts = {"both": "{what:sentences}", "told": "{what:clause}"}
    assert ("Outcome.agreed", "day", "in") == Wording(catalogue=Catalogue(texts=texts)).lacks(both)
