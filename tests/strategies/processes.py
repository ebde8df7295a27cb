"""Processes as Hypothesis draws them: every class, every field, keys that fit together, and texts that hurt."""

import pickle
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from involvement import (
    Answer,
    Claim,
    Decision,
    DecisionMap,
    EntryPoint,
    Evidence,
    Feasibility,
    Flow,
    Forum,
    Issue,
    Meetings,
    Move,
    Negotiation,
    Priorities,
    Process,
    Reply,
    Seat,
    Stage,
    Stakeholder,
    Standing,
    WorkingCalendar,
)
from involvement.calendars import MeetingRule
from involvement.decisions import ANY, HardToUndo, Impact, LegalDuty, ResourcesOpen, StageName, Stakes
from involvement.levels import (
    Axis,
    AxisValue,
    Band,
    Caution,
    InformationFlow,
    Initiator,
    Ladder,
    LadderKind,
    PartPlayed,
    PublishedMapping,
    Refusal,
    Relation,
    Rung,
    RungAttributes,
    StandingMatch,
    ladders,
)
from involvement.maturity import (
    AnswerOption,
    AnswerScale,
    AnswerSheet,
    Criterion,
    Dimension,
    EvidenceRule,
    Framework,
    ImplementationGroup,
    MaturityLevel,
    frameworks,
)
from involvement.people import Kind, Role, Side
from involvement.priorities import (
    Agreement,
    Chance,
    Effort,
    FeasibilityState,
    Ground,
    Outcome,
    Override,
    Rank,
    Settlement,
    Voice,
)
from involvement.processes import Level
from involvement.publications import Caveat, LicenceTier, Provenance, Scoring, TextOrigin
from involvement.rankings import Balance, RankingRule
from tests.strategies.parts import data_protections, ledgers, noted_barriers, representations, supports, workplans
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
    standings,
    texts,
    words,
)

weights = fractions.filter(bool)

RULES = ("FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=DAILY;COUNT=40")


@st.composite
def windows(draw: st.DrawFn) -> dict[str, date | None]:
    """When something opens and closes."""
    first, last = sorted(draw(st.tuples(days, days)))
    return {"opens": draw(among((None, first))), "closes": draw(among((None, last)))}


@st.composite
def meetings(draw: st.DrawFn) -> Meetings:
    """Calendars of every kind: every day, some days, or a rule with its exceptions."""
    kind = draw(among(("always", "days", "rule")))
    if kind == "always":
        return Meetings.any_day()
    if kind == "days":
        return Meetings.on(draw(few(days)), known_until=draw(maybe(days)), days=draw(among((1, 1, 3))))
    periods = [tuple(sorted(pair)) for pair in draw(few(st.tuples(days, days)))]
    return Meetings(
        draw(among(RULES)),
        start=draw(days),
        more_rules=[MeetingRule(draw(among(RULES)), start=day) for day in draw(few(days))],
        days=draw(among((1, 1, 2))),
        also=draw(few(days)),
        cancelled=draw(few(days)),
        closed=periods,
        known_until=draw(maybe(days)),
    )


@st.composite
def stakeholders(draw: st.DrawFn, key: str) -> Stakeholder:
    """A stakeholder of that key; a person has no title."""
    kind = draw(maybe(among(Kind)))
    return Stakeholder(
        key,
        title=None if kind is Kind.PERSON else draw(maybe(texts())),
        role=draw(maybe(among(Role))),
        kind=kind,
        size=draw(maybe(numbers)),
        external_ids=draw(external_ids()),
    )


working_calendars = st.builds(
    WorkingCalendar,
    holidays=few(days),
    weekend=st.sampled_from([["saturday", "sunday"], ["friday"], []]),
    known_from=st.none() | st.just(date(1, 1, 1)),
)


@st.composite
def forums(draw: st.DrawFn, key: str, people: Sequence[str]) -> Forum:
    """A forum of that key, with seats for these people."""
    seated = draw(st.lists(among(people), unique=True)) if people else []
    return Forum(
        key,
        title=draw(maybe(texts())),
        meetings=draw(maybe(meetings())),
        papers_due=draw(maybe(counted_days)),
        tier=draw(maybe(keys)),
        seats=[Seat(each, draw(st.integers(min_value=0, max_value=9))) for each in seated],
        quota=draw(maybe(numbers)),
        venue=draw(maybe(texts())),
        external_ids=draw(external_ids()),
    )


@kept
def stakes() -> st.SearchStrategy[Stakes]:
    """What hangs on a decision, as far as anybody says."""
    kinds = {"impact": Impact, "hard_to_undo": HardToUndo, "legal_duty": LegalDuty, "resources_open": ResourcesOpen}
    return st.builds(Stakes, **{name: maybe(among(kind)) for name, kind in kinds.items()})


@st.composite
def decisions(draw: st.DrawFn, key: str, places: Sequence[str]) -> Decision:
    """A decision of that key, made at one of these places, with its stages at others."""
    names = among([name for name in StageName if name is not StageName.DECISION])
    stages = [Stage(name, at=draw(among(places)), by=draw(maybe(days))) for name in draw(few(names, unique=True))]
    return Decision(
        key,
        made_at=draw(among(places)),
        on=draw(maybe(days)),
        title=draw(maybe(texts())),
        stages=stages,
        calls_for=draw(standings),
        stakes=draw(maybe(stakes())),
        passes=draw(few(keys, unique=True)),
        kinds=draw(few(keys, unique=True)),
        external_ids=draw(external_ids()),
    )


@st.composite
def decision_maps(draw: st.DrawFn, people: Sequence[str] = (), issues: Sequence[str] = ()) -> DecisionMap:
    """A map whose keys fit together, among these people, and whose channels may be about these issues."""
    places = draw(st.lists(keys, min_size=1, max_size=4, unique=True))
    pairs = few(st.permutations(places).map(lambda order: order[:2])) if len(places) > 1 else st.just([])
    people_or_none = among((None, *people))
    decided = [draw(decisions(key, places)) for key in draw(few(keys, unique=True)) if key not in places]
    about = [*ANY, *issues, *(key for decision in decided for key in sorted(decision.matter))]
    matters = maybe(few(among(about), min_size=1))
    flows = [
        Flow(
            *pair,
            days=draw(maybe(counted_days)),
            standing=draw(standings),
            key=f"flow-{number}" if draw(st.booleans()) else None,
            carried_by=draw(people_or_none),
            medium=draw(maybe(texts())),
            about=draw(matters),
            **draw(windows()),
        )
        for number, pair in enumerate(draw(pairs))
    ]
    targets = list(draw(pairs))
    targets += [(draw(among(places)), each) for each in people if each not in places]
    return DecisionMap(
        forums=[draw(forums(place, people)) for place in places],
        flows=flows,
        decisions=decided,
        entry_points=[
            EntryPoint(
                place,
                draw(people_or_none),
                standing=draw(standings),
                method=draw(maybe(texts())),
                about=draw(matters),
                **window,
            )
            for place, window in draw(few(st.tuples(among(places), windows())))
        ],
        replies=[
            Reply(
                source,
                target,
                days=draw(maybe(counted_days)),
                carried_by=draw(people_or_none),
                medium=draw(maybe(texts())),
                about=draw(matters),
            )
            for source, target in targets
        ],
    )


@kept
def said() -> st.SearchStrategy[dict[str, object]]:
    """Who says something of a ladder, and whether it was checked."""
    return st.fixed_dictionaries({"asserted_by": maybe(texts()), "source": maybe(texts()), "verified": st.booleans()})


@kept
def checked() -> st.SearchStrategy[dict[str, object]]:
    """Where something was checked."""
    return st.fixed_dictionaries({"read_at": maybe(texts()), "verified": st.booleans()})


@st.composite
def standing_matches(draw: st.DrawFn) -> list[StandingMatch]:
    """What a rung is to a few standings, or that nothing corresponds to it."""
    if draw(st.booleans()):
        return [StandingMatch("none", **draw(said()))]
    relations = among([each for each in Relation if each is not Relation.NONE])
    matched = draw(few(among(Standing), unique=True))
    return [StandingMatch(draw(relations), standing=each, **draw(said())) for each in matched]


@kept
def rung_attributes() -> st.SearchStrategy[RungAttributes]:
    """What a rung is on each axis that we know of."""
    return st.builds(
        RungAttributes,
        flow=maybe(among(InformationFlow)),
        role=maybe(among(PartPlayed)),
        initiator=maybe(among(Initiator)),
        genuine=maybe(st.booleans()),
        verified=st.booleans(),
    )


@st.composite
def rungs(draw: st.DrawFn, key: str, *, bands: Sequence[str] = (), gist: bool = True) -> Rung:
    """A rung of that key, in one of these bands or none."""
    return Rung(
        key,
        title=draw(maybe(texts())),
        band=draw(among((None, *bands))),
        gist=draw(maybe(texts())) if gist else None,
        attributes=draw(maybe(rung_attributes())),
        standings=draw(standing_matches()),
        **draw(checked()),
    )


@st.composite
def mappings(draw: st.DrawFn, ladder_key: str, own: Sequence[str]) -> PublishedMapping:
    """What an author says that a rung of ours is to one of a packaged ladder."""
    other = draw(st.sampled_from([each for each in ladders() if each.key != ladder_key]))
    relation = draw(among(Relation))
    both = {"rung": draw(among(own)), "to": draw(st.sampled_from(other.rungs)).key}
    if relation is Relation.NONE:
        both.pop(draw(among(("rung", "to"))))
    return PublishedMapping(other.key, relation=relation, **both, **draw(said()))


@st.composite
def own_ladders(draw: st.DrawFn, key: str) -> Ladder:
    """A ladder of that key, which is none of the packaged ones."""
    tier = draw(maybe(among(LicenceTier)))
    names_only = TextOrigin.NAMES_ONLY
    origin = draw(among((None, names_only) if tier is LicenceTier.C else (None, *TextOrigin)))
    kind = draw(among(LadderKind))
    bands = draw(few(keys, unique=True))
    gist = tier is not LicenceTier.C and origin is not names_only
    own = draw(st.lists(keys, min_size=1, max_size=4, unique=True))
    facts = among(("source", "ordered", "normative", "licence_tier"))
    return Ladder(
        key,
        title=draw(maybe(texts())),
        edition=draw(maybe(texts())),
        kind=kind,
        ordered=kind is not LadderKind.CONDITIONS and draw(st.booleans()),
        normative=draw(maybe(st.booleans())),
        scoring=draw(among(Scoring)),
        licence_tier=tier,
        licence_note=draw(maybe(texts())),
        attribution=draw(maybe(texts())),
        text_origin=origin,
        source=draw(maybe(sources())),
        provenance=[
            Provenance(of, note=draw(maybe(texts())), **draw(checked())) for of in draw(few(facts, unique=True))
        ],
        bands=[Band(each, title=draw(maybe(texts())), **draw(checked())) for each in bands],
        rungs=[draw(rungs(each, bands=bands, gist=gist)) for each in own],
        axes=[
            Axis(
                each,
                title=draw(maybe(texts())),
                values=[AxisValue(value, title=draw(maybe(texts()))) for value in draw(few(keys, unique=True))],
                **draw(checked()),
            )
            for each in draw(st.lists(keys, min_size=int(kind is LadderKind.GRID), max_size=2, unique=True))
        ],
        caveats=[Caveat(draw(texts()), **draw(said())) for _ in range(draw(st.integers(0, 2)))],
        cautions=[
            Caution(
                draw(texts()),
                against=draw(few(st.sampled_from(ladders()).map(lambda each: each.key), unique=True)),
                refuses=draw(maybe(among(Refusal))),
                **draw(said()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ],
        mappings=draw(few(mappings(key, own))),
    )


@st.composite
def claims(draw: st.DrawFn, people: Sequence[str], decision_map: DecisionMap | None, own: Sequence[Ladder]) -> Claim:
    """A claim whose keys are all known."""
    decided = [each.key for each in decision_map.decisions] if decision_map else []
    decision = draw(among(decided) if decision_map else keys)
    stages = list(StageName)
    if decision_map is not None:
        found = next(each for each in decision_map.decisions if each.key == decision)
        stages = [stage.name for stage in found.all_stages()]
    chosen = draw(st.sampled_from((*own, *ladders())))
    return Claim(
        draw(among(people) if people else keys),
        decision,
        stage=draw(maybe(among([str(stage) for stage in stages]))),
        ladder=chosen.key,
        rung=draw(st.sampled_from(chosen.rungs)).key,
        explanation=draw(maybe(texts())),
        on=draw(maybe(days)),
        source=draw(maybe(sources())),
    )


@st.composite
def positions(draw: st.DrawFn, party: str, wanted: Sequence[str]) -> Priorities:
    """What a party ranks among these, with ties."""
    order, together = draw(several(wanted)), draw(st.booleans())
    return Priorities(
        party,
        [order[:2], *order[2:]] if together and len(order) > 1 else order,
        weight=draw(weights),
        side=draw(maybe(among(Side))),
    )


@st.composite
def feasibilities(draw: st.DrawFn, issue: str, people: Sequence[str]) -> Feasibility:
    """What is known of one issue, in each of the three states."""
    state = draw(among(FeasibilityState))
    out, open_ = state is FeasibilityState.RULED_OUT, state is FeasibilityState.NOT_STUDIED
    return Feasibility(
        issue,
        state,
        on=draw(maybe(days)),
        evidence=draw(maybe(keys)),
        reason=draw(words()) if out else draw(maybe(texts())),
        instead=draw(maybe(texts())) if out else None,
        who=draw(among((None, *people))) if open_ else None,
        by=draw(maybe(days)) if open_ else None,
    )


@st.composite
def settlements(draw: st.DrawFn, issue: str, people: Sequence[str]) -> Settlement:
    """What was settled about one issue, whether or not it follows from anything."""
    return Settlement(
        issue,
        draw(among(Outcome)),
        reason=draw(maybe(texts())),
        ground=draw(maybe(among(Ground))),
        ranks=[Rank(each, draw(maybe(numbers))) for each in people],
        instead=draw(maybe(texts())),
        who=draw(among((None, *people))),
        by=draw(maybe(days)),
        last_day=draw(maybe(days)),
        split=draw(st.booleans()),
    )


@st.composite
def voices(draw: st.DrawFn, people: Sequence[str], wanted: Sequence[str]) -> list[Voice]:
    """Objections or dissents of these people."""
    return [
        Voice(
            draw(among(people)),
            reason=draw(texts().filter(str.strip)),
            on=draw(maybe(days)),
            issue=draw(among((None, *wanted))),
        )
        for _ in range(draw(st.integers(0, 3)) if people else 0)
    ]


@st.composite
def agreements(draw: st.DrawFn, people: Sequence[str], wanted: Sequence[str]) -> Agreement:
    """An agreement with every field, facts that need not follow from one another."""
    overridden = draw(several(wanted)) if people else []
    return Agreement(
        settlements=[draw(settlements(each, people)) for each in draw(several(wanted))],
        positions=[draw(positions(each, wanted)) for each in people],
        feasibility=[draw(feasibilities(each, people)) for each in draw(several(wanted))],
        effort=[Effort(each, draw(fractions)) for each in draw(several(wanted))],
        capacity=draw(maybe(fractions)),
        chances=[
            Chance(
                each, open=draw(maybe(st.booleans())), reached=draw(maybe(st.booleans())), last_day=draw(maybe(days))
            )
            for each in draw(several(wanted))
        ],
        rule=draw(among(RankingRule)),
        balance=draw(among(Balance)),
        on=draw(maybe(days)),
        overrides=[
            Override(
                each,
                draw(among(Outcome)),
                by=draw(among(people)),
                reason=draw(texts().filter(str.strip)),
                on=draw(maybe(days)),
            )
            for each in overridden
        ],
        objections=draw(voices(people, wanted)),
        accepted_by=draw(several(people)),
        dissent=draw(voices(people, wanted)),
    )


@st.composite
def moves(draw: st.DrawFn, on: date, people: Sequence[str], wanted: Sequence[str]) -> Move:
    """A move of any kind by one of these people about one of these issues."""
    kind = draw(among(("propose", "study", "concede", "object", "override", "accept", "dissent")))
    by, issue = draw(among(people)), draw(among(wanted))
    reason = draw(words())
    match kind:
        case "propose":
            return Move.propose(draw(positions(by, wanted)), on=on)
        case "study":
            return Move.study(draw(feasibilities(issue, people)), on=on)
        case "concede":
            return Move.concede(issue, by=by, on=on, reason=reason)
        case "object":
            return Move.object_to(issue, by=by, on=on, reason=reason)
        case "override":
            return Move.override(issue, draw(among(Outcome)), by=by, on=on, reason=reason)
        case "accept":
            return Move.accept(by=by, on=on)
        case _:
            return Move.dissent(by=by, on=on, reason=reason, issue=draw(among((None, issue))))


@st.composite
def negotiations(draw: st.DrawFn, people: Sequence[str], wanted: Sequence[str]) -> Negotiation:
    """A record of moves in the order of their days; not each can be replayed."""
    dates = sorted(draw(few(days))) if people and wanted else []
    return Negotiation(
        draw(keys),
        problem=draw(texts()),
        moves=[draw(moves(on, people, wanted)) for on in dates],
        effort=[Effort(each, draw(fractions)) for each in draw(several(wanted))],
        capacity=draw(maybe(fractions)),
        rule=draw(among(RankingRule)),
        balance=draw(among(Balance)),
    )


@kept
def evidence_rules() -> st.SearchStrategy[EvidenceRule]:
    """How much evidence a framework asks for."""
    numbers_of = maybe(st.integers(0, 99))
    return st.builds(EvidenceRule, required=st.booleans(), most=numbers_of, window_days=numbers_of)


@st.composite
def own_frameworks(draw: st.DrawFn, key: str) -> Framework:
    """A framework of that key, of one rule, with its scale, groups, levels and whatever may be told of it."""
    rule = draw(among(("profile", "gate", "sum")))
    levels = {"profile": [], "gate": [MaturityLevel("low"), MaturityLevel("high", title=draw(maybe(texts())))]}
    cut = draw(st.sampled_from(({"at_least": 1}, {"more_than": Fraction(1, 3)}, {"observed": [Fraction(1, 2)]})))
    options = [AnswerOption("never", score=0), AnswerOption("always", title=draw(maybe(texts())), score=2)]
    return Framework(
        key,
        title=draw(maybe(texts())),
        edition=draw(maybe(texts())),
        rule=rule,
        score_name=draw(maybe(texts())),
        not_applicable=draw(among((None, "left_out", "scaled_up"))),
        evidence=draw(maybe(evidence_rules())),
        levels=levels.get(rule, [MaturityLevel("low"), MaturityLevel("high", gist=draw(maybe(texts())), **cut)]),
        scales=[AnswerScale("often", options=options)],
        groups=[ImplementationGroup("first", title=draw(maybe(texts())))],
        dimensions=[Dimension("part", title=draw(maybe(texts())), rule="sum" if rule == "sum" else "profile")],
        criteria=[
            Criterion(
                each,
                text=draw(maybe(texts())),
                dimension=draw(among((None, "part"))),
                level="high" if rule == "gate" else None,
                scale=draw(among((None, "often"))),
                weight=draw(among((1, Fraction(1, 3)))),
                effort=draw(st.integers(0, 99)),
            )
            for each in draw(st.lists(keys, min_size=1, max_size=3, unique=True))
        ],
    )


@st.composite
def answer_sheets(draw: st.DrawFn, people: Sequence[str], own: Sequence[Framework]) -> AnswerSheet:
    """Answers to some criteria of a framework of ours or a packaged one."""
    used = draw(st.sampled_from((*own, *frameworks())))
    records = [Evidence(each, on=draw(days), title=draw(maybe(texts()))) for each in draw(few(keys, unique=True))]
    answers = []
    for criterion in draw(few(st.sampled_from(used.criteria), unique_by=lambda each: each.key)):
        words = [option.key for option in used.scale_of(criterion.key).options]
        given = draw(among((*words, "absent", "not_applicable")))
        named = draw(st.lists(st.sampled_from(records), unique=True)) if records else []
        reason = "none here" if given == "not_applicable" else draw(maybe(texts()))
        answers.append(Answer(criterion.key, given, reason=reason, evidence=[each.key for each in named]))
    return AnswerSheet(
        used.key,
        edition=used.edition,
        on=draw(days),
        about=draw(maybe(keys)),
        rater=draw(among((None, *people))),
        role=draw(maybe(among(Role))),
        answers=answers,
        evidence=records,
    )


@st.composite
def mapped_processes(draw: st.DrawFn) -> Process:
    """A process that is a map and those who take part, or less: for questions that no other part answers."""
    people = draw(few(keys, unique=True))
    wanted = draw(few(keys, unique=True))
    decision_map = draw(maybe(decision_maps(people, wanted)))
    decided = [decision.key for decision in decision_map.decisions] if decision_map else draw(few(keys, unique=True))
    decisive = few(among(decided), unique=True) if decided else st.just([])
    return Process(
        draw(keys),
        title=draw(maybe(texts())),
        stakeholders=[draw(stakeholders(each)) for each in people],
        issues=[Issue(key, title=draw(maybe(texts())), decisions=draw(decisive)) for key in wanted],
        decision_map=decision_map,
    )


def processes() -> st.SearchStrategy[Process]:
    """Whole processes: drawn once a session and shared, smallest first; in a long search new ones for each law."""
    return st.deferred(lambda: st.sampled_from(_shared()) if settings.default.derandomize else new_processes())


@cache
def _shared() -> list[Process]:
    """As many processes as laws commonly ask for, and some."""
    drawn = []

    @settings(max_examples=64, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(new_processes())
    def draw(process: Process) -> None:
        drawn.append(process)

    draw()
    return sorted(drawn, key=lambda process: len(pickle.dumps(process)))


@st.composite
def new_processes(draw: st.DrawFn, who: st.SearchStrategy[str] = keys) -> Process:
    """A whole process, with any of its parts; those who take part have keys of *who*."""
    people = draw(few(who, unique=True))
    decision_map = draw(maybe(decision_maps(people)))
    decided = [each.key for each in decision_map.decisions] if decision_map else []
    own = [draw(own_ladders(f"own-{each}")) for each in draw(st.lists(keys, max_size=2, unique=True))]
    wanted = draw(few(keys, unique=True))
    may_claim = decided or decision_map is None
    questions = [draw(own_frameworks(f"own-{each}")) for each in draw(st.lists(keys, max_size=1, unique=True))]
    persons = draw(few(who, unique=True))
    places = [each.key for each in decision_map.forums] if decision_map else None
    known = (
        {each.key: [stage.name for stage in each.all_stages()] for each in decision_map.decisions}
        if decision_map
        else None
    )
    chosen = wanted or None
    anybody = people or None
    representation = draw(maybe(representations([*people, *(places or ())] if people else None, persons)))
    taking_part = [*people, *(persons if representation else ())] if people else None
    support = draw(maybe(supports(taking_part, places, known)))
    own_barriers = [each.key for each in support.own_barriers] if support else []
    about = None if chosen is None and known is None else [*wanted, *decided]
    return Process(
        draw(keys),
        title=draw(maybe(texts())),
        purpose=draw(maybe(texts())),
        definition=draw(maybe(texts())),
        scope=draw(maybe(texts())),
        level=draw(maybe(among(Level))),
        methods=draw(few(texts())),
        calendar=draw(maybe(working_calendars)),
        stakeholders=[draw(stakeholders(each)) for each in people],
        decision_map=decision_map,
        issues=[
            Issue(
                key,
                title=draw(maybe(texts())),
                decisions=draw(few(among(decided), unique=True)) if decided else (),
            )
            for key in wanted
        ],
        positions=[draw(positions(each, wanted)) for each in draw(several(people))],
        negotiation=draw(maybe(negotiations(people, wanted))),
        agreement=draw(maybe(agreements(people, wanted))),
        past_agreements=[each for each in [draw(maybe(agreements(people, wanted)))] if each],
        representation=representation,
        workplan=draw(maybe(workplans(anybody, chosen, places, known))),
        ledger=draw(maybe(ledgers(taking_part, about, places))),
        barriers=draw(few(noted_barriers(taking_part, own_barriers))),
        support=support,
        claims=draw(few(claims(people, decision_map, own))) if may_claim else (),
        ladders=own,
        assessments=draw(few(answer_sheets(people, questions))),
        frameworks=questions,
        data_protection=draw(maybe(data_protections(taking_part))),
    )
