"""The processes that truth about retention is asked of: the case files, and random records under random purposes."""

from datetime import date, timedelta
from functools import cache
from random import Random

from involvement import (
    Contribution,
    DecisionMap,
    Event,
    Forum,
    Ledger,
    Person,
    Process,
    Representation,
    Seat,
    Stakeholder,
    Support,
)
from involvement.data_protection import Consent, DataProtection, LawfulBasis, ProcessingPurpose, RetentionAnchor
from involvement.plans import Interval
from involvement.support import AccessNeed, Attendance, Expense, NeedsAsked, PaperSent, StatedNeed
from tests.checks.case_files import cases
from tests.truth.processes import Asked

FIRST = date(2024, 1, 8)
RANDOM = 400
PERSONS = ("p-1", "p-2", "p-3")
EVERYBODY = (*PERSONS, "members", "visitors")
COVERED = (
    "stated_need",
    "expense",
    "paper_sent",
    "needs_asked",
    "attendance",
    "contribution",
    "seat",
    "person",
    "consent",
)


@cache
def processes() -> tuple[Asked, ...]:
    files = (Asked(str(case), case.process, case.on) for case in cases("PRV004"))
    return (*files, *map(random_process, range(RANDOM)))


def random_process(seed: int) -> Asked:
    rng = Random(f"retention {seed}")

    def day(most: int = 700) -> date:
        return FIRST + timedelta(days=rng.randint(0, most))

    def maybe_day() -> date | None:
        return rng.choice((None, day()))

    def who() -> str:
        return rng.choice(EVERYBODY)

    def times(most: int = 3) -> range:
        return range(rng.randint(0, most))

    meetings = []
    for _ in times():
        here = rng.sample(EVERYBODY, rng.randint(1, 4))
        on = FIRST + timedelta(days=200 * len(meetings) + rng.randint(0, 199))
        meetings.append(Attendance("group", on, expected=here, attended=rng.choice((None, here[:1]))))
    expenses = []
    for _ in times():
        claimed = day()
        closed = claimed + timedelta(days=rng.randint(0, 30))
        ends = {rng.choice(("paid_on", "declined_on")): closed} if rng.random() < 0.7 else {}
        expenses.append(Expense(who(), claimed_on=claimed, **ends))
    said = [Contribution(f"c{number}", on=day(), stakeholder=rng.choice((None, who()))) for number in times()]
    events = [
        Event(each.key, "acknowledged", on=each.on + timedelta(days=rng.randint(0, 400)))
        for each in said
        if rng.random() < 0.8
    ]
    purposes = [
        ProcessingPurpose(
            f"purpose-{number}",
            basis=rng.choice(list(LawfulBasis)),
            retention=rng.choice(
                (None, Interval(rng.randint(1, 4), "months"), Interval(1, "years"), Interval(3, "weeks"))
            ),
            anchor=rng.choice(list(RetentionAnchor)),
            covers=rng.sample(COVERED, rng.randint(1, 5)),
        )
        for number in times()
    ]
    process = Process(
        f"retention-{seed}",
        stakeholders=[
            *(Stakeholder(key, kind="person", until=maybe_day()) for key in PERSONS[:2]),
            Stakeholder("members", kind="group"),
            Stakeholder("visitors"),
        ],
        representation=Representation(
            people=[Person("p-3", {"carer": "yes"} if rng.random() < 0.5 else {}), Person("p-1", member_of=["members"])]
        ),
        decision_map=DecisionMap(forums=[Forum("group", seats=[Seat(key, until=maybe_day()) for key in rng.sample(EVERYBODY[:2], 1)])]),
        ledger=Ledger(said, events),
        support=Support(
            needs=[StatedNeed(who(), rng.choice(list(AccessNeed)), until=maybe_day()) for _ in times()],
            needs_asked=[NeedsAsked(who(), day(), by=rng.choice((None, who()))) for _ in times()],
            papers=[PaperSent(who(), day()) for _ in times()],
            attendances=meetings,
            expenses=expenses,
        ),
        data_protection=DataProtection(
            purposes=purposes,
            consents=[Consent(who(), "publish", on=FIRST, withdrawn=maybe_day()) for _ in times(2)],
            ended=maybe_day(),
        ),
    )  # fmt: skip
    return Asked(f"random {seed}", process, day(1100))
