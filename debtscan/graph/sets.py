"""
Sets: clusters, hubs or tenants that are kept as data, one file each; the set is one component with its count.
"""

from collections import Counter, defaultdict

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft, Item
from debtscan.graph.places import folder_of
from debtscan.model.declaration import RecordSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind, Status

_KINDS = {"cluster": Kind.CLUSTER, "hub": Kind.SERVICE, "site": Kind.SERVICE, "domain": Kind.SERVICE}
_CLOUDS = frozenset({"aws", "gcp", "azure", "google", "amazon", "microsoft", "openstack", "digitalocean", "ibm", "oci"})
_ENOUGH = 3  # files, to be a set
_COMMON = 0.7  # of the files, for a key to be one that they have in common
_ALIKE = 0.8  # of the common keys, for a file to be one of the set
_FEWEST_KEYS = 2

Group = list[Item[RecordSpec]]


def add_sets(board: Board) -> None:
    """
    Start a draft for each folder of alike records: files side by side, or one of the same name in each of its folders.
    """
    taken: set[tuple[str, str]] = set()
    for (_, folder, _), group in sorted(_groups(board).items(), key=_largest_first):
        members = [item for item in _alike(group) if (item.repo, item.path) not in taken]
        if len(members) >= _ENOUGH:
            taken |= {(item.repo, item.path) for item in members}
            _start(board, folder, members)


def _groups(board: Board) -> dict[tuple[str, str, str], Group]:
    """
    Return the records in use that no component has, by repository, folder and the name that they share ("" = none).
    """
    found: dict[tuple[str, str, str], Group] = defaultdict(list)
    for item in board.of(RecordSpec):
        folder, _, name = item.path.rpartition("/")
        if item.status is Status.LIVE and folder:
            found[item.repo, folder, ""].append(item)
            if folder_of(folder):
                found[item.repo, folder_of(folder), name].append(item)
    return found


def _largest_first(entry: tuple[tuple[str, str, str], Group]) -> tuple[int, tuple[str, str, str]]:
    return -len(entry[1]), entry[0]


def _alike(group: Group) -> Group:
    """
    Return those of *group* that have most of the keys that most of them have.
    """
    counts = Counter(key for item in group for key in item.spec.keys)
    common = {key for key, count in counts.items() if count >= _COMMON * len(group)}
    if len(common) < _FEWEST_KEYS:
        return []
    return [item for item in group if len(common & set(item.spec.keys)) >= _ALIKE * len(common)]


def _start(board: Board, folder: str, members: Group) -> Draft:
    noun = Counter(item.spec.noun for item in members).most_common(1)[0][0]
    draft = board.start(members[0], _KINDS.get(noun, Kind.IAC), folder.rpartition("/")[2])
    for item in members[1:]:
        board.claim(draft, item)
    clouds = {item.spec.provider for item in members} & _CLOUDS
    managed = draft.kind is Kind.CLUSTER and clouds
    draft.decide(Why.FOUND, built=Built.MANAGED if managed else Built.BESPOKE)
    draft.provider = next(iter(clouds)) if len(clouds) == 1 else None
    draft.folders.add((members[0].repo, folder))
    draft.instances = len(members)
    draft.aliases |= {item.name for item in members}
    return draft
