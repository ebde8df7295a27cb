"""Processes whose channels say what they are about, with issues that people rank: the case files, and random small maps."""

from functools import cache
from random import Random

import attrs

from involvement import Decision, Issue, Process
from involvement.priorities import Agreement, Settlement
from involvement.rankings import Priorities
from tests.checks.case_files import cases
from tests.truth.processes import Asked, random_process

KINDS = ("contracts", "posts")
ISSUES = ("hours", "parking", "ramps", "letters", "benches", "food", "signs")  # a decision may have the key of an issue
RANDOM_MAPS = 500


@cache
def processes_of_matters() -> tuple[Asked, ...]:
    """All of them, the same ones each time."""
    told = (Asked(str(case), case.process, case.on) for case in cases("MAP02") if case.rule in {"MAP026", "MAP027"})
    return (*told, *map(_with_matters, range(RANDOM_MAPS)))


def _with_matters(seed: int) -> Asked:
    rng = Random(f"matters {seed}")
    source, process, on = random_process(seed + 10_000)
    decision_map = process.decision_map
    decisions = [attrs.evolve(each, kinds=rng.sample(KINDS, rng.choice((0, 0, 1)))) for each in decision_map.decisions]
    issues = [_issue(rng, key, decisions) for key in ISSUES if rng.random() < 0.6]
    known = sorted({*(key for each in decisions for key in (each.key, *each.kinds)), *(each.key for each in issues)})

    def about(likely: float) -> tuple[str, ...] | None:
        if rng.random() > likely:
            return rng.choice((None, ("*",)))
        return tuple(rng.sample(known, rng.randint(1, min(2, len(known)))))

    entries = [attrs.evolve(entry, about=about(0.7)) for entry in decision_map.entry_points]
    if entries and seed % 3 == 0:  # one place with many questions, as a council has, and one decision left out
        place, forgotten = attrs.evolve(rng.choice(entries), key=None), rng.choice(decisions)
        issues_of_it = {issue.key for issue in issues if forgotten.key in issue.decisions}
        others = [key for key in known if key not in {forgotten.key, *forgotten.kinds, *issues_of_it}]
        sizes = [min(number, len(others)) for number in (1, 1, 2, len(others))]
        entries = [attrs.evolve(place, about=rng.sample(others, rng.choice(sizes)) or ["*"]) for _ in range(9)]
    drawn = attrs.evolve(
        decision_map,
        decisions=decisions,
        flows=[attrs.evolve(flow, about=about(0.4)) for flow in decision_map.flows],
        entry_points=entries,
    )
    whole = attrs.evolve(process, decision_map=drawn, issues=issues, positions=(), agreement=None)
    return Asked(f"matters of {source}", _ranked(rng, whole), on)


def _issue(rng: Random, key: str, decisions: list[Decision]) -> Issue:
    title = f"About {key}" if rng.random() < 0.7 else None
    return Issue(key, title=title, decisions=[rng.choice(decisions).key] if rng.random() < 0.4 else ())


def _ranked(rng: Random, process: Process) -> Process:
    """The process in which somebody ranks some of the issues, and some may have been settled."""
    keys = [issue.key for issue in process.issues]
    if not process.stakeholders or len(keys) < 2 or rng.random() < 0.4:
        return process
    wished = Priorities(process.stakeholders[0].key, rng.sample(keys, 2))
    settled = [Settlement(rng.choice(wished.ranked()), "agreed")] if rng.random() < 0.4 else []
    return attrs.evolve(process, positions=[wished], agreement=Agreement(settlements=settled) if settled else None)
