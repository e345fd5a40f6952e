"""
What a file is called when it says no better name.
"""

from pathlib import PurePosixPath

_GENERAL = frozenset(
    {"__init__", "__main__", "app", "application", "asgi", "cli", "dag", "entrypoint", "index", "main", "manage"}
    | {"model", "pipeline", "run", "server", "service", "start", "wsgi", "handler", "job", "worker"}
)
_BETWEEN = frozenset({"app", "cmd", "code", "lib", "main", "model_server", "pkg", "python", "scripts", "src"})


def stem_of(path: str) -> str:
    """
    Return the name of the file *path* without its ending.
    """
    return PurePosixPath(path).stem or path


def name_of(path: str) -> str:
    """
    Return the name of the program in the file *path*: its folder's where its own says nothing ("main.py").
    """
    place = PurePosixPath(path)
    if place.stem not in _GENERAL:
        return place.stem or path
    folders = [folder for folder in reversed(place.parts[:-1]) if folder not in _BETWEEN]
    return folders[0] if folders else place.parent.name or place.stem
