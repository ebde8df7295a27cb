"""Do the rules about agreements leave alone what was negotiated well, and survive whatever was written by hand?"""

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from involvement import Feasibility, Issue, Priorities, Process, Stakeholder, check, negotiate
from involvement.checks import select
from involvement.priorities import Agreement, Outcome, Override, Settlement, Voice
from tests.strategies.words import among

ON = date(2027, 1, 10)
PARTIES = ("board", "carers", "members")
BY_HAND = ("PRI001", "PRI002", "PRI003", "PRI004", "PRI009", "PRI010")

issues = st.sampled_from("abcdef")
rules = st.sampled_from(("jla", "borda", "copeland", "schulze", "kemeny"))
sides = st.sampled_from((None, "service_users", "organisation", "other"))
days = st.none() | st.dates(date(2026, 12, 1), date(2027, 3, 1))


@st.composite
def positions(draw: st.DrawFn) -> list[Priorities]:
    parties = draw(st.sets(among(PARTIES)))
    return [Priorities(party, draw(st.lists(issues, unique=True)), side=draw(sides)) for party in sorted(parties)]


@st.composite
def feasibility(draw: st.DrawFn) -> list[Feasibility]:
    found = []
    for issue in sorted(draw(st.sets(issues))):
        made = draw(among((Feasibility.shown, Feasibility.not_studied, Feasibility.ruled_out)))
        found.append(made(issue, reason="so"))
    return found


@st.composite
def negotiated(draw: st.DrawFn) -> Agreement:
    """What `negotiate` makes of any wishes."""
    return negotiate(
        *draw(positions()),
        feasibility=draw(feasibility()),
        effort=draw(st.dictionaries(issues, st.integers(0, 5))),
        capacity=draw(st.none() | st.integers(0, 9)),
        rule=draw(rules),
        issues=draw(st.sampled_from(((), [Issue(key) for key in "abcdef"]))),
        on=ON,
    )


@st.composite
def by_hand(draw: st.DrawFn) -> Agreement:
    """What anybody might write down, whether or not its parts fit together."""
    outcomes = st.sampled_from(Outcome)
    return evolve(
        draw(negotiated()),
        settlements=[
            Settlement(issue, draw(outcomes), who=draw(among((None, *PARTIES))), by=draw(days), last_day=draw(days))
            for issue in sorted(draw(st.sets(issues)))
        ],
        overrides=[
            Override(issue, draw(outcomes), by=draw(among(PARTIES)), reason="so")
            for issue in sorted(draw(st.sets(issues, max_size=2)))
        ],
        accepted_by=sorted(draw(st.sets(among(PARTIES)))),
        dissent=[Voice(draw(among(PARTIES)), reason="no", issue=draw(st.none() | issues))],
    )  # fmt: skip


@given(negotiated())
def test_what_was_negotiated_has_none_of_the_faults_of_a_hand(agreement: Agreement) -> None:
    """`negotiate` promises what these rules ask; a finding would be a fault of one or the other."""
    process = Process("p", agreement=agreement)
    assert () == check(process, on=ON, rules=select(BY_HAND))


@given(by_hand(), st.lists(by_hand(), max_size=2), positions())
def test_whatever_was_written_down_can_be_checked(now: Agreement, past: list[Agreement], since) -> None:
    """A document from outside must give findings, never an error, and each finding once."""
    people = [Stakeholder(party, role="board" if party == "board" else None) for party in PARTIES]
    process = Process("p", stakeholders=people, positions=since, agreement=now, past_agreements=past)
    found = check(process, on=ON, rules=select(["PRI"]))
    assert len(found) == len(set(found))
    assert all(each.message.endswith(".") and each.remedy.endswith(".") for each in found)


@given(by_hand())
def test_what_hangs_on_a_rule_is_what_comparing_says(agreement: Agreement) -> None:
    """`Agreement.compare` and the finding must not differ, where the agreement is what its own rule gives."""
    agreement = evolve(agreement, overrides=(), accepted_by=(), dissent=())
    agreement = agreement.under()
    found = check(Process("p", agreement=agreement), on=ON, rules=select(["PRI013"]))
    told = {rule.code for each in found for rule in each.facts["rules"]}
    assert len(found) == len({(each.facts["added"], each.facts["left_out"]) for each in found})
    compared = {f"ranking_rule.{each.rule}" for each in agreement.compare() if each.added or each.left_out}
    assert compared == told
