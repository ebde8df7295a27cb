"""Pages about the packaged barriers, for the reference."""

from collections.abc import Iterable, Iterator

from involvement.publications.pages import introduction, provenance_rows, row, yes
from involvement.support.definitions import Audience, Barrier, BarrierList, Signal
from involvement.support.packaged import barrier_lists
from involvement.wording.lists import listed

__all__ = ["barriers_page"]

_HEAD = """# The barriers

Made from the files in `src/involvement/support/data` by `involvement.support.pages.barriers_page`, one file a publication.
A published file never changes its meaning: a new edition is a new file.

The keys are ours, and so are the gists, what may help, and which signals point to a barrier.
What was checked in a copy of its source is marked *yes*: that it names the barrier, and before whom it stands.
A signal is a hint from the record of a process, and never a proof; a barrier without one can only be asked about.
"""

_AUDIENCES = {
    Audience.SERVICE_USERS: "For service users",
    Audience.PROVIDERS: "For service providers",
    Audience.COMMISSIONERS: "For service commissioners",
}


def barriers_page(lists: Iterable[BarrierList] | None = None) -> str:
    """The page of these lists of barriers, in Markdown; of the packaged ones where none are given."""
    lines = [line for barrier_list in (barrier_lists() if lists is None else lists) for line in _section(barrier_list)]
    signals = [f"| `{signal}` | {signal.words} |" for signal in Signal]
    told = ["\n## Signals\n", "| signal | what the record of a process shows |", "|---|---|", *signals]
    return "\n".join([_HEAD, *lines, *told]) + "\n"


def _section(of: BarrierList) -> Iterator[str]:
    yield from introduction(of)
    yield from provenance_rows(of)
    for audience, heading in _AUDIENCES.items():
        found = [barrier for barrier in of.barriers if barrier.audience is audience]
        if found:
            yield f"\n### {heading}\n"
            yield "| key | barrier | kind | gist | signals | what may help | verified |"
            yield "|---|---|---|---|---|---|---|"
            yield from map(_barrier, found)


def _barrier(each: Barrier) -> str:
    signals = listed([f"`{signal}`" for signal in each.signals], len(each.signals))
    helps = " ".join(each.mitigations)
    return row(f"`{each.key}`", each, each.kind, each.gist, signals, helps, yes(each.verified))
