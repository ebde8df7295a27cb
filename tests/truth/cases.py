"""Tests that go through many drawn cases in one go: to announce a test for each case takes longer than to run it."""

from collections.abc import Callable, Iterable
from typing import Any


def over(cases: Iterable[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """The test asked about each case, once however often it is called; a failure says at which place the case stands."""

    def asked(test: Callable[[Any], None]) -> Callable[[], None]:
        held = False

        def whole() -> None:
            nonlocal held
            if held:
                return
            for place, case in enumerate(cases):
                try:
                    test(case)
                except BaseException as fault:
                    fault.add_note(f"in the case at {place}")
                    raise
            held = True

        whole.__name__, whole.__qualname__, whole.__module__ = test.__name__, test.__qualname__, test.__module__
        whole.__doc__ = test.__doc__
        return whole

    return asked
