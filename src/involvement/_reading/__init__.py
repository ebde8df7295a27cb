"""Reading: text to plain data, plain data to values, and the schema of both."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement._reading.answers import plain_answer as plain_answer
    from involvement._reading.json_and_toml import (
        read_json as read_json,
        read_toml as read_toml,
        refuse_unreadable as refuse_unreadable,
    )
    from involvement._reading.limits import Limits as Limits
    from involvement._reading.paths import Loc as Loc, path_text as path_text
    from involvement._reading.plain_data import unwritable as unwritable
    from involvement._reading.problems import did_you_mean as did_you_mean
    from involvement._reading.structuring import (
        classes_within as classes_within,
        known_limits as known_limits,
        read_data_text as read_data_text,
        schema_of as schema_of,
        structure as structure,
        unstructure as unstructure,
    )
    from involvement._reading.table_rows import refuse_rows as refuse_rows, rows as rows
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".answers": "plain_answer",
        ".json_and_toml": "read_json read_toml refuse_unreadable",
        ".limits": "Limits",
        ".paths": "Loc path_text",
        ".plain_data": "unwritable",
        ".problems": "did_you_mean",
        ".structuring": "classes_within known_limits read_data_text schema_of structure unstructure",
        ".table_rows": "refuse_rows rows",
    })
    # fmt: on
