"""
Which component a file belongs to.
"""

from collections.abc import Iterable

from debtscan.graph.drafts import Draft
from debtscan.graph.places import folder_of


class Owners:
    """
    Which component a file belongs to: the draft that claims the file, else the one with the deepest folder around it.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._files: dict[tuple[str, str], list[Draft]] = {}
        self._folders: dict[tuple[str, str], list[Draft]] = {}
        for draft in drafts:
            for place in sorted(draft.files):
                self._files.setdefault(place, []).append(draft)
            for place in sorted(draft.folders):
                self._folders.setdefault(place, []).append(draft)

    def of(self, repo: str, path: str) -> list[Draft]:
        """
        Return the drafts that own *path*, [] when none does.
        """
        if (repo, path) in self._files:
            return self._files[repo, path]
        folder = folder_of(path)
        while True:
            if (repo, folder) in self._folders:
                return self._folders[repo, folder]
            if not folder:
                return []
            folder = folder_of(folder)
