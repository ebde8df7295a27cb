"""Prints what counted days cost beside days of the calendar: `python -m benchmarks.counted_days --size 1000`.

Both maps are the same but for their days: 4, 7, 14, 21 and 28 days on the way stand for 3, 5, 10, 15 and 20 working days,
and papers due 8, 5 and 7 days before for five clear working days, three clear days without Sundays, and five working days.
Times are those of the processor, so that what else the machine does weighs less.
"""

import argparse
import gc
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import process_time

from attrs import evolve

from benchmarks.maps import FIRST, GROUP, parts
from involvement import Days, DecisionMap, WorkingCalendar

_ON_THE_WAY = ((0, 0), (4, 3), (7, 5), (14, 10), (21, 15), (28, 20))
_PAPERS = (
    (8, Days(5, clear=True, leave_out="weekends")),
    (5, Days(3, clear=True, leave_out="sundays")),
    (7, Days(5, leave_out="weekends")),
)
ASKED: dict[str, Callable[[DecisionMap], object]] = {
    "journey, one to one": lambda asked: asked.journey(asked.forums[-1].key, raised=FIRST, stakeholder=GROUP),
    "latest start, every decision": lambda asked: [
        asked.latest_start(decision.key, stakeholder=GROUP) for decision in asked.decisions
    ],
    "timetable of everybody": lambda asked: asked.timetable(on=FIRST),
}


def both(size: int) -> tuple[DecisionMap, DecisionMap]:
    """A fresh map by days of the calendar, and one by counted days; each has answered a journey of another day."""
    plain, counted = parts(size).build(), parts(size).build()
    made = (
        evolve(
            plain,
            forums=[evolve(forum, papers_due=_PAPERS[forum.papers_due % 3][0]) for forum in plain.forums],
            flows=[evolve(flow, days=_ON_THE_WAY[flow.days // 5][0]) for flow in plain.flows],
        ),
        evolve(
            counted,
            forums=[evolve(forum, papers_due=_PAPERS[forum.papers_due % 3][1]) for forum in counted.forums],
            flows=[
                evolve(flow, days=Days(_ON_THE_WAY[flow.days // 5][1], leave_out="weekends")) for flow in counted.flows
            ],
            calendar=WorkingCalendar.uk("england-and-wales"),
        ),
    )
    for asked in made:
        asked.journey(asked.forums[-1].key, raised=FIRST + timedelta(days=30), stakeholder=GROUP)
    return made


def main() -> None:
    """Asks both maps in turn, and prints the medians of times and of ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counted_days", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="forums in the map; may be given more than once")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many; %(default)s unless said")
    options = parser.parse_args()
    for size in options.size or (1_000, 5_000):
        print(f"\n{size} forums\n\n{'question':<32}{'calendar ms':>13}{'counted ms':>13}{'times as long':>15}")
        rounds = [_round(size) for _ in range(options.rounds)]
        for name in ASKED:
            plain, counted = (median(each[name][place] for each in rounds) for place in (0, 1))
            ratio = median(each[name][1] / each[name][0] for each in rounds)
            print(f"{name:<32}{plain * 1000:>13.2f}{counted * 1000:>13.2f}{ratio:>15.2f}", flush=True)


def _round(size: int) -> dict[str, tuple[float, float]]:
    plain, counted = both(size)
    return {name: (_seconds(ask, plain), _seconds(ask, counted)) for name, ask in ASKED.items()}


def _seconds(ask: Callable[[DecisionMap], object], asked: DecisionMap) -> float:
    gc.collect()
    begun = process_time()
    ask(asked)
    return process_time() - begun


if __name__ == "__main__":
    main()
