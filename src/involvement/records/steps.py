"""Steps: one matter before one forum on a day, and the history of each matter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.evidence import Source
from involvement.standing import Standing

__all__ = ["History", "Sitting", "Step", "histories", "passages"]


@frozen
class Step:
    """One matter before one forum, on a day where it is recorded.

    As OParl has it, where a consultation is one paper before one organisation in one meeting, and
    `authoritative` says whether it is decided there. None says that the record does not tell.

    >>> print(Step("bus-route-7", "council", date(2026, 5, 12), decides=True))
    bus-route-7 decided at council on 2026-05-12

    Attributes:
        matter: what went through the forums: a motion, a paper, a proposal.
        standing: what the forum owed the matter.
        decides: whether the matter was decided there.
        by: the stakeholder who brought it.
        source: where it is recorded; two steps that differ in nothing else are one step.

    References:
        OParl specification 1.1, `oparl:Consultation`: https://oparl.org/spezifikation/
    """

    matter: str = field(validator=_fields.key)
    forum: str = field(validator=_fields.key, metadata=_fields.names("forum"))
    on: date | None = field(default=None, validator=_fields.optional_day)
    standing: Standing | None = field(
        default=None, converter=_fields.optional_standing, validator=_fields.a(Standing, optional=True), kw_only=True
    )
    decides: bool | None = field(default=False, validator=_fields.optional_flag, kw_only=True)
    by: str | None = field(
        default=None, validator=_fields.optional_key, metadata=_fields.names("stakeholder"), kw_only=True
    )
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)

    def __str__(self) -> str:
        day = f" on {self.on.isoformat()}" if self.on else ", no day recorded"
        return f"{self.matter} {'decided' if self.decides else 'heard'} at {self.forum}{day}"


class Sitting(NamedTuple):
    """All that is recorded of one matter at one forum on one day.

    It decides if any step says so; of several standings it has the lowest, of several stakeholders
    who brought the matter the first by key.
    """

    day: int
    forum: str
    decides: bool
    standing: Standing | None
    by: str | None


class History:
    """The steps of one matter in order.

    Within a day the order is not recorded: a forum that decides comes last, the others as the
    record lists them.

    Attributes:
        matter: its key.
        steps: the dated steps with their days, in order, each once.
        undated: the steps without a day, each once.
        way: the sittings up to the last that decides; all of them if none does.
        later: the sittings after that.
        decisions: those of the way that decide.
        repeated: how many steps say what another says.
        unlike: the sittings told in unlike ways: decided and not, or with several standings.
        shared: the days with more than one forum.
    """

    __slots__ = ("decisions", "later", "matter", "repeated", "shared", "steps", "undated", "unlike", "way")

    def __init__(self, matter: str, steps: Iterable[Step]) -> None:
        self.matter = matter
        self.undated: list[Step] = []
        self.steps: list[tuple[int, Step]] = []
        for step in steps:
            if step.on is None:
                self.undated.append(step)
            else:
                self.steps.append((step.on.toordinal(), step))
        self.steps.sort(key=itemgetter(0))
        self.repeated = self.unlike = self.shared = 0
        if len(self.undated) > 1:
            self.undated = self._distinct(self.undated)
        if len({day for day, _ in self.steps}) == len(self.steps):
            sittings = [_alone(day, step) for day, step in self.steps]
        else:
            sittings = self._together()
        end = max((place for place, sitting in enumerate(sittings, 1) if sitting.decides), default=len(sittings))
        self.way, self.later = sittings[:end], sittings[end:]
        self.decisions = [sitting for sitting in self.way if sitting.decides]

    @property
    def undated_decision(self) -> bool:
        """Whether it was decided on a day that nobody recorded."""
        return any(step.decides for step in self.undated)

    def _distinct(self, steps: list[Step]) -> list[Step]:
        found: dict[tuple[object, ...], Step] = {}
        for step in steps:
            found.setdefault((step.forum, step.standing, step.decides, step.by), step)
        self.repeated += len(steps) - len(found)
        return list(found.values())

    def _together(self) -> list[Sitting]:
        """The sittings, where several steps are on one day; each step is kept once."""
        sittings: list[Sitting] = []
        kept: list[tuple[int, Step]] = []
        for day, group in groupby(self.steps, key=itemgetter(0)):
            today = [step for _, step in group]
            if len(today) == 1:
                kept.append((day, today[0]))
                sittings.append(_alone(day, today[0]))
                continue
            forums: defaultdict[str, list[Step]] = defaultdict(list)
            for step in self._distinct(today):
                kept.append((day, step))
                forums[step.forum].append(step)
            self.shared += len(forums) > 1
            meeting = [self._sitting(day, forum, steps) for forum, steps in forums.items()]
            sittings += sorted(meeting, key=attrgetter("decides"))
        self.steps = kept
        return sittings

    def _sitting(self, day: int, forum: str, steps: Sequence[Step]) -> Sitting:
        if len(steps) == 1:
            return _alone(day, steps[0])
        standings = {step.standing for step in steps if step.standing is not None}
        decided = {step.decides for step in steps}
        self.unlike += len(standings) > 1 or decided >= {True, False}
        by = min((step.by for step in steps if step.by is not None), default=None)
        return Sitting(day, forum, True in decided, min(standings, default=None), by)


def _alone(day: int, step: Step) -> Sitting:
    return Sitting(day, step.forum, step.decides is True, step.standing, step.by)


def histories(steps: Iterable[Step]) -> tuple[History, ...]:
    """The history of each matter, sorted by its key. O(n log n)."""
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.matter].append(step)
    return tuple(History(matter, found[matter]) for matter in sorted(found))


def passages(found: Iterable[History]) -> Iterator[tuple[Sitting, Sitting]]:
    """Each time a matter went on from one forum to another, on its way to a decision."""
    for history in found:
        for here, there in pairwise(history.way):
            if here.forum != there.forum:
                yield here, there
