"""Rules about privacy: what tells of one person in keys, in texts, in small numbers and in the voice of one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from involvement.checks.rules import Observation, Rule, found, rule
from involvement.people import Kind
from involvement.privacy import ONS_10_5, FieldClass, PersonalPattern, classes_of_fields, personal_patterns
from involvement.privacy.lone_voices import agreed_to_be_shown, parties_of_one
from involvement.privacy.recorded_texts import PlacedText, TextField, all_texts, placed_texts
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording import Fact, Quote, Statement

__all__ = ["RULES"]

_FEWEST_PUBLISHED = ONS_10_5.least  # people: of fewer no number is published
_NO_GROUPS = (Kind.PERSON, Kind.ROLE)

_SEEN = dict.fromkeys(
    ("kind", "places"), "Contribution.says"
)  # what was seen may be about one person: for the desk alone
_MOST_NAMED = 5  # things: what a sentence lists too

_PHONE_AND_POSTCODE = frozenset({PersonalPattern.PHONE_NUMBER, PersonalPattern.POSTCODE})
_EXPECTED: Mapping[str, frozenset[PersonalPattern]] = {  # what is in such a field on purpose
    "Forum.venue": _PHONE_AND_POSTCODE,
    "EntryPoint.method": _PHONE_AND_POSTCODE,
    "Flow.medium": _PHONE_AND_POSTCODE,
    "Reply.medium": _PHONE_AND_POSTCODE,
    "Source.authors": frozenset({PersonalPattern.NAME}),
    "Source.title": frozenset({PersonalPattern.NAME}),
}
_CREDITS = frozenset({"asserted_by", "attribution", "licence_note"})  # of what is published, and who wrote it

_NAMED_BY_KEY = {  # what a sentence names by its key, and what it is called
    "Activity": ("activity", Statement("PRV.activity", template="activity")),
    "Contribution": ("contribution", Statement("PRV.contribution", template="contribution")),
    "Decision": ("decision", Statement("PRV.decision", template="decision")),
    "Forum": ("forum", Statement("PRV.forum", template="forum")),
    "Issue": ("issue", Statement("PRV.issue", template="issue")),
    "Process": ("process", Statement("PRV.process", template="process")),
    "Stakeholder": ("stakeholder", Statement("PRV.stakeholder", template="stakeholder")),
}


@rule(
    "PRV001",
    severity="error",
    needs=("key",),
    says="What looks like {kind} stands in {places#a key|keys}, at {places:clauses}. Keys are shown to everybody.",
    fix="Give {places#this|each of these} a key that says nothing of a person (p-1, for one), and change it wherever it is "
    "named. Keep names, numbers and addresses of persons in a book of your own.",
    sources=_SEEN,
)
def personal_data_in_keys(snapshot: Snapshot) -> Iterator[Observation]:
    """A key looks as if it held a name, an address or a number of a person.

    *Why it matters.* Keys stand in every table, picture, link and message, of every edition. Whatever is left out
    elsewhere, a person who is named by a key is named everywhere, and nothing can take that back.

    *What would fix it.* An opaque key: a number, a pseudonym. Where the record names something that it does not list, the
    place is the one that names it. The finding says the kind and the place, and never what it found.

    *Source.* UK GDPR, Article 25: data protection by design; Article 5(1)(c): no more than is needed.
    """
    suspects = snapshot.once(_suspects).keys
    own = {placed.text for placed in suspects if not placed.field.names_others}
    places: dict[PersonalPattern, list[Statement]] = {}
    for placed in suspects:
        if not placed.field.names_others or placed.text not in own:
            for kind in personal_patterns(placed.text, key=True):
                places.setdefault(kind, []).append(_at(placed))
    for kind in sorted(places):
        yield found(about=snapshot.process.ref, kind=kind, places=tuple(places[kind]))


@rule(
    "PRV002",
    severity="warning",
    needs=("key",),
    says="What looks like {kind} stands in {places:clauses}. {places#This text is|These texts are} for everybody to read.",
    fix="Say it without the person, or ask them first. What belongs to a service, and not to a person, may stay.",
    sources=_SEEN,
)
def personal_data_in_published_texts(snapshot: Snapshot) -> Iterator[Observation]:
    """A title, or another text that may be published, looks as if it held a name, an address or a number of a person.

    *Why it matters.* Titles are copied from e-mails and minutes, and stand on the public page a minute later. People who
    complain have been found by them.

    *What would fix it.* A title that says the matter. All texts of class `public` are looked at, and every title. A phone
    number or postcode may stand where people are told how to be heard or where to come. Names without a title are not
    noticed, so a silent rule is no promise.

    *Source.* UK GDPR, Article 5(1)(c) and Article 25.
    """
    yield from _in_texts(snapshot, published=True)


@rule(
    "PRV006",
    severity="note",
    needs=("key",),
    says="What looks like {kind} stands in {places:clauses}. {places#This text is|These texts are} for those who run the "
    "process only.",
    fix="Take it out, unless somebody needs it there.",
    sources=_SEEN,
)
def personal_data_in_notes(snapshot: Snapshot) -> Iterator[Observation]:
    """A text that is kept for those who run the process looks as if it held a name, an address or a number of a person.

    *Why it matters.* What people said, and notes about needs, are read by few, and still copied, exported and kept for
    years. Most of it could be said without the person.

    *What would fix it.* The note without the name or number. All texts are looked at whose class is `internal`,
    `personal` or `special`, titles apart: PRV002 looks at those.

    *Source.* UK GDPR, Article 5(1)(c): no more than is needed, and (e): no longer than is needed.
    """
    yield from _in_texts(snapshot, published=False)


_SIZE = Statement("PRV003.size", template="how many people it stands for")
_MEMBERS = Statement("PRV003.members", template="the people who are recorded in it")
_SHARES = Statement("PRV003.shares", template="the people counted in it")


@rule(
    "PRV003",
    severity="note",
    needs=("key",),
    says="The document holds numbers of {group} that tell of fewer than {fewest:person|people}: {numbers:clauses}.",
    fix='Publish no such number of {group}, nor the document; say "fewer than {fewest}". Public pages leave such numbers out.',
    sources={"group": ("Forum.title", "Stakeholder.title", "Population.title"), "fewest": "Contribution.says"},
)
def small_count(snapshot: Snapshot) -> Iterator[Observation]:
    """A group is small, and the document holds how many people it has, who is in it, or how many of a kind it should have.

    *Why it matters.* In a group of six, one number tells of one person: who has the condition, who left. Two numbers that
    are harmless alone give the third.

    *What would fix it.* Nothing in the record, which needs its numbers. Publish none below ten, and no total or target by
    which one could be worked out. Targets count where the group is small, or its chairs are few; persons and posts
    are left to PRV005.

    *Source.* Office for National Statistics: counts under 10 are suppressed, and others rounded to 5.
    """
    numbers: dict[Ref, list[Statement]] = {}
    small = set()
    for stakeholder in snapshot.process.stakeholders:
        if stakeholder.kind not in _NO_GROUPS and _is_small(stakeholder.size):
            numbers.setdefault(snapshot.who(stakeholder.key), []).append(_SIZE)
            small.add(stakeholder.key)
    whole = snapshot.process.representation
    members = Counter(() if whole is None else (group for person in whole.people for group in person.member_of))
    for group in (group for group, number in members.items() if _is_small(number)):
        numbers.setdefault(_group(snapshot, group), []).append(_MEMBERS)
        small.add(group)
    targets: Counter[Ref] = Counter()
    for profile in () if whole is None else whole.profiles:
        if profile.group in small or _is_small(profile.chairs):
            about = Ref("profile", profile.key) if profile.group is None else _group(snapshot, profile.group)
            targets[about] += sum(_is_small(quota.at_least) or _is_small(quota.at_most) for quota in profile.quotas)
    for about, number in (+targets).items():
        numbers.setdefault(about, []).append(_targets(number))
    for population in () if whole is None else whole.populations:
        if _is_small(population.size) or any(_is_small(share.count) for share in population.shares):
            numbers.setdefault(Ref("population", population.key), []).append(_SHARES)
    for about in sorted(numbers):
        yield found(about=about, group=about, fewest=_FEWEST_PUBLISHED, numbers=tuple(numbers[about]))


_SAID = Statement("PRV005.contribution", template="a contribution")
_RANKED = Statement("PRV005.ranking", template="a ranking")
_RATED = Statement("PRV005.rating", template="answers to an assessment")
_DISSENTED = Statement("PRV005.dissent", template="a dissent")


@rule(
    "PRV005",
    severity="note",
    needs=("key",),
    says="Only one person stands behind {voiced:clauses} of {who}. No consent to show that in public is recorded.",
    fix="Ask {who} whether it may be shown, and record the answer. Until there is a yes, reports for others leave it out.",
    sources={"who": ("Stakeholder.kind", "Person.member_of")},
)
def lone_voice(snapshot: Snapshot) -> Iterator[Observation]:
    """One person said, ranked, rated or did not agree to something, and no consent to show that in public is recorded.

    *Why it matters.* Fear of reprisal keeps people silent. Who is the only carer on the list is known by every word that
    the carers said, whether or not they are named.

    *What would fix it.* Their consent, for as long as they want: a `Consent` to `publish`. Without it, reports for partners and
    for the public leave these things out. One person is a
    stakeholder of kind `person`, one of size 1, or one without a size of whom one member is recorded. Somebody who is
    listed as one of a larger group is not alone.

    *Source.* Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4: people may be worried
    to say what they think for fear of reprisal, above all where they depend on services.
    """
    lone = parties_of_one(snapshot.process)
    voiced: dict[str, dict[Statement, None]] = {}
    for who, what in _voices(snapshot):
        if who in lone:
            voiced.setdefault(who, {})[what] = None
    for who in sorted(who for who in voiced if not agreed_to_be_shown(snapshot.process, who, snapshot.on)):
        ref = snapshot.who(who)
        yield found(about=ref, who=ref, voiced=tuple(voiced[who]))


class _Suspects(NamedTuple):
    """The keys and the other texts of a process that look as if they held something of a person, with their places."""

    keys: tuple[PlacedText, ...]
    texts: tuple[PlacedText, ...]


def _suspects(snapshot: Snapshot) -> _Suspects:
    texts = all_texts(snapshot.process)
    keys = {text for text in texts.keys if personal_patterns(text, key=True)}
    others = {text for text in texts.others if personal_patterns(text)}
    if not keys and not others:
        return _Suspects((), ())

    def wanted(field: TextField, text: str) -> bool:
        return text in (keys if field.is_key else others)

    placed = list(placed_texts(snapshot.process, wanted))
    return _Suspects(
        tuple(suspect for suspect in placed if suspect.field.is_key),
        tuple(suspect for suspect in placed if not suspect.field.is_key),
    )


def _in_texts(snapshot: Snapshot, *, published: bool) -> Iterator[Observation]:
    """For each kind that is seen in texts, published or not, where it stands."""
    places: dict[PersonalPattern, list[PlacedText]] = {}
    for placed in snapshot.once(_suspects).texts:
        if _is_published(placed.field) is published:
            for kind in personal_patterns(placed.text):
                if kind not in _expected(placed.field):
                    places.setdefault(kind, []).append(placed)
    for kind in sorted(places):
        facts: dict[str, Fact] = {"kind": kind, "places": tuple(map(_place, places[kind]))}
        yield found(about=_things(snapshot, places[kind]), **facts)


def _is_published(field: TextField) -> bool:
    """Whether everybody may read it: by its class, or because it is a title, by which a thing is called everywhere."""
    return field.name == "title" or classes_of_fields()[field.field] is FieldClass.PUBLIC


def _expected(field: TextField) -> frozenset[PersonalPattern]:
    if field.name in _CREDITS:
        return frozenset({PersonalPattern.NAME})
    return _EXPECTED.get(field.field, frozenset())


def _place(placed: PlacedText) -> Statement:
    """Where a text stands: the field of a thing that has a key, or its place in the document. Never by a title, which may be the text."""
    if placed.field.kind not in _NAMED_BY_KEY or personal_patterns(placed.holder.key, key=True):
        return _at(placed)
    _, what = _NAMED_BY_KEY[placed.field.kind]
    field = placed.field
    facts: dict[str, Fact] = {
        "field": Quote(field.name, field.field),
        "what": what,
        "key": Quote(placed.holder.key, field.field),
    }
    return Statement(
        "PRV.field_of",
        facts,
        template="{field} of {what:clause} {key}",
        sources={"field": field.field, "key": (field.field, f"{field.kind}.key")},
    )


def _at(placed: PlacedText) -> Statement:
    """The place of a text in the document, as errors say it."""
    field = placed.field.field
    return Statement("PRV.at", {"path": Quote(placed.path, field)}, template="{path}", sources={"path": field})


def _things(snapshot: Snapshot, places: Iterable[PlacedText]) -> tuple[Ref, ...]:
    """The things that the texts stand in, a few; or the process, where they have no key, or one that tells something."""
    things = {
        Ref(_NAMED_BY_KEY[placed.field.kind][0], placed.holder.key)
        if placed.field.kind in _NAMED_BY_KEY and not personal_patterns(placed.holder.key, key=True)
        else snapshot.process.ref
        for placed in places
    }
    return tuple(sorted(things)) if len(things) <= _MOST_NAMED else (snapshot.process.ref,)


def _is_small(number: int | None) -> bool:
    return number is not None and 0 < number < _FEWEST_PUBLISHED


def _group(snapshot: Snapshot, key: str) -> Ref:
    """The forum or the stakeholder of that key, as people name the groups that they are in."""
    is_forum = any(forum.key == key for forum in snapshot.map.forums)
    return Ref("forum", key) if is_forum else snapshot.who(key)


def _targets(number: int) -> Statement:
    return Statement(
        "PRV003.targets",
        {"targets": number},
        template="{targets:target} for people with one characteristic",
        sources={"targets": ("Quota.at_least", "Quota.at_most")},
    )


def _voices(snapshot: Snapshot) -> Iterator[tuple[str, Statement]]:
    """Whose voice would stand in public, and what of theirs."""
    for contribution in snapshot.contributions.values():
        if contribution.stakeholder is not None:
            yield contribution.stakeholder, _SAID
    agreements = snapshot.agreements
    rankings = (ranking for agreement in agreements for ranking in agreement.positions)
    for position in (*snapshot.process.positions, *rankings):
        yield position.stakeholder, _RANKED
    for assessment in snapshot.assessments:
        if assessment.rater is not None:
            yield assessment.rater, _RATED
    for agreement in agreements:
        for voice in (*agreement.objections, *agreement.dissent):
            yield voice.by, _DISSENTED


RULES: tuple[Rule, ...] = (
    personal_data_in_keys,
    personal_data_in_published_texts,
    small_count,
    lone_voice,
    personal_data_in_notes,
)
