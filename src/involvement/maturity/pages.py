"""Pages about the packaged frameworks, for the reference and the terminal."""

from collections.abc import Iterator

from involvement.maturity.criteria import Criterion, MaturityLevel, RollUp
from involvement.maturity.definitions import Framework
from involvement.maturity.packaged import frameworks
from involvement.publications.pages import introduction, provenance_rows, row, yes
from involvement.wording import Statement, Wording
from involvement.wording.lists import labelled, listed

__all__ = ["framework_text", "frameworks_page"]

_HEAD = """# The frameworks

Made from the files in `src/involvement/maturity/data` by `involvement.maturity.pages.frameworks_page`, one file a framework.
A published file never changes its meaning: a new edition is a new file.

What was checked in a copy of its source is marked *yes*.
What is marked *no* is from memory, inferred, or our own judgement.
How a file is written is explained [below](#how-to-write-a-framework).

| key | title | rule | licence tier | criteria | verified |
|---|---|---|---|---|---|"""

_GRAMMAR = """
## How to write a framework

A framework is one TOML file, read by `parse_framework`; `framework_schema` gives its JSON Schema.
Only `key` and `criteria` are required; a key that is not in the tables below is refused.
Numbers are whole, decimals such as `2.5`, or fractions as a text: `"1/4"`.

| of the whole | meaning |
|---|---|
| `key`, `title`, `edition` | which framework it is |
| `rule` | `gate`, `sum`, `mean`, `best`, `least`, or `profile`, which has no total |
| `scoring` | `discouraged` where the authors advise against it: then every rule is `profile` |
| `score_name` | what the score is, where it has one |
| `not_applicable` | `left_out` or `scaled_up`; without it a score with something not applicable is undetermined |
| `source`, `attribution`, `licence_tier`, `licence_note`, `text_origin`, `provenance`, `caveats` | as of a ladder |
| `evidence` | `required`, `most` pieces a criterion, `window_days`, `live_from`, `live_until`, `own_site`, `owned` |
| `levels` | of the whole, lowest first: `key`, `title`, and in a score `at_least` or `more_than`, or what was `observed` |
| `dimension_levels` | of every dimension that states none |
| `scales` | `key`, and `options`, lowest first, each with `key`, `title`, `score` |
| `groups` | rounds of implementation, in order |
| `dimensions` | `key`, `title`, `within` another, `rule`, `levels`, `weight` |
| `criteria` | `key`, `title`, `text`, `dimension`, `level` of a gate, `scale`, `weight`, `effort`, `needs`, `group` |

A criterion without a `scale` takes `not_met`, `partly` and `met`, worth 0, 1/2 and 1.
A gate counts a criterion as met only by the highest answer of its scale.
Answers that exclude each other are the options of one scale; criteria that do are a dimension whose rule is `best`.
Answers that add up are criteria below a `sum`.
"""

_RULES = {
    RollUp.GATE: "a gate: all of a level and of every lower one",
    RollUp.SUM: "a sum of scores",
    RollUp.MEAN: "a mean of scores",
    RollUp.BEST: "the best of its parts",
    RollUp.LEAST: "the least of its parts",
    RollUp.PROFILE: "a profile, without a total",
}


def frameworks_page() -> str:
    """The page of every packaged framework, in Markdown."""
    found = frameworks()
    return "\n".join(
        (_HEAD, *map(_overview, found), *(line for framework in found for line in _section(framework)), _GRAMMAR)
    )


def framework_text(of: Framework) -> str:
    """A framework in plain text: what it asks, by which keys, which levels it tells apart, and whose it is."""
    lines = [f"{of} ({_RULES[of.rule]})", ""]
    part: str | None = ""
    for criterion in of.criteria:
        if criterion.dimension != part:
            part = criterion.dimension
            lines.extend([] if part is None else [labelled(part, of.dimension(part))])
        named = " ".join((f"{criterion}.", criterion.text)) if criterion.text is not None else str(criterion)
        needed = f" (for {criterion.level})" if criterion.level is not None else ""
        lines.append(labelled(f"    {criterion.key}", f"{named}{needed}"))
    scales = dict.fromkeys(of.scale_of(criterion.key) for criterion in of.criteria)
    words = [[*(option.key for option in scale.options), "not_applicable", "absent"] for scale in scales]
    lines.extend(labelled("\nAnswers", listed(word, len(word))) for word in words)
    for title, levels in (
        ("\nLevels, lowest first:", of.levels),
        ("\nLevels of each dimension, lowest first:", of.dimension_levels),
    ):
        if levels:
            lines.append(title)
            lines.extend(labelled(f"    {level.key}", f"{level}{_bracketed(_cut(level))}") for level in levels)
    lines.extend(f"\n{caveat}" for caveat in of.caveats)
    lines.append("")
    lines.extend(str(line) for line in (of.source, of.attribution) if line is not None)
    return "\n".join(lines).rstrip() + "\n"


def _bracketed(cut: str) -> str:
    return f" ({cut})" if cut else ""


def _overview(of: Framework) -> str:
    verified = sum(criterion.verified for criterion in of.criteria)
    return row(
        f"[`{of.key}`](#{of.key})", of, of.rule, of.licence_tier, len(of.criteria), f"{verified} of {len(of.criteria)}"
    )


def _section(of: Framework) -> Iterator[str]:
    yield ""
    yield from introduction(of)
    yield from provenance_rows(of)
    if of.evidence is not None:
        yield row("evidence", yes(of.evidence.verified), of.evidence.read_at)
    for title, levels in (("level", of.levels), ("level of each dimension", of.dimension_levels)):
        if levels:
            yield f"\n| {title} | cut | verified |"
            yield "|---|---|---|"
            yield from (row(level, _cut(level), yes(level.verified)) for level in levels)
    yield "\n| dimension | criterion | key | verified |"
    yield "|---|---|---|---|"
    yield from (_criterion(of, criterion) for criterion in of.criteria)
    for caveat in of.caveats:
        yield f"\n> {caveat}"


def _criterion(of: Framework, each: Criterion) -> str:
    dimension = "" if each.dimension is None else of.dimension(each.dimension)
    title = str(each) if each.text is None else labelled(each, each.text)
    return row(dimension, title, f"`{each.key}`", yes(each.verified))


def _cut(level: MaturityLevel) -> str:
    """From which score the level is reached, as far as that is known."""
    cuts = (
        ("cut.from", level.at_least, "from {score}", "MaturityLevel.at_least"),
        ("cut.above", level.more_than, "above {score}", "MaturityLevel.more_than"),
        ("cut.seen", level.observed or None, "seen at {score}", "MaturityLevel.observed"),
    )
    for code, score, template, source in cuts:
        if score is not None:
            return Wording().clause(Statement(code, {"score": score}, template=template, sources={"score": source}))
    return ""
