"""Issues: things that should change."""

from collections.abc import Iterable

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions.flows import refuse_any

__all__ = ["Issue"]


def _decisions(items: Iterable[str]) -> tuple[str, ...]:
    return _fields.as_tuple(items)


@frozen
class Issue:
    """Something that should change, named once, and the decisions that could change it.

    >>> Issue("screening-times", title="Screening outside working hours", decisions=["contract"]).decisions
    ('contract',)
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, converter=_fields.as_said, validator=_fields.optional_text, kw_only=True)
    decisions: tuple[str, ...] = field(
        default=(), converter=_decisions, validator=_fields.keys, metadata=_fields.names("decision"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        refuse_any("Issue.key", (self.key,))
        _fields.distinct("decision", self.decisions, f"issue {self.key!r}")

    def __str__(self) -> str:
        return self.title or self.key
