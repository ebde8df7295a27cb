"""Processor time of a cold import, a cold check and a report, each as a ratio: `python -m benchmarks.starts`."""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
OURS = ROOT / "src"
EXAMPLE = Path("examples") / "diabetes_user_group.toml"

PEER = "import attrs, networkx, dateutil.rrule"
IMPORT = "from involvement import Process"
CHECK = f"""
from datetime import date
from involvement import check, load
check(load({str(ROOT / EXAMPLE)!r}), on=date(2026, 11, 23))
"""
REPORT = """
import sys
from datetime import date
from time import process_time
from involvement import load
from involvement.reports import write
process, times = load(sys.argv[2]), []
for _ in range(5):
    begun = process_time()
    write(process, on=date(2026, 11, 23), out=sys.argv[1])
    times.append(process_time() - begun)
print(min(times))
"""


def main() -> None:
    """Asks in turn, so that a busy machine slows all alike, and prints the ratios of the least times."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starts", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="the least of so many; %(default)s unless said")
    parser.add_argument("--before", metavar="SRC", type=Path, help="the sources of another version, for its report")
    options = parser.parse_args()
    least: dict[str, float] = {}

    def keep(name: str, seconds: float) -> None:
        least[name] = min(least.get(name, seconds), seconds)

    for _ in range(options.rounds):
        keep("peer", _cold(PEER))
        keep("import", _cold(IMPORT))
        keep("check", _cold(CHECK))
        if options.before is not None:
            keep("report", _report(OURS))
            keep("before", _report(options.before))
    print(f"{IMPORT}, beside {PEER}: {least['import'] / least['peer']:.2f}")
    print(f"a cold check of the example, beside the same: {least['check'] / least['peer']:.2f}")
    if options.before is not None:
        print(f"reports.write of the example, beside that of {options.before}: {least['report'] / least['before']:.2f}")


def _cold(code: str) -> float:
    """The processor time of a Python that starts, does this and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(OURS, code)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _report(source: Path) -> float:
    """The processor time of one report of that version's own example, once it is loaded and everything imported."""
    with TemporaryDirectory() as folder:
        return float(_run(source, REPORT, folder, str(source.parent / EXAMPLE)))


def _run(source: Path, code: str, *arguments: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
