"""
What owners say about the map, and what came of each word of it.
"""

from enum import StrEnum

from msgspec import Struct

from debtscan.model.component import ComponentId
from debtscan.model.evidence import Evidence
from debtscan.model.words import Built, Criticality, How, Kind, Status


class Part(Struct, frozen=True):
    """
    One of the components that a component is split into; *path* is where its files lie.
    """

    name: str
    path: str
    kind: Kind | None = None  # None = that of the whole


class ComponentCorrection(Struct, frozen=True, kw_only=True):
    """
    One [[component]] table: which components it means (*id*, or *path* in *repo*), and what they are.
    """

    place: Evidence
    id: str | None = None
    path: str | None = None
    repo: str | None = None  # None = whichever
    name: str | None = None
    kind: Kind | None = None
    built: Built | None = None
    capability: str | None = None
    status: Status | None = None
    owner: str | None = None
    criticality: Criticality | None = None
    merge_into: str | None = None
    split: tuple[Part, ...] = ()


class LinkCorrection(Struct, frozen=True):
    """
    One link that is added, or dropped; components by id or name.
    """

    place: Evidence
    drop: bool
    source: str
    target: str
    how: How | None  # None = any, of a link that is dropped


class Corrections(Struct, frozen=True):
    """
    All corrections of one configuration, in the order in which they stand.
    """

    components: tuple[ComponentCorrection, ...] = ()
    links: tuple[LinkCorrection, ...] = ()


class Outcome(StrEnum):
    """
    What came of a correction.
    """

    APPLIED = "applied"
    UNUSED = "unused"  # nothing fits it
    AMBIGUOUS = "ambiguous"  # it is for one, and fits several
    REDUNDANT = "redundant"  # debtscan found the same by itself
    CONTRADICTED = "contradicted"  # applied, but the files say otherwise


class Correction(Struct, frozen=True):
    """
    One word of a correction and what came of it.
    """

    place: Evidence
    subject: str  # the component or link that it names
    key: str  # "kind", "merge_into", "add" ...; "match" of a table that nothing fits
    outcome: Outcome
    value: str | None = None  # what it says; None for an owner, who may be a person
    found: str | None = None  # what debtscan found by itself
    component: ComponentId | None = None
    matches: int = 1  # components that fit it
    closest: str | None = None  # the id most like what nothing fits
    against: tuple[Evidence, ...] = ()  # what contradicts it
