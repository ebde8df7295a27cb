"""Reports: pictures, texts and pages for people, about a whole process."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement.reports.assessments import agreements_of as agreements_of, assessment_text as assessment_text
    from involvement.reports.feedback import you_said_markdown as you_said_markdown, you_said_text as you_said_text
    from involvement.reports.folders import write as write, write_letters as write_letters
    from involvement.reports.heatmaps import draw_heatmap as draw_heatmap
    from involvement.reports.maps import draw_map as draw_map
    from involvement.reports.next_steps import (
        next_steps_markdown as next_steps_markdown,
        next_steps_text as next_steps_text,
    )
    from involvement.reports.pages import page as page
    from involvement.reports.party_letters import letter as letter, letter_text as letter_text, letters as letters
    from involvement.reports.rankings_drawn import draw_overlap as draw_overlap
    from involvement.reports.readers import told_findings as told_findings, told_steps as told_steps
    from involvement.reports.texts import (
        findings_markdown as findings_markdown,
        findings_text as findings_text,
        timetable_markdown as timetable_markdown,
        timetable_text as timetable_text,
    )
    from involvement.reports.timetables import draw_timetable as draw_timetable
    from involvement.reports.workplans import draw_workplan as draw_workplan
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".assessments": "agreements_of assessment_text",
        ".feedback": "you_said_markdown you_said_text",
        ".folders": "write write_letters",
        ".heatmaps": "draw_heatmap",
        ".maps": "draw_map",
        ".next_steps": "next_steps_markdown next_steps_text",
        ".pages": "page",
        ".party_letters": "letter letter_text letters",
        ".rankings_drawn": "draw_overlap",
        ".readers": "told_findings told_steps",
        ".texts": "findings_markdown findings_text timetable_markdown timetable_text",
        ".timetables": "draw_timetable",
        ".workplans": "draw_workplan",
    })
    # fmt: on
