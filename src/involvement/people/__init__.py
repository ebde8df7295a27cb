"""People: stakeholders with their roles and sides, and who should be in a group."""

from involvement.people.chairs import ChairPlan, Vacancy, fill_chairs
from involvement.people.persons import Person
from involvement.people.populations import Parity, Population, PopulationShare, parity
from involvement.people.profiles import Quota, QuotaCount, TargetProfile
from involvement.people.representation import Representation
from involvement.people.stakeholders import Kind, Role, Seat, Side, Stakeholder

__all__ = [
    "ChairPlan",
    "Kind",
    "Parity",
    "Person",
    "Population",
    "PopulationShare",
    "Quota",
    "QuotaCount",
    "Representation",
    "Role",
    "Seat",
    "Side",
    "Stakeholder",
    "TargetProfile",
    "Vacancy",
    "fill_chairs",
    "parity",
]
