"""The laws of maps on many random maps, each once and in order, without shrinking: `python -m tests.laws.many_maps 2000`.

Every question of a map is asked of each: half of the maps have channels that say what they are about. The answers of the
oracles are worked out day by day.
"""

import sys
from collections.abc import Callable, Iterator
from inspect import signature
from random import Random
from time import monotonic
from types import ModuleType

from tests.laws import test_map_laws, test_matter_laws
from tests.laws.test_matter_laws import with_matters
from tests.strategies.maps import small_map

_AN_HOUR = 3600


def laws(module: ModuleType) -> Iterator[tuple[str, Callable[..., None]]]:
    """The laws that are asked of one map and draw what they ask."""
    for name, test in vars(module).items():
        inner = getattr(getattr(test, "hypothesis", None), "inner_test", None)
        if inner is not None and list(signature(inner).parameters) == ["decision_map", "rng"]:
            yield name, inner


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(many: int) -> int:
    """How many laws were broken."""
    for module in (test_map_laws, test_matter_laws):
        vars(module)["note"] = str  # outside a property nothing is noted
    broken, asked, began = 0, 0, monotonic()
    for seed in range(many):
        rng = Random(seed)
        plain = small_map(rng)
        for module, decision_map in ((test_map_laws, plain), (test_matter_laws, with_matters(plain, rng))):
            for name, law in laws(module):
                asked += 1
                try:
                    law(decision_map, Random(seed))
                except Exception as error:  # noqa: BLE001 - whatever a law raises is told with its map
                    broken += 1
                    say(f"{name}: seed {seed}: {type(error).__name__}")
        if seed % 100 == 99:
            say(f"{seed + 1} maps, {asked} laws asked, {broken} broken, {monotonic() - began:.0f} s")
        if monotonic() - began > _AN_HOUR:
            break
    return broken


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), 1))
