"""People: stakeholders with their roles and sides, and who should be in a group."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.people.chairs import ChairPlan as ChairPlan, Vacancy as Vacancy, fill_chairs as fill_chairs
    from involvement.people.persons import Person as Person
    from involvement.people.populations import (
        Parity as Parity,
        Population as Population,
        PopulationShare as PopulationShare,
        parity as parity,
    )
    from involvement.people.profiles import Quota as Quota, QuotaCount as QuotaCount, TargetProfile as TargetProfile
    from involvement.people.representation import Representation as Representation
    from involvement.people.stakeholders import (
        Kind as Kind,
        Role as Role,
        Seat as Seat,
        Side as Side,
        Stakeholder as Stakeholder,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".chairs": "ChairPlan Vacancy fill_chairs",
        ".persons": "Person",
        ".populations": "Parity Population PopulationShare parity",
        ".profiles": "Quota QuotaCount TargetProfile",
        ".representation": "Representation",
        ".stakeholders": "Kind Role Seat Side Stakeholder",
    })
    # fmt: on
