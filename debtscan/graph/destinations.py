"""
Clusters that no code makes: places that deliveries go to, each known by a file of settings of its own.
"""

from pathlib import PurePosixPath

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.graph.places import nearest, normal_name
from debtscan.model.declaration import ConfigSpec, NameRef, ResourceSpec
from debtscan.model.signal import Why
from debtscan.model.words import Kind, Status

_VALUES = "values"  # type of the declaration of a file of chart values


def add_destinations(board: Board) -> None:
    """
    Start a cluster for each name that a delivery deploys to and that has settings, unless something here makes it.
    """
    made = {normal_name(item.name) for item in board.of(ResourceSpec) if item.spec.type.endswith("cluster")}
    settings = [item for item in board.of(ConfigSpec) if _is_values(item)]
    for (repo, path), file in list(board.files.items()):
        if file.status is not Status.LIVE:
            continue
        for ref in file.reading.references:
            target = ref.target
            if isinstance(target, NameRef) and target.space == "cluster" and normal_name(target.name) not in made:
                named = [item for item in settings if item.repo == repo and _stem(item) == target.name]
                for item in nearest(path, [(item.path, item) for item in named])[:1]:
                    made.add(normal_name(target.name))
                    draft = board.start(item, Kind.CLUSTER, target.name)
                    draft.decide(Why.FOUND, capability="cluster_management")


def _is_values(item: Item[ConfigSpec]) -> bool:
    return item.declaration.key == _VALUES and item.status is Status.LIVE


def _stem(item: Item[ConfigSpec]) -> str:
    return PurePosixPath(item.path).stem
