"""Can a document of a few hundred bytes keep a machine busy? What costs time must stand in it, not be counted in it."""

import json
import time
from datetime import date

import pytest

from involvement import LimitExceeded, check, influence, loads, next_steps
from involvement.cli import main
from involvement.exchange import write_calendar
from involvement.reports import write

FIRST, LAST = "0001-01-01", "9999-12-31"
SECONDS = 10  # of the processor; each takes less than one
HUGE = 2**52
USERS = [{"key": "s", "role": "service_user"}, {"key": "t", "role": "manager"}]
DAILY = {"rule": "FREQ=DAILY", "start": FIRST}
NEVER = {"rule": "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "start": FIRST}
MAP = {
    "forums": [{"key": "f", "meetings": DAILY}],
    "entry_points": [{"forum": "f", "stakeholder": "s"}],
    "decisions": [{"key": "d", "made_at": "f", "on": LAST}],
}
REVIEWS = {"count": 1, "unit": "days"}
STEPS = [{"key": f"x{i}", "days": 20, "effort": HUGE, "after": [f"x{i - 1}"] if i else []} for i in range(15)]
DOCUMENTS = {
    "a review every day": {"workplan": {"activities": [{"key": "a"}], "start": FIRST, "review_interval": REVIEWS}},
    "a review every day, on every agenda": {
        "decision_map": {**MAP, "forums": [{"key": "f", "meetings": {"rule": "FREQ=YEARLY", "start": FIRST}}]},
        "workplan": {"start": FIRST, "review_interval": REVIEWS, "review_forum": "f"},
    },
    "an activity of a hundred years": {
        "decision_map": MAP,
        "workplan": {"start": FIRST, "activities": [{"key": "a", "days": 36525, "effort": HUGE, "owner": "s"}]},
    },
    "much to do at each meeting": {
        "decision_map": MAP,
        "workplan": {"start": FIRST, "meeting_cycles": [{"forum": "f", "owner": "s", "steps": STEPS}]},
    },
    "many votes": {
        "decision_map": {
            **MAP,
            "forums": [{"key": "f", "quota": HUGE, "seats": [{"stakeholder": key, "votes": HUGE} for key in "st"]}],
        }
    },
    "many unlike votes": {
        "stakeholders": [*USERS, *({"key": f"t{i}", "role": "manager"} for i in range(24))],
        "decision_map": {
            **MAP,
            "forums": [
                {
                    "key": "f",
                    "seats": [
                        {"stakeholder": "s", "votes": 10**9},
                        *({"stakeholder": f"t{i}", "votes": 10**12 + i**7} for i in range(24)),
                    ],
                }
            ],
        },
    },
    "many to be found": {
        "representation": {
            "profiles": [{"key": "p", "group": "s", "quotas": [{"criterion": "c", "value": "v", "at_least": HUGE}]}],
            "people": [{"key": "x", "member_of": ["s"]}],
        }
    },
    "no meeting ever": {
        "decision_map": {
            "forums": [{"key": f"f{i}", "meetings": NEVER} for i in range(10)],
            "flows": [{"source": "f0", "target": f"f{i}", "days": 10**9} for i in range(1, 10)],
            "entry_points": [{"forum": "f0", "stakeholder": "s"}],
            "decisions": [{"key": f"d{i}", "made_at": f"f{i}", "on": LAST} for i in range(10)],
        }
    },
    "closed for ever": {
        "decision_map": {**MAP, "forums": [{"key": "f", "meetings": {**DAILY, "closed": [[FIRST, "9999-12-30"]]}}]}
    },
    "promised in a million years": {
        "ledger": {
            "contributions": [{"key": "c", "on": FIRST, "stakeholder": "s"}],
            "calendar": {"holidays": ["2026-01-01", LAST]},
            "promises": [{"kind": "answered", "days": {"n": HUGE, "leave_out": "weekends"}, "roll": True}],
        }
    },
    "more work than there are days": {
        "negotiation": {
            "key": "n",
            "problem": "p",
            "moves": [
                {"kind": "propose", "on": FIRST, "by": key, "position": {"stakeholder": key, "issues": ["i", "j"]}}
                for key in "st"
            ],
            "effort": [{"issue": "i", "days": HUGE}, {"issue": "j", "days": HUGE - 1}],
            "capacity": HUGE,
        }
    },
    "hours and pages without end": {
        "support": {
            "attendances": [
                {"forum": "f", "meeting": day, "expected": ["s"], "hours": HUGE} for day in (FIRST, LAST)
            ],
            "limits": [{"stakeholder": "s", "hours": 1, "since": FIRST, "until": LAST}],
            "reading_days": HUGE,
            "papers": [{"stakeholder": "s", "on": FIRST, "meeting": LAST, "forum": "f", "pages": HUGE}],
        }
    },
}  # fmt: skip
QUESTIONS = ["check", "next", "timetable", "map", "influence", "report", "diary", "convert"]


def text_of(name):
    head = {"format": "involvement", "version": 1, "key": "p", "stakeholders": USERS}
    return json.dumps({**head, **DOCUMENTS[name]}, separators=(",", ":"))


@pytest.mark.parametrize(
    ("question", "on"),
    [*((each, "2026-11-23") for each in QUESTIONS), ("check", LAST), ("report", LAST), ("diary", LAST)],
)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_small_document_takes_little_time_whatever_days_and_numbers_it_names(name, on, question, tmp_path, capsys):
    """Whoever may send a document to a service must not be able to stop it with one."""
    path, day = tmp_path / "small.json", date.fromisoformat(on)
    path.write_text(text_of(name), encoding="utf-8")
    assert path.stat().st_size < 2500
    process = loads(path.read_bytes())
    asked = {
        "check": lambda: (check(process, on=day), main(["check", str(path), "--on", on])),
        "next": lambda: (next_steps(process, on=day), main(["next", str(path), "--on", on])),
        "timetable": lambda: main(["timetable", str(path), "--on", on]),
        "map": lambda: main(["map", str(path)]),
        "influence": lambda: influence(process, on=day),
        "report": lambda: write(process, on=day, out=tmp_path / "report"),
        "diary": lambda: write_calendar(process, on=day, until=min(date(2036, 1, 1), date.max) if day.year < 2036 else day),
        "convert": lambda: main(["convert", str(path), str(tmp_path / "tables"), "--to", "csv"]),
    }  # fmt: skip
    began = time.process_time()
    asked[question]()
    assert time.process_time() - began < SECONDS
    assert "Traceback" not in capsys.readouterr().err


def test_what_would_be_listed_day_by_day_for_longer_than_a_hundred_years_is_refused():
    """An answer of three million days is none; what stands in the document is told in short all the same."""
    plan = loads(text_of("a review every day")).workplan
    assert plan is not None
    assert 739_942 == len(plan.open_reviews(date(2026, 11, 23)))
    with pytest.raises(LimitExceeded, match="more than 36525 days"):
        plan.reviews(date(2026, 11, 23))
    with pytest.raises(LimitExceeded, match="more than 36525 days"):
        plan.reviews_due(date(2026, 11, 23))
    with pytest.raises(LimitExceeded, match="more than 36525 days"):
        plan.workload(date.min, date.max)
