"""Negotiations as Hypothesis draws them: positions with what is known, and what there is time for."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

from involvement import (
    Decision,
    DecisionMap,
    EntryPoint,
    Feasibility,
    Forum,
    Issue,
    Meetings,
    Move,
    Negotiation,
    Priorities,
    negotiate,
)
from involvement.priorities import Agreement, FeasibilityState
from involvement.rankings import Balance, RankingRule
from tests.strategies.positions import ISSUES, positions
from tests.strategies.words import among

ON = date(2026, 9, 1)
AHEAD, CLOSED = ("open-day", "no-day"), ("missed", "unreached")
EFFORTS = st.integers(0, 4).map(Fraction) | st.sampled_from([Fraction(1, 2), Fraction(5, 3)])

DECISION_MAP = DecisionMap(
    forums=[Forum("board", meetings=Meetings.any_day(), papers_due=0), Forum("closed-board")],
    entry_points=[EntryPoint("board", standing="advises")],
    decisions=[
        Decision("open-day", made_at="board", on=date(2026, 12, 1)),
        Decision("no-day", made_at="board"),
        Decision("missed", made_at="board", on=date(2026, 6, 1)),
        Decision("unreached", made_at="closed-board", on=date(2026, 12, 1)),
    ],
)


@frozen
class Facts:
    """What a negotiation goes by, beside the positions."""

    feasibility: tuple[Feasibility, ...]
    effort: dict[str, Fraction]
    capacity: Fraction | None
    issues: tuple[Issue, ...]
    with_map: bool

    def negotiated(self, own: Sequence[Priorities], **more: object) -> Agreement:
        """The agreement on these facts."""
        return negotiate(
            *own,
            feasibility=self.feasibility,
            effort=self.effort,
            capacity=self.capacity,
            issues=self.issues,
            decision_map=DECISION_MAP if self.with_map else None,
            on=ON,
            **more,
        )

    @property
    def states(self) -> dict[str, str]:
        """The state of each issue of which anything is known."""
        return {each.issue: str(each.state) for each in self.feasibility}

    @property
    def closed(self) -> dict[str, str]:
        """The issues for which every decision is closed, and whether for time or for want of a way in."""
        found = {
            each.key: each.decisions for each in self.issues if each.decisions and set(each.decisions) <= set(CLOSED)
        }
        return {
            issue: "too_late" if "missed" in about else "out_of_reach"
            for issue, about in found.items()
            if self.with_map
        }


def finding(issue: str, state: str) -> Feasibility:
    """A finding with what its state needs."""
    return Feasibility(issue, state, reason="no staff after six" if state == "ruled_out" else None)


@st.composite
def facts(draw: st.DrawFn, issues: Sequence[str] = ISSUES) -> Facts:
    """What is known of some of the issues; most can be done, or nothing would be agreed."""
    states = (*FeasibilityState, None, *["shown"] * 6)
    found = [(issue, draw(among(states))) for issue in issues]
    return Facts(
        tuple(finding(issue, state) for issue, state in found if state is not None),
        {issue: draw(EFFORTS) for issue in issues if draw(st.integers(0, 5))},
        draw(st.none() | st.integers(0, 8).map(Fraction)),
        tuple(
            Issue(each, decisions=draw(st.lists(among([*AHEAD, *CLOSED]), unique=True, max_size=2))) for each in issues
        ),
        draw(st.booleans()),
    )


RULES = st.sampled_from(RankingRule)
BALANCES = st.sampled_from(Balance)
PARTIES = ("board", "carers", "members")
DAYS = (date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 22))


@st.composite
def rounds(draw: st.DrawFn) -> list[list[Move]]:
    """For each of three days moves of which none depends on another of the same day."""
    ranked: dict[str, set[str]] = {}
    found = []
    for on in DAYS:
        moves: list[Move] = []
        for party in PARTIES:
            act = draw(among(("propose", "concede", "nothing")))
            if act == "propose":
                position = draw(positions(most=1))[0]
                moves.append(Move.propose(Priorities(party, position.issues, side=position.side), on=on))
                ranked[party] = set(position.ranked())
            elif act == "concede" and ranked.get(party):
                issue = draw(among(sorted(ranked[party])))
                moves.append(Move.concede(issue, by=party, on=on, reason="for the sake of the rest"))
                ranked[party].remove(issue)
            word = draw(among(("accept", "dissent", "object", "nothing")))
            if word == "accept":
                moves.append(Move.accept(by=party, on=on))
            elif word == "dissent":
                moves.append(Move.dissent(by=party, on=on, reason="too little"))
            elif word == "object":
                moves.append(Move.object_to(draw(among(ISSUES)), by=party, on=on, reason="not that"))
        studied = draw(st.dictionaries(st.sampled_from(ISSUES), st.sampled_from(FeasibilityState)))
        moves += [Move.study(finding(issue, state), on=on) for issue, state in studied.items()]
        for issue in draw(st.lists(among(ISSUES), unique=True, max_size=1)):
            outcome = draw(among(("deferred", "declined")))
            moves.append(Move.override(issue, outcome, by="board", on=on, reason="promised otherwise"))
        found.append(moves)
    return found


@st.composite
def negotiations(draw: st.DrawFn, moves: Sequence[Move]) -> Negotiation:
    """A negotiation with these moves."""
    return Negotiation("n", problem="What first?", moves=moves, rule=draw(RULES), balance=draw(BALANCES))
