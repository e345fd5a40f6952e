"""
What each commit touched, as code-maat counts it: files by name, and components.
"""

from collections.abc import Iterator, Mapping, Sequence

from debtscan.measure.coupling import LARGEST
from debtscan.measure.paths import Followed, OwnedPaths
from debtscan.model.component import ComponentId
from debtscan.model.history import Change, History
from debtscan.scan.file_class import FileClass, class_of


def files_together(history: History) -> Iterator[list[str]]:
    """
    Yield the files of each commit under the names they had; a renamed one counts under both, as without following.

    Commits of many files say nothing of any two, and are left out before anything is counted.
    """
    for change in history.changes:
        files = _names(change)
        if 0 < len(files) <= LARGEST:
            yield sorted(files)


def components_together(owned: Mapping[ComponentId, OwnedPaths], history: History) -> Iterator[list[ComponentId]]:
    """
    Yield the components that each commit touched, newest first; what several own says nothing of them together.

    Locks, tests, documents and what nobody writes by hand change with anything, and do not count.
    """
    ids = list(owned)
    followed = Followed(owned.values())
    for change in reversed(history.changes):
        if 0 < len(change.paths) <= LARGEST:
            alone = {owners[0] for path in change.paths if (owners := _sole(path.path, followed))}
            if alone:
                yield [ids[index] for index in sorted(alone)]
        followed.step_back(change.paths)


def _names(change: Change) -> set[str]:
    return {name for path in change.paths for name in (path.path, path.old) if name is not None}


def _sole(path: str, followed: Followed) -> Sequence[int]:
    """
    Return the one component that owns *path*, nothing where several do, or where what it holds is written by nobody.
    """
    owners = followed.owners(path)
    return owners if len(owners) == 1 and class_of(path) is FileClass.WRITTEN else ()
