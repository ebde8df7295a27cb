"""Which templates of plans come with the library?"""

from functools import cache
from importlib.resources import files

from involvement.errors import UnknownKeyError
from involvement.plans.templates import PlanTemplate
from involvement.plans.texts import parse_plan_template

__all__ = ["plan_template", "plan_template_keys", "plan_templates"]

_SUFFIX = ".toml"


def plan_template(key: str) -> PlanTemplate:
    """The packaged template of that key; `UnknownKeyError` where there is none.

    >>> str(plan_template("user-group").effort_at_least)
    '26'
    """
    if key not in plan_template_keys():
        raise UnknownKeyError("plan template", str(key), plan_template_keys())
    return _read(key)


def plan_templates() -> tuple[PlanTemplate, ...]:
    """Every packaged template, by key."""
    return tuple(map(_read, plan_template_keys()))


@cache
def plan_template_keys() -> tuple[str, ...]:
    """The keys of the packaged templates, sorted. No file is read for that: a file bears its template's key."""
    names = [each.name for each in files(__package__).joinpath("data").iterdir()]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def _read(key: str) -> PlanTemplate:
    file = files(__package__).joinpath("data", f"{key}{_SUFFIX}")
    return parse_plan_template(file.read_text(encoding="utf-8"), name=file.name)
