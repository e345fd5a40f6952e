"""
The index: the share of operations in all effort, in whole and by component, team and month.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from msgspec import Struct

from debtscan.measure.commit_hours import HEADLINE, hours_of
from debtscan.measure.shares import Piece, share_of
from debtscan.model.component import PersonId
from debtscan.model.effort_index import Band, EffortIndex, ExtraEffort, ExtraKind, Judged, Share, WeightedShare, Weights
from debtscan.model.estimate import Estimate

DAY = 86_400


class Bands(Struct, frozen=True):
    """
    Shares at which a band begins: a convention after the limit that SRE teams set themselves, backed by no study.
    """

    watch: float = 0.33
    over: float = 0.50


class Basics(Struct, frozen=True):
    """
    What an index is made of besides the commits; *extra* has ids, not words, for persons and components.
    """

    grade: str
    teams: Mapping[PersonId, str] = {}
    extra: tuple[ExtraEffort, ...] = ()
    bands: Bands = Bands()


class _Part(Struct, frozen=True, gc=False):
    """
    The effort of one commit, or of one row of the table of extra effort.
    """

    piece: Piece
    components: tuple[str, ...]
    person: str | None
    when: int


def index_of(judged: Sequence[Judged], basics: Basics) -> EffortIndex:
    """
    Return the index of *judged*; bots count only in the figure that says so.
    """
    humans = [one for one in judged if not one.bot]
    extra = list(_extra(basics.extra))
    parts = [*_parts(humans, HEADLINE), *extra]
    share = _share(parts, HEADLINE.value, basics)
    ways = {weights: [*_parts(humans, weights), *extra] for weights in Weights if weights is not HEADLINE}
    bots = [*_parts([one for one in judged if one.bot], HEADLINE), *parts]
    return EffortIndex(
        share=share,
        band=band_of(share, basics.bands),
        with_bots=_share(bots, "bots", basics) if len(humans) < len(judged) else share,
        bots=len(judged) - len(humans),
        sensitivity=tuple(
            WeightedShare(weights, _share(ways[weights], weights.value, basics) if weights in ways else share)
            for weights in Weights
        ),
        components=_shares(parts, _components, "component", basics),
        teams=_shares(parts, lambda part: _team(part, basics.teams), "team", basics),
        months=tuple(sorted(_shares(parts, _month, "month", basics), key=lambda share: share.of)),
        extra_hours=sum(row.hours for row in basics.extra),
    )


def band_of(share: Estimate, bands: Bands) -> Band:
    """
    Return where *share* stands, by its interval: over only when all of it is, sound only when none of it may be over.
    """
    if share.value is None or share.low is None or share.high is None:
        return Band.UNKNOWN
    if share.low > bands.over:
        return Band.OVER
    return Band.SOUND if share.value < bands.watch and share.high <= bands.over else Band.WATCH


def month_of(when: int) -> str:
    """
    Return the month (UTC) of a moment, as 2024-02.
    """
    return _month_of_day(when // DAY)


@lru_cache(maxsize=20_000)
def _month_of_day(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m")


def _parts(judged: Sequence[Judged], weights: Weights) -> Iterator[_Part]:
    for one, hours in zip(judged, hours_of(judged, weights), strict=True):
        piece = Piece((one.author, one.when // DAY), hours, hours * one.p_ops)
        yield _Part(piece, one.components, one.author, one.when)


def _extra(rows: Sequence[ExtraEffort]) -> Iterator[_Part]:
    for row in rows:
        ops = 0.0 if row.kind is ExtraKind.DEVELOPMENT else row.hours
        piece = Piece((row.person or "", row.when // DAY), row.hours, ops)
        yield _Part(piece, (row.component,) if row.component else (), row.person, row.when)


Keys = Iterator[tuple[str, float]]  # where a part belongs, and how much of it


def _components(part: _Part) -> Keys:
    for component in part.components:
        yield component, 1 / len(part.components)


def _team(part: _Part, teams: Mapping[PersonId, str]) -> Keys:
    team = teams.get(PersonId(part.person)) if part.person else None
    if team is not None:
        yield team, 1.0


def _month(part: _Part) -> Keys:
    yield month_of(part.when), 1.0


def _shares(parts: Sequence[_Part], keys: Callable[[_Part], Keys], what: str, basics: Basics) -> tuple[Share, ...]:
    """
    Return the share of each key, those with most effort first.
    """
    found: dict[str, list[Piece]] = defaultdict(list)
    for part in parts:
        for key, much in keys(part):
            found[key].append(Piece(part.piece.cluster, part.piece.hours * much, part.piece.ops * much))
    total = sum(part.piece.hours for part in parts)
    hours = {key: sum(piece.hours for piece in pieces) for key, pieces in found.items()}
    return tuple(
        Share(key, len(found[key]), share_of(found[key], f"{what}:{key}", basics.grade), round(hours[key] / total, 3))
        for key in sorted(found, key=lambda key: (-hours[key], key))
    )


def _share(parts: Sequence[_Part], seed: str, basics: Basics) -> Estimate:
    return share_of((part.piece for part in parts), seed, basics.grade)
