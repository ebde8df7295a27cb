"""Letters to contributors: what they said, the answer, and when it is back with them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from involvement._fields import frozen
from involvement.feedback import Contribution, ContributionState, EventKind, Progress
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["Replies"]


@frozen(slots=False)
class Replies:
    """What everybody had said by the day, and what came of it, worked out once for all letters."""

    snapshot: Snapshot

    @cached_property
    def _by_stakeholder(self) -> Mapping[str, list[Contribution]]:
        found: dict[str, list[Contribution]] = {}
        for contribution in sorted(
            self.snapshot.contributions.values(), key=lambda contribution: (contribution.on, contribution.key)
        ):
            if contribution.stakeholder is not None:
                found.setdefault(contribution.stakeholder, []).append(contribution)
        return found

    @property
    def readers(self) -> frozenset[str]:
        """Everybody who had said something."""
        return frozenset(self._by_stakeholder)

    def to(self, stakeholder: str) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
        """What they had said, each with the sentences that tell what came of it, by the day it was said.

        It shows the title and what it is about, and never the words themselves: a letter may be read aloud.
        """
        for contribution in self._by_stakeholder.get(stakeholder, ()):
            yield self._said(contribution), tuple(self._answer(contribution, stakeholder))

    @cached_property
    def _progress(self) -> Mapping[str, Progress]:
        return {progress.contribution: progress for progress in self.snapshot.all_progress}

    @cached_property
    def _decisions(self) -> frozenset[str]:
        return frozenset(decision.key for decision in self.snapshot.decisions)

    def _said(self, said: Contribution) -> Statement:
        titled = said.title is not None or said.about is not None
        return Statement(
            "letter.you_said" if titled else "letter.you_said_something",
            {"on": said.on, "subject": self.snapshot.what_was_said(said.key)},
            template="On {on}: {subject:clause}" if titled else "You told us {subject:clause}",
            sources={"on": "Contribution.on"},
        )

    def _answer(self, said: Contribution, reader: str) -> Iterator[Statement]:
        progress = self._progress[said.key]
        if progress.state is ContributionState.WITHDRAWN:
            yield self._withdrawn(said)
            return
        row = self.snapshot.what_came_of_it[progress.end]
        if progress.end != said.key:
            yield _together(said, self.snapshot.contributions[progress.end])
        yield from row.answer_to(reader)
        if progress.told is not None:
            yield Statement(
                "letter.told",
                {"on": progress.told},
                template="We told you the outcome on {on}",
                sources={"on": "Event.on"},
            )
        elif progress.answered is not None and progress.way_back and said.about in self._decisions:
            yield from self._way_back(progress, said.about)

    def _withdrawn(self, said: Contribution) -> Statement:
        events = self.snapshot.ledger.history(said.key)
        event = next(event for event in reversed(events) if event.kind is EventKind.WITHDRAWN)
        own = event.by is not None and event.by == said.stakeholder
        return Statement(
            "letter.you_withdrew" if own else "letter.withdrawn",
            {"on": event.on},
            template="You withdrew this on {on}" if own else "This was withdrawn on {on}",
            sources={"on": "Event.on"},
        )

    def _way_back(self, progress: Progress, decision: str) -> Iterator[Statement]:
        journey = self.snapshot.reply_to(progress.stakeholder, decision, decided=progress.answered)
        if journey is not None and journey.returned is not None and journey.returned >= self.snapshot.on:
            yield Statement(
                "letter.reply_returns",
                {"on": journey.returned},
                template="By the usual reply route, the answer can reach you on {on} at the earliest",
                sources={"on": ("Reply.days", "Forum.meetings")},
            )


def _together(said: Contribution, joined: Contribution) -> Statement:
    """That another contribution says the same, of which day, and whether it is theirs; whose else is not always known."""
    own = joined.stakeholder == said.stakeholder
    return Statement(
        "letter.together.own" if own else "letter.together",
        {"on": joined.on},
        template="You said the same on {on}, so one answer is for both"
        if own
        else "The same was said on {on} too, so one answer is for both",
        sources={"on": "Contribution.on"},
    )
