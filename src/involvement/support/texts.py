"""Which barriers does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.support.definitions import BarrierList

__all__ = ["barriers_schema", "parse_barriers"]

DEFAULT = Limits()


def parse_barriers(text: str | bytes, *, name: str = "barriers", limits: Limits = DEFAULT) -> BarrierList:
    r"""The list of barriers that a TOML text holds, read strictly: an unknown key is refused.

    *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> parse_barriers('key = "ours"\nbarriers = [{key = "buses", audience = "service_users"}]').barriers[0].key
    'buses'
    """
    return read_data_text(BarrierList, text, name=name, limits=limits)


def barriers_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file of barriers. Whatever `parse_barriers` accepts, it accepts.

    >>> barriers_schema()["$defs"]["BarrierList"]["required"]
    ['key', 'barriers']
    """
    return schema_of(BarrierList)
