"""Random figures of a process: tables with totals, groups within groups, seats and vacancies, quotas."""

from datetime import date
from random import Random

from attrs import evolve

from involvement.privacy import AtLeast, Figure, Figures, PartOf, Total

FIRST, SECOND = date(2026, 5, 1), date(2026, 6, 1)


def a_table(rng: Random, size: int = 4, *, on: date = FIRST, most: int = 40) -> Figures:
    """A table with totals of rows and columns and a grand total; about a third of its cells are small."""
    cells = {
        (row, column): rng.randint(0, 9) if rng.random() < 0.35 else rng.randint(0, most)
        for row in range(size)
        for column in range(size)
    }
    return table_of(cells, size, on)


def table_of(cells: dict[tuple[int, int], int], size: int, on: date) -> Figures:
    rows = [sum(cells[row, column] for column in range(size)) for row in range(size)]
    columns = [sum(cells[row, column] for row in range(size)) for column in range(size)]
    figures = [Figure(("cell", f"{row}", f"{column}"), count) for (row, column), count in cells.items()]
    figures += [Figure(("row", f"{row}"), count) for row, count in enumerate(rows)]
    figures += [Figure(("column", f"{column}"), count) for column, count in enumerate(columns)]
    figures.append(Figure("all", sum(rows)))
    totals = [
        *(Total(("row", f"{row}"), [("cell", f"{row}", f"{column}") for column in range(size)]) for row in range(size)),
        *(
            Total(("column", f"{column}"), [("cell", f"{row}", f"{column}") for row in range(size)])
            for column in range(size)
        ),
        Total("all", [("row", f"{row}") for row in range(size)]),
        Total("all", [("column", f"{column}") for column in range(size)]),
    ]
    return Figures(on, figures, totals=totals)


def a_group(rng: Random, *, on: date = FIRST) -> Figures:
    """A group with seats that everybody knows, its parts, traits of its members, and quotas."""
    sizes = [rng.choice((rng.randint(0, 9), rng.randint(5, 30))) for _ in range(rng.randint(2, 4))]
    members = sum(sizes)
    vacant = rng.choice((0, rng.randint(0, 12)))
    traits = [rng.randint(0, members) if rng.random() < 0.5 else min(members, rng.randint(0, 6)) for _ in range(3)]
    figures = [
        Figure("places", members + vacant, known=True),
        Figure("members", members),
        Figure("vacant", vacant),
        *(Figure(("kind", f"{place}"), size) for place, size in enumerate(sizes)),
        *(Figure(("trait", f"{place}"), count) for place, count in enumerate(traits)),
    ]
    return Figures(
        on,
        figures,
        totals=[
            Total("places", ["members", "vacant"]),
            Total("members", [("kind", f"{place}") for place in range(len(sizes))]),
        ],
        parts=[PartOf(("trait", f"{place}"), "members") for place in range(3)],
        at_least=[AtLeast(("trait", f"{place}"), rng.randint(1, 6)) for place in range(2)],
    )


def a_later(rng: Random, figures: Figures, on: date = SECOND) -> Figures:
    """The same a while later: in one or two parts that are the total of nothing a person or a few joined or left."""
    counts = dict(figures.counts)
    tops = {total.key for total in figures.totals} | {("members",), ("vacant",)}
    within = {part.part for part in figures.parts}
    leaves = [key for key in counts if key not in tops and key not in within]
    for key in rng.sample(leaves, min(len(leaves), rng.randint(1, 2))):
        counts[key] = max(0, counts[key] + rng.choice((-3, -1, 1, 1, 1, 2)))
    for total in reversed(figures.totals) if ("places",) in counts else figures.totals:
        if ("vacant",) not in total.parts:
            counts[total.key] = sum(counts[part] for part in total.parts)
    if ("places",) in counts:
        counts["places",] = max(counts["places",], counts["members",])
        counts["vacant",] = counts["places",] - counts["members",]
        for key in within:
            counts[key] = min(counts["members",], max(0, counts[key] + rng.choice((0, 0, 1, -1))))
    return evolve(figures, on=on, figures=[evolve(figure, count=counts[figure.key]) for figure in figures.figures])


def a_part(rng: Random, figures: Figures) -> Figures:
    """Another edition of the same day, which tells some of the figures."""
    kept = {figure.key for figure in figures.figures if rng.random() < 0.7}
    return Figures(
        figures.on,
        [figure for figure in figures.figures if figure.key in kept],
        totals=[total for total in figures.totals if kept >= {total.key, *total.parts}],
        parts=[part for part in figures.parts if kept >= {part.part, part.whole}],
        at_least=[quota for quota in figures.at_least if quota.of in kept],
    )
