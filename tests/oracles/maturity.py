"""The level that answers give: read off by definition from answers that are all known; the rest is trying everything.

Where no rule says what becomes of a score, what does not apply may count as any answer: `not_applicable=yes`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from involvement.maturity import Framework

Answers = Mapping[str, str]
LEFT_OUT = "not_applicable"


def left_out(answer: str) -> bool:
    """Whether the criterion does not apply, whatever it counts."""
    return answer.startswith(LEFT_OUT)


def met(framework: Framework, answers: Answers, key: str) -> bool:
    """Whether a criterion counts as fully met: its own answer, and all it needs."""
    needs = [other for other in framework.criterion(key).needs if not left_out(answers[other])]
    return answers[key] == framework.scale_of(key).options[-1].key and all(
        met(framework, answers, each) for each in needs
    )


def worth(framework: Framework, answers: Answers, key: str) -> Fraction | None:
    if answers[key] == LEFT_OUT:
        return None
    options = framework.scale_of(key).options
    if left_out(answers[key]):
        return next(each.score for each in options if answers[key] == f"{LEFT_OUT}={each.key}")
    needs = [other for other in framework.criterion(key).needs if not left_out(answers[other])]
    if not all(met(framework, answers, each) for each in needs):
        return options[0].score
    return next(each.score for each in options if each.key == answers[key])


def most(framework: Framework, part: str | None) -> Fraction:
    """The most that a part can score."""
    tops = {each.key: framework.scale_of(each.key).options[-1].key for each in framework.criteria}
    return points(framework, tops, part)


def points(framework: Framework, answers: Answers, part: str | None) -> Fraction | None:
    """The score of a part, as its file says; None where nothing applies."""
    rule = framework.rule if part is None else framework.dimension(part).rule
    found = []
    for each in framework.criteria:
        if each.dimension == part:
            top = framework.scale_of(each.key).options[-1].score
            found.append((each.weight, worth(framework, answers, each.key), top))
    found += [
        (each.weight, points(framework, answers, each.key), most(framework, each.key))
        for each in framework.dimensions
        if each.within == part and below(framework, each.key)
    ]
    had = [(weight, score, top) for weight, score, top in found if score is not None]
    if not had:
        return None
    if rule == "best":
        return max(score for _, score, _ in had)
    if rule == "least":
        return min(score for _, score, _ in had)
    total = sum(weight * score for weight, score, _ in had)
    if rule == "mean":
        return total / sum(weight for weight, _, _ in had)
    if framework.not_applicable == "scaled_up":
        return total * sum(weight * top for weight, _, top in found) / sum(weight * top for weight, _, top in had)
    return total


def below(framework: Framework, part: str | None) -> list[str]:
    """The criteria below a part."""
    own = [each.key for each in framework.criteria if each.dimension == part]
    inner = [key for each in framework.dimensions if each.within == part for key in below(framework, each.key)]
    return own + inner


def level(framework: Framework, answers: Answers, part: str | None = None) -> int | None:
    """The place of the level of a part, all answers known; None where nothing applies to a score."""
    levels = framework.levels if part is None else framework.levels_of(part)
    rule = framework.rule if part is None else framework.dimension(part).rule
    if rule == "gate":
        awarded = 0
        for number, each in enumerate(levels):
            asked = [
                key
                for key in below(framework, part)
                if framework.criterion(key).level in {e.key for e in levels[: number + 1]}
            ]
            applies = [key for key in asked if answers[key] != LEFT_OUT]
            own = [key for key in applies if framework.criterion(key).level == each.key]
            if own and all(met(framework, answers, key) for key in applies):
                awarded = number
        return awarded
    score = points(framework, answers, part)
    if score is None:
        return None
    passed = [
        number
        for number, each in enumerate(levels)
        if number and (score >= each.at_least if each.at_least is not None else score > each.more_than)
    ]
    return max(passed, default=0)


def completions(framework: Framework, answers: Answers) -> Iterator[dict[str, str]]:
    """Every way in which the answers that are missing may come out: as an answer, or as not applicable."""
    choices = []
    for each in framework.criteria:
        known = answers.get(each.key)
        options = [option.key for option in framework.scale_of(each.key).options]
        apart = [LEFT_OUT]
        if framework.rule != "gate" and framework.not_applicable is None:
            apart = [f"{LEFT_OUT}={option}" for option in options]
        choices.append(apart if known == LEFT_OUT else [known] if known is not None else [*options, *apart])
    for chosen in product(*choices):
        yield dict(zip([each.key for each in framework.criteria], chosen, strict=True))


def least_effort(framework: Framework, answers: Answers, target: int) -> int | None:
    """The least effort for a level of the whole, over every set of better answers; what is missing counts as the least."""
    now = {each.key: answers.get(each.key, framework.scale_of(each.key).options[0].key) for each in framework.criteria}
    choices = []
    for each in framework.criteria:
        names = [option.key for option in framework.scale_of(each.key).options]
        choices.append([now[each.key]] if now[each.key] == LEFT_OUT else names[names.index(now[each.key]) :])
    best = None
    for chosen in product(*choices):
        after = dict(zip(now, chosen, strict=True))
        effort = 0
        for each in framework.criteria:
            if now[each.key] != LEFT_OUT:
                scale = framework.scale_of(each.key)
                effort += each.effort * (scale.place(after[each.key]) - scale.place(now[each.key]))
        reached = level(framework, after)
        if reached is not None and reached >= target and (best is None or effort < best):
            best = effort
    return best
