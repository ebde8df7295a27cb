"""What became of ideas, as it was published."""

from datetime import date, timedelta
from fractions import Fraction

from involvement import Contribution, Event, Ledger

DAY = date(2011, 1, 10)  # the source names no days; only the four weeks are its own


def test_the_evening_clinic_of_north_mersey():
    """Diabetes UK, Making Involvement Happen, 'Using the feedback appropriately'.

    The group raised that screening is in working hours. An evening clinic was opened without the usual study of whether
    it can be done; appointments were missed; after four weeks it was closed, and the group agreed that ideas be studied
    before they are carried out. Of such a history one wants to see: no study, the loop closed, the group told.
    """
    opened = DAY + timedelta(days=60)
    closed = opened + timedelta(weeks=4)
    ledger = Ledger(
        [Contribution("screening-after-work", on=DAY, stakeholder="user-group", forum="user-group")],
        [
            Event("screening-after-work", "followed_through", on=opened),
            Event(
                "screening-after-work",
                "answered",
                on=closed,
                outcome="could_not",
                reason="people did not keep their appointments in the evening",
                action="ideas are studied before they are carried out",
            ),
            Event("screening-after-work", "told", on=closed),
        ],
    )
    progress = ledger.progress("screening-after-work", closed)
    assert opened == progress.followed_through
    assert progress.assessed is None
    assert progress.kept is None
    assert closed == progress.answered == progress.told
    closure = ledger.closure(closed)
    assert (1, 1) == (closure.overall.answered.share, closure.overall.told.share)
    assert [row.we_did for row in ledger.you_said_we_did(closed)] == [
        'We could not do it. Because: "people did not keep their appointments in the evening". Instead: "ideas are studied before they are carried out".'
    ]


def test_one_in_five_who_contributed_to_research_never_heard_back():
    """Mathie et al. (2018), doi 10.1111/hex.12684, as the University of Hertfordshire told on 17 April 2018.

    19 % of contributors never had feedback. The share is theirs; that it is of a hundred is ours.
    """
    people = [Contribution(f"person-{number}", on=DAY, stakeholder="contributors") for number in range(100)]
    told = [Event(each.key, kind, on=DAY, outcome=outcome)
            for each in people[19:] for kind, outcome in (("answered", "did"), ("told", None))]  # fmt: skip
    closure = Ledger(people, told).closure(DAY)
    assert Fraction(81, 100) == closure.overall.answered.share
    assert 1 - Fraction(19, 100) == Fraction(closure.overall.told.n, closure.overall.answered.of)
