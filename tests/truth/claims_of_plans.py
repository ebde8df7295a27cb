"""Workplans, their days and their studies: what PLN001 to PLN014 ought to say, read off the process."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import attrs

from involvement import Activity, Process
from involvement.plans import Interval, When
from involvement.references import Ref
from tests.oracles.longest_paths import earliest, latest
from tests.truth.sayings import Saying, Sayings, clause, saying
from tests.truth.worlds import CONSULTED, World, rank

REPORTED = (26, 39)  # three months at two to three days a week


class Days(NamedTuple):
    """The days of one activity, as whole numbers."""

    begins: int | None
    ends: int | None
    must_begin: int | None
    must_end: int | None
    never: bool

    @property
    def slack(self) -> int | None:
        pairs = ((self.must_end, self.ends), (self.must_begin, self.begins))
        return min((last - first for last, first in pairs if last is not None and first is not None), default=None)


class Planned:
    """A process on a day, with the plan as it stood and the longest paths through it."""

    def __init__(self, process: Process, on: date) -> None:
        self.process, self.day, self.plan = process, on, process.workplan
        self.about = Ref("process", process.key)
        self.activities = [
            attrs.evolve(each, done=None) if each.done and each.done > on else each for each in self.plan.activities
        ]
        self.to_do = [each for each in self.activities if each.done is None]
        made = [*process.past_agreements, *([process.agreement] if process.agreement else [])]
        made = [each for each in made if each.on is None or each.on <= on]
        self.agreement = made[-1] if made else None
        found = () if self.agreement is None else self.agreement.feasibility
        self.studied = {each.issue: each.state.value for each in found if each.on is None or each.on <= on}
        ledger = process.ledger
        about = {} if ledger is None else {said.key: said.about for said in ledger.contributions}
        assessed = [e for e in (ledger.events if ledger else ()) if e.kind == "assessed" and e.on <= on]
        earlier = [f for each in made for f in each.feasibility if f.on is None or f.on <= on]
        self.studied_elsewhere = {about[event.contribution] for event in assessed}
        self.studied_elsewhere |= {f.issue for f in earlier if f.state != "not_studied"}
        self.settled = () if self.agreement is None else self.agreement.settlements
        self.world = None if process.decision_map is None else World(process, on)
        self.begins = None if self.plan.start is None else self.plan.start.toordinal()
        self.nevers: set[str] = set()
        plain = {each.key: self._plain(each) for each in self.activities}
        first, last = earliest(plain, self.begins, on.toordinal()), latest(plain)
        self.days = {
            key: Days(
                first.get(("start", key)),
                first.get(("end", key)),
                last.get(("start", key)),
                last.get(("end", key)),
                key in self.nevers,
            )
            for key in plain
        }

    def _plain(self, each: Activity) -> dict[str, Any]:
        start = self._moment(each.start)
        unknown = isinstance(each.start, When) and start is None
        if each.done is not None and not isinstance(each.start, date):
            start, unknown = None, False  # when it began is not known
        return {
            "days": each.days,
            "start": self.begins if unknown else start,
            "due": self._moment(each.due),
            "by": self._last_day(each),
            "after": each.after,
            "done": None if each.done is None else each.done.toordinal(),
        }

    def _moment(self, told: date | When | None) -> Any:
        """A day, a day told from another activity, or None where it is not known."""
        if told is None or isinstance(told, date):
            return None if told is None else told.toordinal()
        if told.anchor in {"start", "end"}:
            return told.anchor.value, told.key, told.days
        if self.world is None:
            return None
        if told.anchor == "decision":
            (decision,) = (each for each in self.world.map.decisions if each.key == told.key)
            if decision.on is None or self.withdrawn(decision.key):
                return None
            return decision.on.toordinal() + told.days
        meetings, first = self.world.forums[told.key].meetings, told.on_or_after or self.plan.start
        if meetings is None or first is None:
            return None
        day = min((each for each in meetings.also if each >= first), default=None)
        return None if day is None else day.toordinal() + told.days

    def _last_day(self, each: Activity) -> int | None:
        """The last day to speak about the decision that it feeds."""
        if each.decision is None or self.world is None:
            return None
        (decision,) = (other for other in self.world.map.decisions if other.key == each.decision)
        if decision.on is None or self.withdrawn(decision.key):
            return None
        who = self.world.who
        by, needs = decision.on.toordinal(), max(rank(decision.calls_for), CONSULTED)
        day = self.world.routes.last_day(decision.made_at, by, who, needs)
        if day is None:
            day = self.world.routes.last_day(decision.made_at, by, who)
        if day is None:
            self.nevers.add(each.key)
        return day

    def withdrawn(self, key: str) -> bool:
        """Whether it was withdrawn by today: then nothing is to be ready for it."""
        decisions = () if self.world is None else self.world.map.decisions
        return any(each.key == key and each.withdrawn and each.withdrawn <= self.world.day for each in decisions)

    def who(self, key: str) -> Ref:
        persons = {each.key for each in self.process.stakeholders if each.kind == "person"}
        return Ref("person" if key in persons else "stakeholder", key)

    def shown(self, study: Activity) -> int | None:
        """The day on which it ends; where nobody says how long it takes, when it must."""
        days = self.days[study.key]
        if study.done is None and study.days is None and days.ends is not None and days.must_end is not None:
            return max(days.ends, days.must_end)
        return days.ends

    def waits_for(self, activity: Activity, other: str) -> bool:
        """Whether it begins only when the other is finished, by way of others too."""
        by_key, seen, asked = {each.key: each for each in self.activities}, set(), [activity.key]
        while asked:
            each = by_key[asked.pop()]
            before = list(each.after)
            if isinstance(each.start, When) and each.start.anchor == "end" and each.start.days > 0:
                before.append(each.start.key)
            asked += [key for key in before if key not in seen]
            seen |= set(before)
        return other in seen

    def work(self) -> dict[str, dict[int, Fraction]]:
        """For each person and Monday of the year ahead, the days of work, day by day."""
        monday = self.day.toordinal() - self.day.weekday()
        end = self.day + timedelta(days=365)
        sunday = end.toordinal() + 6 - end.weekday()
        spans: list[tuple[str | None, Fraction | None, int | None, int | None]] = [
            (each.owner, each.effort, self.days[each.key].begins, self.shown(each)) for each in self.activities
        ]
        finding = self.plan.recruitment
        if finding is not None and finding.weeks is not None and finding.days_a_week is not None:
            first = finding.start or self.plan.start
            begins = None if first is None else first.toordinal()
            ends = None if begins is None else begins + 7 * finding.weeks - 1
            spans.append((finding.owner, finding.weeks * finding.days_a_week, begins, ends))
        found: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for person, effort, begins, ends in spans:
            if person is None or not effort or begins is None or ends is None:
                continue
            for day in range(max(begins, monday), min(ends, sunday) + 1):
                found[person][day - (day - monday) % 7] += effort / (ends - begins + 1)
        return found

    def capacity(self, person: str) -> Fraction | None:
        for week in self.plan.working_weeks:
            if week.stakeholder == person:
                return week.days
        for lead in () if self.process.support is None else self.process.support.leads:
            since, until = lead.since or date.min, lead.until or date.max
            if lead.stakeholder == person and lead.days_a_week is not None and since <= self.day <= until:
                return min(lead.days_a_week, Fraction(7))
        return None


def of(
    code: str, activity: Activity, part: str = "says", fixed: tuple[str, ...] = ("activity",), **facts: Any
) -> Saying:
    """What is said of an activity; the remedy names it and what else is *fixed*."""
    ref = Ref("activity", activity.key)
    told = {"activity": ref, **facts}
    fix = clause(f"{code}.fix", **{name: told[name] for name in fixed})
    return saying(ref, clause(f"{code}.{part}", **told), fix, "unknown" if part == "says_unknown" else "found")


def of_issue(code: str, issue: str) -> Saying:
    ref = Ref("issue", issue)
    return saying(ref, clause(f"{code}.says", issue=ref), clause(f"{code}.fix", issue=ref))


def no_owner(case: Planned) -> Sayings:
    """PLN001: not done, and nobody's."""
    for each in case.to_do:
        if each.owner is None:
            yield of("PLN001", each)


def no_day(case: Planned) -> Sayings:
    """PLN002: nothing bounds its end; not known where it is told by when, from something that has no day."""
    for each in case.to_do:
        days = case.days[each.key]
        if days.must_end is not None or days.never:
            continue
        missing: dict[Saying, None] = {}
        of_a_decision = isinstance(each.due, When) and each.due.anchor == "decision"
        due = None if of_a_decision and case.withdrawn(each.due.key) else each.due
        fed = None if each.decision is None or case.withdrawn(each.decision) else each.decision
        if isinstance(due, When) and due.anchor in {"decision", "meeting"}:
            name, kind = ("on", "decision") if of_a_decision else ("next_meeting", "forum")
            missing[clause(f"assumed.{name}", of=Ref(kind, due.key))] = None
        if fed is not None:
            missing[clause("assumed.on", of=Ref("decision", fed))] = None
        ref = Ref("activity", each.key)
        names = {each.decision, each.due.key if of_a_decision else None} - {None}
        gone = tuple(Ref("decision", key) for key in sorted(names))
        if due is not None or fed is not None:
            says, status = clause("PLN002.says_unknown", activity=ref, missing=tuple(missing)), "unknown"
        else:
            withdrawn = (clause("PLN002.withdrawn", decisions=gone),) if gone else ()
            says, status = clause("PLN002.says", activity=ref, withdrawn=withdrawn), "found"
        remedy = "still_needed" if gone and status == "found" else "set"
        fix = clause("PLN002.fix", remedy=clause(f"PLN002.{remedy}", activity=ref))
        yield saying(ref, says, fix, status)


def no_reviews(case: Planned) -> Sayings:
    """PLN003: something is to be done, and nothing says how often it is looked at."""
    if case.activities and case.plan.review_interval is None:
        yield saying(case.about, clause("PLN003.says"), clause("PLN003.fix"))


def regular(interval: Interval, start: date, until: date) -> Iterator[date]:
    """Every regular day before one: a shorter month has it on its last."""
    for number in range(1, 1000):
        if interval.unit in {"days", "weeks"}:
            day = start + timedelta(days=number * interval.count * (7 if interval.unit == "weeks" else 1))
        else:
            months = start.month - 1 + number * interval.count * (12 if interval.unit == "years" else 1)
            year, month = start.year + months // 12, months % 12 + 1
            day = min(start.day, (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day)
            day = date(year, month, day)
        if day >= until:
            return
        yield day


def review_late(case: Planned) -> Sayings:
    """PLN004: the first that no review held by today stands for, and how many came since."""
    if case.plan.review_interval is None:
        return
    held = [max(each.on, each.due or each.on) for each in case.plan.held if each.on <= case.day]
    days = [
        day
        for day in regular(case.plan.review_interval, case.plan.start, case.day)
        if day > max(held, default=date.min)
    ]
    if days:
        more = (clause("PLN004.more", reviews=len(days) - 1),) if len(days) > 1 else ()
        says = clause("PLN004.says", due=days[0], days_late=(case.day - days[0]).days, more=more)
        yield saying(case.about, says, clause("PLN004.fix"))


def unstudied(case: Planned) -> Sayings:
    """PLN005: nobody studied it, or the record does not show it, and no activity does."""
    planned = {each.studies for each in case.activities}
    for each in case.activities:
        if each.implements is not None and each.implements not in planned | case.studied_elsewhere:
            state = case.studied.get(each.implements)
            if state in {None, "not_studied"}:
                part = "says_unknown" if state is None else "says"
                yield of("PLN005", each, part, ("activity", "issue"), issue=Ref("issue", each.implements))


def before_study(case: Planned) -> Sayings:
    """PLN006: of the studies that it does not wait for, the one that shows last, where that is not before it begins."""
    for each in case.activities:
        studies = [
            study
            for study in case.activities
            if each.implements is not None
            and study.studies == each.implements
            and study is not each
            and not case.waits_for(each, study.key)
        ]
        begins = case.days[each.key].begins
        late = []
        for study in studies:
            shown = case.shown(study)
            if shown is None or begins is None or begins <= shown:
                late.append((-(shown or 0), study.key, shown))
        if not late:
            continue
        _, key, shown = min(late)
        facts: dict[str, Any] = {"study": Ref("activity", key)}
        if begins is not None and shown is not None:
            facts |= {"begins": date.fromordinal(begins), "shown": date.fromordinal(shown)}
            yield of("PLN006", each, "says", ("activity", "study"), **facts)
        else:
            yield of("PLN006", each, "says_unknown", ("activity", "study"), **facts)


def ruled_out(case: Planned) -> Sayings:
    """PLN007: it is to be done, and was ruled out."""
    for each in case.to_do:
        if case.studied.get(each.implements or "") == "ruled_out":
            yield of("PLN007", each, "says", ("activity", "issue"), issue=Ref("issue", each.implements))


def not_kept(case: Planned) -> list[Activity]:
    """PLN008: what cannot be finished by a day that is still ahead, or by any."""
    found = []
    for each in case.to_do:
        days = case.days[each.key]
        late = days.never or (days.slack is not None and days.slack < 0)
        if late and (days.must_end is None or days.must_end >= case.day.toordinal()):
            found.append(each)
    return found


def overdue(case: Planned) -> Sayings:
    """PLN009: the day is past."""
    for each in case.to_do:
        must = case.days[each.key].must_end
        if must is not None and must < case.day.toordinal():
            owner = (
                clause("PLN009.nobody") if each.owner is None else clause("PLN009.owner", owner=case.who(each.owner))
            )
            late = case.day.toordinal() - must
            yield of("PLN009", each, due=date.fromordinal(must), days_late=late, owner=owner)


def agreed_only(case: Planned) -> Sayings:
    """PLN010: agreed, and no activity acts on it."""
    acted_on = {each.implements for each in case.activities}
    for each in case.settled:
        if each.outcome == "agreed" and case.activities and each.issue not in acted_on:
            yield of_issue("PLN010", each.issue)


def too_much(case: Planned) -> Sayings:
    """PLN011: some week asks for more than there is; where nobody says what there is, the fullest week."""
    for person, weeks in case.work().items():
        who, capacity = case.who(person), case.capacity(person)
        fix = clause("PLN011.fix", who=who)
        most = max(weeks.values())
        if capacity is None:
            yield saying(who, clause("PLN011.says_unknown", who=who, work=most), fix, "unknown")
        over = [monday for monday in weeks if weeks[monday] > capacity] if capacity is not None else []
        if over:
            worst = date.fromordinal(min(monday for monday in over if weeks[monday] == most))
            says = clause("PLN011.says", who=who, weeks=len(over), worst=worst, work=most, has=capacity or None)
            yield saying(who, says, fix)


def little_recruiting(case: Planned) -> Sayings:
    """PLN012: less than North Mersey needed, or not known."""
    finding, (least, most) = case.plan.recruitment, REPORTED
    if finding is None:
        return
    fix = clause("PLN012.fix")
    if finding.weeks is None or finding.days_a_week is None:
        yield saying(case.about, clause("PLN012.says_unknown", least=least, most=most), fix, "unknown")
    elif finding.weeks * finding.days_a_week < least:
        planned = finding.weeks * finding.days_a_week
        yield saying(case.about, clause("PLN012.says", planned=planned, least=least, most=most), fix)


def one_sided(case: Planned) -> Sayings:
    """PLN013: nothing was agreed, and nothing that was settled is studied."""
    if not case.activities or any(each.outcome == "agreed" for each in case.settled):
        return
    if not {each.issue for each in case.settled} & {each.studies for each in case.activities}:
        state = clause("PLN013.nothing" if case.settled else "PLN013.none")
        yield saying(case.about, clause("PLN013.says", state=state), clause("PLN013.fix"))


def never_studied(case: Planned) -> Sayings:
    """PLN014: put off until it is studied, and no activity studies it."""
    studied = {each.studies for each in case.activities}
    for each in case.settled if case.activities else ():
        if each.outcome == "deferred" and each.ground == "not_studied" and each.issue not in studied:
            yield of_issue("PLN014", each.issue)


CLAIMS: Mapping[str, Callable[[Planned], Sayings]] = {
    "PLN001": no_owner,
    "PLN002": no_day,
    "PLN003": no_reviews,
    "PLN004": review_late,
    "PLN005": unstudied,
    "PLN006": before_study,
    "PLN007": ruled_out,
    "PLN009": overdue,
    "PLN010": agreed_only,
    "PLN011": too_much,
    "PLN012": little_recruiting,
    "PLN013": one_sided,
    "PLN014": never_studied,
}
