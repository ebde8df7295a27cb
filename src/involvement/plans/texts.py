"""Which template of a plan does a text hold?"""

from typing import Any

from involvement._reading import Limits, read_data_text, schema_of
from involvement.plans.templates import PlanTemplate

__all__ = ["parse_plan_template", "plan_template_schema"]

DEFAULT = Limits()


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
