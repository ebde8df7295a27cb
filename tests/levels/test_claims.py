"""Does a claim belong to a stakeholder and a decision, on a ladder that is known?"""

from datetime import date

import pytest

from involvement import (
    Claim,
    Decision,
    DecisionMap,
    DuplicateKeyError,
    Forum,
    InvalidValueError,
    Process,
    Stage,
    Stakeholder,
    UnknownKeyError,
    dumps,
    ladder,
    loads,
)
from involvement.decisions import StageName
from involvement.levels import Ladder, Rung
from involvement.levels.claims import claims_in_force

MAP = DecisionMap(
    forums=[Forum("board")],
    decisions=[Decision("contract", made_at="board", stages=[Stage("options", at="board")])],
)
OWN = Ladder("ours", ordered=True, rungs=[Rung("told"), Rung("asked")])


def claim(**parts) -> Claim:
    given = {"stakeholder": "users", "decision": "contract", "ladder": "ours", "rung": "asked", **parts}
    return Claim(given.pop("stakeholder"), given.pop("decision"), **given)


def process(*claims: Claim, **parts) -> Process:
    return Process(
        "p",
        **{"stakeholders": [Stakeholder("users")], "decision_map": MAP, "ladders": [OWN], "claims": claims, **parts},
    )


def test_a_claim_says_whose_where_and_what():
    """The sentence stands in minutes."""
    assert '"asked" (ours) is claimed for users in "contract".' == str(claim())
    assert '"asked" (ours) is claimed for users in the options stage of "contract".' == str(claim(stage="options"))
    assert repr(claim(stage="options")) == repr(claim(stage=StageName.OPTIONS))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"stakeholder": "user"}, r"^claims\[1\]\.stakeholder: no stakeholder 'user'; known: users$"),
        ({"decision": "contrat"}, r"^claims\[1\]\.decision: no decision 'contrat'; known: contract$"),
        ({"stage": "agenda"}, r"^claims\[1\]\.stage: no stage 'agenda'; known: decision, options$"),
        ({"ladder": "arnstein"}, r"^claims\[1\]\.ladder: no ladder 'arnstein'; known: arnstein-1969"),
        ({"ladder": "our"}, r"^claims\[1\]\.ladder: no ladder 'our'; known: ours"),
        ({"rung": "ask"}, r"^claims\[1\]\.rung: no rung 'ask'; known: asked, ...$"),
        ({"ladder": "pif"}, r"^claims\[1\]\.rung: no rung 'asked'; known: co-design, co-produce, engage$"),
    ],
)
def test_a_claim_whose_keys_are_not_known_is_refused_with_its_place(wrong, message):
    """A claim about a decision that is not there can be neither shown nor doubted."""
    with pytest.raises(UnknownKeyError, match=message):
        process(claim(), claim(**wrong))


def test_a_claim_whose_keys_are_known_stands():
    """On a ladder of the host's own and on a packaged one, on the decision and on a stage before it."""
    claims = (
        claim(),
        claim(stage="decision"),
        claim(stage="options", explanation="Asked in May.", on=date(2026, 5, 1)),
        claim(ladder="arnstein-1969", rung="partnership"),
    )
    assert claims == process(*claims).claims
    assert "claims=<4>" in repr(process(*claims))


def test_what_is_not_listed_is_not_asked_for():
    """Without stakeholders or a map nothing can be said of their keys, only of the stage's name."""
    assert Process("p", claims=[claim(ladder="pif", rung="engage", stage="agenda")]).claims
    with pytest.raises(UnknownKeyError, match=r"^claims\[0\]\.stage: no stage 'agendas'; known: agenda"):
        Process("p", claims=[claim(ladder="pif", rung="engage", stage="agendas")])


def test_the_ladders_of_the_process_are_looked_up_first():
    """A host names its own ladders as it names the packaged ones."""
    whole = process()
    assert OWN is whole.ladder("ours")
    assert ladder("pif") is whole.ladder("pif")
    with pytest.raises(UnknownKeyError, match=r"^no ladder 'our'; known: ours"):
        whole.ladder("our")


def test_a_packaged_ladder_cannot_be_redefined():
    """A claim on Arnstein's ladder means the same in every document."""
    own = Ladder("arnstein-1969", ordered=True, rungs=[Rung("control")])
    with pytest.raises(
        DuplicateKeyError, match=r"^ladders\[1\], beside those of the library: two ladders have the key"
    ):
        process(ladders=[OWN, own])
    with pytest.raises(DuplicateKeyError, match=r"^two ladders have the key 'ours'"):
        process(ladders=[OWN, OWN])


def test_claims_and_ladders_stand_in_a_document():
    """What a process holds, its document holds."""
    whole = process(claim(stage="options"))
    assert whole == loads(dumps(whole)) == loads(dumps(whole, format="toml"), format="toml")
    assert ("claims" in dumps(process()), "claims" in dumps(whole)) == (False, True)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"stage": "the options "}, r"^Claim\.stage: expected a key"),
        ({"on": "2026-05-01"}, r"^Claim\.on: expected a date"),
        ({"source": "minutes"}, r"^Claim\.source: expected a value of type Source, or nothing$"),
    ],
)
def test_a_claim_that_is_none_is_refused(parts, message):
    """Misuse is told at once."""
    with pytest.raises(InvalidValueError, match=message):
        claim(**parts)


def test_the_claims_in_force_are_the_last_of_each_ladder():
    """A claim that was corrected is no claim any more; two of one day stand, and so does one without a day."""
    earlier, replaced, last, same_day, coming = (
        claim(rung=rung, on=date(2026, month, 1))
        for rung, month in (("informing", 1), ("placation", 2), ("consultation", 3), ("partnership", 3), ("therapy", 9))
    )
    other_ladder = claim(ladder="iap2-2018", rung="inform", on=date(2026, 1, 1))
    other_stage = claim(rung="therapy", stage="options", on=date(2026, 1, 1))
    undated = claim(rung="therapy")
    claims = [coming, last, earlier, undated, other_ladder, same_day, last, other_stage, replaced]
    holding = (last, undated, other_ladder, same_day, other_stage)
    assert holding == claims_in_force(claims, date(2026, 5, 1))
    assert (earlier, undated, other_ladder, other_stage) == claims_in_force(claims, date(2026, 1, 31))
