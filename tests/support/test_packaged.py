"""Are the barriers of the guide all there, told as ours where they are ours, and read strictly?"""

from pathlib import Path

import jsonschema
import pytest

from involvement import DuplicateKeyError, FrameworkError, InvalidValueError, Support, UnknownKeyError
from involvement.publications import LicenceTier, TextOrigin
from involvement.support import (
    Audience,
    Barrier,
    BarrierKind,
    BarrierList,
    Mitigation,
    MitigationEffect,
    NotedBarrier,
    Signal,
    barrier,
    barrier_lists,
    barriers,
    barriers_schema,
    parse_barriers,
)
from involvement.support.packaged import barrier_keys
from involvement.support.pages import barriers_page
from tests.support.days import day

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "involvement" / "support" / "data"

# Scottish Government (2007), Good Practice Guide to Service User Involvement, chapter 4, in its order; keys are ours.
GUIDE = {
    "su1": ("service_users", "barrier"),
    "su2": ("service_users", "barrier"),
    "su3": ("service_users", "barrier"),
    "su4": ("service_users", "barrier"),
    "su5": ("service_users", "barrier"),
    "su6": ("service_users", "barrier"),
    "su7": ("service_users", "barrier"),
    "su8": ("service_users", "barrier"),
    "pr1": ("providers", "barrier"),
    "pr2": ("providers", "barrier"),
    "pr3": ("providers", "barrier"),
    "pr4": ("providers", "barrier"),
    "pr5": ("providers", "condition"),
    "pr6": ("providers", "condition"),
    "pr7": ("providers", "condition"),
    "pr8": ("providers", "barrier"),
    "cm1": ("commissioners", "duty"),
}


def test_the_seventeen_of_the_guide_are_all_there_in_its_order():
    """Eight for service users, eight for providers, one for commissioners: one that is lost is never looked for."""
    assert list(GUIDE.items()) == [(each.key, (each.audience.value, each.kind.value)) for each in barriers()]


@pytest.mark.parametrize("each", barriers(), ids=lambda each: each.key)
def test_a_barrier_says_what_it_is_and_what_may_help(each):
    """A name alone helps nobody who meets it for the first time."""
    assert each.title
    assert each.gist.endswith(".")
    assert each.mitigations
    assert all(said.endswith(".") for said in each.mitigations)
    assert each.verified is (each.read_at is not None)
    assert each == barrier(each.key)


def test_what_was_not_checked_is_marked():
    """That the licence covers the page is from memory: nobody may take it for checked."""
    (guide,) = barrier_lists()
    assert {"source": True, "edition": True, "licence_tier": False} == {
        each.of: each.verified for each in guide.provenance
    }
    assert (LicenceTier.A, TextOrigin.PARAPHRASE) == (guide.licence_tier, guide.text_origin)
    owed = "Contains public sector information licensed under the Open Government Licence v3.0."
    assert guide.attribution.startswith(owed)
    assert "Crown copyright 2007, Scottish Government" in guide.attribution


def test_every_signal_points_to_a_barrier_and_is_explained():
    """A signal that points nowhere is looked for in vain; one without words cannot be told to anybody."""
    assert set(Signal) == {signal for each in barriers() for signal in each.signals}
    assert all(signal.words for signal in Signal)


def test_the_barrier_that_only_the_record_of_answers_can_show_is_looked_for_there():
    """Of the seventeen, loss of faith for want of an answer is the one that a record measures directly."""
    assert (Signal.ANSWERS_OVERDUE, Signal.NEVER_ANSWERED) == barrier("su6").signals
    assert () == barrier("su8").signals


def test_the_file_bears_the_key_of_its_list_and_fits_its_own_schema():
    """A file is found by its name; whatever is read fits the schema that is shown to those who write one."""
    import tomllib

    for path in sorted(DATA.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert path.stem == parse_barriers(text, name=path.name).key
        jsonschema.validate(tomllib.loads(text), barriers_schema())


def test_the_page_is_written_from_the_files():
    """Write it anew with `involvement.support.pages.barriers_page()`; a page by hand drifts from the files."""
    page = ROOT / "docs" / "reference" / "barriers.md"
    assert page.read_text(encoding="utf-8") == barriers_page()


def test_a_list_without_a_source_or_audience_of_commissioners_still_has_its_lines():
    """Anybody's list may be short; what it does not say is left empty, and no heading stands over nothing."""
    short = parse_barriers('key = "ours"\nbarriers = [{key = "buses", audience = "service_users"}]')
    page = barriers_page([short])
    assert "| `buses` | buses | barrier |  |  |  | no |" in page
    assert "For service commissioners" not in page


def test_a_barrier_that_nobody_knows_is_refused_with_those_near_it():
    """A misspelt key would find nothing for ever."""
    with pytest.raises(UnknownKeyError, match="no barrier 'su9'; known: su"):
        barrier("su9")
    with pytest.raises(UnknownKeyError):
        barrier(None)
    assert sorted(GUIDE) == list(barrier_keys())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('key = "x"\nbarriers = [{key = "a", audience = "staff"}]', "barriers[0].audience"),
        ('key = "x"\nbarriers = [{key = "a", audience = "providers", signals = ["smoke"]}]', "barriers[0].signals"),
        ('key = "x"\nbarriers = [{key = "a", audience = "providers", colour = "red"}]', "barriers[0].colour"),
        ('key = "x"\nbarriers = [{key = " a", audience = "providers"}]', "barriers[0].key"),
        ('key = "x"\nbarriers = [{key = "a"}]', "barriers[0].audience"),
        ('key = "x"\nbarriers = []', "barriers"),
        ('key = "x"', "barriers"),
        ("key = ", ""),
    ],
)
def test_a_mistake_in_a_file_is_told_with_file_and_table(text, where):
    """Whoever writes a list of their own must find the line that is wrong."""
    with pytest.raises(FrameworkError) as refused:
        parse_barriers(text, name="ours.toml")
    assert str(refused.value).startswith("ours.toml: ")
    assert refused.value.where.startswith(where)


def test_two_barriers_of_one_key_are_refused_with_the_table():
    """Of two barriers with one key, one would never be found."""
    twice = 'key = "x"\nbarriers = [{key = "a", audience = "providers"}, {key = "a", audience = "providers"}]'
    with pytest.raises(FrameworkError, match=r"x\.toml: barriers: two barriers have the key 'a'"):
        parse_barriers(twice, name="x.toml")


def test_a_list_and_a_barrier_are_called_by_their_titles():
    """A page shows titles; a key stands in only where there is none."""
    plain = Barrier("buses", audience="service_users")
    assert ("buses", "ours") == (str(plain), str(BarrierList("ours", barriers=[plain])))
    assert (Audience.SERVICE_USERS, BarrierKind.BARRIER) == (plain.audience, plain.kind)


def test_a_process_may_have_barriers_of_its_own_and_none_in_place_of_a_published_one():
    """The last bus is no barrier of the guide; but what `su6` means is settled."""
    buses = Barrier("buses", audience="service_users", title="The last bus leaves at six")
    support = Support(own_barriers=[buses])
    assert (buses, barrier("su6")) == (support.barrier("buses"), support.barrier("su6"))
    with pytest.raises(DuplicateKeyError, match="su6"):
        Support(own_barriers=[Barrier("su6", audience="providers")])
    with pytest.raises(DuplicateKeyError):
        Support(own_barriers=[buses, buses])


# What was done about them


def test_a_barrier_stands_until_it_is_recorded_as_removed():
    """Something was done is not the same as it helped; only what came of it takes a barrier away."""
    gone = Mitigation("a letter after each meeting", on=day(1), effect="removed", effect_on=day(20))
    noted = NotedBarrier("su6", on=day(1), mitigations=[Mitigation("an apology", on=day(1), effect="eased"), gone])
    assert [False, True, True, False] == [noted.stands(day(each)) for each in (0, 1, 19, 20)]
    assert NotedBarrier("su6").stands(day(0))


def test_an_effect_counts_from_the_day_it_was_recorded():
    """A report about May must not know what was written down in June."""
    eased = Mitigation("easy read", on=day(1), effect="eased", effect_on=day(9))
    assert [None, MitigationEffect.EASED] == [eased.effect_by(day(each)) for each in (8, 9)]
    assert MitigationEffect.WORSE is Mitigation("a form", effect="worse").effect_by(day(0))


def test_whether_something_was_begun_is_not_known_without_its_day():
    """Unknown is not no: what has no day may have been done long ago."""
    assert [False, True] == [Mitigation("audio", on=day(3)).begun(day(each)) for each in (2, 3)]
    assert Mitigation("audio").begun(day(3)) is None


def test_a_mitigation_is_refused_where_its_days_or_effect_contradict():
    """A day on which an effect was recorded, and no effect, is a slip of the pen."""
    with pytest.raises(InvalidValueError, match="effect"):
        Mitigation("audio", effect_on=day(1))
    with pytest.raises(InvalidValueError, match="effect_on"):
        Mitigation("audio", on=day(2), effect="eased", effect_on=day(1))
    with pytest.raises(InvalidValueError, match="until"):
        Mitigation("audio", on=day(2), until=day(1))


def test_free_text_about_people_stays_out_of_reprs():
    """A note may hold what no log may hold."""
    shown = repr(NotedBarrier("su4", note="afraid of one nurse", mitigations=[Mitigation("moved ward", note="x y z")]))
    assert not {"nurse", "ward", "x y z"} & set(shown.split("'"))
    assert "moved ward" not in shown
