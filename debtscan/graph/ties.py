"""
Links that stand in declarations of their own: the target of a rule, a subscription, what feeds events to a function.
"""

from debtscan.graph.board import Board
from debtscan.graph.directory import Directory
from debtscan.graph.places import folder_of
from debtscan.graph.web import Web
from debtscan.model.declaration import NameRef, TieSpec
from debtscan.model.words import Status


def link_ties(board: Board, directory: Directory, web: Web) -> None:
    """
    Add to *web* the two ends of each declaration that only joins others.
    """
    for item in board.of(TieSpec):
        if item.status is Status.LIVE:
            place, folder = item.evidence(item.spec.how.value), folder_of(item.path)
            sources, targets = (
                directory.by_name(NameRef("terraform", f"{folder}:{address}"), place)
                for address in (item.spec.source, item.spec.target)
            )
            web.link(sources, targets, item.spec.how, place)
