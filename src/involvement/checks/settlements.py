"""Rules about settlements: studied, within the capacity, with reasons, owners and days."""

from collections.abc import Iterator

from involvement.checks.agreement_facts import (
    ISSUE,
    about_issue,
    activities_on,
    agreement_of,
    issue_refs,
    outcomes_without_overrides,
    party_refs,
    settled,
    studied_issues,
)
from involvement.checks.rules import Observation, Rule, found, rule, unknown
from involvement.priorities import FeasibilityState, Outcome
from involvement.snapshots import Snapshot
from involvement.wording import Statement

__all__ = ["RULES"]

_DEFERRED: dict[str, str | tuple[str, ...]] = {**ISSUE, "by": "Settlement.by"}
_MORE_DAYS = Statement("PRI003.more", template="Find more days of work, or say openly what has to wait.")
_RECORD_DAYS = Statement("PRI003.record", template="Ask those who will do the work how long it takes, and record it.")
_NOBODY = Statement("PRI006.nobody", template="Nobody is named to bring it back.")
_NO_DAY = Statement("PRI006.no_day", template="No day is set for it.")
_WHO = Statement("PRI006.who", template="who brings it back")
_WHEN = Statement("PRI006.when", template="by which day it comes back")
_RANKED = Statement("PRI010.ranked", template="By the ranking and the studies it would have been agreed.")
_FITS = Statement("PRI010.fits", template="By the ranking, the studies and the days of work it would have been agreed.")


@rule(
    "PRI001",
    severity="error",
    needs=("agreement",),
    says="{issue:quoted} was agreed without a feasibility study. The record shows none since.",
    says_unknown="{issue:quoted} was agreed. The record does not show whether it was studied first.",
    fix="Record a study of whether {issue:quoted} can be done, or make one before any more work on it.",
    sources=ISSUE,
)
def unstudied_yet_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed, and no study of whether it can be done is recorded.

    *Why it matters.* In North Mersey an evening clinic was opened because a user group had asked for it, without the
    usual study. It closed after four weeks. A wish that is granted without a study harms those who asked for it.

    *What would fix it.* The study that any other idea would have had. A study in the workplan that was done, an
    assessment in the ledger and a finding in an earlier agreement count as one. Where the agreement does not say whether
    the issue was studied, the status is `unknown`.

    *Source.* Diabetes UK, Making Involvement Happen, the North Mersey case: a request was carried out without a
    feasibility study.
    """
    agreement = agreement_of(snapshot)
    recorded = {finding.issue for finding in agreement.feasibility}
    studied = snapshot.once(studied_issues)
    for issue in agreement.agreed:
        if issue not in studied:
            say = found if issue in recorded else unknown
            yield say(**about_issue(issue))


@rule(
    "PRI002",
    severity="error",
    needs=("agreement",),
    says="{issue:quoted} was agreed, but the study in the agreement ruled it out.",
    fix="Decline {issue:quoted} with the reason from the study, or study it again.",
    sources=ISSUE,
)
def ruled_out_yet_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was agreed although the agreement holds a study that ruled it out.

    *Why it matters.* A promise that nobody can keep costs more trust than a no with a reason.

    *What would fix it.* An honest no, with what is done instead; or a new study.

    *Source.* Diabetes UK, Making Involvement Happen, the North Mersey case, on requests that were not fit to be carried
    out.
    """
    agreement = agreement_of(snapshot)
    ruled_out = {finding.issue for finding in agreement.feasibility if finding.state is FeasibilityState.RULED_OUT}
    for issue in agreement.agreed:
        if issue in ruled_out:
            yield found(**about_issue(issue))


@rule(
    "PRI003",
    severity="error",
    needs=("agreement",),
    says="The agreement allows {capacity:day} of work. What was agreed takes {effort:clause}, {short:day} more.",
    says_unknown="What was agreed has to fit into {capacity:day} of work. How long {issues:quoted} {issues#takes|take} is "
    "not recorded.",
    fix="{remedy:sentence}",
    sources={"capacity": "Agreement.capacity", "short": ("Agreement.capacity", "Effort.days"), "issues": "Issue.title"},
)
def agreed_beyond_capacity(snapshot: Snapshot) -> Iterator[Observation]:
    """The agreed issues take more days of work than the agreement has.

    *Why it matters.* What is left when the days run out is declined without a word. Mostly it is what service users
    wanted.

    *What would fix it.* More days, or a shorter list. Where the days of some agreed issues are not recorded, the others
    are a minimum; if they fit, the status is `unknown`.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with agreed priorities and a timetable.
    """
    agreement = agreement_of(snapshot)
    if agreement.capacity is None:
        return
    days = {effort.issue: effort.days for effort in agreement.effort}
    missing = {issue for issue in agreement.agreed if issue not in days}
    needed = sum(days[issue] for issue in agreement.agreed if issue in days)
    about, capacity = snapshot.process.ref, agreement.capacity
    if needed > capacity:
        effort = Statement(
            "PRI003.at_least" if missing else "PRI003.exactly",
            {"needed": needed},
            template="at least {needed:day}" if missing else "{needed:day}",
            sources={"needed": "Effort.days"},
        )
        yield found(about=about, effort=effort, capacity=capacity, short=needed - capacity, remedy=_MORE_DAYS)
    elif missing:
        yield unknown(about=about, capacity=capacity, issues=issue_refs(missing), remedy=_RECORD_DAYS)


@rule(
    "PRI004",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was declined. The agreement gives no reason.",
    fix="Record why {issue:quoted} was declined, and tell those who asked for it.",
    sources=ISSUE,
)
def declined_without_reason(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was declined, and the agreement gives no reason.

    *Why it matters.* An answer is a process, options, a decision and a reason. People cannot understand or contest a no
    without its reason.

    *What would fix it.* The reason, in the words in which people will be told. The reason of a study that ruled the issue
    out, or of an override that declined it, counts.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: every answer gives the reason. NHS
    England (2018), Patient and Community Engagement Indicator, checklist: every "no" has a reason and an action.
    """
    agreement = agreement_of(snapshot)
    ruled_out = {finding.issue for finding in agreement.feasibility if finding.state is FeasibilityState.RULED_OUT}
    overridden = {override.issue for override in agreement.overrides if override.outcome is Outcome.DECLINED}
    for settlement in settled(snapshot, Outcome.DECLINED):
        if _is_blank(settlement.reason) and settlement.issue not in ruled_out | overridden:
            yield found(**about_issue(settlement.issue))


@rule(
    "PRI005",
    severity="note",
    needs=("agreement",),
    says="{issue:quoted} was declined. The agreement offers nothing instead.",
    fix="Ask those who wanted {issue:quoted} what else would help, or tell them that nothing will be done.",
    sources=ISSUE,
)
def declined_with_nothing_instead(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was declined, and the agreement offers nothing instead.

    *Why it matters.* What people ask for is one way to meet a need. That way may be closed; the need is still there.

    *What would fix it.* Another way, even a small one, or a clear word that there is none. What the study that ruled the
    issue out offers instead counts.

    *Source.* NHS England (2018), Patient and Community Engagement Indicator, checklist: every "no" has a reason and an
    action.
    """
    offered = {finding.issue for finding in agreement_of(snapshot).feasibility if not _is_blank(finding.instead)}
    for settlement in settled(snapshot, Outcome.DECLINED):
        if _is_blank(settlement.instead) and settlement.issue not in offered:
            yield found(**about_issue(settlement.issue))


@rule(
    "PRI006",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred. {missing:sentences}",
    fix="For {issue:quoted}, record {needed:clauses}.",
    sources=ISSUE,
)
def deferred_to_nobody(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was deferred, and no owner or no day is recorded.

    *Why it matters.* What is put off with no name and no day is never heard of again: a no that nobody has to say.

    *What would fix it.* A name and a day, even if all that happens then is another look. An owner or a due day in the
    workplan, of an activity that studies the issue or acts on it, counts.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with scheduled reviews, agreed priorities and a
    timetable.
    """
    for settlement in settled(snapshot, Outcome.DEFERRED):
        activities = activities_on(snapshot, settlement.issue)
        nobody = settlement.who is None and all(activity.owner is None for activity in activities)
        no_day = settlement.by is None and all(
            activity.due is None and activity.done is None for activity in activities
        )
        if nobody or no_day:
            yield found(
                **about_issue(settlement.issue),
                missing=(*[_NOBODY] * nobody, *[_NO_DAY] * no_day),
                needed=(*[_WHO] * nobody, *[_WHEN] * no_day),
            )


@rule(
    "PRI007",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was deferred to {by}, {days_late:day} ago. No agreement has settled it since.",
    fix="Settle {issue:quoted} now, or tell those who asked for it why it waits longer, and until when.",
    sources={**_DEFERRED, "days_late": "Settlement.by"},
)
def deferral_overdue(snapshot: Snapshot) -> Iterator[Observation]:
    """The day to which an issue was deferred is past.

    *Why it matters.* A promise to come back is an answer only if somebody comes back.

    *What would fix it.* A new agreement that settles the issue, or a new day with a reason.

    *Source.* Joseph Rowntree Foundation (1999), Findings 129: a workplan with scheduled reviews.
    """
    for settlement in settled(snapshot, Outcome.DEFERRED):
        if settlement.by is not None and settlement.by < snapshot.on:
            late = (snapshot.on - settlement.by).days
            yield found(**about_issue(settlement.issue), by=settlement.by, days_late=late)


@rule(
    "PRI009",
    severity="warning",
    needs=("agreement",),
    says="{parties} ranked {issue:quoted}. The agreement does not settle it.",
    fix="Agree, defer or decline {issue:quoted}, and record the reason.",
    sources={**ISSUE, "parties": ("Priorities.issues", "Stakeholder.title")},
)
def ranked_yet_unsettled(snapshot: Snapshot) -> Iterator[Observation]:
    """A party ranked an issue, and the agreement does not settle it.

    *Why it matters.* What drops off the list without a word was declined by nobody, for no reason. Those who asked still
    wait for an answer.

    *What would fix it.* A settlement of every issue that anybody ranked.

    *Source.* SCDC (2016), National Standards for Community Engagement, Communication: every item of feedback has an
    answer.
    """
    agreement = agreement_of(snapshot)
    ranked: dict[str, set[str]] = {}
    for position in agreement.positions:
        for issue in position.ranked():
            ranked.setdefault(issue, set()).add(position.stakeholder)
    for issue in sorted(ranked.keys() - {settlement.issue for settlement in agreement.settlements}):
        yield found(**about_issue(issue), parties=party_refs(snapshot, ranked[issue]))


@rule(
    "PRI010",
    severity="warning",
    needs=("agreement",),
    says="{issue:quoted} was {outcome}. {instead:sentence} No override is recorded.",
    fix="Agree {issue:quoted}, or record who settled it otherwise, and why.",
    sources={**ISSUE, "outcome": "Settlement.outcome"},
)
def possible_yet_not_agreed(snapshot: Snapshot) -> Iterator[Observation]:
    """An issue was not agreed, although the ranking, the studies and the days of work would have agreed it.

    *Why it matters.* Somebody decided otherwise, against all that is recorded, and left no trace. Power that leaves no
    trace cannot be questioned.

    *What would fix it.* An override with a name and a reason, or the issue agreed. Where the parts of the agreement do not
    fit together, this says nothing.

    *Source.* Lukes (1974), Power: a radical view, on keeping matters off the agenda.
    """
    agreement = agreement_of(snapshot)
    overridden = {override.issue for override in agreement.overrides}
    follows = snapshot.once(outcomes_without_overrides)
    for settlement in agreement.settlements:
        if settlement.outcome is Outcome.AGREED or settlement.issue in overridden:
            continue
        if follows.get(settlement.issue) is Outcome.AGREED:
            instead = _RANKED if agreement.capacity is None else _FITS
            yield found(**about_issue(settlement.issue), outcome=settlement.outcome, instead=instead)


def _is_blank(text: str | None) -> bool:
    return not (text or "").strip()


RULES: tuple[Rule, ...] = (
    unstudied_yet_agreed,
    ruled_out_yet_agreed,
    agreed_beyond_capacity,
    declined_without_reason,
    declined_with_nothing_instead,
    deferred_to_nobody,
    deferral_overdue,
    ranked_yet_unsettled,
    possible_yet_not_agreed,
)
