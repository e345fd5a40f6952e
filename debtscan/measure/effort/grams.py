"""
The words and pieces of words of a message as numbers below a bound: hashed, so that no text has to be kept.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from debtscan.measure.effort.words import Message

BINS = 1 << 13
_CJK_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u3005]+")


class Grams(NamedTuple):
    """
    Hashed pieces, each once, and the one weight that all of them have: together they have length 1.
    """

    bins: tuple[int, ...]
    weight: float


def grams(message: Message) -> Grams:
    """
    Return the hashed pieces of *message*: words, pairs and pieces of words of the subject, words of the body.
    """
    found: list[int] = []
    for word in message.subject:
        found += _of_word(word)
    found += (_bin(f"2:{one} {two}") for one, two in pairwise(message.subject))
    for run in _CJK_RUN.findall(message.japanese):
        for size in (2, 3):
            found += (_bin(f"j:{run[at : at + size]}") for at in range(len(run) - size + 1))
    found += (_bin(f"b:{word}") for word in dict.fromkeys(message.body))
    bins = tuple(dict.fromkeys(found))
    return Grams(bins, len(bins) ** -0.5 if bins else 0.0)


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> tuple[int, ...]:
    if word.isdigit():
        return ()
    padded = f"<{word}>"
    pieces = (padded[at : at + size] for size in (3, 4) for at in range(len(padded) - size + 1))
    return (_bin(f"1:{word}"), *(_bin(f"c:{piece}") for piece in pieces))


def _bin(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) % BINS
