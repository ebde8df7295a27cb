"""Does anything but our own errors leave a public call? Every callable of every room, with forty kinds of wrong values."""

import enum
import inspect
import itertools
import typing
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace

import attrs

from involvement import InvolvementError, UnknownKeyError
from tests.at_once import over
from tests.public_names import PUBLIC, ROOMS
from tests.public_values import DAY, public_values

# Each is made anew for each call: an iterator is used up, a list could be changed.
WRONG: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "a number": lambda: 3,
    "less than nothing": lambda: -1,
    "a huge number": lambda: 10**400,
    "no number": lambda: float("nan"),
    "without end": lambda: float("inf"),
    "a half": lambda: 0.5,
    "no decimal": lambda: Decimal("NaN"),
    "a fraction": lambda: Fraction(-1, 3),
    "a flag": lambda: True,
    "a complex number": lambda: 1j,
    "no text": lambda: "",
    "a text": lambda: "nobody knows this",
    "half a character": lambda: "\ud800",
    "lines": lambda: "a\nb\x00",
    "bytes": lambda: b"x",
    "a list": list,
    "texts": lambda: ["a", "b"],
    "lists of lists": lambda: [[["a"]], [None]],
    "junk in a list": lambda: [object(), None, 3],
    "a tuple": lambda: (1, "a"),
    "a set": lambda: {"a", "b"},
    "a mapping": dict,
    "wrong keys": lambda: {3: None, "key": object()},
    "a generator": lambda: (each for each in [3]),
    "an endless one": lambda: iter(range(10)),
    "a day": lambda: date(2026, 2, 30 - 2),
    "the first day": lambda: date.min,
    "the last day": lambda: date.max,
    "a moment": lambda: datetime(2026, 1, 1, tzinfo=UTC),
    "a time": lambda: time(12),
    "a span": lambda: timedelta(3),
    "an object": object,
    "a namespace": SimpleNamespace,
    "a class": lambda: int,
    "a function": lambda: len,
    "a module": lambda: enum,
    "an error": lambda: ValueError("x"),
    "a file of bytes": lambda: BytesIO(b"{}"),
    "a file of text": lambda: StringIO("{}"),
}


class Call(typing.NamedTuple):
    """Something public that can be called, with arguments that are right."""

    name: str
    call: Callable[..., object]
    given: dict[str, object]


def examples() -> dict[str, object]:
    """What an argument is given by its name, or by its name and that of the callable."""
    values = public_values()
    process = values[PUBLIC.Process]
    used = PUBLIC.framework("nhs-england-indicator-2018")
    rated = PUBLIC.assess(used, {"governance": "good"}, on=DAY, role="carer")
    positions = [PUBLIC.Priorities("members", ["i", "j"]), PUBLIC.Priorities("board", ["j"])]
    agreement = PUBLIC.negotiate(*positions, feasibility=[PUBLIC.Feasibility.shown("i"), PUBLIC.Feasibility.shown("j")])
    steps, opportunities = PUBLIC.next_steps(process, on=DAY), process.decision_map.timetable(on=DAY)
    findings = PUBLIC.check(process, on=DAY)
    statement, small = values[PUBLIC.Statement], PUBLIC.Process("small")
    return {
        "on": DAY, "until": DAY, "day": DAY, "first": DAY, "last": DAY, "start": DAY, "raised": DAY, "meeting": DAY,
        "after": DAY, "process": process, "of": process, "reported": process, "snapshot": values[PUBLIC.Snapshot],
        "decision_map": process.decision_map, "other": process.decision_map, "to": "redesigned-pathway",
        "decision": "redesigned-pathway", "stakeholder": "members", "party": "members", "who": "members", "by": "members",
        "forum": "user-group", "group": "members", "issue": "i", "key": "k", "reason": "r", "criterion": "governance",
        "positions": positions, "assessments": [rated], "framework": used, "sheet": rated.sheet, "value": "good",
        "answers": {"governance": "good"}, "findings": findings, "steps": steps, "opportunities": opportunities,
        "rules": PUBLIC.ALL_RULES[:1], "people": [], "candidates": [], "scores_or_approvals": [{"i"}], "costs": {"i": 1},
        "budget": 1, "votes": {"a": 1}, "units": [[1, 2]], "stakeholders": process.stakeholders, "codes": ["MAP"],
        "code": "MAP001", "text": "", "columns": {"governance": ["good"]}, "weekday": "tuesday", "week": 1, "days": 3,
        "count": 1, "score": Fraction(1), "limits": PUBLIC.Limits(), "number": 1, "each": 5, "agreement": agreement,
        "agreements": [agreement], "stakes": PUBLIC.Stakes(impact="great"), "statement": statement, "foreign_id": "p1",
        "profile": values[PUBLIC.TargetProfile], "population": values[PUBLIC.Population], "claim": values[PUBLIC.Claim],
        "evidenced": PUBLIC.StandingRange("none", "controls"), "about": PUBLIC.Ref("decision", "contract"),
        "severity": "error", "says": "{decision} is late", "fix": "Wait.", "shares": [1], "feasibility": PUBLIC.Feasibility.shown("i"),
        "position": positions[0], "move": PUBLIC.Move.accept(by="a", on=DAY), "outcome": "agreed", "dates": [DAY],
        "templates": {"a": "{x}"}, "facts": ["x"], "sources": {"x": "Forum.title"}, "place": 0, "scores": {"i": 1},
        "responses": [["i"]], "stage": "decision", "owner": "members", "secret": b"s", "contribution": "evenings",
        "a": "hart-1992", "b": "shier-2001", "rung": "k", "interval": PUBLIC.Interval.months(1), "covers": [],
        "DecisionMap.knowing.stakeholders": ["a"], "leximin.scores": {"a": {"i": 1}}, "Tally.of_scores.responses": [{"i": 1}],
        "Tally.of_points.responses": [{"i": 5}], "InvolvementCycle.of.stage": "planning", "Assessment.compare.later": rated,
        "Assessment.refuse_unlike.other": rated, "SayFacts.fact.condition": "heard_in_time", "equal_shares.costs": {"i": 1},
        "SayFacts.showing.condition": "heard_in_time", "SayFacts.those.showing": "shown", "Agenda.of.kind": "views",
        "InfluenceComparison.those.shift": "gained", "Agreement.only.side": "organisation", "Process.side.side": "organisation",
        "Influence.compare.later": values[PUBLIC.Influence], "Promise.due_after.start": 3, "Spread.quantile.share": Fraction(1, 2),
        "seat_shares.forum": process.decision_map.forums[0], "forum_ref": None, "Snapshot.forum.key": "user-group", "Snapshot.contribution.key": process.ledger.contributions[0].key,
        "Snapshot.has.part": "agreement", "page.process": small, "write.process": small, "draw_timetable.process": small,
        "write_tables.process": small, "DecisionMap.moved.meeting": date(2026, 12, 8), "DecisionMap.moved.to": DAY,
        "StandingTable.standing.values": {}, "StandingTable.highest.ranks": {}, "Catalogue.problems.templates": {},
        "Snapshot.once.question": lambda snapshot: snapshot.on, "Wording.words.value": DAY, "Workplan.schedule.on": DAY,
        "contradict.one": values[PUBLIC.ClaimComparison], "contradict.other": values[PUBLIC.ClaimComparison],
        "evidenced.facts": values[PUBLIC.SayFacts], "gaps.facts": values[PUBLIC.SayFacts], "Ref.from_data.data": {"kind": "x", "keys": ["k"]},
        "from_dict.data": {"key": "x"}, "from_dict.kind": PUBLIC.Process, "loads.text": '{"format": "involvement", "version": 1, "key": "x"}',
        "to_dict.value": process, "rule.says": "x", "Rule.findings.snapshot": values[PUBLIC.Snapshot], "draw_heatmap.source": [rated],
        **{f"Snapshot.{name}.decision": process.decision_map.decisions[0] for name in ("open", "heard", "opportunities", "left_at_most")},
    }  # fmt: skip


def public_calls() -> Iterator[Call]:
    """Every function, constructor and method that is public, once, with arguments by name."""
    seen, values, known = set(), public_values(), examples()
    for room in ROOMS.values():
        for name in room.__all__:
            thing = getattr(room, name)
            if id(thing) in seen or not callable(thing):
                continue
            seen.add(id(thing))
            where = f"{room.__name__.removeprefix('involvement.')}.{name}"
            if inspect.isfunction(thing):
                yield Call(where, thing, arguments(thing, known))
            elif thing in values:
                yield from of_class(where, thing, values[thing], known)


def of_class(where: str, kind: type, value: object, known: dict[str, object]) -> Iterator[Call]:
    fields = {each.alias: getattr(value, each.name) for each in attrs.fields(kind) if each.init}
    yield Call(where, kind, fields)
    for name, member in vars(kind).items():
        method = getattr(member, "__func__", member)
        if not name.startswith("_") and inspect.isfunction(method):
            bound = getattr(value, name)
            yield Call(f"{where}.{name}", bound, arguments(bound, known))


def arguments(call: Callable[..., object], known: dict[str, object]) -> dict[str, object]:
    """What is right for each parameter: what is known by its name, else its default."""
    found = {}
    for name, parameter in inspect.signature(call).parameters.items():
        exact = f"{call.__qualname__}.{name}"
        if parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
            found[name] = ()
        elif exact in known:
            found[name] = known[exact]
        elif parameter.default is parameter.empty or name in {"on", "limits"}:
            found[name] = known.get(name)
        else:
            found[name] = parameter.default
    return found


OWN = {"snapshots.Snapshot.once", "wording.Statement.within"}  # they call a function, whose errors are its own
WRITE = ("path", "out", "path_or_file", "target")  # what is written to, never within the sources


def asked(call: Call, given: dict[str, object]) -> object:
    """The answer to arguments by name; of an iterator the first of what it gives."""
    parameters = inspect.signature(call.call).parameters
    alone = [key for key, each in parameters.items() if each.kind is each.POSITIONAL_ONLY]
    several = [key for key, each in parameters.items() if each.kind is each.VAR_POSITIONAL]
    more = [key for key, each in parameters.items() if each.kind is each.VAR_KEYWORD]
    named = {key: value for key, value in given.items() if key not in {*alone, *several, *more}}
    found = [given[key] for key in (*alone, *several) if key in alone or given[key] != ()]
    answer = call.call(*found, **named, **{key: given[key] for key in more if given[key] != ()})
    return list(itertools.islice(answer, 5)) if isinstance(answer, Iterator) else answer


def right(call: Call, folder: Path) -> dict[str, object]:
    """The arguments, with keys that are known in place of those that are not."""
    given = {name: folder / "written" if name in WRITE else value for name, value in call.given.items()}
    for _ in range(4):
        try:
            asked(call, given)
        except UnknownKeyError as error:
            given = {
                name: error.known[0] if value == error.key and error.known else value for name, value in given.items()
            }
        except InvolvementError:
            break
        else:
            break
    return given


def looked_at(answer: object) -> None:
    """What was wrongly let in may fail only later, when it is asked or shown; results, which check nothing, apart."""
    if not attrs.has(type(answer)) or not all(each.validator for each in attrs.fields(type(answer))):
        return
    for name in dir(answer):
        if not name.startswith("_"):
            getattr(answer, name)
    str(answer), repr(answer), hash(answer)


def leaks(call: Call, folder: Path) -> Iterator[str]:
    given = right(call, folder)
    for argument, (kind, made) in itertools.product(call.given, WRONG.items()):
        if call.name in OWN and callable(made()):
            continue
        try:
            looked_at(asked(call, {**given, argument: made()}))
        except InvolvementError:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            yield f"{call.name}({argument}={kind}): {type(error).__name__}: {error}"[:200]


def test_every_public_class_is_tried():
    """A class of which there is no value to ask would be left out, and nobody would know."""
    classes = {
        thing for room in ROOMS.values() for name in room.__all__ if isinstance(thing := getattr(room, name), type)
    }
    left = {thing for thing in classes - public_values().keys() if not issubclass(thing, enum.Enum | InvolvementError)}
    assert {PUBLIC.Problem} == left
    assert len(list(public_calls())) > 500


@over(public_calls, attrgetter("name"))
def test_nothing_but_our_own_errors_leaves_a_public_call(call, tmp_path, monkeypatch):
    """Whoever embeds the library catches one class of errors; what slips past it stops the whole service."""
    folder = tmp_path / call.name
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert [] == list(leaks(call, folder))
