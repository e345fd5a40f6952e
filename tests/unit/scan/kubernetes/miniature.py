"""
Small manifests, read in one step.
"""

from textwrap import dedent

from debtscan.model.declaration import Declaration, File, Reading, Reference, Target
from debtscan.model.words import How
from debtscan.scan.readers.kubernetes import READER


def interpreted(text: str, path: str = "app.yaml") -> Reading:
    """
    Return the reading of the manifest *text*, its common indentation taken away.
    """
    return READER.read(File(path, dedent(text).encode()))


def only(reading: Reading) -> Declaration:
    """
    Return the one declaration of *reading*.
    """
    (declaration,) = reading.declarations
    return declaration


def targets(reading: Reading) -> list[Target]:
    """
    Return what *reading* refers to, in order.
    """
    return [reference.target for reference in reading.references]


def ties(reading: Reading) -> list[tuple[Target, How]]:
    """
    Return what *reading* refers to and how, in order.
    """
    return [(reference.target, reference.how) for reference in reading.references]


def to(reading: Reading, target: Target) -> Reference:
    """
    Return the one reference of *reading* to *target*.
    """
    (reference,) = [reference for reference in reading.references if reference.target == target]
    return reference
