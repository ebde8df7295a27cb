"""What is a rule? A small generator that asks one question, with the words for its answer."""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from inspect import cleandoc

from attrs import field, fields_dict, frozen

from involvement import _fields
from involvement.checks.findings import Facts, FactValue, Finding, FindingStatus, Severity
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.processes import Process
from involvement.snapshots import Snapshot

__all__ = ["Observation", "Rule", "found", "rule", "unknown"]

_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")


@frozen
class Observation:
    """What a rule noticed: about what, whether it is so or not known, and the facts."""

    about: str
    status: FindingStatus
    facts: Facts


def found(*, about: str, **facts: FactValue) -> Observation:
    """An observation that the problem is there."""
    return Observation(about, FindingStatus.FOUND, Facts(facts))


def unknown(*, about: str, **facts: FactValue) -> Observation:
    """An observation that it is not known whether the problem is there."""
    return Observation(about, FindingStatus.UNKNOWN, Facts(facts))


Question = Callable[[Snapshot], Iterator[Observation]]


@frozen(eq=False)
class Rule:
    """One question that is asked of a process, and the words for what it finds.

    Made by the decorator `rule`. A rule equals itself only, and pickles by its name.

    Attributes:
        code: three letters for the family and three digits, never used again for another problem.
        name: the problem in a few words with hyphens.
        needs: the parts of a process without which the rule is silent.
        says: the sentence for a finding, with its facts as `{name}`.
        says_unknown: the sentence where it is not known; None says the same in both cases.
        mend: the sentence for the remedy.
        question: the generator that asks.
        page: why it matters, what would mend it, and the source, in Markdown.
    """

    code: str
    severity: Severity
    needs: tuple[str, ...]
    says: str = field(repr=False)
    says_unknown: str | None = field(repr=False)
    mend: str = field(repr=False)
    question: Question = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the problem, such as `view-too-late`."""
        return self.question.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @property
    def page(self) -> str:
        """The page of the rule in Markdown; its first line says what the problem is."""
        return cleandoc(self.question.__doc__ or "")

    def findings(self, snapshot: Snapshot) -> tuple[Finding, ...]:
        """What this rule finds, in the order of its question; nothing where a part that it needs is absent."""
        if any(getattr(snapshot.process, need) in (None, ()) for need in self.needs):
            return ()
        return tuple(self._finding(seen) for seen in self.question(snapshot))

    def _finding(self, seen: Observation) -> Finding:
        uncertain = seen.status is FindingStatus.UNKNOWN and self.says_unknown is not None
        return Finding(
            self.code,
            severity=self.severity,
            status=seen.status,
            about=seen.about,
            message=seen.facts.into(self.says_unknown if uncertain and self.says_unknown else self.says),
            remedy=seen.facts.into(self.mend),
            facts=seen.facts,
        )

    def __reduce__(self) -> tuple[Callable[[str, str], "Rule"], tuple[str, str]]:
        return _rule_at, (self.question.__module__, self.question.__name__)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def rule(
    code: str,
    *,
    severity: Severity | str,
    needs: Iterable[str] = (),
    says: str,
    mend: str,
    says_unknown: str | None = None,
) -> Callable[[Question], Rule]:
    """Turns a generator of observations into a `Rule`; its name is the problem, its docstring the page.

    `needs` are names of parts of a `Process`.
    """
    if not isinstance(code, str) or _CODE.fullmatch(code) is None:
        raise InvalidValueError("code of a rule", "three capital letters and three digits, such as MAP002")
    parts = _fields.listed("needs of a rule", needs)
    for part in parts:
        if part not in fields_dict(Process):
            raise UnknownKeyError("part of a process", part, fields_dict(Process), f"needs of rule {code}")
    grade = _fields.word(Severity, "severity of a rule", severity)

    def made(question: Question) -> Rule:
        return Rule(code, grade, parts, says, says_unknown, mend, question)

    return made


def _rule_at(module: str, name: str) -> Rule:
    at_that_name = getattr(import_module(module), name, None)
    if not isinstance(at_that_name, Rule):
        raise UnknownKeyError("rule", f"{module}.{name}")
    return at_that_name
