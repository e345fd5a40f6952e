"""
Switches and counts in YAML, however they are written: plain or in quotes.
"""

from debtscan.safe.yaml import Mapping

_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_LONGEST = 9  # digits of a count


def switch(mapping: Mapping, key: str) -> bool | None:
    """
    Return whether *key* is switched on or off, or None where it is missing or no switch.
    """
    return _WORDS.get(mapping.string(key).strip().lower())


def count(mapping: Mapping, key: str) -> int | None:
    """
    Return the whole number under *key*, or None where it is missing, negative, an expression or no number.
    """
    text = mapping.string(key).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
