"""Do the tables give one answer to every combination, a sensible one, and does everything in them matter?"""

from itertools import product

import attrs
import pytest

from involvement import FrameworkError, InvalidValueError, Standing, UnknownKeyError
from involvement.decisions import Stakes
from involvement.power import InfluenceCondition, StandingTable, called_for_table, evidence_table, parse_table
from tests.oracles import influence as oracle

TABLES = [evidence_table(), called_for_table()]
tables = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)


def every(table: StandingTable) -> dict[tuple[int, ...], Standing]:
    """The answer to every combination of values there is."""
    names = [each.key for each in table.inputs]
    points = product(*(range(len(each.values)) for each in table.inputs))
    return {point: table.highest(dict(zip(names, point, strict=True))) for point in points}


ANSWERS = {table.key: every(table) for table in TABLES}


def steps(table: StandingTable, place: int) -> list[tuple[Standing, Standing]]:
    """The answers before and after one input goes up by one value, all else the same."""
    answers = ANSWERS[table.key]
    found = []
    for point, standing in answers.items():
        up = (*point[:place], point[place] + 1, *point[place + 1 :])
        if up in answers:
            found.append((standing, answers[up]))
    return found


@tables
def test_every_combination_has_one_answer(table):
    """A table with a hole would leave a service without an answer, one with a conflict would give it two."""
    answers = ANSWERS[table.key]
    expected = 1
    for each in table.inputs:
        expected *= len(each.values)
    assert expected == len(answers)
    assert all(isinstance(standing, Standing) for standing in answers.values())


@tables
def test_more_of_anything_never_gives_less(table):
    """If an answer with reasons could lower somebody's standing, nobody could trust the table."""
    assert all(before <= after for place in range(len(table.inputs)) for before, after in steps(table, place))


@tables
def test_no_input_is_idle(table):
    """What is asked and changes nothing wastes the time of whoever answers."""
    idle = [each.key for place, each in enumerate(table.inputs) if all(a is b for a, b in steps(table, place))]
    assert [] == idle


@tables
def test_no_value_and_no_row_is_idle(table):
    """A row that never decides would be read as a promise that is never kept."""
    answers = ANSWERS[table.key]
    for place, each in enumerate(table.inputs):
        for rank in range(1, len(each.values)):
            told_apart = any(
                answers[point] is not answers[*point[:place], rank - 1, *point[place + 1 :]]
                for point in answers
                if point[place] == rank
            )
            assert told_apart, (each.key, each.values[rank])
    for number, row in enumerate(table.rows):
        point = dict(table.ranks[number])
        assert row.standing is table.highest(point)
        rest = [other for place, other in enumerate(table.rows) if place != number]
        others = [
            other.standing
            for other, needs in zip(table.rows, table.ranks, strict=True)
            if other in rest and all(point.get(name, 0) >= rank for name, rank in needs)
        ]
        assert all(standing < row.standing for standing in others), number


@tables
def test_every_standing_above_none_is_reached_or_left_out_on_purpose(table):
    """The table of what is called for ends at deciding jointly: to hand over control is nobody's arithmetic."""
    reached = set(ANSWERS[table.key].values())
    expected = (
        set(Standing) if table.key == "evidenced-standing" else set(Standing) - {Standing.DELEGATED, Standing.CONTROLS}
    )
    assert expected == reached


def test_what_is_shown_is_what_a_second_opinion_reads_out_of_the_prose():
    """The table and the sentence that explains it must not drift apart."""
    table = evidence_table()
    conditions = [each.key for each in table.inputs if each.key != "owed"]
    for owed in range(8):
        for yes in product((0, 1), repeat=len(conditions)):
            so = dict(zip(conditions, yes, strict=True))
            expected = oracle.shown(owed, frozenset(name for name, one in so.items() if one))
            assert expected == table.highest({"owed": owed, **so}).value


def test_what_a_decision_calls_for_is_what_a_second_opinion_says():
    """The same for the other table, all 108 combinations."""
    table = called_for_table()
    for values in product(*(each.values for each in table.inputs)):
        named = dict(zip((each.key for each in table.inputs), values, strict=True))
        assert oracle.called(**named) == table.standing(named).value


def test_the_tables_use_the_words_of_the_classes():
    """A word that only the file knows could never be answered."""
    assert {"owed", *InfluenceCondition} == {each.key for each in evidence_table().inputs}
    words = {each.key: each.values for each in called_for_table().inputs}
    assert set(words) == {each.name for each in attrs.fields(Stakes)}
    for name, values in words.items():
        kind = type(getattr(Stakes(**{name: values[0]}), name))
        assert tuple(each.value for each in kind) == values


@tables
def test_the_tables_say_that_they_are_our_own_judgement(table):
    """Nobody has published such a table; whoever quotes it must be able to see that."""
    assert table.verified is False
    assert table.asserted_by
    assert table.source
    assert "not published" in table.note


@tables
def test_every_row_says_why_and_every_condition_has_its_dimension(table):
    """A standing without a reason is a number with a name."""
    assert all(row.why for row in table.rows)
    if table.key == "evidenced-standing":
        assert all(each.dimension for each in table.inputs)
    assert all(str(each) != each.key for each in (table, *table.inputs))


SMALL = """
key = "ours"
inputs = [{ key = "asked" }, { key = "answered", values = ["no", "late", "in_time"] }]
rows = [
  { standing = "consulted", needs = [{ input = "asked" }] },
  { standing = "advises", needs = [{ input = "asked" }, { input = "answered", at_least = "late" }] },
  { standing = "codesigns", needs = [{ input = "answered" }] },
]
"""


def test_a_host_may_have_a_table_of_its_own():
    """What a standing needs is a judgement, and others may judge otherwise."""
    own = parse_table(SMALL)
    assert "ours" == str(own)
    assert Standing.CONSULTED is own.standing({"asked": "shown"})
    assert Standing.ADVISES is own.standing({"asked": "shown", "answered": "late"})
    assert Standing.CODESIGNS is own.standing({"answered": "in_time"})
    assert Standing.NONE is own.standing({})


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ('input = "asked" }] },', 'input = "aksed" }] },', "rows[0].needs", "no input 'aksed'"),
        ('"late" }] },', '"lately" }] },', "input 'answered'", "no value 'lately'"),
        ('"late" }] },', '"no" }] },', "rows[1].needs", "more of 'answered' than its lowest value"),
        ('standing = "consulted"', 'standing = "none"', "rows[0].standing", "more than none"),
        ('standing = "codesigns"', 'standing = "boss"', "rows[2].standing", "one of none, informed"),
        ('standing = "advises"', 'standing = "informed"', "rows[1]", "it never decides"),
        ('{ input = "answered", at_least = "late" }', '{ input = "asked" }', "rows[1].needs", "'asked'"),
        (
            '{ key = "asked" },',
            '{ key = "asked" }, { key = "idle" },',
            "input 'idle': values",
            "a row that asks for 'shown'",
        ),
        ('{ key = "asked" },', '{ key = "asked" }, { key = "asked" },', "inputs", "'asked'"),
        ('"late", "in_time"]', '"late", "late", "in_time"]', "input 'answered'", "'late'"),
        ('key = "asked" }', 'key = "asked", values = ["one"] }', "inputs[0].values", "at least two"),
        ('key = "ours"', 'key = "ours"\nrowz = []', "rowz", "rows"),
        ('key = "asked" }', 'key = "asked", dimension = "luck" }', "dimension", "one of power"),
    ],
)
def test_a_flaw_in_a_table_is_told_with_its_file_and_place(old, new, place, said):
    """Whoever writes a table is told where it is wrong, before anybody relies on it."""
    assert old in SMALL
    with pytest.raises((FrameworkError, InvalidValueError)) as caught:
        parse_table(SMALL.replace(old, new, 1), name="ours.toml")
    assert place in str(caught.value)
    assert said in str(caught.value)


def test_asking_for_what_a_table_does_not_know_is_refused():
    """A misspelt input would otherwise count as its lowest value."""
    with pytest.raises(UnknownKeyError, match="no input 'impct'"):
        called_for_table().standing({"impct": "great"})
    with pytest.raises(UnknownKeyError, match="no value 'huge'"):
        called_for_table().standing({"impact": "huge"})
