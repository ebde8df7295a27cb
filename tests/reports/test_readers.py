"""Does each reader see what they may, in words of their own, and no more?"""

from datetime import date
from fractions import Fraction

import pytest

from involvement import InvalidValueError, Process, Stakeholder
from involvement.checks import Finding
from involvement.checks.facts import Facts
from involvement.cycles import NextStep, StepUrgency
from involvement.people import Person, Representation
from involvement.privacy import Figure, Figures, PartOf, for_edition, published
from involvement.references import Ref
from involvement.reports.readers import Reader, told_findings, told_steps
from involvement.reports.subjects import subject_of
from involvement.snapshots import Snapshot
from involvement.wording import Statement

DAY = date(2026, 11, 23)
PROCESS = Process(
    "clinic",
    title="The clinic",
    stakeholders=[
        Stakeholder("group", title="User group", size=12),
        Stakeholder("zoe", kind="person"),
        Stakeholder("estates", title="Estates"),
    ],
    representation=Representation(people=[Person("ann", member_of=["group"])]),
)
DESK = Snapshot(PROCESS, DAY)
EDITIONS = ("desk", "partners", "public")
GROUP, ZOE, HOURS = Ref("stakeholder", "group"), Ref("person", "zoe"), Ref("decision", "hours")


def told(text: str, source: str, **facts: object) -> Statement:
    return Statement("told", facts, template=text, sources=dict.fromkeys(facts, source))


def reader(edition: str = "desk", **more: object) -> Reader:
    return Reader(subject_of(for_edition(DESK, edition)), **more)


def found(says: Statement, about: Ref = HOURS, fix: Statement | None = None) -> Finding:
    return Finding("MAP001", about=about, says=says, fix=fix or told("Fix it", ""), severity="warning")


OPEN = told("{who} has no seat", "Seat.stakeholder", who=GROUP)
OWNED = told("{who} is to do it", "Activity.owner", who=Ref("stakeholder", "estates"))
NEEDED = told("{n} people need a lift", "StatedNeed.need", n=3)


# What is seen


@pytest.mark.parametrize(
    ("finding", "seen"),
    [
        (found(OPEN), [True, True, True]),
        (found(OWNED), [True, True, False]),
        (found(NEEDED), [True, False, False]),
        (found(OPEN, about=ZOE), [True, False, False]),
        (found(OPEN, about=Ref("barrier", "su7")), [True, False, False]),
    ],
    ids=["public", "internal", "special", "a person", "a barrier"],
)
def test_each_reader_sees_what_can_be_said_to_them(finding, seen):
    """A finding about a person is the desk's, however harmless its words."""
    assert seen == [reader(edition).sees(finding) for edition in EDITIONS]
    assert seen == [told_findings([finding], of=for_edition(DESK, edition)) != () for edition in EDITIONS]


def test_a_finding_is_told_without_the_facts_behind_it():
    """They name people; what it says and how it is mended stay."""
    whole = Finding(
        "MAP001", about=HOURS, says=OPEN, fix=told("Fix it", ""), severity="warning", facts=Facts({"who": ZOE}),
    )  # fmt: skip
    assert (whole,) == told_findings([whole], of=DESK)
    [seen] = told_findings([whole], of=for_edition(DESK, "public"))
    assert (OPEN, Facts(), HOURS) == (seen.says, seen.facts, *seen.about)


def test_a_finding_whose_remedy_is_closed_is_not_told():
    """What is wrong without how to mend it would only worry."""
    assert () == told_findings([found(OPEN, fix=NEEDED)], of=for_edition(DESK, "partners"))


def step(says: Statement = OPEN, because: Statement = OPEN, who: str | None = "estates") -> NextStep:
    return NextStep(says, because, StepUrgency.NOW, who=who)


@pytest.mark.parametrize(
    ("steps", "who"),
    [([step()], ["estates", "estates", None]), ([step(who=None)], [None, None, None])],
    ids=["owned", "nobody's"],
)
def test_who_is_to_take_a_step_is_not_for_the_public(steps, who):
    """They are named posts, and partners know them."""
    assert who == [told_steps(steps, of=for_edition(DESK, edition))[0].who for edition in EDITIONS]


@pytest.mark.parametrize(
    ("steps", "seen"),
    [([step(NEEDED)], [1, 0, 0]), ([step(because=NEEDED)], [1, 0, 0]), ([step(because=OWNED)], [1, 1, 0])],
    ids=["what", "why", "why, of partners"],
)
def test_a_step_is_told_with_its_reason_or_not_at_all(steps, seen):
    """A step without its reason is an order."""
    assert seen == [len(told_steps(steps, of=for_edition(DESK, edition))) for edition in EDITIONS]


@pytest.mark.parametrize("tell", [told_findings, told_steps])
@pytest.mark.parametrize(("given", "of"), [(["MAP001"], DESK), ([], PROCESS)], ids=["texts", "process"])
def test_what_is_told_is_asked_of_a_snapshot(tell, given, of):
    """Without the edition nobody knows what may be said."""
    with pytest.raises(InvalidValueError):
        tell(given, of=of)


# Words


def test_lines_that_cannot_be_told_leave_no_empty_line():
    """A gap in a list would tell that there is something."""
    statements = [OPEN, OWNED, NEEDED]
    assert [3, 2, 1] == [len(reader(edition).lines(statements)) for edition in EDITIONS]
    assert ("User group has no seat.",) == reader("public").lines(statements)
    assert "" == reader("public").told(NEEDED)


@pytest.mark.parametrize(
    ("who", "called"),
    [
        (reader(), "zoe"),
        (reader(hides_persons=True), "a person"),
        (reader("partners"), "a person"),
        (reader("public"), "a person"),
    ],
    ids=["desk", "letter of the desk", "partners", "public"],
)
def test_persons_are_called_by_their_keys_at_the_desk_alone(who, called):
    """A letter of the desk goes out too."""
    assert called == who.named(ZOE)


# Counts


FIGURES = Figures(
    DAY,
    [Figure("members", 40), Figure("carers", 30), Figure("men", 4), Figure("women", 36)],
    parts=[PartOf("carers", "members")],
)


def test_counts_are_said_as_the_rule_tells_them():
    """Four men are fewer than ten; thirty of forty are three quarters."""
    counted = reader("public", figures=published(FIGURES))
    words = counted.wording
    said = {key: words.clause(counted.count((key,))) for key in ("members", "carers", "men")}
    assert {"members": "about 40", "carers": "about 30", "men": "fewer than 10"} == said
    assert [40, 30, None] == [counted.number((key,)) for key in ("members", "carers", "men")]
    assert Fraction(3, 4) == counted.share(("carers",), ("members",))


def test_what_is_not_counted_has_no_count():
    """Nothing is made up for a key that nobody has."""
    counted = reader("public", figures=published(FIGURES))
    assert (None, None) == (counted.count(("children",)), counted.number(("children",)))
    assert [None, None] == [counted.share(("children",), ("members",)), counted.share(("carers",), ("children",))]


def test_without_figures_there_are_no_counts():
    """The desk has the numbers themselves."""
    assert (None, None, None) == (
        reader().count(("members",)), reader().number(("members",)), reader().share(("carers",), ("members",)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told_of", "seen"),
    [
        (found(OPEN, fix=NEEDED), [True, False, False]),
        (step(because=OWNED), [True, True, False]),
        (step(because=NEEDED), [True, False, False]),
        (step(), [True, True, True]),
    ],
    ids=["finding", "step of partners", "step of the desk", "step of all"],
)
def test_what_can_be_said_in_part_is_not_seen(told_of, seen):
    """A finding without its remedy, or a step without its reason, would leave an empty line."""
    assert seen == [reader(edition).sees(told_of) for edition in EDITIONS]
