"""
Python source.
"""

from debtscan.model.declaration import File, Reading
from debtscan.scan.python.source import read_python, too_deep
from debtscan.scan.reader import Reader

_SHEBANG = b"#!"
_FIRST_LINE = 200


def wants(path: str) -> bool:
    """
    Return whether the name says Python, or nothing at all: scripts without an ending are asked for their first line.
    """
    name = path.rpartition("/")[2]
    return name.endswith((".py", ".pyw")) or "." not in name


def claims(file: File) -> bool:
    """
    Return whether *file* is Python by its name or its first line.
    """
    if file.path.endswith((".py", ".pyw")):
        return True
    head = file.data[:_FIRST_LINE].split(b"\n", 1)[0]
    return head.startswith(_SHEBANG) and b"python" in head


def read(file: File) -> Reading:
    """
    Return what *file* says.
    """
    try:
        return read_python(file.path, file.text)
    except RecursionError:
        return too_deep(file.path, file.text)


READER = Reader(name="python", version=2, wants=wants, claims=claims, read=read)
