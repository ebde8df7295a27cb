"""Easy read on every process of the house: nothing lacking, nothing dropped, nothing that English does not say."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from involvement import (
    Contribution,
    Days,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Forum,
    Ledger,
    Priorities,
    Process,
    Stage,
    WorkingCalendar,
)
from involvement.feedback.reply_statements import row_statement
from involvement.priorities import Agreement, Chance, Ground, Outcome, Settlement, Voice
from involvement.privacy import ONS_10_5
from involvement.reports.letter_statements import letter_of, letter_readers
from involvement.snapshots import Snapshot
from involvement.wording import PHRASES, Statement, Template, Wording, easy_read
from tests.laws.whole_processes import whole_process
from tests.truth import agreed_processes, processes, processes_of_feedback

WHOLE = 20
ON = date(2026, 11, 23)
MUCH = ("codesigns", "decides_jointly", "delegated", "controls")
SELDOM = Process(  # what no other process brings out
    "seldom",
    ledger=Ledger(
        [Contribution("ramp", on=date(2026, 1, 2), stakeholder="members", title="A ramp")],
        [
            Event("ramp", "answered", on=date(2026, 1, 15), outcome="did"),
            Event("ramp", "reopened", on=date(2026, 3, 1), by="members", reason="The ramp is loose."),
        ],
    ),
    agreement=Agreement(
        positions=[Priorities("members", ["clinic", "signs"]), Priorities("board", ["clinic"])],
        settlements=[
            Settlement("clinic", Outcome.AGREED, ground=Ground.WANTED_AND_POSSIBLE),
            Settlement("signs", Outcome.DEFERRED, ground=Ground.OVER_CAPACITY),
            Settlement("bus", Outcome.DECLINED, instead="A taxi.", who="board", by=date(2027, 1, 4)),
            Settlement("lift", Outcome.DECLINED, who="board"),
            Settlement("van", Outcome.DECLINED, instead="A taxi.", who="board"),
            Settlement("beds", Outcome.AGREED, last_day=date(2027, 1, 2)),
        ],
        chances=[Chance("beds", open=True, reached=True, decision="dropped")],
        objections=[Voice("members", issue="signs", reason="They are cheap."), Voice("members", reason="Too little.")],
        on=date(2026, 5, 1),
    ),
    decision_map=DecisionMap(
        forums=[Forum("desk"), *(Forum(much) for much in MUCH)],
        entry_points=[
            EntryPoint("desk", standing="consulted", closes=date(2026, 12, 1)),
            EntryPoint("desk", standing="consulted", closes=date(2026, 12, 1), about=["soon"]),
            *(EntryPoint(much, standing=much) for much in MUCH),
        ],
        decisions=[
            Decision("desk", made_at="desk", between=(date(2027, 1, 4), date(2027, 1, 8))),
            Decision("dropped", made_at="desk", on=date(2027, 1, 4), withdrawn=date(2026, 11, 2)),
            Decision("soon", made_at="desk", between=(date(2026, 11, 20), date(2026, 12, 8)), calls_for="advises"),
            *(
                Decision(much, made_at=much, on=date(2027, 1, 4), calls_for=much, stages=[Stage("challenge", at=much)])
                for much in MUCH
            ),
        ],
    ),
)


COUNTED = [  # what nobody recorded of holidays, before, while and after some are known
    Process(
        "counted",
        decision_map=DecisionMap(
            forums=[Forum("council", papers_due=Days(5, clear=True, leave_out=left_out))],
            entry_points=[EntryPoint("council", standing="consulted")],
            decisions=[Decision("homes", made_at="council", on=date(2027, 1, 4))],
        ),
        calendar=calendar,
    )
    for left_out in ("weekends", "sundays")
    for calendar in (None, WorkingCalendar(known_from=date(2026, 11, 24), known_until=date(2026, 11, 25)))
]


def snapshots() -> Iterator[Snapshot]:
    yield Snapshot(SELDOM, ON)
    yield from (Snapshot(counted, ON) for counted in COUNTED)
    drawn = (*processes.processes()[::4], *agreed_processes.agreed_processes()[::4], *processes_of_feedback.processes())
    yield from (Snapshot(asked.process, asked.on) for asked in drawn)
    for seed in range(WHOLE):
        whole = whole_process(seed)
        yield from (Snapshot(whole.process, day) for day in whole.days)


def read_by_service_users(snapshot: Snapshot) -> Iterator[Statement]:
    """Letters, you said and we did, settlements, last days, and the ways of views."""
    settlements = () if snapshot.agreement is None else snapshot.agreement.settlements
    yield from (settlement.says for settlement in settlements)
    for reader in letter_readers(snapshot):
        yield from letter_of(snapshot, reader).statements
        yield from (settlement.says_to(reader) for settlement in settlements)
    for row in snapshot.you_said_we_did:
        yield row.says
        yield row_statement(row.subject, ONS_10_5.said(10), row.answer)  # as everybody is told of many voices
    for opportunity in snapshot.timetable:
        yield opportunity.says
        yield from opportunity.assumes
        if opportunity.journey is not None:
            yield opportunity.journey.says
            yield from opportunity.journey.assumes
    for decision in snapshot.decisions:
        for decided in (None, snapshot.on):
            back = snapshot.reply_to(None, decision.key, decided=decided)
            if back is not None:
                yield back.says
                yield from back.assumes


def within(statement: Statement) -> Iterator[Statement]:
    yield statement
    for _, fact in statement.facts:
        for member in fact if isinstance(fact, tuple) else (fact,):
            if isinstance(member, Statement):
                yield from within(member)


@cache
def english() -> tuple[dict[str, Template], frozenset[str]]:
    """The English template of each code that is said, and what easy read lacks of all."""
    templates: dict[str, Template] = {}
    lacking: set[str] = set()
    wording = Wording(catalogue=easy_read())
    for snapshot in snapshots():
        for statement in read_by_service_users(snapshot):
            lacking.update(wording.lacks(statement))
            for each in within(statement):
                templates.setdefault(each.code, each.template)
    return templates, frozenset(lacking)


def test_nothing_that_service_users_read_is_lacking():
    """What is missing would be said in English that they cannot read."""
    _, lacking = english()
    assert frozenset() == lacking


def test_every_text_says_the_facts_of_the_english_one():
    """A day, a name or a reason that easy read drops is hidden from those who need it most."""
    templates, _ = english()
    easy = {code: Template(easy_read().template(code, template.text)).names for code, template in templates.items()}
    assert {code: template.names for code, template in templates.items()} == easy


def test_nothing_is_wrong_with_the_catalogue():
    """A text that does not fit is passed over in silence."""
    templates, _ = english()
    assert () == easy_read().problems({**PHRASES, **templates})


def test_every_text_is_said():
    """A text that no process brings out is a guess, and dead weight."""
    templates, _ = english()
    words = {code for code, _ in easy_read().texts if code[0].isupper()}
    fixed = {"catalogue.lacks", "you_said.nothing"}
    assert set() == {code for code, _ in easy_read().texts} - templates.keys() - words - fixed - set(PHRASES)
