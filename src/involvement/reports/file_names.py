"""Names of files derived from keys: safe on every system, and never one for two keys."""

import re
import unicodedata
from hashlib import sha256

__all__ = ["file_name"]

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # Windows keeps these to itself, whatever the ending
_READABLE = 47  # characters; with a full stop and 32 digits no more than 80


def file_name(key: str) -> str:
    """The name of a file about *key*, without its ending: the key itself where it is short and plain.

    Else what is plain of it, and after a full stop 32 digits of its SHA-256: a name that depends on the key alone.
    Numbers would move when somebody joins or leaves, and one party's letter would stand under another's name.

    >>> file_name("user-group"), file_name("CASE/2024/0017")
    ('user-group', 'case-2024-0017.a507d5e1d8fbd2592518a62fe2934f1b')
    """
    if _PLAIN.fullmatch(key) and not _DEVICES.fullmatch(key):
        return key
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_READABLE]
    if not readable or _DEVICES.fullmatch(readable):
        readable = f"key-{readable}"
    return f"{readable}.{sha256(key.encode()).hexdigest()[:32]}"
