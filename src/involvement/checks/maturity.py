"""Can what was assessed be relied on: shown, up to date, by both sides, and with something done about every no?"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from involvement.checks.cases import Case
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.levels import Scoring
from involvement.maturity import (
    Answer,
    Assessment,
    Direction,
    EvidenceFlawKind,
    Framework,
    frameworks,
    perception_gap,
)
from involvement.people import Side

__all__ = ["RULES"]

_SIDES = {Side.SERVICE_USERS: "service users", Side.ORGANISATION: "organisation"}
_A_YEAR = 365  # days
_ALIKE = 3  # criteria that two frameworks must share at least to be alike
_LACKS = {
    EvidenceFlawKind.OUTSIDE_PERIOD: "is from outside the period that is asked about",
    EvidenceFlawKind.NO_LINK: "has no link, and one on the organisation's own site is asked for",
    EvidenceFlawKind.NO_OWNER: "names nobody who keeps it, and somebody is asked for",
}


@rule(
    "MAT001",
    severity="warning",
    needs=("assessments",),
    says="{evidence:quoted}, which is to show {criteria:quoted} in {framework}, has expired: it held until {until}.",
    says_unknown="It is not known until when {evidence:quoted} shows {criteria:quoted} in {framework}, "
    "which asks for evidence.",
    mend="Look whether {criteria:quoted} is still so, and name newer evidence in the next assessment.",
)
def evidence_expired(case: Case) -> Iterator[Observation]:
    """Evidence for an answer no longer holds.

    *Why it matters.* Minutes of three years ago show what was so three years ago. An assessment that stands on
    them says more than anybody knows today.

    *What would mend it.* Newer evidence, or an answer of today. Evidence holds until its own last day, else for the
    window of the framework. Where neither is known and the framework requires evidence, the status is
    `unknown`. Frameworks that ask about one period do not ask whether it holds later.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): evidence is
    of the year that is assessed.
    """
    for each in case.assessments:
        rules = each.framework.evidence
        if rules is not None and (rules.live_from is not None or rules.live_until is not None):
            continue
        window = None if rules is None else rules.window_days
        required = rules is not None and rules.required
        for record in each.sheet.evidence:
            shows = [one for one in _claims(each) if record.key in one.evidence]
            holds = record.supports(case.on, window_days=window)
            if shows and (holds is False or (holds is None and required)):
                say = unknown if holds is None else found
                yield say(
                    **_about(each),
                    evidence=record.title or record.key,
                    criteria=_titles(each.framework, shows),
                    until=record.last_day(window),
                )


@rule(
    "MAT002",
    severity="note",
    needs=("assessments",),
    says="{criterion:quoted} in {framework} has {pieces:piece} of evidence, and {most} at most are looked at.",
    mend="Choose the {most} that show {criterion:quoted} best.",
)
def evidence_over_the_most(case: Case) -> Iterator[Observation]:
    """An answer names more evidence than its framework allows.

    *Why it matters.* Whoever reviews the assessment stops at the most that is allowed, and perhaps before the
    piece that would have shown it.

    *What would mend it.* The best pieces alone. The answer itself is not lowered.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): up to three
    pieces of evidence for each criterion.
    """
    for each, criterion, pieces in _too_many(case.assessments):
        rules = each.framework.evidence
        yield found(**_about(each), criterion=criterion, pieces=pieces, most=None if rules is None else rules.most)


@rule(
    "MAT003",
    severity="warning",
    needs=("assessments",),
    says="Nothing supports what {by} answered to {criteria:quoted} in {framework}, which requires evidence, so that it "
    "counts for nothing.",
    mend="Name the evidence for {criteria:quoted}, or answer what can be shown.",
)
def answer_without_evidence(case: Case) -> Iterator[Observation]:
    """A framework requires evidence, and an answer above the lowest has none that held on its day.

    *Why it matters.* Such an answer counts as absent. The level may be far below what those who answered believe.

    *What would mend it.* Evidence from before the day of the answers, or a lower answer, which needs none.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019).
    """
    for each in case.assessments:
        bare = [one for one in _claims(each) if one.criterion in each.unknown]
        if bare:
            yield found(
                **_about(each),
                by=_by(case, each),
                criteria=_titles(each.framework, bare),
            )


@rule(
    "MAT004",
    severity="note",
    needs=("assessments",),
    says="{evidence:quoted}, which is to show {criterion:quoted} in {framework}, {lack}.",
    mend="Name other evidence for {criterion:quoted}, or write down what is missing about this.",
)
def evidence_against_the_rules(case: Case) -> Iterator[Observation]:
    """Evidence does not meet what its framework asks of evidence.

    *Why it matters.* A reviewer will set it aside: it is from another year, cannot be found, or belongs to nobody
    who could answer for it.

    *What would mend it.* What is missing, or other evidence. What is outside the period supports nothing.

    *Source.* NHS England, CCG Improvement and Assessment Framework, frequently asked questions (2019): live in the
    year that is assessed, and linked from the organisation's own site.
    """
    for each in case.assessments:
        titles = {one.key: one.title or one.key for one in each.sheet.evidence}
        for flaw in each.evidence_flaws():
            if flaw.kind in _LACKS:
                yield found(
                    **_about(each),
                    evidence=titles[flaw.evidence or ""],
                    criterion=str(each.framework.criterion(flaw.criterion)),
                    lack=_LACKS[flaw.kind],
                )


@rule(
    "MAT005",
    severity="warning",
    needs=("assessments",),
    says="{by} answered no to {criteria:quoted} in {framework}, without {missing}.",
    mend="Write down in what respect {criteria:quoted} is not met, and what will be done about it.",
)
def no_without_reason_and_action(case: Case) -> Iterator[Observation]:
    """An answer is the lowest of its scale, and says not why, or not what will be done.

    *Why it matters.* A no is the most useful answer of an assessment if something follows from it. Without a reason
    nobody knows what is missing; without an action it will be a no again next year.

    *What would mend it.* A reason and an action beside every no.

    *Source.* NHS checklist for plans and reports of commissioners: each no says in what respect, and what
    will be done to put it right.
    """
    for each in case.assessments:
        missing: dict[str, list[Answer]] = {}
        for one in _refusals(each):
            lacks = [
                name for name, text in (("a reason", one.reason), ("an action", one.action)) if not (text or "").strip()
            ]
            if lacks:
                missing.setdefault(" and ".join(lacks), []).append(one)
        for lacks_words, those in missing.items():
            yield found(
                **_about(each),
                by=_by(case, each),
                criteria=_titles(each.framework, those),
                missing=lacks_words,
            )


@rule(
    "MAT006",
    severity="note",
    needs=("assessments",),
    says="Only {by} has answered {framework} about {subject}.",
    mend="Ask service users and staff to answer {framework} too, each by themselves, and then talk about the differences.",
)
def single_rater(case: Case) -> Iterator[Observation]:
    """One rater alone has assessed a subject by a framework.

    *Why it matters.* One person's view of how well people are involved is a beginning. Mostly it is the view of whoever
    is responsible for it.

    *What would mend it.* Answers of others, above all of the other side. Until then the result should be
    shown as one person's.

    *Source.* Family Engagement in Systems Assessment Tool: staff and families answer together. Scottish Health
    Council, Participation Standard (2010): the views of local groups are taken on every self-assessment.
    """
    for raters in _by_subject(case.assessments):
        if len(raters) == 1:
            yield found(**_about(raters[0]), by=_by(case, raters[0]), subject=_subject(case, raters[0]))


@rule(
    "MAT007",
    severity="warning",
    needs=("assessments",),
    says="{raters:rater} answered {framework} about {subject}, and nobody of the side of the {side} did.",
    says_unknown="{raters:rater} answered {framework} about {subject}, and it is not known whether anybody of the side of the "
    "{side} did.",
    mend="Ask the side of the {side} to answer {framework} as well.",
)
def rated_by_one_side_only(case: Case) -> Iterator[Observation]:
    """Several raters have assessed a subject, and all of them are of one side.

    *Why it matters.* Many answers from one side look like a survey and are still one view. How far service users
    and the organisation differ is what an assessment can show best, and this one cannot.

    *What would mend it.* Answers of the other side, with their role. Where the role of a rater is not
    known, the status is `unknown`.

    *Source.* Family Engagement in Systems Assessment Tool; Scottish Health Council, Participation Standard (2010).
    """
    for raters in _by_subject(case.assessments):
        sides = {None if each.role is None else each.role.side for each in raters}
        missing = next((side for side in _SIDES if side not in sides), None)
        if len(raters) > 1 and missing is not None:
            say = unknown if None in sides else found
            yield say(**_about(raters[0]), subject=_subject(case, raters[0]), raters=len(raters), side=_SIDES[missing])


@rule(
    "MAT008",
    severity="note",
    needs=("assessments",),
    says="Service users and the organisation rate {criteria:quoted} in {framework} about {subject} half of the scale "
    "apart or more; {better} higher.",
    mend="Bring both sides together about {criteria:quoted}, each with what made it answer so.",
)
def sides_rate_otherwise(case: Case) -> Iterator[Observation]:
    """The mean answers of the two sides to a criterion are at least half of its scale apart.

    *Why it matters.* Both live in the same service. Where they see it so differently, one side does not know what the
    other goes through, and a mean of both would hide it.

    *What would mend it.* A talk about the criterion. The gap is no fault of either side.

    *Source.* The library's own threshold; Family Engagement in Systems Assessment Tool: its users say that the talk
    is worth more than the score.
    """
    for raters in _by_subject(case.assessments):
        framework = raters[0].framework
        wide: dict[str, list[str]] = {}
        for gap in perception_gap(raters):
            scale = framework.scale_of(gap.criterion)
            if 2 * abs(gap.gap) >= scale.worth(len(scale.options) - 1) - scale.worth(0) > 0:
                side = Side.ORGANISATION if gap.gap > 0 else Side.SERVICE_USERS
                wide.setdefault(_BETTER[side], []).append(str(framework.criterion(gap.criterion)))
        for better, criteria in wide.items():
            yield found(**_about(raters[0]), subject=_subject(case, raters[0]), criteria=tuple(criteria), better=better)


_BETTER = {Side.SERVICE_USERS: "service users rate it", Side.ORGANISATION: "the organisation rates it"}


@rule(
    "MAT009",
    severity="note",
    needs=("assessments",),
    says="{count} of {asked} answers of {by} to {framework} are not known: {comes_to}.",
    mend="Find out about {criteria:quoted}.",
)
def too_much_unknown(case: Case) -> Iterator[Observation]:
    """So much is not known that the assessment tells little: more than half, or any level is possible.

    *Why it matters.* The interval is honest, and it is too wide to act on. Whoever quotes its lower end calls a
    service poor of which little is known.

    *What would mend it.* Answers to what is not known. What was answered without the evidence that is
    required counts among it.

    *Source.* The library's own rule: unknown is not no, and is shown.
    """
    for each in case.assessments:
        asked = each.framework.asked(each.sheet.group)
        levels = [level.key for level in each.framework.levels]
        anything = bool(each.unknown and levels) and (each.at_least, each.at_most) == (levels[0], levels[-1])
        if anything or 2 * len(each.unknown) > len(asked):
            yield found(
                **_about(each),
                by=_by(case, each),
                asked=len(asked),
                count=len(each.unknown),
                comes_to=each.whole.said(),
                criteria=tuple(str(each.framework.criterion(key)) for key in each.unknown),
            )


@rule(
    "MAT010",
    severity="note",
    needs=("assessments",),
    says="{framework} about {subject} was answered last on {last}, {days:day} ago.",
    mend="Answer {framework} anew, and look at what has changed.",
)
def assessment_old(case: Case) -> Iterator[Observation]:
    """The newest answers about a subject are more than a year old.

    *Why it matters.* People, budgets and decisions have changed since. What was met then may have ended quietly.

    *What would mend it.* New answers. `trend` says what changed between the two.

    *Source.* The library's own threshold, after yearly self-assessments such as that of NHS England (2018).
    """
    for raters in _by_subject(case.assessments):
        last = max(each.on for each in raters)
        days = (case.on - last).days
        if days > _A_YEAR:
            yield found(**_about(raters[0]), subject=_subject(case, raters[0]), last=last, days=days)


@rule(
    "MAT011",
    severity="warning",
    needs=("frameworks",),
    says="{framework} gives a score, and {shared} of its {asked} questions are those of {other}, whose authors advise "
    "against scoring.",
    mend="Make {framework} a profile, side by side and without a total, as {other} is.",
)
def total_of_a_profile(case: Case) -> Iterator[Observation]:
    """A framework of one's own counts what the authors of another one ask not to be counted.

    *Why it matters.* Reflective questions are there to be talked about. A total of them ranks services by what
    was never made to measure, and rewards the most cheerful answers.

    *What would mend it.* The rule `profile`, and comparing answers one by one. A packaged framework of this kind
    refuses a total by itself; this rule looks for copies: at least half of the questions, three or more, by
    the same keys.

    *Source.* UK Standards for Public Involvement (2019); Crowe et al. (2020), doi 10.1186/s40900-020-00229-y; Shier
    (2001) on his pathways.
    """
    for own in case.process.frameworks:
        rules = (own.rule, *(each.rule for each in own.dimensions))
        if any(each.counts for each in rules):
            keys = {each.key for each in own.criteria}
            for other in frameworks():
                shared = len(keys & {each.key for each in other.criteria})
                if other.scoring is Scoring.DISCOURAGED and shared >= _ALIKE and 2 * shared >= len(keys):
                    yield found(
                        about=f"framework:{own.key}",
                        framework=str(own),
                        other=str(other),
                        shared=shared,
                        asked=len(keys),
                    )


@rule(
    "MAT012",
    severity="warning",
    needs=("assessments",),
    says="{framework} about {subject}, answered by {by}, fell: {before} on {then}, {after} on {now}.",
    mend="Find out what ended since {then}, and who was told.",
)
def level_fell(case: Case) -> Iterator[Observation]:
    """What a rater answered last comes to less than what the same rater answered before.

    *Why it matters.* Involvement mostly ends without anybody deciding so: a coordinator leaves, and the rest
    follows. A lower level is the first sign of it that others can see.

    *What would mend it.* A talk about the answers that fell. It is found only where the whole fell for certain,
    whatever the unknown answers are.

    *Source.* The library's own rule; `Assessment.compare`.
    """
    for before, after in _pairs(case):
        fell = [part for part in before.compare(after).parts if part.direction is Direction.FELL]
        if any(part.dimension is None for part in fell):
            yield found(
                **_about(after),
                by=_by(case, after),
                subject=_subject(case, after),
                before=before.whole.said(),
                after=after.whole.said(),
                then=before.on,
                now=after.on,
            )


@rule(
    "MAT013",
    severity="warning",
    needs=("assessments",),
    says="{by} answered no to {criteria:quoted} in {framework} on {then} with an action, and on {now} the answer is no "
    "again.",
    mend="Ask what became of the action about {criteria:quoted}, and choose one that can be done.",
)
def no_again_despite_an_action(case: Case) -> Iterator[Observation]:
    """What was to be done about a no has not changed the answer.

    *Why it matters.* An action that changes nothing was not done, or was not the right one. Written down again
    and again, actions only look like work.

    *What would mend it.* The reason why it changed nothing, and another action.

    *Source.* The library's own rule, after the NHS checklist for plans and reports of commissioners.
    """
    for before, after in _pairs(case):
        promised = {one.criterion for one in _refusals(before) if (one.action or "").strip()}
        again = [one for one in _refusals(after) if one.criterion in promised]
        if again:
            yield found(
                **_about(after),
                by=_by(case, after),
                criteria=_titles(after.framework, again),
                then=before.on,
                now=after.on,
            )


# What the rules share


def _about(of: Assessment) -> dict[str, str]:
    return {"about": f"assessment:{of.framework.key}", "framework": str(of.framework)}


def _subject(case: Case, of: Assessment) -> str:
    return str(case.process) if of.about is None else of.about


def _by(case: Case, of: Assessment) -> str:
    """Who answered: the title of the stakeholder, else the role."""
    if of.rater is not None:
        return case.stakeholder(of.rater)
    return "somebody whose role is not known" if of.role is None else f"somebody ({of.role.replace('_', ' ')})"


def _titles(framework: Framework, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The criteria that were answered, in the order of the framework."""
    keys = {each.criterion for each in answers}
    return tuple(str(each) for each in framework.criteria if each.key in keys)


def _claims(of: Assessment) -> Iterator[Answer]:
    """The answers above the lowest of their scale, by criterion."""
    for each in of.sheet.answers:
        options = [option.key for option in of.framework.scale_of(each.criterion).options]
        if each.given in options[1:]:
            yield each


def _refusals(of: Assessment) -> Iterator[Answer]:
    """The answers that are the lowest of their scale, by criterion."""
    for each in of.sheet.answers:
        if each.given == of.framework.scale_of(each.criterion).options[0].key:
            yield each


def _too_many(assessments: Iterable[Assessment]) -> Iterator[tuple[Assessment, str, int]]:
    for each in assessments:
        pieces = {one.criterion: len(one.evidence) for one in each.sheet.answers}
        for flaw in each.evidence_flaws():
            if flaw.kind is EvidenceFlawKind.OVER_THE_MOST:
                yield each, str(each.framework.criterion(flaw.criterion)), pieces[flaw.criterion]


def _by_subject(assessments: Iterable[Assessment]) -> Iterator[list[Assessment]]:
    """The assessments of one subject by one framework, by key and subject."""

    def place(of: Assessment) -> tuple[str, str]:
        return of.framework.key, of.about or ""

    for _, those in groupby(sorted(assessments, key=place), key=place):
        yield list(those)


def _pairs(case: Case) -> Iterator[tuple[Assessment, Assessment]]:
    """What a rater answered before last, and last; each pair of one framework, subject, group and role."""
    for after in case.assessments:
        earlier = [
            each
            for each in case.earlier_assessments
            if (each.framework, each.about, each.rater, each.role, each.sheet.group)
            == (after.framework, after.about, after.rater, after.role, after.sheet.group)
        ]
        if earlier:
            yield max(earlier, key=lambda each: each.on), after


RULES: tuple[Rule, ...] = (
    evidence_expired,
    evidence_over_the_most,
    answer_without_evidence,
    evidence_against_the_rules,
    no_without_reason_and_action,
    single_rater,
    rated_by_one_side_only,
    sides_rate_otherwise,
    too_much_unknown,
    assessment_old,
    total_of_a_profile,
    level_fell,
    no_again_despite_an_action,
)
