"""What an answer assumes, in shorthand: `days:group>board`, `meetings:board`, so that an expected value is one text."""

from collections.abc import Iterable

from involvement.wording import Statement


def assumed(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Each statement as the end of its code, and the keys of what it is of, without positions."""
    return tuple(map(_short, statements))


def _short(statement: Statement) -> str:
    keys = [str(key) for _, ref in statement.facts for key in ref.keys if isinstance(key, str)]
    return f"{statement.code.removeprefix('assumed.')}:{'>'.join(keys)}".removesuffix(":")
