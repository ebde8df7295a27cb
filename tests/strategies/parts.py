"""The parts of a living process as Hypothesis draws them: who is there, what is planned, said and supported."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from involvement.data_protection import (
    Consent,
    DataProtection,
    LawfulBasis,
    ProcessingPurpose,
    RecordKind,
    RetentionAnchor,
    SpecialCondition,
)
from involvement.decisions import StageName
from involvement.feedback import AnswerOutcome, Channel, Contribution, Event, EventKind, Ledger, Promise
from involvement.people import Person, Population, PopulationShare, Quota, Representation, TargetProfile
from involvement.plans import (
    Activity,
    Interval,
    IntervalUnit,
    MeetingCycle,
    Recruitment,
    Review,
    When,
    WorkingWeek,
    Workplan,
)
from involvement.support import (
    AccessNeed,
    Adjustment,
    Attendance,
    Audience,
    Barrier,
    BarrierKind,
    Engagement,
    EngagementKind,
    Expense,
    ExpenseKind,
    ExpensesPolicy,
    Lead,
    LeadDemand,
    LeadSkill,
    Mitigation,
    MitigationEffect,
    NeedsAsked,
    NotedBarrier,
    PaperFormat,
    PaperSent,
    PaymentOffer,
    PaymentRate,
    Signal,
    StatedLimit,
    StatedNeed,
    Support,
    barriers,
)
from tests.strategies.words import (
    among,
    counted_days,
    days,
    external_ids,
    few,
    fractions,
    kept,
    keys,
    maybe,
    numbers,
    several,
    sources,
    texts,
)

FIRST = date(2026, 1, 5)
Stages = Mapping[str, Sequence[StageName]]  # of each decision
plan_days = st.integers(0, 400).map(lambda number: FIRST + timedelta(number))
flags = st.none() | st.booleans()


@kept
def _perhaps(known: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return maybe(among(known)) if known else st.none()


def stages(decided: Stages | None, decision: str) -> st.SearchStrategy[StageName | None]:
    """A stage that the decision has, or nothing."""
    return maybe(among(StageName if decided is None else decided[decision]))


def one_of(known: Collection[str] | None) -> st.SearchStrategy[str]:
    """One of the keys that are known; any where nothing is known; never one of none."""
    if known is None:
        return keys
    return among(known) if known else st.nothing()


def perhaps(known: Collection[str] | None) -> st.SearchStrategy[str | None]:
    """One of the keys that are known, or nothing."""
    return maybe(keys) if known is None else _perhaps(tuple(known))


@st.composite
def periods(draw: st.DrawFn, first: str = "since", last: str = "until") -> dict[str, date | None]:
    """From when and until when something holds."""
    start, end = sorted(draw(st.tuples(days, days)))
    return {first: draw(among((None, start))), last: draw(among((None, end)))}


pairs = st.tuples(keys, keys)


def _first(pair: tuple[object, object]) -> object:
    return pair[0]


@st.composite
def representations(draw: st.DrawFn, groups: Sequence[str] | None, people: Sequence[str]) -> Representation:
    """Profiles, people under these keys, and populations."""
    populations = draw(few(keys, unique=True))
    belongs = several(groups) if groups is not None else few(keys, unique=True)
    return Representation(
        profiles=[
            TargetProfile(
                key,
                [
                    Quota(*pair, at_least=low, at_most=draw(among((None, low + 2))))
                    for pair, low in draw(few(st.tuples(pairs, st.integers(1, 9)), unique_by=_first))
                ],
                group=draw(perhaps(groups)),
                title=draw(maybe(texts())),
                chairs=draw(maybe(st.integers(10, 99))),
                population=draw(among((None, *populations))),
                on=draw(maybe(days)),
                source=draw(maybe(sources())),
            )
            for key in draw(few(keys, unique=True))
        ],
        people=[
            Person(each, draw(few(pairs)), member_of=draw(belongs), candidate_for=draw(belongs)) for each in people
        ],
        populations=[
            Population(
                key,
                [
                    PopulationShare(*pair, count=3) if count else PopulationShare(*pair, share=draw(fractions) / 100)
                    for pair, count in draw(few(st.tuples(pairs, st.booleans()), unique_by=_first))
                ],
                title=draw(maybe(texts())),
                size=draw(st.integers(3, 2**53)),
                on=draw(maybe(days)),
                source=draw(maybe(sources())),
            )
            for key in populations
        ],
    )


@st.composite
def moments(
    draw: st.DrawFn,
    earlier: Sequence[str],
    places: Sequence[str] | None,
    decided: Stages | None,
    *,
    dated: bool,
) -> date | When | None:
    """A day, or one told from an earlier activity, a meeting or a decision."""
    number = draw(st.integers(0, 60))
    told = [lambda: None, lambda: draw(plan_days)] if dated else [lambda: None]
    if earlier:
        key = draw(among(earlier))
        told += [lambda: When.after_start(key, days=number), lambda: When.after_end(key, days=number)]
    if places is None or places:
        place = draw(one_of(places))
        told += [lambda: When.before_meeting(place, days=number, on_or_after=draw(maybe(plan_days)))]
    if decided is None or decided:
        decision = draw(one_of(decided))
        told += [lambda: When.before_decision(decision, days=number, stage=draw(stages(decided, decision)))]
    return draw(among(told))()


@st.composite
def activities(
    draw: st.DrawFn,
    key: str,
    earlier: Sequence[str],
    people: Sequence[str] | None,
    wanted: Sequence[str] | None,
    places: Sequence[str] | None,
    decided: Stages | None,
    *,
    dated: bool = True,
) -> Activity:
    """An activity of that key, told from earlier ones only."""
    decision = draw(perhaps(decided))
    start, due = draw(moments(earlier, places, decided, dated=dated)), draw(st.none() | plan_days) if dated else None
    if isinstance(start, date) and due is not None:
        start, due = sorted((start, due))
    return Activity(
        key,
        title=draw(maybe(texts())),
        owner=draw(perhaps(people)),
        effort=draw(maybe(fractions)),
        days=draw(maybe(st.integers(1, 90))),
        start=start,
        due=due,
        after=draw(several(earlier)),
        implements=draw(perhaps(wanted)),
        studies=draw(perhaps(wanted)),
        tells=draw(perhaps(wanted)),
        forum=draw(perhaps(places)),
        decision=decision,
        stage=None if decision is None else draw(stages(decided, decision)),
        done=draw(maybe(plan_days)) if dated else None,
    )


intervals = st.builds(Interval, st.integers(1, 12), among(IntervalUnit))
held_reviews = st.builds(Review, plan_days, due=maybe(plan_days), changed=maybe(texts()))


@st.composite
def recruitments(draw: st.DrawFn, people: Sequence[str] | None) -> Recruitment:
    """How many people are sought, for how long, and who sees to it."""
    return Recruitment(
        draw(maybe(numbers)),
        weeks=draw(maybe(st.integers(1, 520))),
        days_a_week=draw(maybe(st.integers(0, 7))),
        start=draw(maybe(plan_days)),
        owner=draw(perhaps(people)),
    )


@st.composite
def workplans(
    draw: st.DrawFn,
    people: Sequence[str] | None,
    wanted: Sequence[str] | None,
    places: Sequence[str] | None,
    decided: Stages | None,
) -> Workplan:
    """A plan whose activities wait only for those before them."""
    named = draw(st.lists(keys, unique=True, max_size=4))
    steps = draw(st.lists(keys, unique=True, min_size=1, max_size=2))
    listed = [draw(activities(key, named[:at], people, wanted, places, decided)) for at, key in enumerate(named)]
    return Workplan(
        draw(st.permutations(listed)),
        reviews=draw(maybe(intervals)),
        start=FIRST,
        held=draw(few(held_reviews)),
        review_forum=draw(perhaps(places)),
        working_weeks=[
            WorkingWeek(key, draw(fractions) / 100 * 7)
            for key in (draw(few(keys, unique=True)) if people is None else draw(several(people)))
        ],
        recruitment=draw(maybe(recruitments(people))),
        meeting_cycles=[
            MeetingCycle(
                place,
                [
                    draw(activities(key, steps[:at], people, wanted, [], {}, dated=False))
                    for at, key in enumerate(steps)
                ],
                owner=draw(perhaps(people)),
            )
            for place in draw(few(keys, unique=True) if places is None else several(places))[:1]
        ],
    )


@st.composite
def noted_barriers(draw: st.DrawFn, people: Sequence[str] | None, own: Sequence[str]) -> NotedBarrier:
    """A barrier that is known, and what was done about it."""
    mitigations = []
    for text in draw(few(texts())):
        effect = draw(maybe(among(MitigationEffect)))
        dates = sorted(draw(st.tuples(days, days)))
        until = draw(among((None, dates[1])))
        mitigations.append(
            Mitigation(
                text,
                on=dates[0],
                until=until,
                by=draw(perhaps(people)),
                effect=effect,
                effect_on=dates[1] if effect else None,
                note=draw(maybe(texts())),
            )
        )
    return NotedBarrier(
        draw(among([*own, *(each.key for each in barriers())])),
        stakeholder=draw(perhaps(people)),
        on=draw(maybe(days)),
        by=draw(perhaps(people)),
        note=draw(maybe(texts())),
        mitigations=mitigations,
    )


@st.composite
def supports(
    draw: st.DrawFn, people: Sequence[str] | None, places: Sequence[str] | None, decided: Stages | None
) -> Support:
    """Records of every kind."""
    who, by, where = one_of(people), perhaps(people), perhaps(places)
    anywhere = places is None or bool(places)

    def times(*, known: bool = people is None or bool(people)) -> range:
        return range(draw(st.integers(0, 3)) if known else 0)

    return Support(
        needs=[
            StatedNeed(
                draw(who),
                draw(access_needs),
                alternatives=draw(few(access_needs, unique=True)),
                detail=draw(maybe(texts())),
                **draw(periods()),
            )
            for _ in times()
        ],
        needs_asked=[NeedsAsked(draw(who), draw(days), by=draw(by)) for _ in times()],
        adjustments=[
            Adjustment(
                draw(access_needs),
                stakeholder=draw(by),
                forum=draw(where),
                meeting=draw(maybe(days)),
                by=draw(by),
                detail=draw(maybe(texts())),
                **draw(periods()),
            )
            for _ in times(known=True)
        ],
        attendances=[
            Attendance(
                draw(one_of(places)),
                day,
                expected=draw(several(people or ())),
                attended=draw(maybe(several(people or ()))),
                hours=draw(maybe(fractions)),
            )
            for day in draw(st.lists(days, max_size=2 * anywhere, unique=True))
        ],
        papers=[
            PaperSent(
                draw(who),
                draw(days),
                title=draw(maybe(texts())),
                forum=draw(where),
                meeting=draw(maybe(days)),
                decision=draw(perhaps(decided)),
                formats=draw(few(among(PaperFormat))),
                pages=draw(maybe(numbers)),
            )
            for _ in times()
        ],
        reading_days=draw(maybe(numbers)),
        expenses=[draw(expenses(who)) for _ in times()],
        policies=[
            ExpensesPolicy(
                day,
                until=draw(among((None, date.max))),
                title=draw(maybe(texts())),
                edition=draw(maybe(texts())),
                prompt_days=draw(maybe(numbers)),
                pays_for_time=draw(flags),
                prepaid_travel=draw(flags),
                rates=draw(few(rates, unique_by=_per)),
                source=draw(maybe(sources())),
            )
            for day in draw(few(days, unique=True))
        ],
        offers=[
            PaymentOffer(
                draw(days),
                pays=pays,
                stakeholder=draw(by),
                rate=draw(maybe(rates)) if pays else None,
                accepted=draw(flags),
            )
            for pays in [draw(st.booleans()) for _ in times()]
        ],
        leads=[
            Lead(
                draw(who),
                days_a_week=draw(maybe(fractions)),
                skills=draw(maybe(skills)),
                admin_support=draw(flags),
                **draw(periods()),
            )
            for _ in times()
        ],
        demands=[
            LeadDemand(draw(keys), days_a_week=draw(maybe(fractions)), at_most=200, **draw(periods()))
            for _ in times(known=True)
        ],
        skills_needed=draw(skills),
        engagements=[
            Engagement(
                draw(who),
                draw(days),
                kind=draw(among(EngagementKind)),
                hours=draw(maybe(fractions)),
                forum=draw(where),
                accepted=draw(flags),
            )
            for _ in times()
        ],
        limits=[
            StatedLimit(
                draw(who),
                meetings=draw(maybe(numbers)),
                papers=draw(maybe(numbers)),
                pages=draw(maybe(numbers)),
                journeys=draw(maybe(numbers)),
                hours=draw(maybe(fractions)),
                **draw(periods()),
            )
            for _ in times()
        ],
        own_barriers=[
            Barrier(
                f"own-{key}",
                audience=draw(among(Audience)),
                kind=draw(among(BarrierKind)),
                title=draw(maybe(texts())),
                gist=draw(maybe(texts())),
                signals=draw(few(among(Signal), unique=True)),
                mitigations=draw(few(texts())),
                verified=draw(st.booleans()),
                read_at=draw(maybe(texts())),
            )
            for key in draw(few(keys, unique=True))
        ],
    )


access_needs = among(AccessNeed)
skills = few(among(LeadSkill))
rates = st.builds(PaymentRate, keys, minor_units=numbers, currency=st.just("GBP"))


def _per(rate: PaymentRate) -> str:
    return rate.per


@st.composite
def expenses(draw: st.DrawFn, who: st.SearchStrategy[str]) -> Expense:
    """A claim that was paid, declined, or waits."""
    first, last = sorted(draw(st.tuples(days, days)))
    end = draw(among(("paid", "declined", "waits")))
    return Expense(
        draw(who),
        claimed_on=first,
        paid_on=last if end == "paid" else None,
        declined_on=last if end == "declined" else None,
        kind=draw(among(ExpenseKind)),
        minor_units=draw(numbers),
        currency="GBP",
    )


@st.composite
def ledgers(
    draw: st.DrawFn, people: Sequence[str] | None, about: Sequence[str] | None, places: Sequence[str] | None
) -> Ledger:
    """Contributions, and events that each could come next."""
    named = draw(st.lists(keys, unique=True, max_size=3))
    ledger = Ledger(
        [
            Contribution(
                key,
                on=draw(plan_days),
                stakeholder=draw(perhaps(people)),
                about=draw(perhaps(about)),
                channel=draw(maybe(among(Channel))),
                way_back=draw(st.booleans()),
                forum=draw(perhaps(places)),
                owner=draw(perhaps(people)),
                title=draw(maybe(texts())),
                says=draw(maybe(texts())),
                external_ids=draw(external_ids()),
            )
            for key in named
        ],
        promises=[
            Promise(kind, days=draw(counted_days), roll=draw(st.booleans()))
            for kind in draw(few(among(_PROMISED), unique=True))
        ],
    )
    day = FIRST + timedelta(400)
    for _ in range(draw(st.integers(0, 6)) if named else 0):
        key = draw(among(named))
        day += timedelta(draw(st.integers(0, 20)))
        kinds = sorted(ledger.allowed_next(key, day) - {EventKind.MERGED})
        if kinds:
            ledger = ledger.append(draw(events(key, draw(among(kinds)), day, people, places)))
    alone = [key for key in named if EventKind.MERGED in ledger.allowed_next(key, day)]
    open_ = [key for key in alone if not any(each.kind is EventKind.MERGED for each in ledger.events)]
    if len(open_) > 1 and draw(st.booleans()):
        ledger = ledger.append(Event(open_[0], "merged", on=day, into=open_[1]))
    return ledger


_PROMISED = [EventKind.ACKNOWLEDGED, EventKind.ANSWERED, EventKind.TOLD, EventKind.FOLLOWED_THROUGH]


@st.composite
def events(
    draw: st.DrawFn,
    key: str,
    kind: EventKind,
    day: date,
    people: Sequence[str] | None,
    places: Sequence[str] | None,
) -> Event:
    """An event of that kind, with everything that belongs to it."""
    more: dict[str, object] = {}
    if kind is EventKind.ANSWERED:
        more = {
            "outcome": draw(maybe(among(AnswerOutcome))),
            "process": draw(maybe(texts())),
            "options": draw(few(texts())),
            "action": draw(maybe(texts())),
            "due": draw(among((None, day))),
        }
    elif kind is EventKind.ASSESSED:
        more = {"feasible": draw(flags)}
    elif kind is EventKind.REDIRECTED:
        more = {"to": draw(keys)}
    elif kind is EventKind.TOLD:
        more = {"to": draw(perhaps(people))}
    return Event(
        key,
        kind,
        on=day,
        by=draw(perhaps(people)),
        owner=draw(perhaps(people)),
        forum=draw(perhaps(places)),
        reason=draw(maybe(texts())),
        evidence=draw(maybe(keys)),
        **more,
    )


purposes = st.builds(
    ProcessingPurpose,
    keys.filter(lambda key: key != "publish"),
    title=maybe(texts()),
    basis=among(LawfulBasis),
    condition=maybe(among(SpecialCondition)),
    retention=maybe(intervals),
    anchor=among(RetentionAnchor),
    covers=few(among(RecordKind)),
)


def _key(purpose: ProcessingPurpose) -> str:
    return purpose.key


@st.composite
def data_protections(draw: st.DrawFn, people: Sequence[str] | None) -> DataProtection:
    """Purposes, and consents to them or to be published."""
    listed = draw(few(purposes, unique_by=_key))
    given = range(draw(st.integers(0, 3)) if people is None or people else 0)
    return DataProtection(
        purposes=listed,
        consents=[
            Consent(
                draw(one_of(people)),
                draw(among(["publish", *map(_key, listed)])),
                on=first,
                withdrawn=draw(among((None, last))),
                source=draw(maybe(texts())),
            )
            for first, last in [sorted(draw(st.tuples(days, days))) for _ in given]
        ],
        ended=draw(maybe(days)),
    )
