"""Is every rule listed, documented, named after its problem, and tried by cases?"""

import copy
import pickle
import re
import sys
from collections.abc import Iterator
from datetime import date
from inspect import getmembers
from pathlib import Path
from types import ModuleType

import pytest

from involvement import DecisionMap, InvalidValueError, Process, UnknownKeyError, check
from involvement.checks import ALL_RULES, Observation, Rule, found, rule
from involvement.checks.pages import rules_page
from involvement.priorities import Agreement
from involvement.references import Ref
from involvement.snapshots import Snapshot
from involvement.wording.templates import Placeholder, Template
from tests.at_once import over
from tests.checks.case_files import FOLDER

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"
INSTRUCTIONS = {"add", "agree", "ask", "bring", "check", "do", "fix", "move", "name", "open", "say", "use", "write"}
FAMILIES = {"MAP", "VOI", "PRI", "PLN", "FBK", "SUP", "LAD", "MAT", "PRV"}  # never reused for another kind of problem
TODAY = date(2026, 5, 1)

every_rule = over(ALL_RULES, str)


@rule("TST001", severity="note", says="{process} is here.", fix="Nothing.", sources={"process": "Process.title"})
def here(snapshot: Snapshot) -> Iterator[Observation]:
    """A rule of this test's own."""
    process = Ref("process", snapshot.process.key)
    yield found(about=[process], process=process)


def rules_in(module: ModuleType) -> set[Rule]:
    return {value for _, value in getmembers(module) if isinstance(value, Rule)}


def test_every_rule_of_a_family_is_asked() -> None:
    """A rule that is written and not listed never speaks, and nobody notices."""
    families = [module for name, module in sorted(sys.modules.items()) if re.match(r"involvement\.checks\.\w+$", name)]
    written = set().union(*map(rules_in, families))
    assert written == set(ALL_RULES)
    assert len(ALL_RULES) == len(set(ALL_RULES))
    for family in families:
        assert not hasattr(family, "RULES") or rules_in(family) == set(family.RULES)


def test_codes_and_names_are_used_once() -> None:
    """A code in somebody's minutes must mean one thing."""
    codes = [each.code for each in ALL_RULES]
    names = [each.name for each in ALL_RULES]
    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))
    assert {each.family for each in ALL_RULES} <= FAMILIES


@every_rule
def test_a_page_says_why_it_matters_and_what_would_mend_it(each: Rule) -> None:
    """A finding without a reason is an order, and one without a remedy a complaint."""
    headings = re.findall(r"^\*([A-Z][^*]+)\.\*", each.page, re.MULTILINE)
    remedy = "What would fix it"
    assert ["Why it matters", remedy, "Source"] == headings
    first, _, _ = each.page.partition("\n")
    assert first.endswith(".")


@every_rule
def test_a_name_is_the_problem_and_no_instruction(each: Rule) -> None:
    """`ignore view-too-late` is understood; `ignore move-the-decision` is not."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", each.name)
    assert each.name.partition("-")[0] not in INSTRUCTIONS


@every_rule
def test_sentences_are_ours_and_take_facts_only(each: Rule) -> None:
    """A sentence that reached into a value could show what no message may show."""
    for sentence in filter(None, (each.says, each.says_unknown, each.fix, each.fix_unknown)):
        assert sentence.endswith((".", ":sentence}", ":sentences}"))
        assert Template(sentence).names <= {*each.sources, *(place.name for place in said_whole(sentence))}


def said_whole(sentence: str) -> list[Placeholder]:
    """The places where statements stand, which know their own sources."""
    return [place for place in Template(sentence).placeholders if place.says_statements]


@every_rule
def test_a_rule_is_silent_where_what_it_needs_is_absent(each: Rule) -> None:
    """Half a process is how every process begins; what is not there yet is no fault."""
    assert () == check(Process("empty"), on=TODAY, rules=[each])
    assert each.needs


@every_rule
def test_a_rule_is_silent_about_a_map_or_agreement_that_is_empty(each: Rule) -> None:
    """A map that nobody has begun to fill has nothing wrong with it, and neither has an agreement."""
    empty = Process("empty", decision_map=DecisionMap(), agreement=Agreement(), past_agreements=[Agreement()])
    assert () == check(empty, on=TODAY, rules=[each])


@every_rule
def test_a_rule_has_a_case_file(each: Rule) -> None:
    """A rule is what its cases say it is."""
    assert (FOLDER / f"{each.code}.toml").exists()


def test_a_case_file_has_a_rule() -> None:
    """A case file for a rule that is gone tests nothing."""
    assert {each.code for each in ALL_RULES} == {path.stem for path in FOLDER.glob("*.toml")}


def test_the_reference_page_says_what_the_rules_say() -> None:
    """Write it anew with `rules_page(ALL_RULES)`; a page by hand drifts from the rules."""
    assert rules_page(ALL_RULES) == PAGE.read_text(encoding="utf-8")


@every_rule
def test_a_rule_travels_by_its_name(each: Rule) -> None:
    """Batches run in other processes, and there the same rule must be meant."""
    assert pickle.loads(pickle.dumps(each)) is each
    assert copy.deepcopy(each) is each
    assert each.name.encode() not in pickle.dumps(each)
    assert each.question.__name__.encode() in pickle.dumps(each)


def test_a_rule_of_ones_own_is_asked_like_any_other() -> None:
    """Hosts have house rules too."""
    (finding,) = check(Process("screening"), on=TODAY, rules=[here])
    about = (Ref("process", "screening"),)
    assert ("TST001", about, "screening is here.") == (finding.rule, finding.about, finding.message)
    assert pickle.loads(pickle.dumps(here)) is here
    assert ("TST001 here", "TST", "A rule of this test's own.") == (str(here), here.family, here.page)
    assert "> *process* is here." in rules_page([here])
    assert "needs nothing" in rules_page([here])


def test_a_rule_inside_a_function_cannot_travel() -> None:
    """It has no name by which the other process could find it, and says so instead of finding another."""

    @rule("TST002", severity="note", says="So.", fix="So.")
    def hidden(case: Snapshot) -> Iterator[Observation]:
        yield found(about=Ref("process", case.process.key))

    with pytest.raises(UnknownKeyError, match=r"no rule 'tests\.checks\.test_rules\.hidden'"):
        pickle.loads(pickle.dumps(hidden))
    assert not hidden.page


@pytest.mark.parametrize("code", ["map001", "MAP1", "MAP0001", "XMAP001", "", None, 7])
def test_a_code_is_three_letters_and_three_digits(code) -> None:
    """Codes are typed by people and sorted by machines."""
    with pytest.raises(InvalidValueError, match="three capital letters and three digits"):
        rule(code, severity="note", says="So.", fix="So.")


def test_a_rule_needs_parts_that_a_process_has() -> None:
    """A misspelt need would silence the rule for ever."""
    with pytest.raises(UnknownKeyError, match="no part of a process 'decison_map'; known: decision_map"):
        rule("TST003", severity="note", needs=["decison_map"], says="So.", fix="So.")
    with pytest.raises(InvalidValueError, match="severity of a rule: expected one of error, warning, note"):
        rule("TST003", severity="fatal", says="So.", fix="So.")


def test_a_placeholder_without_a_source_field_is_refused() -> None:
    """Nobody could say then whether it may be shown in public."""
    with pytest.raises(InvalidValueError, match="a fact for each placeholder; none is named forum"):
        rule("TST004", severity="note", says="{forum} is late.", fix="So.", sources={"by": "Decision.on"})
