"""Next steps for a coordinator: as text, as Markdown, and on the page."""

import textwrap
from collections.abc import Iterable

from attrs import frozen

from involvement import _fields
from involvement.cycles import CycleNeed, NeedStatus, NextStep, StepUrgency, involvement_cycle, next_steps
from involvement.drawings.text_widths import days_in_words
from involvement.processes import Process
from involvement.reports.readers import Reader
from involvement.reports.subjects import Subject, subject_of
from involvement.reports.tables import Table, tabled
from involvement.reports.texts import plain
from involvement.snapshots import Snapshot
from involvement.wording.days import day_words
from involvement.wording.texts import clean

__all__ = ["ShownStep", "cycle_table", "next_steps_markdown", "next_steps_text", "shown_steps"]

_WIDTH = 100
_NOTHING = "Nothing is to be done now."
_URGENCIES = {
    StepUrgency.NOW: "Now",
    StepUrgency.SOON: "Soon",
    StepUrgency.THEN: "Before the next stage",
}
_STATUSES = {
    NeedStatus.MET: "is there",
    NeedStatus.UNMET: "is missing",
    NeedStatus.UNKNOWN: "not known",
}


def next_steps_text(steps: Iterable[NextStep], *, of: Process | Snapshot, width: int = _WIDTH) -> str:
    r"""The steps as plain text under their urgency, in the order given, numbered.

    >>> next_steps_text([], of=Process("screening"))
    'Nothing is to be done now.\n'
    """
    subject, width = subject_of(of), _fields.a_count("width", width, least=20)
    lines: list[str] = []
    said: StepUrgency | None = None
    for number, step in enumerate(_fields.instances("steps", NextStep, steps), 1):
        if step.urgency is not said:
            said = step.urgency
            lines.append(f"{'' if number == 1 else chr(10)}{_URGENCIES[said].upper()}\n")
        head = f"{number:>3}. "
        for text, first in (
            (f"{days_in_words(clean(step.do))}{_who_and_when(subject, step)}", head),
            (days_in_words(clean(step.reason)), "     "),
        ):
            lines.append(textwrap.fill(text, width, initial_indent=first, subsequent_indent="     ") + "\n")
    return "".join(lines) or f"{_NOTHING}\n"


def next_steps_markdown(steps: Iterable[NextStep], *, of: Process | Snapshot) -> str:
    """The steps as a Markdown list, in the order given; nothing in them is taken for markup."""
    subject = subject_of(of)
    lines = [
        f"- **{_URGENCIES[step.urgency]}** {plain(days_in_words(clean(step.do)) + _who_and_when(subject, step))}\n  {plain(days_in_words(step.reason))}\n"
        for step in _fields.instances("steps", NextStep, steps)
    ]
    return "".join(lines) or f"{_NOTHING}\n"


@frozen
class ShownStep:
    """One step as the page shows it: what, when and by whom, and why."""

    word: str
    do: str
    whence: str
    reason: str


def shown_steps(snapshot: Snapshot, reader: Reader) -> tuple[ShownStep, ...]:
    """What to do now, the most pressing first, as that reader may see it."""
    return tuple(
        ShownStep(
            _URGENCIES[step.urgency].lower(),
            reader.shown(clean(step.do)),
            _who_and_when(reader.subject, step).strip(" ()"),
            reader.shown(clean(step.reason)),
        )
        for step in next_steps(snapshot)
        if reader.sees(step)
    )


def cycle_table(snapshot: Snapshot) -> Table | None:
    """What each stage of involvement needs, of the parts that the process uses; None where it uses none."""
    cycle = involvement_cycle(snapshot)
    needs: list[CycleNeed] = [each for each in cycle.needs if each.status in _STATUSES]
    if not needs:
        return None
    return tabled(
        "cycle", f"The cycle of involvement; the first stage that lacks something is {cycle.stage}", ("Stage", "What it needs", "How it stands"),
        ((each.stage.value, each.says, _STATUSES[each.status]) for each in needs), len(needs),
    )  # fmt: skip


def _who_and_when(subject: Subject, step: NextStep) -> str:
    said = [subject.who(step.who)] if step.who else []
    if step.by is not None:
        said.append(f"by {day_words(step.by)}")
    return f" ({', '.join(said)})" if said else ""
