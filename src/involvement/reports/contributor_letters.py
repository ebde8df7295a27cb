"""Letters to contributors: what they said, the answer, and when it is back with them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from involvement.drawings.text_widths import days_in_words
from involvement.feedback import Contribution, ContributionState, Progress
from involvement.reports.feedback import subjects_of
from involvement.snapshots import Snapshot
from involvement.wording.days import day_words
from involvement.wording.texts import clean

__all__ = ["Replies"]


@frozen(slots=False)
class Replies:
    """What everybody had said by the day, and what came of it, worked out once for all letters."""

    snapshot: Snapshot

    @cached_property
    def _by_stakeholder(self) -> Mapping[str, list[Contribution]]:
        found: dict[str, list[Contribution]] = {}
        for said in sorted(self.snapshot.contributions.values(), key=lambda said: (said.on, said.key)):
            if said.stakeholder is not None:
                found.setdefault(said.stakeholder, []).append(said)
        return found

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
        return subjects_of(self.snapshot.process)

    @cached_property
    def _progress(self) -> Mapping[str, Progress]:
        return {progress.contribution: progress for progress in self.snapshot.all_progress}

    @cached_property
    def _decisions(self) -> frozenset[str]:
        return frozenset(decision.key for decision in self.snapshot.decisions)

    def _answer(self, said: Contribution) -> Iterator[str]:
        progress = self._progress[said.key]
        if progress.state is ContributionState.WITHDRAWN:
            yield "You took it back."
            return
        row = self.snapshot.what_came_of_it[progress.end]
        if progress.end != said.key:
            yield "Others said the same, and it is answered together with theirs."
        yield f"{days_in_words(clean(row.we_did)).rstrip('.')}."
        if row.because:
            yield f"Because: {days_in_words(clean(row.because)).rstrip('.')}."
        if progress.told is not None:
            yield f"You were told on {day_words(progress.told)}."
        elif progress.answered is not None and progress.way_back and said.about in self._decisions:
            yield from self._way_back(progress, said.about)

    def _way_back(self, progress: Progress, decision: str) -> Iterator[str]:
        way = self.snapshot.reply_to(progress.stakeholder, decision, decided=progress.answered)
        if way is not None and way.returned is not None and way.returned >= self.snapshot.on:
            yield f"By the way that answers take, it is back with you on {day_words(way.returned)}."
