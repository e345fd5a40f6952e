"""
One sentence in both languages.
"""

from msgspec import Struct


class Entry(Struct, frozen=True):
    """
    One sentence in both languages; *one* is the English form for n = 1 where it differs. Japanese has no plural.
    """

    en: str
    ja: str
    one: str | None = None
