"""
The rows and cards of the HTML page: ready words, nothing to work out.
"""

from msgspec import Struct


class Name(Struct, frozen=True):
    """
    A component by name, with the anchor of its row ("" where it has none).
    """

    text: str
    row: str = ""


class Card(Struct, frozen=True):
    """
    One of the biggest debts.
    """

    severity: str
    title: str
    sentence: str
    component: Name
    facts: tuple[str, ...]
    why: str
    first_step: str
    options: tuple[str, ...]
    place: str
    caption: str
    same: int  # number of the card that tells reason and first step; 0 = this one does


class FindingRow(Struct, frozen=True):
    """
    One debt of the table.
    """

    severity: str
    title: str
    sentence: str
    component: Name
    place: str
    accepted: str  # "" = not accepted by anybody


class ComponentRow(Struct, frozen=True):
    """
    One component of the table.
    """

    row: str
    name: str
    kind: str
    built: str
    status: str  # "" = in use
    capability: str
    builder: str
    gone: bool
    operators: str
    born: str
    last_change: str
    uses: int
    used_by: int
    place: str
    declared: tuple[str, ...] = ()  # owner, criticality, and where the owners say so


class CorrectionRow(Struct, frozen=True):
    """
    One word of the owners and what came of it.
    """

    subject: Name
    said: str
    found: str
    outcome: str
    place: str


class MissingRow(Struct, frozen=True):
    """
    A builder who has probably left.
    """

    who: str
    built: int
    last: str
    share: str
    names: tuple[Name, ...]
    more: int


class PersonRow(Struct, frozen=True):
    """
    One person, in the order of arrival: nobody is ranked.
    """

    who: str
    state: str  # left, here, unknown or bot
    share: str
    first: str
    last: str
    reason: str
    built: int


class Question(Struct, frozen=True):
    """
    One question to the predecessor with all references that raise it.
    """

    text: str
    references: tuple[tuple[str, Name, str], ...]  # what, from, where


class LinkRow(Struct, frozen=True):
    """
    One link of the table.
    """

    source: Name
    target: Name
    how: str
    confidence: str
    place: str
