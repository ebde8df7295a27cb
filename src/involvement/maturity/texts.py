"""Which framework does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.maturity.definitions import Framework

__all__ = ["framework_schema", "parse_framework"]

DEFAULT = Limits()


def parse_framework(text: str | bytes, *, name: str = "framework", limits: Limits = DEFAULT) -> Framework:
    r"""The framework that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> str(parse_framework('key = "ours"\ntitle = "Our own"\ncriteria = [{key = "minutes"}]'))
    'Our own'
    """
    return read_data_text(Framework, text, name=name, limits=limits)


def framework_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a framework's file. Whatever `parse_framework` accepts, it accepts.

    >>> framework_schema()["$defs"]["Framework"]["required"]
    ['key', 'criteria']
    """
    return schema_of(Framework)
