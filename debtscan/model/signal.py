"""
What spoke for and against each property of a component, as the linker weighed it.
"""

from enum import StrEnum

from msgspec import Struct

from debtscan.model.evidence import Evidence


class Aspect(StrEnum):
    """
    A property of a component that is judged from several signals.
    """

    KIND = "kind"
    BUILT = "built"
    STATUS = "status"
    CAPABILITY = "capability"


class Why(StrEnum):
    """
    Why something speaks for a value; renderers hold the sentence for each.
    """

    FOUND = "found"  # the thing itself stands at the place
    OWN_CODE = "own_code"  # the estate holds the code, or the recipe that packs it
    FORKED = "forked"  # its recipe takes in somebody else's source
    CATALOGUE = "catalogue"  # the catalogue knows the image, chart, resource or API as somebody else's
    UNLISTED = "unlisted"  # no catalogue knows the API
    UNKNOWN_IMAGE = "unknown_image"  # an expression that says neither whose it is
    OWN_REGISTRY = "own_registry"  # pulled from a registry or namespace of the owner's
    PUBLIC_IMAGE = "public_image"  # everybody can pull it
    CONFIGURED = "configured"  # a product that does nothing without the owner's configuration
    WRAPS = "wraps"  # installs charts of others with itself
    SWITCHED_OFF = "switched_off"  # no values switch it on
    REHEARSAL = "rehearsal"  # runs only where people try things
    REFERENCE = "reference"  # nothing but a reference speaks of it
    BEHAVIOUR = "behaviour"  # what its program does: serves, operates, keeps time
    SCHEDULE = "schedule"  # it runs at times, or to an end
    IMPORTED = "imported"  # several components import it
    PURPOSE = "purpose"  # what the words of its API, or of the API that it serves, speak of
    NAME = "name"  # a word of its name
    FOLDER = "folder"  # a word of its folder
    KIND = "kind"  # what things of its kind are for
    TECHNOLOGY = "technology"  # what its code uses
    DECLARED = "declared"  # the owners say so in the configuration


class Signal(Struct, frozen=True):
    """
    One observation that speaks for one value.
    """

    value: str  # a kind, an origin, a status or a capability
    why: Why
    detail: str = ""  # the word, product or technology
    evidence: Evidence | None = None  # None = no single place shows it


class Weighed(Struct, frozen=True, rename={"for_": "for"}):
    """
    The signals for the value that was chosen, and those for another one.
    """

    for_: tuple[Signal, ...] = ()
    against: tuple[Signal, ...] = ()


class Signals(Struct, frozen=True):
    """
    What was weighed for each property; all empty in results that were kept before there were signals.
    """

    kind: Weighed = Weighed()
    built: Weighed = Weighed()
    status: Weighed = Weighed()
    capability: Weighed = Weighed()
