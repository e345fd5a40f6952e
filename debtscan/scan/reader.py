"""
What a reader is: it claims files by path and content, and says what one file declares and needs.
"""

from collections.abc import Callable

from msgspec import Struct

from debtscan.model.declaration import File, Reading


class Reader(Struct, frozen=True):
    """
    One format. *wants* decides by the path alone whether a file is opened; *claims* by its content whether it is ours.
    """

    name: str
    version: int  # raise it whenever the reading changes: it is part of the cache key
    wants: Callable[[str], bool]
    read: Callable[[File], Reading]
    claims: Callable[[File], bool] = lambda _: True
