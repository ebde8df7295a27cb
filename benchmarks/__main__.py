"""Prints one table of ratios: `python -m benchmarks --size 1000`."""

import argparse
import gc
from collections.abc import Callable, Iterable
from statistics import median
from time import perf_counter

from benchmarks.questions import QUESTIONS, Ground, Question, dijkstra, fresh


def main() -> None:
    """Asks everything, ours and the peer's in turn, and prints medians as ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="forums in the map; may be given more than once")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many; %(default)s unless said")
    parser.add_argument("--only", metavar="WORDS", default="", help="only the questions whose names hold these words")
    options = parser.parse_args()
    questions = [question for question in QUESTIONS if options.only in question.name]
    for size in options.size or (1_000, 10_000):
        _table(size, options.rounds, questions)


def _table(size: int, rounds: int, questions: Iterable[Question]) -> None:
    unit = _median(dijkstra, size, rounds)
    print(f"\n{size} forums; one Dijkstra of networkx from one forum to all takes {unit * 1000:.2f} ms here.\n")
    print(f"{'question':<40}{'ms':>10}{'in Dijkstras':>14}{'peer ms':>11}{'times faster':>14}  peer")
    for question in questions:
        ours = _median(question.ours, size, rounds)
        theirs = _median(question.theirs, size, rounds)
        print(
            f"{question.name:<40}{ours * 1000:>10.2f}{ours / unit:>14.2f}{theirs * 1000:>11.2f}"
            f"{theirs / ours:>14.2f}  {question.peer}",
            flush=True,
        )


def _median(ask: Callable[[Ground], object], size: int, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        ground = fresh(size)
        gc.collect()
        begun = perf_counter()
        ask(ground)
        times.append(perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    main()
