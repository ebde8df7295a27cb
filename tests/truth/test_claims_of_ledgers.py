"""The words of a ledger's results: what each says is so when everything is played again, event by event."""

from collections import Counter
from functools import cache

from involvement.references import Ref
from involvement.wording import Statement
from tests.at_once import over
from tests.oracles import feedback as oracle
from tests.truth.processes import Asked
from tests.truth.processes_of_feedback import processes

DONE = {"did", "did_in_part", "will_do"}
JUDGED: Counter[str] = Counter()


@cache
def ledgers() -> list[Asked]:
    """Processes with a ledger, and the days on which they are asked about."""
    return [asked for asked in processes() if asked.process.ledger is not None][::3][:450]


def facts(statement: Statement) -> dict:
    """The facts of a statement by name; it is counted as judged."""
    JUDGED[statement.code] += 1
    return dict(statement.facts)


@over(ledgers)
def test_the_balance_counts_each_contribution_in_the_state_it_is_in(asked):
    """The sum of the states is what was received."""
    ledger, on = asked.process.ledger, asked.on
    states = Counter(found["state"] for found in oracle.standing(ledger, on).values())
    names = ("open", "answered", "withdrawn", "merged", "redirected")
    expected = {"on": on, "received": states.total(), **{name: states[name] for name in names}}
    assert expected == facts(ledger.balance(on).says)


@over(ledgers)
def test_how_far_each_has_come_is_so(asked):
    """State, where it was merged into, and when those who raised it were told."""
    ledger, on = asked.process.ledger, asked.on
    for key, found in oracle.standing(ledger, on).items():
        statement = ledger.progress(key, on).says
        told = facts(statement)
        merged = found["end"] != key
        assert ("progress.merged" if merged else "progress") == statement.code
        assert Ref("contribution", key) == told["contribution"]
        assert found["end_state" if merged else "state"] == told["state"].value
        if merged:
            assert Ref("contribution", found["end"]) == told["end"]
        assert ([found["told"]] if found["told"] else []) == [facts(each)["day"] for each in told["more"]]


@over(ledgers)
def test_what_is_overdue_was_due_and_is_as_late_as_it_says(asked):
    """Days late are days of the calendar from the due day."""
    ledger, on = asked.process.ledger, asked.on
    rows, unknown = oracle.overdue(ledger, on)
    overdue = ledger.overdue(on)
    told = facts(overdue.says)
    assert (on, len(rows)) == (told["on"], told["late"])
    assert {f"overdue.undated_{kind}": n for kind, n in unknown.items()} == {
        each.code: facts(each)["number"] for each in told["more"]
    }
    found = []
    for row in overdue:
        part = facts(row.says)
        late, *owner = map(facts, part["more"])
        assert (on - part["due"]).days == late["days"] > 0
        found.append(
            (part["contribution"].keys[0], row.says.code.removeprefix("due.").removesuffix("_was"), part["due"])
        )
        if (named_last := owner_of(ledger, row.contribution, on)) is not None:
            assert [{"owner": Ref("stakeholder", named_last)}] == owner
    assert rows == sorted(found)


def owner_of(ledger, key, on) -> str | None:
    """Who was named last as the owner of a contribution that is not merged; None where nobody was, or it is."""
    if oracle.standing(ledger, on)[key]["end"] != key:
        return None
    owners = [next(each.owner for each in ledger.contributions if each.key == key)]
    owners += [each.owner for each in oracle.in_order(ledger.events) if each.contribution == key and each.on <= on]
    return next((owner for owner in reversed(owners) if owner is not None), None)


@over(ledgers)
def test_what_falls_due_leaves_as_many_days_as_it_says(asked):
    """The day itself is still in time."""
    ledger, on = asked.process.ledger, asked.on
    until = on.replace(year=on.year + 1)
    late = {row[:2] for row in oracle.overdue(ledger, on)[0]}
    for row in ledger.falling_due(on, until):
        part = facts(row.says)
        timing = part["more"][0]
        assert ("due.left" if part["due"] > on else "due.last_day") == timing.code
        assert (part["due"] - on).days == facts(timing)["days"]
        kind = row.says.code.removeprefix("due.").removesuffix("_is")
        assert (part["contribution"].keys[0], kind) not in late


@over(ledgers)
def test_the_loop_is_closed_as_far_as_it_says(asked):
    """Each rate is counted again, for all and for each group."""
    ledger, on = asked.process.ledger, asked.on
    by_key = {each.key: each for each in ledger.contributions}
    counted, apart = {}, Counter()
    for key, found in oracle.standing(ledger, on).items():
        if found["state"] == "withdrawn":
            apart["closure.withdrawn"] += 1
        elif found["end_state"] == "redirected":
            apart["closure.redirected"] += 1
        elif not by_key[key].way_back:
            apart["closure.no_way_back"] += 1
        else:
            counted[key] = found
    closure = ledger.closure(on)
    told = facts(closure.says)
    assert on == told["on"]
    overall, *more = told["parts"]
    assert dict(apart) == {each.code: facts(each)["number"] for each in more}
    judge(overall, list(counted.values()))
    for group in closure.groups:
        own = [found for key, found in counted.items() if by_key[key].stakeholder == group.stakeholder]
        part = judge(group.says, own)
        assert (None if group.stakeholder is None else Ref("stakeholder", group.stakeholder)) == part.get("stakeholder")


def judge(statement: Statement, found: list[dict]) -> dict:
    """Whether a closure says what is so of these contributions."""
    told = facts(statement)
    assert len(found) == told["all"]
    if not found:
        return told
    answered = [each for each in found if each["answered"]]
    accepted = [each for each in answered if each["answer"] is not None and outcome(each) in DONE]
    assert sum(each["acknowledged"] is not None for each in found) == told["acknowledged"]
    assert len(answered) == told["answered"]
    done = sum(each["kept"] is not None or outcome(each) == "did" for each in accepted)
    expected = {
        "closure.told": (sum(each["told"] is not None for each in answered), len(answered)),
        "closure.done": (done, len(accepted)),
    }
    parts = {each.code: facts(each) for each in told["more"]}
    assert {code: pair for code, pair in expected.items() if pair[1]} == {
        code: (part["n"], part["of"]) for code, part in parts.items()
    }
    return told


def outcome(found: dict) -> str:
    given = found["answer"].outcome
    return "" if given is None else given.value


def test_every_sentence_was_judged_often_enough():
    """What is said once in all has hardly been judged."""
    for judged in (
        test_the_balance_counts_each_contribution_in_the_state_it_is_in,
        test_how_far_each_has_come_is_so,
        test_what_is_overdue_was_due_and_is_as_late_as_it_says,
        test_what_falls_due_leaves_as_many_days_as_it_says,
        test_the_loop_is_closed_as_far_as_it_says,
    ):
        judged()
    often = {
        "ledger.balance", "progress", "progress.merged", "progress.told", "overdue.some", "overdue.none", "due.late",
        "due.left", "due.owner", "due.answered_was", "due.answered_is", "closure.on", "closure.all", "closure.of",
        "closure.told", "closure.done", "closure.no_way_back", "closure.redirected", "closure.withdrawn",
    }  # fmt: skip
    assert set() == {code for code in often if JUDGED[code] < 20}
