"""Is a template with a mistake refused before anybody reads it?"""

import pickle

import pytest

from involvement import InvalidValueError
from involvement.wording import Template
from involvement.wording.templates import check_template


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        3,
        "A {",
        "A }",
        "A {}",
        "A { forum }",
        "A {Forum}",
        "A {forum:}",
        "A {forum|}",
        "A {forum| }",
        "A {n:day|}",
        "A {n:day|days|some|more}",
        "A {n#takes}",
        "A {n#quoted|takes}",
        "A {forum:quoted|a|b}",
        "A {forum|a|b}",
        "A {forum!r}",
        "A {forum.title}",
        "two\nlines",
        "a\tb",
        "a\u2028b",
        "\u202eb",
    ],
)
def test_a_template_that_cannot_be_understood_is_refused(text):
    """It would be noticed first by the reader of a page."""
    with pytest.raises(InvalidValueError, match=r"^Template\.text"):
        Template(text)


def test_a_template_is_its_text():
    """Templates are shared by all statements of a rule, compared, kept and sent."""
    one = Template("Tell {forum} by {by}. {{}}")
    assert one == Template("Tell {forum} by {by}. {{}}") == pickle.loads(pickle.dumps(one))
    assert "Template(text='Tell {forum} by {by}. {{}}')" == repr(one)
    assert {"forum", "by"} == one.names


def test_the_parts_of_a_template_are_read_from_its_text():
    """Nobody can give it others."""
    with pytest.raises(TypeError, match="parts"):
        Template("Ask {who}.", parts=("Tell nobody.",))


def test_a_template_whose_facts_have_sources_passes():
    """What a rule is checked for when it is made; statements within it know their own sources."""
    sources = {"days": "Flow.days", "forum": ["Forum.title", "Forum.key"]}
    check_template("{days:day} at {forum}. {why:clause} {more:sentences}", ["days", "forum", "why", "more"], sources)
    check_template(Template("Nothing is recorded."), [], {})


@pytest.mark.parametrize(
    ("template", "sources", "expected"),
    [
        ("{forms}", {"days": "Flow.days"}, r"^Statement\.template: expected a fact .* named forms$"),
        ("{days}", {}, r"^Statement\.sources: expected the field that the fact days came from$"),
        ("{days}", {"days": "Flow.days", "day": "Flow.days"}, r"none is named day$"),
        ("{days}", {"days": "days"}, r"the field that it came from, such as Decision.title$"),
        ("{days}", {"days": ""}, r"such as Decision.title$"),
        ("{days}", {"days": ()}, r"such as Decision.title$"),
        ("{days}", {"days": None}, r"such as Decision.title$"),
        ("{days}", {"days": ["Flow.days", 3]}, r"such as Decision.title$"),
        ("{days", {}, r"^Template\.text"),
    ],
)
def test_a_placeholder_without_fact_or_source_is_refused(template, sources, expected):
    """An edition must know which field everything it shows came from."""
    with pytest.raises(InvalidValueError, match=expected):
        check_template(template, ["days"], sources)
