"""Who takes part."""

from involvement.people.stakeholders import Kind, Role, Seat, Side, Stakeholder

__all__ = ["Kind", "Role", "Seat", "Side", "Stakeholder"]
