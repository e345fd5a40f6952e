"""
Who is an author of each file: the degree of authorship of Fritz et al. with the thresholds of Avelino et al.

A. Avelino, L. Passos, A. Hora, M. T. Valente: A Novel Approach for Estimating Truck Factors, ICPC 2016
(arXiv 1604.06766); the details are those of their tool, aserg-ufmg/Truck-Factor.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log

from msgspec import Struct

from debtscan.model.component import PersonId
from debtscan.model.history import History, PathChange, Touch

_SHARE = 0.75  # of the best degree of a file: an author has more
_LEAST = 3.293  # the degree that makes an author of somebody who did not create the file
_DELIVERIES = frozenset({Touch.MODIFIED, Touch.RENAMED, Touch.TYPE_CHANGED})


class Authorship(Struct, frozen=True):
    """
    The degree of everybody who ever worked on one file, and those of them who are its authors.
    """

    degrees: Mapping[PersonId, float]
    authors: frozenset[PersonId]


class _File:
    """
    What the commits so far did to one file, under whatever name.
    """

    def __init__(self) -> None:
        self.creators: set[PersonId] = set()  # who added its path, the first time or again
        self.deliveries: Counter[PersonId] = Counter()  # changes; creating is none


def authorship(
    history: History, people: Sequence[PersonId], paths: Collection[str], ignored: frozenset[PersonId] = frozenset()
) -> dict[str, Authorship]:
    """
    Return who knows each of *paths*, the files of the revision; those that no commit touched are left out.

    *people* says who each author of the history is; what the *ignored* do counts for nobody. Files are followed through
    renames, and a renaming is a change, as in the original.
    """
    files: dict[str, _File] = {}
    for change in history.changes:
        person = people[change.person]
        doer = None if person in ignored else person
        for path in change.paths:
            _apply(path, doer, files)
    worked_on = ((path, files[path]) for path in paths if path in files)
    return {path: _judged(file) for path, file in worked_on if file.creators or file.deliveries}


def degree_of_authorship(*, created: bool, own: int, others: int) -> float:
    """
    Return the degree of somebody with *own* changes of a file that *others* changed too.
    """
    return 3.293 + 1.098 * created + 0.164 * own - 0.321 * log(1 + others)


def _apply(path: PathChange, doer: PersonId | None, files: dict[str, _File]) -> None:
    if path.touch is Touch.RENAMED and path.old is not None and path.old in files:
        files[path.path] = files.pop(path.old)
    file = files.get(path.path)
    if file is None:
        file = files[path.path] = _File()
    if doer is None:
        return
    if path.touch in _DELIVERIES:
        file.deliveries[doer] += 1
    elif path.touch is not Touch.DELETED:
        file.creators.add(doer)


def _judged(file: _File) -> Authorship:
    changes = file.deliveries.total()
    degrees = {
        person: degree_of_authorship(
            created=person in file.creators, own=file.deliveries[person], others=changes - file.deliveries[person]
        )
        for person in file.creators | set(file.deliveries)
    }
    best = max(degrees.values())
    authors = (
        person
        for person, degree in degrees.items()
        if degree / best > _SHARE and (degree >= _LEAST or person in file.creators)
    )
    return Authorship(degrees, frozenset(authors))
