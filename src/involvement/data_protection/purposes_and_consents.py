"""Data protection of one process: its purposes of processing and the consents, in one value."""

from collections.abc import Iterable
from datetime import date

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.data_protection.consents import PUBLISH, Consent
from involvement.data_protection.processing_purposes import ProcessingPurpose
from involvement.errors import UnknownKeyError

__all__ = ["DataProtection"]


def _purposes(items: Iterable[ProcessingPurpose]) -> tuple[ProcessingPurpose, ...]:
    return _fields.as_tuple(items)


def _consents(items: Iterable[Consent]) -> tuple[Consent, ...]:
    return _fields.as_tuple(items)


@frozen
class DataProtection:
    """For which purposes a process holds personal data, and who consented to what. No consent recorded is no consent.

    Attributes:
        purposes: what personal data are held for.
        consents: who consented to one of these, or to be published.
        ended: the day on which the involvement ended, from which some things are kept.

    >>> protection = DataProtection(consents=[Consent("p-17", "publish", on=date(2026, 3, 2))])
    >>> protection.consented("p-17", "publish", on=date(2026, 5, 4)), protection.consented("p-9", "publish", on=date.max)
    (True, None)
    """

    purposes: tuple[ProcessingPurpose, ...] = field(
        default=(), converter=_purposes, validator=_fields.many(ProcessingPurpose), kw_only=True
    )
    consents: tuple[Consent, ...] = field(
        default=(), converter=_consents, validator=_fields.many(Consent), kw_only=True, repr=_fields.counted
    )
    ended: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.distinct("purpose", (purpose.key for purpose in self.purposes))
        known = self._known()
        for place, consent in enumerate(self.consents):
            if consent.to not in known:
                raise UnknownKeyError("purpose", consent.to, known, f"consents[{place}].to")

    def _known(self) -> tuple[str, ...]:
        return (*(purpose.key for purpose in self.purposes), PUBLISH)

    def purpose(self, key: str) -> ProcessingPurpose:
        """The purpose of that key; raises `UnknownKeyError`."""
        return _fields.known("purpose", key, {purpose.key: purpose for purpose in self.purposes})

    def consented(self, person: str, to: str, *, on: date) -> bool | None:
        """Whether a consent holds on a day; False where it was withdrawn by then, None where none was given by then.

        *to* is the key of a purpose, or `publish`. Only True is a consent.

        Raises:
            UnknownKeyError: no such purpose.
        """
        _fields.a_text("person", person)
        _fields.all_known("purpose", [to], self._known())
        _fields.a_date("on", on)
        given = [consent for consent in self.consents if (consent.who, consent.to) == (person, to) and consent.on <= on]
        return any(consent.holds(on) for consent in given) if given else None
