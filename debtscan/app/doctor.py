"""
What debtscan finds on this machine.
"""

from collections.abc import Iterator

from debtscan.run.cache import cache_folder
from debtscan.run.executor import default_workers
from debtscan.run.pool import can_start
from debtscan.safe.drawing import draw_svg
from debtscan.safe.process import find_program


def checks() -> Iterator[tuple[str, str]]:
    """
    Yield the name and the state of each thing that debtscan makes use of; no path of the user's home among them.
    """
    yield "git", "found" if find_program("git") else "not found: components are found, but nobody is known"
    yield "workers", f"{default_workers()}" if can_start() else "none: everything runs in one process"
    yield "drawing", "works" if draw_svg("digraph { a -> b }") else "does not work: reports have no map"
    yield "cache", "on" if cache_folder() else "off (DEBTSCAN_CACHE_DIR)"
