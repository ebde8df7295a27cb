"""Two outputs about one process on one day: does either deny what the other says, or name a person to those outside the desk?"""

from tests.laws.contradictions import PROCESSES, ask, compared

LEAST = 20  # comparisons of a pair, so that no law holds by silence
PAIRS = {  # of outputs that speak about one subject, by the output; those that seldom meet are left out
    "answered": {
        "JSON": "check, cycle, influence, letters, minutes, page, steps, you said, command line",
        "check": "influence, letters, minutes, page, steps, you said, command line",
        "influence": "letters, page, steps, you said",
        "letters": "minutes, page, steps, you said, command line",
        "minutes": "page, steps",
        "page": "steps, you said, command line",
        "steps": "you said, command line",
    },
    "late": {
        "JSON": "check, letters, page, steps, you said, command line",
        "check": "cycle, diary, letters, page, schedule, steps, you said, command line",
        "cycle": "steps",
        "diary": "minutes, page, schedule, steps, command line",
        "letters": "page, steps, you said",
        "minutes": "page, schedule, steps",
        "page": "schedule, steps, you said, command line",
        "schedule": "steps, command line",
        "steps": "you said, command line",
    },
    "present": {
        "JSON": "check, cycle, influence, letters, page, steps, command line",
        "check": "page, steps, command line",
        "influence": "letters",
        "letters": "page",
        "page": "steps, command line",
        "steps": "command line",
    },
    "reachable": {
        "check": "page, steps, timetable, command line",
        "cycle": "page",
        "diary": "page, steps, timetable",
        "influence": "minutes, page, steps, timetable, command line",
        "minutes": "page, steps, timetable",
        "page": "steps, timetable, command line",
        "steps": "timetable, command line",
        "timetable": "command line",
    },
    "settled": {
        "JSON": "check, letters, page, steps, command line",
        "check": "letters, page, steps, command line",
        "letters": "page, steps, command line",
        "page": "steps, command line",
        "steps": "command line",
    },
}


def test_no_output_contradicts_another_and_none_but_the_desks_names_a_person():
    """Whoever reads two of them can believe both, about what is late, settled, reachable, present or answered.

    An output that fell silent, or that is not understood any more, would contradict nobody: so the comparisons are counted.
    """
    asked = ask(range(PROCESSES))
    assert [] == [str(contradiction) for contradiction in asked.contradictions]
    assert [] == asked.named
    seldom = {
        (subject, one, other): number
        for subject, outputs in PAIRS.items()
        for one, others in outputs.items()
        for other in others.split(", ")
        if (number := compared(asked, subject, one, other)) < LEAST
    }
    assert {} == seldom
