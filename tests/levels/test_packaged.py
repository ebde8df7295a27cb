"""Does every packaged ladder load, say where it comes from, and hold nothing that may not be shipped?"""

import ast
import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from involvement import FrameworkError, ladder
from involvement.levels import Axis, AxisValue, Ladder, Relation, Rung, ladders, parse_ladder
from involvement.levels.packaged import ladder_keys
from involvement.levels.pages import ladder_text, ladders_page
from involvement.publications import LicenceTier, TextOrigin
from involvement.publications.shelf import Shelf

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "involvement"
FILES = sorted((SOURCE / "levels" / "data").iterdir())
FACTS = ("provenance", "bands", "rungs", "axes", "caveats", "cautions", "mappings")

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
every_ladder = pytest.mark.parametrize("each", ladders(), ids=lambda each: each.key)


def raw(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def checkable(plain: dict) -> Iterator[dict]:
    """Every table of a file that tells a fact of its own."""
    for name in FACTS:
        for table in plain.get(name, ()):
            yield table
            yield from table.get("standings", ())
            if "attributes" in table:
                yield table["attributes"]


# The files


@every_file
def test_a_file_bears_the_key_of_its_ladder(path):
    """A ladder is found by the name of its file, before any file is read."""
    assert ".toml" == path.suffix
    found = parse_ladder(path.read_bytes(), name=path.name)
    assert (path.stem, found) == (found.key, ladder(path.stem))


def test_the_packaged_ladders_are_the_files():
    """A file that is not listed is lost; the list needs nobody to keep it."""
    assert [path.stem for path in FILES] == list(ladder_keys()) == [each.key for each in ladders()]


@every_ladder
def test_a_ladder_has_a_source_a_licence_an_attribution_and_a_provenance(each):
    """Whoever shows a ladder owes its author a name, and its reader a way to the source."""
    assert each.title
    assert each.source.title
    assert each.source.authors
    assert each.source.doi or each.source.url or each.source.publisher or each.source.year
    assert each.licence_tier is not None
    assert each.licence_note
    assert each.attribution
    assert each.text_origin is not None
    told = {fact.of for fact in each.provenance}
    stated = {"normative"} if each.normative is not None else set()
    stated |= {"scoring"} if each.scoring != "unstated" else set()
    stated |= {"edition"} if each.edition is not None else set()
    assert {"source", "licence_tier", "ordered"} | stated == told


@every_file
def test_every_fact_says_itself_whether_it_was_verified(path):
    """A default is nobody's word: what was checked and what was not must be written down."""
    assert [] == [table for table in checkable(raw(path)) if "verified" not in table]


@every_file
def test_what_was_verified_says_where(path):
    """A check that nobody can repeat is none."""
    assert [] == [
        table for table in checkable(raw(path)) if table["verified"] and not table.get("read_at", table.get("source"))
    ]


@every_file
def test_what_is_not_verified_shows(path):
    """Whoever builds on memory or judgement should see it without reading the file."""
    unverified = [table for table in checkable(raw(path)) if not table["verified"]]
    assert len(unverified) == len(ladder(path.stem).unverified())


@every_ladder
def test_every_rung_says_what_it_comes_to_and_who_says_so(each):
    """A rung without a relation would be silently left out of every comparison."""
    for rung in each.rungs:
        assert rung.title
        assert rung.standings
        for match in rung.standings:
            assert match.asserted_by
            assert match.source
            if match.asserted_by == "the involvement project":
                assert not match.verified
                assert match.relation is not Relation.EXACT, "our own judgement never makes two authors' words one"


@every_ladder
def test_every_key_that_a_ladder_names_is_known(each):
    """A mapping to a rung that is not there maps to nothing."""
    for caution in each.cautions:
        assert set(caution.against) <= set(ladder_keys())
    for mapping in each.mappings:
        assert mapping.asserted_by
        assert mapping.source
        other = ladder(mapping.ladder)
        assert mapping.to is None or other.rung(mapping.to)


@every_ladder
def test_caveats_and_cautions_are_cited(each):
    """A warning without its author is hearsay."""
    for said in (*each.caveats, *each.cautions):
        assert said.asserted_by
        assert said.source


# What may be shipped


# The first eight digits of the SHA-256 of each four words in a row of the wording that its owner does not allow to
# be copied: the goals and promises of the IAP2 Spectrum. So the test knows the text and does not hold it.
FORBIDDEN = frozenset((Path(__file__).parent / "forbidden.txt").read_text(encoding="utf-8").split())
WORDS = 4


def forbidden_in(text: str, forbidden: frozenset[str] = FORBIDDEN) -> list[str]:
    words = re.findall(r"[a-z]+", text.lower())
    runs = [" ".join(words[first : first + WORDS]) for first in range(len(words) - WORDS + 1)]
    return [run for run in runs if sha256(run.encode()).hexdigest()[:8] in forbidden]


TEXTS = sorted(
    path
    for folder in (SOURCE, ROOT / "docs", ROOT / "examples", ROOT / "tests")
    for path in folder.rglob("*")
    if path.suffix in {".py", ".toml", ".md", ".j2"}
)


def test_no_text_of_a_names_only_ladder_is_shipped():
    """The owner of the Spectrum asks for a licence; one sentence of it, in a gist or on a page, would need one."""
    assert set(FILES) < set(TEXTS)
    assert {} == {str(path): found for path in TEXTS if (found := forbidden_in(path.read_text(encoding="utf-8")))}


def test_the_search_for_forbidden_text_finds_it():
    """The test above would pass as well if it found nothing ever."""
    forbidden = frozenset({sha256(b"some words of another").hexdigest()[:8]})
    assert ["some words of another"] == forbidden_in("Here are: Some words,\nof another", forbidden)
    assert 148 == len(FORBIDDEN)


@every_ladder
def test_a_ladder_of_the_third_tier_has_names_only(each):
    """No gist, no caveat that explains a rung: names, order and a link."""
    if each.licence_tier is LicenceTier.C:
        assert TextOrigin.NAMES_ONLY is each.text_origin
        assert [None] * len(each.rungs) == [rung.gist for rung in each.rungs]
        assert [None] * len(each.rungs) == [rung.attributes for rung in each.rungs]
        assert each.source.url
        assert () == each.caveats
    else:
        assert TextOrigin.PARAPHRASE is each.text_origin
        assert all(rung.gist and rung.gist.endswith(".") for rung in each.rungs)


def test_there_are_ladders_of_the_third_tier():
    """The test above would pass as well if there were none."""
    assert [each for each in ladders() if each.licence_tier is LicenceTier.C]


@every_file
def test_a_gist_that_is_added_to_names_only_is_refused(path):
    """Whoever adds a sentence to such a file learns it at once, and not from the owner."""
    text = path.read_text(encoding="utf-8")
    found = ladder(path.stem)
    if found.licence_tier is LicenceTier.C:
        added = text.replace("[[rungs]]\n", '[[rungs]]\ngist = "What it means."\n', 1)
        with pytest.raises(FrameworkError, match=r"rungs: expected names without a gist, as its licence tier says$"):
            parse_ladder(added, name=path.name)
        called = text.replace('text_origin = "names_only"', 'text_origin = "paraphrase"')
        with pytest.raises(FrameworkError, match=r"text_origin: expected names_only"):
            parse_ladder(called, name=path.name)
    else:
        assert "gist = " in text


# What the files say, against the literature

NAMES = {
    "arnstein-1969": "Manipulation, Therapy, Informing, Consultation, Placation, Partnership, Delegated power, "
    "Citizen control",
    "iap2-2018": "Inform, Consult, Involve, Collaborate, Empower",
    "hart-1992": "Manipulation, Decoration, Tokenism, Assigned but informed, Consulted and informed, "
    "Adult-initiated; shared decisions with children, Child-initiated and directed, "
    "Child-initiated; shared decisions with adults",
    "nhs-england-2013": "Informing, Consulting, Involving, Collaborating, Devolving",
    "tlap-2016": "Coercion, Educating, Informing, Consultation, Engagement, Co-design, Co-production",
    "pretty-1995": "Manipulative participation, Passive participation, Participation by consultation, "
    "Participation for material incentives, Functional participation, Interactive participation, Self-mobilisation",
    "pimbert-pretty-1994": "Passive participation, Participation in information giving, "
    "Participation by consultation, Participation for material incentives, Functional participation, "
    "Interactive participation, Self-mobilisation",
    "wilcox-1994": "Information, Consultation, Deciding together, Acting together, Supporting local initiatives",
    "lundy-2007": "Space, Voice, Audience, Influence",
    "involve-2012": "Consultation, Collaboration, User-controlled",
    "oecd-2001": "Information, Consultation, Active participation",
    "rowe-frewer-2005": "Communication, Consultation, Participation",
    "carman-2013": "Consultation, Involvement, Partnership and shared leadership",
    "involvement-matrix-2020": "Listener, Co-thinker, Advisor, Partner, Decision-maker",
    "pif": "Engage, Co-design, Co-produce",
}


@pytest.mark.parametrize("key", NAMES)
def test_the_rungs_bear_the_names_of_the_literature_in_its_order(key):
    """The order of the tables is the order of the ladder: a table that is moved changes what everybody claimed."""
    assert NAMES[key] == ", ".join(rung.title.replace(", ", "; ") for rung in ladder(key).rungs)


def banded(key: str) -> list[str]:
    return [rung.band for rung in ladder(key).rungs]


def test_the_bands_are_those_of_the_literature():
    """Arnstein's three bands and those of the ladder of co-production; Hart's lowest three are no participation."""
    assert ["non-participation"] * 2 + ["tokenism"] * 3 + ["citizen-power"] * 3 == banded("arnstein-1969")
    assert ["doing-to"] * 2 + ["doing-for"] * 3 + ["doing-with"] * 2 == banded("tlap-2016")
    assert ["non-participation"] * 3 + ["degrees-of-participation"] * 5 == banded("hart-1992")


def test_pretence_is_what_the_authors_call_so():
    """A rung is a pretence by its author's word and not because it is low."""
    pretended = {
        each.key: [rung.key for rung in each.rungs if rung.attributes and rung.attributes.genuine is False]
        for each in ladders()
    }
    assert {
        "arnstein-1969": ["manipulation", "therapy"],
        "hart-1992": ["manipulation", "decoration", "tokenism"],
        "pretty-1995": ["manipulative"],
        "tlap-2016": ["coercion"],
    } == {key: rungs for key, rungs in pretended.items() if rungs}


def test_what_was_told_from_memory_is_not_called_verified():
    """The names that nobody has checked yet, and one rung among six that somebody did check."""
    unchecked = {each.key for each in ladders() if not any(rung.verified for rung in each.rungs)}
    assert {
        "aa1000ses-2015",
        "active-2019",
        "hart-1992",
        "involve-2012",
        "nhs-england-2013",
        "oecd-2001",
        "oliver-2008",
        "rowe-frewer-2005",
        "treseder-1997",
    } == unchecked
    partly = {
        (each.key, rung.key)
        for each in ladders()
        if each.key not in unchecked
        for rung in each.rungs
        if not rung.verified
    }
    assert {("pimbert-pretty-1994", "information-giving")} == partly


def test_order_is_a_property_and_no_assumption():
    """Four conditions, a circle, a list of types: none of them may be read as more and less."""
    unordered = {each.key: each.kind for each in ladders() if not each.ordered}
    assert {
        "aa1000ses-2015": "levels",
        "lundy-2007": "conditions",
        "rowe-frewer-2005": "levels",
        "treseder-1997": "levels",
    } == unordered
    grids = {each.key for each in ladders() if each.kind == "grid"}
    assert {"active-2019", "carman-2013", "involvement-matrix-2020", "oliver-2008"} == grids
    assert {"arnstein-1969"} == {each.key for each in ladders() if each.normative}
    assert {"hart-1992", "shier-2001"} == {each.key for each in ladders() if each.scoring == "discouraged"}


def test_the_axes_are_those_of_the_literature():
    """What a rung is crossed with: phases, levels of care, stages of commitment."""
    assert {
        "carman-2013": ["Direct care", "Organisational design and governance", "Policy making"],
        "involvement-matrix-2020": ["Preparation", "Execution", "Implementation"],
        "shier-2001": ["Openings", "Opportunities", "Obligations"],
        "wilcox-1994": ["Initiation", "Preparation", "Participation", "Continuation"],
    } == {each.key: [value.title for value in each.axes[0].values] for each in ladders() if len(each.axes) == 1}


# What stays


def meaning(of: Ladder) -> str:
    """What a ladder means to whoever built on it, without its wording."""
    rungs = [
        (r.key, r.band, [(m.relation.value, m.standing and m.standing.value) for m in r.standings]) for r in of.rungs
    ]
    mappings = [(m.ladder, m.rung, m.to, m.relation.value) for m in of.mappings]
    axes = [(axis.key, [value.key for value in axis.values]) for axis in of.axes]
    told = (of.key, of.kind.value, of.ordered, of.normative, of.scoring.value, rungs, axes, mappings)
    return sha256(repr(told).encode()).hexdigest()[:12]


# Written down when a ladder is released, and never touched again: a new edition is a new file.
MEANINGS = {
    "aa1000ses-2015": "1075c2440b90",
    "active-2019": "33a7b5024241",
    "arnstein-1969": "de8410ca36eb",
    "carman-2013": "5f5ae579259d",
    "hart-1992": "1151e70f48ea",
    "iap2-2018": "274952f0be89",
    "involve-2012": "39c944a162f6",
    "involvement-matrix-2020": "d4cadf473043",
    "lundy-2007": "b51c6777b665",
    "nhs-england-2013": "3b7165289c4c",
    "oecd-2001": "af580bc27477",
    "oliver-2008": "8b164a254442",
    "pif": "36e7adbc5220",
    "pimbert-pretty-1994": "08e01ef98a8f",
    "pretty-1995": "9041f93379b8",
    "rowe-frewer-2005": "dce32a0a3caf",
    "shier-2001": "57c915d7cf12",
    "tlap-2016": "e154da56e86b",
    "treseder-1997": "362c81e240db",
    "wilcox-1994": "25c62cb70db3",
}


@every_ladder
def test_a_published_ladder_never_changes_its_meaning(each):
    """A claim of last year must say today what it said then."""
    assert MEANINGS[each.key] == meaning(each)


@pytest.mark.no_cover
def test_no_key_of_a_file_stands_in_the_code():
    """Code that names a ladder or a rung knows more than the files, and is wrong when there is a new one."""
    keys = set(ladder_keys())
    named = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, documented) and ast.get_docstring(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in keys and id(node) not in docs:
                named.add((path.name, node.value))
    assert set() == named


def test_the_page_is_written_from_the_files():
    """Write it anew with `involvement.levels.pages.ladders_page()`; a page by hand drifts from the files."""
    page = ROOT / "docs" / "reference" / "ladders.md"
    assert page.read_text(encoding="utf-8") == ladders_page()


def test_a_ladder_of_one_s_own_reads_as_text():
    """A host's ladder may have a title, a gist and a source, or none of them."""
    found = Ladder("ours", ordered=False, rungs=[Rung("told")], axes=[Axis("phase", values=[AxisValue("before")])])
    assert "ours (levels, in no order)\n\ntold: told\nphase: before\n" == ladder_text(found)
    assert ladder_text(ladder("iap2-2018")).count("<https://www.iap2.org>") == 1


def test_packaged_files_are_read_from_an_archive_too(tmp_path, monkeypatch):
    """Some programs are shipped as one file, and what is packaged lies within it."""
    archive = tmp_path / "program.zip"
    with ZipFile(archive, "w") as files:
        files.writestr("boxed/__init__.py", "")
        files.writestr("boxed/data/arnstein-1969.toml", (FILES[0].parent / "arnstein-1969.toml").read_bytes())
    monkeypatch.syspath_prepend(archive)
    boxed = Shelf(Ladder, "ladder", "boxed")
    assert ("arnstein-1969",) == boxed.keys()
    assert ladder("arnstein-1969") == boxed.get("arnstein-1969")
