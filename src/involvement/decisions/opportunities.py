"""Opportunities: whether a stakeholder can still be heard in time, where, and until when."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.decision_words import period_said
from involvement.decisions.decisions import StageName
from involvement.decisions.flows import EntryPoint
from involvement.decisions.journeys import ROUTE, Journey, counts_as
from involvement.errors import InvalidValueError
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Fact, Names, Statement, Template, Wording

__all__ = [
    "LastDay",
    "Opportunity",
    "OpportunityStatus",
    "best_case",
    "last_heard",
    "opens_said",
    "stage_said",
    "weaker_said",
]


class OpportunityStatus(StrEnum):
    """Whether a stakeholder can still be heard in time, with the standing that is called for."""

    OPEN = "open"
    MISSED = "missed"  # there was time; the last day has passed
    TOO_WEAK = "too_weak"  # there is a route on which views are heard, and none with what is called for
    NO_ROUTE = "no_route"  # no route on which views are heard: at most, people are told
    NO_TIME = "no_time"  # there is a route, and no day on which it is fast enough
    UNDATED = "undated"
    WITHDRAWN = "withdrawn"  # the decision was taken back


@frozen
class LastDay:
    """The last day to raise a view at a forum, so that it is heard in time with a standing: `consulted` or more.

    >>> str(LastDay(Standing.CONSULTED, date(2026, 12, 23), forum="survey"))
    'Until 23 December 2026, views raised at survey can still be heard in time. These views are collected. Nobody has to answer them.'
    """

    standing: Standing = field(validator=_fields.a(Standing))
    day: date = field(validator=_fields.day)
    forum: str = field(validator=_fields.key, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.standing < Standing.CONSULTED:
            raise InvalidValueError("LastDay.standing", "consulted or more: who is only told is not heard")

    @property
    def says(self) -> Statement:
        """Until when, where, and what is owed to the view."""
        return weaker_said(self)

    def __str__(self) -> str:
        return Wording().say(self.says)


@frozen
class Opportunity:
    """What one stakeholder can still do, on one day, about one stage of one decision.

    Attributes:
        by: the stage's day.
        status: whether they can be heard in time with the standing that is called for.
        latest_start: the last day on which a view raised still arrives in time with it.
        slack_days: days from the day asked to the latest start, negative once missed.
        last_days: pairs of standing and last day, strongest first, each later than the one before; of weaker ways too. Where
            the decision is made within a period, they hold if it is made on the last day.
        standing: the best that still arrives in time from the day asked; with `informed`, people are only told.
        journey: the earliest from the day asked on which a view has what is called for; where none has it any more, the
            earliest on which it is heard; None where it is not.
        assumes: what is not recorded and was taken in favour of the view.
        needs: the standing that is called for, as `Decision.needs` says it.
        best: the best standing of any route, whatever the day; None without a route.
        speak_at: for each of the last days, the forum to speak at.
        sure_days: the last days on which a view is heard in time on whichever day of the period it is decided, strongest first;
            where it is no period, the last days on which it is heard.
        between: the first and the last day of that period; None where it is no period.
        withdrawn: the day on which the decision was taken back, if it was by the day asked.
        no_meeting: whether the forum is known not to meet when the decision is to be made, so that its day may be wrong.
        forum: where the stage is settled.
        on: the day asked about.
        whose: the stakeholders asked about, sorted; () is anyone.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    decision: str
    stage: StageName
    by: date | None
    stakeholder: str | None
    status: OpportunityStatus
    latest_start: date | None
    slack_days: int | None
    last_days: tuple[tuple[Standing, date], ...]
    standing: Standing | None
    journey: Journey | None
    assumes: tuple[Statement, ...] = ()
    needs: Standing = field(kw_only=True)
    best: Standing | None = field(default=None, kw_only=True)
    speak_at: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    sure_days: tuple[LastDay, ...] = field(default=(), kw_only=True)
    between: tuple[date, date] | None = field(default=None, kw_only=True)
    withdrawn: date | None = field(default=None, kw_only=True)
    no_meeting: bool = field(default=False, kw_only=True)
    forum: str = field(kw_only=True)
    on: date = field(kw_only=True)
    whose: tuple[str, ...] = field(default=(), converter=_fields.texts_tuple, validator=_fields.texts, kw_only=True)
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def last_day(self) -> LastDay | None:
        """The last day with the standing that is called for, and where to speak; None where there is none."""
        return next(reversed(self._last_days(lambda standing: standing >= max(self.needs, Standing.CONSULTED))), None)

    @property
    def sure_until(self) -> date | None:
        """The last day, with what is called for, on which a view is in time on whichever day it is decided; None if there is none."""
        return None if self._sure is None else self._sure.day

    @property
    def sure_at(self) -> str | None:
        """The forum to speak at by then."""
        return None if self._sure is None else self._sure.forum

    @property
    def _sure(self) -> LastDay | None:
        return next((last for last in reversed(self.sure_days) if last.standing >= self.needs), None)

    @property
    def weaker(self) -> tuple[LastDay, ...]:
        """What weaker ways allow for longer, by which views are heard and not only told; strongest first.

        Where it is decided within a period, those days that are in time on whichever day it is; where all of these are past,
        those that are early enough on its last day.
        """
        if self.status is OpportunityStatus.WITHDRAWN:
            return ()
        sure = tuple(last for last in self.sure_days if Standing.CONSULTED <= last.standing < self.needs)
        if any(last.day >= self.on for last in sure):
            return sure
        return tuple(self._last_days(lambda standing: Standing.CONSULTED <= standing < self.needs))

    @property
    def ahead(self) -> LastDay | None:
        """The last day that is not past: with what is called for, for sure, else perhaps, else by the strongest way left.

        None where all is past, or the decision is withdrawn.
        """
        if self.status is OpportunityStatus.WITHDRAWN:
            return None
        days = (self._sure, self.last_day, *self.weaker)
        return next((last for last in days if last is not None and last.day >= self.on), None)

    def is_sure(self, last: LastDay) -> bool:
        """Whether a last day of this opportunity is in time on whichever day it is decided."""
        return last in self.sure_days

    @property
    def speak_by(self) -> date | None:
        """The day to tell people: that of `ahead`; where all is past, the last day with what was called for.

        None where no such day was found, or the decision is withdrawn.
        """
        if self.status is OpportunityStatus.WITHDRAWN:
            return None
        return self.latest_start if self.ahead is None else self.ahead.day

    @property
    def where(self) -> str | None:
        """The forum to speak at by then; without a last day, where the earliest journey begins; None where there is neither."""
        if self.status is OpportunityStatus.WITHDRAWN:
            return None
        last = self.ahead or self.last_day
        if last is not None:
            return last.forum
        return None if self.journey is None or self.journey.entry is None else self.journey.entry.forum

    @property
    def settled(self) -> bool:
        """Whether the day by which it was to be settled is past."""
        return self.by is not None and self.by < self.on

    def _last_days(self, wanted: Callable[[Standing], bool]) -> list[LastDay]:
        days = zip(self.last_days, self.speak_at, strict=True)
        return [LastDay(standing, day, forum=forum) for (standing, day), forum in days if wanted(standing)]

    @property
    def says(self) -> Statement:
        """Whether they can still be heard, where, and until when."""
        return _opportunity_said(self)

    @property
    def reason(self) -> str:
        """The same in the default wording."""
        return Wording(names=self.names).say(self.says)

    def __str__(self) -> str:
        return self.reason


def last_heard(opportunity: Opportunity) -> date | None:
    """The last day on which a view can be raised to be heard, and not only told; None where no day is early enough."""
    return max((day for standing, day in opportunity.last_days if standing >= Standing.CONSULTED), default=None)


# What there is to say

_SOURCES = {
    "who": "Stakeholder.title",
    "forum": "Forum.title",
    "by": ("Decision.on", "Decision.between", "Stage.by"),
    "where": "Forum.title",
    "decision": "Decision.title",
    "withdrawn": "Decision.withdrawn",
    "sure": ROUTE,
    "first": "Decision.between",
    "needs": ("Decision.calls_for", "Stage.calls_for"),
    "best": ("EntryPoint.standing", "Flow.standing"),
    "last": ROUTE,
    "days": ROUTE,
    "on": ROUTE,
    "heard": ROUTE,
}
_STAGES = {
    StageName.AGENDA: "the agenda for {decision:quoted}",
    StageName.OPTIONS: "the options for {decision:quoted}",
    StageName.DECISION: "{decision:quoted}",
    StageName.CHALLENGE: "the challenge to {decision:quoted}",
    StageName.IMPLEMENTATION: "how {decision:quoted} is carried out",
    StageName.EVALUATION: "the evaluation of {decision:quoted}",
}
_TEMPLATES = {  # by the code of what is said
    "open": "The last day for {who|anyone} to speak about {what:clause} is {last}, at {where}. That is {days:day} from {on}. "
    "{forum} is to settle it by {by}, and can hear these views by then. {more:sentences}",
    # where the decision is made within a period: whether a last day is sure, which it is, and whether it is past
    "between.any": "The last day for {who|anyone} to speak about {what:clause} is {last}, at {where}. That is {days:day} from {on}. "
    "{forum} decides between {first} and {by}. Views raised by {last} are in time for every meeting at which it may decide. {more:sentences}",
    "between.sure": "To be in time for every meeting at which {forum} may decide, {who|anyone} must speak about {what:clause} by {sure}, "
    "at {where}. It decides between {first} and {by}. If it decides on the last day, {last} is early enough. {more:sentences}",
    "between.perhaps": "It may be too late for {who|anyone} to speak about {what:clause}. {forum} decides between {first} and {by}. "
    "If it decides on the last day, {last} is early enough, at {where}. {more:sentences}",
    "missed": "The last day for {who|anyone} to speak about {what:clause} was {last}. That is {days:day} before {on}. {more:sentences}",
    "missed_called_for": "To count as {needs:quoted}, views of {who|anyone} about {what:clause} had to be raised by {last}. "
    "That is {days:day} before {on}. {more:sentences}",
    "too_weak": "{needs:quoted} is called for. No route is recorded that gives views of {who|anyone} about {what:clause} more than "
    "{best:quoted}. {more:sentences}",
    "too_weak_past": "{needs:quoted} was called for. No route is recorded that gave views of {who|anyone} about {what:clause} more than "
    "{best:quoted}. {more:sentences}",
    "no_route": "No route takes the views of {who|anyone} about {what:clause} to {forum}. {more:sentences}",
    "no_time": "Whenever it is raised, no view of {who|anyone} about {what:clause} can get to {forum} by {by}. {more:sentences}",
    "no_time_called_for": "{needs:quoted} is called for. Whenever it is raised, no view of {who|anyone} about {what:clause} can get to "
    "{forum} by {by} and count as that. {more:sentences}",
    "no_time_past": "Whenever it was raised, no view of {who|anyone} about {what:clause} could have got to {forum} by {by}. {more:sentences}",
    "no_time_called_for_past": "{needs:quoted} was called for. Whenever it was raised, no view of {who|anyone} about {what:clause} "
    "could have got to {forum} by {by} and counted as that. {more:sentences}",
    "undated": "The day on which {forum} settles {what:clause} is not recorded, so the last day for {who|anyone} is not known. "
    "{more:sentences}",
    "withdrawn": "{decision:quoted} was withdrawn on {withdrawn}. It is no longer to be decided.",
}
_OWED = {  # to views, where they count so
    Standing.CONSULTED: "These views are collected. Nobody has to answer them.",
    Standing.ADVISES: "These views must be considered and answered.",
    Standing.CODESIGNS: "Those who raise them are to work on it together with others.",
    Standing.DECIDES_JOINTLY: "It is to be decided together with those who raise them.",
    Standing.DELEGATED: "Those who raise them are to hold the majority when it is decided.",
    Standing.CONTROLS: "Those who raise them are to have the last word on it.",
}
_WEAKER = "Until {last}, views raised at {where} can still be heard in time. {owed:sentence}"
_PERHAPS = (
    "Until {last}, views raised at {where} can still be heard in time if it is decided on the last day. {owed:sentence}"
)
_TOLD = Statement("opportunity.told", template="Every route has a step at which people are only told.")
_NO_MEETING = {
    False: "By its calendar, {forum} has no meeting {when:clause}. Ask when it decides.",
    True: "By its calendar, {forum} had no meeting {when:clause}. Find out when it decided.",
}
_HEARD = "A view raised on {on} can be heard there on {heard}."
_BEST_CASES = {  # what is not recorded, and the codes of what was assumed for it
    "days": (
        "Not all the days that this depends on are recorded, so there may be less time.",
        ("closes", "days", "holidays", "later", "earlier", "meetings", "papers_due"),
    ),
    "standing": (
        "How much say views have is not recorded for every step; where it is not, they count here as collected.",
        ("standing",),
    ),
    "about": ("What views are about is not recorded for every step.", ("about",)),
}


def stage_said(decision: str, stage: StageName) -> Statement:
    """What is settled at a stage, as it stands within a sentence: `the options for "The contract"`."""
    return Statement(
        f"opportunity.stage.{stage.value}",
        {"decision": Ref("decision", decision)},
        template=_STAGES[stage],
        sources={"decision": "Decision.title"},
    )


def _opportunity_said(row: Opportunity) -> Statement:
    """What there is to say of one opportunity."""
    facts: dict[str, Fact] = {
        "who": tuple(Ref("stakeholder", key) for key in row.whose),
        "what": stage_said(row.decision, row.stage),
        "forum": Ref("forum", row.forum),
        "by": row.by,
        "last": row.latest_start,
        "where": None if row.where is None else Ref("forum", row.where),
        "on": row.on,
        "days": None if row.slack_days is None else abs(row.slack_days),
        "needs": row.needs,
        "best": row.best,
        "decision": Ref("decision", row.decision),
        "withdrawn": row.withdrawn,
        "sure": row.sure_until,
        "first": None if row.between is None else row.between[0],
        "more": (*_MORE[row.status](row), *_weaker(row), *_best_case(row), *_no_meeting(row)),
    }
    code = _code_of(row)
    template = Template(_TEMPLATES[code])
    said = {name: fact for name, fact in facts.items() if name in template.names}
    sources = {name: _SOURCES[name] for name in said if name in _SOURCES}
    return Statement(f"opportunity.{code}", said, template=template, sources=sources)


def _code_of(row: Opportunity) -> str:
    """What is to be said, as it stands in the table of templates."""
    if row.status is OpportunityStatus.OPEN and row.between is not None and row.between[0] < row.between[1]:
        if row.sure_until is None or row.sure_until < row.on:
            return "between.perhaps"
        return "between.any" if row.sure_until == row.latest_start else "between.sure"
    called_for = bool(row.weaker) and row.status in (OpportunityStatus.NO_TIME, OpportunityStatus.MISSED)
    past = row.settled and row.status in (OpportunityStatus.NO_TIME, OpportunityStatus.TOO_WEAK)
    return f"{row.status.value}{'_called_for' if called_for else ''}{'_past' if past else ''}"


def _nothing_more(row: Opportunity) -> tuple[Statement, ...]:  # noqa: ARG001 - one of several that take an opportunity
    return ()


def _owed(row: Opportunity) -> tuple[Statement, ...]:
    """From when views are taken, where that is not yet, and what is owed to one of the last day, if more than being consulted."""
    entry, last = None if row.journey is None else row.journey.entry, row.ahead
    opens = () if entry is None or entry.forum != row.where else opens_said(entry, row.on)
    return opens if last is None or row.needs == Standing.CONSULTED else (*opens, _owed_said(last.standing))


def opens_said(entry: EntryPoint, on: date) -> tuple[Statement, ...]:
    """From when an entry point takes views, where that is not yet."""
    if entry.opens is None or entry.opens <= on:
        return ()
    facts: dict[str, Fact] = {"where": Ref("forum", entry.forum), "opens": entry.opens}
    sources = {"where": "Forum.title", "opens": "EntryPoint.opens"}
    return (Statement("opportunity.opens", facts, template="{where} takes views from {opens} on.", sources=sources),)


def _owed_said(standing: Standing) -> Statement:
    return Statement(f"opportunity.owed.{standing.value}", template=_OWED[standing])


def _weaker(row: Opportunity) -> tuple[Statement, ...]:
    """What weaker ways still allow; where nothing else is said of days, until when they did."""
    ahead = tuple(weaker_said(last, sure=row.is_sure(last)) for last in row.weaker if last.day >= row.on)
    if ahead or not row.weaker or row.latest_start is not None:
        return ahead
    last = {"last": row.weaker[-1].day}
    template = "Even to be heard at all, the last day was {last}."
    return (Statement("opportunity.weaker_past", last, template=template, sources={"last": ROUTE}),)


def weaker_said(last: LastDay, *, sure: bool = True) -> Statement:
    """Until when a view can be raised where, and what is owed to it: what a weaker way still allows, for sure or perhaps."""
    return Statement(
        "opportunity.weaker" if sure else "opportunity.weaker_perhaps",
        {"last": last.day, "where": Ref("forum", last.forum), "owed": _owed_said(last.standing)},
        template=_WEAKER if sure else _PERHAPS,
        sources={"last": ROUTE, "where": "Forum.title"},
    )


def _best_case(row: Opportunity) -> tuple[Statement, ...]:
    """That a last day, or how much a view counts, rests on what is not recorded, where one is said."""
    told = row.ahead is not None or row.journey is not None
    return best_case(row.assumes) if told else ()


def best_case(
    assumes: Iterable[Statement], *, of: Collection[str] = ("days", "standing", "about")
) -> tuple[Statement, ...]:
    """That last days, or how much views count, rest on what is not recorded; () where nothing of that was assumed."""
    codes = {statement.code.split(".")[1] for statement in assumes}
    return tuple(
        Statement(f"opportunity.best_case.{what}", template=template)
        for what, (template, opening) in _BEST_CASES.items()
        if what in of and any(code.startswith(opening) for code in codes)
    )


def _no_meeting(row: Opportunity) -> tuple[Statement, ...]:
    """That the forum does not meet when it is to decide, so that its day may be wrong."""
    if row.by is None or not row.no_meeting:
        return ()
    facts: dict[str, Fact] = {"forum": Ref("forum", row.forum), "when": period_said(*(row.between or (row.by, row.by)))}
    past = "_past" if row.settled else ""
    template = _NO_MEETING[row.settled]
    return (Statement(f"opportunity.no_meeting{past}", facts, template=template, sources={"forum": "Forum.title"}),)


def _not_heard(row: Opportunity) -> tuple[Statement, ...]:
    """Where no route leads: by when it is settled there, and whether they are told."""
    told = (_TOLD,) if row.best == Standing.INFORMED else ()
    return (*told, *_settled(row))


def _over(row: Opportunity) -> tuple[Statement, ...]:
    """That no view is heard in time at all, where that is so; and, where that day is past, by when it was to be settled."""
    over = _settled(row) if row.settled else ()
    if row.by is None or last_heard(row) is not None:
        return over
    facts: dict[str, Fact] = {"forum": Ref("forum", row.forum), "by": row.by}
    never = Statement(
        "opportunity.never_in_time",
        facts,
        template="No view of theirs can be heard at {forum} by {by}, whenever it is raised.",
        sources={"forum": "Forum.title", "by": _SOURCES["by"]},
    )
    return (never, *over)


def _settled(row: Opportunity) -> tuple[Statement, ...]:
    """By when the stage is settled, or was due to be."""
    facts: dict[str, Fact] = {
        "forum": Ref("forum", row.forum),
        "what": stage_said(row.decision, row.stage),
        "by": row.by,
    }
    template = "{forum} is to settle {what:clause} by {by}."
    code = "opportunity.settled"
    if row.by is None:
        del facts["by"]
        code, template = f"{code}_undated", "The day on which {forum} settles {what:clause} is not recorded."
    elif row.settled:
        code, template = "opportunity.was_settled", "{forum} was to settle {what:clause} by {by}."
    return (
        Statement(code, facts, template=template, sources={name: _SOURCES[name] for name in facts if name in _SOURCES}),
    )


def _heard(row: Opportunity) -> tuple[Statement, ...]:
    """From when views are taken, and when a view of today would be heard, where a journey was found."""
    if row.journey is None:
        on: dict[str, Fact] = {"on": row.on}
        never = "No view raised on {on} or later can be heard there."
        return (Statement("opportunity.never_heard", on, template=never, sources={"on": ROUTE}),)
    facts: dict[str, Fact] = {"on": row.on, "heard": row.journey.heard}
    heard = Statement("opportunity.heard", facts, template=_HEARD, sources={"on": ROUTE, "heard": ROUTE})
    standing = row.journey.standing
    counts = () if standing is None or standing >= row.needs else (counts_as(standing),)
    opens = () if row.journey.entry is None else opens_said(row.journey.entry, row.on)
    return (*opens, heard, *counts)


_MORE = {
    OpportunityStatus.OPEN: _owed,
    OpportunityStatus.MISSED: _settled,
    OpportunityStatus.TOO_WEAK: _over,
    OpportunityStatus.NO_ROUTE: _not_heard,
    OpportunityStatus.NO_TIME: _nothing_more,
    OpportunityStatus.UNDATED: _heard,
    OpportunityStatus.WITHDRAWN: _nothing_more,
}
