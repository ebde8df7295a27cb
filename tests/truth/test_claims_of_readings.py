"""The words about what was read and written: what each line says of many small files, counted from the files alone."""

import random
from collections import Counter
from datetime import date
from functools import cache

from involvement import DecisionMap, Forum, Issue, Meetings, Process, Record, Stakeholder
from involvement.exchange import CommitteeRecords, Reading, read_oparl
from involvement.exchange.omissions import left_out, loss
from involvement.exchange.readings import Skipped
from involvement.exchange.reasons import Reason
from involvement.people import Seat
from involvement.wording import Wording
from tests.at_once import over

CASES = range(60)
UNTIL = date(2026, 3, 20)
SEEN: Counter[str] = Counter()
SAY = Wording().say


def url(kind: str, number: int) -> str:
    return f"https://council.example/{kind.lower()}/{number}"


def an(kind: str, number: int, **fields) -> dict:
    return {
        "id": url(kind, number),
        "type": f"https://schema.oparl.org/1.1/{kind}",
        **{name: value for name, value in fields.items() if value is not None},
    }


@cache
def body(number: int) -> list[dict]:
    """A small council, with some things wrong."""
    chance = random.Random(number)
    organisations = [an("Organization", n, name=f"Committee {n}") for n in range(4)]
    meetings = [
        an(
            "Meeting",
            n,
            start=chance.choice([None, f"2026-03-{chance.randint(10, 28)}", f"2026-03-{chance.randint(10, 28)}"]),
            cancelled=chance.choice([None, None, None, True]),
            organization=chance.choice([None, [url("Organization", 0)], [url("Organization", 1)]]),
        )
        for n in range(5)
    ]
    papers = [an("Paper", n, name=f"Paper {n}", deleted=chance.choice([None, None, None, True])) for n in range(4)]
    consultations = [
        an(
            "Consultation",
            n,
            paper=url("Paper", chance.randrange(4)),
            meeting=url("Meeting", chance.randrange(5)),
            organization=chance.choice([None, [url("Organization", 2)]]),
        )
        for n in range(6)
    ]
    return [*organisations, *meetings, *papers, *consultations]


def of_kind(things: list[dict], kind: str) -> list[dict]:
    return [each for each in things if each["type"].endswith(f"/{kind}")]


def why_not(things: list[dict]) -> dict[str, str]:
    """Why each object was left out that was, by its id."""
    known = {each["id"]: each for each in things}
    found = {}
    acting, used = set(), set()
    for meeting in of_kind(things, "Meeting"):
        if meeting.get("start"):
            acting.update(meeting.get("organization", ()))
        why = (
            "it is cancelled"
            if meeting.get("cancelled")
            else "it has no start that can be read"
            if "start" not in meeting
            else None
            if "organization" in meeting
            else "it names no organisation"
        )
        if why:
            found[meeting["id"]] = why
    for consultation in of_kind(things, "Consultation"):
        meeting, paper = known[consultation["meeting"]], known[consultation["paper"]]
        organisations = consultation.get("organization") or meeting.get("organization")
        if paper.get("deleted"):
            found[consultation["id"]] = "its paper is deleted"
        elif meeting.get("cancelled"):
            found[consultation["id"]] = "its meeting is cancelled"
        elif meeting.get("start", "") > UNTIL.isoformat():
            found[consultation["id"]] = "its meeting is after the last day asked for"
        elif not organisations:
            found[consultation["id"]] = "neither it nor its meeting names an organisation that is there"
        else:
            used.add(paper["id"])
            acting.update(organisations)
    for paper in of_kind(things, "Paper"):
        if paper["id"] not in used and not paper.get("deleted"):
            found[paper["id"]] = "no consultation of it was used"
    for organisation in of_kind(things, "Organization"):
        if organisation["id"] not in acting:
            found[organisation["id"]] = "it neither meets, is consulted nor brings papers"
    return found


def was(number: int) -> str:
    return "was" if number == 1 else "were"


@over(CASES)
def test_every_object_is_counted_and_every_reason_is_so(number):
    """A council that is asked why its paper is missing is told what is so of its file."""
    things = body(number)
    why = why_not(things)
    records = read_oparl({"all.json": things}, until=UNTIL)
    said = str(records).splitlines()
    expected = []
    for kind in ("Consultation", "Meeting", "Organization", "Paper"):
        read = of_kind(things, kind)
        deleted = sum(bool(each.get("deleted")) for each in read)
        out = sum(each["id"] in why for each in read)
        used = len(read) - deleted - out
        expected.append(
            f'Of {len(read)} objects of type "{kind}", {used} {was(used)} used, {deleted} {was(deleted)} deleted at the '
            f"source and {out} {was(out)} left out."
        )
    assert expected == [line for line in said if line.startswith("Of ")] == list(map(str, records.counts))
    kinds = Counter((own.split("/")[-2], reason) for own, reason in why.items())
    names = {"consultation": "Consultation", "meeting": "Meeting", "organization": "Organization", "paper": "Paper"}
    assert {
        f'{count} of type "{names[kind]}" {was(count)} left out: {reason}.' for (kind, reason), count in kinds.items()
    } == {line for line in said if " left out: " in line}
    SEEN.update(why.values())


def test_every_reason_was_judged():
    """A reason that no case brings out would be believed unread."""
    assert {
        "it is cancelled", "it has no start that can be read", "it names no organisation", "its paper is deleted",
        "its meeting is cancelled", "its meeting is after the last day asked for", "no consultation of it was used",
        "neither it nor its meeting names an organisation that is there",
        "it neither meets, is consulted nor brings papers",
    } == set(SEEN)  # fmt: skip


def test_a_long_report_counts_what_it_does_not_list():
    """Twelve kinds are read, the thirteenth is not."""
    skipped = [Skipped(f"Kind{n:02}", "all.json", Reason.NO_ID, 20 - n) for n in range(15)]
    said = str(CommitteeRecords(Record([]), skipped=skipped)).splitlines()
    assert [
        '9 of type "Kind11" were left out: it has no id.',
        f"{8 + 7 + 6} more of 3 other kinds were left out.",
    ] == said[-2:]


@over(CASES)
def test_what_was_left_aside_is_counted(number):
    """The command line says how many things its report would list."""
    chance = random.Random(number)
    counts = [chance.randint(1, 4) for _ in range(chance.randint(1, 5))]
    skipped = [Skipped("Meeting", f"meetings.json {n}", Reason.CANCELLED, many) for n, many in enumerate(counts)]
    many = sum(counts)
    reading = Reading(Process("p"), form="OParl", skipped=skipped)
    assert (
        f'Of what was read as "OParl", {many} {"thing was" if many == 1 else "things were"} left aside or '
        f"{'is' if many == 1 else 'are'} not clear."
    ) == SAY(reading.left_aside)
    for n, times in enumerate(counts):
        often = "" if times == 1 else f", {times} times"
        assert f'In "meetings.json {n}", "Meeting"{often}: it is cancelled.' == str(skipped[n])


@over(CASES)
def test_what_a_graph_has_no_place_for_is_named_and_all_else_is_not(number):
    """Somebody who deletes the document afterwards must know what is gone with it."""
    chance = random.Random(number)
    forums = [
        Forum(
            f"f{n}",
            title=chance.choice([None, f"Forum {n}"]),
            meetings=Meetings.any_day(),
            seats=chance.choice([(), [Seat("members")]]),
            external_ids=chance.choice([(), [("sap", "4")]]),
        )
        for n in range(chance.randint(1, 4))
    ]
    title, issues = chance.choice([None, "Eyes"]), [Issue(f"i{n}") for n in range(chance.randint(0, 3))]
    process = Process(
        "eyes",
        title=title,
        issues=issues,
        stakeholders=[Stakeholder("members", kind=chance.choice([None, "group"]))],
        decision_map=DecisionMap(forums=forums),
    )
    omitted = left_out(Reading(process, form="toml"), "graphml")
    places = {
        ("key", None): 1,
        ("title", None): title is not None,
        ("issues", None): len(issues),
        ("forums", "seats"): sum(bool(each.seats) for each in forums),
        ("forums", "external_ids"): sum(bool(each.external_ids) for each in forums),
        ("stakeholders", "kind"): process.stakeholders[0].kind is not None,
    }
    expected = set()
    for (part, field), times in places.items():
        name = f'"{part}"' if field is None else f'"{field.replace("_", " ")}" of "{part}"'
        expected |= {name if times == 1 else f"{name}, in {times} places"} if times else set()
    assert expected == set(map(str, omitted))
    facts = dict(loss(omitted, "graphml").facts)
    assert {part for (part, field), times in places.items() if field is None and times} == {
        quote.text for quote in facts["parts"]
    }
    assert {part for (part, field), times in places.items() if field and times} == {
        quote.text for quote in facts["partly"]
    }
