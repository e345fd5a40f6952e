"""
No bare number leaves debtscan: an interval and the reason for it go along.
"""

from msgspec import Struct


class Basis(Struct, frozen=True):
    """
    How an estimate was made: the method by name, how many observations, and the history grade behind it.
    """

    method: str
    n: int | None = None
    history: str | None = None


class Estimate(Struct, frozen=True):
    """
    A value with its interval (95 % unless the basis says otherwise); None when debtscan cannot say.
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str  # share, days, days/month, hours, months, a currency, or times (a lift)
    basis: Basis
