"""A small map: a user group that meets on second Tuesdays, and a board on first Mondays."""

from datetime import date

from involvement import Decision, DecisionMap, EntryPoint, Flow, Forum, Meetings, Stage

FIRST = date(2026, 1, 1)
MAP = DecisionMap(
    forums=[
        Forum("group", meetings=Meetings.monthly(2, "tuesday", start=FIRST)),
        Forum("board", papers_due=7, meetings=Meetings.monthly(1, "monday", start=FIRST)),
        Forum("cabinet"),
        Forum("inbox", meetings=Meetings.any_day()),
        Forum("panel", meetings=Meetings.on([date(2026, 3, 3), date(2026, 5, 5)], known_until=date(2026, 6, 30))),
        Forum("assembly", meetings=Meetings.on([date(2026, 4, 4)])),
    ],
    flows=[
        Flow("group", "board", days=7, standing="consulted"),
        Flow("panel", "board", days=7, standing="consulted"),
        Flow("cabinet", "board", days=7, standing="consulted"),
        Flow("assembly", "board", days=7, standing="informed"),
    ],
    decisions=[
        Decision(
            "contract",
            made_at="board",
            on=date(2026, 6, 1),
            title="The contract",
            stages=[Stage("options", at="group", by=date(2026, 4, 20))],
        ),
        Decision("budget", made_at="board"),
        Decision("merger", made_at="assembly", on=date(2026, 1, 10)),
    ],
    entry_points=[EntryPoint("group", "members"), EntryPoint("panel"), EntryPoint("assembly")],
)
