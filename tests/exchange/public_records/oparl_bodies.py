"""Small council information systems, made up, in the format of OParl."""

from typing import Any

from hypothesis import strategies as st

BASE = "https://ris.example.org/"


def url(kind: str, number: object) -> str:
    return f"{BASE}{kind.lower()}/{number}"


def an(kind: str, number: object, version: str = "1.0", **fields: Any) -> dict[str, Any]:
    """One object of a kind."""
    return {"id": url(kind, number), "type": f"https://schema.oparl.org/{version}/{kind}", **fields}


def meeting(number: int, day: str, *organisations: int, **fields: Any) -> dict[str, Any]:
    organisation = [url("Organization", each) for each in organisations]
    return an("Meeting", number, start=f"{day}T17:00:00+01:00", organization=organisation, **fields)


def consultation(number: int, paper: int, held: int, *organisations: int, **fields: Any) -> dict[str, Any]:
    return an(
        "Consultation",
        number,
        paper=url("Paper", paper),
        meeting=url("Meeting", held),
        organization=[url("Organization", each) for each in organisations],
        **fields,
    )


def listed(*objects: Any, **links: str) -> dict[str, Any]:
    """One page of a list."""
    return {"data": list(objects), "links": links}


def embedded() -> dict[str, Any]:
    """A body of OParl 1.0: agenda items stand in meetings, consultations in papers, and little is told twice."""
    return {
        "organizations.json": listed(an("Organization", 1, name="Council"), an("Organization", 2, name="Panel")),
        "meetings.json": listed(
            meeting(1, "2026-03-11", 2, agendaItem=[an("AgendaItem", 1, consultation=url("Consultation", 1))]),
            meeting(2, "2026-04-15", 1, agendaItem=[an("AgendaItem", 2, consultation=url("Consultation", 2))]),
        ),
        "papers.json": listed(
            an(
                "Paper",
                1,
                name="Ramps",
                consultation=[
                    an("Consultation", 1, organization=[url("Organization", 2)], role="Anhörung", authoritative=False),
                    an(
                        "Consultation",
                        2,
                        organization=[url("Organization", 1)],
                        role="Entscheidung",
                        authoritative=True,
                    ),
                ],
            )
        ),
    }


def flat() -> dict[str, Any]:
    """The same body in OParl 1.1: every object in a list of its own kind, each telling all that it is part of."""
    items = [
        an("AgendaItem", each, "1.1", meeting=url("Meeting", each), consultation=url("Consultation", each))
        for each in (1, 2)
    ]
    return {
        "organizations.json": listed(
            an("Organization", 1, "1.1", name="Council"), an("Organization", 2, "1.1", name="Panel")
        ),
        "meetings.json": listed(
            an("Meeting", 1, "1.1", start="2026-03-11T17:00:00+01:00", organization=[url("Organization", 2)]),
            an("Meeting", 2, "1.1", start="2026-04-15T17:00:00+01:00", organization=[url("Organization", 1)]),
        ),
        "agendaitems.json": listed(*items),
        "papers.json": listed(an("Paper", 1, "1.1", name="Ramps")),
        "consultations.json": listed(
            an(
                "Consultation",
                1,
                "1.1",
                paper=url("Paper", 1),
                agendaItem=url("AgendaItem", 1),
                organization=[url("Organization", 2)],
                role="Anhörung",
                authoritative=False,
            ),
            an(
                "Consultation",
                2,
                "1.1",
                paper=url("Paper", 1),
                agendaItem=url("AgendaItem", 2),
                organization=[url("Organization", 1)],
                role="Entscheidung",
                authoritative=True,
            ),
        ),
    }


KINDS = ("Organization", "Meeting", "AgendaItem", "Paper", "Consultation", "Person", "File")
FIELDS = (
    "organization",
    "meeting",
    "agendaItem",
    "consultation",
    "paper",
    "subOrganizationOf",
    "originatorOrganization",
    "participant",
    "mainFile",
)
_junk = st.sampled_from(
    [None, True, 3, "", "x", "\x00", [], {}, [[]], {"data": []}, {"data": 1}, {"id": 7}, "2026-02-30"]
)
_ids = st.builds(url, st.sampled_from(KINDS), st.integers(1, 3))
_days = st.sampled_from(["2026-01-01", "2026-02-02T10:00:00Z", "2026-03-03T23:00:00-05:00", "2026-02-30", "soon"])


def _object(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object that may be whole, flawed or hardly there, naming others or holding them."""
    value = st.one_of(_ids, inner, st.lists(st.one_of(_ids, inner), max_size=2), _junk)
    types = [f"https://schema.oparl.org/1.0/{kind}" for kind in KINDS] + ["https://example.org/Thing"]
    return st.fixed_dictionaries(
        {"id": st.one_of(_ids, _ids, _ids, _junk), "type": st.sampled_from(types)},
        optional={
            **dict.fromkeys(FIELDS, value),
            "start": _days,
            "startDate": _days,
            "endDate": _days,
            "modified": _days,
            "name": st.sampled_from(["Council", 7]),
            "role": st.sampled_from(["Anhörung", "x", 1]),
            "authoritative": st.sampled_from([True, False, "yes"]),
            "cancelled": st.booleans(),
            "deleted": st.sampled_from([False, False, True, "true"]),
            "odd": st.just(1),
        },
    )


objects = st.recursive(_object(_junk), _object, max_leaves=6)
bodies = st.lists(st.one_of(objects, objects, objects, _junk), max_size=12)


def many(papers: int) -> dict[str, list[dict[str, object]]]:
    """So many papers, each with a consultation, before the five hundred meetings of twenty bodies."""
    return {
        "a": [
            an("Paper", each, consultation=[consultation(each, each, each % 500, each % 20)]) for each in range(papers)
        ],
        "b": [meeting(each, "2026-03-11", each % 20) for each in range(500)],
    }
