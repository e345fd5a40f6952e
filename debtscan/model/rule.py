"""
A judgement as data, and one result of it.
"""

from typing import Any

from msgspec import Struct

from debtscan.model.component import ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence, Lang, Severity


class Text(Struct, frozen=True):
    """
    One sentence in each language that debtscan speaks.
    """

    en: str
    ja: str

    def in_(self, lang: Lang) -> str:
        """
        Return the sentence in *lang*.
        """
        return self.ja if lang is Lang.JA else self.en


class Option(Struct, frozen=True):
    """
    A managed option of the catalogue, with the day since which it can be had.
    """

    id: str
    name: str
    vendor: str
    since: str | None  # ISO day, month or year as precise as the source; None = unknown, or too unsure to argue with
    source: str | None


class Rule(Struct, frozen=True):
    """
    One rule of a pack: its id equals its file name.
    """

    id: str
    title: Text
    message: Text  # with {names} that the matcher fills
    why: Text
    first_step: Text
    matcher: str
    params: dict[str, Any]
    severity: Severity
    confidence: Confidence
    options: tuple[Option, ...] = ()


class Waiver(Struct, frozen=True):
    """
    A finding that somebody accepted, with the reason.
    """

    reason: str
    owner: str | None = None
    until: str | None = None


class Finding(Struct, frozen=True):
    """
    One result, complete at birth; the first evidence is the primary one and never missing.
    """

    rule: str
    component: ComponentId | None  # None = about the configuration alone
    message: str
    translations: dict[str, str]  # language -> the same sentence
    severity: Severity
    confidence: Confidence
    fingerprint: str
    evidence: tuple[Evidence, ...]
    waiver: Waiver | None = None

    def __post_init__(self) -> None:
        """
        Refuse a finding that nobody could check.
        """
        if not self.evidence:
            raise ValueError(f"finding of {self.rule} on {self.component} has no evidence")

    def sentence(self, lang: Lang) -> str:
        """
        Return the message in *lang*.
        """
        return self.translations.get(lang.value, self.message)
