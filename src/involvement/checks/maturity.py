"""Rules about maturity: how far the result of an assessment can be relied on."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import evolve

from involvement.checks.assessment_facts import about_sheet, answers_to, criteria_of, refusals, unnamed
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.maturity import Assessment, frameworks, perception_gap
from involvement.people import Side
from involvement.publications import Scoring
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_A_YEAR = 365  # days
_ALIKE = 3  # criteria that two frameworks must share at least to be alike
_SIDES = {
    (Side.SERVICE_USERS,): Statement("MAT007.service_users", template="service users"),
    (Side.ORGANISATION,): Statement("MAT007.organisation", template="the organisation"),
    (Side.SERVICE_USERS, Side.ORGANISATION): Statement("MAT007.both", template="service users or the organisation"),
}
_HIGHER = {
    Side.SERVICE_USERS: Statement("MAT008.service_users", template="Service users gave the higher answers."),
    Side.ORGANISATION: Statement("MAT008.organisation", template="The organisation gave the higher answers."),
}
_CRITERIA = {"criteria": "Criterion.title"}
_FRAMEWORK = {"framework": "AnswerSheet.framework"}


@rule(
    "MAT006",
    severity="note",
    needs=("assessments",),
    says="The only answers to {answers:clause} are from {by:clause}.",
    fix="Ask others to answer {framework:quoted} too, so that service users, carers and staff have each answered by themselves. "
    "Then talk about the differences.",
    sources=_FRAMEWORK,
)
def single_rater(snapshot: Snapshot) -> Iterator[Observation]:
    """One rater alone has assessed a subject by a framework.

    *Why it matters.* One person's view of how well people are involved is a beginning. Mostly it is the view of the
    person who is responsible for it.

    *What would fix it.* Answers of others, above all of the other side. Until then, show the result as one person's. Raters
    without a name count one by one.

    *Source.* Family Engagement in Systems Assessment Tool: staff and families answer together. Scottish Health
    Council, Participation Standard (2010): the views of local groups are taken on every self-assessment.
    """
    for sheets in _by_subject(snapshot.assessments):
        if _raters(sheets) == 1:
            yield found(**about_sheet(snapshot, sheets[0]))


@rule(
    "MAT007",
    severity="warning",
    needs=("assessments",),
    says="None of the {raters:rater} who answered {answers:clause} speaks for {sides:clause}.",
    says_unknown="It is not known whether any of the {raters:rater} who answered {answers:clause} speaks for {sides:clause}.",
    fix="Ask {sides:clause} to answer {framework:quoted} as well.",
    sources={**_FRAMEWORK, "raters": "AnswerSheet.rater"},
)
def rated_by_one_side_only(snapshot: Snapshot) -> Iterator[Observation]:
    """Several raters have assessed a subject, and no service user is among them, or nobody from the organisation.

    *Why it matters.* Many answers from one side look like a survey and are still one view. How far service users
    and the organisation differ is what an assessment can show best, and this one cannot.

    *What would fix it.* Answers of the other side, with their role. A rater without a role counts by the role of the
    stakeholder. Where neither is known, the status is `unknown`.

    *Source.* Family Engagement in Systems Assessment Tool; Scottish Health Council, Participation Standard (2010).
    """
    for sheets in _by_subject(_in_their_roles(snapshot)):
        sides = {None if of.role is None else of.role.side for of in sheets}
        missing = tuple(side for side in (Side.SERVICE_USERS, Side.ORGANISATION) if side not in sides)
        raters = _raters(sheets)
        if raters > 1 and missing:
            say = unknown if None in sides else found
            yield say(**answers_to(sheets[0]), raters=raters, sides=_SIDES[missing])


@rule(
    "MAT008",
    severity="note",
    needs=("assessments",),
    says="Service users and the organisation see {criteria:quoted} differently in {answers:clause}. On average they are more "
    "than half the scale apart. {higher:sentence}",
    fix="Bring both sides together about {criteria:quoted}. Ask each what made it answer like that.",
    sources=_CRITERIA,
)
def sides_rate_otherwise(snapshot: Snapshot) -> Iterator[Observation]:
    """The mean answers of the two sides to a criterion are more than half of its scale apart.

    *Why it matters.* Both live in the same service. If they see it so differently, one side does not know what the
    other goes through, and a mean of both would hide it.

    *What would fix it.* A talk about the criterion. The gap is no fault of either side. A rater without a role counts by the
    role of the stakeholder.

    *Source.* The library's own threshold; Family Engagement in Systems Assessment Tool: its users say that the talk
    is worth more than the score.
    """
    for sheets in _by_subject(_in_their_roles(snapshot)):
        framework = sheets[0].framework
        wide: dict[Side, list[Ref]] = {}
        for gap in perception_gap(sheets):
            scale = framework.scale_of(gap.criterion)
            if 2 * abs(gap.gap) > scale.worth(len(scale.options) - 1) - scale.worth(0):
                higher = Side.ORGANISATION if gap.gap > 0 else Side.SERVICE_USERS
                wide.setdefault(higher, []).append(Ref("criterion", (framework.key, gap.criterion)))
        for higher, criteria in wide.items():
            yield found(**answers_to(sheets[0]), criteria=tuple(criteria), higher=_HIGHER[higher])


@rule(
    "MAT009",
    severity="note",
    needs=("assessments",),
    says="{answers:clause} asks {by:clause} {asked:question}. {unanswered} {unanswered#has|have} no known answer. "
    "The result is {result:clause}.",
    fix="Find answers to {criteria:quoted}.",
    sources={**_CRITERIA, "asked": "AnswerSheet.group", "unanswered": "Answer.given"},
)
def too_much_unknown(snapshot: Snapshot) -> Iterator[Observation]:
    """So much is not known that the assessment says little: more than half, or any level is possible.

    *Why it matters.* The interval is honest, and too wide to act on. To quote its lower end is to call a service poor of
    which little is known.

    *What would fix it.* Answers to what is not known. This includes answers without the evidence that is required.

    *Source.* The library's own rule: unknown is not no, and is shown.
    """
    for of in snapshot.assessments:
        asked = of.framework.asked(of.sheet.group)
        levels = [level.key for level in of.framework.levels]
        anything = bool(of.unknown and levels) and (of.at_least, of.at_most) == (levels[0], levels[-1])
        if anything or 2 * len(of.unknown) > len(asked):
            yield found(
                **about_sheet(snapshot, of),
                asked=len(asked),
                unanswered=len(of.unknown),
                result=of.whole.result,
                criteria=tuple(Ref("criterion", (of.framework.key, key)) for key in of.unknown),
            )


@rule(
    "MAT010",
    severity="note",
    needs=("assessments",),
    says="The last answers to {answers:clause} are from {last}, {days:day} ago.",
    fix="Answer {framework:quoted} again, and look at what has changed.",
    sources={**_FRAMEWORK, "last": "AnswerSheet.on", "days": "AnswerSheet.on"},
)
def assessment_old(snapshot: Snapshot) -> Iterator[Observation]:
    """The newest answers about a subject are more than a year old.

    *Why it matters.* People, budgets and decisions have changed since. What was met then may have ended quietly.

    *What would fix it.* New answers. `trend` says what changed between the two.

    *Source.* The library's own threshold, after yearly self-assessments such as that of NHS England (2018).
    """
    for sheets in _by_subject(snapshot.assessments):
        last = max(of.on for of in sheets)
        days = (snapshot.on - last).days
        if days > _A_YEAR:
            yield found(**answers_to(sheets[0]), last=last, days=days)


@rule(
    "MAT011",
    severity="warning",
    needs=("frameworks",),
    says="{framework:quoted} gives a score. Of its {asked:question}, {shared} match {other:quoted}, whose authors advise against scores.",
    fix="Drop the score from {framework:quoted}, and compare answers side by side.",
    sources={
        "framework": "Framework.title",
        "other": "Framework.title",
        "asked": "Framework.criteria",
        "shared": "Framework.criteria",
    },
)
def total_of_a_profile(snapshot: Snapshot) -> Iterator[Observation]:
    """A framework of one's own counts what the authors of another one ask not to be counted.

    *Why it matters.* Reflective questions are there to be talked about. A total of them ranks services by what
    was never made to measure, and rewards the most cheerful answers.

    *What would fix it.* The rule `profile`, and comparing answers one by one. A packaged framework of this kind
    refuses a total by itself; this rule looks for copies: at least half of the questions, three or more, by
    the same keys.

    *Source.* UK Standards for Public Involvement (2019); Crowe et al. (2020), doi 10.1186/s40900-020-00229-y; Shier
    (2001) on his pathways.
    """
    for framework in snapshot.process.frameworks:
        if any(of.counts for of in (framework.rule, *(dimension.rule for dimension in framework.dimensions))):
            keys = {criterion.key for criterion in framework.criteria}
            for other in frameworks():
                shared = len(keys & {criterion.key for criterion in other.criteria})
                if other.scoring is Scoring.DISCOURAGED and shared >= _ALIKE and 2 * shared >= len(keys):
                    ref = Ref("framework", framework.key)
                    yield found(
                        about=ref, framework=ref, other=Ref("framework", other.key), shared=shared, asked=len(keys)
                    )


@rule(
    "MAT012",
    severity="warning",
    needs=("assessments",),
    says="By the answers of {by:clause}, the result of {answers:clause} fell. It was {before:clause} on {then}, and "
    "{after:clause} on {now}.",
    fix="Find out what ended since {then}, and who was told.",
    sources={"then": "AnswerSheet.on", "now": "AnswerSheet.on"},
)
def level_fell(snapshot: Snapshot) -> Iterator[Observation]:
    """The last answers of a rater give a lower result than those before.

    *Why it matters.* Involvement mostly ends without a decision to end it: a coordinator leaves, and the rest
    follows. A lower level is the first sign of it that others can see.

    *What would fix it.* A talk about the answers that fell. It is found only where the whole fell for certain,
    whatever the unknown answers are. Raters without a name are compared where one of their role answered each time.

    *Source.* The library's own rule; `Assessment.compare`.
    """
    for before, after in _pairs(snapshot):
        parts = before.compare(after).parts
        if any(part.dimension is None and part.fell for part in parts):
            yield found(
                **answers_to(after),
                by=unnamed(snapshot, after),
                before=before.whole.result,
                after=after.whole.result,
                then=before.on,
                now=after.on,
            )


@rule(
    "MAT013",
    severity="warning",
    needs=("assessments",),
    says="In {answers:clause} on {then}, {by:clause} gave {criteria:quoted} the lowest answer on the scale. An action was named, but on {now} "
    "the answer was the same.",
    fix="Ask what happened to the action about {criteria:quoted}, and choose one that can be done.",
    sources={**_CRITERIA, "then": "AnswerSheet.on", "now": "AnswerSheet.on"},
)
def no_again_despite_an_action(snapshot: Snapshot) -> Iterator[Observation]:
    """An action was named beside a no, and the next answer is no again.

    *Why it matters.* An action that changes nothing was not done, or was not the right one. Actions that are written down
    again and again only look like work.

    *What would fix it.* The reason why it changed nothing, and another action.

    *Source.* The library's own rule, after the NHS checklist for plans and reports of commissioners.
    """
    for before, after in _pairs(snapshot):
        promised = {answer.criterion for answer in refusals(before) if (answer.action or "").strip()}
        again = [answer for answer in refusals(after) if answer.criterion in promised]
        if again:
            yield found(
                **answers_to(after),
                by=unnamed(snapshot, after),
                criteria=criteria_of(after, again),
                then=before.on,
                now=after.on,
            )


# What the rules share


def _by_subject(assessments: Iterable[Assessment]) -> Iterator[list[Assessment]]:
    """The assessments of one subject by one framework, by key and subject."""

    def place(of: Assessment) -> tuple[str, str]:
        return of.framework.key, of.about or ""

    for _, sheets in groupby(sorted(assessments, key=place), key=place):
        yield list(sheets)


def _raters(sheets: Iterable[Assessment]) -> int:
    """How many answered: each name once, and each sheet without one."""
    names = [of.rater for of in sheets]
    return len(set(names) - {None}) + names.count(None)


def _in_their_roles(snapshot: Snapshot) -> Iterator[Assessment]:
    """What was answered last; where a sheet names no role, with that of the stakeholder."""
    roles = {stakeholder.key: stakeholder.role for stakeholder in snapshot.process.stakeholders}
    for of in snapshot.assessments:
        role = of.role or roles.get(of.rater or "")
        yield of if role is of.role else evolve(of, sheet=evolve(of.sheet, role=role))


def _pairs(snapshot: Snapshot) -> Iterator[tuple[Assessment, Assessment]]:
    """What was answered before last, and last, by one rater or by the only one without a name in a role.

    Each pair is of one framework, subject, group and role.
    """
    last, before = _by_rater(snapshot.assessments), _by_rater(snapshot.earlier_assessments)
    for who, now in last.items():
        earlier = before.get(who, [])
        then = [of for of in earlier if of.on == max(other.on for other in earlier)]
        if len(now) == len(then) == 1:
            yield then[0], now[0]


def _by_rater(assessments: Iterable[Assessment]) -> dict[tuple[object, ...], list[Assessment]]:
    found: dict[tuple[object, ...], list[Assessment]] = {}
    for of in assessments:
        found.setdefault((of.framework, of.about, of.rater, of.role, of.sheet.group), []).append(of)
    return found


RULES: tuple[Rule, ...] = (
    single_rater,
    rated_by_one_side_only,
    sides_rate_otherwise,
    too_much_unknown,
    assessment_old,
    total_of_a_profile,
    level_fell,
    no_again_despite_an_action,
)
