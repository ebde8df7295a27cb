"""What does each contributor get to hear: what they said, what came of it, and when the answer is back with them?"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from involvement import _fields
from involvement.drawings.text_widths import days_in_words
from involvement.feedback import Contribution, ContributionState, Progress, YouSaidWeDid
from involvement.processes import Process
from involvement.reports.feedback import subjects_of
from involvement.wording.days import day_words
from involvement.wording.texts import clean

__all__ = ["Replies"]


@frozen(slots=False)
class Replies:
    """What everybody had said by a day, and what came of it, worked out once for all letters. Without a day: nothing."""

    process: Process = field(validator=_fields.a(Process))
    on: date | None = field(default=None, validator=_fields.optional_day)
    _by_stakeholder: dict[str, list[Contribution]] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        said = () if self.process.ledger is None else self.process.ledger.contributions
        for each in sorted(said, key=lambda each: (each.on, each.key)):
            if each.stakeholder is not None and self.on is not None and each.on <= self.on:
                self._by_stakeholder.setdefault(each.stakeholder, []).append(each)

    @property
    def readers(self) -> frozenset[str]:
        """Whoever had said something."""
        return frozenset(self._by_stakeholder)

    def to(self, stakeholder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What they had said, each with the sentences that tell what came of it, by the day it was said.

        It shows the title and what it is about, and never the words themselves: a letter may be read aloud.
        """
        for each in self._by_stakeholder.get(stakeholder, ()):
            title = clean(each.title or self._about.get(each.about or "", "") or each.key).rstrip(".")
            yield f"On {day_words(each.on)}: {title}.", tuple(self._answer(each))

    @cached_property
    def _about(self) -> dict[str, str]:
        return subjects_of(self.process)

    @cached_property
    def _progress(self) -> Mapping[str, Progress]:
        ledger = self.process.ledger
        found = () if ledger is None or self.on is None else ledger.all_progress(self.on)
        return {each.contribution: each for each in found}

    @cached_property
    def _rows(self) -> Mapping[str, YouSaidWeDid]:
        ledger = self.process.ledger
        found = () if ledger is None or self.on is None else ledger.you_said_we_did(self.on)
        return {row.contribution: row for row in found}

    @cached_property
    def _decisions(self) -> frozenset[str]:
        decision_map = self.process.decision_map
        return frozenset() if decision_map is None else frozenset(each.key for each in decision_map.decisions)

    def _answer(self, said: Contribution) -> Iterator[str]:
        progress = self._progress[said.key]
        if progress.state is ContributionState.WITHDRAWN:
            yield "You took it back."
            return
        row = self._rows[progress.end]
        if progress.end != said.key:
            yield "Others said the same, and it is answered together with theirs."
        yield f"{days_in_words(clean(row.we_did)).rstrip('.')}."
        if row.because:
            yield f"Because: {days_in_words(clean(row.because)).rstrip('.')}."
        if progress.told is not None:
            yield f"You were told on {day_words(progress.told)}."
        elif progress.answered is not None and said.about in self._decisions:
            yield from self._way_back(said)

    def _way_back(self, said: Contribution) -> Iterator[str]:
        ledger, decision_map, on = self.process.ledger, self.process.decision_map, self.on
        way = ledger and decision_map and on and ledger.reply_journey(said.key, decision_map, on=on)
        if way and on and way.returned is not None and way.returned >= on:
            yield f"By the way that answers take, it is back with you on {day_words(way.returned)}."
