"""Every public function that takes a day takes dates only: a datetime or a text is refused, never compared."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest

import involvement
from involvement import Decision, Evidence, Forum, Meetings, Option, Seat, Stakeholder, WorkingCalendar, load
from involvement.data_protection import Consent, DataProtection, ProcessingPurpose
from involvement.errors import InvolvementError
from involvement.feedback import Promise
from involvement.maturity import AnswerFile, RaterAnswers
from involvement.plans import Interval, Recruitment, plan_template
from involvement.priorities import Feasibility, Negotiation
from involvement.rankings import Priorities
from involvement.snapshots import Snapshot
from involvement.support import (
    Adjustment,
    Expense,
    ExpensesPolicy,
    Lead,
    LeadDemand,
    Mitigation,
    NotedBarrier,
    StatedNeed,
)
from tests.at_once import over

DAY = date(2026, 11, 23)
WRONG = [datetime(2026, 11, 23, 9, 30), "2026-11-23", 20261123, True]  # noqa: DTZ001 - the likeliest mistake
WHOLE = load(Path(__file__).parents[1] / "examples" / "diabetes_user_group.toml")
OWNERS = {
    each.__class__: each
    for each in (
        WHOLE.agreement,
        Adjustment("breaks"),
        Consent("members", "publish", on=DAY),
        DataProtection(),
        Decision("contract", made_at="board", withdrawn=DAY),
        Evidence("minutes", on=DAY),
        Expense("members", claimed_on=DAY),
        ExpensesPolicy(DAY),
        Forum("board", meetings=Meetings.any_day(), seats=[Seat("members", since=DAY)], since=DAY),
        Interval.months(3),
        Lead("coordinator"),
        LeadDemand("recruitment"),
        plan_template("meeting-cycle").cycle("user-group"),
        Meetings.monthly(1, "monday", start=DAY),
        Mitigation("a lift", on=DAY, effect="eased", effect_on=DAY),
        Negotiation("clinic", problem="What first?"),
        NotedBarrier("su6", on=DAY),
        Option("van", chosen=DAY),
        ProcessingPurpose("pay", basis="contract", retention=Interval.months(3)),
        Promise("told", days=3),
        Recruitment(25, weeks=13, days_a_week=2),
        Seat("members", since=DAY),
        Stakeholder("members", since=DAY),
        StatedNeed("members", "breaks"),
        WorkingCalendar(),
        plan_template("meeting-cycle"),
        Snapshot(WHOLE, DAY),
        WHOLE.decision_map,
        WHOLE.ledger,
        WHOLE.support,
        WHOLE.workplan,
    )
}
ANSWERS = '{"framework": "gunning", "answers": [{"criterion": "time", "given": "met"}]}'
KEPT = {
    "agreement": WHOLE.agreement,
    "answers": {},
    "basis": "objection",
    "by": "members",
    "calendar": WorkingCalendar(),
    "day": 15,
    "days": 3,
    "decision": "redesigned-pathway",
    "feasibility": Feasibility.shown("evenings"),
    "file": AnswerFile(framework="gunning", on=DAY, sheets=[RaterAnswers(answers=[])]),
    "forum": "user-group",
    "framework": "gunning",
    "issue": "evenings",
    "key": WHOLE.ledger.contributions[0].key,
    "decision_map": WHOLE.decision_map,
    "of": WHOLE,
    "other": WHOLE.decision_map,
    "outcome": "declined",
    "party": "members",
    "person": "p-4711",
    "position": Priorities("members", ["evenings"]),
    "process": WHOLE,
    "reason": "so it was said",
    "reported": WHOLE,
    "stakeholder": "members",
    "text": ANSWERS,
    "to": "executive-board",
    "week": 1,
    "weekday": "monday",
}


def public() -> Iterator[tuple[str, type | None, Callable]]:
    """Every function and method of every face, with its class."""
    for room in pkgutil.iter_modules(involvement.__path__, "involvement."):
        if room.name.startswith("involvement._"):
            continue
        module = importlib.import_module(room.name)
        for name in getattr(module, "__all__", ()):
            thing = getattr(module, name)
            if inspect.isfunction(thing):
                yield name, None, thing
            elif inspect.isclass(thing):
                for part, value in vars(thing).items():
                    method = getattr(value, "__func__", value)
                    if inspect.isfunction(method) and not part.startswith("_"):
                        yield f"{name}.{part}", thing, method


def takes_a_day(annotation: object) -> bool:
    return str(annotation).removesuffix(" | None").removeprefix("<class 'datetime.").removesuffix("'>").endswith("date")


DAYS = {
    f"{name}({parameter.name})": (kind, method, parameter.name)
    for name, kind, method in public()
    for parameter in inspect.signature(method).parameters.values()
    if takes_a_day(parameter.annotation)
}


def called(kind: type | None, method: Callable, days: dict[str, object], folder: Path) -> object:
    """Calls it with right arguments beside the days; every other day that it needs is DAY."""
    kept = {
        **KEPT,
        "source": WHOLE if method.__name__ == "draw_heatmap" else {},
        **({"key": bytes(range(32))} if method.__name__ == "erasure_entry" else {}),
        **({"to": "publish"} if method.__name__ == "consented" else {}),
        "out": folder / "out",
        "path_or_file": folder / "a.json",
    }
    arguments = {}
    for name, parameter in inspect.signature(method).parameters.items():
        if name in days:
            arguments[name] = days[name]
        elif parameter.default is inspect.Parameter.empty and name not in {"self", "cls", "positions"}:
            arguments[name] = DAY if takes_a_day(parameter.annotation) else kept.get(name, ())
    if kind is None:
        return method(**arguments)
    return getattr(kind if "cls" in inspect.signature(method).parameters else OWNERS[kind], method.__name__)(
        **arguments
    )


@over(product(DAYS, WRONG), str)
def test_a_day_is_a_date_and_nothing_else(case, tmp_path):
    """A datetime compares with no date, or worse: it never equals one, so that nothing is found and all seems well."""
    name, wrong = case
    kind, method, parameter = DAYS[name]
    (tmp_path / "a.json").write_text(ANSWERS, encoding="utf-8")
    with pytest.raises(InvolvementError, match="date"):
        called(kind, method, {parameter: wrong}, tmp_path)
