"""Does the house keep its own rules? One face, no hidden imports, no clock, values that stay as they are."""

import ast
import importlib
import inspect
import json
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

import attrs
import pytest

import involvement
from involvement import errors
from involvement.documents.plain_values import facts as stored
from tests.public_names import PUBLIC, ROOMS
from tests.where_tests_are import TESTED_IN

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "involvement"
MODULES = sorted(SOURCE.rglob("*.py"))
CLASSES = [value for value in vars(PUBLIC).values() if inspect.isclass(value)]
DAY = date(2026, 11, 23)


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_by(module: Path) -> set[str]:
    """The packages of which a module imports anything, wherever in it."""
    return {name.partition(".")[0] for name in imported(tree_of(module))}


# The face


def package_of(face: Path) -> str:
    """The name under which the `__init__.py` of a package is imported."""
    return ".".join(face.parent.relative_to(SOURCE.parent).parts)


def given_at_run_time(face: Path) -> dict[str, list[str]]:
    """The names that a face gives when they are asked for, by the module that it takes them from."""
    calls = [node for node in ast.walk(tree_of(face)) if isinstance(node, ast.Call)]
    [names] = [ast.literal_eval(call.args[1]) for call in calls if ast.unparse(call.func) == "face"]
    return {importlib.util.resolve_name(home, package_of(face)): given.split() for home, given in names.items()}


def shown_to_type_checkers(face: Path) -> dict[str, list[str]]:
    """The names that a face imports where only type checkers look, by module; without `as` they would not be public."""
    branches = [node for node in tree_of(face).body if isinstance(node, ast.If)]
    imports = [node for branch in branches for node in branch.body if isinstance(node, ast.ImportFrom)]
    return {node.module: [alias.name for alias in node.names if alias.asname == alias.name] for node in imports}


FACES = [module for module in MODULES if "involvement._faces.face" in imported(tree_of(module))]
ROOM_OF = {name: module for module, names in given_at_run_time(SOURCE / "__init__.py").items() for name in names}


def test_the_rooms_have_lazy_faces():
    """A room that imports its modules at once makes everybody pay for all of them."""
    rooms = {path.parent for path in SOURCE.glob("*/__init__.py")} - {SOURCE / "cli"}
    assert {SOURCE, *rooms} == {face.parent for face in FACES}


@pytest.mark.parametrize("face", FACES, ids=package_of)
def test_a_face_shows_type_checkers_what_it_gives_at_run_time(face):
    """Two lists of the same names drift apart unless somebody compares them."""
    assert shown_to_type_checkers(face) == given_at_run_time(face)


@pytest.mark.parametrize("face", FACES, ids=package_of)
def test_no_module_takes_a_name_of_its_face(face):
    """Importing a module `letters` of a room would put the module in the place of the room's function `letters`."""
    below = {path.stem for path in face.parent.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set() == below & {name for names in given_at_run_time(face).values() for name in names}


def test_the_face_names_each_public_thing_once():
    """One public place for each name: a name in two rooms would be two answers to one question."""
    names = [name for room in ROOMS.values() for name in room.__all__]
    assert sorted(set(names)) == sorted(names)
    assert sorted([*ROOM_OF, "__version__"]) == sorted(involvement.__all__)


def test_the_face_holds_what_people_call_every_day_and_no_more():
    """What nobody remembers nobody finds: the rest is public in its room."""
    assert len(involvement.__all__) <= 65


@pytest.mark.parametrize("name", ROOM_OF)
def test_a_name_of_the_face_is_that_of_its_room(name):
    """What is imported from the face must be the same object as what is imported from the room."""
    room = importlib.import_module(ROOM_OF[name])
    assert name in room.__all__
    assert getattr(room, name) is getattr(involvement, name)


def test_the_face_lists_its_names_and_refuses_others():
    """Completion in an editor asks for the names; a misspelt one must not be found."""
    assert set(involvement.__all__) <= set(dir(involvement))
    with pytest.raises(AttributeError, match="no attribute 'DecisonMap'"):
        _ = involvement.DecisonMap


# What an import loads

LOADED = """
import sys
before = set(sys.modules)
{statement}
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""


@pytest.mark.parametrize(
    "statement",
    [
        "import involvement",
        "from involvement import *",
        "import involvement.reports, involvement.cli",
    ],
)
def test_an_import_loads_attrs_and_the_standard_library_only(statement):
    """Whoever embeds the library pays for a graph library or a template engine when it is used, not before."""
    script = LOADED.format(statement=statement)
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    others = set(said.stdout.split()) - set(sys.stdlib_module_names) - {"attr", "attrs", "involvement"}
    assert set() == others


# How the source is written


def offending(found: Callable[[Path], object]) -> dict[str, object]:
    """What was found wrong in each module, where anything was."""
    return {str(module.relative_to(SOURCE)): wrong for module in MODULES if (wrong := found(module))}


def test_a_module_is_one_idea():
    """Five hundred lines are the end: what is longer holds two ideas."""
    lengths = {module: len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {} == {module.name: lines for module, lines in lengths.items() if lines > 500}


def test_a_module_opens_with_a_sentence_that_says_what_it_is():
    """A reader who opens a file should learn in a line whether it is the right one; a question only sends them on."""
    question = r"(What|Which|Who|Whose|Whom|How|Where|When|Why)\b"

    def found(module: Path) -> str | None:
        opening, _, _ = (ast.get_docstring(tree_of(module)) or "").partition("\n")
        good = re.fullmatch(r"[^?]{1,119}\.", opening) and not re.match(question, opening)
        return None if good else opening or "no docstring"

    assert {} == offending(found)


def test_nothing_runs_what_it_has_read():
    """A document from a stranger must never become code."""
    runs, unpacks = {"eval", "exec", "compile", "__import__"}, {"pickle", "marshal", "shelve", "yaml", "dill"}

    def found(module: Path) -> set[str]:
        calls = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
        called = {each.id for each in calls if isinstance(each, ast.Name)}
        return called & runs | loaded_by(module) & (unpacks | {"cloudpickle"})

    assert {} == offending(found)


def test_nothing_depends_on_the_clock_chance_place_or_surroundings():
    """The same question on the same facts has the same answer on every machine and every day."""
    clock = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.monotonic"}

    def found(module: Path) -> set[str]:
        read = {
            f"{node.value.id}.{node.attr}"
            for node in ast.walk(tree_of(module))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        surroundings = {"os.environ", "os.getenv"} if SOURCE / "cli" not in module.parents else set()
        return loaded_by(module) & {"random", "secrets", "locale", "uuid"} | read & (clock | surroundings)

    assert {} == offending(found)


def test_nothing_changes_the_process_that_runs_it():
    """A host's garbage collector, signals and locale are its own; two threads once left its collector off for good."""
    assert {} == offending(lambda module: loaded_by(module) & {"gc", "signal", "locale", "faulthandler", "resource"})


def test_third_parties_are_imported_where_they_are_used():
    """At the top of a module stand attrs and the standard library; all else waits until it is asked for."""
    ours = {*sys.stdlib_module_names, "attr", "attrs", "involvement"}

    def found(module: Path) -> set[str]:
        statements = [node for node in tree_of(module).body if isinstance(node, ast.Import | ast.ImportFrom)]
        return {name.partition(".")[0] for each in statements for name in imported(each)} - ours

    assert {} == offending(found)


def explained() -> Iterator[tuple[str, object]]:
    for room in ROOMS.values():
        for name in room.__all__:
            thing = getattr(room, name)
            if inspect.isclass(thing) or inspect.isfunction(thing):
                yield f"{room.__name__}.{name}", thing
            if inspect.isclass(thing) and thing.__module__.startswith("involvement."):
                for part, value in vars(thing).items():
                    method = getattr(value, "__func__", getattr(value, "fget", value))
                    if not part.startswith("_") and inspect.isfunction(method):
                        yield f"{room.__name__}.{name}.{part}", method


def test_everything_public_says_what_it_gives():
    """Without a first line a reader has to read the code; attrs' own list of fields is not one."""
    documented = {name: (thing.__doc__ or "").strip() for name, thing in explained()}
    assert {} == {
        name: said for name, said in documented.items() if not said or said.startswith("Method generated by attrs")
    }


# Values


def ranked() -> list[object]:
    """What two parties want, and what follows, by every rule."""
    positions = [PUBLIC.Priorities("members", ["evenings"]), PUBLIC.Priorities("board", ["parking"])]
    rankings = [PUBLIC.rank(positions, rule=rule) for rule in PUBLIC.RankingRule]
    compared = [PUBLIC.overlap(positions), PUBLIC.closeness(positions), PUBLIC.shortlist(positions)]
    shared = PUBLIC.equal_shares([{"evenings"}], {"evenings": 1}, 1)
    return [positions, rankings, compared, shared, PUBLIC.Tally.of_approvals("members", [{"evenings"}])]


def negotiated(process: involvement.Process) -> list[object]:
    """A negotiation that was recorded, what it comes to, and what hangs on rules and weights."""
    move, shown = PUBLIC.Move, PUBLIC.Feasibility.shown
    moves = [
        *(move.propose(PUBLIC.Priorities(who, [what]), on=DAY) for who, what in (("a", "x"), ("b", "y"))),
        *(move.study(shown(issue), on=DAY) for issue in "xy"),
        move.override("y", "deferred", by="b", on=DAY, reason="not this year"),
        move.dissent(by="a", on=DAY, reason="too little"),
    ]
    negotiation = PUBLIC.Negotiation("n", problem="What first?", moves=moves, effort=efforts("xy"), capacity=1)
    agreement = negotiation.replay()
    chances = PUBLIC.sensitivity(agreement), agreement.compare(), PUBLIC.first_choices([agreement])
    return [process.agreement, negotiation, agreement, *chances]


def efforts(issues: str) -> list[object]:
    return [PUBLIC.Effort(issue, 1) for issue in issues]


@pytest.fixture(scope="module")
def values() -> dict[type, object]:
    """One value of each attrs class that the example process, its answers and its findings hold."""
    found: dict[type, object] = {}

    def visit(value: object) -> None:
        if isinstance(value, tuple | list):
            for each in value:
                visit(each)
        elif isinstance(value, dict):
            visit([*value.keys(), *value.values()])
        elif attrs.has(type(value)):
            found.setdefault(type(value), value)
            for field in attrs.fields(type(value)):
                visit(getattr(value, field.name))

    process = PUBLIC.load(ROOT / "examples" / "diabetes_user_group.toml")
    decision_map = process.decision_map
    visit(process)
    visit(decision_map.timetable(on=DAY))
    visit(decision_map.fewest_entry_points())
    visit(decision_map.compare(decision_map.revised(drop=["carers-network"]), on=DAY))
    visit(decision_map.reply_to("members", "redesigned-pathway"))
    visit([PUBLIC.seat_shares(forum, process.stakeholders) for forum in decision_map.forums])
    visit(PUBLIC.check(process, on=DAY))
    visit(PUBLIC.ALL_RULES)
    visit(PUBLIC.involvement_cycle(process, on=DAY))
    visit(PUBLIC.next_steps(process, on=DAY))
    visit(PUBLIC.ladders())
    visit(PUBLIC.crosswalk("hart-1992", "shier-2001"))
    visit(PUBLIC.Claim("members", "contract", ladder="hart-1992", rung="tokenism"))
    visit(PUBLIC.Stakes(impact="great"))
    visit(felt(process))
    visit(PUBLIC.Limits())
    visit([PUBLIC.Snapshot(process, DAY), PUBLIC.Voices(process)])
    visit(PUBLIC.Evidence("minutes", on=DAY, source=PUBLIC.Source("Minutes")))
    record = recorded()
    visit([record, record.balance(), record.oddities(), record.durations(), record.gatekeepers(), record.discover()])
    visit([record.heard_before_decision(), record.conformance(decision_map)])
    visit(ranked())
    visit(negotiated(process))
    visit(closed())
    visit([PUBLIC.frameworks(), rated()])
    visit(supported())
    visit(planned(decision_map))
    visit(represented())
    visit(worded())
    visit(read_from_others())
    visit([PUBLIC.draw_map(process), PUBLIC.found(about=PUBLIC.Ref("decision", "contract"))])
    return found


def read_from_others() -> list[object]:
    """What the readers of others' formats give, with what they left out."""
    elsewhere, nowhere = {"person_id": "p1", "organization_id": "o1"}, {"person_id": "p2"}
    records = PUBLIC.read_popolo({"organizations": [{"id": "o1"}], "memberships": [elsewhere, nowhere]}, on=DAY)
    reading = PUBLIC.Reading(PUBLIC.Process("screening"), form="DMN 1.3")
    return [records, reading]


def worded() -> list[object]:
    """A statement with a quote, and how it is said."""
    quote = PUBLIC.Quote("The ramp is loose.", "Contribution.says")
    statement = PUBLIC.Statement("said", {"by": PUBLIC.Ref("forum", "group"), "says": quote}, template="{by}: {says}")
    return [statement, statement.template, PUBLIC.Wording(catalogue=PUBLIC.Catalogue())]


def supported() -> list[object]:
    """What was done so that people can take part, and what is missing."""
    rate = PUBLIC.PaymentRate("hour", minor_units=1000, currency="GBP")
    support = PUBLIC.Support(
        needs=[PUBLIC.StatedNeed("members", "large_print")],
        needs_asked=[PUBLIC.NeedsAsked("carers", DAY)],
        adjustments=[PUBLIC.Adjustment("breaks")],
        attendances=[PUBLIC.Attendance("group", DAY, expected=["members"])],
        papers=[PUBLIC.PaperSent("members", DAY)],
        expenses=[PUBLIC.Expense("members", claimed_on=DAY)],
        policies=[PUBLIC.ExpensesPolicy(DAY, rates=[rate])],
        offers=[PUBLIC.PaymentOffer(DAY, pays=True, stakeholder="carers")],
        leads=[PUBLIC.Lead("coordinator")],
        demands=[PUBLIC.LeadDemand("recruitment", days_a_week=2)],
        engagements=[PUBLIC.Engagement("members", DAY)],
        limits=[PUBLIC.StatedLimit("members", meetings=0)],
    )
    noted = PUBLIC.NotedBarrier("su7", mitigations=[PUBLIC.Mitigation("audio", on=DAY)])
    untold, waits = support.untold_payments(DAY), support.expense_waits(DAY)
    found = support.arrangements(), support.paper_checks(), support.capacity(DAY), support.burdens()
    return [support, noted, untold, waits, *found, importlib.import_module("involvement.support").barrier_lists()]


def closed() -> list[object]:
    """What came of something that was said, and what is overdue."""
    event = PUBLIC.Event
    ledger = PUBLIC.Ledger(
        [PUBLIC.Contribution("evenings", on=DAY, stakeholder="members")],
        [event("evenings", "answered", on=DAY, outcome="will_do")],
        promises=[PUBLIC.Promise("told", days=3)],
    )
    day = date(2027, 1, 31)
    asked = [ledger.balance(day), ledger.overdue(day), ledger.closure(day), ledger.you_said_we_did(day)]
    return [ledger, *asked, ledger.progress("evenings", day)]


def felt(process: involvement.Process) -> list[object]:
    """What say people have by what is claimed and shown, and what a decision calls for."""
    claim = PUBLIC.Claim("members", "redesigned-pathway", ladder="hart-1992", rung="child-initiated-and-directed")
    found = PUBLIC.influence(attrs.evolve(process, claims=[claim]), on=DAY)
    tables = [PUBLIC.evidence_table(), PUBLIC.called_for_table()]
    return [found, found.compare(found), tables, PUBLIC.called_for(PUBLIC.Stakes(impact="great"))]


def rated() -> list[object]:
    """What the answers to a framework come to, what follows from them, and how two sides see it."""
    used = PUBLIC.framework("nhs-england-indicator-2018")
    answers = {"governance": "good", "equalities": "inadequate"}
    sheets = [
        PUBLIC.assess(used, answers, on=date(2026, month, 1), role=role)
        for month, role in ((3, "carer"), (9, "carer"), (9, "manager"))
    ]
    more = PUBLIC.assess(used, {**answers, "governance": "outstanding"}, on=DAY, role="carer")
    found = PUBLIC.perception_gap(sheets), PUBLIC.ImplementationGroup("first")
    steps = [more.next_steps(), more.evidence_flaws(), sheets[0].compare(more)]
    columns = PUBLIC.assess_columns(used, {"governance": ["good"]})
    answer = PUBLIC.Answer("governance", "good")
    filed = PUBLIC.AnswerFile(sheets=[PUBLIC.RaterAnswers(answers=[answer])])
    return [sheets, steps, found, columns, PUBLIC.side_by_side(sheets[:2]), filed]


def planned(decision_map: involvement.DecisionMap) -> list[object]:
    """A plan with everything in it, and what follows from it."""
    invite = PUBLIC.Activity("invite", effort=3, start=DAY, due=PUBLIC.When.before_meeting("user-group"))
    cycle = PUBLIC.plan_template("meeting-cycle").cycle("user-group")
    plan = PUBLIC.Workplan(
        [invite],
        reviews=PUBLIC.Interval.months(3),
        start=DAY,
        held=[PUBLIC.Review(DAY)],
        working_weeks=[PUBLIC.WorkingWeek("coordinator", 3)],
        recruitment=PUBLIC.Recruitment(25, weeks=13, days_a_week=2),
        meeting_cycles=[cycle],
    )
    item = PUBLIC.AgendaItem(PUBLIC.AgendaItemKind.REVIEW, "2026-05-01")
    agenda = PUBLIC.Agenda("user-group", DAY, items=(item,))
    return [plan, plan.schedule(decision_map), agenda, plan.workload(DAY, DAY), PUBLIC.plan_templates()]


def represented() -> list[object]:
    """Who should be in a group, who is, who has to be found, and whom it resembles."""
    person, quota = PUBLIC.Person("p-1", {"age": "old"}), PUBLIC.Quota("carer", "yes", at_least=1)
    profile = PUBLIC.TargetProfile("table", [quota], population="borough")
    served = PUBLIC.Population("borough", [PUBLIC.PopulationShare("age", "old", count=1)], size=2)
    whole = PUBLIC.Representation(profiles=[profile], people=[person], populations=[served])
    return [
        whole,
        profile.count([person]),
        PUBLIC.fill_chairs(profile, [person]),
        PUBLIC.parity([person], served),
    ]


def recorded() -> involvement.Record:
    """What might have happened: one matter by a way that is on the example's map and one that is not."""
    step = PUBLIC.Step
    return PUBLIC.Record(
        [
            step("redesigned-pathway", "user-group", date(2026, 9, 8), by="members"),
            step("redesigned-pathway", "redesign-group", date(2026, 9, 24), standing="informed"),
            step("redesigned-pathway", "finance-committee", date(2026, 12, 10), decides=True),
            step("redesigned-pathway", "executive-board"),
        ]
    )


@pytest.mark.parametrize("kind", [each for each in CLASSES if attrs.has(each)], ids=lambda kind: kind.__name__)
def test_a_value_stays_as_it_is_and_travels(kind, values):
    """Frozen, without room for more, hashable and picklable: safe to share, to keep in a set, to send to a process."""
    value = values[kind]
    first = attrs.fields(kind)[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, first, None)
    assert not hasattr(value, "__dict__")
    again = pickle.loads(pickle.dumps(value))
    assert value == again
    assert hash(value) == hash(again)


MAKERS = {"Snapshot", "Rule", "Catalogue", "Template", "Wording"}  # they make answers, and are none


@pytest.mark.parametrize(
    "kind",
    [each for each in CLASSES if attrs.has(each) and each.__name__ not in MAKERS],
    ids=lambda kind: kind.__name__,
)
def test_a_value_is_plain_data_too(kind, values):
    """What other languages, logs and web pages get of it says as much as it does; what is stored is read back."""
    data = json.loads(json.dumps(PUBLIC.to_dict(values[kind]), allow_nan=False))
    if kind in stored():
        assert values[kind] == PUBLIC.from_dict(data, kind)
    elif not hasattr(kind, "as_data"):
        properties = {name for name in dir(kind) if isinstance(inspect.getattr_static(kind, name), property)}
        names = {field.name for field in attrs.fields(kind)} | properties
        said = {name for name in names if not (name.startswith("_") or inspect.isroutine(getattr(values[kind], name)))}
        assert said == set(data)


POSITIONAL = {
    "Adjustment": ["need"],
    "Answer": ["criterion", "given"],
    "Attendance": ["forum", "meeting"],
    "Barrier": ["key"],
    "Engagement": ["stakeholder", "on"],
    "Expense": ["stakeholder"],
    "ExpensesPolicy": ["in_force"],
    "Lead": ["stakeholder"],
    "LeadDemand": ["work"],
    "Mitigation": ["what"],
    "NeedsAsked": ["stakeholder", "on"],
    "NotedBarrier": ["barrier"],
    "PaperSent": ["stakeholder", "on"],
    "PaymentOffer": ["on"],
    "StatedLimit": ["stakeholder"],
    "StatedNeed": ["stakeholder", "need"],
    "Support": [],
    "AnswerSheet": ["framework"],
    "Criterion": ["key"],
    "Activity": ["key"],
    "Agreement": [],
    "Chance": ["issue"],
    "Contribution": ["key"],
    "Decision": ["key"],
    "DecisionMap": [],
    "Effort": ["issue", "days"],
    "EntryPoint": ["forum", "stakeholder"],
    "Event": ["contribution", "kind"],
    "Evidence": ["key"],
    "Feasibility": ["issue", "state"],
    "Finding": ["rule"],
    "Flow": ["source", "target"],
    "Forum": ["key"],
    "Interval": ["count", "unit"],
    "Issue": ["key"],
    "Ledger": ["contributions", "events"],
    "Limits": [],
    "MeetingCycle": ["forum", "steps"],
    "Meetings": ["rule"],
    "Move": ["kind"],
    "Negotiation": ["key"],
    "Override": ["issue", "outcome"],
    "PlanTemplate": ["key"],
    "Priorities": ["stakeholder", "issues"],
    "Person": ["key", "characteristics"],
    "Population": ["key", "shares"],
    "PopulationShare": ["criterion", "value"],
    "Process": ["key"],
    "Quota": ["criterion", "value"],
    "Representation": [],
    "Promise": ["kind"],
    "Rank": ["party", "place"],
    "Reply": ["source", "target"],
    "Seat": ["stakeholder", "votes"],
    "Record": ["steps"],
    "Recruitment": ["people"],
    "Review": ["on"],
    "Settlement": ["issue", "outcome"],
    "SayFacts": ["stakeholder", "decision"],
    "Source": ["title"],
    "Stage": ["name"],
    "Stakes": [],
    "Stakeholder": ["key"],
    "Step": ["matter", "forum", "on"],
    "TargetProfile": ["key", "quotas"],
    "Voice": ["by"],
    "When": ["anchor", "key"],
    "WorkingWeek": ["stakeholder", "days"],
    "Workplan": ["activities"],
}


@pytest.mark.parametrize("name", POSITIONAL)
def test_what_is_written_by_hand_names_all_but_its_first_arguments(name):
    """`Flow("group", "board", 14)` would have to be looked up, and a new field would move the old ones."""
    parameters = inspect.signature(getattr(PUBLIC, name)).parameters.values()
    assert POSITIONAL[name] == [each.name for each in parameters if each.kind is not each.KEYWORD_ONLY]


def test_a_public_class_is_a_value_an_enumeration_or_an_error():
    """There is no fourth sort: nothing public holds state that changes."""
    others = [
        kind.__name__
        for kind in CLASSES
        if not (attrs.has(kind) or issubclass(kind, Enum | errors.InvolvementError | errors.Problem))
    ]
    assert [] == others


ERRORS = [
    errors.InvolvementError("something is not as it should be"),
    errors.UnknownKeyError("forum", "bord", ["board"], "flow 0"),
    errors.DuplicateKeyError("forum", "board", "decision map"),
    errors.FrameworkError(
        "ours.toml", "rungs[2]", "expected text", [errors.Problem.at("rungs[2]", "expected text")] * 2
    ),
    errors.InvalidValueError("Flow.days", "a whole number, 0 or more"),
    errors.DocumentError("$.key", "expected a key", [errors.Problem.at("$.key", "expected a key")] * 2),
    errors.FileError("report", "cannot be written: it is a folder", 21),
    errors.LedgerError("events[3]", "is_withdrawn", "first a reopening: it was withdrawn"),
    errors.LimitExceeded("forums", 10, "decision_map.forums"),
    errors.MissingExtraError("the report", "report"),
]


def test_every_error_has_its_example():
    """A new error that is not tried below might not survive a process pool."""
    assert {type(error).__name__ for error in ERRORS} == set(errors.__all__) - {"Problem"}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_keeps_its_message_and_data_when_it_travels(error):
    """A worker's error must say in the parent process what it said in the worker."""
    again = pickle.loads(pickle.dumps(error))
    assert (str(error), vars(error)) == (str(again), vars(again))
    assert str(error)
    assert not str(error).endswith(".")


# What stands beside the source


def test_the_oracles_share_no_code_with_what_they_check():
    """An oracle that calls the algorithm it checks agrees with every fault of it."""
    algorithms = re.compile(r"involvement(\.\w+)*\.(_\w+|networks|routes|openings|rules|calendars)\b")
    oracles = sorted((ROOT / "tests" / "oracles").glob("*.py"))
    taken = {(path.name, name) for path in oracles for name in imported(tree_of(path)) if algorithms.match(name)}
    assert oracles
    assert set() == taken


def file_of_tests(module: str) -> Path:
    """`_reading/rows` is tested in `tests/reading/test_rows.py`."""
    *rooms, name = (part.strip("_") for part in module.split("/"))
    return ROOT.joinpath("tests", *rooms, f"test_{name}.py")


def test_a_module_is_tested_where_its_name_says_or_where_the_table_says():
    """Whoever changes a module must find its tests without a search, and the table may name nothing that has gone."""
    named = {str(path.relative_to(SOURCE).with_suffix("")) for path in MODULES if path.name != "__init__.py"}
    elsewhere = {module for module in named if not file_of_tests(module).exists()}
    assert elsewhere == set(TESTED_IN)
    assert list(TESTED_IN) == sorted(TESTED_IN)
    files = {file: ROOT / "tests" / f"{file}.py" for file in TESTED_IN.values()}
    assert [] == [file for file, path in files.items() if not path.exists()]
    rooms = {file: rooms_of(path) for file, path in files.items()}
    others = [
        module
        for module, file in TESTED_IN.items()
        if (room := module.partition("/")[0]) not in rooms[file] and not room.startswith("_")
    ]
    assert [] == others


def rooms_of(path: Path) -> set[str]:
    """The rooms of which a file of tests, or another that it imports, imports anything, from the room or from the face."""
    modules = {
        name.rpartition(".")[0].replace(".", "/") for name in imported(tree_of(path)) if name.startswith("tests.")
    }
    paths = [path, *(file for module in sorted(modules) if (file := ROOT / f"{module}.py").exists())]
    names = [name.split(".") for each in paths for name in imported(tree_of(each)) if name.startswith("involvement.")]
    return {ROOM_OF.get(part, f"involvement.{part}").split(".")[1] for _, part, *_more in names}


def test_the_packaged_example_is_the_one_in_the_examples():
    """`involvement demo` must show what a reader of the repository finds; copy the one over the other."""
    shown = ROOT / "examples" / "diabetes_user_group.toml"
    packaged = SOURCE / "examples" / "diabetes_user_group.toml"
    assert shown.read_bytes() == packaged.read_bytes()


def test_the_glossary_explains_every_word_of_the_face():
    """A word that stands in the code and not in the glossary has no agreed meaning."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    explained_words = {word.lower() for word in re.findall(r"^\*\*(.+?)\*\*", glossary, re.MULTILINE)}
    kinds = [kind for kind in CLASSES if not issubclass(kind, Exception)]
    words = {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower() for kind in kinds}
    members = {
        str(member.value).replace("_", " ").lower() for kind in kinds if issubclass(kind, Enum) for member in kind
    }
    assert set() == (words | members) - explained_words


def test_the_extras_name_what_the_tests_import():
    """The one command of the README must install everything that the tests need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"], "icalendar", "jinja2", "pytest"]
    given = {re.split(r"[^A-Za-z0-9_-]", each)[0].replace("-", "_").lower() for each in wanted}
    given = {"dateutil" if each == "python_dateutil" else each for each in given}
    files = sorted((ROOT / "tests").rglob("*.py"))
    used = {name.partition(".")[0] for path in files for name in imported(tree_of(path))}
    ours = {"involvement", "tests", "attr", *sys.stdlib_module_names, *(path.stem for path in files)}
    assert set() == used - ours - given
