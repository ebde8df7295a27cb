"""Does the record show a signal only where it is there, and never take what is not known for a no?"""

from datetime import date

import pytest

from involvement import (
    Contribution,
    Decision,
    DecisionMap,
    EntryPoint,
    Event,
    Forum,
    Ledger,
    Process,
    Promise,
    Stakeholder,
    Support,
    assess,
    framework,
)
from involvement.checks.barriers import signals
from involvement.priorities import Agreement, Voice
from involvement.snapshots import Snapshot
from involvement.support import Attendance, Lead, LeadDemand, NeedsAsked, PaperSent, Signal, StatedNeed

ON = date(2026, 6, 1)
BEFORE = date(2026, 3, 2)
AHEAD = date(2026, 7, 14)

said = [Contribution("c-1", on=BEFORE)]
promised = [Promise("answered", days=20)]
answer = Event("c-1", "answered", on=date(2026, 3, 9), outcome="did")


def ledger(*events, promises=()):
    return {"ledger": Ledger(said, events, promises=promises)}


def way_in(standing):
    entries = [EntryPoint("board", "members", standing=standing)]
    decisions = [Decision("contract", made_at="board", on=AHEAD)]
    return {"decision_map": DecisionMap(forums=[Forum("board")], entry_points=entries, decisions=decisions)}


def who(*roles):
    return {"stakeholders": [Stakeholder(f"s-{number}", role=role) for number, role in enumerate(roles)]}


def support(**parts):
    return {"support": Support(**parts)}


def expected(**parts):
    return support(attendances=[Attendance("board", AHEAD, expected=["members"])], **parts)


def sent(*formats):
    return support(papers=[PaperSent("members", BEFORE, formats=formats)])


def assessed(key):
    return {"assessments": [assess(framework(key), {}, on=BEFORE)]}


loops, breaks = StatedNeed("members", "hearing_loop"), StatedNeed("members", "breaks")
lead, work = Lead("members", days_a_week=1), LeadDemand("group", days_a_week=2)

TABLE = [
    ("no_definition", {}, True),
    ("no_definition", {"definition": "  "}, True),
    ("no_definition", {"definition": "Sustained dialogue."}, False),
    ("answers_overdue", {}, None),
    ("answers_overdue", ledger(), None),
    ("answers_overdue", ledger(promises=promised), True),
    ("answers_overdue", ledger(answer, Event("c-1", "told", on=ON), promises=promised), False),
    ("never_answered", {}, None),
    ("never_answered", {"ledger": Ledger([], [])}, None),
    ("never_answered", ledger(), True),
    ("never_answered", ledger(promises=promised), None),
    ("never_answered", ledger(answer), False),
    ("told_only", {}, None),
    ("told_only", way_in("informed"), True),
    ("told_only", way_in("consulted"), False),
    ("one_way_in", {}, None),
    ("one_way_in", {"methods": ["group"]}, True),
    ("one_way_in", {"methods": ["group", "survey"]}, False),
    ("one_way_in", way_in("consulted"), True),
    ("no_independent_voice", {}, None),
    ("no_independent_voice", who("service_user", None), None),
    ("no_independent_voice", who("service_user", "board"), True),
    ("no_independent_voice", who("service_user", "advocate", None), False),
    ("plain_papers_only", {}, None),
    ("plain_papers_only", sent(), None),
    ("plain_papers_only", sent("print", "electronic"), True),
    ("plain_papers_only", sent("print", "audio"), False),
    ("needs_unmet", {}, None),
    ("needs_unmet", expected(), None),
    ("needs_unmet", expected(needs=[loops]), True),
    ("needs_unmet", expected(needs_asked=[NeedsAsked("members", BEFORE)]), False),
    ("lead_short", {}, None),
    ("lead_short", support(leads=[Lead("members", until=BEFORE)]), True),
    ("lead_short", support(leads=[lead]), None),
    ("lead_short", support(leads=[lead], demands=[work]), True),
    ("lead_short", support(leads=[lead, lead], demands=[work]), False),
    ("needs_vary", support(needs=[loops, breaks]), None),
    ("needs_vary", {"methods": ["group"], **support(needs=[loops, breaks])}, True),
    ("needs_vary", {"methods": ["group"], **support(needs=[loops])}, False),
    ("needs_vary", {"methods": ["group"]}, None),
    ("several_methods", {}, None),
    ("several_methods", {"methods": ["group"]}, False),
    ("several_methods", {"methods": ["group", "survey"]}, True),
    ("dissent", {}, None),
    ("dissent", {"agreement": Agreement()}, False),
    ("dissent", {"agreement": Agreement(objections=[Voice("members", reason="too little")])}, True),
    ("dissent", {"agreement": Agreement(dissent=[Voice("members", reason="too little", on=AHEAD)])}, False),
    ("specification_unassessed", {}, None),
    ("specification_unassessed", assessed("gunning"), True),
    ("specification_unassessed", assessed("commissioner-specification"), False),
]


@pytest.mark.parametrize(("signal", "parts", "shown"), TABLE)
def test_a_signal_is_shown_not_shown_or_not_known(signal, parts, shown):
    """A hint that is given too freely is soon ignored; one that takes silence for "all well" is worse."""
    assert shown is signals(Snapshot(Process("p", **parts), ON))[Signal(signal)]


def test_every_signal_is_looked_for_and_tried_both_ways():
    """A signal that is named in the data and that nobody looks for never points anywhere."""
    assert list(Signal) == list(signals(Snapshot(Process("p"), ON)))
    for signal in Signal:
        assert {True, False} <= {shown for name, _, shown in TABLE if name == signal}


def test_what_will_only_happen_is_no_signal_yet():
    """A report about June must not know of papers sent in July."""
    later = Process("p", support=Support(papers=[PaperSent("members", AHEAD, formats=["print"])]))
    assert None is signals(Snapshot(later, ON))[Signal.PLAIN_PAPERS_ONLY]
    assert True is signals(Snapshot(later, AHEAD))[Signal.PLAIN_PAPERS_ONLY]
