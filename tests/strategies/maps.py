"""Which maps must the laws hold for? Random ones, small enough to enumerate or large enough to surprise."""

from collections.abc import Collection
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Reply, Stage, Standing
from tests.oracles.plain import Door, Place, Town, Way

FIRST = date(2026, 1, 1)
STAKEHOLDERS = ("carers", "members", "peers")
CARRIERS = ("ann", "bob", "cy")
STANDINGS = (None, *(standing.value for standing in Standing))

Who = str | Collection[str] | None


def day(number: int) -> date:
    """The day that many days after the first."""
    return FIRST + timedelta(days=number)


def small_map(
    rng: Random, *, forums: int = 6, flows: int = 10, decisions: int = 2, entry_points: int = 4, replies: int = 6
) -> DecisionMap:
    """So many forums, flows and so on within some 100 days."""
    keys = list("abcdef"[:forums])
    rng.shuffle(keys)
    return DecisionMap(
        forums=[_forum(rng, key) for key in keys],
        flows=[_flow(rng, keys) for _ in range(flows)],
        decisions=[_decision(rng, f"decision-{number}", keys) for number in range(decisions)],
        entry_points=[_entry_point(rng, keys) for _ in range(entry_points)],
        replies=[_reply(rng, keys) for _ in range(replies)],
        stakeholders=STAKEHOLDERS,
    )


def sparse_map(rng: Random) -> DecisionMap:
    """Up to eight forums that each decide something, too few flows to join them: many doors to open."""
    keys = list("abcdefgh"[: rng.randint(3, 8)])
    rng.shuffle(keys)
    return DecisionMap(
        forums=[Forum(key) for key in keys],
        flows=[_flow(rng, keys) for _ in range(rng.randint(2, 10))],
        decisions=[Decision(f"decision-{key}", made_at=key) for key in keys if rng.random() < 0.8],
        entry_points=[_entry_point(rng, keys) for _ in range(rng.randint(0, 2))],
        stakeholders=STAKEHOLDERS,
    )


def small_maps() -> st.SearchStrategy[DecisionMap]:
    """Up to six forums and ten flows, so that every route and every day can be tried; fewer where Hypothesis makes them smaller."""
    return st.builds(
        small_map,
        randoms(),
        forums=st.integers(2, 6),
        flows=st.integers(1, 10),
        decisions=st.integers(1, 2),
        entry_points=st.integers(1, 4),
        replies=st.integers(0, 6),
    )


def randoms() -> st.SearchStrategy[Random]:
    """A source of choices from one whole number: a hundred choices of Hypothesis cost more than most laws do."""
    return st.builds(Random, st.integers(0, 2**24 - 1))


def larger_map(rng: Random) -> DecisionMap:
    """Some 30 to 60 forums with meetings over a year, joined by 150 to 300 flows."""
    keys = [f"forum-{number}" for number in range(rng.randint(30, 60))]
    flows = []
    for _ in range(rng.randint(150, 300)):
        source, target = rng.sample(keys, 2)
        opens, closes = _window(rng, 0.15, 300)
        days = rng.choice((None, 0, 3, 7, 14, 30))
        standing = rng.choice(STANDINGS)
        flows.append(Flow(source, target, days=days, standing=standing, opens=opens, closes=closes))
    return DecisionMap(
        forums=[Forum(key, meetings=_year(rng), papers_due=rng.choice((None, 0, 5, 10))) for key in keys],
        flows=flows,
        decisions=[
            Decision(
                f"decision-{number}",
                made_at=rng.choice(keys),
                on=day(rng.randint(60, 360)),
                stages=[Stage("options", at=rng.choice(keys), by=day(rng.randint(40, 360)))],
            )
            for number in range(4)
        ],
        entry_points=[_entry_point(rng, keys) for _ in range(rng.randint(2, 6))],
        stakeholders=STAKEHOLDERS,
    )


def stakeholders(rng: Random) -> Who:
    """Anyone, one of them, or several."""
    return rng.choice((None, *STAKEHOLDERS, frozenset(STAKEHOLDERS[:2]), list(STAKEHOLDERS[1:])))


def standing(rng: Random) -> str | None:
    """A standing that may be asked for, by its word; None asks for none."""
    return rng.choice(STANDINGS)


def _day_or_none(rng: Random, first: int, last: int, missing: float = 0.2) -> date | None:
    return None if rng.random() < missing else day(rng.randint(first, last))


def _window(rng: Random, likely: float, last: int) -> tuple[date | None, date | None]:
    if rng.random() >= likely:
        return None, None
    opens = rng.randint(0, last)
    closes = opens + rng.randint(0, last // 2)
    return rng.choice(((day(opens), None), (None, day(closes)), (day(opens), day(closes))))


def _forum(rng: Random, key: str) -> Forum:
    papers_due = rng.choice((None, 0, 0, 1, 3, 7))
    kind = rng.randint(0, 7)
    if kind == 0:
        return Forum(key, papers_due=papers_due)
    if kind == 1:
        return Forum(key, meetings=Meetings.any_day(), papers_due=papers_due)
    if kind <= 4:
        meetings = range(rng.randint(0, 20), 100, rng.choice((7, 10, 14, 30)))
    else:
        meetings = sorted(rng.randint(0, 90) for _ in range(rng.randint(0, 6)))
    return Forum(key, meetings=Meetings.on(map(day, meetings)), papers_due=papers_due)


def _year(rng: Random) -> Meetings | None:
    kind = rng.randint(0, 19)
    if kind == 0:
        return rng.choice((None, Meetings.any_day()))
    return Meetings.on(map(day, range(rng.randint(0, 90), 365, rng.choice((14, 30, 30, 61, 91)))))


def _flow(rng: Random, keys: list[str]) -> Flow:
    source, target = rng.sample(keys, 2)
    opens, closes = _window(rng, 0.25, 60)
    return Flow(
        source,
        target,
        days=rng.choice((None, 0, 0, 1, 2, 7, 14)),
        standing=standing(rng),
        carried_by=rng.choice((None, None, *CARRIERS)),
        opens=opens,
        closes=closes,
    )


def _entry_point(rng: Random, keys: list[str]) -> EntryPoint:
    opens, closes = _window(rng, 0.3, 60)
    who = rng.choice((None, *STAKEHOLDERS))
    return EntryPoint(rng.choice(keys), who, standing=standing(rng), opens=opens, closes=closes)


def _decision(rng: Random, key: str, keys: list[str]) -> Decision:
    names = [name for name in ("agenda", "options", "implementation") if rng.random() < 0.4]
    stages = [
        Stage(name, at=rng.choice(keys), by=_day_or_none(rng, 0, 100), calls_for=_called_for(rng, 0.2))
        for name in names
    ]
    on, calls_for = _day_or_none(rng, 0, 120), _called_for(rng, 0.5)
    return Decision(key, made_at=rng.choice(keys), on=on, stages=stages, calls_for=calls_for)


def _called_for(rng: Random, share: float) -> str | None:
    """What a stage or a decision calls for, or nothing."""
    return rng.choice(STANDINGS) if rng.random() < share else None


def needed(decision: Decision, stage: Stage) -> int:
    """The rank with which a view is in time: what the stage calls for, else the decision; never less than consulted."""
    return max(rank(stage.calls_for or decision.calls_for), 2)


def _reply(rng: Random, keys: list[str]) -> Reply:
    source, target = rng.sample(keys, 2)
    if rng.random() < 0.2:
        target = rng.choice(STAKEHOLDERS)
    return Reply(source, target, days=rng.choice((None, 0, 2, 7)))


def described(decision_map: DecisionMap) -> str:
    """Everything on the map, a line each: the map's own repr only counts."""
    parts = (decision_map.forums, decision_map.flows, decision_map.decisions, decision_map.entry_points)
    return "\n".join(repr(each) for part in (*parts, decision_map.replies) for each in part)


def group(who: Who) -> frozenset[str] | None:
    """The stakeholders asked after, as the oracles take them; None is anyone."""
    return None if who is None else frozenset([who] if isinstance(who, str) else who)


def rank(given: Standing | str | None, unknown: int = 2) -> int:
    """Where a standing stands, lowest 0; one that is not given counts as consulted."""
    return unknown if given is None else list(Standing).index(Standing(given))


def number(given: date | None) -> int | None:
    """How many days after the first."""
    return None if given is None else (given - FIRST).days


def plain(decision_map: DecisionMap) -> Town:
    """What the oracles know of the map; what is not known is taken in favour of the view."""
    return Town(
        tuple(Place(forum.key, _meets(forum), forum.papers_due or 0) for forum in decision_map.forums),
        tuple(
            Way(
                position,
                flow.source,
                flow.target,
                flow.days or 0,
                rank(flow.standing),
                number(flow.opens),
                number(flow.closes),
                flow.carried_by,
            )
            for position, flow in enumerate(decision_map.flows)
        ),
        tuple(
            Door(position, each.forum, each.stakeholder, rank(each.standing), number(each.opens), number(each.closes))
            for position, each in enumerate(decision_map.entry_points)
        ),
    )


def plain_replies(decision_map: DecisionMap) -> tuple[Way, ...]:
    """The replies, as the oracles know them."""
    return tuple(
        Way(position, reply.source, reply.target, reply.days or 0, 0)
        for position, reply in enumerate(decision_map.replies)
    )


def _meets(forum: Forum) -> frozenset[int] | None:
    if forum.meetings is None or forum.meetings.always:
        return None
    return frozenset((meeting - FIRST).days for meeting in forum.meetings.also)
