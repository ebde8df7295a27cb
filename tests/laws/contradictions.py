"""Contradictions between outputs about whole processes, and how often each pair was compared: `python -m tests.laws.contradictions COUNT`."""

import contextlib
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from attrs import Factory, frozen

from involvement import check, dumps, involvement_cycle, next_steps, to_dict
from involvement.cli import main
from involvement.exchange import write_calendar
from involvement.reports import (
    draw_map,
    draw_timetable,
    draw_workplan,
    letters,
    page,
    you_said_markdown,
    you_said_text,
)
from involvement.snapshots import Snapshot
from tests.laws import claims_of_answers as answers
from tests.laws import claims_of_findings as findings
from tests.laws import claims_of_pages as pages
from tests.laws.claims import Claims, Key, Known, Value
from tests.laws.whole_processes import Whole, whole_process

PROCESSES = 60
DIARY_DAYS = 120
VERBS = (("check",), ("next", "--all", "--days", "28"), ("timetable",))


class Contradiction(NamedTuple):
    """Two or more values under one key, with the outputs that hold them."""

    of: str
    key: Key
    said: tuple[tuple[str, Value], ...]

    def __str__(self) -> str:
        said = "; ".join(f"{output}: {value}" for output, value in self.said)
        return f"{self.of}: {' '.join(self.key)}: {said}"


@frozen
class Asked:
    """What was found on all processes and days: contradictions, comparisons by subject and pair, and persons named."""

    contradictions: list[Contradiction] = Factory(list)
    compared: Counter[tuple[str, str, str]] = Factory(Counter)
    named: list[str] = Factory(list)


def ask(seeds: Iterable[int], *, thorough: bool = False, found: Asked | None = None) -> Asked:
    """The outputs of the processes of those seeds on three days each, compared; added to what was found before.

    *thorough* asks the command line for every verb each day, and not for one in turn in every third process, and looks for
    persons each day, and not only amid every third process.
    """
    found = found or Asked()
    for seed in seeds:
        whole = whole_process(seed)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "process.json"
            path.write_text(dumps(whole.process), "utf-8")
            for number, on in enumerate(whole.days):
                _ask(found, Moment(whole, on, path), VERBS if thorough else _in_turn(seed, number))
                if thorough or (number == 1 and seed % 3 == 1):
                    found.named.extend(_names_persons(Moment(whole, on, path)))
    return found


@frozen(slots=False)
class Moment:
    """One of the processes on one of its days, as document and as snapshot."""

    whole: Whole
    on: date
    path: Path

    @cached_property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.whole.process, self.on)

    @cached_property
    def known(self) -> Known:
        return Known(self.whole.process, self.on)

    def __str__(self) -> str:
        return f"process {self.whole.seed} on {self.on}"


def compared(found: Asked, subject: str, one: str, other: str) -> int:
    """How many claims about a subject two outputs had in common."""
    return found.compared[subject, *sorted((one, other))]


def _in_turn(seed: int, day: int) -> Iterable[tuple[str, ...]]:
    return () if seed % 3 else VERBS[(seed // 3 + day) % len(VERBS) :][:1]


def _ask(found: Asked, moment: Moment, verbs: Iterable[tuple[str, ...]]) -> None:
    said: defaultdict[Key, dict[str, set[Value]]] = defaultdict(dict)
    for output, claims in chain(_claims_of_data(moment), _claims_in_print(moment), _claims_on_command(moment, verbs)):
        for key, value in claims:
            said[key].setdefault(output, set()).add(value)
    for key, by_output in said.items():
        for one, other in combinations(sorted(by_output), 2):
            found.compared[key[0], one, other] += 1
        if len(set().union(*by_output.values())) > 1:
            pairs = tuple((output, value) for output, values in by_output.items() for value in sorted(values, key=str))
            found.contradictions.append(Contradiction(str(moment), key, pairs))


def _claims_of_data(moment: Moment) -> Iterator[tuple[str, Claims]]:
    snapshot, known, on = moment.snapshot, moment.known, moment.on.isoformat()
    yield "check", findings.of_findings(map(findings.finding_data, check(snapshot)), known)
    yield "steps", findings.of_steps(map(findings.step_data, next_steps(snapshot, most=None)), known)
    yield "influence", answers.of_influence(snapshot.influence.rows, known)
    yield "cycle", answers.of_cycle(involvement_cycle(snapshot).needs)
    yield "minutes", answers.of_minutes(snapshot.agendas)
    yield "timetable", answers.of_timetable(map(answers.opportunity_data, snapshot.timetable))
    yield "schedule", answers.of_schedule(snapshot.schedule, moment.on)
    progress = to_dict(snapshot.all_progress)
    yield "JSON", answers.of_answers(to_dict(snapshot.overdue), progress, known)
    yield "JSON", answers.of_answers_by_decision(progress, known)
    yield "JSON", answers.of_map(to_dict(snapshot.map), known)
    yield "JSON", answers.of_agreement(to_dict(snapshot.agreement))
    yield "JSON", answers.of_arrangements(to_dict(snapshot.arrangements), on)


def _claims_in_print(moment: Moment) -> Iterator[tuple[str, Claims]]:
    snapshot, known = moment.snapshot, moment.known
    names = pages.Names(known)
    yield "page", pages.of_page(page(snapshot), known, names)
    yield "letters", pages.of_letters(letters(snapshot), known, names)
    yield "you said", pages.of_you_said(you_said_text(snapshot), names)
    yield "diary", pages.of_diary(_diary(snapshot), names)


def _claims_on_command(moment: Moment, verbs: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, Claims]]:
    for verb, *options in verbs:
        data = _printed(verb, str(moment.path), "--on", moment.on.isoformat(), "--json", *options)
        if verb == "check":
            yield "command line", findings.of_findings(data["findings"], moment.known)
        elif verb == "next":
            yield "command line", findings.of_steps(data["steps"], moment.known)
        else:
            yield "command line", answers.of_timetable(data)


def _diary(snapshot: Snapshot, edition: str = "desk") -> str:
    return write_calendar(snapshot, until=snapshot.on + timedelta(days=DIARY_DAYS), edition=edition)


def _printed(*arguments: str) -> Any:
    """What a verb of the command line prints."""
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(io.StringIO()):
        main(arguments)
    return json.loads(printed.getvalue())


def _names_persons(moment: Moment) -> Iterator[str]:
    """What is not the desk's and holds the key of a person all the same."""
    snapshot = moment.snapshot
    texts = {
        "the public page": page(snapshot, edition="public"),
        "the public diary": _diary(snapshot, "public"),
        "you said, we did": you_said_text(snapshot) + you_said_markdown(snapshot),
        "the picture of the map": snapshot.once(draw_map).svg,
        "the picture of the timetable": snapshot.once(draw_timetable).svg,
        "the picture of the workplan": snapshot.once(draw_workplan).svg,
        **{f"the letter to {reader}": letter for reader, letter in letters(snapshot)},
    }
    for name, text in texts.items():
        if any(person in text for person in moment.known.persons):
            yield f"{moment}: {name}"


if __name__ == "__main__":
    asked, seeds = Asked(), range(int(sys.argv[1]) if len(sys.argv) > 1 else PROCESSES)
    for first in seeds[::50]:
        ask(seeds[first : first + 50], thorough=True, found=asked)
        sys.stderr.write(f"{first + 50} processes: {len(asked.contradictions)} contradictions\n")
    for line in (*asked.contradictions, *asked.named):
        sys.stdout.write(f"{line}\n")
    for (subject, one, other), times in sorted(asked.compared.items()):
        sys.stdout.write(f"{subject}: {one} and {other} compared {times} times\n")
    sys.stdout.write(
        f"{sum(asked.compared.values())} comparisons, {len(asked.contradictions)} contradictions, {len(asked.named)} name a person\n"
    )
    sys.exit(bool(asked.contradictions or asked.named))
