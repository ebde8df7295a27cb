"""Reading: text to plain data, plain data to values, and the schema of both."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement._reading.answers import (
        plain_answer as plain_answer,
    )
    from involvement._reading.json_and_toml import (
        read_json as read_json,
        read_toml as read_toml,
        refuse_unreadable as refuse_unreadable,
    )
    from involvement._reading.limits import (
        Limits as Limits,
    )
    from involvement._reading.paths import (
        Loc as Loc,
        path_text as path_text,
    )
    from involvement._reading.plain_data import (
        unwritable as unwritable,
    )
    from involvement._reading.structuring import (
        classes_within as classes_within,
        known_limits as known_limits,
        read_data_text as read_data_text,
        schema_of as schema_of,
        structure as structure,
        unstructure as unstructure,
    )
    from involvement._reading.table_rows import (
        refuse_rows as refuse_rows,
        rows as rows,
    )
else:
    from involvement._faces import face

    __all__, __getattr__, __dir__ = face(
        __name__,
        {
            "involvement._reading.answers": ("plain_answer",),
            "involvement._reading.json_and_toml": (
                "read_json",
                "read_toml",
                "refuse_unreadable",
            ),
            "involvement._reading.limits": ("Limits",),
            "involvement._reading.paths": (
                "Loc",
                "path_text",
            ),
            "involvement._reading.plain_data": ("unwritable",),
            "involvement._reading.structuring": (
                "classes_within",
                "known_limits",
                "read_data_text",
                "schema_of",
                "structure",
                "unstructure",
            ),
            "involvement._reading.table_rows": (
                "refuse_rows",
                "rows",
            ),
        },
    )
