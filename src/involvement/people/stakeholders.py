"""Stakeholders: who takes part, in which role, on which side, and with which seats."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import DuplicateKeyError, InvalidValueError

__all__ = ["Kind", "Role", "Seat", "Side", "Stakeholder", "one_at_a_time"]


class Side(StrEnum):
    """Whose interest somebody speaks for."""

    SERVICE_USERS = "service_users"
    ORGANISATION = "organisation"
    OTHER = "other"


class Role(StrEnum):
    """In what capacity somebody takes part; the list is closed, and each role has a side.

    >>> Role("carer").side
    <Side.SERVICE_USERS: 'service_users'>
    """

    SERVICE_USER = "service_user"
    CARER = "carer"
    PEER_REPRESENTATIVE = "peer_representative"
    PROVIDER = "provider"
    COMMISSIONER = "commissioner"
    MANAGER = "manager"
    BOARD = "board"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    ADVOCATE = "advocate"
    COMMUNITY = "community"
    REGULATOR = "regulator"

    @property
    def side(self) -> Side:
        """The side that this role speaks for."""
        if self in _SERVICE_USERS:
            return Side.SERVICE_USERS
        return Side.ORGANISATION if self in _ORGANISATION else Side.OTHER


_SERVICE_USERS = frozenset({Role.SERVICE_USER, Role.CARER, Role.PEER_REPRESENTATIVE})
_ORGANISATION = frozenset({Role.PROVIDER, Role.COMMISSIONER, Role.MANAGER, Role.BOARD})


class Kind(StrEnum):
    """What a stakeholder is. A person is known by an opaque key only."""

    ROLE = "role"
    GROUP = "group"
    ORGANISATION = "organisation"
    PERSON = "person"


def _role(value: Role | str | None) -> Role | None:
    return _fields.as_word(Role, value)


def _kind(value: Kind | str | None) -> Kind | None:
    return _fields.as_word(Kind, value)


@frozen(cache_hash=True)
class Stakeholder:
    """A role, a group or an organisation that takes part, or a person under an opaque key.

    Names of persons live apart, so a person has no title. `size` counts the people it has. How many are
    sought for it is another number: the `chairs` of a `TargetProfile`.

    >>> Stakeholder("members", title="Diabetes user group", role="service_user", size=25).side
    <Side.SERVICE_USERS: 'service_users'>
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    role: Role | None = field(default=None, converter=_role, validator=_fields.a(Role, optional=True), kw_only=True)
    kind: Kind | None = field(default=None, converter=_kind, validator=_fields.a(Kind, optional=True), kw_only=True)
    size: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    external_ids: tuple[tuple[str, str], ...] = field(
        repr=_fields.closed, default=(), converter=_fields.external_ids, validator=_fields.pairs, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Stakeholder.until", self.since, self.until)
        if self.kind is Kind.PERSON and self.title is not None:
            raise InvalidValueError("Stakeholder.title", "no title for a person: the key is all that is known here")

    def takes_part_on(self, day: date) -> bool:
        """Whether they take part on a day: not before `since` and not after `until`."""
        _fields.a_date("day", day)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def side(self) -> Side | None:
        """The side of its role; None while the role is not known."""
        return None if self.role is None else self.role.side

    def __str__(self) -> str:
        return self.title or self.key


@frozen
class Seat:
    """A place at a forum, and how many votes it carries. A seat without a vote has 0.

    It is held from `since` to `until`, both included; without them, always.
    """

    stakeholder: str = field(validator=_fields.key, metadata=_fields.names("stakeholder"))
    votes: int = field(default=1, validator=_fields.count)
    since: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)
    until: date | None = field(default=None, validator=_fields.optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _fields.in_order("Seat.until", self.since, self.until)

    def holds_on(self, day: date) -> bool:
        """Whether the seat is held on a day."""
        _fields.a_date("day", day)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def one_at_a_time(seats: Iterable[Seat], where: str) -> None:
    """Refuses two seats that one stakeholder holds on the same day."""
    held: dict[str, list[tuple[date, date]]] = {}
    for seat in seats:
        since, until = seat.since or date.min, seat.until or date.max
        if any(since <= last and first <= until for first, last in held.get(seat.stakeholder, ())):
            raise DuplicateKeyError("seat", seat.stakeholder, where)
        held.setdefault(seat.stakeholder, []).append((since, until))
