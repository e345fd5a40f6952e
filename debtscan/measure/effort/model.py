"""
The linear model: weights of named signals and of hashed pieces of words, and how they are added up.
"""

from collections.abc import Mapping
from math import exp, fsum

import msgspec
from msgspec import Struct

from debtscan.measure.effort.grams import Grams
from debtscan.model.effort import Judgement, Signal

SCHEMA = "debtscan.effort-model/1"
MESSAGE = "words of the message"
REST = "all other signals"
BASE = "before any signal"
_SHOWN = 8


class Training(Struct, frozen=True):
    """
    Where the weights come from.
    """

    commit: str  # of debtscan, when signals or script last changed
    seed: int
    labels: dict[str, str]  # digest of each folder of labels
    rows: int
    penalty: float  # scikit-learn's C
    gram_scale: float  # how much more than a signal a piece of a word may weigh
    borderline: float  # weight of a label that another reading of the guide would change


class Model(Struct, frozen=True):
    """
    The weights, by name and by number of the hash.
    """

    schema: str
    version: str  # a digest of all that follows
    training: Training
    intercept: float
    signals: dict[str, float]
    grams: tuple[float, ...]

    def judge(self, signals: Mapping[str, float], grams: Grams) -> Judgement:
        """
        Return the probability of operations, and the signals that weigh most; the others are added up.
        """
        known = self.signals
        parts = [(known[name] * value, name) for name, value in signals.items() if name in known]
        parts.append((grams.weight * sum(map(self.grams.__getitem__, grams.bins)), MESSAGE))
        parts.sort(key=_weightiest)
        shown = parts[:_SHOWN]
        logit = self.intercept + fsum([weight for weight, _ in parts])
        rest = logit - self.intercept - sum([weight for weight, _ in shown])
        reasons = tuple(
            Signal(name, round(weight, 3)) for weight, name in (*shown, (rest, REST), (self.intercept, BASE))
        )
        return Judgement(round(1 / (1 + exp(-max(-30.0, min(30.0, logit)))), 4), reasons)


def _weightiest(part: tuple[float, str]) -> tuple[float, str]:
    return -abs(part[0]), part[1]


def read_model(data: bytes) -> Model:
    """
    Return the model in *data* (JSON).
    """
    model = msgspec.json.decode(data, type=Model)
    if model.schema != SCHEMA:
        raise ValueError(f"effort model: {model.schema!r} is not {SCHEMA!r}")
    return model
