"""Frameworks: what they ask, how answers become levels, by whom, and how far they may be used."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from attrs import field, fields

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.evidence import Source
from involvement.maturity.criteria import (
    Criterion,
    Dimension,
    EvidenceRule,
    ImplementationGroup,
    MaturityLevel,
    NotApplicableRule,
    RollUp,
)
from involvement.maturity.scales import ORDINARY, AnswerScale
from involvement.publications.facts import (
    Caveat,
    LicenceTier,
    Provenance,
    Scoring,
    TextOrigin,
    caveats_tuple,
    licence_tier,
    names_only,
    provenance_tuple,
    scoring,
    text_origin,
)
from involvement.references import Ref

__all__ = ["Framework"]


def _rule(value: RollUp | str) -> RollUp:
    return _fields.as_word(RollUp, value)


def _not_applicable(value: NotApplicableRule | str | None) -> NotApplicableRule | None:
    return _fields.as_word(NotApplicableRule, value)


def _levels(items: Iterable[MaturityLevel]) -> tuple[MaturityLevel, ...]:
    return _fields.as_tuple(items)


def _scales(items: Iterable[AnswerScale]) -> tuple[AnswerScale, ...]:
    return _fields.as_tuple(items)


def _groups(items: Iterable[ImplementationGroup]) -> tuple[ImplementationGroup, ...]:
    return _fields.as_tuple(items)


def _dimensions(items: Iterable[Dimension]) -> tuple[Dimension, ...]:
    return _fields.as_tuple(items)


def _criteria(items: Iterable[Criterion]) -> tuple[Criterion, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Framework:
    """A set of questions about a service, and the levels that the answers give.

    Levels stand lowest first; `rule` says how the whole becomes one of them, or that it never does.
    `dimension_levels` are those of every dimension that states none of its own.

    >>> own = Framework("ours", criteria=[Criterion("minutes"), Criterion("expenses")])
    >>> [criterion.key for criterion in own.criteria], str(own.rule)
    (['minutes', 'expenses'], 'profile')
    """

    key: str = field(validator=_fields.key)
    title: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    edition: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    rule: RollUp = field(default=RollUp.PROFILE, converter=_rule, validator=_fields.a(RollUp), kw_only=True)
    scoring: Scoring = field(default=Scoring.UNSTATED, converter=scoring, validator=_fields.a(Scoring), kw_only=True)
    score_name: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    not_applicable: NotApplicableRule | None = field(
        default=None, converter=_not_applicable, validator=_fields.a(NotApplicableRule, optional=True), kw_only=True
    )
    licence_tier: LicenceTier | None = field(
        default=None, converter=licence_tier, validator=_fields.a(LicenceTier, optional=True), kw_only=True
    )
    licence_note: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    attribution: str | None = field(default=None, validator=_fields.optional_text, kw_only=True)
    text_origin: TextOrigin | None = field(
        default=None, converter=text_origin, validator=_fields.a(TextOrigin, optional=True), kw_only=True
    )
    source: Source | None = field(default=None, validator=_fields.a(Source, optional=True), kw_only=True)
    provenance: tuple[Provenance, ...] = field(
        default=(), converter=provenance_tuple, validator=_fields.many(Provenance), kw_only=True, repr=_fields.counted
    )
    evidence: EvidenceRule | None = field(default=None, validator=_fields.a(EvidenceRule, optional=True), kw_only=True)
    levels: tuple[MaturityLevel, ...] = field(
        default=(), converter=_levels, validator=_fields.many(MaturityLevel), kw_only=True, repr=_fields.counted
    )
    dimension_levels: tuple[MaturityLevel, ...] = field(
        default=(), converter=_levels, validator=_fields.many(MaturityLevel), kw_only=True, repr=_fields.counted
    )
    scales: tuple[AnswerScale, ...] = field(
        default=(), converter=_scales, validator=_fields.many(AnswerScale), kw_only=True, repr=_fields.counted
    )
    groups: tuple[ImplementationGroup, ...] = field(
        default=(), converter=_groups, validator=_fields.many(ImplementationGroup), kw_only=True, repr=_fields.counted
    )
    dimensions: tuple[Dimension, ...] = field(
        default=(), converter=_dimensions, validator=_fields.many(Dimension), kw_only=True, repr=_fields.counted
    )
    criteria: tuple[Criterion, ...] = field(
        converter=_criteria, validator=_fields.many(Criterion), kw_only=True, repr=_fields.counted
    )
    caveats: tuple[Caveat, ...] = field(
        default=(), converter=caveats_tuple, validator=_fields.many(Caveat), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        from involvement.maturity.scoring import refuse_rules

        if not self.criteria:
            raise InvalidValueError("Framework.criteria", "at least one criterion")
        self._refuse_twice()
        self._refuse_unknown()
        self._refuse_circles()
        refuse_rules(self)
        self._refuse_text()

    def criterion(self, key: str) -> Criterion:
        """The criterion of that key; `UnknownKeyError` where there is none."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        raise UnknownKeyError(
            "criterion", key, (criterion.key for criterion in self.criteria), f"framework {self.key!r}"
        )

    def dimension(self, key: str) -> Dimension:
        """The dimension of that key; `UnknownKeyError` where there is none."""
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        raise UnknownKeyError(
            "dimension", key, (dimension.key for dimension in self.dimensions), f"framework {self.key!r}"
        )

    def scale_of(self, criterion: str) -> AnswerScale:
        """The answers that the criterion of that key takes."""
        named = self.criterion(criterion).scale
        return next((scale for scale in self.scales if scale.key == named), ORDINARY)

    def levels_of(self, dimension: str) -> tuple[MaturityLevel, ...]:
        """The levels of the dimension of that key, lowest first; () where it has none."""
        found = self.dimension(dimension)
        if found.levels or found.rule is RollUp.PROFILE:
            return found.levels
        return self.dimension_levels

    def asked(self, group: str | None = None) -> tuple[Criterion, ...]:
        """The criteria that are asked in a group and all groups before it; None is every one."""
        if group is None:
            return self.criteria
        order = [group.key for group in self.groups]
        if group not in order:
            raise UnknownKeyError("group", group, order, f"framework {self.key!r}")
        asked = {None, *order[: order.index(group) + 1]}
        return tuple(criterion for criterion in self.criteria if criterion.group in asked)

    @cached_property
    def names(self) -> Mapping[Ref, str]:
        """The titles of the framework and of its dimensions, levels, criteria and answers; a key stands for a title."""
        return dict(self._names())

    def unverified(self) -> tuple[str, ...]:
        """The places of what was not checked in a source: told from memory, inferred, or our own judgement."""
        return tuple(place for place, verified in self._facts() if not verified)

    def __str__(self) -> str:
        title = self.title or self.key
        return title if self.edition is None else f"{title} ({self.edition})"

    def _names(self) -> Iterator[tuple[Ref, str]]:
        yield Ref("framework", self.key), str(self)
        for level in self.levels:
            yield Ref("level", (self.key, level.key)), str(level)
        for dimension in self.dimensions:
            yield Ref("dimension", (self.key, dimension.key)), str(dimension)
            for level in self.levels_of(dimension.key):
                yield Ref("level", (self.key, dimension.key, level.key)), str(level)
        for criterion in self.criteria:
            yield Ref("criterion", (self.key, criterion.key)), str(criterion)
            for option in self.scale_of(criterion.key).options:
                yield Ref("answer", (self.key, criterion.key, option.key)), str(option)

    def _facts(self) -> Iterator[tuple[str, bool]]:
        for fact in self.provenance:
            yield fact.of, fact.verified
        if self.evidence is not None:
            yield "evidence", self.evidence.verified
        for name in ("levels", "dimension_levels", "dimensions", "criteria", "caveats"):
            for number, item in enumerate(getattr(self, name)):
                yield f"{name}[{number}]", item.verified
                for position, level in enumerate(item.levels if isinstance(item, Dimension) else ()):
                    yield f"{name}[{number}].levels[{position}]", level.verified

    def _refuse_twice(self) -> None:
        place = f"framework {self.key!r}"
        _fields.distinct("criterion", (criterion.key for criterion in self.criteria), place)
        _fields.distinct("dimension", (dimension.key for dimension in self.dimensions), place)
        _fields.distinct("scale", (scale.key for scale in self.scales), place)
        _fields.distinct("group", (group.key for group in self.groups), place)
        _fields.distinct("provenance", (provenance.of for provenance in self.provenance), place)
        for where, levels in self._level_lists():
            _fields.distinct("level", (level.key for level in levels), where)

    def _level_lists(self) -> Iterator[tuple[str, tuple[MaturityLevel, ...]]]:
        yield "levels", self.levels
        yield "dimension_levels", self.dimension_levels
        for number, dimension in enumerate(self.dimensions):
            yield f"dimensions[{number}].levels", dimension.levels

    def _refuse_unknown(self) -> None:
        dimensions = {dimension.key for dimension in self.dimensions}
        criteria = {criterion.key for criterion in self.criteria}
        scales = {scale.key for scale in self.scales}
        groups = {group.key for group in self.groups}
        named: list[tuple[str, str | None, set[str], str]] = []
        for number, dimension in enumerate(self.dimensions):
            named.append(("dimension", dimension.within, dimensions, f"dimensions[{number}].within"))
        for number, criterion in enumerate(self.criteria):
            place = f"criteria[{number}]"
            named.append(("dimension", criterion.dimension, dimensions, f"{place}.dimension"))
            named.append(("scale", criterion.scale, scales, f"{place}.scale"))
            named.append(("group", criterion.group, groups, f"{place}.group"))
            named.extend(("criterion", key, criteria, f"{place}.needs") for key in criterion.needs)
        named.extend(
            ("fact", fact.of, {attribute.name for attribute in fields(Framework)}, f"provenance[{number}].of")
            for number, fact in enumerate(self.provenance)
        )
        for kind, key, known, where in named:
            if key is not None and key not in known:
                raise UnknownKeyError(kind, key, known, where)

    def _refuse_circles(self) -> None:
        within = {dimension.key: [dimension.within] if dimension.within else [] for dimension in self.dimensions}
        needs = {criterion.key: criterion.needs for criterion in self.criteria}
        for place, edges in (("dimensions.within", within), ("criteria.needs", needs)):
            sorter = TopologicalSorter(edges)
            try:
                sorter.prepare()
            except CycleError:
                circle = True
            else:
                circle = False
            if circle:
                raise InvalidValueError(f"framework {self.key!r}: {place}", "keys that lead in no circle")
        order: dict[str | None, int] = {group.key: number for number, group in enumerate(self.groups, start=1)}
        asked_in = {criterion.key: order.get(criterion.group, 0) for criterion in self.criteria}
        for number, criterion in enumerate(self.criteria):
            if any(asked_in[key] > asked_in[criterion.key] for key in criterion.needs):
                raise InvalidValueError(
                    f"criteria[{number}].needs", "criteria that are asked in the same group or before"
                )

    def _refuse_text(self) -> None:
        """Names only is names only, no matter who adds a text later."""
        bare = names_only("Framework.text_origin", self.licence_tier, self.text_origin)
        texts = [criterion.text for criterion in self.criteria]
        texts += [level.gist for _where, levels in self._level_lists() for level in levels]
        if bare and any(text is not None for text in texts):
            raise InvalidValueError(
                f"framework {self.key!r}: criteria", "names without a text, as its licence tier says"
            )
