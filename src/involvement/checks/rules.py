"""Rules: small generators that notice facts, with the templates that say them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from inspect import cleandoc
from types import MappingProxyType

from attrs import field, fields_dict

from involvement import _fields
from involvement._fields import frozen
from involvement.checks.facts import Facts
from involvement.checks.findings import Finding, FindingStatus, Severity
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.processes import Process
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Statement, Template
from involvement.wording.templates import check_template

__all__ = ["Observation", "Rule", "Sources", "found", "rule", "unknown"]

_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_PARTS = fields_dict(Process)

Sources = Mapping[str, str | tuple[str, ...]]


@frozen
class Observation:
    """What a rule noticed: about what, whether it is so or not known, and the facts."""

    about: tuple[Ref, ...]
    status: FindingStatus
    facts: Facts


def found(*, about: Ref | Iterable[Ref], **facts: Fact) -> Observation:
    """An observation that the problem is there."""
    return Observation(_refs(about), FindingStatus.FOUND, Facts(facts))


def unknown(*, about: Ref | Iterable[Ref], **facts: Fact) -> Observation:
    """An observation that it is not known whether the problem is there."""
    return Observation(_refs(about), FindingStatus.UNKNOWN, Facts(facts))


def _refs(about: Ref | Iterable[Ref]) -> tuple[Ref, ...]:
    return (about,) if isinstance(about, Ref) else _fields.members("about", about)


Question = Callable[[Snapshot], Iterator[Observation]]


@frozen(eq=False)
class Rule:
    """One question that is asked of a process on a day, and the templates that say what it finds.

    Made by the decorator `rule`. A rule equals itself only, and pickles by its name.

    Attributes:
        code: three letters for the family and three digits, never used again for another problem.
        name: the problem in a few words with hyphens.
        needs: the parts of a process without which the rule is silent.
        says: the template for what is so, as `involvement.wording.Template` reads it.
        says_unknown: the template where that is not known; None says the same in both cases.
        fix: the template for what to do.
        fix_unknown: the template where it is not known; None asks for the same in both cases.
        templates: these, read, by name.
        sources: for each fact the fields of the record that it came from.
        question: the generator that asks.
        page: why it matters, what would fix it, and the source, in Markdown.
    """

    code: str
    severity: Severity
    needs: tuple[str, ...]
    says: str = field(repr=False)
    says_unknown: str | None = field(repr=False)
    fix: str = field(repr=False)
    fix_unknown: str | None = field(repr=False)
    templates: Mapping[str, Template] = field(repr=False)
    sources: Sources = field(repr=False)
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
        _fields.instance("Rule.findings", Snapshot, snapshot)
        if not all(map(snapshot.has, self.needs)):
            return ()
        return tuple(self._finding(seen, snapshot) for seen in self.question(snapshot))

    def _finding(self, seen: Observation, snapshot: Snapshot) -> Finding:
        uncertain = seen.status is FindingStatus.UNKNOWN
        return Finding(
            self.code,
            severity=self.severity,
            status=seen.status,
            about=seen.about,
            says=self._statement("says", seen.facts, uncertain=uncertain),
            fix=self._statement("fix", seen.facts, uncertain=uncertain),
            facts=seen.facts,
            names=snapshot.names.get,
        )

    def _statement(self, part: str, facts: Facts, *, uncertain: bool) -> Statement:
        part = f"{part}_unknown" if uncertain and f"{part}_unknown" in self.templates else part
        code = f"{self.code}.{part}"
        template = self.templates[part]
        said = {name: value for name, value in facts.pairs if name in template.names}
        sources = {name: self.sources[name] for name in said if name in self.sources}
        return Statement(code, said, template=template, sources=sources)

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
    fix: str,
    says_unknown: str | None = None,
    fix_unknown: str | None = None,
    sources: Sources = MappingProxyType({}),
) -> Callable[[Question], Rule]:
    """Turns a generator of observations into a `Rule`; its name is the problem, its docstring the page.

    `needs` are names of parts of a `Process`. `sources` say for each fact which fields of the record it came from,
    such as `Decision.on`: an edition drops what the class of that field forbids. Facts are values as a `Statement` has
    them, and are put into words for each reader.

    >>> @rule("OWN001", severity="note", needs=("decision_map",), says="{forum} has no title.", fix="Name {forum}.",
    ...       sources={"forum": "Forum.key"})
    ... def forum_untitled(snapshot):
    ...     for forum in snapshot.map.forums:
    ...         if forum.title is None:
    ...             yield found(about=Ref("forum", forum.key), forum=Ref("forum", forum.key))
    >>> str(forum_untitled)
    'OWN001 forum-untitled'
    """
    if not isinstance(code, str) or _CODE.fullmatch(code) is None:
        raise InvalidValueError("code of a rule", "three capital letters and three digits, such as MAP002")
    parts = _fields.listed("needs of a rule", needs)
    for part in parts:
        if not isinstance(part, str) or part not in _PARTS:
            raise UnknownKeyError("part of a process", part, _PARTS, f"needs of rule {code}")
    grade = _fields.word(Severity, "severity of a rule", severity)
    _fields.a_mapping("sources of a rule", sources)
    texts = {"says": says, "fix": fix, "says_unknown": says_unknown, "fix_unknown": fix_unknown}
    templates = {part: Template(text) for part, text in texts.items() if text is not None}
    for template in templates.values():
        statements = {place.name for place in template.placeholders if place.says_statements}
        check_template(template, {*sources, *statements}, sources)

    def made(question: Question) -> Rule:
        return Rule(code, grade, parts, says, says_unknown, fix, fix_unknown, templates, sources, question)

    return made


def _rule_at(module: str, name: str) -> Rule:
    at_that_name = getattr(import_module(module), name, None)
    if not isinstance(at_that_name, Rule):
        raise UnknownKeyError("rule", f"{module}.{name}")
    return at_that_name
