"""Is what the pages say true? Every block of every page runs, from the root of a checkout."""

import ast
import builtins
import contextlib
import inspect
import io
import re
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path

import attrs
import pytest
from sybil import Example, Sybil
from sybil.example import SybilFailure
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import involvement
from involvement.cli import main
from involvement.people import Role
from involvement.reports import draw_map, draw_timetable
from involvement.standing import Standing
from tests.public_names import PUBLIC, ROOMS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
REFERENCE = ROOT / "docs" / "reference"
PAGES_OF_ROOMS = sorted(REFERENCE.glob("rooms/*.md"))


def run_console(example: Example) -> None:
    """Runs each `$ involvement ...` and compares what it prints; `...` stands for any text."""
    for session in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, expected = session.partition("\n")
        words = shlex.split(command)
        assert words[0] == "involvement", f"{example.path}:{example.line}: only our own command is run here"
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            main(words[1:])
        printed = said.buffer.getvalue().decode().strip()
        pattern = re.escape(expected.strip()).replace(re.escape("..."), ".*")
        assert re.fullmatch(pattern, printed, re.DOTALL), (
            f"{example.path}:{example.line}: {command}\nexpected:\n{expected}\ngot:\n{printed}"
        )


def read_toml(example: Example) -> None:
    """Reads a document, and saves it where its first line is the name of a file; a fragment has no language."""
    involvement.loads(example.parsed, format="toml")
    if named := re.match(r"# ([\w-]+\.toml)\n", example.parsed):
        Path(named[1]).write_text(example.parsed, encoding="utf-8")


def read_json(example: Example) -> None:
    """Reads a document; a fragment is written as text, without a language."""
    involvement.loads(example.parsed)


BLOCKS = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser(language="console", evaluator=run_console),
        CodeBlockParser(language="toml", evaluator=read_toml),
        CodeBlockParser(language="json", evaluator=read_json),
    ]
)


def run_blocks(page: Path) -> None:
    for example in BLOCKS.parse(page).examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_a_page_runs(page, tmp_path, monkeypatch):
    """A page that no longer runs teaches what is no longer so."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    run_blocks(page)


def test_a_page_with_a_false_block_fails(tmp_path):
    """The test above would pass as well if it ran nothing."""
    page = tmp_path / "page.md"
    page.write_text("```python\n>>> 1 + 1\n3\n```\n", encoding="utf-8")
    with pytest.raises(SybilFailure, match="Expected"):
        run_blocks(page)


def test_only_languages_that_run_are_named_in_a_fence():
    """A block in a language that nobody runs is a claim that nobody checks."""
    run = {"python", "console", "toml", "json", "sh", ""}
    named = {
        (str(page.relative_to(ROOT)), language)
        for page in PAGES
        for language in re.findall(r"^```(\w*)\n.*?^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    }
    assert set() == {(page, language) for page, language in named if language not in run}


def test_every_link_between_pages_leads_to_a_file():
    """A reader who follows a link should arrive."""
    broken = {
        (str(page.relative_to(ROOT)), target)
        for page in PAGES
        for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    }
    assert set() == broken


def named_in(page: Path) -> list[str]:
    """What the first column of its tables names: names, calls, and methods, which begin with a dot."""
    cells = re.findall(r"^\| (`[^|]*`) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [span for cell in cells for span in re.findall(r"`([^`]+)`", cell)]


def public_in(page: Path) -> list[str]:
    return sorted(re.match(r"\w+", span)[0] for span in named_in(page) if not span.startswith("."))


def test_the_page_of_the_face_lists_its_names_and_leads_to_every_room():
    """A name that the reference leaves out is a name that nobody finds; one that is gone is tried in vain."""
    page = REFERENCE / "api.md"
    assert sorted(involvement.__all__) == public_in(page)
    linked = re.findall(r"\| \[`involvement\.(\w+)`\]\(rooms/\1\.md\)", page.read_text(encoding="utf-8"))
    assert sorted(ROOMS) == linked == [page.stem for page in PAGES_OF_ROOMS]


@pytest.mark.parametrize("page", PAGES_OF_ROOMS, ids=lambda page: page.stem)
def test_the_page_of_a_room_lists_the_names_of_its_face(page):
    """Each public name has one place in the package, and one in the reference."""
    assert sorted(ROOMS[page.stem].__all__) == public_in(page)


def fits(call: ast.Call, thing: Callable[..., object]) -> bool:
    """Whether the thing takes these arguments, and has these defaults."""
    parameters = inspect.signature(thing).parameters
    positional = [node.value if isinstance(node, ast.Starred) else node for node in call.args]
    names = [*(node.id for node in positional), *(keyword.arg for keyword in call.keywords)]
    literal = [keyword for keyword in call.keywords if isinstance(keyword.value, ast.Constant | ast.Tuple)]
    defaults = {keyword.arg: value for keyword in literal if (value := ast.literal_eval(keyword.value)) is not ...}
    return set(names) <= set(parameters) and defaults == {name: parameters[name].default for name in defaults}


@pytest.mark.parametrize("page", [REFERENCE / "api.md", *PAGES_OF_ROOMS], ids=lambda page: page.stem)
def test_a_page_of_names_tells_methods_arguments_and_defaults_as_they_are(page):
    """An argument that has another name or default by now is worse than none. `on=` tells no default."""
    room = ROOMS.get(page.stem, involvement)
    kinds = [thing for name in room.__all__ if attrs.has(thing := getattr(room, name))]

    def wrong(span: str) -> bool:
        name = re.match(r"\.?(\w+)", span)[1]
        meant = [
            getattr(holder, name) for holder in (kinds if span.startswith(".") else [room]) if hasattr(holder, name)
        ]
        call = ast.parse(re.sub(r"=(?=[,)])", "=...", span.removeprefix(".")), mode="eval").body
        return not any(isinstance(call, ast.Name) or (callable(thing) and fits(call, thing)) for thing in meant)

    assert [] == [span for span in named_in(page) if wrong(span)]


@pytest.mark.parametrize("page", PAGES_OF_ROOMS, ids=lambda page: page.stem)
def test_the_page_of_a_room_lists_the_words_of_its_enumerations(page):
    """People pass the words, so the words must be on the page."""
    room, words = ROOMS[page.stem], set(re.findall(r"`(\w+)`", page.read_text(encoding="utf-8")))
    kinds = [
        thing for name in room.__all__ if inspect.isclass(thing := getattr(room, name)) and issubclass(thing, Enum)
    ]
    assert set() == {member.value for kind in kinds for member in kind} - words


def test_the_reference_of_names_mentions_no_class_that_is_not_there():
    """A result that was renamed is looked up in vain."""
    pages = [REFERENCE / "api.md", *PAGES_OF_ROOMS]
    mentioned = {
        name for page in pages for name in re.findall(r"`([A-Z]\w+[a-z]\w*)", page.read_text(encoding="utf-8"))
    }
    assert set() == {name for name in mentioned if not hasattr(PUBLIC, name) and not hasattr(builtins, name)}


def test_the_reference_lists_every_field_of_a_document():
    """Somebody who writes a document by hand has only this page."""
    reference = (ROOT / "docs" / "reference" / "documents.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", reference))
    told = involvement.schema()
    fields = {name for each in (told, *told["$defs"].values()) for name in each.get("properties", {})}
    assert set() == fields - named


def test_the_reference_lists_every_word_of_a_closed_list_in_a_document():
    """A word is refused in any other spelling, so the page must spell it; barriers have their signals on their own."""
    pages = [REFERENCE / "documents.md", REFERENCE / "barriers.md"]
    spelled = {word for page in pages for word in re.findall(r"`(\w+)`", page.read_text(encoding="utf-8"))}
    kinds = involvement.schema()["$defs"].values()
    assert set() == {word for kind in kinds for word in kind.get("enum", ())} - spelled


def test_the_reference_gives_each_role_its_side():
    """Who counts as a service user follows from this table."""
    reference = (REFERENCE / "documents.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .* \| (service users|organisation|other) \|$", reference, re.MULTILINE)
    assert {role.value: role.side.replace("_", " ") for role in Role} == dict(rows)


def test_the_reference_lists_the_standings_lowest_first():
    """The order is the meaning of a standing."""
    reference = (REFERENCE / "documents.md").read_text(encoding="utf-8")
    table = re.search(r"^\| standing \|.*?\n\n", reference, re.MULTILINE | re.DOTALL)[0]
    assert [standing.value for standing in Standing] == re.findall(r"^\| `(\w+)`", table, re.MULTILINE)


def test_the_reference_lists_every_verb_and_option_of_the_command(capsys):
    """An option that the page leaves out is found by chance; one that is no more is tried in vain."""
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    main(["--help"])
    verbs = set(re.findall(r"^    (\w+)", capsys.readouterr().out, re.MULTILINE))
    for verb in verbs:
        main([verb, "--help"])
    options = set(re.findall(r"--\w+", capsys.readouterr().out))
    assert verbs == set(re.findall(r"^involvement (\w+)", reference, re.MULTILINE))
    assert options | {"--version"} == set(re.findall(r"--\w+", reference))


def test_the_pictures_show_the_example_as_it_is_drawn_today():
    """A picture of yesterday's drawing shows what a reader will not get."""
    process = involvement.load(ROOT / "examples" / "diabetes_user_group.toml")
    pictures = ROOT / "docs" / "pictures"
    assert draw_map(process).svg == (pictures / "map.svg").read_text(encoding="utf-8")
    timetable = draw_timetable(process, on=date(2026, 11, 23))
    assert timetable.svg == (pictures / "timetable.svg").read_text(encoding="utf-8")


def test_the_first_commands_of_the_readme_are_one_line_each_and_start_from_nothing():
    """Somebody who has only a checkout and Python should need one line."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = "".join(re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)).splitlines()
    assert [True, True] == [line.startswith("python3 -m venv .venv && ") for line in commands]
