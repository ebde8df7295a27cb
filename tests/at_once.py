"""Tests that go through many cases at once: to announce a test for each takes longer than to run it."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def over(
    cases: Iterable[Any] | Callable[[], Iterable[Any]], named: Callable[[Any], str] | None = None
) -> Callable[[Callable[..., None]], Any]:
    """The test asked about each case, once however often it is called; a failure says of which case, by name or place.

    The first argument is the case; all others are fixtures. Cases that take time to make are given by a function.
    """

    def asked(test: Callable[..., None]) -> Callable[..., None]:
        held = False

        def whole(**fixtures: Any) -> None:
            nonlocal held
            if held:
                return
            every = tuple(cases() if callable(cases) else cases)
            assert every
            for place, case in enumerate(every):
                try:
                    test(case, **fixtures)
                except BaseException as fault:
                    fault.add_note(f"in the case {named(case) if named else place}")
                    raise
            held = True

        own = inspect.signature(test)
        whole.__signature__ = own.replace(parameters=[*own.parameters.values()][1:])  # type: ignore[attr-defined]
        whole.__name__, whole.__qualname__, whole.__module__ = test.__name__, test.__qualname__, test.__module__
        whole.__doc__ = test.__doc__
        return whole

    return asked
