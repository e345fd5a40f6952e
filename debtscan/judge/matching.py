"""
What a matcher is, and what it hands back.
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from debtscan.graph.system import SystemGraph
from debtscan.model.component import ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.words import Confidence


class Match(Struct, frozen=True):
    """
    What a rule speaks about: the places that prove it, and the words of the message.
    """

    component: ComponentId | None  # None = about the configuration alone
    evidence: tuple[Evidence, ...]  # the first is the primary one
    values: dict[str, str]  # one for each name of the matcher, the same in every language
    confidence: Confidence | None = None  # None = as the rule says


class Matcher(Struct, frozen=True):
    """
    A function over the graph with its parameters and the names that it fills in a message.
    """

    params: type[Struct]
    names: frozenset[str]
    match: Callable[[SystemGraph, Any], Iterator[Match]]
