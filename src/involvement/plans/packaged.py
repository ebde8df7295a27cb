"""Templates of plans: those that are packaged, and those in texts of your own."""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.plans.templates import PlanTemplate
from involvement.publications.shelf import Shelf

__all__ = ["parse_plan_template", "plan_template", "plan_template_schema", "plan_templates"]

DEFAULT = Limits()

_SHELF = Shelf(PlanTemplate, "plan template", __package__)


def plan_template(key: str) -> PlanTemplate:
    """The packaged template of that key; `UnknownKeyError` where there is none.

    >>> str(plan_template("user-group").effort_at_least)
    '26'
    """
    return _SHELF.get(key)


def plan_templates() -> tuple[PlanTemplate, ...]:
    """Every packaged template, by key."""
    return _SHELF.all()


def parse_plan_template(text: str | bytes, *, name: str = "plan template", limits: Limits = DEFAULT) -> PlanTemplate:
    r"""The template that a TOML text holds, read strictly: an unknown key is refused. *name* is told in the errors.

    Raises:
        FrameworkError: with the name of the text, the table and every problem found, up to twenty.
        LimitExceeded: where the text is larger than *limits* allow.

    >>> str(parse_plan_template('key = "ours"\ntitle = "Our own"\nactivities = [{key = "plan"}]'))
    'Our own'
    """
    return read_data_text(PlanTemplate, text, name=name, limits=limits)


def plan_template_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a template's file. Whatever `parse_plan_template` accepts, it accepts.

    >>> plan_template_schema()["$defs"]["PlanTemplate"]["required"]
    ['key', 'activities']
    """
    return schema_of(PlanTemplate)
