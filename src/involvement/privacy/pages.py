"""Table of the fields about people, for the page on data protection, written from the classes of fields."""

from collections.abc import Iterable

from involvement.privacy.field_classes import FieldClass, classes_of_fields
from involvement.privacy.holdings import OF_PEOPLE

__all__ = ["fields_of_people"]

_HEAD = ("class", "about one person, or it may be", "special category", "for those who run the process")
_COLUMNS = (*OF_PEOPLE, FieldClass.INTERNAL)


def fields_of_people() -> str:
    """Every class with a field that is not for everybody, and these fields, as a Markdown table."""
    by_kind: dict[str, dict[FieldClass, list[str]]] = {}
    for field, of_class in classes_of_fields().items():
        kind, _, name = field.partition(".")
        if of_class in _COLUMNS and not name.startswith("_"):
            by_kind.setdefault(kind, {}).setdefault(of_class, []).append(name)
    rows = [[f"`{kind}`", *(_listed(names.get(column, ())) for column in _COLUMNS)] for kind, names in by_kind.items()]
    return "\n".join(map(_row, [_HEAD, ["---"] * len(_HEAD), *rows]))


def _row(cells: Iterable[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"


def _listed(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)
