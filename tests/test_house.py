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
from tests.at_once import over
from tests.public_names import PUBLIC, ROOMS
from tests.public_values import public_values
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


FACES = [module for module in MODULES if "import face\n" in module.read_text(encoding="utf-8")]
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


@over(ROOM_OF, str)
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


@pytest.mark.no_cover
def test_nothing_runs_what_it_has_read():
    """A document from a stranger must never become code."""
    runs, unpacks = {"eval", "exec", "compile", "__import__"}, {"pickle", "marshal", "shelve", "yaml", "dill"}

    def found(module: Path) -> set[str]:
        calls = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
        called = {each.id for each in calls if isinstance(each, ast.Name)}
        return called & runs | loaded_by(module) & (unpacks | {"cloudpickle"})

    assert {} == offending(found)


@pytest.mark.no_cover
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


@pytest.mark.no_cover
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


@pytest.fixture(scope="module")
def values() -> dict[type, object]:
    return public_values()


@over(filter(attrs.has, CLASSES), str)
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


@over([each for each in CLASSES if attrs.has(each) and each.__name__ not in MAKERS], str)
def test_a_value_is_plain_data_too(kind, values):
    """What other languages, logs and web pages get of it says as much as it does; what is stored is read back."""
    data = json.loads(json.dumps(PUBLIC.to_dict(values[kind]), allow_nan=False))
    if kind in stored():
        assert values[kind] == PUBLIC.from_dict(data, kind)
    elif not hasattr(kind, "as_data"):
        properties = {name for name in dir(kind) if isinstance(inspect.getattr_static(kind, name), property)}
        names = {field.name for field in attrs.fields(kind) if field.eq} | properties  # titles for words are none
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


@over(POSITIONAL, str)
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
    errors.DisclosureError(2, "members carers"),
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


@pytest.mark.no_cover
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


@pytest.mark.no_cover
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
