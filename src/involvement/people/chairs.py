"""Chairs of a group: the fewest candidates who meet its profile, or whom to look for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from attrs import field

from involvement import _fields
from involvement._fields import frozen
from involvement.errors import DuplicateKeyError, InvalidValueError, LimitExceeded
from involvement.people.chair_search import Cover, Fit, Lack
from involvement.people.integer_search import Steps
from involvement.people.persons import Person
from involvement.people.profiles import CHARACTERISTIC, Quota, QuotaCount, TargetProfile, people_of
from involvement.references import Ref
from involvement.wording import Fact, Names, Statement, Wording

__all__ = ["BUDGET", "ChairPlan", "Vacancy", "fill_chairs"]

BUDGET = 100_000_000  # numbers that are looked at: some ten seconds
_MOST_TO_FIND = 10_000  # people, each listed with what is asked of them


@frozen
class Vacancy:
    """One person to look for, and the characteristics that are asked of them; all else is open.

    >>> print(Vacancy((("carer", "yes"), ("diabetes", "type-1"))))
    1 person with "carer: yes" and "diabetes: type-1"
    """

    characteristics: tuple[tuple[str, str], ...]

    @property
    def says(self) -> Statement:
        """Whom to look for: a clause."""
        return _to_find(self, 1)

    def __str__(self) -> str:
        return Wording().clause(self.says)


def _to_find(vacancy: Vacancy, number: int) -> Statement:
    characteristics = tuple(Ref("characteristic", characteristic) for characteristic in vacancy.characteristics)
    return Statement(
        "chairs.vacancy",
        {"number": number, "characteristics": characteristics},
        template="{number:person|people} with {characteristics:quoted}",
        sources={"number": CHARACTERISTIC, "characteristics": CHARACTERISTIC},
    )


@frozen
class ChairPlan:
    """How the chairs of a profile can be filled, and who has to be found first.

    Attributes:
        profile: the key of the profile.
        chairs: how many there are; None where no limit is set.
        seated: the people who hold a chair already, by key.
        chosen: the fewest candidates who, with the vacancies, meet every quota for certain, by key; of
            equal choices the one with the first keys.
        vacancies: the fewest people to find besides, so that every quota is met for certain; () where the
            profile is met. None where it cannot be met within the chairs, no matter who is found.
        vacancies_at_least: how many have to be found even if all that is not known turns out well; None
            where it cannot be met even then.
        too_few: the quotas for which there are too few people known, each for itself.
        surplus: the quotas of which those who are seated are too many already.
        crowded: the criteria whose quotas need more people than there are chairs left.
        conflict: quotas that cannot be met together; without any one of them the others could, if there were no end of
            chairs. Only where there are enough people for each quota, and it is known that they do not do.
        chairs_matter: whether with more chairs that conflict would be none.
        names: the titles that the default wording uses; no part of equality, repr or plain data.
    """

    profile: str
    chairs: int | None
    seated: tuple[str, ...]
    chosen: tuple[str, ...]
    vacancies: tuple[Vacancy, ...] | None
    vacancies_at_least: int | None
    too_few: tuple[QuotaCount, ...]
    surplus: tuple[QuotaCount, ...]
    crowded: tuple[str, ...]
    conflict: tuple[Quota, ...]
    chairs_matter: bool
    names: Names = field(factory=dict, eq=False, repr=False, kw_only=True)

    @property
    def met(self) -> bool | None:
        """Whether these people can meet the profile; None where that depends on what is not known of them."""
        if self.vacancies == ():
            return True
        return None if self.vacancies_at_least == 0 else False

    @property
    def free(self) -> int | None:
        """How many chairs stay free for anybody; None where no limit is set."""
        if self.chairs is None:
            return None
        return self.chairs - len(self.seated) - len(self.chosen) - len(self.vacancies or ())

    @property
    def says(self) -> Statement:
        """Whether the profile can be met, by how many people, whom to look for, and what stands against it."""
        result = "never" if self.vacancies is None else "to_find" if self.vacancies else "met"
        if self.vacancies is None and self.vacancies_at_least is not None:
            result = "not_for_certain"
        code = result if self.chairs is None else f"{result}_within"
        return Statement(
            f"chairs.{code}",
            {
                "profile": Ref("profile", self.profile),
                "chairs": self.chairs,
                "people": len(self.seated) + len(self.chosen),
                "number": None if self.vacancies is None else len(self.vacancies),
                "more": tuple(self._found() if self.vacancies is not None else self._why()),
            },
            template=_PLANS[code],
            sources={
                "profile": "TargetProfile.title",
                "chairs": "TargetProfile.chairs",
                "people": "Person.characteristics",
                "number": CHARACTERISTIC,
            },
        )

    def _found(self) -> Iterator[Statement]:
        if self.vacancies:
            vacancies = tuple(_to_find(vacancy, number) for vacancy, number in Counter(self.vacancies).items())
            yield Statement("chairs.look_for", {"vacancies": vacancies}, template="Look for {vacancies:clauses}.")
            if self.vacancies_at_least is not None and self.vacancies_at_least < len(self.vacancies):
                yield _if_all_turns_out_well(self.vacancies_at_least)

    def _why(self) -> Iterator[Statement]:
        if self.vacancies_at_least is not None:
            yield _if_all_turns_out_well(self.vacancies_at_least)
        for count in self.surplus:
            yield _said(
                "chairs.surplus",
                "{have:person who is seated has|people who are seated have} {characteristic:quoted}. At most {most} should.",
                have=count.have,
                characteristic=count.quota.characteristic,
                most=count.quota.at_most,
            )
        if self.chairs is not None and len(self.seated) > self.chairs:
            yield _said(
                "chairs.too_few",
                "{seated:person is|people are} seated, more than there are places.",
                seated=len(self.seated),
            )
        if self.crowded:
            criteria = tuple(Ref("characteristic", name) for name in self.crowded)
            yield _said("chairs.crowded", "The targets for {criteria:quoted} need more places.", criteria=criteria)

    def __str__(self) -> str:
        return Wording(names=self.names).say(self.says)


_PLANS = {
    "met": "{profile:quoted} is met by {people:person|people}. {more:sentences}",
    "met_within": "{profile:quoted} is met by {people:person|people} within {chairs:place}. {more:sentences}",
    "to_find": "{profile:quoted} needs {number:more person|more people} besides {people:person|people}. {more:sentences}",
    "to_find_within": "{profile:quoted} needs {number:more person|more people} besides {people:person|people}, within "
    "{chairs:place}. {more:sentences}",
    "not_for_certain": "{profile:quoted} cannot be met for certain. {more:sentences}",
    "not_for_certain_within": "{profile:quoted} cannot be met for certain within {chairs:place}. {more:sentences}",
    "never": "{profile:quoted} cannot be met, even if more people are found. {more:sentences}",
    "never_within": "{profile:quoted} cannot be met within {chairs:place}, even if more people are found. "
    "{more:sentences}",
}


def _if_all_turns_out_well(number: int) -> Statement:
    """How many are still to be found if the characteristics that are not known turn out well."""
    if not number:
        return Statement(
            "chairs.perhaps_none", template="If all that is not known turns out well, nobody is to be found."
        )
    template = "If all that is not known turns out well, {number:person is|people are} still to be found."
    return _said("chairs.perhaps", template, number=number)


def _said(code: str, template: str, **facts: Fact) -> Statement:
    return Statement(
        code, facts, template=template, sources=dict.fromkeys(facts, (*CHARACTERISTIC, "TargetProfile.chairs"))
    )


def fill_chairs(
    profile: TargetProfile, candidates: Iterable[Person], *, seated: Iterable[Person] = (), budget: int = BUDGET
) -> ChairPlan:
    """Chooses the fewest candidates who meet the profile beside those who are seated, or says who is missing.

    Exact: no smaller choice exists, and no fewer people to find would do. The order of the candidates does not matter.
    Of the people to find, the criteria that come first in the profile ask for as few as can be; how the
    characteristics are joined in one person is one way of several.

    Somebody of whom a criterion is not known meets no quota of it for certain, and may come under each limit.
    To somebody who has to be found, or of whom a criterion is not known, it gives one value of each criterion
    at most.

    Args:
        profile: the quotas, and how many chairs.
        candidates: who might be asked.
        seated: who stays in any case.
        budget: how many numbers the search may look at.

    Raises:
        LimitExceeded: more than 10,000 people would have to be found, or the search would take more than the budget.
            Twenty-five chairs, ten criteria and some ninety candidates who are all different take seconds; with quotas
            that leave no room it may be too many.

    References:
        Diabetes UK, Making Involvement Happen: draw the table with its chairs, and assign them until balanced.

    >>> profile = TargetProfile("table", [Quota("carer", "yes", at_least=1), Quota("sex", "f", at_least=2)], chairs=2)
    >>> anna, bert = Person("a", {"carer": "no", "sex": "f"}), Person("b", {"carer": "yes", "sex": "m"})
    >>> print(fill_chairs(profile, [anna, bert]))
    "table" needs 1 more person besides 1 person, within 2 places. Look for 1 person with "carer: yes" and "sex: f".
    """
    if not isinstance(profile, TargetProfile):
        raise InvalidValueError("profile", "a TargetProfile")
    if not _fields.is_count(budget):
        raise InvalidValueError("budget", "a whole number, 0 or more")
    staying = sorted(people_of("seated", seated), key=_by_key)
    asked = sorted(people_of("candidates", candidates), key=_by_key)
    if {person.key for person in staying} & {person.key for person in asked}:
        raise DuplicateKeyError("person", "", "candidates and seated")  # no error says the key of a person
    return _Filling(profile, staying, asked, Steps(budget, profile.key)).plan()


class _Filling:
    """One question: the profile, the people, and what the quotas lack for certain and at best."""

    def __init__(self, profile: TargetProfile, seated: list[Person], asked: list[Person], steps: Steps) -> None:
        self.profile = profile
        self.seated = seated
        self.asked = asked
        self.steps = steps
        self.names = list(dict.fromkeys(quota.criterion for quota in profile.quotas))
        self.criteria = tuple(
            tuple(number for number, quota in enumerate(profile.quotas) if quota.criterion == name)
            for name in self.names
        )
        self.left = None if profile.chairs is None else profile.chairs - len(seated)

    def plan(self) -> ChairPlan:
        counts = self.profile.count([*self.seated, *self.asked])
        here = self.profile.count(self.seated)
        certain, people = self._lack(here, certain=True), [self._fit(person, certain=True) for person in self.asked]
        slack = self._slack(certain, people)
        at_best = None if slack is None else max(slack, default=0)
        if at_best != 0:
            at_best = self._found(
                self._lack(here, certain=False), [self._fit(person, certain=False) for person in self.asked]
            )
        chosen: tuple[int, ...] = ()
        vacancies: tuple[Vacancy, ...] | None = None
        if slack is not None:
            chosen = self._choice(certain, people, slack)
            vacancies = self._vacancies(certain, [people[place] for place in chosen])
        too_few = tuple(count for count in counts if count.missing)
        conflict: tuple[Quota, ...] = ()
        chairs_matter = False
        if at_best != 0 and not too_few:
            conflict, chairs_matter = self._conflict(certain, people)
        left = self.left
        return ChairPlan(
            profile=self.profile.key,
            chairs=self.profile.chairs,
            seated=tuple(person.key for person in self.seated),
            chosen=tuple(self.asked[place].key for place in chosen),
            vacancies=vacancies,
            vacancies_at_least=at_best,
            too_few=too_few,
            surplus=tuple(count for count in here if count.surplus),
            crowded=tuple(
                name
                for number, name in enumerate(self.names)
                if left is not None and certain.of_criterion(number) > max(left, 0)
            ),
            conflict=conflict,
            chairs_matter=chairs_matter,
            names={Ref("profile", self.profile.key): str(self.profile)}.get,
        )

    def _lack(self, here: tuple[QuotaCount, ...], *, certain: bool) -> Lack:
        needs = tuple(max(0, count.quota.at_least - count.have) for count in here)
        rooms = tuple(
            None if (most := count.quota.at_most) is None else most - count.have - (count.unknown if certain else 0)
            for count in here
        )
        wild = tuple(
            0 if certain else sum(person.values(name) is None for person in self.seated) for name in self.names
        )
        return Lack(needs, rooms, self.criteria, wild)

    def _fit(self, person: Person, *, certain: bool) -> Fit:
        known = {name: person.values(name) for name in self.names}
        gives = []
        loads = []
        for number, quota in enumerate(self.profile.quotas):
            values = known[quota.criterion]
            if values is not None and quota.value in values:
                gives.append(number)
            if quota.at_most is not None and (certain if values is None else quota.value in values):
                loads.append(number)
        wild = () if certain else tuple(number for number, name in enumerate(self.names) if known[name] is None)
        return Fit(tuple(gives), tuple(loads), wild)

    def _slack(self, lack: Lack, people: list[Fit]) -> list[int] | None:
        """How many each criterion has to lack, those first in the profile as few as can be; None where none will do."""
        found = self._found(lack, people)
        if not found:
            return None if found is None else [0] * len(self.names)
        cover = Cover(lack, people, chairs=self._besides(found), steps=self.steps, open_ended=True)
        slack = [found] * len(self.names)
        for number in range(len(slack)):
            cover.leave_open(number, found)
        for number in range(len(slack)):
            for fewer in range(_short(lack, people, number), found):
                cover.leave_open(number, fewer)
                if cover.can_be():
                    slack[number] = fewer
                    break
            cover.leave_open(number, slack[number])
        return slack

    def _found(self, lack: Lack, people: list[Fit]) -> int | None:
        """How many have to be found at least; None where nobody's coming helps."""
        if (self.left is not None and self.left < 0) or any(room is not None and room < 0 for room in lack.rooms):
            return None
        first = max((_short(lack, people, number) for number in range(len(self.names))), default=0)
        if not first:
            if Cover(lack, people, chairs=self.left, steps=self.steps).can_be():
                return 0
            first = 1
        cover = Cover(lack, people, chairs=self.left, steps=self.steps, open_ended=True)
        # When as many are found as a criterion needs, nobody else has to come: more would not help.
        most = max((lack.of_criterion(number) for number in range(len(self.names))), default=0)
        for coming in range(first, (most if self.left is None else min(most, self.left)) + 1):
            cover.seat(self._besides(coming))
            for number in range(len(self.names)):
                cover.leave_open(number, coming)
            if cover.can_be():
                return coming
        return None

    def _besides(self, found: int) -> int | None:
        return None if self.left is None else self.left - found

    def _choice(self, lack: Lack, people: list[Fit], slack: list[int]) -> tuple[int, ...]:
        """The places of the fewest people who leave no more open than that, the first of equal choices."""
        found = max(slack, default=0)
        cover = Cover(lack, people, chairs=self._besides(found), steps=self.steps, open_ended=found > 0)
        needed = 0
        for number, criterion in enumerate(self.criteria):
            if found:
                cover.leave_open(number, slack[number])
            most = max([1, *(sum(quota in criterion for quota in fit.gives) for fit in people)])
            needed = max(needed, -(-(lack.of_criterion(number) - slack[number]) // most))
        return cover.fewest(needed)

    def _vacancies(self, lack: Lack, chosen: list[Fit]) -> tuple[Vacancy, ...]:
        """The people to find: what is left open under each criterion, joined in as few people as can be."""
        filled = Counter(quota for fit in chosen for quota in fit.gives)
        columns = []
        for criterion in self.criteria:
            quotas = [(self.profile.quotas[number], lack.needs[number] - filled[number]) for number in criterion]
            if sum(left for _, left in quotas) > _MOST_TO_FIND:
                raise LimitExceeded("people to find", _MOST_TO_FIND, f"target profile {self.profile.key!r}")
            columns.append([(quota.criterion, quota.value) for quota, left in quotas for _ in range(left)])
        rows = zip_longest(*columns)
        return tuple(
            Vacancy(tuple(characteristic for characteristic in row if characteristic is not None)) for row in rows
        )

    def _conflict(self, lack: Lack, people: list[Fit]) -> tuple[tuple[Quota, ...], bool]:
        """Quotas that cannot be met together and of which none can be left out, and whether that is due to the chairs."""
        cover = Cover(lack, people, chairs=None, steps=self.steps)
        chairs_matter = cover.can_be()
        if chairs_matter:
            cover.seat(self.left)
        conflict = []
        for number, quota in enumerate(self.profile.quotas):
            before = cover.forget(number)
            if cover.can_be():
                cover.recall(number, before)
                conflict.append(quota)
        return tuple(conflict), chairs_matter


def _short(lack: Lack, people: list[Fit], number: int) -> int:
    """How many one criterion lacks even if everybody came."""
    own = lack.criteria[number]
    there = {quota: sum(quota in fit.gives for fit in people) for quota in own}
    wild = lack.wild[number] + sum(number in fit.wild for fit in people)
    return max(0, sum(max(0, lack.needs[quota] - there[quota]) for quota in own) - wild)


def _by_key(person: Person) -> str:
    return person.key
