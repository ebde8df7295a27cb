"""Do the templates hold what their files say, and is whoever writes one told what is wrong with it?"""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from involvement import Activity, FrameworkError, InvalidValueError, LimitExceeded, Limits, UnknownKeyError, Workplan
from involvement.plans import (
    PlanTemplate,
    When,
    parse_plan_template,
    plan_template,
    plan_template_schema,
    plan_templates,
)

START = date(2026, 3, 2)
FILES = sorted(each for each in files("involvement.plans").joinpath("data").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_bears_the_key_of_its_template_and_says_where_it_comes_from(path):
    """Nothing ships without a source, a licence and a word on what was checked."""
    text = path.read_text(encoding="utf-8")
    found = parse_plan_template(text, name=path.name)
    assert (path.name, found) == (f"{found.key}.toml", plan_template(found.key))
    assert None not in {found.source, found.licence_tier, found.licence_note, found.attribution, found.text_origin}
    assert {"source", "activities", "licence-tier"} <= {each.of for each in found.provenance}
    assert all(each.note for each in found.provenance if not each.verified)
    Draft202012Validator(plan_template_schema()).validate(tomllib.loads(text))
    assert str(found) == found.title


def test_setting_up_a_user_group_took_three_months_at_two_to_three_days_a_week():
    """North Mersey: 26 to 39 days of work in thirteen weeks; our own steps fill them, and claim no more."""
    found = plan_template("user-group")
    assert (13, 26, 39) == (found.weeks, found.effort_at_least, found.effort_at_most)
    checked = {each.of: each.verified for each in found.provenance}
    assert (False, False, True) == (checked["weeks"], checked["activities"], checked["days-a-week"])
    assert 13 * 7 == sum(each.days for each in found.activities)
    assert found.effort_at_least <= sum(each.effort for each in found.activities) <= found.effort_at_most


def test_a_template_becomes_activities_from_a_day_on():
    """A plan begins from it and goes its own way."""
    steps = plan_template("user-group").activities_from(START, owner="ann", forum="group", prefix="new-")
    plan = Workplan(steps)
    assert [("new-plan", START), ("new-find-ways-in", date(2026, 3, 16))] == [
        (row.activity, row.start) for row in plan.schedule().rows[:2]
    ]
    assert date(2026, 5, 31) == plan.schedule().rows[-1].end
    assert {("ann", "group")} == {(each.owner, each.forum) for each in steps}
    own = PlanTemplate("ours", activities=[Activity("a", owner="bob", forum="board")]).activities_from(
        START, owner="ann"
    )
    assert ("a", "bob", "board") == (own[0].key, own[0].owner, own[0].forum)


def test_the_cycle_of_a_meeting_stands_around_it():
    """Two weeks before it the work begins, and three weeks after it the next has begun."""
    schedule = Workplan(plan_template("meeting-cycle").cycle("group").at(date(2026, 5, 12))).schedule()
    assert [
        ("group-2026-05-12-prepare", date(2026, 4, 28), date(2026, 5, 11)),
        ("group-2026-05-12-hold", date(2026, 5, 12), date(2026, 5, 12)),
        ("group-2026-05-12-minutes", date(2026, 5, 13), date(2026, 5, 17)),
        ("group-2026-05-12-follow-up", date(2026, 5, 18), date(2026, 5, 31)),
    ] == [(row.activity, row.start, row.end) for row in schedule.rows]
    assert () == schedule.not_kept


def test_only_what_is_told_from_a_meeting_is_a_cycle():
    """A user group is not set up again each month."""
    with pytest.raises(InvalidValueError, match=r"^template: expected one that is told from a meeting$"):
        plan_template("user-group").cycle("group")
    with pytest.raises(InvalidValueError, match=r"^start: expected a date"):
        plan_template("user-group").activities_from("2026-03-02")


def test_a_template_that_nobody_knows_is_refused():
    """The message names those there are."""
    with pytest.raises(UnknownKeyError, match="no plan template 'user-grup'; known: user-group"):
        plan_template("user-grup")
    assert ["meeting-cycle", "user-group"] == [each.key for each in plan_templates()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('key = "a"', "ours: activities: expected a list, and nothing is there"),
        ('key = "a"\nactivities = []', "ours: activities: expected at least one activity"),
        ('key = "a"\nactivities = [{key = "a"}, {key = "a"}]', "ours: activities: two activities have the key 'a'"),
        ('key = "a"\nactivities = [{key = "a", after = ["b"]}]', r"ours: activities\[0\].after: no activity 'b'"),
        ('key = "a"\nactivities = [{key = "a", start = 2026-03-02}]', "ours: activities: expected steps told from each"),
        ('key = "a"\nlevel = 1\nactivities = [{key = "a"}]', "ours: level: no such key in a PlanTemplate"),
        ('key = "a"\ndays_a_week_at_least = 3\ndays_a_week_at_most = 2\nactivities = [{key = "a"}]',
         "ours: days_a_week_at_most: expected no less than the least"),
    ],
)  # fmt: skip
def test_whoever_writes_a_template_is_told_what_is_wrong_with_it(text, message):
    """Anybody may write one."""
    with pytest.raises(FrameworkError, match=f"^{message}"):
        parse_plan_template(text, name="ours")


def test_a_template_that_is_too_large_is_refused_at_once():
    """Every reader has limits."""
    with pytest.raises(LimitExceeded):
        parse_plan_template('key = "a"\nactivities = [{key = "a"}]', limits=Limits(toml_size=5))


def test_a_template_may_say_no_more_than_its_steps():
    """Only what is known is said: no effort is made up."""
    own = PlanTemplate("ours", activities=[Activity("a", start=When.after_end("b")), Activity("b")])
    assert (None, None, "ours") == (own.effort_at_least, own.effort_at_most, str(own))
