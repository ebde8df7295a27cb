"""Does each party read what it asked, what came of it, and why not?"""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from involvement import (
    Decision,
    DecisionMap,
    Forum,
    InvalidValueError,
    Issue,
    Priorities,
    Process,
    UnknownKeyError,
)
from involvement.priorities import Agreement, Chance, Outcome, Override, Settlement, Voice
from involvement.reports import letter, letter_text, letters
from involvement.reports.agreements import accord_of, accord_tables
from involvement.snapshots import Snapshot
from tests.reports.agreements import AGREED, REALISTIC, SMALL, numbered_agreement
from tests.reports.test_pages import HOSTILE

DAYS = [None, date(2027, 3, 1), date(2027, 5, 1)]
AGREEMENT = SMALL.agreement


def settled(*settlements, **more):
    """A small process in which that was settled."""
    return evolve(SMALL, agreement=evolve(AGREEMENT, settlements=settlements, **more))


def section(text, heading):
    """The lines below a heading."""
    return text.split(f"## {heading}\n\n")[1].split("\n\n")[0].splitlines()


def test_a_letter_begins_with_what_was_asked_in_their_own_order():
    """People look for their own words first."""
    asked = section(letter(REALISTIC, "members", on=AGREED), "What you asked, in your order")
    assert [
        "- **Place 1: Screening on weekday evenings and on Saturdays.** Agreed.",
        "- **Place 2 (equal): Letters in plain words.** Agreed.",
        "- **Place 2 (equal): Results explained by somebody, not only sent.** Agreed.",
        "- **Place 4: Interpreters who are booked before the day, also for Deaf people.** Agreed.",
    ] == asked[:4]


def test_a_no_comes_with_its_reason_and_what_happens_instead():
    """A no without either is no answer."""
    (parking, _) = section(letter(REALISTIC, "members", on=AGREED), "What will not be done")
    because = 'A study found that it cannot be done. Because: "the ground belongs to the railway".'
    expected = f'{because} Instead: "a shuttle is looked at".'
    assert f"- **Parking near the clinic.** {expected}" == parking
    text = letter(settled(Settlement("evenings", "declined")), "members", on=AGREED)
    assert "No reason is recorded; you may ask for one. No alternative is recorded." in text


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("by", DAYS)
@pytest.mark.parametrize("who", [None, "board"])
@pytest.mark.parametrize("last_day", DAYS)
def test_who_does_what_by_when_is_said_or_that_it_is_not_known(outcome, by, who, last_day):
    """What waits for nobody waits for ever; a letter that is silent about it hides that."""
    process = settled(Settlement("evenings", outcome, reason="so", who=who, by=by, last_day=last_day))
    text = letter(process, "members", on=AGREED)
    act = {"agreed": "act", "deferred": "bring it back"}.get(outcome)  # what is declined has no alternative here
    assert bool(act and who and by) == (f"The agreement names board to {act} by " in text)
    assert bool(act and who and not by) == (f"The agreement names board to {act}." in text)
    assert bool(act and by and not who) == (f"Nobody is named to {act}." in text)
    assert bool(not act and (who or by)) == (", but not what is to be done" in text)
    assert (outcome == "deferred" and not by and not who) == (
        "Nobody is named to bring it back, and no day is set" in text
    )
    then = " as the last day to be heard about this."
    assert bool(last_day) == (then in text) == (then in letter(process, "members", on=date(2030, 1, 1)))
    assert bool(by or last_day) == ("## Days to know" in text)


def test_the_days_stand_soonest_first():
    """They are for the calendar on the wall."""
    process = settled(
        Settlement("evenings", "deferred", by=date(2027, 5, 1), last_day=date(2027, 4, 1), who="board"),
        Settlement("letters", "agreed", by=date(2027, 5, 1)),
    )
    assert [
        '- **On 1 April 2027.** The agreement gives this as the last day to be heard about "evenings".',
        '- **On 1 May 2027.** board is to bring back "evenings". "letters" is to be acted on.',
    ] == section(letter(process, "members", on=AGREED), "Days to know")
    assert [
        '- **On 1 April 2027.** The agreement gives this as the last day to be heard about "evenings".',
        '- **On 1 May 2027.** board was to bring back "evenings". "letters" was to be acted on.',
    ] == section(letter(process, "members", on=date(2027, 5, 2)), "Days to know")


FIRST_JUNE, STOPPED, LATER = date(2026, 6, 1), date(2026, 4, 20), date(2026, 4, 25)


def decided(*decisions, chance="closure", last_day=date(2026, 5, 25)):
    """An agreement of March about evenings, on which these decisions are made; its last day was for one of them."""
    agreement = Agreement(
        positions=[Priorities("members", ["evenings"], side="service_users")],
        settlements=[Settlement("evenings", "agreed", reason="so", last_day=last_day)],
        chances=[Chance("evenings", open=True, reached=True, decision=chance)],
        on=date(2026, 3, 20),
    )
    decision_map = DecisionMap(forums=[Forum("board")], decisions=decisions)
    issues = [Issue("evenings", decisions=[decision.key for decision in decisions])]
    return Process("clinic", decision_map=decision_map, issues=issues, agreement=agreement)


def closure(withdrawn=None, **more):
    return Decision("closure", made_at="board", **{"on": FIRST_JUNE, "withdrawn": withdrawn, **more})


def clinics(withdrawn=None, on=FIRST_JUNE):
    return Decision("clinics", made_at="board", on=on, withdrawn=withdrawn)


@pytest.mark.parametrize(
    ("process", "day"),
    [
        (decided(closure(STOPPED)), "20"),
        (decided(closure(STOPPED, on=None)), "20"),
        (decided(closure(STOPPED), clinics()), "20"),
        (decided(closure(STOPPED), chance=None), "20"),
        (decided(closure(STOPPED), clinics(LATER), chance=None), "25"),
        (decided(closure(STOPPED), clinics(on=date(2026, 4, 1)), chance=None), "20"),
    ],
    ids=["one", "without a day", "the one that was meant", "none is named", "two", "another was over"],
)
def test_a_last_day_is_not_given_for_what_was_withdrawn(process, day):
    """Who keeps 25 May free, and writes for it, finds that nothing is decided any more."""
    text = letter(process, "members", on=LATER)
    says = f"What was to be decided then was withdrawn by {day} April 2026, so that day no longer counts."
    assert f"The agreement gave a last day to be heard about this. {says}" in text
    assert "25 May" not in text
    assert "Days to know" not in text
    assert ["none, as the decision was withdrawn"] == [cells[-1] for cells in settled_rows(process, LATER)]


@pytest.mark.parametrize(
    "process",
    [
        decided(closure()),
        decided(closure(date(2026, 4, 26))),
        decided(closure(), clinics(STOPPED)),
        decided(closure(STOPPED), clinics(), chance=None),
        decided(closure(STOPPED, on=date(2026, 4, 10)), last_day=date(2026, 4, 1)),
        decided(),
    ],
    ids=["stands", "withdrawn later", "another one", "another one is ahead", "made before", "no decision"],
)
def test_a_last_day_stays_while_something_that_it_may_be_for_stands(process):
    """What is withdrawn tomorrow, or after it was decided, was ahead; and of two, the other may be meant."""
    text = letter(process, "members", on=LATER)
    assert "as the last day to be heard about this." in text
    assert "Days to know" in text
    assert ["2026"] == [cells[-1].split()[-1] for cells in settled_rows(process, LATER)]


def test_a_withdrawn_decision_without_a_last_day_is_not_told_here():
    """The agreement gave no day, so none has lapsed."""
    assert "withdrawn" not in letter(decided(closure(STOPPED), last_day=None), "members", on=LATER)


def settled_rows(process, on):
    """The rows of the table of what was settled, on the page."""
    tables = accord_tables(accord_of(Snapshot(process, on)))
    return next(table.rows for table in tables if table.key == "settled")


def test_a_day_for_what_was_declined_is_for_what_is_offered_instead():
    """What will not be done is not due on any day."""
    declined = [
        Settlement("evenings", "declined", instead="a bus", by=date(2027, 5, 1), who="board"),
        Settlement("letters", "declined", instead="a call", by=date(2027, 5, 1)),
    ]
    for day, verb, due in ((date(2027, 5, 1), "is", "is due"), (date(2027, 5, 2), "was", "was due")):
        instead = (
            f'board {verb} to act on what is offered instead of "evenings". What is offered instead of "letters" {due}.'
        )
        assert [f"- **On 1 May 2027.** {instead}"] == section(
            letter(settled(*declined), "members", on=day), "Days to know"
        )


def test_an_override_that_the_agreement_did_not_follow_is_told_as_that():
    """Two records that contradict each other must not stand side by side as if both were so."""
    overrides = [
        Override("evenings", Outcome.AGREED, by="board", reason="so"),
        Override("letters", Outcome.DECLINED, by="members", reason="dear"),
        Override("signs", Outcome.AGREED, by="board", reason="cheap"),
    ]
    outcomes = (Settlement("evenings", Outcome.DEFERRED), Settlement("letters", Outcome.DECLINED))
    text = letter(settled(*outcomes, overrides=overrides), "members", on=AGREED)
    assert [
        '- **evenings.** board decided that this should be agreed. Because: "so". The agreement did not follow this. There it is deferred.',
        '- **letters.** You decided that this should be declined. Because: "dear".',
        '- **signs.** board decided that this should be agreed. Because: "cheap". The agreement does not settle it.',
    ] == section(text, "What was decided outside the ranking")


def test_overrides_objections_and_dissent_are_told_to_everybody():
    """What one party settled, and who does not agree, is hidden from nobody."""
    for party in ("members", "carers", "board", "provider"):
        text = letter(REALISTIC, party, on=AGREED)
        overrode = "You" if party == "board" else "Executive board"
        assert f"{overrode} decided that this should be deferred." in text
        who = "You" if party == "carers" else "Carers' network"
        assert f'- **{who} objected to the agreement about "One rota for all clinics".**' in text
        assert f'- **{who} did not agree with the agreement about "Somebody to look after children".**' in text
    whole = settled(dissent=[Voice("members", reason="too little!")])
    assert '- **members did not agree with the agreement.** Because: "too little!"\n' in letter(
        whole, "board", on=AGREED
    )
    assert '- **You did not agree with the agreement.** Because: "too little!"\n' in letter(whole, "members", on=AGREED)


def test_those_who_say_the_same_are_named_together():
    """Two people without a name would read like one who is told twice."""
    voices = [Voice("carers", issue="letters", reason="no"), Voice("members", issue="letters", reason="no")]
    text = letter(settled(dissent=voices), "board", on=AGREED)
    assert ['- **carers and members did not agree with the agreement about "letters".** Because: "no".'] == section(
        text, "Who objected or did not agree"
    )


def test_a_letter_says_whether_its_reader_has_agreed():
    """Silence is not consent."""
    assert letter(REALISTIC, "members", on=AGREED).endswith("You have agreed to this.\n")
    assert letter(REALISTIC, "carers", on=AGREED).endswith("Your disagreement is kept with the agreement.\n")
    assert "The record does not show whether you agree with this." in letter(REALISTIC, "provider", on=AGREED)


def test_what_was_ranked_and_never_settled_is_said():
    """The silent drop is what a letter is there to prevent."""
    assert "- **Place 1: evenings.** Not settled." in letter(settled(), "members", on=AGREED)


def test_parties_and_decisions_have_their_titles_in_the_reasons():
    """A key is no word of the people who read the letter."""
    text = letter(REALISTIC, "members", on=AGREED)
    assert "The agreement asks Screening service to study it by 1 March 2027." in text
    assert "Executive board decided this, not the ranking." in text


def test_every_party_has_a_letter_and_nobody_else():
    """An answer to whoever was asked."""
    assert ["board", "carers", "members", "provider"] == [party for party, _ in letters(REALISTIC, on=AGREED)]
    assert all(text == letter(REALISTIC, party, on=AGREED) for party, text in letters(REALISTIC, on=AGREED))
    assert () == letters(Process("p"), on=AGREED)
    with pytest.raises(UnknownKeyError, match="no party 'boards'; known: board"):
        letter(REALISTIC, "boards", on=AGREED)
    with pytest.raises(InvalidValueError, match="letter: expected a day by which something was agreed"):
        letter(Process("p"), "board", on=AGREED)
    with pytest.raises(InvalidValueError, match="letter: expected a day by which something was agreed"):
        letter(Process("p", positions=[Priorities("board", ["a"])]), "board", on=AGREED)


def test_a_letter_without_a_day_has_none():
    """What is not known is left out of the opening."""
    assert 'This is about "A small agreement". The agreement was made on 23 November 2026.' in letter(
        SMALL, "board", on=AGREED
    )
    assert 'This is about "A small agreement".\n' in letter(settled(on=None), "board", on=AGREED)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_text(text):
    """A reason is written by anybody, and the letter is opened by anybody."""
    process = Process(
        "p", title=text, issues=[Issue("evenings", title=text), Issue("letters", title=text)],
        agreement=evolve(AGREEMENT, settlements=[Settlement("evenings", "declined", reason=text, instead=text)],
                         dissent=[Voice("members", reason=text)]),
    )  # fmt: skip
    written = letter(process, "members", on=AGREED)
    assert "\u202e" not in written + letter_text(process, "members", on=AGREED)
    assert "\0" not in written
    assert not any(sign in written.replace("\\<", "").replace("\\>", "") for sign in "<>")


@given(st.integers(1, 30), st.integers(0, 50), st.integers(40, 120))
@settings(max_examples=30)
def test_the_text_says_what_the_markdown_says_in_lines_of_that_width(issues, seed, width):
    """Some read mail as plain text, in a window of their own."""
    process = numbered_agreement(issues, seed=seed)
    for party, markdown in letters(process, on=AGREED):
        text = letter_text(process, party, on=AGREED, width=width)
        assert max(map(len, text.splitlines())) <= width
        words = [each for each in markdown.replace("*", "").split() if each.strip("#-")]
        told = [each for each in text.split() if each.strip("#-")]
        assert [each.lower() for each in words] == [each.lower() for each in told]
