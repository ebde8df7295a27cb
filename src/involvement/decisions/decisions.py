"""Decisions: where and when each is made, and its stages."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.flows import refuse_any
from involvement.decisions.options import Option
from involvement.decisions.stakes import Stakes
from involvement.errors import InvalidValueError
from involvement.standing import Standing

if TYPE_CHECKING:
    from involvement.decisions.forums import Forum

__all__ = ["Decision", "Stage", "StageName"]


class StageName(StrEnum):
    """A moment in the life of a decision, in the usual order."""

    AGENDA = "agenda"
    OPTIONS = "options"
    DECISION = "decision"
    CHALLENGE = "challenge"  # such as a call-in
    IMPLEMENTATION = "implementation"
    EVALUATION = "evaluation"


def stage_name(value: StageName | str | None) -> StageName:
    """The stage that *value* is or names; None is the decision itself."""
    return StageName.DECISION if value is None else _fields.word(StageName, "stage", value)


def _stage_name(value: StageName | str | None) -> StageName:
    return StageName.DECISION if value is None else _fields.as_word(StageName, value)


@frozen(cache_hash=True)
class Stage:
    """One stage of a decision: at a forum, by a day. `by=None` says that the day is not known.

    `calls_for` is the standing that the stage calls for, where it is not that of its decision.
    """

    name: StageName = field(converter=_stage_name, validator=_fields.a(StageName))
    at: str = field(validator=_fields.key, metadata=_fields.names("forum"), kw_only=True)
    by: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    calls_for: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )

    def __str__(self) -> str:
        return f"{self.name} at {self.at}" + (f" by {self.by.isoformat()}" if self.by else "")


def _stages(items: Iterable[Stage]) -> tuple[Stage, ...]:
    return _fields.as_tuple(items)


def _options(items: Iterable[Option]) -> tuple[Option, ...]:
    return _fields.as_tuple(items)


def _tiers(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


def _stakes(value: Stakes | None) -> Stakes | None:
    """The stakes; those of which nothing is said are none."""
    return None if value == Stakes() else value


@frozen(cache_hash=True)
class Decision:
    """Something that is decided at a forum, on a day or within a period where that is known.

    "Too late" goes by the last day of a period, "speak by" by the first on which its forum may sit. Once it is withdrawn it is ahead for nobody.

    Attributes:
        on: the day of the decision.
        between: the first and the last day on which it may be made, both included; not beside `on`.
        stages: those before and after the decision itself, each named once.
        options: what may be chosen from, each key once.
        calls_for: the standing that this decision calls for.
        stakes: what is at stake in it.
        passes: the tiers that it must pass.
        announced: the day on which people were told that it will be made.
        published: the day on which it was made known; a challenge runs from there.
        withdrawn: the day on which it was taken back.
        kinds: kinds of decision that it is one of, such as `contracts`: a channel may be about a kind.
        confidential: it is counted, and shown at the desk only.

    >>> Decision("contract", made_at="board", between=(date(2026, 9, 1), date(2026, 9, 30))).stage("decision").by
    datetime.date(2026, 9, 30)
    """

    key: str = field(validator=_fields.key)
    made_at: str = field(validator=_fields.key, metadata=_fields.names("forum"), kw_only=True)
    on: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    between: tuple[date, date] | None = field(
        default=None, converter=_fields.as_period, validator=_fields.optional_period, kw_only=True
    )
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    stages: tuple[Stage, ...] = field(default=(), converter=_stages, validator=_fields.many(Stage), kw_only=True)
    options: tuple[Option, ...] = field(default=(), converter=_options, validator=_fields.many(Option), kw_only=True)
    calls_for: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )
    stakes: Stakes | None = field(
        default=None, converter=_stakes, validator=_fields.a(Stakes, optional=True), kw_only=True
    )
    passes: tuple[str, ...] = field(
        default=(), converter=_tiers, validator=_fields.keys, metadata=_fields.names("tier"), kw_only=True
    )
    announced: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    published: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    withdrawn: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    kinds: tuple[str, ...] = field(default=(), converter=_fields.sorted_keys, validator=_fields.keys, kw_only=True)
    confidential: bool = field(default=False, validator=_fields.flag, kw_only=True)
    external_ids: tuple[tuple[str, str], ...] = field(
        default=(), converter=_fields.external_ids, validator=_fields.pairs, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        refuse_any("Decision.key", (self.key,))
        refuse_any("Decision.kinds", self.kinds)
        place = f"decision {self.key!r}"
        if any(stage.name is StageName.DECISION for stage in self.stages):
            raise InvalidValueError(f"{place}: stages", "no stage 'decision': it is made_at and on")
        _fields.distinct("stage", (stage.name.value for stage in self.stages), place)
        _fields.distinct("tier", self.passes, place)
        _fields.distinct("option", (option.key for option in self.options), place)
        if self.between is not None:
            if self.on is not None:
                raise InvalidValueError(f"{place}: between", "nothing beside `on`: the day is known, or it is not")
            _fields.in_order(f"{place}: between", *self.between)

    @property
    def first_day(self) -> date | None:
        """The first day on which it may be made; None where that is not known."""
        return self.on if self.between is None else self.between[0]

    @property
    def last_day(self) -> date | None:
        """The last day on which it may be made; None where that is not known."""
        return self.on if self.between is None else self.between[1]

    def sure_by(self, stage: StageName | str | None = None, *, at: "Forum | None" = None) -> date | None:
        """The day to keep to: that of the stage, and for a decision made within a period the first of its days.

        With the deciding forum it is the first of these days on which that may sit.
        """
        asked = self.stage(stage)
        if asked is None:
            return None
        if asked.name is not StageName.DECISION:
            return asked.by
        return self.first_day if at is None or self.between is None else at.may_sit(*self.between)

    def is_withdrawn(self, on: date) -> bool:
        """Whether it was taken back by a day."""
        _fields.a_date("on", on)
        return self.withdrawn is not None and self.withdrawn <= on

    def stage(self, name: StageName | str | None = None) -> Stage | None:
        """The stage of that name, the decision itself where None; None if it has no such stage."""
        wanted = stage_name(name)
        if wanted is StageName.DECISION:
            return Stage(StageName.DECISION, at=self.made_at, by=self.last_day)
        return next((stage for stage in self.stages if stage.name is wanted), None)

    def all_stages(self) -> tuple[Stage, ...]:
        """Every stage, the decision included, in the usual order of their names."""
        own = Stage(StageName.DECISION, at=self.made_at, by=self.last_day)
        order = list(StageName)
        return tuple(sorted((*self.stages, own), key=lambda stage: order.index(stage.name)))

    def needs(self, stage: StageName | str | None = None) -> Standing:
        """The standing with which a view must be heard to be in time: what the stage calls for, else the decision.

        It is `consulted` where neither says, and never less: to be told is not to be heard.

        >>> Decision("contract", made_at="board", calls_for="advises").needs("options")
        <Standing.ADVISES: 'advises'>
        """
        asked = self.stage(stage)
        called_for = self.calls_for if asked is None or asked.calls_for is None else asked.calls_for
        return max(called_for or Standing.CONSULTED, Standing.CONSULTED)

    @property
    def matter(self) -> frozenset[str]:
        """What a channel may be about that takes views about this decision: its key and its kinds."""
        return frozenset({self.key, *self.kinds})

    def __str__(self) -> str:
        return self.title or self.key
