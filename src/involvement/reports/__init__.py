"""Pictures and pages for people: the decision map, the timetable, findings, and the whole process as one page."""

from involvement.reports.maps import draw_map
from involvement.reports.pictures import Picture

__all__ = ["Picture", "draw_map"]
