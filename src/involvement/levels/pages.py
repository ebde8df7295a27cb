"""Pages about the packaged ladders, for the reference and the terminal."""

from collections.abc import Iterable, Iterator

from involvement.levels.definitions import Ladder
from involvement.levels.packaged import ladders
from involvement.levels.relations import StandingMatch
from involvement.levels.rungs import Axis, Rung
from involvement.publications.pages import introduction, row, source_line, yes

__all__ = ["ladder_text", "ladders_page"]

_HEAD = """# The ladders

Made from the files in `src/involvement/levels/data` by `involvement.levels.pages.ladders_page`, one file a ladder.
A published file never changes its meaning: a new edition is a new file.

What was checked in a copy of its source is marked *yes*.
What is marked *no* is told from memory, inferred, or our own judgement.
The gists are in our own words; where a licence does not allow that, there are names only.
What a rung comes to in standings is our judgement everywhere, and not published.
Why there is no ladder above them all is [explained apart](../explanation/why-no-master-ladder.md).

| licence tier | may be shipped |
|---|---|
| A | the text, with attribution |
| B | names, order, and a gist in our own words |
| C | names and a link |
"""


def ladders_page() -> str:
    """The page of every packaged ladder, in Markdown."""
    return "\n".join((_HEAD, *_overview(ladders()), *(line for each in ladders() for line in _section(each)))) + "\n"


def ladder_text(of: Ladder) -> str:
    """One ladder as plain text: its rungs, what they come to, what authors say of its use, and whose it is."""
    order = "lowest first" if of.ordered else "in no order"
    rungs = [line for rung in of.rungs for line in _told(rung)]
    axes = [f"{axis.key}: {_values(axis)}" for axis in of.axes]
    said = [f"- {each}" for each in (*of.caveats, *of.cautions)]
    whose = [str(each) for each in (of.source and source_line(of), of.attribution) if each is not None]
    parts = ([f"{of} ({of.kind}, {order})"], [*rungs, *axes], said, whose)
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _told(rung: Rung) -> Iterator[str]:
    yield f"{rung.key}: {rung}" + (f". {rung.gist}" if rung.gist is not None else "")
    yield from (f"    {_match(match)}" for match in rung.standings)


def _values(axis: Axis) -> str:
    return ", ".join(value.title or value.key for value in axis.values) or "not told"


def _overview(found: Iterable[Ladder]) -> Iterator[str]:
    yield "| key | title | kind | ordered | licence tier | verified |"
    yield "|---|---|---|---|---|---|"
    for each in found:
        names = sum(rung.verified for rung in each.rungs)
        yield row(
            f"[`{each.key}`](#{each.key})", each, each.kind, yes(each.ordered), each.licence_tier,
            f"{names} of {len(each.rungs)} names",
        )  # fmt: skip


def _section(of: Ladder) -> Iterator[str]:
    yield ""
    yield from introduction(of)
    yield "| fact | value | verified | read at |"
    yield "|---|---|---|---|"
    for fact in of.provenance:
        shown = "see above" if fact.of == "source" else _shown(getattr(of, fact.of))
        yield row(fact.of.replace("_", " "), shown, yes(fact.verified), fact.read_at or fact.note)
    yield "\n| rung | name | band | gist | standing | verified |"
    yield "|---|---|---|---|---|---|"
    yield from (_rung(each) for each in of.rungs)
    for axis in of.axes:
        yield f"\nCrossed with {axis.title}: {_values(axis)} (verified: {yes(axis.verified)})."
    for heading, items in (("Caveats", of.caveats), ("Warnings against comparing", of.cautions)):
        if items:
            yield f"\n{heading}:\n"
            yield from (f"- {each}; verified: {yes(each.verified)}" for each in items)
    if of.mappings:
        yield "\n| mapped by | rung | relation | to | of | verified |"
        yield "|---|---|---|---|---|---|"
        for each in of.mappings:
            yield row(each.asserted_by, each.rung, each.relation, each.to, each.ladder, yes(each.verified))


def _rung(rung: Rung) -> str:
    matches = ", ".join(map(_match, rung.standings))
    return row(f"`{rung.key}`", rung, rung.band, rung.gist, matches, yes(rung.verified))


def _match(match: StandingMatch) -> str:
    if match.standing is None:
        return "nothing corresponds"
    return f"{match.relation.phrase} {match.standing.words}"


def _shown(value: object) -> str:
    return yes(value) if isinstance(value, bool) else str(value)
