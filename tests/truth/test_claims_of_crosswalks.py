"""The words of crosswalks: judged from the files of the ladders, rung by rung."""

import random
from collections import Counter
from itertools import chain, permutations

from involvement import FrameworkError
from involvement.levels import Ladder, PublishedMapping, Rung, StandingMatch, crosswalk, ladders
from involvement.references import Ref
from involvement.standing import Standing
from involvement.wording import Quote, Statement
from tests.at_once import over


def drawn(number: int) -> tuple[Ladder, Ladder]:
    """Two ladders of one's own, the first of which an author may map to the second."""
    chance = random.Random(number)

    def rung(key: str) -> Rung:
        standings = chance.sample(["informed", "consulted", "advises"], chance.randint(0, 2))
        relations = ["exact", "close", "broad", "narrow"]
        author = chance.choice([None, "Ann", "Bo"])
        return Rung(
            key,
            standings=[
                StandingMatch(chance.choice(relations), standing=standing, asserted_by=author) for standing in standings
            ],
        )

    relation, to = chance.choice([("exact", "x"), ("none", None)])
    told = PublishedMapping(f"b{number}", relation=relation, rung="x", to=to, asserted_by="Ann")
    first = Ladder(f"a{number}", ordered=True, rungs=map(rung, "xyz"), mappings=[told] if chance.random() < 0.5 else [])
    return first, Ladder(f"b{number}", ordered=True, rungs=map(rung, "xyz"))


OWN = [drawn(number) for number in range(60)]
PAIRS = [*permutations([each.key for each in ladders()], 2), *((first.key, second.key) for first, second in OWN)]
OF = {each.key: each for each in (*ladders(), *chain.from_iterable(OWN))}
# What a first is to a third, of what it is to a second and the second is to the third; all else asserts nothing.
STEPS = {
    ("exact", "exact"): "exact", ("exact", "close"): "close", ("close", "exact"): "close", ("close", "close"): "close",
    ("exact", "broad"): "broad", ("broad", "exact"): "broad", ("close", "broad"): "broad", ("broad", "close"): "broad",
    ("exact", "narrow"): "narrow", ("narrow", "exact"): "narrow", ("close", "narrow"): "narrow",
    ("narrow", "close"): "narrow", ("broad", "broad"): "broad", ("narrow", "narrow"): "narrow",
}  # fmt: skip
TURNED = {"broad": "narrow", "narrow": "broad"}


def facts(statement: Statement) -> dict:
    return dict(statement.facts)


def authors(notes: dict[str, dict]) -> list[str]:
    quotes = notes.get("crosswalk.authors", {}).get("authors", ())
    assert all(isinstance(quote, Quote) for quote in quotes)
    return [quote.text for quote in quotes]


def published(first: str, second: str) -> list[tuple[str | None, str | None, str, str]]:
    """What authors say of two ladders: a rung of the first, its relation to one of the second, and who says so."""
    own = [
        (each.rung, each.to, str(each.relation), each.asserted_by)
        for each in OF[first].mappings
        if each.ladder == second
    ]
    other = [
        (each.to, each.rung, TURNED.get(str(each.relation), str(each.relation)), each.asserted_by)
        for each in OF[second].mappings
        if each.ladder == first
    ]
    return [*own, *other]


def judged(first: str, second: str) -> list[str]:
    """The codes of the rows of two ladders, each judged."""
    try:
        found = crosswalk(OF[first], OF[second])
    except FrameworkError:
        return []
    told = published(first, second)
    assert (Ref("ladder", first), Ref("ladder", second)) == (facts(found.says)["a"], facts(found.says)["b"])
    codes = []
    for row in found.rows:
        said = facts(row.says)
        relation = row.says.code.removeprefix("crosswalk.")
        key = said["a"].keys[1]
        assert said["a"].keys[0] == first
        notes = {note.code: facts(note) for note in said["more"]}
        by = {(a, b, its): author for a, b, its, author in told}
        if relation == "none":
            assert said["b"] == Ref("ladder", second)
            says = [author for a, b, its, author in told if (a, b, its) == (key, None, "none")]
            assert authors(notes) == says
            assert not any(a == key and b is not None for a, b, _, _ in told)
        elif (key, said["b"].keys[1], relation) in by:
            assert [by[key, said["b"].keys[1], relation]] == authors(notes)
            assert "crosswalk.via" not in notes
        else:
            assert said["b"].keys[0] == second
            ours, theirs = OF[first].rung(key), OF[second].rung(said["b"].keys[1])
            steps = {
                one.standing: (one, other)
                for one in ours.standings
                for other in theirs.standings
                if one.standing is other.standing is not None
                and (str(one.relation), TURNED.get(str(other.relation), str(other.relation))) in STEPS
            }
            relations = {
                STEPS[str(one.relation), TURNED.get(str(other.relation), str(other.relation))]
                for one, other in steps.values()
            }
            assert {relation} == relations
            assert tuple(sorted(steps, key=list(Standing).index)) == notes["crosswalk.via"]["via"]
            named = {match.asserted_by for pair in steps.values() for match in pair} - {None}
            assert named == set(authors(notes))
        codes.append(relation)
    warned = [facts(warning) for warning in found.warnings]
    texts = {each.text for key in (first, second) for each in OF[key].cautions}
    assert texts >= {warning["caution"].text for warning in warned}
    return codes


@over(PAIRS)
def test_each_row_says_what_the_files_say(pair):
    """Who reads that one rung is like another reads it as somebody's word."""
    first, second = pair
    judged(first, second)


def test_each_relation_is_said_often_enough():
    """A sentence that is never made is never judged."""
    said = Counter(code for pair in PAIRS for code in judged(*pair))
    assert {} == {code: number for code, number in said.items() if number < 20}
    assert {"close", "broad", "narrow", "none"} <= set(said)
