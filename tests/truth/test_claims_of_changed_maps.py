"""The words of what-if: what a change of map does, asked of both maps one question at a time."""

from collections import Counter
from datetime import date
from random import Random

from involvement import EntryPoint, Standing
from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over
from tests.strategies.maps import small_map

CASES = range(220)
FIRST = date(2026, 1, 1)
JUDGED: Counter[str] = Counter()


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    JUDGED[statement.code] += 1
    return dict(statement.facts)


def answer(decision_map, about, who, decision, stage):
    """The answer of one map to the question that a change is about; None where there is none."""
    if decision not in {each.key for each in decision_map.decisions}:
        return None
    asked = {} if who is None else {"stakeholder": who}
    if about == "day":
        enough = decision_map.latest_start(decision, stage=stage, **asked)
        return enough or decision_map.latest_start(decision, stage=stage, at_least="consulted", **asked)
    if about == "standing":
        every = [each for each in Standing if decision not in decision_map.out_of_reach(at_least=each, **asked)]
        return max(every, default=None)
    found = decision_map.gatekeepers_of(decision, **asked)
    return None if found is None else tuple(Ref("forum", key) for key in found)


@over(CASES)
def test_what_changes_is_what_each_map_says(number):
    """Before is the answer of the one, after that of the other."""
    chance = Random(number)
    before = small_map(chance)
    drop = [*chance.sample(before.flows, 3), *before.entry_points[:1]]
    after = before.revised(drop=drop)
    first, second = (before, after) if number % 2 else (after, before)
    compared = first.compare(second, on=FIRST)
    for change in (*compared.reach, *compared.last_days, *compared.gatekeepers):
        about, how = change.says.code.removeprefix("change.").split("_")
        told = facts(change.says)
        topic = facts(told["topic"])
        who = None if told["stakeholder"] is None else told["stakeholder"].keys[0]
        (decision,) = topic["decision"].keys
        stage = topic.get("stage")
        was, now = (answer(each, about, who, decision, stage) for each in (first, second))
        assert (was, now) == (told["before"], told["after"])
        assert {(True, False): "opens", (False, True): "ends"}.get((was is None, now is None), "moves") == how
        assert was != now


@over(CASES)
def test_the_forums_to_open_reach_all_but_what_it_names(number):
    """Opening them all would reach no more, and none of those named can be left out."""
    chance = Random(number)
    decision_map = small_map(chance, entry_points=chance.choice([1, 6]), flows=chance.choice([3, 12]), decisions=2)
    among = [forum.key for forum in decision_map.forums][: chance.choice([1, 2, 6])]
    openings = decision_map.fewest_entry_points("carers", among=among)
    told = facts(openings.says)
    forums = [forum.keys[0] for forum in told["forums"]]
    unreached = tuple(decision.keys[0] for each in told["more"] for decision in facts(each)["decisions"])

    def left(opened):
        entries = [EntryPoint(forum, "carers", standing="consulted") for forum in opened]
        return decision_map.revised(add=entries).out_of_reach("carers")

    assert unreached == left(forums) == left(among)
    for forum in forums:
        assert left(set(forums) - {forum}) != unreached
    code = "some" if forums else "none" if unreached else "not_needed"
    assert f"openings.{code}" == openings.says.code


def test_every_sentence_was_judged_often_enough():
    """What is said once in all has hardly been judged."""
    test_what_changes_is_what_each_map_says()
    test_the_forums_to_open_reach_all_but_what_it_names()
    often = {"openings.some", "openings.none", "openings.not_needed"} | {
        f"change.{about}_{how}" for about in ("standing", "day", "forums") for how in ("opens", "ends", "moves")
    }
    assert set() == {code for code in often if JUDGED[code] < 20}
