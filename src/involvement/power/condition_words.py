"""Words for the conditions of influence: what each is, what would bring it about, and which say they are about."""

from involvement.decisions import StageName
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["LATER", "NEEDED", "STEPS", "STILL_POSSIBLE", "no_names", "place_of"]

NEEDED = {
    key: Statement(f"needed.{key}", template=template)
    for key, template in (
        ("told_of_it", "notice of what is to be decided"),
        ("heard_in_time", "a hearing in time"),
        ("while_open", "a hearing while options are open"),
        ("information_in_time", "usable information in time"),
        ("answered_with_reasons", "an answer with reasons"),
        ("changed_something", "a change that they asked for"),
        ("votes_count", "a share of votes that can make the difference"),
        ("terms_agreed", "an agreement that they accept"),
        ("majority_of_votes", "a share of votes that can pass something"),
        ("all_votes", "control of all votes"),
        ("owed", "an agreement that gives them this level"),
    )
}
"""What each input of the table of evidence is, as a noun in the singular."""

STEPS = {
    key: Statement(f"do.{key}", template=template)
    for key, template in (
        ("told_of_it", "Tell them what is to be decided."),
        ("heard_in_time", "Hear them before the day of the decision, or decide later."),
        ("while_open", "Hear them while options are open."),
        ("information_in_time", "Send them papers in time, in formats they can use."),
        ("answered_with_reasons", "Answer them with reasons."),
        ("changed_something", "Act on something that they asked for."),
        ("votes_count", "Give service users votes that can make the difference."),
        ("terms_agreed", "Agree terms that they accept."),
        ("majority_of_votes", "Give service users enough votes to pass something."),
        ("all_votes", "Give service users all the votes."),
    )
}
"""What would bring each condition about."""

STILL_POSSIBLE = frozenset({"answered_with_reasons", "changed_something"})
"""The conditions that can still be met once the matter is settled."""

LATER = Statement("do.next_time", template="Agree with them what to change for the next decision.")


def place_of(decision: str, stage: StageName) -> Statement:
    """The decision, or the stage of it, that a say is about."""
    facts = {"decision": Ref("decision", decision)}
    sources = {"decision": "Decision.title"}
    if stage is StageName.DECISION:
        return Statement("place.decision", facts, template="{decision:quoted}", sources=sources)
    return Statement(
        "place.stage",
        {**facts, "stage": stage},
        template="the {stage} stage of {decision:quoted}",
        sources={**sources, "stage": "Stage.name"},
    )


def no_names(_: Ref) -> None:
    """No title for anything: results that nobody gave names say keys."""
