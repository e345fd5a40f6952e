"""
Whose an API group is: Kubernetes' own, somebody else's, or nobody's that is known (then it is home-made).
"""

from fnmatch import fnmatchcase

from debtscan.catalog.tables import CrdGroup, CrdGroups
from debtscan.model.words import Confidence


class GroupIndex:
    """
    Looks groups up in the order of the file; built once.
    """

    def __init__(self, table: CrdGroups) -> None:
        self._hints = table.home_made_hints
        self._suffixes = table.suffix_patterns
        self._rows: dict[str, tuple[CrdGroup, ...]] = {}
        for group in ("", *table.builtin_groups):
            self._rows[group] = (CrdGroup(group, "Kubernetes", "Kubernetes", (), "Kubernetes", Confidence.HIGH),)
        for row in table.groups:
            self._rows[row.group] = (*self._rows.get(row.group, ()), row)
        for source, names in table.known_groups.items():
            for name in names:
                self._rows.setdefault(name, (CrdGroup(name, "", "", (), source),))
        self._builtin = frozenset(("", *table.builtin_groups))

    def is_builtin(self, group: str) -> bool:
        """
        Tell whether the group is Kubernetes' own.
        """
        return group in self._builtin

    def find(self, group: str, kind: str) -> CrdGroup | None:
        """
        Return whose *group* is; of several projects in one group the one that has the *kind*; None when home-made.
        """
        group = group.lower()
        if any(fnmatchcase(group, pattern) for pattern in self._hints):
            return None
        rows = self._rows.get(group, ())
        named = next((row for row in rows if kind in row.kinds), None)
        return named or next(iter(rows), None) or self._by_suffix(group)

    def _by_suffix(self, group: str) -> CrdGroup | None:
        for row in self._suffixes:
            if fnmatchcase(group, row.match):
                return CrdGroup(group, row.project, row.vendor, row.capabilities, row.source)
        return None
