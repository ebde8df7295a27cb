"""Claims of answers: influence, cycle, agendas, timetable, schedule, and what is given as JSON."""

from collections.abc import Iterable, Sequence
from datetime import date

from involvement import Standing
from involvement.cycles import CycleNeed
from involvement.decisions import Opportunity
from involvement.plans import Agenda, Schedule
from involvement.power import ConditionFact, InfluenceRow
from tests.laws.claims import NEVER, OUTCOMES, Claims, Data, Key, Known, iso

# Influence


def of_influence(rows: Iterable[InfluenceRow], known: Known) -> Claims:
    """What say people can have, or had: whether they can be heard, take part, and were answered."""
    for row in rows:
        who, decision, stage = row.stakeholder, row.decision, row.stage.value
        if who is None:
            continue
        yield ("reachable", "stage day", decision, stage), iso(row.by)
        facts = {fact.condition.value: fact for fact in row.facts.facts}
        heard, answered = facts["heard_in_time"], facts["answered_with_reasons"]
        late = heard.because is not None and heard.because.code == "feedback.too_late"
        if heard.showing == "not_shown" and not late:
            yield ("reachable", "possible", decision, stage, who), False
        elif heard.showing == "shown" and heard.by_map:
            yield ("reachable", "possible", decision, stage, who), True
        if row.says.as_data()["facts"]["say"]["code"] == "say.shown":
            yield ("present", "takes part", who), True
        yield from _of_answers_to(who, decision, answered, known)


def _of_answers_to(who: str, decision: str, answered: ConditionFact, known: Known) -> Claims:
    """How much they said about a decision that can be answered, and how much of that has no answer with a reason, or one that gives none."""
    if answered.because is None:
        return
    code, facts = (
        answered.because.code.removeprefix("feedback.").removeprefix("all_"),
        answered.because.as_data()["facts"],
    )
    yield ("answered", "said", who, decision), facts["all"]
    yield ("answered", "bare", who, decision), facts["some"] if code == "without_reason" else 0
    if code in {"unanswered", "not_answered_yet"}:
        yield ("answered", "without reasons", who, decision), facts["some"]
    elif code in {"answered", "answered_or_noted", "not_shown_told"}:
        yield ("answered", "without reasons", who, decision), 0
        for contribution in known.said_about(who, decision):
            if known.contributions[contribution].way_back:
                yield ("answered", "open", contribution), False


# The cycle


def of_cycle(needs: Iterable[CycleNeed]) -> Claims:
    """What the needs of each stage say of all things of a kind."""
    for need in needs:
        met = {"met": True, "unmet": False}.get(need.status.value)
        if met is None:
            continue
        if need.key == "work-done":
            yield ("late", "any activity"), not met
        elif need.key == "reviewed" and met:
            yield ("late", "reviews"), 0
        elif need.key == "decisions":
            yield ("reachable", "all ahead in reach"), met
        elif need.key == "told":
            yield ("answered", "all told"), met
        elif need.key == "adjustments":
            yield ("present", "all arranged"), met


# Minutes


def of_minutes(agendas: Iterable[Agenda]) -> Claims:
    """What meetings ahead have to deal with."""
    for item in (item for agenda in agendas for item in agenda.items):
        facts = item.says.as_data()["facts"]
        match item.kind.value:
            case "views":
                yield ("reachable", "stage day", item.about, str(item.stage)), iso(item.by)
            case "answer":
                yield ("answered", "open", item.about), False
                yield ("answered", "told", item.about), False
                yield ("answered", "settled on", item.about), facts["day"]
            case "activity":
                yield ("late", "to do", item.about), True
                yield ("late", "activity due", item.about), facts["by"]
            case "review" if item.says.code in {"agenda.review", "agenda.review_late"}:
                yield ("late", "review", facts["day"]), "not held"


# What is given as JSON


def of_timetable(rows: Iterable[Data]) -> Claims:
    """Last days and status of each row; over all rows of a stage, until when anybody is heard."""
    stages: dict[tuple[str, str], list[Data]] = {}
    for row in rows:
        decision, stage, who = row["decision"], row["stage"], row["stakeholder"]
        days = [day for standing, day in row["last_days"] if Standing(standing) >= Standing.CONSULTED]
        stages.setdefault((decision, stage), []).append(row)
        yield ("reachable", "stage day", decision, stage), row["by"]
        if who is not None:
            place = (decision, stage, who)
            ahead = None if row["ahead"] is None else row["ahead"]["day"]
            yield (
                ("reachable", "speak by", *place),
                None if row["status"] == "withdrawn" else ahead or row["latest_start"],
            )
            yield ("reachable", "ahead", *place), ahead
            yield ("reachable", "status", *place), row["status"]
            if row["by"] is not None:
                yield ("reachable", "heard by", *place), max(days, default=NEVER)
                yield ("reachable", "still", *place), max(days, default="") >= row["on"]
                yield ("reachable", "possible", *place), bool(days)
    for place, of_stage in stages.items():
        yield ("reachable", "in time until", *place), _until(of_stage)
        if of_stage[0]["by"] is not None and of_stage[0]["status"] != "withdrawn":
            still = [
                day >= row["on"] for row in of_stage for how, day in row["last_days"] if Standing(how) >= "consulted"
            ]
            yield ("reachable", "anyone still", *place), any(still)
        ahead = [row["ahead"]["day"] for row in of_stage if row["ahead"] is not None]
        yield ("reachable", "ahead until", *place), max(ahead, default=NEVER)


def _until(rows: Sequence[Data]) -> str:
    """The last day of anybody with what is called for, or where no route gives that, of being heard at all."""
    needs = max(Standing(row["needs"]) for row in rows)
    given = any(row["best"] is not None and Standing(row["best"]) >= needs for row in rows)
    enough = needs if given else Standing.CONSULTED
    days = [day for row in rows for standing, day in row["last_days"] if Standing(standing) >= enough]
    return max(days, default=NEVER)


def of_answers(overdue: Data, progress: Sequence[Data], known: Known) -> Claims:
    """What is overdue, and how far each contribution has come."""
    late: set[Key] = set()
    for row in overdue["rows"]:
        place = (row["contribution"], row["promise"])
        late.add(("promise", *place))
        yield ("late", "promise", *place), True
        yield ("late", "due", *place), row["due"]
        yield ("late", "days", *place), row["days_late"]
    for what in sorted(known.promised - late):
        yield ("late", *what), False
    yield ("late", "promises"), len(late)
    for far in progress:
        said = far["contribution"]
        if far["stakeholder"] is not None:
            yield ("present", "takes part", far["stakeholder"]), True
        yield ("answered", "state", said), far["state"]
        yield ("answered", "open", said), far["end_state"] == "open" and far["state"] != "withdrawn"
        yield ("answered", "told", said), far["told"] is not None
        yield ("answered", "told on", said), far["told"]
        yield ("answered", "settled on", said), far["settled"]
        yield ("answered", "outcome", said), None if far["answer"] is None else far["answer"].get("outcome")
    owed = [far for far in progress if far["contribution"] in known.owed]
    for state in ("answered", "open", "merged", "redirected", "withdrawn"):
        yield ("answered", "number", state), sum(far["state"] == state for far in owed)
    settled = [far for far in owed if far["settled"] is not None and far["way_back"]]
    if settled:
        yield ("answered", "all told"), all(far["told"] is not None for far in settled)
    for said in sorted({far["end"] for far in progress}):
        yield ("answered", "voices", said), sum(far["end"] == said for far in owed)
        untold = [far for far in settled if far["end"] == said and far["told"] is None]
        yield ("answered", "untold", said), len(untold)


def of_answers_by_decision(progress: Iterable[Data], known: Known) -> Claims:
    """How much each of those whose views count said about each decision that can be answered, and has no answer with a reason."""
    told = {far["contribution"]: far for far in progress if far["end_state"] in {"open", "answered"}}
    for who in sorted(known.service_users):
        for decision in known.decisions:
            said = [key for key in known.said_about(who, decision) if key in told and known.contributions[key].way_back]
            yield ("answered", "said", who, decision), len(said)
            answers = [told[key]["answer"] for key in said]
            yield ("answered", "without reasons", who, decision), sum(not _reasoned(answer) for answer in answers)
            bare = sum(answer is not None and not _reasoned(answer) for answer in answers)
            yield ("answered", "bare", who, decision), bare


def _reasoned(answer: Data | None) -> bool:
    return answer is not None and bool(answer.get("reason") or answer.get("outcome") == "noted")


def of_agreement(agreement: Data | None) -> Claims:
    """What was settled about each issue, and by when it comes back."""
    settled = {} if agreement is None else {each["issue"]: each for each in agreement.get("settlements", ())}
    for issue, each in settled.items():
        yield ("settled", issue), each["outcome"]
        yield ("settled", "by", issue), each.get("by")
        yield ("settled", "who", issue), each.get("who")
        if "last_day" in each:
            yield ("settled", "last day", issue), each["last_day"]
    for outcome in OUTCOMES if settled else ():
        yield ("settled", "number", outcome), sum(each["outcome"] == outcome for each in settled.values())
    for position in () if agreement is None else agreement.get("positions", ()):
        for place in position["issues"]:
            for issue in [place] if isinstance(place, str) else place:
                if issue not in settled:
                    yield ("settled", issue), "not settled"


def of_schedule(schedule: Schedule | None, on: date) -> Claims:
    """When each activity that is not done must be finished."""
    for row in () if schedule is None else schedule.rows:
        yield ("late", "to do", row.activity), row.done is None
        if row.done is None:
            yield ("late", "activity due", row.activity), iso(row.latest_end)
        yield ("late", "activity", row.activity), row.done is None and (row.latest_end or on) < on


def of_map(map_: Data, known: Known) -> Claims:
    """Who has a seat, and where those whose views count have some."""
    for forum in map_.get("forums", ()):
        holders = [seat["stakeholder"] for seat in forum.get("seats", ())]
        yield ("present", "seats", forum["key"]), sum(who in known.service_users for who in holders)
        for who in holders:
            yield ("present", "takes part", who), True


def of_arrangements(arrangements: Iterable[Data], on: str) -> Claims:
    """What people need at the meetings ahead, and whether it is arranged."""
    for row in arrangements:
        if row["meeting"] >= on and row["need"] is not None:
            place = (row["stakeholder"], row["forum"], row["meeting"], row["need"])
            yield ("present", "need", *place), row["state"]
            if row["state"] == "unmet":
                yield ("present", "all arranged"), False
        elif row["meeting"] >= on and row["state"] == "not_asked":
            yield ("present", "asked", row["stakeholder"], row["forum"]), False


def opportunity_data(row: Opportunity) -> Data:
    return {
        "decision": row.decision,
        "stage": row.stage.value,
        "by": iso(row.by),
        "stakeholder": row.stakeholder,
        "status": row.status.value,
        "latest_start": iso(row.latest_start),
        "last_days": [(standing, day.isoformat()) for standing, day in row.last_days],
        "on": row.on.isoformat(),
        "needs": row.needs.value,
        "best": row.best,
        "ahead": None
        if row.ahead is None
        else {"day": row.ahead.day.isoformat(), "standing": row.ahead.standing.value},
    }
