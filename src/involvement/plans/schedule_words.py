"""Statements about schedules: what holds an activity up, what it must be finished for, and how many days are left."""

from datetime import date

from involvement.calendars.counted_days import Days, days_said
from involvement.plans.relative_dates import When
from involvement.references import Ref
from involvement.wording import Fact, Statement

__all__ = [
    "comes_after",
    "comes_before",
    "counted_back",
    "days_left",
    "done",
    "due",
    "earliest",
    "last_day_to_speak",
    "latest",
    "moment",
    "never",
    "not_done",
    "of_itself",
    "plan_starts",
    "starts",
    "together",
]

_NEAREST = 3  # activities of a chain that is too long to be followed
_TITLE = {"activity": "Activity.title"}
_CAN_BEGIN = "{activity:quoted} can begin on {day} at the earliest."
_CAN_END = "{activity:quoted} can be finished on {day} at the earliest."
_STARTS = {
    "before": "{activity:quoted} is to start {days:clause} before {anchor:clause}.",
    "on": "{activity:quoted} is to start on {anchor:clause}.",
    "after": "{activity:quoted} is to start {days:clause} after {anchor:clause}.",
}
_DUE = {
    "before": "{activity:quoted} is due {days:clause} before {anchor:clause}.",
    "on": "{activity:quoted} is due on {anchor:clause}.",
    "after": "{activity:quoted} is due {days:clause} after {anchor:clause}.",
}
_ITS = {  # of the activity that was named just before
    "bound.starts": "It is to start on {day}.",
    "bound.due": "It is due on {day}.",
    "bound.not_done": "It is not recorded as done by {day}.",
    "bound.counted_back": "Its start is counted back from its end.",
    "bound.starts_before": "It is to start {days:clause} before {anchor:clause}.",
    "bound.starts_on": "It is to start on {anchor:clause}.",
    "bound.starts_after": "It is to start {days:clause} after {anchor:clause}.",
    "bound.due_before": "It is due {days:clause} before {anchor:clause}.",
    "bound.due_on": "It is due on {anchor:clause}.",
    "bound.due_after": "It is due {days:clause} after {anchor:clause}.",
}
_CHAINS = {
    "after": "{activity:quoted} comes after {others:quoted}.",
    "after_many": "{activity:quoted} comes after many others. The nearest are {others:quoted}.",
    "before": "{activity:quoted} comes before {others:quoted}.",
    "before_many": "{activity:quoted} comes before many others. The nearest are {others:quoted}.",
}
_SHOWN = ("Activity.days", "Activity.start", "Activity.due")


def _of(activity: str) -> Ref:
    return Ref("activity", activity)


def together(*parts: Statement | None) -> Statement:
    """Sentences about one activity, one after the other."""
    return Statement("scheduled", {"parts": tuple(filter(None, parts))}, template="{parts:sentences}")


def done(activity: str, day: date, days_late: int) -> Statement:
    """When it was done, and how late that was."""
    facts: dict[str, Fact] = {"activity": _of(activity), "day": day}
    sources = {**_TITLE, "day": "Activity.done"}
    if not days_late:
        return Statement("scheduled.done", facts, template="{activity:quoted} was done on {day}.", sources=sources)
    return Statement(
        "scheduled.done_late",
        {**facts, "days": days_late},
        template="{activity:quoted} was done on {day}, {days:day} late.",
        sources={**sources, "days": ("Activity.done", *_SHOWN)},
    )


def earliest(activity: str, day: date | None, *, begins: bool) -> Statement:
    """The first day on which it can begin, or be finished."""
    if day is None:
        return Statement(
            "scheduled.no_beginning",
            {"activity": _of(activity)},
            template="When {activity:quoted} can begin is not recorded.",
            sources=_TITLE,
        )
    return Statement(
        "scheduled.can_begin" if begins else "scheduled.can_end",
        {"activity": _of(activity), "day": day},
        template=_CAN_BEGIN if begins else _CAN_END,
        sources={**_TITLE, "day": _SHOWN},
    )


def latest(activity: str, day: date | None, *, begins: bool) -> Statement:
    """The last day on which it must begin, or be finished."""
    if day is None:
        return Statement(
            "scheduled.no_end",
            {"activity": _of(activity)},
            template="No day is recorded by which {activity:quoted} must be finished.",
            sources=_TITLE,
        )
    return Statement(
        "scheduled.must_begin" if begins else "scheduled.must_end",
        {"activity": _of(activity), "day": day},
        template="{activity:quoted} must begin by {day}." if begins else "{activity:quoted} must be finished by {day}.",
        sources={**_TITLE, "day": _SHOWN},
    )


def days_left(days: int | None) -> Statement | None:
    """How many days there are to spare, or how many too late it is; nothing where that is not known."""
    if days is None:
        return None
    if days < 0:
        return Statement(
            "scheduled.too_late", {"days": -days}, template="That is {days:day} too late.", sources={"days": _SHOWN}
        )
    return Statement(
        "scheduled.to_spare", {"days": days}, template="That leaves {days:day} to spare.", sources={"days": _SHOWN}
    )


def comes_after(activity: str, others: list[str], *, cut: bool) -> Statement | None:
    """The other activities that hold it up, nearest first; *cut* where there are more than were followed."""
    return _chain("after", activity, others, cut=cut)


def comes_before(activity: str, others: list[str], *, cut: bool) -> Statement | None:
    """The other activities that wait for it, likewise."""
    return _chain("before", activity, others, cut=cut)


def _chain(order: str, activity: str, others: list[str], *, cut: bool) -> Statement | None:
    """By its title, as the sentence before may be about another."""
    if not others:
        return None
    code, named = (f"{order}_many", others[:_NEAREST]) if cut else (order, others)
    facts: dict[str, Fact] = {"activity": _of(activity), "others": tuple(map(_of, named))}
    return Statement(f"scheduled.{code}", facts, template=_CHAINS[code], sources={**_TITLE, "others": "Activity.title"})


# Where days come from


def plan_starts(day: date) -> Statement:
    """It waits for the plan to start."""
    return Statement(
        "bound.plan_starts", {"day": day}, template="The plan starts on {day}.", sources={"day": "Workplan.start"}
    )


def starts(activity: str, day: date) -> Statement:
    """A day is set for its start."""
    return Statement(
        "bound.starts",
        {"activity": _of(activity), "day": day},
        template="{activity:quoted} is to start on {day}.",
        sources={**_TITLE, "day": "Activity.start"},
    )


def due(activity: str, day: date) -> Statement:
    """A day is set for its end."""
    return Statement(
        "bound.due",
        {"activity": _of(activity), "day": day},
        template="{activity:quoted} is due on {day}.",
        sources={**_TITLE, "day": "Activity.due"},
    )


def not_done(activity: str, on: date) -> Statement:
    """It is not done yet, and so it ends today at the earliest."""
    return Statement(
        "bound.not_done",
        {"activity": _of(activity), "day": on},
        template="{activity:quoted} is not recorded as done by {day}.",
        sources={**_TITLE, "day": "Activity.done"},
    )


def counted_back(activity: str) -> Statement:
    """Its start is counted back from its end."""
    return Statement(
        "bound.counted_back",
        {"activity": _of(activity)},
        template="The start of {activity:quoted} is counted back from its end.",
        sources=_TITLE,
    )


def last_day_to_speak(decision: str, day: date) -> Statement:
    """It must be finished while views still arrive in time."""
    return Statement(
        "bound.last_day",
        {"decision": Ref("decision", decision), "day": day},
        template="The last day to speak about {decision:quoted} is {day}.",
        sources={
            "decision": "Decision.title",
            "day": ("Decision.on", "Decision.between", "Forum.meetings", "Flow.days"),
        },
    )


def never(decision: str) -> Statement:
    """No day at all is early enough."""
    return Statement(
        "bound.never",
        {"decision": Ref("decision", decision)},
        template="No view about {decision:quoted} arrives in time, on whatever day it is raised.",
        sources={"decision": "Decision.title"},
    )


def of_itself(said: Statement) -> Statement:
    """What was said of where a day comes from, about the activity that was named just before."""
    template = _ITS.get(said.code)
    if template is None:
        return said
    facts = {name: value for name, value in said.facts if name != "activity"}
    sources = {name: fields for name, fields in said.sources if name != "activity"}
    return Statement(f"{said.code}.its", facts, template=template, sources=sources)


def moment(activity: str, when: When, *, begins: bool) -> Statement:
    """Its start or its due day, counted from a meeting or a decision."""
    return Statement(
        f"bound.{'starts' if begins else 'due'}_{when.order}",
        {
            "activity": _of(activity),
            "days": days_said(when.days if isinstance(when.days, Days) else abs(when.days), goes_on=True),
            "anchor": when.counted_from,
        },
        template=(_STARTS if begins else _DUE)[when.order],
        sources={**_TITLE, "days": "When.days"},
    )
