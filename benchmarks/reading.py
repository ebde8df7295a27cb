"""Reading and writing a large process: `python -m benchmarks.reading --size 100000`.

The document holds a map of that many forums and five flows each; at a hundred thousand it is 68 MB of JSON. Times are
those of the processor, the median of the rounds, so that what else the machine does weighs less. The last row is the
parser alone: nothing that reads JSON in Python can be quicker.
"""

import argparse
import gc
import json
from collections.abc import Callable
from statistics import median
from time import process_time

from benchmarks.maps import parts
from involvement import Limits, dumps, loads

LIMITS = Limits(size=2**32, values=2**31, entries=2**31)


def measured(work: Callable[[], object], rounds: int) -> float:
    """The median of the processor's seconds that the work takes; garbage is collected before each round."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    process = parts(options.size).process()
    text = dumps(process, limits=LIMITS)
    print(f"{options.size} forums, {len(text.encode()) / 1e6:.1f} MB of JSON")
    for name, work in (
        ("loads", lambda: loads(text, limits=LIMITS)),
        ("dumps", lambda: dumps(process, limits=LIMITS)),
        ("json.loads", lambda: json.loads(text)),
    ):
        print(f"{name:<12}{measured(work, options.rounds):8.2f} s")


if __name__ == "__main__":
    main()
