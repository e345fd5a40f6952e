"""
Operating what others built: shares of operations effort by who built the thing, and when it changed hands.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from msgspec import Struct

from debtscan.history.dates import DAY, iso_day
from debtscan.measure.commit_hours import hours_of
from debtscan.measure.shares import Piece, share_of
from debtscan.model.component import ComponentId, PersonId
from debtscan.model.effort_index import HandOver, Inherited, Judged
from debtscan.model.estimate import Estimate

FEWEST = 5  # commits on either side of a hand-over
SURE = 8.0  # log likelihood ratio: chance alone gets there in about one component of a thousand


class Builders(Struct, frozen=True):
    """
    Who built each component, and how likely each person is gone.
    """

    of: Mapping[ComponentId, PersonId]
    gone: Mapping[PersonId, float] = {}


class _Piece(Struct, frozen=True, gc=False):
    """
    The operations effort of one commit on one component.
    """

    component: ComponentId
    author: PersonId
    when: int
    hours: float


def inherited_by_team(
    judged: Sequence[Judged], builders: Builders, teams: Mapping[PersonId, str], grade: str
) -> tuple[Inherited, ...]:
    """
    Return for each team how much of its operations effort went into what others built, most effort first.
    """
    return _inherited(judged, builders, lambda piece: teams.get(piece.author), grade)


def inherited_by_component(judged: Sequence[Judged], builders: Builders, grade: str) -> tuple[Inherited, ...]:
    """
    Return for each component how much of the operations effort on it is of others than its builder.
    """
    return _inherited(judged, builders, lambda piece: piece.component, grade)


def hand_overs(judged: Sequence[Judged], builders: Builders) -> tuple[HandOver, ...]:
    """
    Return when components passed from their builder to others, the earliest first; most never did.
    """
    commits: dict[ComponentId, list[Judged]] = defaultdict(list)
    for one in judged:
        if not one.bot:
            for component in one.components:
                commits[component].append(one)
    found = (
        _hand_over(component, builders.of[component], commits[component])
        for component in commits
        if component in builders.of
    )
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, one.component)))


def _inherited(
    judged: Sequence[Judged], builders: Builders, key: Callable[[_Piece], str | None], grade: str
) -> tuple[Inherited, ...]:
    groups: dict[str, list[_Piece]] = defaultdict(list)
    for piece in _pieces(judged):
        if (of := key(piece)) is not None:
            groups[of].append(piece)
    developed = _developed(judged)
    hours = {of: sum(piece.hours for piece in pieces) for of, pieces in groups.items()}
    order = sorted(groups, key=lambda of: (-hours[of], of))
    return tuple(_of_group(of, groups[of], builders, developed, grade) for of in order)


def _of_group(
    of: str, pieces: Sequence[_Piece], builders: Builders, developed: frozenset[tuple[str, str]], grade: str
) -> Inherited:
    def share(part: Callable[[_Piece], float], which: Sequence[_Piece], seed: str) -> Estimate:
        weighed = (Piece((p.author, p.when // DAY), p.hours, p.hours * part(p)) for p in which)
        return share_of(weighed, f"{seed}:{of}", grade, judge_error=0)

    def is_other(piece: _Piece) -> float:
        return float(builders.of[piece.component] != piece.author)

    known = [piece for piece in pieces if piece.component in builders.of]
    total = sum(piece.hours for piece in pieces)
    unknown = 1 - sum(piece.hours for piece in known) / total if total else 0.0
    return Inherited(
        of=of,
        others=share(is_other, known, "others"),
        departed=share(lambda p: is_other(p) * builders.gone.get(builders.of[p.component], 0.0), known, "departed"),
        janitor=share(lambda p: float((p.author, p.component) not in developed), pieces, "janitor"),
        unknown=round(unknown, 3),
    )


def _pieces(judged: Sequence[Judged]) -> Iterator[_Piece]:
    humans = [one for one in judged if not one.bot and one.components]
    hours = dict(zip((one.commit for one in judged), hours_of(judged), strict=True))
    for one in humans:
        for component in one.components:
            yield _Piece(component, one.author, one.when, hours[one.commit] * one.p_ops / len(one.components))


def _developed(judged: Sequence[Judged]) -> frozenset[tuple[str, str]]:
    """
    Return who ever developed what: with a commit that was more likely development than operations.
    """
    return frozenset(
        (one.author, component)
        for one in judged
        if one.p_ops < 0.5  # noqa: PLR2004 - more likely than not
        for component in one.components
    )


def _hand_over(component: ComponentId, builder: PersonId, commits: Sequence[Judged]) -> HandOver | None:
    """
    Return the day at which two shares of the builder, one before and one after, explain the commits best.
    """
    ordered = sorted(commits, key=lambda one: (one.when, one.commit))
    own = [one.author == builder for one in ordered]
    total, n = sum(own), len(own)
    best, at, before = 0.0, 0, 0
    seen = sum(own[: FEWEST - 1])
    for cut in range(FEWEST, n - FEWEST + 1):
        seen += own[cut - 1]
        gain = _likelihood(seen, cut) + _likelihood(total - seen, n - cut) - _likelihood(total, n)
        if gain > best and seen / cut > 0.5 > (total - seen) / (n - cut):  # noqa: PLR2004 - from most to less than half
            best, at, before = gain, cut, seen
    if best < SURE:
        return None
    after = (total - before) / (n - at)
    return HandOver(component, builder, iso_day(ordered[at].when), round(before / at, 3), round(after, 3))


def _likelihood(successes: int, n: int) -> float:
    return sum(count * log(count / n) for count in (successes, n - successes) if count)
