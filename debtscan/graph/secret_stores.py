"""
Secrets that lie encrypted in a repository: who operates the platform needs their key before anything else.
"""

from debtscan.graph.board import Board
from debtscan.graph.drafts import Draft
from debtscan.model.declaration import SecretStoreSpec
from debtscan.model.signal import Why
from debtscan.model.words import Built, Kind


def add_secret_stores(board: Board) -> None:
    """
    Start a draft for each tool with which a repository encrypts files; settings in several folders are one.
    """
    found: dict[tuple[str, str], Draft] = {}
    for item in board.of(SecretStoreSpec):
        place = (item.repo, item.spec.tool)
        if place in found:
            board.claim(found[place], item)
            continue
        draft = found[place] = board.start(item, Kind.IDENTITY)
        draft.product = item.spec.tool
        draft.decide(Why.CATALOGUE, detail=item.spec.tool, built=Built.OSS, capability="secrets")
