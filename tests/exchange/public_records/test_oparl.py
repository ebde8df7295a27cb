"""Are the records of a council read as they were meant, and is everything else told?"""

import json
import os
import pickle
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import DocumentError, InvalidValueError, InvolvementError, LimitExceeded, Limits
from involvement.exchange import CommitteeRecords, read_oparl
from tests.exchange.public_records.oparl_bodies import (
    an,
    bodies,
    consultation,
    embedded,
    flat,
    listed,
    many,
    meeting,
    url,
)

STANDINGS = {"Anhörung": "consulted", "Entscheidung": "decides_jointly"}


def read(*things, **options) -> CommitteeRecords:
    return read_oparl({"all.json": list(things)}, **options)


def steps(records: CommitteeRecords) -> list[tuple[str, str, date | None, bool | None]]:
    """The steps by the titles of matter and forum."""
    named = records.title_of
    return [(named(each.matter), named(each.forum), each.on, each.decides) for each in records.record.steps]


def remarks(those) -> list[tuple[str, str, int]]:
    return sorted((each.what, each.why.words, each.count) for each in those)


def odd(records: CommitteeRecords) -> list[tuple[str, str, int]]:
    return remarks(records.oddities)


def skipped(records: CommitteeRecords, kind: str) -> list[str]:
    return [each.why.words for each in records.skipped if each.what == kind for _ in range(each.count)]


COUNCIL = an("Organization", 1, name="Council")
PANEL = an("Organization", 2, name="Panel")
RAMPS = an("Paper", 1, name="Ramps")


# What is understood


@pytest.mark.parametrize("body", [embedded, flat])
def test_a_paper_goes_through_its_consultations_in_both_editions(body):
    """Edition 1.0 embeds what 1.1 also lists; the steps are the same."""
    records = read_oparl(body(), standings=STANDINGS)
    expected = [("Ramps", "Panel", date(2026, 3, 11), False), ("Ramps", "Council", date(2026, 4, 15), True)]
    assert expected == steps(records)
    assert ["consulted", "decides_jointly"] == [each.standing.value for each in records.record.steps]
    assert () == records.skipped == records.oddities


def test_both_editions_at_once_are_the_same_body_told_twice():
    """A body of 1.1 embeds and lists the same objects; neither reading is counted twice."""
    both = {**{f"a/{name}": each for name, each in embedded().items()}, **flat()}
    records = read_oparl(both, standings=STANDINGS)
    assert read_oparl(flat(), standings=STANDINGS).record.steps == records.record.steps
    assert {("the same object stands elsewhere too")} == {each.why.words for each in records.skipped}
    assert () == records.oddities


def test_a_forum_meets_on_the_days_told_and_is_not_known_after_the_last():
    """That no later meeting is published does not say that there is none."""
    held = [meeting(1, "2026-03-11", 1), meeting(2, "2026-01-14", 1), meeting(3, "2026-09-09", 1, cancelled=True)]
    (forum,) = read(COUNCIL, *held).forums
    assert (date(2026, 1, 14), date(2026, 3, 11)) == forum.meetings.also
    assert date(2026, 9, 9) == forum.meetings.known_until
    assert "Council" == forum.title
    assert (("oparl", url("Organization", 1)),) == forum.external_ids


def test_the_day_is_that_of_the_clock_at_the_place():
    """A meeting that begins late in the evening is not on the next day because it is so in Greenwich."""
    late = an("Meeting", 1, start="2026-03-11T23:30:00-05:00", organization=url("Organization", 1))
    (forum,) = read(COUNCIL, late).forums
    assert (date(2026, 3, 11),) == forum.meetings.also


def test_a_role_that_nobody_gave_a_meaning_is_no_standing():
    """What a council calls a hearing may owe the view nothing: the caller says, or nobody does."""
    records = read_oparl(embedded(), standings={" Entscheidung ": "delegated"})
    assert [None, "delegated"] == [each.standing and each.standing.value for each in records.record.steps]
    assert (("Anhörung", 1, False), ("Entscheidung", 1, True)) == records.words
    assert "No standing is set for 1 of 2 words that name roles." in str(records)


def test_who_decides_is_not_known_where_nobody_says_so():
    """A missing flag is not a flag that says no."""
    records = read(COUNCIL, PANEL, RAMPS, meeting(1, "2026-03-11", 1), consultation(1, 1, 1, 1))
    assert [("Ramps", "Council", date(2026, 3, 11), None)] == steps(records)


def test_of_several_organisations_the_first_decides_and_all_have_heard():
    """OParl lists the one in charge first."""
    records = read(
        COUNCIL, PANEL, RAMPS, meeting(1, "2026-03-11", 1, 2), consultation(1, 1, 1, 2, 1, authoritative=True)
    )
    day = date(2026, 3, 11)
    assert [("Ramps", "Panel", day, True), ("Ramps", "Council", day, False)] == steps(records)
    assert [
        ("Consultation.organization", "it names several, and the first is taken as the one that decides", 1)
    ] == odd(records)


def test_the_one_organisation_that_brought_a_paper_is_who_brought_it():
    """A view enters with somebody; two originators leave it open who."""
    office = an("Organization", 3, shortName="Office")
    one = {**RAMPS, "originatorOrganization": [url("Organization", 3)]}
    two = an("Paper", 2, name="Buses", originatorOrganization=[url("Organization", 3), url("Organization", 1)])
    gone = an("Paper", 3, name="Trams", originatorOrganization=[url("Organization", 9)])
    held = [consultation(each, each, 1, 1) for each in (1, 2, 3)]
    records = read(COUNCIL, office, one, two, gone, meeting(1, "2026-03-11", 1), *held)
    by = {records.title_of(each.matter): each.by for each in records.record.steps}
    (office_key,) = [each.key for each in records.stakeholders]
    assert {"Ramps": office_key, "Buses": None, "Trams": None} == by
    assert "Office" == records.title_of(office_key)


def test_consultations_after_the_last_day_asked_for_are_planned_and_left_out():
    """A record tells what happened; the calendar keeps what is planned."""
    things = (
        COUNCIL, RAMPS, meeting(1, "2026-03-11", 1), meeting(2, "2026-12-01", 1),
        consultation(1, 1, 1, 1), consultation(2, 1, 2, 1),
    )  # fmt: skip
    records = read(*things, until=date(2026, 3, 11))
    assert [date(2026, 3, 11)] == [each.on for each in records.record.steps]
    assert ["its meeting is after the last day asked for"] == skipped(records, "Consultation")
    assert date(2026, 12, 1) in records.forums[0].meetings.also
    assert () == records.record.oddities_read


# Where things come from


def test_every_key_tells_where_it_comes_from_and_is_found_by_its_id():
    """Somebody who doubts a step looks it up where it was published."""
    records = read_oparl(embedded())
    assert {"organizations.json", "papers.json"} == {each.file for each in records.sources}
    keys = {each.key for each in records.forums} | {each.matter for each in records.record.steps}
    assert keys == {each.key for each in records.sources}
    assert all(each.key == records.key_of(each.foreign_id) for each in records.sources)
    assert url("Consultation", 1) == records.record.steps[0].source.url
    assert records.key_of("elsewhere") is None
    assert records.title_of("elsewhere") is None


def test_a_key_depends_on_the_id_alone():
    """Tomorrow's reading must not call the same committee by another name."""
    alone = read_oparl({"a": [COUNCIL, meeting(1, "2026-03-11", 1)]})
    assert alone.key_of(url("Organization", 1)) == read_oparl(embedded()).key_of(url("Organization", 1))
    assert alone.forums[0].key.startswith("organisation-1-")


def test_a_map_takes_the_titles_and_calendars_of_the_records():
    """What the steps imply knows only keys; the records know how people call things."""
    records = read_oparl(embedded(), standings=STANDINGS)
    decision_map = records.named(records.record.discover(decisions="matters").decision_map)
    assert records.forums == tuple(sorted(decision_map.forums, key=lambda each: each.key))
    assert ["Ramps"] == [each.title for each in decision_map.decisions]


# What is missing or contradictory


def test_deleted_objects_are_counted_and_left_out():
    """OParl keeps a deleted object as a shell, so that copies elsewhere can follow."""
    gone = [an("Paper", 1, deleted=True), an("Organization", 2, deleted=True), an("Person", 1, deleted=True)]
    records = read(
        COUNCIL, *gone, an("Paper", 2), meeting(1, "2026-03-11", 1, 2),
        consultation(1, 1, 1, 1), consultation(2, 2, 1, 2), an("Consultation", 3, deleted=True),
        an("Meeting", 2, deleted=True), an("AgendaItem", 1, deleted=True, consultation=url("Consultation", 2)),
        consultation(4, 2, 2, 1),
    )  # fmt: skip
    told = {each.kind: each.deleted for each in records.counts}
    assert {"AgendaItem": 1, "Consultation": 1, "Meeting": 1, "Organization": 1, "Paper": 1, "Person": 1} == told
    assert ["its paper is deleted", "neither it nor its meeting names an organisation that is there"] == skipped(
        records, "Consultation"
    )
    assert [None] == [each.on for each in records.record.steps]
    assert ("Consultation.meeting", "its meeting is deleted, so its day is not known", 1) in odd(records)


def test_what_is_named_and_not_there_is_told_and_the_step_kept():
    """A file that is missing must not look like a matter that never was."""
    records = read(consultation(1, 1, 1, 1))
    assert [(None, None, None, None)] == steps(records)
    assert [
        ("Consultation.meeting", "its meeting is not among those read, so its day is not known", 1),
        ("Consultation.organization", "it is not among those read", 1),
        ("Consultation.paper", "it is not among those read", 1),
    ] == odd(records)
    assert 3 == len(records.record.oddities_read)
    assert (None,) == tuple(each.meetings for each in records.forums)
    assert () == records.sources


def test_a_link_that_leads_nowhere_is_told_where_it_stands():
    """A consultation that a paper lists and no file holds is a step that the record lacks."""
    nowhere = url("Consultation", 9)
    linking = [
        {**RAMPS, "consultation": [nowhere], "originatorOrganization": [url("Organization", 9)]},
        an("AgendaItem", 1, consultation=nowhere, meeting=url("Meeting", 9)),
        meeting(1, "2026-03-11", 1, agendaItem=[url("AgendaItem", 9)]),
        an("Consultation", 1, paper=url("Paper", 1), organization=[url("Organization", 1)], agendaItem=url("AgendaItem", 9)),
    ]  # fmt: skip
    records = read(COUNCIL, *linking)
    told = {each.what for each in records.oddities if each.why.words == "it is not among those read"}
    assert {
        "AgendaItem.consultation",
        "AgendaItem.meeting",
        "Consultation.agendaItem",
        "Meeting.agendaItem",
        "Paper.consultation",
        "Paper.originatorOrganization",
    } == told


def test_no_report_repeats_what_stands_in_the_files():
    """Petitions bear names, people write into any field, and reports are passed on."""
    ann = an(
        "Person", "ann-ash", name="Ann Ash", email="ann@example.org", membership=[an("Membership", "ann", role="Ash")]
    )
    things = (
        {**COUNCIL, "name": ["Ann Ash"], "startDate": "Ann Ash", "modified": "Ash"},
        {**RAMPS, "name": "Complaint of Ann Ash", "consultation": ["Ann Ash"]},
        meeting(1, "Ash", 1, participant=[ann], cancelled="Ash", invitation={"name": "Ash"}),
        consultation(1, 1, 1, 1, role="Ash", authoritative="Ash"),
        "Ann Ash",
        {"type": "Ash"},
        {"id": "Ann Ash", "type": RAMPS["type"]},
    )
    records = read(*things)
    told = [repr(records), str(records), *map(str, (*records.skipped, *records.oddities, *records.record.oddities()))]
    assert [] == [line for line in told if "Ash" in line or "ann" in line]
    assert ["Complaint of Ann Ash"] == [title for _, title in records.titles]


def test_records_travel():
    """A host keeps what it has read, in another process or tomorrow."""
    records = read_oparl(embedded(), standings=STANDINGS)
    again = pickle.loads(pickle.dumps(records))
    assert (records, hash(records), str(records)) == (again, hash(again), str(again))


def test_a_consultation_without_paper_or_organisation_is_left_out():
    """Without a matter or a forum there is no step; the report says which."""
    bare = an("Consultation", 1, organization=[url("Organization", 1)])
    nobody = an("Consultation", 2, paper=url("Paper", 1))
    torn = an("Consultation", 3, organization=[url("Organization", 1)])
    papers = [an("Paper", each, consultation=[url("Consultation", 3)]) for each in (1, 2)]
    records = read(COUNCIL, bare, nobody, torn, *papers)
    assert [
        "it names no paper, and none lists it",
        "neither it nor its meeting names an organisation that is there",
        "several papers list it, and it names none",
    ] == skipped(records, "Consultation")
    assert ["no consultation of it was used"] * 2 == skipped(records, "Paper")
    alone = read(an("AgendaItem", 1), an("AgendaItem", 2, consultation=url("Consultation", 1)), bare)
    assert ["no consultation that was used belongs to it"] * 2 == skipped(alone, "AgendaItem")


def test_a_meeting_that_cannot_be_used_says_why():
    """A cancelled meeting heard nobody; one without a start or an organisation tells no calendar."""
    records = read(
        COUNCIL, RAMPS, meeting(1, "2026-03-11", 1, cancelled=True), an("Meeting", 2, organization=[url("Organization", 1)]),
        meeting(3, "2026-03-11"), consultation(1, 1, 1, 1), consultation(2, 1, 2, 1),
    )  # fmt: skip
    assert ["it is cancelled", "it has no start that can be read", "it names no organisation"] == skipped(
        records, "Meeting"
    )
    assert ["its meeting is cancelled"] == skipped(records, "Consultation")
    assert [("Ramps", "Council", None, None)] == steps(records)
    assert [("Consultation.meeting", "its meeting has no start that can be read, so its day is not known", 1)] == odd(
        records
    )


def test_contradictions_are_told_and_the_object_s_own_word_counts():
    """Two objects that tell different things are both wrong until somebody looks."""
    item = an("AgendaItem", 1, meeting=url("Meeting", 2), consultation=url("Consultation", 1))
    other = an("Paper", 2, name="Buses", consultation=[url("Consultation", 1)])
    records = read(
        COUNCIL, PANEL, RAMPS, other, item, meeting(1, "2026-03-11", 1), meeting(2, "2026-04-15", 1),
        consultation(1, 1, 1, 2),
    )  # fmt: skip
    assert [("Ramps", "Panel", date(2026, 3, 11), None)] == steps(records)
    assert [
        ("Consultation.meeting", "its agenda item belongs to another meeting, and the one that it names is taken", 1),
        ("Consultation.organization", "its meeting is of others, and those that it names are taken", 1),
        ("Consultation.paper", "another paper lists it too, and the one that it names is taken", 1),
    ] == odd(records)


def test_agenda_items_of_several_meetings_leave_the_day_open():
    """To pick one of two meetings would be to invent a day."""
    items = [
        an("AgendaItem", each, meeting=url("Meeting", each), consultation=url("Consultation", 1)) for each in (1, 2)
    ]
    lone = an("Consultation", 1, paper=url("Paper", 1), organization=[url("Organization", 1)])
    unplanned = an("Consultation", 2, paper=url("Paper", 1), organization=[url("Organization", 1)])
    records = read(COUNCIL, RAMPS, *items, lone, unplanned, meeting(1, "2026-03-11", 1), meeting(2, "2026-04-15", 1))
    assert [None, None] == [each.on for each in records.record.steps]
    assert [
        ("Consultation.meeting", "it names no meeting, so its day is not known", 1),
        ("Consultation.meeting", "its agenda items belong to several meetings, so its day is not known", 1),
    ] == odd(records)


def test_a_meeting_stands_in_for_the_organisation_that_a_consultation_does_not_name():
    """Many systems tell the committee at the meeting only."""
    bare = an("Consultation", 1, paper=url("Paper", 1), meeting=url("Meeting", 1))
    records = read(COUNCIL, RAMPS, meeting(1, "2026-03-11", 1), bare)
    assert [("Ramps", "Council", date(2026, 3, 11), None)] == steps(records)
    assert [("Consultation.organization", "it names none, and those of its meeting are taken", 1)] == odd(records)


def test_a_meeting_outside_the_life_of_an_organisation_is_told():
    """A committee that met before it was founded is a mistake in one of two dates."""
    young = {**COUNCIL, "startDate": "2026-03-12", "endDate": "2026-04-01"}
    records = read(
        young, *(meeting(each, day, 1) for each, day in enumerate(["2026-03-11", "2026-03-20", "2026-05-01"]))
    )
    assert [("Meeting.start", "an organisation that meets did not exist then", 1)] * 2 == odd(records)


def test_organisations_that_are_part_of_themselves_are_told():
    """A circle among committees must neither hang the reader nor go unseen."""
    circle = [an("Organization", each, subOrganizationOf=url("Organization", each % 3 + 1)) for each in (1, 2, 3)]
    tail = an("Organization", 4, subOrganizationOf=url("Organization", 1))
    own = an("Organization", 5, subOrganizationOf=url("Organization", 5))
    orphan = an("Organization", 6, subOrganizationOf=url("Organization", 99))
    records = read(*circle, tail, own, orphan)
    told = [(each.where.rpartition("/")[2], each.why.words) for each in records.oddities]
    part = "it is part of itself through others"
    assert [("1", part), ("2", part), ("3", part), ("5", part), ("6", "it is not among those read")] == told
    assert {1} == {each.count for each in records.oddities}
    assert ["it neither meets, is consulted nor brings papers"] * 6 == skipped(records, "Organization")


def test_the_newest_version_of_an_object_wins():
    """The same object comes in several files, some of them older copies."""
    old = {**RAMPS, "name": "Old", "modified": "2026-01-01T10:00:00Z"}
    new = {**RAMPS, "name": "New", "modified": "2026-01-01T11:30:00+01:00"}
    undated = {**RAMPS, "name": "Undated"}
    records = read(COUNCIL, old, new, undated, meeting(1, "2026-03-11", 1), consultation(1, 1, 1, 1))
    assert ["New"] == [title for title, _, _, _ in steps(records)]
    assert ["a newer version of it was read"] * 2 == skipped(records, "Paper")


def test_what_equally_new_versions_tell_differently_is_not_known():
    """No version is better than the other, so neither is believed; what only one tells is kept."""
    one = an("Consultation", 1, paper=url("Paper", 1), organization=[url("Organization", 1)], authoritative=True)
    other = an("Consultation", 1, paper=url("Paper", 1), meeting=url("Meeting", 1), authoritative=False)
    records = read(COUNCIL, RAMPS, meeting(1, "2026-03-11", 1), one, other)
    assert [("Ramps", "Council", date(2026, 3, 11), None)] == steps(records)
    assert [("Consultation.authoritative", "equally new versions of it differ", 1)] == odd(records)
    shell = an("Paper", 1, deleted=True)
    assert [("Paper.deleted", "equally new versions of it differ", 1)] == odd(read(RAMPS, shell))


def test_an_id_that_stands_for_two_kinds_of_object_stands_for_neither():
    """A meeting and a paper with one id cannot be told apart where they are named."""
    twin = {**COUNCIL, "id": url("Paper", 1)}
    records = read(RAMPS, twin)
    assert ["an object of another type has the same id"] == skipped(records, "Paper")
    assert ["an object of another type has the same id"] == skipped(records, "Organization")


def test_one_id_named_as_paper_and_as_organisation_is_two_things():
    """Where neither is read nobody knows what it stands for; a matter must not be its own forum."""
    lone = {**consultation(1, 1, 1), "organization": [url("Paper", 1)]}
    (step,) = read(lone).record.steps
    assert (True, True) == (step.matter.startswith("paper-1-"), step.forum.startswith("organisation-1-"))


@pytest.mark.parametrize(
    ("fields", "what", "why"),
    [
        ({"name": 7}, "Organization.name", "it is not text"),
        ({"deleted": "true"}, "Organization.deleted", "it is neither true nor false"),
        ({"startDate": "2026-02-30"}, "Organization.startDate", "it is neither a date nor a date and time"),
        ({"endDate": 2026}, "Organization.endDate", "it is neither a date nor a date and time"),
        ({"modified": "yesterday"}, "Organization.modified", "it is not a date and time"),
        ({"modified": 1}, "Organization.modified", "it is not a date and time"),
        ({"subOrganizationOf": 7}, "Organization.subOrganizationOf", "it is neither an object nor the URL of one"),
        (
            {"subOrganizationOf": ["x:1", "x:2"]},
            "Organization.subOrganizationOf",
            "it holds several where one belongs",
        ),
        ({"herst:x": 1}, "Organization['herst:x']", "OParl 1.0 and 1.1 have no such field"),
    ],
)
def test_a_field_that_cannot_be_understood_is_told(fields, what, why):
    """A field dropped in silence is a fact that nobody misses."""
    records = read({**COUNCIL, **fields}, meeting(1, "2026-03-11", 1))
    assert [(what, why, 1)] == odd(records)
    assert 1 == len(records.forums)


def test_nothing_and_an_empty_text_are_as_good_as_absent():
    """OParl allows null and empty lists for what is not there."""
    records = read({**COUNCIL, "name": " ", "shortName": None, "subOrganizationOf": [], "keyword": []})
    assert () == records.oddities


def test_entries_that_are_no_objects_of_oparl_are_told():
    """A list may hold anything; what is no object, has no id or is of another system is not read."""
    no_type = {"id": url("Paper", 9)}
    draft = {"id": url("Paper", 8), "type": "http://oparl.org/schema/1.0/Paper"}
    later = {"id": url("Paper", 7), "type": "https://schema.oparl.org/2.0/Paper"}
    other = {"id": url("Paper", 6), "type": "https://schema.oparl.org/1.0/Poem"}
    records = read(3, None, no_type, draft, later, other, {"type": 1}, an("Paper", 1) | {"id": "has space"})
    assert ["it is not an object"] * 2 == skipped(records, "entry")
    assert ["its type is none of OParl 1.0 or 1.1"] * 4 == skipped(records, "object")
    assert sorted(["it has no id", "no consultation of it was used"]) == sorted(skipped(records, "Paper"))


def test_embedded_objects_are_told_by_their_place_and_may_be_out_of_place():
    """Drafts of the format left the type out where the place tells it."""
    bare = {"id": url("Consultation", 1), "organization": [{"id": url("Organization", 1), "name": "Council"}]}
    paper = {**RAMPS, "consultation": [bare], "mainFile": an("Meeting", 1), "auxiliaryFile": listed(an("File", 1))}
    records = read(paper)
    assert [("Ramps", "Council", None, None)] == steps(records)
    assert [
        ("Consultation.meeting", "it names no meeting, so its day is not known", 1),
        ("Consultation.type", "it is missing, and the place says which it is", 1),
        ("Meeting", "it stands where an object of another type belongs", 1),
        ("Organization.type", "it is missing, and the place says which it is", 1),
    ] == odd(records)
    assert ["it is no part of a record of meetings and papers"] == skipped(records, "File")


def test_a_page_that_was_not_read_is_missed():
    """Half a list looks whole to whoever does not turn the page."""
    first, second = {"self": "x:1", "next": "x:2"}, {"self": "x:2", "next": "x:3"}
    records = read_oparl({"a": listed(**first), "b": listed(**second), "c": {"data": [], "links": [3]}, "d": listed()})
    assert [("list", "it has a next page, which is not among those read", 1)] == odd(records)
    assert ["b"] == [each.where for each in records.oddities]


# What is handed over


def test_a_single_object_and_a_single_page_are_read_as_they_are():
    """What a web service answers may be one object or one page."""
    assert 1 == len(read_oparl(listed(COUNCIL, meeting(1, "2026-03-11", 1))).forums)
    assert 1 == len(read_oparl(meeting(1, "2026-03-11", 1)).forums)


def written(folder, body):
    for name, content in body.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_folder_and_its_files_are_the_same_records(tmp_path):
    """Whether somebody names the folder or each file, what stands in them is the same."""
    folder = written(tmp_path / "body", embedded())
    files = sorted(folder.glob("*.json"))
    expected = read_oparl(embedded())
    assert expected.record == read_oparl(folder).record == read_oparl([str(each) for each in files]).record
    assert expected.sources == read_oparl(str(folder)).sources == read_oparl([*files, files[0]]).sources
    assert expected.forums == read_oparl([files[0], files[1]]).forums
    assert () == read_oparl([]).counts


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    """Every council calls its list of papers the same."""
    written(tmp_path, {"north/all.json": COUNCIL, "south/all.json": PANEL})
    records = read_oparl([tmp_path / "north" / "all.json", tmp_path / "south" / "all.json"])
    assert ["north/all.json", "south/all.json"] == sorted(each.where.partition(" ")[0] for each in records.skipped)


def test_a_long_report_is_cut_and_says_what_it_leaves_out():
    """The first lines are read, the hundredth is not; the whole stands in the rows."""
    records = read({**COUNCIL, **{f"x{number:02}": 1 for number in range(20)}})
    assert 20 == len(records.oddities)
    assert 'Not clear in "Organization.x11", 1 time: OParl' in str(records)
    assert "Not clear 8 more times in 8 other ways." in str(records)
    assert "x12" not in str(records)


def test_what_is_no_json_file_in_a_folder_is_told(tmp_path):
    """A folder from a download holds other things too; links in a circle must not hang the reader."""
    folder = written(tmp_path / "body", {"deep/er/organizations.json": COUNCIL})
    (folder / "README.md").write_text("x", encoding="utf-8")
    (folder / "new\nline\udcff").write_text("x", encoding="utf-8")
    (folder / "broken.json").symlink_to(folder / "nowhere")
    (folder / "deep" / "circle").symlink_to(folder, target_is_directory=True)
    records = read_oparl(folder)
    assert ["README.md", "broken.json", "deep/circle", "new\\nline\\udcff"] == [
        each.where for each in records.skipped if each.what == "file"
    ]
    assert {"file": (5, 1)} == {each.kind: (each.read, each.used) for each in records.counts if each.kind == "file"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b'{"data": [', "not JSON"),
        (b"", "not JSON"),
        ('{"id": "é"}'.encode("latin-1"), "expected UTF-8"),
        ('{"id": "x"}'.encode("utf-16"), "expected UTF-8"),
        (b'{"id": 1, "id": 2}', "expected each key once"),
        (b'"\\ud800"', "half of a pair"),
    ],
)
def test_a_file_that_is_no_json_is_one_error_or_one_remark(tmp_path, text, why):
    """By default nothing is read past a broken file; who prefers the rest is told which one is missing."""
    folder = written(tmp_path / "body", embedded())
    (folder / "broken.json").write_bytes(text)
    with pytest.raises(DocumentError, match=why) as caught:
        read_oparl(folder)
    assert "broken.json" == caught.value.path
    records = read_oparl(folder, strict=False)
    assert read_oparl(embedded()).record == records.record
    assert ["it cannot be read as JSON"] == skipped(records, "file")


@pytest.mark.parametrize("name", ["nowhere.json", "\0.json", "x" * 5000])
def test_a_file_that_is_not_there_is_one_error(tmp_path, name):
    """A misspelt path is the commonest mistake of all."""
    with pytest.raises(DocumentError, match=r"no such file|cannot be read"):
        read_oparl(str(tmp_path / name))


def test_a_folder_that_cannot_be_entered_is_one_error(tmp_path):
    """Half a folder must not pass for the whole: here one lies deeper than the system can name."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=here)
        inner = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    with pytest.raises(DocumentError, match="cannot be read: its name is too long"):
        read_oparl(tmp_path)


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(size=100), "100 bytes in all files together"),
        (Limits(entries=2), "2 files"),
        (Limits(depth=2), "2 levels"),
        (Limits(values=5), "5 values"),
    ],
)
def test_more_than_the_limits_is_one_error(tmp_path, limits, what):
    """A reader of what strangers publish refuses at once what would fill the memory."""
    with pytest.raises(LimitExceeded, match=f"more than {what}"):
        read_oparl(written(tmp_path / "body", embedded()), limits=limits)


def test_the_limit_of_size_holds_for_all_files_together(tmp_path):
    """A thousand files just below the limit are as large as one far above it."""
    folder = written(tmp_path, {"a.json": COUNCIL, "b.json": PANEL})
    sizes = [path.stat().st_size for path in sorted(folder.glob("*.json"))]
    assert 2 == read_oparl(folder, limits=Limits(size=sum(sizes))).counts[0].read
    with pytest.raises(LimitExceeded, match=r"b\.json: more than"):
        read_oparl(folder, limits=Limits(size=sum(sizes) - 1))


def test_data_handed_over_that_just_keep_to_the_limits_are_read():
    """The limits are there to be used."""
    just = Limits(values=4, depth=2, entries=2)
    assert 2 == read_oparl({"a": [1, 2]}, limits=just).counts[0].read
    with pytest.raises(LimitExceeded):
        read_oparl({"a": [1, [2]]}, limits=just)


def circle() -> dict[str, object]:
    """An object that holds itself, which no text can."""
    paper = dict(RAMPS)
    paper["relatedPaper"] = [paper]
    return {"a": paper}


def doubled() -> dict[str, object]:
    """Forty lists, each of which holds the one before twice: a million millions of values in little memory."""
    inner: list[object] = []
    for _ in range(40):
        inner = [inner, inner]
    return {"a": inner}


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (circle, Limits()),
        (doubled, Limits()),
        (lambda: {"a": [1, 2, 3]}, Limits(entries=2)),
        (lambda: {"a": [[1]]}, Limits(depth=2)),
    ],
)
def test_data_handed_over_are_held_to_the_limits_too(data, limits):
    """A host may hand over what it was handed."""
    with pytest.raises(LimitExceeded):
        read_oparl(data(), limits=limits)


@pytest.mark.parametrize(
    ("source", "options"),
    [
        (7, {}),
        (b"x", {}),
        ([7], {}),
        ({"a": {1: 2}}, {}),
        ({1: []}, {}),
        ({"a": {1, 2}}, {}),
        ({"a": "\ud800"}, {}),
        ({}, {"limits": 3}),
        ({}, {"until": "2026-01-01"}),
        ({}, {"standings": ["Anhörung"]}),
        ({}, {"standings": {1: "consulted"}}),
        ({}, {"standings": {"Anhörung": "heard"}}),
    ],
)
def test_misuse_is_refused_at_once(source, options):
    """A wrong argument is the caller's mistake, not something to report about the council."""
    with pytest.raises(InvalidValueError):
        read_oparl(source, **options)


# Laws


def test_a_file_cut_at_any_byte_is_one_error_or_a_report(tmp_path):
    """Downloads break off anywhere."""
    whole = json.dumps(embedded()["papers.json"], ensure_ascii=False).encode()
    path = tmp_path / "papers.json"
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with pytest.raises(DocumentError):
            read_oparl(path)
        assert ["it cannot be read as JSON"] == skipped(read_oparl(path, strict=False), "file")


@settings(max_examples=40)
@given(body=bodies, standings=st.sampled_from([{}, STANDINGS]))
def test_every_object_read_is_used_deleted_or_left_out_with_a_reason(body, standings):
    """Conservation: what is in the files is somewhere in the report, whatever the files hold."""
    records = read_oparl({"all.json": body}, standings=standings)
    for each in records.counts:
        assert each.read == each.used + each.deleted + each.skipped
        assert min(each.used, each.deleted, each.skipped) >= 0
        assert each.skipped == len(skipped(records, each.kind))
    assert len(records.record.steps) >= sum(each.used for each in records.counts if each.kind == "Consultation")
    assert {each.forum for each in records.record.steps} <= {each.key for each in records.forums}
    assert str(records)


@settings(max_examples=30)
@given(body=bodies, seed=st.integers(0, 1000))
def test_the_order_of_objects_and_of_files_means_nothing(body, seed):
    """A council that lists its papers the other way round has the same records."""
    chance = Random(seed)
    named = [each for each in body if isinstance(each, dict) and isinstance(each.get("id"), str)]
    files = {"a.json": named[::2], "b.json": named[1::2]}
    mixed = {name: chance.sample(each, len(each)) for name, each in reversed(files.items())}
    one, other = read_oparl(files), read_oparl(mixed)
    assert one.record.steps == other.record.steps
    assert (one.forums, one.stakeholders, one.titles, one.sources) == (
        other.forums, other.stakeholders, other.titles, other.sources,
    )  # fmt: skip
    assert (one.counts, one.words, str(one)) == (other.counts, other.words, str(other))


@settings(max_examples=40)
@given(body=bodies, seed=st.integers(), count=st.integers(1, 4))
def test_a_mangled_file_is_read_or_refused_and_nothing_else(body, seed, count, tmp_path_factory):
    """No foreign exception may leave: a host catches ours and no other."""
    chance = Random(seed)
    text = bytearray(json.dumps(body, ensure_ascii=False).encode())
    for _ in range(count):
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.choice((0, 1, 5))] = chance.choice([b"", b'"', b"[", b"}", b"\xff", b"null", b"{},"])
    path = tmp_path_factory.mktemp("body") / "all.json"
    path.write_bytes(bytes(text))
    try:
        records = read_oparl(path)
    except InvolvementError:
        records = read_oparl(path, strict=False)
    assert all(each.read == each.used + each.deleted + each.skipped for each in records.counts)


@pytest.mark.no_cover
def test_ten_thousand_objects_are_read():
    """A town publishes that many in a few years; the benchmarks read those of a city."""
    records = read_oparl(many(4_900), limits=Limits(values=2_000_000))
    assert 4_900 == len(records.record.steps)
    assert 10_300 == sum(each.used for each in records.counts)
