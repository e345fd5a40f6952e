"""
The demo platform: an estate of two repositories, written from examples/demo with the history that made it what it is.
"""

from pathlib import Path

from debtscan.app.demo_history import history_stream, read_history
from debtscan.base.errors import DebtscanError
from debtscan.base.resources import bundled
from debtscan.safe.fast_import import BRANCH, write_repository
from debtscan.safe.git import open_repository

REPOSITORIES = ("ml-platform", "ml-services")


def build_demo(folder: Path) -> tuple[Path, Path]:
    """
    Write both repositories of the demo platform into *folder* and return where they are.

    The same commits come out on every machine, because dates, people and files are all fixed.
    """
    if folder.exists() and not folder.is_dir():
        raise DebtscanError(f"{folder}: is a file, not a folder", "debtscan demo --into a-new-folder")
    platform, services = (folder / name for name in REPOSITORIES)
    for repository in (platform, services):
        _build(repository)
    return platform, services


def _build(repository: Path) -> None:
    demo = bundled("examples") / "demo"
    history = read_history((demo / "history" / f"{repository.name}.toml").read_text(encoding="utf-8"))
    if _is_there(repository, history.origin):
        return
    stream = history_stream(history, _files(demo / repository.name), BRANCH)
    write_repository(repository, stream, history.origin)


def _is_there(repository: Path, origin: str) -> bool:
    """
    Tell whether the demo was built here before: it is used again as it is.
    """
    if not (repository / ".git").is_dir():
        return False
    found = open_repository(repository)
    if found is None:
        return False
    with found:
        return found.origin == origin and found.head is not None


def _files(root: Path) -> dict[str, str]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
        for path in found
        if path.parent.name != "__pycache__"  # pip compiles every *.py that it installs
    }
