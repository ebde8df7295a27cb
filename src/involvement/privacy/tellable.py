"""Tellable statements: what of a statement the readers of an edition may be told."""

from collections.abc import Iterator

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.privacy.told_fields import told_by
from involvement.references import Ref
from involvement.wording import Edition, Statement
from involvement.wording.templates import Placeholder

__all__ = ["Telling"]

# That there is one tells of somebody's needs or work; and a sheet of answers is one rater's.
_CLOSED = frozenset({"adjustment", "assessment", "barrier", "lead", "mitigation"})
_RANKS = frozenset({"Priorities", "Rank"})
_VIEWS = frozenset({"AnswerSheet", "Agreement", "Contribution", "Move", "Override", "Priorities", "Rank", "Voice"})


def _edition(value: Edition | str) -> Edition:
    return _fields.as_word(Edition, value)


@frozen
class Telling:
    """What of a statement the readers of an edition are told, as a function of the statement.

    Outside the desk it is made of fields that the edition may tell of, it names no person, and of what one person ranks,
    rates, says or refuses it tells nothing: `lone` are the parties of one person, and `unnamed` the contributions that one
    person made, or nobody is known to have made; `ranked_alone` where one person ranks issues. None where nothing can be said.

    >>> from datetime import date
    >>> told = Telling(Edition.PUBLIC)
    >>> told(Statement("met", {"on": date(2026, 5, 1)}, template="It met on {on}", sources={"on": "Attendance.meeting"}))
    """

    edition: Edition = field(converter=_edition, validator=_fields.a(Edition))
    lone: frozenset[str] = field(factory=frozenset, repr=False)
    unnamed: frozenset[str] = field(factory=frozenset, repr=False)
    ranked_alone: bool = False

    def __call__(self, statement: Statement) -> Statement | None:
        if self.edition is Edition.DESK:
            return statement
        return statement.within(told_by(self.edition), may_name=self.may_name)

    def stands(self, statement: Statement) -> bool:
        """Whether a statement can be told as it was meant: nobody who may not be named is in it, and its opening stays."""
        if self.edition is Edition.DESK:
            return True
        if self(statement) is None or not all(map(self._stands, _named(statement))):
            return False
        first = next((part for part in statement.template.parts if isinstance(part, Placeholder)), None)
        opening = None if first is None else dict(statement.facts)[first.name]
        members = opening if isinstance(opening, tuple) else (opening,)
        return all(self.stands(member) for member in members[:1] if isinstance(member, Statement))

    def _stands(self, named: tuple[Ref | None, frozenset[str]]) -> bool:
        """Whether something may be named beside these fields, and stands for several people."""
        ref, fields = named
        if self.ranked_alone and any(field.partition(".")[0] in _RANKS for field in fields):
            return False
        if ref is None:
            return True
        alone = ref.kind == "stakeholder" and str(ref.keys[0]) in self.lone
        return not alone and self.may_name(ref, fields)

    def may_name(self, ref: Ref, fields: frozenset[str] = frozenset()) -> bool:
        """Whether a thing may be named in a statement that is made of these fields."""
        if ref.personal or ref.kind in _CLOSED or (ref.kind == "contribution" and str(ref.keys[0]) in self.unnamed):
            return False
        of_views = any(field.partition(".")[0] in _VIEWS for field in fields)
        return not of_views or ref.kind != "stakeholder" or str(ref.keys[0]) not in self.lone


def _named(statement: Statement) -> Iterator[tuple[Ref | None, frozenset[str]]]:
    """What a statement refers to, and the statements within it, with the fields that each is made from; None for itself."""
    fields = frozenset(name for _, names in statement.sources for name in names)
    yield None, fields
    for _, fact in statement.facts:
        for member in fact if isinstance(fact, tuple) else (fact,):
            if isinstance(member, Ref):
                yield member, fields
            elif isinstance(member, Statement):
                yield from _named(member)
