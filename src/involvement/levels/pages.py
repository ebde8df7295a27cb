"""Pages about the packaged ladders, for the reference and the terminal."""

from collections.abc import Iterable, Iterator

from involvement.levels.definitions import Ladder
from involvement.levels.packaged import ladders
from involvement.levels.relations import StandingMatch
from involvement.levels.rungs import Axis, Rung
from involvement.publications.pages import introduction, row, source_line, yes
from involvement.references import Ref
from involvement.wording import Statement, Wording
from involvement.wording.lists import labelled, listed

__all__ = ["ladder_text", "ladders_page"]

_HEAD = """# The ladders

Made from the files in `src/involvement/levels/data` by `involvement.levels.pages.ladders_page`, one file a ladder.
A published file never changes its meaning: a new edition is a new file.

What was checked in a copy of its source is marked *yes*.
What is marked *no* is from memory, inferred, or our own judgement.
The gists are in our own words; where a licence does not allow that, there are names only.
Which standings a rung is near is our judgement everywhere, and not published.
Why there is no ladder above them all is [explained apart](../explanation/why-no-master-ladder.md).

| licence tier | may be shipped |
|---|---|
| A | the text, with attribution |
| B | names, order, and a gist in our own words |
| C | names and a link |
"""


def ladders_page() -> str:
    """The page of every packaged ladder, in Markdown."""
    return (
        "\n".join((_HEAD, *_overview(ladders()), *(line for ladder in ladders() for line in _section(ladder)))) + "\n"
    )


def ladder_text(of: Ladder) -> str:
    """One ladder as plain text: its rungs, the standings they are near, what authors say of its use, and whose it is."""
    rungs = [line for rung in of.rungs for line in _told(rung)]
    axes = [labelled(axis.key, _values(axis)) for axis in of.axes]
    said = [f"- {caveat}" for caveat in (*of.caveats, *of.cautions)]
    whose = [str(line) for line in (of.source and source_line(of), of.attribution) if line is not None]
    parts = ([_heading(of)], [*rungs, *axes], said, whose)
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _heading(of: Ladder) -> str:
    said = Statement(
        "ladder.rising" if of.ordered else "ladder.unordered",
        {"ladder": Ref("ladder", of.key), "kind": of.kind},
        template="{ladder} ({kind}, lowest first)" if of.ordered else "{ladder} ({kind}, in no order)",
        sources={"ladder": "Ladder.title", "kind": "Ladder.kind"},
    )
    return Wording(names={Ref("ladder", of.key): str(of)}).clause(said)


def _told(rung: Rung) -> Iterator[str]:
    yield labelled(rung.key, rung if rung.gist is None else " ".join((f"{rung}.", rung.gist)))
    yield from (f"    {_match(match)}" for match in rung.standings)


def _values(axis: Axis) -> str:
    return listed([value.title or value.key for value in axis.values], len(axis.values)) or "not recorded"


def _overview(found: Iterable[Ladder]) -> Iterator[str]:
    yield "| key | title | kind | ordered | licence tier | verified |"
    yield "|---|---|---|---|---|---|"
    for ladder in found:
        names = sum(rung.verified for rung in ladder.rungs)
        yield row(
            f"[`{ladder.key}`](#{ladder.key})", ladder, ladder.kind, yes(ladder.ordered), ladder.licence_tier,
            f"{names} of {len(ladder.rungs)} names",
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
    yield from (_rung(rung) for rung in of.rungs)
    if of.axes:
        yield "\n| crossed with | values | verified |"
        yield "|---|---|---|"
        yield from (row(axis.title, _values(axis), yes(axis.verified)) for axis in of.axes)
    for heading, items in (("Caveats", of.caveats), ("Warnings against comparing", of.cautions)):
        if items:
            yield f"\n{heading}:\n"
            yield from (f"- {item} {'(verified)' if item.verified else '(not verified)'}" for item in items)
    if of.mappings:
        yield "\n| mapped by | rung | relation | to | of | verified |"
        yield "|---|---|---|---|---|---|"
        for mapping in of.mappings:
            yield row(
                mapping.asserted_by, mapping.rung, mapping.relation, mapping.to, mapping.ladder, yes(mapping.verified)
            )


def _rung(rung: Rung) -> str:
    matches = listed([*map(_match, rung.standings)], len(rung.standings))
    return row(f"`{rung.key}`", rung, rung.band, rung.gist, matches, yes(rung.verified))


def _match(match: StandingMatch) -> str:
    if match.standing is None:
        return "nothing corresponds"
    return f"{match.relation.phrase} {match.standing.words}"


def _shown(value: object) -> str:
    return yes(value) if isinstance(value, bool) else str(value)
