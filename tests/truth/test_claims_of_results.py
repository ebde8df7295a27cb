"""The words of assessments: what each line says is so for every way in which the open answers may come out."""

import random
from collections import Counter
from datetime import date
from fractions import Fraction
from functools import cache

from involvement import Answer
from involvement.maturity import (
    AnswerOption,
    AnswerScale,
    Assessment,
    Criterion,
    Dimension,
    Framework,
    MaturityLevel,
    assess,
    perception_gap,
)
from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over
from tests.oracles.maturity import LEFT_OUT, completions, least_effort, left_out, level, met, most, points, worth

DAY, LATER = date(2026, 9, 1), date(2027, 9, 1)
CASES = range(500)
SCALE = AnswerScale(
    "three", options=[AnswerOption("no", score=0), AnswerOption("some", score=Fraction(1, 3)), AnswerOption("yes", score=1)]
)  # fmt: skip


def drawn(chance: random.Random) -> Framework:
    """A gate or a score of two to four criteria, some of which need an earlier one."""
    gate = chance.random() < 0.4
    parts = chance.choice([(), ("d",), ("d",)])
    criteria = [
        Criterion(
            f"c{number}",
            dimension=chance.choice([None, *parts]),
            level=chance.choice(["low", "high"]) if gate else None,
            scale=chance.choice([None, "three"]),
            weight=chance.choice([1, 1, 2]),
            effort=chance.randint(1, 4),
            needs=[f"c{chance.choice([number - 1, chance.randrange(number)])}"]
            if number and chance.random() < 0.6
            else [],
        )
        for number in range(chance.randint(2, 4))
    ]
    if gate:
        levels = [MaturityLevel(key) for key in ("floor", "low", "high")]
        return Framework(
            "f", rule="gate", levels=levels, dimensions=map(Dimension, parts), criteria=criteria, scales=[SCALE]
        )
    cut = chance.choice([{"at_least": 1}, {"more_than": Fraction(1, 2)}])
    return Framework(
        "f",
        rule=chance.choice(["sum", "mean", "best", "least"]),
        not_applicable=chance.choice([None, "left_out"]),
        levels=[MaturityLevel("floor"), MaturityLevel("top", **cut)] if chance.random() < 0.8 else (),
        dimensions=[Dimension(key, rule=chance.choice(["sum", "mean", "best", "least"])) for key in parts],
        criteria=criteria,
        scales=[SCALE],
    )  # fmt: skip


def filled(used: Framework, chance: random.Random) -> dict[str, str]:
    found, whole = {}, chance.random() < 0.4
    for each in used.criteria:
        words = [option.key for option in used.scale_of(each.key).options]
        found[each.key] = chance.choice(words if whole else [None, *words, words[-1], "not_applicable", "absent"])
    return {key: word for key, word in found.items() if word is not None}


def sheet(words: dict[str, str]) -> list[Answer]:
    return [Answer(key, word, reason="so" if word == LEFT_OUT else None) for key, word in words.items()]


@cache
def case(number: int) -> tuple[Framework, dict[str, str], Assessment, list[dict[str, str]]]:
    chance = random.Random(number)
    try:
        used = drawn(chance)
    except ValueError:  # ranges of scores that do not go together
        return case(number + 1000)
    answers = filled(used, chance)
    known = {key: word for key, word in answers.items() if word != "absent"}
    return used, answers, assess(used, sheet(answers), on=DAY), list(completions(used, known))


def codes(statement: Statement) -> list[str]:
    inner = [value for _, fact in statement.facts for value in (fact if isinstance(fact, tuple) else (fact,))]
    return [statement.code, *(code for value in inner if isinstance(value, Statement) for code in codes(value))]


def notes(statement: Statement, code: str) -> list[dict]:
    more = dict(statement.facts)["more"]
    return [dict(note.facts) for note in more if note.code.startswith(code)]


@over(CASES)
def test_each_answer_counts_what_it_counts_in_every_completion(number):
    """What an answer counts, what it lacks and what it is needed for are read off all ways to complete the sheet."""
    used, answers, found, possible = case(number)
    lines = {
        dict(line.says.facts)["criterion"].keys[1]: line.says
        for line in found.explanation
        if "criterion" in dict(line.says.facts)
    }
    assert set(lines) == {each.key for each in used.criteria}
    for each in used.criteria:
        said, answer = lines[each.key], answers.get(each.key)
        expected = {None: "not_answered", "absent": "absent", LEFT_OUT: LEFT_OUT}.get(answer, "answered")
        assert said.code == f"explained.{expected}"
        if expected == "answered":
            assert dict(said.facts)["answer"] == Ref("answer", ("f", each.key, answer))
        scores = {worth(used, whole, each.key) for whole in possible if each.key in whole} - {None}
        counts = notes(said, "explained.counts")
        if used.rule == "gate" or answer == LEFT_OUT:
            assert not counts
        else:
            assert [(min(scores), max(scores), each.weight)] == [(c["low"], c["high"], c["weight"]) for c in counts]
        apart = [
            note.code for note in dict(said.facts)["more"] if note.code in {"explained.left_out", "explained.no_rule"}
        ]
        rule = used.rule == "gate" or used.not_applicable is not None
        assert apart == ([f"explained.{'left_out' if rule else 'no_rule'}"] if answer == LEFT_OUT else [])
        needed = [Ref("level", ("f", each.level))] if each.level and answer != LEFT_OUT else []
        assert needed == [note["level"] for note in notes(said, "explained.level")]
        never = [need for need in each.needs if not any(held(used, whole, need) for whole in possible)]
        unsure = [need for need in each.needs if not all(held(used, whole, need) for whole in possible)]
        lowest = used.scale_of(each.key).options[0].key
        if answer not in {LEFT_OUT, lowest}:
            assert [refs(never)] * bool(never) == [note["needs"] for note in notes(said, "explained.unmet")]
            if answer not in {None, "absent"} and not never:
                assert [refs(unsure)] * bool(unsure) == [note["needs"] for note in notes(said, "explained.if_unmet")]
        may_go = bool(never) and answer in {None, "absent"}
        assert may_go == ("explained.may_not_apply" in codes(said))


def held(used: Framework, whole: dict[str, str], key: str) -> bool:
    """Whether a need is met, or does not apply."""
    return left_out(whole[key]) or met(used, whole, key)


def refs(keys: list[str]) -> tuple[Ref, ...]:
    return tuple(Ref("criterion", ("f", key)) for key in keys)


@over(CASES)
def test_each_part_has_the_score_and_the_level_of_every_completion(number):
    """A committee that adds up the lines comes to the same."""
    used, answers, found, possible = case(number)
    for part in (found.whole, *found.dimensions):
        ref = Ref("framework", "f") if part.key is None else Ref("dimension", ("f", part.key))
        (said,) = (line.says for line in found.explanation if dict(line.says.facts).get("part") == ref)
        rule = used.rule if part.key is None else used.dimension(part.key).rule
        assert said.code == f"explained.{rule}"
        levels = used.levels if part.key is None else used.levels_of(part.key)
        scores = notes(said, "explained.score")
        if rule in {"gate", "profile"}:
            assert not scores
        elif totals := {points(used, whole, part.key) for whole in possible} - {None}:
            expected = (min(totals), max(totals), most(used, part.key))
            assert [expected] == [(score["lowest"], score["highest"], score["most"]) for score in wide(scores)]
        else:
            assert not scores
        places = {level(used, whole, part.key) for whole in possible} - {None} if levels else set()
        assert sorted(places)[:: max(1, len(places) - 1)] == [
            next(number for number, each in enumerate(levels) if each.key == ref.keys[-1]) for ref in told(said)
        ]
        assert set(answers) >= {ref.keys[1] for note in notes(said, "explained.any_score") for ref in note["criteria"]}


def wide(scores: list[dict]) -> list[dict]:
    return [{"highest": score["lowest"], **score} for score in scores]


def told(said: Statement) -> list[Ref]:
    """The levels that a line names, lowest first."""
    for note in dict(said.facts)["more"]:
        facts = dict(note.facts)
        if note.code.startswith("explained.level_"):
            return [facts["level"]]
        if note.code == "explained.levels":
            inner = dict(facts["result"].facts)
            return [inner["level"]] if "level" in inner else [inner["lowest"], inner["highest"]]
    return []


@over(CASES)
def test_what_is_open_is_counted(number):
    """A reader takes the number of open answers for what there is still to ask."""
    used, answers, found, _ = case(number)
    asked = {each.key for each in used.criteria}
    open_ = asked - {key for key, word in answers.items() if word != "absent"}
    facts = dict(found.says.facts)
    assert (Ref("framework", "f"), DAY) == (facts["framework"], facts["on"])
    unknown = [dict(each.facts)["criteria"] for each in facts["result"] if each.code == "result.unknown"]
    assert [open_] * bool(open_) == [{ref.keys[1] for ref in found} for found in unknown]


@over(CASES)
def test_the_next_level_takes_the_least_work(number):
    """Somebody plans days of work by it."""
    used, answers, found, _ = case(number)
    known = {key: word for key, word in answers.items() if word != "absent"}
    if used.not_applicable is None and used.rule != "gate" and LEFT_OUT in known.values():
        return
    for step in found.next_steps():
        if step.dimension is not None:
            continue
        facts = dict(step.says.facts)
        target = [each.key for each in used.levels].index(facts["level"].keys[1])
        assert least_effort(used, known, target) == facts["effort"]
        for better in step.improvements or ():
            facts = dict(better.says.facts)
            key = facts["criterion"].keys[1]
            scale = used.scale_of(key)
            lowest = scale.options[0].key
            steps = scale.place(facts["to"].keys[2]) - scale.place(known.get(key, lowest))
            assert facts["effort"] == used.criterion(key).effort * steps
            assert facts.get("now") == (Ref("answer", ("f", key, known[key])) if key in known else None)


def test_every_sentence_was_judged_often_enough():
    """A sentence that is never made is never judged."""
    said: Counter[str] = Counter()
    for number in CASES:
        found = case(number)[2]
        said.update(code for line in found.explanation for code in codes(line.says))
        said.update(codes(found.says))
        for step in found.next_steps():
            said.update([*codes(step.says), *(code for each in step.improvements or () for code in codes(each.says))])
    made = {
        *("explained.answered", "explained.not_answered", "explained.absent", "explained.not_applicable"),
        *(
            "explained.left_out",
            "explained.no_rule",
            "explained.unmet",
            "explained.if_unmet",
            "explained.may_not_apply",
        ),
        *("explained.counts", "explained.counts_weighted", "explained.counts_from", "explained.counts_from_weighted"),
        *("explained.score", "explained.scores", "explained.levels", "explained.level_from", "explained.level_above"),
        *("explained.level_is", "explained.any_score", "result.unknown", "result.whole", "next.level", "next.improve"),
        "next.improve_unknown",
    }
    assert set() == {code for code in made if said[code] < 20}


@over(range(60))
def test_a_gap_is_between_the_means_of_both_sides(number):
    """The gap is the finding: who rates higher, and by how much."""
    chance = random.Random(number)
    used = Framework("f", rule="sum", criteria=[Criterion("a", scale="three")], scales=[SCALE])
    worths = {"no": Fraction(0), "some": Fraction(1, 3), "yes": Fraction(1)}
    ratings = {role: [chance.choice(list(worths)) for _ in range(chance.randint(1, 3))] for role in ("carer", "board")}
    about = chance.choice([None, "ward"])
    sheets = [
        assess(used, {"a": word}, on=DAY, about=about, role=role, rater=f"{role}{place}")
        for role, words in ratings.items()
        for place, word in enumerate(words)
    ]
    (gap,) = perception_gap(sheets)
    users, staff = (sum(worths[word] for word in words) / len(words) for words in ratings.values())
    facts = dict(gap.says.facts)
    assert (users, len(ratings["carer"])) == (facts["mean"], facts["raters"])
    assert (None if about is None else Ref("subject", about)) == facts.get("subject")
    (other,) = facts["more"]
    inner = dict(other.facts)
    order = "higher" if staff > users else "lower" if staff < users else "same"
    assert (f"gap.{order}", staff, len(ratings["board"]), abs(staff - users)) == (
        other.code, inner["mean"], inner["raters"], inner["gap"],
    )  # fmt: skip


@over(range(200))
def test_a_level_rose_or_fell_only_where_every_completion_says_so(number):
    """What is not known may be a rise, a fall or neither."""
    used, answers, before, first = case(number)
    words = filled(used, random.Random(-number))
    after = assess(used, sheet(words), on=LATER)
    second = list(completions(used, {key: word for key, word in words.items() if word != "absent"}))
    if LEFT_OUT in {*words.values(), *answers.values()}:
        return
    compared = before.compare(after)
    changed = {each.key for each in used.criteria if answers.get(each.key) != words.get(each.key)}
    assert dict(compared.says.facts)["answers"] == len(changed)
    for part in compared.parts:
        measure = level if (used.levels if part.dimension is None else used.levels_of(part.dimension)) else points
        then, now = ({measure(used, each, part.dimension) for each in found} - {None} for found in (first, second))
        direction = (
            "rose" if min(now) > max(then) else "fell" if max(now) < min(then)
            else "same" if then == now and len(now) == 1 else "unknown"
        )  # fmt: skip
        assert part.says.code == f"compared.{direction}"
        if measure is level and direction != "same":
            keys = [each.key for each in (used.levels if part.dimension is None else used.levels_of(part.dimension))]
            for name, places in (("before", then), ("after", now)):
                clause = dict(dict(part.says.facts)[name].facts)
                assert {ref.keys[-1] for ref in clause.values()} == {keys[min(places)], keys[max(places)]}
