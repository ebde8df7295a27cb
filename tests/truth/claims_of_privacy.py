"""What PRV001 to PRV006 ought to say, read off the process: every key and text named here by hand, with what it holds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from involvement import Process, Representation
from involvement.references import Ref
from involvement.wording import Quote
from tests.truth.processes_of_privacy import KEYS, TEXTS
from tests.truth.sayings import Saying, Sayings, clause, forum_ref, saying

SHOWN_TO_ALL = {  # fields, and what may stand in them
    "Process.title": (),
    "Process.purpose": (),
    "Process.methods": (),
    "Stakeholder.title": (),
    "Population.title": (),
    "Forum.title": (),
    "Forum.venue": ("phone_number", "postcode"),
    "Decision.title": (),
    "EntryPoint.method": ("phone_number", "postcode"),
    "Flow.medium": ("phone_number", "postcode"),
    "Issue.title": (),
    "Activity.title": (),
    "Contribution.title": (),
    "Criterion.title": (),
    "Source.title": ("name",),
    "Source.authors": ("name",),
}
CALLED = {"Process", "Stakeholder", "Forum", "Decision", "Issue", "Activity", "Contribution"}  # by their keys


class Text(NamedTuple):
    """A text of the process: in which field, where, of what."""

    field: str
    path: str
    text: str
    key: str | None

    @property
    def kind(self) -> str:
        return self.field.partition(".")[0]

    @property
    def called(self) -> bool:
        return self.kind in CALLED and self.key is not None and not KEYS.get(self.key)


def texts(process: Process) -> Iterator[Text]:
    """All texts but keys."""
    yield from of(process, "Process", "", "title", "purpose", "methods")
    for number, person in enumerate(process.stakeholders):
        yield from of(person, "Stakeholder", f"stakeholders[{number}].", "title")
        for pair in person.external_ids:
            for text in pair:
                yield Text("Stakeholder.external_ids", f"stakeholders[{number}].external_ids", text, person.key)
    whole = process.representation or Representation()
    for number, member in enumerate(whole.people):
        for _, value in member.characteristics:
            yield Text("Person.characteristics", f"representation.people[{number}].characteristics", value, None)
    for number, population in enumerate(whole.populations):
        yield from of(population, "Population", f"representation.populations[{number}].", "title")
    assert process.decision_map is not None
    assert process.workplan is not None
    assert process.ledger is not None
    assert process.support is not None
    map_ = process.decision_map
    for number, forum in enumerate(map_.forums):
        yield from of(forum, "Forum", f"decision_map.forums[{number}].", "title", "venue")
    for number, flow in enumerate(map_.flows):
        yield from of(flow, "Flow", f"decision_map.flows[{number}].", "medium")
    for number, decision in enumerate(map_.decisions):
        yield from of(decision, "Decision", f"decision_map.decisions[{number}].", "title")
    for number, entry in enumerate(map_.entry_points):
        yield from of(entry, "EntryPoint", f"decision_map.entry_points[{number}].", "method")
    for number, issue in enumerate(process.issues):
        yield from of(issue, "Issue", f"issues[{number}].", "title")
    for name in ("objections", "dissent"):
        for number, voice in enumerate(getattr(process.agreement, name, ())):
            yield from of(voice, "Voice", f"agreement.{name}[{number}].", "reason")
    for number, activity in enumerate(process.workplan.activities):
        yield from of(activity, "Activity", f"workplan.activities[{number}].", "title")
    for number, contribution in enumerate(process.ledger.contributions):
        yield from of(contribution, "Contribution", f"ledger.contributions[{number}].", "title", "says")
    for number, need in enumerate(process.support.needs):
        yield from of(need, "StatedNeed", f"support.needs[{number}].", "detail")
    for number, framework in enumerate(process.frameworks):
        for place, criterion in enumerate(framework.criteria):
            yield from of(criterion, "Criterion", f"frameworks[{number}].criteria[{place}].", "title")
        if framework.source is not None:
            yield from of(framework.source, "Source", f"frameworks[{number}].source.", "title", "authors")


def of(thing: object, kind: str, where: str, *fields: str) -> Iterator[Text]:
    for field in fields:
        held = getattr(thing, field)
        for text in held if isinstance(held, tuple) else (held,):
            if text is not None:
                yield Text(f"{kind}.{field}", f"{where}{field}", text, getattr(thing, "key", None))


def keys(process: Process) -> Iterator[tuple[bool, Text]]:
    """All keys, and whether each is that of the thing itself."""
    whole = process.representation or Representation()
    things: list[tuple[str, str, object]] = [("Process", "", process)]
    things += [("Stakeholder", f"stakeholders[{n}].", each) for n, each in enumerate(process.stakeholders)]
    assert process.decision_map is not None
    assert process.workplan is not None
    assert process.ledger is not None
    assert process.support is not None
    map_ = process.decision_map
    things += [("Forum", f"decision_map.forums[{n}].", each) for n, each in enumerate(map_.forums)]
    things += [("Decision", f"decision_map.decisions[{n}].", each) for n, each in enumerate(map_.decisions)]
    things += [("Issue", f"issues[{n}].", each) for n, each in enumerate(process.issues)]
    things += [
        ("Contribution", f"ledger.contributions[{n}].", each) for n, each in enumerate(process.ledger.contributions)
    ]
    for kind, where, thing in things:
        yield from ((True, text) for text in of(thing, kind, where, "key"))
    naming: list[tuple[str, str, object, tuple[str, ...]]] = []
    naming += [("Person", f"representation.people[{n}].", each, ("member_of",)) for n, each in enumerate(whole.people)]
    naming += [
        ("TargetProfile", f"representation.profiles[{n}].", each, ("group",)) for n, each in enumerate(whole.profiles)
    ]
    naming += [("Flow", f"decision_map.flows[{n}].", each, ("source", "target")) for n, each in enumerate(map_.flows)]
    naming += [
        ("Decision", f"decision_map.decisions[{n}].", each, ("made_at",)) for n, each in enumerate(map_.decisions)
    ]
    naming += [
        ("EntryPoint", f"decision_map.entry_points[{n}].", each, ("forum", "stakeholder"))
        for n, each in enumerate(map_.entry_points)
    ]
    naming += [("Priorities", f"positions[{n}].", each, ("stakeholder",)) for n, each in enumerate(process.positions)]
    for name, kind, fields in (
        ("positions", "Priorities", ("stakeholder",)), ("objections", "Voice", ("by",)), ("dissent", "Voice", ("by",)),
    ):  # fmt: skip
        held = getattr(process.agreement, name, ())
        naming += [(kind, f"agreement.{name}[{n}].", each, fields) for n, each in enumerate(held)]
    activities, contributions = process.workplan.activities, process.ledger.contributions
    naming += [("Activity", f"workplan.activities[{n}].", each, ("owner",)) for n, each in enumerate(activities)]
    naming += [
        ("Contribution", f"ledger.contributions[{n}].", each, ("stakeholder",)) for n, each in enumerate(contributions)
    ]
    naming += [
        ("StatedNeed", f"support.needs[{n}].", each, ("stakeholder",)) for n, each in enumerate(process.support.needs)
    ]
    naming += [("AnswerSheet", f"assessments[{n}].", each, ("rater",)) for n, each in enumerate(process.assessments)]
    for kind, where, thing, fields in naming:
        yield from ((False, text) for text in of(thing, kind, where, *fields))


def at(text: Text) -> Saying:
    return clause("PRV.at", path=Quote(text.path, text.field))


def place(text: Text) -> Saying:
    if not text.called:
        return at(text)
    assert text.key is not None
    field = text.field.partition(".")[2]
    what = clause(f"PRV.{text.kind.lower()}")
    return clause("PRV.field_of", field=Quote(field, text.field), what=what, key=Quote(text.key, text.field))


def personal_keys(process: Process, on: date) -> Sayings:
    """PRV001: keys, wherever they are given; where nothing has them, wherever they are named."""
    every = list(keys(process))
    given = {text.text for own, text in every if own}
    found: dict[str, list[Text]] = {}
    for own, text in every:
        for kind in KEYS.get(text.text, ()) if own or text.text not in given else ():
            found.setdefault(kind, []).append(text)
    for kind, places in found.items():
        facts = tuple(sorted(map(at, places), key=repr))
        about = Ref("process", process.key)
        yield saying(about, clause("PRV001.says", kind=kind, places=facts), clause("PRV001.fix", places=facts))


def personal_texts(process: Process, code: str, *, shown: bool) -> Sayings:
    found: dict[str, list[Text]] = {}
    for text in texts(process):
        if (text.field in SHOWN_TO_ALL) is shown:
            held = TEXTS.get(text.text, ()) if text.field != "Person.characteristics" else held_by_key(text.text)
            for kind in held:
                if kind not in SHOWN_TO_ALL.get(text.field, ()):
                    found.setdefault(kind, []).append(text)
    for kind, places in found.items():
        refs = {
            Ref(text.kind.lower(), text.key) if text.called and text.key else Ref("process", process.key)
            for text in places
        }
        about = tuple(sorted(refs)) if len(refs) <= 5 else (Ref("process", process.key),)
        facts = tuple(sorted(map(place, places), key=repr))
        yield "found", about, clause(f"{code}.says", kind=kind, places=facts), clause(f"{code}.fix")


def held_by_key(text: str) -> tuple[str, ...]:
    """What of a key is noticed where it stands as a text, whose hyphens are none but hyphens."""
    return tuple(kind for kind in KEYS.get(text, ()) if kind == "email_address")


def published(process: Process, on: date) -> Sayings:
    """PRV002: what everybody reads."""
    yield from personal_texts(process, "PRV002", shown=True)


def kept(process: Process, on: date) -> Sayings:
    """PRV006: what those read who run the process."""
    yield from personal_texts(process, "PRV006", shown=False)


def few(number: int | None) -> bool:
    return number in range(1, 10)


def who(process: Process, key: str) -> Ref:
    people = () if process.representation is None else process.representation.people
    persons = {each.key for each in people} | {each.key for each in process.stakeholders if each.kind == "person"}
    return Ref("person" if key in persons else "stakeholder", key)


def small(process: Process, on: date) -> Sayings:
    """PRV003: sizes, members, targets and populations of one to nine."""
    whole = process.representation or Representation()
    assert process.decision_map is not None
    forums = {forum.key for forum in process.decision_map.forums}
    sized = {each.key for each in process.stakeholders if each.kind not in ("person", "role") and few(each.size)}
    joined = {key for person in whole.people for key in person.member_of}
    joined = {key for key in joined if few(sum(key in person.member_of for person in whole.people))}
    says: dict[Ref, list[Saying]] = {}

    def group(key: str) -> Ref:
        return forum_ref(key) if key in forums else who(process, key)

    for stakeholder in process.stakeholders:
        if stakeholder.key in sized:
            says.setdefault(who(process, stakeholder.key), []).append(clause("PRV003.size"))
    for key in joined:
        says.setdefault(group(key), []).append(clause("PRV003.members"))
    targets: dict[Ref, int] = {}
    for profile in whole.profiles:
        if profile.group in sized | joined or few(profile.chairs):
            about = Ref("profile", profile.key) if profile.group is None else group(profile.group)
            more = sum(few(quota.at_least) or few(quota.at_most) for quota in profile.quotas)
            targets[about] = targets.get(about, 0) + more
    for about, number in targets.items():
        if number:
            says.setdefault(about, []).append(clause("PRV003.targets", targets=number))
    for population in whole.populations:
        if few(population.size) or any(few(share.count) for share in population.shares):
            says.setdefault(Ref("population", population.key), []).append(clause("PRV003.shares"))
    for about, numbers in says.items():
        facts = {"group": about, "fewest": 10}
        told = clause("PRV003.says", **facts, numbers=tuple(sorted(numbers, key=repr)))
        yield saying(about, told, clause("PRV003.fix", **facts))


def alone(process: Process, on: date) -> Sayings:
    """PRV005: one person, by kind, by size, or as the only one who is known; and whoever is that one."""
    people = () if process.representation is None else process.representation.people
    lone = set()
    for each in process.stakeholders:
        known = [person for person in people if each.key in person.member_of]
        if each.kind == "person" or each.size == 1 or (each.size is None and len(known) == 1):
            lone.add(each.key)
    lone |= {person.key for person in people for key in person.member_of if key in lone}
    assert process.ledger is not None
    in_force = process.agreement if process.agreement is not None and process.agreement.on <= on else None  # type: ignore[operator]
    for key in sorted(lone):
        voiced = []
        if any(each.stakeholder == key and each.on <= on for each in process.ledger.contributions):
            voiced.append(clause("PRV005.contribution"))
        if any(each.stakeholder == key for each in (*process.positions, *getattr(in_force, "positions", ()))):
            voiced.append(clause("PRV005.ranking"))
        if any(each.rater == key and each.on <= on for each in process.assessments):
            voiced.append(clause("PRV005.rating"))
        voices = (*getattr(in_force, "objections", ()), *getattr(in_force, "dissent", ()))
        if any(voice.by == key for voice in voices):
            voiced.append(clause("PRV005.dissent"))
        given = () if process.data_protection is None else process.data_protection.consents
        agreed = any(
            each.who == key
            and each.to == "publish"
            and each.on <= on
            and (each.withdrawn is None or each.withdrawn > on)
            for each in given
        )
        if voiced and not agreed:
            ref = who(process, key)
            told = clause("PRV005.says", who=ref, voiced=tuple(sorted(voiced, key=repr)))
            yield saying(ref, told, clause("PRV005.fix", who=ref))


CLAIMS: Mapping[str, Callable[[Process, date], Sayings]] = {
    "PRV001": personal_keys,
    "PRV002": published,
    "PRV003": small,
    "PRV005": alone,
    "PRV006": kept,
}
