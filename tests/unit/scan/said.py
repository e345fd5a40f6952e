"""
What shell text and readings say, in a form that tests compare.
"""

from collections.abc import Callable

from debtscan.model.declaration import Declaration, File, Reading, Spec, Target
from debtscan.model.words import How
from debtscan.scan.shell import Commands, Place, read_commands

Ties = list[tuple[Target, How]]


def run(text: str, folder: str = "", script: str = ".", **variables: str) -> Commands:
    """
    Return what *text* says when it runs in *folder*.
    """
    return read_commands(text, Place(folder, "it", "here", 1, script), variables)


def ties(found: Commands | Reading) -> Ties:
    """
    Return each target with how it is needed, in order.
    """
    return [(reference.target, reference.how) for reference in found.references]


def specs(found: Commands | Reading) -> list[tuple[str, Spec]]:
    """
    Return each declared name with its spec, in order.
    """
    return [(declaration.name, declaration.spec) for declaration in found.declarations]


def one(found: Commands | Reading, key: str) -> Declaration:
    """
    Return the declaration under *key*.
    """
    return next(declaration for declaration in found.declarations if declaration.key == key)


def reader_of(read: Callable[[File], Reading], path: str) -> Callable[[str], Reading]:
    """
    Return *read* for texts that stand in *path*.
    """
    return lambda text: read(File(path, text.encode()))
