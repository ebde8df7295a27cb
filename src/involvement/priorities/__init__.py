"""What matters to whom, and what was agreed."""

from involvement.priorities.issues import Issue

__all__ = ["Issue"]
