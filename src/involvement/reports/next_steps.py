"""Next steps for a coordinator: as text, as Markdown, and on the page."""

import textwrap
from collections.abc import Iterable

from involvement import _fields
from involvement._fields import frozen
from involvement.checks.checking import anything_recorded
from involvement.cycles import (
    NeedStatus,
    NextStep,
    StepUrgency,
    involvement_cycle,
    most_pressing,
    next_steps,
)
from involvement.processes import Process
from involvement.reports.readers import NEEDS_OF_PERSONS, OWNERS, Reader
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot
from involvement.wording import Edition, Statement

__all__ = ["ShownStep", "cycle_table", "next_steps_markdown", "next_steps_text", "shown_steps"]

_WIDTH = 100
_NOTHING = "There is nothing to do now."
_NOTHING_TOLD = "There is nothing to do now that can be told here."
_NOT_BEGUN = "Nothing is recorded yet that a step could come from."
_URGENCIES = {
    StepUrgency.NOW: "Now",
    StepUrgency.SOON: "Soon",
    StepUrgency.THEN: "Before the next stage",
}
_WHENCE = {  # by whether somebody, and a day, is known: the code, and the template
    (True, True): ("step.whence.who_by", "{who}, by {by}"),
    (True, False): ("step.whence.who", "{who}"),
    (False, True): ("step.whence.by", "by {by}"),
}
_STATUSES = {
    NeedStatus.MET: "is there",
    NeedStatus.UNMET: "not done, or only in part",
    NeedStatus.UNKNOWN: "not known",
}


def next_steps_text(steps: Iterable[NextStep], *, of: Process | Snapshot, width: int = _WIDTH) -> str:
    r"""The steps as plain text under their urgency, in the order given, numbered; of a snapshot for its edition.

    >>> next_steps_text([], of=Process("screening"))
    'Nothing is recorded yet that a step could come from.\n'
    """
    reader, width = Reader(subject_of(of)), _fields.a_count("width", width, least=20)
    lines: list[str] = []
    said: StepUrgency | None = None
    for number, step in enumerate(filter(reader.sees, _fields.instances("steps", NextStep, steps)), 1):
        if step.urgency is not said:
            said = step.urgency
            lines.append(f"{'' if number == 1 else chr(10)}{_URGENCIES[said].upper()}\n")
        for text, first in (
            (_what(reader, step), f"{number:>3}.".ljust(5)),
            (reader.told(step.because), "     "),
        ):
            lines.append(textwrap.fill(text, width, initial_indent=first, subsequent_indent="     ") + "\n")
    return "".join(lines) or f"{_nothing(of)}\n"


def next_steps_markdown(steps: Iterable[NextStep], *, of: Process | Snapshot) -> str:
    """The steps as a Markdown list, in the order given; nothing in them is taken for markup."""
    reader = Reader(subject_of(of))
    lines = [
        f"- **{_URGENCIES[step.urgency]}** {plain(_what(reader, step))}\n  {plain(reader.told(step.because))}\n"
        for step in filter(reader.sees, _fields.instances("steps", NextStep, steps))
    ]
    return "".join(lines) or f"{_nothing(of)}\n"


def _nothing(of: Process | Snapshot) -> str:
    if isinstance(of, Snapshot) and of.edition is not Edition.DESK:
        return _NOTHING_TOLD
    process = of.process if isinstance(of, Snapshot) else of
    return _NOTHING if anything_recorded(process) else _NOT_BEGUN


@frozen
class ShownStep:
    """One step as the page shows it: what, when and by whom, and why."""

    word: str
    do: str
    whence: str
    reason: str


def shown_steps(snapshot: Snapshot, reader: Reader) -> tuple[tuple[ShownStep, ...], int]:
    """What to do now, the most pressing first, as that reader may see it, and how many more steps there are."""
    visible = [step for step in next_steps(snapshot, most=None) if reader.sees(step)]
    pressing = most_pressing(visible)
    shown = tuple(
        ShownStep(
            _URGENCIES[step.urgency].lower(),
            reader.told(step.says),
            _who_and_when(reader.subject, step),
            reader.told(step.because),
        )
        for step in pressing
    )
    return shown, len(visible) - len(pressing)


def cycle_table(snapshot: Snapshot) -> Table | None:
    """What each stage of involvement needs, of the parts that the process uses; None where it uses none."""
    found = (need for need in involvement_cycle(snapshot).needs if need.status in _STATUSES)
    needs = [need for need in found if snapshot.edition is Edition.DESK or need.key not in NEEDS_OF_PERSONS]
    if not needs:
        return None
    return tabled(
        "cycle", "The cycle of involvement", ("Stage", "What it needs", "How it stands"),
        ((need.stage.value, str(need), _STATUSES[need.status]) for need in needs), len(needs),
    )  # fmt: skip


def _what(reader: Reader, step: NextStep) -> str:
    """What to do, and in brackets by whom and when."""
    whence = _who_and_when(reader.subject, step)
    return f"{reader.told(step.says)} ({whence})" if whence else reader.told(step.says)


def _who_and_when(subject: Subject, step: NextStep) -> str:
    who = subject.ref(step.who) if step.who is not None and subject.may_tell(*OWNERS) else None
    known = who is not None, step.by is not None
    if known not in _WHENCE:
        return ""
    code, template = _WHENCE[known]
    return subject.labels.clause(
        Statement(
            code,
            {"who": who, "by": step.by},
            template=template,
            sources={"who": OWNERS, "by": "Activity.due"},
        )
    )
