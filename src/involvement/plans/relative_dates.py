"""Relative dates: ten days before the board, a week after recruitment ends."""

from datetime import date
from enum import StrEnum
from typing import Any, TypedDict

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.counted_days import Days, as_counted, days_said
from involvement.decisions import StageName
from involvement.errors import InvalidValueError
from involvement.references import Ref
from involvement.wording import Fact, Statement, Wording

__all__ = ["FARTHEST", "Anchor", "When", "optional_span"]

FARTHEST = 36_525  # days: a hundred years


class Anchor(StrEnum):
    """What a relative date is told from."""

    START = "start"
    END = "end"
    MEETING = "meeting"
    DECISION = "decision"


def _anchor(value: Anchor | str) -> Anchor:
    return _fields.as_word(Anchor, value)


def _stage(value: StageName | str | None) -> StageName | None:
    return _fields.as_word(StageName, value)


def _far(_instance: object, _attribute: "attrs.Attribute[Any]", value: object) -> None:
    number = value.n if isinstance(value, Days) else value
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) > FARTHEST:
        raise InvalidValueError(
            "When.days", f"a whole number of days from {-FARTHEST} to {FARTHEST}, less than 0 before, or Days"
        )


def optional_span(instance: object, attribute: "attrs.Attribute[int | None]", value: int | None) -> None:
    """A validator for a number of days that something lasts, its first and its last included."""
    if value is not None and not (_fields.is_count(value) and 1 <= value <= FARTHEST):
        place = f"{type(instance).__name__}.{attribute.name}"
        raise InvalidValueError(place, f"a whole number of days from 1 to {FARTHEST}, or nothing")


def _kind_of_key(moment: "When") -> str:
    return {Anchor.MEETING: "forum", Anchor.DECISION: "decision"}.get(moment.anchor, "activity")


@frozen
class When:
    """A day told from another one. Made by its named constructors.

    Attributes:
        anchor: what it is told from: the start or the end of an activity, a meeting of a forum, or the day of a decision.
        key: the activity, forum or decision.
        days: how many days after that, as a whole number, less than 0 before; of a meeting or a decision also `Days`.
        before: whether `Days` are counted back.
        on_or_after: of a forum, the first meeting on or after this day; None is that from the start of the plan on.
        stage: the stage of a decision; None is the decision itself.

    >>> str(When.before_meeting("board", days=10, on_or_after=date(2026, 5, 1)))
    '10 days before the first meeting of board from 1 May 2026 on'
    """

    anchor: Anchor = field(converter=_anchor, validator=_fields.a(Anchor))
    key: str = field(validator=_fields.key, metadata=_fields.names(_kind_of_key))
    days: int | Days = field(default=0, converter=as_counted, validator=_far, kw_only=True)
    before: bool = field(default=False, validator=_fields.flag, kw_only=True)
    on_or_after: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    stage: StageName | None = field(
        default=None,
        converter=_stage,
        validator=_fields.a(StageName, optional=True),
        metadata=_fields.names("stage", within="key"),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        if self.on_or_after is not None and self.anchor is not Anchor.MEETING:
            raise InvalidValueError("When.on_or_after", "nothing: only meetings come again")
        if self.stage is not None and self.anchor is not Anchor.DECISION:
            raise InvalidValueError("When.stage", "nothing: only decisions have stages")
        if isinstance(self.days, Days) and self.of_activity:
            raise InvalidValueError("When.days", "a whole number: Days are counted from meetings and decisions only")
        if self.before and not isinstance(self.days, Days):
            raise InvalidValueError("When.before", "nothing: a number of days less than 0 is before")

    @classmethod
    def before_start(cls, activity: str, *, days: int = 0) -> "When":
        """So many days before an activity starts."""
        return cls(Anchor.START, activity, days=_back(days))

    @classmethod
    def after_start(cls, activity: str, *, days: int = 0) -> "When":
        """So many days after an activity starts."""
        return cls(Anchor.START, activity, days=_on(days))

    @classmethod
    def before_end(cls, activity: str, *, days: int = 0) -> "When":
        """So many days before the last day of an activity."""
        return cls(Anchor.END, activity, days=_back(days))

    @classmethod
    def after_end(cls, activity: str, *, days: int = 0) -> "When":
        """So many days after the last day of an activity."""
        return cls(Anchor.END, activity, days=_on(days))

    @classmethod
    def before_meeting(cls, forum: str, *, days: int | Days = 0, on_or_after: date | None = None) -> "When":
        """So many days before the first meeting of a forum on or after a day."""
        return cls(Anchor.MEETING, forum, **_counted_back(days), on_or_after=on_or_after)

    @classmethod
    def after_meeting(cls, forum: str, *, days: int | Days = 0, on_or_after: date | None = None) -> "When":
        """So many days after the first meeting of a forum on or after a day."""
        return cls(Anchor.MEETING, forum, days=_counted_on(days), on_or_after=on_or_after)

    @classmethod
    def before_decision(cls, decision: str, *, days: int | Days = 0, stage: StageName | str | None = None) -> "When":
        """So many days before the day of a decision, or of one of its stages."""
        return cls(Anchor.DECISION, decision, **_counted_back(days), stage=stage)

    @classmethod
    def after_decision(cls, decision: str, *, days: int | Days = 0, stage: StageName | str | None = None) -> "When":
        """So many days after the day of a decision, or of one of its stages."""
        return cls(Anchor.DECISION, decision, days=_counted_on(days), stage=stage)

    @property
    def lag(self) -> int:
        """How many days of the calendar it is after what it is told from, less than 0 before; no days are left out."""
        if isinstance(self.days, Days):
            raise InvalidValueError("When.lag", "days of the calendar")
        return self.days

    @property
    def order(self) -> str:
        """Whether it is `before` or `after` what it is told from, or `on` its day."""
        if isinstance(self.days, Days):
            return "before" if self.before else "after"
        return "on" if not self.days else "before" if self.days < 0 else "after"

    @property
    def of_activity(self) -> bool:
        """True if it is told from an activity."""
        return self.anchor in {Anchor.START, Anchor.END}

    @property
    def counted_from(self) -> Statement:
        """What it is counted from, as it stands in a sentence."""
        kind = _kind_of_key(self)
        code = (
            "meeting_from" if self.on_or_after is not None else "stage" if self.stage is not None else self.anchor.value
        )
        facts: dict[str, Fact] = {kind: Ref(kind, self.key)}
        sources = {kind: f"{kind.capitalize()}.title"}
        if self.on_or_after is not None:
            facts["day"], sources["day"] = self.on_or_after, "When.on_or_after"
        elif self.stage is not None:
            facts["stage"], sources["stage"] = self.stage, "When.stage"
        return Statement(f"bound.{code}", facts, template=_ANCHORS[code], sources=sources)

    @property
    def says(self) -> Statement:
        """The day, as it stands in a sentence or a cell."""
        order = self.order
        if order == "on":
            return self.counted_from
        if isinstance(self.days, Days):
            return Statement(
                f"relative_day.counted_{order}",
                {"days": days_said(self.days, goes_on=True), "anchor": self.counted_from},
                template=f"{{days:clause}} {order} {{anchor:clause}}",
                sources={"days": "When.days"},
            )
        return Statement(
            f"relative_day.{order}",
            {"days": abs(self.days), "anchor": self.counted_from},
            template=f"{{days:day}} {order} {{anchor:clause}}",
            sources={"days": "When.days"},
        )

    def __str__(self) -> str:
        return Wording().clause(self.says)


_ANCHORS = {
    "start": "the start of {activity:quoted}",
    "end": "the end of {activity:quoted}",
    "meeting": "the first meeting of {forum}",
    "meeting_from": "the first meeting of {forum} from {day} on",
    "decision": "the day of {decision:quoted}",
    "stage": "the day of the {stage} stage of {decision:quoted}",
}


def _on(days: int) -> int:
    if not _fields.is_count(days):
        raise InvalidValueError("days", "a whole number, 0 or more: the constructor says before or after")
    return days


def _counted_on(days: int | Days) -> int | Days:
    return days if isinstance(days, Days) else _on(days)


def _counted_back(days: int | Days) -> "_Count":
    days = as_counted(days)
    return {"days": days, "before": True} if isinstance(days, Days) else {"days": _back(days)}


class _Count(TypedDict, total=False):
    days: int | Days
    before: bool


def _back(days: int) -> int:
    return -_on(days)
