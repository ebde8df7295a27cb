"""What say is shown, and what a decision calls for, told once more as a person would read it aloud. No tables."""

from collections.abc import Iterator, Mapping
from itertools import product

WORDS = ("none", "informed", "consulted", "advises", "codesigns", "decides_jointly", "delegated", "controls")


def shown(owed: int, yes: frozenset[str]) -> str:
    """The standing that is shown to somebody who is owed the standing of that place, and of whom these things are so."""
    best = "none"
    if owed >= 1 and "told_of_it" in yes:
        best = "informed"
    if "heard_in_time" not in yes or owed < 2:
        return best  # whoever is not heard has been told, at best
    if owed == 7 and "all_votes" in yes:
        return "controls"
    if owed >= 6 and "majority_of_votes" in yes:
        return "delegated"
    if owed >= 5 and "information_in_time" in yes and ("votes_count" in yes or "terms_agreed" in yes):
        return "decides_jointly"
    if "while_open" in yes:
        if owed >= 4 and "information_in_time" in yes and "changed_something" in yes:
            return "codesigns"
        if owed >= 3 and "answered_with_reasons" in yes:
            return "advises"
    return "consulted"


def readings(facts: Mapping[str, bool | None]) -> Iterator[frozenset[str]]:
    """Everything that may be so: each that is not known, once so and once not."""
    names = sorted(facts)
    sides = [(facts[name],) if facts[name] is not None else (True, False) for name in names]
    for reading in product(*sides):
        yield frozenset(name for name, so in zip(names, reading, strict=True) if so)


def called(impact: str, hard_to_undo: str, legal_duty: str, resources_open: str) -> str:
    """The standing that a decision calls for."""
    by_law = {"none": "none", "inform": "informed", "consult": "advises", "agree": "decides_jointly"}[legal_duty]
    if impact == "none":
        by_weight = "none"
    elif resources_open == "none":
        by_weight = "informed"
    elif impact == "some":
        by_weight = "consulted" if hard_to_undo == "easily_undone" else "advises"
    elif resources_open == "some":
        by_weight = "advises" if hard_to_undo == "easily_undone" else "codesigns"
    else:
        by_weight = "decides_jointly" if hard_to_undo == "for_good" else "codesigns"
    return max(by_law, by_weight, key=WORDS.index)
