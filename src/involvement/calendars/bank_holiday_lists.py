"""Bank holidays of the United Kingdom, as GOV.UK publishes them: packaged data."""

from collections.abc import Iterable
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.evidence import Source
from involvement.publications import LicenceTier, Provenance, TextOrigin
from involvement.publications.facts import licence_tier, provenance_tuple, text_origin
from involvement.publications.shelf import Shelf

__all__ = ["BankHolidays", "DivisionHolidays", "bank_holidays"]


@frozen
class DivisionHolidays:
    """The bank holidays of one division of the United Kingdom, from a first to a last day.

    Attributes:
        key: `england-and-wales`, `scotland` or `northern-ireland`, as GOV.UK names them.
        holidays: the days on which nobody has to work, substitute days among them, in order.
    """

    key: str = field(validator=_fields.key)
    known_from: date = field(validator=_fields.day, kw_only=True)
    known_until: date = field(validator=_fields.day, kw_only=True)
    holidays: tuple[date, ...] = field(
        converter=_fields.sorted_days, validator=_fields.days, kw_only=True, repr=_fields.counted
    )


def _divisions(items: Iterable[DivisionHolidays]) -> tuple[DivisionHolidays, ...]:
    return _fields.as_tuple(items)


@frozen
class BankHolidays:
    """A list of bank holidays as it was published, with its source and licence.

    >>> [division.key for division in bank_holidays().divisions]
    ['england-and-wales', 'scotland', 'northern-ireland']

    Attributes:
        edition: the day on which the publisher changed it last.
        taken: the day on which it was the newest there was.
    """

    key: str = field(validator=_fields.key)
    title: str = field(validator=_fields.text, kw_only=True)
    edition: str = field(validator=_fields.text, kw_only=True)
    taken: date = field(validator=_fields.day, kw_only=True)
    licence_tier: LicenceTier = field(converter=licence_tier, validator=_fields.a(LicenceTier), kw_only=True)
    licence_note: str = field(validator=_fields.text, kw_only=True)
    attribution: str = field(validator=_fields.text, kw_only=True)
    text_origin: TextOrigin = field(converter=text_origin, validator=_fields.a(TextOrigin), kw_only=True)
    source: Source = field(validator=_fields.a(Source), kw_only=True)
    provenance: tuple[Provenance, ...] = field(
        converter=provenance_tuple, validator=_fields.many(Provenance), kw_only=True
    )
    divisions: tuple[DivisionHolidays, ...] = field(
        converter=_divisions, validator=_fields.many(DivisionHolidays), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct("division", (division.key for division in self.divisions))

    def division(self, key: str) -> DivisionHolidays:
        """The holidays of the division with that key; `UnknownKeyError` where there is none."""
        return _fields.known("division", key, {division.key: division for division in self.divisions})

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


def bank_holidays() -> BankHolidays:
    """The newest list that is packaged."""
    return _SHELF.all()[-1]


_SHELF = Shelf(BankHolidays, "list of bank holidays", "involvement.calendars")
