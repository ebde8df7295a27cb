"""Processes with assessments: the case files about maturity, and random sheets of answers to small frameworks."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random

import attrs

from involvement import Answer, Evidence, Process, Stakeholder
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
    framework,
)
from tests.checks.case_files import cases
from tests.truth.processes import PERSONS, Asked

FIRST = date(2026, 1, 5)
RANDOM = 800
PEOPLE = (
    Stakeholder("members", title="Members of the user group", role="service_user"),
    Stakeholder("carers", role="carer"),
    Stakeholder("manager", title="The manager", role="manager"),
    Stakeholder("coordinator", role="coordinator"),
    Stakeholder("guest", title="A guest"),
    Stakeholder(PERSONS[0], role="service_user", kind="person"),
)
FOUR = AnswerScale("four", options=[AnswerOption(key) for key in ("never", "seldom", "often", "always")])
KEYS = ("time", "room", "money", "voice")
COPIED = ("uk-standards-2019", "uk-standards-2019", "gunning")


@cache
def processes() -> tuple[Asked, ...]:
    return (
        *(Asked(str(case), case.process, case.on) for case in cases("MAT")),
        *map(random_process, range(RANDOM)),
    )


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def random_process(seed: int) -> Asked:
    """Sheets of few people, days and subjects, so that the same people answer again."""
    rng = Random(seed)
    own = [_framework(rng, key) for key in ("ours", "theirs")[: rng.randint(1, 2)]]
    if seed % 7 == 4:
        own = [_in_parts(of) for of in own]
    sheets = [_sheet(rng, rng.choice(own), good=seed % 3 == 0) for _ in range(rng.choice((1, 2, 3, 5, 8)))]
    if seed % 7 == 2:
        own, sheets = _in_rounds(rng, own, sheets)
    if seed % 3 == 0:
        sheets += [_again(rng, sheet, own) for sheet in sheets if rng.random() < 0.7]
    if seed % 4 == 1:  # another of the same role, of whom nobody has the name either
        sheets += [attrs.evolve(sheet, answers=sheet.answers[:-1]) for sheet in sheets if sheet.rater is None]
    if seed % 6 == 0:
        own.append(_copy(rng))
    people = [person for person in PEOPLE if seed % 5 or rng.random() < 0.6]
    if any(sheet.rater not in {None, *(person.key for person in people)} for sheet in sheets):
        people = list(PEOPLE)
    process = Process("screening", title="Screening", stakeholders=people, frameworks=own, assessments=sheets)
    return Asked(f"assessments {seed}", process, day(rng.choice((30, 50, 200, 500, 900))))


def _framework(rng: Random, key: str) -> Framework:
    rule = rng.choice(("gate", "gate", "sum", "mean", "profile"))
    keys = KEYS[: rng.randint(2, 4)]
    scale = rng.choice((None, None, "four")) if rule in {"gate", "profile"} else None
    levels = []
    if rule == "gate":
        levels = [MaturityLevel("none"), MaturityLevel("some", title="Some of it"), MaturityLevel("all")]
    elif rule != "profile" and rng.random() < 0.6:
        levels = [MaturityLevel("low"), MaturityLevel("high", title="High up", at_least=Fraction(1, 2))]
    return Framework(
        key,
        title=rng.choice((None, f"Questions of {key}")),
        rule=rule,
        levels=levels,
        scales=[FOUR],
        criteria=[
            Criterion(
                name,
                title=rng.choice((None, f"Enough {name}")),
                level=rng.choice(("some", "all")) if rule == "gate" else None,
                scale=scale,
            )
            for name in keys
        ],
        not_applicable=rng.choice(("left_out", None)) if rule in {"sum", "mean"} else None,
        evidence=_evidence_rule(rng),
    )


def _evidence_rule(rng: Random) -> EvidenceRule | None:
    if rng.random() < 0.3:
        return None
    period = rng.choice(
        ({}, {}, {"live_from": day(10), "live_until": day(130)}, {"live_from": day(50)}, {"live_until": day(50)})
    )
    return EvidenceRule(
        required=rng.random() < 0.5,
        most=rng.choice((None, 1, 1, 2)),
        window_days=rng.choice((None, None, 90)),
        own_site=rng.random() < 0.3,
        owned=rng.random() < 0.3,
        **period,
    )


def _in_rounds(
    rng: Random, own: list[Framework], sheets: list[AnswerSheet]
) -> tuple[list[Framework], list[AnswerSheet]]:
    """The same with one criterion in a first round and the others in a second, and the round that each sheet is of."""
    own = [
        attrs.evolve(
            of,
            groups=[ImplementationGroup("first"), ImplementationGroup("second")],
            criteria=[
                attrs.evolve(criterion, group="second" if place else "first")
                for place, criterion in enumerate(of.criteria)
            ],
        )
        for of in own
    ]
    asked = {(of.key, "first"): {of.criteria[0].key} for of in own}
    found = []
    for sheet in sheets:
        group = rng.choice((None, "first", "first", "second"))
        keys = asked.get((sheet.framework, group), set(KEYS))
        answers = [answer for answer in sheet.answers if answer.criterion in keys]
        found.append(attrs.evolve(sheet, group=group, answers=answers))
    return own, found


def _in_parts(of: Framework) -> Framework:
    """The same with its first criterion in a part that has a score of its own."""
    first, *others = of.criteria
    return attrs.evolve(
        of,
        dimensions=[Dimension("part", rule="sum")],
        criteria=[attrs.evolve(first, dimension="part", scale=None), *others],
    )


def _sheet(rng: Random, of: Framework, *, good: bool) -> AnswerSheet:
    evidence = [
        Evidence(
            key,
            on=(on := day(rng.choice((-100, 10, 50, 130, 400)))),
            title=rng.choice((None, f"The {key}", f"Other {key}")),
            until=rng.choice((None, None, on + timedelta(days=rng.choice((0, 40, 400))))),
            owner=rng.choice((None, "coordinator")),
            url=rng.choice((None, f"https://ours.example/{key}")),
        )
        for key in ("minutes", "letters", "survey")[: rng.randint(0, 3)]
    ]
    answers = [
        _answer(rng, of, criterion, evidence, good=good)
        for criterion in of.criteria
        if rng.random() < (0.95 if good else 0.75)
    ]
    rater = rng.choice((None, None, *(person.key for person in PEOPLE)))
    return AnswerSheet(
        of.key,
        on=day(rng.choice((0, 0, 20, 150, 450))),
        about=rng.choice((None, None, "eyes", "feet")),
        rater=rater,
        role=rng.choice((None, None, None, "manager", "carer", "advocate")),
        answers=answers,
        evidence=evidence,
    )


def _again(rng: Random, sheet: AnswerSheet, own: list[Framework]) -> AnswerSheet:
    """The same rater later: the same answers, or the lowest, and now and then one that is missing."""
    (of,) = [each for each in own if each.key == sheet.framework]
    answers = [
        attrs.evolve(answer, given=of.scale_of(answer.criterion).options[0].key)
        if answer.given != "not_applicable" and rng.random() < 0.5
        else answer
        for answer in sheet.answers
        if rng.random() < 0.9
    ]
    return attrs.evolve(sheet, on=sheet.on + timedelta(days=rng.choice((1, 30, 300))), answers=answers)


def _answer(rng: Random, of: Framework, criterion: Criterion, evidence: list[Evidence], *, good: bool) -> Answer:
    options = [option.key for option in of.scale_of(criterion.key).options]
    given = (
        options[-1]
        if good and rng.random() < 0.6
        else rng.choice((*options, options[0], options[0], options[-1], "absent", "not_applicable"))
    )
    return Answer(
        criterion.key,
        given,
        reason="It is so." if given == "not_applicable" else rng.choice((None, " ", "No money.")),
        action=rng.choice((None, "Ask the board.")),
        evidence=[record.key for record in evidence if rng.random() < 0.5],
    )


def _copy(rng: Random) -> Framework:
    """Questions of a published framework, counted or not, beside others."""
    keys = [criterion.key for criterion in framework(rng.choice(COPIED)).criteria]
    keys = keys[: rng.randint(2, 7)]
    keys += [f"own-{number}" for number in range(rng.choice((0, 1, len(keys), len(keys) + 1)))]
    return Framework(
        "copy", rule=rng.choice(("sum", "sum", "mean", "profile")), criteria=[Criterion(key) for key in keys]
    )
