"""Rules about maturity: how far the result of an assessment can be relied on."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from involvement.checks.assessment_answers import answered_by, found_in, refusals, titles_of
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.maturity import Assessment, Direction, frameworks, perception_gap
from involvement.people import Side
from involvement.publications import Scoring
from involvement.references import Ref
from involvement.snapshots import Snapshot

__all__ = ["RULES"]

_SIDES = {Side.SERVICE_USERS: "service users", Side.ORGANISATION: "organisation"}
_A_YEAR = 365  # days
_ALIKE = 3  # criteria that two frameworks must share at least to be alike


@rule(
    "MAT006",
    severity="note",
    needs=("assessments",),
    says="Only {by} has answered {framework} about {subject}.",
    fix="Ask service users and staff to answer {framework} too, each by themselves, and then talk about the differences.",
)
def single_rater(snapshot: Snapshot) -> Iterator[Observation]:
    """One rater alone has assessed a subject by a framework.

    *Why it matters.* One person's view of how well people are involved is a beginning. Mostly it is the view of whoever
    is responsible for it.

    *What would fix it.* Answers of others, above all of the other side. Until then the result should be
    shown as one person's.

    *Source.* Family Engagement in Systems Assessment Tool: staff and families answer together. Scottish Health
    Council, Participation Standard (2010): the views of local groups are taken on every self-assessment.
    """
    for raters in _by_subject(snapshot.assessments):
        if len(raters) == 1:
            yield found(
                **found_in(raters[0]), by=answered_by(snapshot, raters[0]), subject=_subject(snapshot, raters[0])
            )


@rule(
    "MAT007",
    severity="warning",
    needs=("assessments",),
    says="{raters:rater} answered {framework} about {subject}, and nobody of the side of the {side} did.",
    says_unknown="{raters:rater} answered {framework} about {subject}, and it is not known whether anybody of the side of the "
    "{side} did.",
    fix="Ask the side of the {side} to answer {framework} as well.",
)
def rated_by_one_side_only(snapshot: Snapshot) -> Iterator[Observation]:
    """Several raters have assessed a subject, and all of them are of one side.

    *Why it matters.* Many answers from one side look like a survey and are still one view. How far service users
    and the organisation differ is what an assessment can show best, and this one cannot.

    *What would fix it.* Answers of the other side, with their role. Where the role of a rater is not
    known, the status is `unknown`.

    *Source.* Family Engagement in Systems Assessment Tool; Scottish Health Council, Participation Standard (2010).
    """
    for raters in _by_subject(snapshot.assessments):
        sides = {None if each.role is None else each.role.side for each in raters}
        missing = next((side for side in _SIDES if side not in sides), None)
        if len(raters) > 1 and missing is not None:
            say = unknown if None in sides else found
            yield say(
                **found_in(raters[0]), subject=_subject(snapshot, raters[0]), raters=len(raters), side=_SIDES[missing]
            )


@rule(
    "MAT008",
    severity="note",
    needs=("assessments",),
    says="Service users and the organisation rate {criteria:quoted} in {framework} about {subject} more than half of "
    "the scale apart; {better} higher.",
    fix="Bring both sides together about {criteria:quoted}, each with what made it answer so.",
)
def sides_rate_otherwise(snapshot: Snapshot) -> Iterator[Observation]:
    """The mean answers of the two sides to a criterion are more than half of its scale apart.

    *Why it matters.* Both live in the same service. Where they see it so differently, one side does not know what the
    other goes through, and a mean of both would hide it.

    *What would fix it.* A talk about the criterion. The gap is no fault of either side.

    *Source.* The library's own threshold; Family Engagement in Systems Assessment Tool: its users say that the talk
    is worth more than the score.
    """
    for raters in _by_subject(snapshot.assessments):
        framework = raters[0].framework
        wide: dict[str, list[str]] = {}
        for gap in perception_gap(raters):
            scale = framework.scale_of(gap.criterion)
            if 2 * abs(gap.gap) > scale.worth(len(scale.options) - 1) - scale.worth(0):
                side = Side.ORGANISATION if gap.gap > 0 else Side.SERVICE_USERS
                wide.setdefault(_BETTER[side], []).append(str(framework.criterion(gap.criterion)))
        for better, criteria in wide.items():
            yield found(
                **found_in(raters[0]), subject=_subject(snapshot, raters[0]), criteria=tuple(criteria), better=better
            )


_BETTER = {Side.SERVICE_USERS: "service users rate it", Side.ORGANISATION: "the organisation rates it"}


@rule(
    "MAT009",
    severity="note",
    needs=("assessments",),
    says="{count} of {asked} answers of {by} to {framework} are not known: {comes_to}.",
    fix="Find out about {criteria:quoted}.",
)
def too_much_unknown(snapshot: Snapshot) -> Iterator[Observation]:
    """So much is not known that the assessment tells little: more than half, or any level is possible.

    *Why it matters.* The interval is honest, and it is too wide to act on. Whoever quotes its lower end calls a
    service poor of which little is known.

    *What would fix it.* Answers to what is not known. What was answered without the evidence that is
    required counts among it.

    *Source.* The library's own rule: unknown is not no, and is shown.
    """
    for each in snapshot.assessments:
        asked = each.framework.asked(each.sheet.group)
        levels = [level.key for level in each.framework.levels]
        anything = bool(each.unknown and levels) and (each.at_least, each.at_most) == (levels[0], levels[-1])
        if anything or 2 * len(each.unknown) > len(asked):
            yield found(
                **found_in(each),
                by=answered_by(snapshot, each),
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
    fix="Answer {framework} anew, and look at what has changed.",
)
def assessment_old(snapshot: Snapshot) -> Iterator[Observation]:
    """The newest answers about a subject are more than a year old.

    *Why it matters.* People, budgets and decisions have changed since. What was met then may have ended quietly.

    *What would fix it.* New answers. `trend` says what changed between the two.

    *Source.* The library's own threshold, after yearly self-assessments such as that of NHS England (2018).
    """
    for raters in _by_subject(snapshot.assessments):
        last = max(each.on for each in raters)
        days = (snapshot.on - last).days
        if days > _A_YEAR:
            yield found(**found_in(raters[0]), subject=_subject(snapshot, raters[0]), last=last, days=days)


@rule(
    "MAT011",
    severity="warning",
    needs=("frameworks",),
    says="{framework} gives a score, and {shared} of its {asked} questions are those of {other}, whose authors advise "
    "against scoring.",
    fix="Make {framework} a profile, side by side and without a total, as {other} is.",
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
    for own in snapshot.process.frameworks:
        rules = (own.rule, *(each.rule for each in own.dimensions))
        if any(each.counts for each in rules):
            keys = {each.key for each in own.criteria}
            for other in frameworks():
                shared = len(keys & {each.key for each in other.criteria})
                if other.scoring is Scoring.DISCOURAGED and shared >= _ALIKE and 2 * shared >= len(keys):
                    yield found(
                        about=Ref("framework", own.key),
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
    fix="Find out what ended since {then}, and who was told.",
)
def level_fell(snapshot: Snapshot) -> Iterator[Observation]:
    """What a rater answered last comes to less than what the same rater answered before.

    *Why it matters.* Involvement mostly ends without anybody deciding so: a coordinator leaves, and the rest
    follows. A lower level is the first sign of it that others can see.

    *What would fix it.* A talk about the answers that fell. It is found only where the whole fell for certain,
    whatever the unknown answers are.

    *Source.* The library's own rule; `Assessment.compare`.
    """
    for before, after in _pairs(snapshot):
        fell = [part for part in before.compare(after).parts if part.direction is Direction.FELL]
        if any(part.dimension is None for part in fell):
            yield found(
                **found_in(after),
                by=answered_by(snapshot, after),
                subject=_subject(snapshot, after),
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
    fix="Ask what became of the action about {criteria:quoted}, and choose one that can be done.",
)
def no_again_despite_an_action(snapshot: Snapshot) -> Iterator[Observation]:
    """What was to be done about a no has not changed the answer.

    *Why it matters.* An action that changes nothing was not done, or was not the right one. Written down again
    and again, actions only look like work.

    *What would fix it.* The reason why it changed nothing, and another action.

    *Source.* The library's own rule, after the NHS checklist for plans and reports of commissioners.
    """
    for before, after in _pairs(snapshot):
        promised = {one.criterion for one in refusals(before) if (one.action or "").strip()}
        again = [one for one in refusals(after) if one.criterion in promised]
        if again:
            yield found(
                **found_in(after),
                by=answered_by(snapshot, after),
                criteria=titles_of(after.framework, again),
                then=before.on,
                now=after.on,
            )


# What the rules share


def _subject(snapshot: Snapshot, of: Assessment) -> str:
    return str(snapshot.process) if of.about is None else of.about


def _by_subject(assessments: Iterable[Assessment]) -> Iterator[list[Assessment]]:
    """The assessments of one subject by one framework, by key and subject."""

    def place(of: Assessment) -> tuple[str, str]:
        return of.framework.key, of.about or ""

    for _, those in groupby(sorted(assessments, key=place), key=place):
        yield list(those)


def _pairs(snapshot: Snapshot) -> Iterator[tuple[Assessment, Assessment]]:
    """What a rater answered before last, and last; each pair of one framework, subject, group and role."""
    for after in snapshot.assessments:
        earlier = [
            each
            for each in snapshot.earlier_assessments
            if (each.framework, each.about, each.rater, each.role, each.sheet.group)
            == (after.framework, after.about, after.rater, after.role, after.sheet.group)
        ]
        if earlier:
            yield max(earlier, key=lambda each: each.on), after


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
