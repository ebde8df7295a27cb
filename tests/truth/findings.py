"""The findings of the map on every process, rule by rule, and how often each code and clause is said: `python -m tests.truth.findings`."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from involvement import Process, check
from involvement.checks import Finding, select
from involvement.snapshots import Snapshot
from involvement.wording import Statement
from tests.truth.processes import processes
from tests.truth.processes_of_matters import processes_of_matters
from tests.truth.worlds import World

CODES = tuple(f"MAP{number:03}" for number in range(1, 33))
OF_MATTERS = ("MAP026", "MAP027")  # asked of processes whose channels say what they are about as well


class Judged(NamedTuple):
    """A process on a day, with what is found."""

    source: str
    world: World
    findings: tuple[Finding, ...]


@cache
def worlds() -> tuple[tuple[str, World], ...]:
    return tuple((asked.source, World(asked.process, asked.on)) for asked in processes())


@cache
def worlds_of_matters() -> tuple[tuple[str, World], ...]:
    return tuple((asked.source, World(asked.process, asked.on)) for asked in processes_of_matters())


@cache
def _snapshots(worlds: Callable[[], tuple[tuple[str, World], ...]]) -> tuple[Snapshot, ...]:
    return tuple(Snapshot(world.process, world.day) for _, world in worlds())


@cache
def judged(code: str) -> tuple[Judged, ...]:
    """Every process, with what the one rule finds."""
    rules, of = select([code]), worlds_of_matters if code in OF_MATTERS else worlds
    asked = zip(of(), _snapshots(of), strict=True)
    return tuple(Judged(source, world, check(snapshot, rules=rules)) for (source, world), snapshot in asked)


class Count(NamedTuple):
    """How often a rule speaks: findings, on how many different processes, and its statements by code."""

    findings: int
    processes: int
    clauses: Counter[str]


def count(code: str) -> Count:
    fired: set[Process] = set()
    clauses: Counter[str] = Counter()
    findings = 0
    for case in judged(code):
        for finding in case.findings:
            findings += 1
            fired.add(case.world.process)
            clauses.update(set(codes_in(finding.says)) | set(codes_in(finding.fix)))
    return Count(findings, len(fired), clauses)


def codes_in(statement: Statement) -> Iterator[str]:
    yield statement.code
    for _, fact in statement.facts:
        for value in fact if isinstance(fact, tuple) else (fact,):
            if isinstance(value, Statement):
                yield from codes_in(value)


def table() -> Iterator[str]:
    """A line for each code, below one for the processes."""
    yield f"{len(processes())} processes and days, {len({asked.process for asked in processes()})} different processes"
    for code in CODES:
        counted = count(code)
        clauses = ", ".join(f"{name} {number}" for name, number in sorted(counted.clauses.items()))
        yield f"{code}  {counted.findings:5} findings on {counted.processes:4} processes: {clauses}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
