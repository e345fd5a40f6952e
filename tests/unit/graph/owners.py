"""
Short ways to say what the owners of the estate in `estate` say about it.
"""

from typing import Any

from debtscan.graph.link import Linked, link
from debtscan.model.correction import ComponentCorrection, Corrections, LinkCorrection
from debtscan.model.estate import SourceFile
from debtscan.model.evidence import Evidence
from debtscan.model.words import How
from tests.unit.graph.estate import CATALOG, repo

Said = ComponentCorrection | LinkCorrection


def place(line: int) -> Evidence:
    """
    Return a place in the configuration.
    """
    return Evidence("shop", "debtscan.toml", line, f"table:{line}", "declared")


def about(line: int = 1, **says: Any) -> ComponentCorrection:  # noqa: ANN401 - the fields of a table
    """
    Return a [[component]] table.
    """
    return ComponentCorrection(place=place(line), **says)


def add(source: str, target: str, how: How = How.CALL, line: int = 1) -> LinkCorrection:
    """
    Return a link that the owners add.
    """
    return LinkCorrection(place(line), False, source, target, how)


def drop(source: str, target: str, how: How | None = None, line: int = 1) -> LinkCorrection:
    """
    Return a link that the owners drop.
    """
    return LinkCorrection(place(line), True, source, target, how)


def corrected(files: tuple[SourceFile, ...], *said: Said) -> Linked:
    """
    Return one repository "shop" linked and corrected.
    """
    tables = tuple(one for one in said if isinstance(one, ComponentCorrection))
    links = tuple(one for one in said if isinstance(one, LinkCorrection))
    return link((repo("shop", *files),), CATALOG, Corrections(tables, links))


def outcomes(result: Linked) -> list[tuple[str, str, str | None]]:
    """
    Return key, outcome and component of each word.
    """
    return [(one.key, one.outcome.value, one.component) for one in result.corrections]
