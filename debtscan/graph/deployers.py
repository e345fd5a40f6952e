"""
Scripts that people or a CI run to deploy: a folder of them is one tool.
"""

from collections import defaultdict

from debtscan.graph.board import Board
from debtscan.graph.drafts import Item
from debtscan.graph.owners import Owners
from debtscan.graph.places import anchors, folder_of
from debtscan.model.declaration import PathRef, ProgramSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, How, Kind, Status

_GENERIC = frozenset({"deploy", "install", "run", "setup", "upload", "publish", "release", "build", "start", "main"})
_LANGUAGES = frozenset({"shell", "python"})


def add_deployers(board: Board) -> None:
    """
    Start a tool for the scripts of each folder that deploy something, or that a delivery runs to deploy.
    """
    owners = Owners(board.drafts)
    called = _called(board)
    folders: dict[tuple[str, str], list[Item[ProgramSpec]]] = defaultdict(list)
    for item in board.of(ProgramSpec):
        hidden = any(part.startswith(".") for part in item.path.split("/"))  # a part of the CI around it
        scripted = item.spec.language in _LANGUAGES and item.status is Status.LIVE and not hidden
        if (
            scripted
            and not owners.of(item.repo, item.path)
            and (_deploys(board, item) or (item.repo, item.path) in called)
        ):
            folder = folder_of(item.path)
            folders[item.repo, folder or item.path].append(item)
    for (_, folder), items in folders.items():
        draft = board.start(items[0], Kind.CLI, _name(folder, items))
        draft.decide(Why.OWN_CODE, built=Built.BESPOKE, capability="cd")
        for item in items[1:]:
            board.claim(draft, item)


def _called(board: Board) -> set[tuple[str, str]]:
    """
    Return the files (repository, path) that some reference names in order to deploy.
    """
    return {
        (repo, place)
        for (repo, path), file in board.files.items()
        if file.status is Status.LIVE
        for ref in file.reading.references
        if isinstance(ref.target, PathRef) and ref.how is How.DEPLOY
        for place in anchors(path, ref.target.path)
    }


def _deploys(board: Board, item: Item[ProgramSpec]) -> bool:
    return any(ref.how is How.DEPLOY for ref in board.files[item.repo, item.path].reading.references)


def _name(folder: str, items: list[Item[ProgramSpec]]) -> str:
    """
    Return the name of the script, with its folder where many are called so; that of the folder for several scripts.
    """
    if len(items) > 1:
        return folder.rsplit("/", 1)[-1]
    path = items[0].path
    generic = path.rsplit("/", 1)[-1].partition(".")[0].lower() in _GENERIC
    return "/".join(path.split("/")[-2:]) if generic else path.rsplit("/", 1)[-1]
