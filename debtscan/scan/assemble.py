"""
Declarations and references of several parts of one file put together: keys made unique, repetitions left out.
"""

from msgspec.structs import replace

from debtscan.model.declaration import Declaration, Problem, PublishSpec, Reading, Reference
from debtscan.model.words import How
from debtscan.scan.shell import Commands

MAX_ITEMS = 2_000  # of one file


class Parts:
    """
    What has been found in one file so far.
    """

    def __init__(self) -> None:
        self._declarations: dict[str, Declaration] = {}
        self._references: dict[tuple[str | None, object, How], Reference] = {}
        self.problems: list[Problem] = []

    def declare(self, declaration: Declaration) -> None:
        """
        Add *declaration*; one that says the same under the same key is dropped, another one gets a number.
        """
        key, number = declaration.key, 1
        known = self._declarations.get(key)
        if known is not None and isinstance(declaration.spec, PublishSpec) and not declaration.spec.dockerfile:
            return  # pushed after it was built
        while key in self._declarations:
            known = self._declarations[key]
            if (known.name, known.spec) == (declaration.name, declaration.spec):
                return
            number += 1
            key = f"{declaration.key}#{number}"
        if len(self._declarations) < MAX_ITEMS:
            self._declarations[key] = replace(declaration, key=key) if number > 1 else declaration

    def refer(self, reference: Reference) -> None:
        """
        Add *reference* unless the same source already needs the same target in the same way.
        """
        if len(self._references) < MAX_ITEMS:
            self._references.setdefault((reference.source, reference.target, reference.how), reference)

    def add(self, commands: Commands) -> None:
        """
        Add all that shell text said.
        """
        for declaration in commands.declarations:
            self.declare(declaration)
        for reference in commands.references:
            self.refer(reference)

    def reading(self) -> Reading:
        """
        Return all of it.
        """
        return Reading(tuple(self._declarations.values()), tuple(self._references.values()), tuple(self.problems))
