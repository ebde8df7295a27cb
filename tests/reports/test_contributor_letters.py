"""Does everybody who said something read what came of it, in a letter of their own?"""

from datetime import date

import attrs
import pytest
from attrs import evolve

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Forum,
    InvalidValueError,
    Issue,
    Ledger,
    Meetings,
    Priorities,
    Process,
    Reply,
    Stakeholder,
    UnknownKeyError,
)
from involvement.priorities import Agreement
from involvement.reports import letter, letter_text, letters, write_letters, you_said_text
from tests.reports.test_party_letters import section

ON = date(2026, 11, 23)
MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 1)
HEADING = "What you said, and what came of it"


def said(key, **more):
    return Contribution(key, **{"on": MARCH, "stakeholder": "members", "says": "Mr Bloggs was rude."} | more)


def told(*contributions, events=(), **more):
    return Process("p", title="Screening", ledger=Ledger(contributions, events), **more)


def lines(process, party="members", on=ON):
    return section(letter(process, party, on=on), HEADING)


def test_each_contribution_stands_with_its_answer_and_its_reason():
    """Being told that one was heard is not being told what came of it."""
    events = [
        Event(
            "evenings", "answered", on=APRIL, outcome="could_not", reason="No staff by 2026-06-01.", action="Saturdays."
        ),
        Event("evenings", "told", on=APRIL),
    ]
    process = told(said("evenings", title="Evening clinics."), said("later", about="parking"), events=events,
                   issues=[Issue("parking", title="Parking at the clinic")])  # fmt: skip
    assert [
        (
            '- **On 2 March 2026: Evening clinics.** We could not do it. Because: "No staff by 2026-06-01." '
            'Instead: "Saturdays." We told you the outcome on 1 April 2026.'
        ),
        "- **On 2 March 2026: Parking at the clinic.** We have not answered yet.",
    ] == lines(process)


def test_what_was_taken_back_or_said_by_others_too_is_told_so():
    """A letter that says nothing of it looks like an oversight."""
    events = [
        Event("same", "merged", on=APRIL, into="first"),
        Event("gone", "withdrawn", on=APRIL, by="members"),
        Event("left", "withdrawn", on=APRIL),
        Event("first", "redirected", on=APRIL, to="council"),
    ]
    process = told(
        said("first", stakeholder="carers"), said("gone", title="Gone"), said("left"), said("same"), events=events
    )
    assert [
        "- **On 2 March 2026: Gone.** You withdrew this on 1 April 2026.",
        "- **You told us something on 2 March 2026.** This was withdrawn on 1 April 2026.",
        (
            "- **You told us something on 2 March 2026.** "
            "The same was said on 2 March 2026 too, so one answer is for both. "
            "We passed it on to council on 1 April 2026."
        ),
    ] == lines(process)


def test_who_came_back_to_an_answer_reads_that_we_look_again():
    """Their own words are repeated to them alone; in a letter to others, and in public, only that it was reopened."""
    events = [
        Event("ramp", "answered", on=date(2026, 1, 15), outcome="did", reason="It was steep."),
        Event("same", "merged", on=date(2026, 1, 20), into="ramp"),
        Event("ramp", "reopened", on=date(2026, 3, 1), by="members", reason="The ramp is loose."),
    ]
    january = {"on": date(2026, 1, 2)}
    process = told(
        said("ramp", title="A ramp", **january),
        said("same", stakeholder="carers", **january),
        events=events,
        stakeholders=[Stakeholder("members", size=9), Stakeholder("carers", size=9)],
    )
    looking = "We are looking at it again."
    assert [
        f'- **On 2 January 2026: A ramp.** We answered on 15 January 2026. On 1 March 2026 you told us: "The ramp is loose." {looking}'
    ] == lines(process)
    assert f"We answered on 15 January 2026. The matter was opened again on 1 March 2026. {looking}" in letter(
        process, "carers", on=ON
    )
    assert "The ramp is loose" not in letter(process, "carers", on=ON) + you_said_text(process, on=ON)
    unlisted = attrs.evolve(process, stakeholders=())  # nobody knows whether they are persons
    assert "There is nothing yet that everybody may read.\n" == you_said_text(unlisted, on=ON)
    assert f"We answered on 15 January 2026. On 1 March 2026 you told us that it is not right yet. {looking}" in (
        you_said_text(process, on=ON)
    )


A_MAP = DecisionMap(
    forums=[Forum("group", meetings=Meetings.on([date(2026, 12, 8)]), papers_due=0), Forum("board")],
    entry_points=[EntryPoint("group", "members")],
    decisions=[Decision("hours", title="Opening hours", made_at="board", on=date(2026, 11, 2))],
    replies=[Reply("board", "group", days=7)],
)


@pytest.mark.parametrize(("on", "tells"), [(ON, True), (date(2026, 12, 9), False)])
def test_an_answer_that_is_on_its_way_is_told_with_its_day(on, tells):
    """Nobody asks again for what comes on Tuesday; a day that is past is no promise."""
    answered = Event("c", "answered", on=date(2026, 11, 20), outcome="noted")
    (line,) = lines(told(said("c", about="hours"), events=[answered], decision_map=A_MAP), on=on)
    assert line.startswith("- **On 2 March 2026: Opening hours.** We have noted it, thank you.")
    assert tells is line.endswith(
        "By the usual reply route, the answer can reach you on 8 December 2026 at the earliest."
    )
    (line,) = lines(told(said("c", about="hours", way_back=False), events=[answered], decision_map=A_MAP), on=on)
    assert "can reach you" not in line
    nowhere = evolve(A_MAP, replies=[])
    (line,) = lines(told(said("c", about="hours"), events=[answered], decision_map=nowhere), on=on)
    assert "can reach you" not in line


def test_a_letter_never_repeats_the_words_themselves():
    """They may name somebody, and a letter lies on tables."""
    assert "Bloggs" not in letter(told(said("c")), "members", on=ON)
    assert "Bloggs" not in letter_text(told(said("c")), "members", on=ON)


def test_parties_and_contributors_get_one_letter_each(tmp_path):
    """Whoever ranked and said something reads both at once."""
    agreement = Agreement(positions=[Priorities("members", ["parking"]), Priorities("board", ["parking"])])
    later = said("later", stakeholder="carers", on=date(2026, 12, 1))
    process = told(said("c"), said("anonymous", stakeholder=None), later, agreement=agreement)
    assert ["board", "members"] == [party for party, _ in letters(process, on=ON)]
    assert ["board", "carers", "members"] == [party for party, _ in letters(process, on=date(2026, 12, 1))]
    text = letter(process, "members", on=ON)
    assert text.index("## What you asked, in your order") < text.index(f"## {HEADING}")
    assert HEADING not in letter(process, "members", on=date(2026, 1, 1))
    assert text.startswith("# To members: what came of what you asked\n")
    assert letter(told(said("c")), "members", on=ON).startswith("# To members: what came of what you said\n")
    paths = {path.name for path in write_letters(told(said("c")), on=ON, out=tmp_path)}
    assert {"index.md", "letter-1.md", "sha256sums.txt"} == paths


def test_who_said_and_asked_nothing_gets_no_letter():
    """A wrong key is told with those that are right."""
    with pytest.raises(UnknownKeyError, match="no party 'member'"):
        letter(told(said("c")), "member", on=ON)
    for nothing in (Process("p"), told(said("c"))):
        with pytest.raises(
            InvalidValueError, match="a day by which something was agreed or somebody had said something"
        ):
            letter(nothing, "members", on=date(2026, 1, 1))
