"""Prints one table of ratios: `python -m benchmarks --size 1000`."""

import argparse
import gc
from collections.abc import Callable, Iterable
from statistics import median
from time import perf_counter

from benchmarks.questions import QUESTIONS, Ground, Question, dijkstra, fresh


def main() -> None:
    """Asks everything, ours and the peer's in turn, and prints the medians of times and of ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="forums in the map; may be given more than once")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many; %(default)s unless said")
    parser.add_argument("--only", metavar="WORDS", default="", help="only the questions whose names hold these words")
    options = parser.parse_args()
    questions = [question for question in QUESTIONS if options.only in question.name]
    for size in options.size or (1_000, 10_000):
        _table(size, options.rounds, questions)


def _table(size: int, rounds: int, questions: Iterable[Question]) -> None:
    print(f"\n{size} forums; a Dijkstra is networkx's search from one forum to all, in the same round.\n")
    print(f"{'question':<40}{'ms':>10}{'in Dijkstras':>14}{'peer ms':>11}{'times faster':>14}  peer")
    for question in questions:
        times = [_round(question, size) for _ in range(rounds)]
        ours, theirs, in_dijkstras, faster = (median(column) for column in zip(*times, strict=True))
        print(
            f"{question.name:<40}{ours * 1000:>10.2f}{in_dijkstras:>14.2f}{theirs * 1000:>11.2f}{faster:>14.2f}"
            f"  {question.peer}",
            flush=True,
        )


def _round(question: Question, size: int) -> tuple[float, float, float, float]:
    """Our time, the peer's, ours in Dijkstras, and how many times faster ours is: one after the other, on one map."""
    ground = fresh(size)
    unit, ours, theirs = (_seconds(ask, ground) for ask in (dijkstra, question.ours, question.theirs))
    return ours, theirs, ours / unit, theirs / ours


def _seconds(ask: Callable[[Ground], object], ground: Ground) -> float:
    gc.collect()
    begun = perf_counter()
    ask(ground)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
