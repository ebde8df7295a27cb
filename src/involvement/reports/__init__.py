"""Reports: pictures, texts and pages for people, about a whole process."""

from involvement.reports.assessments import agreements_of, assessment_text
from involvement.reports.feedback import you_said_markdown, you_said_text
from involvement.reports.folders import write
from involvement.reports.heatmaps import draw_heatmap
from involvement.reports.letters import letter, letter_text, letters
from involvement.reports.maps import draw_map
from involvement.reports.next_steps import next_steps_markdown, next_steps_text
from involvement.reports.pages import page
from involvement.reports.rankings_drawn import draw_overlap
from involvement.reports.texts import findings_markdown, findings_text, timetable_markdown, timetable_text
from involvement.reports.timetables import draw_timetable
from involvement.reports.workplans import draw_workplan

__all__ = [
    "agreements_of",
    "assessment_text",
    "draw_heatmap",
    "draw_map",
    "draw_overlap",
    "draw_timetable",
    "draw_workplan",
    "findings_markdown",
    "findings_text",
    "letter",
    "letter_text",
    "letters",
    "next_steps_markdown",
    "next_steps_text",
    "page",
    "timetable_markdown",
    "timetable_text",
    "write",
    "you_said_markdown",
    "you_said_text",
]
