"""
Where in a repository the module of a Python import may lie.
"""

from collections.abc import Iterator


def dotted_path(path: str) -> str:
    """
    Return a Python file's path as a dotted module from the root of the repository: "pkg/sub/__init__.py" is "pkg.sub".
    """
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def candidates(importer: str, module: str) -> Iterator[str]:
    """
    Yield the dotted paths that *module*, imported by the file *importer*, may have, the likeliest first.

    Compare them with `dotted_path` of the files that there are. Each folder above the importer may be on Python's path,
    and the last parts of the module may be names within it. Relative imports are absolute here: the root fits them.
    """
    folder = importer.rpartition("/")[0].replace("/", ".")
    bases = [folder]
    while folder:
        folder = folder.rpartition(".")[0]
        bases.append(folder)
    name = module
    while name:
        for base in bases:
            yield f"{base}.{name}" if base else name
        name = name.rpartition(".")[0]
