"""Which ladder does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.levels.definitions import Ladder

__all__ = ["ladder_schema", "parse_ladder"]

DEFAULT = Limits()


def parse_ladder(text: str | bytes, *, name: str = "ladder", limits: Limits = DEFAULT) -> Ladder:
    r"""The ladder that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> parse_ladder('key = "ours"\nordered = true\nrungs = [{key = "told"}, {key = "asked"}]').rung("asked").key
    'asked'
    """
    return read_data_text(Ladder, text, name=name, limits=limits)


def ladder_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a ladder's file. Whatever `parse_ladder` accepts, it accepts.

    >>> ladder_schema()["$defs"]["Ladder"]["required"]
    ['key', 'ordered', 'rungs']
    """
    return schema_of(Ladder)
