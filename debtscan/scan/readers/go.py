"""
Go source.
"""

from debtscan.model.declaration import File, Reading
from debtscan.scan.go.source import read_go
from debtscan.scan.reader import Reader


def wants(path: str) -> bool:
    """
    Return whether the name says Go.
    """
    return path.endswith(".go")


def read(file: File) -> Reading:
    """
    Return what *file* says.
    """
    return read_go(file.path, file.data)


READER = Reader(name="go", version=2, wants=wants, read=read)
