"""
The judgement of all commits of one history: each is seen with what came before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct

from debtscan.measure.effort.cases import adds, corrects
from debtscan.measure.effort.grams import Grams, grams
from debtscan.measure.effort.model import Model
from debtscan.measure.effort.said import is_release
from debtscan.measure.effort.signals import signals
from debtscan.measure.effort.trail import Doing, Trail
from debtscan.measure.effort.words import read_message
from debtscan.model.component import PersonId
from debtscan.model.effort import Judgement
from debtscan.model.history import Change, History


class Work(Struct, frozen=True, gc=False):
    """
    One non-merge commit with its author.
    """

    change: Change
    person: PersonId
    bot: bool
    key: bytes  # of this commit and all before it: equal keys have equal judgements


class Features(Struct, frozen=True):
    """
    What the model sees of one commit.
    """

    signals: dict[str, float]
    grams: Grams


def works(history: History, persons: Sequence[PersonId], bots: frozenset[PersonId]) -> tuple[Work, ...]:
    """
    Return the non-merge commits of *history*, oldest first; *persons* says who each of its authors is.
    """
    return tuple(_works(history, persons, bots))


def _works(history: History, persons: Sequence[PersonId], bots: frozenset[PersonId]) -> Iterator[Work]:
    key = b""
    for change in history.changes:
        if not change.merge:
            person = persons[change.person]
            bot = person in bots
            text = f"{change.commit} {person} {bot} {change.tagged} {len(change.paths)}"
            key = blake2b(key + text.encode("ascii"), digest_size=16).digest()
            yield Work(change, person, bot, key)


def judge(found: Sequence[Work], model: Model, known: Mapping[bytes, Judgement] | None = None) -> Iterator[Judgement]:
    """
    Yield the judgement of each of *found*, in order; those already *known* by key are taken as they are.
    """
    known = known or {}
    if all(work.key in known for work in found):
        yield from (known[work.key] for work in found)
        return
    for work, features in seen(found, frozenset(known)):
        yield known[work.key] if features is None else model.judge(features.signals, features.grams)


def seen(found: Sequence[Work], skipped: frozenset[bytes] = frozenset()) -> Iterator[tuple[Work, Features | None]]:
    """
    Yield each of *found* with its features, None for the keys that are *skipped*.
    """
    trail = Trail()
    for work in found:
        change = work.change
        message = read_message(change.subject, change.body)
        doing = Doing(
            person=work.person,
            words=frozenset(message.subject),
            bot=work.bot,
            release=is_release(change, message),
            adds=adds(message) and not corrects(message),
        )
        features = None
        if work.key not in skipped:
            before = trail.before(change, doing)
            features = Features(signals(change, message, before, bot=work.bot), grams(message))
        yield work, features
        trail.step(change, doing)
