"""Claims of outputs: what each says about what is late, settled, reachable, present or answered, so that two can be compared.

A claim is a key that opens with its subject, and a value: `("late", "promise", "c-1", "answered")` is True. Outputs that
say the same hold equal values under one key; two values under one key are a contradiction. Where an output lists all that
is late, what it does not list is claimed not to be late.

Who speaks about what:

- *late* (promises to people, activities, reviews): check, steps, cycle, page, letters, minutes, diary, "you said",
  schedule, JSON, command line;
- *settled* (what was agreed about an issue, whom it names, and by when): check, steps, page, letters, JSON, command line;
- *reachable* (routes, last days, days of stages, answers that come back): check, steps, cycle, influence, page, letters,
  minutes, diary, timetable, command line;
- *present* (who takes part, sits, needs what at a meeting, and quotas): check, steps, cycle, influence, page, letters, JSON,
  command line;
- *answered* (open, told, with which outcome, how many): check, steps, cycle, influence, page, letters, minutes, "you said",
  JSON, command line.

Minutes are the agendas of the meetings ahead; the diary is the iCalendar of the desk. JSON is `to_dict` of the answers of a
snapshot; the command line is what `check --json`, `next --json` and `timetable --json` print. Timetable and schedule
are the rows that pages, steps and diaries are made of.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import frozen

from involvement import Process
from involvement.people import Side

Key = tuple[str, ...]
Value = str | int | bool | None
Claims = Iterator[tuple[Key, Value]]
Data = Mapping[str, Any]

PROMISED = ("acknowledged", "answered", "told", "followed_through")
OUTCOMES = ("agreed", "deferred", "declined")
NEVER = "never"


@frozen(slots=False)
class Known:
    """What the process itself lists, by key: what claims can be about. Nothing is worked out from it."""

    process: Process
    on: date

    @cached_property
    def contributions(self) -> dict[str, Any]:
        ledger = self.process.ledger
        return {} if ledger is None else {said.key: said for said in ledger.contributions}

    @cached_property
    def received(self) -> list[str]:
        return [key for key, said in self.contributions.items() if said.on <= self.on]

    @cached_property
    def owed(self) -> set[str]:
        """The contributions of others than the organisation's own side."""
        own = {each.key for each in self.process.stakeholders if each.side is Side.ORGANISATION}
        return {key for key, said in self.contributions.items() if said.stakeholder not in own}

    @cached_property
    def promised(self) -> set[Key]:
        """What may be promised, and late, of these."""
        return {("promise", key, kind) for key in self.owed for kind in PROMISED}

    @cached_property
    def activities(self) -> list[str]:
        plan = self.process.workplan
        return [] if plan is None else [activity.key for activity in plan.activities]

    @cached_property
    def decisions(self) -> dict[str, Any]:
        map_ = self.process.decision_map
        return {} if map_ is None else {decision.key: decision for decision in map_.decisions}

    def answered_before_decided(self, said: str) -> bool:
        """Whether the answer may go back on other days than that of the decision, which the page speaks of."""
        decision = self.decisions.get(self.contributions[said].about)
        events = self.process.ledger.events
        days = [event.on for event in events if event.contribution == said and event.kind == "answered"]
        return decision is not None and decision.on is not None and any(day < decision.on for day in days)

    @cached_property
    def service_users(self) -> set[str]:
        return {listed.key for listed in self.process.stakeholders if listed.side is Side.SERVICE_USERS}

    @cached_property
    def persons(self) -> set[str]:
        listed = {each.key for each in self.process.stakeholders if each.kind == "person"}
        people = () if self.process.representation is None else self.process.representation.people
        return listed | {person.key for person in people}

    def said_about(self, who: str, decision: str) -> Iterator[str]:
        """What they had said by the day about a decision, or about an issue that is its."""
        about = {decision, *(issue.key for issue in self.process.issues if decision in issue.decisions)}
        for key in self.received:
            if self.contributions[key].stakeholder == who and self.contributions[key].about in about:
                yield key


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def keys(facts: Data, *names: str) -> list[str]:
    """The keys of the things that a fact refers to, under whichever of these names it stands."""
    named = [facts.get(name) for name in names]
    refs = [ref for fact in named for ref in (fact if isinstance(fact, list) else [fact])]
    return [ref["keys"][0] for ref in refs if isinstance(ref, dict) and "keys" in ref]
