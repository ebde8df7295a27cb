"""Reference pages of packaged data: what every one of them says of its source, its licence and what was verified."""

from collections.abc import Iterator

from involvement.publications.facts import Published
from involvement.wording.lists import labelled

__all__ = ["introduction", "provenance_rows", "row", "source_line", "yes"]


def introduction(publication: Published) -> Iterator[str]:
    """The heading of a publication, and the lines that say whose it is and what may be copied."""
    yield f"## {publication.key}\n"
    yield _paragraph(f"{publication}.", publication.attribution)
    yield _paragraph(labelled("Source", source_line(publication)))
    yield _paragraph(labelled("Licence", f"tier {publication.licence_tier}."), publication.licence_note)


def _paragraph(*texts: str | None) -> str:
    return f"{' '.join(text for text in texts if text is not None)}\n"


def source_line(publication: Published) -> str:
    """The source, with its address where it has one."""
    url = publication.source.url if publication.source is not None else None
    return f"{publication.source}{f', <{url}>' if url else ''}"


def provenance_rows(publication: Published) -> Iterator[str]:
    """A table of the facts whose source is known, and whether they were checked there."""
    yield "| fact | verified | read at, or how |"
    yield "|---|---|---|"
    for fact in publication.provenance:
        yield row(fact.of.replace("_", " "), yes(fact.verified), fact.read_at or fact.note)


def row(*cells: object) -> str:
    """One row of a table in Markdown; None is an empty cell."""
    return f"| {' | '.join('' if cell is None else str(cell).replace('|', '/') for cell in cells)} |"


def yes(value: object) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"
