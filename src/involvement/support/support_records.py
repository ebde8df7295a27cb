"""Support records: what was done so that people can take part, in one value."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.decisions import DecisionMap
from involvement.errors import DuplicateKeyError
from involvement.support.arrangements import Arrangement, ArrangementState, Needs, PaperCheck, arranged, checked
from involvement.support.attendances import Attendance, Engagement, PaperSent, StatedLimit
from involvement.support.definitions import Barrier
from involvement.support.expenses import Expense, ExpensesPolicy, PaymentOffer
from involvement.support.leads import Lead, LeadDemand, LeadSkill, skills_of
from involvement.support.needs import Adjustment, NeedsAsked, StatedNeed
from involvement.support.packaged import barrier, barrier_keys

if TYPE_CHECKING:
    from involvement.support.burdens import Burden
    from involvement.support.capacities import Capacity
    from involvement.support.waits import ExpenseWait, UntoldPayment

__all__ = ["Support"]


def _needs(items: Iterable[StatedNeed]) -> tuple[StatedNeed, ...]:
    return _fields.as_tuple(items)


def _needs_asked(items: Iterable[NeedsAsked]) -> tuple[NeedsAsked, ...]:
    return _fields.as_tuple(items)


def _adjustments(items: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return _fields.as_tuple(items)


def _attendances(items: Iterable[Attendance]) -> tuple[Attendance, ...]:
    return _fields.as_tuple(items)


def _papers(items: Iterable[PaperSent]) -> tuple[PaperSent, ...]:
    return _fields.as_tuple(items)


def _expenses(items: Iterable[Expense]) -> tuple[Expense, ...]:
    return _fields.as_tuple(items)


def _policies(items: Iterable[ExpensesPolicy]) -> tuple[ExpensesPolicy, ...]:
    return _fields.as_tuple(items)


def _offers(items: Iterable[PaymentOffer]) -> tuple[PaymentOffer, ...]:
    return _fields.as_tuple(items)


def _leads(items: Iterable[Lead]) -> tuple[Lead, ...]:
    return _fields.as_tuple(items)


def _demands(items: Iterable[LeadDemand]) -> tuple[LeadDemand, ...]:
    return _fields.as_tuple(items)


def _engagements(items: Iterable[Engagement]) -> tuple[Engagement, ...]:
    return _fields.as_tuple(items)


def _limits(items: Iterable[StatedLimit]) -> tuple[StatedLimit, ...]:
    return _fields.as_tuple(items)


def _own_barriers(items: Iterable[Barrier]) -> tuple[Barrier, ...]:
    return _fields.as_tuple(items)


@frozen(cache_hash=True)
class Support:
    """What was done so that people can take part. A list that is empty was not recorded: it is never "none".

    Attributes:
        needs: what people have said they need.
        needs_asked: who was asked, and when.
        adjustments: what was arranged.
        attendances: who was expected at each meeting, and who came; one for each forum and day.
        papers: what was sent to whom.
        reading_days: the days before a meeting by which people are to have its papers; None: as the forum says.
        expenses: what was claimed and paid.
        policies: what is paid and how soon, each in force from its day; no two from the same day.
        offers: who was told whether they are paid.
        leads: who leads the work.
        demands: the days a week that each piece of it takes.
        skills_needed: what the leads together have to be able to do; () is not said.
        engagements: what people were asked for beside meetings and papers.
        limits: how much each says is enough in a month.
        own_barriers: barriers of this process, beside the packaged ones.

    >>> Support(needs=[StatedNeed("members", "large_print")]).asked(on=date(2026, 5, 1))
    ('members',)
    """

    needs: tuple[StatedNeed, ...] = field(
        default=(), converter=_needs, validator=_fields.many(StatedNeed), kw_only=True, repr=_fields.counted
    )
    needs_asked: tuple[NeedsAsked, ...] = field(
        default=(), converter=_needs_asked, validator=_fields.many(NeedsAsked), kw_only=True, repr=_fields.counted
    )
    adjustments: tuple[Adjustment, ...] = field(
        default=(), converter=_adjustments, validator=_fields.many(Adjustment), kw_only=True, repr=_fields.counted
    )
    attendances: tuple[Attendance, ...] = field(
        default=(), converter=_attendances, validator=_fields.many(Attendance), kw_only=True, repr=_fields.counted
    )
    papers: tuple[PaperSent, ...] = field(
        default=(), converter=_papers, validator=_fields.many(PaperSent), kw_only=True, repr=_fields.counted
    )
    reading_days: int | None = field(default=None, validator=_fields.optional_count, kw_only=True)
    expenses: tuple[Expense, ...] = field(
        default=(), converter=_expenses, validator=_fields.many(Expense), kw_only=True, repr=_fields.counted
    )
    policies: tuple[ExpensesPolicy, ...] = field(
        default=(), converter=_policies, validator=_fields.many(ExpensesPolicy), kw_only=True, repr=_fields.counted
    )
    offers: tuple[PaymentOffer, ...] = field(
        default=(), converter=_offers, validator=_fields.many(PaymentOffer), kw_only=True, repr=_fields.counted
    )
    leads: tuple[Lead, ...] = field(
        default=(), converter=_leads, validator=_fields.many(Lead), kw_only=True, repr=_fields.counted
    )
    demands: tuple[LeadDemand, ...] = field(
        default=(), converter=_demands, validator=_fields.many(LeadDemand), kw_only=True, repr=_fields.counted
    )
    skills_needed: tuple[LeadSkill, ...] = field(
        default=(), converter=skills_of, validator=_fields.many(LeadSkill), kw_only=True
    )
    engagements: tuple[Engagement, ...] = field(
        default=(), converter=_engagements, validator=_fields.many(Engagement), kw_only=True, repr=_fields.counted
    )
    limits: tuple[StatedLimit, ...] = field(
        default=(), converter=_limits, validator=_fields.many(StatedLimit), kw_only=True, repr=_fields.counted
    )
    own_barriers: tuple[Barrier, ...] = field(
        default=(), converter=_own_barriers, validator=_fields.many(Barrier), kw_only=True, repr=_fields.counted
    )

    def __attrs_post_init__(self) -> None:
        _fields.distinct(
            "attendance", ((attendance.forum, attendance.meeting) for attendance in self.attendances), "attendances"
        )
        _fields.distinct("policy", (str(expenses_policy.in_force) for expenses_policy in self.policies), "policies")
        _fields.distinct("own barrier", (barrier.key for barrier in self.own_barriers), "own_barriers")
        for number, own_barrier in enumerate(self.own_barriers):  # what is published never changes its meaning
            if own_barrier.key in barrier_keys():
                raise DuplicateKeyError(
                    "barrier", own_barrier.key, f"own_barriers[{number}], beside those of the library"
                )

    def barrier(self, key: str) -> Barrier:
        """The barrier of that key: one of the process's own, or else a packaged one."""
        for own_barrier in self.own_barriers:
            if own_barrier.key == key:
                return own_barrier
        return barrier(key)

    # Who needs what

    def asked(self, *, on: date) -> tuple[str, ...]:
        """Who has been asked by that day what they need, or has said it unasked; sorted."""
        _fields.a_date("on", on)
        stated = {need.stakeholder for need in self.needs if need.since is None or need.since <= on}
        return tuple(
            sorted(stated | {needs_asked.stakeholder for needs_asked in self.needs_asked if needs_asked.on <= on})
        )

    def arrangements(
        self, *, on: date | None = None, forum: str | None = None, meeting: date | None = None
    ) -> tuple[Arrangement, ...]:
        """What everybody needs at each meeting and whether it was arranged, by day, forum, stakeholder and need.

        `on` leaves out the meetings before that day; `forum` and `meeting` ask about these only. People who were
        never asked have the state `not_asked`: what they need is not known.

        Raises:
            UnknownKeyError: no record names that forum.
        """
        _fields.a_date_or_nothing("on", on)
        _fields.a_date_or_nothing("meeting", meeting)
        if forum is not None:
            met = {attendance.forum for attendance in self.attendances}
            named = met.union(
                record.forum for records in (self.adjustments, self.papers, self.engagements) for record in records
            )
            _fields.all_known("forum", [forum], {key for key in named if key is not None})
        wanted = [
            attendance
            for attendance in self.attendances
            if (on is None or attendance.meeting >= on)
            and forum in {None, attendance.forum}
            and meeting in {None, attendance.meeting}
        ]
        return arranged(self._looked_up, wanted, self.papers)

    def unmet(
        self, *, on: date | None = None, forum: str | None = None, meeting: date | None = None
    ) -> tuple[Arrangement, ...]:
        """The arrangements that are missing, and those that are not known because nobody has asked.

        >>> asked = Support(
        ...     needs=[StatedNeed("members", "hearing_loop")],
        ...     attendances=[Attendance("user-group", date(2026, 5, 12), expected=["members"])],
        ... )
        >>> [str(need) for need in asked.unmet()]
        ['For members, a hearing loop is needed at user-group on 12 May 2026. No arrangement is recorded.']
        """
        lacking = {ArrangementState.UNMET, ArrangementState.NOT_ASKED}
        return tuple(
            arrangement
            for arrangement in self.arrangements(on=on, forum=forum, meeting=meeting)
            if arrangement.state in lacking
        )

    def paper_checks(self, decision_map: DecisionMap | None = None) -> tuple[PaperCheck, ...]:
        """Each paper, whether its reader can use it, and whether it came in time; in the order of the record.

        It is due `reading_days` before the meeting; where that is None, as many days as the forum of the
        *decision_map* asks for in `papers_due`. A paper about a decision without a meeting is due before its day.
        """
        return checked(
            self._looked_up,
            self.papers,
            reading_days=self.reading_days,
            decision_map=_fields.instance_or_nothing("decision_map", DecisionMap, decision_map),
        )

    @cached_property
    def _looked_up(self) -> Needs:
        return Needs(self.needs, self.needs_asked, self.adjustments)

    # What people get back

    def policy(self, on: date) -> ExpensesPolicy | None:
        """The policy in force on that day, or None."""
        from involvement.support.waits import policy_on

        return policy_on(self.policies, _fields.a_date("on", on))

    def expense_waits(self, on: date) -> "tuple[ExpenseWait, ...]":
        """How long every expense claimed by that day took or has waited, longest first."""
        from involvement.support.waits import waits

        return waits(self.expenses, self.policies, _fields.a_date("on", on))

    def untold_payments(self, on: date) -> "tuple[UntoldPayment, ...]":
        """Who had taken part by that day before being told whether they are paid, sorted."""
        from involvement.support.waits import untold

        first: dict[str, date] = {}
        for who, day in self._took_part():
            if day <= _fields.a_date("on", on):
                first[who] = min(first.get(who, day), day)
        return untold(first.items(), (payment_offer for payment_offer in self.offers if payment_offer.on <= on))

    def _took_part(self) -> Iterator[tuple[str, date]]:
        for attendance in self.attendances:
            yield from (
                (who, attendance.meeting)
                for who in (attendance.expected if attendance.attended is None else attendance.attended)
            )
        yield from (
            (engagement.stakeholder, engagement.on)
            for engagement in self.engagements
            if engagement.accepted is not False
        )

    # Who leads, and what is asked of people

    def capacity(self, on: date) -> "Capacity":
        """What the leads have on that day, and what the work takes."""
        from involvement.support.capacities import capacity_on

        return capacity_on(self.leads, self.demands, self.skills_needed, _fields.a_date("on", on))

    def burdens(self) -> "tuple[Burden, ...]":
        """What was asked of each stakeholder in each month, by stakeholder and month."""
        from involvement.support.burdens import burdens

        return burdens(self.attendances, self.papers, self.engagements, self.limits)
