"""Barriers that stand, and those that only the record points to: what SUP016 to SUP019 ought to say."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from involvement import Process
from involvement.references import Ref
from involvement.support import Barrier, Mitigation, NotedBarrier, barriers
from involvement.wording import Quote
from tests.truth.claims_of_access import lies_in, people_at, support_of, unmet
from tests.truth.claims_of_voices import ref
from tests.truth.sayings import Saying, Sayings, clause, saying

CONSULTED = ("consulted", "advises", "codesigns", "decides_jointly", "delegated", "controls", None)


def known_barriers(process: Process) -> dict[str, Barrier]:
    return {each.key: each for each in (*barriers(), *support_of(process).own_barriers)}


def effect(mitigation: Mitigation, on: date) -> str | None:
    """What was seen of it by the day, once it was begun."""
    seen = mitigation.effect_on or mitigation.on
    return None if mitigation.effect is None or (seen and seen > on) else mitigation.effect.value


def standing(process: Process, on: date) -> Iterator[tuple[NotedBarrier, list[str | None]]]:
    for noted in process.barriers:
        effects = [effect(each, on) for each in noted.mitigations]
        if (noted.on is None or noted.on <= on) and "removed" not in effects:
            yield noted, effects


def advice(process: Process, key: str) -> tuple[Saying, ...]:
    texts = tuple(Quote(text, "Barrier.mitigations") for text in known_barriers(process)[key].mitigations)
    return (clause("barrier.advice", advice=texts),) if texts else ()


def told(process: Process, noted: NotedBarrier, code: str, part: str = "says", **facts: object) -> Saying:
    barrier = Ref("barrier", noted.barrier)
    who = None if noted.stakeholder is None else ref(process, noted.stakeholder)
    helps = {} if code == "SUP017" else {"advice": advice(process, noted.barrier)}
    fix = "fix_unknown" if part == "says_unknown" and code == "SUP016" else "fix"
    status = "unknown" if part == "says_unknown" else "found"
    says = clause(f"{code}.{part}", barrier=barrier, stakeholder=who, **facts)
    return saying(barrier, says, clause(f"{code}.{fix}", stakeholder=who, **helps), status)


def nothing_done(process: Process, on: date) -> Sayings:
    """SUP016: no step at all; not known where none has a day or an effect."""
    for noted, effects in standing(process, on):
        if not noted.mitigations:
            yield told(process, noted, "SUP016")
        elif not any(effects) and not any(step.on for step in noted.mitigations):
            yield told(process, noted, "SUP016", "says_unknown")


def nothing_seen(process: Process, on: date) -> Sayings:
    """SUP017: a step begun before the day, and no effect of it recorded by then."""
    for noted, effects in standing(process, on):
        begun = [
            step.on
            for step, seen in zip(noted.mitigations, effects, strict=True)
            if step.on and step.on < on and not seen
        ]
        if begun:
            yield told(process, noted, "SUP017", begun=min(begun))


def no_use(process: Process, on: date) -> Sayings:
    """SUP018: every step has an effect, and none helped."""
    for noted, effects in standing(process, on):
        if effects and all(seen in ("unchanged", "worse") for seen in effects):
            yield told(process, noted, "SUP018")


def signs(process: Process, on: date) -> dict[str, bool]:
    """What the record shows, in the order of the list of signals."""
    support, map_, ledger = support_of(process), process.decision_map, process.ledger
    ways = len(process.methods) or len(own_doors(process))
    needs = {need.need for need in support.needs if lies_in(need.since, need.until, on)}
    forms = {form.value for paper in support.papers if paper.on <= on for form in paper.formats}
    ahead = [meeting for meeting in support.attendances if meeting.meeting >= on]
    sheets = {sheet.framework for sheet in process.assessments if sheet.on <= on}
    roles = {person.role for person in process.stakeholders}
    return {
        "no_definition": not (process.definition and process.definition.strip()),
        "answers_overdue": ledger is not None and overdue(process, on),
        "never_answered": ledger is not None and never_answered(process, on),
        "told_only": map_ is not None and told_only(process, on),
        "one_way_in": ways == 1,
        "no_independent_voice": bool(roles) and not roles & {"advocate", "peer_representative", None},
        "plain_papers_only": bool(forms) and forms <= {"print", "electronic"},
        "needs_unmet": any(unmet(process, who, meeting) for meeting in ahead for who in people_at(meeting)),
        "lead_short": bool(support.leads) and short(process, on),
        "needs_vary": len(needs) > 1 and len(process.methods) == 1,
        "several_methods": len(process.methods) > 1,
        "dissent": dissent(process, on),
        "specification_unassessed": bool(sheets) and "commissioner-specification" not in sheets,
    }


def own_doors(process: Process) -> list:  # type: ignore[type-arg]
    """The entry points of the service users' side, and those open to all."""
    own = {
        person.key for person in process.stakeholders if person.role in ("service_user", "carer", "peer_representative")
    }
    if not own:
        elsewhere = {person.key for person in process.stakeholders if person.role}
        return [door for door in doors(process) if door.stakeholder not in elsewhere]
    return [door for door in doors(process) if door.stakeholder in own or door.stakeholder is None]


def doors(process: Process):  # type: ignore[no-untyped-def]  # entry points
    return () if process.decision_map is None else process.decision_map.entry_points


def answers(process: Process, on: date) -> dict[str, date]:
    events = sorted((each for each in process.ledger.events if each.on <= on), key=lambda event: event.on)
    return {each.contribution: each.on for each in events if each.kind == "answered"}


def overdue(process: Process, on: date) -> bool:
    """Received, not answered, and the days of the promise are over. (The records here hold no other promise.)"""
    days = [promise.days for promise in process.ledger.promises if promise.kind == "answered"]
    received = [each for each in process.ledger.contributions if each.on <= on and each.key not in answers(process, on)]
    return any(each.on + timedelta(days=number) < on for each in received for number in days)


def never_answered(process: Process, on: date) -> bool:
    received = [each for each in process.ledger.contributions if each.on <= on]
    promised = any(promise.kind == "answered" for promise in process.ledger.promises)
    return bool(received) and not promised and not answers(process, on)


def told_only(process: Process, on: date) -> bool:
    """Some view gets to a decision ahead, and none of these is asked for. (There are no flows here.)"""
    own = own_doors(process)
    best = []
    for decision in process.decision_map.decisions:
        there = [door.standing for door in own if door.forum == decision.made_at]
        if there and not (decision.on and decision.on < on):
            best.append(any(standing in CONSULTED for standing in there))
    return bool(best) and not any(best)


def short(process: Process, on: date) -> bool:
    support = support_of(process)
    leads = [lead for lead in support.leads if lies_in(lead.since, lead.until, on)]
    work = [each.days_a_week or 0 for each in support.demands if lies_in(each.since, each.until, on)]
    days = [lead.days_a_week for lead in leads]
    return not leads or (bool(work) and None not in days and sum(days) < sum(work))


def dissent(process: Process, on: date) -> bool:
    made = [*process.past_agreements, *([] if process.agreement is None else [process.agreement])]
    last = [each for each in made if each.on is None or each.on <= on][-1:]
    voices = [voice for each in last for voice in (*each.objections, *each.dissent)]
    return any(voice.on is None or voice.on <= on for voice in voices)


def not_noted(process: Process, on: date) -> Sayings:
    """SUP019: a barrier that a sign points to, and nobody noted by the day."""
    noted = {each.barrier for each in process.barriers if each.on is None or each.on <= on}
    shown = [name for name, is_so in signs(process, on).items() if is_so]
    if process.support is None:
        return
    for key, barrier in known_barriers(process).items():
        pointing = tuple(clause("signal", signal=name) for name in shown if name in barrier.signals)
        if pointing and key not in noted:
            about = Ref("barrier", key)
            says = clause("SUP019.says", barrier=about, signals=pointing)
            yield saying(about, says, clause("SUP019.fix", barrier=about, advice=advice(process, key)))


CLAIMS: Mapping[str, Callable[[Process, date], Sayings]] = {
    "SUP016": nothing_done,
    "SUP017": nothing_seen,
    "SUP018": no_use,
    "SUP019": not_noted,
}
