"""Tallies: the answers of one party's many respondents as one position."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import field

from involvement import _fields
from involvement._fields import Exact, frozen
from involvement.errors import InvalidValueError, UnknownKeyError
from involvement.people import Side
from involvement.rankings.positions import Priorities
from involvement.references import Ref, is_key
from involvement.wording import Fact, Statement, Wording

__all__ = ["Tally"]

Response = TypeVar("Response")

_BY_PLACE = (
    "The first of each list has {points:point}, each next one fewer. Those that one respondent puts equal share the points of "
    "their places."
)


@frozen(cache_hash=True)
class Tally:
    """What the respondents of one party say together: the first stage of the James Lind Alliance's method.

    However many they are, together they are one position: `priorities()`. Responses are given in the order in which they
    came in, *sources* likewise: an opaque key of who sent each, or None. A second response from one source is noted in
    `duplicates` and not counted.

    Attributes:
        stakeholder: the party.
        respondents: how many responses count.
        totals: for each issue its points, by points, then by key.
        answers: for each issue how many spoke of it, in the same order.
        duplicates: the numbers of the responses that do not count, the first response being 0.
        counted_as: what was added up, and what is done about ties: a statement.

    >>> tally = Tally.of_rankings("members", [["evenings", "letters"], ["letters"], ["letters", "parking"]])
    >>> [(issue, int(points)) for issue, points in tally.totals]
    [('letters', 29), ('evenings', 10), ('parking', 9)]
    """

    stakeholder: str = field(validator=_fields.key)
    respondents: int
    totals: tuple[tuple[str, Fraction], ...] = field(repr=_fields.counted)
    answers: tuple[tuple[str, int], ...] = field(repr=_fields.counted)
    duplicates: tuple[int, ...] = field(repr=_fields.counted)
    counted_as: Statement

    @classmethod
    def of_rankings(
        cls,
        stakeholder: str,
        responses: Iterable[Iterable[str | Iterable[str]]],
        *,
        points: int = 10,
        issues: Iterable[str] = (),
        sources: Iterable[str | None] | None = None,
    ) -> "Tally":
        """Each respondent's first has *points*, the next one fewer, down to 1; the rest have none.

        A response lists issues best first, as many as it likes; a tuple inside is a tie. *issues* are those asked
        about: with them, no other may be named, and one that nobody names has 0.

        References:
            James Lind Alliance. The James Lind Alliance Guidebook, chapter 7: interim priority setting.
        """
        if not _fields.is_count(points) or not points:
            raise InvalidValueError("points", "a whole number, 1 or more")
        asked = _asked(issues)
        counted, duplicates = _once(responses, sources)
        totals: dict[str, Fraction | int] = dict.fromkeys(asked, 0)
        answers = dict.fromkeys(asked, 0)
        for number, response in counted:
            top = points
            for place in _places(number, response):
                if isinstance(place, str):
                    totals[place] = totals.get(place, 0) + max(0, top)
                    answers[place] = answers.get(place, 0) + 1
                    top -= 1
                    continue
                size = len(place)
                with_points = max(0, min(size, top))  # all of the places of a tie have points, some, or none
                each = Fraction(with_points * (2 * top - with_points + 1), 2 * size)
                for issue in place:
                    totals[issue] = totals.get(issue, 0) + each
                    answers[issue] = answers.get(issue, 0) + 1
                top -= size
        said = _counted("places", _BY_PLACE, points=points)
        return _tally(cls, stakeholder, len(counted), totals, answers, duplicates, said, asked)

    @classmethod
    def of_scores(
        cls,
        stakeholder: str,
        responses: Iterable[Mapping[str, int | None]],
        *,
        least: int = 1,
        most: int = 5,
        dont_know: str = "nothing",
        issues: Iterable[str] = (),
        sources: Iterable[str | None] | None = None,
    ) -> "Tally":
        """Each respondent scores issues from *least* to *most*, None for "don't know", and the scores are added.

        By `dont_know="nothing"` a "don't know" and an issue that is passed over add nothing, as in surveys of the James
        Lind Alliance. That ranks what few know low; `"left_out"` takes the mean of the scores that were given.
        """
        if dont_know not in ("nothing", "left_out"):
            raise InvalidValueError("dont_know", "one of nothing, left_out")
        _whole("least", least)
        _whole("most", most)
        asked = _asked(issues)
        counted, duplicates = _once(responses, sources)
        sums = dict.fromkeys(asked, 0)
        answers = dict.fromkeys(asked, 0)
        expected = f"whole numbers from {least} to {most} by issue, None for do not know"
        for number, response in counted:
            for issue, score in _by_issue(number, response, expected):
                if score is None:
                    sums.setdefault(issue, 0)
                    answers.setdefault(issue, 0)
                elif type(score) is int and least <= score <= most:
                    sums[issue] = sums.get(issue, 0) + score
                    answers[issue] = answers.get(issue, 0) + 1
                else:
                    raise InvalidValueError(f"responses[{number}]", expected)
        if dont_know == "nothing":
            template = "Scores from {least} to {most} are added. Those who do not know add nothing."
            said = _counted("scores", template, least=least, most=most)
            return _tally(cls, stakeholder, len(counted), sums, answers, duplicates, said, asked)
        template = "The mean of the scores from {least} to {most} counts. Those who do not know are left out."
        said = _counted("mean", template, least=least, most=most)
        means = {issue: Fraction(total, answers[issue] or 1) for issue, total in sums.items()}
        return _tally(cls, stakeholder, len(counted), means, answers, duplicates, said, asked)

    @classmethod
    def of_approvals(
        cls,
        stakeholder: str,
        responses: Iterable[Iterable[str]],
        *,
        at_most: int | None = None,
        issues: Iterable[str] = (),
        sources: Iterable[str | None] | None = None,
    ) -> "Tally":
        """Each respondent chooses issues, *at_most* so many if that is given, and an issue has a point for each."""
        if at_most is not None:
            _whole("at_most", at_most)
        asked = _asked(issues)
        counted, duplicates = _once(responses, sources)
        totals = dict.fromkeys(asked, 0)
        expected = "keys of issues, each once" + ("" if at_most is None else f", {at_most} at most")
        for number, response in counted:
            chosen = _fields.members(f"responses[{number}]", response)
            if (
                not all(map(is_key, chosen))
                or len(set(chosen)) < len(chosen)
                or (at_most is not None and len(chosen) > at_most)
            ):
                raise InvalidValueError(f"responses[{number}]", expected)
            for issue in chosen:
                totals[issue] = totals.get(issue, 0) + 1
        said = _counted("approvals", "Each issue has a point from each respondent who chose it.")
        return _tally(cls, stakeholder, len(counted), totals, dict(totals), duplicates, said, asked)

    @classmethod
    def of_points(
        cls,
        stakeholder: str,
        responses: Iterable[Mapping[str, int]],
        *,
        each: int,
        issues: Iterable[str] = (),
        sources: Iterable[str | None] | None = None,
    ) -> "Tally":
        """Each respondent has the same number of points, *each*, to give to issues; they are added."""
        _whole("each", each)
        asked = _asked(issues)
        counted, duplicates = _once(responses, sources)
        totals = dict.fromkeys(asked, 0)
        answers = dict.fromkeys(asked, 0)
        expected = f"whole numbers by issue, 0 or more, {each} together at most"
        for number, response in counted:
            left = each
            for issue, points in _by_issue(number, response, expected):
                if not isinstance(points, int) or not _fields.is_count(points) or points > left:
                    raise InvalidValueError(f"responses[{number}]", expected)
                left -= points
                totals[issue] = totals.get(issue, 0) + points
                answers[issue] = answers.get(issue, 0) + 1
        said = _counted("points", "The points that respondents gave are added, at most {each} from each.", each=each)
        return _tally(cls, stakeholder, len(counted), totals, answers, duplicates, said, asked)

    def priorities(self, *, weight: Exact = 1, side: Side | str | None = None) -> Priorities:
        """The one position of all respondents: issues by their points, those with equal points tied."""
        places: dict[Fraction, list[str]] = {}
        for issue, points in self.totals:
            places.setdefault(points, []).append(issue)
        return Priorities(self.stakeholder, [tuple(place) for place in places.values()], weight=weight, side=side)

    @property
    def says(self) -> Statement:
        """How many responses count, how many do not, and how they are counted."""
        facts: dict[str, Fact] = {"again": len(self.duplicates)}
        again = Statement(
            "tally.again",
            facts,
            template="{again:more response|more responses} came from the same sources and {again#does|do} not count.",
            sources={"again": "Tally.duplicates"},
        )
        return Statement(
            "tally",
            {
                "party": Ref("stakeholder", self.stakeholder),
                "responses": self.respondents,
                "more": (*((again,) if self.duplicates else ()), self.counted_as),
            },
            template="{responses:response} of {party} {responses#counts|count}. {more:sentences}",
            sources={"party": "Stakeholder.title", "responses": "Tally.respondents"},
        )

    def __str__(self) -> str:
        return Wording().say(self.says)


def _counted(way: str, template: str, **numbers: int) -> Statement:
    sources = dict.fromkeys(numbers, "Tally.counted_as")
    return Statement(f"tally.{way}", numbers, template=template, sources=sources)


def _whole(where: str, value: object) -> None:
    if not _fields.is_count(value):
        raise InvalidValueError(where, "a whole number, 0 or more")


def _asked(issues: Iterable[str]) -> frozenset[str]:
    found = _fields.members("issues", issues)
    if not all(map(is_key, found)):
        raise InvalidValueError("issues", "keys of issues")
    return frozenset(found)


def _once(
    responses: Iterable[Response], sources: Iterable[str | None] | None
) -> tuple[Sequence[tuple[int, Response]], tuple[int, ...]]:
    """The responses that count, with their numbers, and the numbers of those that came from a source again."""
    found = _fields.listed("responses", responses)
    if sources is None:
        return tuple(enumerate(found)), ()
    senders = _fields.listed("sources", sources)
    if len(senders) != len(found) or not all(sender is None or isinstance(sender, str) for sender in senders):
        raise InvalidValueError("sources", "an opaque key, or None, for each response")
    seen: set[str] = set()
    again: set[int] = set()
    for number, sender in enumerate(senders):
        if sender is not None:
            if sender in seen:
                again.add(number)
            seen.add(sender)
    return tuple(row for row in enumerate(found) if row[0] not in again), tuple(sorted(again))


def _places(number: int, response: Iterable[str | Iterable[str]]) -> list[str | tuple[str, ...]]:
    """The places of a response: an issue alone, or those that tie."""
    where = f"responses[{number}]"
    places = [item if isinstance(item, str) else _tied(where, item) for item in _fields.listed(where, response)]
    named = [issue for place in places for issue in ((place,) if isinstance(place, str) else place)]
    if len(set(named)) < len(named):
        raise InvalidValueError(where, _PLACES)
    return places


_PLACES = "keys of issues, each once; those that are equal in a tuple"


def _tied(where: str, item: Iterable[str]) -> tuple[str, ...]:
    tied = _fields.members(where, item)
    if not tied or not all(map(is_key, tied)):
        raise InvalidValueError(where, _PLACES)
    return tied


def _by_issue(number: int, response: object, expected: str) -> Iterable[tuple[str, object]]:
    if not isinstance(response, Mapping):
        raise InvalidValueError(f"responses[{number}]", expected)
    return response.items()


def _tally(
    make: Callable[..., Tally],
    stakeholder: str,
    respondents: int,
    totals: Mapping[str, Fraction | int],
    answers: Mapping[str, int],
    duplicates: tuple[int, ...],
    said: Statement,
    asked: Collection[str],
) -> Tally:
    if not all(map(is_key, totals)):
        raise InvalidValueError(
            "responses", "keys of issues: text of 1 to 200 printable characters, no space at either end"
        )
    for issue in sorted(totals):
        if asked and issue not in asked:
            raise UnknownKeyError("issue", issue, asked, "responses")
    order = sorted(totals, key=lambda issue: (-totals[issue], issue))
    return make(
        stakeholder,
        respondents,
        tuple((issue, Fraction(totals[issue])) for issue in order),
        tuple((issue, answers[issue]) for issue in order),
        duplicates,
        said,
    )
