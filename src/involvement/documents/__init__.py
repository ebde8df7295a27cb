"""Documents: a process read from JSON or TOML, and written so that the same process is the same bytes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement._reading import Limits as Limits
    from involvement.documents.envelopes import schema as schema
    from involvement.documents.files import dump as dump, load as load
    from involvement.documents.plain_values import from_dict as from_dict, to_dict as to_dict
    from involvement.documents.texts import dumps as dumps, loads as loads
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".._reading": "Limits",
        ".envelopes": "schema",
        ".files": "dump load",
        ".plain_values": "from_dict to_dict",
        ".texts": "dumps loads",
    })
    # fmt: on
