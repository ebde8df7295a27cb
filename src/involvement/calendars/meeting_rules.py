"""Meeting rules: one recurrence rule with the day it starts from and the last day it may pick."""

from datetime import date
from typing import Any, TypeGuard

import attrs
from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.calendars.calendars import NEVER, Calendar
from involvement.calendars.recurrence_words import rule_says
from involvement.calendars.recurrences import LAST_DAY, read_rule, rule_at
from involvement.errors import InvalidValueError
from involvement.wording import Fact, Statement, Wording

__all__ = ["MeetingRule", "calendar_of_rule", "cut_off", "ended", "optional_rule", "rule_said", "rule_text"]

_LONGEST_RULE = 500


def optional_rule(value: str | None) -> str | None:
    """The rule in upper case and without its name; what is no rule as it came."""
    return value.upper().removeprefix("RRULE:") if _is_short(value) else value


def _rule(value: str) -> str:
    return optional_rule(value) or ""


def _is_short(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _LONGEST_RULE and value.isascii()


def rule_text(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """A validator for the text of a rule, or nothing."""
    _fields.optional_text(instance, attribute, value)
    if value is not None and not _is_short(value):
        raise InvalidValueError(
            f"{type(instance).__name__}.rule", f"at most {_LONGEST_RULE} plain letters, digits and signs"
        )


@frozen
class MeetingRule:
    """A further rule of `Meetings`, beside its first: for a rule that changes, or several that hold at once.

    >>> str(MeetingRule("FREQ=MONTHLY;BYDAY=1TH", start=date(2026, 7, 1)))
    'The first Thursday of every month from 1 July 2026.'

    Attributes:
        rule: the rule, in upper case, of the part of RFC 5545 that `Meetings` understands.
        start: the day that the rule's intervals and counts start from; a meeting only if the rule picks it.
        until: the last day on which the rule may pick one.
    """

    rule: str = field(converter=_rule, validator=rule_text)
    start: date = field(validator=_fields.day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        read = read_rule(self.rule)
        if self.until is not None and (read.count is not None or read.until is not None):
            raise InvalidValueError("MeetingRule.until", "nothing, as the rule has its own COUNT or UNTIL")
        _fields.in_order("MeetingRule.until", self.start, self.until or read.until)

    @property
    def last(self) -> date | None:
        """The last day on which the rule may pick one, whether it says so itself or `until` does."""
        return self.until or read_rule(self.rule).until

    @property
    def says(self) -> Statement:
        """The days that the rule picks, with its start and end."""
        return rule_said(self, "only")

    def __str__(self) -> str:
        return Wording().say(self.says)


def rule_said(rule: MeetingRule, how: str) -> Statement:
    """The days that the rule picks: alone (`only`), or after other rules: when they have ended (`then`), or beside them (`beside`)."""
    count, last = read_rule(rule.rule).count, rule.last
    end = "_until" if last else "_times" if count else ""
    facts: dict[str, Fact] = {"rule": rule_says(rule.rule, rule.start), "start": rule.start}
    facts.update({"until": last} if last else {"times": count} if count else {})
    sources = {name: _SOURCES[name] for name in facts if name in _SOURCES}
    return Statement(f"meeting_rule.{how}{end}", facts, template=_RULES[f"{how}{end}"], sources=sources)


def calendar_of_rule(rule: MeetingRule) -> Calendar:
    """The days that the rule picks, as the search through the map asks for them."""
    return Calendar(
        rule_at(rule.rule, rule.start),
        start=rule.start.toordinal(),
        end=LAST_DAY if rule.last is None else rule.last.toordinal(),
    )


def ended(rule: MeetingRule, last: date, place: str) -> MeetingRule:
    """The rule, if it picks nothing after that day; else the rule with that end.

    Raises:
        InvalidValueError: at that *place*, if the rule counts meetings that come after the day.
    """
    cut = cut_off(rule, last)
    if cut is None or (cut != rule and read_rule(rule.rule).count is not None):
        raise InvalidValueError(place, "a COUNT of meetings that are over when the next rule starts")
    return cut


def cut_off(rule: MeetingRule, last: date) -> MeetingRule | None:
    """The rule without what it picks after that day; itself where that is nothing, and None where that is all."""
    if rule.start > last:
        return None
    if rule.last is not None and rule.last <= last:
        return rule
    if read_rule(rule.rule).count is not None and calendar_of_rule(rule).next(last.toordinal() + 1) == NEVER:
        return rule
    text = ";".join(part for part in rule.rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
    return MeetingRule(text, start=rule.start, until=last)


_SOURCES = {
    "start": "MeetingRule.start",
    "until": ("MeetingRule.rule", "MeetingRule.until"),
    "times": "MeetingRule.rule",
}
_RULES = {
    "only": "{rule:clause} from {start}",
    "only_until": "{rule:clause} from {start} until {until}",
    "only_times": "{rule:clause} from {start}, {times:time}",
    "then": "Then {rule:clause} from {start}",
    "then_until": "Then {rule:clause} from {start} until {until}",
    "then_times": "Then {rule:clause} from {start}, {times:time}",
    "beside": "Also {rule:clause} from {start}",
    "beside_until": "Also {rule:clause} from {start} until {until}",
    "beside_times": "Also {rule:clause} from {start}, {times:time}",
}
