"""Rules changed on purpose, one small fault at a time, and how many of them the truth tests notice.

`python -m tests.truth.mutants [CODE ...]` puts each change into a copy of the sources and runs the tests of this folder
against it; what goes unnoticed is printed, and makes the exit status 1. It takes some ten seconds a change.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
REACH, DAYS, UNKNOWN, MAP = (
    "checks/decision_maps.py",
    "checks/decision_days.py",
    "checks/days_not_known.py",
    "snapshots/map_reach.py",
)
RANKED, SETTLED, CHANCES, AGREED, SNAPSHOT = (
    "checks/priorities.py",
    "checks/settlements.py",
    "checks/settled_decisions.py",
    "checks/agreement_facts.py",
    "snapshots/snapshot.py",
)


class Mutant(NamedTuple):
    """A change of one rule: in a module, this text, which stands there once, to that."""

    code: str
    module: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.code}: {' '.join(self.old.split())}  ->  {' '.join(self.new.split())}"


MUTANTS = (
    Mutant("MAP001", REACH, "for decision in snapshot.ahead:\n        if snapshot.reach.best(decision) is None:", "for decision in snapshot.decisions:\n        if snapshot.reach.best(decision) is None:"),
    Mutant("MAP001", REACH, "if snapshot.reach.best(decision) is None:\n            yield found(**decided(decision))\n", "if not snapshot.reach.hears(decision):\n            yield found(**decided(decision))\n"),
    Mutant("MAP001", MAP, "for standing in list(Standing)[1:]:", "for standing in list(Standing):"),
    Mutant("MAP001", MAP, "entry.stakeholder is None or entry.stakeholder in self.heard", "entry.stakeholder in self.heard"),
    Mutant("MAP002", DAYS, "by=decision.on,\n                latest_start=last,", "by=last,\n                latest_start=last,"),
    Mutant("MAP002", DAYS, "decision.on is not None and last < snapshot.on:", "decision.on is not None and last <= snapshot.on:"),
    Mutant("MAP002", DAYS, "days_late=(snapshot.on - last).days,", "days_late=(decision.on - last).days,"),
    Mutant("MAP002", DAYS, "last = max((day for row in snapshot.opportunities(decision) if (day := _last_heard(row))), default=None)", "last = min((day for row in snapshot.opportunities(decision) if (day := _last_heard(row))), default=None)"),
    Mutant("MAP002", DAYS, "last = max((day for row in snapshot.opportunities(decision) if (day := _last_heard(row))), default=None)", "last = max((day for row in snapshot.opportunities(decision) if (day := row.latest_start)), default=None)"),
    Mutant("MAP002", DAYS, "if reopened is not None and reopened >= snapshot.on:", "if reopened is not None and reopened > snapshot.on:"),
    Mutant("MAP002", DAYS, "if reopened is not None and reopened >= snapshot.on:", "if reopened is not None:"),
    Mutant("MAP002", DAYS, '    if later:\n        return Statement("MAP002.move"', '    if True:\n        return Statement("MAP002.move"'),
    Mutant("MAP002", MAP, "entry.closes is None or entry.closes >= raised for entry", "entry.closes is None for entry"),
    Mutant("MAP002", MAP, "flow.closes is None or before.heard <= flow.closes", "flow.closes is None or raised <= flow.closes"),
    Mutant("MAP002", MAP, "flows=[evolve(flow, closes=None) for flow in self.map.flows],", "flows=self.map.flows,"),
    Mutant("MAP003", DAYS, "slow = all(_last_heard(row) is None", "slow = any(_last_heard(row) is None"),
    Mutant("MAP003", DAYS, "slow = all(_last_heard(row) is None", "slow = all(row.latest_start is None"),
    Mutant("MAP003", DAYS, "if slow and decision.on is not None and snapshot.reach.hears(decision):", "if slow and decision.on is not None:"),
    Mutant("MAP004", DAYS, "for row in snapshot.heard(decision) if (last := _last_heard(row)) is not None]", "for row in snapshot.open(decision) if (last := row.latest_start) is not None]"),
    Mutant("MAP004", DAYS, "if not rows or len(waits) < len(rows):", "if not waits:"),
    Mutant("MAP004", DAYS, "meetings.on_or_after(snapshot.on)", "meetings.on_or_after(last)"),
    Mutant("MAP004", DAYS, "meeting is not None and meeting <= last", "meeting is not None and meeting < last"),
    Mutant("MAP004", DAYS, "(-wait[0].toordinal(), *wait[1:])", "(wait[0].toordinal(), *wait[1:])"),
    Mutant("MAP004", DAYS, "sorted(snapshot.reach.entry_forums(None) | snapshot.reach.entry_forums(row.stakeholder))", "sorted({entry.forum for entry in snapshot.entry_points})"),
    Mutant("MAP005", REACH, "say, most = (found, at_most) if certain else (unknown, best)", "say, most = (found, best) if certain else (unknown, best)"),
    Mutant("MAP005", REACH, "certain = at_most < decision.calls_for", "certain = best < decision.calls_for"),
    Mutant("MAP005", REACH, "at_most is not None and best < decision.calls_for:", "at_most is not None and best <= decision.calls_for:"),
    Mutant("MAP006", DAYS, "least <= left < best and not enough", "least <= left < best"),
    Mutant("MAP006", DAYS, "least <= left < best and not enough", "least <= left <= best and not enough"),
    Mutant("MAP006", DAYS, "left >= decision.calls_for", "left > decision.calls_for"),
    Mutant("MAP006", DAYS, "if decision.on is None else Standing.CONSULTED", "if decision.on is None else Standing.INFORMED"),
    Mutant("MAP006", DAYS, "return snapshot.left_at_most(decision)", "return left"),
    Mutant("MAP006", DAYS, "for standing, day in row.last_days if standing >= best]", "for standing, day in row.last_days]"),
    Mutant("MAP006", DAYS, '{"best": best, "last": max(days)},', '{"best": best, "last": min(days)},'),
    Mutant("MAP006", DAYS, '{"best": best, "by": decision.on},', '{"best": best, "by": snapshot.on},'),
    Mutant("MAP006", DAYS, '    if decision.on is None:\n        return Statement(\n            "MAP006.closed"', '    if decision.on is not None:\n        return Statement(\n            "MAP006.closed"'),
    Mutant("MAP007", REACH, "if decision.calls_for is None and not snapshot.reach.hears(decision):", "if not snapshot.reach.hears(decision):"),
    Mutant("MAP007", REACH, "if decision.calls_for is None and not snapshot.reach.hears(decision):", "if decision.calls_for is None and best is not None and best <= Standing.CONSULTED:"),
    Mutant("MAP007", MAP, "(self.best(decision) or Standing.NONE) >= Standing.CONSULTED", "(self.best(decision) or Standing.NONE) >= Standing.INFORMED"),
    Mutant("MAP008", REACH, "snapshot.reach.best(decision) is snapshot.reach.best_at_most(decision) is Standing.CONSULTED", "snapshot.reach.best(decision) is Standing.CONSULTED"),
    Mutant("MAP008", REACH, "            decision.calls_for is None\n            and snapshot.reach.best(decision) is", "            snapshot.reach.best(decision) is"),
    Mutant("MAP009", DAYS, "options.by < snapshot.on:", "options.by <= snapshot.on:"),
    Mutant("MAP009", DAYS, 'if not snapshot.heard(decision, "options"):', "if not snapshot.heard(decision):"),
    Mutant("MAP009", DAYS, 'forum=Ref("forum", options.at), by=options.by)', 'forum=Ref("forum", decision.made_at), by=options.by)'),
    Mutant("MAP009", DAYS, 'forum=Ref("forum", options.at), by=options.by)', 'forum=Ref("forum", options.at), by=decision.on or options.by)'),
    Mutant("MAP010", DAYS, "            if row.stakeholder not in in_time\n", "            if row.stakeholder in snapshot.whose_views\n"),
    Mutant("MAP010", DAYS, "            and snapshot.reach.reaches(row.stakeholder, decision)\n        ]", "        ]"),
    Mutant("MAP010", DAYS, "            and row.stakeholder in speakers\n", ""),
    Mutant("MAP010", DAYS, "if standing >= Standing.CONSULTED), default=None)", "), default=None)"),
    Mutant("MAP010", DAYS, "late.sort(key=lambda row: (row[0] or date.max, row[1]))", "late.sort(key=lambda row: (row[0] or date.min, row[1]))"),
    Mutant("MAP011", REACH, "    for stakeholder in snapshot.voices.speakers:\n", "    for stakeholder in snapshot.service_users:\n"),
    Mutant("MAP011", REACH, "            and any(snapshot.reach.reaches(other, decision) for other in snapshot.voices.speakers)\n", ""),
    Mutant("MAP011", REACH, "for decision in snapshot.reached\n            if not snapshot.reach.reaches(stakeholder, decision)", "for decision in snapshot.decisions\n            if not snapshot.reach.reaches(stakeholder, decision)"),
    Mutant("MAP012", REACH, "    for decision in snapshot.decisions:\n        answered", "    for decision in snapshot.ahead:\n        answered"),
    Mutant("MAP012", REACH, "if reaches(decision) and answered.isdisjoint(home))", "if answered.isdisjoint(home))"),
    Mutant("MAP012", REACH, "yield raiser, open_to_all | snapshot.reach.entry_forums(key) | {key}, partial", "yield raiser, snapshot.reach.entry_forums(key) | {key}, partial"),
    Mutant("MAP012", REACH, "yield raiser, open_to_all | snapshot.reach.entry_forums(key) | {key}, partial", "yield raiser, open_to_all | snapshot.reach.entry_forums(key), partial"),
    Mutant("MAP012", REACH, "answered = follow(back, {decision.made_at})", "answered = set(back.get(decision.made_at, ()))"),
    Mutant("MAP012", REACH, "if unanswered and not snapshot.map.replies:", "if unanswered and not back.get(unanswered[0][0].made_at):"),
    Mutant("MAP013", REACH, "if not decision.passes or not snapshot.reach.hears(decision):", "if not decision.passes:"),
    Mutant("MAP013", REACH, "say = found if tier in on_map else unknown", "say = found"),
    Mutant("MAP013", REACH, "for key in snapshot.reach.on_routes_to(decision.made_at)}", "for key in snapshot.reach.hearing}"),
    Mutant("MAP013", MAP, "follow(self.carried, self.entered, past=forum) if forum in self.carried else self.hearing", "self.hearing"),
    Mutant("MAP014", REACH, "places = {stage.at for decision in snapshot.decisions for stage in decision.all_stages()}", "places = {decision.made_at for decision in snapshot.decisions}"),
    Mutant("MAP014", REACH, "for target in carried.get(source, ())}", "for target in snapshot.reach.backward.get(source, ())}"),
    Mutant("MAP014", REACH, "for source in snapshot.reach.hearing & lead_on for", "for source in snapshot.reach.hearing for"),
    Mutant("MAP014", REACH, "sorted((snapshot.reach.entered | heard) - lead_on)", "sorted(heard - lead_on)"),
    Mutant("MAP015", REACH, "snapshot.reach.carrying.gatekeepers_of(each.key, snapshot.whose_views)", "snapshot.map.gatekeepers_of(each.key, snapshot.whose_views)"),
    Mutant("MAP015", REACH, "snapshot.reach.carrying.gatekeepers_of(each.key, snapshot.whose_views)", "snapshot.reach.carrying.gatekeepers_of(each.key)"),
    Mutant("MAP015", REACH, "    for decision in snapshot.reached:\n        if decision.made_at not in at_forum:", "    for decision in snapshot.decisions:\n        if decision.made_at not in at_forum:"),
    Mutant("MAP016", REACH, "snapshot.reach.carrying.carriers_of(decision.key, snapshot.whose_views)", "snapshot.map.carriers_of(decision.key, snapshot.whose_views)"),
    Mutant("MAP016", REACH, "yield found(about=snapshot.who(key), carrier=snapshot.who(key), decisions=decisions)", 'yield found(about=snapshot.who(key), carrier=Ref("stakeholder", key), decisions=decisions)'),
    Mutant("MAP016", MAP, "uncarried = (flow for flow in self.map.flows if flow.carried_by is None and _carries(flow))", "uncarried = (flow for flow in self.map.flows if flow.carried_by is None)"),
    Mutant("MAP017", DAYS, "if later_day < earlier_day:", "if later_day <= earlier_day:"),
    Mutant("MAP017", DAYS, "for decision in snapshot.ahead:\n        dated", "for decision in snapshot.decisions:\n        dated"),
    Mutant("MAP017", DAYS, "earlier_day=earlier_day,", "earlier_day=later_day,"),
    Mutant("MAP018", DAYS, "decision.on is None or meetings.assumed(decision.on):", "decision.on is None:"),
    Mutant("MAP018", DAYS, "if not meetings.between(decision.on, decision.on):", "if not meetings.between(snapshot.on, decision.on):"),
    Mutant("MAP018", DAYS, "for decision in snapshot.ahead:\n        meetings", "for decision in snapshot.decisions:\n        meetings"),
    Mutant("MAP019", UNKNOWN, "        if decision.on is None:\n            continue\n", ""),
    Mutant("MAP019", UNKNOWN, 'if kind in {"assumed.meetings", "assumed.later_meetings"}:', 'if kind in {"assumed.meetings", "assumed.later_meetings", "assumed.papers_due"}:'),
    Mutant("MAP019", UNKNOWN, 'if kind in {"assumed.meetings", "assumed.later_meetings"}:', 'if kind == "assumed.meetings":'),
    Mutant("MAP019", UNKNOWN, "for row in _told(snapshot, decision) for statement in row.assumes}", "for row in _told(snapshot, decision)[:1] for statement in row.assumes}"),
    Mutant("MAP019", UNKNOWN, "until = None if meetings is None else meetings.known_until", "until = None if meetings is None else meetings.until"),
    Mutant("MAP020", UNKNOWN, "if decision.on is None and snapshot.reach.hears(decision):", "if decision.on is None:"),
    Mutant("MAP020", UNKNOWN, "if decision.on is None and snapshot.reach.hears(decision):", "if decision.on is None and snapshot.heard(decision):"),
    Mutant("MAP021", UNKNOWN, "            if kind in _DETAILS:\n                missing.setdefault", '            if place.kind == "forum" and kind in _DETAILS:\n                missing.setdefault'),
    Mutant("MAP021", UNKNOWN, "for kind, detail in _DETAILS.items() if kind in missing[place]),", "for kind, detail in _DETAILS.items()),"),
    Mutant("MAP021", UNKNOWN, "decisions.setdefault(place, {})[decision_ref(decision)] = None\n    for", "decisions.setdefault(place, {decision_ref(decision): None})\n    for"),
    Mutant("MAP021", UNKNOWN, '"assumed.papers_due": Statement("MAP021.papers_due"', '"assumed.papers_due": Statement("MAP021.days"'),
    Mutant("MAP022", UNKNOWN, "if decision.on is None and not _told(snapshot, decision):", "if not _told(snapshot, decision):"),
    Mutant("MAP022", UNKNOWN, "if decision.on is None and not _told(snapshot, decision):", "if decision.on is None and not snapshot.heard(decision):"),
    Mutant("MAP022", UNKNOWN, "(row.standing or Standing.NONE) >= Standing.INFORMED]", "row.journey is not None]"),
    Mutant("MAP023", REACH, "    for decision in snapshot.over:\n        if snapshot.reach.best(decision) is None:", "    for decision in snapshot.over:\n        if not snapshot.reach.hears(decision):"),
    Mutant("MAP023", REACH, "yield found(**decided(decision), decided=decision.on)", "yield found(**decided(decision), decided=snapshot.on)"),
    Mutant("MAP023", REACH, "for decision in snapshot.over:", "for decision in snapshot.decisions:"),
    Mutant("MAP024", REACH, "if roleless and not snapshot.service_users:", "if roleless:"),
    Mutant("MAP024", REACH, "for each in snapshot.process.stakeholders if each.role is None)", "for each in snapshot.process.stakeholders)"),
    Mutant("PRI001", SETTLED, "if issue not in studied:", "if True:"),
    Mutant("PRI001", SETTLED, "say = found if issue in recorded else unknown", "say = found if issue in studied or True else unknown"),
    Mutant("PRI001", SETTLED, "| assessed if issue", "if issue"),
    Mutant("PRI001", SETTLED, "found | done", "found"),
    Mutant("PRI001", SETTLED, "for agreement in agreements\n", "for agreement in agreements[-1:]\n"),
    Mutant("PRI001", SETTLED, "if event.kind is EventKind.ASSESSED", "if True"),
    Mutant("PRI002", SETTLED, "finding.state is FeasibilityState.RULED_OUT}\n    for issue", "finding.state is FeasibilityState.NOT_STUDIED}\n    for issue"),
    Mutant("PRI003", SETTLED, "if needed > capacity", "if needed >= capacity"),
    Mutant("PRI003", SETTLED, "short=needed - capacity", "short=capacity"),
    Mutant("PRI003", SETTLED, '"PRI003.at_least" if missing', '"PRI003.at_least" if not missing'),
    Mutant("PRI004", SETTLED, "ruled_out | overridden", "ruled_out"),
    Mutant("PRI004", SETTLED, "ruled_out | overridden", "overridden"),
    Mutant("PRI004", SETTLED, "if override.outcome is Outcome.DECLINED}", "}"),
    Mutant("PRI005", SETTLED, "and settlement.issue not in offered", "and True"),
    Mutant("PRI006", SETTLED, "all(activity.owner is None", "any(activity.owner is None"),
    Mutant("PRI006", SETTLED, "settlement.who is None and all", "all"),
    Mutant("PRI006", SETTLED, "activity.due is None and activity.done is None", "activity.due is None"),
    Mutant("PRI006", SETTLED, "if nobody or no_day", "if nobody and no_day"),
    Mutant("PRI006", AGREED, "{activity.studies, activity.implements}", "{activity.studies, activity.tells}"),
    Mutant("PRI007", SETTLED, "settlement.by < snapshot.on", "settlement.by <= snapshot.on"),
    Mutant("PRI008", CHANCES, "settlement.by < snapshot.on:", "settlement.by <= snapshot.on:"),
    Mutant("PRI008", CHANCES, "agreed_on <= chance.last_day", "agreed_on < chance.last_day"),
    Mutant("PRI008", CHANCES, "chance.last_day < settlement.by", "chance.last_day <= settlement.by"),
    Mutant("PRI008", CHANCES, "-chance[0].toordinal()", "chance[0].toordinal()"),
    Mutant("PRI008", CHANCES, "if last_day < snapshot.on:", "if last_day <= snapshot.on:"),
    Mutant("PRI008", CHANCES, "            return None\n        last = ", "            continue\n        last = "),
    Mutant("PRI009", SETTLED, "for issue in position.ranked():", "for issue in position.ranked()[:1]:"),
    Mutant("PRI010", SETTLED, "is Outcome.AGREED or settlement.issue in overridden", "is Outcome.AGREED"),
    Mutant("PRI010", SETTLED, "_RANKED if agreement.capacity is None", "_RANKED if agreement.capacity is not None"),
    Mutant("PRI011", RANKED, " if position.ranked()}\n    for side", "}\n    for side"),
    Mutant("PRI011", RANKED, "if None in sides or not agreement.positions", "if None in sides"),
    Mutant("PRI012", RANKED, "len(shared) > 1", "len(shared) > 0"),
    Mutant("PRI012", RANKED, "position.places[0]", "position.ranked()"),
    Mutant("PRI012", RANKED, "if own[side]]", "if own]"),
    Mutant("PRI013", RANKED, "now - _agreed(then)", "_agreed(then) & now"),
    Mutant("PRI013", RANKED, "if snapshot.once(_follows) else None", "if True else None"),
    Mutant("PRI014", RANKED, "1 - _LITTLE", "1 - 3 * _LITTLE"),
    Mutant("PRI014", RANKED, "change.added | change.left_out", "change.added"),
    Mutant("PRI015", RANKED, "override.on > snapshot.on", "override.on >= snapshot.on"),
    Mutant("PRI015", RANKED, "elif otherwise is not outcome", "else"),
    Mutant("PRI016", RANKED, "if ranked - spoken:", "if ranked:"),
    Mutant("PRI016", RANKED, "for position in agreement.positions if position.ranked()}\n    if", "for position in agreement.positions}\n    if"),
    Mutant("PRI016", RANKED, "say = found if spoken", "say = found if agreement.accepted_by"),
    Mutant("PRI017", RANKED, "whole=None in own", "whole=False"),
    Mutant("PRI018", CHANCES, "decision.on < agreed_on", "decision.on <= agreed_on"),
    Mutant("PRI018", CHANCES, "options.by < snapshot.on", "options.by <= snapshot.on"),
    Mutant("PRI018", CHANCES, "if why and None not in why", "if why"),
    Mutant("PRI018", CHANCES, "if snapshot.heard(decision):\n        return None", "if snapshot.open(decision):\n        return None"),
    Mutant("PRI018", CHANCES, "any(decision in snapshot.ahead", "all(decision in snapshot.ahead"),
    Mutant("PRI018", CHANCES, "agreed_on is not None and decision.on", "agreed_on is None or decision.on"),
    Mutant("PRI019", CHANCES, "activity.implements != issue or", "False or"),
    Mutant("PRI020", RANKED, "if now.ranked():", "if True:"),
    Mutant("PRI020", RANKED, "{*now.ranked(), *before.ranked()}", "now.ranked()"),
    Mutant("PRI021", RANKED, "own is not None and own is not side", "own is not None"),
    Mutant("PRI021", RANKED, "ranks_for=SIDES[side], role_of=SIDES[own]", "ranks_for=SIDES[own], role_of=SIDES[side]"),
    Mutant("PRI017", SNAPSHOT, "agreement.as_known(self.on)", "agreement"),
)  # fmt: skip


def unnoticed(mutants: tuple[Mutant, ...]) -> Iterator[Mutant]:
    """Those that no truth test notices: first asked are the tests of the code, then all."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "src"
        shutil.copytree(ROOT / "src", sources, ignore=shutil.ignore_patterns("__pycache__"))
        for mutant in mutants:
            path = sources / "involvement" / mutant.module
            text = path.read_text(encoding="utf-8")
            if text.count(mutant.old) != 1:
                message = f"stands {text.count(mutant.old)} times in {mutant.module}: {mutant}"
                raise ValueError(message)
            path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
            noticed = any(_fails(sources, *of) for of in (("-k", mutant.code), ("-k", "not page")))
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{'noticed  ' if noticed else 'UNNOTICED'}  {mutant}\n")
            sys.stdout.flush()
            if not noticed:
                yield mutant


def _fails(sources: Path, *of: str) -> bool:
    """Whether a truth test fails with these sources; the run itself must come to an end."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *of, "tests/truth"]
    environment = {**os.environ, "PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 1


def main(codes: list[str]) -> int:
    chosen = tuple(mutant for mutant in MUTANTS if not codes or mutant.code in codes)
    survivors = tuple(unnoticed(chosen))
    sys.stdout.write(f"{len(chosen) - len(survivors)} of {len(chosen)} changes noticed\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
