"""Rules changed on purpose, one small fault at a time, and how many of them the truth tests notice.

`python -m tests.truth.mutants [CODE ...]` puts each change into a copy of the sources and runs tests of this folder against
it: those of the code, then all of its family. What goes unnoticed is printed, and makes the exit status 1. It takes some
five seconds a change, and half a minute where it is unnoticed. A code may be the letters of a family.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.truth import (
    mutants_of_agreements,
    mutants_of_assessments,
    mutants_of_feedback,
    mutants_of_levels,
    mutants_of_maps,
    mutants_of_plans,
    mutants_of_privacy,
    mutants_of_support,
    mutants_of_voices,
)

ROOT = Path(__file__).parents[2]
HOME = Path(__file__).parent
FAMILIES = {
    "MAP": (mutants_of_maps, ("claims", "claims_of_changed_maps", "words")),
    "PRI": (mutants_of_agreements, ("claims_of_agreements", "claims_of_rankings")),
    "VOI": (mutants_of_voices, ("claims_of_voices", "claims_of_chairs")),
    "PLN": (mutants_of_plans, ("claims_of_plans", "claims_of_work_and_choices")),
    "FBK": (mutants_of_feedback, ("claims_of_feedback", "claims_of_ledgers")),
    "SUP": (mutants_of_support, ("claims_of_support", "claims_of_support_results")),
    "LAD": (mutants_of_levels, ("claims_of_levels", "claims_of_influence")),
    "PRV": (mutants_of_privacy, ("claims_of_privacy", "claims_of_retention")),
    "MAT": (mutants_of_assessments, ("claims_of_assessments", "claims_of_results")),
}  # the changes of each family, and the tests that know its codes


class Mutant(NamedTuple):
    """A change of one rule: in a module, this text, which stands there once, to that."""

    code: str
    module: str
    old: str
    new: str

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @property
    def stands(self) -> int:
        """How often the text stands in its module: once, or it is another change than was meant."""
        return (ROOT / "src" / "involvement" / self.module).read_text(encoding="utf-8").count(self.old)

    def __str__(self) -> str:
        return f"{self.code}: {' '.join(self.old.split())}  ->  {' '.join(self.new.split())}"


MUTANTS = tuple(Mutant(*change) for module, _ in FAMILIES.values() for change in module.CHANGES)


def unnoticed(mutants: tuple[Mutant, ...]) -> Iterator[Mutant]:
    """Those that no truth test of the family notices: first asked are the tests of the code, then all."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "src"
        shutil.copytree(ROOT / "src", sources, ignore=shutil.ignore_patterns("__pycache__"))
        for mutant in mutants:
            if mutant.stands != 1:
                message = f"stands {mutant.stands} times in {mutant.module}: {mutant}"
                raise ValueError(message)
            path = sources / "involvement" / mutant.module
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
            tests = [str(HOME / f"test_{name}.py") for name in FAMILIES[mutant.family][1]]
            noticed = any(_fails(sources, *of, *tests) for of in (("-k", mutant.code), ()))
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{'noticed  ' if noticed else 'UNNOTICED'}  {mutant}\n")
            sys.stdout.flush()
            if not noticed:
                yield mutant


def _fails(sources: Path, *of: str) -> bool:
    """Whether a truth test fails with these sources; the run itself must come to an end."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *of]
    environment = {**os.environ, "PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 1


def main(codes: list[str]) -> int:
    chosen = tuple(mutant for mutant in MUTANTS if not codes or not {mutant.code, mutant.family}.isdisjoint(codes))
    survivors = tuple(unnoticed(chosen))
    written, missed = (Counter(mutant.family for mutant in mutants) for mutants in (chosen, survivors))
    for family, number in written.items():
        sys.stdout.write(f"{family}: {number - missed[family]} of {number} changes noticed\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
