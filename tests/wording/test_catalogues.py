"""Does a catalogue say things in another language, and show what is missing or wrong in it?"""

import io
import pickle
import struct
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from involvement import DocumentError, InvalidValueError, Standing
from involvement.references import Ref
from involvement.wording import PHRASES, Catalogue, Quote, Statement, Template, Wording

WELSH = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=4; plural=n==1?0 : n==2?1 : (n==8||n==11)?2 : 3;\n",
    "owed.late\0owed.late": "Mae {answer} un diwrnod yn hwyr.\0Mae {answer} ddau ddiwrnod yn hwyr.\0"
    "Mae {answer} {days} niwrnod yn hwyr.\0Mae {answer} {days} diwrnod yn hwyr.",
    "owed.none": "Nid oes perchennog.",
    "not_known": "anhysbys",
}


def mo(entries):
    """A compiled catalogue as the GNU gettext manual describes it: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html"""
    pairs = sorted((key.encode(), text.encode()) for key, text in entries.items())
    start = 28 + 16 * len(pairs)
    tables, block = [b"", b""], b""
    for column in range(2):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(block))
            block += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return io.BytesIO(header + tables[0] + tables[1] + block)


def late(days, template="{answer} is {days:day} late."):
    return Statement("owed.late", {"answer": Ref("contribution", "c1"), "days": days}, template=template)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, "Mae c1 un diwrnod yn hwyr."),
        (2, "Mae c1 ddau ddiwrnod yn hwyr."),
        (8, "Mae c1 8 niwrnod yn hwyr."),
        (3, "Mae c1 3 diwrnod yn hwyr."),
        ((1, 2), "Mae c1 ddau ddiwrnod yn hwyr."),
        (-2, "Mae c1 ddau ddiwrnod yn hwyr."),
    ],
)
def test_the_number_chooses_among_the_plurals_of_the_language(days, expected):
    """Welsh has four; an English rule would be wrong for three of them."""
    assert expected == Wording(catalogue=Catalogue.from_gettext(mo(WELSH))).say(late(days))


def test_a_part_takes_the_form_for_few():
    """As Polish has it: 3,5 dnia, and not the form for five."""
    forms = "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;"
    header = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {forms}\n"
    polish = {"": header, "owed.late\0owed.late": "{days} dzień\0{days} dnia\0{days} dni"}
    catalogue = Catalogue.from_gettext(mo(polish))
    assert "3½ dnia." == Wording(catalogue=catalogue).say(late(Fraction(7, 2)))
    assert "1 dzień." == Wording(catalogue=catalogue).say(late(1))


def test_a_part_does_not_take_the_form_for_two():
    """Slovenian has one of its own, dneva; 3,5 takes that of three and four (Unicode's plural rules: few, v != 0)."""
    forms = "nplurals=4; plural=n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3;"
    header = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {forms}\n"
    slovenian = {"": header, "owed.late\0owed.late": "{days} dan\0{days} dneva\0{days} dnevi\0{days} dni"}
    wording = Wording(catalogue=Catalogue.from_gettext(mo(slovenian)))
    assert ["2 dneva.", "3½ dnevi.", "5 dni."] == [wording.say(late(days)) for days in (2, Fraction(7, 2), 5)]


def test_english_stands_in_for_what_a_catalogue_lacks():
    """Half a translation is no reason to say nothing."""
    wording = Wording(catalogue=Catalogue.from_gettext(mo(WELSH)))
    english = Statement("owed.early", {"days": None}, template="It is {days:day} early")
    assert "It is anhysbys early." == wording.say(english)
    assert "Nid oes perchennog." == wording.say(Statement("owed.none", template="No owner is recorded."))
    plural = Catalogue.from_gettext(mo({**WELSH, "owed.none\0owed.none": "{n}\0{n}", "owed.none": "Dim."}))
    assert "Dim." == plural.template("owed.none", "None.", 5)


@pytest.mark.parametrize(
    "text",
    [
        "{answer} a {person}",
        "{answer",
        "{answer}\n{days}",
        "",
        "{answer:day}",
        "{days:sentences}",
    ],
)
def test_what_does_not_fit_is_said_in_english(text):
    """A translator's slip must neither show another fact nor stop the page."""
    wording = Wording(catalogue=Catalogue(texts={"owed.late": text}))
    assert "c1 is 3 days late." == wording.say(late(3))


@pytest.mark.parametrize("text", ["", "a {n}", "a\nb", "{text} {text}"])
def test_a_phrase_that_does_not_fit_is_said_in_english(text):
    """The same for the few words that stand in no template."""
    wording = Wording(catalogue=Catalogue(texts=dict.fromkeys(PHRASES, text)))
    assert "not known" == wording.words(None)
    assert '"a"' == wording._quoted("a")


def test_a_phrase_may_have_its_places_in_another_order():
    """As in Danish: the number first, and then who they are."""
    phrases = Catalogue(texts={"persons.described": "{n} personer ({text})"})
    members = {Ref("person", key): "a member" for key in ("p-1", "p-2")}
    said = Statement("ask", {"who": tuple(members)}, template="Ask {who}")
    assert "Ask 2 personer (a member)." == Wording(names=members, catalogue=phrases).say(said)


def test_a_catalogue_tells_what_it_lacks():
    """A translator sees what is left to do."""
    catalogue = Catalogue.from_gettext(mo(WELSH))
    assert ("owed.early", "yes") == catalogue.missing(["yes", "owed.late", "owed.early", "owed.none", "yes"])
    assert tuple(sorted(PHRASES)) == Catalogue.from_mapping({}).missing(PHRASES)
    assert () == Catalogue.from_mapping(PHRASES).missing(PHRASES)


def test_a_catalogue_tells_what_is_wrong_in_it():
    """Every variant is looked at, before a reader meets the odd one."""
    right = Catalogue.from_gettext(mo(WELSH))
    english = {"owed.late": Template("{answer} is {days:day} late."), "owed.none": "No owner.", **PHRASES}
    assert () == right.problems(english)
    eighth = WELSH["owed.late\0owed.late"].replace("{days} niwrnod", "{dyddiau} niwrnod")
    wrong = Catalogue.from_gettext(mo({**WELSH, "owed.late\0owed.late": eighth, "owed.none": "Dim {perchennog"}))
    assert (
        ("owed.late", "no fact for dyddiau; known: answer, days"),
        ("owed.none", "expected placeholders such as {forum} or {days:day}; a brace is doubled"),
    ) == wrong.problems(english)


def test_the_form_of_a_million_is_looked_at_too():
    """French and Spanish have one for round millions (Unicode's plural rules: many, i % 1000000 = 0)."""
    forms = "nplurals=3; plural=n<2 ? 0 : n%1000000==0 ? 1 : 2;"
    header = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {forms}\n"
    french = {"": header, "owed.late\0owed.late": "{days} jour\0{jours} de jours\0{days} jours"}
    assert (("owed.late", "no fact for jours; known: answer, days"),) == Catalogue.from_gettext(mo(french)).problems(
        {"owed.late": Template("{answer} is {days:day} late.")}
    )


def test_a_formula_that_divides_by_nothing_stops_no_page():
    """The formula for plurals comes from a file."""
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=1/(n-3);\n"
    catalogue = Catalogue.from_gettext(mo({"": header, "owed.late": "Hwyr."}))
    assert "Hwyr." == Wording(catalogue=catalogue).say(late(3))


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b""),
        io.BytesIO(b"not a catalogue"),
        io.BytesIO(mo(WELSH).getvalue()[:60]),
        io.BytesIO(mo({"": "Content-Type: text/plain; charset=nowhere\n", "a": "b"}).getvalue()),
        io.BytesIO(mo({"": "Plural-Forms: nplurals=2; plural=import os;\n"}).getvalue()),
        io.StringIO("text"),
    ],
)
def test_what_is_no_catalogue_is_refused(file):
    """With one error of the library's, whatever is in the file."""
    with pytest.raises(DocumentError, match="expected a gettext catalogue"):
        Catalogue.from_gettext(file)


@pytest.mark.parametrize("file", [None, "cy.mo", b"", 3])
def test_misuse_is_refused(file):
    """The mistake shows where it is made: a path is not opened here."""
    with pytest.raises(InvalidValueError, match=r"^Catalogue\.from_gettext"):
        Catalogue.from_gettext(file)


@pytest.mark.parametrize("texts", [None, 3, "yes", [("yes", "ja")], ("yes",), (("yes",),), {"yes": None}, {1: "ja"}])
def test_texts_are_a_mapping_of_texts(texts):
    """What is no text could only be found out on the page."""
    with pytest.raises(InvalidValueError, match=r"^Catalogue\.texts"):
        Catalogue.from_mapping(texts)


def test_a_compiled_file_is_bytes():
    """A path is not opened here."""
    with pytest.raises(InvalidValueError, match=r"^Catalogue\.compiled"):
        Catalogue(compiled="cy.mo")
    with pytest.raises(DocumentError, match="expected a gettext catalogue"):
        Catalogue(compiled=b"cy.mo")


def test_own_texts_come_before_those_of_the_file():
    """A host may put one sentence of a translation right."""
    catalogue = Catalogue(texts={"not_known": "ddim yn hysbys"}, compiled=mo(WELSH).getvalue())
    assert "ddim yn hysbys" == catalogue.template("not_known", "not known")
    assert "Nid oes perchennog." == catalogue.template("owed.none", "None.")


def test_a_catalogue_is_a_value():
    """It travels with the wording to another process, and shows its size only."""
    catalogue = Catalogue.from_gettext(mo(WELSH))
    again = pickle.loads(pickle.dumps(catalogue))
    assert catalogue == again == Catalogue(compiled=mo(WELSH).getvalue())
    assert hash(catalogue) == hash(again)
    assert "anhysbys" == again.template("not_known", "not known")
    with pytest.raises(TypeError, match="positional"):
        Catalogue({"yes": "ja"})
    assert f"Catalogue(texts=<0>, compiled=<{len(catalogue.compiled)}>)" == repr(catalogue)


def test_a_whole_page_of_words_may_be_in_another_language():
    """Months, lists and quotation marks too."""
    german = {
        "month.3": "März",
        "day.long": "{day}. {month} {year}",
        "list.and": " und ",
        "list.more": "{n} weitere",
        "number.thousands": ".",
        "number.point": ",",
        "quoted": "„{text}“",
        "kind.person": "eine Person",
        "Standing.advises": "berät",
        "heard": "{who} wird am {on} gehört",
    }
    wording = Wording(catalogue=Catalogue.from_mapping(german))
    heard = Statement("heard", {"who": Ref("person", "p1"), "on": date(2027, 3, 1)}, template="{who} is heard on {on}.")
    assert "Eine Person wird am 1. März 2027 gehört." == wording.say(heard)
    assert "1, 2, 3, 4, 5 und 2 weitere" == wording.words((1, 2, 3, 4, 5, 6, 7))
    assert ("1.200,1", "berät") == (wording.words(Decimal("1200.1")), wording.words(Standing("advises")))
    assert "„a“" == wording.words(Quote("a", "Contribution.says"))
