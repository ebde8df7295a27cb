"""What was answered, by whom and with what evidence: what MAT001 to 013 ought to say."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import NamedTuple

import attrs

from involvement import Answer, Evidence, Process
from involvement.maturity import AnswerSheet, Criterion, Framework, framework, frameworks
from involvement.references import Ref
from tests.oracles.maturity import LEFT_OUT, level, points
from tests.truth.sayings import Saying, Sayings, clause, saying

SERVICE_USERS = {"service_user", "carer", "peer_representative"}
ORGANISATION = {"provider", "commissioner", "manager", "board"}
UNSURE = {"absent", "not_applicable"}
MOST = 8  # criteria of which every way to complete the answers is tried


class Rated(NamedTuple):
    """A process on a day."""

    process: Process
    day: date

    @property
    def made(self) -> list[AnswerSheet]:
        return [sheet for sheet in self.process.assessments if sheet.on <= self.day]

    @property
    def last(self) -> list[AnswerSheet]:
        """What each rater answered last; several without a name on one day are several."""
        return [
            sheet
            for sheet in self.made
            if not any(who(other) == who(sheet) and other.on > sheet.on for other in self.made)
        ]

    def framework(self, sheet: AnswerSheet) -> Framework:
        own = {each.key: each for each in self.process.frameworks}
        return own.get(sheet.framework) or framework(sheet.framework)

    def asked(self, sheet: AnswerSheet) -> list[Criterion]:
        """What is asked in the round of the sheet and those before it."""
        of = self.framework(sheet)
        rounds = [group.key for group in of.groups]
        so_far = rounds if sheet.group is None else rounds[: rounds.index(sheet.group) + 1]
        return [criterion for criterion in of.criteria if criterion.group in {None, *so_far}]

    def ref(self, key: str) -> Ref:
        persons = {person.key for person in self.process.stakeholders if person.kind == "person"}
        return Ref("person" if key in persons else "stakeholder", key)

    def role(self, sheet: AnswerSheet) -> str | None:
        """In what capacity they answered, else what they are."""
        roles = {person.key: person.role for person in self.process.stakeholders}
        return sheet.role or roles.get(sheet.rater)

    def subjects(self) -> Iterator[list[AnswerSheet]]:
        for place in sorted({(sheet.framework, sheet.about or "") for sheet in self.last}):
            yield [sheet for sheet in self.last if (sheet.framework, sheet.about or "") == place]


def who(sheet: AnswerSheet) -> tuple[object, ...]:
    return sheet.framework, sheet.about, sheet.rater, sheet.role, sheet.group


def about(sheet: AnswerSheet) -> Ref:
    return Ref("assessment", sheet.framework)


def answers(sheet: AnswerSheet) -> Saying:
    of = Ref("framework", sheet.framework)
    if sheet.about is None:
        return clause("answers.to", framework=of)
    return clause("answers.about", framework=of, subject=Ref("subject", sheet.about))


def by(rated: Rated, sheet: AnswerSheet) -> Saying:
    """The rater; of several without a name in one role, which one by what they answered."""
    if sheet.rater is not None:
        return clause("rater.named", rater=rated.ref(sheet.rater))
    alike = [other for other in rated.last if who(other) == who(sheet)]
    role = {} if sheet.role is None else {"role": sheet.role.value}
    if len(alike) == 1:
        return clause("rater.role" if role else "rater.unnamed", **role)
    before = [other for other in alike if _said(other) < _said(sheet)]
    same = [other for other in alike if _said(other) == _said(sheet)]
    number = 1 + len(before) + next(place for place, other in enumerate(same) if other is sheet)
    return clause("rater.role_numbered" if role else "rater.numbered", number=number, **role)


def _said(sheet: AnswerSheet) -> list[tuple[object, ...]]:
    rows = [(each.criterion, each.given, each.reason or "", each.action or "", each.evidence) for each in sheet.answers]
    return sorted(rows)


def whoever(rated: Rated, sheet: AnswerSheet) -> Saying:
    if sheet.rater is not None:
        return by(rated, sheet)
    return clause("raters.role", role=sheet.role.value) if sheet.role else clause("raters.unnamed")


def criteria(rated: Rated, sheet: AnswerSheet, keys: Iterable[str]) -> tuple[Ref, ...]:
    wanted = set(keys)
    names = [criterion.key for criterion in rated.framework(sheet).criteria]
    return tuple(Ref("criterion", (sheet.framework, key)) for key in names if key in wanted)


def place_of(rated: Rated, sheet: AnswerSheet, answer: Answer) -> int | None:
    """Where the answer stands on its scale; None where it is no answer."""
    if answer.given in UNSURE:
        return None
    return [option.key for option in rated.framework(sheet).scale_of(answer.criterion).options].index(answer.given)


def above(rated: Rated, sheet: AnswerSheet) -> list[Answer]:
    return [answer for answer in sheet.answers if place_of(rated, sheet, answer)]


def lowest(rated: Rated, sheet: AnswerSheet) -> list[Answer]:
    return [answer for answer in sheet.answers if place_of(rated, sheet, answer) == 0]


def last_day(record: Evidence, window: int | None) -> date | None:
    return record.until or (None if window is None else record.on + timedelta(days=window))


def in_a_period(rule: object) -> bool:
    return rule is not None and bool(rule.live_from or rule.live_until)


def supports(record: Evidence, rule: object, day: date) -> bool:
    """Whether it may support an answer of that day; what is not known speaks for it."""
    last = last_day(record, None if rule is None else rule.window_days)
    if in_a_period(rule):
        early = rule.live_from and record.on < rule.live_from
        ended = early and last is not None and last < rule.live_from
        return not ended and not (rule.live_until and record.on > rule.live_until)
    return record.on <= day and (last is None or day <= last)


def unsupported(rated: Rated, sheet: AnswerSheet) -> list[str]:
    """The answers above the lowest that nothing supports where evidence is required."""
    rule = rated.framework(sheet).evidence
    if rule is None or not rule.required:
        return []
    records = {record.key: record for record in sheet.evidence}
    return [
        answer.criterion
        for answer in above(rated, sheet)
        if not any(supports(records[key], rule, sheet.on) for key in answer.evidence)
    ]


def not_known(rated: Rated, sheet: AnswerSheet) -> list[str]:
    given = {answer.criterion for answer in sheet.answers if answer.given != "absent"}
    missing = {criterion.key for criterion in rated.asked(sheet)} - given
    return [ref.keys[1] for ref in criteria(rated, sheet, {*missing, *unsupported(rated, sheet)})]


def expired(rated: Rated) -> Sayings:
    """MAT001: its last day is past, or nobody knows it where evidence is required."""
    for sheet in rated.last:
        rule = rated.framework(sheet).evidence
        if in_a_period(rule):
            continue
        for record in sheet.evidence:
            named = [answer.criterion for answer in above(rated, sheet) if record.key in answer.evidence]
            last = last_day(record, rule.window_days if rule else None)
            if not named or record.on > rated.day or (last is not None and last >= rated.day):
                continue
            if last is None and not (rule and rule.required):
                continue
            facts = {
                "evidence": Ref("evidence", record.key),
                "by": by(rated, sheet),
                "criteria": criteria(rated, sheet, named),
                "answers": answers(sheet),
            }
            fix = clause("MAT001.fix", criteria=facts["criteria"])
            if last is None:
                yield saying(about(sheet), clause("MAT001.says_unknown", **facts), fix, "unknown")
            else:
                yield saying(about(sheet), clause("MAT001.says", **facts, until=last), fix)


def over_the_most(rated: Rated) -> Sayings:
    """MAT002: an answer above the lowest names more pieces than are allowed."""
    for sheet in rated.last:
        rule = rated.framework(sheet).evidence
        for answer in above(rated, sheet):
            if rule and rule.most is not None and len(answer.evidence) > rule.most:
                (criterion,) = criteria(rated, sheet, [answer.criterion])
                yield saying(
                    about(sheet),
                    clause(
                        "MAT002.says", by=by(rated, sheet), criterion=criterion, answers=answers(sheet),
                        pieces=len(answer.evidence), most=rule.most,
                    ),
                    clause("MAT002.fix", criterion=criterion, most=rule.most),
                )  # fmt: skip


def bare(rated: Rated) -> Sayings:
    """MAT003: nothing supports them, and something has to."""
    for sheet in rated.last:
        if keys := unsupported(rated, sheet):
            named = criteria(rated, sheet, keys)
            says = clause("MAT003.says", by=by(rated, sheet), criteria=named, answers=answers(sheet))
            yield saying(about(sheet), says, clause("MAT003.fix", criteria=named))


def against_the_rules(rated: Rated) -> Sayings:
    """MAT004: for each piece that an answer above the lowest names, all that is amiss with it."""
    for sheet in rated.last:
        rule = rated.framework(sheet).evidence
        for record in sheet.evidence:
            named = [answer.criterion for answer in above(rated, sheet) if record.key in answer.evidence]
            lacks = []
            if rule and in_a_period(rule) and not supports(record, rule, sheet.on):
                lacks.append(clause("MAT004.outside_period"))
            if rule and rule.own_site and record.url is None:
                lacks.append(clause("MAT004.no_link"))
            if rule and rule.owned and record.owner is None:
                lacks.append(clause("MAT004.no_owner"))
            if named and lacks:
                facts = {"evidence": Ref("evidence", record.key), "criteria": criteria(rated, sheet, named)}
                says = clause("MAT004.says", by=by(rated, sheet), answers=answers(sheet), lacks=tuple(lacks), **facts)
                yield saying(about(sheet), says, clause("MAT004.fix", **facts))


def bare_no(rated: Rated) -> Sayings:
    """MAT005: the lowest answer without its reason or without what will be done, alike ones together."""
    for sheet in rated.last:
        for parts in (("reason",), ("action",), ("reason", "action")):
            alike = [
                answer.criterion
                for answer in lowest(rated, sheet)
                if parts == tuple(part for part in ("reason", "action") if not (getattr(answer, part) or "").strip())
            ]
            if alike:
                facts = {
                    "criteria": criteria(rated, sheet, alike),
                    "missing": tuple(clause(f"MAT005.{part}") for part in parts),
                }
                says = clause("MAT005.says", by=by(rated, sheet), answers=answers(sheet), **facts)
                yield saying(about(sheet), says, clause("MAT005.fix", **facts))


def raters(sheets: list[AnswerSheet]) -> int:
    return len({sheet.rater for sheet in sheets if sheet.rater}) + sum(sheet.rater is None for sheet in sheets)


def alone(rated: Rated) -> Sayings:
    """MAT006: one person, however many sheets."""
    for sheets in rated.subjects():
        if raters(sheets) == 1:
            says = clause("MAT006.says", by=by(rated, sheets[0]), answers=answers(sheets[0]))
            fix = clause("MAT006.fix", framework=Ref("framework", sheets[0].framework))
            yield saying(about(sheets[0]), says, fix)


def one_sided(rated: Rated) -> Sayings:
    """MAT007: several, and nobody of one of the sides; not known where somebody's role is not."""
    for sheets in rated.subjects():
        roles = {rated.role(sheet) for sheet in sheets}
        users, staff = bool(roles & SERVICE_USERS), bool(roles & ORGANISATION)
        if raters(sheets) < 2 or (users and staff):
            continue
        sides = clause("MAT007." + ("organisation" if users else "service_users" if staff else "both"))
        part, status = ("says_unknown", "unknown") if None in roles else ("says", "found")
        says = clause(f"MAT007.{part}", raters=raters(sheets), answers=answers(sheets[0]), sides=sides)
        fix = clause("MAT007.fix", sides=sides, framework=Ref("framework", sheets[0].framework))
        yield saying(about(sheets[0]), says, fix, status)


def worth(rated: Rated, sheet: AnswerSheet, key: str, place: int) -> Fraction:
    score = rated.framework(sheet).scale_of(key).options[place].score
    return Fraction(place) if score is None else score


def apart(rated: Rated) -> Sayings:
    """MAT008: the means of the sides, more than half of the scale apart."""
    for sheets in rated.subjects():
        higher: dict[str, list[str]] = {}
        for criterion in rated.framework(sheets[0]).criteria:
            means = []
            for roles in (SERVICE_USERS, ORGANISATION):
                given = [
                    worth(rated, sheet, criterion.key, place)
                    for sheet in sheets
                    if rated.role(sheet) in roles
                    for answer in sheet.answers
                    if answer.criterion == criterion.key and (place := place_of(rated, sheet, answer)) is not None
                ]
                means.append(sum(given, Fraction(0)) / len(given) if given else None)
            users, staff = means
            top = len(rated.framework(sheets[0]).scale_of(criterion.key).options) - 1
            scale = worth(rated, sheets[0], criterion.key, top) - worth(rated, sheets[0], criterion.key, 0)
            if users is not None and staff is not None and abs(users - staff) > scale / 2:
                higher.setdefault("service_users" if users > staff else "organisation", []).append(criterion.key)
        for side, keys in higher.items():
            facts = {"criteria": criteria(rated, sheets[0], keys)}
            says = clause("MAT008.says", answers=answers(sheets[0]), higher=clause(f"MAT008.{side}"), **facts)
            yield saying(about(sheets[0]), says, clause("MAT008.fix", **facts))


def outcomes(rated: Rated, sheet: AnswerSheet) -> tuple[list[int | None], list[Fraction | None]]:
    """The place of the level and the score, for every way in which what is not known may turn out."""
    of = attrs.evolve(rated.framework(sheet), criteria=rated.asked(sheet))
    given = {answer.criterion: answer.given for answer in sheet.answers if answer.given != "absent"}
    choices = []
    for criterion in of.criteria:
        options = [option.key for option in of.scale_of(criterion.key).options]
        if criterion.key not in given:
            choices.append(options)
        elif criterion.key in unsupported(rated, sheet):
            choices.append(options[: options.index(given[criterion.key]) + 1])
        elif criterion.key in open_scores(rated, sheet):
            choices.append([f"{LEFT_OUT}={option}" for option in options])
        else:
            choices.append([given[criterion.key]])
    ways = [dict(zip([each.key for each in of.criteria], way, strict=True)) for way in product(*choices)]
    levels = [level(of, way) if of.levels else None for way in ways]
    return levels, [points(of, way, None) if of.rule in {"sum", "mean"} else None for way in ways]


def open_scores(rated: Rated, sheet: AnswerSheet) -> list[str]:
    """The answers that something does not apply, where no rule says what becomes of the score."""
    of = rated.framework(sheet)
    if of.rule not in {"sum", "mean"} or of.not_applicable is not None:
        return []
    return [answer.criterion for answer in sheet.answers if answer.given == LEFT_OUT]


def tried(rated: Rated, sheet: AnswerSheet) -> bool:
    """Whether all ways can be tried: few criteria, and every cut known."""
    of = rated.framework(sheet)
    counted = of.rule in {"sum", "mean", "best", "least"}
    cuts = all(each.at_least is not None or each.more_than is not None for each in of.levels[1:])
    return len(rated.asked(sheet)) <= MOST and (not counted or cuts)


def bounds(rated: Rated, sheet: AnswerSheet) -> tuple[str, object, object] | None:
    """What it comes to at least and at most: places of levels, or scores; None where it comes to neither."""
    levels, scores = outcomes(rated, sheet)
    if rated.framework(sheet).rule == "profile":
        return None
    for kind, values in (("level", levels), ("score", scores)):
        if None not in values:
            return kind, min(values), max(values)
    return None


def result(rated: Rated, sheet: AnswerSheet) -> Saying:
    found = bounds(rated, sheet)
    if found is None:
        return clause("result.none")
    kind, low, high = found
    if kind == "level":
        names = [Ref("level", (sheet.framework, each.key)) for each in rated.framework(sheet).levels]
        if low == high:
            uncertain = bool(open_scores(rated, sheet))
            return clause("result.uncertain" if uncertain else "result.level", level=names[low])
        return clause("result.levels", lowest=names[low], highest=names[high])
    return clause("result.score", score=low) if low == high else clause("result.scores", lowest=low, highest=high)


def unknown(rated: Rated) -> Sayings:
    """MAT009: more than half is not known, or every level is possible."""
    for sheet in rated.last:
        of, asked, keys = rated.framework(sheet), len(rated.asked(sheet)), not_known(rated, sheet)
        found = bounds(rated, sheet) if keys else None
        anything = found is not None and found[0] == "level" and found[1:] == (0, len(of.levels) - 1)
        if anything or 2 * len(keys) > asked:
            named = criteria(rated, sheet, keys)
            says = clause(
                "MAT009.says", by=by(rated, sheet), answers=answers(sheet), result=result(rated, sheet),
                asked=asked, unanswered=len(keys),
            )  # fmt: skip
            yield saying(about(sheet), says, clause("MAT009.fix", criteria=named))


def old(rated: Rated) -> Sayings:
    """MAT010: nobody has answered for a year and a day."""
    for sheets in rated.subjects():
        last = max(sheet.on for sheet in sheets)
        if rated.day > last + timedelta(days=365):
            facts = {"last": last, "days": (rated.day - last).days}
            fix = clause("MAT010.fix", framework=Ref("framework", sheets[0].framework))
            yield saying(about(sheets[0]), clause("MAT010.says", answers=answers(sheets[0]), **facts), fix)


def copied(rated: Rated) -> Sayings:
    """MAT011: it is counted, and half of it, three questions at least, is of a framework not to be counted."""
    for own in rated.process.frameworks:
        if not {own.rule, *(dimension.rule for dimension in own.dimensions)} & {"sum", "mean", "best", "least"}:
            continue
        for other in frameworks():
            shared = [
                key for key in (each.key for each in own.criteria) if key in {each.key for each in other.criteria}
            ]
            if other.scoring == "discouraged" and len(shared) >= max(3, len(own.criteria) / 2):
                facts = {"framework": Ref("framework", own.key), "other": Ref("framework", other.key)}
                says = clause("MAT011.says", shared=len(shared), asked=len(own.criteria), **facts)
                yield saying(facts["framework"], says, clause("MAT011.fix", framework=facts["framework"]))


def pairs(rated: Rated) -> Iterator[tuple[AnswerSheet, AnswerSheet]]:
    """What was answered last and on the last day before, where each is one sheet."""
    for after in rated.last:
        same = [sheet for sheet in rated.made if who(sheet) == who(after)]
        days = sorted({sheet.on for sheet in same})
        if len(days) > 1 and sum(sheet.on in days[-2:] for sheet in same) == 2:
            yield next(sheet for sheet in same if sheet.on == days[-2]), after


def fell(rated: Rated) -> Sayings:
    """MAT012: the most it can be now is less than the least it was."""
    for before, after in pairs(rated):
        was, now = bounds(rated, before), bounds(rated, after)
        if was and now and now[2] < was[1]:
            says = clause(
                "MAT012.says", by=whoever(rated, after), answers=answers(after), before=result(rated, before),
                after=result(rated, after), then=before.on, now=after.on,
            )  # fmt: skip
            yield saying(about(after), says, clause("MAT012.fix", then=before.on))


def no_again(rated: Rated) -> Sayings:
    """MAT013: an action was to change the lowest answer, and it is the lowest again."""
    for before, after in pairs(rated):
        promised = {answer.criterion for answer in lowest(rated, before) if (answer.action or "").strip()}
        again = [answer.criterion for answer in lowest(rated, after) if answer.criterion in promised]
        if again:
            named = criteria(rated, after, again)
            says = clause(
                "MAT013.says", by=whoever(rated, after), answers=answers(after), criteria=named,
                then=before.on, now=after.on,
            )  # fmt: skip
            yield saying(about(after), says, clause("MAT013.fix", criteria=named))


CLAIMS = {
    "MAT001": expired,
    "MAT002": over_the_most,
    "MAT003": bare,
    "MAT004": against_the_rules,
    "MAT005": bare_no,
    "MAT006": alone,
    "MAT007": one_sided,
    "MAT008": apart,
    "MAT009": unknown,
    "MAT010": old,
    "MAT011": copied,
    "MAT012": fell,
    "MAT013": no_again,
}

RECKONED = ("MAT009", "MAT012")  # judged where `tried`
