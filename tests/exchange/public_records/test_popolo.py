"""Are people's seats and the votes of bodies read as they were meant, without anybody's name?"""

import json
import pickle
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import DocumentError, InvalidValueError, InvolvementError, LimitExceeded, Limits
from involvement.exchange import CommitteeRecords, person_key, read_popolo
from involvement.exchange.public_records.partial_dates import Span, moment, span

DAY = date(2026, 3, 15)


def read(on: date = DAY, **lists) -> CommitteeRecords:
    return read_popolo(lists, on=on)


def seats(records: CommitteeRecords) -> dict[str | None, list[str]]:
    return {forum.title: [seat.stakeholder for seat in forum.seats] for forum in records.forums}


def skipped(records: CommitteeRecords, what: str) -> list[str]:
    return [each.why.words for each in records.skipped if each.what == what for _ in range(each.count)]


def odd(records: CommitteeRecords) -> list[tuple[str, str, int]]:
    return sorted((each.what, each.why.words, each.count) for each in records.oddities)


ANN = {"id": "ann-ash", "name": "Ann Ash", "email": "ann@example.org", "birth_date": "1960"}
BOB = {"id": "bob-birch", "name": "Bob Birch", "family_name": "", "links": []}
COUNCIL = {"id": "council", "name": "Council"}
GREENS = {"id": "greens", "name": "Greens"}


def member(person: str = "ann-ash", **fields):
    return {"person_id": person, "organization_id": "council", **fields}


# Seats


def test_a_membership_is_a_seat_with_one_vote():
    """Who sits where is what voting power is worked out from."""
    records = read(persons=[ANN, BOB], organizations=[COUNCIL], memberships=[member(), member("bob-birch")])
    assert {"Council": sorted([person_key("ann-ash"), person_key("bob-birch")])} == seats(records)
    assert {1} == {seat.votes for seat in records.forums[0].seats}
    assert ["person", "person"] == [each.kind.value for each in records.stakeholders]
    assert (("popolo", "council"),) == records.forums[0].external_ids
    assert None is records.forums[0].meetings


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (None, None, True),
        ("2026-03-15", None, True),
        ("2026-03-16", None, False),
        (None, "2026-03-15", True),
        (None, "2026-03-14", False),
        ("2026", None, None),
        ("2025", None, True),
        ("2027", None, False),
        ("2026-03", None, None),
        ("2026-02", None, True),
        ("2026-04", None, False),
        (None, "2026", None),
        (None, "2025", False),
        (None, "2026-03", None),
        (None, "2026-04", True),
        ("2020", "2030", True),
        ("2026-03-01T10:00:00Z", "2026-03-31T10:00:00+01:00", True),
        ("2026", "2025", None),
        ("March", None, None),
        ("2026-13", None, None),
        ("2026-02-30", None, None),
        (2026, None, None),
    ],
)
def test_a_seat_is_held_not_held_or_not_known_on_a_day(start, end, held):
    """A year without a month leaves open whether somebody sat there in March; to guess would seat the wrong person."""
    records = read(persons=[ANN], organizations=[COUNCIL], memberships=[member(start_date=start, end_date=end)])
    assert ([person_key("ann-ash")] if held else []) == seats(records)["Council"]
    expected = {
        True: [],
        False: ["it is not held on the day"],
        None: ["its dates leave open whether it is held on the day"],
    }
    assert expected[held] == skipped(records, "Membership")


@given(
    start=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 500),
    cut=st.tuples(st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10])),
    on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
def test_a_partial_date_never_says_more_than_the_whole_one(start, days, cut, on):
    """Whatever day the month turns out to mean, a seat told as held is held, and one told as not held is not."""
    end = start + timedelta(days)
    partial = member(start_date=start.isoformat()[: cut[0]], end_date=end.isoformat()[: cut[1]])
    records = read(on, persons=[ANN], organizations=[COUNCIL], memberships=[partial])
    told = {(): True, ("it is not held on the day",): False}.get(tuple(skipped(records, "Membership")))
    assert told in {None, start <= on <= end}
    assert (10, 10) != cut or told is not None


def test_a_seat_in_a_body_that_is_dissolved_is_not_held():
    """Memberships without an end outlive the bodies they were in."""
    gone = {**COUNCIL, "dissolution_date": "2025"}
    perhaps = {**COUNCIL, "founding_date": "2026"}
    assert ["it is not held on the day"] == skipped(
        read(persons=[ANN], organizations=[gone], memberships=[member()]), "Membership"
    )
    assert ["its dates leave open whether it is held on the day"] == skipped(
        read(persons=[ANN], organizations=[perhaps], memberships=[member()]), "Membership"
    )


def test_a_membership_through_a_post_is_at_the_body_of_the_post():
    """Popolo allows to name the post only."""
    chair = {"id": "chair", "organization_id": "council", "role": "Chair"}
    vacant = {"id": "vice", "organization_id": "council"}
    through = {"person_id": "ann-ash", "post_id": "chair", "role": "Chair"}
    lost = {"person_id": "bob-birch", "post_id": "nowhere"}
    records = read(persons=[ANN], organizations=[COUNCIL], posts=[chair, vacant], memberships=[through, lost])
    assert {"Council": [person_key("ann-ash")]} == seats(records)
    assert ["no seat on the day was counted for it"] == skipped(records, "Post")
    assert ["it names no organisation"] == skipped(records, "Membership")
    assert (("Chair", 1, False),) == records.words


def test_somebody_who_sits_twice_sits_once():
    """A chair is a member too; a second vote would be invented."""
    twice = [member(role="Chair"), member(role="Member", on_behalf_of_id="greens")]
    records = read(persons=[ANN], organizations=[COUNCIL, GREENS], memberships=twice)
    assert {"Council": [person_key("ann-ash")]} == seats(records)
    assert ["the same person has another seat there, and is counted once"] == skipped(records, "Membership")
    key = records.key_of
    assert ((key("council"), person_key("ann-ash"), key("greens")),) == records.on_behalf_of
    assert {"Greens"} == {each.title for each in records.stakeholders if each.kind == "organisation"}


def test_what_is_named_and_not_there_is_told_and_the_seat_kept():
    """A file that is missing must not look like an empty seat."""
    records = read(memberships=[member(on_behalf_of_id="greens")])
    assert {None: [person_key("ann-ash")]} == seats(records)
    expected = [
        ("Membership.on_behalf_of", "it is not among those read", 1),
        ("Membership.organization", "it is not among those read", 1),
    ]
    assert [*expected, ("Membership.person", "it is not among those read", 1)] == odd(records)


def test_a_membership_of_nobody_is_left_out():
    """The member may be an organisation, told in a way that does not say so."""
    records = read(organizations=[COUNCIL], memberships=[{"organization_id": "council", "member": {"id": "x"}}])
    assert ["it names no person"] == skipped(records, "Membership")


# Persons


def test_no_name_nor_anything_else_personal_is_kept():
    """Membership of a committee is public; what else a file tells of a person is not ours to keep."""
    records = read(
        persons=[ANN, BOB], organizations=[COUNCIL], memberships=[member(id="ann-ash-council"), member("bob-birch")]
    )
    kept = pickle.dumps(records) + (repr(records) + str(records) + repr(records.skipped)).encode()
    for personal in (b"Ash", b"ann-ash", b"Birch", b"bob-birch", b"ann@example.org", b"1960"):
        assert personal not in kept
    personal = {each.what: each.count for each in records.skipped if each.why.words == "it is personal and is not kept"}
    assert {"Person.name": 2, "Person.email": 1, "Person.birth_date": 1} == personal
    assert {("Person", "")} == {(each.kind, each.foreign_id) for each in records.sources if each.kind == "Person"}


def test_with_a_secret_the_key_of_a_person_cannot_be_found_by_trying():
    """Ids are few and often names: whoever can hash them all would know everybody."""
    records = read_popolo({"memberships": [member()]}, on=DAY, secret=b"ours")
    assert [person_key("ann-ash", b"ours")] == [each.key for each in records.stakeholders]
    assert person_key("ann-ash", b"ours") != person_key("ann-ash")


def test_persons_and_bodies_without_seats_are_counted_and_left_out():
    """What a decision map does not need it does not hold."""
    records = read(people=[ANN], organizations=[COUNCIL, GREENS])
    assert ["no seat on the day was counted for them"] == skipped(records, "Person")
    assert ["it has no seats, and no seat held for it was counted"] * 2 == skipped(records, "Organization")


# Votes


def test_a_vote_on_a_motion_is_a_step_that_decides():
    """A motion put on one day and voted on another is a matter with two steps."""
    motion = {"id": "m1", "organization_id": "council", "date": "2026-01-02", "text": "That ramps be built"}
    vote = {"id": "v1", "motion_id": "m1", "start_date": "2026-02-03T19:00:00Z", "votes": [{"voter_id": "ann-ash"}]}
    records = read(organizations=[COUNCIL], motions=[motion], vote_events=[vote])
    assert [(date(2026, 1, 2), False), (date(2026, 2, 3), True)] == [
        (each.on, each.decides) for each in records.record.steps
    ]
    assert {records.key_of("m1")} == {each.matter for each in records.record.steps}
    assert ["Council"] == [each.title for each in records.forums]
    assert ["it is no part of a record of seats and decisions"] == skipped(records, "Vote")


def test_a_vote_or_motion_without_what_a_step_needs_is_told():
    """A vote without a day has no place in the order; one without a motion has no matter."""
    bare = {"id": "m1", "creator_id": "ann-ash"}
    undated = {"id": "m2", "organization_id": "council", "vote_events": [{"id": "v1"}]}
    loose = {"id": "v2", "organization_id": "council"}
    lost = {"id": "v3", "organization_id": "council", "motion_id": "m9", "start_date": "soon"}
    records = read(organizations=[COUNCIL], motions=[bare, undated], vote_events=[loose, lost])
    dated = {"id": "v0", "motion_id": "m2", "start_date": "2026-02-03"}
    later = read(organizations=[COUNCIL], motions=[undated], vote_events=[dated])
    assert [date(2026, 2, 3), None] == [each.on for each in later.record.steps]
    assert [None, None] == [each.on for each in records.record.steps]
    assert ["it names no motion, or no organisation"] == skipped(records, "VoteEvent")
    assert ["it has no day or no organisation, and no vote on it could be used"] == skipped(records, "Motion")
    assert [
        ("VoteEvent.motion", "it is not among those read", 1),
        ("VoteEvent.start_date", "it has no day that can be read", 1),
        ("VoteEvent.start_date", "it has no day that can be read", 1),
        ("VoteEvent.start_date", "it is neither a date nor a date and time", 1),
    ] == odd(records)


# Forms of the format


def test_what_is_embedded_is_the_same_as_what_is_listed():
    """Popolo lets each object stand in another; the records do not change with it."""
    listed = read(
        persons=[ANN, BOB], organizations=[COUNCIL, GREENS], posts=[{"id": "chair", "organization_id": "council"}],
        memberships=[{"person_id": "ann-ash", "post_id": "chair", "on_behalf_of_id": "greens"}, member("bob-birch")],
    )  # fmt: skip
    chair = {"id": "chair", "memberships": [{"person": ANN, "on_behalf_of": GREENS}]}
    embedded = read(organizations=[{**COUNCIL, "posts": [chair], "memberships": [{"person": BOB}]}])
    within = read(persons=[
        {**ANN, "memberships": [{"post": {"id": "chair", "organization": COUNCIL}, "on_behalf_of": GREENS}]},
        {**BOB, "memberships": [{"organization": COUNCIL}]},
    ])  # fmt: skip
    for other in (embedded, within):
        assert (listed.forums, listed.stakeholders, listed.on_behalf_of, listed.titles) == (
            other.forums, other.stakeholders, other.on_behalf_of, other.titles,
        )  # fmt: skip


def test_events_areas_and_the_like_are_counted():
    """An event may be a meeting, an election or a term; what it is, nobody says."""
    event = {"id": "e", "attendees": [ANN], "children": [{"id": "f"}], "organization": COUNCIL}
    records = read(events=[event], areas=[{"id": "a"}])
    assert 2 == len(skipped(records, "Event"))
    assert 1 == len(skipped(records, "Area"))
    assert 1 == len(skipped(records, "Person"))


def test_the_newest_version_wins_and_equal_ones_keep_what_they_agree_on():
    """Files of several days lie in one folder."""
    old = {**COUNCIL, "name": "Old", "updated_at": "2026-01-01T00:00:00Z"}
    new = {**COUNCIL, "updated_at": "2026-01-02T00:00:00Z"}
    assert {"Council": []} == seats(read(organizations=[old, new], memberships=[member(end_date="2020")]))
    unlike = read(organizations=[COUNCIL, {**COUNCIL, "name": "Senate"}], memberships=[member(), member()])
    assert [None] == [each.title for each in unlike.forums]
    assert ("Organization.name", "equally new versions of it differ", 1) in odd(unlike)
    assert ["the same object stands elsewhere too"] == skipped(unlike, "Membership")


@pytest.mark.parametrize(
    ("lists", "what", "why"),
    [
        ({"meta": {}}, "meta", "it is no list of Popolo objects"),
        ({"persons": {}}, "persons", "it is not a list"),
        ({"organizations": [{**COUNCIL, "name": 7}]}, "Organization.name", "it is not text"),
        ({"organizations": [{**COUNCIL, "posts": 7}]}, "Organization.posts", "it is not a list"),
        ({"organizations": [{**COUNCIL, "parent": "x"}]}, "Organization.parent", "it is not an object"),
        ({"organizations": [{**COUNCIL, "parent_id": 7}]}, "Organization.parent_id", "it is not an id"),
        (
            {"organizations": [{**COUNCIL, "updated_at": 7}]},
            "Organization.updated_at",
            "it is neither a date nor a date and time",
        ),
        (
            {"memberships": [{"person_id": "a", "person": {"id": "b"}}]},
            "Membership.person",
            "it is given in several ways, so it is not known",
        ),
    ],
)
def test_a_field_that_cannot_be_understood_is_told(lists, what, why):
    """A field dropped in silence is a fact that nobody misses."""
    assert [(what, why, 1)] == odd(read(**lists))


def test_entries_that_are_no_objects_are_told():
    """A list may hold anything; without an id nothing can be named."""
    records = read(persons=[3, {"name": "Nobody"}], posts=None, organizations=[{"_id": "old"}])
    assert ["it is not an object"] == skipped(records, "entry")
    assert ["it has no id"] == skipped(records, "Person")
    assert {"Organization": 1, "Person": 1, "entry": 1} == {each.kind: each.read for each in records.counts}


def test_files_hold_all_lists_or_one_each(tmp_path):
    """Some publish one file, some one for each class."""
    lists = {"persons": [ANN], "organizations": [COUNCIL], "memberships": [member()]}
    (tmp_path / "whole.json").write_text(json.dumps(lists), encoding="utf-8")
    parts = tmp_path / "parts"
    parts.mkdir()
    for name, content in {**lists, "notes": [1]}.items():
        (parts / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    whole, apart = read_popolo(tmp_path / "whole.json", on=DAY), read_popolo(str(parts), on=DAY)
    assert whole.forums == apart.forums == read_popolo(sorted(parts.glob("*.json")), on=DAY).forums
    assert 1 == len(skipped(apart, "entry"))
    assert {"organizations.json", "persons.json"} == {each.file for each in apart.sources}


@pytest.mark.parametrize(
    ("source", "options"),
    [
        ({}, {"on": "2026-03-15"}),
        ({}, {"on": DAY, "secret": "ours"}),
        ({}, {"on": DAY, "limits": None}),
        (7, {"on": DAY}),
        ({1: 2}, {"on": DAY}),
    ],
)
def test_misuse_is_refused_at_once(source, options):
    """A wrong argument is the caller's mistake, not something to report about the body."""
    with pytest.raises(InvalidValueError):
        read_popolo(source, **options)


def test_more_than_the_limits_is_one_error(tmp_path):
    """A reader of what strangers publish refuses at once what would fill the memory."""
    path = tmp_path / "whole.json"
    path.write_text(json.dumps({"persons": [ANN, BOB]}), encoding="utf-8")
    with pytest.raises(LimitExceeded, match=r"whole\.json: more than 1 entries"):
        read_popolo(path, on=DAY, limits=Limits(entries=1))


# Laws

_junk = st.sampled_from([None, True, 3, "", "x", [], {}, [[]], {"id": 7}, "2026-02-30"])
_ids = st.sampled_from(["a", "b", "c", "d"])
_days = st.sampled_from(["2026", "2026-03", "2026-03-15", "2025-12", "2026-02-30", "2026-13", "soon"])
_NAMES = ("person", "organization", "post", "on_behalf_of", "motion", "parent")
_LISTS = ("persons", "organizations", "memberships", "posts", "motions", "vote_events", "events")
_WITHIN = ("memberships", "posts", "motions", "vote_events", "votes", "children", "attendees")


def _object(inner):
    return st.fixed_dictionaries(
        {"id": st.one_of(_ids, _ids, _ids, _junk)},
        optional={
            **{f"{name}_id": st.one_of(_ids, _ids, _junk) for name in _NAMES},
            **dict.fromkeys(_NAMES, inner),
            **dict.fromkeys(_WITHIN, st.one_of(st.lists(inner, max_size=2), _junk)),
            **dict.fromkeys(
                ("start_date", "end_date", "founding_date", "dissolution_date", "date", "updated_at"), _days
            ),
            "name": st.sampled_from(["Somebody", 7]),
            "role": st.sampled_from(["Chair", 1]),
        },
    )


objects = st.recursive(_object(_junk), _object, max_leaves=5)
files = st.dictionaries(
    st.sampled_from([*_LISTS, "other"]), st.one_of(st.lists(st.one_of(objects, objects, _junk), max_size=6), _junk)
)


@settings(max_examples=40)
@given(lists=files)
def test_every_object_read_is_used_or_left_out_with_a_reason(lists):
    """Conservation: what is in the files is somewhere in the report, whatever the files hold."""
    records = read_popolo(lists, on=DAY)
    for each in records.counts:
        assert each.read == each.used + each.deleted + each.skipped
        assert min(each.used, each.deleted, each.skipped) >= 0
        assert each.skipped == len(skipped(records, each.kind))
    held = {each.kind: each.used for each in records.counts}
    assert held.get("Membership", 0) == sum(len(forum.seats) for forum in records.forums)
    stakeholders = {each.key for each in records.stakeholders}
    assert {seat.stakeholder for forum in records.forums for seat in forum.seats} <= stakeholders
    assert {organisation for _, _, organisation in records.on_behalf_of} <= stakeholders
    assert str(records)


@settings(max_examples=30)
@given(lists=files, seed=st.integers(0, 1000))
def test_the_order_of_objects_and_of_lists_means_nothing(lists, seed):
    """A body that lists its members the other way round has the same records."""
    chance = Random(seed)
    mixed = {
        name: chance.sample(each, len(each)) if isinstance(each, list) else each
        for name, each in reversed(lists.items())
    }
    assert read_popolo(lists, on=DAY) == read_popolo(mixed, on=DAY)


@settings(max_examples=30)
@given(lists=files, seed=st.integers(), count=st.integers(1, 4))
def test_a_mangled_file_is_read_or_refused_and_nothing_else(lists, seed, count, tmp_path_factory):
    """No foreign exception may leave: a host catches ours and no other."""
    chance = Random(seed)
    text = bytearray(json.dumps(lists, ensure_ascii=False).encode())
    for _ in range(count):
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.choice((0, 1, 5))] = chance.choice([b"", b'"', b"[", b"}", b"\xff", b"null", b"{},"])
    path = tmp_path_factory.mktemp("body") / "all.json"
    path.write_bytes(bytes(text))
    try:
        records = read_popolo(path, on=DAY)
    except InvolvementError:
        records = read_popolo(path, on=DAY, strict=False)
    assert all(each.read == each.used + each.deleted + each.skipped for each in records.counts)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_a_file_cut_at_any_byte_or_in_another_encoding_is_one_error(tmp_path, encoding):
    """Downloads break off anywhere, and spreadsheets save as they please."""
    whole = json.dumps({"organizations": [{"id": "rat", "name": "Räte"}]}, ensure_ascii=False)
    path = tmp_path / "whole.json"
    cuts = [whole.encode()[:end] for end in range(len(whole.encode()))]
    for text in [*cuts, whole.encode(encoding)]:
        path.write_bytes(text)
        with pytest.raises(DocumentError) as caught:
            read_popolo(path, on=DAY)
        assert "whole.json" == caught.value.path


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", Span(date(2026, 1, 1), date(2026, 12, 31))),
        ("2024-02", Span(date(2024, 2, 1), date(2024, 2, 29))),
        ("2026-02-03", Span(date(2026, 2, 3), date(2026, 2, 3))),
        ("2026-02-03T24:00:00Z", None),
        ("2026-02-03T10:60", None),
        ("2026-02-03T23:59:60+23:59", Span(date(2026, 2, 3), date(2026, 2, 3))),
        ("2026-02-03T10:00:61", None),
        ("2026-02-03T10:00+24:00", None),
        ("2026-02-03T10:00+10:60", None),
        ("0000", None),
        ("0001", Span(date(1, 1, 1), date(1, 12, 31))),
        ("2026-00", None),
        ("2026-2", None),
        ("٢٠٢٦", None),
        ("", None),
        (" 2026", None),
    ],
)
def test_a_date_is_one_day_or_all_that_it_may_be(text, expected):
    """Popolo allows a year, a month or a day."""
    assert expected == span(text)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-01-01", "2026-01-01T00:00:01Z"),
        ("2026-01-01T12:00:00+02:00", "2026-01-01T11:00:00Z"),
        ("2026-01-01T11:00:00Z", "2026-01-01T10:00:00-02:00"),
        ("2026-01-01T10:00:00.1Z", "2026-01-01T10:00:00.25Z"),
        ("2026-01-01T10:00", "2026-01-01T12:30:00+0130"),
    ],
)
def test_of_two_moments_the_later_is_known_whatever_the_offset(earlier, later):
    """The newest version of an object wins, whichever clock it was stamped by."""
    assert moment(earlier)[1] < moment(later)[1]
