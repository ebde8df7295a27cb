"""Words for rankings: parties and sides, and the places of issues."""

from collections.abc import Iterable, Iterator

from involvement.people import Side
from involvement.references import Ref
from involvement.wording import Statement

__all__ = ["ISSUES", "group_clause", "issue_refs", "place_statements"]

ISSUES = "Priorities.issues"
_SIDES = {
    Side.SERVICE_USERS: Statement("side.service_users", template="service users"),
    Side.ORGANISATION: Statement("side.organisation", template="the organisation"),
    Side.OTHER: Statement("side.other", template="the other side"),
}


def group_clause(group: str) -> Statement:
    """A side by its word, or a party by its key."""
    if group in _SIDES:
        return _SIDES[Side(group)]
    facts = {"party": Ref("stakeholder", group)}
    return Statement("party", facts, template="{party}", sources={"party": "Stakeholder.title"})


def issue_refs(issues: Iterable[str]) -> tuple[Ref, ...]:
    """Issues by their keys, as statements name them."""
    return tuple(Ref("issue", issue) for issue in issues)


def place_statements(places: Iterable[tuple[str, ...]]) -> Iterator[Statement]:
    """Which issues are in which place: 1 is first, equals share the better place."""
    place = 1
    for tied in places:
        yield Statement(
            "ranked.place",
            {"place": place, "issues": issue_refs(tied)},
            template="Place {place}: {issues:quoted}.",
            sources={"place": ISSUES, "issues": ISSUES},
        )
        place += len(tied)
