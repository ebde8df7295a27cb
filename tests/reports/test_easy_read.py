"""Do letters and "you said, we did" come in easy read, whole, or else say that something is missing?"""

import pytest

from involvement import Contribution, Event, InvalidValueError, Ledger, Process
from involvement.reports import letter, letter_text, letters, you_said_markdown, you_said_text
from involvement.wording import Catalogue, easy_read
from tests.reports.agreements import AGREED, REALISTIC
from tests.reports.test_contributor_letters import APRIL, MARCH
from tests.reports.test_feedback import LATER, PROCESS
from tests.reports.test_party_letters import section

EASY = easy_read()
LACKS_EASY = "We do not have all of this in easy read yet."
LACKS = "We do not have all of this in this language or form yet."
PARTIAL = Catalogue(texts=tuple(pair for pair in EASY.texts if pair[0] not in {"letter.issue", "reply.open"}))


def test_a_letter_is_said_in_easy_read_with_its_headings():
    """A short sentence below a heading that nobody understands is not read."""
    text = letter(REALISTIC, "members", on=AGREED, catalogue=EASY)
    assert "- **Number 1 on your list: Screening on weekday evenings and on Saturdays.** Agreed." in section(
        text, "What you asked for"
    )
    (parking, _) = section(text, "What will not happen")
    because = 'A check showed that it cannot be done. This is why: "the ground belongs to the railway".'
    assert f'- **Parking near the clinic.** {because} Instead: "a shuttle is looked at".' == parking
    assert text.endswith("\n\nYou said yes to this.\n")


def test_the_text_and_all_letters_come_in_easy_read_too():
    """Whoever prints them takes one, whoever mails them the other."""
    assert [letter(REALISTIC, party, on=AGREED, catalogue=EASY) for party in ("board", "carers", "members", "provider")] == [
        text for _, text in letters(REALISTIC, on=AGREED, catalogue=EASY)
    ]  # fmt: skip
    assert "\n\nWHAT HAS TO WAIT\n\n- " in letter_text(REALISTIC, "members", on=AGREED, catalogue=EASY)


def test_a_letter_that_is_not_all_in_easy_read_says_so_at_its_end():
    """Easy read in part, handed out as the whole, shuts people out unseen."""
    text = letter(REALISTIC, "members", on=AGREED, catalogue=PARTIAL)
    assert text.endswith(f"\n\nYou said yes to this.\n\n{LACKS_EASY}\n")
    assert letter_text(REALISTIC, "members", on=AGREED, catalogue=PARTIAL).endswith(f"\n\n{LACKS_EASY}\n")
    assert letter(REALISTIC, "members", on=AGREED, catalogue=Catalogue()).endswith(f"\n\n{LACKS}\n")
    assert LACKS not in letter(REALISTIC, "members", on=AGREED)


def test_you_said_we_did_is_said_in_easy_read_or_says_what_is_missing():
    """It hangs on the wall where everybody waits."""
    text = you_said_text(PROCESS, on=LATER, catalogue=EASY)
    assert (
        "You said: Lamps at the door. We said that we would do it by 1 November 2026. "
        'This is why: "It is dark." We do not have it written down that this is done.\n'
    ) in text
    assert LACKS_EASY not in text
    assert you_said_text(PROCESS, on=LATER, catalogue=PARTIAL).endswith(f"\n\n{LACKS_EASY}\n")
    assert you_said_markdown(PROCESS, on=LATER, catalogue=PARTIAL).endswith(f"\n\n{LACKS_EASY}\n")
    assert LACKS not in you_said_text(PROCESS, on=LATER)


def test_that_nothing_was_said_is_said_in_easy_read_too():
    """An empty page is a message as well."""
    assert "There is nothing yet that everybody may read.\n" == you_said_text(Process("p"), on=LATER, catalogue=EASY)
    assert f"There is nothing yet that everybody may read.\n\n{LACKS}\n" == you_said_text(
        Process("p"), on=LATER, catalogue=Catalogue()
    )


def test_what_people_wrote_stays_as_they_wrote_it():
    """A template cannot make it simpler, and a changed word would be put in their mouths."""
    reason = "Notwithstanding budgetary provision, recruitment is deferred."
    ledger = Ledger(
        [Contribution("a", on=MARCH, stakeholder="members", title="Feasibility of evening provision", says="x")],
        [Event("a", "answered", on=APRIL, outcome="could_not", reason=reason)],
    )
    text = letter(Process("p", ledger=ledger), "members", on=LATER, catalogue=EASY)
    assert f'**On 2 March 2026 you told us about this: Feasibility of evening provision.** We could not do it. This is why: "{reason}"' in text  # fmt: skip


@pytest.mark.parametrize("said", [letters, you_said_text, you_said_markdown])
def test_no_catalogue_is_refused(said):
    """A name of a language is no catalogue."""
    with pytest.raises(InvalidValueError, match=r"Wording\.catalogue"):
        said(REALISTIC, on=AGREED, catalogue="easy read")
