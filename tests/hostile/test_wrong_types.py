"""Does anything but our own errors leave a public call? Every callable of every room, with thirty kinds of wrong values."""

import enum
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from types import SimpleNamespace

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
ALWAYS = ("nothing", "a number", "a text", "junk in a list", "a moment", "an object")  # the others in turn


class Call(typing.NamedTuple):
    """Something public that can be called, with arguments that are right."""

    name: str
    call: Callable[..., object]
    given: dict[str, object]


def examples() -> dict[str, object]:
    """What an argument of that name is given where it has no default, and its type does not say."""
    values = public_values()
    process, snapshot = values[PUBLIC.Process], values[PUBLIC.Snapshot]
    used = PUBLIC.framework("nhs-england-indicator-2018")
    sheet = PUBLIC.assess(used, {"governance": "good"}, on=DAY, role="carer")
    positions = [PUBLIC.Priorities("members", ["i", "j"]), PUBLIC.Priorities("board", ["j"])]
    return {
        "on": DAY, "until": DAY, "day": DAY, "first": DAY, "last": DAY, "start": DAY, "raised": DAY, "meeting": DAY, "after": DAY,
        "process": process, "of": process, "reported": process, "report": process, "snapshot": snapshot, "source": process,
        "decision_map": process.decision_map, "other": process.decision_map, "to": "redesigned-pathway",
        "decision": "redesigned-pathway", "stakeholder": "members", "party": "members", "who": "members", "by": "members",
        "forum": "user-group", "group": "members", "issue": "i", "activity": "invite", "key": "k", "name": "n", "reason": "r",
        "positions": positions, "assessments": [sheet], "framework": used, "sheet": sheet.sheet, "answers": {"governance": "good"},
        "findings": [], "steps": [], "opportunities": [], "rules": PUBLIC.ALL_RULES[:1], "people": [], "candidates": [],
        "scores_or_approvals": [{"i"}], "costs": {"i": 1}, "budget": 1, "votes": {"a": 1}, "units": [[1, 2]],
        "stakeholders": process.stakeholders, "codes": ["MAP"], "code": "MAP001", "text": "", "criterion": "carer", "value": "yes",
        "columns": {"governance": ["good"]}, "weekday": "tuesday", "week": 1, "days": 3, "count": 1, "score": Fraction(1),
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
            elif inspect.isclass(thing) and not issubclass(thing, enum.Enum | BaseException):
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
        if parameter.kind in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}:
            found[name] = ()
        elif parameter.default is not parameter.empty and name not in {"limits"}:
            found[name] = parameter.default
        else:
            found[name] = known.get(name)
    return found


CALLS = {each.name: each for each in public_calls()}
WRITE = ("path", "out", "path_or_file", "target")  # what is written to, never within the sources


def asked(call: Call, name: str, wrong: object, folder: Path) -> None:
    """Calls with one wrong argument, and looks at the first of what an iterator gives."""
    given = {key: folder / "written" if key in WRITE else value for key, value in call.given.items()}
    given[name] = wrong
    positional: list[object] = []
    named: dict[str, object] = {}
    for key, parameter in inspect.signature(call.call).parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            positional += [given[key]] if key == name else []
        elif parameter.kind is parameter.VAR_KEYWORD:
            named |= {"wrong": given[key]} if key == name else {}
        elif parameter.kind is parameter.POSITIONAL_ONLY:
            positional.append(given[key])
        elif positional or any(
            each.kind is each.VAR_POSITIONAL for each in inspect.signature(call.call).parameters.values()
        ):
            named[key] = given[key]
        else:
            named[key] = given[key]
    answer = call.call(*positional, **named)
    if isinstance(answer, Iterator):
        list(itertools.islice(answer, 5))


def kinds_for(call: str, argument: str) -> Iterator[str]:
    """The kinds that are always tried, and a few of the others, chosen by the name so that all are tried somewhere."""
    others = [kind for kind in WRONG if kind not in ALWAYS]
    at = int.from_bytes(sha256(f"{call}/{argument}".encode()).digest()[:4], "big")
    yield from ALWAYS
    yield from (others[(at + step) % len(others)] for step in range(5))


def leaks(call: Call, kinds: Callable[[str, str], Iterator[str]], folder: Path) -> Iterator[str]:
    for argument, kind in ((name, kind) for name in call.given for kind in kinds(call.name, name)):
        try:
            asked(call, argument, WRONG[kind](), folder)
        except InvolvementError:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            yield f"{call.name}({argument}={kind}): {type(error).__name__}: {error}"[:200]


@pytest.mark.parametrize("name", CALLS)
def test_nothing_but_our_own_errors_leaves_a_public_call(name, tmp_path, monkeypatch):
    """Whoever embeds the library catches one class of errors; what slips past it stops the whole service."""
    monkeypatch.chdir(tmp_path)
    assert [] == list(leaks(CALLS[name], kinds_for, tmp_path))
