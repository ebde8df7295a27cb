"""Does each rule find what its case file says, and nothing else?"""

from involvement import DecisionMap, Representation, Support
from involvement.checks import Finding, FindingStatus, check, rule_named
from involvement.priorities import Agreement
from involvement.processes.keys import names_in
from involvement.snapshots import Snapshot
from involvement.support.packaged import barrier_keys
from tests.at_once import over
from tests.checks.case_files import FILES, CaseOfRule, cases


def named(finding: Finding) -> str:
    """What a finding is about, as the case files write it."""
    return ", ".join(f"{ref.kind}:{'>'.join(map(str, ref.keys))}" for ref in finding.about)


@over(cases, str)
def test_a_rule_finds_what_its_case_file_says(case: CaseOfRule) -> None:
    """The case files say in the words of the field when a rule speaks; a rule that says otherwise is wrong."""
    findings = check(case.process, on=case.on, rules=[rule_named(case.rule)])
    found = [named(each) for each in findings if each.status is FindingStatus.FOUND]
    not_known = [named(each) for each in findings if each.status is FindingStatus.UNKNOWN]
    assert (case.finds, case.not_known) == (found, not_known), case.why
    assert case.says in "".join(each.message for each in findings[:1]), case.why
    assert case.mends in "".join(each.remedy for each in findings[:1]), case.why


@over(cases, str)
def test_what_a_finding_is_about_is_in_the_process(case: CaseOfRule) -> None:
    """`about` is what a host links to, so it must name something that is there."""
    decision_map = case.process.decision_map or DecisionMap()
    agreement = case.process.agreement or Agreement()
    representation = case.process.representation or Representation()
    support = case.process.support or Support()
    ranked = {issue for each in agreement.positions for issue in each.ranked()}
    known = {
        "issue": ranked
        | {each.key for each in case.process.issues}
        | {each.issue for each in (*agreement.settlements, *agreement.overrides)},
        "decision": {each.key for each in decision_map.decisions},
        "forum": {each.key for each in decision_map.forums},
        "stakeholder": {each.key for each in case.process.stakeholders}
        | {each.stakeholder for each in agreement.positions},
        "process": {case.process.key},
        "contribution": {each.key for each in case.process.ledger.contributions} if case.process.ledger else set(),
        "assessment": {each.framework for each in case.process.assessments},
        "framework": {each.key for each in case.process.frameworks},
        "population": {each.key for each in representation.populations},
        "profile": {each.key for each in representation.profiles},
        "flow": {each.source for each in decision_map.flows},
        "entry_point": {key for each in decision_map.entry_points for key in (each.forum, each.key)},
        "person": {each.key for each in (*representation.people, *case.process.stakeholders)},
        "activity": {each.key for each in case.process.workplan.activities} if case.process.workplan else set(),
        "barrier": {*barrier_keys(), *(each.key for each in support.own_barriers)},
    }
    known["forum"] |= {named.key for named in names_in(support, "support") if named.kind == "forum"}
    for finding in check(case.process, on=case.on):
        for ref in finding.about:
            assert ref.keys[0] in known[ref.kind]


@over(FILES, str)
def test_a_case_file_has_cases_for_and_against(path) -> None:
    """A rule that always speaks, or never, is as good as none."""
    mine = list(cases(path.stem))
    assert any(case.finds or case.not_known for case in mine)
    assert any(not (case.finds or case.not_known) for case in mine)


def test_each_sentence_is_made_of_a_statement_from_the_facts() -> None:
    """Facts are what a host uses to say it in other words; each sentence of every case is made from them."""
    for case in cases():
        rule = rule_named(case.rule)
        for finding in rule.findings(Snapshot(case.process, case.on)):
            assert rule.code == finding.rule
            assert finding.fix.code in {f"{rule.code}.fix", f"{rule.code}.fix_unknown"}
            for statement in (finding.says, finding.fix):
                assert statement.code.startswith(f"{rule.code}.")
                assert set(dict(statement.facts).items()) <= set(finding.facts.items())
