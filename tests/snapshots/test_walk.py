"""Does one walk lead through the house, from the text of a process to its page, and never a step back?"""

import sys
from functools import cache
from pathlib import Path

from involvement import check, load
from involvement.reports import page
from involvement.snapshots import Snapshot
from tests.reports.samples import DAY

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "diabetes_user_group.toml"
PAGE = ROOT / "docs" / "explanation" / "one-walk-through-the-house.md"

# Each call of a reader, the rooms that it is the first to enter, in their order, and what each does.
WALK = (
    (
        'process = load("process.toml")',
        (
            ("documents", "opens the document within its limits"),
            ("_reading", "makes plain data of the text, and values of the data"),
            ("processes", "joins the parts, and checks that every key names something"),
        ),
    ),
    (
        "snapshot = Snapshot(process, day)",
        (("snapshots", "will work out what follows from the process on the day, each thing once"),),
    ),
    (
        "findings = check(snapshot)",
        (
            ("checks", "asks each rule what is wrong"),
            ("wording", "says it"),
            ("power", "is asked by the snapshot how much say is claimed, and how much is shown"),
        ),
    ),
    (
        "text = page(snapshot, findings=findings)",
        (
            ("reports", "lays the page out"),
            ("cycles", "says what to do now"),
            ("drawings", "draws the pictures"),
        ),
    ),
)
# Between `_reading` and `processes` stand the rooms whose values a document holds, in the order of the document.
PARTS = (
    "calendars", "decisions", "evidence", "feedback", "levels", "maturity", "people", "plans", "priorities", "rankings",
    "support",
)  # fmt: skip
GROUND = {"_fields", "_files", "references", "standing"}  # on which every room stands


@cache
def traced():
    """For each call of the walk, the modules in which anything ran, in the order in which they were entered."""
    entered = []

    def look(frame, event, _):
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.startswith("involvement.") and not frame.f_code.co_name.startswith("<"):
            entered[-1].setdefault(name.removeprefix("involvement."))

    def run(call, *arguments, **more):
        entered.append({})
        before = sys.getprofile()
        sys.setprofile(look)
        try:
            return call(*arguments, **more)
        finally:
            sys.setprofile(before)

    page(load(EXAMPLE), on=DAY)  # what is imported or parsed when it is first needed is no part of the walk
    process = run(load, EXAMPLE)
    snapshot = run(Snapshot, process, DAY)
    findings = run(check, snapshot)
    run(page, snapshot, findings=findings)
    return [list(modules) for modules in entered]


def rooms_entered():
    """For each call of the walk, the rooms in the order in which they were entered."""
    return [list(dict.fromkeys(name.partition(".")[0] for name in modules)) for modules in traced()]


def drawn():
    """The walk as a drawing."""
    lines = []
    for number, (call, stations) in enumerate(WALK):
        lines += ["   |"] if number else []
        lines += [f"{call}", "   |"]
        for room, does in stations:
            lines.append(f"   +-- {room:<10} {does}")
            if room == "_reading":
                lines += [f"   |     {', '.join(PARTS[:6])},", f"   |     {', '.join(PARTS[6:])}"]
    return "\n".join(lines)


def test_each_room_is_entered_in_the_order_of_the_walk():
    """Somebody new follows a call from room to room, and never has to jump."""
    stations = [room for _, rooms in WALK for room, _ in rooms]
    first = dict.fromkeys(room for rooms in rooms_entered() for room in rooms)
    assert stations == [room for room in first if room in stations]
    for rooms, (_, expected) in zip(rooms_entered(), WALK, strict=True):
        assert {room for room, _ in expected} <= set(rooms)


def test_the_parts_are_made_while_the_document_is_read():
    """What the document holds is there before the process joins it."""
    rooms = rooms_entered()[0]
    assert set(PARTS) == set(rooms[rooms.index("_reading") + 1 : rooms.index("processes")]) - GROUND


def test_nobody_goes_back():
    """What was read is not read again, what was checked is not checked again, and nobody writes before all is known."""
    loading, asking, checking, paging = map(set, rooms_entered())
    assert {"snapshots", "_fields"} == asking
    assert set() == loading & {"snapshots", "checks", "wording", "power", "cycles", "reports", "drawings"}
    assert set() == checking & {"documents", "_files", "cycles", "reports", "drawings"}
    assert set() == paging & {"documents", "_files"}
    assert set() == {name for name in traced()[3] if name.startswith("checks")}


def test_the_walk_is_drawn_as_it_is():
    """A drawing of the house as it once was leads newcomers astray."""
    assert f"```\n{drawn()}\n```" in PAGE.read_text(encoding="utf-8")
