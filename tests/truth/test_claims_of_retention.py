"""Findings about retention against the process itself: each fact, and that nothing is left unsaid."""

from collections import Counter

import pytest

from involvement import check
from involvement.checks import select
from involvement.privacy import due_for_purge, purge
from involvement.privacy.erasing import STAND_IN
from tests.truth.claims_of_retention import CLAIMS, people_of, things
from tests.truth.findings import codes_in
from tests.truth.processes_of_retention import processes
from tests.truth.sayings import said

ENOUGH = 20


@pytest.mark.parametrize("code", sorted(CLAIMS))
def test_what_is_said_of_retention_is_so_and_nothing_is_left_unsaid(code: str) -> None:
    """What is said to be over is over, and what is not said may stay."""
    rules = select([code])
    spoken: Counter[str] = Counter()
    for asked in processes():
        findings = check(asked.process, on=asked.on, rules=rules)
        assert Counter(CLAIMS[code](asked.process, asked.on)) == Counter(map(said, findings)), asked.source
        spoken.update(name for finding in findings for name in codes_in(finding.says))
    assert min(spoken[f"{code}.{part}"] for part in ("says", "says_unknown", "no_day", "no_period")) >= ENOUGH


def test_a_purge_takes_out_as_many_as_were_said_and_nothing_is_due_after_it() -> None:
    """The numbers are those by which somebody decides; nothing else may go."""
    for asked in processes():
        due = due_for_purge(asked.process, on=asked.on)
        left = purge(asked.process, on=asked.on).process
        assert due_for_purge(left, on=asked.on).due == (), asked.source
        counts = Counter(kind for kind, *_ in things(asked.process))
        counts.subtract(kind for kind, who, *_ in things(left) if who != STAND_IN)
        gone: Counter[str] = Counter()
        for row in due.due:
            if row.kind not in {"person", "stakeholder"}:
                gone[str(row.kind)] += row.number
        # A contribution that is over is counted still, and is nobody's.
        assert gone == +counts, asked.source
        assert len(people_of(left)) <= len(people_of(asked.process)) + 1
